//! What the editor can write for the author: words for pictures, and names as a later release has them.

use serde_json::{Value, json};

use crate::check;
use crate::lsp::document::{Document, Proposals};
use crate::lsp::position::Encoding;
use crate::site::stamps;
use crate::source::Span;
use crate::ui::affected::Placed;
use crate::ui::refresh::{Edit, FindingKind};

const FIX: &str = "quickfix";
const FIX_ALL: &str = "source.fixAll.guidepost";
const REFRESH_ALL: &str = "source.guidepost.refresh";
pub const KINDS: &[&str] = &[FIX, FIX_ALL, REFRESH_ALL];

/// How actions are to be given.
pub struct Wanted<'a> {
    /// The part of the text that is marked.
    pub span: Span,
    /// Diagnostics of the editor at that place.
    pub diagnostics: &'a Value,
    /// Kinds that the editor asks for; `null`: all.
    pub only: &'a Value,
    /// The editor takes edits of a version of a document.
    pub versioned: bool,
    pub encoding: Encoding,
}

impl Wanted<'_> {
    fn holds(&self, kind: &str) -> bool {
        let is_of = |only: &Value| {
            only.as_str()
                .is_some_and(|o| kind.strip_prefix(o).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
        };
        self.only.as_array().is_none_or(|only| only.iter().any(is_of))
    }

    fn touches(&self, span: Span) -> bool {
        span.start <= self.span.end && self.span.start <= span.end
    }
}

/// Every action for a part of a document.
/// `print`: the hash of the picture at an address of the document.
pub fn find(
    document: &Document,
    proposals: &Proposals,
    wanted: &Wanted,
    print: &dyn Fn(&str) -> Option<String>,
) -> Vec<Value> {
    let mut out = Vec::new();
    let mut add = |title: String, kind: &str, edits: &[Edit], rule: Option<&str>| {
        if wanted.holds(kind) && !edits.is_empty() {
            out.push(action(document, wanted, title, kind, edits, rule));
        }
    };
    let at = |edits: &[Edit]| edits.iter().filter(|e| wanted.touches(e.span)).cloned().collect::<Vec<_>>();
    let fixes = &proposals.fixes;
    // A picture is marked as a whole and its words stand inside.
    let marked = wanted.diagnostics.as_array().is_some_and(|all| all.iter().any(|d| d["code"] == check::fix::RULE));
    let here = at(fixes);
    for fix in &here {
        let words = cut(fix.text.trim().trim_start_matches("alt=").trim_matches('"'));
        add(format!("Describe the picture: “{words}”"), FIX, std::slice::from_ref(fix), Some(check::fix::RULE));
    }
    if fixes.len() > here.len() && (marked || !here.is_empty()) {
        add(all_pictures(fixes), FIX, fixes, Some(check::fix::RULE));
    }
    add(all_pictures(fixes), FIX_ALL, fixes, None);
    if let Some((guide, release)) = &proposals.affected {
        for placed in &guide.findings {
            let Some(edit) = placed.finding.fix.edit() else { continue };
            if wanted.touches(edit.span) || wanted.touches(placed.finding.span) {
                let kept = stamps::to_keep(std::iter::once(placed), &document.source, print);
                let edits: Vec<Edit> =
                    std::iter::once(edit.clone()).chain(placed.finding.numbers.clone()).chain(kept).collect();
                add(title(placed, edit, release), FIX, &edits, None);
            }
        }
        let mut edits = guide.edits();
        let title = format!("Write all {} as {release} has them", places(edits.len()));
        edits.extend(guide.findings.iter().flat_map(|p| p.finding.numbers.iter().cloned()));
        edits.extend(stamps::to_keep(guide.findings.iter(), &document.source, print));
        add(title, REFRESH_ALL, &edits, None);
    }
    out
}

fn places(count: usize) -> String {
    if count == 1 { "names".into() } else { format!("{count} names") }
}

fn all_pictures(fixes: &[Edit]) -> String {
    match fixes.len() {
        1 => "Describe the picture that has no words".into(),
        n => format!("Describe all {n} pictures that have no words"),
    }
}

fn title(placed: &Placed, edit: &Edit, release: &str) -> String {
    let plain = |text: &str| cut(&text.replace(['*', '`', '\\'], "").replace("&gt;", ">").replace("&amp;", "&"));
    let new = plain(&edit.text);
    match placed.finding.kind {
        _ if placed.finding.whole_step => format!("Take out the step “{}” ({release})", plain(&placed.words)),
        _ if new.trim().is_empty() => format!("Take out “{}” ({release})", plain(&placed.words)),
        FindingKind::Renamed => format!("Rename to {new} ({release})"),
        _ => format!("Write “{new}” ({release})"),
    }
}

fn cut(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

fn action(
    document: &Document,
    wanted: &Wanted,
    title: String,
    kind: &str,
    edits: &[Edit],
    rule: Option<&str>,
) -> Value {
    let text_edit =
        |e: &Edit| json!({ "range": document.range(e.span, wanted.encoding), "newText": document.written(&e.text) });
    let edits: Vec<Value> = edits.iter().map(text_edit).collect();
    let edit = match wanted.versioned {
        true => {
            let of = json!({ "uri": document.uri, "version": document.version });
            json!({ "documentChanges": [{ "textDocument": of, "edits": edits }] })
        }
        false => json!({ "changes": { (document.uri.clone()): edits } }),
    };
    let mut action = json!({ "title": title, "kind": kind, "edit": edit });
    let of_rule = |d: &&Value| rule.is_some_and(|rule| d["code"] == rule);
    let answered: Vec<&Value> = wanted.diagnostics.as_array().into_iter().flatten().filter(of_rule).collect();
    if !answered.is_empty() {
        action["diagnostics"] = json!(answered);
    }
    action
}
