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
    if guide.same_body_as != index {
        let first = &site.guides[guide.same_body_as].entry;
        let mut found = RULE
            .at(guide, None, format!("the text is nearly that of `{}` (\"{}\")", first.source, first.guide.title))
            .help("keep one of them and write the address of the other under `aliases` of the one that stays");
        found.labels.push(Label {
            file: Some(first.source.clone()),
            span: Span::default(),
            message: "the first guide with this text".into(),
        });
        out.push(found);
    }
}
