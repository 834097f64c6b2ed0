//! Words that lead the reader into something that no catalogue has: a program, a portal, a phone; and words that lead
//! back to Windows.
//!
//! No list of products is ever whole. So it is the form of the words that tells: "In Contoso Desk, …", "Open Contoso
//! Desk and go to Settings", "sign in to the admin center", "on your phone".

use crate::guide::words;
use crate::ui::catalogue::Kind;
use crate::ui::label::{self, Token};
use crate::ui::reference::{Mention, Name, Walk};
use crate::ui::shown::{self, Shown, begins_with_separator, ends_in_separator};
use crate::ui::text::{Unit, UnitKind};
use crate::ui::words::table;
use crate::ui::world::{NodeIndex, Via, World};

/// How far words lead away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// For the sentence: "In Contoso Desk, …".
    Here,
    /// Until something leads back: "Open Contoso Desk", "Sign in to the portal".
    Onward,
}

/// Where a unit leads into something that no catalogue has.
pub fn leads_away(world: &World, unit: &Unit, tokens: &[Token]) -> Vec<(usize, Away)> {
    let mut out = Vec::new();
    for j in 0..tokens.len() {
        let Some((away, lead)) = lead(&unit.line.lower, tokens, j) else { continue };
        let mut k = j + 1;
        while tokens.get(k).is_some_and(|t| matches!(t.key.as_str(), "the" | "your" | "a" | "an" | "any" | "to" | "my"))
        {
            k += 1;
        }
        if tokens.get(k).is_some_and(|t| is_site(&unit.line.lower[t.start..])) {
            out.push((tokens[k].start, Away::Onward));
            continue;
        }
        let phrase = phrase(unit, tokens, k);
        if phrase.is_empty() || tokens[j].end > phrase[0].start {
            continue;
        }
        let next = tokens.get(k + phrase.len());
        let text = &unit.line.text;
        // "In the Properties window", "On the General tab": a part of what is open already.
        let is_part = next.is_some_and(|t| {
            let word = &unit.line.lower[t.start..t.end];
            let glued = text[phrase[phrase.len() - 1].end..t.start].trim().is_empty();
            glued && table().rows.nouns.contains(word) && !matches!(word, "app" | "settings")
        });
        // "on the printer's screen"
        let owns = unit.line.text[..phrase[phrase.len() - 1].end].ends_with(['s', 'S']) && is_possessive(unit, phrase);
        let strange = match kind_at_end(unit, phrase) {
            Some(_) if owns => true,
            // "the printer queue"
            Some(_) if goes_on(unit, phrase, next) => false,
            // "connect it to your phone"
            Some(kind) if lead == Lead::To && table().devices.contains(kind) => false,
            // "the Settings app"
            Some(kind) if table().programs.contains(kind) => phrase.len() == 1 || !is_ours(world, phrase),
            Some(_) => true,
            None => !matches!(lead, Lead::To | Lead::Go) && is_strange_name(world, unit, phrase, next),
        };
        if strange && (owns || !is_part) {
            out.push((phrase[0].start, away));
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    In,
    To,
    Go,
    Open,
}

/// What leads into something at a word, and how far.
fn lead(lower: &str, tokens: &[Token], j: usize) -> Option<(Away, Lead)> {
    let before = |n: usize| j.checked_sub(n).map_or("", |k| tokens[k].key.as_str());
    Some(match &lower[tokens[j].start..tokens[j].end] {
        "in" | "into" | "to" if before(1) == "sign" || before(1) == "log" => (Away::Onward, Lead::Open),
        "to" if before(1) == "in" && matches!(before(2), "sign" | "log") => (Away::Onward, Lead::Open),
        "in" | "on" | "inside" | "within" => (Away::Here, Lead::In),
        // "in the search box of Contoso Desk"
        "of" if matches!(before(1), "box" | "bar" | "field") => (Away::Here, Lead::In),
        "to" if matches!(before(1), "go" | "head" | "navigate" | "switch") => (Away::Onward, Lead::Go),
        "using" | "with" => (Away::Here, Lead::In),
        "to" | "visit" | "into" | "from" => (Away::Onward, Lead::To),
        "open" | "launch" | "start" | "opening" | "launching" => (Away::Onward, Lead::Open),
        _ => return None,
    })
}

/// The words of a name that begins at a token: capitals, or small ones that end in what kind of thing it is.
fn phrase<'t>(unit: &Unit, tokens: &'t [Token], k: usize) -> &'t [Token] {
    let (text, lower) = (&unit.line.text, &unit.line.lower);
    let is_capital = |t: &Token| text[t.start..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let mut last = k;
    for (n, token) in tokens.iter().enumerate().skip(k).take(6) {
        let glued = |t: &Token| text[t.end..token.start].chars().all(|c| matches!(c, ' ' | '\u{a0}' | '-'));
        if n > k && !glued(&tokens[n - 1]) {
            break;
        }
        // "in Contoso Desk Select Settings"
        let acts = n > k && words::leading_verb(&lower[token.start..]).is_some();
        let is_kind = kind_at_end(unit, &tokens[k..=n]).is_some();
        match () {
            () if is_kind => last = n + 1,
            () if acts || table().rows.behind.contains(&lower[token.start..token.end]) => break,
            () if is_capital(token) && last == n => last = n + 1,
            () if n >= k + 3 => break,
            () => {}
        }
    }
    &tokens[k.min(last)..last.min(tokens.len())]
}

/// The kind of thing that a phrase ends in: "portal", "admin center", "phone".
fn kind_at_end<'t>(unit: &Unit, phrase: &[Token]) -> Option<&'t str> {
    let kinds = &table().kinds;
    (1..=phrase.len().min(2)).rev().find_map(|n| {
        let words = &phrase[phrase.len() - n..];
        let lower = unit.line.lower.get(words[0].start..words[n - 1].end)?;
        let lower = lower.strip_suffix("'s").or(lower.strip_suffix("’s")).unwrap_or(lower);
        kinds.get(lower).map(String::as_str)
    })
}

fn is_possessive(unit: &Unit, phrase: &[Token]) -> bool {
    let last = &phrase[phrase.len() - 1];
    let word = &unit.line.lower[last.start..last.end];
    word.ends_with("'s") || word.ends_with("’s")
}

/// Whether a text begins with the address of a site: "https://…", "fabrikam.com".
fn is_site(lower: &str) -> bool {
    const ENDS: &[&str] =
        &[".com", ".org", ".net", ".io", ".edu", ".gov", ".example", ".app", ".uk", ".de", ".fr", ".eu"];
    let word = lower.split([' ', ',', ')', '\u{a0}']).next().unwrap_or("").trim_end_matches(['.', ':']);
    let host = word.split('/').next().unwrap_or("");
    word.starts_with("http://")
        || word.starts_with("https://")
        || ENDS.iter().any(|e| host.len() > e.len() && host.ends_with(e))
}

/// Whether a name in capitals is none of Windows.
fn is_strange_name(world: &World, unit: &Unit, phrase: &[Token], next: Option<&Token>) -> bool {
    let text = &unit.line.text;
    let capital = |t: &Token| text[t.start..].starts_with(char::is_uppercase);
    let lower = &unit.line.lower;
    if !capital(&phrase[0]) || words::leading_verb(&lower[phrase[0].start..]).is_some() {
        return false;
    }
    // "On Dell laptops": a machine with Windows.
    let machine = |t: &Token| table().machines.contains(&t.key);
    if next.is_some_and(machine) || phrase.iter().any(machine) {
        return false;
    }
    // "your Microsoft account"
    if let [only] = phrase
        && only.key == "microsoft"
    {
        return false;
    }
    let known = next.is_some_and(|n| phrase.len() == 1 && is_known(world, &[phrase[0].clone(), n.clone()]));
    !known && !is_ours(world, phrase)
}

/// Whether a phrase is a name of the catalogues, or holds one, or a word of Windows.
fn is_ours(world: &World, phrase: &[Token]) -> bool {
    let holds_known = (2..=phrase.len()).any(|n| phrase.windows(n).any(|w| is_known(world, w)));
    let name = phrase.split_last().map_or(phrase, |(_, name)| name);
    let whole = is_known(world, phrase) || !name.is_empty() && is_known(world, name);
    holds_known || whole || phrase.iter().any(|t| table().ours.contains(&t.key))
}

fn is_known(world: &World, words: &[Token]) -> bool {
    let key: Vec<&str> = words.iter().map(|t| t.key.as_str()).collect();
    !world.named(&key.join(" ")).is_empty()
}

/// Whether the word behind a phrase goes on with it: "the printer queue".
fn goes_on(unit: &Unit, phrase: &[Token], next: Option<&Token>) -> bool {
    let (Some(last), Some(next)) = (phrase.last(), next) else { return false };
    shown::is_part_behind(&unit.line, last.end, next)
}

/// Whether an article says anywhere that it is about a PC: by its words, or by a name that only Windows has. "Settings >
/// Privacy" alone may stand in any program.
pub fn speaks_of_windows(world: &World, units: &[Unit], title: &str, mentions: &[Mention]) -> bool {
    let says = |lower: &str| table().rows.of_a_pc.iter().any(|w| shown::find_word(lower, w).is_some());
    let is_settings = |n: NodeIndex| &*world.nodes[n].id == "settings";
    let is_own = |m: &Mention| {
        let node = &world.nodes[m.node];
        let words = units[m.unit].line.text[m.start..m.end].split_whitespace().filter(|w| *w != "&").count();
        let in_settings = node.kind() == Kind::SettingsPage || node.kind().is_inside();
        let key = label::key(&units[m.unit].line.text[m.start..m.end]);
        let deep = m.above.is_some_and(|a| !is_settings(mentions[a].node));
        let plain = is_settings(m.node) && words < 2;
        !plain && (!in_settings || deep || words >= 2 && !table().elsewhere.contains(&key))
    };
    says(&title.to_lowercase()) || units.iter().any(|u| says(&u.line.lower)) || mentions.iter().any(is_own)
}

impl Walk<'_> {
    /// Whether a unit names a page of Windows that no other program has: the settings before it are those of Windows,
    /// whatever program the heading speaks of.
    pub(super) fn goes_on_in_windows(&self, unit: &Unit, tokens: &[Token]) -> bool {
        let world = self.world;
        let Some(settings) = world.index("settings") else { return false };
        // "Apps > Apps & features", "Devices and then click Printers & scanners": behind the page above it.
        let follows_parent = |node: NodeIndex, start: usize| {
            let bare = |text: &'_ str| text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
            let text = &unit.line.lower;
            let mut end = bare(&text[..start]);
            while let Some(word) = ["then", "and", "click", "select", "choose", "open"]
                .iter()
                .find(|w| text[..end].strip_suffix(**w).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
            {
                end = bare(&text[..end - word.len()]);
            }
            let mut parents = world.nodes[node].sides().filter_map(|s| s.parent);
            parents.any(|p| text[..end].ends_with(&world.nodes[p].label().to_lowercase()))
        };
        let is_own = |name: &Name| {
            name.words >= 2
                && name.shown <= Shown::Said
                && !table().elsewhere.contains(&name.key)
                && world.named(&name.key).iter().any(|(node, via)| {
                    *via < Via::Alias
                        && (world.is_child(settings, *node)
                            || world.is_below(settings, *node)
                                && (name.words >= 3 || follows_parent(*node, name.start)))
                })
        };
        // "Policies > Update & Security": behind a stop that no catalogue has it is what a program calls so as well.
        let is_of_others = |i: usize| {
            let stop = |k: usize| self.names_at(unit, tokens, k).iter().any(|(_, name)| name.before_separator);
            ends_in_separator(&unit.line.text[..tokens[i].start]) && !(i.saturating_sub(6)..i).any(stop)
        };
        // Names of one word are not asked for.
        let may_be = |i: usize| world.longest(&tokens[i].key) > 1;
        let names_own = |i: usize| may_be(i) && self.names_at(unit, tokens, i).iter().any(|(_, name)| is_own(name));
        !matches!(unit.kind, UnitKind::Heading(_)) && (0..tokens.len()).any(|i| names_own(i) && !is_of_others(i))
    }

    /// Whether a unit gives a way of three stops from Settings that Windows has, all by their labels. Shorter ones may be
    /// ways of other programs.
    pub(super) fn is_whole_way(&self, unit: &Unit, tokens: &[Token]) -> bool {
        let (world, text) = (self.world, &unit.line.text);
        let Some(settings) = world.index("settings").filter(|_| !self.of_other_system) else { return false };
        (0..tokens.len()).filter(|i| tokens[*i].key == "setting").any(|i| {
            let (mut above, mut at, mut depth) = (settings, i + 1, 1);
            while at < tokens.len() && begins_with_separator(&text[tokens[at - 1].end..]) {
                let names = self.names_at(unit, tokens, at);
                let child = names.iter().find_map(|(length, name)| {
                    let own =
                        world.named(&name.key).iter().find(|(n, via)| *via < Via::Alias && world.is_child(above, *n));
                    Some((*length, own?.0))
                });
                let Some((length, node)) = child else { break };
                (above, at, depth) = (node, at + length, depth + 1);
            }
            depth >= 3
        })
    }
}

/// Where a clause begins by leading back to Windows: "then in Windows go to …", "On your PC, …".
pub fn leads_home(unit: &Unit, tokens: &[Token]) -> Vec<usize> {
    let lower = &unit.line.lower;
    let mut out = Vec::new();
    for (j, token) in tokens.iter().enumerate() {
        if !matches!(token.key.as_str(), "in" | "on") {
            continue;
        }
        let mut k = j + 1;
        while tokens.get(k).is_some_and(|t| matches!(t.key.as_str(), "the" | "your" | "a")) {
            k += 1;
        }
        let Some(place) = tokens.get(k) else { continue };
        let server = tokens.get(k + 1).is_some_and(|t| t.key == "server");
        let before = lower[..token.start].trim_end_matches([' ', '"', '“', '(']);
        let begins = before.is_empty()
            || before.ends_with(['.', ',', ';', ':', '!', '?'])
            || ["then", "and", "but"].iter().any(|w| before.ends_with(w));
        let home = place.key == "window" && !server || k > j + 1 && table().machines.contains(&place.key);
        if begins && home {
            out.push(token.start);
        }
    }
    out
}
