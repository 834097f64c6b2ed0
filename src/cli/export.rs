//! `guidepost export`: what leaves the site: the guides as data, a guide or a category as one file.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::{Exit, Failure, ProjectArguments, ReportArguments, run, say_err, send, zip};
use crate::disk::{self, Target};
use crate::memo::Memo;
use crate::output::{Bundle, OutputFile};
use crate::pipeline;
use crate::report::plural;

#[derive(Subcommand)]
pub enum Export {
    /// One JSON file a guide, and schema.json
    Json(Json),
    /// One guide as one HTML file with everything in it, to mail it
    Page(send::Page),
    /// A category as one HTML file, to print it
    Print(send::Print),
    /// The whole site as one ZIP file, for a stick
    Zip(zip::Zip),
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
    let command = match command {
        Export::Json(command) => command,
        Export::Page(command) => return send::page(command),
        Export::Print(command) => return send::print(command),
        Export::Zip(command) => return zip::run(command),
    };
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
