//! Catalogues of places: what is wrong with them, what a project lays over ours, and the commands that show them.

use std::sync::OnceLock;

use guidepost::check::{self, Check, RULES, Stage};
use guidepost::source::Source;
use guidepost::ui::refresh::{self, Proposal};
use guidepost::ui::world::World;
use guidepost::ui::{Catalogues, patch};

use crate::project::Project;
use crate::stamps::ran;

/// Two releases side by side, from our own catalogues.
pub fn world(from: &str, to: &str) -> World {
    let all = Catalogues::new(&[]);
    let (a, b) = (all.find(from).unwrap(), all.find(to).unwrap());
    World::new(&all.catalogue(a).0, &all.catalogue(b).0, all.changes(a, b).0)
}

/// Windows 10 22H2 beside Windows 11 24H2, made once.
pub fn ten_to_eleven() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| world("10", "24h2"))
}

/// "words = id" of every reference.
fn references(text: &str) -> Vec<String> {
    let world = ten_to_eleven();
    let resolved = refresh::resolve(world, &Source::from_text("a.md", text));
    let row = |m: &guidepost::ui::reference::Mention| {
        format!("{} = {}", &resolved.units[m.unit].line.text[m.start..m.end], world.nodes[m.node].id)
    };
    resolved.mentions.iter().map(row).collect()
}

/// The text after a refresh from Windows 10 to 11 24H2, and what is left to a person.
pub fn refreshed(text: &str) -> (String, Vec<String>) {
    refreshed_in(ten_to_eleven(), text)
}

pub fn refreshed_in(world: &World, text: &str) -> (String, Vec<String>) {
    let found = refresh::findings(world, &Source::from_text("a.md", text));
    let edits: Vec<_> = found.iter().flat_map(|f| f.fix.edit().cloned().into_iter().chain(f.numbers.clone())).collect();
    let person = |f: &refresh::Finding| match &f.fix {
        Proposal::Person(why) => Some(format!("{}: {why}", &text[f.span.range()])),
        _ => None,
    };
    (patch::apply(text, &edits), found.iter().filter_map(person).collect())
}

/// The fences of a manual page with this tag.
fn fences(page: &str, tag: &str) -> Vec<String> {
    let mut lines = page.lines();
    let mut out = Vec::new();
    while let Some(line) = lines.next() {
        if line == format!("```{tag}") {
            out.push(lines.by_ref().take_while(|l| *l != "```").map(|l| format!("{l}\n")).collect());
        }
    }
    out
}

#[test]
fn the_examples_of_the_manual_are_what_the_rules_for_catalogues_find() {
    let ours = RULES.iter().filter(|r| matches!(r.check, Check::Elsewhere(Stage::Catalogue)));
    for rule in ours {
        let path = format!("{}/content/manual/rules/{}.md", env!("CARGO_MANIFEST_DIR"), rule.name);
        let page = std::fs::read_to_string(&path).unwrap();
        for (tag, bad) in [("yaml bad", true), ("yaml good", false)] {
            let all = fences(&page, tag);
            assert!(!all.is_empty(), "{}: no {tag}", rule.name);
            for text in all {
                let found = Catalogues::new(&[Source::from_text("ui/payroll-7.yaml", &text)]).faults();
                let rules: Vec<&str> = found.iter().map(|d| d.rule).collect();
                assert_eq!(rules.contains(&rule.name), bad, "{}: {found:?}", rule.name);
                assert!(found.iter().all(|d| check::rule(d.rule).is_some()));
                assert!(!bad || found.iter().any(|d| d.rule == rule.name && d.span.is_some() && d.help.is_some()));
            }
        }
    }
}

#[test]
fn a_project_lays_its_places_over_ours_and_brings_systems_of_its_own() {
    let over = "release: windows-11-24h2\nplaces:\n  - id: settings.apps.installed\n    label: All apps\n    \
                parent: settings.apps\n    kind: settings-page\n";
    let mine = "release: payroll-7\nplaces:\n  - {id: payroll, label: Payroll, kind: app}\n";
    let all = Catalogues::new(&[Source::from_text("ui/over.yaml", over), Source::from_text("ui/payroll.yaml", mine)]);
    assert_eq!(all.faults(), []);
    let (catalogue, _) = all.catalogue(all.find("24h2").unwrap());
    assert_eq!(catalogue.path(catalogue.place("settings.apps.installed").unwrap()), "Settings > Apps > All apps");
    assert!(catalogue.places().len() > 400, "ours are still there");
    let (catalogue, _) = all.catalogue(all.find("payroll-7").unwrap());
    assert_eq!(catalogue.places().len(), 1);
}

