//! How far a name reaches that nothing sets off: over its capitals, and over words in lower case where its clause ends.

use crate::guide::line::Line;
use crate::guide::verb::CLICKS;
use crate::guide::words::{self, words};

/// Words that end a name.
pub const ENDS: &[&str] = &[
    "and",
    "then",
    "to",
    "from",
    "on",
    "in",
    "at",
    "under",
    "for",
    "if",
    "when",
    "where",
    "by",
    "with",
    "as",
    "which",
    "that",
    "via",
    "or",
    "so",
    "but",
    "next",
    "again",
    "it",
    "you",
    "your",
    "is",
    "will",
    "while",
    "after",
    "before",
    "until",
    "once",
    "using",
    "through",
    "inside",
    "within",
    "because",
    "according",
    "into",
    "onto",
    "first",
    "too",
    "there",
    "normally",
    "instead",
    "during",
    "between",
    "against",
    "located",
    "named",
    "called",
    "listed",
    "shown",
    "displayed",
    "labeled",
    "available",
    "not",
];

/// How far a name may reach, by the verb before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Over its capitalized words: what is typed, or pressed.
    Capitals,
    /// In lower case, too, up to the end of its clause: what is selected or opened.
    Clause,
    /// The same, but a name with words behind it that belong to something else is none: what is looked for.
    Sought,
    /// Over its capitalized words, and with others behind them it is none: what is looked at, or used.
    Seen,
}

/// How far the name behind a verb may reach.
pub fn reach_behind(verb: &str, types: bool) -> Reach {
    match verb {
        _ if types => Reach::Capitals,
        "find" | "locate" | "look for" | "search for" | "search" => Reach::Sought,
        "browse" | "view" | "use" | "access" => Reach::Seen,
        _ => Reach::Clause,
    }
}

/// Where the name ends that begins here: behind its capitalized words, or, where the clause ends behind them, behind
/// words in lower case ("Device manager", "Troubleshoot compatibility"). A name that begins with a verb of its own may
/// hold small words, too ("Run as administrator", "Open in Terminal"). A noun at the end is none of it.
pub fn name_end(line: &Line, start: usize, may: Reach) -> Option<usize> {
    if !line.text[start..].starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let own_verb = words::leading_verb(&line.lower[start..]).is_some();
    // (end of the capitalized words, end with lower-case words, how many of those)
    let (mut end, mut reach, mut small) = (start, start, 0);
    let mut closed = false;
    let mut next = start;
    for (i, word) in line.text[start..].split(' ').enumerate().take(9) {
        let here = next;
        next = here + word.len() + 1;
        // A line of its own is no part of the name.
        if i > 0 && line.breaks.contains(&here) {
            closed = true;
            break;
        }
        // "the Prompt(as said above)"
        let word = match word.find('(') {
            Some(bracket) if bracket > 0 && !word.contains(')') => &word[..bracket],
            _ => word,
        };
        let name = without_marks(word);
        // "the BIOS.Restart your PC": the next sentence, glued.
        let name = name.split_once('.').filter(|(_, next)| opens_next(next)).map_or(name, |(name, _)| name);
        let ended = name.len() < word.len() || here + word.len() + 1 < next;
        let capital = name.starts_with(|c: char| c.is_uppercase() || (c.is_ascii_digit() && i > 0) || c == '&')
            || (name.starts_with('(') && name.ends_with(')') && name[1..].starts_with(char::is_uppercase));
        let joins = matches!(name, "and" | "of" | "&") && next_is_name(line, here + word.len(), name)
            || name == "and" && ends_as_name(line, here + word.len(), own_verb);
        if capital || joins {
            reach = here + name.len();
            if capital && small == 0 {
                end = reach;
            } else if capital && small <= 1 {
                end = reach;
                small = 0;
            }
        } else if name == "settings" && i > 0 {
            // "Power settings", "Camera privacy settings": no noun beside the name, but its last word.
            (end, small, closed) = (here + name.len(), 0, true);
            break;
        } else if may != Reach::Capitals
            && i > 0
            && small < 4
            && !name.is_empty()
            && (!ENDS.contains(&name) || own_verb && is_inner(line, here, name))
            && (own_verb || !(name.ends_with("ly") || matches!(name, "the" | "a" | "an") || says_what(name)))
            && name.chars().all(|c| c.is_alphabetic() || c == '-')
        {
            small += 1;
            reach = here + name.len();
        } else {
            closed = ends_clause(line, here, name);
            break;
        }
        if ended {
            closed = true;
            break;
        }
        closed = here + word.len() >= line.text.len();
    }
    if may == Reach::Sought && small > 0 && !closed && !noun_behind(line, end) {
        return None;
    }
    // "Use the Free version", "browse Acme videos": what is looked at has no name.
    let reach = if small > 0 && closed { without_nouns(line, start, reach) } else { reach };
    if may == Reach::Seen && small > 0 && reach > end {
        return None;
    }
    // Lower-case words belong to the name only if the clause ends behind them.
    let end = if small > 0 && closed { reach } else { end };
    let end = start + line.text[start..end].trim_end_matches([' ', '&']).len();
    (end > start).then_some(end)
}

