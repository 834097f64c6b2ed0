//! How well a place fits what a name may mean, from where the reader stands: 6 one step away, 0 not at all.

use crate::ui::catalogue::Kind;
use crate::ui::reference::{Name, Walk};
use crate::ui::shown::Shown;
use crate::ui::words::table;
use crate::ui::world::{NodeIndex, Via};

impl Walk<'_> {
    /// How well a place fits behind another in a path, 0 to 6.
    pub(super) fn fit_in_path(&self, above: NodeIndex, node: NodeIndex, via: Via, name: &Name) -> u8 {
        let world = self.world;
        let above = world.nodes[above].leads_to.unwrap_or(above);
        let skips_one = || {
            let parents = world.nodes[node].sides().filter_map(|s| s.parent);
            parents.into_iter().any(|p| world.is_child(above, p))
        };
        match () {
            () if world.is_child(above, node) => 6,
            () if world.is_child_of_part(above, node) => 5,
            () if !world.nodes[node].kind().is_inside() && skips_one() => 4,
            // "Settings > Advanced display settings" leaves out two.
            () if via < Via::Alias
                && name.words >= 2
                && !table().elsewhere.contains(&name.key)
                && self.in_settings(node)
                && world.is_below(above, node) =>
            {
                3
            }
            // "Ethernet > Change adapter options": a link of a page beside, or of the one above both.
            () if via < Via::Alias && name.words >= 3 && self.is_linked_beside(above, node) => 3,
            // "Start > Device Manager"
            () if world.is_root(node) && !self.in_settings(above) => 3,
            () => 0,
        }
    }

    /// Whether a place lies below the category of a page, or on a page beside it.
    fn is_linked_beside(&self, page: NodeIndex, node: NodeIndex) -> bool {
        let world = self.world;
        let up = |n: NodeIndex| world.nodes[n].sides().filter_map(|s| s.parent).collect::<Vec<_>>();
        let category = up(page);
        let is_page = self.in_settings(page) && category.iter().any(|c| !up(*c).is_empty());
        is_page && up(node).into_iter().any(|p| category.contains(&p) || up(p).iter().any(|pp| category.contains(pp)))
    }

    pub(super) fn in_settings(&self, node: NodeIndex) -> bool {
        self.world.nodes[node].kind() == Kind::SettingsPage || &*self.world.nodes[node].id == "settings"
    }

    /// "open the action center": two words in small letters, and a verb.
    fn fit_from_anywhere(&self, node: NodeIndex, name: &Name) -> u8 {
        let inside = self.world.nodes[node].kind().is_inside();
        u8::from(name.words >= 2 && !inside && self.world.is_root(node) && !self.foreign)
    }

    /// How well a place fits where the reader stands, 0 to 6.
    pub(super) fn fit(&self, node: NodeIndex, via: Via, name: &Name) -> u8 {
        let world = self.world;
        // "turn off the sound": in small letters the thing, not the page of that name.
        if name.shown == Shown::Small && name.switching && world.nodes[node].kind() != Kind::Switch {
            return 0;
        }
        // "Click Start" is the button, but on the page that the other one stands on.
        let is_of_page = || self.at.is_some_and(|at| at == node || world.is_child(at, node));
        let is_shown = |n: &(NodeIndex, Via)| world.is_always_shown(n.0);
        if !world.is_always_shown(node)
            && (name.in_corner || !is_of_page() && name.words == 1 && world.named(&name.key).iter().any(is_shown))
        {
            return 0;
        }
        let inside = world.nodes[node].kind().is_inside();
        // "In the portal, open **Devices**": what other programs call so as well is theirs there.
        let theirs = self.away.is_some() && (name.words < 2 || table().elsewhere.contains(&name.key));
        if let Some(at) = self.at.filter(|_| !theirs) {
            let parents = || world.nodes[node].sides().filter_map(|s| s.parent);
            if world.is_child(at, node) {
                let enough = name.shown != Shown::Small || via < Via::Alias;
                return if enough { 6 } else { 0 };
            }
            if name.shown != Shown::Small && node == at {
                return 5;
            }
            let far = name.shown == Shown::Hinted && name.words < 2;
            if name.shown == Shown::Small {
                return self.fit_from_anywhere(node, name);
            }
            if !far && parents().any(|p| world.is_child(at, p)) {
                return 4;
            }
            // Beside the page, or beside a page above it.
            if !inside && parents().any(|p| world.is_below(p, at)) {
                return 4;
            }
            if world.is_below(node, at) {
                return 4;
            }
        }
        if name.shown == Shown::Small {
            return self.fit_from_anywhere(node, name);
        }
        let is_settings = &*world.nodes[node].id == "settings";
        if world.is_root(node) {
            // Every program has settings; "Windows Settings" and "the Settings app" are ours.
            let plain = is_settings && name.words == 1;
            if plain
                && (self.foreign
                    || (self.product_heading || self.product_title) && !self.in_windows() && !self.of_windows)
            {
                return 0;
            }
            // "System" and "Sound" name several places; from nowhere they name none.
            let others = world.named(&name.key).iter().filter(|n| n.1 < Via::Alias && n.0 != node);
            // In another program "Advanced" and "System" are its own.
            let alone = !self.foreign && others.clone().all(|n| world.nodes[n.0].leads_to == Some(node));
            // "Start in the lower left corner" can be nothing else.
            let seen = name.words == 1 && via < Via::Alias && world.is_always_shown(node) && name.says_corner;
            return if plain || name.words >= 2 || via < Via::Alias && alone || seen { 3 } else { 0 };
        }
        // From afar a name has to be acted on or set off.
        if self.foreign || self.product_heading && self.at.is_none() || name.shown == Shown::Hinted {
            return 0;
        }
        let own = |n: &(NodeIndex, Via)| n.1 < Via::Alias;
        // An entry of a menu that leads to a place is no other place.
        let others = world.named(&name.key).iter().filter(|n| own(n) && n.0 != node);
        let only = others.clone().all(|n| world.nodes[n.0].leads_to == Some(node));
        let enough = if inside { 3 } else { 2 };
        if via < Via::Alias && only && name.words >= enough {
            return match self.at {
                Some(at) if self.in_settings(at) => 2,
                // A menu of the desktop holds what other programs put there.
                Some(at) if world.nodes[at].kind() == Kind::Shell => 0,
                // From a window that is not Settings a page of Settings is far away.
                Some(_) if name.words < 3 && name.shown != Shown::SetOff => 0,
                _ => 1,
            };
        }
        0
    }

    fn in_windows(&self) -> bool {
        self.at.is_some()
    }
}
