//! Keeps the references that the guide uses. Those of junk that was taken out are nobody's broken links.

use crate::guide::{Guide, Item, Note, Piece, Step, StepPart};

/// Drops references that nothing points to and numbers the others anew, in the order they are written.
pub fn keep_used(guide: &mut Guide) {
    let mut used = vec![false; guide.references.len()];
    each(guide, &mut |r| used[*r as usize] = true);
    if used.iter().all(|u| *u) {
        return;
    }
    let mut next = 0;
    let number: Vec<u32> = used
        .iter()
        .map(|used| {
            let n = next;
            next += u32::from(*used);
            n
        })
        .collect();
    each(guide, &mut |r| *r = number[*r as usize]);
    let mut used = used.into_iter();
    guide.references.retain(|_| used.next().unwrap_or(false));
}

/// Calls `f` with every index into the references.
fn each(guide: &mut Guide, f: &mut dyn FnMut(&mut u32)) {
    guide.prerequisites.iter_mut().for_each(|p| piece(p, f));
    if let Some(r) = &mut guide.lead_image {
        f(r);
    }
    for section in &mut guide.sections {
        if let Some(heading) = &mut section.heading {
            piece(&mut heading.html, f);
        }
        for item in &mut section.body {
            match item {
                Item::Prose(p) => piece(p, f),
                Item::Note(n) => note(n, f),
                Item::Figure(r) => f(r),
                Item::Procedure(p) => p.steps.iter_mut().for_each(|s| step(s, f)),
            }
        }
    }
}

fn step(step_: &mut Step, f: &mut dyn FnMut(&mut u32)) {
    piece(&mut step_.html, f);
    for part in &mut step_.parts {
        match part {
            StepPart::Image(r) => f(r),
            StepPart::Text { html, .. } | StepPart::Outcome { html, .. } => piece(html, f),
            StepPart::Note(n) => note(n, f),
            StepPart::Substeps(steps) => steps.iter_mut().for_each(|s| step(s, f)),
        }
    }
}

fn note(note: &mut Note, f: &mut dyn FnMut(&mut u32)) {
    piece(&mut note.html, f);
}

fn piece(piece: &mut Piece, f: &mut dyn FnMut(&mut u32)) {
    piece.holes.iter_mut().for_each(|h| f(&mut h.reference));
}
