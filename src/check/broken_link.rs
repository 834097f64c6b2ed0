//! A link inside the site that leads nowhere. Its text stays on the page, without a link.

use crate::address;
use crate::check::one_of;
use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::ReferenceKind;
use crate::site::reference::split;
use crate::site::{GuideIndex, Site, Target};

pub const RULE: Rule = Rule {
    name: "broken-link",
    summary: "a link to a page or file that is not there",
    severity: Severity::Error,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for (reference, target) in guide.entry.guide.references.iter().zip(&guide.targets) {
        // An anchor of the same page is the business of `broken-anchor`.
        let same_page = reference.url.trim_start().starts_with('#');
        if let (ReferenceKind::Link, Target::Missing { candidates }, false) = (reference.kind, target, same_page) {
            let message = format!("nothing is at `{}`", reference.url);
            out.push(RULE.at(guide, Some(reference.span), message).help(advice(site, &reference.url, candidates)));
        }
    }
}

fn advice(site: &Site, url: &str, candidates: &[String]) -> String {
    let (path, _) = split(url);
    let name = address::stem(address::file_name(path.trim_end_matches('/')));
    let unpublished = site.withheld.iter().find(|e| address::stem(address::file_name(&e.source)) == name);
    match (unpublished, candidates) {
        (Some(entry), _) if entry.guide.front.draft => format!("`{}` is a draft and not published", entry.source),
        (Some(entry), _) => format!("`{}` is not published because of its own faults", entry.source),
        (None, []) => "write the path of the file, from this file or from the content folder".to_owned(),
        (None, _) => format!("did you mean {}?", one_of(candidates)),
    }
}
