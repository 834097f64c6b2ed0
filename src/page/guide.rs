//! The page of a guide: facts, what to have ready, ways to go, steps, and where to go next.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::facts::{self, Fact, PlatformView};
use super::frame::{self, Frame, Lang, address_on};
use super::steps::{FigureView, NoteView, PartView, Place, StepView};
use super::why;
use crate::address::relative;
use crate::guide::piece;
use crate::guide::{Heading, Item, NamedPlace, Otherwise, Platform, Section};
use crate::markup;
use crate::site::{GuideIndex, PlacedGuide, RelatedTarget, Site};
use crate::wording::Words;

#[derive(Debug, Serialize)]
pub struct GuideView {
    pub frame: Frame,
    /// Of the texts of the guide, where it is another than that of the page.
    pub lang: Option<Lang>,
    pub title: String,
    /// The same as HTML, with names that follow the reader's choice.
    pub heading: String,
    /// Empty when the introduction says the same.
    pub summary: String,
    pub platforms: Vec<PlatformView>,
    pub facts: Vec<Fact>,
    /// HTML, a sentence each.
    pub prerequisites: Vec<String>,
    pub alternatives: Vec<Alternative>,
    /// The day of the review (ISO): from then on scripts add a line that says so, and the page waits for them.
    pub due: Option<String>,
    /// Number of steps, substeps not counted.
    pub steps: usize,
    /// Sections or steps are marked for a platform of their own, so that a switch makes sense.
    pub switch: Vec<PlatformView>,
    pub parts: Vec<Part>,
    /// There is a step or a heading to list beside the text.
    pub has_index: bool,
    pub related: Vec<RelatedView>,
    pub previous: Option<Neighbor>,
    pub next: Option<Neighbor>,
    pub tags: Vec<Neighbor>,
    pub edit: Option<String>,
    pub report: Option<String>,
    /// The same for a step: scripts put its name for `{step}` and its place for `{anchor}`.
    pub report_step: Option<String>,
    /// "Looked after by …"
    pub owner: Option<String>,
    /// "3 ways to do this"
    pub ways: String,
    /// Names the guide in what the reader's browser keeps: its path below the site.
    pub key: String,
}

/// One of several ways to the same end.
#[derive(Debug, Serialize)]
pub struct Alternative {
    pub href: String,
    pub text: String,
    /// "5 steps", or nothing.
    pub steps: String,
    pub platforms: Vec<PlatformView>,
}

/// A section with the smaller sections that belong to it.
#[derive(Debug, Serialize)]
pub struct Part {
    pub alternative: bool,
    /// The first way is open, the others are folded.
    pub first: bool,
    pub sections: Vec<SectionView>,
}

#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Of its texts, where it is another than that of the page.
    pub lang: Option<Lang>,
    /// 0: the introduction, without a heading.
    pub level: u8,
    pub anchor: String,
    pub heading: String,
    pub text: String,
    /// The same as HTML, with names that follow the reader's choice.
    pub index: String,
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
    pub lang: Option<Lang>,
    pub href: String,
    pub title: String,
    pub reason: String,
    pub external: bool,
}

#[derive(Debug, Serialize)]
pub struct Neighbor {
    /// Of the title, where it is another than that of the page.
    pub lang: Option<Lang>,
    pub href: String,
    pub title: String,
}

pub fn view(site: &Site, index: GuideIndex) -> GuideView {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    let from = &*placed.permalink;
    let words = frame::words(site);
    let held = site.held(index);
    let place = Place { site, guide: placed, held: &held, words, page: from, prefix: "" };
    let alternatives = alternatives(&guide.sections, &words);
    let mut parts = parts(place, &guide.sections);
    hasten(&mut parts, false);
    let neighbor = |to: GuideIndex| Neighbor {
        lang: frame::lang(site, &site.guides[to].entry.guide),
        href: relative(from, &site.guides[to].permalink),
        title: site.guides[to].entry.guide.title.clone(),
    };
    let tag = |t: &usize| Neighbor {
        lang: None,
        href: relative(from, &site.tags[*t].permalink),
        title: site.tags[*t].name.clone(),
    };
    let facts = facts::facts(site, guide, &words);
    GuideView {
        lang: frame::lang(site, guide),
        frame: Frame::new(site, from, "guide", guide.title.clone())
            .described(guide.summary.clone())
            .below(site, from, placed.category)
            .copy_of(site, placed.folded_into),
        title: guide.title.clone(),
        heading: place.with_names(&guide.title),
        summary: if said_again(&guide.summary, &parts) { String::new() } else { guide.summary.clone() },
        platforms: facts::platforms(&guide.platforms),
        prerequisites: guide.prerequisites.iter().map(|p| place.html(p)).collect(),
        ways: words.fill("ways", &[("n", &alternatives.len().to_string())]),
        due: facts.iter().find(|f| f.kind == "review").and_then(|f| Some(f.date.as_ref()?.iso.clone())),
        alternatives,
        facts,
        steps: guide.steps().count(),
        switch: switch(site, placed),
        has_index: parts.iter().flat_map(|p| &p.sections).any(SectionView::is_indexed),
        parts,
        related: related(site, index, &words),
        previous: placed.previous.map(neighbor),
        next: placed.next.map(neighbor),
        tags: placed.tags.iter().map(tag).collect(),
        edit: site.config.edit_url.as_ref().map(|url| fill_in(url, "{path}", &placed.entry.source, true)),
        report: site.config.report_url.as_ref().map(|url| report(url, site, &guide.title, from)),
        report_step: site.config.report_url.as_ref().map(|url| report_step(url, site, &guide.title, from)),
        owner: facts::owner(&guide.front).map(|name| words.fill("owner", &[("name", name)])),
        key: from.to_owned(),
    }
}

