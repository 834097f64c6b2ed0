//! What is not Windows stays as it is: other programs, portals, phones, servers, and names that only begin like ours.

use crate::refresh::{all_become, all_stay};
use crate::ui::refreshed;

#[test]
fn a_program_that_nobody_knows_has_settings_of_its_own() {
    all_stay(&[
        "1. In Contoso Desk go to Settings > Devices.\n",
        "1. Open Contoso Desk and go to Settings > Privacy.\n",
        "1. Open Contoso Desk.\n2. Open Settings.\n3. Click **Privacy**.\n",
        "1. Sign in to the Contoso dashboard and click Settings > Privacy.\n",
        "1. In the mail admin center, select Settings > Devices.\n",
        "1. On your phone, open Settings > Apps > Apps & features.\n",
        "1. On the Contoso reader tap Settings > Devices.\n",
    ]);
}

#[test]
fn a_way_over_stops_that_windows_does_not_have_is_of_a_program() {
    let steps = |way: &str| format!("1. Press **Win+I**.\n2. {way}\n");
    for way in [
        "Go to **Devices > Configuration > Update & Security**.",
        "Go to **Devices > Configuration > Apps & features** in Intune.",
        "In the Endpoint Manager, go to **Devices > Windows > Update & Security > Windows Update**.",
        "Go to **Devices** > **Profiles** > **Update & Security** > **Recovery**.",
        "In Contoso Desk, go to **Policies > Update & Security > Windows Update**.",
    ] {
        all_stay(&[&steps(way)]);
    }
    // What stands behind an own place is own, known or not.
    all_become(&[
        (&steps("Go to **Devices > Pen sets**."), &steps("Go to **Bluetooth & devices > Pen sets**.")),
        (&steps("Go to **Devices > Mouse**."), &steps("Go to **Bluetooth & devices > Mouse**.")),
        (
            &steps("Click **Devices > Pen sets** and then **Printers & scanners**."),
            &steps("Click **Bluetooth & devices > Pen sets** and then **Printers & scanners**."),
        ),
    ]);
}

#[test]
fn what_is_typed_into_the_search_box_of_a_program_is_looked_for_there() {
    let steps = |text: &str| format!("1. Press **Win+I**.\n2. {text}\n");
    for text in [
        "In the search box of Contoso Desk, type **Ease of Access**.",
        "Type **Apps & features** into the search bar of Contoso Desk.",
        "Open your browser and type **Ease of Access** in the search box.",
        "Open Contoso Desk.\n3. Type **Apps & features** in the search box.",
        "In Explorer, click **Devices**.",
    ] {
        all_stay(&[&steps(text)]);
    }
    for text in [
        "Type **@** in the search box.",
        "Type **@** in the search box on the taskbar.",
        "Open Settings and type **@** in the search box.",
        "Open Contoso Desk.\n3. On your PC, type **@** in the search box.",
        "Open **Settings > Apps > @**.",
        "On Win11, go to **Apps > @**.",
    ] {
        all_become(&[(&steps(&text.replace('@', "Apps & features")), &steps(&text.replace('@', "Installed apps")))]);
    }
}

#[test]
fn a_label_that_names_a_program_or_a_device_says_whose_way_it_is() {
    let list = |label: &str, way: &str| format!("On your PC:\n\n- {label}: {way}\n- Windows: Settings > Apps\n");
    let table = |label: &str, way: &str| {
        format!("On your PC:\n\n| Where | Way |\n|---|---|\n| {label} | {way} |\n| Windows | Settings > Apps |\n")
    };
    let (old, new) = ("Settings > Devices", "Settings > Bluetooth & devices");
    for label in ["Citrix", "Headset app", "`Google Home`", "Server", "Contoso Desk", "**Fabrikam**"] {
        all_stay(&[&list(label, old), &table(label, old)]);
    }
    for label in ["Laptop", "Mouse", "Remove a mouse", "Note", "Camera app"] {
        all_become(&[(&list(label, old), &list(label, new)), (&table(label, old), &table(label, new))]);
    }
    // Nothing beside it is of Windows: a person says whose it is.
    let alone = format!("On your PC, press Win+I.\n\n- Contoso Desk: {old}\n");
    let (text, left) = refreshed(&alone);
    assert_eq!(text, alone);
    assert!(left.concat().contains("if this is Windows: the words before it may name a program"), "{left:?}");
}

