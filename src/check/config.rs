//! Unknown settings and unknown rule names: what is misspelled would otherwise have no effect.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "config",
    summary: "a setting that is unknown or of the wrong kind",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Settings),
};
