//! The page of a guide: facts, what to have ready, ways to go, steps, and where to go next.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::facts::{self, Fact, PlatformView};
use super::frame::{Frame, address_on};
use super::steps::{FigureView, NoteView, Place, StepView};
use crate::address::relative;
use crate::guide::piece;
use crate::guide::{Item, Section};
use crate::site::{GuideIndex, RelatedTarget, Site};

#[derive(Debug, Serialize)]
pub struct GuideView {
    pub frame: Frame,
    pub title: String,
    /// Empty when the introduction says the same.
    pub summary: String,
    pub platforms: Vec<PlatformView>,
    pub facts: Vec<Fact>,
    /// HTML, a sentence each.
    pub prerequisites: Vec<String>,
    pub alternatives: Vec<Alternative>,
    /// Number of steps, substeps not counted.
    pub steps: usize,
    /// Sections or steps are marked for a platform of their own, so that a switch makes sense.
    pub switch: Vec<PlatformView>,
    pub parts: Vec<Part>,
    pub related: Vec<RelatedView>,
    pub previous: Option<Neighbor>,
    pub next: Option<Neighbor>,
    pub tags: Vec<Neighbor>,
    pub edit: Option<String>,
    pub report: Option<String>,
    /// Names the guide in what the reader's browser keeps: its path below the site.
    pub key: String,
}

/// One of several ways to the same end.
#[derive(Debug, Serialize)]
pub struct Alternative {
    pub href: String,
    pub text: String,
    pub steps: usize,
    pub platforms: Vec<PlatformView>,
}

/// A section with the smaller sections that belong to it.
#[derive(Debug, Serialize)]
pub struct Part {
    pub alternative: bool,
    pub sections: Vec<SectionView>,
}

