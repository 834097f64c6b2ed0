//! What the index knows of a guide: its texts by weight, cut into the places a result can lead to.
//!
//! A record is made when its turn comes and dropped once weighed, so that the texts of a large site are
//! never in memory a second time.

use std::borrow::Cow;

use crate::config::{CategoryConfig, SearchRank};
use crate::document::front_matter::FrontMatter;
use crate::guide::platform::Platforms;
use crate::guide::{Guide, Item, Piece, Section, Step, StepPart, TargetKind};
use crate::page::category;
use crate::site::{PlacedGuide, Site};

use crate::guide::piece;

/// A guide as the search sees it.
#[derive(Clone, Debug, Default)]
pub struct SearchRecord {
    /// Path of the page below the site, not escaped.
    pub permalink: String,
    pub title: String,
    /// As in `<html lang>`; empty: that of the site.
    pub language: String,
    /// Where the guide is listed, for people: `Network / Wi-Fi`.
    pub category: String,
    /// Every category that has the guide in it or below it, as paths of names.
    pub categories: Vec<String>,
    pub tags: Vec<String>,
    pub platforms: Vec<String>,
    /// How else people type the platforms.
    pub spellings: Vec<String>,
    pub trust: Trust,
    /// A page that says where something is, or that few readers are for: guides on the same go before it.
    pub aside: bool,
    pub keywords: Vec<String>,
    pub summary: String,
    pub sections: Vec<SearchSection>,
    /// Lowest position of a record with (nearly) the same body; its own when there is none before.
    pub same_body_as: usize,
}

/// What the front matter says of how fresh the guide is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trust {
    #[default]
    Unknown,
    /// Somebody followed it to the end; that holds up to this day, in days since 1970.
    VerifiedUntil(i32),
    /// It was to be looked at again by this day.
    ReviewDue(i32),
}

/// A place that a result can lead to.
#[derive(Clone, Debug, Default)]
pub struct SearchSection {
    /// Empty for the introduction.
    pub anchor: String,
    /// Of a step: the title the author gave it, else empty; it stands under the section before it.
    pub heading: String,
    pub kind: SectionKind,
    pub text: String,
    /// Controls, key chords, commands and files that the step acts on.
    pub ui: Vec<String>,
    /// What the pictures show.
    pub alts: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SectionKind {
    #[default]
    Section,
    Step,
}

/// Every guide of the site as a record, same positions as `site.guides`.
pub fn records(site: &Site) -> Vec<SearchRecord> {
    (0..site.guides.len()).map(|i| record(site, i)).collect()
}

pub(super) fn record(site: &Site, index: usize) -> SearchRecord {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    let platforms = Platforms::new(&site.config.platforms);
    let tags = placed.tags.iter().map(|&t| site.tags[t].name.clone());
    // A tag that names a platform is one more spelling of it.
    let (mut spellings, tags): (Vec<String>, Vec<String>) = tags.partition(|tag| platforms.named(tag).is_some());
    spellings.extend(short_platforms(site, guide));
    SearchRecord {
        permalink: placed.permalink.to_string(),
        title: guide.title.clone(),
        language: guide
            .front
            .lang
            .clone()
            .filter(|l| !l.eq_ignore_ascii_case(&site.config.language))
            .unwrap_or_default(),
        category: category_path(site, placed),
        categories: categories(site, placed),
        tags,
        platforms: guide.platforms.iter().map(|p| p.name.to_string()).collect(),
        spellings,
        trust: trust(&guide.front),
        aside: is_low(site, placed),
        keywords: guide.front.keywords.clone(),
        summary: guide.summary.clone(),
        sections: sections(guide),
        same_body_as: placed.same_body_as,
    }
}

/// How people type the platforms of a guide: `windows11`, `win11`, and what the settings name.
fn short_platforms(site: &Site, guide: &Guide) -> Vec<String> {
    let mut names = Vec::new();
    for platform in &guide.platforms {
        let glued: String = platform.name.split_whitespace().collect();
        names.extend(glued.strip_prefix("Windows").filter(|version| !version.is_empty()).map(|v| format!("win{v}")));
        names.push(glued);
        names.extend(site.config.platforms.get(&*platform.name).into_iter().flatten().cloned());
    }
    names
}

fn category_path(site: &Site, placed: &PlacedGuide) -> String {
    placed.category.map(|c| path_of(site, c)).unwrap_or_default()
}

fn path_of(site: &Site, category: usize) -> String {
    let mut names: Vec<&str> = upwards(site, category).map(|c| site.categories[c].name.as_str()).collect();
    names.reverse();
    names.join(" / ")
}

/// A category and those above it.
fn upwards(site: &Site, category: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(category), |&c| site.categories[c].parent)
}

