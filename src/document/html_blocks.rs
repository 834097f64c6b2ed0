//! Raw HTML that says what Markdown could say: headings, paragraphs, lists, quotes, code, tables and pictures become the
//! same blocks. What Markdown has no word for stays raw HTML, for the allow list of the page.
//!
//! To Markdown a blank line ends a block of HTML. To its author it does not: a list of tags goes on until its end tag,
//! whatever stands in between.

use std::ops::Range;

use crate::document::collect::{Element, Frames, Open, Row, end_of, start_of};
use crate::document::html_scan::{self, Tag};
use crate::document::inline::{self, Inline, Kind, Mark};
use crate::document::parse::{BlockKind, Builder};
use crate::document::repair::repair;
use crate::guide::NoteKind;

/// A block of HTML, and where each of its lines begins in the cleaned text.
#[derive(Default)]
pub struct RawHtml {
    text: String,
    lines: Vec<(usize, usize)>,
}

impl RawHtml {
    pub fn push(&mut self, text: &str, at: usize) {
        self.lines.push((self.text.len(), at));
        self.text.push_str(text);
    }

    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(begin, _)| *begin <= at).saturating_sub(1);
        self.lines.get(line).map_or(at, |(begin, place)| place + (at - begin))
    }

    fn range(&self, range: Range<usize>) -> Range<usize> {
        self.place(range.start)..self.place(range.end.saturating_sub(1).max(range.start)) + 1
    }
}

/// Elements that only part one paragraph from the next.
const PARTS: &[&str] = &[
    "address", "article", "aside", "body", "caption", "center", "details", "div", "fieldset", "figure", "footer",
    "form", "header", "hgroup", "html", "main", "nav", "p", "picture", "section", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr",
];
/// Elements that are kept, or thrown out, whole.
const OPAQUE: &[&str] = &[
    "applet", "audio", "canvas", "dl", "embed", "head", "iframe", "map", "math", "noembed", "noframes", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
];
/// An element of this class stands as it is written: a list that is no steps, a text that begins with a number.
pub const PLAIN: &str = "plain";
/// Tables of one block of HTML that are looked into.
const MOST_TABLES: usize = 100;
/// How far the end tag of a list is looked for, in bytes.
const FARTHEST_END: usize = 20_000;

/// A piece of HTML.
enum Part {
    Text(Range<usize>),
    Tag(Tag, Range<usize>),
}

/// The next piece at `at`; comments and declarations are passed over. `None` at the end.
fn next_part(text: &str, mut at: usize) -> Option<Part> {
    loop {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let skipped = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else {
            break;
        };
        at += skipped;
    }
    let rest = &text[at..];
    if let Some(tag) = html_scan::tag(rest) {
        let end = at + tag.length;
        return Some(Part::Tag(tag, at..end));
    }
    let from = usize::from(rest.starts_with('<'));
    let length = rest[from..].find('<').map_or(rest.len(), |i| i + from);
    Some(Part::Text(at..at + length))
}

/// What is going on between two tags of one block.
#[derive(Default)]
struct State {
    heading: Option<u8>,
    caption: bool,
    /// Tables that were looked into.
    tables: usize,
}