#[test]
fn a_release_keeps_its_names_when_a_team_lays_places_over_it() {
    let over = "release: windows-11-24h2\nplaces:\n  - {id: desk, label: Desk, kind: app}\n";
    let first = "release: payroll-8\nname: Payroll 8\nplaces:\n  - {id: payroll, label: Payroll, kind: app}\n";
    let more = "release: payroll-8\nplaces:\n  - {id: wages, label: Wages, kind: app}\n";
    let sources = [("ui/over.yaml", over), ("ui/first.yaml", first), ("ui/more.yaml", more)];
    let all = Catalogues::new(&sources.map(|(path, text)| Source::from_text(path, text)));
    let names = |name: &str| all.find(name).map(|r| (r.name.as_str(), r.short.as_str()));
    assert_eq!(names("24h2"), Some(("Windows 11, version 24H2", "Windows 11 24H2")));
    assert_eq!(names("payroll-8"), Some(("Payroll 8", "Payroll 8")));
}

#[test]
fn a_name_is_found_however_it_is_written() {
    for text in [
        "1. Open Settings.\n2. Click **Update & Security**.\n",
        "1. Open Settings.\n2. Click Update and security.\n",
        "1. Open Settings.\n2. Click on**Updates & Security** .\n",
        "1. Open Settings.\n2. Navigate to \u{201c}Update&Security\u{201d}.\n",
        "1. Open Settings.\n2. Go to the \u{2018}Update \\& Security\u{2019} page.\n",
        "Open **Settings > Update & Security**.\n",
        "Head to Settings \u{2192} Update & Security.\n",
    ] {
        let last = references(text).pop().unwrap_or_default();
        assert!(last.ends_with("= settings.update"), "{text}: {last}");
    }
}

#[test]
fn a_cursor_walks_through_the_steps() {
    let ids =
        |text: &str| references(text).iter().map(|r| r.split(" = ").nth(1).unwrap().to_owned()).collect::<Vec<_>>();
    // One name, three places: where the reader stands decides.
    assert_eq!(
        ids("1. Press **Win+I**.\n2. Click **System**.\n3. Click **Sound**.\n"),
        ["settings.system", "settings.system.sound"]
    );
    assert_eq!(
        ids("1. Open Control Panel.\n2. Click **Hardware and Sound**.\n3. Click **Sound**.\n"),
        ["control-panel", "cp.hardware-sound", "cp.sound"]
    );
    assert_eq!(ids("1. Look at the page.\n2. Click **Sound**.\n"), [""; 0], "nothing tells which");
    assert_eq!(ids("1. Open Chrome.\n2. Click **Settings**.\n3. Click **Advanced**.\n4. Click **System**.\n"), [""; 0]);
    // A tab is not the console of its name.
    let tab = "1. Type `msconfig` and press Enter.\n2. Click the **Services** tab.\n";
    assert_eq!(ids(tab), ["app.msconfig.services"]);
    // A page of its own name, and a switch: the verb decides.
    let gaming = "1. Open Settings.\n2. Click **Gaming**.\n";
    assert_eq!(ids(&format!("{gaming}3. Click **Xbox Game Bar**.\n"))[2], "settings.gaming.game-bar");
    assert_eq!(ids(&format!("{gaming}3. Turn off **Xbox Game Bar**.\n"))[2], "settings.gaming.game-bar.switch");
}

#[test]
fn look_alikes_are_left_alone() {
    for text in [
        "1. Open Chrome.\n2. Click **Settings**.\n3. Click **Privacy**.\n",
        "Go to Steam > Settings > Display.\n",
        "In the game, go to Settings > Graphics Settings.\n",
        "## Zoom asks for the camera\n\n1. Click **Settings**.\n2. Click **Devices**.\n",
        "Your privacy matters, and the system has a display.\n",
        "Install the display driver for your devices.\n",
    ] {
        let (new, left) = refreshed(text);
        assert_eq!((new.as_str(), left.len()), (text, 0));
    }
}

