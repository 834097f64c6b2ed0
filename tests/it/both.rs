//! Words for the old release stay where somebody still needs them, and a way is put right as a whole or not at all.

use guidepost::source::Source;
use guidepost::ui::Catalogues;
use guidepost::ui::world::World;

use crate::refresh::{all_become, all_stay};
use crate::ui::refreshed;

/// Nothing is written; what a person is told.
fn left(text: &str) -> String {
    let (new, left) = refreshed(text);
    assert_eq!(new, text, "nothing is written");
    left.join("; ")
}

#[test]
fn a_step_that_names_both_releases_is_not_made_to_say_one_thing_twice() {
    all_stay(&[
        "1. Open Settings > Apps.\n2. Click **Apps & features** or **Installed apps**, as your version has it.\n",
        "1. Open Settings > Apps.\n2. Click **Apps & features** / **Installed apps**.\n",
        "1. W10: Settings > Devices > Mouse; W11: Settings > Bluetooth & devices > Mouse.\n",
    ]);
}

#[test]
fn a_guide_that_leads_back_to_the_old_release_is_put_right_up_to_the_step_that_goes() {
    let guide = |title: &str, steps: &str| format!("---\ntitle: {title}\n---\n\n1. Press **Win+I**.\n2. {steps}\n");
    let old = "Click **Update & Security**.\n3. Click **Recovery**.\n4. Click **Go back**.";
    let new = "Click **System**.\n3. Click **Recovery**.\n4. Click **Go back**.";
    for title in ["Go back to Windows 10", "Downgrade from Windows 11 to Windows 10", "Switch back to Windows 10"] {
        all_become(&[(&guide(title, old), &guide(title, new))]);
        // Whoever went back has the old release.
        let behind = left(&guide(title, &format!("{new}\n5. Open **Settings > Privacy**.")));
        assert!(behind.contains("“Privacy & security”, if this is done before the way back to Windows 10"), "{behind}");
        // Nothing says where the way back is gone.
        let all = left(&guide(title, "Click **Devices**."));
        assert!(all.contains("before the way back to Windows 10"), "{all}");
    }
    let section = |a: &str, b: &str| {
        format!(
            "On your PC.\n\n## Go back to Windows 10\n\n1. Open **Settings > {a} > Recovery**.\n\n## Set up the mouse\n\n\
             1. Open **Settings > {b}**.\n"
        )
    };
    all_become(&[(&section("Update & Security", "Devices"), &section("System", "Bluetooth & devices"))]);
}

#[test]
fn a_text_for_both_releases_gets_the_new_words_beside_the_old_ones() {
    let pairs = [
        (
            "1. Windows 10/11: open Settings > Devices > Mouse.\n",
            "1. Windows 10/11: open Settings > Bluetooth & devices > Mouse (Settings > Devices > Mouse on Windows 10).\n",
        ),
        (
            "# A mouse on Windows 10 and Windows 11\n\n1. Open Settings.\n2. Click **Ease of Access**.\n",
            "# A mouse on Windows 10 and Windows 11\n\n1. Open Settings.\n2. Click **Accessibility** (**Ease of Access** on \
             Windows 10).\n",
        ),
        (
            "---\ntitle: Wallpaper in Windows 10\n---\n\nOpen Settings > Ease of Access.\n",
            "---\ntitle: Wallpaper in Windows 10\n---\n\nOpen Settings > Accessibility (Settings > Ease of Access on \
             Windows 10).\n",
        ),
        (
            "## Wallpaper in Windows 10\n\n1. Open Settings > System.\n2. In the left pane, click **Display**.\n",
            "## Wallpaper in Windows 10\n\n1. Open Settings > System.\n2. In the right pane (left pane on Windows 10), \
             click **Display**.\n",
        ),
    ];
    all_become(&pairs);
    all_stay(&pairs.map(|(_, new)| new));
    all_become(&[(
        "1. On Windows 10 or later, open Settings > Devices.\n",
        "1. On Windows 10 or later, open Settings > Bluetooth & devices (Settings > Devices on Windows 10).\n",
    )]);
    let step = "1. Open Settings > Devices.\n";
    let new_step = "1. Open Settings > Bluetooth & devices (Settings > Devices on Windows 10).\n";
    for front in [
        "tags: [windows-10, windows-11]",
        "tags:\n  - Win10\n  - printers\n  - Win11",
        "title: Add a mouse (Win10/Win11)",
        "title: Add a mouse [W10/W11]",
    ] {
        let front = format!("---\n{front}\n---\n\n");
        all_become(&[(&format!("{front}{step}"), &format!("{front}{new_step}"))]);
    }
    // One tag says what the guide is about, not whom it is for.
    all_become(&[(
        "---\ntags: [windows-10]\n---\n\n1. Open Settings > Devices.\n",
        "---\ntags: [windows-10]\n---\n\n1. Open Settings > Bluetooth & devices.\n",
    )]);
    all_become(&[(
        "---\ntags: [win7, win10, win11]\n---\n\n1. Open Settings > Devices.\n",
        "---\ntags: [win7, win10, win11]\n---\n\n1. Open Settings > Bluetooth & devices.\n",
    )]);
    // The release is a subject, not a reader.
    all_become(&[(
        "# The Windows 10 update fails\n\n1. Open Settings > Devices.\n",
        "# The Windows 10 update fails\n\n1. Open Settings > Bluetooth & devices.\n",
    )]);
}

