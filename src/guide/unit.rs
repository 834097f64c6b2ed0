//! Blocks as a flat row of units, so that one pass over them can tell steps from text.
//!
//! A paragraph is cut where a picture stands on its own, and where a line begins with the number of
//! a step; list items, headings in items and titled paragraphs all become the same kinds of unit.

use crate::document::inline::{self, Inline, Kind, Mark};
use crate::document::junk;
use crate::document::parse::{Block, BlockKind, ListItem};
use crate::guide::block::{
    begins_second, is_lost_heading, is_table_of_steps, with_ways, with_whole_sentences, without_wrappers,
};
use crate::guide::cut;
use crate::guide::headings::{is_numbered_question, is_titled_step};
use crate::guide::marker::{self, Marker, Scheme};
use crate::guide::row::Row;
use crate::guide::row_pictures::Stretch;
use crate::guide::words;
use crate::guide::{Junk, JunkKind, NoteKind, Reference};
use crate::source::Span;

/// One thing of an article, in its order.
#[derive(Debug)]
pub struct Unit {
    pub kind: UnitKind,
    pub span: Span,
}

#[derive(Debug)]
pub enum UnitKind {
    Heading {
        level: u8,
        row: Row,
        bold: bool,
    },
    Text(Row),
    Pictures(Vec<u32>),
    /// A line with a marker, and what belongs to it by the author's own layout.
    Marked {
        marker: Marker,
        row: Row,
        rest: Vec<Unit>,
    },
    Bullets(Vec<Bullet>),
    Code {
        language: String,
        text: String,
    },
    Quote {
        alert: Option<NoteKind>,
        units: Vec<Unit>,
    },
    Table {
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Html(String),
    Rule,
}

#[derive(Debug)]
pub struct Bullet {
    pub row: Row,
    pub rest: Vec<Unit>,
    pub span: Span,
}

/// Turns blocks into units; what it leaves out goes to `junk`.
pub struct Flatten<'a> {
    pub references: &'a mut Vec<Reference>,
    pub junk: &'a mut Vec<Junk>,
    /// The number of the last marker above the heading: a run may go on below it.
    pub above: Option<u32>,
    /// Paragraphs were cut into several steps.
    pub glued: Vec<Span>,
}

