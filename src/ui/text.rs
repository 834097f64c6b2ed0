//! The text of an article in units of one heading, paragraph or list item, each letter with its place in the file.
//!
//! Steps are known by their spans in the guide; a unit is what a name can stand in. Nothing here is kept: units are
//! made when references are asked for.

use crate::document::inline::{self, Inline, Kind};
use crate::document::parse::{Block, BlockKind, Document};
use crate::guide::line::{Line, Run, Style};
use crate::guide::marker::{self, Scheme};
use crate::guide::unit::is_all_bold;
use crate::guide::words;
use crate::source::Span;
use crate::ui::signs;

/// One heading, paragraph, list item or table cell.
#[derive(Debug)]
pub struct Unit {
    pub kind: UnitKind,
    pub line: Line,
    pub span: Span,
    /// The unit that begins the list item in which this one stands below: a step of a step, a remark.
    pub within: Option<usize>,
    /// Cells of one row of a table have the same number: index of the first.
    pub row: Option<usize>,
    /// Of a cell what stands over its column and before its row.
    pub heads: Vec<String>,
    /// Begin and end in the text, and the place in the file, of every token that stands there letter by letter.
    written: Vec<(usize, usize, Span)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// Level 1 to 6; 7 for a bold paragraph that serves as one.
    Heading(u8),
    /// A list item.
    Item,
    Prose,
}

/// The units of a document in the order of the text.
pub fn units(document: &Document) -> Vec<Unit> {
    let mut out = Vec::new();
    blocks(&document.blocks, UnitKind::Prose, None, &mut out);
    out
}

fn blocks(list: &[Block], kind: UnitKind, within: Option<usize>, out: &mut Vec<Unit>) {
    let (mut kind, mut within) = (kind, within);
    for block in list {
        let first = out.len();
        match &block.kind {
            BlockKind::Heading { level, row } => {
                let kind = if is_step(row) { UnitKind::Item } else { UnitKind::Heading(*level) };
                push(kind, row, block.span, within, out);
            }
            BlockKind::Paragraph(row) => {
                let bold = kind == UnitKind::Prose && is_all_bold(row);
                push(if bold { UnitKind::Heading(7) } else { kind }, row, block.span, within, out);
                // What follows in the same item is a remark.
                if kind == UnitKind::Item && out.len() > first {
                    within = Some(first);
                }
                kind = UnitKind::Prose;
            }
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| blocks(&item.blocks, UnitKind::Item, within, out));
            }
            BlockKind::Quote { blocks: inner, .. } => blocks(inner, UnitKind::Prose, within, out),
            BlockKind::Table { head, rows } => {
                for row in rows {
                    let first = out.len();
                    for (column, cell) in row.iter().enumerate() {
                        let begin = out.len();
                        push(UnitKind::Prose, cell, block.span, within, out);
                        let side = row.first().filter(|_| column > 0);
                        let heads: Vec<String> =
                            head.get(column).into_iter().chain(side).map(|h| inline::plain(h)).collect();
                        out[begin..].iter_mut().for_each(|unit| (unit.row, unit.heads) = (Some(first), heads.clone()));
                    }
                }
            }
            BlockKind::Code { .. } | BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }
}

/// "## Step 3: Go to Settings > Apps", "### 1. Open Settings > Apps": a step that was made a heading. A number over
/// anything but a way may be that of a chapter.
fn is_step(row: &[Inline]) -> bool {
    let Some((marker, length)) = marker::leading(row) else { return false };
    let text = inline::plain(row);
    let rest = text.char_indices().nth(length).map_or("", |(i, _)| &text[i..]);
    let is_way = || [" > ", " → ", " -> "].iter().any(|sign| rest.contains(sign));
    words::begins_with_verb(rest) && (marker.scheme == Scheme::Word || is_way())
}

fn push(kind: UnitKind, row: &[Inline], span: Span, within: Option<usize>, out: &mut Vec<Unit>) {
    let line = Line::new(row);
    if line.text.trim().is_empty() {
        return;
    }
    let mut written = Vec::new();
    let mut at = 0;
    for token in row {
        let end = at + token.visible().len();
        if let Kind::Text(_) | Kind::Code(_) = &token.kind {
            written.push((at, end, token.span));
        }
        at = end;
    }
    out.push(Unit { kind, line, span, within, row: None, heads: Vec::new(), written });
}

