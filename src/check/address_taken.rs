//! Found where addresses are given out, see `site::place`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "address-taken",
    summary: "two files that want one address",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Linking),
};
