//! Rows of running text as Markdown: every mark where CommonMark sees it, every sign of the text escaped where
//! it would be taken for a mark.
//!
//! Escapes are written so that both CommonMark and our reader, which puts eaten backslashes of paths back, see
//! the same text: inside a path a sign is escaped as an entity.

use crate::document::inline::Mark;
use crate::guide::Reference;
use crate::native::row::{self, Row, Token};

/// How freely a row is written. Where the first form reads differently, the next is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `**Win+I**`, `**Settings > Accounts**`.
    House,
    /// Keys as `<kbd>`.
    Literal,
    /// Every mark as a tag.
    Tags,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// A row as Markdown. Paragraphs may hold line ends; nothing else does.
pub fn write(row: &[Token], references: &[Reference], form: Form, place: Place) -> String {
    let row = dressed(row, form, place);
    let mut text: String = row.iter().map(Token::visible).collect();
    if place == Place::Heading {
        text.push('\n');
    }
    let has_links = row.iter().any(|t| matches!(t, Token::LinkOpen(_) | Token::Image(_)));
    let mut writer = Writer {
        references,
        form,
        place,
        out: String::new(),
        seen: String::new(),
        line_start: place != Place::Cell,
        escape_brackets: has_links || ["](", "]:", "]["].iter().any(|p| text.contains(p)),
        escape_tildes: text.matches('~').count() > 1,
        open_links: Vec::new(),
        open_marks: Vec::new(),
    };
    for i in 0..row.len() {
        writer.token(&row, i);
    }
    let mut out = writer.out;
    if place == Place::Heading && out.ends_with('#') {
        out.insert(out.len() - 1, '\\');
    }
    out
}

/// Sets texts of a row in code, each once and in their order; bold around the whole of one goes.
pub fn with_code<'a>(row: &Row, texts: impl Iterator<Item = &'a str>) -> Row {
    let mut out = row.clone();
    let mut from = 0;
    for text in texts {
        let found = out.iter().enumerate().skip(from).find_map(|(i, t)| match t {
            Token::Text(t) => whole_words(t, text).map(|at| (i, at)),
            _ => None,
        });
        let Some((i, at)) = found else { continue };
        let Token::Text(whole) = out[i].clone() else { continue };
        let (before, behind) = (&whole[..at], &whole[at + text.len()..]);
        let bold =
            i > 0 && out[i - 1] == Token::Open(Mark::Strong) && out.get(i + 1) == Some(&Token::Close(Mark::Strong));
        let parts = [Token::Text(before.to_owned()), Token::Code(text.to_owned()), Token::Text(behind.to_owned())];
        let parts: Vec<Token> = parts.into_iter().filter(|t| !t.visible().is_empty()).collect();
        let range = if bold && parts.len() == 1 { i - 1..i + 2 } else { i..i + 1 };
        from = range.start + usize::from(!before.is_empty()) + 1;
        out.splice(range, parts);
    }
    out
}

/// Puts a line end before and behind texts of a row.
pub fn on_lines_of_their_own<'a>(row: &Row, texts: impl Iterator<Item = &'a str>) -> Row {
    let mut out = row.clone();
    for text in texts {
        let shown: String = out.iter().map(Token::visible).collect();
        let Some(at) = shown.find(text) else { continue };
        for place in [at + text.len(), at] {
            if !shown[..place].trim().is_empty() && !shown[place..].trim().is_empty() {
                break_line(&mut out, place);
            }
        }
    }
    row::tidy(out)
}

/// A line end at a place of the text, in place of the blanks there.
fn break_line(row: &mut Row, place: usize) {
    let mut from = 0;
    for i in 0..row.len() {
        let length = row[i].visible().len();
        if place > from + length || (place == from + length && i + 1 < row.len() && row[i + 1].visible().is_empty()) {
            from += length;
            continue;
        }
        match row[i].clone() {
            Token::Text(text) => {
                let (before, behind) = text.split_at(place - from);
                let parts = [
                    Token::Text(before.trim_end().to_owned()),
                    Token::Line,
                    Token::Text(behind.trim_start().to_owned()),
                ];
                row.splice(i..=i, parts.into_iter().filter(|t| !t.visible().is_empty()));
            }
            _ if place == from => row.insert(i, Token::Line),
            _ if place == from + length => row.insert(i + 1, Token::Line),
            _ => {}
        }
        return;
    }
}

