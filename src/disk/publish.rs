//! A site goes to its folder whole or not at all: put together beside it, then switched in.
//!
//! On Linux and macOS the switch is one exchange of names, so that even a kill at that moment leaves a whole site.
//! Elsewhere it is two renames; a run killed between them is put right by the next one (`Target::recover`).

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use crate::disk::Error;
use crate::disk::target::{MARKER, Target};
use crate::disk::write::Writer;
use crate::output::{Bundle, OutputFile};

/// What the marker file says: who made the folder, and which files in it are ours.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Marker {
    #[serde(default)]
    guidepost: String,
    #[serde(default)]
    files: Vec<String>,
}

/// What publishing did.
#[derive(Debug, Default)]
pub struct Published {
    pub files: usize,
    /// Files of other hands in the old folder, such as a `CNAME`, that were taken over into the new one.
    pub kept: usize,
}

/// Replaces the folder of `target` by the files of `bundle`. On any error the old site is as it was.
pub fn publish(target: &Target, bundle: Bundle) -> Result<Published, Error> {
    let staging = Staging::begin(target)?;
    bundle.files.into_par_iter().for_each(|(path, file)| staging.put(path, file));
    staging.publish()
}

/// The new site while it is put together beside the old one. Dropped before it is published, it is gone, and the
/// old site is as it was.
pub struct Staging<'t> {
    target: &'t Target,
    writer: Writer,
}

impl<'t> Staging<'t> {
    pub fn begin(target: &'t Target) -> Result<Staging<'t>, Error> {
        let folder = target.staging();
        std::fs::create_dir(&folder).map_err(|e| Error::io(&folder, "create", e))?;
        Ok(Staging { target, writer: Writer::new(folder, target.folder.clone()) })
    }

    /// Writes one file; from any thread. The first fault is kept for `publish`, and nothing is written after it.
    pub fn put(&self, path: Arc<str>, file: OutputFile) {
        self.writer.put(path, &file);
    }

    /// Switches the new site in.
    pub fn publish(self) -> Result<Published, Error> {
        let files = self.writer.finish()?;
        let folder = &self.writer.folder;
        let kept = keep_foreign(&self.target.folder, folder)?;
        let count = files.len();
        let marker = Marker { guidepost: env!("CARGO_PKG_VERSION").into(), files };
        let path = folder.join(MARKER);
        let text = serde_json::to_vec(&marker).map_err(|e| Error::io(&path, "write", e.into()))?;
        std::fs::write(&path, text).map_err(|e| Error::io(&path, "write", e))?;
        switch(self.target, folder)?;
        Ok(Published { files: count, kept })
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // After a switch by exchange this is the old site; after a failure, the unfinished new one.
        let _ = std::fs::remove_dir_all(&self.writer.folder);
    }
}

/// Copies what others put into the old folder. Where the new site has a file of that name, the site's wins.
fn keep_foreign(old: &Path, staging: &Path) -> Result<usize, Error> {
    let Ok(marker) = std::fs::read(old.join(MARKER)) else { return Ok(0) };
    // A marker that cannot be read lists nothing, and so everything is kept: stale pages rather than lost files.
    let marker: Marker = serde_json::from_slice(&marker).unwrap_or_default();
    let ours: std::collections::HashSet<String> = marker.files.into_iter().collect();
    let mut kept = 0;
    for entry in WalkDir::new(old).min_depth(1) {
        let entry = entry.map_err(|e| Error::io(old, "read", e.into()))?;
        let Ok(below) = entry.path().strip_prefix(old) else { continue };
        let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let name = name.join("/");
        let new = staging.join(below);
        if entry.file_type().is_dir() || name == MARKER || ours.contains(&name) || new.exists() {
            continue;
        }
        if entry.file_type().is_symlink() {
            return Err(Error::refused(entry.path(), "it is a link that guidepost did not make", "move it away"));
        }
        if let Some(parent) = new.parent() {
            std::fs::create_dir_all(parent).map_err(|e| Error::io(parent, "create", e))?;
        }
        std::fs::copy(entry.path(), &new).map_err(|e| Error::io(entry.path(), "keep", e))?;
        kept += 1;
    }
    Ok(kept)
}

fn switch(target: &Target, staging: &Path) -> Result<(), Error> {
    let folder = &target.folder;
    if !folder.exists() {
        return rename(staging, folder).map_err(|e| Error::io(folder, "create", e));
    }
    if exchange(staging, folder).is_ok() {
        return Ok(());
    }
    let retired = target.retired();
    rename(folder, &retired).map_err(|e| Error::io(folder, "replace", e))?;
    if let Err(e) = rename(staging, folder) {
        let error = Error::io(folder, "replace", e);
        // Where even this fails, the next run gives the old site back.
        let _ = rename(&retired, folder);
        return Err(error);
    }
    let _ = std::fs::remove_dir_all(&retired);
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// On Windows a virus scanner or a browser may hold a file for a moment: try again for two seconds.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let tries = if cfg!(windows) { 20 } else { 0 };
    for _ in 0..tries {
        match std::fs::rename(from, to) {
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied || e.raw_os_error() == Some(32) => {
                std::thread::sleep(Duration::from_millis(100));
            }
            other => return other,
        }
    }
    std::fs::rename(from, to)
}
