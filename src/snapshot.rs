//! Everything that a build depends on, as values: the input of the pipeline.
//!
//! `disk` makes a snapshot; nothing here opens a file.

use std::borrow::Cow;
use std::sync::Arc;

use crate::config::ConfigFile;
use crate::diagnostic::Diagnostic;
use crate::picture::Look;
use crate::source::Source;
use crate::synonyms::Synonyms;
use crate::vault::Vault;

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
    pub synonyms: Synonyms,
    /// The project's catalogues of places (`ui/*.yaml` below the content folder), sorted by path.
    pub catalogues: Vec<Source>,
    /// What `images.lock` says of pictures on other sites.
    pub vault: Arc<Vault>,
    /// Where pictures are developed; `None`: they go into the site as they are.
    pub darkroom: Option<Arc<dyn Darkroom>>,
    /// Gives the hash of a file's content as stamps have it; `None`: nobody asks for files.
    pub print: Option<fn(&Asset) -> Option<String>>,
    /// The day to judge reviews and releases by; `None`: nobody asks. What is built never depends on it.
    pub today: Option<jiff::civil::Date>,
    /// What was wrong with files as files: not UTF-8, too large, a link that leads out.
    pub findings: Vec<Diagnostic>,
}

impl Snapshot {
    /// The article at a path.
    pub fn document(&self, path: &str) -> Option<&Source> {
        let at = self.documents.binary_search_by(|d| (*d.path).cmp(path)).ok()?;
        self.documents.get(at)
    }
}

/// Makes of a picture what a site shows of it, remembering what it made before.
pub trait Darkroom: std::fmt::Debug + Send + Sync {
    /// `None`: it is not a file of the project.
    fn develop(&self, asset: &Asset) -> Option<Picture>;

    /// Whether two files show the same picture; they were developed before and look alike from afar.
    fn is_same(&self, one: &Asset, other: &Asset) -> bool;

    /// Whether a file lies in `static/`, which is copied as it is.
    fn is_static(&self, asset: &Asset) -> bool;
}

/// A picture as pages show it.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The files, from the narrowest up; empty: the picture cannot be shown.
    pub versions: Vec<Asset>,
    /// The picture as it moves, when `versions` show its first frame.
    pub moving: Option<Asset>,
    pub findings: Vec<Diagnostic>,
    /// Nobody remembered it: it was decoded and encoded now.
    pub made: bool,
    /// For finding the same picture in another file.
    pub look: Option<Look>,
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
