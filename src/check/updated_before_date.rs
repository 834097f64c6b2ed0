//! One of the two dates is wrong, and the page shows it.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "updated-before-date",
    summary: "an update that is older than the guide",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let front = &guide.entry.guide.front;
    if let (Some(date), Some(updated)) = (front.date, front.updated)
        && updated < date
    {
        let message = format!("`updated` ({updated}) is before `date` ({date})");
        out.push(RULE.in_front(guide, message).help("put right the one that is wrong, or leave out `updated`"));
    }
}
