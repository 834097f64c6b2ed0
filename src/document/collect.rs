//! Running text while it is collected, and the containers that are open around it.

use std::ops::Range;

use crate::document::inline::{Inline, Kind, Mark};
use crate::document::offsets::OffsetMap;
use crate::document::parse::{Block, BlockKind, ListItem};
use crate::document::repair::repair;
use crate::guide::NoteKind;
use crate::source::Span;

/// Deepest nesting of lists and quotes that is kept; what lies deeper joins the last level.
pub const DEEPEST: usize = 60;

/// An open container while events come in.
pub enum Open {
    Root,
    List { first: Option<u64>, items: Vec<ListItem> },
    Item,
    Quote(Option<NoteKind>),
}

struct Frame {
    open: Open,
    blocks: Vec<Block>,
    /// In the cleaned text.
    start: usize,
    /// It was opened by a tag.
    element: Option<Element>,
    /// It was closed before: where it stood.
    reopened: Option<Span>,
}

/// What is known of the tag that opened a container.
#[derive(Clone, Debug)]
pub struct Element {
    pub name: &'static str,
    /// Its end tag follows; else the block of HTML is its end.
    pub ends: bool,
    /// Elements of the same name that are open inside and no containers.
    pub inside: usize,
}

/// The containers that are open, the whole article outermost.
pub struct Frames<'a> {
    frames: Vec<Frame>,
    map: &'a OffsetMap,
}

impl<'a> Frames<'a> {
    pub fn new(map: &'a OffsetMap) -> Frames<'a> {
        Frames {
            frames: vec![Frame { open: Open::Root, blocks: Vec::new(), start: 0, element: None, reopened: None }],
            map,
        }
    }

    pub fn is_deepest(&self) -> bool {
        self.frames.len() > DEEPEST
    }

    pub fn open(&mut self, open: Open, start: usize, element: Option<Element>) {
        self.frames.push(Frame { open, blocks: Vec::new(), start, element, reopened: None });
    }

    /// Opens the last item of the innermost list again: what stands behind it goes on with it. `false`: there is none.
    pub fn open_last_item(&mut self, element: Element) -> bool {
        let Some(Open::List { items, .. }) = self.frames.last_mut().map(|f| &mut f.open) else { return false };
        let Some(item) = items.pop() else { return false };
        self.frames.push(Frame {
            open: Open::Item,
            blocks: item.blocks,
            start: 0,
            element: Some(element),
            reopened: Some(item.span),
        });
        true
    }

    /// The innermost container that is open.
    pub fn innermost(&self) -> &Open {
        self.frames.last().map_or(&Open::Root, |f| &f.open)
    }

    /// The tag that opened the innermost container.
    pub fn element(&mut self) -> Option<&mut Element> {
        self.frames.last_mut().and_then(|f| f.element.as_mut())
    }

    pub fn last_block(&self) -> Option<&Block> {
        self.frames.last().and_then(|f| f.blocks.last())
    }

    /// Ends the paragraph that is open, if any.
    pub fn flush(&mut self, row: &mut Row, range: Range<usize>) {
        let done = std::mem::take(row);
        if done.tokens.is_empty() {
            return;
        }
        let start = if done.start == usize::MAX { range.start } else { done.start };
        let end = done.end.max(start);
        let tokens = repair(done.tokens);
        if !tokens.is_empty() {
            self.push(BlockKind::Paragraph(tokens), start..end);
        }
    }

    pub fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        let span = self.map.span(range);
        let Some(frame) = self.frames.last_mut() else { return };
        let block = Block { kind, span };
        match &mut frame.open {
            Open::List { items, .. } => into_list(items, block),
            _ => frame.blocks.push(block),
        }
    }

    /// Ends the innermost container of Markdown, and what tags opened inside.
    pub fn close(&mut self, range: Range<usize>) {
        while self.frames.last().is_some_and(|f| f.element.is_some()) {
            self.close_one(range.clone());
        }
        self.close_one(range);
    }

    /// Ends the innermost container that a tag of this name opened, and what is open inside; not over the end of a
    /// container of Markdown, nor over a list when an item is to end.
    pub fn close_element(&mut self, name: &str, at: usize) {
        let elements = self.frames.iter().rev().map_while(|f| f.element.as_ref());
        for (depth, element) in elements.enumerate() {
            if element.name == name {
                for _ in 0..=depth {
                    self.close_one(at..at);
                }
                return;
            }
            if name == "li" && matches!(element.name, "ol" | "ul") {
                return;
            }
        }
    }

