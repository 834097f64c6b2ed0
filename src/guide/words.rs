//! The table of words (`words.yaml`): verbs, keys, phrases; and the questions asked of it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ahash::{HashMap, HashSet};
use serde::Deserialize;

use crate::document::phrase::{Beginnings, Phrases};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    verbs: BTreeMap<VerbClass, Vec<String>>,
    fillers: Vec<String>,
    articles: Vec<String>,
    context_before: Vec<String>,
    nouns: Vec<String>,
    keys: BTreeMap<String, Vec<String>>,
    step_intro: Vec<String>,
    step_heading: Vec<String>,
    precautions: Vec<String>,
    step_call: Vec<String>,
    bullet_intro: Vec<String>,
    requirements: Vec<String>,
    needs: Vec<String>,
    needs_heading: Vec<String>,
    moods: Vec<String>,
    pointers: Vec<String>,
    several_ways: Vec<String>,
    ways_below: Vec<String>,
    looks: Vec<String>,
    troubles: Vec<String>,
    negations: Vec<String>,
    states: Vec<String>,
    beside: Vec<String>,
    beside_words: Vec<String>,
    not_names: Vec<String>,
    places: Vec<String>,
    boxes: Vec<String>,
    sends: Vec<String>,
    action_words: Vec<String>,
    other_intro: Vec<String>,
    look_out: Vec<String>,
    abilities: Vec<String>,
    features: Vec<String>,
    outros: Vec<String>,
    closings: Vec<String>,
    action_columns: Vec<String>,
    step_words: Vec<String>,
    way_words: Vec<String>,
    notes: BTreeMap<String, Vec<String>>,
    note_starts: Vec<String>,
    told: Vec<String>,
    results: Vec<String>,
    buttons: Vec<String>,
    programs: Vec<String>,
    outcome: Vec<String>,
    consoles: Vec<String>,
    commands: Vec<String>,
    foreign: Vec<String>,
}

/// What the object of a verb is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VerbClass {
    Select,
    Open,
    Press,
    Type,
    Act,
}

/// The table, made for look-ups. The maps are never walked, so their order never shows.
pub struct Words {
    /// Verb -> its classes in the order of the enum. Up to three words each.
    pub verbs: HashMap<String, Vec<VerbClass>>,
    pub fillers: HashSet<String>,
    pub articles: HashSet<String>,
    pub context_before: HashSet<String>,
    pub nouns: HashSet<String>,
    /// Spelling -> name in a chord. Up to four words each.
    pub keys: HashMap<String, String>,
    /// Says that steps follow.
    pub step_intro: Phrases,
    /// Says so in a heading.
    pub step_heading: Phrases,
    pub precautions: Phrases,
    /// Says so beyond doubt, even where the list is said to be something else.
    pub step_call: Phrases,
    /// Says that the bullets below are steps.
    pub bullet_intro: Phrases,
    pub requirements: Phrases,
    pub needs: Beginnings,
    /// A heading over what the reader needs.
    pub needs_heading: Beginnings,
    /// What a reader may be, and need not be.
    pub moods: Phrases,
    pub pointers: Beginnings,
    /// Says that one of several ways is enough.
    pub several_ways: Phrases,
    /// The same, of the headings right below.
    pub ways_below: Phrases,
    pub looks: HashSet<String>,
    pub troubles: Beginnings,
    pub negations: Phrases,
    pub states: Beginnings,
    pub beside: Vec<String>,
    pub beside_words: Vec<String>,
    pub not_names: Beginnings,
    /// First words of a clause that says where or when.
    pub places: Vec<String>,
    /// Where a word that is typed is a name, not a command.
    pub boxes: Phrases,
    /// Right before a link that the reader is sent to.
    pub sends: Phrases,
    /// Words of a step anywhere in a sentence ("you'll need to click on …").
    pub action_words: Phrases,
    pub other_intro: Phrases,
    /// Says that what follows is to be looked at, whatever its lines tell.
    pub look_out: Phrases,
    /// Says that what follows is what somebody can do with a thing.
    pub abilities: Phrases,
    /// In a heading that is no instruction: what a thing can do.
    pub features: Phrases,
    /// How a sentence begins that comes after the last step.
    pub outros: Beginnings,
    /// A line that heads the end of an article.
    pub closings: Beginnings,
    /// Names of the column of a table that says what to do.
    pub action_columns: Beginnings,
    pub step_words: Vec<String>,
    pub way_words: Vec<String>,
    pub notes: Vec<(String, Vec<String>)>,
    /// How a sentence begins that is a remark and says so.
    pub note_starts: Beginnings,
    /// Right before a verb that nobody is to follow now.
    pub told: Vec<String>,
    pub results: Vec<String>,
    /// Small words on buttons.
    pub buttons: HashSet<String>,
    pub programs: Vec<String>,
    pub outcome: Beginnings,
    pub consoles: Phrases,
    pub commands: HashSet<String>,
    /// Common words of languages other than English.
    pub foreign: HashSet<String>,
    /// What the phrases of the table begin with -> which of them.
    starts: HashMap<String, u8>,
    /// For each first byte, a bit for each length that a word of `starts` has.
    lengths: [u32; 256],
}

