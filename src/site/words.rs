//! The words of a guide and where they stand, for comparing guides with each other.
//!
//! Nothing here knows what a word is worth; that is `similarity`. The title, keywords and tags are told
//! apart from the body because in real collections they often lie.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::guide::{Guide, Item, Piece, Step, StepPart, piece};

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Title,
    Keyword,
    Heading,
    Step,
    /// A control, a command, a file: what a step acts on.
    Target,
    Body,
}

/// A number for a stem. 32 bits of a hash: a clash among the few hundred thousand words of a site is rare,
/// and costs no more than a slightly wrong score.
pub type Term = u32;

/// Calls `f` with every text of the body, in order. HTML is given as such; `words_of` passes over tags.
pub fn body<'a>(guide: &'a Guide, f: &mut dyn FnMut(Place, &'a str)) {
    for section in &guide.sections {
        if let Some(heading) = &section.heading {
            f(Place::Heading, &heading.text);
        }
        for item in &section.body {
            match item {
                Item::Prose(Piece { html, .. }) => piece::without_examples(html, &mut |html| f(Place::Body, html)),
                Item::Note(note) => f(Place::Body, &note.text),
                Item::Figure(_) => {}
                Item::Procedure(procedure) => procedure.steps.iter().for_each(|s| step(s, f)),
            }
        }
    }
}

fn step<'a>(s: &'a Step, f: &mut dyn FnMut(Place, &'a str)) {
    f(Place::Step, &s.text);
    for action in &s.actions {
        f(Place::Target, &action.text);
    }
    for part in &s.parts {
        match part {
            StepPart::Image(_) => {}
            StepPart::Text { text, .. } | StepPart::Outcome { text, .. } => f(Place::Body, text),
            StepPart::Note(note) => f(Place::Body, &note.text),
            StepPart::Substeps(steps) => steps.iter().for_each(|s| step(s, f)),
        }
    }
}

/// Calls `f` with every word of a text or of HTML: runs of letters and digits in lower case, and names
/// with `_` whole. Tags and entities part words.
pub fn words_of(text: &str, f: &mut dyn FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut word = String::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'<' if bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/') => {
                flush(&mut word, f);
                at += text[at..].find('>').map_or(bytes.len() - at, |end| end + 1);
            }
            b'&' => {
                flush(&mut word, f);
                let end = bytes[at + 1..].iter().take(10).position(|b| !b.is_ascii_alphanumeric() && *b != b'#');
                at += match end {
                    Some(end) if bytes[at + 1 + end] == b';' => end + 2,
                    _ => 1,
                };
            }
            b if b.is_ascii_alphanumeric() || b == b'_' => {
                word.push(b.to_ascii_lowercase() as char);
                at += 1;
            }
            b if b.is_ascii() => {
                flush(&mut word, f);
                at += 1;
            }
            _ => {
                let c = text[at..].chars().next().expect("on a boundary");
                if c.is_alphanumeric() {
                    word.extend(c.to_lowercase());
                } else if c != '’' {
                    flush(&mut word, f);
                }
                at += c.len_utf8();
            }
        }
    }
    flush(&mut word, f);
}

/// Gives the word on. A long run of letters without blanks is a language without blanks: pairs of letters.
fn flush(word: &mut String, f: &mut dyn FnMut(&str)) {
    if word.is_empty() {
        return;
    }
    if word.len() > 12 && !word.is_ascii() && word.chars().next().is_some_and(|c| c > '\u{2e7f}') {
        let starts: Vec<usize> = word.char_indices().map(|(i, _)| i).chain([word.len()]).collect();
        for pair in starts.windows(3) {
            f(&word[pair[0]..pair[2]]);
        }
    } else if word.len() <= 60 {
        f(word.trim_matches('_'));
    }
    word.clear();
}

/// Words that say nothing about a subject, and those that every how-to article has.
const STOP: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "all",
    "also",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "before",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "don",
    "for",
    "from",
    "get",
    "had",
    "has",
    "have",
    "here",
    "how",
    "however",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "like",
    "may",
    "more",
    "most",
    "my",
    "need",
    "no",
    "not",
    "now",
    "of",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "re",
    "s",
    "see",
    "should",
    "so",
    "some",
    "such",
    "t",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "to",
    "up",
    "use",
    "using",
    "ve",
    "very",
    "want",
    "was",
    "way",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
    "article",
    "click",
    "fix",
    "follow",
    "following",
    "guide",
    "help",
    "method",
    "please",
    "press",
    "select",
    "solution",
    "step",
    "steps",
    "try",
    "tips",
    "quick",
    "simple",
    "easy",
    "ultimate",
    "solved",
    "fixed",
    "ways",
    "tutorial",
    "pc",
    "computer",
    "problem",
    "issue",
    "issues",
    "problems",
    "ll",
    "doesn",
    "didn",
    "isn",
    "aren",
    "won",
    "couldn",
    "wasn",
];

/// Makes terms of words; remembers what it made.
pub struct Stems {
    stemmer: Stemmer,
    known: HashMap<u64, Option<Term>>,
}

impl Stems {
    pub fn new() -> Stems {
        let known = STOP.iter().map(|word| (hash(word.as_bytes()), None)).collect();
        Stems { stemmer: Stemmer::create(Algorithm::English), known }
    }

    /// `None` for words that say nothing.
    pub fn term(&mut self, word: &str) -> Option<Term> {
        let stemmer = &self.stemmer;
        *self.known.entry(hash(word.as_bytes())).or_insert_with(|| {
            let is_number = word.bytes().all(|b| b.is_ascii_digit());
            if word.len() < 2 || (is_number && word.len() < 3) {
                return None;
            }
            let h = hash(stemmer.stem(word).as_bytes());
            Some((h ^ (h >> 32)) as Term)
        })
    }
}

impl Default for Stems {
    fn default() -> Self {
        Stems::new()
    }
}

/// An error code or the name of one: `0x80070643`, `driver_irql_not_less_or_equal`.
pub fn is_code(word: &str) -> bool {
    let hex = word.strip_prefix("0x").is_some_and(|d| d.len() >= 2 && d.bytes().all(|b| b.is_ascii_hexdigit()));
    hex || word.matches('_').count() >= 1 && word.len() >= 8
}

/// FNV-1a: the same in every run and on every system.
pub fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3))
}
