//! Steps, notes and pictures as their templates get them.

use serde::Serialize;

use super::facts::{self, PlatformView};
use super::listing::cut;
use crate::address::relative;
use crate::document::front_matter::Verified;
use crate::guide::{Elsewhere, HoleKind, NamedPlace, Note, NoteKind, Otherwise, Piece, Reference, Step, StepPart};
use crate::markup::{self, fill};
use crate::site::{PlacedGuide, Site, Target, settings_page};
use crate::source::Span;
use crate::ui::Kind;
use crate::ui::stamp::Held;
use crate::wording::Words;

/// Substeps deeper than this stand beside their parent: no page indents them further.
const DEEPEST: usize = 4;

#[derive(Debug, Serialize)]
pub struct StepView {
    /// `3`, or `c` for a substep.
    pub label: String,
    /// What a substep belongs to: `3`, of which it is step 3c. Empty for a step.
    pub of: String,
    pub anchor: String,
    /// The instruction in a few words, for the step index.
    pub short: String,
    pub html: String,
    /// Warnings of the step: they come before what they warn of.
    pub before: Vec<NoteView>,
    pub parts: Vec<PartView>,
    pub platforms: Vec<PlatformView>,
    /// `ms-settings:display`: what the step is about, when it can be opened and the author gave no address.
    pub open: Option<String>,
    /// "Verified on Windows 11 24H2", where the guide was verified on another release.
    pub verified: Option<String>,
    /// The same as HTML, with names that follow the reader's choice.
    pub index: String,
    /// Where the place lies in releases that have it otherwise.
    pub elsewhere: Vec<ElsewhereView>,
}

/// "In Windows 11 24H2: Settings > Apps > Installed apps"
#[derive(Debug, Serialize)]
pub struct ElsewhereView {
    pub text: String,
    pub path: String,
    /// Empty: the place has no page.
    pub href: String,
    /// The platform that it is for.
    pub platform: String,
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
    /// "Taken on Windows 10 22H2", where the guide was verified on another release.
    pub taken: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// `wide`, `tall` or `small`: how large the frame may grow.
    pub shape: &'static str,
    /// An animation, of which `src` is the first frame, and what its link is called.
    pub moving: Option<(String, String)>,
    pub missing: String,
}

/// What is rendered: a guide of a site, and on which page.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub site: &'a Site,
    pub guide: &'a PlacedGuide,
    /// What of it was verified by itself.
    pub held: &'a Held<'a>,
    pub words: Words<'a>,
    /// Path of the page.
    pub page: &'a str,
    /// Stands before the names of places, where a page holds several guides.
    pub prefix: &'a str,
}

