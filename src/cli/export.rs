//! `guidepost export`: the guides as data for other programs, and the schema of that data.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::{Exit, Failure, ProjectArguments, ReportArguments, run, say_err};
use crate::disk::{self, Target};
use crate::memo::Memo;
use crate::output::{Bundle, OutputFile};
use crate::pipeline;
use crate::report::plural;

#[derive(Subcommand)]
pub enum Export {
    /// One JSON file a guide, and schema.json
    Json(Json),
}

#[derive(Args)]
pub struct Json {
    /// Folder to write to: new, empty, or of an earlier export
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    report: ReportArguments,
}

pub fn run(command: Export) -> Result<Exit, Failure> {
    let Export::Json(command) = command;
    let project = run::open(&command.project.overrides(None), &command.report)?;
    project.require_content()?;
    let target = Target::claim(&command.out, &project)?;
    let snapshot = disk::read(&project)?;
    let files = pipeline::export(&snapshot, &Memo::default(), &|_| {});
    let files = files.into_iter().map(|(path, bytes)| (path, OutputFile::Bytes(bytes))).collect();
    let published = disk::publish(&target, Bundle { files })?;
    if !command.report.quiet {
        say_err(&format!("exported {} -> {}\n", plural(published.files, "file"), disk::shown(&command.out)));
    }
    Ok(Exit::Fine)
}
