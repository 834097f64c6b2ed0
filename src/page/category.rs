//! What the settings say of a category, its drawing, and all its guides.

use std::collections::HashSet;

use super::icons;
use crate::config::CategoryConfig;
use crate::site::taxonomy::same_name;
use crate::site::{GuideIndex, Site};

/// What the settings say: under the whole path (`Network/Wi-Fi`) before the name alone.
pub fn said(site: &Site, index: usize) -> Option<&CategoryConfig> {
    let said = &site.config.categories;
    if said.is_empty() {
        return None;
    }
    let path = same_name(&site.category_path(index).join("/"));
    let name = same_name(&site.categories.get(index)?.name);
    let of = |wanted: &str| said.iter().find(|(key, _)| same_name(key) == wanted).map(|(_, said)| said);
    of(&path).or_else(|| of(&name))
}

/// The guides of a category and of all below it, each once, in reading order.
pub fn guides(site: &Site, index: usize) -> Vec<GuideIndex> {
    // Parents stand before their children, so that what is below one follows it without a gap.
    let below = |c: &usize| *c == index || site.categories[*c].parent.is_some_and(|parent| parent >= index);
    let mut seen = HashSet::new();
    let guides = (index..site.categories.len()).take_while(below).flat_map(|c| &site.categories[c].guides);
    guides.copied().filter(|guide| seen.insert(*guide)).collect()
}

pub fn icon(site: &Site, index: usize) -> &'static str {
    let chosen = said(site, index).and_then(|said| said.icon);
    icons::path(chosen.unwrap_or_else(|| icons::fitting(&site.categories[index].name)))
}
