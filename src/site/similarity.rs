//! How much two guides are about the same thing.
//!
//! Each body becomes a short vector of terms: what a term is worth grows with where it stands, how often,
//! and in how many sections, and falls with the number of bodies that have it (BM25 weights). The sections
//! matter because half of a fault guide is methods that every fault guide has: "printer" runs through a
//! guide about printers, "sfc" stands in the one section where it is run. Vectors keep their eighty best
//! terms, so a guide costs two thirds of a kilobyte. What stands word for word in many bodies says less of each.
//! Likeness is the cosine, found through an inverted index.
//!
//! A title is believed as far as the body bears it out: its words count only when the body has them too.
//! Copies of a body share one vector, to which all their titles add, and a body counts once however often
//! it was posted.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::guide::Guide;
use crate::site::words::{self, Place, Stems, Term};
use crate::site::{GuideIndex, PlacedGuide};

/// Most terms a vector keeps.
const TERMS: usize = 80;
/// How fast more of the same word stops to matter, and how much long guides are held back.
const SATURATION: f32 = 6.0;
const LENGTH: f32 = 0.6;
/// How much rare words are worth more than common ones; 1 would let the rarest words alone decide.
const RARITY: f32 = 0.7;
/// What a term is worth in one section, and what it gains when it stands in all.
const ONE_SECTION: f32 = 0.5;
const ALL_SECTIONS: f32 = 1.0;
/// Terms in more than this share of the bodies, or in more bodies than the second bound, find nobody: they
/// only add to the score of those found. Without it the time would grow with the square of the site.
const COMMON: f32 = 0.15;
const COMMON_BOUNDS: (f32, f32) = (50.0, 600.0);

/// So many bodies are looked at for one body, those with its rarest terms first: the rest of its terms count as common.
const VISITED: usize = 12_000;

/// What one occurrence is worth.
fn weight(place: Place) -> f32 {
    match place {
        Place::Title => 3.0,
        Place::Keyword => 0.5,
        Place::Heading => 3.0,
        Place::Target => 0.6,
        Place::Step => 1.0,
        Place::Body => 1.0,
    }
}

/// What a word in front of the second heading gains: there most guides say what they are about.
const OPENING: f32 = 0.5;

/// An error code says more than any other word.
const CODE: f32 = 2.0;

/// The number of a term among those of the site, the most common first. So the terms that find nobody are the
/// first of every vector, in one piece.
pub type Number = u32;

/// Terms sorted by number, of length 1.
#[derive(Clone, Debug, Default)]
pub struct Vector(Box<[(Number, f32)]>);

impl Vector {
    /// Cosine: 0 for nothing in common, 1 for the same.
    pub fn likeness(&self, other: &Vector) -> f32 {
        self.shared(other).map(|(_, product)| product).sum()
    }

    /// The terms of both and what each adds to the likeness.
    pub fn shared<'a>(&'a self, other: &'a Vector) -> impl Iterator<Item = (Number, f32)> + 'a {
        let mut there = other.0.iter().peekable();
        self.0.iter().filter_map(move |(term, a)| {
            while there.peek().is_some_and(|(t, _)| t < term) {
                there.next();
            }
            there.peek().filter(|(t, _)| t == term).map(|(_, b)| (*term, a * b))
        })
    }

    fn get(&self, term: Number) -> f32 {
        self.0.binary_search_by_key(&term, |(t, _)| *t).map_or(0.0, |i| self.0[i].1)
    }
}

/// The terms of a title that some body has. With those that none has they are of length 1; nothing for a title that
/// says nothing.
#[derive(Clone, Debug, Default)]
pub struct Title(Box<[(Number, f32)]>);

/// The vectors of all bodies.
pub struct Index {
    /// Guide -> vector; copies have an empty one.
    vectors: Vec<Vector>,
    numbers: HashMap<Term, Number>,
    /// Number of a term -> bodies that have it, with its weight there, in order.
    postings: Vec<Vec<(u32, f32)>>,
    /// Number of a term -> what it is worth.
    worth: Vec<f32>,
    bodies: usize,
}

