//! What a careful reader sees in an article, for every way people write steps down.
//!
//! An outline is one line a task: the heading, then each step as its number, `p` for every picture, `n` for every
//! remark and `a`, `b` … for substeps.

use guidepost::guide::{Guide, Step, StepPart};
use guidepost::pipeline::read_one;

fn outline(text: &str) -> Vec<String> {
    let entry = read_one("guide.md", text);
    let guide = &entry.guide;
    guide.tasks().flat_map(|t| t.procedures().map(move |p| (t, p))).map(|(t, p)| line(guide, t, &p.steps)).collect()
}

fn line(guide: &Guide, section: &guidepost::guide::Section, steps: &[Step]) -> String {
    let heading = guide.task_heading(section).map_or(guide.title.as_str(), |h| h.text.as_str());
    let steps: Vec<String> = steps.iter().map(shape).collect();
    format!("{heading}: {}", steps.join(" "))
}

fn shape(step: &Step) -> String {
    let mut out = step.n.to_string();
    for part in &step.parts {
        match part {
            StepPart::Image(_) => out.push('p'),
            StepPart::Substeps(steps) => out.extend((b'a'..).take(steps.len()).map(char::from)),
            StepPart::Text { .. } | StepPart::Note(_) | StepPart::Outcome { .. } => out.push('n'),
        }
    }
    out
}

const AD: &str = "<!-- affiliate ads begin -->\n<a href=\"https://ads.example/c\"><img src=\"//ads.example/i\"></a>\n<!-- affiliate ads end -->";

#[test]
fn steps_are_steps_however_they_are_written() {
    for (text, want) in [
        ("## Go\n\n1. Click **A**.\n2. Click **B**.\n", "Go: 1 2"),
        // A picture and an ad cut the list; the picture is the step's.
        (&*format!("## Go\n\n1. Click **A**.\n\n{AD}\n\n![x](a.png)\n2. Click **B**.\n"), "Go: 1p 2"),
        ("## Go\n\n 1) Press **A**.\n\n![x](a.png)\n\n 3) Press **B**.\n\n 3) Press **C**.\n", "Go: 1p 2 3"),
        ("## Go\n\n1\\. Click **A**.\n\n 2.**Select** the file.\n\n6） Click **C**.\n", "Go: 1 2"),
        ("## Go\n\n**Step 1. Choose it**\n\nClick **A**.\n\n**Step 2. Run it**\n\nClick **B**.\n", "Go: 1n 2n"),
        ("## Go\n\nStep 1\n\n Run it.\n\nStep 2\n\nStop it.\n", "Go: 1 2"),
        ("## Go\n\n### Step 1 Paste it\n\nOpen it and paste.\n\n### Step 2 Run it\n\nClick **Run**.\n", "Go: 1n 2n"),
        // Beside a heading that is no step, the steps belong to the section above both.
        (
            "## Go\n\n### Make ready\n\nRead this.\n\n### Step 1 Paste it\n\nOpen it.\n\n### Step 2 Run it\n\nClick it.\n",
            "Go: 1n 2n",
        ),
        ("## Go\n\n**a)** Shut the PC down.\n\n**b)** Press the button.\n", "Go: 1 2"),
        ("## Go\n\nOpen it. 1) Click **A**. 2) Click **B**.\n", "Go: 1 2"),
        // Begins again with nothing but a picture between: it goes on.
        ("## Go\n\n1. Click **A**.\n2. Click **B**.  \n![x](a.png)\n\n1. Type `cls`.\n", "Go: 1 2p 3"),
        ("## Go\n\n1. Update it:\n   1. Open Settings.\n   2. Click **B**.\n2. Restart it.\n", "Go: 1ab 2"),
        ("## Go\n\nFollow these steps:\n\n* Open the app.\n* Click **A**.\n", "Go: 1 2"),
        // What stands between two numbers is the step's above; what stands behind the last is the section's.
        ("## Go\n\n1) Click **A**.\n\nIf prompted, click **OK**.\n\n2) Click **B**.\n\nThat is all.\n", "Go: 1n 2"),
        (
            "---\ntitle: T\n---\n**Method 1:**\n\n**Use the menu**\n\n1) Click **A**.\n\n2) Click **B**.\n",
            "Method 1: Use the menu: 1 2",
        ),
        (
            "## Los\n\n1. Öffnen Sie die Einstellungen.\n2. Klicken Sie auf Weiter.\n3. Warten Sie, bis der Vorgang beendet ist, und starten Sie dann neu.\n4. Fertig ist die Sache, und alles läuft wieder wie zuvor.\n",
            "Los: 1 2 3 4",
        ),
    ] {
        assert_eq!(outline(text), [want], "{text}");
    }
}

