//! A part of the help that is missing must not be missing in silence.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "unreadable-file",
    summary: "a file or folder that cannot be read",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
