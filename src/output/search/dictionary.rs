//! Written words in order, and the list of postings each leads to.
//!
//! The dictionary holds words as written, not stems: "printers" and "printer" lead to one list, the page
//! needs no stemmer, and "managem" finds "management" while it is being typed.

use std::collections::HashMap;

use super::stem::Languages;
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
    /// Words that a query can do without, with spaces between.
    pub stop: String,
}

impl Dictionary {
    /// Joins batches whose documents follow one another.
    pub fn join(batches: Vec<Weighed>, languages: &Languages) -> Dictionary {
        let written = written(&batches);
        let mut stems = Stems::default();
        let roots: Vec<(&str, u32)> = written
            .chunk_by(|a, b| a.0 == b.0)
            .map(|forms| (forms[0].0, stems.of_word(forms.iter().map(|(word, l)| languages.get(*l).stem(word)))))
            .collect();
        // Lists are numbered in the order of their first word.
        let mut number_of_root = vec![u32::MAX; stems.parents.len()];
        let mut lists = 0;
        let mut words = Vec::with_capacity(roots.len());
        for (word, stem) in roots {
            let number = &mut number_of_root[stems.root(stem) as usize];
            if *number == u32::MAX {
                (*number, lists) = (lists, lists + 1);
            }
            words.push((Box::from(word), *number));
        }
        let known = |word: &str| written.binary_search_by(|w| utf16(w.0, word).then(w.1.cmp(&0))).is_ok();
        let stop = languages.stop(known).join(" ");
        let ids = std::mem::take(&mut stems.ids);
        let numbers: HashMap<String, u32> =
            ids.into_iter().map(|(stem, id)| (stem, number_of_root[stems.root(id) as usize])).collect();

        // For each batch, the number here of each list there. Several words share one; any of them will do.
        let number_of = |batch: &Weighed| {
            let mut here = vec![u32::MAX; batch.ends.len()];
            for (word, list, language) in &batch.words {
                if here[*list as usize] == u32::MAX {
                    here[*list as usize] = numbers[&languages.get(*language).stem(word)];
                }
            }
            here
        };
        let here: Vec<Vec<u32>> = batches.iter().map(number_of).collect();

        let mut starts = vec![0; lists as usize + 1];
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
        let mut dictionary = Dictionary { numbers, words, postings, starts, stop };
        if languages.several() {
            dictionary.tidy();
        }
        dictionary
    }

    /// Where lists of several languages became one: sorts each by document, and leaves one posting a document.
    fn tidy(&mut self) {
        let mut postings: Vec<Posting> = Vec::with_capacity(self.postings.len());
        let mut starts = vec![0];
        for list in 0..self.lists() {
            let mut list = self.list(list).to_vec();
            list.sort_by_key(|p| (p.doc, std::cmp::Reverse(p.impact)));
            list.dedup_by_key(|p| p.doc);
            postings.append(&mut list);
            starts.push(postings.len());
        }
        (self.postings, self.starts) = (postings, starts);
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

/// Stems by number. Where one written word has several, because guides of several languages have it, they are one.
#[derive(Default)]
struct Stems {
    ids: HashMap<String, u32>,
    parents: Vec<u32>,
}

impl Stems {
    /// The stem of a word that has one in each of some languages.
    fn of_word(&mut self, stems: impl Iterator<Item = String>) -> u32 {
        let mut one = None;
        for stem in stems {
            let next = self.parents.len() as u32;
            let id = *self.ids.entry(stem).or_insert(next);
            if id == next {
                self.parents.push(next);
            }
            let (a, b) = (self.root(id), self.root(*one.get_or_insert(id)));
            self.parents[a.max(b) as usize] = a.min(b);
        }
        one.unwrap_or(0)
    }

    fn root(&self, mut id: u32) -> u32 {
        while self.parents[id as usize] != id {
            id = self.parents[id as usize];
        }
        id
    }
}

/// Every word once a language, in the order in which JavaScript compares strings.
fn written(batches: &[Weighed]) -> Vec<(&str, u8)> {
    let mut words: Vec<(&str, u8)> = batches.iter().flat_map(|b| b.words.iter().map(|(w, _, l)| (&**w, *l))).collect();
    words.sort_unstable();
    words.dedup();
    // Only beyond U+FFFF does the order of UTF-16 differ from that of UTF-8.
    if words.iter().any(|w| w.0.chars().any(|c| c > '\u{ffff}')) {
        words.sort_by(|a, b| utf16(a.0, b.0));
    }
    words
}

fn utf16(a: &str, b: &str) -> std::cmp::Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}
