//! What of other articles leads elsewhere once proposals are written: links to steps and headings that have another
//! anchor then, and words that name a step by its number.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::address;
use crate::guide::platform::Platforms;
use crate::guide::{Guide, Step, lower};
use crate::site::reference;
use crate::snapshot::Snapshot;
use crate::source::{Source, Span};
use crate::ui::affected::{AffectedGuide, Placed, Pointer};
use crate::ui::count::{CARDINALS, ORDINALS};
use crate::ui::{patch, stamp};

/// A guide whose anchors its proposals change.
struct Moving {
    /// Place among the guides.
    index: usize,
    title: String,
    /// Each anchor that is another one then; `None`: it is gone.
    anchors: BTreeMap<String, Option<String>>,
    /// Each number of a step that is another one then; `None`: the step is gone.
    numbers: BTreeMap<u32, Option<u32>>,
}

/// Tells each guide of the links and words that its proposals leave behind.
pub fn add(guides: &mut [AffectedGuide], snapshot: &Snapshot) {
    let moving: Vec<Moving> =
        guides.par_iter().enumerate().filter_map(|(i, g)| moving(i, g, snapshot.document(&g.file)?)).collect();
    if moving.is_empty() {
        return;
    }
    let by_path: BTreeMap<String, &Moving> = moving.iter().map(|m| (bare(&guides[m.index].file), m)).collect();
    let found: Vec<(usize, Pointer)> =
        snapshot.documents.par_iter().flat_map_iter(|d| pointers(d, &by_path, &moving)).collect();
    for (index, pointer) in found {
        guides[index].pointers.push(pointer);
    }
}

fn moving(index: usize, affected: &AffectedGuide, source: &Source) -> Option<Moving> {
    let is_heading = |at: u32| {
        let at = at as usize;
        let line = source.text[..at].rfind('\n').map_or(0, |i| i + 1);
        source.text[line..].starts_with('#')
    };
    let moves = |p: &Placed| p.finding.whole_step || p.finding.fix.edit().is_some_and(|e| is_heading(e.span.start));
    if !affected.findings.iter().any(moves) {
        return None;
    }
    let edits = affected.all_edits();
    let platforms = Platforms::default();
    let (before, _) = lower::read(source, &platforms);
    let patched = Source::from_text(source.path.clone(), &patch::apply(&source.text, &edits));
    let (after, _) = lower::read(&patched, &platforms);
    let (anchors, numbers) = changed(&before, &after, &taken_out(&before, affected));
    (!anchors.is_empty()).then(|| Moving { index, title: before.title.clone(), anchors, numbers })
}

/// What becomes of anchors, and of numbers.
type Changed = (BTreeMap<String, Option<String>>, BTreeMap<u32, Option<u32>>);

/// The anchors and the numbers of steps that are others in the guide as it is then, part by part. Where several lists
/// have a step of one number, the first that changes counts.
fn changed(before: &Guide, after: &Guide, gone: &BTreeSet<String>) -> Changed {
    let mut numbers = BTreeMap::new();
    let lists = |guide: &'_ Guide| -> Vec<Vec<(String, u32)>> {
        let of = |steps: &[Step]| steps.iter().map(|s| (s.anchor.clone(), s.n)).collect();
        guide.sections.iter().flat_map(|s| s.procedures()).map(|p| of(&p.steps)).collect()
    };
    for (old, new) in lists(before).into_iter().zip(lists(after)) {
        let mut new = new.into_iter();
        for (anchor, n) in old {
            let now = if gone.contains(&anchor) { None } else { new.next().map(|(_, n)| n) };
            if now != Some(n) {
                numbers.entry(n).or_insert(now);
            }
        }
    }
    let mut pairs: Vec<(String, Option<String>)> = gone.iter().map(|a| (a.clone(), None)).collect();
    let mut steps: Vec<(Vec<&Step>, Vec<&Step>)> = Vec::new();
    for (old, new) in before.sections.iter().zip(&after.sections) {
        if let (Some(a), Some(b)) = (&old.heading, &new.heading) {
            pairs.push((a.anchor.clone(), Some(b.anchor.clone())));
        }
        let lists = old.procedures().zip(new.procedures());
        steps.extend(lists.map(|(a, b)| (a.steps.iter().collect(), b.steps.iter().collect())));
    }
    while let Some((mut old, new)) = steps.pop() {
        old.retain(|s| !gone.contains(&s.anchor));
        for (a, b) in old.into_iter().zip(new) {
            pairs.push((a.anchor.clone(), Some(b.anchor.clone())));
            steps.push((a.substeps().collect(), b.substeps().collect()));
        }
    }
    (pairs.into_iter().filter(|(a, b)| b.as_ref() != Some(a)).collect(), numbers)
}

