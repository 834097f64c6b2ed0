//! HTML whose holes are filled: links and small pictures get their addresses.
//!
//! Lowering leaves holes because a guide does not know where it, or anything else, will lie. Here the
//! site is known. A link that leads nowhere is not a link, and nothing here points off the site except
//! links that the reader clicks.

use std::fmt::Write;

use crate::address::relative;
use crate::guide::{HoleKind, Piece, ReferenceKind};
use crate::site::{PlacedGuide, Site, Target};

/// The HTML of `piece` as it stands on the page at `from_permalink`.
pub fn fill(piece: &Piece, guide: &PlacedGuide, site: &Site, from_permalink: &str) -> String {
    let mut html = String::with_capacity(piece.html.len() + piece.holes.len() * 48);
    let mut done = 0;
    for hole in &piece.holes {
        let at = hole.at as usize;
        html.push_str(&piece.html[done..at]);
        done = at;
        let target = guide.targets.get(hole.reference as usize).unwrap_or(&NOWHERE);
        match hole.kind {
            HoleKind::LinkOpen => open_link(&mut html, target, site, from_permalink),
            HoleKind::LinkClose => {
                html.push_str(if href(target, site, from_permalink).is_some() { "</a>" } else { "</span>" })
            }
            HoleKind::Image => match guide.entry.guide.references.get(hole.reference as usize) {
                Some(r) if r.kind == ReferenceKind::Image => figure(&mut html, target, &r.text, from_permalink),
                r => icon(&mut html, target, r.map_or("", |r| &r.text), from_permalink),
            },
        }
    }
    html.push_str(&piece.html[done..]);
    html
}

static NOWHERE: Target = Target::Missing { candidates: Vec::new() };

/// Where a link on the page `from` goes, not yet escaped for HTML.
pub fn href(target: &Target, site: &Site, from: &str) -> Option<String> {
    Some(match target {
        Target::Guide { guide, anchor } => {
            let to = &site.guides.get(*guide)?.permalink;
            match anchor {
                Some(anchor) if **to == *from => fragment(anchor),
                Some(anchor) => relative(from, to) + &fragment(anchor),
                None => relative(from, to),
            }
        }
        Target::Anchor(anchor) => fragment(anchor),
        Target::Asset { path, .. } | Target::Page(path) => relative(from, path),
        Target::Web(url) | Target::RemoteImage(url) => url.clone(),
        Target::Missing { .. } | Target::Refused(_) => return None,
    })
}

fn fragment(anchor: &str) -> String {
    format!("#{}", percent_encoding::utf8_percent_encode(anchor, percent_encoding::CONTROLS))
}

fn open_link(html: &mut String, target: &Target, site: &Site, from: &str) {
    let Some(address) = href(target, site, from) else {
        let why = match target {
            Target::Missing { candidates } if !candidates.is_empty() => {
                format!("This link leads nowhere. Perhaps it meant: {}", candidates.join(", "))
            }
            Target::Refused(why) => format!("This link was left out: {why}"),
            _ => "This link leads nowhere".to_owned(),
        };
        let _ = write!(html, r#"<span class="dead-link" title="{}">"#, escape(&why));
        return;
    };
    let off_site = if matches!(target, Target::Web(_) | Target::RemoteImage(_)) { OFF_SITE } else { "" };
    let _ = write!(html, r#"<a href="{}"{off_site}>"#, escape(&address));
}

const OFF_SITE: &str = r#" rel="noopener noreferrer external""#;

fn icon(html: &mut String, target: &Target, alt: &str, from: &str) {
    let Target::Asset { path, size } = target else {
        html.push_str(&escape(alt));
        return;
    };
    let _ = write!(html, r#"<img class="icon" src="{}" alt="{}""#, escape(&relative(from, path)), escape(alt));
    if let Some((width, height)) = size {
        let _ = write!(html, r#" width="{width}" height="{height}""#);
    }
    html.push_str(r#" loading="lazy" decoding="async">"#);
}

/// A screenshot between the blocks of a list, as `parts/figure.html` shows those of a step.
fn figure(html: &mut String, target: &Target, alt: &str, from: &str) {
    let Target::Asset { path, size } = target else {
        let words = if alt.is_empty() { String::new() } else { format!("<p>{}</p>", escape(alt)) };
        let why = if matches!(target, Target::RemoteImage(_)) { MISSING_OFFLINE } else { MISSING };
        let _ = write!(html, r#"<figure class="missing">{words}<figcaption>{why}</figcaption></figure>"#);
        return;
    };
    let address = escape(&relative(from, path));
    let shape = size.map_or("wide", |(width, height)| shape(width, height));
    let label = if alt.is_empty() { r#" aria-label="Open the picture""# } else { "" };
    let _ = write!(
        html,
        r#"<figure class="shot {shape}"><a href="{address}"{label}><img src="{address}" alt="{}""#,
        escape(alt)
    );
    if let Some((width, height)) = size {
        let _ = write!(html, r#" width="{width}" height="{height}""#);
    }
    html.push_str(r#" loading="lazy" decoding="async"></a></figure>"#);
}

/// What stands in the place of a picture that cannot be shown.
pub const MISSING: &str = "Picture not available";
/// The same for one that lies on another server.
pub const MISSING_OFFLINE: &str = "Picture not available offline";

/// How a picture of this size, in pixels, is set: `tall`, `small` or `wide`.
pub fn shape(width: u32, height: u32) -> &'static str {
    if height > width + width / 5 {
        "tall"
    } else if width <= 480 {
        "small"
    } else {
        "wide"
    }
}

/// Text as it may stand in HTML, between tags and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => {}
            c => out.push(c),
        }
    }
    out
}