/// Where a text stands in another with no letter or digit right beside it.
fn whole_words(whole: &str, text: &str) -> Option<usize> {
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut places = whole.match_indices(text).map(|(i, _)| i);
    places.find(|i| free(whole[..*i].chars().next_back()) && free(whole[i + text.len()..].chars().next()))
}

/// Keys and paths as bold or code, where the form wants that.
fn dressed(row: &[Token], form: Form, place: Place) -> Row {
    if place == Place::Heading && form == Form::House && is_all_bold(row) {
        let strong = |t: &&Token| !matches!(t, Token::Open(Mark::Strong) | Token::Close(Mark::Strong));
        return row.iter().filter(strong).cloned().collect();
    }
    let mut out = Row::with_capacity(row.len());
    // Bold that is all there is says "title"; keys and paths alone must not say that.
    let only_names = form != Form::House
        && !row.iter().any(|t| match t {
            Token::Text(t) => t.chars().any(|c| !c.is_whitespace() && !matches!(c, ':' | '.' | '+')),
            Token::Code(_) => true,
            _ => false,
        });
    let mut strong = 0;
    let mut i = 0;
    while i < row.len() {
        match &row[i] {
            Token::Open(Mark::Strong) => strong += 1,
            Token::Close(Mark::Strong) => strong -= 1,
            _ => {}
        }
        match &row[i] {
            Token::Key(_) if form == Form::House && strong == 0 && place != Place::Heading => {
                let (chord, end) = chord(row, i);
                out.extend([Token::Open(Mark::Strong), Token::Text(chord), Token::Close(Mark::Strong)]);
                i = end;
                continue;
            }
            Token::Path(path) if is_registry_key(path) && form != Form::Tags => out.push(Token::Code(path.clone())),
            Token::Path(path) if strong == 0 && !only_names && form != Form::Tags && place != Place::Heading => {
                out.extend([Token::Open(Mark::Strong), Token::Text(path.clone()), Token::Close(Mark::Strong)]);
            }
            Token::Path(path) => out.push(Token::Text(path.clone())),
            token => out.push(token.clone()),
        }
        i += 1;
    }
    // "**a****b**" is one bold run.
    let mut i = 0;
    while i + 1 < out.len() {
        if matches!(&out[i], Token::Close(m) if out[i + 1] == Token::Open(*m)) {
            out.drain(i..i + 2);
            i = i.saturating_sub(1);
        } else {
            i += 1;
        }
    }
    out
}

/// Whether every letter of a row is bold.
fn is_all_bold(row: &[Token]) -> bool {
    let mut strong = 0;
    row.iter().all(|t| {
        match t {
            Token::Open(Mark::Strong) => strong += 1,
            Token::Close(Mark::Strong) => strong -= 1,
            _ => {}
        }
        strong > 0 || !t.visible().contains(char::is_alphanumeric)
    })
}

fn is_registry_key(path: &str) -> bool {
    path.contains('\\') && !path.contains(['>', '→', '»', '›', '`'])
}

/// Keys joined by plus signs from `i` on, as `Ctrl+Shift+Esc`, and where they end.
fn chord(row: &[Token], i: usize) -> (String, usize) {
    let mut text = row[i].visible().to_owned();
    let mut end = i + 1;
    while let (Some(Token::Text(join)), Some(Token::Key(key))) = (row.get(end), row.get(end + 1)) {
        if join.trim() != "+" {
            break;
        }
        text.push('+');
        text.push_str(key);
        end += 2;
    }
    (text, end)
}

struct Writer<'a> {
    references: &'a [Reference],
    form: Form,
    place: Place,
    out: String,
    /// What a reader has seen so far.
    seen: String,
    line_start: bool,
    escape_brackets: bool,
    escape_tildes: bool,
    /// Open links; `true`: written as Markdown.
    open_links: Vec<bool>,
    /// Open marks; `true`: written as a tag.
    open_marks: Vec<(Mark, bool)>,
}

