//! What an author can mend: every rule by name, and the one function that applies them.
//!
//! A rule is a file with a `RULE`, a line in `RULES` and a page in the manual whose examples are its test.
//! Most rules look at one guide, some at the whole site. Others are found while reading, linking or
//! rendering, where the fault is seen anyway; they stand in the table too, so that their level can be set
//! and their page be found. Checking changes nothing.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::address;
use crate::config::{Config, ConfigFile, RuleLevel};
use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::site::{GuideIndex, PlacedGuide, Site, taxonomy};
use crate::source::Span;
use crate::ui::Catalogues;
use crate::ui::freshness::{self, Reason};

mod address_taken;
mod alias_taken;
mod broken_anchor;
mod broken_image;
mod broken_link;
mod cleaned_image;
mod config;
mod draft;
mod duplicate_guide;
mod empty_article;
mod encoding;
mod file_name;
mod file_too_large;
pub mod fix;
mod front_matter_date;
mod front_matter_key;
mod front_matter_missing;
mod front_matter_syntax;
mod front_matter_type;
mod future_date;
mod guessed_steps;
mod images_lock;
mod image_type;
mod junk_removed;
mod long_step;
mod misleading_link;
mod missing_alt;
mod missing_image;
mod missing_summary;
mod missing_title;
mod name_collision;
mod no_steps;
mod outdated_stamp;
mod pruned_related;
mod refused_link;
mod release_ended;
mod release_unknown;
mod remote_image;
mod review_due;
mod special_file;
mod step_numbering;
mod symlink;
mod synonyms;
mod tag_spelling;
mod template;
mod ui_ambiguous_alias;
mod ui_catalogue;
mod ui_cycle;
mod ui_duplicate_id;
mod ui_unknown_parent;
mod unknown_platform;
mod unknown_related;
mod unknown_settings_page;
mod unreadable_file;
mod unusable_alias;
mod updated_before_date;
mod vault_file;
mod windows_name;

/// A fault that has a name.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// As in the settings, in reports and in the manual.
    pub name: &'static str,
    /// What it finds, for lists.
    pub summary: &'static str,
    /// Unless the settings say otherwise. A finding of another stage may be milder.
    pub severity: Severity,
    pub check: Check,
}

/// How a rule finds.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Looks at one guide, with the site around it.
    Guide(fn(&Site, GuideIndex, &mut Vec<Diagnostic>)),
    /// Looks at all guides together.
    Site(fn(&Site, &mut Vec<Diagnostic>)),
    /// Found by an earlier or a later stage.
    Elsewhere(Stage),
}

/// Who finds what no check of ours does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Disk,
    Settings,
    Reading,
    Linking,
    Template,
    Catalogue,
    /// Needs to know which day it is, so that only `guidepost check` asks for it.
    Calendar,
}

/// Every rule, by name.
pub const RULES: &[Rule] = &[
    address_taken::RULE,
    alias_taken::RULE,
    broken_anchor::RULE,
    broken_image::RULE,
    broken_link::RULE,
    cleaned_image::RULE,
    config::RULE,
    draft::RULE,
    duplicate_guide::RULE,
    empty_article::RULE,
    encoding::RULE,
    file_name::RULE,
    file_too_large::RULE,
    front_matter_date::RULE,
    front_matter_key::RULE,
    front_matter_missing::RULE,
    front_matter_syntax::RULE,
    front_matter_type::RULE,
    future_date::RULE,
    guessed_steps::RULE,
    image_type::RULE,
    images_lock::RULE,
    junk_removed::RULE,
    long_step::RULE,
    misleading_link::RULE,
    missing_alt::RULE,
    missing_image::RULE,
    missing_summary::RULE,
    missing_title::RULE,
    name_collision::RULE,
    no_steps::RULE,
    outdated_stamp::RULE,
    pruned_related::RULE,
    refused_link::RULE,
    release_ended::RULE,
    release_unknown::RULE,
    remote_image::RULE,
    review_due::RULE,
    special_file::RULE,
    step_numbering::RULE,
    symlink::RULE,
    synonyms::RULE,
    tag_spelling::RULE,
    template::RULE,
    ui_ambiguous_alias::RULE,
    ui_catalogue::RULE,
    ui_cycle::RULE,
    ui_duplicate_id::RULE,
    ui_unknown_parent::RULE,
    unknown_platform::RULE,
    unknown_related::RULE,
    unknown_settings_page::RULE,
    unreadable_file::RULE,
    unusable_alias::RULE,
    updated_before_date::RULE,
    vault_file::RULE,
    windows_name::RULE,
];

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.binary_search_by(|r| r.name.cmp(name)).ok().map(|i| &RULES[i])
}

