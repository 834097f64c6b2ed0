//! From what was written to what was meant: a `Document` becomes a `Guide`.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::inline::{self, Inline, Kind, Mark, plain};
use crate::document::parse::Document;
use crate::guide::action::{self, Place, Shown};
use crate::guide::anchor::{self, Anchors};
use crate::guide::bullets;
use crate::guide::command;
use crate::guide::english;
use crate::guide::html::{Writer, inline_piece};
use crate::guide::line::Line;
use crate::guide::marker::{self};
use crate::guide::platform::Platforms;
use crate::guide::procedure::{self, Draft, Part};
use crate::guide::remark;
use crate::guide::row::Row;
use crate::guide::unit::{Flatten, Unit, UnitKind, is_all_bold, unlink_affiliates};
use crate::guide::words::words;
use crate::guide::{
    Action, Guess, GuessKind, Guide, Heading, Item, Note, NoteKind, Piece, Procedure, Reference, Section, Step,
    StepPart, TargetKind, needs, piece, references, residue,
};
use crate::guide::{about, headings, ways};
use crate::source::Span;

/// Reads the meaning out of a document. `path` names the guide when nothing else does.
pub fn lower(document: Document, path: &str, platforms: &Platforms) -> Guide {
    let Document { mut front, front_span, blocks, mut references, mut junk, mut also_read, findings: _ } = document;
    let mut guesses = Vec::new();
    let mut flatten = Flatten { references: &mut references, junk: &mut junk, above: None, glued: Vec::new() };
    let mut units = flatten.units(blocks);
    guesses.extend(flatten.glued.iter().map(|span| Guess { kind: GuessKind::GluedSteps, span: *span }));
    let title =
        front.title.clone().or_else(|| about::first_heading(&units)).unwrap_or_else(|| about::title_from_path(path));
    let mut units = {
        units = residue::remove(units, &title, &references, &mut junk, &mut also_read);
        unlink_affiliates(&mut units, &mut references, &mut junk);
        units
    };
    junk.sort_by_key(|j| (j.span.start, j.span.end, j.kind));
    also_read.sort_by_key(|link| link.span.start);
    units = remark::over_lists(units);
    units = headings::sentence_headings(units);
    units = headings::bold_headings(units, &mut guesses);
    headings::level_ways(&mut units);
    units = headings::heading_steps(units);
    let minutes = needs::take_minutes(&mut units);
    let needs = needs::take_prerequisites(&mut units);
    let english = match front.lang.as_deref() {
        Some(lang) => lang.get(..2).is_some_and(|l| l.eq_ignore_ascii_case("en")),
        None => english::is_english(&units),
    };
    let mut lowering = Lowering {
        references,
        anchors: Anchors::default(),
        procedures: 0,
        bullets: None,
        platforms,
        words: 0,
        level: 1,
        english,
    };
    front.minutes = front.minutes.or(minutes);
    front.admin |= needs.iter().any(|row| needs::asks_for_administrator(row.plain()));
    let sections = lowering.sections(units, &title, english, &mut guesses);
    let mut prerequisites: Vec<Piece> = front.prerequisites.iter().map(|text| lowering.sentence(text)).collect();
    prerequisites.extend(needs.iter().map(|row| {
        lowering.count(row.plain());
        inline_piece(row, &shown(row))
    }));
    let mut guide = Guide {
        summary: about::summary(&front.description, &front.excerpt, &title, &sections),
        platforms: about::guide_platforms(&front.platforms, &front.tags, &title, &sections, platforms),
        title,
        front_span,
        prerequisites,
        sections,
        words: lowering.words,
        english,
        references: lowering.references,
        also_read,
        junk,
        guesses,
        front,
        ..Guide::default()
    };
    guide.lead_image = about::lead_image(&guide.sections, &guide.references);
    references::keep_used(&mut guide);
    guide.guesses.sort_by_key(|g| (g.span.start, g.span.end, g.kind));
    guide.guesses.dedup();
    guide
}

/// What a section stands under.
struct Under {
    heading: Option<Heading>,
    resumes: Option<usize>,
}

struct Lowering<'a> {
    references: Vec<Reference>,
    anchors: Anchors,
    /// Procedures so far, for the anchors of steps.
    procedures: usize,
    /// The level of the sections whose bullets are steps, until a heading above it comes.
    bullets: Option<u8>,
    platforms: &'a Platforms,
    words: u32,
    /// Level of the last heading in the page.
    level: u8,
    english: bool,
}