impl Flatten<'_> {
    pub fn units(&mut self, blocks: Vec<Block>) -> Vec<Unit> {
        let mut out = Vec::with_capacity(blocks.len());
        // The number of the last marker under this heading, for telling whether a later one is plausible.
        let mut last = None;
        self.blocks(blocks, &mut out, &mut last);
        out
    }

    fn blocks(&mut self, blocks: Vec<Block>, out: &mut Vec<Unit>, last: &mut Option<u32>) {
        let mut blocks = with_ways(with_whole_sentences(blocks)).into_iter();
        while let Some(block) = blocks.next() {
            let span = block.span;
            match block.kind {
                BlockKind::Heading { level, row } => {
                    let row = self.tidy_row(row);
                    let (mut row, pictures) = self.without_pictures(row);
                    // "##" over the line that was to be the heading.
                    if row.is_empty()
                        && pictures.is_empty()
                        && blocks.as_slice().first().is_some_and(is_lost_heading)
                        && let Some(Block { kind: BlockKind::Paragraph(line), .. }) = blocks.next()
                    {
                        row = self.tidy_row(line);
                    }
                    if !row.is_empty() {
                        self.above = last.take().or(self.above);
                        out.push(Unit { kind: UnitKind::Heading { level, row: row.into(), bold: false }, span });
                    }
                    if !pictures.is_empty() {
                        out.push(Unit { kind: UnitKind::Pictures(pictures), span });
                    }
                }
                BlockKind::Paragraph(row) => {
                    let second_follows = begins_second(blocks.as_slice());
                    self.paragraph(row, span, second_follows, out, last);
                }
                BlockKind::List { first, items } => self.list(first, items, span, out, last),
                BlockKind::Code { language, text } => {
                    if !text.trim().is_empty() {
                        out.push(Unit { kind: UnitKind::Code { language, text }, span });
                    }
                }
                BlockKind::Quote { alert, blocks } => {
                    let mut units = Vec::new();
                    self.blocks(blocks, &mut units, &mut None);
                    let is_first = |u: &Unit| matches!(u.kind, UnitKind::Marked { marker, .. } if marker.n == 1);
                    let marked = units.iter().filter(|u| matches!(u.kind, UnitKind::Marked { .. })).count();
                    if units.iter().all(|u| matches!(u.kind, UnitKind::Pictures(_)))
                        || alert.is_none() && marked >= 2 && units.iter().any(is_first)
                    {
                        // A picture that was set in is a picture, steps that were set in are steps.
                        out.append(&mut units);
                    }
                    if !units.is_empty() {
                        out.push(Unit { kind: UnitKind::Quote { alert, units }, span });
                    }
                }
                BlockKind::Table { head, rows } => {
                    let head: Vec<_> = head.into_iter().map(|cell| self.tidy_row(cell)).collect();
                    let rows: Vec<Vec<_>> =
                        rows.into_iter().map(|r| r.into_iter().map(|cell| self.tidy_row(cell)).collect()).collect();
                    if is_table_of_steps(&head, &rows) {
                        self.table_of_steps(&head, rows, span, out);
                    } else {
                        out.push(Unit { kind: UnitKind::Table { head, rows }, span });
                    }
                }
                BlockKind::Html(html) => out.push(Unit { kind: UnitKind::Html(html), span }),
                BlockKind::Rule => out.push(Unit { kind: UnitKind::Rule, span }),
            }
        }
    }

    /// Each row of a table as a step: its number, what is to be done, and what else the row says.
    fn table_of_steps(&mut self, head: &[Vec<Inline>], rows: Vec<Vec<Vec<Inline>>>, span: Span, out: &mut Vec<Unit>) {
        for (i, cells) in rows.into_iter().enumerate() {
            let marker = Marker { scheme: Scheme::Row, n: i as u32 + 1 };
            let at = cells.iter().map(|cell| inline::span_of(cell)).reduce(Span::join).unwrap_or(span);
            let mut cells = cells.into_iter().enumerate().skip(1);
            let (row, pictures) = self.without_pictures(cells.next().map(|(_, cell)| cell).unwrap_or_default());
            let mut rest = Vec::new();
            if !pictures.is_empty() {
                rest.push(Unit { kind: UnitKind::Pictures(pictures), span: at });
            }
            for (column, cell) in cells {
                let (mut cell, pictures) = self.without_pictures(cell);
                if !cell.is_empty() {
                    // "Result: the list is empty."
                    let name = head.get(column).map(|name| inline::plain(name)).filter(|name| !name.is_empty());
                    if let Some(name) = name {
                        cell.insert(0, Inline::new(Kind::Text(format!("{name}: ")), inline::span_of(&cell)));
                    }
                    rest.push(Unit { kind: UnitKind::Text(cell.into()), span: at });
                }
                if !pictures.is_empty() {
                    rest.push(Unit { kind: UnitKind::Pictures(pictures), span: at });
                }
            }
            out.push(Unit { kind: UnitKind::Marked { marker, row: row.into(), rest }, span: at });
        }
    }

    /// A paragraph: text, pictures, and lines that begin with a marker, in their order.
    fn paragraph(
        &mut self,
        row: Vec<Inline>,
        span: Span,
        second_follows: bool,
        out: &mut Vec<Unit>,
        last: &mut Option<u32>,
    ) {
        let mut steps = 0;
        let stretches = self.tidy_stretches(row);
        let second_follows = second_follows
            || stretches
                .iter()
                .any(|p| matches!(p, Stretch::Row(row) if marker::leading(row).is_some_and(|(m, _)| m.n == 2)));
        for stretch in stretches {
            match stretch {
                Stretch::Pictures(pictures) => {
                    let at =
                        pictures.iter().map(|r| self.references[*r as usize].span).reduce(Span::join).unwrap_or(span);
                    out.push(Unit { kind: UnitKind::Pictures(pictures), span: at });
                }
                Stretch::Row(row) if is_titled_step(&row) || is_numbered_question(&row) => {
                    let at = inline::span_of(&row);
                    out.push(Unit { kind: UnitKind::Text(row.into()), span: at });
                }
                Stretch::Row(row) => {
                    let goes_on = || {
                        let next = self.above.map(|n| n + 1).filter(|n| *n > 1);
                        // What is listed under several headings is no run of steps.
                        let acts = || words::words().action_words.stand_in(&inline::plain(&row));
                        next.is_some() && marker::leading(&row).map(|(m, _)| m.n) == next && acts()
                    };
                    let before = if last.is_none() && goes_on() { self.above } else { *last };
                    for line in cut::at_markers(row, before, second_follows) {
                        let at = line.span;
                        match line.marker {
                            Some(marker) => {
                                steps += 1;
                                *last = Some(marker.n);
                                out.push(Unit {
                                    kind: UnitKind::Marked { marker, row: line.row.into(), rest: Vec::new() },
                                    span: at,
                                });
                            }
                            None if line.row.is_empty() => {}
                            // "![](a.png) .": what is left behind a picture.
                            None if matches!(out.last().map(|u| &u.kind), Some(UnitKind::Pictures(_)))
                                && is_punctuation(&line.row) => {}
                            // "]": what is left of a shortcode.
                            None if matches!(&*inline::plain(&line.row), "]" | "[") => {
                                self.junk.push(Junk { kind: JunkKind::Debris, span: at });
                            }
                            None => out.push(self.text(line.row, at)),
                        }
                    }
                }
            }
        }
        if steps > 1 {
            self.glued.push(span);
        }
    }

    /// A paragraph without markers: a heading in bold, or text.
    fn text(&mut self, row: Vec<Inline>, span: Span) -> Unit {
        let row = Row::from(lines_of_bold(row));
        // A link into the page is an entry of a table of contents.
        let leads_into_page =
            |t: &Inline| matches!(t.kind, Kind::LinkOpen(r) if self.references[r as usize].url.starts_with('#'));
        let is_title = is_all_bold(&row) && row.plain().len() <= 120 && marker::is_way(row.plain());
        if is_title && !row.iter().any(leads_into_page) {
            return Unit { kind: UnitKind::Heading { level: 0, row: without_bold(row), bold: true }, span };
        }
        Unit { kind: UnitKind::Text(row), span }
    }

    fn list(
        &mut self,
        first: Option<u64>,
        items: Vec<ListItem>,
        span: Span,
        out: &mut Vec<Unit>,
        last: &mut Option<u32>,
    ) {
        let mut bullets = Vec::new();
        // "1)" alone in its paragraph: Markdown sees a list of one empty item; its text is the paragraph below.
        if let (Some(n), [item]) = (first, items.as_slice())
            && item.blocks.is_empty()
        {
            let marker = Marker { scheme: Scheme::Item, n: printed_number(n, 0) };
            *last = Some(marker.n);
            out.push(Unit {
                kind: UnitKind::Marked { marker, row: Row::default(), rest: Vec::new() },
                span: item.span,
            });
            return;
        }
        for (i, item) in without_wrappers(items, first.is_some()).into_iter().enumerate() {
            let mut blocks = with_ways(item.blocks);
            // "1. ### Via the menu": a heading, and its section in the item.
            if matches!(blocks.first().map(|b| &b.kind), Some(BlockKind::Heading { .. })) {
                flush(&mut bullets, span, out);
                self.blocks(blocks, out, &mut None);
                *last = None;
                continue;
            }
            let mut rest = Vec::new();
            let row = match blocks.first().map(|b| &b.kind) {
                Some(BlockKind::Paragraph(_)) => match blocks.remove(0).kind {
                    BlockKind::Paragraph(row) => row,
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
            let mut stretches = self.tidy_stretches(row).into_iter();
            let mut row = Vec::new();
            if let Some(stretch) = stretches.next() {
                match stretch {
                    Stretch::Row(r) => row = r,
                    Stretch::Pictures(p) => rest.push(Unit { kind: UnitKind::Pictures(p), span: item.span }),
                }
            }
            // Another line with a marker inside the item's paragraph is a step of its own.
            let mut within = first.map(|f| (f + i as u64) as u32);
            let mut more: Vec<Unit> = Vec::new();
            for stretch in stretches {
                match stretch {
                    Stretch::Pictures(p) => {
                        let unit = Unit { kind: UnitKind::Pictures(p), span: item.span };
                        last_rest(&mut more).unwrap_or(&mut rest).push(unit);
                    }
                    Stretch::Row(r) if row.is_empty() => row = r,
                    Stretch::Row(r) => {
                        for line in cut::at_markers(r, within, false) {
                            let at = line.span;
                            match line.marker {
                                Some(marker) => {
                                    within = Some(marker.n);
                                    more.push(Unit {
                                        kind: UnitKind::Marked { marker, row: line.row.into(), rest: Vec::new() },
                                        span: at,
                                    });
                                }
                                None => {
                                    let unit = Unit { kind: UnitKind::Text(line.row.into()), span: at };
                                    last_rest(&mut more).unwrap_or(&mut rest).push(unit);
                                }
                            }
                        }
                    }
                }
            }
            let mut inner = Vec::new();
            // A number in the item's own paragraphs must go on from the item's, or begin anew.
            self.blocks(blocks, &mut inner, &mut first.map(|f| printed_number(f, i)));
            // A heading inside the item ends what belongs to it.
            let cut = inner
                .iter()
                .position(|u| matches!(u.kind, UnitKind::Heading { bold: false, .. }))
                .unwrap_or(inner.len());
            let after = inner.split_off(cut);
            last_rest(&mut more).unwrap_or(&mut rest).extend(inner);
            let own = marker::leading(&row);
            let marker = match (first, own) {
                (_, Some((m, _))) if m.scheme == Scheme::Word => Some(m),
                (Some(f), _) => Some(Marker { scheme: Scheme::Item, n: printed_number(f, i) }),
                (None, _) => None,
            };
            if let (Some(_), Some((_, length))) = (marker, own) {
                row = marker::strip(row, length);
            }
            if let Some(m) = marker {
                // The next numbers may stand glued behind the first sentence: steps of their own, and what
                // belonged to the item belongs to the last of them.
                let mut lines = cut::at_markers(std::mem::take(&mut row), Some(m.n), false).into_iter();
                row = lines.next().map(|l| l.row).unwrap_or_default();
                let glued: Vec<Unit> = lines
                    .filter_map(|l| {
                        let kind = UnitKind::Marked { marker: l.marker?, row: l.row.into(), rest: Vec::new() };
                        Some(Unit { kind, span: l.span })
                    })
                    .collect();
                if !glued.is_empty() {
                    self.glued.push(item.span);
                    // What came before the steps in lines of their own is that of the last glued one.
                    let lines = std::mem::replace(&mut more, glued);
                    if let Some(last) = last_rest(&mut more) {
                        last.append(&mut rest);
                    }
                    more.extend(lines);
                }
            }
            match marker {
                Some(marker) if !row.is_empty() || !rest.is_empty() => {
                    flush(&mut bullets, span, out);
                    *last = Some(marker.n);
                    out.push(Unit { kind: UnitKind::Marked { marker, row: row.into(), rest }, span: item.span });
                }
                None if !row.is_empty() || !rest.is_empty() => {
                    bullets.push(Bullet { row: row.into(), rest, span: item.span })
                }
                _ => {}
            }
            if !more.is_empty() {
                flush(&mut bullets, span, out);
                out.extend(more);
            }
            if !after.is_empty() {
                flush(&mut bullets, span, out);
                *last = None;
                out.extend(after);
            }
        }
        flush(&mut bullets, span, out);
    }
}

/// What belongs to the last marked unit of a list.
fn last_rest(units: &mut [Unit]) -> Option<&mut Vec<Unit>> {
    match units.last_mut() {
        Some(Unit { kind: UnitKind::Marked { rest, .. }, .. }) => Some(rest),
        _ => None,
    }
}

fn flush(bullets: &mut Vec<Bullet>, span: Span, out: &mut Vec<Unit>) {
    if !bullets.is_empty() {
        let items = std::mem::take(bullets);
        let at = items.iter().map(|b| b.span).reduce(Span::join).unwrap_or(span);
        out.push(Unit { kind: UnitKind::Bullets(items), span: at });
    }
}

fn printed_number(first: u64, index: usize) -> u32 {
    u32::try_from(first.saturating_add(index as u64)).unwrap_or(u32::MAX)
}

/// Takes links to shops and affiliate counters out of rows; their text stays. One that only counts the click on the way
/// to another page leads there.
pub fn unlink_affiliates(units: &mut [Unit], references: &mut [Reference], junk: &mut Vec<Junk>) {
    let leads_to_shop = |reference: &mut Reference| match junk::is_affiliate(&reference.url) {
        true => match junk::behind_counter(&reference.url) {
            Some(page) => {
                reference.url = page;
                false
            }
            None => true,
        },
        false => false,
    };
    let shops: Vec<bool> = references.iter_mut().map(leads_to_shop).collect();
    let references = &*references;
    if !shops.contains(&true) {
        return;
    }
    let mut unlink = |row: &mut Vec<Inline>| {
        let is_shop = |r: u32| shops[r as usize];
        row.retain(|t| match t.kind {
            Kind::LinkOpen(r) if is_shop(r) => {
                junk.push(Junk { kind: JunkKind::Affiliate, span: references[r as usize].span });
                false
            }
            Kind::LinkClose(r) => !is_shop(r),
            _ => true,
        });
    };
    fn walk(units: &mut [Unit], unlink: &mut dyn FnMut(&mut Vec<Inline>)) {
        for unit in units {
            match &mut unit.kind {
                UnitKind::Heading { row, .. } | UnitKind::Text(row) => unlink(row.edit()),
                UnitKind::Marked { row, rest, .. } => {
                    unlink(row.edit());
                    walk(rest, unlink);
                }
                UnitKind::Bullets(items) => {
                    for item in items {
                        unlink(item.row.edit());
                        walk(&mut item.rest, unlink);
                    }
                }
                UnitKind::Quote { units, .. } => walk(units, unlink),
                UnitKind::Table { head, rows } => {
                    head.iter_mut().chain(rows.iter_mut().flatten()).for_each(&mut *unlink)
                }
                _ => {}
            }
        }
    }
    walk(units, &mut unlink);
}

/// Whether nothing shows in a row but full stops and commas.
fn is_punctuation(row: &[Inline]) -> bool {
    row.iter().all(|t| match &t.kind {
        Kind::Text(text) => text.chars().all(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':')),
        Kind::Open(_) | Kind::Close(_) | Kind::Soft | Kind::Hard => true,
        _ => false,
    })
}

