//! `images fetch` as a command: what a run takes, what it tells, what it leaves to the next one, and how a guest behaves.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::fetch::DRAWING;
use crate::hostile::{Server, answer, ok, read};
use crate::project::{Project, stderr, stdout};
use crate::vault::png;

/// A project whose guide shows these pictures, one a step.
pub fn project(pictures: &[String]) -> Project {
    let project = Project::empty();
    let steps: String = pictures
        .iter()
        .enumerate()
        .map(|(i, p)| format!("{}. Open page {i}.\n\n   ![Page {i}]({p})\n\n", i + 1))
        .collect();
    project.write("content/guides/a.md", format!("---\ntitle: Open pages\ndescription: All.\n---\n{steps}"));
    project
}

/// Runs `images fetch` for a server on this machine.
pub fn fetch(project: &Project, more: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = project.command(&["images", "fetch", "--allow-private", "127.0.0.1", "--pause", "1"]);
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "https_proxy", "http_proxy"] {
        command.env_remove(name);
    }
    command.args(more).assert()
}

fn stored(project: &Project) -> usize {
    if project.path("static/images").is_dir() { project.files("static/images").len() } else { 0 }
}

/// RF16: what cannot be had is told, and the build goes on.
#[test]
fn pictures_are_fetched_once_and_shown() {
    let (one, two) = (png(640, 400, 1), png(900, 700, 2));
    let server = Server::of(vec![
        ("/one.png", ok(&one)),
        ("/same.png", ok(&one)),
        ("/two.png", ok(&two)),
        ("/alone-300x200.png", ok(&png(300, 200, 3))),
    ]);
    let names = ["/one.png", "/same.png", "/two-300x224.png", "/two-1024x768.png", "/alone-300x200.png", "/gone.png"];
    let project = project(&names.map(|n| server.url(n)));
    let told = stdout(&fetch(&project, &["--dry-run"]).success());
    assert_eq!((told.lines().count(), server.connections()), (5, 0), "{told}");
    assert!(told.contains("/two.png\n") && !told.contains("300x224"), "what is asked for is named: {told}");
    let told = stderr(&fetch(&project, &["--only", "other.example/*"]).success());
    assert!(told.contains("no picture of another site is like other.example/*"), "{told}");
    let told = stderr(&fetch(&project, &[]).code(1));
    assert!(told.contains("fetched 5 pictures into 3 new files ("), "{told}");
    assert!(told.contains("not there any more: 1 picture") && told.contains("/gone.png (guides/a.md): 404"), "{told}");
    let want = ["/alone-300x200.png", "/alone.png", "/gone.png", "/one.png", "/same.png", "/two.png"];
    assert_eq!(server.targets(), want, "the full size first, and each once");
    let lock = project.read("images.lock");
    assert_eq!((lock.lines().count(), stored(&project)), (7, 3), "{lock}");
    assert!(lock.contains("two-300x224.png\",\"file") && lock.contains("\"width\":900"), "{lock}");
    let page = stderr(&project.run(&["build"]).success()) + &project.read("site/guides/a.html");
    assert_eq!(page.matches("width=\"900\"").count(), 2, "{page}");
    assert!(page.contains("one picture lies on another site"), "{page}");

    let told = stderr(&fetch(&project, &[]).success());
    assert!(told.contains("nothing to fetch: 5 pictures here; 1 picture could not be had before"), "{told}");
    assert_eq!(server.asked().len(), 6, "nobody was asked again");
    assert_eq!(project.read("images.lock"), lock);
    fetch(&project, &["--retry-failed", "--only", "other/*"]).success();
    fetch(&project, &["--retry-failed", "--only", "guides/*"]).code(1);
    assert_eq!(server.asked().len(), 7);
    let status = stdout(&project.run(&["images", "status", "--format", "json"]).success());
    assert!(status.contains("\"here\":5") && status.contains("\"failed\":{\"not-found\":1}"), "{status}");
}

