//! A project as it stands behind the open documents: its settings, its catalogues, and the site that all its articles
//! make.
//!
//! The site is made in the background and takes as long as `guidepost check`. Between two of them a changed article
//! takes its place in the last one, which is done at once, however many others there are.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;

use crate::check;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, Overrides, Project};
use crate::guide::platform::Platforms;
use crate::lsp::document::Document;
use crate::memo::Memo;
use crate::pipeline;
use crate::site::anew::{self, Anew};
use crate::site::file::Files;
use crate::site::names::Names;
use crate::site::{self, Entry, Site, reference};
use crate::snapshot::Asset;
use crate::source::Source;
use crate::ui::Catalogues;
use crate::ui::atlas::Atlas;

/// What is known of a project.
pub struct Desk {
    pub overrides: Overrides,
    /// `None`: for documents of no project.
    pub project: Option<Project>,
    /// The release to compare with, when the editor names one.
    pub release: Option<String>,
    catalogues: OnceCell<Arc<Catalogues>>,
    atlas: OnceCell<Arc<Atlas>>,
    whole: Option<Whole>,
    pub memo: Arc<Memo>,
    /// A site is being made.
    pub busy: bool,
    /// When to make the next one.
    pub due: Option<Instant>,
}

/// All articles of a project together.
pub struct Whole {
    project: Project,
    catalogues: Arc<Catalogues>,
    atlas: Arc<Atlas>,
    site: Site,
    names: Arc<Names>,
    print: Option<fn(&Asset) -> Option<String>>,
    /// Path of an article -> what is wrong between it and others.
    between: BTreeMap<Arc<str>, Vec<Diagnostic>>,
}

/// What there is to say about a document.
pub struct Said {
    pub findings: Vec<Diagnostic>,
    /// Other articles, or lists, are concerned: the site is to be made anew.
    pub others: bool,
}

impl Desk {
    /// `overrides`: where the project is; `None`: there is none.
    pub fn open(overrides: Option<Overrides>, release: Option<String>) -> Desk {
        let project = overrides.as_ref().and_then(|o| Project::open(o).ok()).map(|(project, _)| project);
        Desk {
            overrides: overrides.unwrap_or_default(),
            project,
            release,
            catalogues: OnceCell::new(),
            atlas: OnceCell::new(),
            whole: None,
            memo: Arc::new(Memo::keeping()),
            busy: false,
            due: None,
        }
    }

    pub fn config(&self) -> &Config {
        static DEFAULT: std::sync::LazyLock<Config> = std::sync::LazyLock::new(Config::default);
        self.project.as_ref().map_or(&DEFAULT, |p| &p.config.config)
    }

    pub fn platforms(&self) -> Platforms {
        Platforms::new(&self.config().platforms)
    }

    pub fn catalogues(&self) -> &Catalogues {
        self.catalogues.get_or_init(|| {
            let own = self.project.as_ref().and_then(|p| disk::read_catalogues(p).ok());
            Arc::new(Catalogues::new(&own.unwrap_or_default()))
        })
    }

    pub fn atlas(&self) -> &Atlas {
        self.atlas.get_or_init(|| Arc::new(Atlas::new(self.catalogues())))
    }

    /// Takes a site that was made. `true`: what was understood of documents may be otherwise now.
    pub fn take(&mut self, whole: Whole) -> bool {
        let settings = |p: &Project| p.config.source.as_ref().map(|s| s.text.clone());
        let same = self.atlas.get().is_none_or(|atlas| atlas.stamp() == whole.atlas.stamp())
            && self.project.as_ref().map(settings) == Some(settings(&whole.project));
        (self.catalogues, self.atlas) = (whole.catalogues.clone().into(), whole.atlas.clone().into());
        self.project = Some(whole.project.clone());
        self.whole = Some(whole);
        !same
    }

    /// Whether the site was made already.
    pub fn is_whole(&self) -> bool {
        self.whole.is_some()
    }

