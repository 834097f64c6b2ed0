//! HTML whose holes are filled: links and small pictures get their addresses.
//!
//! Lowering leaves holes because a guide does not know where it, or anything else, will lie. Here the
//! site is known. A link that leads nowhere is not a link, and nothing here points off the site except
//! links that the reader clicks.

use std::fmt::Write;

use crate::address::relative;
use crate::document::html_scan;
use crate::guide::{Elsewhere, Hole, HoleKind, Piece, ReferenceKind};
use crate::site::{PlacedGuide, Site, Target, settings_page};
use crate::wording::Words;

/// The HTML of `piece` as it stands on the page at `from_permalink`.
pub fn fill(piece: &Piece, guide: &PlacedGuide, site: &Site, from_permalink: &str) -> String {
    let mut html = String::with_capacity(piece.html.len() + piece.holes.len() * 48);
    let mut done = 0;
    for hole in &piece.holes {
        let at = hole.at as usize;
        html.push_str(&piece.html[done..at]);
        done = at;
        if matches!(hole.kind, HoleKind::PlaceOpen | HoleKind::PlaceClose) {
            name_of_place(&mut html, hole, guide, site, from_permalink);
            continue;
        }
        let target = guide.targets.get(hole.reference as usize).unwrap_or(&NOWHERE);
        match hole.kind {
            HoleKind::LinkOpen => open_link(&mut html, target, guide, site, from_permalink),
            HoleKind::LinkClose => {
                let linked = href(target, guide, site, from_permalink).is_some();
                html.push_str(if linked { "</a>" } else { "</span>" })
            }
            HoleKind::Image => match guide.entry.guide.references.get(hole.reference as usize) {
                Some(r) if r.kind == ReferenceKind::Image => {
                    figure(&mut html, target, &r.text, site, from_permalink);
                }
                r => icon(&mut html, target, r.map_or("", |r| &r.text), site, from_permalink),
            },
            HoleKind::PlaceOpen | HoleKind::PlaceClose => {}
        }
    }
    html.push_str(&piece.html[done..]);
    let html = if html.contains(settings_page::SCHEME) { mark_settings(&html) } else { html };
    if html.contains("<code>") { mark_typed(&html) } else { html }
}

