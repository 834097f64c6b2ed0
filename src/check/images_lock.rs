//! A lock that is read in part would show some pictures and lose the others with the next run.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "images-lock",
    summary: "a line of `images.lock` that makes no sense",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
