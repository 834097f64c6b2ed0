//! Pages that list guides: of a category, of a tag, of a letter. Eighty guides a page, numbered.

use std::sync::Arc;

use serde::Serialize;

use super::facts::{self, Day, PlatformView};
use super::frame::Frame;
use super::letters;
use super::terms::TermLink;
use super::{Page, PageKind};
use crate::address::relative;
use crate::site::{GuideIndex, Site};

/// Guides on one page of a list: as many as fit into 8 KiB, compressed, when titles are long.
pub const PER_PAGE: usize = 80;

/// Characters of a summary in a list: a line or so. Eighty of them make the weight of the page.
const SUMMARY: usize = 110;

/// One page of a list of guides.
#[derive(Clone, Debug)]
pub struct Listing {
    pub list: List,
    /// From 1.
    pub number: usize,
    /// Paths of all pages of this list.
    pub paths: Arc<[Arc<str>]>,
    /// The guides of this page.
    pub guides: Vec<GuideIndex>,
    /// Where each letter of the list begins; empty when the list is short.
    pub letters: Arc<[LetterLink]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Category(usize),
    Tag(usize),
    /// A letter of the A-Z; `None`: all of them on one page.
    Letter(Option<char>),
}

/// Where the guides of a letter begin.
#[derive(Clone, Debug)]
pub struct LetterLink {
    pub letter: char,
    pub path: Arc<str>,
    /// The letter begins in mid-page, at an anchor of its own.
    pub anchor: bool,
}

