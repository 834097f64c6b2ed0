//! Links to a page of the Settings app that does not exist: they become plain text.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::ReferenceKind;
use crate::site::{GuideIndex, Site, Target, settings_page};

pub const RULE: Rule = Rule {
    name: "unknown-settings-page",
    summary: "a link to a page of the Settings app that is not known",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for (reference, target) in guide.entry.guide.references.iter().zip(&guide.targets) {
        let Target::Web(url) = target else { continue };
        if reference.kind != ReferenceKind::Link {
            continue;
        }
        let Some(page) = settings_page::page_of(url).filter(|page| !settings_page::is_known(page)) else { continue };
        let message = format!("Settings has no page `{}{page}`, so there is no link", settings_page::SCHEME);
        let help = match settings_page::near(&page) {
            Some(near) => format!("did you mean `{}{near}`?", settings_page::SCHEME),
            None => "take an address from Microsoft's list, or write the path in words".to_owned(),
        };
        out.push(RULE.at(guide, Some(reference.span), message).help(help));
    }
}
