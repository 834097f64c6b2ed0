//! Why a guide is offered beside another, in words that a reader understands.
//!
//! The site knows words that two bodies share, and says them to those who write: rare ones weigh most, and "put" may be
//! rare. A reader is told of the names that both guides give themselves in titles, tags and keywords, or nothing.

use crate::guide::{Guide, words as speech};
use crate::site::words::{self, Stems, Term};
use crate::site::{RelatedLink, RelatedTarget, Site};
use crate::wording::Words;

/// Most words that are named.
const WORDS: usize = 3;
/// Shorter words are seldom names, but for those in capitals: "VPN".
const SHORT: usize = 4;
/// What German titles write with a capital and is no name of anything.
const GERMAN: &[&str] =
    &["dein", "deine", "eine", "einen", "einer", "ihre", "ihren", "ihrem", "warum", "wenn", "wann", "woher"];

/// The reason of a link, in the language of the pages; empty where the site has none for readers.
pub fn reason(site: &Site, from: &Guide, link: &RelatedLink, words: &Words) -> String {
    // What follows is for those who write.
    let reason = link.reason.split("; ").next().unwrap_or_default();
    if let Some(code) = reason.strip_prefix("same error ") {
        return words.fill("same_error", &[("code", code)]);
    }
    match (reason, &link.to) {
        ("chosen by the author", _) => words.get("by_author").to_owned(),
        ("much the same words", _) => words.get("same_words").to_owned(),
        (_, RelatedTarget::Guide(to)) => {
            let shared = site.guides.get(*to).map(|to| shared(site, from, &to.entry.guide)).unwrap_or_default();
            if shared.is_empty() { shared } else { words.fill("also_about", &[("words", &shared)]) }
        }
        (_, RelatedTarget::Web { .. }) => String::new(),
    }
}

/// "printer, queue": what both guides say they are about, as the second one writes it.
fn shared(site: &Site, from: &Guide, to: &Guide) -> String {
    let mut stems = Stems::new();
    let known: Vec<Term> = names(site, from, &mut stems).into_iter().map(|(term, _)| term).collect();
    let mut told: Vec<(Term, String)> = Vec::new();
    for (term, word) in names(site, to, &mut stems) {
        if known.contains(&term) && told.iter().all(|(t, _)| *t != term) && told.len() < WORDS {
            told.push((term, word));
        }
    }
    told.into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(", ")
}

/// The words of a title, the tags and the keywords that may name what a guide is about, in this order.
fn names(site: &Site, guide: &Guide, stems: &mut Stems) -> Vec<(Term, String)> {
    let language = guide.front.lang.as_deref().unwrap_or(&site.config.language);
    let language = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    // "Remove", "Turn off": what is done says little of what it is done to.
    let lower = guide.title.to_lowercase();
    let verb = speech::verb_at(&lower).map_or(0, |(_, _, end)| end);
    let title = guide.title.get(verb..).unwrap_or(&guide.title);
    let capital = |word: &str| {
        title
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| w.to_lowercase() == word && w.starts_with(char::is_uppercase))
    };
    let in_title = |word: &str| match language.as_str() {
        "en" => true,
        // Names are written with a capital.
        "de" => capital(word) && !GERMAN.contains(&word),
        // We have no list of their small words.
        _ => false,
    };
    // The platform is said at the top of each page.
    let platform = |word: &str| {
        let is = |id: &str| id.replace('-', "") == word || id.split('-').any(|part| part == word);
        guide.platforms.iter().any(|p| is(&p.id))
    };
    let mut found = Vec::new();
    let mut add = |text: &str, fits: &dyn Fn(&str) -> bool| {
        words::words_of(text, &mut |word| {
            let loud = title.split(|c: char| !c.is_alphanumeric()).find(|w| w.len() > 1 && w.to_lowercase() == word);
            let loud = loud.filter(|w| w.chars().all(char::is_uppercase));
            if (loud.is_some() || word.chars().count() >= SHORT)
                && fits(word)
                && !platform(word)
                && let Some(term) = stems.term(word)
            {
                found.push((term, loud.unwrap_or(word).to_owned()));
            }
        });
    };
    add(title, &in_title);
    guide.front.tags.iter().chain(&guide.front.keywords).for_each(|name| add(name, &|_| true));
    found
}
