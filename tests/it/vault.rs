//! Pictures of other sites that were fetched once: a build shows them without a network, and says when one is amiss.

use std::collections::BTreeMap;
use std::sync::Arc;

use guidepost::source::Span;
use guidepost::vault::{self, Failed, Failure, Kept, Kind, Record, State, text};

use crate::project::{Project, stderr, stdout};

/// A grey picture of this size; `seed` makes its bytes differ.
pub fn png(width: u32, height: u32, seed: u8) -> Vec<u8> {
    png_of(width, height, &|_| seed)
}

/// A picture in black and white whose bytes are `pixels` of their place.
pub fn png_of(width: u32, height: u32, pixels: &dyn Fn(usize) -> u8) -> Vec<u8> {
    // One bit a pixel, each row behind its filter byte, in stored blocks.
    let row = width.div_ceil(8) as usize + 1;
    let pixels: Vec<u8> = (0..row * height as usize).map(|i| if i % row == 0 { 0 } else { pixels(i) }).collect();
    let mut packed = vec![0x78, 0x01];
    for (i, block) in pixels.chunks(0xffff).enumerate() {
        packed.push(u8::from((i + 1) * 0xffff >= pixels.len()));
        packed.extend((block.len() as u16).to_le_bytes());
        packed.extend((!(block.len() as u16)).to_le_bytes());
        packed.extend(block);
    }
    let (a, b) =
        pixels.iter().fold((1u32, 0u32), |(a, b), p| ((a + u32::from(*p)) % 65521, (a + u32::from(*p) + b) % 65521));
    packed.extend((b << 16 | a).to_be_bytes());
    let mut head = Vec::new();
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    head.extend([1, 0, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, body) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())] {
        bytes.extend((body.len() as u32).to_be_bytes());
        let checked: Vec<u8> = name.iter().copied().chain(body).collect();
        bytes.extend(&checked);
        bytes.extend(crc(&checked).to_be_bytes());
    }
    bytes
}

/// The check sum of a chunk of a PNG.
fn crc(bytes: &[u8]) -> u32 {
    let bit = |c: u32| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |c, _| bit(c)))
}

fn kept(bytes: &[u8], width: u32, height: u32) -> Record {
    let state = State::Kept(Kept {
        hash: vault::hash(bytes),
        kind: Kind::Png,
        bytes: bytes.len() as u64,
        width,
        height,
        fetched: "2026-11-24T10:00:00Z".into(),
        from: None,
        etag: None,
        modified: None,
    });
    Record { state, span: Span::default() }
}

fn lock(records: Vec<(&str, Record)>) -> String {
    let records: BTreeMap<Arc<str>, Record> = records.into_iter().map(|(a, r)| (a.into(), r)).collect();
    text::render(&records)
}

/// A guide whose three steps show the same picture, written in three ways.
const GUIDE: &str = "---\ntitle: Restart the print spooler\ndescription: Stop and start it.\n---\n\
1. Press **Windows** + **R**.\n\n   ![One](//Pictures.example/a%20b/%7Ex.png?v=1&amp;w=2#top)\n\n\
2. Type `services.msc`.\n\n   <img src=\"https://pictures.example:443/a b/~x.png?v=1&amp;w=2\" alt=\"Two\">\n\n\
3. Select **Restart**.\n\n   ![Three](http://pictures.example/a%20b/~x.png?v=1&w=2)\n";
const ADDRESS: &str = "https://pictures.example/a%20b/~x.png?v=1&w=2";

fn project() -> (Project, String) {
    let project = Project::empty();
    project.write("content/guides/spooler.md", GUIDE);
    let picture = png(640, 400, 1);
    let file = format!("images/{}", vault::file_name(&vault::hash(&picture), Kind::Png));
    project.write(&format!("static/{file}"), &picture);
    project.write("images.lock", lock(vec![(ADDRESS, kept(&picture, 640, 400))]));
    (project, file)
}

