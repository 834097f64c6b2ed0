//! Which platforms a name in an article is for: what its bracket, its sentence, its step, the words that lead to the
//! list, or its heading say.
//!
//! An article that names one version only names what it was written for; whoever asks has to look at all scopes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::guide::platform::Platforms;
use crate::ui::back;
use crate::ui::called::Called;
use crate::ui::label;
use crate::ui::phrases::{joins_platforms, phrases};
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
    /// For each unit whether its section leads back to the old release and does not say which one the reader has there.
    undecided: Vec<bool>,
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
        Scopes {
            of,
            by,
            title: title_platforms,
            ways,
            goals: goals(called, units, title),
            skips: skips(called, units),
            undecided: back::undecided(called, units, title),
        }
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

    /// Whether a guide that leads back to the old release does not say which one the reader of a mention has.
    pub fn is_undecided(&self, mention: usize, unit: usize) -> bool {
        self.of[mention].is_empty() && self.undecided.get(unit) == Some(&true)
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
        // "… in Microsoft® Windows 10"
        let brand = before.trim_end_matches('®').strip_suffix("microsoft");
        let before = brand.unwrap_or(before).trim_end_matches([' ', '(', '[']);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        before.is_empty()
            || before.ends_with([':', '-', '–', '|', ',', '&', '/', '+'])
            || matches!(
                word,
                "in" | "on"
                    | "for"
                    | "or"
                    | "and"
                    | "under"
                    | "using"
                    | "with"
                    | "running"
                    | "runs"
                    | "have"
                    | "has"
                    | "keep"
            )
    };
    // "Set up Windows 10 and 11"
    let names_both = |p: &[Arc<str>]| p.contains(&called.from) && p.contains(&called.to);
    let own = called.places(title);
    let behind = |at: usize| -> Vec<&str> {
        let end = own.iter().find(|(r, _)| r.start == at).map_or(at, |(r, _)| r.end);
        lower[end..].split([' ', '-']).filter(|w| !w.is_empty()).skip_while(|w| joins_platforms(w)).take(2).collect()
    };
    let subject = |at: usize| {
        // "Windows 10's screen is dark"
        let first = behind(at).first().copied().unwrap_or("");
        first.ends_with(['\'', '’'])
            || first.ends_with("'s")
            || first.ends_with("’s")
            || matches!(first, "update" | "updates" | "upgrade" | "upgrades" | "driver" | "drivers" | "installation")
    };
    // "Activate Windows 10", "How to speed up Windows 10": who does that to it has it.
    let is_object = |at: usize| {
        let verbs =
            ["how to ", "how do i ", "how can i ", "how do you "].iter().find_map(|w| lower[..at].strip_prefix(w));
        let mut verbs = verbs.unwrap_or(&lower[..at]).split_whitespace();
        let is_word = |w: &str| w.chars().all(char::is_alphabetic);
        let ends = behind(at).first().is_none_or(|w| w.starts_with(['(', '[', '|', '–', '—']));
        ends && verbs.clone().count() <= 2 && verbs.clone().next().is_some_and(|w| w != "about") && verbs.all(is_word)
    };
    // "Your Windows 10 laptop": who reads it has one.
    let of_device = |at: usize| {
        let behind = behind(at);
        let next =
            behind.get(1).is_some_and(|w| matches!(*w, "manager" | "management" | "mode" | "health" | "encryption"));
        behind.first().is_some_and(|w| is_device(w.trim_matches(|c: char| !c.is_alphanumeric()))) && !next
    };
    let mut all: Vec<Arc<str>> = places
        .into_iter()
        .filter(|(at, p)| (is_whom(*at) || is_object(*at) || names_both(p) || of_device(*at)) && !subject(*at))
        .flat_map(|(_, p)| p)
        .collect();
    all.sort();
    all.dedup();
    all
}

/// Whether a heading says nothing but a platform: "Windows 10", "A) I'm using Windows 10", "Laptops with Windows 10".
fn is_only_platform(heading: &str) -> bool {
    const SMALL: &str = "in on for with under using running run have has use if you your you're you’re i i'm i’m my am are \
        the users user steps only version microsoft option method";
    heading.split_whitespace().all(|w| {
        let w = w.to_lowercase();
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        // "A)", "1."
        joins_platforms(w) || w.chars().count() == 1 || is_device(w) || SMALL.split(' ').any(|s| s == w)
    })
}

fn is_device(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    matches!(one, "pc" | "computer" | "laptop" | "notebook" | "tablet" | "device" | "machine" | "workstation")
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
    /// What the paragraph that leads to the list of a unit says, or the item above it, or the column or the row of a cell.
    leads: Vec<Vec<Arc<str>>>,
    /// Platforms of headings of one level, or of items of one list, that name one each.
    siblings: BTreeSet<Arc<str>>,
}

