//! The reading is right most of the time. A real list is right all of the time. One finding a guide and kind.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::GuessKind;
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "guessed-steps",
    summary: "steps that were read from something else than a list",
    severity: Severity::Info,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for (kind, what, help) in KINDS {
        let mut guesses = guide.entry.guide.guesses.iter().filter(|g| g.kind == *kind);
        if let Some(first) = guesses.next() {
            let message = match 1 + guesses.count() {
                1 => (*what).to_owned(),
                n => format!("{what}, in {n} places"),
            };
            out.push(RULE.at(guide, Some(first.span), message).help(*help));
        }
    }
}

const LIST: &str = "write them as a numbered list: `1. Open Settings.`, the next line `2. …`";

const KINDS: &[(GuessKind, &str, &str)] = &[
    (GuessKind::MarkerParagraphs, "paragraphs that begin with a number are read as steps", LIST),
    (GuessKind::BulletSteps, "a list with bullets is read as steps", LIST),
    (GuessKind::GluedSteps, "several steps stand in one paragraph and are read as single ones", LIST),
    (GuessKind::BoldHeading, "a bold paragraph is read as a heading", "write it as a heading: `## Reset the printer`"),
    (
        GuessKind::NotSteps,
        "a numbered list is not read as steps",
        "write it with bullets if its order does not matter, or begin each item with what to do",
    ),
];
