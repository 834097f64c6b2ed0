//! What authors and converters spoil: levels of headings, quotation marks, sentences cut by pictures, lists of other
//! things than steps.

use guidepost::guide::{Guide, Item, Note, NoteKind, StepPart, piece};
use guidepost::pipeline::read_one;

fn read(text: &str) -> Guide {
    read_one("guide.md", &format!("---\ntitle: T\n---\nSome words on it.\n\n{text}")).guide
}

/// Each heading behind its signs, `*` before one of several ways.
fn headings(text: &str) -> Vec<String> {
    let guide = read(text);
    let sections = guide.sections.iter().filter_map(|s| Some((s.heading.as_ref()?, s.alternative)));
    sections
        .map(|(h, way)| format!("{} {}{}", "#".repeat(h.level.into()), if way { "*" } else { "" }, h.text))
        .collect()
}

fn needs(text: &str) -> Vec<String> {
    read(text).prerequisites.iter().map(|p| piece::text(&p.html)).collect()
}

fn steps(text: &str) -> Vec<String> {
    read(text).steps().map(|s| s.text.clone()).collect()
}

const STEPS: &str = "1. Open **A**.\n2. Click **B**.\n\n";

#[test]
fn ways_whose_numbers_run_on_stand_side_by_side() {
    for (marks, want) in [
        // One in bold among headings, one too deep, one too high.
        (["**", "## ", "## "], ["## *Fix 1: A", "## *Fix 2: B", "## *Fix 3: C"]),
        (["## ", "## ", "#### "], ["## *Fix 1: A", "## *Fix 2: B", "## *Fix 3: C"]),
        (["## ", "### ", "### "], ["### *Fix 1: A", "### *Fix 2: B", "### *Fix 3: C"]),
    ] {
        let ways = ["Fix 1: A", "Fix 2: B", "Fix 3: C"].iter().zip(marks).map(|(name, mark)| {
            let end = if mark == "**" { mark } else { "" };
            format!("{mark}{name}{end}\n\n{STEPS}")
        });
        let text = format!("## What to try\n\nWords.\n\n{}", ways.collect::<String>());
        assert_eq!(headings(&text)[1..], want, "{marks:?}");
    }
    // What stands below one that goes down goes with it; ways of another word are ways of their own.
    let text = format!(
        "## Try\n\nWords.\n\n## Fix 1: A\n\n### Method 1: M\n\n{STEPS}### Method 2: N\n\n{STEPS}### Fix 2: B\n\n{STEPS}### Fix 3: C\n\n{STEPS}"
    );
    let want = ["## Try", "### *Fix 1: A", "#### *Method 1: M", "#### *Method 2: N", "### *Fix 2: B", "### *Fix 3: C"];
    assert_eq!(headings(&text), want);
    // Where they begin again, it is another series.
    let text = format!("## Fix 1: A\n\n{STEPS}## Fix 2: B\n\n### Fix 1: C\n\n{STEPS}### Fix 2: D\n\n{STEPS}");
    assert_eq!(headings(&text), ["## *Fix 1: A", "## *Fix 2: B", "### *Fix 1: C", "### *Fix 2: D"]);
}

#[test]
fn a_bold_part_of_a_bold_way_is_below_it_and_so_is_its_sister() {
    let text = format!(
        "**Fix 1: Wait**\n\n{STEPS}**Fix 2: Renew it**\n\nWords.\n\n**Remove the driver**\n\n{STEPS}Then go on.\n\n**Update the driver**\n\nThe maker has it.\n\n**Fix 3: Ask**\n\n{STEPS}"
    );
    let want =
        ["## *Fix 1: Wait", "## *Fix 2: Renew it", "### Remove the driver", "### Update the driver", "## *Fix 3: Ask"];
    assert_eq!(headings(&text), want);
    // An order in bold with its full stop is text.
    let order = text.replace("**Update the driver**", "**Restart the computer.**");
    assert!(!headings(&order).iter().any(|h| h.contains("Restart")));
}

