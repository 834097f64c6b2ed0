//! `guidepost.yaml`: every setting, its type and its default. All of it is optional.
//!
//! Reading the file happens in `disk`; this module turns text into settings and faults.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::address::{self, UrlKind};
use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::source::{Source, Span};
use crate::wording;

/// The settings of a site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Name of the site, in every title and on the home page.
    pub name: String,
    /// One sentence under the search box of the home page.
    pub tagline: String,
    /// Language of the texts, as in `<html lang>`.
    pub language: String,
    /// Full address of the site once hosted; used for the sitemap, feeds and canonical links only.
    pub base_url: Option<String>,
    /// Accent color as `#rrggbb`.
    pub accent: String,
    /// A picture in `static/`, shown left of the name.
    pub logo: Option<String>,
    /// Plain text at the end of every page.
    pub footer: String,
    /// Three or so queries offered under the search box.
    pub example_searches: Vec<String>,
    /// Address of the source of a guide, `{path}` standing for the file: adds an edit link.
    pub edit_url: Option<String>,
    /// `mailto:` or web address, `{title}` and `{page}` filled in: adds a report link.
    pub report_url: Option<String>,
    /// Folder of the articles.
    pub content: String,
    /// Folder of the site that is built.
    pub output: String,
    pub related: RelatedConfig,
    pub images: ImagesConfig,
    pub ui: UiConfig,
    /// What becomes of guides with nearly the same text.
    pub duplicates: Duplicates,
    /// Rules switched off or given another severity: `rule-name: off | info | warning | error`.
    pub rules: std::collections::BTreeMap<String, RuleLevel>,
    /// Also publish guides whose front matter says `draft: true`.
    pub drafts: bool,
    /// Schemes allowed in links besides http, https, mailto, tel and ms-settings.
    pub link_schemes: Vec<String>,
    /// Platform names and their other spellings: `Windows 11: [win11, w11]`.
    pub platforms: std::collections::BTreeMap<String, Vec<String>>,
    /// Search knows common words for one another ("kid" and "child"), besides those of `synonyms.yaml`.
    pub common_synonyms: bool,
    /// What the pages say of a category, by its name or its path: `Network/Wi-Fi`.
    pub categories: std::collections::BTreeMap<String, CategoryConfig>,
    /// Words of the pages around the guides, in place of those of the language: `home: Start`.
    pub words: std::collections::BTreeMap<String, String>,
    /// Most guides that a category may have to get a page with all of them, for printing; 0: none gets one.
    pub print_pages: usize,
    /// Make `_report/index.html`, the page for those who write the guides. It names files and people.
    pub editors_page: bool,
}

/// A category as the home page and its own page show it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CategoryConfig {
    /// A sentence or two.
    pub text: String,
    /// By default one that fits the name.
    pub icon: Option<Icon>,
    /// How its guides, and those below it, stand among the results of a search.
    pub search: SearchRank,
}

/// The place of a category among results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SearchRank {
    #[default]
    Normal,
    /// Behind others that say as much: what is for a few readers among what is for all.
    Low,
}

/// The drawings that a category can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Icon {
    App,
    Book,
    Clock,
    Disk,
    Display,
    Folder,
    Gear,
    Globe,
    Key,
    Keyboard,
    Mail,
    Network,
    Person,
    Phone,
    Power,
    Printer,
    Server,
    Shield,
    Sound,
    Update,
    Wrench,
}

/// What becomes of guides with nearly the same text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Duplicates {
    /// Each is listed and found.
    #[default]
    Show,
    /// Lists and search show the best copy only. The others keep their pages, which name it as the canonical one.
    Fold,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RelatedConfig {
    /// How many related guides a page shows.
    pub count: usize,
    /// Hosts that related links off the site may lead to. Without it any host may, when the title is about the same;
    /// an empty list allows none.
    pub hosts: Option<Vec<String>>,
    /// Words that no related link of an "also read" block may have in its title. A `*` at the end stands for any ending.
    pub off_topic: Vec<String>,
}

