//! Dates that do not exist or can be read in two ways.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "front-matter-date",
    summary: "a date that is none",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Reading),
};