#[test]
fn a_bracket_that_says_the_old_way_is_right_for_both() {
    let back = crate::ui::world("24h2", "10");
    for text in [
        "Open Settings > Windows Update (Settings > Update & Security > Windows Update on Windows 10).\n",
        "Open **Settings > Windows Update** (**Settings > Update & Security > Windows Update** on Windows 10).\n",
    ] {
        all_stay(&[text]);
        assert_eq!(crate::ui::refreshed_in(&back, text), (text.to_owned(), vec![]));
    }
}

#[test]
fn words_for_the_old_release_alone_are_left_to_a_person() {
    for text in [
        "## Windows 10\n\n1. Open Settings > Apps > Apps & features.\n\n## macOS\n\n1. Open System Settings.\n",
        "1. On Windows 10, open Settings > Apps > Apps & features.\n",
    ] {
        assert!(left(text).contains("for Windows 10; Windows 11 24H2 has “Installed apps” there"), "{text}");
    }
    all_stay(&["(Windows 10 only) Open Settings > System > Focus assist.\n\nOn Windows 11, open Settings.\n"]);
}

#[test]
fn a_way_is_put_right_as_a_whole_or_not_at_all() {
    let told = left("Open Settings > Ease of Access > Display.\n");
    assert!(told.contains("becomes “Accessibility”") && told.contains("Text size, Visual effects"), "{told}");
    // The words of the next step are about the next step.
    let told = left("1. Go to Settings > Update & Security > Backup.\n2. Then look at the product key.\n");
    assert!(told.contains("Backup: several answers"), "{told}");
    // Nobody saw it, and it lies in another window.
    let told = left("1. Open Settings > Update & Security > Backup and click **Add a drive**.\n");
    assert!(told.contains("probably Control Panel > System and Security > File History"), "{told}");
    // Step by step as well: half a way leads nowhere.
    let told = left("1. Open **Settings**.\n2. Click **Ease of Access**.\n3. Click **Display**.\n");
    assert!(told.contains("becomes “Accessibility”") && told.contains("Text size, Visual effects"), "{told}");
    all_become(&[(
        "Open Settings &gt; Devices &gt; Bluetooth &amp; other devices.\n",
        "Open Settings &gt; Bluetooth & devices &gt; Devices.\n",
    )]);
}

#[test]
fn a_second_refresh_finds_what_the_first_one_left_and_no_more() {
    let text = "1. Open Settings > System > Notifications & actions.\n2. Open the **Action Center** for messages.\n";
    let (new, first) = refreshed(text);
    assert_eq!(refreshed(&new), (new.clone(), first));
    let text =
        "1. Open the action center and click **Bluetooth**.\n2. Open the action center and read notifications.\n";
    let (new, _) = refreshed(text);
    assert_eq!(refreshed(&new), (new.clone(), vec![]));
}