/// Whether the settings put the guide behind others. The nearest category that they speak of decides.
fn is_low(site: &Site, placed: &PlacedGuide) -> bool {
    let low = |said: &CategoryConfig| said.search == SearchRank::Low;
    site.config.categories.values().any(low)
        && placed.category.is_some_and(|c| upwards(site, c).find_map(|c| category::said(site, c)).is_some_and(low))
}

fn categories(site: &Site, placed: &PlacedGuide) -> Vec<String> {
    let mut all: Vec<usize> = placed.categories.iter().flat_map(|&c| upwards(site, c)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|c| path_of(site, c)).collect()
}

/// Days for which a look at the guide is good when it does not say itself.
const YEAR: u32 = 365;

fn trust(front: &FrontMatter) -> Trust {
    let looked = front.review.as_ref().and_then(|r| r.on);
    let every = front.review.as_ref().and_then(|r| r.every);
    let until = |on: jiff::civil::Date| {
        let days = (on - jiff::civil::date(1970, 1, 1)).get_days();
        days.saturating_add(i32::try_from(every.unwrap_or(YEAR)).unwrap_or(i32::MAX))
    };
    match (front.verified.as_ref().and_then(|v| v.on), looked, every) {
        (Some(on), _, _) => Trust::VerifiedUntil(until(looked.map_or(on, |l| l.max(on)))),
        (None, Some(on), Some(_)) => Trust::ReviewDue(until(on)),
        _ => Trust::Unknown,
    }
}

fn sections(guide: &Guide) -> Vec<SearchSection> {
    let mut all = Vec::new();
    for section in &guide.sections {
        all.push(prose(guide, section));
        for step in section.procedures().flat_map(|p| &p.steps) {
            push_step(guide, &mut all, step);
        }
    }
    let introduction = guide.prerequisites.iter().map(|p| piece::text(&p.html));
    if let Some(first) = all.first_mut() {
        introduction.for_each(|text| append(&mut first.text, &text));
    }
    all
}

/// What stands under the heading besides steps.
fn prose(guide: &Guide, section: &Section) -> SearchSection {
    let (mut text, mut alts) = (String::new(), Vec::new());
    for item in &section.body {
        match item {
            Item::Prose(prose) => append(&mut text, &readable(&prose.html)),
            Item::Note(note) => append(&mut text, &with_cells(&note.html, &note.text)),
            Item::Figure(picture) => alts.extend(alt(guide, *picture)),
            Item::Procedure(_) => {}
        }
    }
    let (heading, anchor) = section.heading.as_ref().map(|h| (h.text.clone(), h.anchor.clone())).unwrap_or_default();
    SearchSection { anchor, heading, kind: SectionKind::Section, text, ui: Vec::new(), alts }
}

/// The text of a piece that is known already, unless there is a table in it.
fn with_cells<'t>(piece: &Piece, text: &'t str) -> Cow<'t, str> {
    if piece.html.contains("</td>") { readable(&piece.html).into() } else { text.into() }
}

/// The text of our own HTML, tables with something between their cells and after their rows.
fn readable(html: &str) -> String {
    if !html.contains("</td>") {
        return piece::text(html);
    }
    const ROW: &str = "\u{1}";
    let marked = html.replace("</td>", " ·</td>").replace("</th>", " ·</th>").replace("</tr>", &format!("{ROW}</tr>"));
    let mut text = String::new();
    for row in piece::text(&marked).split(ROW) {
        let row = row.trim_end_matches(['·', ' ']);
        text.push_str(row);
        let ends = row.chars().next_back().is_none_or(|c| ".!?:;".contains(c));
        text.push_str(if ends { "" } else { "." });
    }
    // What follows the table is no row.
    text.trim_end_matches('.').trim().to_owned()
}

fn alt(guide: &Guide, picture: u32) -> Option<String> {
    guide.references.get(picture as usize).map(|r| r.text.clone()).filter(|text| !text.is_empty())
}

