//! Headings that are none, bold lines that are, and headings that are steps.

use crate::document::inline::{self, Inline, Kind, Mark};
use crate::guide::command;
use crate::guide::marker::{self, Marker, Scheme};
use crate::guide::remark::is_note;
use crate::guide::row::Row;
use crate::guide::unit::{Unit, UnitKind, is_all_bold, is_all_link, without_bold};
use crate::guide::words;
use crate::guide::{Guess, GuessKind};
use crate::source::Span;

/// A whole sentence that was made a heading, right under another heading, is a paragraph.
pub fn sentence_headings(units: Vec<Unit>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        match unit.kind {
            UnitKind::Heading { row, level, bold } => {
                let text = row.plain();
                let long = text.split_whitespace().count() >= 12
                    || (text.ends_with('.') && text.split_whitespace().count() >= 8);
                let under_heading = matches!(out.last().map(|u| &u.kind), Some(UnitKind::Heading { level: l, .. }) if *l >= level || *l == 0);
                let kind =
                    if long && under_heading { UnitKind::Text(row) } else { UnitKind::Heading { level, row, bold } };
                out.push(Unit { kind, span: unit.span });
            }
            kind => out.push(Unit { kind, span: unit.span }),
        }
    }
    out
}

/// "**Step 2: Restore the drivers**" as a paragraph of its own: a heading or a step, as what follows tells.
pub fn is_titled_step(row: &[Inline]) -> bool {
    (is_all_bold(row) || is_plain_title(row))
        && !is_all_link(row)
        && !row.iter().any(Inline::is_break)
        && marker::leading(row)
            .is_some_and(|(m, length)| m.scheme == Scheme::Word && inline::plain(row).chars().count() > length)
}

/// "Step 1: Back Up the Registry" without any mark: a short line that is no sentence.
fn is_plain_title(row: &[Inline]) -> bool {
    let [Inline { kind: Kind::Text(text), .. }] = row else { return false };
    text.len() <= 80 && text.contains(':') && !text.trim_end().ends_with(['.', '!', '?', ':', ';', ','])
}

/// "**1\\. What does it mean?**", "[2\\. What does it cost?](x)": a question that is numbered, or a step, as the others tell.
pub fn is_numbered_question(row: &[Inline]) -> bool {
    // Nearly all lines begin with no number, and to see that costs least.
    let numbered = marker::leading(row).is_some_and(|(m, _)| m.scheme == Scheme::Number);
    numbered && !row.iter().any(Inline::is_break) && {
        let text = inline::plain(row);
        text.trim_end().ends_with('?') && (text.len() <= 120 || is_all_bold(row))
    }
}

