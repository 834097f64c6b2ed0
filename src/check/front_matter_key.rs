//! Most often a slip of the finger, so that the key has no effect and nobody notices.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "front-matter-key",
    summary: "a key that guidepost does not know",
    severity: Severity::Warning,
    check: Check::Elsewhere(Stage::Reading),
};
