//! A group of synonyms that can find nothing: readers would go on not finding what the author thought of.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "synonyms",
    summary: "a group in `content/synonyms.yaml` that search cannot use",
    severity: Severity::Warning,
    check: Check::Elsewhere(Stage::Settings),
};
