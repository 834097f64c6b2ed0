//! A guide as a tree of plain parts: its pieces of HTML read back into paragraphs, lists, tables and code.
//!
//! The HTML is ours, escaped and balanced, so this is exact work. Raw HTML of the author that Markdown has no
//! form for stays HTML. Every part has a number, by which the writer and the comparison speak of it.

use crate::document::html_scan::{self, Tag, decode_entities};
use crate::document::inline::Mark;
use crate::guide::{Action, Guide, Hole, HoleKind, Item, Note, NoteKind, Piece, ReferenceKind, Step, StepPart};
use crate::native::row::{self, Row, Token};

/// A part of a guide.
#[derive(Debug)]
pub struct Node {
    /// Unique in the guide, in its order.
    pub id: usize,
    pub kind: NodeKind,
}

#[derive(Debug)]
pub enum NodeKind {
    Text(Row),
    /// A picture of the section or step: index into the references.
    Picture(u32),
    Code {
        language: String,
        text: String,
    },
    Quote(Vec<Node>),
    Note(NoteKind, Vec<Node>),
    Bullets(Vec<Vec<Node>>),
    /// A numbered list that is no procedure; from which number on.
    Numbered(Vec<Vec<Node>>),
    Table {
        head: Vec<Row>,
        rows: Vec<Vec<Row>>,
    },
    Rule,
    /// What Markdown has no form for.
    Html(String),
    Steps(Vec<StepNode>),
}

#[derive(Debug)]
pub struct StepNode {
    pub id: usize,
    pub row: Row,
    pub text: String,
    pub title: bool,
    pub actions: Vec<Action>,
    pub platforms: Vec<String>,
    pub parts: Vec<Node>,
}

#[derive(Debug)]
pub struct SectionNode {
    pub id: usize,
    /// Level and text; `None` for the introduction and for a section that goes on with an earlier one.
    pub heading: Option<(u8, Row)>,
    pub resumes: bool,
    pub body: Vec<Node>,
}

/// The sections of a guide.
pub fn sections(guide: &Guide) -> Vec<SectionNode> {
    let mut tree = Tree { guide, next: 0 };
    guide
        .sections
        .iter()
        .map(|section| {
            let id = tree.id();
            let heading = section.heading.as_ref().map(|h| (h.level, tree.row(&h.html)));
            let body = section.body.iter().flat_map(|item| tree.item(item)).collect();
            SectionNode { id, heading, resumes: section.resumes.is_some(), body }
        })
        .collect()
}

/// A piece of inline HTML as a row.
pub fn row_of(guide: &Guide, piece: &Piece) -> Row {
    Tree { guide, next: 0 }.row(piece)
}

struct Tree<'a> {
    guide: &'a Guide,
    next: usize,
}

