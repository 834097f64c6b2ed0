//! Related guides as a reader and an author see them: reasons in words that mean something, and no choice twice.

use crate::project::{Project, stdout};

/// Two guides about the same, which share small words as well; a third about something else.
fn built(language: &str, a: &str, b: &str, steps: &str) -> Project {
    let project = Project::empty();
    project.write("guidepost.yaml", format!("language: {language}\n"));
    let article = |title: &str, last: &str| {
        format!("---\ntitle: {title}\nplatforms: [Windows 11]\ntags: [windows11]\n---\n\n{steps}4. {last}\n")
    };
    project.write("content/a.md", article(a, "Select **Front matter**."));
    project.write("content/b.md", article(b, &format!("Select **Whatever**.\n\n## Afterwards\n\n{AFTER}")));
    project.write("content/c.md", "---\ntitle: Bread\n---\n\n1. Knead the dough.\n2. Bake it.\n");
    project.run(&["build"]);
    project
}

const AFTER: &str = "Much else has to be seen to at the office, at home and on the road: lamps, chairs, plants, a kettle, \
    several mugs, one window that never shuts, two doors that never open, and a cupboard full of old cables.\n";

fn reasons(project: &Project, page: &str) -> Vec<String> {
    let html = project.read(&format!("site/{page}.html"));
    html.split("class=\"reason\">").skip(1).filter_map(|rest| Some(rest.split_once('<')?.0.to_owned())).collect()
}

#[test]
fn a_reason_for_readers_is_what_both_guides_say_they_are_about() {
    let steps = "1. Put the scanner in front of the payroll printer, which matters more than its label.\n\
        2. Put the lid of the scanner down, right after the kind old printer has woken up.\n\
        3. Put the paper into the tray of the scanner, and the printer will take it.\n";
    let project = built("en", "Remove a scanner from VPN printers", "Remove the VPN printer again", steps);
    assert_eq!(reasons(&project, "a"), ["also about: VPN, printer"]);
    // Those who write are told of all words.
    let told = stdout(&project.run(&["build", "--explain-related", "a"]));
    assert!(told.contains("also about: "), "{told}");
}

#[test]
fn a_german_reason_has_names_only() {
    let steps = "1. Wählen Sie **Einstellungen**, und suchen Sie dort das WLAN, das Sie sehen wollen.\n\
        2. Wählen Sie **Netzwerk**, und geben Sie das Kennwort ein, das auf dem Zettel steht.\n\
        3. Wählen Sie **Verbinden**, und warten Sie, bis das Fenster sich wieder schließt.\n";
    let project =
        built("de", "So verbinden Sie Ihren Laptop mit dem WLAN", "Wie Sie das WLAN finden und verbinden", steps);
    assert_eq!(reasons(&project, "a"), ["auch hier: WLAN"]);
}

#[test]
fn what_the_author_chose_is_not_told_as_left_out() {
    let project = Project::empty();
    project.write(
        "content/a.md",
        "---\ntitle: Add a printer\nrelated: [b.md]\n---\n\n1. Select **Add device**.\n2. Select **OK**.\n\n\
         ## Also read\n\n- [Ten games for the iPhone](b.md)\n- [Bread](c.md)\n",
    );
    project.write(
        "content/b.md",
        "---\ntitle: Ten games for the iPhone\n---\n\n1. Select **Play**.\n2. Select **Stop**.\n",
    );
    project.write("content/c.md", "---\ntitle: Bread\n---\n\n1. Knead the dough.\n2. Bake it.\n");
    let told = stdout(&project.run(&["build", "--explain-related", "a"]));
    let (kept, pruned) = told.split_once("pruned:").unwrap_or_else(|| panic!("{told}"));
    assert!(kept.contains("chosen by the author"), "{told}");
    assert!(!pruned.contains("Ten games"), "{told}");
}

