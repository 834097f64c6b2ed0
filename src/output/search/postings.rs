//! A list of postings as bytes: the weightiest guides first, so that a prefix of the list is its best part.
//!
//! ```text
//! list  = group*                          impact falls from group to group
//! group = impact:u8 count:varint doc{count} section{count}
//! doc     varint: distance from the document before it in the group, the first from 0
//! section varint: see `Posting::section`
//! ```

use super::weigh::Posting;
use super::wire::varint;

/// The postings of one word that go into its first tier.
/// A query of three words reads three such lists, about 3 KB each; what lies beyond is weaker than all of them.
pub const FIRST_TIER: usize = 1_000;

/// The best postings as bytes.
pub fn encode(postings: &[Posting]) -> Vec<u8> {
    let mut sorted: Vec<Posting> = postings.to_vec();
    sorted.sort_by_key(|p| (std::cmp::Reverse(p.impact), p.doc));
    sorted.truncate(FIRST_TIER);
    let mut bytes = Vec::with_capacity(sorted.len() * 3 + 4);
    for group in sorted.chunk_by(|a, b| a.impact == b.impact) {
        bytes.push(group[0].impact);
        varint(&mut bytes, group.len() as u32);
        let mut before = 0;
        for posting in group {
            varint(&mut bytes, posting.doc - before);
            before = posting.doc;
        }
        group.iter().for_each(|p| varint(&mut bytes, u32::from(p.section)));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_come_first_and_the_rest_is_cut() {
        let postings = |n: u32| (0..n).map(|doc| Posting { doc, impact: 1 + (doc % 2) as u8, section: 300 });
        assert_eq!(encode(&postings(3).collect::<Vec<_>>()), [2, 1, 1, 0xac, 2, 1, 2, 0, 2, 0xac, 2, 0xac, 2]);
        let long = encode(&postings(4_000).collect::<Vec<_>>());
        assert_eq!(long[0], 2);
        assert!(long.len() < 5_000, "1,000 postings, all of the higher impact");
    }
}