#[test]
fn no_place_is_clicked_twice() {
    all_become(&[
        (
            "1. Open **Settings**.\n2. Click **Update & Security**.\n3. Click **Windows Update**.\n4. Click **Advanced options**.\n",
            "1. Open **Settings**.\n2. Click **Windows Update**.\n3. Click **Advanced options**.\n",
        ),
        // As a whole: one stop is another one now, the next one goes.
        (
            "1. Open Settings.\n2. Click **Apps**.\n\n3. Click **Apps & features**.\n\n4. Click **Optional features**.\n",
            "1. Open Settings.\n2. Click **System**.\n\n3. Click **Optional features**.\n",
        ),
        (
            "1. Press Win+I and click **Update & Security**.\n2. Click **Windows Update**.\n",
            "1. Press Win+I.\n2. Click **Windows Update**.\n",
        ),
        // The page has two names, and the reader stands on it.
        (
            "1. Open **Settings**.\n2. Click **Phone**.\n3. Click **Add a phone**.\n",
            "1. Open **Settings**.\n2. Click **Bluetooth & devices**, then **Mobile devices**.\n3. Click **Add a phone**.\n",
        ),
    ]);
    // The numbers behind it count on, over what belongs to the steps, and of this list alone.
    all_become(&[
        (
            "1) Open **Settings**.\n2) Click **Update & Security**.\n3) Click **Windows Update**.\n\n   1) Wait.\n   2) Go on.\n\n\
             4) Wait.\n\n## More\n\n1) Look.\n2) Go.\n",
            "1) Open **Settings**.\n2) Click **Windows Update**.\n\n   1) Wait.\n   2) Go on.\n\n\
             3) Wait.\n\n## More\n\n1) Look.\n2) Go.\n",
        ),
        (
            "1. Open **Settings**.\n1. Click **Update & Security**.\n1. Click **Windows Update**.\n1. Wait.\n",
            "1. Open **Settings**.\n1. Click **Windows Update**.\n1. Wait.\n",
        ),
    ]);
    let steps = "1. Open **Settings**.\n2. Click **Update & Security**.\n3. Click **Windows Update**.\n";
    for text in [
        format!("{steps}5. Wait.\n"),
        format!("{steps}**4.** Wait.\n"),
        format!("{steps}4. Repeat the first three steps.\n"),
        format!("Take the following four steps.\n\n{steps}4. Wait.\n"),
        format!("---\ntitle: Look for news in three easy steps\n---\n\n{steps}"),
        steps.replace("Security**.", "Security**. <!-- as of May -->"),
        steps.replace("**Update & Security**", "[**Update & Security**](more.md)"),
    ] {
        assert!(left(&text).contains("not needed any more"), "{text}");
    }
    // A number that the text speaks of stays the number of that step.
    let told = left(
        "1. Open **Settings**.\n2. Click **Update & Security**.\n3. Click **Windows Update**.\n4. Repeat steps 2 and 3.\n",
    );
    assert!(told.contains("not needed any more"), "{told}");
    // What else stands in the step is not thrown away.
    for step in ["2. Click **Update & Security** and wait.\n", "2. Click **Update & Security**.\n\n   ![](a.png)\n\n"] {
        let told = left(&format!("1. Open **Settings**.\n{step}3. Click **Windows Update**.\n"));
        assert!(told.contains("not needed any more"), "{told}");
    }
    // Whoever has the old release needs it.
    let both = "---\nplatforms: [Windows 10, Windows 11]\n---\n\n1. Open **Settings**.\n2. Click **Update & Security**";
    let new = format!("{both} (Windows 10 only).\n3. Click **Windows Update**.\n");
    all_become(&[(&format!("{both}.\n3. Click **Windows Update**.\n"), &new)]);
    all_stay(&[&new]);
}

#[test]
fn a_table_of_what_is_called_how_is_left_alone() {
    let step = "1. Open **Settings > Apps > Installed apps**.\n";
    let table = |rows: &str| format!("| before | now |\n|---|---|\n{rows}\n{step}");
    all_stay(&[
        &table("| **Settings > Apps > Apps & features** | **Settings > Apps > Installed apps** |\n"),
        &table("| Open Settings > Update & Security > Windows Update. | Open Settings > Windows Update. |\n"),
        "Open Settings > Apps. There “Apps & features” becomes “Installed apps”.\n",
    ]);
    all_become(&[(
        &table("| **Settings > Apps > Apps & features** | the list |\n"),
        &table("| **Settings > Apps > Installed apps** | the list |\n"),
    )]);
}

