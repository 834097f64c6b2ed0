//! `guidepost images verify`: whether the files are what the lock says; with `--remote` whether upstream has others.

use clap::Args;

use super::open;
use crate::cli::{Exit, Failure, ProjectArguments, say_err, say_out};
use crate::disk::vault as files;
use crate::report::plural;

#[derive(Args)]
pub struct Verify {
    /// Ask the servers whether they have other versions; nothing is taken
    #[cfg(feature = "fetch")]
    #[arg(long)]
    remote: bool,
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    network: super::network::NetworkArguments,
    #[command(flatten)]
    project: ProjectArguments,
}

pub fn run(command: Verify) -> Result<Exit, Failure> {
    let opened = open(&command.project)?;
    let vault = &opened.snapshot.vault;
    let (mut wrong, mut sound) = (String::new(), 0);
    let mut seen = std::collections::BTreeMap::new();
    for (_, kept, _) in vault.kept() {
        seen.entry(kept.file()).or_insert(kept);
    }
    for (file, kept) in &seen {
        match files::hash_of(&files::path_of(&opened.project, kept))? {
            None => wrong.push_str(&format!("static/{file}: is not there\n")),
            Some(hash) if hash != kept.hash => {
                wrong.push_str(&format!("static/{file}: other bytes than the lock names\n"))
            }
            Some(_) => sound += 1,
        }
    }
    let lock_is_sound = opened.require_sound_lock();
    say_out(&wrong)?;
    say_err(&format!("{} of {} as the lock says\n", sound, plural(seen.len(), "file")));
    if !wrong.is_empty() {
        say_err("help: get them from version control, or run `guidepost images fetch`\n");
    }
    lock_is_sound?;
    #[cfg(feature = "fetch")]
    if command.remote {
        let all: Vec<(String, crate::vault::Kept)> =
            vault.kept().map(|(a, kept, _)| (a.to_string(), kept.clone())).collect();
        if upstream(&command, all)? {
            return Ok(Exit::Findings);
        }
    }
    Ok(if wrong.is_empty() { Exit::Fine } else { Exit::Findings })
}

/// Tells of pictures that are other ones upstream or gone from there; whether there are any.
#[cfg(feature = "fetch")]
fn upstream(command: &Verify, all: Vec<(String, crate::vault::Kept)>) -> Result<bool, Failure> {
    use crate::fetch::{Answer, Job, crowd};
    use crate::report::human::safe;
    use crate::vault::{self, Kept};

    let client = command.network.client()?;
    let hashes: std::collections::BTreeMap<_, _> = all.iter().map(|(a, k)| (a.clone(), k.hash.clone())).collect();
    let job = |(address, kept): (String, Kept)| Job {
        ask: kept.from.clone().unwrap_or_else(|| address.clone()),
        addresses: vec![address.into()],
        known: Some(kept),
    };
    let jobs: Vec<Job> = all.into_iter().map(job).collect();
    let (mut told, mut same) = (Vec::new(), 0);
    let get = |job: &Job| client.get(&job.ask, job.known.as_ref());
    crowd::ask(jobs, command.network.manners(), &get, &mut |done| {
        for address in &done.addresses {
            match &done.answer {
                Ok(Answer::Same) => same += 1,
                Ok(Answer::Picture(got)) if hashes.get(&**address) == Some(&vault::hash(&got.bytes)) => same += 1,
                Ok(Answer::Picture(_)) => told.push(format!("{address}: changed upstream\n")),
                Err(fault) => told.push(format!("{address}: {}, {}\n", fault.cause.words(), fault.detail)),
            }
        }
        true
    });
    told.sort();
    say_out(&safe(&told.concat()))?;
    say_err(&format!("upstream: {} as before, {} not\n", plural(same, "picture"), told.len()));
    Ok(!told.is_empty())
}
