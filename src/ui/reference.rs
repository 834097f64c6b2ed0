//! From a name in a guide to the place it means.
//!
//! A cursor walks through the article and stands where the reader stands. A name means the place that can be reached
//! from there: a child of the page first, then what lies deeper or beside it, then what can be opened from anywhere.
//! Names in settings of other programs, and names that nothing tells apart, are left alone.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::guide::keys;
use crate::guide::line::{Line, Style};
use crate::guide::words::{self, VerbClass};
use crate::ui::catalogue::Kind;
use crate::ui::label::{self, Token};
use crate::ui::text::{Unit, UnitKind};
use crate::ui::world::{NodeIndex, Via, World};

/// A name in the text and the place it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the unit.
    pub unit: usize,
    /// Bytes in the text of the unit.
    pub start: usize,
    pub end: usize,
    pub node: NodeIndex,
    pub via: Via,
    pub certainty: Certainty,
    /// Mentions of one path in the text have the same number.
    pub path: Option<usize>,
    /// The mention that leads here: the deepest place above this one that was named since the last root.
    pub above: Option<usize>,
    /// Something is turned on or off.
    pub switching: bool,
}

/// How sure a resolution is, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// By its label, one step from where the reader stands.
    Certain,
    /// By another of its names, or from farther away.
    Likely,
    /// Nothing but the name speaks for it.
    Guess,
}

impl Certainty {
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Certain => "certain",
            Certainty::Likely => "likely",
            Certainty::Guess => "guess",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    products: Vec<String>,
    enters: HashSet<String>,
    switching: Vec<String>,
    nouns: HashSet<String>,
    parts: HashSet<String>,
    between: HashSet<String>,
    #[serde(rename = "where")]
    places: HashSet<String>,
}

struct Table {
    rows: Rows,
    /// The products as keys.
    products: HashSet<String>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Rows = serde_yaml::from_str(include_str!("words.yaml")).expect("words.yaml is part of the program");
        let products = rows.products.iter().map(|p| label::key(p)).collect();
        Table { rows, products }
    })
}

/// Every reference of an article, in the order of the text.
pub fn find(world: &World, units: &[Unit]) -> Vec<Mention> {
    let mut walk = Walk {
        world,
        found: Vec::new(),
        at: None,
        foreign: false,
        product_heading: false,
        product_title: false,
        paths: 0,
        root: 0,
    };
    if let Some(title) = units.first().filter(|u| matches!(u.kind, UnitKind::Heading(_))) {
        let of_windows = ["windows", " pc", "computer"].iter().any(|w| title.line.lower.contains(w));
        walk.product_title = !of_windows && !products(&label::tokens(&title.line.text)).is_empty();
    }
    for (index, unit) in units.iter().enumerate() {
        walk.unit(index, unit);
    }
    walk.found
}

/// Something in a unit that moves the reader without being a name.
enum Event {
    /// A chord, command or address that opens a place.
    Opens(NodeIndex),
    /// Another program is opened.
    Foreign,
}

/// Begin and end in the text of a unit.
type Range = (usize, usize);

/// Words that are a name in the catalogues.
struct Name {
    start: usize,
    end: usize,
    key: String,
    words: usize,
    /// What the author did to show that it is one.
    shown: Shown,
    /// A separator stands behind it.
    before_separator: bool,
    switching: bool,
}

/// What shows that words are a name of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// Bold, quoted or part of a path.
    SetOff,
    /// Capitals, behind a verb of selecting or opening.
    Said,
    /// Capitals, and no more than a noun, another verb or a word of place beside it.
    Hinted,
    /// Small letters, right behind a verb.
    Small,
}

struct Walk<'a> {
    world: &'a World,
    found: Vec<Mention>,
    /// Where the reader stands.
    at: Option<NodeIndex>,
    /// In another program.
    foreign: bool,
    /// The heading speaks of another program.
    product_heading: bool,
    /// The title speaks of another program, and not of Windows.
    product_title: bool,
    paths: usize,
    /// The first mention since the last root: what stands before it leads nowhere any more.
    root: usize,
}