#[test]
fn words_of_windows_before_settings_lead_nowhere_else() {
    all_become(&[
        (
            "1. Open the Start menu and click Settings > Devices.\n",
            "1. Open the Start menu and click Settings > Bluetooth & devices.\n",
        ),
        ("1. Open the Settings app and click Privacy.\n", "1. Open the Settings app and click Privacy & security.\n"),
        (
            "1. Sign in to Windows and open Settings > Privacy.\n",
            "1. Sign in to Windows and open Settings > Privacy & security.\n",
        ),
        (
            "1. On Contoso laptops, open Settings > Privacy.\n",
            "1. On Contoso laptops, open Settings > Privacy & security.\n",
        ),
        (
            "1. In the Search box, type pen, then open Settings > Devices.\n",
            "1. In the Search box, type pen, then open Settings > Bluetooth & devices.\n",
        ),
    ]);
}

#[test]
fn another_program_earlier_in_the_list_hides_no_way_that_only_windows_has() {
    all_become(&[
        (
            "1. Open Chrome.\n2. Click **Make default**.\n3. Go to Settings > Apps > Apps & features.\n",
            "1. Open Chrome.\n2. Click **Make default**.\n3. Go to Settings > Apps > Installed apps.\n",
        ),
        (
            "1. In Teams, go to Settings > Devices.\n2. Go to Settings > Privacy > Microphone.\n",
            "1. In Teams, go to Settings > Devices.\n2. Go to Settings > Privacy & security > Microphone.\n",
        ),
        (
            "1. In Zoom click Settings > Video, then in Windows go to Settings > Privacy.\n",
            "1. In Zoom click Settings > Video, then in Windows go to Settings > Privacy & security.\n",
        ),
        (
            "1. Open Contoso Desk.\n2. On your PC, open Settings > Devices.\n",
            "1. Open Contoso Desk.\n2. On your PC, open Settings > Bluetooth & devices.\n",
        ),
    ]);
    all_stay(&["1. Open Chrome.\n2. Go to Settings > Privacy.\n"]);
}

#[test]
fn a_server_a_game_console_and_a_meeting_room_screen_are_no_pc() {
    all_stay(&[
        "# Update Windows Server 2019\n\n1. Open Settings > Update & Security > Windows Update.\n",
        "---\ntitle: Windows Server 2022\n---\n\n1. Open Settings > Update & Security > Windows Update.\n",
        "1. On the Xbox press the button and go to Settings > Devices.\n2. Go to Settings > Ease of Access.\n",
        "## Surface Hub\n\n1. Open Settings > Update & Security > Windows Update.\n",
    ]);
    all_become(&[
        (
            "# Windows Server\n\n## Windows 10\n\n1. Open Settings > Apps > Apps & features.\n\n## Windows 11\n\n1. Do.\n",
            "# Windows Server\n\n## Windows 10\n\n1. Open Settings > Apps > Apps & features.\n\n## Windows 11\n\n1. Do.\n",
        ),
        (
            "1. Turn on the Xbox controller.\n2. On your PC, open Settings > Privacy.\n",
            "1. Turn on the Xbox controller.\n2. On your PC, open Settings > Privacy & security.\n",
        ),
    ]);
}

#[test]
fn a_name_that_only_begins_like_one_of_windows_is_another() {
    all_stay(&[
        "1. Go to Settings > Privacy policy.\n",
        "1. Go to Settings > Privacy dashboard and look.\n",
        "1. Open **Settings** > **Devices & connections**.\n",
        "1. Go to Settings > Devices and cables.\n",
        "1. Open Settings.\n2. Click Privacy policy.\n",
    ]);
    all_become(&[
        ("1. On the PC, go to Settings > Privacy now.\n", "1. On the PC, go to Settings > Privacy & security now.\n"),
        (
            "1. On the PC, go to Settings > Devices and turn on Bluetooth.\n",
            "1. On the PC, go to Settings > Bluetooth & devices and turn on Bluetooth.\n",
        ),
        (
            "1. On the PC, go to the Settings > Privacy page.\n",
            "1. On the PC, go to the Settings > Privacy & security page.\n",
        ),
    ]);
}

#[test]
fn a_guide_that_never_speaks_of_windows_is_asked_about() {
    use crate::ui::refreshed;
    for text in [
        "# Contoso Notes\n\n1. Click Settings > Privacy.\n",
        "## Configure Contoso\n\n1. Click **Settings**.\n2. Click **Devices**.\n",
    ] {
        let (new, left) = refreshed(text);
        assert_eq!(new, text);
        assert!(left.len() == 1 && left[0].contains("if this is Windows"), "{left:?}");
    }
    all_become(&[
        // A word about the PC, or a name that only Windows has.
        (
            "Your laptop hears you: 1. Click Settings > Privacy.\n",
            "Your laptop hears you: 1. Click Settings > Privacy & security.\n",
        ),
        (
            "1. Click Settings > Privacy.\n2. Click Settings > Ease of Access.\n",
            "1. Click Settings > Privacy & security.\n2. Click Settings > Accessibility.\n",
        ),
    ]);
}

