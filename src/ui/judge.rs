//! The places of one way through a guide, held against the way of the new release.

use std::collections::HashMap;
use std::sync::Arc;

use crate::source::{Source, Span};
use crate::ui::besides::places;
use crate::ui::catalogue::Confidence;
use crate::ui::reference::Mention;
use crate::ui::refresh::{Edit, Finding, FindingKind, Proposal, Resolved};
use crate::ui::scope::{Audience, sentence_around};
use crate::ui::text::Unit;
use crate::ui::world::{NodeIndex, Via, World};
use crate::ui::{label, shown};

pub(super) struct Judge<'a> {
    pub(super) world: &'a World,
    pub(super) source: &'a Source,
    pub(super) resolved: &'a Resolved,
    pub(super) out: Vec<Finding>,
    /// Mentions that were judged.
    pub(super) done: Vec<bool>,
    /// The article gives a way for the old platform and one for the new one.
    pub(super) has_both_ways: bool,
    /// New places that were put in before the end of the way at hand.
    pub(super) placed: Vec<NodeIndex>,
    /// Stops that others take the place of: mention -> the places.
    pub(super) replaced: HashMap<usize, Vec<NodeIndex>>,
    /// Mentions that the new release has a say in.
    pub(super) is_counted: Vec<bool>,
}