impl Tree<'_> {
    fn id(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    fn node(&mut self, kind: NodeKind) -> Node {
        Node { id: self.id(), kind }
    }

    fn is_screenshot(&self, reference: u32) -> bool {
        self.guide.references.get(reference as usize).is_some_and(|r| r.kind == ReferenceKind::Image)
    }

    fn item(&mut self, item: &Item) -> Vec<Node> {
        match item {
            Item::Prose(piece) => self.blocks(piece),
            Item::Note(note) => self.note(note).into_iter().collect(),
            Item::Figure(r) => vec![self.node(NodeKind::Picture(*r))],
            Item::Procedure(p) => self.steps(&p.steps).into_iter().collect(),
        }
    }

    fn note(&mut self, note: &Note) -> Option<Node> {
        let blocks = self.blocks(&note.html);
        (!blocks.is_empty()).then(|| self.node(NodeKind::Note(note.kind, blocks)))
    }

    /// Steps that say nothing are none, and so are notes.
    fn steps(&mut self, steps: &[Step]) -> Option<Node> {
        let nodes: Vec<StepNode> =
            steps.iter().map(|s| self.step(s)).filter(|s| !row::is_empty(&s.row) || !s.parts.is_empty()).collect();
        (!nodes.is_empty()).then(|| self.node(NodeKind::Steps(nodes)))
    }

    fn step(&mut self, step: &Step) -> StepNode {
        let id = self.id();
        let mut parts = Vec::new();
        for part in &step.parts {
            match part {
                StepPart::Image(r) => parts.push(self.node(NodeKind::Picture(*r))),
                StepPart::Text { html, .. } | StepPart::Outcome { html, .. } => parts.extend(self.blocks(html)),
                StepPart::Note(note) => parts.extend(self.note(note)),
                StepPart::Substeps(steps) => parts.extend(self.steps(steps)),
            }
        }
        StepNode {
            id,
            row: self.row(&step.html),
            text: step.text.clone(),
            title: step.title.is_some(),
            actions: step.actions.clone(),
            platforms: step.platforms.iter().map(|p| p.name.to_string()).collect(),
            parts,
        }
    }

    /// A piece of inline HTML.
    fn row(&mut self, piece: &Piece) -> Row {
        let nodes = self.blocks(piece);
        let mut out = Row::new();
        for node in nodes {
            if let NodeKind::Text(row) = node.kind {
                if !out.is_empty() {
                    out.push(Token::Text(" ".into()));
                }
                out.extend(row);
            }
        }
        row::tidy(out)
    }

    fn blocks(&mut self, piece: &Piece) -> Vec<Node> {
        let mut parser = Parser { events: events(piece), at: 0, tree: self };
        parser.blocks(None).unwrap_or_default()
    }
}

/// A piece as a row of tags, texts and holes.
enum Event<'a> {
    Text(&'a str),
    Tag(Tag, &'a str),
    Hole(Hole),
}

fn events(piece: &Piece) -> Vec<Event<'_>> {
    let html = &*piece.html;
    let mut out = Vec::new();
    // The names of places have no form of their own: they are found again.
    let is_place = |h: &&Hole| matches!(h.kind, HoleKind::PlaceOpen | HoleKind::PlaceClose);
    let mut holes = piece.holes.iter().filter(|h| !is_place(h)).peekable();
    let mut at = 0;
    while at < html.len() || holes.peek().is_some() {
        while let Some(hole) = holes.next_if(|h| h.at as usize <= at) {
            out.push(Event::Hole(*hole));
        }
        if at >= html.len() {
            break;
        }
        if let Some(tag) = html_scan::tag(&html[at..]) {
            let end = at + tag.length;
            out.push(Event::Tag(tag, &html[at..end]));
            at = end;
            continue;
        }
        let first = html[at..].chars().next().map_or(1, char::len_utf8);
        let next_tag = html[at + first..].find('<').map_or(html.len(), |i| at + first + i);
        let end = holes.peek().map_or(next_tag, |h| next_tag.min(h.at as usize)).max(at + first);
        out.push(Event::Text(&html[at..end]));
        at = end;
    }
    out
}

/// Something that Markdown has no form for.
struct NoForm;

struct Parser<'a, 't, 'g> {
    events: Vec<Event<'a>>,
    at: usize,
    tree: &'t mut Tree<'g>,
}

