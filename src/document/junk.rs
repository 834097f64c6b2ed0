//! The table of junk patterns (`junk.yaml`) and the questions asked of it.

use std::sync::OnceLock;

use serde::Deserialize;

/// The rows of `junk.yaml`; see the comments there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patterns {
    pub ad_comment_begin: Vec<String>,
    pub ad_comment_end: Vec<String>,
    pub ad_class: Vec<String>,
    pub also_read: Vec<String>,
    pub contents: Vec<String>,
    pub footer_heading: Vec<String>,
    pub paragraph_start: Vec<String>,
    pub short_paragraph_start: Vec<String>,
    pub share_words: Vec<String>,
    pub share_address: Vec<String>,
    pub affiliate_address: Vec<String>,
}

/// The table, read once.
pub fn patterns() -> &'static Patterns {
    static TABLE: OnceLock<Patterns> = OnceLock::new();
    TABLE.get_or_init(|| serde_yaml::from_str(include_str!("junk.yaml")).expect("junk.yaml is part of the program"))
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

/// Whether a short line announces a table of contents.
pub fn is_contents(line: &str) -> bool {
    announces(line, &patterns().contents)
}

fn announces(line: &str, phrases: &[String]) -> bool {
    if line.len() > 60 {
        return false;
    }
    let line = folded(line);
    let line = line.trim_matches([':', '*', '#', '-', ' ', '_', '.', '>', '👉', '…']);
    phrases.iter().any(|p| line == p.trim_end_matches(':'))
}

/// Whether one of the patterns stands in an address.
pub fn is_affiliate(url: &str) -> bool {
    contains_any(url, &patterns().affiliate_address)
}

pub fn is_share_link(url: &str) -> bool {
    contains_any(url, &patterns().share_address)
}

fn contains_any(url: &str, patterns: &[String]) -> bool {
    let url = url.to_ascii_lowercase();
    patterns.iter().any(|p| url.contains(p.as_str()))
}
