//! Whether a text is English, by its commonest words.

use crate::guide::unit::{Unit, UnitKind};
use crate::guide::words::words;

/// Whether the words of the article are English, by the commonest of them; a few words are, unless others tell.
pub fn is_english(units: &[Unit]) -> bool {
    const COMMON: &[&[&str]] = &[
        &[],
        &[],
        &["to", "of", "is", "in", "on", "it", "if", "or"],
        &["the", "and", "you", "for"],
        &["your", "this", "with", "that"],
        &["click"],
        &["select"],
    ];
    let (mut all, mut known, mut others) = (0, 0, 0);
    let rows = units.iter().flat_map(|u| {
        let (line, items) = match &u.kind {
            UnitKind::Text(row) | UnitKind::Marked { row, .. } => (Some(row), &[][..]),
            UnitKind::Bullets(items) => (None, items.as_slice()),
            _ => (None, &[][..]),
        };
        line.into_iter().chain(items.iter().map(|bullet| &bullet.row))
    });
    // A few hundred words from the beginning tell it.
    let words = rows.flat_map(|row| row.plain().split(' ')).filter(|w| !w.is_empty()).take(400);
    for word in words.clone() {
        all += 1;
        if COMMON.get(word.len()).is_some_and(|l| l.iter().any(|c| c.eq_ignore_ascii_case(word))) {
            known += 1;
        } else if all <= FEW && is_foreign(word) {
            others += 1;
        }
    }
    if all < FEW {
        return others <= known;
    }
    // A sheet of short orders has few of the common words, and none of another language.
    known * 12 >= all || known >= 3 && !words.clone().any(is_foreign)
}

/// Fewer words than this are English unless foreign ones stand among them.
const FEW: usize = 20;

/// A common word of another language, or one in letters that English has not.
fn is_foreign(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = |c: char| c.is_alphabetic() && !matches!(c, '\0'..='ɏ');
    word.chars().any(letters) || words().foreign.contains(word.to_lowercase().as_str())
}
