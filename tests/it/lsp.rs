//! The language server as an editor talks to it: the real program over pipes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::project::{GUIDE, Project, stdout};

struct Editor {
    child: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    /// Messages that came while others were waited for.
    kept: Vec<Value>,
    asked: i64,
}

impl Editor {
    /// Starts the program in a folder and greets it.
    fn start(project: &Project, capabilities: &Value) -> Editor {
        let mut editor = Editor::start_silent(project);
        let root = url::Url::from_file_path(project.path(".").canonicalize().unwrap()).unwrap();
        let greeting = json!({ "processId": null, "rootUri": root.as_str(), "capabilities": capabilities });
        let answer = editor.ask("initialize", &greeting);
        assert_eq!(answer["result"]["serverInfo"]["name"], "guidepost", "{answer}");
        editor.tell("initialized", &json!({}));
        editor
    }

    fn start_silent(project: &Project) -> Editor {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("guidepost"))
            .arg("lsp")
            .current_dir(project.path("."))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let mut out = BufReader::new(child.stdout.take().expect("its words"));
        let (sender, from) = channel();
        std::thread::spawn(move || {
            loop {
                let (mut line, mut length) = (String::new(), 0);
                while out.read_line(&mut line).is_ok_and(|n| n > 2) {
                    length = line.trim().strip_prefix("Content-Length: ").expect("a head").parse().expect("a length");
                    line.clear();
                }
                let mut body = vec![0; length];
                if length == 0 || out.read_exact(&mut body).is_err() {
                    return;
                }
                let _ = sender.send(serde_json::from_slice(&body).expect("JSON"));
            }
        });
        let to = child.stdin.take();
        Editor { child, to, from, kept: Vec::new(), asked: 0 }
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.to.as_mut().expect("a pipe").write_all(bytes).expect("the server reads");
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.until(|m| m["id"] == id && m["method"].is_null())
    }

    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at);
        }
        let begun = Instant::now();
        loop {
            let left = Duration::from_secs(60).saturating_sub(begun.elapsed());
            let message = self.from.recv_timeout(left).unwrap_or_else(|e| panic!("{e}; came: {:?}", self.kept));
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    fn change(&mut self, uri: &str, version: i64, text: &str) {
        let document = json!({ "uri": uri, "version": version });
        self.tell("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
    }

    /// The diagnostics of a version of a document, once they hold what is wanted.
    fn diagnostics(&mut self, uri: &str, version: i64, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let told = self.until(|m| {
            let list = m["params"]["diagnostics"].as_array();
            m["params"]["uri"] == uri && m["params"]["version"] == version && list.is_some_and(|l| wanted(l))
        });
        told["params"]["diagnostics"].as_array().unwrap().clone()
    }

    fn hover(&mut self, uri: &str, position: &Value) -> Value {
        self.ask("textDocument/hover", &json!({ "textDocument": { "uri": uri }, "position": position }))["result"]
            .take()
    }

    fn actions(&mut self, uri: &str, range: &Value, context: &Value) -> Vec<Value> {
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        self.ask("textDocument/codeAction", &params)["result"].as_array().expect("actions").clone()
    }

    /// Ends as the protocol wants it, and gives the exit code.
    fn end(&mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", &Value::Null)["result"], Value::Null);
        self.tell("exit", &Value::Null);
        self.child.wait().expect("an end").code()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn uri(project: &Project, below: &str) -> String {
    let root = project.path(".").canonicalize().unwrap();
    url::Url::from_file_path(root.join(below)).unwrap().to_string()
}

/// Where a word stands, in UTF-16 units.
fn position(text: &str, word: &str) -> Value {
    let at = text.find(word).unwrap_or_else(|| panic!("{word} in {text}"));
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    json!({ "line": line, "character": text[start..at].encode_utf16().count() })
}

fn range(text: &str, word: &str) -> Value {
    let start = position(text, word);
    let end = json!({ "line": start["line"], "character": start["character"].as_u64().unwrap() + word.encode_utf16().count() as u64 });
    json!({ "start": start, "end": end })
}

/// A text with the edits of an action, as an editor writes them.
fn applied(text: &str, action: &Value) -> String {
    let edits = action["edit"]["changes"].as_object().map(|c| c.values().next().unwrap().clone());
    let edits = edits.unwrap_or_else(|| action["edit"]["documentChanges"][0]["edits"].clone());
    let byte = |p: &Value| {
        let mut rest = text;
        for _ in 0..p["line"].as_u64().unwrap() {
            rest = &rest[rest.find('\n').unwrap() + 1..];
        }
        let mut units = 0;
        let wanted = p["character"].as_u64().unwrap() as usize;
        let within = rest.char_indices().find(|(_, c)| {
            let here = units >= wanted;
            units += c.len_utf16();
            here
        });
        text.len() - rest.len() + within.map_or(rest.len(), |(i, _)| i)
    };
    let mut all: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|e| (byte(&e["range"]["start"]), byte(&e["range"]["end"]), e["newText"].as_str().unwrap()))
        .collect();
    all.sort();
    let mut out = text.to_owned();
    all.iter().rev().for_each(|(start, end, new)| out.replace_range(*start..*end, new));
    out
}

fn rules(list: &[Value]) -> Vec<&str> {
    list.iter().filter_map(|d| d["code"].as_str()).collect()
}

#[test]
fn what_check_says_is_said_of_the_text_in_the_editor() {
    let project = Project::new();
    let text = GUIDE.replace("Jobs that", "🧭🧭 See [the other](nowhere.md). Jobs that").replace('\n', "\r\n");
    for (saved, written) in [("saved", true), ("unsaved", false)] {
        let file = "content/guides/spooler.md";
        project.write(file, if written { &text } else { GUIDE });
        let mut editor = Editor::start(&project, &json!({}));
        let uri = uri(&project, file);
        editor.open(&uri, &text);
        let list = editor.diagnostics(&uri, 1, |l| rules(l).contains(&"broken-link"));
        let found = list.iter().find(|d| d["code"] == "broken-link").unwrap();
        assert_eq!(found["range"], range(&text, "[the other](nowhere.md)"), "{saved}");
        assert_eq!((&found["severity"], &found["source"]), (&json!(1), &json!("guidepost")));
        // The same as the command says of the saved file.
        project.write(file, &text);
        let checked = stdout(&project.run(&["check", "--format", "json"]));
        let checked: Vec<Value> = checked.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(rules(&list).len(), checked.len(), "{list:?} {checked:?}");
        for (told, line) in list.iter().zip(&checked) {
            assert_eq!(told["code"], line["rule"]);
            let message = format!("{}\nhelp: {}", line["message"].as_str().unwrap(), line["help"].as_str().unwrap());
            assert_eq!(told["message"], message.as_str());
        }
        // And put right while it is not saved.
        editor.change(&uri, 2, GUIDE);
        assert!(editor.diagnostics(&uri, 2, |_| true).iter().all(|d| d["code"] != "broken-link"));
        assert_eq!(editor.end(), Some(0));
    }
}

#[test]
fn a_name_says_which_place_it_means() {
    let project = Project::new();
    let text =
        GUIDE.replace("1. Press **Windows** + **R**.", "1. 🙂 Open **Settings** > **Apps** > **Apps & features**.");
    let uri = uri(&project, "content/guides/new.md");
    for encodings in [json!(["utf-16"]), json!(["utf-8", "utf-16"])] {
        let mut editor = Editor::start(&project, &json!({ "general": { "positionEncodings": encodings } }));
        editor.open(&uri, &text);
        // Inside the name, counted as was agreed.
        let line = text.lines().position(|l| l.contains("Apps & features")).unwrap();
        let before = text.lines().nth(line).unwrap().split("Apps & features").next().unwrap();
        let column = if encodings[0] == "utf-8" { before.len() } else { before.encode_utf16().count() };
        let shown = editor.hover(&uri, &json!({ "line": line, "character": column + 3 }));
        let told = shown["contents"]["value"].as_str().expect("an answer");
        for part in [
            "**Installed apps**",
            "certain",
            "Windows 10, Windows 11 21H2: Settings > Apps > Apps & features",
            "24H2",
            "`ms-settings:appsfeatures`",
            "Called before: Apps & features",
            "is called “Installed apps”",
        ] {
            assert!(told.contains(part), "{part} in {told}");
        }
        assert_eq!(shown["range"]["start"], json!({ "line": line, "character": column }));
        assert_eq!(shown["range"]["end"]["character"], column + "Apps & features".len());
        assert_eq!(editor.hover(&uri, &json!({ "line": 0, "character": 1 })), Value::Null, "no name");
        assert_eq!(editor.hover("file:///nowhere.md", &json!({ "line": 0, "character": 1 })), Value::Null, "not open");
    }
}

#[test]
fn a_chord_and_a_name_in_a_heading_say_what_is_otherwise_now() {
    let project = Project::new();
    let text = "---\ntitle: Look at Apps & features\nverified: {release: windows-10-22h2, on: 2026-01-01}\n---\n\n\
        1. Press **Win+A**.\n2. Open **Settings** > **Apps** > **Apps & features**.\n";
    let uri = uri(&project, "content/guides/new.md");
    let mut editor = Editor::start(&project, &json!({}));
    editor.open(&uri, text);
    for (line, character, says) in [(5, 12, "Quick settings"), (1, 20, "is called Installed apps")] {
        let shown = editor.hover(&uri, &json!({ "line": line, "character": character }));
        let told = shown["contents"]["value"].as_str().unwrap_or_else(|| panic!("nothing at {line}"));
        assert!(told.contains("**Windows 11 24H2**") && told.contains(says), "{told}");
    }
    // A guide is read as its own release, with places that only that one has.
    let text = "---\ntitle: Go\nverified: {release: windows-11-22h2, on: 2026-01-01}\n---\n\n\
        1. Open **Settings > Privacy & security > For developers**.\n";
    editor.change(&uri, 2, text);
    let shown = editor.hover(&uri, &json!({ "line": 5, "character": 45 }));
    let told = shown["contents"]["value"].as_str().expect("For developers");
    assert!(told.contains("Windows 11 21H2, 22H2: Settings > Privacy & security > For developers"), "{told}");
}

#[test]
fn the_editor_writes_what_refresh_and_fix_write() {
    let project = Project::new();
    let steps =
        "1. Open **Settings** > **Apps** > **Apps & features**.\n\n   ![](shot.png)\n\n2. Select **Uninstall**.\n";
    let text = format!("{}{steps}", GUIDE.split("1. Press").next().unwrap()).replace('\n', "\r\n");
    let file = "content/guides/spooler.md";
    project.write(file, &text);
    project.write("content/guides/shot.png", b"no picture");
    let mut editor = Editor::start(&project, &json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } }));
    let uri = uri(&project, file);
    editor.open(&uri, &text);
    // Once the whole site is known, its pictures are.
    let list = editor.diagnostics(&uri, 1, |l| rules(l).contains(&"missing-alt"));
    let actions = editor.actions(&uri, &range(&text, "Apps & features"), &json!({ "diagnostics": [] }));
    let rename = actions.iter().find(|a| a["title"] == "Rename to Installed apps (Windows 11 24H2)");
    let rename = rename.unwrap_or_else(|| panic!("{actions:?}"));
    assert_eq!(rename["edit"]["documentChanges"][0]["textDocument"], json!({ "uri": uri, "version": 1 }));
    let all = editor.actions(&uri, &range(&text, "title"), &json!({ "only": ["source.guidepost"] }));
    assert_eq!(all.len(), 1, "{all:?}");
    let bare: Vec<&Value> = list.iter().filter(|d| d["code"] == "missing-alt").collect();
    let fixes = editor.actions(&uri, &range(&text, "![]"), &json!({ "diagnostics": bare, "only": ["quickfix"] }));
    let fix = fixes.iter().find(|a| a["title"].as_str().unwrap().starts_with("Describe the picture")).expect("a fix");
    assert_eq!(fix["diagnostics"].as_array().map(Vec::len), Some(1));
    let (renamed, described) = (applied(&text, rename), applied(&text, fix));
    assert_eq!(applied(&text, &all[0]), renamed);
    project.run(&["refresh", "--from", "10", "--to", "24h2", "--apply"]);
    assert_eq!(project.read(file), renamed);
    project.write(file, &text);
    project.run(&["check", "--fix"]);
    assert_eq!(project.read(file), described);
    // Where nothing is to be done nothing is offered.
    assert_eq!(editor.actions(&uri, &range(&text, "Uninstall"), &json!({ "only": ["quickfix"] })), [json!(null); 0]);
}

