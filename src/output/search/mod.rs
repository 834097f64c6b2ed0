//! The search index: classic script shards that a page loads on demand, from a server or from disk alike.
//!
//! ```text
//! Site -> record    one guide: its texts, cut into the places a result can lead to
//!      -> token     words, as the browser will cut a query          (with `chord`)
//!      -> weigh     word x guide -> impact, best place              in batches, in parallel
//!      -> dictionary  written word -> list of postings of its stem  (with `stem`)
//!      -> synonyms  words that mean the same -> their lists
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
use crate::synonyms::Synonyms;
use dictionary::Dictionary;
use files::GuideShards;
pub use record::{SearchRecord, SearchSection, SectionKind, records};
use stem::Languages;
use weigh::{Scale, Weighed};
use wire::facets::Facets;
use wire::records::Shown;
use wire::snippets::{Places, Snippet};

mod chord;
mod dictionary;
mod files;
mod golden;
mod place;
mod postings;
mod record;
mod shard;
mod stem;
mod synonyms;
mod token;
mod weigh;
mod wire;

pub use golden::golden;

/// Guides weighed together. Larger batches share more words, smaller ones spread better over threads.
const BATCH: usize = 128;

/// A file of the index: path below the site, and bytes.
pub type IndexFile = (Arc<str>, Vec<u8>);

/// The index of a site, its guides read one by one, and behind them the pages of places.
pub fn of_site(site: &Site, synonyms: &Synonyms) -> Vec<IndexFile> {
    // Where copies are folded there are none among the listed ones, and an original may be among the folded.
    let listed: Vec<usize> = site.listed().collect();
    let guides = listed.len();
    let folded = guides < site.guides.len();
    let original = |(i, g): (usize, &usize)| if folded { i } else { site.guides[*g].same_body_as };
    let mut originals: Vec<usize> = listed.iter().enumerate().map(original).collect();
    let places = site.places.as_ref().filter(|p| !p.pages.is_empty());
    originals.extend(guides..guides + places.map_or(0, |p| p.pages.len()));
    let languages = listed.iter().map(|g| site.guides[*g].entry.guide.front.lang.as_deref().unwrap_or_default());
    let languages = Languages::new(&site.config.language, languages);
    let common = site.config.common_synonyms;
    build(&languages, synonyms, common, &originals, |i| match places {
        Some(places) if i >= guides => place::record(site, places, i - guides),
        _ => record::record(site, listed[i]),
    })
}

/// The index of `records`.
pub fn index(records: &[SearchRecord], language: &str, synonyms: &Synonyms) -> Vec<IndexFile> {
    let originals: Vec<usize> = records.iter().map(|r| r.same_body_as).collect();
    let languages = Languages::new(language, records.iter().map(|r| r.language.as_str()));
    build(&languages, synonyms, true, &originals, |i| records[i].clone())
}

fn build(
    languages: &Languages,
    synonyms: &Synonyms,
    common_synonyms: bool,
    originals: &[usize],
    record: impl Fn(usize) -> SearchRecord + Sync,
) -> Vec<IndexFile> {
    // An original that is out of range or a copy itself is a fault of the caller; each guide then stands alone.
    let original = |i: usize| Some(originals[i]).filter(|&o| o < i && originals[o] == o).unwrap_or(i);
    let mut order: Vec<usize> = (0..originals.len()).collect();
    order.sort_by_key(|&i| (original(i), i));
    let heads: Vec<bool> = order.iter().map(|&i| original(i) == i).collect();

    // A batch keeps no text: its titles and snippets become files at once, its words become numbers.
    let weigh = |docs: std::ops::Range<usize>| {
        let mut scale = Scale::new(languages);
        let (mut shown, mut snippets) = (Vec::new(), Vec::new());
        let mut facets = Facets::default();
        let (mut original, mut summary) = (Places::default(), String::new());
        for doc in docs.clone() {
            let record = record(order[doc]);
            facets.add(doc as u32, &record);
            let places = Places::new(&record);
            if heads[doc] {
                scale.add(doc as u32, &record);
                original = places;
                let snippet = Snippet::new(&record, Some(&original));
                snippets.push(Some(snippet.to_json()));
                summary = snippet.s;
            } else {
                scale.add_copy(doc as u32, &record);
                let own = (places != original).then(|| places.told_by(&original));
                let snippet = Snippet::new(&record, own.as_ref());
                snippets.push((own.is_some() || snippet.s != summary).then(|| snippet.to_json()));
            }
            let SearchRecord { title, permalink, language, category, platforms, trust, .. } = record;
            shown.push(Shown { title, permalink, language, category, platforms, trust });
        }
        (scale.close(), GuideShards::new(docs.start, &heads[docs], shown, &snippets), facets)
    };
    let batches: Vec<(Weighed, GuideShards, Facets)> = batches(&heads).into_par_iter().map(weigh).collect();

    let (mut guides, mut facets) = (GuideShards::default(), Facets::default());
    let weighed = batches.into_iter().map(|(weighed, shards, more)| {
        guides.append(shards);
        facets.append(more);
        weighed
    });
    let dictionary = Dictionary::join(weighed.collect(), languages);
    let language = languages.of_site();
    let common = if common_synonyms { language.synonyms() } else { &[] };
    let same = synonyms::resolve(&synonyms.groups, common, language, &dictionary);
    files::write(language, &heads, &dictionary, guides, &facets, same)
}