#[test]
fn a_refresh_writes_what_the_new_release_says_in_the_form_of_the_author() {
    for (old, new) in [
        // Another label, in the writer's marks, capitals and words.
        ("Open **Settings > Apps > Apps & features**.\n", "Open **Settings > Apps > Installed apps**.\n"),
        ("1. Open Settings > Apps > Apps and Features.\n", "1. Open Settings > Apps > Installed Apps.\n"),
        ("1. Open Settings.\n2. Click _Ease of Access_.\n", "1. Open Settings.\n2. Click _Accessibility_.\n"),
        // Another way: what the reader is after says which.
        (
            "1. Open Settings.\n2. Click **Update & Security**.\n3. Click **Recovery**.\n",
            "1. Open Settings.\n2. Click **System**.\n3. Click **Recovery**.\n",
        ),
        (
            "1. Open Settings.\n2. Click **Devices**.\n3. Click **Typing**.\n",
            "1. Open Settings.\n2. Click **Time & language**.\n3. Click **Typing**.\n",
        ),
        (
            "1. Open Settings.\n2. Click **Devices**.\n3. Click **Mouse**.\n",
            "1. Open Settings.\n2. Click **Bluetooth & devices**.\n3. Click **Mouse**.\n",
        ),
        ("Go to Settings > Update & Security > Activation.\n", "Go to Settings > System > Activation.\n"),
        (
            "On the PC go to **Settings** > **Phone**.\n",
            "On the PC go to **Settings** > **Bluetooth & devices** > **Mobile devices**.\n",
        ),
        (
            "Go to Settings > Update & Security > Windows Update > View update history.\n",
            "Go to Settings > Windows Update > Update history.\n",
        ),
        (
            "1. Open Settings and click **Update & Security**.\n2. Click **Check for updates**.\n",
            "1. Open Settings and click **Windows Update**.\n2. Click **Check for updates**.\n",
        ),
        // Where it stands on the screen.
        (
            "1. Open Settings.\n2. Click **System**.\n3. In the left pane, click **Display**.\n",
            "1. Open Settings.\n2. Click **System**.\n3. In the right pane, click **Display**.\n",
        ),
        // The words that lead to a place go with it.
        (
            "1. Open Settings.\n2. In **UPDATE & SECURITY** , click**Windows Update** below.\n",
            "1. Open Settings.\n2. Click**Windows Update** below.\n",
        ),
        // Nothing but capitals: nobody stumbles over it.
        ("Go to Settings > Network & Internet > VPN.\n", "Go to Settings > Network & Internet > VPN.\n"),
        // Written for the new release already.
        ("Go to Settings > System > Recovery.\n", "Go to Settings > System > Recovery.\n"),
        (
            "1. Open Settings.\n2. In the left pane, click **Bluetooth & devices**.\n3. Click **Devices**.\n",
            "1. Open Settings.\n2. In the left pane, click **Bluetooth & devices**.\n3. Click **Devices**.\n",
        ),
    ] {
        assert_eq!(refreshed(old), (new.to_owned(), vec![]), "{old}");
    }
}

#[test]
fn what_cannot_be_known_is_left_to_a_person_with_the_reason() {
    let left = |text: &str| {
        let (new, left) = refreshed(text);
        assert_eq!(new, text, "nothing is written");
        left.join("; ")
    };
    assert!(left("Open Settings > Cortana.\n").contains("no such place"));
    assert!(left("Open Settings > Update & Security.\n").contains("several answers: Windows Update, Recovery"));
    assert!(left("1. Open Settings.\n2. Click Update & _Security_, then **Recovery**.\n").contains("marks"));
}

