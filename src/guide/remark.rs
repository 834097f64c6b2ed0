//! Remarks in running text: "Note: …", "**Tip** …" as a paragraph of its own or behind the line of a step.

use crate::document::inline::{self, Inline, Kind, Mark, span_of, split, trim};
use crate::guide::row::Row;
use crate::guide::unit::{Unit, UnitKind};
use crate::guide::words::words;
use crate::guide::{NoteKind, marker};
use crate::source::Span;

/// "Note: …" as a remark: its kind, and the row without the word.
pub fn of(row: &Row) -> Option<(NoteKind, Vec<Inline>)> {
    let (kind, length) = note_word(row.plain())
        .or_else(|| bold_note_word(row))
        .or_else(|| signed(row))
        .or_else(|| note_sentence(row.plain()))?;
    let row = marker::strip(row.to_vec(), length);
    // "Note:" above a list stays the line above the list.
    (!row.is_empty()).then_some((kind, row))
}

/// "Note:" over bullets, and "### Note" between two steps: a remark with what stands under it.
pub fn over_lists(units: Vec<Unit>) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::with_capacity(units.len());
    let mut units = units.into_iter().peekable();
    while let Some(mut unit) = units.next() {
        if let UnitKind::Text(row) = &mut unit.kind
            && let Some(row) = cut_lead(row, units.peek())
        {
            // "Note: It is slow. To do it, follow these steps:": the last sentence leads to the steps.
            let span = span_of(&row);
            out.push(Unit { kind: unit.kind, span: unit.span });
            unit = Unit { kind: UnitKind::Text(row.into()), span };
        } else if let UnitKind::Text(row) = &mut unit.kind
            && let Some(row) = cut_remark(row)
        {
            let span = span_of(&row);
            out.push(Unit { kind: unit.kind, span: unit.span });
            unit = Unit { kind: UnitKind::Text(row.into()), span };
        }
        if let UnitKind::Marked { rest, .. } = &mut unit.kind {
            *rest = over_lists(std::mem::take(rest));
        }
        if let UnitKind::Quote { alert, units } = &mut unit.kind
            && alert.is_none()
        {
            *alert = quoted(units);
        }
        let label = match &unit.kind {
            UnitKind::Text(row) if matches!(units.peek().map(|u| &u.kind), Some(UnitKind::Bullets(_))) => label(row),
            _ => None,
        };
        match (label, units.peek()) {
            (Some((kind, row)), Some(_)) => {
                let mut inner = Vec::new();
                if !row.is_empty() {
                    inner.push(Unit { kind: UnitKind::Text(row.into()), span: unit.span });
                }
                inner.extend(units.next());
                let span = inner.iter().map(|u| u.span).fold(unit.span, Span::join);
                out.push(Unit { kind: UnitKind::Quote { alert: Some(kind), units: inner }, span });
            }
            _ => out.push(unit),
        }
    }
    headings_between_steps(out)
}

/// Where the last sentence of a remark begins, if it leads to what follows: "… To do it, follow these steps:".
fn cut_lead(row: &mut Row, next: Option<&Unit>) -> Option<Vec<Inline>> {
    if !row.plain().trim_end().ends_with(':') || note_word(row.plain()).is_none() {
        return None;
    }
    let starts = |text: &str| {
        let ends = text.rmatch_indices(". ").map(|(i, _)| i + 2);
        ends.into_iter().find(|i| text[*i..].starts_with(char::is_uppercase))
    };
    let at = (0..row.len()).rfind(|i| matches!(&row[*i].kind, Kind::Text(text) if starts(text).is_some()))?;
    let Kind::Text(text) = &row[at].kind else { return None };
    let cut = starts(text)?;
    let begins = matches!(next.map(|u| &u.kind), Some(UnitKind::Marked { marker, .. }) if marker.n == 1);
    let lead = inline::plain(&row[at..]);
    (begins || words().step_intro.stand_in(lead.get(cut..)?)).then(|| cut_at(row, at, cut))
}

