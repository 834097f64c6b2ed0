//! The way of a guide on one screen: snapshot in, bundle and findings out.
//!
//! Reads nothing, writes nothing, cannot fail; threads live here and nowhere else.

use crate::diagnostic::Diagnostic;
use crate::output::Bundle;

/// What the build gives: the site, not yet written, and everything there is to say about the content.
#[derive(Debug, Default)]
pub struct Build {
    pub bundle: Bundle,
    /// Sorted, without doubles.
    pub findings: Vec<Diagnostic>,
    /// `false`: a fault that concerns the whole site (a template, a collision); nothing is to be written.
    pub publishable: bool,
    pub counts: Counts,
    /// Milliseconds of each stage are measured outside; here only the names and counts.
    pub stages: Vec<(&'static str, std::time::Duration)>,
}

#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Counts {
    pub articles: usize,
    pub guides: usize,
    pub withheld: usize,
    pub steps: usize,
    pub images: usize,
    pub related_kept: usize,
    pub related_pruned: usize,
    pub related_added: usize,
    pub pages: usize,
    pub search_files: usize,
}

/// Reads one article. Stand-in until the reader is merged: front matter only.
pub fn read_one(path: &str, text: &str) -> crate::site::Entry {
    let read = crate::document::front_matter::read(&crate::source::Source::from_text(path, text), &|_| None);
    let title = read.front.title.clone().unwrap_or_else(|| path.to_owned());
    let guide = crate::guide::Guide { title, front: read.front, front_span: read.span, ..Default::default() };
    crate::site::Entry { source: path.into(), guide, findings: read.findings }
}
