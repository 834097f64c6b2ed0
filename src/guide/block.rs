//! Blocks put right before they are flattened: lists that hold nothing but lists, ways that begin inside a paragraph,
//! tables that are steps.

use crate::document::inline::{self, Inline, Kind, Mark};
use crate::document::parse::{Block, BlockKind, ListItem};
use crate::guide::marker::{self, Scheme};
use crate::guide::row_pictures::{begins_inside, names_icon};
use crate::guide::unit::without_bold;
use crate::guide::words;
use crate::source::Span;

/// "Step | Action": the first column holds the numbers from 1 on, the second what to do.
pub fn is_table_of_steps(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> bool {
    let is_step = |word: &str| words::words().step_words.iter().any(|w| w == word);
    let number = |cell: &[Inline]| {
        let text = inline::plain(cell).to_lowercase();
        let digits = text.trim_end_matches(['.', ')', ':']);
        let word = digits.split_whitespace().next().filter(|w| is_step(w));
        word.map_or(digits, |w| digits[w.len()..].trim_start()).parse::<usize>().ok()
    };
    let column = |at: usize| head.get(at).map(|cell| inline::plain(cell).to_lowercase()).unwrap_or_default();
    let first = column(0);
    let first = first.trim_end_matches(['.', ':']);
    let numbered = matches!(first, "" | "#" | "no" | "nr" | "n°") || is_step(first);
    rows.len() >= 2
        && numbered
        && words::words().action_columns.are(column(1).trim_end_matches(':'))
        && rows
            .iter()
            .enumerate()
            .all(|(i, cells)| cells.len() >= 2 && number(&cells[0]) == Some(i + 1) && !inline::is_blank(&cells[1]))
}

/// Whether a paragraph is what stood in an empty heading above it: one short line with the number of a part.
pub fn is_lost_heading(block: &Block) -> bool {
    let BlockKind::Paragraph(row) = &block.kind else { return false };
    let shows_only_text = row.iter().all(|t| !t.is_break() && !t.is_image());
    shows_only_text
        && marker::leading(row).is_some_and(|(m, _)| m.scheme == Scheme::Number)
        && inline::plain(row).len() <= LONGEST_HEADING
}

/// Most bytes of a line that is taken for a heading.
const LONGEST_HEADING: usize = 100;

/// "1. 1. Open it": items that hold nothing but another list of their kind give way to its items.
pub fn without_wrappers(items: Vec<ListItem>, ordered: bool) -> Vec<ListItem> {
    let mut out = Vec::with_capacity(items.len());
    for mut item in items {
        let wraps = matches!(item.blocks.as_slice(),
            [Block { kind: BlockKind::List { first, .. }, .. }] if first.is_some() == ordered);
        match item.blocks.pop() {
            Some(Block { kind: BlockKind::List { items, .. }, .. }) if wraps => {
                out.extend(without_wrappers(items, ordered))
            }
            block => {
                item.blocks.extend(block);
                out.push(item);
            }
        }
    }
    out
}

/// "press the **Windows logo key ![](a.png)**", an empty line, "**\\+ R** at the same time": one sentence.
pub fn with_whole_sentences(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(ends_in_icon) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let goes_on =
            matches!(&block.kind, BlockKind::Paragraph(row) if begins_inside(inline::plain(row).trim_start()));
        match block.kind {
            BlockKind::Paragraph(row) if goes_on && out.last().is_some_and(ends_in_icon) => {
                let at = inline::span_of(&row);
                if let Some(before) = out.last_mut().and_then(|last| last_row(last, block.span)) {
                    before.push(Inline::new(Kind::Soft, Span { start: at.start, end: at.start }));
                    before.extend(row);
                }
            }
            kind => out.push(Block { kind, span: block.span }),
        }
    }
    out
}

/// Whether the last line of a paragraph, or of the last item of a list, ends in the picture of what it names.
fn ends_in_icon(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(row) => row
            .iter()
            .rposition(|t| t.is_image() || !t.visible().trim().is_empty())
            .is_some_and(|at| row[at].is_image() && names_icon(&row[..at])),
        BlockKind::List { items, .. } => items.last().and_then(|i| i.blocks.last()).is_some_and(ends_in_icon),
        _ => false,
    }
}

