//! What stands for a guide as a whole: its title, its summary, its picture, what it applies to.

use crate::document::inline::{self, Inline, Kind, Mark};
use crate::guide::bullets::{ends_open, last_sentences};
use crate::guide::marker::Scheme;
use crate::guide::platform::Platforms;
use crate::guide::row::Row;
use crate::guide::unit::{Unit, UnitKind, is_all_link};
use crate::guide::words::{self, words};
use crate::guide::{Item, Platform, Reference, Section, marker, piece, remark};

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

/// Where the introduction ends: at the first step, and at the heading over it if that is the second or a later one (what
/// stands under that one is for its task alone), at the latest at the fourth. `None`: there is no step, and so there is
/// nothing to do first.
fn introduction_end(units: &[Unit]) -> Option<usize> {
    // A numbered list of causes comes before the first step and is none.
    let acts = |u: &Unit| match &u.kind {
        UnitKind::Marked { marker, row, .. } => {
            let text = row.plain();
            matches!(marker.scheme, Scheme::Word | Scheme::Heading)
                || words::begins_with_verb(text)
                || words::is_imperative(text)
        }
        _ => false,
    };
    // Questions and links are counted, too.
    let may = |row: &Row| !is_all_link(row) && !row.plain().trim_end().ends_with('?');
    let any = || units.iter().position(|u| matches!(&u.kind, UnitKind::Marked { row, .. } if may(row)));
    let first = units.iter().position(acts).or_else(any)?;
    let mut headings = (0..first).filter(|i| matches!(units[*i].kind, UnitKind::Heading { .. })).take(4);
    headings.next();
    Some(headings.last().unwrap_or(first))
}

/// "You need an internet connection.": takes what the introduction says is needed out of it.
pub fn take_prerequisites(units: &mut Vec<Unit>) -> Vec<Row> {
    let mut out = told_needs(units);
    let Some(end) = introduction_end(units) else { return out };
    let mut i = 0;
    // Under "Fix 1: …" it is said of that fix, under a question it is part of the answer.
    let mut apart = false;
    units.retain_mut(|unit| {
        i += 1;
        if let UnitKind::Heading { row, .. } = &unit.kind {
            apart = marker::is_way(row.plain()) || row.plain().trim_end().ends_with('?');
        }
        let UnitKind::Text(row) = &mut unit.kind else { return true };
        let here = i <= end && !apart;
        // "Note: You need to be logged in": the word says no more here.
        let labeled = |row: &Row| remark::of(row).is_some_and(|(_, rest)| says_what_is_needed(&inline::plain(&rest)));
        let needs = here && (says_what_is_needed(row.plain()) || labeled(row));
        if !needs
            && here
            && let Some(at) = need_inside(row).or_else(|| need_at_end(row))
        {
            let (mut before, mut need) = inline::split(std::mem::take(row).into_tokens(), at);
            inline::trim(&mut before);
            inline::trim(&mut need);
            *row = before.into();
            let need = Row::from(need);
            out.push(remark::of(&need).map_or(need, |(_, rest)| rest.into()));
        }
        if needs {
            // "IMPORTANT: You need …": the word says no more here.
            let row = std::mem::take(row);
            out.push(remark::of(&row).map_or(row, |(_, rest)| rest.into()));
        }
        !needs
    });
    // Last, since the heading that goes with them is one that tells where the introduction ends.
    out.extend(listed_needs(units));
    out
}

/// "You need an internet connection. If you have none, …": the first sentence says what is needed; a few more may say
/// what to do without it.
fn says_what_is_needed(text: &str) -> bool {
    let sentence = text.split(". ").next().unwrap_or(text);
    let short = |text: &str, most: usize| text.split_whitespace().nth(most).is_none();
    words().needs.begin(text)
        && short(sentence, 40)
        && short(text, 80)
        && !text.ends_with(':')
        // "You must be upset to see this"; "Make sure you have it. Then run it" is to be done.
        && !words().moods.stand_in(sentence)
        && !text[sentence.len()..].starts_with(". Then ")
}

