//! A site is published whole or not at all, and only into folders that are ours (FS04, FS05, FS22, OU01, OU09).

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::project::{GUIDE, Project, files, stderr};

#[test]
fn two_builds_are_equal_and_crlf_makes_no_difference() {
    let (one, two) = (Project::new(), Project::empty());
    two.write("content/guides/spooler.md", GUIDE.replace('\n', "\r\n"));
    one.run(&["build"]).code(0);
    two.run(&["build"]).code(0);
    let first = one.files("site");
    assert_eq!(first, two.files("site"));
    one.run(&["build"]).code(0);
    assert_eq!(first, one.files("site"));
}

#[test]
fn foreign_folders_are_refused_before_anything_is_written() {
    let project = Project::new();
    project.write("mine/notes.txt", "precious");
    project.write("repository/.git/HEAD", "ref");
    project.write("repository/.guidepost", "{}");
    project.write("file", "x");
    let before = project.files("");
    let refused = ["mine", "repository", "content", "content/site", ".", "..", "/", "templates", "static", "file"];
    for output in refused {
        let said = stderr(&project.run(&["build", "--output", output]).code(73));
        assert!(said.contains("error: cannot") && said.contains("help: "), "{output}: {said}");
    }
    assert_eq!(before, project.files(""));
}

#[test]
fn home_is_refused() {
    let project = Project::new();
    std::fs::create_dir(project.path("home")).expect("a folder");
    let mut command = project.command(&["build", "--output", "home"]);
    command.env("HOME", project.path("home")).env("USERPROFILE", project.path("home"));
    command.assert().code(73);
}

#[test]
fn a_page_that_did_not_change_keeps_its_date() {
    let project = Project::new();
    project.write("content/guides/second.md", GUIDE.replace("print spooler", "audio service"));
    project.write("content/guides/tool.zip", vec![7; 200_000]);
    project.run(&["build"]).code(0);
    let kept = || std::fs::metadata(project.path("site/guides/tool.zip")).and_then(|m| m.modified()).expect("a date");
    let before = kept();
    project.write("content/guides/second.md", GUIDE.replace("print spooler", "video service"));
    project.run(&["build"]).code(0);
    assert_eq!(kept(), before);
    project.write("content/guides/tool.zip", vec![8; 200_000]);
    project.run(&["build"]).code(0);
    assert_eq!(std::fs::read(project.path("site/guides/tool.zip")).expect("the file"), vec![8; 200_000]);
}

#[test]
fn a_removed_article_goes_and_foreign_files_stay() {
    let project = Project::new();
    project.write("content/guides/second.md", GUIDE.replace("print spooler", "audio service"));
    project.run(&["build"]).code(0);
    project.write("site/CNAME", "help.example");
    project.write("site/extra/page.html", "theirs");
    std::fs::remove_file(project.path("content/guides/second.md")).expect("removed");
    let said = stderr(&project.run(&["build"]).code(0));
    assert!(said.contains("kept 2 files"), "{said}");
    assert_eq!(project.read("site/CNAME"), "help.example");
    assert_eq!(project.read("site/extra/page.html"), "theirs");
    assert!(!project.files("site").iter().any(|(name, _)| name.contains("second")));
}

#[test]
fn a_fault_of_the_whole_site_leaves_the_old_one() {
    let project = Project::new();
    project.run(&["build"]).code(0);
    let before = project.files("site");
    for template in ["{% if %}", "{{ no_such_variable }}"] {
        for name in ["base.html", "guide.html", "home.html", "index.html"] {
            project.write(&format!("templates/{name}"), template);
        }
        let said = stderr(&project.run(&["build"]).code(65));
        assert!(said.contains("nothing was written"), "{said}");
        assert_eq!(before, project.files("site"));
    }
    assert!(!leftovers(&project));
}

#[cfg(unix)]
#[test]
fn a_link_as_output_leads_to_the_real_folder() {
    let project = Project::new();
    std::fs::create_dir(project.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink("elsewhere", project.path("site")).expect("a link");
    project.run(&["build"]).code(0);
    assert!(project.path("site").is_symlink() && project.path("elsewhere/index.html").is_file());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_77_and_stays() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    std::fs::create_dir(project.path("locked")).expect("a folder");
    std::fs::set_permissions(project.path("locked"), std::fs::Permissions::from_mode(0o555)).expect("a mode");
    if std::fs::write(project.path("locked/probe"), "").is_ok() {
        return; // Run as root: every folder can be written.
    }
    project.run(&["build", "--output", "locked/site"]).code(77);
}

#[test]
fn a_second_build_is_told_who_holds_the_folder() {
    let project = Project::new();
    let lock = std::fs::File::create(project.path(".site.guidepost-lock")).expect("a lock file");
    lock.try_lock().expect("the lock");
    if cfg!(unix) {
        project.write(".site.guidepost-lock", "4711\n");
    }
    let said = stderr(&project.run(&["build"]).code(75));
    assert!(said.contains("locked by") && (cfg!(windows) || said.contains("4711")), "{said}");
    drop(lock);
    // A lock file whose owner is dead holds nobody up.
    project.run(&["build"]).code(0);
    assert!(!leftovers(&project));
}

#[test]
fn what_a_killed_run_left_is_put_right() {
    let project = Project::new();
    project.run(&["build"]).code(0);
    project.write("content/guides/broken.md", b"\x92");
    project.write(".site.guidepost-new-12345/half.html", "half");
    // Killed between its two renames: the old site has another name.
    std::fs::rename(project.path("site"), project.path(".site.guidepost-old-12345")).expect("renamed");
    project.run(&["build", "--strict"]).code(1);
    assert!(project.path("site/index.html").is_file());
    assert!(!leftovers(&project));
}

#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let project = Project::new();
    let guide = |version: usize, i: usize| GUIDE.replace("print spooler", &format!("service {i} of version {version}"));
    let write = |version| (0..60).for_each(|i| project.write(&format!("content/guides/g{i}.md"), guide(version, i)));
    write(0);
    let begun = std::time::Instant::now();
    project.run(&["build", "--quiet"]).code(0);
    let whole_run = begun.elapsed();
    let mut old = project.files("site");
    for round in 1..=12 {
        write(round);
        let mut child = Command::new(assert_cmd::cargo::cargo_bin("guidepost"))
            .args(["build", "--quiet", "--output", "site"])
            .current_dir(project.path("."))
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        std::thread::sleep(Duration::from_micros(whole_run.as_micros() as u64 * round as u64 / 12));
        let _ = child.kill();
        child.wait().expect("its end");
        // On Windows a kill between the two renames is put right by the next run.
        if !cfg!(unix) && !project.path("site").exists() {
            continue;
        }
        let now = files(&project.path("site"));
        if now != old {
            project.run(&["build", "--quiet", "--output", "reference"]).code(0);
            assert_eq!(names_and_pages(&now), names_and_pages(&project.files("reference")), "a mixed site");
            old = now;
        }
    }
    project.run(&["build", "--quiet"]).code(0);
    assert!(!leftovers(&project));
}

fn names_and_pages(files: &[(String, Vec<u8>)]) -> Vec<(&str, usize, blake3::Hash)> {
    files.iter().map(|(name, bytes)| (name.as_str(), bytes.len(), blake3::hash(bytes))).collect()
}

fn leftovers(project: &Project) -> bool {
    let entries = std::fs::read_dir(project.path("")).expect("the folder").flatten();
    let left: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    left.iter().any(|name| name.contains(".guidepost-") && (cfg!(unix) || !name.ends_with("-lock")))
}
