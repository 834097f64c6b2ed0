//! Asks for many pictures at once and stays a good guest: few at a time on one host, a pause between two, longer
//! waits when a server asks for them, and an end when a host does not speak.
//!
//! The clock and the threads are here; what is done with a picture is the caller's, on the caller's thread.

#![expect(clippy::disallowed_methods, reason = "layer 7: politeness needs a clock")]

use std::collections::{BTreeMap, VecDeque};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::fetch::client::{Answer, Fault};
use crate::vault::{Kept, address};

/// One picture to ask for, and the addresses that it is the picture of.
#[derive(Clone, Debug)]
pub struct Job {
    /// The address that is asked.
    pub ask: String,
    /// In the form of the lock. Those other than `ask` are asked themselves when `ask` has nothing: a thumbnail whose
    /// full size is gone.
    pub addresses: Vec<Arc<str>>,
    /// What the project had of it: the server is asked for something newer.
    pub known: Option<Kept>,
}

/// What came of a job.
#[derive(Debug)]
pub struct Done {
    pub addresses: Vec<Arc<str>>,
    pub answer: Result<Answer, Fault>,
    pub heard: Heard,
}

/// Whether a fault says anything of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It was asked for, and that is what came.
    Answer,
    /// It was asked for; the host wants to be left alone for longer than a run waits. The next run asks again.
    Later,
    /// Its host had been given up before its turn came: the fault is that of the host. The next run asks.
    NotAsked,
}

/// How guests behave.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// Requests at once, to all hosts together.
    pub at_once: usize,
    /// Requests at once to one host.
    pub per_host: usize,
    /// Between the beginnings of two requests to one host.
    pub pause: Duration,
    /// How often one address is asked in all.
    pub tries: u32,
    /// Before the second try; doubled before each further one, and up to as much again is added by chance.
    pub back_off: Duration,
    /// A server that wants to be left alone for longer is asked no more in this run.
    pub longest_wait: Duration,
}

impl Default for Manners {
    fn default() -> Manners {
        Manners {
            at_once: 16,
            per_host: 4,
            pause: Duration::from_millis(100),
            tries: 3,
            back_off: Duration::from_secs(1),
            longest_wait: Duration::from_secs(60),
        }
    }
}

/// A host with this many addresses in a row that nobody answered for, and none that somebody did, is given up.
const SILENT_ENOUGH: u32 = 3;

struct Waiting {
    job: Job,
    tried: u32,
    not_before: Instant,
}

#[derive(Default)]
struct HostState {
    waiting: VecDeque<Waiting>,
    running: usize,
    not_before: Option<Instant>,
    silent: u32,
    /// Why it is asked no more.
    closed: Option<Fault>,
}

