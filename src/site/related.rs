//! The related links of each guide: what the author wrote, pruned, then filled up from the site.
//!
//! First come the guides named in the front matter, then the links of "Also read" blocks that are about the same
//! thing, best first, then guides found by similarity. A body is offered once, whatever titles its copies have, and
//! never to itself.
//!
//! A link of the author answers two questions. Is it about what guides are about at all? Its title, host and path
//! say so (`subject`), and the guide it leads to. How near is it to this guide? The likeness of the bodies says so
//! where the guide is here; a title is also taken for the guides of this site that it fits best, which tells
//! something of links that lead elsewhere and of titles that share no word with the guide.
//!
//! A page shows `Related::shown`: the pinned ones, then the best of `kept` and `added` together. `kept` holds every
//! good link of the author, so that an export loses none; `added` holds only what is shown.

mod judge;
mod whole;

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::address::{self};
use crate::guide::{AlsoRead, is_foreign_line};
use crate::site::explain;
use crate::site::file::fold;
use crate::site::names::Named;
use crate::site::reference::{World, split};
use crate::site::similarity::{Index, Title};
use crate::site::subject::{Sign, Subjects};
use crate::site::words::Stems;
use crate::site::{GuideIndex, PlacedGuide, PruneReason, PrunedLink, Related, RelatedLink, RelatedTarget};

/// How many guides a title is taken for.
const MEANT_GUIDES: usize = 5;

/// A guide is added when it is almost as near as the nearest neighbor of a middling guide is, within these
/// bounds: short guides and small sites have lower scores throughout.
const FILL: f32 = 0.88;
const FILL_BOUNDS: (f32, f32) = (0.10, 0.40);
/// A page with fewer links than `FEW` is content with this share: a reader at a dead end is worse off than one
/// with a link that only touches his problem.
const FEW: usize = 2;
const FEW_FILL: f32 = 0.5;
/// What nearness counts for between guides of the same shelf in other categories, and between shelves.
const OTHER_CATEGORY: f32 = 0.95;
const OTHER_SHELF: f32 = 0.55;
/// Nearness of one side only counts less: a guide that is near to everything is not near to this one. At this place
/// among the neighbors of the other, the score is divided by the root of two.
const RANK: f32 = 10.0;
/// What nearness counts for when it leads from a guide with steps to one without.
const REFERENCE_WEIGHT: f32 = 0.6;
/// What nearness counts for when it leads from an English guide to a text in another language: hardly any reader follows.
const OTHER_LANGUAGE: f32 = 0.25;
/// From here on a link of the author is on topic whatever its title says, short of what is banned.
const NEAR_BY_ITSELF: f32 = 0.3;
/// Links that a page does not show when there are `FEW` better ones.
const FAINT: f32 = 0.08;

/// Bodies near each body, and which of its copies a link leads to.
struct Neighborhood<'a> {
    world: &'a World<'a>,
    copies: &'a [GuideIndex],
    index: Index,
    /// Body -> bodies near it, best first.
    near: Vec<Vec<(GuideIndex, f32)>>,
    /// Body -> the copy whose title says best what it is about.
    shown: Vec<GuideIndex>,
    /// The same within one category: (body, category) -> copy.
    shown_in: HashMap<(GuideIndex, Option<usize>), GuideIndex>,
    /// The same within a shelf.
    shown_on: HashMap<(GuideIndex, &'a str), GuideIndex>,
    /// The score from which a guide is near enough to be added.
    enough: f32,
    /// Folded title -> the only body that has it.
    titles: HashMap<String, Option<GuideIndex>>,
    subjects: Subjects,
    /// Guide -> whether its words or its title are in another language than English.
    foreign: Vec<bool>,
    /// What the titles of links mean, each worked out once.
    meanings: HashMap<&'a str, Meaning>,
}

/// What the title of a link says.
#[derive(Default)]
struct Meaning {
    title: Title,
    /// Bodies that it fits, with how well.
    bodies: Vec<(GuideIndex, f32)>,
}

/// How good a link is.
struct Judged {
    to: RelatedTarget,
    score: f32,
    signs: Vec<Sign>,
}

