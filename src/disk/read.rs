//! A project folder becomes a `Snapshot`: articles as text, everything else as files to copy.
//!
//! Reading is the one thing done here; what is wrong with a file as a file is a finding beside it. The project's
//! files win over the theme's: `templates/x.html` over the template of that name, and `static/x` over the theme
//! file `assets/x`. Any other file in `static/` goes to the root of the site. In guidepost's own repository
//! `static/` *is* the theme, and so by the same rule nothing is copied twice.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::disk::project::{CONFIG_NAME, Project};
use crate::disk::walk::{Found, walk};
use crate::disk::{Error, measure, names, vault};
use crate::snapshot::{Asset, AssetSource, Snapshot};
use crate::source::{NotText, Source};
use crate::synonyms::{self, Synonyms};
use crate::theme;
use crate::ui::stamp;

/// An article or template longer than this is not read: no person wrote it.
pub const LONGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Reads everything that a build depends on.
pub fn read(project: &Project) -> Result<Snapshot, Error> {
    project.require_content()?;
    let except: Vec<PathBuf> = std::fs::canonicalize(&project.output).into_iter().collect();
    let (found, mut findings) = walk(&project.content, Root::Content, &except)?;
    let (catalogues, found): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|f| names::is_catalogue(&f.path));
    let (articles, mut files): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|f| names::is_article(&f.path));
    let synonyms = read_synonyms(&files, &mut findings);
    // The settings may lie beside the articles; they are no part of the site.
    files.retain(|f| f.path != CONFIG_NAME && f.path != synonyms::FILE);

    let mut documents = Vec::with_capacity(articles.len());
    for text in read_texts(&articles, Root::Content) {
        text.map_or_else(|finding| findings.push(*finding), |source| documents.push(source));
    }

    let mut places = Vec::with_capacity(catalogues.len());
    for text in read_texts(&catalogues, Root::Content) {
        text.map_or_else(|finding| findings.push(*finding), |source| places.push(source));
    }

    let mut assets: BTreeMap<Arc<str>, Asset> = theme::assets().into_iter().map(|a| (a.path.clone(), a)).collect();
    assets.extend(to_assets(files, |path| path.into()).into_iter().map(|a| (a.path.clone(), a)));
    for asset in read_statics(&project.statics(), &except, &mut findings)? {
        if let Some(shadowed) = assets.insert(asset.path.clone(), asset)
            && let AssetSource::File(_) = shadowed.from
        {
            findings.push(shadowing(&shadowed.path));
        }
    }

    let mut vault = vault::read(project, &mut findings)?;
    vault::check_files(&mut vault, &assets, &mut findings);

    let templates = read_templates(&project.templates(), &mut findings)?;
    Ok(Snapshot {
        config: project.config.clone(),
        documents,
        assets: assets.into_values().collect(),
        templates,
        synonyms,
        catalogues: places,
        vault: Arc::new(vault),
        darkroom: None,
        print: Some(print),
        today: None,
        findings,
    })
}

fn read_synonyms(files: &[Found], findings: &mut Vec<Diagnostic>) -> Synonyms {
    let Some(file) = files.iter().find(|f| f.path == synonyms::FILE) else { return Synonyms::default() };
    match read_text(file, Root::Content) {
        Ok(source) => {
            let (synonyms, faults) = Synonyms::parse(&source);
            findings.extend(faults);
            synonyms
        }
        Err(fault) => {
            findings.push(*fault);
            Synonyms::default()
        }
    }
}

/// The hash of a file's content as stamps have it.
fn print(asset: &Asset) -> Option<String> {
    match &asset.from {
        AssetSource::File(path) => std::fs::read(path).ok().map(|bytes| stamp::hash(&bytes)),
        AssetSource::Bytes(bytes) => Some(stamp::hash(bytes)),
    }
}

/// The bytes of a file, wherever it lies.
pub fn read_raw(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|e| Error::io(path, "read", e))
}

/// The bytes of an article of the content folder.
pub fn read_bytes(project: &Project, path: &str) -> Result<(PathBuf, Vec<u8>), Error> {
    let full = path.split('/').fold(project.content.clone(), |folder, part| folder.join(part));
    let bytes = std::fs::read(&full).map_err(|e| Error::io(&full, "read", e))?;
    Ok((full, bytes))
}

