//! Bullets that are steps, and bullets under a step that only tell.

use crate::document::inline::{Inline, Kind, Mark};
use crate::guide::marker::{self, Scheme};
use crate::guide::row::Row;
use crate::guide::unit::{Bullet, Unit, UnitKind, is_all_link};
use crate::guide::words::{self, words};
use crate::guide::{Guess, GuessKind};

/// What a section is called, and whether the one before it has bullets that are steps.
#[derive(Debug, Clone, Copy)]
pub struct Above<'a> {
    pub heading: &'a str,
    pub sister: bool,
}

impl Above<'_> {
    /// "Removing it on Windows 10", "Method 2: Use the app", "How to reset it": what is done below.
    fn names_an_action(self) -> bool {
        let lower = self.heading.to_lowercase();
        let acts = words::begins_with_verb(self.heading)
            || words::verb_at(&lower).is_some()
            || marker::is_way(self.heading)
            || words().step_heading.stand_in(&lower);
        acts && !words().precautions.stand_in(&lower)
    }
}

/// Bullets become steps when a sentence above says that steps follow and each of them is an instruction.
pub fn that_are_steps(units: Vec<Unit>, above: Above, english: bool, guesses: &mut Vec<Guess>) -> Vec<Unit> {
    let units = across_pictures(units);
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    // What stands between numbered steps is a part of theirs; what is announced behind the last is another list of steps.
    let numbered = units.iter().rposition(|u| matches!(u.kind, UnitKind::Marked { .. }));
    for (at, unit) in units.into_iter().enumerate() {
        let UnitKind::Bullets(items) = unit.kind else {
            out.push(unit);
            continue;
        };
        let announced = || matches!(out.last().map(|u| &u.kind), Some(UnitKind::Text(row)) if is_announced(row));
        let may = numbered.is_none_or(|last| last < at && announced());
        if english && may && items.len() >= 2 && are_steps(&items, out.last(), above) {
            guesses.push(Guess { kind: GuessKind::BulletSteps, span: unit.span });
            for (i, item) in items.into_iter().enumerate() {
                let marker = marker::Marker { scheme: Scheme::Item, n: i as u32 + 1 };
                // The page has a box of its own.
                let boxed = item.row.plain().starts_with(['☐', '☑']);
                let row = if boxed { marker::strip(item.row.into_tokens(), 2).into() } else { item.row };
                out.push(Unit { kind: UnitKind::Marked { marker, row, rest: item.rest }, span: item.span });
            }
        } else {
            out.push(Unit { kind: UnitKind::Bullets(items), span: unit.span });
        }
    }
    out
}

/// "Here is how to do it:" and more words than a remark of the step above.
fn is_announced(row: &Row) -> bool {
    ends_open(row) && words().bullet_intro.stand_in(last_sentences(row.plain(), 1))
}

/// A list of bullets that a picture cut in two is one list; the picture belongs to the bullet above it.
pub fn across_pictures(units: Vec<Unit>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    // The last bullet has taken the picture behind it.
    let mut taken = false;
    for unit in units {
        if matches!(unit.kind, UnitKind::Pictures(_))
            && let Some(Unit { kind: UnitKind::Bullets(before), span }) = out.last_mut()
            && let Some((last, others)) = before.split_last_mut()
            && !others.is_empty()
            && last.rest.is_empty()
            && others.iter().all(|b| b.rest.iter().any(|u| matches!(u.kind, UnitKind::Pictures(_))))
        {
            // The last of them has its picture behind it, like its sisters.
            *span = span.join(unit.span);
            last.span = last.span.join(unit.span);
            last.rest.push(unit);
            taken = true;
            continue;
        }
        let goes_on = std::mem::take(&mut taken);
        let UnitKind::Bullets(items) = unit.kind else {
            out.push(unit);
            continue;
        };
        if goes_on && let Some(Unit { kind: UnitKind::Bullets(before), span }) = out.last_mut() {
            before.extend(items);
            *span = span.join(unit.span);
            continue;
        }
        let cut = matches!(
            out.as_slice(),
            [.., Unit { kind: UnitKind::Bullets(_), .. }, Unit { kind: UnitKind::Pictures(_), .. }]
        );
        let picture = if cut { out.pop() } else { None };
        match (picture, out.last_mut()) {
            (Some(picture), Some(Unit { kind: UnitKind::Bullets(before), span })) => {
                if let Some(last) = before.last_mut() {
                    last.rest.push(picture);
                }
                before.extend(items);
                *span = span.join(unit.span);
            }
            _ => out.push(Unit { kind: UnitKind::Bullets(items), span: unit.span }),
        }
    }
    out
}

/// A bullet under a step that tells what there is, in a sentence: nothing to choose and nothing to do.
pub fn only_tells(bullet: &Bullet) -> bool {
    let text = bullet.row.plain();
    let begins_set_off =
        bullet.row.first().is_some_and(|t| !matches!(t.kind, Kind::Text(_) | Kind::Open(Mark::Emphasis)));
    let lower = text.to_lowercase();
    bullet.rest.is_empty()
        && !begins_set_off
        // A case, and what to do in it.
        && !["if ", "when ", "for ", "to "].iter().any(|case| lower.starts_with(case))
        && !["click", "press", "tap", "type"].iter().any(|verb| lower.contains(verb))
        && text.split_whitespace().count() >= 5
        && !words::begins_with_verb(words::behind_place(text))
        && !mentions_action(text)
        && !words().commands.contains(text.split(' ').next().unwrap_or(""))
}

