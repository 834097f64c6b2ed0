//! `guidepost refresh`: what a release breaks in the guides, and the words that put it right.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::{Exit, Failure, ProjectArguments, run, say_err, say_out, ui};
use crate::disk::{self, Error, Project};
use crate::pipeline::{self, Refresh as Affected};
use crate::report::{Texts, affected, human, plural};
use crate::site::moved;
use crate::site::stamps::{self, Shelf};
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::ui::refresh::Proposal;
use crate::ui::{Catalogues, Release, patch};

#[derive(Args)]
pub struct Refresh {
    /// Look at these files and folders only
    paths: Vec<PathBuf>,
    /// The release the guides were written for [default: the one each guide was verified on]
    #[arg(long, value_name = "RELEASE")]
    from: Option<String>,
    /// The release to compare with
    #[arg(long, value_name = "RELEASE")]
    to: String,
    /// Print the proposals as a patch, and nothing else
    #[arg(long, conflicts_with_all = ["apply", "format"])]
    diff: bool,
    /// Write the proposals into the articles
    #[arg(long)]
    apply: bool,
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    #[command(flatten)]
    project: ProjectArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people, by change
    Human,
    /// A list of work to paste into a ticket
    Markdown,
    Json,
    /// For code scanning
    Sarif,
}

pub fn run(command: Refresh) -> Result<Exit, Failure> {
    let (project, _) = Project::open(&command.project.overrides(None))?;
    if let Some(missing) = command.paths.iter().find(|p| !p.exists()) {
        return Err(Error::missing(missing, "read", "give files or folders of the project").into());
    }
    let catalogues = ui::open(&command.project)?;
    ui::refuse_broken(&catalogues)?;
    let to = ui::release(&catalogues, &command.to)?.clone();
    let from = command.from.as_deref().map(|name| ui::release(&catalogues, name).cloned()).transpose()?;
    if let Some(from) = from.as_ref().filter(|f| !catalogues.are_of_one_system(f, &to)) {
        say_err(&format!("note: {} and {} are no releases of one system, so nearly all differs\n", from.name, to.name));
    }
    let snapshot = disk::read(&project)?;
    let texts = Texts::new(&snapshot, run::folders(&project));
    let documents = wanted(&snapshot, &texts, &command.paths);
    let mut found = pipeline::refresh(&documents, &Shelf::new(&snapshot), &catalogues, from.as_ref(), &to);
    if command.apply || command.diff || matches!(command.format, Form::Json | Form::Sarif) {
        add_stamps(&mut found, &snapshot);
    }
    moved::add(&mut found.guides, &snapshot);
    say_left_out(&found, &catalogues);
    let names = affected::Names { from: from.as_ref(), to: &to, catalogues: &catalogues };
    if command.diff || command.apply {
        say_pointers(&found, &texts);
    }
    if command.diff {
        say_out(&diff(&found, &project, &snapshot, &texts)?)?;
    } else {
        say_out(&match command.format {
            Form::Human => affected::human(&found, &texts, &names),
            Form::Markdown => affected::markdown(&found, &texts, &names),
            Form::Json => affected::json(&found, &texts, &names),
            Form::Sarif => affected::sarif(&found, &texts, &names),
        })?;
    }
    if command.apply {
        return apply(&found, &project, &snapshot, &to);
    }
    Ok(if found.guides.is_empty() { Exit::Fine } else { Exit::Findings })
}

fn wanted<'s>(snapshot: &'s Snapshot, texts: &Texts, paths: &[PathBuf]) -> Vec<&'s Source> {
    let wanted = run::Wanted::new(paths);
    let root = crate::diagnostic::Root::Content;
    snapshot.documents.iter().filter(|d| wanted.holds(&texts.shown(root, &d.path))).collect()
}

fn say_left_out(found: &Affected, catalogues: &Catalogues) {
    if found.unverified > 0 {
        let guides = plural(found.unverified, "article");
        let say = if found.unverified == 1 { "does not say" } else { "do not say" };
        say_err(&format!("note: {guides} {say} on which release they were verified; look at them with --from\n"));
    }
    for name in &found.unknown {
        let near = catalogues.near(name).join(", ");
        say_err(&format!(
            "warning: articles were verified on `{}`, which is none of {near}\n",
            crate::report::human::safe(name)
        ));
    }
}

