//! All guides of a category and of those below it on one page, to print them or to take them along.
//!
//! The guides stand there as on their own pages, without what only a screen needs. A category that nobody would
//! print whole has no such page; how many guides that is, the settings say.

use serde::Serialize;

use super::category;
use super::facts::{self, Fact, PlatformView};
use super::frame::{self, Frame, Lang};
use super::guide::{self, Part};
use super::steps::Place;
use super::{Page, PageKind};
use crate::address::stem;
use crate::site::{GuideIndex, Site};

#[derive(Debug, Serialize)]
pub struct PrintView {
    pub frame: Frame,
    pub heading: String,
    pub guides: Vec<Printed>,
}

/// A guide among others.
#[derive(Debug, Serialize)]
pub struct Printed {
    pub anchor: String,
    pub lang: Option<Lang>,
    pub title: String,
    pub summary: String,
    pub platforms: Vec<PlatformView>,
    pub facts: Vec<Fact>,
    /// HTML, a sentence each.
    pub prerequisites: Vec<String>,
    pub parts: Vec<Part>,
}

/// Where the page of a category lies, if it has one.
pub fn path(site: &Site, category: usize) -> Option<String> {
    let category = &site.categories[category];
    let fits = (1..=site.config.print_pages).contains(&category.total);
    fits.then(|| format!("{}/print.html", stem(&category.permalink)))
}

pub fn plan(site: &Site) -> Vec<Page> {
    let page = |c: usize| Some(Page { path: path(site, c)?.into(), kind: PageKind::Print(c) });
    (0..site.categories.len()).filter_map(page).collect()
}

pub fn view(site: &Site, page: &Page, category: usize) -> PrintView {
    let from = &*page.path;
    let words = frame::words(site);
    let name = &site.categories[category].name;
    let title = words.fill("print_title", &[("name", name)]);
    let guides = category::guides(site, category);
    PrintView {
        frame: Frame::new(site, from, "print", title).below(site, from, Some(category)).unlisted(),
        heading: name.clone(),
        guides: guides.iter().enumerate().map(|(n, guide)| printed(site, *guide, n + 1, from)).collect(),
    }
}

pub fn printed(site: &Site, index: GuideIndex, n: usize, from: &str) -> Printed {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    let words = frame::words(site);
    let prefix = format!("g{n}-");
    let held = site.held(index);
    let place = Place { site, guide: placed, held: &held, words, page: from, prefix: &prefix };
    let mut parts = guide::parts(place, &guide.sections);
    guide::hasten(&mut parts, true);
    // The title of a guide is a heading below that of the category here, and its own headings stand below it.
    for section in parts.iter_mut().flat_map(|p| &mut p.sections).filter(|s| s.level > 0) {
        section.level = (section.level + 1).min(6);
    }
    Printed {
        anchor: format!("g{n}"),
        lang: frame::lang(site, guide),
        title: guide.title.clone(),
        summary: if guide::said_again(&guide.summary, &parts) { String::new() } else { guide.summary.clone() },
        platforms: facts::platforms(&guide.platforms),
        facts: facts::facts(site, guide, &words),
        prerequisites: guide.prerequisites.iter().map(|p| place.html(p)).collect(),
        parts,
    }
}
