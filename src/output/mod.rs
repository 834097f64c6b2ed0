//! The files of a site and the formats that make them: search index, sitemap, JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::site::Site;
use crate::snapshot::Asset;
use crate::theme;

pub mod archive;
pub mod search;
pub mod single_file;
mod sitemap;
pub mod structured;

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

/// Files that every site has besides pages and index.
pub fn extras(site: &Site) -> Vec<(Arc<str>, OutputFile)> {
    let mut files = vec![
        (theme::SITE_CSS.into(), OutputFile::Bytes(theme::site_css(&site.config).into_bytes())),
        (theme::SITE_JS.into(), OutputFile::Bytes(theme::site_js(&site.config).into_bytes())),
    ];
    if let Some(base) = &site.config.base_url {
        files.push(("sitemap.xml".into(), OutputFile::Bytes(sitemap::sitemap(site, base).into_bytes())));
    }
    files
}
