//! How long each stage takes, and a bar on the terminal when it takes long.
//!
//! The pipeline only says which stage it is in; the clock is here.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the clock and the terminal")]

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;
use crate::report::grouped;

/// A build shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Watches the stages of one build.
pub struct Stages {
    begun: Instant,
    times: Mutex<Vec<Stage>>,
    bar: ProgressBar,
}

struct Stage {
    name: &'static str,
    begun: Instant,
    took: Duration,
    count: usize,
}

impl Stages {
    /// With a bar when standard error is a terminal.
    pub fn with_bar() -> Stages {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        };
        let style = ProgressStyle::with_template("{msg:>10} [{bar:40}] {pos}/{len}");
        let bar = style.map_or(bar.clone(), |style| bar.with_style(style.progress_chars("=> ")));
        Stages { bar, ..Stages::silent() }
    }

    pub fn silent() -> Stages {
        Stages { begun: Instant::now(), times: Mutex::default(), bar: ProgressBar::hidden() }
    }

    pub fn enter(&self, name: &'static str) {
        self.progress(Progress { stage: name, done: 0, total: 0 });
    }

    /// Called by the pipeline, from any thread.
    pub fn progress(&self, progress: Progress) {
        let now = Instant::now();
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        match times.last_mut() {
            Some(last) if last.name == progress.stage => last.count = last.count.max(progress.total),
            last => {
                if let Some(last) = last {
                    last.took = now - last.begun;
                }
                times.push(Stage { name: progress.stage, begun: now, took: Duration::ZERO, count: progress.total });
            }
        }
        drop(times);
        if now - self.begun > PATIENCE && !self.bar.is_hidden() {
            self.bar.set_message(progress.stage);
            self.bar.set_length(progress.total as u64);
            self.bar.set_position(progress.done as u64);
        }
    }

    /// Ends the last stage, takes the bar away, and gives the whole time.
    pub fn finish(&self) -> Duration {
        let now = Instant::now();
        if let Some(last) = self.times.lock().unwrap_or_else(PoisonError::into_inner).last_mut() {
            last.took = now - last.begun;
        }
        self.bar.finish_and_clear();
        now - self.begun
    }

    /// One line a stage: name, milliseconds, count.
    pub fn table(&self) -> String {
        let times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let row = |s: &Stage| {
            let count = if s.count == 0 { String::new() } else { grouped(s.count) };
            format!("{:<12} {:>9.1} ms {count:>9}", s.name, s.took.as_secs_f64() * 1e3).trim_end().to_owned() + "\n"
        };
        times.iter().map(row).collect()
    }
}
