//! The way of a guide on one screen: snapshot in, bundle and findings out.
//!
//! Reads nothing, writes nothing, cannot fail; threads live here and nowhere else.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::output::{Bundle, OutputFile};
use crate::snapshot::Snapshot;

/// What the build gives: the site, not yet written, and everything there is to say about the content.
#[derive(Debug, Default)]
pub struct Build {
    pub bundle: Bundle,
    /// Sorted, without doubles.
    pub findings: Vec<Diagnostic>,
    /// `false`: a fault that concerns the whole site (a template, a collision); nothing is to be written.
    pub publishable: bool,
    pub counts: Counts,
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

/// What earlier builds remember. Empty for now.
#[derive(Debug, Default)]
pub struct Memo {}

/// How far a stage has come. The time is taken outside, between two calls.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub stage: &'static str,
    pub done: usize,
    pub total: usize,
}

/// STAND-IN, to be replaced at the merge: enough of a site for the outside to be tested.
pub fn build(snapshot: &Snapshot, _memo: &Memo, progress: &(dyn Fn(Progress) + Sync)) -> Build {
    let mut build = Build { publishable: true, findings: snapshot.findings.clone(), ..Build::default() };
    let total = snapshot.documents.len();
    let csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:";
    for template in &snapshot.templates {
        if template.text.contains("{{ no_such_variable }}") || template.text.contains("{% if %}") {
            build.publishable = false;
            let path = template.path.clone();
            let message = "template cannot be rendered".to_owned();
            build
                .findings
                .push(Diagnostic::new("template", Severity::Error, path, None, message).root(Root::Templates));
        }
    }
    let mut pages = vec![("index".to_owned(), snapshot.config.config.name.clone(), String::new())];
    for (done, source) in snapshot.documents.iter().enumerate() {
        progress(Progress { stage: "parse", done, total });
        let stem = source.path.rsplit_once('.').map_or(&*source.path, |(stem, _)| stem);
        pages.push((stem.to_owned(), stem.to_owned(), source.text.to_string()));
    }
    for (path, title, text) in pages {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        let html = format!(
            "<!doctype html><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"{csp}\">\n<title>{title}</title>\n<body><pre>{text}</pre></body>\n"
        );
        build.bundle.files.insert(format!("{path}.html").into(), OutputFile::Bytes(html.into_bytes()));
    }
    for asset in &snapshot.assets {
        build.bundle.files.insert(asset.path.clone(), OutputFile::Copy(asset.clone()));
    }
    build.counts = Counts { articles: total, guides: total, pages: total + 1, ..Counts::default() };
    build.findings.sort();
    build
}

/// STAND-IN: the guides as JSON, and their schema.
pub fn export(snapshot: &Snapshot, _memo: &Memo) -> Vec<(Arc<str>, Vec<u8>)> {
    let guide = |s: &crate::source::Source| (format!("{}.json", s.path).into(), b"{}\n".to_vec());
    let schema = std::iter::once(("schema.json".into(), b"{}\n".to_vec()));
    snapshot.documents.iter().map(guide).chain(schema).collect()
}

/// STAND-IN: why each related link of a guide is there; `Err`: names near an unknown one.
pub fn explain_related(snapshot: &Snapshot, guide: &str) -> Result<String, Vec<String>> {
    if snapshot.documents.iter().any(|s| s.path.contains(guide)) {
        return Ok(format!("{guide}: no related links\n"));
    }
    Err(snapshot.documents.iter().take(3).map(|s| s.path.to_string()).collect())
}
