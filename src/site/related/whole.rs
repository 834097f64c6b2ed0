//! What can be told only of all related links together: guides that nothing leads to, and pairs that lead to nothing
//! but each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Memory, Neighborhood};
use crate::site::{GuideIndex, Related, RelatedLink, RelatedTarget};

/// The same to reach a guide that nothing else leads to.
const ORPHAN_FILL: f32 = 0.35;

impl Neighborhood<'_> {
    /// Two guides that only recommend each other keep a reader in a circle: each gets one more, if there is any.
    pub(super) fn open_circles(&self, related: &mut [Related]) {
        let count = self.world.config.related.count;
        let only = |related: &Related| match related.shown(count).as_slice() {
            [RelatedLink { to: RelatedTarget::Guide(to), .. }] => Some(self.copies[*to]),
            _ => None,
        };
        let onlies: Vec<Option<GuideIndex>> = related.iter().map(only).collect();
        let mut memory = Memory::default();
        for (guide, related) in related.iter_mut().enumerate() {
            let own = self.copies[guide];
            let Some(to) = onlies[guide].filter(|to| onlies[*to] == Some(own) && count > 1) else { continue };
            let banned: BTreeSet<GuideIndex> = self.banned(guide).collect();
            let next = self
                .neighbors(guide)
                .filter(|(score, copy)| {
                    let body = self.copies[*copy];
                    body != to && body != own && !banned.contains(&body) && *score >= self.enough * ORPHAN_FILL
                })
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            if let Some((score, to)) = next {
                related.added.push(self.added(guide, to, score, &mut memory));
            }
        }
    }

    /// A body that no guide shows a link to gets one from the nearest guide that has room for it, or whose last link
    /// is one that others have as well. Where nothing is near, the nearest guide with room has to do.
    pub(super) fn reach_orphans(&self, related: &mut [Related]) {
        let count = self.world.config.related.count;
        if count == 0 {
            return;
        }
        let mut led_to: BTreeMap<GuideIndex, usize> = BTreeMap::new();
        for (guide, related) in related.iter().enumerate() {
            for body in related.shown(count).into_iter().filter_map(|link| self.body(link)) {
                if body != self.copies[guide] {
                    *led_to.entry(body).or_default() += 1;
                }
            }
        }
        let mut memory = Memory::default();
        for floor in [self.enough * ORPHAN_FILL, f32::MIN_POSITIVE] {
            let orphans: Vec<GuideIndex> =
                (0..related.len()).filter(|g| self.copies[*g] == *g && !led_to.contains_key(g)).collect();
            for body in orphans {
                self.reach(body, floor, related, &mut led_to, &mut memory);
            }
        }
    }

    fn reach(
        &self,
        body: GuideIndex,
        floor: f32,
        related: &mut [Related],
        led_to: &mut BTreeMap<GuideIndex, usize>,
        memory: &mut Memory,
    ) {
        let count = self.world.config.related.count;
        let orphan = self.shown[body];
        let mut from: Vec<(f32, GuideIndex)> = self.neighbors(orphan).filter(|(score, _)| *score >= floor).collect();
        from.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let faint = floor <= f32::MIN_POSITIVE;
        for (score, guide) in from {
            if self.banned(guide).any(|b| b == body) {
                continue;
            }
            let shown = related[guide].shown(count);
            // One place of a page at most is given away like that.
            if shown.iter().any(|link| link.only_way) {
                continue;
            }
            if shown.len() >= count {
                // What the author chose stays, and so does what nobody else shows.
                let last = shown.last().filter(|link| link.score < 1.0);
                let spare =
                    last.is_some_and(|link| self.body(link).is_none_or(|to| led_to.get(&to).is_some_and(|n| *n > 1)));
                if faint || !spare {
                    continue;
                }
                let at = last.and_then(|last| related[guide].added.iter().position(|link| std::ptr::eq(link, *last)));
                if let Some(to) = last.and_then(|link| self.body(link)) {
                    *led_to.entry(to).or_default() -= 1;
                }
                // What was added is there to be shown; what the author wrote stays in the export.
                at.map(|at| related[guide].added.remove(at));
            }
            let links = &mut related[guide];
            // It may be there and too far down to be seen.
            let there = links.kept.iter_mut().chain(&mut links.added).find(|link| self.body(link) == Some(body));
            match there {
                Some(link) => {
                    link.only_way = true;
                    link.reason += NO_OTHER;
                }
                None => {
                    let mut link = self.added(guide, orphan, score, memory);
                    link.only_way = true;
                    link.reason += NO_OTHER;
                    links.added.push(link);
                }
            }
            *led_to.entry(body).or_default() += 1;
            return;
        }
    }

    /// The body that a link leads to.
    fn body(&self, link: &RelatedLink) -> Option<GuideIndex> {
        match link.to {
            RelatedTarget::Guide(to) => Some(self.copies[to]),
            RelatedTarget::Web { .. } => None,
        }
    }
}

/// What the reason of such a link ends with.
const NO_OTHER: &str = "; no other guide leads there";
