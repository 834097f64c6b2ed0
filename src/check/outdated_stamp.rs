//! A picture that was replaced or a step that was written anew since somebody verified it.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "outdated-stamp",
    summary: "a picture or a step that changed since it was verified",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, found: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for lost in site.held(index).lost {
        let help = match lost.changed {
            true => "look at it again, and say so with `guidepost verify` and `--picture` or `--step`",
            false => "take its entry out of `stamps`",
        };
        found.push(RULE.in_front(guide, lost.sentence()).help(help));
    }
}
