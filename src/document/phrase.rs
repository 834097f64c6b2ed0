//! Many phrases looked for at once, without case: anywhere as whole words, or at the beginning of a text.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Phrases that may stand anywhere in a text, as whole words.
#[derive(Debug)]
pub struct Phrases(AhoCorasick);

impl Phrases {
    /// `phrases` in lower case; letters beyond ASCII are found as they are written here.
    pub fn new<P: AsRef<str>>(phrases: &[P]) -> Phrases {
        let search = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(phrases.iter().map(AsRef::as_ref))
            .expect("the lists of phrases are short");
        Phrases(search)
    }

    /// Whether one of the phrases stands in a text, not inside a word.
    pub fn stand_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }

    /// Where the phrases stand, by their ends; one place a phrase.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
        self.0.find_overlapping_iter(text).map(|m| m.range()).filter(|found| {
            let before = text[..found.start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            before && text[found.end..].chars().next().is_none_or(|c| !c.is_alphanumeric())
        })
    }
}

/// Phrases that a text may begin with, by their first byte. In lower case, with single blanks.
#[derive(Debug)]
pub struct Beginnings(Vec<(u8, String)>);

impl Beginnings {
    pub fn new(phrases: &[String]) -> Beginnings {
        let mut list: Vec<(u8, String)> =
            phrases.iter().filter_map(|p| Some((*p.as_bytes().first()?, p.clone()))).collect();
        list.sort();
        Beginnings(list)
    }

    /// Whether a text begins with one of the phrases; a run of blanks in it counts as one.
    pub fn begin(&self, text: &str) -> bool {
        self.with_first(text).any(|p| behind(text, p).is_some())
    }

    /// Whether a text is one of the phrases and nothing else.
    pub fn are(&self, text: &str) -> bool {
        self.with_first(text).any(|p| behind(text, p).is_some_and(|rest| rest.trim().is_empty()))
    }

    fn with_first(&self, text: &str) -> impl Iterator<Item = &str> {
        let first = text.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
        let from = self.0.partition_point(|(b, _)| *b < first);
        self.0[from..].iter().take_while(move |(b, _)| *b == first).map(|(_, p)| p.as_str())
    }
}

/// What follows a phrase at the beginning of a text.
fn behind<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for want in phrase.chars() {
        let c = rest.next()?;
        if want == ' ' && c.is_whitespace() {
            let more = rest.as_str();
            rest = more.trim_start().chars();
        } else if c != want && !c.to_lowercase().eq([want]) {
            return None;
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_whole_words() {
        let phrases = Phrases::new(&["step", "steps", "do so"]);
        assert!(phrases.stand_in("Follow these STEPS."));
        assert!(phrases.stand_in("(step)"));
        assert!(!phrases.stand_in("a footstep, steppes; do some"));
    }

    #[test]
    fn beginnings_do_not_mind_case_and_blanks() {
        let list = Beginnings::new(&["also read".to_owned(), "© copyright".to_owned()]);
        assert!(list.begin("Also  Read: more") && list.begin("© Copyright 2024"));
        assert!(list.are("ALSO READ ") && !list.are("also read more"));
        assert!(!list.begin("also") && !list.begin(""));
    }
}
