//! What is affected, as people ask for it: guides, their steps, and the screenshots of those steps.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::Serialize;

use crate::document::parse::Document;
use crate::guide::{Guide, Reference, ReferenceKind, Step};
use crate::source::{Source, Span};
use crate::ui::refresh::{self, Edit, Finding, Serves};
use crate::ui::stamp;
use crate::ui::world::{NodeIndex, World};

/// A guide with something in it that a release breaks.
#[derive(Clone, Debug, Serialize)]
pub struct AffectedGuide {
    /// Path below the content folder.
    pub file: Arc<str>,
    pub title: String,
    /// The release it was written for or last verified on.
    pub from: String,
    pub findings: Vec<Placed>,
    /// Pictures that show what is otherwise now, and stand beside words that are right.
    pub pictures: Vec<OldPicture>,
    /// What keeps the pictures beside words that are put right on the list: to be written with the proposals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamps: Option<Edit>,
    /// What of the articles leads elsewhere once the proposals are written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pointers: Vec<Pointer>,
}

/// A link to a step or a heading, or words that name a step by its number, in this article or another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pointer {
    /// Path below the content folder.
    pub file: Arc<str>,
    /// From 1.
    pub line: usize,
    /// As written: `a.md#step-4`, "step 4".
    pub words: String,
    /// What is right then; `None`: the step is gone.
    pub now: Option<String>,
    #[serde(skip)]
    pub span: Span,
}

/// A picture that was taken on a release and shows a place that has changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OldPicture {
    /// As the article writes its address.
    pub picture: String,
    /// From 1.
    pub line: usize,
    /// `None`: it stands outside of the steps.
    pub step: Option<StepPlace>,
    /// The release it was taken on.
    pub release: String,
    /// Id of the place that its step or section names; `screenshot`: its step was put right.
    pub change: Arc<str>,
    /// One sentence.
    pub reason: String,
    #[serde(skip)]
    pub span: Span,
}

/// A finding with the step it stands in.
#[derive(Clone, Debug, Serialize)]
pub struct Placed {
    /// From 1.
    pub line: usize,
    /// The words concerned, as written.
    pub words: String,
    pub step: Option<StepPlace>,
    /// Pictures of the step: they may show the old state.
    pub screenshots: Vec<String>,
    /// The release that the step was written for or verified on.
    #[serde(skip)]
    pub from: String,
    #[serde(flatten)]
    pub finding: Finding,
}

/// A step by its heading and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepPlace {
    pub heading: Option<String>,
    pub number: String,
    pub anchor: String,
    pub text: String,
}

impl From<(Option<String>, String, &Step)> for StepPlace {
    fn from((heading, number, step): (Option<String>, String, &Step)) -> StepPlace {
        StepPlace { heading, number, anchor: step.anchor.clone(), text: step.text.clone() }
    }
}

impl AffectedGuide {
    pub fn new(source: &Source, guide: &Guide, from: &str, findings: Vec<Finding>) -> AffectedGuide {
        let concerned = |finding: &Finding| {
            let span = concerned(finding);
            // Of a step that is taken out, what it leads to.
            if source.text[span.range()].contains('\n') { finding.span } else { span }
        };
        let shown = if findings.is_empty() { Vec::new() } else { pictures(guide) };
        let place = |finding: Finding| {
            let step = step_around(guide, finding.span.start);
            let screenshots = step.iter().flat_map(|(_, _, step)| step.images());
            let beside =
                shown.iter().filter(|p| p.step.is_none() && stands_by(source, finding.span, p.at)).map(|p| p.image);
            let screenshots = screenshots.chain(beside).map(|r| guide.references[r as usize].url.clone()).collect();
            Placed {
                line: source.line_column(finding.span.start as usize).0,
                words: source.text[concerned(&finding).range()].split_whitespace().collect::<Vec<_>>().join(" "),
                step: step.map(StepPlace::from),
                screenshots,
                from: from.to_owned(),
                finding,
            }
        };
        AffectedGuide {
            file: source.path.clone(),
            title: guide.title.clone(),
            from: from.to_owned(),
            findings: findings.into_iter().map(place).collect(),
            pictures: Vec::new(),
            stamps: None,
            pointers: Vec::new(),
        }
    }