/// Why a link goes.
struct Refused {
    reason: PruneReason,
    score: Option<f32>,
    why: String,
}

impl Refused {
    fn plain(reason: PruneReason, why: &str) -> Refused {
        Refused { reason, score: None, why: why.to_owned() }
    }
}

pub fn relate(world: &World, copies: &[GuideIndex]) -> Vec<Related> {
    let hood = Neighborhood::new(world, copies);
    let mut related: Vec<Related> = (0..copies.len())
        .into_par_iter()
        .map_init(Memory::default, |memory, guide| hood.relate(guide, memory))
        .collect();
    hood.open_circles(&mut related);
    hood.reach_orphans(&mut related);
    related
}

/// What a thread need not work out again. It never changes a result.
#[derive(Default)]
struct Memory {
    stems: Stems,
    reasons: HashMap<(GuideIndex, GuideIndex), String>,
}

/// The first folder of an article: where several sites are gathered into one, the site it comes from.
fn shelf(source: &str) -> &str {
    source.split_once('/').map_or("", |(top, _)| top)
}

impl<'a> Neighborhood<'a> {
    fn new(world: &'a World<'a>, copies: &'a [GuideIndex]) -> Self {
        let guides = world.guides;
        let index = Index::new(guides, copies);
        let most = world.config.related.count * 3 + 10;
        let places = Places::new(world, copies);
        let near = (0..guides.len())
            .into_par_iter()
            .map_init(Vec::new, |scratch, i| {
                if copies[i] != i {
                    return Vec::new();
                }
                let mut near = index.nearest(i, most * 2, scratch);
                near.iter_mut().for_each(|(other, score)| *score *= places.weight(i, *other));
                near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                near[..most.min(near.len())].to_vec()
            })
            .collect::<Vec<Vec<(GuideIndex, f32)>>>();
        let fits: Vec<f32> = (0..guides.len())
            .into_par_iter()
            .map_init(Stems::new, |stems, i| {
                index.title_fits(&index.title(&guides[i].entry.guide.title, stems), copies[i])
            })
            .collect();
        let mut shown: Vec<GuideIndex> = (0..guides.len()).collect();
        let mut shown_in: HashMap<(GuideIndex, Option<usize>), GuideIndex> = HashMap::new();
        let mut shown_on: HashMap<(GuideIndex, &str), GuideIndex> = HashMap::new();
        let mut titles: HashMap<String, Option<GuideIndex>> = HashMap::new();
        for (i, guide) in guides.iter().enumerate() {
            let best = [
                &mut shown[copies[i]],
                shown_in.entry((copies[i], guide.category)).or_insert(i),
                shown_on.entry((copies[i], shelf(&guide.entry.source))).or_insert(i),
            ];
            for best in best {
                if fits[i] > fits[*best] {
                    *best = i;
                }
            }
            titles
                .entry(fold(&guide.entry.guide.title))
                .and_modify(|t| {
                    if t.is_some_and(|other| copies[other] != copies[i]) {
                        *t = None;
                    }
                })
                .or_insert(Some(i));
        }
        let subjects = Subjects::new(&world.config.related.off_topic);
        let meanings = meanings(world, &index);
        let enough = enough(&near);
        let is_foreign = |g: &PlacedGuide| !g.entry.guide.english || is_foreign_line(&g.entry.guide.title);
        let foreign = guides.iter().map(is_foreign).collect();
        Neighborhood {
            world,
            copies,
            index,
            enough,
            near,
            shown,
            shown_in,
            shown_on,
            titles,
            subjects,
            foreign,
            meanings,
        }
    }

