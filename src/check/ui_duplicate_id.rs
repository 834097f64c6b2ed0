//! Found when the catalogues of a project are read; see `ui::fault`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "ui/duplicate-id",
    summary: "two places of a catalogue have one id",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Catalogue),
};