/// A verb may begin with this word.
pub const VERB: u8 = 1;
/// A key may.
pub const KEY: u8 = 2;
/// Words before a verb may ("then", "you can").
const FILLER: u8 = 4;

/// Which phrases of the table a word in lower case may begin: `VERB`, `KEY`. One look for all of them.
pub fn starts(word: &str) -> u8 {
    let table = words();
    // Most words are told by their first letter and length alone.
    let first = word.as_bytes().first().copied().unwrap_or(0);
    let may = word.len() < 32 && table.lengths[first as usize] >> word.len() & 1 == 1;
    let known = if may { table.starts.get(word).copied().unwrap_or(0) } else { 0 };
    if word.len() > 5 && word.ends_with("ing") { known | VERB } else { known }
}

/// The table, read once.
pub fn words() -> &'static Words {
    static TABLE: OnceLock<Words> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Rows = serde_yaml::from_str(include_str!("words.yaml")).expect("words.yaml is part of the program");
        let mut verbs: HashMap<String, Vec<VerbClass>> = HashMap::default();
        for (class, list) in rows.verbs {
            for verb in list {
                verbs.entry(verb).or_default().push(class);
            }
        }
        let keys: HashMap<String, String> =
            rows.keys.into_iter().flat_map(|(key, list)| list.into_iter().map(move |s| (s, key.clone()))).collect();
        let mut starts: HashMap<String, u8> = HashMap::default();
        let mut phrases_first: Vec<String> = Vec::new();
        let phrases = verbs.keys().map(|p| (p, VERB)).chain(keys.keys().map(|p| (p, KEY)));
        let phrases = phrases.chain(rows.fillers.iter().map(|p| (p, FILLER)));
        for (phrase, kind) in phrases {
            let first = phrase.split(' ').next().unwrap_or(phrase);
            phrases_first.push(first.to_owned());
            *starts.entry(first.to_owned()).or_default() |= kind;
        }
        let mut lengths = [0; 256];
        for word in phrases_first {
            lengths[word.as_bytes()[0] as usize] |= 1 << word.len().min(31);
        }
        Words {
            starts,
            lengths,
            verbs,
            fillers: rows.fillers.into_iter().collect(),
            articles: rows.articles.into_iter().collect(),
            context_before: rows.context_before.into_iter().collect(),
            nouns: rows.nouns.into_iter().collect(),
            keys,
            step_intro: Phrases::new(&rows.step_intro),
            step_heading: Phrases::new(&rows.step_heading),
            precautions: Phrases::new(&rows.precautions),
            step_call: Phrases::new(&rows.step_call),
            bullet_intro: Phrases::new(&rows.bullet_intro),
            requirements: Phrases::new(&rows.requirements),
            needs: Beginnings::new(&rows.needs),
            needs_heading: Beginnings::new(&rows.needs_heading),
            moods: Phrases::new(&rows.moods),
            pointers: Beginnings::new(&rows.pointers),
            several_ways: Phrases::new(&rows.several_ways),
            ways_below: Phrases::new(&rows.ways_below),
            looks: rows.looks.into_iter().collect(),
            troubles: Beginnings::new(&rows.troubles),
            negations: Phrases::new(&rows.negations),
            states: Beginnings::new(&rows.states),
            beside: rows.beside,
            beside_words: rows.beside_words,
            not_names: Beginnings::new(&rows.not_names),
            places: rows.places,
            boxes: Phrases::new(&rows.boxes),
            sends: Phrases::new(&rows.sends),
            action_words: Phrases::new(&rows.action_words),
            other_intro: Phrases::new(&rows.other_intro),
            look_out: Phrases::new(&rows.look_out),
            abilities: Phrases::new(&rows.abilities),
            features: Phrases::new(&rows.features),
            outros: Beginnings::new(&rows.outros),
            closings: Beginnings::new(&rows.closings),
            action_columns: Beginnings::new(&rows.action_columns),
            step_words: rows.step_words,
            way_words: rows.way_words,
            notes: rows.notes.into_iter().collect(),
            note_starts: Beginnings::new(&rows.note_starts),
            told: rows.told,
            results: rows.results,
            buttons: rows.buttons.into_iter().collect(),
            programs: rows.programs,
            outcome: Beginnings::new(&rows.outcome),
            consoles: Phrases::new(&rows.consoles),
            commands: rows.commands.into_iter().collect(),
            foreign: rows.foreign.into_iter().collect(),
        }
    })
}

