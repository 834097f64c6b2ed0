//! What a line means by where it stands: in a box by indent, beside marks of other generators, between the tags of raw
//! HTML. The cleaner asks before it looks into the line.

use crate::document::clean::{Cleaner, is_list_line};
use crate::document::shortcode;
use crate::document::ticks::fence_marker;
use crate::guide::JunkKind;

impl Cleaner<'_> {
    /// Boxes by indent: one that begins here, the end of one, and the blanks of what stands inside. Gives where the rest
    /// of the line begins.
    pub(super) fn indent(&mut self, start: usize, end: usize, in_code: bool) -> usize {
        let line = &self.body[start..end];
        if line.trim().is_empty() {
            return start;
        }
        let blanks = line.len() - line.trim_start_matches(' ').len();
        while let Some(last) = self.boxes.pop_if(|b| blanks < b.indent + 4) {
            self.rewrite(start..start, &format!("\n{:last$}{}", "", last.close, last = last.indent.min(3)));
        }
        // All are as deep as the outermost: a box is no code.
        let outer = self.boxes.first().map_or(0, |b| b.indent);
        let taken = (self.boxes.last().map_or(0, |b| b.indent + 4) - outer).min(blanks);
        if taken > 0 {
            self.rewrite(start..start + taken, "");
        }
        if !in_code && let Some(found) = shortcode::indented(line.trim_end()) {
            let outer = self.boxes.first().map_or(found.indent, |b| b.indent);
            let line_of = |line: &str| if line.is_empty() { "\n".into() } else { format!("{:outer$}{line}\n", "") };
            let text: String = found.open.lines().map(line_of).collect();
            self.rewrite(start + taken..start + line.trim_end().len(), &text);
            self.boxes.push(found);
            return end;
        }
        start + taken
    }

    /// Whether a line lies so far to the right, under no item of a list, that Markdown takes it for code.
    pub(super) fn is_indented_code(&mut self, line: &str) -> bool {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        if line.trim().is_empty() {
            return false;
        }
        if blanks < 4 {
            self.in_item = is_list_line(line) || self.in_item && blanks > 0;
        }
        blanks >= 4 && !self.in_item && self.boxes.is_empty()
    }

    /// Raw HTML as its author sees it: the lines of a list of tags are no code, however far to the right they stand, and
    /// Markdown begins right behind an end tag. Gives where the rest of the line begins.
    pub(super) fn between_tags(&mut self, start: usize, end: usize) -> usize {
        let line = &self.body[start..end];
        let text = line.trim();
        let begin = start + (line.len() - line.trim_start().len());
        if text.is_empty() {
            self.behind_tag = false;
            return start;
        }
        let mut from = start;
        let is_far = begin - start > self.lists.1 + 3 || line[..begin - start].contains('\t');
        if self.lists.0 > 0 && is_far {
            self.rewrite(start..begin, &" ".repeat(self.lists.1));
            from = begin;
        } else if self.behind_tag && begins_block(text) {
            self.rewrite(start..start, "\n");
        }
        let count = |what: [&str; 2]| what.iter().map(|w| text.matches(w).count()).sum::<usize>();
        if text.contains('<') {
            let (opened, closed) = (count(["<ol", "<ul"]), count(["</ol", "</ul"]));
            if self.lists.0 == 0 && opened > 0 {
                self.lists.1 = (begin - start).min(3);
            }
            self.lists.0 = (self.lists.0 + opened).saturating_sub(closed);
        }
        self.behind_tag = ends_block(text);
        from
    }

    /// Puts what they say in the place of the marks of a line; whether there were any.
    pub(super) fn shortcodes_of(&mut self, start: usize, end: usize) -> bool {
        let line = self.body[start..end].trim_end();
        let found = shortcode::in_line(line);
        for (range, instead) in &found {
            let range = start + range.start..start + range.end;
            match instead.is_empty() {
                // Nothing goes in silence.
                true => self.take_out(range, JunkKind::Debris, ""),
                false => self.rewrite(range, instead),
            }
        }
        !found.is_empty()
    }

    /// Writes something else in a place that says the same.
    pub(super) fn rewrite(&mut self, range: std::ops::Range<usize>, instead: &str) {
        self.copy_to(range.start);
        self.out.map.push(self.out.text.len(), self.base + range.start);
        let begin = self.out.text.len();
        self.out.text.push_str(instead);
        self.out.map.instead(begin..self.out.text.len(), self.base + range.start..self.base + range.end);
        self.copied = range.end;
        self.out.map.push(self.out.text.len(), self.base + range.end);
    }
}

/// Whether a line ends in the end tag of a block of HTML.
fn ends_block(line: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "ol",
        "ul",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "figure",
        "details",
        "center",
        "section",
        "aside",
    ];
    let Some(open) = line.strip_suffix('>').and_then(|line| line.rfind("</").map(|i| &line[i + 2..])) else {
        return false;
    };
    BLOCKS.iter().any(|name| name.eq_ignore_ascii_case(open.trim()))
}

/// Whether a line begins a heading, a list, a quote, a table, a fence or a picture of Markdown.
fn begins_block(line: &str) -> bool {
    let hashes = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&hashes) && line[hashes..].starts_with(' ')
        || is_list_line(line) && line.contains(' ') && !line.starts_with("**")
        || line.starts_with(['>', '|'])
        || line.starts_with("**")
        || line.starts_with("![")
        || fence_marker(line).is_some()
}