    /// A guide of which parts were verified by themselves: each step is held against its own release, each picture
    /// against the one it was taken on. `own`: the release of all else.
    pub fn with_parts(
        source: &Source,
        document: &Document,
        guide: &Guide,
        parts: &Parts,
        own: Option<&str>,
        world: &dyn Fn(&str) -> Option<Arc<World>>,
    ) -> AffectedGuide {
        let release_at = |at: u32| {
            let around = stamp::all_steps(guide).into_iter().filter(|s| s.span.start <= at && at < s.span.end);
            let stamped = around.filter_map(|s| Some((s, parts.steps.get(s.anchor.as_str())?)));
            stamped.min_by_key(|(s, _)| s.span.end - s.span.start).map(|(_, r)| r.as_str()).or(own)
        };
        let releases: BTreeSet<&str> = parts.steps.values().map(String::as_str).chain(own).collect();
        let mut findings = Vec::new();
        for release in releases {
            let Some(world) = world(release) else { continue };
            let found = refresh::findings_in(&world, document, source);
            findings.extend(found.into_iter().filter(|f| release_at(f.span.start) == Some(release)));
        }
        findings.sort_by_key(|f| (f.span.start, f.span.end));
        let mut affected = AffectedGuide::new(source, guide, own.unwrap_or_default(), findings);
        for placed in &mut affected.findings {
            placed.from = release_at(placed.finding.span.start).unwrap_or_default().to_owned();
        }
        let stamped: BTreeSet<&str> =
            parts.pictures.keys().filter_map(|r| guide.references.get(*r as usize)).map(|r| r.url.as_str()).collect();
        affected.findings.iter_mut().for_each(|p| p.screenshots.retain(|s| !stamped.contains(s.as_str())));
        let listed: BTreeSet<&str> =
            affected.findings.iter().flat_map(|p| &p.screenshots).map(String::as_str).collect();
        let taken_on = |image: u32, step: Option<&Step>| match (parts.pictures.get(&image), step) {
            (Some(taken), _) => Some(taken.clone()),
            (None, Some(step)) if parts.inherit => {
                let url = &guide.references.get(image as usize)?.url;
                let release = release_at(step.span.start).filter(|_| !listed.contains(url.as_str()))?;
                Some(Taken { release: release.to_owned(), by: TakenBy::Guide })
            }
            _ => None,
        };
        affected.pictures = old_pictures(source, document, guide, &taken_on, world);
        affected
    }

    pub fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.pictures.is_empty()
    }

    pub fn edits(&self) -> Vec<Edit> {
        self.findings.iter().filter_map(|p| p.finding.fix.edit().cloned()).collect()
    }

    /// The proposals, and the numbers and stamps that go with them.
    pub fn all_edits(&self) -> Vec<Edit> {
        let numbers = self.findings.iter().flat_map(|p| p.finding.numbers.iter().cloned());
        self.edits().into_iter().chain(numbers).chain(self.stamps.clone()).collect()
    }

    /// Steps with a finding in them; what stands outside of steps counts once.
    pub fn steps(&self) -> usize {
        let mut anchors: Vec<&str> =
            self.findings.iter().map(|p| p.step.as_ref().map_or("", |s| s.anchor.as_str())).collect();
        anchors.sort_unstable();
        anchors.dedup();
        anchors.len()
    }
}

/// What the proposal puts other words in the place of, or else the words found.
fn concerned(finding: &Finding) -> Span {
    match finding.fix.edit() {
        Some(edit) if edit.span.contains(finding.span) => edit.span,
        _ => finding.span,
    }
}

/// The releases that parts of a guide were verified on, by their full names.
#[derive(Debug, Default)]
pub struct Parts {
    /// By anchor.
    pub steps: HashMap<String, String>,
    /// By index of the reference.
    pub pictures: HashMap<u32, Taken>,
    /// A picture without a stamp is of the release that its step was verified on.
    pub inherit: bool,
}

