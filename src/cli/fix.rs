//! `guidepost check --fix`: writes into the articles what is sure, or shows it as a patch.

use std::path::PathBuf;

use crate::check;
use crate::cli::{Exit, Failure, run, say_err, say_out};
use crate::config::RuleLevel;
use crate::diagnostic::Root;
use crate::disk::{self, Project};
use crate::guide::platform::Platforms;
use crate::report::{Texts, plural};
use crate::snapshot::Snapshot;
use crate::ui::patch;
use crate::wording::Words;

/// Writes the edits into the articles among `paths`; with `dry_run` prints them as a patch and writes nothing.
pub fn run(project: &Project, snapshot: &Snapshot, paths: &[PathBuf], dry_run: bool) -> Result<(), Failure> {
    let config = &snapshot.config.config;
    if config.rules.get(check::fix::RULE) == Some(&RuleLevel::Off) {
        return Ok(());
    }
    let texts = Texts::new(snapshot, run::folders(project));
    let (wanted, platforms) = (run::Wanted::new(paths), Platforms::new(&config.platforms));
    let words = Words::new(&config.language, &config.words);
    let (mut files, mut places) = (0, 0);
    for source in &snapshot.documents {
        let shown = texts.shown(Root::Content, &source.path);
        if !wanted.holds(&shown) {
            continue;
        }
        let edits = check::fix::edits(source, &platforms, &words);
        if edits.is_empty() {
            continue;
        }
        let (path, bytes) = disk::read_bytes(project, &source.path)?;
        let (text, in_file) = patch::to_file(&bytes, source, &edits).ok_or_else(|| {
            let message = format!("{} changed while it was read", disk::shown(&path));
            Failure::Told(Exit::Temporary, message, "run it again".into())
        })?;
        match dry_run {
            true => say_out(&patch::unified(&shown, &text, &in_file))?,
            false => disk::replace(&path, patch::apply(&text, &in_file).as_bytes())?,
        }
        (files, places) = (files + 1, places + edits.len());
    }
    if places == 0 {
        say_err("no words to give: each picture has some, or its step names nothing that it could show\n");
        return Ok(());
    }
    let did = if dry_run { "would give words to" } else { "gave words to" };
    say_err(&format!("{did} {} in {}; read them once\n", plural(places, "picture"), plural(files, "article")));
    Ok(())
}
