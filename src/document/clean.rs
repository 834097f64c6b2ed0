//! Takes islands of junk out of the source before Markdown sees it: advertising between steps would cut
//! their list, and runs of stray backticks would swallow whole steps as code.
//!
//! What is taken out is recorded with its place; everything else keeps its bytes and its way back to
//! the file. Code fences are left alone. One pass, linear in the length of the text.

use crate::document::html_scan::{self, Tag};
use crate::document::junk::{self, patterns};
use crate::document::mend::{self, Mend};
use crate::document::offsets::OffsetMap;
use crate::document::shortcode::{self, Indented};
use crate::document::ticks::{
    backtick_debris, closes_later, fence_behind_marker, fence_marker, is_bare_fence, skip_code_span,
};
use crate::guide::{AlsoRead, Junk, JunkKind};
use crate::source::Span;

/// An article without its islands.
#[derive(Debug, Default)]
pub struct Clean {
    pub text: String,
    pub map: OffsetMap,
    pub junk: Vec<Junk>,
    pub also_read: Vec<AlsoRead>,
}

/// Cleans the body of a file; `base` is where the body begins there.
pub fn clean(body: &str, base: usize) -> Clean {
    let mut cleaner = Cleaner {
        body,
        base,
        out: Clean { text: String::with_capacity(body.len()), ..Clean::default() },
        copied: 0,
        shortcodes: shortcode::may_hold(body),
        open_comment: false,
        endless: Vec::new(),
        tags: memchr::memmem::find(body.as_bytes(), b"</").is_some(),
        lists: (0, 0),
        in_item: false,
        behind_tag: false,
        boxes: Vec::new(),
    };
    cleaner.run();
    cleaner.out
}

pub(super) struct Cleaner<'a> {
    pub(super) body: &'a str,
    pub(super) base: usize,
    pub(super) out: Clean,
    /// Everything before this is in `out` or was taken out.
    pub(super) copied: usize,
    /// There may be marks of other site generators.
    pub(super) shortcodes: bool,
    /// No comment ends behind here.
    pub(super) open_comment: bool,
    /// Names of elements that do not end any more.
    pub(super) endless: Vec<String>,
    /// There are end tags.
    pub(super) tags: bool,
    /// Lists of tags that are open, and the blanks before the outermost.
    pub(super) lists: (usize, usize),
    /// The lines at hand belong to an item of a Markdown list.
    pub(super) in_item: bool,
    /// The line above ends in the end tag of a block.
    pub(super) behind_tag: bool,
    /// Boxes that are open until their indent ends.
    pub(super) boxes: Vec<Indented>,
}