#[derive(Debug, Serialize)]
pub struct ListingView {
    pub frame: Frame,
    pub heading: String,
    /// "120 guides", "page 2 of 3".
    pub count: String,
    pub children: Vec<TermLink>,
    pub letters: Vec<LetterView>,
    pub groups: Vec<Group>,
    pub pages: Vec<PageLink>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// The rows under one letter, or all rows when the list has no letters.
#[derive(Debug, Serialize)]
pub struct Group {
    pub anchor: String,
    pub label: String,
    pub rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
pub struct LetterView {
    pub href: String,
    pub label: String,
    pub current: bool,
}

/// A number of the pager; `gap`: pages were left out before it.
#[derive(Debug, Serialize)]
pub struct PageLink {
    pub href: String,
    pub number: usize,
    pub current: bool,
    pub gap: bool,
}

/// A guide in a list.
#[derive(Debug, Serialize)]
pub struct Row {
    pub href: String,
    pub title: String,
    pub summary: String,
    pub platforms: Vec<PlatformView>,
    pub date: Option<Day>,
    pub category: Option<String>,
}

pub fn row(site: &Site, index: GuideIndex, from: &str) -> Row {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    Row {
        href: relative(from, &placed.permalink),
        title: guide.title.clone(),
        summary: cut(&guide.summary, SUMMARY),
        platforms: facts::platforms(&guide.platforms),
        date: facts::changed(&guide.front).map(facts::day),
        category: placed.category.and_then(|c| site.categories.get(c)).map(|c| c.name.clone()),
    }
}

/// At most about `length` characters, cut between words.
pub fn cut(text: &str, length: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(length) else { return text.to_owned() };
    let end = text[..end].rfind(char::is_whitespace).filter(|space| *space > end / 2).unwrap_or(end);
    format!("{}\u{2026}", text[..end].trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// The pages of every category and tag.
pub fn plan(site: &Site) -> Vec<Page> {
    let categories = site.categories.iter().enumerate();
    let categories = categories.flat_map(|(i, c)| list(site, List::Category(i), &c.permalink, &c.guides));
    let tags = site.tags.iter().enumerate().flat_map(|(i, t)| list(site, List::Tag(i), &t.permalink, &t.guides));
    categories.chain(tags).collect()
}

/// A short list keeps its order; a long one is sorted by title, so that its letters mean something.
fn list(site: &Site, list: List, first: &str, guides: &[GuideIndex]) -> Vec<Page> {
    let stem = first.strip_suffix(".html").unwrap_or(first);
    let mut guides = guides.to_vec();
    if guides.len() <= PER_PAGE {
        return numbered(list, first, stem, guides, Arc::from([]));
    }
    let title = |g: &GuideIndex| site.guides[*g].entry.guide.title.as_str();
    guides.sort_by_cached_key(|g| (letters::letter(title(g)), letters::key(title(g))));
    let mut found: Vec<LetterLink> = Vec::new();
    for (at, guide) in guides.iter().enumerate() {
        let letter = letters::letter(title(guide));
        if found.last().is_none_or(|l| l.letter != letter) {
            found.push(LetterLink { letter, path: path_of(first, stem, 1 + at / PER_PAGE).into(), anchor: true });
        }
    }
    numbered(list, first, stem, guides, found.into())
}

fn path_of(first: &str, stem: &str, number: usize) -> String {
    if number == 1 { first.to_owned() } else { format!("{stem}/{number}.html") }
}

/// Cuts `guides` into pages at `first`, `stem/2.html`, `stem/3.html` … There is always a first page.
pub fn numbered(list: List, first: &str, stem: &str, guides: Vec<GuideIndex>, letters: Arc<[LetterLink]>) -> Vec<Page> {
    let count = guides.len().div_ceil(PER_PAGE).max(1);
    let paths: Arc<[Arc<str>]> = (1..=count).map(|n| path_of(first, stem, n).into()).collect();
    let page = |number: usize| {
        let guides = guides.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE).copied().collect();
        let listing = Listing { list, number, paths: paths.clone(), guides, letters: letters.clone() };
        Page { path: paths[number - 1].clone(), kind: PageKind::Listing(listing) }
    };
    (1..=count).map(page).collect()
}

pub fn view(site: &Site, page: &Page, listing: &Listing) -> ListingView {
    let from = &*page.path;
    let (kind, heading, category) = match listing.list {
        List::Category(c) => ("category", site.categories[c].name.clone(), site.categories[c].parent),
        List::Tag(t) => ("tag", format!("Tag: {}", site.tags[t].name), None),
        List::Letter(Some(c)) => ("a-z", format!("Guides A\u{2013}Z: {}", letters::label(c)), None),
        List::Letter(None) => ("a-z", "Guides A\u{2013}Z".to_owned(), None),
    };
    let mut title = heading.clone();
    if listing.number > 1 {
        title += &format!(", page {}", listing.number);
    }
    let count = count(site, listing);
    let frame =
        Frame::new(site, from, kind, title).described(format!("{heading}: {count}")).below(site, from, category);
    let at = |number: usize| listing.paths.get(number.wrapping_sub(1)).map(|p| relative(from, p));
    ListingView {
        frame,
        heading,
        count,
        children: match listing.list {
            List::Category(c) if listing.number == 1 => TermLink::children(site, c, from),
            _ => Vec::new(),
        },
        letters: listing.letters.iter().map(|l| letter_view(l, listing, from)).collect(),
        groups: groups(site, listing, from),
        pages: pager(listing.number, &listing.paths, from),
        previous: at(listing.number - 1),
        next: at(listing.number + 1),
    }
}

fn count(site: &Site, listing: &Listing) -> String {
    let total = match listing.list {
        List::Category(c) => site.categories[c].total,
        List::Tag(t) => site.tags[t].guides.len(),
        List::Letter(None) => site.guides.len(),
        List::Letter(Some(_)) => listing.guides.len().max((listing.paths.len() - 1) * PER_PAGE),
    };
    let guides = match (listing.list, listing.paths.len()) {
        (List::Letter(Some(_)), 2..) => String::new(),
        _ if total == 1 => "1 guide".to_owned(),
        _ => format!("{total} guides"),
    };
    match (guides.is_empty(), listing.paths.len()) {
        (_, 1) => guides,
        (true, n) => format!("page {} of {n}", listing.number),
        (false, n) => format!("{guides}, page {} of {n}", listing.number),
    }
}

fn letter_anchor(letter: char) -> String {
    if letter == '#' { "letter-0-9".into() } else { format!("letter-{}", letter.to_lowercase()) }
}

fn letter_view(link: &LetterLink, listing: &Listing, from: &str) -> LetterView {
    let mut href = relative(from, &link.path);
    if link.anchor {
        href = if *link.path == *from { String::new() } else { href };
        href += &format!(
            "#{}",
            percent_encoding::utf8_percent_encode(&letter_anchor(link.letter), percent_encoding::CONTROLS)
        );
    }
    LetterView { href, label: letters::label(link.letter), current: listing.list == List::Letter(Some(link.letter)) }
}

/// Rows grouped by letter where the list has letters that begin in mid-page.
fn groups(site: &Site, listing: &Listing, from: &str) -> Vec<Group> {
    let lettered = listing.letters.iter().any(|l| l.anchor);
    let mut groups: Vec<Group> = Vec::new();
    for guide in &listing.guides {
        let letter = letters::letter(&site.guides[*guide].entry.guide.title);
        let anchor = if lettered { letter_anchor(letter) } else { String::new() };
        if groups.last().is_none_or(|g| g.anchor != anchor) {
            let label = if lettered { letters::label(letter) } else { String::new() };
            groups.push(Group { anchor, label, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(site, *guide, from));
        }
    }
    groups
}

/// First, last, and the pages around the current one.
pub fn pager(current: usize, paths: &[Arc<str>], from: &str) -> Vec<PageLink> {
    if paths.len() < 2 {
        return Vec::new();
    }
    let mut links: Vec<PageLink> = Vec::new();
    for number in 1..=paths.len() {
        if number == 1 || number == paths.len() || number.abs_diff(current) <= 2 {
            let gap = links.last().is_some_and(|l| l.number + 1 < number);
            links.push(PageLink { href: relative(from, &paths[number - 1]), number, current: number == current, gap });
        }
    }
    links
}
