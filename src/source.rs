//! A file as text: bytes turned into text once, and places in that text.
//!
//! Every span in the crate is a range of bytes in `Source::text`. Lines and columns are made
//! from it only when something is reported. This module never opens a file.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A range of bytes in the text of one source, end excluded, on character boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end as u32 }
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// One text file of the content, the configuration or the templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path below its root, with `/` between parts on every system.
    pub path: Arc<str>,
    /// The text with LF line ends and without a byte order mark.
    pub text: Arc<str>,
    /// Whether the file on disk ends its lines with CRLF, so that a fix can write them back.
    pub crlf: bool,
}

/// Why bytes are not a text we read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotText {
    /// The file starts like UTF-16.
    Utf16,
    /// Not UTF-8; the offset of the first bad byte, its line (from 1), and whether it looks like Windows-1252.
    NotUtf8 { offset: usize, line: usize, windows_1252: bool },
}

impl Source {
    /// Reads bytes as UTF-8. CRLF and lone CR become LF, so that output never depends on them.
    pub fn decode(path: impl Into<Arc<str>>, bytes: &[u8]) -> Result<Source, NotText> {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(NotText::Utf16);
        }
        let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|e| {
            let offset = e.valid_up_to();
            NotText::NotUtf8 {
                offset,
                line: 1 + bytes[..offset].iter().filter(|b| **b == b'\n').count(),
                // Five bytes mean nothing in Windows-1252; a text without them may well be it.
                windows_1252: !bytes.iter().any(|b| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)),
            }
        })?;
        let crlf = text.contains("\r\n");
        let text: Arc<str> =
            if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() };
        Ok(Source { path: path.into(), text, crlf })
    }

    pub fn from_text(path: impl Into<Arc<str>>, text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Source {
            path: path.into(),
            crlf: text.contains("\r\n"),
            text: text.replace("\r\n", "\n").replace('\r', "\n").into(),
        }
    }

    /// Line and column of a byte offset, both from 1, the column in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line = 1 + before.bytes().filter(|b| *b == b'\n').count();
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        (line, 1 + before[start..].chars().count())
    }
}
