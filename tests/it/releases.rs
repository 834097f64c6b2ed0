//! Pages say what holds on the releases that a guide is for: its own, the other platform, and a later one.

use crate::project::Project;
use crate::stamps::ran;

/// The page of the one guide of a project, its text without tags; and the page.
fn built(front: &str, steps: &str) -> (String, String) {
    let project = Project::empty();
    project.write("content/go.md", format!("---\ndescription: Go on.\n{front}---\n\n{steps}"));
    project.run(&["build"]).success();
    let page = project.read("site/go.html");
    (text(&page), page)
}

fn text(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        out += part.split_once('>').map_or(part, |(_, text)| text);
    }
    out.replace("&gt;", ">").replace("&amp;", "&")
}

const EARLIER: &str =
    "title: Turn it on\nverified: {release: windows-11-22h2, on: 2024-05-01}\nplatforms: [Windows 11]\n";

#[test]
fn a_guide_is_read_as_the_release_it_was_verified_on() {
    let steps = "1. Open **Settings > Privacy & security > For developers**.\n2. Open **Settings > Apps > Optional features**.\n\
        3. Open **Settings > System > Power & battery**.\n4. Click **Battery saver**.\n";
    let (told, page) = built(EARLIER, steps);
    // What a later release of the same Windows has otherwise.
    for way in [
        "In Windows 11 24H2: Settings > System > For developers",
        "In Windows 11 24H2: Settings > System > Optional features",
        "In Windows 11 24H2: Settings > System > Power & battery > Energy saver",
    ] {
        assert!(told.contains(way), "no {way} in {told}");
    }
    assert_eq!(told.matches("In Windows").count(), 3, "nothing of Windows 10, and nothing twice: {told}");
    assert!(page.contains("data-open=\"ms-settings:developers\"") && !page.contains("ms-settings:privacy\""), "{page}");
    let (told, _) = built(&EARLIER.replace("22h2", "24h2"), "1. Open **Settings > System > For developers**.\n");
    assert!(!told.contains("In Windows"), "{told}");
    let project = Project::empty();
    project.write("a.md", format!("---\n{EARLIER}---\n\n{steps}"));
    let (_, told) = ran(&project, &["show", "--ui", "a.md"]);
    assert!(told.contains("Settings > Privacy & security > For developers"), "{told}");
}

#[test]
fn a_button_opens_no_page_halfway() {
    let (_, page) = built(
        "title: Go\n",
        "1. Open **Settings > Privacy > Frobnicate**.\n2. Open **Settings > System > Display**.\n",
    );
    assert!(!page.contains("ms-settings:privacy") && page.contains("ms-settings:display"), "{page}");
}

#[test]
fn who_has_the_other_windows_is_led_all_the_way() {
    let steps = "1. Go to **Settings > Update & Security > Windows Update**.\n2. Open **Settings** and click **Network & Internet**.\n\
        3. Click **Change adapter options**.\n4. Open **Settings > Apps > Optional features**.\n";
    let (told, _) = built("title: Go\nplatforms: [Windows 10, Windows 11]\n", steps);
    for way in [
        "In Windows 11 24H2: Settings > Windows Update",
        "In Windows 11 24H2: Settings > Network & internet > Advanced network settings > More network adapter options",
        "In Windows 11 24H2: Settings > System > Optional features",
    ] {
        assert!(told.contains(way), "no {way} in {told}");
    }
    assert!(!told.contains("In Windows 10"), "the words are for that: {told}");
    // The other way round.
    let (told, _) =
        built("title: Go\nplatforms: [Windows 10, Windows 11]\n", "1. Open **Settings > System > For developers**.\n");
    assert!(told.contains("In Windows 10: Settings > Update & Security > For developers"), "{told}");
}

#[test]
fn only_what_a_step_acts_on_has_a_button_and_a_note() {
    let tip = "   > Tip: see also **Settings > Privacy & security > Camera**.\n";
    let (told, page) = built(
        "title: Go\nplatforms: [Windows 10, Windows 11]\n",
        &format!("1. Restart the computer.\n\n{tip}\n2. Do not open **Settings > Bluetooth & devices > Mouse**.\n"),
    );
    assert!(!told.contains("In Windows") && !page.contains("data-open"), "{told}");
    let (told, page) = built(
        "title: Go\nplatforms: [Windows 10, Windows 11]\n",
        &format!("1. Open **Settings > Bluetooth & devices > Mouse**.\n\n{tip}"),
    );
    assert!(
        told.contains("In Windows 10: Settings > Devices > Mouse")
            && !told.contains("In Windows 10: Settings > Privacy"),
        "{told}"
    );
    assert!(page.contains("data-open=\"ms-settings:mousetouchpad\""), "{page}");
}

#[test]
fn a_place_that_went_is_said_to_be_none() {
    let (told, _) = built(
        "title: Go\nplatforms: [Windows 10, Windows 11]\n",
        "1. Open **Settings > Cortana**.\n2. Open **Settings > Apps > Apps & features**.\n",
    );
    assert!(told.contains("In Windows 11 24H2: no such place"), "{told}");
    assert!(told.contains("In Windows 11 24H2: Settings > Apps > Installed apps"), "{told}");
}

