//! Guides with nearly the same text: which of them to keep, why, and what to do with the others.
//!
//! `duplicate` finds the clusters in one pass; here each gets its best copy. A copy is the better the more people
//! stand behind it: somebody followed it on a release, its title says what the text is about, other guides lead to
//! it, its title was not made to be found. Of equals the one that changed last is kept, then the one with the shorter
//! address. Nothing here changes a guide: `fold` only decides where it is listed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::site::subject::Subjects;
use crate::site::words::{self, Stems};
use crate::site::{GuideIndex, PlacedGuide, RelatedTarget, Site, Target, taxonomy};

/// Guides with nearly the same text, at least two.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    pub keep: GuideIndex,
    /// What speaks for it, the weightiest first, as far as it tells it from others of the cluster.
    pub why: Vec<&'static str>,
    /// The others, in the order of the site.
    pub rest: Vec<GuideIndex>,
}

/// What speaks for a copy. The order of the fields is the order of their weight.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Merit {
    verified: bool,
    title_fits: bool,
    /// Guides whose text leads to it, as a power of two: one link more among many is no reason.
    linked: u32,
    clean: bool,
    described: bool,
    newest: Option<jiff::civil::Date>,
    short: Reverse<usize>,
}

/// Share of the words of a title that its text must have for the title to fit.
const FITS: f32 = 0.5;

/// All clusters, in the order of the guides that are kept.
pub fn clusters(guides: &[PlacedGuide]) -> Vec<Cluster> {
    let mut members: BTreeMap<GuideIndex, Vec<GuideIndex>> = BTreeMap::new();
    for (guide, placed) in guides.iter().enumerate() {
        members.entry(placed.same_body_as).or_default().push(guide);
    }
    members.retain(|_, members| members.len() > 1);
    if members.is_empty() {
        return Vec::new();
    }
    let linked = linked(guides);
    let subjects = Subjects::new(&[]);
    let mut stems = Stems::new();
    let mut clusters: Vec<Cluster> = members
        .into_values()
        .map(|members| {
            let text = text_of(&guides[members[0]], &mut stems);
            let merit = |g: &GuideIndex, stems: &mut Stems| merit(&guides[*g], linked[*g], &text, &subjects, stems);
            let merits: Vec<Merit> = members.iter().map(|g| merit(g, &mut stems)).collect();
            // Of equals the first.
            let best = (0..members.len()).max_by(|a, b| merits[*a].cmp(&merits[*b]).then(b.cmp(a))).unwrap_or(0);
            let keep = members[best];
            let others: Vec<&Merit> = merits.iter().enumerate().filter(|(i, _)| *i != best).map(|(_, m)| m).collect();
            Cluster {
                keep,
                why: why(&merits[best], &others),
                rest: members.into_iter().filter(|g| *g != keep).collect(),
            }
        })
        .collect();
    clusters.sort_by_key(|c| c.keep);
    clusters
}

fn why(best: &Merit, others: &[&Merit]) -> Vec<&'static str> {
    let ahead = |ahead_of: &dyn Fn(&Merit) -> bool| others.iter().any(|o| ahead_of(o));
    let reasons: [(bool, &'static str); 7] = [
        (best.verified && ahead(&|o| !o.verified), "verified"),
        (best.title_fits && ahead(&|o| !o.title_fits), "its title says what the text is about"),
        (ahead(&|o| o.linked < best.linked), "other guides lead to it"),
        (best.clean && ahead(&|o| !o.clean), "a plain title"),
        (best.described && ahead(&|o| !o.described), "has a description"),
        (best.newest.is_some() && ahead(&|o| o.newest < best.newest), "changed last"),
        (ahead(&|o| o.short < best.short), "a short address"),
    ];
    let mut why: Vec<&'static str> = reasons.into_iter().filter(|(is, _)| *is).map(|(_, why)| why).collect();
    if why.is_empty() {
        why.push("the first by address");
    }
    why
}