impl Cleaner<'_> {
    fn run(&mut self) {
        let body = self.body;
        let mut at = 0;
        let mut fence: Option<(u8, usize)> = None;
        // The tag that ends a block of code which a tag began.
        let mut code: Option<&str> = None;
        while at < body.len() {
            let end = line_end(body, at);
            let mut line = &body[at..end];
            if self.shortcodes {
                at = self.indent(at, end, fence.is_some());
                if at == end {
                    continue;
                }
                line = &body[at..end];
                if let Some(name) = code {
                    if line.contains(name) {
                        code = None;
                        self.shortcodes_of(at, end);
                    }
                    at = end;
                    continue;
                }
                if fence.is_none() && !self.is_indented_code(line) {
                    code = shortcode::code_end(line).filter(|name| body[end..].contains(name));
                    if self.shortcodes_of(at, end) || code.is_some() {
                        at = end;
                        continue;
                    }
                }
            }
            if self.tags && fence.is_none() {
                at = self.between_tags(at, end);
                line = &body[at..end];
            }
            let opens = || fence_behind_marker(line).filter(|m| fence.is_none() && closes_later(&body[end..], *m));
            if let Some(marker) = fence_marker(line).or_else(opens) {
                match fence {
                    None => fence = Some(marker),
                    Some((c, n)) if marker.0 == c && marker.1 >= n && is_bare_fence(line) => fence = None,
                    Some(_) => {}
                }
                at = end;
                continue;
            }
            if fence.is_some() {
                at = end;
                continue;
            }
            at = self.line(at, end).max(at + 1);
        }
        self.copy_to(body.len());
        self.out.map.end(self.base + self.body.len());
        while let Some(open) = self.boxes.pop() {
            self.out.text.push_str("\n\n");
            self.out.text.push_str(open.close);
        }
    }

    /// Looks at one line; gives where to go on.
    fn line(&mut self, start: usize, end: usize) -> usize {
        let line = &self.body[start..end];
        if let Some(debris) = backtick_debris(line) {
            self.take_out(start..start + debris, JunkKind::Debris, "");
            return start + debris;
        }
        if let Some(next) = self.also_read_block(start, end) {
            return next;
        }
        if let Some(next) = self.code_in_sentence(start, end) {
            return next;
        }
        let mut at = start;
        if let Some((range, sign)) = mend::bullet(line) {
            at = self.mend((start + range.start..start + range.end, sign));
        }
        let bytes = self.body.as_bytes();
        // Places where bold stands glued to a word and to a mark, which Markdown does not take for bold.
        let glued = glued_bold(&self.body[start..end]);
        let mut glued = glued.into_iter().map(|i| start + i).peekable();
        while let Some(i) = memchr::memchr3(b'<', b']', b'`', &bytes[at..end]).map(|i| at + i) {
            self.blanks_before(i, &mut glued);
            match bytes[i] {
                b'<' => match self.island(i) {
                    // An island may reach over many lines: the rest of its last line is looked at anew.
                    Some(next) if next > end => return next,
                    Some(next) => at = next,
                    None => at = i + 1,
                },
                b'`' => {
                    let (next, closed) = skip_code_span(self.body, i, end);
                    // Two or more that nothing closes are what a converter left.
                    if !closed && next - i >= 2 {
                        let blanks = self.body[next..end].bytes().take_while(|b| *b == b' ').count();
                        self.take_out(i..next + blanks, JunkKind::Debris, "");
                    }
                    at = next;
                }
                _ if bytes.get(i + 1..i + 3) == Some(b"(<") => at = self.cut_address(i, end).unwrap_or(i + 1),
                _ if bytes.get(i + 1..i + 3) == Some(b"(#") => {
                    let cut = mend::fragment(self.body, i, end);
                    at = cut.map_or(i + 1, |cut| self.mend(cut));
                }
                _ if bytes.get(i + 1) == Some(&b'(') && i > start && bytes[i - 1] != b' ' => {
                    let from = start.max(self.copied);
                    let cut = mend::link_cut_in_two(self.body, i, from, end);
                    at = cut.map_or(i + 1, |cut| self.mend(cut));
                }
                // A lost picture has a blank before its second bracket.
                _ if i == start || bytes[i - 1] != b' ' => at = i + 1,
                _ => at = self.lost_image(i, start, end).unwrap_or(i + 1),
            }
        }
        self.blanks_before(end, &mut glued);
        end
    }

    /// "use Excel's", then "        `LEFT`" on a line far to the right, then ", `RIGHT` and": a sentence that a converter
    /// cut around its code. Markdown would take the line for a block of code.
    fn code_in_sentence(&mut self, start: usize, end: usize) -> Option<usize> {
        let line = &self.body[start..end];
        if !line.starts_with("    ") {
            return None;
        }
        let code = line.trim();
        let is_span = code.len() > 2 && code.starts_with('`') && code.ends_with('`');
        if !is_span || code[1..code.len() - 1].contains('`') {
            return None;
        }
        let before = self.body[..start].trim_end();
        let goes_on =
            before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '(' | '\'' | '’' | '`' | ':'));
        let behind = self.body[end..].trim_start();
        let follows = behind.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '.' | ';' | ':' | ')'));
        if !goes_on || !follows || before.len() < self.copied || is_list_line(before) {
            return None;
        }
        let begin = start + line.find('`')?;
        self.take_out(before.len()..begin, JunkKind::Debris, " ");
        let next = self.body.len() - behind.len();
        let blank = if behind.starts_with(char::is_lowercase) { " " } else { "" };
        self.copy_to(begin + code.len());
        self.out.map.push(self.out.text.len(), self.base + begin + code.len());
        self.out.text.push_str(blank);
        self.copied = next;
        self.out.map.push(self.out.text.len(), self.base + next);
        Some(next)
    }

    /// Puts a blank at each of the places before `to` that were not taken out.
    fn blanks_before(&mut self, to: usize, places: &mut std::iter::Peekable<impl Iterator<Item = usize>>) {
        while let Some(place) = places.next_if(|p| *p < to) {
            if place > self.copied {
                self.take_out(place..place, JunkKind::Debris, " ");
            }
        }
    }

    /// An element or comment that begins at `i` and is junk: taken out, and where the text goes on.
    fn island(&mut self, i: usize) -> Option<usize> {
        let rest = &self.body[i..];
        if let Some(comment) = rest.strip_prefix("<!--").filter(|_| !self.open_comment) {
            let Some(length) = comment.find("-->") else {
                self.open_comment = true;
                return None;
            };
            let end = i + 4 + length + 3;
            let text = junk::folded(&self.body[i + 4..end - 3]);
            if patterns().ad_comment_begin.iter().any(|p| text.contains(p.as_str()))
                && let Some(close) = self.ad_block_end(end)
            {
                self.take_out(i..close, JunkKind::Affiliate, "");
                return Some(close);
            }
            // "<!-- tab Windows 11 -->" in the tabs of Hexo.
            if self.shortcodes
                && let Some(name) = self.body[i + 4..end - 3].trim().strip_prefix("tab ")
            {
                let name = name.split('@').next().unwrap_or("").trim();
                self.rewrite(i..end, &format!("\n\n**{name}**\n\n"));
                return Some(end);
            }
            // Other comments are invisible anyway; taken out so that they cannot cut a list.
            self.copy_to(i);
            self.copied = end;
            return Some(end);
        }
        if !may_be_island(rest) {
            return None;
        }
        let tag = html_scan::tag(rest)?;
        if tag.name == "noscript"
            && let Some((end, picture)) = self.only_picture(i, &tag)
        {
            let picture = self.body[picture].to_owned();
            self.take_out(i..end, JunkKind::Debris, &picture);
            return Some(end);
        }
        let (body, endless) = (self.body, &mut self.endless);
        let mut whole = |kind: JunkKind| {
            // Once no end tag follows, none follows later: each is looked for once.
            if endless.contains(&tag.name) {
                return None;
            }
            let end = html_scan::element_end(body, i, &tag);
            if end.is_none() && !body[i..].contains(&format!("</{}", tag.name)) {
                endless.push(tag.name.clone());
            }
            Some((end?, kind))
        };
        let (end, kind) = match tag.name.as_str() {
            "script" | "style" | "noscript" | "object" | "embed" | "applet" => whole(JunkKind::Ad)?,
            "ins" if tag.attribute("class").is_some() => whole(JunkKind::Ad)?,
            "iframe" | "video" => whole(JunkKind::Embed)?,
            "img" if is_pixel(&tag) => (i + tag.length, JunkKind::TrackingPixel),
            "div" | "span" | "section" | "aside" | "p" | "ins" | "a" if is_ad_element(&tag) => whole(JunkKind::Ad)?,
            _ => return None,
        };
        let instead = match kind {
            JunkKind::Embed => embed_link(&tag).unwrap_or_default(),
            _ => String::new(),
        };
        self.take_out(i..end, kind, &instead);
        Some(end)
    }

    /// `<noscript><img src="a.png"></noscript>`: a picture that stands nowhere else in the article, and where the
    /// element ends. Mostly it is the same one again, for readers without scripts.
    fn only_picture(&self, i: usize, tag: &html_scan::Tag) -> Option<(usize, std::ops::Range<usize>)> {
        let end = html_scan::element_end(self.body, i, tag)?;
        let start = i + self.body[i..end].find("<img")?;
        let picture = html_scan::tag(&self.body[start..end])?;
        let address = picture.attribute("src")?.trim();
        let again = self.body[..i].contains(address) || self.body[end..].contains(address);
        (!address.is_empty() && !address.starts_with("data:") && !again && !is_pixel(&picture))
            .then(|| (end, start..start + picture.length))
    }

    /// The end of the comment that closes an advertising block begun before `from`.
    fn ad_block_end(&self, from: usize) -> Option<usize> {
        // Blocks are short; a missing end must not swallow the article.
        let mut at = from;
        while let Some(open) = self.body[at..].find("<!--").map(|o| at + o).filter(|o| o - from < 8_192) {
            let close = open + 4 + self.body[open + 4..].find("-->")? + 3;
            let text = junk::folded(&self.body[open + 4..close - 3]);
            if patterns().ad_comment_end.iter().any(|p| text.contains(p.as_str())) {
                return Some(close);
            }
            if patterns().ad_comment_begin.iter().any(|p| text.contains(p.as_str())) {
                return None;
            }
            at = close;
        }
        None
    }

    /// "Also read:" and the list of links under it, in HTML or in Markdown.
    fn also_read_block(&mut self, start: usize, end: usize) -> Option<usize> {
        let line = self.body[start..end].trim();
        if line.is_empty() || line.len() > 400 {
            return None;
        }
        if let Some(next) = self.also_read_line(start, end) {
            return Some(next);
        }
        // Long lines without tags are text; so are nearly all lines.
        if line.len() > 160 || line.len() > 60 && !line.contains('<') {
            return None;
        }
        let announces = if line.contains(['<', '&', '*', '_']) {
            junk::is_also_read(&html_scan::text_of(line))
        } else {
            junk::is_also_read(line)
        };
        if !announces {
            return None;
        }
        let (links, list_end) = html_scan::html_link_list(self.body, end)
            .or_else(|| html_scan::markdown_link_list(self.body, end))
            .filter(|(links, _)| !links.is_empty())?;
        for (title, url, range) in links {
            let span = Span::new(self.base + range.start, self.base + range.end);
            self.out.also_read.push(AlsoRead { title, url, span });
        }
        self.take_out(start..list_end, JunkKind::AlsoRead, "");
        Some(list_end)
    }

    /// "**Also: [Another article](…)**" alone in its paragraph.
    fn also_read_line(&mut self, start: usize, end: usize) -> Option<usize> {
        let marks = ['*', '_', '>', ' ', '\t'];
        let line = self.body[start..end].trim().trim_matches(marks);
        // Nearly no line ends in a link.
        if !line.ends_with(')') {
            return None;
        }
        let colon = line.find(':').filter(|i| *i <= 24)?;
        if !line[colon + 1..].trim_start_matches(marks).starts_with('[') || !junk::is_also_read(&line[..colon]) {
            return None;
        }
        let alone = self.body[..start].trim_end_matches([' ', '\t', '\r', '\n']);
        let above = self.body[alone.len()..start].matches('\n').count() >= 2 || alone.is_empty();
        let below = self.body[end..].split_inclusive('\n').next().is_none_or(|next| next.trim().is_empty());
        let (title, url) = html_scan::only_link(line[colon + 1..].trim_matches(marks)).filter(|_| above && below)?;
        let span = Span::new(self.base + start, self.base + end);
        self.out.also_read.push(AlsoRead { title, url, span });
        self.take_out(start..end, JunkKind::AlsoRead, "");
        Some(end)
    }

    /// `](<https://a.example/Remove> it 1.jpg)`: the address of a picture with blanks, closed too soon. `i` is the place
    /// of the `]`.
    fn cut_address(&mut self, i: usize, end: usize) -> Option<usize> {
        let inside = i + 3;
        let close = inside + self.body[inside..end].find(')')?;
        let (head, tail) = self.body[inside..close].split_once('>')?;
        let file = tail.split_whitespace().last()?;
        if tail.contains(['<', '>', '"']) || !html_scan::is_image_address(file) {
            return None;
        }
        let mended = format!("](<{head}{}>)", tail.trim_end());
        self.take_out(i..close + 1, JunkKind::Debris, &mended);
        Some(close + 1)
    }

    /// Writes something else in a place; gives where the text goes on.
    fn mend(&mut self, (range, instead): Mend) -> usize {
        let next = range.end;
        self.take_out(range, JunkKind::Debris, &instead);
        next
    }

    /// `[alt](x.png) ](y.png)`: a linked picture that lost its `![`. `i` is the place of a `]`.
    fn lost_image(&mut self, i: usize, start: usize, end: usize) -> Option<usize> {
        let line = &self.body[start..end];
        let at = i - start;
        if !line[at..].starts_with("](") || !line[..at].ends_with(' ') {
            return None;
        }
        let before = line[..at].trim_end();
        if !before.ends_with(')') {
            return None;
        }
        let middle = before.rfind("](")?;
        let open = before[..middle].rfind('[')?;
        let address = &before[middle + 2..before.len() - 1];
        let was_image = open > 0 && line.as_bytes()[open - 1] == b'!';
        if was_image || !html_scan::is_image_address(address) {
            return None;
        }
        let close = at + 2 + line[at + 2..].find(')')?;
        let link = line[at + 2..close].split(' ').next().unwrap_or("");
        let image = &line[open..before.len()];
        let mended =
            if html_scan::is_image_address(link) { format!("[!{image}]({link})") } else { format!("!{image}") };
        let range = start + open..start + close + 1;
        let next = range.end;
        self.take_out(range, JunkKind::Debris, &mended);
        Some(next)
    }

    pub(super) fn copy_to(&mut self, to: usize) {
        if self.copied < to {
            self.out.map.push(self.out.text.len(), self.base + self.copied);
            self.out.text.push_str(&self.body[self.copied..to]);
            self.copied = to;
        }
    }

    /// Leaves a range out, writes something else in its place, and remembers what went.
    pub(super) fn take_out(&mut self, range: std::ops::Range<usize>, kind: JunkKind, instead: &str) {
        self.copy_to(range.start);
        let span = Span::new(self.base + range.start, self.base + range.end);
        if kind != JunkKind::Debris || instead.is_empty() {
            self.out.junk.push(Junk { kind, span });
        }
        if !instead.is_empty() {
            self.out.map.push(self.out.text.len(), span.start as usize);
            self.out.text.push_str(instead);
        }
        self.copied = range.end;
        self.out.map.push(self.out.text.len(), self.base + range.end);
    }
}

