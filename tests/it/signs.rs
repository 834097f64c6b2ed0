//! Signs that authors write where others write another one: quotes, slashes and brackets.

use crate::refresh::{all_become, all_stay};

#[test]
fn quotes_of_other_languages_are_marks() {
    let steps = |text: &str| format!("1. Press **Win+I**.\n2. {text}\n");
    for form in [
        "Click »@« › »Mouse«.",
        "Go to »Settings« › »@«.",
        "Click „@“ > „Mouse“.",
        "Go to «Settings» > «@».",
        "Click »@«.",
    ] {
        let text = |page: &str| steps(&form.replace('@', page));
        all_become(&[(&text("Devices"), &text("Bluetooth & devices"))]);
    }
    all_become(&[(
        &steps("Go to Settings » Devices » Mouse."),
        &steps("Go to Settings » Bluetooth & devices » Mouse."),
    )]);
}

#[test]
fn slashes_make_a_way_where_each_part_lies_below_the_one_before() {
    let steps = |text: &str| format!("1. Press **Win+I**.\n2. {text}\n");
    for (old, new) in [
        ("Go to Settings/Update & Security/Windows Update.", "Go to Settings/Windows Update."),
        ("Open **Settings / Update & Security / Recovery**.", "Open **Settings / System / Recovery**."),
        ("Open **Settings/Privacy/Camera**.", "Open **Settings/Privacy & security/Camera**."),
        ("Click **Devices/Mouse**.", "Click **Bluetooth & devices/Mouse**."),
        ("Go to Settings/Time & Language/Region.", "Go to Settings/Time & Language/Language & region."),
        (
            "See Settings/Devices or Settings/Privacy.",
            "See Settings/Bluetooth & devices or Settings/Privacy & security.",
        ),
        ("Go to Settings > Apps/Apps & features.", "Go to Settings > Apps/Installed apps."),
        (
            "Go to **Settings/Network & Internet/Status/Change adapter options**.",
            "Go to **Settings/Network & Internet/Advanced network settings/More network adapter options**.",
        ),
    ] {
        all_become(&[(&steps(old), &steps(new))]);
    }
    for text in [
        "Go to Settings / System / About.",
        "In Contoso Desk, go to Settings/Devices/Mouse.",
        "Open https://help.example/Settings/Devices/Mouse.",
        "Open `Settings/Devices/Mouse`.",
        "Open **Ease of Access/Accessibility**.",
        "Open **Apps & features / Installed apps**.",
    ] {
        all_stay(&[&steps(text)]);
    }
}

#[test]
fn square_brackets_say_what_round_ones_say() {
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
        for text in [
            "Click **Apps & features** [**Installed apps** in Windows 11].",
            "Click **Apps & features** [Windows 11: Installed apps].",
            "Click **App volume and device preferences** [**Volume mixer** in Windows 11].",
            "Open **Settings > Devices** [**Settings > Bluetooth & devices** in Windows 11].",
            "Click **Ease of Access** [called **Accessibility** in Windows 11], then **Narrator**.",
        ] {
            let text = text.replace('[', &open.to_string()).replace(']', &close.to_string());
            all_stay(&[&format!("1. Press **Win+I**.\n2. {text}\n")]);
        }
    }
}