#[test]
fn the_outline_has_tasks_and_steps() {
    let project = Project::new();
    let uri = uri(&project, "content/guides/spooler.md");
    let text = format!("{GUIDE}   1. Wait.\n\n## See also\n\nMore.\n");
    let nested = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let ask = json!({ "textDocument": { "uri": uri } });
    let mut editor = Editor::start(&project, &nested);
    editor.open(&uri, &text);
    let all = editor.ask("textDocument/documentSymbol", &ask)["result"].take();
    assert_eq!(all[0]["name"], "Restart the service");
    assert_eq!(all[0]["detail"], "3 steps");
    assert_eq!(all[0]["children"][1]["name"], "2. Type services.msc and press Enter.");
    assert_eq!(all[0]["children"][2]["children"][0]["name"], "a. Wait.");
    assert_eq!(all[0]["selectionRange"]["start"], position(&text, "## Restart"));
    assert_eq!(all[1]["name"], "See also");
    let mut plain = Editor::start(&project, &json!({}));
    plain.open(&uri, &text);
    let list = plain.ask("textDocument/documentSymbol", &ask)["result"].take();
    assert_eq!(list.as_array().unwrap().len(), 6, "{list}");
    assert_eq!(list[1]["containerName"], "Restart the service");
}

#[test]
fn a_document_anywhere_is_served_as_far_as_it_goes() {
    let project = Project::new();
    project.write("notes/outside.md", "");
    project.write("content/other.txt", "");
    let text = GUIDE
        .replace("date: 2026-01-02\n", "date: 2026-02-30\n")
        .replace("1. Press", "1. Open Settings > Bluetooth & devices. [x](y.md)\n1. Press");
    let mut editor = Editor::start(&project, &json!({}));
    let uris = [
        uri(&project, "notes/outside.md"),
        uri(&project, "content/guides/not-on-the-disk-😀.md"),
        uri(&project, "content/.hidden/a.md"),
        uri(&project, "content/other.txt"),
        "untitled:Untitled-1".into(),
        "file:///c%3A/Users/A%20B/gu%C3%AFde.md".into(),
        "git:/a/b.md?{}".into(),
        "file:///".into(),
        "\u{1}".into(),
        String::new(),
    ];
    for uri in uris {
        editor.open(&uri, &text);
        let list = editor.diagnostics(&uri, 1, |_| true);
        assert!(rules(&list).contains(&"front-matter-date"), "{uri}: {list:?}");
        assert!(!rules(&list).contains(&"broken-link") || uri.contains("not-on-the-disk"), "{uri}: {list:?}");
        let shown = editor.hover(&uri, &position(&text, "devices"));
        assert!(
            shown["contents"]["value"].as_str().is_some_and(|t| t.contains("Windows 10: Settings > Devices")),
            "{uri}: {shown}"
        );
    }
}

