//! The lock names what every build of a team shows; a file that is gone or another one makes them differ.

use crate::check::{Check, Rule, Stage};
use crate::diagnostic::Severity;

pub const RULE: Rule = Rule {
    name: "vault-file",
    summary: "a fetched picture that is gone or is not the one that `images.lock` names",
    severity: Severity::Error,
    check: Check::Elsewhere(Stage::Disk),
};
