//! A list of postings as bytes: the weightiest guides first, so that a prefix of the list is its best part.
//!
//! ```text
//! list  = group*                          impact falls from group to group
//! group = impact:u8 count:varint doc{count} section{count}
//! doc     varint: distance from the document before it in the group, the first from 0
//! section varint: see `Posting::section`
//! ```
//!
//! The first tier ends after its best postings. The tail, which few queries need, has the rest in the same form but
//! without sections.

use super::weigh::Posting;
use super::wire::varint;

/// The postings of one word that go into its first tier.
/// A query of three words reads three such lists, about 3 KB each; what lies beyond is weaker than all of them.
pub const FIRST_TIER: usize = 1_000;

/// The best postings as bytes.
pub fn encode(postings: &[Posting]) -> Vec<u8> {
    let sorted = by_impact(postings);
    tier(&sorted[..sorted.len().min(FIRST_TIER)], |bytes, p| varint(bytes, u32::from(p.section)))
}

/// The other ones; empty for most words.
pub fn encode_tail(postings: &[Posting]) -> Vec<u8> {
    if postings.len() <= FIRST_TIER {
        return Vec::new();
    }
    tier(&by_impact(postings)[FIRST_TIER..], |_, _| ())
}

fn by_impact(postings: &[Posting]) -> Vec<Posting> {
    let mut sorted: Vec<Posting> = postings.to_vec();
    sorted.sort_by_key(|p| (std::cmp::Reverse(p.impact), p.doc));
    sorted
}

fn tier(sorted: &[Posting], section: impl Fn(&mut Vec<u8>, &Posting)) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(sorted.len() * 3);
    for group in sorted.chunk_by(|a, b| a.impact == b.impact) {
        bytes.push(group[0].impact);
        varint(&mut bytes, group.len() as u32);
        let mut before = 0;
        for posting in group {
            varint(&mut bytes, posting.doc - before);
            before = posting.doc;
        }
        group.iter().for_each(|p| section(&mut bytes, p));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weightiest_come_first_and_the_rest_is_the_tail() {
        let postings = |n: u32| (0..n).map(|doc| Posting { doc, impact: 1 + (doc % 2) as u8, section: 300 });
        let short = encode(&postings(3).collect::<Vec<_>>());
        assert_eq!(short, [2, 1, 1, 0xac, 2, 1, 2, 0, 2, 0xac, 2, 0xac, 2]);
        let many: Vec<Posting> = postings(2_006).collect();
        let (first, tail) = (encode(&many), encode_tail(&many));
        assert_eq!(first[..3], [2, 0xe8, 7], "1,000 postings, all of the higher impact");
        assert_eq!(tail[..5], [2, 3, 0xd1, 0xf, 2], "the last three of them, from 2001 on, without sections");
        assert_eq!(tail[6..9], [1, 0xeb, 7]);
    }
}