/// The verb that a text begins with: its words, its classes, and how many bytes it takes.
pub fn leading_verb(lower: &str) -> Option<(&str, &'static [VerbClass])> {
    let table = words();
    first_ends(lower).into_iter().rev().flatten().find_map(|end| {
        let classes = table.verbs.get(&lower[..end])?;
        Some((&lower[..end], classes.as_slice()))
    })
}

/// Where the first three words of a text end.
fn first_ends(text: &str) -> [Option<usize>; 3] {
    let mut ends = word_ends(text);
    [ends.next(), ends.next(), ends.next()]
}

/// As `leading_verb`, and with "pressing" for "press": the verb in its base form and the bytes it takes here.
pub fn verb_at(lower: &str) -> Option<(&'static str, &'static [VerbClass], usize)> {
    let table = words();
    for end in first_ends(lower).into_iter().rev().flatten() {
        if let Some((verb, classes)) = table.verbs.get_key_value(&lower[..end]) {
            return Some((verb, classes, end));
        }
    }
    let first = word_ends(lower).next()?;
    let stem = lower[..first].strip_suffix("ing").filter(|s| s.len() >= 3)?;
    let undoubled = stem.char_indices().next_back().map(|(i, _)| &stem[..i]).unwrap_or(stem);
    let particles = |base: &str| {
        // "searching for": the particle belongs to the verb.
        let rest = &lower[first..];
        for particle in [" for", " on", " in", " to"] {
            if rest.starts_with(particle)
                && let Some((verb, classes)) = table.verbs.get_key_value(&format!("{base}{particle}"))
            {
                return Some((verb.as_str(), classes.as_slice(), first + particle.len()));
            }
        }
        table.verbs.get_key_value(base).map(|(verb, classes)| (verb.as_str(), classes.as_slice(), first))
    };
    particles(stem).or_else(|| particles(&format!("{stem}e"))).or_else(|| particles(undoubled))
}

/// Where each word of a text begins.
pub fn word_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut in_word = false;
    text.char_indices().filter_map(move |(i, c)| {
        let part = c.is_alphanumeric() || c == '-';
        let begins = part && !in_word;
        in_word = part;
        begins.then_some(i)
    })
}

