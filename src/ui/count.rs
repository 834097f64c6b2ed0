//! Numbers of the steps behind one that is taken out: each counts one less, so that no hole is left.

use std::collections::BTreeMap;

use crate::source::Span;
use crate::ui::refresh::{Edit, Finding};

/// Numbers of steps in words: "step four".
pub const CARDINALS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// "the fourth step"
pub const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// A plain number at the beginning of a line, "2." or "2)".
struct Number<'t> {
    indent: &'t str,
    n: u32,
    sign: char,
    digits: Span,
}

fn number(text: &str, line: usize) -> Option<Number<'_>> {
    let rest = text[line..].trim_start_matches([' ', '>']);
    let at = text.len() - rest.len();
    let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = rest[length..].chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let n = rest[..length].parse().ok()?;
    let indent = &text[line..at];
    rest[length + 1..].starts_with(' ').then(|| Number { indent, n, sign, digits: Span::new(at, at + length) })
}

/// The later numbers of the list that goes on from a line. `None`: not all of them are plain and count on by one. Numbers
/// that are all the same tell no order, and none of them is given.
fn behind(text: &str, line: usize) -> Option<Vec<Number<'_>>> {
    let first = number(text, line)?;
    let (mut out, mut at, mut in_code, mut same): (Vec<Number>, usize, bool, Option<bool>) =
        (Vec::new(), line, false, None);
    for (k, row) in text[line..].split_inclusive('\n').enumerate() {
        let start = at;
        at += row.len();
        let bare = row.trim_start_matches([' ', '>']);
        if bare.starts_with("```") || bare.starts_with("~~~") {
            in_code = !in_code;
        }
        if k == 0 || in_code {
            continue;
        }
        // A heading ends it.
        if row.starts_with('#') {
            break;
        }
        let Some(next) = number(text, start) else {
            // "**3.** Click …"
            let inner = bare.trim_start_matches(['*', '_', '\\']);
            let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() < inner.len() && rest.trim_start_matches('\\').starts_with(['.', ')']) {
                return None;
            }
            continue;
        };
        if next.indent.len() < first.indent.len() {
            break;
        }
        if next.indent != first.indent {
            continue;
        }
        if *same.get_or_insert(next.n == first.n) {
            if next.n != first.n {
                return None;
            }
            continue;
        }
        // Another list.
        if next.n == 1 {
            break;
        }
        if next.sign != first.sign || next.n != first.n + 1 + out.len() as u32 {
            return None;
        }
        out.push(next);
    }
    Some(out)
}

/// Whether the step that begins in a line can be taken out of its list.
pub(super) fn can_count_on(text: &str, line: usize) -> bool {
    number(text, line).is_none() || behind(text, line).is_some()
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |i| i + 1)
}

/// Gives the findings that take out a step the numbers of the steps behind it. In the order of the text.
pub(super) fn on(text: &str, findings: &mut [Finding]) {
    let taken_out = |f: &Finding| {
        let edit = f.fix.edit().filter(|e| e.text.is_empty() && text[e.span.range()].contains('\n'))?;
        let head = &text[line_of(text, edit.span.start as usize)..edit.span.start as usize];
        let is_marker = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '>' | '.' | ')' | '-' | '*' | '+');
        head.chars().all(is_marker).then_some(edit.span)
    };
    let cuts: Vec<Option<Span>> = findings.iter().map(taken_out).collect();
    // Where a number stands: what it is, how many steps before it go, and the last of them.
    let mut later: BTreeMap<(u32, u32), (u32, u32, usize)> = BTreeMap::new();
    for (i, cut) in cuts.iter().enumerate() {
        let Some(cut) = cut else { continue };
        findings[i].whole_step = true;
        for next in behind(text, line_of(text, cut.start as usize)).unwrap_or_default() {
            let known = later.entry((next.digits.start, next.digits.end)).or_insert((next.n, 0, i));
            *known = (next.n, known.1 + 1, i);
        }
    }
    for ((start, end), (n, less, owner)) in later {
        let span = Span { start, end };
        // Its step stands in the place of the one before.
        if !cuts.iter().flatten().any(|cut| cut.contains(span)) {
            findings[owner].numbers.push(Edit { span, text: (n - less).to_string() });
        }
    }
}
