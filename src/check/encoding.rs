//! A wrong guess of the encoding would publish garbage, so nothing is guessed.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "encoding",
    summary: "a file that is not UTF-8 text",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
