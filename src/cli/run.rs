//! What the commands share: opening a project, running the pipeline under a watch, reporting findings.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the environment")]

use std::path::Path;
use std::sync::Arc;

use crate::cli::stages::Stages;
use crate::cli::{Exit, Failure, Format, ReportArguments, say_err, say_out};
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, Overrides, Project};
use crate::memo::Memo;
use crate::pipeline::{self, Build};
use crate::report::{Folders, Texts, github, human, json};
use crate::snapshot::Snapshot;

/// Opens the project; a fault in the settings is reported and ends the run.
pub fn open(overrides: &Overrides, report: &ReportArguments) -> Result<Project, Failure> {
    let (project, faults) = Project::open(overrides)?;
    if faults.is_empty() {
        return Ok(project);
    }
    let snapshot = Snapshot { config: project.config.clone(), ..Snapshot::default() };
    tell(&faults, &Texts::new(&snapshot, folders(&project)), report)?;
    Err(Failure::Silent(Exit::Config))
}

/// Reads the project and builds the site into `sink`; `today` is the day to judge reviews by. A single run has nothing to remember but its pictures.
pub fn build_into(
    project: &Project,
    pictures: disk::Shelf,
    today: Option<jiff::civil::Date>,
    stages: &Stages,
    sink: &pipeline::Sink,
) -> Result<(Snapshot, Build), Failure> {
    stages.enter("read");
    let mut snapshot = disk::read(project)?;
    snapshot.darkroom = Some(Arc::new(pictures));
    snapshot.today = today;
    let build = pipeline::build_into(&snapshot, &Memo::default(), &|progress| stages.progress(progress), sink);
    Ok((snapshot, build))
}

/// What makes the next build of the same project shorter.
#[cfg(feature = "serve")]
#[derive(Default)]
pub struct Kept {
    memo: Memo,
    pictures: Arc<disk::Met>,
}

/// Reads the project and builds the site in memory.
#[cfg(feature = "serve")]
pub fn build(project: &Project, kept: &Kept, stages: &Stages) -> Result<(Snapshot, Build), Failure> {
    stages.enter("read");
    let mut snapshot = disk::read(project)?;
    snapshot.darkroom = Some(Arc::new(disk::Shelf::open_again(project, kept.pictures.clone())));
    let build = pipeline::build(&snapshot, &kept.memo, &|progress| stages.progress(progress));
    Ok((snapshot, build))
}

/// As `tell`, with infos only counted for people: a build says what wants attention, `check` says everything.
pub fn tell_of_build(findings: &[Diagnostic], texts: &Texts, report: &ReportArguments) -> Result<(), Failure> {
    if report.quiet || report.format != Format::Human {
        return tell(findings, texts, report);
    }
    let loud: Vec<Diagnostic> = findings.iter().filter(|d| d.severity != Severity::Info).cloned().collect();
    say_err(&human::render(&loud, texts, report.max_diagnostics));
    if findings.len() > 1 || loud.len() < findings.len() {
        say_err(&human::summary(findings));
    }
    if loud.len() < findings.len() {
        say_err("`guidepost check` shows the infos as well\n");
    }
    Ok(())
}

/// Says the findings in the form that was asked for.
pub fn tell(findings: &[Diagnostic], texts: &Texts, report: &ReportArguments) -> Result<(), Failure> {
    let loud: Vec<Diagnostic>;
    let findings = if report.quiet {
        loud = findings.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
        &loud
    } else {
        findings
    };
    match report.format {
        Format::Json => say_out(&json::render(findings, texts)),
        Format::Github => say_out(&github::render(findings, texts)),
        Format::Human => {
            say_err(&human::render(findings, texts, report.max_diagnostics));
            if findings.len() > 1 && !report.quiet {
                say_err(&human::summary(findings));
            }
            Ok(())
        }
    }
}

/// The folders of a project as seen from the working folder.
pub fn folders(project: &Project) -> Folders {
    Folders {
        project: relative(&project.root),
        content: relative(&project.content),
        templates: relative(&project.templates()),
        statics: relative(&project.statics()),
    }
}

/// With `/` between parts; empty for the working folder itself, absolute when it lies elsewhere.
pub fn relative(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let Ok(full) = std::path::absolute(path) else { return String::new() };
    let below: std::path::PathBuf = full.strip_prefix(&here).unwrap_or(&full).components().collect();
    if below.as_os_str().is_empty() { String::new() } else { disk::shown(&below) }
}

/// The files and folders that a command was given, as seen from the working folder.
pub struct Wanted(Vec<String>);

impl Wanted {
    pub fn new(paths: &[std::path::PathBuf]) -> Wanted {
        Wanted(paths.iter().map(|p| relative(p)).collect())
    }

    /// Whether a file is one of them or lies in one; every file does when none was given.
    pub fn holds(&self, file: &str) -> bool {
        let lies_in = |w: &String| {
            w.is_empty() || file.strip_prefix(w.as_str()).is_some_and(|r| r.is_empty() || r.starts_with('/'))
        };
        self.0.is_empty() || self.0.iter().any(lies_in)
    }
}
