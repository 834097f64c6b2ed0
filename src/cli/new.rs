//! `guidepost new`: a guide to fill in, with today's date.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the clock")]

use std::path::{Path, PathBuf};

use clap::Args;
use unicode_normalization::UnicodeNormalization;

use crate::cli::init::create;
use crate::cli::{Exit, Failure, ProjectArguments, say_err};
use crate::disk::{self, Project};

#[derive(Args)]
pub struct New {
    /// Title of the guide, or its file below the content folder, ending in .md
    #[arg(value_name = "PATH|TITLE")]
    what: String,
    #[command(flatten)]
    project: ProjectArguments,
}

pub fn run(command: New) -> Result<Exit, Failure> {
    // Only the content folder is needed here, so faults of the settings can wait.
    let (project, _) = Project::open(&command.project.overrides(None))?;
    let (below, title) = place(&command.what, &project.config.config.content);
    let Some(below) = below else {
        let help = "give a path inside the content folder, with names that Windows allows".to_owned();
        return Err(Failure::Told(Exit::Usage, format!("cannot make a guide at `{}`", command.what), help));
    };
    let path = project.content.join(&below);
    let folder = below.parent().and_then(Path::file_name).map_or("", |name| name.to_str().unwrap_or_default());
    let category = if matches!(folder, "" | "guides") { "Basics".to_owned() } else { sentence(folder) };
    if !create(&path, &guide_text(&title, &category, &today(), DESCRIPTION, STEPS))? {
        let help = "give another title or path; nothing was changed".to_owned();
        return Err(Failure::Told(Exit::CannotCreate, format!("{} is there already", disk::shown(&path)), help));
    }
    say_err(&format!("made {}\n", disk::shown(&path)));
    Ok(Exit::Fine)
}

/// Where the guide goes below the content folder, and its title. No place: the path leads out of the folder.
fn place(what: &str, content: &str) -> (Option<PathBuf>, String) {
    let path = what.replace('\\', "/");
    if !disk::is_article(&path) {
        let slug = slug(what);
        return (Some(Path::new("guides").join(format!("{slug}.md"))), what.trim().to_owned());
    }
    let path = path.strip_prefix("./").unwrap_or(&path);
    let path = path.strip_prefix(content).and_then(|p| p.strip_prefix('/')).unwrap_or(path);
    let fits = path.split('/').all(|p| !p.is_empty() && !disk::skipped(p) && disk::windows_fault(p).is_none());
    let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    (fits.then(|| PathBuf::from(path)), sentence(stem))
}

/// `add-a-printer` as `Add a printer`.
fn sentence(slug: &str) -> String {
    let words = slug.replace(['-', '_'], " ");
    let mut chars = words.trim().chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn slug(title: &str) -> String {
    let plain = title.nfkd().filter(char::is_ascii).collect::<String>().to_lowercase();
    let words: Vec<&str> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let slug: String = words.join("-").chars().take(80).collect();
    let slug = slug.trim_matches('-');
    if slug.is_empty() || disk::windows_fault(slug).is_some() {
        format!("guide-{slug}").trim_matches('-').into()
    } else {
        slug.into()
    }
}

pub fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

/// A guide in our own form. The title is quoted as JSON, which is YAML too.
pub fn guide_text(title: &str, category: &str, date: &str, description: &str, body: &str) -> String {
    let [title, category, description] =
        [title, category, description].map(|text| serde_json::Value::from(text).to_string());
    format!(
        "---\ntitle: {title}\ndate: {date}\ncategories: [{category}]\ntags: []\nplatforms: [Windows 11]\ndescription: {description}\n---\n\n{body}"
    )
}

/// Stands in the new guide until its author says it better.
const DESCRIPTION: &str = "Say in one sentence what the reader will have done at the end.";

const STEPS: &str = "\
Say in a sentence or two what the reader will have when done.

## Do it

1. Open **Settings > System**.
2. Select **About**.
3. ...
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_or_a_path_gives_a_file() {
        let at = |what| {
            let (path, title) = place(what, "content");
            (path.map(|p| p.to_string_lossy().replace('\\', "/")), title)
        };
        assert_eq!(at("Réset the spooler!"), (Some("guides/reset-the-spooler.md".into()), "Réset the spooler!".into()));
        assert_eq!(
            at("content/print/add-a-printer.md"),
            (Some("print/add-a-printer.md".into()), "Add a printer".into())
        );
        assert_eq!(at("Con").0, Some("guides/guide-con.md".into()));
        for bad in ["../x.md", "/etc/x.md", "C:/x.md", "a/nul.md", "a//b.md"] {
            assert_eq!(at(bad).0, None, "{bad}");
        }
    }
}