/// A word that begins a sentence, not the end of the name of a file.
fn opens_next(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && (matches!(
            word,
            "Note" | "If" | "The" | "This" | "You" | "It" | "In" | "On" | "When" | "After" | "Then" | "Now"
        ) || words().verbs.contains_key(&word.to_lowercase()))
}

/// A word without the marks behind it.
pub fn without_marks(word: &str) -> &str {
    let name = word.trim_end_matches(['.', ',', ';', ':', '!', '?', '”', '"']);
    if name.contains('(') { name } else { name.trim_end_matches([')', '.', ',']) }
}

/// "Run as administrator", "Check for updates", "Open in Terminal": a small word inside a name that begins with a verb.
fn is_inner(line: &Line, at: usize, word: &str) -> bool {
    let rest = line.text[at + word.len()..].trim_start();
    let next = rest.split([' ', '.', ',', ')']).next().unwrap_or("");
    let goes_on = !next.is_empty() && !matches!(next, "the" | "a" | "an" | "your" | "this" | "it" | "all" | "each");
    match word {
        "as" | "for" => goes_on,
        // "Pin to taskbar", "Add someone else to this PC"
        "to" => {
            let next = next.to_lowercase();
            let first = line.text[..at].trim_end().rsplit(' ').take(4).find(|w| w.starts_with(char::is_uppercase));
            first.is_some_and(|w| matches!(w, "Add" | "Pin" | "Send" | "Connect" | "Switch"))
                && !matches!(&*next, "" | "the" | "a" | "an" | "your" | "it")
                && !words().verbs.contains_key(&*next)
        }
        // "Repair your computer", where the clause ends behind it.
        "your" => {
            let object = rest.split(' ').next().unwrap_or("");
            let behind = rest[object.len()..].trim_start().split([' ', '.', ',']).next().unwrap_or("");
            let ends = object.ends_with(['.', ',', ';', '”', '"']) || rest.len() == object.len();
            line.text[..at].trim_end().rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_uppercase))
                && object.starts_with(char::is_lowercase)
                && (ends || words().nouns.contains(behind))
        }
        "in" | "with" => goes_on && line.text[..at].trim_end().ends_with("Open"),
        _ => false,
    }
}

/// A noun that says what a name is the name of ("the General tab"): the name ends before it.
pub fn says_what(word: &str) -> bool {
    const PARTS: &[&str] =
        &["file", "list", "command", "key", "keys", "switch", "screen", "field", "bar", "setting", "windows", "folder"];
    words().nouns.contains(word) && !PARTS.contains(&word)
}

/// Whether a generic noun stands behind a name ("the Intel window that opens").
fn noun_behind(line: &Line, end: usize) -> bool {
    let next = line.lower[end..].trim_start_matches([' ', '”', '"']).split([' ', '.', ',', ';']).next().unwrap_or("");
    words().nouns.contains(next)
}

/// The end of a name without the generic nouns in lower case at its end: "Apps tab" ends behind "Apps".
fn without_nouns(line: &Line, start: usize, mut end: usize) -> usize {
    while let Some(blank) = line.text[start..end].trim_end().rfind(' ').map(|i| start + i) {
        let noun = line.text[blank + 1..end].trim_end();
        if !words().nouns.contains(noun) || noun == "settings" {
            break;
        }
        end = blank;
    }
    end
}

/// Whether a clause ends before this word: "and" with a verb behind it, or a preposition of place.
fn ends_clause(line: &Line, at: usize, word: &str) -> bool {
    match word {
        "and" | "then" => {
            let rest = line.lower[(at + word.len()).min(line.lower.len())..].trim_start();
            words::begins_with_verb(rest)
        }
        "from" | "on" | "in" | "at" | "under" | "to" => true,
        _ => words().nouns.contains(word),
    }
}

/// Whether a capitalized word that is no verb follows "and", so that the name goes on ("Update and Security").
fn next_is_name(line: &Line, at: usize, join: &str) -> bool {
    let mut behind = line.text.get(at..).unwrap_or("").split_whitespace();
    let next = behind.next().unwrap_or("");
    // "the Scale and layout section"
    let lower = join == "and"
        && next.starts_with(char::is_lowercase)
        && !words().verbs.contains_key(next)
        && behind.next().is_some_and(|w| matches!(without_marks(w), "section" | "page" | "tab" | "settings"));
    lower
        || next.starts_with(|c: char| c.is_uppercase())
            && (join == "&"
                || join == "of"
                || !words().verbs.contains_key(&next.trim_end_matches(['.', ',']).to_lowercase()))
}

/// "Save Changes and Exit, then", "Cached images and files.": the word behind "and" ends the clause, and tells nothing to
/// do, or is written as one that ends a name.
fn ends_as_name(line: &Line, at: usize, own_verb: bool) -> bool {
    let rest = line.text.get(at..).unwrap_or("").trim_start();
    let word = rest.split(' ').next().unwrap_or("");
    let name = without_marks(word);
    let ends = name.len() < word.len() || name.len() == rest.len();
    let verb = words().verbs.contains_key(&name.to_lowercase());
    let lower = name.starts_with(char::is_lowercase) && !verb && !ENDS.contains(&name);
    let title = own_verb && name.starts_with(char::is_uppercase) && !CLICKS.contains(&&*name.to_lowercase());
    ends && name.len() > 2 && (lower || title)
}
