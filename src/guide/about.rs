//! What stands for a guide as a whole: its title, its summary, its picture, what it applies to.

use crate::guide::platform::Platforms;
use crate::guide::unit::{Unit, UnitKind};
use crate::guide::{Item, Platform, Reference, Section, piece};

pub fn first_heading(units: &[Unit]) -> Option<String> {
    units.iter().find_map(|u| match &u.kind {
        UnitKind::Heading { row, .. } => Some(row.plain().to_owned()).filter(|t| !t.is_empty()),
        _ => None,
    })
}

/// `clear-the_queue.md` is "Clear the queue".
pub fn title_from_path(path: &str) -> String {
    let name = crate::address::stem(crate::address::file_name(path)).replace(['-', '_'], " ");
    let mut chars = name.trim().chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => "Untitled".to_owned(),
    }
}

/// The first picture before the first step that is not the face of an author.
pub fn lead_image(sections: &[Section], references: &[Reference]) -> Option<u32> {
    for section in sections {
        for item in &section.body {
            match item {
                Item::Figure(r) if !shows_author(references.get(*r as usize)) => return Some(*r),
                Item::Procedure(_) => return None,
                _ => {}
            }
        }
        if section.heading.is_some() {
            return None;
        }
    }
    None
}

/// By its address: sites keep the faces of their authors apart.
fn shows_author(picture: Option<&Reference>) -> bool {
    picture.is_some_and(|r| ["/author", "avatar"].iter().any(|part| r.url.contains(part)))
}

/// The description of the author, unless it only says the title again; else the first words of the text.
pub fn summary(description: &Option<String>, excerpt: &Option<String>, title: &str, sections: &[Section]) -> String {
    let says_more = |text: &&String| {
        let (lower, title) = (text.to_lowercase(), title.to_lowercase());
        let words = |text: &str| text.split_whitespace().count();
        match title.is_empty() || !lower.contains(&title) {
            true => !lower.trim().is_empty(),
            // "This article describes" and the title: the title again.
            false => words(&lower.replace(&title, "")) > 5,
        }
    };
    if let Some(text) = description.iter().chain(excerpt).find(says_more) {
        return text.clone();
    }
    let first = || {
        sections.iter().flat_map(|s| &s.body).find_map(|i| match i {
            Item::Prose(piece) => Some(first_sentence(&piece.html)),
            _ => None,
        })
    };
    introduction(sections).or_else(first).or_else(|| description.clone()).unwrap_or_default()
}

/// Fewest characters of a sentence that says what an article is about; captions and names of menus have fewer.
const SHORTEST_SUMMARY: usize = 45;

/// The first whole sentence before the first steps.
fn introduction(sections: &[Section]) -> Option<String> {
    let items = sections.iter().flat_map(|s| &s.body).take_while(|i| !matches!(i, Item::Procedure(_)));
    let paragraphs = items.filter_map(|i| match i {
        Item::Prose(piece) => Some(&*piece.html),
        _ => None,
    });
    let texts = paragraphs.flat_map(|html| html.split_inclusive("</p>")).map(str::trim_start);
    let texts = texts.filter(|html| html.starts_with("<p>"));
    let is_sentence = |text: &String| {
        let end = text.trim_end_matches(['”', '"', ')', '’', ' ']);
        end.ends_with(['.', '!', '?', '…']) && text.chars().count() >= SHORTEST_SUMMARY
    };
    texts.take(FIRST_PARAGRAPHS).map(first_sentence).find(is_sentence)
}

/// How many paragraphs are looked at for a summary.
const FIRST_PARAGRAPHS: usize = 8;

/// The text of the first paragraph of our own HTML, cut at a sentence end near 160 characters.
fn first_sentence(html: &str) -> String {
    let start = html.find("<p>").map_or(0, |i| i + 3);
    let end = html[start..].find("</p>").map_or(html.len(), |i| start + i);
    let text = piece::text(&html[start..end]);
    if text.chars().count() <= 200 {
        return text;
    }
    let limit = text.char_indices().nth(190).map_or(text.len(), |(i, _)| i);
    match text[..limit].rfind(". ") {
        Some(i) if i > 60 => text[..=i].to_owned(),
        _ => format!("{}…", &text[..text[..limit].rfind(' ').unwrap_or(limit)]),
    }
}

/// The platform that the text speaks of, several times, while it never names that of the title: titles are changed for
/// the sake of searches, steps are not.
fn told_in_text(title: &Platform, sections: &[Section], platforms: &Platforms) -> Option<Platform> {
    let mut counts: Vec<(Platform, usize)> = Vec::new();
    let steps = sections.iter().flat_map(|s| s.procedures()).flat_map(|p| &p.steps).map(|s| s.text.as_str());
    let prose = sections.iter().flat_map(|s| &s.body).filter_map(|i| match i {
        Item::Prose(piece) => Some(&*piece.html),
        _ => None,
    });
    for text in steps.chain(prose).filter(|text| text.contains("indows")) {
        for platform in platforms.in_text(text) {
            match counts.iter_mut().find(|(p, _)| *p == platform) {
                Some((_, n)) => *n += 1,
                None => counts.push((platform, 1)),
            }
        }
    }
    match counts.as_slice() {
        [(other, n)] if other != title && *n >= 2 => Some(other.clone()),
        _ => None,
    }
}

pub fn guide_platforms(
    given: &[Platform],
    tags: &[String],
    title: &str,
    sections: &[Section],
    platforms: &Platforms,
) -> Vec<Platform> {
    if !given.is_empty() {
        return given.to_vec();
    }
    // "**Applies to:** Windows 10 Pro, Windows 11 Pro"
    let told = sections.iter().take(2).flat_map(|s| s.body.first()).find_map(|item| match item {
        Item::Prose(piece) => {
            let text = piece::text(&piece.html);
            let line = text.trim_start().strip_prefix("Applies to:")?.lines().next()?.to_owned();
            Some(platforms.in_text(&line)).filter(|found| !found.is_empty())
        }
        _ => None,
    });
    if let Some(told) = told {
        return told;
    }
    let mut out: Vec<Platform> = tags.iter().filter_map(|t| platforms.named(t)).collect();
    if out.is_empty() {
        out = platforms.in_text(title);
        if let [only] = out.as_slice()
            && let Some(told) = told_in_text(only, sections, platforms)
        {
            out = vec![told];
        }
    }
    if out.is_empty() {
        out = sections.iter().flat_map(|s| s.platforms.iter().cloned()).collect();
    }
    out.sort();
    out.dedup();
    out
}
