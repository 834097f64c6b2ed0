//! What a new release breaks in a guide, and the words that put it right.
//!
//! The places that a guide names are laid along the ways of the new release. A name that is no stop on the way any
//! more, or that is called otherwise now, is a finding; its fix puts other words in its place and touches no other
//! byte. What cannot be said with certainty is left to a person, with the reason.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;

use crate::document::parse::{self, Document};
use crate::guide::line::Style;
use crate::guide::platform::Platforms;
use crate::source::{Source, Span};
use crate::ui::catalogue::Confidence;
use crate::ui::reference::{self, Certainty, Mention};
use crate::ui::scope::{Scopes, sentence_around};
use crate::ui::text::{self, Unit};
use crate::ui::world::{NodeIndex, Via, World};
use crate::ui::{label, patch};

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
    /// Index of the mention among the references.
    #[serde(skip)]
    mention: usize,
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
}

impl FindingKind {
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::Renamed => "renamed",
            FindingKind::Moved => "moved",
            FindingKind::Removed => "removed",
            FindingKind::Split => "split",
            FindingKind::Merged => "merged",
            FindingKind::Layout => "layout",
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
    pub units: Vec<Unit>,
    pub mentions: Vec<Mention>,
    pub scopes: Scopes,
}

/// Resolves the references of an article.
pub fn resolve(world: &World, source: &Source) -> Resolved {
    resolve_in(world, &parse::parse(source, &|_| None), source)
}

/// The same for an article that is parsed already.
pub fn resolve_in(world: &World, document: &Document, source: &Source) -> Resolved {
    let units = text::units(document, &source.text);
    let mentions = reference::find(world, &units);
    let scopes = Scopes::new(&units, &mentions, document.front.title.as_deref().unwrap_or(""));
    Resolved { units, mentions, scopes }
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
    let document = parse::parse(source, &|text| Platforms::default().named(text));
    let platforms: Vec<&str> = document.front.platforms.iter().map(|p| &*p.id).collect();
    let serves = Serves::of(world, &platforms);
    if serves == Serves::Others || world.from.release == world.to.release {
        return Vec::new();
    }
    let resolved = resolve_in(world, &document, source);
    let (from, to) = (&world.from.platform, &world.to.platform);
    let mut judge = Judge {
        world,
        source,
        resolved: &resolved,
        out: Vec::new(),
        done: vec![false; resolved.mentions.len()],
        has_both_ways: from != to
            && (serves == Serves::Both || resolved.scopes.has_way(from) && resolved.scopes.has_way(to)),
    };
    judge.all();
    if serves == Serves::Both {
        judge.keep_both();
    }
    let mut out = judge.out;
    out.sort_by_key(|f| (f.span.start, f.span.end));
    without_overlaps(&mut out);
    out
}

/// For mentions that are called otherwise in the new release, and nothing more: what they are called there.
pub fn new_words(world: &World, source: &Source, resolved: &Resolved) -> Vec<(usize, String)> {
    let (from, to) = (&world.from.platform, &world.to.platform);
    let mut judge = Judge {
        world,
        source,
        resolved,
        out: Vec::new(),
        done: vec![false; resolved.mentions.len()],
        has_both_ways: resolved.scopes.has_way(from) && resolved.scopes.has_way(to),
    };
    judge.all();
    let mut words = Vec::new();
    let mut cut: HashSet<usize> = HashSet::new();
    for finding in &judge.out {
        let m = &resolved.mentions[finding.mention];
        let own = resolved.units[m.unit].exact(m.start, m.end, &source.text);
        let marks = ['*', '_', '"', '“', '”', '<', '['];
        match &finding.fix {
            Proposal::Edit(edit) if Some(edit.span) == own && !edit.text.contains(marks) && !edit.text.is_empty() => {
                words.push((finding.mention, edit.text.clone()));
            }
            // A way that is half put right helps nobody.
            _ => cut.extend(m.path),
        }
    }
    words.retain(|(i, _)| {
        let m = &resolved.mentions[*i];
        resolved.scopes.of[*i].is_empty() && m.path.is_none_or(|p| !cut.contains(&p))
    });
    words
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

struct Judge<'a> {
    world: &'a World,
    source: &'a Source,
    resolved: &'a Resolved,
    out: Vec<Finding>,
    /// Mentions that were judged.
    done: Vec<bool>,
    /// The article gives a way for the old platform and one for the new one.
    has_both_ways: bool,
}

