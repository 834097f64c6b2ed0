//! Nothing of an article is lost or said twice: each word and each picture is in the guide once, or in what was
//! taken out as junk.

use std::collections::BTreeMap;

use guidepost::guide::{Guide, HoleKind, Item, Piece, Step, StepPart};
use guidepost::pipeline::read_one;
use proptest::prelude::*;

/// What articles are made of. Every `@` becomes a word that stands nowhere else, every `%` the name of a picture.
const BLOCKS: &[&str] = &[
    "## Method 2: Use @\n\n",
    "### Step 3 Paste @\n\n",
    "#### @ for Windows 10\n\n",
    "Here is @ for you, and **@** too.\n\n",
    "Follow these steps for @:\n\n",
    "The cause of @ may be the driver.\n\n",
    "1. Click **@**.\n2. Open the @ page\n\n   ![](%)\n\n3. Type `@` and press **Enter**\n\n",
    "1) On your keyboard, press @.\n\n![](%)\n\n 2) Then click **@** .\n\n",
    "Look at @: 1) Open **@**. ![](%) 2) Click @. ![](%) 3) Close @.\n\n",
    "It is @. 1) Open **@**.\n\n![](%)\n\n2) Click @.\n\n",
    "**1)**Open @**2)** Close @**3)** Run @\n\n",
    "4. Wait for @.\n   1. Choose @\n   2. Choose **@**\n5. Go on with @:\n\n* First @\n* Then @\n\n",
    "a. Select **@**\n\nb. Type **@**\n\n",
    "* The @ is bad.  \n![](%)\n* Another @\n\n",
    "* [@](https://example.com/a)\n* [@](b.md)\n\n",
    "- [ ] Check @\n- [x] Done with @\n\n",
    "**Step one: Install @**\n\nSome @ about it.\n\n1. Run @\n2. Stop @\n\n",
    "**Step two: Remove @**\n\n",
    "**I’m using @ 7:**\n\n1. Go to @\n2. Leave @\n\n",
    "**If you want @**\n\n",
    "Step 1\n\nRun @ now\n\nStep 2\n\nStop @\n\n",
    "> [!WARNING]\n> Mind @\n\n",
    "> Quoted @\n> 1. One @\n\n",
    "Note: keep @.\n\n",
    "You should see @ now.\n\n",
    "| @ | b |\n|---|---|\n| @ | ![](%) @ |\n\n",
    "```bat\necho @\n```\n\n",
    "    echo @\n\n",
    "<p>Raw @ and <b>@</b> <img src=\"%\" alt=\"\"></p>\n\n",
    "<details><summary>More @</summary>\n\nHidden @\n\n</details>\n\n",
    "Press <kbd>@</kbd>+<kbd>F5</kbd> or the icon ![](%) next to @\n\n",
    "[![](%)](https://example.com/x) @ behind it\n\n",
    "`` Stray @ of ticks\n\n",
    "when you click_**@**_ and of_@_ the @\n\n",
    "Settings > @ > @ and **@** \\> @\n\n",
    "del %temp%\\* and C:\\\\@\\\\@\n\n",
    "<!-- affiliate ads begin -->\n<a href=\"x\">@</a>\n<!-- affiliate ads end -->\n\n",
    "Also read:\n\n* [@](c.md)\n* [@](d.md)\n\n",
    "You need @ for this.\n\n",
    "---\n\n",
    "<span>\n\n",
    "1. ### Via the @\n\n   1. Press @\n   2. Release @\n\n2. ### Via @\n\n   Text @\n\n",
    "@[^1]\n\n[^1]: @\n\n",
    "Term @  \nand **@** on  \nlines\n\n",
    "**@**  \n**@**\n\n",
    "Line of @ \\\nbroken @\n\n",
    "## Requirements\n\n1. A @ disk\n2. Some @\n\n",
];

/// Fills the templates: the article, its words and its pictures.
fn article(blocks: &[usize]) -> (String, Vec<String>, Vec<String>) {
    let (mut text, mut words, mut pictures) = ("---\ntitle: A guide\n---\n\n".to_owned(), Vec::new(), Vec::new());
    for block in blocks {
        for c in BLOCKS[*block].replace("%temp%", "\u{1}temp\u{1}").chars() {
            match c {
                '@' => {
                    words.push(name("Zq", words.len()));
                    text.push_str(&words[words.len() - 1]);
                }
                '%' => {
                    pictures.push(format!("{}.png", name("vx", pictures.len())));
                    text.push_str(&pictures[pictures.len() - 1]);
                }
                '\u{1}' => text.push('%'),
                c => text.push(c),
            }
        }
    }
    (text, words, pictures)
}

/// Letters only, all of one length: no name is part of another.
fn name(head: &str, n: usize) -> String {
    let letter = |n: usize| char::from(b'b' + (n % 20) as u8);
    format!("{head}{}{}{}x", letter(n / 400), letter(n / 20), letter(n))
}