impl Parser<'_, '_, '_> {
    /// Blocks up to the end tag `end`, which is taken.
    fn blocks(&mut self, end: Option<&str>) -> Result<Vec<Node>, NoForm> {
        let mut out = Vec::new();
        let mut row = Row::new();
        while self.at < self.events.len() {
            let here = self.at;
            self.at += 1;
            match &self.events[here] {
                Event::Text(text) => row.push(Token::Text(decode_entities(text))),
                // A screenshot stands between blocks, an icon in a row; in a cell there is no between.
                Event::Hole(Hole { kind: HoleKind::Image, reference, .. })
                    if self.tree.is_screenshot(*reference) && !matches!(end, Some("td" | "th")) =>
                {
                    let reference = *reference;
                    self.flush(&mut row, &mut out);
                    out.push(self.tree.node(NodeKind::Picture(reference)));
                }
                Event::Hole(hole) => row.push(match hole.kind {
                    HoleKind::LinkOpen => Token::LinkOpen(hole.reference),
                    HoleKind::LinkClose => Token::LinkClose(hole.reference),
                    HoleKind::Image => Token::Image(hole.reference),
                    HoleKind::PlaceOpen | HoleKind::PlaceClose => continue,
                }),
                Event::Tag(tag, _) if tag.closing => {
                    if end == Some(tag.name.as_str()) {
                        self.flush(&mut row, &mut out);
                        return Ok(out);
                    }
                    if let Some(mark) = mark(&tag.name) {
                        row.push(Token::Close(mark));
                    }
                }
                Event::Tag(tag, _) => {
                    if let Some(mark) = mark(&tag.name) {
                        row.push(Token::Open(mark));
                        continue;
                    }
                    match tag.name.as_str() {
                        "br" => row.push(Token::Break),
                        "kbd" | "code" => {
                            let name = tag.name.clone();
                            let text = self.text_up_to(&name, &mut row);
                            let text = if name == "code" { text } else { text.trim().to_owned() };
                            match name.as_str() {
                                _ if text.trim().is_empty() => row.push(Token::Text(text)),
                                "kbd" => row.push(Token::Key(text)),
                                _ => row.push(Token::Code(text)),
                            }
                        }
                        "span" if tag.attribute("class") == Some("ui-path") => {
                            let text = self.text_up_to("span", &mut row);
                            row.push(Token::Path(path_text(&text)));
                        }
                        // Its words stay, its look does not.
                        "span" | "u" | "small" | "samp" | "var" | "q" | "abbr" => {}
                        _ => {
                            self.flush(&mut row, &mut out);
                            self.block(here, &mut out)?;
                        }
                    }
                }
            }
        }
        self.flush(&mut row, &mut out);
        Ok(out)
    }

    fn flush(&mut self, row: &mut Row, out: &mut Vec<Node>) {
        let done = row::tidy(std::mem::take(row));
        if !row::is_empty(&done) {
            match done.as_slice() {
                [Token::Image(r)] => out.push(self.tree.node(NodeKind::Picture(*r))),
                _ => out.push(self.tree.node(NodeKind::Text(done))),
            }
        }
    }

    /// A block whose start tag is event `start`; as HTML when Markdown has no form for it.
    fn block(&mut self, start: usize, out: &mut Vec<Node>) -> Result<(), NoForm> {
        let before = self.tree.next;
        match self.known_block(start, out) {
            Ok(()) => Ok(()),
            Err(NoForm) => {
                self.at = start;
                self.tree.next = before;
                let html = self.whole_element(start);
                if !crate::guide::piece::text(&html).is_empty() || html.contains("<img") {
                    out.push(self.tree.node(NodeKind::Html(html)));
                }
                Ok(())
            }
        }
    }

    fn known_block(&mut self, start: usize, out: &mut Vec<Node>) -> Result<(), NoForm> {
        let Event::Tag(tag, _) = &self.events[start] else { return Err(NoForm) };
        let is_table = tag.name == "div" && tag.attribute("class") == Some("table");
        let ours = matches!(tag.attribute("class"), Some("code"));
        if !tag.attributes.is_empty() && !is_table && !ours {
            return Err(NoForm);
        }
        let language = tag.attribute("data-lang").unwrap_or("").to_owned();
        match tag.name.clone().as_str() {
            "p" => out.extend(self.blocks(Some("p"))?),
            "div" => out.extend(self.blocks(Some("div"))?),
            "blockquote" => {
                let inner = self.blocks(Some("blockquote"))?;
                if !inner.is_empty() {
                    out.push(self.tree.node(NodeKind::Quote(inner)));
                }
            }
            name @ ("ul" | "ol") => {
                let items = self.items(name)?;
                if items.is_empty() {
                    return Ok(());
                }
                // Inside other lists each number is a list of its own.
                if name == "ol"
                    && let Some(Node { kind: NodeKind::Numbered(last), .. }) = out.last_mut()
                {
                    last.extend(items);
                    return Ok(());
                }
                out.push(self.tree.node(if name == "ul" {
                    NodeKind::Bullets(items)
                } else {
                    NodeKind::Numbered(items)
                }));
            }
            "pre" => {
                let text = self.code_text()?;
                if !text.trim().is_empty() {
                    out.push(self.tree.node(NodeKind::Code { language, text }));
                }
            }
            "table" => {
                let table = self.table()?;
                out.push(self.tree.node(table));
            }
            "hr" => out.push(self.tree.node(NodeKind::Rule)),
            _ => return Err(NoForm),
        }
        Ok(())
    }

    fn items(&mut self, list: &str) -> Result<Vec<Vec<Node>>, NoForm> {
        let mut items = Vec::new();
        while self.at < self.events.len() {
            self.at += 1;
            match &self.events[self.at - 1] {
                Event::Text(t) if t.trim().is_empty() => {}
                Event::Tag(tag, _) if tag.closing && tag.name == list => return Ok(items),
                Event::Tag(tag, _) if !tag.closing && tag.name == "li" && tag.attributes.is_empty() => {
                    let item = self.blocks(Some("li"))?;
                    if !item.is_empty() {
                        items.push(item);
                    }
                }
                _ => return Err(NoForm),
            }
        }
        Ok(items)
    }

    /// The text of a code block; its colors go.
    fn code_text(&mut self) -> Result<String, NoForm> {
        let mut text = String::new();
        while self.at < self.events.len() {
            self.at += 1;
            match &self.events[self.at - 1] {
                Event::Text(t) => text.push_str(&decode_entities(t)),
                Event::Tag(tag, _) if tag.closing && tag.name == "pre" => break,
                Event::Tag(tag, _) if matches!(tag.name.as_str(), "code" | "span") => {}
                _ => return Err(NoForm),
            }
        }
        Ok(text.trim_end_matches('\n').to_owned())
    }

    fn table(&mut self) -> Result<NodeKind, NoForm> {
        let mut head = Vec::new();
        let mut rows: Vec<Vec<Row>> = Vec::new();
        let mut in_head = false;
        while self.at < self.events.len() {
            self.at += 1;
            match &self.events[self.at - 1] {
                Event::Text(t) if t.trim().is_empty() => {}
                Event::Tag(tag, _) if tag.closing && tag.name == "table" => break,
                Event::Tag(tag, _) if matches!(tag.name.as_str(), "thead" | "tbody") => {
                    in_head = tag.name == "thead" && !tag.closing;
                }
                Event::Tag(tag, _) if tag.name == "tr" => {
                    if !tag.closing {
                        rows.push(Vec::new());
                    } else if in_head && head.is_empty() {
                        head = rows.pop().unwrap_or_default();
                    }
                }
                Event::Tag(tag, _) if matches!(tag.name.as_str(), "td" | "th") && !tag.closing => {
                    let plain = tag.attributes.iter().all(|(name, _)| name == "scope");
                    let name = tag.name.clone();
                    let mut cell = self.blocks(Some(&name))?;
                    let row = match (cell.pop().map(|n| n.kind), cell.len()) {
                        (None, _) => Row::new(),
                        (Some(NodeKind::Text(row)), 0) => row,
                        (Some(NodeKind::Picture(r)), 0) => vec![Token::Image(r)],
                        _ => return Err(NoForm),
                    };
                    rows.last_mut().filter(|_| plain).ok_or(NoForm)?.push(row);
                }
                _ => return Err(NoForm),
            }
        }
        let width = if head.is_empty() { rows.first().map_or(0, Vec::len) } else { head.len() };
        if width == 0 || rows.iter().any(|r| r.len() != width) {
            return Err(NoForm);
        }
        Ok(NodeKind::Table { head, rows })
    }

    /// The text of an inline element up to its end, tags inside left out; pictures go behind it.
    fn text_up_to(&mut self, name: &str, row: &mut Row) -> String {
        let (mut depth, mut text) = (1, String::new());
        while self.at < self.events.len() {
            self.at += 1;
            match &self.events[self.at - 1] {
                Event::Text(t) => text.push_str(&decode_entities(t)),
                Event::Hole(Hole { kind: HoleKind::Image, reference, .. }) => row.push(Token::Image(*reference)),
                Event::Hole(_) => {}
                Event::Tag(tag, _) if tag.name == name => {
                    depth += if tag.closing { -1 } else { 1 };
                    if depth == 0 {
                        break;
                    }
                }
                Event::Tag(tag, _) if tag.name == "br" => text.push(' '),
                Event::Tag(tag, _) => {
                    // A mark that crosses the edge of the element is still to be closed.
                    if let Some(mark) = mark(&tag.name) {
                        row.push(if tag.closing { Token::Close(mark) } else { Token::Open(mark) });
                    }
                }
            }
        }
        text
    }

    /// The HTML of an element as it is, links and pictures with their addresses.
    fn whole_element(&mut self, start: usize) -> String {
        let Event::Tag(first, _) = &self.events[start] else { return String::new() };
        let name = first.name.clone();
        let (mut depth, mut html) = (0, String::new());
        let mut verbatim = 0;
        while self.at < self.events.len() {
            self.at += 1;
            match &self.events[self.at - 1] {
                // A blank line would end the block.
                Event::Text(t) => html.push_str(&t.replace('\n', if verbatim > 0 { "&#10;" } else { " " })),
                Event::Hole(hole) => hole_html(self.tree.guide, *hole, &mut html),
                Event::Tag(tag, whole) => {
                    html.push_str(whole);
                    if tag.name == "pre" {
                        verbatim += if tag.closing { -1 } else { 1 };
                    }
                    if tag.name == name {
                        depth += if tag.closing { -1 } else { 1 };
                        if depth == 0 {
                            break;
                        }
                    }
                }
            }
        }
        html
    }
}

