//! Addresses inside the site: always relative, always naming the file, so that `file://` works.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands unescaped in a part of a path. `:` does not: `a:b.html` would read as a scheme.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'(').remove(b')');

/// The address of `to` as written on the page `from_page`; both are paths below the site.
pub fn relative(from_page: &str, to: &str) -> String {
    let from: Vec<&str> = from_page.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = (from.len() - 1).min(to.len() - 1);
    let shared = (0..folders).take_while(|i| from[*i] == to[*i]).count();
    let mut address = "../".repeat(from.len() - 1 - shared);
    for (i, part) in to[shared..].iter().enumerate() {
        if i > 0 {
            address.push('/');
        }
        address.extend(utf8_percent_encode(part, PART));
    }
    address
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn names_the_file_and_escapes_it() {
        assert_eq!(relative("guides/a.html", "guides/printers/add one.html"), "printers/add%20one.html");
        assert_eq!(relative("guides/net/a.html", "index.html"), "../../index.html");
        assert_eq!(relative("a.html", "a.html"), "a.html");
        assert_eq!(relative("x/a.html", "x/b#c:%.html"), "b%23c%3A%25.html");
    }
}
