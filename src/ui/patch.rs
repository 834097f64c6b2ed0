//! Edits of a text: applied to it, to the bytes of its file, and shown as a unified diff.

use crate::source::{Source, Span};
use crate::ui::refresh::Edit;

/// A text with edits applied. They must not overlap; their order does not matter.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    apply_within(text, Span::new(0, text.len()), edits)
}

/// The part of a text inside `span`, with the edits that lie in it applied.
pub fn apply_within(text: &str, span: Span, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().filter(|e| span.contains(e.span)).collect();
    sorted.sort();
    let mut out = String::new();
    let mut at = span.start as usize;
    for edit in sorted {
        out.push_str(&text[at..edit.span.start as usize]);
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out + &text[at..span.end as usize]
}

/// The text of a file with its own line ends and byte order mark, and edits of the decoded text as edits of that one.
/// `None` when the bytes are not those of the text.
pub fn to_file(bytes: &[u8], source: &Source, edits: &[Edit]) -> Option<(String, Vec<Edit>)> {
    let decoded = Source::decode(source.path.clone(), bytes).ok()?;
    if decoded.text != source.text {
        return None;
    }
    let raw = std::str::from_utf8(bytes).ok()?;
    // Both offsets run on together; CR LF is one letter of the text.
    let (mut at_raw, mut at) = (if raw.starts_with('\u{feff}') { 3 } else { 0 }, 0);
    let mut place = |goal: usize| {
        while at < goal {
            at_raw += if raw.as_bytes()[at_raw..].starts_with(b"\r\n") { 2 } else { 1 };
            at += 1;
        }
        at_raw
    };
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    let in_file = |e: &Edit| {
        let start = place(e.span.start as usize);
        Edit { span: Span::new(start, place(e.span.end as usize)), text: e.text.clone() }
    };
    let edits = sorted.into_iter().map(in_file).collect();
    Some((raw.to_owned(), edits))
}

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// The edits of a file as a unified diff; empty when there are none. `path`: as the patch is to name it; `text`: with
/// the line ends of the file.
pub fn unified(path: &str, text: &str, edits: &[Edit]) -> String {
    if edits.is_empty() {
        return String::new();
    }
    let lines = Lines::of(text);
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    // (first line, last line) of each hunk without context, joined where contexts meet.
    let mut hunks: Vec<(usize, usize)> = Vec::new();
    for edit in sorted {
        let (first, last) = (lines.at(edit.span.start as usize), lines.at(edit.span.end as usize));
        match hunks.last_mut() {
            Some(hunk) if first <= hunk.1 + 2 * CONTEXT + 1 => hunk.1 = hunk.1.max(last),
            _ => hunks.push((first, last)),
        }
    }
    let mut out = format!("--- a/{path}\n+++ b/{path}\n");
    let mut shift: isize = 0;
    for (first, last) in hunks {
        let (from, to) = (first.saturating_sub(CONTEXT), (last + CONTEXT).min(lines.count() - 1));
        let old: Vec<&str> = (first..=last).map(|l| lines.text(text, l)).collect();
        let changed = apply_within(text, lines.span(first, last), edits);
        let new: Vec<&str> = changed.split('\n').collect();
        let context = |range: std::ops::Range<usize>, out: &mut String| {
            for line in range {
                *out += &format!(" {}\n", lines.text(text, line));
            }
        };
        let (before, after) = (first - from, to - last);
        let (old_count, new_count) = (before + old.len() + after, before + new.len() + after);
        let new_start = from as isize + 1 + shift;
        out += &format!("@@ -{},{old_count} +{new_start},{new_count} @@\n", from + 1);
        context(from..first, &mut out);
        out.extend(old.iter().map(|l| format!("-{l}\n")));
        out.extend(new.iter().map(|l| format!("+{l}\n")));
        context(last + 1..to + 1, &mut out);
        if to == lines.count() - 1 && !text.ends_with('\n') {
            out += "\\ No newline at end of file\n";
        }
        shift += new.len() as isize - old.len() as isize;
    }
    out
}

/// Where the lines of a text begin.
struct Lines {
    starts: Vec<usize>,
    length: usize,
}

impl Lines {
    fn of(text: &str) -> Lines {
        let mut starts: Vec<usize> = vec![0];
        starts.extend(text.match_indices('\n').map(|(i, _)| i + 1).filter(|i| *i < text.len()));
        Lines { starts, length: text.len() }
    }

    fn count(&self) -> usize {
        self.starts.len()
    }

    fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|s| *s <= offset) - 1
    }

    /// The lines from one to another without the last line end.
    fn span(&self, first: usize, last: usize) -> Span {
        let end = self.starts.get(last + 1).map_or(self.length, |s| s - 1);
        Span::new(self.starts[first], end)
    }

    fn text<'a>(&self, text: &'a str, line: usize) -> &'a str {
        text[self.span(line, line).range()].trim_end_matches('\n')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.into() }
    }

    #[test]
    fn a_file_keeps_its_line_ends_and_mark() {
        let bytes = b"\xEF\xBB\xBFone\r\ntwo\nthree\r\n";
        let source = Source::decode("a.md", bytes).unwrap();
        let at = source.text.find("three").unwrap();
        let (raw, edits) = to_file(bytes, &source, &[edit(at, at + 5, "3")]).unwrap();
        assert_eq!(apply(&raw, &edits).as_bytes(), b"\xEF\xBB\xBFone\r\ntwo\n3\r\n");
        assert!(unified("a.md", &raw, &edits).contains(" two\n-three\r\n+3\r\n"));
        assert_eq!(to_file(b"other", &source, &[]), None);
    }

    #[test]
    fn a_diff_has_hunks_with_their_lines() {
        let text: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let at = |s: &str| text.find(s).unwrap();
        let edits = [edit(at("line 3\n"), at("line 3\n") + 4, "row"), edit(at("line 19"), at("line 19") + 4, "row")];
        let diff = unified("content/a.md", &text, &edits);
        assert!(diff.starts_with("--- a/content/a.md\n+++ b/content/a.md\n@@ -1,6 +1,6 @@\n line 1\n"), "{diff}");
        assert!(diff.contains("-line 3\n+row 3\n line 4\n") && diff.contains("@@ -16,5 +16,5 @@"), "{diff}");
    }
}