/// Two releases of a desk, as a team has them: a name and a way are others in the later one.
fn desks() -> World {
    let three = "release: desk-3\nname: Desk 3\nplatform: desk-3\nplaces:\n  - {id: desk, label: Help Counter, kind: app}\n  \
        - {id: desk.mine, label: My tickets, parent: desk, kind: page}\n  - {id: desk.admin, label: Administration, \
        parent: desk, kind: page}\n  - {id: desk.rows, label: Queues, parent: desk.admin, kind: page}\n";
    let four = "release: desk-4\nname: Desk 4\nplatform: desk-4\nafter: desk-3\nlike: desk-3\nplaces:\n  - {id: \
        desk.mine, label: My requests, parent: desk, kind: page}\n  - {id: desk.rows, label: Queues, parent: desk, \
        kind: page}\n";
    let sources = [("ui/desk-3.yaml", three), ("ui/desk-4.yaml", four)];
    let all = Catalogues::new(&sources.map(|(path, text)| Source::from_text(path, text)));
    assert_eq!(all.faults(), []);
    let (a, b) = (all.find("desk-3").unwrap(), all.find("desk-4").unwrap());
    World::new(&all.catalogue(a).0, &all.catalogue(b).0, all.changes(a, b).0)
}

/// The text after a refresh, which a second one leaves as it is.
fn once(world: &World, text: &str) -> String {
    let (new, _) = crate::ui::refreshed_in(world, text);
    assert_eq!(crate::ui::refreshed_in(world, &new).0, new, "a second time");
    new
}

#[test]
fn both_releases_of_a_system_of_a_team_stand_side_by_side_and_stay_so() {
    let world = desks();
    for front in ["title: Look at the queues on Desk 3 and 4", "tags: [desk-3, desk-4]"] {
        let text = |steps: &str| format!("---\n{front}\n---\n\n{steps}");
        let new =
            once(&world, &text("1. Go to **Help Counter > Administration > Queues**.\n2. Click **My tickets**.\n"));
        let wanted = "1. Go to **Help Counter > Queues** (**Help Counter > Administration > Queues** on Desk 3).\n2. Click \
                      **My requests** (**My tickets** on Desk 3).\n";
        assert_eq!(new, text(wanted));
        assert_eq!(crate::ui::refreshed_in(&world, &new), (new.clone(), vec![]), "nothing is found");
    }
}

#[test]
fn words_for_one_release_of_a_system_of_a_team_are_left_alone() {
    let world = desks();
    for step in [
        "2. On Desk 3, click **My tickets**.\n",
        "2. (Desk 3) Click **My tickets**.\n",
        "2. (For Desk 3) Go to **Help Counter > Administration > Queues**.\n",
        "2. **Desk 3:** Click **My tickets**.\n",
        "2. Click **My tickets** (Desk 3) or **My requests** (Desk 4).\n",
        "2. Click **My requests** (**My tickets** on Desk 3).\n",
        "2. Click **My tickets** (Desk 3 only).\n",
        "2. Click **My tickets** (**My requests** in desk-4).\n",
        "\n## Desk 3\n\n1. Open the **Help Counter**.\n2. Click **My tickets**.\n",
    ] {
        let text = format!("1. Open the **Help Counter**.\n{step}");
        assert_eq!(once(&world, &text), text);
    }
    for step in ["2. On Desk 4, click **My tickets**.\n", "2. On Desk 35, click **My tickets**.\n"] {
        let text = format!("1. Open the **Help Counter**.\n{step}");
        assert_eq!(once(&world, &text), text.replace("tickets", "requests"));
    }
}

#[test]
fn two_releases_of_one_windows_are_told_apart() {
    let world = crate::ui::world("11-22h2", "24h2");
    let old = "**Settings > Apps > Optional features**";
    let new = "**Settings > System > Optional features**";
    for step in [
        format!("1. On Windows 11 22H2, open {old}.\n"),
        format!("1. On Windows 11, version 22H2 and older, open {old}.\n"),
        format!("## On Windows 11 22H2\n\n1. Open {old}.\n\n## On Windows 11 24H2\n\n1. Open {new}.\n"),
        format!("1. Open {old} (22H2) or {new} (24H2).\n"),
    ] {
        assert_eq!(once(&world, &step), step);
    }
    assert_eq!(once(&world, &format!("1. On Windows 11, open {old}.\n")), format!("1. On Windows 11, open {new}.\n"));
    for front in ["title: Add a feature in Windows 11 22H2 and 24H2", "tags: [windows-11, 22h2, 24h2]"] {
        let text = |step: &str| format!("---\n{front}\n---\n\n{step}");
        let wanted = text(&format!("1. Open {new} ({old} on Windows 11 22H2).\n"));
        assert_eq!(once(&world, &text(&format!("1. Open {old}.\n"))), wanted);
        assert_eq!(crate::ui::refreshed_in(&world, &wanted), (wanted.clone(), vec![]), "nothing is found");
    }
}

