//! The summary is what a reader sees in search results and lists; a sentence that only repeats the title takes
//! the place of one that would help him choose.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::taxonomy::same_name;
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "missing-summary",
    summary: "no description, or one that says the title again",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let front = &guide.entry.guide.front;
    let help = "say in one sentence what the reader will have done: `description: …`";
    match front.description.as_deref().or(front.excerpt.as_deref()) {
        None => out.push(RULE.in_front(guide, "there is no `description`").help(help)),
        Some(text) if says_title_again(text, &guide.entry.guide.title) => {
            out.push(RULE.in_front(guide, "the `description` only says the title again").help(help));
        }
        Some(_) => {}
    }
}

/// The title, alone or behind a phrase such as "This article describes".
fn says_title_again(text: &str, title: &str) -> bool {
    let (text, title) = (same_name(text), same_name(title));
    let rest = text.trim_end_matches(['.', '!']).strip_suffix(title.trim_end_matches(['.', '!', '?']));
    !title.is_empty() && rest.is_some_and(|before| before.split_whitespace().count() <= 4)
}
