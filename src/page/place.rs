//! The page of a place: where it lies in each release, what opens it, what it was called, which guides lead there.

use serde::Serialize;

use super::frame::{self, Crumb, Frame};
use super::listing::cut;
use crate::address::{fragment, relative};
use crate::guide::Step;
use crate::site::places::{PlacePage, PlaceUse, Places, TREE};
use crate::site::{Site, settings_page};
use crate::ui::atlas::{Atlas, Opener, OpenerKind, Stand};
use crate::ui::catalogue::Confidence;
use crate::ui::diff::same_label;
use crate::ui::release::Release;
use crate::wording::Words;

/// Guides on the page of one place. "Settings" is named by most of them: the search finds the others.
const GUIDES: usize = 60;

#[derive(Debug, Serialize)]
pub struct PlaceView {
    pub frame: Frame,
    pub heading: String,
    /// What to know about it.
    pub note: String,
    pub stands: Vec<StandView>,
    /// `ms-settings:display`, when a page may open it.
    pub address: Option<OpenerView>,
    pub commands: Vec<OpenerView>,
    pub keys: Vec<OpenerView>,
    pub before: Vec<String>,
    pub others: Vec<String>,
    /// A sentence each.
    pub changes: Vec<String>,
    /// "12 guides name it"
    pub count: String,
    pub uses: Vec<UseView>,
    /// Address of the search for the guides that are not listed, and what to say of it.
    pub more: Option<PlaceLink>,
    pub below: Vec<PlaceLink>,
    /// Buttons, switches and headings on the page.
    pub inside: Vec<Inside>,
}

/// What stands on a page, and how it was called before.
#[derive(Debug, Serialize)]
pub struct Inside {
    pub label: String,
    pub before: Vec<String>,
}

/// Releases that show the place in the same way.
#[derive(Debug, Serialize)]
pub struct StandView {
    pub releases: String,
    /// Empty: they do not have it.
    pub way: Vec<PlaceLink>,
    /// Nobody has looked at any of them.
    pub unseen: bool,
}

/// What opens a place.
#[derive(Debug, Serialize)]
pub struct OpenerView {
    pub text: String,
    /// The releases in which it does; empty: in all that have the place.
    pub only: String,
}

#[derive(Debug, Serialize)]
pub struct PlaceLink {
    /// Empty: there is no page, or it is this one.
    pub href: String,
    pub label: String,
    pub depth: usize,
}

#[derive(Debug, Serialize)]
pub struct UseView {
    pub href: String,
    pub title: String,
    pub steps: Vec<PlaceLink>,
}

pub fn view(site: &Site, places: &Places, index: usize) -> PlaceView {
    let page = &places.pages[index];
    let from = &*page.permalink;
    let words = frame::words(site);
    let stands = places.atlas.stands(&page.id);
    let newest = places.atlas.newest(&page.id).map(|(_, place)| place);
    let (before, others) = places.atlas.other_names(&page.id);
    let text = |names: Vec<std::sync::Arc<str>>| names.iter().map(ToString::to_string).collect();
    let path = stands.iter().rev().find(|s| s.place.is_some()).map_or("", |s| s.path.as_str());
    let mut frame = Frame::new(site, from, "place", page.label.to_string()).described(path);
    frame.crumbs = crumbs(places, page, &words);
    let openers = places.atlas.openers(&page.id);
    let of = |kind: OpenerKind| {
        let view = |o: &Opener| OpenerView { text: o.text.to_owned(), only: releases(&o.only) };
        openers.iter().filter(|o| o.kind == kind).map(view).collect::<Vec<_>>()
    };
    let allowed =
        |address: &OpenerView| settings_page::page_of(&address.text).is_some_and(|page| settings_page::is_known(&page));
    let left = page.uses.len().saturating_sub(GUIDES);
    PlaceView {
        heading: page.label.to_string(),
        note: newest.and_then(|p| p.note.as_deref()).unwrap_or_default().to_owned(),
        stands: stands.iter().map(|s| stand(places, s, page)).collect(),
        address: of(OpenerKind::Address).into_iter().find(allowed),
        commands: of(OpenerKind::Command),
        keys: of(OpenerKind::Keys),
        before: text(before),
        others: text(others),
        changes: changes(&places.atlas, &page.id, &stands, &words),
        count: words.count("guides", page.uses.len()),
        uses: page.uses.iter().take(GUIDES).map(|u| use_view(site, u, from, &words)).collect(),
        more: (left > 0).then(|| {
            let query: String = url::form_urlencoded::byte_serialize(page.label.as_bytes()).collect();
            let href = format!("{}?q={query}", relative(from, "search.html"));
            PlaceLink { href, label: words.fill("more_guides", &[("n", &left.to_string())]), depth: 0 }
        }),
        inside: page.inside.iter().filter_map(|id| inside(places, id)).collect(),
        below: page.children.iter().map(|c| link(places, *c, from)).collect(),
        frame,
    }
}

fn link(places: &Places, index: usize, from: &str) -> PlaceLink {
    let page = &places.pages[index];
    PlaceLink { href: relative(from, &page.permalink), label: page.label.to_string(), depth: page.depth }
}

fn inside(places: &Places, id: &str) -> Option<Inside> {
    let label = places.atlas.newest(id)?.1.label.to_string();
    let (before, _) = places.atlas.other_names(id);
    Some(Inside { label, before: before.iter().map(ToString::to_string).collect() })
}

