//! What the settings say of a category, and its drawing.

use super::icons;
use crate::config::CategoryConfig;
use crate::site::Site;
use crate::site::taxonomy::same_name;

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

pub fn icon(site: &Site, index: usize) -> &'static str {
    let chosen = said(site, index).and_then(|said| said.icon);
    icons::path(chosen.unwrap_or_else(|| icons::fitting(&site.categories[index].name)))
}
