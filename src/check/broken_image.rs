//! A picture that is damaged, too large, or no picture at all.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "broken-image",
    summary: "a picture that is damaged, too large, or none at all",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
