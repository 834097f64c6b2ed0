//! Pages that list guides: of a category, of a tag, of a letter. Eighty guides a page, numbered.

use std::sync::Arc;

use serde::Serialize;

use super::category;
use super::facts::{self, Day, PlatformView};
use super::frame::{self, Frame, Lang};
use super::letters;
use super::terms::TermLink;
use super::{Page, PageKind};
use crate::address::relative;
use crate::guide::Platform;
use crate::site::{GuideIndex, Site};

/// Guides on one page of a list: as many as fit into 8 KiB, compressed, when titles are long.
pub const PER_PAGE: usize = 80;

/// Characters of a summary in a list: a line or so. Eighty of them make the weight of the page.
const SUMMARY: usize = 110;

/// Most platforms that a list can be kept to: a row of buttons.
const SWITCH: usize = 8;

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
    /// What changed last, newest first.
    Latest,
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
    /// What the settings say of the category.
    pub text: String,
    /// "120 guides", "page 2 of 3".
    pub count: String,
    /// Address of the page with all guides of the category, for printing.
    pub print: Option<String>,
    pub children: Vec<TermLink>,
    pub letters: Vec<LetterView>,
    /// What the rows can be kept to, where that leaves a choice.
    pub switch: Vec<PlatformView>,
    /// Classes of the place where scripts put a box that filters the rows, or only say how many are left of few; empty
    /// where there is nothing to filter.
    pub filter: &'static str,
    pub groups: Vec<Group>,
    pub pages: Vec<PageLink>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// So many rows are seen at a glance.
const FEW: usize = 12;

/// The rows under one letter or of one category, or all rows when the list has neither.
#[derive(Debug, Serialize)]
pub struct Group {
    pub anchor: String,
    pub label: String,
    /// The page of the category that the rows are of.
    pub href: Option<String>,
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
    pub lang: Option<Lang>,
    pub href: String,
    pub title: String,
    pub summary: String,
    /// "Windows 10, 11"
    pub applies: String,
    pub platforms: Vec<PlatformView>,
    pub date: Option<Day>,
    /// It was written on that day; otherwise changed. Told in the list of what is new only.
    pub fresh: bool,
    pub category: Option<String>,
}

pub fn row(site: &Site, index: GuideIndex, from: &str) -> Row {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    Row {
        lang: frame::lang(site, guide),
        href: relative(from, &placed.permalink),
        title: guide.title.clone(),
        summary: cut(&guide.summary, SUMMARY),
        applies: facts::applies_to(&guide.platforms),
        platforms: facts::platforms(&guide.platforms),
        date: facts::changed(&guide.front).map(|date| facts::day(date, &frame::words(site))),
        fresh: false,
        category: placed.category.and_then(|c| site.categories.get(c)).map(|c| c.name.clone()),
    }
}

/// The platforms of the guides on a page, when not every guide is for all of them.
fn switch(site: &Site, listing: &Listing, below: &[Below]) -> Vec<PlatformView> {
    let of = |g: &GuideIndex| &site.guides[*g].entry.guide.platforms;
    let guides: Vec<GuideIndex> = listing.guides.iter().chain(below.iter().flat_map(|(_, g)| g)).copied().collect();
    let mut all: Vec<Platform> = guides.iter().flat_map(|g| of(g).iter().cloned()).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    // A guide that names no platform is for any.
    let choice = guides.iter().any(|g| !of(g).is_empty() && of(g).len() < all.len());
    if choice && (2..=SWITCH).contains(&all.len()) { facts::platforms(&all) } else { Vec::new() }
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
    categories.chain(tags).chain(latest(site)).collect()
}

/// Most guides that "What's new" lists: older news are none.
const NEWS: usize = 5 * PER_PAGE;

/// Guides by the day they changed, newest first; those of one day in the order of the site.
pub fn by_date(site: &Site, most: usize) -> Vec<GuideIndex> {
    let date = |g: usize| facts::changed(&site.guides[g].entry.guide.front).map(|date| (std::cmp::Reverse(date), g));
    let mut dated: Vec<_> = site.listed().filter_map(date).collect();
    if dated.len() > most {
        dated.select_nth_unstable(most);
        dated.truncate(most);
    }
    dated.sort_unstable();
    dated.into_iter().map(|(_, g)| g).collect()
}

