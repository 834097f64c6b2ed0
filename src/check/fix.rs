//! What `check --fix` writes into an article: only what is sure, and only inside the places that are at fault.
//!
//! So far that are words for pictures without any. Each edit lies within the markup of one picture. An article whose
//! reading would change in any other way is left as it is.

use crate::document::html_scan;
use crate::guide::platform::Platforms;
use crate::guide::{Guide, Reference, alt, lower};
use crate::source::{Source, Span};
use crate::ui::refresh::Edit;
use crate::wording::Words;

/// The rule whose findings are put right.
pub const RULE: &str = "missing-alt";

/// The edits of one article, sorted by place.
pub fn edits(source: &Source, platforms: &Platforms, words: &Words) -> Vec<Edit> {
    let (guide, _) = lower::read(source, platforms);
    let proposals = alt::proposals(&guide, words);
    let mut edits: Vec<(u32, Edit)> = proposals
        .iter()
        .filter_map(|(at, text)| Some((*at, edit(source, guide.references.get(*at as usize)?, text)?)))
        .collect();
    edits.sort_by(|a, b| a.1.cmp(&b.1));
    // A picture that stands in two places of the guide is written once.
    edits.dedup_by(|a, b| a.1.span == b.1.span);
    if edits.is_empty() {
        return Vec::new();
    }
    let only: Vec<Edit> = edits.iter().map(|(_, edit)| edit.clone()).collect();
    let written = Source { text: crate::ui::patch::apply(&source.text, &only).into(), ..source.clone() };
    let (after, _) = lower::read(&written, platforms);
    if holds(&guide, &after, &edits, &proposals) { only } else { Vec::new() }
}

/// Whether the article reads as before, but for the words that were written.
fn holds(
    before: &Guide,
    after: &Guide,
    edits: &[(u32, Edit)],
    proposals: &std::collections::BTreeMap<u32, String>,
) -> bool {
    let same = |(i, (a, b)): (usize, (&Reference, &Reference))| {
        let text = match edits.iter().any(|(at, _)| *at as usize == i) {
            true => proposals.get(&(i as u32)).is_some_and(|text| *text == b.text),
            false => a.text == b.text,
        };
        text && a.kind == b.kind && a.url == b.url && a.title == b.title
    };
    before.references.len() == after.references.len()
        && before.steps().count() == after.steps().count()
        && before.sections.len() == after.sections.len()
        && before.references.iter().zip(&after.references).enumerate().all(same)
}

/// The words at their place in the markup of a picture; `None` where that is of a kind we do not write.
fn edit(source: &Source, reference: &Reference, text: &str) -> Option<Edit> {
    let start = reference.span.start as usize;
    let markup = source.text.get(reference.span.range())?;
    if let Some(rest) = markup.strip_prefix("![") {
        let end = rest.find(']')?;
        // `![][id]` and the like have their address elsewhere, and something else than words may stand in them.
        if !rest[end + 1..].starts_with('(') || rest[..end].contains(['[', '\\', '\n', '`', '<']) {
            return None;
        }
        return Some(Edit { span: Span::new(start + 2, start + 2 + end), text: for_markdown(text) });
    }
    let tag = html_scan::tag(markup).filter(|tag| tag.name == "img" && !tag.closing)?;
    let value = for_html(text);
    if tag.attribute("alt").is_none() {
        let at = start + "<img".len();
        return Some(Edit { span: Span::new(at, at), text: format!(" alt=\"{value}\"") });
    }
    let lower = markup[..tag.length].to_ascii_lowercase();
    let at = [" alt=\"", " alt='", "\nalt=\"", "\nalt='"]
        .iter()
        .find_map(|begin| lower.find(begin).map(|i| i + begin.len()))?;
    let quote = lower.as_bytes()[at - 1] as char;
    let end = at + lower[at..].find(quote)?;
    Some(Edit { span: Span::new(start + at, start + end), text: value })
}

/// Text in a quoted attribute.
fn for_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// Text between the brackets of a picture, so that it reads as it is.
fn for_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '&' | '!' | '~' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
