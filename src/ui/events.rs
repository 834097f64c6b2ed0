//! What moves the reader without being the name of a place: a chord, a command, another program, a menu.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::guide::keys;
use crate::guide::line::{Line, Style};
use crate::ui::catalogue::Kind;
use crate::ui::elsewhere::{self, Away};
use crate::ui::label::{self, Token};
use crate::ui::shown::{begins_with_separator, find_word};
use crate::ui::tail;
use crate::ui::text::{Unit, UnitKind};
use crate::ui::words::table;
use crate::ui::world::{NodeIndex, World};

/// Something in a unit that moves the reader without being a name.
pub enum Event {
    /// A chord, command or address that opens a place.
    Opens(NodeIndex),
    /// Another program is opened.
    Foreign,
    /// A system whose settings have the names of Windows: nothing of it is a place of a PC.
    Twin,
    /// Something that no catalogue has is gone to: "Settings" may be its own.
    Away(Away),
    /// Words lead back: "then in Windows".
    Home,
    /// What follows in this unit is about another program: "Chrome: Settings > Privacy".
    Labeled,
}

/// Begin and end in the text of a unit.
pub type Range = (usize, usize);

/// What happens in a unit besides names, in order, and the places that are spoken for.
pub fn of(world: &World, unit: &Unit, tokens: &[Token]) -> (Vec<(usize, Event)>, Vec<Range>) {
    let mut out: Vec<(usize, Event)> = Vec::new();
    // "Payroll" of "Payroll 7" is no place.
    let releases = world.called.places(&unit.line.text);
    let mut taken: Vec<Range> = releases.into_iter().map(|(range, _)| (range.start, range.end)).collect();
    for chord in keys::find(&unit.line) {
        if let Some(node) = world.opened_by(&chord.text()) {
            out.push((chord.start, Event::Opens(node)));
        }
        if chord.keys.len() > 1 {
            taken.push((chord.start, chord.end));
        }
    }
    for (start, end) in typed(&unit.line) {
        if let Some(node) = world.opened_by(&unit.line.text[start..end]) {
            out.push((start, Event::Opens(node)));
            taken.push((start, end));
        }
    }
    if let (Some(at), Some(node)) = (right_click_of_desktop(&unit.line.lower), world.index(DESKTOP)) {
        out.push((at, Event::Opens(node)));
    }
    if let (Some(at), Some(node)) = (right_click_of_start(&unit.line.lower), world.index(POWER_USER_MENU)) {
        out.push((at, Event::Opens(node)));
    }
    if let (Some(at), Some(node)) = (gear_of_start(&unit.line.lower), world.index("settings")) {
        out.push((at, Event::Opens(node)));
    }
    if let (Some(at), Some(node)) = (explorer(&unit.line.lower), world.index("app.file-explorer")) {
        out.push((at, Event::Opens(node)));
    }
    out.extend(right_click_of_icon(world, unit, tokens).map(|(at, node)| (at, Event::Opens(node))));
    for (start, end) in products(tokens) {
        let (label, entered) = (is_label(unit, tokens, start, end), is_entered(unit, tokens, start, end));
        if (label || entered) && is_twin(tokens, start, end) {
            out.push((start, Event::Twin));
        } else if label {
            out.push((start, Event::Labeled));
        } else if entered {
            out.push((start, Event::Foreign));
        }
    }
    out.extend(elsewhere::leads_away(world, unit, tokens).into_iter().map(|(at, away)| (at, Event::Away(away))));
    out.extend(elsewhere::leads_home(unit, tokens).into_iter().map(|at| (at, Event::Home)));
    out.sort_by_key(|(at, _)| *at);
    taken.extend(tail::ways_elsewhere(unit, tokens, &out));
    (out, taken)
}

/// An item that is a link and nothing else: an entry of a list of contents, not something to do.
pub fn is_one_link(unit: &Unit) -> bool {
    let text = unit.line.text.trim();
    unit.kind == UnitKind::Item
        && unit
            .line
            .runs
            .iter()
            .any(|r| matches!(r.style, Style::Link(_)) && unit.line.text[r.start..r.end].trim().len() == text.len())
}

