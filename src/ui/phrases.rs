//! Where a text names releases and platforms of the reader: "Windows 10 and 11", "W10", "Windows® 10", "Desk 3".

use std::sync::Arc;

use crate::guide::platform::Platforms;
use crate::ui::called::Called;

/// Where a text names releases and platforms, in order: "Windows 10 and 11" is one place with two. `lower`: the text in
/// small letters.
pub(super) fn phrases(called: &Called, text: &str, lower: &str) -> Vec<(usize, Vec<Arc<str>>)> {
    let mut out = all(called, text, lower);
    out.retain(|(at, _)| is_of_reader(lower, *at));
    out
}

/// Whether a text speaks of a way back to the old release: "Downgrade from Windows 11 to Windows 10".
pub(super) fn leads_back(called: &Called, text: &str, lower: &str) -> bool {
    let back = |(at, ids): &(usize, Vec<Arc<str>>)| ids.contains(&called.from) && is_gone_back_to(lower, *at);
    all(called, text, lower).iter().any(back)
}

fn all(called: &Called, text: &str, lower: &str) -> Vec<(usize, Vec<Arc<str>>)> {
    let own = called.places(text);
    let mut out = match own.is_empty() {
        true if !has_version(lower) => return Vec::new(),
        true => of_windows(text),
        false => of_windows(&called.blanked(text)),
    };
    out.extend(own.into_iter().map(|(range, ids)| (range.start, ids)));
    out.sort();
    out
}

/// Whether a text in small letters may name a release of Windows.
fn has_version(lower: &str) -> bool {
    if lower.contains("w10") || lower.contains("w11") {
        return true;
    }
    lower.match_indices("win").any(|(i, _)| has_number(&lower[i + 3..]))
}

/// Whether the number of a release stands behind the "win" of a text in small letters.
fn has_number(behind: &str) -> bool {
    let rest = behind.strip_prefix("dows").unwrap_or(behind);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '®' | '™' | '('));
    rest.starts_with(['1', '7', '8'])
}

/// The same of platforms of Windows alone.
fn of_windows(text: &str) -> Vec<(usize, Vec<Arc<str>>)> {
    let ids = |text: &str| -> Vec<Arc<str>> { Platforms::default().in_text(text).into_iter().map(|p| p.id).collect() };
    let lower = text.to_ascii_lowercase();
    let mut out: Vec<(usize, Vec<Arc<str>>)> = Vec::new();
    let mut from = 0;
    let begins =
        |from: usize| ["win", "w10", "w11"].iter().filter_map(|w| lower[from..].find(w).map(|i| from + i)).min();
    while let Some(i) = begins(from) {
        from = i + 3;
        if lower[..i].ends_with(char::is_alphanumeric) {
            continue;
        }
        if !lower[i..].starts_with("win") {
            let named = Platforms::default().named(&lower[i..i + 3]);
            let whole = !lower[i + 3..].starts_with(char::is_alphanumeric);
            out.extend(named.filter(|_| whole).map(|p| (i, vec![p.id])));
            continue;
        }
        if !has_number(&lower[i + 3..]) {
            continue;
        }
        // As far as the next sentence or a dozen words: enough for "Windows 10, Windows 11".
        let rest = &text[i..];
        let end = rest.char_indices().map(|(i, _)| i).nth(40).unwrap_or(rest.len());
        // The dot of "8.1" ends nothing.
        let ends = |(k, c): &(usize, char)| {
            let behind = &rest[k + c.len_utf8()..];
            match c {
                '.' => !behind.starts_with(|c: char| c.is_ascii_digit()),
                // "Windows 10 (and 11)"
                '(' => !["and ", "or "].iter().any(|w| behind.starts_with(w)),
                _ => matches!(c, ';' | ')'),
            }
        };
        let end = rest[..end].char_indices().find(ends).map(|(k, _)| k).filter(|e| *e > 8).unwrap_or(end);
        // Names joined by "and" or "/" are one place; a second one farther away is its own.
        let joined = joined_end(&lower[i..i + end]);
        let mut all = ids(&rest[..joined]);
        if all.is_empty() {
            continue;
        }
        // "Windows 10 or later"
        let number = lower[..i + joined].trim_end().ends_with('+');
        if number || goes_with(&lower[i + joined..], &["later", "newer", "higher", "above", "up"]) {
            all.extend(Platforms::default().named("Windows 11").map(|p| p.id));
            all.sort();
            all.dedup();
        }
        from = i + joined.max(3);
        out.push((i, all));
    }
    out
}