fn latest(site: &Site) -> Vec<Page> {
    numbered(List::Latest, "latest.html", "latest", by_date(site, NEWS), Arc::from([]))
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
    let words = frame::words(site);
    let tag = |t: usize| words.fill("tag_title", &[("name", &site.tags[t].name)]);
    let az = words.get("az_title");
    let (kind, heading, category) = match listing.list {
        List::Category(c) => ("category", site.categories[c].name.clone(), site.categories[c].parent),
        List::Tag(t) => ("tag", tag(t), None),
        List::Letter(Some(c)) => ("a-z", format!("{az}: {}", letters::label(c)), None),
        List::Letter(None) => ("a-z", az.to_owned(), None),
        List::Latest => ("latest", words.get("latest").to_owned(), None),
    };
    let mut title = heading.clone();
    if listing.number > 1 {
        title = words.fill("page_title", &[("title", &heading), ("n", &listing.number.to_string())]);
    }
    let text = match listing.list {
        List::Category(c) if listing.number == 1 => category::said(site, c).map(|s| s.text.clone()).unwrap_or_default(),
        List::Latest if listing.guides.is_empty() => words.get("no_dates").to_owned(),
        _ => String::new(),
    };
    let count = count(site, listing);
    let frame = Frame::new(site, from, kind, title)
        .described(if text.is_empty() { format!("{heading}: {count}") } else { text.clone() })
        .below(site, from, category);
    let below = below(site, listing);
    let switch = switch(site, listing, &below);
    let groups = groups(site, listing, &below, from);
    let many = groups.iter().map(|g| g.rows.len()).sum::<usize>() > FEW;
    let at = |number: usize| listing.paths.get(number.wrapping_sub(1)).map(|p| relative(from, p));
    ListingView {
        frame,
        heading,
        text,
        count,
        print: match listing.list {
            List::Category(c) => super::print::path(site, c).map(|to| relative(from, &to)),
            _ => None,
        },
        children: match listing.list {
            // Those whose guides stand on this page are headings there.
            List::Category(c) if listing.number == 1 && below.is_empty() => TermLink::children(site, c, from),
            _ => Vec::new(),
        },
        letters: listing.letters.iter().map(|l| letter_view(l, listing, from)).collect(),
        filter: if many {
            "filter"
        } else if !switch.is_empty() {
            "filter few"
        } else {
            ""
        },
        switch,
        groups,
        pages: pager(listing.number, &listing.paths, from),
        previous: at(listing.number - 1),
        next: at(listing.number + 1),
    }
}

fn count(site: &Site, listing: &Listing) -> String {
    let words = frame::words(site);
    let total = match listing.list {
        List::Category(c) => Some(site.categories[c].total),
        List::Tag(t) => Some(site.tags[t].guides.len()),
        List::Letter(None) => Some(site.listed().count()),
        List::Letter(Some(_)) if listing.paths.len() == 1 => Some(listing.guides.len()),
        // How many pages there are says enough.
        List::Letter(Some(_)) | List::Latest => None,
    };
    let of = [("n", &*listing.number.to_string()), ("of", &*listing.paths.len().to_string())];
    let page = (listing.paths.len() > 1).then(|| words.fill("page_of", &of));
    total.map(|n| words.count("guides", n)).into_iter().chain(page).collect::<Vec<_>>().join(", ")
}

pub fn letter_anchor(letter: char) -> String {
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
fn groups(site: &Site, listing: &Listing, below: &[Below], from: &str) -> Vec<Group> {
    if listing.list == List::Latest {
        return months(site, listing, from);
    }
    let lettered = listing.letters.iter().any(|l| l.anchor);
    let mut groups: Vec<Group> = Vec::new();
    for guide in &listing.guides {
        let letter = letters::letter(&site.guides[*guide].entry.guide.title);
        let anchor = if lettered { letter_anchor(letter) } else { String::new() };
        if groups.last().is_none_or(|g| g.anchor != anchor) {
            let label = if lettered { letters::label(letter) } else { String::new() };
            groups.push(Group { anchor, label, href: None, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(site, *guide, from));
        }
    }
    groups.extend(below.iter().enumerate().map(|(n, (child, guides))| Group {
        anchor: format!("below-{}", n + 1),
        label: site.categories[*child].name.clone(),
        href: Some(relative(from, &site.categories[*child].permalink)),
        rows: guides.iter().map(|g| row(site, *g, from)).collect(),
    }));
    groups
}

/// A category, and the guides of it and of those below it.
type Below = (usize, Vec<GuideIndex>);

/// The categories right below one with their guides, as long as all together are no more than a page takes.
fn below(site: &Site, listing: &Listing) -> Vec<Below> {
    let List::Category(c) = listing.list else { return Vec::new() };
    let category = &site.categories[c];
    if category.total > PER_PAGE {
        return Vec::new();
    }
    let below: Vec<Below> = category.children.iter().map(|c| (*c, category::guides(site, *c))).collect();
    // A guide of two categories stands there twice, and counts twice.
    let rows = listing.guides.len() + below.iter().map(|(_, guides)| guides.len()).sum::<usize>();
    if rows > PER_PAGE { Vec::new() } else { below }
}

/// Rows grouped by the month in which the guides changed.
fn months(site: &Site, listing: &Listing, from: &str) -> Vec<Group> {
    let words = frame::words(site);
    let mut groups: Vec<Group> = Vec::new();
    for guide in &listing.guides {
        let front = &site.guides[*guide].entry.guide.front;
        let Some(date) = facts::changed(front) else { continue };
        let label = facts::month_of(date, &words);
        if groups.last().is_none_or(|g| g.label != label) {
            let anchor = format!("month-{:04}-{:02}", date.year(), date.month());
            groups.push(Group { anchor, label, href: None, rows: vec![] });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(Row { fresh: front.date == Some(date), ..row(site, *guide, from) });
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
