//! Ways that are put right as a whole: steps that several share, sentences that give both, stops that nobody knows.

use crate::project::Project;
use crate::refresh::{all_become, all_stay};
use crate::stamps::ran;
use crate::ui::refreshed;

/// The text stays as it is, and a person is told this.
fn is_left(text: &str, why: &str) {
    let (new, left) = refreshed(text);
    assert_eq!(new, text);
    assert!(left.concat().contains(why), "{text}{left:?}");
}

#[test]
fn a_step_that_several_ways_share_goes_only_where_all_come_along() {
    is_left(
        "1. Open **Settings**.\n2. Click **Devices**.\n3. Click **Typing**.\n4. Click **Mouse**.\n",
        "“Mouse” stands on this step too and needs “Bluetooth & devices”",
    );
    is_left(
        "1. Open **Settings** and click **Update & Security**.\n2. Click **Windows Update**.\n3. Click **Recovery**.\n",
        "“Recovery” stands on this step too and needs “System”",
    );
    // The same way for both.
    all_become(&[(
        "1. Open **Settings**.\n2. Click **Update & Security**.\n3. Click **Recovery**.\n4. Click **Activation**.\n",
        "1. Open **Settings**.\n2. Click **System**.\n3. Click **Recovery**.\n4. Click **Activation**.\n",
    )]);
    // A stop that goes as well stands in nobody's way.
    let more = |again: &str| format!("3. Click **Optional features**.\n4. Click {again}**Optional features** again.\n");
    all_become(&[(
        &format!(
            "1. Open **Settings**.\n2. Click **Apps**, then **Apps & features**.\n{}",
            more("**Apps & features**, then ")
        ),
        &format!("1. Open **Settings**.\n2. Click **System**.\n{}", more("")),
    )]);
    // Named again, the step is shared no more.
    let twice = |a: &str, b: &str| {
        format!("1. Open **Settings > {a}Windows Update**.\n2. Go back to **Settings > {b} > Recovery**.\n")
    };
    all_become(&[(&twice("Update & Security > ", "Update & Security"), &twice("", "System"))]);
    // What is not right any more without it stays as well.
    all_stay(&["1. Open **Settings** and click **System**.\n2. Click **Recovery**.\n3. Click **Activation**.\n"]);
}

#[test]
fn a_category_that_became_a_page_is_led_to() {
    let steps = |text: &str| format!("1. Press **Win+I**.\n2. {text}\n");
    for (old, new) in [
        ("Click **Phone**.", "Click **Bluetooth & devices**, then **Mobile devices**."),
        ("Choose the **Phone** category.", "Choose the **Bluetooth & devices > Mobile devices** category."),
        ("Open **Settings > Phone**.", "Open **Settings > Bluetooth & devices > Mobile devices**."),
        ("Click **Phone > Add a phone**.", "Click **Bluetooth & devices > Mobile devices > Add a phone**."),
        (
            "Click **Phone** and then **Add a phone**.",
            "Click **Bluetooth & devices**, then **Mobile devices** and then **Add a phone**.",
        ),
        ("Click **Bluetooth & devices**, then **Phone**.", "Click **Bluetooth & devices**, then **Mobile devices**."),
    ] {
        all_become(&[(&steps(old), &steps(new))]);
    }
}

#[test]
fn what_led_to_a_place_is_no_other_name_of_it() {
    let steps = |text: &str| format!("1. Press **Win+I**.\n2. {text}\n");
    for (old, new) in [
        (
            "Click **Network & Internet**, then **Status**, then **Network reset**.",
            "Click **Network & Internet**, then **Advanced network settings**, then **Network reset**.",
        ),
        (
            "Click **Network & Internet** and select **Status** on the left.\n3. Click **Network reset**.",
            "Click **Network & Internet** and select **Advanced network settings** on the right.\n3. Click **Network reset**.",
        ),
    ] {
        all_become(&[(&steps(old), &steps(new))]);
    }
}

#[test]
fn a_page_gone_to_for_nothing_but_the_next_name_gives_way() {
    let steps = |text: &str| format!("1. Press **Win+I**.\n2. Click **Network & Internet**.\n3. {text}\n");
    for (old, new) in [
        (
            "Click **Wi-Fi**. Click **Change adapter options**.",
            "Click **Advanced network settings**. Click **More network adapter options**.",
        ),
        (
            "Click **Ethernet**, then **Change adapter options**.",
            "Click **Advanced network settings**, then **More network adapter options**.",
        ),
        (
            "Click **Wi-Fi**.\n4. Click **Change adapter options**.",
            "Click **Advanced network settings**.\n4. Click **More network adapter options**.",
        ),
        // Something is done on the page.
        (
            "Click **Wi-Fi**.\n4. Turn it on.\n5. Click **Change adapter options**.",
            "Click **Wi-Fi**.\n4. Turn it on.\n5. Click **Advanced network settings**, then **More network adapter options**.",
        ),
    ] {
        all_become(&[(&steps(old), &steps(new))]);
    }
}