fn hole_html(guide: &Guide, hole: Hole, out: &mut String) {
    match hole.kind {
        HoleKind::LinkOpen => link_html(guide, hole.reference, out),
        HoleKind::LinkClose => out.push_str("</a>"),
        HoleKind::Image => image_html(guide, hole.reference, out),
        HoleKind::PlaceOpen | HoleKind::PlaceClose => {}
    }
}

pub fn link_html(guide: &Guide, reference: u32, out: &mut String) {
    let url = guide.references.get(reference as usize).map_or("", |r| r.url.as_str());
    out.push_str("<a href=\"");
    attribute(url, out);
    out.push_str("\">");
}

pub fn image_html(guide: &Guide, reference: u32, out: &mut String) {
    let Some(reference) = guide.references.get(reference as usize) else { return };
    out.push_str("<img src=\"");
    attribute(&reference.url, out);
    out.push_str("\" alt=\"");
    attribute(&reference.text, out);
    out.push_str("\">");
}

fn attribute(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
}

fn mark(name: &str) -> Option<Mark> {
    Some(match name {
        "b" | "strong" => Mark::Strong,
        "i" | "em" | "cite" | "dfn" => Mark::Emphasis,
        "s" | "del" => Mark::Strike,
        "sub" => Mark::Sub,
        "sup" => Mark::Sup,
        "mark" => Mark::Highlight,
        _ => return None,
    })
}

/// A path as it is written: blanks around `>`, none around `\`.
fn path_text(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace(" \\ ", "\\").replace(" \\", "\\").replace("\\ ", "\\")
}
