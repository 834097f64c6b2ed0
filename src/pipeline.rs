//! The way of a guide on one screen: snapshot in, bundle and findings out.
//!
//! Reads nothing, writes nothing, cannot fail; threads live here and in `par_iter`s of single stages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check;
use crate::config::PlacePages;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::{self, Verified};
use crate::document::parse;
use crate::guide::platform::Platforms;
use crate::guide::{Guide, lower};
use crate::memo::Memo;
use crate::output::single_file::{Around, Inside};
use crate::output::{self, Bundle, OutputFile};
use crate::page;
use crate::pictures;
use crate::site::stamps::{Shelf, Stamps};
use crate::site::{self, Entry, Site};
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::template::Templates;
use crate::ui::affected::{AffectedGuide, Parts, Taken, TakenBy};
use crate::ui::atlas::Atlas;
use crate::ui::named;
use crate::ui::stamp::KEPT_BY;
use crate::ui::world::World;
use crate::ui::{self, Catalogues, Release};
use crate::wording::Words;

/// What the build gives: the site, not yet written, and everything there is to say about the content.
#[derive(Debug, Default)]
pub struct Build {
    /// Empty when the files went into a sink.
    pub bundle: Bundle,
    /// Sorted, without doubles.
    pub findings: Vec<Diagnostic>,
    /// `false`: a template is at fault, and so the whole site; nothing is to be written.
    pub publishable: bool,
    pub counts: Counts,
}

/// What a site is made of, for the line that is printed at the end.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Counts {
    pub articles: usize,
    pub guides: usize,
    pub withheld: usize,
    pub steps: usize,
    pub images: usize,
    /// Files that guides show as pictures.
    pub pictures: usize,
    /// How many of them were decoded and encoded now, since nothing remembered them.
    pub pictures_made: usize,
    /// How many show the same as another one, whose files stand for them.
    pub pictures_shared: usize,
    /// Bytes of these files, and of the largest version of each as published.
    pub picture_bytes: [u64; 2],
    pub related_kept: usize,
    pub related_pruned: usize,
    pub related_added: usize,
    pub pages: usize,
    pub search_files: usize,
}

/// How far a stage has come. The time is taken outside, between two calls.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub stage: &'static str,
    pub done: usize,
    pub total: usize,
}

/// The receiver of progress, called from any thread.
pub type Watch<'a> = dyn Fn(Progress) + Sync + 'a;

/// Takes the files of a site as they are made, from any thread and in any order; each path comes once.
pub type Sink<'a> = dyn Fn(Arc<str>, OutputFile) + Sync + 'a;

/// A snapshot to a site in memory.
pub fn build(snapshot: &Snapshot, memo: &Memo, watch: &Watch) -> Build {
    let files = Mutex::new(BTreeMap::new());
    let take = |path, file| {
        files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, file);
    };
    let mut build = build_into(snapshot, memo, watch, &take);
    build.bundle.files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    build
}

/// A snapshot to a site that goes file by file into `sink`, so that it is never in memory whole. Whether it may be
/// shown to anybody is known at the end: `Build::publishable`.
pub fn build_into(snapshot: &Snapshot, memo: &Memo, watch: &Watch, sink: &Sink) -> Build {
    let mut site = site(snapshot, memo, watch);
    let mut counts = count(&site, snapshot);
    let developed = pictures::develop(&mut site, snapshot, watch, &mut counts);
    step(watch, "check");
    let mut findings = check::apply_levels(&site.config, snapshot.findings.clone());
    findings.extend(check::apply_levels(&site.config, developed));
    findings.extend(check::unknown_rules(&snapshot.config));
    findings.extend(check::unmet_settings(&snapshot.config, &site));
    findings.extend(check::check(&site));
    if !snapshot.catalogues.is_empty() {
        findings.extend(check::apply_levels(&site.config, Catalogues::new(&snapshot.catalogues).faults()));
    }
    if let Some(today) = snapshot.today {
        findings.extend(check::freshness(&site, &Catalogues::new(&snapshot.catalogues), today));
    }
    findings.sort();
    findings.dedup();
    let faults = render(&site, snapshot, &findings, watch, sink, &mut counts);
    let publishable = faults.is_empty();
    findings.extend(faults);
    findings.sort();
    findings.dedup();
    Build { bundle: Bundle::default(), findings, publishable, counts }
}

