//! The parts of a guide as lines of Markdown: one numbered list a procedure, and what belongs to a step
//! indented under it.

use std::collections::HashMap;

use crate::document::html_blocks::PLAIN;
use crate::document::inline::Mark;
use crate::guide::marker::{self, Scheme};
use crate::guide::{Action, Guide, NoteKind, TargetKind};
use crate::native::front;
use crate::native::inline::{self, Form, Place};
use crate::native::row::{self, Row, Token};
use crate::native::tree::{Node, NodeKind, SectionNode, StepNode, image_html, link_html};

/// How plainly each part is to be written; parts that are not named: at 0.
pub type Levels = HashMap<usize, u8>;

/// The plainest form there is.
pub const PLAINEST: u8 = 4;

/// What a part stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside<'a> {
    Section,
    /// A section "Step 2: …" whose list is no procedure: without a numbered list it would be a step.
    Phase,
    /// A step with what it acts on.
    Step(&'a [Action]),
    /// A quotation, note or bullet, where nothing is taken for steps.
    Other,
}

type Lines = Vec<String>;

/// The body of a guide.
pub fn body(guide: &Guide, sections: &[SectionNode], levels: &Levels) -> String {
    let writer = Writer { guide, levels };
    let mut blocks: Vec<Lines> = Vec::new();
    // What is needed first and could not go into the front matter opens the introduction.
    for row in front::needs(guide).1 {
        blocks.push(writer.text(&row, Form::House));
    }
    let mut level = 2;
    for (i, section) in sections.iter().enumerate() {
        if let Some((own, row)) = &section.heading {
            level = *own;
            let text = inline::write(row, &guide.references, writer.form(section.id), Place::Heading);
            blocks.push(vec![format!("{} {text}", "#".repeat(usize::from(*own)))]);
        }
        if section.resumes || (section.heading.is_none() && i > 0) {
            blocks.extend(writer.resumed(&section.body, level));
        } else {
            let inside = if is_phase(section) { Inside::Phase } else { Inside::Section };
            blocks.extend(writer.blocks(&section.body, inside));
        }
    }
    let mut out = String::new();
    for (i, block) in blocks.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        for line in block {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn begins_like_a_step(row: &[Token]) -> bool {
    let text = row::plain(row);
    marker::in_text(&text, &[text.chars().count()]).is_some()
}

fn is_phase(section: &SectionNode) -> bool {
    let Some((_, row)) = &section.heading else { return false };
    let text = row::plain(row);
    let steps = |n: &Node| matches!(n.kind, NodeKind::Steps(_));
    marker::in_text(&text, &[text.chars().count()]).is_some_and(|(m, _)| m.scheme == Scheme::Word)
        && !section.body.iter().any(steps)
}

struct Writer<'a> {
    guide: &'a Guide,
    levels: &'a Levels,
}

impl Writer<'_> {
    fn level(&self, id: usize) -> u8 {
        self.levels.get(&id).copied().unwrap_or(0)
    }

    fn form(&self, id: usize) -> Form {
        match self.level(id) {
            0 | 1 => Form::House,
            2 => Form::Literal,
            _ => Form::Tags,
        }
    }

    /// What is typed, run or opened in a row is set in code where that reads the same.
    fn dressed(&self, id: usize, row: &Row, actions: &[Action]) -> Row {
        let texts =
            |kinds: &'static [TargetKind]| actions.iter().filter(|a| kinds.contains(&a.kind)).map(|a| a.text.as_str());
        match self.level(id) {
            0 => inline::with_code(row, texts(&[TargetKind::Command, TargetKind::Input, TargetKind::File])),
            // A command or path may be known by nothing but the line it has for itself.
            1 => inline::on_lines_of_their_own(row, texts(&[TargetKind::Command, TargetKind::File])),
            _ => row.clone(),
        }
    }

    fn blocks(&self, nodes: &[Node], inside: Inside) -> Vec<Lines> {
        let mut out: Vec<Lines> = Vec::new();
        // The mark of the procedure right above.
        let mut above = None;
        for (i, node) in nodes.iter().enumerate() {
            // Two lists with the same marker would be one.
            let other = matches!(node.kind, NodeKind::Bullets(_))
                && nodes[..i].iter().rev().take_while(|n| matches!(n.kind, NodeKind::Bullets(_))).count() % 2 == 1;
            match &node.kind {
                NodeKind::Steps(steps) => {
                    let mark = if above == Some('.') { ')' } else { '.' };
                    above = Some(mark);
                    out.push(self.steps(steps, self.level(node.id) > 0, mark));
                    continue;
                }
                _ => out.push(self.block(node, inside, other)),
            }
            above = None;
        }
        out.retain(|lines| !lines.is_empty());
        out
    }

    fn block(&self, node: &Node, inside: Inside, other: bool) -> Lines {
        let plainest = self.level(node.id) >= PLAINEST;
        match &node.kind {
            // Text that begins with a number and is no step says so.
            NodeKind::Text(row) if matches!(inside, Inside::Section | Inside::Phase) && begins_like_a_step(row) => {
                vec![format!("<p class=\"{PLAIN}\">{}</p>", self.row_html(row))]
            }
            NodeKind::Text(row) if plainest => vec![format!("<p class=\"{PLAIN}\">{}</p>", self.row_html(row))],
            NodeKind::Text(row) => {
                let actions = if let Inside::Step(actions) = inside { actions } else { &[] };
                self.text(&self.dressed(node.id, row, actions), self.form(node.id))
            }
            NodeKind::Picture(r) => {
                let picture = self.guide.references.get(*r as usize).map(|r| inline::image(r, Place::Paragraph));
                picture.into_iter().collect()
            }
            NodeKind::Code { language, text } => code(language, text),
            NodeKind::Quote(inner) => quoted(self.blocks(inner, Inside::Other), None),
            NodeKind::Note(kind, inner) => quoted(self.blocks(inner, Inside::Other), Some(alert(*kind))),
            NodeKind::Bullets(items) if plainest => lines(&self.plain_list("ul", items)),
            NodeKind::Bullets(items) => {
                let marker = if other { "-" } else { "*" };
                list(items.iter().map(|item| (marker.to_owned(), self.blocks(item, Inside::Other))).collect())
            }
            // A numbered list would be steps: this one says that it is a list.
            NodeKind::Numbered(items)
                if matches!(inside, Inside::Section | Inside::Step(_)) != (self.level(node.id) > 0) =>
            {
                lines(&self.plain_list("ol", items))
            }
            NodeKind::Numbered(items) => {
                let items = items.iter().enumerate();
                list(items.map(|(i, item)| (format!("{}.", i + 1), self.blocks(item, Inside::Other))).collect())
            }
            NodeKind::Table { head, rows } => self.table(head, rows),
            NodeKind::Rule => {
                vec![if matches!(inside, Inside::Section | Inside::Phase) { "---" } else { "___" }.to_owned()]
            }
            NodeKind::Html(html) => lines(html),
            NodeKind::Steps(steps) => self.steps(steps, false, '.'),
        }
    }

    fn text(&self, row: &[Token], form: Form) -> Lines {
        lines(&inline::write(row, &self.guide.references, form, Place::Paragraph))
    }

    /// A procedure as one list. When another one follows at once, its numbers end in another `mark`, which parts them.
    fn steps(&self, steps: &[StepNode], words: bool, mark: char) -> Lines {
        let mut items = Vec::new();
        for (i, step) in steps.iter().enumerate() {
            let mut blocks = Vec::new();
            if !step.row.is_empty() {
                let mut text = self.text(&self.dressed(step.id, &step.row, &step.actions), self.form(step.id));
                // Said in words, no list of anything else is read.
                if words {
                    text[0].insert_str(0, &format!("Step {}: ", i + 1));
                }
                blocks.push(text);
            }
            blocks.extend(self.blocks(&step.parts, Inside::Step(&step.actions)));
            items.push((format!("{}{mark}", i + 1), blocks));
        }
        list(items)
    }

    /// A section that goes on with an earlier one. Markdown knows no end of a subsection, so the steps are headings
    /// beside those of the subsections: "### Step 1: …".
    fn resumed(&self, body: &[Node], level: u8) -> Vec<Lines> {
        let mut out = Vec::new();
        for node in body {
            let NodeKind::Steps(steps) = &node.kind else {
                out.extend(self.blocks(std::slice::from_ref(node), Inside::Section));
                continue;
            };
            for (i, step) in steps.iter().enumerate() {
                let text = inline::write(&step.row, &self.guide.references, self.form(step.id), Place::Heading);
                let colon = if text.is_empty() { "" } else { ": " };
                out.push(vec![format!("{} Step {}{colon}{text}", "#".repeat(usize::from(level)), i + 1)]);
                for part in &step.parts {
                    match &part.kind {
                        // Numbers would make the step a section of its own.
                        NodeKind::Steps(inner) => {
                            let items = inner.iter().map(|s| {
                                let mut blocks = vec![self.text(&s.row, self.form(s.id))];
                                blocks.extend(self.blocks(&s.parts, Inside::Step(&s.actions)));
                                ("*".to_owned(), blocks)
                            });
                            out.push(list(items.collect()));
                        }
                        _ => out.push(self.block(part, Inside::Section, false)),
                    }
                }
            }
        }
        out
    }

    fn table(&self, head: &[Row], rows: &[Vec<Row>]) -> Lines {
        let width = if head.is_empty() { rows.first().map_or(0, Vec::len) } else { head.len() };
        let cell = |row: &Row| inline::write(row, &self.guide.references, Form::House, Place::Cell);
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let mut out = vec![
            line((0..width).map(|i| head.get(i).map(cell).unwrap_or_default()).collect()),
            format!("|{}", "---|".repeat(width)),
        ];
        out.extend(rows.iter().map(|row| line(row.iter().map(cell).collect())));
        out
    }

    /// A list that is taken as it is written.
    fn plain_list(&self, name: &str, items: &[Vec<Node>]) -> String {
        self.list_html(name, items).replacen('>', &format!(" class=\"{PLAIN}\">"), 1)
    }

    fn list_html(&self, name: &str, items: &[Vec<Node>]) -> String {
        let mut out = format!("<{name}>\n");
        for item in items {
            out.push_str("<li>");
            out.push_str(&self.nodes_html(item));
            out.push_str("</li>\n");
        }
        out.push_str(&format!("</{name}>"));
        out
    }

    /// Parts as HTML: the first text as it is, the others as paragraphs.
    fn nodes_html(&self, nodes: &[Node]) -> String {
        let mut out = String::new();
        for (i, node) in nodes.iter().enumerate() {
            match &node.kind {
                NodeKind::Text(row) if i == 0 => out.push_str(&self.row_html(row)),
                NodeKind::Text(row) => out.push_str(&format!("<p>{}</p>", self.row_html(row))),
                NodeKind::Picture(r) => {
                    out.push_str("<p>");
                    image_html(self.guide, *r, &mut out);
                    out.push_str("</p>");
                }
                NodeKind::Code { text, .. } => {
                    out.push_str("<pre><code>");
                    out.push_str(&escape(text).replace('\n', "&#10;"));
                    out.push_str("</code></pre>");
                }
                NodeKind::Quote(inner) | NodeKind::Note(_, inner) => {
                    out.push_str("<blockquote>");
                    out.push_str(&inner.iter().map(|n| self.paragraph_html(n)).collect::<String>());
                    out.push_str("</blockquote>");
                }
                NodeKind::Bullets(items) => out.push_str(&self.list_html("ul", items).replace('\n', "")),
                NodeKind::Numbered(items) => out.push_str(&self.list_html("ol", items).replace('\n', "")),
                NodeKind::Table { head, rows } => {
                    out.push_str("<table>");
                    for (row, tag) in head
                        .iter()
                        .map(|_| head)
                        .take(1)
                        .map(|r| (&r[..], "th"))
                        .chain(rows.iter().map(|r| (&r[..], "td")))
                    {
                        let cells: String =
                            row.iter().map(|c| format!("<{tag}>{}</{tag}>", self.row_html(c))).collect();
                        let part = if tag == "th" { ("<thead>", "</thead>") } else { ("", "") };
                        out.push_str(&format!("{}<tr>{cells}</tr>{}", part.0, part.1));
                    }
                    out.push_str("</table>");
                }
                NodeKind::Rule => out.push_str("<hr>"),
                NodeKind::Html(html) => out.push_str(html),
                NodeKind::Steps(_) => {}
            }
        }
        out
    }

    fn paragraph_html(&self, node: &Node) -> String {
        match &node.kind {
            NodeKind::Text(row) => format!("<p>{}</p>", self.row_html(row)),
            _ => self.nodes_html(std::slice::from_ref(node)),
        }
    }

    fn row_html(&self, row: &[Token]) -> String {
        let mut out = String::new();
        for token in row {
            match token {
                Token::Text(t) | Token::Path(t) => out.push_str(&escape(t)),
                Token::Code(t) => out.push_str(&format!("<code>{}</code>", escape(t))),
                Token::Key(t) => out.push_str(&format!("<kbd>{}</kbd>", escape(t))),
                Token::Break => out.push_str("<br>"),
                Token::Line => out.push(' '),
                Token::Open(m) => out.push_str(&format!("<{}>", tag_name(*m))),
                Token::Close(m) => out.push_str(&format!("</{}>", tag_name(*m))),
                Token::LinkOpen(r) => link_html(self.guide, *r, &mut out),
                Token::LinkClose(_) => out.push_str("</a>"),
                Token::Image(r) => image_html(self.guide, *r, &mut out),
            }
        }
        out
    }
}

