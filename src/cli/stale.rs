//! `guidepost stale`: which guides want to be read again.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the clock")]

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

use crate::cli::{Exit, Failure, ProjectArguments, day, run, say_err, say_out, ui};
use crate::diagnostic::Root;
use crate::disk::{self, Project};
use crate::document::front_matter;
use crate::guide::lower;
use crate::guide::platform::Platforms;
use crate::report::affected::{code, escaped};
use crate::report::human::safe;
use crate::report::{Texts, plural};
use crate::site::stamps::Shelf;
use crate::ui::freshness;

#[derive(Args)]
pub struct Stale {
    /// Look at these files and folders only
    paths: Vec<PathBuf>,
    /// The day to judge by [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    #[command(flatten)]
    project: ProjectArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people
    Human,
    /// A list of work to paste into a ticket
    Markdown,
    Json,
}

pub fn stale(command: Stale) -> Result<Exit, Failure> {
    let (project, _) = Project::open(&command.project.overrides(None))?;
    let catalogues = ui::open(&command.project)?;
    let snapshot = disk::read(&project)?;
    let texts = Texts::new(&snapshot, run::folders(&project));
    let wanted = run::Wanted::new(&command.paths);
    let today = command.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let platforms = Platforms::default();
    let shelf = Shelf::new(&snapshot);
    let (mut lines, mut work, mut rows, mut dated) = (String::new(), String::new(), Vec::new(), 0);
    for source in &snapshot.documents {
        let path = texts.shown(Root::Content, &source.path);
        if !wanted.holds(&path) {
            continue;
        }
        let front = front_matter::read(source, &|name| platforms.named(name)).front;
        dated += usize::from(front.verified.is_some() || front.review.is_some() || !front.stamps.is_empty());
        let reasons = if shelf.concerns(source) {
            let (guide, _) = lower::read(source, &platforms);
            freshness::reasons_of(&guide, &shelf.held(source, &guide), &catalogues, today)
        } else {
            freshness::reasons(&front, &catalogues, today)
        };
        if reasons.is_empty() {
            continue;
        }
        let said: Vec<String> = reasons.iter().map(freshness::Reason::sentence).collect();
        let review = front.review.as_ref();
        let owner = front.owner.clone().or_else(|| review.and_then(|r| r.owner.as_deref().map(str::to_owned)));
        let who = owner.as_ref().map_or(String::new(), |o| format!("  ({o})"));
        lines += &format!("{}: {}{}\n", safe(&path), safe(&said.join("; ")), safe(&who));
        let who = owner.as_ref().map_or(String::new(), |o| format!(" ({})", escaped(o)));
        work += &format!("- [ ] {}{who}: {}\n", code(&path), escaped(&said.join("; ")));
        rows.push(json!({ "file": path, "owner": owner, "reasons": reasons }));
    }
    let exit = if rows.is_empty() { Exit::Fine } else { Exit::Findings };
    match command.format {
        Form::Human => {
            say_out(&lines)?;
            let all = plural(dated, "article");
            say_err(&format!("{} of {all} with `verified`, `stamps` or `review` want to be looked at\n", rows.len()));
        }
        Form::Markdown => say_out(&work)?,
        Form::Json => say_out(&(serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"))?,
    }
    Ok(exit)
}
