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
    if command.remote && upstream(&command, vault)? {
        return Ok(Exit::Findings);
    }
    Ok(if wrong.is_empty() { Exit::Fine } else { Exit::Findings })
}

/// Tells of pictures that are other ones upstream or gone from there; whether there are any, or some of which nobody
/// knows. Addresses that one picture serves, such as thumbnails of one full size, are asked for once.
#[cfg(feature = "fetch")]
fn upstream(command: &Verify, vault: &crate::vault::Vault) -> Result<bool, Failure> {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::given_up;
    use crate::fetch::{Answer, Heard, Job, crowd};
    use crate::report::human::safe;
    use crate::vault::{self, Failure as Cause, Kept, address};

    let mut groups: BTreeMap<Arc<str>, Vec<(&str, &Kept)>> = BTreeMap::new();
    for (address, kept, _) in vault.kept() {
        // Where it once was sent on to says nothing of where it leads today; the full size has an address of its own.
        let full = kept.from.as_deref().filter(|_| address::full_size(address).is_some());
        let ask = full.map_or_else(|| address.clone(), Arc::from);
        groups.entry(ask).or_default().push((address, kept));
    }
    // None is asked for under another address when this one has nothing: a thumbnail is not the picture that is here.
    let job = |(ask, group): (&Arc<str>, &Vec<(&str, &Kept)>)| Job {
        ask: ask.to_string(),
        addresses: vec![ask.clone()],
        known: group.first().map(|(_, kept)| (*kept).clone()),
    };
    let jobs: Vec<Job> = groups.iter().map(job).collect();
    let client = command.network.client()?;
    let (mut told, mut answered) = (Vec::new(), false);
    let [mut same, mut changed, mut gone, mut unknown] = [0; 4];
    let get = |job: &Job| client.get(&job.ask, job.known.as_ref());
    crowd::ask(jobs, command.network.manners(), &get, &mut |done| {
        let group = done.addresses.first().and_then(|ask| groups.get(ask)).map_or(&[][..], Vec::as_slice);
        let now = match &done.answer {
            Ok(Answer::Same) => Ok(group.first().map(|(_, kept)| kept.hash.clone()).unwrap_or_default()),
            Ok(Answer::Picture(got)) => Ok(vault::hash(&got.bytes)),
            Err(fault) => Err(fault),
        };
        let asked = done.heard != Heard::NotAsked;
        answered |= asked && now.as_ref().map_or_else(|fault| !fault.cause.is_silence(), |_| true);
        for (address, kept) in group {
            match &now {
                Ok(hash) if *hash == kept.hash => same += 1,
                Ok(_) => {
                    changed += 1;
                    told.push(format!("{address}: changed upstream\n"));
                }
                Err(fault) if !asked => {
                    unknown += 1;
                    let host = done.addresses.first().map(|ask| crowd::host_of(ask)).unwrap_or_default();
                    told.push(format!("{address}: not asked for, {}\n", given_up(&host, fault)));
                }
                Err(fault) => {
                    *match fault.cause {
                        Cause::NotFound | Cause::NotAPicture => &mut gone,
                        Cause::TooLarge | Cause::Format => &mut changed,
                        _ => &mut unknown,
                    } += 1;
                    told.push(format!("{address}: {}, {}\n", fault.cause.words(), fault.detail));
                }
            }
        }
        true
    });
    told.sort();
    say_out(&safe(&told.concat()))?;
    let rest = match unknown {
        0 => String::new(),
        n => format!("; of {} nothing could be learned", plural(n, "picture")),
    };
    say_err(&format!("upstream: {} as before, {changed} changed, {gone} gone{rest}\n", plural(same, "picture")));
    if !answered && unknown > 0 {
        let help = "is there a network, and does it want a --proxy?".to_owned();
        return Err(Failure::Told(Exit::Unavailable, "no host gave any answer".into(), help));
    }
    Ok(!told.is_empty())
}
