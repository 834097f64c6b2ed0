//! What a title and an address say about their subject, where nothing else is known.
//!
//! The words are data (`subject.yaml`): groups that speak for a link or against it. Here they become tables, in
//! which each word of a title is looked up once, however many groups there are.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::address;

/// A table of groups.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    groups: Vec<Group>,
    /// First word of a pattern -> the patterns.
    words: HashMap<String, Vec<Pattern>>,
    /// The same for patterns whose first word may have any ending.
    stems: HashMap<String, Vec<Pattern>>,
    hosts: Vec<(Word, usize)>,
    starts: Vec<(String, usize)>,
    ends: Vec<(String, usize)>,
}

#[derive(Clone, Debug)]
struct Group {
    about: String,
    weight: i32,
}

#[derive(Clone, Debug)]
struct Pattern {
    group: usize,
    rest: Vec<Word>,
}

#[derive(Clone, Debug)]
enum Word {
    Whole(String),
    Start(String),
}

/// A group that has something to say about a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    pub weight: i32,
    /// "phones"
    pub about: String,
    /// The word of the title or of the host; empty where the form of the title is the sign.
    pub word: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    about: String,
    weight: i32,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    hosts: Vec<String>,
    #[serde(default)]
    starts: Vec<String>,
    #[serde(default)]
    ends: Vec<String>,
}

/// What a word of the settings weighs: no sum of other words gets over it, and nothing excuses it.
pub const BANNED: i32 = -100;

impl Subjects {
    /// The table of the program, and the words that the settings call off topic.
    pub fn new(off_topic: &[String]) -> Subjects {
        static SHIPPED: OnceLock<Subjects> = OnceLock::new();
        let shipped = SHIPPED.get_or_init(|| {
            let rows: Vec<Row> = serde_yaml::from_str(include_str!("subject.yaml")).expect("part of the program");
            let mut subjects = Subjects::default();
            rows.into_iter().for_each(|row| subjects.add(row));
            subjects
        });
        let mut subjects = shipped.clone();
        if !off_topic.is_empty() {
            let words = off_topic.iter().map(|w| w.trim().to_lowercase()).filter(|w| !w.is_empty()).collect();
            let about = "what the settings call off topic".to_owned();
            subjects.add(Row { about, weight: BANNED, words, hosts: vec![], starts: vec![], ends: vec![] });
        }
        subjects
    }

    fn add(&mut self, row: Row) {
        let group = self.groups.len();
        self.groups.push(Group { about: row.about, weight: row.weight });
        for pattern in row.words {
            let mut words = pattern.split_whitespace().map(word);
            let Some(first) = words.next() else { continue };
            let rest = words.collect();
            let (table, first) = match first {
                Word::Whole(w) => (&mut self.words, w),
                Word::Start(w) => (&mut self.stems, w),
            };
            table.entry(first).or_default().push(Pattern { group, rest });
        }
        self.hosts.extend(row.hosts.iter().map(|host| (word(host), group)));
        self.starts.extend(row.starts.into_iter().map(|s| (s, group)));
        self.ends.extend(row.ends.into_iter().map(|s| (s, group)));
    }

    /// The groups that a link falls into, each with the first word that says so.
    pub fn of(&self, title: &str, url: &str) -> Vec<Sign> {
        let mut found: Vec<Option<String>> = vec![None; self.groups.len()];
        let title = title.to_lowercase().replace('’', "'");
        self.look(&title, false, &mut found);
        let path = url.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
        if let Some((_, rest)) = path.split_once("//") {
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            self.look(&address::decode(address::file_name(path)).replace('-', " "), true, &mut found);
            for part in host_parts(host) {
                for (_, group) in self.hosts.iter().filter(|(pattern, _)| pattern.is(&part)) {
                    found[*group].get_or_insert_with(|| part.clone());
                }
            }
        }
        let form: String = title.trim().chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        let starts = self.starts.iter().filter(|(s, _)| form.starts_with(s.as_str()));
        for (_, group) in starts.chain(self.ends.iter().filter(|(s, _)| form.ends_with(s.as_str()))) {
            found[*group].get_or_insert_default();
        }
        let signs = self.groups.iter().zip(found);
        signs
            .filter_map(|(group, word)| Some(Sign { weight: group.weight, about: group.about.clone(), word: word? }))
            .collect()
    }