#[test]
fn a_name_given_again_means_what_it_meant() {
    let steps = |text: &str| format!("1. Press **Win+I**.\n2. {text}\n");
    for (old, new) in [
        (
            "Click **Devices**. Click **Mouse** in **Devices**.",
            "Click **Bluetooth & devices**. Click **Mouse** in **Bluetooth & devices**.",
        ),
        (
            "Click **Devices**.\n3. Click **Mouse**.\n4. Go back to **Devices**.",
            "Click **Bluetooth & devices**.\n3. Click **Mouse**.\n4. Go back to **Bluetooth & devices**.",
        ),
        (
            "Click **Devices**. Click **Typing** in **Devices**.",
            "Click **Time & language**. Click **Typing** in **Time & language**.",
        ),
        ("Click **Typing** in **Devices**.", "Click **Typing** in **Time & language**."),
    ] {
        all_become(&[(&steps(old), &steps(new))]);
    }
    all_stay(&[&steps("Click **Bluetooth & devices**.\n3. Click **Devices**.")]);
}

#[test]
fn what_is_done_on_a_page_tells_which_part_of_it_is_meant() {
    let steps = |page: &str, way: &str, what: &str| {
        format!("1. Press **Win+I**.\n2. Click **{page}**.\n3. Click **{way}**.\n4. {what}\n")
    };
    for (page, old, new) in [
        ("Visual effects", "Turn on **Show transparency in Windows**.", "Turn on **Transparency effects**."),
        (
            "Visual effects",
            "Under **Show notifications for**, pick 7 seconds.",
            "Under **Dismiss notifications after this amount of time**, pick 7 seconds.",
        ),
        ("Text size", "Drag the slider under **Make text bigger**.", "Drag the slider under **Make text bigger**."),
    ] {
        all_become(&[(&steps("Ease of Access", "Display", old), &steps("Accessibility", page, new))]);
    }
}

#[test]
fn prose_waits_for_the_step_that_names_the_same_place() {
    let guide = |step: &str, prose: &str| format!("1. Press **Win+I**.\n2. {step}\n\n{prose}\n");
    for (step, prose) in [
        ("Click **Ease of Access**.\n3. Click **Display**.", "The settings of Ease of Access are kept."),
        ("Click **Ease of Access > Display**.", "In **Ease of Access > Narrator** there is more."),
        (
            "Click **Apps & features**. If you do not see **Installed apps**, wait.",
            "In **Apps & features** everything is listed.",
        ),
    ] {
        is_left(&guide(step, prose), "but the step that names the place needs a person");
    }
    // A step that is put right takes the prose with it, whatever else waits.
    all_become(&[(
        &guide("Click **Ease of Access**.\n3. Click **Narrator**.", "Go back to **Ease of Access**."),
        &guide("Click **Accessibility**.\n3. Click **Narrator**.", "Go back to **Accessibility**."),
    )]);
    // The old name, given once more, says nothing of what the place became.
    is_left(
        &guide(
            "Click **Accounts**.\n3. Click **Family & other users**.",
            "The page **Family & other users** has two parts.",
        ),
        "several answers: Other users, Family",
    );
}

#[test]
fn a_sentence_that_gives_both_names_in_their_roles_stays() {
    let steps = |text: &str| format!("On your PC:\n\n1. {text}\n");
    all_stay(
        &[
            "**Settings > Devices** is now **Settings > Bluetooth & devices**.",
            "Open **Settings > Privacy** (now **Privacy & security**).",
            "Open **Settings > Apps > Apps & features** (called **Installed apps** since 2022).",
            "Open Settings > Privacy (now Privacy & security) and look.",
            "Open **Settings > Privacy** or **Settings > Privacy & security**, whichever you see.",
            "Open **Settings > Devices > Mouse**. On newer PCs it is **Bluetooth & devices**.",
            "**Settings > Privacy** was renamed to **Settings > Privacy & security**.",
            "In older versions it was **Settings > Update & Security > Recovery**; today it is **Settings > System > Recovery**.",
        ]
        .map(steps)
        .each_ref()
        .map(String::as_str),
    );
}

