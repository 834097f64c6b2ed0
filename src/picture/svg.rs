//! Drawings made harmless: only elements and attributes from our own list, and no address but within the drawing.
//!
//! The text is read strictly. What is not well formed, or brings a document type along, is refused: whoever reads
//! it in another way than we do could see something else in it.

use std::collections::BTreeMap;
use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

/// A drawing that can be shown.
#[derive(Debug)]
pub struct Cleaned {
    pub text: String,
    pub size: Option<(u32, u32)>,
    /// What was taken out, sorted, each once.
    pub removed: Vec<String>,
}

/// A drawing longer than this was made by a program for another use, in bytes.
const LONGEST: usize = 4 << 20;
/// Elements within elements; a browser draws them one inside the other.
const DEEPEST: usize = 128;
/// Drawn parts of a drawing, those that `use` draws once more among them: copies of copies of copies hang a browser.
const MOST: usize = 200_000;
/// Copies that a drawing may make of its parts.
const MOST_USES: usize = 1_000;

const OFTEN: &str = "it copies its parts too often";

const ELEMENTS: &[&str] = &[
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// What tells of the maker of a drawing and draws nothing: its history, its description ("Created with …"), and the title
/// of the whole, which is that of a file on somebody's disk. The page has the words for it. A title of a part is shown to
/// whoever points at it in the drawing.
fn is_note(name: &str, depth: usize) -> bool {
    matches!(name, "metadata" | "desc") || name == "title" && depth <= 1
}

/// Attributes with a name like this are dropped: they act, or lead elsewhere.
fn is_refused(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("on")
        || matches!(name.as_str(), "xml:base" | "base" | "target" | "ping" | "requiredextensions" | "systemlanguage")
        || (name.contains(':') && !matches!(name.as_str(), "xlink:href" | "xml:space" | "xml:lang" | "xmlns:xlink"))
}

pub fn clean(bytes: &[u8]) -> Result<Cleaned, String> {
    if bytes.len() > LONGEST {
        return Err(format!("it has more than {} MiB", LONGEST >> 20));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || c == '\u{fffe}' || c == '\u{ffff}')
    {
        return Err("it holds control characters".into());
    }
    let mut cleaner = Cleaner { rest: text, ..Cleaner::default() };
    cleaner.run()?;
    let Cleaner { out, size, mut removed, .. } = cleaner;
    removed.sort();
    removed.dedup();
    Ok(Cleaned { text: out, size, removed })
}

#[derive(Default)]
struct Cleaner<'a> {
    rest: &'a str,
    out: String,
    /// The elements that are open.
    open: Vec<&'a str>,
    /// How many of them when the one began that is left out with all it holds.
    skipping: Option<usize>,
    removed: Vec<String>,
    size: Option<(u32, u32)>,
    seen: usize,
    /// What the copies are of, with the number of the element that makes each.
    uses: Vec<(usize, String)>,
    /// Elements with an id: the number of the first element and the one behind the last.
    named: BTreeMap<String, (usize, usize)>,
    /// Ids of the elements that are open.
    ids: Vec<Option<String>>,
    began: bool,
    /// The style sheet that is open, so far.
    style: String,
}

