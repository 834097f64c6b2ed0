//! The command line: what the commands make, and how they end.

use crate::project::{GUIDE, Project, stderr, stdout};

#[test]
fn init_new_build_is_a_round_trip() {
    let project = Project::empty();
    project.run(&["init", "help"]).code(0);
    project.run(&["new", "--project", "help", "Add a network printer"]).code(0);
    let made = project.read("help/content/guides/add-a-network-printer.md");
    assert!(made.starts_with("---\ntitle: \"Add a network printer\"\ndate: 20"), "{made}");
    let said = stderr(&project.run(&["build", "--project", "help"]).code(0));
    assert!(said.contains("built 2 guides") && said.contains("-> help/site/index.html (0 errors"), "{said}");
    assert!(project.path("help/site/index.html").is_file());
}

#[test]
fn init_and_new_never_overwrite() {
    let project = Project::new();
    project.write("guidepost.yaml", "name: Ours\n");
    let said = stderr(&project.run(&["init"]).code(0));
    assert!(said.contains("kept guidepost.yaml"), "{said}");
    assert_eq!(project.read("guidepost.yaml"), "name: Ours\n");
    project.run(&["new", "guides/spooler.md"]).code(73);
    assert_eq!(project.read("content/guides/spooler.md"), GUIDE);
    project.run(&["new", "../outside.md"]).code(64);
}

#[test]
fn a_folder_of_posts_needs_no_settings() {
    let project = Project::empty();
    project.write("posts/a.md", GUIDE);
    project.run(&["build", "--content", "posts", "--output", "out"]).code(0);
    assert!(project.path("out/index.html").is_file());
}

#[test]
fn wrong_usage_is_64() {
    let project = Project::new();
    for arguments in [&["build", "--no-such-flag"][..], &["buidl"], &["export", "json"], &[]] {
        project.run(arguments).code(64);
    }
    project.run(&["--help"]).code(0);
    project.run(&["--version"]).code(0);
}

#[test]
fn no_input_is_66() {
    let project = Project::empty();
    let said = stderr(&project.run(&["build"]).code(66));
    assert!(said.contains("content") && said.contains("guidepost init"), "{said}");
    project.write("file", "");
    project.run(&["build", "--content", "file"]).code(66);
    project.run(&["build", "--project", "nowhere"]).code(66);
    project.run(&["check", "--content", "nowhere"]).code(66);
    assert!(!project.path("site").exists());
}

#[test]
fn findings_of_severity_error_are_1_and_the_rest_is_built() {
    let project = Project::new();
    project.write("content/guides/ansi.md", b"---\ntitle: x\x92y\n---\n");
    let said = stderr(&project.run(&["build"]).code(1));
    assert!(said.contains("error[encoding]") && said.contains("content/guides/ansi.md"), "{said}");
    assert!(said.contains("Windows-1252") && said.contains("(1 error,"), "{said}");
    assert!(project.path("site/index.html").is_file());
    project.run(&["check"]).code(1);
    project.run(&["check", "content/guides/spooler.md"]).code(0);
    project.run(&["check", "content/guides/ansi.md"]).code(1);
    project.run(&["check", "no/such/file.md"]).code(66);
}

#[test]
fn strict_writes_nothing_when_there_are_errors() {
    let project = Project::new();
    project.write("content/guides/ansi.md", b"\x92");
    project.run(&["build", "--strict"]).code(1);
    assert!(!project.path("site").exists());
}

#[test]
fn json_is_one_object_a_line_and_nothing_else() {
    let project = Project::new();
    project.write("content/b.md", b"\xff\xfea\0");
    project.write("content/a.md", b"\x92");
    let out = stdout(&project.run(&["build", "--format", "json"]).code(1));
    let lines: Vec<serde_json::Value> = out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let files: Vec<&str> = lines.iter().filter_map(|l| l["file"].as_str()).collect();
    assert!(files.windows(2).all(|f| f[0] <= f[1]), "{files:?}");
    assert!(files.contains(&"content/a.md") && files.contains(&"content/b.md"), "{files:?}");
    for line in &lines {
        for field in ["rule", "severity", "file", "line", "column", "end_line", "end_column", "message", "help", "fix"]
        {
            assert!(line.get(field).is_some(), "{field} in {line}");
        }
    }
}

#[test]
fn output_for_people_is_cut_and_summed_up() {
    let project = Project::new();
    for i in 0..60 {
        project.write(&format!("content/bad/{i}.md"), b"\x92");
    }
    let said = stderr(&project.run(&["check", "--max-diagnostics", "3"]).code(1));
    assert_eq!(said.matches("error[encoding]").count(), 3, "{said}");
    assert!(said.contains("60  error    encoding"), "{said}");
    assert!(said.contains("more findings (see --max-diagnostics)"), "{said}");
}

#[test]
fn quiet_is_quiet() {
    let project = Project::new();
    let run = project.run(&["build", "--quiet"]).code(0);
    assert_eq!((stdout(&run), stderr(&run)), (String::new(), String::new()));
}

#[test]
fn timings_name_the_stages() {
    let said = stderr(&Project::new().run(&["build", "--timings"]).code(0));
    for stage in ["read", "switch"] {
        assert!(said.lines().any(|l| l.starts_with(stage) && l.contains(" ms")), "{said}");
    }
}

