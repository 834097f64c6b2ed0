//! The places of a catalogue as a tree, in the order of the files.

use std::collections::HashMap;

use crate::ui::catalogue::{Catalogue, Place};

/// Every place with its depth, parents before children. A place whose parent is missing stands as a root; places in
/// a ring of parents are left out.
pub fn walk(catalogue: &Catalogue) -> Vec<(usize, &Place)> {
    let mut children: HashMap<&str, Vec<&Place>> = HashMap::new();
    let mut roots = Vec::new();
    for place in catalogue.places() {
        match catalogue.parent(place) {
            Some(parent) => children.entry(&parent.id).or_default().push(place),
            None => roots.push(place),
        }
    }
    let mut out = Vec::with_capacity(catalogue.places().len());
    let mut open: Vec<(usize, &Place)> = roots.into_iter().rev().map(|p| (0, p)).collect();
    while let Some((depth, place)) = open.pop() {
        out.push((depth, place));
        let below = children.remove(&*place.id).unwrap_or_default();
        open.extend(below.into_iter().rev().map(|p| (depth + 1, p)));
    }
    out
}
