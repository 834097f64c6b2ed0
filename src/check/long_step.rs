//! A reader looks from the page to the window and back; a step of a hundred words does not survive that.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "long-step",
    summary: "a step that is hard to follow in one go",
    severity: Severity::Info,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for step in guide.entry.guide.steps() {
        let words = step.text.split_whitespace().count();
        if words > WORDS {
            let message = format!("step {} has {words} words", step.n);
            out.push(
                RULE.at(guide, Some(step.span), message)
                    .help("one action a step; put explanations into a paragraph of their own below it"),
            );
        }
    }
}

/// More than about six lines on a page.
const WORDS: usize = 80;
