//! Which platforms a name in an article is for: what its bracket, its sentence, its step, the words that lead to the
//! list, or its heading say.
//!
//! An article that names one version only names what it was written for; whoever asks has to look at all scopes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::guide::platform::Platforms;
use crate::ui::label;
use crate::ui::reference::Mention;
use crate::ui::text::{Unit, UnitKind};

/// What an article says about platforms.
#[derive(Debug, Default)]
pub struct Scopes {
    /// For each mention the platforms that the words around it name; empty: none.
    pub of: Vec<Vec<Arc<str>>>,
    /// Platforms that have a way of their own.
    ways: BTreeSet<Arc<str>>,
}

impl Scopes {
    /// `title`: of the article, which may stand again as its first heading.
    pub fn new(units: &[Unit], mentions: &[Mention], title: &str) -> Scopes {
        let said = Said::of(units, title);
        let of: Vec<Vec<Arc<str>>> = mentions.iter().map(|m| said.of_place(units, m.unit, m.start)).collect();
        let mut ways: BTreeSet<Arc<str>> = of.iter().filter(|s| s.len() == 1).map(|s| s[0].clone()).collect();
        ways.extend(said.siblings);
        Scopes { of, ways }
    }

    /// Whether a platform has a way of its own in the article.
    pub fn has_way(&self, platform: &str) -> bool {
        self.ways.contains(platform)
    }
}

/// The platforms named by each unit, and where.
struct Said {
    /// (begin, end of the phrase, platforms) in order.
    units: Vec<Vec<(usize, Vec<Arc<str>>)>>,
    /// What the headings above a unit say.
    headings: Vec<Vec<Arc<str>>>,
    /// What the paragraph that leads to the list of a unit says.
    leads: Vec<Vec<Arc<str>>>,
    /// Platforms of headings of one level that name one each.
    siblings: BTreeSet<Arc<str>>,
}

impl Said {
    fn of(units: &[Unit], title: &str) -> Said {
        let title = label::key(title);
        let platforms = Platforms::default();
        let ids = |text: &str| -> Vec<Arc<str>> { platforms.in_text(text).into_iter().map(|p| p.id).collect() };
        let mut said = Said { units: Vec::new(), headings: Vec::new(), leads: Vec::new(), siblings: BTreeSet::new() };
        let mut levels: BTreeMap<u8, BTreeSet<Arc<str>>> = BTreeMap::new();
        // Open headings: level and what they say.
        let mut open: Vec<(u8, Vec<Arc<str>>)> = Vec::new();
        let mut lead: Vec<Arc<str>> = Vec::new();
        for unit in units {
            let text = &unit.line.text;
            let named = if unit.line.lower.contains("win") { ids(text) } else { Vec::new() };
            match unit.kind {
                UnitKind::Heading(level) => {
                    open.retain(|(l, _)| *l < level);
                    // The title says what the article is about, not for whom a part of it is.
                    let is_title = level == 1 || label::key(text) == title;
                    let named = if is_title { Vec::new() } else { named };
                    open.push((level, named));
                    lead.clear();
                }
                UnitKind::Prose => lead = if named.len() == 1 && leads(text) { named } else { Vec::new() },
                UnitKind::Item => {
                    // A heading with a list under it gives a way, not only a subject.
                    if let Some((level, [only])) = open.last().map(|(l, p)| (*l, p.as_slice())) {
                        levels.entry(level).or_default().insert(only.clone());
                    }
                }
            }
            said.headings.push(open.iter().rev().map(|(_, p)| p).find(|p| !p.is_empty()).cloned().unwrap_or_default());
            said.leads.push(if unit.kind == UnitKind::Item { lead.clone() } else { Vec::new() });
            let places = if unit.lower_has_version() { phrases(text, &ids) } else { Vec::new() };
            said.units.push(places);
        }
        said.siblings = levels.into_values().filter(|l| l.len() > 1).flatten().collect();
        said
    }

