//! The page shows a quiet note in place of such a picture, because no page of ours asks another site for
//! anything. One finding a guide: forty would say nothing more. Pictures that were fetched are no longer remote.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site, Target};
use crate::vault::State;

pub const RULE: Rule = Rule {
    name: "remote-image",
    summary: "pictures that lie on other sites",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let pictures = guide.entry.guide.references.iter().zip(&guide.targets);
    let remote: Vec<_> =
        pictures.filter(|(_, target)| matches!(target, Target::RemoteImage(_))).map(|(r, _)| r).collect();
    let Some(first) = remote.first() else { return };
    let message = match remote.len() {
        1 => "one picture lies on another site and is not shown".to_owned(),
        n => format!("{n} pictures lie on other sites and are not shown"),
    };
    // The first that was asked for in vain says why; that the others were not asked for is said by the remedy.
    let failed = remote.iter().find_map(|r| match &site.vault.find(&r.url)?.state {
        State::Failed(failed) => Some((r, failed)),
        State::Kept(_) => None,
    });
    let help = match failed {
        None => {
            "run `guidepost images fetch`, or save the pictures beside the article and link to the files".to_owned()
        }
        Some((_, failed)) => {
            let day = failed.tried.split('T').next().unwrap_or_default();
            let why = if failed.detail.is_empty() { failed.cause.words() } else { &failed.detail };
            format!(
                "not fetched on {day}: {why}; try `guidepost images fetch --retry-failed`, or link to another picture"
            )
        }
    };
    let at = failed.map_or(*first, |(reference, _)| *reference);
    out.push(RULE.at(guide, Some(at.span), message).help(help));
}
