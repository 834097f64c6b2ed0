//! Title, summary and categories of an article without front matter are guesses.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "front-matter-missing",
    summary: "an article without front matter",
    severity: Severity::Info,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    // What stands at the top and cannot be read is told by the reading already.
    let is_told = guide.entry.findings.iter().any(|f| f.rule == "front-matter-syntax");
    if guide.entry.guide.front_span.end == 0 && !is_told {
        let message = format!("there is no front matter; the page is called \"{}\"", guide.entry.guide.title);
        out.push(
            RULE.at(guide, None, message)
                .help("put `title: …` and `description: …` at the top, between two lines of `---`"),
        );
    }
}
