//! What the index knows of a place: its label is the title, its other names are keywords, its ways are the text.

use super::record::{SearchRecord, SearchSection};
use crate::site::Site;
use crate::site::places::Places;
use crate::wording::Words;

pub fn record(site: &Site, places: &Places, index: usize) -> SearchRecord {
    let page = &places.pages[index];
    let category = Words::new(&site.config.language, &site.config.words).get("places").to_owned();
    let (before, others) = places.atlas.other_names(&page.id);
    let stands = places.atlas.stands(&page.id);
    let there = || stands.iter().filter(|s| s.place.is_some());
    let mut platforms: Vec<String> = there().flat_map(|s| &s.releases).map(|r| r.platform_name()).collect();
    platforms.sort();
    platforms.dedup();
    let newest = places.atlas.newest(&page.id).map(|(_, place)| place);
    let mut text: Vec<&str> = there().map(|s| s.path.as_str()).collect();
    text.extend(newest.iter().flat_map(|p| p.address.iter().chain(&p.command)).map(|t| &**t));
    let inside = page.inside.iter().flat_map(|id| {
        let label = places.atlas.newest(id).map(|(_, p)| p.label.to_string());
        label.into_iter().chain(places.atlas.other_names(id).0.iter().map(ToString::to_string)).collect::<Vec<_>>()
    });
    SearchRecord {
        permalink: page.permalink.to_string(),
        title: page.label.to_string(),
        categories: vec![category.clone()],
        category,
        platforms,
        keywords: before.iter().chain(&others).map(ToString::to_string).chain(inside).collect(),
        summary: there().next_back().map(|s| s.path.clone()).unwrap_or_default(),
        sections: vec![SearchSection { text: text.join("\n"), ..SearchSection::default() }],
        same_body_as: site.guides.len() + index,
        aside: true,
        ..SearchRecord::default()
    }
}