/// Id of the desktop in the catalogues of Windows.
const DESKTOP: &str = "desktop";

/// Id of the menu behind the Start button.
const POWER_USER_MENU: &str = "winx.menu";

/// Behind which words the menu of the Start button is open: "right-click the Start button".
fn right_click_of_start(lower: &str) -> Option<usize> {
    if !lower.contains("start") && !lower.contains("windows icon") && !lower.contains("windows logo") {
        return None;
    }
    let click = ["right-click", "right click", "right–click"].iter().find_map(|c| Some(lower.find(c)? + c.len()))?;
    let mut rest = lower[click..].trim_start_matches(['i', 'n', 'g', ' ', '*', '"', '“']);
    for word in ["on ", "the ", "your ", "windows "] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start_matches(['*', '"', '“', ' ']);
    }
    ["start", "icon", "logo", "button"]
        .iter()
        .find(|w| rest.starts_with(**w))
        .map(|w| lower.len() - rest.len() + w.len())
}

/// Behind which words the reader is in the explorer: "In Explorer, click View". "Internet Explorer" is a browser.
fn explorer(lower: &str) -> Option<usize> {
    let at = find_word(lower, "explorer")?;
    let before = lower[..at].trim_end_matches([' ', '*', '"', '“']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    matches!(word, Some("in" | "open" | "from" | "into")).then_some(at + "explorer".len())
}

/// Behind which words Settings is open: "Open the Start menu and click the gear".
fn gear_of_start(lower: &str) -> Option<usize> {
    let at = find_word(lower, "gear")?;
    find_word(&lower[..at], "start").map(|_| at + "gear".len())
}

/// Where the menu of an icon beside the clock is opened: "right-click the speaker icon".
fn right_click_of_icon(world: &World, unit: &Unit, tokens: &[Token]) -> Option<(usize, NodeIndex)> {
    let lower = &unit.line.lower;
    let click = ["right-click", "right click"].iter().find_map(|c| lower.find(c))?;
    let from = tokens.iter().position(|t| t.start > click)?;
    let icon = (from..tokens.len().min(from + 6)).find(|i| tokens[*i].key == "icon")?;
    (from..icon).find_map(|first| {
        let key: Vec<&str> = tokens[first..=icon].iter().map(|t| t.key.as_str()).collect();
        let is_tray = |n: &NodeIndex| matches!(world.nodes[*n].kind(), Kind::Tray);
        let node = world.named(&key.join(" ")).iter().map(|n| n.0).find(is_tray)?;
        Some((tokens[icon].end, node))
    })
}

/// Where a menu of the desktop is opened: "right-click on an empty area of your desktop".
fn right_click_of_desktop(lower: &str) -> Option<usize> {
    // Nearly no line speaks of the desktop.
    if !lower.contains("desktop") {
        return None;
    }
    let click = ["right-click", "right click"].iter().find_map(|c| lower.find(c))?;
    let rest = &lower[click..];
    let end = rest.find(['.', ',', ';']).unwrap_or(rest.len());
    // The clause ends where something is chosen from the menu.
    let end = [" and select", " and choose", " and click", " then "]
        .iter()
        .filter_map(|w| rest.find(w))
        .fold(end, usize::min);
    find_word(&rest[..end], "desktop")
        .filter(|at| {
            rest[..*at].contains("empty")
                || rest[..*at].contains("blank")
                || rest[..*at].ends_with(" the ")
                || rest[..*at].ends_with(" your ")
        })
        .map(|at| click + at)
}

/// Ranges of what is typed or given as an address: code, and bare words with a dot or colon inside.
pub fn typed(line: &Line) -> Vec<(usize, usize)> {
    let code = line
        .runs
        .iter()
        .filter(|r| matches!(r.style, Style::Code | Style::Strong | Style::Quoted))
        .map(|r| (r.start, r.end));
    let mut out: Vec<(usize, usize)> = code.filter(|(s, e)| typed_before(line, *s) && e - s <= 60).collect();
    // Most lines say nothing of typing; their words need not be looked at one by one.
    let says_type = says_typing().is_match(&line.lower);
    // Nor when no dot or colon stands inside a word.
    let bytes = line.text.as_bytes();
    let inner = |i: usize| bytes.get(i + 1).is_some_and(|b| *b != b' ') && i > 0 && bytes[i - 1] != b' ';
    if !says_type && !memchr::memchr2_iter(b'.', b':', bytes).any(inner) {
        return out;
    }
    let mut at = 0;
    for word in line.text.split(' ') {
        let clean = word.trim_end_matches(['.', ',', ';', ':', ')', '"', '”']).trim_start_matches(['(', '"', '“']);
        let lead = word.trim_start_matches(['(', '"', '“']);
        let start = at + if clean.is_empty() { 0 } else { word.len() - lead.len() };
        let inner = memchr::memchr2_iter(b'.', b':', clean.as_bytes()).any(|i| i > 0 && i + 1 < clean.len());
        if !clean.is_empty() && (inner || clean.starts_with("ms-settings:") || says_type && typed_before(line, start)) {
            out.push((start, start + clean.len()));
        }
        at += word.len() + 1;
    }
    out
}

/// What stands before something typed.
const TYPED: &[&str] = &["type", "type in", "enter", "typing", "input", "run", "paste", "search for"];

fn says_typing() -> &'static AhoCorasick {
    static SEARCH: OnceLock<AhoCorasick> = OnceLock::new();
    SEARCH.get_or_init(|| AhoCorasick::new(TYPED).expect("a few short words"))
}