#[test]
fn two_procedures_under_one_heading_are_two() {
    let text = "## Go\n\n1. Click **A**.\n2. Click **B**.\n\nTo undo it, do this:\n\n1. Click **C**.\n";
    assert_eq!(outline(text), ["Go: 1 2", "Go: 1"]);
}

#[test]
fn lists_that_are_no_steps_stay_lists() {
    for text in [
        "## Contents\n\n1. [Open the menu](#a)\n2. [Click it](#b)\n\n## Open the menu\n\nText.\n\n## Click it\n\nText.\n",
        "There are two causes:\n\n1. Your PC contains a chip, but it is not enabled.\n2. The driver is too old.\n",
        "## Features\n\n* Fast\n* Small\n",
        "## Questions\n\n1. Is it on?\n2. Is it plugged in?\n",
        "Choose one of these ways to remove it:\n\n1. If you want to keep the driver, the Settings app is for you.\n2. The second way is a command.\n",
        "Step 1:[**Reset it**](#m1)\nStep 2:[**Update it**](#m2)\n\n## Reset it\n\nx\n\n## Update it\n\ny\n",
    ] {
        assert_eq!(outline(text), [""; 0], "{text}");
    }
}

#[test]
fn the_dirty_guides_we_ship_are_read_as_a_person_would() {
    let read = |path: &str| {
        let text = std::fs::read_to_string(format!("{}/content/guides/{path}", env!("CARGO_MANIFEST_DIR")));
        outline(&text.expect("the guide is there"))
    };
    assert_eq!(
        read("apps-and-desktop/uninstall-an-app.md"),
        [
            "Way 1: Settings in Windows 11: 1 2 3 4p 5p 6",
            "Way 2: Settings in Windows 10: 1 2 3p 4",
            "Way 3: Control Panel: 1 2p 3 4"
        ]
    );
    let password = read("accounts/reset-a-local-password.md");
    assert!(password.iter().all(|task| !task.contains("Also read")), "{password:?}");
    assert!(password.len() >= 2, "{password:?}");
}

#[test]
fn junk_is_out_and_nothing_else_is() {
    let text = format!(
        "---\ntitle: Mend it\n---\n\n## Mend it\n\nThis is how the thing is mended in a quarter of an hour.\n\n{AD}\n\n## Do it\n\n1. Click **A**.\n\n<ins class=\"adsbygoogle\"></ins>\n\n2. Click **B**.\n\nThis is how the thing is mended in a quarter of an hour.\n\n> Disclaimer: This post includes affiliate links\n\n<span>Also read:</span>\n<div><ul>\n<li><a href=\"https://x.example/y/\"><u>Win money</u></a></li>\n</ul></div>\n"
    );
    let guide = read_one("a.md", &text).guide;
    let page = format!("{guide:?}");
    for junk in ["adsbygoogle", "Win money\"", "Disclaimer", "ads.example"] {
        let shown = guide.sections.iter().any(|s| format!("{s:?}").contains(junk));
        assert!(!shown, "{junk} in {page}");
    }
    assert_eq!(guide.also_read.len(), 1);
    assert_eq!(page.matches("quarter of an hour").count(), 2, "once in the text, once as the summary: {page}");
    assert_eq!(
        guide.sections.iter().filter_map(|s| s.heading.as_ref()).map(|h| h.text.as_str()).collect::<Vec<_>>(),
        ["Do it"]
    );
}

#[test]
fn commands_keep_every_backslash() {
    let guide = read_one(
        "a.md",
        "1. Copy this command and press **Enter**.  \ndel /q %temp%\\* && del C:\\Windows\\temp\\*\n2. Wait.\n",
    )
    .guide;
    let step = guide.steps().next().expect("a step");
    assert!(step.text.ends_with("del /q %temp%\\* && del C:\\Windows\\temp\\*"), "{}", step.text);
    assert!(step.html.html.contains("%temp%\\*"), "{}", step.html.html);
}