impl Builder<'_> {
    /// The blocks that a block of HTML stands for.
    pub fn html_block(&mut self, frames: &mut Frames, row: &mut Row, raw: &RawHtml, range: Range<usize>) {
        let text = raw.text.as_str();
        let mut state = State::default();
        let mut at = 0;
        while let Some(part) = next_part(text, at) {
            match part {
                Part::Text(range) => {
                    at = range.end;
                    self.html_text(frames, row, &text[range.clone()], raw.range(range));
                }
                Part::Tag(tag, range) => at = self.html_tag(frames, row, raw, &tag, range, &mut state),
            }
        }
        self.end_paragraph(frames, row, &mut state, range.end);
        frames.close_endless(range.end);
    }

    fn html_text(&mut self, frames: &mut Frames, row: &mut Row, text: &str, range: Range<usize>) {
        let blank = text.trim_matches(|c: char| c.is_ascii_whitespace()).is_empty();
        if blank && row.tokens.is_empty() {
            return;
        }
        if !blank {
            open_item(frames, row, range.start);
        }
        let text = html_scan::decode_entities(&single_blanks(text));
        let text = if row.tokens.is_empty() { text.trim_start_matches(' ') } else { &text };
        row.start = row.start.min(range.start);
        row.end = range.end;
        row.text(text, self.map.span(range));
    }

    /// One tag; gives where to go on in the block.
    fn html_tag(
        &mut self,
        frames: &mut Frames,
        row: &mut Row,
        raw: &RawHtml,
        tag: &Tag,
        range: Range<usize>,
        state: &mut State,
    ) -> usize {
        let text = raw.text.as_str();
        let (begin, next) = (raw.place(range.start), range.end);
        let span = self.map.span(raw.range(range.clone()));
        match (tag.name.as_str(), tag.closing) {
            (_, false) if tag.attribute("class").is_some_and(|class| class.trim() == PLAIN) => {
                self.end_paragraph(frames, row, state, begin);
                let end = html_scan::element_end(text, range.start, tag).unwrap_or(text.len());
                frames.push(BlockKind::Html(text[range.start..end].to_owned()), raw.range(range.start..end));
                return end;
            }
            ("ol" | "ul", false) => {
                self.end_paragraph(frames, row, state, begin);
                if !frames.is_deepest() {
                    let name = if tag.name == "ol" { "ol" } else { "ul" };
                    let start = tag.attribute("start").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                    let first = (name == "ol").then_some(start);
                    let element = Element { name, ends: self.ends_later(begin, name), inside: 0 };
                    frames.open(Open::List { first, items: Vec::new() }, begin, Some(element));
                }
            }
            (name @ ("ol" | "ul"), true) => {
                self.end_paragraph(frames, row, state, begin);
                frames.close_element(name, raw.place(next - 1) + 1);
            }
            ("li", false) => {
                self.end_paragraph(frames, row, state, begin);
                frames.close_element("li", begin);
                if !frames.is_deepest() && matches!(frames.innermost(), Open::List { .. }) {
                    let ends = frames.element().is_none_or(|list| list.ends);
                    frames.open(Open::Item, begin, Some(Element { name: "li", ends, inside: 0 }));
                }
            }
            ("li", true) => {
                self.end_paragraph(frames, row, state, begin);
                frames.close_element("li", begin);
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", closing) => {
                self.end_paragraph(frames, row, state, begin);
                state.heading = (!closing).then(|| tag.name.as_bytes()[1] - b'0');
            }
            ("summary", false) => {
                self.end_paragraph(frames, row, state, begin);
                row.push(Kind::Open(Mark::Strong), start_of(span));
            }
            ("summary", true) => {
                if !row.tokens.is_empty() {
                    row.push(Kind::Close(Mark::Strong), end_of(span));
                }
                self.end_paragraph(frames, row, state, begin);
            }
            ("figcaption", closing) => {
                self.end_paragraph(frames, row, state, begin);
                state.caption = !closing;
            }
            ("hr", _) => {
                self.end_paragraph(frames, row, state, begin);
                frames.push(BlockKind::Rule, raw.range(range));
            }
            ("pre", false) => {
                self.end_paragraph(frames, row, state, begin);
                let rest = &text[next..];
                let end = find_tag_end(rest, "pre").map_or(rest.len(), |(at, _)| at);
                let inside = &rest[..end];
                let code = verbatim(inside);
                if !code.trim().is_empty() {
                    let language =
                        language(tag).or_else(|| html_scan::tag(inside.trim_start()).and_then(|t| language(&t)));
                    let kind = BlockKind::Code { language: language.unwrap_or_default(), text: code };
                    frames.push(kind, raw.range(range.start..next + end));
                }
                return next + end;
            }
            ("table", false) => {
                self.end_paragraph(frames, row, state, begin);
                state.tables += 1;
                // Frames in frames: each is looked through once.
                if state.tables > MOST_TABLES {
                    return next;
                }
                let Some(end) = html_scan::element_end(text, range.start, tag) else { return next };
                match self.html_table(raw, next..end) {
                    Table::Layout => {}
                    Table::Data(kind) => {
                        frames.push(kind, raw.range(range.start..end));
                        return end;
                    }
                    Table::Other => {
                        let kind = BlockKind::Html(text[range.start..end].to_owned());
                        frames.push(kind, raw.range(range.start..end));
                        return end;
                    }
                }
            }
            (name, false) if OPAQUE.contains(&name) => {
                self.end_paragraph(frames, row, state, begin);
                let end = html_scan::element_end(text, range.start, tag).unwrap_or(match name {
                    "embed" => next,
                    _ => text.len(),
                });
                frames.push(BlockKind::Html(text[range.start..end].to_owned()), raw.range(range.start..end));
                return end;
            }
            ("blockquote" | "div" | "aside" | "section" | "p", closing) => {
                self.end_paragraph(frames, row, state, begin);
                self.quote(frames, tag, closing, begin);
            }
            (name, _) if PARTS.contains(&name) => self.end_paragraph(frames, row, state, begin),
            _ => {
                if tag.name == "img" {
                    open_item(frames, row, begin);
                }
                row.start = row.start.min(begin);
                row.end = raw.place(next - 1) + 1;
                self.inline_html(row, &text[range], span);
            }
        }
        next
    }

    /// A quote, or a box that says by its class that it is a note.
    fn quote(&mut self, frames: &mut Frames, tag: &Tag, closing: bool, at: usize) {
        let name = match tag.name.as_str() {
            "blockquote" => "blockquote",
            "div" => "div",
            "aside" => "aside",
            "section" => "section",
            _ => "p",
        };
        if closing {
            match frames.element() {
                Some(element) if element.name == name && element.inside > 0 => element.inside -= 1,
                _ => frames.close_element(name, at),
            }
            return;
        }
        let alert = tag.attribute("class").and_then(note_of);
        if (name == "blockquote" || alert.is_some()) && !frames.is_deepest() {
            let element = Element { name, ends: self.ends_later(at, name), inside: 0 };
            frames.open(Open::Quote(alert), at, Some(element));
        } else if let Some(element) = frames.element().filter(|e| e.name == name && name != "p") {
            element.inside += 1;
        }
    }

    /// Whether an end tag of this name follows in the article.
    fn ends_later(&self, at: usize, name: &str) -> bool {
        let end = (at + FARTHEST_END).min(self.text.len());
        let bytes = &self.text.as_bytes()[at.min(end)..end];
        memchr::memmem::find_iter(bytes, b"</").any(|i| {
            bytes.get(i + 2..i + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        })
    }

    /// Ends the heading, the caption or the paragraph that is open.
    fn end_paragraph(&mut self, frames: &mut Frames, row: &mut Row, state: &mut State, at: usize) {
        row.code = None;
        while !row.links.is_empty() {
            self.end_link(row, self.map.span(at..at));
        }
        let heading = state.heading.take();
        if row.tokens.is_empty() {
            return;
        }
        row.tokens = inline::balance(std::mem::take(&mut row.tokens));
        if state.caption && self.caption(frames, row) {
            *row = Row::default();
            return;
        }
        match heading {
            Some(level) => {
                let done = std::mem::take(row);
                let tokens = repair(done.tokens);
                if !inline::is_blank(&tokens) || tokens.iter().any(Inline::is_image) {
                    frames.push(BlockKind::Heading { level, row: tokens }, done.start..done.end.max(done.start));
                }
            }
            None if inline::is_blank(&row.tokens) && !row.tokens.iter().any(Inline::is_image) => *row = Row::default(),
            None => frames.flush(row, at..at),
        }
    }

    /// Words below a picture are its title, if it has none.
    fn caption(&mut self, frames: &Frames, row: &Row) -> bool {
        let Some(BlockKind::Paragraph(above)) = frames.last_block().map(|b| &b.kind) else { return false };
        let mut pictures = above.iter().filter_map(|t| match t.kind {
            Kind::Image(r) => Some(r),
            _ => None,
        });
        let (Some(picture), None) = (pictures.next(), pictures.next()) else { return false };
        let plain = row.tokens.iter().all(|t| !t.is_image() && !matches!(t.kind, Kind::LinkOpen(_)));
        let reference = &mut self.references[picture as usize];
        if !inline::is_blank(above) || above.len() > 3 || !plain || reference.title.is_some() {
            return false;
        }
        reference.title = Some(inline::plain(&row.tokens));
        true
    }

    /// What a table holds; `inside` is the range between its tags, end tag included.
    fn html_table(&mut self, raw: &RawHtml, inside: Range<usize>) -> Table {
        let text = &raw.text[..inside.end];
        let mut widest = 0;
        let mut columns = 0;
        let mut at = inside.start;
        let mut simple = true;
        let (mut rows, mut lists) = (0, false);
        while let Some(part) = next_part(text, at) {
            let (Part::Text(range) | Part::Tag(_, range)) = &part;
            at = range.end;
            let Part::Tag(tag, _) = part else { continue };
            match (tag.name.as_str(), tag.closing) {
                ("tr", false) => {
                    columns = 0;
                    rows += 1;
                }
                ("td" | "th", false) => {
                    columns += 1;
                    widest = widest.max(columns);
                    let spans = |name| tag.attribute(name).is_some_and(|n| n.trim() != "1");
                    simple &= !spans("colspan") && !spans("rowspan");
                }
                (name, false) => {
                    lists |= matches!(name, "ol" | "ul");
                    let blocks =
                        ["table", "ol", "ul", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "caption"];
                    simple &= !blocks.contains(&name) && !OPAQUE.contains(&name);
                }
                _ => {}
            }
        }
        // A list beside its picture is a frame, too.
        if widest < 2 || rows <= 1 && lists {
            return Table::Layout;
        }
        if !simple {
            return Table::Other;
        }
        self.cells(raw, inside)
    }

    fn cells(&mut self, raw: &RawHtml, inside: Range<usize>) -> Table {
        let text = &raw.text[..inside.end];
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        let mut head = None;
        let mut row = Row::default();
        let mut in_head = true;
        let mut open = false;
        let mut at = inside.start;
        while let Some(part) = next_part(text, at) {
            let (Part::Text(range) | Part::Tag(_, range)) = &part;
            at = range.end;
            let place = raw.range(range.clone());
            let Part::Tag(tag, range) = part else {
                if let Part::Text(range) = part {
                    let words = html_scan::decode_entities(&single_blanks(&text[range]));
                    let words = if row.tokens.is_empty() { words.trim_start_matches(' ') } else { &words };
                    if open && !words.is_empty() {
                        row.text(words, self.map.span(place));
                    }
                }
                continue;
            };
            match (tag.name.as_str(), tag.closing) {
                ("tr", _) | ("td" | "th", _) if open => {
                    while !row.links.is_empty() {
                        self.end_link(&mut row, self.map.span(place.clone()));
                    }
                    let cell = repair(inline::balance(std::mem::take(&mut row).tokens));
                    if let Some(last) = rows.last_mut() {
                        last.push(cell);
                    }
                    open = false;
                }
                _ => {}
            }
            match (tag.name.as_str(), tag.closing) {
                ("tr", false) => {
                    if head.is_none() && in_head && rows.len() == 1 {
                        head = rows.pop();
                    }
                    in_head = true;
                    rows.push(Vec::new());
                }
                (name @ ("td" | "th"), false) => {
                    in_head &= name == "th";
                    if rows.is_empty() {
                        rows.push(Vec::new());
                    }
                    open = true;
                }
                ("p" | "div" | "br", _) if open && row.tokens.is_empty() => {}
                ("p" | "div" | "br", _) if open => row.push(Kind::Hard, self.map.span(place)),
                (name, _) if PARTS.contains(&name) => {}
                _ if open => self.inline_html(&mut row, &text[range], self.map.span(place)),
                _ => {}
            }
        }
        rows.retain(|row| !row.is_empty());
        Table::Data(BlockKind::Table { head: head.unwrap_or_default(), rows })
    }
}

