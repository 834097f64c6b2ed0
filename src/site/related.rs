//! The related links of each guide: what the author wrote, pruned, then filled up from the site.
//!
//! First come the guides named in the front matter, then the links of "Also read" blocks that lead to a
//! guide about the same thing, best first, then guides found by similarity. A body is offered once,
//! whatever titles its copies have, and never to itself. Links off the site stay only when their host is in
//! `related.hosts`; of them nothing is known but title and address, so these are what is judged.
//!
//! A page shows `Related::shown`: the pinned ones, then the best of `kept` and `added` together. `kept` may
//! hold up to twice that number, so that an export loses no good link of the author; `added` holds only
//! what is shown.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::address::{self, UrlKind};
use crate::guide::AlsoRead;
use crate::site::explain;
use crate::site::file::fold;
use crate::site::names::Named;
use crate::site::reference::{World, split};
use crate::site::similarity::Index;
use crate::site::words::Stems;
use crate::site::{GuideIndex, PruneReason, PrunedLink, Related, RelatedLink, RelatedTarget};

/// Below this an author's link to a guide is off topic. His choice says something, so it may be lower than `FILL`.
const TOPIC: f32 = 0.05;
/// The same for a title alone.
const TITLE_TOPIC: f32 = 0.12;
/// A guide is added when it is about as near as the nearest neighbor of a middling guide is, within these
/// bounds: short guides and small sites have lower scores throughout.
const FILL: f32 = 1.0;
const FILL_BOUNDS: (f32, f32) = (0.10, 0.40);
/// From there on the list is filled up with this share of it, and a page with fewer links than `FEW` is content
/// with less still: a reader at a dead end is worse off than one with a link that only touches his problem.
const FILL_UP: f32 = 0.6;
const FEW: usize = 3;
const FEW_FILL: f32 = 0.35;
/// How much nearer a guide of the same category is.
const SAME_CATEGORY: f32 = 1.3;

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
    /// The score from which a guide is near enough to be added.
    enough: f32,
    /// Folded title -> the only body that has it.
    titles: HashMap<String, Option<GuideIndex>>,
}

pub fn relate(world: &World, copies: &[GuideIndex]) -> Vec<Related> {
    let hood = Neighborhood::new(world, copies);
    (0..copies.len()).into_par_iter().map_init(Memory::default, |memory, guide| hood.relate(guide, memory)).collect()
}

/// What nearness counts for when it leads from a guide with steps to one without.
const REFERENCE_WEIGHT: f32 = 0.6;

/// What a thread need not work out again. It never changes a result.
#[derive(Default)]
struct Memory {
    stems: Stems,
    reasons: HashMap<(GuideIndex, GuideIndex), String>,
}

