//! `guidepost verify`: the stamp that says that a guide, a step or a picture was looked at on a release.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the clock and the disk")]

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use crate::address;
use crate::cli::{Exit, Failure, ProjectArguments, day, say_err, ui};
use crate::disk::{self, Project};
use crate::document::front_matter::{Stamp, Stamped, Verified};
use crate::guide::platform::Platforms;
use crate::guide::{Guide, ReferenceKind, lower};
use crate::report::human::safe;
use crate::report::plural;
use crate::site::stamps;
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::ui::refresh::Edit;
use crate::ui::{freshness, patch, stamp};

#[derive(Args)]
pub struct Verify {
    /// The guides that were followed to the end; a folder is all guides in it
    #[arg(required = true)]
    guides: Vec<PathBuf>,
    /// The release they were followed on
    #[arg(long, value_name = "RELEASE")]
    release: String,
    /// Only this step: its number or its anchor; may be given several times
    #[arg(long = "step", value_name = "STEP")]
    steps: Vec<String>,
    /// Only this picture: it was taken on the release; may be given several times
    #[arg(long = "picture", value_name = "FILE")]
    pictures: Vec<String>,
    /// All pictures of the guide
    #[arg(long, conflicts_with = "pictures")]
    all_pictures: bool,
    /// Who did
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// When [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Date>,
    #[command(flatten)]
    project: ProjectArguments,
}

pub fn run(command: Verify) -> Result<Exit, Failure> {
    let catalogues = ui::open(&command.project)?;
    let known = ui::release(&catalogues, &command.release)?;
    // A release that looks the same goes by the name it was given.
    let also = known.also.iter().find(|a| a.eq_ignore_ascii_case(&command.release));
    let release = also.unwrap_or(&known.release);
    let today = jiff::Zoned::now().date();
    let on = command.on.unwrap_or(today);
    // Not by a day: whoever is farther east has tomorrow already.
    if on > today.saturating_add(jiff::Span::new().days(1)) {
        let message = format!("nobody has followed a guide on {on} yet");
        return Err(Failure::Told(Exit::Usage, message, "leave `--on` out for today".into()));
    }
    let whole = command.steps.is_empty() && command.pictures.is_empty() && !command.all_pictures;
    let verified = Verified { release: Some(release.clone()), on: Some(on), by: command.by.clone() };
    let (guides, many) = guides(&command.guides)?;
    if many && !(command.steps.is_empty() && command.pictures.is_empty()) {
        let message = "`--step` and `--picture` name a part of one guide".to_owned();
        return Err(Failure::Told(Exit::Usage, message, "give the file of the guide in place of a folder".into()));
    }
    let project = OnceCell::new();
    // All or nothing: whoever has to run it again need not ask which were written.
    let mut stamps: Vec<(&PathBuf, Source, Vec<Edit>, String)> = Vec::new();
    for path in &guides {
        let source = disk::read_one(path)?;
        let mut edits = Vec::new();
        let (guide, _) = lower::read(&source, &Platforms::default());
        let what = if whole {
            edits.push(freshness::stamp(&source, release, on, command.by.as_deref()).map_err(|why| fault(path, why))?);
            // Who followed the guide to the end has tried each of its steps.
            let left = without_steps(&guide.front.stamps);
            if left.len() < guide.front.stamps.len() {
                edits.push(freshness::set_stamps(&source, &left).map_err(|why| fault(path, why))?);
            }
            "verified".to_owned()
        } else {
            if many && pictures(&guide).is_empty() {
                continue;
            }
            let (stamps, what) = match stamped(&command, path, &guide, &verified, &project)? {
                (_, what) if what.is_empty() && many => continue,
                (_, what) if what.is_empty() => return Err(no_picture_here(path)),
                found => found,
            };
            edits.push(freshness::set_stamps(&source, &stamps).map_err(|why| fault(path, why))?);
            format!("{what}: verified")
        };
        stamps.push((path, source, edits, what));
    }
    for (path, source, edits, what) in &stamps {
        write(path, source, edits)?;
        if !many {
            say_err(&format!("{}: {} on {} ({on})\n", safe(&disk::shown(path)), safe(what), known.short));
        }
    }
    if many {
        let of = if whole { "" } else { "the pictures of " };
        say_err(&format!("{of}{}: verified on {} ({on})\n", plural(stamps.len(), "guide"), known.short));
    }
    Ok(Exit::Fine)
}

