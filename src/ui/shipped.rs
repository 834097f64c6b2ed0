//! The catalogues that lie inside the binary.

use crate::source::Source;

const FILES: &[(&str, &str)] = &[
    ("ui/changes.yaml", include_str!("../../content/ui/changes.yaml")),
    ("ui/windows-10-22h2.yaml", include_str!("../../content/ui/windows-10-22h2.yaml")),
    ("ui/windows-11-21h2.yaml", include_str!("../../content/ui/windows-11-21h2.yaml")),
    ("ui/windows-11-22h2.yaml", include_str!("../../content/ui/windows-11-22h2.yaml")),
    ("ui/windows-11-24h2.yaml", include_str!("../../content/ui/windows-11-24h2.yaml")),
    ("ui/windows-11-25h2.yaml", include_str!("../../content/ui/windows-11-25h2.yaml")),
];

/// Before the path of a file of ours, so that it is never taken for one of the project.
const MARK: &str = "guidepost:";

/// Our files, in the order of their names.
pub fn sources() -> Vec<Source> {
    FILES.iter().map(|(path, text)| Source::from_text(format!("{MARK}{path}"), text)).collect()
}

/// Whether a file came out of the binary.
pub fn is_shipped(source: &Source) -> bool {
    source.path.starts_with(MARK)
}

/// Whether a file of a project is one of ours, unchanged.
pub fn is_own(source: &Source) -> bool {
    FILES.iter().any(|(path, text)| source.path.ends_with(path) && *source.text == **text)
}