/// What a table of HTML turns out to be.
enum Table {
    /// One column: a frame around something.
    Layout,
    Data(BlockKind),
    /// Cells over several columns, or with lists in them.
    Other,
}

/// What stands between the items of a list belongs to an item, too.
fn open_item(frames: &mut Frames, row: &Row, at: usize) {
    if row.tokens.is_empty() && matches!(frames.innermost(), Open::List { .. }) {
        let ends = frames.element().is_none_or(|list| list.ends);
        if frames.open_last_item(Element { name: "li", ends, inside: 0 }) {
            return;
        }
        frames.open(Open::Item, at, Some(Element { name: "li", ends, inside: 0 }));
    }
}

/// Every run of blanks and line ends as one blank.
fn single_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_ascii_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

/// The text of preformatted HTML.
fn verbatim(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(part) = next_part(html, at) {
        match part {
            Part::Text(range) => {
                at = range.end;
                out.push_str(&html_scan::decode_entities(&html[range]));
            }
            Part::Tag(tag, range) => {
                at = range.end;
                if matches!(tag.name.as_str(), "br" | "div" | "p" | "li") && !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
        }
    }
    out.trim_start_matches('\n').to_owned()
}

/// Where `</name>` begins in a text, and its length.
fn find_tag_end(text: &str, name: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(i) = text[at..].find("</").map(|i| at + i) {
        match html_scan::tag(&text[i..]) {
            Some(tag) if tag.name == name => return Some((i, tag.length)),
            _ => at = i + 2,
        }
    }
    None
}

/// "language-powershell", "lang-cmd", "brush: ps".
fn language(tag: &Tag) -> Option<String> {
    let class = tag.attribute("class")?;
    let after = |prefix: &str| class.split_once(prefix).map(|(_, rest)| rest.trim_start());
    let name = after("language-").or_else(|| after("lang-")).or_else(|| after("brush:"))?;
    let end = name.find(|c: char| c.is_whitespace() || c == ';').unwrap_or(name.len());
    Some(name[..end].to_owned()).filter(|name| !name.is_empty())
}

/// The kind of note that a class names: "note", "alert alert-warning", "admonition tip".
fn note_of(class: &str) -> Option<NoteKind> {
    const PREFIXES: &[&str] = &["alert-", "callout-", "admonition-", "notice-", "message-", "is-", "bs-callout-"];
    class
        .split_ascii_whitespace()
        .find_map(|name| note_named(PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)))
}

/// The kind of note by the names that sites give it.
pub fn note_named(name: &str) -> Option<NoteKind> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "primary" => NoteKind::Note,
        "tip" | "hint" | "success" => NoteKind::Tip,
        "important" => NoteKind::Important,
        "warning" | "attention" => NoteKind::Warning,
        "caution" | "danger" | "error" => NoteKind::Caution,
        _ => return None,
    })
}
