//! A row of tokens as one line of text with its styles, for finding keys, paths and names in it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::document::inline::{Inline, Kind, Mark};
use crate::guide::words;
use crate::source::Span;

/// The text of a row and what is set off in it.
#[derive(Debug, Default)]
pub struct Line {
    pub text: String,
    /// The same in lower case, byte for byte as long (letters whose case changes their length stay).
    pub lower: String,
    /// Bold, code, quoted, link and key runs; in order, none inside another of its kind.
    pub runs: Vec<Run>,
    /// Every word with what it may begin (`words::starts`).
    pub words: Vec<Word>,
    /// Where a line begins inside the text, behind a line end of the author.
    pub breaks: Vec<usize>,
    /// (begin in `text`, span of the token) in order.
    places: Vec<(usize, Span)>,
    consoles: OnceCell<Vec<usize>>,
    negations: OnceCell<Vec<Range<usize>>>,
    boxes: OnceCell<bool>,
    questions: OnceCell<Vec<usize>>,
}

/// A word of a line: letters, digits and hyphens.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub start: usize,
    pub starts: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub start: usize,
    pub end: usize,
    pub style: Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Strong,
    Code,
    Quoted,
    Key,
    /// Index into the references.
    Link(u32),
}

impl Line {
    pub fn new(row: &[Inline]) -> Line {
        let mut line = Line {
            text: String::with_capacity(row.iter().map(|t| t.visible().len()).sum()),
            places: Vec::with_capacity(row.len()),
            ..Line::default()
        };
        let mut open: Vec<(Style, usize)> = Vec::new();
        for token in row {
            let at = line.text.len();
            line.places.push((at, token.span));
            match &token.kind {
                Kind::Text(t) => line.text.push_str(t),
                Kind::Code(t) => {
                    line.text.push_str(t);
                    line.runs.push(Run { start: at, end: line.text.len(), style: Style::Code });
                }
                Kind::Soft | Kind::Hard => {
                    line.text.push(' ');
                    line.breaks.push(line.text.len());
                }
                Kind::Open(Mark::Strong) => open.push((Style::Strong, at)),
                Kind::Open(Mark::Key) => open.push((Style::Key, at)),
                Kind::LinkOpen(r) => open.push((Style::Link(*r), at)),
                Kind::Close(Mark::Strong) => close(&mut open, &mut line.runs, at, |s| s == Style::Strong),
                Kind::Close(Mark::Key) => close(&mut open, &mut line.runs, at, |s| s == Style::Key),
                Kind::LinkClose(r) => close(&mut open, &mut line.runs, at, |s| s == Style::Link(*r)),
                _ => {}
            }
        }
        join_neighbors(&mut line.runs, &line.text);
        line.quotes();
        line.runs.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
        line.lower = if line.text.is_ascii() {
            line.text.to_ascii_lowercase()
        } else {
            line.text
                .chars()
                .map(|c| {
                    let mut lower = c.to_lowercase();
                    match (lower.next(), lower.next()) {
                        (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                        _ => c,
                    }
                })
                .collect()
        };
        line.find_words();
        line
    }

    fn find_words(&mut self) {
        self.split_words();
        // "The Start menu", "a click": behind an article stands no verb.
        for i in 1..self.words.len() {
            let before = &self.lower[self.words[i - 1].start..self.words[i].start];
            // "the product key in the box"
            let is_key = self.lower[self.words[i].start..].starts_with("key in")
                && before.ends_with(' ')
                && !before.contains([',', '.', ':'])
                && !matches!(before, "and " | "then " | "to " | "you " | "or ");
            let noun = matches!(before, "the " | "a " | "an " | "your ") || is_key;
            if self.words[i].starts & words::VERB != 0 && noun {
                self.words[i].starts &= !words::VERB;
            }
        }
    }

    fn split_words(&mut self) {
        if self.lower.is_ascii() {
            let mut start = usize::MAX;
            self.words.reserve(self.lower.len() / 4);
            for (i, b) in self.lower.bytes().chain([b' ']).enumerate() {
                let part = b.is_ascii_alphanumeric() || b == b'-';
                if part && start == usize::MAX {
                    start = i;
                } else if !part && start != usize::MAX {
                    self.words.push(Word { start, starts: words::starts(&self.lower[start..i]) });
                    start = usize::MAX;
                }
            }
            return;
        }
        let mut start = None;
        for (i, c) in self.lower.char_indices().chain([(self.lower.len(), ' ')]) {
            let part = c.is_alphanumeric() || c == '-';
            match (start, part) {
                (None, true) => start = Some(i),
                (Some(s), false) => {
                    self.words.push(Word { start: s, starts: words::starts(&self.lower[s..i]) });
                    start = None;
                }
                _ => {}
            }
        }
    }

    /// Whether a command interpreter is named anywhere.
    pub fn names_console(&self) -> bool {
        !self.consoles().is_empty()
    }

    /// Where command interpreters are named.
    pub fn consoles(&self) -> &[usize] {
        self.consoles.get_or_init(|| words::words().consoles.places(&self.text).map(|p| p.start).collect())
    }

    /// Where the line says that something is not done ("never", "except").
    pub fn negations(&self) -> &[Range<usize>] {
        // "Don't forget to click it": it is to be clicked.
        let is_denied = |no: &Range<usize>| !self.lower[no.end..].trim_start().starts_with("forget");
        self.negations.get_or_init(|| words::words().negations.places(&self.text).filter(is_denied).collect())
    }

    /// Where the reader is asked something in passing: "depending on whether you want to".
    pub fn questions(&self) -> &[usize] {
        let find = || memchr::memmem::find_iter(self.lower.as_bytes(), "whether you ").collect();
        self.questions.get_or_init(find)
    }

    /// The words that begin before a place.
    pub fn words_before(&self, at: usize) -> &[Word] {
        &self.words[..self.words.partition_point(|w| w.start < at)]
    }

    /// Whether a search or Run box is named, where a word that is typed is a name and no command.
    pub fn names_box(&self) -> bool {
        *self.boxes.get_or_init(|| words::words().boxes.stand_in(&self.text))
    }

    /// Text between quotation marks, straight or curly. An apostrophe is none.
    fn quotes(&mut self) {
        // An apostrophe alone opens nothing: most lines have no quotation marks at all.
        if self.text.is_ascii() && memchr::memchr2(b'"', b'\'', self.text.as_bytes()).is_none() {
            return;
        }
        if !self.text.contains(['"', '“', '„', '«', '‘'])
            && !self.text.contains(" '")
            && !self.text.contains("('")
            && !self.text.starts_with('\'')
        {
            return;
        }
        let mut open: Option<usize> = None;
        let chars: Vec<(usize, char)> = self.text.char_indices().collect();
        for (k, (i, c)) in chars.iter().enumerate() {
            let before = k.checked_sub(1).map(|k| chars[k].1);
            let after = chars.get(k + 1).map(|c| c.1);
            let begins = before.is_none_or(|b| b == ' ' || b == '(');
            let single_open = *c == '‘' || *c == '\'' && begins && after.is_some_and(char::is_alphanumeric);
            // "the ' Download ' button"
            let wide = *c == '\'' && begins && after == Some(' ') && self.wide_quote_end(*i).is_some();
            let single_close = matches!(c, '’' | '\'')
                && after.is_none_or(|a| !a.is_alphanumeric())
                && before.is_some_and(|b| b != ' ');
            let single = |start: usize| self.text[..start].ends_with(['‘', '\'']);
            match (open, c) {
                (None, '“' | '"' | '„' | '«') => open = Some(i + c.len_utf8()),
                (None, _) if wide => {
                    if let Some(end) = self.wide_quote_end(*i) {
                        self.quote(i + 1, end);
                    }
                }
                (None, _) if single_open => open = Some(i + c.len_utf8()),
                // Another opens before the first is closed: nobody closed that.
                (Some(start), _) if single_open && single(start) => {
                    self.unclosed(start, *i);
                    open = Some(i + c.len_utf8());
                }
                (Some(start), '“') if begins && after.is_some_and(char::is_alphanumeric) => {
                    self.unclosed(start, *i);
                    open = Some(i + c.len_utf8());
                }
                (Some(start), '”' | '"' | '“' | '»') => {
                    self.quote(start, *i);
                    open = None;
                }
                (Some(start), _) if single_close && single(start) => {
                    self.quote(start, *i);
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(start) = open.filter(|start| !self.text[..*start].ends_with('"')) {
            self.unclosed(start, self.text.len());
        }
    }

    /// "' Download '": where the mark stands that closes one with a blank inside.
    fn wide_quote_end(&self, open: usize) -> Option<usize> {
        let inside = &self.text[open + 1..];
        let length = inside.find('\'').filter(|n| *n <= 40)?;
        let name = &inside[..length];
        let closes = name.ends_with(' ') && !inside[length + 1..].starts_with(char::is_alphanumeric);
        (closes && name.trim().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
            .then_some(open + 1 + length)
    }

    /// A quotation that nobody closed before `end`: a name in it reaches to the next mark, or to the next verb.
    fn unclosed(&mut self, start: usize, end: usize) {
        let inside = &self.text[start..end];
        let verb = |(i, joint): (usize, &str)| {
            let behind = inside[i + joint.len()..].trim_start();
            words::leading_verb(behind).is_some().then_some(i)
        };
        let stop = inside.find([',', '.', ';', ':', '!', '?', '”', '’', '"', '(']).into_iter();
        let stop = stop.chain(inside.match_indices(" and ").find_map(verb)).min().unwrap_or(inside.len());
        let name = inside[..stop].trim_end();
        if name.starts_with(char::is_uppercase) && name.split(' ').count() <= 6 {
            self.quote(start, start + name.len());
        }
    }

    fn quote(&mut self, start: usize, end: usize) {
        // A whole sentence in quotation marks is speech, not a name.
        if end > start && end - start <= 90 && !self.text[start..end].trim().is_empty() {
            self.runs.push(Run { start, end, style: Style::Quoted });
        }
    }

    /// The bytes of the file that a range of the text came from.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let i = self.places.partition_point(|p| p.0 <= start).saturating_sub(1);
        let j = self.places.partition_point(|p| p.0 < end).saturating_sub(1);
        let (Some(a), Some(b)) = (self.places.get(i), self.places.get(j.max(i))) else { return Span::default() };
        a.1.join(b.1)
    }
}

/// Bold beside bold with only a blank between is one name: "**Update** **All**".
fn join_neighbors(runs: &mut Vec<Run>, text: &str) {
    runs.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs.drain(..) {
        match out.last_mut() {
            Some(last)
                if last.style == Style::Strong
                    && run.style == Style::Strong
                    && run.start >= last.end
                    && run.start - last.end <= 1
                    && text[last.end..run.start].trim().is_empty()
                    // "**Display** **1**", but not "**Win** **1**".
                    && (text[run.start..run.end].trim().len() > 1
                        || text[run.start..run.end].trim().starts_with(|c: char| c.is_ascii_digit())
                            && !words::words().keys.contains_key(&text[last.start..last.end].trim().to_lowercase()))
                    // "**Landscape,** **Portrait**" are two.
                    && !text[..last.end].trim_end().ends_with(',')
                    && text[last.start..last.end].trim().len() > 1 =>
            {
                last.end = run.end;
            }
            _ => out.push(run),
        }
    }
    *runs = out;
}

fn close(open: &mut Vec<(Style, usize)>, runs: &mut Vec<Run>, at: usize, same: impl Fn(Style) -> bool) {
    if let Some(i) = open.iter().rposition(|(s, _)| same(*s)) {
        let (style, start) = open.remove(i);
        if at > start {
            runs.push(Run { start, end: at, style });
        }
    }
}
