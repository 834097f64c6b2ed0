//! What the reader needs before the first step, wherever the introduction says so: sentences, labels, lists.

use crate::document::inline::{self, Inline, Kind, Mark};
use crate::guide::bullets::{ends_open, last_sentences};
use crate::guide::marker::Scheme;
use crate::guide::row::Row;
use crate::guide::unit::{Unit, UnitKind, is_all_bold, is_all_link};
use crate::guide::words::{self, words};
use crate::guide::{marker, remark};

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
    out.extend(labeled_list(units));
    let Some(end) = introduction_end(units) else { return out };
    let mut i = 0;
    // Under "Fix 1: …" it is said of that fix, under a question it is part of the answer.
    let mut apart = false;
    units.retain_mut(|unit| {
        i += 1;
        if let UnitKind::Heading { row, .. } = &unit.kind {
            apart = marker::is_way(row.plain()) || row.plain().trim_end().ends_with('?');
        }
        let here = i <= end && !apart;
        // "> **Important** These commands must be run as administrator."
        if let UnitKind::Quote { alert: Some(_), units } = &mut unit.kind
            && let [Unit { kind: UnitKind::Text(row), .. }] = units.as_mut_slice()
        {
            let needs = here && (says_what_is_needed(row.plain()) || is_for_administrators(row.plain()));
            if needs {
                out.push(std::mem::take(row));
            }
            return !needs;
        }
        let UnitKind::Text(row) = &mut unit.kind else { return true };
        if here && let Some(length) = needs_label(row.plain()) {
            let row = marker::strip(std::mem::take(row).into_tokens(), length);
            out.push(row.into());
            return false;
        }
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
    for row in &mut out {
        // A box to tick off is drawn by the page, if at all.
        if row.plain().starts_with(['☐', '☑']) {
            let tokens = std::mem::take(row).into_tokens();
            *row = marker::strip(tokens, 2).into();
        }
    }
    out
}

/// Heads of a line that is a label, besides those that may be headings.
const LABELS: &[&str] = &["you need", "you'll need", "you’ll need", "you will need"];

fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '?']);
    words().needs_heading.are(text) || LABELS.iter().any(|label| text.eq_ignore_ascii_case(label))
}

/// "**You need:** administrator rights", "Prerequisites: a cable": the characters of the label and its colon.
fn needs_label(text: &str) -> Option<usize> {
    let (label, rest) = text.split_once(':')?;
    let one_line =
        !rest.trim().is_empty() && !rest.trim_end().ends_with(':') && rest.split_whitespace().nth(60).is_none();
    let blank = rest.chars().take_while(|c| c.is_whitespace()).count();
    (one_line && is_label(label)).then(|| label.chars().count() + 1 + blank)
}

/// "**What you need**", "Requirements:" in a line over points, before the first step: the points are what is needed.
fn labeled_list(units: &mut Vec<Unit>) -> Vec<Row> {
    let Some(end) = introduction_end(units) else { return Vec::new() };
    let labels = |u: &Unit| match &u.kind {
        UnitKind::Text(row) => is_label(row.plain()) && (row.plain().trim_end().ends_with(':') || is_all_bold(row)),
        _ => false,
    };
    // How many units below a label are what it announces: a list of points, or numbers under which a heading begins.
    let listed = |at: usize| match units.get(at).map(|u| &u.kind) {
        Some(UnitKind::Bullets(items)) if items.iter().all(|b| b.rest.is_empty() && !b.row.is_empty()) => 1,
        Some(UnitKind::Marked { .. }) => {
            let is_need = |u: &&Unit| matches!(&u.kind, UnitKind::Marked { row, rest, .. } if rest.is_empty() && !row.is_empty() && !is_order(row));
            let count = units[at..].iter().take_while(is_need).count();
            let parted = matches!(units.get(at + count).map(|u| &u.kind), Some(UnitKind::Heading { .. }));
            if parted { count } else { 0 }
        }
        _ => 0,
    };
    // Under a heading that says the same, the heading goes with them.
    let headed = |at: usize| match at.checked_sub(1).map(|above| &units[above].kind) {
        Some(UnitKind::Heading { row, .. }) => is_label(row.plain()),
        _ => false,
    };
    let at = (0..units.len().min(end + 1)).find(|i| labels(&units[*i]) && listed(*i + 1) > 0 && !headed(*i));
    let marked = |u: &Unit| matches!(u.kind, UnitKind::Marked { .. });
    let Some(at) = at else { return Vec::new() };
    let below = at + 1 + listed(at + 1);
    // The points may be all that there is to do.
    if !units[below..].iter().any(marked) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for unit in units.drain(at..below) {
        match unit.kind {
            UnitKind::Bullets(items) => out.extend(items.into_iter().map(|b| b.row)),
            UnitKind::Marked { row, .. } => out.push(row),
            _ => {}
        }
    }
    out
}

