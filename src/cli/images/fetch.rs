//! `guidepost images fetch`: the pictures that articles take from other sites become files of the project.
//!
//! The lock is written as the work goes on, so that a run that is ended goes on where it was. When no host gives any
//! answer the network is to blame, and nothing is written about the pictures.

#![expect(clippy::disallowed_methods, reason = "layer 7: the lock says when a picture was fetched")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::network::NetworkArguments;
use super::{Opened, claim, given_up, open, size};
use crate::cli::{Exit, Failure, ProjectArguments, say_err, say_out};
use crate::disk::{self, vault as files};
use crate::fetch::guard::{Allowed, check_url};
use crate::fetch::{Answer, Client, Done, Fault, Got, Heard, Job, crowd};
use crate::report::human::safe;
use crate::report::{grouped, plural};
use crate::site::remote::Wanted;
use crate::source::Span;
use crate::vault::{self, Failed, Failure as Cause, Kept, Record, State, address};

#[derive(Args)]
pub struct Fetch {
    /// Say what would be asked for, and ask for nothing
    #[arg(long)]
    dry_run: bool,
    /// Only pictures whose address or whose article is like this: `*.example.com/*`, `guides/printers/*`
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// Ask again for pictures that could not be had before
    #[arg(long)]
    retry_failed: bool,
    /// Ask for newer versions of the pictures that are here, and take them
    #[arg(long)]
    update: bool,
    #[command(flatten)]
    network: NetworkArguments,
    #[command(flatten)]
    project: ProjectArguments,
}

pub fn run(command: Fetch) -> Result<Exit, Failure> {
    let opened = open(&command.project)?;
    opened.require_sound_lock()?;
    let client = command.network.client()?;
    let mut plan = Plan::new(&command, &opened, &client);
    if command.dry_run {
        return plan.show(&opened, &command.network.allowed());
    }
    if plan.is_empty() {
        say_err(&plan.nothing(&opened));
        return Ok(Exit::Fine);
    }
    let _claim = claim(&opened.project)?;
    files::sweep(&opened.project)?;
    let jobs = std::mem::take(&mut plan.jobs);
    let total = jobs.iter().map(|j| j.addresses.len()).sum();
    let mut work = Work::new(&opened, &client, command.update, total, plan);
    let get = |job: &Job| client.get(&job.ask, job.known.as_ref());
    crowd::ask(jobs, command.network.manners(), &get, &mut |done| work.take(done));
    work.finish()
}

/// What is to be asked for.
#[derive(Default)]
struct Plan {
    jobs: Vec<Job>,
    /// Thumbnails whose full size is here already.
    copies: BTreeMap<Arc<str>, Kept>,
    here: usize,
    failed_before: usize,
    /// What the pictures had to be like.
    only: Vec<String>,
}

impl Plan {
    fn new(command: &Fetch, opened: &Opened, client: &Client) -> Plan {
        let mut plan = Plan { only: command.only.clone(), ..Plan::default() };
        // What is asked for one address may serve several: thumbnails of one picture.
        let mut asks: BTreeMap<String, (Vec<Arc<str>>, Option<Kept>)> = BTreeMap::new();
        let records = &opened.snapshot.vault.records;
        // A file of the right length may still be another one.
        let is_here = |kept: &Kept| {
            let path = files::path_of(&opened.project, kept);
            files::length_of(&path) == Some(kept.bytes)
                && files::hash_of(&path).is_ok_and(|hash| hash.as_deref() == Some(&*kept.hash))
        };
        let here = |address: &str| match &records.get(address)?.state {
            State::Kept(kept) if is_here(kept) => Some(kept),
            _ => None,
        };
        // What the settings of this machine were to blame for is asked for anew when they are other ones.
        let in_vain = |state: &State| match state {
            State::Failed(failed) => !command.retry_failed && failed.settings == client.bearing_on(failed.cause),
            State::Kept(_) => false,
        };
        for (address, wanted) in &opened.wanted {
            if wanted.shown == 0 || !is_meant(&command.only, address, wanted) {
                continue;
            }
            match records.get(address).map(|r| &r.state) {
                Some(State::Kept(kept)) if is_here(kept) && !command.update => plan.here += 1,
                Some(State::Kept(kept)) => {
                    let ask = asks.entry(kept.from.clone().unwrap_or_else(|| address.to_string())).or_default();
                    ask.0.push(address.clone());
                    ask.1 = Some(kept.clone()).filter(|k| is_here(k));
                }
                Some(state) if in_vain(state) => plan.failed_before += 1,
                _ => {
                    let full = address::full_size(address);
                    if let Some(kept) = full.as_deref().and_then(here) {
                        let from = Some(kept.from.clone().or(full).unwrap_or_default());
                        plan.copies.insert(address.clone(), Kept { from, ..kept.clone() });
                        continue;
                    }
                    let is_gone = |full: &String| records.get(full.as_str()).is_some_and(|r| in_vain(&r.state));
                    let ask = full.filter(|f| !is_gone(f)).unwrap_or_else(|| address.to_string());
                    asks.entry(ask).or_default().0.push(address.clone());
                }
            }
        }
        plan.jobs = asks.into_iter().map(|(ask, (addresses, known))| Job { ask, addresses, known }).collect();
        plan
    }

    fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.copies.is_empty()
    }

    fn nothing(&self, opened: &Opened) -> String {
        if opened.wanted.is_empty() {
            return "no article shows a picture of another site\n".into();
        }
        if self.here == 0 && self.failed_before == 0 && !self.only.is_empty() {
            return format!("nothing to fetch: no picture of another site is like {}\n", self.only.join(", "));
        }
        let before = match self.failed_before {
            0 => String::new(),
            n => format!("; {} could not be had before, --retry-failed asks again", plural(n, "picture")),
        };
        format!("nothing to fetch: {} here{before}\n", plural(self.here, "picture"))
    }

    fn show(&self, opened: &Opened, allowed: &Allowed) -> Result<Exit, Failure> {
        // What a name leads to is not known before it is looked up.
        let is_refused = |job: &Job| address::parse(&job.ask).is_none_or(|url| check_url(&url, allowed).is_err());
        let (refused, jobs): (Vec<&Job>, Vec<&Job>) = self.jobs.iter().partition(|job| is_refused(job));
        let mut text = String::new();
        // The full size is asked for where an article has a thumbnail.
        for address in jobs.iter().map(|j| j.ask.as_str()).collect::<BTreeSet<_>>() {
            text.push_str(address);
            text.push('\n');
        }
        say_out(&text)?;
        if self.is_empty() {
            say_err(&self.nothing(opened));
        } else {
            let hosts: BTreeSet<_> =
                jobs.iter().filter_map(|j| address::parse(&j.ask)?.host_str().map(str::to_owned)).collect();
            let count = |jobs: &[&Job]| jobs.iter().map(|j| j.addresses.len()).sum::<usize>();
            let pictures = plural(count(&jobs) + self.copies.len(), "picture");
            let refused = match count(&refused) {
                0 => String::new(),
                n => format!("; {} of hosts that are refused", plural(n, "picture")),
            };
            let hosts = plural(hosts.len(), "host");
            say_err(&format!("would ask {hosts} for {pictures}; {} here{refused}\n", grouped(self.here)));
        }
        Ok(Exit::Fine)
    }
}

fn is_meant(only: &[String], address: &str, wanted: &Wanted) -> bool {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    only.is_empty()
        || only.iter().any(|glob| {
            is_like(glob, address) || is_like(glob, bare) || wanted.articles.iter().any(|a| is_like(glob, a))
        })
}

/// A lock as it grows.
struct Work<'a> {
    opened: &'a Opened,
    client: &'a Client,
    update: bool,
    records: BTreeMap<Arc<str>, Record>,
    bar: ProgressBar,
    plan: Plan,
    fetched: usize,
    unchanged: usize,
    new_files: usize,
    new_bytes: u64,
    /// In the order in which they came.
    failed: Vec<(Arc<str>, Fault)>,
    /// What the host was given up for before their turn came.
    not_asked: Vec<(Arc<str>, Fault)>,
    /// Failures that the network may be to blame for, kept back until some host has answered.
    silent: Vec<(Arc<str>, Fault)>,
    answered: bool,
    dirty: bool,
    saved: Instant,
    saving_took: Duration,
    broken: Option<Failure>,
}

