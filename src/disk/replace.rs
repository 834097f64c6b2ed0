//! An article gets other bytes: whole or not at all.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::path::Path;

use crate::disk::Error;

/// Writes new bytes beside a file and puts them in its place, so that a crash leaves the old file or the new one.
/// A link stays a link: the file that it leads to is written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let real = std::fs::canonicalize(path).map_err(|e| Error::io(path, "write", e))?;
    let name = real.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    // A name that `walk` passes over, should it be left behind.
    let beside = real.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let write = || {
        std::fs::write(&beside, bytes)?;
        if let Ok(metadata) = std::fs::metadata(&real) {
            std::fs::set_permissions(&beside, metadata.permissions())?;
        }
        std::fs::rename(&beside, &real)
    };
    write().map_err(|e| {
        let _ = std::fs::remove_file(&beside);
        Error::io(path, "write", e)
    })
}