/// Where several sites are gathered into one, a reader is not sent to another for want of something better.
#[test]
fn a_guide_of_another_folder_is_offered_when_it_is_near_or_when_there_is_nothing_else() {
    let guide = |title: &str, words: &[&str]| {
        let steps: String = words.iter().enumerate().map(|(i, w)| format!("{}. Open the {w}.\n", i + 1)).collect();
        format!("---\ntitle: {title}\n---\n\n{steps}")
    };
    let scanner = ["scanner", "lamp", "glass", "hinge", "feeder", "roller", "tray", "sensor"];
    let half = ["scanner", "lamp", "glass", "eraser", "ledger", "stamp", "drawer", "paper"];
    let other_half = ["scanner", "feeder", "roller", "tray", "sensor", "cable", "socket", "fuse"];
    let project = Project::empty();
    project.write("content/one/a.md", guide("Clean the scanner", &scanner));
    project.write("content/two/b.md", guide("File the ledger", &half));
    // Somebody leads there.
    project.write(
        "content/two/e.md",
        guide("Sort the pencils", &["pencil", "eraser", "ledger", "stamp", "ruler", "chalk"]),
    );
    // Pairs that are near to each other say what near means on this site.
    for (i, word) in ["kettle", "window", "bicycle", "garden", "violin", "carpet"].iter().enumerate() {
        let own: Vec<String> =
            (0..8).map(|n| format!("{word}{}", ["rim", "lid", "top", "arm", "leg", "eye", "ear", "toe"][n])).collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        project.write(&format!("content/one/p{i}.md"), guide(&format!("Mend the {word}"), &own));
        let most = [&own[..6], &["shelf", "bucket"]].concat();
        project.write(&format!("content/one/q{i}.md"), guide(&format!("Mend the {word} again"), &most));
    }
    let told = || stdout(&project.run(&["build", "--explain-related", "one/a.md"]));
    let alone = told();
    assert!(alone.contains("File the ledger"), "there is nothing else: {alone}");
    project.write("content/one/c.md", guide("Mend the scanner feeder", &other_half));
    // One more for the feeder, so that the two do not lead to each other alone.
    project
        .write("content/one/d.md", guide("Change the fuse", &["cable", "socket", "fuse", "meter", "switch", "wire"]));
    let both = told();
    assert!(both.contains("Mend the scanner feeder") && !both.contains("File the ledger"), "{both}");
}

/// Guides that are all near to each other, and one that is near to them by a few words only.
fn crowd() -> Project {
    let project = Project::empty();
    let parts = ["tray", "roller", "feeder", "sensor", "lamp", "hinge", "cable", "fuse"];
    for n in 0..8 {
        let steps: String =
            (0..8).map(|i| format!("{}. Open the scanner {}.\n", i + 1, parts[(i + n) % (4 + i / 2)])).collect();
        project
            .write(&format!("content/s{n}.md"), format!("---\ntitle: Mend the scanner {}\n---\n\n{steps}", parts[n]));
    }
    let alone = "1. Fill the kettle.\n2. Boil the water.\n3. Wipe the lamp.\n4. Warm the cup.\n5. Steep the leaves.\n";
    project.write("content/tea.md", format!("---\ntitle: Make tea\n---\n\n{alone}"));
    project
}

#[test]
fn every_guide_is_shown_on_some_page() {
    let project = crowd();
    project.write("guidepost.yaml", "editors_page: true\n");
    project.run(&["build"]);
    let pages: Vec<String> = (0..8).map(|n| project.read(&format!("site/s{n}.html"))).collect();
    let related = |page: &String| {
        page.split("class=\"related").nth(1).unwrap_or("").split("</section>").next().unwrap_or("").to_owned()
    };
    assert!(pages.iter().any(|page| related(page).contains("tea.html")), "{}", related(&pages[0]));
    assert!(pages.iter().filter(|page| related(page).contains("tea.html")).count() == 1);
    // Editors see it although nothing was pruned anywhere.
    let editors = project.read("site/_report/index.html");
    assert!(editors.contains("no other guide leads there"), "{editors}");
    let told = (0..8).map(|n| stdout(&project.run(&["build", "--explain-related", &format!("s{n}")])));
    assert_eq!(told.filter(|told| told.contains("no other guide leads there")).count(), 1);
}

