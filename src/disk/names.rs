//! Names of files: what to skip, what Windows cannot hold, and which names are one and the same elsewhere.
//!
//! The same answers on every system, so that a site built on Linux can be copied to a Windows share.

use unicode_normalization::UnicodeNormalization;

/// Whether a file or folder is none of the site's business: hidden, left by a program, or a package store.
pub fn skipped(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.ends_with(".swp")
        || name.ends_with(".swo")
        || name.ends_with(".tmp")
        || (name.starts_with('#') && name.ends_with('#'))
        || SKIPPED.iter().any(|s| s.eq_ignore_ascii_case(name))
}

const SKIPPED: &[&str] = &["node_modules", "Thumbs.db", "desktop.ini", "__MACOSX"];

/// Whether a file is an article rather than a file to copy.
pub fn is_article(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
    extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
}

/// Whether a file of the content folder says what places are called.
pub fn is_catalogue(path: &str) -> bool {
    path.strip_prefix(crate::ui::FOLDER)
        .and_then(|rest| rest.strip_prefix('/'))
        .is_some_and(|name| !name.contains('/') && (name.ends_with(".yaml") || name.ends_with(".yml")))
}

/// Why Windows cannot hold a file of this name, if so.
pub fn windows_fault(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    if RESERVED.iter().any(|r| r.eq_ignore_ascii_case(stem)) || numbered_device(stem) {
        return Some("is the name of a device on Windows");
    }
    if name.contains(['<', '>', ':', '"', '|', '?', '*', '\\']) {
        return Some("has a character that Windows does not allow");
    }
    if name.ends_with(['.', ' ']) {
        return Some("ends in a dot or a space, which Windows drops");
    }
    (name.encode_utf16().count() > 255).then_some("is longer than Windows allows")
}

const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// `COM1` to `COM9` and `LPT1` to `LPT9`, with superscript digits too.
fn numbered_device(stem: &str) -> bool {
    let mut chars = stem.chars();
    let Some(digit) = chars.next_back() else { return false };
    let word = chars.as_str();
    (word.eq_ignore_ascii_case("com") || word.eq_ignore_ascii_case("lpt")) && "123456789¹²³".contains(digit)
}

/// Two paths with the same key are the same file on Windows or macOS.
pub fn collision_key(path: &str) -> String {
    // Upper first: it folds `ß` to `SS` and the dotless `ı` to `I`.
    path.nfc().collect::<String>().to_uppercase().to_lowercase()
}

/// A name as it can be shown: control characters and what is not UTF-8 escaped.
pub fn escaped(name: &std::ffi::OsStr) -> String {
    name.to_string_lossy().chars().flat_map(|c| c.escape_debug()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_refused_whatever_their_extension() {
        for name in ["CON", "nul", "con.md", "nul.tar.gz", "Com1", "lpt9.png", "COM¹", "a?b", "a.", "a "] {
            assert!(windows_fault(name).is_some(), "{name}");
        }
        for name in ["console.md", "com0", "com10", "lpt.md", "auxiliary", "a.b.md", "ümlaut é.png"] {
            assert_eq!(windows_fault(name), None, "{name}");
        }
    }

    #[test]
    fn names_collide_as_on_windows_and_macos() {
        for (a, b) in [("Guide.md", "guide.md"), ("Straße", "STRASSE"), ("I", "ı"), ("e\u{301}.md", "é.md")] {
            assert_eq!(collision_key(a), collision_key(b), "{a} {b}");
        }
        assert_ne!(collision_key("a.md"), collision_key("b.md"));
    }

    #[test]
    fn droppings_are_skipped() {
        for name in [".git", ".DS_Store", "node_modules", "THUMBS.DB", "~$plan.docx", "a.md~", ".a.md.swp", "#a.md#"] {
            assert!(skipped(name), "{name}");
        }
        assert!(!skipped("a.md"));
    }
}
