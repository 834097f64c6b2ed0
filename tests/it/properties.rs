//! What holds for every input: a reading comes out, and its places lie where they say.

use crate::fuzz::entry;
use guidepost::source::Source;
use proptest::prelude::*;

/// Reads a text and looks at every place and every hole of the reading.
fn check(text: &str) {
    entry::check(&Source::from_text("a.md", text));
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
    "<ol>\n<li>Click <b>C</b></li>\n",
    "</ol>\n",
    "<ul><li>",
    "<li>\n\n",
    "</li>\n",
    "<h2>Go</h2>\n<p>1. Open it",
    "<div class=\"note\">",
    "</div>\n",
    "<table><tr><td>a<td>b",
    "</table>\n",
    "<pre><code>x &lt; y\n",
    "</code></pre>\n",
    "<code>*a*</code>",
    "{% note info %}\n",
    "{% endnote %}\n",
    "{% asset_img a.png \"A\" %}",
    "{% codeblock %}\n",
    ":::tip\n",
    ":::\n",
    "!!! note \"T\"\n",
    "    inside\n",
    "=== \"Windows 11\"\n\n",
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

#[test]
fn the_steps_of_lists_that_nobody_closed_lie_in_their_section() {
    check(
        "<ol>\n<li>Click <b>C</b></li>\n<ol>\n<li>Click <b>C</b></li>\n`` ```` ```` 1. Click **OK**.\n<ins class=\"adsbygoogle\"></ins>\n3\\. Go to **A** \\> **B**\nPress **Win** \\+ **R** and **F5**. </li>\n---\n",
    );
}

#[test]
fn what_stands_in_the_place_of_a_mark_has_the_place_of_the_mark() {
    check("::: 😀{% note info %}\n\n1. Click **OK**.\n");
    check("---\ntitle: A\n---\n\n> [!NOTE]\n> bat\n\n::: 😀{% note info %}\n\n1. Click **OK**.\n");
}
