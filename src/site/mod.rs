//! Between the guides: addresses, links, categories and tags, related guides. Cannot fail.
//!
//! `link` takes every guide and gives the site, in which each reference has its target and each guide
//! its neighbors. Nothing here renders.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::guide::Guide;
use crate::snapshot::Asset;
use crate::vault::Vault;

pub mod alias;
pub mod anew;
pub mod cluster;
pub mod duplicate;
pub mod explain;
pub mod file;
pub mod find;
pub mod link;
pub mod moved;
pub mod names;
pub mod natural;
pub mod place;
pub mod places;
pub mod reference;
pub mod related;
pub mod remote;
pub mod settings_page;
pub mod similarity;
pub mod stamps;
pub mod subject;
pub mod taxonomy;
pub mod words;

pub use link::{link, link_with};

/// One article after reading: what it means and what was wrong with it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Path of the file below the content folder.
    pub source: Arc<str>,
    pub guide: Guide,
    /// Faults found while reading. An `Error` among them keeps the guide off the site.
    pub findings: Vec<Diagnostic>,
}

/// Position of a guide in `Site::guides`.
pub type GuideIndex = usize;

/// The guides that are published, and all that holds between them.
#[derive(Debug)]
pub struct Site {
    pub config: Arc<Config>,
    /// Sorted by permalink.
    pub guides: Vec<PlacedGuide>,
    /// The category tree in document order of a depth-first walk; roots first by name.
    pub categories: Vec<Category>,
    pub tags: Vec<Tag>,
    /// Path below the site -> the asset copied there (theme, `static/`, files beside guides).
    pub assets: BTreeMap<Arc<str>, Asset>,
    /// The pictures of other sites that the project has, or could not get.
    pub vault: Arc<Vault>,
    /// Path of a picture that guides show -> the files that show it, from the narrowest up; none: it cannot be shown.
    /// Empty as long as nothing was developed.
    pub pictures: BTreeMap<Arc<str>, Vec<Asset>>,
    /// Path of an animation of which `pictures` has the first frame -> the file that moves.
    pub moving: BTreeMap<Arc<str>, Asset>,
    /// Old address (path below the site, ending in `.html`) -> guide.
    pub aliases: BTreeMap<Arc<str>, GuideIndex>,
    /// Faults that concern more than one file: collisions, and the like.
    pub findings: Vec<Diagnostic>,
    /// Articles that are not published, with their faults: drafts, broken front matter.
    pub withheld: Vec<Entry>,
    /// The places that guides name. `None`: nobody asked for them.
    pub places: Option<places::Places>,
    /// What was verified by itself. Empty as long as nobody looked.
    pub stamps: stamps::Stamps,
}

impl Site {
    /// The files that show the picture at this path; `None`: it shows itself.
    pub fn versions(&self, path: &str) -> Option<&[Asset]> {
        self.pictures.get(path).map(Vec::as_slice)
    }

    /// The guides that lists and search show: all but the folded copies.
    pub fn listed(&self) -> impl Iterator<Item = GuideIndex> + '_ {
        (0..self.guides.len()).filter(|g| self.guides[*g].folded_into.is_none())
    }

    /// Names from the top of the category tree down to this one.
    pub fn category_path(&self, category: usize) -> Vec<&str> {
        let above = |c: &usize| self.categories.get(*c).and_then(|c| c.parent);
        let up = std::iter::successors(Some(category), above).filter_map(|c| self.categories.get(c));
        let mut names: Vec<&str> = up.map(|c| c.name.as_str()).collect();
        names.reverse();
        names
    }
}