#[test]
fn colors_only_when_asked_for_or_on_a_terminal() {
    let project = Project::new();
    project.write("content/a.md", b"\x92");
    assert!(!stderr(&project.run(&["check"])).contains('\u{1b}'));
    assert!(stderr(&project.run(&["--color", "always", "check"])).contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let project = Project::new();
    for i in 0..200 {
        project.write(&format!("content/bad/{i}.md"), b"\x92");
    }
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("guidepost"))
        .args(["check", "--format", "json"])
        .current_dir(project.path("."))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("its end");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn completions_are_a_script() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(stdout(&Project::empty().run(&["completions", shell]).code(0)).contains("guidepost"));
    }
}

#[test]
fn export_writes_a_schema_beside_the_guides() {
    let project = Project::new();
    project.run(&["export", "json", "--out", "data"]).code(0);
    let files = project.files("data");
    assert!(files.iter().any(|(name, _)| name == "schema.json"));
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".json")) {
        serde_json::from_slice::<serde_json::Value>(bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    // Again into the same folder, and never into a foreign one.
    project.run(&["export", "json", "--out", "data"]).code(0);
    project.write("mine/notes.txt", "x");
    project.run(&["export", "json", "--out", "mine"]).code(73);
}

#[test]
fn explain_related_knows_its_guides() {
    let project = Project::new();
    project.run(&["build", "--explain-related", "guides/spooler.md"]).code(0);
    let said = stderr(&project.run(&["build", "--explain-related", "no-such-guide"]).code(66));
    assert!(said.contains("no-such-guide"), "{said}");
    assert!(!project.path("site").exists());
}

#[test]
fn duplicates_leave_the_site_and_no_letter_of_them_is_lost() {
    let project = Project::empty();
    let words = "stop the print spooler, delete the files of the spool folder, start the spooler, print a test page and \
        look whether the job leaves the queue; a stuck job keeps the queue busy until the spooler is started again, the \
        paper is loaded, the cable is checked and the printer is set as the default one for all the people who print";
    let article = |title: &str| format!("---\ntitle: {title}\n---\n\n1. Open **Services**.\n2. Now {words}.\n");
    project.write("content/queue.md", article("Clear the print queue").replace('\n', "\r\n"));
    project.write("content/games.md", article("Ten games of the year"));
    let list = stdout(&project.run(&["duplicates"]).code(0));
    assert!(list.starts_with("keep  queue.md"), "{list}");
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&project.run(&["duplicates", "--format", "json"]).code(0))).unwrap();
    assert_eq!((&json[0]["keep"]["source"], &json[0]["aliases"][0]), (&"queue.md".into(), &"/games.html".into()));
    let patch = stdout(&project.run(&["duplicates", "--diff"]).code(0));
    assert!(patch.contains("+draft: true") && patch.contains("+  - \"/games.html\""), "{patch}");
    assert!(patch.contains("--- a/content/games.md\n+++ b/content/games.md\n"), "from the project folder: {patch}");
    // The finding is about the copy to go, and names the one to keep.
    let found = stderr(&project.run(&["check"]).code(0));
    assert!(found.contains("nearly that of `queue.md`") && !found.contains("nearly that of `games.md`"), "{found}");
    assert_eq!(project.read("content/games.md"), article("Ten games of the year"), "a patch writes nothing");

    project.run(&["duplicates", "--apply"]).code(0);
    let games = project.read("content/games.md");
    assert_eq!(games.replace("draft: true\n", ""), article("Ten games of the year"));
    let queue = project.read("content/queue.md");
    assert!(queue.contains("\r\naliases:\r\n  - \"/games.html\"\r\n---"), "{queue}");
    project.run(&["build"]).code(0);
    assert!(project.read("site/games.html").contains("queue.html"), "the old address leads to the guide that stays");
    assert_eq!(stdout(&project.run(&["duplicates"]).code(0)), "");
}

#[test]
fn show_writes_an_article_as_clean_markdown() {
    let project = Project::empty();
    project.write("old.md", " 1) Type**cmd** and press**Enter** .\n\n![Box](box.png)\n\n 2) Click**OK** .\n");
    let run = project.run(&["show", "--format", "markdown", "old.md"]).code(0);
    let clean =
        "---\ntitle: Old\n---\n\n1. Type `cmd` and press **Enter**.\n\n   ![Box](box.png)\n\n2. Click **OK**.\n";
    assert_eq!((stdout(&run), stderr(&run)), (clean.to_owned(), String::new()));
    project.write("new.md", clean);
    assert_eq!(stdout(&project.run(&["show", "--format", "markdown", "new.md"]).code(0)), clean);
}

#[test]
fn the_rules_are_listed_for_people_and_for_programs() {
    let project = Project::empty();
    let lines = stdout(&project.run(&["check", "--list-rules"]).code(0));
    let rows = stdout(&project.run(&["check", "--list-rules", "--format", "json"]).code(0));
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).expect("JSON");
    assert_eq!(rows.len(), lines.lines().count());
    let alt = rows.iter().find(|r| r["rule"] == "missing-alt").expect("the rule");
    assert_eq!(
        (alt["level"].as_str(), alt["summary"].as_str()),
        (Some("warning"), Some("pictures without a text in their place, or with one that says nothing"))
    );
}