struct State {
    hosts: BTreeMap<String, HostState>,
    running: usize,
    stopped: bool,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks for all of them. `done` is called on this thread, once for each address; `false` ends the run.
pub fn ask(
    jobs: Vec<Job>,
    manners: Manners,
    get: &(dyn Fn(&Job) -> Result<Answer, Fault> + Sync),
    done: &mut dyn FnMut(Done) -> bool,
) {
    let now = Instant::now();
    let mut state = State { hosts: BTreeMap::new(), running: 0, stopped: false };
    for job in jobs {
        let host = state.hosts.entry(host_of(&job.ask)).or_default();
        host.waiting.push_back(Waiting { job, tried: 0, not_before: now });
    }
    let shared = Shared { state: Mutex::new(state), changed: Condvar::new() };
    // A few pictures may wait to be written; more would only fill the memory.
    let (send, receive) = sync_channel(manners.at_once.max(1));
    std::thread::scope(|scope| {
        for _ in 0..manners.at_once.max(1) {
            let (send, shared) = (send.clone(), &shared);
            scope.spawn(move || {
                while let Some((host, waiting)) = take(shared, manners) {
                    // What was given up with the host was not asked for.
                    let closed = shared.lock().hosts.get(&host).and_then(|h| h.closed.clone());
                    let asked = closed.is_none();
                    let answer = closed.map_or_else(|| get(&waiting.job), Err);
                    if let Some(done) = settle(shared, manners, &host, waiting, answer, asked)
                        && send.send(done).is_err()
                    {
                        return;
                    }
                }
            });
        }
        drop(send);
        while let Ok(one) = receive.recv() {
            if !done(one) {
                shared.lock().stopped = true;
                shared.changed.notify_all();
                // What is on its way ends, and finds nobody.
                break;
            }
        }
        drop(receive);
    });
}

/// The host that an address is on, with its port where that is not the usual one: another port is another server.
/// `""`: none can be told.
pub fn host_of(address: &str) -> String {
    let Some(url) = address::parse(address) else { return String::new() };
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The next job that may be asked for now; waits for one. `None`: there are no more.
fn take(shared: &Shared, manners: Manners) -> Option<(String, Waiting)> {
    let mut state = shared.lock();
    loop {
        if state.stopped {
            return None;
        }
        let now = Instant::now();
        let mut soonest: Option<Instant> = None;
        let mut left = false;
        let mut found = None;
        for (name, host) in &mut state.hosts {
            let Some(first) = host.waiting.front() else { continue };
            left = true;
            if host.closed.is_none() {
                if host.running >= manners.per_host.max(1) {
                    continue;
                }
                let ready = host.not_before.map_or(first.not_before, |n| n.max(first.not_before));
                if ready > now {
                    soonest = Some(soonest.map_or(ready, |s| s.min(ready)));
                    continue;
                }
            }
            if let Some(waiting) = host.waiting.pop_front() {
                host.running += 1;
                host.not_before = Some(now + manners.pause);
                found = Some((name.clone(), waiting));
                break;
            }
        }
        if let Some(found) = found {
            state.running += 1;
            return Some(found);
        }
        if !left && state.running == 0 {
            shared.changed.notify_all();
            return None;
        }
        let wait = soonest.map_or(Duration::from_millis(200), |s| s.saturating_duration_since(now));
        let wait = wait.clamp(Duration::from_millis(1), Duration::from_millis(200));
        state = shared.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
    }
}

/// Takes note of an answer: tries again later, falls back to the addresses themselves, or is done.
fn settle(
    shared: &Shared,
    manners: Manners,
    host: &str,
    mut waiting: Waiting,
    answer: Result<Answer, Fault>,
    asked: bool,
) -> Option<Done> {
    let mut state = shared.lock();
    state.running -= 1;
    let now = Instant::now();
    let host = state.hosts.entry(host.to_owned()).or_default();
    host.running -= 1;
    let was_closed = host.closed.is_some();
    let put_off = matches!(&answer, Err(fault) if fault.after.is_some_and(|after| after > manners.longest_wait));
    let heard = match (asked, put_off) {
        (false, _) => Heard::NotAsked,
        (true, true) => Heard::Later,
        (true, false) => Heard::Answer,
    };
    let outcome = match answer {
        Ok(answer) => {
            host.silent = 0;
            Some(Ok(answer))
        }
        Err(fault) => {
            waiting.tried += 1;
            let spoken = !fault.cause.is_silence();
            if spoken {
                host.silent = 0;
            }
            if put_off {
                host.closed.get_or_insert_with(|| fault.clone());
            }
            if fault.passing && !put_off && !was_closed && waiting.tried < manners.tries {
                let back_off = manners.back_off * 2u32.saturating_pow(waiting.tried - 1);
                let wait = fault.after.unwrap_or_default().max(back_off) + by_chance(back_off);
                waiting.not_before = now + wait;
                if fault.after.is_some() {
                    host.not_before = Some(now + wait);
                }
                // Behind the others, which need not wait for it; in front when it is the host that waits.
                host.waiting.push_back(waiting);
                shared.changed.notify_all();
                return None;
            }
            if !spoken && !was_closed {
                host.silent += 1;
                if host.silent >= SILENT_ENOUGH {
                    host.closed = Some(Fault { passing: false, ..fault.clone() });
                }
            }
            Some(Err(fault))
        }
    };
    let done = match outcome? {
        Ok(answer) => Some(Done { addresses: waiting.job.addresses, answer: Ok(answer), heard }),
        Err(fault) => {
            let Job { ask, addresses, .. } = waiting.job;
            let (own, others): (Vec<_>, Vec<_>) = addresses.into_iter().partition(|a| **a == *ask);
            for address in others {
                let job = Job { ask: address.to_string(), addresses: vec![address], known: None };
                let host = state.hosts.entry(host_of(&job.ask)).or_default();
                host.waiting.push_back(Waiting { job, tried: 0, not_before: now });
            }
            (!own.is_empty()).then_some(Done { addresses: own, answer: Err(fault), heard })
        }
    };
    shared.changed.notify_all();
    done
}

/// Between nothing and `most`, so that many guests do not come back in step.
fn by_chance(most: Duration) -> Duration {
    let chance = RandomState::new().build_hasher().finish() % 1000;
    most.mul_f64(chance as f64 / 1000.0)
}
