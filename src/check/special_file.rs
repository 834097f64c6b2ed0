//! Reading a pipe may wait for ever.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "special-file",
    summary: "a pipe, a socket or a device",
    severity: Severity::Warning,
    check: Check::Elsewhere(Stage::Disk),
};
