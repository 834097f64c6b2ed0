//! A key that wants a text and has a list, or a date and has a number.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "front-matter-type",
    summary: "a value of another kind than its key wants",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Reading),
};
