//! `guidepost completions`: a script that a shell reads to complete our arguments.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Arguments, Exit, Failure, say_out};

#[derive(Args)]
pub struct Completions {
    shell: Shell,
}

pub fn run(command: Completions) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "guidepost", &mut script);
    say_out(&String::from_utf8_lossy(&script)).map(|()| Exit::Fine)
}
