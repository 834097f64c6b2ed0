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

/// Whether a line, such as a title, is in a language that is not English: a name alone does not tell, two words do.
pub fn is_foreign_line(line: &str) -> bool {
    const COMMON: &[&str] =
        &["the", "to", "of", "in", "on", "and", "for", "with", "your", "how", "a", "is", "it", "or"];
    let (mut foreign, mut english) = (0, 0);
    for word in
        line.split(|c: char| c.is_whitespace() || c == '-').map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
    {
        let letters = word.chars().filter(|c| c.is_alphabetic() && !matches!(c, '\0'..='ɏ')).count();
        // Some languages put no blanks between words.
        foreign += match letters {
            0 => usize::from(!word.is_ascii() || words().foreign.contains(word.to_lowercase().as_str())),
            1..=3 => 1,
            _ => 2,
        };
        english += usize::from(COMMON.iter().any(|c| c.eq_ignore_ascii_case(word)));
    }
    foreign >= 2 && foreign > english
}

/// Fewer words than this are English unless foreign ones stand among them.
const FEW: usize = 20;

/// A common word of another language, or one in letters that English has not.
fn is_foreign(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = |c: char| c.is_alphabetic() && !matches!(c, '\0'..='ɏ');
    word.chars().any(letters) || words().foreign.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_foreign_when_two_words_say_so() {
        for line in [
            "Den Drucker mit dem Rechner verbinden",
            "Comment retrouver vos fichiers perdus sur le disque",
            "Cómo instalar el controlador en Windows 11",
            "プリンターを追加する方法",
        ] {
            assert!(is_foreign_line(line), "{line}");
        }
        for line in [
            "Set DPI per monitor",
            "El Capitan to Windows: move your files",
            "Fix error 0xC0000001 지 in Windows",
            "Réinitialiser",
            "Connect to the Café Wi-Fi in São Paulo",
            "",
        ] {
            assert!(!is_foreign_line(line), "{line}");
        }
    }
}