#[derive(Debug, Serialize)]
pub struct SectionView {
    /// 0: the introduction, without a heading.
    pub level: u8,
    pub anchor: String,
    pub heading: String,
    pub text: String,
    pub platforms: Vec<PlatformView>,
    pub items: Vec<ItemView>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ItemView {
    Prose { html: String },
    Note { note: NoteView },
    Figure { figure: FigureView },
    Steps { steps: Vec<StepView> },
}

#[derive(Debug, Serialize)]
pub struct RelatedView {
    pub href: String,
    pub title: String,
    pub reason: String,
    pub external: bool,
}

#[derive(Debug, Serialize)]
pub struct Neighbor {
    pub href: String,
    pub title: String,
}

pub fn view(site: &Site, index: GuideIndex) -> GuideView {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    let from = &*placed.permalink;
    let place = Place { site, guide: placed };
    let parts = parts(place, &guide.sections);
    let neighbor = |to: GuideIndex| Neighbor {
        href: relative(from, &site.guides[to].permalink),
        title: site.guides[to].entry.guide.title.clone(),
    };
    let tag =
        |t: &usize| Neighbor { href: relative(from, &site.tags[*t].permalink), title: site.tags[*t].name.clone() };
    GuideView {
        frame: Frame::new(site, from, "guide", guide.title.clone()).described(guide.summary.clone()).below(
            site,
            from,
            placed.category,
        ),
        title: guide.title.clone(),
        summary: if said_again(&guide.summary, &parts) { String::new() } else { guide.summary.clone() },
        platforms: facts::platforms(&guide.platforms),
        facts: facts::facts(guide),
        prerequisites: guide.prerequisites.iter().map(|p| place.html(p)).collect(),
        alternatives: alternatives(&guide.sections),
        steps: guide.steps().count(),
        switch: switch(&guide.sections),
        parts,
        related: related(site, index),
        previous: placed.previous.map(neighbor),
        next: placed.next.map(neighbor),
        tags: placed.tags.iter().map(tag).collect(),
        edit: site.config.edit_url.as_ref().map(|url| fill_in(url, "{path}", &placed.entry.source, true)),
        report: site.config.report_url.as_ref().map(|url| report(url, site, &guide.title, from)),
        key: from.to_owned(),
    }
}

/// Sections in the order of the article; an alternative keeps the smaller sections that follow it.
fn parts(place: Place, sections: &[Section]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut open: Option<u8> = None;
    for section in sections {
        let view = section_view(place, section);
        if view.level == 0 && view.items.is_empty() {
            continue;
        }
        let belongs = open.is_some_and(|level| view.level > level) && !section.alternative;
        match parts.last_mut() {
            Some(part) if belongs => part.sections.push(view),
            _ => {
                open = section.alternative.then_some(view.level);
                parts.push(Part { alternative: section.alternative, sections: vec![view] });
            }
        }
    }
    parts
}

fn section_view(place: Place, section: &Section) -> SectionView {
    let heading = section.heading.as_ref();
    SectionView {
        level: heading.map_or(0, |h| h.level.clamp(2, 6)),
        anchor: heading.map(|h| h.anchor.clone()).unwrap_or_default(),
        heading: heading.map(|h| place.html(&h.html)).unwrap_or_default(),
        text: heading.map(|h| h.text.clone()).unwrap_or_default(),
        platforms: facts::platforms(&section.platforms),
        items: section.body.iter().map(|item| item_view(place, item)).collect(),
    }
}

fn item_view(place: Place, item: &Item) -> ItemView {
    match item {
        Item::Prose(piece) => ItemView::Prose { html: place.html(piece) },
        Item::Note(note) => ItemView::Note { note: place.note(note) },
        Item::Figure(reference) => ItemView::Figure { figure: place.figure(*reference) },
        Item::Procedure(procedure) => ItemView::Steps { steps: place.steps(&procedure.steps, 0) },
    }
}

/// The list of ways on top, when there is more than one.
fn alternatives(sections: &[Section]) -> Vec<Alternative> {
    let mut ways: Vec<Alternative> = Vec::new();
    let mut open: Option<u8> = None;
    for section in sections {
        let Some(heading) = &section.heading else { continue };
        let steps = section.procedures().map(|p| p.steps.len()).sum::<usize>();
        if section.alternative {
            open = Some(heading.level);
            let href = format!("#{}", heading.anchor);
            let platforms = facts::platforms(&section.platforms);
            ways.push(Alternative { href, text: heading.text.clone(), steps, platforms });
        } else if open.is_some_and(|level| heading.level > level) {
            if let Some(way) = ways.last_mut() {
                way.steps += steps;
            }
        } else {
            open = None;
        }
    }
    if ways.len() < 2 { Vec::new() } else { ways }
}

/// The platforms that single sections or steps are for; fewer than two need no switch.
fn switch(sections: &[Section]) -> Vec<PlatformView> {
    let of_steps = sections.iter().flat_map(|s| s.procedures()).flat_map(|p| &p.steps).flat_map(|s| &s.platforms);
    let mut all: Vec<_> = sections.iter().flat_map(|s| &s.platforms).chain(of_steps).cloned().collect();
    all.sort();
    all.dedup();
    if all.len() < 2 { Vec::new() } else { facts::platforms(&all) }
}

/// Whether the top of the article says the summary again, as it does when the summary was taken from it.
fn said_again(summary: &str, parts: &[Part]) -> bool {
    let words =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let summary = words(summary);
    let top = parts.iter().flat_map(|p| &p.sections).flat_map(|s| &s.items).take(3);
    let says =
        |item: &ItemView| matches!(item, ItemView::Prose { html } if words(&piece::text(html)).contains(&summary));
    !summary.is_empty() && top.into_iter().any(says)
}

fn related(site: &Site, index: GuideIndex) -> Vec<RelatedView> {
    let placed = &site.guides[index];
    let links = placed.related.shown(site.config.related.count);
    let view = |link: &crate::site::RelatedLink| match &link.to {
        RelatedTarget::Guide(to) => site.guides.get(*to).map(|guide| RelatedView {
            href: relative(&placed.permalink, &guide.permalink),
            title: guide.entry.guide.title.clone(),
            reason: link.reason.clone(),
            external: false,
        }),
        RelatedTarget::Web { url, title } => {
            Some(RelatedView { href: url.clone(), title: title.clone(), reason: link.reason.clone(), external: true })
        }
    };
    links.into_iter().filter_map(view).collect()
}

fn report(url: &str, site: &Site, title: &str, path: &str) -> String {
    let page = site.config.base_url.as_ref().map_or_else(|| path.to_owned(), |base| address_on(base, path));
    fill_in(&fill_in(url, "{title}", title, false), "{page}", &page, false)
}

fn fill_in(url: &str, hole: &str, value: &str, path: bool) -> String {
    let encode = |part: &str| utf8_percent_encode(part, VALUE).to_string();
    let value = if path { value.split('/').map(encode).collect::<Vec<_>>().join("/") } else { encode(value) };
    url.replace(hole, &value)
}

/// What stands unescaped in a value that is put into an address.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