/// The guides that are meant, each once, and whether a folder of them is among what was given.
fn guides(given: &[PathBuf]) -> Result<(Vec<PathBuf>, bool), Failure> {
    let (mut guides, mut many): (Vec<PathBuf>, bool) = (Vec::new(), false);
    for path in given {
        let found = match path.is_dir() {
            true => disk::articles_below(path)?,
            false => vec![path.clone()],
        };
        if found.is_empty() {
            let message = format!("{} holds no guides", disk::shown(path));
            return Err(Failure::Told(Exit::NoInput, message, "give guides, or a folder of guides".into()));
        }
        many |= path.is_dir();
        found.into_iter().for_each(|f| {
            if !guides.contains(&f) {
                guides.push(f);
            }
        });
    }
    Ok((guides, many))
}

fn fault(path: &Path, why: &str) -> Failure {
    let message = format!("{}: {why}", disk::shown(path));
    Failure::Told(Exit::Data, message, "mend the front matter first; `guidepost check` says where".into())
}

fn no_picture_here(path: &Path) -> Failure {
    let help = "a stamp needs the file; `guidepost images fetch` gets pictures of other sites".to_owned();
    Failure::Told(Exit::NoInput, format!("no picture of {} is a file here", disk::shown(path)), help)
}

fn without_steps(stamps: &[Stamp]) -> Vec<Stamp> {
    stamps.iter().filter(|s| matches!(s.of, Stamped::Picture(_))).cloned().collect()
}

/// The stamps of a guide with the new ones among them, and what those are about.
fn stamped(
    command: &Verify,
    path: &Path,
    guide: &Guide,
    verified: &Verified,
    read: &OnceCell<(Project, Snapshot)>,
) -> Result<(Vec<Stamp>, String), Failure> {
    let mut stamps = guide.front.stamps.clone();
    let mut names = Vec::new();
    for wanted in &command.steps {
        let (anchor, hash) = step(guide, wanted)?;
        names.push(anchor.clone());
        put(&mut stamps, Stamp { of: Stamped::Step(anchor), hash, verified: verified.clone() });
    }
    let shown = pictures(guide);
    let wanted: Vec<&str> = match command.all_pictures {
        true => shown.clone(),
        false => command.pictures.iter().map(|w| picture(&shown, w)).collect::<Result<_, _>>()?,
    };
    if !wanted.is_empty() {
        if read.get().is_none() {
            let (project, _) = Project::open(&command.project.overrides(None))?;
            let snapshot = disk::read(&project)?;
            let _ = read.set((project, snapshot));
        }
        let Some((project, snapshot)) = read.get() else { return Err(Failure::Silent(Exit::Internal)) };
        let inside = path.canonicalize().ok().zip(project.content.canonicalize().ok());
        let below = inside.and_then(|(file, content)| Some(file.strip_prefix(content).ok()?.to_path_buf()));
        let below =
            below.map(|p| p.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"));
        let Some(below) = below else {
            let help = "run it in the folder of its project, or give `--content`".to_owned();
            return Err(Failure::Told(Exit::NoInput, format!("{} is in no project", disk::shown(path)), help));
        };
        let shelf = stamps::Shelf::of_pictures(snapshot);
        let print = shelf.prints();
        for url in wanted {
            let Some(hash) = print(&below, url) else {
                // One picture of another site keeps nobody from looking at the rest.
                if command.all_pictures {
                    say_err(&safe(&format!("note: {}: the picture `{url}` is no file here", disk::shown(path))));
                    say_err("\n");
                    continue;
                }
                let help = "a stamp needs the file; `guidepost images fetch` gets pictures of other sites".to_owned();
                return Err(Failure::Told(Exit::NoInput, format!("the picture `{url}` is no file here"), help));
            };
            names.push(url.to_owned());
            put(&mut stamps, Stamp { of: Stamped::Picture(url.to_owned()), hash, verified: verified.clone() });
        }
    }
    if names.is_empty() && shown.is_empty() {
        let message = format!("{} shows no pictures", disk::shown(path));
        return Err(Failure::Told(Exit::NoInput, message, "leave `--all-pictures` out".into()));
    }
    Ok((stamps, names.join(", ")))
}

/// A stamp takes the place of those of the same thing, under whatever name.
fn put(stamps: &mut Vec<Stamp>, new: Stamp) {
    let picture = |s: &Stamp| matches!(s.of, Stamped::Picture(_));
    stamps.retain(|s| s.of != new.of && !(picture(s) && picture(&new) && s.hash == new.hash));
    stamps.push(new);
}

/// The addresses of the pictures of a guide, each once.
fn pictures(guide: &Guide) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for reference in guide.references.iter().filter(|r| r.kind == ReferenceKind::Image) {
        if !all.contains(&reference.url.as_str()) {
            all.push(&reference.url);
        }
    }
    all
}

