//! On a share one of the two files would silently replace the other.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "name-collision",
    summary: "names that are the same on Windows and macOS",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
