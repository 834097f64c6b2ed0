//! `guidepost lsp`: help in the editor, over standard input and output.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the terminal")]

use clap::Args;

use crate::cli::{Exit, Failure, ProjectArguments};
use crate::lsp::{self, Options};

#[derive(Args)]
pub struct Lsp {
    #[command(flatten)]
    project: ProjectArguments,
    /// Some editors say so; it is what happens anyway
    #[arg(long, hide = true)]
    stdio: bool,
}

pub fn run(command: Lsp) -> Result<Exit, Failure> {
    let asked = command.project.project.is_some() || command.project.content.is_some();
    let project = asked.then(|| command.project.overrides(None));
    let options = Options { project, drafts: command.project.drafts };
    match lsp::run(std::io::stdin(), std::io::stdout().lock(), options) {
        Ok(true) => Ok(Exit::Fine),
        // The protocol wants a code for an end that nobody announced.
        Ok(false) => Err(Failure::Silent(Exit::Findings)),
        // The editor is gone.
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => Err(Failure::Silent(Exit::Findings)),
        Err(e) => Err(Failure::Told(Exit::Io, format!("cannot answer the editor: {e}"), "start it again".into())),
    }
}
