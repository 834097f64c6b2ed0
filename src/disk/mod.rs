//! The only room that reads and writes the project: a folder becomes a `Snapshot`, a `Bundle` becomes a folder.
//!
//! What an author can mend is a finding in the snapshot. Only what the machine did is an `Error`.
//! Nothing outside the project, the content folder and the output folder is ever opened.

mod darkroom;
mod error;
mod home;
mod lock;
mod measure;
mod names;
mod project;
mod publish;
mod read;
mod replace;
mod save;
mod target;
pub mod vault;
mod walk;
mod write;

pub use darkroom::{FOLDER as CACHE, Met, Shelf};
pub use error::{Cause, Error, shown};
pub use home::{below, homes_of};
pub use lock::Lock;
pub use names::{is_article, skipped, windows_fault};
pub use project::{Overrides, Project};
pub use publish::{Published, Staging, publish};
pub use read::{LONGEST_TEXT, articles_below, read, read_bytes, read_catalogues, read_one, read_raw};
pub use replace::replace;
pub use save::save;
pub use target::{MARKER, Target};

/// The rules that `disk` itself reports under: name and what it finds.
pub const RULES: &[(&str, &str)] = &[
    ("encoding", "a text that is not UTF-8"),
    ("file-too-large", "a file over the size limit"),
    ("unreadable-file", "a file or folder that cannot be read"),
    ("symlink", "a link to a folder, to nothing, or out of the content folder"),
    ("special-file", "a pipe, socket or device"),
    ("file-name", "a name that is not UTF-8 or holds a control character"),
    ("windows-name", "a name that Windows does not allow"),
    ("images-lock", "a line of `images.lock` that makes no sense"),
    ("vault-file", "a fetched picture that is gone or is not the one that `images.lock` names"),
    ("name-collision", "names that are the same on Windows and macOS"),
];
