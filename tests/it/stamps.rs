//! Steps and pictures that were verified by themselves, and pictures that show what is otherwise now.

use crate::project::Project;

/// A guide with a picture, written for the old release.
const WITH_PICTURE: &str = "---
title: Remove an app
verified: {release: windows-10-22h2, on: 2024-01-01}
---

1. Open **Settings**.
2. Click **Apps** and then **Apps & features**.

   ![The list](images/apps.svg)
";

fn svg(text: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text y=\"9\">{text}</text></svg>")
}

pub fn ran(project: &Project, arguments: &[&str]) -> (Option<i32>, String) {
    let output = project.command(arguments).output().expect("it runs");
    let told = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(told).expect("UTF-8"))
}

#[test]
fn a_step_has_a_release_of_its_own_until_it_is_written_anew() {
    let project = Project::empty();
    project.write("content/a.md", WITH_PICTURE);
    project.write("content/images/apps.svg", svg("one"));
    let refresh = || ran(&project, &["refresh", "--to", "24h2"]);
    assert!(refresh().1.contains("Apps & features is called Installed apps"), "{}", refresh().1);
    let verify = ["verify", "content/a.md", "--release", "24h2", "--on", "2026-06-01", "--step", "2"];
    let (code, told) = ran(&project, &verify);
    assert_eq!(code, Some(0), "{told}");
    let text = project.read("content/a.md");
    assert!(text.contains("stamps:\n  - {step: step-2, hash: \"") && text.ends_with(&WITH_PICTURE[80..]), "{text}");
    assert_eq!(refresh().0, Some(0), "{}", refresh().1);
    assert!(!ran(&project, &["check"]).1.contains("outdated-stamp"));
    // Another number is no other step.
    let renumbered = text.replace("1. Open **Settings**.\n2.", "1. Sign in.\n2. Open **Settings**.\n3.");
    project.write("content/a.md", &renumbered);
    assert_eq!(refresh().0, Some(0), "{}", refresh().1);
    project.write("content/a.md", text.replace("and then", "and after that"));
    assert_eq!(refresh().0, Some(1));
    let (_, told) = ran(&project, &["check"]);
    assert!(told.contains("outdated-stamp") && told.contains("`step-2` was written anew"), "{told}");
    // Who follows the whole guide needs no stamps of steps.
    assert_eq!(ran(&project, &["verify", "content/a.md", "--release", "24h2"]).0, Some(0));
    assert!(!project.read("content/a.md").contains("stamps"), "{}", project.read("content/a.md"));
    assert_eq!(ran(&project, &["verify", "content/a.md", "--release", "24h2", "--step", "9"]).0, Some(66));
}

#[test]
fn a_picture_shows_the_release_it_was_taken_on() {
    let project = Project::empty();
    let new = WITH_PICTURE.replace("windows-10-22h2", "windows-11-24h2").replace("Apps & features", "Installed apps");
    project.write("content/a.md", &new);
    project.write("content/b.md", new.replace("Remove an app", "Find an app").replace("images/", "/images/"));
    project.write("content/images/apps.svg", svg("one"));
    let refresh = || ran(&project, &["refresh", "--to", "24h2"]);
    assert_eq!(refresh().0, Some(0), "{}", refresh().1);
    let verify = |release: &str| {
        ran(&project, &["verify", "content/a.md", "--release", release, "--picture", "apps.svg", "--on", "2026-06-01"])
    };
    assert_eq!(verify("10"), (Some(0), "content/a.md: images/apps.svg: verified on Windows 10 (2026-06-01)\n".into()));
    // One stamp is enough for both guides, and the words of neither are at fault.
    let (code, told) = refresh();
    assert_eq!(code, Some(1));
    assert!(told.contains("Apps & features is called Installed apps now") && told.contains("content/b.md"), "{told}");
    assert!(told.contains("taken on Windows 10") && told.contains("2 screenshots to take again"), "{told}");
    for (form, says) in
        [("markdown", "take `images/apps.svg` again"), ("json", "\"change\": \"settings.apps"), ("sarif", "taken on")]
    {
        let (_, told) = ran(&project, &["refresh", "--to", "24h2", "--format", form]);
        assert!(told.contains(says), "{told}");
    }
    assert!(
        ran(&project, &["stale", "--today", "2040-01-01"]).1.contains("the picture `images/apps.svg` is of Windows 10")
    );
    project.run(&["build"]).success();
    assert!(project.read("site/a.html").contains("Taken on Windows 10 22H2"));
    // Under another name it is the same picture.
    project.write("content/images/list.svg", svg("one"));
    let text = project.read("content/a.md");
    project.write("content/a.md", text.replace("](images/apps.svg)", "](images/list.svg)"));
    assert!(refresh().1.contains("content/a.md") && !ran(&project, &["check"]).1.contains("outdated-stamp"));
    project.write("content/a.md", &text);
    project.write("content/images/apps.svg", svg("two"));
    assert_eq!(refresh().0, Some(0));
    let (_, told) = ran(&project, &["check"]);
    assert!(told.contains("outdated-stamp") && told.contains("`images/apps.svg` was replaced"), "{told}");
    assert_eq!(verify("24h2").0, Some(0));
    assert!(!ran(&project, &["check"]).1.contains("outdated-stamp"));
    assert_eq!(refresh().0, Some(0), "{}", refresh().1);
    // Written for the old release: the words are to be put right, the new picture is right already.
    project.write("content/a.md", project.read("content/a.md").replace("Installed apps", "Apps & features"));
    let (_, told) = ran(&project, &["refresh", "--from", "10", "--to", "24h2", "content/a.md"]);
    assert!(told.contains("1 step; 0 left to a person, 0 screenshots"), "{told}");
}