fn push_step(guide: &Guide, all: &mut Vec<SearchSection>, step: &Step) {
    let mut text = step.text.clone();
    for part in &step.parts {
        match part {
            StepPart::Text { html, text: more } | StepPart::Outcome { html, text: more } => {
                append(&mut text, &with_cells(html, more));
            }
            StepPart::Note(note) => append(&mut text, &with_cells(&note.html, &note.text)),
            StepPart::Image(_) | StepPart::Substeps(_) => {}
        }
    }
    let named = |kind| matches!(kind, TargetKind::Ui | TargetKind::Keys | TargetKind::Command | TargetKind::File);
    all.push(SearchSection {
        anchor: step.anchor.clone(),
        heading: step.title.clone().unwrap_or_default(),
        kind: SectionKind::Step,
        text,
        ui: step.actions.iter().filter(|a| named(a.kind)).map(|a| a.text.clone()).collect(),
        alts: step.images().filter_map(|picture| alt(guide, picture)).collect(),
    });
    step.substeps().for_each(|substep| push_step(guide, all, substep));
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push('\n');
    }
    text.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::{Action, Heading, Procedure};
    use crate::source::Span;

    fn step(anchor: &str, text: &str, parts: Vec<StepPart>) -> Step {
        Step { anchor: anchor.into(), text: text.into(), parts, ..Step::default() }
    }

    #[test]
    fn cells_of_a_table_do_not_run_together() {
        let table = "<p>Keys:</p><table><tr><th>keys</th><th>what</th></tr><tr><td>Alt+Tab</td><td>Switch.</td></tr>\
                     <tr><td>Win+D</td><td></td></tr></table><p>That is all.</p>";
        assert_eq!(readable(table), "Keys: keys · what. Alt+Tab · Switch. Win+D. That is all");
        assert_eq!(readable("<p>No table.</p>"), "No table.");
        // Of a step as well.
        let html = Piece { html: "<table><tr><td>F1</td><td>Help</td></tr></table>".into(), holes: Box::default() };
        let (guide, mut places) = (Guide::default(), Vec::new());
        let part = StepPart::Text { html, text: "F1 Help".into() };
        push_step(&guide, &mut places, &step("step-1", "Press a key", vec![part]));
        assert_eq!(places[0].text, "Press a key\nF1 · Help");
    }

    #[test]
    fn a_verified_guide_is_good_for_a_year_or_until_its_review() {
        use crate::document::front_matter::{Review, Verified};
        let on = jiff::civil::date(1970, 1, 11);
        let verified = Some(Verified { on: Some(on), ..Verified::default() });
        let review = |on, every| Some(Review { on, every, ..Review::default() });
        let of = |verified, review| trust(&FrontMatter { verified, review, ..FrontMatter::default() });
        assert_eq!(of(verified.clone(), None), Trust::VerifiedUntil(10 + 365));
        assert_eq!(of(verified.clone(), review(None, Some(90))), Trust::VerifiedUntil(100));
        assert_eq!(of(verified, review(Some(jiff::civil::date(1970, 1, 21)), Some(90))), Trust::VerifiedUntil(110));
        assert_eq!(of(None, review(Some(on), Some(30))), Trust::ReviewDue(40));
        assert_eq!(of(None, review(Some(on), None)), Trust::Unknown);
    }

    #[test]
    fn every_step_is_a_place_and_prose_belongs_to_its_heading() {
        let mut first =
            step("step-1", "Open Settings", vec![StepPart::Substeps(vec![step("step-1-1", "Wait", vec![])])]);
        let target = |kind, text: &str| Action {
            verb: "open".into(),
            kind,
            text: text.into(),
            context: false,
            span: Span::default(),
        };
        first.actions = vec![target(TargetKind::Ui, "Settings"), target(TargetKind::Link, "our page")];
        let prose = Piece { html: "<p>Paper &amp; ink</p>".into(), holes: Box::default() };
        let guide = Guide {
            sections: vec![Section {
                heading: Some(Heading { text: "Add a printer".into(), anchor: "add".into(), ..Heading::default() }),
                body: vec![Item::Prose(prose), Item::Procedure(Procedure { steps: vec![first] })],
                ..Section::default()
            }],
            ..Guide::default()
        };
        let places = sections(&guide);
        let shown: Vec<_> = places.iter().map(|s| (s.anchor.as_str(), s.heading.as_str(), s.text.as_str())).collect();
        let expected =
            [("add", "Add a printer", "Paper & ink"), ("step-1", "", "Open Settings"), ("step-1-1", "", "Wait")];
        assert_eq!(shown, expected);
        assert_eq!(places[1].ui, ["Settings"]);
    }
}
