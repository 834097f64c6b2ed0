//! Running text between a piece of HTML and Markdown: a flat row of tokens, put in order.
//!
//! A row here is what the page shows, not what the author typed: keys and paths are tokens of their own, and
//! blanks are where a reader sees them.

use crate::document::inline::Mark;

#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    Text(String),
    Code(String),
    /// One key, drawn as a key cap.
    Key(String),
    /// A chain of places, separators with one blank on both sides, or none around `\`.
    Path(String),
    /// A line end the author asked for.
    Break,
    /// A line end that is a blank to the reader.
    Line,
    Open(Mark),
    Close(Mark),
    /// Index into `Guide::references`.
    LinkOpen(u32),
    LinkClose(u32),
    Image(u32),
}

pub type Row = Vec<Token>;

impl Token {
    /// What a reader sees of it.
    pub fn visible(&self) -> &str {
        match self {
            Token::Text(t) | Token::Code(t) | Token::Key(t) | Token::Path(t) => t,
            Token::Break | Token::Line => " ",
            _ => "",
        }
    }

    fn is_open(&self) -> bool {
        matches!(self, Token::Open(_) | Token::LinkOpen(_))
    }

    fn is_close(&self) -> bool {
        matches!(self, Token::Close(_) | Token::LinkClose(_))
    }

    fn closes(&self, open: &Token) -> bool {
        match (open, self) {
            (Token::Open(a), Token::Close(b)) => a == b,
            (Token::LinkOpen(a), Token::LinkClose(b)) => a == b,
            _ => false,
        }
    }

    pub fn closing(&self) -> Token {
        match self {
            Token::Open(mark) => Token::Close(*mark),
            Token::LinkOpen(r) => Token::LinkClose(*r),
            other => other.clone(),
        }
    }
}

/// Whether a row shows anything at all.
pub fn is_empty(row: &[Token]) -> bool {
    row.iter().all(|t| !matches!(t, Token::Image(_)) && t.visible().trim().is_empty())
}

