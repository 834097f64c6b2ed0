//! Which pictures of other sites the guides show, and how often.
//!
//! Pictures of articles that are not published count as well, marked as such: they are not fetched, and what was
//! fetched for them is not thrown away.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::guide::ReferenceKind;
use crate::site::{Site, Target};
use crate::vault::address;

/// A picture that articles point to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// How often guides that are published show it.
    pub shown: usize,
    /// The articles, published or not, each once, in their order.
    pub articles: Vec<Arc<str>>,
}

/// By address in the form of the lock.
pub fn wanted(site: &Site) -> BTreeMap<Arc<str>, Wanted> {
    let mut all: BTreeMap<Arc<str>, Wanted> = BTreeMap::new();
    let mut add = |address: String, source: &Arc<str>, shown: bool| {
        let wanted = all.entry(address.into()).or_default();
        wanted.shown += usize::from(shown);
        if wanted.articles.last() != Some(source) {
            wanted.articles.push(source.clone());
        }
    };
    for guide in &site.guides {
        for (reference, target) in guide.entry.guide.references.iter().zip(&guide.targets) {
            let elsewhere = match target {
                Target::RemoteImage(_) => true,
                // From the vault, or a picture of the site under its own web address.
                Target::Asset { .. } => site.vault.find(&reference.url).is_some(),
                _ => false,
            };
            if reference.kind != ReferenceKind::Link
                && elsewhere
                && let Some(address) = address::normal(&reference.url)
            {
                add(address, &guide.entry.source, true);
            }
        }
    }
    for entry in &site.withheld {
        for reference in entry.guide.references.iter().filter(|r| r.kind != ReferenceKind::Link) {
            if let Some(address) = address::normal(&reference.url) {
                add(address, &entry.source, false);
            }
        }
    }
    all
}