#[test]
fn whatever_comes_the_next_message_is_answered() {
    let project = Project::new();
    let mut editor = Editor::start_silent(&project);
    assert_eq!(editor.ask("textDocument/hover", &json!({}))["error"]["code"], -32002, "not greeted yet");
    drop(editor);
    let mut editor = Editor::start(&project, &json!(["no", { "capabilities": 5 }]));
    let uri = uri(&project, "content/guides/spooler.md");
    editor.open(&uri, GUIDE);
    assert_eq!(editor.ask("workspace/noSuchThing", &json!({}))["error"]["code"], -32601);
    assert_eq!(editor.ask("initialize", &json!({}))["error"]["code"], -32600);
    for params in
        [json!(null), json!([]), json!("x"), json!({ "textDocument": uri }), json!({ "textDocument": { "uri": 5 } })]
    {
        for method in ["hover", "codeAction", "documentSymbol"] {
            let answer = editor.ask(&format!("textDocument/{method}"), &params);
            assert_eq!(answer["error"]["code"], -32602, "{method} {params}: {answer}");
        }
        for method in ["didOpen", "didChange", "didClose", "didSave"] {
            editor.tell(&format!("textDocument/{method}"), &params);
        }
        editor.tell("$/unknown", &params);
        editor.tell("workspace/didChangeWatchedFiles", &params);
    }
    for position in [json!({ "line": 4_000_000_000_u64, "character": 9 }), json!({ "line": 11, "character": u64::MAX })]
    {
        assert_eq!(editor.hover(&uri, &position), Value::Null);
    }
    editor.raw(b"Content-Length: 5\r\n\r\n{oops");
    assert_eq!(editor.until(|m| !m["error"].is_null())["error"]["code"], -32700);
    for json in ["[]", "5", "null", "{}", "{\"id\":[1],\"method\":\"x\"}", "{\"id\":1,\"method\":7}"] {
        editor.raw(format!("Content-Length: {}\r\n\r\n{json}", json.len()).as_bytes());
        assert_eq!(editor.until(|m| !m["error"].is_null())["error"]["code"], -32600, "{json}");
    }
    // A length that lies, either way.
    let sound = json!({ "jsonrpc": "2.0", "id": "a", "method": "textDocument/documentSymbol", "params": { "textDocument": { "uri": uri } } });
    let body = sound.to_string();
    for length in [body.len() / 2, body.len() + 30, 1 << 62] {
        editor.raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
        editor.send(&sound);
        assert_eq!(editor.until(|m| m["id"] == "a")["result"][0]["name"], "Restart the service", "{length}");
    }
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn a_storm_of_changes_ends_in_the_last_text() {
    let project = Project::new();
    let mut editor = Editor::start(&project, &json!({}));
    let uri = uri(&project, "content/guides/spooler.md");
    editor.open(&uri, GUIDE);
    editor.diagnostics(&uri, 1, |_| true);
    let last = 1_000;
    for version in 2..=last {
        let text = GUIDE.replace("Jobs", &format!("[{version}](nowhere-{version}.md) 🧨 Jobs"));
        editor.change(&uri, version, &text);
    }
    let list = editor.diagnostics(&uri, last, |l| rules(l).contains(&"broken-link"));
    assert!(list.iter().any(|d| d["message"].as_str().unwrap().contains("nowhere-1000.md")), "{list:?}");
    let told = editor.kept.iter().filter(|m| m["params"]["uri"] == uri.as_str()).count();
    assert!(told < 200, "{told} times diagnostics for {last} changes");
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn a_text_that_no_build_reads_is_told_and_left() {
    let project = Project::new();
    let mut editor = Editor::start(&project, &json!({}));
    let uri = uri(&project, "content/guides/spooler.md");
    editor.open(&uri, &"x".repeat(17 << 20));
    assert_eq!(rules(&editor.diagnostics(&uri, 1, |_| true)), ["file-too-large"]);
    assert_eq!(editor.hover(&uri, &json!({ "line": 0, "character": 5 })), Value::Null);
    // Too long for a message, too: the text stays as it was, and the next one is taken.
    editor.change(&uri, 2, &"y".repeat(100 << 20));
    assert_eq!(editor.until(|m| !m["error"].is_null())["error"]["code"], -32700);
    editor.change(&uri, 3, GUIDE);
    assert_eq!(rules(&editor.diagnostics(&uri, 3, |_| true)), [""; 0]);
    // Whoever goes away without a word ends it as well.
    editor.to = None;
    assert_eq!(editor.child.wait().expect("an end").code(), Some(1));
}

#[test]
fn a_guide_that_is_saved_is_known_to_its_neighbors() {
    let project = Project::new();
    let mut editor =
        Editor::start(&project, &json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true } } }));
    let uri = uri(&project, "content/guides/spooler.md");
    let text = GUIDE.replace("Jobs", "[Later](later.md). Jobs");
    editor.open(&uri, &text);
    editor.diagnostics(&uri, 1, |l| rules(l).contains(&"broken-link"));
    let later = GUIDE
        .replace("Restart the print spooler", "Later")
        .replace("when the spooler starts again", "or stay where they are");
    project.write("content/guides/later.md", &later);
    editor.tell("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    editor.diagnostics(&uri, 1, |l| !rules(l).contains(&"broken-link"));
    // A second place lies in another file.
    let taken = text.replace("date: 2026-01-02\n", "date: 2026-01-02\naliases: [/guides/later.html]\n");
    editor.change(&uri, 2, &taken);
    let list = editor.diagnostics(&uri, 2, |l| rules(l).contains(&"alias-taken"));
    let place = &list.iter().find(|d| d["code"] == "alias-taken").unwrap()["relatedInformation"][0];
    assert!(place["location"]["uri"].as_str().unwrap().ends_with("content/guides/later.md"), "{place}");
}
