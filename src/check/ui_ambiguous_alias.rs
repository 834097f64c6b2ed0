//! Found when the catalogues of a project are read; see `ui::fault`.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "ui/ambiguous-alias",
    summary: "two places under one parent have a name in common",
    severity: Severity::Warning,
    check: Check::Elsewhere(Stage::Catalogue),
};