/// Whether the last line of a text is the item of a list, where lines far to the right are ordinary.
pub(super) fn is_list_line(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or("").trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    line.starts_with(['*', '-', '+']) || digits > 0 && line[digits..].starts_with(['.', ')'])
}

fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |i| at + i + 1)
}

/// Where a blank is missing so that Markdown sees bold: "**1)**Open", "see**(this)**". Places in the line.
fn glued_bold(line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let mut out = Vec::new();
    let mut inside = false;
    let mut at = 0;
    while let Some(i) = memchr::memchr(b'*', &bytes[at..]).map(|i| at + i) {
        let n = bytes[i..].iter().take_while(|b| **b == b'*').count();
        at = i + n;
        if n != 2 || i > 0 && bytes[i - 1] == b'\\' {
            continue;
        }
        // A curly quotation mark is a mark like the straight one: behind it nothing is glued.
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_sign = |b: Option<&u8>| {
            b.is_some_and(|b| matches!(b, b'.' | b')' | b'(' | b':' | b';' | b'!' | b'?' | b',' | b'"' | b']'))
        };
        let (before, after) = (i.checked_sub(1).map(|i| &bytes[i]), bytes.get(at));
        if inside && is_sign(before) && is_word(line[at..].chars().next()) {
            out.push(at);
        } else if !inside && is_sign(after) && after != Some(&b')') && is_word(line[..i].chars().next_back()) {
            out.push(i);
        }
        inside = !inside;
    }
    // An odd one means that the pairs are others than they seem.
    if inside { Vec::new() } else { out }
}

