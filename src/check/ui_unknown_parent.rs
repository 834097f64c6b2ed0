//! Found when the catalogues of a project are read; see `ui::fault`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "ui/unknown-parent",
    summary: "a catalogue names a place that does not exist",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Catalogue),
};