/// Everything there is to say about the content: what reading and linking found, then all rules, with the
/// levels of the settings, sorted and without doubles. Findings about files, settings and templates are
/// not in the site; they go through `apply_levels` on their own.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let read = site.guides.iter().map(|g| &g.entry).chain(&site.withheld).flat_map(|e| &e.findings);
    let mut found: Vec<Diagnostic> = read.cloned().collect();
    let rules = rules_that_are_on(site);
    found.par_extend((0..site.guides.len()).into_par_iter().flat_map_iter(|index| of_guide(&rules, site, index)));
    found.extend(between(site));
    found.sort();
    found.dedup();
    found
}

/// What there is to say about one guide, whatever the others say.
pub fn guide(site: &Site, index: GuideIndex) -> Vec<Diagnostic> {
    let mut found = site.guides[index].entry.findings.clone();
    found.extend(of_guide(&rules_that_are_on(site), site, index));
    found.sort();
    found.dedup();
    found
}

/// What linking found, and what the rules find that look at all guides together.
pub fn between(site: &Site) -> Vec<Diagnostic> {
    let mut found = site.findings.clone();
    for rule in rules_that_are_on(site) {
        if let Check::Site(check) = rule.check {
            check(site, &mut found);
        }
    }
    apply_levels(&site.config, found)
}

fn rules_that_are_on(site: &Site) -> Vec<&'static Rule> {
    RULES.iter().filter(|rule| site.config.rules.get(rule.name) != Some(&RuleLevel::Off)).collect()
}

fn of_guide(rules: &[&Rule], site: &Site, index: GuideIndex) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in rules {
        if let Check::Guide(check) = rule.check {
            check(site, index, &mut found);
        }
    }
    apply_levels(&site.config, found)
}

/// What guides promise about themselves, held against a day: reviews that are due, releases that have ended.
pub fn freshness(site: &Site, catalogues: &Catalogues, today: Date) -> Vec<Diagnostic> {
    (0..site.guides.len()).flat_map(|index| freshness_of(site, index, catalogues, today)).collect()
}

/// The same for one guide.
pub fn freshness_of(site: &Site, index: GuideIndex, catalogues: &Catalogues, today: Date) -> Vec<Diagnostic> {
    let guide = &site.guides[index];
    let mut found: Vec<Diagnostic> = future_date::finding(guide, today).into_iter().collect();
    for reason in freshness::reasons_of(&guide.entry.guide, &site.held(index), catalogues, today) {
        let (rule, help) = match reason {
            Reason::ReviewDue { .. } | Reason::NeverReviewed => {
                (&review_due::RULE, "read it again, and say so with `guidepost verify` or `review: {on: …}`")
            }
            Reason::ReleaseEnded { .. } => {
                (&release_ended::RULE, "follow it on a newer release, and say so with `guidepost verify`")
            }
            Reason::StampEnded { .. } => {
                (&release_ended::RULE, "look at it on a newer release, and say so with `guidepost verify`")
            }
            // A rule of its own tells of it on every day.
            Reason::StampOutdated { .. } => continue,
            Reason::UnknownRelease { .. } => (&release_unknown::RULE, "`guidepost ui list` names the releases"),
        };
        found.push(rule.in_front(guide, reason.sentence()).help(help));
    }
    apply_levels(&site.config, found)
}

/// Gives each finding the level that the settings want for its rule, and drops those switched off.
/// To be called before linking for what reading found, because an error there keeps a guide off the site.
pub fn apply_levels(config: &Config, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let leveled = |mut finding: Diagnostic| {
        finding.severity = match config.rules.get(finding.rule) {
            None => finding.severity,
            Some(RuleLevel::Off) => return None,
            Some(RuleLevel::Info) => Severity::Info,
            Some(RuleLevel::Warning) => Severity::Warning,
            Some(RuleLevel::Error) => Severity::Error,
        };
        Some(finding)
    };
    if config.rules.is_empty() { findings } else { findings.into_iter().filter_map(leveled).collect() }
}