#[test]
fn tips_for_afterwards_are_no_ways() {
    let text = |name: &str| {
        format!("## {name}\n\nThere are solutions to try:\n\n## 1. Restore it\n\n{STEPS}## 2. Update it\n\n{STEPS}")
    };
    assert_eq!(headings(&text("Fixes"))[1..], ["## *1. Restore it", "## *2. Update it"]);
    assert_eq!(headings(&text("Extra tips"))[1..], ["## 1. Restore it", "## 2. Update it"]);
}

#[test]
fn numbered_questions_are_headings_where_they_are_most_of_what_is_numbered() {
    let ask = |open: &str, close: &str| {
        let questions = ["How do I buy it?", "How do I pay?", "Is it safe?"].iter().enumerate();
        let text = |(i, q): (usize, &&str)| format!("{open}{}\\. {q}{close}\n\nYou go to the store.\n\n", i + 1);
        questions.map(text).collect::<String>()
    };
    let want = ["## How do I buy it?", "## How do I pay?", "## Is it safe?"];
    assert_eq!(headings(&ask("[", "](https://a.example/x)")), want);
    assert_eq!(headings(&ask("", "")), want);
    // A question among steps is a step.
    let among = "1\\. Open **A**.\n\n2\\. Is it red?\n\nThen go on.\n\n3\\. Click **B**.\n";
    assert_eq!(steps(among), ["Open A.", "Is it red?", "Click B."]);
}

#[test]
fn what_is_needed_is_found_at_the_end_of_a_text_and_in_a_list() {
    let text =
        format!("It is easy. You’ll need to be logged into Windows to try any of these fixes.\n\n## Go\n\n{STEPS}");
    assert_eq!(needs(&text), ["You’ll need to be logged into Windows to try any of these fixes."]);
    let guide = read(&text);
    assert!(format!("{:?}", guide.sections[0].body).contains("It is easy."));
    let text = format!(
        "Before we proceed, please make sure that you have done the following things:\n\n1) Check to see if it is new.\n\n2) Make sure you have the disk.\n\n## Go\n\n{STEPS}"
    );
    assert_eq!(needs(&text), ["Check to see if it is new.", "Make sure you have the disk."]);
    assert_eq!(steps(&text), ["Open A.", "Click B."]);
    // Without a task below there is nothing to need it for.
    let (list, _) = text.split_once("## Go").expect("a heading");
    assert_eq!(needs(list), Vec::<String>::new());
    assert!(needs("## Questions\n\n1\\. How do I open it?\n\nYou need a key for it.\n").is_empty());
}

#[test]
fn a_label_before_what_is_needed_says_no_more() {
    let text = |need: &str| format!("**Note** : {need}\n\n## Go\n\n{STEPS}");
    assert_eq!(needs(&text("You need to be logged in to go on.")), ["You need to be logged in to go on."]);
    assert_eq!(needs(&text("You need to be careful here.")), Vec::<String>::new());
}

#[test]
fn verbs_have_their_particles_and_commands_are_run() {
    let actions = |text: &str| -> Vec<String> {
        let guide = read(&format!("## Go\n\n1. {text}\n2. Click **B**.\n"));
        let first = guide.steps().next().expect("a step").actions.clone();
        first.iter().map(|a| format!("{} {}", a.verb, a.text)).collect()
    };
    assert_eq!(actions("Turn **Voice Chat** on."), ["turn on Voice Chat"]);
    assert_eq!(actions("Turn the **Voice Chat** toggle off."), ["turn off Voice Chat"]);
    assert_eq!(actions("Switch **Voice Chat** on the page."), ["switch Voice Chat"]);
    assert_eq!(actions("`ipconfig /release`"), ["run ipconfig /release"]);
    let lines = "Type the following and press Enter after each.  \nipconfig /release  \nipconfig /renew";
    assert_eq!(actions(lines), ["press Enter", "type ipconfig /release", "type ipconfig /renew"]);
    assert_eq!(actions("Click the ' Go on ' button and the ' Download ' option."), ["click Go on", "click Download"]);
}

#[test]
fn things_to_look_out_for_are_no_steps() {
    let list = "1. Look at the address.\n2. Check the words.\n3. Click no link.\n";
    assert_eq!(steps(&format!("## Mails\n\nSome red flags to check:\n\n{list}")), Vec::<String>::new());
    assert_eq!(steps(&format!("## Mails\n\nFollow these steps:\n\n{list}")).len(), 3);
}

