//! A site that is built on Linux must still be one that can be copied to a Windows share.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "windows-name",
    summary: "a name that Windows does not allow",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
