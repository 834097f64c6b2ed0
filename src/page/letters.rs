//! The A-Z: guides by the first letter that tells them apart, one page (or more) a letter.
//!
//! Most titles of help articles begin with "How to", which would put every guide under H: such openings
//! are passed over for sorting, never in what is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::listing::{LetterLink, List, Listing, PER_PAGE, numbered};
use super::{Page, PageKind};
use crate::site::{GuideIndex, Site, natural};

/// Openings that do not tell guides apart, longest first.
const OPENINGS: &[&str] =
    &["how do i ", "how do you ", "how can i ", "how to ", "ways to ", "the ", "an ", "a ", "[solved] ", "solved: "];

/// Length in bytes of the opening of `title` that sorting passes over.
pub fn opening(title: &str) -> usize {
    let lower = title.to_lowercase();
    // Lower case may be longer than the title; then byte offsets would not agree.
    if lower.len() != title.len() {
        return 0;
    }
    OPENINGS.iter().find(|o| lower.starts_with(**o) && lower.len() > o.len()).map_or(0, |o| o.len())
}

/// What the guides of a list are sorted by.
pub fn key(title: &str) -> String {
    natural::key(&title[opening(title)..].to_lowercase())
}

/// The letter a title stands under: A to Z, another script's letter, or `#`.
pub fn letter(title: &str) -> char {
    let first = title[opening(title)..].nfd().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_alphabetic() => c.to_uppercase().next().unwrap_or('#'),
        _ => '#',
    }
}

/// The letter as it stands in an address.
fn slug(letter: char) -> String {
    match letter {
        '#' => "0-9".into(),
        c if c.is_ascii_alphabetic() => c.to_ascii_lowercase().to_string(),
        c => format!("u{:04x}", c as u32),
    }
}

pub fn label(letter: char) -> String {
    if letter == '#' { "0\u{2013}9".into() } else { letter.to_string() }
}

/// The pages of the A-Z. The first letter lies at `a-z.html`; a small site has that page only.
pub fn plan(site: &Site) -> Vec<Page> {
    let mut by_letter: BTreeMap<char, Vec<GuideIndex>> = BTreeMap::new();
    for index in site.listed() {
        let guide = &site.guides[index];
        by_letter.entry(letter(&guide.entry.guide.title)).or_default().push(index);
    }
    for guides in by_letter.values_mut() {
        guides.sort_by_cached_key(|g| key(&site.guides[*g].entry.guide.title));
    }
    if site.listed().count() <= PER_PAGE {
        return vec![single(by_letter)];
    }
    let path =
        |i: usize, letter: char| if i == 0 { "a-z.html".to_owned() } else { format!("a-z/{}.html", slug(letter)) };
    let letters: Arc<[LetterLink]> = by_letter
        .keys()
        .enumerate()
        .map(|(i, c)| LetterLink { letter: *c, path: path(i, *c).into(), anchor: false })
        .collect();
    let lists = by_letter.into_iter().enumerate().flat_map(|(i, (c, guides))| {
        // Page 2 of the first letter lies beside those of the others.
        let stem = format!("a-z/{}", slug(c));
        numbered(List::Letter(Some(c)), &path(i, c), &stem, guides, letters.clone())
    });
    lists.collect()
}

fn single(by_letter: BTreeMap<char, Vec<GuideIndex>>) -> Page {
    let letters = by_letter.keys().map(|c| LetterLink { letter: *c, path: "a-z.html".into(), anchor: true }).collect();
    let guides = by_letter.into_values().flatten().collect();
    let listing =
        Listing { list: List::Letter(None), number: 1, paths: Arc::from(["a-z.html".into()]), guides, letters };
    Page { path: "a-z.html".into(), kind: PageKind::Listing(listing) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_are_passed_over() {
        assert_eq!(letter("How to Fix it"), 'F');
        assert_eq!(letter("Ändern"), 'A');
        assert_eq!(letter("0x80070643"), '#');
        assert_eq!(letter("The"), 'T');
        assert_eq!(letter("Журнал"), 'Ж');
        assert_eq!(letter(""), '#');
        assert_eq!(key("How to Add"), "add");
    }
}
