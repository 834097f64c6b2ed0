//! `guidepost build`: from articles to a site on disk.

use std::path::PathBuf;

use clap::Args;

use crate::cli::stages::Stages;
use crate::cli::{Exit, Failure, ProjectArguments, ReportArguments, run, say_err, say_out};
use crate::diagnostic::Severity;
use crate::disk::{self, Project, Target};
use crate::pipeline::{self, Counts};
use crate::report::{Texts, count, grouped, human, plural};

#[derive(Args)]
pub struct Build {
    #[command(flatten)]
    project: ProjectArguments,
    /// Folder of the site, in place of the one in the settings
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Write nothing when there are findings of severity error
    #[arg(long)]
    strict: bool,
    /// Say why each related link of a guide is there or not, and write nothing
    #[arg(long, value_name = "GUIDE")]
    explain_related: Option<String>,
    #[command(flatten)]
    report: ReportArguments,
}

pub fn run(command: Build) -> Result<Exit, Failure> {
    let report = &command.report;
    let project = run::open(&command.project.overrides(command.output.clone()), report)?;
    project.require_content()?;
    if let Some(guide) = &command.explain_related {
        return explain(&project, guide);
    }
    // First of all, so that a folder that is not ours or is in use costs no time and no byte.
    let target = Target::claim(&project.output, &project)?;
    let stages = if report.quiet { Stages::silent() } else { Stages::with_bar() };
    let staging = disk::Staging::begin(&target)?;
    let (snapshot, build) =
        run::build_into(&project, disk::Shelf::open(&project), None, &stages, &|path, file| staging.put(path, file))?;
    let errors = count(&build.findings, Severity::Error);
    let refused = !build.publishable || (command.strict && errors > 0);
    let published = if refused {
        drop(staging);
        None
    } else {
        stages.enter("switch");
        Some(staging.publish()?)
    };
    let took = stages.finish();

    run::tell_of_build(&build.findings, &Texts::new(&snapshot, run::folders(&project)), report)?;
    if report.timings {
        say_err(&stages.table());
    }
    let Some(published) = published else {
        let whole =
            if build.publishable { "errors, and --strict was given" } else { "a fault that concerns the whole site" };
        let totals = human::totals(&build.findings);
        say_err(&format!("nothing was written because of {whole}; the site is as it was ({totals})\n"));
        return Ok(if build.publishable { Exit::Findings } else { Exit::Data });
    };
    if !report.quiet {
        let home = disk::shown(&project.output.join("index.html"));
        let totals = human::totals(&build.findings);
        say_err(&format!("built {} in {:.1} s -> {home} ({totals})\n", made(&build.counts), took.as_secs_f64()));
        say_err(&pictures(&build.counts));
        say_err(&related(&build.counts));
        if published.kept > 0 {
            say_err(&format!("kept {} in the site that guidepost did not make\n", plural(published.kept, "file")));
        }
    }
    Ok(if errors > 0 { Exit::Findings } else { Exit::Fine })
}

fn explain(project: &Project, guide: &str) -> Result<Exit, Failure> {
    let snapshot = disk::read(project)?;
    match pipeline::explain_related(&snapshot, guide) {
        Ok(text) => say_out(&text).map(|()| Exit::Fine),
        Err(near) => {
            let help = match near.is_empty() {
                true => "give its file, address or title".to_owned(),
                false => format!("did you mean {}?", near.join(" or ")),
            };
            Err(Failure::Told(Exit::NoInput, format!("there is no guide `{guide}`"), help))
        }
    }
}

/// `26 guides, 213 steps, 68 images`
pub fn made(counts: &Counts) -> String {
    let Counts { guides, steps, images, .. } = *counts;
    format!("{}, {}, {}", plural(guides, "guide"), plural(steps, "step"), plural(images, "image"))
}

/// Nothing when there are none.
fn pictures(counts: &Counts) -> String {
    let Counts { pictures, pictures_made, pictures_shared, picture_bytes: [from, to], .. } = *counts;
    if pictures == 0 {
        return String::new();
    }
    let [from, to] = [from, to].map(|bytes| format!("{:.1} MB", bytes as f64 / 1e6));
    let known = pictures - pictures_made;
    let shared = match pictures_shared {
        0 => String::new(),
        n => format!(", {} the same as another", grouped(n)),
    };
    format!(
        "pictures: {}, {from} -> {to}; {} known, {} new{shared}\n",
        grouped(pictures),
        grouped(known),
        grouped(pictures_made)
    )
}

fn related(counts: &Counts) -> String {
    let [kept, pruned, added] = [counts.related_kept, counts.related_pruned, counts.related_added].map(grouped);
    format!("related: kept {kept}, pruned {pruned}, added {added}\n")
}
