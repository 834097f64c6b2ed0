//! Pictures are developed once: what was made of the same bytes under the same settings is kept in a folder.
//!
//! `.guidepost/pictures/` of the project holds a note for each picture that was met, and the files that were made.
//! Which of two that look alike are the same picture is kept as well. A note names files by the hash of what is in them, and is written last, so that two builds at once and one that
//! is stopped do no harm. The folder can be removed at any time; what was not asked for in a month goes by itself.
//! Without a place to write, pictures are developed again each time.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::config::ImagesConfig;
use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::disk::Project;
use crate::picture::{self, Content, Developed, Fault, Kind, Look};
use crate::snapshot::{Asset, AssetSource, Darkroom, Picture};
use crate::vault;

/// Below the project.
pub const FOLDER: &str = ".guidepost";
/// Where the versions of pictures lie in the site.
const SITE_FOLDER: &str = "pictures";
const DAY: Duration = Duration::from_secs(24 * 3600);
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// Pictures with more pixels than this are developed one at a time: each takes ten bytes a pixel.
const LARGE: u64 = 16_000_000;

/// The darkroom of a project.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    settings: ImagesConfig,
    statics: PathBuf,
    /// `false`: nothing is kept, and nothing is made that is only to be looked at.
    keeps: bool,
    large: Mutex<()>,
    met: Arc<Met>,
}

/// The pictures that this process has met, so that a rebuild need not read them: path, length and time -> key. One that
/// changed within the last moments is not remembered, since it may change once more within the same tick of the clock.
#[derive(Debug, Default)]
pub struct Met(Mutex<HashMap<Sight, String>>);

/// Path, length, time of the last change, and what else decides the key.
type Sight = (PathBuf, u64, SystemTime, String);

/// How long ago a picture must have changed to be remembered.
const SETTLED: Duration = Duration::from_secs(3);

/// What is remembered of a picture.
#[derive(Serialize, Deserialize)]
struct Note {
    versions: Vec<Known>,
    moving: Option<Known>,
    faults: Vec<Fault>,
    look: Option<Look>,
}

#[derive(Serialize, Deserialize)]
struct Known {
    size: Option<(u32, u32)>,
    kind: Kind,
    hash: String,
    length: u64,
    /// It is the file of the project itself.
    original: bool,
}

impl Note {
    fn files(&self) -> impl Iterator<Item = &Known> {
        self.versions.iter().chain(&self.moving)
    }
}

impl Shelf {
    /// For a build.
    pub fn open(project: &Project) -> Shelf {
        Shelf::open_again(project, Arc::default())
    }

    /// For one of many builds: `met` is what the builds before have met.
    pub fn open_again(project: &Project, met: Arc<Met>) -> Shelf {
        let shelf = Shelf { keeps: true, met, ..Shelf::looking(project) };
        shelf.sweep();
        shelf
    }

    /// For one who only wants to know what is wrong, and writes nothing.
    pub fn looking(project: &Project) -> Shelf {
        Shelf {
            folder: project.root.join(FOLDER).join("pictures"),
            settings: project.config.config.images.clone(),
            statics: std::fs::canonicalize(project.statics()).unwrap_or_else(|_| project.statics()),
            keeps: false,
            large: Mutex::default(),
            met: Arc::default(),
        }
    }

