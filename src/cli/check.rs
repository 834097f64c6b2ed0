//! `guidepost check`: everything a build would say, and nothing written.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk and the clock")]

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use crate::check::{RULES, Rule};
use crate::cli::stages::Stages;
use crate::cli::{Exit, Failure, Format, ProjectArguments, ReportArguments, day, fix, run, say_err, say_out};
use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, Error};
use crate::report::{Texts, count, human, plural};

#[derive(Args)]
pub struct Check {
    /// Report on these files and folders only (the whole project is read all the same)
    paths: Vec<PathBuf>,
    /// Name every rule with its level and what it finds, and end
    #[arg(long)]
    list_rules: bool,
    /// The day to judge reviews and releases by [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    /// Write words for pictures that have none, where the step gives them
    #[arg(long, conflicts_with = "list_rules")]
    fix: bool,
    /// With --fix: print what would be written as a patch, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    report: ReportArguments,
}

/// One line a rule, or one object a rule.
fn list_rules(format: Format) -> Result<Exit, Failure> {
    let level = |s: Severity| format!("{s:?}").to_lowercase();
    if format == Format::Json {
        let row = |r: &Rule| json!({ "rule": r.name, "level": level(r.severity), "summary": r.summary });
        let rows: Vec<_> = RULES.iter().map(row).collect();
        let text = serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n";
        return say_out(&text).map(|()| Exit::Fine);
    }
    let lines: String =
        RULES.iter().map(|r| format!("{:<22} {:<8} {}\n", r.name, level(r.severity), r.summary)).collect();
    say_out(&lines).map(|()| Exit::Fine)
}

pub fn run(command: Check) -> Result<Exit, Failure> {
    if command.list_rules {
        return list_rules(command.report.format);
    }
    let report = &command.report;
    let project = run::open(&command.project.overrides(None), report)?;
    if let Some(missing) = command.paths.iter().find(|p| !p.exists()) {
        return Err(Error::missing(missing, "check", "give files or folders of the project").into());
    }
    if command.fix {
        fix::run(&project, &disk::read(&project)?, &command.paths, command.dry_run)?;
        if command.dry_run {
            return Ok(Exit::Fine);
        }
    }
    let stages = if report.quiet { Stages::silent() } else { Stages::with_bar() };
    let today = command.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let shelf = disk::Shelf::looking(&project);
    let (snapshot, build) = run::build_into(&project, shelf, Some(today), &stages, &|_, _| {})?;
    let took = stages.finish();
    let texts = Texts::new(&snapshot, run::folders(&project));
    let findings = only(build.findings, &command.paths, &texts);
    run::tell(&findings, &texts, report)?;
    if report.timings {
        say_err(&stages.table());
    }
    if !report.quiet {
        let articles = plural(snapshot.documents.len(), "article");
        let totals = human::totals(&findings);
        say_err(&format!("checked {articles} in {} in {:.1} s: {totals}\n", shown(&project), took.as_secs_f64()));
    }
    Ok(if count(&findings, Severity::Error) > 0 { Exit::Findings } else { Exit::Fine })
}

fn shown(project: &disk::Project) -> String {
    disk::shown(&project.content)
}

/// The findings in the given files and folders; all of them when none are given.
fn only(findings: Vec<Diagnostic>, paths: &[PathBuf], texts: &Texts) -> Vec<Diagnostic> {
    if paths.is_empty() {
        return findings;
    }
    let wanted = run::Wanted::new(paths);
    findings.into_iter().filter(|d| wanted.holds(&texts.shown(d.root, &d.file))).collect()
}