/// The guides as they mean and hang together.
pub fn site(snapshot: &Snapshot, memo: &Memo, watch: &Watch) -> Site {
    let config = snapshot.config.config.clone();
    let platforms = Platforms::new(&config.platforms);
    let mut salt = serde_json::to_vec(&config.platforms).unwrap_or_default();
    let atlas = (config.ui.in_guides || config.ui.reference != PlacePages::Off)
        .then(|| Arc::new(Atlas::new(&Catalogues::new(&snapshot.catalogues))));
    salt.extend(atlas.iter().flat_map(|a| a.stamp()));
    let total = snapshot.documents.len();
    let done = AtomicUsize::new(0);
    step(watch, "read guides");
    let entries: Vec<Entry> = snapshot
        .documents
        .par_iter()
        .map(|source| {
            let (guide, findings) = memo.reading(source, &salt, || read(source, &platforms, atlas.as_deref()));
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done.is_multiple_of(64) || done == total {
                watch(Progress { stage: "read guides", done, total });
            }
            // A copy has no room to spare: lists and texts grow by doubling, and a guide is kept to the end.
            let guide = guide.clone();
            Entry { source: source.path.clone(), guide, findings: check::apply_levels(&config, findings) }
        })
        .collect();
    memo.end_round();
    step(watch, "link");
    let mut site = site::link_with(config, entries, snapshot.assets.clone(), snapshot.vault.clone(), atlas);
    site.stamps = Stamps::of_site(&site, snapshot.print);
    site
}

/// An article as a guide, with the places that it names.
pub fn read(source: &Source, platforms: &Platforms, atlas: Option<&Atlas>) -> (Guide, Vec<Diagnostic>) {
    let Some(atlas) = atlas else { return lower::read(source, platforms) };
    let document = parse::parse(source, &|name| platforms.named(name));
    let names = named::Names::of(atlas, &document);
    let (mut guide, findings) = lower::read_document(document, source, platforms);
    names.attach(&mut guide, source);
    (guide, findings)
}

/// One article alone, as far as it can be read without the others.
pub fn read_one(path: &str, text: &str) -> Entry {
    let source = Source::from_text(path, text);
    let (guide, findings) = lower::read(&source, &Platforms::default());
    Entry { source: source.path, guide, findings }
}

/// Every file of the site into the sink. A fault of a template is told once, however many pages it spoils.
fn render(
    site: &Site,
    snapshot: &Snapshot,
    findings: &[Diagnostic],
    watch: &Watch,
    sink: &Sink,
    counts: &mut Counts,
) -> Vec<Diagnostic> {
    let words = Words::new(&site.config.language, &site.config.words);
    let templates = match Templates::load(&snapshot.templates, &words) {
        Ok(templates) => templates,
        Err(faults) => return faults,
    };
    let pages = page::plan(site);
    counts.pages = pages.len();
    let (total, done) = (pages.len(), AtomicUsize::new(0));
    step(watch, "pages");
    let page_faults = pages.par_iter().filter_map(|page| {
        let fault = match templates.render(&page::view(page, site)) {
            Ok(html) => {
                sink(page.path.clone(), OutputFile::Bytes(html));
                None
            }
            Err(fault) => Some(*fault),
        };
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(64) || done == total {
            watch(Progress { stage: "pages", done, total });
        }
        fault
    });
    let mut faults: Vec<Diagnostic> = page_faults.collect();
    let mut taken: BTreeSet<Arc<str>> = pages.into_iter().map(|p| p.path).collect();
    if site.config.editors_page {
        match editors_page(site, snapshot, findings, &templates) {
            Ok(html) => {
                taken.insert(page::editors::PATH.into());
                sink(page::editors::PATH.into(), OutputFile::Bytes(html));
            }
            Err(fault) => faults.push(*fault),
        }
    }
    faults.sort();
    faults.dedup();
    step(watch, "search");
    let search = output::search::of_site(site, &snapshot.synonyms);
    counts.search_files = search.len();
    step(watch, "files");
    let made = search.into_iter().map(|(path, bytes)| (path, OutputFile::Bytes(bytes))).chain(output::extras(site));
    let made: Vec<_> = made.filter(|(path, _)| taken.insert(path.clone())).collect();
    made.into_par_iter().for_each(|(path, file)| sink(path, file));
    // Pages and index win over files of the same name; linking has told of them.
    let kept = pictures::files(site, snapshot);
    let copies: Vec<_> = kept.into_iter().filter(|(path, _)| !taken.contains(*path)).collect();
    copies.into_par_iter().for_each(|(path, asset)| sink(path.clone(), OutputFile::Copy(asset.clone())));
    faults
}

/// The page for those who write. It is not among `page::plan`: it shows what checking found.
fn editors_page(
    site: &Site,
    snapshot: &Snapshot,
    findings: &[Diagnostic],
    templates: &Templates,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    // The articles come sorted by path.
    let source = |file: &str| snapshot.documents.binary_search_by(|d| (*d.path).cmp(file)).ok();
    let place = |file: &str, at: u32| source(file).map(|i| snapshot.documents[i].line_column(at as usize));
    templates.render_as("report.html", &page::editors::view(site, findings, &place))
}

