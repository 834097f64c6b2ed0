//! `f<facet>-<n>`: values of one facet (0 platforms, 1 categories, 2 tags), the most used first, and which guides
//! have each. Read only when a reader filters. Guides that name no platform are for any: they stand first, with an
//! empty text for the value, and pass every platform.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::output::search::record::SearchRecord;
use crate::output::search::{shard, wire};

pub const FACETS: usize = 3;
/// The value of guides that fit every value.
const ANY: &str = "";

/// The guides of each value, in order.
type Values = BTreeMap<String, Vec<u32>>;

/// What guides can be filtered by, while it is collected.
#[derive(Default)]
pub struct Facets([Values; FACETS]);

impl Facets {
    pub fn add(&mut self, doc: u32, record: &SearchRecord) {
        if record.platforms.is_empty() {
            self.0[0].entry(ANY.into()).or_default().push(doc);
        }
        let own = [&record.platforms, &record.categories, &record.tags];
        for (facet, values) in self.0.iter_mut().zip(own) {
            for value in values.iter().filter(|v| !v.is_empty()) {
                let docs = facet.entry(value.clone()).or_default();
                if docs.last() != Some(&doc) {
                    docs.push(doc);
                }
            }
        }
    }

    /// Takes over those of guides that come after.
    pub fn append(&mut self, more: Facets) {
        for (facet, values) in self.0.iter_mut().zip(more.0) {
            values.into_iter().for_each(|(value, mut docs)| facet.entry(value).or_default().append(&mut docs));
        }
    }

    /// For each facet its shards; none where every choice would leave everything.
    pub fn shards(&self, guides: usize) -> [Vec<FacetShard>; FACETS] {
        self.0.each_ref().map(|values| {
            let any = values.get(ANY).map_or(0, Vec::len);
            if values.iter().all(|(value, docs)| value == ANY || docs.len() + any == guides) {
                return Vec::new();
            }
            let mut sorted: Vec<(&String, &Vec<u32>)> = values.iter().collect();
            sorted.sort_by_key(|(value, docs)| (*value != ANY, std::cmp::Reverse(docs.len()), *value));
            let size = |(value, docs): &(&String, &Vec<u32>)| 2 + value.len() / 2 + docs.len();
            let cuts = shard::cut(sorted.iter().map(size), shard::FACETS);
            cuts.into_iter().map(|range| FacetShard::new(&sorted[range])).collect()
        })
    }
}

#[derive(Serialize)]
pub struct FacetShard {
    /// Values.
    v: Vec<String>,
    /// Guides that have each.
    n: Vec<usize>,
    /// Base64, for each value its guides: varints, the distance from the one before, the first from 0.
    l: String,
}

impl FacetShard {
    fn new(values: &[(&String, &Vec<u32>)]) -> FacetShard {
        let mut bytes = Vec::new();
        for (_, docs) in values {
            let mut before = 0;
            for &doc in *docs {
                wire::varint(&mut bytes, doc - before);
                before = doc;
            }
        }
        FacetShard {
            v: values.iter().map(|(value, _)| value.to_string()).collect(),
            n: values.iter().map(|(_, docs)| docs.len()).collect(),
            l: wire::base64(&bytes),
        }
    }

    pub fn len(&self) -> usize {
        self.v.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guide(platforms: &[&str], tags: &[&str]) -> SearchRecord {
        let texts = |list: &[&str]| list.iter().map(|t| t.to_string()).collect();
        SearchRecord { platforms: texts(platforms), tags: texts(tags), ..SearchRecord::default() }
    }

    #[test]
    fn values_come_by_use_and_a_facet_without_a_choice_is_none() {
        let (mut first, mut second) = (Facets::default(), Facets::default());
        first.add(0, &guide(&["Windows 11"], &["wifi", "wifi"]));
        first.add(1, &guide(&["Windows 11"], &[]));
        second.add(2, &guide(&["Windows 11"], &["audio", "wifi"]));
        first.append(second);
        let [platforms, categories, tags] = first.shards(3);
        assert!(platforms.is_empty() && categories.is_empty());
        assert_eq!((&tags[0].v, &tags[0].n), (&vec!["wifi".to_owned(), "audio".to_owned()], &vec![2, 1]));
        assert_eq!(tags[0].l, wire::base64(&[0, 2, 2]));
    }

    #[test]
    fn guides_for_any_platform_come_first_and_are_no_choice_of_their_own() {
        let mut facets = Facets::default();
        facets.add(0, &guide(&[], &[]));
        facets.add(1, &guide(&["Windows 11"], &[]));
        assert!(facets.shards(2)[0].is_empty(), "every guide fits Windows 11");
        facets.add(2, &guide(&["Windows 10", "Windows 11"], &[]));
        let shard = &facets.shards(3)[0][0];
        assert_eq!(
            (&shard.v[..], &shard.n[..]),
            (&["", "Windows 11", "Windows 10"].map(String::from)[..], &[1, 2, 1][..])
        );
    }
}