impl SectionView {
    fn is_indexed(&self) -> bool {
        self.level > 0 || self.items.iter().any(|i| matches!(i, ItemView::Steps { .. }))
    }
}

/// The first picture of a page is loaded at once, all others when the reader comes near. `all`: on a page that is
/// printed, where nobody comes near, each is loaded at once.
pub(super) fn hasten(parts: &mut [Part], all: bool) {
    let items = parts.iter_mut().flat_map(|p| &mut p.sections).flat_map(|s| &mut s.items);
    for item in items {
        let found = match item {
            ItemView::Figure { figure } => mark_first(figure),
            ItemView::Steps { steps } => steps.iter_mut().any(|step| hasten_step(step, all)),
            ItemView::Prose { html } => hasten_html(html, all),
            ItemView::Note { note } => all && hasten_html(&mut note.html, all),
        };
        if found && !all {
            return;
        }
    }
}

/// Whether it has found one and is not asked for all.
fn hasten_step(step: &mut StepView, all: bool) -> bool {
    // An icon in the sentence is no picture that a reader waits for.
    if all {
        hasten_html(&mut step.html, all);
    }
    step.parts.iter_mut().any(|part| {
        let found = match part {
            PartView::Image { figure } => mark_first(figure),
            PartView::Text { html } | PartView::Outcome { html } => hasten_html(html, all),
            PartView::Substeps { steps } => steps.iter_mut().any(|step| hasten_step(step, all)),
            PartView::Note { note } => all && hasten_html(&mut note.html, all),
        };
        found && !all
    })
}

fn mark_first(figure: &mut FigureView) -> bool {
    figure.first = figure.src.is_some();
    figure.first
}

fn hasten_html(html: &mut String, all: bool) -> bool {
    const LAZY: &str = r#" loading="lazy""#;
    if all && html.contains(LAZY) {
        *html = html.replace(LAZY, "");
    }
    let Some(at) = html.find(r#"<figure class="shot"#) else { return false };
    let rest = html.split_off(at);
    html.push_str(&rest.replacen(LAZY, "", 1));
    true
}

/// Sections in the order of the article; an alternative keeps the smaller sections that follow it.
pub fn parts(place: Place, sections: &[Section]) -> Vec<Part> {
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
                let first = section.alternative && parts.iter().all(|part| !part.alternative);
                parts.push(Part { alternative: section.alternative, first, sections: vec![view] });
            }
        }
    }
    parts
}

fn section_view(place: Place, section: &Section) -> SectionView {
    let heading = section.heading.as_ref();
    SectionView {
        lang: frame::lang(place.site, &place.guide.entry.guide),
        level: heading.map_or(0, |h| h.level.clamp(2, 6)),
        anchor: heading.map(|h| format!("{}{}", place.prefix, h.anchor)).unwrap_or_default(),
        index: heading.map(|h| place.with_names(&h.text)).unwrap_or_default(),
        heading: heading.map(|h| heading_html(place, h)).unwrap_or_default(),
        text: heading.map(|h| h.text.clone()).unwrap_or_default(),
        platforms: facts::platforms(&section.platforms),
        items: section.body.iter().map(|item| item_view(place, item)).collect(),
    }
}

/// Where marks stand inside, they tell more than a name that follows the reader's choice.
fn heading_html(place: Place, heading: &Heading) -> String {
    let plain = heading.html.holes.is_empty() && !heading.html.html.contains('<');
    if plain { place.with_names(&heading.text) } else { place.html(&heading.html) }
}

fn item_view(place: Place, item: &Item) -> ItemView {
    match item {
        Item::Prose(piece) => ItemView::Prose { html: place.html(piece) },
        Item::Note(note) => ItemView::Note { note: place.note(note) },
        Item::Figure(reference) => ItemView::Figure { figure: place.figure(*reference) },
        Item::Procedure(procedure) => ItemView::Steps { steps: place.steps(&procedure.steps, 0, "") },
    }
}

