//! Found when guides are held against a day; see `check::freshness`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "review-due",
    summary: "a review whose day has come",
    severity: Severity::Warning,
    check: Check::Elsewhere(Stage::Calendar),
};
