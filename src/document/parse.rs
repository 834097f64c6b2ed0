//! From the text of a file to a `Document`: front matter, then Markdown as blocks with spans.
//!
//! pulldown-cmark reads the cleaned text; this module turns its events into blocks, puts backslashes
//! back that belong to paths, and takes simple inline HTML as marks. Every input gives a document.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::document::clean::{self, Clean};
use crate::document::front_matter::{self, FrontMatter};
use crate::document::html_scan;
use crate::document::inline::{Inline, Kind, Mark};
use crate::document::offsets::OffsetMap;
use crate::document::repair::repair;
use crate::guide::{AlsoRead, Junk, NoteKind, Platform, Reference, ReferenceKind};
use crate::source::{Source, Span};

/// An article as its author wrote it.
#[derive(Debug, Default)]
pub struct Document {
    pub front: FrontMatter,
    pub front_span: Span,
    pub blocks: Vec<Block>,
    /// Links and images in the order of the text.
    pub references: Vec<Reference>,
    pub junk: Vec<Junk>,
    pub also_read: Vec<AlsoRead>,
    pub findings: Vec<Diagnostic>,
}

#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
}

#[derive(Debug)]
pub enum BlockKind {
    Heading {
        level: u8,
        row: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    List {
        first: Option<u64>,
        items: Vec<ListItem>,
    },
    Code {
        language: String,
        text: String,
    },
    Quote {
        alert: Option<NoteKind>,
        blocks: Vec<Block>,
    },
    Table {
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Raw HTML, not cleaned yet.
    Html(String),
    Rule,
}

#[derive(Debug)]
pub struct ListItem {
    pub blocks: Vec<Block>,
    pub span: Span,
}

/// The cells of one row of a table.
type Cells = Vec<Vec<Inline>>;

/// Deepest nesting of lists and quotes that is kept; what lies deeper joins the last level.
const DEEPEST: usize = 60;

/// Reads a file. `platform` knows the names of platforms.
pub fn parse(source: &Source, platform: &dyn Fn(&str) -> Option<Platform>) -> Document {
    let front = front_matter::read(source, platform);
    let body = &source.text[front.body.min(source.text.len())..];
    let Clean { text, map, junk, also_read } = clean::clean(body, source.text.len() - body.len());
    let mut builder = Builder { text: &text, map: &map, references: Vec::new() };
    let blocks = builder.blocks();
    let references = builder.references;
    Document {
        front: front.front,
        front_span: front.span,
        blocks,
        references,
        junk,
        also_read,
        findings: front.findings,
    }
}

/// An open container while events come in.
enum Open {
    Root,
    List { first: Option<u64>, items: Vec<ListItem> },
    Item,
    Quote(Option<NoteKind>),
}

struct Frame {
    open: Open,
    blocks: Vec<Block>,
    start: usize,
}

struct Builder<'a> {
    text: &'a str,
    map: &'a OffsetMap,
    references: Vec<Reference>,
}

impl Builder<'_> {
    fn blocks(&mut self) -> Vec<Block> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_GFM;
        let mut frames = vec![Frame { open: Open::Root, blocks: Vec::new(), start: 0 }];
        let mut row = Row::default();
        // Containers below `DEEPEST` are counted, not kept.
        let mut skipped = 0usize;
        let mut code: Option<(String, String)> = None;
        let mut html = String::new();
        let mut footnote: Option<String> = None;
        let mut table: Option<(Cells, Vec<Cells>)> = None;
        for (event, range) in Parser::new_ext(self.text, options).into_offset_iter() {
            match event {
                Event::Start(Tag::Paragraph) => {
                    row.begin(range.start);
                    if let Some(label) = footnote.take() {
                        let at = start_of(self.map.span(range));
                        row.mark(Mark::Sup, &label, at);
                        row.text(" ", at);
                    }
                }
                Event::End(TagEnd::Paragraph) => {
                    self.flush(&mut row, &mut frames, range);
                }
                Event::Start(Tag::Heading { .. }) => {
                    self.flush(&mut row, &mut frames, range.clone());
                    row.begin(range.start);
                }
                Event::End(TagEnd::Heading(level)) => {
                    let tokens = repair(std::mem::take(&mut row).tokens);
                    self.push(&mut frames, BlockKind::Heading { level: level as u8, row: tokens }, range);
                }
                Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_))
                    if skipped > 0 || frames.len() > DEEPEST =>
                {
                    self.flush(&mut row, &mut frames, range);
                    skipped += 1;
                }
                Event::End(TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_)) if skipped > 0 => {
                    self.flush(&mut row, &mut frames, range);
                    skipped -= 1;
                }
                Event::Start(Tag::List(first)) => {
                    self.flush(&mut row, &mut frames, range.clone());
                    frames.push(Frame {
                        open: Open::List { first, items: Vec::new() },
                        blocks: Vec::new(),
                        start: range.start,
                    });
                }
                Event::Start(Tag::Item) => {
                    frames.push(Frame { open: Open::Item, blocks: Vec::new(), start: range.start });
                    row.begin(range.start);
                }
                Event::Start(Tag::BlockQuote(kind)) => {
                    self.flush(&mut row, &mut frames, range.clone());
                    frames.push(Frame { open: Open::Quote(kind.map(alert)), blocks: Vec::new(), start: range.start });
                }
                Event::End(TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_)) => {
                    self.flush(&mut row, &mut frames, range.clone());
                    self.close(&mut frames, range);
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.flush(&mut row, &mut frames, range);
                    let language = match kind {
                        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or("").to_owned(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    code = Some((language, String::new()));
                }
                Event::End(TagEnd::CodeBlock) => {
                    if let Some((language, text)) = code.take() {
                        self.push(&mut frames, BlockKind::Code { language, text }, range);
                    }
                }
                // A footnote stays where its author wrote it, with its mark before it.
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    self.flush(&mut row, &mut frames, range.clone());
                    footnote = Some(label.into_string());
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    self.flush(&mut row, &mut frames, range);
                    footnote = None;
                }
                Event::Start(Tag::HtmlBlock) => self.flush(&mut row, &mut frames, range),
                Event::Html(text) => html.push_str(&text),
                Event::End(TagEnd::HtmlBlock) => {
                    let text = std::mem::take(&mut html);
                    self.html_block(&mut frames, text, range);
                }
                Event::Start(Tag::Table(_)) => {
                    self.flush(&mut row, &mut frames, range);
                    table = Some((Vec::new(), Vec::new()));
                }
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    if let Some((_, rows)) = &mut table {
                        rows.push(Vec::new());
                    }
                }
                Event::End(TagEnd::TableHead) => {
                    if let Some((head, rows)) = &mut table {
                        *head = rows.pop().unwrap_or_default();
                    }
                }
                Event::Start(Tag::TableCell) => row.begin(range.start),
                Event::End(TagEnd::TableCell) => {
                    let cell = repair(std::mem::take(&mut row).tokens);
                    if let Some((_, rows)) = &mut table
                        && let Some(last) = rows.last_mut()
                    {
                        last.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => {
                    if let Some((head, rows)) = table.take() {
                        self.push(&mut frames, BlockKind::Table { head, rows }, range);
                    }
                }
                Event::Rule => {
                    self.flush(&mut row, &mut frames, range.clone());
                    self.push(&mut frames, BlockKind::Rule, range);
                }
                Event::Text(text) if code.is_some() => {
                    if let Some((_, body)) = &mut code {
                        body.push_str(&text);
                    }
                }
                event => self.inline(&mut row, event, range),
            }
        }
        self.flush(&mut row, &mut frames, self.text.len()..self.text.len());
        while frames.len() > 1 {
            self.close(&mut frames, self.text.len()..self.text.len());
        }
        frames.pop().map(|f| f.blocks).unwrap_or_default()
    }

    /// "`diskpart", two blanks, a line end, "list volume`": lines of code, each of which stands for itself.
    fn code(&self, row: &mut Row, code: &str, range: Range<usize>, span: Span) {
        if !self.text[range].contains("  \n") {
            row.push(Kind::Code(code.to_owned()), span);
            return;
        }
        for (i, line) in code.split("   ").map(str::trim).filter(|line| !line.is_empty()).enumerate() {
            if i > 0 {
                row.push(Kind::Hard, span);
            }
            row.push(Kind::Code(line.to_owned()), span);
        }
    }

    /// An event of running text.
    fn inline(&mut self, row: &mut Row, event: Event, range: Range<usize>) {
        let span = self.map.span(range.clone());
        if row.tokens.is_empty() && row.image.is_none() {
            row.start = row.start.min(range.start);
        }
        if let Some(image) = &mut row.image {
            // Inside `![…]` only the text counts.
            match event {
                Event::End(TagEnd::Image) => {
                    let (reference, depth) = (image.reference, image.depth);
                    if depth == 0 {
                        let alt = std::mem::take(&mut image.alt);
                        self.references[reference as usize].text = alt.trim().to_owned();
                        row.image = None;
                        row.push(Kind::Image(reference), span);
                    } else {
                        image.depth -= 1;
                    }
                }
                Event::Start(Tag::Image { .. }) => image.depth += 1,
                Event::Text(t) | Event::Code(t) => image.alt.push_str(&t),
                Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
                _ => {}
            }
            row.end = range.end;
            return;
        }
        match event {
            Event::Text(text) => {
                // A backslash that Markdown ate: part of a path or command, or an escape.
                if row.end + 1 == range.start
                    && self.text.as_bytes().get(row.end) == Some(&b'\\')
                    && let Some(Inline { kind: Kind::Text(before), .. }) = row.tokens.last_mut()
                    && is_path_separator(before, &text)
                {
                    before.push('\\');
                }
                row.text(&text, span);
                row.end = range.end;
                return;
            }
            Event::Code(code) => self.code(row, &code, range.clone(), span),
            Event::SoftBreak => row.push(Kind::Soft, span),
            Event::HardBreak => row.push(Kind::Hard, span),
            Event::Start(Tag::Strong) => row.push(Kind::Open(Mark::Strong), start_of(span)),
            Event::End(TagEnd::Strong) => row.push(Kind::Close(Mark::Strong), end_of(span)),
            Event::Start(Tag::Emphasis) => row.push(Kind::Open(Mark::Emphasis), start_of(span)),
            Event::End(TagEnd::Emphasis) => row.push(Kind::Close(Mark::Emphasis), end_of(span)),
            Event::Start(Tag::Strikethrough) => row.push(Kind::Open(Mark::Strike), start_of(span)),
            Event::End(TagEnd::Strikethrough) => row.push(Kind::Close(Mark::Strike), end_of(span)),
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                let reference = self.reference(ReferenceKind::Link, &dest_url, &title, span);
                row.links.push((reference, row.tokens.len()));
                row.push(Kind::LinkOpen(reference), start_of(span));
            }
            Event::End(TagEnd::Link) => self.end_link(row, end_of(span)),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let reference = self.reference(ReferenceKind::Image, &dest_url, &title, span);
                row.image = Some(OpenImage { reference, alt: String::new(), depth: 0 });
            }
            Event::FootnoteReference(label) => row.mark(Mark::Sup, &label, span),
            Event::InlineHtml(html) => self.inline_html(row, &html, span),
            Event::TaskListMarker(done) => row.text(if done { "☑ " } else { "☐ " }, span),
            _ => {}
        }
        row.end = range.end;
    }

    fn reference(&mut self, kind: ReferenceKind, url: &str, title: &str, span: Span) -> u32 {
        let title = (!title.is_empty()).then(|| title.to_owned());
        self.references.push(Reference { kind, url: url.trim().to_owned(), text: String::new(), title, span });
        (self.references.len() - 1) as u32
    }

    fn end_link(&mut self, row: &mut Row, at: Span) {
        if let Some((reference, from)) = row.links.pop() {
            let text: String = row.tokens[from.min(row.tokens.len())..].iter().map(Inline::visible).collect();
            self.references[reference as usize].text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            row.push(Kind::LinkClose(reference), at);
        }
    }

    /// A tag in running text: a mark we know, a line end, a link, a picture; other tags go, their text stays.
    fn inline_html(&mut self, row: &mut Row, html: &str, span: Span) {
        let Some(tag) = html_scan::tag(html) else { return };
        let mark = match tag.name.as_str() {
            "b" | "strong" => Some(Mark::Strong),
            "i" | "em" | "cite" | "dfn" => Some(Mark::Emphasis),
            "s" | "del" | "strike" => Some(Mark::Strike),
            "kbd" => Some(Mark::Key),
            "sub" => Some(Mark::Sub),
            "sup" => Some(Mark::Sup),
            "mark" => Some(Mark::Highlight),
            _ => None,
        };
        match (mark, tag.name.as_str(), tag.closing) {
            (Some(mark), _, false) => row.push(Kind::Open(mark), span),
            (Some(mark), _, true) => row.push(Kind::Close(mark), span),
            (_, "br", _) => row.push(Kind::Hard, span),
            (_, "a", false) => {
                let reference = self.reference(ReferenceKind::Link, tag.attribute("href").unwrap_or(""), "", span);
                row.links.push((reference, row.tokens.len()));
                row.push(Kind::LinkOpen(reference), span);
            }
            (_, "a", true) => self.end_link(row, span),
            (_, "img", _) => {
                let src = tag.picture();
                let reference = self.reference(ReferenceKind::Image, src, tag.attribute("title").unwrap_or(""), span);
                self.references[reference as usize].text = tag.attribute("alt").unwrap_or("").trim().to_owned();
                row.push(Kind::Image(reference), span);
            }
            (_, "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => row.push(Kind::Hard, span),
            _ => {}
        }
    }

    /// A block of HTML that holds only pictures is a paragraph of pictures; tags around nothing are nothing.
    fn html_block(&mut self, frames: &mut [Frame], text: String, range: Range<usize>) {
        let span = self.map.span(range.clone());
        let mut row = Row::default();
        let mut rest = text.as_str();
        let mut only_pictures = true;
        while let Some(i) = rest.find('<') {
            only_pictures &= rest[..i].trim().is_empty();
            match html_scan::tag(&rest[i..]) {
                Some(tag) => {
                    if matches!(tag.name.as_str(), "img" | "a") {
                        self.inline_html(&mut row, &rest[i..i + tag.length], span);
                    } else {
                        only_pictures &= matches!(
                            tag.name.as_str(),
                            "p" | "div" | "span" | "figure" | "picture" | "center" | "br" | "source"
                        );
                    }
                    rest = &rest[i + tag.length..];
                }
                None => {
                    only_pictures = false;
                    rest = &rest[i + 1..];
                }
            }
        }
        only_pictures &= rest.trim().is_empty();
        if only_pictures {
            if row.tokens.iter().any(Inline::is_image) {
                let tokens = repair(row.tokens);
                self.push(frames, BlockKind::Paragraph(tokens), range);
            }
            return;
        }
        // Links and pictures of this block are found again in the cleaned HTML.
        self.references.truncate(self.references.len() - row.references());
        self.push(frames, BlockKind::Html(text), range);
    }

    /// Ends the paragraph that is open, if any.
    fn flush(&mut self, row: &mut Row, frames: &mut [Frame], range: Range<usize>) {
        let done = std::mem::take(row);
        if done.tokens.is_empty() {
            return;
        }
        let start = if done.start == usize::MAX { range.start } else { done.start };
        let end = done.end.max(start);
        let tokens = repair(done.tokens);
        if !tokens.is_empty() {
            self.push(frames, BlockKind::Paragraph(tokens), start..end);
        }
    }

    fn push(&self, frames: &mut [Frame], kind: BlockKind, range: Range<usize>) {
        let span = self.map.span(range);
        if let Some(frame) = frames.last_mut() {
            frame.blocks.push(Block { kind, span });
        }
    }

    /// Ends the innermost container and gives it to the one around it.
    fn close(&self, frames: &mut Vec<Frame>, range: Range<usize>) {
        let Some(frame) = frames.pop() else { return };
        let Some(outer) = frames.last_mut() else { return };
        let span = self.map.span(frame.start..range.end.max(frame.start));
        match frame.open {
            Open::Item => {
                if let Open::List { items, .. } = &mut outer.open {
                    items.push(ListItem { blocks: frame.blocks, span });
                }
            }
            Open::List { first, items } => outer.blocks.push(Block { kind: BlockKind::List { first, items }, span }),
            Open::Quote(alert) => {
                outer.blocks.push(Block { kind: BlockKind::Quote { alert, blocks: frame.blocks }, span })
            }
            Open::Root => {}
        }
    }
}

