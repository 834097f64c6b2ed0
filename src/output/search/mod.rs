//! The search index: classic script shards that a page loads on demand, from a server or from disk alike.
//!
//! ```text
//! Site -> record    one guide: its texts, cut into the places a result can lead to
//!      -> token     words, as the browser will cut a query          (with `chord`)
//!      -> weigh     word x guide -> impact, best place              in batches, in parallel
//!      -> dictionary  written word -> list of postings of its stem  (with `stem`)
//!      -> shard     where one file ends and the next begins
//!      -> files     which shard holds what, and the root that says so
//!      -> wire      the bytes of each file, one struct a file
//! ```
//!
//! `static/search.js` is the other half: it reads these files and answers queries. What it costs a reader
//! is the root and a few shards of some 6 KB for the words typed and the titles shown, however large the
//! site. Same records, same bytes, whatever the number of threads.
//!
//! Documents are numbered so that copies of a body follow their original: one bit each folds them.

use std::sync::Arc;

use rayon::prelude::*;

use crate::site::Site;
use dictionary::Dictionary;
pub use record::{SearchRecord, SearchSection, SectionKind, records};
use stem::Language;
use weigh::Scale;
use wire::records::Shown;
use wire::snippets::Snippet;

mod chord;
mod dictionary;
mod files;
mod golden;
mod postings;
mod record;
mod shard;
mod stem;
mod text;
mod token;
mod weigh;
mod wire;

pub use golden::golden;

/// Guides weighed together. Larger batches share more words, smaller ones spread better over threads.
const BATCH: usize = 128;

/// A file of the index: path below the site, and bytes.
pub type IndexFile = (Arc<str>, Vec<u8>);

/// The index of a site, its guides read one by one.
pub fn of_site(site: &Site) -> Vec<IndexFile> {
    let originals: Vec<usize> = site.guides.iter().map(|g| g.same_body_as).collect();
    build(&site.config.language, &originals, |i| record::record(site, i))
}

/// The index of `records`.
pub fn index(records: &[SearchRecord], language: &str) -> Vec<IndexFile> {
    let originals: Vec<usize> = records.iter().map(|r| r.same_body_as).collect();
    build(language, &originals, |i| records[i].clone())
}

/// What is left of a batch once its records are dropped.
struct Batch<'l> {
    scale: Scale<'l>,
    shown: Vec<Shown>,
    /// JSON of each guide's snippets.
    snippets: Vec<Box<str>>,
}

fn build(tag: &str, originals: &[usize], record: impl Fn(usize) -> SearchRecord + Sync) -> Vec<IndexFile> {
    let language = Language::of(tag);
    // An original that is out of range or a copy itself is a fault of the caller; each guide then stands alone.
    let original = |i: usize| Some(originals[i]).filter(|&o| o < i && originals[o] == o).unwrap_or(i);
    let mut order: Vec<usize> = (0..originals.len()).collect();
    order.sort_by_key(|&i| (original(i), i));
    let heads: Vec<bool> = order.iter().map(|&i| original(i) == i).collect();

    let batches: Vec<Batch> = batches(&heads)
        .into_par_iter()
        .map(|range| {
            let mut batch = Batch { scale: Scale::new(&language), shown: Vec::new(), snippets: Vec::new() };
            for doc in range {
                let record = record(order[doc]);
                if heads[doc] {
                    batch.scale.add(doc as u32, &record);
                } else {
                    batch.scale.add_copy(doc as u32, &record);
                }
                batch.snippets.push(serde_json::to_string(&Snippet::new(&record)).unwrap_or_default().into());
                let SearchRecord { title, permalink, category, platforms, .. } = record;
                batch.shown.push(Shown { title, permalink, category, platforms });
            }
            batch
        })
        .collect();

    let mut scales = Vec::with_capacity(batches.len());
    let (mut shown, mut snippets) = (Vec::with_capacity(order.len()), Vec::with_capacity(order.len()));
    for batch in batches {
        scales.push(batch.scale);
        shown.extend(batch.shown);
        snippets.extend(batch.snippets);
    }
    let dictionary = Dictionary::join(scales, &language);
    files::write(&language, &heads, &dictionary, &shown, &snippets)
}

/// Ranges of about `BATCH` documents that never part a copy from its original.
fn batches(heads: &[bool]) -> Vec<std::ops::Range<usize>> {
    let starts: Vec<usize> = (0..heads.len()).filter(|&doc| heads[doc]).collect();
    let ends = starts.iter().skip(1).copied().chain([heads.len()]);
    let groups: Vec<_> = starts.iter().copied().zip(ends).collect();
    let cuts = shard::cut(groups.iter().map(|(start, end)| end - start), BATCH);
    cuts.into_iter().map(|cut| groups[cut.start].0..groups[cut.end - 1].1).collect()
}
