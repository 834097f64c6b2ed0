//! Which pictures and steps of the guides were verified by themselves.
//!
//! Only pictures of guides with stamps are looked at, so that a project without any pays nothing. A picture that
//! several guides show needs one stamp.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::document::front_matter::{self, Stamp, Stamped, Verified};
use crate::guide::platform::Platforms;
use crate::guide::{Guide, ReferenceKind, lower};
use crate::site::file::Files;
use crate::site::{Entry, GuideIndex, Site, Target, reference};
use crate::snapshot::{Asset, Snapshot};
use crate::source::Source;
use crate::ui::affected::Placed;
use crate::ui::freshness;
use crate::ui::refresh::{Edit, Proposal};
use crate::ui::stamp::{self, Held, Shared};

/// The stamps of all guides, and the hashes of the pictures that they may be about.
#[derive(Debug, Default)]
pub struct Stamps {
    /// Path of a picture below the site -> the hash of its content.
    prints: BTreeMap<Arc<str>, String>,
    shared: Shared,
}

impl Stamps {
    /// Those of a site; `print`: gives the hash of a file.
    pub fn of_site(site: &Site, print: Option<fn(&Asset) -> Option<String>>) -> Stamps {
        let stamped = || site.guides.iter().filter(|g| has_picture(&g.entry));
        let paths: BTreeSet<&Arc<str>> = stamped().flat_map(|g| g.targets.iter().filter_map(asset)).collect();
        let prints = paths.into_iter().filter_map(|path| Some((path.clone(), print?(site.assets.get(path)?)?)));
        let stamps = stamped().flat_map(|g| &g.entry.guide.front.stamps);
        Stamps { prints: prints.collect(), shared: stamp::shared(stamps) }
    }
}

fn has_picture(entry: &Entry) -> bool {
    entry.guide.front.stamps.iter().any(is_picture)
}

fn is_picture(stamp: &Stamp) -> bool {
    matches!(stamp.of, Stamped::Picture(_))
}

fn asset(target: &Target) -> Option<&Arc<str>> {
    match target {
        Target::Asset { path, .. } => Some(path),
        _ => None,
    }
}

impl Site {
    /// What of a guide is verified by itself.
    pub fn held(&self, guide: GuideIndex) -> Held<'_> {
        let placed = &self.guides[guide];
        let print = |r: u32| self.stamps.prints.get(asset(placed.targets.get(r as usize)?)?).cloned();
        stamp::held(&placed.entry.guide, &print, &self.stamps.shared)
    }
}

/// The same for articles that are no site, as commands look at them one by one.
pub struct Shelf<'s> {
    snapshot: &'s Snapshot,
    assets: BTreeMap<Arc<str>, Asset>,
    stamps: Stamps,
    releases: BTreeSet<String>,
}

