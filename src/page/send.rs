//! Pages to be sent as one file: a guide, and a category as a booklet to print.
//!
//! They show what the pages of the site show, without the ways through the site, and say where they come from: the
//! reader of a copy wants to know how old it is and where the newest one lies. The day is given from outside.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::category;
use super::facts;
use super::frame::{self, Frame, address_on};
use super::guide::{self, GuideView};
use super::print::{self, Printed};
use crate::address::stem;
use crate::site::{GuideIndex, Site};

/// Stands in each file that is made, so that a later run knows it may be replaced.
pub const GENERATOR: &str = concat!("guidepost ", env!("CARGO_PKG_VERSION"));

#[derive(Debug, Serialize)]
pub struct SendView {
    #[serde(flatten)]
    pub guide: GuideView,
    #[serde(flatten)]
    pub source: Provenance,
}

#[derive(Debug, Serialize)]
pub struct BookletView {
    pub frame: Frame,
    pub heading: String,
    /// What the settings say of the category.
    pub text: String,
    /// "12 guides"
    pub count: String,
    pub guides: Vec<Printed>,
    #[serde(flatten)]
    pub source: Provenance,
}

/// Where a copy comes from.
#[derive(Debug, Serialize)]
pub struct Provenance {
    pub generator: &'static str,
    /// "“Add a printer” as it was in Help on Oct 5, 2026."
    pub copy_of: String,
    /// Where the newest version lies.
    pub address: Option<String>,
}

fn provenance(site: &Site, title: &str, path: &str, today: Date) -> Provenance {
    let words = frame::words(site);
    let day = facts::day(today, &words).text;
    Provenance {
        generator: GENERATOR,
        copy_of: words.fill("sent_copy", &[("title", title), ("site", &site.config.name), ("date", &day)]),
        address: site.config.base_url.as_ref().map(|base| address_on(base, path)),
    }
}

/// A guide without what only the site has: neighbors, tags, the link for those who edit.
pub fn guide(site: &Site, index: GuideIndex, today: Date) -> SendView {
    let placed = &site.guides[index];
    let mut guide = guide::view(site, index);
    (guide.previous, guide.next, guide.edit) = (None, None, None);
    guide.tags.clear();
    if site.config.base_url.is_none() {
        // Titles that lead nowhere help nobody.
        guide.related.retain(|link| link.external);
    }
    // Files of several sites may lie in one folder, and a browser keeps the marks of all of them in one place.
    guide.key = format!("{} {}", site.config.name, guide.key);
    let source = provenance(site, &guide.title, &placed.permalink, today);
    SendView { guide, source }
}

/// The guides of a category and of those below it, each once, in reading order.
pub fn guides_of(site: &Site, category: usize) -> Vec<GuideIndex> {
    let (mut guides, mut seen, mut open) = (Vec::new(), BTreeSet::new(), vec![category]);
    while let Some(c) = open.pop() {
        let category = &site.categories[c];
        guides.extend(category.guides.iter().copied().filter(|g| seen.insert(*g)));
        open.extend(category.children.iter().rev());
    }
    guides
}

/// Where the booklet would lie in the site.
pub fn booklet_path(site: &Site, category: usize) -> Arc<str> {
    format!("{}/print.html", stem(&site.categories[category].permalink)).into()
}

pub fn booklet(site: &Site, category: usize, today: Date) -> BookletView {
    let from = &*booklet_path(site, category);
    let words = frame::words(site);
    let name = &site.categories[category].name;
    let text = category::said(site, category).map(|said| said.text.clone()).unwrap_or_default();
    let guides = guides_of(site, category);
    BookletView {
        frame: Frame::new(site, from, "print", name.clone()).unlisted(),
        heading: name.clone(),
        text,
        count: words.count("guides", guides.len()),
        guides: guides.iter().enumerate().map(|(n, guide)| print::printed(site, *guide, n + 1, from)).collect(),
        source: provenance(site, name, &site.categories[category].permalink, today),
    }
}

/// The guides of a booklet by path: their anchors begin with this, and this is the anchor of their title.
pub fn places(site: &Site, guides: &[GuideIndex]) -> BTreeMap<Arc<str>, (String, String)> {
    let place = |(n, guide): (usize, &GuideIndex)| {
        (site.guides[*guide].permalink.clone(), (format!("g{}-", n + 1), format!("g{}", n + 1)))
    };
    guides.iter().enumerate().map(place).collect()
}