/// Lines that are each set in bold are lines of a file or commands: they stay lines.
fn lines_of_bold(mut row: Vec<Inline>) -> Vec<Inline> {
    let is_bold = |line: &[Inline]| {
        matches!(line.first().map(|t| &t.kind), Some(Kind::Open(Mark::Strong)))
            && matches!(line.last().map(|t| &t.kind), Some(Kind::Close(Mark::Strong)))
    };
    if row.iter().any(|t| t.kind == Kind::Soft) && row.split(Inline::is_break).all(is_bold) {
        row.iter_mut().filter(|t| t.kind == Kind::Soft).for_each(|t| t.kind = Kind::Hard);
    }
    row
}

/// Whether everything that shows in a row is inside links.
pub fn is_all_link(row: &[Inline]) -> bool {
    let mut depth = 0;
    let mut any = false;
    for token in row {
        match token.kind {
            Kind::LinkOpen(_) => depth += 1,
            Kind::LinkClose(_) => depth -= 1,
            _ if depth > 0 => any |= !token.visible().trim().is_empty(),
            _ if !token.visible().trim_matches(|c: char| !c.is_alphanumeric()).is_empty() => return false,
            _ => {}
        }
    }
    any
}

/// Whether everything that shows in a row is bold.
pub fn is_all_bold(row: &[Inline]) -> bool {
    let mut depth = 0;
    let mut any = false;
    for token in row {
        match token.kind {
            Kind::Open(Mark::Strong) => depth += 1,
            Kind::Close(Mark::Strong) => depth -= 1,
            Kind::Image(_) => return false,
            _ if depth > 0 => any |= !token.visible().trim().is_empty(),
            _ if !token
                .visible()
                .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '\u{a0}'))
                .is_empty() =>
            {
                return false;
            }
            _ => {}
        }
    }
    any
}

