//! A misspelled platform makes a filter of its own, in which the guide is alone.

use crate::address;
use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site};

pub const RULE: Rule = Rule {
    name: "unknown-platform",
    summary: "a platform that is no known Windows release",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for platform in &guide.entry.guide.front.platforms {
        let known =
            is_known(&platform.id) || site.config.platforms.keys().any(|name| address::slug(name) == *platform.id);
        if known {
            continue;
        }
        let near = RELEASES
            .iter()
            .map(|release| (strsim::jaro_winkler(&address::slug(release), &platform.id), *release))
            .filter(|(score, _)| *score > 0.85)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let help = match near {
            Some((_, release)) => format!("did you mean `{release}`?"),
            None => {
                format!("list it under `platforms` in guidepost.yaml, or write one of {}", RELEASES[..3].join(", "))
            }
        };
        out.push(RULE.in_front(guide, format!("unknown platform `{}`", platform.name)).help(help));
    }
}

const RELEASES: &[&str] = &[
    "Windows 11",
    "Windows 10",
    "Windows Server",
    "Windows 8.1",
    "Windows 8",
    "Windows 7",
    "Windows Vista",
    "Windows XP",
    "Windows",
];

/// A release, perhaps with its edition or build behind it (`windows-11-pro`, `windows-server-2022`).
fn is_known(id: &str) -> bool {
    RELEASES.iter().any(|release| {
        let slug = address::slug(release);
        let rest = id.strip_prefix(slug.as_str());
        rest.is_some_and(|rest| rest.is_empty() || (slug != "windows" && rest.starts_with('-')))
    })
}