/// The row of tokens being collected.
struct Row {
    tokens: Vec<Inline>,
    start: usize,
    /// End of the last event, in the cleaned text.
    end: usize,
    links: Vec<(u32, usize)>,
    image: Option<OpenImage>,
}

struct OpenImage {
    reference: u32,
    alt: String,
    depth: usize,
}

impl Default for Row {
    fn default() -> Row {
        Row { tokens: Vec::new(), start: usize::MAX, end: 0, links: Vec::new(), image: None }
    }
}

impl Row {
    fn begin(&mut self, at: usize) {
        self.start = self.start.min(at);
        self.end = at;
    }

    fn push(&mut self, kind: Kind, span: Span) {
        self.tokens.push(Inline::new(kind, span));
    }

    fn text(&mut self, text: &str, span: Span) {
        match self.tokens.last_mut() {
            Some(Inline { kind: Kind::Text(last), span: at }) => {
                last.push_str(text);
                *at = at.join(span);
            }
            _ => self.push(Kind::Text(text.to_owned()), span),
        }
    }

    fn mark(&mut self, mark: Mark, text: &str, span: Span) {
        self.push(Kind::Open(mark), start_of(span));
        self.push(Kind::Text(text.to_owned()), span);
        self.push(Kind::Close(mark), end_of(span));
    }