impl Walk<'_> {
    fn unit(&mut self, index: usize, unit: &Unit) {
        let tokens = label::tokens(&unit.line.text);
        if let UnitKind::Heading(_) = unit.kind {
            self.at = None;
            self.foreign = false;
            self.product_heading = !products(&tokens).is_empty();
            self.root = self.found.len();
            return;
        }
        let (events, taken) = self.events(unit, &tokens);
        let mut events = events.into_iter().peekable();
        let is_free = |start: usize, end: usize| taken.iter().all(|(s, e)| end <= *s || *e <= start);
        let mut previous: Option<(NodeIndex, usize)> = None;
        // A path of which a part is unknown says nothing about the parts behind it.
        let mut broken = false;
        let mut i = 0;
        while i < tokens.len() {
            while let Some((_, event)) = events.next_if(|(at, _)| *at <= tokens[i].start) {
                self.happens(event);
            }
            let after_separator = ends_in_separator(&unit.line.text[..tokens[i].start]);
            if !after_separator {
                broken = false;
            } else if previous.is_none() {
                broken = true;
            }
            let above = previous.filter(|_| after_separator);
            let mut names = self.names_at(unit, &tokens, i).into_iter().filter(|(_, n)| is_free(n.start, n.end));
            let found = match broken {
                true => None,
                false => names.find_map(|(length, name)| {
                    let resolved = self.resolve(&name, above.map(|p| p.0))?;
                    Some((length, name, resolved))
                }),
            };
            let Some((length, name, resolved)) = found else {
                if after_separator {
                    previous = None;
                }
                i += 1;
                continue;
            };
            let path = match above {
                Some((_, path)) => Some(path),
                None if name.before_separator => {
                    self.paths += 1;
                    Some(self.paths)
                }
                None => None,
            };
            self.push(index, &name, resolved, path);
            previous = path.filter(|_| name.before_separator).map(|p| (resolved.0, p));
            i += length;
        }
        events.for_each(|(_, event)| self.happens(event));
    }

    fn happens(&mut self, event: Event) {
        match event {
            Event::Opens(node) => self.go_to(node),
            Event::Foreign => {
                self.foreign = true;
                self.at = None;
                self.root = self.found.len();
            }
        }
    }

    fn push(
        &mut self,
        unit: usize,
        name: &Name,
        (node, via, certainty): (NodeIndex, Via, Certainty),
        path: Option<usize>,
    ) {
        if self.world.nodes[node].sides().all(|s| s.parent.is_none()) {
            self.root = self.found.len();
        }
        let above = (self.root..self.found.len())
            .filter(|i| self.world.is_below(self.found[*i].node, node))
            .max_by_key(|i| (self.depth(self.found[*i].node), *i));
        let (start, end) = (name.start, name.end);
        let switching = name.switching;
        self.found.push(Mention { unit, start, end, node, via, certainty, path, above, switching });
        self.go_to(node);
    }

    fn depth(&self, node: NodeIndex) -> usize {
        self.world.way_from(node).len().max(self.world.way_to(node).len())
    }

    fn go_to(&mut self, node: NodeIndex) {
        let target = self.world.nodes[node].leads_to.unwrap_or(node);
        self.foreign = false;
        let kind = self.world.nodes[target].kind();
        // The reader stays on the page of a button. A heading is part of its page too.
        self.at = match kind {
            Kind::Control | Kind::Switch => {
                let page = self.world.nodes[target].sides().find_map(|s| s.parent);
                let stays = self.at.is_some_and(|at| page.is_some_and(|p| p == at || self.world.is_below(at, p)));
                if stays && page == self.at { self.at } else { page.or(self.at) }
            }
            _ => Some(target),
        };
    }

    /// The place that a name means here, if one does more than all others.
    fn resolve(&self, name: &Name, previous: Option<NodeIndex>) -> Option<(NodeIndex, Via, Certainty)> {
        let world = self.world;
        let mut fits: Vec<(u8, NodeIndex, Via)> = Vec::new();
        for (node, via) in world.named(&name.key) {
            let fit = match previous {
                Some(above) => self.fit_in_path(above, *node),
                None => self.fit(*node, *via, name),
            };
            if fit > 0 {
                fits.push((fit, *node, *via));
            }
        }
        // A switch and a page of one name: the verb tells.
        let is_switch = |node: NodeIndex| matches!(world.nodes[node].kind(), Kind::Switch);
        if fits.iter().any(|f| is_switch(f.1)) && fits.iter().any(|f| !is_switch(f.1)) {
            fits.retain(|f| is_switch(f.1) == name.switching);
        }
        let best = fits.iter().map(|f| (f.0, std::cmp::Reverse(f.2))).max()?;
        let mut best_ones = fits.iter().filter(|f| (f.0, std::cmp::Reverse(f.2)) == best);
        let (fit, node, via) = *best_ones.next()?;
        // Two that fit alike cannot be told apart.
        if best_ones.next().is_some() && fit < 6 {
            return None;
        }
        let certainty = match fit {
            5.. if via < Via::Alias && name.shown != Shown::Small => Certainty::Certain,
            _ => Certainty::Likely,
        };
        Some((node, via, certainty))
    }

    /// How well a place fits behind another in a path, 0 to 6.
    fn fit_in_path(&self, above: NodeIndex, node: NodeIndex) -> u8 {
        let world = self.world;
        let above = world.nodes[above].leads_to.unwrap_or(above);
        let skips_one = || {
            let parents = world.nodes[node].sides().filter_map(|s| s.parent);
            parents.into_iter().any(|p| world.is_child(above, p))
        };
        match () {
            () if world.is_child(above, node) => 6,
            () if !world.nodes[node].kind().is_inside() && skips_one() => 4,
            // "Start > Device Manager"
            () if world.is_root(node) && !self.in_settings(above) => 3,
            () => 0,
        }
    }

    fn in_settings(&self, node: NodeIndex) -> bool {
        self.world.nodes[node].kind() == Kind::SettingsPage || &*self.world.nodes[node].id == "settings"
    }

    /// How well a place fits where the reader stands, 0 to 6.
    fn fit(&self, node: NodeIndex, via: Via, name: &Name) -> u8 {
        let world = self.world;
        let inside = world.nodes[node].kind().is_inside();
        if let Some(at) = self.at {
            let parents = || world.nodes[node].sides().filter_map(|s| s.parent);
            if world.is_child(at, node) {
                let enough = name.shown != Shown::Small || via < Via::Alias;
                return if enough { 6 } else { 0 };
            }
            if name.shown == Shown::Small {
                return 0;
            }
            if node == at {
                return 5;
            }
            let far = name.shown == Shown::Hinted && name.words < 2;
            if !far && parents().any(|p| world.is_child(at, p)) {
                return 4;
            }
            // Beside the page, or beside a page above it.
            if !inside && parents().any(|p| world.is_below(p, at)) {
                return 4;
            }
            if world.is_below(node, at) {
                return 4;
            }
        }
        if name.shown == Shown::Small {
            // "open the action center": two words and a verb.
            return if name.words >= 2 && !inside && world.is_root(node) && !self.foreign { 1 } else { 0 };
        }
        let is_settings = &*world.nodes[node].id == "settings";
        if world.is_root(node) {
            // Every program has settings; "Windows Settings" and "the Settings app" are ours.
            let plain = is_settings && name.words == 1;
            if plain && (self.foreign || (self.product_heading || self.product_title) && !self.in_windows()) {
                return 0;
            }
            // "System" and "Sound" name several places; from nowhere they name none.
            let others = world.named(&name.key).iter().filter(|n| n.1 < Via::Alias && n.0 != node);
            let alone = others.clone().all(|n| world.nodes[n.0].leads_to == Some(node));
            return if plain || name.words >= 2 || via < Via::Alias && alone { 3 } else { 0 };
        }
        // From afar a name has to be acted on or set off.
        if self.foreign || self.product_heading && self.at.is_none() || name.shown == Shown::Hinted {
            return 0;
        }
        let own = |n: &(NodeIndex, Via)| n.1 < Via::Alias;
        let only = world.named(&name.key).iter().filter(|n| own(n)).count() == 1;
        let enough = if inside { 3 } else { 2 };
        if via < Via::Alias && only && name.words >= enough {
            return match self.at {
                Some(at) if self.in_settings(at) => 2,
                // From a window that is not Settings a page of Settings is far away.
                Some(_) if name.words < 3 && name.shown != Shown::SetOff => 0,
                _ => 1,
            };
        }
        0
    }

    fn in_windows(&self) -> bool {
        self.at.is_some()
    }

    /// What happens in a unit besides names, in order, and the places that are spoken for.
    fn events(&self, unit: &Unit, tokens: &[Token]) -> (Vec<(usize, Event)>, Vec<Range>) {
        let mut out: Vec<(usize, Event)> = Vec::new();
        let mut taken: Vec<Range> = Vec::new();
        for chord in keys::find(&unit.line) {
            if let Some(node) = self.world.opened_by(&chord.text()) {
                out.push((chord.start, Event::Opens(node)));
            }
            if chord.keys.len() > 1 {
                taken.push((chord.start, chord.end));
            }
        }
        for (start, end) in typed(&unit.line) {
            if let Some(node) = self.world.opened_by(&unit.line.text[start..end]) {
                out.push((start, Event::Opens(node)));
                taken.push((start, end));
            }
        }
        for (start, _) in products(tokens).into_iter().filter(|(start, end)| is_entered(unit, tokens, *start, *end)) {
            out.push((start, Event::Foreign));
        }
        out.sort_by_key(|(at, _)| *at);
        (out, taken)
    }

    /// The names that begin at a word and that the text shows to be names, longest first.
    fn names_at(&self, unit: &Unit, tokens: &[Token], i: usize) -> Vec<(usize, Name)> {
        let text = &unit.line.text;
        let most = self.world.longest(&tokens[i].key).min(tokens.len() - i);
        let mut key = String::new();
        let mut found = Vec::new();
        for length in 1..=most {
            let token = &tokens[i + length - 1];
            if length > 1 {
                if !holds_together(&text[tokens[i + length - 2].end..token.start]) {
                    break;
                }
                key.push(' ');
            }
            key.push_str(&token.key);
            if !self.world.named(&key).is_empty() {
                found.extend(self.name(unit, tokens, i, length, &key).map(|name| (length, name)));
            }
        }
        found.reverse();
        found
    }

    fn name(&self, unit: &Unit, tokens: &[Token], i: usize, length: usize, key: &str) -> Option<Name> {
        let text = &unit.line.text;
        let (start, mut end) = (tokens[i].start, tokens[i + length - 1].end);
        // "Backup and Restore (Windows 7)": the bracket belongs to the name.
        if text[start..end].contains('(') && text[end..].starts_with(')') {
            end += 1;
        }
        if unit.is_code(start) {
            return None;
        }
        let before_separator = begins_with_separator(&text[end..]);
        let in_path = before_separator || ends_in_separator(&text[..start]);
        let shown = shown(unit, tokens, i, length, in_path)?;
        let switching = is_switching(&unit.line, start);
        Some(Name { start, end, key: key.to_owned(), words: length, shown, before_separator, switching })
    }
}

