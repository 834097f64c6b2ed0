//! Which platforms a name in an article is for: what its bracket, its sentence, its step, the words that lead to the
//! list, or its heading say.
//!
//! An article that names one version only names what it was written for; whoever asks has to look at all scopes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::guide::platform::Platforms;
use crate::ui::called::Called;
use crate::ui::label;
use crate::ui::reference::Mention;
use crate::ui::text::{Unit, UnitKind};

/// What an article says about platforms.
#[derive(Debug, Default)]
pub struct Scopes {
    /// For each mention the platforms that the words around it name; empty: none.
    pub of: Vec<Vec<Arc<str>>>,
    /// For each mention what says so.
    by: Vec<By>,
    /// What the title says that the article is for: "… in Windows 10", "… on Windows 10 and 11".
    title: Vec<Arc<str>>,
    /// Platforms that have a way of their own.
    ways: BTreeSet<Arc<str>>,
    /// For each unit the platform that its steps lead to: "upgrade to Windows 11".
    goals: Vec<Option<Arc<str>>>,
    /// For each unit the platforms that its section is said not to be for: "On Windows 11, skip this".
    skips: Vec<Vec<Arc<str>>>,
}

impl Scopes {
    /// `title`: of the article, which may stand again as its first heading.
    pub fn new(called: &Called, units: &[Unit], mentions: &[&Mention], title: &str) -> Scopes {
        let said = Said::of(called, units, title);
        let (of, by): (Vec<Vec<Arc<str>>>, _) = mentions.iter().map(|m| said.of_place(called, units, m)).unzip();
        let mut ways: BTreeSet<Arc<str>> = of.iter().filter(|s| s.len() == 1).map(|s| s[0].clone()).collect();
        ways.extend(said.siblings);
        let first = units.first().filter(|u| u.kind == UnitKind::Heading(1)).map_or("", |u| &u.line.text);
        let title_platforms =
            [title, first].into_iter().map(|t| of_title(called, t)).find(|p| !p.is_empty()).unwrap_or_default();
        Scopes { of, by, title: title_platforms, ways, goals: goals(called, units, title), skips: skips(called, units) }
    }

    /// Whom a mention is for.
    pub fn audience(&self, mention: usize, from: &str, to: &str) -> Audience {
        let own = &self.of[mention];
        let named = if own.is_empty() { &self.title } else { own };
        let is_for = |platform: &str| named.iter().any(|p| **p == *platform);
        match (is_for(from), is_for(to)) {
            _ if from == to => Audience::New,
            (true, true) => Audience::Both,
            (true, false) if own.is_empty() || self.by[mention] == By::Task => Audience::Both,
            (true, false) if self.by[mention] == By::Subject => Audience::New,
            (true, false) => Audience::Old,
            _ => Audience::New,
        }
    }

    /// Whether the text says that a unit is not for a platform.
    pub fn is_skipped(&self, unit: usize, platform: &str) -> bool {
        self.skips.get(unit).is_some_and(|s| s.iter().any(|p| **p == *platform))
    }

    /// Whether the steps of a unit are for getting a platform.
    pub fn leads_to(&self, unit: usize, platform: &str) -> bool {
        self.goals.get(unit).and_then(Option::as_deref) == Some(platform)
    }

    /// Whether a platform has a way of its own in the article.
    pub fn has_way(&self, platform: &str) -> bool {
        self.ways.contains(platform)
    }
}

/// Whom words are for, as the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// It does not say, or says the new platform.
    New,
    /// Both, or the old one with nothing that keeps the new one out: the old words stay, and the new ones join them.
    Both,
    /// The old one and no other.
    Old,
}

/// What says whom words are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    /// The words themselves, or a heading that says nothing else: "Windows 10".
    #[default]
    Words,
    /// A heading that says what is done, and where: "Remove an app in Windows 10".
    Task,
    /// A heading that only speaks of a release: "The Windows 10 update fails".
    Subject,
}

fn heading_says(called: &Called, heading: &str) -> By {
    match () {
        () if is_only_platform(&called.blanked(heading)) => By::Words,
        () if of_title(called, heading).is_empty() => By::Subject,
        () => By::Task,
    }
}

