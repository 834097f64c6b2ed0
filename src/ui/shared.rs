//! A step that several ways share: it goes with one of them only where the others come along.

use crate::ui::judge::Judge;
use crate::ui::refresh::{Finding, FindingKind, Proposal};
use crate::ui::shown;
use crate::ui::world::NodeIndex;

impl Judge<'_> {
    /// Why a stop cannot be given up for the way at hand: a later step stands on it and lies elsewhere in the new release.
    /// `stays`: the places of the way at hand that stay; `own`: what takes the place of the stop.
    pub(super) fn stranded(&self, i: usize, stays: &[NodeIndex], own: &[NodeIndex], chain: &[usize]) -> Option<String> {
        let world = self.world;
        let mentions = &self.resolved.mentions;
        let stands_here = |n: &NodeIndex| stays.contains(n) || self.placed.contains(n);
        // A step that only leads on is judged by what it leads to.
        let below = |f: usize| (f + 1..mentions.len()).find(|k| mentions[*k].above == Some(f) && self.is_counted[*k]);
        let end = |f: usize| std::iter::successors(Some(f), |f| below(*f)).filter(|f| self.goal(*f).is_some()).last();
        let is_left = |f: &usize| {
            let Some(f) = end(*f).filter(|_| !self.done[*f]) else { return false };
            let Some(goal) = self.goal(f) else { return false };
            let way = world.way_to(goal);
            let strays = own.iter().any(|n| *n != goal && !way.contains(n));
            // What its writer left out before may be left out still.
            let old = world.way_from(mentions[f].node);
            let lacks = way.iter().any(|n| {
                let is_stop = world.nodes[*n].to.as_ref().is_some_and(|s| s.parent.is_some());
                is_stop && !stands_here(n) && (*n == mentions[i].node || !old.contains(n))
            });
            strays || lacks
        };
        let left = (i + 1..mentions.len())
            .filter(|f| mentions[*f].above == Some(i) && !chain.contains(f) && self.is_counted[*f])
            .find(is_left)
            .and_then(end)?;
        let way = self.goal(left).map(|goal| world.way_to(goal)).unwrap_or_default();
        let way: Vec<NodeIndex> = way.into_iter().skip(1).collect();
        let name = self.written(left);
        Some(match way.is_empty() {
            true => format!("“{name}” stands on this step too and needs none before it: write a way for each"),
            false => {
                format!("“{name}” stands on this step too and needs “{}”: write a way for each", self.labels(&way))
            }
        })
    }

    /// A stop stays for another way: where this one does not lead over it any more, a person has to write it. `came`: the
    /// places that this one leads over.
    pub(super) fn strays(&mut self, i: usize, came: &[NodeIndex], stop: Option<usize>) {
        let Some(stop) = stop.filter(|s| !self.done[*s] && self.mention(*s).above == Some(i)) else { return };
        let is_open = |f: &Finding| f.mention == i && matches!(f.fix, Proposal::Person(_));
        let Some(goal) = self.goal(stop).filter(|_| !self.out.iter().any(is_open)) else { return };
        let way: Vec<NodeIndex> = self.world.way_to(goal).into_iter().chain([goal]).collect();
        let (label, over) = (self.written(stop).to_owned(), self.written(i).to_owned());
        let reason = format!("{label} is no longer reached over {over}");
        // Pages of Settings can be gone to from all others.
        let is_free = self.mention(stop).unit != self.mention(i).unit
            && self.mention(stop).path.is_none()
            && came.first().is_some_and(|n| way.get(1) == Some(n))
            && shown::selects(&self.unit(stop).line, self.mention(stop).start);
        let fix = match is_free {
            true => self.replace(stop, &[came, &[goal]].concat()),
            false => Proposal::Person(format!("write a way of its own: {}", self.labels(&way))),
        };
        let id = self.world.nodes[self.mention(stop).node].id.clone();
        self.done[stop] = true;
        self.push(stop, id, FindingKind::Moved, reason, fix);
    }
}
