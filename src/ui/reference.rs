//! From a name in a guide to the place it means.
//!
//! A cursor walks through the article and stands where the reader stands. A name means the place that can be reached
//! from there: a child of the page first, then what lies deeper or beside it, then what can be opened from anywhere.
//! Names in settings of other programs, and names that nothing tells apart, are left alone.

use crate::guide::line::{Run, Style};
use crate::ui::catalogue::Kind;
use crate::ui::elsewhere::{self, Away};
use crate::ui::events::{self, Event};
use crate::ui::label::{self, Token};
use crate::ui::passed::Passed;
use crate::ui::scope::sentence_around;
use crate::ui::shorten::VERBS;
use crate::ui::shown::{self, Shown, begins_with_separator, ends_in_separator, holds_together, is_switching};
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
    /// The mention that leads here: the nearest place above this one that was named since the last root.
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

/// Every reference of an article, in the order of the text.
/// `title`: of the front matter; an article without one has its first heading. `of_windows`: other parts of the front
/// matter say that it is about Windows.
pub fn find(world: &World, units: &[Unit], title: &str, of_windows: bool) -> Vec<Mention> {
    let tokens: Vec<Vec<Token>> = units.iter().map(|u| label::tokens(&u.line.text)).collect();
    let mut walk = Walk {
        world,
        found: Vec::new(),
        at: None,
        foreign: false,
        labeled: false,
        away: None,
        twin: false,
        title_of_twin: false,
        since: 0,
        product_heading: false,
        product_title: false,
        title_of_other_system: false,
        of_other_system: false,
        of_windows: false,
        paths: 0,
        root: 0,
        passed: Vec::new(),
        waiting: None,
        behind_comma: None,
    };
    let first = units.first().filter(|u| matches!(u.kind, UnitKind::Heading(_)));
    for text in first.map(|u| u.line.text.as_str()).into_iter().chain([title]) {
        let (lower, tokens) = (text.to_lowercase(), label::tokens(text));
        walk.title_of_twin |= events::names_twin(&tokens);
        let of_windows = !walk.title_of_twin && ["windows", " pc", "computer"].iter().any(|w| lower.contains(w));
        walk.product_title |= !of_windows && events::names_product(text, &tokens);
        walk.title_of_other_system |= !of_windows && events::names_other_system(&tokens);
    }
    walk.twin = walk.title_of_twin;
    for index in 0..units.len() {
        walk.unit(index, units, &tokens);
    }
    let mut found = walk.found;
    if !found.is_empty() && !of_windows && !elsewhere::speaks_of_windows(world, units, title, &found) {
        found.iter_mut().for_each(|m| m.certainty = Certainty::Guess);
    }
    found
}

/// Words that are a name in the catalogues.
#[derive(Clone)]
pub(super) struct Name {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) key: String,
    pub(super) words: usize,
    /// What the author did to show that it is one.
    pub(super) shown: Shown,
    /// A separator stands behind it.
    pub(super) before_separator: bool,
    pub(super) switching: bool,
    /// The sentence says where on the screen, or what comes behind the Start menu.
    pub(super) says_corner: bool,
    /// It says that it is the corner of the screen.
    pub(super) in_corner: bool,
}

pub(super) struct Walk<'a> {
    pub(super) world: &'a World,
    pub(super) found: Vec<Mention>,
    /// Where the reader stands.
    pub(super) at: Option<NodeIndex>,
    /// In another program.
    pub(super) foreign: bool,
    /// That, for this unit and no longer.
    labeled: bool,
    /// In something that no catalogue has: "Settings" is not ours.
    pub(super) away: Option<Away>,
    /// On a system whose settings have the names of Windows.
    twin: bool,
    /// The title speaks of one.
    title_of_twin: bool,
    /// The unit that led away last.
    since: usize,
    /// The heading speaks of another program.
    pub(super) product_heading: bool,
    /// The title speaks of another program, and not of Windows.
    pub(super) product_title: bool,
    /// The title speaks of a phone or a Mac.
    title_of_other_system: bool,
    /// The title or the heading does.
    pub(super) of_other_system: bool,
    /// The unit at hand, or the next one, speaks of a page that only Windows has.
    pub(super) of_windows: bool,
    pub(super) paths: usize,
    /// The first mention since the last root: what stands before it leads nowhere any more.
    pub(super) root: usize,
    /// Names behind the last mention that meant nothing.
    pub(super) passed: Vec<Passed>,
    /// The name of this unit that was passed by last: its way may stand behind it.
    pub(super) waiting: Option<Name>,
    /// Where a name stands behind a comma and the name before it: "Settings, Apps, Installed apps".
    behind_comma: Option<usize>,
}

