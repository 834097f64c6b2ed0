//! The few lines of a source that a finding is about.
//!
//! Only these are given to the renderer, so that a finding in a long file costs no more than one in a short file.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Snippet};

use crate::report::human::safe;
use crate::source::{Source, Span};

/// A fault further right in its line than this is shown by its place only; the renderer counts columns from the
/// start of what it gets.
const LONGEST_LINE: usize = 20_000;

/// So much is shown of a line from where its fault begins.
const LONGEST_REST: usize = 1_000;

/// The lines that hold some spans, made safe to show without moving a byte.
pub struct Excerpt {
    pub text: String,
    /// Offset in the source of the first byte of `text`.
    start: usize,
    /// Number of the first line.
    pub line: usize,
}

impl Excerpt {
    /// `None` when that would be too much to show.
    pub fn of(source: &Source, spans: &[Span]) -> Option<Excerpt> {
        let text = &*source.text;
        let first = floor(text, spans.iter().map(|s| s.start as usize).min()?);
        let last = floor(text, spans.iter().map(|s| s.end as usize).max()?).max(first);
        let start = text[..first].rfind('\n').map_or(0, |i| i + 1);
        if first - start > LONGEST_LINE {
            return None;
        }
        // A long way down, the beginning is what matters.
        let last = floor(text, last.min(first + LONGEST_LINE));
        let end = text[last..].find('\n').map_or(text.len(), |i| last + i);
        let mut end = floor(text, end.min(last + LONGEST_LINE));
        // A picture that is written into its line would fill the screen.
        if !text[first..end].contains('\n') {
            end = floor(text, end.min(first + LONGEST_REST));
        }
        let (line, _) = source.line_column(start);
        Some(Excerpt { text: blanked(&text[start..end]), start, line })
    }

    /// Whether a span begins in the excerpt.
    pub fn holds(&self, span: Span) -> bool {
        (self.start..=self.start + self.text.len()).contains(&(span.start as usize))
    }

    pub fn range(&self, span: Span) -> Range<usize> {
        let at = |offset: u32| floor(&self.text, (offset as usize).saturating_sub(self.start));
        at(span.start)..at(span.end).max(at(span.start))
    }

    pub fn snippet<'a>(
        self,
        path: String,
        places: impl IntoIterator<Item = (AnnotationKind, Span, &'a str)>,
    ) -> Snippet<'a, Annotation<'a>> {
        let annotations: Vec<_> = places
            .into_iter()
            .map(|(kind, span, label)| {
                let annotation = kind.span(self.range(span));
                if label.is_empty() { annotation } else { annotation.label(safe(label)) }
            })
            .collect();
        Snippet::source(self.text).line_start(self.line).path(path).annotations(annotations)
    }
}

/// The nearest character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// C1 controls are the ones the renderer lets pass: `·` has as many bytes, so no span moves.
fn blanked(text: &str) -> String {
    text.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "·")
}