    fn of_place(&self, units: &[Unit], unit: usize, at: usize) -> Vec<Arc<str>> {
        let text = &units[unit].line.text;
        let bracket = bracket_around(text, at);
        // Words in a bracket say nothing about what stands outside of it.
        let counts = |place: usize| bracket_around(text, place).is_none_or(|b| bracket == Some(b));
        let places: Vec<&(usize, Vec<Arc<str>>)> = self.units[unit].iter().filter(|(p, _)| counts(*p)).collect();
        if let Some((start, end)) = bracket
            && let Some((_, platforms)) = places.iter().find(|(p, _)| start <= *p && *p < end)
        {
            return platforms.clone();
        }
        let (start, end) = sentence_around(text, at);
        let before = places.iter().rev().find(|(p, _)| *p < at);
        let behind = places.iter().find(|(p, _)| at <= *p && *p < end);
        match (before, behind) {
            // In the same sentence what was said last counts, else what is still said in it.
            (Some((p, platforms)), _) if *p >= start => platforms.clone(),
            (_, Some((_, platforms))) => platforms.clone(),
            // An earlier sentence of the step.
            (Some((_, platforms)), _) => platforms.clone(),
            (None, None) if !self.leads[unit].is_empty() => self.leads[unit].clone(),
            (None, None) => self.headings[unit].clone(),
        }
    }
}

impl Unit {
    fn lower_has_version(&self) -> bool {
        self.line.lower.contains("windows 1")
            || self.line.lower.contains("win1")
            || self.line.lower.contains("windows 7")
            || self.line.lower.contains("windows 8")
    }
}

/// Whether a paragraph leads to what follows it.
fn leads(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.trim_end().ends_with(':')
        || ["on windows", "in windows", "for windows", "if you", "windows"]
            .iter()
            .any(|w| lower.trim_start().starts_with(w))
}

/// Where a text names platforms: "Windows 10 and 11" is one place with two.
fn phrases(text: &str, ids: &dyn Fn(&str) -> Vec<Arc<str>>) -> Vec<(usize, Vec<Arc<str>>)> {
    let lower = text.to_ascii_lowercase();
    let mut out: Vec<(usize, Vec<Arc<str>>)> = Vec::new();
    let mut from = 0;
    while let Some(i) = lower[from..].find("win").map(|i| from + i) {
        from = i + 3;
        if lower[..i].ends_with(char::is_alphanumeric) {
            continue;
        }
        // As far as the next sentence or a dozen words: enough for "Windows 10, Windows 11".
        let rest = &text[i..];
        let end = rest.char_indices().map(|(i, _)| i).nth(40).unwrap_or(rest.len());
        let end = rest[..end].find(['.', ';', '(', ')']).filter(|e| *e > 8).unwrap_or(end);
        let first = ids(&rest[..rest.char_indices().map(|(i, _)| i).nth(11).unwrap_or(rest.len())]);
        if first.is_empty() {
            continue;
        }
        // Names joined by "and" or "/" are one place; a second one farther away is its own.
        let joined = joined_end(&lower[i..i + end]);
        let all = ids(&rest[..joined]);
        from = i + joined.max(3);
        out.push((i, all));
    }
    out
}

/// The end of "windows 10 and windows 11" at the beginning of a text.
fn joined_end(lower: &str) -> usize {
    let is_part = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric() && c != '/' && c != '&');
        w.is_empty()
            || matches!(
                w,
                "windows" | "win" | "and" | "or" | "&" | "/" | "7" | "8" | "8.1" | "10" | "11" | "win10" | "win11"
            )
            || w.split('/').all(|p| matches!(p, "7" | "8" | "10" | "11" | "windows"))
    };
    let mut end = 0;
    for word in lower.split_inclusive(' ') {
        if !is_part(word.trim()) {
            break;
        }
        end += word.len();
        if word.trim_end().ends_with([',', ')', ':']) {
            break;
        }
    }
    end
}

fn bracket_around(text: &str, at: usize) -> Option<(usize, usize)> {
    let open = text[..at].rfind('(')?;
    if text[open..at].contains(')') {
        return None;
    }
    let close = text[at..].find(')')? + at;
    Some((open, close))
}

/// The sentence around a place.
pub fn sentence_around(text: &str, at: usize) -> (usize, usize) {
    let ends = |i: usize, c: char| {
        let rest = &text[i + c.len_utf8()..];
        // A dot inside a word ends nothing; a closing quote may stand before the blank.
        matches!(c, '.' | '!' | '?')
            && (rest.is_empty() || rest.trim_start_matches(['"', '”', '’', ')']).starts_with(' '))
    };
    let start = text[..at].char_indices().rev().find(|(i, c)| ends(*i, *c)).map_or(0, |(i, c)| i + c.len_utf8());
    let end = text[at..].char_indices().find(|(i, c)| ends(at + i, *c)).map_or(text.len(), |(i, _)| at + i);
    (start, end)
}
