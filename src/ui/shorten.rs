//! Steps that a new way does without: the whole step, or the end of a sentence, when nothing else stands there.

use crate::source::Span;
use crate::ui::count::{self, CARDINALS, ORDINALS};
use crate::ui::judge::Judge;
use crate::ui::refresh::{Edit, Proposal};
use crate::ui::rewrite::only_leads_on;
use crate::ui::text::{Unit, UnitKind};

/// What acts on a name before it.
pub(super) const VERBS: &[&str] = &[
    "click",
    "click on",
    "select",
    "choose",
    "open",
    "tap",
    "tap on",
    "press",
    "go to",
    "navigate to",
    "head to",
    "hit",
];

impl Judge<'_> {
    /// Takes out what leads to a place that is no stop of the way any more, where the next stop is said in a later step.
    pub(super) fn without_step(&self, i: usize) -> Proposal {
        let whole = self.whole_step(i);
        let counted = whole.is_some() && self.names_steps();
        let edit = whole.filter(|_| !counted).or_else(|| self.end_of_sentence(i));
        let why = "this step is not needed any more, and the guide names steps by their numbers, which change with it";
        match edit {
            Some(edit) => Proposal::Edit(edit),
            None if counted => Proposal::Person(why.into()),
            None => self.not_needed(i),
        }
    }

    /// Whether a page is gone to for nothing but the name behind it, in the same step or in the next one: "Click Wi-Fi. Click
    /// Change adapter options."
    pub(super) fn only_leads_to(&self, page: usize, stop: usize) -> bool {
        let (a, b) = (self.mention(page), self.mention(stop));
        let (from, to) = (self.unit(page), self.unit(stop));
        if !self.world.nodes[a.node].sides().any(|s| s.parent.is_some()) || a.switching || self.has_remark(page) {
            return false;
        }
        if self.resolved.mentions.iter().any(|m| m.above == Some(page)) {
            return false;
        }
        if a.unit == b.unit {
            return only_leads_on(&from.line.text[a.end..b.start]);
        }
        let own = |unit: &Unit| unit.kind == UnitKind::Item;
        let in_way = |k: &usize| *k == page || a.path.is_some() && self.mention(*k).path == a.path;
        let first = (0..=page).find(in_way).map_or(a.start, |k| self.mention(k).start);
        a.unit + 1 == b.unit
            && own(from)
            && own(to)
            && only_leads_on(&from.line.text[..first])
            && only_leads_on(&from.line.text[a.end..])
            && only_leads_on(&to.line.text[..b.start])
    }

    /// A person has to take a place out, and what leads to it.
    pub(super) fn not_needed(&self, i: usize) -> Proposal {
        Proposal::Person(format!("“{}” is not needed any more: take it out", self.written(i)))
    }

    /// "Repeat step 4" would lead to another one.
    fn names_steps(&self) -> bool {
        names_step(&self.resolved.title.to_lowercase())
            || self.resolved.units.iter().any(|u| names_step(&u.line.lower))
            || self.source.text.contains("#step-")
    }

    /// "2. Click **X**.", a line of a list with a line of the same list behind it, which takes its place and number.
    fn whole_step(&self, i: usize) -> Option<Edit> {
        let (text, m) = (&self.source.text, self.mention(i));
        let line = &self.unit(i).line.lower;
        let before = line[..m.start].trim_matches(|c: char| !c.is_alphanumeric());
        let before = before.strip_suffix(" the").unwrap_or(before);
        let before = before.strip_prefix("then ").unwrap_or(before);
        let behind = line[m.end..].trim_matches(|c: char| !c.is_alphanumeric());
        let plain = VERBS.contains(&before) && matches!(behind, "" | "tab" | "category" | "section");
        if !plain {
            return None;
        }
        let span = self.unit(i).exact(m.start, m.end, text)?;
        let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = span.end as usize + text[span.end as usize..].find('\n')? + 1;
        // A remark, or a place that something leads to, is lost with it.
        let row = &text[start..end];
        if ["<", "](", "{#"].iter().any(|w| row.contains(w)) || !count::can_count_on(text, start) {
            return None;
        }
        let (own, head) = marker(row)?;
        // Blank lines between two steps go with the first.
        let next = end + text[end..].find(|c| c != '\n')?;
        let next = text[..next].rfind('\n')? + 1;
        let (follows, next_head) = marker(text[next..].lines().next()?)?;
        (own == follows).then(|| Edit { span: Span::new(start + head, next + next_head), text: String::new() })
    }

    /// "Press **Win+I** and click **X**.": without the last clause it is still a sentence.
    fn end_of_sentence(&self, i: usize) -> Option<Edit> {
        let (text, m) = (&self.source.text, self.mention(i));
        let unit = self.unit(i);
        let lower = &unit.line.lower;
        let behind = lower[m.end..].trim_start_matches(['*', '"', '”', '’', '\'']);
        if !(behind.trim().is_empty() || behind.starts_with('.') && !behind[1..].starts_with(char::is_alphanumeric)) {
            return None;
        }
        let head = lower[..m.start].trim_end_matches(['*', '_', '"', '“', '‘', '\'', ' ']);
        let head = head.strip_suffix(" the").unwrap_or(head);
        let verb = VERBS.iter().filter(|v| head.ends_with(*v)).max_by_key(|v| v.len());
        let joins = [", and then", " and then", ", then", " then", ", and", " and"];
        // "Click **Start**, then **Settings**, then **X**."
        let joins = if verb.is_some() { &joins[..] } else { &joins[..4] };
        let head = head[..head.len() - verb.map_or(0, |v| v.len())].trim_end();
        let join = joins.iter().find(|j| head.ends_with(**j))?;
        let cut = head.len() - join.len();
        if !lower.is_char_boundary(cut) || lower[..cut].trim().is_empty() {
            return None;
        }
        // The letter before the clause stands in the file as it is shown; marks behind it belong to it.
        let last = lower[..cut].char_indices().next_back()?.0;
        let (_, close) = self.marks(i);
        let from = unit.exact(last, cut, text)?.end as usize;
        let until = unit.exact(m.start, m.end, text)?.end as usize + close.len();
        let kept = text[from..].len() - text[from..].trim_start_matches(['*', '_', '`', '"', '”']).len();
        let cut = Span::new(from + kept, until);
        let paired = text.get(cut.range())?.matches("**").count().is_multiple_of(2);
        (paired && !text[cut.range()].contains('\n')).then(|| Edit { span: cut, text: String::new() })
    }
}

