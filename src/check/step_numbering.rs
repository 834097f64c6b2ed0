//! Steps are numbered by their place, so "go back to step 4" may now mean another one.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::GuessKind;
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "step-numbering",
    summary: "printed numbers that skip, repeat or start again",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let mut guesses = guide.entry.guide.guesses.iter().filter(|g| g.kind == GuessKind::Numbering);
    if let Some(first) = guesses.next() {
        let message = match 1 + guesses.count() {
            1 => "the printed numbers of the steps do not run from 1".to_owned(),
            n => format!("the printed numbers of the steps do not run from 1, in {n} places"),
        };
        out.push(
            RULE.at(guide, Some(first.span), message)
                .help("number the items 1, 2, 3; indent what belongs to an item so that it does not end the list"),
        );
    }
}
