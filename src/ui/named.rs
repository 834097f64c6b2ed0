//! The names of places in a guide, put where the page shows them: holes in its HTML, and what each name means.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use pulldown_cmark_escape::escape_html_body_text;

use crate::document::parse::Document;
use crate::guide::{Elsewhere, Guide, Hole, HoleKind, Item, NamedPlace, Otherwise, Piece, Step, StepPart};
use crate::source::{Source, Span};
use crate::ui::atlas::Atlas;
use crate::ui::label;
use crate::ui::lens::Lens;
use crate::ui::reference::{Certainty, Mention};
use crate::ui::refresh::{self, Resolved};
use crate::ui::release::Release;
use crate::ui::shown::begins_with_separator;
use crate::ui::world::{Via, World};

/// The places that a document names, read in the release that it was verified on.
pub struct Names {
    pub lens: Arc<Lens>,
    pub resolved: Resolved,
    /// As a later release of the same platform reads them.
    later: Option<Resolved>,
}

impl Names {
    /// Asked for before the document becomes a guide.
    pub fn of(atlas: &Atlas, document: &Document) -> Names {
        let lens = atlas.lens(document.front.verified.as_ref().and_then(|v| v.release.as_deref()));
        let resolved = refresh::resolve_in(lens.world(), document);
        let later = lens.later().filter(|_| !resolved.mentions.is_empty());
        let later = later.map(|(_, world)| refresh::resolve_in(world, document));
        Names { resolved, later, lens }
    }

    /// Puts the names into the guide that was made of the document.
    pub fn attach(&self, guide: &mut Guide, source: &Source) {
        if !self.resolved.mentions.is_empty() {
            attach(guide, self, source);
        }
    }
}

fn attach(guide: &mut Guide, names: &Names, source: &Source) {
    let (lens, resolved) = (&*names.lens, &names.resolved);
    let mut elsewhere = elsewhere(lens, source, resolved);
    if let Some((of_product, read)) = lens.later().zip(names.later.as_ref()) {
        later(lens, of_product, source, resolved, read, &mut elsewhere);
    }
    let mut places: Vec<NamedPlace> = Vec::new();
    let mut slots = slots(guide);
    for (i, mention) in resolved.mentions.iter().enumerate() {
        let unit = &resolved.units[mention.unit];
        let span = unit.span(mention.start, mention.end, &source.text);
        let Some(slot) = slot_of(&mut slots, span.start) else { continue };
        let mut words = String::new();
        // Writing to a String cannot fail.
        let _ = escape_html_body_text(&mut words, &unit.line.text[mention.start..mention.end]);
        if slot.mark(&words, places.len() as u32) {
            let other = std::mem::take(&mut elsewhere[i]);
            places.push(NamedPlace {
                id: lens.world().nodes[mention.node].id.clone(),
                anchor: slot.anchor.clone(),
                in_step: slot.in_step,
                sure: mention.certainty == Certainty::Certain,
                leads: leads(mention, &unit.line.text),
                goes_on: begins_with_separator(&unit.line.text[mention.end..]),
                elsewhere: other.name,
                otherwise: other.releases,
                span,
            });
        }
    }
    guide.places = places;
}

/// Whether a name leaves no doubt where it leads: a label on a way that at most leaves out a stop.
fn leads(mention: &Mention, text: &str) -> bool {
    let words = text[mention.start..mention.end].split_whitespace().count();
    let is_label = mention.via < Via::Alias && mention.above.is_some() && words > 1;
    mention.certainty == Certainty::Certain || mention.certainty == Certainty::Likely && is_label
}

/// What is to be said of a name for readers of other releases.
#[derive(Clone, Default)]
struct Other {
    name: Option<Elsewhere>,
    releases: Vec<Otherwise>,
}

impl Other {
    fn add(&mut self, release: &Release, goal: Option<&Arc<str>>) {
        if !self.releases.iter().any(|r| *r.release == *release.release) {
            self.releases.push(Otherwise {
                release: release.release.as_str().into(),
                platform: release.platform.as_str().into(),
                goal: goal.cloned(),
            });
        }
    }
}