/// What a title says that an article is for. One that only speaks of a release ("a Windows 10 update fails") does not.
fn of_title(called: &Called, title: &str) -> Vec<Arc<str>> {
    let lower = title.to_lowercase();
    let places = phrases(called, title, &lower);
    let is_whom = |at: usize| {
        // "Uninstall an app (Windows 10 and 11)"
        if lower[..at].ends_with(['(', '[']) {
            return true;
        }
        let before = lower[..at].trim_end_matches([' ', '(', '[']);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        before.is_empty()
            || before.ends_with([':', '-', '–', '|', ',', '&', '/', '+'])
            || matches!(word, "in" | "on" | "for" | "or" | "and")
    };
    // "Set up Windows 10 and 11"
    let names_both = |p: &[Arc<str>]| p.contains(&called.from) && p.contains(&called.to);
    let behind = |at: usize| lower[at..].split([' ', '-']).nth(2).unwrap_or("");
    let subject = |at: usize| {
        matches!(behind(at), "update" | "updates" | "upgrade" | "upgrades" | "driver" | "drivers" | "installation")
    };
    let mut all: Vec<Arc<str>> = places
        .into_iter()
        .filter(|(at, p)| (is_whom(*at) || names_both(p)) && !subject(*at))
        .flat_map(|(_, p)| p)
        .collect();
    all.sort();
    all.dedup();
    all
}

/// Whether a heading says nothing but a platform: "Windows 10", "Steps for Windows 10 users".
fn is_only_platform(heading: &str) -> bool {
    heading.split_whitespace().all(|w| {
        let w = w.to_lowercase();
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        joins_platforms(w)
            || matches!(w, "in" | "on" | "for" | "users" | "user" | "steps" | "only" | "the" | "version" | "pc" | "pcs")
    })
}

/// What the head of its column or its row says that a cell is for: "Windows 10".
fn of_heads(called: &Called, unit: &Unit) -> Vec<Arc<str>> {
    let only = |head: &&String| is_only_platform(&called.blanked(head));
    let named = unit.heads.iter().filter(only).map(|h| called.ids(h));
    named.into_iter().find(|ids| !ids.is_empty()).unwrap_or_default()
}

/// The platforms named by each unit, and where.
struct Said {
    /// (begin, end of the phrase, platforms) in order.
    units: Vec<Vec<(usize, Vec<Arc<str>>)>>,
    /// What the headings above a unit say, and how.
    headings: Vec<(Vec<Arc<str>>, By)>,
    /// What the paragraph that leads to the list of a unit says, or the column or the row of a cell.
    leads: Vec<Vec<Arc<str>>>,
    /// Platforms of headings of one level that name one each.
    siblings: BTreeSet<Arc<str>>,
}

impl Said {
    fn of(called: &Called, units: &[Unit], title: &str) -> Said {
        let title = label::key(title);
        let mut said = Said { units: Vec::new(), headings: Vec::new(), leads: Vec::new(), siblings: BTreeSet::new() };
        let mut levels: BTreeMap<u8, BTreeSet<Arc<str>>> = BTreeMap::new();
        // Open headings: level and what they say.
        let mut open: Vec<(u8, Vec<Arc<str>>, By)> = Vec::new();
        let mut lead: Vec<Arc<str>> = Vec::new();
        for unit in units {
            let text = &unit.line.text;
            let places = phrases(called, text, &unit.line.lower);
            let named = match places.is_empty() {
                true if !unit.line.lower.contains("win") => Vec::new(),
                _ => called.ids(text),
            };
            match unit.kind {
                UnitKind::Heading(level) => {
                    open.retain(|(l, ..)| *l < level);
                    // The title says what the article is about, not for whom a part of it is.
                    let is_title = level == 1 || label::key(text) == title;
                    let named = if is_title { Vec::new() } else { named };
                    let how = heading_says(called, text);
                    open.push((level, named, how));
                    lead.clear();
                }
                UnitKind::Prose => lead = if named.len() == 1 && leads(called, text) { named } else { Vec::new() },
                UnitKind::Item => {
                    // A heading with a list under it gives a way, not only a subject.
                    if let Some((level, [only])) = open.last().map(|(l, p, _)| (*l, p.as_slice())) {
                        levels.entry(level).or_default().insert(only.clone());
                    }
                }
            }
            let heading = open.iter().rev().find(|(_, p, _)| !p.is_empty());
            said.headings.push(heading.map(|(_, p, by)| (p.clone(), *by)).unwrap_or_default());
            said.leads.push(if unit.kind == UnitKind::Item { lead.clone() } else { of_heads(called, unit) });
            said.units.push(places);
        }
        said.siblings = levels.into_values().filter(|l| l.len() > 1).flatten().collect();
        said
    }