impl Said {
    fn of(called: &Called, units: &[Unit], title: &str) -> Said {
        let title = label::key(title);
        let mut said = Said { units: Vec::new(), headings: Vec::new(), leads: Vec::new(), siblings: BTreeSet::new() };
        let mut levels: BTreeMap<u8, BTreeSet<Arc<str>>> = BTreeMap::new();
        // Open headings: level and what they say.
        let mut open: Vec<(u8, Vec<Arc<str>>, By)> = Vec::new();
        // What the last paragraph says to the list below it, by the item that both stand in.
        let mut led: BTreeMap<Option<usize>, Vec<Arc<str>>> = BTreeMap::new();
        // What each item says to what stands in it.
        let mut parents: Vec<Vec<Arc<str>>> = Vec::new();
        // Platforms of items of one list that lead to others.
        let mut lists: BTreeMap<(usize, Option<usize>), BTreeSet<Arc<str>>> = BTreeMap::new();
        let mut section = 0;
        for (i, unit) in units.iter().enumerate() {
            let text = &unit.line.text;
            let places = phrases(called, text, &unit.line.lower);
            let named: BTreeSet<Arc<str>> = places.iter().flat_map(|(_, p)| p.iter().cloned()).collect();
            let named: Vec<Arc<str>> = named.into_iter().collect();
            let leading = || if named.len() == 1 && leads(called, text) { named.clone() } else { Vec::new() };
            parents.push(Vec::new());
            match unit.kind {
                // A bold line in a step is a heading for what stands in the step alone.
                UnitKind::Heading(level) if unit.within.is_none() => {
                    open.retain(|(l, ..)| *l < level);
                    // The title says what the article is about, not for whom a part of it is.
                    let is_title = level == 1 || label::key(text) == title;
                    let how = heading_says(called, text);
                    open.push((level, if is_title { Vec::new() } else { named }, how));
                    led.clear();
                    section = i;
                }
                UnitKind::Prose | UnitKind::Heading(_) => drop(led.insert(unit.within, leading())),
                UnitKind::Item => {
                    // A heading with a list under it gives a way, not only a subject.
                    if let Some((level, [only])) = open.last().map(|(l, p, _)| (*l, p.as_slice())) {
                        levels.entry(level).or_default().insert(only.clone());
                    }
                    parents[i] = leading();
                }
            }
            // "- Windows 10:" with steps below it.
            let above = unit.within.map(|p| if parents[p].is_empty() { &said.leads[p] } else { &parents[p] });
            if let Some((parent, [only])) = unit.within.map(|p| (p, parents[p].as_slice())) {
                lists.entry((section, units[parent].within)).or_default().insert(only.clone());
            }
            let lead = led.get(&unit.within).filter(|l| unit.kind == UnitKind::Item && !l.is_empty()).or(above);
            let heads = of_heads(called, unit);
            let heading = open.iter().rev().find(|(_, p, _)| !p.is_empty());
            said.headings.push(heading.map(|(_, p, by)| (p.clone(), *by)).unwrap_or_default());
            said.leads.push(if heads.is_empty() { lead.cloned().unwrap_or_default() } else { heads });
            said.units.push(places);
        }
        let ways = levels.into_values().chain(lists.into_values());
        said.siblings = ways.filter(|l| l.len() > 1).flatten().collect();
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
            bracket_around(text, place)
                .is_none_or(|b| bracket == Some(b) || is_example(text, b) || leads(b) || is_condition(called, text, b))
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
            (Some((_, platforms)), _) if text[start..].trim_start().to_lowercase().starts_with("otherwise") => {
                Some(others(called, platforms))
            }
            (Some((_, platforms)), _) => Some(platforms.clone()),
            (None, None) => {
                told_after(called, text, end).or_else(|| Some(self.leads[unit].clone()).filter(|lead| !lead.is_empty()))
            }
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

/// "On older PCs (Windows 10), go to …"
fn is_condition(called: &Called, text: &str, (open, close): (usize, usize)) -> bool {
    let (start, _) = sentence_around(text, open);
    let before = text[start..open].trim().to_lowercase();
    let begins = ["on ", "in ", "for ", "if ", "with ", "old", "earlier "].iter().any(|w| before.starts_with(w));
    begins
        && before.split_whitespace().count() <= 7
        && !before.contains([',', ';', ':', '>'])
        && text[close + 1..].starts_with([',', ':'])
        && is_label(called, &text[open + 1..close])
}

/// "Open Devices. This is for Windows 10 only.": a later sentence of the step that says nothing else. `from`: the end
/// of the sentence that is asked about.
fn told_after(called: &Called, text: &str, from: usize) -> Option<Vec<Arc<str>>> {
    const SMALL: &str = "this that these those it step steps way path menu page setting settings option is are was for in on \
        to only applies apply works work exists users the has have note";
    let rest = text.get(from..)?;
    let mut at = from + rest.len() - rest.trim_start_matches(['.', '!', '?', ' ', '"', '”', ')']).len();
    while at < text.len() {
        let (_, end) = sentence_around(text, at);
        let sentence = text.get(at..end)?;
        let is_small = |w: &str| {
            let w = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            joins_platforms(&w) || SMALL.split(' ').any(|s| s == w)
        };
        if called.blanked(sentence).split_whitespace().all(is_small) {
            let places = phrases(called, sentence, &sentence.to_lowercase());
            if let [(_, platforms)] = places.as_slice() {
                return Some(platforms.clone());
            }
        }
        at = text[end..].find(|c: char| c.is_alphanumeric() || c == '(').map_or(text.len(), |k| end + k);
    }
    None
}

/// Whom "otherwise" is for, behind words for some platforms.
fn others(called: &Called, platforms: &[Arc<str>]) -> Vec<Arc<str>> {
    let names = |id: &Arc<str>| platforms.contains(id);
    match (names(&called.from), names(&called.to)) {
        (true, false) => vec![called.to.clone()],
        (false, true) => vec![called.from.clone()],
        _ => Vec::new(),
    }
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
    let of_title = goal(title).or_else(|| is_before_upgrade(called, title).then(|| called.to.clone()));
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

/// "Prepare your Windows 10 PC for the upgrade": whoever reads it still has the old release.
fn is_before_upgrade(called: &Called, title: &str) -> bool {
    let lower = title.to_lowercase();
    let comes =
        ["for the ", "for an ", "for your ", "before the ", "before an ", "before your ", "before you ", "before "];
    let upgrade = lower.match_indices("upgrad").any(|(at, _)| comes.iter().any(|w| lower[..at].ends_with(w)));
    upgrade && called.is_old(title)
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
