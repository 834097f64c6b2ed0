//! `guidepost export zip`: the site as one archive, for a stick.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use clap::Args;

use crate::address;
use crate::cli::stages::Stages;
use crate::cli::{Exit, Failure, ProjectArguments, ReportArguments, run, say_err, send};
use crate::diagnostic::Severity;
use crate::disk;
use crate::output::OutputFile;
use crate::output::archive::{Archive, COMMENT};
use crate::report::{Texts, count, human, plural};
use crate::snapshot::{Asset, AssetSource};
use crate::wording::Words;

#[derive(Args)]
pub struct Zip {
    /// The file to write [default: named after the site, in the working folder]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    report: ReportArguments,
}

pub fn run(command: Zip) -> Result<Exit, Failure> {
    let report = &command.report;
    let project = run::open(&command.project.overrides(None), report)?;
    project.require_content()?;
    let config = project.config.config.clone();
    let folder = match address::slug(&config.name) {
        name if name.is_empty() => "help".to_owned(),
        name => name,
    };
    let path = command.output.clone().unwrap_or_else(|| PathBuf::from(format!("{folder}.zip")));
    let stages = if report.quiet { Stages::silent() } else { Stages::with_bar() };
    let (archive, fault) = (Archive::default(), Mutex::new(None));
    let (snapshot, build) =
        run::build_into(&project, disk::Shelf::open(&project), None, &stages, &|path, file| match file {
            OutputFile::Bytes(bytes) => archive.put(path, &bytes),
            OutputFile::Copy(Asset { from: AssetSource::Bytes(bytes), .. }) => archive.put(path, &bytes),
            OutputFile::Copy(Asset { from: AssetSource::File(file), .. }) => match disk::read_raw(&file) {
                Ok(bytes) => archive.put(path, &bytes),
                Err(e) => drop(fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(e)),
            },
        })?;
    let took = stages.finish();
    run::tell_of_build(&build.findings, &Texts::new(&snapshot, run::folders(&project)), report)?;
    if report.timings {
        say_err(&stages.table());
    }
    if let Some(fault) = fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(fault.into());
    }
    if !build.publishable {
        say_err("nothing was written because of a fault that concerns the whole site\n");
        return Ok(Exit::Data);
    }
    let words = Words::new(&config.language, &config.words);
    let read_me = format!("{}\n\n{}", config.name, words.fill("read_me", &[("folder", &folder)]));
    let (bytes, files) = archive.finish(&folder, &read_me).map_err(|why| {
        Failure::Told(Exit::CannotCreate, format!("cannot make the archive: {why}"), "build a folder instead".into())
    })?;
    disk::save(&path, &bytes, |old| old.ends_with(COMMENT.as_bytes()))?;
    if !report.quiet {
        let (size, shown) = (send::human(bytes.len()), disk::shown(&path));
        let totals = human::totals(&build.findings);
        say_err(&format!(
            "packed {} in {:.1} s: {size} -> {shown} ({totals})\n",
            plural(files, "file"),
            took.as_secs_f64()
        ));
    }
    Ok(if count(&build.findings, Severity::Error) > 0 { Exit::Findings } else { Exit::Fine })
}