#[test]
fn words_for_one_platform_stay_where_the_other_has_its_own() {
    let both = "## Windows 11\n\n1. Open **Settings > Apps > Installed apps**.\n\n## Windows 10\n\n\
                1. Open **Settings > Apps > Apps & features**.\n";
    assert_eq!(refreshed(both), (both.to_owned(), vec![]));
    let sentences = "On Windows 11, go to Settings > System > Recovery. On Windows 10, go to Settings > Update & \
                     Security > Recovery.\n";
    assert_eq!(refreshed(sentences), (sentences.to_owned(), vec![]));
    // Alone it is right for whoever has that one.
    let one = "## Remove it in Windows 10\n\n1. Open **Settings > Apps > Apps & features**.\n";
    let way = "**Settings > Apps > Installed apps** (**Settings > Apps > Apps & features** on Windows 10)";
    assert_eq!(refreshed(one).0, one.replace("**Settings > Apps > Apps & features**", way));
    let for_ten = format!("---\nplatforms: [Windows 10]\n---\n{one}");
    assert_eq!(refreshed(&for_ten), (for_ten.clone(), vec![]), "the guide is for Windows 10 and nothing else");
}

#[test]
fn a_guide_for_both_platforms_keeps_the_old_words_in_a_bracket() {
    let front = "---\nplatforms: [Windows 10, Windows 11]\n---\n";
    for (old, new) in [
        (
            "1. Open Settings.\n2. Click **Ease of Access**.\n",
            "1. Open Settings.\n2. Click **Accessibility** (**Ease of Access** on Windows 10).\n",
        ),
        (
            "Go to **Settings > Update & Security > Recovery**.\n",
            "Go to **Settings > System > Recovery** (**Settings > Update & Security > Recovery** on Windows 10).\n",
        ),
    ] {
        let (old, new) = (format!("{front}{old}"), format!("{front}{new}"));
        assert_eq!(refreshed(&old), (new.clone(), vec![]));
        assert_eq!(refreshed(&new), (new.clone(), vec![]), "and it is done");
    }
}

const OLD_GUIDE: &str = "---\ntitle: Remove an app\nverified: {release: windows-10-22h2, on: 2024-05-01}\n---\n\n\
    ## Remove it\n\n1. Open **Settings > Apps > Apps & features**.\n\n   ![List](list.png)\n2. Select the app.\n";

