//! What a new release breaks in a guide, and the words that put it right.
//!
//! The places that a guide names are laid along the ways of the new release. A name that is no stop on the way any
//! more, or that is called otherwise now, is a finding; its fix puts other words in its place and touches no other
//! byte. What cannot be said with certainty is left to a person, with the reason.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use crate::document::front_matter::FrontMatter;
use crate::document::parse::{self, Document};
use crate::guide::platform::Platforms;
use crate::source::{Source, Span};
use crate::ui::catalogue::Confidence;
use crate::ui::judge::Judge;
use crate::ui::reference::{self, Certainty, Mention};
use crate::ui::scope::Scopes;
use crate::ui::text::{self, Unit, UnitKind};
use crate::ui::world::{NodeIndex, World};
use crate::ui::{besides, concern, count, label, openers, signs};

/// Something in a guide that is not right in the new release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The words concerned.
    pub span: Span,
    /// What changed: id of the place, or of a change written by hand.
    pub change: Arc<str>,
    pub kind: FindingKind,
    /// One sentence: what is there, and what is right.
    pub reason: String,
    pub fix: Proposal,
    pub certainty: Certainty,
    /// How sure the catalogues are of the change.
    pub confidence: Confidence,
    /// The whole step goes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub whole_step: bool,
    /// Goes with the proposal: the numbers of the steps behind one that is taken out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<Edit>,
    /// Index of the mention among the references.
    #[serde(skip)]
    pub(super) mention: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// The place is called otherwise.
    Renamed,
    /// The way leads over another place.
    Moved,
    /// The place is gone.
    Removed,
    /// The place became several.
    Split,
    Merged,
    /// It stands elsewhere on the screen.
    Layout,
    /// Its name is the same, and it leads elsewhere.
    Flow,
}

impl FindingKind {
    /// Whether it is about words beside a name, which say where it stands.
    pub fn is_of_screen(self) -> bool {
        matches!(self, FindingKind::Layout | FindingKind::Flow)
    }

    pub fn name(self) -> &'static str {
        match self {
            FindingKind::Renamed => "renamed",
            FindingKind::Moved => "moved",
            FindingKind::Removed => "removed",
            FindingKind::Split => "split",
            FindingKind::Merged => "merged",
            FindingKind::Layout => "layout",
            FindingKind::Flow => "flow",
        }
    }
}

/// What to do about a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proposal {
    /// Put `text` in the place of the bytes.
    Edit(Edit),
    /// A person has to: why.
    Person(String),
    /// The proposal of an earlier finding puts this right as well.
    Together,
}

impl Proposal {
    pub fn edit(&self) -> Option<&Edit> {
        match self {
            Proposal::Edit(edit) => Some(edit),
            _ => None,
        }
    }
}

/// A replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// The references of an article, resolved.
pub struct Resolved {
    /// Of the front matter.
    pub title: String,
    pub units: Vec<Unit>,
    pub mentions: Vec<Mention>,
    /// Chords that open something else in the new release, commands and addresses of what it has not; looked for only when
    /// a guide is judged.
    pub openers: Vec<Mention>,
    /// Of the mentions, then of the openers.
    pub scopes: Scopes,
}

/// Resolves the references of an article.
pub fn resolve(world: &World, source: &Source) -> Resolved {
    resolve_in(world, &parse::parse(source, &|_| None))
}

/// The same for an article that is parsed already.
pub fn resolve_in(world: &World, document: &Document) -> Resolved {
    resolve_with(world, document, |_| Vec::new())
}

fn resolve_with(world: &World, document: &Document, openers: impl Fn(&[Unit]) -> Vec<Mention>) -> Resolved {
    let mut units = text::units(document);
    signs::as_usual(world, &mut units);
    let title = document.front.title.clone().unwrap_or_default();
    let mentions = reference::find(world, &units, &title, names_windows(&document.front));
    let openers = openers(&units);
    let all: Vec<&Mention> = mentions.iter().chain(&openers).collect();
    let scopes = Scopes::new(&world.called, &units, &all, &title);
    Resolved { title, units, mentions, openers, scopes }
}

/// Whether platforms or tags say that a guide is about Windows.
fn names_windows(front: &FrontMatter) -> bool {
    front.platforms.iter().map(|p| p.id.clone()).chain(of_tags(front)).any(|id| id.starts_with("windows-"))
}