fn merit(placed: &PlacedGuide, linked: usize, text: &BTreeSet<u32>, subjects: &Subjects, stems: &mut Stems) -> Merit {
    let guide = &placed.entry.guide;
    let mut title: Vec<u32> = Vec::new();
    words::words_of(&guide.title, &mut |word| title.extend(stems.term(word)));
    let found = title.iter().filter(|term| text.contains(term)).count();
    let signs = subjects.of(&guide.title, &placed.permalink);
    let description = guide.front.description.as_deref().unwrap_or("");
    Merit {
        verified: guide.front.verified.is_some(),
        title_fits: found > 0 && found as f32 >= title.len() as f32 * FITS,
        linked: usize::BITS - linked.leading_zeros(),
        clean: signs.iter().all(|s| s.weight > 0),
        // A description that only repeats the title is none.
        described: !description.is_empty() && !description.contains(guide.title.as_str()),
        newest: guide.front.updated.max(guide.front.date),
        short: Reverse(placed.permalink.len()),
    }
}

/// The terms of a text.
fn text_of(placed: &PlacedGuide, stems: &mut Stems) -> BTreeSet<u32> {
    let mut text = BTreeSet::new();
    words::body(&placed.entry.guide, &mut |_, part| {
        words::words_of(part, &mut |word| text.extend(stems.term(word)));
    });
    text
}

/// How many guides lead to each, in their text or by the choice of their author.
fn linked(guides: &[PlacedGuide]) -> Vec<usize> {
    let mut linked = vec![0; guides.len()];
    for (from, placed) in guides.iter().enumerate() {
        let in_text = placed.targets.iter().filter_map(|t| match t {
            Target::Guide { guide, .. } => Some(*guide),
            _ => None,
        });
        let chosen = placed.related.kept.iter().filter_map(|link| match link.to {
            RelatedTarget::Guide(guide) => Some(guide),
            RelatedTarget::Web { .. } => None,
        });
        let to: BTreeSet<GuideIndex> = in_text.chain(chosen).filter(|to| *to != from).collect();
        to.into_iter().for_each(|to| linked[to] += 1);
    }
    linked
}

/// The old addresses that the guide to keep answers to once the others are gone: those of their pages, and what were
/// old addresses of theirs. As `aliases` wants them.
pub fn aliases(site: &Site, cluster: &Cluster) -> Vec<String> {
    let own: BTreeSet<&str> = site.guides[cluster.keep].entry.guide.front.aliases.iter().map(String::as_str).collect();
    let pages = cluster.rest.iter().map(|g| format!("/{}", site.guides[*g].permalink));
    let old = cluster.rest.iter().flat_map(|g| site.guides[*g].entry.guide.front.aliases.iter().cloned());
    let mut seen = BTreeSet::new();
    pages.chain(old).filter(|a| !own.contains(a.as_str()) && seen.insert(a.clone())).collect()
}

/// Lists only the best copy of each text: the others keep their pages, at their addresses, and nothing leads there
/// but the links of authors.
pub fn fold(site: &mut Site) {
    site.guides.iter_mut().for_each(|guide| guide.folded_into = guide.better_copy);
    let kept: Vec<GuideIndex> = (0..site.guides.len()).map(|g| site.guides[g].folded_into.unwrap_or(g)).collect();
    for guide in &mut site.guides {
        for link in guide.related.kept.iter_mut().chain(&mut guide.related.added) {
            if let RelatedTarget::Guide(to) = &mut link.to {
                *to = kept[*to];
            }
        }
    }
    site.tags.iter_mut().for_each(|tag| tag.guides.retain(|g| kept[*g] == *g));
    site.categories.iter_mut().for_each(|category| category.guides.retain(|g| kept[*g] == *g));
    taxonomy::recount(&mut site.categories, &mut site.guides);
    site.places.iter_mut().for_each(|places| places.fold(&kept));
}