impl Judge<'_> {
    pub(super) fn all(&mut self) {
        let mentions = &self.resolved.mentions;
        let counts: Vec<bool> = (0..mentions.len()).map(|i| self.is_concerned(i)).collect();
        self.is_counted.clone_from(&counts);
        let mut first_below: HashMap<usize, usize> = HashMap::new();
        for (i, mention) in mentions.iter().enumerate().filter(|(i, _)| counts[*i]) {
            if let Some(above) = mention.above {
                first_below.entry(above).or_insert(i);
            }
        }
        // "Select Devices. Under Devices, click Mouse": the way goes on from where it is named again.
        for i in (0..mentions.len()).rev().filter(|i| counts[*i]) {
            let same = |k: &usize| mentions[*k].node == mentions[i].node && mentions[*k].above == mentions[i].above;
            let again = (i + 1..mentions.len().min(i + 3)).find(same).filter(|_| !first_below.contains_key(&i));
            if let Some(below) = again.and_then(|k| first_below.get(&k)).copied() {
                first_below.insert(i, below);
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
            let found = self.out.len();
            self.chain(&chain);
            self.whole_chain(found, &chain);
        }
        for i in (0..mentions.len()).filter(|i| counts[*i]) {
            self.layout(i);
        }
    }

    /// A mention, or behind the last of them an opener.
    pub(super) fn mention(&self, i: usize) -> &Mention {
        let mentions = &self.resolved.mentions;
        mentions.get(i).unwrap_or_else(|| &self.resolved.openers[i - mentions.len()])
    }

    pub(super) fn unit(&self, i: usize) -> &Unit {
        &self.resolved.units[self.mention(i).unit]
    }

    pub(super) fn written(&self, i: usize) -> &str {
        let m = self.mention(i);
        &self.unit(i).line.text[m.start..m.end]
    }

    pub(super) fn new_label(&self, node: NodeIndex) -> Option<&str> {
        self.world.nodes[node].to.as_ref().map(|s| &*s.place.label)
    }

    /// Judges the mentions of one way, each leading to the next.
    fn chain(&mut self, chain: &[usize]) {
        let world = self.world;
        self.placed.clear();
        let Some(target) = self.target(chain) else {
            chain.iter().for_each(|i| self.alone(*i, chain));
            return;
        };
        let mut way = world.way_to(target.1);
        way.push(target.1);
        let chain_to = &chain[..=target.0];
        let last = chain[target.0];
        let is_kept = |i: &usize| {
            let node = self.stop(*i);
            let same_path = self.mention(*i).path.is_some() && self.mention(*i).path == self.mention(last).path;
            let is_above = world.is_below(self.mention(*i).node, self.mention(last).node);
            // "Start > Settings": where the reader sets out from stays.
            let same_root = way.first() == world.way_to(node).first().or(Some(&node));
            *i == last || way.contains(&node) || !(is_above || same_path && same_root)
        };
        let kept: Vec<bool> = chain_to.iter().map(is_kept).collect();
        let on_way = chain_to.iter().zip(&kept).filter(|(_, kept)| **kept);
        let stays: Vec<NodeIndex> = on_way.map(|(i, _)| if *i == last { target.1 } else { self.stop(*i) }).collect();
        // From one stop that stays to the next: what went, and what came in between.
        let mut at = 0;
        let mut last_stop: Option<usize> = None;
        while at < chain_to.len() {
            let next = (at..chain_to.len()).find(|k| kept[*k]).unwrap_or(chain_to.len());
            let gone = &chain_to[at..next];
            let stop = chain_to.get(next).copied();
            let place = |s: usize| way.iter().position(|w| *w == if s == last { target.1 } else { self.stop(s) });
            let from = last_stop.and_then(place).map_or(0, |p| p + 1);
            let until = stop.and_then(place).unwrap_or(from);
            let came: Vec<NodeIndex> = way[from..until.max(from)]
                .iter()
                .copied()
                .filter(|n| world.nodes[*n].to.as_ref().is_some_and(|s| s.parent.is_some()))
                .collect();
            let goal = stop.map(|s| if s == last { target.1 } else { self.mention(s).node });
            self.block(last_stop, gone, &came, stop.zip(goal), (&stays, chain));
            if let Some(stop) = stop {
                self.alone(stop, chain);
            }
            last_stop = stop.or(last_stop);
            at = next + 1;
        }
        chain[target.0 + 1..].iter().for_each(|i| self.alone(*i, chain));
    }

    /// Where the reader comes by a mention: an entry of a menu leads to a page, which may have gone up in another.
    fn stop(&self, i: usize) -> NodeIndex {
        let node = self.mention(i).node;
        let target = self.world.target(node);
        if target == node || self.world.nodes[target].to.is_some() {
            return target;
        }
        self.world.successor(target).unwrap_or(target)
    }

    /// Where a way ends in the new release: the last stop that is there, or what it became when that lies elsewhere.
    fn target(&self, chain: &[usize]) -> Option<(usize, NodeIndex)> {
        let world = self.world;
        chain.iter().enumerate().rev().find_map(|(k, i)| {
            let node = self.mention(*i).node;
            if world.nodes[node].to.is_some() {
                return Some((k, node));
            }
            // Beside the places named before it, or below them, it needs no other way.
            let change = world.split(node)?;
            let goal = self.chosen(*i, change).filter(|g| self.is_sure(*i, change, *g))?;
            let way = world.way_to(goal);
            let strays = |c: &usize| world.is_below(self.mention(*c).node, node) && !way.contains(&self.stop(*c));
            chain[..k].iter().any(strays).then_some((k, goal))
        })
    }

    /// Where a mention leads in the new release.
    pub(super) fn goal(&self, i: usize) -> Option<NodeIndex> {
        let node = self.mention(i).node;
        match self.world.split(node).filter(|c| c.into.len() > 1 || self.world.nodes[node].to.is_none()) {
            Some(change) => self.chosen(i, change).filter(|goal| self.is_sure(i, change, *goal)),
            None => self.world.nodes[node].to.is_some().then_some(node),
        }
    }

    /// Whether a place may be put in the place of the one it came from: somebody saw the change, and it lies below the same
    /// root, so that the words before it still lead there.
    fn is_sure(&self, i: usize, change: &crate::ui::Change, goal: NodeIndex) -> bool {
        let world = self.world;
        let root = |way: Vec<NodeIndex>, node| way.first().copied().unwrap_or(node);
        let node = self.mention(i).node;
        let same_root = root(world.way_from(node), node) == root(world.way_to(goal), goal);
        same_root && !change.by_hand && change.confidence < Confidence::Inferred
    }

    /// Stops that are no stops any more, and new ones, between two that stay.
    /// `stop`: the next one, and what it is in the new release. `of`: the places of the way that stay, and its mentions.
    fn block(
        &mut self,
        last: Option<usize>,
        gone: &[usize],
        came: &[NodeIndex],
        stop: Option<(usize, NodeIndex)>,
        of: (&[NodeIndex], &[usize]),
    ) {
        let world = self.world;
        let goal = stop.and_then(|(_, goal)| self.new_label(goal)).unwrap_or("it").to_owned();
        let stop = stop.map(|(stop, _)| stop);
        let Some(first) = gone.first().copied() else {
            // Something new between two stops that lay side by side.
            if let (Some(last), Some(stop), false) = (last, stop, came.is_empty()) {
                let parent = world.nodes[self.mention(stop).node].from.as_ref().and_then(|s| s.parent);
                // Writers leave out the page that a category opens on.
                let direct =
                    parent == Some(self.stop(last)) || parent.and_then(|p| world.successor(p)) == Some(self.stop(last));
                // Named again, the place is where the reader stands already.
                let again = (last + 1..stop).any(|k| self.mention(k).node == self.mention(stop).node);
                if self.done[stop] || again || self.is_new_way(last, stop) {
                    return;
                }
                // Who leaves out a stop that is still there goes on leaving it out.
                let old_way = world.way_from(self.mention(stop).node);
                let left_out = old_way.iter().skip_while(|n| **n != self.stop(last)).skip(1);
                let lazy = old_way.contains(&self.stop(last)) && left_out.into_iter().all(|n| came.contains(n));
                let new: Vec<NodeIndex> = came.iter().copied().filter(|n| !old_way.contains(n)).collect();
                if direct {
                    self.insert(last, stop, came);
                } else if lazy && !new.is_empty() {
                    self.insert(last, stop, &new);
                }
            }
            return;
        };
        // A new stop that the guide names already, as after a refresh.
        let is_named = |n: &NodeIndex| (last.map_or(0, |l| l + 1)..first).any(|k| self.mention(k).node == *n);
        let came: Vec<NodeIndex> = came.iter().copied().filter(|n| !is_named(n)).collect();
        // Places that a stop which stays for another way leaves to the next one.
        let mut left = None;
        for (k, i) in gone.iter().copied().enumerate() {
            if self.done[i] {
                if self.replaced.get(&i).is_none_or(|r| *r != came) {
                    left = left.or(Some(k));
                    self.strays(i, &came, stop);
                }
                continue;
            }
            let Some(stop) = stop else {
                self.alone(i, gone);
                continue;
            };
            self.done[i] = true;
            let node = self.mention(i).node;
            let same_unit = self.mention(i).unit == self.mention(stop).unit;
            // Of two that go, each takes what leads to the next with it.
            let behind = gone.get(k + 1).filter(|g| self.mention(**g).unit == self.mention(i).unit && !self.done[**g]);
            // Stop by stop as far as it goes; the last one takes what is left of the new way.
            let until = if k + 1 == gone.len() { came.len() } else { (k + 1).min(came.len()) };
            let own = came.get(left.take().unwrap_or(k)..until).unwrap_or_default();
            self.placed.extend(own);
            self.replaced.insert(i, came.clone());
            let stranded = self.stranded(i, of.0, own, of.1);
            let fix = match stranded {
                Some(why) => Proposal::Person(why),
                None if !own.is_empty() && self.has_remark(i) => {
                    let (names, old) = (self.labels(own), self.written(i));
                    Proposal::Person(format!("{names} instead of {old}: what stands in the bracket is about {old}"))
                }
                None if !own.is_empty() => self.replace(i, own),
                None if self.stands_behind(i, stop) && k > came.len() => Proposal::Together,
                None if self.stands_behind(i, stop) => self.cut_from_tail(&gone[k..], stop),
                // "Open **Settings > Update & Security** and choose **Windows Update**"
                None if same_unit && k == 0 && behind.is_none() && self.ends_path(i, stop) => self.cut_behind(i - 1, i),
                // "Settings > Apps > Apps & features", then what stands right in System now.
                None if k > 0 && gone[k - 1] + 1 == i && self.ends_path(i, stop) => self.cut_behind(i - 1, i),
                None if same_unit => self.cut(i, behind.copied().unwrap_or(stop)),
                // "Accounts > Family & other users", then the section of another name.
                None if i == first && self.mention(i).path.is_some() => self.replace(i, &[self.mention(stop).node]),
                None => self.without_step(i),
            };
            let names: Vec<&str> = came.iter().filter_map(|n| self.new_label(*n)).collect();
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
        to.and_then(|s| s.parent) == Some(self.stop(last))
    }

    /// A mention by itself: its name, or the place as such, is not right any more.
    pub(super) fn alone(&mut self, i: usize, chain: &[usize]) {
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
                Some(goal) if self.is_sure(i, change, goal) => self.lead_to(i, goal, chain),
                Some(goal) => {
                    let way = world.paths(goal).pop().unwrap_or_default();
                    let is = if change.by_hand { "is" } else { "is probably" };
                    Proposal::Person(format!("it {is} {way} now; go there and write the way anew"))
                }
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
        if let Some(change) = world.flow(node) {
            let note = change.note.as_deref().unwrap_or("this way leads elsewhere now").to_owned();
            self.push(i, change.id.clone(), FindingKind::Flow, note.clone(), Proposal::Person(note));
            return;
        }
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
                let way: Vec<NodeIndex> = self.needed_parent(i, chain).into_iter().chain([node]).collect();
                let fix = self.replace(i, &way);
                self.push(i, id, FindingKind::Renamed, reason, fix);
            }
            Some(_) => {}
        }
    }

    /// Which of several places a step means, by what it and its neighbors speak of.
    pub(super) fn chosen(&self, i: usize, change: &crate::ui::Change) -> Option<NodeIndex> {
        let all: Vec<(NodeIndex, &crate::ui::change::Into)> =
            change.into.iter().filter_map(|n| Some((self.world.index(&n.place)?, n))).collect();
        if let [(only, _)] = all.as_slice() {
            return Some(*only);
        }
        let m = self.mention(i);
        // The way goes on to a page that went elsewhere itself: no word beside it says where this one leads.
        let below = (i + 1..self.resolved.mentions.len()).find(|k| self.mention(*k).path == m.path && m.path.is_some());
        if below.is_some_and(|k| self.world.nodes[self.mention(k).node].to.is_none()) {
            return None;
        }
        let text = &self.without_new_names(m.unit);
        let (start, end) = sentence_around(text, m.start);
        // What surrounds the name first, then the step, then what comes next.
        let around = format!("{} {}", &text[start..m.start], &text[m.end..end]);
        let step = format!("{} {}", &text[..m.start], &text[m.end..]);
        let next =
            if m.unit + 1 < self.resolved.units.len() { self.without_new_names(m.unit + 1) } else { String::new() };
        // The old name itself says nothing, however often it is given: "The page Family & other users has two parts".
        let own = self.written(i).to_lowercase();
        let contexts = [around, step, next].map(|mut context| {
            let all: Vec<usize> = places(&context, &own).collect();
            all.iter().for_each(|at| context.replace_range(*at..at + own.len(), &" ".repeat(own.len())));
            context
        });
        for context in contexts.iter().map(String::as_str) {
            let spoken = |into: &crate::ui::change::Into| into.words.iter().filter(|w| speaks_of(context, w)).count();
            let most = all.iter().map(|(_, n)| spoken(n)).max().unwrap_or(0);
            let mut best = all.iter().filter(|(_, n)| most > 0 && spoken(n) == most);
            if let (Some((node, _)), None) = (best.next(), best.next()) {
                return Some(*node);
            }
        }
        None
    }

    /// The words of a unit in small letters, with blanks for names that only the new release has: after a refresh they
    /// must not tell more than the names that stood there before.
    fn without_new_names(&self, unit: usize) -> String {
        let mut text = self.resolved.units[unit].line.lower.clone();
        for (i, m) in self.resolved.mentions.iter().enumerate().filter(|(_, m)| m.unit == unit) {
            let node = &self.world.nodes[m.node];
            let is_new = node.to.as_ref().is_some_and(|new| {
                new.key == label::key(self.written(i)) && node.from.as_ref().is_none_or(|old| old.key != new.key)
            });
            if is_new {
                text.replace_range(m.start..m.end, &" ".repeat(m.end - m.start));
            }
        }
        text
    }

    /// Every place that was named since the reader set out.
    fn named_before(&self, i: usize, chain: &[usize]) -> Vec<NodeIndex> {
        let is_root = |k: &usize| self.world.nodes[self.stop(*k)].sides().all(|s| s.parent.is_none());
        let since = (0..i).rev().find(is_root).unwrap_or(i);
        let before = chain.iter().copied().take_while(|c| *c != i).chain(since..i);
        before.map(|c| self.mention(c).node).collect()
    }

    /// The place above one that is called as another place was, or that stood on top, unless it was named: "Devices" alone
    /// was a category, and so was "Phone".
    fn needed_parent(&self, i: usize, chain: &[usize]) -> Option<NodeIndex> {
        let world = self.world;
        let node = self.mention(i).node;
        let new = world.nodes[node].to.as_ref()?;
        let parent = new.parent.filter(|p| world.nodes[*p].to.as_ref().is_some_and(|s| s.parent.is_some()))?;
        // One level up, where the reader looks for it first.
        let up = world.nodes[parent].to.as_ref().and_then(|s| s.parent);
        let is_taken = world.named(&new.key).iter().any(|(n, via)| {
            let old = world.nodes[*n].from.as_ref().filter(|s| s.key == new.key);
            *n != node && *via < Via::Alias && old.is_some_and(|s| s.parent == up)
        });
        let stood_on_top = || {
            let old = world.nodes[node].from.as_ref().and_then(|s| s.parent);
            old.is_some_and(|p| world.nodes[p].sides().all(|s| s.parent.is_none())) && old == up
        };
        ((is_taken || stood_on_top()) && !self.named_before(i, chain).contains(&parent)).then_some(parent)
    }

    /// Puts the way to a place in the place of a name: what of it was not named before.
    fn lead_to(&self, i: usize, goal: NodeIndex, chain: &[usize]) -> Proposal {
        if let Some(before) = chain.iter().take_while(|c| **c != i).find(|c| self.mention(**c).node == goal) {
            return self.cut_behind(*before, i);
        }
        let named = self.named_before(i, chain);
        // "Turn on Focus assist under …": what is turned on is no way.
        if named.contains(&self.mention(i).node) || self.mention(i).switching && self.mention(i).path.is_none() {
            return self.replace(i, &[goal]);
        }
        let old_way = self.world.way_from(self.mention(i).node);
        let mut way: Vec<NodeIndex> = self.world.way_to(goal);
        way.retain(|n| {
            !named.contains(n)
                && !self.placed.contains(n)
                && !old_way.contains(n)
                && self.world.nodes[*n].sides().any(|s| s.parent.is_some())
        });
        way.push(goal);
        self.replace(i, &way)
    }

    pub(super) fn push(&mut self, i: usize, change: Arc<str>, kind: FindingKind, reason: String, fix: Proposal) {
        let m = self.mention(i);
        let span = self.unit(i).span(m.start, m.end, &self.source.text);
        let sides = self.world.nodes[m.node].sides().map(|s| s.place.confidence);
        let by_hand = self.world.changes.iter().find(|c| c.id == change).map(|c| c.confidence);
        let confidence = by_hand.or(sides.max()).unwrap_or_default();
        let (from, to) = (&self.world.called.from, &self.world.called.to);
        let is_for_old = || self.resolved.scopes.audience(i, from, to) == Audience::Old;
        let edits = !kind.is_of_screen() && matches!(fix, Proposal::Edit(_));
        let near = self.new_name_near(i).filter(|_| edits && !is_for_old());
        let fix = match near {
            Some(new) => Proposal::Person(format!("“{new}” stands beside it: say which name is for whom")),
            None => fix,
        };
        let certainty = m.certainty;
        let (whole_step, numbers) = (false, Vec::new());
        self.out.push(Finding {
            span,
            change,
            kind,
            reason,
            fix,
            certainty,
            confidence,
            whole_step,
            numbers,
            mention: i,
        });
    }

    fn is_page(&self, node: NodeIndex) -> bool {
        !self.world.nodes[node].kind().is_inside()
    }

    /// `Advanced network settings > More network adapter options`
    pub(super) fn labels(&self, nodes: &[NodeIndex]) -> String {
        nodes.iter().filter_map(|n| self.new_label(*n)).collect::<Vec<_>>().join(" > ")
    }

    /// Puts new places in the place of the stop before a name.
    fn instead_of(&mut self, before: usize, stop: usize, came: &[NodeIndex]) {
        let (label, names) = (self.written(stop).to_owned(), self.labels(came));
        let reason = format!("{label} is reached over {names}, no longer over {}", self.written(before));
        let fix = self.replace(before, came);
        self.done[before] = true;
        self.out.retain(|f| f.mention != before || f.kind.is_of_screen());
        self.push(before, self.world.nodes[self.mention(stop).node].id.clone(), FindingKind::Moved, reason, fix);
        self.alone(stop, &[stop]);
    }

    /// New places before a name.
    fn insert(&mut self, last: usize, stop: usize, came: &[NodeIndex]) {
        if self.stands_behind(last, stop) {
            return self.add_to_tail(last, stop, came);
        }
        let m = self.mention(stop).clone();
        // "Ethernet > Change adapter options": the way leads over other pages, and no longer over the one named there.
        let before = stop.checked_sub(1).filter(|k| *k != last && m.path.is_some() && self.mention(*k).path == m.path);
        if let Some(before) = before.filter(|k| !self.done[*k] || !self.world.way_to(m.node).contains(&self.stop(*k))) {
            return self.instead_of(before, stop, came);
        }
        // "Click Wi-Fi, then Change adapter options": the same step by step, where nothing is done on that page.
        let before = stop.checked_sub(1).filter(|k| *k != last && m.path.is_none() && self.only_leads_to(*k, stop));
        if let Some(before) = before.filter(|k| !self.world.way_to(m.node).contains(&self.stop(*k))) {
            return self.instead_of(before, stop, came);
        }
        let all = self.labels(came);
        let names: Vec<String> = came.iter().filter_map(|n| self.new_label(*n)).map(str::to_owned).collect();
        let label = self.written(stop).to_owned();
        let at = self.unit(stop).exact(m.start, m.end, &self.source.text);
        let way = self.world.way_to(m.node);
        let strays = (0..stop).rev().take_while(|k| self.mention(*k).unit == m.unit).next().map(|k| (k, self.stop(k)));
        let strays = strays.filter(|(k, at)| m.path.is_none() && *k != last && !way.contains(at) && self.is_page(*at));
        let chosen = m.path.is_some()
            || shown::selects(&self.unit(stop).line, m.start)
                && !m.switching
                && !shown::runs(&self.unit(stop).line, m.start);
        let fix = match at {
            None => Proposal::Person("marks or other signs stand inside the name".into()),
            // "Wi-Fi, then …": what comes next does not stand on that page.
            Some(_) if strays.is_some() => {
                let page = strays.map_or("", |(k, _)| self.written(k));
                Proposal::Person(format!("go to {all} for it, not to {page}"))
            }
            Some(_) if !chosen => Proposal::Person("the step has to say the way to it".into()),
            Some(span) => {
                let separator = match m.path.is_some() && self.mention(last).path != m.path {
                    true => self.step_on(stop),
                    false => self.lead(stop),
                };
                let text: String = names.iter().map(|n| format!("{n}{separator}")).collect();
                Proposal::Edit(Edit { span: Span { start: span.start, end: span.start }, text })
            }
        };
        let reason = format!("{label} lies one step farther, behind {all}");
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
}

/// Whether a text has a word, or its plural.
fn speaks_of(text: &str, word: &str) -> bool {
    shown::find_word(text, word).is_some() || shown::find_word(text, &format!("{word}s")).is_some()
}
