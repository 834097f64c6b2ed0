//! Addresses that run something, show a password or lead out of the site. The text stays, without a link.

use crate::check::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guide::ReferenceKind;
use crate::guide::row_pictures::draws;
use crate::site::{GuideIndex, Site, Target};

pub const RULE: Rule = Rule {
    name: "refused-link",
    summary: "an address that is never linked",
    severity: Severity::Error,
    check: Check::Guide(check),
};

fn check(site: &Site, index: GuideIndex, out: &mut Vec<Diagnostic>) {
    let guide = &site.guides[index];
    for (reference, target) in guide.entry.guide.references.iter().zip(&guide.targets) {
        let Target::Refused(why) = target else { continue };
        if reference.kind != ReferenceKind::Link && is_data(&reference.url) {
            let (message, help) = written_in(&reference.url);
            out.push(RULE.at(guide, Some(reference.span), message).help(help));
            continue;
        }
        let (link, help) = match reference.kind {
            ReferenceKind::Link if is_data(&reference.url) => {
                ("linked", "save what is written in the address as a file beside the article, and link to that")
            }
            ReferenceKind::Link => (
                "linked",
                "link to a page with https, or add the scheme to `link_schemes` in guidepost.yaml if the program behind it is safe",
            ),
            _ => ("shown", "put the picture beside the article or into `static/`, and link to the file"),
        };
        let message = format!("`{}` is not {link}: {why}", shown(&reference.url));
        out.push(RULE.at(guide, Some(reference.span), message).help(help));
    }
}

/// Bytes in place of an address.
fn is_data(url: &str) -> bool {
    url.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// Of a picture whose bytes stand in the article: what is the matter, and what to do.
fn written_in(url: &str) -> (String, &'static str) {
    let bytes = url.split_once(',').map_or(0, |(_, data)| data.len()) / 4 * 3;
    // What saved pages have where a script puts the picture later is a few bytes that show nothing.
    if bytes < STAND_IN && !draws(url) {
        let message = format!("`{}` is a stand-in that shows next to nothing, and is not shown", shown(url));
        let help = "the page that it comes from put the picture there later: save that picture beside the article, and link to the file";
        return (message, help);
    }
    let message = format!(
        "a picture of {} KiB stands in the article itself (`{}`) and is not shown",
        bytes.div_ceil(1024),
        shown(url)
    );
    (message, "save it as a file beside the article, and link to that: it is made small, and shown in sizes that fit")
}

/// Bytes of the largest picture that is nothing but a stand-in.
const STAND_IN: usize = 256;

/// Enough of the address to find it.
fn shown(url: &str) -> String {
    let mut text: String = url.chars().filter(|c| !c.is_control()).take(40).collect();
    if text.len() < url.len() {
        text.push('…');
    }
    text
}
