//! Says how many of the author's related links stay and why the others went. One finding a guide.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, PruneReason, Site};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    name: "pruned-related",
    summary: "links of an also-read block that were left out",
    severity: Severity::Info,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    // What the front matter names is another rule's business.
    let written = &guide.entry.guide.front.related;
    let pruned: Vec<_> = guide.related.pruned.iter().filter(|link| !written.contains(&link.url)).collect();
    if pruned.is_empty() {
        return;
    }
    let mut reasons: BTreeMap<PruneReason, usize> = BTreeMap::new();
    pruned.iter().for_each(|link| *reasons.entry(link.reason).or_default() += 1);
    let reasons: Vec<String> = reasons.into_iter().map(|(reason, n)| format!("{n} {}", words(reason))).collect();
    let all = pruned.len() + guide.related.kept.len();
    let span = guide.entry.guide.also_read.first().map(|link| link.span);
    let message = format!("{} of {all} related links are left out: {}", pruned.len(), reasons.join(", "));
    out.push(RULE.at(guide, span, message).help("name the guides that matter under `related` in the front matter"));
}

fn words(reason: PruneReason) -> &'static str {
    match reason {
        PruneReason::OffSite => "off the site",
        PruneReason::Dead => "to no guide of the site",
        PruneReason::OffTopic => "about something else",
        PruneReason::Duplicate => "to the same guide twice",
        PruneReason::Itself => "to this guide",
        PruneReason::Banned => "that the front matter calls unrelated",
        PruneReason::Unusable => "unusable",
    }
}
