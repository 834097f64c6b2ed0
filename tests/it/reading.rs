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
        // A series below a number of its own.
        ("## 1\\. Go\n\n### Step 1: Add it\n\nClick **A**.\n\n### Step 2: Run it\n\nClick **B**.\n", "1. Go: 1n 2n"),
        // An address with blanks, closed too soon.
        ("## Go\n\n1. Click **A**.  \n![x](<https://a.example/Remove> it 1.jpg)\n2. Click **B**.\n", "Go: 1p 2"),
        // Markdown sees lists of one empty item.
        ("## Go\n\n1)\n\nType **a**.\n\n![x](a.png)\n\n2)\n\nClick **B** .\n", "Go: 1p 2"),
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
fn talk_of_causes_makes_no_list_of_causes() {
    for (text, want) in [
        (
            "## Fix 4\n\nFaulty drivers could be the cause of the error. To fix it:\n\n1) On your keyboard, press **Win+X**.\n\n![x](a.png)\n\n2) In the list, click **Device Manager**.\n",
            "Fix 4: 1p 2",
        ),
        (
            "## Check it\n\nLook for more error messages. Here's what you need to do:\n\n1) Type `eventvwr`.\n\n2) On the left, expand **Logs**.\n",
            "Check it: 1 2",
        ),
        // What is said to be known first is no step, and the list behind it begins anew.
        (
            "## Do it\n\nPlease be aware that:\n\n1) Your PC restarts at once.\n\n2) The files on it stay.\n\n1. Open **Settings**.\n2. Click **System**.\n",
            "Do it: 1 2",
        ),
    ] {
        assert_eq!(outline(text), [want], "{text}");
    }
}

#[test]
fn glued_steps_have_their_pictures() {
    for (text, want) in [
        (
            "## Go\n\nLook. 1) Open **A**. ![](1.png) 2) Click **B**. ![](2.png) 3) Close it. ![](3.png)\n",
            "Go: 1p 2p 3p",
        ),
        ("## Go\n\nDo this: 1) Open **A**.\n\n![](1.png)\n\n2) Click **B**.\n", "Go: 1p 2"),
        ("## Go\n\n**1)**Open **A** **2)** Click **B** **3)** Close it\n", "Go: 1 2 3"),
        ("## Go\n\nJust two clicks. 1\\. Click **A**. It looks.\n\n![](1.png)\n\n2\\. Click **B**.\n", "Go: 1p 2"),
        ("## Go\n\nIt is free:**a)** Get **A**.**b)** Run **B**.\n\n![](1.png)\n\n**c)** Click **C**.\n", "Go: 1 2p 3"),
        // A version number at the end of a sentence is none.
        ("## Go\n\nThis is about version 1. It is old. Version 2. is new.\n\n1. Click **B**.\n2. Wait.\n", "Go: 1 2"),
        // The picture of a key in a sentence of three lines is no screenshot.
        ("## Go\n\n1. Press the **Windows logo key**  \n![](logo.png)  \nand **R** together.\n2. Wait.\n", "Go: 1 2"),
        ("## Go\n\n1. Click the icon ![](gear.png) and wait.\n2. Click **B**.\n", "Go: 1 2"),
    ] {
        assert_eq!(outline(text), [want], "{text}");
    }
}

#[test]
fn what_follows_the_last_step_is_its_own_if_a_picture_shows_it() {
    for (text, want) in [
        ("## Go\n\n1) Open **A**.\n\n2) Click **B**.\n\nChoose **C** and tick **D**.\n\n![](c.png)\n", "Go: 1 2np"),
        // The step has its picture: what is told behind it is another matter.
        ("## Go\n\n1) Open **A**.\n\n2) Click **B**.\n\n![](b.png)\n\nOpen **C** later.\n\n![](c.png)\n", "Go: 1 2p"),
        // Unless it leans on the step, as often as it does.
        (
            "## Go\n\n1) Open **A**.\n\n2) Click **B**.\n\n![](b.png)\n\nIf you want more, click **C**.\n\n![](c.png)\n\nIf not, click **D**.\n\n![](d.png)\n\nThat is it.\n",
            "Go: 1 2pnpnp",
        ),
        (
            "## Go\n\n1) Open **A**.\n\n2) Click **Use these:**\n\nFor **First**, type **8.8.8.8**.\n\nThe end.\n",
            "Go: 1 2n",
        ),
        ("## Go\n\n1. Open **A**.\n2. Click **B**.  \nNote: It takes long.\n3. Wait.\n", "Go: 1 2n 3"),
        // The end of the step, though no picture shows it.
        (
            "## Go\n\n1) Open **A**.\n\n2) Click **B**.\n\n![](b.png)\n\nThen click **OK** to save it.\n\nThat is it.\n",
            "Go: 1 2pn",
        ),
        ("## Go\n\n1) Open **A**.\n\n2) Click **B**.\n\nAfter that, click **C**.\n\n![](c.png)\n", "Go: 1 2np"),
        (
            "## Go\n\n1) Open **A**.\n\n2) Click **B**.\n\n![](b.png)\n\nYou need to try some.\n\nIf it fits, click **Keep**.\n\n![](c.png)\n",
            "Go: 1 2pnnp",
        ),
    ] {
        assert_eq!(outline(text), [want], "{text}");
    }
}

#[test]
fn headings_with_numbers_are_steps_only_when_none_is_a_task() {
    for (text, want) in [
        (
            "## Clean up\n\n### Step 1: Delete files\n\n#### On Windows 10\n\n1. Open **A**.\n2. Click **B**.\n\n### Step 2: Remove apps\n\nSome are bad.\n",
            vec!["On Windows 10: 1 2"],
        ),
        (
            "---\ntitle: T\n---\n## How to set up the folder\n\n## 1\\. Create a folder\n\nRight-click the desktop.\n\n## 2\\. Rename it\n\nType the name.\n",
            vec!["How to set up the folder: 1n 2n"],
        ),
        // Ways, not steps: there is a text above, or they tell no order.
        (
            "## How to fix it\n\nTry these.\n\n## 1\\. Update the driver\n\nIt helps.\n\n## 2\\. Restart\n\nIt helps.\n",
            vec![],
        ),
    ] {
        assert_eq!(outline(text), want, "{text}");
    }
}

#[test]
fn bold_titles_head_their_steps() {
    for (text, want) in [
        (
            "## Fix 1\n\n**I’m using Windows 10:**\n\n1. Click **A**.\n\n**I’m using Windows 7:**\n\n1. Click **B**.\n",
            vec!["I’m using Windows 10: 1", "I’m using Windows 7: 1"],
        ),
        (
            "## T\n\n**Step one: Run it**\n\nIt looks for faults.\n\n1. Press **A**.\n2. Click **B**.\n\n**Step two: Restart**\n\nThat helps.\n\n1. Click **C**.\n",
            vec!["Step one: Run it: 1 2", "Step two: Restart: 1"],
        ),
        (
            "## T\n\n**Uninstall the driver**\n\nAn old one may be in the way.\n\n1. Open **A**.\n2. Click **B**.\n",
            vec!["Uninstall the driver: 1 2"],
        ),
        // Emphasis is no title.
        ("## T\n\n**Important, read this first**\n\nText.\n\n1. Open **A**.\n2. Click **B**.\n", vec!["T: 1 2"]),
    ] {
        assert_eq!(outline(text), want, "{text}");
    }
}