#[test]
fn a_picture_whose_step_was_put_right_stays_on_the_list_until_it_is_taken_again() {
    let project = Project::empty();
    project.write("content/a.md", WITH_PICTURE.replace('\n', "\r\n"));
    project.write("content/images/apps.svg", svg("one"));
    let refresh = |more: &[&str]| ran(&project, &[&["refresh", "--to", "24h2"], more].concat());
    let (code, patch) = refresh(&["--diff"]);
    assert_eq!(code, Some(1), "{patch}");
    let (code, told) = refresh(&["--apply"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("wrote 1 place in 1 article") && told.contains("1 screenshot to take again\n"), "{told}");
    let text = project.read("content/a.md");
    assert!(text.contains("Installed apps"), "{text}");
    assert!(text.contains("release: windows-10-22h2, by: guidepost refresh}\r\n"), "{text}");
    let added =
        |patch: &str| patch.lines().filter(|l| l.starts_with('+')).map(|l| l[1..].to_owned()).collect::<Vec<_>>();
    assert!(added(&patch).iter().skip(1).all(|line| text.contains(line)), "the patch is what is written: {patch}");
    // Nobody has to remember it: not the next day, and not when the whole guide was followed on the new release.
    let stays = || {
        let (code, told) = refresh(&[]);
        assert_eq!(code, Some(1), "{told}");
        assert!(
            told.contains("images/apps.svg") && told.contains("0 steps; 0 left to a person, 1 screenshot"),
            "{told}"
        );
    };
    stays();
    assert_eq!(ran(&project, &["verify", "content/a.md", "--release", "24h2"]).0, Some(0));
    stays();
    project.run(&["build"]).success();
    assert!(project.read("site/a.html").contains("Taken on Windows 10 22H2"));
    // On its own release there is nothing to do.
    assert_eq!(ran(&project, &["refresh", "--to", "10"]).0, Some(0));
    project.write("content/images/apps.svg", svg("two"));
    assert!(ran(&project, &["check"]).1.contains("`images/apps.svg` was replaced"));
    let verify = ["verify", "content/a.md", "--release", "24h2", "--picture", "apps.svg"];
    assert_eq!(ran(&project, &verify).0, Some(0));
    assert_eq!(refresh(&[]).0, Some(0), "{}", refresh(&[]).1);
}

#[test]
fn a_picture_outside_of_the_steps_is_listed_too() {
    let project = Project::empty();
    let step = "1. Open **Settings > Apps > Installed apps**.\n";
    let front = "---\ntitle: Remove an app\ndescription: Take it out.\nverified: {release: windows-11-24h2, on: 2026-01-01}\n---\n";
    let picture = "![The list](images/apps.svg)\n";
    project.write("content/images/apps.svg", svg("one"));
    for text in [format!("{picture}\n## Do it\n\n{step}"), format!("{step}\nThen it is gone.\n\n{picture}")] {
        project.write("content/a.md", format!("{front}\n{text}"));
        let verify = ["verify", "content/a.md", "--release", "10", "--all-pictures"];
        assert_eq!(ran(&project, &verify).0, Some(0));
        for (form, says) in [
            ("human", "take it again  Apps & features"),
            ("markdown", "take `images/apps.svg` again"),
            ("sarif", "taken on"),
        ] {
            let (code, told) = ran(&project, &["refresh", "--to", "24h2", "--format", form]);
            assert!(code == Some(1) && told.contains(says), "{told}");
        }
    }
}

#[test]
fn a_picture_without_a_stamp_is_of_the_release_of_its_guide() {
    let project = Project::empty();
    // Somebody wrote the new words by hand.
    let text = WITH_PICTURE.replace("Apps & features", "Installed apps");
    project.write("content/a.md", &text);
    project.write("content/images/apps.svg", svg("one"));
    let (code, told) = ran(&project, &["refresh", "--to", "24h2"]);
    assert!(code == Some(1) && told.contains("Apps & features is called Installed apps now"), "{told}");
    // A guide for both may show either, and words for the old release have a right picture.
    let both = text.replace("title:", "platforms: [windows-10, windows-11]\ntitle:");
    let old = text.replace("title:", "platforms: windows-10\ntitle:");
    let scoped = text.replace("2. Click", "2. On Windows 10, click").replace("Installed apps", "Apps & features");
    let new = "## On Windows 11\n\n1. Open **Settings > Apps > Installed apps**.\n";
    for text in [both, old, format!("{scoped}\n{new}")] {
        project.write("content/a.md", &text);
        assert_eq!(ran(&project, &["refresh", "--to", "24h2"]).0, Some(0), "{text}");
    }
}

#[test]
fn a_picture_that_is_shown_again_is_told_of_once_and_one_that_is_not_there_is_named() {
    let project = Project::empty();
    project.write("content/images/apps.svg", svg("one"));
    let again = "3. Look at it.\n\n   ![The list](images/apps.svg)\n\n   ![Gone](images/gone.svg)\n";
    let lost = "4. Open **Settings > Ease of Access**.\n\n   ![Gone](images/gone.svg)\n";
    project.write("content/a.md", format!("{WITH_PICTURE}{again}{lost}"));
    let (_, told) = ran(&project, &["refresh", "--from", "10", "--to", "24h2", "--apply"]);
    assert!(told.contains("no stamp can keep `images/gone.svg`") && !told.contains("keep `images/apps.svg`"), "{told}");
    let (_, told) = ran(&project, &["refresh", "--from", "10", "--to", "24h2"]);
    assert!(told.matches("images/apps.svg").count() == 1 && told.contains("1 screenshot to take again"), "{told}");
}

#[test]
fn front_matter_that_no_stamp_can_be_written_into_stays_as_it_is() {
    let step = "1. Open **Settings > Apps > Apps & features**.\n\n   ![The list](images/apps.svg)\n";
    let wrong = "stamps:\n- {step: step-2, release: windows-10-22h2}\ncategories:\n- x\n";
    for front in ["{title: Flow, description: In braces}\n".to_owned(), format!("title: Wrong\n{wrong}")] {
        let project = Project::empty();
        project.write("content/images/apps.svg", svg("one"));
        let text = format!("---\n{front}---\n\n{step}");
        project.write("content/a.md", &text);
        let (_, told) = ran(&project, &["refresh", "--from", "10-22h2", "--to", "24h2", "--apply"]);
        assert!(told.contains("no stamp can keep"), "{told}");
        assert_eq!(project.read("content/a.md"), text.replace("Apps & features", "Installed apps"));
        let (code, told) = ran(&project, &["verify", "content/a.md", "--release", "24h2", "--all-pictures"]);
        assert!(code != Some(0) && told.contains("front matter"), "{told}");
    }
}

#[test]
fn who_reads_the_list_is_told_that_a_whole_step_goes() {
    let project = Project::empty();
    let steps = "1. Open **Settings**.\n2. Click **Update & Security**.\n3. Click **Windows Update**.\n4. Wait.\n";
    project.write("content/a.md", format!("---\ntitle: Look for news\n---\n\n{steps}"));
    let arguments = ["refresh", "--from", "10-22h2", "--to", "24h2"];
    let (_, told) = ran(&project, &arguments);
    assert!(told.contains("take out the whole step \"Update & Security\", and count the later steps anew"), "{told}");
    let (_, told) = ran(&project, &[arguments.as_slice(), &["--diff"]].concat());
    assert!(told.contains("-4. Wait.") && told.contains("+3. Wait."), "{told}");
    project.write(
        "content/a.md",
        format!("---\ntitle: Look for news\nplatforms: [Windows 10, Windows 11]\n---\n\n{steps}"),
    );
    let (_, told) = ran(&project, &arguments);
    assert!(told.contains("put \" (Windows 10 only)\" behind \"Update & Security\""), "{told}");
}

#[test]
fn a_picture_of_another_site_does_not_stop_those_that_are_here() {
    let project = Project::empty();
    project.write("content/images/apps.svg", svg("one"));
    let far = "   ![Far](https://example.org/far.png)\n";
    project.write("content/a.md", format!("{WITH_PICTURE}\n{far}"));
    let all = |file: &str| ran(&project, &["verify", file, "--release", "24h2", "--all-pictures"]);
    let (code, told) = all("content/a.md");
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("`https://example.org/far.png` is no file here"), "{told}");
    let text = project.read("content/a.md");
    assert!(text.contains("{picture: images/apps.svg, hash: ") && !text.contains("{picture: https"), "{text}");
    // Nothing is left to verify.
    project.write("content/b.md", format!("---\ntitle: Far\n---\n\n1. Wait.\n\n{far}"));
    assert_eq!(all("content/b.md").0, Some(66));
    assert_eq!(all("content").0, Some(0));
    assert!(!project.read("content/b.md").contains("stamps"));
}

