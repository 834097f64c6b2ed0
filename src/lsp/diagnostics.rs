//! Findings as an editor shows them.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::disk::Project;
use crate::lsp::document::Document;
use crate::lsp::position::Encoding;
use crate::lsp::uri;

/// The findings of a document. `related`: the editor shows second places.
pub fn of(
    document: &Document,
    project: Option<&Project>,
    findings: &[Diagnostic],
    related: bool,
    encoding: Encoding,
) -> Value {
    findings.iter().map(|d| one(document, project, d, related, encoding)).collect()
}

fn one(document: &Document, project: Option<&Project>, d: &Diagnostic, related: bool, encoding: Encoding) -> Value {
    let level = match d.severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Info => 3,
    };
    let help = d.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let mut out = json!({
        "range": document.range(d.span.unwrap_or_else(|| document.lines.first_line(&document.source.text)), encoding),
        "severity": level,
        "code": d.rule,
        "source": "guidepost",
        "message": format!("{}{help}", d.message),
    });
    let places: Vec<Value> = d.labels.iter().filter_map(|l| place(document, project, l, encoding)).collect();
    if related && !places.is_empty() {
        out["relatedInformation"] = places.into();
    }
    out
}

/// A place that explains a finding. Of another file only its beginning is known.
fn place(document: &Document, project: Option<&Project>, label: &Label, encoding: Encoding) -> Option<Value> {
    let (uri, range) = match label.file.as_deref().filter(|file| *file != &*document.source.path) {
        None => (document.uri.clone(), document.range(label.span, encoding)),
        Some(file) => {
            let content = std::path::absolute(&project?.content).ok()?;
            let path = file.split('/').fold(content, |folder, part| folder.join(part));
            let begin = json!({ "line": 0, "character": 0 });
            (uri::of(&path)?, json!({ "start": begin, "end": begin }))
        }
    };
    Some(json!({ "location": { "uri": uri, "range": range }, "message": label.message }))
}