/// Bold paragraphs as headings: the title under a bare "Method 1:", a bold line right above step 1, and a bold line
/// whose words say that it is a title when its step 1 comes a few paragraphs later.
pub fn bold_headings(units: Vec<Unit>, guesses: &mut Vec<Guess>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    // One of "Step one", "Step two" with steps of its own makes headings of all of them.
    let series = units.iter().enumerate().any(|(i, u)| {
        matches!(&u.kind, UnitKind::Text(row) if is_titled_step(row)) && first_step(&units[i + 1..]).is_some()
    });
    // Questions that nothing sets off are asked only where they are most of what is numbered.
    let numbered = |u: &&Unit| matches!(&u.kind, UnitKind::Text(row) if is_numbered_question(row));
    let asks = units.iter().filter(numbered).count();
    let steps = units.iter().filter(|u| matches!(&u.kind, UnitKind::Marked { .. })).count();
    let is_question = |row: &Row| is_question(row, asks >= 3 && asks > steps);
    let questions = units.iter().filter(|u| matches!(&u.kind, UnitKind::Text(row) if is_question(row))).count();
    let mut units = units.into_iter();
    while let Some(unit) = units.next() {
        let UnitKind::Text(row) = &unit.kind else {
            if matches!(unit.kind, UnitKind::Heading { bold: true, .. }) {
                guesses.push(Guess { kind: GuessKind::BoldHeading, span: unit.span });
            }
            out.push(unit);
            continue;
        };
        // "Wrap-up", "Conclusion" on a line of their own: no text of the last step.
        let closing = row.plain().trim().trim_end_matches([':', '.', '!']);
        let text_follows = || matches!(units.as_slice().first().map(|u| &u.kind), Some(UnitKind::Text(_)));
        if closing.len() <= 20 && words::words().closings.are(closing) && text_follows() {
            let row = without_bold(row.clone());
            // Beside the heading above, so that it ends a series of "Step 1", "Step 2".
            let above = out.iter().rev().find_map(|u| match u.kind {
                UnitKind::Heading { level, .. } if level > 0 => Some(level),
                _ => None,
            });
            out.push(Unit { kind: UnitKind::Heading { level: above.unwrap_or(0), row, bold: true }, span: unit.span });
            guesses.push(Guess { kind: GuessKind::BoldHeading, span: unit.span });
            continue;
        }
        // "**Method 2:** Update it by hand." over step 1; "**What is it?**" over its answer.
        let runs_in = is_way_run_in(row) && first_step(units.as_slice()) == Some(0);
        let asked = questions >= 2
            && is_question(row)
            && !matches!(units.as_slice().first().map(|u| &u.kind), Some(UnitKind::Text(next)) if is_question(next));
        if runs_in || asked {
            let row = match marker::leading(row).filter(|_| is_numbered_question(row)) {
                Some((_, length)) => marker::strip(row.to_vec(), length).into(),
                None => row.clone(),
            };
            let row = without_bold(row);
            out.push(Unit { kind: UnitKind::Heading { level: 0, row, bold: true }, span: unit.span });
            guesses.push(Guess { kind: GuessKind::BoldHeading, span: unit.span });
            continue;
        }
        let titled = is_titled_step(row) || is_numbered_question(row);
        if !is_all_bold(row) && !titled {
            out.push(unit);
            continue;
        }
        let text = row.plain();
        let fits = text.len() <= 90 && !command::is_command(text) && !is_note(text);
        if fits
            && let Some(Unit { kind: UnitKind::Heading { row: way, bold, .. }, span }) = out.last_mut()
            && marker::is_bare_way(way.plain())
        {
            // "**Method 1:**" over "**Download the driver**" is one heading.
            let way = way.edit();
            way.push(Inline::new(Kind::Text(" ".into()), unit.span));
            way.extend(without_bold(row.clone()).into_tokens());
            *span = span.join(unit.span);
            *bold = true;
            continue;
        }
        // Two bold lines one above the other are a list, not two headings.
        let under_bold = matches!(out.last().map(|u| &u.kind), Some(UnitKind::Text(above)) if is_all_bold(above));
        let words = text.split_whitespace().count();
        let begins = fits
            && (!text.ends_with('.') || titled)
            && words >= 2
            && !under_bold
            && match first_step(units.as_slice()) {
                Some(0) => true,
                Some(_) => titled || is_title(text, words),
                None => titled && series || is_sister(&out, text, words) && is_text(units.as_slice().first()),
            };
        if begins {
            let row = without_bold(row.clone());
            out.push(Unit { kind: UnitKind::Heading { level: 0, row, bold: true }, span: unit.span });
            guesses.push(Guess { kind: GuessKind::BoldHeading, span: unit.span });
            continue;
        }
        if titled && let Some((m, length)) = marker::leading(row) {
            let row = marker::strip(row.to_vec(), length).into();
            out.push(Unit { kind: UnitKind::Marked { marker: m, row, rest: Vec::new() }, span: unit.span });
            continue;
        }
        out.push(unit);
    }
    out
}

/// "**Update the driver**" below "**Remove the driver**", which is a heading over steps: its sister, told in a text.
fn is_sister(before: &[Unit], text: &str, words: usize) -> bool {
    let above = before.iter().rposition(is_heading);
    let has_steps = |i: usize| before[i..].iter().any(|u| matches!(u.kind, UnitKind::Marked { .. }));
    above.is_some_and(|i| match &before[i].kind {
        UnitKind::Heading { level: 0, row, bold: true } => {
            let title = row.plain();
            has_steps(i) && !marker::is_way(title) && is_title(title, title.split_whitespace().count())
        }
        _ => false,
    }) && is_title(text, words)
}