/// Whether a tag that begins here has one of the names that `island` looks at.
fn may_be_island(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "a", "p", "ins", "div", "img", "span", "style", "embed", "video", "aside", "script", "object", "applet",
        "iframe", "section", "noscript",
    ];
    let name = &text[1..];
    let length = name.bytes().take(9).take_while(u8::is_ascii_alphabetic).count();
    length > 0 && NAMES.iter().any(|n| n.eq_ignore_ascii_case(&name[..length]))
}

/// An image nobody can see: no size, one pixel, or hidden.
fn is_pixel(tag: &Tag) -> bool {
    let tiny = |name| tag.attribute(name).is_some_and(|v| matches!(v.trim_end_matches("px").trim(), "0" | "1"));
    let style = tag.attribute("style").map(|s| junk::folded(s).replace(' ', "")).unwrap_or_default();
    (tiny("width") && tiny("height")) || style.contains("visibility:hidden") || style.contains("display:none")
}

fn is_ad_element(tag: &Tag) -> bool {
    let named = |name| {
        tag.attribute(name)
            .map(str::to_ascii_lowercase)
            .is_some_and(|v| patterns().ad_class.iter().any(|p| v.contains(p.as_str())))
    };
    named("class") || named("id")
}

/// The address of a frame as a Markdown link: a static page shows no frame, but loses no address.
fn embed_link(tag: &Tag) -> Option<String> {
    let src = tag.attribute("src")?;
    let url = if src.starts_with("//") { format!("https:{src}") } else { src.to_owned() };
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?.split(['/', '?']).next()?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    (!host.is_empty() && url.chars().all(plain)).then(|| format!("[{}](<{url}>)", host.trim_start_matches("www.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ad_between_steps_goes_and_the_rest_keeps_its_place() {
        let body = "1. One\n\n<!-- affiliate ads begin -->\n<a href=\"x\">Buy</a>\n<img height=\"0\" width=\"0\" src=\"p\">\n<!-- affiliate ads end -->\n\n2. Two\n";
        let out = clean(body, 100);
        assert!(!out.text.contains("Buy"));
        let at = out.text.find("2. Two").unwrap();
        let span = out.map.span(at..at + 6);
        assert_eq!(&body[span.start as usize - 100..span.end as usize - 100], "2. Two");
        assert_eq!(out.junk.len(), 1);
        assert_eq!(out.junk[0].kind, JunkKind::Affiliate);
    }

    #[test]
    fn an_ad_without_end_does_not_swallow_the_article() {
        let out = clean("<!-- ads begin -->\n\nText stays.\n", 0);
        assert!(out.text.contains("Text stays."));
        assert!(clean("<ins class=\"adsbygoogle\">\n\nText stays.\n", 0).text.contains("Text stays."));
        assert!(clean("a <script>alert(1)\n\nText", 0).text.contains("Text"));
    }

    #[test]
    fn also_read_lists_are_read_and_taken_out() {
        let html = "Text\n\n<span class=\"s\">Also read:</span>\n<div><ul>\n<li><a href=\"https://a.example/one/\"><u>One &amp; all</u></a></li>\n<li><a href='/two'>Two</a></li>\n</ul></div>\n\nAfter\n";
        let out = clean(html, 0);
        let titles: Vec<_> = out.also_read.iter().map(|l| (l.title.as_str(), l.url.as_str())).collect();
        assert_eq!(titles, [("One & all", "https://a.example/one/"), ("Two", "/two")]);
        assert!(out.text.contains("After") && !out.text.contains("One"));
        let markdown = "## Related articles\n\n* [One](/one)\n* [Two](two.md)\n\nAfter\n";
        let out = clean(markdown, 0);
        assert_eq!(out.also_read.len(), 2);
        assert!(out.text.contains("After"));
        assert!(clean("Also read:\n\nno list here\n", 0).text.contains("Also read"));
    }

    #[test]
    fn stray_backticks_and_lost_images_are_mended() {
        assert_eq!(clean("`` ```` ```` ````2) On your keyboard\n", 0).text, "2) On your keyboard\n");
        assert_eq!(clean("Use `` a`b `` and ``c``\n", 0).text, "Use `` a`b `` and ``c``\n");
        assert_eq!(
            clean(" [3](https://i.example/a.png) ](https://i.example/b.png)\n", 0).text,
            " [![3](https://i.example/a.png)](https://i.example/b.png)\n"
        );
        assert_eq!(
            clean("[Cover](https://i.example/a.png) ](https://shop.example/buy)\n", 0).text,
            "![Cover](https://i.example/a.png)\n"
        );
    }

    #[test]
    fn a_sentence_cut_around_its_code_is_one_again() {
        let text = clean("The form is this: \n\n        `SUM(x)`\n\n , and so on.\n", 0).text;
        assert_eq!(text, "The form is this: `SUM(x)`, and so on.\n");
        let code = "Run this:\n\n        `SUM(x)`\n\nThen go on.\n";
        assert_eq!(clean(code, 0).text, code);
    }

    #[test]
    fn code_is_left_alone() {
        let code = "```html\n<ins class=\"adsbygoogle\"></ins>\n<!-- x -->\n```\n";
        assert_eq!(clean(code, 0).text, code);
        assert_eq!(clean("Type `<script>x</script>` here\n", 0).text, "Type `<script>x</script>` here\n");
    }
}