#[test]
fn two_names_of_a_place_in_one_step_do_not_become_the_same_one() {
    for text in [
        "Open **Settings > Privacy** and look whether **Privacy & security** is there.",
        "Open Settings. If you do not see **Accessibility**, click **Ease of Access**.",
        "Open Settings > Apps. Click **Apps & features**. If it is not there, click **Installed apps**.",
        "Open Settings > Apps > Apps & features.\n2. If you see no such entry, click **Installed apps**.",
        "Open Settings. Click **Network & Internet**, then **Change adapter options**; in later builds it is **More network \
         adapter options**.",
    ] {
        is_left(&format!("On your PC:\n\n1. {text}\n"), "stands beside it: say which name is for whom");
    }
    is_left(
        "1. Press Win+I on your PC.\n2. Look for **Family & other users** or, on newer PCs, **Family**.\n",
        "“Family” stands beside it",
    );
    // Where a later step names the new place the old one is put right.
    all_become(&[(
        "On your PC:\n\n1. Open **Settings > Privacy**.\n2. On **Privacy & security**, click **Camera**.\n",
        "On your PC:\n\n1. Open **Settings > Privacy & security**.\n2. On **Privacy & security**, click **Camera**.\n",
    )]);
}

#[test]
fn a_page_that_stands_before_its_way_is_held_against_the_way() {
    let step = |text: &str| format!("1. Open Settings on your PC.\n2. {text}\n");
    for (old, new) in [
        ("Click **Typing** in **Settings > Devices**.", "Click **Typing** in **Settings > Time & language**."),
        (
            "Open the **Typing** page in Settings > Devices, please.",
            "Open the **Typing** page in Settings > Time & language, please.",
        ),
        (
            "Open the **Windows Security** page (**Settings > Update & Security**).",
            "Open the **Windows Security** page (**Settings > Privacy & security**).",
        ),
        ("Click **Windows Update** in **Settings > Update & Security**.", "Click **Windows Update** in **Settings**."),
        ("Click **Windows Update** in **Update & Security**.", "Click **Windows Update**."),
        (
            "Open **Settings > Update & Security**, and choose the **Windows Update** tab.",
            "Open **Settings**, and choose the **Windows Update** tab.",
        ),
        (
            "Click **Start**, then **Settings**, then **Update & Security**.\n3. Click **Windows Update** on the left, please.",
            "Click **Start**, then **Settings**.\n3. Click **Windows Update** on the left, please.",
        ),
        (
            "Click **Change adapter options** under **Settings > Network & Internet**.",
            "Click **More network adapter options** under **Settings > Network & Internet > Advanced network settings**.",
        ),
        (
            "Click **View optional updates** in **Settings > Update & Security > Windows Update**.",
            "Click **Optional updates** in **Settings > Windows Update > Advanced options**.",
        ),
        (
            "Click **Share across devices** in **Settings > System > Shared experiences**.",
            "Click **Share across devices** in **Settings > Apps > Advanced app settings**.",
        ),
    ] {
        all_become(&[(&step(old), &step(new))]);
        all_stay(&[&step(new)]);
    }
}

#[test]
fn a_bracket_between_two_stops_does_not_break_a_way() {
    let step = |text: &str| format!("1. On your PC: {text}\n");
    for (old, new) in [
        (
            "open Settings (Windows key + I) > Update & Security > Troubleshoot.",
            "open Settings (Windows key + I) > System > Troubleshoot.",
        ),
        (
            "open **Apps** (not **Windows Features**) > **Apps & features**.",
            "open **Apps** (not **Windows Features**) > **Installed apps**.",
        ),
        (
            "open Settings (press Win+I) → Time & Language → Language.",
            "open Settings (press Win+I) → Time & Language → Language & region.",
        ),
    ] {
        all_become(&[(&step(old), &step(new))]);
    }
    // What the bracket says of the old stop is not true of the new one.
    is_left(
        &step("go to **Settings > Devices (Bluetooth, mouse) > Typing**."),
        "what stands in the bracket is about Devices",
    );
}

#[test]
fn a_longer_way_before_a_noun_is_written_as_one_name() {
    let text = |page: &str| format!("1. Open Settings on your PC.\n2. Open the {page} page.\n");
    let new = text("**Bluetooth & devices > Devices**");
    all_become(&[(&text("**Bluetooth & other devices**"), &new)]);
    all_stay(&[&new]);
}