fn is_text(unit: Option<&Unit>) -> bool {
    matches!(unit.map(|u| &u.kind), Some(UnitKind::Text(row)) if !is_all_bold(row))
}

/// "**How do I get it back?**" as a paragraph of its own.
fn is_question(row: &Row, numbered: bool) -> bool {
    let text = row.plain();
    text.ends_with('?') && text.len() <= 120 && (is_all_bold(row) || numbered && is_numbered_question(row))
}

/// "**Method 2:** Update it by hand": the word and number in bold, a short title behind them.
fn is_way_run_in(row: &Row) -> bool {
    let Some(close) = row.iter().position(|t| t.kind == Kind::Close(Mark::Strong)) else { return false };
    let head = crate::document::inline::plain(&row[..close]);
    row.first().is_some_and(|t| t.kind == Kind::Open(Mark::Strong))
        && marker::is_bare_way(&head)
        && (3..=14).contains(&row.plain().split_whitespace().count())
        && !row.iter().any(Inline::is_break)
}

/// The level of a bold heading that is a part of the bold way above it.
pub const UNDER_BOLD: u8 = 7;

/// "**Fix 1: …**", "## Fix 2: …", "#### Fix 3: …": ways of one word whose numbers run on stand side by side, at the level
/// that most of them have, whatever one of them was made.
pub fn level_ways(units: &mut [Unit]) {
    let mut series: Vec<(String, u32, Vec<usize>)> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        let UnitKind::Heading { row, .. } = &unit.kind else { continue };
        let Some((word, n)) = marker::way(row.plain()) else { continue };
        match series.iter_mut().rfind(|(of, ..)| of.eq_ignore_ascii_case(word)) {
            Some((_, last, members)) if *last + 1 == n => {
                *last = n;
                members.push(i);
            }
            _ => series.push((word.to_owned(), n, vec![i])),
        }
    }
    for (.., members) in series.into_iter().filter(|(.., members)| members.len() >= 2) {
        let levels: Vec<u8> = members.iter().map(|i| level_of(&units[*i])).collect();
        let count = |level: &u8| levels.iter().filter(|l| *l == level).count();
        // "### Fix 1" with "#### Option 1" and, by a slip, "### Option 2": what lies below a way stays below it.
        let above = units[..members[0]].iter().rev().find_map(|u| match &u.kind {
            UnitKind::Heading { row, level: level @ 1.., .. } => Some((*level, marker::is_way(row.plain()))),
            _ => None,
        });
        let parent = above.filter(|(level, is_way)| *is_way && *level < levels[0]).map_or(0, |(level, _)| level);
        let below = levels.iter().copied().filter(|l| parent == 0 || *l > parent);
        // As many of two: the real heading, the higher one.
        let Some(most) = below.max_by_key(|l| (count(l), std::cmp::Reverse(depth(*l)))) else { continue };
        members.iter().for_each(|i| set_level(units, *i, most));
        if most != 0 {
            continue;
        }
        // "**Remove the driver**" between two bold ways is a part of the first of them.
        for unit in &mut units[members[0]..members[members.len() - 1]] {
            if let UnitKind::Heading { row, level: level @ 0, .. } = &mut unit.kind
                && !marker::is_way(row.plain())
            {
                *level = UNDER_BOLD;
            }
        }
    }
}

fn level_of(unit: &Unit) -> u8 {
    match unit.kind {
        UnitKind::Heading { level, .. } => level,
        _ => 0,
    }
}

/// Gives a heading another level; where it goes down, the headings below it go with it.
fn set_level(units: &mut [Unit], at: usize, to: u8) {
    let from = level_of(&units[at]);
    if from == to {
        return;
    }
    if let UnitKind::Heading { level, .. } = &mut units[at].kind {
        *level = to;
    }
    if from == 0 || to == 0 || to < from {
        return;
    }
    for unit in &mut units[at + 1..] {
        match &mut unit.kind {
            UnitKind::Heading { level, .. } if depth(*level) <= from => break,
            UnitKind::Heading { level: level @ 1..=6, .. } => *level = (*level + to - from).min(6),
            _ => {}
        }
    }
}

