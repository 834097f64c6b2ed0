//! The command line: arguments in, exit code out. One file a command.
//!
//! A command is a function of its arguments that gives an `Exit`, or the `Failure` that ended it. Findings go to
//! standard error for people and to standard output for programs; the last line on standard error sums up.

mod build;
mod check;
mod completions;
mod duplicates;
mod exit;
mod export;
mod fix;
mod images;
mod init;
#[cfg(feature = "lsp")]
mod lsp;
mod new;
mod refresh;
mod run;
mod say;
mod send;
mod show;
#[cfg(feature = "serve")]
mod serve;
mod stages;
mod stale;
mod ui;
mod ui_add;
mod verify;
mod zip;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use exit::{Exit, Failure};
pub use say::{say_err, say_out};

use crate::disk::Overrides;

/// Turns how-to articles into a checked, searchable, offline help site made of steps.
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colors; NO_COLOR is respected
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
}

const EXIT_HELP: &str = "Exit codes: 0 fine, 1 findings of severity error, 64 usage, 65 a fault that keeps the whole \
site from being written, 66 no input, 69 unavailable, 70 a fault of guidepost, 73 cannot create, 74 input or output, \
75 locked by another run, 77 permission, 78 settings";

#[derive(Subcommand)]
enum Command {
    /// Build the site
    Build(build::Build),
    /// Report what is wrong with the articles; write nothing
    Check(check::Check),
    /// Show what was understood of one article
    Show(show::Show),
    /// Build, show in the browser, and build again on every change
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    /// Help in the editor: faults, places of Windows, fixes (a language server, started by the editor)
    #[cfg(feature = "lsp")]
    Lsp(lsp::Lsp),
    /// Make a project: settings, a first guide, .gitignore
    Init(init::Init),
    /// Make a guide to fill in
    New(new::New),
    /// Say what a release of Windows breaks in the guides, and propose the words that put it right
    Refresh(refresh::Refresh),
    /// Show which guides have nearly the same text, and which of them to keep
    Duplicates(duplicates::Duplicates),
    /// Name the guides that want to be read again
    Stale(stale::Stale),
    /// Write into guides that they were followed to the end on a release
    Verify(verify::Verify),
    /// Show what Windows calls its places, release by release
    Ui(ui::Ui),
    /// Give guides away: as one file, as data
    #[command(subcommand)]
    Export(export::Export),
    /// Keep the pictures that articles take from other sites
    #[command(subcommand)]
    Images(images::Images),
    /// Print completions for a shell
    Completions(completions::Completions),
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Which project, and which articles of it.
#[derive(Args, Clone)]
struct ProjectArguments {
    /// Folder of guidepost.yaml [default: the working folder]
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
    /// Folder of the articles, in place of the one in the settings
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Also publish drafts
    #[arg(long)]
    drafts: bool,
}

impl ProjectArguments {
    fn overrides(&self, output: Option<PathBuf>) -> Overrides {
        Overrides {
            project: self.project.clone(),
            content: self.content.clone(),
            output,
            drafts: self.drafts,
            editors_page: false,
        }
    }
}

/// How findings are reported.
#[derive(Args, Clone)]
struct ReportArguments {
    /// Form of the findings; all but `human` go to standard output
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// How many findings to show in full to people
    #[arg(long, value_name = "N", default_value_t = 50)]
    max_diagnostics: usize,
    /// Show errors only, and no summary
    #[arg(long, short)]
    quiet: bool,
    /// Show milliseconds and counts of each stage
    #[arg(long)]
    timings: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Github,
}

/// How a command that lists things says them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Human,
    Json,
}

/// A day as people write it in front matter.
fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "give a day as in 2026-11-24".to_owned())
}

/// Runs the program.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        say_err(&format!("error: guidepost has a fault of its own: {panic}\n"));
        say_err("help: the site is as it was; please report this with the command and, if you can, the article\n");
    }));
    let exit = match Arguments::try_parse() {
        Ok(arguments) => guarded(|| dispatch(arguments)),
        Err(e) => {
            // `--help` and `--version` come this way too; a reader that went away is no fault.
            let _ = e.print();
            let asked = matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            if asked { Exit::Fine } else { Exit::Usage }
        }
    };
    ExitCode::from(exit as u8)
}

/// A panic on any thread ends here: the hook has said so, and nothing half-done was switched in.
fn guarded(act: impl FnOnce() -> Exit) -> Exit {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or(Exit::Internal)
}

fn dispatch(arguments: Arguments) -> Exit {
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let done = match arguments.command {
        Command::Build(command) => build::run(command),
        Command::Check(command) => check::run(command),
        Command::Show(command) => show::run(command),
        #[cfg(feature = "serve")]
        Command::Serve(command) => serve::run(command),
        #[cfg(feature = "lsp")]
        Command::Lsp(command) => lsp::run(command),
        Command::Init(command) => init::run(command),
        Command::New(command) => new::run(command),
        Command::Refresh(command) => refresh::run(command),
        Command::Duplicates(command) => duplicates::run(command),
        Command::Stale(command) => stale::stale(command),
        Command::Verify(command) => verify::run(command),
        Command::Ui(command) => ui::run(command),
        Command::Export(command) => export::run(command),
        Command::Images(command) => images::run(command),
        Command::Completions(command) => completions::run(command),
    };
    done.unwrap_or_else(|failure| {
        failure.say();
        failure.exit()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_worker_is_70() {
        let exit = guarded(|| {
            rayon::join(|| (), || panic!("injected"));
            Exit::Fine
        });
        assert_eq!(exit, Exit::Internal);
    }

    #[test]
    fn the_arguments_are_sound() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }
}
