//! Whether a sentence or a row gives one place twice, in the words of the old release and in those of the new one: such
//! words are right as they are.

use std::ops::Range;

use crate::ui::judge::Judge;
use crate::ui::label;
use crate::ui::shorten::VERBS;
use crate::ui::shown;
use crate::ui::words::table;
use crate::ui::world::{NodeIndex, Via};

/// What stands around a name without being a word.
const MARKS: &[char] = &[' ', '"', '“', '”', '‘', '’', '\'', '*', '`', '_', '\u{a0}'];

impl Judge<'_> {
    /// Whether the new words stand beside the old ones, as their counterpart: "**Apps & features** or **Installed apps**",
    /// "Settings > Devices is now Settings > Bluetooth & devices", "Other users (formerly Family & other users)".
    pub(super) fn is_beside_new_name(&self, i: usize) -> bool {
        if i >= self.resolved.mentions.len() {
            return false;
        }
        let own = self.way_around(i);
        let before = own.start.checked_sub(1).map(|k| self.way_around(k));
        let behind = (own.end < self.resolved.mentions.len()).then(|| self.way_around(own.end));
        let unit = self.mention(i).unit;
        let beside = before.into_iter().chain(behind).filter(|w| self.mention(w.start).unit == unit);
        for other in beside {
            let (a, b) = if other.start < own.start { (&other, &own) } else { (&own, &other) };
            let (end, start) = (self.mention(a.end - 1).end, self.mention(b.start).start);
            let is_pair = self.has_new_name(&other, i) || self.is_new_way_to(&other, &own);
            if is_pair && self.is_counterpart(unit, end, start) {
                return true;
            }
        }
        // "**Apps & features** or **Installed apps** > **Optional features**": two stops that stand side by side.
        let next = [i.checked_sub(1), Some(i + 1)];
        next.into_iter().flatten().filter(|k| own.contains(k)).any(|k| {
            let (a, b) = (self.mention(i.min(k)), self.mention(i.max(k)));
            self.has_new_name(&(k..k + 1), i) && self.is_counterpart(unit, a.end, b.start)
        }) || self.is_named_anew(i, &own)
    }

    /// The new name of a place that stands in the same step, in words that do not say why. With the old one put right the
    /// sentence would say one thing twice: "If you do not see **Installed apps**, click **Apps & features**."
    pub(super) fn new_name_near(&self, i: usize) -> Option<&str> {
        let mentions = &self.resolved.mentions;
        let m = mentions.get(i)?;
        let node = &self.world.nodes[m.node];
        let parts = self.world.split(m.node).map_or(&[][..], |c| &c.into);
        // "Update & Security, then Recovery": what the old release calls so as well leads on.
        let is_new_there = |n: NodeIndex| {
            let node = &self.world.nodes[n];
            let same = node.from.as_ref().zip(node.to.as_ref()).is_some_and(|(from, to)| from.key == to.key);
            n != m.node && !same
        };
        // "Snip & Sketch or the Snipping Tool"
        let only = if let [only] = parts { self.world.index(&only.place) } else { None };
        let is_part = |n: NodeIndex| {
            only == Some(n) || is_new_there(n) && parts.iter().any(|p| self.world.index(&p.place) == Some(n))
        };
        let is_new = |k: &usize| {
            let other = &mentions[*k];
            let to = self.world.nodes[other.node].to.as_ref();
            let is_of_old = |key: &str| node.from.as_ref().is_some_and(|from| from.key == key);
            let says = to.is_some_and(|to| to.key == label::key(self.written(*k)) && !is_of_old(&to.key));
            (other.node == m.node || is_part(other.node)) && says && (m.path.is_none() || other.path != m.path)
        };
        // "If you see no such entry, click **Installed apps**."
        let goes_on = |k: usize| {
            let lower = self.unit(k).line.lower.trim_start();
            ["if ", "otherwise", "or ", "else"].iter().any(|w| lower.starts_with(w))
        };
        // "Network & Internet, then Status": what led there is no other name of it.
        let leads = |k: usize| m.path.is_none() && m.above == Some(k) && mentions[k].path.is_none();
        let before = (0..i).rev().take_while(|k| mentions[*k].unit == m.unit).filter(|k| !leads(*k));
        let behind = i + 1..mentions.len();
        let behind =
            behind.take_while(|k| mentions[*k].unit == m.unit || mentions[*k].unit == m.unit + 1 && goes_on(*k));
        before.chain(behind).find(is_new).map(|k| self.written(k))
    }

    /// The mentions of one way in the text, or the one by itself.
    fn way_around(&self, i: usize) -> Range<usize> {
        let m = self.mention(i);
        let same = |k: &usize| *k == i || m.path.is_some() && self.mention(*k).path == m.path;
        let start = (0..i).rev().take_while(same).last().unwrap_or(i);
        start..(i..self.resolved.mentions.len()).take_while(same).last().unwrap_or(i) + 1
    }

    /// Whether a way names the place of a mention as the new release does, and the mention does not.
    fn has_new_name(&self, way: &Range<usize>, i: usize) -> bool {
        let m = self.mention(i);
        let new = self.world.nodes[m.node].to.as_ref().filter(|_| m.via == Via::From);
        new.is_some_and(|new| {
            way.clone().any(|k| self.mention(k).node == m.node && label::key(self.written(k)) == new.key)
        })
    }

    /// Whether a way leads where another one leads, or to what its end became, and is right in the new release.
    fn is_new_way_to(&self, way: &Range<usize>, old: &Range<usize>) -> bool {
        let (world, end, old_end) = (self.world, self.mention(way.end - 1).node, self.mention(old.end - 1).node);
        let became = || {
            let parts = world.split(old_end).map_or(&[][..], |c| &c.into);
            parts.iter().any(|p| world.index(&p.place) == Some(end))
        };
        if way.len() < 2 || end != old_end && !became() {
            return false;
        }
        let stops: Vec<NodeIndex> = world.way_to(end).into_iter().chain([end]).collect();
        let is_right = |k: usize| {
            let (node, written) = (self.mention(k).node, label::key(self.written(k)));
            stops.contains(&node) && world.nodes[node].to.as_ref().is_some_and(|to| to.key == written)
        };
        way.clone().all(is_right)
    }

    /// "Settings > Privacy (now Privacy & security)": the new name of a place stands beside the way, though it was not
    /// understood as one.
    fn is_named_anew(&self, i: usize, own: &Range<usize>) -> bool {
        let (m, line) = (self.mention(i), &self.unit(i).line);
        let Some(new) = self.world.nodes[m.node].to.as_ref().filter(|_| m.via == Via::From) else { return false };
        let end = self.mention(own.end - 1).end;
        let tokens = label::tokens(&line.text[end..]);
        let words = new.key.split(' ').count();
        // "**Add a family member** or **Add someone else to this PC**": the beginning of another name is none.
        let is_part = |from: usize, to: usize| {
            let others = self.resolved.mentions.iter().filter(|o| o.unit == m.unit);
            others.into_iter().any(|o| o.start <= from && to <= o.end && (o.start, o.end) != (from, to))
        };
        let at = tokens.windows(words.max(1)).take(12).find(|w| {
            let key: Vec<&str> = w.iter().map(|t| t.key.as_str()).collect();
            key.join(" ") == new.key && !is_part(end + w[0].start, end + w[w.len() - 1].end)
        });
        at.is_some_and(|w| self.is_counterpart(m.unit, end, end + w[0].start))
    }

    /// Whether the words between two names say that one is the other: "or", "is now", "(formerly", "was renamed to".
    fn is_counterpart(&self, unit: usize, end: usize, start: usize) -> bool {
        let unit = &self.resolved.units[unit];
        let Some(between) = unit.line.lower.get(end..start).filter(|b| b.len() <= 80) else { return false };
        let signs = between.trim_matches(MARKS);
        if matches!(signs, "or" | "/" | "|" | "," | "and/or" | "(or" | "(" | ", or" | "or just" | "->" | "=>" | "→") {
            return true;
        }
        // Who goes on from one to the other does something.
        let rows = &table().rows;
        let blank = self.world.called.blanked(between);
        let words = || blank.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let is_number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
        // "; in Windows 11 click", ", or on Windows 11"
        let called = &self.world.called;
        let is_for_new = called.from != called.to && called.ids(between).contains(&called.to);
        let acts = |w: &str| is_for_new && (VERBS.contains(&w) || matches!(w, "go" | "will"));
        let says =
            is_for_new || words().any(|w| rows.renames.contains(w)) || shown::find_word(&blank, "used to be").is_some();
        says && words().all(|w| rows.renames.contains(w) || rows.links.contains(w) || is_number(w) || acts(w))
    }

    /// Whether another cell of the row has the name, or the end of the way, as the new release has it: a table of what is
    /// called how.
    pub(super) fn is_told_in_its_row(&self, i: usize) -> bool {
        let m = self.mention(i);
        let Some(row) = self.resolved.units[m.unit].row else { return false };
        let last = (i..self.resolved.mentions.len())
            .take_while(|k| *k == i || m.path.is_some() && self.mention(*k).path == m.path);
        let end = last.last().map_or(m, |k| self.mention(k));
        let place = &self.world.nodes[end.node];
        let Some(new) = &place.to else { return false };
        // A name that stays tells nothing of the way to it.
        let stays = place.from.as_ref().is_some_and(|old| old.key == new.key && old.parent != new.parent);
        let (old, new) = (label::key(self.written(i)), new.key.as_str());
        let cells = self.resolved.units.iter().enumerate().filter(|(u, unit)| *u != m.unit && unit.row == Some(row));
        // "Privacy & security" holds "Privacy", and is another name.
        let own = self.world.nodes[m.node].to.as_ref().map_or("", |s| &s.key);
        let is_new = |text: &str| {
            // The end of another way is one, and not only the same word.
            if (new != own || stays) && !text.contains(['>', '→', '»', '›', '|', '/']) {
                return false;
            }
            let rest = without(&label::key(text), new).map(|rest| without(&rest, own).unwrap_or(rest));
            rest.is_some_and(|rest| [new, own].contains(&&*old) || without(&rest, &old).is_none())
        };
        cells.into_iter().any(|(_, unit)| is_new(&unit.line.text))
    }
}

/// A key without the words of another one; `None`: they do not stand in it.
fn without(key: &str, part: &str) -> Option<String> {
    let (words, part): (Vec<&str>, Vec<&str>) = (key.split(' ').collect(), part.split(' ').collect());
    let (mut out, mut found, mut at) = (Vec::new(), false, 0);
    while at < words.len() {
        let here = words[at..].starts_with(&part);
        found |= here;
        out.push(if here { "|" } else { words[at] });
        at += if here { part.len() } else { 1 };
    }
    found.then(|| out.join(" "))
}
