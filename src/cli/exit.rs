//! How a run ends: the exit codes, after sysexits.h, and the failures that lead to them.

use std::io::ErrorKind;

use crate::cli::say_err;
use crate::disk;
use crate::report::human::safe;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Fine = 0,
    /// There are findings of severity error.
    Findings = 1,
    Usage = 64,
    /// A fault that concerns the whole site; nothing was written.
    Data = 65,
    NoInput = 66,
    /// A port that is taken, a network that gives no answer.
    Unavailable = 69,
    /// A panic.
    Internal = 70,
    CannotCreate = 73,
    Io = 74,
    /// Another run holds the output folder.
    Temporary = 75,
    Permission = 77,
    Config = 78,
}

/// What ended a command before its time.
#[derive(Debug)]
pub enum Failure {
    Disk(disk::Error),
    /// Something to say, and what to do about it.
    Told(Exit, String, String),
    /// Everything was said already.
    Silent(Exit),
}

impl From<disk::Error> for Failure {
    fn from(error: disk::Error) -> Failure {
        Failure::Disk(error)
    }
}

impl Failure {
    pub fn say(&self) {
        let (text, help) = match self {
            Failure::Disk(error) => (error.to_string(), error.help()),
            Failure::Told(_, text, help) => (text.clone(), Some(help.clone())),
            Failure::Silent(_) => return,
        };
        say_err(&format!("error: {}\n", safe(&text)));
        if let Some(help) = help {
            say_err(&format!("help: {}\n", safe(&help)));
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Failure::Told(exit, ..) | Failure::Silent(exit) => *exit,
            Failure::Disk(error) => match &error.source {
                disk::Cause::Missing { .. } => Exit::NoInput,
                disk::Cause::Refused { .. } => Exit::CannotCreate,
                disk::Cause::Locked { .. } => Exit::Temporary,
                disk::Cause::Io(e) => io_exit(e.kind(), error.action),
            },
        }
    }
}

fn io_exit(kind: ErrorKind, action: &str) -> Exit {
    match (kind, action) {
        (ErrorKind::PermissionDenied, _) => Exit::Permission,
        (ErrorKind::NotFound | ErrorKind::NotADirectory, "read" | "open" | "use as project") => Exit::NoInput,
        (ErrorKind::ReadOnlyFilesystem | ErrorKind::AlreadyExists, _) | (_, "create" | "use") => Exit::CannotCreate,
        _ => Exit::Io,
    }
}
