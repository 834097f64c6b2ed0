//! Who cannot see the picture learns nothing from it, nor does the search. One finding a guide.

use crate::address;
use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::alt;
use crate::site::{GuideIndex, PlacedGuide, Site};
use crate::wording::Words;

pub const RULE: Rule = Rule {
    name: "missing-alt",
    summary: "pictures without a text in their place, or with one that says nothing",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

/// Pictures whose words say nothing of them.
fn idle(placed: &PlacedGuide, out: &mut Vec<Diagnostic>) {
    let mut idle = placed.entry.guide.references.iter().filter(|r| alt::says_nothing(r));
    let Some(first) = idle.next() else { return };
    let text = first.text.trim();
    let message = match 1 + idle.count() {
        1 => format!("the alternative text `{text}` says nothing of the picture"),
        n => format!("{n} alternative texts say nothing of their pictures, `{text}` among them"),
    };
    let help = "say what the picture shows, as you would on the telephone";
    out.push(RULE.at(placed, Some(first.span), message).help(help));
}

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let placed = &site.guides[index];
    let guide = &placed.entry.guide;
    idle(placed, out);
    let mut bare = guide.references.iter().filter(|r| alt::is_missing(r));
    let Some(first) = bare.next() else { return };
    let message = match 1 + bare.count() {
        1 => "one picture has no alternative text".to_owned(),
        n => format!("{n} pictures have no alternative text"),
    };
    let proposals = alt::proposals(guide, &Words::new(&site.config.language, &site.config.words));
    let help = match proposals.iter().next() {
        Some((at, text)) => {
            let url = guide.references.get(*at as usize).map_or("", |r| address::file_name(&r.url));
            format!(
                "say what the picture shows: `![{text}]({url})`; `guidepost check --fix` writes {} of them",
                proposals.len()
            )
        }
        None => {
            "say what the picture shows: `![Settings, Accounts page with Your info marked](your-info.png)`".to_owned()
        }
    };
    out.push(RULE.at(placed, Some(first.span), message).help(help));
}
