//! A limit, so that one wrong file in the folder cannot use up the memory.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "file-too-large",
    summary: "a file above the size that is read",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
