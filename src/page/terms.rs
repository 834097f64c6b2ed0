//! All categories as a tree in lines, and all tags: two hundred a page.

use std::sync::Arc;

use serde::Serialize;

use super::frame::{self, Frame};
use super::listing::{PageLink, pager};
use super::{Page, PageKind};
use crate::address::relative;
use crate::site::Site;

const PER_PAGE: usize = 200;

/// One page of all categories or all tags.
#[derive(Clone, Debug)]
pub struct Terms {
    pub of: TermKind,
    /// From 1.
    pub number: usize,
    pub paths: Arc<[Arc<str>]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermKind {
    Categories,
    Tags,
}

#[derive(Debug, Serialize)]
pub struct TermsView {
    pub frame: Frame,
    pub heading: String,
    pub terms: Vec<TermLink>,
    pub pages: Vec<PageLink>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// A category or tag with its number of guides.
#[derive(Clone, Debug, Serialize)]
pub struct TermLink {
    pub href: String,
    pub name: String,
    pub count: usize,
    /// How many categories lie above it.
    pub depth: usize,
}

impl TermLink {
    pub fn category(site: &Site, index: usize, from: &str) -> TermLink {
        let category = &site.categories[index];
        let above = std::iter::successors(category.parent, |c| site.categories.get(*c).and_then(|c| c.parent));
        TermLink {
            href: relative(from, &category.permalink),
            name: category.name.clone(),
            count: category.total,
            depth: above.take(4).count(),
        }
    }

    pub fn children(site: &Site, index: usize, from: &str) -> Vec<TermLink> {
        site.categories[index].children.iter().map(|c| TermLink::category(site, *c, from)).collect()
    }
}

pub fn plan(site: &Site) -> Vec<Page> {
    let mut pages = numbered(TermKind::Categories, "categories", site.categories.len());
    if !site.tags.is_empty() {
        pages.extend(numbered(TermKind::Tags, "tags", site.tags.len()));
    }
    pages
}

fn numbered(of: TermKind, stem: &str, count: usize) -> Vec<Page> {
    let path = |n: usize| if n == 1 { format!("{stem}.html") } else { format!("{stem}-{n}.html") };
    let paths: Arc<[Arc<str>]> = (1..=count.div_ceil(PER_PAGE).max(1)).map(|n| path(n).into()).collect();
    let page = |(i, path): (usize, &Arc<str>)| Page {
        path: path.clone(),
        kind: PageKind::Terms(Terms { of, number: i + 1, paths: paths.clone() }),
    };
    paths.iter().enumerate().map(page).collect()
}

pub fn view(site: &Site, page: &Page, terms: &Terms) -> TermsView {
    let from = &*page.path;
    let range = |all: usize| (terms.number - 1) * PER_PAGE..(terms.number * PER_PAGE).min(all);
    let (kind, heading, links) = match terms.of {
        TermKind::Categories => {
            let links = range(site.categories.len()).map(|c| TermLink::category(site, c, from)).collect();
            ("categories", "all_categories", links)
        }
        TermKind::Tags => {
            let tag = |t: usize| {
                let tag = &site.tags[t];
                TermLink {
                    href: relative(from, &tag.permalink),
                    name: tag.name.clone(),
                    count: tag.guides.len(),
                    depth: 0,
                }
            };
            ("tags", "all_tags", range(site.tags.len()).map(tag).collect())
        }
    };
    let at = |number: usize| terms.paths.get(number.wrapping_sub(1)).map(|p| relative(from, p));
    let heading = frame::words(site).get(heading).to_owned();
    TermsView {
        frame: Frame::new(site, from, kind, heading.clone()).described(format!("{heading}: {}", site.config.name)),
        heading,
        terms: links,
        pages: pager(terms.number, &terms.paths, from),
        previous: at(terms.number - 1),
        next: at(terms.number + 1),
    }
}