/// The release that a picture shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    pub release: String,
    pub by: TakenBy,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TakenBy {
    /// Whoever verified the picture.
    Person,
    /// `refresh`, when it put the words beside the picture right.
    Refresh,
    /// The guide, of all that is in it.
    Guide,
}

/// Stands for a change where only the stamp tells that a picture is old.
pub const KEPT: &str = "screenshot";

/// A picture and what it stands in: a step, or what of the guide is nearest.
struct Shown<'g> {
    image: u32,
    at: u32,
    step: Option<&'g Step>,
    within: Span,
}

/// Every picture of a guide. One outside of steps belongs to its section.
fn pictures(guide: &Guide) -> Vec<Shown<'_>> {
    let steps = stamp::all_steps(guide);
    let shown = |(image, reference): (usize, &Reference)| {
        let holds = |span: Span| span.start <= reference.span.start && reference.span.start < span.end;
        let step = steps.iter().copied().filter(|s| holds(s.span)).min_by_key(|s| s.span.end - s.span.start);
        let section = || guide.sections.iter().map(|s| s.span).find(|s| holds(*s)).unwrap_or_default();
        Shown { image: image as u32, at: reference.span.start, step, within: step.map_or_else(section, |s| s.span) }
    };
    guide.references.iter().enumerate().filter(|(_, r)| r.kind != ReferenceKind::Link).map(shown).collect()
}