#[test]
fn a_small_picture_cuts_no_sentence() {
    for text in [
        "1) Press the **Windows logo key ![](a.png)**\n\n**\\+ R** at the same time.\n\n2) Click **B**.\n",
        "1. Press **the Power button![](a.png)**  \nand choose **Restart**.\n2. Click **B**.\n",
    ] {
        let guide = read(&format!("## Go\n\n{text}"));
        let first = guide.steps().next().expect("a step");
        assert!(first.text.ends_with("at the same time.") || first.text.ends_with("and choose Restart."), "{first:?}");
        assert!(first.parts.is_empty(), "{first:?}");
    }
    // A sentence that is over is over.
    let text = "## Go\n\n1. Click the **Power button**. ![](a.png)\n\n   and this is it.\n2. Click **B**.\n";
    assert_eq!(read(text).steps().next().map(|s| s.images().count()), Some(1));
}

#[test]
fn a_picture_behind_glued_steps_is_that_of_the_last_of_them() {
    let text = "## Go\n\n1) Open **A**. 2) Click **B**.![](b.png) 3) Click **C**.![](c.png)\n";
    let pictures: Vec<usize> = read(text).steps().map(|s| s.images().count()).collect();
    assert_eq!(pictures, [0, 1, 1]);
}

#[test]
fn lines_of_backticks_part_a_list_from_what_follows() {
    let text = "## Go\n\n1\\) Open **A**.\n\n`` 2) Select:\n``\n`` `` ``\n\n* **History**\n`` ``\n* **Cookies**\n`` ``\n``Then click **Clear**.\n``\n\n![](a.png)\n";
    let guide = read(text);
    let second = guide.steps().nth(1).expect("a second step");
    let substeps: Vec<&str> = second.substeps().map(|s| s.text.as_str()).collect();
    assert_eq!(substeps, ["History", "Cookies"]);
    assert!(second.parts.iter().any(|p| matches!(p, StepPart::Text { text, .. } if text == "Then click Clear.")));
}

#[test]
fn a_word_of_warning_needs_no_colon() {
    let notes = |text: &str| -> Vec<(NoteKind, String)> {
        let note = |i: &Item| match i {
            Item::Note(Note { kind, text, .. }) => Some((*kind, text.clone())),
            _ => None,
        };
        read(text).sections.iter().flat_map(|s| s.body.iter().filter_map(note)).collect()
    };
    let want = vec![(NoteKind::Caution, "This wipes the disk.".to_owned())];
    assert_eq!(notes("## Go\n\n**BE CAREFUL!** This wipes the disk.\n"), want);
    assert_eq!(notes("## Go\n\nDanger! This wipes the disk.\n"), want);
    assert!(notes("## Go\n\nBe careful with it.\n").is_empty());
}