impl Walk<'_> {
    fn unit(&mut self, index: usize, units: &[Unit], all_tokens: &[Vec<Token>]) {
        let (unit, tokens) = (&units[index], all_tokens[index].as_slice());
        self.behind_comma = None;
        self.waiting = None;
        if let UnitKind::Heading(_) = unit.kind {
            self.at = None;
            self.foreign = false;
            self.away = None;
            self.product_heading =
                events::names_product(&unit.line.text, tokens) || events::is_other_device(&unit.line.text);
            self.twin = events::names_twin(tokens) || self.title_of_twin && !names_windows(&unit.line.lower);
            self.of_other_system = self.title_of_other_system || events::names_other_system(tokens);
            self.root = self.found.len();
            self.passed.clear();
            return;
        }
        if events::is_one_link(unit) || self.is_labeled_as_theirs(index, units) {
            return;
        }
        let opening = unit.line.lower.trim_start_matches(['"', '(', ' ']);
        if names_windows(opening) {
            self.foreign = false;
            self.away = None;
            self.twin = false;
        }
        let ahead = || units.iter().zip(all_tokens).skip(index).take(2);
        self.of_windows = (self.product_heading || self.product_title)
            && !self.of_other_system
            && ahead().any(|(u, t)| self.goes_on_in_windows(u, t));
        // Another program earlier in the list does not hide what only Windows has.
        if (self.foreign || self.away.is_some())
            && self.since < index
            && (self.is_whole_way(unit, tokens) || ahead().any(|(u, t)| self.goes_on_in_windows(u, t)))
        {
            self.foreign = false;
            self.away = None;
        }
        let (events, taken) = events::of(self.world, unit, tokens);
        let leaves: Vec<usize> = events.iter().filter(|(_, e)| leads_elsewhere(e)).map(|(at, _)| *at).collect();
        let comes_home = events.iter().any(|(_, e)| matches!(e, Event::Home));
        let mut events = events.into_iter().peekable();
        // What is typed into the search box of a program is looked for there.
        let was_away = !comes_home && (self.foreign || self.away == Some(Away::Onward));
        let is_searched_there = |start: usize| {
            let (from, to) = sentence_around(&unit.line.text, start);
            events::typed_before(&unit.line, start) && (was_away || leaves.iter().any(|at| from <= *at && *at < to))
        };
        let is_free =
            |start: usize, end: usize| taken.iter().all(|(s, e)| end <= *s || *e <= start) && !is_searched_there(start);
        let mut previous: Option<(NodeIndex, usize)> = None;
        let mut tails = self.tails(tokens);
        // A path of which a part is unknown says nothing about the parts behind it.
        let mut broken = false;
        // What a chord or a command opened, and where it stands.
        let mut opened: Option<(usize, NodeIndex)> = None;
        let mut i = 0;
        while i < tokens.len() {
            while let Some((at, event)) = events.next_if(|(at, _)| *at <= tokens[i].start) {
                if let Event::Opens(node) = event {
                    opened = Some((at, node));
                }
                self.happens(event, index);
            }
            if self.twin {
                i += 1;
                continue;
            }
            // "Settings" of what no catalogue has: what follows is there.
            if self.away.is_some() && tokens[i].key == "setting" && unit.line.text[tokens[i].start..].starts_with('S') {
                let is_ours = i.checked_sub(1).is_some_and(|p| tokens[p].key == "window");
                if !(is_ours || self.of_windows && self.since < index) {
                    self.happens(Event::Foreign, self.since);
                }
            }
            let after_separator = ends_in_separator(&unit.line.text[..tokens[i].start]);
            // "Win+I > System"
            if let Some((at, node)) = opened.filter(|_| after_separator && previous.is_none())
                && let Some(before) = i.checked_sub(1).map(|k| tokens[k].end).filter(|end| at < *end)
                && begins_with_separator(&unit.line.text[before..])
                && !unit.line.text[at..before].contains([',', '.', '>', '→'])
            {
                self.paths += 1;
                (previous, opened) = (Some((node, self.paths)), None);
            }
            if !after_separator {
                broken = false;
            } else if previous.is_none() {
                broken = true;
            }
            let mut above = previous.filter(|_| after_separator);
            let comma = if after_separator { None } else { self.before_comma(index, unit, tokens[i].start) };
            self.behind_comma = comma.map(|_| tokens[i].start);
            let mut names = self.names_at(unit, tokens, i);
            names.retain(|(_, n)| is_free(n.start, n.end));
            // A list of pages is no way.
            if let Some(last) = comma {
                match names.iter().any(|(_, n)| self.lies_below(last, n)) {
                    true => above = Some((self.found[last].node, self.path_of(last))),
                    false => {
                        self.behind_comma = None;
                        names = self.names_at(unit, tokens, i);
                        names.retain(|(_, n)| is_free(n.start, n.end));
                    }
                }
            }
            if let Some(tail) = tails.iter_mut().find(|t| {
                // "… the taskbar in desktop mode" is one name.
                let inside = names.iter().any(|(_, n)| n.end > t.start);
                !inside && names.iter().any(|(_, n)| t.follows(unit, n.end))
            }) {
                tail.used = true;
                if self.at.is_none_or(|at| at != tail.root && !self.world.is_below(tail.root, at)) {
                    self.go_to(tail.root);
                }
            }
            let found = match broken {
                true => None,
                false => names.iter().enumerate().find_map(|(k, (length, name))| {
                    let resolved = self.resolve(name, above.map(|p| p.0), self.page_before(index, unit, name));
                    let begins = || self.begins_way(unit, tokens, i + length, name).filter(|_| above.is_none());
                    // "Start > Settings" is not the page of that name in Settings.
                    let shown = |b: &(NodeIndex, Via, Certainty)| self.world.is_always_shown(b.0);
                    let resolved = resolved.filter(|r| shown(r) || !begins().is_some_and(|b| shown(&b)));
                    let resolved = resolved.or_else(begins)?;
                    let theirs =
                        above.is_none() && name.before_separator && self.is_way_of_others(unit, tokens, i, resolved.0);
                    (!theirs).then_some((k, resolved))
                }),
            };
            let Some((k, resolved)) = found else {
                // Nothing begins in the middle of a name that is passed over.
                i += names.first().filter(|_| broken).map_or(1, |(length, _)| *length);
                if after_separator {
                    previous = None;
                } else {
                    self.pass(index, names);
                }
                continue;
            };
            let (length, name) = names.swap_remove(k);
            if above.is_none() {
                self.take_up(resolved.0);
            }
            let path = match above {
                Some((_, path)) => Some(path),
                None if name.before_separator => {
                    self.paths += 1;
                    Some(self.paths)
                }
                None => None,
            };
            let stays = tails.iter().any(|t| t.used && t.start < name.start && name.end <= t.end);
            self.push(index, &name, resolved, path, stays);
            self.page_of_way(unit);
            previous = path.filter(|_| name.before_separator).map(|p| (resolved.0, p));
            i += length;
            // "Settings (the gear) > System": what stands in the bracket is no stop.
            if previous.is_some() {
                let behind = name.end + shown::behind_remark(&unit.line.text[name.end..]);
                i += tokens[i..].iter().take_while(|t| t.start < behind).count();
            }
        }
        if self.may_be_labeled_as_theirs(unit) && !self.is_whole_way(unit, tokens) {
            let own = self.found.iter_mut().rev().take_while(|m| m.unit == index);
            own.for_each(|m| m.certainty = Certainty::Guess);
        }
        events.for_each(|(_, event)| self.happens(event, index));
        if std::mem::take(&mut self.labeled) {
            self.foreign = false;
        }
        self.away = self.away.filter(|a| *a == Away::Onward);
    }

    /// `unit`: which one says so.
    fn happens(&mut self, event: Event, unit: usize) {
        match event {
            Event::Opens(node) => self.go_to(node),
            Event::Away(away) => {
                self.away = self.away.filter(|a| *a == Away::Onward).or(Some(away));
                self.since = unit;
            }
            Event::Twin => (self.twin, self.at, self.root) = (true, None, self.found.len()),
            // For a program of a team Windows is elsewhere.
            Event::Home if self.world.index("settings").is_none() => self.happens(Event::Foreign, unit),
            Event::Home => (self.foreign, self.away, self.twin) = (false, None, false),
            Event::Foreign | Event::Labeled => {
                self.labeled = matches!(event, Event::Labeled);
                self.foreign = true;
                self.since = unit;
                self.at = None;
                self.root = self.found.len();
            }
        }
    }

    pub(super) fn push(
        &mut self,
        unit: usize,
        name: &Name,
        (node, via, certainty): (NodeIndex, Via, Certainty),
        path: Option<usize>,
        stays: bool,
    ) {
        if !stays && self.world.nodes[node].sides().all(|s| s.parent.is_none()) {
            self.root = self.found.len();
        }
        let above = self.nearest_above(node, self.root..self.found.len());
        let (start, end) = (name.start, name.end);
        let switching = name.switching;
        self.found.push(Mention { unit, start, end, node, via, certainty, path, above, switching });
        self.passed.clear();
        if !(stays && self.lies_in(self.found.len() - 1)) {
            self.go_to(node);
        }
    }

    pub(super) fn go_to(&mut self, node: NodeIndex) {
        let target = self.world.nodes[node].leads_to.unwrap_or(node);
        self.foreign = false;
        self.away = None;
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
    /// `page`: the one that is said to lie in it.
    fn resolve(
        &self,
        name: &Name,
        previous: Option<NodeIndex>,
        page: Option<NodeIndex>,
    ) -> Option<(NodeIndex, Via, Certainty)> {
        let world = self.world;
        let mut fits: Vec<(u8, NodeIndex, Via)> = Vec::new();
        for (node, via) in world.named(&name.key) {
            let fit = match previous {
                Some(above) => self.fit_in_path(above, *node, *via, name),
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
        // "Click Devices. … Go back to Devices": what was named so before is meant, and not what is called so now.
        let since = self.root.min(self.found.len());
        let is_old = |m: &Mention, n: NodeIndex| m.node == n && m.via == Via::From;
        let named_so: Vec<NodeIndex> = fits
            .iter()
            .filter(|f| f.2 == Via::From)
            .filter(|f| {
                page.is_some_and(|page| self.world.is_below(f.1, page))
                    || self.found[since..].iter().any(|m| is_old(m, f.1))
            })
            .map(|f| f.1)
            .collect();
        if previous.is_none() && !named_so.is_empty() {
            fits.retain(|f| f.2 != Via::To || named_so.contains(&f.1));
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

    /// "System > Display": a page of Settings or Control Panel that no root stands before, and Start, is known by the next
    /// stop.
    fn begins_way(
        &self,
        unit: &Unit,
        tokens: &[Token],
        next: usize,
        name: &Name,
    ) -> Option<(NodeIndex, Via, Certainty)> {
        let world = self.world;
        let elsewhere =
            self.foreign || self.away.is_some() || (self.product_heading || self.product_title) && !self.of_windows;
        if !name.before_separator || elsewhere || next >= tokens.len() {
            return None;
        }
        let remark = name.end + shown::behind_remark(&unit.line.text[name.end..]);
        let next = next + tokens[next..].iter().take_while(|t| t.start < remark).count();
        let behind = if next < tokens.len() { self.names_at(unit, tokens, next) } else { Vec::new() };
        let leads = |node: NodeIndex| {
            let children = behind.iter().flat_map(|(_, n)| world.named(&n.key));
            let above =
                |child: NodeIndex| world.is_child(node, child) || world.is_always_shown(node) && world.is_root(child);
            children.into_iter().any(|(child, via)| *via < Via::Alias && above(*child))
        };
        // "Start > Windows Accessories" as well.
        let is_page = |node: NodeIndex| {
            matches!(world.nodes[node].kind(), Kind::SettingsPage | Kind::ControlPanel) || world.is_always_shown(node)
        };
        let mut fits = world.named(&name.key).iter().filter(|(n, via)| *via < Via::Alias && is_page(*n) && leads(*n));
        match (fits.next(), fits.next()) {
            (Some((node, via)), None) => Some((*node, *via, Certainty::Likely)),
            _ => None,
        }
    }

    /// The names that begin at a word and that the text shows to be names, longest first.
    pub(super) fn names_at(&self, unit: &Unit, tokens: &[Token], i: usize) -> Vec<(usize, Name)> {
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
        if text[start..end].contains('(') && !text[start..end].contains(')') {
            // "Windows Update (Settings > …": two names, and a bracket that opens between them.
            if !text[end..].starts_with(')') {
                return None;
            }
            end += 1;
        }
        // "Settings > Devices.txt" is a file.
        let mut behind = text[end..].chars();
        if behind.next() == Some('.') && behind.next().is_some_and(char::is_lowercase) {
            return None;
        }
        // "Open **Settings** > …" is no button "Open Settings".
        if length > 1 && VERBS.contains(&tokens[i].key.as_str()) {
            let is_inner = |r: &Run| {
                matches!(r.style, Style::Strong | Style::Quoted | Style::Code) && start < r.start && r.start < end
            };
            let rest: Vec<&str> = tokens[i + 1..i + length].iter().map(|t| t.key.as_str()).collect();
            let is_root = || self.world.named(&rest.join(" ")).iter().any(|(n, _)| self.world.is_root(*n));
            if unit.line.runs.iter().any(is_inner) || begins_with_separator(&text[end..]) && is_root() {
                return None;
            }
        }
        let before_separator = begins_with_separator(&text[end..]);
        let in_path = before_separator || ends_in_separator(&text[..start]) || self.behind_comma == Some(start);
        // Code is what is typed or looked for, unless it is a way or nothing but a name.
        if let Some(code) = unit.code_around(start)
            && !in_path
            && (code.end > end || code.start < start || length < 2 || !text[start..].starts_with(char::is_uppercase))
        {
            return None;
        }
        let shown = shown::shown(unit, tokens, i, length, in_path)?;
        let switching = is_switching(&unit.line, start);
        // Few names can be told by it, and the whole line is looked through for it.
        let says_corner = length == 1
            && self.world.named(key).iter().any(|(node, _)| self.world.is_always_shown(*node))
            && says_corner(&unit.line.lower);
        let in_corner = says_corner
            && ["corner", "bottom left", "bottom-left", "taskbar"].iter().any(|w| unit.line.lower.contains(w));
        let key = key.to_owned();
        Some(Name { start, end, key, words: length, shown, before_separator, switching, says_corner, in_corner })
    }
}

fn leads_elsewhere(event: &Event) -> bool {
    matches!(event, Event::Away(_) | Event::Foreign | Event::Labeled | Event::Twin)
}

/// Whether a text begins by saying that it is of Windows: "On Windows 10, …". A server is another system.
fn names_windows(lower: &str) -> bool {
    let rest = ["on ", "in ", "for "].iter().find_map(|w| lower.strip_prefix(w)).unwrap_or(lower);
    let short = ["win 1", "win1", "w1"].iter().any(|w| rest.strip_prefix(w).is_some_and(|r| r.starts_with(['0', '1'])));
    short || rest.strip_prefix("windows").is_some_and(|r| !r.trim_start().starts_with("server"))
}

/// Words that leave no doubt that "Start" is the button of the taskbar.
fn says_corner(lower: &str) -> bool {
    ["corner", "taskbar", "bottom", "lower left", "lower-left", "settings", "control panel", "gear"]
        .iter()
        .any(|w| lower.contains(w))
}
