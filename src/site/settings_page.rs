//! The addresses of the Settings app that a page may open. Only those on the list: a link to an address that nobody
//! knows helps nobody, and an address is a door into the reader's computer.

use std::sync::LazyLock;

static KNOWN: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut known: Vec<&str> = include_str!("settings_pages.txt").lines().filter(|l| !l.starts_with('#')).collect();
    known.retain(|name| !name.is_empty());
    known.sort_unstable();
    known
});

/// How an address of the Settings app begins.
pub const SCHEME: &str = "ms-settings:";

/// What stands behind the scheme, in lower case; `None`: it is an address of something else.
pub fn page_of(address: &str) -> Option<String> {
    let (scheme, page) = address.trim().split_at_checked(SCHEME.len())?;
    scheme.eq_ignore_ascii_case(SCHEME).then(|| page.to_ascii_lowercase())
}

pub fn is_known(page: &str) -> bool {
    KNOWN.binary_search(&page).is_ok()
}

/// The known page that is spelled most alike.
pub fn near(page: &str) -> Option<&'static str> {
    let score = |known: &str| strsim::jaro_winkler(page, known);
    KNOWN.iter().copied().max_by(|a, b| score(a).total_cmp(&score(b))).filter(|known| score(known) > 0.8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_on_the_list_are_known() {
        for (address, known) in [
            ("ms-settings:display", true),
            ("MS-Settings:Display", true),
            ("ms-settings:dispay", false),
            ("ms-settings:display?x=1", false),
            ("ms-settings:", false),
            ("https://display", false),
            ("é", false),
        ] {
            assert_eq!(page_of(address).is_some_and(|page| is_known(&page)), known, "{address}");
        }
        assert_eq!(near("dispay"), Some("display"));
        assert!(KNOWN.len() > 200 && KNOWN.iter().all(|k| k.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')));
    }
}
