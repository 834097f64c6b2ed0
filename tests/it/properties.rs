//! What holds for every input: a reading comes out, and its places lie where they say.

use guidepost::guide::{Guide, Item, Note, Piece, Step, StepPart};
use guidepost::pipeline::read_one;
use guidepost::source::{Source, Span};
use proptest::prelude::*;

/// Reads a text and looks at every place and every hole of the reading.
fn check(text: &str) {
    let source = Source::from_text("a.md", text);
    let guide = read_one("a.md", text).guide;
    let inside = |span: Span, what: &str| {
        let range = span.range();
        assert!(range.end <= source.text.len(), "{what} ends behind the text: {span:?}");
        assert!(
            source.text.is_char_boundary(range.start) && source.text.is_char_boundary(range.end),
            "{what} cuts a letter: {span:?}"
        );
    };
    for section in &guide.sections {
        inside(section.span, "section");
        for item in &section.body {
            match item {
                Item::Prose(p) => piece(p, &guide),
                Item::Note(n) => note(n, &guide),
                Item::Figure(r) => assert!((*r as usize) < guide.references.len()),
                Item::Procedure(p) => {
                    let mut last = 0;
                    for (i, step) in p.steps.iter().enumerate() {
                        assert_eq!(step.n as usize, i + 1);
                        assert!(step.span.start >= last, "steps come in the order of the text");
                        last = step.span.start;
                        inside(step.span, "step");
                        walk(step, &guide);
                    }
                }
            }
        }
    }
    for junk in &guide.junk {
        inside(junk.span, "junk");
    }
    for reference in &guide.references {
        inside(reference.span, "reference");
    }
}

fn walk(step: &Step, guide: &Guide) {
    piece(&step.html, guide);
    for part in &step.parts {
        match part {
            StepPart::Image(r) => assert!((*r as usize) < guide.references.len()),
            StepPart::Text { html, .. } | StepPart::Outcome { html, .. } => piece(html, guide),
            StepPart::Note(n) => note(n, guide),
            StepPart::Substeps(steps) => steps.iter().for_each(|s| walk(s, guide)),
        }
    }
}

fn note(note: &Note, guide: &Guide) {
    piece(&note.html, guide);
}

fn piece(piece: &Piece, guide: &Guide) {
    let mut last = 0;
    for hole in &piece.holes {
        assert!(
            hole.at >= last && hole.at as usize <= piece.html.len() && piece.html.is_char_boundary(hole.at as usize)
        );
        assert!((hole.reference as usize) < guide.references.len());
        last = hole.at;
    }
    assert!(!piece.html.contains("<script"), "{}", piece.html);
}

/// Pieces that articles are made of, clean and broken.
const PARTS: &[&str] = &[
    "1. Click **OK**.\n",
    "2) Type `cmd`\n",
    "3\\. Go to **A** \\> **B**\n",
    " 4.**Select** it .\n",
    "Step 2\n",
    "**Step 3.** Run\n",
    "a) Shut\n",
    "* [A](x.md)\n",
    "* Click **B**\n",
    "## Method 2: Do\n",
    "### Step 1 Paste\n",
    "# T\n",
    "\n",
    "\n\n",
    "![x](a.png)\n",
    "[![y](b.png)](c.png)\n",
    "[3](d.png) ](e.png)\n",
    "<ins class=\"adsbygoogle\"></ins>\n",
    "<!-- affiliate ads begin -->\n",
    "<!-- affiliate ads end -->\n",
    "`` ```` ```` ",
    "<span>Also read:</span>\n<div><ul><li><a href=\"x\">y</a></li></ul></div>\n",
    "> [!NOTE]\n> n\n",
    "Note: **x**\n",
    "```bat\ndel *\n```\n",
    "| a | b |\n|---|---|\n| `x|y` | z |\n",
    "Press **Win** \\+ **R** and **F5**. ",
    "“Hé” ",
    "键盘 ",
    "<b>x",
    "</b>",
    "<kbd>Q</kbd>+",
    "**",
    "_",
    "[",
    "](",
    "![](",
    "<a href=",
    "---\n",
    "title: x\n",
    "😀",
    "\u{200b}",
    "> ",
    "   1. In\n",
    "\t",
    "You should see it. ",
    "Windows 10: ",
    "HKEY_LOCAL_MACHINE\\SOFTWARE\\x ",
    "%temp%\\* ",
    "5) Go on. 6) Then stop. ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_reading(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_mixture_of_dirt_gives_a_sound_reading(parts in prop::collection::vec(0..PARTS.len(), 0..40)) {
        check(&parts.iter().map(|i| PARTS[*i]).collect::<String>());
    }

    #[test]
    fn a_torn_article_gives_a_sound_reading(cut in 0usize..6000, gap in 0usize..400) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/content/guides/accounts/reset-a-local-password.md");
        let text = std::fs::read_to_string(path).expect("the guide is there");
        let at = |mut i: usize| { i = i.min(text.len()); while !text.is_char_boundary(i) { i -= 1; } i };
        check(&format!("{}{}", &text[..at(cut)], &text[at(cut + gap)..]));
    }
}