/// RF01, RF03: a build and a check ask for nothing, whatever the articles show.
#[test]
fn only_the_command_that_fetches_asks_anybody() {
    let server = Server::of(vec![("/x.png", ok(&png(2, 3, 1)))]);
    let project = project(&[server.url("/x.png")]);
    for command in [&["build"][..], &["check"], &["images", "status"], &["images", "verify"], &["export", "json"]] {
        let mut command = project.command(command);
        // Whoever asked would ask this one.
        command.env("ALL_PROXY", format!("http://{}", server.address)).env("http_proxy", server.url("/"));
        drop(command.assert());
    }
    assert_eq!(server.connections(), 0);
    assert!(!project.read("site/guides/a.html").contains("x.png"), "nor does the page");
}

/// RF24, RF27: each address has its line, the same bytes are one file, and its name is not from elsewhere.
#[test]
fn files_are_called_by_what_is_in_them() {
    let (one, two) = (png(640, 400, 1), png(640, 400, 2));
    let long: &'static str = Box::leak(format!("/{}.png", "x".repeat(500)).into_boxed_str());
    let server = Server::of(vec![
        ("/p.png?v=1", ok(&one)),
        ("/p.png?v=2", ok(&one)),
        ("/p.png?v=3", ok(&two)),
        ("/..%2F..%2Fx.png", ok(&one)),
        ("/con.png", ok(&one)),
        (long, ok(&two)),
    ]);
    let names = ["/p.png?v=1", "/p.png?v=2", "/p.png?v=3", "/..%2f..%2fx.png", "/con.png", long];
    let project = project(&names.map(|name| server.url(name)));
    let told = stderr(&fetch(&project, &[]).success());
    assert!(told.contains("fetched 6 pictures into 2 new files"), "{told}");
    let lock = project.read("images.lock");
    assert_eq!(lock.lines().count(), 7, "{lock}");
    for (name, _) in project.files("static/images") {
        let (stem, ending) = name.rsplit_once('.').expect("an ending");
        assert!(stem.bytes().all(|b| b.is_ascii_hexdigit()) && ending == "png", "{name}");
    }
}

/// IM10: a drawing from elsewhere that acts.
#[test]
fn a_fetched_drawing_is_harmless_on_disk_and_in_the_site() {
    let server = Server::of(vec![("/drawn.svg", ok(DRAWING))]);
    let project = project(&[server.url("/drawn.svg")]);
    fetch(&project, &[]).success();
    let files = project.files("static/images");
    assert!(files.len() == 1 && files[0].0.ends_with(".svg"), "{files:?}");
    project.run(&["images", "verify"]).success();
    project.run(&["images", "verify", "--remote", "--allow-private", "127.0.0.1"]).success();
    project.write("guidepost.yaml", "name: T\nimages: { process: false, originals: true }\n");
    project.run(&["build"]).success();
    let everything = project.files("static/images").into_iter().chain(project.files("site"));
    for (name, bytes) in everything.filter(|(name, _)| name.ends_with(".svg")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("alert") && !text.contains("evil.example"), "{name}: {text}");
    }
    assert!(project.read("site/guides/a.html").contains("width=\"40\" height=\"30\""));
}

#[test]
fn thumbnails_and_stand_ins_become_the_picture() {
    let server = Server::of(vec![("/a.png", ok(&png(900, 700, 1))), ("/b.png?w=30", ok(&png(30, 20, 2)))]);
    let project = project(&["/a_thumb.png", "/a.png?w=300", "/b.png?w=30"].map(|path| server.url(path)));
    let late = server.url("/a.png");
    let cell =
        format!("<table><tr><td>Look: <img src=\"/blank.gif\" data-src=\"{late}\" alt=\"Late\"></td></tr></table>");
    project.write("content/guides/b.md", format!("---\ntitle: Look\n---\n1. Look at it.\n\n{cell}\n"));
    fetch(&project, &[]).success();
    assert_eq!(server.targets(), ["/a.png", "/b.png", "/b.png?w=30"], "the full size first, and each once");
    project.run(&["build"]).success();
    assert_eq!(project.read("site/guides/a.html").matches("width=\"900\"").count(), 2);
    let page = project.read("site/guides/b.html");
    assert!(page.contains("alt=\"Late\"") && !page.contains("blank.gif") && !page.contains(&late), "{page}");
}

