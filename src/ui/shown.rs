//! What shows that words of a text are a name of the screen: bold, quotes, a path, capitals behind a verb.

use crate::guide::line::{Line, Style};
use crate::guide::words::{self, VerbClass};
use crate::ui::label::Token;
use crate::ui::text::{Unit, UnitKind};
use crate::ui::words::table;

/// What shows that words are a name of the screen, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// Bold, quoted or part of a path.
    SetOff,
    /// Capitals, behind a verb of selecting or opening.
    Said,
    /// Capitals, and no more than a noun, another verb or a word of place beside it.
    Hinted,
    /// Small letters, right behind a verb.
    Small,
}

/// What shows that words are a name; `None`: nothing does.
pub fn shown(unit: &Unit, tokens: &[Token], i: usize, length: usize, in_path: bool) -> Option<Shown> {
    let line = &unit.line;
    let text = &line.text;
    let (start, end) = (tokens[i].start, tokens[i + length - 1].end);
    let nouns = &table().rows.nouns;
    if !in_path && is_thing(line, start) {
        return None;
    }
    let capital = text[start..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let run = line
        .runs
        .iter()
        .filter(|r| matches!(r.style, Style::Strong | Style::Quoted | Style::Code) && r.start <= start && end <= r.end);
    let run = run.min_by_key(|r| r.end - r.start);
    // "what “people” would call": words in quotes that begin small are words, unless they are acted on.
    if let Some(run) = run
        && run.style == Style::Quoted
        && !capital
        && !in_path
    {
        let begins = tokens.iter().any(|t| t.start == start && t.start >= run.start);
        return (begins && verb_close_before(line, start)).then_some(Shown::Small);
    }
    if let Some(run) = run {
        // "**Web browsers:** the most common type": the head of an item is what it tells of.
        let heads =
            run.style == Style::Strong && text[..run.start].trim().is_empty() && text[end..run.end].trim() == ":";
        if heads {
            return None;
        }
        let inside: Vec<&Token> = tokens.iter().filter(|t| run.start <= t.start && t.end <= run.end).collect();
        let others = inside.iter().filter(|t| {
            (t.end <= start || t.start >= end) && !goes_with(&text[t.start..t.end], t.start < start, length)
        });
        if others.clone().count() == 0 {
            return Some(Shown::SetOff);
        }
        // A name inside a longer one is none; inside a whole sentence that is set off it is as in any other.
        let is_way = ends_in_separator(&text[run.start..start]) || begins_with_separator(&text[end..run.end]);
        if inside.len() <= 6 && !(in_path && is_way) {
            return None;
        }
    }
    // "your phone", "Your Family": words of every text, unless the author set them off or they end a way.
    if matches!(tokens[i].key.as_str(), "your" | "my") && length < 3 && !(in_path && capital) {
        return None;
    }
    // A longer name of which this is only a part: "Display Adapters", "HP Printers".
    let next = tokens.get(i + length).filter(|t| text[end..t.start].chars().all(|c| c == ' '));
    // "Phone Link": in a way the last word is no noun of ours.
    let is_link = |t: &Token| in_path && &text[t.start..t.end] == "Link";
    let joined = |t: &Token| {
        text[t.start..].starts_with(char::is_uppercase)
            && (is_link(t) || !nouns.contains(&text[t.start..t.end].to_lowercase()))
    };
    if next.is_some_and(|t| joined(t) && (is_link(t) || words::leading_verb(&line.lower[t.start..]).is_none())) {
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
    // "Privacy policy", "Devices & connections": a longer name that only begins like this one.
    let behind = tokens.get(i + length);
    if behind.is_some_and(|t| is_part_behind(line, end, t)) && (in_path || length == 1 && capital) {
        return None;
    }
    // "Language > (your language) > Options": what the reader has there.
    let own = previous.is_some_and(|t| matches!(t.key.as_str(), "your" | "my") && ends_in_separator(&text[..t.start]));
    if in_path && own && !capital {
        return None;
    }
    if in_path {
        return (!part).then_some(Shown::SetOff);
    }
    // "including Backup and Restore, Devices and Printers, File History": told, not gone to.
    if is_enumerated(text, start, end) {
        return None;
    }
    let verb = verb_close_before(line, start);
    if capital {
        let named = next.is_some_and(|t| nouns.contains(&text[t.start..t.end].to_lowercase()));
        // In running text "the Default Programs feature applies only" speaks of it; a noun is not enough there.
        let named = named && (unit.kind == UnitKind::Item || governing_verb(line, start).is_some());
        let said = says_where(line, start);
        let first = text[..start].trim_end().is_empty() || text[..start].trim_end().ends_with(['.', '!', '?', ':']);
        return match () {
            () if part => None,
            () if verb && selects(line, start) => Some(Shown::Said),
            // "in Windows Apps & features"
            () if length >= 2
                && previous.is_some_and(|t| &line.lower[t.start..t.end] == "windows" && says_where(line, t.start)) =>
            {
                Some(Shown::Said)
            }
            () if verb || named || said && !first => Some(Shown::Hinted),
            () => None,
        };
    }
    (verb && is_right_behind_verb(line, start)).then_some(Shown::Small)
}

/// Whether the next word goes on with the name before it: "Privacy policy", "Devices & connections". Words that lead on,
/// verbs and nouns of the screen do not. `end`: of the name.
pub fn is_part_behind(line: &Line, end: usize, next: &Token) -> bool {
    let (text, lower) = (&line.text, &line.lower);
    let gap = &lower[end..next.start];
    let word = &lower[next.start..next.end];
    // Another style is another thing: "**Privacy** policy".
    let style = |at: usize| line.runs.iter().any(|r| r.style == Style::Strong && r.start <= at && at < r.end);
    if style(end.saturating_sub(1)) != style(next.start) {
        return false;
    }
    let leads_on = || {
        let rows = &table().rows;
        rows.behind.contains(word)
            || rows.nouns.contains(word)
            || ["ly", "ed", "ing"].iter().any(|w| word.len() > 4 && word.ends_with(w))
            || words::leading_verb(&lower[next.start..]).is_some()
    };
    let small = text[next.start..].starts_with(char::is_lowercase);
    match gap.trim() {
        "" if !gap.is_empty() => small && !leads_on(),
        "&" => true,
        // "Devices and printers"; "Devices and your phone" are two things.
        "and" => {
            let rest = text[next.end..].trim_start_matches(['*', '"', '”', '’', '\'']);
            let ends = rest.trim().is_empty() || rest.starts_with(['.', ',', ';', ':', ')', '!', '?']);
            (ends || begins_with_separator(&text[next.end..])) && !leads_on()
        }
        _ => false,
    }
}

/// Whether what stands before a name says that it is a thing: "Unplug all **Devices**", "Disconnect Bluetooth & other
/// devices".
fn is_thing(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['*', '“', '"', '‘', '\'', ' ']);
    let counts =
        |w: &str| matches!(w, "all" | "any" | "every" | "these" | "those" | "both" | "other" | "your" | "the" | "new");
    let mut words =
        before.rsplit(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(4).skip_while(|w| counts(w));
    words.next().is_some_and(|w| table().rows.things.contains(w))
}

/// Whether a word inside the marks of a name says nothing else: "**Apps tab**", "“Select Sound”", "**Windows Update
/// settings**". "**Language settings**" is another name.
fn goes_with(word: &str, is_before: bool, length: usize) -> bool {
    let word = word.to_lowercase();
    table().rows.parts.contains(&word)
        || is_before && matches!(word.as_str(), "select" | "click" | "choose" | "tap")
        || !is_before && length >= 2 && word == "settings"
}

/// Whether a name stands between two commas with other names beside it.
fn is_enumerated(text: &str, start: usize, end: usize) -> bool {
    let Some(before) = text[..start].trim_end().strip_suffix(',') else { return false };
    let Some(after) = text[end..].trim_start().strip_prefix(',') else { return false };
    let word = before.rsplit(' ').next().unwrap_or("");
    word.starts_with(char::is_uppercase) && after.trim_start().starts_with(char::is_uppercase)
}

/// What between two words of a name may stand: blanks, "and", "&", a bracket.
pub fn holds_together(gap: &str) -> bool {
    let words = gap.trim().to_lowercase();
    matches!(words.as_str(), "" | "&" | "and" | "and the" | "& the" | "(") && !gap.contains('\n')
}

const SEPARATORS: &[char] = &['>', '→', '»', '›', '⇒', '|'];

/// What may stand between a name and the separator of a path.
const MARKS: &[char] = &[' ', '"', '\'', '“', '”', '‘', '’', '«', '*', ')', '\u{a0}', '\\', '-', '='];

pub fn ends_in_separator(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '"', '\'', '“', '‘', '«', '(', '*', '\u{a0}']);
    // "Control Panel\Programs", as the address bar shows it.
    let in_address = || before.strip_suffix('\\').is_some_and(|b| b.ends_with(char::is_alphanumeric));
    before.ends_with(SEPARATORS) || in_address()
}

