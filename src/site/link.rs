//! From guides to a site, step by step. Each step needs only what the ones above it made.

use std::sync::Arc;

use rayon::prelude::*;

use crate::config::{Config, Duplicates};
use crate::site::names::Names;
use crate::site::places::Places;
use crate::site::reference::{self, World};
use crate::site::{
    Category, Entry, PlacedGuide, Related, Site, Tag, Target, alias, cluster, duplicate, file, place, related, taxonomy,
};
use crate::snapshot::Asset;
use crate::ui::atlas::Atlas;
use crate::vault::Vault;

/// As `link_with`, for a site that keeps no pictures of other sites and knows no places.
pub fn link(config: Arc<Config>, entries: Vec<Entry>, assets: Vec<Asset>) -> Site {
    link_with(config, entries, assets, Arc::default(), None)
}

/// Gives every guide its address, every reference its target, and every guide its neighbors. `vault`: the pictures of
/// other sites; `atlas`: the places of the catalogues.
pub fn link_with(
    config: Arc<Config>,
    entries: Vec<Entry>,
    assets: Vec<Asset>,
    vault: Arc<Vault>,
    atlas: Option<Arc<Atlas>>,
) -> Site {
    let place::Placement { placed, withheld, mut findings } = place::place(&config, entries);
    let mut guides: Vec<PlacedGuide> = placed.into_iter().enumerate().map(unlinked).collect();
    let assets = file::table(assets, &guides, &mut findings);
    let aliases = alias::collect(&guides, &assets, &mut findings);
    let categories = taxonomy::categories(&mut guides);
    let tags = taxonomy::tags(&mut guides);
    let places = atlas.map(|atlas| Places::new(atlas, &guides, config.ui.reference));

    let copies = duplicate::representatives(&guides);
    let world = World {
        config: &config,
        guides: &guides,
        names: Arc::new(Names::new(&guides, &aliases, &pages(places.as_ref(), &categories, &tags))),
        files: file::Files::new(&assets),
        vault: &vault,
        base: base(&config),
    };
    let targets: Vec<Vec<Target>> = (0..guides.len())
        .into_par_iter()
        .map(|i| guides[i].entry.guide.references.iter().map(|r| reference::resolve(&world, i, r)).collect())
        .collect();
    let related = related::relate(&world, &copies);
    drop(world);
    for (((guide, targets), related), copy_of) in guides.iter_mut().zip(targets).zip(related).zip(copies) {
        guide.targets = targets;
        guide.related = related;
        guide.same_body_as = copy_of;
    }
    findings.sort();
    let fold = config.duplicates == Duplicates::Fold;
    let mut site = Site {
        config,
        guides,
        categories,
        tags,
        assets,
        vault,
        pictures: Default::default(),
        moving: Default::default(),
        aliases,
        findings,
        withheld,
        places,
        stamps: Default::default(),
    };
    for cluster in cluster::clusters(&site.guides) {
        cluster.rest.into_iter().for_each(|copy| site.guides[copy].better_copy = Some(cluster.keep));
    }
    if fold {
        cluster::fold(&mut site);
    }
    site
}

/// By which names the guides of a linked site can be reached.
pub fn names(site: &Site) -> Names {
    Names::new(&site.guides, &site.aliases, &pages(site.places.as_ref(), &site.categories, &site.tags))
}

/// All that a reference can lead to, in a linked site with these `names`.
pub fn world(site: &Site, names: Arc<Names>) -> World<'_> {
    World {
        config: &site.config,
        guides: &site.guides,
        names,
        files: file::Files::new(&site.assets),
        vault: &site.vault,
        base: base(&site.config),
    }
}

/// The pages that guidepost makes and links can lead to.
fn pages(places: Option<&Places>, categories: &[Category], tags: &[Tag]) -> Vec<Arc<str>> {
    place::GENERATED
        .iter()
        .map(|p| Arc::from(*p))
        .chain(places.into_iter().flat_map(Places::paths))
        .chain(categories.iter().map(|c| c.permalink.clone()))
        .chain(tags.iter().map(|t| t.permalink.clone()))
        .collect()
}

fn base(config: &Config) -> Option<url::Url> {
    config.base_url.as_deref().and_then(|url| url::Url::parse(url).ok())
}

/// A guide at its address that knows nothing of the others yet.
fn unlinked((index, (permalink, entry)): (usize, (Arc<str>, Entry))) -> PlacedGuide {
    PlacedGuide {
        entry,
        permalink,
        targets: Vec::new(),
        related: Related::default(),
        category: None,
        categories: Vec::new(),
        tags: Vec::new(),
        previous: None,
        next: None,
        same_body_as: index,
        better_copy: None,
        folded_into: None,
    }
}
