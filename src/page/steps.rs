//! Steps, notes and pictures as their templates get them.

use serde::Serialize;

use super::facts::{self, PlatformView};
use super::listing::cut;
use crate::guide::{Note, NoteKind, Piece, Reference, Step, StepPart};
use crate::markup::{self, fill};
use crate::site::{PlacedGuide, Site, Target};
use crate::wording::Words;

/// Substeps deeper than this stand beside their parent: no page indents them further.
const DEEPEST: usize = 4;

#[derive(Debug, Serialize)]
pub struct StepView {
    /// `3`, or `c` for a substep.
    pub label: String,
    pub anchor: String,
    /// The instruction in a few words, for the step index.
    pub short: String,
    pub html: String,
    /// Warnings of the step: they come before what they warn of.
    pub before: Vec<NoteView>,
    pub parts: Vec<PartView>,
    pub platforms: Vec<PlatformView>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum PartView {
    Image { figure: FigureView },
    Text { html: String },
    Note { note: NoteView },
    Outcome { html: String },
    Substeps { steps: Vec<StepView> },
}

#[derive(Debug, Serialize)]
pub struct NoteView {
    pub kind: NoteKind,
    /// The word above the note.
    pub label: String,
    pub html: String,
}

/// A picture in a frame, or the place where it would be.
#[derive(Debug, Serialize)]
pub struct FigureView {
    /// `None`: the picture is not there; `missing` says why.
    pub src: Option<String>,
    /// The smaller versions and this one, as `srcset` wants them; empty when there is one only.
    pub srcset: String,
    /// How wide the picture is on the page, as `sizes` wants it; goes with `srcset`.
    pub sizes: String,
    /// The reader sees it at once, or nearly so: it is loaded without waiting.
    pub first: bool,
    pub alt: String,
    pub caption: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// `wide`, `tall` or `small`: how large the frame may grow.
    pub shape: &'static str,
    pub missing: String,
}

/// What is rendered: a guide of a site, and on which page.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub site: &'a Site,
    pub guide: &'a PlacedGuide,
    pub words: Words<'a>,
    /// Path of the page.
    pub page: &'a str,
    /// Stands before the names of places, where a page holds several guides.
    pub prefix: &'a str,
}

impl Place<'_> {
    pub fn html(self, piece: &Piece) -> String {
        fill(piece, self.guide, self.site, self.page)
    }

    pub fn note(self, note: &Note) -> NoteView {
        let label = self.words.get(match note.kind {
            NoteKind::Note => "note",
            NoteKind::Tip => "tip",
            NoteKind::Important => "important",
            NoteKind::Warning => "warning",
            NoteKind::Caution => "caution",
        });
        NoteView { kind: note.kind, label: label.to_owned(), html: self.html(&note.html) }
    }

    pub fn figure(self, reference: u32) -> FigureView {
        let written = self.guide.entry.guide.references.get(reference as usize);
        let mut figure = FigureView {
            src: None,
            srcset: String::new(),
            sizes: String::new(),
            first: false,
            alt: written.map(alt).unwrap_or_default(),
            caption: written.and_then(|r| r.title.clone().filter(|title| says_more(title, &r.text))),
            width: None,
            height: None,
            shape: "wide",
            missing: self.words.get("picture_missing").to_owned(),
        };
        match self.guide.targets.get(reference as usize) {
            Some(Target::Asset { path, size }) => {
                let Some(shown) = markup::shown(self.site, path, *size, self.page) else { return figure };
                figure.src = Some(shown.src);
                if let Some((width, height)) = shown.size {
                    (figure.width, figure.height) = (Some(width), Some(height));
                    figure.shape = markup::shape(width, height);
                }
                (figure.srcset, figure.sizes) = (shown.srcset, shown.sizes);
            }
            Some(Target::RemoteImage(_)) => figure.missing = self.words.get("picture_offline").to_owned(),
            _ => {}
        }
        figure
    }

    pub fn steps(self, steps: &[Step], depth: usize) -> Vec<StepView> {
        let mut views = Vec::with_capacity(steps.len());
        for step in steps {
            self.push_step(&mut views, step, depth);
        }
        views
    }

    fn push_step(self, views: &mut Vec<StepView>, step: &Step, depth: usize) {
        let mut view = StepView {
            label: if depth == 0 { step.n.to_string() } else { letters(step.n) },
            anchor: format!("{}{}", self.prefix, step.anchor),
            short: cut(step.title.as_deref().unwrap_or(&step.text), 52),
            html: self.html(&step.html),
            before: Vec::new(),
            parts: Vec::new(),
            platforms: facts::platforms(&step.platforms),
        };
        let mut beside: Vec<&Step> = Vec::new();
        for part in &step.parts {
            match part {
                StepPart::Image(r) => view.parts.push(PartView::Image { figure: self.figure(*r) }),
                StepPart::Text { html, .. } => view.parts.push(PartView::Text { html: self.html(html) }),
                StepPart::Note(note) if matches!(note.kind, NoteKind::Warning | NoteKind::Caution) => {
                    view.before.push(self.note(note));
                }
                StepPart::Note(note) => view.parts.push(PartView::Note { note: self.note(note) }),
                StepPart::Outcome { html, .. } => view.parts.push(PartView::Outcome { html: self.html(html) }),
                StepPart::Substeps(steps) if depth < DEEPEST => {
                    view.parts.push(PartView::Substeps { steps: self.steps(steps, depth + 1) });
                }
                StepPart::Substeps(steps) => beside.extend(steps),
            }
        }
        views.push(view);
        for step in beside {
            self.push_step(views, step, depth);
        }
    }
}

/// Whether a caption has a word that the description has not.
fn says_more(caption: &str, alt: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let known = words(alt);
    words(caption).iter().any(|word| !known.contains(word))
}

/// A file name is not a description; an empty alt text is more honest.
fn alt(reference: &Reference) -> String {
    let text = reference.text.trim();
    let is_file_name = !text.contains(' ')
        && text.rsplit_once('.').is_some_and(|(_, e)| matches!(e, "png" | "jpg" | "jpeg" | "gif" | "webp"));
    if is_file_name { String::new() } else { text.to_owned() }
}

/// 1 -> a, 26 -> z, 27 -> aa.
fn letters(n: u32) -> String {
    let mut n = n.max(1);
    let mut label = Vec::new();
    while n > 0 {
        label.push(b'a' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    label.reverse();
    label.into_iter().map(char::from).collect()
}