/// The anchors of the steps that are taken out.
fn taken_out(guide: &Guide, affected: &AffectedGuide) -> BTreeSet<String> {
    let steps = stamp::all_steps(guide);
    let whole = affected.findings.iter().filter(|p| p.finding.whole_step).map(|p| p.finding.span.start);
    let of = |at: u32| {
        let around = steps.iter().filter(move |s| s.span.start <= at && at < s.span.end);
        around.min_by_key(|s| s.span.end - s.span.start)
    };
    whole.filter_map(of).map(|s| s.anchor.clone()).collect()
}

/// A path without its ending, in small letters.
fn bare(path: &str) -> String {
    let path = path.trim_start_matches('/').trim_end_matches('/').to_lowercase();
    let path = [".md", ".markdown", ".html"].iter().find_map(|e| path.strip_suffix(e)).unwrap_or(&path);
    path.strip_suffix("/index").unwrap_or(path).to_owned()
}

/// Links and words of one article that lead to what moves.
fn pointers(source: &Source, by_path: &BTreeMap<String, &Moving>, moving: &[Moving]) -> Vec<(usize, Pointer)> {
    let mut out = Vec::new();
    let text = &source.text;
    let add = |out: &mut Vec<(usize, Pointer)>, index: usize, (start, end): (usize, usize), now: Option<String>| {
        let line = source.line_column(start).0;
        let (words, span) = (text[start..end].to_owned(), Span::new(start, end));
        out.push((index, Pointer { file: source.path.clone(), line, words, now, span }));
    };
    for (start, end) in addresses(text).into_iter().filter(|(start, end)| text[*start..*end].contains('#')) {
        let (path, Some(fragment)) = reference::split(&text[start..end]) else { continue };
        let target = if path.is_empty() { Some(bare(&source.path)) } else { joined(source, &path) };
        let Some(moving) = target.and_then(|t| by_path.get(&t)) else { continue };
        if let Some(now) = moving.anchors.get(&fragment) {
            add(&mut out, moving.index, (start, end), now.as_ref().map(|a| format!("#{a}")));
        }
    }
    if moving.iter().all(|m| m.numbers.is_empty()) {
        return out;
    }
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let start = line_start;
        line_start += line.len();
        for named in named_steps(line) {
            for m in moving {
                let Some(now) = named.then(line, &m.numbers) else { continue };
                if (m.title.len() > 8 && line.contains(&m.title)) || links_to(source, line, m, by_path) {
                    add(&mut out, m.index, (start + named.start, start + named.end), now);
                }
            }
        }
    }
    out
}

fn links_to(source: &Source, line: &str, moving: &Moving, by_path: &BTreeMap<String, &Moving>) -> bool {
    addresses(line).into_iter().any(|(start, end)| {
        // Its anchor is told of already.
        let (path, None) = reference::split(&line[start..end]) else { return false };
        let target = joined(source, &path).filter(|_| !path.is_empty());
        target.and_then(|t| by_path.get(&t)).is_some_and(|m| m.index == moving.index)
    })
}

/// The article that a path as written means, below the content.
fn joined(source: &Source, path: &str) -> Option<String> {
    let folder = address::folder(&source.path);
    let joined = if path.starts_with('/') { Some(path.to_owned()) } else { address::join(folder, path) };
    joined.map(|p| bare(&p))
}

