//! The page is there, the place on it is not: the reader lands at the top and looks for it himself.

use crate::check::one_of;
use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::reference::{near_anchors, split};
use crate::site::{GuideIndex, Site, Target};

pub const RULE: Rule = Rule {
    name: "broken-anchor",
    summary: "a link to a heading or step that is not there",
    severity: Severity::Error,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for (reference, target) in guide.entry.guide.references.iter().zip(&guide.targets) {
        let (_, Some(fragment)) = split(&reference.url) else { continue };
        if fragment.is_empty() || fragment == "top" {
            continue;
        }
        let on = match target {
            Target::Guide { guide, anchor: None } => *guide,
            Target::Missing { .. } if reference.url.trim_start().starts_with('#') => index,
            _ => continue,
        };
        let near = near_anchors(&site.guides[on].entry.guide, &fragment);
        let message = match on == index {
            true => format!("no heading or step of this guide has the anchor `#{fragment}`"),
            false => format!("`{}` has no anchor `#{fragment}`", site.guides[on].entry.source),
        };
        let help = match near.is_empty() {
            true => {
                "anchors are made from headings: `## Add a printer` has `#add-a-printer`; steps have `#step-1`".into()
            }
            false => format!("did you mean {}?", one_of(&near)),
        };
        out.push(RULE.at(guide, Some(reference.span), message).help(help));
    }
}
