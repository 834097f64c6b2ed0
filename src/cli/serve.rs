//! `guidepost serve`: build, show, watch, build again.

#![expect(clippy::disallowed_methods, reason = "layer 7: opens the port and the browser")]

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::PathBuf;

use clap::Args;

use crate::cli::stages::Stages;
use crate::cli::{Exit, Failure, Format, ProjectArguments, ReportArguments, build, run, say_err};
use crate::diagnostic::Severity;
use crate::disk::{Overrides, Project};
use crate::report::{Texts, human};
use crate::serve::{Rebuilt, Watched};
use crate::snapshot::Snapshot;

/// Where the search for a free port begins when none was asked for, and how far it goes.
const FIRST_PORT: u16 = 4000;
const PORTS: u16 = 20;
/// How many faults are laid over a page.
const SHOWN_ON_PAGE: usize = 10;

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    project: ProjectArguments,
    /// Port [default: the first free one from 4000]
    #[arg(long)]
    port: Option<u16>,
    /// Address to listen on; anything but this machine's own shows the preview to the network
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Look for changes each second instead of being told (network drives, some containers)
    #[arg(long)]
    poll: bool,
}

pub fn run(command: Serve) -> Result<Exit, Failure> {
    let mut overrides = command.project.overrides(None);
    // Whoever writes sits at this machine; the network is not shown what it need not see.
    overrides.editors_page = matches!(command.host.as_str(), "127.0.0.1" | "localhost" | "::1" | "[::1]");
    // A fault in the settings is shown and waited for; a folder that is not there is not.
    let (project, _) = Project::open(&overrides)?;
    project.require_content()?;
    let listener = listen(&command.host, command.port)?;
    let address = listener.local_addr().map_err(|e| unavailable(&command.host, &e))?;
    if !address.ip().is_loopback() {
        say_err(&format!("warning: {address} can be reached from the network; anyone there can read this site\n"));
    }
    say_err(&format!("serving on http://{address}/ (Ctrl-C ends)\n"));
    if overrides.editors_page {
        say_err(&format!("what is to be done: http://{address}/{}\n", crate::page::editors::PATH));
    }
    if command.open {
        open_browser(&format!("http://{address}/"));
    }
    let watched = watched(&project, command.poll);
    let kept = run::Kept::default();
    crate::serve::run(listener, &command.host, watched, move || rebuild(&overrides, &kept))
        .map_err(|e| unavailable(&command.host, &e))?;
    Ok(Exit::Fine)
}

fn watched(project: &Project, poll: bool) -> Watched {
    Watched {
        root: if project.root.as_os_str().is_empty() { PathBuf::from(".") } else { project.root.clone() },
        files: vec![project.config_path(), project.images_lock()],
        folders: vec![project.content.clone(), project.templates(), project.statics()],
        poll,
    }
}

/// One build, said in the terminal, with what the page is to show.
fn rebuild(overrides: &Overrides, kept: &run::Kept) -> Rebuilt {
    match attempt(overrides, kept) {
        Ok(rebuilt) => rebuilt,
        Err(failure) => {
            failure.say();
            match failure {
                Failure::Disk(error) => Rebuilt::fault(error.to_string()),
                Failure::Told(_, text, _) => Rebuilt::fault(text),
                Failure::Silent(_) => Rebuilt::fault("see the terminal"),
            }
        }
    }
}

fn attempt(overrides: &Overrides, kept: &run::Kept) -> Result<Rebuilt, Failure> {
    let report =
        ReportArguments { format: Format::Human, max_diagnostics: SHOWN_ON_PAGE, quiet: false, timings: false };
    let (project, faults) = Project::open(overrides)?;
    if !faults.is_empty() {
        let snapshot = Snapshot { config: project.config.clone(), ..Snapshot::default() };
        let texts = Texts::new(&snapshot, run::folders(&project));
        run::tell(&faults, &texts, &report)?;
        return Ok(Rebuilt::fault(plain(&human::render(&faults, &texts, SHOWN_ON_PAGE))));
    }
    let stages = Stages::silent();
    let (snapshot, built) = run::build(&project, kept, &stages)?;
    let took = stages.finish();
    let texts = Texts::new(&snapshot, run::folders(&project));
    run::tell(&built.findings, &texts, &report)?;
    let errors: Vec<_> = built.findings.into_iter().filter(|d| d.severity == Severity::Error).collect();
    let fault = (!errors.is_empty()).then(|| plain(&human::render(&errors, &texts, SHOWN_ON_PAGE)));
    let outcome = if built.publishable { "built" } else { "not shown:" };
    say_err(&format!("{outcome} {} in {:.1} s\n", build::made(&built.counts), took.as_secs_f64()));
    Ok(Rebuilt { site: built.publishable.then_some(built.bundle), fault })
}

fn plain(styled: &str) -> String {
    anstream::adapter::strip_str(styled).to_string()
}

/// A port that was asked for is taken or the run ends; else the first free one is as good as any.
fn listen(host: &str, port: Option<u16>) -> Result<TcpListener, Failure> {
    let ports = port.map_or(FIRST_PORT..=FIRST_PORT + PORTS, |port| port..=port);
    let mut last = ErrorKind::AddrInUse.into();
    for port in ports {
        match TcpListener::bind((host.trim_matches(['[', ']']), port)) {
            Ok(listener) => return Ok(listener),
            Err(e) if e.kind() == ErrorKind::AddrInUse => last = e,
            Err(e) => return Err(unavailable(host, &e)),
        }
    }
    Err(unavailable(host, &last))
}

fn unavailable(host: &str, e: &std::io::Error) -> Failure {
    let (exit, help) = match e.kind() {
        ErrorKind::AddrInUse => (Exit::Unavailable, "another program uses the port: give another --port"),
        ErrorKind::PermissionDenied => (Exit::Permission, "ports below 1024 need rights: give another --port"),
        _ => (Exit::Unavailable, "give an address of this machine with --host"),
    };
    Failure::Told(exit, format!("cannot serve on {host}: {e}"), help.into())
}

/// Not being able to is no fault: the address is on the terminal.
fn open_browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "windows" => ("cmd", &["/C", "start", ""]),
        "macos" => ("open", &[]),
        _ => ("xdg-open", &[]),
    };
    let _ = std::process::Command::new(program).args(arguments).arg(address).spawn();
}