#[test]
fn what_follows_a_step_stays_with_it() {
    for (text, want) in [
        (
            "## Go\n\n1. Open **A**.\n2. Choose one:\n\na. Select **B**.\n\n![](1.png)\n\nb. Select **C**.\n\n3. Click **OK**.\n",
            "Go: 1 2ab 3",
        ),
        (
            "## Go\n\n1. Open **A**.\n2. Wait, and then:\n\n* **If it asks**, click **Yes**.\n* If not, restart.\n",
            "Go: 1 2ab",
        ),
        ("## Go\n\n1. Open **A**.\n\n![](1.png)\n\nYou may need to click **Keep**.\n\n![](2.png)\n", "Go: 1pnp"),
    ] {
        assert_eq!(outline(text), [want], "{text}");
    }
}

#[test]
fn numbered_solutions_are_ways_and_parts_are_not() {
    let ways = |text: &str| -> Vec<bool> {
        read_one("a.md", text).guide.sections.iter().filter(|s| s.heading.is_some()).map(|s| s.alternative).collect()
    };
    let body = "1. Click **A**.\n\n";
    let ways = |text: &str| ways(&format!("---\ntitle: T\n---\n{text}"));
    assert_eq!(
        ways(&format!(
            "Here are 2 fixes. You may not have to try them all.\n\n## 1. Restart\n\n{body}## 2. Reset\n\n{body}"
        )),
        [true, true]
    );
    assert_eq!(
        ways(&format!("Work your way down.\n\n## Quick fix\n\n{body}## 2. Restart\n\n{body}## 3. Reset\n\n{body}")),
        [true, true, true]
    );
    assert_eq!(ways(&format!("Do both.\n\n## 1. Restart\n\n{body}## 2. Reset\n\n{body}")), [false, false]);
    // Kinds and questions are counted, too.
    let kinds = "There are two options to know.\n\n## 1. Adware\n\nText.\n\n## 2. Spyware\n\nText.\n";
    assert_eq!(ways(kinds), [false, false]);
    assert_eq!(ways(&format!("## Part 1: Restart\n\n{body}## Part 2: Reset\n\n{body}")), [false, false]);
}

#[test]
fn two_procedures_under_one_heading_are_two() {
    let text = "## Go\n\n1. Click **A**.\n2. Click **B**.\n\nTo undo it, do this:\n\n1. Click **C**.\n";
    assert_eq!(outline(text), ["Go: 1 2", "Go: 1"]);
}

