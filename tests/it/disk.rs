//! Reading a folder as it is in the world (FS06 to FS18).

use std::sync::Arc;

use guidepost::disk::{self, Overrides};
use guidepost::snapshot::Snapshot;

use crate::project::{GUIDE, Project, stderr, stdout};

fn read(project: &Project) -> Snapshot {
    let overrides = Overrides { project: Some(project.path("")), ..Overrides::default() };
    let (opened, faults) = disk::Project::open(&overrides).expect("a project");
    assert_eq!(faults, []);
    disk::read(&opened).expect("a snapshot")
}

fn documents(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.documents.iter().map(|s| &*s.path).collect()
}

/// The assets of the project itself.
fn assets(snapshot: &Snapshot) -> Vec<&str> {
    let own = |a: &&guidepost::snapshot::Asset| matches!(a.from, guidepost::snapshot::AssetSource::File(_));
    snapshot.assets.iter().filter(own).map(|a| &*a.path).collect()
}

fn rules(snapshot: &Snapshot) -> Vec<(&str, &str)> {
    let mut rules: Vec<_> = snapshot.findings.iter().map(|d| (d.rule, &*d.file)).collect();
    rules.sort();
    rules
}

#[test]
fn articles_are_text_and_the_rest_is_copied() {
    let project = Project::new();
    project.write("content/guides/B.MARKDOWN", "# B\r\n\r\nx\r\n");
    project.write("content/guides/img/x.svg", "<svg width='20' height='10'></svg>");
    project.write("content/guides/tool.zip", "PK");
    let snapshot = read(&project);
    assert_eq!(documents(&snapshot), ["guides/B.MARKDOWN", "guides/spooler.md"]);
    assert_eq!(&*snapshot.documents[0].text, "# B\n\nx\n");
    assert!(snapshot.documents[0].crlf);
    assert_eq!(assets(&snapshot), ["guides/img/x.svg", "guides/tool.zip"]);
    let picture = snapshot.assets.iter().find(|a| &*a.path == "guides/img/x.svg").expect("the picture");
    assert_eq!((picture.size, picture.length), (Some((20, 10)), 34));
    assert_eq!(rules(&snapshot), []);
}

#[test]
fn synonyms_are_read_told_of_and_not_published() {
    let project = Project::new();
    project.write("content/synonyms.yaml", "- ticket, request\r\n- alone\r\n");
    // Elsewhere it is a file like any other.
    project.write("content/guides/synonyms.yaml", "- a\n");
    let snapshot = read(&project);
    assert_eq!(snapshot.synonyms.groups.len(), 1);
    assert_eq!(snapshot.synonyms.groups[0].names, ["ticket", "request"]);
    assert_eq!(assets(&snapshot), ["guides/synonyms.yaml"]);
    assert_eq!(rules(&snapshot), [("synonyms", "synonyms.yaml")]);
    let check = stdout(&project.run(&["check"])) + &stderr(&project.run(&["check"]));
    assert!(check.contains("synonyms.yaml:2:1") && check.contains("a name that stands alone"), "{check}");
    // Not UTF-8: told, and the site goes without.
    project.write("content/synonyms.yaml", b"- kid, \xff\n");
    assert_eq!(rules(&read(&project)), [("encoding", "synonyms.yaml")]);
}

#[test]
fn droppings_and_hidden_files_are_not_read() {
    let project = Project::new();
    for name in [".git/config.md", ".env", "node_modules/a/readme.md", "Thumbs.db", "~$plan.docx", ".DS_Store"] {
        project.write(&format!("content/{name}"), "x");
    }
    for name in [".a.md.swp", "a.md~", "#a.md#"] {
        project.write(&format!("content/guides/{name}"), "x");
    }
    let snapshot = read(&project);
    assert_eq!((documents(&snapshot), assets(&snapshot)), (vec!["guides/spooler.md"], vec![]));
}

#[test]
fn files_that_are_no_text_are_findings() {
    let project = Project::new();
    project.write("content/a.md", b"ok\nx\x92y");
    project.write("content/b.md", b"\xff\xfe#\0");
    let snapshot = read(&project);
    assert_eq!(rules(&snapshot), [("encoding", "a.md"), ("encoding", "b.md")]);
    let message = &snapshot.findings.iter().find(|d| &*d.file == "a.md").expect("a finding").message;
    assert!(message.contains("offset 4, line 2"), "{message}");
}

