//! The table of junk patterns (`junk.yaml`) and the questions asked of it.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::address;
use crate::document::phrase::Beginnings;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    ad_comment_begin: Vec<String>,
    ad_comment_end: Vec<String>,
    ad_class: Vec<String>,
    also_read: Vec<String>,
    contents: Vec<String>,
    footer_heading: Vec<String>,
    paragraph_start: Vec<String>,
    short_paragraph_start: Vec<String>,
    sales_call: Vec<String>,
    offer_start: Vec<String>,
    button_file: Vec<String>,
    banner_address: Vec<String>,
    furniture: Vec<String>,
    furniture_start: Vec<String>,
    share_words: Vec<String>,
    share_start: Vec<String>,
    share_address: Vec<String>,
    affiliate_address: Vec<String>,
}

/// The rows of `junk.yaml`, made for look-ups; see the comments there.
#[derive(Debug)]
pub struct Patterns {
    pub ad_comment_begin: Vec<String>,
    pub ad_comment_end: Vec<String>,
    pub ad_class: Vec<String>,
    also_read: Beginnings,
    contents: Beginnings,
    pub footer_heading: Beginnings,
    pub paragraph_start: Beginnings,
    pub short_paragraph_start: Beginnings,
    pub sales_call: Beginnings,
    pub offer_start: Beginnings,
    button_file: AhoCorasick,
    banner_address: AhoCorasick,
    furniture: Beginnings,
    furniture_start: Beginnings,
    pub share_words: Beginnings,
    /// How the text of a share button begins.
    pub share_start: Beginnings,
    share_address: AhoCorasick,
    affiliate_address: AhoCorasick,
}

/// The table, read once.
pub fn patterns() -> &'static Patterns {
    static TABLE: OnceLock<Patterns> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Rows = serde_yaml::from_str(include_str!("junk.yaml")).expect("junk.yaml is part of the program");
        let announcements = |list: &[String]| {
            let bare: Vec<String> = list.iter().map(|p| p.trim_end_matches(':').to_owned()).collect();
            Beginnings::new(&bare)
        };
        let addresses = |list: &[String]| {
            let search = AhoCorasick::builder().ascii_case_insensitive(true).build(list);
            search.expect("the lists of addresses are short")
        };
        Patterns {
            also_read: announcements(&rows.also_read),
            contents: announcements(&rows.contents),
            footer_heading: Beginnings::new(&rows.footer_heading),
            paragraph_start: Beginnings::new(&rows.paragraph_start),
            short_paragraph_start: Beginnings::new(&rows.short_paragraph_start),
            sales_call: Beginnings::new(&rows.sales_call),
            offer_start: Beginnings::new(&rows.offer_start),
            button_file: addresses(&rows.button_file),
            banner_address: addresses(&rows.banner_address),
            furniture: Beginnings::new(&rows.furniture),
            furniture_start: Beginnings::new(&rows.furniture_start),
            share_words: Beginnings::new(&rows.share_words),
            share_start: Beginnings::new(&rows.share_start),
            share_address: addresses(&rows.share_address),
            affiliate_address: addresses(&rows.affiliate_address),
            ad_comment_begin: rows.ad_comment_begin,
            ad_comment_end: rows.ad_comment_end,
            ad_class: rows.ad_class,
        }
    })
}

/// Text as the table compares it: lower case, single blanks, no blanks at the ends.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// Whether a short line announces links to other articles ("Also read:").
pub fn is_also_read(line: &str) -> bool {
    announces(line, &patterns().also_read)
}

/// Whether a line begins as one that announces links to other articles ("More articles about …").
pub fn begins_also_read(line: &str) -> bool {
    patterns().also_read.begin(line)
}

/// Whether a picture belongs to the frame of a page, by its words: the face of its author, a way back to the top.
pub fn is_page_furniture(alt: &str) -> bool {
    patterns().furniture.are(alt) || patterns().furniture_start.begin(alt)
}

/// Whether a short line announces a table of contents.
pub fn is_contents(line: &str) -> bool {
    announces(line, &patterns().contents)
}

fn announces(line: &str, phrases: &Beginnings) -> bool {
    line.len() <= 60 && phrases.are(line.trim_matches([':', '*', '#', '-', ' ', '_', '.', '>', '👉', '…']))
}

/// Whether one of the patterns stands in an address.
pub fn is_affiliate(url: &str) -> bool {
    patterns().affiliate_address.is_match(url)
}

/// The page that a link to a shop only counts the click for, where its address says which: "https://count.example/?url=https%3A%2F%2F…".
pub fn behind_counter(url: &str) -> Option<String> {
    let (_, query) = url.split_once('?')?;
    let pages = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, _)| matches!(*name, "url" | "u" | "murl"));
    let mut pages = pages.map(|(_, value)| address::decode(value));
    pages.find(|page| (page.starts_with("https://") || page.starts_with("http://")) && !is_affiliate(page))
}

/// Whether a picture that is linked to a shop is a button there, by its words or the name of its file.
pub fn is_shop_button(alt: &str, url: &str) -> bool {
    let file = url.rsplit('/').next().unwrap_or(url);
    patterns().short_paragraph_start.begin(alt.trim()) || patterns().button_file.is_match(file)
}

/// Whether a picture that is linked to another page is an advertisement, by its address.
pub fn is_banner(url: &str) -> bool {
    patterns().banner_address.is_match(url)
}

pub fn is_share_link(url: &str) -> bool {
    patterns().share_address.is_match(url)
}