/// The last row of a paragraph or list, which reaches as far as `to` from now on.
fn last_row(block: &mut Block, to: Span) -> Option<&mut Vec<Inline>> {
    block.span = block.span.join(to);
    match &mut block.kind {
        BlockKind::Paragraph(row) => Some(row),
        BlockKind::List { items, .. } => {
            let item = items.last_mut()?;
            item.span = item.span.join(to);
            item.blocks.last_mut().and_then(|b| last_row(b, to))
        }
        _ => None,
    }
}

/// Paragraphs in which another way begins, cut there, its title as a heading.
pub fn with_ways(blocks: Vec<Block>) -> Vec<Block> {
    let begins = |b: &Block| matches!(&b.kind, BlockKind::Paragraph(row) if way_inside(row).is_some());
    if !blocks.iter().any(begins) {
        return blocks;
    }
    let mut out = Vec::with_capacity(blocks.len() + 2);
    for block in blocks {
        let BlockKind::Paragraph(mut row) = block.kind else {
            out.push(block);
            continue;
        };
        let mut paragraph = |mut row: Vec<Inline>, whole: bool| {
            inline::trim(&mut row);
            let span = if whole { block.span } else { inline::span_of(&row) };
            if !row.is_empty() {
                out.push(Block { kind: BlockKind::Paragraph(row), span });
            }
            out.len()
        };
        let mut whole = true;
        let mut titles = Vec::new();
        while let Some((begin, end)) = way_inside(&row) {
            let (before, rest) = inline::split(row, begin);
            let (title, after) = inline::split(rest, end - begin);
            titles.push((paragraph(before, false), title));
            row = after;
            whole = false;
        }
        paragraph(row, whole);
        for (i, (at, title)) in titles.into_iter().enumerate() {
            let span = inline::span_of(&title);
            let row = without_bold(title.into()).into_tokens();
            out.insert(at + i, Block { kind: BlockKind::Heading { level: 0, row }, span });
        }
    }
    out
}

/// "… exit. **Method 2: Roll back**1) Go to …": the tokens of a bold title in a paragraph, behind the end of a sentence and
/// right before step 1.
fn way_inside(row: &[Inline]) -> Option<(usize, usize)> {
    let opens = row.iter().enumerate().filter(|(_, t)| t.kind == Kind::Open(Mark::Strong)).map(|(i, _)| i);
    opens.into_iter().find_map(|open| {
        let close = open + row[open..].iter().position(|t| t.kind == Kind::Close(Mark::Strong))?;
        // The number of the step behind it is the rarest and the cheapest to see.
        let first = marker::leading(&row[close + 1..]).is_some_and(|(m, _)| m.n == 1 && m.scheme == Scheme::Number);
        if !first {
            return None;
        }
        let title = inline::plain(&row[open..close]);
        let before = inline::plain(&row[..open]);
        let begins = before.is_empty() || before.ends_with(['.', '!', ':']);
        (begins && title.len() <= 120 && marker::is_way(&title)).then_some((open, close + 1))
    })
}

/// Whether step 2 begins one of the next blocks, so that a "1)" in this one is no chance.
pub fn begins_second(blocks: &[Block]) -> bool {
    let near = blocks.iter().take(4).take_while(|b| !matches!(b.kind, BlockKind::Heading { .. }));
    near.into_iter().any(|b| match &b.kind {
        BlockKind::Paragraph(row) => {
            let is_second = |row: &[Inline]| marker::leading(row).is_some_and(|(m, _)| m.n == 2);
            // Behind a picture, too: "![](a.png) 2) Type it".
            is_second(row) || (0..row.len()).any(|i| row[i].is_image() && is_second(&row[i + 1..]))
        }
        BlockKind::List { first, .. } => *first == Some(2),
        _ => false,
    })
}
