//! Articles in raw HTML, and with the marks of other site generators: a reader sees steps, so do we.

use guidepost::guide::{Guide, Item, StepPart};
use guidepost::pipeline::read_one;

/// Every task: its heading, then its steps, each with what belongs to it.
fn tasks(guide: &Guide) -> Vec<String> {
    let mut out = Vec::new();
    for task in guide.tasks() {
        let heading = guide.task_heading(task).map_or(guide.title.as_str(), |h| h.text.as_str());
        for procedure in task.procedures() {
            let steps: Vec<String> = procedure.steps.iter().map(|s| s.text.clone() + &parts(&s.parts)).collect();
            out.push(format!("{heading}: {}", steps.join(" | ")));
        }
    }
    out
}

fn parts(parts: &[StepPart]) -> String {
    parts
        .iter()
        .map(|part| match part {
            StepPart::Image(_) => " [picture]".to_owned(),
            StepPart::Note(_) => " [note]".to_owned(),
            StepPart::Text { .. } | StepPart::Outcome { .. } => " [text]".to_owned(),
            StepPart::Substeps(steps) => {
                format!(" [{}]", steps.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(", "))
            }
        })
        .collect()
}

#[test]
fn html_is_read_as_the_markdown_that_says_the_same() {
    for (text, want) in [
        (
            "<h2>Go</h2>\n<p>Follow these steps:</p>\n<ol>\n<li>Click <b>A</b>.<br>\n<img src=\"a.png\" alt=\"The menu\"></li>\n<li>Click <strong>B</strong>.\n<ul><li>Tick <b>C</b></li><li>Tick <b>D</b></li></ul></li>\n</ol>\n",
            "Go: Click A. [picture] | Click B. [Tick C, Tick D]",
        ),
        // To Markdown a blank line ends a block of HTML.
        (
            "## Go\n\n<ol>\n<li>\n\nClick **A**.\n\n![x](a.png)\n\n</li>\n\n<li>Click <b>B</b></li>\n</ol>\n",
            "Go: Click A. [picture] | Click B",
        ),
        // End tags that HTML lets an author leave out.
        ("<h2>Go</h2><ol><li>Click <b>A</b>.<li>Click <b>B</b>.</ol>", "Go: Click A. | Click B."),
        (
            "<div>\n<p>1. Click <b>A</b>.</p>\n<p><img src=a.png></p>\n<p>2. Click <b>B</b>.</p>\n</div>\n",
            "T: Click A. [picture] | Click B.",
        ),
        (
            "<details>\n<summary>Go there</summary>\n\n1. Click **A**.\n2. Click **B**.\n\n</details>\n",
            "Go there: Click A. | Click B.",
        ),
        (
            "## Go\n\n<ol><li>Click <b>A</b>.<div class=\"alert alert-warning\"><p>Save it first.</p></div></li><li>Type <code>dir *.* &amp; cls</code>.</li></ol>\n",
            "Go: Click A. [note] | Type dir *.* & cls.",
        ),
        // A frame of one column is no table.
        (
            "## Go\n\n<ol><li>Click <b>A</b>.<table><tr><td><img src=\"a.png\"></td></tr></table></li><li>Click <b>B</b>.</li></ol>\n",
            "Go: Click A. [picture] | Click B.",
        ),
        ("## Go\n\n> 1. Click **A**.\n> 2. Click **B**.\n", "Go: Click A. | Click B."),
        (
            "## Go\n\n| Step | Action | Result |\n|---|---|---|\n| 1 | Click **A**. | It opens. |\n| 2 | Click **B**. ![x](b.png) | |\n",
            "Go: Click A. [text] | Click B. [picture]",
        ),
        // As an old editor writes its lists, with a blank line in an item.
        (
            "## Go\n\n<ol>\n \t<li>Open <b>A</b>.\n\nIt opens.</li>\n \t<li>Close B.</li>\n</ol>\n",
            "Go: Open A. [text] | Close B.",
        ),
        ("<p>Hi.</p>\n## Go\n1. Open **A**.\n2. Click **B**.\n", "Go: Open A. | Click B."),
        // What stands between two items goes on with the one above.
        (
            "## Go\n\n<ol><li>Open <b>A</b>.</li><p>It opens.</p><li>Click <b>B</b>.</li><img src=\"c.png\"></ol>\n",
            "Go: Open A. [text] | Click B. [picture]",
        ),
        (
            "## Go\n\n<table><tr><td><ol><li>Open <b>A</b>.</li><li>Click <b>B</b>.</li></ol></td><td><img src=\"a.png\"></td></tr></table>\n",
            "Go: Open A. | Click B. [picture]",
        ),
        ("## Go\n\n1️⃣ Click **A**.\n\n2️⃣ Click **B**.\n", "Go: Click A. | Click B."),
        ("## Go\n\n1 – Click **A**.\n\n2 – Click **B**.\n", "Go: Click A. | Click B."),
    ] {
        let entry = read_one("guide.md", &format!("---\ntitle: T\n---\n\n{text}"));
        assert_eq!(tasks(&entry.guide), [want], "{text}");
    }
}

