//! What a refresh finds in steps as people write them, and what always holds of its proposals.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use guidepost::source::Source;
use guidepost::ui::refresh;
use guidepost::ui::world::World;
use guidepost::ui::{Catalogues, Kind, Release, patch};
use proptest::prelude::*;

use crate::ui::{refreshed, refreshed_in, ten_to_eleven, world};

/// Each text becomes the one beside it, and nothing is left to a person.
pub fn all_become(pairs: &[(&str, &str)]) {
    for (old, new) in pairs {
        assert_eq!(refreshed(old), ((*new).to_owned(), vec![]), "{old}");
    }
}

/// Nothing is found in any of the texts.
pub fn all_stay(texts: &[&str]) {
    all_become(&texts.iter().map(|t| (*t, *t)).collect::<Vec<_>>());
}

#[test]
fn title_headings_and_text_follow_the_steps() {
    let front = "---\ntitle: Remove it with Apps & features\n---\n";
    let step = "1. Open **Settings > Apps > Apps & features**.\n";
    let new_step = "1. Open **Settings > Apps > Installed apps**.\n";
    all_become(&[(
        &format!("{front}Apps & features lists all.\n\n## Open Apps & features\n\n{step}"),
        &format!(
            "---\ntitle: Remove it with Installed apps\n---\nInstalled apps lists all.\n\n## Open Installed apps\n\n{new_step}"
        ),
    )]);
    // The old name is meant.
    for text in ["It was called Apps & features.", "Windows 10 says Apps & features."] {
        all_become(&[(&format!("{text}\n\n## Go\n\n{step}"), &format!("{text}\n\n## Go\n\n{new_step}"))]);
    }
    // No step speaks of it.
    all_stay(&["## About Apps & features\n\n1. Click **OK**.\n"]);
}

#[test]
fn the_word_on_a_button_stays_what_it_is_in_headings_and_text() {
    all_become(&[
        (
            "## Add someone else to this PC\n\n1. Open **Settings > Accounts > Family & other users**.\n2. Click **Add someone else to this PC**.\n",
            "## Add someone else to this PC\n\n1. Open **Settings > Accounts > Other users**.\n2. Click **Add account**.\n",
        ),
        (
            "## Get started\n\n1. Go to **Settings > Update & Security > Recovery**.\n2. Click **Get started**.\n",
            "## Get started\n\n1. Go to **Settings > System > Recovery**.\n2. Click **Reset PC**.\n",
        ),
    ]);
}

#[test]
fn text_that_gives_both_names_stays_beside_steps_that_change() {
    let (old, new) =
        ("1. Open **Settings > Apps > Apps & features**.\n", "1. Open **Settings > Apps > Installed apps**.\n");
    for text in [
        "Apps & features or Installed apps is the page.",
        "| you read | today |\n|---|---|\n| Apps & features | Installed apps |",
    ] {
        all_become(&[(&format!("{old}\n{text}\n"), &format!("{new}\n{text}\n"))]);
    }
}

#[test]
fn steps_that_were_made_headings_are_looked_at() {
    all_become(&[
        (
            "## Step 3: Go to Settings > Apps > Apps & features\n\nWait.\n",
            "## Step 3: Go to Settings > Apps > Installed apps\n\nWait.\n",
        ),
        (
            "### 1. Open Settings > Apps > Apps & features\n\nWait.\n",
            "### 1. Open Settings > Apps > Installed apps\n\nWait.\n",
        ),
    ]);
    all_stay(&["## Fix 1: About Apps & features\n\nWait.\n", "## 1. Apps & features\n\nWait.\n"]);
}

#[test]
fn nothing_that_stands_between_two_places_is_lost() {
    for between in [
        " (you must be an administrator), then ",
        " ![icon](i.png), then ",
        " (see [the guide](b.md)), then ",
        ", save your work, and click ",
        "; do not restart yet; select ",
    ] {
        let text = format!("1. Click **Update & Security**{between}**Windows Update**.\n");
        let (new, left) = refreshed(&text);
        assert!(new == text && !left.is_empty(), "{new}");
    }
    let from = "1. From the **Update & Security** section of the app, choose **Windows Update**.\n";
    assert_eq!(refreshed(from).0, from);
    all_become(&[(
        "1. Open **Settings** and click **Update & Security**, then click **Windows Update**.\n",
        "1. Open **Settings** and click **Windows Update**.\n",
    )]);
}

