//! What `check --fix` writes into an article: only what is sure, and only inside the places that are at fault.
//!
//! So far that are words for pictures without any. Each edit lies within the markup of one picture. An article whose
//! reading would change in any other way is left as it is.

use std::ops::Range;

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
    let over = |range: Range<usize>, text: String| {
        Some(Edit { span: Span::new(start + range.start, start + range.end), text })
    };
    if let Some(rest) = markup.strip_prefix("![") {
        let end = rest.find(']')?;
        let (old, behind) = (&rest[..end], &rest[end + 1..]);
        // Something else than words may stand there.
        if old.contains(['[', '\\', '\n', '`', '<']) {
            return None;
        }
        let new = for_markdown(text);
        let empty = source.text[reference.span.end as usize..].starts_with("[]");
        return match behind {
            // `![image][]` and `![image]` are called by their words: those go on as the name of the address.
            "[]" => over(2..2 + end + 2, format!("{new}][{old}")),
            "" if empty => over(2..2 + end + 2, format!("{new}][{old}")),
            "" => over(2..2 + end, format!("{new}][{old}")),
            _ if behind.starts_with(['(', '[']) => over(2..2 + end, new),
            _ => None,
        };
    }
    let tag = html_scan::tag(markup).filter(|tag| tag.name == "img" && !tag.closing)?;
    let value = for_html(text);
    match alt_of(&markup[..tag.length]) {
        Some(Alt::Quoted(range)) => over(range, value),
        Some(Alt::Bare(range)) => over(range, format!("\"{value}\"")),
        Some(Alt::Name(end)) => over(end..end, format!("=\"{value}\"")),
        None if tag.attribute("alt").is_none() => over(4..4, format!(" alt=\"{value}\"")),
        None => None,
    }
}

/// What stands in the place of the words in an `<img>`.
enum Alt {
    /// Between quotation marks.
    Quoted(Range<usize>),
    /// `alt=x`, `alt=`.
    Bare(Range<usize>),
    /// `alt` alone: where the name ends.
    Name(usize),
}

/// Where a tag of HTML has its `alt`.
fn alt_of(tag: &str) -> Option<Alt> {
    let blank = |at: usize| at + tag[at..].bytes().take_while(u8::is_ascii_whitespace).count();
    let mut at = "<img".len();
    loop {
        at += tag[at..].bytes().take_while(|b| b.is_ascii_whitespace() || *b == b'/').count();
        let start = at;
        at += tag[at..].find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/'))?;
        if at == start {
            // A sign that is no name: the tag ends, or is not one that we would write into.
            return None;
        }
        let (name_end, found) = (at, tag[start..at].eq_ignore_ascii_case("alt"));
        let equals = blank(at);
        let alt = if tag[equals..].starts_with('=') {
            let value = blank(equals + 1);
            match tag[value..].chars().next()? {
                quote @ ('"' | '\'') => {
                    let end = value + 1 + tag[value + 1..].find(quote)?;
                    at = end + 1;
                    Alt::Quoted(value + 1..end)
                }
                // Nothing behind it: `ALT=>`.
                '>' => {
                    at = value;
                    Alt::Bare(equals + 1..equals + 1)
                }
                _ => {
                    at = value + tag[value..].find(|c: char| c.is_ascii_whitespace() || c == '>')?;
                    Alt::Bare(value..at)
                }
            }
        } else {
            Alt::Name(name_end)
        };
        if found {
            return Some(alt);
        }
    }
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