    /// Ends what tags opened and nothing closes.
    pub fn close_endless(&mut self, at: usize) {
        while self.frames.last().and_then(|f| f.element.as_ref()).is_some_and(|e| !e.ends) {
            self.close_one(at..at);
        }
    }

    fn close_one(&mut self, range: Range<usize>) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        let Some(outer) = self.frames.last_mut() else { return };
        let span = match frame.reopened {
            Some(first) => first.join(self.map.span(range.end..range.end)),
            None => self.map.span(frame.start..range.end.max(frame.start)),
        };
        let kind = match frame.open {
            Open::Item => {
                match &mut outer.open {
                    Open::List { items, .. } => items.push(ListItem { blocks: frame.blocks, span }),
                    _ => outer.blocks.extend(frame.blocks),
                }
                return;
            }
            Open::List { items, .. } if items.is_empty() => return,
            Open::List { first, items } => BlockKind::List { first, items },
            Open::Quote(_) if frame.element.is_some() && frame.blocks.is_empty() => return,
            Open::Quote(alert) => BlockKind::Quote { alert, blocks: frame.blocks },
            Open::Root => return,
        };
        match &mut outer.open {
            Open::List { items, .. } => into_list(items, Block { kind, span }),
            _ => outer.blocks.push(Block { kind, span }),
        }
    }

    /// All blocks; what is still open ends at `end`.
    pub fn finish(mut self, end: usize) -> Vec<Block> {
        while self.frames.len() > 1 {
            self.close_one(end..end);
        }
        self.frames.pop().map(|f| f.blocks).unwrap_or_default()
    }
}

/// What stands between the items of a list of tags goes on with the one above it.
fn into_list(items: &mut Vec<ListItem>, block: Block) {
    let span = block.span;
    match items.last_mut() {
        Some(last) => {
            last.span = last.span.join(span);
            last.blocks.push(block);
        }
        None => items.push(ListItem { blocks: vec![block], span }),
    }
}

/// The row of tokens being collected.
pub struct Row {
    pub tokens: Vec<Inline>,
    pub start: usize,
    /// End of the last event, in the cleaned text.
    pub end: usize,
    pub links: Vec<(u32, usize)>,
    /// Where `<code>` was opened, in tokens.
    pub code: Option<usize>,
    pub image: Option<OpenImage>,
}

pub struct OpenImage {
    pub reference: u32,
    pub alt: String,
    pub depth: usize,
}

impl Default for Row {
    fn default() -> Row {
        Row { tokens: Vec::new(), start: usize::MAX, end: 0, links: Vec::new(), code: None, image: None }
    }
}

impl Row {
    pub fn begin(&mut self, at: usize) {
        self.start = self.start.min(at);
        self.end = at;
    }

    pub fn push(&mut self, kind: Kind, span: Span) {
        self.tokens.push(Inline::new(kind, span));
    }

    pub fn text(&mut self, text: &str, span: Span) {
        let begins_code = self.code == Some(self.tokens.len());
        match self.tokens.last_mut() {
            Some(Inline { kind: Kind::Text(last), span: at }) if !begins_code => {
                last.push_str(text);
                *at = at.join(span);
            }
            _ => self.push(Kind::Text(text.to_owned()), span),
        }
    }

    /// What stands behind `<code>` is code, whatever Markdown made of it.
    pub fn close_code(&mut self) {
        let Some(from) = self.code.take().filter(|from| *from < self.tokens.len()) else { return };
        let inside = self.tokens.split_off(from);
        if inside.iter().any(|t| matches!(t.kind, Kind::LinkOpen(_) | Kind::LinkClose(_) | Kind::Image(_))) {
            self.tokens.extend(inside);
            return;
        }
        let text: String = inside.iter().map(Inline::visible).collect();
        if let Some(span) = inside.iter().map(|t| t.span).reduce(Span::join)
            && !text.trim().is_empty()
        {
            self.push(Kind::Code(text.trim().to_owned()), span);
        }
    }

    pub fn mark(&mut self, mark: Mark, text: &str, span: Span) {
        self.push(Kind::Open(mark), start_of(span));
        self.push(Kind::Text(text.to_owned()), span);
        self.push(Kind::Close(mark), end_of(span));
    }
}

pub fn start_of(span: Span) -> Span {
    Span { start: span.start, end: span.start }
}

pub fn end_of(span: Span) -> Span {
    Span { start: span.end, end: span.end }
}