#[test]
fn what_leads_to_a_release_is_for_the_one_before_it() {
    all_stay(&[
        "## Get Windows 11\n\n1. Open Settings and go to **Update & Security** > **Windows Update**.\n",
        "## Move on\n\nTo upgrade to Windows 11, open Settings > Update & Security > Windows Update.\n",
        "## Move on\n\n1. Open Settings > Update & Security.\n2. If your PC can upgrade to Windows 11, click Install.\n",
    ]);
    // Nobody is on the way any more.
    all_become(&[(
        "## After the upgrade\n\nAfter you upgrade to Windows 11, open Settings > Apps > Apps & features.\n",
        "## After the upgrade\n\nAfter you upgrade to Windows 11, open Settings > Apps > Installed apps.\n",
    )]);
}

#[test]
fn a_bracket_behind_a_way_and_a_platform_at_the_end_say_whom_it_is_for() {
    all_stay(&[
        "1. Go to **Settings** > **Update & Security** (Windows 10) or **Settings** > **System** (Windows 11).\n",
        "Open Settings > Update & Security > Windows Update > View update history in Windows 10 and Settings > Windows \
         Update > Update history in Windows 11.\n",
        "1. In older versions (like Windows 10), click **Update & Security**.\n2. In Windows 11, open Settings > System.\n",
    ]);
}

#[test]
fn what_the_other_release_has_of_its_own_is_left_alone() {
    all_stay(&[
        // Without its name, but in its words.
        "Open **Settings > System > Power & battery**. On Windows 10 open **Settings > System > Power & sleep**.\n",
        "1. Open **Settings > Bluetooth & devices** (Win 11) or **Settings > Devices** (Win 10).\n",
        // Told to whoever has the new one.
        "## Apps that run on\n\nIf you use Windows 11, skip this step.\n\nOpen Settings > Privacy > Background apps.\n",
        // Another name of the same place.
        "1. Go to **Settings** > **Accounts** > **Other users** (or **Family & other users**).\n",
        "Add one in Settings > Time & language > Language (Language & region on Windows 11).\n",
    ]);
}

#[test]
fn a_product_before_a_colon_is_what_the_line_is_about() {
    all_become(&[(
        "- Chrome: Settings > Privacy > Notifications\n- Settings > Privacy > Notifications\n",
        "- Chrome: Settings > Privacy > Notifications\n- Settings > Privacy & security > Notifications\n",
    )]);
}

#[test]
fn a_way_may_begin_below_the_root() {
    all_become(&[("Turn it on in System > Notifications & actions.\n", "Turn it on in System > Notifications.\n")]);
    all_stay(&[
        "Turn it on in System > Nothing at all.\n",
        "In Zoom > System > Notifications & actions you find it.\n",
    ]);
}

#[test]
fn what_is_one_of_each_app_now_is_written_by_a_person() {
    let (new, left) = refreshed("1. Open **Settings > Privacy > Background apps**.\n");
    assert!(new.contains("> Privacy > Background apps"));
    let way = "it is Settings > Apps > Installed apps > Advanced options > Background apps permissions now";
    assert!(left.concat().contains(way), "{left:?}");
}

#[test]
fn what_went_to_another_place_is_led_to_once() {
    all_become(&[
        // "Devices" alone was the category.
        ("Look at Settings > Bluetooth & other devices.\n", "Look at Settings > Bluetooth & devices > Devices.\n"),
        // Who leaves out a stop that is still there goes on leaving it out.
        (
            "On a laptop look at Settings > Battery.\n",
            "On a laptop look at Settings > Power & battery > Energy saver.\n",
        ),
        (
            "Look at Settings > Time & Language > Language > (your language).\n",
            "Look at Settings > Time & Language > Language & region > (your language).\n",
        ),
    ]);
}

#[test]
fn a_place_that_is_named_again_leads_on() {
    all_become(&[
        (
            "1. Open Settings.\n2. Select **Update & Security**.\n3. Under **Update & Security**, select **Windows Security**.\n",
            "1. Open Settings.\n2. Select **Privacy & security**.\n3. Under **Privacy & security**, select **Windows Security**.\n",
        ),
        ("Look at Settings -> Advanced display settings.\n", "Look at Settings -> Advanced display.\n"),
        ("Remove it from Windows Apps & features, if at all.\n", "Remove it from Windows Installed apps, if at all.\n"),
    ]);
    all_stay(&["Look (Windows 11: Settings > Personalization; macOS: Accessibility > Display > Reduce motion).\n"]);
}

