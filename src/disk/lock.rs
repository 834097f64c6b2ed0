//! One build at a time for one output folder: a locked file beside it, freed by the system when its owner dies.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::disk::{Cause, Error};

/// Held as long as the value lives. The file of a dead owner is not locked, so it is simply taken over.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// `None` only while the value is dropped.
    file: Option<File>,
}

/// How often a file that is just being removed is waited for, a millisecond each.
const PATIENCE: u32 = 200;

impl Lock {
    pub fn take(path: &Path) -> Result<Lock, Error> {
        let mut waited = 0;
        loop {
            let opened = OpenOptions::new().create(true).write(true).truncate(false).open(path);
            let mut file = match opened {
                Err(e) if is_going(&e) && waited < PATIENCE => {
                    waited += 1;
                    std::thread::sleep(Duration::from_millis(1));
                    continue;
                }
                opened => opened.map_err(|e| Error::io(path, "create", e))?,
            };
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
            return Ok(Lock { path: path.to_path_buf(), file: Some(file) });
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let Some(file) = self.file.take() else { return };
        remove(&self.path, file);
    }
}

/// Removed while it is still locked: whoever opened it before sees that it is gone, and begins anew.
#[cfg(not(windows))]
fn remove(path: &Path, file: File) {
    if cfg!(unix) {
        let _ = std::fs::remove_file(path);
    }
    let _ = file.unlock();
}

/// Let go first, then removed by the system, if nobody else has it open: with a handle that shares it with nobody.
#[cfg(windows)]
fn remove(path: &Path, file: File) {
    use std::os::windows::fs::OpenOptionsExt;
    const DELETE: u32 = 0x0001_0000;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    let _ = file.unlock();
    drop(file);
    let alone = OpenOptions::new().access_mode(DELETE).share_mode(0).custom_flags(DELETE_ON_CLOSE).open(path);
    drop(alone);
}

/// On Windows a file that is being removed cannot be opened for a moment.
fn is_going(error: &std::io::Error) -> bool {
    const ACCESS_DENIED: i32 = 5;
    const SHARING_VIOLATION: i32 = 32;
    const DELETE_PENDING: i32 = 303;
    cfg!(windows) && matches!(error.raw_os_error(), Some(ACCESS_DENIED | SHARING_VIOLATION | DELETE_PENDING))
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