    /// How many references the tokens use.
    fn references(&self) -> usize {
        self.tokens.iter().filter(|t| matches!(t.kind, Kind::LinkOpen(_) | Kind::Image(_))).count()
    }
}

fn start_of(span: Span) -> Span {
    Span { start: span.start, end: span.start }
}

fn end_of(span: Span) -> Span {
    Span { start: span.end, end: span.end }
}

fn alert(kind: BlockQuoteKind) -> NoteKind {
    match kind {
        BlockQuoteKind::Note => NoteKind::Note,
        BlockQuoteKind::Tip => NoteKind::Tip,
        BlockQuoteKind::Important => NoteKind::Important,
        BlockQuoteKind::Warning => NoteKind::Warning,
        BlockQuoteKind::Caution => NoteKind::Caution,
    }
}

/// Whether an eaten backslash stood in a path: `%temp%\*` keeps it, `11\.` and `HKEY\_LOCAL` do not.
fn is_path_separator(before: &str, after: &str) -> bool {
    let word = before.rsplit([' ', '"', '“', '(']).next().unwrap_or("");
    let first = after.chars().next().unwrap_or(' ');
    if first == '\\' {
        // An escaped backslash is one; only the two at the beginning of a share are two.
        return word.is_empty() && after[1..].starts_with(char::is_alphanumeric) && after[1..].contains('\\');
    }
    if word.ends_with('\\') || matches!(first, '_' | ']' | ')' | '>') {
        return false;
    }
    let drive = word.len() >= 2 && word.as_bytes()[1] == b':' && word.as_bytes()[0].is_ascii_alphabetic();
    word.contains('\\') || drive || (word.len() > 2 && word.starts_with('%') && word.ends_with('%'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::inline::plain;

    fn paragraphs(text: &str) -> Vec<String> {
        fn walk(blocks: &[Block], out: &mut Vec<String>) {
            for block in blocks {
                match &block.kind {
                    BlockKind::Paragraph(row) | BlockKind::Heading { row, .. } => out.push(plain(row)),
                    BlockKind::List { items, .. } => items.iter().for_each(|i| walk(&i.blocks, out)),
                    BlockKind::Quote { blocks, .. } => walk(blocks, out),
                    _ => {}
                }
            }
        }
        let mut out = Vec::new();
        walk(&parse(&Source::from_text("a.md", text), &|_| None).blocks, &mut out);
        out
    }

    #[test]
    fn text_that_a_converter_broke_is_put_right() {
        for (text, want) in [
            ("Click**Next** .", "Click Next."),
            ("Click **R** **estart** to go", "Click Restart to go"),
            ("G o to **Device Manager**  , then", "Go to Device Manager, then"),
            ("Press **Win** \\+ **I** now", "Press Win + I now"),
            ("in **Start** button**\\> Settings > Update**", "in Start button > Settings > Update"),
            ("Type`cmd`and press**Enter** .", "Type cmd and press Enter."),
            ("two `exe`s and **S**tart", "two exes and Start"),
            ("a **bold **text** end", "a bold text end"),
            ("del /q %temp%\\* && del C:\\Windows\\temp\\*", "del /q %temp%\\* && del C:\\Windows\\temp\\*"),
            ("Windows 11\\. Then 1\\. Go", "Windows 11. Then 1. Go"),
            ("HKEY\\_LOCAL\\_MACHINE\\SOFTWARE", "HKEY_LOCAL_MACHINE\\SOFTWARE"),
            ("HKEY\\_LOCAL\\_MACHINE\\\\SYSTEM\\\\Control", "HKEY_LOCAL_MACHINE\\SYSTEM\\Control"),
            ("**C:\\\\\\\\Users\\\\\\\\Public**", "C:\\Users\\Public"),
            ("correct version of_ALL_ the drivers", "correct version of ALL the drivers"),
            ("when you click_**Update All**_ )", "when you click Update All)"),
            ("the my_own_file and INACCESSIBLE_BOOT_DEVICE", "the my_own_file and INACCESSIBLE_BOOT_DEVICE"),
            ("then p  ress **Enter** and T  ype it", "then press Enter and Type it"),
            ("the .exe file , and .NET", "the .exe file, and .NET"),
            ("By[Maggie](x)Updated", "By Maggie Updated"),
        ] {
            assert_eq!(paragraphs(text), [want], "{text}");
        }
    }

    #[test]
    fn spans_lead_back_to_the_file() {
        let text = "---\ntitle: x\n---\nOne <!-- a --> two\n\n1. Click **OK**\n";
        let document = parse(&Source::from_text("a.md", text), &|_| None);
        let BlockKind::List { items, .. } = &document.blocks[1].kind else { panic!("{:?}", document.blocks) };
        assert_eq!(&text[items[0].span.range()].trim_end(), &"1. Click **OK**");
    }

    #[test]
    fn nothing_makes_it_panic_or_hang() {
        for text in [
            "> ".repeat(5_000),
            "- ".repeat(3_000),
            "[".repeat(5_000),
            "<b>".repeat(2_000),
            "![".repeat(3_000),
            "`` ` ".repeat(2_000),
        ] {
            let _ = paragraphs(&text);
        }
    }
}
