//! Lists the files of one folder, sorted, with `/` between parts, and says what it would not take.
//!
//! Links are never followed into folders, and to a file only inside the folder; pipes and devices are not opened.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::collections::BTreeMap;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::disk::{Error, names};

/// One file of a folder.
#[derive(Debug)]
pub struct Found {
    /// Below the folder, `/` between parts.
    pub path: String,
    pub full: PathBuf,
    pub length: u64,
}

/// Every file below `folder`, `except` left out; findings for what was not taken.
///
/// An unreadable part is a finding, an unreadable folder itself is an error.
pub fn walk(folder: &Path, root: Root, except: &[PathBuf]) -> Result<(Vec<Found>, Vec<Diagnostic>), Error> {
    let real = std::fs::canonicalize(folder).map_err(|e| Error::io(folder, "read", e))?;
    std::fs::read_dir(&real).map_err(|e| Error::io(folder, "read", e))?;
    let mut listing = Listing { real, root, files: Vec::new(), findings: Vec::new() };
    let entries = WalkDir::new(&listing.real).min_depth(1).sort_by_file_name().into_iter();
    let kept =
        |e: &DirEntry| !names::skipped(&e.file_name().to_string_lossy()) && !except.iter().any(|x| x == e.path());
    for entry in entries.filter_entry(kept) {
        match entry {
            Ok(entry) => listing.take(&entry),
            Err(e) => {
                let path = e.path().unwrap_or(&listing.real).to_path_buf();
                let cause = e.io_error().map_or_else(|| e.to_string(), ToString::to_string);
                listing.report(
                    "unreadable-file",
                    Severity::Error,
                    &path,
                    format!("cannot be read: {cause}"),
                    HELP_READ,
                );
            }
        }
    }
    // The walk is sorted folder by folder, which differs where a name goes on after another's end (`a-b/x`, `a/x`).
    listing.files.sort_by(|a, b| a.path.cmp(&b.path));
    listing.drop_collisions();
    Ok((listing.files, listing.findings))
}

const HELP_READ: &str = "allow this user to read it, or move it out of the folder";
const HELP_LINK: &str = "put the file itself in its place";
const HELP_NAME: &str = "rename it";

struct Listing {
    real: PathBuf,
    root: Root,
    files: Vec<Found>,
    findings: Vec<Diagnostic>,
}

impl Listing {
    fn take(&mut self, entry: &DirEntry) {
        let full = entry.path().to_path_buf();
        let named = self.check_name(entry);
        let kind = entry.file_type();
        if kind.is_dir() || !named {
            return;
        }
        if kind.is_symlink() {
            return self.take_link(full);
        }
        if !kind.is_file() {
            let message = format!("is {}, not a file", kind_name(kind));
            return self.report("special-file", Severity::Warning, &full, message, "move it out of the folder");
        }
        match entry.metadata() {
            Ok(metadata) => self.push(full, metadata.len()),
            Err(e) => self.report("unreadable-file", Severity::Error, &full, format!("cannot be read: {e}"), HELP_READ),
        }
    }

    fn push(&mut self, full: PathBuf, length: u64) {
        if let Some(path) = slashed(&self.real, &full) {
            self.files.push(Found { path, full, length });
        }
    }

    fn take_link(&mut self, full: PathBuf) {
        let fault = match std::fs::canonicalize(&full) {
            Err(e) => format!("is a link that leads nowhere: {e}"),
            Ok(target) if !target.starts_with(&self.real) => "is a link that leads out of the folder".into(),
            // Hidden files stay hidden, whatever name a link gives them.
            Ok(target) if leads_to_skipped(&self.real, &target) => "is a link to a file that is left out".into(),
            Ok(target) => match std::fs::metadata(&target) {
                Ok(m) if m.is_file() => return self.push(full, m.len()),
                Ok(m) if m.is_dir() => "is a link to a folder".into(),
                Ok(m) => format!("is a link to {}", kind_name(m.file_type())),
                Err(e) => format!("is a link that cannot be followed: {e}"),
            },
        };
        self.report("symlink", Severity::Warning, &full, format!("{fault}; left out"), HELP_LINK);
    }

    /// Whether the name can be part of a site at all.
    fn check_name(&mut self, entry: &DirEntry) -> bool {
        let path = entry.path().to_path_buf();
        let Some(name) = entry.file_name().to_str() else {
            self.report(
                "file-name",
                Severity::Error,
                &path,
                "has a name that is not UTF-8; left out".into(),
                HELP_NAME,
            );
            return false;
        };
        if name.chars().any(char::is_control) {
            let message = "has a control character in its name; left out".into();
            self.report("file-name", Severity::Error, &path, message, HELP_NAME);
            return false;
        }
        let Some(fault) = names::windows_fault(name) else { return true };
        // An article gets its address from its title or slug; a file that is copied keeps its name.
        let article = names::is_article(name) && self.root == Root::Content;
        if article || entry.file_type().is_dir() {
            self.report("windows-name", Severity::Warning, &path, format!("the name {fault}"), HELP_NAME);
            return true;
        }
        self.report("windows-name", Severity::Error, &path, format!("the name {fault}; left out"), HELP_NAME);
        false
    }

    /// Of names that are one file on Windows or macOS, the first stays.
    fn drop_collisions(&mut self) {
        let mut seen = BTreeMap::new();
        let mut findings = Vec::new();
        let root = self.root;
        self.files.retain(|file| {
            let first = seen.entry(names::collision_key(&file.path)).or_insert_with(|| file.path.clone());
            if *first == file.path {
                return true;
            }
            let message = format!("is the same file as `{first}` on Windows and macOS; left out");
            let path = file.path.as_str().into();
            let finding = Diagnostic::new("name-collision", Severity::Error, path, None, message);
            findings.push(finding.root(root).help("give one of the two another name"));
            false
        });
        self.findings.append(&mut findings);
    }

    fn report(&mut self, rule: &'static str, severity: Severity, path: &Path, message: String, help: &str) {
        let below = path.strip_prefix(&self.real).unwrap_or(path);
        let parts: Vec<String> = below.iter().map(names::escaped).collect();
        let file = parts.join("/").into();
        self.findings.push(Diagnostic::new(rule, severity, file, None, message).root(self.root).help(help));
    }
}

/// `full` below `root` with `/` between parts; `None` when a part is not UTF-8.
fn slashed(root: &Path, full: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = full.strip_prefix(root).ok()?.iter().map(|p| p.to_str()).collect();
    Some(parts?.join("/"))
}

fn leads_to_skipped(root: &Path, target: &Path) -> bool {
    target.strip_prefix(root).is_ok_and(|below| below.iter().any(|p| names::skipped(&p.to_string_lossy())))
}

fn kind_name(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kinds = [(kind.is_fifo(), "a pipe"), (kind.is_socket(), "a socket"), (kind.is_block_device(), "a device")];
        if let Some((_, name)) = kinds.iter().find(|(is, _)| *is) {
            return name;
        }
    }
    let _ = kind;
    "a device"
}
