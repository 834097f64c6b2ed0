//! Addresses of files as editors write them, and paths.
//!
//! Editors differ in what they escape: `file:///c%3A/a.md` and `file:///C:/a.md` are one file. An answer always gives
//! back the address that the editor used.

use std::path::{Path, PathBuf};

use crate::address;

/// The path of a file; `None`: the document lies in no folder.
pub fn path(uri: &str) -> Option<PathBuf> {
    text(uri, cfg!(windows)).map(PathBuf::from)
}

/// The address of a file.
pub fn of(path: &Path) -> Option<String> {
    url::Url::from_file_path(path).ok().map(String::from)
}

/// The last part of an address, for a document that lies in no folder.
pub fn name(uri: &str) -> String {
    let name = address::decode(uri.rsplit(['/', ':', '\\']).next().unwrap_or("")).replace('\0', "");
    if name.is_empty() { "untitled.md".into() } else { name }
}

fn text(uri: &str, windows: bool) -> Option<String> {
    let rest = uri.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("file://")).map(|_| &uri[7..])?;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, rest) = rest.split_at(rest.find('/')?);
    let path = address::decode(rest);
    if path.contains('\0') {
        return None;
    }
    if !windows {
        return Some(path);
    }
    let path = path.replace('/', "\\");
    let drive = path.as_bytes();
    if host.is_empty() && drive.len() > 2 && drive[1].is_ascii_alphabetic() && drive[2] == b':' {
        return Some(path[1..2].to_ascii_uppercase() + &path[2..]);
    }
    // `file://server/share/a.md`
    (!host.is_empty()).then(|| format!("\\\\{host}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_any_editor_is_a_path() {
        let windows = |uri| text(uri, true);
        for uri in
            ["file:///c%3A/Help%20desk/%C3%BCber.md", "file:///C:/Help desk/über.md", "FILE:///c:/Help%20desk/über.md"]
        {
            assert_eq!(windows(uri).as_deref(), Some("C:\\Help desk\\über.md"), "{uri}");
        }
        assert_eq!(windows("file://server/share/a.md").as_deref(), Some("\\\\server\\share\\a.md"));
        assert_eq!(windows("file:///a.md"), None, "no drive");
        let unix = |uri| text(uri, false);
        assert_eq!(unix("file:///home/a%20b/%F0%9F%98%80%23.md").as_deref(), Some("/home/a b/😀#.md"));
        assert_eq!(unix("file:///c%3A/a.md").as_deref(), Some("/c:/a.md"));
        for uri in ["untitled:Untitled-1", "", "file:", "file://", "file:///a%00.md", "http://x/a.md", "é"] {
            assert_eq!(unix(uri), None, "{uri}");
        }
        assert_eq!(name("untitled:Untitled-1"), "Untitled-1");
        assert_eq!(name("git:/a/b%20c.md"), "b c.md");
    }
}