impl Index {
    /// `copies[i]` is the guide whose body `i` has.
    pub fn new(guides: &[PlacedGuide], copies: &[GuideIndex]) -> Index {
        let mut members: Vec<Vec<GuideIndex>> = vec![Vec::new(); guides.len()];
        copies.iter().enumerate().for_each(|(i, body)| members[*body].push(i));
        let said = Said::new(members.iter().filter_map(|m| m.first()).map(|i| &guides[*i].entry.guide).collect());
        let counts: Vec<Counts> = members
            .par_iter()
            .map_init(Stems::new, |stems, members| count(members.iter().map(|i| &guides[*i].entry.guide), &said, stems))
            .collect();
        let bodies = counts.iter().filter(|c| !c.terms.is_empty()).count();
        let average = counts.iter().map(|c| c.length).sum::<f32>() / bodies.max(1) as f32;
        let mut found_in: HashMap<Term, u32> = HashMap::new();
        for (term, _) in counts.iter().flat_map(|c| &c.terms) {
            *found_in.entry(*term).or_default() += 1;
        }
        let idf = |df: u32| (1.0 + (bodies as f32 - df as f32 + 0.5) / (df as f32 + 0.5)).ln().powf(RARITY);
        let mut terms: Vec<(Term, u32)> = found_in.into_iter().filter(|(_, df)| bodies < 3 || *df > 1).collect();
        terms.sort_unstable_by_key(|(term, df)| (std::cmp::Reverse(*df), *term));
        let worth: Vec<f32> = terms.iter().map(|(_, df)| idf(*df)).collect();
        let numbers: HashMap<Term, Number> =
            terms.into_iter().enumerate().map(|(number, (term, _))| (term, number as Number)).collect();
        let vectors: Vec<Vector> = counts
            .into_par_iter()
            .map(|c| {
                let norm = SATURATION * (1.0 - LENGTH + LENGTH * c.length / average.max(1.0));
                let numbered = c.terms.into_iter().filter_map(|(term, n)| Some((*numbers.get(&term)?, n)));
                vector(numbered.map(|(t, n)| (t, n * (SATURATION + 1.0) / (n + norm) * worth[t as usize])))
            })
            .collect();
        let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); worth.len()];
        for (i, v) in vectors.iter().enumerate() {
            for (term, w) in &v.0 {
                postings[*term as usize].push((i as u32, *w));
            }
        }
        Index { vectors, numbers, postings, worth, bodies }
    }

    /// The number of a term, if bodies are compared by it.
    pub fn number(&self, term: Term) -> Option<Number> {
        self.numbers.get(&term).copied()
    }

    pub fn vector(&self, body: GuideIndex) -> &Vector {
        &self.vectors[body]
    }

    /// The `most` bodies nearest to this one, best first, itself left out.
    pub fn nearest(&self, body: GuideIndex, most: usize, scratch: &mut Vec<f32>) -> Vec<(GuideIndex, f32)> {
        let most_postings = (self.bodies as f32 * COMMON).clamp(COMMON_BOUNDS.0, COMMON_BOUNDS.1) as usize;
        let mut found = self.search(&self.vectors[body].0, most_postings, most + 1, scratch);
        found.retain(|(i, _)| *i != body);
        found.truncate(most);
        found
    }

    /// The `most` bodies that a title fits best: what it would lead to if it stood on this site.
    pub fn meant(&self, title: &Title, most: usize, scratch: &mut Vec<f32>) -> Vec<(GuideIndex, f32)> {
        self.search(&title.0, COMMON_BOUNDS.1 as usize, most, scratch)
    }

    /// The bodies that have most of these terms, best first. Terms in more bodies than `most_postings` find none.
    fn search(
        &self,
        terms: &[(Number, f32)],
        most_postings: usize,
        most: usize,
        scratch: &mut Vec<f32>,
    ) -> Vec<(GuideIndex, f32)> {
        scratch.resize(self.vectors.len(), 0.0);
        let mut touched: Vec<u32> = Vec::new();
        // What the common terms add, by their numbers.
        let mut common: Vec<f32> = Vec::new();
        let mut visited = 0;
        // The rarest first: they are the last.
        for (term, w) in terms.iter().rev() {
            let postings = &self.postings[*term as usize];
            if postings.len() > most_postings || visited + postings.len() > VISITED {
                common.resize(common.len().max(*term as usize + 1), 0.0);
                common[*term as usize] = *w;
                continue;
            }
            visited += postings.len();
            for (other, v) in postings {
                let score = &mut scratch[*other as usize];
                if *score == 0.0 {
                    touched.push(*other);
                }
                *score += w * v;
            }
        }
        // Common terms are added to the best only: a body that shares nothing else is not near.
        let mut found: Vec<(GuideIndex, f32)> =
            touched.iter().map(|i| (*i as usize, std::mem::take(&mut scratch[*i as usize]))).collect();
        let order = |a: &(GuideIndex, f32), b: &(GuideIndex, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        let candidates = most * 4 + 20;
        if found.len() > candidates {
            found.select_nth_unstable_by(candidates, order);
            found.truncate(candidates);
        }
        for (i, score) in &mut found {
            let first = self.vectors[*i].0.iter().map_while(|(term, v)| Some(common.get(*term as usize)? * v));
            *score += first.sum::<f32>();
        }
        found.sort_by(order);
        // A new list: the old one has room for all that was touched.
        found[..most.min(found.len())].to_vec()
    }

    /// What a title says, weighed.
    pub fn title(&self, title: &str, stems: &mut Stems) -> Title {
        let mut terms: Vec<Term> = Vec::new();
        words::words_of(title, &mut |word| terms.extend(stems.term(word)));
        terms.sort_unstable();
        terms.dedup();
        // A word that no body has says as much as the rarest that one has.
        let rare = (1.0 + self.bodies as f32 * 2.0).ln().powf(RARITY);
        let terms: Vec<(Option<Number>, f32)> = terms
            .into_iter()
            .map(|t| self.number(t).map_or((None, rare), |number| (Some(number), self.worth[number as usize])))
            .collect();
        let norm = terms.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        let mut known: Vec<(Number, f32)> = terms.into_iter().filter_map(|(t, w)| Some((t?, w / norm))).collect();
        known.sort_unstable_by_key(|(t, _)| *t);
        Title(known.into())
    }

    /// How well a title fits a body: the share of what the title says that the body is about.
    pub fn title_fits(&self, title: &Title, body: GuideIndex) -> f32 {
        title.0.iter().map(|(t, w)| w * self.vectors[body].get(*t)).sum()
    }

    /// What a word is worth in a body: 0 when the body is not about it.
    pub fn share(&self, word: &str, body: GuideIndex, stems: &mut Stems) -> f32 {
        stems.term(word).and_then(|term| self.number(term)).map_or(0.0, |number| self.vectors[body].get(number))
    }
}

