//! What a language brings: the stem under which forms of one word share a list, words that say nothing, and words
//! that mean the same. The words are data, in `words.yaml`.
//!
//! Stems stay in the build. The dictionary maps written words to lists, so the page needs no stemmer.

use std::collections::{BTreeMap, HashSet};

use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

use super::token;
use crate::source::Source;
use crate::synonyms::{Group, Synonyms};

const WORDS: &str = include_str!("words.yaml");

/// A language in `words.yaml`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Known {
    stop: String,
    synonyms: Vec<serde_yaml::Value>,
}

pub struct Language {
    stemmer: Option<Stemmer>,
    /// As the tokenizer folds them.
    stop: HashSet<String>,
    synonyms: Vec<Group>,
}

impl Language {
    /// `tag` as in `<html lang>`; a language without stemmer is searched by written forms.
    pub fn of(tag: &str) -> Language {
        let primary = primary(tag);
        let known = known().remove(&primary).unwrap_or_default();
        let stop = token::words(&known.stop).into_iter().flat_map(|w| w.names).collect();
        Language { stemmer: algorithm(&primary).map(Stemmer::create), stop, synonyms: groups(&known) }
    }

    /// The key of the list of `word`. Names, numbers and codes have no other forms.
    pub fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) if word.chars().all(char::is_alphabetic) => stemmer.stem(word).into_owned(),
            _ => word.to_string(),
        }
    }

    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Words that a query can do without, sorted.
    pub fn stop(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.stop.iter().map(String::as_str).collect();
        words.sort_unstable();
        words
    }

    /// Words that mean the same, whatever the site.
    pub fn synonyms(&self) -> &[Group] {
        &self.synonyms
    }
}

/// The language of a site and those of guides that are in another.
pub struct Languages(Vec<(String, Language)>);

impl Languages {
    /// `each`: the language of each guide, empty where it is that of the site.
    pub fn new<'t>(site: &str, each: impl Iterator<Item = &'t str>) -> Languages {
        let mut names: Vec<String> = each.filter(|tag| !tag.is_empty()).map(primary).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| *name != primary(site));
        let all = std::iter::once(primary(site)).chain(names).take(usize::from(u8::MAX));
        Languages(all.map(|name| (name.clone(), Language::of(&name))).collect())
    }

    /// The number of a language; 0 for that of the site.
    pub fn number(&self, tag: &str) -> u8 {
        let name = primary(tag);
        self.0.iter().position(|(known, _)| *known == name).unwrap_or(0) as u8
    }

    pub fn get(&self, number: u8) -> &Language {
        &self.0[usize::from(number)].1
    }

    pub fn of_site(&self) -> &Language {
        self.get(0)
    }

    pub fn several(&self) -> bool {
        self.0.len() > 1
    }

    /// Words that a query can do without, sorted. One that guides in the language of the site have counts as theirs.
    pub fn stop(&self, is_of_site: impl Fn(&str) -> bool) -> Vec<&str> {
        let others = self.0[1..].iter().flat_map(|(_, l)| l.stop()).filter(|word| !is_of_site(word));
        let mut words: Vec<&str> = self.of_site().stop().into_iter().chain(others).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// `pt-BR` -> `pt`
fn primary(tag: &str) -> String {
    let name = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if name == "nb" || name == "nn" { "no".to_owned() } else { name }
}

fn known() -> BTreeMap<String, Known> {
    serde_yaml::from_str(WORDS).expect("a test reads the file")
}

fn groups(known: &Known) -> Vec<Group> {
    let text = serde_yaml::to_string(&known.synonyms).unwrap_or_default();
    Synonyms::parse(&Source::from_text("words.yaml", &text)).0.groups
}

fn algorithm(primary: &str) -> Option<Algorithm> {
    Some(match primary {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_list_and_names_keep_theirs() {
        let english = Language::of("en-US");
        assert_eq!(english.stem("printers"), english.stem("printer"));
        assert_eq!(english.stem("devmgmt.msc"), "devmgmt.msc");
        assert_eq!(Language::of("xx").stem("printers"), "printers");
    }

    #[test]
    fn words_are_known_by_their_folded_forms() {
        assert!(Language::of("de-AT").is_stop("fur") && !Language::of("de").is_stop("the"));
        assert!(Language::of("nb").is_stop("hvordan"));
        assert!(Language::of("xx").stop().is_empty());
    }

    #[test]
    fn our_own_synonyms_have_no_fault() {
        for (tag, known) in known() {
            let text = serde_yaml::to_string(&known.synonyms).unwrap();
            let (synonyms, faults) = Synonyms::parse(&Source::from_text("words.yaml", &text));
            assert!(faults.is_empty() && synonyms.groups.len() == known.synonyms.len(), "{tag}: {faults:?}");
        }
        assert!(Language::of("en").synonyms().len() > 50);
    }
}