/// The guides as JSON, one file each beside `schema.json`.
pub fn export(snapshot: &Snapshot, memo: &Memo, watch: &Watch) -> Vec<(Arc<str>, Vec<u8>)> {
    let site = site(snapshot, memo, watch);
    step(watch, "json");
    let json = |value: &serde_json::Value| {
        let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    };
    let mut files: Vec<(Arc<str>, Vec<u8>)> = (0..site.guides.len())
        .into_par_iter()
        .map(|index| {
            let guide = output::structured::guide_json(&site, index);
            let path = crate::address::stem(&site.guides[index].permalink).to_owned() + ".json";
            (path.into(), json(&serde_json::to_value(&guide).unwrap_or_default()))
        })
        .collect();
    files.push(("schema.json".into(), json(&output::structured::schema())));
    files
}

/// A page that is to be one file, and what it is taken out of.
#[derive(Debug)]
pub struct Single {
    pub html: String,
    pub around: Around,
}

/// The page of a guide as it is sent. `Err`: faults of a template.
pub fn guide_to_send(
    snapshot: &Snapshot,
    site: &Site,
    guide: site::GuideIndex,
    today: Date,
) -> Result<Single, Vec<Diagnostic>> {
    let page = site.guides[guide].permalink.clone();
    let inside = [(page.clone(), Inside::default())].into();
    single(snapshot, site, ["send.html", "guide.html"], &page::send::guide(site, guide, today), page, inside)
}

/// All guides of a category and of those below it, to be printed. `Err`: faults of a template.
pub fn booklet_to_send(
    snapshot: &Snapshot,
    site: &Site,
    category: usize,
    today: Date,
) -> Result<Single, Vec<Diagnostic>> {
    let places = page::send::places(site, &page::send::guides_of(site, category));
    let inside = places.into_iter().map(|(path, (prefix, top))| (path, Inside { prefix, top })).collect();
    let page = page::send::booklet_path(site, category);
    single(snapshot, site, ["booklet.html", "print.html"], &page::send::booklet(site, category, today), page, inside)
}

fn single(
    snapshot: &Snapshot,
    site: &Site,
    [template, of_the_site]: [&str; 2],
    view: &impl serde::Serialize,
    page: Arc<str>,
    inside: BTreeMap<Arc<str>, Inside>,
) -> Result<Single, Vec<Diagnostic>> {
    let words = Words::new(&site.config.language, &site.config.words);
    // A project's own templates may lack the blocks that ours fill: then the page of the site is sent as it is.
    let (templates, template) = match Templates::load_all(&snapshot.templates, &words) {
        Ok(templates) => (templates, template),
        Err(_) => (Templates::load(&snapshot.templates, &words)?, of_the_site),
    };
    let html = templates.render_as(template, view).map_err(|fault| vec![*fault])?;
    let around = Around { page, inside, base: site.config.base_url.clone() };
    Ok(Single { html: String::from_utf8_lossy(&html).into_owned(), around })
}

/// Why each related link of a guide is there or not. `guide`: its path, slug or title. `Err`: near names.
pub fn explain_related(snapshot: &Snapshot, guide: &str) -> Result<String, Vec<String>> {
    let site = site(snapshot, &Memo::default(), &|_| {});
    site::explain::related(&site, guide)
}

fn step(watch: &Watch, stage: &'static str) {
    watch(Progress { stage, done: 0, total: 0 });
}

fn count(site: &Site, snapshot: &Snapshot) -> Counts {
    let guides = || site.guides.iter();
    let sum = |f: &dyn Fn(&site::Related) -> usize| guides().map(|g| f(&g.related)).sum();
    Counts {
        articles: snapshot.documents.len(),
        guides: site.guides.len(),
        withheld: site.withheld.len(),
        steps: guides().map(|g| g.entry.guide.steps().count()).sum(),
        images: guides()
            .flat_map(|g| &g.entry.guide.references)
            .filter(|r| r.kind == crate::guide::ReferenceKind::Image)
            .count(),
        related_kept: sum(&|r| r.kept.len()),
        related_pruned: sum(&|r| r.pruned.len()),
        related_added: sum(&|r| r.added.len()),
        ..Counts::default()
    }
}

/// Whether anything in the findings keeps a script from going on.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|f| f.severity == Severity::Error)
}

/// What a release breaks in the articles of a project.
#[derive(Debug, Default)]
pub struct Refresh {
    /// In the order of their paths.
    pub guides: Vec<AffectedGuide>,
    /// Articles that were looked at.
    pub looked_at: usize,
    /// Articles about another system, which are left out.
    pub of_other_systems: usize,
    /// Articles that say for no release that they were verified, when that is what is asked for.
    pub unverified: usize,
    /// Releases that articles were verified on and nobody knows.
    pub unknown: BTreeSet<String>,
}