    /// The platforms that a mention is for, and what says so.
    fn of_place(&self, called: &Called, units: &[Unit], mention: &Mention) -> (Vec<Arc<str>>, By) {
        let (heading, by) = &self.headings[mention.unit];
        match self.of_words(called, units, mention) {
            Some(platforms) => (platforms, By::Words),
            None => (heading.clone(), *by),
        }
    }

    /// What the words of its unit, or those that lead to its list, say.
    fn of_words(&self, called: &Called, units: &[Unit], mention: &Mention) -> Option<Vec<Arc<str>>> {
        let (unit, at) = (mention.unit, mention.start);
        let text = &units[unit].line.text;
        let all = &self.units[unit];
        // "**Update & Security** (Windows 10) or **System** (Windows 11)"
        if let Some((_, platforms)) =
            label_behind(called, text, mention.end).and_then(|l| all.iter().find(|(p, _)| l.contains(p)))
        {
            return Some(platforms.clone());
        }
        let bracket = bracket_around(text, at);
        // Words in a bracket say nothing about what stands outside of it, unless they only explain a word of it.
        let leads =
            |(open, close): (usize, usize)| text[..open].trim().is_empty() && is_label(called, &text[open + 1..close]);
        let counts = |place: usize| {
            bracket_around(text, place).is_none_or(|b| bracket == Some(b) || is_example(text, b) || leads(b))
        };
        let places: Vec<&(usize, Vec<Arc<str>>)> = all.iter().filter(|(p, _)| counts(*p)).collect();
        let (start, end) = sentence_around(text, at);
        let here = places.iter().filter(|(p, _)| start <= *p && *p < end);
        if let Some(platforms) = named_behind(text, (start, end), &here.copied().collect::<Vec<_>>(), at) {
            return Some(platforms);
        }
        if let Some((start, end)) = bracket
            && let Some((_, platforms)) = places.iter().find(|(p, _)| start <= *p && *p < end)
        {
            return Some(platforms.clone());
        }
        let before = places.iter().rev().find(|(p, _)| *p < at);
        let behind = places.iter().find(|(p, _)| at <= *p && *p < end);
        match (before, behind) {
            // In the same sentence what was said last counts, else what is still said in it.
            (Some((p, platforms)), _) if *p >= start => Some(platforms.clone()),
            (_, Some((_, platforms))) => Some(platforms.clone()),
            // An earlier sentence of the step.
            (Some((_, platforms)), _) => Some(platforms.clone()),
            (None, None) if !self.leads[unit].is_empty() => Some(self.leads[unit].clone()),
            (None, None) => None,
        }
    }
}

/// The bracket behind a way that says nothing but whom it is for.
fn label_behind(called: &Called, text: &str, from: usize) -> Option<Range<usize>> {
    let open = from + text[from..].find('(')?;
    let between = &text[from..open];
    if between.len() > 120
        || between.contains([',', ';', ':', ')'])
        || between.contains(". ")
        || between.contains(" or ")
    {
        return None;
    }
    let close = open + text[open..].find(')')?;
    (close - open < 40 && is_label(called, &text[open + 1..close])).then_some(open..close)
}

/// Whether words say nothing but whom something is for.
fn is_label(called: &Called, text: &str) -> bool {
    called.blanked(text).split_whitespace().all(|w| {
        let w = w.to_lowercase();
        let w = w.trim_matches(',');
        joins_platforms(w) || matches!(w, "in" | "on" | "for" | "users" | "only" | "version")
    })
}

/// "(like Windows 10)"
fn is_example(text: &str, (open, close): (usize, usize)) -> bool {
    let inner = text[open + 1..close].to_lowercase();
    ["like ", "such as ", "e.g.", "i.e.", "for example"].iter().any(|w| inner.starts_with(w))
}

/// "A in Windows 10 and B in Windows 11": the platforms stand behind what they are about.
fn named_behind(
    text: &str,
    (start, end): (usize, usize),
    places: &[&(usize, Vec<Arc<str>>)],
    at: usize,
) -> Option<Vec<Arc<str>>> {
    let [first, .., last] = places else { return None };
    let leads_in = |p: usize| {
        let before = text[..p].trim_end().to_lowercase();
        [" in", " on", " for", " with", " of"].iter().any(|w| before.ends_with(w))
    };
    let rest = text[last.0..end].split_whitespace().count();
    let trail = first.0 > start + 25 && rest <= 3 && leads_in(first.0) && leads_in(last.0);
    let (_, platforms) = places.iter().find(|(p, _)| *p >= at).filter(|_| trail)?;
    Some(platforms.clone())
}

