//! The search page and the page for addresses that are not there.

use serde::Serialize;

use super::frame::{self, Frame};
use super::home;
use super::terms::TermLink;
use crate::site::Site;

#[derive(Debug, Serialize)]
pub struct PlainView {
    pub frame: Frame,
    /// Address of the A-Z, the way in without search.
    pub all: String,
    /// The largest categories, by name: where to look for who found nothing.
    pub categories: Vec<TermLink>,
}

/// Categories offered to who found nothing.
const CATEGORIES: usize = 9;

pub fn search(site: &Site) -> PlainView {
    let words = frame::words(site);
    let frame = Frame::new(site, "search.html", "search", words.get("search")).described(format!(
        "{}: {}",
        words.get("search"),
        site.config.name
    ));
    PlainView { frame, all: "a-z.html".into(), categories: home::main_categories(site, CATEGORIES, "search.html") }
}

/// A server shows this page at any depth, where relative links would break. With a `base_url` the page
/// uses addresses from the root of the host instead; without one it can only serve the top folder.
pub fn not_found(site: &Site) -> PlainView {
    let mut frame = Frame::new(site, "404.html", "not-found", frame::words(site).get("not_found")).unlisted();
    let mut all = "a-z.html".to_owned();
    let mut categories = home::main_categories(site, CATEGORIES, "404.html");
    if let Some(base) = site.config.base_url.as_deref().and_then(|b| url::Url::parse(b).ok()) {
        let root = format!("{}/", base.path().trim_end_matches('/'));
        let from_root = |address: &str| format!("{root}{address}");
        frame.home = from_root(&frame.home);
        frame.search = from_root(&frame.search);
        frame.logo = frame.logo.as_deref().map(from_root);
        frame.nav.iter_mut().for_each(|link| link.href = from_root(&link.href));
        all = from_root(&all);
        categories.iter_mut().for_each(|term| term.href = from_root(&term.href));
        frame.root = root;
    }
    PlainView { frame, all, categories }
}