#[test]
fn a_way_in_code_is_a_way_and_code_is_code() {
    all_become(&[
        (
            "Turn it on at `Settings > Update & Security > For developers`.\n",
            "Turn it on at `Settings > System > For developers`.\n",
        ),
        (
            "1. Open Settings.\n2. Click **`Network & Internet`**, then `Change adapter options`.\n",
            "1. Open Settings.\n2. Click **`Network & Internet`**, then `Advanced network settings`, then `More network adapter options`.\n",
        ),
    ]);
    all_stay(&["Open Settings and run `Display devices` or `privacy`.\n", "Type `settings update` into `Devices`.\n"]);
}

#[test]
fn what_a_name_lies_in_may_stand_behind_it() {
    all_become(&[
        (
            "Remove it with the Apps & features tool in Settings.\n",
            "Remove it with the Installed apps tool in Settings.\n",
        ),
        (
            "Look at the **Update & Security** category in the Settings app. Click the **Troubleshoot** tab.\n",
            "Look at the **System** category in the Settings app. Click the **Troubleshoot** tab.\n",
        ),
    ]);
}

#[test]
fn a_place_that_lies_one_step_farther_gets_that_step() {
    let more = "Advanced network settings";
    for (old, new) in [
        (
            "1. Open Settings.\n2. Click **Network & Internet**.\n3. Click **Change adapter options**.\n",
            format!(
                "1. Open Settings.\n2. Click **Network & Internet**.\n3. Click **{more}**, then **More network adapter options**.\n"
            ),
        ),
        (
            "Go to Settings > Network > Change adapter options.\n",
            format!("Go to Settings > Network > {more} > More network adapter options.\n"),
        ),
        (
            "1. Right-click the network icon and select **Open Network & Internet settings**.\n2. Click **Change adapter options**.\n",
            format!(
                "1. Right-click the network icon and select **Network and Internet settings**.\n2. Click **{more}**, then **More network adapter options**.\n"
            ),
        ),
    ] {
        all_become(&[(old, &new)]);
    }
}

#[test]
fn the_whole_way_is_right_when_its_end_went_elsewhere() {
    all_become(&[
        (
            "Open *Settings > Devices > Bluetooth & other devices*.\n",
            "Open *Settings > Bluetooth & devices > Devices*.\n",
        ),
        (
            "Run it from Settings > Update & Security > Troubleshoot > Additional troubleshooters.\n",
            "Run it from Settings > System > Troubleshoot > Other troubleshooters.\n",
        ),
        (
            "Open Settings > Accounts > Family & other users > Add someone else to this PC.\n",
            "Open Settings > Accounts > Other users > Add account.\n",
        ),
        (
            "1. Open Settings.\n2. Click **Apps**.\n3. Under **Apps & features**, click on **Optional features**.\n",
            "1. Open Settings.\n2. Click **System**.\n3. Click on **Optional features**.\n",
        ),
        (
            "Open Settings > System > Notifications & actions and turn off Focus assist.\n",
            "Open Settings > System > Notifications and turn off Do not disturb.\n",
        ),
    ]);
}

#[test]
fn separators_of_every_kind_make_a_way() {
    all_become(&[
        ("Look at Settings | Update & Security | Activation.\n", "Look at Settings | System | Activation.\n"),
        ("Look at Settings -> Update & Security -> Activation.\n", "Look at Settings -> System -> Activation.\n"),
    ]);
    let old = "You find it under Control Panel\\Hardware and Sound\\Devices and Printers.\n";
    assert!(refreshed(old).1.concat().contains("no such place"));
}

#[test]
fn on_which_side_a_place_stands_waits_for_the_place() {
    let text = "1. Open Settings.\n2. Click **System**.\n3. In the left pane, click **Tablet**.\n";
    let (new, told) = refreshed(text);
    assert_eq!(new, text);
    assert!(told.concat().contains("“right pane”, but the place that stands there needs a person"), "{told:?}");
}

#[test]
fn a_way_whose_end_is_no_stop_any_more_ends_before_it() {
    all_become(&[
        (
            "1. Open **Settings > Apps > Apps & features**.\n2. Click **Optional features**.\n",
            "1. Open **Settings > System**.\n2. Click **Optional features**.\n",
        ),
        (
            "1. Open the **Settings** > **Apps** > **Apps & features** page. Click **Optional features**.\n",
            "1. Open the **Settings** > **System** page. Click **Optional features**.\n",
        ),
    ]);
}

