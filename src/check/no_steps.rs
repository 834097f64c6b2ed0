//! A page of prose is published all the same, as reference; search and export simply have no steps of it.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site};

pub const RULE: Rule =
    Rule { name: "no-steps", summary: "a guide without steps", severity: Severity::Info, check: Check::Guide(check) };

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    if guide.entry.guide.steps().next().is_none() {
        out.push(
            RULE.at(guide, None, "no steps were found; the page is published as reference")
                .help("write what the reader does as a numbered list"),
        );
    }
}
