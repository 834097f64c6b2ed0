//! Found when the catalogues of a project are read; see `ui::fault`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "ui/catalogue",
    summary: "a catalogue of places cannot be read",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Catalogue),
};
