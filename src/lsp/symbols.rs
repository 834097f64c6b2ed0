//! The outline of a guide: its headings, and the steps of each task below them.

use serde_json::{Value, json};

use crate::guide::{Guide, Section, Step};
use crate::lsp::document::Document;
use crate::lsp::position::Encoding;
use crate::source::Span;

/// Kinds of the protocol.
const HEADING: u8 = 15;
const TASK: u8 = 5;
const STEP: u8 = 6;

struct Symbol {
    name: String,
    detail: String,
    kind: u8,
    span: Span,
    shown: Span,
    children: Vec<Symbol>,
}

/// `tree`: the editor shows symbols below symbols; else they are one list.
pub fn of(document: &Document, guide: &Guide, tree: bool, encoding: Encoding) -> Value {
    let mut roots: Vec<Symbol> = Vec::new();
    let mut open: Vec<(u8, Symbol)> = Vec::new();
    for section in &guide.sections {
        let steps: Vec<Symbol> = section.procedures().flat_map(|p| &p.steps).map(|s| step(s, false)).collect();
        match &section.heading {
            Some(heading) => {
                while open.last().is_some_and(|(level, _)| *level >= heading.level) {
                    close(&mut open, &mut roots);
                }
                open.push((heading.level, of_section(section, &heading.text, heading.span, steps)));
            }
            // What stands before the first heading, or goes on with a task above.
            None => match open.last_mut() {
                Some((_, last)) => steps.into_iter().for_each(|s| last.take(s)),
                None => roots.extend(steps),
            },
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    let mut flat = Vec::new();
    match tree {
        true => roots.iter().map(|s| nested(s, document, encoding)).collect(),
        false => {
            roots.iter().for_each(|s| list(s, document, encoding, "", &mut flat));
            Value::Array(flat)
        }
    }
}

fn close(open: &mut Vec<(u8, Symbol)>, roots: &mut Vec<Symbol>) {
    let Some((_, done)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, above)) => above.take(done),
        None => roots.push(done),
    }
}

impl Symbol {
    /// A symbol spans all that stands below it.
    fn take(&mut self, child: Symbol) {
        self.span = self.span.join(child.span);
        self.children.push(child);
    }
}

fn of_section(section: &Section, text: &str, heading: Span, steps: Vec<Symbol>) -> Symbol {
    let detail = match steps.len() {
        0 => String::new(),
        1 => "1 step".into(),
        n => format!("{n} steps"),
    };
    let kind = if steps.is_empty() { HEADING } else { TASK };
    let span = section.span.join(heading);
    let mut symbol = Symbol { name: text.to_owned(), detail, kind, span, shown: heading, children: Vec::new() };
    steps.into_iter().for_each(|s| symbol.take(s));
    symbol
}

fn step(step: &Step, below: bool) -> Symbol {
    let number = if below { crate::page::steps::letters(step.n) } else { step.n.to_string() };
    let text = step.title.as_deref().unwrap_or(&step.text);
    let mut symbol = Symbol {
        name: format!("{number}. {}", text.split_whitespace().collect::<Vec<_>>().join(" ")),
        detail: String::new(),
        kind: STEP,
        span: step.span,
        shown: step.span,
        children: Vec::new(),
    };
    step.substeps().for_each(|s| symbol.take(self::step(s, true)));
    symbol
}

fn name(symbol: &Symbol) -> String {
    let short: String = symbol.name.chars().take(100).collect();
    // A symbol without a name is refused by editors.
    if short.trim().is_empty() { "…".into() } else { short }
}

fn nested(symbol: &Symbol, document: &Document, encoding: Encoding) -> Value {
    let children: Vec<Value> = symbol.children.iter().map(|s| nested(s, document, encoding)).collect();
    json!({
        "name": name(symbol), "detail": symbol.detail, "kind": symbol.kind,
        "range": document.range(symbol.span, encoding), "selectionRange": document.range(symbol.shown, encoding),
        "children": children,
    })
}

fn list(symbol: &Symbol, document: &Document, encoding: Encoding, above: &str, out: &mut Vec<Value>) {
    out.push(json!({
        "name": name(symbol), "kind": symbol.kind, "containerName": above,
        "location": { "uri": document.uri, "range": document.range(symbol.shown, encoding) },
    }));
    symbol.children.iter().for_each(|s| list(s, document, encoding, &symbol.name, out));
}
