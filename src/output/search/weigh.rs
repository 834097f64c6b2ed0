//! What a word weighs in a guide: BM25F over the fields, with titles far before bodies.
//!
//! A weight depends on the guide alone, never on the others (lengths are compared with fixed ones), so a
//! new guide changes the lists of its own words only. How rare a word is comes in at query time.

use std::collections::HashMap;

use super::record::{SearchRecord, SectionKind};
use super::stem::Languages;
use super::token;

/// A word in a guide: how much it says of it, and where it says it best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    pub doc: u32,
    /// 1 to `TOP_IMPACT`.
    pub impact: u8,
    /// Position in `SearchRecord::sections` plus 1; 0: the guide as a whole.
    pub section: u16,
}

impl Posting {
    /// No word of a body alone weighs as much as a word of a title.
    pub fn in_title(&self) -> bool {
        f32::from(self.impact) > (f32::from(TOP_IMPACT) / CEILING).ceil()
    }
}

pub const TOP_IMPACT: u8 = 63;

/// The greatest weight there is; more is cut off.
const CEILING: f32 = 3.5;
const TITLE: f32 = 2.0;
const KEYWORD: f32 = 2.5;
const SUMMARY: f32 = 1.5;
const CATEGORY: f32 = 1.0;
const HEADING: f32 = 5.0;
const UI: f32 = 2.0;
const STEP: f32 = 1.5;
const PROSE: f32 = 1.0;
const ALT: f32 = 0.5;
/// What a page that stands aside has of these.
const ASIDE: f32 = 0.45;
/// Words of a title, and of a body, that count as neither short nor long.
const USUAL_TITLE: f32 = 8.0;
const USUAL_BODY: f32 = 700.0;

/// The words of some guides that follow one another, joined with others by `dictionary`.
pub struct Weighed {
    /// Written words in the order met, each with the number of its list here and that of its language.
    pub words: Box<[(Box<str>, u32, u8)]>,
    /// All lists, one after the other: a vector each would cost more than what they hold.
    pub postings: Vec<Posting>,
    /// Where each list ends.
    pub ends: Vec<usize>,
}

impl Weighed {
    pub fn list(&self, number: usize) -> &[Posting] {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.postings[start..self.ends[number]]
    }
}

/// Weighs records one after the other.
pub struct Scale<'l> {
    languages: &'l Languages,
    /// The language of the record at hand.
    language: u8,
    /// One a language.
    ids: Vec<HashMap<Box<str>, u32>>,
    lists: HashMap<String, u32>,
    words: Vec<(Box<str>, u32, u8)>,
    found: Vec<(u32, Posting)>,
    tallies: Vec<Tally>,
    touched: Vec<u32>,
    /// Lists that the guide has whose copies are being weighed.
    original: Vec<bool>,
}

/// What is known of one list while one record is read.
#[derive(Clone, Copy, Default)]
struct Tally {
    title: f32,
    fields: f32,
    here: u16,
    here_weight: f32,
    best: u16,
    best_weight: f32,
}

