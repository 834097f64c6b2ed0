//! What was verified by itself: a picture that shows one release, a step that was tried alone.
//!
//! A stamp holds the hash of what was verified. It belongs to whatever has that content now, under any name, so that a
//! renamed picture and a renumbered step keep it; when the content is another one, it has to be verified again.

use std::collections::{BTreeMap, HashMap};

use crate::document::front_matter::{Stamp, Stamped, Verified};
use crate::guide::{Guide, ReferenceKind, Step, StepPart};

/// Who writes the stamp of a picture whose step was put right: `refresh`, which knows for which release the picture was true
/// and has not looked at it.
pub const KEPT_BY: &str = "guidepost refresh";

/// Hash -> what was said of the picture with this content, in any guide.
pub type Shared = BTreeMap<String, Verified>;

/// What of a guide is verified by itself.
#[derive(Debug, Default)]
pub struct Held<'g> {
    /// Index of a reference -> who verified the picture, on which release.
    pub pictures: HashMap<u32, &'g Verified>,
    /// Anchor -> the same for a step.
    pub steps: HashMap<&'g str, &'g Verified>,
    /// Stamps that agree with nothing that is there.
    pub lost: Vec<Lost<'g>>,
}

/// A stamp whose content is there no more.
#[derive(Debug)]
pub struct Lost<'g> {
    pub stamp: &'g Stamp,
    /// Something of that name is still there, with another content.
    pub changed: bool,
}

impl Lost<'_> {
    /// One sentence on what is wrong.
    pub fn sentence(&self) -> String {
        let (what, verb) = match &self.stamp.of {
            Stamped::Picture(url) => (format!("the picture `{url}`"), "replaced"),
            Stamped::Step(anchor) => (format!("the step `{anchor}`"), "written anew"),
        };
        match self.changed {
            true => format!("{what} was {verb} since it was verified"),
            false => format!("{what} has a stamp and is not in the guide"),
        }
    }
}

/// The short hash of a content.
pub fn hash(content: &[u8]) -> String {
    blake3::hash(content).to_hex()[..16].to_owned()
}

/// The hash of a step: its words and those of what belongs to it, however they are wrapped and numbered.
pub fn hash_of_step(step: &Step) -> String {
    let mut words = String::new();
    add_words(step, &mut words);
    hash(words.as_bytes())
}

fn add_words(step: &Step, words: &mut String) {
    let mut add = |text: &str| text.split_whitespace().for_each(|w| *words += &format!("{w} "));
    add(&step.text);
    for part in &step.parts {
        match part {
            StepPart::Text { text, .. } | StepPart::Outcome { text, .. } => add(text),
            StepPart::Note(note) => add(&note.text),
            StepPart::Image(_) | StepPart::Substeps(_) => {}
        }
    }
    step.substeps().for_each(|s| add_words(s, words));
}

/// Every step and substep of a guide, in the order of the text.
pub fn all_steps(guide: &Guide) -> Vec<&Step> {
    fn add<'g>(step: &'g Step, all: &mut Vec<&'g Step>) {
        all.push(step);
        step.substeps().for_each(|s| add(s, all));
    }
    let mut all = Vec::new();
    guide.steps().for_each(|s| add(s, &mut all));
    all
}

/// Holds the stamps of a guide against what is there. `print`: the hash of the picture that a reference shows;
/// `shared`: what other guides say of pictures.
pub fn held<'g>(guide: &'g Guide, print: &dyn Fn(u32) -> Option<String>, shared: &'g Shared) -> Held<'g> {
    let mut held = Held::default();
    let stamps = &guide.front.stamps;
    if stamps.is_empty() && shared.is_empty() {
        return held;
    }
    let pictures = guide.references.iter().enumerate().filter(|(_, r)| r.kind != ReferenceKind::Link);
    let pictures: Vec<(u32, &str, String)> =
        pictures.filter_map(|(i, r)| Some((i as u32, r.url.as_str(), print(i as u32)?))).collect();
    for (i, _, hash) in &pictures {
        let own = stamps.iter().rfind(|s| s.hash == *hash && matches!(s.of, Stamped::Picture(_)));
        // Another guide may have looked at it since.
        let own = own.map(|s| &s.verified);
        let later = shared.get(hash).filter(|s| own.is_none_or(|o| s.on > o.on));
        if let Some(verified) = later.or(own) {
            held.pictures.insert(*i, verified);
        }
    }
    let is_step = |s: &&Stamp| matches!(s.of, Stamped::Step(_));
    let steps = if stamps.iter().any(|s| is_step(&s)) { all_steps(guide) } else { Vec::new() };
    let steps: Vec<(&str, String)> = steps.into_iter().map(|s| (s.anchor.as_str(), hash_of_step(s))).collect();
    for stamp in stamps {
        let (found, changed) = match &stamp.of {
            Stamped::Picture(url) => {
                (pictures.iter().any(|p| p.2 == stamp.hash), guide.references.iter().any(|r| r.url == *url))
            }
            Stamped::Step(anchor) => {
                // Of several steps with the same words the one of that name is meant.
                let here = |s: &&(&str, String)| s.1 == stamp.hash;
                let named = steps.iter().filter(here).find(|s| s.0 == anchor).or_else(|| steps.iter().find(here));
                if let Some((anchor, _)) = named {
                    held.steps.insert(anchor, &stamp.verified);
                }
                (named.is_some(), steps.iter().any(|s| s.0 == anchor))
            }
        };
        // A newer stamp of the same thing says what is there now.
        let again = || stamps.iter().any(|s| s.of == stamp.of && s.hash != stamp.hash && held_by(&pictures, &steps, s));
        if !found && !again() {
            held.lost.push(Lost { stamp, changed });
        }
    }
    held
}

fn held_by(pictures: &[(u32, &str, String)], steps: &[(&str, String)], stamp: &Stamp) -> bool {
    match stamp.of {
        Stamped::Picture(_) => pictures.iter().any(|p| p.2 == stamp.hash),
        Stamped::Step(_) => steps.iter().any(|s| s.1 == stamp.hash),
    }
}

/// What guides say of pictures, by their content. Of two that speak of the same picture the later one counts.
pub fn shared<'s>(stamps: impl Iterator<Item = &'s Stamp>) -> Shared {
    let mut shared = Shared::new();
    for stamp in stamps.filter(|s| matches!(s.of, Stamped::Picture(_))) {
        let known = shared.entry(stamp.hash.clone()).or_insert_with(|| stamp.verified.clone());
        if stamp.verified.on > known.on {
            *known = stamp.verified.clone();
        }
    }
    shared
}