/// Rules named in the settings that do not exist.
pub fn unknown_rules(file: &ConfigFile) -> Vec<Diagnostic> {
    let config = &file.config;
    let path = file.source.as_ref().map_or_else(|| "guidepost.yaml".into(), |s| s.path.clone());
    let unknown = config.rules.keys().filter(|name| rule(name).is_none());
    unknown
        .map(|name| {
            let near = RULES
                .iter()
                .map(|r| (strsim::jaro_winkler(r.name, name), r.name))
                .filter(|(score, _)| *score > 0.8)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let help = match near {
                Some((_, near)) => format!("did you mean `{near}`?"),
                None => "`guidepost check --list-rules` names them all".to_owned(),
            };
            Diagnostic::new("config", Severity::Warning, path.clone(), None, format!("no rule is called `{name}`"))
                .help(help)
                .root(Root::Project)
        })
        .collect()
}

/// Settings that name what the site does not have: a logo, a category.
pub fn unmet_settings(file: &ConfigFile, site: &Site) -> Vec<Diagnostic> {
    let config = &file.config;
    let mut found = Vec::new();
    let mut tell = |key: &str, message: String, help: String| {
        let (path, span) = file.place_of(key);
        found.push(Diagnostic::new("config", Severity::Warning, path, span, message).help(help).root(Root::Project));
    };
    if let Some(logo) = &config.logo
        && !site.assets.contains_key(logo.trim_start_matches('/'))
    {
        // An address, or a way out of the folder, is no place where a picture could be put.
        let inside = !logo.contains([':', '\\']) && address::join("", logo.trim_start_matches('/')).is_some();
        let put = match inside {
            true => format!("put the picture at `static/{}`", logo.trim_start_matches('/')),
            false => {
                "put the picture into `static/` and give its path below that folder, such as `logo: sign.svg`".into()
            }
        };
        let help = format!("{put}; until then the pages show the sign of the theme");
        tell("logo", format!("there is no `{logo}` in the folder `static`"), help);
    }
    let paths: Vec<String> = (0..site.categories.len()).map(|c| site.category_path(c).join("/")).collect();
    let is = |key: &str, name: &str| taxonomy::same_name(key) == taxonomy::same_name(name);
    for key in config.categories.keys() {
        let known = site.categories.iter().any(|c| is(key, &c.name)) || paths.iter().any(|path| is(key, path));
        if !known {
            let score = |name: &&String| strsim::jaro_winkler(key, name);
            let near = paths.iter().max_by(|a, b| score(a).total_cmp(&score(b))).filter(|p| score(p) > 0.7);
            let help = near.map_or_else(|| "see `categories.html`".to_owned(), |n| format!("did you mean `{n}`?"));
            tell(key, format!("no guide is in the category `{key}`"), help);
        }
    }
    found
}

impl Rule {
    /// A finding at a place of a guide; `None`: about the whole file.
    fn at(&self, guide: &PlacedGuide, span: Option<Span>, message: impl Into<String>) -> Diagnostic {
        self.on(&guide.entry.source, span, message)
    }

    /// A finding about the front matter of a guide.
    fn in_front(&self, guide: &PlacedGuide, message: impl Into<String>) -> Diagnostic {
        self.at(guide, Some(guide.entry.guide.front_span).filter(|s| s.end > 0), message)
    }

    fn on(&self, source: &std::sync::Arc<str>, span: Option<Span>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.name, self.severity, source.clone(), span, message.into())
    }
}

/// "`a`, `b` or `c`"
fn one_of(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_says_what_it_finds() {
        assert!(RULES.windows(2).all(|w| w[0].name < w[1].name), "binary search needs the order");
        for rule in RULES {
            assert!(!rule.summary.ends_with('.') && !rule.summary.starts_with(char::is_uppercase), "{}", rule.name);
        }
    }

    #[test]
    fn an_unknown_rule_is_told_with_the_near_one() {
        let mut config = Config::default();
        config.rules.insert("broken-links".into(), RuleLevel::Off);
        config.rules.insert("missing-alt".into(), RuleLevel::Error);
        let found = unknown_rules(&ConfigFile { config: config.into(), source: None });
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].help.as_deref(), Some("did you mean `broken-link`?"));
    }

    #[test]
    fn levels_change_and_drop_findings_of_every_stage() {
        let mut config = Config::default();
        config.rules.insert("encoding".into(), RuleLevel::Off);
        config.rules.insert("missing-alt".into(), RuleLevel::Error);
        let found = |rule| Diagnostic::new(rule, Severity::Warning, "a.md".into(), None, String::new());
        let left = apply_levels(&config, vec![found("encoding"), found("missing-alt"), found("draft")]);
        let left: Vec<_> = left.iter().map(|d| (d.rule, d.severity)).collect();
        assert_eq!(left, [("missing-alt", Severity::Error), ("draft", Severity::Warning)]);
    }
}