#[test]
fn tags_of_html_around_a_way_are_kept_whole() {
    let front = "---\ntitle: T\nplatforms: [Windows 10, Windows 11]\n---\n\n";
    all_become(&[(
        &format!("{front}1. Go to <kbd>Settings</kbd> > <kbd>Devices</kbd> > <kbd>Mouse</kbd>.\n"),
        &format!(
            "{front}1. Go to <kbd>Settings</kbd> > <kbd>Bluetooth & devices</kbd> > <kbd>Mouse</kbd> (<kbd>Settings</kbd> > \
             <kbd>Devices</kbd> > <kbd>Mouse</kbd> on Windows 10).\n"
        ),
    )]);
}

#[test]
fn steps_below_an_item_for_the_old_release_are_for_it() {
    all_stay(&[
        "- Windows 10:\n  1. Right-click the desktop and click **Display settings**.\n  2. Click **Advanced display \
         settings**.\n- Windows 11:\n  1. Right-click the desktop and click **Display settings**.\n",
        "* If you have Windows 10:\n  * Open **Settings**, click **Devices**, then **Mouse**.\n* If you have Windows \
         11:\n  * Press Start and type mouse.\n",
    ]);
    for text in [
        "1. Press **Win+I**.\n2. In Windows 10:\n   - Click **Devices**.\n",
        "In Windows 10:\n\n1. Press **Win+I**.\n\n   Then click **Devices**.\n",
    ] {
        assert!(left(text).contains("for Windows 10"), "{text}");
    }
    // The next step is for everybody again.
    all_become(&[(
        "1. Open **Settings**.\n\n   On Windows 10 it looks old.\n2. Click **Devices**, then **Mouse**.\n",
        "1. Open **Settings**.\n\n   On Windows 10 it looks old.\n2. Click **Bluetooth & devices**, then **Mouse**.\n",
    )]);
}

#[test]
fn a_heading_that_says_who_has_the_old_release_keeps_its_words() {
    for heading in [
        "With Windows 10",
        "Using Windows 10",
        "If you have Windows 10",
        "Laptops with Windows 10",
        "PCs running Windows 10",
        "A) Windows 10",
        "Microsoft Windows 10",
        "I’m using Windows 10:",
        "W10",
    ] {
        let text = format!("## {heading}\n\n1. Open **Settings > Devices > Mouse**.\n");
        assert!(left(&text).contains("for Windows 10"), "{heading}");
        let both = format!("{text}\n## Windows 11\n\n1. Open **Settings > Bluetooth & devices > Mouse**.\n");
        all_stay(&[&both, &both.replace(heading, "Windows® 10")]);
    }
}

#[test]
fn a_title_that_says_whose_release_it_is_keeps_the_old_words_in_a_bracket() {
    let text = |title: &str, way: &str| format!("---\ntitle: {title}\n---\n\n1. Open {way}.\n");
    let (old, new) = ("**Settings > Devices > Mouse**", "**Settings > Bluetooth & devices > Mouse**");
    for title in [
        "Slow the mouse in Windows 7, 8, 10 and 11",
        "Slow the mouse in Windows 11, 10, 8, and 7",
        "Slow the mouse on your Windows 10 laptop",
        "Slow the mouse of a Windows 10 computer",
        "Slow the mouse under Windows 10",
        "Slow the mouse on Windows (10, 11)",
        "Slow the mouse on Windows10",
        "Slow the mouse on Microsoft® Windows® 10",
        "Slow the mouse on Windows 11/10/8.1",
        "Slow the mouse on Windows 10 (and 11)",
        "The mouse drags across the windows (Windows 10)",
        "Set up Windows 10",
        "How to speed up Windows 10",
        "Tame Windows 10 (mouse and keyboard)",
    ] {
        all_become(&[(&text(title, old), &text(title, &format!("{new} ({old} on Windows 10)")))]);
    }
    for title in [
        "A Windows 10 update slows the mouse",
        "Windows 10 update error 12",
        "Windows 10's mouse is slow",
        "Fix Windows 10 flicker",
    ] {
        all_become(&[(&text(title, old), &text(title, new))]);
    }
    all_stay(&[&text("Prepare your Windows 10 PC for the upgrade", old)]);
}