#[test]
fn a_row_that_gives_both_names_and_a_column_of_the_old_release_stay() {
    let table = |head: &str, row: &str| format!("Press Win+I on your PC.\n\n{head}\n|---|---|\n{row}\n");
    let row = "| Settings > Privacy | Settings > Privacy & security |";
    all_stay(&[
        &table("| Old way | New way |", row),
        &table(
            "| Old way | New way |",
            "| **Settings > Privacy > Camera** | **Settings > Privacy & security > Camera** |",
        ),
        &table("| Windows 10 | Windows 11 |", row),
        &table(
            "| | Where |",
            "| Windows 10 | Settings > Devices > Mouse |\n| Windows 11 | Settings > Bluetooth & devices > Mouse |",
        ),
    ]);
    all_become(&[(
        &table("| Task | Where |", "| Camera | Settings > Privacy > Camera |"),
        &table("| Task | Where |", "| Camera | Settings > Privacy & security > Camera |"),
    )]);
}

#[test]
fn what_leads_to_a_step_that_moves_is_told_wherever_it_stands() {
    let project = Project::empty();
    let steps = "1. Open **Settings**.\n2. Click **Update & Security**.\n3. Click **Windows Update**.\n4. Restart.\n";
    let text = format!(
        "---\ntitle: Look for updates by hand\nverified: {{release: windows-10-22h2, on: 2026-01-01}}\n---\n\n{steps}\n\
         ## Open Apps & features\n\n1. Open **Settings > Apps > Apps & features**.\n"
    );
    project.write("content/a.md", &text);
    let told = "See [that](../a.md#step-3), [this](/a.md#step-1), [apps](/a#open-apps-features).\n\n\
                1. Follow step 4 of \"Look for updates by hand\".\n2. Go on with step 4.\n";
    project.write("content/more/b.md", format!("---\ntitle: After a repair\n---\n\n{told}"));
    let (_, out) = ran(&project, &["refresh", "--to", "24h2"]);
    for part in [
        "\"../a.md#step-3\": it is #step-2 then",
        "\"/a#open-apps-features\": it is #open-installed-apps then",
        "content/more/b.md:7",
        "\"step 4\": it is step 3 then",
        "3 left to a person",
    ] {
        assert!(out.contains(part), "no {part:?} in {out}");
    }
    assert!(!out.contains("step-1") && !out.contains("b.md:8"), "{out}");
    let (_, sarif) = ran(&project, &["refresh", "--to", "24h2", "--format", "sarif"]);
    assert!(sarif.contains("\"ruleId\": \"pointer\"") && sarif.contains("content/more/b.md"), "{sarif}");
    // Whoever applies it is told for the last time.
    let (code, out) = ran(&project, &["refresh", "--to", "24h2", "--apply"]);
    assert!(code == Some(1) && out.contains("note: content/more/b.md:7"), "{out}");
    // A guide that names its own steps by number keeps them.
    project.write("content/a.md", format!("{text}2. Repeat step 3 above.\n"));
    let (_, out) = ran(&project, &["refresh", "--to", "24h2"]);
    assert!(out.contains("the guide names steps by their numbers"), "{out}");
}

#[test]
fn a_number_is_told_as_it_is_when_several_steps_are_taken_out() {
    let project = Project::empty();
    let steps = "1. Open **Settings**.\n2. Click **Update & Security**.\n3. Click **Windows Update**.\n4. Restart.\n\
                 5. Open **Settings**.\n6. Click **Update & Security**.\n7. Click **Windows Update**.\n8. Wait.\n";
    let front = "---\ntitle: Look for updates by hand\nverified: {release: windows-10-22h2, on: 2026-01-01}\n---\n\n";
    project.write("content/a.md", format!("{front}{steps}\n## Turn it off\n\n1. Save.\n2. Wait.\n"));
    let told = "Step 8, step 4 and step 1 of \"Look for updates by hand\".\n\nThe steps 3 to 8 of \"Look for updates by \
                hand\", and the third step of \"Look for updates by hand\".\n\nSteps 1 and 9, Step four (\"Look for updates \
                by hand\"), and the footstep 4 of “ten steps”.\n";
    project.write("content/b.md", format!("---\ntitle: After a repair\n---\n\n{told}"));
    let (_, out) = ran(&project, &["refresh", "--to", "24h2"]);
    for part in [
        "\"Step 8\": it is Step 6 then",
        "\"step 4\": it is step 3 then",
        "\"steps 3 to 8\": it is steps 2 to 6 then",
        "\"third step\": it is second step then",
        "\"Step four\": it is Step three then",
    ] {
        assert!(out.contains(part), "no {part:?} in {out}");
    }
    assert!(!out.contains("step 1") && !out.contains("Steps 1") && !out.contains("footstep"), "{out}");
}

