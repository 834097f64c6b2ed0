//! What Windows calls its places, release by release: catalogues, the changes between two of them, and the way from
//! a name in a guide to the place it means.
//!
//! A catalogue is content: `content/ui/<release>.yaml`, one entry a place, with the same id in every release. Ours
//! lie inside the binary; files of a project that have the same release are laid over them, and files of another
//! release stand beside them. Nothing is read before it is asked for, so that a build pays nothing for it.

pub mod add;
pub mod affected;
pub mod atlas;
mod back;
mod besides;
pub mod called;
pub mod catalogue;
pub mod change;
mod concern;
pub mod count;
pub mod diff;
mod elsewhere;
mod events;
mod fit;
pub mod freshness;
mod judge;
pub mod label;
mod labels;
mod layout;
pub mod lens;
pub mod named;
mod pair;
mod passed;
mod openers;
pub mod patch;
mod phrases;
pub mod reference;
pub mod refresh;
mod rewrite;
mod shared;
mod shorten;
mod shown;
mod signs;
mod tail;
pub mod text;
mod way;
mod words;
pub mod world;
pub mod fault;
pub mod release;
pub mod scope;
pub mod shipped;
pub mod stamp;
pub mod tree;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::source::Source;

pub use catalogue::{Catalogue, Confidence, Kind, Place};
pub use change::{Change, ChangeKind};
pub use release::Release;

/// Folder of the catalogues below the content folder.
pub const FOLDER: &str = "ui";
/// The file of what no comparison of two catalogues can see.
pub const CHANGES: &str = "changes.yaml";

/// Every catalogue that can be had, known by its head until one is asked for.
#[derive(Debug, Default)]
pub struct Catalogues {
    /// In order of time: each behind the one it names in `after`.
    releases: Vec<Release>,
    /// Name of a release -> its files: ours first, those of the project laid over it.
    files: BTreeMap<String, Vec<Source>>,
    /// The files as they were read, by path: a release that others are like is read once.
    read: Mutex<HashMap<Arc<str>, Read>>,
    /// Files of changes: ours, then those of the project.
    changes: Vec<Source>,
    /// What is wrong with the heads of the project's files.
    faults: Vec<Diagnostic>,
}

/// A file as it was read, or what is wrong with it.
type Read = Result<Arc<catalogue::File>, Box<Diagnostic>>;

impl Catalogues {
    /// Ours and those of a project, whose paths are below its content folder.
    pub fn new(own: &[Source]) -> Catalogues {
        let mut all = Catalogues::default();
        // A copy of one of ours, as in guidepost's own repository, adds nothing.
        let own = own.iter().filter(|s| !shipped::is_own(s)).cloned();
        for source in shipped::sources().into_iter().chain(own) {
            if source.path.ends_with(CHANGES) {
                all.changes.push(source);
                continue;
            }
            match release::head(&source) {
                Ok(release) => {
                    match all.releases.iter_mut().find(|r| r.release == release.release) {
                        Some(known) => known.lay_over(&release),
                        None => all.releases.push(release.clone()),
                    }
                    all.files.entry(release.release).or_default().push(source);
                }
                Err(fault) => all.faults.push(*fault),
            }
        }
        all.releases.iter_mut().for_each(release::complete);
        all.releases = release::in_order(std::mem::take(&mut all.releases));
        all
    }

    /// A number of all files: other files, another number.
    pub fn stamp(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        for source in self.files.values().flatten().chain(&self.changes) {
            hasher.update(source.path.as_bytes()).update(&[0]).update(source.text.as_bytes()).update(&[0]);
        }
        *hasher.finalize().as_bytes()
    }

    /// Oldest first; releases of other products stand behind the ones of Windows.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// The release that a person means: `windows-11-24h2`, `11 24H2`, `24h2`; a platform alone is its latest one.
    pub fn find(&self, name: &str) -> Option<&Release> {
        release::find(&self.releases, name)
    }

