//! Without a title the first heading stands in for it, which was written for another purpose.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "missing-title",
    summary: "front matter without a title",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let front = &guide.entry.guide.front;
    // An article without any front matter is the business of `front-matter-missing`.
    if front.title.is_none() && guide.entry.guide.front_span.end > 0 {
        let message = format!("there is no `title`; the page is called \"{}\"", guide.entry.guide.title);
        out.push(RULE.in_front(guide, message).help("write what the reader wants to do: `title: Add a printer`"));
    }
}
