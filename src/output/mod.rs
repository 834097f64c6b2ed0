//! The files of a site and the formats that make them: search index, sitemap, JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::snapshot::Asset;

pub mod search;

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