/// RF03: private addresses are refused unless somebody allows them.
#[test]
fn the_default_asks_no_private_host_and_says_so() {
    let server = Server::of(vec![("/x.png", ok(&png(2, 3, 1)))]);
    let project = project(&[server.url("/x.png")]);
    let told = stderr(&project.run(&["images", "fetch"]).code(1));
    assert!(told.contains("address refused: 1 picture") && told.contains("127.0.0.1 is this machine"), "{told}");
    assert_eq!((server.connections(), stored(&project)), (0, 0));
    let told = project.run(&["images", "fetch", "--retry-failed", "--dry-run"]).code(0);
    assert!(stderr(&told).contains("would ask 0 hosts for 0 pictures; 0 here; 1 picture of hosts that are refused"));
    assert_eq!(stdout(&told), "", "what is refused is not asked for");
}

/// RF20, RF22: bytes that changed upstream, and a file of the store that is gone.
#[test]
fn a_missing_file_comes_back_only_as_it_was() {
    let body = Arc::new(Mutex::new(png(640, 400, 1)));
    let now = body.clone();
    let server = Server::new(move |asked, stream| {
        let body = now.lock().expect("the picture").clone();
        let tag = format!("\"{}\"", body[body.len() - 13]);
        let same = asked.headers.get("if-none-match") == Some(&tag);
        let tag = format!("ETag: {tag}");
        let _ = stream.write_all(&if same {
            answer("304 Not Modified", &[&tag], b"")
        } else {
            answer("200 OK", &[&tag], &body)
        });
    });
    let project = project(&[server.url("/x.png")]);
    fetch(&project, &[]).success();
    let lock = project.read("images.lock");
    let file = || project.files("static/images")[0].0.clone();
    let first = file();
    std::fs::remove_file(project.path("static/images").join(&first)).expect("the picture");
    project.run(&["images", "verify"]).code(1);
    fetch(&project, &[]).success();
    assert_eq!((file(), project.read("images.lock")), (first.clone(), lock.clone()));
    project.run(&["images", "verify"]).success();
    let remote = ["images", "verify", "--remote", "--allow-private", "127.0.0.1"];
    project.run(&remote).success();

    *body.lock().expect("the picture") = png(640, 400, 9);
    assert!(stdout(&project.run(&remote).code(1)).contains("/x.png: changed upstream"));
    std::fs::remove_file(project.path("static/images").join(&first)).expect("the picture");
    let told = stderr(&fetch(&project, &[]).code(1));
    assert!(told.contains("changed upstream: 1 picture") && told.contains("--update takes them"), "{told}");
    assert_eq!((project.read("images.lock"), stored(&project)), (lock, 0));
    fetch(&project, &["--update"]).success();
    assert_ne!(file(), first);
    project.run(&["images", "verify"]).success();
    fetch(&project, &["--update"]).success();
}

