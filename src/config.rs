//! `guidepost.yaml`: every setting, its type and its default. All of it is optional.
//!
//! Reading the file happens in `disk`; this module turns text into settings and faults.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::source::Source;

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
    /// `mailto:` or web address, `{title}`, `{page}` and `{step}` filled in: adds a report link.
    pub report_url: Option<String>,
    /// Folder of the articles.
    pub content: String,
    /// Folder of the site that is built.
    pub output: String,
    pub related: RelatedConfig,
    /// Rules switched off or given another severity: `rule-name: off | info | warning | error`.
    pub rules: std::collections::BTreeMap<String, RuleLevel>,
    /// Also publish guides whose front matter says `draft: true`.
    pub drafts: bool,
    /// Schemes allowed in links besides http, https, mailto, tel and ms-settings.
    pub link_schemes: Vec<String>,
    /// Platform names and their other spellings: `Windows 11: [win11, w11]`.
    pub platforms: std::collections::BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RelatedConfig {
    /// How many related guides a page shows.
    pub count: usize,
    /// Hosts that related links off the site may lead to.
    pub hosts: Vec<String>,
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
        RelatedConfig { count: 5, hosts: Vec::new() }
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
            rules: Default::default(),
            drafts: false,
            link_schemes: Vec::new(),
            platforms: Default::default(),
        }
    }
}

/// The settings and where they came from; `source` is `None` when there is no file.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    pub config: Arc<Config>,
    pub source: Option<Source>,
}