fn crumbs(places: &Places, page: &PlacePage, words: &Words) -> Vec<Crumb> {
    let from = &*page.permalink;
    let up = std::iter::successors(page.parent, |p| places.pages[*p].parent);
    let crumb = |p: &PlacePage| Crumb { href: relative(from, &p.permalink), text: p.label.to_string() };
    let mut crumbs: Vec<Crumb> = up.map(|p| crumb(&places.pages[p])).collect();
    crumbs.push(Crumb { href: relative(from, TREE), text: words.get("places").to_owned() });
    crumbs.reverse();
    crumbs
}

fn stand(places: &Places, stand: &Stand, page: &PlacePage) -> StandView {
    let newest = stand.releases.last();
    let catalogue = newest.and_then(|r| places.atlas.catalogues.iter().find(|c| c.release.release == r.release));
    let way = match (catalogue, stand.place) {
        (Some(catalogue), Some(place)) => catalogue.way(place),
        _ => Vec::new(),
    };
    let link = |p: &&crate::ui::Place| {
        let to = places.page(&p.id).filter(|to| to.id != page.id);
        let href = to.map(|to| relative(&page.permalink, &to.permalink)).unwrap_or_default();
        PlaceLink { href, label: p.label.to_string(), depth: 0 }
    };
    StandView { releases: releases(&stand.releases), way: way.iter().map(link).collect(), unseen: stand.is_unseen() }
}

/// "Windows 11 21H2, 22H2, 24H2": what releases of one platform have in common is said once.
pub fn releases(releases: &[&Release]) -> String {
    let mut out = String::new();
    let mut platform = "";
    for release in releases {
        let short = release.short.as_str();
        let name = release.platform_name();
        let rest = short.strip_prefix(name.as_str()).map(str::trim).filter(|r| !r.is_empty());
        if !out.is_empty() {
            out.push_str(", ");
        }
        match rest {
            Some(rest) if release.platform == platform => out.push_str(rest),
            _ => out.push_str(short),
        }
        platform = &release.platform;
    }
    out
}

/// What changed from one stand to the next, and what people wrote of it.
pub fn changes(atlas: &Atlas, id: &str, stands: &[Stand], words: &Words) -> Vec<String> {
    let mut out = Vec::new();
    for pair in stands.windows(2) {
        let (Some(old), Some(new)) = (shown_release(&pair[0]), shown_release(&pair[1])) else { continue };
        let between = |name: &str, was: &str, now: &str| {
            words.fill(name, &[("from", &old.short), ("to", &new.short), ("was", was), ("now", now)])
        };
        match (pair[0].place, pair[1].place) {
            (Some(was), Some(now)) => {
                if !same_label(&was.label, &now.label) {
                    out.push(between("place_renamed", &was.label, &now.label));
                }
                let (old_way, new_way) = (above(&pair[0].path), above(&pair[1].path));
                if was.parent != now.parent {
                    out.push(between("place_moved", old_way, new_way));
                }
            }
            (Some(was), None) => out.push(between("place_gone", &was.label, "")),
            (None, Some(now)) => out.push(between("place_added", "", &now.label)),
            (None, None) => {}
        }
    }
    out.extend(atlas.changes_of(id).filter_map(|c| c.note.as_deref()).map(str::to_owned));
    if atlas.newest(id).is_some_and(|(_, p)| p.confidence == Confidence::Inferred) {
        out.push(words.get("place_inferred").to_owned());
    }
    out
}

/// The release that a stand is called by: one that was looked at, if there is one.
fn shown_release<'a>(stand: &'a Stand) -> Option<&'a Release> {
    let seen = stand.releases.iter().find(|r| r.evidence == crate::ui::release::Evidence::Strong);
    seen.or(stand.releases.first()).copied()
}

fn above(path: &str) -> &str {
    path.rsplit_once(" > ").map_or("", |(above, _)| above)
}

fn use_view(site: &Site, of: &PlaceUse, from: &str, words: &Words) -> UseView {
    let guide = &site.guides[of.guide];
    let href = relative(from, &guide.permalink);
    let all = &guide.entry.guide;
    // Where steps are counted more than once, a number alone says nothing.
    let several = all.sections.iter().flat_map(|s| s.procedures()).nth(1).is_some();
    let step = |anchor: &String| {
        let of_section = |section: &crate::guide::Section| {
            let number = number_of(section.procedures().flat_map(|p| &p.steps), anchor, false)?;
            let heading = all.task_heading(section).filter(|_| several);
            let heading = heading.map(|h| format!("{}: ", cut(&h.text, 48))).unwrap_or_default();
            Some(format!("{heading}{} {number}", words.get("step")))
        };
        let label = all.sections.iter().find_map(of_section)?;
        Some(PlaceLink { href: format!("{href}#{}", fragment(anchor)), label, depth: 0 })
    };
    let steps = of.steps.iter().filter_map(step).collect();
    UseView { title: guide.entry.guide.title.clone(), steps, href }
}

/// The number of the step at an anchor, as its page prints it: `3`, `3b`.
fn number_of<'g>(steps: impl Iterator<Item = &'g Step>, anchor: &str, below: bool) -> Option<String> {
    for step in steps {
        let own = if below { super::steps::letters(step.n) } else { step.n.to_string() };
        if step.anchor == anchor {
            return Some(own);
        }
        let below: Vec<&Step> = step.substeps().collect();
        if let Some(number) = number_of(below.into_iter(), anchor, true) {
            return Some(own + &number);
        }
    }
    None
}
