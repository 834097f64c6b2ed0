//! Words that `check --fix` writes for pictures.

use guidepost::check::fix;
use guidepost::guide::platform::Platforms;
use guidepost::source::Source;
use guidepost::ui::patch;
use guidepost::wording::Words;
use proptest::prelude::*;

use crate::project::{Project, stderr, stdout};

const ARTICLE: &str = "---\r\ntitle: Turn on sync\r\n---\r\n\r\n1. Go to **Settings** > **Accounts**.\r\n\r\n   ![](a.png)\r\n\r\n\
    2. Select **[beta] Your_info**.\r\n\r\n   <img src=\"b.png\" alt=''>\r\n\r\n\
    3. Turn on **Sync**.\r\n\r\n   [![ ](c.png)](c.png)\r\n\r\n\
    4. Wait.\r\n\r\n   ![](d.png)\r\n\r\n\
    5. Click **Done & out**.\r\n\r\n   <img src=\"e.png\">\r\n\r\n   ![Said](f.png)\r\n";

#[test]
fn only_the_words_of_pictures_are_written() {
    let project = Project::empty();
    let bytes = format!("\u{feff}{ARTICLE}");
    project.write("content/sync.md", &bytes);
    let patch = stdout(&project.run(&["check", "--fix", "--dry-run"]).code(0));
    assert!(patch.contains("+   ![Settings > Accounts](a.png)\r\n"), "{patch}");
    assert_eq!(project.read("content/sync.md"), bytes, "a dry run writes nothing");
    let said = stderr(&project.run(&["check", "--fix"]).code(1));
    assert!(said.contains("gave words to 4 pictures in 1 article"), "{said}");
    assert!(said.contains("one picture has no alternative text"), "what nobody can know is still told: {said}");
    let expected = bytes
        .replace("![](a.png)", "![Settings > Accounts](a.png)")
        .replace("alt=''", "alt='Settings &gt; Accounts, [beta] Your_info selected'")
        .replace("![ ](c.png)", "![Sync turned on](c.png)")
        .replace("<img src=\"e.png\">", "<img alt=\"Screen with Done &amp; out\" src=\"e.png\">");
    assert_eq!(project.read("content/sync.md"), expected);
    let said = stderr(&project.run(&["check", "--fix"]).code(1));
    assert!(said.contains("no words to give"), "a second run finds nothing: {said}");
    project.write("guidepost.yaml", "language: de\n");
    project.write("content/sync.md", ARTICLE);
    project.run(&["check", "--fix", "content"]).code(1);
    assert!(project.read("content/sync.md").contains("![Sync eingeschaltet](c.png)"));
}

#[test]
fn a_rule_that_is_off_writes_nothing() {
    let project = Project::empty();
    project.write("guidepost.yaml", "rules: {missing-alt: off}\n");
    project.write("content/sync.md", ARTICLE);
    project.write("content/other.md", ARTICLE);
    project.run(&["check", "--fix"]).code(1);
    assert_eq!(project.read("content/sync.md"), ARTICLE);
    project.write("guidepost.yaml", "");
    project.run(&["check", "--fix", "content/other.md"]).code(1);
    assert_eq!(project.read("content/sync.md"), ARTICLE, "only what was asked for");
    assert_ne!(project.read("content/other.md"), ARTICLE);
}

#[test]
fn words_are_written_into_every_form_of_a_picture() {
    let forms = [
        ("![][r]", "![{}][r]"),
        ("![image][r]", "![{}][r]"),
        ("![image](a.png \"t\")", "![{}](a.png \"t\")"),
        ("![image]", "![{}][image]"),
        ("![image][]", "![{}][image]"),
        ("<IMG SRC=a.png ALT=image>", "<IMG SRC=a.png ALT=\"{h}\">"),
        ("<img alt src='a.png'>", "<img alt=\"{h}\" src='a.png'>"),
        ("<img alt=image src='a.png'/>", "<img alt=\"{h}\" src='a.png'/>"),
        ("<img data-alt='' src=a.png\n   ALT = ''>", "<img data-alt='' src=a.png\n   ALT = '{h}'>"),
        ("<img title=\"alt=''\" src=a.png>", "<img alt=\"{h}\" title=\"alt=''\" src=a.png>"),
    ];
    for (form, expected) in forms {
        let text = format!("1. Select **Old [x] \"y\"**.\n\n   {form}\n\n[r]: r.png\n[image]: i.png\n");
        let source = Source::from_text("a.md", &text);
        let (own, platforms) = (Default::default(), Platforms::default());
        let edits = fix::edits(&source, &platforms, &Words::new("en", &own));
        let expected =
            expected.replace("{}", "Old \\[x\\] \"y\" selected").replace("{h}", "Old [x] &quot;y&quot; selected");
        assert_eq!(patch::apply(&text, &edits), text.replace(form, &expected), "{form}");
    }
}

/// Lines of articles with pictures in many places and names with signs that mean something to Markdown.
fn article() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec![
        "Your info",
        "a[b]c",
        "x_y_",
        "**",
        "A & B",
        "1 < 2",
        "C:\\x",
        "`q`",
        "!",
        "“q”",
        "$1$",
        "ü~~z",
    ]);
    let picture = prop::sample::select(vec![
        "![](a.png)",
        "![ ](a.png \"t\")",
        "<img src='a.png'>",
        "<img alt=\"\" src=a.png>",
        "[![](a.png)](a.png)",
        "![said](b.png)",
        "![][r]",
        "![image][r]",
        "![image][]",
        "<IMG SRC=a.png ALT=image>",
        "![-](<a b.png>)",
    ]);
    let verb = prop::sample::select(vec![
        "Click",
        "Select",
        "Type",
        "Right-click",
        "Turn on",
        "Go to Settings >",
        "Open",
        "Wait for",
    ]);
    let line = (verb, name, picture, 0..5_u8).prop_map(|(verb, name, picture, form)| match form {
        0 => format!("1. {verb} **{name}**. {picture}\n"),
        1 => format!("1. {verb} **{name}**.\n\n   {picture}\n   {picture}\n\n"),
        2 => format!("{picture}\n\n1. {verb} `{name}`.\n"),
        3 => format!("Step 2) {verb} \"{name}\"\n\n{picture}\n\n"),
        _ => format!("## {verb} {name}\n\n{picture}\n\n"),
    });
    prop::collection::vec(line, 1..8).prop_map(|lines| lines.concat() + "\n[r]: r.png\n[image]: i.png\n")
}

proptest! {
    #[test]
    fn a_second_run_finds_nothing_and_no_other_byte_changes(text in article()) {
        let source = Source::from_text("a.md", &text);
        let (own, platforms) = (Default::default(), Platforms::default());
        let words = Words::new("en", &own);
        let edits = fix::edits(&source, &platforms, &words);
        for edit in &edits {
            let old = &source.text[edit.span.range()];
            let is_idle = old.trim_end_matches("][") == "image";
            prop_assert!(is_idle || old.chars().all(|c| !c.is_alphanumeric()), "only empty words go: {old:?}");
            let before = &source.text[..edit.span.start as usize];
            let opens = ["![", "<img", "<IMG", "alt=\"", "alt='", "ALT="];
            prop_assert!(opens.iter().any(|open| before.ends_with(open)), "{before:?}");
        }
        let written = Source::from_text("a.md", &patch::apply(&source.text, &edits));
        prop_assert_eq!(fix::edits(&written, &platforms, &words), Vec::new());
    }
}
