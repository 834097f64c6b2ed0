//! The pictures of a site on their way into it: which ones guides show, what becomes of them, which files stay.
//!
//! Reads and writes nothing: the darkroom of the snapshot knows where bytes come from and what was made before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::address;
use crate::diagnostic::{Diagnostic, Label};
use crate::guide::ReferenceKind;
use crate::picture::Look;
use crate::pipeline::{Counts, Progress, Watch};
use crate::site::{GuideIndex, PlacedGuide, Site, Target};
use crate::snapshot::{Asset, Darkroom, Picture, Snapshot};
use crate::source::Span;

/// Develops every picture that a guide shows. Findings are those of the pictures.
pub fn develop(site: &mut Site, snapshot: &Snapshot, watch: &Watch, counts: &mut Counts) -> Vec<Diagnostic> {
    let Some(darkroom) = &snapshot.darkroom else { return Vec::new() };
    let shown = paths(site, true);
    // A drawing beside the articles is a page that may hold a script: nobody gets it as it is, shown or not.
    let is_drawing = |asset: &&Asset| is_drawing(&asset.path) && !darkroom.is_static(asset);
    let unseen: Vec<&Asset> = site.assets.values().filter(is_drawing).filter(|a| !shown.contains(&a.path)).collect();
    let unseen: BTreeSet<Arc<str>> = unseen.into_iter().map(|a| a.path.clone()).collect();
    let shown = shown.into_iter().chain(&unseen).filter_map(|path| site.assets.get(path));
    let shown: Vec<&Asset> = shown.collect();
    let (total, done) = (shown.len(), AtomicUsize::new(0));
    watch(Progress { stage: "pictures", done: 0, total: 0 });
    let developed = shown.into_par_iter().filter_map(|asset| {
        let picture = darkroom.develop(asset);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(8) || done == total {
            watch(Progress { stage: "pictures", done, total });
        }
        Some((asset, picture?))
    });
    let mut findings = Vec::new();
    let mut pictures: BTreeMap<Arc<str>, Vec<Asset>> = BTreeMap::new();
    let mut drawings: Vec<Asset> = Vec::new();
    let mut looks: Vec<(&Asset, Look)> = Vec::new();
    for (asset, Picture { versions, moving, findings: found, made, look }) in developed.collect::<Vec<_>>() {
        counts.pictures += 1;
        counts.pictures_made += usize::from(made);
        counts.picture_bytes[0] += asset.length;
        counts.picture_bytes[1] += versions.last().map_or(0, |largest| largest.length);
        findings.extend(found.into_iter().map(|finding| (asset.path.clone(), finding)));
        site.moving.extend(moving.map(|moving| (asset.path.clone(), moving)));
        if let Some(cleaned) = versions.last().filter(|_| is_drawing(&asset)) {
            drawings.push(Asset { path: asset.path.clone(), ..cleaned.clone() });
        }
        if let Some(look) = look.filter(|_| !versions.is_empty()) {
            looks.push((asset, look));
        }
        if versions.is_empty() || !unseen.contains(&asset.path) {
            pictures.insert(asset.path.clone(), versions);
        }
    }
    for (path, best) in same(looks, &pictures, &**darkroom) {
        if let Some(versions) = pictures.get(&best).cloned() {
            counts.pictures_shared += 1;
            pictures.insert(path, versions);
        }
    }
    let places = if findings.is_empty() { BTreeMap::new() } else { places(site.guides.iter()) };
    let placed = findings.into_iter().map(|(path, mut finding): (Arc<str>, Diagnostic)| {
        finding.labels.extend(places.get(&*path).cloned());
        finding
    });
    let findings = placed.collect();
    site.pictures = pictures;
    site.assets.extend(drawings.into_iter().map(|asset| (asset.path.clone(), asset)));
    findings
}

/// Judges the pictures that some guides show as a build does, and has those withheld that it would not show. Nothing is
/// made of the others: they show themselves. Findings are those of the pictures.
pub fn judge(site: &mut Site, darkroom: &dyn Darkroom, guides: &[GuideIndex]) -> Vec<Diagnostic> {
    let shown: BTreeSet<&Arc<str>> = guides.iter().flat_map(|g| shown_by(&site.guides[*g])).map(|(p, _)| p).collect();
    let assets: Vec<&Asset> = shown.into_iter().filter_map(|path| site.assets.get(path)).collect();
    let judged = assets.into_par_iter().filter_map(|asset| Some((asset.path.clone(), darkroom.develop(asset)?)));
    let judged: Vec<(Arc<str>, Picture)> = judged.collect();
    let places = places(guides.iter().map(|g| &site.guides[*g]));
    let mut findings = Vec::new();
    let mut withheld = Vec::new();
    for (path, picture) in judged {
        findings.extend(picture.findings.into_iter().map(|mut finding| {
            finding.labels.extend(places.get(&*path).cloned());
            finding
        }));
        if picture.versions.is_empty() {
            withheld.push((path, Vec::new()));
        }
    }
    drop(places);
    site.pictures.extend(withheld);
    findings
}

