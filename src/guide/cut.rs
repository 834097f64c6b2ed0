//! Cuts a paragraph into lines where steps begin: behind line ends, and glued behind a sentence.

use crate::document::inline::{Inline, Kind, Mark, span_of, split, trim};
use crate::guide::marker::{self, Marker, Scheme};
use crate::source::Span;

/// Steps that one paragraph can hold.
const MOST_CUTS: usize = 200;

/// Cuts a row at line ends where the next line begins with a plausible marker, and inside a line where
/// the next number of the run stands behind a sentence. `second_follows`: number 2 begins a later block.
pub fn at_markers(row: Vec<Inline>, last: Option<u32>, second_follows: bool) -> Vec<Line> {
    let mut out = Vec::new();
    let mut rest = row;
    let mut marker: Option<Marker> = None;
    let mut now = last;
    // With its marker, so that a line that is nothing else has a place, too.
    let mut span = span_of(&rest);
    if let Some((m, length)) = marker::leading(&rest).filter(|(m, _)| is_plausible(*m, now)) {
        rest = marker::strip(rest, length);
        marker = Some(m);
        now = Some(m.n);
    }
    rest = break_glued(rest, now, second_follows);
    // Nobody reads more steps in one paragraph; each cut goes over all that is left of it.
    while let Some((at, m, length)) = next_marker(&rest, now).filter(|_| out.len() < MOST_CUTS) {
        let (mut head, mut tail) = split(rest, at);
        trim(&mut head);
        let own = Span { start: span.start, end: span_of(&head).end.max(span.start) };
        out.push(Line { marker, row: head, span: own });
        trim(&mut tail);
        span = span_of(&tail);
        rest = marker::strip(tail, length);
        marker = Some(m);
        now = Some(m.n);
    }
    trim(&mut rest);
    out.push(Line { marker, row: rest, span });
    out
}

/// The next line end behind which a step begins: the token there, its marker and the marker's length.
fn next_marker(row: &[Inline], last: Option<u32>) -> Option<(usize, Marker, usize)> {
    let breaks = row.iter().enumerate().filter(|(i, t)| t.is_break() && i + 1 < row.len());
    breaks.map(|(i, _)| i + 1).find_map(|i| {
        let (m, length) = marker::leading(&row[i..]).filter(|(m, _)| is_plausible(*m, last))?;
        Some((i, m, length))
    })
}

/// How the numbers of a glued run are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "2)"
    Bracket,
    /// "2."
    Dot,
    /// "b)"
    Letter,
}

impl Form {
    fn label(self, n: u32) -> String {
        match self {
            Form::Bracket => format!("{n})"),
            Form::Dot => format!("{n}."),
            Form::Letter => format!("{})", char::from(b'a' + n.clamp(1, 12) as u8 - 1)),
        }
    }

    /// Where number `n` stands in a text, not inside a word or a longer number.
    fn find(self, text: &str, n: u32) -> Option<usize> {
        let label = self.label(n);
        let blank_behind = |i: usize| text[i + label.len()..].chars().next().is_none_or(char::is_whitespace);
        text.match_indices(&label).map(|(i, _)| i).find(|i| match self {
            Form::Bracket => true,
            Form::Dot => {
                blank_behind(*i) && !text[..*i].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-'))
            }
            Form::Letter => !text[..*i].ends_with(char::is_alphanumeric),
        })
    }
}