/// What becomes of the pictures that guides show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImagesConfig {
    /// Make smaller versions for small screens. `false`: pictures are only cleaned.
    pub process: bool,
    /// Of a version that is not exact, from 1 (small) to 100 (good).
    pub quality: u8,
    /// Also publish the files as they are, for addresses that others may have of them.
    pub originals: bool,
}

/// What a site makes of the places of Windows that its guides name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UiConfig {
    /// Which places have a page of their own.
    pub reference: PlacePages,
    /// Link names in guides to these pages, offer to open Settings, and tell what a place is called elsewhere.
    pub in_guides: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PlacePages {
    /// Those that a guide names, and those on the way to them.
    Used,
    All,
    Off,
}

impl Default for UiConfig {
    fn default() -> Self {
        UiConfig { reference: PlacePages::Used, in_guides: true }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleLevel {
    Off,
    Info,
    Warning,
    Error,
}

impl Default for RelatedConfig {
    fn default() -> Self {
        RelatedConfig { count: 5, hosts: None, off_topic: Vec::new() }
    }
}

impl Default for ImagesConfig {
    fn default() -> Self {
        ImagesConfig { process: true, quality: 85, originals: false }
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            name: "Help".into(),
            tagline: String::new(),
            language: "en".into(),
            base_url: None,
            accent: "#0b62c4".into(),
            logo: None,
            footer: String::new(),
            example_searches: Vec::new(),
            edit_url: None,
            report_url: None,
            content: "content".into(),
            output: "site".into(),
            related: RelatedConfig::default(),
            images: ImagesConfig::default(),
            ui: UiConfig::default(),
            duplicates: Duplicates::default(),
            rules: Default::default(),
            drafts: false,
            link_schemes: Vec::new(),
            platforms: Default::default(),
            categories: Default::default(),
            words: Default::default(),
            common_synonyms: true,
            print_pages: 60,
            editors_page: false,
        }
    }
}

/// The settings and where they came from; `source` is `None` when there is no file.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    pub config: Arc<Config>,
    pub source: Option<Source>,
}

/// Longest settings file that is read, in bytes.
const LIMIT: usize = 256 * 1024;

impl ConfigFile {
    /// Turns the text of a settings file into settings and faults. With a fault the settings are the defaults, and
    /// nothing is built: a site made with half of its settings would be a wrong site.
    pub fn parse(source: Source) -> (ConfigFile, Vec<Diagnostic>) {
        let (config, faults) = if source.text.len() > LIMIT {
            (Config::default(), vec![fault(&source, None, format!("the file has more than {} KiB", LIMIT / 1024))])
        } else {
            // An empty file, or one of comments only, is `None`.
            match serde_yaml::from_str::<Option<Config>>(&source.text) {
                Ok(config) => {
                    let config = config.unwrap_or_default();
                    match values(&config, &source) {
                        faults if faults.is_empty() => (config, faults),
                        faults => (Config::default(), faults),
                    }
                }
                Err(e) => (Config::default(), vec![explain(&source, &e)]),
            }
        };
        (ConfigFile { config: Arc::new(config), source: Some(source) }, faults)
    }

    /// The path of the file, and where it first has this key.
    pub fn place_of(&self, key: &str) -> (Arc<str>, Option<Span>) {
        match &self.source {
            Some(source) => (source.path.clone(), places_of(&source.text, key).first().copied()),
            None => ("guidepost.yaml".into(), None),
        }
    }
}

/// Red, green and blue of `#rrggbb` or `#rgb`.
pub fn color(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#')?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let byte = |i: usize, n: usize| u8::from_str_radix(&digits[i * n..(i + 1) * n].repeat(3 - n), 16).ok();
    let n = match digits.len() {
        6 => 2,
        3 => 1,
        _ => return None,
    };
    Some([byte(0, n)?, byte(1, n)?, byte(2, n)?])
}