impl Lowering<'_> {
    fn sections(&mut self, units: Vec<Unit>, title: &str, english: bool, guesses: &mut Vec<Guess>) -> Vec<Section> {
        let mut out = Vec::new();
        let mut heading: Option<Heading> = None;
        let mut body: Vec<Unit> = Vec::new();
        let mut original = (0, 1);
        let mut resumes = None;
        // Level of each section's heading as the article has it.
        let mut levels: Vec<u8> = Vec::new();
        for unit in units {
            let span = unit.span;
            if let UnitKind::Heading { level, row, .. } = unit.kind {
                let of = Under { heading: heading.take(), resumes: resumes.take() };
                self.section(of, std::mem::take(&mut body), title, english, guesses, &mut out);
                if row.is_empty() {
                    let above = levels.iter().rposition(|l| *l < level);
                    // "### How to get it", "### Make ready", "### Step 1 …": the steps are those of the first.
                    let beside = levels.iter().enumerate().skip(above.map_or(0, |i| i + 1)).rev();
                    let mut beside = beside.filter(|(_, l)| **l == level).map(|(i, _)| i);
                    let announces = |i: &usize| {
                        let heading = out.get(*i).and_then(|s: &Section| s.heading.as_ref());
                        heading.is_some_and(|h| words().step_intro.stand_in(&h.text))
                    };
                    // The nearest may be the one that announces them, too.
                    resumes = beside.find(announces).or(above);
                    continue;
                }
                levels.resize(out.len(), u8::MAX);
                levels.push(match level {
                    0 => u8::MAX - 1,
                    headings::UNDER_BOLD => u8::MAX,
                    level => level,
                });
                heading = Some(self.heading(level, &row, span, &mut original));
            } else {
                body.push(unit);
            }
        }
        self.section(Under { heading, resumes }, body, title, english, guesses, &mut out);
        ways::mark(&mut out);
        out
    }

    /// The title is the page's first level; no level is skipped below it.
    fn heading(&mut self, level: u8, row: &Row, span: Span, original: &mut (u8, u8)) -> Heading {
        let level = match (level, *original) {
            // A bold line: one below the last real heading.
            (0, (_, page)) => (page + 1).clamp(2, 6),
            (headings::UNDER_BOLD, (_, page)) => (page + 2).clamp(2, 6),
            (l, (0, _)) => {
                *original = (l, 2);
                2
            }
            (l, (last, page)) => {
                let new = if l > last { page + 1 } else { page.saturating_sub(last - l).max(2) }.clamp(2, 6);
                *original = (l, new);
                new
            }
        };
        self.level = level;
        let text = row.plain().trim_end_matches(':').to_owned();
        let anchor = self.anchors.heading(&text);
        Heading { level, html: inline_piece(row, &[]), text, anchor, span }
    }

    fn section(
        &mut self,
        under: Under,
        mut units: Vec<Unit>,
        title: &str,
        english: bool,
        guesses: &mut Vec<Guess>,
        out: &mut Vec<Section>,
    ) {
        let Under { heading, resumes } = under;
        // The next heading parts as well, and behind the last one nothing follows.
        units.truncate(units.iter().rposition(|u| !matches!(u.kind, UnitKind::Rule)).map_or(0, |last| last + 1));
        if heading.is_none() && units.is_empty() {
            return;
        }
        let name = heading.as_ref().map_or(title, |h| h.text.as_str()).to_owned();
        let body_span = units.iter().map(|u| u.span).reduce(Span::join);
        let span = match (heading.as_ref().map(|h| h.span), body_span) {
            (Some(a), Some(b)) => a.join(b),
            (Some(a), None) | (None, Some(a)) => a,
            (None, None) => Span::default(),
        };
        let platforms = heading.as_ref().map(|h| self.platforms.in_text(&h.text)).unwrap_or_default();
        let level = heading.as_ref().map(|h| h.level);
        self.bullets = self.bullets.filter(|of| level.is_some_and(|level| level >= *of));
        let sister = self.bullets.is_some() && self.bullets == level;
        let before = guesses.len();
        let parts = procedure::assemble(units, &name, english, sister, guesses);
        if guesses[before..].iter().any(|g| g.kind == GuessKind::BulletSteps) {
            self.bullets = level;
        }
        let mut body = Vec::new();
        let procedures = parts.iter().filter(|p| matches!(p, Part::Steps(_))).count();
        // What the sentence right above a list says about whom it is for.
        let mut meant_for = Vec::new();
        for part in parts {
            if let Part::Unit(Unit { kind: UnitKind::Text(row), .. }) = &part {
                meant_for =
                    if platforms.is_empty() { self.platforms.meant_by(row.plain(), procedures) } else { Vec::new() };
            }
            match part {
                Part::Unit(unit) => self.item(unit, &mut body),
                Part::List(drafts) => {
                    let mut writer = Writer::default();
                    let items: Vec<(&Row, &[Unit])> = drafts.iter().map(|d| (&d.row, d.rest.as_slice())).collect();
                    for (row, _) in &items {
                        self.count(row.plain());
                    }
                    writer.plain_list(&items, &mut self.references, &mut shown);
                    body.push(Item::Prose(writer.finish()));
                }
                Part::Steps(drafts) => {
                    self.procedures += 1;
                    let mut steps = self.steps(drafts, self.procedures, None);
                    let meant_for = std::mem::take(&mut meant_for);
                    steps.iter_mut().filter(|s| s.platforms.is_empty()).for_each(|s| s.platforms = meant_for.clone());
                    body.push(Item::Procedure(Procedure { steps }));
                }
            }
        }
        let steps = body.iter().flat_map(|item| match item {
            Item::Procedure(procedure) => procedure.steps.as_slice(),
            _ => &[],
        });
        let span = steps.fold(span, |span, step| span.join(step.span));
        join_prose(&mut body);
        let alternative = marker::is_alternative(&name);
        out.push(Section { heading, resumes, platforms, alternative, body, span });
    }

    /// A unit of a section that is no step.
    fn item(&mut self, unit: Unit, body: &mut Vec<Item>) {
        match unit.kind {
            UnitKind::Pictures(list) => body.extend(list.into_iter().map(Item::Figure)),
            UnitKind::Quote { alert: Some(kind), units } => body.push(Item::Note(self.note(kind, units, unit.span))),
            UnitKind::Text(row) => match remark::of(&row) {
                Some((kind, row)) => {
                    let unit = Unit { kind: UnitKind::Text(row.into()), span: unit.span };
                    body.push(Item::Note(self.note(kind, vec![unit], Span::default())));
                }
                None => body.push(Item::Prose(self.prose(Unit { kind: UnitKind::Text(row), span: unit.span }))),
            },
            kind => {
                let piece = self.prose(Unit { kind, span: unit.span });
                // Tags around nothing ("<div></div>") leave nothing.
                if !piece.holes.is_empty() || piece.html.contains("<hr") || !piece::text(&piece.html).is_empty() {
                    body.push(Item::Prose(piece));
                }
            }
        }
    }

    fn prose(&mut self, unit: Unit) -> Piece {
        self.count_unit(&unit);
        let mut writer = Writer::default();
        writer.unit(&unit, &mut self.references, &mut shown);
        writer.finish()
    }

    fn note(&mut self, kind: NoteKind, units: Vec<Unit>, span: Span) -> Note {
        let span = units.iter().map(|u| u.span).fold(span, |a, b| if a == Span::default() { b } else { a.join(b) });
        let text = units.iter().map(unit_text).collect::<Vec<_>>().join(" ");
        let mut writer = Writer::default();
        for unit in &units {
            self.count_unit(unit);
        }
        writer.units(&units, &mut self.references, &mut shown);
        Note { kind, html: writer.finish(), text, span }
    }

    fn steps(&mut self, drafts: Vec<Draft>, procedure: usize, parent: Option<&str>) -> Vec<Step> {
        let mut console = false;
        let mut out = Vec::with_capacity(drafts.len());
        for (i, draft) in drafts.into_iter().enumerate() {
            let n = i as u32 + 1;
            let anchor = match parent {
                None => anchor::step(procedure, n),
                Some(parent) => anchor::substep(parent, n),
            };
            out.push(self.step(draft, n, anchor, &mut console));
        }
        out
    }

    fn step(&mut self, draft: Draft, n: u32, anchor: String, console: &mut bool) -> Step {
        let Draft { mut row, mut rest, span, heading, .. } = draft;
        if let Some(note) = remark::behind_line_end(&mut row) {
            rest.insert(0, note);
        }
        self.count(row.plain());
        let line = Line::new(&row);
        let place = Place { console: *console, english: self.english, title: heading && !rest.is_empty() };
        let reading = action::read(&line, &self.references, place, &[]);
        *console = line.names_console() || *console && !reading.leaves_console;
        let text = row.plain().to_owned();
        // A heading with nothing set off in it is as good as a line in bold.
        let title = ((is_all_bold(&row) || heading && reading.actions.is_empty())
            // Over a picture alone it is the step.
            && rest.iter().any(|u| !matches!(u.kind, UnitKind::Pictures(_)))
            && text.split_whitespace().count() > 1
            && !command::is_command(&text))
        .then(|| text.clone());
        if heading && title.is_some() && !is_all_bold(&row) {
            // So it is read again when it is written as an item of a list.
            let at = inline::span_of(&row);
            let tokens = row.edit();
            tokens.insert(0, Inline::new(Kind::Open(Mark::Strong), at));
            tokens.push(Inline::new(Kind::Close(Mark::Strong), at));
        }
        let actions = if title.is_some() { Vec::new() } else { reading.actions };
        let shown_here = if title.is_some() { Vec::new() } else { reading.shown };
        let mut step = Step {
            n,
            text,
            html: inline_piece(&row, &shown_here),
            title,
            actions,
            span,
            platforms: self.platforms.of_step(&line.text),
            ..Step::default()
        };
        let rest = bullets::across_pictures(rest);
        let mut substeps: Vec<Draft> = Vec::new();
        let is_substep = |u: &Unit| matches!(u.kind, UnitKind::Marked { .. } | UnitKind::Bullets(_));
        let last_substep = rest.iter().rposition(is_substep).unwrap_or(0);
        for (i, unit) in rest.into_iter().enumerate() {
            if !is_substep(&unit) {
                // A command behind a substep is the substep's, and so is a picture between two of them.
                let is_picture = matches!(unit.kind, UnitKind::Pictures(_));
                if procedure::is_own(&unit)
                    && (i < last_substep || !is_picture)
                    && let Some(above) = substeps.last_mut()
                {
                    above.span = above.span.join(unit.span);
                    above.rest.push(unit);
                    continue;
                }
                self.end_substeps(&mut substeps, &mut step, &anchor);
            }
            self.step_part(unit, &mut step, &mut substeps, *console);
        }
        self.end_substeps(&mut substeps, &mut step, &anchor);
        step.anchor = self.anchors.unique(anchor);
        step
    }

    fn end_substeps(&mut self, drafts: &mut Vec<Draft>, step: &mut Step, anchor: &str) {
        if !drafts.is_empty() {
            // "Select:" over names in bold: they are what is selected.
            let named: Vec<bool> = drafts.iter().map(|d| is_all_bold(&d.row)).collect();
            let mut steps = self.steps(std::mem::take(drafts), 0, Some(anchor));
            if let Some(verb) = selecting(&step.text) {
                for (sub, _) in steps.iter_mut().zip(named).filter(|(sub, named)| *named && sub.actions.is_empty()) {
                    let (verb, kind) = (verb.to_owned(), TargetKind::Ui);
                    let text = sub.text.trim_end_matches(['.', ',', ';']).to_owned();
                    sub.actions.push(Action { verb, kind, text, context: false, span: sub.span });
                }
            }
            // Lists that nobody closed may reach farther than the item they are in.
            step.span = steps.iter().fold(step.span, |span, s| span.join(s.span));
            step.parts.push(StepPart::Substeps(steps));
        }
    }

    fn step_part(&mut self, unit: Unit, step: &mut Step, substeps: &mut Vec<Draft>, console: bool) {
        let span = unit.span;
        match unit.kind {
            UnitKind::Pictures(list) => step.parts.extend(list.into_iter().map(StepPart::Image)),
            UnitKind::Marked { marker, row, rest } => {
                substeps.push(Draft { row, rest, span, printed: marker.n, heading: false });
            }
            UnitKind::Bullets(items) if self.english && items.len() > 1 && items.iter().all(bullets::only_tells) => {
                let unit = Unit { kind: UnitKind::Bullets(items), span };
                let text = unit_text(&unit);
                self.end_substeps(substeps, step, &step.anchor.clone());
                let html = self.prose(unit);
                step.parts.push(StepPart::Text { html, text });
            }
            UnitKind::Bullets(items) => {
                for (i, b) in items.into_iter().enumerate() {
                    // "- Tip: press **Win+I**" is no step of its own.
                    if b.rest.is_empty() && remark::is_note(b.row.plain()) {
                        self.end_substeps(substeps, step, &step.anchor.clone());
                        self.step_part(Unit { kind: UnitKind::Text(b.row), span: b.span }, step, substeps, console);
                        continue;
                    }
                    let (row, rest, span) = (b.row, b.rest, b.span);
                    substeps.push(Draft { row, rest, span, printed: i as u32 + 1, heading: false });
                }
            }
            UnitKind::Quote { alert: Some(kind), units } => {
                for unit in &units {
                    if let UnitKind::Text(row) = &unit.kind {
                        let said = self.reading(row, console, &step.actions);
                        step.actions.extend(said.actions);
                    }
                }
                let note = self.note(kind, units, span);
                step.parts.push(StepPart::Note(note));
            }
            UnitKind::Text(row) => {
                if let Some((kind, row)) = remark::of(&row) {
                    // The whole step counts, its remarks, too.
                    let said = self.reading(&row, console, &step.actions);
                    step.actions.extend(said.actions);
                    let note = self.note(kind, vec![Unit { kind: UnitKind::Text(row.into()), span }], span);
                    step.parts.push(StepPart::Note(note));
                    return;
                }
                let text = row.plain().to_owned();
                let mut reading = self.reading(&row, console, &step.actions);
                // "Paste this and press Enter:" over the command in a paragraph of its own, in the dress of code or not.
                let unnamed = |a: &Action| a.verb.is_empty() && a.kind == TargetKind::Command;
                if procedure::is_command_paragraph(&row) && reading.actions.iter().all(unnamed) {
                    for action in &mut reading.actions {
                        action.verb = "run".into();
                    }
                    if reading.actions.is_empty() {
                        let (verb, kind) = ("run".into(), TargetKind::Command);
                        reading.actions.push(Action { verb, kind, text: text.clone(), context: false, span });
                    }
                }
                step.actions.extend(reading.actions);
                let outcome = procedure::says_outcome(&text);
                let html = self.prose(Unit { kind: UnitKind::Text(row), span });
                step.parts.push(if outcome { StepPart::Outcome { html, text } } else { StepPart::Text { html, text } });
            }
            kind => {
                let unit = Unit { kind, span };
                let text = unit_text(&unit);
                if let UnitKind::Code { language, text: code } = &unit.kind
                    && command::is_for_console(language, code)
                {
                    // What begins with "=" is a formula.
                    let skipped = |l: &str| l.is_empty() || l.starts_with('=') || command::is_comment(l);
                    let lines = code.lines().map(str::trim).filter(|l| !skipped(l)).take(20);
                    step.actions.extend(lines.map(|line| Action {
                        verb: "run".into(),
                        kind: TargetKind::Command,
                        text: line.to_owned(),
                        context: false,
                        span,
                    }));
                }
                let html = self.prose(unit);
                step.parts.push(StepPart::Text { html, text });
            }
        }
    }

    /// What a line below that of a step acts on.
    fn reading(&self, row: &[Inline], console: bool, before: &[Action]) -> action::Reading {
        let place = Place { console, english: self.english, title: false };
        action::read(&Line::new(row), &self.references, place, before)
    }

    fn count(&mut self, text: &str) {
        self.words += text.split_ascii_whitespace().count() as u32;
    }

    fn count_unit(&mut self, unit: &Unit) {
        match &unit.kind {
            UnitKind::Text(row) => self.count(row.plain()),
            _ => self.count(&unit_text(unit)),
        }
    }

    /// A sentence of the front matter as a piece, with bold and code.
    fn sentence(&mut self, text: &str) -> Piece {
        let source = crate::source::Source::from_text("", text);
        let document = crate::document::parse::parse(&source, &|_| None);
        for block in document.blocks {
            if let crate::document::parse::BlockKind::Paragraph(row) = block.kind {
                let row: Vec<Inline> = row
                    .into_iter()
                    .filter(|t| !matches!(t.kind, Kind::LinkOpen(_) | Kind::LinkClose(_) | Kind::Image(_)))
                    .collect();
                let shown = shown(&row);
                return inline_piece(&row, &shown);
            }
        }
        let mut writer = Writer::default();
        writer.text(text);
        writer.finish()
    }
}

