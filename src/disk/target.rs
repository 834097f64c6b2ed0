//! The folder a site goes to: whether it is ours to replace, who else is at it, and what a dead run left beside it.
//!
//! Every question is asked before a single byte is written.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use crate::disk::project::Project;
use crate::disk::{Error, Lock};

/// The file in an output folder that says guidepost made it.
pub const MARKER: &str = ".guidepost";

/// An output folder that we may replace, locked for us.
#[derive(Debug)]
pub struct Target {
    /// The real folder, links resolved; need not exist yet.
    pub folder: PathBuf,
    _lock: Lock,
}

impl Target {
    /// Refuses what is not ours, takes the lock, and puts right what a killed run left.
    pub fn claim(output: &Path, project: &Project) -> Result<Target, Error> {
        let folder = resolve(output).map_err(|e| Error::io(output, "use", e))?;
        refuse_foreign(&folder, output, project)?;
        let Some(parent) = folder.parent() else { return Err(refused_root(output)) };
        std::fs::create_dir_all(parent).map_err(|e| Error::io(parent, "create", e))?;
        let lock = Lock::take(&beside(&folder, "lock"))?;
        let target = Target { folder, _lock: lock };
        target.recover()?;
        Ok(target)
    }

    /// Where the new site is put together.
    pub fn staging(&self) -> PathBuf {
        beside(&self.folder, &format!("new-{}", std::process::id()))
    }

    /// Where the old site waits while the new one takes its place.
    pub fn retired(&self) -> PathBuf {
        beside(&self.folder, &format!("old-{}", std::process::id()))
    }

    /// A run that was killed between two renames left the site under another name: give it back. Then clear away
    /// what dead runs left. We hold the lock, so no live run owns any of it.
    fn recover(&self) -> Result<(), Error> {
        for old in self.leftovers("old-") {
            if !self.folder.exists() {
                std::fs::rename(&old, &self.folder).map_err(|e| Error::io(&old, "restore", e))?;
            }
        }
        for leftover in self.leftovers("old-").into_iter().chain(self.leftovers("new-")) {
            std::fs::remove_dir_all(&leftover).map_err(|e| Error::io(&leftover, "remove", e))?;
        }
        Ok(())
    }

    fn leftovers(&self, kind: &str) -> Vec<PathBuf> {
        let prefix = beside(&self.folder, kind);
        let (Some(parent), Some(prefix)) = (prefix.parent(), prefix.file_name()) else { return Vec::new() };
        let prefix = prefix.to_string_lossy();
        let is_leftover = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let pid = name.strip_prefix(&*prefix).unwrap_or_default();
            !pid.is_empty() && pid.bytes().all(|b| b.is_ascii_digit()) && path.is_dir() && !path.is_symlink()
        };
        let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = entries.map(|e| e.path()).filter(is_leftover).collect();
        found.sort();
        found
    }
}

/// `.<name>.guidepost-<what>` in the same folder, hence on the same disk.
fn beside(folder: &Path, what: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(folder.file_name().unwrap_or_default());
    name.push(format!(".guidepost-{what}"));
    folder.with_file_name(name)
}

/// The absolute path with links resolved as far as it exists.
fn resolve(path: &Path) -> std::io::Result<PathBuf> {
    let path = std::path::absolute(if path.as_os_str().is_empty() { Path::new(".") } else { path })?;
    let mut missing = Vec::new();
    let mut existing = path.as_path();
    loop {
        match std::fs::canonicalize(existing) {
            Ok(mut real) => {
                real.extend(missing.iter().rev());
                return Ok(real);
            }
            Err(e) if e.kind() == ErrorKind::NotFound && !existing.is_symlink() => {}
            Err(e) => return Err(e),
        }
        match (existing.parent(), existing.components().next_back()) {
            (Some(parent), Some(Component::Normal(name))) => {
                missing.push(name);
                existing = parent;
            }
            _ => return Err(ErrorKind::NotFound.into()),
        }
    }
}

fn refused_root(output: &Path) -> Error {
    Error::refused(output, "it is the root of a disk", "give a folder of its own with --output")
}

/// Says no to every folder in which something else than our site could be lost.
fn refuse_foreign(folder: &Path, output: &Path, project: &Project) -> Result<(), Error> {
    let own = "give a folder of its own with --output";
    let no = |why: String, help: &str| Err(Error::refused(output, why, help));
    if folder.parent().is_none() {
        return Err(refused_root(output));
    }
    if std::env::home_dir().is_some_and(|home| resolve(&home).is_ok_and(|home| home.starts_with(folder))) {
        return no("it is, or holds, your home folder".into(), own);
    }
    let named = [
        ("content", project.content.clone()),
        ("templates", project.templates()),
        ("static", project.statics()),
        ("project", project.root.clone()),
    ];
    for (what, inner) in named {
        let Ok(inner) = resolve(&inner) else { continue };
        if inner.starts_with(folder) {
            return no(format!("it is, or holds, the {what} folder"), own);
        }
        if what != "project" && folder.starts_with(&inner) {
            return no(format!("it lies in the {what} folder"), own);
        }
    }
    let empty = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(Error::io(output, "use", e)),
    };
    if folder.join(".git").exists() {
        return no("it is the root of a git repository".into(), own);
    }
    if !empty && !folder.join(MARKER).is_file() {
        let why = format!("it is not empty and was not made by guidepost (no `{MARKER}` in it)");
        return no(why, "empty it, or give another folder with --output");
    }
    Ok(())
}