/// The picture that is meant: by its address as written, or by the name of its file.
fn picture<'g>(shown: &[&'g str], wanted: &str) -> Result<&'g str, Failure> {
    let wanted = wanted.replace('\\', "/");
    let name = |url: &str| address::decode(address::file_name(url.split(['?', '#']).next().unwrap_or(url)));
    if let Some(exact) = shown.iter().find(|url| **url == wanted) {
        return Ok(exact);
    }
    let same: Vec<&&str> = shown.iter().filter(|url| name(url) == name(&wanted)).collect();
    match same.as_slice() {
        [only] => Ok(only),
        found => {
            let these = if found.is_empty() { shown.to_vec() } else { found.iter().map(|u| **u).collect() };
            let message = format!("no single picture of the guide is called `{wanted}`");
            Err(Failure::Told(Exit::NoInput, message, format!("it shows {}", these.join(", "))))
        }
    }
}

/// Anchor and hash of the step that is meant: "3", "3b", "step-2-3".
fn step(guide: &Guide, wanted: &str) -> Result<(String, String), Failure> {
    let steps = stamp::all_steps(guide);
    let number = wanted.strip_prefix("step-").unwrap_or(wanted);
    let ends_so = |anchor: &str| anchor.rsplit('-').next() == Some(number);
    let exact: Vec<_> = steps.iter().filter(|s| s.anchor == wanted).collect();
    let found = if exact.is_empty() { steps.iter().filter(|s| ends_so(&s.anchor)).collect() } else { exact };
    match found.as_slice() {
        [only] => Ok((only.anchor.clone(), stamp::hash_of_step(only))),
        found => {
            let these: Vec<&str> = if found.is_empty() {
                steps.iter().map(|s| s.anchor.as_str()).take(12).collect()
            } else {
                found.iter().map(|s| s.anchor.as_str()).collect()
            };
            let help = match these.is_empty() {
                true => "the guide has no steps".to_owned(),
                false => format!("it could be {}", these.join(", ")),
            };
            Err(Failure::Told(Exit::NoInput, format!("no single step is called `{wanted}`"), help))
        }
    }
}

fn write(path: &Path, source: &Source, edits: &[Edit]) -> Result<(), Failure> {
    let bytes = disk::read_raw(path)?;
    let (text, edits) = patch::to_file(&bytes, source, edits).ok_or_else(|| {
        let message = format!("{} changed while it was read", disk::shown(path));
        Failure::Told(Exit::Temporary, message, "run it again".into())
    })?;
    disk::replace(path, patch::apply(&text, &edits).as_bytes())?;
    Ok(())
}