#[test]
fn what_is_for_a_third_release_is_for_neither_of_two() {
    let project = Project::empty();
    let catalogue = |n: u32, label: &str| {
        let after = if n > 3 { format!("after: desk-{}\n", n - 1) } else { String::new() };
        let places = format!(
            "  - {{id: desk, label: Help Counter, kind: app}}\n  - {{id: desk.mine, label: {label}, parent: desk, kind: page}}\n"
        );
        project.write(
            &format!("content/ui/desk-{n}.yaml"),
            format!("release: desk-{n}\nname: Desk {n}\n{after}places:\n{places}"),
        );
    };
    catalogue(3, "My tickets");
    catalogue(4, "My cases");
    catalogue(5, "My requests");
    let told = |step: &str| {
        project.write("content/a.md", format!("---\ntitle: Look\n---\n\n1. Open the **Help Counter**.\n2. {step}\n"));
        ran(&project, &["refresh", "--from", "desk-3", "--to", "desk-5"])
    };
    for step in ["On Desk 4, click **My tickets**.", "On Desk 3, click **My tickets**."] {
        let (_, told) = told(step);
        assert!(!told.contains("->"), "{told}");
    }
    for step in
        ["Click **My tickets**.", "On Desk 5, click **My tickets**.", "On Desk 4 or later, click **My tickets**."]
    {
        let (_, told) = told(step);
        assert!(told.contains("\"My tickets\" -> \"My requests\""), "{step}: {told}");
    }
    // A release breaks nothing in itself, whatever a picture shows.
    project.write("content/images/list.svg", svg("one"));
    project.write(
        "content/a.md",
        "---\ntitle: Look\n---\n\n1. In the **Help Counter**, click **My requests**.\n\n   ![](images/list.svg)\n",
    );
    let stamp = ["verify", "content/a.md", "--release", "desk-3", "--picture", "images/list.svg"];
    assert_eq!(ran(&project, &stamp).0, Some(0));
    let against = |from: &str| ran(&project, &["refresh", "--from", from, "--to", "desk-5"]);
    assert_eq!(against("desk-4").0, Some(1), "{}", against("desk-4").1);
    assert_eq!(against("desk-5").0, Some(0), "{}", against("desk-5").1);
}

#[test]
fn a_picture_in_the_paragraph_the_quote_or_the_row_of_words_that_change_is_listed() {
    let project = Project::empty();
    let text = "Some text. ![one](images/1.png) Open **Settings > Devices > Mouse** on your PC.\n\n\
                > Open **Settings > Ease of Access**.\n>\n> ![two](images/2.png)\n\n\
                | Where | What |\n|---|---|\n| **Settings > Privacy** | ![three](images/3.png) |\n\
                | **Settings > System** | ![not](images/not.png) |\n\nThe end.\n\n![behind](images/behind.png)\n";
    project.write("content/a.md", format!("---\ntitle: Places\n---\n\n{text}"));
    let (_, told) = ran(&project, &["refresh", "--from", "10", "--to", "24h2"]);
    for shot in ["images/1.png", "images/2.png", "images/3.png", "3 screenshots to take again"] {
        assert!(told.contains(shot), "{shot}: {told}");
    }
}
