//! The default theme, inside the binary: `static/` and `templates/` of this repository.

use std::borrow::Cow;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::disk::{measure, names};
use crate::snapshot::{Asset, AssetSource};
use crate::source::Source;

static STATIC: Dir = include_dir!("$CARGO_MANIFEST_DIR/static");
static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Where the theme's files lie in the site.
pub const FOLDER: &str = "assets";

/// The files of the theme, at `assets/<name>`.
pub fn assets() -> impl Iterator<Item = Asset> {
    files(&STATIC).into_iter().map(|(name, bytes)| Asset {
        length: bytes.len() as u64,
        size: name.rsplit_once('.').and_then(|(_, e)| match e {
            "svg" => measure::measure_bytes(bytes, true),
            "png" | "ico" => measure::measure_bytes(bytes, false),
            _ => None,
        }),
        path: format!("{FOLDER}/{name}").into(),
        from: AssetSource::Bytes(Cow::Borrowed(bytes)),
    })
}

/// Whether the theme has a file of this name, so that the project's file of that name stands in for it.
pub fn has(name: &str) -> bool {
    STATIC.get_file(name).is_some()
}

pub fn templates() -> impl Iterator<Item = Source> {
    files(&TEMPLATES).into_iter().filter_map(|(name, bytes)| Source::decode(name, bytes).ok())
}

/// Every file with its path, `/` between parts; hidden ones left out.
fn files(dir: &'static Dir) -> Vec<(Arc<str>, &'static [u8])> {
    let mut found = Vec::new();
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if !path.split('/').any(names::skipped) {
            found.push((path.into(), file.contents()));
        }
    }
    for inner in dir.dirs() {
        found.extend(files(inner));
    }
    found
}