/// "It helps. IMPORTANT: You must …": where behind a sentence a word of remark begins that shouts, in bold or not.
fn cut_remark(row: &mut Row) -> Option<Vec<Inline>> {
    if row.plain().trim_end().ends_with(':') {
        return None;
    }
    const WORDS: &[&str] = &["IMPORTANT", "WARNING", "CAUTION", "ATTENTION", "NOTE"];
    let ends = |text: &str| text.trim_end().ends_with(['.', '!', '?']);
    let begins = |text: &str| {
        let colon = |(i, word): (usize, &str)| text[i + word.len()..].starts_with(": ");
        let places = WORDS.iter().flat_map(|word| text.match_indices(word).filter(|at| colon(*at)).map(|(i, _)| i));
        places.min().filter(|i| ends(&text[..*i]))
    };
    let is_bold = |i: &usize| match &row[*i..] {
        [
            Inline { kind: Kind::Text(before), .. },
            Inline { kind: Kind::Open(Mark::Strong), .. },
            Inline { kind: Kind::Text(word), .. },
            Inline { kind: Kind::Close(Mark::Strong), .. },
            Inline { kind: Kind::Text(after), .. },
            ..,
        ] => {
            let name = word.trim().trim_end_matches(':');
            ends(before) && WORDS.contains(&name) && (name.len() < word.trim().len() || after.starts_with(':'))
        }
        _ => false,
    };
    if let Some(at) = (0..row.len()).find(is_bold) {
        return Some(cut_at(row, at + 1, 0));
    }
    let at = (0..row.len()).find(|i| matches!(&row[*i].kind, Kind::Text(text) if begins(text).is_some()))?;
    let Kind::Text(text) = &row[at].kind else { return None };
    let cut = begins(text)?;
    Some(cut_at(row, at, cut))
}

fn cut_at(row: &mut Row, at: usize, cut: usize) -> Vec<Inline> {
    let at = inline::cut_text(row.edit(), at, cut);
    let (mut head, mut tail) = split(std::mem::take(row).into_tokens(), at);
    trim(&mut head);
    trim(&mut tail);
    *row = head.into();
    tail
}

/// "> **Note:** …": what kind of remark a quotation is; the word is taken off its first line.
fn quoted(units: &mut Vec<Unit>) -> Option<NoteKind> {
    let UnitKind::Text(row) = &units.first()?.kind else { return None };
    let (kind, rest) = of(row).or_else(|| label(row).filter(|(_, rest)| rest.is_empty() && units.len() > 1))?;
    if rest.is_empty() {
        units.remove(0);
    } else {
        units[0].kind = UnitKind::Text(rest.into());
    }
    Some(kind)
}

/// A heading that is nothing but a word of remark, over one text and the next step: no task begins there.
fn headings_between_steps(units: Vec<Unit>) -> Vec<Unit> {
    let cuts = |at: usize| {
        let UnitKind::Heading { row, .. } = &units[at].kind else { return None };
        let kind = note_kind(row.plain().trim().trim_end_matches([':', '!']).to_lowercase().as_str())?;
        let text = matches!(units.get(at + 1)?.kind, UnitKind::Text(_) | UnitKind::Bullets(_));
        let goes_on = match &units.get(at + 2)?.kind {
            UnitKind::Marked { marker, .. } => marker.n > 1,
            // "## Step 2"
            UnitKind::Heading { row, .. } => marker::leading(row).is_some_and(|(m, _)| m.n > 1),
            _ => false,
        };
        (text && goes_on).then_some(kind)
    };
    if (0..units.len()).all(|at| cuts(at).is_none()) {
        return units;
    }
    let kinds: Vec<Option<NoteKind>> = (0..units.len()).map(cuts).collect();
    let mut out = Vec::with_capacity(units.len());
    let mut units = units.into_iter();
    for kind in kinds {
        let Some(unit) = units.next() else { break };
        match (kind, units.as_slice().is_empty()) {
            (Some(kind), false) => {
                let inner: Vec<Unit> = units.next().into_iter().collect();
                let span = inner.iter().map(|u| u.span).fold(unit.span, Span::join);
                out.push(Unit { kind: UnitKind::Quote { alert: Some(kind), units: inner }, span });
            }
            _ => out.push(unit),
        }
    }
    out
}

/// "Note:", "**Tips:** if it fails, try these:": the kind, and what the line says besides the word.
fn label(row: &Row) -> Option<(NoteKind, Vec<Inline>)> {
    let text = row.plain();
    if let Some(kind) = note_kind(text.trim().to_lowercase().as_str()) {
        return Some((kind, Vec::new()));
    }
    let (kind, length) = note_word(text)?;
    let rest = marker::strip(row.to_vec(), length);
    (rest.is_empty() || text.trim_end().ends_with(':')).then_some((kind, rest))
}

