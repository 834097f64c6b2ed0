//! `guidepost images status`: what of the pictures of other sites is here, in numbers. Writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use serde_json::json;

use super::{Opened, open, size};
use crate::cli::{Exit, Failure as Ended, Form, ProjectArguments, say_err, say_out};
use crate::disk::vault as files;
use crate::report::{grouped, plural};
use crate::vault::{self, Failure, State};

#[derive(Args)]
pub struct Status {
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    #[command(flatten)]
    project: ProjectArguments,
}

/// The counts; the parts of `shown` are `here`, `missing`, `failed` and `not_asked`.
struct Counts {
    shown: usize,
    here: usize,
    missing: usize,
    failed: BTreeMap<Failure, usize>,
    not_asked: usize,
    /// Lines of the lock for addresses that no article has.
    unused_lines: usize,
    /// Files that no line in use names.
    unused_files: usize,
    unused_bytes: u64,
    files: usize,
    bytes: u64,
}

pub fn run(command: Status) -> Result<Exit, Ended> {
    let opened = open(&command.project)?;
    let counts = count(&opened)?;
    match command.format {
        Form::Json => say_out(&(as_json(&counts).to_string() + "\n"))?,
        Form::Human => say_out(&as_text(&counts))?,
    }
    // What such lines stand for was counted as not asked for.
    opened.lock_faults().map_or(Ok(Exit::Fine), |faults| {
        say_err(&faults);
        Ok(Exit::Data)
    })
}

fn count(opened: &Opened) -> Result<Counts, Ended> {
    let on_disk = files::files(&opened.project)?;
    let records = &opened.snapshot.vault.records;
    let mut counts = Counts {
        shown: 0,
        here: 0,
        missing: 0,
        failed: BTreeMap::new(),
        not_asked: 0,
        unused_lines: records.keys().filter(|a| !opened.wanted.contains_key(*a)).count(),
        unused_files: 0,
        unused_bytes: 0,
        files: on_disk.len(),
        bytes: on_disk.values().sum(),
    };
    for (address, _) in opened.wanted.iter().filter(|(_, w)| w.shown > 0) {
        counts.shown += 1;
        match records.get(address).map(|r| &r.state) {
            None => counts.not_asked += 1,
            Some(State::Failed(failed)) => *counts.failed.entry(failed.cause).or_default() += 1,
            Some(State::Kept(kept)) => {
                let is_here = on_disk.get(&vault::file_name(&kept.hash, kept.kind)) == Some(&kept.bytes);
                *(if is_here { &mut counts.here } else { &mut counts.missing }) += 1;
            }
        }
    }
    let in_use: BTreeSet<String> = opened
        .snapshot
        .vault
        .kept()
        .filter(|(address, ..)| opened.wanted.contains_key(*address))
        .map(|(_, kept, _)| vault::file_name(&kept.hash, kept.kind))
        .collect();
    for (_, length) in on_disk.iter().filter(|(name, _)| !in_use.contains(*name)) {
        counts.unused_files += 1;
        counts.unused_bytes += length;
    }
    Ok(counts)
}

fn as_json(counts: &Counts) -> serde_json::Value {
    let failed: BTreeMap<String, usize> = counts.failed.iter().map(|(cause, n)| (cause.name(), *n)).collect();
    json!({
        "shown": counts.shown,
        "here": counts.here,
        "missing": counts.missing,
        "failed": failed,
        "not_asked": counts.not_asked,
        "unused_lines": counts.unused_lines,
        "unused_files": counts.unused_files,
        "unused_bytes": counts.unused_bytes,
        "files": counts.files,
        "bytes": counts.bytes,
    })
}

fn as_text(counts: &Counts) -> String {
    let mut text = format!("{} of other sites in the guides\n", plural(counts.shown, "picture"));
    let mut row = |count: usize, what: String| {
        if count > 0 {
            text.push_str(&format!("{:>9}  {what}\n", grouped(count)));
        }
    };
    row(counts.here, format!("here, {} in {}", size(counts.bytes), plural(counts.files, "file")));
    row(counts.missing, "named by the lock, but the file is gone or another: `guidepost images fetch`".into());
    row(counts.not_asked, "not asked for yet: `guidepost images fetch`".into());
    for (cause, count) in &counts.failed {
        row(*count, format!("not to be had: {}", cause.words()));
    }
    row(
        counts.unused_files,
        format!("files that no article shows, {}: `guidepost images prune`", size(counts.unused_bytes)),
    );
    row(counts.unused_lines, "lines of the lock that no article needs: `guidepost images prune`".into());
    text
}