#[test]
fn who_asks_is_told_what_the_page_shows_and_what_it_would_take() {
    let project = crowd();
    let links: String = (1..8).map(|n| format!("- [Mend the scanner, part {n}](s{n}.md)\n")).collect();
    let hub = project.read("content/s0.md")
        + "\n## Also read\n\n"
        + &links
        + "- [Print a test page](https://a.example/print-a-test-page)\n";
    project.write("content/s0.md", hub);
    project.run(&["build"]);
    let told = stdout(&project.run(&["build", "--explain-related", "s0"]));
    let page = project.read("site/s0.html");
    let on_page = (1..8).filter(|n| {
        page.split("class=\"related")
            .nth(1)
            .unwrap_or("")
            .split("</section>")
            .next()
            .unwrap_or("")
            .contains(&format!("s{n}.html"))
    });
    assert_eq!(on_page.count(), 5, "{page}");
    assert!(told.contains("kept: 7, of which the page shows 5"), "{told}");
    assert_eq!(told.matches("not shown: others are better").count(), 2, "{told}");
    project.run(&["export", "json", "--out", "json"]).code(0);
    let guide: serde_json::Value = serde_json::from_str(&project.read("json/s0.json")).expect("JSON");
    let kept = guide["related"]["kept"].as_array().expect("a list");
    assert_eq!(kept.iter().filter(|link| link["shown"] == true).count(), 5, "{guide}");
}

/// Who reads English is not sent to a page in another language first; it stays where there is nothing better.
#[test]
fn a_title_in_another_language_stands_behind_those_that_can_be_read() {
    let project = crowd();
    let links = "- [Windows driver for the scanner tray](https://a.example/x)\n\
        - [Windows driver: den Scanner und das Fach mit dem Tuch reinigen](https://a.example/y)\n";
    project.write("content/s0.md", project.read("content/s0.md") + "\n## Also read\n\n" + links);
    let told = || stdout(&project.run(&["build", "--explain-related", "s0"]));
    let place = |told: &str, what: &str| told.find(what).unwrap_or(usize::MAX);
    let before = told();
    assert!(place(&before, "roller (s1.md)") < place(&before, "feeder (s2.md)"), "{before}");
    let german =
        project.read("content/s1.md").replace("Mend the scanner roller", "Die Rolle und den Einzug reparieren");
    project.write("content/s1.md", german);
    let after = told();
    assert!(place(&after, "(s1.md)") > place(&after, "feeder (s2.md)"), "{after}");
    assert!(place(&after, "a.example/x") < place(&after, "a.example/y"), "{after}");
    assert!(
        after.contains("kept: 2") && after.split("a.example/y").nth(1).expect("it").contains("not shown"),
        "{after}"
    );
}

/// That a title fits this guide makes what it leads to near, and not this guide.
#[test]
fn a_title_makes_no_page_nearer_than_the_nearest_guide() {
    let project = Project::empty();
    for (name, title, words) in [
        ("a", "Clean the kettle", ["kettle", "lamp", "rim", "lid", "hinge", "wire"]),
        ("b", "Mend the lamp", ["lamp", "rim", "hinge", "socket", "bulb", "shade"]),
        ("c", "Fill the tray", ["tray", "paper", "lid", "kettle", "roller", "ink"]),
        ("d", "Change the bulb", ["bulb", "shade", "socket", "ladder", "fuse", "meter"]),
        ("e", "Sort the paper", ["paper", "roller", "ink", "drum", "shelf", "box"]),
    ] {
        let steps: String = words.iter().enumerate().map(|(i, w)| format!("{}. Open the {w}.\n", i + 1)).collect();
        let links = "\n## Also read\n\n- [Windows driver for a kettle](https://a.example/x)\n";
        let links = if name == "a" { links } else { "" };
        project.write(&format!("content/{name}.md"), format!("---\ntitle: {title}\n---\n\n{steps}{links}"));
    }
    let told = stdout(&project.run(&["build", "--explain-related", "a"]));
    let score = |what: &str| -> f32 {
        let line = told.lines().find(|line| line.contains(what)).unwrap_or_else(|| panic!("{told}"));
        line.split_whitespace().next().and_then(|score| score.parse().ok()).unwrap_or_else(|| panic!("{line}"))
    };
    assert!(score("a.example/x") < score("(b.md)").max(score("(c.md)")) + 0.1, "{told}");
}
