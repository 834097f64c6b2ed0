//! What two readings of a guide must have in common: a list of facts, each with the part it comes from.
//!
//! Places in the file, guesses and junk are left out, and so are looks (bold, a line end): what counts is the
//! text, its order, what belongs to what, where links and pictures lead, and what each step acts on.

use crate::guide::{Guide, Section};
use crate::native::row::{self, Row, Token};
use crate::native::tree::{self, Node, NodeKind, SectionNode, StepNode};

/// One fact and the number of its part (0: the guide as a whole).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub part: usize,
    pub text: String,
}

/// The facts of a guide, in its order.
pub fn facts(guide: &Guide) -> Vec<Fact> {
    of_sections(guide, &tree::sections(guide))
}

pub fn of_sections(guide: &Guide, sections: &[SectionNode]) -> Vec<Fact> {
    let mut facts = Facts { guide, out: Vec::new() };
    facts.head();
    // A section that says nothing is none.
    let says = |(_, n): &(&Section, &SectionNode)| n.heading.is_some() || !n.body.is_empty();
    for (section, node) in guide.sections.iter().zip(sections).filter(says) {
        let alternative = if section.alternative { " way" } else { "" };
        let resumes = section.resumes.map(|r| format!(" resumes {r}")).unwrap_or_default();
        let platforms: Vec<&str> = section.platforms.iter().map(|p| &*p.name).collect();
        let heading = match &node.heading {
            Some((level, row)) => format!("h{level} {}", facts.row(row)),
            None => "no heading".to_owned(),
        };
        facts.push(node.id, format!("{heading}{alternative}{resumes} {platforms:?}"));
        node.body.iter().for_each(|n| facts.node(n));
    }
    let lead = guide.lead_image.and_then(|r| guide.references.get(r as usize)).map(|r| r.url.as_str());
    facts.push(0, format!("lead {lead:?}"));
    facts.out
}

/// The first part of the first list that the second does not have in the same place.
pub fn first_difference(ours: &[Fact], theirs: &[Fact]) -> Option<usize> {
    let same = ours.iter().zip(theirs).take_while(|(a, b)| a.text == b.text).count();
    (same < ours.len() || same < theirs.len()).then_some(same)
}

struct Facts<'a> {
    guide: &'a Guide,
    out: Vec<Fact>,
}

