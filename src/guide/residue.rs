//! Junk that can be told only among the units of the whole article: the title said again, tables of contents,
//! tag lists, breadcrumbs, share buttons, vendor footers, paragraphs that come twice.

use std::collections::HashSet;

use crate::document::inline::plain;
use crate::document::junk::{self, patterns};
use crate::guide::marker;
use crate::guide::unit::{Unit, UnitKind, is_all_link};
use crate::guide::{Junk, JunkKind, Reference};
use crate::source::Span;

/// Takes junk out of the units of an article.
pub fn remove(units: Vec<Unit>, title: &str, references: &[Reference], junk: &mut Vec<Junk>) -> Vec<Unit> {
    let units = title_again(units, title, junk);
    let units = footers(units, junk);
    let units = contents(units, references, junk);
    let units = lists_of_links(units, references, junk);
    repeated(units, junk)
}

fn take(junk: &mut Vec<Junk>, kind: JunkKind, span: Span) {
    junk.push(Junk { kind, span });
}

/// Text for comparing: letters and digits only.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first headings when they say the title.
fn title_again(units: Vec<Unit>, title: &str, junk: &mut Vec<Junk>) -> Vec<Unit> {
    let title = squeezed(title);
    let mut seen_text = 0;
    units
        .into_iter()
        .filter(|unit| match &unit.kind {
            UnitKind::Heading { row, .. } if seen_text < 3 && squeezed(&plain(row)) == title => {
                take(junk, JunkKind::TitleAgain, unit.span);
                false
            }
            UnitKind::Text(_) | UnitKind::Marked { .. } => {
                seen_text += 1;
                true
            }
            _ => true,
        })
        .collect()
}

/// Parts about the vendor, from their heading to the next; disclaimers and calls to share or buy.
fn footers(units: Vec<Unit>, junk: &mut Vec<Junk>) -> Vec<Unit> {
    let mut out = Vec::with_capacity(units.len());
    let mut in_footer = false;
    for unit in units {
        let begins = |text: &str, list: &[String]| {
            // The phrases are short: the beginning is enough.
            let head = text.char_indices().nth(80).map_or(text, |(i, _)| &text[..i]);
            let text = junk::folded(head);
            let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
            list.iter().any(|p| text.starts_with(p.as_str()))
        };
        match &unit.kind {
            UnitKind::Heading { row, .. } => in_footer = begins(&plain(row), &patterns().footer_heading),
            UnitKind::Text(row) if !in_footer => {
                let text = plain(row);
                if text.len() < 300 && begins(&text, &patterns().footer_heading) && text.len() < 80 {
                    take(junk, JunkKind::VendorFooter, unit.span);
                    continue;
                }
                let short = text.split_whitespace().count() <= 8;
                if text.len() < 600 && begins(&text, &patterns().paragraph_start)
                    || short && begins(&text, &patterns().short_paragraph_start)
                {
                    let kind = if text.to_lowercase().contains("affiliate") {
                        JunkKind::Affiliate
                    } else {
                        JunkKind::VendorFooter
                    };
                    take(junk, kind, unit.span);
                    continue;
                }
            }
            UnitKind::Quote { units, .. } if !in_footer => {
                let text = units.iter().find_map(|u| match &u.kind {
                    UnitKind::Text(row) => Some(plain(row)),
                    _ => None,
                });
                if text.is_some_and(|t| begins(&t, &patterns().paragraph_start)) {
                    take(junk, JunkKind::Affiliate, unit.span);
                    continue;
                }
            }
            _ => {}
        }
        if in_footer {
            take(junk, JunkKind::VendorFooter, unit.span);
        } else {
            out.push(unit);
        }
    }
    out
}

/// A heading's text without the number of a way or a step, for comparing with a table of contents.
fn comparable(text: &str) -> String {
    let mut text = text.trim();
    if marker::is_way(text) {
        let cut = text.find([':', '.', '–', '-', ')']).map_or(0, |i| i + 1);
        if cut > 0 && cut < text.len() && text.is_char_boundary(cut) {
            text = &text[cut..];
        }
    }
    if let Some((_, length)) = marker::in_text(text, &[]) {
        text = text.char_indices().nth(length).map_or(text, |(i, _)| &text[i..]);
    }
    squeezed(text)
}

