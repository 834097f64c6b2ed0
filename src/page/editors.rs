//! The page for those who write: what is to be done today. Made only when the settings ask for it.
//!
//! It names files, people and faults, so no page leads to it and search engines are asked to leave it out. What
//! depends on the day (which reviews are due) is sorted here and told by the reader's clock.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::facts::{self, Day};
use super::frame::{self, Frame};
use super::guide::fill_in;
use crate::address::relative;
use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::guide::ReferenceKind;
use crate::site::{GuideIndex, RelatedLink, RelatedTarget, Site, Target};
use crate::wording::Words;

pub const PATH: &str = "_report/index.html";

/// Rows of one list. The rest is a number, and `guidepost check` has it.
const MOST: usize = 200;

#[derive(Debug, Serialize)]
pub struct EditorsView {
    pub frame: Frame,
    /// How many guides and findings there are, in words.
    pub count: String,
    /// By rule, those with errors first.
    pub rules: Vec<RuleView>,
    /// Guides with a day of review, the earliest first.
    pub reviews: List<Review>,
    /// Guides that nobody has verified.
    pub unverified: List<GuideLink>,
    /// Guides with pictures that are missing or lie elsewhere.
    pub pictures: List<Pictures>,
    /// Guides that no other guide leads to.
    pub orphans: List<GuideLink>,
    /// What became of the related links of each guide: first those that lost some.
    pub related: List<Links>,
    /// Which place each name in a guide means, and how sure that is; guides with doubts first.
    pub named: List<Names>,
    /// Guides with the text of another.
    pub copies: List<Copy>,
    /// Articles that are not published.
    pub withheld: List<Withheld>,
}

