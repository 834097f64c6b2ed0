//! The text of an article in units of one heading, paragraph or list item, each letter with its place in the file.
//!
//! Steps are known by their spans in the guide; a unit is what a name can stand in. Nothing here is kept: units are
//! made when references are asked for.

use crate::document::inline::{Inline, Kind};
use crate::document::parse::{Block, BlockKind, Document};
use crate::guide::line::Line;
use crate::guide::unit::is_all_bold;
use crate::source::Span;

/// One heading, paragraph, list item or table cell.
#[derive(Debug)]
pub struct Unit {
    pub kind: UnitKind,
    pub line: Line,
    pub span: Span,
    /// (begin in the text, begin in the file, length) of what stands in the file letter by letter.
    runs: Vec<(usize, usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Level 1 to 6; 7 for a bold paragraph that serves as one.
    Heading(u8),
    /// A list item.
    Item,
    Prose,
}

/// The units of a document in the order of the text. `text`: the file.
pub fn units(document: &Document, text: &str) -> Vec<Unit> {
    let mut out = Vec::new();
    blocks(&document.blocks, UnitKind::Prose, text, &mut out);
    out
}

fn blocks(list: &[Block], kind: UnitKind, text: &str, out: &mut Vec<Unit>) {
    let mut kind = kind;
    for block in list {
        match &block.kind {
            BlockKind::Heading { level, row } => push(UnitKind::Heading(*level), row, block.span, text, out),
            BlockKind::Paragraph(row) => {
                let bold = kind == UnitKind::Prose && is_all_bold(row);
                push(if bold { UnitKind::Heading(7) } else { kind }, row, block.span, text, out);
                // What follows in the same item is a remark.
                kind = UnitKind::Prose;
            }
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| blocks(&item.blocks, UnitKind::Item, text, out));
            }
            BlockKind::Quote { blocks: inner, .. } => blocks(inner, UnitKind::Prose, text, out),
            BlockKind::Table { rows, .. } => {
                rows.iter().flatten().for_each(|row| push(UnitKind::Prose, row, block.span, text, out));
            }
            BlockKind::Code { .. } | BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }
}

fn push(kind: UnitKind, row: &[Inline], span: Span, text: &str, out: &mut Vec<Unit>) {
    let line = Line::new(row);
    if line.text.trim().is_empty() {
        return;
    }
    let mut runs = Vec::new();
    let mut at = 0;
    for token in row {
        let shown: &str = match &token.kind {
            Kind::Text(t) | Kind::Code(t) => t,
            Kind::Soft | Kind::Hard => " ",
            _ => "",
        };
        if let Kind::Text(t) = &token.kind {
            align(t, at, token.span, text, &mut runs);
        }
        at += shown.len();
    }
    out.push(Unit { kind, line, span, runs });
}

/// Finds the letters of a token in the file, passing over what only the file has: backslashes, doubled blanks, marks.
fn align(shown: &str, at: usize, span: Span, text: &str, runs: &mut Vec<(usize, usize, usize)>) {
    let Some(written) = text.get(span.range()) else { return };
    let base = span.start as usize;
    let mut from = 0;
    for (i, c) in shown.char_indices() {
        // Far away it would be another letter of the same kind.
        let ahead = written[from..].char_indices().take(12).find(|(_, w)| *w == c || c == ' ' && w.is_whitespace());
        let Some((skip, found)) = ahead else {
            // An entity or a letter that was repaired: what follows may still be found.
            continue;
        };
        let file = base + from + skip;
        from += skip + found.len_utf8();
        match runs.last_mut() {
            Some((t, f, length)) if *t + *length == at + i && *f + *length == file && found == c => {
                *length += c.len_utf8();
            }
            _ => runs.push((at + i, file, c.len_utf8())),
        }
    }
}

impl Unit {
    /// The bytes of the file that a range of the text stands in, with nothing between but line ends and backslashes;
    /// `None` when marks, entities or repairs lie between, so that nothing may be put in its place. `file`: the text.
    pub fn exact(&self, start: usize, end: usize, file: &str) -> Option<Span> {
        let first = self.place(start)?;
        let last = self.line.text[start..end].char_indices().next_back()?;
        let until = self.place(start + last.0)? + last.1.len_utf8();
        let written = file.get(first..until)?;
        let mut shown = self.line.text[start..end].split_whitespace();
        let same = written.split_whitespace().all(|w| shown.next().is_some_and(|s| w == s || w.replace('\\', "") == s));
        (same && shown.next().is_none()).then(|| Span::new(first, until))
    }

    fn place(&self, at: usize) -> Option<usize> {
        let i = self.runs.partition_point(|(t, ..)| *t <= at).checked_sub(1)?;
        let (t, f, length) = self.runs[i];
        (at < t + length).then_some(f + at - t)
    }

    /// As `exact`, or the smallest span around it.
    pub fn span(&self, start: usize, end: usize, file: &str) -> Span {
        self.exact(start, end, file).unwrap_or_else(|| self.line.span(start, end))
    }

    /// Whether a range stands in code.
    pub fn is_code(&self, at: usize) -> bool {
        self.line.runs.iter().any(|r| r.style == crate::guide::line::Style::Code && r.start <= at && at < r.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse::parse;
    use crate::source::Source;

    #[test]
    fn a_name_is_found_in_the_file_byte_for_byte() {
        let text = "---\ntitle: x\n---\n1. Open&nbsp;it.\n2. Click **Apps \\& features** and\n   go\n\nA **B** C\n";
        let document = parse(&Source::from_text("a.md", text), &|_| None);
        let units = units(&document, text);
        assert_eq!(units.len(), 3);
        let unit = &units[1];
        let at = unit.line.text.find("Apps & features").unwrap();
        assert_eq!(&text[unit.exact(at, at + 15, text).unwrap().range()], "Apps \\& features");
        let at = units[2].line.text.find("A B").unwrap();
        assert_eq!(units[2].exact(at, at + 3, text), None, "marks lie between");
    }
}
