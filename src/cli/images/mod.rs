//! `guidepost images`: fetch the pictures of other sites, see what there is, check it, throw away what nobody shows.
//!
//! Only `fetch` and `verify --remote` use the network. Only `fetch` and `prune` write, one of them at a time, and
//! neither does while a line of the lock makes no sense.

#[cfg(feature = "fetch")]
mod fetch;
#[cfg(feature = "fetch")]
mod network;
mod prune;
mod status;
mod verify;

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Subcommand;

use crate::cli::{Exit, Failure, Format, ProjectArguments, ReportArguments, run, say_err};
use crate::disk::{self, Cause, Project};
use crate::memo::Memo;
use crate::pipeline;
use crate::report::{Texts, human};
use crate::site::remote::{self, Wanted};
use crate::snapshot::Snapshot;
use crate::vault::LOCK_NAME;

#[derive(Subcommand)]
pub enum Images {
    /// Get the pictures that articles take from other sites, once
    #[cfg(feature = "fetch")]
    Fetch(fetch::Fetch),
    /// Say which pictures are here, which are not, and why
    Status(status::Status),
    /// Compare the files with what the lock says of them
    Verify(verify::Verify),
    /// Remove the pictures that no article shows any more
    Prune(prune::Prune),
}

pub fn run(command: Images) -> Result<Exit, Failure> {
    match command {
        #[cfg(feature = "fetch")]
        Images::Fetch(command) => fetch::run(command),
        Images::Status(command) => status::run(command),
        Images::Verify(command) => verify::run(command),
        Images::Prune(command) => prune::run(command),
    }
}

/// What these commands start from.
struct Opened {
    project: Project,
    snapshot: Snapshot,
    wanted: BTreeMap<Arc<str>, Wanted>,
}

const REPORT: ReportArguments =
    ReportArguments { format: Format::Human, max_diagnostics: 20, quiet: false, timings: false };

fn open(arguments: &ProjectArguments) -> Result<Opened, Failure> {
    let project = run::open(&arguments.overrides(None), &REPORT)?;
    project.require_content()?;
    let snapshot = disk::read(&project)?;
    let wanted = remote::wanted(&pipeline::site(&snapshot, &Memo::default(), &|_| {}));
    Ok(Opened { project, snapshot, wanted })
}

impl Opened {
    /// What is wrong with lines of the lock, for people.
    fn lock_faults(&self) -> Option<String> {
        let faults: Vec<_> = self.snapshot.findings.iter().filter(|f| f.rule == "images-lock").cloned().collect();
        let texts = || Texts::new(&self.snapshot, run::folders(&self.project));
        (!faults.is_empty()).then(|| human::render(&faults, &texts(), 20))
    }

    /// Ends the command when the lock has lines that would be lost with the next writing.
    fn require_sound_lock(&self) -> Result<(), Failure> {
        let Some(faults) = self.lock_faults() else { return Ok(()) };
        say_err(&faults);
        let help = "put those lines right first; nothing was written";
        Err(Failure::Told(Exit::Data, format!("`{LOCK_NAME}` cannot be written anew"), help.into()))
    }
}

/// The right to write lock and files, held as long as the value lives.
fn claim(project: &Project) -> Result<disk::Lock, Failure> {
    let path = project.root.join(format!(".{LOCK_NAME}.busy"));
    disk::Lock::take(&path).map_err(|e| match e.source {
        Cause::Locked { .. } => {
            let help = "wait for it to end; what it has fetched is in the lock".to_owned();
            Failure::Told(Exit::Temporary, e.to_string(), help)
        }
        _ => e.into(),
    })
}

/// Why nobody asks a host any more in this run.
#[cfg(feature = "fetch")]
fn given_up(host: &str, fault: &crate::fetch::Fault) -> String {
    match fault.cause {
        crate::vault::Failure::Busy => format!("{host} wants to be left alone ({})", fault.detail),
        _ => format!("{host} does not answer ({})", fault.detail),
    }
}

/// `1.5 MiB`
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}
