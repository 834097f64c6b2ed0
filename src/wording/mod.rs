//! The words of the pages around the guides: "Home", "Step", "Related guides", in several languages.
//!
//! One file a language, one line a phrase. What a language lacks is taken from English; what the settings say wins.
//! The phrases behind `light` in the files are for scripts and travel in `assets/site.js`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The language of a file and its text. English comes first: it is what every other falls back to.
const LANGUAGES: &[(&str, &str)] = &[
    ("en", include_str!("en.yaml")),
    ("de", include_str!("de.yaml")),
    ("es", include_str!("es.yaml")),
    ("fr", include_str!("fr.yaml")),
    ("it", include_str!("it.yaml")),
    ("pt", include_str!("pt.yaml")),
];

/// What scripts say.
const OF_SCRIPTS: &[&str] = &[
    "all_hits",
    "all_list",
    "and",
    "by_category",
    "by_platform",
    "by_release",
    "by_tag",
    "checked",
    "clear",
    "cleared",
    "close",
    "code",
    "copied",
    "copied_steps",
    "copy",
    "copy_code",
    "copy_link",
    "copy_this",
    "corrected",
    "dark",
    "days_ago",
    "done",
    "down",
    "filter",
    "filtered",
    "filters",
    "filters_off",
    "filters_on",
    "fit",
    "folded",
    "folded_one",
    "hide",
    "hits",
    "hits_filtered",
    "hits_least",
    "hits_none",
    "hits_one",
    "instead",
    "larger",
    "left",
    "light",
    "like_it",
    "link_copied",
    "months_ago",
    "more_hits",
    "move",
    "near_words",
    "only_for",
    "open_in_settings",
    "open_picture",
    "other_words",
    "overdue",
    "picture",
    "picture_view",
    "place",
    "press_copy",
    "print",
    "quoted",
    "reload",
    "report_step",
    "right",
    "search_failed",
    "search_loading",
    "show",
    "smaller",
    "step_done",
    "step_n",
    "suggested",
    "suggested_one",
    "suggestions",
    "table",
    "unfolded",
    "unquoted",
    "up",
    "values_all",
    "values_few",
    "words_missing",
    "years_ago",
    "you_should_see",
];

type Phrases = BTreeMap<String, String>;

static TABLES: LazyLock<Vec<Phrases>> = LazyLock::new(|| {
    let read = |(_, text): &(&str, &str)| serde_yaml::from_str(text).expect("the words are part of the program");
    LANGUAGES.iter().map(read).collect()
});

/// The phrases of one site.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    own: &'a Phrases,
    language: &'static Phrases,
}

impl<'a> Words<'a> {
    /// The words of a language as in `<html lang>` (`pt-BR` is `pt`), with those of the settings above them.
    pub fn new(language: &str, own: &'a Phrases) -> Words<'a> {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let known = LANGUAGES.iter().position(|(l, _)| l.eq_ignore_ascii_case(primary));
        Words { own, language: &TABLES[known.unwrap_or(0)] }
    }

    /// A phrase as it stands; a name that does not exist is its own phrase.
    pub fn get<'w>(&'w self, name: &'w str) -> &'w str {
        let found = self.own.get(name).or_else(|| self.language.get(name)).or_else(|| TABLES[0].get(name));
        found.map_or(name, String::as_str)
    }

    /// A phrase with what its braces stand for.
    pub fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(name);
        let mut out = String::with_capacity(rest.len() + 16);
        // One pass, so that braces in a value stay what they are.
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            match after
                .split_once('}')
                .and_then(|(hole, tail)| Some((values.iter().find(|(v, _)| *v == hole)?.1, tail)))
            {
                Some((value, tail)) => {
                    out.push_str(value);
                    rest = tail;
                }
                None => {
                    out.push('{');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        out
    }

    /// "1 guide" or "12 guides": `guides_one` or `guides`.
    pub fn count(&self, name: &str, n: usize) -> String {
        if n == 1 { self.get(&format!("{name}_one")).to_owned() } else { self.fill(name, &[("n", &n.to_string())]) }
    }

    /// Every phrase, for templates.
    pub fn all(&self) -> BTreeMap<&str, &str> {
        names()
            .map(|name| (name, self.own.get(name).map_or_else(|| self.language_or_english(name), String::as_str)))
            .collect()
    }

    /// The phrases of scripts.
    pub fn of_scripts(&self) -> BTreeMap<&str, &str> {
        let all = self.all();
        OF_SCRIPTS.iter().filter_map(|name| all.get_key_value(name)).map(|(k, v)| (*k, *v)).collect()
    }

    fn language_or_english(&self, name: &str) -> &'static str {
        self.language.get(name).or_else(|| TABLES[0].get(name)).map_or("", String::as_str)
    }
}

/// The names of all phrases.
pub fn names() -> impl Iterator<Item = &'static str> {
    TABLES[0].keys().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holes(phrase: &str) -> Vec<&str> {
        let mut holes: Vec<&str> =
            phrase.split('{').skip(1).filter_map(|p| p.split_once('}').map(|(hole, _)| hole)).collect();
        holes.sort_unstable();
        holes
    }

    #[test]
    fn every_language_has_every_phrase_with_the_same_holes() {
        for ((language, _), table) in LANGUAGES.iter().zip(TABLES.iter()) {
            for (name, english) in &TABLES[0] {
                let phrase = table.get(name).unwrap_or_else(|| panic!("{language} lacks {name}"));
                assert_eq!(holes(phrase), holes(english), "{language}: {name}");
                assert!(!phrase.trim().is_empty(), "{language}: {name}");
            }
            assert_eq!(table.len(), TABLES[0].len(), "{language} has phrases that nobody asks for");
            assert_eq!(table["months"].split_whitespace().count(), 12, "{language}");
        }
        assert!(OF_SCRIPTS.iter().all(|name| TABLES[0].contains_key(*name)));
        assert!(OF_SCRIPTS.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn the_settings_win_and_braces_of_a_value_stay() {
        let own = Phrases::from([("home".to_owned(), "Zur Halle".to_owned())]);
        let words = Words::new("de-AT", &own);
        assert_eq!((words.get("home"), words.get("step")), ("Zur Halle", "Schritt"));
        assert_eq!(words.count("guides", 1), "1 Anleitung");
        assert_eq!(words.fill("owner", &[("name", "{name} {x")]), "Betreut von {name} {x");
        let none = Phrases::new();
        assert_eq!(Words::new("ja", &none).get("home"), "Home");
    }
}