impl Writer<'_> {
    fn token(&mut self, row: &[Token], i: usize) {
        match &row[i] {
            Token::Text(text) => self.text(text, row.get(i + 1)),
            Token::Path(text) => self.text(text, row.get(i + 1)),
            Token::Code(code) => self.code(code),
            Token::Key(key) => {
                self.out.push_str("<kbd>");
                self.line_start = false;
                self.text(key, Some(&Token::Code(String::new())));
                self.out.push_str("</kbd>");
            }
            Token::Break => {
                if self.place == Place::Paragraph {
                    self.out.push_str("\\\n");
                    self.line_start = true;
                } else {
                    self.out.push_str("<br>");
                }
                self.seen.push(' ');
                return;
            }
            Token::Line => {
                self.line_start = self.place == Place::Paragraph;
                self.out.push(if self.line_start { '\n' } else { ' ' });
                self.seen.push(' ');
                return;
            }
            Token::Open(mark) => {
                let tag = self.form == Form::Tags || !can_stand(row, i, *mark);
                self.open_marks.push((*mark, tag));
                self.out.push_str(&delimiter(*mark, tag, true));
            }
            Token::Close(mark) => {
                let tag = self.open_marks.pop().is_none_or(|(_, tag)| tag);
                self.out.push_str(&delimiter(*mark, tag, false));
            }
            Token::LinkOpen(r) => self.open_link(row, i, *r),
            Token::LinkClose(r) => self.close_link(*r),
            Token::Image(r) => {
                let image = self.references.get(*r as usize).map(|r| image(r, self.place)).unwrap_or_default();
                self.out.push_str(&image);
            }
        }
        self.line_start = false;
    }

    fn open_link(&mut self, row: &[Token], i: usize, r: u32) {
        let Some(reference) = self.references.get(r as usize) else { return };
        let markdown = self.open_links.is_empty() && self.form != Form::Tags;
        self.open_links.push(markdown);
        // An address that is its own text is written once.
        if markdown && is_bare(row, i, &reference.url) {
            return;
        }
        if markdown {
            self.out.push('[');
        } else {
            self.out.push_str("<a href=\"");
            self.out
                .push_str(&reference.url.replace('&', "&amp;").replace('"', "&quot;").replace(['\n', '<', '>'], ""));
            self.out.push_str("\">");
        }
    }

    fn close_link(&mut self, r: u32) {
        let Some(reference) = self.references.get(r as usize) else { return };
        match self.open_links.pop() {
            Some(true) if self.out.ends_with('>') && self.out.ends_with(&format!("<{}>", reference.url)) => {}
            Some(true) => {
                let tail = format!("]({}{})", destination(&reference.url), title(reference.title.as_deref()));
                self.out.push_str(&in_place(&tail, self.place));
            }
            _ => self.out.push_str("</a>"),
        }
    }

    fn code(&mut self, code: &str) {
        let code: String = code.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let mut n = 1;
        while n <= longest && code.split(|c| c != '`').any(|run| run.len() == n) {
            n += 1;
        }
        let ticks = "`".repeat(n);
        let blanks = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
        let pad = if code.starts_with('`') || code.ends_with('`') || blanks { " " } else { "" };
        let shown = format!("{ticks}{pad}{code}{pad}{ticks}");
        self.out.push_str(&in_place(&shown, self.place));
        self.seen.push_str(&code);
    }

    /// Whether the word being written looks like a path, where our reader puts eaten backslashes back.
    fn in_path(&self) -> bool {
        let word = self.seen.rsplit([' ', '"', '“', '(']).next().unwrap_or("");
        word.contains(['\\', ':', '%'])
    }

    fn escaped(&mut self, c: char) {
        if self.in_path() {
            self.out.push_str(&format!("&#{};", u32::from(c)));
        } else {
            self.out.push('\\');
            self.out.push(c);
        }
    }

    fn text(&mut self, text: &str, next: Option<&Token>) {
        // `<https://example.com>`: nothing of the address is escaped.
        if let Some(true) = self.open_links.last()
            && matches!(next, Some(Token::LinkClose(r)) if self.references.get(*r as usize).is_some_and(|r| r.url == text))
            && !self.out.ends_with('[')
        {
            self.out.push('<');
            self.out.push_str(text);
            self.out.push('>');
            self.seen.push_str(text);
            return;
        }
        let next = next.map(first_char);
        if self.line_start {
            self.line_start = false;
            let done = self.line_head(text, next);
            self.rest(text, done, next);
        } else {
            self.rest(text, 0, next);
        }
    }

    /// What would begin a block at the beginning of a line; gives how many bytes are done.
    fn line_head(&mut self, text: &str, next: Option<char>) -> usize {
        let first = text.chars().next().unwrap_or(' ');
        let after = text[first.len_utf8().min(text.len())..].chars().next().or(next).unwrap_or(' ');
        let begins = match first {
            '#' | '>' => true,
            '+' | '-' => after == ' ' || after == first,
            '=' => self.out.ends_with('\n'),
            '|' | ':' => self.out.ends_with('\n'),
            '[' => true,
            _ => false,
        };
        if begins {
            self.escaped(first);
            self.seen.push(first);
            return first.len_utf8();
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let behind = text[digits..].chars().next();
        if digits > 0 && digits <= 9 && matches!(behind, Some('.' | ')')) {
            let after = text[digits + 1..].chars().next().or(next).unwrap_or(' ');
            if after == ' ' {
                self.out.push_str(&text[..digits]);
                self.seen.push_str(&text[..digits]);
                let sign = behind.unwrap_or('.');
                self.escaped(sign);
                self.seen.push(sign);
                return digits + 1;
            }
        }
        0
    }

    fn rest(&mut self, text: &str, from: usize, next_token: Option<char>) {
        for (i, c) in text[from..].char_indices().map(|(i, c)| (from + i, c)) {
            let following = text[i + c.len_utf8()..].chars().next();
            let next = following.or(next_token);
            let before = self.seen.chars().next_back();
            match c {
                '\\' => {
                    // Markdown eats a backslash before a sign, and takes one at the end for a line end.
                    if following.is_none_or(|n| n.is_ascii_punctuation()) {
                        self.out.push_str("&#92;");
                    } else {
                        self.out.push('\\');
                    }
                }
                '`' | '*' => self.escaped(c),
                '_' => {
                    let inside = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
                    if inside { self.out.push(c) } else { self.escaped(c) }
                }
                '~' if self.escape_tildes => self.escaped(c),
                '[' | ']' if self.escape_brackets || !self.open_links.is_empty() => self.escaped(c),
                '!' if following.is_none() && next == Some('[') => self.escaped(c),
                '<' if next.is_some_and(|n| n.is_ascii_alphabetic() || matches!(n, '/' | '!' | '?')) => {
                    self.out.push_str("&lt;");
                }
                '&' if looks_like_entity(&text[i..]) => self.out.push_str("&amp;"),
                '|' if self.place == Place::Cell => self.out.push_str("\\|"),
                c => self.out.push(c),
            }
            self.seen.push(c);
        }
    }
}

