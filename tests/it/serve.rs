//! The preview over a real socket (SV01 to SV16, SV26, SV27).

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::project::{GUIDE, Project};

struct Preview {
    child: Child,
    address: String,
}

impl Preview {
    fn start(project: &Project) -> Preview {
        Preview::start_in(project, ".")
    }

    fn start_in(project: &Project, folder: &str) -> Preview {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("guidepost"))
            .args(["serve", "--port", "0", "--project", folder])
            .current_dir(project.path("."))
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut lines = BufReader::new(child.stderr.take().expect("its words")).lines();
        let line = lines.find_map(|l| l.ok().filter(|l| l.starts_with("serving on "))).expect("an address");
        let address = line.split("http://").nth(1).and_then(|a| a.split('/').next()).expect("an address").to_owned();
        std::thread::spawn(move || lines.for_each(drop));
        let preview = Preview { child, address };
        preview.until("/index.html", |answer| answer.starts_with("HTTP/1.1 200"));
        preview
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, method: &str, path: &str) -> String {
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    fn until(&self, path: &str, wanted: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let answer = self.ask("GET", path);
            if wanted(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{path} stays {answer}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_page_comes_with_the_script_and_the_disk_stays_untouched() {
    let project = Project::new();
    let preview = Preview::start(&project);
    let home = preview.ask("GET", "/");
    assert!(home.contains("content-type: text/html; charset=utf-8"), "{home}");
    assert!(home.contains("x-content-type-options: nosniff") && home.contains("/__guidepost/reload.js"), "{home}");
    assert!(home.contains("connect-src 'self'") && !home.to_lowercase().contains("access-control-allow"), "{home}");
    assert!(preview.ask("GET", "/__guidepost/reload.js").contains("text/javascript"));
    let head = preview.ask("HEAD", "/");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(!project.path("site").exists());
}

#[test]
fn nothing_outside_the_site_is_served() {
    let project = Project::new();
    project.write("secret.txt", "root:");
    let preview = Preview::start(&project);
    let paths = [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e/etc/passwd",
        "/..%5c..%5csecret.txt",
        "/..\\secret.txt",
        "/%c0%ae%c0%ae/etc/passwd",
        "/....//etc/passwd",
        "//etc/passwd",
        "/%00",
        "/./secret.txt",
        "/;/../secret.txt",
        "/c:/windows/win.ini",
        "/C%3A/windows/win.ini",
        "/secret.txt",
        "/guidepost.yaml",
        "/.guidepost",
        "/%2egit/config",
        "/content/guides/spooler.md",
        "//evil.example/..",
        "/%2f%2fevil.example",
        "/<script>alert(1)</script>",
        "/guides%2f..%2f..%2fsecret.txt",
    ];
    for path in paths {
        let answer = preview.ask("GET", path);
        assert!(answer.starts_with("HTTP/1.1 404") || answer.starts_with("HTTP/1.1 400"), "{path}: {answer}");
        assert!(!answer.contains("root:") && !answer.contains("<script>alert"), "{path}: {answer}");
    }
}

#[test]
fn other_hosts_origins_and_methods_are_refused() {
    let project = Project::new();
    let preview = Preview::start(&project);
    let request = |lines: &str| preview.send(&format!("{lines}Connection: close\r\n\r\n"));
    for lines in [
        "GET / HTTP/1.1\r\nHost: evil.example\r\n",
        "GET / HTTP/1.1\r\nHost: localhost.evil.example:4000\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n",
        "GET /__guidepost/state HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n",
        "GET /__guidepost/state HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n",
    ] {
        let answer = request(lines);
        assert!(answer.starts_with("HTTP/1.1 403"), "{lines}: {answer}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "FOO"] {
        let answer = preview.ask(method, "/");
        assert!(answer.starts_with("HTTP/1.1 405") && answer.contains("allow: GET, HEAD"), "{method}: {answer}");
    }
}

#[test]
fn a_change_is_shown_and_a_fault_leaves_the_last_good_site() {
    let project = Project::new();
    let preview = Preview::start(&project);
    project.write("content/guides/second.md", GUIDE.replace("print spooler", "audio service"));
    preview.until("/guides/second.html", |answer| answer.starts_with("HTTP/1.1 200"));
    project.write("guidepost.yaml", "nmae: <b>x</b>\n");
    let state = preview.until("/__guidepost/state?seen=0", |answer| answer.contains("there is no setting `nmae`"));
    assert!(!state.contains('\u{1b}'), "{state}");
    assert!(preview.ask("GET", "/guides/second.html").starts_with("HTTP/1.1 200"));
    project.write("guidepost.yaml", "name: Mended\n");
    preview.until("/__guidepost/state?seen=0", |answer| answer.contains("\"fault\":null"));
}

/// Events name files by their real path (on Windows with `\\?\` before it), whatever the project was called by.
#[cfg(unix)]
#[test]
fn a_project_behind_a_link_is_watched_too() {
    let project = Project::new();
    std::os::unix::fs::symlink(".", project.path("link")).expect("a link");
    let preview = Preview::start_in(&project, "link");
    project.write("content/guides/second.md", GUIDE);
    preview.until("/guides/second.html", |answer| answer.starts_with("HTTP/1.1 200"));
}

#[test]
fn a_port_that_is_taken_is_69() {
    let project = Project::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    project.run(&["serve", "--port", &port]).code(69);
    project.run(&["serve", "--host", "no such host"]).code(69);
}

#[test]
fn the_preview_has_the_page_for_editors_and_a_build_has_not() {
    let project = Project::new();
    project.write("content/a.md", "---\ntitle: A\n---\n\n1. Click **OK**.\n");
    let preview = Preview::start(&project);
    let report = preview.ask("GET", "/_report/index.html");
    assert!(report.starts_with("HTTP/1.1 200") && report.contains("missing-summary"), "{report}");
    drop(preview);
    project.run(&["build"]);
    assert!(!project.path("site/_report").exists());
}