pub fn begins_with_separator(after: &str) -> bool {
    if after.strip_prefix('\\').is_some_and(|a| a.starts_with(char::is_uppercase)) {
        return true;
    }
    let rest = after.trim_start_matches(MARKS);
    // "the Settings app > System"
    let rest = noun(rest).map_or(rest, |noun| &rest[noun.len()..]);
    let rest = rest.trim_start_matches(MARKS);
    rest[remark(rest)..].trim_start_matches(MARKS).starts_with(SEPARATORS)
}

/// The length of a bracket that a text begins with: "Settings (the gear) > System".
fn remark(text: &str) -> usize {
    let Some(inside) = text.strip_prefix(['(', '[']) else { return 0 };
    let end = inside.find([')', ']']).filter(|end| *end <= 60);
    end.filter(|end| !inside[..*end].contains(['(', '['])).map_or(0, |end| end + 2)
}

/// Where the text goes on behind a name and a bracket before the separator of its path.
pub fn behind_remark(after: &str) -> usize {
    let rest = after.trim_start_matches([' ', '"', '\'', '“', '”', '‘', '’', '*', '\u{a0}']);
    after.len() - rest.len() + remark(rest)
}

/// The noun of the screen that a text begins with.
fn noun(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(text.len());
    let word = text[..end].trim_end_matches('-');
    (!word.is_empty() && table().rows.nouns.contains(&word.to_ascii_lowercase())).then_some(word)
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
    // "will open voice access instead of Windows Speech Recognition"
    if few.clone().any(|w| matches!(w, "instead" | "rather")) {
        return false;
    }
    let strange = few.clone().filter(|w| !table().rows.between.contains(*w)).count();
    acts && strange <= 2 && few.count() <= 8
}

