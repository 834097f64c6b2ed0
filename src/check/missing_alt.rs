//! Who cannot see the picture learns nothing from it, nor does the search. One finding a guide.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::ReferenceKind;
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "missing-alt",
    summary: "pictures without a text in their place",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let mut bare = guide
        .entry
        .guide
        .references
        .iter()
        .filter(|r| r.kind == ReferenceKind::Image && r.text.chars().all(|c| !c.is_alphanumeric()));
    if let Some(first) = bare.next() {
        let message = match 1 + bare.count() {
            1 => "one picture has no alternative text".to_owned(),
            n => format!("{n} pictures have no alternative text"),
        };
        out.push(
            RULE.at(guide, Some(first.span), message)
                .help("say what the picture shows: `![Settings, Accounts page with Your info marked](your-info.png)`"),
        );
    }
}
