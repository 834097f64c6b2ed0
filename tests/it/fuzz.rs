//! The entry of the fuzz target, run without a fuzzer: over its small articles and over changed copies of them.

#[path = "../fuzz/entry.rs"]
pub mod entry;

use std::path::Path;

/// Bytes that mean something to the reader, for changes that get far.
const SIGNS: &[&[u8]] = &[
    b"\n",
    b"\n\n",
    b"    ",
    b"**",
    b"`",
    b"```\n",
    b"1. ",
    b"2) ",
    b"Step 3",
    b"# ",
    b"> ",
    b"* ",
    b"[",
    b"](",
    b"![",
    b"<",
    b"<!--",
    b"-->",
    b"</",
    b"<b>",
    b"\\",
    b"|",
    b"---\n",
    b": ",
    b"\xf0\x9f\x98\x80",
    b"\xe2\x80\x8b",
    b"&amp;",
    b"\xff",
    b"\0",
    b"\t",
];

/// A row of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

#[test]
fn changed_articles_are_read_and_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus/reader");
    let seeds: Vec<Vec<u8>> = crate::project::files(&folder).into_iter().map(|(_, bytes)| bytes).collect();
    assert!(seeds.len() >= 40, "the small articles are there");
    seeds.iter().for_each(|seed| entry::read(seed));
    let mut numbers = Numbers(20_260_101);
    for _ in 0..3_000 {
        let mut bytes = seeds[numbers.below(seeds.len())].clone();
        for _ in 0..1 + numbers.below(6) {
            let at = numbers.below(bytes.len() + 1);
            let end = (at + numbers.below(12)).min(bytes.len());
            match numbers.below(5) {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..at, SIGNS[numbers.below(SIGNS.len())].iter().copied())),
                2 => drop(bytes.splice(at..end, SIGNS[numbers.below(SIGNS.len())].iter().copied())),
                3 => {
                    let other = &seeds[numbers.below(seeds.len())];
                    let from = numbers.below(other.len());
                    let to = (from + numbers.below(80)).min(other.len());
                    drop(bytes.splice(at..at, other[from..to].iter().copied()));
                }
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = numbers.below(256) as u8;
                    }
                }
            }
        }
        // The article is told when a change of it brings the reader down.
        let result = std::panic::catch_unwind(|| entry::read(&bytes));
        assert!(result.is_ok(), "{:?}", String::from_utf8_lossy(&bytes));
    }
}