impl Judge<'_> {
    fn all(&mut self) {
        let mentions = &self.resolved.mentions;
        let counts: Vec<bool> = (0..mentions.len()).map(|i| self.is_concerned(i)).collect();
        let mut first_below: HashMap<usize, usize> = HashMap::new();
        for (i, mention) in mentions.iter().enumerate().filter(|(i, _)| counts[*i]) {
            if let Some(above) = mention.above {
                first_below.entry(above).or_insert(i);
            }
        }
        for i in (0..mentions.len()).filter(|i| counts[*i]) {
            if self.done[i] {
                continue;
            }
            // From the root down to where the guide goes from here.
            let mut chain = vec![i];
            while let Some(above) = mentions[chain[0]].above.filter(|a| !chain.contains(a)) {
                chain.insert(0, above);
            }
            while let Some(below) = first_below.get(chain.last().unwrap_or(&i)).filter(|b| !chain.contains(b)) {
                chain.push(*below);
            }
            chain.retain(|c| counts[*c]);
            self.chain(&chain);
        }
        for i in (0..mentions.len()).filter(|i| counts[*i]) {
            self.layout(i);
        }
    }

    /// Whether the new release has a say in a mention: its platform is that of the new release, or none is named.
    fn is_concerned(&self, i: usize) -> bool {
        let (from, to) = (&*self.world.from.platform, &*self.world.to.platform);
        let scope = &self.resolved.scopes.of[i];
        let is_for = |platform: &str| scope.iter().any(|s| **s == *platform);
        // Words for the old platform stand, but only where the new one has words of its own.
        let own_way = match (is_for(from), is_for(to)) {
            _ if scope.is_empty() => false,
            (true, true) => false,
            (true, false) => self.has_both_ways,
            (false, true) => self.has_both_ways,
            (false, false) => true,
        };
        !own_way && self.resolved.mentions[i].certainty < Certainty::Guess
    }

    fn mention(&self, i: usize) -> &Mention {
        &self.resolved.mentions[i]
    }

    fn unit(&self, i: usize) -> &Unit {
        &self.resolved.units[self.resolved.mentions[i].unit]
    }

    fn written(&self, i: usize) -> &str {
        let m = self.mention(i);
        &self.unit(i).line.text[m.start..m.end]
    }

    fn new_label(&self, node: NodeIndex) -> Option<&str> {
        self.world.nodes[node].to.as_ref().map(|s| &*s.place.label)
    }

    /// Judges the mentions of one way, each leading to the next.
    fn chain(&mut self, chain: &[usize]) {
        let world = self.world;
        let Some(target) = self.target(chain) else {
            chain.iter().for_each(|i| self.alone(*i, chain));
            return;
        };
        let mut way = world.way_to(target.1);
        way.push(target.1);
        let chain_to = &chain[..=target.0];
        let is_kept = |i: &usize| {
            let node = self.resolved.mentions[*i].node;
            way.contains(&node) || !world.is_below(node, target.1)
        };
        let kept: Vec<bool> = chain_to.iter().map(is_kept).collect();
        // From one stop that stays to the next: what went, and what came in between.
        let mut at = 0;
        let mut last_stop: Option<usize> = None;
        while at < chain_to.len() {
            let next = (at..chain_to.len()).find(|k| kept[*k]).unwrap_or(chain_to.len());
            let gone = &chain_to[at..next];
            let stop = chain_to.get(next).copied();
            let from = last_stop.and_then(|s| way.iter().position(|w| *w == self.mention(s).node)).map_or(0, |p| p + 1);
            let until = stop.and_then(|s| way.iter().position(|w| *w == self.mention(s).node)).unwrap_or(from);
            let came: Vec<NodeIndex> = way[from..until.max(from)]
                .iter()
                .copied()
                .filter(|n| world.nodes[*n].to.as_ref().is_some_and(|s| s.parent.is_some()))
                .collect();
            self.block(last_stop, gone, &came, stop);
            if let Some(stop) = stop {
                self.alone(stop, chain);
            }
            last_stop = stop.or(last_stop);
            at = next + 1;
        }
        chain[target.0 + 1..].iter().for_each(|i| self.alone(*i, chain));
    }

    /// Where a way ends in the new release: the last stop that is there, or went to one place.
    fn target(&self, chain: &[usize]) -> Option<(usize, NodeIndex)> {
        chain.iter().enumerate().rev().find_map(|(k, i)| {
            let node = self.mention(*i).node;
            self.world.nodes[node].to.is_some().then_some((k, node))
        })
    }

    /// Stops that are no stops any more, and new ones, between two that stay.
    fn block(&mut self, last: Option<usize>, gone: &[usize], came: &[NodeIndex], stop: Option<usize>) {
        let world = self.world;
        let Some(first) = gone.first().copied() else {
            // Something new between two stops that lay side by side.
            if let (Some(last), Some(stop), false) = (last, stop, came.is_empty()) {
                let direct = world.nodes[self.mention(stop).node].from.as_ref().and_then(|s| s.parent);
                if direct == Some(self.mention(last).node) && !self.done[stop] && !self.is_new_way(last, stop) {
                    self.insert(last, stop, came);
                }
            }
            return;
        };
        for (k, i) in gone.iter().copied().enumerate() {
            if self.done[i] {
                continue;
            }
            let Some(stop) = stop else {
                self.alone(i, gone);
                continue;
            };
            self.done[i] = true;
            let node = self.mention(i).node;
            let same_unit = self.mention(i).unit == self.mention(stop).unit;
            // Stop by stop as far as it goes; the last one takes what is left of the new way.
            let until = if k + 1 == gone.len() { came.len() } else { (k + 1).min(came.len()) };
            let own = came.get(k..until).unwrap_or_default();
            let fix = match () {
                () if !own.is_empty() => self.replace(i, own),
                () if same_unit => self.cut(i, stop),
                () if i == first => self.replace(i, &[self.mention(stop).node]),
                () => Proposal::Person("this step is not needed any more".into()),
            };
            let names: Vec<&str> = came.iter().filter_map(|n| self.new_label(*n)).collect();
            let goal = self.new_label(self.mention(stop).node).unwrap_or("").to_owned();
            let reason = match names.as_slice() {
                [] => format!("{goal} is no longer reached over {}", self.written(i)),
                names => format!("{goal} is reached over {}, no longer over {}", names.join(" > "), self.written(i)),
            };
            let change =
                world.split(node).map_or_else(|| world.nodes[self.mention(stop).node].id.clone(), |c| c.id.clone());
            let kind = if world.split(node).is_some() { FindingKind::Split } else { FindingKind::Moved };
            self.push(i, change, kind, reason, fix);
        }
    }

    /// Whether the guide goes this way as the new release has it already.
    fn is_new_way(&self, last: usize, stop: usize) -> bool {
        let to = self.world.nodes[self.mention(stop).node].to.as_ref();
        to.and_then(|s| s.parent) == Some(self.mention(last).node)
    }

    /// A mention by itself: its name, or the place as such, is not right any more.
    fn alone(&mut self, i: usize, chain: &[usize]) {
        if std::mem::replace(&mut self.done[i], true) {
            return;
        }
        let world = self.world;
        let (node, via) = (self.mention(i).node, self.mention(i).via);
        let old = world.nodes[node].label().to_owned();
        if let Some(change) = world.split(node).filter(|c| c.into.len() > 1 || world.nodes[node].to.is_none()) {
            let kind = match change.kind {
                crate::ui::ChangeKind::Merged => FindingKind::Merged,
                _ => FindingKind::Split,
            };
            let chosen = self.chosen(i, change);
            let note =
                change.note.as_deref().map_or_else(|| format!("{old} is no place of its own any more"), str::to_owned);
            let fix = match chosen {
                Some(goal) => self.lead_to(i, goal, chain),
                None => {
                    let all: Vec<&str> =
                        change.into.iter().filter_map(|n| self.new_label(world.index(&n.place)?)).collect();
                    Proposal::Person(format!("several answers: {}", all.join(", ")))
                }
            };
            // A part that kept the name, and is what the step means.
            let same =
                chosen.is_some_and(|g| self.new_label(g).is_some_and(|l| label::key(l) == label::key(self.written(i))));
            if !same {
                self.push(i, change.id.clone(), kind, note, fix);
            }
            return;
        }
        let id = world.nodes[node].id.clone();
        match &world.nodes[node].to {
            None => {
                let note = world.nodes[node].from.as_ref().and_then(|s| s.place.note.clone());
                let more = note.map_or(String::new(), |n| format!(" ({n})"));
                let reason = format!("{} has no {old} any more", world.to.short);
                let fix = Proposal::Person(format!("no such place any more{more}"));
                self.push(i, id, FindingKind::Removed, reason, fix);
            }
            Some(new) if via == Via::From && new.key != label::key(self.written(i)) => {
                let reason = format!("{} is called {} in {}", self.written(i), new.place.label, world.to.short);
                let fix = self.replace(i, &[node]);
                self.push(i, id, FindingKind::Renamed, reason, fix);
            }
            Some(_) => {}
        }
    }

    /// Which of several places a step means, by what it and its neighbors speak of.
    fn chosen(&self, i: usize, change: &crate::ui::Change) -> Option<NodeIndex> {
        let all: Vec<(NodeIndex, &crate::ui::change::Into)> =
            change.into.iter().filter_map(|n| Some((self.world.index(&n.place)?, n))).collect();
        if let [(only, _)] = all.as_slice() {
            return Some(*only);
        }
        let m = self.mention(i);
        let text = &self.unit(i).line.lower;
        let (start, end) = sentence_around(text, m.start);
        // What surrounds the name first, then the step, then what comes next.
        let around = format!("{} {}", &text[start..m.start], &text[m.end..end]);
        let step = format!("{} {}", &text[..m.start], &text[m.end..]);
        let next = self.resolved.units.get(m.unit + 1).map_or("", |u| u.line.lower.as_str());
        for context in [around.as_str(), step.as_str(), next] {
            let spoken = |into: &crate::ui::change::Into| {
                into.words.iter().filter(|w| reference::find_word(context, w).is_some()).count()
            };
            let most = all.iter().map(|(_, n)| spoken(n)).max().unwrap_or(0);
            let mut best = all.iter().filter(|(_, n)| most > 0 && spoken(n) == most);
            if let (Some((node, _)), None) = (best.next(), best.next()) {
                return Some(*node);
            }
        }
        None
    }

    /// Puts the way to a place in the place of a name: what of it was not named before.
    fn lead_to(&self, i: usize, goal: NodeIndex, chain: &[usize]) -> Proposal {
        if let Some(before) = chain.iter().take_while(|c| **c != i).find(|c| self.mention(**c).node == goal) {
            return self.cut_behind(*before, i);
        }
        let named: Vec<NodeIndex> = chain.iter().take_while(|c| **c != i).map(|c| self.mention(*c).node).collect();
        let old_way = self.world.way_from(self.mention(i).node);
        let mut way: Vec<NodeIndex> = self.world.way_to(goal);
        way.retain(|n| {
            !named.contains(n) && !old_way.contains(n) && self.world.nodes[*n].sides().any(|s| s.parent.is_some())
        });
        way.push(goal);
        self.replace(i, &way)
    }

    fn push(&mut self, i: usize, change: Arc<str>, kind: FindingKind, reason: String, fix: Proposal) {
        let m = self.mention(i);
        let span = self.unit(i).span(m.start, m.end, &self.source.text);
        let sides = self.world.nodes[m.node].sides().map(|s| s.place.confidence);
        let by_hand = self.world.changes.iter().find(|c| c.id == change).map(|c| c.confidence);
        let confidence = by_hand.or(sides.max()).unwrap_or_default();
        let certainty = m.certainty;
        self.out.push(Finding { span, change, kind, reason, fix, certainty, confidence, mention: i });
    }

    /// Other names in the place of a name.
    fn replace(&self, i: usize, nodes: &[NodeIndex]) -> Proposal {
        let m = self.mention(i);
        let Some(span) = self.unit(i).exact(m.start, m.end, &self.source.text) else {
            return Proposal::Person("marks stand inside the name".into());
        };
        let old = self.world.nodes[m.node].label();
        let labels: Vec<String> = nodes
            .iter()
            .filter_map(|n| self.new_label(*n))
            .map(|new| label::in_the_form_of(self.written(i), old, new))
            .collect();
        let text = self.joined(i, &labels);
        Proposal::Edit(Edit { span, text })
    }

    /// Names one behind another, as the author writes a way.
    fn joined(&self, i: usize, labels: &[String]) -> String {
        let m = self.mention(i);
        let separator = m.path.and_then(|path| self.separator(path));
        let (open, close) = self.marks(i);
        match separator {
            Some(separator) => labels.join(&separator),
            None => labels.join(&format!("{close}, then {open}")),
        }
    }

    /// What stands between two names of a path, as written.
    fn separator(&self, path: usize) -> Option<String> {
        let all = &self.resolved.mentions;
        let i = (1..all.len()).find(|i| all[*i].path == Some(path) && all[i - 1].path == Some(path))?;
        let (a, b) = (&all[i - 1], &all[i]);
        let start = self.unit(i - 1).exact(a.start, a.end, &self.source.text)?.end;
        let end = self.unit(i).exact(b.start, b.end, &self.source.text)?.start;
        let text = self.source.text.get(start as usize..end as usize)?;
        let plain = text.chars().filter(|c| c.is_alphanumeric()).count() == 0 && text.len() <= 16;
        plain.then(|| text.to_owned())
    }

    /// The marks around a name: `**` and `**`, quotes, or nothing.
    fn marks(&self, i: usize) -> (String, String) {
        let m = self.mention(i);
        let unit = self.unit(i);
        let text = &self.source.text;
        let run = unit
            .line
            .runs
            .iter()
            .find(|r| matches!(r.style, Style::Strong | Style::Quoted) && r.start <= m.start && m.end <= r.end);
        let Some(span) = unit.exact(m.start, m.end, text).filter(|_| run.is_some()) else { return Default::default() };
        let is_mark = |c: &char| matches!(c, '*' | '_' | '"' | '“' | '”' | '‘' | '’' | '\'');
        let open: String = text[..span.start as usize].chars().rev().take_while(is_mark).collect();
        let close: String = text[span.end as usize..].chars().take_while(is_mark).collect();
        (open.chars().rev().collect(), close)
    }

    /// Takes a name out, with what leads from it to the next.
    fn cut(&self, i: usize, stop: usize) -> Proposal {
        let text = &self.source.text;
        let span = |i: usize| {
            let m = self.mention(i);
            self.unit(i).exact(m.start, m.end, text)
        };
        let (Some(a), Some(b)) = (span(i), span(stop)) else {
            return Proposal::Person("marks stand inside the name".into());
        };
        if a.start >= b.start {
            return Proposal::Person("the names do not stand in the order of the way".into());
        }
        // Marks that open before both stay; those between are cut in pairs.
        let between = &text[a.start as usize..b.start as usize];
        let sentence = between.contains(". ") || between.len() > 80;
        let (open, _) = self.marks(i);
        let (open_next, _) = self.marks(stop);
        if sentence || open != open_next {
            return Proposal::Person(
                "the step has to be written anew: one of its places is not on the way any more".into(),
            );
        }
        Proposal::Edit(Edit { span: Span { start: a.start, end: b.start }, text: String::new() })
    }

    /// Takes the end of a path off, behind the place that it went up in.
    fn cut_behind(&self, last: usize, i: usize) -> Proposal {
        let text = &self.source.text;
        let span = |i: usize| {
            let m = self.mention(i);
            self.unit(i).exact(m.start, m.end, text)
        };
        let same_path = self.mention(i).path.is_some() && self.mention(i).path == self.mention(last).path;
        match (span(last), span(i)) {
            (Some(a), Some(b)) if same_path && a.end < b.start => {
                Proposal::Edit(Edit { span: Span { start: a.end, end: b.end }, text: String::new() })
            }
            _ => Proposal::Person("this step is not needed any more".into()),
        }
    }

    /// New places before a name.
    fn insert(&mut self, last: usize, stop: usize, came: &[NodeIndex]) {
        let m = self.mention(stop);
        let names: Vec<String> = came.iter().filter_map(|n| self.new_label(*n)).map(str::to_owned).collect();
        let label = self.written(stop).to_owned();
        let at = self.unit(stop).exact(m.start, m.end, &self.source.text);
        let fix = match at {
            None => Proposal::Person("marks stand inside the name".into()),
            Some(span) => {
                let (open, close) = self.marks(stop);
                let separator = m.path.filter(|p| self.mention(last).path == Some(*p)).and_then(|p| self.separator(p));
                let separator = separator.unwrap_or_else(|| format!("{close}, then {open}"));
                let text: String = names.iter().map(|n| format!("{n}{separator}")).collect();
                Proposal::Edit(Edit { span: Span { start: span.start, end: span.start }, text })
            }
        };
        let reason = format!("{label} lies one step farther, behind {}", names.join(" > "));
        let id = self.world.nodes[m.node].id.clone();
        let node = m.node;
        self.push(stop, id, FindingKind::Moved, reason, fix);
        // Its own name may have changed as well.
        if let Some(new) = &self.world.nodes[node].to
            && self.mention(stop).via == Via::From
            && new.key != label::key(&label)
            && let Some(Finding { fix: Proposal::Edit(edit), .. }) = self.out.last()
            && let Proposal::Edit(own) = self.replace(stop, &[node])
        {
            let both = Edit { span: own.span, text: format!("{}{}", edit.text, own.text) };
            if let Some(finding) = self.out.last_mut() {
                finding.fix = Proposal::Edit(both);
            }
        }
        self.done[stop] = true;
    }

    /// In a guide for both platforms the old words stay, in a bracket behind the new ones.
    fn keep_both(&mut self) {
        let mut findings = std::mem::take(&mut self.out);
        findings.sort_by_key(|f| f.span.start);
        let platform = self.world.from.platform_name();
        let mut paths: HashMap<usize, usize> = HashMap::new();
        for at in 0..findings.len() {
            let Some(edit) = findings[at].fix.edit().cloned() else { continue };
            let i = findings[at].mention;
            let path = self.mention(i).path.filter(|_| findings[at].kind != FindingKind::Layout);
            let whole = match path {
                Some(path) => self.path_span(path),
                None => Some(edit.span),
            };
            if let Some(first) = path.and_then(|p| paths.get(&p)) {
                debug_assert!(*first < at);
                findings[at].fix = Proposal::Together;
                continue;
            }
            let same = |f: &&Finding| path.is_some() && self.mention(f.mention).path == path;
            let edits: Vec<Edit> = match path {
                Some(_) => findings.iter().filter(same).filter_map(|f| f.fix.edit().cloned()).collect(),
                None => vec![edit.clone()],
            };
            let inside = |span: Span| edits.iter().all(|e| span.contains(e.span));
            let plain = !edit.span.range().is_empty() && !edit.text.is_empty() || path.is_some();
            let paired = |s: Span| {
                let run = self.unit(i).line.runs.iter().find(|r| {
                    matches!(r.style, Style::Strong | Style::Quoted)
                        && r.start <= self.mention(i).start
                        && self.mention(i).end <= r.end
                });
                run.is_none() || !self.marks_around(s).0.is_empty()
            };
            findings[at].fix =
                match whole.filter(|s| inside(*s) && paired(*s) && plain && findings[at].kind != FindingKind::Layout) {
                    Some(span) => {
                        let (open, close) = self.marks_around(span);
                        let old = &self.source.text[span.range()];
                        let new = patch::apply_within(&self.source.text, span, &edits);
                        // The marks around the words belong to the old ones as well.
                        let outer = Span { start: span.start - open.len() as u32, end: span.end + close.len() as u32 };
                        let text = format!("{open}{new}{close} ({open}{old}{close} on {platform})");
                        Proposal::Edit(Edit { span: outer, text })
                    }
                    None => Proposal::Person(format!("the guide is for {platform} too: say both")),
                };
            if let Some(path) = path {
                paths.insert(path, at);
            }
        }
        self.out = findings;
    }

    /// The marks on both sides of a span, if they are a pair.
    fn marks_around(&self, span: Span) -> (String, String) {
        let text = &self.source.text;
        let pairs = [("**", "**"), ("__", "__"), ("\"", "\""), ("“", "”"), ("‘", "’"), ("'", "'"), ("*", "*")];
        let here = |(open, close): &&(&str, &str)| {
            text[..span.start as usize].ends_with(open) && text[span.end as usize..].starts_with(close)
        };
        pairs.iter().find(here).map(|(o, c)| ((*o).to_owned(), (*c).to_owned())).unwrap_or_default()
    }

    /// From the first name of a path to its last.
    fn path_span(&self, path: usize) -> Option<Span> {
        let all = (0..self.resolved.mentions.len()).filter(|k| self.mention(*k).path == Some(path));
        let spans: Option<Vec<Span>> = all
            .map(|k| {
                let m = self.mention(k);
                self.unit(k).exact(m.start, m.end, &self.source.text)
            })
            .collect();
        let span = spans?.into_iter().reduce(Span::join)?;
        // Marks that open inside and close outside cannot be said twice.
        let marks = self.source.text[span.range()].matches("**").count();
        marks.is_multiple_of(2).then_some(span)
    }

    /// Words that say where a place stands on the screen.
    fn layout(&mut self, i: usize) {
        let m = self.mention(i).clone();
        for change in self.world.layouts(m.node).iter().map(|c| &self.world.changes[*c]) {
            let text = &self.unit(i).line.lower;
            let (start, end) = sentence_around(text, m.start);
            let unit = self.unit(i);
            let is_exact = |at, until| unit.exact(at, until, &self.source.text).is_some();
            let Some((at, until, now)) =
                phrase(text, start, end, change, &is_exact).filter(|(at, until, _)| self.belongs(i, *at, *until))
            else {
                continue;
            };
            let written = &unit.line.text[at..until];
            let span = unit.span(at, until, &self.source.text);
            if self.out.iter().any(|f| f.span == span && f.kind == FindingKind::Layout) {
                continue;
            }
            let fix = match (now, unit.exact(at, until, &self.source.text)) {
                (Some(now), Some(span)) => Proposal::Edit(Edit { span, text: with_first_letter_of(written, now) }),
                (None, _) => Proposal::Person("the place stands elsewhere on the screen".into()),
                (_, None) => Proposal::Person("marks stand inside the words".into()),
            };
            let label = self.world.nodes[m.node].label();
            let reason =
                change.note.as_deref().map_or_else(|| format!("{label} stands elsewhere on the screen"), str::to_owned);
            let finding = Finding {
                span,
                change: change.id.clone(),
                kind: FindingKind::Layout,
                reason,
                fix,
                certainty: m.certainty.max(Certainty::Likely),
                confidence: change.confidence,
                mention: i,
            };
            self.out.push(finding);
        }
    }

    /// Whether words that say where are about this mention: the one in their clause, else the next, else the last.
    fn belongs(&self, i: usize, at: usize, until: usize) -> bool {
        let unit = self.mention(i).unit;
        let text = &self.unit(i).line.text;
        let clause_start = text[..at].rfind([',', ';', ':', '.']).map_or(0, |k| k + 1);
        let clause_end = text[until..].find([',', ';', ':', '.']).map_or(text.len(), |k| until + k);
        let here: Vec<usize> = (0..self.resolved.mentions.len()).filter(|k| self.mention(*k).unit == unit).collect();
        let is_in = |k: &&usize, a: usize, b: usize| a <= self.mention(**k).start && self.mention(**k).end <= b;
        let before = here.iter().rev().find(|k| is_in(k, clause_start, at));
        let behind = here.iter().find(|k| is_in(k, until, clause_end));
        let owner =
            before.or(behind).or_else(|| here.iter().find(|k| self.mention(**k).start >= until)).or(here.last());
        owner == Some(&i)
    }
}

