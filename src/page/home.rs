//! The home page: search first, then categories, then what changed and what others link to.

use serde::Serialize;

use super::category;
use super::frame::{self, Frame};
use super::letters;
use super::listing::{Row, cut, row};
use super::terms::TermLink;
use crate::site::{GuideIndex, Site};

/// More root categories than this are not a grid any more: the largest are shown, the rest is a link.
const MOST_CARDS: usize = 60;

#[derive(Debug, Serialize)]
pub struct HomeView {
    pub frame: Frame,
    pub tagline: String,
    pub examples: Vec<Example>,
    pub groups: Vec<CardGroup>,
    /// "3 more categories", or nothing.
    pub more: String,
    pub all_categories: String,
    pub all_guides: String,
    /// "All 120 guides from A to Z"
    pub guides: String,
    pub news: String,
    pub latest: Vec<Row>,
    pub linked: Vec<Row>,
}

/// A query offered under the search box.
#[derive(Debug, Serialize)]
pub struct Example {
    pub href: String,
    pub query: String,
}

/// Categories shown together: all roots, or the children of one root when there are few roots.
#[derive(Debug, Serialize)]
pub struct CardGroup {
    pub name: String,
    pub href: String,
    pub cards: Vec<Card>,
}

#[derive(Debug, Serialize)]
pub struct Card {
    pub term: TermLink,
    /// What the settings say of the category; empty: `inside` tells.
    pub text: String,
    /// Names of a few things inside: child categories, else guides.
    pub inside: Vec<String>,
    /// `d` of the drawing's path.
    pub icon: &'static str,
}

pub fn view(site: &Site, latest: &[GuideIndex], linked: &[GuideIndex]) -> HomeView {
    let from = "index.html";
    let config = &site.config;
    let words = frame::words(site);
    let (groups, more) = groups(site, from);
    HomeView {
        frame: Frame::new(site, from, "home", config.name.clone()).described(config.tagline.clone()),
        tagline: config.tagline.clone(),
        examples: examples(site, linked, latest),
        groups,
        more: if more == 0 { String::new() } else { words.fill("more_categories", &[("n", &more.to_string())]) },
        all_categories: "categories.html".into(),
        all_guides: "a-z.html".into(),
        guides: words.fill("all_guides", &[("n", &site.listed().count().to_string())]),
        news: "latest.html".into(),
        latest: latest.iter().map(|g| row(site, *g, from)).collect(),
        // One or two would look forgotten.
        linked: linked.iter().filter(|_| linked.len() > 2).map(|g| row(site, *g, from)).collect(),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn examples(site: &Site, linked: &[GuideIndex], latest: &[GuideIndex]) -> Vec<Example> {
    let title = |g: &GuideIndex| {
        let title = &site.guides[*g].entry.guide.title;
        title[letters::opening(title)..].to_owned()
    };
    let queries: Vec<String> = if site.config.example_searches.is_empty() {
        let guides = if linked.is_empty() { latest } else { linked };
        guides.iter().map(title).filter(|t| t.len() <= 44).take(3).collect()
    } else {
        site.config.example_searches.clone()
    };
    let query = |q: String| Example {
        href: format!(
            "search.html?q={}",
            percent_encoding::utf8_percent_encode(&q, percent_encoding::NON_ALPHANUMERIC)
        ),
        query: q,
    };
    queries.into_iter().map(query).collect()
}

fn groups(site: &Site, from: &str) -> (Vec<CardGroup>, usize) {
    let roots: Vec<usize> = (0..site.categories.len()).filter(|c| site.categories[*c].parent.is_none()).collect();
    if shows_children(site, &roots) {
        let mut more = 0;
        let group = |root: &usize| {
            let link = TermLink::category(site, *root, from);
            let children = &site.categories[*root].children;
            let shown =
                if children.is_empty() { vec![*root] } else { largest(site, children, MOST_CARDS / roots.len()) };
            more += children.len().saturating_sub(shown.len());
            CardGroup { name: link.name, href: link.href, cards: shown.iter().map(|c| card(site, *c, from)).collect() }
        };
        let groups = roots.iter().map(group).collect();
        return (groups, more);
    }
    let shown = largest(site, &roots, MOST_CARDS);
    let cards = shown.iter().map(|c| card(site, *c, from)).collect();
    (vec![CardGroup { name: String::new(), href: String::new(), cards }], roots.len() - shown.len())
}

/// The `most` largest of the categories that the home page shows, in its order.
pub fn main_categories(site: &Site, most: usize, from: &str) -> Vec<TermLink> {
    let roots: Vec<usize> = (0..site.categories.len()).filter(|c| site.categories[*c].parent.is_none()).collect();
    let inside = |root: &usize| match site.categories[*root].children.as_slice() {
        [] => vec![*root],
        children => children.to_vec(),
    };
    let all = if shows_children(site, &roots) { roots.iter().flat_map(inside).collect() } else { roots };
    largest(site, &all, most).into_iter().map(|c| TermLink::category(site, c, from)).collect()
}

/// A few roots such as "guides" and "manual" say little: what lies in them is shown.
fn shows_children(site: &Site, roots: &[usize]) -> bool {
    roots.len() <= 3 && roots.iter().any(|r| site.categories[*r].children.len() > 1)
}

/// The `most` largest, in the order given.
fn largest(site: &Site, categories: &[usize], most: usize) -> Vec<usize> {
    let mut by_size = categories.to_vec();
    by_size.sort_by_key(|c| (std::cmp::Reverse(site.categories[*c].total), *c));
    by_size.truncate(most);
    categories.iter().copied().filter(|c| by_size.contains(c)).collect()
}

fn card(site: &Site, index: usize, from: &str) -> Card {
    let category = &site.categories[index];
    let mut inside: Vec<String> = category.children.iter().take(4).map(|c| site.categories[*c].name.clone()).collect();
    if inside.is_empty() {
        let title = |g: &GuideIndex| {
            let title = &site.guides[*g].entry.guide.title;
            capital(&cut(&title[letters::opening(title)..], 42))
        };
        inside = category.guides.iter().take(2).map(title).collect();
    }
    let said = category::said(site, index);
    Card {
        term: TermLink::category(site, index, from),
        text: said.map(|s| cut(&s.text, 90)).unwrap_or_default(),
        inside,
        icon: category::icon(site, index),
    }
}
