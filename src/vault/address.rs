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

/// Where the full size of a thumbnail lies, by the ways in which programs that make blogs name what they made smaller.
/// It is a guess: who asks there and finds nothing asks for the thumbnail.
pub fn full_size(address: &str) -> Option<String> {
    // A thumbnail may lie behind a service that makes it smaller once more.
    let larger =
        |address: &String| Some(unserved(address).or_else(|| unnamed(address))?).filter(|full| full != address);
    std::iter::successors(larger(&address.to_owned()), larger).take(3).last()
}

/// Words of a query that only say how large the answer is to be.
const SIZING: &[&str] =
    &["w", "h", "width", "height", "resize", "fit", "crop", "zoom", "quality", "q", "strip", "dpr", "lossy", "ssl"];
/// Words of a query that a server checks: with another query there is no answer.
const SIGNED: &[&str] =
    &["s", "sig", "sign", "signature", "token", "hash", "expires", "key", "policy", "x-amz-signature"];

/// Without the service that sends a picture on in another size: a query such as `?w=300`, `?resize=300,224`, or a host
/// that has the address of the picture in its path.
fn unserved(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let name_of = |pair: &str| pair.split('=').next().unwrap_or("").to_ascii_lowercase();
    let pairs: Vec<String> = url.query().unwrap_or("").split('&').map(str::to_owned).collect();
    let sizes = |pair: &&String| SIZING.contains(&&*name_of(pair));
    if host.strip_suffix(".wp.com").is_some_and(|h| matches!(h, "i0" | "i1" | "i2" | "i3")) {
        let scheme = if pairs.iter().any(|p| p == "ssl=1") { "https" } else { url.scheme() };
        let full = Url::parse(&format!("{scheme}:/{}", url.path())).ok()?;
        // `/name.png` without a host is a page of the service itself.
        return full.host_str().filter(|h| h.contains('.') && full.path().len() > 1).map(|_| full.to_string());
    }
    let is_signed = pairs.iter().any(|p| SIGNED.contains(&&*name_of(p)));
    let has_size =
        |p: &&String| sizes(p) && p.split_once('=').is_some_and(|(_, v)| v.starts_with(|c: char| c.is_ascii_digit()));
    if is_signed || pairs.iter().find(has_size).is_none() {
        return None;
    }
    let rest: Vec<&str> = pairs.iter().filter(|p| !sizes(p)).map(String::as_str).collect();
    url.set_query(Some(rest.join("&")).filter(|q| !q.is_empty()).as_deref());
    normal(url.as_str())
}

/// Without what a program added to the name: `x-300x224.png`, `x_thumb.png`, `/thumb/a/x.png/300px-x.png`.
fn unnamed(address: &str) -> Option<String> {
    let path_end = address.find('?').unwrap_or(address.len());
    let (path, query) = address.split_at(path_end);
    let (folder, name) = path.rsplit_once('/')?;
    // The wiki keeps a folder of thumbnails for each picture.
    if let Some((above, picture)) = folder.rsplit_once('/')
        && let Some((before, after)) = above.split_once("/thumb/")
        && let Some((width, of)) = name.split_once("px-")
        && is_number(width)
        && (of == picture || of.strip_prefix(picture).is_some_and(|rest| rest.starts_with('.')))
    {
        return Some(format!("{before}/{after}/{picture}{query}"));
    }
    let (stem, ending) = name.rsplit_once('.')?;
    let lower = stem.to_ascii_lowercase();
    let word = ["_thumb", "-thumb", "_thumbnail", "-thumbnail"].iter().find(|word| lower.ends_with(**word));
    let plain = match word {
        Some(word) => &stem[..stem.len() - word.len()],
        None => {
            let at = stem.rfind(['-', '_'])?;
            let (width, height) = stem[at + 1..].split_once('x')?;
            let is_side = |side: &str| (2..=4).contains(&side.len()) && is_number(side);
            Some(&stem[..at]).filter(|_| is_side(width) && is_side(height))?
        }
    };
    (!plain.is_empty()).then(|| format!("{folder}/{plain}.{ending}{query}"))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
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
        for (small, whole) in [
            ("https://a.example/up/x_300x224.png", "https://a.example/up/x.png"),
            ("https://a.example/up/x_thumb.png?ver=2", "https://a.example/up/x.png?ver=2"),
            ("https://a.example/up/x-Thumbnail.jpg", "https://a.example/up/x.jpg"),
            ("https://a.example/x.png?w=300&h=200", "https://a.example/x.png"),
            ("https://a.example/x.png?v=3&resize=300,224", "https://a.example/x.png?v=3"),
            ("https://a.example/w/thumb/a/ab/X.png/300px-X.png", "https://a.example/w/a/ab/X.png"),
            ("https://a.example/w/thumb/a/ab/X.svg/300px-X.svg.png", "https://a.example/w/a/ab/X.svg"),
            ("https://i0.wp.com/b.example/up/x.png?w=300&ssl=1", "https://b.example/up/x.png"),
            ("https://i2.wp.com/b.example/up/x-300x224.png?resize=150%2C150", "https://b.example/up/x.png"),
        ] {
            assert_eq!(full(small), whole);
        }
        for whole in [
            "x.png?w=300&sig=abc",
            "x.png?w=wide",
            "x.png?page=300",
            "_thumb.png",
            "thumb/x.png",
            "thumb/a/x.png/y.png",
            "x.png",
            "x-300.png",
            "300x224.png",
            "-300x224.png",
            "x-1x1.png",
            "x-300x224",
            "x-30000x2.png",
        ] {
            assert_eq!(full_size(&format!("https://a.example/{whole}")), None, "{whole}");
        }
        assert_eq!(full_size("https://i0.wp.com/x.png?w=300"), None);
    }
}
