//! The loop: what comes is taken in order, and what is to be told is told when nothing more comes for a moment.
//!
//! An editor sends a change for every key. Questions are answered at once; diagnostics are worked out for the last
//! text only, when the keys rest or after a while.

#![expect(clippy::disallowed_methods, reason = "layer 7: reads the clock for its waits and for the day of today")]

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Severity};
use crate::disk::{self, Overrides};
use crate::lsp::desk::{self, Desk, Whole};
use crate::lsp::document::Document;
use crate::lsp::position::Encoding;
use crate::lsp::rpc::{self, Incoming, Refusal};
use crate::lsp::wire::{self, Frame};
use crate::lsp::{diagnostics, uri};

/// So long no key is pressed before diagnostics are worked out, and so long they are put off at most.
const QUIET: Duration = Duration::from_millis(30);
const PATIENCE: Duration = Duration::from_millis(250);
/// So long after a change that concerns other articles the site is made anew.
const REST: Duration = Duration::from_millis(700);
/// Messages that wait; then the editor waits.
const WAITING: usize = 64;

/// What the command line says.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The project of all documents; `None`: each belongs to the nearest one above it.
    pub project: Option<Overrides>,
    pub drafts: bool,
}

enum Event {
    Frame(Frame),
    /// Nobody writes any more.
    End,
    Made(Option<PathBuf>, Result<Box<Whole>, String>),
}

/// What the editor can do.
#[derive(Default)]
pub(super) struct Able {
    pub versioned: bool,
    pub related: bool,
    pub tree: bool,
    watches: bool,
}

#[derive(PartialEq)]
enum Phase {
    /// Not greeted yet.
    New,
    Ready,
    /// Asked to end.
    Ending,
}

pub(super) struct Server<W> {
    out: W,
    sender: SyncSender<Event>,
    options: Options,
    phase: Phase,
    pub encoding: Encoding,
    pub able: Able,
    roots: Vec<PathBuf>,
    release: Option<String>,
    pub documents: BTreeMap<String, Document>,
    pub desks: BTreeMap<Option<PathBuf>, Desk>,
    /// The first and the last change that no diagnostics were told for.
    changed: Option<(Instant, Instant)>,
}

/// Serves until the editor says to end or goes away. `true`: it ended as the protocol wants it.
pub fn run(input: impl Read + Send + 'static, out: impl Write, options: Options) -> io::Result<bool> {
    let (sender, receiver) = sync_channel(WAITING);
    let mut server = Server {
        out,
        sender: sender.clone(),
        options,
        phase: Phase::New,
        encoding: Encoding::default(),
        able: Able::default(),
        roots: Vec::new(),
        release: None,
        documents: BTreeMap::new(),
        desks: BTreeMap::new(),
        changed: None,
    };
    std::thread::spawn(move || {
        let mut reader = wire::Reader::new(input);
        while let Ok(Some(frame)) = reader.next() {
            if sender.send(Event::Frame(frame)).is_err() {
                return;
            }
        }
        let _ = sender.send(Event::End);
    });
    loop {
        let event = match server.wait() {
            Some(wait) => receiver.recv_timeout(wait),
            None => receiver.recv().map_err(RecvTimeoutError::from),
        };
        match event {
            Ok(Event::Frame(frame)) => {
                if let Some(clean) = server.take(frame)? {
                    return Ok(clean);
                }
            }
            Ok(Event::Made(home, made)) => server.made(&home, made)?,
            Ok(Event::End) | Err(RecvTimeoutError::Disconnected) => return Ok(server.phase == Phase::Ending),
            Err(RecvTimeoutError::Timeout) => {}
        }
        server.work()?;
    }
}

