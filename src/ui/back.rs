//! Guides and sections that lead back to the old release: "Go back to Windows 10". Up to the step that goes back the reader
//! has the new one, and behind it the old one.

use crate::ui::called::Called;
use crate::ui::phrases::leads_back;
use crate::ui::text::{Unit, UnitKind};

/// What a step has that goes back.
const GOES: &[&str] = &["go back", "roll back", "recovery", "reset this pc", "downgrade", "revert", "previous version"];

/// For each unit whether nobody can say which of the two releases its reader has.
pub(super) fn undecided(called: &Called, units: &[Unit], title: &str) -> Vec<bool> {
    let mut out = vec![false; units.len()];
    if called.from == called.to {
        return out;
    }
    let heading = |i: usize| match units[i].kind {
        UnitKind::Heading(level) => Some(level),
        _ => None,
    };
    let whole = leads_back(called, title, &title.to_lowercase()).then_some((0, units.len()));
    let section = |i: usize| {
        let level = heading(i).filter(|_| leads_back(called, &units[i].line.text, &units[i].line.lower))?;
        let end = (i + 1..units.len()).find(|k| heading(*k).is_some_and(|l| l <= level)).unwrap_or(units.len());
        Some((i + 1, end))
    };
    for (start, end) in (0..units.len()).filter_map(section).chain(whole) {
        let goes =
            |i: &usize| units[*i].kind == UnitKind::Item && GOES.iter().any(|w| units[*i].line.lower.contains(w));
        // With "Recovery" and "Go back" in two steps the last of them goes.
        let step = (start..end).rev().find(goes);
        for (i, waits) in out.iter_mut().enumerate().take(end).skip(start) {
            *waits |= step.is_none_or(|step| i > step);
        }
    }
    out
}