#[test]
fn a_release_to_go_back_to_or_of_another_page_is_not_the_reader_s() {
    all_become(&[
        (
            "1. To go back to Windows 10, open Settings > Update & Security > Recovery.\n",
            "1. To go back to Windows 10, open Settings > System > Recovery.\n",
        ),
        (
            "1. See our Windows 10 page. Then go to Settings > Devices > Mouse.\n",
            "1. See our Windows 10 page. Then go to Settings > Bluetooth & devices > Mouse.\n",
        ),
        (
            "1. On older PCs (Windows 7), open the Control Panel. Otherwise go to Settings > Devices > Mouse.\n",
            "1. On older PCs (Windows 7), open the Control Panel. Otherwise go to Settings > Bluetooth & devices > Mouse.\n",
        ),
    ]);
    all_stay(&["1. On Windows 11, press Start and type mouse. Otherwise go to Settings > Devices > Mouse.\n"]);
    for text in [
        "1. On older PCs (Windows 10), go to Settings > Devices > Mouse.\n",
        "1. Go to Settings > Devices > Mouse. This is for Windows 10 only.\n",
        "1. Once you went back to Windows 10, go to Settings > Devices > Mouse.\n",
        "1. On a Windows 10-based PC, go to Settings > Devices > Mouse.\n",
        "1. On Windows 7, 8, and 10: go to Settings > Devices > Mouse.\n",
    ] {
        assert!(left(text).contains("for Windows 10"), "{text}");
    }
}

#[test]
fn a_section_for_all_beside_one_for_each_is_for_both() {
    let text = |way: &str| {
        format!(
            "## Windows 11\n\n1. Open **Settings > Apps > Installed apps**.\n\n## Windows 10\n\n1. Open **Settings > Apps > Apps & \
             features**.\n\n## Install the new client\n\n1. Open {way}.\n"
        )
    };
    let old = "**Settings > Update & Security > Windows Update**";
    all_become(&[(&text(old), &text(&format!("**Settings > Windows Update** ({old} on Windows 10)")))]);
}

#[test]
fn a_line_before_the_steps_may_say_that_they_are_for_both() {
    for line in [
        "This guide is for Windows 10 and Windows 11.",
        "*Applies to: Windows 10, Windows 11*",
        "Tested with Windows 10 and 11.",
        "Whether your PC has Windows 10 or Windows 11, the steps are the same.",
        "Your PC must run Windows 10 or Windows 11.",
        "**Requirements:** Windows 10 or later",
        "- Windows 10 or 11\n- A mouse\n\n## Steps",
    ] {
        let text = |page: &str| format!("{line}\n\n1. Open Settings.\n2. Click {page}.\n");
        all_become(&[(&text("**Devices**"), &text("**Bluetooth & devices** (**Devices** on Windows 10)"))]);
    }
    let text = |page: &str| {
        format!("Drawings are not the same in Windows 10 and Windows 11.\n\n1. Open Settings.\n2. Click {page}.\n")
    };
    all_become(&[(&text("**Devices**"), &text("**Bluetooth & devices**"))]);
}

#[test]
fn a_guide_whose_title_says_that_it_is_for_the_old_release_alone_is_left_alone() {
    for title in ["Graphics for games (Windows 10 only)", "Windows 10 only: graphics"] {
        let text = format!("---\ntitle: \"{title}\"\n---\n\n1. Open Settings > Devices.\n");
        assert_eq!(left(&text), "");
    }
}

#[test]
fn a_step_without_a_release_beside_steps_for_each_is_for_both() {
    let list = |last: &str| {
        format!(
            "1. Press **Win+I**.\n2. On Windows 10, click **Privacy**.\n3. On Windows 11, click **Privacy & security**.\n4. {last}\n"
        )
    };
    all_become(&[(&list("Click **Devices**."), &list("Click **Bluetooth & devices** (**Devices** on Windows 10)."))]);
    all_stay(&[&list("Click **Bluetooth & devices** (**Devices** on Windows 10).")]);
    // One release alone says nothing of the other steps.
    let alone = |page: &str| format!("1. On Windows 11, open **Settings > Apps**.\n2. Open **Settings > {page}**.\n");
    all_become(&[(&alone("Devices"), &alone("Bluetooth & devices"))]);
}