#[test]
fn marks_inside_a_name_go_with_the_name() {
    all_become(&[
        (
            "Open **Settings**, then **Update** & **Security**, then **Recovery**.\n",
            "Open **Settings**, then **System**, then **Recovery**.\n",
        ),
        (
            "Open **Settings** and click **Update** **& Security** > **Recovery**.\n",
            "Open **Settings** and click **System** > **Recovery**.\n",
        ),
        (
            "1. Open Settings and select **Update & Security settings**.\n2. Select **Recovery**.\n",
            "1. Open Settings and select **System settings**.\n2. Select **Recovery**.\n",
        ),
        // Bold that ends before its name does.
        (
            "1. Open Settings and click **System**.\n2. Click **Advanced scaling** settings, and wait.\n",
            "1. Open Settings and click **System**.\n2. Click **Custom scaling**, and wait.\n",
        ),
    ]);
}

#[test]
fn start_is_known_by_the_corner_it_stands_in() {
    all_become(&[
        (
            "1. Click Start in the lower-left corner and choose Settings.\n",
            "1. Click Start on the taskbar and choose Settings.\n",
        ),
        (
            "1. Right-click Start and choose **Windows PowerShell (Admin)**.\n",
            "1. Right-click Start and choose **Terminal (Admin)**.\n",
        ),
    ]);
    all_stay(&["1. Open the scanner.\n2. Click Start in the window.\n"]);
}

#[test]
fn a_heading_about_a_program_does_not_hide_windows() {
    all_become(&[
        (
            "## Fix Chrome\n\n1. Open **Settings > Update & Security > Windows Update**.\n",
            "## Fix Chrome\n\n1. Open **Settings > Windows Update**.\n",
        ),
        (
            "## Chrome has no sound\n\n1. Click Start and select **Settings**.\n2. Click **Ease of Access**.\n",
            "## Chrome has no sound\n\n1. Click Start and select **Settings**.\n2. Click **Accessibility**.\n",
        ),
    ]);
    all_stay(&[
        "## Fix Chrome\n\n1. Click **Settings**.\n2. Click **Privacy**.\n",
        "## Clean an Android phone\n\n1. Go to **Settings** > **Network & Internet** > **Data usage**.\n",
        "1. Turn off the effects:\n   - macOS: System Settings > Accessibility > Display > Reduce motion\n",
    ]);
}

#[test]
fn the_game_bar_and_its_page_in_settings_are_two_things() {
    all_stay(&["1. Press Win+G to open the Xbox Game Bar.\n2. Click the record button of the Xbox Game Bar.\n"]);
    all_become(&[("1. Open Settings > Gaming > Xbox Game Bar.\n", "1. Open Settings > Gaming > Game Bar.\n")]);
}

#[test]
fn a_way_that_leads_elsewhere_is_told_where_the_step_says_so() {
    let steps = |last: &str| format!("1. Open Settings.\n2. Click **System** > **Storage**.\n3. {last}\n");
    let (new, left) = refreshed(&steps("Turn on **Storage Sense** at the top of the page."));
    assert_eq!(new, steps("Turn on **Storage Sense** at the top of the page."));
    assert!(left.concat().contains("at the top of the page"), "{left:?}");
    all_stay(&[&steps("Turn on **Storage Sense**.")]);
}

/// Every pair of releases of Windows, the older one first, made once.
fn pairs() -> &'static [World] {
    static WORLDS: OnceLock<Vec<World>> = OnceLock::new();
    WORLDS.get_or_init(|| {
        let all = Catalogues::new(&[]);
        let names: Vec<&str> = all.releases().iter().map(|r| r.release.as_str()).collect();
        let later = |i: usize| names[i + 1..].iter().map(move |to| (i, *to));
        (0..names.len()).flat_map(later).map(|(i, to)| world(names[i], to)).collect()
    })
}

/// The places of each release that guides lead to, as their labels from the root.
fn ways(release: &str) -> &'static [Vec<String>] {
    static WAYS: OnceLock<BTreeMap<String, Vec<Vec<String>>>> = OnceLock::new();
    let all = WAYS.get_or_init(|| {
        let all = Catalogues::new(&[]);
        let of = |release: &Release| {
            let (catalogue, _) = all.catalogue(release);
            let places = catalogue.places().iter().filter(|p| p.kind.is_inside() || PAGES.contains(&p.kind));
            places.map(|p| catalogue.way(p).iter().map(|w| w.label.to_string()).collect()).collect()
        };
        all.releases().iter().map(|r| (r.release.clone(), of(r))).collect()
    });
    &all[release]
}

