//! Names that nothing told apart when they were read, until a later one did: "Click **Devices**. Click **Bluetooth & other
//! devices**." A way of which the first stops are not seen is put right by halves.

use crate::ui::reference::{Certainty, Name, Walk};
use crate::ui::shown::Shown;
use crate::ui::world::{NodeIndex, Via, World};

/// A name that was passed by.
pub(super) struct Passed {
    unit: usize,
    name: Name,
}

impl Walk<'_> {
    /// Remembers a name that means nothing from where the reader stands. Prose that only speaks of a thing does not count.
    pub(super) fn pass(&mut self, unit: usize, names: Vec<(usize, Name)>) {
        let longest = names.into_iter().map(|(_, n)| n).next();
        let longest =
            longest.filter(|n| n.shown <= Shown::Said && !n.switching && !self.foreign && self.away.is_none());
        if let Some(name) = longest {
            self.waiting = Some(name.clone());
            self.passed.push(Passed { unit, name });
        }
    }

    /// Takes up the names that were passed by right before, where they are the stops above a place in their order.
    pub(super) fn take_up(&mut self, node: NodeIndex) {
        if self.passed.is_empty() {
            return;
        }
        let passed = std::mem::take(&mut self.passed);
        let world = self.world;
        let ways = [world.way_from(node), world.way_to(node)];
        let Some(stops) = ways.iter().map(|way| stops(world, way, &passed)).max_by_key(Vec::len) else { return };
        let first = passed.len() - stops.len();
        for (passed, (node, via)) in passed.into_iter().skip(first).zip(stops) {
            self.push(passed.unit, &passed.name, (node, via, Certainty::Likely), None, false);
        }
    }
}

/// The last of the names that were passed by, as the end of a way.
fn stops(world: &World, way: &[NodeIndex], passed: &[Passed]) -> Vec<(NodeIndex, Via)> {
    let is_of = |node: NodeIndex, name: &Name| {
        let named = world.named(&name.key).iter().find(|(n, via)| *n == node && *via < Via::Alias);
        named.copied()
    };
    let mut out: Vec<(NodeIndex, Via)> = Vec::new();
    for (node, passed) in way.iter().rev().zip(passed.iter().rev()) {
        let Some(found) = is_of(*node, &passed.name) else { break };
        out.push(found);
    }
    out.reverse();
    out
}
