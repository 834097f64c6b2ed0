//! All releases side by side, as the pages of a site show them: where each place lies, and what it was called.
//!
//! Names in guides are looked up in two releases of every product at once: that of the guide and one of the other platform,
//! or, where it does not say, the oldest and the newest that were seen. The others only tell what lay between.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::ui::catalogue::{Catalogue, Place};
use crate::ui::change::{self, Change};
use crate::ui::label;
use crate::ui::lens::{Chain, Lens};
use crate::ui::release::{self, Evidence, Release};
use crate::ui::{Catalogues, diff};

/// Every release, and how the names of guides are read in them.
#[derive(Debug)]
pub struct Atlas {
    /// For guides that do not say on which release they were verified.
    plain: Arc<Lens>,
    /// For those that do, by the position of the release.
    lenses: Mutex<HashMap<usize, Arc<Lens>>>,
    /// The changes written by hand, each between any two releases.
    changes: Vec<Change>,
    /// In the order of `catalogues`.
    releases: Vec<Release>,
    /// The releases of each product.
    chains: Vec<Chain>,
    /// Oldest first; releases of other products stand behind those of Windows.
    pub catalogues: Vec<Catalogue>,
    /// Changes when a catalogue changes.
    stamp: [u8; 32],
}

/// Releases in a row that show a place in the same way.
#[derive(Debug)]
pub struct Stand<'a> {
    pub releases: Vec<&'a Release>,
    /// `None`: these releases do not have it.
    pub place: Option<&'a Place>,
    pub path: String,
}

/// Something that opens a place from anywhere.
#[derive(Debug)]
pub struct Opener<'a> {
    pub text: &'a str,
    pub kind: OpenerKind,
    /// The releases in which it does, oldest first; empty: all that have the place.
    pub only: Vec<&'a Release>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpenerKind {
    /// `ms-settings:display`
    Address,
    Command,
    /// `Win+I`
    Keys,
}

impl Stand<'_> {
    /// Whether nobody has seen it in any of these releases.
    pub fn is_unseen(&self) -> bool {
        self.releases.iter().all(|r| r.evidence == Evidence::Weak)
    }
}

impl Atlas {
    pub fn new(all: &Catalogues) -> Atlas {
        let catalogues: Vec<Catalogue> = all.releases().iter().map(|r| all.catalogue(r).0).collect();
        let chains = chains(all.releases());
        let changes = all.all_changes();
        let between = |a: &Release, b: &Release| change::lying_between(all.releases(), &changes, a, b);
        let plain = Arc::new(Lens::new(&catalogues, &chains, &between, None));
        let releases = all.releases().to_vec();
        Atlas { plain, lenses: Mutex::default(), changes, releases, chains, catalogues, stamp: all.stamp() }
    }

    /// How the names of a guide are read that was verified on this release.
    pub fn lens(&self, verified: Option<&str>) -> Arc<Lens> {
        let Some(own) = verified.and_then(|name| self.position(name)) else { return self.plain.clone() };
        let known = self.lenses.lock().unwrap_or_else(PoisonError::into_inner).get(&own).cloned();
        known.unwrap_or_else(|| {
            let between = |a: &Release, b: &Release| change::lying_between(&self.releases, &self.changes, a, b);
            let lens = Arc::new(Lens::new(&self.catalogues, &self.chains, &between, Some(own)));
            self.lenses.lock().unwrap_or_else(PoisonError::into_inner).insert(own, lens.clone());
            lens
        })
    }

    fn position(&self, name: &str) -> Option<usize> {
        let found = release::find(&self.releases, name)?;
        self.releases.iter().position(|r| r.release == found.release)
    }

    /// The release that goes by this name.
    pub fn release(&self, name: &str) -> Option<&Release> {
        Some(&self.releases[self.position(name)?])
    }

    /// The changes written by hand that are about a place.
    pub fn changes_of(&self, id: &str) -> impl Iterator<Item = &Change> {
        let is = move |place: &Arc<str>| **place == *id;
        self.changes.iter().filter(move |c| c.place.as_ref().is_some_and(is) || c.into.iter().any(|i| is(&i.place)))
    }

    /// Stands for the catalogues in what is remembered of a guide.
    pub fn stamp(&self) -> &[u8; 32] {
        &self.stamp
    }

    /// The newest release that has a place, and the place.
    pub fn newest(&self, id: &str) -> Option<(&Catalogue, &Place)> {
        let has = |c: &&Catalogue| c.place(id).is_some();
        let seen = self.catalogues.iter().rev().filter(|c| c.release.evidence == Evidence::Strong).find(has);
        let catalogue = seen.or_else(|| self.catalogues.iter().rev().find(has))?;
        Some((catalogue, catalogue.place(id)?))
    }

