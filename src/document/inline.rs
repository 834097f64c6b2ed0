//! Running text as a flat row of tokens, and the repair of what converters did to it.
//!
//! Flat, because dirty text has to be cut at places that no tree respects: several steps in one
//! paragraph, a marker inside bold. Marks open and close in pairs within one row.

use crate::source::Span;

/// One token of running text and its bytes in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    pub kind: Kind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Text(String),
    Code(String),
    /// A line end that is a blank to the reader.
    Soft,
    /// A line end the author asked for.
    Hard,
    Open(Mark),
    Close(Mark),
    /// Index into `Document::references`.
    LinkOpen(u32),
    LinkClose(u32),
    Image(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Strong,
    Emphasis,
    Strike,
    Key,
    Sub,
    Sup,
    Highlight,
}

impl Inline {
    pub fn new(kind: Kind, span: Span) -> Inline {
        Inline { kind, span }
    }

    /// What a reader sees of it, empty for marks.
    pub fn visible(&self) -> &str {
        match &self.kind {
            Kind::Text(t) | Kind::Code(t) => t,
            Kind::Soft | Kind::Hard => " ",
            _ => "",
        }
    }

    pub fn is_image(&self) -> bool {
        matches!(self.kind, Kind::Image(_))
    }

    pub fn is_break(&self) -> bool {
        matches!(self.kind, Kind::Soft | Kind::Hard)
    }
}

/// The text of a row, line ends as blanks, runs of blanks as one.
pub fn plain(row: &[Inline]) -> String {
    let mut out = String::with_capacity(row.iter().map(|t| t.visible().len()).sum());
    for token in row {
        let Kind::Code(code) = &token.kind else {
            push_text(&mut out, token.visible());
            continue;
        };
        out.push_str(code);
    }
    out.truncate(out.trim_end().len());
    out
}

