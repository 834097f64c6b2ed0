//! Writes the files of a site into a new folder, many at a time.
//!
//! A file that is byte for byte that of the old site is linked rather than written: making and removing files is
//! what a build waits for, and a host that copies by date copies only what changed.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::disk::Error;
use crate::output::OutputFile;
use crate::snapshot::{Asset, AssetSource};

/// Writes files into a new folder, from any thread.
pub struct Writer {
    pub folder: PathBuf,
    /// The site before this one, if any.
    old: PathBuf,
    progress: Mutex<Written>,
}

#[derive(Default)]
struct Written {
    files: BTreeSet<Arc<str>>,
    folders: HashSet<PathBuf>,
    /// The first fault; after it nothing more is written.
    fault: Option<Error>,
}

impl Writer {
    /// `folder` must be there and empty.
    pub fn new(folder: PathBuf, old: PathBuf) -> Writer {
        Writer { folder, old, progress: Mutex::default() }
    }

    pub fn put(&self, path: Arc<str>, file: &OutputFile) {
        if let Err(fault) = self.try_put(path, file) {
            self.progress().fault.get_or_insert(fault);
        }
    }

    /// The paths that were written, sorted; or the fault that ended it.
    pub fn finish(&self) -> Result<Vec<String>, Error> {
        let mut progress = self.progress();
        match progress.fault.take() {
            Some(fault) => Err(fault),
            None => Ok(progress.files.iter().map(|path| path.to_string()).collect()),
        }
    }

    fn progress(&self) -> MutexGuard<'_, Written> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_put(&self, path: Arc<str>, file: &OutputFile) -> Result<(), Error> {
        let (full, old) = (place(&self.folder, &path)?, place(&self.old, &path)?);
        {
            let mut progress = self.progress();
            if progress.fault.is_some() {
                return Ok(());
            }
            if let Some(parent) = full.parent().filter(|p| !progress.folders.contains(*p)) {
                std::fs::create_dir_all(parent).map_err(|e| Error::io(parent, "create", e))?;
                progress.folders.insert(parent.to_path_buf());
            }
            progress.files.insert(path);
        }
        match file {
            OutputFile::Bytes(bytes) => write(&full, &old, bytes),
            OutputFile::Copy(Asset { from: AssetSource::Bytes(bytes), .. }) => write(&full, &old, bytes),
            OutputFile::Copy(Asset { from: AssetSource::File(from), .. }) => copy(&full, &old, from),
        }
    }
}

fn write(full: &Path, old: &Path, bytes: &[u8]) -> Result<(), Error> {
    if linked(full, old, bytes.len() as u64, bytes) {
        return Ok(());
    }
    std::fs::write(full, bytes).map_err(|e| Error::io(full, "write", e))
}

/// Copies the bytes, not the mode: a site is readable however private its sources are.
fn copy(full: &Path, old: &Path, from: &Path) -> Result<(), Error> {
    let open = || File::open(from).map_err(|e| Error::io(from, "read", e));
    let mut source = open()?;
    let length = source.metadata().map_err(|e| Error::io(from, "read", e))?.len();
    if linked(full, old, length, BufReader::with_capacity(1 << 16, open()?)) {
        return Ok(());
    }
    let mut target = File::create_new(full).map_err(|e| Error::io(full, "create", e))?;
    std::io::copy(&mut source, &mut target).map_err(|e| Error::io(full, "write", e))?;
    Ok(())
}

/// Whether `old` had the same bytes and is now known as `full` too. Any trouble means no: then it is written.
fn linked(full: &Path, old: &Path, length: u64, bytes: impl BufRead) -> bool {
    let same_length = std::fs::symlink_metadata(old).is_ok_and(|m| m.is_file() && m.len() == length);
    same_length
        && File::open(old).is_ok_and(|file| same(BufReader::with_capacity(1 << 16, file), bytes))
        && std::fs::hard_link(old, full).is_ok()
}

fn same(mut a: impl BufRead, mut b: impl BufRead) -> bool {
    loop {
        let (Ok(left), Ok(right)) = (a.fill_buf(), b.fill_buf()) else { return false };
        let length = left.len().min(right.len());
        if length == 0 {
            return left.len() == right.len();
        }
        if left[..length] != right[..length] {
            return false;
        }
        a.consume(length);
        b.consume(length);
    }
}

/// The place of a path of the site on disk. Part by part, so that nothing leads out and Windows gets its own `\`.
fn place(folder: &Path, path: &str) -> Result<PathBuf, Error> {
    let mut full = folder.to_path_buf();
    for part in path.split('/') {
        if matches!(part, "" | "." | "..") || part.contains(['\\', ':', '\0']) {
            return Err(Error::io(Path::new(path), "place in the site", ErrorKind::InvalidInput.into()));
        }
        full.push(part);
    }
    Ok(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_compared_to_the_end() {
        let chunks = |text: &'static str, n| BufReader::with_capacity(n, text.as_bytes());
        assert!(same(chunks("abcdefg", 2), chunks("abcdefg", 3)));
        assert!(!same(chunks("abcdefg", 2), chunks("abcdefx", 3)));
        assert!(!same(chunks("abc", 2), chunks("abcd", 3)));
        assert!(same(chunks("", 2), chunks("", 3)));
    }

    #[test]
    fn no_path_of_the_site_leads_out() {
        for bad in ["", "/etc/x", "../x", "a/../x", "a//b", "c:/x", "a\\..\\x", "a/."] {
            assert!(place(Path::new("site"), bad).is_err(), "{bad}");
        }
    }
}