    fn look(&self, text: &str, only_against: bool, found: &mut [Option<String>]) {
        // A word with a mark in it stands for itself and for its parts: "netwtw04.sys", "wi-fi".
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '_' | '.');
        let mut words: Vec<Vec<&str>> = Vec::new();
        for whole in text.split(|c| !is_inner(c)) {
            let whole = whole.trim_matches(|c: char| !c.is_alphanumeric());
            if whole.is_empty() {
                continue;
            }
            let mut forms = vec![whole];
            if whole.contains(|c: char| !c.is_alphanumeric()) {
                forms.extend(whole.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() > 1));
            }
            for form in &mut forms {
                if form.bytes().all(|b| b.is_ascii_digit()) {
                    *form = "#";
                }
            }
            words.push(forms);
        }
        for at in 0..words.len() {
            for form in &words[at] {
                let starts = form.char_indices().skip(2).map(|(i, _)| &form[..i]).chain([*form]);
                let stems = starts.filter_map(|start| self.stems.get(start));
                for pattern in self.words.get(*form).into_iter().chain(stems).flatten() {
                    let rest = words.get(at + 1..at + 1 + pattern.rest.len());
                    let fits = |rest: &[Vec<&str>]| {
                        rest.iter().zip(&pattern.rest).all(|(forms, p)| forms.iter().any(|form| p.is(form)))
                    };
                    if rest.is_some_and(fits) && !(only_against && self.groups[pattern.group].weight > 0) {
                        found[pattern.group].get_or_insert_with(|| form.to_string());
                    }
                }
            }
        }
    }
}

fn word(pattern: &str) -> Word {
    match pattern.strip_suffix('*') {
        Some(start) => Word::Start(start.to_owned()),
        None => Word::Whole(pattern.to_owned()),
    }
}

impl Word {
    fn is(&self, word: &str) -> bool {
        match self {
            Word::Whole(whole) => word == whole,
            Word::Start(start) => word.starts_with(start.as_str()),
        }
    }
}

/// The words of the name of a host in front of the registered name: "blue", "screen" of `blue-screen.example.com`.
fn host_parts(host: &str) -> Vec<String> {
    let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or("").to_lowercase();
    let labels: Vec<&str> = host.split('.').filter(|l| *l != "www").collect();
    let own = labels.len().saturating_sub(if labels.len() > 2 { 2 } else { 1 });
    labels[..own].iter().flat_map(|label| label.split('-')).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(title: &str, url: &str) -> i32 {
        Subjects::new(&[]).of(title, url).iter().map(|s| s.weight).sum()
    }

    #[test]
    fn titles_speak_for_and_against_a_link() {
        let url = "https://win11.example.com/x/";
        assert!(sum("Overcoming the 0x800704CF Error From Microsoft Store", url) >= 4);
        assert!(sum("[Updated] Driver Tricks for 2024", "https://x.example.com/a/") < 0, "the form of the title");
        assert!(sum("How to Unlock Oppo Find X6", "https://example.com/oppo/") <= -4);
        assert!(sum("A quiet title", "https://tiktok-videos.example.com/a/") <= -4, "the host alone");
        assert!(sum("A quiet title", "https://example.com/by-drfone-android/") <= -4, "the path alone");
        assert_eq!(sum("A walk in the park", "https://example.com/park/"), 0);
        let signs = Subjects::new(&[]).of("Top 5 cables", "a.md");
        assert_eq!((signs[0].about.as_str(), signs.len()), ("what to buy", 1), "`top #` with any number");
    }

    #[test]
    fn words_of_the_settings_win() {
        let signs =
            Subjects::new(&["fax".into()]).of("Windows driver for a fax, error fixed", "https://win.example.com/");
        assert!(signs.iter().map(|s| s.weight).sum::<i32>() < -50, "{signs:?}");
    }
}