/// "1. Download it" is a step; "1. A cable" and "1. Make sure you have it" are not.
fn is_order(row: &Row) -> bool {
    let text = row.plain();
    let sure = ["make sure", "ensure", "have ", "check that"].iter().any(|w| text.to_lowercase().starts_with(w));
    words::begins_with_verb(text) && !sure
}

/// "You need an internet connection. If you have none, …": the first sentence says what is needed; a few more may say
/// what to do without it.
fn says_what_is_needed(text: &str) -> bool {
    let sentence = text.split(". ").next().unwrap_or(text);
    let short = |text: &str, most: usize| text.split_whitespace().nth(most).is_none();
    (words().needs.begin(text) || is_first_thing(sentence) || is_for_administrators(sentence))
        && short(sentence, 40)
        && short(text, 80)
        && !text.ends_with(':')
        // "You must be upset to see this"; "Make sure you have it. Then run it" is to be done.
        && !words().moods.stand_in(sentence)
        && !text[sentence.len()..].starts_with(". Then ")
}

/// "Before you start troubleshooting, first make sure the cable is in", "You'll need the address before you start."
fn is_first_thing(sentence: &str) -> bool {
    let lower = sentence.trim().to_lowercase().replace('’', "'");
    let starts = |rest: &str| START.iter().any(|verb| rest.starts_with(verb));
    let before = lower.strip_prefix("before we ").or_else(|| lower.strip_prefix("before you "));
    if let Some((case, rest)) = before.filter(|rest| starts(rest)).and_then(|rest| rest.split_once(", ")) {
        let rest = ["first ", "please ", "first, "].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
        let sure = ["make sure", "ensure", "check that", "verify that", "you need", "you'll need", "you will need"];
        return case.split(' ').count() <= 8 && sure.iter().any(|w| rest.starts_with(w));
    }
    let behind =
        lower.rsplit_once(" before you ").is_some_and(|(_, rest)| starts(rest) && rest.split(' ').count() <= 3);
    behind && ["you need the ", "you'll need the ", "you will need the "].iter().any(|w| lower.starts_with(w))
}

/// What somebody does first with a task.
const START: &[&str] = &["proceed", "begin", "start", "get started", "continue", "go on", "try any", "do anything"];

/// "These commands must be run as administrator.", "This requires administrator rights."
fn is_for_administrators(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let all =
        ["these ", "this ", "the commands ", "all commands ", "the following "].iter().any(|w| lower.starts_with(w));
    let must =
        ["must be run as ", "need to be run as ", "have to be run as ", "requires ", "require ", "must be run with "];
    all && must.iter().any(|w| {
        let who = lower.find(w).map_or("", |i| &lower[i + w.len()..]);
        let who = ["an ", "a "].iter().find_map(|article| who.strip_prefix(article)).unwrap_or(who);
        who.starts_with("administrator") || who.starts_with("admin ")
    })
}

/// Whether a need says beyond doubt that the reader must be an administrator.
pub fn asks_for_administrator(need: &str) -> bool {
    let lower = need.to_lowercase();
    let words = [
        "administrator rights",
        "administrator privileges",
        "administrative rights",
        "administrative privileges",
        "admin rights",
        "admin privileges",
        "admin account",
        "administrator account",
        "as administrator",
        "as an administrator",
        "administrator access",
    ];
    words.iter().any(|w| lower.contains(w)) && lower.split_whitespace().nth(25).is_none()
}

