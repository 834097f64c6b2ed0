//! A picture whose name says another type than its bytes.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "image-type",
    summary: "a picture whose name says another type than its bytes",
    severity: Severity::Warning,
    check: Check::Elsewhere(Stage::Disk),
};
