//! What a name in a guide means: the place, its way in each release, its address, its old names, what changed.

use serde_json::{Value, json};

use crate::lsp::desk::Desk;
use crate::lsp::document::{Document, Proposals, Reading};
use crate::lsp::position::Encoding;
use crate::page::place::{changes, releases};
use crate::source::Span;
use crate::ui::atlas::Opener;
use crate::ui::reference::{Certainty, Mention};
use crate::wording::Words;

/// The answer for the name at a byte of the text; `null`: there is none.
pub fn at(document: &Document, reading: &Reading, desk: &Desk, at: u32, encoding: Encoding) -> Value {
    let resolved = &reading.names.resolved;
    let span = |m: &Mention| resolved.units[m.unit].span(m.start, m.end, &document.source.text);
    let around = resolved.mentions.iter().enumerate().filter(|(_, m)| {
        let Span { start, end } = span(m);
        start <= at && at <= end
    });
    // Of two that touch, the one that the pointer is in.
    let Some((i, mention)) = around.min_by_key(|(_, m)| (span(m).end == at, span(m).end - span(m).start)) else {
        return Value::Null;
    };
    let scope: Vec<String> = resolved.scopes.of[i].iter().map(ToString::to_string).collect();
    let id = reading.names.lens.world().nodes[mention.node].id.to_string();
    let value = tell(desk, &id, mention.certainty, &scope);
    json!({ "contents": { "kind": "markdown", "value": value }, "range": document.range(span(mention), encoding) })
}

/// What a later release has otherwise at a byte of the text: a chord, or a name in the title or a heading.
pub fn change(document: &Document, proposals: &Proposals, at: u32, encoding: Encoding) -> Value {
    let Some((guide, release)) = &proposals.affected else { return Value::Null };
    let here = guide.findings.iter().map(|p| &p.finding).find(|f| f.span.start <= at && at <= f.span.end);
    let Some(finding) = here else { return Value::Null };
    let value = format!("**{}**: {}\n", escaped(release), escaped(&finding.reason));
    json!({ "contents": { "kind": "markdown", "value": value }, "range": document.range(finding.span, encoding) })
}

fn tell(desk: &Desk, id: &str, certainty: Certainty, scope: &[String]) -> String {
    let atlas = desk.atlas();
    let newest = atlas.newest(id).map(|(_, place)| place);
    let label = newest.map_or(id, |p| &p.label);
    let mut out =
        format!("**{}** · {} · {}\n", escaped(label), newest.map_or("place", |p| p.kind.name()), sure(certainty));
    if !scope.is_empty() {
        out += &format!("\nhere for {}\n", escaped(&scope.join(", ")));
    }
    let stands = atlas.stands(id);
    out.push('\n');
    for stand in &stands {
        let way = if stand.place.is_some() { escaped(&stand.path) } else { "*no such place*".into() };
        let unseen = if stand.is_unseen() { " *(nobody has looked)*" } else { "" };
        out += &format!("- {}: {way}{unseen}\n", escaped(&releases(&stand.releases)));
    }
    let opener = |o: Opener| match o.only.is_empty() {
        true => format!("`{}`", o.text.replace('`', "")),
        false => format!("`{}` ({})", o.text.replace('`', ""), escaped(&releases(&o.only))),
    };
    let opens: Vec<String> = atlas.openers(id).into_iter().map(opener).collect();
    let (before, others) = atlas.other_names(id);
    let names = |names: &[std::sync::Arc<str>]| names.iter().map(|n| escaped(n)).collect::<Vec<_>>().join(", ");
    let rows = [("Opens with", opens.join(", ")), ("Called before", names(&before)), ("Also called", names(&others))];
    for (what, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
        out += &format!("\n{what}: {text}\n");
    }
    let changed = changes(atlas, id, &stands, &Words::new("en", &Default::default()));
    if !changed.is_empty() {
        out.push('\n');
        changed.iter().for_each(|sentence| out += &format!("- {}\n", escaped(sentence)));
    }
    if let Some(place) = newest {
        out += &format!("\n*`{id}`, known from: {}*\n", place.confidence.name());
    }
    out
}

fn sure(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
        Certainty::Guess => "a guess",
    }
}

/// Text that Markdown shows as it is, in the middle of a line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_entity = c == '&' && rest.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '#');
        if is_entity || matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
