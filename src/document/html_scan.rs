//! Looks at stretches of raw HTML in a source: tags, their attributes, where an element ends, lists of links.
//!
//! This finds junk; it makes nothing safe. What reaches a page goes through `html`, which cleans by
//! an allow list.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag as MdTag, TagEnd};

/// One start or end tag.
#[derive(Debug)]
pub struct Tag {
    /// In lower case.
    pub name: String,
    pub closing: bool,
    pub attributes: Vec<(String, String)>,
    /// Bytes from `<` to behind `>`.
    pub length: usize,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The address of the picture that an `img` is for: a stand-in in `src` gives way to the one that a script would
    /// put in its place, or to the widest of a list.
    pub fn picture(&self) -> &str {
        let attribute = |name: &&str| self.attribute(name).map(str::trim).filter(|value| !value.is_empty());
        let src = attribute(&"src").unwrap_or("");
        if !is_stand_in(src) {
            return src;
        }
        let later = LATER.iter().filter_map(attribute).find(|address| !is_stand_in(address));
        let list = || ["srcset", "data-srcset", "data-lazy-srcset"].iter().filter_map(attribute).find_map(widest);
        // A picture may be called "lazy.png" when all is said.
        let named = || LATER.iter().filter_map(attribute).find(|address| !address.starts_with("data:"));
        later.or_else(list).or_else(named).unwrap_or(src)
    }
}

/// Where scripts that load pictures late look for the address.
const LATER: &[&str] = &["data-src", "data-lazy-src", "data-original", "data-lazy", "data-orig-file"];

/// An address that shows nothing by itself.
fn is_stand_in(address: &str) -> bool {
    let address = address.trim().to_ascii_lowercase();
    let name = address.split(['?', '#']).next().unwrap_or("").rsplit('/').next().unwrap_or("");
    let names = ["blank", "spacer", "placeholder", "lazy", "loading", "transparent", "pixel", "1x1"];
    let is_named = |stem: &str| names.contains(&stem.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
    address.is_empty() || address.starts_with("data:") || name.split_once('.').is_some_and(|(stem, _)| is_named(stem))
}

/// The address of the widest picture of a `srcset`: `a.png 300w, b.png 2x`.
fn widest(srcset: &str) -> Option<&str> {
    let mut best: Option<(f32, &str)> = None;
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        // A comma may stand within an address; at its end it parts it from the next, and so it does behind a width.
        let (address, behind) = rest.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((rest, ""));
        let (width, behind) = match address.ends_with(',') {
            true => ("", behind),
            false => behind.split_once(',').unwrap_or((behind, "")),
        };
        let width = width.trim().trim_end_matches(['w', 'x']).parse().unwrap_or(1.0);
        let address = address.trim_end_matches(',');
        if !is_stand_in(address) && best.is_none_or(|(widest, _)| width > widest) {
            best = Some((width, address));
        }
        rest = behind;
    }
    best.map(|(_, address)| address)
}

/// Elements of HTML. Anything else between angle brackets is a name the author holds a place for: `<user>`.
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote \
    body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div \
    dl dt em embed fieldset figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header \
    hgroup hr html i iframe image img input ins kbd keygen label legend li link listing main map mark marquee \
    math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param \
    picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source \
    span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr \
    track tt u ul use var video wbr xmp";

impl Tag {
    /// Whether this is no markup but a place for something: `<user>`, `<your name>`.
    pub fn is_placeholder(&self) -> bool {
        !ELEMENTS.split_ascii_whitespace().any(|name| name == self.name)
            && !self.name.contains('-')
            && self.attributes.iter().all(|(key, value)| value.is_empty() && !key.starts_with(':'))
    }

    /// "a<b and c>d": words where a mark of one letter would have none.
    pub fn is_comparison(&self) -> bool {
        let is_word = |(key, value): &(String, String)| value.is_empty() && key.chars().all(char::is_alphabetic);
        !self.closing
            && matches!(self.name.as_str(), "b" | "i" | "q" | "s" | "u")
            && self.attributes.iter().any(is_word)
    }
}

/// Longest tag that is taken for one, in bytes.
const LONGEST_TAG: usize = 4_096;

