//! A name that nobody can type cannot stand in an address either.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "file-name",
    summary: "a file name that is not UTF-8 or holds a control character",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