/// What each name is called in the other release of its product: the newer one for words of the older, and the other way
/// round. A name follows the reader's choice where that is a matter of the platform.
fn elsewhere(lens: &Lens, source: &Source, resolved: &Resolved) -> Vec<Other> {
    let mut other = vec![Other::default(); resolved.mentions.len()];
    let present: BTreeSet<usize> = resolved.mentions.iter().map(|m| lens.product(m.node)).collect();
    for (product, world) in lens.products().filter(|(p, _)| present.contains(p)) {
        let is_own = |i: usize| lens.product(resolved.mentions[i].node) == product;
        let switches = world.from.platform != world.to.platform;
        let name = |i: usize, on: &Release, written_for: &Release, words: String| {
            let m = &resolved.mentions[i];
            let written = resolved.units[m.unit].line.text[m.start..m.end].to_owned();
            let [on, written_for] = [on, written_for].map(|r| Arc::from(r.platform.as_str()));
            switches.then_some(Elsewhere { on, written_for, written, words })
        };
        for changed in refresh::changed(world, source, resolved).into_iter().filter(|c| is_own(c.mention)) {
            let i = changed.mention;
            other[i].add(&world.to, changed.goal.map(|g| &world.nodes[g].id));
            other[i].name = changed.words.and_then(|words| name(i, &world.to, &world.from, words));
        }
        // Where a stop of the way is of the old release, the way is.
        let old_ways: HashSet<usize> =
            (0..resolved.mentions.len()).filter(|i| is_of_old_way(*i, &resolved.mentions, &other)).collect();
        // Written for the new release: the old label is another word in the same place, or the way was another.
        for (i, mention) in resolved.mentions.iter().enumerate().filter(|(i, _)| switches && is_own(*i)) {
            let node = &world.nodes[mention.node];
            let (Some(from), Some(to)) = (&node.from, &node.to) else { continue };
            let written = &resolved.units[mention.unit].line.text[mention.start..mention.end];
            let is_new = mention.via == Via::To && label::key(written) == to.key && resolved.scopes.of[i].is_empty();
            if !is_new || old_ways.contains(&i) {
                continue;
            }
            if from.key != to.key || from.parent != to.parent {
                other[i].add(&world.from, Some(&node.id));
            }
            if from.key != to.key && from.parent == to.parent {
                let words = label::in_the_form_of(written, &to.place.label, &from.place.label);
                other[i].name = name(i, &world.from, &world.to, words);
            }
        }
    }
    // Where the text says it for the other platform itself, nothing is to be added.
    for (i, mention) in resolved.mentions.iter().enumerate() {
        let said = |platform: &Arc<str>| {
            let of_unit = resolved.mentions.iter().zip(&resolved.scopes.of).filter(|(m, _)| m.unit == mention.unit);
            of_unit.into_iter().any(|(_, scope)| scope.contains(platform))
        };
        other[i].releases.retain(|r| !said(&r.platform));
        if other[i].name.as_ref().is_some_and(|n| said(&n.on)) {
            other[i].name = None;
        }
    }
    other
}

/// Whether a stop before a mention, or beside it in its step, is not right in the new release.
fn is_of_old_way(i: usize, mentions: &[Mention], other: &[Other]) -> bool {
    let is_old = |k: usize| !other[k].releases.is_empty();
    let beside = (0..mentions.len()).filter(|k| mentions[*k].unit == mentions[i].unit);
    let above = std::iter::successors(Some(i), |k| mentions[*k].above.filter(|a| a < k));
    beside.chain(above).any(is_old)
}

/// What changed since the release that the guide was verified on, on the same platform.
fn later(
    lens: &Lens,
    (product, world): (usize, &World),
    source: &Source,
    resolved: &Resolved,
    read: &Resolved,
    other: &mut [Other],
) {
    for changed in refresh::changed(world, source, read) {
        let m = &read.mentions[changed.mention];
        let same = |k: &usize| {
            let own = &resolved.mentions[*k];
            (own.unit, own.start, own.end) == (m.unit, m.start, m.end) && lens.product(own.node) == product
        };
        if let Some(i) = (0..resolved.mentions.len()).find(same) {
            other[i].add(&world.to, changed.goal.map(|g| &world.nodes[g].id));
        }
    }
}

/// A step, or what of a section stands outside of steps: the HTML in the order of the text.
struct Slot<'g> {
    span: Span,
    anchor: String,
    in_step: bool,
    pieces: Vec<&'g mut Piece>,
    /// Piece and byte behind the last name.
    at: (usize, usize),
}