impl<'a> Place<'a> {
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
            taken: self.held.pictures.get(&reference).and_then(|v| self.other_release(v, "taken_on")),
            width: None,
            height: None,
            shape: "wide",
            moving: None,
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
                figure.moving = shown.moving.map(|moving| (moving, markup::play(self.words, &figure.alt)));
                (figure.srcset, figure.sizes) = (shown.srcset, shown.sizes);
            }
            Some(Target::RemoteImage(_)) => figure.missing = self.words.get("picture_offline").to_owned(),
            _ => {}
        }
        figure
    }

    /// The words for a release that is not the one the guide was verified on.
    fn other_release(self, verified: &Verified, words: &str) -> Option<String> {
        let release = verified.release.as_deref()?;
        let own = self.guide.entry.guide.front.verified.as_ref().and_then(|v| v.release.as_deref());
        (own != Some(release)).then(|| self.words.fill(words, &[("release", &facts::release_name(self.site, release))]))
    }

    /// The page of Settings that a step leads to, if nothing in it opens one already.
    fn opens(self, step: &Step) -> Option<String> {
        let atlas = &self.site.places.as_ref().filter(|_| self.site.config.ui.in_guides)?.atlas;
        // A way whose end nobody knows for sure leads elsewhere, perhaps.
        if self.named(step).next_back()?.goes_on {
            return None;
        }
        let newest = |n: &NamedPlace| atlas.newest(&n.id).map(|(_, place)| place);
        let sure = self.named(step).rev().filter(|n| n.sure).filter_map(newest);
        let address = sure.into_iter().find(|p| p.kind == Kind::SettingsPage)?.address.as_deref()?;
        let known = settings_page::page_of(address).is_some_and(|page| settings_page::is_known(&page));
        let written = |html: &str| html.contains(settings_page::SCHEME);
        let given = written(&step.html.html)
            || step.html.holes.iter().any(|h| {
                let reference = self.guide.entry.guide.references.get(h.reference as usize);
                h.kind == HoleKind::LinkOpen && reference.is_some_and(|r| written(&r.url))
            });
        (known && !given).then(|| address.to_owned())
    }

    /// The places that a step acts on or stands at, not those that a tip or another sentence speaks of.
    fn named(self, step: &Step) -> impl DoubleEndedIterator<Item = &'a NamedPlace> {
        let of_step = move |n: &&NamedPlace| n.in_step && n.anchor == step.anchor;
        let acts = move |n: &NamedPlace| step.actions.iter().find(move |a| meets(a.span, n.span));
        let ordered = move |n: &NamedPlace| acts(n).is_some_and(|a| a.context || !a.verb.is_empty());
        // "**Settings > System > Display**": nothing but a way.
        let bare = !self.guide.entry.guide.places.iter().filter(of_step).any(ordered);
        let all = self.guide.entry.guide.places.iter().filter(of_step);
        all.filter(move |n| if bare { acts(n).is_some() } else { ordered(n) })
    }

    /// The names of a list that follow the reader's choice.
    fn following(self, names: impl Iterator<Item = &'a NamedPlace>) -> Vec<&'a Elsewhere> {
        if self.site.places.is_none() || !self.site.config.ui.in_guides {
            return Vec::new();
        }
        let other = |n: &'a NamedPlace| n.elsewhere.as_ref().filter(|_| n.sure);
        names.filter_map(other).filter(|o| markup::serves_both(self.guide, o)).collect()
    }

    /// A title or heading that follows the reader's choice, in the words that the steps change.
    pub fn with_names(self, text: &str) -> String {
        let all = self.following(self.guide.entry.guide.places.iter());
        let agrees = |n: &Elsewhere| all.iter().all(|o| o.written != n.written || o.words == n.words);
        let mut names: Vec<&Elsewhere> = all.iter().copied().filter(|n| agrees(n)).collect();
        names.sort_by_key(|n| &n.written);
        names.dedup_by_key(|n| &n.written);
        markup::with_names(text, names.into_iter(), true)
    }

    /// Where the place of a step lies in releases that the words of the step are not right for, if the guide is for those.
    fn elsewhere(self, step: &Step) -> Vec<ElsewhereView> {
        let Some(places) = self.site.places.as_ref().filter(|_| self.site.config.ui.in_guides) else {
            return Vec::new();
        };
        let of = &self.guide.entry.guide.platforms;
        let serves = |platform: &str| of.is_empty() || of.iter().any(|p| *p.id == *platform);
        let spoken = |platform: &str| step.platforms.is_empty() || step.platforms.iter().any(|p| *p.id == *platform);
        // The deepest place of the step says it all. A way whose end nobody knows for sure leads elsewhere, perhaps.
        let Some(last) = self.named(step).next_back().filter(|n| n.leads && !n.goes_on) else { return Vec::new() };
        let mut releases: Vec<&Otherwise> = Vec::new();
        for other in self.named(step).filter(|n| n.leads).flat_map(|n| &n.otherwise) {
            let wanted = other.platform.is_empty() || serves(&other.platform) && spoken(&other.platform);
            if wanted && !releases.iter().any(|r| r.release == other.release) {
                releases.push(other);
            }
        }
        let view = |other: &Otherwise| {
            let catalogue = places.atlas.catalogues.iter().find(|c| c.release.release == *other.release)?;
            let goal = match last.otherwise.iter().find(|o| o.release == other.release) {
                Some(Otherwise { goal: Some(goal), .. }) => goal,
                // Several answers, or none: only of a place that went it is known what to say.
                Some(_) if catalogue.place(&last.id).is_some() => return None,
                _ if catalogue.place(&last.id).is_none() && !last.sure => return None,
                _ => &last.id,
            };
            let place = catalogue.place(goal);
            Some(ElsewhereView {
                text: self.words.fill("in_release", &[("release", &catalogue.release.short)]),
                path: place.map_or_else(|| self.words.get("no_place").to_owned(), |place| catalogue.path(place)),
                href: places.page(goal).map(|p| relative(self.page, &p.permalink)).unwrap_or_default(),
                platform: other.platform.to_string(),
            })
        };
        releases.into_iter().filter_map(view).collect()
    }

    pub fn steps(self, steps: &[Step], depth: usize, of: &str) -> Vec<StepView> {
        let mut views = Vec::with_capacity(steps.len());
        for step in steps {
            self.push_step(&mut views, step, depth, of);
        }
        views
    }

    fn push_step(self, views: &mut Vec<StepView>, step: &Step, depth: usize, of: &str) {
        let short = cut(step.title.as_deref().unwrap_or(&step.text), 52);
        let mut view = StepView {
            of: of.to_owned(),
            label: if depth == 0 { step.n.to_string() } else { letters(step.n) },
            anchor: format!("{}{}", self.prefix, step.anchor),
            index: markup::with_names(&short, self.following(self.named(step)).into_iter(), false),
            short,
            html: self.html(&step.html),
            before: Vec::new(),
            parts: Vec::new(),
            platforms: facts::platforms(&step.platforms),
            open: self.opens(step),
            verified: self.held.steps.get(step.anchor.as_str()).and_then(|v| self.other_release(v, "verified_on")),
            elsewhere: self.elsewhere(step),
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
                    let of = format!("{of}{}", view.label);
                    view.parts.push(PartView::Substeps { steps: self.steps(steps, depth + 1, &of) });
                }
                StepPart::Substeps(steps) => beside.extend(steps),
            }
        }
        views.push(view);
        for step in beside {
            self.push_step(views, step, depth, of);
        }
    }
}

fn meets(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
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
pub fn letters(n: u32) -> String {
    let mut n = n.max(1);
    let mut label = Vec::new();
    while n > 0 {
        label.push(b'a' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    label.reverse();
    label.into_iter().map(char::from).collect()
}