/// The list of ways on top, when there is more than one.
fn alternatives(sections: &[Section], words: &Words) -> Vec<Alternative> {
    let mut ways: Vec<(Alternative, usize)> = Vec::new();
    let mut open: Option<u8> = None;
    for section in sections {
        let Some(heading) = &section.heading else { continue };
        let steps = section.procedures().map(|p| p.steps.len()).sum::<usize>();
        if section.alternative {
            open = Some(heading.level);
            let href = format!("#{}", heading.anchor);
            let platforms = facts::platforms(&section.platforms);
            ways.push((Alternative { href, text: heading.text.clone(), steps: String::new(), platforms }, steps));
        } else if open.is_some_and(|level| heading.level > level) {
            if let Some(way) = ways.last_mut() {
                way.1 += steps;
            }
        } else {
            open = None;
        }
    }
    if ways.len() < 2 {
        return Vec::new();
    }
    let told = |(way, steps): (Alternative, usize)| Alternative {
        steps: if steps == 0 { String::new() } else { words.count("step_count", steps) },
        ..way
    };
    ways.into_iter().map(told).collect()
}

/// The platforms that single sections or steps are for; fewer than two need no switch.
fn switch(site: &Site, placed: &PlacedGuide) -> Vec<PlatformView> {
    let sections = &placed.entry.guide.sections;
    let of_steps = sections.iter().flat_map(|s| s.procedures()).flat_map(|p| &p.steps).flat_map(|s| &s.platforms);
    let mut all: Vec<_> = sections.iter().flat_map(|s| &s.platforms).chain(of_steps).cloned().collect();
    let Some(places) = site.places.as_ref().filter(|_| site.config.ui.in_guides) else { return told(all) };
    let serves = |platform: &str| placed.entry.guide.platforms.iter().any(|p| *p.id == *platform);
    // The reader may have another release than the words are for.
    let differs = |p: &NamedPlace, other: &Otherwise| {
        let with_place = places.atlas.catalogues.iter().filter(|c| c.place(&p.id).is_some());
        let mut platforms = with_place.map(|c| c.release.platform.as_str()).filter(|p| **p != *other.platform);
        serves(&other.platform) && platforms.any(serves)
    };
    let called_otherwise = |p: &NamedPlace| {
        let named = p.elsewhere.as_ref().is_some_and(|other| markup::serves_both(placed, other));
        p.sure && named || p.leads && (p.otherwise.iter().any(|other| differs(p, other)))
    };
    if placed.entry.guide.places.iter().any(called_otherwise) {
        all.extend(placed.entry.guide.platforms.iter().cloned());
    }
    told(all)
}

fn told(mut platforms: Vec<Platform>) -> Vec<PlatformView> {
    platforms.sort();
    platforms.dedup();
    if platforms.len() < 2 { Vec::new() } else { facts::platforms(&platforms) }
}

/// Whether the top of the article says the summary again, as it does when the summary was taken from it.
pub fn said_again(summary: &str, parts: &[Part]) -> bool {
    let words =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let summary = words(summary);
    let top = parts.iter().flat_map(|p| &p.sections).flat_map(|s| &s.items).take(3);
    let says =
        |item: &ItemView| matches!(item, ItemView::Prose { html } if words(&piece::text(html)).contains(&summary));
    !summary.is_empty() && top.into_iter().any(says)
}

fn related(site: &Site, index: GuideIndex, words: &Words) -> Vec<RelatedView> {
    let placed = &site.guides[index];
    let links = placed.related.shown(site.config.related.count);
    let view = |link: &crate::site::RelatedLink| match &link.to {
        RelatedTarget::Guide(to) => site.guides.get(*to).map(|guide| RelatedView {
            lang: frame::lang(site, &guide.entry.guide),
            href: relative(&placed.permalink, &guide.permalink),
            title: guide.entry.guide.title.clone(),
            reason: why::reason(site, &placed.entry.guide, link, words),
            external: false,
        }),
        RelatedTarget::Web { url, title } => Some(RelatedView {
            lang: None,
            href: url.clone(),
            title: title.clone(),
            reason: why::reason(site, &placed.entry.guide, link, words),
            external: true,
        }),
    };
    links.into_iter().filter_map(view).collect()
}

fn shown_address(site: &Site, path: &str) -> String {
    site.config.base_url.as_ref().map_or_else(|| path.to_owned(), |base| address_on(base, path))
}

fn report(url: &str, site: &Site, title: &str, path: &str) -> String {
    let url = url.replace("{step}", "");
    fill_in(&fill_in(&url, "{title}", title, false), "{page}", &shown_address(site, path), false)
}

/// The same with `{step}` and `{anchor}` left for scripts. A pattern that does not name the step has it behind the
/// title, and the address of the page leads to it.
fn report_step(url: &str, site: &Site, title: &str, path: &str) -> String {
    let behind = if url.contains("{step}") { "{title}" } else { "{title}%2C%20{step}" };
    let url = url.replace("{title}", behind).replace("{page}", "{page}{anchor}");
    fill_in(&fill_in(&url, "{title}", title, false), "{page}", &shown_address(site, path), false)
}

pub fn fill_in(url: &str, hole: &str, value: &str, path: bool) -> String {
    let encode = |part: &str| utf8_percent_encode(part, VALUE).to_string();
    let value = if path { value.split('/').map(encode).collect::<Vec<_>>().join("/") } else { encode(value) };
    url.replace(hole, &value)
}

/// What stands unescaped in a value that is put into an address.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
