//! Where one file ends and the next begins.
//!
//! Shards aim at one compressed size: small enough that a query of a few words costs tens of kilobytes,
//! large enough that a large site does not drown in files. Sizes are estimated, not measured, so that the
//! cut depends on nothing but the content.

use std::ops::Range;

/// Estimated compressed bytes of a shard of words and lists.
pub const TERMS: usize = 4_000;
/// Of a shard of texts.
pub const SNIPPETS: usize = 2_400;
/// Of a shard of what guides can be filtered by.
pub const FACETS: usize = 16_000;

/// Guides in a shard of titles: the results of a query lie in as many shards, and of each one guide is shown.
pub const RECORDS: usize = 12;

/// Consecutive ranges whose sizes come to about `target` each; one item may be larger.
pub fn cut(sizes: impl Iterator<Item = usize>, target: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut sum, mut end) = (0, 0, 0);
    for size in sizes {
        // Closing before an item that overshoots keeps the largest shard near the target.
        if end > start && sum + size > target {
            ranges.push(start..end);
            (start, sum) = (end, 0);
        }
        sum += size;
        end += 1;
    }
    if end > start {
        ranges.push(start..end);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn every_item_is_in_one_shard() {
        assert_eq!(cut([4, 4, 4, 20, 1].into_iter(), 8), [0..2, 2..3, 3..4, 4..5]);
        assert!(cut(std::iter::empty(), 8).is_empty());
    }
}