/// Paragraphs and steps that stand in several bodies, with how many: the method that every fault guide has, the words of
/// a vendor. The more bodies say it, the less it says of one.
struct Said {
    bodies: HashMap<u64, u32>,
    all: f32,
}

/// Shorter texts are names and headings, which are the words they are made of.
const SENTENCE: usize = 30;

impl Said {
    fn new(bodies: Vec<&Guide>) -> Said {
        let texts = |guide: &&Guide| {
            let mut texts: Vec<u64> = Vec::new();
            words::body(guide, &mut |_, text| texts.extend(key(text)));
            texts.sort_unstable();
            texts.dedup();
            texts
        };
        let found: Vec<Vec<u64>> = bodies.par_iter().map(texts).collect();
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for text in found.into_iter().flatten() {
            *counts.entry(text).or_default() += 1;
        }
        counts.retain(|_, n| *n > 1);
        Said { bodies: counts, all: bodies.len() as f32 }
    }

    /// What a text counts for, from 1 down to what the most common ones do.
    fn share(&self, text: &str) -> f32 {
        let n = key(text).and_then(|key| self.bodies.get(&key)).map_or(1.0, |n| *n as f32);
        if n <= 1.0 { 1.0 } else { (1.0 + self.all / n).ln() / (1.0 + self.all).ln() }
    }
}

fn key(text: &str) -> Option<u64> {
    let text = text.trim();
    // Equal texts have equal keys, whatever the seeds.
    (text.len() >= SENTENCE).then(|| ahash::RandomState::with_seeds(0, 0, 0, 0).hash_one(text))
}

/// The words of a body before they are weighed.
#[derive(Default)]
struct Counts {
    terms: Vec<(Term, f32)>,
    length: f32,
}

/// How often a term stands in a body, and in how many of its sections.
#[derive(Clone, Copy, Default)]
struct Occurrence {
    amount: f32,
    sections: u16,
    last_section: u16,
}

/// The terms of a body, read from the first guide that has it; the others add what they call it.
fn count<'a>(mut copies: impl ExactSizeIterator<Item = &'a Guide> + Clone, said: &Said, stems: &mut Stems) -> Counts {
    let all = copies.clone();
    let Some(guide) = copies.next() else { return Counts::default() };
    let mut terms: HashMap<Term, Occurrence> = HashMap::new();
    let mut length = 0.0;
    let mut section = 1u16;
    words::body(guide, &mut |place, text| {
        section = section.saturating_add(u16::from(place == Place::Heading));
        let own = said.share(text);
        words::words_of(text, &mut |word| {
            if let Some(term) = stems.term(word) {
                let code = if words::is_code(word) { CODE } else { 1.0 };
                let seen = terms.entry(term).or_default();
                let opening = if section <= 2 && place != Place::Heading { OPENING } else { 0.0 };
                seen.amount += (weight(place) + opening) * code * own;
                seen.sections += u16::from(seen.last_section != section);
                seen.last_section = section;
                length += own;
            }
        });
    });
    let sections = f32::from(section);
    let mut terms: HashMap<Term, f32> = terms
        .into_iter()
        .map(|(t, o)| (t, o.amount * (ONE_SECTION + ALL_SECTIONS * f32::from(o.sections) / sections)))
        .collect();
    let has_body = terms.len() >= 20;
    let share = 1.0 / all.len() as f32;
    let mut claim = |place: Place, text: &str| {
        words::words_of(text, &mut |word| {
            if let Some(term) = stems.term(word) {
                match terms.get_mut(&term) {
                    Some(n) => *n += weight(place) * share,
                    None if has_body => {}
                    None => {
                        terms.insert(term, weight(place) * share);
                    }
                }
            }
        });
    };
    for guide in all {
        claim(Place::Title, &guide.title);
        let front = &guide.front;
        front.keywords.iter().chain(&front.tags).for_each(|k| claim(Place::Keyword, k));
    }
    let mut terms: Vec<(Term, f32)> = terms.into_iter().collect();
    terms.sort_unstable_by_key(|(t, _)| *t);
    Counts { terms, length }
}

fn vector(terms: impl Iterator<Item = (Number, f32)>) -> Vector {
    let mut terms: Vec<(Number, f32)> = terms.collect();
    terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    terms.truncate(TERMS);
    let norm = terms.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    terms.iter_mut().for_each(|(_, w)| *w /= norm);
    terms.sort_unstable_by_key(|(t, _)| *t);
    Vector(terms.into())
}
