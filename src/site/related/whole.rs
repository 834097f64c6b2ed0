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

    /// A body that no guide leads to gets a link from the nearest guide that has room for it, or that has a link to
    /// spare: one that was added and whose target others lead to as well.
    pub(super) fn reach_orphans(&self, related: &mut [Related]) {
        let count = self.world.config.related.count;
        let mut led_to: BTreeMap<GuideIndex, usize> = BTreeMap::new();
        for (guide, related) in related.iter().enumerate() {
            for link in related.shown(count) {
                if let RelatedTarget::Guide(to) = link.to
                    && self.copies[to] != self.copies[guide]
                {
                    *led_to.entry(self.copies[to]).or_default() += 1;
                }
            }
        }
        let orphans: Vec<GuideIndex> =
            (0..related.len()).filter(|g| self.copies[*g] == *g && !led_to.contains_key(g)).collect();
        let mut memory = Memory::default();
        for orphan in orphans {
            let orphan = self.shown[orphan];
            let body = self.copies[orphan];
            let mut from: Vec<(f32, GuideIndex)> = self.neighbors(orphan).collect();
            from.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for (score, guide) in from.into_iter().take_while(|(score, _)| *score >= self.enough * ORPHAN_FILL) {
                if self.banned(guide).any(|b| b == body) {
                    continue;
                }
                let shown = related[guide].shown(count);
                let is_full = shown.len() >= count;
                let spare = |link: &RelatedLink| match link.to {
                    RelatedTarget::Guide(to) => led_to.get(&self.copies[to]).is_some_and(|n| *n > 1),
                    RelatedTarget::Web { .. } => false,
                };
                if is_full {
                    let Some(last) = related[guide].added.iter().rposition(spare) else { continue };
                    if let RelatedTarget::Guide(to) = related[guide].added.remove(last).to {
                        *led_to.entry(self.copies[to]).or_default() -= 1;
                    }
                }
                let mut link = self.added(guide, orphan, score, &mut memory);
                link.reason += "; no other guide leads there";
                related[guide].added.push(link);
                *led_to.entry(body).or_default() += 1;
                break;
            }
        }
    }
}