/// Where addresses of links stand in a text: behind `](`, `href="` and `]: `.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for sign in ["](", "href=\"", "]: "] {
        for (at, _) in text.match_indices(sign) {
            let start = at + sign.len();
            let length = text[start..].find([' ', ')', '"', '\n', '>']).unwrap_or(text.len() - start);
            out.push((start, start + length));
        }
    }
    out
}

/// Words that name steps by their numbers: "step 4", "steps 3 to 5", "the fifth step".
struct Named {
    start: usize,
    end: usize,
    /// Each number, and where it stands in the line.
    numbers: Vec<(u32, std::ops::Range<usize>)>,
}

impl Named {
    /// What has to stand there with other numbers: `Some(None)`: one of the steps is gone; `None`: nothing else.
    fn then(&self, line: &str, numbers: &BTreeMap<u32, Option<u32>>) -> Option<Option<String>> {
        if !self.numbers.iter().any(|(n, _)| numbers.contains_key(n)) {
            return None;
        }
        let mut words = line[self.start..self.end].to_owned();
        for (n, at) in self.numbers.iter().rev() {
            let Some(now) = numbers.get(n) else { continue };
            let Some(now) = now else { return Some(None) };
            let own = line[at.clone()].to_ascii_lowercase();
            let word = |words: &[&'static str]| {
                let index = usize::try_from(now.saturating_sub(1)).ok().filter(|_| words.contains(&&*own))?;
                words.get(index).copied()
            };
            let text = word(ORDINALS).or_else(|| word(CARDINALS)).map_or_else(|| now.to_string(), str::to_owned);
            words.replace_range(at.start - self.start..at.end - self.start, &text);
        }
        Some(Some(words))
    }
}

/// The words of a line that name steps. A link with an anchor is told of as such.
fn named_steps(line: &str) -> Vec<Named> {
    // Few lines are worth being copied.
    if !line.contains("tep") && !line.contains("TEP") {
        return Vec::new();
    }
    let lower = line.to_ascii_lowercase();
    lower.match_indices("step").filter_map(|(at, word)| named_at(&lower, at, at + word.len())).collect()
}

/// The numbers behind or before the word "step" at a place.
fn named_at(lower: &str, at: usize, end: usize) -> Option<Named> {
    if lower[..at].ends_with(char::is_alphanumeric) {
        return None;
    }
    let linked =
        |to: usize| lower[to..].strip_prefix("](").is_some_and(|a| a.split(')').next().unwrap_or("").contains('#'));
    let plural = lower[end..].starts_with('s');
    let mut from = end + usize::from(plural);
    let mut numbers: Vec<(u32, std::ops::Range<usize>)> = Vec::new();
    while let Some((n, range)) = number_at(lower, from) {
        let to = range.end;
        numbers.push((n, range));
        let joint = ["to", "and", "or", "through", "until", "\u{2013}", "-", ","].iter().find_map(|j| {
            let rest = lower[to..].trim_start_matches(' ');
            let start = lower.len() - rest.len();
            rest.starts_with(j).then_some(start + j.len())
        });
        match joint.filter(|_| plural) {
            Some(next) => from = next,
            None => break,
        }
    }
    if let (Some(last), false) = (numbers.last().map(|n| n.1.end), numbers.is_empty()) {
        return (!linked(last)).then_some(Named { start: at, end: last, numbers });
    }
    // "the fifth step"
    let before = lower[..at].trim_end_matches(' ');
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let start = before.len() - word.len();
    let n = ORDINALS.iter().position(|w| *w == word)?;
    let end = end + usize::from(plural);
    let numbers = vec![(u32::try_from(n + 1).ok()?, start..before.len())];
    (before.len() < at && !linked(end)).then_some(Named { start, end, numbers })
}

/// The number that stands behind blanks at a place: "4", "four".
fn number_at(lower: &str, from: usize) -> Option<(u32, std::ops::Range<usize>)> {
    let rest = lower[from..].trim_start_matches(' ');
    let start = lower.len() - rest.len();
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().filter(|w| !w.is_empty())?;
    let spoken = || CARDINALS.iter().position(|c| *c == word).and_then(|n| u32::try_from(n + 1).ok());
    let n = word.parse().ok().or_else(spoken)?;
    Some((n, start..start + word.len()))
}
