//! Which articles are published, and at which address.
//!
//! The address mirrors the path in the content folder. Two articles never share one, on no file system:
//! slugs are lower case and NFC, so what would collide on Windows or macOS collides here first. The first
//! by path keeps the address; the other is withheld with a finding that names both files, because a page
//! that silently replaces another is worse than a page that is missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::site::Entry;
use crate::source::Span;

/// Pages that guidepost makes itself.
pub const GENERATED: &[&str] =
    &["index.html", "search.html", "404.html", "a-z.html", "categories.html", "tags.html", "latest.html"];

/// Folders that hold pages and files of guidepost.
const GENERATED_FOLDERS: &[&str] = &["assets/", "categories/", "tags/", "a-z/", "latest/", "_report/", "ui-places/"];

/// The articles parted into those with an address and those without.
#[derive(Debug, Default)]
pub struct Placement {
    /// Sorted by permalink.
    pub placed: Vec<(Arc<str>, Entry)>,
    /// Sorted by path.
    pub withheld: Vec<Entry>,
    pub findings: Vec<Diagnostic>,
}

/// Whether guidepost itself has a page or a folder there.
pub fn is_generated(path: &str) -> bool {
    // `categories-2.html`: a further page of a long list.
    let further = ["categories-", "tags-"].iter().filter_map(|list| path.strip_prefix(list)?.strip_suffix(".html"));
    GENERATED.contains(&path)
        || GENERATED_FOLDERS.iter().any(|f| path.starts_with(f))
        || further.into_iter().any(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

pub fn place(config: &Config, mut entries: Vec<Entry>) -> Placement {
    entries.sort_by(|a, b| a.source.cmp(&b.source));
    let mut out = Placement::default();
    let mut taken: BTreeMap<Arc<str>, Entry> = BTreeMap::new();
    for entry in entries {
        let broken = entry.findings.iter().any(|f| f.severity == Severity::Error);
        if broken || (entry.guide.front.draft && !config.drafts) {
            out.withheld.push(entry);
            continue;
        }
        let permalink: Arc<str> = address::permalink(&entry.source, entry.guide.front.slug.as_deref()).into();
        if is_generated(&permalink) {
            out.findings.push(generated_has_it(&entry, &permalink));
            out.withheld.push(entry);
        } else if let Some(first) = taken.get(&permalink) {
            out.findings.push(another_has_it(&entry, &first.source, &permalink));
            out.withheld.push(entry);
        } else {
            taken.insert(permalink, entry);
        }
    }
    out.placed = taken.into_iter().collect();
    out
}

fn finding(entry: &Entry, message: String) -> Diagnostic {
    let span = Some(entry.guide.front_span).filter(|s| s.end > 0 && entry.guide.front.slug.is_some());
    Diagnostic::new("address-taken", Severity::Error, entry.source.clone(), span, message)
}

fn generated_has_it(entry: &Entry, permalink: &str) -> Diagnostic {
    if permalink == "index.html" {
        return finding(entry, "the home page is made by guidepost, so this article has no address".into()).help(
            "rename the file, for example to `welcome.md`; the text under the search box is `tagline` in guidepost.yaml",
        );
    }
    finding(entry, format!("`{permalink}` is a page or a folder that guidepost makes itself"))
        .help(format!("{}, so that the address is another one", way_out(entry)))
}

fn another_has_it(entry: &Entry, first: &Arc<str>, permalink: &str) -> Diagnostic {
    let mut found = finding(entry, format!("the address `{permalink}` is taken by `{first}`"))
        .help(format!("{}; until then only `{first}` is published", way_out(entry)));
    found.labels.push(Label {
        file: Some(first.clone()),
        span: Span::default(),
        message: "this article has the address".into(),
    });
    found
}

fn way_out(entry: &Entry) -> &'static str {
    match entry.guide.front.slug {
        Some(_) => "give one of them another `slug`",
        None => "rename one of the files, or give it a `slug` in the front matter",
    }
}

#[cfg(test)]
mod tests {
    use super::is_generated;

    #[test]
    fn further_pages_of_our_lists_are_ours() {
        for path in ["search.html", "categories-2.html", "tags-13.html", "a-z/b.html", "latest/2.html"] {
            assert!(is_generated(path), "{path}");
        }
        for path in ["categories-old.html", "tags-.html", "guides/search.html", "tags-2/x.html"] {
            assert!(!is_generated(path), "{path}");
        }
    }
}