const PAGES: [Kind; 2] = [Kind::SettingsPage, Kind::ControlPanel];

/// A page of Settings in Windows 10, as its labels from the root.
fn a_page() -> impl Strategy<Value = Vec<String>> {
    let all = Catalogues::new(&[]);
    let (catalogue, _) = all.catalogue(all.find("10").unwrap());
    let pages = catalogue.places().iter().filter(|p| p.kind == Kind::SettingsPage);
    let ways = pages.map(|p| catalogue.way(p).iter().map(|w| w.label.to_string()).collect::<Vec<_>>());
    prop::sample::select(ways.collect::<Vec<_>>())
}

/// A way written as people write it.
fn written(way: &[String], form: u8) -> String {
    let each = |f: &dyn Fn(&str) -> String, joint: &str| way.iter().map(|w| f(w)).collect::<Vec<_>>().join(joint);
    match form {
        0 => format!("Go to **{}**.\n", way.join(" > ")),
        1 => format!("Go to **{}**.\n", way.join("** > **")),
        2 => format!("Open {} and look.\n", way.join(" \u{2192} ")),
        3 => way.iter().enumerate().map(|(i, w)| format!("{}. Click **{w}**.\n", i + 1)).collect(),
        4 => way.iter().enumerate().map(|(i, w)| format!("{}. Select \u{201c}{w}\u{201d}.\n", i + 1)).collect(),
        5 => format!("1. Open {} and click {}.\n", way[0], way[1..].join(", then ")),
        6 => format!("Look at `{}`, or do not.\n", way.join(" > ")),
        7 => format!("- Caf\u{e9} \u{2013} {} | \u{1f600} *done*\n", way.join(" | ")),
        8 => format!("* Go to {} (if it is there) and back.\n", each(&|w| format!("_{w}_"), " -> ")),
        9 => format!("1. In **{}**, click **{}**.\n", way[0], way.last().unwrap_or(&way[0])),
        10 => format!("1. Go to {}, and look.\n", way.join(", ")),
        11 => format!("1. Under *{}* in {}, choose **{}**.\n", way[way.len() - 1], way[0], way[way.len() - 1]),
        12 => format!("| {} | there |\n|---|---|\n| {} | it |\n", way[0], way.join(" > ")),
        13 => format!("1. Click **{}** in **{}**.\n", way[way.len() - 1], way[..way.len().max(2) - 1].join(" > ")),
        _ => each(&|w| format!("1. On the left, click **{}**. Then wait.\n", w.replace(" & ", "** & **")), "\n"),
    }
}

/// How many forms there are.
const FORMS: u8 = 15;

/// Parts of an article with a heading each.
fn article(parts: &[(Vec<String>, u8)]) -> String {
    let part = |(i, (way, form)): (usize, &(Vec<String>, u8))| format!("## Part {i}\n\n{}", written(way, *form));
    parts.iter().enumerate().map(part).collect::<Vec<_>>().join("\n")
}

/// The text with the spans cut out, and what was put in their place.
fn cut(text: &str, edits: &[refresh::Edit]) -> (String, usize) {
    let mut sorted: Vec<_> = edits.iter().collect();
    sorted.sort();
    let mut rest = text.to_owned();
    sorted.iter().rev().for_each(|e| rest.replace_range(e.span.range(), ""));
    (rest, edits.iter().map(|e| e.text.len()).sum())
}

#[test]
fn a_title_with_both_releases_in_brackets_is_for_both() {
    let world = ten_to_eleven();
    for whom in ["(Windows 10 and 11)", "[Windows 10, 11]", "(Windows 10 & Windows 11)", "in Windows 10 and 11"] {
        let text = format!("---\ntitle: Remove it {whom}\n---\n\n1. Open **Settings > Apps > Apps & features**.\n");
        let new = refreshed_in(world, &text).0;
        assert!(
            new.contains("Installed apps** (**Settings > Apps > Apps & features** on Windows 10)"),
            "{whom}: {new}"
        );
    }
}

