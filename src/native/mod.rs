//! Writes a guide as clean Markdown, the native form: what we ask writers to write, made from whatever was read.
//!
//! The guide is laid out as a tree (`tree`), and each part written in the way that reads best anywhere. Then the
//! text is read again. Where the second reading differs from the guide, that part is written more plainly, until
//! the two readings agree; what does not come to agree is reported, not hidden.

pub mod block;
pub mod front;
pub mod inline;
pub mod row;
pub mod same;
pub mod tree;

use crate::guide::Guide;
use crate::guide::lower;
use crate::guide::platform::Platforms;
use crate::native::block::{Levels, PLAINEST};
use crate::native::same::Fact;
use crate::source::Source;

/// A guide as native Markdown.
#[derive(Clone, Debug)]
pub struct Written {
    pub text: String,
    /// The first thing that reads differently in `text`, if anything does: what it was, and what it became.
    pub difference: Option<Difference>,
}

/// Something that two readings do not have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub was: String,
    pub became: String,
}

/// How many times a text is written anew before its differences are taken as they are.
const ROUNDS: usize = 60;

/// How many times a written text is read and written again until it stays as it is.
const SETTLING: usize = 5;

/// Writes `guide`, which was read from `source`. What is written is written the same way again.
pub fn write(guide: &Guide, source: &Source, platforms: &Platforms) -> Written {
    let mut written = write_once(guide, source, platforms);
    for _ in 0..SETTLING {
        let source = Source::from_text(source.path.clone(), &written.text);
        let (again, _) = lower::read(&source, platforms);
        let next = write_once(&again, &source, platforms);
        // Looks are no facts: a name that was bold only in a title may be written bold everywhere now.
        if written.difference.is_some() || next.difference.is_some() || next.text == written.text {
            break;
        }
        written = next;
    }
    written
}

fn write_once(guide: &Guide, source: &Source, platforms: &Platforms) -> Written {
    let sections = tree::sections(guide);
    let ours = same::of_sections(guide, &sections);
    let front = front::write(guide, source);
    let mut levels = Levels::new();
    // The text whose reading agrees the longest.
    let mut best: Option<(usize, Written)> = None;
    for _ in 0..ROUNDS {
        let body = block::body(guide, &sections, &levels);
        let text = format!("{front}\n{body}");
        let (again, _) = lower::read(&Source::from_text(source.path.clone(), &text), platforms);
        let theirs = same::facts(&again);
        let Some(at) = same::first_difference(&ours, &theirs) else {
            return Written { text, difference: None };
        };
        let of = |facts: &[Fact]| facts.get(at).map_or("nothing", |f| f.text.as_str()).to_owned();
        if best.as_ref().is_none_or(|(length, _)| *length < at) {
            let difference = Some(Difference { was: of(&ours), became: of(&theirs) });
            best = Some((at, Written { text, difference }));
        }
        let parts = to_write_more_plainly(&ours, &theirs, at, &levels);
        if parts.is_empty() {
            break;
        }
        parts.into_iter().for_each(|part| *levels.entry(part).or_insert(0) += 1);
    }
    best.map_or_else(|| Written { text: String::new(), difference: None }, |(_, written)| written)
}

/// The parts that read differently, where the readings can be laid side by side; else the part of the first
/// difference or one near it, which may have swallowed it.
fn to_write_more_plainly(ours: &[Fact], theirs: &[Fact], at: usize, levels: &Levels) -> Vec<usize> {
    let may = |part: usize| part > 0 && levels.get(&part).is_none_or(|l| *l < PLAINEST);
    let same_part = |a: &Fact, b: &Fact| a.part == b.part;
    let groups: Vec<&[Fact]> = ours.chunk_by(same_part).collect();
    let other: Vec<&[Fact]> = theirs.chunk_by(same_part).collect();
    if groups.len() == other.len() {
        let differ = |(a, b): &(&&[Fact], &&[Fact])| !a.iter().map(|f| &f.text).eq(b.iter().map(|f| &f.text));
        let parts: Vec<usize> =
            groups.iter().zip(&other).filter(differ).map(|(a, _)| a[0].part).filter(|p| may(*p)).collect();
        if !parts.is_empty() {
            return parts;
        }
    }
    let here = ours.get(at).or(ours.last()).map_or(0, |f| f.part);
    let place = groups.iter().position(|g| g[0].part == here).unwrap_or(0);
    let near = [Some(place), place.checked_sub(1), Some(place + 1), place.checked_sub(2), Some(place + 2)];
    // A list as a whole is told by its own fact only.
    let is_list = |g: &[Fact]| g[0].text.ends_with(" steps") || g[0].text.ends_with(" numbers");
    let groups = near.into_iter().flatten().filter_map(|i| Some((i, *groups.get(i)?)));
    let parts = groups.filter(|(i, g)| *i == place || !is_list(g)).map(|(_, g)| g[0].part);
    parts.filter(|p| may(*p)).take(1).collect()
}