#[test]
fn code_is_code_and_a_table_is_a_procedure_of_its_own() {
    let table = "| Step | Action |\n|---|---|\n| 1 | Click **C**. |\n| 2 | Click **D**. |\n";
    let text = format!("---\ntitle: T\n---\n\n## Go\n\n1. Type <code>net use</code> here.\n2. Click **B**.\n\n{table}");
    let guide = read_one("guide.md", &text).guide;
    assert_eq!(tasks(&guide), ["Go: Type net use here. | Click B.", "Go: Click C. | Click D."]);
    for text in [text.as_str(), "<ol><li>Type <code>net use</code> here.</li><li>Click <b>B</b>.</li></ol>\n"] {
        let guide = read_one("guide.md", text).guide;
        let html = &guide.tasks().next().and_then(|t| t.procedures().next()).expect("steps").steps[0].html.html;
        assert!(html.contains("<code>net use</code>"), "{html}");
    }
}

#[test]
fn what_surrounds_a_table_or_a_list_of_tags_stays() {
    let text = "---\ntitle: T\n---\n\n<table><tr><th>Key</th><th>Does</th></tr><tr><td>F1</td><td>Help &rarr; &eacute;</td></tr></table>\n\nAfter.\n\n<ul>loose<li>one\n\n<p>two</p>\n\n<iframe src=\"https://a.example/x\"></iframe>\n";
    let entry = read_one("guide.md", text);
    let html: String = entry
        .guide
        .sections
        .iter()
        .flat_map(|s| &s.body)
        .filter_map(|i| match i {
            Item::Prose(piece) => Some(piece.html.to_string()),
            _ => None,
        })
        .collect();
    for part in
        ["<th scope=\"col\">Key</th>", "<td>Help → é</td>", "After.", "loose", "one", "two", "https://a.example/x"]
    {
        let found = html.contains(part) || entry.guide.references.iter().any(|r| r.url == part);
        assert!(found, "{part}: {html}");
    }
}

#[test]
fn tabs_are_two_procedures_under_their_names() {
    let hexo = "## Go\n\n{% tabs way %}\n<!-- tab Windows 11 -->\n1. Click **A**.\n2. Click **B**.\n<!-- endtab -->\n<!-- tab Windows 10 -->\n1. Click **C**.\n2. Click **D**.\n<!-- endtab -->\n{% endtabs %}\n";
    let mdx = "import Tabs from '@theme/Tabs';\n\n## Go\n\n<Tabs>\n<TabItem value=\"w\" label=\"Windows 11\">\n\n1. Click **A**.\n2. Click **B**.\n\n</TabItem>\n<TabItem value=\"v\" label=\"Windows 10\">\n\n1. Click **C**.\n2. Click **D**.\n\n</TabItem>\n</Tabs>\n";
    for text in [hexo, mdx] {
        let guide = read_one("guide.md", &format!("---\ntitle: T\n---\n\n{text}")).guide;
        assert_eq!(tasks(&guide), ["Windows 11: Click A. | Click B.", "Windows 10: Click C. | Click D."], "{text}");
        assert!(!format!("{guide:?}").contains("Tabs>"), "{guide:?}");
    }
}

#[test]
fn what_only_looks_like_a_mark_stays() {
    for text in [
        "Use a<b and c>d for <user>.",
        "[1] See the first book.\n[2] See the second one.",
        "The template says {{ value }} at 10:30.",
        "Use this:\n\n    :::tip\n    {% note %}\n    :::",
    ] {
        let guide = read_one("guide.md", &format!("---\ntitle: T\n---\n\n{text}\n")).guide;
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let shown: String = guide
            .sections
            .iter()
            .flat_map(|s| &s.body)
            .filter_map(|i| match i {
                Item::Prose(piece) => Some(guidepost::guide::piece::text(&piece.html) + " "),
                _ => None,
            })
            .collect();
        assert_eq!(words(&shown), words(text), "{text}");
    }
}

