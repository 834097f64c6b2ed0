//! `guidepost stale` and `guidepost verify`: which guides want to be read again, and the stamp that says it was done.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the clock")]

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use crate::cli::{Exit, Failure, Form, ProjectArguments, day, run, say_err, say_out, ui};
use crate::diagnostic::Root;
use crate::disk::{self, Project};
use crate::document::front_matter;
use crate::guide::platform::Platforms;
use crate::report::human::safe;
use crate::report::{Texts, plural};
use crate::ui::{freshness, patch};

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

pub fn stale(command: Stale) -> Result<Exit, Failure> {
    let (project, _) = Project::open(&command.project.overrides(None))?;
    let catalogues = ui::open(&command.project)?;
    let snapshot = disk::read(&project)?;
    let texts = Texts::new(&snapshot, run::folders(&project));
    let wanted = run::Wanted::new(&command.paths);
    let today = command.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let platforms = Platforms::default();
    let (mut lines, mut rows, mut dated) = (String::new(), Vec::new(), 0);
    for source in &snapshot.documents {
        let path = texts.shown(Root::Content, &source.path);
        if !wanted.holds(&path) {
            continue;
        }
        let front = front_matter::read(source, &|name| platforms.named(name)).front;
        dated += usize::from(front.verified.is_some() || front.review.is_some());
        let reasons = freshness::reasons(&front, &catalogues, today);
        if reasons.is_empty() {
            continue;
        }
        let said: Vec<String> = reasons.iter().map(freshness::Reason::sentence).collect();
        let review = front.review.as_ref();
        let owner = front.owner.clone().or_else(|| review.and_then(|r| r.owner.as_deref().map(str::to_owned)));
        let who = owner.as_ref().map_or(String::new(), |o| format!("  ({o})"));
        lines += &format!("{}: {}{}\n", safe(&path), safe(&said.join("; ")), safe(&who));
        rows.push(json!({ "file": path, "owner": owner, "reasons": reasons }));
    }
    let exit = if rows.is_empty() { Exit::Fine } else { Exit::Findings };
    match command.format {
        Form::Human => {
            say_out(&lines)?;
            let all = plural(dated, "article");
            say_err(&format!("{} of {all} with `verified` or `review` want to be looked at\n", rows.len()));
        }
        Form::Json => say_out(&(serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"))?,
    }
    Ok(exit)
}

#[derive(Args)]
pub struct Verify {
    /// The guides that were followed to the end
    #[arg(required = true)]
    guides: Vec<PathBuf>,
    /// The release they were followed on
    #[arg(long, value_name = "RELEASE")]
    release: String,
    /// Who did
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// When [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Date>,
    #[command(flatten)]
    project: ProjectArguments,
}

pub fn verify(command: Verify) -> Result<Exit, Failure> {
    let catalogues = ui::open(&command.project)?;
    let known = ui::release(&catalogues, &command.release)?;
    // A release that looks the same goes by the name it was given.
    let also = known.also.iter().find(|a| a.eq_ignore_ascii_case(&command.release));
    let release = also.unwrap_or(&known.release);
    let on = command.on.unwrap_or_else(|| jiff::Zoned::now().date());
    for path in &command.guides {
        let source = disk::read_one(path)?;
        let edit = freshness::stamp(&source, release, on, command.by.as_deref()).map_err(|why| {
            let message = format!("{}: {why}", disk::shown(path));
            Failure::Told(Exit::Data, message, "mend the front matter first; `guidepost check` says where".into())
        })?;
        let bytes = disk::read_raw(path)?;
        let (text, edits) = patch::to_file(&bytes, &source, &[edit]).ok_or_else(|| {
            Failure::Told(
                Exit::Temporary,
                format!("{} changed while it was read", disk::shown(path)),
                "run it again".into(),
            )
        })?;
        // What is put in has the line ends of the file.
        let crlf =
            |e: &crate::ui::refresh::Edit| crate::ui::refresh::Edit { text: e.text.replace('\n', "\r\n"), ..e.clone() };
        let edits = if source.crlf { edits.iter().map(crlf).collect() } else { edits };
        disk::replace(path, patch::apply(&text, &edits).as_bytes())?;
        say_err(&format!("{}: verified on {} ({on})\n", safe(&disk::shown(path)), known.short));
    }
    Ok(Exit::Fine)
}
