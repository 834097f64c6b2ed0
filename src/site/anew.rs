//! One article anew, as its author types: only its own text and links are looked at again, and the site stays.

use std::sync::Arc;

use crate::address;
use crate::diagnostic::Severity;
use crate::site::link;
use crate::site::names::Names;
use crate::site::{Entry, GuideIndex, Site, reference};

/// Where an article that was read again stands.
#[derive(Debug)]
pub enum Anew {
    /// At its old address. `alike`: nothing that other guides and lists depend on is otherwise.
    Here { guide: GuideIndex, alike: bool },
    /// It has no address so far, or another one, or a fault that keeps it off the site: the site does not know it.
    Apart(Box<Entry>),
}

/// Puts what an article says now in the place of what it said, and looks up where its links lead. Its related guides
/// and what lists say of it stay as they were until the site is linked anew.
/// `names`: those of the site, which stay as well.
pub fn put(site: &mut Site, names: &Arc<Names>, entry: Entry) -> Anew {
    let broken = entry.findings.iter().any(|f| f.severity == Severity::Error);
    let hidden = entry.guide.front.draft && !site.config.drafts;
    let permalink: Arc<str> = address::permalink(&entry.source, entry.guide.front.slug.as_deref()).into();
    let known = site.guides.binary_search_by(|g| g.permalink.cmp(&permalink)).ok();
    let Some(guide) = known.filter(|g| site.guides[*g].entry.source == entry.source && !broken && !hidden) else {
        return Anew::Apart(Box::new(entry));
    };
    let old = &site.guides[guide].entry.guide;
    let alike = old.front == entry.guide.front && old.also_read.len() == entry.guide.also_read.len();
    site.guides[guide].entry = entry;
    let targets = {
        let world = link::world(site, names.clone());
        site.guides[guide].entry.guide.references.iter().map(|r| reference::resolve(&world, guide, r)).collect()
    };
    site.guides[guide].targets = targets;
    Anew::Here { guide, alike }
}