/// The verb of a line that ends in it: "Select:", "… and check the following:".
fn selecting(text: &str) -> Option<&'static str> {
    let text = text.trim_end().strip_suffix(':')?.to_lowercase();
    let text =
        ["the following options", "the following items", "the following", "these options", "these items", "these"]
            .iter()
            .find_map(|what| text.strip_suffix(what))
            .unwrap_or(&text)
            .trim_end();
    let last = text.rsplit(|c: char| !c.is_alphabetic()).next()?;
    ["select", "check", "tick", "choose", "uncheck", "untick", "enable", "disable"].into_iter().find(|v| *v == last)
}

/// What is to be shown as keys and paths in a row of running text. Most rows have nothing of the kind, which a look
/// at their bytes tells.
fn shown(row: &[Inline]) -> Vec<Shown> {
    let may = row.iter().any(|t| match &t.kind {
        Kind::Open(Mark::Key) => true,
        Kind::Text(text) => {
            text.bytes().any(|b| matches!(b, b'>' | b'+' | b'\\'))
                || text.contains("ress")
                || text.contains(" key")
                || text.contains(['→', '»', '›'])
        }
        _ => false,
    });
    if may { action::show(&Line::new(row)) } else { Vec::new() }
}

/// Plain text of a unit.
pub fn unit_text(unit: &Unit) -> String {
    let join = |units: &[Unit]| units.iter().map(unit_text).collect::<Vec<_>>().join(" ");
    match &unit.kind {
        UnitKind::Heading { row, .. } | UnitKind::Text(row) => row.plain().to_owned(),
        UnitKind::Marked { row, rest, .. } => format!("{} {}", row.plain(), join(rest)),
        UnitKind::Bullets(items) => {
            items.iter().map(|b| format!("{} {}", b.row.plain(), join(&b.rest))).collect::<Vec<_>>().join(" ")
        }
        UnitKind::Code { text, .. } => text.trim().to_owned(),
        UnitKind::Quote { units, .. } => join(units),
        UnitKind::Table { head, rows } => {
            head.iter().chain(rows.iter().flatten()).map(|c| plain(c)).collect::<Vec<_>>().join(" ")
        }
        UnitKind::Html(_) | UnitKind::Pictures(_) | UnitKind::Rule => String::new(),
    }
    .trim()
    .to_owned()
}