/// Code in a line that one would type or paste gets a class: scripts put a button to copy it behind it, and the style
/// sheet keeps the room for that. Not in links and blocks.
fn mark_typed(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut done = 0;
    for (at, tag) in html.match_indices("<code>") {
        let rest = &html[at + tag.len()..];
        let text = html_scan::text_of(rest.split("</code>").next().unwrap_or(rest));
        if is_typed(&text) && !is_within_block_or_link(&html[..at]) {
            out.push_str(&html[done..at]);
            // What is short is not broken, nor parted from its button.
            let short = text.trim().chars().count() < 20;
            out.push_str(if short { r#"<code class="typed one-line">"# } else { r#"<code class="typed">"# });
            done = at + tag.len();
        }
    }
    out.push_str(&html[done..]);
    out
}

/// Whether code is a command with its arguments, a path or a program, and not a single word.
fn is_typed(code: &str) -> bool {
    let code = code.trim();
    let (name, arguments) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let command = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(plain);
    // `Get-Service`, as PowerShell names what it can do.
    let cmdlet = name.split_once('-').is_some_and(|(verb, noun)| {
        let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
        capital(verb) && verb[1..].bytes().all(|b| b.is_ascii_lowercase()) && capital(noun) && noun.chars().all(plain)
    });
    let program = [".exe", ".msc", ".cpl"].iter().any(|end| code.ends_with(end));
    code.len() >= 5 && (program || code.contains('\\') || ((command || cmdlet) && !arguments.trim().is_empty()))
}

fn words(site: &Site) -> Words<'_> {
    Words::new(&site.config.language, &site.config.words)
}

static NOWHERE: Target = Target::Missing { candidates: Vec::new() };

/// Where a link of `guide` on the page `from` goes, not yet escaped for HTML.
fn href(target: &Target, guide: &PlacedGuide, site: &Site, from: &str) -> Option<String> {
    Some(match target {
        Target::Guide { guide, anchor } => {
            let to = &site.guides.get(*guide)?.permalink;
            match anchor {
                Some(anchor) if **to == *from => fragment(anchor),
                Some(anchor) => relative(from, to) + &fragment(anchor),
                None => relative(from, to),
            }
        }
        Target::Anchor(anchor) if *guide.permalink == *from => fragment(anchor),
        Target::Anchor(anchor) => relative(from, &guide.permalink) + &fragment(anchor),
        Target::Asset { path, .. } | Target::Page(path) => relative(from, path),
        Target::Web(url) if settings_page::page_of(url).is_some() => return None,
        Target::Web(url) | Target::RemoteImage(url) => url.clone(),
        Target::Missing { .. } | Target::Refused(_) => return None,
    })
}

fn fragment(anchor: &str) -> String {
    format!("#{}", percent_encoding::utf8_percent_encode(anchor, percent_encoding::CONTROLS))
}

fn open_link(html: &mut String, target: &Target, guide: &PlacedGuide, site: &Site, from: &str) {
    let Some(address) = href(target, guide, site, from) else {
        if let Target::Web(url) = target {
            match settings_page::page_of(url).filter(|page| settings_page::is_known(page)) {
                Some(page) => open_settings(html, &page),
                None => html.push_str("<span>"),
            }
            return;
        }
        let why = match target {
            Target::Missing { candidates } if !candidates.is_empty() => {
                format!("{}: {}?", words(site).get("dead_link"), candidates.join(", "))
            }
            // The reason is for those who write: `check` tells it.
            Target::Refused(_) => words(site).get("link_refused").to_owned(),
            _ => words(site).get("dead_link").to_owned(),
        };
        let _ = write!(html, r#"<span class="dead-link" title="{}">"#, escape(&why));
        return;
    };
    let off_site = if matches!(target, Target::Web(_) | Target::RemoteImage(_)) { OFF_SITE } else { "" };
    let _ = write!(html, r#"<a href="{}"{off_site}>"#, escape(&address));
}

/// The name of a place leads to its page, and says to scripts how it is called on another platform.
fn name_of_place(html: &mut String, hole: &Hole, guide: &PlacedGuide, site: &Site, from: &str) {
    let Some(places) = site.places.as_ref().filter(|_| site.config.ui.in_guides) else { return };
    let Some(named) = guide.entry.guide.places.get(hole.reference as usize) else { return };
    let page = places.page(&named.id);
    let elsewhere = named.elsewhere.as_ref().filter(|other| named.sure && serves_both(guide, other));
    let tag = match (page, elsewhere) {
        (None, None) => return,
        (Some(_), _) => "a",
        (None, Some(_)) => "span",
    };
    if hole.kind == HoleKind::PlaceClose {
        let _ = write!(html, "</{tag}>");
        return;
    }
    let _ = write!(html, "<{tag} class=\"place\"");
    if let Some(page) = page {
        let _ = write!(html, " href=\"{}\"", escape(&relative(from, &page.permalink)));
    }
    if let Some(other) = elsewhere {
        let _ = write!(html, " data-on=\"{}\" data-name=\"{}\"", escape(&other.on), escape(&other.words));
    }
    html.push('>');
}

/// Whether a guide is for both platforms that a name is about, so that its reader may be on either.
pub fn serves_both(guide: &PlacedGuide, other: &Elsewhere) -> bool {
    let serves = |platform: &str| guide.entry.guide.platforms.iter().any(|p| *p.id == *platform);
    serves(&other.on) && serves(&other.written_for)
}

/// A text with the names in it marked for scripts, so that it follows the reader's choice as the steps do. `whole`: only
/// names of several words, which mean the same wherever they stand.
pub fn with_names<'g>(text: &str, names: impl Iterator<Item = &'g Elsewhere>, whole: bool) -> String {
    let mut marked: Vec<(usize, usize, &Elsewhere)> = Vec::new();
    for other in names.filter(|n| !n.written.is_empty() && (!whole || n.written.contains(' '))) {
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let free = |at: usize, end: usize| marked.iter().all(|(a, b, _)| end <= *a || *b <= at);
        let found = text.match_indices(&*other.written).map(|(at, w)| (at, at + w.len())).find(|(at, end)| {
            !is_part(text[..*at].chars().next_back()) && !is_part(text[*end..].chars().next()) && free(*at, *end)
        });
        marked.extend(found.map(|(at, end)| (at, end, other)));
    }
    marked.sort_by_key(|m| m.0);
    let (mut html, mut done) = (String::new(), 0);
    for (at, end, other) in marked {
        let (on, words) = (escape(&other.on), escape(&other.words));
        let _ = write!(html, "{}<span data-on=\"{on}\" data-name=\"{words}\">", escape(&text[done..at]));
        let _ = write!(html, "{}</span>", escape(&text[at..end]));
        done = end;
    }
    html + &escape(&text[done..])
}

/// Text that scripts make a button on Windows, where the address opens something. Elsewhere it stays text.
fn open_settings(html: &mut String, page: &str) {
    let _ = write!(html, r#"<span class="open-settings" data-open="{}{page}">"#, settings_page::SCHEME);
}

/// The same for addresses that stand in the text itself. Known ones only; not in tags, links and blocks of code.
fn mark_settings(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut done = 0;
    for (at, scheme) in html.match_indices(settings_page::SCHEME) {
        let before = &html[..at];
        let within = is_open(before, "<", ">") || is_open(before, "data-open", "</span");
        if within || is_within_block_or_link(before) || before.ends_with(|c: char| c.is_alphanumeric() || c == '-') {
            continue;
        }
        let rest = &html[at + scheme.len()..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        let page = rest[..length].trim_end_matches('-').to_ascii_lowercase();
        if settings_page::is_known(&page) {
            out.push_str(&html[done..at]);
            open_settings(&mut out, &page);
            done = at + scheme.len() + page.len();
            out.push_str(&html[at..done]);
            out.push_str("</span>");
        }
    }
    out.push_str(&html[done..]);
    out
}

fn is_within_block_or_link(before: &str) -> bool {
    is_open(before, "<pre", "</pre") || is_open(before, "<a ", "</a")
}

/// Whether what begins so in the HTML before a place does not end before it.
fn is_open(before: &str, opening: &str, closing: &str) -> bool {
    before.rfind(opening) > before.rfind(closing)
}

const OFF_SITE: &str = r#" rel="noopener noreferrer external""#;

/// A picture as a page shows it: addresses as seen from there, not yet escaped.
pub struct Shown {
    pub src: String,
    /// In pixels, the largest version's.
    pub size: Option<(u32, u32)>,
    /// As the attributes of these names; empty when there is one version only.
    pub srcset: String,
    pub sizes: String,
    /// The animation that `src` is the first frame of.
    pub moving: Option<String>,
}

/// How the picture at `path` is shown on the page `from`; `None`: it must not be.
pub fn shown(site: &Site, path: &str, size: Option<(u32, u32)>, from: &str) -> Option<Shown> {
    let Some(versions) = site.versions(path) else {
        return Some(Shown {
            src: relative(from, path),
            size,
            srcset: String::new(),
            sizes: String::new(),
            moving: None,
        });
    };
    let largest = versions.last()?;
    let mut shown = Shown {
        src: relative(from, &largest.path),
        size: largest.size.or(size),
        srcset: String::new(),
        sizes: String::new(),
        moving: site.moving.get(path).map(|moving| relative(from, &moving.path)),
    };
    if let (Some((width, height)), true) = (largest.size, versions.len() > 1) {
        let each = versions.iter().filter_map(|v| Some(format!("{} {}w", relative(from, &v.path), v.size?.0)));
        shown.srcset = each.collect::<Vec<_>>().join(", ");
        let widest = if shape(width, height) == "tall" { TALL } else { COLUMN }.min(width);
        shown.sizes = format!("(min-width: {}px) {widest}px, 100vw", widest + MARGINS);
    }
    Some(shown)
}

/// Widest that a picture is set, in CSS pixels: in the column of a guide, and as one that is higher than wide.
const COLUMN: u32 = 720;
const TALL: u32 = 304;
/// What stands beside the column of a guide on a small screen.
const MARGINS: u32 = 48;

fn icon(html: &mut String, target: &Target, alt: &str, site: &Site, from: &str) {
    let found = match target {
        Target::Asset { path, size } => shown(site, path, *size, from),
        _ => None,
    };
    let Some(Shown { src, size, .. }) = found else {
        html.push_str(&escape(alt));
        return;
    };
    // A screenshot that stands in a sentence is too small to be read there: it opens large.
    let large = size.is_some_and(|(width, height)| width > LARGEST_ICON && height > LARGEST_ICON);
    if large {
        let name = || format!(r#" aria-label="{}""#, escape(words(site).get("open_picture")));
        let label = if alt.is_empty() { name() } else { String::new() };
        let _ = write!(html, r#"<a class="zoom" href="{}"{label}>"#, escape(&src));
    }
    let _ = write!(html, r#"<img class="icon" src="{}" alt="{}""#, escape(&src), escape(alt));
    if let Some((width, height)) = size {
        let _ = write!(html, r#" width="{width}" height="{height}""#);
    }
    html.push_str(r#" loading="lazy" decoding="async">"#);
    if large {
        html.push_str("</a>");
    }
}

/// What is larger than this both ways, in pixels, is no icon.
const LARGEST_ICON: u32 = 160;

/// A screenshot between the blocks of a list, as `parts/figure.html` shows those of a step.
fn figure(html: &mut String, target: &Target, alt: &str, site: &Site, from: &str) {
    let words = words(site);
    let found = match target {
        Target::Asset { path, size } => shown(site, path, *size, from),
        _ => None,
    };
    let Some(Shown { src, size, srcset, sizes, moving }) = found else {
        let told = if alt.is_empty() { String::new() } else { format!("<p>{}</p>", escape(alt)) };
        let why = if matches!(target, Target::RemoteImage(_)) { "picture_offline" } else { "picture_missing" };
        let why = escape(words.get(why));
        let _ = write!(html, r#"<figure class="missing">{told}<figcaption>{why}</figcaption></figure>"#);
        return;
    };
    let address = escape(&src);
    let shape = size.map_or("wide", |(width, height)| shape(width, height));
    let label = match (alt, &moving) {
        (_, Some(_)) => format!(r#" aria-label="{}""#, escape(&play(words, alt))),
        ("", None) => format!(r#" aria-label="{}""#, escape(words.get("open_picture"))),
        _ => String::new(),
    };
    let opens = moving.as_ref().map_or(address.clone(), |moving| escape(moving));
    let _ = write!(
        html,
        r#"<figure class="shot {shape}"><a href="{opens}"{label}><img src="{address}" alt="{}""#,
        escape(alt)
    );
    if !srcset.is_empty() {
        let _ = write!(html, r#" srcset="{}" sizes="{sizes}""#, escape(&srcset));
    }
    if let Some((width, height)) = size {
        let _ = write!(html, r#" width="{width}" height="{height}""#);
    }
    html.push_str(r#" loading="lazy" decoding="async"></a>"#);
    if moving.is_some() {
        let _ = write!(html, "<figcaption>{}</figcaption>", escape(words.get("animation")));
    }
    html.push_str("</figure>");
}

/// What the link around the first frame of an animation does.
pub fn play(words: Words, alt: &str) -> String {
    let play = words.get("play");
    if alt.is_empty() { play.to_owned() } else { format!("{play}: {alt}") }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_types_is_marked_but_for_links_and_blocks() {
        for code in ["ipconfig /flushdns", "devmgmt.msc", r"C:\Windows\Temp", "Get-Service -Name Spooler", "%temp%\\*"]
        {
            let html = format!("<p>Type <code>{code}</code>.</p>");
            let class = if code.len() < 20 { "typed one-line" } else { "typed" };
            assert_eq!(mark_typed(&html), html.replace("<code>", &format!("<code class=\"{class}\">")));
        }
        for html in [
            "<code>winver</code>",
            "<code>PRINTERS</code>",
            "<code>Wi-Fi</code>",
            "<pre><code>ipconfig /all</code></pre>",
            "<a href=\"x\">see <code>ipconfig /all</code></a>",
        ] {
            assert_eq!(mark_typed(html), html);
        }
    }

    #[test]
    fn an_address_of_settings_in_the_text_is_marked_once() {
        let marked = mark_settings("Type <code>ms-settings:display</code>, or ms-settings:nowhere.");
        let span =
            r#"<code><span class="open-settings" data-open="ms-settings:display">ms-settings:display</span></code>"#;
        assert_eq!(marked, format!("Type {span}, or ms-settings:nowhere."));
        for whole in [
            "<pre><code>start ms-settings:display</code></pre>",
            r#"<a href="ms-settings:display">ms-settings:display</a>"#,
            r#"<span class="open-settings" data-open="ms-settings:display">ms-settings:display</span>"#,
            r#"<b title="ms-settings:display">x</b>"#,
        ] {
            assert_eq!(mark_settings(whole), whole);
        }
    }
}