impl<'s> Shelf<'s> {
    pub fn new(snapshot: &'s Snapshot) -> Shelf<'s> {
        let mut shelf =
            Shelf { snapshot, assets: BTreeMap::new(), stamps: Stamps::default(), releases: BTreeSet::new() };
        let platforms = Platforms::default();
        let stamped = snapshot.documents.iter().filter(|d| may_have_stamps(d));
        let guides: Vec<(&Source, Guide)> = stamped.map(|s| (s, lower::read(s, &platforms).0)).collect();
        let stamps = guides.iter().flat_map(|(_, g)| &g.front.stamps);
        shelf.releases = stamps.filter_map(|s| s.verified.release.clone()).collect();
        if !guides.iter().any(|(_, g)| g.front.stamps.iter().any(is_picture)) {
            return shelf;
        }
        shelf.assets = snapshot.assets.iter().map(|a| (a.path.clone(), a.clone())).collect();
        let files = Files::new(&shelf.assets);
        let mut prints = BTreeMap::new();
        for (source, guide) in guides.iter().filter(|(_, g)| g.front.stamps.iter().any(is_picture)) {
            for picture in guide.references.iter().filter(|r| r.kind != ReferenceKind::Link) {
                let path = reference::picture(&files, &snapshot.vault, &source.path, &picture.url);
                if let Some(path) = path
                    && !prints.contains_key(&path)
                    && let Some(hash) = snapshot.print.zip(shelf.assets.get(&path)).and_then(|(print, a)| print(a))
                {
                    prints.insert(path, hash);
                }
            }
        }
        drop(files);
        let stamps = guides.iter().flat_map(|(_, g)| &g.front.stamps);
        shelf.stamps = Stamps { prints, shared: stamp::shared(stamps) };
        shelf
    }

    /// As a shelf that is asked for pictures that have no stamp yet.
    pub fn of_pictures(snapshot: &'s Snapshot) -> Shelf<'s> {
        let assets = snapshot.assets.iter().map(|a| (a.path.clone(), a.clone())).collect();
        Shelf { snapshot, assets, stamps: Stamps::default(), releases: BTreeSet::new() }
    }

    /// Gives the hash of the picture that an article shows under an address.
    pub fn prints(&self) -> impl Fn(&str, &str) -> Option<String> {
        let files = Files::new(&self.assets);
        move |source, url| {
            let path = reference::picture(&files, &self.snapshot.vault, source, url)?;
            self.snapshot.print?(self.assets.get(&path)?)
        }
    }

    /// The releases that stamps name, as written.
    pub fn releases(&self) -> impl Iterator<Item = &str> {
        self.releases.iter().map(String::as_str)
    }

    /// Whether an article may hold a stamp, or show a picture that has one.
    pub fn concerns(&self, source: &Source) -> bool {
        let shows = |path: &Arc<str>| source.text.contains(crate::address::file_name(path));
        may_have_stamps(source) || self.stamps.prints.keys().any(shows)
    }

    pub fn held<'g>(&'g self, source: &Source, guide: &'g Guide) -> Held<'g> {
        let files = Files::new(&self.assets);
        let print = |r: u32| {
            let url = &guide.references.get(r as usize)?.url;
            self.stamps.prints.get(&reference::picture(&files, &self.snapshot.vault, &source.path, url)?).cloned()
        };
        stamp::held(guide, &print, &self.stamps.shared)
    }
}

/// The edit that gives the pictures beside words that are put right a stamp of the release that those words were for: once
/// the words are right nothing else tells that the picture is not. `print`: the hash of the picture at an address.
pub fn to_keep<'p>(
    findings: impl Iterator<Item = &'p Placed>,
    source: &Source,
    print: &dyn Fn(&str) -> Option<String>,
) -> Option<Edit> {
    let right = findings.filter(|p| !matches!(p.finding.fix, Proposal::Person(_)));
    let pictures: BTreeMap<&str, &str> =
        right.flat_map(|p| p.screenshots.iter().map(|s| (s.as_str(), p.from.as_str()))).collect();
    let stamp = |(url, release): (&str, &str)| {
        let verified = Verified { release: Some(release.to_owned()), on: None, by: Some(stamp::KEPT_BY.to_owned()) };
        Some(Stamp { of: Stamped::Picture(url.to_owned()), hash: print(url)?, verified })
    };
    let kept: Vec<Stamp> = pictures.into_iter().filter_map(stamp).collect();
    let mut stamps = front_matter::read(source, &|_| None).front.stamps;
    stamps.retain(|s| kept.iter().all(|k| k.of != s.of));
    if kept.is_empty() {
        return None;
    }
    stamps.extend(kept);
    // Front matter that cannot be written is told by `check`; the words are put right all the same.
    freshness::set_stamps(source, &stamps).ok()
}

/// Whether the front matter may have the key; whoever reads it sees whether it has.
fn may_have_stamps(source: &Source) -> bool {
    source.text.starts_with("---") && source.text.contains("\nstamps:")
}
