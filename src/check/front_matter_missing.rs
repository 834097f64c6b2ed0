//! Title, summary and categories of such an article are guesses.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "front-matter-missing",
    summary: "an article without front matter",
    severity: Severity::Info,
    check: Check::Elsewhere(Stage::Reading),
};
