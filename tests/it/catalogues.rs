//! Catalogues of a team: what is laid over ours and what is not, what is refused, and what is said of a name.

use crate::project::Project;
use crate::stamps::ran;

const OVER: &str = "release: windows-11-24h2\nplaces:\n  \
    - {id: settings.apps.installed, label: All my apps, kind: settings-page, parent: settings.apps}\n";

#[test]
fn what_is_laid_over_a_release_is_not_of_earlier_ones() {
    let project = Project::empty();
    project.write("content/ui/over.yaml", OVER);
    project.write("content/a.md", "1. Open **Settings > Apps > Installed apps**.\n");
    let (_, told) = ran(&project, &["ui", "show", "settings.apps.installed"]);
    let of = |release: &str| told.lines().find(|l| l.contains(release)).unwrap_or_else(|| panic!("{told}")).to_owned();
    assert!(of("22H2").contains("Settings > Apps > Installed apps") && of("24H2").contains("All my apps"), "{told}");
    let (code, told) = ran(&project, &["refresh", "--from", "11 22H2", "--to", "24h2"]);
    assert!(code == Some(1) && told.contains("\"Installed apps\" -> \"All my apps\""), "{told}");
    // A later one that is like it has it too.
    assert_eq!(ran(&project, &["refresh", "--from", "24h2", "--to", "25h2"]).0, Some(0));
}

#[test]
fn an_id_in_two_files_of_a_release_is_a_fault() {
    let project = Project::empty();
    let file = |label: &str| format!("release: desk-1\nplaces:\n  - {{id: desk, label: {label}, kind: app}}\n");
    project.write("content/ui/a.yaml", file("Intranet"));
    project.write("content/ui/b.yaml", file("Portal"));
    let (code, told) = ran(&project, &["check"]);
    assert!(
        code == Some(1) && told.contains("ui/duplicate-id") && told.contains("`desk` is in `ui/a.yaml` too"),
        "{told}"
    );
    // Over one of ours it is what files are laid over for.
    let project = Project::empty();
    project.write("content/ui/over.yaml", OVER);
    assert!(!ran(&project, &["check"]).1.contains("ui/duplicate-id"));
}

#[test]
fn faults_of_parents_have_a_place_and_no_wild_guess() {
    let project = Project::empty();
    project.write(
        "content/ui/desk.yaml",
        "release: desk-1\nsupport: {home: 2030-01-01}\nplaces:\n  - {id: a, label: A, kind: page, parent: b}\n  \
         - {id: b, label: B, kind: page, parent: a}\n  - {id: c, label: C, kind: page}\n  \
         - {id: c, label: C, kind: page, parent: nowhere}\n",
    );
    let (_, told) = ran(&project, &["check", "--format", "json"]);
    let at = |rule: &str| {
        let line = told.lines().find(|l| l.contains(rule)).unwrap_or_else(|| panic!("no {rule} in {told}"));
        serde_json::from_str::<serde_json::Value>(line).expect("JSON")
    };
    assert_eq!(at("ui/cycle")["line"], 4, "{told}");
    assert_eq!(at("ui/unknown-parent")["line"], 7, "of two with one id, the second: {told}");
    assert!(!told.contains("did you mean") && told.contains("guidepost ui list"), "{told}");
    assert!(!told.contains("enterprise"), "a system has one last day: {told}");
    assert!(
        ran(&project, &["ui", "list"]).1.contains("updates until 2030-01-01\n"),
        "{}",
        ran(&project, &["ui", "list"]).1
    );
}

#[test]
fn a_name_shows_the_place_it_is_the_label_of() {
    let project = Project::empty();
    for (name, id) in [
        ("Installed apps", "settings.apps.installed"),
        ("apps and features", "settings.apps.installed"),
        ("Display", "settings.system.display"),
    ] {
        let (code, told) = ran(&project, &["ui", "show", name]);
        assert!(code == Some(0) && told.starts_with(id), "{name}: {told}");
    }
    // Which it could be is said with the ways.
    let (code, told) = ran(&project, &["ui", "show", "Other options"]);
    assert!(code == Some(66) && told.contains("settings."), "{told}");
    let (code, told) = ran(&project, &["ui", "tree", "24h2", "xyzzy"]);
    assert!(code == Some(66) && told.contains("names them all") && !told.contains("it could be"), "{told}");
}