/// The tag at the beginning of a text, if there is one that ends.
pub fn tag(text: &str) -> Option<Tag> {
    let rest = text.strip_prefix('<')?;
    let (closing, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let name_length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    if name_length == 0 || !rest.as_bytes()[0].is_ascii_alphabetic() {
        return None;
    }
    let name = rest[..name_length].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let bytes = text.as_bytes();
    let mut at = text.len() - rest.len() + name_length;
    loop {
        at += text[at..].bytes().take_while(|b| b.is_ascii_whitespace() || *b == b'/').count();
        match bytes.get(at) {
            None => return None,
            Some(b'>') => return Some(Tag { name, closing, attributes, length: at + 1 }),
            Some(b'<') => return None,
            _ if at > LONGEST_TAG => return None,
            _ => {}
        }
        let start = at;
        at += text[at..].bytes().take_while(|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')).count();
        let key = text[start..at].to_ascii_lowercase();
        if at == start {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let blank = text[at..].bytes().take_while(|b| b.is_ascii_whitespace()).count();
        if bytes.get(at + blank) != Some(&b'=') {
            attributes.push((key, String::new()));
            continue;
        }
        at += blank + 1;
        at += text[at..].bytes().take_while(|b| b.is_ascii_whitespace()).count();
        let value = match bytes.get(at) {
            Some(q @ (b'"' | b'\'')) => {
                let end = at + 1 + text[at + 1..].find(*q as char)?;
                let value = &text[at + 1..end];
                at = end + 1;
                value
            }
            _ => {
                let end = at + text[at..].find(|c: char| c.is_ascii_whitespace() || c == '>')?;
                let value = &text[at..end];
                at = end;
                value
            }
        };
        attributes.push((key, decode_entities(value)));
    }
}

/// How far an end tag is looked for, in bytes: a missing one must not swallow the article.
const FARTHEST_END: usize = 20_000;

/// Where the element ends that begins at `at` with `tag`; elements of the same name inside are counted.
pub fn element_end(text: &str, at: usize, tag: &Tag) -> Option<usize> {
    let mut depth = 1;
    let mut i = at + tag.length;
    while let Some(open) = text[i..].find('<').map(|o| i + o).filter(|o| o - at < FARTHEST_END) {
        let after = text[open + 1..].trim_start_matches('/');
        let same = after.get(..tag.name.len()).is_some_and(|n| n.eq_ignore_ascii_case(&tag.name))
            && after[tag.name.len()..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/');
        if same {
            let found = self::tag(&text[open..]);
            let length = found.as_ref().map_or(1, |t| t.length);
            if text[open + 1..].starts_with('/') {
                depth -= 1;
                if depth == 0 {
                    return Some(open + length);
                }
            } else {
                depth += 1;
            }
            i = open + length;
        } else {
            i = open + 1;
        }
    }
    None
}

/// A line without tags, Markdown marks and entities: what a reader sees of it.
pub fn text_of(line: &str) -> String {
    if !line.contains(['<', '&', '*', '_', '#']) {
        return line.trim().to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(i) = rest.find('<') {
        out.push_str(&rest[..i]);
        let length = tag(&rest[i..]).map_or(1, |t| t.length);
        if length == 1 {
            out.push('<');
        }
        rest = &rest[i + length..];
    }
    out.push_str(rest);
    let mut out = decode_entities(out.trim().trim_start_matches('#').trim());
    out.retain(|c| !matches!(c, '*' | '_'));
    out
}

/// A link found in a list: its text, its address, its place.
pub type Found = (String, String, Range<usize>);

/// A `<ul>` or `<ol>` of links that follows at `at`, perhaps inside a `<div>`: its links and its end.
pub fn html_link_list(text: &str, at: usize) -> Option<(Vec<Found>, usize)> {
    let mut i = at;
    let mut wrappers: Vec<Tag> = Vec::new();
    let list = loop {
        i += text[i..].len() - text[i..].trim_start().len();
        let tag = tag(&text[i..]).filter(|t| !t.closing)?;
        let length = tag.length;
        match tag.name.as_str() {
            "ul" | "ol" => break tag,
            "div" | "section" | "nav" | "p" if wrappers.len() < 4 => wrappers.push(tag),
            _ => return None,
        }
        i += length;
    };
    let end = list_end(text, i, &list);
    let mut links = Vec::new();
    let mut j = i;
    while let Some(open) = text[j..end].find("<a").map(|o| j + o) {
        let Some(a) = tag(&text[open..]).filter(|t| t.name == "a" && !t.closing) else {
            j = open + 2;
            continue;
        };
        let close = text[open..end].find("</a").map_or(end, |c| open + c);
        let title = single_blanks(text_of(&text[open + a.length.min(close - open)..close]));
        if let Some(url) = a.attribute("href").filter(|u| !u.is_empty()) {
            links.push((title, url.trim().to_owned(), open..close));
        }
        j = close.max(open + 2);
    }
    // The end tags of the wrappers go with the list.
    let mut stop = end;
    for _ in wrappers {
        let blank = text[stop..].len() - text[stop..].trim_start().len();
        match tag(&text[stop + blank..]) {
            Some(t) if t.closing => stop += blank + t.length,
            _ => break,
        }
    }
    Some((links, stop))
}

/// Every run of blanks and line ends as one blank, none at the ends.
fn single_blanks(text: String) -> String {
    let odd = |w: &[u8]| w[0] == b' ' && w[1] == b' ';
    if !text.contains(['\n', '\t', '\u{a0}']) && !text.as_bytes().windows(2).any(odd) && text.trim().len() == text.len()
    {
        return text;
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The end of a list of links, which may be far longer than other elements, or lack its end.
fn list_end(text: &str, at: usize, list: &Tag) -> usize {
    let close = format!("</{}", list.name);
    let found = text[at..].find(&close).map(|c| at + c);
    match found {
        Some(c) => text[c..].find('>').map_or(text.len(), |g| c + g + 1),
        None => text[at..].find("\n\n").map_or(text.len(), |b| at + b),
    }
}

/// A Markdown list at `at` in which every item is one link: its links and its end.
pub fn markdown_link_list(text: &str, at: usize) -> Option<(Vec<Found>, usize)> {
    let mut links = Vec::new();
    let mut end = at;
    let mut i = at;
    let mut blank_lines = 0;
    // Two blank lines may stand between items; more of them end the list.
    while i < text.len() && blank_lines <= 2 {
        let line_end = text[i..].find('\n').map_or(text.len(), |e| i + e + 1);
        let line = text[i..line_end].trim();
        if line.is_empty() {
            blank_lines += 1;
        } else {
            // A link on a line of its own is an entry, too.
            let entry = item_text(line).or_else(|| line.starts_with('[').then_some(line));
            let Some((title, url)) = entry.and_then(only_link) else { break };
            links.push((title, url, i..line_end));
            end = line_end;
            blank_lines = 0;
        }
        i = line_end;
    }
    (!links.is_empty()).then_some((links, end))
}

fn item_text(line: &str) -> Option<&str> {
    let bullet = line.strip_prefix(['*', '-', '+', '•']);
    let numbered = || {
        let n = line.bytes().take_while(u8::is_ascii_digit).count();
        (n > 0).then(|| line[n..].trim_start_matches('\\').strip_prefix(['.', ')'])).flatten()
    };
    bullet.or_else(numbered).filter(|r| r.starts_with([' ', '\t'])).map(str::trim)
}

/// Title and address when a text is a link and nothing else.
pub fn only_link(item: &str) -> Option<(String, String)> {
    let mut title = String::new();
    let mut url = None;
    let mut inside = false;
    for event in Parser::new_ext(item, Options::empty()) {
        match event {
            Event::Start(MdTag::Link { dest_url, .. }) if url.is_none() => {
                url = Some(dest_url.to_string());
                inside = true;
            }
            Event::End(TagEnd::Link) => inside = false,
            Event::Text(t) | Event::Code(t) if inside => title.push_str(&t),
            Event::Text(t) if t.trim().is_empty() => {}
            Event::Text(_) | Event::Code(_) => return None,
            _ => {}
        }
    }
    url.filter(|u| !u.is_empty()).map(|u| (title.trim().to_owned(), u))
}

/// Whether an address names a picture file.
pub fn is_image_address(url: &str) -> bool {
    let url = url.trim().trim_matches(['<', '>']);
    let path = url.split(['?', '#', ' ']).next().unwrap_or("");
    let dot = path.rfind('.').map_or("", |i| &path[i + 1..]);
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp"].iter().any(|e| dot.eq_ignore_ascii_case(e))
}

/// The entities that occur in addresses and titles, and numeric ones. Unknown ones stay as they are.
pub fn decode_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find('&') {
        out.push_str(&rest[..i]);
        rest = &rest[i..];
        let end = rest.char_indices().take(34).find(|(_, c)| *c == ';').map(|(i, _)| i);
        let decoded = end.and_then(|e| entity(&rest[1..e]).map(|c| (c, e + 1)));
        match decoded {
            Some((c, length)) => {
                out.push_str(&c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some(char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}').to_string());
    }
    let text = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "colon" => ":",
        "Tab" => "\t",
        "NewLine" => "\n",
        "lpar" => "(",
        "rpar" => ")",
        "ndash" => "–",
        "mdash" => "—",
        "hellip" => "…",
        "rsquo" => "’",
        "lsquo" => "‘",
        "ldquo" => "“",
        "rdquo" => "”",
        "copy" => "©",
        "reg" => "®",
        _ => return named_entity(name),
    };
    Some(text.to_owned())
}

/// Any other entity of HTML, as the Markdown parser knows them.
fn named_entity(name: &str) -> Option<String> {
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let text = format!("&{name};");
    let mut events = Parser::new_ext(&text, Options::empty());
    let found = events.find_map(|event| match event {
        Event::Text(found) => Some(found.into_string()),
        _ => None,
    });
    found.filter(|found| !found.starts_with('&'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stand_in_gives_way_to_the_picture() {
        for (tag_text, picture) in [
            (r#"<img src="a.png" data-src="b.png">"#, "a.png"),
            (r#"<img src="data:image/gif;base64,R0" data-src=" b.png ">"#, "b.png"),
            (r#"<img src="/theme/blank.gif" data-lazy-src="https://h/b.png?x=1">"#, "https://h/b.png?x=1"),
            (r#"<img src="/1x1.png" srcset="s.png 300w, l,1.png 1024w, m.png 600w">"#, "l,1.png"),
            (r#"<img srcset="s.png, l.png 2x">"#, "l.png"),
            (r#"<img data-srcset="data:x 1w,b.png 2w" src>"#, "b.png"),
            (r#"<img src="loading-problem.png">"#, "loading-problem.png"),
            (r#"<img src="data:image/png;base64,AA">"#, "data:image/png;base64,AA"),
            ("<img>", ""),
        ] {
            assert_eq!(tag(tag_text).map(|t| t.picture().to_owned()).as_deref(), Some(picture), "{tag_text}");
        }
    }
}
