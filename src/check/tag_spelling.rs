//! `Wi-Fi`, `wifi` and `WI-FI` are three to a reader who picks a tag. One finding a spelling, where it first stands.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Site;
use crate::site::file::fold;
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    name: "tag-spelling",
    summary: "one tag written in several ways",
    severity: Severity::Warning,
    check: Check::Site(check),
};

fn check(site: &Site, out: &mut Vec<Diagnostic>) {
    // What is left of a tag without case, blanks and signs -> its spellings, each with its guides.
    let mut groups: BTreeMap<String, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (i, guide) in site.guides.iter().enumerate() {
        for tag in &guide.entry.guide.front.tags {
            let key: String = fold(tag).chars().filter(|c| c.is_alphanumeric() || "+#.".contains(*c)).collect();
            groups.entry(key).or_default().entry(tag.trim()).or_default().push(i);
        }
    }
    for (key, spellings) in groups {
        if key.is_empty() || spellings.len() < 2 {
            continue;
        }
        let Some(most) = spellings.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(a.0))) else { continue };
        for (spelling, guides) in spellings.iter().filter(|(s, _)| *s != most.0) {
            let message = format!("the tag `{spelling}` is written `{}` elsewhere", most.0);
            let help = match guides.len() {
                1 => format!("write `{}`", most.0),
                n => format!("write `{}`, here and in {} more", most.0, n - 1),
            };
            out.push(RULE.in_front(&site.guides[guides[0]], message).help(help));
        }
    }
}
