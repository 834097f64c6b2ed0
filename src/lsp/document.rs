//! A document that is open in the editor: its text as it stands there, and what was understood of it.

use std::path::PathBuf;
use std::rc::Rc;

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::document::parse;
use crate::guide::Guide;
use crate::guide::lower;
use crate::lsp::desk::Desk;
use crate::lsp::position::{Encoding, Lines};
use crate::site::stamps::Shelf;
use crate::snapshot::Snapshot;
use crate::source::{Source, Span};
use crate::ui::affected::AffectedGuide;
use crate::ui::named::Names;
use crate::ui::refresh::Edit;
use crate::ui::release::Evidence;
use crate::wording::Words;
use crate::{check, pipeline};

/// An open document.
pub struct Document {
    /// As the editor writes it.
    pub uri: String,
    pub version: Value,
    pub source: Source,
    pub lines: Lines,
    /// Which project it belongs to; `None`: to none.
    pub home: Option<PathBuf>,
    /// Path below the content folder of its project; `None`: it lies elsewhere.
    pub below: Option<String>,
    /// Diagnostics are to be told.
    pub stale: bool,
    reading: Option<Rc<Reading>>,
    proposals: Option<Rc<Proposals>>,
}

/// What was understood of a text.
pub struct Reading {
    pub guide: Guide,
    pub findings: Vec<Diagnostic>,
    /// Which places its names mean.
    pub names: Names,
}

/// What could be written in the place of what stands there.
#[derive(Default)]
pub struct Proposals {
    /// Words for pictures.
    pub fixes: Vec<Edit>,
    /// What a later release calls otherwise, with the short name of the release.
    pub affected: Option<(AffectedGuide, String)>,
}

impl Document {
    pub fn new(uri: String, version: Value, text: &str, home: Option<PathBuf>, below: Option<String>) -> Document {
        let path = below.clone().unwrap_or_else(|| super::uri::name(&uri));
        let source = Source::from_text(path, text);
        let lines = Lines::new(&source.text, text.starts_with('\u{feff}'));
        Document { uri, version, source, lines, home, below, stale: true, reading: None, proposals: None }
    }

    /// Takes another text.
    pub fn change(&mut self, version: Value, text: &str) {
        self.source = Source::from_text(self.source.path.clone(), text);
        self.lines = Lines::new(&self.source.text, text.starts_with('\u{feff}'));
        self.version = version;
        self.forget();
    }

    /// What was understood depends on catalogues and settings too.
    pub fn forget(&mut self) {
        (self.stale, self.reading, self.proposals) = (true, None, None);
    }

    pub fn range(&self, span: Span, encoding: Encoding) -> Value {
        self.lines.range(&self.source.text, span, encoding)
    }

    pub fn offset(&self, position: &Value, encoding: Encoding) -> Option<u32> {
        self.lines.offset(&self.source.text, position, encoding)
    }

    /// Text to be written, with the line ends of the document.
    pub fn written(&self, text: &str) -> String {
        if self.source.crlf { text.replace('\n', "\r\n") } else { text.to_owned() }
    }

    /// Reads the text, once for every version of it.
    pub fn read(&mut self, desk: &Desk) -> Rc<Reading> {
        if let Some(reading) = &self.reading {
            return reading.clone();
        }
        let (platforms, atlas) = (desk.platforms(), desk.atlas());
        let parsed = parse::parse(&self.source, &|name| platforms.named(name));
        let names = Names::of(atlas, &parsed);
        let (mut guide, findings) = lower::read_document(parsed, &self.source, &platforms);
        names.attach(&mut guide, &self.source);
        let reading = Rc::new(Reading { guide, findings: check::apply_levels(desk.config(), findings), names });
        self.reading.insert(reading).clone()
    }

    /// Looks for what could be written instead, once for every version of the text.
    pub fn propose(&mut self, desk: &Desk) -> Rc<Proposals> {
        if let Some(proposals) = &self.proposals {
            return proposals.clone();
        }
        let (config, platforms) = (desk.config(), desk.platforms());
        let words = Words::new(&config.language, &config.words);
        let is_off = config.rules.get(check::fix::RULE) == Some(&crate::config::RuleLevel::Off);
        let fixes = if is_off { Vec::new() } else { check::fix::edits(&self.source, &platforms, &words) };
        let proposals = Rc::new(Proposals { fixes, affected: self.affected(desk) });
        self.proposals.insert(proposals).clone()
    }

    /// What is called otherwise in the newest release that was seen. A guide that does not say on which release it was
    /// verified is taken for one of the oldest.
    fn affected(&mut self, desk: &Desk) -> Option<(AffectedGuide, String)> {
        let verified = self.read(desk).guide.front.verified.clone().and_then(|v| v.release);
        let all = desk.catalogues();
        let strong = || all.releases().iter().filter(|r| r.evidence == Evidence::Strong);
        let snapshot = Snapshot { documents: vec![self.source.clone()], ..Snapshot::default() };
        let shelf = Shelf::new(&snapshot);
        let from = match &verified {
            Some(name) => all.find(name)?,
            None => strong().next()?,
        };
        let wanted = desk.release.as_deref().and_then(|name| all.find(name));
        let to = wanted.or_else(|| strong().rfind(|r| all.are_of_one_system(from, r)))?;
        let unsaid = verified.is_none().then_some(from);
        let found = pipeline::refresh(&[&self.source], &shelf, all, unsaid, to);
        Some((found.guides.into_iter().next()?, to.short.clone()))
    }
}
