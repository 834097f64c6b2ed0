//! What the machine did not do for us: one error type that always names the path, the cause and the way out.
//!
//! Faults in content are never an `Error`; they are diagnostics.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something between us and the disk. Shown as `cannot <action> <path>: <cause>` and a line of help.
#[derive(Debug)]
pub struct Error {
    pub path: PathBuf,
    /// Completes "cannot …", such as `write`.
    pub action: &'static str,
    pub source: Cause,
}

#[derive(Debug)]
pub enum Cause {
    /// The system said no.
    Io(io::Error),
    /// There is nothing to read.
    Missing { help: String },
    /// We said no, before anything was touched: the folder is not ours to replace.
    Refused { why: String, help: String },
    /// Another guidepost works on the same folder.
    Locked { by: Option<u32> },
}

impl Error {
    pub fn io(path: &Path, action: &'static str, source: io::Error) -> Error {
        Error { path: path.to_path_buf(), action, source: Cause::Io(source) }
    }

    pub fn missing(path: &Path, action: &'static str, help: impl Into<String>) -> Error {
        Error { path: path.to_path_buf(), action, source: Cause::Missing { help: help.into() } }
    }

    pub fn refused(path: &Path, why: impl Into<String>, help: impl Into<String>) -> Error {
        Error {
            path: path.to_path_buf(),
            action: "write to",
            source: Cause::Refused { why: why.into(), help: help.into() },
        }
    }

    /// What to do about it, when there is something to say.
    pub fn help(&self) -> Option<String> {
        let text = match &self.source {
            Cause::Missing { help } | Cause::Refused { help, .. } => help.clone(),
            Cause::Locked { .. } => "wait for it to end, or give this one another --output".into(),
            Cause::Io(e) => IO_HELP.iter().find(|(kind, _)| *kind == e.kind())?.1.into(),
        };
        Some(text)
    }
}

const IO_HELP: &[(io::ErrorKind, &str)] = &[
    (io::ErrorKind::PermissionDenied, "allow this user to use it, or close the program that holds it"),
    (io::ErrorKind::NotFound, "check the path; was it moved while guidepost ran?"),
    (io::ErrorKind::StorageFull, "free some space on that disk; the old site was not touched"),
    (io::ErrorKind::QuotaExceeded, "free some space on that disk; the old site was not touched"),
    (io::ErrorKind::ReadOnlyFilesystem, "choose an --output on a disk that can be written"),
    (io::ErrorKind::NotADirectory, "part of the path is a file; give a folder"),
    (io::ErrorKind::AlreadyExists, "move it away, or give another path"),
];

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: ", self.action, shown(&self.path))?;
        match &self.source {
            Cause::Io(e) => write!(f, "{e}"),
            Cause::Missing { .. } => write!(f, "there is no such file or folder"),
            Cause::Refused { why, .. } => write!(f, "{why}"),
            Cause::Locked { by: Some(pid) } => write!(f, "locked by guidepost process {pid}"),
            Cause::Locked { by: None } => write!(f, "locked by another guidepost process"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.source {
            Cause::Io(e) => Some(e),
            _ => None,
        }
    }
}

/// A path for people: `/` between parts on every system, without the `\\?\` that Windows puts before long ones.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = text.strip_prefix(r"\\?\").unwrap_or(&text);
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text.to_owned() };
    if text.is_empty() { ".".into() } else { text }
}
