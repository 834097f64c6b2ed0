//! The places of Windows on the pages of a site: their own pages, names in guides, and how a reader finds them.

use crate::project::Project;

const BOTH: &str = "---\ntitle: Remove an app\nplatforms: [Windows 10, Windows 11]\n---\n\n## Remove it\n\n\
    1. Open **Settings > Apps > Apps & features**.\n2. Press **Win+R**.\n";
const NEW: &str = "---\ntitle: Recover\nplatforms: [Windows 11]\n---\n\n## Recover it\n\n1. Open **Settings**.\n\
    2. Click **System**, then **Recovery**.\n3. Type `ms-settings:display` to open **Display**.\n";

fn built(config: &str) -> Project {
    let project = Project::empty();
    project.write("guidepost.yaml", format!("name: Desk\n{config}"));
    project.write("content/guides/remove.md", BOTH);
    project.write("content/guides/recover.md", NEW);
    project.run(&["build"]).success();
    project
}

#[test]
fn a_place_that_guides_name_has_a_page() {
    let project = built("");
    let page = project.read("site/ui-places/settings-apps-installed.html");
    for part in [
        "<h1>Installed apps</h1>",
        "Windows 10 to Windows 11 24H2: “Apps &amp; features” is called “Installed apps”",
        "data-open=\"ms-settings:appsfeatures\"",
        "href=\"../guides/remove.html#step-1\">Step 1</a>",
        "<a href=\"settings-apps.html\">Apps</a>",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let names = project.read("site/ui-places/a-z.html");
    assert!(
        names.contains("Apps &amp; features: <a href=\"settings-apps-installed.html\">Installed apps</a>"),
        "{names}"
    );
    let tree = project.read("site/ui-places/index.html");
    assert!(
        tree.contains("settings-system-recovery.html") && !tree.contains("settings-network.html"),
        "used ones only"
    );
    // Whoever searches for the old name is led to the page.
    let index: String = project
        .files("site/assets/search")
        .into_iter()
        .map(|(_, b)| String::from_utf8_lossy(&b).into_owned())
        .collect();
    assert!(index.contains("ui-places/settings-apps-installed.html"), "the page is in the index");
}

#[test]
fn what_opens_a_place_in_some_releases_only_says_in_which() {
    let project = built("ui: {reference: all}\n");
    let page = project.read("site/ui-places/tray-action-center.html");
    for part in ["<kbd>Win+N</kbd> (Windows 11 21H2, 22H2, 24H2, 25H2)", "<kbd>Win+A</kbd> (Windows 10)"] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let page = project.read("site/ui-places/settings.html");
    assert!(page.contains("<kbd>Win+I</kbd> </dd>"), "in all of them: {page}");
}

#[test]
fn names_in_a_guide_lead_to_their_pages_and_know_the_other_platform() {
    let project = built("");
    let guide = project.read("site/guides/remove.html");
    for part in [
        "<a class=\"place\" href=\"../ui-places/settings-apps-installed.html\" data-on=\"windows-11\" \
         data-name=\"Installed apps\">Apps &amp; features</a>",
        "<span class=\"open-settings\" data-open=\"ms-settings:appsfeatures\" data-label=\"Open in Settings\"></span>",
        "In Windows 11 24H2: <a href=\"../ui-places/settings-apps-installed.html\">Settings &gt; Apps &gt; Installed apps</a>",
        "<button type=\"button\" value=\"windows-11\" aria-pressed=\"false\">Windows 11</button>",
    ] {
        assert!(guide.contains(part), "no {part} in {guide}");
    }
    let guide = project.read("site/guides/recover.html");
    assert!(!guide.contains("step-elsewhere") && !guide.contains("data-on"), "it is for one platform: {guide}");
    assert_eq!(guide.matches("data-open=\"ms-settings:display\"").count(), 1, "the author gave the address: {guide}");
    assert!(guide.contains("data-open=\"ms-settings:recovery\""), "{guide}");
}

#[test]
fn a_way_whose_end_nobody_knows_is_not_told_for_another_platform() {
    let project = Project::empty();
    let text = "---\ntitle: Go on in Windows 10 and Windows 11\n---\n\n## Go\n\n1. Open **Settings > Privacy & security > Frobnicate**.\n2. Open **Settings > Devices > Phone Link**.\n3. Open **Settings > Apps > Apps & features**.\n";
    project.write("content/go.md", text);
    project.run(&["build"]);
    let page = project.read("site/go.html");
    let told: Vec<&str> = page.split("step-elsewhere").skip(1).collect();
    assert!(told.iter().all(|t| !t[..t.len().min(200)].contains("Settings &gt; Privacy<")), "{told:?}");
    assert!(page.contains("Settings &gt; Apps &gt; Installed apps</a>"), "the third is known: {page}");
    assert!(!page.contains("Mobile devices"), "Phone Link is a name of its own: {page}");
}

#[test]
fn settings_say_which_places_have_pages() {
    let off = built("ui: {reference: off}\n");
    assert!(!off.path("site/ui-places").exists());
    let guide = off.read("site/guides/remove.html");
    assert!(
        guide.contains("<span class=\"place\" data-on=\"windows-11\""),
        "names still know the other platform: {guide}"
    );
    assert!(!guide.contains("ui-places"), "{guide}");
    let none = built("ui: {reference: off, in_guides: false}\n");
    assert!(!none.read("site/guides/remove.html").contains("data-on"));
    let all = built("ui: {reference: all}\n");
    assert!(all.read("site/ui-places/index.html").contains("settings-network.html"));
    assert!(all.files("site/ui-places").len() > 300);
}

#[test]
fn of_folded_copies_the_page_of_a_place_lists_one() {
    let text = "1. Open **Settings > Apps > Apps & features**, and look at the list of the programs that this computer has.\n\
        2. Select the program that nobody needs any more, read its name once again, and press **Enter**.\n\
        3. Wait until the list is shorter by one, close the window, and restart the computer when there is time.\n";
    let project = Project::empty();
    let article = |title: &str| format!("---\ntitle: {title}\nplatforms: [Windows 10]\n---\n\n{text}");
    for (name, title) in [("a", "Ten best ways to clean up"), ("b", "Remove a program from the list"), ("c", "Clean")] {
        project.write(&format!("content/{name}.md"), article(title));
    }
    let guides = |settings: &str| {
        project.write("guidepost.yaml", settings);
        project.run(&["build"]);
        let page = project.read("site/ui-places/settings-apps-installed.html");
        ["a", "b", "c"]
            .into_iter()
            .filter(|name| page.contains(&format!("href=\"../{name}.html\"")))
            .collect::<Vec<_>>()
    };
    assert_eq!(guides("name: Desk\n"), ["a", "b", "c"]);
    assert_eq!(guides("name: Desk\nduplicates: fold\n"), ["b"]);
}
