//! One build at a time for one output folder: a locked file beside it, freed by the system when its owner dies.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::disk::{Cause, Error};

/// Held as long as the value lives. The file of a dead owner is not locked, so it is simply taken over.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    pub fn take(path: &Path) -> Result<Lock, Error> {
        loop {
            let mut file = OpenOptions::new()
                .create(true)
                .write(true)
                .truncate(false)
                .open(path)
                .map_err(|e| Error::io(path, "create", e))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let by = std::fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok());
                    return Err(Error { path: path.to_path_buf(), action: "lock", source: Cause::Locked { by } });
                }
                Err(TryLockError::Error(e)) => return Err(Error::io(path, "lock", e)),
            }
            // The owner before us may have removed the file between our open and our lock.
            if !is_at(&file, path) {
                continue;
            }
            let written = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
            written.map_err(|e| Error::io(path, "write", e))?;
            return Ok(Lock { path: path.to_path_buf(), file });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Elsewhere than on Unix the file stays: whether a name is still that of an open file cannot be asked there.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |m: std::fs::Metadata| (m.dev(), m.ino());
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(there)) => id(ours) == id(there),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
