//! A link that leads out could publish what nobody meant to publish.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "symlink",
    summary: "a link to a folder, to nothing, or out of the content folder",
    severity: Severity::Warning,
    check: Check::Elsewhere(Stage::Disk),
};