impl<'l> Scale<'l> {
    pub fn new(languages: &'l Languages) -> Scale<'l> {
        Scale {
            languages,
            language: 0,
            ids: Vec::new(),
            lists: HashMap::new(),
            words: Vec::new(),
            found: Vec::new(),
            tallies: Vec::new(),
            touched: Vec::new(),
            original: Vec::new(),
        }
    }

    /// Adds a guide that has a body of its own.
    pub fn add(&mut self, doc: u32, record: &SearchRecord) {
        let length = self.read(record);
        self.original.clear();
        self.original.resize(self.tallies.len(), false);
        for &list in &self.touched {
            self.original[list as usize] = true;
        }
        self.settle(doc, length, if record.aside { ASIDE } else { 1.0 }, |_, _| true);
    }

    /// Adds a guide whose body is (nearly) that of the guide added last: only its title and the words
    /// that the other has not, so that copies do not crowd out guides from the lists.
    pub fn add_copy(&mut self, doc: u32, record: &SearchRecord) {
        let length = self.read(record);
        self.original.resize(self.tallies.len(), false);
        let original = std::mem::take(&mut self.original);
        self.settle(doc, length, 1.0, |list, tally| tally.title > 0.0 || !original[list as usize]);
        self.original = original;
    }

    pub fn close(mut self) -> Weighed {
        // Stable: within a list the documents stay in order.
        self.found.sort_by_key(|(list, _)| *list);
        let lists = 0..self.tallies.len() as u32;
        let ends = lists.map(|list| self.found.partition_point(|(l, _)| *l <= list)).collect();
        // All batches wait for the last one: none keeps more room than it fills.
        let mut postings = Vec::with_capacity(self.found.len());
        postings.extend(self.found.iter().map(|(_, posting)| *posting));
        Weighed { words: self.words.into_boxed_slice(), postings, ends }
    }

    /// Tallies every word; the answer is the number of words in the body.
    fn read(&mut self, record: &SearchRecord) -> f32 {
        self.language = self.languages.number(&record.language);
        let known = usize::from(self.language) + 1;
        self.ids.resize_with(self.ids.len().max(known), HashMap::new);
        let title = token::words(&record.title);
        let share = TITLE / (0.7 + 0.3 * title.len() as f32 / USUAL_TITLE);
        for form in forms(&title) {
            let list = self.list(form);
            self.tally(list).title = share;
        }
        record.keywords.iter().for_each(|k| _ = self.field(k, KEYWORD, 0));
        let names = record.tags.iter().chain(&record.spellings).chain(&record.platforms);
        names.for_each(|t| _ = self.field(t, CATEGORY, 0));
        self.field(&record.category, CATEGORY, 0);
        self.field(&record.summary, SUMMARY, 0);
        let mut length = 0;
        for (at, section) in record.sections.iter().enumerate() {
            let place = u16::try_from(at + 1).unwrap_or(0);
            let text = if section.kind == SectionKind::Step { STEP } else { PROSE };
            length += self.field(&section.heading, HEADING, place);
            section.ui.iter().for_each(|name| _ = self.field(name, UI, place));
            length += self.field(&section.text, text, place);
            section.alts.iter().for_each(|alt| _ = self.field(alt, ALT, place));
        }
        length as f32
    }

    fn field(&mut self, text: &str, weight: f32, place: u16) -> usize {
        if text.is_empty() {
            return 0;
        }
        let words = token::words(text);
        for form in forms(&words) {
            let list = self.list(form);
            let tally = self.tally(list);
            tally.fields += weight;
            if tally.here != place {
                (tally.here, tally.here_weight) = (place, 0.0);
            }
            tally.here_weight += weight;
            if place > 0 && tally.here_weight > tally.best_weight {
                (tally.best, tally.best_weight) = (place, tally.here_weight);
            }
        }
        words.len()
    }

    fn list(&mut self, form: &str) -> u32 {
        let language = usize::from(self.language);
        if let Some(&id) = self.ids[language].get(form) {
            return self.words[id as usize].1;
        }
        let next = self.tallies.len() as u32;
        let list = *self.lists.entry(self.languages.get(self.language).stem(form)).or_insert(next);
        if list == next {
            self.tallies.push(Tally::default());
        }
        self.ids[language].insert(form.into(), self.words.len() as u32);
        self.words.push((form.into(), list, self.language));
        list
    }

    fn tally(&mut self, list: u32) -> &mut Tally {
        let tally = &mut self.tallies[list as usize];
        if tally.title == 0.0 && tally.fields == 0.0 {
            self.touched.push(list);
        }
        tally
    }

    fn settle(&mut self, doc: u32, length: f32, share: f32, keep: impl Fn(u32, &Tally) -> bool) {
        let norm = 0.6 + 0.4 * length / USUAL_BODY;
        for list in self.touched.drain(..) {
            let tally = std::mem::take(&mut self.tallies[list as usize]);
            if keep(list, &tally) {
                let fields = tally.fields / norm;
                let weight = share * (tally.title + fields / (fields + 3.0)) / CEILING;
                let impact = (weight * f32::from(TOP_IMPACT)).ceil().clamp(1.0, f32::from(TOP_IMPACT)) as u8;
                self.found.push((list, Posting { doc, impact, section: tally.best }));
            }
        }
    }
}

fn forms(words: &[token::Word]) -> impl Iterator<Item = &str> {
    words.iter().flat_map(|w| w.names.iter().chain(&w.parts)).map(String::as_str)
}