fn looks_like_entity(text: &str) -> bool {
    let name = &text[1..];
    let end = name.bytes().take(33).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    end > 0 && name[end..].starts_with(';')
}

/// Inside a table every pipe is escaped, in code and addresses, too.
fn in_place(text: &str, place: Place) -> String {
    if place == Place::Cell { text.replace('|', "\\|") } else { text.to_owned() }
}

fn delimiter(mark: Mark, tag: bool, open: bool) -> String {
    let (sign, name) = match mark {
        Mark::Strong => ("**", "strong"),
        Mark::Emphasis => ("_", "em"),
        Mark::Strike => ("~~", "del"),
        Mark::Key => ("", "kbd"),
        Mark::Sub => ("", "sub"),
        Mark::Sup => ("", "sup"),
        Mark::Highlight => ("", "mark"),
    };
    match (tag || sign.is_empty(), open) {
        (false, _) => sign.to_owned(),
        (true, true) => format!("<{name}>"),
        (true, false) => format!("</{name}>"),
    }
}

/// Whether the signs of a mark that opens at `i` are seen as such by CommonMark, at both ends.
fn can_stand(row: &[Token], i: usize, mark: Mark) -> bool {
    let mut depth = 0;
    let Some(end) = row.iter().enumerate().skip(i).find_map(|(j, t)| {
        depth += match t {
            Token::Open(m) if *m == mark => 1,
            Token::Close(m) if *m == mark => -1,
            _ => 0,
        };
        (depth == 0).then_some(j)
    }) else {
        return false;
    };
    let outside = [i.checked_sub(1).map(|j| last_char(&row[j])), row.get(end + 1).map(first_char)];
    let inside = [row.get(i + 1).map(first_char), Some(last_char(&row[end - 1]))];
    outside.into_iter().zip(inside).all(|(out, inside)| {
        let (out, inside) = (out.unwrap_or(' '), inside.unwrap_or(' '));
        let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let free = out.is_whitespace() || is_sign(out);
        let stands = !inside.is_whitespace() && (!is_sign(inside) || free);
        // `_` inside a word is no mark; the same sign twice is another mark.
        let own = delimiter(mark, false, true).chars().next().unwrap_or(' ');
        stands && (mark != Mark::Emphasis || free) && out != own && inside != own
    })
}

