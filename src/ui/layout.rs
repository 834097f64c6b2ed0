//! Words that say where on the screen a place stands, and no longer stand true.

use crate::ui::change::ChangeKind;
use crate::ui::judge::Judge;
use crate::ui::reference::Certainty;
use crate::ui::refresh::{Edit, Finding, FindingKind, Proposal};
use crate::ui::scope::{sentence_around, words_of_bracket};

impl Judge<'_> {
    /// Words that say where a place stands on the screen.
    pub(super) fn layout(&mut self, i: usize) {
        if !self.world.may_say_where(&self.unit(i).line.lower) {
            return;
        }
        let m = self.mention(i).clone();
        // What the place became stands where that one does.
        let goal = self.goal(i).filter(|g| *g != m.node);
        let came = self.replaced.get(&i).into_iter().flatten().copied();
        // A button that is called as its page is looks like an entry for the page.
        let nodes = &self.world.nodes;
        let up = nodes[m.node]
            .to
            .as_ref()
            .and_then(|to| to.parent.filter(|p| nodes[*p].to.as_ref().is_some_and(|page| page.key == to.key)));
        // Of a way that is longer now, its first stop stands there.
        let old = self.world.way_from(m.node);
        let is_old = nodes[m.node].from.is_some();
        let way = self.world.way_to(goal.unwrap_or(m.node)).into_iter().filter(|n| is_old && !old.contains(n));
        let nodes = [Some(m.node), goal, up].into_iter().flatten().chain(came).chain(way);
        let changes: Vec<_> = nodes.flat_map(|n| self.world.layouts(n)).map(|c| &self.world.changes[*c]).collect();
        for change in changes {
            let text = &self.unit(i).line.lower;
            let (start, end) = sentence_around(text, m.start);
            let unit = self.unit(i);
            let is_exact = |at, until| unit.exact(at, until, &self.source.text).is_some();
            let Some((at, until, now)) =
                phrase(text, start, end, change, &is_exact).filter(|(at, until, _)| self.belongs(i, *at, *until))
            else {
                continue;
            };
            // "(left pane on Windows 10)"
            let called = &self.world.called;
            let named = |text: &str| called.ids(text).contains(&called.from);
            if words_of_bracket(&unit.line.text, at).is_some_and(named) {
                continue;
            }
            let written = &unit.line.text[at..until];
            let span = unit.span(at, until, &self.source.text);
            if self.out.iter().any(|f| f.span == span && f.kind.is_of_screen()) {
                continue;
            }
            let fix = match (now, unit.exact(at, until, &self.source.text)) {
                (Some(now), Some(span)) => Proposal::Edit(Edit { span, text: with_first_letter_of(written, now) }),
                (None, _) => Proposal::Person("the place stands elsewhere on the screen".into()),
                (_, None) => Proposal::Person("marks or other signs stand inside the words".into()),
            };
            let label = self.world.nodes[m.node].label();
            let reason =
                change.note.as_deref().map_or_else(|| format!("{label} stands elsewhere on the screen"), str::to_owned);
            let finding = Finding {
                span,
                change: change.id.clone(),
                kind: if change.kind == ChangeKind::Flow { FindingKind::Flow } else { FindingKind::Layout },
                reason,
                fix,
                certainty: m.certainty.max(Certainty::Likely),
                confidence: change.confidence,
                whole_step: false,
                numbers: Vec::new(),
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
        // "On the left, click" and "on the left click" are no left click.
        let is_whole = |length: usize| {
            let parted = words[i..i + length].windows(2).any(|w| lower[start + w[0].1..start + w[1].0].contains(','));
            !parted && i.checked_sub(1).is_none_or(|before| words[before].2 != "the")
        };
        if change.unless.iter().filter_map(|u| at(u)).any(is_whole) {
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