/// RF17, RF23: few at once for each host, and a wait when it asks for one.
#[test]
fn a_busy_host_is_asked_few_at_a_time_and_again_later() {
    let (first, now, most) = (AtomicUsize::new(0), AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let seen = most.clone();
    let server = Server::new(move |asked, stream| {
        let n = first.fetch_add(1, Ordering::SeqCst);
        seen.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(50));
        now.fetch_sub(1, Ordering::SeqCst);
        let seed = asked.target.bytes().fold(0, |a: u8, b| a.wrapping_mul(31).wrapping_add(b));
        let busy = answer("503 Service Unavailable", &["Retry-After: 1"], b"");
        let _ = stream.write_all(&if n == 5 { busy } else { ok(&png(640, 400, seed)) });
    });
    let project = project(&(0..24).map(|i| server.url(&format!("/{i}.png"))).collect::<Vec<_>>());
    let begun = Instant::now();
    fetch(&project, &[]).success();
    assert_eq!(server.asked().len(), 25);
    let most = most.load(Ordering::SeqCst);
    assert!((2..=4).contains(&most), "{most} at once");
    assert!(begun.elapsed() > Duration::from_secs(1), "it waited");
}

/// RF17: a wait longer than anybody sits through.
#[test]
fn a_host_that_wants_to_be_left_alone_is_asked_by_the_next_run() {
    let open = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let is_open = open.clone();
    let server = Server::new(move |asked, stream| {
        let seed = asked.target.bytes().fold(0, |a: u8, b| a.wrapping_mul(31).wrapping_add(b));
        let later = answer("503 Service Unavailable", &["Retry-After: 3600"], b"");
        let _ = stream.write_all(&if is_open.load(Ordering::SeqCst) { ok(&png(640, 400, seed)) } else { later });
    });
    let project = project(&(0..6).map(|i| server.url(&format!("/{i}.png"))).collect::<Vec<_>>());
    let told = stderr(&fetch(&project, &["--per-host", "1"]).code(1));
    assert!(told.contains("the server is busy: 1 picture\n") && told.contains("/0.png (guides/a.md): 503"), "{told}");
    // With its port: another port is another server.
    let url = server.url("/");
    let host = url.trim_start_matches("http://").trim_end_matches('/');
    let rest = format!(
        "not asked for: 5 pictures; the next run does\n  {host} wants to be left alone (503 Service Unavailable)"
    );
    assert!(told.contains(&rest) && !told.contains("/1.png"), "{told}");
    assert_eq!(server.asked().len(), 1);
    assert!(!project.path("images.lock").exists() || !project.read("images.lock").contains("busy"));
    let told = stdout(&fetch(&project, &["--dry-run"]).success());
    assert_eq!(told.lines().count(), 6, "{told}");
    open.store(true, Ordering::SeqCst);
    fetch(&project, &[]).success();
    assert_eq!(project.read("images.lock").matches("\"hash\"").count(), 6, "{}", project.read("images.lock"));
}

/// RF17: the lock is named as the place to look only where it says more.
#[test]
fn what_the_lock_does_not_say_is_not_to_be_found_there() {
    let (gone, busy) =
        (answer("404 Not Found", &[], b""), answer("503 Service Unavailable", &["Retry-After: 3600"], b""));
    for (body, named) in [(gone, true), (busy, false)] {
        let server = Server::new(move |_, stream| {
            // All of them are on their way before the first answer comes.
            std::thread::sleep(Duration::from_millis(400));
            let _ = stream.write_all(&body);
        });
        let project = project(&(0..8).map(|i| server.url(&format!("/{i}.png"))).collect::<Vec<_>>());
        let told = stderr(&fetch(&project, &["--per-host", "16"]).code(1));
        assert!(told.contains("  and 3 more"), "{told}");
        assert_eq!(told.contains("`images.lock` names them"), named, "{told}");
    }
}

/// RF18: a host that does not answer is given up, and what was not asked for is none of its failures.
#[test]
fn what_was_not_asked_for_is_not_called_a_failure() {
    let server = Server::of(vec![("/x.png", ok(&png(640, 400, 1)))]);
    let silent = (0..12).map(|i| format!("http://127.0.0.2:1/{i}.png"));
    let project = project(&silent.chain([server.url("/x.png")]).collect::<Vec<_>>());
    let told = stderr(&fetch(&project, &["--allow-private", "127.0.0.2"]).code(1));
    let failed = project.read("images.lock").matches("\"failed\"").count();
    assert!((3..12).contains(&failed), "{told}");
    assert!(told.contains(&format!("host not reached: {failed} pictures")), "{told}");
    let rest = told.split("not asked for: ").nth(1).expect("the others");
    assert!(rest.starts_with(&format!("{} picture", 12 - failed)), "{told}");
    assert!(rest.contains("  127.0.0.2:1 does not answer ("), "{told}");
    let next = stdout(&fetch(&project, &["--dry-run", "--allow-private", "127.0.0.2"]).success());
    assert_eq!(next.lines().count(), 12 - failed, "the next run asks for the others only: {next}");
}

