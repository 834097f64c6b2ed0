//! Tells that something changed. A storm of changes is one change, told when it is over.
//!
//! Where the system does not tell us (a network drive, some containers), the folders are looked through each second.

#![expect(clippy::disallowed_methods, reason = "layer 7: watches the disk")]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify_debouncer_full::notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use walkdir::WalkDir;

const QUIET: Duration = Duration::from_millis(120);
const POLL: Duration = Duration::from_secs(1);

/// What is watched.
pub struct Watched {
    /// Folder of the settings; only files directly in it are of interest.
    pub root: PathBuf,
    pub files: Vec<PathBuf>,
    pub folders: Vec<PathBuf>,
    /// Look for oneself instead of being told.
    pub poll: bool,
}

/// Calls `act` now, and then after every change, for ever.
pub fn each_change(watched: &Watched, mut act: impl FnMut()) {
    let (send, changes) = channel();
    let watcher = if watched.poll { None } else { watcher(watched, send) };
    let Some(mut watcher) = watcher else { return poll(watched, act) };
    loop {
        // Again each time: a folder that was not there before may be there now.
        for folder in &watched.folders {
            let _ = watcher.watch(real(folder), RecursiveMode::Recursive);
        }
        act();
        if !wait(&changes) {
            return poll(watched, act);
        }
    }
}

/// Waits for a change and for the quiet after it; `false` when no more will come.
fn wait(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

fn watcher(
    watched: &Watched,
    send: std::sync::mpsc::Sender<()>,
) -> Option<Debouncer<RecommendedWatcher, RecommendedCache>> {
    let wanted: Vec<PathBuf> = watched.files.iter().chain(&watched.folders).map(|p| real(p)).collect();
    let concerns = move |path: &Path| wanted.iter().any(|w| path.starts_with(w)) && !is_ours(path);
    let handler = move |result: DebounceEventResult| {
        let told = match result {
            // Being read is no change: our own build reads everything.
            Ok(events) => {
                events.iter().any(|e| !matches!(e.kind, EventKind::Access(_)) && e.paths.iter().any(|p| concerns(p)))
            }
            // Events were lost: build rather than miss one.
            Err(_) => true,
        };
        if told {
            let _ = send.send(());
        }
    };
    let mut watcher = new_debouncer(QUIET, None, handler).ok()?;
    watcher.watch(real(&watched.root), RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

/// What a build keeps for the next one may lie among the articles, and is no change of theirs.
fn is_ours(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == crate::disk::CACHE)
}

/// The path as events name it: what is watched by its real name is told by its real name, `\\?\` and all.
fn real(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_default();
    // What is not there yet will be found by the name of its folder.
    let parent = || Some(std::fs::canonicalize(full.parent()?).ok()?.join(full.file_name()?));
    std::fs::canonicalize(&full).ok().or_else(parent).unwrap_or(full)
}

fn poll(watched: &Watched, mut act: impl FnMut()) {
    let mut known = None;
    loop {
        let now = Some(signature(watched));
        if now != known {
            known = now;
            act();
        }
        std::thread::sleep(POLL);
    }
}

/// Changes when a file appears, goes, or is written.
fn signature(watched: &Watched) -> u64 {
    let mut hasher = DefaultHasher::new();
    for root in watched.files.iter().chain(&watched.folders) {
        let entries = WalkDir::new(root).sort_by_file_name().into_iter();
        for entry in entries.filter_entry(|e| !is_ours(e.path())).flatten() {
            let stamp = entry.metadata().ok().map(|m| (m.len(), m.modified().ok()));
            (entry.path(), stamp).hash(&mut hasher);
        }
    }
    hasher.finish()
}
