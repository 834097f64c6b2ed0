//! What an author can mend, said as data: where, what is wrong, what to do.
//!
//! A diagnostic never ends a run. It is collected with all others, sorted, and reported at the end.

use std::sync::Arc;

use serde::Serialize;

use crate::source::Span;

/// How much a diagnostic matters. An error keeps its file, or the whole build, from being published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
    Info,
}

/// A second place that explains the first, in the same file unless `file` names another, which is an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Label {
    pub file: Option<Arc<str>>,
    pub span: Span,
    pub message: String,
}

/// A replacement of bytes in the diagnostic's file that puts the fault right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fix {
    pub span: Span,
    pub text: String,
}

/// One finding. Ordered by file and place, so that reports are the same in every run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// Path below the project, content, templates … as it is shown to the author (see `root`).
    pub file: Arc<str>,
    /// `None`: the fault is about the whole file.
    pub span: Option<Span>,
    /// Name of the rule, as in `check::RULES` and in the manual.
    pub rule: &'static str,
    pub severity: Severity,
    /// What is there: lower case, no full stop.
    pub message: String,
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    pub fix: Option<Fix>,
    /// Which folder `file` lies below.
    pub root: Root,
}

/// The folder that a path in a diagnostic is relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Root {
    /// The folder of `guidepost.yaml`.
    Project,
    Content,
    Templates,
    Static,
}

impl Diagnostic {
    pub fn new(rule: &'static str, severity: Severity, file: Arc<str>, span: Option<Span>, message: String) -> Self {
        Diagnostic {
            file,
            span,
            rule,
            severity,
            message,
            labels: Vec::new(),
            help: None,
            fix: None,
            root: Root::Content,
        }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn label(mut self, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label { file: None, span, message: message.into() });
        self
    }

    pub fn root(mut self, root: Root) -> Self {
        self.root = root;
        self
    }
}