#[test]
fn a_way_with_commas_is_a_way_and_a_list_of_pages_is_none() {
    all_become(&[
        ("Go to Settings, Update & Security, Windows Update.\n", "Go to Settings, Windows Update.\n"),
        ("Go to **Settings**, **Apps**, **Apps & features**.\n", "Go to **Settings**, **Apps**, **Installed apps**.\n"),
    ]);
    all_stay(&["Press Win+I. There are pages such as System, Apps & features, Privacy, and Cortana.\n"]);
}

#[test]
fn a_stop_that_only_a_later_one_tells_apart_goes_with_it() {
    all_become(&[
        (
            "1. Select the **Devices** category.\n2. Select **Bluetooth & other devices**.\n",
            "1. Select the **Bluetooth & devices** category.\n2. Select **Devices**.\n",
        ),
        (
            "1. Click **Start**, then the gear icon, then **Devices**.\n2. Choose **Typing**.\n",
            "1. Click **Start**, then the gear icon, then **Time & language**.\n2. Choose **Typing**.\n",
        ),
    ]);
    // The settings of another program come between.
    all_stay(&["1. Open **Contoso Desk** and click **Devices**.\n2. Click **Other things**.\n"]);
}

#[test]
fn the_office_is_a_place_and_office_a_program() {
    let steps = |title: &str, name: &str| {
        format!("---\ntitle: {title}\n---\n\n1. Open **Settings** on your PC.\n2. Select **{name}**.\n")
    };
    for title in ["Slow down the mouse at the office", "Add a Mouse in the Office"] {
        all_become(&[(&steps(title, "Devices"), &steps(title, "Bluetooth & devices"))]);
    }
    for title in ["Slow down Office", "Find the Office app", "fix office"] {
        all_stay(&[&steps(title, "Devices")]);
    }
}

#[test]
fn a_way_that_a_step_gives_twice_keeps_its_old_words_once() {
    let front = "---\nplatforms: [Windows 10, Windows 11]\n---\n\n";
    all_become(&[(
        &format!("{front}1. Open **Settings > Privacy > Camera**, and later **Settings > Privacy > Camera** again.\n"),
        &format!(
            "{front}1. Open **Settings > Privacy & security > Camera** (**Settings > Privacy > Camera** on Windows 10), \
             and later **Settings > Privacy & security > Camera** again.\n"
        ),
    )]);
}

#[test]
fn a_picture_right_behind_what_changed_is_listed_outside_of_steps_too() {
    let project = Project::empty();
    let text = |between: &str| {
        format!(
            "---\ntitle: Apps\nverified: {{release: windows-10-22h2, on: 2026-01-01}}\n---\n\nOpen **Settings > Apps > \
                 Apps & features**.\n\n{between}![The list](images/list.png)\n"
        )
    };
    let listed = |between: &str| {
        project.write("content/a.md", text(between));
        ran(&project, &["refresh", "--to", "24h2"]).1.contains("images/list.png")
    };
    assert!(listed(""));
    assert!(listed("![Another](images/other.png)\n\n"));
    assert!(!listed("Your dog is fine.\n\n"));
}

#[test]
fn the_stamps_of_a_proposal_are_in_every_form_for_programs() {
    let project = Project::empty();
    let front = "---\ntitle: Apps\nverified: {release: windows-10-22h2, on: 2026-01-01}\n---\n\n";
    project
        .write("content/a.md", format!("{front}1. Open **Settings > Apps > Apps & features**.\n\n   ![It](a.svg)\n"));
    project.write("content/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    for form in ["json", "sarif"] {
        let (_, out) = ran(&project, &["refresh", "--to", "24h2", "--format", form]);
        assert!(out.contains("{picture: a.svg, hash:") && out.contains("by: guidepost refresh"), "{out}");
    }
}

#[test]
fn two_buttons_that_share_a_way_are_not_one_place_with_two_names() {
    is_left(
        "1. Open **Settings > Accounts > Family & other users**.\n2. Click **Add a family member** or **Add someone else to \
         this PC**.\n",
        "“Add someone else to this PC” stands on this step too and needs “Accounts > Other users”",
    );
}