/// What between two words of a name may stand: blanks, "and", "&", a bracket.
fn holds_together(gap: &str) -> bool {
    let words = gap.trim().to_lowercase();
    matches!(words.as_str(), "" | "&" | "and" | "and the" | "& the" | "(") && !gap.contains('\n')
}

const SEPARATORS: &[char] = &['>', '→', '»', '›', '⇒'];
/// What may stand between a name and the separator of a path.
const MARKS: &[char] = &[' ', '"', '\'', '“', '”', '‘', '’', '*', ')', '\u{a0}', '\\', '-', '='];

fn ends_in_separator(before: &str) -> bool {
    before.trim_end_matches([' ', '"', '\'', '“', '‘', '(', '*', '\u{a0}']).ends_with(SEPARATORS)
}

fn begins_with_separator(after: &str) -> bool {
    let rest = after.trim_start_matches(MARKS);
    // "the Settings app > System"
    let rest = table().rows.nouns.iter().find_map(|n| strip_word(rest, n)).unwrap_or(rest);
    rest.trim_start_matches(MARKS).starts_with(SEPARATORS)
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    (head.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// What shows that words are a name; `None`: nothing does.
fn shown(unit: &Unit, tokens: &[Token], i: usize, length: usize, in_path: bool) -> Option<Shown> {
    let line = &unit.line;
    let text = &line.text;
    let (start, end) = (tokens[i].start, tokens[i + length - 1].end);
    let (nouns, parts) = (&table().rows.nouns, &table().rows.parts);
    let capital = text[start..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let run = line
        .runs
        .iter()
        .filter(|r| matches!(r.style, Style::Strong | Style::Quoted) && r.start <= start && end <= r.end);
    let run = run.min_by_key(|r| r.end - r.start);
    if let Some(run) = run {
        let inside: Vec<&Token> = tokens.iter().filter(|t| run.start <= t.start && t.end <= run.end).collect();
        let others = inside
            .iter()
            .filter(|t| (t.end <= start || t.start >= end) && !parts.contains(&text[t.start..t.end].to_lowercase()));
        if others.clone().count() == 0 {
            return Some(Shown::SetOff);
        }
        // A name inside a longer one is none; inside a whole sentence that is set off it is as in any other.
        if inside.len() <= 6 && !in_path {
            return None;
        }
    }
    // "your phone", "Your Family": words of every text, unless the author set them off.
    if matches!(tokens[i].key.as_str(), "your" | "my") && length < 3 {
        return None;
    }
    // A longer name of which this is only a part: "Display Adapters", "HP Printers".
    let next = tokens.get(i + length).filter(|t| text[end..t.start].chars().all(|c| c == ' '));
    let joined = |t: &Token| {
        text[t.start..].starts_with(char::is_uppercase) && !nouns.contains(&text[t.start..t.end].to_lowercase())
    };
    if next.is_some_and(|t| joined(t) && words::leading_verb(&line.lower[t.start..]).is_none()) {
        return None;
    }
    let previous = i.checked_sub(1).map(|p| &tokens[p]).filter(|t| text[t.end..start].chars().all(|c| c == ' '));
    let part = previous.is_some_and(|t| {
        let word = &line.lower[t.start..t.end];
        text[t.start..].starts_with(char::is_uppercase)
            && t.start > 0
            && !text[..t.start].trim_end().ends_with(['.', '!', '?', ':', ','])
            && words::leading_verb(word).is_none()
            && !matches!(word, "windows" | "microsoft")
    });
    if in_path {
        return (!part).then_some(Shown::SetOff);
    }
    let verb = verb_close_before(line, start);
    if capital {
        let named = next.is_some_and(|t| nouns.contains(&text[t.start..t.end].to_lowercase()));
        let said = says_where(line, start);
        let first = text[..start].trim_end().is_empty() || text[..start].trim_end().ends_with(['.', '!', '?', ':']);
        return match () {
            () if part => None,
            () if verb && selects(line, start) => Some(Shown::Said),
            () if verb || named || said && !first => Some(Shown::Hinted),
            () => None,
        };
    }
    (verb && is_right_behind_verb(line, start)).then_some(Shown::Small)
}

/// The end of the verb that governs a place and its classes.
fn governing_verb(line: &Line, at: usize) -> Option<(usize, &'static [VerbClass])> {
    let lower = &line.lower[..at];
    let clause = lower.rfind(['.', ';', '!', '?']).map_or(0, |i| i + 1);
    let before = line.words.iter().rev().skip_while(|w| w.start >= at).take_while(|w| w.start >= clause).take(12);
    before.filter(|w| w.starts & words::VERB != 0).map(|w| w.start).find_map(|i| {
        let (_, classes, length) = words::verb_at(&lower[i..])?;
        (i + length <= at).then_some((i + length, classes))
    })
}

/// Whether a verb of selecting or opening stands before, with nothing between but words that lead to a name.
fn verb_close_before(line: &Line, at: usize) -> bool {
    let Some((end, classes)) = governing_verb(line, at) else {
        // "head into", "navigating towards"
        return false;
    };
    let acts =
        classes.iter().any(|c| matches!(c, VerbClass::Select | VerbClass::Open | VerbClass::Act | VerbClass::Press));
    let between = &line.lower[end..at];
    let few = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let strange = few.clone().filter(|w| !table().rows.between.contains(*w)).count();
    acts && strange <= 2 && few.count() <= 8
}

/// Whether the verb that governs a place is one of selecting or opening.
fn selects(line: &Line, at: usize) -> bool {
    governing_verb(line, at)
        .is_some_and(|(_, classes)| classes.iter().any(|c| matches!(c, VerbClass::Select | VerbClass::Open)))
}

fn is_right_behind_verb(line: &Line, at: usize) -> bool {
    let Some((end, classes)) = governing_verb(line, at) else { return false };
    let acts = classes.iter().any(|c| matches!(c, VerbClass::Select | VerbClass::Open));
    // "use your phone", "find devices": in small letters these name things, not places.
    let verb = line.lower[..end].rsplit(' ').next().unwrap_or("");
    acts && !matches!(
        verb,
        "use" | "find" | "locate" | "check" | "set" | "access" | "restart" | "close" | "view" | "browse"
    ) && matches!(line.lower[end..at].trim(), "" | "the" | "on" | "on the" | "to" | "to the" | "into" | "in the")
}

/// "under X", "in the X", "from the X"
fn says_where(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ', '(']);
    let before = before.strip_suffix(" the").or(before.strip_suffix(" your")).unwrap_or(before);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    table().rows.places.contains(word)
}

/// Whether a verb of switching governs a place.
fn is_switching(line: &Line, at: usize) -> bool {
    let sentence = line.lower[..at].rfind(['.', '!', '?']).map_or(0, |i| i + 1);
    let before = &line.lower[sentence..at];
    // The last verb decides: "turn it on, then click Xbox Game Bar".
    let last = |verbs: &mut dyn Iterator<Item = &str>| verbs.filter_map(|v| find_word(before, v)).max();
    let switching = last(&mut table().rows.switching.iter().map(String::as_str));
    let selecting = last(&mut ["click", "select", "choose", "open", "go to", "navigate", "tap"].into_iter());
    match (switching, selecting) {
        (Some(s), Some(o)) => s > o,
        (s, _) => s.is_some(),
    }
}

/// Where a phrase stands last as whole words.
pub fn find_word(text: &str, phrase: &str) -> Option<usize> {
    text.rmatch_indices(phrase).map(|(i, _)| i).find(|i| {
        let before = text[..*i].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = text[i + phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        before && after
    })
}

/// Ranges of what is typed or given as an address: code, and bare words with a dot or colon inside.
fn typed(line: &Line) -> Vec<(usize, usize)> {
    let code = line
        .runs
        .iter()
        .filter(|r| matches!(r.style, Style::Code | Style::Strong | Style::Quoted))
        .map(|r| (r.start, r.end));
    let mut out: Vec<(usize, usize)> = code.filter(|(s, e)| typed_before(line, *s) && e - s <= 60).collect();
    let mut at = 0;
    for word in line.text.split(' ') {
        let clean = word.trim_end_matches(['.', ',', ';', ':', ')', '"', '”']).trim_start_matches(['(', '"', '“']);
        let start = at + word.find(clean).unwrap_or(0);
        let inner = clean.char_indices().any(|(i, c)| matches!(c, '.' | ':') && i > 0 && i + 1 < clean.len());
        if !clean.is_empty() && (inner || clean.starts_with("ms-settings:") || typed_before(line, start)) {
            out.push((start, start + clean.len()));
        }
        at += word.len() + 1;
    }
    out
}

fn typed_before(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ', '`']);
    ["type", "type in", "enter", "typing", "input", "run", "paste", "search for"].iter().any(|v| before.ends_with(v))
}

/// Ranges of names of other programs.
fn products(tokens: &[Token]) -> Vec<(usize, usize)> {
    let table = table();
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let longest = (1..=4.min(tokens.len() - i)).rev().find(|n| {
            let key: Vec<&str> = tokens[i..i + n].iter().map(|t| t.key.as_str()).collect();
            table.products.contains(&key.join(" "))
        });
        if let Some(n) = longest {
            out.push((tokens[i].start, tokens[i + n - 1].end));
        }
        i += longest.unwrap_or(1);
    }
    out
}

/// Whether the reader goes into a program that is named, rather than doing something to it.
fn is_entered(unit: &Unit, tokens: &[Token], start: usize, end: usize) -> bool {
    let text = &unit.line.text;
    if !text[start..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return false;
    }
    let lower = &unit.line.lower;
    let before = lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ', '(', '*']);
    let before = before.strip_suffix(" the").or(before.strip_suffix(" your")).unwrap_or(before);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let opens = matches!(
        word,
        "open" | "launch" | "start" | "run" | "in" | "inside" | "within" | "into" | "opening" | "launching"
    );
    let next = tokens.iter().find(|t| t.start >= end);
    let own_settings = next.is_some_and(|t| {
        text[end..t.start].trim_matches(['’', '\'', 's', ' ']).is_empty()
            && matches!(t.key.as_str(), "setting" | "preference" | "option" | "menu" | "app" | "application" | "client")
    });
    let path = begins_with_separator(&text[end..]);
    opens || path || own_settings && table().rows.enters.contains(word)
}
