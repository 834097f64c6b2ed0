//! A page with a title and nothing under it helps nobody; it is kept off the site until there is something to read.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "empty-article",
    summary: "an article without a text",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Reading),
};
