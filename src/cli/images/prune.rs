//! `guidepost images prune`: files and lines that no article needs go. Drafts count as articles; files that do not
//! have a name of ours, or that hold something else than their name says, stay.

use std::collections::BTreeSet;

use clap::Args;

use super::{claim, open, size};
use crate::cli::{Exit, Failure, ProjectArguments, say_err, say_out};
use crate::diagnostic::Severity;
use crate::disk::vault as files;
use crate::report::plural;
use crate::vault::{self, State};

#[derive(Args)]
pub struct Prune {
    /// Say what would go, and remove nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    project: ProjectArguments,
}

/// Findings about files that could not be read: what they show is not known.
const UNREAD: &[&str] = &["encoding", "file-too-large", "unreadable-file"];

pub fn run(command: Prune) -> Result<Exit, Failure> {
    let opened = open(&command.project)?;
    opened.require_sound_lock()?;
    let unread = opened.snapshot.findings.iter().find(|f| f.severity == Severity::Error && UNREAD.contains(&f.rule));
    if let Some(finding) = unread {
        let help = "put that right first: an article that cannot be read may show pictures; nothing was removed";
        return Err(Failure::Told(Exit::Data, format!("{}: {}", finding.file, finding.message), help.into()));
    }
    let _claim = (!command.dry_run).then(|| claim(&opened.project)).transpose()?;
    let mut records = opened.snapshot.vault.records.clone();
    let lines = records.len();
    records.retain(|address, _| opened.wanted.contains_key(address));
    let lines = lines - records.len();
    let in_use: BTreeSet<String> = records
        .values()
        .filter_map(|record| match &record.state {
            State::Kept(kept) => Some(vault::file_name(&kept.hash, kept.kind)),
            State::Failed(_) => None,
        })
        .collect();
    let (mut gone, mut bytes) = (0, 0);
    let folder = files::folder(&opened.project);
    // The lock first: a file without a line is only of no use, a line without a file is a finding.
    if lines > 0 && !command.dry_run {
        files::write_lock(&opened.project, &records)?;
    }
    for (name, length) in files::files(&opened.project)? {
        if in_use.contains(&name) {
            continue;
        }
        let path = folder.join(&name);
        let is_ours = files::hash_of(&path)?.is_some_and(|hash| name.starts_with(&hash[..hash.len().min(32)]));
        if !is_ours {
            say_err(&format!("kept static/{}/{name}: it is not a picture that was fetched\n", vault::FOLDER));
            continue;
        }
        if command.dry_run {
            say_out(&format!("static/{}/{name}\n", vault::FOLDER))?;
        } else {
            files::remove(&path)?;
        }
        gone += 1;
        bytes += length;
    }
    let verb = if command.dry_run { "would remove" } else { "removed" };
    say_err(&format!("{verb} {} ({}) and {} of the lock\n", plural(gone, "file"), size(bytes), plural(lines, "line")));
    Ok(Exit::Fine)
}