/// RF03, RF11, RF25: what a setting of this machine was to blame for is asked for again under another one.
#[test]
fn a_failure_is_asked_again_when_the_setting_that_made_it_has_changed() {
    let server = Server::of(vec![("/x.png", ok(&png(640, 400, 1))), ("/large.png", ok(&png(4000, 3000, 2)))]);
    let proxy = Server::new(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        if read(stream).is_some() {
            let _ = stream.write_all(&ok(&png(640, 400, 3)));
        }
    });
    let silent = "http://127.0.0.2:1/y.png".to_owned();
    let project = project(&[server.url("/x.png"), server.url("/large.png"), server.url("/gone.png"), silent]);
    let run = |more: &[&str]| {
        let mut command = project.command(&["images", "fetch", "--pause", "1"]);
        for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "https_proxy", "http_proxy"] {
            command.env_remove(name);
        }
        stderr(&command.args(more).assert())
    };
    let nothing = |more: &[&str], here: &str| {
        let lock = project.read("images.lock");
        let told = run(more);
        assert!(told.contains(&format!("nothing to fetch: {here} here")), "{told}");
        assert_eq!(project.read("images.lock"), lock);
    };
    assert!(run(&[]).contains("address refused: 4 pictures"));
    nothing(&[], "0 pictures");

    let both = ["--allow-private", "127.0.0.1", "--allow-private", "127.0.0.2", "--max-size", "1"];
    let told = run(&both);
    assert!(told.contains("fetched 1 picture ") && told.contains("too large: 1 picture"), "{told}");
    nothing(&both, "1 picture");
    nothing(&[&both[2..4], &both[..2], &both[4..]].concat(), "1 picture");

    let told = run(&both[..4]);
    assert!(told.contains("fetched 1 picture ") && told.contains("1 here before, 2 not to be had"), "{told}");

    let through = format!("http://user:hush@{}", proxy.address);
    let told = run(&[&both[..4], &["--proxy", &through]].concat());
    assert!(told.contains("fetched 1 picture ") && told.contains("2 here before, 1 not to be had"), "{told}");
    nothing(&both[..4], "3 pictures");
}

/// RF21: an end in the middle leaves whole files only.
#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let server = Server::new(|asked, stream| {
        std::thread::sleep(Duration::from_millis(250));
        let seed = asked.target.bytes().fold(0, |a: u8, b| a.wrapping_mul(31).wrapping_add(b));
        let _ = stream.write_all(&ok(&png(640, 400, seed)));
    });
    let project = project(&(0..60).map(|i| server.url(&format!("/{i}.png"))).collect::<Vec<_>>());
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("guidepost"))
        .args(["images", "fetch", "--allow-private", "127.0.0.1", "--pause", "1"])
        .current_dir(project.path(""))
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the program");
    let begun = Instant::now();
    while !project.path("images.lock").exists() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    // A second one has to wait for its turn.
    assert!(stderr(&fetch(&project, &[]).code(75)).contains("locked by guidepost process"));
    child.kill().expect("kill");
    child.wait().expect("its end");
    let kept = project.read("images.lock").lines().count() - 1;
    assert!(kept > 0 && kept < 60, "{kept}");
    project.run(&["images", "verify"]).success();
    let asked = server.asked().len();
    fetch(&project, &[]).success();
    assert_eq!(project.read("images.lock").lines().count(), 61);
    assert!(server.asked().len() - asked <= 60 - kept, "what was in the lock was not asked for again");
    assert!(project.files("static/images").iter().all(|(name, _)| !name.starts_with('.')));
}

