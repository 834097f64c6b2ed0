//! The names of places in a guide, put where the page shows them: holes in its HTML, and what each name means.

use std::collections::BTreeSet;
use std::sync::Arc;

use pulldown_cmark_escape::escape_html_body_text;

use crate::document::parse::Document;
use crate::guide::{Guide, Hole, HoleKind, Item, NamedPlace, Piece, Step, StepPart};
use crate::source::{Source, Span};
use crate::ui::atlas::Atlas;
use crate::ui::label;
use crate::ui::reference::Certainty;
use crate::ui::refresh::{self, Resolved};
use crate::ui::shown::begins_with_separator;
use crate::ui::world::Via;

/// The places that a document names. Asked for before the document becomes a guide.
pub fn resolve(atlas: &Atlas, document: &Document) -> Resolved {
    refresh::resolve_in(&atlas.world, document)
}

/// Puts the names into the guide that was made of the document.
pub fn attach(guide: &mut Guide, atlas: &Atlas, source: &Source, resolved: &Resolved) {
    if resolved.mentions.is_empty() {
        return;
    }
    let mut elsewhere = elsewhere(atlas, source, resolved);
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
            places.push(NamedPlace {
                id: atlas.world.nodes[mention.node].id.clone(),
                anchor: slot.anchor.clone(),
                in_step: slot.in_step,
                sure: mention.certainty == Certainty::Certain,
                goes_on: begins_with_separator(&unit.line.text[mention.end..]),
                elsewhere: elsewhere[i].take(),
                span,
            });
        }
    }
    guide.places = places;
}

/// What each name is called on the other platform: the newer one for words of the older, and the other way round.
fn elsewhere(atlas: &Atlas, source: &Source, resolved: &Resolved) -> Vec<Option<(Arc<str>, String)>> {
    let world = &atlas.world;
    let mut other = vec![None; resolved.mentions.len()];
    let (old, new): (Arc<str>, Arc<str>) = (world.from.platform.as_str().into(), world.to.platform.as_str().into());
    if old == new {
        return other;
    }
    for (i, text) in refresh::new_words(world, source, resolved) {
        other[i] = Some((new.clone(), text));
    }
    // Written with the new label: the old one is another word in the same place.
    for (i, mention) in resolved.mentions.iter().enumerate() {
        let node = &world.nodes[mention.node];
        let (Some(from), Some(to)) = (&node.from, &node.to) else { continue };
        let written = &resolved.units[mention.unit].line.text[mention.start..mention.end];
        let is_new = mention.via == Via::To && label::key(written) == to.key;
        if is_new && from.key != to.key && from.parent == to.parent && resolved.scopes.of[i].is_empty() {
            other[i] = Some((old.clone(), label::in_the_form_of(written, &to.place.label, &from.place.label)));
        }
    }
    // Where the text says it for the other platform itself, nothing is to be added.
    for (i, mention) in resolved.mentions.iter().enumerate() {
        let said = |platform: &Arc<str>| {
            let of_unit = resolved.mentions.iter().zip(&resolved.scopes.of).filter(|(m, _)| m.unit == mention.unit);
            of_unit.into_iter().any(|(_, scope)| scope.contains(platform))
        };
        if other[i].as_ref().is_some_and(|(platform, _)| said(platform)) {
            other[i] = None;
        }
    }
    other
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
