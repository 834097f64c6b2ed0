//! Found where aliases are collected, see `site::alias`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "unusable-alias",
    summary: "an old address that cannot be one of this site",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Linking),
};