pub fn typed_before(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ', '`']);
    TYPED.iter().any(|v| before.ends_with(v))
}

/// Ranges of names of other programs.
pub fn products(tokens: &[Token]) -> Vec<(usize, usize)> {
    let table = table();
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if !table.product_starts.contains(&tokens[i].key) {
            i += 1;
            continue;
        }
        let longest = (1..=4.min(tokens.len() - i)).rev().find(|n| {
            let key: Vec<&str> = tokens[i..i + n].iter().map(|t| t.key.as_str()).collect();
            table.products.contains(&key.join(" "))
        });
        // "Xbox Game Bar"
        let of_windows = |n: usize| {
            tokens[i].key == "xbox" && tokens.get(i + n).is_some_and(|t| table.rows.of_windows.contains(&t.key))
        };
        if let Some(n) = longest.filter(|n| !of_windows(*n)) {
            out.push((tokens[i].start, tokens[i + n - 1].end));
        }
        i += longest.unwrap_or(1);
    }
    out
}

/// Whether a title or a heading speaks of another program. "At the office" is a place, and "Office" a program.
pub fn names_product(text: &str, tokens: &[Token]) -> bool {
    let table = table();
    products(tokens).iter().filter(|p| !is_acted_on(tokens, **p)).any(|(start, end)| {
        let word = &text[*start..*end];
        if !table.rows.common.contains(&word.to_lowercase()) {
            return true;
        }
        let before = text[..*start].trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
        let next = tokens.iter().find(|t| t.start >= *end).map_or("", |t| t.key.as_str());
        let is_thing = matches!(before.as_str(), "the" | "an" | "a" | "our" | "your" | "my" | "this" | "home");
        let of_program = table.rows.nouns.contains(next) || next.starts_with(|c: char| c.is_ascii_digit());
        // A title in small letters throughout tells nothing by them.
        let is_named = word.starts_with(char::is_uppercase) || !text.contains(char::is_uppercase);
        is_named && (!is_thing || of_program)
    })
}

/// Whether Windows does something to a program: "Uninstall Zoom", "Set Firefox as the default browser".
fn is_acted_on(tokens: &[Token], (start, end): (usize, usize)) -> bool {
    let before = tokens.iter().rev().filter(|t| t.end <= start).map(|t| t.key.as_str());
    let verb =
        before.take(4).find(|w| !matches!(*w, "the" | "your" | "an" | "old" | "microsoft" | "app" | "or" | "and"));
    let mut behind = tokens.iter().filter(|t| t.start >= end).map(|t| t.key.as_str());
    verb.is_some_and(|w| table().rows.installs.contains(w))
        || behind.next() == Some("as") && behind.any(|w| w == "default")
}

/// Whether a heading, or the head of a row, is nothing but the name of a device or a portal: "Your tablet", "Company
/// Portal", "iPhone". What most PCs have beside them, a printer, may be what the steps are about.
pub fn is_other_device(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let own: Vec<&str> = words
        .into_iter()
        .filter(|w| {
            !matches!(*w, "your" | "the" | "my" | "on" | "for" | "in" | "a" | "an" | "app")
                && !w.starts_with(|c: char| c.is_ascii_digit())
        })
        .collect();
    // An app of Windows.
    if text.contains("Your Phone") {
        return false;
    }
    let kinds = &table().kinds;
    let is_small =
        |w: &str| matches!(w, "phone" | "smartphone" | "tablet" | "tv" | "watch" | "smartwatch" | "game" | "server");
    let is_system = table().products.contains(&label::key(&own.join(" ")));
    match own.as_slice() {
        [only] => is_system || is_small(only) || only.ends_with("portal"),
        [.., a, b] if own.len() <= 4 => {
            is_system || is_small(b) || *b == "portal" && kinds.contains(*b) || kinds.contains(&format!("{a} {b}"))
        }
        _ => false,
    }
}

/// Whether words speak of a phone, a Mac or another system beside Windows.
pub fn names_other_system(tokens: &[Token]) -> bool {
    products(tokens).iter().any(|(start, end)| table().systems.contains(&system_key(tokens, *start, *end)))
}

/// Whether words speak of a system whose settings have the names of Windows, and of no PC beside it.
pub fn names_twin(tokens: &[Token]) -> bool {
    let found = products(tokens);
    let twin = |(start, end): &(usize, usize)| is_twin(tokens, *start, *end);
    let pc = |i: usize| {
        let t = &tokens[i];
        let windows = t.key == "window" && tokens.get(i + 1).is_none_or(|n| n.key != "server");
        windows || table().machines.contains(&t.key) || t.key.starts_with("win1")
    };
    found.iter().any(twin) && !(0..tokens.len()).any(pc)
}

fn is_twin(tokens: &[Token], start: usize, end: usize) -> bool {
    table().twins.contains(&system_key(tokens, start, end))
}

/// Whether a product is a system beside Windows.
pub fn is_system(tokens: &[Token], start: usize, end: usize) -> bool {
    table().systems.contains(&system_key(tokens, start, end))
}

fn system_key(tokens: &[Token], start: usize, end: usize) -> String {
    let inside = tokens.iter().filter(|t| start <= t.start && t.end <= end);
    inside.map(|t| t.key.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a product says what its unit is about: "Chrome: Settings > Privacy", "Mac - System Settings", "on iOS".
fn is_label(unit: &Unit, tokens: &[Token], start: usize, end: usize) -> bool {
    let (before, behind) = (&unit.line.lower[..start], unit.line.text[end..].trim_start_matches(['*', ' ']));
    // "PlayStation 5: …"
    let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_system = is_system(tokens, start, end);
    // "Windows: …; macOS: …"
    let begins = before.trim().is_empty() || is_system && before.trim_end().ends_with([';', ',', '.', '(', '|', '/']);
    let stands_first = begins && (behind.starts_with(':') || is_system && behind.starts_with(['(', '–', '-', '—']));
    let before = before.trim_end();
    let before = [" the", " your", " an", " a"].iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    stands_first || is_system && matches!(word, Some("on" | "for"))
}

/// Whether the reader goes into a program that is named, rather than doing something to it.
fn is_entered(unit: &Unit, tokens: &[Token], start: usize, end: usize) -> bool {
    let text = &unit.line.text;
    // "macOS" and "iOS" begin small.
    let is_system = is_system(tokens, start, end);
    if !is_system && !text[start..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
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
    // "Steam > Settings"; at the end of a way of Windows it is an entry of a list.
    let path = begins_with_separator(&text[end..]) && !text[..start].contains(['>', '→', '»', '›']);
    opens || path || own_settings && table().rows.enters.contains(word)
}
