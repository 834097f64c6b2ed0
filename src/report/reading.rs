//! One article as it was understood: a tree for the terminal, with places in the file on demand.

use std::fmt::Write as _;

use crate::guide::{Action, Guide, Item, Note, Reference, Section, Step, StepPart, piece};
use crate::report::human::safe;
use crate::source::{Source, Span};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const BLUE: &str = "\u{1b}[34m";
const YELLOW: &str = "\u{1b}[33m";
const END: &str = "\u{1b}[0m";

/// What of a reading is shown besides sections, steps and pictures.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    /// Line numbers in the file.
    pub places: bool,
    /// What was taken out of the page.
    pub junk: bool,
}

/// The tree of a guide. Colors are left in; a terminal without colors drops them on the way.
pub fn render(guide: &Guide, source: &Source, extent: Extent) -> String {
    let mut tree = Tree { guide, source, extent, out: String::new() };
    tree.head();
    for section in &guide.sections {
        tree.section(section);
    }
    tree.guesses();
    if extent.junk {
        tree.junk();
    }
    tree.out
}

struct Tree<'a> {
    guide: &'a Guide,
    source: &'a Source,
    extent: Extent,
    out: String,
}

impl Tree<'_> {
    /// One line; writing to a String cannot fail.
    fn line(&mut self, depth: usize, text: &str, span: Option<Span>) {
        let place = match span.filter(|_| self.extent.places) {
            Some(span) => format!("  {DIM}line {}{END}", self.source.line_column(span.start as usize).0),
            None => String::new(),
        };
        let _ = writeln!(self.out, "{:width$}{text}{place}", "", width = depth * 2);
    }

    fn head(&mut self) {
        let guide = self.guide;
        self.line(0, &format!("{BOLD}{}{END}", safe(&guide.title)), None);
        let mut facts: Vec<String> = guide.platforms.iter().map(|p| p.name.to_string()).collect();
        let steps = guide.steps().count();
        facts.push(format!("{} tasks, {steps} steps, {} words", guide.tasks().count(), guide.words));
        if !guide.junk.is_empty() {
            facts.push(format!("{} pieces of junk left out", guide.junk.len()));
        }
        if !guide.also_read.is_empty() {
            facts.push(format!("{} also-read links", guide.also_read.len()));
        }
        self.line(0, &format!("{DIM}{}{END}", facts.join(" · ")), None);
        for need in &guide.prerequisites {
            self.line(1, &format!("needs  {}", safe(&piece::text(&need.html))), None);
        }
    }

    fn section(&mut self, section: &Section) {
        self.out.push('\n');
        match &section.heading {
            Some(heading) => {
                let marks = "#".repeat(usize::from(heading.level));
                let way = if section.alternative { format!("  {DIM}one of several ways{END}") } else { String::new() };
                self.line(0, &format!("{BOLD}{marks} {}{END}{way}", safe(&heading.text)), Some(heading.span));
            }
            None if section.resumes.is_some() => self.line(0, &format!("{DIM}(goes on){END}"), None),
            None => {}
        }
        for item in &section.body {
            match item {
                Item::Prose(prose) => self.text(1, "text", &piece::text(&prose.html)),
                Item::Note(note) => self.note(1, note),
                Item::Figure(r) => self.picture(1, *r),
                Item::Procedure(procedure) => procedure.steps.iter().for_each(|s| self.step(1, s)),
            }
        }
    }

    fn step(&mut self, depth: usize, step: &Step) {
        self.line(depth, &format!("{BLUE}{:>2}{END}  {}", step.n, safe(&step.text)), Some(step.span));
        for action in &step.actions {
            self.action(depth + 2, action);
        }
        for part in &step.parts {
            match part {
                StepPart::Image(r) => self.picture(depth + 2, *r),
                StepPart::Text { text, .. } => self.text(depth + 2, "text", text),
                StepPart::Outcome { text, .. } => self.text(depth + 2, "see", text),
                StepPart::Note(note) => self.note(depth + 2, note),
                StepPart::Substeps(steps) => steps.iter().for_each(|s| self.step(depth + 2, s)),
            }
        }
    }

    fn action(&mut self, depth: usize, action: &Action) {
        let kind =
            serde_json::to_value(action.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        let where_ = if action.context { "where " } else { "" };
        let verb = if action.verb.is_empty() { "-" } else { &action.verb };
        self.line(depth, &format!("{DIM}{where_}{verb} · {kind} ·{END} {}", safe(&action.text)), Some(action.span));
    }

    fn picture(&mut self, depth: usize, reference: u32) {
        let Some(Reference { url, text, span, .. }) = self.guide.references.get(reference as usize) else { return };
        let alt = if text.is_empty() { "no alternative text" } else { text };
        let (url, alt, span) = (safe(url), safe(alt), *span);
        self.line(depth, &format!("{BLUE}▣{END} {alt}  {DIM}{url}{END}"), Some(span));
    }

    fn note(&mut self, depth: usize, note: &Note) {
        let kind = format!("{:?}", note.kind).to_lowercase();
        self.text(depth, &kind, &note.text);
    }

    /// Running text, cut: the tree is for the structure.
    fn text(&mut self, depth: usize, label: &str, text: &str) {
        let cut: String = text.chars().take(90).collect();
        let more = if cut.len() < text.len() { "…" } else { "" };
        self.line(depth, &format!("{DIM}{label}  {}{more}{END}", safe(&cut)), None);
    }

    fn guesses(&mut self) {
        if self.guide.guesses.is_empty() {
            return;
        }
        self.out.push('\n');
        for guess in &self.guide.guesses {
            let name =
                serde_json::to_value(guess.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
            let line = self.source.line_column(guess.span.start as usize).0;
            self.line(0, &format!("{YELLOW}guessed{END}  {name} at line {line}"), None);
        }
    }

    fn junk(&mut self) {
        self.out.push('\n');
        for junk in &self.guide.junk {
            let kind =
                serde_json::to_value(junk.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
            let text = &self.source.text[junk.span.range()];
            let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or("").trim();
            let cut: String = first.chars().take(80).collect();
            let line = self.source.line_column(junk.span.start as usize).0;
            self.line(0, &format!("{YELLOW}left out{END}  {kind} at line {line}  {DIM}{}{END}", safe(&cut)), None);
        }
    }
}
