//! `guidepost init`: a project to start from. What is there already stays as it is.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::new::{guide_text, today};
use crate::cli::{Exit, Failure, run, say_err};
use crate::disk::{self, Error};

#[derive(Args)]
pub struct Init {
    /// Folder of the new project
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub fn run(command: Init) -> Result<Exit, Failure> {
    let example = guide_text(
        "Find out which Windows you have",
        "Basics",
        &today(),
        "Two ways to see the edition and version of Windows on a PC.",
        EXAMPLE_STEPS,
    );
    let files = [
        ("guidepost.yaml", SETTINGS),
        ("content/guides/which-windows.md", &example),
        (".gitignore", "/site/\n/.guidepost/\n"),
    ];
    for (name, text) in files {
        let path: PathBuf = command.folder.join(name);
        let said = if create(&path, text)? { "made" } else { "kept" };
        say_err(&format!("{said} {}\n", run::relative(&path)));
    }
    let place = match disk::shown(&command.folder).as_str() {
        "." => String::new(),
        folder => format!(" --project {folder}"),
    };
    say_err(&format!("next: guidepost serve{place}\n"));
    Ok(Exit::Fine)
}

/// Writes a file that is not there yet; `false` when it is.
pub fn create(path: &Path, text: &str) -> Result<bool, Error> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|e| Error::io(parent, "create", e))?;
    }
    match std::fs::File::create_new(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true).map_err(|e| Error::io(path, "write", e)),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(e) => Err(Error::io(path, "create", e)),
    }
}

const SETTINGS: &str = "\
# Every setting is optional; the manual lists them all.
name: Help
tagline: Step by step.
example_searches: [windows version]
";

const EXAMPLE_STEPS: &str = "\
The version decides which of our guides is the right one for you.

## See the version in Settings

1. Press **Windows** + **I** to open Settings.
2. Select **System > About**.
3. Look for **Windows specifications**. The lines **Edition** and **Version** say which Windows you have.

   > [!NOTE]
   > On a managed computer the page may look a little different.

## See the version with a command

1. Press **Windows** + **R**.
2. Type `winver` and press **Enter**.
";
