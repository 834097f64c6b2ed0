//! The pictures of other sites on disk: the lock beside the settings, the files below `static/images/`.
//!
//! A file is written under a passing name and renamed, so that one of ours is always whole. Files whose names are
//! not ours belong to the author and are neither changed nor removed.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::disk::{Error, Project};
use crate::report::plural;
use crate::snapshot::Asset;
use crate::source::{Source, Span};
use crate::vault::{self, Kept, Kind, LOCK_NAME, Record, Vault, text};

/// Reads the lock; no file means that nothing was fetched yet. What is wrong with it goes to `findings`.
pub fn read(project: &Project, findings: &mut Vec<Diagnostic>) -> Result<Vault, Error> {
    let path = project.images_lock();
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vault::default()),
        Err(e) => return Err(Error::io(&path, "read", e)),
    };
    let Ok(source) = Source::decode(LOCK_NAME, &bytes) else {
        let fault = Diagnostic::new("images-lock", Severity::Error, LOCK_NAME.into(), None, "is not UTF-8 text".into());
        findings.push(fault.root(Root::Project).help("get it back from version control"));
        return Ok(Vault::default());
    };
    let (vault, faults) = text::parse(source);
    findings.extend(faults);
    Ok(vault)
}

/// Whether the files of the vault are there and as long as they should be. A build reads only those that guides show,
/// and the darkroom knows them by their names; `images verify` reads all of them. One finding
/// for all that are gone and one for all that differ.
pub fn check_files(vault: &mut Vault, assets: &BTreeMap<Arc<str>, Asset>, findings: &mut Vec<Diagnostic>) {
    let (mut gone, mut other) = (Vec::new(), Vec::new());
    for (_, kept, span) in vault.kept() {
        let file = kept.file();
        match assets.get(file.as_str()) {
            None => gone.push((file, span)),
            Some(asset) if asset.length != kept.bytes => other.push((file, span)),
            Some(_) => {}
        }
    }
    let tell = |mut files: Vec<(String, Span)>, is: &str, are: &str, help: &str| {
        let (_, span) = *files.first()?;
        files.sort();
        files.dedup_by(|a, b| a.0 == b.0);
        let message = match files.as_slice() {
            [(file, _)] => format!("`static/{file}` {is}"),
            [(file, _), ..] => format!("{} {are}, `static/{file}` among them", plural(files.len(), "fetched picture")),
            [] => return None,
        };
        let found = Diagnostic::new("vault-file", Severity::Error, LOCK_NAME.into(), Some(span), message);
        Some(found.root(Root::Project).help(help))
    };
    let help = "get them from version control, or run `guidepost images fetch`";
    let found = tell(gone, "is not there", "are not there", help).into_iter().chain(tell(
        other,
        "is not the picture that the lock names",
        "are not the pictures that the lock names",
        "remove them and run `guidepost images fetch`; a picture of your own needs another name",
    ));
    findings.extend(found);
    // The text is long and serves to show places.
    if !findings.iter().any(|f| f.root == Root::Project && &*f.file == LOCK_NAME) {
        vault.source = None;
    }
}

/// Writes the lock, whole or not at all.
pub fn write_lock(project: &Project, records: &BTreeMap<Arc<str>, Record>) -> Result<(), Error> {
    put(&project.images_lock(), text::render(records).as_bytes())
}

/// Where a file of the vault lies.
pub fn path_of(project: &Project, kept: &Kept) -> PathBuf {
    folder(project).join(vault::file_name(&kept.hash, kept.kind))
}

pub fn folder(project: &Project) -> PathBuf {
    project.statics().join(vault::FOLDER)
}

/// Puts a picture into the vault, once; gives whether it was new. A file of that name with other bytes is replaced.
pub fn store(project: &Project, hash: &str, kind: Kind, bytes: &[u8]) -> Result<bool, Error> {
    let folder = folder(project);
    std::fs::create_dir_all(&folder).map_err(|e| Error::io(&folder, "create", e))?;
    let path = folder.join(vault::file_name(hash, kind));
    if std::fs::metadata(&path).is_ok_and(|m| m.len() == bytes.len() as u64) && hash_of(&path)?.as_deref() == Some(hash)
    {
        return Ok(false);
    }
    put(&path, bytes)?;
    Ok(true)
}

/// The hash of a file; `None` when it is not there.
pub fn hash_of(path: &Path) -> Result<Option<String>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(vault::hash(&bytes))),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(Error::io(path, "read", e)),
    }
}

/// Length of a file in bytes; `None` when it is not there.
pub fn length_of(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().filter(|m| m.is_file()).map(|m| m.len())
}

/// The files of the vault's folder that have names of ours, with their lengths; sorted.
pub fn files(project: &Project) -> Result<BTreeMap<String, u64>, Error> {
    let mut files = BTreeMap::new();
    for entry in entries(project)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Ok(metadata) = entry.metadata()
            && metadata.is_file()
            && vault::is_ours(&name)
        {
            files.insert(name, metadata.len());
        }
    }
    Ok(files)
}

/// Removes files under passing names that a run left when it was ended.
pub fn sweep(project: &Project) -> Result<(), Error> {
    for entry in entries(project)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.strip_prefix('.').is_some_and(|n| n.ends_with(".tmp") && n.split('.').next().is_some_and(vault::is_hex))
        {
            std::fs::remove_file(entry.path()).map_err(|e| Error::io(&entry.path(), "remove", e))?;
        }
    }
    Ok(())
}

fn entries(project: &Project) -> Result<Vec<std::fs::DirEntry>, Error> {
    let folder = folder(project);
    match std::fs::read_dir(&folder) {
        Ok(entries) => Ok(entries.flatten().collect()),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(e) => Err(Error::io(&folder, "read", e)),
    }
}

pub fn remove(path: &Path) -> Result<(), Error> {
    std::fs::remove_file(path).map_err(|e| Error::io(path, "remove", e))
}

/// New bytes at a path, whether there was a file or not.
fn put(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = std::fs::write(&beside, bytes).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|e| {
        let _ = std::fs::remove_file(&beside);
        Error::io(path, "write", e)
    })
}