/// How many units lie before the next step 1, if only a few paragraphs and pictures do.
fn first_step(units: &[Unit]) -> Option<usize> {
    let between = |u: &&Unit| match &u.kind {
        UnitKind::Text(row) => !is_all_bold(row),
        UnitKind::Pictures(_) | UnitKind::Quote { .. } => true,
        _ => false,
    };
    let n = units.iter().take(4).take_while(between).count();
    let is_first =
        |u: &Unit| matches!(&u.kind, UnitKind::Marked { marker, .. } if marker.n == 1 && marker.scheme != Scheme::Word);
    units.get(n).is_some_and(is_first).then_some(n)
}

/// Whether a bold line reads like the title of a task: "How to …", "If you're using Windows 7:", "Restore the drivers".
fn is_title(text: &str, words: usize) -> bool {
    let lower = text.to_lowercase();
    let system = lower.contains("windows 1") || lower.contains("windows 7") || lower.contains("windows 8");
    let opens = ["how to", "if you", "i’m using", "i'm using", "on windows", "for windows"]
        .iter()
        .any(|o| lower.starts_with(o));
    opens && (system || lower.starts_with("how to")) && words <= 14
        || words <= 9 && words::begins_with_verb(text) && !text.contains([',', ';']) && !text.ends_with(':')
}

/// "### Step 2 …" over text and pictures is a step with a title; over steps of its own it is a task, and so are its
/// sisters. Numbered headings under an empty "How to …" are steps, too.
pub fn heading_steps(units: Vec<Unit>) -> Vec<Unit> {
    let steps = steps_by_heading(&units);
    if !steps.contains(&true) {
        return units;
    }
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    let mut units = std::collections::VecDeque::from(units);
    let mut steps = std::collections::VecDeque::from(steps);
    while let Some(unit) = units.pop_front() {
        let is_step = steps.pop_front() == Some(true);
        let UnitKind::Heading { row, .. } = &unit.kind else {
            out.push(unit);
            continue;
        };
        let Some((mut m, length)) = marker::leading(row).filter(|_| is_step) else {
            out.push(unit);
            continue;
        };
        let numbered = m.scheme == Scheme::Number;
        if matches!(unit.kind, UnitKind::Heading { bold: false, .. }) {
            m.scheme = Scheme::Heading;
        }
        let UnitKind::Heading { row, level, .. } = unit.kind else { continue };
        let ends = |u: &Unit| matches!(u.kind, UnitKind::Heading { level: l, .. } if depth(l) <= depth(level));
        let mut end = units.iter().position(ends).unwrap_or(units.len());
        // A line across the page behind the last step ends it, if only text follows.
        let last = units.len() == end || !steps.get(end).copied().unwrap_or(false);
        let rule = units.iter().take(end).rposition(|u| matches!(u.kind, UnitKind::Rule));
        if let Some(rule) = rule.filter(|_| last)
            && rule > 0
            && units.range(rule + 1..end).all(|u| matches!(u.kind, UnitKind::Text(_)))
        {
            end = rule;
        }
        steps.drain(..end);
        let rest: Vec<Unit> = units.drain(..end).map(within_step).collect();
        let span = rest.iter().map(|u| u.span).fold(unit.span, Span::join);
        let row = marker::strip(row.into_tokens(), length).into();
        // Beside "### Make ready" the steps belong to the section above both.
        let beside =
            |u: &Unit| matches!(&u.kind, UnitKind::Heading { level: l, row, .. } if *l == level && !row.is_empty());
        if !numbered && out.iter().rfind(|u| is_heading(u)).is_some_and(beside) {
            let at = Span { start: unit.span.start, end: unit.span.start };
            out.push(Unit { kind: UnitKind::Heading { level, row: Row::default(), bold: false }, span: at });
        }
        out.push(Unit { kind: UnitKind::Marked { marker: m, row, rest }, span });
    }
    out
}

/// Bullets that tell what to do, not what there is.
fn tells_what_to_do(unit: &Unit) -> bool {
    let UnitKind::Bullets(items) = &unit.kind else { return false };
    items.iter().filter(|b| words::begins_with_verb(b.row.plain())).count() * 2 > items.len()
}

/// How deep a heading lies, a bold line below every real one.
fn depth(level: u8) -> u8 {
    match level {
        0 => 7,
        UNDER_BOLD => 8,
        level => level,
    }
}