fn slots(guide: &mut Guide) -> Vec<Slot<'_>> {
    let mut out = Vec::new();
    for section in &mut guide.sections {
        let anchor = section.heading.as_ref().map(|h| h.anchor.clone()).unwrap_or_default();
        let mut prose = Slot { span: section.span, anchor, in_step: false, pieces: Vec::new(), at: (0, 0) };
        for item in &mut section.body {
            match item {
                Item::Prose(piece) => prose.pieces.push(piece),
                Item::Note(note) => prose.pieces.push(&mut note.html),
                Item::Procedure(procedure) => procedure.steps.iter_mut().for_each(|s| push_step(s, &mut out)),
                Item::Figure(_) => {}
            }
        }
        out.push(prose);
    }
    out
}

fn push_step<'g>(step: &'g mut Step, out: &mut Vec<Slot<'g>>) {
    let mut slot =
        Slot { span: step.span, anchor: step.anchor.clone(), in_step: true, pieces: vec![&mut step.html], at: (0, 0) };
    for part in &mut step.parts {
        match part {
            StepPart::Text { html, .. } | StepPart::Outcome { html, .. } => slot.pieces.push(html),
            StepPart::Note(note) => slot.pieces.push(&mut note.html),
            StepPart::Substeps(steps) => steps.iter_mut().for_each(|s| push_step(s, out)),
            StepPart::Image(_) => {}
        }
    }
    out.push(slot);
}

/// The innermost step around a place of the file, else the section.
fn slot_of<'s, 'g>(slots: &'s mut [Slot<'g>], at: u32) -> Option<&'s mut Slot<'g>> {
    let around = slots.iter_mut().filter(|s| s.span.start <= at && at < s.span.end);
    around.min_by_key(|s| (!s.in_step, s.span.end - s.span.start))
}

impl Slot<'_> {
    /// Marks the next place where the words stand in the HTML; `false`: they stand nowhere.
    fn mark(&mut self, words: &str, place: u32) -> bool {
        for k in self.at.0..self.pieces.len() {
            let from = if k == self.at.0 { self.at.1 } else { 0 };
            let Some(start) = find(self.pieces[k], words, from) else { continue };
            let end = start + words.len();
            let holes = &self.pieces[k].holes;
            let before = holes.partition_point(|h| h.at as usize <= start);
            let behind = holes.partition_point(|h| (h.at as usize) < end);
            let hole = |at: usize, kind| Hole { at: at as u32, kind, reference: place };
            let mut all = holes[..before].to_vec();
            all.push(hole(start, HoleKind::PlaceOpen));
            all.extend(&holes[before..behind.max(before)]);
            all.push(hole(end, HoleKind::PlaceClose));
            all.extend(&holes[behind.max(before)..]);
            self.pieces[k].holes = all.into();
            self.at = (k, end);
            return true;
        }
        false
    }
}

/// Where words stand as text that nothing else is made of: not in tags, links and code, and as whole words.
fn find(piece: &Piece, words: &str, from: usize) -> Option<usize> {
    let html = &*piece.html;
    let links: BTreeSet<(usize, bool)> = piece
        .holes
        .iter()
        .filter(|h| matches!(h.kind, HoleKind::LinkOpen | HoleKind::LinkClose))
        .map(|h| (h.at as usize, h.kind == HoleKind::LinkOpen))
        .collect();
    let mut at = from;
    while let Some(i) = html.get(at..)?.find(words).map(|i| at + i) {
        let end = i + words.len();
        let before = &html[..i];
        let inside = |open: &str, close: &str| before.rfind(open) > before.rfind(close);
        let whole = !before.ends_with(|c: char| c.is_alphanumeric())
            && !html[end..].starts_with(|c: char| c.is_alphanumeric())
            && !inside("&", ";");
        let linked = links.iter().rev().find(|(at, _)| *at <= i).is_some_and(|(_, open)| *open);
        let taken = inside("<", ">") || inside("<code", "</code") || inside("<pre", "</pre") || inside("<kbd", "</kbd");
        if whole && !linked && !taken {
            return Some(i);
        }
        at = i + 1;
        while !html.is_char_boundary(at) {
            at += 1;
        }
    }
    None
}