impl Facts<'_> {
    fn push(&mut self, part: usize, text: String) {
        self.out.push(Fact { part, text });
    }

    fn head(&mut self) {
        let guide = self.guide;
        self.push(0, format!("title {}", words(&guide.title)));
        let platforms: Vec<&str> = guide.platforms.iter().map(|p| &*p.name).collect();
        self.push(0, format!("platforms {platforms:?}"));
        // Written out, because platforms that are known are given.
        let mut front = guide.front.clone();
        front.platforms = guide.platforms.clone();
        front.title = Some(words(&guide.title));
        front.prerequisites.clear();
        self.push(0, format!("{front:?}"));
        for need in &guide.prerequisites {
            let text = self.row(&tree::row_of(guide, need));
            self.push(0, format!("needs {text}"));
        }
    }

    fn node(&mut self, node: &Node) {
        let id = node.id;
        match &node.kind {
            NodeKind::Text(row) => {
                let text = self.row(row);
                self.push(id, format!("text {text}"));
            }
            NodeKind::Picture(r) => {
                let picture = self.picture(*r);
                self.push(id, picture);
            }
            NodeKind::Code { text, .. } => self.push(id, format!("code {text}")),
            NodeKind::Quote(inner) => self.group(id, "quote", inner),
            NodeKind::Note(kind, inner) => self.group(id, &format!("{kind:?}"), inner),
            NodeKind::Bullets(items) => self.items(id, "bullets", items),
            NodeKind::Numbered(items) => self.items(id, "numbers", items),
            NodeKind::Table { head, rows } => {
                let all = [head].into_iter().filter(|h| h.iter().any(|c| !c.is_empty())).chain(rows);
                for row in all {
                    let cells: Vec<String> = row.iter().map(|c| self.row(c)).collect();
                    self.push(id, format!("row {}", cells.join(" | ")));
                }
            }
            NodeKind::Rule => self.push(id, "rule".to_owned()),
            NodeKind::Html(html) => {
                self.push(id, format!("html {}", html.split_whitespace().collect::<Vec<_>>().join(" ")))
            }
            NodeKind::Steps(steps) => {
                self.push(id, format!("{} steps", steps.len()));
                steps.iter().for_each(|s| self.step(s));
            }
        }
    }

    fn group(&mut self, id: usize, name: &str, inner: &[Node]) {
        self.push(id, format!("{name} of {}", inner.len()));
        inner.iter().for_each(|n| self.node(n));
    }

    fn items(&mut self, id: usize, name: &str, items: &[Vec<Node>]) {
        self.push(id, format!("{} {name}", items.len()));
        for item in items {
            self.group(id, "item", item);
        }
    }

    fn step(&mut self, step: &StepNode) {
        let text = self.row(&step.row);
        self.push(step.id, format!("step {text}"));
        self.push(step.id, format!("says {}", squeezed(&step.text)));
        let title = if step.title { "title " } else { "" };
        self.push(step.id, format!("{title}{:?} {} parts", step.platforms, step.parts.len()));
        for action in &step.actions {
            let context = if action.context { " context" } else { "" };
            self.push(step.id, format!("{} {:?} {}{context}", action.verb, action.kind, squeezed(&action.text)));
        }
        step.parts.iter().for_each(|p| self.node(p));
    }

    fn picture(&self, r: u32) -> String {
        let reference = self.guide.references.get(r as usize);
        let (url, alt, title) = reference.map_or(("", "", None), |r| (&*r.url, &*r.text, r.title.as_deref()));
        format!("![{}]({url}{})", words(alt), title.map(|t| format!(" {}", words(t))).unwrap_or_default())
    }

    /// The text of a row with its links and pictures.
    fn row(&self, row: &Row) -> String {
        let mut out = String::new();
        for token in row {
            match token {
                Token::LinkOpen(_) => out.push('['),
                Token::LinkClose(r) => {
                    let url = self.guide.references.get(*r as usize).map_or("", |r| &*r.url);
                    out.push_str(&format!("]({url})"));
                }
                Token::Image(r) => out.push_str(&self.picture(*r)),
                token => out.push_str(token.visible()),
            }
        }
        words(&out).replace(" + ", "+").replace("+ ", "+").replace(" +", "+")
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without blanks and with one kind of arrow: the page puts blanks around the separators of a path.
fn squeezed(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.replace("=>", "->")
}

/// Every word that a reader sees of a guide, in its order, keys of a chord as one: for showing that nothing was lost.
pub fn visible_words(guide: &Guide) -> Vec<String> {
    fn walk(nodes: &[Node], out: &mut Vec<String>) {
        for node in nodes {
            match &node.kind {
                NodeKind::Text(row) => out.push(row::plain(row)),
                NodeKind::Code { text, .. } => out.push(text.clone()),
                NodeKind::Quote(inner) | NodeKind::Note(_, inner) => walk(inner, out),
                NodeKind::Bullets(items) | NodeKind::Numbered(items) => items.iter().for_each(|i| walk(i, out)),
                NodeKind::Table { head, rows } => {
                    out.extend(head.iter().chain(rows.iter().flatten()).map(|c| row::plain(c)));
                }
                NodeKind::Html(html) => out.push(crate::guide::piece::text(html)),
                NodeKind::Steps(steps) => {
                    for step in steps {
                        out.push(row::plain(&step.row));
                        walk(&step.parts, out);
                    }
                }
                NodeKind::Picture(_) | NodeKind::Rule => {}
            }
        }
    }
    let mut out: Vec<String> = guide.prerequisites.iter().map(|p| row::plain(&tree::row_of(guide, p))).collect();
    for section in tree::sections(guide) {
        out.extend(section.heading.iter().map(|(_, row)| row::plain(row)));
        walk(&section.body, &mut out);
    }
    let all = out.join(" ").replace(" + ", "+");
    all.split_whitespace().map(str::to_owned).collect()
}
