//! The files that are copied into the site, by path, and how a written address finds one.
//!
//! A user's file replaces the theme's file of the same path. Two files of the user at one path, also when
//! only the case differs, are a fault: on Windows one would overwrite the other.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::site::{PlacedGuide, Target, place};
use crate::snapshot::{Asset, AssetSource};

/// Upper and lower case, composed and decomposed letters made one.
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.nfc().flat_map(char::to_lowercase).nfc().collect() }
}

/// Path below the site -> the asset copied there.
pub fn table(assets: Vec<Asset>, guides: &[PlacedGuide], findings: &mut Vec<Diagnostic>) -> BTreeMap<Arc<str>, Asset> {
    let mut table: BTreeMap<Arc<str>, Asset> = BTreeMap::new();
    let mut folded: HashMap<String, Arc<str>> = HashMap::new();
    for asset in assets {
        let page = guides.binary_search_by(|g| g.permalink.as_ref().cmp(&fold(&asset.path)));
        if let Ok(guide) = page {
            findings.push(taken(&asset, &format!("the page of `{}`", guides[guide].entry.source)));
            continue;
        }
        if place::GENERATED.contains(&fold(&asset.path).as_str()) {
            findings.push(taken(&asset, "a page that guidepost makes"));
            continue;
        }
        match folded.get(&fold(&asset.path)).cloned() {
            None => {
                folded.insert(fold(&asset.path), asset.path.clone());
                table.insert(asset.path.clone(), asset);
            }
            Some(first) => {
                let first_is_theme = matches!(table[&first].from, AssetSource::Bytes(_));
                match (first_is_theme, &asset.from) {
                    // The theme gives way, whichever came first.
                    (false, AssetSource::Bytes(_)) => {}
                    (true, AssetSource::File(_)) => {
                        table.remove(&first);
                        folded.insert(fold(&asset.path), asset.path.clone());
                        table.insert(asset.path.clone(), asset);
                    }
                    _ => findings.push(taken(&asset, &format!("the file `{first}`"))),
                }
            }
        }
    }
    table
}

fn taken(asset: &Asset, by: &str) -> Diagnostic {
    Diagnostic::new(
        "address-taken",
        Severity::Error,
        asset.path.clone(),
        None,
        format!("the address of this file is taken by {by}"),
    )
    .help("rename the file; names that differ only in upper and lower case are one name on Windows and macOS")
    .root(Root::Static)
}

/// The assets as links and images find them.
pub struct Files<'a> {
    table: &'a BTreeMap<Arc<str>, Asset>,
    folded: HashMap<String, &'a Arc<str>>,
    names: HashMap<String, &'a Arc<str>>,
}

impl<'a> Files<'a> {
    pub fn new(table: &'a BTreeMap<Arc<str>, Asset>) -> Files<'a> {
        let mut files = Files { table, folded: HashMap::new(), names: HashMap::new() };
        for path in table.keys() {
            files.folded.insert(fold(path), path);
            files.names.entry(fold(crate::address::file_name(path))).or_insert(path);
        }
        files
    }

    /// The asset at exactly this path, composed or decomposed.
    pub fn get(&self, path: &str) -> Option<Target> {
        let asset = self.table.get(path).or_else(|| {
            let other = self.folded.get(&fold(path))?;
            // Unicode forms are one name; case is not, because a web server tells it apart.
            other.nfc().eq(path.nfc()).then(|| &self.table[*other])
        })?;
        Some(Target::Asset { path: asset.path.clone(), size: asset.size })
    }

    /// The path that differs only in case, or the same file name in another folder.
    pub fn near(&self, path: &str) -> Option<String> {
        let found = self.folded.get(&fold(path)).or_else(|| self.names.get(&fold(crate::address::file_name(path))))?;
        Some(found.to_string())
    }
}