    /// Everything that `guidepost check` says about an article, with the text it has in the editor.
    pub fn check(&mut self, document: &mut Document, today: Date) -> Said {
        let reading = document.read(self);
        let (guide, findings) = (reading.guide.clone(), reading.findings.clone());
        let front = Some(guide.front_span).filter(|s| s.end > 0);
        let entry = Entry { source: document.source.path.clone(), guide, findings };
        let Some(whole) = self.whole.as_mut().filter(|_| document.below.is_some()) else {
            // What a document on its own links to is not known.
            let findings = if self.project.is_some() && document.below.is_some() {
                entry.findings
            } else {
                self.check_alone(entry, today)
            };
            return Said { findings, others: false };
        };
        let mut found: Vec<Diagnostic> = whole.between.get(&entry.source).cloned().unwrap_or_default();
        found.iter_mut().for_each(|d| d.span = d.span.and(front));
        let others = match anew::put(&mut whole.site, &whole.names, entry) {
            Anew::Here { guide, alike } => {
                found.extend(check::guide(&whole.site, guide));
                found.extend(check::freshness_of(&whole.site, guide, &whole.catalogues, today));
                !alike
            }
            Anew::Apart(entry) => {
                let is_broken = |e: &Entry| e.findings.iter().any(|f| f.severity == Severity::Error);
                let known = whole.site.withheld.iter().find(|e| e.source == entry.source);
                let alike =
                    known.is_some_and(|k| k.guide.front == entry.guide.front && is_broken(k) == is_broken(&entry));
                let broken = is_broken(&entry);
                found.extend(entry.findings);
                !alike && !broken
            }
        };
        found.sort();
        found.dedup();
        Said { findings: found, others }
    }

    /// The hash of the picture that an article shows under an address; `None` before the site was made.
    pub fn print(&self, article: &str, url: &str) -> Option<String> {
        let whole = self.whole.as_ref()?;
        let path = reference::picture(&Files::new(&whole.site.assets), &whole.site.vault, article, url)?;
        whole.print?(whole.site.assets.get(&path)?)
    }

    /// What can be said of an article without its neighbors.
    fn check_alone(&self, entry: Entry, today: Date) -> Vec<Diagnostic> {
        let findings = entry.findings.clone();
        let config = self.project.as_ref().map_or_else(Default::default, |p| p.config.config.clone());
        let site = site::link(config, vec![entry], Vec::new());
        if site.guides.is_empty() {
            return findings;
        }
        let mut found = check::guide(&site, 0);
        found.extend(check::freshness_of(&site, 0, self.catalogues(), today));
        found.retain(|d| !OF_NEIGHBORS.contains(&d.rule));
        found.sort();
        found
    }
}

/// Rules that look at what lies beside an article.
const OF_NEIGHBORS: &[&str] = &["broken-link", "missing-image", "pruned-related", "unknown-related", "outdated-stamp"];

/// Reads a project and links it, with open documents as they stand in the editor. `Err`: why not, for people.
pub fn make(overrides: &Overrides, open: Vec<Source>, memo: &Memo) -> Result<Whole, String> {
    let (project, _) = Project::open(overrides).map_err(|e| e.to_string())?;
    let mut snapshot = disk::read(&project).map_err(|e| e.to_string())?;
    for source in open {
        match snapshot.documents.binary_search_by(|d| d.path.cmp(&source.path)) {
            Ok(at) => snapshot.documents[at] = source,
            Err(at) => snapshot.documents.insert(at, source),
        }
    }
    let site = pipeline::site(&snapshot, memo, &|_| {});
    let mut between: BTreeMap<Arc<str>, Vec<Diagnostic>> = BTreeMap::new();
    for finding in check::between(&site) {
        between.entry(finding.file.clone()).or_default().push(finding);
    }
    let catalogues = Arc::new(Catalogues::new(&snapshot.catalogues));
    let known = site.places.as_ref().map(|p| p.atlas.clone());
    let atlas = known.unwrap_or_else(|| Arc::new(Atlas::new(&catalogues)));
    let names = Arc::new(site::link::names(&site));
    Ok(Whole { project, catalogues, atlas, site, names, print: snapshot.print, between })
}