/// The text of a row, every run of blanks one blank.
pub fn plain(row: &[Token]) -> String {
    let text: String = row.iter().map(Token::visible).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Marks in pairs and none inside its like, no blank at an edge of a mark or of a line, single blanks.
pub fn tidy(row: Row) -> Row {
    let row = pairs(row);
    let row = blanks(row);
    let mut row = edges(row);
    while matches!(row.last(), Some(Token::Break)) {
        row.pop();
    }
    let leading = row.iter().take_while(|t| **t == Token::Break).count();
    row.drain(..leading);
    row
}

/// Closes what is open, drops ends without a beginning and marks inside their like.
fn pairs(row: Row) -> Row {
    let mut out: Row = Vec::with_capacity(row.len());
    let mut open: Vec<Token> = Vec::new();
    // Marks that were left out because one of their kind is open: their ends go, too.
    let mut left_out: Vec<Token> = Vec::new();
    for token in row {
        if token.is_open() {
            if matches!(token, Token::Open(_)) && open.contains(&token) {
                left_out.push(token);
                continue;
            }
            open.push(token.clone());
            out.push(token);
        } else if token.is_close() {
            if let Some(i) = left_out.iter().rposition(|o| token.closes(o)) {
                left_out.remove(i);
                continue;
            }
            let Some(depth) = open.iter().rposition(|o| token.closes(o)) else { continue };
            // What was opened later is closed first and opened again behind.
            let inner = open.split_off(depth + 1);
            out.extend(inner.iter().rev().map(Token::closing));
            out.push(token);
            open.pop();
            out.extend(inner.iter().cloned());
            open.extend(inner);
        } else {
            push(&mut out, token);
        }
    }
    out.extend(open.iter().rev().map(Token::closing));
    without_empty_marks(out)
}

/// Neighboring texts become one.
fn push(out: &mut Row, token: Token) {
    match (out.last_mut(), token) {
        (Some(Token::Text(last)), Token::Text(next)) => last.push_str(&next),
        (_, token) => out.push(token),
    }
}

fn without_empty_marks(row: Row) -> Row {
    let mut out: Row = Vec::with_capacity(row.len());
    for token in row {
        if token.is_close() && out.last().is_some_and(|open| token.closes(open)) && matches!(token, Token::Close(_)) {
            out.pop();
        } else {
            push(&mut out, token);
        }
    }
    out
}

/// Runs of blanks as one, none at the beginning or end of a line.
fn blanks(row: Row) -> Row {
    let mut out: Row = Vec::with_capacity(row.len());
    let mut at_blank = true;
    for token in row {
        match token {
            Token::Text(text) => {
                let mut clean = String::with_capacity(text.len());
                for c in text.chars() {
                    let blank = c.is_whitespace();
                    if !(blank && at_blank) {
                        clean.push(if blank { ' ' } else { c });
                    }
                    at_blank = blank;
                }
                if !clean.is_empty() {
                    push(&mut out, Token::Text(clean));
                }
            }
            Token::Break | Token::Line => {
                drop_last_blank(&mut out);
                out.push(token);
                at_blank = true;
            }
            token => {
                // Code may end in a blank of its own, which stands for the one behind it.
                match &token {
                    Token::Code(code) => at_blank = code.ends_with(' '),
                    Token::Key(_) | Token::Path(_) | Token::Image(_) => at_blank = false,
                    _ => {}
                }
                out.push(token);
            }
        }
    }
    drop_last_blank(&mut out);
    without_empty_marks(out)
}

fn drop_last_blank(out: &mut Row) {
    for i in (0..out.len()).rev() {
        match &mut out[i] {
            Token::Text(text) => {
                text.truncate(text.trim_end().len());
                if text.is_empty() {
                    out.remove(i);
                }
                return;
            }
            token if token.is_close() || token.is_open() => {}
            _ => return,
        }
    }
}

/// Blanks at the inner edge of a mark go outside, where Markdown wants them.
fn edges(mut row: Row) -> Row {
    // A mark inside a mark hands its blanks on: a few rounds do it.
    for _ in 0..8 {
        let mut moved = false;
        let mut i = 0;
        while i + 1 < row.len() {
            let opens = row[i].is_open();
            if opens
                && let Token::Text(text) = &mut row[i + 1]
                && text.starts_with(' ')
            {
                *text = text.trim_start().to_owned();
                row.insert(i, Token::Text(" ".to_owned()));
                moved = true;
                i += 1;
            }
            if row.get(i + 1).is_some_and(Token::is_close)
                && let Token::Text(text) = &mut row[i]
                && text.ends_with(' ')
            {
                *text = text.trim_end().to_owned();
                row.insert(i + 2, Token::Text(" ".to_owned()));
                moved = true;
            }
            i += 1;
        }
        if !moved {
            break;
        }
        row.retain(|t| !matches!(t, Token::Text(s) if s.is_empty()));
        row = blanks(row);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(s: &str) -> Token {
        Token::Text(s.to_owned())
    }

    #[test]
    fn marks_are_paired_and_blanks_stand_outside() {
        let bold = || Token::Open(Mark::Strong);
        let end = || Token::Close(Mark::Strong);
        assert_eq!(
            tidy(vec![text("a"), bold(), text(" b "), end(), text(" c ")]),
            [text("a "), bold(), text("b"), end(), text(" c")]
        );
        assert_eq!(tidy(vec![bold(), bold(), text("a"), end(), end()]), [bold(), text("a"), end()]);
        assert_eq!(tidy(vec![end(), text("a"), bold()]), [text("a")]);
        assert_eq!(tidy(vec![text(" a  \n b "), Token::Break, text(" ")]), [text("a b")]);
        let crossed = vec![bold(), Token::Open(Mark::Emphasis), text("a"), end(), Token::Close(Mark::Emphasis)];
        assert_eq!(tidy(crossed).len(), 5);
    }
}
