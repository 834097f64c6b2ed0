//! Written words in order, and the list of postings each leads to.
//!
//! The dictionary holds words as written, not stems: "printers" and "printer" lead to one list, the page
//! needs no stemmer, and "managem" finds "management" while it is being typed.

use std::collections::HashMap;

use super::stem::Language;
use super::weigh::{Posting, Weighed};

#[derive(Debug, Default)]
pub struct Dictionary {
    /// Stem -> number of its list.
    numbers: HashMap<String, u32>,
    /// In the order in which JavaScript compares strings, each with the number of its list.
    pub words: Vec<(Box<str>, u32)>,
    /// All lists, one after the other, each sorted by document.
    postings: Vec<Posting>,
    /// Where each list begins, and the last ends. Numbered in the order of their first word.
    starts: Vec<usize>,
}

impl Dictionary {
    /// Joins batches whose documents follow one another.
    pub fn join(batches: Vec<Weighed>, language: &Language) -> Dictionary {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let number = |word: Box<str>| {
            let next = numbers.len() as u32;
            let list = *numbers.entry(language.stem(&word)).or_insert(next);
            (word, list)
        };
        let words: Vec<(Box<str>, u32)> = written(&batches).into_iter().map(number).collect();

        // For each batch, the number here of each list there. Several words share one; any of them will do.
        let number_of = |batch: &Weighed| {
            let mut here = vec![u32::MAX; batch.ends.len()];
            for (word, list) in &batch.words {
                if here[*list as usize] == u32::MAX {
                    here[*list as usize] = numbers[&language.stem(word)];
                }
            }
            here
        };
        let here: Vec<Vec<u32>> = batches.iter().map(number_of).collect();

        let mut starts = vec![0; numbers.len() + 1];
        for (batch, here) in batches.iter().zip(&here) {
            here.iter().enumerate().for_each(|(list, &n)| starts[n as usize + 1] += batch.list(list).len());
        }
        (1..starts.len()).for_each(|n| starts[n] += starts[n - 1]);

        let mut filled = starts.clone();
        let mut postings = vec![Posting::default(); starts.last().copied().unwrap_or(0)];
        // By value: each batch is dropped once it is copied.
        for (batch, here) in batches.into_iter().zip(here) {
            for (list, n) in here.into_iter().enumerate() {
                let (from, at) = (batch.list(list), filled[n as usize]);
                postings[at..at + from.len()].copy_from_slice(from);
                filled[n as usize] += from.len();
            }
        }
        Dictionary { numbers, words, postings, starts }
    }

    /// The list of a stem, when some guide has a word of it.
    pub fn number(&self, stem: &str) -> Option<u32> {
        self.numbers.get(stem).copied()
    }

    /// How many lists there are.
    pub fn lists(&self) -> u32 {
        self.starts.len().saturating_sub(1) as u32
    }

    pub fn list(&self, number: u32) -> &[Posting] {
        &self.postings[self.starts[number as usize]..self.starts[number as usize + 1]]
    }
}

/// Every word once, in the order in which JavaScript compares strings.
fn written(batches: &[Weighed]) -> Vec<Box<str>> {
    let mut words: Vec<&str> = batches.iter().flat_map(|b| b.words.iter().map(|(word, _)| &**word)).collect();
    words.sort_unstable();
    words.dedup();
    // Only beyond U+FFFF does the order of UTF-16 differ from that of UTF-8.
    if words.iter().any(|w| w.chars().any(|c| c > '\u{ffff}')) {
        words.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
    }
    words.into_iter().map(Box::from).collect()
}