pub fn without_bold(row: Row) -> Row {
    let mut tokens = row.into_tokens();
    tokens.retain(|t| !matches!(t.kind, Kind::Open(Mark::Strong) | Kind::Close(Mark::Strong)));
    tokens.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse::parse;
    use crate::source::Source;

    /// The units of a text: `#` heading, `t` text, `p` pictures, `n` marked with number n.
    fn shape(text: &str) -> String {
        let document = parse(&Source::from_text("a.md", text), &|_| None);
        let (mut references, mut junk) = (document.references, document.junk);
        let mut flatten = Flatten { references: &mut references, junk: &mut junk, above: None, glued: Vec::new() };
        let units = flatten.units(document.blocks);
        let names = units.iter().map(|u| match &u.kind {
            UnitKind::Heading { .. } => "#".to_owned(),
            UnitKind::Text(_) => "t".to_owned(),
            UnitKind::Pictures(_) => "p".to_owned(),
            UnitKind::Marked { marker, .. } => marker.n.to_string(),
            UnitKind::Bullets(items) => format!("*{}", items.len()),
            _ => "?".to_owned(),
        });
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_layout_of_steps_gives_the_same_units() {
        for (text, want) in [
            ("1. One\n2. Two\n", "1 2"),
            (" 1) One\n\n![x](a.png)\n\n 2) Two\n", "1 p 2"),
            ("1\\. One\n\n 2.**Two** now\n", "1 2"),
            ("One. 1) Click it.\n\n3) Go. 4) Then run it. 5) Install it.\n", "t 3 4 5"),
            (" 4) Download it. 5) Install the driver in your computer.  If not, go on.\n", "4 5"),
            ("![x](a.png)\n2. Type it\n3. Press it\n", "p 2 3"),
            ("Step 1\n\n Run it\n\nStep 2\n\nStop it\n", "1 t 2 t"),
            ("1) Press **R**.2) Type `x` and hit **Enter**.3) In the box, go.\n", "1 2 3"),
            ("Intro: 1) Open it. 2) Close it.\n", "t 1 2"),
            ("To mend it: 1) Open it.\n\nWhen asked, go on. ![x](a.png) 2) Close it.\n", "t 1 t p 2"),
            ("There are (see 1) two things.\n", "t"),
            ("Click the icon ![x](icon.png) and go.\n", "t"),
        ] {
            assert_eq!(shape(text), want, "{text}");
        }
    }
}
