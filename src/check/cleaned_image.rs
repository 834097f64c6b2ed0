//! A drawing of which something was left out for safety.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "cleaned-image",
    summary: "a drawing of which something was left out for safety",
    severity: Severity::Info,
    check: Check::Elsewhere(Stage::Disk),
};
