//! What a language brings: the stem under which forms of one word share a list, and words that say nothing.
//!
//! Stems stay in the build. The dictionary maps written words to lists, so the page needs no stemmer.

use rust_stemmers::{Algorithm, Stemmer};

/// English words that a query can do without.
const STOP: &str = "a about after all also am an and any are as at be because been before being but by can could did \
    do does doing dont for from get had has have he her here him his how i if in into is isnt it its just let me my \
    need no not of off on or our out over own please she should so some such than that the their them then there \
    these they this those to too under until up us very want was we were what when where which while who why will \
    with would you your";

/// English words that readers of how-to articles use for one another, groups parted by commas.
const SAME: &str = "kid child,delete remove,sound audio,mic microphone,restart reboot,photo picture image,wifi wireless,\
    computer pc,app application program,folder directory,webcam camera,login logon signin,freeze hang,disk drive";

pub struct Language {
    stemmer: Option<Stemmer>,
    pub stop: &'static str,
    pub same: &'static str,
}

impl Language {
    /// `tag` as in `<html lang>`; a language without stemmer is searched by written forms.
    pub fn of(tag: &str) -> Language {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let algorithm = match primary.as_str() {
            "ar" => Some(Algorithm::Arabic),
            "da" => Some(Algorithm::Danish),
            "nl" => Some(Algorithm::Dutch),
            "en" => Some(Algorithm::English),
            "fi" => Some(Algorithm::Finnish),
            "fr" => Some(Algorithm::French),
            "de" => Some(Algorithm::German),
            "el" => Some(Algorithm::Greek),
            "hu" => Some(Algorithm::Hungarian),
            "it" => Some(Algorithm::Italian),
            "no" | "nb" | "nn" => Some(Algorithm::Norwegian),
            "pt" => Some(Algorithm::Portuguese),
            "ro" => Some(Algorithm::Romanian),
            "ru" => Some(Algorithm::Russian),
            "es" => Some(Algorithm::Spanish),
            "sv" => Some(Algorithm::Swedish),
            "ta" => Some(Algorithm::Tamil),
            "tr" => Some(Algorithm::Turkish),
            _ => None,
        };
        let (stop, same) = if primary == "en" { (STOP, SAME) } else { ("", "") };
        Language { stemmer: algorithm.map(Stemmer::create), stop, same }
    }

    /// The key of the list of `word`. Names, numbers and codes have no other forms.
    pub fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) if word.chars().all(char::is_alphabetic) => stemmer.stem(word).into_owned(),
            _ => word.to_string(),
        }
    }

    pub fn is_stop(&self, word: &str) -> bool {
        self.stop.split_whitespace().any(|s| s == word)
    }
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
}