#[test]
fn lists_that_are_no_steps_stay_lists() {
    let points = "1. If the card is fake, the name may be too.\n2. Keep an eye on the version.\n3. The field is at fault.\n4. You should be able to select it.\n";
    let text = format!("# T\n\n## Look\n\nHere are the things you should pay attention to:\n\n{points}");
    assert_eq!(outline(&text), Vec::<String>::new());
    for text in [
        "## Contents\n\n1. [Open the menu](#a)\n2. [Click it](#b)\n\n## Open the menu\n\nText.\n\n## Click it\n\nText.\n",
        "There are two causes:\n\n1. Your PC contains a chip, but it is not enabled.\n2. The driver is too old.\n",
        "## Features\n\n* Fast\n* Small\n",
        "## Questions\n\n1. Is it on?\n2. Is it plugged in?\n",
        "Choose one of these ways to remove it:\n\n1. If you want to keep the driver, the Settings app is for you.\n2. The second way is a command.\n",
        "[**Step one: Reset it**](x.md)\n\n[**Step two: Update it**](y.md)\n\n## A\n\nx\n",
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
            "Way 1: Settings in Windows 11: 1 2 3 4p 5p 6n",
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

#[test]
fn two_ways_that_a_sentence_announces_are_ways() {
    let text = "---\ntitle: T\n---\n## Repair it\n\nThere are two ways you can do it:\n\n### With the menu\n\n1. Click **A**.\n2. Click **B**.\n\n\
                ### With the console\n\n1. Click **C**.\n2. Click **D**.\n\n## Then\n\n1. Click **E**.\n2. Click **F**.\n";
    let guide = read_one("guide.md", text).guide;
    let ways: Vec<bool> = guide.sections.iter().map(|s| s.alternative).collect();
    assert_eq!(ways, [false, true, true, false]);
    let fixes = |last: &str| {
        let steps = "1. Click **A**.\n2. Click **B**.\n\n";
        let text = format!(
            "---\ntitle: T\n---\n## Possible fixes for it\n\n### Reset it\n\n{steps}### Restart\n\nThat is all.\n\n\
             ### Mend it\n\n{steps}### Remove it\n\n{steps}{last}"
        );
        let guide = read_one("guide.md", &text).guide;
        guide.sections.iter().map(|s| s.alternative).collect::<Vec<bool>>()
    };
    // One of them told in a sentence; the end of the article is none; what is done when they fail is none.
    assert_eq!(fixes("### At last\n\nGood luck.\n"), [false, true, true, true, true, false]);
    let fails = "### If it still fails\n\n1. Click **A**.\n2. Click **B**.\n";
    assert_eq!(fixes(fails), [false; 6]);
    // Two ways, and what is done after either of them.
    let steps = "1. Click **A**.\n2. Click **B**.\n\n";
    let three = format!(
        "---\ntitle: T\n---\nThere are two ways.\n\n## Join it\n\n{steps}## Link it\n\n{steps}## Check it\n\n{steps}"
    );
    assert!(read_one("guide.md", &three).guide.sections.iter().all(|s| !s.alternative));
}

#[test]
fn a_word_of_remark_over_points_makes_one_remark_of_them() {
    for (text, want) in [
        (
            "## Go\n\n1. Open **A**.\n\n   **⚠️Note:**\n\n   * It is old.\n   * It is slow.\n2. Click **B**.\n",
            "Go: 1n 2",
        ),
        (
            "## Go\n\n1) Open **A**.\n\nTips: If it fails, mind these:\n\n* It is old.\n* It is slow.\n\n2) Click **B**.\n",
            "Go: 1n 2",
        ),
        ("## Go\n\nStep 1. Open **A**.\n\n## Notice:\n\nIt takes long.\n\nStep 2. Click **B**.\n", "Go: 1n 2"),
        (
            "## Go\n\n1. Open **A**.\n\n   Then:\n\n   * Click **B**.\n   * Click **C**.\n2. Click **D**.\n",
            "Go: 1nab 2",
        ),
    ] {
        assert_eq!(outline(text), [want], "{text}");
    }
}

#[test]
fn bullets_below_the_name_of_an_action_or_beside_such_bullets_are_steps() {
    let under = |heading: &str, bullets: &str| outline(&format!("# T\n\n## {heading}\n\n{bullets}"));
    let steps = "* Turn it on, and type 'Control Panel' in the box\n* Select 'Programs.'\n* The list will show what there is.\n* Click the Uninstall button.\n";
    assert_eq!(under("Removing the tool by hand", steps), ["Removing the tool by hand: 1 2 3 4"]);
    assert_eq!(under("Method One: Use the player", steps), ["Method One: Use the player: 1 2 3 4"]);
    assert_eq!(under("How to stay safe", steps), Vec::<String>::new(), "advice");
    assert_eq!(under("The tool", steps), Vec::<String>::new(), "nothing says that it is done");
    let features = "* Download all films from all sites.\n* Download any song and more.\n";
    assert_eq!(under("Download films", features), Vec::<String>::new());
    let sisters = format!(
        "## Reset\n\n### Alpha\n\nUse the following steps:\n\n* Open it.\n* Choose **Settings**.\n* Click **Reset**.\n\n\
         ### Beta\n\nThe menu is in the corner.\n\n* Select **Help** from it.\n* A window will open, where you have to click **Go**.\n\n\
         ## Then\n\nThat was it.\n\n{features}"
    );
    assert_eq!(outline(&sisters), ["Alpha: 1 2 3", "Beta: 1 2"]);
}

#[test]
fn titles_over_lists_and_numbered_questions_are_headings() {
    let headings = |text: &str| -> Vec<String> {
        let guide = read_one("guide.md", text).guide;
        guide.sections.iter().filter_map(|s| s.heading.as_ref()).map(|h| h.text.clone()).collect()
    };
    let titled = "---\ntitle: T\n---\nThis is how.\n\nStep 1: Keep a Copy\n\nHere is how:\n\n\
                  1\\. Press it. 2. Choose \"Export.\" 3. Click \"Save.\"\n\nStep 2: Find It\n\n1\\. Open **A**. 2. Click **B**.\n";
    assert_eq!(outline(titled), ["Step 1: Keep a Copy: 1 2 3", "Step 2: Find It: 1 2"]);
    assert_eq!(outline("## Go\n\nStep 1: Open A\n\nStep 2: Click B\n"), ["Go: 1 2"]);
    let asked = "---\ntitle: T\n---\n## Go\n\n1. Open **A**.\n2. Click **B**.\n\n## Questions\n\n\
                 **1\\. What does it mean?**\n\nNothing.\n\n**2\\. Should I leave it on?**\n\nYes.\n";
    assert_eq!(headings(asked), ["Go", "Questions", "What does it mean?", "Should I leave it on?"]);
    let linked = "---\ntitle: T\n---\nText.\n\n[**Option 1: Mend it**](https://a.example/x)\n\nMore text.\n\n\
                  ## Option 1: Mend it\n\n1. Open **A**.\n2. Click **B**.\n";
    assert_eq!(headings(linked), ["Option 1: Mend it"]);
}

#[test]
fn a_list_that_begins_again_in_its_sentence_is_another_and_its_words_head_it() {
    let other = "## Go\n\nOn Windows 10: 1) Press **A**. 2) Click **B**.\n\n![](a.png)\n\n\
                 On Windows 7: 1) Open **C**.\n\n![](b.png)\n\n 2) Click **D**.\n";
    assert_eq!(outline(other), ["Go: 1 2p", "Go: 1p 2"]);
    let next = "## Go\n\n1. Click **A**.\n2. Close it.\n\nNext, empty it. Here’s how:\n\n1. Type **x**.\n2. Press **Enter**.\n";
    assert_eq!(outline(next), ["Go: 1 2", "Go: 1 2"]);
}

#[test]
fn a_quotation_that_begins_with_the_word_is_a_remark() {
    let text = "## Go\n\n1. Open **A**.\n\n   > **Important:**  \n   > Turn it on.\n2. Click **B**.\n";
    assert_eq!(outline(text), ["Go: 1n 2"]);
    let guide = read_one("guide.md", text).guide;
    let note = format!("{:?}", guide.steps().next().expect("a step").parts);
    assert!(note.contains("Important") && note.contains("Turn it on."), "{note}");
}

#[test]
fn lists_to_check_off_and_sheets_of_short_orders_are_steps() {
    let text = "## Reset the router\n\n- [ ] Find the hole\n- [ ] Press the pin in\n- [ ] Wait for the light\n\n\
                ## Change the key\n\nStep 1 of 2: Click **Security**.\n\nStep 2 of 2: Type a key.\n";
    assert_eq!(outline(text), ["Reset the router: 1 2 3", "Change the key: 1 2"]);
    let guide = read_one("guide.md", text).guide;
    assert_eq!(guide.steps().next().expect("a step").text, "Find the hole");
    let sheet = "---\ntitle: Sheet\n---\nCommon troubles.\n\n## Slow machine\n\n**Symptoms:** Long boot times.\n\n**Steps:**\n\n\
                 - Restart your computer.\n- Run **Disk Cleanup**.\n- Scan for malware.\n\n## No network\n\n**Steps:**\n\n\
                 - Restart your router.\n- Update drivers via **Device Manager**.\n- Run **Network Troubleshooter**.\n";
    assert_eq!(outline(sheet), ["Slow machine: 1 2 3", "No network: 1 2 3"]);
    let spanish = "---\ntitle: Hoja\n---\n## Red\n\n**Steps:**\n\n- Reinicie el equipo.\n- Abra la ventana de la red.\n- Haga clic en Aceptar para guardar los cambios en el equipo.\n";
    assert_eq!(outline(spanish), Vec::<String>::new());
}

#[test]
fn what_is_needed_may_stand_behind_a_list_of_causes() {
    let text = "---\ntitle: T\n---\nThe causes are:\n\n1) a broken driver\n\n2) a full disk\n\n\
                You’ll need to be logged in to try this.\n\n## Go\n\n1. Click **A**.\n2. Click **B**.\n";
    let guide = read_one("guide.md", text).guide;
    assert_eq!(guide.prerequisites.len(), 1, "{:?}", guide.prerequisites);
}

#[test]
fn an_offer_goes_with_its_button_and_cuts_no_steps() {
    let offer = "Find and remove hidden malware on your PC\n\n[DOWNLOAD](https://tools.techidaily.com/acme/products/)";
    let text = format!(
        "---\ntitle: T\n---\n## Go\n\n1. Open **A**.\n\n{offer}\n\n2. Click **B**.\n\nThat is all.\n\n{offer}\n"
    );
    assert_eq!(outline(&text), ["Go: 1 2"]);
    let sentence = "---\ntitle: T\n---\n## Go\n\n1. Open **A**.\n2. Click **B**.\n\nFind and remove what you do not need.\n\n## Next\n\nWait.\n";
    assert_eq!(left_out(sentence), []);
}

#[test]
fn a_step_that_speaks_to_all_is_for_all() {
    let of = |step: &str| {
        let guide = read_one("guide.md", &format!("## Go\n\n1. {step}\n2. Click **B**.\n")).guide;
        guide.steps().next().expect("a step").platforms.len()
    };
    assert_eq!(of("On Windows 10, click **A**."), 1);
    assert_eq!(of("On Windows 10: click **A**. On Windows 11: click **C**."), 0);
    assert_eq!(of("If you use Windows 10, click **A**; otherwise click **C**."), 0);
}

#[test]
fn a_program_above_a_copy_button_is_one_block_and_nothing_to_run_line_by_line() {
    let step = |code: &str| {
        let text = format!(
            "---\ntitle: T\n---\n## Go\n\n1. Open **A**.\n\n2. Paste the code:\n\n{code}\n\nCopy\n\n3. Click **C**.\n"
        );
        let reading = read_one("guide.md", &text).guide;
        let step = reading.steps().nth(1).expect("a step").clone();
        let actions: Vec<String> = step.actions.iter().map(|a| a.text.clone()).collect();
        let html = step.parts.iter().map(|p| format!("{p:?}")).collect::<String>();
        (actions, html.matches("<pre").count(), reading.steps().count())
    };
    assert_eq!(step("## Say it\n$a = 'x'\nWrite-Host $a"), (vec!["$a = 'x'".into(), "Write-Host $a".into()], 1, 3));
    assert_eq!(step("Dim a\nSet a = CreateObject(\"x.y\")\n\nif a then\n  a.Run\nEnd If"), (vec![], 1, 3));
}

#[test]
fn a_picture_in_the_place_of_the_word_makes_a_remark() {
    let text = "## Go\n\n1. Open **A**.\n\n   ![Note](https://a.example/n.svg)It takes long.\n2. Click **B**.\n";
    assert_eq!(outline(text), ["Go: 1n 2"]);
    let credit =
        "---\ntitle: T\n---\n## Go\n\n1. Click **A**.\n2. Click **B**.\n\n![](a.png)\n\nAnn Smith / Acme News\n";
    assert_eq!(outline(credit), ["Go: 1 2p"]);
    assert_eq!(left_out(credit), [guidepost::guide::JunkKind::VendorFooter]);
}

#[test]
fn steps_beside_a_heading_belong_to_the_one_that_announces_them() {
    let text = "---\ntitle: T\n---\nText.\n\n### How to get it\n\nIt is easy.\n\n### Make ready: install the tool\n\nInstall it.\n\n\
                ### Step 1 Paste it\n\nOpen it.\n\n### Step 2 Run it\n\nClick **Run**.\n";
    assert_eq!(outline(text), ["How to get it: 1n 2n"]);
}

#[test]
fn a_first_step_glued_to_its_sentence_is_a_step_if_the_second_follows() {
    let text = "## Go\n\nIt may be broken. To mend it: 1) Open **A**.\n\nWhen asked, click **Yes**. ![](a.png) 2) Click **B**.\n\n3) Wait.\n";
    assert_eq!(outline(text), ["Go: 1np 2 3"]);
}

#[test]
fn what_is_needed_is_told_once_for_all_tasks_of_a_guide() {
    let needs = |text: &str| -> Vec<String> {
        let guide = read_one("guide.md", text).guide;
        guide.prerequisites.iter().map(|p| guidepost::guide::piece::text(&p.html)).collect()
    };
    let steps = "1. Click **A**.\n2. Click **B**.\n";
    let told = "IMPORTANT: You need to be signed in. If you cannot sign in, ask somebody.";
    let wanted = ["You need to be signed in. If you cannot sign in, ask somebody."];
    let text =
        format!("---\ntitle: T\n---\n## What it is\n\nText.\n\n## Two fixes\n\n{told}\n\n## Fix 1: Restart\n\n{steps}");
    assert_eq!(needs(&text), wanted);
    // A heading that says so, over points.
    let text = format!(
        "---\ntitle: T\n---\nText.\n\n## Before you begin\n\nYou need:\n\n* A cable\n* Your PIN\n\n## Go\n\n{steps}"
    );
    assert_eq!(needs(&text), ["A cable", "Your PIN"]);
    // What the task says under its own heading stays there, whatever went before.
    let task = text.replace("## Go\n\n", "## Go\n\nYou need a pen for this.\n\n");
    assert_eq!(needs(&task), ["A cable", "Your PIN"]);
    assert_eq!(outline(&text), ["Go: 1 2"]);
    // Under the heading of a task it is for that task.
    let text = format!("---\ntitle: T\n---\n## What it is\n\nText.\n\n## Fix 1: Restart\n\n{told}\n\n{steps}");
    assert!(needs(&text).is_empty());
    // In a way without steps, and in an answer, it is said of that; a mood and an order are no need.
    let between = |heading: &str, told: &str| {
        format!("---\ntitle: T\n---\n## {heading}\n\n{told}\n\n## More\n\nText.\n\n## Go\n\n{steps}")
    };
    assert_eq!(needs(&between("What it is", "You need a cable for this.")), ["You need a cable for this."]);
    for (heading, told) in [
        ("Fix 1: Another router", "You need a cable for this."),
        ("How do I pay?", "You need a cable for this."),
        ("What it is", "You must be upset to see this window."),
        ("What it is", "Make sure you have the newest list. Then use it to scan the disk."),
    ] {
        assert_eq!(needs(&between(heading, told)), Vec::<String>::new(), "{told}");
    }
}

#[test]
fn bullets_that_are_called_steps_are_steps_whatever_the_first_begins_with() {
    let rest = "* Start the program.\n* Click **Capture**.\n* These filters say what is kept.\n* Press **Stop**.\n* Click **Save**.\n";
    let text = |intro: &str| format!("# T\n\n## Record it\n\n{intro}\n\n* DownloadAcme Recorder: it is free.\n{rest}");
    assert_eq!(outline(&text("To record it, follow these steps:")), ["Record it: 1 2 3 4 5 6"]);
    assert_eq!(outline(&text("It has these parts:")), Vec::<String>::new());
}

#[test]
fn emphasis_glued_to_the_number_of_a_step_is_no_part_of_it() {
    let text = "# T\n\n## Film\n\n### Step _1_ Paste it\n\nClick **A**.\n\n### Step _2_Set the format\n\nClick **B**.\n\n### Step _3_Save it\n\nClick **C**.\n";
    assert_eq!(outline(text), ["Film: 1n 2n 3n"]);
}

#[test]
fn what_a_step_says_again_below_its_line_is_acted_on_once() {
    let acts = |text: &str| -> Vec<String> {
        let entry = read_one("guide.md", &format!("# T\n\n{text}"));
        let actions: Vec<_> = entry.guide.steps().flat_map(|s| &s.actions).filter(|a| !a.context).collect();
        actions.iter().map(|a| format!("{} {}", a.verb, a.text)).collect()
    };
    let told = "1. Click **Get it all**.\n\n   (You will be asked to pay when you click **Get it all**.)\n2. Go on.\n";
    assert_eq!(acts(told), ["click Get it all"]);
    let done = "1. Click **Get it all**.\n\n   Wait, and click **Get it all** again.\n2. Go on.\n";
    assert_eq!(acts(done), ["click Get it all", "click Get it all"]);
    assert_eq!(acts("1. Wait until you can access the Start Options.\n2. Go on.\n"), Vec::<String>::new());
    assert_eq!(acts("1. If the **Go Back** option here is grey, call us.\n2. Go on.\n"), Vec::<String>::new());
    assert_eq!(acts("1. Change the Startup type to **Automatic**.\n2. Go on.\n"), ["change Automatic"]);
    assert_eq!(acts("1. Press **F2** so that **Acme Care** can help you.\n2. Go on.\n"), ["press F2"]);
    assert_eq!(acts("1. Press **F2**. This will open the Report Viewer.\n2. Go on.\n"), ["press F2"]);
}

#[test]
fn a_step_that_begins_with_a_warning_or_a_picture_has_its_line() {
    for first in ["> [!WARNING]\n   > It is hot.", "![x](a.png)", "```\n   dir\n   ```", "Warning: It is hot."] {
        let text = format!("## Go\n\n1. {first}\n\n   Click **A**.\n2. Click **B**.\n");
        assert_eq!(texts(&text), ["Click A.", "Click B."], "{text}");
    }
}

#[test]
fn the_text_says_better_than_the_title_what_a_guide_is_for() {
    let of = |text: &str| -> Vec<String> {
        read_one("guide.md", text).guide.platforms.iter().map(|p| p.name.to_string()).collect()
    };
    let body = "In Windows 10 it is small.\n\n1. Open **A** in Windows 10.\n2. Click **B**.\n";
    assert_eq!(of(&format!("---\ntitle: The clock of Windows 11\n---\n{body}")), ["Windows 10"]);
    assert_eq!(
        of(&format!("---\ntitle: The clock of Windows 11\n---\n{body}3. In Windows 11 it is blue.\n")),
        ["Windows 11"]
    );
    assert_eq!(
        of("---\ntitle: The clock of Windows 11\n---\n1. Open **A** in Windows 10.\n2. Click **B**.\n"),
        ["Windows 11"]
    );
}

#[test]
fn a_step_under_its_heading_may_hold_headings_and_points() {
    let text = "---\ntitle: T\n---\n## Step 1: Sign in\n\nOpen it.\n\n## Step 2: Choose\n\nThere are two.\n\n### The first\n\n* It is old.\n* It is slow.\n\n\
                ### The second\n\nIt is new.\n\n## Step 3: Copy\n\nWait.\n\n---\n\nThat was all.\n";
    // The text behind the line is the section's.
    assert_eq!(outline(text), ["T: 1n 2nnabnn 3n"]);
}

#[test]
fn numbers_go_on_below_a_heading_where_they_tell_what_to_do() {
    let text = "## Go\n\n1\\. Open **A**.\n\n2\\. Click **B**.\n\n3\\. Click **C**.\n\n4\\. Click **D**.\n\n### More\n\n5\\. Click **E**.\n\n6\\. Click **F**.\n";
    assert_eq!(outline(text), ["Go: 1 2 3 4", "More: 1 2"]);
}

#[test]
fn lists_in_lists_bracketed_numbers_and_cheers_are_steps() {
    for (text, want) in [
        ("## Go\n\n1. 1. Open **A**.\n   2. Click **B**.\n   3. Wait.\n", "Go: 1 2 3"),
        ("## Go\n\n(1) Open **A**.\n\n(2) Click **B**.\n", "Go: 1 2"),
        ("## Go\n\nStep-1: Open **A**.\n\nStep-2: Click **B**.\n", "Go: 1 2"),
        (
            "## Go\n\nFollow the steps below:\n\n* Open **A**.\n* Click **B**.\n* Wait for it.\n* Enjoy!\n",
            "Go: 1 2 3 4",
        ),
        ("## Go\n\n1\\. Open **A**.\n\n_Note: It takes long._\n\n1\\. Click **B**.\n", "Go: 1n 2"),
        (
            "## Go\n\n1. Do it:\n\n   * Open **A**.\n\n   ![](a.png)\n\n   * Click **B**.\n\n   ![](b.png)\n\n2. Wait.\n",
            "Go: 1ab 2",
        ),
    ] {
        assert_eq!(outline(text), [want], "{text}");
    }
}

#[test]
fn short_articles_in_other_languages_keep_their_steps() {
    for (text, want) in [
        ("## Vorgehen\n\n1. Wählen Sie **A**.\n2. Klicken Sie auf **B**.\n", "Vorgehen: 1 2"),
        ("---\nlang: fi\n---\n## Ohje\n\n1. Valitse **A**.\n2. Napsauta **B**.\n", "Ohje: 1 2"),
        ("## 步骤\n\n1. 打开设置。\n2. 单击确定。\n", "步骤: 1 2"),
    ] {
        assert_eq!(outline(text), [want], "{text}");
    }
    assert!(outline("## Devices\n\n1. Printer\n2. Scanner\n").is_empty());
    assert!(outline("---\nlang: en\n---\n## Geräte\n\n1. Die Maus\n2. Das Rad\n").is_empty());
}

#[test]
fn a_picture_for_readers_without_scripts_is_kept_if_it_is_the_only_one() {
    let pictures = |text: &str| read_one("guide.md", text).guide.steps().map(|s| s.images().count()).sum::<usize>();
    let alone = "## Go\n\n1. Click **A**.\n\n   <noscript><img src=\"https://a.example/a.png\" alt=\"x\"></noscript>\n2. Click **B**.\n";
    assert_eq!(pictures(alone), 1);
    let again = alone.replace("<noscript>", "<img src=\"https://a.example/a.png\" alt=\"x\"><noscript>");
    assert_eq!(pictures(&again), 1);
}

#[test]
fn a_short_description_is_a_summary_and_the_title_again_is_none() {
    let summary = |description: &str| {
        read_one(
            "guide.md",
            &format!("---\ntitle: Join a network\ndescription: {description}\n---\nThe first sentence.\n"),
        )
        .guide
        .summary
    };
    assert_eq!(summary("Be online without a cable."), "Be online without a cable.");
    assert_eq!(summary("无线上网"), "无线上网");
    assert_eq!(summary("This article describes Join a network"), "The first sentence.");
}

#[test]
fn the_sentence_above_a_list_says_for_whom_it_is() {
    let text = "## Open it\n\nIf you're using Windows 7:\n\n1. Click **A**.\n2. Click **B**.\n\n\
                To do it in Windows 8 and Windows 8.1, follow these steps:\n\n1. Click **C**.\n2. Click **D**.\n";
    let guide = read_one("guide.md", text).guide;
    let of = |steps: &[Step]| -> Vec<String> { steps[1].platforms.iter().map(|p| p.name.to_string()).collect() };
    let got: Vec<Vec<String>> = guide.tasks().flat_map(|t| t.procedures()).map(|p| of(&p.steps)).collect();
    assert_eq!(got, [vec!["Windows 7"], vec!["Windows 8", "Windows 8.1"]]);
}

#[test]
fn links_to_other_articles_and_comments_of_readers_are_no_text() {
    let text = "## Do it\n\n1. Click **A**.\n2. Click **B**.\n\n**Also: [What is a chip?](https://other.example/chip)**\n\n\
                Related: the next part tells more.\n\n## 2 thoughts on “Do it”\n\n1. Ann\n   thank you\n";
    let guide = read_one("guide.md", text).guide;
    let links: Vec<&str> = guide.also_read.iter().map(|l| l.url.as_str()).collect();
    assert_eq!(links, ["https://other.example/chip"]);
    assert_eq!(outline(text), ["Do it: 1 2"]);
    assert_eq!(guide.sections.len(), 1);
}

#[test]
fn a_banner_is_known_by_its_address_only_where_it_leads_elsewhere() {
    let text = "## Do it\n\n1. Click **A**.\n\n[![Tool](https://cdn.example/banners/a.png)](https://shop.example/)\n\n2. Click **B**.\n\n\
                ![The bar](banners/bar.png)\n\n3. Click **C**.\n";
    assert_eq!(outline(text), ["Do it: 1 2p 3"]);
}

/// The texts of all steps.
fn texts(text: &str) -> Vec<String> {
    read_one("guide.md", text).guide.steps().map(|s| s.text.clone()).collect()
}

#[test]
fn broken_marks_leave_whole_words() {
    for (line, want) in [
        ("Click “**Options (more)**”.", "Click “Options (more)”."),
        ("Choose “**Save as...**” now.", "Choose “Save as...” now."),
        ("See**(this)**and go.", "See (this) and go."),
        ("Choose**Update…**under **X**.", "Choose Update… under X."),
        ("**Use the H**ow to.", "Use the How to."),
        ("Get [Net Framewor](https://a.example/n)[k](https://a.example/n) first.", "Get Net Framework first."),
    ] {
        assert_eq!(texts(&format!("## Go\n\n1. {line}\n2. Wait.\n"))[0], want, "{line}");
    }
}

#[test]
fn signs_for_points_make_a_list() {
    let guide = "## Go\n\nDo the following:\n\n\\- Open the app.\n\n![x](a.png)\n\n\\- Click **A**.\n";
    assert_eq!(outline(guide), ["Go: 1p 2"]);
    let guide = "## Go\n\nFollow these steps:\n\n▪ Open the app.  \n▪ Click **A**.  \n▪ Click **B**.\n";
    assert_eq!(outline(guide), ["Go: 1 2 3"]);
}

#[test]
fn bullets_are_steps_when_all_of_them_say_what_to_click() {
    for (text, want) in [
        ("Do it in this way:\n\n* Open the app.\n* Click **A**.\n* Press **B**.\n", vec!["Go: 1 2 3"]),
        ("Steps:\n\n* For this, click **A**.\n* Next, you can select **B**.\n", vec!["Go: 1 2"]),
        // One that only tells what comes next does not undo the others.
        (
            "Here are the steps:\n\n* Open the app.\n* From the list, choose **A**.\n* Click **B**.\n* A small box comes up.\n",
            vec!["Go: 1 2 3 4"],
        ),
        ("Follow the tips below:\n\n* Use short names.\n* Keep it brief.\n* Add a date.\n", vec![]),
        ("Here are the steps:\n\n* **Language**: choose yours.\n* **Region**: pick one.\n", vec![]),
        // A choice of buttons has no such sentence above it.
        (
            "Look:\n\n![x](a.png)\n\n* Click **A** to send it.\n* Click **B** to copy it.\n* Click **C** to stop.\n",
            vec![],
        ),
    ] {
        assert_eq!(outline(&format!("## Go\n\n{text}")), want, "{text}");
    }
    // The last of several titled steps has its list as the others have.
    let text = "## Go\n\nStep 1: Make it\n\n* Click **A**.\n\nStep 2: Name it\n\n* Type `a`.\n\nStep 3: Send it\n\n* Click **B**.\n";
    assert_eq!(outline(text), ["Go: 1a 2a 3a"]);
}

#[test]
fn points_that_only_tell_are_text_and_not_substeps() {
    let text = "## Go\n\n1. Type the formula, where:\n\n   * a is the whole of the first table\n   * b is the value that is looked up\n\n2. Choose one:\n\n   * Keep my files\n   * Remove all of it\n";
    assert_eq!(outline(text), ["Go: 1n 2ab"]);
}

#[test]
fn questions_in_bold_end_the_task_above_them() {
    let faq =
        "## Go\n\n1. Click **A**.\n2. Click **B**.\n\n**Is it safe?**\n\nYes.\n\n**Does it cost?**\n\n1. Open **C**.\n";
    assert_eq!(outline(faq), ["Go: 1 2", "Does it cost?: 1"]);
}

#[test]
fn a_way_that_begins_inside_a_paragraph_is_a_way() {
    let text = "**Method One: Update it**\n\n1) Open **A**.\n\n2) Click **B**. Then exit. **Method Two: Roll it back**1) Go to **C**.\n\n2) Click **D**.\n\n**Method 3:** Remove it by hand\n\n1) Go to **E**.\n";
    assert_eq!(
        outline(text),
        ["Method One: Update it: 1 2", "Method Two: Roll it back: 1 2", "Method 3: Remove it by hand: 1"]
    );
}

#[test]
fn what_a_thing_can_do_is_no_procedure() {
    for head in ["## Acme Writer Features\n\n", "## Acme\n\nWith it your readers will be able to:\n\n"] {
        let list = "1. Open any book.\n2. Search the whole book.\n3. Print a page.\n";
        assert_eq!(outline(&format!("{head}{list}")), Vec::<String>::new(), "{head}");
    }
    assert_eq!(outline("## Turn off features\n\n1. Open **A**.\n2. Click **B**.\n"), ["Turn off features: 1 2"]);
}

#[test]
fn a_closing_line_ends_the_last_step() {
    let text = "## Go\n\n### Step 1 Paste it\n\nOpen it.\n\n### Step 2 Run it\n\nClick **Run**.\n\nWrap-up\n\nThat was easy.\n";
    assert_eq!(outline(text), ["Go: 1n 2n"]);
    let guide = read_one("guide.md", text).guide;
    assert_eq!(guide.sections.last().and_then(|s| s.heading.as_ref()).map(|h| h.text.as_str()), Some("Wrap-up"));
}

#[test]
fn a_command_between_two_points_is_that_of_the_first() {
    let text = "## Go\n\n1) Run the tool.\n\n2) When it is done:\n\n* If it fails, run this.\n\nsfc /scannow\n\n* If it works, run that.\n\n3) Restart it.\n";
    assert_eq!(outline(text), ["Go: 1 2ab 3"]);
    let guide = read_one("guide.md", text).guide;
    let numbers: Vec<u32> = guide.steps().flat_map(|s| s.substeps()).map(|s| s.n).collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn contents_with_blanks_in_their_addresses_go() {
    let text = "---\ntitle: T\n---\nIntro.\n\n[**Way 1: Open it**](#Way 1)\n**[Way 2: Close it](#Way 2)**\n\n**Way 1: Open it**\n\n1. Click **A**.\n2. Click **B**.\n";
    let entry = read_one("guide.md", text);
    let junk: Vec<_> = entry.guide.junk.iter().map(|j| j.kind).collect();
    assert_eq!(junk, [guidepost::guide::JunkKind::Contents]);
}

/// What was left out of a text, by kind.
fn left_out(text: &str) -> Vec<guidepost::guide::JunkKind> {
    read_one("guide.md", text).guide.junk.iter().map(|j| j.kind).collect()
}

#[test]
fn promotion_goes_and_what_heads_or_ends_a_sentence_stays() {
    use guidepost::guide::JunkKind::{Affiliate, AlsoRead, Contents, Debris, ShareLinks, VendorFooter};
    let shop = "https://shop.example/?affiliate=1";
    for (text, want) in [
        // A box that praises a product.
        (
            format!(
                "![Logo of it](a.png)\n\n**Stay safe with Acme**\n\nAcme guards your files from all that could ever happen to them.\n\n**4.8**/5\n\n✔️ Fast\n\n[Get Acme]({shop})\n"
            ),
            vec![Affiliate; 6],
        ),
        // A lone link to a shop; one that a sentence leads to, and one that heads steps.
        (format!("[Ten ways to be safe]({shop})\n\nMore text here.\n"), vec![Affiliate]),
        (format!("For more, read this:\n\n[Ten ways to be safe]({shop})\n"), vec![Affiliate]),
        (format!("**[Method 1: Mend it]({shop})**\n\n1. Click **A**.\n2. Click **B**.\n"), vec![Affiliate]),
        // A pitch with its name and picture, over the button; one that leads to steps, and a call without a button.
        (
            format!(
                "![Acme Discs](a.png)\n\nAcme Discs\n\nAcme copies any disc you have. Free download it here!\n\n[![Download](download.png)]({shop})\n\nMore.\n"
            ),
            vec![Affiliate, Affiliate, Affiliate, Debris, Affiliate],
        ),
        (
            format!(
                "Acme copies any disc. Free download it here!\n\n[![Download](download.png)]({shop})\n\n1. Click **A**.\n2. Click **B**.\n"
            ),
            vec![Debris, Affiliate],
        ),
        ("Acme copies any disc. Free download it here!\n\nMore.\n".to_owned(), vec![]),
        // The menu of a site; links to several pages of a shop say what they are.
        (format!("* [Overview]({shop})\n* [Features]({shop})\n* [Prices]({shop})\n\nMore.\n"), vec![VendorFooter]),
        ("Also read: [One thing](one.md) | [Another](two.md)\n".to_owned(), vec![AlsoRead]),
        ("More articles about it:\n\n[One thing](one.md)\n[Another thing](two.md)\n".to_owned(), vec![AlsoRead; 2]),
        ("![Author](a.png)\n\n![Back to top](b.png)\n".to_owned(), vec![VendorFooter; 2]),
        (
            "[![f](f.png)](https://www.linkedin.com/sharing/share-offsite/?url=x)\n".to_owned(),
            vec![ShareLinks, ShareLinks],
        ),
        (
            "![icon of it](https://a.example/icons/i.png)\n\n## Share this article\n\nNow.\n".to_owned(),
            vec![VendorFooter; 3],
        ),
        (
            "Windows 10Windows 11\n\n### On Windows 10\n\n1. Click **A**.\n\n### On Windows 11\n\n1. Click **B**.\n"
                .to_owned(),
            vec![Contents],
        ),
        ("WonderDesk\n\n### Get WonderDesk\n\nText.\n".to_owned(), vec![]),
        ("Method 1: [Mend it](#m) Method 2: [Make it anew](#n)\n".to_owned(), vec![Contents]),
        ("* ![The window](a.png)\n\nText.\n".to_owned(), vec![]),
        ("1. [Mend it](#m)\n2. [Make it anew](#n) (Recommended)\n".to_owned(), vec![Contents, Contents]),
    ] {
        let guide = format!("---\ntitle: T\n---\nAn introduction.\n\n## Part\n\nSome words of text.\n\n{text}");
        assert_eq!(left_out(&guide), want, "{text}");
    }
    // Who wrote it, with the face; entries that are headings below the one that announces them.
    let text = "---\ntitle: T\n---\n![ann](https://a.example/ann.png)\n\nAnn | Updated on May 31, 2024\n\nText.\n\n## Go\n\n1. Click **A**.\n2. Click **B**.\n\n\
                ## Related articles\n\n### [How to mend a door](a.md)\n\nIt says how.\n\n### [How to paint a door](b.md)\n\nSo does this.\n\n### [Ten doors](https://shop.example/)\n\n### [Ten windows](https://shop.example/)\n";
    let guide = read_one("guide.md", text).guide;
    assert_eq!(guide.sections.len(), 2);
    assert_eq!(guide.also_read.iter().map(|l| l.url.as_str()).collect::<Vec<_>>(), ["a.md", "b.md"]);
    assert!(guide.references.iter().all(|r| !r.url.contains("ann")), "the face is gone");
    let text = "## Go\n\nText.\n\n## More of it\n\n* [How to mend a broken door](a.md)\n* [How to paint the mended door](b.md)\n* [Why doors break in the winter](c.md)\n";
    assert_eq!(read_one("guide.md", text).guide.sections.len(), 1);
    let text = text.replace("More of it", "References");
    assert_eq!(read_one("guide.md", &text).guide.sections.len(), 2);
}

#[test]
fn links_to_other_articles_are_kept_for_the_related_ones() {
    let text = "## Go\n\nAlso read: [One](one.md) | [Two](two.md)\n\nMore articles about it:\n\n* [Three](three.md)\n\n## More of it\n\n* [How to mend a broken door](a.md)\n* [How to paint the mended door](b.md)\n* [Why doors break in the winter](c.md)\n";
    let guide = read_one("guide.md", text).guide;
    let urls: Vec<&str> = guide.also_read.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["one.md", "two.md", "three.md", "a.md", "b.md", "c.md"]);
    assert_eq!(guide.also_read[3].title, "How to mend a broken door");
}

#[test]
fn what_a_step_may_show_is_no_frame_of_a_page() {
    let guide = read_one(
        "guide.md",
        "1. Click **Home**.\n\n   ![Home page](a.png)\n2. Click it.\n\n   ![Profile picture](b.png)\n",
    )
    .guide;
    assert_eq!(guide.steps().map(|step| step.images().count()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn bullets_that_say_how_are_the_last_step_s() {
    let text = "## Go\n\n**Step 1**: Delete them by following these steps –\n\n* Click **A**\n* Click **B**\n\n**Step 2**: Clear it using these steps.\n\n* Click **C**\n\n![c](c.png)\n\n* Click **D**\n\n![d](d.png)\n";
    assert_eq!(outline(text), ["Go: 1ab 2ab"]);
    let guide = read_one("guide.md", text).guide;
    let substeps: Vec<String> = guide.steps().flat_map(|s| s.substeps()).map(shape).collect();
    assert_eq!(substeps, ["1", "2", "1p", "2p"]);
}

#[test]
fn bullets_announced_behind_numbers_are_another_procedure() {
    let text = "## Go\n\n1. Restart it.\n\nThen you have to find the program. Here is how to do it:\n\n* Open **A**.\n* Click **B**.\n\n## On\n\n1. Choose one:\n\n* Open **A**.\n* Click **B**.\n\n2. Click **C**.\n";
    assert_eq!(outline(text), ["Go: 1", "Go: 1 2", "On: 1ab 2"]);
    assert_eq!(
        outline("## Acme\n\nHere is how a worm works:\n\n1. Open the door.\n2. Close the door.\n"),
        Vec::<String>::new()
    );
}

#[test]
fn remarks_need_no_colon() {
    let notes = |i: &&guidepost::guide::Item| matches!(i, guidepost::guide::Item::Note(_));
    let kinds = |text: &str| read_one("guide.md", text).guide.sections[0].body.iter().filter(notes).count();
    for text in
        ["Please note that it is slow.", "**Note-** It is slow.", "Note – it is slow.", "Keep in mind that it is slow."]
    {
        assert_eq!(kinds(&format!("## Go\n\n{text}\n\n1. Click **A**.\n2. Click **B**.\n")), 1, "{text}");
    }
    assert_eq!(kinds("## Go\n\nNote-taking is fun.\n\n1. Click **A**.\n2. Click **B**.\n"), 0);
}

#[test]
fn the_summary_is_a_sentence() {
    let summary = |text: &str| read_one("guide.md", &format!("---\ntitle: T\n---\n{text}")).guide.summary;
    let text = "The harbor\n\nDo this:\n\nThis shows how you get the ships back into the harbor.\n\n1. Click **A**.\n2. Click **B**.\n";
    assert_eq!(summary(text), "This shows how you get the ships back into the harbor.");
    assert_eq!(
        summary(
            "The harbor\n\n1. Click **A**.\n2. Click **B**.\n\nThis sentence stands behind the steps, not before.\n"
        ),
        "The harbor"
    );
}

#[test]
fn a_link_over_a_counter_leads_to_its_page() {
    let counter = "https://count.example/?affiliate=1&url=https%3A%2F%2Fsupport.acme.example%2Fus";
    for link in [format!("[**Acme support**]({counter})"), format!("[Acme support]({counter})")] {
        let guide = read_one("guide.md", &format!("## Go\n\n1. Go to {link}.\n2. Click **A**.\n")).guide;
        assert_eq!(guide.references[0].url, "https://support.acme.example/us");
        assert_eq!(guide.steps().next().map(|s| s.actions[0].text.as_str()), Some("Acme support"));
    }
}

#[test]
fn one_heading_in_four_may_begin_with_a_verb_nobody_knows() {
    let text = |name: &str| {
        format!(
            "---\ntitle: T\n---\nSome words.\n\n## How to go\n\n## 1\\. Open it\n\nDo.\n\n## 2\\. Close it\n\nDo.\n\n## 3\\. Select it\n\nDo.\n\n## 4\\. {name}\n\nDo.\n"
        )
    };
    assert_eq!(outline(&text("Name the thing")), ["How to go: 1n 2n 3n 4n"]);
    let two = text("Name the thing").replace("Close it", "The door");
    assert_eq!(outline(&two), Vec::<String>::new());
}

#[test]
fn code_keeps_no_asterisks_and_stands_apart() {
    let guide = read_one("guide.md", "## Go\n\n1. Go on like this:  \n` **[Window]**  \n **r.X=3**  \n **r.Y=0** `\n2. In the box, enter`-dx11` and wait.\n").guide;
    let steps: Vec<&str> = guide.steps().map(|s| s.text.as_str()).collect();
    assert!(!steps[0].contains('*') && steps[0].contains("r.X=3"), "{steps:?}");
    assert_eq!(steps[1], "In the box, enter -dx11 and wait.");
}

#[test]
fn what_is_needed_may_stand_behind_other_words() {
    let text = "---\ntitle: T\n---\nIt is easy. **IMPORTANT:** You'll need to be logged in to do it.\n\n## Go\n\n1. Click **A**.\n2. Click **B**.\n";
    let guide = read_one("guide.md", text).guide;
    let needs: Vec<String> = guide.prerequisites.iter().map(|p| guidepost::guide::piece::text(&p.html)).collect();
    assert_eq!(needs, ["You'll need to be logged in to do it."]);
    assert!(format!("{:?}", guide.sections[0].body).contains("It is easy."));
    let text = text.replace("You'll need", "We like you");
    assert!(read_one("guide.md", &text).guide.prerequisites.is_empty());
}

#[test]
fn a_line_below_an_empty_heading_is_its_text() {
    let text = "##   \n 1\\. Mend it\n\n1) Open **A**.\n\n2) Click **B**.\n\n## \n\n2: Renew it\n\n1) Open **C**.\n\n2) Click **D**.\n";
    assert_eq!(outline(text), ["1. Mend it: 1 2", "2: Renew it: 1 2"]);
    assert_eq!(outline("## \n\n1. Open **A**.\n2. Click **B**.\n"), ["Guide: 1 2"]);
}

/// Time grows with the length of a paragraph; with its square or cube this test would run for minutes.
#[test]
fn a_paragraph_of_a_hundred_thousand_letters_is_read() {
    let many = |of: &dyn Fn(usize) -> String| (1..=1500).map(of).collect::<Vec<_>>().join(" ");
    let step = |text: String| read_one("guide.md", &format!("## Go\n\n1. {text}\n")).guide;
    let targets = |guide: &guidepost::guide::Guide| guide.steps().map(|s| s.actions.len()).sum::<usize>();
    let paths = step(many(&|n| format!("Click “Apps {n}” and press the key, go on > Apps > Here.")));
    assert!(targets(&paths) >= 1500, "{}", targets(&paths));
    let endless = step(many(&|n| format!("click Apps {n} and press the key, go on with **it**")));
    assert!(targets(&endless) >= 1500, "{}", targets(&endless));
}
