//! Chords, tabs, links and switches that Windows 11 has under another name, elsewhere, or not at all.

use crate::refresh::{all_become, all_stay};
use crate::ui::refreshed;

#[test]
fn a_chord_that_opens_something_else_is_found() {
    all_become(&[
        ("1. Press **Win+A** to see your notifications.\n", "1. Press **Win+N** to see your notifications.\n"),
        (
            "1. Press <kbd>Win</kbd>+<kbd>A</kbd> to see a notification.\n",
            "1. Press <kbd>Win</kbd>+<kbd>N</kbd> to see a notification.\n",
        ),
    ]);
    // Quick settings hold the switch, and open with the same keys.
    all_stay(&["1. Press Win+A and turn on Wi-Fi.\n", "1. Press Win+E, then Win+I.\n"]);
    let (_, left) = refreshed("1. Press Windows key + A.\n");
    assert!(left[0].contains("Win+A opens Quick settings") && left[0].contains("is opened by Win+N"), "{left:?}");
    let (_, left) = refreshed("1. Press Win+C.\n");
    assert!(left[0].contains("does not open Cortana"), "{left:?}");
}

#[test]
fn a_command_or_an_address_of_a_place_that_is_gone_is_found() {
    all_stay(&["1. Press Win+R, type `devmgmt.msc` and press Enter.\n", "1. Run `ms-settings:network`.\n"]);
    let (new, left) = refreshed("1. Press **Win+R**, type `control printers` and press **Enter**.\n");
    assert!(new.contains("control printers"));
    assert!(left[0].contains("control printers opens Devices and Printers, which"), "{left:?}");
    let (_, left) = refreshed("1. Open ms-settings:privacy-backgroundapps.\n");
    assert!(left[0].contains("Background apps, which") && left[0].contains("look for"), "{left:?}");
    all_stay(&["1. On Windows 10, run `control printers`. On Windows 11, open Settings.\n"]);
}

#[test]
fn a_chord_tells_where_the_reader_stands() {
    all_become(&[
        ("1. Press **Win+U**.\n2. Click **High contrast**.\n", "1. Press **Win+U**.\n2. Click **Contrast themes**.\n"),
        ("1. Press Win + U to open Ease of Access.\n", "1. Press Win + U to open Accessibility.\n"),
        (
            "1. Press **Win+X** and select **Apps and Features**.\n",
            "1. Press **Win+X** and select **Installed apps**.\n",
        ),
    ]);
    let (_, left) = refreshed("1. Press **Win+U**.\n2. Click **Display**.\n");
    assert!(left[0].contains("several answers: Text size, Visual effects"), "{left:?}");
}

#[test]
fn the_old_name_with_its_noun_is_still_the_old_name() {
    all_become(&[
        ("1. Open Task Manager and go to the Startup tab.\n", "1. Open Task Manager and go to the Startup apps tab.\n"),
        ("1. Open Settings>EaseofAccess>Narrator.\n", "1. Open Settings>Accessibility>Narrator.\n"),
    ]);
    let (new, left) = refreshed("1. Press Ctrl+Shift+Esc.\n2. Click **More details**.\n3. Click **Startup**.\n");
    assert!(new.ends_with("3. Click **Startup apps**.\n"), "the reader still stands in Task Manager: {new}");
    assert!(left[0].contains("no such place"), "{left:?}");
}

#[test]
fn links_and_switches_that_help_desks_name_daily_are_known() {
    all_become(&[
        (
            "1. Open Settings > Accounts > Sign-in options > Windows Hello PIN.\n",
            "1. Open Settings > Accounts > Sign-in options > PIN (Windows Hello).\n",
        ),
        (
            "1. Open Settings > System > Remote Desktop.\n2. Turn on **Enable Remote Desktop**.\n",
            "1. Open Settings > System > Remote Desktop.\n2. Turn on **Remote Desktop**.\n",
        ),
        (
            "1. Open Settings > Personalization > Taskbar.\n2. Turn on **Automatically hide the taskbar in desktop mode**.\n",
            "1. Open Settings > Personalization > Taskbar.\n2. Turn on **Automatically hide the taskbar**.\n",
        ),
        (
            "1. Open Settings > Apps > Default apps > Choose default apps by file type.\n",
            "1. Open Settings > Apps > Default apps > Choose defaults by file type.\n",
        ),
        (
            "1. Open Settings > Network & Internet > Ethernet > Change adapter options.\n",
            "1. Open Settings > Network & Internet > Advanced network settings > More network adapter options.\n",
        ),
    ]);
}

#[test]
fn what_does_not_stand_on_a_page_is_not_looked_for_there() {
    all_become(&[(
        "1. Open Settings > Network & Internet > Wi-Fi, then **Change adapter options**.\n",
        "1. Open Settings > Network & Internet > Advanced network settings, then **More network adapter options**.\n",
    )]);
    let wifi = "1. Open Settings > Network & Internet > Wi-Fi. Under **Related**, click **Change adapter options**.\n";
    let (new, left) = refreshed(wifi);
    assert_eq!((new.as_str(), left.len()), (wifi, 1));
    assert!(left[0].contains("go to Advanced network settings for it, not to Wi-Fi"), "{left:?}");
    // A menu is no box to tick.
    let hidden = "1. Open File Explorer, click **View** and tick **Hidden items**.\n";
    assert_eq!(refreshed(hidden).0, hidden);
}

#[test]
fn the_menu_of_an_icon_is_not_the_page_of_the_same_name() {
    let (_, left) =
        refreshed("1. Open Settings > System > Sound.\n2. Right-click the speaker icon and choose **Sounds**.\n");
    assert!(left.iter().any(|l| l.contains("Sounds: no such place")), "{left:?}");
    // What is turned on is no way.
    all_become(&[(
        "1. Turn on Focus assist under Settings > System > Focus assist to silence notifications.\n",
        "1. Turn on Do not disturb under Settings > System > Notifications > Do not disturb to silence notifications.\n",
    )]);
}