    /// Once a day, what nobody asked for in a month is taken away.
    fn sweep(&self) {
        let stamp = self.folder.join("swept");
        if !self.folder.is_dir() || age(&stamp).is_some_and(|age| age < DAY) {
            return;
        }
        let _ = std::fs::write(&stamp, b"");
        for entry in walkdir::WalkDir::new(&self.folder).min_depth(1).into_iter().flatten() {
            if entry.file_type().is_file() && age(entry.path()).is_some_and(|age| age > KEPT) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    fn note_path(&self, key: &str) -> PathBuf {
        self.folder.join("notes").join(&key[..2]).join(format!("{key}.json"))
    }

    fn file_path(&self, known: &Known) -> PathBuf {
        self.folder.join("files").join(&known.hash[..2]).join(format!("{}.{}", known.hash, known.kind.ending()))
    }

    /// What was made before, if all of it is still there.
    fn recall(&self, key: &str) -> Option<Note> {
        let path = self.note_path(key);
        let note: Note = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
        let whole = |known: &Known| {
            let hash = known.hash.len() == HASH && known.hash.bytes().all(|b| b.is_ascii_hexdigit());
            let there = |known| std::fs::metadata(self.file_path(known)).is_ok_and(|m| m.len() == known.length);
            hash && (known.original || there(known))
        };
        if !note.files().all(whole) {
            return None;
        }
        if self.keeps && age(&path).is_none_or(|age| age > DAY) {
            let files = note.files().filter(|v| !v.original).map(|v| self.file_path(v));
            files.chain([path]).for_each(|path| touch(&path));
        }
        Some(note)
    }

    /// Writes what was made, the note last. `Err` leaves it to the caller to hold on to the bytes.
    fn keep(&self, key: &str, note: &Note, developed: &Developed) -> std::io::Result<()> {
        for (known, version) in note.files().zip(developed.versions.iter().chain(&developed.moving)) {
            if let Content::Made(bytes) = &version.bytes {
                put(&self.file_path(known), bytes)?;
            }
        }
        put(&self.note_path(key), &serde_json::to_vec(note)?)?;
        let ignore = self.folder.with_file_name(".gitignore");
        if !ignore.exists() {
            std::fs::write(ignore, "# What guidepost made and can make again.\n*\n")?;
        }
        Ok(())
    }

    fn developed(&self, bytes: &[u8], name: &str) -> Developed {
        let pixels = imagesize::blob_size(bytes).map_or(0, |s| s.width.saturating_mul(s.height) as u64);
        let _alone = (pixels > LARGE).then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        if self.keeps {
            picture::develop(bytes, name, &self.settings)
        } else {
            picture::examine(bytes, name, &self.settings)
        }
    }

    fn finding(&self, asset: &Asset, fault: Fault) -> Option<Diagnostic> {
        let rule = crate::check::rule(&fault.rule)?.name;
        let root = if self.is_static(asset) { Root::Static } else { Root::Content };
        let message = format!("the file {}", fault.message);
        Some(Diagnostic::new(rule, fault.severity, asset.path.clone(), None, message).root(root).help(fault.help))
    }
}

impl Darkroom for Shelf {
    fn is_static(&self, asset: &Asset) -> bool {
        matches!(&asset.from, AssetSource::File(path) if path.starts_with(&self.statics))
    }

    fn is_same(&self, one: &Asset, other: &Asset) -> bool {
        let key = |asset: &Asset| match &asset.from {
            AssetSource::File(from) => Some((self.key_of(from, crate::address::file_name(&asset.path))?, from.clone())),
            AssetSource::Bytes(_) => None,
        };
        let (Some(((one, bytes), from)), Some(((other, others), others_from))) = (key(one), key(other)) else {
            return false;
        };
        let pair = blake3::hash(format!("{one} {other}").as_bytes()).to_hex();
        let path = self.folder.join("pairs").join(&pair[..2]).join(&pair[..40]);
        if let Ok(known) = std::fs::read(&path)
            && let [known @ (b'0' | b'1')] = known[..]
        {
            if self.keeps && age(&path).is_none_or(|age| age > DAY) {
                touch(&path);
            }
            return known == b'1';
        }
        let read = |bytes: Option<Vec<u8>>, from: &Path| bytes.or_else(|| std::fs::read(from).ok());
        let (Some(a), Some(b)) = (read(bytes, &from), read(others, &others_from)) else { return false };
        let same = picture::is_same(&a, &b);
        if self.keeps {
            let _ = put(&path, if same { b"1" } else { b"0" });
        }
        same
    }

    fn develop(&self, asset: &Asset) -> Option<Picture> {
        let AssetSource::File(from) = &asset.from else { return None };
        let name = crate::address::file_name(&asset.path);
        // Whatever else an article shows as a picture is copied as any file.
        Kind::of_name(name).or_else(|| asset.size.map(|_| Kind::Png)).or_else(|| foreign(name))?;
        if asset.length > picture::LONGEST_FILE {
            let message = format!("has {} MiB; the limit is {}", asset.length >> 20, picture::LONGEST_FILE >> 20);
            let help = "save it smaller".into();
            let fault = Fault { rule: "broken-image".into(), severity: Severity::Error, message, help };
            return Some(Picture { findings: self.finding(asset, fault).into_iter().collect(), ..Picture::default() });
        }
        let (key, bytes) = self.key_of(from, name)?;
        let other_bytes = bytes.as_ref().filter(|bytes| self.is_another(from, name, bytes)).map(|_| Fault {
            rule: "vault-file".into(),
            severity: Severity::Error,
            message: "is not the one that was fetched: its name is the hash of other bytes".into(),
            help:
                "get it from version control, or run `guidepost images fetch`; a picture of your own needs another name"
                    .into(),
        });
        let (note, mut developed) = match self.recall(&key) {
            Some(note) => (note, None),
            None => {
                let bytes = bytes.or_else(|| std::fs::read(from).ok())?;
                let key = self.key(&bytes, name);
                let developed = self.developed(&bytes, name);
                let note = note(&developed, &bytes);
                // When it cannot be kept, the bytes go into the site from here.
                let kept = self.keeps && self.keep(&key, &note, &developed).is_ok();
                (note, Some((developed, kept)))
            }
        };
        let made = developed.is_some();
        let mut files = Vec::with_capacity(note.versions.len() + 1);
        for (n, known) in note.files().enumerate() {
            let at_hand = developed.as_mut().filter(|(_, kept)| !kept);
            let at_hand = at_hand.and_then(|(d, _)| d.versions.iter_mut().chain(&mut d.moving).nth(n));
            let from = match at_hand.map(|v| std::mem::replace(&mut v.bytes, Content::Original)) {
                Some(Content::Made(bytes)) => AssetSource::Bytes(bytes.into()),
                _ if known.original => asset.from.clone(),
                _ => AssetSource::File(self.file_path(known)),
            };
            let path = format!("{SITE_FOLDER}/{}.{}", known.hash, known.kind.ending());
            files.push(Asset { path: path.into(), from, length: known.length, size: known.size });
        }
        let findings = note.faults.iter().cloned().chain(other_bytes);
        let findings = findings.filter_map(|fault| self.finding(asset, fault)).collect();
        let moving = files.split_off(note.versions.len()).pop();
        Some(Picture { versions: files, moving, findings, made, look: note.look })
    }
}

impl Shelf {
    /// The key of a picture, and its bytes where they had to be read for it.
    fn key_of(&self, from: &Path, name: &str) -> Option<(String, Option<Vec<u8>>)> {
        let file = std::fs::metadata(from).ok()?;
        let changed = file.modified().ok();
        let sight = changed.map(|changed| (from.to_path_buf(), file.len(), changed, self.way(name)));
        if let Some(key) = sight.as_ref().and_then(|sight| self.met.lock().get(sight).cloned()) {
            return Some((key, None));
        }
        let bytes = std::fs::read(from).ok()?;
        let key = self.key(&bytes, name);
        let settled = |changed| SystemTime::now().duration_since(changed).is_ok_and(|age| age > SETTLED);
        if let Some(sight) = sight.filter(|_| changed.is_some_and(settled) && bytes.len() as u64 == file.len()) {
            self.met.lock().insert(sight, key.clone());
        }
        Some((key, Some(bytes)))
    }

    /// Whether a file with a name of the vault holds something else.
    fn is_another(&self, from: &Path, name: &str, bytes: &[u8]) -> bool {
        let stem = name.split('.').next().unwrap_or(name);
        vault::is_ours(name)
            && from.starts_with(self.statics.join(vault::FOLDER))
            && !vault::hash(bytes).starts_with(stem)
    }

    /// Stands for all that decides what a picture becomes: its bytes, its ending, the settings, and our own version.
    fn key(&self, bytes: &[u8], name: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.way(name).as_bytes()).update(bytes);
        hasher.finalize().to_hex()[..40].to_owned()
    }

    /// All that decides it but the bytes.
    fn way(&self, name: &str) -> String {
        let ending = name.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
        let ImagesConfig { process, quality, originals: _ } = self.settings;
        format!("{} {} {process} {quality} {ending}\n", picture::REVISION, cfg!(feature = "images"))
    }
}

impl Met {
    fn lock(&self) -> MutexGuard<'_, HashMap<Sight, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Characters of a hash in a name: 80 bits, so that no two pictures of any site share one.
const HASH: usize = 20;

fn note(developed: &Developed, original: &[u8]) -> Note {
    let known = |version: &picture::Version| {
        let (bytes, is_original) = match &version.bytes {
            Content::Original => (original, true),
            Content::Made(bytes) => (&bytes[..], false),
        };
        let hash = blake3::hash(bytes).to_hex()[..HASH].to_owned();
        Known { size: version.size, kind: version.kind, hash, length: bytes.len() as u64, original: is_original }
    };
    Note {
        versions: developed.versions.iter().map(known).collect(),
        moving: developed.moving.as_ref().map(known),
        faults: developed.faults.clone(),
        look: developed.look.clone(),
    }
}

/// Pictures that browsers do not show: developing says so.
fn foreign(name: &str) -> Option<Kind> {
    let (_, ending) = name.rsplit_once('.')?;
    let foreign = ["heic", "heif", "tif", "tiff", "psd", "jxl", "jp2"].iter().any(|e| e.eq_ignore_ascii_case(ending));
    foreign.then_some(Kind::Png)
}

/// `None`: it is not there, or its clock is ahead of ours.
fn age(path: &Path) -> Option<Duration> {
    SystemTime::now().duration_since(std::fs::metadata(path).ok()?.modified().ok()?).ok()
}

fn touch(path: &Path) {
    let _ = File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

/// Writes a file whole or not at all. One that is there with this length holds the same: its name is its hash.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let waiting = folder.join(format!("{}-{number}.tmp", std::process::id()));
    std::fs::write(&waiting, bytes)?;
    std::fs::rename(&waiting, path).or_else(|fault| {
        let _ = std::fs::remove_file(&waiting);
        // On Windows a file that another build is reading cannot be replaced; it need not be.
        if std::fs::read(path).is_ok_and(|there| there == bytes) { Ok(()) } else { Err(fault) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_read_again_only_when_it_may_have_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.png");
        let shelf = |quality: u8| Shelf {
            folder: folder.path().join("pictures"),
            settings: ImagesConfig { quality, ..ImagesConfig::default() },
            statics: folder.path().to_path_buf(),
            keeps: true,
            large: Mutex::default(),
            met: Arc::default(),
        };
        let first = shelf(80);
        let write = |bytes: &[u8], age: u64| {
            std::fs::write(&path, bytes).unwrap();
            let changed = SystemTime::now() - Duration::from_secs(age);
            File::options().write(true).open(&path).unwrap().set_modified(changed).unwrap();
        };
        let key_of = |shelf: &Shelf| shelf.key_of(&path, "a.png").map(|(key, bytes)| (key, bytes.is_some())).unwrap();
        write(b"one", 3600);
        let (one, read) = key_of(&first);
        assert!(read && key_of(&first) == (one.clone(), false));
        // The next build has another shelf, and knows what this one met; other settings are another matter.
        let next = Shelf { met: first.met.clone(), ..shelf(80) };
        assert_eq!(key_of(&next), (one.clone(), false));
        let other = Shelf { met: first.met.clone(), ..shelf(40) };
        assert!(matches!(key_of(&other), (key, true) if key != one));
        // Of the same length, but younger; so young that it may change again within the same tick of the clock.
        write(b"two", 0);
        let (two, read) = key_of(&first);
        assert!(read && two != one && key_of(&first) == (two, true));
    }
}