/// "Before we proceed, make sure that you have done these things:" over numbered lines or points, and steps below: they are
/// what is needed, and the sentence says no more.
fn told_needs(units: &mut Vec<Unit>) -> Vec<Row> {
    let tells = |u: &Unit| match &u.kind {
        UnitKind::Text(row) if ends_open(row) => {
            let sentence = last_sentences(row.plain(), 1).trim_start().to_lowercase();
            let before = sentence.strip_prefix("before we ").or_else(|| sentence.strip_prefix("before you "));
            before.is_some_and(|rest| {
                ["proceed", "begin", "start", "get started", "continue"].iter().any(|v| rest.starts_with(v))
            }) && ["make sure", "ensure", "you need", "you have"].iter().any(|w| sentence.contains(w))
        }
        _ => false,
    };
    let marked = |u: &Unit| matches!(u.kind, UnitKind::Marked { .. });
    let Some(at) = units.iter().take_while(|u| !marked(u)).position(tells) else { return Vec::new() };
    let bare = |u: &&Unit| matches!(&u.kind, UnitKind::Marked { rest, row, .. } if rest.is_empty() && !row.is_empty());
    let count = match units.get(at + 1).map(|u| &u.kind) {
        Some(UnitKind::Bullets(items)) if items.iter().all(|b| b.rest.is_empty() && !b.row.is_empty()) => 1,
        _ => units[at + 1..].iter().take_while(bare).count(),
    };
    let end = at + 1 + count;
    // Steps follow, under a heading of their own.
    let parted = matches!(units.get(end).map(|u| &u.kind), Some(UnitKind::Heading { .. }));
    if count == 0 || !parted || !units[end..].iter().any(marked) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for unit in units.drain(at..end).skip(1) {
        match unit.kind {
            UnitKind::Marked { row, .. } => out.push(row),
            UnitKind::Bullets(items) => out.extend(items.into_iter().map(|b| b.row)),
            _ => {}
        }
    }
    out
}

/// "It is easy. You’ll need to be logged in to try any of these fixes.": where the last sentence begins, if it says what
/// is needed for all that follows.
fn need_at_end(row: &mut Row) -> Option<usize> {
    let begins = |text: &str| {
        let ends = text.rfind(". You")? + 2;
        is_need_for_all(&text[ends..]).then_some(ends)
    };
    let at = row.len().checked_sub(1)?;
    let Kind::Text(text) = &row[at].kind else { return None };
    let cut = begins(text)?;
    Some(inline::cut_text(row.edit(), at, cut))
}

fn is_need_for_all(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let of_all = ["to try any of ", "to try these ", "to perform these ", "to follow these ", "to carry out these "];
    says_what_is_needed(sentence) && of_all.iter().any(|of| lower.contains(of))
}

/// "It is easy. **IMPORTANT:** You need to be logged in …": where in a row, behind a sentence or in a new line, a remark
/// begins that says what is needed.
fn need_inside(row: &Row) -> Option<usize> {
    (1..row.len()).find(|at| {
        let begins = row[*at].kind == Kind::Open(Mark::Strong) || row[at - 1].is_break();
        if !begins {
            return false;
        }
        // The word of the label tells, before anything longer is put together.
        let word: String = row[*at..].iter().take(3).map(Inline::visible).collect();
        let word = word.split(':').next().unwrap_or("").trim().to_lowercase();
        if remark::note_kind(&word).is_none() {
            return false;
        }
        let rest = inline::plain(&row[*at..]);
        let label = rest.split_once(':').filter(|(of, _)| of.trim().to_lowercase() == word);
        let behind_sentence = || inline::plain(&row[..*at]).ends_with(['.', '!', '?']);
        label.is_some_and(|(_, need)| says_what_is_needed(need.trim_start()))
            && (row[at - 1].is_break() || behind_sentence())
    })
}

/// "## Prerequisites" over points or lines, before the first step: they are what is needed, and the heading goes.
fn listed_needs(units: &mut Vec<Unit>) -> Vec<Row> {
    let Some(end) = introduction_end(units) else { return Vec::new() };
    let names = |u: &Unit| match &u.kind {
        UnitKind::Heading { row, .. } => words().needs_heading.are(row.plain().trim().trim_end_matches([':', '?'])),
        _ => false,
    };
    let Some(at) = units.iter().take(end + 1).position(names) else { return Vec::new() };
    let below =
        units[at + 1..].iter().position(|u| matches!(u.kind, UnitKind::Heading { .. })).unwrap_or(units.len() - at - 1);
    // "You need:" says no more than the heading.
    let leads = |row: &Row| row.plain().trim_end().ends_with(':');
    let is_need = |u: &Unit| match &u.kind {
        UnitKind::Bullets(items) => items.iter().all(|b| b.rest.is_empty() && !b.row.is_empty()),
        UnitKind::Text(row) => !row.is_empty() && (!leads(row) || row.plain().split_whitespace().count() <= 4),
        _ => false,
    };
    if below == 0 || below > 4 || !units[at + 1..at + 1 + below].iter().all(is_need) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for unit in units.drain(at..at + 1 + below) {
        match unit.kind {
            UnitKind::Text(row) if leads(&row) => {}
            UnitKind::Text(row) => out.push(row),
            UnitKind::Bullets(items) => out.extend(items.into_iter().map(|b| b.row)),
            _ => {}
        }
    }
    out
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
