//! Whether the new release has a say in a name: whom its words are for, and whether the step says both already.

use std::ops::Range;

use crate::ui::called::Called;
use crate::ui::judge::Judge;
use crate::ui::scope::{self, sentence_around};
use crate::ui::shown;
use crate::ui::words::table;
use crate::ui::world::Via;

impl Judge<'_> {
    /// Whether the new release has a say in a mention: its platform is that of the new release, or none is named.
    pub(super) fn is_concerned(&self, i: usize) -> bool {
        let called = &self.world.called;
        let (from, to) = (&*called.from, &*called.to);
        // Whoever is on the way to a release still has the one before it.
        let (scopes, unit) = (&self.resolved.scopes, self.mention(i).unit);
        if from != to && (scopes.leads_to(unit, to) || scopes.is_skipped(unit, to)) {
            return false;
        }
        let scope = &self.resolved.scopes.of[i];
        let is_for = |platform: &str| scope.iter().any(|s| **s == *platform);
        // The platform of both tells nothing.
        let is_open = scope.iter().all(|s| Some(s) == called.shared.as_ref());
        // Words for the old platform stand, but only where the new one has words of its own.
        let own_way = match (is_for(from), is_for(to)) {
            _ if is_open => false,
            (true, true) => false,
            (false, false) => true,
            _ => self.has_both_ways,
        };
        !own_way
            && !self.is_answered(i)
            && !self.is_other_name(i)
            && !self.is_beside_new_name(i)
            && !self.is_told_in_its_row(i)
            && !self.is_kept_for_old(i)
            && !self.is_of_the_past(i)
    }

    /// Whether the words before a name say that it is gone: "Instead of **X**", "The old name is **X**".
    fn is_of_the_past(&self, i: usize) -> bool {
        let m = self.mention(i);
        let before = &self.unit(i).line.lower[..m.start];
        let before = before.trim_end_matches(['*', '“', '"', '‘', '\'', ' ', '`']);
        let before = before.strip_suffix(" the").or(before.strip_suffix(" a")).unwrap_or(before);
        table()
            .rows
            .gone
            .iter()
            .any(|words| before.strip_suffix(words.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
    }

    /// Whether the step goes on to say what holds in the new release: "If you are using Windows 11, it is …".
    fn is_answered(&self, i: usize) -> bool {
        let called = &self.world.called;
        let (mentions, of) = (&self.resolved.mentions, &self.resolved.scopes.of);
        if i >= mentions.len() {
            return false;
        }
        let is_new = |k: usize| matches!(of[k].as_slice(), [only] if *only == called.to);
        let here = |k: &usize| mentions[*k].unit == mentions[i].unit;
        let in_bracket = || {
            let text = &self.unit(i).line.text[mentions[i].end..];
            let bracket = text
                .trim_start_matches([' ', '"', '”', '*', '`', ','])
                .strip_prefix('(')
                .and_then(|t| t.split_once(')'));
            bracket.is_some_and(|(inner, _)| called.ids(inner).contains(&called.to))
        };
        called.from != called.to
            && of[i].is_empty()
            && ((i + 1..mentions.len()).take_while(here).any(is_new) || in_bracket())
    }

    /// Whether a bracket gives this as another name of a place that is named rightly before it: "Other users (or Family
    /// & other users)".
    fn is_other_name(&self, i: usize) -> bool {
        let m = self.mention(i);
        let text = &self.unit(i).line.lower;
        let Some(open) = text[..m.start].rfind('(') else { return false };
        let words = text[open + 1..m.start].trim_matches([' ', '"', '“', '*', '`']);
        let Some(before) = i
            .checked_sub(1)
            .filter(|k| *k < self.resolved.mentions.len())
            .map(|k| self.mention(k))
            .filter(|b| b.unit == m.unit && b.end <= open)
        else {
            return false;
        };
        let behind = text[before.end..open].trim_matches([' ', '"', '”', '*', '`']).is_empty();
        let says_or =
            matches!(words, "or" | "formerly" | "previously" | "or just" | "earlier" | "or, in older versions,");
        let became = self
            .world
            .split(m.node)
            .is_some_and(|c| c.into.iter().any(|p| self.world.index(&p.place) == Some(before.node)));
        behind && says_or && before.via == Via::To && (before.node == m.node || became)
    }

    /// Whether words are said to be for the old release and no other: "(Windows 10 only)", or stand in a bracket that says
    /// so behind the words of the new one.
    fn is_kept_for_old(&self, i: usize) -> bool {
        let called = &self.world.called;
        let m = self.mention(i);
        let text = &self.unit(i).line.text;
        let is_old = |text: &str| called.is_old(text);
        let in_bracket = || {
            let before = (0..i).any(|k| {
                self.mention(k).unit == m.unit && scope::words_of_bracket(text, self.mention(k).start).is_none()
            });
            before && scope::words_of_bracket(text, m.start).is_some_and(is_old)
        };
        let (start, end) = sentence_around(text, m.start);
        let sentence = self.unit(i).line.lower.get(start..end).unwrap_or("");
        called.from != called.to && (in_bracket() || says_only_old(called, sentence))
    }
}

/// Whether a text in small letters is for the old release and no other: "Windows 10 only", "only on Windows 10".
pub(super) fn says_only_old(called: &Called, text: &str) -> bool {
    shown::find_word(text, "only").is_some_and(|at| {
        let before = text[..at].trim_end_matches([' ', '-']).trim_start_matches([' ', '(']);
        let behind = text[at + 4..].trim_start();
        let behind = ["in ", "on ", "for "].iter().find_map(|w| behind.strip_prefix(w)).unwrap_or(behind);
        let words: Vec<&str> = before.rsplitn(3, ' ').take(2).collect();
        let is_called = |text: &str, at: &dyn Fn(&Range<usize>) -> bool| called.places(text).iter().any(|(r, _)| at(r));
        let before_it = words.iter().any(|w| w.trim_start_matches('(').starts_with("win"))
            || is_called(before, &|r| r.end == before.len());
        let behind_it = behind.starts_with("win") || is_called(behind, &|r| r.start == 0);
        before_it && called.is_old(before) || behind_it && called.is_old(behind)
    })
}