/// For each unit the platform that its steps lead to: what it says itself, another step of its list, the words that
/// lead to the list, or a heading above it.
fn goals(called: &Called, units: &[Unit], title: &str) -> Vec<Option<Arc<str>>> {
    let platforms = Platforms::default();
    let of_windows =
        |text: &str| goal_of(text).and_then(|from| platforms.in_text(&text[from..]).first().map(|p| p.id.clone()));
    let own = |text: &str| {
        let places = called.places(text);
        let gets =
            |(range, _): &&(Range<usize>, Vec<Arc<str>>)| is_gotten(&text.to_ascii_lowercase(), range.start, range.end);
        places.iter().find(gets).and_then(|(_, ids)| ids.last().cloned())
    };
    let goal = |text: &str| own(text).or_else(|| of_windows(text));
    let of_title = goal(title);
    let mut out = Vec::with_capacity(units.len());
    let mut open: Vec<(u8, Option<Arc<str>>)> = Vec::new();
    // Begin of the list or paragraph at hand, and of the paragraph before it.
    let mut list = 0;
    for (i, unit) in units.iter().enumerate() {
        let may_name = called.has_names() || unit.line.lower.contains("win");
        let own = if may_name { goal(&unit.line.text) } else { None };
        if let UnitKind::Heading(level) = unit.kind {
            open.retain(|(l, _)| *l < level);
            open.push((level, own.clone()));
        }
        if unit.kind != UnitKind::Item {
            list = i;
        } else if own.is_some() {
            out[list..].iter_mut().filter(|g: &&mut Option<_>| g.is_none()).for_each(|g| *g = own.clone());
        }
        let lead = (unit.kind == UnitKind::Item).then(|| out.get(list).cloned().flatten()).flatten();
        let heading = open.iter().rev().find_map(|(_, g)| g.clone());
        out.push(own.or(lead).or(heading).or(of_title.clone()));
    }
    out
}

/// For each unit the platforms that a sentence of its section tells to skip it.
fn skips(called: &Called, units: &[Unit]) -> Vec<Vec<Arc<str>>> {
    let mut out: Vec<Vec<Arc<str>>> = vec![Vec::new(); units.len()];
    let mut section = 0;
    for (i, unit) in units.iter().enumerate() {
        if matches!(unit.kind, UnitKind::Heading(_)) {
            section = i;
            continue;
        }
        for (at, _) in unit.line.lower.match_indices("skip") {
            let (start, end) = sentence_around(&unit.line.text, at);
            let sentence = &unit.line.lower[start..end];
            if !["skip this", "skip these", "skip the step", "skip to"].iter().any(|w| sentence.contains(w)) {
                continue;
            }
            let named = called.ids(sentence);
            let until =
                units[i..].iter().position(|u| matches!(u.kind, UnitKind::Heading(_))).map_or(units.len(), |k| i + k);
            out[section..until].iter_mut().for_each(|s| s.extend(named.iter().cloned()));
        }
    }
    out
}

/// Where a text names the platform that it is about getting: "upgrade to Windows 11", "install Windows 11".
fn goal_of(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(i) = lower[from..].find("win").map(|i| from + i) {
        from = i + 3;
        // "Windows 11" is two words.
        let end = lower[i..].match_indices(|c: char| !c.is_alphanumeric()).nth(1).map_or(lower.len(), |(k, _)| i + k);
        if is_gotten(&lower, i, end) {
            return Some(i);
        }
    }
    None
}

/// Whether a release that a text in small letters names is what is moved to or installed there.
fn is_gotten(lower: &str, start: usize, end: usize) -> bool {
    const MOVES: &[&str] = &[
        "upgrade",
        "upgrading",
        "upgrades",
        "update",
        "updating",
        "move",
        "moving",
        "switch",
        "switching",
        "migrate",
        "migrating",
    ];
    const OF_IT: &[&str] =
        &["update", "updates", "driver", "drivers", "app", "apps", "feature", "features", "version", "theme"];
    let split = |c: char| !c.is_alphanumeric();
    let before: Vec<&str> = lower[..start].split(split).filter(|w| !w.is_empty()).rev().take(7).collect();
    let gets = |w: &str| matches!(w, "get" | "getting" | "install" | "installing" | "download" | "downloading");
    let past = before.iter().any(|w| matches!(*w, "after" | "since" | "once" | "when" | "upgraded" | "updated"));
    let to = before.first() == Some(&"to") && before.iter().any(|w| MOVES.contains(w));
    let object =
        before.iter().find(|w| !matches!(**w, "the" | "a" | "free" | "latest" | "new")).is_some_and(|w| gets(w));
    let of_it = lower[end..].split(split).find(|w| !w.is_empty()).is_some_and(|w| OF_IT.contains(&w));
    (to || object && !of_it) && !past
}

