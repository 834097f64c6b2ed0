//! An unknown variable, a tag that is not closed; the place is in the template, not in an article.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "template",
    summary: "a template that cannot be read or rendered",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Template),
};
