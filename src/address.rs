//! Addresses: slugs, permalinks, relative links, and which schemes a link may have.
//!
//! Paths below the site always have `/` between parts and are not escaped; escaping happens when a
//! path becomes an `href`, so that pages work from a server and from `file://` alike.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters of a path part that stay as they are in an `href`.
const PATH_PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Longest slug in bytes; leaves room for a suffix and an extension below the 255 bytes of file systems.
const LONGEST_SLUG: usize = 120;

/// Names that Windows keeps for devices, whatever their extension.
const RESERVED: &[&str] = &[
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Composed and decomposed letters made one: an address is written in either.
pub fn composed(text: String) -> String {
    if text.is_ascii() { text } else { text.nfc().collect() }
}

/// A name for addresses and anchors: lower case, accents folded, letters and digits of every script kept,
/// everything else one `-`. Empty when nothing is left.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    if text.is_ascii() {
        for b in text.bytes() {
            push_slug_char(&mut out, &mut gap, b.to_ascii_lowercase() as char);
        }
    } else {
        // Marks are folded on Latin letters only: in other scripts they carry the vowel.
        let mut base_is_latin = false;
        for c in text.nfd() {
            if is_combining_mark(c) {
                if !base_is_latin && !gap {
                    out.push(c);
                }
                continue;
            }
            base_is_latin = c.is_ascii_alphabetic();
            match c {
                'ß' => out.push_str("ss"),
                'æ' | 'Æ' => out.push_str("ae"),
                'œ' | 'Œ' => out.push_str("oe"),
                'ø' | 'Ø' => out.push('o'),
                'ł' | 'Ł' => out.push('l'),
                'đ' | 'Đ' => out.push('d'),
                'ı' | 'İ' => out.push('i'),
                '\'' | '’' | '‘' => {}
                c => {
                    for c in c.to_lowercase() {
                        push_slug_char(&mut out, &mut gap, c);
                    }
                }
            }
        }
        out = out.nfc().collect();
    }
    if out.len() > LONGEST_SLUG {
        let mut end = LONGEST_SLUG;
        while !out.is_char_boundary(end) {
            end -= 1;
        }
        out.truncate(out[..end].rfind('-').filter(|i| *i > LONGEST_SLUG / 2).unwrap_or(end));
        // Two long names that begin alike stay two.
        let _ = write!(out, "-{}", &blake3::hash(text.as_bytes()).to_hex()[..6]);
    }
    if RESERVED.contains(&out.as_str()) {
        out.push_str("-page");
    }
    out
}

fn push_slug_char(out: &mut String, gap: &mut bool, c: char) {
    if c == '\'' {
        return;
    }
    if c.is_alphanumeric() {
        if *gap && !out.is_empty() {
            out.push('-');
        }
        *gap = false;
        out.push(c);
    } else {
        *gap = true;
    }
}

/// Where the page of an article lies below the site: `Guides/Add a printer.md` -> `guides/add-a-printer.html`.
/// A slug from the front matter stands for the file name. Parts that slug to nothing become `page`.
pub fn permalink(source: &str, slug_in_front_matter: Option<&str>) -> String {
    let mut out = String::with_capacity(source.len() + 5);
    let mut parts = source.split('/').peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        let name = if last { slug_in_front_matter.unwrap_or_else(|| stem(part)) } else { part };
        let name = slug(name);
        out.push_str(if name.is_empty() { "page" } else { &name });
        out.push_str(if last { ".html" } else { "/" });
    }
    out
}

/// A file name without its last extension.
pub fn stem(name: &str) -> &str {
    match name.rfind('.') {
        Some(i) if i > 0 => &name[..i],
        _ => name,
    }
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folder of a path without the last `/`; empty at the top.
pub fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |i| &path[..i])
}

/// The `href` from one page to another path below the site, escaped, without a fragment.
/// A page that links to itself gets its own file name, never an empty address.
pub fn relative(from_page: &str, to: &str) -> String {
    let mut from: Vec<&str> = from_page.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let same = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(from.len() - same);
    for (i, part) in to[same..].iter().enumerate() {
        if i > 0 {
            out.push('/');
        }
        let _ = write!(out, "{}", utf8_percent_encode(part, PATH_PART));
    }
    out
}

/// `to_root("a/b.html")` is `../`: what a page puts before a path below the site.
pub fn to_root(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}

/// An anchor as it stands behind `#` in an `href`.
pub fn fragment(anchor: &str) -> String {
    utf8_percent_encode(anchor, PATH_PART).to_string()
}