impl<'a> Cleaner<'a> {
    fn run(&mut self) -> Result<(), String> {
        while !self.rest.is_empty() {
            if let Some(rest) = self.rest.strip_prefix("<!--") {
                self.rest = after(rest, "-->")?.1;
            } else if let Some(rest) = self.rest.strip_prefix("<![CDATA[") {
                let (text, rest) = after(rest, "]]>")?;
                self.rest = rest;
                self.text(text);
            } else if let Some(rest) = self.rest.strip_prefix("<?") {
                let (instruction, rest) = after(rest, "?>")?;
                if !instruction.starts_with("xml ") {
                    self.removed.push("a processing instruction".into());
                }
                self.rest = rest;
            } else if let Some(rest) = self.rest.strip_prefix("<!") {
                self.doctype(rest)?;
            } else if let Some(rest) = self.rest.strip_prefix("</") {
                let (name, rest) = after(rest, ">")?;
                self.rest = rest;
                self.close(name.trim_end())?;
            } else if let Some(rest) = self.rest.strip_prefix('<') {
                self.element(rest)?;
            } else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let text = unescape(&self.rest[..end])?;
                self.rest = &self.rest[end..];
                if self.open.is_empty() && !text.trim().is_empty() {
                    return Err("there is text beside the drawing".into());
                }
                self.text(&text);
            }
        }
        match (self.began, self.open.last()) {
            (true, None) if self.drawn(1, self.seen + 1, &mut BTreeMap::new()) > MOST => Err(OFTEN.into()),
            (true, None) => Ok(()),
            (_, Some(name)) => Err(format!("`{}` is not closed", shown(name))),
            (false, None) => Err("it holds no drawing".into()),
        }
    }

    /// How many elements a browser draws for those from `first` up to `end`, with all copies.
    fn drawn(&self, first: usize, end: usize, known: &mut BTreeMap<(usize, usize), usize>) -> usize {
        if let Some(known) = known.get(&(first, end)) {
            return *known;
        }
        // What copies itself is not drawn.
        known.insert((first, end), 0);
        let mut sum = end.saturating_sub(first);
        let from = self.uses.partition_point(|(at, _)| *at < first);
        for (_, of) in self.uses[from..].iter().take_while(|(at, _)| *at < end) {
            if let Some((first, end)) = self.named.get(of) {
                sum = sum.saturating_add(self.drawn(*first, *end, known));
            }
        }
        known.insert((first, end), sum);
        sum
    }

    /// The one document type that old programs write is dropped; one that declares anything is refused.
    fn doctype(&mut self, rest: &'a str) -> Result<(), String> {
        let (inside, rest) = after(rest, ">")?;
        if self.began || inside.contains(['[', '<']) || !inside.to_ascii_lowercase().starts_with("doctype svg") {
            return Err("it declares a document type or entities of its own".into());
        }
        self.rest = rest;
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.skipping.is_some() || self.open.is_empty() {
            return;
        }
        if self.open.last() == Some(&"style") {
            // Comments part a style sheet into pieces that a browser joins again: it is judged whole.
            self.style.push_str(text);
            return;
        }
        escape_into(&mut self.out, text);
    }

    fn element(&mut self, rest: &'a str) -> Result<(), String> {
        let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let (name, mut rest) = rest.split_at(end);
        if name.is_empty() {
            return Err("a `<` stands alone".into());
        }
        let mut attributes: Vec<(&str, String)> = Vec::new();
        let empty = loop {
            let trimmed = rest.trim_start();
            if let Some(after) = trimmed.strip_prefix("/>") {
                rest = after;
                break true;
            }
            if let Some(after) = trimmed.strip_prefix('>') {
                rest = after;
                break false;
            }
            if trimmed.len() == rest.len() {
                return Err(format!("the tag `{}` is not well formed", shown(name)));
            }
            let end = trimmed.find(|c: char| !is_name(c)).unwrap_or(trimmed.len());
            let (key, value) = trimmed.split_at(end);
            let value = value.trim_start().strip_prefix('=').map(str::trim_start);
            let quote = value.and_then(|v| v.chars().next()).filter(|c| matches!(c, '"' | '\''));
            let (Some(value), Some(quote), false) = (value, quote, key.is_empty()) else {
                return Err(format!("an attribute of `{}` is not well formed", shown(name)));
            };
            let end = value[1..].find(quote).ok_or("an attribute does not end")?;
            if value[1..1 + end].contains('<') || attributes.iter().any(|(known, _)| *known == key) {
                return Err(format!("an attribute of `{}` is not well formed", shown(name)));
            }
            attributes.push((key, unescape(&value[1..1 + end])?));
            rest = &value[2 + end..];
        };
        self.rest = rest;
        self.seen += 1;
        if self.seen > MOST || self.open.len() >= DEEPEST {
            return Err("it is too large, or too deep".into());
        }
        if self.open.last() == Some(&"style") && self.skipping.is_none() {
            return Err("there are elements in a style sheet".into());
        }
        if self.open.is_empty() && (self.began || name != "svg") {
            return Err("there is more in it than a drawing".into());
        }
        self.write(name, &attributes, empty)?;
        self.began = true;
        let id = attributes.into_iter().find(|(key, _)| *key == "id").map(|(_, value)| value);
        if let Some(id) = &id {
            self.named.entry(id.clone()).or_insert((self.seen, self.seen + 1));
        }
        if !empty {
            self.open.push(name);
            self.ids.push(id);
        }
        Ok(())
    }

    fn write(&mut self, name: &str, attributes: &[(&str, String)], empty: bool) -> Result<(), String> {
        if self.skipping.is_some() {
            return Ok(());
        }
        if !ELEMENTS.contains(&name) || is_note(name, self.open.len()) {
            // Programs leave notes for themselves, also under names of their own; nobody need hear of those.
            if !name.contains(':') && !is_note(name, self.open.len()) {
                self.removed.push(format!("`{}`", shown(name)));
            }
            if !empty {
                self.skipping = Some(self.open.len());
            }
            return Ok(());
        }
        if name == "use" {
            let of = attributes.iter().find(|(key, _)| matches!(*key, "href" | "xlink:href"));
            self.uses.push((self.seen, of.map_or("", |(_, value)| value.trim().trim_start_matches('#')).to_owned()));
            if self.uses.len() > MOST_USES {
                return Err(OFTEN.into());
            }
        }
        let root = self.open.is_empty();
        if root {
            self.size = size(attributes);
        }
        let _ = write!(self.out, "<{name}");
        if root {
            self.out.push_str(r#" xmlns="http://www.w3.org/2000/svg""#);
        }
        for (key, value) in attributes {
            if *key == "xmlns" || key.starts_with("xmlns:") && *key != "xmlns:xlink" {
                continue;
            }
            if *key == "xmlns:xlink" {
                self.out.push_str(r#" xmlns:xlink="http://www.w3.org/1999/xlink""#);
                continue;
            }
            let allowed = match *key {
                "href" | "xlink:href" => leads_within(name, value),
                _ if is_refused(key) => false,
                "style" => harmless(value),
                _ => !leads_out(value),
            };
            if !allowed {
                if !key.contains(':') || *key == "xlink:href" {
                    self.removed.push(format!("`{}` of `{name}`", shown(key)));
                }
                continue;
            }
            let _ = write!(self.out, " {key}=\"");
            escape_into(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push_str(if empty { "/>" } else { ">" });
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), String> {
        if self.open.pop() != Some(name) {
            return Err(format!("`{}` is closed where it is not open", shown(name)));
        }
        if let Some(range) = self.ids.pop().flatten().and_then(|id| self.named.get_mut(&id)) {
            range.1 = range.1.max(self.seen + 1);
        }
        match self.skipping {
            Some(depth) if self.open.len() <= depth => self.skipping = None,
            Some(_) => {}
            None => {
                let sheet = std::mem::take(&mut self.style);
                if harmless(&sheet) {
                    escape_into(&mut self.out, &sheet);
                } else {
                    self.removed.push("a style that leads elsewhere".into());
                }
                let _ = write!(self.out, "</{name}>");
            }
        }
        Ok(())
    }
}

fn after<'a>(text: &'a str, end: &str) -> Result<(&'a str, &'a str), String> {
    text.split_once(end).ok_or_else(|| "it ends in the middle".into())
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')
}

/// At most so much of a name as a message can bear.
fn shown(name: &str) -> &str {
    name.get(..40).unwrap_or(name)
}

/// Parts of the drawing itself, and pictures that lie in it whole.
fn leads_within(element: &str, value: &str) -> bool {
    let value = value.trim();
    let picture =
        ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];
    value.starts_with('#') || (element == "image" && picture.iter().any(|p| value.starts_with(p)))
}

/// Whether a style sheet or declarations load nothing. `@media` and `@font-face` without an address do not.
fn harmless(style: &str) -> bool {
    let lower = style.to_ascii_lowercase();
    let imports = ["\\", "<", "@import", "@charset", "@namespace"].iter().any(|at| lower.contains(at));
    !imports && !leads_out(style)
}

/// Whether a value names something outside, as `url(…)` or a scheme that acts.
fn leads_out(value: &str) -> bool {
    let lower: String = value.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let acts = ["javascript:", "vbscript:", "expression(", "-moz-binding", "image-set(", "image(", "src(", "paint("];
    let mut rest = lower.as_str();
    while let Some((_, after)) = rest.split_once("url(") {
        if !after.trim_start_matches(['"', '\'']).starts_with('#') {
            return true;
        }
        rest = after;
    }
    // A comment could part a word so that it is not found, and an escape could write it in another way.
    acts.iter().any(|a| lower.contains(a)) || ((lower.contains("/*") || lower.contains('\\')) && lower.contains('('))
}

/// Text without the five entities that need no declaration; any other is a fault.
fn unescape(text: &str) -> Result<String, String> {
    if !text.contains('&') {
        return Ok(text.to_owned());
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, after) = after.split_once(';').ok_or("an `&` stands alone")?;
        let character = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => {
                let number = name.strip_prefix('#').map(|n| match n.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => n.parse(),
                });
                number.and_then(Result::ok).and_then(char::from_u32)
            }
        };
        let allowed = character.filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        out.push(allowed.ok_or_else(|| format!("it uses the entity `{}`", shown(name)))?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn escape_into(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = escape_html(out, text);
}

/// From `width` and `height` in pixels, else from `viewBox`.
fn size(attributes: &[(&str, String)]) -> Option<(u32, u32)> {
    let get = |name: &str| attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
    let pixels = |name| get(name)?.trim().trim_end_matches("px").parse::<f64>().ok();
    let (width, height) = match (pixels("width"), pixels("height")) {
        (Some(width), Some(height)) => (width, height),
        _ => {
            let mut view = get("viewBox")?.split([' ', ',', '\n', '\t']).filter(|p| !p.is_empty()).skip(2);
            (view.next()?.parse().ok()?, view.next()?.parse().ok()?)
        }
    };
    let side = |side: f64| (0.5..=65_535.0).contains(&side).then(|| side.round().max(1.0) as u32);
    Some((side(width)?, side(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="10">"#;

    fn cleaned(inside: &str) -> String {
        clean(format!("{HEAD}{inside}</svg>").as_bytes()).unwrap().text.strip_prefix(HEAD).unwrap().to_owned()
    }

    #[test]
    fn what_acts_or_leads_out_is_gone() {
        for bad in [
            "<script>alert(1)</script>",
            "<foreignObject><b onload='x'>hi</b></foreignObject>",
            "<animate attributeName='href' values='javascript:alert(1)'/>",
            "<set attributeName='onload' to='x'/>",
            "<a href='http://e.example/'></a>",
            "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
            "<SCRIPT>alert(1)</SCRIPT>",
        ] {
            assert_eq!(cleaned(bad), "</svg>", "{bad}");
        }
        for (bad, good) in [
            ("<g onload='x'/>", "<g/>"),
            ("<image href='http://e.example/a.png'/>", "<image/>"),
            ("<use href='data:image/svg+xml;base64,AAAA'/>", "<use/>"),
            ("<use xlink:href='other.svg#x'/>", "<use/>"),
            ("<rect fill='url(http://e.example/)'/>", "<rect/>"),
            ("<rect style='fill: u\\72l(http://e.example/)'/>", "<rect/>"),
            ("<rect mask='u\\72l(http://e.example/)'/>", "<rect/>"),
            ("<rect fill='&#117;rl(&#104;ttp://e.example/)'/>", "<rect/>"),
            ("<style>@import 'http://e.example/a.css';</style>", "<style></style>"),
            ("<style><![CDATA[a{background:url(//e.example)}]]></style>", "<style></style>"),
            ("<style>@im<!-- -->port 'http://e.example/a.css';</style>", "<style></style>"),
            ("<style>a{b:u/**/rl(//e.example)}</style>", "<style></style>"),
        ] {
            assert_eq!(cleaned(bad), format!("{good}</svg>"), "{bad}");
        }
    }

    #[test]
    fn what_draws_stays() {
        for good in [
            r#"<rect id="a" width="5" fill="url(#g)"/>"#,
            r##"<use href="#a"/>"##,
            r#"<image href="data:image/png;base64,AAAA"/>"#,
            "<style>.a{fill:#fff}@media (prefers-color-scheme: dark){.a{fill:#000}}</style>",
            "<text>1 &lt; 2 &amp; 3</text>",
            "<g><title>Room 12</title></g>",
        ] {
            assert_eq!(cleaned(good), format!("{good}</svg>"));
        }
        let drawn = clean(b"<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"a\" \"b\"><svg viewBox='0 0 8 9'/>").unwrap();
        assert_eq!((drawn.size, drawn.removed.len()), (Some((8, 9)), 0));
    }

    #[test]
    fn what_tells_of_the_maker_goes_without_a_word() {
        let inside = r#"<title>C:\Users\kim\map final.svg</title><desc>Created with Some Program</desc>
            <metadata><rdf:RDF xmlns:rdf="r"><dc:creator xmlns:dc="d">Kim</dc:creator></rdf:RDF></metadata>
            <x:view xmlns:x="v" x:docname="/home/kim/map.svg"/><!-- Kim --><g><desc>Kim</desc><path d="M0 0h9"/></g>"#;
        let drawing = format!("{HEAD}{inside}</svg>").replace("<svg ", "<svg x:docname='/home/kim/map.svg' ");
        let cleaned = clean(drawing.as_bytes()).unwrap();
        assert!(cleaned.text.contains("<g><path d=\"M0 0h9\"/></g>"), "{}", cleaned.text);
        assert!(!cleaned.text.contains("im") && !cleaned.text.contains("Created"), "{}", cleaned.text);
        assert_eq!(cleaned.removed, Vec::<String>::new());
    }

    #[test]
    fn copies_of_copies_are_counted() {
        let level = |n: usize| format!("<g id='l{n}'>{}</g>", format!("<use href='#l{}'/>", n - 1).repeat(10));
        let levels = |n: usize| (1..n).map(level).collect::<String>();
        let drawing = |n: usize| format!("{HEAD}<defs><path id='l0' d='M0 0h9'/>{}</defs></svg>", levels(n));
        assert!(clean(drawing(4).as_bytes()).is_ok());
        assert_eq!(clean(drawing(9).as_bytes()).unwrap_err(), OFTEN);
        let itself = "<g id='a'><use href='#a'/><use href='#b'/></g><g id='b'><use href='#a'/></g>";
        assert!(clean(format!("{HEAD}{itself}</svg>").as_bytes()).is_ok(), "a browser draws no circle");
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        let deep = format!("<svg>{}", "<g>".repeat(10_000));
        for bad in [
            "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>",
            "<svg>&a;</svg>",
            "<svg><g></svg>",
            "<svg/><script/>",
            "<svg a=b/>",
            "<svg a='1' a='2'/>",
            "<svg x='<'/>",
            "<svg>\u{0}</svg>",
            "<html><svg/></html>",
            "<svg>",
            "<svg><!-- ",
            &deep,
        ] {
            assert!(clean(bad.as_bytes()).is_err(), "{bad:.60}");
        }
        assert!(clean(b"\xff\xfe<\0s\0v\0g\0").is_err());
    }
}