/// Once the proposals are written nothing tells of these any more.
fn say_pointers(found: &Affected, texts: &Texts) {
    let root = crate::diagnostic::Root::Content;
    for (guide, pointer) in found.guides.iter().flat_map(|g| g.pointers.iter().map(move |p| (g, p))) {
        let (at, to) = (texts.shown(root, &pointer.file), texts.shown(root, &guide.file));
        let say = format!("note: {at}:{}: leads to {to}: {}\n", pointer.line, affected::pointed(pointer));
        say_err(&human::safe(&say));
    }
}

/// The proposals as one patch, with the line ends that each file has.
fn diff(found: &Affected, project: &Project, snapshot: &Snapshot, texts: &Texts) -> Result<String, Failure> {
    let mut out = String::new();
    for guide in found.guides.iter().filter(|g| !g.edits().is_empty()) {
        let Some(source) = snapshot.document(&guide.file) else { continue };
        let (path, bytes) = disk::read_bytes(project, &guide.file)?;
        let (text, edits) = patch::to_file(&bytes, source, &guide.all_edits()).ok_or_else(|| changed(&path))?;
        out += &patch::unified(&texts.shown(crate::diagnostic::Root::Content, &guide.file), &text, &edits);
    }
    Ok(out)
}

fn changed(path: &std::path::Path) -> Failure {
    let message = format!("{} changed while it was read", disk::shown(path));
    Failure::Told(Exit::Temporary, message, "run it again".into())
}

/// Adds to the proposals the stamps of pictures that keep those on the list.
fn add_stamps(found: &mut Affected, snapshot: &Snapshot) {
    let shelf = Shelf::of_pictures(snapshot);
    let print = shelf.prints();
    for guide in &mut found.guides {
        let Some(source) = snapshot.document(&guide.file) else { continue };
        guide.stamps = stamps::to_keep(guide.findings.iter(), source, &|url| print(&guide.file, url));
        let right = guide.findings.iter().filter(|p| !matches!(p.finding.fix, Proposal::Person(_)));
        let pictures: BTreeSet<&str> = right.flat_map(|p| &p.screenshots).map(String::as_str).collect();
        for url in pictures.into_iter().filter(|url| print(&guide.file, url).is_none() || guide.stamps.is_none()) {
            let why = match print(&guide.file, url) {
                None => "it is not in the project",
                Some(_) => "the front matter cannot hold one",
            };
            let say = format!("note: {}: no stamp can keep `{url}` on the list, {why}; look at it now\n", guide.file);
            say_err(&human::safe(&say));
        }
    }
}

/// Writes the proposals. What a person has to decide stays, and the exit code says so.
fn apply(found: &Affected, project: &Project, snapshot: &Snapshot, to: &Release) -> Result<Exit, Failure> {
    let (mut files, mut edits_made) = (0, 0);
    for guide in &found.guides {
        let edits = guide.edits();
        let Some(source) = snapshot.document(&guide.file).filter(|_| !edits.is_empty()) else { continue };
        let (path, bytes) = disk::read_bytes(project, &guide.file)?;
        let (text, in_file) = patch::to_file(&bytes, source, &guide.all_edits()).ok_or_else(|| changed(&path))?;
        disk::replace(&path, patch::apply(&text, &in_file).as_bytes())?;
        files += 1;
        edits_made += edits.len();
    }
    let (left, pictures) = (affected::left_to_a_person(found), affected::pictures(found).len());
    let (made, again) = (plural(edits_made, "place"), plural(pictures, "screenshot"));
    let (files, to) = (plural(files, "article"), &to.name);
    say_err(&format!("wrote {made} in {files} for {to}; {left} left to a person, {again} to take again\n"));
    Ok(if left + pictures == 0 { Exit::Fine } else { Exit::Findings })
}
