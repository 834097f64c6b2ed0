//! The page shows a quiet note in place of such a picture, because no page of ours asks another site for
//! anything. One finding a guide: forty would say nothing more.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site, Target};

pub const RULE: Rule = Rule {
    name: "remote-image",
    summary: "pictures that lie on other sites",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let mut remote = guide
        .entry
        .guide
        .references
        .iter()
        .zip(&guide.targets)
        .filter(|(_, target)| matches!(target, Target::RemoteImage(_)))
        .map(|(reference, _)| reference);
    if let Some(first) = remote.next() {
        let count = 1 + remote.count();
        let message = match count {
            1 => "one picture lies on another site and is not shown".to_owned(),
            n => format!("{n} pictures lie on other sites and are not shown"),
        };
        out.push(
            RULE.at(guide, Some(first.span), message)
                .help("save the pictures beside the article and link to the files"),
        );
    }
}