    /// Whether one release came after the other, over however many.
    pub fn are_of_one_system(&self, a: &Release, b: &Release) -> bool {
        let first = |release: &Release| {
            let mut at = release;
            for _ in 0..self.releases.len() {
                let Some(before) = at.after.as_deref().and_then(|n| self.releases.iter().find(|r| r.is_called(n)))
                else {
                    break;
                };
                at = before;
            }
            at.release.clone()
        };
        first(a) == first(b)
    }

    /// Names that are near to one that is not there, for a message.
    pub fn near(&self, name: &str) -> Vec<String> {
        let mut scored: Vec<(f64, &str)> =
            self.releases.iter().map(|r| (strsim::jaro_winkler(&r.release, name), r.release.as_str())).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
    }

    /// The places of a release. What is wrong with the files is told beside it; a file at fault is left out.
    pub fn catalogue(&self, release: &Release) -> (Catalogue, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let places = self.places(release, release, &mut faults, 0);
        (Catalogue::new(release.clone(), places), faults)
    }

    /// `wanted`: the release that is asked for, which may be like this one.
    fn places(&self, release: &Release, wanted: &Release, faults: &mut Vec<Diagnostic>, depth: usize) -> Vec<Place> {
        let base = release.like.as_deref().and_then(|name| self.releases.iter().find(|r| r.release == name));
        let own = self.files.get(&release.release).map_or(&[][..], Vec::as_slice);
        // What a team lays over a release of ours came with it: an earlier one that is like it does not have it.
        let order = |r: &Release| self.releases.iter().position(|o| o.release == r.release);
        let ours_only = own.iter().any(shipped::is_shipped) && order(wanted) < order(release);
        let mut places = match base {
            // A release that is like itself, over however many others, ends here.
            Some(base) if depth < 16 => self.places(base, wanted, faults, depth + 1),
            _ => Vec::new(),
        };
        for source in own.iter().filter(|s| !ours_only || shipped::is_shipped(s)) {
            match self.read(source) {
                Ok(file) => catalogue::lay_over(&mut places, &file),
                Err(fault) => faults.push(*fault),
            }
        }
        places
    }

    fn read(&self, source: &Source) -> Read {
        let known = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&source.path).cloned();
        known.unwrap_or_else(|| {
            let read = catalogue::read(source).map(Arc::new);
            self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(source.path.clone(), read.clone());
            read
        })
    }

    /// The changes written by hand that lie between two releases, and the faults of their files.
    pub fn changes(&self, from: &Release, to: &Release) -> (Vec<Change>, Vec<Diagnostic>) {
        let (changes, faults) = self.read_changes();
        (change::lying_between(&self.releases, &changes, from, to), faults)
    }

    /// All changes written by hand; files at fault are left out.
    pub fn all_changes(&self) -> Vec<Change> {
        self.read_changes().0
    }

    fn read_changes(&self) -> (Vec<Change>, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let mut changes: BTreeMap<Arc<str>, Change> = BTreeMap::new();
        for source in &self.changes {
            match change::read(source) {
                Ok(list) => changes.extend(list.into_iter().map(|c| (c.id.clone(), c))),
                Err(fault) => faults.push(*fault),
            }
        }
        (changes.into_values().collect(), faults)
    }

    /// Everything that is wrong with the project's own files.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut found = self.faults.clone();
        for release in &self.releases {
            let own = self.files[&release.release].iter().any(|s| !shipped::is_shipped(s));
            if own {
                let (catalogue, faults) = self.catalogue(release);
                found.extend(faults);
                fault::of_release(&catalogue, &self.files[&release.release], &mut found);
            }
        }
        for source in self.changes.iter().filter(|s| !shipped::is_shipped(s)) {
            match change::read(source) {
                Ok(changes) => fault::of_changes(self, source, &changes, &mut found),
                Err(fault) => found.push(*fault),
            }
        }
        found.sort();
        found.dedup();
        found
    }
}