/// Whether a picture outside of steps stands in the paragraph or list that words stand in, or right behind it with nothing
/// but other pictures between. In a table it stands in the same row, or in the table that the words lead to.
fn stands_by(source: &Source, words: Span, picture: u32) -> bool {
    let (text, picture) = (&source.text, picture as usize);
    let is_blank = |line: &str| line.trim_matches([' ', '\t', '>', '\r', '\n']).is_empty();
    let line_start = text[..words.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let is_row = text[line_start..].starts_with('|');
    let mut start = line_start;
    while !is_row && start > 0 {
        let before = text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        if is_blank(&text[before..start]) {
            break;
        }
        start = before;
    }
    if picture < start {
        return false;
    }
    let is_picture = |block: &str| ["!", "[!", "<img", "{%"].iter().any(|s| block.starts_with(s));
    let (mut at, mut begins, mut own, mut leads) = (line_start, false, true, false);
    for line in text[line_start..].split_inclusive('\n') {
        if is_row && at > line_start {
            return false;
        }
        if is_blank(line) {
            (begins, own) = (true, false);
        } else {
            let block = line.trim_start_matches([' ', '\t', '>']);
            // "Text about Privacy:", then the table with the picture.
            let goes_on = own || is_picture(block) || leads && block.starts_with('|');
            if begins && !goes_on {
                return false;
            }
            begins = false;
            leads = own && block.trim_end().ends_with(':');
        }
        at += line.len();
        if picture < at {
            return true;
        }
    }
    false
}

fn old_pictures(
    source: &Source,
    document: &Document,
    guide: &Guide,
    taken_on: &dyn Fn(u32, Option<&Step>) -> Option<Taken>,
    world: &dyn Fn(&str) -> Option<Arc<World>>,
) -> Vec<OldPicture> {
    let mut of: BTreeMap<Taken, Vec<Shown>> = BTreeMap::new();
    for shown in pictures(guide) {
        if let Some(taken) = taken_on(shown.image, shown.step) {
            of.entry(taken).or_default().push(shown);
        }
    }
    let mut out = Vec::new();
    for (taken, shown) in of {
        let Some(world) = world(&taken.release).filter(|w| w.from.release != w.to.release) else { continue };
        let serves = Serves::of_front(&world, &document.front);
        // A guide for both may show either, as long as nobody says which.
        if serves == Serves::Others || serves == Serves::Both && taken.by == TakenBy::Guide {
            continue;
        }
        let resolved = refresh::resolve_in(&world, document);
        let mentions: Vec<(u32, NodeIndex)> = resolved
            .mentions
            .iter()
            .zip(&resolved.scopes.of)
            .filter(|(_, scope)| !is_for_old_alone(&world, scope))
            .map(|(m, _)| (resolved.units[m.unit].span(m.start, m.end, &source.text).start, m.node))
            .collect();
        for picture in shown {
            let inside = |span: Span| mentions.iter().filter(move |(at, _)| span.start <= *at && *at < span.end);
            let whole = Span::new(0, source.text.len());
            // What stands before all sections that name something is about the guide.
            let within =
                if picture.step.is_none() && inside(picture.within).next().is_none() { whole } else { picture.within };
            let named = inside(within).find_map(|(_, node)| looks_otherwise(&world, *node, taken.by));
            let kept = || {
                let reason = format!("its step was put right after {}", world.from.short);
                (taken.by == TakenBy::Refresh).then(|| (Arc::from(KEPT), reason))
            };
            let (Some((change, reason)), Some(reference)) =
                (named.or_else(kept), guide.references.get(picture.image as usize))
            else {
                continue;
            };
            let around = picture.step.and_then(|step| step_around(guide, step.span.start));
            out.push(OldPicture {
                picture: reference.url.clone(),
                line: source.line_column(reference.span.start as usize).0,
                step: around.map(StepPlace::from),
                release: taken.release.clone(),
                change,
                reason,
                span: reference.span,
            });
        }
    }
    out.sort_by_key(|p| p.span.start);
    // Shown again in a step that stayed as it was, it is told of where its place is named.
    let named: BTreeSet<String> = out.iter().filter(|p| &*p.change != KEPT).map(|p| p.picture.clone()).collect();
    let mut told: BTreeSet<String> = BTreeSet::new();
    out.retain(|p| &*p.change != KEPT || !named.contains(&p.picture) && told.insert(p.picture.clone()));
    out
}

/// "On Windows 10, …": a picture of Windows 10 is right there.
fn is_for_old_alone(world: &World, scope: &[Arc<str>]) -> bool {
    let named = |platform: &str| scope.iter().any(|p| **p == *platform);
    named(&world.called.from) && !named(&world.called.to)
}

/// What a picture of a place shows that is not so in the new release.
fn looks_otherwise(world: &World, node: NodeIndex, by: TakenBy) -> Option<(Arc<str>, String)> {
    let place = &world.nodes[node];
    let label = place.label();
    let reason = match (&place.from, &place.to) {
        (Some(_), None) => format!("{} has no {label} any more", world.to.short),
        (Some(from), Some(to)) if from.key != to.key => format!("{label} is called {} now", to.place.label),
        (Some(from), Some(to)) if from.parent != to.parent => format!("{label} lies elsewhere now"),
        (None, Some(_)) if by != TakenBy::Guide => format!("{} has no {label} yet", world.from.short),
        // Where panes stand says little, unless somebody says which release the picture shows.
        _ if by == TakenBy::Guide => return None,
        _ => {
            let layout = world.layouts(node).first().map(|c| &world.changes[*c])?;
            layout.note.as_deref().map_or_else(|| format!("{label} stands elsewhere on the screen"), str::to_owned)
        }
    };
    Some((place.id.clone(), reason))
}

/// The innermost step around a place, the heading of its task, and its number ("3", "3b").
fn step_around(guide: &Guide, at: u32) -> Option<(Option<String>, String, &Step)> {
    let holds = |step: &&Step| step.span.start <= at && at < step.span.end;
    for section in &guide.sections {
        let Some(step) = section.procedures().flat_map(|p| &p.steps).find(holds) else { continue };
        let heading = guide.task_heading(section).map(|h| h.text.clone());
        let (mut step, mut number) = (step, step.n.to_string());
        while let Some(inner) = step.substeps().find(holds) {
            let letter = char::from_u32(u32::from(b'a') + (inner.n.saturating_sub(1)) % 26).unwrap_or('a');
            number.push(letter);
            step = inner;
        }
        return Some((heading, number, step));
    }
    None
}
