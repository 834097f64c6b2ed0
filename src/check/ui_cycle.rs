//! Found when the catalogues of a project are read; see `ui::fault`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "ui/cycle",
    summary: "a place lies below itself",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Catalogue),
};