#[test]
fn what_is_added_keeps_its_source_and_the_order_of_time() {
    let project = Project::empty();
    project.write("content/a.md", "Text.\n");
    let add = ["ui", "add", "settings.apps.installed", "--release", "24h2", "--alias", "app list"];
    assert_eq!(ran(&project, &add).0, Some(0));
    let text = project.read("content/ui/windows-11-24h2.yaml");
    assert!(text.contains("app list") && text.contains("source: ["), "the facts are ours still: {text}");
    let add = "ui add intranet --release 24h2 --label Intranet --kind app --keys Win+F9 --confidence documented --source handbook";
    assert_eq!(ran(&project, &add.split(' ').collect::<Vec<_>>()).0, Some(0));
    let (_, told) = ran(&project, &["ui", "show", "Win+F9"]);
    assert!(told.starts_with("intranet") && told.contains("documented"), "{told}");
    assert!(project.read("content/ui/windows-11-24h2.yaml").contains("source: [handbook]"));
    let change = |from: &str, to: &str| {
        let place = ["--place", "settings.apps", "--note", "It leads elsewhere."];
        ran(
            &project,
            &[&["ui", "add-change", "flow.apps", "--kind", "flow", "--from", from, "--to", to][..], &place].concat(),
        )
    };
    let (code, told) = change("24h2", "10");
    assert!(code == Some(64) && told.contains("did not come after"), "{told}");
    assert_eq!(change("10", "24h2").0, Some(0));
}

#[test]
fn a_name_that_is_yet_to_come_is_no_former_one() {
    let project = Project::empty();
    project.write("guidepost.yaml", "name: Desk\nui: {reference: all}\n");
    project.write("content/a.md", "Text.\n");
    project.run(&["build"]).success();
    let page = project.read("site/ui-places/settings-system-developers.html");
    let (before, _) = page.split_once("Advanced").expect("the name of 25H2 is told");
    assert!(!before.rsplit("<dt>").next().unwrap().starts_with("Called before"), "{page}");
    let page = project.read("site/ui-places/settings-apps-installed.html");
    assert!(page.contains("Called before") && page.contains("Apps &amp; features"), "{page}");
}

#[test]
fn a_new_stamp_keeps_what_people_noted_beside_the_old_one() {
    for (old, new) in [
        (
            "verified: {release: windows-10-22h2, by: \"A # B\"} # on the desk PC\r\n",
            "verified: {release: windows-11-24h2, on: 2026-01-02} # on the desk PC\r\n",
        ),
        (
            "verified:\n  release: windows-10-22h2\n  by: Ada's # Ada's laptop\n  # not the tablet\n  on: 2024-01-02\n",
            "# Ada's laptop\nverified: {release: windows-11-24h2, on: 2026-01-02} # not the tablet\n",
        ),
    ] {
        let project = Project::empty();
        let end = if old.ends_with("\r\n") { "\r\n" } else { "\n" };
        let text = |line: &str| format!("---{end}title: A#1{end}{line}tags: [x]{end}---{end}{end}Text.{end}");
        project.write("content/a.md", text(old));
        project.run(&["verify", "content/a.md", "--release", "24h2", "--on", "2026-01-02"]).success();
        assert_eq!(project.read("content/a.md"), text(new));
    }
}

#[test]
fn nobody_has_verified_anything_tomorrow() {
    let project = Project::empty();
    project.write("content/a.md", "---\ntitle: A\n---\n\nText.\n");
    let (code, told) = ran(&project, &["verify", "content/a.md", "--release", "24h2", "--on", "2130-01-01"]);
    assert!(code == Some(64) && told.contains("2130-01-01"), "{told}");
    assert_eq!(project.read("content/a.md"), "---\ntitle: A\n---\n\nText.\n");
}