/// The catalogues of a project; none when it has no folder for them.
pub fn read_catalogues(project: &Project) -> Result<Vec<Source>, Error> {
    let folder = project.content.join(crate::ui::FOLDER);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let (mut files, _) = walk(&folder, Root::Content, &[])?;
    files.iter_mut().for_each(|f| f.path = format!("{}/{}", crate::ui::FOLDER, f.path));
    files.retain(|f| names::is_catalogue(&f.path));
    Ok(read_texts(&files, Root::Content).into_iter().filter_map(Result::ok).collect())
}

/// The articles in a folder and below it, wherever it lies.
pub fn articles_below(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let (files, _) = walk(folder, Root::Content, &[])?;
    let named = |f: &Found| f.path.split('/').fold(folder.to_path_buf(), |path, part| path.join(part));
    Ok(files.iter().filter(|f| names::is_article(&f.path)).map(named).collect())
}

/// Reads one article, wherever it lies.
pub fn read_one(path: &Path) -> Result<Source, Error> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, "read", e))?;
    let name = crate::disk::shown(path);
    Source::decode(name, &bytes).map_err(|_| Error::refused(path, "it is not UTF-8 text", "save it as UTF-8"))
}

fn read_texts(files: &[Found], root: Root) -> Vec<Result<Source, Box<Diagnostic>>> {
    files.par_iter().map(|file| read_text(file, root)).collect()
}

fn read_text(file: &Found, root: Root) -> Result<Source, Box<Diagnostic>> {
    let path: Arc<str> = file.path.as_str().into();
    decode(file, path.clone()).map_err(|(rule, message, help)| {
        Box::new(Diagnostic::new(rule, Severity::Error, path, None, message).root(root).help(help))
    })
}

/// The text, or rule, message and help of what is wrong with it.
fn decode(file: &Found, path: Arc<str>) -> Result<Source, (&'static str, String, &'static str)> {
    if file.length > LONGEST_TEXT {
        let message = format!("has {} MiB; the limit is {}", file.length >> 20, LONGEST_TEXT >> 20);
        return Err(("file-too-large", message, "split it, or move it out of the folder"));
    }
    let bytes = std::fs::read(&file.full)
        .map_err(|e| ("unreadable-file", format!("cannot be read: {e}"), "allow this user to read it"))?;
    Source::decode(path, &bytes).map_err(|not_text| {
        let message = match not_text {
            NotText::Utf16 => "is UTF-16 text".to_owned(),
            NotText::NotUtf8 { offset, line, windows_1252 } => {
                let guess = if windows_1252 { "; it looks like Windows-1252 (ANSI)" } else { "" };
                format!("is not UTF-8: bad byte at offset {offset}, line {line}{guess}")
            }
        };
        ("encoding", message, "save it as UTF-8")
    })
}

/// Files with their sizes in pixels. `place` says where in the site a path goes.
fn to_assets(files: Vec<Found>, place: impl Fn(&str) -> Arc<str> + Sync) -> Vec<Asset> {
    let asset = |file: Found| Asset {
        path: place(&file.path),
        size: measure::measure(&file.full),
        length: file.length,
        from: AssetSource::File(file.full),
    };
    files.into_par_iter().map(asset).collect()
}

fn read_statics(folder: &Path, except: &[PathBuf], findings: &mut Vec<Diagnostic>) -> Result<Vec<Asset>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let (mut files, found) = walk(folder, Root::Static, except)?;
    findings.extend(found);
    // In our own repository these are all of the theme, which goes into the site in its lean form.
    files.retain(|f| !theme::has(&f.path) || !std::fs::read(&f.full).is_ok_and(|bytes| theme::is_own(&f.path, &bytes)));
    Ok(to_assets(files, |path| if theme::has(path) { format!("{}/{path}", theme::FOLDER).into() } else { path.into() }))
}

fn shadowing(path: &Arc<str>) -> Diagnostic {
    let message = format!("the site has two files `{path}`; the one in `static/` wins");
    Diagnostic::new("name-collision", Severity::Warning, path.clone(), None, message)
        .root(Root::Static)
        .help("give one of the two another name")
}

/// The project's templates, then the theme's for names that are not there; sorted by name.
fn read_templates(folder: &Path, findings: &mut Vec<Diagnostic>) -> Result<Vec<Source>, Error> {
    let mut templates: BTreeMap<Arc<str>, Source> =
        theme::templates().into_iter().map(|t| (t.path.clone(), t)).collect();
    if folder.is_dir() {
        let (files, found) = walk(folder, Root::Templates, &[])?;
        findings.extend(found);
        for text in read_texts(&files, Root::Templates) {
            match text {
                Ok(source) => drop(templates.insert(source.path.clone(), source)),
                Err(finding) => findings.push(*finding),
            }
        }
    }
    Ok(templates.into_values().collect())
}
