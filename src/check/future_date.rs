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

/// The finding of a guide whose `date` or `updated` lies ahead. Tomorrow may be today where its author lives.
pub fn finding(guide: &PlacedGuide, today: Date) -> Option<Diagnostic> {
    let front = &guide.entry.guide.front;
    let dates = [("date", front.date), ("updated", front.updated)];
    let ahead = |day: &Date| today.tomorrow().is_ok_and(|tomorrow| *day > tomorrow);
    let (name, day) = dates.into_iter().find_map(|(name, day)| Some((name, day.filter(ahead)?)))?;
    let message = format!("`{name}` ({day}) has not come yet, and the guide is published all the same");
    Some(RULE.in_front(guide, message).help("put the date right, or hold the guide back with `draft: true` until then"))
}