#[test]
fn who_wrote_it_and_when_is_no_text() {
    let face = "![Ann](https://a.example/authors/ann.png)\n\n";
    for line in [
        "By[Ann](https://a.example/ann)Updated on December 28, 2023",
        "by Ann\n\nUpdated on Mar 04, 2024",
        "Ann\n\nUpdated on Mar 04, 2024",
        "Von Ann / Aktualisiert am 31.01.2024",
        "Ann · Editor\n\nAnn is an editor who likes to help.",
    ] {
        let guide = read(&format!("{face}{line}\n\nThe disk is full, and this is what to do.\n\n## Go\n\n{STEPS}"));
        let text = format!("{:?}", guide.sections[0].body);
        assert!(text.contains("The disk is full") && !text.contains("Ann") && !text.contains("Figure"), "{text}");
    }
    // What the text tells of it is text.
    for line in
        ["It was last updated on May 4, 2024 by the maker.", "By Ann, who knows it well.", "Ann · Editor of the year"]
    {
        let text = format!("{:?}", read(&format!("{line}\n\n## Go\n\n{STEPS}")).sections[0].body);
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn a_teaser_goes_with_its_button() {
    let teaser = "![](https://a.example/free-banner.jpg)\n\n**Update it in 3 Steps**\n\n**1\\. Download; 2\\. Scan; 3\\. Update.**\n\n[Download Now](https://tools.techidaily.com/x)\n\n";
    let guide = read(&format!("{teaser}## Go\n\n{STEPS}"));
    assert_eq!((guide.steps().count(), guide.lead_image), (2, None));
    // Steps of few words that no button ends are steps.
    let short = "## Go\n\n1. Download.\n2. Scan.\n3. Click **B**.\n\nThen wait.\n";
    assert_eq!(steps(short).len(), 3);
}

#[test]
fn a_text_that_ends_in_a_picture_is_the_last_step_s() {
    let text = |words: &str| {
        format!("## Go\n\n1. Open **A**.  \n![](a.png)\n2. Click **B**.\n\n{words}  \n![](b.png)\n\nThat is it.\n")
    };
    let pictures = |words: &str| read(&text(words)).steps().map(|s| s.images().count()).collect::<Vec<_>>();
    assert_eq!(pictures("Preferred server: 8.8.8.8"), [1, 1]);
    assert_eq!(pictures("Still, if you have no time, take the tool."), [1, 0]);
}

#[test]
fn lines_that_count_in_another_way_are_substeps() {
    let text = "## Go\n\n**1\\. Find it:** It is there.\n\n**Step 1:** Open **A**.\n\nIt shows.\n\n![](a.png)\n\n**Step 2:** Click **B**.\n\n**2\\. Remove it:** It is bad.\n\n**Step 1:** Open **C**.\n\n**3\\. Keep it:** It is new.\n\n**Step 1:** Open **D**.\n";
    let guide = read(text);
    let shape: Vec<(u32, usize)> = guide.steps().map(|s| (s.n, s.substeps().count())).collect();
    assert_eq!(shape, [(1, 2), (2, 1), (3, 1)]);
    assert_eq!(guide.steps().flat_map(|s| s.substeps()).map(|s| s.images().count()).collect::<Vec<_>>(), [1, 0, 0, 0]);
    // Numbers of several forms that go on are one run.
    let text = "## Go\n\nStep 1\\. Open **A**.\n\nStep 2\\. Click **B**.\n\n3\\. Restart it.\n\n4\\. Open **C**.\n";
    assert_eq!(read(text).steps().map(|s| s.n).collect::<Vec<_>>(), [1, 2, 3, 4]);
}

#[test]
fn what_comes_after_glued_steps_is_no_step() {
    let glued =
        "## Go\n\nDo this: 1) Open **A**. 2) Install the driver.  If this method doesn’t work for you, go on.\n";
    assert_eq!(steps(glued), ["Open A.", "Install the driver."]);
    assert!(format!("{:?}", read(glued).sections[1].body).contains("work for you, go on."));
    // In an item of its own the author says it with the step.
    let item = "## Go\n\n1. Open **A**.\n2. Install the driver. If this method doesn’t work for you, go on.\n";
    assert_eq!(steps(item)[1], "Install the driver. If this method doesn’t work for you, go on.");
}

#[test]
fn two_bullets_like_those_of_the_section_before_are_steps() {
    let text = "## Acme\n\nDo it like this:\n\n* Click **A**.  \n![](a.png)\n* Click **B**.\n\n## Other\n\nIt is new.\n\n* Hit the **C** button.\n* Once done, it will be saved.\n";
    assert_eq!(steps(text), ["Click A.", "Click B.", "Hit the C button.", "Once done, it will be saved."]);
}

#[test]
fn sentences_about_commands_are_sentences() {
    let text = "## Go\n\n1. Restart it.\n\nIf the \"sfc /scannow\" command fails, go on:\n\n2. Click **B**.\n";
    let guide = read(text);
    assert!(guide.steps().next().is_some_and(|s| s.actions.is_empty()), "{:?}", guide.steps().next());
}

#[test]
fn a_number_that_is_said_twice_is_one() {
    let text = "## Go\n\n1. Open it:\n   1. Step 1 – Open **A**.  \n   ![](a.png)  \n   2. Step 2 – Click **B**.\n2. Close it.\n";
    let guide = read(text);
    let substeps: Vec<&str> = guide.steps().flat_map(|s| s.substeps()).map(|s| s.text.as_str()).collect();
    assert_eq!(substeps, ["Open A.", "Click B."]);
}

#[test]
fn marks_that_no_reader_would_see_are_gone() {
    for (text, want) in [
        ("Use _ [it](#a) _ now.", "Use it now."),
        ("Click it. _It is slow on 10._On 7 it is fast.", "Click it. It is slow on 10. On 7 it is fast."),
        ("Open my_own_file._It_is and a _ b.", "Open my_own_file._It_is and a _ b."),
        ("Get the latest of the .**Net Framework** now.", "Get the latest of the .Net Framework now."),
        ("Open it .**Right-click** it.", "Open it. Right-click it."),
    ] {
        assert_eq!(steps(&format!("## Go\n\n1. {text}\n2. Click **B**.\n"))[0], want);
    }
}

#[test]
fn a_short_step_above_a_button_of_a_shop_stays_a_step() {
    let button = "[Download Now](https://shop.example/?utm_source=x&irclickid=1&tag=abc-20)\n";
    let text = format!("## Restart it\n\n1. Click **Start**.\n2. Click **OK**.\n\n{button}");
    assert_eq!(steps(&text), ["Click Start.", "Click OK."]);
    let releases = format!("## For whom\n\n1. Windows 10\n2. Windows 11\n\n{button}");
    assert!(read(&releases).sections.iter().any(|s| !s.body.is_empty()), "the list is there");
}

#[test]
fn the_end_of_a_step_is_cut_off_only_where_its_writer_glued_all_of_them() {
    let lines = "## Fix 1: Do it\n\n1) Open it.\n![](a.png)\n2) Restart your computer.\n![](b.png)\n\
                 3) Check it. If the issue remains, please try Fix 2.\n";
    assert_eq!(steps(lines).last().unwrap(), "Check it. If the issue remains, please try Fix 2.");
    let glued = |end: &str| format!("## Fix 1: Do it\n\n1) Open it. 2) Press OK. 3) Restart it. {end}\n");
    assert_eq!(steps(&glued("If the problem persists, go on.")).last().unwrap(), "Restart it.");
    let acts = glued("If the problem persists, click **Reset**.");
    assert_eq!(steps(&acts).last().unwrap(), "Restart it. If the problem persists, click Reset.");
}

#[test]
fn an_option_of_a_way_stays_below_it_whatever_the_next_one_was_made() {
    let text = format!("### Fix 1: A\n\n#### Option 1: B\n\n{STEPS}### Option 2: C\n\n{STEPS}### Fix 2: D\n\n{STEPS}");
    let all = headings(&text).concat();
    assert!(all == "## *Fix 1: A### *Option 1: B### *Option 2: C## *Fix 2: D", "{all}");
}

#[test]
fn links_into_the_page_in_paragraphs_of_their_own_are_contents() {
    let text = format!(
        "**[I use Chrome](#c) :**\n\n**[I use Firefox](#f) :**\n\n**Solution 3:[I use Edge](#e)**\n\n## I use Chrome\n\n{STEPS}\
         ## I use Firefox\n\n{STEPS}"
    );
    let guide = read(&text);
    let shown = |i: &Item| matches!(i, Item::Prose(p) if piece::text(&p.html).contains("I use"));
    assert!(!guide.sections.iter().any(|s| s.body.iter().any(shown)), "{:?}", guide.sections[0].body);
    assert_eq!(headings(&text).len(), 2);
}

#[test]
fn two_ways_in_one_sentence_are_two_and_a_quoted_sentence_is_no_way() {
    let guide = read(
        "It may stand behind (\"Click **Typing** in **Settings > Devices**\").\n\n**Settings > Apps** is now **Settings > Tools > \
         All**.\n",
    );
    let shown: String =
        guide.sections[0].body.iter().map(|i| if let Item::Prose(p) = i { &*p.html } else { "" }).collect();
    assert!(shown.contains("<strong>Typing</strong> in <span class=\"ui-path\">"), "{shown}");
    assert!(shown.contains("</span></span> is now <span class=\"ui-path\">"), "{shown}");
    assert_eq!(shown.matches("ui-path").count(), 3, "{shown}");
}
