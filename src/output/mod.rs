//! The files of a site and the formats that make them: search index, sitemap, JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::snapshot::Asset;

mod plain;
pub mod search;
pub mod structured;

pub use plain::plain;

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
