//! A step that shows nothing where it says "as shown".

use crate::check::one_of;
use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::ReferenceKind;
use crate::site::{GuideIndex, Site, Target};

pub const RULE: Rule = Rule {
    name: "missing-image",
    summary: "a picture that is not there",
    severity: Severity::Error,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for (reference, target) in guide.entry.guide.references.iter().zip(&guide.targets) {
        if let (true, Target::Missing { candidates }) = (reference.kind != ReferenceKind::Link, target) {
            let help = match candidates.is_empty() {
                true => "put the file beside the article or into `static/`".to_owned(),
                false => format!("did you mean {}?", one_of(candidates)),
            };
            let message = format!("there is no picture `{}`", reference.url);
            out.push(RULE.at(guide, Some(reference.span), message).help(help));
        }
    }
}