/// Ids of the platforms that tags name, each once.
fn of_tags(front: &FrontMatter) -> BTreeSet<Arc<str>> {
    front.tags.iter().filter_map(|t| Platforms::default().named(t)).map(|p| p.id).collect()
}

/// Which platforms a guide is for, by its front matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Serves {
    /// It does not say, or says the new one: what is wrong there is to be put right.
    #[default]
    New,
    /// Both: what is right on the old one stays, and the new words join it.
    Both,
    /// Only others: the new release does not concern it.
    Others,
}

impl Serves {
    /// By the front matter: its platforms, or tags that name both.
    pub fn of_front(world: &World, front: &FrontMatter) -> Serves {
        let platforms: Vec<&str> = front.platforms.iter().map(|p| &*p.id).collect();
        if !platforms.is_empty() {
            return Serves::of(world, &platforms);
        }
        // One tag is about a subject, and so is a list that names every Windows there was; two of them say whom it is for.
        let called = &world.called;
        let named: BTreeSet<Arc<str>> = front.tags.iter().filter_map(|t| called.tag(t)).collect();
        if named.len() == 2 && named.contains(&called.from) && named.contains(&called.to) {
            return Serves::Both;
        }
        let tags = of_tags(front);
        match Serves::of(world, &tags.iter().map(|t| &**t).collect::<Vec<_>>()) {
            Serves::Both if tags.len() == 2 => Serves::Both,
            _ => Serves::New,
        }
    }

    /// `platforms`: ids as in the front matter; empty when it names none.
    pub fn of(world: &World, platforms: &[&str]) -> Serves {
        let (from, to) = (&*world.from.platform, &*world.to.platform);
        match (platforms.contains(&from), platforms.contains(&to)) {
            _ if platforms.is_empty() || from == to => Serves::New,
            (true, true) => Serves::Both,
            (_, true) => Serves::New,
            (_, false) => Serves::Others,
        }
    }
}

/// Everything in an article that is not right in the new release, in the order of the text.
pub fn findings(world: &World, source: &Source) -> Vec<Finding> {
    findings_in(world, &parse::parse(source, &|text| Platforms::default().named(text)), source)
}

/// The same for an article that is parsed already.
pub fn findings_in(world: &World, document: &Document, source: &Source) -> Vec<Finding> {
    let serves = Serves::of_front(world, &document.front);
    if serves == Serves::Others || world.from.release == world.to.release {
        return Vec::new();
    }
    let resolved = resolve_with(world, document, |units| openers::find(world, units));
    let (from, to) = (&world.called.from, &world.called.to);
    // "Graphics (Windows 10 only)": as with `platforms`.
    if from != to && concern::says_only_old(&world.called, &resolved.title.to_lowercase()) {
        return Vec::new();
    }
    let serves = if from != to && says_both(world, &resolved) { Serves::Both } else { serves };
    let mut judge = Judge {
        world,
        source,
        resolved: &resolved,
        out: Vec::new(),
        done: vec![false; resolved.mentions.len()],
        placed: Vec::new(),
        replaced: HashMap::new(),
        is_counted: Vec::new(),
        has_both_ways: from != to && (serves == Serves::Both || has_both_ways(world, &resolved)),
    };
    judge.all();
    judge.openers();
    judge.whole_ways();
    judge.keep_old_words(serves == Serves::Both);
    judge.prose_waits();
    judge.screen_waits();
    let mut out = judge.out;
    out.extend(besides::find(world, document, source, &resolved, &out));
    out.sort_by_key(|f| (f.span.start, f.span.end));
    without_overlaps(&mut out);
    count::on(&source.text, &mut out);
    out
}