impl<W: Write> Server<W> {
    /// How long nothing is to be done; `None`: until something comes.
    fn wait(&self) -> Option<Duration> {
        let told = self.changed.map(|(first, last)| (last + QUIET).min(first + PATIENCE));
        let sites = self.desks.values().filter(|d| !d.busy).filter_map(|d| d.due);
        sites.chain(told).min().map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Does what is due.
    fn work(&mut self) -> io::Result<()> {
        let now = Instant::now();
        if self.changed.is_some_and(|(first, last)| now >= (last + QUIET).min(first + PATIENCE)) {
            self.changed = None;
            self.tell()?;
        }
        let due: Vec<Option<PathBuf>> = self
            .desks
            .iter()
            .filter(|(_, d)| !d.busy && d.due.is_some_and(|due| now >= due))
            .map(|(home, _)| home.clone())
            .collect();
        due.into_iter().for_each(|home| self.make(home));
        Ok(())
    }

    /// Has the site of a project made in the background.
    fn make(&mut self, home: Option<PathBuf>) {
        let Some(desk) = self.desks.get_mut(&home) else { return };
        desk.due = None;
        if desk.project.is_none() {
            return;
        }
        desk.busy = true;
        let (overrides, memo, sender) = (desk.overrides.clone(), desk.memo.clone(), self.sender.clone());
        let of_home = self.documents.values().filter(|d| d.home == home && d.below.is_some());
        let open = of_home.map(|d| d.source.clone()).collect();
        std::thread::spawn(move || {
            let made = catch_unwind(AssertUnwindSafe(|| desk::make(&overrides, open, &memo)));
            let made = made.unwrap_or_else(|_| Err("guidepost has a fault of its own; see its error output".into()));
            let _ = sender.send(Event::Made(home, made.map(Box::new)));
        });
    }

    fn made(&mut self, home: &Option<PathBuf>, made: Result<Box<Whole>, String>) -> io::Result<()> {
        let Some(desk) = self.desks.get_mut(home) else { return Ok(()) };
        desk.busy = false;
        let forget = match made {
            Ok(whole) => desk.take(*whole),
            Err(why) => return self.log(&why),
        };
        let content = desk.project.as_ref().map(|p| p.content.clone());
        for document in self.documents.values_mut().filter(|d| d.home == *home) {
            if forget {
                document.below = content.as_deref().and_then(|c| below(c, &document.uri));
                document.forget();
            }
            document.stale = true;
        }
        let now = Instant::now();
        self.changed = Some((now, now));
        Ok(())
    }

    /// Tells the diagnostics of every document that changed.
    fn tell(&mut self) -> io::Result<()> {
        let stale: Vec<String> = self.documents.values().filter(|d| d.stale).map(|d| d.uri.clone()).collect();
        let today = jiff::Zoned::now().date();
        for uri in stale {
            let Some(document) = self.documents.get_mut(&uri) else { continue };
            let Some(desk) = self.desks.get_mut(&document.home) else { continue };
            document.stale = false;
            let said = catch_unwind(AssertUnwindSafe(|| match document.is_too_long() {
                Some(finding) => desk::Said { findings: vec![finding], others: false },
                None => desk.check(document, today),
            }));
            let Ok(said) = said else { continue };
            if said.others || !desk.is_whole() && !desk.busy && desk.due.is_none() && document.below.is_some() {
                let rest = if desk.is_whole() { REST } else { Duration::ZERO };
                desk.due = Some(Instant::now() + rest);
            }
            let project = desk.project.as_ref();
            let list = diagnostics::of(document, project, &said.findings, self.able.related, self.encoding);
            let params = json!({ "uri": uri, "version": document.version, "diagnostics": list });
            self.send(&rpc::notice("textDocument/publishDiagnostics", &params))?;
        }
        Ok(())
    }

    pub(super) fn send(&mut self, message: &Value) -> io::Result<()> {
        wire::write(&mut self.out, message)
    }

    fn log(&mut self, text: &str) -> io::Result<()> {
        let params = json!({ "type": 2, "message": format!("guidepost: {text}") });
        self.send(&rpc::notice("window/logMessage", &params))
    }

    /// Takes a message. `Some`: the end, and whether it is the one the protocol wants.
    fn take(&mut self, frame: Frame) -> io::Result<Option<bool>> {
        let json = match frame {
            Frame::Json(json) => json,
            Frame::Garbled(why) => {
                let refusal = Refusal(rpc::PARSE_ERROR, why);
                self.send(&rpc::answer(&Value::Null, Err(refusal)))?;
                return Ok(None);
            }
        };
        match Incoming::of(json) {
            Incoming::Request { id, method, params } => {
                let result = catch_unwind(AssertUnwindSafe(|| self.request(&method, &params)));
                let fault = || Err(Refusal(rpc::INTERNAL_ERROR, "guidepost has a fault of its own".into()));
                self.send(&rpc::answer(&id, result.unwrap_or_else(|_| fault())))?;
            }
            Incoming::Notice { method, .. } if method == "exit" => return Ok(Some(self.phase == Phase::Ending)),
            Incoming::Notice { method, params } if self.phase == Phase::Ready => {
                match catch_unwind(AssertUnwindSafe(|| self.notice(&method, &params))) {
                    Ok(done) => done?,
                    Err(_) => self.log("a fault of its own; see its error output")?,
                }
            }
            Incoming::Notice { .. } | Incoming::Answer => {}
            Incoming::Invalid { id } => {
                let refusal = Refusal(rpc::INVALID_REQUEST, "this is no message of the protocol".into());
                self.send(&rpc::answer(&id, Err(refusal)))?;
            }
        }
        Ok(None)
    }

    fn request(&mut self, method: &str, params: &Value) -> Result<Value, Refusal> {
        match (&self.phase, method) {
            (Phase::New, "initialize") => Ok(self.greet(params)),
            (Phase::New, _) => Err(Refusal(rpc::NOT_INITIALIZED, "`initialize` comes first".into())),
            (_, "initialize") => Err(Refusal(rpc::INVALID_REQUEST, "`initialize` comes once".into())),
            (_, "shutdown") => {
                self.phase = Phase::Ending;
                Ok(Value::Null)
            }
            (Phase::Ending, _) => Err(Refusal(rpc::INVALID_REQUEST, "after `shutdown` comes `exit`".into())),
            (Phase::Ready, _) => self.answer(method, params),
        }
    }

    /// Takes what the editor says of itself, and says what we can do.
    fn greet(&mut self, params: &Value) -> Value {
        self.phase = Phase::Ready;
        let can = &params["capabilities"];
        self.encoding = Encoding::negotiate(&can["general"]["positionEncodings"]);
        let is = |value: &Value| value.as_bool() == Some(true);
        self.able = Able {
            versioned: is(&can["workspace"]["workspaceEdit"]["documentChanges"]),
            related: is(&can["textDocument"]["publishDiagnostics"]["relatedInformation"]),
            tree: is(&can["textDocument"]["documentSymbol"]["hierarchicalDocumentSymbolSupport"]),
            watches: is(&can["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"]),
        };
        self.release = params["initializationOptions"]["release"].as_str().map(str::to_owned);
        let folders = params["workspaceFolders"].as_array().into_iter().flatten().map(|folder| &folder["uri"]);
        let uris = folders.chain([&params["rootUri"]]).filter_map(Value::as_str);
        self.roots = uris.filter_map(uri::path).chain(std::env::current_dir()).collect();
        json!({
            "serverInfo": { "name": "guidepost", "version": env!("CARGO_PKG_VERSION") },
            "capabilities": {
                "positionEncoding": self.encoding.name(),
                "textDocumentSync": { "openClose": true, "change": 1, "save": { "includeText": false } },
                "hoverProvider": true,
                "codeActionProvider": { "codeActionKinds": super::actions::KINDS },
                "documentSymbolProvider": true,
            },
        })
    }

    fn notice(&mut self, method: &str, params: &Value) -> io::Result<()> {
        let now = Instant::now();
        let document = &params["textDocument"];
        let uri = document["uri"].as_str().unwrap_or_default();
        match method {
            "initialized" if self.able.watches => {
                let watched = json!({ "watchers": [{ "globPattern": "**/*.{md,markdown,yaml,yml,lock,png,jpg,jpeg,gif,webp,svg}" }] });
                let one =
                    json!({ "id": "files", "method": "workspace/didChangeWatchedFiles", "registerOptions": watched });
                let params = json!({ "registrations": [one] });
                let id = "guidepost-files";
                self.send(
                    &json!({ "jsonrpc": "2.0", "id": id, "method": "client/registerCapability", "params": params }),
                )?;
            }
            "textDocument/didOpen" => {
                let Some(text) = document["text"].as_str() else { return Ok(()) };
                self.open(uri, document["version"].clone(), text);
                self.touch(now);
            }
            "textDocument/didChange" => {
                // Whole texts are asked for, so that none is wrong for want of an earlier one.
                let changes = params["contentChanges"].as_array().into_iter().flatten();
                let last = changes.filter(|c| c["range"].is_null()).filter_map(|c| c["text"].as_str()).next_back();
                let (Some(open), Some(text)) = (self.documents.get_mut(uri), last) else { return Ok(()) };
                open.change(document["version"].clone(), text);
                self.touch(now);
            }
            "textDocument/didClose" => {
                let Some(closed) = self.documents.remove(uri) else { return Ok(()) };
                self.renew(Some(&closed.home), now);
                let params = json!({ "uri": uri, "diagnostics": [] });
                self.send(&rpc::notice("textDocument/publishDiagnostics", &params))?;
            }
            "textDocument/didSave" => {
                let home = self.documents.get(uri).map(|d| d.home.clone());
                self.renew(home.as_ref(), now);
            }
            "workspace/didChangeWatchedFiles" => self.renew(None, now),
            _ => {}
        }
        Ok(())
    }

    /// Diagnostics are to be told.
    fn touch(&mut self, now: Instant) {
        self.changed = Some((self.changed.map_or(now, |(first, _)| first), now));
    }

    /// The site of a project is to be made anew; `None`: those of all.
    fn renew(&mut self, home: Option<&Option<PathBuf>>, now: Instant) {
        let desks = self.desks.iter_mut().filter(|(h, _)| home.is_none_or(|home| home == *h));
        desks.for_each(|(_, desk)| desk.due = Some(now + REST));
    }

    /// The folder of the project that a document belongs to: the nearest with settings that has it among its articles,
    /// or the folder that the editor is open in; else the nearest of them.
    fn home(&self, uri: &str) -> Option<PathBuf> {
        let path = uri::path(uri);
        let settled = path.as_deref().map(disk::homes_of).unwrap_or_default();
        let homes: Vec<(PathBuf, PathBuf)> =
            settled.iter().chain(&self.roots).filter_map(|home| Some((home.clone(), content(home)?))).collect();
        let holds = |(_, content): &&(PathBuf, PathBuf)| below(content, uri).is_some();
        homes.iter().find(holds).or(homes.first()).map(|(home, _)| home.clone())
    }

    fn open(&mut self, uri: &str, version: Value, text: &str) {
        let drafts = self.options.drafts;
        let overrides = self.options.project.clone().or_else(|| {
            let project = self.home(uri)?;
            Some(Overrides { project: Some(project), drafts, ..Overrides::default() })
        });
        let home = overrides.as_ref().map(|o| o.project.clone().unwrap_or_default());
        let release = self.release.clone();
        let desk = self.desks.entry(home.clone()).or_insert_with(|| Desk::open(overrides, release));
        let below = desk.project.as_ref().and_then(|p| below(&p.content, uri));
        self.documents.insert(uri.to_owned(), Document::new(uri.to_owned(), version, text, home, below));
    }
}

/// The content folder of the project in a folder, if there is one.
fn content(folder: &Path) -> Option<PathBuf> {
    let overrides = Overrides { project: Some(folder.to_path_buf()), ..Overrides::default() };
    let (project, _) = disk::Project::open(&overrides).ok()?;
    project.require_content().is_ok().then_some(project.content)
}

/// Path of a document below the content folder, if it is an article there.
fn below(content: &Path, document: &str) -> Option<String> {
    disk::below(content, &uri::path(document)?).filter(|path| disk::is_article(path))
}

impl Document {
    /// What there is to say of a text that no build reads.
    fn is_too_long(&self) -> Option<Diagnostic> {
        let length = self.source.text.len() as u64;
        let message = format!("has {} MiB; the limit is {}", length >> 20, disk::LONGEST_TEXT >> 20);
        (length > disk::LONGEST_TEXT).then(|| {
            Diagnostic::new("file-too-large", Severity::Error, self.source.path.clone(), None, message)
                .help("split it, or move it out of the folder")
        })
    }
}
