//! Written words in order, and the list of postings each leads to.
//!
//! The dictionary holds words as written, not stems: "printers" and "printer" lead to one list, the page
//! needs no stemmer, and "managem" finds "management" while it is being typed.

use std::collections::{BTreeMap, HashMap};

use super::stem::Language;
use super::weigh::{Posting, Scale};

#[derive(Debug, Default)]
pub struct Dictionary {
    /// In the order in which JavaScript compares strings, each with the number of its list.
    pub words: Vec<(Box<str>, u32)>,
    /// Numbered in the order of their first word; each sorted by document.
    pub lists: Vec<Vec<Posting>>,
}

impl Dictionary {
    /// Joins batches whose documents follow one another.
    pub fn join(batches: Vec<Scale>, language: &Language) -> Dictionary {
        let mut written: Vec<Box<str>> = batches.iter().flat_map(|b| b.words.iter().map(|(w, _)| w.clone())).collect();
        written.sort_unstable();
        written.dedup();
        // Only beyond U+FFFF does the order of UTF-16 differ from that of UTF-8.
        if written.iter().any(|w| w.chars().any(|c| c > '\u{ffff}')) {
            written.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        }
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut words = Vec::with_capacity(written.len());
        let mut number_of: BTreeMap<Box<str>, u32> = BTreeMap::new();
        for word in written {
            let next = numbers.len() as u32;
            let list = *numbers.entry(language.stem(&word)).or_insert(next);
            number_of.insert(word.clone(), list);
            words.push((word, list));
        }
        let mut lists: Vec<Vec<Posting>> = vec![Vec::new(); numbers.len()];
        for batch in batches {
            let mut moved = vec![false; batch.postings.len()];
            let mut postings = batch.postings;
            for (word, local) in &batch.words {
                // Several words share a list; the first one moves it.
                if !std::mem::replace(&mut moved[*local as usize], true) {
                    lists[number_of[word] as usize].append(&mut postings[*local as usize]);
                }
            }
        }
        Dictionary { words, lists }
    }
}