/// Ranges of about `BATCH` documents that never part a copy from its original.
fn batches(heads: &[bool]) -> Vec<std::ops::Range<usize>> {
    let starts: Vec<usize> = (0..heads.len()).filter(|&doc| heads[doc]).collect();
    let ends = starts.iter().skip(1).copied().chain([heads.len()]);
    let groups: Vec<_> = starts.iter().copied().zip(ends).collect();
    let cuts = shard::cut(groups.iter().map(|(start, end)| end - start), BATCH);
    cuts.into_iter().map(|cut| groups[cut.start].0..groups[cut.end - 1].1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guide(permalink: &str, title: &str, text: &str, same_body_as: usize) -> SearchRecord {
        let step = SearchSection {
            anchor: "step-1".into(),
            kind: SectionKind::Step,
            text: text.into(),
            ui: vec!["Win + I".into()],
            ..SearchSection::default()
        };
        SearchRecord {
            permalink: permalink.into(),
            title: title.into(),
            sections: vec![SearchSection::default(), step],
            same_body_as,
            ..SearchRecord::default()
        }
    }

    fn site() -> Vec<SearchRecord> {
        let guides = (0..300).map(|i| {
            let original = if i % 3 == 2 { i - 2 } else { i };
            guide(
                &format!("g/{i:03}.html"),
                &format!("Fix printer {i}"),
                &format!("Open drüben it's </script> {original}"),
                original,
            )
        });
        guides.collect()
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let none = Synonyms::default();
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| index(&site(), "en", &none))
        };
        assert!(with(1) == with(4));
    }

    #[test]
    fn files_are_ascii_scripts_below_one_folder_and_only_the_root_keeps_its_name() {
        let none = Synonyms::default();
        let files = index(&site(), "en", &none);
        let other = index(&site()[1..], "en", &none);
        for (path, bytes) in &files {
            assert!(bytes.is_ascii() && bytes.starts_with(b"guidepostSearch(\""), "{path}");
            assert!(path.starts_with("assets/search/"), "{path}");
            assert_eq!(other.iter().any(|(p, _)| p == path), path.ends_with("/root.js"), "{path}");
        }
        assert!(files.is_sorted());
    }

    #[test]
    fn a_site_without_guides_still_has_a_root() {
        let none = Synonyms::default();
        let files = index(&[], "en", &none);
        assert_eq!(files.iter().map(|f| &*f.0).collect::<Vec<_>>(), ["assets/search/root.js"]);
    }

    #[test]
    fn a_copy_adds_its_title_and_no_second_body() {
        let size = |records: &[SearchRecord]| {
            index(records, "en", &Synonyms::default()).iter().map(|f| f.1.len()).sum::<usize>()
        };
        let body = "one two three four five six seven eight nine ten";
        let original = guide("a.html", "Printer", body, 0);
        let copy = |title, of| size(&[original.clone(), guide("b.html", title, body, of)]);
        assert!(copy("Scanner", 0) < copy("Scanner", 1));
        // A group that names a later guide, or a copy of a copy, is no group.
        assert_eq!(copy("Scanner", 1), copy("Scanner", 7));
    }
}
