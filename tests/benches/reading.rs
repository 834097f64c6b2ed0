//! How much reading an article costs, next to a bare Markdown parse of the same text.
//!
//! `cargo bench --bench reading -- FOLDER` reads every article below the folder several times and prints the best
//! time of each stage, on one thread, as milliseconds and as a multiple of the bare parse. Without a folder it
//! reads our own content.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a bench reads a folder, knows the clock and prints"
)]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use guidepost::document::{clean, fence, parse};
use guidepost::guide::lower;
use guidepost::guide::platform::Platforms;
use guidepost::source::Source;
use pulldown_cmark::{Options, Parser};

const ROUNDS: usize = 5;

// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let folder = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_else(|| "content".to_owned());
    let sources = read(folder.into());
    let bytes: usize = sources.iter().map(|s| s.text.len()).sum();
    println!("{} articles, {:.1} MB", sources.len(), bytes as f64 / 1e6);
    let platforms = Platforms::default();
    let body = |s: &Source| match fence::find(&s.text) {
        fence::Fenced::Yaml { body, .. } => body,
        _ => 0,
    };
    let bare = best(&sources, |s| {
        let options =
            Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
        black_box(Parser::new_ext(&s.text[body(s)..], options).into_offset_iter().count());
    });
    let cleaned = best(&sources, |s| {
        black_box(clean::clean(&s.text[body(s)..], body(s)));
    });
    let parsed = best(&sources, |s| {
        black_box(parse::parse(s, &|name| platforms.named(name)));
    });
    let lowered = best(&sources, |s| {
        black_box(lower::read(s, &platforms));
    });
    for (stage, time) in [("bare parse", bare), ("clean", cleaned), ("document", parsed), ("guide", lowered)] {
        println!("{stage:<12} {:>9.1} ms {:>6.2}", time.as_secs_f64() * 1e3, time.as_secs_f64() / bare.as_secs_f64());
    }
}

fn best(sources: &[Source], act: impl Fn(&Source)) -> Duration {
    let round = || {
        let begun = Instant::now();
        sources.iter().for_each(&act);
        begun.elapsed()
    };
    (0..ROUNDS).map(|_| round()).min().unwrap_or_default()
}

fn read(folder: PathBuf) -> Vec<Source> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(|e| e.ok().map(walkdir::DirEntry::into_path))
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    paths.sort();
    paths.iter().filter_map(|p| Source::decode(p.to_string_lossy().as_ref(), &std::fs::read(p).ok()?).ok()).collect()
}
