//! The releases that the names of a guide are read in: of every product two side by side, one of them that of the guide.
//!
//! A guide that was verified on Windows 11 22H2 says what that release says. Its other side is the newest Windows 10, for
//! readers who have that; what changed after 22H2 is held against it apart.

use crate::ui::catalogue::Catalogue;
use crate::ui::change::Change;
use crate::ui::release::{Evidence, Release};
use crate::ui::world::{NodeIndex, World};

/// How the names of a guide are read.
#[derive(Debug)]
pub struct Lens {
    /// One for each product, with its two releases. All hold the same places, in the same order.
    worlds: Vec<World>,
    /// The product of each place.
    products: Vec<usize>,
    /// The release of the guide and the newest one, where that came later on the same platform.
    later: Option<World>,
    /// Which product `later` is about.
    later_product: usize,
}

/// The releases of one product, as positions in the list of all, oldest first.
pub type Chain = Vec<usize>;

impl Lens {
    /// `own`: the release that the guide was verified on.
    pub(super) fn new(
        catalogues: &[Catalogue],
        chains: &[Chain],
        changes: &dyn Fn(&Release, &Release) -> Vec<Change>,
        own: Option<usize>,
    ) -> Lens {
        let release = |i: usize| &catalogues[i].release;
        let mut ends: Vec<(usize, usize)> = Vec::new();
        let mut later: Option<(usize, (usize, usize))> = None;
        for chain in chains.iter().filter(|c| !c.is_empty()) {
            let (old, new) = ends_of(catalogues, chain);
            let order = |i: usize| chain.iter().position(|c| *c == i);
            let side = match own.filter(|o| chain.contains(o)) {
                None => (old, new),
                Some(own) if release(own).platform == release(old).platform => (own, new),
                Some(own) => {
                    if release(own).platform == release(new).platform && order(own) < order(new) {
                        later = Some((ends.len(), (own, new)));
                    }
                    (old, own)
                }
            };
            ends.push(side);
        }
        let all_changes: Vec<Change> = ends.iter().flat_map(|(a, b)| changes(release(*a), release(*b))).collect();
        let world = |heads: (usize, usize), ends: &[(usize, usize)], changes: Vec<Change>| {
            let joined = |head: usize, end: &dyn Fn(&(usize, usize)) -> usize| {
                let places = ends.iter().flat_map(|e| catalogues[end(e)].places().iter().cloned()).collect();
                Catalogue::new(release(head).clone(), places)
            };
            World::new(&joined(heads.0, &|e| e.0), &joined(heads.1, &|e| e.1), changes)
        };
        let worlds: Vec<World> = match ends.is_empty() {
            true => vec![World::new(&Catalogue::default(), &Catalogue::default(), Vec::new())],
            false => ends.iter().map(|heads| world(*heads, &ends, all_changes.clone())).collect(),
        };
        let product = |id: &str| {
            let has =
                |(a, b): &(usize, usize)| catalogues[*a].place(id).is_some() || catalogues[*b].place(id).is_some();
            ends.iter().position(has).unwrap_or(0)
        };
        let products = worlds[0].nodes.iter().map(|n| product(&n.id)).collect();
        let later_product = later.map_or(0, |l| l.0);
        let later = later.map(|(product, sides)| {
            let mut ends = ends.clone();
            ends[product] = sides;
            world(sides, &ends, changes(release(sides.0), release(sides.1)))
        });
        Lens { worlds, products, later, later_product }
    }

    /// The world that names are looked up in.
    pub fn world(&self) -> &World {
        &self.worlds[0]
    }

    /// Each product: its number, and its two releases side by side.
    pub fn products(&self) -> impl Iterator<Item = (usize, &World)> {
        self.worlds.iter().enumerate()
    }

    pub fn product(&self, node: NodeIndex) -> usize {
        self.products.get(node).copied().unwrap_or(0)
    }

    /// The release of the guide beside a later one of the same platform, and which product that is.
    pub fn later(&self) -> Option<(usize, &World)> {
        Some((self.later_product, self.later.as_ref()?))
    }
}

/// The oldest and the newest release that were looked at; guides are written for either.
fn ends_of(catalogues: &[Catalogue], chain: &[usize]) -> (usize, usize) {
    let strong = |i: &&usize| catalogues[**i].release.evidence == Evidence::Strong;
    let first = chain.iter().find(strong).or(chain.first()).copied().unwrap_or_default();
    let last = chain.iter().rfind(strong).or(chain.last()).copied().unwrap_or_default();
    (first, last)
}