    fn relate(&self, guide: GuideIndex, memory: &mut Memory) -> Related {
        let own = self.copies[guide];
        let mut related = Related::default();
        let mut bodies = BTreeSet::from([own]);
        let mut pages: BTreeSet<String> = BTreeSet::new();

        let entry = &self.world.guides[guide].entry;
        for written in &entry.guide.front.related {
            let refused = match self.named(guide, written) {
                None => Some((PruneReason::Dead, "there is no such guide")),
                Some(to) if self.copies[to] == own => Some((PruneReason::Itself, "it is this guide or a copy of it")),
                Some(to) if !bodies.insert(self.copies[to]) => {
                    Some((PruneReason::Duplicate, "the same text is there already"))
                }
                Some(to) => {
                    related.kept.push(RelatedLink {
                        to: RelatedTarget::Guide(to),
                        score: 1.0,
                        reason: "chosen by the author".into(),
                        written: Some(written.clone()),
                        only_way: false,
                    });
                    None
                }
            };
            if let Some((reason, why)) = refused {
                let title = written.clone();
                let why = why.to_owned();
                related.pruned.push(PrunedLink { url: written.clone(), title, reason, score: None, why });
            }
        }
        let chosen = bodies.clone();
        let banned = &entry.guide.front.unrelated;
        let banned_bodies: BTreeSet<GuideIndex> =
            banned.iter().filter_map(|written| self.named(guide, written)).map(|to| self.copies[to]).collect();

        let mut candidates: Vec<(usize, Judged)> = Vec::new();
        let mut refused: Vec<Option<Refused>> = Vec::new();
        for (i, link) in entry.guide.also_read.iter().enumerate() {
            let is_banned = |to: &RelatedTarget| match to {
                RelatedTarget::Guide(to) => banned_bodies.contains(&self.copies[*to]),
                RelatedTarget::Web { url, title } => banned.iter().any(|b| b == url || fold(b) == fold(title)),
            };
            refused.push(match self.judge(guide, link, &mut memory.stems) {
                Ok(judged) if is_banned(&judged.to) => {
                    Some(Refused::plain(PruneReason::Banned, "the front matter says `unrelated`"))
                }
                Ok(judged) => {
                    candidates.push((i, judged));
                    None
                }
                Err(reason) => Some(reason),
            });
        }
        bodies.extend(banned_bodies);
        candidates.sort_by(|(i, a), (j, b)| b.score.total_cmp(&a.score).then(i.cmp(j)));
        for (i, judged) in candidates {
            let link = &entry.guide.also_read[i];
            let is_new = match &judged.to {
                RelatedTarget::Guide(to) => bodies.insert(self.copies[*to]),
                RelatedTarget::Web { url, title } => pages.insert(url.clone()) & pages.insert(fold(title)),
            };
            if is_new {
                let reason = self.reason(guide, &judged, memory);
                let Judged { to, score, .. } = judged;
                let written = Some(link.url.clone());
                related.kept.push(RelatedLink { to, score, reason, written, only_way: false });
            } else {
                let why = "the same text is there already, perhaps under another title".to_owned();
                refused[i] = Some(Refused { reason: PruneReason::Duplicate, score: Some(judged.score), why });
            }
        }
        let is_chosen = |link: &AlsoRead| {
            let to = self.named(guide, &link.url).or_else(|| self.titled(&link.title)).map(|to| self.copies[to]);
            to.is_some_and(|to| to != own && chosen.contains(&to))
        };
        for (link, refused) in entry.guide.also_read.iter().zip(refused) {
            // What the author chose is there, whatever else speaks against it.
            if let Some(Refused { reason, score, why }) = refused.filter(|_| !is_chosen(link)) {
                related.pruned.push(PrunedLink {
                    url: link.url.clone(),
                    title: link.title.clone(),
                    reason,
                    score,
                    why,
                });
            }
        }
        self.fill(guide, &mut bodies, &mut related, memory);
        related
    }

    /// Adds what is near, best first, as long as it would be shown.
    fn fill(&self, guide: GuideIndex, bodies: &mut BTreeSet<GuideIndex>, related: &mut Related, memory: &mut Memory) {
        let count = self.world.config.related.count;
        let mut near: Vec<(f32, GuideIndex)> =
            self.neighbors(guide).filter(|(score, _)| *score >= self.enough * FEW_FILL).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        // What only touches the problem helps on the site that the reader is on; elsewhere it does when there is
        // nothing else.
        let own = shelf(&self.world.guides[guide].entry.source);
        let is_here = |to: GuideIndex| shelf(&self.world.guides[to].entry.source) == own;
        let (near, faint): (Vec<_>, Vec<_>) =
            near.into_iter().partition(|(score, to)| *score >= self.enough || is_here(*to));
        let faint = if near.is_empty() && related.kept.is_empty() { faint } else { Vec::new() };
        for (score, to) in near.into_iter().chain(faint) {
            let better = related.kept.iter().filter(|k| k.score >= score).count();
            if better + related.added.len() >= count || (score < self.enough && better + related.added.len() >= FEW) {
                break;
            }
            if bodies.insert(self.copies[to]) {
                let link = self.added(guide, to, score, memory);
                related.added.push(link);
            }
        }
    }

