//! One form for the many ways to write the address of a picture, and the address of its full size.
//!
//! The form is what a browser would ask for: read by the same parser that the connection is made with. What is not
//! http or https, or carries a user name, has no form and is never asked for.

use percent_encoding::percent_decode_str;
use url::Url;

/// The address in the form of the lock; `None` when it is none that could be fetched.
///
/// `//host/x` means https. Host and scheme in lower case, default port and fragment dropped, dots resolved, blanks
/// and letters beyond ASCII escaped, needless escapes decoded, `&amp;` left over from HTML decoded. http and https
/// stay two addresses: they may be two pictures.
pub fn normal(written: &str) -> Option<String> {
    let url = parse(written)?;
    let mut out = String::with_capacity(url.as_str().len());
    out.push_str(&url[..url::Position::BeforePath]);
    push_tidy(&mut out, url.path());
    if let Some(query) = url.query().filter(|q| !q.is_empty()) {
        out.push('?');
        push_tidy(&mut out, query);
    }
    Some(out)
}

/// A written address as a URL that may be fetched, without its fragment.
pub fn parse(written: &str) -> Option<Url> {
    let written = written.trim();
    // Conversions escape an address twice at times; `&` is all that is left of it.
    let decoded;
    let written = if written.contains("&amp;") || written.contains("&#038;") {
        decoded = written.replace("&amp;", "&").replace("&#038;", "&");
        &decoded
    } else {
        written
    };
    // A tab or line end within is dropped by the parser, which hides a host from a reader's eye.
    if written.chars().any(char::is_control) {
        return None;
    }
    let mut url = match written.strip_prefix("//") {
        Some(rest) => Url::parse(&format!("https://{rest}")).ok()?,
        None => Url::parse(written).ok()?,
    };
    if !is_fetchable(&url) {
        return None;
    }
    url.set_fragment(None);
    Some(url)
}

/// http or https, a host, no user name or password.
pub fn is_fetchable(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|h| !h.is_empty())
        && url.username().is_empty()
        && url.password().is_none()
}

/// Escapes of characters that need none are decoded, the others written with capital digits.
fn push_tidy(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let code = rest.get(at + 1..at + 3).filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(code) = code else {
            out.push('%');
            rest = &rest[at + 1..];
            continue;
        };
        match percent_decode_str(&rest[at..at + 3]).next() {
            Some(b) if b.is_ascii_alphanumeric() || b"-._~".contains(&b) => out.push(b as char),
            _ => {
                out.push('%');
                out.push_str(&code.to_ascii_uppercase());
            }
        }
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
}

/// Where the full size of a thumbnail lies: `x-300x224.png` is made from `x.png` by the programs that make blogs.
pub fn full_size(address: &str) -> Option<String> {
    let path_end = address.find('?').unwrap_or(address.len());
    let (path, query) = address.split_at(path_end);
    let name = path.rfind('/')? + 1;
    let dot = name + path[name..].rfind('.')?;
    let dash = name + path[name..dot].rfind('-')?;
    let (width, height) = path[dash + 1..dot].split_once('x')?;
    let is_side = |s: &str| (2..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    if dash == name || !is_side(width) || !is_side(height) {
        return None;
    }
    Some(format!("{}{}{query}", &path[..dash], &path[dot..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_ways_to_write_are_one_address() {
        for written in [
            "https://pictures.example/a%20b/%C3%BC.png?x=1&y=2",
            "//pictures.example/a b/ü.png?x=1&y=2",
            " HTTPS://Pictures.Example:443/c/../a%20b/%c3%bc%2Epng?x=1&amp;y=2#part ",
            "https:\\\\pictures.example\\a b/ü.png?x=1&#038;y=2",
        ] {
            let want = "https://pictures.example/a%20b/%C3%BC.png?x=1&y=2";
            assert_eq!(normal(written).as_deref(), Some(want), "{written}");
        }
        assert_ne!(normal("http://a.example/x.png"), normal("https://a.example/x.png"));
        assert_ne!(normal("https://a.example/x.png?w=1"), normal("https://a.example/x.png?w=2"));
        assert_eq!(normal("https://a.example/%2f%zz").as_deref(), Some("https://a.example/%2F%zz"));
    }

    #[test]
    fn what_could_not_be_fetched_has_no_form() {
        for written in [
            "ftp://a.example/x.png",
            "file:///etc/passwd",
            "data:image/png;base64,AAAA",
            "https://user@a.example/x.png",
            "https://user:secret@a.example/x.png",
            "https://ok.example%2f@127.0.0.1/x.png",
            "https://a.exa\tmple/x.png",
            "https://a.example/x\n.png",
            "https:///",
            "x.png",
            "",
        ] {
            assert_eq!(normal(written), None, "{written:?}");
        }
        // A label that only pretends to hold letters beyond ASCII (CVE-2024-12224).
        assert_eq!(normal("https://xn--example-.org/x.png"), None);
        // Every way to write a number is seen as the address that it is.
        for written in ["http://127.1/x", "http://0x7f000001/x", "http://2130706433/x", "http://0177.0.0.1/x"] {
            assert_eq!(normal(written).as_deref(), Some("http://127.0.0.1/x"), "{written}");
        }
    }

    #[test]
    fn thumbnails_know_their_full_size() {
        let full = |a: &str| full_size(a).unwrap_or_default();
        assert_eq!(full("https://a.example/up/x-300x224.png"), "https://a.example/up/x.png");
        assert_eq!(full("https://a.example/up/a-b-1024x68.jpg?ver=2"), "https://a.example/up/a-b.jpg?ver=2");
        for whole in ["x.png", "x-300.png", "300x224.png", "-300x224.png", "x-1x1.png", "x-300x224", "x-30000x2.png"] {
            assert_eq!(full_size(&format!("https://a.example/{whole}")), None, "{whole}");
        }
    }
}