/// What a step holds: a heading below its own is a line in bold there.
fn within_step(unit: Unit) -> Unit {
    let Unit { kind: UnitKind::Heading { row, .. }, span } = unit else { return unit };
    let mut tokens = vec![Inline::new(Kind::Open(Mark::Strong), span)];
    tokens.extend(without_bold(row).into_tokens());
    tokens.push(Inline::new(Kind::Close(Mark::Strong), span));
    Unit { kind: UnitKind::Text(tokens.into()), span }
}

fn is_heading(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Heading { .. })
}

/// Which units are headings that are steps.
fn steps_by_heading(units: &[Unit]) -> Vec<bool> {
    let mut out = vec![false; units.len()];
    // (unit, level, number) of the headings with a number, those of one parent together; the deepest series last.
    let mut open: Vec<Vec<(usize, u8, Marker)>> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        let UnitKind::Heading { row, level, .. } = &unit.kind else { continue };
        // A bold line lies below every real heading.
        let level = depth(*level);
        let marked = marker::leading(row).map(|(m, _)| m);
        let marked = marked.filter(|m| matches!(m.scheme, Scheme::Word | Scheme::Number));
        let goes_on =
            |first: &(usize, u8, Marker)| first.1 == level && marked.is_some_and(|m| m.scheme == first.2.scheme);
        while let Some(series) = open.pop_if(|s| level < s[0].1 || level == s[0].1 && !goes_on(&s[0])) {
            close_series(units, &series, i, &mut out);
        }
        if let Some(m) = marked {
            match open.last_mut().filter(|series| goes_on(&series[0])) {
                Some(series) => series.push((i, level, m)),
                None => open.push(vec![(i, level, m)]),
            }
        }
    }
    while let Some(series) = open.pop() {
        close_series(units, &series, units.len(), &mut out);
    }
    out
}

/// Marks a series of headings as steps unless one of them is a task. `end`: where the last of them ends.
fn close_series(units: &[Unit], series: &[(usize, u8, Marker)], end: usize, out: &mut [bool]) {
    let Some((first, level, marker)) = series.first() else { return };
    let ends = series.iter().skip(1).map(|(i, ..)| *i).chain([end]);
    let is_task = |(from, to): (usize, usize)| {
        let below = &units[from + 1..to];
        // What a deeper heading holds makes a task of the heading above it.
        let deeper = below.iter().position(is_heading);
        out[from + 1..to].contains(&true)
            || below.iter().any(|u| matches!(u.kind, UnitKind::Marked { .. }))
            || marker.scheme == Scheme::Word && deeper.is_some_and(|d| below[d..].iter().any(tells_what_to_do))
    };
    if series.iter().map(|(i, ..)| *i).zip(ends).any(is_task) {
        return;
    }
    let are_steps = match marker.scheme {
        Scheme::Word => true,
        // "## How to …" with nothing under it but "## 1. Open …", "## 2. Click …".
        _ => {
            let empty_above = first.checked_sub(1).map(|i| &units[i].kind);
            let announced = matches!(empty_above, Some(UnitKind::Heading { level: l, row, .. })
                if *l > 0 && *l <= *level && is_task_title(row.plain()));
            let in_order = series.iter().enumerate().all(|(i, (.., m))| m.n as usize == i + 1);
            let told = |(i, ..): &(usize, u8, Marker)| match &units[*i].kind {
                UnitKind::Heading { row, .. } => begins_with_told_verb(row),
                _ => false,
            };
            // "8. Name the shortcut": one whose verb nobody knows among many.
            let known = series.iter().filter(|entry| told(entry)).count();
            announced && in_order && series.len() >= 2 && known * 4 >= series.len() * 3
        }
    };
    if are_steps {
        series.iter().for_each(|(i, ..)| out[*i] = true);
    }
}

/// "How to set up the folder"
fn is_task_title(text: &str) -> bool {
    text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("how to "))
}

fn begins_with_told_verb(row: &[Inline]) -> bool {
    let Some((_, length)) = marker::leading(row) else { return false };
    let text = crate::document::inline::plain(row);
    let rest = text.char_indices().nth(length).map_or("", |(i, _)| &text[i..]);
    words::begins_with_verb(rest)
}