/// "**Time needed:** 3 minutes", in a line of its own before the first step.
pub fn take_minutes(units: &mut Vec<Unit>) -> Option<u32> {
    let end = introduction_end(units)?;
    let minutes = |unit: &Unit| match &unit.kind {
        UnitKind::Text(row) => minutes_of(row.plain()),
        _ => None,
    };
    let (at, found) = units.iter().enumerate().take(end + 1).find_map(|(i, unit)| minutes(unit).map(|n| (i, n)))?;
    units.remove(at);
    Some(found)
}

fn minutes_of(text: &str) -> Option<u32> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim().to_lowercase();
    if !["time needed", "time required", "estimated time", "duration", "time"].contains(&&*label) {
        return None;
    }
    let rest = rest.trim().trim_end_matches('.').to_lowercase();
    let rest = ["about ", "around ", "approximately ", "~"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(&rest);
    let (number, unit) = rest.split_once(' ')?;
    let number: u32 = number.parse().ok()?;
    match unit {
        "minute" | "minutes" | "min" | "mins" => Some(number),
        "hour" | "hours" => number.checked_mul(60),
        _ => None,
    }
}

/// "Before we proceed, make sure that you have done these things:" over numbered lines or points, and steps below: they are
/// what is needed, and the sentence says no more.
fn told_needs(units: &mut Vec<Unit>) -> Vec<Row> {
    let tells = |u: &Unit| match &u.kind {
        UnitKind::Text(row) if ends_open(row) => {
            let sentence = last_sentences(row.plain(), 1).trim_start().to_lowercase();
            let before = sentence.strip_prefix("before we ").or_else(|| sentence.strip_prefix("before you "));
            before.is_some_and(|rest| START.iter().any(|v| rest.starts_with(v)))
                && ["make sure", "ensure", "you need", "you have"].iter().any(|w| sentence.contains(w))
        }
        _ => false,
    };
    let marked = |u: &Unit| matches!(u.kind, UnitKind::Marked { .. });
    let Some(at) = units.iter().take_while(|u| !marked(u)).position(tells) else { return Vec::new() };
    let pictured = |u: &Unit| matches!(u.kind, UnitKind::Pictures(_));
    let bare = |u: &&Unit| match &u.kind {
        UnitKind::Marked { rest, row, .. } => rest.iter().all(pictured) && !row.is_empty(),
        kind => matches!(kind, UnitKind::Pictures(_)),
    };
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
    let (mut out, mut pictures) = (Vec::new(), Vec::new());
    for unit in units.drain(at..end).skip(1) {
        match unit.kind {
            UnitKind::Marked { row, rest, .. } => {
                out.push(row);
                pictures.extend(rest);
            }
            UnitKind::Bullets(items) => out.extend(items.into_iter().map(|b| b.row)),
            UnitKind::Pictures(_) => pictures.push(unit),
            _ => {}
        }
    }
    // What they show stays where it was: what is needed is told in words.
    units.splice(at..at, pictures);
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
        UnitKind::Marked { row, rest, .. } => !row.is_empty() && rest.is_empty() && !is_order(row),
        UnitKind::Bullets(items) => items.iter().all(|b| b.rest.is_empty() && !b.row.is_empty()),
        UnitKind::Text(row) => !row.is_empty() && (!leads(row) || row.plain().split_whitespace().count() <= 4),
        _ => false,
    };
    let marked = |u: &Unit| matches!(u.kind, UnitKind::Marked { .. });
    let numbered = units[at + 1..at + 1 + below].iter().filter(|u| marked(u)).count();
    if numbered > 0 && !units[at + 1 + below..].iter().any(marked) {
        return Vec::new();
    }
    if below == 0 || below - numbered > 4 || numbered > 12 || !units[at + 1..at + 1 + below].iter().all(is_need) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for unit in units.drain(at..at + 1 + below) {
        match unit.kind {
            UnitKind::Text(row) if leads(&row) => {}
            UnitKind::Text(row) | UnitKind::Marked { row, .. } => out.push(row),
            UnitKind::Bullets(items) => out.extend(items.into_iter().map(|b| b.row)),
            _ => {}
        }
    }
    out
}