/// Where each word of a text ends.
fn word_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut in_word = false;
    text.char_indices().chain([(text.len(), ' ')]).filter_map(move |(i, c)| {
        let part = c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        let ends = in_word && !part;
        in_word = part;
        ends.then_some(i)
    })
}

/// Whether a sentence tells the reader to do something: a verb at its beginning, after fillers, or after
/// a clause that says where or when ("In the left pane, click …").
pub fn is_imperative(text: &str) -> bool {
    let mut clauses = text.split([',', ':', ';', '.', '(']).take(6);
    clauses.any(begins_with_verb)
}

/// What follows a clause that only says where or when: "On your keyboard, press …". Else the whole text.
pub fn behind_place(text: &str) -> &str {
    let first = &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())];
    let Some(comma) = text.find(',').filter(|i| *i < HEAD) else { return text };
    if words().places.iter().any(|p| p.eq_ignore_ascii_case(first)) { &text[comma + 1..] } else { text }
}

/// How many bytes of a text are enough to find its first verb.
const HEAD: usize = 160;

/// Whether the first words are a verb, fillers and marks aside.
pub fn begins_with_verb(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if !may_begin_clause(text) {
        return false;
    }
    let end = (0..=HEAD.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let head = &text[..end];
    let mut lower = if head.is_ascii() { head.to_ascii_lowercase() } else { head.to_lowercase() };
    if lower.contains('’') {
        lower = lower.replace('’', "'");
    }
    let mut rest = lower.as_str();
    for _ in 0..4 {
        if leading_verb(rest).is_some() {
            return true;
        }
        let filler = word_ends(rest).take(4).filter(|e| words().fillers.contains(&rest[..*e])).last();
        match filler {
            Some(end) => rest = rest[end..].trim_start_matches([' ', ',']),
            None => return false,
        }
    }
    false
}

/// Whether the first word of a text begins a verb or a filler; for most clauses a look at it says no.
fn may_begin_clause(text: &str) -> bool {
    let mut word = [0; 24];
    for (i, b) in text.bytes().enumerate() {
        if b.is_ascii_alphanumeric() || b == b'-' {
            let Some(place) = word.get_mut(i) else { return true };
            *place = b.to_ascii_lowercase();
        } else if b.is_ascii() && b != b'\'' {
            return str::from_utf8(&word[..i]).is_ok_and(|w| starts(w) & (VERB | FILLER) != 0);
        } else {
            return true;
        }
    }
    str::from_utf8(&word[..text.len()]).is_ok_and(|w| starts(w) & (VERB | FILLER) != 0)
}

/// Text without a generic noun at its end ("the Apps tab" has "Apps").
pub fn without_noun(text: &str) -> &str {
    let lower = text.to_lowercase();
    for words_at_end in [2, 1] {
        let Some(i) = lower.rmatch_indices(' ').nth(words_at_end - 1).map(|(i, _)| i) else { continue };
        if words().nouns.contains(&lower[i + 1..]) && lower.len() == text.len() {
            return text[..i].trim_end();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_told_from_statements() {
        for text in [
            "Click Accounts.",
            "Then select Yes",
            "In the left pane, choose Apps",
            "On your keyboard, press Win",
            "You can type cmd",
            "Right-click the file",
            "Once it is done, restart your computer",
            "Restart your computer: A simple restart can help",
        ] {
            assert!(is_imperative(text), "{text}");
        }
        for text in
            ["System Upgrade Errors: Mistakes during upgrades", "Your PC contains a TPM chip", "Three Ways of old"]
        {
            assert!(!is_imperative(text), "{text}");
        }
    }

    #[test]
    fn a_noun_at_the_end_goes() {
        assert_eq!(without_noun("Apps tab"), "Apps");
        assert_eq!(without_noun("Run dialog box"), "Run");
        assert_eq!(without_noun("Settings"), "Settings");
    }
}