/// "Enjoy!", "That's it!"
fn is_cheer(bullet: &Bullet) -> bool {
    let text = bullet.row.plain().trim();
    text.ends_with('!') && text.split_whitespace().count() <= 3
}

/// "The list will show all programs", "Now a window opens": nothing to do.
fn tells_result(text: &str) -> bool {
    // "Once done, it will be saved."
    let lower = words::behind_place(text).trim_start().to_lowercase();
    let lower = ["now ", "again ", "then "].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let begins = ["the ", "your ", "a ", "an ", "this ", "it "].iter().any(|word| lower.starts_with(word));
    let verb = [" will ", " opens", " appears", " shows ", " pops up", " is displayed"]
        .iter()
        .any(|word| lower.contains(word));
    begins && verb && !mentions_action(text)
}

fn are_steps(items: &[Bullet], before: Option<&Unit>, above: Above) -> bool {
    let intro = match before.map(|u| &u.kind) {
        Some(UnitKind::Text(row)) => last_sentences(row.plain(), 1),
        _ => "",
    };
    // "- [ ] Open it": a list to check off.
    let to_check = items.iter().all(|b| b.row.plain().starts_with(['☐', '☑']));
    let announced = words().bullet_intro.stand_in(intro) || to_check && above.names_an_action();
    // "Enjoy!" at the end is none, and no reason against the others.
    let items = match items.split_last() {
        Some((last, others)) if others.len() >= 2 && is_cheer(last) => others,
        _ => items,
    };
    let strict = items.iter().filter(|b| words::begins_with_verb(b.row.plain())).count();
    let acts = items.iter().filter(|b| mentions_action(b.row.plain())).count();
    // Nobody announced them, but each is an instruction, and a picture shows one of them or, under a sentence that
    // ends in a colon, all of them say what to click, press or type.
    let shown = acts * 2 > items.len() && items.iter().any(has_picture);
    let introduced = matches!(before.map(|u| &u.kind), Some(UnitKind::Text(row)) if ends_open(row));
    let evident = strict == items.len() && (shown || introduced && acts == items.len() && items.len() >= 3);
    // "In the menu, click …": announced, each says what to click, though not in its first word. "The next window shows
    // …" among them is the same list's.
    let told = |b: &Bullet| words::begins_with_verb(words::behind_place(b.row.plain()));
    let many = items.iter().filter(|b| told(b) || mentions_action(b.row.plain())).count();
    let begins = items.first().is_some_and(told);
    // "The list will show what there is": what comes of it.
    let orders = items.len() - items.iter().filter(|b| tells_result(b.row.plain())).count();
    // "Follow these steps:" is said of steps, whatever the first of them begins with.
    let called = announced && words().step_heading.stand_in(intro);
    let most = items.len() >= 3
        && many * if called { 5 } else { 4 } >= orders * 3
        && (called || items.first().is_some_and(|b| told(b) || mentions_action(b.row.plain())));
    // Right under "Removing it on Windows 10", or like the list of the section before it.
    let named =
        above.sister && acts + strict > 0 || before.is_none() && acts * 2 > items.len() && above.names_an_action();
    let expected = named && begins && many * 5 >= orders * 3 && acts > 0;
    let strict = if announced && (acts == items.len() || most) || expected { items.len() } else { strict };
    // "**Language**: choose yours" in each of them: what can be set.
    let is_setting = |b: &Bullet| {
        let label = b.row.plain().split_once(':').map_or("", |(label, _)| label);
        (1..=40).contains(&label.len()) && !words::begins_with_verb(label)
    };
    if items.iter().all(is_setting) {
        return false;
    }
    let other = words().other_intro.stand_in(intro) || words().requirements.stand_in(above.heading);
    (announced || evident || expected)
        && !other
        && strict * 5 >= items.len() * 4
        && !items.iter().all(|b| is_all_link(&b.row))
}

/// Whether a picture stands under a bullet.
pub fn has_picture(bullet: &Bullet) -> bool {
    bullet.rest.iter().any(|u| matches!(u.kind, UnitKind::Pictures(_)))
}

/// Whether a line says that something follows: it ends in a colon.
pub fn ends_open(row: &[Inline]) -> bool {
    row.iter().rev().map(|t| t.visible().trim_end()).find(|t| !t.is_empty()).is_some_and(|t| t.ends_with(':'))
}

/// Words of a step anywhere in a sentence ("you'll need to click on …").
pub fn mentions_action(text: &str) -> bool {
    words().action_words.stand_in(text)
}

pub fn last_sentences(text: &str, count: usize) -> &str {
    let text = text.trim_end_matches(['.', ':', ' ']);
    text.rmatch_indices(['.', '!', '?']).nth(count - 1).map_or(text, |(i, _)| &text[i + 1..])
}