fn first_char(token: &Token) -> char {
    match token {
        Token::Text(t) | Token::Path(t) => t.chars().next().unwrap_or(' '),
        Token::Code(_) => '`',
        Token::Key(_) => '<',
        Token::Break | Token::Line => '\n',
        Token::Open(m) | Token::Close(m) => delimiter(*m, false, true).chars().next().unwrap_or('<'),
        Token::LinkOpen(_) => '[',
        Token::LinkClose(_) => ']',
        Token::Image(_) => '!',
    }
}

fn last_char(token: &Token) -> char {
    match token {
        Token::Text(t) | Token::Path(t) => t.chars().next_back().unwrap_or(' '),
        Token::Key(_) => '>',
        Token::LinkClose(_) | Token::Image(_) => ')',
        token => first_char(token),
    }
}

/// Whether a link shows its own address and nothing else, and Markdown takes that for a link.
fn is_bare(row: &[Token], i: usize, url: &str) -> bool {
    let own = matches!((row.get(i + 1), row.get(i + 2)), (Some(Token::Text(t)), Some(Token::LinkClose(_))) if t == url);
    let scheme = url.starts_with("https://") || url.starts_with("http://");
    own && scheme && !url.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\' | '&' | '|' | '`' | '*'))
}

/// A picture as Markdown.
pub fn image(reference: &Reference, place: Place) -> String {
    let mut alt = String::new();
    for c in reference.text.chars() {
        match c {
            '\n' => alt.push(' '),
            '<' => alt.push_str("&lt;"),
            '&' => alt.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '!' => {
                alt.push('\\');
                alt.push(c);
            }
            c => alt.push(c),
        }
    }
    // Readable where nothing is at stake.
    if !reference.text.contains("](") && !reference.text.contains(['\\', '`', '*', '[', ']', '<', '~', '\n']) {
        let entity = reference.text.match_indices('&').any(|(i, _)| looks_like_entity(&reference.text[i..]));
        let underscore = reference.text.starts_with('_')
            || reference.text.contains(" _")
            || reference.text.ends_with('_')
            || reference.text.contains("_ ");
        if !entity && !underscore && !reference.text.contains('_') {
            alt = reference.text.clone();
        }
    }
    in_place(&format!("![{alt}]({}{})", destination(&reference.url), title(reference.title.as_deref())), place)
}

/// The address of a link as Markdown takes it back.
fn destination(url: &str) -> String {
    let url = url.replace('\n', "");
    let pointed = url.is_empty()
        || url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>'));
    let mut out = String::new();
    for (i, c) in url.char_indices() {
        let following = url[i + c.len_utf8()..].chars().next();
        match c {
            '<' | '>' => {
                out.push('\\');
                out.push(c);
            }
            '\\' if following.is_none_or(|n| n.is_ascii_punctuation()) => out.push_str("\\\\"),
            '&' if looks_like_entity(&url[i..]) => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    if pointed { format!("<{out}>") } else { out }
}

fn title(title: Option<&str>) -> String {
    let Some(title) = title else { return String::new() };
    let mut out = String::from(" \"");
    for (i, c) in title.char_indices() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push(' '),
            '&' if looks_like_entity(&title[i..]) => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