impl<'a> Work<'a> {
    fn new(opened: &'a Opened, client: &'a Client, update: bool, total: usize, plan: Plan) -> Work<'a> {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr())
        } else {
            ProgressBar::hidden()
        };
        let style = ProgressStyle::with_template("{msg:>10} [{bar:40}] {pos}/{len}");
        let bar = style.map_or(bar.clone(), |style| bar.with_style(style.progress_chars("=> "))).with_message("fetch");
        let mut records = opened.snapshot.vault.records.clone();
        for (address, kept) in &plan.copies {
            let state = State::Kept(kept.clone());
            records.insert(address.clone(), Record { state, span: Span::default() });
        }
        Work {
            opened,
            client,
            update,
            records,
            bar,
            fetched: plan.copies.len(),
            dirty: !plan.copies.is_empty(),
            plan,
            unchanged: 0,
            new_files: 0,
            new_bytes: 0,
            failed: Vec::new(),
            not_asked: Vec::new(),
            silent: Vec::new(),
            answered: false,
            saved: Instant::now(),
            saving_took: Duration::ZERO,
            broken: None,
        }
    }

    /// What came of one address; `false`: the disk does not take it, and so there is no use in going on.
    fn take(&mut self, done: Done) -> bool {
        self.bar.inc(done.addresses.len() as u64);
        let taken = match done.answer {
            Ok(Answer::Same) => {
                self.answered = true;
                self.unchanged += done.addresses.len();
                Ok(())
            }
            Ok(Answer::Picture(got)) => {
                self.answered = true;
                self.keep(&done.addresses, &got)
            }
            Err(fault) => {
                self.answered |=
                    done.heard != Heard::NotAsked && !fault.cause.is_silence() && fault.cause != Cause::RefusedAddress;
                for address in done.addresses {
                    match done.heard {
                        Heard::Answer => self.fail(address, fault.clone()),
                        Heard::Later => self.failed.push((address, fault.clone())),
                        Heard::NotAsked => self.not_asked.push((address, fault.clone())),
                    }
                }
                Ok(())
            }
        };
        match taken.and_then(|()| self.save_now_and_then()) {
            Ok(()) => true,
            Err(error) => {
                self.broken = Some(error.into());
                false
            }
        }
    }

    fn keep(&mut self, addresses: &[Arc<str>], got: &Got) -> Result<(), disk::Error> {
        let hash = vault::hash(&got.bytes);
        let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        for address in addresses {
            let old = match self.records.get(address).map(|r| &r.state) {
                Some(State::Kept(old)) => Some(old),
                _ => None,
            };
            if old.is_some_and(|old| old.hash != hash) && !self.update {
                let detail = "other bytes than the lock names; --update takes them".to_owned();
                self.failed
                    .push((address.clone(), Fault { cause: Cause::Changed, detail, passing: false, after: None }));
                continue;
            }
            let same = old.filter(|old| old.hash == hash);
            let kept = Kept {
                hash: hash.clone(),
                kind: got.look.kind,
                bytes: got.bytes.len() as u64,
                width: got.look.width,
                height: got.look.height,
                // The same bytes once more are no news for those who read the lock.
                fetched: same.map_or_else(|| now.clone(), |old| old.fetched.clone()),
                from: Some(got.from.clone()).filter(|from| **from != **address),
                etag: got.etag.clone(),
                modified: got.modified.clone(),
            };
            if same.is_some() && self.update {
                self.unchanged += 1;
            } else {
                self.fetched += 1;
            }
            if files::store(&self.opened.project, &hash, got.look.kind, &got.bytes)? {
                self.new_files += 1;
                self.new_bytes += kept.bytes;
            }
            self.dirty = true;
            self.records.insert(address.clone(), Record { state: State::Kept(kept), span: Span::default() });
        }
        Ok(())
    }

    fn fail(&mut self, address: Arc<str>, fault: Fault) {
        // A picture that is here stays, whatever upstream says today.
        let is_kept = matches!(self.records.get(&address), Some(Record { state: State::Kept(_), .. }));
        if !is_kept && fault.cause.is_silence() {
            self.silent.push((address, fault));
            return;
        }
        if !is_kept {
            self.note(address.clone(), &fault);
        }
        self.failed.push((address, fault));
    }

    fn note(&mut self, address: Arc<str>, fault: &Fault) {
        let tried = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let settings = self.client.bearing_on(fault.cause);
        let state = State::Failed(Failed { cause: fault.cause, detail: fault.detail.clone(), tried, settings });
        self.records.insert(address, Record { state, span: Span::default() });
        self.dirty = true;
    }

    /// At most a twentieth of the time goes into writing the lock, and at most two seconds of work are lost.
    fn save_now_and_then(&mut self) -> Result<(), disk::Error> {
        if !self.dirty || self.saved.elapsed() < (self.saving_took * 20).max(Duration::from_secs(2)) {
            return Ok(());
        }
        self.save()
    }

    fn save(&mut self) -> Result<(), disk::Error> {
        if self.dirty {
            let begun = Instant::now();
            files::write_lock(&self.opened.project, &self.records)?;
            self.saving_took = begun.elapsed();
            self.dirty = false;
        }
        self.saved = Instant::now();
        Ok(())
    }

    fn finish(mut self) -> Result<Exit, Failure> {
        self.bar.finish_and_clear();
        let silent = std::mem::take(&mut self.silent);
        let nobody = !self.answered && !silent.is_empty();
        for (address, fault) in silent {
            if !nobody {
                self.note(address.clone(), &fault);
            }
            self.failed.push((address, fault));
        }
        let saved = self.save();
        if let Some(broken) = self.broken.take() {
            return Err(broken);
        }
        saved?;
        self.tell(nobody);
        if nobody {
            let help =
                "is there a network, and does it want a --proxy? what got no answer is asked for again next time"
                    .to_owned();
            return Err(Failure::Told(Exit::Unavailable, "no host gave any answer".into(), help));
        }
        Ok(if self.failed.is_empty() && self.not_asked.is_empty() { Exit::Fine } else { Exit::Findings })
    }

    fn tell(&self, nobody: bool) {
        let mut text = format!(
            "fetched {} into {} ({}), {} here before",
            plural(self.fetched, "picture"),
            plural(self.new_files, "new file"),
            size(self.new_bytes),
            grouped(self.plan.here + self.unchanged),
        );
        if self.plan.failed_before > 0 {
            let before = grouped(self.plan.failed_before);
            text.push_str(&format!(", {before} not to be had before (--retry-failed asks again)"));
        }
        text.push('\n');
        let mut by_cause: BTreeMap<Cause, Vec<&(Arc<str>, Fault)>> = BTreeMap::new();
        for failure in &self.failed {
            by_cause.entry(failure.1.cause).or_default().push(failure);
        }
        for (cause, mut failures) in by_cause {
            failures.sort_by(|a, b| a.0.cmp(&b.0));
            text.push_str(&format!("{}: {}\n", cause.words(), plural(failures.len(), "picture")));
            for (address, fault) in failures.iter().take(if nobody { 2 } else { SHOWN }) {
                let article = self.opened.wanted.get(address).and_then(|w| w.articles.first());
                let article = article.map_or_else(String::new, |a| format!(" ({a})"));
                text.push_str(&format!("  {address}{article}: {}\n", fault.detail));
            }
            if failures.len() > SHOWN && !nobody {
                let rest = &failures[SHOWN..];
                let named = if rest.iter().all(|f| self.is_noted(&f.0)) { "; `images.lock` names them" } else { "" };
                text.push_str(&format!("  and {} more{named}\n", grouped(rest.len())));
            }
            if cause == Cause::Tls && failures.iter().any(|f| f.1.detail.contains("authority")) {
                text.push_str(
                    "  where your own network opens encrypted connections, name its authority: --ca-file FILE\n",
                );
            }
        }
        text.push_str(&self.tell_not_asked());
        say_err(&safe(&text));
    }

    /// What was left for the next run, by the host that is to blame.
    fn tell_not_asked(&self) -> String {
        if self.not_asked.is_empty() {
            return String::new();
        }
        let mut hosts: BTreeMap<String, (usize, &Fault)> = BTreeMap::new();
        for (address, fault) in &self.not_asked {
            hosts.entry(crowd::host_of(address)).or_insert((0, fault)).0 += 1;
        }
        let mut text = format!("not asked for: {}; the next run does\n", plural(self.not_asked.len(), "picture"));
        for (host, (count, fault)) in hosts {
            text.push_str(&format!("  {}: {}\n", given_up(&host, fault), plural(count, "picture")));
        }
        text
    }

    /// Whether the lock says why there is no such picture.
    fn is_noted(&self, address: &str) -> bool {
        matches!(self.records.get(address), Some(Record { state: State::Failed(_), .. }))
    }
}

/// Addresses that are shown of each cause.
const SHOWN: usize = 5;

/// Whether a text is as a pattern says: `*` stands for anything, `?` for one character.
fn is_like(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    // Where to go on when a star has to take one more character.
    let (mut p, mut t, mut star) = (0, 0, None);
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p + 1, t));
                p += 1;
            }
            Some(c) if *c == '?' || *c == text[t] => (p, t) = (p + 1, t + 1),
            _ => match star {
                None => return false,
                Some((after, from)) => {
                    star = Some((after, from + 1));
                    (p, t) = (after, from + 1);
                }
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_take_whole_texts() {
        for (pattern, text, like) in [
            ("*", "", true),
            ("*.example/*", "https://a.example/x.png", true),
            ("guides/*", "guides/a/b.md", true),
            ("guides/?.md", "guides/a.md", true),
            ("guides/?.md", "guides/ab.md", false),
            ("guides", "guides/a.md", false),
            ("*a*b*c", "xaxbxbxc", true),
            ("*a*b*c", "xaxbxbx", false),
        ] {
            assert_eq!(is_like(pattern, text), like, "{pattern} {text}");
        }
    }
}
