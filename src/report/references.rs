//! The references of one article: which place each name means, and how sure that is.

use serde_json::json;

use crate::report::human::safe;
use crate::source::Source;
use crate::ui::refresh::Resolved;
use crate::ui::world::World;

const DIM: &str = "\u{1b}[2m";
const BLUE: &str = "\u{1b}[34m";
const END: &str = "\u{1b}[0m";

/// One line a reference: line, words, place, certainty.
pub fn human(resolved: &Resolved, world: &World, source: &Source) -> String {
    let mut out = String::new();
    for row in rows(resolved, world, source) {
        let scope = match row.scope.as_slice() {
            [] => String::new(),
            scope => format!("  {DIM}for {}{END}", scope.join(", ")),
        };
        let path = row.paths.join("  |  ");
        let (words, id, certainty) = (safe(&row.words), safe(&row.id), row.certainty);
        out += &format!(
            "{:>5}  {BLUE}{words}{END}  {DIM}->{END}  {}  {DIM}{id}, {certainty}{END}{scope}\n",
            row.line,
            safe(&path)
        );
    }
    if out.is_empty() { "no name of a known place was found\n".into() } else { out }
}

pub fn json(resolved: &Resolved, world: &World, source: &Source) -> String {
    let rows: Vec<_> = rows(resolved, world, source)
        .into_iter()
        .map(|r| {
            json!({
                "line": r.line, "words": r.words, "place": r.id, "paths": r.paths, "certainty": r.certainty,
                "platforms": r.scope,
            })
        })
        .collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

struct Row {
    line: usize,
    words: String,
    id: String,
    /// The way in each release, once when they are the same.
    paths: Vec<String>,
    certainty: &'static str,
    scope: Vec<String>,
}

fn rows(resolved: &Resolved, world: &World, source: &Source) -> Vec<Row> {
    let row = |(m, scope): (&crate::ui::reference::Mention, &Vec<std::sync::Arc<str>>)| {
        let unit = &resolved.units[m.unit];
        let span = unit.span(m.start, m.end, &source.text);
        Row {
            line: source.line_column(span.start as usize).0,
            words: unit.line.text[m.start..m.end].to_owned(),
            id: world.nodes[m.node].id.to_string(),
            paths: world.paths(m.node),
            certainty: m.certainty.name(),
            scope: scope.iter().map(ToString::to_string).collect(),
        }
    };
    resolved.mentions.iter().zip(&resolved.scopes.of).map(row).collect()
}
