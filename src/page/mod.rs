//! The pages of the site: which there are, and for each one the typed record its template gets.
//!
//! `plan` says what pages a site has and keeps each one light: indices, no text. `view` makes the record of one
//! page when it is rendered, so that memory does not grow with the number of pages. No page grows with
//! the site: what is long is cut into numbered pages. Nothing here knows the time of day.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::site::places::{NAMES, PlacePage, TREE};
use crate::site::{GuideIndex, RelatedTarget, Site, Target};

pub(crate) mod category;
pub mod editors;
pub mod facts;
mod frame;
mod guide;
mod home;
mod icons;
mod letters;
mod listing;
mod moved;
pub mod place;
mod places;
mod plain;
mod print;
pub mod send;
pub mod steps;
mod terms;
mod why;

pub use frame::address_on;

#[cfg(test)]
pub mod fixture;
#[cfg(test)]
mod tests;

/// One page to be: its path below the site and what it shows.
#[derive(Clone, Debug)]
pub struct Page {
    pub path: Arc<str>,
    pub kind: PageKind,
}

#[derive(Clone, Debug)]
pub enum PageKind {
    /// Guides that changed lately, and guides that others link to.
    Home {
        latest: Vec<GuideIndex>,
        linked: Vec<GuideIndex>,
    },
    Guide(GuideIndex),
    /// One page of a category, a tag or the A-Z.
    Listing(listing::Listing),
    /// One page of all categories or all tags.
    Terms(terms::Terms),
    /// All guides of a category, to print them.
    Print(usize),
    Search,
    NotFound,
    /// An old address of a guide.
    Moved(GuideIndex),
    /// The place with this index among those that have a page.
    Place(usize),
    /// All of them as a tree.
    PlaceTree,
    /// All of them by name.
    PlaceNames,
}

/// What a template gets. One variant a template.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    Home(Box<home::HomeView>),
    Guide(Box<guide::GuideView>),
    Listing(Box<listing::ListingView>),
    Terms(Box<terms::TermsView>),
    Print(Box<print::PrintView>),
    Search(Box<plain::PlainView>),
    NotFound(Box<plain::PlainView>),
    Moved(Box<moved::MovedView>),
    Place(Box<place::PlaceView>),
    Places(Box<places::PlacesView>),
}

impl View {
    /// File name of the template.
    pub fn template(&self) -> &'static str {
        match self {
            View::Home(_) => "home.html",
            View::Guide(_) => "guide.html",
            View::Listing(_) => "listing.html",
            View::Terms(_) => "terms.html",
            View::Print(_) => "print.html",
            View::Search(_) => "search.html",
            View::NotFound(_) => "404.html",
            View::Moved(_) => "moved.html",
            View::Place(_) => "place.html",
            View::Places(_) => "places.html",
        }
    }
}

/// Every page of the site, sorted by path.
pub fn plan(site: &Site) -> Vec<Page> {
    let page = |path: &str, kind| Page { path: path.into(), kind };
    let mut pages = vec![
        page("index.html", PageKind::Home { latest: listing::by_date(site, HOME_ROWS), linked: most_linked(site) }),
        page("search.html", PageKind::Search),
        page("404.html", PageKind::NotFound),
    ];
    pages.extend(
        (0..site.guides.len()).map(|g| Page { path: site.guides[g].permalink.clone(), kind: PageKind::Guide(g) }),
    );
    pages.extend(listing::plan(site));
    pages.extend(letters::plan(site));
    pages.extend(terms::plan(site));
    pages.extend(print::plan(site));
    pages.extend(site.aliases.iter().map(|(path, g)| Page { path: path.clone(), kind: PageKind::Moved(*g) }));
    if let Some(places) = site.places.as_ref().filter(|p| !p.pages.is_empty()) {
        pages.extend([page(TREE, PageKind::PlaceTree), page(NAMES, PageKind::PlaceNames)]);
        let of = |(i, p): (usize, &PlacePage)| Page { path: p.permalink.clone(), kind: PageKind::Place(i) };
        pages.extend(places.pages.iter().enumerate().map(of));
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// The record of one page.
pub fn view(page: &Page, site: &Site) -> View {
    match &page.kind {
        PageKind::Home { latest, linked } => View::Home(Box::new(home::view(site, latest, linked))),
        PageKind::Guide(index) => View::Guide(Box::new(guide::view(site, *index))),
        PageKind::Listing(listing) => View::Listing(Box::new(listing::view(site, page, listing))),
        PageKind::Terms(terms) => View::Terms(Box::new(terms::view(site, page, terms))),
        PageKind::Print(category) => View::Print(Box::new(print::view(site, page, *category))),
        PageKind::Search => View::Search(Box::new(plain::search(site))),
        PageKind::NotFound => View::NotFound(Box::new(plain::not_found(site))),
        PageKind::Moved(guide) => View::Moved(Box::new(moved::view(site, &page.path, *guide))),
        PageKind::Place(_) | PageKind::PlaceTree | PageKind::PlaceNames => place_view(&page.kind, site),
    }
}

fn place_view(kind: &PageKind, site: &Site) -> View {
    match (kind, &site.places) {
        (PageKind::Place(index), Some(places)) => View::Place(Box::new(place::view(site, places, *index))),
        (PageKind::PlaceNames, Some(places)) => View::Places(Box::new(places::names(site, places))),
        (_, Some(places)) => View::Places(Box::new(places::tree(site, places))),
        // Such a page is planned only where there are places.
        (_, None) => View::NotFound(Box::new(plain::not_found(site))),
    }
}

/// How many guides the two lists of the home page show.
const HOME_ROWS: usize = 10;

fn most_linked(site: &Site) -> Vec<GuideIndex> {
    let mut links: BTreeMap<GuideIndex, usize> = BTreeMap::new();
    for (from, guide) in site.guides.iter().enumerate() {
        let in_text = guide.targets.iter().filter_map(|t| match t {
            Target::Guide { guide, .. } => Some(*guide),
            _ => None,
        });
        let related = guide.related.kept.iter().filter_map(|r| match r.to {
            RelatedTarget::Guide(g) => Some(g),
            RelatedTarget::Web { .. } => None,
        });
        let listed = |to: GuideIndex| site.guides[to].folded_into.unwrap_or(to);
        for to in in_text.chain(related).map(listed).filter(|to| *to != from) {
            *links.entry(to).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = links.into_iter().map(|(g, n)| (std::cmp::Reverse(n), g)).collect();
    ranked.sort_unstable();
    ranked.into_iter().take(HOME_ROWS).map(|(_, g)| g).collect()
}
