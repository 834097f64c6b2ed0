//! Guides with nearly the same body under other titles, found in one pass.
//!
//! Each body becomes a sketch of 64 numbers: the runs of four words are hashed into 64 bins, each bin keeps
//! its smallest hash, and the share of equal bins estimates how much two bodies have in common (MinHash
//! with one permutation). Bands of the sketch are looked up in a table, so that a guide is compared with
//! the few that may be its copy and never with all.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::guide::Guide;
use crate::site::words::{self, Place};
use crate::site::{GuideIndex, PlacedGuide};

const BINS: usize = 64;
const BAND: usize = 4;
/// Words in a run.
const RUN: usize = 4;
/// Share of equal bins from which bodies count as one.
const SAME: f32 = 0.72;
/// With fewer runs than this a body must be equal word by word.
const SHORT: u32 = 40;

/// The bins that no run fell into.
const EMPTY: u32 = u32::MAX;

struct Sketch {
    bins: [u32; BINS],
    runs: u32,
    whole: u64,
}

/// For each guide the first guide with nearly the same body: itself, when it is the first or the only one.
pub fn representatives(guides: &[PlacedGuide]) -> Vec<GuideIndex> {
    let sketches: Vec<Sketch> = guides.par_iter().map(|g| sketch(&g.entry.guide)).collect();
    let mut tables: Vec<HashMap<u64, Vec<GuideIndex>>> = vec![HashMap::new(); BINS / BAND];
    let mut equal: HashMap<u64, GuideIndex> = HashMap::new();
    let mut first = Vec::with_capacity(guides.len());
    for (i, s) in sketches.iter().enumerate() {
        if s.runs == 0 {
            first.push(i);
            continue;
        }
        let found = match equal.get(&s.whole) {
            Some(same) => Some(*same),
            None if s.runs < SHORT => None,
            None => nearest(s, &sketches, &tables),
        };
        first.push(found.unwrap_or(i));
        equal.entry(s.whole).or_insert(found.unwrap_or(i));
        if found.is_none() {
            for (table, key) in tables.iter_mut().zip(bands(s)) {
                table.entry(key).or_default().push(i);
            }
        }
    }
    first
}

/// Only guides that are nobody's copy stand in the tables, so copies of copies do not drift away.
fn nearest(s: &Sketch, all: &[Sketch], tables: &[HashMap<u64, Vec<GuideIndex>>]) -> Option<GuideIndex> {
    let mut candidates: Vec<GuideIndex> =
        tables.iter().zip(bands(s)).filter_map(|(table, key)| table.get(&key)).flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.into_iter().find(|c| likeness(s, &all[*c]) >= SAME)
}

fn likeness(a: &Sketch, b: &Sketch) -> f32 {
    let filled = a.bins.iter().zip(&b.bins).filter(|(x, y)| **x != EMPTY || **y != EMPTY).count();
    let same = a.bins.iter().zip(&b.bins).filter(|(x, y)| **x != EMPTY && x == y).count();
    same as f32 / filled.max(1) as f32
}

fn bands(s: &Sketch) -> impl Iterator<Item = u64> {
    s.bins.chunks(BAND).map(|band| band.iter().fold(7, |h: u64, v| mix(h ^ u64::from(*v))))
}

fn sketch(guide: &Guide) -> Sketch {
    let mut s = Sketch { bins: [EMPTY; BINS], runs: 0, whole: 0 };
    let mut last = [0u64; RUN];
    let mut seen = 0;
    words::body(guide, &mut |place, text| {
        // Targets repeat words of their steps.
        if place == Place::Target {
            return;
        }
        words::words_of(text, &mut |word| {
            last.rotate_left(1);
            last[RUN - 1] = words::hash(word.as_bytes());
            seen += 1;
            s.whole = mix(s.whole ^ last[RUN - 1]);
            if seen >= RUN {
                let run = last.iter().fold(0, |h: u64, w| mix(h.rotate_left(5) ^ w));
                let bin = &mut s.bins[(run >> 58) as usize];
                *bin = (*bin).min(run as u32 & (EMPTY - 1));
                s.runs += 1;
            }
        });
    });
    // A body of fewer words than a run is still a body.
    if s.runs == 0 && seen > 0 {
        s.runs = 1;
    }
    s
}

/// Spreads the bits of a number (the finalizer of SplitMix64).
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
