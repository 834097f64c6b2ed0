//! Addresses that run something, show a password or lead out of the site. The text stays, without a link.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site, Target};

pub const RULE: Rule = Rule {
    name: "refused-link",
    summary: "an address that is never linked",
    severity: Severity::Error,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for (reference, target) in guide.entry.guide.references.iter().zip(&guide.targets) {
        if let Target::Refused(why) = target {
            let message = format!("`{}` is not linked: {why}", shown(&reference.url));
            out.push(RULE.at(guide, Some(reference.span), message).help(
                "link to a page with https, or add the scheme to `link_schemes` in guidepost.yaml if the program behind it is safe",
            ));
        }
    }
}

/// Enough of the address to find it.
fn shown(url: &str) -> String {
    let mut text: String = url.chars().filter(|c| !c.is_control()).take(60).collect();
    if text.len() < url.len() {
        text.push('…');
    }
    text
}
