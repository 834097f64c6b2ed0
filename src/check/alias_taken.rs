//! Found where aliases are collected, see `site::alias`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "alias-taken",
    summary: "an old address that something else has",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Linking),
};
