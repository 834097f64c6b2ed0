//! A guide named under `related` that does not exist: the author meant something, and the reader gets nothing.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, PruneReason, Site};

pub const RULE: Rule = Rule {
    name: "unknown-related",
    summary: "an entry of `related` in the front matter that names no guide",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    let written = &guide.entry.guide.front.related;
    let dead =
        guide.related.pruned.iter().filter(|link| link.reason == PruneReason::Dead && written.contains(&link.url));
    for link in dead {
        let slug = |path: &str| crate::address::stem(crate::address::file_name(path)).to_owned();
        let near = site
            .guides
            .iter()
            .map(|g| slug(&g.permalink))
            .map(|name| (strsim::jaro_winkler(&name, &slug(&link.url)), name))
            .filter(|(likeness, _)| *likeness > 0.8)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let help = match near {
            Some((_, near)) => format!("did you mean `{near}`?"),
            None => "write the file name of a guide without `.md`, its path, or its title".to_owned(),
        };
        out.push(
            RULE.in_front(guide, format!("`related` names `{}`, but there is no such guide", link.url)).help(help),
        );
    }
}