impl<'a> Neighborhood<'a> {
    fn new(world: &'a World<'a>, copies: &'a [GuideIndex]) -> Self {
        let guides = world.guides;
        let index = Index::new(guides, copies);
        let most = world.config.related.count * 3 + 10;
        let near = (0..guides.len())
            .into_par_iter()
            .map_init(Vec::new, |scratch, i| if copies[i] == i { index.nearest(i, most, scratch) } else { Vec::new() })
            .collect::<Vec<Vec<(GuideIndex, f32)>>>();
        let fits: Vec<f32> = (0..guides.len())
            .into_par_iter()
            .map_init(Stems::new, |stems, i| index.title_fits(&guides[i].entry.guide.title, copies[i], stems))
            .collect();
        let mut shown: Vec<GuideIndex> = (0..guides.len()).collect();
        let mut shown_in: HashMap<(GuideIndex, Option<usize>), GuideIndex> = HashMap::new();
        let mut titles: HashMap<String, Option<GuideIndex>> = HashMap::new();
        for (i, guide) in guides.iter().enumerate() {
            let best = &mut shown[copies[i]];
            if fits[i] > fits[*best] {
                *best = i;
            }
            let best = shown_in.entry((copies[i], guide.category)).or_insert(i);
            if fits[i] > fits[*best] {
                *best = i;
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
        Neighborhood { world, copies, index, enough: enough(&near), near, shown, shown_in, titles }
    }

    fn relate(&self, guide: GuideIndex, memory: &mut Memory) -> Related {
        let count = self.world.config.related.count;
        let own = self.copies[guide];
        let mut related = Related::default();
        let mut bodies = BTreeSet::from([own]);
        let mut pages: BTreeSet<String> = BTreeSet::new();

        let entry = &self.world.guides[guide].entry;
        for written in &entry.guide.front.related {
            let (to, reason) = match self.named(guide, written) {
                None => (None, PruneReason::Dead),
                Some(to) if self.copies[to] == own => (None, PruneReason::Itself),
                Some(to) if !bodies.insert(self.copies[to]) => (None, PruneReason::Duplicate),
                Some(to) => (Some(to), PruneReason::Dead),
            };
            match to {
                Some(to) => related.kept.push(RelatedLink {
                    to: RelatedTarget::Guide(to),
                    score: 1.0,
                    reason: "chosen by the author".into(),
                    written: Some(written.clone()),
                }),
                None => related.pruned.push(PrunedLink { url: written.clone(), title: written.clone(), reason }),
            }
        }
        let pinned = related.kept.len();

        let mut candidates: Vec<(f32, usize, RelatedTarget)> = Vec::new();
        let mut reasons: Vec<Option<PruneReason>> = Vec::new();
        for (i, link) in entry.guide.also_read.iter().enumerate() {
            reasons.push(match self.judge(guide, link, &mut memory.stems) {
                Ok((score, to)) => {
                    candidates.push((score, i, to));
                    None
                }
                Err(reason) => Some(reason),
            });
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (score, i, to) in candidates {
            let link = &entry.guide.also_read[i];
            let is_new = match &to {
                RelatedTarget::Guide(to) => bodies.insert(self.copies[*to]),
                RelatedTarget::Web { url, title } => pages.insert(url.clone()) & pages.insert(fold(title)),
            };
            if !is_new {
                reasons[i] = Some(PruneReason::Duplicate);
            } else if related.kept.len() >= pinned + 2 * count {
                reasons[i] = Some(PruneReason::Surplus);
            } else {
                let reason = self.reason(guide, &to, memory);
                related.kept.push(RelatedLink { to, score, reason, written: Some(link.url.clone()) });
            }
        }
        for (link, reason) in entry.guide.also_read.iter().zip(reasons) {
            if let Some(reason) = reason {
                related.pruned.push(PrunedLink { url: link.url.clone(), title: link.title.clone(), reason });
            }
        }
        self.fill(guide, &mut bodies, &mut related, memory);
        related
    }

    /// Adds what is near, best first, as long as it would be shown.
    fn fill(&self, guide: GuideIndex, bodies: &mut BTreeSet<GuideIndex>, related: &mut Related, memory: &mut Memory) {
        let count = self.world.config.related.count;
        let category = self.world.guides[guide].category;
        let has_steps = |g: GuideIndex| self.world.guides[g].entry.guide.steps().next().is_some();
        let mut near: Vec<(f32, GuideIndex)> = self.near[self.copies[guide]]
            .iter()
            .map(|(body, score)| {
                let copy = self.shown_in.get(&(*body, category)).copied().unwrap_or(self.shown[*body]);
                // Who follows steps wants steps next; a page to look things up in has to be much nearer.
                let weight = if has_steps(guide) && !has_steps(copy) { REFERENCE_WEIGHT } else { 1.0 };
                (self.nearer(*score, guide, copy) * weight, copy)
            })
            .filter(|(score, _)| *score >= self.enough * FEW_FILL)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (score, to) in near {
            let better = related.kept.iter().filter(|k| k.score >= score).count();
            let shown = related.kept.len().min(count) + related.added.len();
            if better + related.added.len() >= count || (score < self.enough * FILL_UP && shown >= FEW) {
                break;
            }
            if bodies.insert(self.copies[to]) {
                let to = RelatedTarget::Guide(to);
                let reason = self.reason(guide, &to, memory);
                related.added.push(RelatedLink { to, score, reason, written: None });
            }
        }
    }

    fn nearer(&self, score: f32, from: GuideIndex, to: GuideIndex) -> f32 {
        let guides = self.world.guides;
        if guides[from].category == guides[to].category { (score * SAME_CATEGORY).min(1.0) } else { score }
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

    /// How good an author's link is, or why it goes.
    fn judge(&self, from: GuideIndex, link: &AlsoRead, stems: &mut Stems) -> Result<(f32, RelatedTarget), PruneReason> {
        let config = &self.world.config;
        let title = link.title.trim();
        let kind = address::check_url(&link.url, &config.link_schemes);
        if title.is_empty() || matches!(kind, UrlKind::Refused(_)) {
            return Err(PruneReason::Unusable);
        }
        let local = self.world.local(&link.url);
        let ours = kind == UrlKind::Relative || local.as_ref().is_some_and(|l| l.ours);
        let to = self.named(from, &link.url).or_else(|| {
            // The same article on another host: the last part of its address, then its title.
            let (path, _) = split(&link.url);
            self.world.names.by_slug(address::file_name(path.trim_matches('/'))).or_else(|| self.titled(title))
        });
        let own = self.copies[from];
        if let Some(to) = to {
            let body = self.copies[to];
            if body == own {
                return Err(PruneReason::Itself);
            }
            let score = self.nearer(self.index.vector(own).likeness(self.index.vector(body)), from, to);
            return if score < TOPIC { Err(PruneReason::OffTopic) } else { Ok((score, RelatedTarget::Guide(to))) };
        }
        if ours {
            return Err(PruneReason::Dead);
        }
        if !allowed(&link.url, &config.related.hosts) {
            return Err(PruneReason::OffSite);
        }
        let score = self.index.title_fits(title, own, stems);
        if score < TITLE_TOPIC {
            return Err(PruneReason::OffTopic);
        }
        Ok((score, RelatedTarget::Web { url: link.url.trim().to_owned(), title: title.to_owned() }))
    }

    fn reason(&self, from: GuideIndex, to: &RelatedTarget, memory: &mut Memory) -> String {
        let RelatedTarget::Guide(to) = to else { return "its title is about the same".into() };
        let (a, b) = (self.copies[from], self.copies[*to]);
        let known = memory.reasons.entry((a, b));
        let work_out = || {
            let guide = |i: GuideIndex| &self.world.guides[i].entry.guide;
            explain::reason(guide(a), guide(b), self.index.vector(a), self.index.vector(b), &mut memory.stems)
        };
        known.or_insert_with(work_out).clone()
    }
}

/// What is near on this site.
fn enough(near: &[Vec<(GuideIndex, f32)>]) -> f32 {
    let mut best: Vec<f32> = near.iter().filter_map(|list| list.first()).map(|(_, score)| *score).collect();
    best.sort_by(f32::total_cmp);
    let middle = best.get(best.len() / 2).copied().unwrap_or(0.0);
    (middle * FILL).clamp(FILL_BOUNDS.0, FILL_BOUNDS.1)
}

impl Related {
    /// What a page shows, best first.
    pub fn shown(&self, count: usize) -> Vec<&RelatedLink> {
        let mut links: Vec<&RelatedLink> = self.kept.iter().chain(&self.added).collect();
        // Stable: among equals what the author chose comes first.
        links.sort_by(|a, b| b.score.total_cmp(&a.score));
        links.truncate(count);
        links
    }
}

/// Whether the host is one of these or below one of these.
fn allowed(url: &str, hosts: &[String]) -> bool {
    let url = url.trim();
    let url = if url.starts_with("//") { format!("https:{url}") } else { url.to_owned() };
    let Ok(url) = url::Url::parse(&url) else { return false };
    let Some(host) = url.host_str() else { return false };
    hosts.iter().any(|h| {
        let h = h.trim_start_matches("*.").to_ascii_lowercase();
        host == h || host.strip_suffix(h.as_str()).is_some_and(|rest| rest.ends_with('.'))
    })
}