/// Values that have the right type and still mean nothing.
fn values(config: &Config, source: &Source) -> Vec<Diagnostic> {
    let at = |key: &str| places_of(&source.text, key).first().copied();
    let mut faults = Vec::new();
    if color(&config.accent).is_none() {
        let message = format!("`{}` is no color", config.accent);
        let help = "write it as \"#0b62c4\", in quotes: outside of them `#` begins a comment";
        faults.push(fault(source, at("accent"), message).help(help));
    }
    if !(1..=100).contains(&config.images.quality) {
        let message = format!("`quality` is {}, not from 1 to 100", config.images.quality);
        faults.push(fault(source, at("quality"), message).help("85 is good for pictures of windows"));
    }
    let patterns: [(_, _, &[&str]); 2] =
        [("report_url", &config.report_url, REPORT_HOLES), ("edit_url", &config.edit_url, &["{path}"])];
    for (key, url, known) in patterns {
        for hole in url.iter().flat_map(|url| holes(url)).filter(|hole| !known.contains(hole)) {
            let found = fault(source, at(key), format!("`{hole}` in `{key}` stands for nothing"));
            faults.push(found.help(format!("what it can say: {}", known.join(", "))));
        }
        if let Some(url) = url
            && let UrlKind::Refused(why) = address::check_url(url, &config.link_schemes)
        {
            let found = fault(source, at(key), format!("`{url}` is not linked: {why}"));
            faults.push(found.help("give an address with https or mailto"));
        }
    }
    for name in config.words.keys().filter(|name| !wording::names().any(|known| known == name.as_str())) {
        let near = wording::names().max_by(|a, b| closeness(name, a).total_cmp(&closeness(name, b)));
        let help = match near {
            Some(near) if closeness(name, near) > 0.7 => format!("did you mean `{near}`?"),
            _ => "see the list of words in the manual".to_owned(),
        };
        faults.push(fault(source, at(name), format!("the pages have no words called `{name}`")).help(help));
    }
    faults
}

/// What `report_url` can say of a guide and a step.
const REPORT_HOLES: &[&str] = &["{title}", "{page}", "{step}", "{anchor}"];

/// The names in braces of a pattern, with their braces.
fn holes(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.match_indices('{').filter_map(|(at, _)| {
        let hole = &pattern[at..=at + pattern[at..].find('}')?];
        hole[1..hole.len() - 1].chars().all(|c| c.is_alphanumeric() || c == '_').then_some(hole)
    })
}

fn explain(source: &Source, e: &serde_yaml::Error) -> Diagnostic {
    let message = e.to_string();
    // The place is said by the span, so the words do not say it again.
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    let span = e.location().map(|l| word_at(&source.text, l.index()));
    let quoted = |start: &str| message.split_once(start).and_then(|(_, rest)| rest.split_once('`'));
    if let Some((key, _)) = quoted("duplicate field `") {
        // The parser names the start of the mapping.
        let places = places_of(&source.text, key);
        let again = fault(source, places.last().copied().or(span), format!("the setting `{key}` is there twice"));
        let again = places.first().iter().fold(again, |d, first| d.label(**first, "first here"));
        return again.help("take one of them out");
    }
    let Some((key, rest)) = quoted("unknown field `") else { return fault(source, span, message) };
    let span = places_of(&source.text, key).first().copied().or(span);
    let near = rest.split('`').skip(1).step_by(2).max_by(|a, b| closeness(key, a).total_cmp(&closeness(key, b)));
    let diagnostic = fault(source, span, format!("there is no setting `{key}`"));
    match near {
        Some(near) if closeness(key, near) > 0.7 => diagnostic.help(format!("did you mean `{near}`?")),
        _ => diagnostic.help("see the list of settings in the manual"),
    }
}

fn closeness(a: &str, b: &str) -> f64 {
    strsim::jaro_winkler(a, b)
}

fn fault(source: &Source, span: Option<Span>, message: String) -> Diagnostic {
    Diagnostic::new("config", Severity::Error, source.path.clone(), span, message).root(Root::Project)
}

/// The line part from `index` to the end of the word there.
fn word_at(text: &str, index: usize) -> Span {
    let mut start = index.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let length = text[start..].find([' ', ':', '\n', ',']).unwrap_or(text.len() - start);
    Span::new(start, start + length)
}

/// Where `key` is written as a key.
fn places_of(text: &str, key: &str) -> Vec<Span> {
    let mut places = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line[indent..].strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')) {
            places.push(Span::new(line_start + indent, line_start + indent + key.len()));
        }
        line_start += line.len();
    }
    places
}