/// Joins a relative path to the folder of a file, `.` and `..` resolved. `None`: it leads out of the root.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> =
        if path.starts_with('/') { Vec::new() } else { folder.split('/').filter(|p| !p.is_empty()).collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Percent escapes decoded; what is not UTF-8 afterwards is left as it was.
pub fn decode(url: &str) -> String {
    percent_decode_str(url).decode_utf8().map_or_else(|_| url.to_owned(), |s| s.into_owned())
}

/// What kind of address a link has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlKind {
    /// A path, a query or a fragment: resolved within the site.
    Relative,
    /// Off the site, with a scheme that is allowed.
    Web,
    /// Not to be linked; the reason in words.
    Refused(&'static str),
}

/// Schemes that every site may link to. `ms-settings` opens a page of the Settings app.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "ms-settings"];

/// Decides by the address a browser would see: blanks and control characters dropped, percent escapes
/// before the colon decoded, the scheme in lower case.
pub fn check_url(url: &str, more_schemes: &[String]) -> UrlKind {
    let bare: String = url.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let bare = bare.trim();
    if bare.is_empty() {
        return UrlKind::Refused("the address is empty");
    }
    if bare.starts_with("//") || bare.starts_with("\\\\") || bare.starts_with("/\\") || bare.starts_with("\\/") {
        return UrlKind::Web;
    }
    // Decoded twice: `java%2573cript:` must not become a scheme in whatever reads the page next.
    let decoded = decode(&decode(bare));
    let decoded: String =
        decoded.chars().filter(|c| !c.is_control() && !is_invisible(*c) && !c.is_whitespace()).collect();
    let Some(colon) = decoded.find(':') else { return UrlKind::Relative };
    if decoded[..colon].contains(['/', '?', '#']) {
        return UrlKind::Relative;
    }
    let scheme = decoded[..colon].to_ascii_lowercase();
    if SCHEMES.contains(&scheme.as_str()) || more_schemes.iter().any(|s| s.eq_ignore_ascii_case(&scheme)) {
        let has_credentials = (scheme == "http" || scheme == "https")
            && decoded[colon + 1..].trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or("").contains('@');
        if has_credentials {
            return UrlKind::Refused("the address carries a user name or password");
        }
        return UrlKind::Web;
    }
    if scheme.len() == 1 {
        return UrlKind::Refused("a path on one computer");
    }
    UrlKind::Refused("its scheme is not allowed")
}

/// Characters without width, which hide in an address.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{00ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_safe_on_every_system() {
        for (text, want) in [
            ("Add a Printer", "add-a-printer"),
            ("  What's new? ", "whats-new"),
            ("Straße & Ärger", "strasse-arger"),
            ("CON", "con-page"),
            ("..", ""),
            ("a/../b", "a-b"),
            ("Принтер", "принтер"),
            ("打印机", "打印机"),
            ("😀", ""),
        ] {
            assert_eq!(slug(text), want, "{text:?}");
        }
        let (one, two) = (slug(&"long word ".repeat(40)), slug(&"long word ".repeat(41)));
        assert!(one.len() <= LONGEST_SLUG + 7 && one != two);
    }

    #[test]
    fn relative_links_name_the_file() {
        for (from, to, want) in [
            ("index.html", "guides/a.html", "guides/a.html"),
            ("guides/a.html", "index.html", "../index.html"),
            ("guides/a.html", "guides/b c.html", "b%20c.html"),
            ("guides/a.html", "guides/a.html", "a.html"),
            ("a/b/c.html", "a/d/e.html", "../d/e.html"),
        ] {
            assert_eq!(relative(from, to), want, "{from} -> {to}");
        }
    }

    #[test]
    fn hidden_schemes_are_refused() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " java\tscript:alert(1)",
            "java%73cript:alert(1)",
            "java%2573cript:alert(1)",
            "javascript&colon;x:y",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "ms-msdt:/id",
            "search-ms:query",
            "https://user:pw@host/",
            "\u{200b}javascript:x",
            "C:\\Windows",
            "",
        ] {
            assert!(matches!(check_url(url, &[]), UrlKind::Refused(_)), "{url:?}");
        }
        for url in ["https://a.example/", "mailto:a@b.example", "ms-settings:display", "HTTP://x", "//a.example/x"] {
            assert_eq!(check_url(url, &[]), UrlKind::Web, "{url:?}");
        }
        for url in ["a.md", "../b.md#x", "/c", "#d", "x?y=a:b", "a/b:c"] {
            assert_eq!(check_url(url, &[]), UrlKind::Relative, "{url:?}");
        }
    }

    #[test]
    fn paths_do_not_leave_the_root() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "../../c.md"), None);
        assert_eq!(join("a", "/c.md").as_deref(), Some("c.md"));
        assert_eq!(permalink("Guides/Add a Printer.md", None), "guides/add-a-printer.html");
        assert_eq!(permalink("a/b.md", Some("../../x")), "a/x.html");
    }
}