/// Tables of contents: lists whose items are the headings below, or links into the page.
fn contents(units: Vec<Unit>, references: &[Reference], junk: &mut Vec<Junk>) -> Vec<Unit> {
    let headings: Vec<(usize, String)> = units
        .iter()
        .enumerate()
        .filter_map(|(i, u)| match &u.kind {
            UnitKind::Heading { row, .. } => Some((i, comparable(&plain(row)))),
            _ => None,
        })
        .filter(|(_, t)| t.chars().count() >= 3)
        .collect();
    let later = |at: usize, text: &str| {
        let text = comparable(text);
        text.chars().count() >= 4
            && headings.iter().any(|(i, h)| {
                *i > at
                    && (*h == text
                        || (text.len() >= 12 && (h.contains(&text) || text.contains(h.as_str()) && h.len() >= 12)))
            })
    };
    let is_fragment = |row: &[crate::document::inline::Inline]| {
        is_all_link(row)
            && row.iter().any(|t| matches!(t.kind, crate::document::inline::Kind::LinkOpen(r) if references[r as usize].url.starts_with('#')))
    };
    let mut drop = vec![false; units.len()];
    let mut i = 0;
    while i < units.len() {
        let (end, rows) = list_run(&units, i);
        if end == i {
            i += 1;
            continue;
        }
        let count = rows.len();
        let announced = i > 0 && is_announcement(&units[i - 1]);
        let named = rows.iter().filter(|r| later(i, &plain(r))).count();
        let fragments = rows.iter().filter(|r| is_fragment(r)).count();
        let links = rows.iter().filter(|r| is_all_link(r)).count();
        let is_contents = (count >= 2 && (named * 2 > count || fragments * 2 > count))
            || (announced && links * 2 > count)
            || (count >= 3 && links == count && named > 0);
        if is_contents {
            drop[i..end].fill(true);
            if announced {
                drop[i - 1] = true;
            }
        }
        i = end;
    }
    let mut out = Vec::with_capacity(units.len());
    for (unit, drop) in units.into_iter().zip(drop) {
        if drop {
            take(junk, JunkKind::Contents, unit.span);
        } else {
            out.push(unit);
        }
    }
    out
}

/// Neighboring list items from `i` on: where they end, and the text of each.
fn list_run(units: &[Unit], i: usize) -> (usize, Vec<&Vec<crate::document::inline::Inline>>) {
    let mut rows = Vec::new();
    let mut end = i;
    for unit in &units[i..] {
        match &unit.kind {
            UnitKind::Marked { row, .. } => rows.push(row),
            UnitKind::Bullets(items) => rows.extend(items.iter().map(|b| &b.row)),
            // "[Way 1: …](#way1)" on lines of their own.
            UnitKind::Text(row) if is_all_link(row) && row.len() <= 8 => rows.push(row),
            _ => break,
        }
        end += 1;
    }
    (end, rows)
}

fn is_announcement(unit: &Unit) -> bool {
    match &unit.kind {
        UnitKind::Heading { row, .. } | UnitKind::Text(row) => junk::is_contents(&plain(row)),
        _ => false,
    }
}

/// Share buttons, breadcrumbs, and the tags at the end.
fn lists_of_links(units: Vec<Unit>, references: &[Reference], junk: &mut Vec<Junk>) -> Vec<Unit> {
    let _ = references;
    let last_content = units.iter().rposition(|u| !matches!(u.kind, UnitKind::Rule | UnitKind::Html(_)));
    let breadcrumb = breadcrumb_end(&units);
    let mut out = Vec::with_capacity(units.len());
    for (i, unit) in units.into_iter().enumerate() {
        if breadcrumb.as_ref().is_some_and(|r| r.contains(&i)) {
            take(junk, JunkKind::Breadcrumb, unit.span);
            continue;
        }
        if let UnitKind::Bullets(items) = &unit.kind {
            let is_share = |b: &crate::guide::unit::Bullet| {
                let text = junk::folded(&plain(&b.row));
                text.is_empty() || patterns().share_words.contains(&text)
            };
            if items.iter().all(is_share) {
                take(junk, JunkKind::ShareLinks, unit.span);
                continue;
            }
            let is_tag = |b: &crate::guide::unit::Bullet| {
                is_all_link(&b.row) && plain(&b.row).split_whitespace().count() <= 4 && b.rest.is_empty()
            };
            let leads_away = |b: &crate::guide::unit::Bullet| {
                b.row.iter().any(|t| matches!(t.kind, crate::document::inline::Kind::LinkOpen(r) if junk::is_affiliate(&references[r as usize].url) || references[r as usize].url.contains("/tag")))
            };
            if Some(i) == last_content && items.iter().all(is_tag) && items.iter().all(leads_away) {
                take(junk, JunkKind::TagList, unit.span);
                continue;
            }
        }
        out.push(unit);
    }
    out
}

/// A list in the first units whose items end in ">".
fn breadcrumb_end(units: &[Unit]) -> Option<std::ops::Range<usize>> {
    let start = units
        .iter()
        .take(6)
        .position(|u| matches!(&u.kind, UnitKind::Marked { row, .. } if plain(row).ends_with('>')))?;
    let mut end = start;
    while end < units.len() && matches!(&units[end].kind, UnitKind::Marked { .. }) {
        end += 1;
    }
    Some(start..end)
}

/// Paragraphs that stood in the introduction and come again later.
fn repeated(units: Vec<Unit>, junk: &mut Vec<Junk>) -> Vec<Unit> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut headings = 0;
    let mut steps = false;
    let mut out = Vec::with_capacity(units.len());
    for unit in units {
        match &unit.kind {
            UnitKind::Heading { .. } => headings += 1,
            UnitKind::Marked { .. } => steps = true,
            UnitKind::Text(row) => {
                let text = squeezed(&plain(row));
                if text.len() >= 40 {
                    if seen.contains(&text) {
                        take(junk, JunkKind::Repeated, unit.span);
                        continue;
                    }
                    if !steps && (headings == 0 || headings == 1 && out.len() < 8) {
                        seen.insert(text);
                    }
                }
            }
            _ => {}
        }
        out.push(unit);
    }
    out
}