/// RF01: no network is no fault of the pictures.
#[test]
fn without_a_network_the_lock_learns_nothing() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let project = project(&[format!("http://{free}/x.png")]);
    let told = stderr(&fetch(&project, &["--timeout", "2"]).code(69));
    assert!(told.contains("no host gave any answer"), "{told}");
    assert!(!project.path("images.lock").exists());
}

/// RF25: a proxy, and what it is not asked for.
#[test]
fn a_proxy_passes_on_and_private_addresses_stay_refused() {
    let proxy = Server::new(|asked, stream| {
        if asked.method == "CONNECT" {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            if read(stream).is_some() {
                let _ = stream.write_all(&ok(&png(640, 400, 1)));
            }
        }
    });
    let project = project(&["http://pictures.example/x.png".into(), "http://10.0.0.1/y.png".into()]);
    let told = stderr(&project.run(&["images", "fetch", "--proxy", &format!("http://{}", proxy.address)]).code(1));
    assert!(
        told.contains("fetched 1 picture") && told.contains("10.0.0.1 is an address of a private network"),
        "{told}"
    );
    assert_eq!(proxy.targets(), ["pictures.example:80"], "the proxy looks up the name");
    project.run(&["images", "fetch", "--retry-failed", "--proxy", "http://["]).code(64);
}

#[test]
fn a_broken_lock_is_not_written_over() {
    let server = Server::of(vec![("/x.png", ok(&png(2, 3, 1)))]);
    let project = project(&[server.url("/x.png")]);
    let broken = "{\"guidepost\":\"images.lock\",\"version\":1}\n<<<<<<< mine\n{\"address\":\"x\"}\n";
    project.write("images.lock", broken);
    for command in [&["images", "fetch"][..], &["images", "prune"], &["images", "status"]] {
        let told = stderr(&project.run(command).code(65));
        assert!(told.contains("images.lock:2:1") && told.contains("images.lock:3:1"), "{told}");
    }
    assert_eq!((project.read("images.lock").as_str(), server.connections()), (broken, 0));
}

#[test]
fn only_what_nobody_shows_is_pruned() {
    let server = Server::of(vec![
        ("/shown.png", ok(&png(2, 3, 1))),
        ("/draft.png", ok(&png(2, 3, 2))),
        ("/old.png", ok(&png(2, 3, 3))),
    ]);
    let project = project(&["/shown.png", "/draft.png", "/old.png"].map(|n| server.url(n)));
    fetch(&project, &[]).success();
    let guide =
        |head: &str, name: &str| format!("---\ntitle: A\n{head}---\n1. Open it.\n\n   ![A]({})\n", server.url(name));
    project.write("content/guides/a.md", guide("", "/shown.png"));
    project.write("content/guides/b.md", guide("draft: true\n", "/draft.png"));
    // Files of the author stay, even one whose name looks like ours.
    project.write("static/images/mine.png", png(2, 3, 4));
    project.write("static/images/0123456789abcdef0123456789abcdef.png", png(2, 3, 5));
    let told = project.run(&["images", "prune", "--dry-run"]).success();
    assert_eq!((stdout(&told).lines().count(), stored(&project)), (1, 5));
    let told = stderr(&project.run(&["images", "prune"]).success());
    assert!(told.contains("removed 1 file") && told.contains("1 line of the lock"), "{told}");
    assert_eq!((project.read("images.lock").lines().count(), stored(&project)), (3, 4));
    // An article that cannot be read may show anything.
    project.write("content/guides/c.md", b"\xff\xfe");
    assert!(stderr(&project.run(&["images", "prune"]).code(65)).contains("nothing was removed"));
}