/// Where in the file the letter at `at` of a token stands, passing over what only the file has: backslashes, doubled
/// blanks, marks. `None`: it stands there in another form, as an entity or a letter that was repaired.
fn align(shown: &str, at: usize, span: Span, file: &str) -> Option<usize> {
    let written = file.get(span.range())?;
    let mut from = 0;
    for (i, c) in shown.char_indices().take_while(|(i, _)| *i <= at) {
        // Far away it would be another letter of the same kind.
        let ahead = written[from..]
            .char_indices()
            .take(12)
            .find(|(_, w)| *w == c || c == ' ' && w.is_whitespace() || signs::stands_for(c, *w));
        // What follows a letter that is not found may still be found.
        let Some((skip, found)) = ahead else { continue };
        if i + c.len_utf8() > at {
            return Some(span.start as usize + from + skip + (at - i));
        }
        from += skip + found.len_utf8();
    }
    None
}

impl Unit {
    /// The bytes of the file that a range of the text stands in, with nothing between but line ends, backslashes and
    /// `&amp;`; `None` when marks, other entities or repairs lie between, so that nothing may be put in its place. `file`: the text.
    pub fn exact(&self, start: usize, end: usize, file: &str) -> Option<Span> {
        let first = self.place(start, file)?;
        let last = self.line.text[start..end].char_indices().next_back()?;
        let until = self.place(start + last.0, file)? + last.1.len_utf8();
        let written = file.get(first..until)?;
        let mut shown = self.line.text[start..end].split_whitespace();
        let is = |w: &str, s: &str| w == s || w.replace('\\', "") == s || w.replace("&amp;", "&") == s;
        let same = written.split_whitespace().all(|w| shown.next().is_some_and(|s| is(w, s)));
        (same && shown.next().is_none()).then(|| Span::new(first, until))
    }

    /// As `exact`, with whole marks of bold between the words as well: "**Update** & **Security**" up to the last letter.
    /// Both ends are inside bold, so that what is put in their place is bold as well.
    pub fn exact_over_bold(&self, start: usize, end: usize, file: &str) -> Option<Span> {
        let is_bold =
            |at: usize| self.line.runs.iter().any(|r| r.style == Style::Strong && r.start <= at && at < r.end);
        let last = self.line.text[start..end].char_indices().next_back()?;
        let (first, until) = (self.place(start, file)?, self.place(start + last.0, file)? + last.1.len_utf8());
        let written = file.get(first..until)?;
        let letters = |text: &str| text.replace("**", "").replace('\\', "").split_whitespace().collect::<String>();
        let paired = written.matches("**").count().is_multiple_of(2);
        let same = letters(written) == letters(&self.line.text[start..end]);
        (paired && same && is_bold(start) && is_bold(start + last.0)).then(|| Span::new(first, until))
    }

    /// As `exact`, of a name whose bold ends before its last words: "**Advanced scaling** settings", marks at its start left
    /// out. The mark inside is to be put behind what is put in their place.
    pub fn exact_out_of_bold(&self, start: usize, end: usize, file: &str) -> Option<Span> {
        let bold = self.line.runs.iter().find(|r| r.style == Style::Strong && r.start == start && r.end < end)?;
        let (first, last) = (self.exact(start, bold.end, file)?, self.exact(bold.end, end, file)?);
        let opens = file.get(..first.start as usize)?.ends_with("**");
        let closes = file.get(first.end as usize..last.start as usize)?.trim() == "**";
        (opens && closes).then(|| first.join(last))
    }

    fn place(&self, at: usize, file: &str) -> Option<usize> {
        let i = self.written.partition_point(|(start, ..)| *start <= at).checked_sub(1)?;
        let (start, end, span) = self.written[i];
        if at >= end { None } else { align(&self.line.text[start..end], at - start, span, file) }
    }

    /// As `exact`, or the smallest span around it.
    pub fn span(&self, start: usize, end: usize, file: &str) -> Span {
        self.exact(start, end, file).unwrap_or_else(|| self.line.span(start, end))
    }

    /// The code that a place of the text stands in.
    pub fn code_around(&self, at: usize) -> Option<Run> {
        self.line.runs.iter().find(|r| r.style == Style::Code && r.start <= at && at < r.end).copied()
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
        let units = units(&document);
        assert_eq!(units.len(), 3);
        let unit = &units[1];
        let at = unit.line.text.find("Apps & features").unwrap();
        assert_eq!(&text[unit.exact(at, at + 15, text).unwrap().range()], "Apps \\& features");
        let at = units[2].line.text.find("A B").unwrap();
        assert_eq!(units[2].exact(at, at + 3, text), None, "marks lie between");
    }
}
