//! The page at an old address: says where the guide is now, and goes there.

use serde::Serialize;

use crate::address;
use crate::site::{GuideIndex, Site};

#[derive(Debug, Serialize)]
pub struct MovedView {
    pub language: String,
    pub title: String,
    /// Where the guide is now, as an `href` of this page.
    pub to: String,
}

pub fn view(site: &Site, path: &str, guide: GuideIndex) -> MovedView {
    let guide = &site.guides[guide];
    MovedView {
        language: site.config.language.clone(),
        title: guide.entry.guide.title.clone(),
        to: address::relative(path, &guide.permalink),
    }
}