#[test]
fn sites_belongings_and_tools_lead_away_as_well() {
    all_stay(&[
        "1. Open https://portal.example.com on the PC and click Settings > Devices.\n",
        "1. On the printer's screen, not on the PC, press Settings > Devices.\n",
        "A PC is not needed.\n\n1. Using Contoso Watch, go to Settings > Devices.\n",
        "A PC is not needed.\n\n1. From the Contoso dashboard, choose Settings > Devices.\n",
    ]);
}

#[test]
fn a_way_before_what_it_belongs_to_is_not_of_windows() {
    let step = |text: &str| format!("1. Press Win+I on your PC.\n2. {text}\n");
    for text in [
        "Go to **Settings > Devices** on your phone.",
        "Open **Settings > Privacy** in Teams.",
        "Open **Settings > Privacy** in the Zoom app and clear the list.",
        "Open **Settings > Privacy** (in Outlook).",
        "Go to **Settings > Privacy** of Edge.",
        "Tap **Settings > Apps > Apps & features** on the TV.",
    ] {
        all_stay(&[&step(text)]);
    }
    for machine in ["your laptop", "both PCs", "your Dell", "your laptop and on your phone"] {
        let text = |page: &str| step(&format!("Open **Settings > {page} > Camera** on {machine}."));
        all_become(&[(&text("Privacy"), &text("Privacy & security"))]);
    }
}

#[test]
fn things_and_files_with_the_name_of_a_place_are_left_alone() {
    all_stay(&[
        "1. Press Win+I on your PC.\n2. Disconnect Bluetooth & other devices you do not need.\n",
        "1. Press Win+I on your PC.\n2. Unplug all **Devices**.\n",
        "1. Press Win+I on your PC.\n2. Save it as *Settings > Devices.txt*.\n",
    ]);
}

#[test]
fn a_name_is_of_the_program_that_the_sentence_is_in() {
    let on_pc = "1. On your Windows PC, open **Settings** > **Network & Internet** > **VPN**.\n";
    for step in [
        "In the portal, open **Devices** and confirm the laptop.",
        "On your phone, tap **Privacy** and then **Location**.",
        "Open Contoso Shield and choose **Devices**.",
        "Back in Fabrikam Learn, click **Privacy**.",
        "Go to account.contoso.com and sign in.\n3. Click **Devices**.",
        "In the game, press Esc, then Settings > Privacy.",
    ] {
        all_stay(&[&format!("{on_pc}2. {step}\n")]);
    }
    // The sentence ends it, and so does a page that only Windows has.
    for (old, new) in [
        (
            "On the phone, tap **Allow**.\n3. Click **Devices**.",
            "On the phone, tap **Allow**.\n3. Click **Bluetooth & devices**.",
        ),
        (
            "Go to contoso.com for the driver.\n3. Open Settings and click **Devices** and then **Printers & scanners**.",
            "Go to contoso.com for the driver.\n3. Open Settings and click **Bluetooth & devices** and then **Printers & \
             scanners**.",
        ),
    ] {
        all_become(&[(&format!("{on_pc}2. {old}\n"), &format!("{on_pc}2. {new}\n"))]);
    }
}

#[test]
fn rows_headings_and_labels_of_other_devices_are_theirs() {
    let table = |row: &str| format!("On your PC, look here:\n\n| What | Where |\n|---|---|\n{row}\n");
    all_stay(&[
        &table("| iPhone | Settings > Devices, then Privacy |"),
        &table("| Android | Settings > Privacy |"),
        &table("| Microsoft Teams | Settings > Devices |"),
        &table("| Contoso on the phone | Settings > Privacy |"),
        "On your PC:\n\n## Your tablet\n\n1. Open **Settings** > **Devices**, then **Privacy**.\n",
        "On your PC:\n\n## Company Portal\n\n1. Open **Settings** > **Devices**, then **Privacy**.\n",
        "On your PC:\n\n* PlayStation 5: Settings > Devices > Privacy\n* Your tablet: Settings > Devices > Privacy\n",
    ]);
    all_become(&[
        (&table("| Windows | Settings > Devices |"), &table("| Windows | Settings > Bluetooth & devices |")),
        (
            "On your PC:\n\n## Printer\n\n1. Open **Settings** > **Devices**, then **Printers & scanners**.\n",
            "On your PC:\n\n## Printer\n\n1. Open **Settings** > **Bluetooth & devices**, then **Printers & scanners**.\n",
        ),
    ]);
}

#[test]
fn open_before_settings_is_no_part_of_a_button() {
    let before = "1. In File Explorer, right-click the folder.\n2. ";
    for form in ["Open **Settings** > **@** > **Printers & scanners**.", "Then open Settings > @ > Mouse."] {
        let text = |page: &str| format!("{before}{}\n", form.replace('@', page));
        all_become(&[(&text("Devices"), &text("Bluetooth & devices"))]);
    }
}
