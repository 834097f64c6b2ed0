//! The YAML at the top of an article: typed fields, each fault with its line and column.

use std::sync::Arc;

use jiff::civil::Date;

use crate::guide::Platform;

/// The fields we read. Lists are trimmed and free of doubles; missing text is `None`, never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub title: Option<String>,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    pub tags: Vec<String>,
    /// Paths from the root, as in Hexo: `[os, windows 11]` is one path of two names.
    pub categories: Vec<Vec<String>>,
    pub description: Option<String>,
    pub excerpt: Option<String>,
    pub keywords: Vec<String>,
    pub thumbnail: Option<String>,
    /// Last part of the address, in place of the file name.
    pub slug: Option<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    pub draft: bool,
    pub platforms: Vec<Platform>,
    pub prerequisites: Vec<String>,
    pub owner: Option<String>,
    pub verified: Option<Verified>,
    pub review: Option<Review>,
    /// Guides to show first among the related ones: slugs or paths.
    pub related: Vec<String>,
    /// About how long it takes, in minutes.
    pub minutes: Option<u32>,
    /// Administrator rights are needed.
    pub admin: bool,
    /// Place among the guides of its category; without one: by title.
    pub order: Option<i32>,
}

/// "I followed this guide to the end on this release."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// `windows-11-24h2`, as written.
    pub release: Option<String>,
    pub on: Option<Date>,
    pub by: Option<String>,
}

/// When the guide is to be read again, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Last review.
    pub on: Option<Date>,
    pub by: Option<String>,
    /// Days between reviews.
    pub every: Option<u32>,
    pub owner: Option<Arc<str>>,
}