/// What of a guide is shown: all HTML, and how often each reference is used as a picture.
#[derive(Default)]
struct Shown {
    html: String,
    pictures: BTreeMap<u32, usize>,
}

impl Shown {
    fn of(guide: &Guide) -> Shown {
        let mut shown = Shown::default();
        guide.prerequisites.iter().for_each(|p| shown.piece(p));
        for section in &guide.sections {
            if let Some(heading) = &section.heading {
                shown.piece(&heading.html);
            }
            for item in &section.body {
                match item {
                    Item::Prose(p) => shown.piece(p),
                    Item::Note(n) => shown.piece(&n.html),
                    Item::Figure(r) => shown.picture(*r),
                    Item::Procedure(p) => p.steps.iter().for_each(|s| shown.step(s)),
                }
            }
        }
        shown
    }

    fn step(&mut self, step: &Step) {
        self.piece(&step.html);
        for part in &step.parts {
            match part {
                StepPart::Image(r) => self.picture(*r),
                StepPart::Text { html, .. } | StepPart::Outcome { html, .. } => self.piece(html),
                StepPart::Note(n) => self.piece(&n.html),
                StepPart::Substeps(steps) => steps.iter().for_each(|s| self.step(s)),
            }
        }
    }

    fn picture(&mut self, reference: u32) {
        *self.pictures.entry(reference).or_default() += 1;
    }

    fn piece(&mut self, piece: &Piece) {
        self.html.push_str(&piece.html);
        self.html.push('\n');
        piece.holes.iter().filter(|h| h.kind == HoleKind::Image).for_each(|h| self.picture(h.reference));
    }
}

fn check(text: &str, words: &[String], pictures: &[String]) {
    let guide = read_one("a.md", text).guide;
    let shown = Shown::of(&guide);
    let taken_out: Vec<&str> = guide.junk.iter().map(|j| &text[j.span.range()]).collect();
    let junk = |what: &str| taken_out.iter().any(|t| t.contains(what));
    for word in words {
        let read = shown.html.matches(word.as_str()).count();
        let also = guide.also_read.iter().filter(|l| l.title.contains(word.as_str())).count();
        match read {
            0 => assert!(junk(word) || also > 0, "{word} is lost\n{text}\n{:?}", guide.sections),
            1 => {}
            n => panic!("{word} stands {n} times\n{text}\n{}", shown.html),
        }
    }
    for picture in pictures {
        let uses: usize =
            shown.pictures.iter().filter(|(r, _)| guide.references[**r as usize].url == *picture).map(|(_, n)| n).sum();
        match uses {
            0 => assert!(junk(picture), "{picture} is lost\n{text}\n{:?}", guide.sections),
            1 => {}
            n => panic!("{picture} stands {n} times\n{text}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_and_picture_is_there_once(blocks in prop::collection::vec(0..BLOCKS.len(), 1..12)) {
        let (text, words, pictures) = article(&blocks);
        check(&text, &words, &pictures);
    }
}

/// The longer words of a text and how often each stands there, without case.
fn counted(text: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() >= 6) {
        *out.entry(word.to_lowercase()).or_default() += 1;
    }
    out
}

/// What a bare Markdown reader shows of an article, HTML and the words for pictures aside.
fn bare(body: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let mut out = String::new();
    let mut pictures = 0;
    for event in Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_GFM) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Text(_) | Event::Code(_) if pictures > 0 => {}
            Event::Text(t) | Event::Code(t) => out.push_str(&t),
            _ => out.push(' '),
        }
    }
    out
}

/// The same question asked of real articles: `GUIDEPOST_ARTICLES=folder cargo test --test it articles_lose -- --ignored
/// --nocapture` names the words that are neither in a guide nor in its junk.
#[test]
#[ignore = "needs a folder of articles"]
fn articles_lose_no_word() {
    let Ok(folder) = std::env::var("GUIDEPOST_ARTICLES") else { panic!("GUIDEPOST_ARTICLES names no folder") };
    let (mut articles, mut lossy, mut lost, mut all) = (0, 0, 0, 0);
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_none_or(|e| e != "md") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        let text = guidepost::source::Source::from_text("a.md", &text).text;
        let guide = read_one("a.md", &text).guide;
        let mut have = counted(&guidepost::guide::piece::text(&Shown::of(&guide).html));
        for part in guide.junk.iter().map(|j| &text[j.span.range()]) {
            counted(part).into_iter().for_each(|(word, n)| *have.entry(word).or_default() += n);
        }
        articles += 1;
        let mut missing = Vec::new();
        for (word, n) in counted(&bare(&text[guide.front_span.range().end..])) {
            all += n;
            let short = n.saturating_sub(have.get(&word).copied().unwrap_or(0));
            lost += short;
            if short > 0 {
                missing.push(word);
            }
        }
        if !missing.is_empty() {
            lossy += 1;
            println!("{}: {}", entry.path().display(), missing.join(" "));
        }
    }
    println!("{articles} articles, {all} words; {lost} words lost in {lossy} articles");
}