/// Puts a line end before each next number of a run that stands glued behind a sentence: "… done. 2) Click …".
/// `second_follows`: number 2 begins a later block.
fn break_glued(row: Vec<Inline>, last: Option<u32>, second_follows: bool) -> Vec<Inline> {
    // Nothing can be glued where no number or letter stands before a bracket or a full stop.
    let has_number = |text: &str| {
        let bytes = text.as_bytes();
        memchr::memchr2_iter(b')', b'.', bytes).any(|i| {
            let before = i.checked_sub(1).map_or(0, |i| bytes[i]);
            before.is_ascii_digit() || bytes[i] == b')' && before.is_ascii_lowercase() && i < 2
        })
    };
    if !row.iter().any(|t| matches!(&t.kind, Kind::Text(text) if has_number(text))) {
        return row;
    }
    let shown: String = row.iter().map(Inline::visible).collect();
    let mut expected = last.map_or(1, |n| n + 1);
    // One number in a sentence is no run; it needs the run before it, or the next number behind it.
    let next = expected;
    let is_run = |form: &Form| {
        let first = form.find(&shown, next);
        first.is_some_and(|i| last.is_some() || second_follows || form.find(&shown[i..], 2).is_some())
    };
    let forms = [Form::Bracket, Form::Dot, Form::Letter];
    let mut form = forms.into_iter().find(is_run);
    // "On Windows 7: 1) Open it" behind the steps for another system: the run begins again.
    if form.is_none() && last.is_some() {
        let begins_again = |form: &Form| {
            let first = form.find(&shown, 1).filter(|i| shown[..*i].trim_end().ends_with(':'));
            first.is_some_and(|i| second_follows || form.find(&shown[i..], 2).is_some())
        };
        form = forms.into_iter().find(begins_again);
        expected = 1;
    }
    let Some(form) = form else { return row };
    let mut out = Vec::with_capacity(row.len() + 4);
    let mut before = String::new();
    // The mark right before a text: the end of bold, or its beginning.
    let mut mark: Option<Kind> = None;
    for token in row {
        let Kind::Text(text) = &token.kind else {
            before.push_str(token.visible());
            mark = Some(token.kind.clone());
            out.push(token);
            continue;
        };
        let mut rest = text.as_str();
        while let Some(i) = form.find(rest, expected) {
            let head = &rest[..i];
            let so_far = format!("{before}{head}");
            let sentence_ends = ends_sentence(&so_far) || so_far.trim().is_empty();
            // "Enter.3) In the box": glued, but a capital behind says that a sentence begins.
            let behind = rest[i + form.label(expected).len()..].trim_start();
            let capital = behind.starts_with(char::is_uppercase);
            let apart = so_far.ends_with(' ') || so_far.is_empty() || (so_far.ends_with(['.', ':']) && capital);
            // "word**2)** Next", "**Method Two: Roll back**1) Go": the number or what stands before it is set off.
            let at_mark = head.trim().is_empty()
                && match mark {
                    Some(Kind::Open(Mark::Strong)) => behind.is_empty(),
                    Some(Kind::Close(Mark::Strong)) => capital && expected == 1,
                    _ => false,
                };
            // "Version 2. It is …" ends a sentence, "… done. 2. Click" begins one.
            let clear = form == Form::Bracket || capital || behind.is_empty();
            if !clear || !(sentence_ends && apart || at_mark) {
                break;
            }
            if !head.trim().is_empty() {
                out.push(Inline::new(Kind::Text(head.to_owned()), token.span));
            }
            out.push(Inline::new(Kind::Soft, token.span));
            mark = Some(Kind::Soft);
            rest = &rest[i..];
            before = String::new();
            expected += 1;
            // The number itself is read as a marker later.
            if let Some(j) = form.find(&rest[1..], expected).map(|j| j + 1) {
                let (this, next) = rest.split_at(j);
                if ends_sentence(this) {
                    out.push(Inline::new(Kind::Text(this.to_owned()), token.span));
                    before = this.to_owned();
                    rest = next;
                }
            }
        }
        before.push_str(rest);
        mark = None;
        out.push(Inline::new(Kind::Text(rest.to_owned()), token.span));
    }
    out
}

/// Whether a text ends like a sentence, a closing quotation mark aside.
fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '”', '’']).ends_with(['.', '!', '?', ':', ';', ')'])
}

/// A line of a paragraph, with the marker that was taken off its front.
pub struct Line {
    pub span: Span,
    pub marker: Option<Marker>,
    pub row: Vec<Inline>,
}

/// Whether a number can stand here: the first of a run, the next, the same again, or one left out.
/// Lines that say "Step" are taken at their word.
fn is_plausible(marker: Marker, last: Option<u32>) -> bool {
    match (marker.scheme, last) {
        (Scheme::Word | Scheme::Heading | Scheme::Item | Scheme::Row, _) => true,
        (_, _) if marker.n == 1 => true,
        (_, Some(last)) => marker.n >= last && marker.n <= last + 2,
        (Scheme::Letter, None) => false,
        (Scheme::Number, None) => marker.n <= 4,
    }
}
