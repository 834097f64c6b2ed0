//! One file that a command makes: whole or not at all, and never over a file that is not ours.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::io::ErrorKind;
use std::path::Path;

use crate::disk::Error;

/// Writes a file. One that is there is replaced only when `ours` knows its bytes.
pub fn save(path: &Path, bytes: &[u8], ours: impl Fn(&[u8]) -> bool) -> Result<(), Error> {
    match std::fs::read(path) {
        Ok(old) if ours(&old) => {}
        Ok(_) => {
            return Err(Error::refused(
                path,
                "there is a file of that name that guidepost did not make",
                "move it away, or give another name with --output",
            ));
        }
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => return Err(Error::io(path, "write to", e)),
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, "create", e))?;
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    // A name that `walk` passes over, should it be left behind.
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path)).map_err(|e| {
        let _ = std::fs::remove_file(&beside);
        Error::io(path, "write", e)
    })
}