/// The first phrase of a change that stands in a sentence; of those that begin there the longest one, if it can be
/// replaced as a whole, before one with marks inside.
fn phrase<'c>(
    lower: &str,
    start: usize,
    end: usize,
    change: &'c crate::ui::Change,
    is_exact: &dyn Fn(usize, usize) -> bool,
) -> Option<(usize, usize, Option<&'c str>)> {
    let words = plain_words(&lower[start..end]);
    for i in 0..words.len() {
        let at = |phrase: &str| -> Option<usize> {
            let wanted: Vec<&str> = phrase.split(' ').collect();
            let here = words.get(i..i + wanted.len())?;
            here.iter().zip(&wanted).all(|(w, p)| w.2 == *p).then_some(wanted.len())
        };
        if change.unless.iter().any(|u| at(u).is_some()) {
            continue;
        }
        let range = |length: usize| (start + words[i].0, start + words[i + length - 1].1);
        let found = change.words.iter().filter_map(|w| Some((at(&w.was)?, w))).max_by_key(|(length, _)| {
            let (at, until) = range(*length);
            (is_exact(at, until), *length)
        });
        if let Some((length, word)) = found {
            let (at, until) = range(length);
            return Some((at, until, word.now.as_deref()));
        }
    }
    None
}

/// Words of letters in small letters, hyphens as gaps: "left-hand" is two.
fn plain_words(lower: &str) -> Vec<(usize, usize, &str)> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in lower.char_indices().chain([(lower.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(i),
            (Some(s), false) => {
                out.push((s, i, &lower[s..i]));
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn with_first_letter_of(written: &str, now: &str) -> String {
    let mut chars = now.chars();
    match chars.next() {
        Some(first) if written.starts_with(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => now.to_owned(),
    }
}
