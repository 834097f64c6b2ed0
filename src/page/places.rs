//! The two ways into the reference of places: as a tree, and by name, old names too.

use serde::Serialize;

use super::frame::{self, Crumb, Frame};
use super::letters;
use super::place::PlaceLink;
use crate::address::relative;
use crate::site::places::{NAMES, Places, TREE};
use crate::site::{Site, natural};

#[derive(Debug, Serialize)]
pub struct PlacesView {
    pub frame: Frame,
    pub heading: String,
    /// The other way in.
    pub other: PlaceLink,
    pub tree: Vec<TreeRow>,
    pub letters: Vec<LetterGroup>,
}

#[derive(Debug, Serialize)]
pub struct TreeRow {
    pub link: PlaceLink,
    /// How many guides name it.
    pub count: usize,
}

#[derive(Debug, Serialize)]
pub struct LetterGroup {
    pub label: String,
    pub anchor: String,
    pub names: Vec<NameRow>,
}

/// A name of a place; `place` is empty when it is the one in use.
#[derive(Debug, Serialize)]
pub struct NameRow {
    pub name: String,
    pub href: String,
    /// The way to it, or how it is called now.
    pub place: String,
    pub old: bool,
}

pub fn tree(site: &Site, places: &Places) -> PlacesView {
    let words = frame::words(site);
    let heading = words.get("places_title").to_owned();
    let row = |i: usize| {
        let page = &places.pages[i];
        let href = relative(TREE, &page.permalink);
        let link = PlaceLink { href, label: page.label.to_string(), depth: page.depth.min(4) };
        TreeRow { link, count: page.uses.len() }
    };
    let other = PlaceLink { href: relative(TREE, NAMES), label: words.get("places_names").to_owned(), depth: 0 };
    PlacesView {
        frame: Frame::new(site, TREE, "places", heading.clone()).described(heading.clone()),
        heading,
        other,
        tree: (0..places.pages.len()).map(row).collect(),
        letters: Vec::new(),
    }
}

pub fn names(site: &Site, places: &Places) -> PlacesView {
    let words = frame::words(site);
    let heading = words.get("places_names").to_owned();
    let mut rows: Vec<NameRow> = Vec::new();
    for page in &places.pages {
        let href = relative(NAMES, &page.permalink);
        let way = places.atlas.newest(&page.id).map(|(c, p)| c.path(p)).unwrap_or_default();
        let above = way.rsplit_once(" > ").map_or("", |(above, _)| above).to_owned();
        rows.push(NameRow { name: page.label.to_string(), href: href.clone(), place: above, old: false });
        let old = |name: String| NameRow { name, href: href.clone(), place: page.label.to_string(), old: true };
        rows.extend(places.atlas.other_names(&page.id).0.iter().map(|name| old(name.to_string())));
    }
    rows.sort_by_cached_key(|r| (letters::letter(&r.name), natural::key(&r.name.to_lowercase()), r.place.clone()));
    let mut groups: Vec<LetterGroup> = Vec::new();
    for row in rows {
        let letter = letters::letter(&row.name);
        let label = letters::label(letter);
        if groups.last().is_none_or(|g| g.label != label) {
            groups.push(LetterGroup { label, anchor: super::listing::letter_anchor(letter), names: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.names.push(row);
        }
    }
    let mut frame = Frame::new(site, NAMES, "places", heading.clone()).described(heading.clone());
    frame.crumbs = vec![Crumb { href: relative(NAMES, TREE), text: words.get("places").to_owned() }];
    let other = PlaceLink { href: relative(NAMES, TREE), label: words.get("places_title").to_owned(), depth: 0 };
    PlacesView { frame, heading, other, tree: Vec::new(), letters: groups }
}