/// Whether a paragraph leads to what follows it.
fn leads(called: &Called, text: &str) -> bool {
    let lower = text.to_lowercase();
    text.trim_end().ends_with(':')
        || called
            .places(text)
            .first()
            .is_some_and(|(r, _)| matches!(lower.get(..r.start), Some("" | "on " | "in " | "for ")))
        || ["on windows", "in windows", "for windows", "if you", "windows"]
            .iter()
            .any(|w| lower.trim_start().starts_with(w))
}

/// Where a text names releases and platforms, in order: "Windows 10 and 11" is one place with two. `lower`: the text in
/// small letters.
fn phrases(called: &Called, text: &str, lower: &str) -> Vec<(usize, Vec<Arc<str>>)> {
    let own = called.places(text);
    let mut out = match own.is_empty() {
        true => return if has_version(lower) { of_windows(text) } else { Vec::new() },
        false => of_windows(&called.blanked(text)),
    };
    out.extend(own.into_iter().map(|(range, ids)| (range.start, ids)));
    out.sort();
    out
}

/// Whether a text in small letters may name a release of Windows.
fn has_version(lower: &str) -> bool {
    if lower.contains("w10") || lower.contains("w11") {
        return true;
    }
    lower.match_indices("win").map(|(i, _)| &lower[i + 3..]).any(|rest| {
        let rest = rest.strip_prefix("dows").unwrap_or(rest).trim_start();
        rest.starts_with(['1', '7', '8'])
    })
}

/// The same of platforms of Windows alone.
fn of_windows(text: &str) -> Vec<(usize, Vec<Arc<str>>)> {
    let ids = |text: &str| -> Vec<Arc<str>> { Platforms::default().in_text(text).into_iter().map(|p| p.id).collect() };
    let lower = text.to_ascii_lowercase();
    let mut out: Vec<(usize, Vec<Arc<str>>)> = Vec::new();
    let mut from = 0;
    let begins =
        |from: usize| ["win", "w10", "w11"].iter().filter_map(|w| lower[from..].find(w).map(|i| from + i)).min();
    while let Some(i) = begins(from) {
        from = i + 3;
        if lower[..i].ends_with(char::is_alphanumeric) {
            continue;
        }
        if !lower[i..].starts_with("win") {
            let named = Platforms::default().named(&lower[i..i + 3]);
            let whole = !lower[i + 3..].starts_with(char::is_alphanumeric);
            out.extend(named.filter(|_| whole).map(|p| (i, vec![p.id])));
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
        let mut all = ids(&rest[..joined]);
        // "Windows 10 or later"
        let more = lower[i + joined..].trim_start_matches([' ', ',', '(']);
        let more = more.strip_prefix("and ").or(more.strip_prefix("or ")).unwrap_or(more);
        let number = lower[..i + joined].trim_end().ends_with('+');
        if number || ["later", "newer", "higher", "above", "up"].iter().any(|w| more.starts_with(w)) {
            all.extend(Platforms::default().named("Windows 11").map(|p| p.id));
            all.sort();
            all.dedup();
        }
        from = i + joined.max(3);
        out.push((i, all));
    }
    out
}

/// A word of "Windows 10 and/or 11".
fn joins_platforms(word: &str) -> bool {
    let w = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/' && c != '&');
    w.is_empty()
        || matches!(
            w,
            "windows" | "win" | "and" | "or" | "&" | "/" | "7" | "8" | "8.1" | "10" | "11" | "win10" | "win11"
        )
        || w.split('/').all(|p| matches!(p, "7" | "8" | "10" | "11" | "windows" | "win10" | "win11" | "w10" | "w11"))
}

/// The end of "windows 10 and windows 11" at the beginning of a text.
fn joined_end(lower: &str) -> usize {
    let mut end = 0;
    for word in lower.split_inclusive(' ') {
        if !joins_platforms(word.trim()) {
            break;
        }
        end += word.len();
        if word.trim_end().ends_with([',', ')', ':']) {
            break;
        }
    }
    end
}

/// The words of the bracket that a place stands in.
pub fn words_of_bracket(text: &str, at: usize) -> Option<&str> {
    bracket_around(text, at).map(|(open, close)| &text[open + 1..close])
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