#[test]
fn a_giant_is_not_read() {
    let project = Project::new();
    let file = std::fs::File::create(project.path("content/giant.md")).expect("a file");
    file.set_len(17 << 20).expect("room");
    assert_eq!(rules(&read(&project)), [("file-too-large", "giant.md")]);
}

#[test]
fn names_that_windows_cannot_hold_are_told_everywhere() {
    if cfg!(windows) {
        return;
    }
    let project = Project::new();
    project.write("content/con.md", GUIDE);
    project.write("content/nul.png", "x");
    project.write("content/a:b.png", "x");
    let snapshot = read(&project);
    assert_eq!(
        rules(&snapshot),
        [("windows-name", "a:b.png"), ("windows-name", "con.md"), ("windows-name", "nul.png")]
    );
    assert!(documents(&snapshot).contains(&"con.md"));
    assert!(assets(&snapshot).is_empty());
}

#[test]
fn names_that_collide_on_windows_are_told_everywhere() {
    let project = Project::new();
    project.write("content/guides/SPOOLER.md", GUIDE);
    if project.files("content").len() == 1 {
        return; // Here they are the same file.
    }
    project.write("content/e\u{301}.png", "x");
    project.write("content/é.png", "x");
    let snapshot = read(&project);
    assert_eq!(documents(&snapshot), ["guides/SPOOLER.md"]);
    assert_eq!(rules(&snapshot), [("name-collision", "guides/spooler.md"), ("name-collision", "é.png")]);
}

#[test]
fn statics_stand_in_for_the_theme_or_go_to_the_root() {
    let project = Project::new();
    project.write("static/robots.txt", "x");
    project.write("static/assets/extra.css", "x");
    project.write("content/same.png", "content");
    project.write("static/same.png", "static");
    let mut theme: Vec<Arc<str>> = read(&Project::new()).assets.iter().map(|a| a.path.clone()).collect();
    theme.retain(|path| path.starts_with("assets/"));
    if let Some(name) = theme.first() {
        project.write(&format!("static/{}", name.trim_start_matches("assets/")), "ours");
    }
    let snapshot = read(&project);
    let mut expected: Vec<&str> = vec!["assets/extra.css", "robots.txt", "same.png"];
    expected.extend(theme.first().map(|name| &**name));
    expected.sort();
    assert_eq!(assets(&snapshot), expected);
    assert_eq!(snapshot.assets.len(), theme.len() + 3);
    assert_eq!(rules(&snapshot), [("name-collision", "same.png")]);
}

#[test]
fn templates_of_the_project_win() {
    let theme = read(&Project::new()).templates;
    let project = Project::new();
    project.write("templates/of-our-own.html", "x");
    if let Some(first) = theme.first() {
        project.write(&format!("templates/{}", first.path), "ours");
    }
    let snapshot = read(&project);
    assert_eq!(snapshot.templates.len(), theme.len() + 1);
    if let Some(first) = theme.first() {
        let found = snapshot.templates.iter().find(|t| t.path == first.path).expect("the template");
        assert_eq!(&*found.text, "ours");
    }
    assert!(snapshot.templates.windows(2).all(|t| t[0].path < t[1].path));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;
    let project = Project::new();
    project.write("secret/secret.md", GUIDE);
    let at = |name: &str| project.path(&format!("content/{name}"));
    symlink("/etc/passwd", at("passwd.png")).expect("a link");
    symlink(project.path("secret"), at("folder")).expect("a link");
    symlink(".", at("loop")).expect("a link");
    symlink("nowhere", at("dangling.md")).expect("a link");
    symlink("guides/spooler.md", at("inside.md")).expect("a link");
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.md")).expect("a socket");
    let snapshot = read(&project);
    assert_eq!(documents(&snapshot), ["guides/spooler.md", "inside.md"]);
    assert_eq!(assets(&snapshot), Vec::<&str>::new());
    let expected = ["special-file", "symlink", "symlink", "symlink", "symlink"];
    assert_eq!(rules(&snapshot).iter().map(|r| r.0).collect::<Vec<_>>(), expected);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_told() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new();
    std::fs::write(project.path("content").join(std::ffi::OsStr::from_bytes(b"x\xff.md")), GUIDE).expect("a file");
    project.write("content/a\nb.md", GUIDE);
    let snapshot = read(&project);
    assert_eq!(documents(&snapshot), ["guides/spooler.md"]);
    assert_eq!(rules(&snapshot), [("file-name", "a\\nb.md"), ("file-name", "x\u{fffd}.md")]);
}
