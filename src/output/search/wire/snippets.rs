//! `x<first guide>`: the places in some guides that follow one another, each with the beginning of its text.

use serde::Serialize;

use crate::output::search::record::{SearchRecord, SectionKind};

/// Characters of a text that are shown.
const SECTION: usize = 130;
const STEP: usize = 100;
const SUMMARY: usize = 160;

/// One guide.
#[derive(Serialize)]
pub struct Snippet<'p> {
    /// Summary, or the beginning of the first text.
    s: String,
    /// Left out for a copy whose places are those of its original.
    #[serde(flatten)]
    places: Option<&'p Places>,
}

/// Columns, one value a place, in the order of `SearchRecord::sections`.
#[derive(Default, PartialEq, Serialize)]
pub struct Places {
    /// Anchors; a step's begins with `*`.
    a: Vec<String>,
    /// Headings; empty: that of the nearest section before.
    h: Vec<String>,
    /// Beginnings of texts.
    x: Vec<String>,
}

impl<'p> Snippet<'p> {
    pub fn new(record: &SearchRecord, places: Option<&'p Places>) -> Snippet<'p> {
        let first = || record.sections.iter().map(|s| s.text.as_str()).find(|t| !t.is_empty()).unwrap_or_default();
        let summary = if record.summary.is_empty() { first() } else { &record.summary };
        Snippet { s: beginning(summary, SUMMARY), places }
    }
}

impl Places {
    pub fn new(record: &SearchRecord) -> Places {
        let mut places = Places::default();
        for section in &record.sections {
            let (mark, limit) = if section.kind == SectionKind::Step { ("*", STEP) } else { ("", SECTION) };
            places.a.push(format!("{mark}{}", section.anchor));
            places.h.push(section.heading.clone());
            places.x.push(beginning(&section.text, limit));
        }
        places
    }
}

/// The first words of `text` on one line, with an ellipsis where it was cut.
fn beginning(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let more = word.chars().count() + 1;
        if length + more > limit {
            // A text without spaces is cut inside its only word.
            if line.is_empty() {
                line.extend(word.chars().take(limit));
            }
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        length += more;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(beginning("one  two\nthree", 100), "one two three");
        assert_eq!(beginning("one two three", 9), "one two…");
        assert_eq!(beginning("更新更新更新", 3), "更新更…");
    }
}