/// A guide at its address.
#[derive(Debug)]
pub struct PlacedGuide {
    pub entry: Entry,
    /// Path of the page below the site, `/` between parts, not escaped: `guides/printers/add.html`.
    pub permalink: Arc<str>,
    /// What each of `guide.references` leads to, same index.
    pub targets: Vec<Target>,
    pub related: Related,
    /// The category the breadcrumb shows: the first path of the front matter, else the folder.
    pub category: Option<usize>,
    /// Every category the guide is listed in (deepest ones), `category` among them.
    pub categories: Vec<usize>,
    /// Indices into `Site::tags`.
    pub tags: Vec<usize>,
    /// Neighbors in `category`.
    pub previous: Option<GuideIndex>,
    pub next: Option<GuideIndex>,
    /// Lowest index of the guides with (nearly) the same body, itself when it is the first or only one.
    pub same_body_as: GuideIndex,
    /// The best copy of its text, where this is not it.
    pub better_copy: Option<GuideIndex>,
    /// The same, where the settings fold copies: lists and search leave this one out.
    pub folded_into: Option<GuideIndex>,
}

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A guide of the site, perhaps at an anchor (checked to exist).
    Guide { guide: GuideIndex, anchor: Option<String> },
    /// An anchor of the same page.
    Anchor(String),
    /// A file of the site, such as a picture. Width and height in pixels where it is an image.
    Asset { path: Arc<str>, size: Option<(u32, u32)> },
    /// A page that guidepost makes (home, search, a category …): path below the site.
    Page(Arc<str>),
    /// Off the site, with an allowed scheme.
    Web(String),
    /// A picture that lies elsewhere and is not in the vault; one that is there is an `Asset`.
    RemoteImage(String),
    /// Nothing of that name; `candidates` are near names.
    Missing { candidates: Vec<String> },
    /// A scheme that is not allowed (`javascript:` …), an empty address, credentials in it.
    Refused(&'static str),
}

/// A node of the category tree.
#[derive(Debug)]
pub struct Category {
    pub name: String,
    /// Path of its (first) page below the site: `categories/network/wi-fi.html`.
    pub permalink: Arc<str>,
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    /// Guides listed in it directly, in reading order (`order`, then title).
    pub guides: Vec<GuideIndex>,
    /// Guides in it and below it, each once.
    pub total: usize,
}

#[derive(Debug)]
pub struct Tag {
    pub name: String,
    /// `tags/windows11.html`
    pub permalink: Arc<str>,
    pub guides: Vec<GuideIndex>,
}

/// The related links of a guide, each with its reason. A page shows `shown`.
#[derive(Clone, Debug, Default)]
pub struct Related {
    /// Links of the author that stay, best first, off-site ones included.
    pub kept: Vec<RelatedLink>,
    /// Links of the author that go.
    pub pruned: Vec<PrunedLink>,
    /// Guides of the site found by similarity, best first, to fill up the number shown.
    pub added: Vec<RelatedLink>,
}

#[derive(Clone, Debug)]
pub struct RelatedLink {
    pub to: RelatedTarget,
    /// 0 to 1.
    pub score: f32,
    /// For people: "same error code 0x80070643", "shares: printer, queue".
    pub reason: String,
    /// The address as the author wrote it; `None` for added ones.
    pub written: Option<String>,
    /// No other guide shows a link there: this one is shown whatever its score.
    pub only_way: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum RelatedTarget {
    Guide(GuideIndex),
    Web { url: String, title: String },
}

#[derive(Clone, Debug)]
pub struct PrunedLink {
    pub url: String,
    pub title: String,
    pub reason: PruneReason,
    /// 0 to 1; none where nothing had to be compared.
    pub score: Option<f32>,
    /// For people: "about phones: oppo".
    pub why: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PruneReason {
    /// Leads to a host that the settings do not allow.
    OffSite,
    /// On the site's own host, but no such guide.
    Dead,
    OffTopic,
    Duplicate,
    /// The guide itself or a copy of it.
    Itself,
    /// The front matter says `unrelated`.
    Banned,
    /// No title, or a scheme that is not allowed.
    Unusable,
}

impl PruneReason {
    /// As the JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            PruneReason::OffSite => "off-site",
            PruneReason::Dead => "dead",
            PruneReason::OffTopic => "off-topic",
            PruneReason::Duplicate => "duplicate",
            PruneReason::Itself => "itself",
            PruneReason::Banned => "banned",
            PruneReason::Unusable => "unusable",
        }
    }
}