/// Compares the articles with a release. `from`: the release they were written for; `None`: each says it itself, and
/// steps that were verified by themselves say theirs. A picture with a stamp is always held against the release it was
/// taken on.
pub fn refresh(
    documents: &[&Source],
    shelf: &Shelf,
    catalogues: &Catalogues,
    from: Option<&Release>,
    to: &Release,
) -> Refresh {
    let platforms = Platforms::default();
    let mut refresh = Refresh::default();
    // What was verified on the new release, or a later one, has nothing to fear from it.
    let order = |name: &str| catalogues.releases().iter().position(|r| r.is_called(name));
    let known = |name: &str| {
        let release = catalogues.find(name).filter(|r| catalogues.are_of_one_system(r, to))?;
        let name = &release.release;
        Some(if order(name) >= order(&to.release) { to.release.clone() } else { name.clone() })
    };
    // The release of each article, by its place in the list; the worlds are few.
    let mut of_each: Vec<Option<String>> = Vec::with_capacity(documents.len());
    let mut wanted: Vec<&Source> = Vec::with_capacity(documents.len());
    // Whoever compares two systems wants to see what that gives.
    let one_system = from.is_none_or(|from| catalogues.are_of_one_system(from, to));
    for source in documents {
        let verified = || {
            let front = front_matter::read(source, &|name| platforms.named(name)).front;
            front.verified.and_then(|v| v.release)
        };
        let name = if one_system && source.text.contains("verified") { verified() } else { None };
        let found = name.as_deref().and_then(|name| catalogues.find(name));
        if one_system && found.is_some_and(|r| !catalogues.are_of_one_system(r, to)) {
            refresh.of_other_systems += 1;
            continue;
        }
        wanted.push(source);
        of_each.push(match (from, name) {
            (Some(from), _) => Some(from.release.clone()),
            (None, Some(name)) => known(&name).or_else(|| {
                refresh.unknown.insert(name);
                None
            }),
            (None, None) => {
                refresh.unverified += 1;
                None
            }
        });
    }
    let documents = wanted;
    refresh.looked_at = documents.len();
    // No release breaks anything in itself.
    if from.is_some_and(|f| f.release == to.release) {
        return refresh;
    }
    let (new, _) = catalogues.catalogue(to);
    let line: Vec<&Release> = catalogues.releases().iter().filter(|r| catalogues.are_of_one_system(r, to)).collect();
    let mut worlds: BTreeMap<&str, Arc<World>> = BTreeMap::new();
    let of_stamps: Vec<String> = shelf.releases().filter_map(|n| Some(catalogues.find(n)?.release.clone())).collect();
    for name in of_each.iter().flatten().chain(&of_stamps) {
        if !worlds.contains_key(name.as_str())
            && let Some(old) = catalogues.releases().iter().find(|r| r.release == *name)
        {
            let changes = catalogues.changes(old, to).0;
            let world = World::new(&catalogues.catalogue(old).0, &new, changes).among(&line);
            worlds.insert(name, Arc::new(world));
        }
    }
    let world = |name: &str| worlds.get(name).cloned();
    let known = |v: &Verified| v.release.as_deref().and_then(known);
    let affected = documents.par_iter().zip(&of_each).filter_map(|(source, release)| {
        let document = || parse::parse(source, &|name| platforms.named(name));
        let says_it_itself = from.is_none() && release.is_some();
        if says_it_itself || shelf.concerns(source) {
            let (guide, _) = lower::read(source, &platforms);
            let held = shelf.held(source, &guide);
            let mut parts = Parts { inherit: says_it_itself, ..Parts::default() };
            let taken = |v: &Verified| {
                let kept = v.by.as_deref() == Some(KEPT_BY);
                Some(Taken { release: known(v)?, by: if kept { TakenBy::Refresh } else { TakenBy::Person } })
            };
            parts.pictures.extend(held.pictures.iter().filter_map(|(r, v)| Some((*r, taken(v)?))));
            if from.is_none() {
                parts.steps.extend(held.steps.iter().filter_map(|(a, v)| Some(((*a).to_owned(), known(v)?))));
            }
            let affected = AffectedGuide::with_parts(source, &document(), &guide, &parts, release.as_deref(), &world);
            return (!affected.is_empty()).then_some(affected);
        }
        let release = release.as_deref()?;
        let document = document();
        let findings = ui::refresh::findings_in(worlds.get(release)?, &document, source);
        // Only articles with findings become guides, for their steps.
        (!findings.is_empty()).then(|| {
            let (guide, _) = lower::read_document(document, source, &platforms);
            AffectedGuide::new(source, &guide, release, findings)
        })
    });
    refresh.guides = affected.collect();
    refresh
}