/// Whether the verb that governs a place is one of selecting or opening.
pub fn selects(line: &Line, at: usize) -> bool {
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

/// "Run the X": something is started by its name, and no way leads to it.
pub fn runs(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ', '(']);
    let before = before.strip_suffix(" the").or(before.strip_suffix(" your")).unwrap_or(before);
    before.rsplit(|c: char| !c.is_alphanumeric()).next() == Some("run")
}

/// "under X", "in the X", "from the X"
fn says_where(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ', '(']);
    let before = before.strip_suffix(" the").or(before.strip_suffix(" your")).unwrap_or(before);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    table().rows.places.contains(word) && !before.ends_with("instead of")
}

/// Whether a verb of switching governs a place.
pub fn is_switching(line: &Line, at: usize) -> bool {
    let sentence = line.lower[..at].rfind(['.', '!', '?']).map_or(0, |i| i + 1);
    let before = &line.lower[sentence..at];
    // The last verb decides: "turn it on, then click Xbox Game Bar".
    let Some(switching) = table().switching.places(before).map(|place| place.start).max() else { return false };
    let selecting = ["click", "select", "choose", "open", "go to", "navigate", "tap"];
    selecting.iter().filter_map(|v| find_word(before, v)).all(|at| at < switching)
}

/// Where a phrase stands last as whole words.
pub fn find_word(text: &str, phrase: &str) -> Option<usize> {
    text.rmatch_indices(phrase).map(|(i, _)| i).find(|i| {
        let before = text[..*i].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = text[i + phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        before && after
    })
}