    /// The guides near this one, each by the copy that is offered, with how near they are to each other.
    fn neighbors(&self, guide: GuideIndex) -> impl Iterator<Item = (f32, GuideIndex)> + '_ {
        let own = self.copies[guide];
        let has_steps = |g: GuideIndex| self.world.guides[g].entry.guide.steps().next().is_some();
        let steps = has_steps(guide);
        self.near[own].iter().map(move |(body, score)| {
            let copy = self.copy_for(guide, *body);
            // Who follows steps wants steps next; a page to look things up in has to be much nearer.
            let weight = if steps && !has_steps(copy) { REFERENCE_WEIGHT } else { 1.0 };
            let back = &self.near[*body];
            let rank = back.iter().position(|(b, _)| *b == own).unwrap_or(3 * RANK as usize);
            let weight = weight * self.reads_on(guide, self.foreign[copy]);
            (score * weight / (1.0 + rank as f32 / RANK).sqrt(), copy)
        })
    }

    /// What nearness counts for by the language that it leads to.
    fn reads_on(&self, from: GuideIndex, to_is_foreign: bool) -> f32 {
        if to_is_foreign && !self.foreign[from] { OTHER_LANGUAGE } else { 1.0 }
    }

    /// The copy of a body that a guide offers.
    fn copy_for(&self, guide: GuideIndex, body: GuideIndex) -> GuideIndex {
        let from = &self.world.guides[guide];
        let near = self.shown_in.get(&(body, from.category));
        let near = near.filter(|copy| shelf(&self.world.guides[**copy].entry.source) == shelf(&from.entry.source));
        near.or_else(|| self.shown_on.get(&(body, shelf(&from.entry.source)))).copied().unwrap_or(self.shown[body])
    }

    fn added(&self, from: GuideIndex, to: GuideIndex, score: f32, memory: &mut Memory) -> RelatedLink {
        let reason = self.shared(from, to, memory);
        RelatedLink { to: RelatedTarget::Guide(to), score, reason, written: None, only_way: false }
    }

    fn banned(&self, guide: GuideIndex) -> impl Iterator<Item = GuideIndex> + '_ {
        let banned = &self.world.guides[guide].entry.guide.front.unrelated;
        banned.iter().filter_map(move |written| self.named(guide, written)).map(|to| self.copies[to])
    }

    /// The guide that a line of `related:` names: a path, a slug, an address or a title.
    fn named(&self, from: GuideIndex, written: &str) -> Option<GuideIndex> {
        let names = &self.world.names;
        let guide = |named: Option<Named>| match named {
            Some(Named::Guide(guide)) => Some(guide),
            _ => None,
        };
        if let Some(local) = self.world.local(written) {
            return guide(names.at(&local.path));
        }
        let (path, _) = split(written);
        let folder = address::folder(&self.world.guides[from].entry.source);
        let path_in = |folder: &str| address::join(folder, &path).and_then(|path| guide(names.at(&path)));
        path_in(folder)
            .or_else(|| path_in(""))
            .or_else(|| names.by_slug(path.trim_matches('/')))
            .or_else(|| self.titled(written))
    }

    fn titled(&self, title: &str) -> Option<GuideIndex> {
        self.titles.get(&fold(title.trim())).copied().flatten()
    }

    fn reason(&self, from: GuideIndex, judged: &Judged, memory: &mut Memory) -> String {
        let mut words: Vec<&str> =
            judged.signs.iter().filter(|s| s.weight > 0 && !s.word.is_empty()).map(|s| s.word.as_str()).collect();
        words.dedup();
        words.truncate(3);
        if let RelatedTarget::Guide(to) = judged.to {
            let shared = self.shared(from, to, memory);
            // Its nearness alone would not have kept it.
            return match judged.score < NEAR_BY_ITSELF && !words.is_empty() {
                true => format!("{shared}; its title is about: {}", words.join(", ")),
                false => shared,
            };
        }
        match words.is_empty() {
            true => "by its title, about the same".to_owned(),
            false => format!("by its title, about: {}", words.join(", ")),
        }
    }

    fn shared(&self, from: GuideIndex, to: GuideIndex, memory: &mut Memory) -> String {
        let (a, b) = (self.copies[from], self.copies[to]);
        let known = memory.reasons.entry((a, b));
        let work_out = || {
            let guide = |i: GuideIndex| &self.world.guides[i].entry.guide;
            explain::reason(guide(a), guide(b), &self.index, (a, b), &mut memory.stems)
        };
        known.or_insert_with(work_out).clone()
    }
}

