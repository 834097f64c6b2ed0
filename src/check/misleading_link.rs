//! A reader who is told `microsoft.com` and sent elsewhere has been deceived, whoever did it.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::site::{GuideIndex, Site, Target};
use url::Url;

pub const RULE: Rule = Rule {
    name: "misleading-link",
    summary: "a link whose text shows another address",
    severity: Severity::Warning,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for (reference, target) in guide.entry.guide.references.iter().zip(&guide.targets) {
        let Target::Web(url) = target else { continue };
        let (Some(shown), Some(real)) = (host_in(&reference.text), Url::parse(url).ok()) else { continue };
        let Some(real) = real.host_str() else { continue };
        if !same_site(&shown, real) {
            let message = format!("the text says `{shown}`, the link leads to `{real}`");
            out.push(RULE.at(guide, Some(reference.span), message).help("say in words where the link leads"));
        }
    }
}

/// The host that a text is, when it is an address and nothing else.
fn host_in(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains(char::is_whitespace) || !text.contains('.') || text.contains('@') {
        return None;
    }
    let with_scheme = text.starts_with("http://") || text.starts_with("https://");
    if !with_scheme && !text.starts_with("www.") {
        return None;
    }
    let url = if with_scheme { Url::parse(text) } else { Url::parse(&format!("https://{text}")) };
    url.ok()?.host_str().map(str::to_owned)
}

/// Equal, or one below the other.
fn same_site(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_start_matches("www."), b.trim_start_matches("www."));
    a == b || a.ends_with(&format!(".{b}")) || b.ends_with(&format!(".{a}"))
}
