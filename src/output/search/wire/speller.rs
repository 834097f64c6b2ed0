//! `s<n>`: the words of one first letter that a misspelled word may have meant.
//!
//! Read only when a query has a word that the dictionary does not know. Words that one guide uses in
//! passing are left out: more often than not they are misspelled themselves.

use serde::Serialize;

use crate::output::search::wire;

/// Words of one letter that are kept, the most used ones: about 4 KB compressed.
const WORDS: usize = 3_000;
const SHORTEST: usize = 4;

#[derive(Serialize)]
pub struct Speller {
    /// Front-coded.
    w: String,
    /// A digit a word: how often it is used, as a power of two.
    f: String,
}

/// A word and the number of guides that use it.
pub type Used<'d> = (&'d str, usize);

pub fn is_spellable(word: &str) -> bool {
    word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic)
}

impl Speller {
    /// `words` in order, all of one first letter.
    pub fn new(words: &[Used]) -> Speller {
        let mut kept = words.to_vec();
        kept.sort_by_key(|&(word, used)| (std::cmp::Reverse(used), word));
        kept.truncate(WORDS);
        kept.sort();
        let digit = |used: usize| char::from(b'0' + used.max(1).ilog2().min(9) as u8);
        Speller {
            w: wire::front_code(kept.iter().map(|(word, _)| *word)),
            f: kept.iter().map(|&(_, used)| digit(used)).collect(),
        }
    }
}
