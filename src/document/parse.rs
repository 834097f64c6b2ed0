//! From the text of a file to a `Document`: front matter, then Markdown as blocks with spans.
//!
//! pulldown-cmark reads the cleaned text; this module turns its events into blocks, puts backslashes
//! back that belong to paths, and takes simple inline HTML as marks. Every input gives a document.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::document::clean::{self, Clean};
use crate::document::collect::{Frames, Open, OpenImage, Row, end_of, start_of};
use crate::document::copied;
use crate::document::front_matter::{self, FrontMatter};
use crate::document::html_blocks::RawHtml;
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

/// Reads a file. `platform` knows the names of platforms.
pub fn parse(source: &Source, platform: &dyn Fn(&str) -> Option<Platform>) -> Document {
    let front = front_matter::read(source, platform);
    let body = &source.text[front.body.min(source.text.len())..];
    let mut clean = clean::clean(body, source.text.len() - body.len());
    copied::restore(&mut clean);
    let Clean { text, map, junk, also_read } = clean;
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

pub struct Builder<'a> {
    pub text: &'a str,
    pub map: &'a OffsetMap,
    pub references: Vec<Reference>,
}

impl Builder<'_> {
    fn blocks(&mut self) -> Vec<Block> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_GFM;
        let mut frames = Frames::new(self.map);
        let mut row = Row::default();
        // Containers below `DEEPEST` are counted, not kept.
        let mut skipped = 0usize;
        let mut code: Option<(String, String)> = None;
        let mut html = RawHtml::default();
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
                    frames.flush(&mut row, range);
                }
                Event::Start(Tag::Heading { .. }) => {
                    frames.flush(&mut row, range.clone());
                    row.begin(range.start);
                }
                Event::End(TagEnd::Heading(level)) => {
                    let tokens = repair(std::mem::take(&mut row).tokens);
                    frames.push(BlockKind::Heading { level: level as u8, row: tokens }, range);
                }
                Event::Start(Tag::List(_) | Tag::Item | Tag::BlockQuote(_)) if skipped > 0 || frames.is_deepest() => {
                    frames.flush(&mut row, range);
                    skipped += 1;
                }
                Event::End(TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_)) if skipped > 0 => {
                    frames.flush(&mut row, range);
                    skipped -= 1;
                }
                Event::Start(Tag::List(first)) => {
                    frames.flush(&mut row, range.clone());
                    frames.open(Open::List { first, items: Vec::new() }, range.start, None);
                }
                Event::Start(Tag::Item) => {
                    frames.open(Open::Item, range.start, None);
                    row.begin(range.start);
                }
                Event::Start(Tag::BlockQuote(kind)) => {
                    frames.flush(&mut row, range.clone());
                    frames.open(Open::Quote(kind.map(alert)), range.start, None);
                }
                Event::End(TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_)) => {
                    frames.flush(&mut row, range.clone());
                    frames.close(range);
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    frames.flush(&mut row, range);
                    let language = match kind {
                        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or("").to_owned(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    code = Some((language, String::new()));
                }
                Event::End(TagEnd::CodeBlock) => {
                    if let Some((language, mut text)) = code.take() {
                        let line = text.trim().strip_prefix('`').and_then(|line| line.strip_suffix('`'));
                        // A line far to the right whose author meant the marks.
                        if let Some(line) = line.filter(|line| language.is_empty() && !line.contains(['`', '\n'])) {
                            text = format!("{line}\n");
                        }
                        frames.push(BlockKind::Code { language, text }, range);
                    }
                }
                // A footnote stays where its author wrote it, with its mark before it.
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    frames.flush(&mut row, range.clone());
                    footnote = Some(label.into_string());
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    frames.flush(&mut row, range);
                    footnote = None;
                }
                Event::Start(Tag::HtmlBlock) => frames.flush(&mut row, range),
                Event::Html(text) => html.push(&text, range.start),
                Event::End(TagEnd::HtmlBlock) => {
                    self.html_block(&mut frames, &mut row, &std::mem::take(&mut html), range);
                }
                Event::Start(Tag::Table(_)) => {
                    frames.flush(&mut row, range);
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
                        frames.push(BlockKind::Table { head, rows }, range);
                    }
                }
                Event::Rule => {
                    frames.flush(&mut row, range.clone());
                    frames.push(BlockKind::Rule, range);
                }
                Event::Text(text) if code.is_some() => {
                    if let Some((_, body)) = &mut code {
                        body.push_str(&text);
                    }
                }
                event => self.inline(&mut row, event, range),
            }
        }
        frames.flush(&mut row, self.text.len()..self.text.len());
        frames.finish(self.text.len())
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
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                let reference = self.reference(ReferenceKind::Link, &format!("{mail}{dest_url}"), &title, span);
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

    pub fn reference(&mut self, kind: ReferenceKind, url: &str, title: &str, span: Span) -> u32 {
        let title = (!title.is_empty()).then(|| title.to_owned());
        self.references.push(Reference { kind, url: url.trim().to_owned(), text: String::new(), title, span });
        (self.references.len() - 1) as u32
    }

    pub fn end_link(&mut self, row: &mut Row, at: Span) {
        if let Some((reference, from)) = row.links.pop() {
            let text: String = row.tokens[from.min(row.tokens.len())..].iter().map(Inline::visible).collect();
            self.references[reference as usize].text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            row.push(Kind::LinkClose(reference), at);
        }
    }

    /// A tag in running text: a mark we know, a line end, a link, a picture; other tags go, their text stays.
    pub fn inline_html(&mut self, row: &mut Row, html: &str, span: Span) {
        let Some(tag) = html_scan::tag(html) else { return };
        if tag.is_comparison() {
            return row.text(html, span);
        }
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
            (_, "code" | "tt" | "samp", false) => row.code = row.code.or(Some(row.tokens.len())),
            (_, "code" | "tt" | "samp", true) => row.close_code(),
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
            // `<Card>` … `</Card>` is a component of another program, and goes.
            (_, _, false)
                if tag.is_placeholder() && !self.text.contains(&format!("</{}>", &html[1..=tag.name.len()])) =>
            {
                row.text(html, span);
            }
            _ => {}
        }
    }
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
            ("Run it in <folder> now, <your name>, as <u>shown</u>", "Run it in <folder> now, <your name>, as shown"),
            ("press **Windows logo +** **R** **keys** now", "press Windows logo + R keys now"),
            ("the **Windows Key + R**at once", "the Windows Key + R at once"),
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
