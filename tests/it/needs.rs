//! What the reader needs, how long it takes, remarks and outcomes: whatever dress a writer gives them.

use guidepost::guide::{Guide, Item, NoteKind, StepPart, piece};
use guidepost::pipeline::read_one;

const STEPS: &str = "1. Click **A**.\n2. Click **B**.\n";

fn read(text: &str) -> Guide {
    read_one("guide.md", text).guide
}

fn needs(guide: &Guide) -> Vec<String> {
    guide.prerequisites.iter().map(|p| piece::text(&p.html)).collect()
}

#[test]
fn what_is_needed_is_known_by_its_label_its_list_or_its_sentence() {
    for (said, want) in [
        ("**You need:** a cable", vec!["a cable"]),
        ("**What you need**\n\n- A cable\n- A pen", vec!["A cable", "A pen"]),
        ("Requirements:\n\n- A cable\n- A pen", vec!["A cable", "A pen"]),
        ("Prerequisites: a cable and a pen.", vec!["a cable and a pen."]),
        ("**Before you start:** back up your files.", vec!["back up your files."]),
        ("## Before you start\n\n- [ ] A cable\n- [x] A pen\n\n## Go", vec!["A cable", "A pen"]),
        ("## Prerequisites\n\n1. A cable\n2. A pen\n\n## Go", vec!["A cable", "A pen"]),
        (
            "You'll need the number of the printer before you start.",
            vec!["You'll need the number of the printer before you start."],
        ),
        (
            "Before you start mending, first make sure the cable is in.",
            vec!["Before you start mending, first make sure the cable is in."],
        ),
        ("These commands must be run as administrator.", vec!["These commands must be run as administrator."]),
        (
            "Before we go on, make sure that you have done the following things:\n\n1) Check the cable.\n\n![](a.png)\n\n2) Make sure it is dry.\n\n## Go",
            vec!["Check the cable.", "Make sure it is dry."],
        ),
        ("What you need:\n\n1. A cable\n2. A pen\n\n## Go", vec!["A cable", "A pen"]),
        (
            "> **Important**\n> These commands must be run as administrator.",
            vec!["These commands must be run as administrator."],
        ),
        // To be done, or said of something else.
        ("## Before you start\n\n1. Download the tool.\n2. Run the tool.\n\n## Go", vec![]),
        ("Before you start, note that it is slow.", vec![]),
        ("You need: nothing of the following:", vec![]),
        ("This must be slow.", vec![]),
    ] {
        let guide = read(&format!("---\ntitle: T\n---\n{said}\n\n{STEPS}"));
        assert_eq!(needs(&guide), want, "{said}");
        assert_eq!(guide.front.admin, said.contains("administrator"), "{said}");
        assert_eq!(guide.references.len(), said.matches("![]").count(), "no picture is lost: {said}");
    }
}

#[test]
fn the_time_and_the_releases_may_stand_in_the_text() {
    for (said, want) in [
        ("**Time needed:** 3 minutes", Some(3)),
        ("Time required: about 2 hours.", Some(120)),
        ("Time: it depends", None),
        ("It takes 3 minutes", None),
    ] {
        assert_eq!(read(&format!("---\ntitle: T\n---\n{said}\n\n{STEPS}")).front.minutes, want, "{said}");
    }
    let guide = read(&format!("---\ntitle: T\n---\n**Applies to:** Windows 10 Pro, Windows 11 Pro\n\n{STEPS}"));
    assert_eq!(guide.platforms.iter().map(|p| &*p.id).collect::<Vec<_>>(), ["windows-10", "windows-11"]);
    let guide = read("---\ntitle: T\n---\n1. (Windows 10 only) Click **A**.\n2. Click **B**.\n");
    let of_first = guide.steps().next().unwrap().platforms.iter().map(|p| &*p.id).collect::<Vec<_>>();
    assert_eq!(of_first, ["windows-10"]);
}

#[test]
fn a_remark_may_stand_under_its_word_behind_a_sign_or_in_a_point() {
    let first = |text: &str| -> Vec<(NoteKind, String)> {
        let guide = read(&format!("---\ntitle: T\n---\n{text}"));
        let of_steps = guide.steps().flat_map(|s| &s.parts).filter_map(|part| match part {
            StepPart::Note(note) => Some(note),
            _ => None,
        });
        let body = guide.sections.iter().flat_map(|s| &s.body).filter_map(|item| match item {
            Item::Note(note) => Some(note),
            _ => None,
        });
        of_steps.chain(body).map(|note| (note.kind, note.text.clone())).collect()
    };
    let step = |below: &str| format!("1. Click **A**.\n\n   {below}\n\n2. Click **B**.\n");
    for (text, kind, want) in [
        (step("> **Warning**\n   > It is hot."), NoteKind::Warning, "It is hot."),
        (step("> ⚠️ It is hot."), NoteKind::Warning, "It is hot."),
        (step("> 💡 Use a pen."), NoteKind::Tip, "Use a pen."),
        (step("- Tip: Use a pen."), NoteKind::Tip, "Use a pen."),
        (format!("It helps. IMPORTANT: It is hot.\n\n{STEPS}"), NoteKind::Important, "It is hot."),
        (format!("It helps. **IMPORTANT**: It is **hot**.\n\n{STEPS}"), NoteKind::Important, "It is hot."),
        (
            format!("**Note**: It is hot. It is slow. You can mend it:\n\n{STEPS}"),
            NoteKind::Note,
            "It is hot. It is slow.",
        ),
        (
            format!("**Note**: It is hot. It is slow. To do it, follow these steps:\n\n{STEPS}"),
            NoteKind::Note,
            "It is hot. It is slow.",
        ),
    ] {
        assert_eq!(first(&text), [(kind, want.to_owned())], "{text}");
    }
}

#[test]
fn what_comes_of_the_last_step_is_its_outcome() {
    for (said, is_outcome) in [
        ("You should see the desktop.", true),
        ("**Result:** The page is gone.", true),
        ("*Expected result:* the page opens.", true),
        ("✅ The page opens.", true),
        ("You should see the desktop. To go on, click these:", false),
        ("The page opens.", false),
    ] {
        let guide = read(&format!("---\ntitle: T\n---\n{STEPS}\n{said}\n"));
        let last = guide.steps().last().unwrap();
        let found = last.parts.iter().any(|part| matches!(part, StepPart::Outcome { .. }));
        assert_eq!(found, is_outcome, "{said}");
    }
}
