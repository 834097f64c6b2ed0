//! A date that has not come. Nothing is held back until then: a build is the same on every day.

use jiff::civil::Date;

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::PlacedGuide;

pub const RULE: Rule = Rule {
    name: "future-date",
    summary: "a date that has not come",
    severity: Severity::Info,
    check: Check::Elsewhere(Stage::Calendar),
};

/// The finding of a guide of which a date lies ahead. Tomorrow may be today where its author lives.
pub fn finding(guide: &PlacedGuide, today: Date) -> Option<Diagnostic> {
    let front = &guide.entry.guide.front;
    let ahead = |day: &Date| today.tomorrow().is_ok_and(|tomorrow| *day > tomorrow);
    let first = |dates: [(&'static str, Option<Date>); 2]| {
        dates.into_iter().find_map(|(name, day)| Some((name, day.filter(ahead)?)))
    };
    if let Some((name, day)) = first([("date", front.date), ("updated", front.updated)]) {
        let message = format!("`{name}` ({day}) has not come yet, and the guide is published all the same");
        let help = "put the date right, or hold the guide back with `draft: true` until then";
        return Some(RULE.in_front(guide, message).help(help));
    }
    let verified = front.verified.as_ref().and_then(|v| v.on);
    let (name, day) = first([("verified", verified), ("review", front.review.as_ref().and_then(|r| r.on))])?;
    let message = format!("the day of `{name}` ({day}) has not come yet, and no review is due until long after it");
    Some(RULE.in_front(guide, message).help("put the day right: it is the one on which somebody looked at the guide"))
}
