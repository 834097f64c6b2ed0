//! The way of a guide on one screen: snapshot in, bundle and findings out.
//!
//! Reads nothing, writes nothing, cannot fail; threads live here and nowhere else.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::ConfigFile;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Everything that a build depends on, read from disk once.
#[derive(Debug, Default)]
pub struct Snapshot {
    pub config: ConfigFile,
    /// The articles, sorted by path.
    pub documents: Vec<Source>,
    /// Files that are copied: those beside articles, those of `static/`, those of the theme. Sorted by path.
    pub assets: Vec<Asset>,
    /// Templates: those of `templates/` first of all, the theme's for names that are not there.
    pub templates: Vec<Source>,
    /// What was wrong with files as files: not UTF-8, too large, a link that leads out.
    pub findings: Vec<Diagnostic>,
}

/// A file that goes into the site as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path below the site, `/` between parts.
    pub path: Arc<str>,
    pub from: AssetSource,
    /// Length in bytes.
    pub length: u64,
    /// Width and height in pixels when it is an image we can measure.
    pub size: Option<(u32, u32)>,
}

#[derive(Clone, Debug)]
pub enum AssetSource {
    /// On disk, at this path.
    File(std::path::PathBuf),
    /// In the binary.
    Bytes(Cow<'static, [u8]>),
}

/// What the build gives: the site, not yet written, and everything there is to say about the content.
#[derive(Debug, Default)]
pub struct Build {
    pub bundle: Bundle,
    /// Sorted, without doubles.
    pub findings: Vec<Diagnostic>,
    /// `false`: a fault that concerns the whole site (a template, a collision); nothing is to be written.
    pub publishable: bool,
    pub counts: Counts,
    /// Milliseconds of each stage are measured outside; here only the names and counts.
    pub stages: Vec<(&'static str, std::time::Duration)>,
}

/// The files of a site: path below it -> bytes, or a file to copy. Sorted, so that writing is repeatable.
#[derive(Debug, Default)]
pub struct Bundle {
    pub files: BTreeMap<Arc<str>, OutputFile>,
}

#[derive(Debug)]
pub enum OutputFile {
    Bytes(Vec<u8>),
    Copy(Asset),
}

#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Counts {
    pub articles: usize,
    pub guides: usize,
    pub withheld: usize,
    pub steps: usize,
    pub images: usize,
    pub related_kept: usize,
    pub related_pruned: usize,
    pub related_added: usize,
    pub pages: usize,
    pub search_files: usize,
}