fn lines(text: &str) -> Lines {
    text.split('\n').map(str::to_owned).collect()
}

fn tag_name(mark: Mark) -> &'static str {
    match mark {
        Mark::Strong => "strong",
        Mark::Emphasis => "em",
        Mark::Strike => "del",
        Mark::Key => "kbd",
        Mark::Sub => "sub",
        Mark::Sup => "sup",
        Mark::Highlight => "mark",
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn alert(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Note => "[!NOTE]",
        NoteKind::Tip => "[!TIP]",
        NoteKind::Important => "[!IMPORTANT]",
        NoteKind::Warning => "[!WARNING]",
        NoteKind::Caution => "[!CAUTION]",
    }
}

fn code(language: &str, text: &str) -> Lines {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    // An info string may hold no backtick when backticks fence.
    let (sign, n) = if language.contains('`') {
        ('~', text.split(|c| c != '~').map(str::len).max().unwrap_or(0))
    } else {
        ('`', longest)
    };
    let fence: String = std::iter::repeat_n(sign, n.max(2) + 1).collect();
    let mut out = vec![format!("{fence}{language}")];
    out.extend(text.split('\n').map(str::to_owned));
    out.push(fence);
    out
}

fn quoted(blocks: Vec<Lines>, first: Option<&str>) -> Lines {
    let mut out: Lines = first.iter().map(|f| format!("> {f}")).collect();
    for (i, block) in blocks.into_iter().enumerate() {
        if i > 0 {
            out.push(">".to_owned());
        }
        out.extend(block.into_iter().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }));
    }
    out
}

/// Items with their markers. Blank lines stand only around items that hold more than a line and a list.
fn list(items: Vec<(String, Vec<Lines>)>) -> Lines {
    let mut out = Lines::new();
    let mut after_loose = false;
    for (i, (marker, blocks)) in items.into_iter().enumerate() {
        let indent = " ".repeat(marker.len() + 1);
        let mut item = Lines::new();
        for (k, block) in blocks.into_iter().enumerate() {
            let is_list = block.first().is_some_and(|l| begins_list(l)) && !block.iter().any(String::is_empty);
            if k > 0 && !(k == 1 && is_list) {
                item.push(String::new());
            }
            for line in block {
                let begin = if item.is_empty() { format!("{marker} ") } else { indent.clone() };
                item.push(if line.is_empty() && !item.is_empty() { line } else { format!("{begin}{line}") });
            }
        }
        if item.is_empty() {
            continue;
        }
        let loose = item.iter().any(String::is_empty);
        if i > 0 && (loose || after_loose) {
            out.push(String::new());
        }
        after_loose = loose;
        out.extend(item);
    }
    out
}

fn begins_list(line: &str) -> bool {
    line.starts_with("* ") || line.starts_with("- ") || line.starts_with("1. ") || line.starts_with("1) ")
}
