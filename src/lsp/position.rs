//! Places in a text as editors count them: lines from 0, and in a line UTF-16 units or bytes.
//!
//! Line ends count as nothing, so that places are the same in the text with CRLF that the editor has and in the one
//! with LF that we read. Only a byte order mark at the beginning is one more letter of the editor's.

use serde_json::{Value, json};

use crate::source::Span;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
}

impl Encoding {
    /// The first one on the list of the editor that we know.
    pub fn negotiate(wanted: &Value) -> Encoding {
        let known = |name: &Value| match name.as_str()? {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            _ => None,
        };
        wanted.as_array().and_then(|names| names.iter().find_map(known)).unwrap_or_default()
    }

    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
        }
    }
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<usize>,
    /// The editor's text begins with a byte order mark.
    marked: bool,
}

impl Lines {
    pub fn new(text: &str, marked: bool) -> Lines {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1);
        Lines { starts: std::iter::once(0).chain(ends).collect(), marked }
    }

    /// The position of a byte.
    pub fn position(&self, text: &str, at: u32, encoding: Encoding) -> Value {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= at) - 1;
        let column: usize = text[self.starts[line]..at].chars().map(|c| encoding.width(c)).sum();
        json!({ "line": line, "character": column + self.mark(line, encoding) })
    }

    pub fn range(&self, text: &str, span: Span, encoding: Encoding) -> Value {
        json!({ "start": self.position(text, span.start, encoding), "end": self.position(text, span.end, encoding) })
    }

    /// The byte at a position; what lies beyond a line is its end, what lies beyond the text is the end of that.
    pub fn offset(&self, text: &str, position: &Value, encoding: Encoding) -> Option<u32> {
        let line = usize::try_from(position["line"].as_u64()?).ok()?;
        let wanted = usize::try_from(position["character"].as_u64()?).ok()?;
        let Some(start) = self.starts.get(line).copied() else { return Some(text.len() as u32) };
        let mut left = wanted.saturating_sub(self.mark(line, encoding));
        let mut at = start;
        for c in text[start..].chars().take_while(|c| *c != '\n') {
            // Inside a letter is before it.
            if left < encoding.width(c) {
                break;
            }
            left -= encoding.width(c);
            at += c.len_utf8();
        }
        Some(at as u32)
    }

    /// The first line without its end.
    pub fn first_line(&self, text: &str) -> Span {
        Span::new(0, text.find('\n').unwrap_or(text.len()))
    }

    fn mark(&self, line: usize, encoding: Encoding) -> usize {
        if self.marked && line == 0 { encoding.width('\u{feff}') } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn columns_are_those_of_the_editor() {
        let written = "\u{feff}😀 Open\r\n\r\n1. 🧭 **Ünder** x\r\nend";
        let source = Source::from_text("a.md", written);
        let lines = Lines::new(&source.text, true);
        let at = |word: &str| source.text.find(word).unwrap() as u32;
        let place = |word, encoding| {
            let p = lines.position(&source.text, at(word), encoding);
            (p["line"].as_u64().unwrap(), p["character"].as_u64().unwrap())
        };
        assert_eq!(place("Open", Encoding::Utf16), (0, 1 + 2 + 1));
        assert_eq!(place("Open", Encoding::Utf8), (0, 3 + 4 + 1));
        assert_eq!(place("Ünder", Encoding::Utf16), (2, 3 + 2 + 1 + 2));
        assert_eq!(place("x\n", Encoding::Utf16), (2, 3 + 2 + 1 + 2 + 5 + 3));
        assert_eq!(place("end", Encoding::Utf8), (3, 0));
    }

    #[test]
    fn a_position_leads_back_to_its_byte_and_any_other_to_one_of_the_text() {
        let text = "a😀b\nü\n\nlast";
        let lines = Lines::new(text, false);
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for (at, _) in text.char_indices() {
                let position = lines.position(text, at as u32, encoding);
                assert_eq!(lines.offset(text, &position, encoding), Some(at as u32), "{position}");
            }
            let far = json!({ "line": 0, "character": 4_000_000_000_u64 });
            assert_eq!(lines.offset(text, &far, encoding), Some(6));
            let below = json!({ "line": 99, "character": 0 });
            assert_eq!(lines.offset(text, &below, encoding), Some(text.len() as u32));
        }
        let inside = json!({ "line": 0, "character": 2 });
        assert_eq!(lines.offset(text, &inside, Encoding::Utf16), Some(1), "between the halves of a letter");
        for wrong in
            [json!({}), json!(null), json!({ "line": -1, "character": 0 }), json!({ "line": 0.5, "character": 1 })]
        {
            assert_eq!(lines.offset(text, &wrong, Encoding::Utf16), None, "{wrong}");
        }
    }
}