#[test]
fn refresh_lists_patches_and_writes() {
    let project = Project::empty();
    project.write("content/guides/remove.md", OLD_GUIDE.replace('\n', "\r\n"));
    project.write("content/guides/new.md", "---\ntitle: New\n---\n\nOpen **Settings > Apps > Installed apps**.\n");
    let run = |arguments: &[&str]| {
        let output = project.command(arguments).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    // Without --from the guide says itself what it was verified on.
    let (code, out, err) = run(&["refresh", "--to", "24h2"]);
    assert_eq!(code, Some(1));
    for part in [
        "settings.apps.installed",
        "remove.md:8",
        "step 1 of \"Remove it\"",
        "\"Apps & features\" -> \"Installed apps\"",
        "list.png",
    ] {
        assert!(out.contains(part), "no {part:?} in {out}");
    }
    assert!(err.contains("1 article does not say"), "the other one is named: {err}");
    let (_, json, _) = run(&["refresh", "--to", "24h2", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["guides"][0]["findings"][0]["fix"]["edit"]["text"], "Installed apps");
    let (_, sarif, _) = run(&["refresh", "--to", "24h2", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 8);
    let (_, markdown, _) = run(&["refresh", "--from", "10", "--to", "24h2", "--format", "markdown"]);
    assert!(
        markdown
            .contains("- [ ] `content/guides/remove.md`, line 8, step 1: `Apps & features` becomes `Installed apps`")
    );
    let (_, diff, _) = run(&["refresh", "--to", "24h2", "--diff"]);
    let line = "+1. Open **Settings > Apps > Installed apps**.\r\n";
    assert!(diff.starts_with("--- a/content/guides/remove.md\n") && diff.contains(line), "{diff}");

    let (code, ..) = run(&["refresh", "--to", "24h2", "--apply"]);
    assert_eq!(code, Some(1), "the picture is left");
    let want = OLD_GUIDE.replace("Apps & features", "Installed apps").replace('\n', "\r\n");
    assert_eq!(project.read("content/guides/remove.md"), want, "nothing else has changed");
    let (_, out, _) = run(&["refresh", "--to", "24h2"]);
    assert!(out.contains("0 steps; 0 left to a person, 1 screenshot to take again"), "{out}");
    assert_eq!(run(&["verify", "content/guides/remove.md", "--release", "24h2"]).0, Some(0));
    assert_eq!(run(&["refresh", "--to", "24h2"]).0, Some(0), "and it is done");
    assert_eq!(run(&["refresh", "--to", "windows-95"]).0, Some(66));
}

#[test]
fn a_guide_is_verified_on_one_release() {
    let project = Project::empty();
    project.write("content/a.md", "---\ntitle: A\nverified: {release: [24h2, 25h2], on: 2026-01-01}\n---\n\nHello.\n");
    let (code, out) = ran(&project, &["check"]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.contains("`release` in `verified` is a list, but it must be one release"), "{out}");
}

#[test]
fn releases_of_two_systems_are_told_to_differ_in_nearly_all() {
    let project = Project::empty();
    project.write("content/ui/desk.yaml", "release: desk-1\nname: Desk 1\nplaces: [{id: d, label: Desk, kind: app}]\n");
    let (_, out) = ran(&project, &["refresh", "--from", "desk-1", "--to", "24h2"]);
    assert!(out.contains("Desk 1 and Windows 11, version 24H2 are no releases of one system"), "{out}");
    let (_, out) = ran(&project, &["refresh", "--from", "10", "--to", "24h2"]);
    assert!(!out.contains("one system"), "{out}");
}

#[test]
fn a_place_is_found_by_its_chord_and_an_id_has_no_blanks() {
    let project = Project::empty();
    let (code, out) = ran(&project, &["ui", "show", "Win+N"]);
    assert!(code == Some(0) && out.contains("Notification Center"), "{out}");
    let (code, out) = ran(&project, &["ui", "add", "my desk", "--release", "desk-1", "--label", "Desk"]);
    assert_eq!(code, Some(64), "{out}");
    assert_eq!(ran(&project, &["refresh", "--to", "24h2", "--diff", "--format", "json"]).0, Some(64));
}

#[test]
fn what_is_written_in_one_line_is_looked_at_as_well() {
    let text = "release: desk-1\nplaces:\n  - {id: e, label: A, kind: app}\n  - {id: e, label: B, kind: app}\n  \
                - {id: f, label: C, kind: app, address: 'javascript:alert(1)'}\n";
    let found = Catalogues::new(&[Source::from_text("ui/desk.yaml", text)]).faults();
    let told: Vec<(&str, &str)> = found.iter().map(|d| (d.rule, d.message.as_str())).collect();
    assert!(told.contains(&("ui/duplicate-id", "two places have the id `e`")), "{told:?}");
    assert!(told.iter().any(|(rule, text)| *rule == "ui/catalogue" && text.contains("opens no place")), "{told:?}");
}

#[test]
fn a_catalogue_that_cannot_be_read_is_no_clean_bill() {
    let project = Project::empty();
    project.write("content/guides/remove.md", OLD_GUIDE);
    project.write("content/ui/desk.yaml", "release: windows-11-24h2\nplaces:\n  - {id: a, label: A, kind: pge}\n");
    let (code, out) = ran(&project, &["refresh", "--from", "10", "--to", "24h2"]);
    assert_eq!(code, Some(65), "{out}");
    assert!(out.contains("desk.yaml: places[0].kind") && out.contains("nothing was compared"), "{out}");
    // All that is wrong with it is told at once.
    let two = "release: windows-11-24h2\nplaces:\n  - {id: a, label: A, kind: pge}\n  - {id: b, lable: B, kind: app}\n";
    project.write("content/ui/desk.yaml", two);
    let (_, out) = ran(&project, &["refresh", "--from", "10", "--to", "24h2"]);
    assert!(out.contains("also places[1]: unknown field `lable`"), "{out}");
}

#[test]
fn the_places_of_a_release_and_what_differs_are_shown() {
    let project = Project::empty();
    let run = |arguments: &[&str]| {
        let output = project.command(arguments).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (code, out) = run(&["ui", "diff", "10", "24h2"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("Settings > Apps > Apps & features  \u{2192}  Settings > Apps > Installed apps"), "{out}");
    let (_, out) = run(&["ui", "show", "ms-settings:appsfeatures"]);
    assert!(out.contains("Windows 10  Settings > Apps > Apps & features"), "{out}");
    let (_, out) = run(&["ui", "tree", "24h2", "settings.accounts"]);
    assert!(out.starts_with("Accounts") && out.contains("  Other users"), "{out}");
    let (_, out) = run(&["ui", "list", "--format", "json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&out).unwrap()[0]["release"], "windows-10-22h2");
    assert_eq!(run(&["ui", "show", "Nowhere at all"]).0, Some(66));
    project.write("a.md", OLD_GUIDE);
    let (_, out) = run(&["show", "--ui", "a.md"]);
    assert!(
        out.contains("Apps & features  ->  Settings > Apps > Apps & features  |  Settings > Apps > Installed apps"),
        "{out}"
    );
}

#[test]
fn a_guide_is_stamped_and_goes_stale() {
    let project = Project::empty();
    let old = "---\r\ntitle: Remove an app\r\nreview: {every: 90d, owner: Desk}\r\n---\r\n\r\nText.\r\n";
    project.write("content/a.md", old);
    let run = |arguments: &[&str]| {
        let output = project.command(arguments).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (code, out) = run(&["stale", "--today", "2026-06-01"]);
    assert_eq!(code, Some(1));
    assert!(out.contains("content/a.md: wants reviews") && out.contains("(Desk)"), "{out}");
    let (_, work) = run(&["stale", "--today", "2026-06-01", "--format", "markdown"]);
    assert!(work.starts_with("- [ ] `content/a.md` (Desk): wants reviews"), "{work}");
    let (code, _) = run(&["verify", "content/a.md", "--release", "24h2", "--on", "2026-06-01", "--by", "Ada"]);
    assert_eq!(code, Some(0));
    let stamp = "verified: {release: windows-11-24h2, on: 2026-06-01, by: \"Ada\"}\r\n---\r\n\r\n";
    assert_eq!(project.read("content/a.md"), old.replace("---\r\n\r\n", stamp));
    assert_eq!(run(&["stale", "--today", "2026-06-02"]).0, Some(0));
    assert!(run(&["stale", "--today", "2026-12-01"]).1.contains("due on 2026-08-30"));
    assert_eq!(run(&["verify", "content/a.md", "--release", "95"]).0, Some(66));
}

#[test]
fn a_folder_is_all_guides_in_it_and_one_fault_stops_all() {
    let project = Project::empty();
    project.write("content/a.md", "---\ntitle: A\n---\n\n1. Go.\n");
    project.write("content/below/b.md", "1. Go.\n");
    project.write("content/below/notes.txt", "no guide");
    let verify = ["verify", "content", "content/a.md", "--release", "24h2", "--on", "2026-06-01"];
    assert_eq!(ran(&project, &verify), (Some(0), "2 guides: verified on Windows 11 24H2 (2026-06-01)\n".into()));
    let stamp = "verified: {release: windows-11-24h2, on: 2026-06-01}\n---\n";
    for file in ["content/a.md", "content/below/b.md"] {
        assert_eq!(project.read(file).matches(stamp).count(), 1, "{file}");
    }
    let (code, told) = ran(&project, &["verify", "content", "--release", "10", "--step", "1"]);
    assert!(code == Some(64) && told.contains("one guide"), "{told}");
    project.write("content/c.md", "---\ntitle: [\n");
    let before = project.files("content");
    let (code, told) = ran(&project, &["verify", "content", "--release", "10"]);
    assert!(code == Some(65) && told.contains("c.md"), "{code:?} {told}");
    assert_eq!(project.files("content"), before, "nothing is written");
    project.write("empty/notes.txt", "");
    assert_eq!(ran(&project, &["verify", "empty", "--release", "10"]).0, Some(66));
}

#[test]
fn a_system_of_a_team_leaves_the_names_of_windows_known() {
    let project = Project::empty();
    project.write(
        "content/ui/payroll-7.yaml",
        "release: payroll-7\nplaces:\n  - {id: payroll, label: Payroll, kind: app}\n",
    );
    project.write("a.md", "1. Open **Payroll**.\n2. Open **Settings > Apps > Installed apps**.\n");
    let (_, told) = ran(&project, &["show", "--ui", "a.md"]);
    assert!(told.contains("Settings > Apps > Apps & features  |  Settings > Apps > Installed apps"), "{told}");
    assert!(told.contains("payroll, "), "{told}");
}

#[test]
fn what_only_looks_like_a_place_is_left_alone() {
    for text in [
        // A menu of the desktop holds what other programs put there.
        "1. Open **Settings > System > Display**.\n2. Right-click an empty area of your desktop and select **Graphics settings**.\n",
        // Still there, and opens Settings as it did before.
        "1. Open **Control Panel** and click **System and Security**.\n2. Click **System**.\n3. Click **Advanced system settings**.\n",
        // Told, not gone to.
        "Look at Backup and Restore, Devices and Printers, File History and so on.\n",
        "In apps there are what \u{201c}people\u{201d} would call back doors.\n",
        "- **Web browsers:** the most common type. Open one.\n",
        "- [**Run the troubleshooter**](#fix-1)\n",
        "Windows + S will now open voice access instead of Speech Recognition.\n",
        "- Tap the speaker icon to turn off the sound.\n",
        // The step says itself what holds on Windows 11.
        "1. Right-click the volume icon, then select **Sounds**. If you are using Windows 11, it is **Settings > System > Sound**.\n",
    ] {
        let (new, left) = refreshed(text);
        assert_eq!((new.as_str(), left), (text, vec![]));
    }
    // A sentence that does not choose from a list cannot take a way in.
    let (new, left) = refreshed(
        "1. Open **Settings > Update & Security > Troubleshoot**.\n2. Run the **Windows Update** troubleshooter.\n",
    );
    assert!(new.contains("Run the **Windows Update** troubleshooter"), "{new}: {left:?}");
}

#[test]
fn places_and_changes_are_added_to_the_file_of_the_team() {
    let project = Project::empty();
    let file = "# Ours: keep this line.\r\nrelease: windows-11-24h2\r\nplaces:\r\n  - id: settings.apps.installed\r\n    label: All apps # since June\r\n    parent: settings.apps\r\n    kind: settings-page\r\n";
    project.write("content/a.md", "# A\n\nText.\n");
    project.write("content/ui/ours.yaml", file);
    let run = |arguments: &[&str]| {
        let output = project.command(arguments).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let (code, err) = run(&["ui", "add", "settings.apps.installed", "--release", "24h2", "--alias", "app list"]);
    assert_eq!(code, Some(0), "{err}");
    let with_alias = file.replace("installed\r\n", "installed\r\n    aliases: [app list]\r\n");
    assert_eq!(project.read("content/ui/ours.yaml"), with_alias, "nothing else has changed");
    let new = ["ui", "add", "intranet", "--release", "24h2", "--label", "Intranet", "--kind", "app"];
    assert_eq!(run(&new).0, Some(0));
    let entry = "  - id: intranet\r\n    label: Intranet\r\n    kind: app\r\n";
    assert_eq!(project.read("content/ui/ours.yaml"), format!("{with_alias}{entry}"));
    // What would not be sound is refused, and nothing is written.
    let (code, err) = run(&["ui", "add", "x", "--release", "24h2", "--label", "X", "--parent", "nowhere.at.all"]);
    assert_eq!((code, err.contains("ui/unknown-parent")), (Some(65), true), "{err}");
    assert_eq!(run(&new).0, Some(65), "it is there already");
    assert_eq!(run(&["ui", "add", "y", "--release", "24h2"]).0, Some(64), "a new place needs a label");
    assert_eq!(project.read("content/ui/ours.yaml"), format!("{with_alias}{entry}"));
    // A system of one's own begins with its first place, and a change has its own file.
    assert_eq!(
        run(&["ui", "add", "payroll", "--release", "payroll-7", "--label", "Payroll", "--kind", "app"]).0,
        Some(0)
    );
    assert!(project.read("content/ui/payroll-7.yaml").starts_with("release: payroll-7\nplaces:\n  - id: payroll\n"));
    let change = [
        "ui",
        "add-change",
        "flow.intranet",
        "--kind",
        "flow",
        "--from",
        "10",
        "--to",
        "24h2",
        "--place",
        "settings.apps",
        "--note",
        "asks first",
    ];
    assert_eq!(run(&change).0, Some(0));
    assert!(project.read("content/ui/changes.yaml").contains("between: [windows-10-22h2, windows-11-24h2]"));
}

#[test]
fn check_knows_which_day_it_is_and_a_build_does_not() {
    let project = Project::empty();
    project.write("content/a.md", "---\ntitle: A thing\ndescription: It helps.\nverified: {release: windows-10-22h2, on: 2024-05-01}\nreview: {every: 90d}\n---\n\n1. Click **OK**.\n");
    let run = |arguments: &[&str]| {
        let output = project.command(arguments).output().expect("it runs");
        String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8")
    };
    let late = run(&["check", "--today", "2026-01-01"]);
    assert!(late.contains("warning[review-due]") && late.contains("warning[release-ended]"), "{late}");
    let early = run(&["check", "--today", "2024-05-02"]);
    assert!(!early.contains("review-due") && !early.contains("release-ended"), "{early}");
    project.write(
        "content/b.md",
        "---\ntitle: Another\ndescription: It helps too.\ndate: 2024-06-01\n---\n\n1. Click **OK**.\n",
    );
    let before = run(&["check", "--today", "2024-05-30"]);
    assert!(before.contains("info[future-date]") && before.contains("`date` (2024-06-01)"), "{before}");
    assert!(
        !run(&["check", "--today", "2024-05-31"]).contains("future-date"),
        "it may be tomorrow where the author is"
    );
    project.write(
        "content/b.md",
        "---\ntitle: Another\ndescription: It helps too.\nreview: {on: 2099-06-01, every: 90d, owner: [a]}\n---\n\n1. Click **OK**.\n",
    );
    let check = run(&["check", "--today", "2024-05-30"]);
    assert!(check.contains("`owner` in `review` is a list, but it must be a name"), "{check}");
    project.write("content/b.md", project.read("content/b.md").replace("[a]", "a"));
    let check = run(&["check", "--today", "2024-05-30"]);
    assert!(check.contains("info[future-date]") && check.contains("`review` (2099-06-01)"), "{check}");
    assert!(!run(&["build"]).contains("review-due"), "what is built is the same on every day");
}

#[test]
fn every_fact_of_ours_has_a_source_or_is_marked_as_inferred() {
    let mut bare = Vec::new();
    for source in guidepost::ui::shipped::sources().iter().filter(|s| !s.path.ends_with("changes.yaml")) {
        let file = guidepost::ui::catalogue::read(source).expect("it reads");
        for place in &file.places {
            let known = !place.source.is_empty() && place.source.iter().all(|key| file.sources.contains_key(&**key));
            let is_guess = place.source.iter().all(|key| &**key == "none");
            if !known || is_guess && place.confidence != guidepost::ui::Confidence::Inferred {
                bare.push(format!("{}: {}", file.head.release, place.id));
            }
        }
    }
    assert_eq!(bare, [""; 0]);
}

#[test]
fn a_network_drive_is_mapped_from_the_menu_of_this_pc_and_no_longer_from_a_tab() {
    let project = Project::empty();
    project.write(
        "content/a.md",
        "## By the menu\n\n1. Open **File Explorer** and right-click **This PC**.\n2. Select **Map network drive**.\n\n\
         ## By the tab\n\n1. Open **File Explorer > This PC**.\n2. Select the **Computer** tab, then **Map network drive**.\n\n\
         ## In a table\n\n1. Open a workbook and go to the **View** tab.\n2. On the **Home** tab, select **Share**.\n",
    );
    let (_, told) = ran(&project, &["show", "--ui", "content/a.md"]);
    assert_eq!(told.matches("app.file-explorer.map-drive").count(), 2, "{told}");
    assert!(!told.contains("file-explorer.home-tab") && !told.contains("file-explorer.share"), "{told}");
    let (_, told) = ran(&project, &["refresh", "--from", "10", "--to", "24h2"]);
    assert!(told.contains("1 step;") && told.contains("step 2 of \"By the tab\""), "{told}");
}
