//! Nothing of an article disappears in silence: advertisements, share links and repeated parts are counted here.
//! One finding a guide.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::JunkKind;
use crate::site::{GuideIndex, Site};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    name: "junk-removed",
    summary: "what was taken out of the article",
    severity: Severity::Info,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let junk = &guide.entry.guide.junk;
    let Some(first) = junk.first() else { return };
    let mut kinds: BTreeMap<JunkKind, usize> = BTreeMap::new();
    junk.iter().for_each(|j| *kinds.entry(j.kind).or_default() += 1);
    let kinds: Vec<String> = kinds.into_iter().map(|(kind, n)| format!("{n} {}", words(kind, n))).collect();
    out.push(RULE.at(guide, Some(first.span), format!("left out of the page: {}", kinds.join(", "))));
}

fn words(kind: JunkKind, n: usize) -> &'static str {
    let (one, several) = match kind {
        JunkKind::Ad => ("advertisement", "advertisements"),
        JunkKind::Affiliate => ("affiliate block", "affiliate blocks"),
        JunkKind::TrackingPixel => ("tracking pixel", "tracking pixels"),
        JunkKind::ShareLinks => ("block of share links", "blocks of share links"),
        JunkKind::TitleAgain => ("heading that repeats the title", "headings that repeat the title"),
        JunkKind::Repeated => ("repeated paragraph", "repeated paragraphs"),
        JunkKind::AlsoRead => ("block of related links", "blocks of related links"),
        JunkKind::Contents => ("table of contents", "tables of contents"),
        JunkKind::TagList => ("list of tags", "lists of tags"),
        JunkKind::Breadcrumb => ("breadcrumb", "breadcrumbs"),
        JunkKind::VendorFooter => ("vendor footer", "vendor footers"),
        JunkKind::Embed => ("embedded player or frame", "embedded players or frames"),
        JunkKind::Debris => ("piece of broken markup", "pieces of broken markup"),
    };
    if n == 1 { one } else { several }
}
