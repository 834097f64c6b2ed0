//! What makes names one way: the place named last above each, commas between them, a root that stands behind.

use std::ops::Range;

use crate::ui::label::Token;
use crate::ui::reference::{Name, Walk};
use crate::ui::shown::ends_in_separator;
use crate::ui::tail::without_bracket;
use crate::ui::text::Unit;
use crate::ui::words::table;
use crate::ui::world::{NodeIndex, Via};

impl Walk<'_> {
    /// Of these mentions the last one that a place lies below, unless one before it lies below that one.
    pub(super) fn nearest_above(&self, node: NodeIndex, of: Range<usize>) -> Option<usize> {
        let target = |i: usize| self.world.target(self.found[i].node);
        of.filter(|i| self.world.is_below(target(*i), node))
            .reduce(|best, i| if self.world.is_below(target(i), target(best)) { best } else { i })
    }

    /// The mention that ends right before a place, with a comma and nothing else between: "Settings, Apps", "Settings
    /// (Win+I), then Apps".
    pub(super) fn before_comma(&self, unit: usize, of: &Unit, at: usize) -> Option<usize> {
        let last = self.found.last().filter(|m| m.unit == unit && m.end < at)?;
        let all = &of.line.text[last.end..at];
        let rest = without_bracket(all);
        let between = rest.trim_matches([' ', '"', '“', '”', '*', '`']);
        (between == "," || rest.len() < all.len() && matches!(between, ", then" | ", and then"))
            .then(|| self.found.len() - 1)
    }

    /// Whether a name is one of a page right below a mention.
    pub(super) fn lies_below(&self, mention: usize, name: &Name) -> bool {
        let above = self.world.target(self.found[mention].node);
        let named = self.world.named(&name.key);
        named.iter().any(|(n, via)| *via < Via::Alias && self.world.is_child(above, *n))
    }

    /// The path of a mention, which begins one if it had none.
    pub(super) fn path_of(&mut self, mention: usize) -> usize {
        if self.found[mention].path.is_none() {
            self.paths += 1;
        }
        *self.found[mention].path.get_or_insert(self.paths)
    }

    /// "Under Options in Payroll": the words behind a name say where its way begins. Whether a name of it was read.
    pub(super) fn lies_in(&mut self, tail: usize) -> bool {
        let (unit, root) = (self.found[tail].unit, self.found[tail].node);
        let here = (0..tail).rev().take_while(|k| self.found[*k].unit == unit);
        let first = here.take_while(|k| self.world.is_below(root, self.found[*k].node)).last();
        let Some(first) = first else {
            self.root = tail;
            return false;
        };
        // Named anew, the root begins another way: nothing of it stands on what an earlier step named.
        for k in first..tail {
            if self.found[k].above.is_none_or(|a| self.found[a].unit != unit) {
                let node = self.found[k].node;
                let nearest = self.nearest_above(node, first..k);
                self.found[k].above = nearest.or(Some(tail));
            }
        }
        self.root = first;
        true
    }

    /// "Devices > Configuration > Update & Security": a way whose second stop is unknown, and that has a page of Windows
    /// behind it which does not lie below the first one, is a way of something else. `i`: where the first stop begins.
    pub(super) fn is_way_of_others(&self, unit: &Unit, tokens: &[Token], i: usize, first: NodeIndex) -> bool {
        let world = self.world;
        let first = world.target(first);
        let mut stops = later_stops(unit, tokens, i).into_iter();
        let below = |n: &(NodeIndex, Via)| world.is_below(first, n.0) || world.is_root(first);
        let leads_on = |at: usize| {
            let names = self.names_at(unit, tokens, at);
            names.iter().any(|(_, name)| world.named(&name.key).iter().any(below))
        };
        if stops.next().is_none_or(leads_on) {
            return false;
        }
        stops.any(|at| {
            self.names_at(unit, tokens, at).iter().any(|(_, name)| {
                let named = || world.named(&name.key).iter().filter(|n| n.1 < Via::Alias && self.in_settings(n.0));
                name.words >= 2 && !table().elsewhere.contains(&name.key) && named().count() > 0 && !named().any(below)
            })
        })
    }
}

/// Where the stops behind the first one of a way begin.
pub(super) fn later_stops(unit: &Unit, tokens: &[Token], first: usize) -> Vec<usize> {
    let text = &unit.line.text;
    let mut last = first;
    let mut out = Vec::new();
    for at in first + 1..tokens.len() {
        if text[tokens[last].start..tokens[at].start].contains(['.', ';', '!', '?']) || at > last + 8 {
            break;
        }
        if ends_in_separator(&text[..tokens[at].start]) {
            out.push(at);
            last = at;
        }
    }
    out
}