/// Whether one of these words stands behind a release: "or later", ", and up". "Windows 10 update" is another word.
pub(super) fn goes_with(behind: &str, words: &[&str]) -> bool {
    let more = behind.trim_start_matches([' ', ',', '(']);
    let more = more.strip_prefix("and ").or(more.strip_prefix("or ")).unwrap_or(more);
    let is_whole = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
    words.iter().any(|w| more.strip_prefix(w).is_some_and(is_whole))
}

/// A word of "Windows 10 and/or 11".
pub(super) fn joins_platforms(word: &str) -> bool {
    let w = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/' && c != '&');
    w.is_empty()
        || matches!(
            w,
            "windows"
                | "win"
                | "and"
                | "or"
                | "&"
                | "/"
                | "7"
                | "8"
                | "8.1"
                | "10"
                | "11"
                | "win10"
                | "win11"
                | "w10"
                | "w11"
                | "windows7"
                | "windows8"
                | "windows10"
                | "windows11"
        )
        || w.split('/')
            .all(|p| matches!(p, "7" | "8" | "8.1" | "10" | "11" | "windows" | "win10" | "win11" | "w10" | "w11"))
}

/// The end of "windows 10 and windows 11", "windows 7, 8 and 10" at the beginning of a text.
fn joined_end(lower: &str) -> usize {
    let mut end = 0;
    let mut words = lower.split_inclusive(' ');
    while let Some(word) = words.next() {
        // "Windows 10's", "a Windows 10-based PC"
        let head = word.trim().split(['\'', '’', '-', '–', '—']).next().unwrap_or("");
        if head.len() < word.trim().len() && !head.is_empty() {
            return if joins_platforms(head) { end + head.len() } else { end };
        }
        if !joins_platforms(word.trim()) {
            break;
        }
        end += word.len();
        let word = word.trim_end();
        if word.ends_with([')', ':']) || word.ends_with(',') && !goes_on(words.clone()) {
            break;
        }
    }
    end
}

/// Whether a list goes on behind a comma: "Windows 7, 8, and 10", "Windows 10, Windows 11:". In "On Windows 10, 8 GB" it does not.
fn goes_on<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    let is_number =
        |w: &str| matches!(w.trim_end_matches([',', ')', ':', '.', '?', '!']), "7" | "8" | "8.1" | "10" | "11");
    match words.next().map(str::trim) {
        Some("windows" | "win") => goes_on(words),
        Some("and" | "or" | "&") => words.next().is_some_and(|w| is_number(w.trim())),
        Some(number) if is_number(number) => {
            let last = words.next().is_none_or(|w| matches!(w.trim(), "and" | "or" | "&" | "/"));
            number.ends_with([',', ')', ':', '.', '?', '!']) || last
        }
        _ => false,
    }
}

fn words_before(lower: &str, at: usize) -> Vec<&str> {
    let words = lower[..at].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.rev().take(5).collect()
}

/// Whether a release that a text in small letters names at a place is one to go back to.
fn is_gone_back_to(lower: &str, at: usize) -> bool {
    const BACK: &[&str] =
        &["back", "return", "returning", "revert", "reverting", "rollback", "downgrade", "downgrading"];
    const PAST: &[&str] = &["after", "once", "since", "went", "gone", "rolled", "moved", "switched"];
    let before = words_before(lower, at);
    let any = |of: &[&str]| before.iter().any(|w| of.contains(w));
    before.first() == Some(&"to") && any(BACK) && !any(PAST)
}

/// Whether a release that a text in small letters names at a place is one that the reader has: not the one to go back
/// to, nor that of another text.
fn is_of_reader(lower: &str, at: usize) -> bool {
    const READ: &str = "see read visit refer our check more";
    const TEXTS: &str = "page pages article articles guide guides tutorial post video faq";
    let is_one = |of: &str, w: &&str| of.split(' ').any(|o| o == *w);
    let before = words_before(lower, at);
    let any = |of: &str| before.iter().any(|w| is_one(of, w));
    if before.first() == Some(&"unlike") || is_gone_back_to(lower, at) {
        return false;
    }
    // "See our Windows 10 page."
    let behind = lower[at..].split_whitespace().find(|w| !joins_platforms(w)).unwrap_or("");
    let is_text = is_one(TEXTS, &behind.trim_matches(|c: char| !c.is_alphanumeric()));
    !(is_text && !behind.ends_with(':') && any(READ))
}
