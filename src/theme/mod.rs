//! The default theme, which lies inside the binary: templates, style sheet, scripts.
//!
//! A file of the same name in the author's `templates/` or `static/assets/` wins; who wins is settled where files
//! are read. Two files are made for a site: `site.css` has its accent color, `site.js` the words of its scripts.

use std::borrow::Cow;

use include_dir::{Dir, include_dir};

use crate::config::Config;
use crate::snapshot::{Asset, AssetSource};
use crate::source::Source;
use crate::wording::Words;

mod accent;
mod lean;

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");
static ASSETS: Dir = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Path below the site of the style sheet that carries the accent color.
pub const SITE_CSS: &str = "assets/site.css";

/// Path below the site of the script that runs before the first paint and carries the words.
pub const SITE_JS: &str = "assets/site.js";

/// The templates of the theme, sorted by path.
pub fn templates() -> Vec<Source> {
    let file = |(path, bytes): (String, &'static [u8])| Source::decode(path, bytes).ok();
    files(&TEMPLATES).into_iter().filter_map(file).collect()
}

/// Templates of pages that are sent. They fill blocks of other templates, which a project's own may not have.
pub const APART: &[&str] = &["send.html", "booklet.html"];

/// Folder of the theme's files below the site.
pub const FOLDER: &str = "assets";

/// Whether the theme has a file of this name in `static/`, so that a project's file of that name stands in for it.
pub fn has(name: &str) -> bool {
    ASSETS.get_file(name).is_some()
}

/// Whether a file is the theme's own, byte for byte: a copy stands in for nothing.
pub fn is_own(name: &str, bytes: &[u8]) -> bool {
    ASSETS.get_file(name).is_some_and(|file| file.contents() == bytes)
}

/// The files of the theme at their paths below the site (`assets/guidepost.css`), sorted by path.
pub fn assets() -> Vec<Asset> {
    let asset = |(path, bytes): (String, &'static [u8])| {
        let bytes = match std::str::from_utf8(bytes) {
            Ok(text) if path.ends_with(".css") => Cow::Owned(lean_css(text).into_bytes()),
            Ok(text) if path.ends_with(".js") => Cow::Owned(lean::js(text).into_bytes()),
            _ => Cow::Borrowed(bytes),
        };
        let length = bytes.len() as u64;
        Asset { path: format!("{FOLDER}/{path}").into(), from: AssetSource::Bytes(bytes), length, size: None }
    };
    files(&ASSETS).into_iter().map(asset).collect()
}

/// Our own style sheet without what only its writers read: comments, indents, blanks.
fn lean_css(css: &str) -> String {
    let mut lean = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        lean.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    lean.push_str(rest);
    let lines = lean.lines().map(str::trim).filter(|l| !l.is_empty()).map(tight);
    lines.map(|l| if l.ends_with(['{', '}', ';', ',']) { l } else { l + "\n" }).collect()
}

/// A line without the blanks that only its writers read. Texts in quotes stay as they are.
fn tight(line: &str) -> String {
    let bare = |part: &str| {
        [(" {", "{"), ("{ ", "{"), (" }", "}"), (";}", "}"), ("; ", ";"), (": ", ":"), (", ", ","), (" > ", ">")]
            .iter()
            .fold(part.to_owned(), |part, (a, b)| part.replace(a, b))
    };
    let parts = line.split('"').enumerate();
    parts.map(|(i, part)| if i % 2 == 0 { bare(part) } else { part.to_owned() }).collect::<Vec<_>>().join("\"")
}

/// The text of `assets/site.js`.
pub fn site_js(config: &Config) -> String {
    let words = Words::new(&config.language, &config.words);
    let words = serde_json::to_string(&words.of_scripts()).unwrap_or_else(|_| "{}".to_owned());
    // A site that is opened as one file has its scripts inside the page: nothing in them may end the element.
    let script = |value: String| value.replace('<', "\\u003c");
    let base = config.base_url.as_ref().map(|base| serde_json::to_string(&format!("{}/", base.trim_end_matches('/'))));
    let base = base.and_then(Result::ok).map(|base| format!("window.guidepostBase={};\n", script(base)));
    format!(
        "window.guidepostWords={};\n{}{}",
        script(words),
        base.unwrap_or_default(),
        lean::js(include_str!("first.js"))
    )
}

/// The text of `assets/site.css`.
pub fn site_css(config: &Config) -> String {
    accent::css(&config.accent)
}

fn files(dir: &'static Dir) -> Vec<(String, &'static [u8])> {
    let mut files = Vec::new();
    let mut open = vec![dir];
    while let Some(dir) = open.pop() {
        // The macro writes paths as the building system does.
        files.extend(dir.files().map(|f| (f.path().to_string_lossy().replace('\\', "/"), f.contents())));
        open.extend(dir.dirs());
    }
    files.sort();
    files
}
