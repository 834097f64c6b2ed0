//! `x<first guide>`: the places in some guides that follow one another, each with its text.
//!
//! A copy that says nothing of its own is `0`. The whole text, because the best place for a query may be anywhere in it, and quoted words are looked for here.

use serde::Serialize;

use crate::output::search::record::{SearchRecord, SectionKind};

/// Characters of a summary that are shown.
const SUMMARY: usize = 160;
/// Bytes of a guide that are kept. No result needs the end of a book.
const GUIDE: usize = 48 * 1024;

/// One guide.
#[derive(Serialize)]
pub struct Snippet<'p> {
    /// Summary, or the beginning of the first text.
    pub s: String,
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
    x: Vec<Text>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
enum Text {
    Own(String),
    /// Of a copy: the text of this place of its original.
    OfOriginal(usize),
}

impl<'p> Snippet<'p> {
    pub fn new(record: &SearchRecord, places: Option<&'p Places>) -> Snippet<'p> {
        let first = || record.sections.iter().map(|s| s.text.as_str()).find(|t| !t.is_empty()).unwrap_or_default();
        let summary = if record.summary.is_empty() { first() } else { &record.summary };
        Snippet { s: beginning(summary, SUMMARY), places }
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Places {
    pub fn new(record: &SearchRecord) -> Places {
        let mut places = Places::default();
        let mut left = GUIDE;
        for section in &record.sections {
            let mark = if section.kind == SectionKind::Step { "*" } else { "" };
            let text = on_one_line(&section.text, left);
            left -= text.len();
            places.a.push(format!("{mark}{}", section.anchor));
            places.h.push(section.heading.clone());
            places.x.push(Text::Own(text));
        }
        places
    }

    /// The same for a copy, with its texts told by those of its original where they are equal; as it is when more than
    /// a quarter is its own: the page would have to load all of the original for the few texts that are not.
    pub fn told_by(mut self, original: &Places) -> Places {
        let bytes = |text: &Text| if let Text::Own(own) = text { own.len() } else { 0 };
        // Most often the places correspond; else it has moved by a few.
        let same = |(at, text): (usize, &Text)| {
            (at.saturating_sub(8)..at + 9).find(|&i| bytes(text) > 8 && original.x.get(i) == Some(text))
        };
        let told: Vec<Option<usize>> = self.x.iter().enumerate().map(same).collect();
        let all: usize = self.x.iter().map(bytes).sum();
        let own: usize = self.x.iter().zip(&told).filter(|(_, told)| told.is_none()).map(|(text, _)| bytes(text)).sum();
        if own * 4 <= all {
            let places = self.x.iter_mut().zip(told).filter_map(|(text, told)| Some((text, told?)));
            places.for_each(|(text, at)| *text = Text::OfOriginal(at));
        }
        self
    }
}

/// The words of `text` with one blank between, as far as they fit in `limit` bytes.
fn on_one_line(text: &str, limit: usize) -> String {
    let mut line = String::with_capacity(text.len().min(limit));
    for word in text.split_whitespace() {
        if line.len() + word.len() + 1 > limit {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
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
            line.truncate(line.trim_end_matches(['.', ',', ';', ':']).len());
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
    use super::*;
    use crate::output::search::record::SearchSection;

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(beginning("one  two\nthree", 100), "one two three");
        assert_eq!(beginning("one two three", 9), "one two…");
        assert_eq!(beginning("更新更新更新", 3), "更新更…");
        assert_eq!(on_one_line("one  two\nthree", 9), "one two");
    }

    #[test]
    fn a_copy_tells_only_what_its_original_has_not() {
        let places = |texts: &[&str]| {
            let sections = texts.iter().map(|t| SearchSection { text: t.to_string(), ..SearchSection::default() });
            Places::new(&SearchRecord { sections: sections.collect(), ..SearchRecord::default() })
        };
        let settings = "Open Settings, then Bluetooth and devices.";
        let original = places(&[settings, "Select Printers and scanners."]);
        let copy = places(&["Ours jam.", settings, "Select Printers and scanners."]).told_by(&original);
        let own = |text: &str| Text::Own(text.to_owned());
        assert_eq!(copy.x, [own("Ours jam."), Text::OfOriginal(0), Text::OfOriginal(1)]);
        // Most of it is its own: it stands alone.
        let copy = places(&["Ours jam whenever somebody prints a label.", settings]).told_by(&original);
        assert_eq!(copy.x, [own("Ours jam whenever somebody prints a label."), own(settings)]);
    }
}