/// On which shelves and in which categories each body stands.
struct Places<'a>(Vec<BTreeSet<(&'a str, Option<usize>)>>);

impl<'a> Places<'a> {
    fn new(world: &'a World<'a>, copies: &[GuideIndex]) -> Places<'a> {
        let mut places = vec![BTreeSet::new(); copies.len()];
        for (guide, body) in world.guides.iter().zip(copies) {
            places[*body].insert((shelf(&guide.entry.source), guide.category));
        }
        Places(places)
    }

    /// What nearness between two bodies counts for.
    fn weight(&self, a: GuideIndex, b: GuideIndex) -> f32 {
        let (a, b) = (&self.0[a], &self.0[b]);
        if a.iter().any(|place| b.contains(place)) {
            1.0
        } else if a.iter().any(|(shelf, _)| b.iter().any(|(other, _)| shelf == other)) {
            OTHER_CATEGORY
        } else {
            OTHER_SHELF
        }
    }
}

/// What the titles of all links mean. Many guides have the same links.
fn meanings<'a>(world: &'a World<'a>, index: &Index) -> HashMap<&'a str, Meaning> {
    let links = world.guides.iter().flat_map(|g| &g.entry.guide.also_read);
    let mut titles: Vec<&str> = links.map(|link| link.title.as_str()).collect();
    titles.sort_unstable();
    titles.dedup();
    let work_out = |(stems, scratch): &mut (Stems, Vec<f32>), title: &'a str| {
        let words = index.title(title, stems);
        let bodies = index.meant(&words, MEANT_GUIDES, scratch);
        (title, Meaning { title: words, bodies })
    };
    titles.into_par_iter().map_init(|| (Stems::new(), Vec::new()), work_out).collect()
}

/// What is near on this site.
fn enough(near: &[Vec<(GuideIndex, f32)>]) -> f32 {
    let mut best: Vec<f32> = near.iter().filter_map(|list| list.first()).map(|(_, score)| *score).collect();
    best.sort_by(f32::total_cmp);
    let middle = best.get(best.len() / 2).copied().unwrap_or(0.0);
    (middle * FILL).clamp(FILL_BOUNDS.0, FILL_BOUNDS.1)
}

impl Related {
    /// What a page shows, best first. The only way to a guide has its place whatever its score.
    pub fn shown(&self, count: usize) -> Vec<&RelatedLink> {
        let by_score = |a: &&RelatedLink, b: &&RelatedLink| b.score.total_cmp(&a.score);
        let (mut only, mut links): (Vec<&RelatedLink>, Vec<&RelatedLink>) =
            self.kept.iter().chain(&self.added).partition(|link| link.only_way);
        only.truncate(count);
        // Stable: among equals what the author chose comes first.
        links.sort_by(by_score);
        links.truncate(count - only.len());
        let good = links.iter().filter(|link| link.score >= FAINT).count();
        links.truncate(good.max(FEW.saturating_sub(only.len())));
        links.extend(only);
        links.sort_by(by_score);
        links
    }
}

/// The host of a web address.
fn host(url: &str) -> Option<String> {
    let url = url.trim();
    let url = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
    url::Url::parse(&url).ok()?.host_str().map(str::to_owned)
}
