//! A guide as JSON, for other programs: what to do, step by step, and what belongs to each step.
//!
//! These types are the format: the schema is made from them, so it cannot say anything else. Texts are
//! plain, addresses of pictures are given as the author wrote them and as files of the site, and places
//! in the article are bytes of its text with LF line ends.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::address;
use crate::guide::piece;
use crate::guide::{Action, JunkKind, NoteKind, Platform, Section, Step, StepPart, TargetKind};
use crate::site::{GuideIndex, PlacedGuide, PruneReason, RelatedLink, RelatedTarget, Site, Target};
use crate::source::Span;

/// One guide.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "guidepost guide")]
pub struct GuideJson {
    /// Path of the article below the content folder.
    pub source: Arc<str>,
    /// Path of its page below the site folder.
    pub page: Arc<str>,
    pub title: String,
    /// May be empty.
    pub summary: String,
    pub platforms: Vec<Platform>,
    /// Names from the top of the category tree down, the main one first.
    pub categories: Vec<Vec<String>>,
    pub tags: Vec<String>,
    /// `2026-11-24`
    pub date: Option<String>,
    pub updated: Option<String>,
    /// About how long it takes.
    pub minutes: Option<u32>,
    /// Administrator rights are needed.
    pub admin: bool,
    pub prerequisites: Vec<String>,
    pub lead_image: Option<ImageJson>,
    pub tasks: Vec<TaskJson>,
    pub related: RelatedJson,
    /// What was left out of the page.
    pub junk: Vec<JunkJson>,
    /// The guide whose text this one repeats, by its source.
    pub same_body_as: Option<Arc<str>>,
}