/// Adds text with single blanks. Text that was repaired has them already; then only the seam is looked at.
fn push_text(out: &mut String, text: &str) {
    let at_blank = out.is_empty() || out.ends_with(' ');
    let text = if at_blank { text.trim_start() } else { text };
    if !has_odd_blanks(text.as_bytes()) {
        out.push_str(text);
        return;
    }
    for c in text.chars().filter(|c| *c != '\u{200b}') {
        match c.is_whitespace() {
            true if out.is_empty() || out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
}

/// Whether a text may hold blanks of another kind or two side by side. It looks at every byte and never stops early,
/// so that the compiler can look at many at once; only where other letters than ASCII may be blanks it looks again.
pub fn has_odd_blanks(text: &[u8]) -> bool {
    let odd = |b: u8| (b == b'\n') | (b == b'\t');
    let (alone, wide) =
        text.iter().fold((false, false), |(odds, wide), b| (odds | odd(*b), wide | (*b == 0xc2) | (*b == 0xe2)));
    let behind = text.get(1..).unwrap_or_default();
    alone
        || text.iter().zip(behind).fold(false, |found, (a, b)| found | ((*a == b' ') & (*b == b' ')))
        || wide && has_wide_blanks(text)
}

/// Blanks beyond ASCII whose first byte is C2 or E2, and the one of no width. Curly quotation marks begin so, too.
fn has_wide_blanks(text: &[u8]) -> bool {
    memchr::memchr2_iter(0xc2, 0xe2, text).any(|i| match text[i..] {
        [0xc2, b, ..] => matches!(b, 0x85 | 0xa0),
        [0xe2, 0x80, b, ..] => matches!(b, 0x80..=0x8b | 0xa8 | 0xa9 | 0xaf),
        [0xe2, 0x81, b, ..] => b == 0x9f,
        _ => false,
    })
}

/// Whether a row shows anything besides pictures.
pub fn is_blank(row: &[Inline]) -> bool {
    row.iter().all(|t| !t.is_image() && t.visible().trim_matches(['\u{a0}', '\u{200b}', ' ', '\n']).is_empty())
}

/// The smallest span that holds a row; empty at 0 for an empty row.
pub fn span_of(row: &[Inline]) -> Span {
    // A mark that was opened again where nothing stood has no place.
    row.iter().map(|t| t.span).filter(|s| *s != Span::default()).reduce(Span::join).unwrap_or_default()
}

/// Closes what is open at the end of a row and drops ends without a beginning, so that rows that were cut
/// out of others are whole again. Marks that hold nothing go.
pub fn balance(row: Vec<Inline>) -> Vec<Inline> {
    if is_balanced(&row) {
        return row;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(row.len());
    let mut open: Vec<usize> = Vec::new();
    for token in row {
        match token.kind {
            Kind::Open(_) | Kind::LinkOpen(_) => {
                open.push(out.len());
                out.push(token);
            }
            Kind::Close(_) | Kind::LinkClose(_) => {
                let Some(depth) = open.iter().rposition(|i| pairs(&out[*i].kind, &token.kind)) else { continue };
                // Ends in the wrong order are put right by closing what lies inside first.
                while open.len() > depth + 1 {
                    let i = open.pop().unwrap_or_default();
                    let close = Inline::new(closing(&out[i].kind), token.span);
                    out.push(close);
                }
                let i = open.pop().unwrap_or_default();
                if i + 1 == out.len() {
                    out.pop();
                } else {
                    out.push(token);
                }
            }
            _ => out.push(token),
        }
    }
    while let Some(i) = open.pop() {
        let at = out.last().map(|t| t.span).unwrap_or_default();
        if i + 1 == out.len() {
            out.pop();
        } else {
            let close = Inline::new(closing(&out[i].kind), Span { start: at.end, end: at.end });
            out.push(close);
        }
    }
    out
}

/// Whether every mark is closed in its order and holds something.
fn is_balanced(row: &[Inline]) -> bool {
    let mut open: [usize; 8] = [0; 8];
    let mut depth = 0;
    for (i, token) in row.iter().enumerate() {
        match token.kind {
            Kind::Open(_) | Kind::LinkOpen(_) if depth < open.len() => {
                open[depth] = i;
                depth += 1;
            }
            Kind::Open(_) | Kind::LinkOpen(_) => return false,
            Kind::Close(_) | Kind::LinkClose(_) => {
                if depth == 0 || open[depth - 1] + 1 == i || !pairs(&row[open[depth - 1]].kind, &token.kind) {
                    return false;
                }
                depth -= 1;
            }
            _ => {}
        }
    }
    depth == 0
}

fn pairs(open: &Kind, close: &Kind) -> bool {
    match (open, close) {
        (Kind::Open(a), Kind::Close(b)) => a == b,
        (Kind::LinkOpen(a), Kind::LinkClose(b)) => a == b,
        _ => false,
    }
}

fn closing(open: &Kind) -> Kind {
    match open {
        Kind::Open(mark) => Kind::Close(*mark),
        Kind::LinkOpen(r) => Kind::LinkClose(*r),
        other => other.clone(),
    }
}

/// Cuts the text token at `at` in two behind `length` bytes; gives the place of the second half.
pub fn cut_text(row: &mut Vec<Inline>, at: usize, length: usize) -> usize {
    let Some(Inline { kind: Kind::Text(text), span }) = row.get_mut(at) else { return at };
    if length == 0 {
        return at;
    }
    // Where the text is as in the file, each half has its own place.
    let exact = (span.end - span.start) as usize == text.len();
    let middle = span.start + length as u32;
    let mut rest = Inline::new(Kind::Text(text.split_off(length)), *span);
    if exact {
        span.end = middle;
        rest.span.start = middle;
    }
    row.insert(at + 1, rest);
    at + 1
}

/// Cuts a row in two before token `at`: marks open there are closed in the first and opened again in the second.
pub fn split(row: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let mut open: Vec<Inline> = Vec::new();
    for token in &row[..at] {
        match &token.kind {
            Kind::Open(_) | Kind::LinkOpen(_) => open.push(token.clone()),
            Kind::Close(_) | Kind::LinkClose(_) => {
                if let Some(i) = open.iter().rposition(|o| pairs(&o.kind, &token.kind)) {
                    open.remove(i);
                }
            }
            _ => {}
        }
    }
    // Opened again here, not where they were opened first.
    let here = row.get(at).map_or(0, |t| t.span.start);
    open.iter_mut().for_each(|t| t.span = Span { start: here, end: here });
    let mut first = row;
    let rest = first.split_off(at);
    open.extend(rest);
    (balance(first), balance(open))
}

/// Drops line ends and blanks at both ends of a row.
pub fn trim(row: &mut Vec<Inline>) {
    let blank = |t: &Inline| t.is_break() || matches!(&t.kind, Kind::Text(s) if s.trim().is_empty());
    while row.last().is_some_and(blank) {
        row.pop();
    }
    let leading = row.iter().take_while(|t| blank(t)).count();
    row.drain(..leading);
    if let Some(Inline { kind: Kind::Text(text), .. }) = row.first_mut() {
        let start = text.len() - text.trim_start().len();
        text.drain(..start);
    }
    if let Some(Inline { kind: Kind::Text(text), .. }) = row.last_mut() {
        text.truncate(text.trim_end().len());
    }
}