/// Rows and how many there are in all.
#[derive(Debug, Serialize)]
pub struct List<T> {
    pub rows: Vec<T>,
    pub total: usize,
    /// "12 more, listed by", when there are more than are shown.
    pub more: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct RuleView {
    pub name: &'static str,
    pub severity: Severity,
    /// The severity in the words of the site.
    pub level: String,
    pub findings: List<Finding>,
}

#[derive(Debug, Serialize)]
pub struct Finding {
    /// `guides/a.md:12:3`
    pub place: String,
    /// Address of the source, when the settings have a pattern for it.
    pub edit: Option<String>,
    pub page: Option<String>,
    pub owner: Option<String>,
    pub message: String,
    pub help: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct GuideLink {
    pub href: String,
    pub title: String,
    pub file: String,
    pub edit: Option<String>,
    pub owner: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Review {
    pub guide: GuideLink,
    pub due: Day,
}

#[derive(Debug, Serialize)]
pub struct Pictures {
    pub guide: GuideLink,
    pub missing: Option<String>,
    pub remote: Option<String>,
    /// Taken on another release than the guide was verified on.
    pub older: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct Links {
    pub guide: GuideLink,
    /// How many were kept, added and pruned.
    pub counts: String,
    /// Kept, added, pruned.
    pub links: Vec<Link>,
}

#[derive(Debug, Serialize)]
pub struct Link {
    /// `kept`, `added`, or the reason it was pruned for.
    pub what: String,
    pub title: String,
    /// Two digits; empty where nothing had to be compared.
    pub score: String,
    pub why: String,
}

#[derive(Debug, Serialize)]
pub struct Names {
    pub guide: GuideLink,
    /// How many are certain, and how many likely.
    pub counts: String,
    pub names: Vec<Name>,
}

#[derive(Debug, Serialize)]
pub struct Name {
    /// `12:3`
    pub place: String,
    /// The way to what it means, in the old release and in the new one.
    pub path: String,
    pub sure: bool,
}

#[derive(Debug, Serialize)]
pub struct Copy {
    pub guide: GuideLink,
    pub of: GuideLink,
}

#[derive(Debug, Serialize)]
pub struct Withheld {
    pub file: String,
    pub draft: bool,
}

/// Gives the line and the column, both from 1, of a byte of an article.
type Find<'a> = dyn Fn(&str, u32) -> Option<(usize, usize)> + 'a;

pub fn view(site: &Site, findings: &[Diagnostic], place: &Find) -> EditorsView {
    let words = &frame::words(site);
    let count = |name, severity| words.count(name, findings.iter().filter(|f| f.severity == severity).count());
    let count = words.fill(
        "editors_count",
        &[
            ("guides", &words.count("guides", site.guides.len())),
            ("errors", &count("errors", Severity::Error)),
            ("warnings", &count("warnings", Severity::Warning)),
            ("infos", &count("infos", Severity::Info)),
        ],
    );
    let guides = || 0..site.guides.len();
    let link = |g: &GuideIndex| guide_link(site, *g);
    let led_to = led_to(site);
    let copies = guides().filter_map(|g| Some((g, site.guides[g].better_copy?)));
    let unverified = guides().filter(|g| site.guides[*g].entry.guide.front.verified.is_none());
    EditorsView {
        frame: Frame::new(site, PATH, "report", words.get("editors")).unlisted(),
        count,
        rules: rules(site, findings, place),
        reviews: reviews(site),
        unverified: list(words, unverified.collect(), |g| link(&g)),
        pictures: list(words, guides().filter_map(|g| pictures(site, g)).collect(), |p| p),
        orphans: list(words, guides().filter(|g| !led_to.contains(g)).collect(), |g| link(&g)),
        related: list(words, with_links(site), |g| links(site, g)),
        named: list(words, by_doubts(site), |g| names(site, g, place)),
        copies: list(words, copies.collect(), |(g, of)| Copy { guide: link(&g), of: link(&of) }),
        withheld: list(words, site.withheld.iter().collect(), |entry| Withheld {
            file: entry.source.to_string(),
            draft: entry.guide.front.draft,
        }),
    }
}

fn list<T, R>(words: &Words, all: Vec<T>, row: impl Fn(T) -> R) -> List<R> {
    let total = all.len();
    let rows: Vec<R> = all.into_iter().take(MOST).map(row).collect();
    let more = total - rows.len();
    let more = (more > 0).then(|| words.fill("rest", &[("n", &more.to_string())]));
    List { more, rows, total }
}

fn guide_link(site: &Site, index: GuideIndex) -> GuideLink {
    let placed = &site.guides[index];
    GuideLink {
        href: relative(PATH, &placed.permalink),
        title: placed.entry.guide.title.clone(),
        file: placed.entry.source.to_string(),
        edit: edit(site, &placed.entry.source),
        owner: facts::owner(&placed.entry.guide.front).map(str::to_owned),
    }
}

/// Where the source of an article is changed.
fn edit(site: &Site, file: &str) -> Option<String> {
    site.config.edit_url.as_ref().map(|url| fill_in(url, "{path}", file, true))
}

fn rules(site: &Site, findings: &[Diagnostic], place: &Find) -> Vec<RuleView> {
    let by_source: HashMap<&str, GuideIndex> =
        site.guides.iter().enumerate().map(|(g, guide)| (&*guide.entry.source, g)).collect();
    let mut by_rule: BTreeMap<(Severity, &'static str), Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        by_rule.entry((finding.severity, finding.rule)).or_default().push(finding);
    }
    let row = |finding: &Diagnostic| {
        let content = finding.root == Root::Content;
        let guide = by_source.get(&*finding.file).copied().filter(|_| content).map(|g| guide_link(site, g));
        let at = finding.span.filter(|_| content).and_then(|span| place(&finding.file, span.start));
        Finding {
            place: match at {
                Some((line, column)) => format!("{}:{line}:{column}", finding.file),
                None => finding.file.to_string(),
            },
            edit: edit(site, &finding.file).filter(|_| content),
            owner: guide.as_ref().and_then(|g| g.owner.clone()),
            page: guide.map(|g| g.href),
            message: finding.message.clone(),
            help: finding.help.clone(),
        }
    };
    let words = &frame::words(site);
    let rule = |((severity, name), findings)| RuleView {
        name,
        severity,
        level: words.get(level(severity)).to_owned(),
        findings: list(words, findings, row),
    };
    by_rule.into_iter().map(rule).collect()
}

/// The name of the words for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity_error",
        Severity::Warning => "severity_warning",
        Severity::Info => "severity_info",
    }
}

fn reviews(site: &Site) -> List<Review> {
    let words = &frame::words(site);
    let due = |g: GuideIndex| Some((facts::review_due(&site.guides[g].entry.guide.front)?, g));
    let mut dated: Vec<_> = (0..site.guides.len()).filter_map(due).collect();
    dated.sort_unstable();
    list(words, dated, |(due, g)| Review { guide: guide_link(site, g), due: facts::day(due, words) })
}

fn pictures(site: &Site, index: GuideIndex) -> Option<Pictures> {
    let placed = &site.guides[index];
    let pictures = placed.entry.guide.references.iter().zip(&placed.targets);
    let pictures = pictures.filter(|(r, _)| r.kind != ReferenceKind::Link);
    let (mut missing, mut remote) = (0, 0);
    for (_, target) in pictures {
        match target {
            Target::RemoteImage(_) => remote += 1,
            Target::Missing { .. } | Target::Refused(_) => missing += 1,
            _ => {}
        }
    }
    let own = placed.entry.guide.front.verified.as_ref().and_then(|v| v.release.as_deref());
    let older = site.held(index).pictures.values().filter(|v| v.release.as_deref() != own).count();
    let words = frame::words(site);
    let told = |name, n: usize| (n > 0).then(|| words.fill(name, &[("n", &n.to_string())]));
    (missing + remote + older > 0).then(|| Pictures {
        guide: guide_link(site, index),
        missing: told("missing_count", missing),
        remote: told("remote_count", remote),
        older: told("older_count", older),
    })
}

/// Guides with related links, those that lost some first.
fn with_links(site: &Site) -> Vec<GuideIndex> {
    let related = |g: &GuideIndex| &site.guides[*g].related;
    let has_any = |g: &GuideIndex| !(related(g).kept.is_empty() && related(g).added.is_empty());
    let (pruned, others): (Vec<GuideIndex>, Vec<GuideIndex>) =
        (0..site.guides.len()).partition(|g| !related(g).pruned.is_empty());
    pruned.into_iter().chain(others.into_iter().filter(has_any)).collect()
}

/// What `--explain-related` says, for one guide.
fn links(site: &Site, index: GuideIndex) -> Links {
    let related = &site.guides[index].related;
    let row = |what: &str, link: &RelatedLink| Link {
        what: what.to_owned(),
        title: match &link.to {
            RelatedTarget::Guide(to) => site.guides[*to].entry.guide.title.clone(),
            RelatedTarget::Web { title, .. } => title.clone(),
        },
        score: format!("{:.2}", link.score),
        why: link.reason.clone(),
    };
    let pruned = related.pruned.iter().map(|link| Link {
        what: link.reason.name().to_owned(),
        title: if link.title.trim().is_empty() { link.url.clone() } else { link.title.clone() },
        score: link.score.map_or(String::new(), |score| format!("{score:.2}")),
        why: link.why.clone(),
    });
    let kept = related.kept.iter().map(|link| row("kept", link));
    Links {
        guide: guide_link(site, index),
        counts: frame::words(site).fill(
            "links_counts",
            &[
                ("kept", &related.kept.len().to_string()),
                ("added", &related.added.len().to_string()),
                ("pruned", &related.pruned.len().to_string()),
            ],
        ),
        links: kept.chain(related.added.iter().map(|link| row("added", link))).chain(pruned).collect(),
    }
}

/// Guides that name places, those with most doubts first.
fn by_doubts(site: &Site) -> Vec<GuideIndex> {
    let named = |g: &GuideIndex| &site.guides[*g].entry.guide.places;
    let mut guides: Vec<GuideIndex> = (0..site.guides.len()).filter(|g| !named(g).is_empty()).collect();
    guides.sort_by_key(|g| std::cmp::Reverse(named(g).iter().filter(|p| !p.sure).count()));
    guides
}

/// What `guidepost show --ui` says, for one guide.
fn names(site: &Site, index: GuideIndex, place: &Find) -> Names {
    let entry = &site.guides[index].entry;
    let named = &entry.guide.places;
    let lens = site.places.as_ref().map(|p| {
        let verified = entry.guide.front.verified.as_ref().and_then(|v| v.release.as_deref());
        p.atlas.lens(verified)
    });
    let paths = |id: &str| {
        let world = lens.as_ref().map(|l| l.world());
        world.and_then(|w| Some(w.paths(w.index(id)?))).unwrap_or_default()
    };
    let row = |named: &crate::guide::NamedPlace| Name {
        place: place(&entry.source, named.span.start)
            .map_or(String::new(), |(line, column)| format!("{line}:{column}")),
        path: paths(&named.id).join(" | "),
        sure: named.sure,
    };
    let sure = named.iter().filter(|p| p.sure).count();
    let (certain, likely) = (sure.to_string(), (named.len() - sure).to_string());
    Names {
        guide: guide_link(site, index),
        counts: frame::words(site).fill("named_counts", &[("certain", &certain), ("likely", &likely)]),
        names: named.iter().take(MOST).map(row).collect(),
    }
}

/// Guides that the text or the related links of another guide lead to.
fn led_to(site: &Site) -> BTreeSet<GuideIndex> {
    let mut led_to = BTreeSet::new();
    for (from, guide) in site.guides.iter().enumerate() {
        let in_text = guide.targets.iter().filter_map(|t| match t {
            Target::Guide { guide, .. } => Some(*guide),
            _ => None,
        });
        let shown = guide.related.shown(site.config.related.count);
        let related = shown.into_iter().filter_map(|r| match r.to {
            RelatedTarget::Guide(g) => Some(g),
            RelatedTarget::Web { .. } => None,
        });
        led_to.extend(in_text.chain(related).filter(|to| *to != from));
    }
    led_to
}
