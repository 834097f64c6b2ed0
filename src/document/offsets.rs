//! From places in a cleaned text back to places in the file.

use std::ops::Range;

use crate::source::Span;

/// Pieces of a text that was put together from pieces of another, in order.
#[derive(Debug, Default)]
pub struct OffsetMap {
    /// (begin in the new text, begin in the file) of each piece, rising in the first.
    pieces: Vec<(u32, u32)>,
    /// Where the file ends.
    end: Option<u32>,
    /// What was written in the place of something else: its place in the new text, and in the file. In order.
    instead: Vec<(Range<usize>, Range<usize>)>,
}

impl OffsetMap {
    /// Says that the new text goes on at `new` with what stands in the file at `file`.
    pub fn push(&mut self, new: usize, file: usize) {
        let piece = (new as u32, file as u32);
        match self.pieces.last_mut() {
            Some(last) if last.0 == piece.0 => *last = piece,
            // Runs on without a gap: one piece.
            Some(last) if piece.0 - last.0 == piece.1.wrapping_sub(last.1) => {}
            _ => self.pieces.push(piece),
        }
    }

    /// Says where the file ends: what was added behind it has its place there.
    pub fn end(&mut self, file: usize) {
        self.end = Some(file as u32);
    }

    /// Says that a piece of the new text stands in the place of a piece of the file: no letter of the one is a letter of
    /// the other, so that a place inside is the whole piece.
    pub fn instead(&mut self, new: Range<usize>, file: Range<usize>) {
        self.instead.push((new, file));
    }

    /// Says that `len` bytes were written into the new text at `at`, of which the file has nothing.
    pub fn insert(&mut self, at: usize, len: usize) {
        let file = self.to_file(at, 0);
        let i = self.pieces.partition_point(|p| (p.0 as usize) < at);
        for piece in &mut self.pieces[i..] {
            piece.0 += len as u32;
        }
        if self.pieces.get(i).is_none_or(|p| p.0 as usize != at + len) {
            self.pieces.insert(i, ((at + len) as u32, file as u32));
        }
        for (of, _) in self.instead.iter_mut().filter(|(of, _)| of.start >= at) {
            *of = of.start + len..of.end + len;
        }
        let i = self.instead.partition_point(|(of, _)| of.start < at);
        self.instead.insert(i, (at..at + len, file..file));
    }

    /// The piece of the file in whose place something else stands at `new`.
    fn replaced(&self, new: usize) -> Option<&(Range<usize>, Range<usize>)> {
        let i = self.instead.partition_point(|(of, _)| of.start <= new).checked_sub(1)?;
        self.instead.get(i).filter(|(of, _)| new < of.end)
    }

    /// The place in the file that is `more` bytes behind that of `new`.
    fn to_file(&self, new: usize, more: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.0 as usize <= new);
        // What was written in the place of something shorter ends where the next piece begins.
        let next = self.pieces.get(i).map(|p| p.1).or(self.end).map_or(usize::MAX, |f| f as usize);
        match i.checked_sub(1).map(|i| self.pieces[i]) {
            Some((n, f)) => (f as usize + (new - n as usize) + more).min(next.max(f as usize)),
            None => new + more,
        }
    }

    /// The smallest span of the file that holds a range of the new text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.replaced(range.start).map_or_else(|| self.to_file(range.start, 0), |(_, file)| file.start);
        let end = match range.end.checked_sub(1).filter(|last| *last >= range.start) {
            Some(last) => self.replaced(last).map_or_else(|| self.to_file(last, 1), |(_, file)| file.end),
            None => start,
        };
        Span::new(start, end.max(start))
    }
}