    /// The place whose page tells of a place: its own, or that of the page a button or switch stands on.
    pub fn page_of(&self, id: &str) -> Option<&Place> {
        let (catalogue, place) = self.newest(id)?;
        let way = catalogue.way(place);
        way.iter().rev().find(|p| !p.kind.is_inside()).or(way.last()).copied()
    }

    /// Where a place lies in the releases of its product, oldest first; releases that agree are one.
    pub fn stands(&self, id: &str) -> Vec<Stand<'_>> {
        let mut out: Vec<Stand> = Vec::new();
        let Some(product) = self.catalogues.iter().position(|c| c.place(id).is_some()).map(|i| self.product(i)) else {
            return out;
        };
        let of_product = self.catalogues.iter().enumerate().filter(|(i, _)| self.product(*i) == product);
        for (_, catalogue) in of_product {
            let place = catalogue.place(id);
            let path = place.map(|p| catalogue.path(p)).unwrap_or_default();
            match out.last_mut() {
                Some(last) if last.place.is_some() == place.is_some() && diff::same_label(&last.path, &path) => {
                    // The way as the newer one writes it.
                    last.path = path;
                    last.place = place;
                    last.releases.push(&catalogue.release);
                }
                _ => out.push(Stand { releases: vec![&catalogue.release], place, path }),
            }
        }
        out
    }

    /// What opens a place from anywhere: its address, its command, its chords, those of the newest release first.
    pub fn openers(&self, id: &str) -> Vec<Opener<'_>> {
        let mut out: Vec<Opener> = Vec::new();
        let having: Vec<(&Release, &Place)> =
            self.catalogues.iter().filter_map(|c| Some((&c.release, c.place(id)?))).collect();
        let newest = self.newest(id).map(|(c, _)| &c.release);
        let first = having.iter().filter(|(r, _)| Some(*r) == newest);
        for (_, place) in first.chain(having.iter().rev()) {
            let address = place.address.iter().map(|a| (a, OpenerKind::Address));
            let command = place.command.iter().map(|c| (c, OpenerKind::Command));
            for (text, kind) in address.chain(command).chain(place.keys.iter().map(|k| (k, OpenerKind::Keys))) {
                if !out.iter().any(|o| o.text == &**text) {
                    out.push(Opener { text, kind, only: Vec::new() });
                }
            }
        }
        for opener in &mut out {
            let opens = |p: &Place| p.address.iter().chain(&p.command).chain(&p.keys).any(|t| **t == *opener.text);
            let (with, without): (Vec<_>, Vec<_>) = having.iter().partition(|(_, place)| opens(place));
            if !without.is_empty() {
                opener.only = with.into_iter().map(|(release, _): (&Release, &Place)| release).collect();
            }
        }
        out.sort_by_key(|o| o.kind);
        out
    }

    /// The first release of a product stands for it.
    fn product(&self, at: usize) -> usize {
        let mut at = at;
        let mut steps = 0;
        while let Some(before) = self.catalogues[at].release.after.as_deref()
            && let Some(i) = self.catalogues.iter().position(|c| c.release.is_called(before))
            && steps < self.catalogues.len()
        {
            at = i;
            steps += 1;
        }
        at
    }

    /// Every name by which people know a place besides its label in the newest release: what it was called before
    /// first, then what writers call it.
    pub fn other_names(&self, id: &str) -> (Vec<Arc<str>>, Vec<Arc<str>>) {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let newest = self.newest(id);
        seen.extend(newest.map(|(_, p)| label::key(&p.label)));
        // What a release that nobody has seen yet calls it was not its name before.
        let now = newest.and_then(|(c, _)| self.position(&c.release.release)).unwrap_or_default();
        let (until, later) = self.catalogues.split_at((now + 1).min(self.catalogues.len()));
        let places = || self.catalogues.iter().rev().filter_map(|c| c.place(id));
        let mut new = |names: &mut dyn Iterator<Item = &Arc<str>>| -> Vec<Arc<str>> {
            names.filter(|n| seen.insert(label::key(n))).cloned().collect()
        };
        let labels = |of: &'_ [Catalogue]| -> Vec<Arc<str>> {
            of.iter().rev().filter_map(|c| c.place(id)).map(|p| p.label.clone()).collect()
        };
        let (old, coming) = (labels(until), labels(later));
        // A label that comes back is no former one.
        let formerly = places().flat_map(|p| &p.formerly);
        let before = new(&mut old.iter().chain(formerly));
        let others = new(&mut coming.iter().chain(places().flat_map(|p| &p.aliases)));
        (before, others)
    }
}

/// The releases of each product, as positions in a list that is in order of time.
fn chains(releases: &[Release]) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for (i, release) in releases.iter().enumerate() {
        let follows = |chain: &&mut Vec<usize>| {
            release.after.as_deref().is_some_and(|after| chain.iter().any(|k| releases[*k].is_called(after)))
        };
        match chains.iter_mut().find(follows) {
            Some(chain) => chain.push(i),
            None => chains.push(vec![i]),
        }
    }
    chains
}
