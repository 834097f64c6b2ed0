//! A draft that everybody believes to be on the site is worse than none, so each build says which there are.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;

pub const RULE: Rule = Rule {
    name: "draft",
    summary: "an article that is not published because it is a draft",
    severity: Severity::Info,
    check: Check::Site(check),
};

fn check(site: &Site, out: &mut Vec<Diagnostic>) {
    for entry in site.withheld.iter().filter(|e| e.guide.front.draft) {
        let span = Some(entry.guide.front_span).filter(|s| s.end > 0);
        out.push(
            RULE.on(&entry.source, span, "this is a draft and not published")
                .help("take `draft: true` out when it is ready, or build with drafts"),
        );
    }
}