#[test]
fn a_page_that_parts_from_a_way_that_others_keep_is_told_or_gets_its_own() {
    let text = "1. Open Settings.\n2. Click **Devices**, then **Mouse** or **Typing**.\n";
    let (new, left) = refreshed(text);
    assert_eq!(new, text.replace("Devices", "Bluetooth & devices"));
    assert!(left.concat().contains("write a way of its own: Settings > Time & language > Typing"), "{left:?}");
    let steps =
        |a: &str, b: &str| format!("1. Open Settings.\n2. Click **{a}**.\n3. Click **Mouse**.\n4. Click {b}.\n");
    all_become(&[
        (&steps("Devices", "**Typing**"), &steps("Bluetooth & devices", "**Time & language**, then **Typing**")),
        (
            "1. Open Settings.\n2. Click **System**.\n3. Click **Display**.\n4. Click **Shared experiences** and turn off **Share \
             across devices**.\n",
            "1. Open Settings.\n2. Click **System**.\n3. Click **Display**.\n4. Click **Apps**, then **Advanced app settings** and \
             turn off **Share across devices**.\n",
        ),
    ]);
}

#[test]
fn names_that_are_told_as_the_old_ones_stay() {
    for text in [
        "Instead of **Apps & features** choose **Installed apps**.",
        "What was **Apps & features** is **Installed apps** now.",
        "There is no **Update & Security** any more.",
        "The old name is **Apps & features**.",
        "Click **Devices**; in Windows 11 click **Bluetooth & devices**.",
        "Click **Update & Security** > **Recovery**, or on Windows 11 **System** > **Recovery**.",
    ] {
        let text = format!("1. Press Win+I on your PC.\n2. {text}\n");
        assert_eq!(refreshed(&text), (text.clone(), Vec::new()), "nobody is asked");
    }
}

#[test]
fn words_that_say_where_are_read_as_they_are_meant() {
    let steps = |text: &str| format!("1. Press Win+I on your PC.\n2. Click **System**.\n3. {text}\n");
    all_become(&[
        (&steps("On the left, click **Sound**."), &steps("On the right, click **Sound**.")),
        (
            &steps("On the left, click **Battery**."),
            &steps("On the right, click **Power & battery**, then **Energy saver**."),
        ),
        (&steps("On the left click **Sound**."), &steps("On the right click **Sound**.")),
        (&steps("Click Start at the bottom left of your screen."), &steps("Click Start on the taskbar.")),
    ]);
    all_stay(&[&steps("Left click **Sound**.")]);
}

#[test]
fn a_way_may_begin_with_a_chord_and_a_folder_keeps_one_windows() {
    all_become(&[
        (
            "Press <kbd>Win</kbd>+<kbd>I</kbd> → Devices → Mouse.\n",
            "Press <kbd>Win</kbd>+<kbd>I</kbd> → Bluetooth & devices → Mouse.\n",
        ),
        (
            "1. Press Win+I on your PC.\n2. Go to Start > Windows Administrative Tools > Disk Cleanup.\n",
            "1. Press Win+I on your PC.\n2. Go to Start > Windows Tools > Disk Cleanup.\n",
        ),
    ]);
}

#[test]
fn start_is_the_button_and_not_the_page_of_that_name() {
    let steps = |text: &str| format!("1. Press Win+I on your PC.\n2. {text}\n");
    all_become(&[
        (&steps("Go to Start > Settings > Devices."), &steps("Go to Start > Settings > Bluetooth & devices.")),
        (
            &steps("Click Start, go to **Windows Accessories** and open **Steps Recorder**."),
            &steps("Click Start, go to **Windows Tools** and open **Steps Recorder**."),
        ),
        (
            "Click **Start** > **Windows Administrative Tools** > **Services**.\n",
            "Click **Start** > **Windows Tools** > **Services**.\n",
        ),
    ]);
}

#[test]
fn a_page_that_opens_is_not_put_in_the_place_of_a_name() {
    is_left(
        "1. Press Win+I on your PC.\n2. Select **Update & Security**, and on the **Windows Update** page click **Check for \
         updates**.\n",
        "the step has to be written anew",
    );
}

#[test]
fn the_gear_of_the_start_menu_is_settings() {
    let steps = |text: &str| {
        format!("1. Open the **Start** menu and click the gear.\n2. Click {text}.\n3. Click **Camera**.\n")
    };
    all_become(&[(&steps("**Privacy**"), &steps("**Privacy & security**"))]);
    let theirs = "1. On your Windows PC, open **Contoso Desk** and click the gear.\n2. Click **Privacy**.\n";
    all_stay(&[theirs]);
}
