//! Two pages with one text: readers find the one that nobody updates. Related links never offer both.

use crate::check::{Check, Rule};
use crate::diagnostic::Label;
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site};
use crate::source::Span;

pub const RULE: Rule = Rule {
    name: "duplicate-guide",
    summary: "a guide whose text another guide has already",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    if let Some(best) = guide.better_copy {
        let best = &site.guides[best].entry;
        let mut found = RULE
            .at(guide, None, format!("the text is nearly that of `{}` (\"{}\")", best.source, best.guide.title))
            .help(
                "keep that one and write the address of this one under its `aliases`; `guidepost duplicates` says why",
            );
        found.labels.push(Label {
            file: Some(best.source.clone()),
            span: Span::default(),
            message: "the copy to keep, by `guidepost duplicates`".into(),
        });
        out.push(found);
    }
}
