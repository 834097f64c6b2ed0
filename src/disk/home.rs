//! To which project a file belongs, whether it is on the disk already or not.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::path::{Path, PathBuf};

use crate::disk::names;
use crate::disk::project::CONFIG_NAME;

/// The folders above a file that have settings, the nearest first.
pub fn homes_of(file: &Path) -> Vec<PathBuf> {
    let settled = file.ancestors().skip(1).filter(|folder| folder.join(CONFIG_NAME).is_file());
    // The settings may lie beside the articles.
    let home = |folder: &Path| {
        let above = folder.parent().filter(|_| folder.file_name().is_some_and(|name| name == "content"));
        above.unwrap_or(folder).to_path_buf()
    };
    settled.map(home).collect()
}

/// The path of a file below a folder with `/` between parts; `None`: it lies elsewhere, or nobody would read it there.
pub fn below(folder: &Path, file: &Path) -> Option<String> {
    let (folder, file) = (real(folder)?, real(file)?);
    let parts: Option<Vec<&str>> = file.strip_prefix(&folder).ok()?.iter().map(|part| part.to_str()).collect();
    parts.filter(|parts| !parts.is_empty() && !parts.iter().any(|part| names::skipped(part))).map(|p| p.join("/"))
}

/// The path without links, as far as it is on the disk.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let known = path.ancestors().find_map(|above| Some((above, std::fs::canonicalize(above).ok()?)));
    let (above, real) = known?;
    Some(path.strip_prefix(above).map_or_else(|_| real.clone(), |rest| real.join(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_belongs_to_the_nearest_project_though_it_is_not_there_yet() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("a/content/guides")).unwrap();
        std::fs::create_dir_all(root.join("b/content")).unwrap();
        std::fs::write(root.join("a/guidepost.yaml"), "").unwrap();
        std::fs::write(root.join("b/content/guidepost.yaml"), "").unwrap();
        assert_eq!(homes_of(&root.join("a/content/guides/new/x.md")).first(), Some(&root.join("a")));
        assert_eq!(homes_of(&root.join("b/content/x.md")).first(), Some(&root.join("b")));
        let content = root.join("a/content");
        assert_eq!(below(&content, &content.join("guides/new/x.md")).as_deref(), Some("guides/new/x.md"));
        assert_eq!(below(&content, &content.join("guides/../guides/x.md")).as_deref(), Some("guides/x.md"));
        for away in ["b/content/x.md", "a/content", "a/content/.git/x.md", "a/x.md"] {
            assert_eq!(below(&content, &root.join(away)), None, "{away}");
        }
    }
}