/// What else points at a step.
const NEAR: &[&str] = &["last", "previous", "preceding", "next", "earlier"];

/// "steps 2 to 4", "the first three steps", "the previous step"
fn names_step(lower: &str) -> bool {
    lower.match_indices("step").any(|(at, word)| {
        let rest = lower[at + word.len()..].trim_start_matches('s').trim_start();
        let is_count = |w: &&str| {
            [CARDINALS, ORDINALS, NEAR].iter().any(|all| all.contains(w)) || w.starts_with(|c: char| c.is_ascii_digit())
        };
        let split = |c: char| !c.is_alphanumeric();
        let before = lower[..at].rsplit(split).filter(|w| !w.is_empty()).take(2).any(|w| is_count(&w));
        let number = rest.starts_with(|c: char| c.is_ascii_digit())
            || rest.split(split).next().is_some_and(|w| CARDINALS.contains(&w));
        !lower[..at].ends_with(char::is_alphanumeric) && (number || before)
    })
}

/// The indent and the kind of the marker that a line of a list begins with, and where its text begins.
fn marker(line: &str) -> Option<((&str, char), usize)> {
    let rest = line.trim_start_matches([' ', '>']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let kind = digits.chars().next().filter(|c| match c {
        '.' | ')' => digits.len() < rest.len(),
        '-' | '*' | '+' => digits.len() == rest.len(),
        _ => false,
    })?;
    let text = digits[1..].trim_start_matches(' ');
    digits[1..].starts_with(' ').then(|| ((&line[..line.len() - rest.len()], kind), line.len() - text.len()))
}