/// Neighboring pieces of prose become one, so that a section is few pieces.
fn join_prose(body: &mut Vec<Item>) {
    let mut out: Vec<Item> = Vec::with_capacity(body.len());
    for item in body.drain(..) {
        match (out.last_mut(), item) {
            (Some(Item::Prose(last)), Item::Prose(next)) => {
                let shift = last.html.len() as u32;
                let mut html = String::from(std::mem::take(&mut last.html));
                html.push_str(&next.html);
                let mut holes = std::mem::take(&mut last.holes).into_vec();
                holes.extend(next.holes.iter().map(|h| crate::guide::Hole { at: h.at + shift, ..*h }));
                *last = Piece { html: html.into(), holes: holes.into() };
            }
            (_, item) => out.push(item),
        }
    }
    *body = out;
}

/// Reads one file to the end: what it means, and what was wrong on the way.
pub fn read(source: &crate::source::Source, platforms: &Platforms) -> (Guide, Vec<Diagnostic>) {
    read_document(crate::document::parse::parse(source, &|name| platforms.named(name)), source, platforms)
}

/// The same for an article that is parsed already.
pub fn read_document(
    mut document: Document,
    source: &crate::source::Source,
    platforms: &Platforms,
) -> (Guide, Vec<Diagnostic>) {
    let mut findings = std::mem::take(&mut document.findings);
    let guide = lower(document, &source.path, platforms);
    // A fault of the front matter may have taken the body with it; that is told already.
    if guide.sections.is_empty() && findings.iter().all(|f| f.severity != Severity::Error) {
        let message = "there is no text in this article".to_owned();
        let empty = Diagnostic::new("empty-article", Severity::Error, source.path.clone(), None, message);
        findings.push(empty.help("write the text, or say `draft: true` until it is written"));
    }
    (guide, findings)
}