#[test]
fn marks_of_other_generators_are_read() {
    for (text, want) in [
        (
            "## Go\n\n1. Click **A**.\n\n   {% asset_img a.png \"The menu\" %}\n\n   {% note warning %}\n   Save it first.\n   {% endnote %}\n\n2. Click **B**.\n",
            "Go: Click A. [picture] [note] | Click B.",
        ),
        (
            "## Go\n\n1. Click **A**.\n\n    !!! tip \"Be quick\"\n        Use the *keyboard*.\n\n2. Click **B**.\n",
            "Go: Click A. [note] | Click B.",
        ),
        (
            "## Go\n\n1. Click **A**.\n\n    !!! warning\n        Mind it.\n\n        ```cmd\n        dir\n        ```\n\n2. Click **B**.\n\n    === \"Win 11\"\n\n        Right-click it.\n",
            "Go: Click A. [note] | Click B. [text] [text]",
        ),
        (
            "## Go\n\n1. Run it.\n\n{% code title=\"a.ps1\" %}\n```powershell\nGet-X\n```\n{% endcode %}\n\n2. Close **A**.\n",
            "Go: Run it. [text] | Close A.",
        ),
        (
            "## Go {#go}\n\n<Steps>\n\n1. Press {% kbd F5 %}.\n2. Click {% label primary@Restart now %}.\n\n</Steps>\n",
            "Go: Press F5. | Click Restart now.",
        ),
        ("## Go\n\n:::caution\nSave it first.\n:::\n\n1. Click **A**.\n2. Click **B**.\n", "Go: Click A. | Click B."),
        (
            "## Go\n\n=== \"On Windows 11\"\n\n    1. Click **A**.\n    2. Click **B**.\n",
            "On Windows 11: Click A. | Click B.",
        ),
        (
            "## Go\n\n1. Click **A**.\n   ![x](a.png){width=\"6in\"}\n2. Click **B**.\n   {{< figure src=\"b.png\" alt=\"B\" >}}\n",
            "Go: Click A. [picture] | Click B. [picture]",
        ),
    ] {
        let entry = read_one("guide.md", &format!("---\ntitle: T\n---\n\n{text}"));
        assert_eq!(tasks(&entry.guide), [want], "{text}");
        let notes = format!("{:?}", entry.guide);
        assert!(!notes.contains(":::") && !notes.contains("{%") && !notes.contains("!!!"), "{notes}");
    }
    let keys = read_one(
        "guide.md",
        "## Go\n\n1. Press ++ctrl+alt+del++ and then ++enter++, in C++ or i++ as well.\n2. Press ++f5++.\n",
    )
    .guide;
    let pressed: Vec<&str> = keys.steps().flat_map(|s| &s.actions).map(|a| a.text.as_str()).collect();
    assert_eq!(pressed, ["Ctrl+Alt+Delete", "Enter", "F5"]);
    let code = "---\ntitle: T\n---\n\n```\n{% note %}\n!!! note\n:::\n```\n\n{% codeblock lang:cmd %}\n<ol> {% note %}\n{% endcodeblock %}\n";
    let summary = read_one("guide.md", code).guide.summary;
    assert_eq!(summary, "{% note %} !!! note ::: <ol> {% note %}");
}

/// A rule above a heading would stand beside the line of the heading, and the last one parts nothing.
#[test]
fn a_rule_stays_only_between_two_texts() {
    let text = "# Move a file\n\nOne way or the other.\n\n---\n\nBoth are fast.\n\n---\n\n## By mouse\n\n1. Drag it.\n2. Drop it.\n\n<hr>\n\n\
        ## By keys\n\n1. Press Ctrl+X.\n2. Press Ctrl+V.\n\nDone?\n\n---\n";
    let entry = read_one("a.md", text);
    let prose = entry.guide.sections.iter().flat_map(|s| &s.body).filter_map(|item| match item {
        Item::Prose(piece) => Some(&*piece.html),
        _ => None,
    });
    let prose: Vec<&str> = prose.collect();
    assert_eq!(prose.concat().matches("<hr>").count(), 1, "{prose:?}");
    assert!(prose[0].contains("<hr>") && prose[0].contains("Both are fast."), "{prose:?}");
}