/// A goal with steps that follow one another. Two under one heading are two tasks.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TaskJson {
    /// The title of the guide where no heading stands above the steps.
    pub heading: String,
    /// Of the heading; none where there is no heading.
    pub anchor: Option<String>,
    /// Empty: as the guide.
    pub platforms: Vec<Platform>,
    /// One of several ways to the same end.
    pub alternative: bool,
    pub steps: Vec<StepJson>,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StepJson {
    /// Position from 1.
    pub n: u32,
    pub anchor: String,
    pub text: String,
    /// The title that the author gave the step; part of `text` as well.
    pub title: Option<String>,
    /// Empty: as the task.
    pub platforms: Vec<Platform>,
    pub images: Vec<ImageJson>,
    pub targets: Vec<TargetJson>,
    pub notes: Vec<NoteJson>,
    pub substeps: Vec<StepJson>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ImageJson {
    /// As the author wrote it.
    pub url: String,
    pub alt: String,
    /// The file, from the page; none when the site does not have it.
    pub path: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// What a step acts on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TargetJson {
    pub kind: TargetKind,
    pub text: String,
    /// Base form; empty when none was found.
    pub verb: String,
    /// Where it is said rather than acted on.
    pub context: bool,
}

/// What else belongs to a step.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NoteJson {
    /// `text`, `outcome`, `note`, `tip`, `important`, `warning` or `caution`.
    pub kind: &'static str,
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct RelatedJson {
    /// Links of the author that stay, best first; a page shows the first few.
    pub kept: Vec<KeptJson>,
    pub pruned: Vec<PrunedJson>,
    /// Guides of the site found by likeness, best first.
    pub added: Vec<AddedJson>,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct KeptJson {
    /// As the author wrote it.
    pub url: String,
    /// Below the site; none for a link off the site.
    pub page: Option<Arc<str>>,
    pub title: String,
    /// 0 to 1.
    pub score: f64,
    pub reason: String,
    /// Whether the page shows it: the best few are shown, and the only way to a guide always is.
    pub shown: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PrunedJson {
    pub url: String,
    pub title: String,
    pub reason: PruneReason,
    /// 0 to 1; none where nothing had to be compared.
    pub score: Option<f64>,
    /// The reason in words, with what it rests on.
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AddedJson {
    pub source: Arc<str>,
    pub page: Arc<str>,
    pub title: String,
    /// 0 to 1.
    pub score: f64,
    pub reason: String,
    /// Whether the page shows it: the best few are shown, and the only way to a guide always is.
    pub shown: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct JunkJson {
    /// `ad`, `affiliate`, `also-read` …
    #[schemars(with = "String")]
    pub kind: JunkKind,
    pub span: Span,
}

/// The JSON Schema of `GuideJson`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(GuideJson).to_value()
}

pub fn guide_json(site: &Site, index: GuideIndex) -> GuideJson {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    let front = &guide.front;
    GuideJson {
        source: placed.entry.source.clone(),
        page: placed.permalink.clone(),
        title: guide.title.clone(),
        summary: guide.summary.clone(),
        platforms: guide.platforms.clone(),
        categories: placed.categories.iter().map(|c| category_path(site, *c)).collect(),
        tags: placed.tags.iter().map(|t| site.tags[*t].name.clone()).collect(),
        date: front.date.map(|d| d.to_string()),
        updated: front.updated.map(|d| d.to_string()),
        minutes: front.minutes,
        admin: front.admin,
        prerequisites: guide.prerequisites.iter().map(|p| piece::text(&p.html)).collect(),
        lead_image: guide.lead_image.map(|r| image(placed, r)),
        tasks: guide.sections.iter().flat_map(|section| tasks(placed, section)).collect(),
        related: related(site, placed),
        junk: guide.junk.iter().map(|j| JunkJson { kind: j.kind, span: j.span }).collect(),
        same_body_as: (placed.same_body_as != index).then(|| site.guides[placed.same_body_as].entry.source.clone()),
    }
}

fn category_path(site: &Site, category: usize) -> Vec<String> {
    let up = std::iter::successors(Some(category), |c| site.categories[*c].parent);
    let mut path: Vec<String> = up.map(|c| site.categories[c].name.clone()).collect();
    path.reverse();
    path
}

fn tasks<'a>(placed: &'a PlacedGuide, section: &'a Section) -> impl Iterator<Item = TaskJson> + 'a {
    let heading = placed.entry.guide.task_heading(section);
    section.procedures().map(move |procedure| TaskJson {
        heading: heading.map_or(&placed.entry.guide.title, |h| &h.text).clone(),
        anchor: heading.map(|h| h.anchor.clone()),
        platforms: section.platforms.clone(),
        alternative: section.alternative,
        steps: procedure.steps.iter().map(|s| step(placed, s)).collect(),
    })
}

fn step(placed: &PlacedGuide, s: &Step) -> StepJson {
    StepJson {
        n: s.n,
        anchor: s.anchor.clone(),
        text: s.text.clone(),
        title: s.title.clone(),
        platforms: s.platforms.clone(),
        images: s.images().map(|r| image(placed, r)).collect(),
        targets: s.actions.iter().map(target).collect(),
        notes: s.parts.iter().filter_map(note).collect(),
        substeps: s.substeps().map(|s| step(placed, s)).collect(),
        span: s.span,
    }
}

fn target(action: &Action) -> TargetJson {
    TargetJson { kind: action.kind, text: action.text.clone(), verb: action.verb.clone(), context: action.context }
}

fn note(part: &StepPart) -> Option<NoteJson> {
    let (kind, text) = match part {
        StepPart::Text { text, .. } => ("text", text),
        StepPart::Outcome { text, .. } => ("outcome", text),
        StepPart::Note(note) => (note_kind(note.kind), &note.text),
        StepPart::Image(_) | StepPart::Substeps(_) => return None,
    };
    Some(NoteJson { kind, text: text.clone() })
}

fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Note => "note",
        NoteKind::Tip => "tip",
        NoteKind::Important => "important",
        NoteKind::Warning => "warning",
        NoteKind::Caution => "caution",
    }
}

fn image(placed: &PlacedGuide, reference: u32) -> ImageJson {
    let written = &placed.entry.guide.references[reference as usize];
    let (path, size) = match placed.targets.get(reference as usize) {
        Some(Target::Asset { path, size }) => (Some(address::relative(&placed.permalink, path)), *size),
        _ => (None, None),
    };
    ImageJson {
        url: written.url.clone(),
        alt: written.text.clone(),
        path,
        width: size.map(|(w, _)| w),
        height: size.map(|(_, h)| h),
    }
}

fn related(site: &Site, placed: &PlacedGuide) -> RelatedJson {
    let on_page = placed.related.shown(site.config.related.count);
    let shown = |link: &RelatedLink| on_page.iter().any(|s| std::ptr::eq(*s, link));
    let kept = placed.related.kept.iter().map(|link| {
        let (page, title) = page_and_title(site, link);
        KeptJson {
            url: link.written.clone().unwrap_or_default(),
            page,
            title,
            score: rounded(link.score),
            reason: link.reason.clone(),
            shown: shown(link),
        }
    });
    let added = placed.related.added.iter().filter_map(|link| match link.to {
        RelatedTarget::Guide(guide) => Some(AddedJson {
            source: site.guides[guide].entry.source.clone(),
            page: site.guides[guide].permalink.clone(),
            title: site.guides[guide].entry.guide.title.clone(),
            score: rounded(link.score),
            reason: link.reason.clone(),
            shown: shown(link),
        }),
        RelatedTarget::Web { .. } => None,
    });
    let pruned = placed.related.pruned.iter().map(|link| PrunedJson {
        url: link.url.clone(),
        title: link.title.clone(),
        reason: link.reason,
        score: link.score.map(rounded),
        why: link.why.clone(),
    });
    RelatedJson { kept: kept.collect(), pruned: pruned.collect(), added: added.collect() }
}

fn page_and_title(site: &Site, link: &RelatedLink) -> (Option<Arc<str>>, String) {
    match &link.to {
        RelatedTarget::Guide(guide) => {
            (Some(site.guides[*guide].permalink.clone()), site.guides[*guide].entry.guide.title.clone())
        }
        RelatedTarget::Web { title, .. } => (None, title.clone()),
    }
}

/// Three digits say all there is, and stay the same when a weight moves a little.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}