/// Pictures that are compared with one that looks like them from afar, at most.
const COMPARED: usize = 8;

/// Pictures that show the same as another one, which stands for them: one saved without loss before others, one with a
/// table of few colors last, then the longest file. One that stands for others is itself, so that no two pictures are shared because both are near to a third.
fn same(
    looks: Vec<(&Asset, Look)>,
    pictures: &BTreeMap<Arc<str>, Vec<Asset>>,
    darkroom: &dyn Darkroom,
) -> Vec<(Arc<str>, Arc<str>)> {
    let mut sizes: BTreeMap<(u32, u32), Vec<(&Asset, Look)>> = BTreeMap::new();
    for (asset, look) in looks {
        sizes.entry((look.width, look.height)).or_default().push((asset, look));
    }
    let files = |asset: &Asset| pictures.get(&asset.path).map(|v| v.iter().map(|v| v.path.clone()).collect::<Vec<_>>());
    let shared = sizes.into_par_iter().map(|(_, mut alike)| {
        let rank = |look: &Look| (!look.exact, look.palette);
        alike.sort_by(|(a, la), (b, lb)| (rank(la), b.length, &a.path).cmp(&(rank(lb), a.length, &b.path)));
        let mut found = Vec::new();
        let mut best: Vec<(&Asset, Look)> = Vec::new();
        for (asset, look) in alike {
            let near = best.iter().filter(|(_, other)| look.is_near(other)).take(COMPARED);
            let mut near = near.map(|(other, _)| *other).collect::<Vec<_>>().into_iter();
            match near.find(|other| files(asset) == files(other) || darkroom.is_same(other, asset)) {
                Some(other) if files(asset) == files(other) => {}
                Some(other) => found.push((asset.path.clone(), other.path.clone())),
                None => best.push((asset, look)),
            }
        }
        found
    });
    shared.flatten().collect()
}

/// The first place of an article that shows each picture, so that its author knows what a reader misses there.
fn places<'a>(guides: impl Iterator<Item = &'a PlacedGuide>) -> BTreeMap<&'a str, Label> {
    let mut places = BTreeMap::new();
    for guide in guides {
        for (path, span) in shown_by(guide) {
            let file = Some(guide.entry.source.clone());
            let label = || Label { file, span, message: "shown here".into() };
            places.entry(&**path).or_insert_with(label);
        }
    }
    places
}

/// The files that a guide shows as pictures, and where.
fn shown_by(guide: &PlacedGuide) -> impl Iterator<Item = (&Arc<str>, Span)> {
    let references = guide.entry.guide.references.iter().zip(&guide.targets);
    references.filter(|(reference, _)| reference.kind != ReferenceKind::Link).filter_map(|(reference, target)| {
        match target {
            Target::Asset { path, .. } => Some((path, reference.span)),
            _ => None,
        }
    })
}

/// By its name: whatever else it may be, a browser opens it as a drawing.
fn is_drawing(path: &str) -> bool {
    path.len() > 4 && path.is_char_boundary(path.len() - 4) && path[path.len() - 4..].eq_ignore_ascii_case(".svg")
}

/// The files that lie in the site beside its pages. A picture that is shown as its versions does not lie there once
/// more, unless something else leads to it.
pub fn files<'a>(site: &'a Site, snapshot: &Snapshot) -> BTreeMap<&'a Arc<str>, &'a Asset> {
    let linked = paths(site, false);
    let logo = site.config.logo.as_deref().map(|logo| logo.trim_start_matches('/'));
    let named = |path: &str| snapshot.templates.iter().any(|t| t.text.contains(address::file_name(path)));
    let stays = |path: &Arc<str>| match site.pictures.get(path) {
        None => true,
        // What must not be shown is not handed out either.
        Some(versions) if versions.is_empty() => false,
        Some(_) => site.config.images.originals || linked.contains(path) || logo == Some(&**path) || named(path),
    };
    let files = site.assets.iter().filter(|(path, _)| stays(path));
    let versions = site.pictures.values().flatten().chain(site.moving.values()).map(|version| (&version.path, version));
    versions.chain(files).collect()
}

/// The files that references of published guides lead to: those that show them, or those that only link to them.
fn paths(site: &Site, shown: bool) -> BTreeSet<&Arc<str>> {
    let references = site.guides.iter().flat_map(|g| g.entry.guide.references.iter().zip(&g.targets));
    let wanted = references.filter(|(reference, _)| (reference.kind != ReferenceKind::Link) == shown);
    let paths = wanted.filter_map(|(_, target)| match target {
        Target::Asset { path, .. } => Some(path),
        _ => None,
    });
    paths.collect()
}
