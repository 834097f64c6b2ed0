//! Found when guides are held against a day; see `check::freshness`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "release-ended",
    summary: "verified on a release that gets no updates any more",
    severity: Severity::Warning,
    check: Check::Elsewhere(Stage::Calendar),
};
