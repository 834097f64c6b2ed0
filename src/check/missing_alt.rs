//! Who cannot see the picture learns nothing from it, nor does the search. One finding a guide.

use std::collections::BTreeMap;

use crate::address;
use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::{Reference, alt};
use crate::site::{GuideIndex, PlacedGuide, Site};
use crate::wording::Words;

pub const RULE: Rule = Rule {
    name: "missing-alt",
    summary: "pictures without a text in their place, or with one that says nothing",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

/// Pictures whose words say nothing of them.
fn idle(placed: &PlacedGuide, proposals: &BTreeMap<u32, String>, out: &mut Vec<Diagnostic>) {
    let mut idle = placed.entry.guide.references.iter().filter(|r| alt::says_nothing(r));
    let Some(first) = idle.next() else { return };
    let text = first.text.trim();
    let message = match 1 + idle.count() {
        1 => format!("the alternative text `{text}` says nothing of the picture"),
        n => format!("{n} alternative texts say nothing of their pictures, `{text}` among them"),
    };
    let help = help(placed, proposals, alt::says_nothing)
        .unwrap_or_else(|| "say what the picture shows, as you would on the telephone".to_owned());
    out.push(RULE.at(placed, Some(first.span), message).help(help));
}

/// The first words that would be written for pictures of a kind.
fn help(placed: &PlacedGuide, proposals: &BTreeMap<u32, String>, kind: fn(&Reference) -> bool) -> Option<String> {
    let reference = |at: u32| placed.entry.guide.references.get(at as usize).filter(|r| kind(r));
    let mut told = proposals.iter().filter_map(|(at, text)| Some((reference(*at)?, text)));
    let (first, text) = told.next()?;
    let (url, count) = (address::file_name(&first.url), 1 + told.count());
    Some(format!("say what the picture shows: `![{text}]({url})`; `guidepost check --fix` writes {count} of them"))
}

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    if !guide.references.iter().any(|r| alt::is_missing(r) || alt::says_nothing(r)) {
        return;
    }
    let proposals = alt::proposals(guide, &Words::new(&site.config.language, &site.config.words));
    idle(placed, &proposals, out);
    let mut bare = guide.references.iter().filter(|r| alt::is_missing(r));
    let Some(first) = bare.next() else { return };
    let message = match 1 + bare.count() {
        1 => "one picture has no alternative text".to_owned(),
        n => format!("{n} pictures have no alternative text"),
    };
    let help = help(placed, &proposals, alt::is_missing).unwrap_or_else(|| {
        "say what the picture shows: `![Settings, Accounts page with Your info marked](your-info.png)`".to_owned()
    });
    out.push(RULE.at(placed, Some(first.span), message).help(help));
}