#[test]
fn title_heading_and_list_of_steps_follow_the_choice_of_the_reader() {
    let steps =
        "## Look at Apps & features\n\n1. Open **Settings > Apps > Apps & features**.\n2. Click **Uninstall**.\n";
    let (_, page) = built("title: Clean up with Apps & features\nplatforms: [Windows 10, Windows 11]\n", steps);
    let name = "<span data-on=\"windows-11\" data-name=\"Installed apps\">Apps &amp; features</span>";
    for part in [
        format!("<h1>Clean up with {name}</h1>"),
        format!("<h2>Look at {name}</h2>"),
        format!("#look-at-apps-features\">Look at {name}</a>"),
        format!("<span>Open Settings &gt; Apps &gt; {name}.</span></a>"),
    ] {
        assert!(page.contains(&part), "no {part} in {page}");
    }
    // For one of both nothing is to follow.
    let (_, page) = built("title: Clean up with Apps & features\nplatforms: [Windows 10]\n", steps);
    assert!(!page.contains("data-on="), "{page}");
}

const PAYROLL_7: &str = "release: payroll-7\nname: Payroll 7\nplatform: payroll-7\nplaces:\n  \
    - {id: payroll, label: Payroll, kind: app}\n  - {id: payroll.list, label: Employees, parent: payroll, kind: page}\n";
const PAYROLL_8: &str = "release: payroll-8\nname: Payroll 8\nplatform: payroll-8\nafter: payroll-7\nlike: payroll-7\nplaces:\n  \
    - {id: payroll.list, label: People, parent: payroll, kind: page}\n";

/// A project with two systems: Windows, and one of the team.
fn with_payroll() -> Project {
    let project = Project::empty();
    project.write("content/ui/payroll-7.yaml", PAYROLL_7);
    project.write("content/ui/payroll-8.yaml", PAYROLL_8);
    project.write("guidepost.yaml", "name: Desk\nplatforms:\n  Payroll 7: [payroll-7]\n  Payroll 8: [payroll-8]\n");
    let guide = |front: &str, list: &str| {
        format!("---\ntitle: Look at {list}\n{front}---\n\n1. Open **Payroll**.\n2. Click **{list}**.\n")
    };
    project.write(
        "content/new.md",
        guide("platforms: [Payroll 8]\nverified: {release: payroll-8, on: 2026-01-01}\n", "People"),
    );
    let both = "platforms: [Payroll 7, Payroll 8]\nverified: {release: payroll-7, on: 2026-01-01}\n";
    project.write("content/both.md", guide(both, "Employees"));
    project
}

#[test]
fn a_system_of_a_team_is_told_of_in_its_own_releases() {
    let project = with_payroll();
    project.run(&["build"]).success();
    let page = project.read("site/both.html");
    let told = text(&page);
    assert!(told.contains("In Payroll 8: Payroll > People") && told.contains("Verified on Payroll 7"), "{told}");
    assert!(page.contains("data-on=\"payroll-8\" data-name=\"People\">Employees<"), "{page}");
    assert!(page.contains("<button type=\"button\" value=\"payroll-8\""), "{page}");
    let new = text(&project.read("site/new.html"));
    assert!(
        new.contains("Verified on Payroll 8") && !new.contains("In Payroll") && !new.contains("In Windows"),
        "{new}"
    );
}

#[test]
fn a_refresh_judges_the_guides_of_one_system() {
    let project = with_payroll();
    let old = "---\ntitle: Remove an app\nverified: {release: windows-10-22h2, on: 2026-01-01}\n---\n\n";
    project.write("content/remove.md", format!("{old}1. Open **Settings > Apps > Apps & features**.\n"));
    for more in [&[][..], &["--from", "10"]] {
        let (code, told) = ran(&project, &[&["refresh", "--to", "24h2"], more].concat());
        assert_eq!(code, Some(1), "{told}");
        assert!(told.contains("1 guide of 1 article affected") && !told.contains("no Payroll"), "{told}");
        assert!(told.contains("2 articles of other systems left out"), "{told}");
    }
    let (code, told) = ran(&project, &["refresh", "--to", "payroll-8", "--apply"]);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains("1 guide of 2 articles affected") && told.contains("1 article of other systems left out"),
        "{told}"
    );
    assert!(!told.contains("no Settings"), "{told}");
    assert!(
        project.read("content/both.md").contains("**People** (**Employees** on Payroll 7)"),
        "{}",
        project.read("content/both.md")
    );
    // All of both systems is right: the site is green.
    assert_eq!(ran(&project, &["refresh", "--to", "24h2", "--apply"]).0, Some(0));
    for to in ["24h2", "payroll-8"] {
        assert_eq!(ran(&project, &["refresh", "--to", to]).0, Some(0), "{}", ran(&project, &["refresh", "--to", to]).1);
    }
}

#[test]
fn the_example_site_shows_a_way_by_release() {
    let project = Project::empty();
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/content/guides/printers/clear-the-print-queue.md");
    project.write("content/queue.md", std::fs::read_to_string(guide).expect("our own guide"));
    project.run(&["build"]);
    let page = project.read("site/queue.html");
    assert!(text(&page).contains("In Windows 10: Settings > Devices > Printers & scanners"), "{page}");
    assert!(page.contains("data-on=\"windows-10\" data-name=\"Devices\""), "the name follows the switch: {page}");
}
