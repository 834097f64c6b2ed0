//! Old addresses: each becomes a small page that leads to the guide.
//!
//! An alias is a file below the site, so it may stand on nothing that is there: no page, no file, no other
//! alias. It never leads away from the site, and because it always leads to a guide, and guides are not
//! aliases, there are neither chains nor loops.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::address::{self, UrlKind};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::site::file::fold;
use crate::site::{GuideIndex, PlacedGuide, place};
use crate::snapshot::Asset;
use crate::source::Span;

/// Characters that no file name may have on Windows.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*', '\\'];

pub fn collect(
    guides: &[PlacedGuide],
    assets: &BTreeMap<Arc<str>, Asset>,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<Arc<str>, GuideIndex> {
    let files: HashMap<String, &Arc<str>> = assets.keys().map(|p| (fold(p), p)).collect();
    let mut aliases = BTreeMap::new();
    let mut folded: HashMap<String, GuideIndex> = HashMap::new();
    for (index, guide) in guides.iter().enumerate() {
        for written in &guide.entry.guide.front.aliases {
            let path = match path_of(written, &guide.entry.source) {
                Ok(path) => path,
                Err(why) => {
                    findings.push(
                        finding("unusable-alias", guide, format!("the alias `{written}` {why}"))
                            .help("write the old address as a path on this site, such as `/old/clear-print-queue`"),
                    );
                    continue;
                }
            };
            let key = fold(&path);
            let page = guides.binary_search_by(|g| g.permalink.as_ref().cmp(key.as_str()));
            let other = page.ok().or_else(|| folded.get(&key).copied());
            let taken_by = match other {
                Some(other) if other == index && page.is_ok() => Some("this guide itself".to_owned()),
                // The same alias twice in one guide says nothing new.
                Some(other) if other == index => continue,
                Some(other) if page.is_ok() => Some(format!("`{}`", guides[other].entry.source)),
                Some(other) => Some(format!("an alias of `{}`", guides[other].entry.source)),
                None if place::is_generated(&key) => Some("a page that guidepost makes".to_owned()),
                None => files.get(&key).map(|file| format!("the file `{file}`")),
            };
            match taken_by {
                Some(by) => {
                    let mut found =
                        finding("alias-taken", guide, format!("the alias `{written}` is the address of {by}"))
                            .help("remove the alias, or write the address that the guide really had");
                    if let Some(other) = other.filter(|o| *o != index) {
                        found.labels.push(Label {
                            file: Some(guides[other].entry.source.clone()),
                            span: Span::default(),
                            message: "this guide has the address".into(),
                        });
                    }
                    findings.push(found);
                }
                None => {
                    folded.insert(key, index);
                    aliases.insert(path.into(), index);
                }
            }
        }
    }
    aliases
}

fn finding(rule: &'static str, guide: &PlacedGuide, message: String) -> Diagnostic {
    let span = Some(guide.entry.guide.front_span).filter(|s| s.end > 0);
    Diagnostic::new(rule, Severity::Error, guide.entry.source.clone(), span, message)
}

/// The file below the site that answers at the old address.
fn path_of(written: &str, source: &str) -> Result<String, &'static str> {
    match address::check_url(written, &[]) {
        UrlKind::Relative => {}
        UrlKind::Web => return Err("leads off the site"),
        UrlKind::Refused(why) => return Err(why),
    }
    let bare = written.trim().split(['?', '#']).next().unwrap_or("");
    let decoded = address::composed(address::decode(bare));
    let mut path = address::join(address::folder(source), &decoded).ok_or("leads out of the site")?;
    if path.is_empty() || decoded.ends_with('/') {
        path.push_str(if path.is_empty() { "index.html" } else { "/index.html" });
    } else if !fold(&path).ends_with(".html") {
        path.push_str(".html");
    }
    let unusable = |part: &str| {
        part.contains(FORBIDDEN)
            || part.chars().any(char::is_control)
            || part.ends_with(['.', ' '])
            || part.starts_with(' ')
            || part.len() > 200
            || address::slug(address::stem(part)).is_empty()
            || address::slug(address::stem(part)).ends_with("-page") && !fold(part).contains("-page")
    };
    if path.split('/').any(unusable) || path.len() > 400 {
        return Err("cannot be a file name on every system");
    }
    Ok(path)
}