/// RF01, IM20: shown without a network, however its address is written.
#[test]
fn a_fetched_picture_is_shown_like_one_of_the_project() {
    let (project, file) = project();
    let built = stderr(&project.run(&["build"]).success());
    assert!(built.contains("one picture lies on another site"), "http is an address of its own: {built}");
    assert!(built.contains("guidepost images fetch"), "{built}");
    let page = project.read("site/guides/spooler.html");
    // As it is, or as the version that is made of it.
    assert_eq!(page.matches("<img src=\"../").count(), 2, "{page}");
    assert!(page.contains("width=\"640\"") && page.contains("height=\"400\""), "{page}");
    assert!(!page.contains("pictures.example"), "no page names the other host");
    let shown = page.split("<img src=\"../").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    assert!(project.path(&format!("site/{shown}")).is_file(), "{shown}");
    project.run(&["export", "json", "--out", "json"]).success();
    let json = project.read("json/guides/spooler.json");
    assert_eq!(json.matches(&format!("\"path\": \"../{file}\"")).count(), 2, "{json}");
}

/// RF16: the cause is told where the picture is shown.
#[test]
fn a_picture_that_was_asked_for_in_vain_says_why() {
    let (project, _) = project();
    let failed = State::Failed(Failed {
        cause: Failure::NotFound,
        detail: "404 Not Found".into(),
        tried: "2026-11-24T10:00:00Z".into(),
        settings: None,
    });
    project.write("images.lock", lock(vec![(ADDRESS, Record { state: failed, span: Span::default() })]));
    let told = stderr(&project.run(&["check"]).success());
    assert!(told.contains("3 pictures lie on other sites"), "{told}");
    assert!(told.contains("not fetched on 2026-11-24: 404 Not Found"), "{told}");
}

/// RF22: a file of the store that is not the one of the lock.
#[test]
fn a_file_that_is_gone_or_another_one_is_told_at_its_line() {
    let (project, file) = project();
    project.write(&format!("static/{file}"), png(640, 400, 1).repeat(2));
    let told = stderr(&project.run(&["check"]).code(1));
    assert!(told.contains("images.lock:2:1") && told.contains("is not the picture that the lock names"), "{told}");
    std::fs::remove_file(project.path(&format!("static/{file}"))).expect("the picture");
    let told = stderr(&project.run(&["check"]).code(1));
    assert!(told.contains("images.lock:2:1") && told.contains("is not there"), "{told}");
    let page = stderr(&project.run(&["build"]).code(1)) + &project.read("site/guides/spooler.html");
    assert!(page.contains("class=\"missing\"") && !page.contains("<img src"), "no page shows a picture that is gone");
}

/// RF22: the hash tells, not the length.
#[test]
fn other_bytes_of_the_same_length_are_told_where_they_are_shown() {
    let (project, file) = project();
    let (own, other) = (png(640, 400, 1), png(640, 400, 2));
    assert_eq!(own.len(), other.len());
    project.write(&format!("static/{file}"), other);
    let told = stderr(&project.run(&["check"]).code(1));
    assert!(told.contains(&format!("static/{file}")) && told.contains("not the one that was fetched"), "{told}");
    let told = stderr(&project.run(&["images", "verify"]).code(1));
    assert!(told.contains("run `guidepost images fetch`"), "{told}");
    project.write(&format!("static/{file}"), own);
    project.run(&["check"]).success();
}

#[test]
fn a_broken_line_is_told_and_the_others_count() {
    let (project, _) = project();
    let good = project.read("images.lock");
    project.write("images.lock", format!("{good}<<<<<<< mine\n{{\"address\":\"https://a.example/x.png\"}}\n"));
    let told = stdout(&project.run(&["check", "--format", "json"]).code(1));
    let faults: Vec<&str> = told.lines().filter(|l| l.contains("images-lock")).collect();
    assert_eq!(faults.len(), 2, "{told}");
    assert!(faults[0].contains("\"line\":3") && faults[1].contains("\"line\":4"), "{told}");
    assert!(told.contains("one picture lies on another site"), "the good line counts: {told}");
}
