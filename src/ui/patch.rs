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
        let text = if source.crlf { e.text.replace('\n', "\r\n") } else { e.text.clone() };
        Edit { span: Span::new(start, place(e.span.end as usize)), text }
    };
    let edits = sorted.into_iter().map(in_file).collect();
    Some((raw.to_owned(), edits))
}

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// Lines that go and what comes in their place.
struct Change<'a> {
    /// Index of the first line, from 0.
    first: usize,
    old: Vec<&'a str>,
    new: Vec<String>,
}

/// The edits of a file as a unified diff; empty when there are none. `path`: as the patch is to name it; `text`: with
/// the line ends of the file.
pub fn unified(path: &str, text: &str, edits: &[Edit]) -> String {
    // Each with its line end; the last one of a file may have none.
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let changes = changes(text, &lines, edits);
    let mut out = String::new();
    let mut shift: isize = 0;
    let mut at = 0;
    while at < changes.len() {
        // Changes whose contexts meet are one hunk.
        let meets = |a: &Change, b: &Change| b.first <= a.first + a.old.len() + 2 * CONTEXT;
        let count = changes[at..].windows(2).take_while(|w| meets(&w[0], &w[1])).count() + 1;
        let hunk = &changes[at..at + count];
        at += count;
        let from = hunk[0].first.saturating_sub(CONTEXT);
        let end = hunk[count - 1].first + hunk[count - 1].old.len();
        let to = (end + CONTEXT).min(lines.len());
        let more: isize = hunk.iter().map(|c| c.new.len() as isize - c.old.len() as isize).sum();
        let (old_count, new_count) = (to - from, (to - from) as isize + more);
        out += &format!("@@ -{},{old_count} +{},{new_count} @@\n", from + 1, from as isize + 1 + shift);
        let mut done = from;
        for change in hunk {
            lines[done..change.first].iter().for_each(|l| say(&mut out, ' ', l));
            change.old.iter().for_each(|l| say(&mut out, '-', l));
            change.new.iter().for_each(|l| say(&mut out, '+', l));
            done = change.first + change.old.len();
        }
        lines[done..to].iter().for_each(|l| say(&mut out, ' ', l));
        shift += more;
    }
    if out.is_empty() { out } else { format!("--- a/{path}\n+++ b/{path}\n{out}") }
}

/// One line of a hunk. A line without an end is marked as such, wherever it stands.
fn say(out: &mut String, sign: char, line: &str) {
    out.push(sign);
    out.push_str(line);
    if !line.ends_with('\n') {
        out.push_str("\n\\ No newline at end of file\n");
    }
}

/// The smallest groups of lines that the edits change.
fn changes<'a>(text: &str, lines: &[&'a str], edits: &[Edit]) -> Vec<Change<'a>> {
    let starts: Vec<usize> = lines.iter().scan(0, |at, line| Some(std::mem::replace(at, *at + line.len()))).collect();
    let line_of = |offset: u32| starts.partition_point(|s| *s <= offset as usize).saturating_sub(1);
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort();
    // (first line, last line): edits in one line are one change.
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for edit in sorted {
        let (first, last) = (line_of(edit.span.start), line_of(edit.span.end));
        match groups.last_mut() {
            Some(group) if first <= group.1 => group.1 = group.1.max(last),
            _ => groups.push((first, last)),
        }
    }
    let mut out = Vec::new();
    for (first, last) in groups.into_iter().filter(|g| g.1 < lines.len()) {
        let span = Span::new(starts[first], starts[last] + lines[last].len());
        let changed = apply_within(text, span, edits);
        let mut old = &lines[first..=last];
        let new: Vec<&str> = changed.split_inclusive('\n').collect();
        let mut new = new.as_slice();
        let mut begin = first;
        // What is the same on both sides is no change.
        while let (Some(a), Some(b)) = (old.first(), new.first())
            && a == b
        {
            (old, new, begin) = (&old[1..], &new[1..], begin + 1);
        }
        while let (Some(a), Some(b)) = (old.last(), new.last())
            && a == b
        {
            (old, new) = (&old[..old.len() - 1], &new[..new.len() - 1]);
        }
        if !old.is_empty() || !new.is_empty() {
            let new = new.iter().map(|l| (*l).to_owned()).collect();
            out.push(Change { first: begin, old: old.to_vec(), new });
        }
    }
    out
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

    /// The lines of a unified diff, taken over a text as `git apply` does it: every line of context has to stand there,
    /// and a line has an end unless the next line of the patch says that it has none.
    fn patched(text: &str, diff: &str) -> String {
        let old: Vec<&str> = text.split_inclusive('\n').collect();
        let (mut out, mut at) = (String::new(), 0);
        let mut lines = diff.split_inclusive('\n').skip(2).peekable();
        while let Some(line) = lines.next() {
            if let Some(head) = line.strip_prefix("@@ -") {
                let first: usize = head.split(',').next().unwrap().parse().unwrap();
                old[at..first - 1].iter().for_each(|l| out.push_str(l));
                at = first - 1;
                continue;
            }
            let bare = lines.next_if(|l| l.starts_with('\\')).is_some();
            let body = if bare { line[1..].trim_end_matches('\n') } else { &line[1..] };
            if !line.starts_with('+') {
                assert_eq!(body, old[at], "{diff}");
                at += 1;
            }
            if !line.starts_with('-') {
                out.push_str(body);
            }
        }
        old[at..].iter().for_each(|l| out.push_str(l));
        out
    }

    #[test]
    fn the_last_line_of_a_file_keeps_its_end_or_its_want_of_one() {
        for end in ["\n", ""] {
            let text = format!("# A\n\n1. Open Settings.\n2. Click Apps{end}");
            let at = text.find("Apps").unwrap();
            let edits = [edit(at, at + 4, "Installed apps")];
            let diff = unified("a.md", &text, &edits);
            assert_eq!(patched(&text, &diff), apply(&text, &edits), "{diff}");
            assert_eq!(diff.matches("No newline at end of file").count(), if end.is_empty() { 2 } else { 0 });
        }
    }

    #[test]
    fn lines_between_two_edits_are_context() {
        let text = "one\ntwo\nthree\nfour\n";
        let at = |s: &str| text.find(s).unwrap();
        let edits = [edit(at("one"), at("one") + 3, "1"), edit(at("four"), at("four") + 4, "4")];
        let diff = unified("a.md", text, &edits);
        assert_eq!(diff, "--- a/a.md\n+++ b/a.md\n@@ -1,4 +1,4 @@\n-one\n+1\n two\n three\n-four\n+4\n");
        // Lines that are joined are fewer.
        let joined = [edit(at("two") + 3, at("three"), " ")];
        let diff = unified("a.md", text, &joined);
        assert_eq!(patched(text, &diff), "one\ntwo three\nfour\n");
        assert!(diff.contains("@@ -1,4 +1,3 @@"), "{diff}");
    }
}