/// "Click Next.", a line end, "Note: …": the remark is cut off the line of the step.
pub fn behind_line_end(row: &mut Row) -> Option<Unit> {
    let begins = |i: &usize| {
        row[*i].is_break() && {
            let head: String = row[i + 1..].iter().take(4).map(Inline::visible).collect();
            note_word(head.trim_start()).is_some()
        }
    };
    let at = (1..row.len().saturating_sub(1)).find(begins)?;
    let (mut head, mut note) = split(std::mem::take(row).into_tokens(), at);
    trim(&mut head);
    trim(&mut note);
    *row = head.into();
    let span = span_of(&note);
    Some(Unit { kind: UnitKind::Text(note.into()), span })
}

/// "**Note** It is possible …", "**Important** if …": a word of remark in bold, without its colon. Where the sentence
/// goes on in lower case the word stays.
fn bold_note_word(row: &[Inline]) -> Option<(NoteKind, usize)> {
    let [Inline { kind: Kind::Open(Mark::Strong), .. }, word, Inline { kind: Kind::Close(Mark::Strong), .. }, rest, ..] =
        row
    else {
        return None;
    };
    let (Kind::Text(word), Kind::Text(rest)) = (&word.kind, &rest.kind) else { return None };
    let kind = note_kind(word.trim().trim_end_matches('!').to_lowercase().as_str())?;
    let goes_on = rest.trim_start().starts_with(char::is_lowercase);
    let opens =
        word.trim_start().starts_with(char::is_uppercase) && rest.trim_start().starts_with(char::is_alphanumeric);
    let blank = rest.chars().take_while(|c| c.is_whitespace()).count();
    opens.then(|| (kind, if goes_on { 0 } else { word.chars().count() + blank }))
}

/// "**Warning**" in a line of its own over the text, "⚠️ It is hot": the kind, and the characters of the word or sign.
fn signed(row: &[Inline]) -> Option<(NoteKind, usize)> {
    if let [
        Inline { kind: Kind::Open(Mark::Strong), .. },
        word,
        Inline { kind: Kind::Close(Mark::Strong), .. },
        end,
        _,
        ..,
    ] = row
        && let Kind::Text(word) = &word.kind
        && end.is_break()
    {
        let kind = note_kind(word.trim().trim_end_matches('!').to_lowercase().as_str())?;
        return Some((kind, word.chars().count() + 1));
    }
    const SIGNS: &[(&str, NoteKind)] = &[
        ("⚠", NoteKind::Warning),
        ("ℹ", NoteKind::Note),
        ("💡", NoteKind::Tip),
        ("📝", NoteKind::Note),
        ("❗", NoteKind::Important),
    ];
    let Some(Inline { kind: Kind::Text(text), .. }) = row.first() else { return None };
    let (sign, kind) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign))?;
    let rest = text[sign.len()..].trim_start_matches('\u{fe0f}');
    let length = text.chars().count() - rest.trim_start().chars().count();
    rest.starts_with(' ').then_some((*kind, length))
}

/// The kind of remark that a word in lower case announces.
pub fn note_kind(word: &str) -> Option<NoteKind> {
    let (name, _) = words().notes.iter().find(|(_, list)| list.iter().any(|w| w == word))?;
    Some(match name.as_str() {
        "tip" => NoteKind::Tip,
        "important" => NoteKind::Important,
        "warning" => NoteKind::Warning,
        "caution" => NoteKind::Caution,
        _ => NoteKind::Note,
    })
}

/// The kind of remark a text begins as, and the characters of its word with the colon.
fn note_word(text: &str) -> Option<(NoteKind, usize)> {
    let ends_word = |i: usize, c: char| match c {
        ':' | '：' => true,
        // "Warning! It is hot."
        '!' => text[i + 1..].starts_with(char::is_whitespace),
        // "Note - it is slow", but not "Note-taking".
        '-' | '–' | '—' => text[i + c.len_utf8()..].starts_with(|next: char| next.is_whitespace()),
        _ => false,
    };
    let head = text.char_indices().take(24).enumerate();
    let (colon, at) = head.into_iter().find_map(|(n, (i, c))| ends_word(i, c).then_some((n, i)))?;
    let word = text[..at].replace(|c: char| !(c.is_alphanumeric() || c == ' '), "").to_lowercase();
    let word = word.trim();
    let kind = note_kind(word)?;
    let blank = text.chars().skip(colon + 1).take_while(|c| c.is_whitespace()).count();
    Some((kind, colon + 1 + blank))
}

/// "Please note that …": a sentence that is a remark and says so.
fn note_sentence(text: &str) -> Option<(NoteKind, usize)> {
    words().note_starts.begin(text.trim_start()).then_some((NoteKind::Note, 0))
}

/// Whether a text begins as a remark.
pub fn is_note(text: &str) -> bool {
    note_word(text).is_some()
}