/// Whether a line before the steps, or one of the first, says that the article is for both releases: "Applies to: Windows 10,
/// Windows 11", "Make sure that your PC runs Windows 10 or later".
fn says_both(world: &World, resolved: &Resolved) -> bool {
    let called = &world.called;
    let holds = |lower: &str, words: &[&str]| words.iter().any(|w| lower.contains(w));
    let says = |lower: &str| {
        let is_of =
            ["for ", "on ", "in ", "applies to", "version", "tested", "whether", "works", "run", "need", "require"];
        let is_other = ["differ", "upgrad", "unlike", "not ", "since ", "from windows", "while", "than "];
        lower.len() <= 120 && holds(lower, &is_of) && !holds(lower, &is_other)
    };
    // "- Windows 10 or 11" among what is needed.
    let only_names = |lower: &str| lower.starts_with("windows") && lower.len() <= 30;
    let asks = |lower: &str| holds(lower, &["make sure", "check that", "verify that"]) && lower.contains("run");
    let steps = resolved.units.iter().position(|u| u.kind == UnitKind::Item).unwrap_or(resolved.units.len());
    let is_said = |(i, u): (usize, &Unit)| match u.kind {
        UnitKind::Prose => i < steps && u.row.is_none() && says(&u.line.lower),
        UnitKind::Item => i < steps + 3 && (only_names(&u.line.lower) || asks(&u.line.lower) && says(&u.line.lower)),
        UnitKind::Heading(_) => false,
    };
    resolved.units.iter().enumerate().take(10).filter(|u| is_said(*u)).any(|(_, u)| {
        let ids = called.ids(&u.line.text);
        let onward = holds(&u.line.lower, &[" or later", " or newer", " or higher", " and later", " and newer"]);
        ids.contains(&called.from) && (ids.contains(&called.to) || onward && called.from < called.to)
    })
}

/// Whether an article gives a way for the old platform and one for the new one. Where it names only the old one, a way
/// in the words of the new one beside it is for the new one.
fn has_both_ways(world: &World, resolved: &Resolved) -> bool {
    let (from, to) = (&world.called.from, &world.called.to);
    let is_new = |(m, scope): (&Mention, &Vec<Arc<str>>)| {
        let node = &world.nodes[m.node];
        let (Some(old), Some(new)) = (&node.from, &node.to) else { return false };
        let written = label::key(&resolved.units[m.unit].line.text[m.start..m.end]);
        // A part of the old name tells nothing, and a control may be named in passing.
        if old.key.contains(&*new.key) {
            return false;
        }
        !world.nodes[m.node].kind().is_inside()
            && scope.is_empty()
            && m.certainty == Certainty::Certain
            && written == new.key
            && written != old.key
    };
    let scopes = &resolved.scopes;
    scopes.has_way(from) && (scopes.has_way(to) || resolved.mentions.iter().zip(&scopes.of).any(is_new))
}

/// A mention that is not right in the new release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub mention: usize,
    /// What stands in its place there, if nothing else is to be written.
    pub words: Option<String>,
    /// The place it leads to there; `None`: nobody knows.
    pub goal: Option<NodeIndex>,
}

/// The mentions that are not right in the new release, but for those whose words say whom they are for.
pub fn changed(world: &World, source: &Source, resolved: &Resolved) -> Vec<Changed> {
    let mut judge = Judge {
        world,
        source,
        resolved,
        out: Vec::new(),
        done: vec![false; resolved.mentions.len()],
        placed: Vec::new(),
        replaced: HashMap::new(),
        is_counted: Vec::new(),
        has_both_ways: has_both_ways(world, resolved),
    };
    judge.all();
    let mut out: Vec<Changed> = Vec::new();
    let mut cut: HashSet<usize> = HashSet::new();
    let found = judge.out.iter().filter(|f| !f.kind.is_of_screen() && resolved.scopes.of[f.mention].is_empty());
    for finding in found {
        let i = finding.mention;
        let m = &resolved.mentions[i];
        let own = resolved.units[m.unit].exact(m.start, m.end, &source.text);
        let marks = ['*', '_', '"', '“', '”', '<', '['];
        let words = match &finding.fix {
            Proposal::Edit(edit) if Some(edit.span) == own && !edit.text.contains(marks) && !edit.text.is_empty() => {
                Some(edit.text.clone())
            }
            // A way that is half put right helps nobody.
            _ => {
                cut.extend(m.path);
                None
            }
        };
        out.push(Changed { mention: i, words, goal: judge.goal(i) });
    }
    for changed in &mut out {
        if resolved.mentions[changed.mention].path.is_some_and(|p| cut.contains(&p)) {
            changed.words = None;
        }
    }
    out
}

/// Two edits of the same bytes: the later one is left to a person.
fn without_overlaps(findings: &mut [Finding]) {
    let mut end = 0;
    for finding in findings {
        if let Proposal::Edit(edit) = &finding.fix {
            if edit.span.start < end {
                finding.fix =
                    Proposal::Person("another proposal changes the same words; run again after that one".into());
            } else {
                end = edit.span.end.max(end);
            }
        }
    }
}
