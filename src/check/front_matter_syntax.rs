//! A fault in the YAML itself: a tab, a bracket that is not closed, a key written twice.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "front-matter-syntax",
    summary: "the block at the top is no YAML that can be read",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Reading),
};