#[test]
fn a_way_that_ends_in_a_name_with_your_is_put_right_whole() {
    let world = ten_to_eleven();
    let text = "---\ntitle: T\n---\n\n1. Go to **Settings > Accounts > Family & other users > Your family**.\n";
    let new = refreshed_in(world, text).0;
    assert!(new.contains("**Settings > Accounts > Family**"), "{new}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_refreshed_guide_needs_no_second_refresh(ways in prop::collection::vec((a_page(), 0..FORMS), 1..4)) {
        let world = ten_to_eleven();
        let text = article(&ways);
        let new = refreshed_in(world, &text).0;
        prop_assert_eq!(&refreshed_in(world, &new).0, &new, "\n{}", text);
    }

    #[test]
    fn a_change_that_was_applied_is_not_found_again(
        pair in prop::sample::select(pairs().iter().collect::<Vec<_>>()),
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..FORMS), 1..4),
    ) {
        let all = ways(&pair.from.release);
        let text = article(&picks.iter().map(|(i, form)| (i.get(all).clone(), *form)).collect::<Vec<_>>());
        let found = refresh::findings(pair, &Source::from_text("a.md", &text));
        let edits: Vec<_> = found.iter().filter_map(|f| f.fix.edit().cloned()).collect();
        let new = patch::apply(&text, &edits);
        let again = refresh::findings(pair, &Source::from_text("a.md", &new));
        // A change of which every place had a proposal.
        let done = |change: &str| found.iter().filter(|f| &*f.change == change).all(|f| f.fix.edit().is_some())
            && found.iter().any(|f| &*f.change == change);
        for finding in &again {
            prop_assert!(!done(&finding.change), "{} is found again in\n{}\nmade of\n{}", finding.change, new, text);
        }
    }

    #[test]
    fn no_byte_changes_outside_of_what_was_named(
        pair in prop::sample::select(pairs().iter().collect::<Vec<_>>()),
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..FORMS), 1..4),
        (mark, ends) in (any::<bool>(), prop::sample::select(vec!["\n", "\r\n"])),
    ) {
        let all = ways(&pair.from.release);
        let text = article(&picks.iter().map(|(i, form)| (i.get(all).clone(), *form)).collect::<Vec<_>>());
        let file = format!("{}{}", if mark { "\u{feff}" } else { "" }, text.replace('\n', ends));
        let source = Source::decode("a.md", file.as_bytes()).unwrap();
        let found = refresh::findings(pair, &source);
        let edits: Vec<_> = found.iter().filter_map(|f| f.fix.edit().cloned()).collect();
        let (raw, in_file) = patch::to_file(file.as_bytes(), &source, &edits).unwrap();
        prop_assert_eq!(&raw, &file);
        let new = patch::apply(&raw, &in_file);
        let (rest, put_in) = cut(&raw, &in_file);
        prop_assert_eq!(new.len(), rest.len() + put_in);
        // What lies between two spans stands there as it was, in its order.
        let mut at = 0;
        let mut sorted = in_file.clone();
        sorted.sort();
        let mut from = 0;
        for edit in &sorted {
            let kept = &raw[from..edit.span.start as usize];
            prop_assert_eq!(&new[at..at + kept.len()], kept);
            at += kept.len() + edit.text.len();
            from = edit.span.end as usize;
        }
        prop_assert_eq!(&new[at..], &raw[from..]);
        // And the words of a finding are where its edit is.
        for finding in &found {
            if let Some(edit) = finding.fix.edit() {
                let near = edit.span.start <= finding.span.end && finding.span.start <= edit.span.end;
                prop_assert!(near || edit.text.is_empty(), "{:?}\n{}", finding, text);
            }
        }
    }

    #[test]
    fn a_release_breaks_nothing_in_itself(release in 0..5usize, picks in prop::collection::vec((any::<prop::sample::Index>(), 0..FORMS), 1..3)) {
        static WORLDS: OnceLock<Vec<World>> = OnceLock::new();
        let worlds = WORLDS.get_or_init(|| {
            Catalogues::new(&[]).releases().iter().map(|r| world(&r.release, &r.release)).collect()
        });
        let world = &worlds[release % worlds.len()];
        let all = ways(&world.from.release);
        let text = article(&picks.iter().map(|(i, form)| (i.get(all).clone(), *form)).collect::<Vec<_>>());
        prop_assert_eq!(refresh::findings(world, &Source::from_text("a.md", &text)), vec![]);
    }
}
