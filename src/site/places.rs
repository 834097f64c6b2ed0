//! The reference of places: which places have a page, where it lies, and which guides name them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::address;
use crate::config::PlacePages;
use crate::site::{GuideIndex, PlacedGuide};
use crate::ui::atlas::Atlas;
use crate::ui::tree;

/// Folder of the pages below the site.
pub const FOLDER: &str = "ui-places";
/// The places as a tree.
pub const TREE: &str = "ui-places/index.html";
/// Their names from A to Z, old ones too.
pub const NAMES: &str = "ui-places/a-z.html";

/// The places with a page, and all that is known of places.
#[derive(Debug)]
pub struct Places {
    pub atlas: Arc<Atlas>,
    /// In the order of the tree, parents before children.
    pub pages: Vec<PlacePage>,
    by_id: HashMap<Arc<str>, usize>,
}

/// A place with a page.
#[derive(Debug)]
pub struct PlacePage {
    pub id: Arc<str>,
    /// As the newest release writes it.
    pub label: Arc<str>,
    /// `ui-places/settings-apps-installed.html`
    pub permalink: Arc<str>,
    /// Index of the page of the place above.
    pub parent: Option<usize>,
    pub children: Vec<usize>,
    pub depth: usize,
    /// Ids of the buttons, switches and headings on it.
    pub inside: Vec<Arc<str>>,
    /// The guides that name it, in the order of the site.
    pub uses: Vec<PlaceUse>,
}

/// Id and label of a place.
type Labeled = (Arc<str>, Arc<str>);

/// A guide that names a place.
#[derive(Debug)]
pub struct PlaceUse {
    pub guide: GuideIndex,
    /// Anchors of the steps that do, each once.
    pub steps: Vec<String>,
}

impl Places {
    pub fn new(atlas: Arc<Atlas>, guides: &[PlacedGuide], which: PlacePages) -> Places {
        let mut places = Places { atlas, pages: Vec::new(), by_id: HashMap::new() };
        if which == PlacePages::Off {
            return places;
        }
        let mut uses: HashMap<Arc<str>, Vec<PlaceUse>> = HashMap::new();
        for (index, guide) in guides.iter().enumerate() {
            for named in &guide.entry.guide.places {
                let Some(page) = places.atlas.page_of(&named.id) else { continue };
                let of_place = uses.entry(page.id.clone()).or_default();
                if of_place.last().is_none_or(|u| u.guide != index) {
                    of_place.push(PlaceUse { guide: index, steps: Vec::new() });
                }
                if let Some(last) = of_place.last_mut()
                    && named.in_step
                    && !last.steps.contains(&named.anchor)
                {
                    last.steps.push(named.anchor.clone());
                }
            }
        }
        let wanted: HashSet<Arc<str>> = places.wanted(which, &uses);
        places.lay_out(&wanted);
        for page in &mut places.pages {
            page.uses = uses.remove(&page.id).unwrap_or_default();
        }
        places.tell_of_insides();
        places
    }

    /// Of copies that name a place leaves one: the guide to keep, or the first where that one does not name it.
    /// `kept`: guide -> the copy to keep.
    pub fn fold(&mut self, kept: &[GuideIndex]) {
        for page in &mut self.pages {
            let named: HashSet<GuideIndex> = page.uses.iter().map(|u| u.guide).collect();
            let mut told = HashSet::new();
            page.uses.retain(|u| {
                kept[u.guide] == u.guide || (!named.contains(&kept[u.guide]) && told.insert(kept[u.guide]))
            });
        }
    }

    /// The ids of places that get a page: with each place those on the way to it.
    fn wanted(&self, which: PlacePages, uses: &HashMap<Arc<str>, Vec<PlaceUse>>) -> HashSet<Arc<str>> {
        let all = self.atlas.catalogues.iter().flat_map(|c| c.places()).map(|p| &p.id);
        let mut wanted = HashSet::new();
        for id in all.filter(|id| which == PlacePages::All || uses.contains_key(&***id)) {
            if let Some(page) = self.atlas.page_of(id)
                && let Some((catalogue, place)) = self.atlas.newest(&page.id)
            {
                wanted.extend(catalogue.way(place).iter().map(|p| p.id.clone()));
            }
        }
        wanted
    }

    /// Pages in the order of the tree, each at an address of its own.
    fn lay_out(&mut self, wanted: &HashSet<Arc<str>>) {
        // Each place in the order of the newest catalogue that has it, below the parent it has there.
        let mut children: HashMap<Option<Arc<str>>, Vec<Labeled>> = HashMap::new();
        let mut seen: HashSet<Arc<str>> = HashSet::new();
        for catalogue in self.atlas.catalogues.iter().rev() {
            for (_, place) in tree::walk(catalogue) {
                if !wanted.contains(&place.id) || !seen.insert(place.id.clone()) {
                    continue;
                }
                let Some((newest, place)) = self.atlas.newest(&place.id) else { continue };
                let parent = newest.parent(place).map(|p| p.id.clone());
                children.entry(parent).or_default().push((place.id.clone(), place.label.clone()));
            }
        }
        let mut taken: BTreeSet<String> = [TREE, NAMES].map(str::to_owned).into();
        let mut open: Vec<(Option<usize>, Arc<str>, Arc<str>)> = Vec::new();
        let roots = children.remove(&None).unwrap_or_default();
        open.extend(roots.into_iter().rev().map(|(id, label)| (None, id, label)));
        while let Some((parent, id, label)) = open.pop() {
            let index = self.pages.len();
            let below = children.remove(&Some(id.clone())).unwrap_or_default();
            open.extend(below.into_iter().rev().map(|(id, label)| (Some(index), id, label)));
            let depth = parent.map_or(0, |p: usize| self.pages[p].depth + 1);
            if let Some(parent) = parent {
                self.pages[parent].children.push(index);
            }
            let slug = address::slug(&id.replace('.', "-"));
            let permalink = (1..)
                .map(|n| if n == 1 { format!("{FOLDER}/{slug}.html") } else { format!("{FOLDER}/{slug}-{n}.html") })
                .find(|path| taken.insert(path.clone()))
                .unwrap_or_default();
            self.by_id.insert(id.clone(), index);
            let page = PlacePage {
                id,
                label,
                permalink: permalink.into(),
                parent,
                children: Vec::new(),
                depth,
                inside: Vec::new(),
                uses: Vec::new(),
            };
            self.pages.push(page);
        }
    }

    /// Buttons, switches and headings are told of on the page they stand on.
    fn tell_of_insides(&mut self) {
        let mut ids: BTreeSet<Arc<str>> = BTreeSet::new();
        ids.extend(self.atlas.catalogues.iter().flat_map(|c| c.places()).map(|p| p.id.clone()));
        for id in ids {
            let page = self.atlas.page_of(&id).filter(|p| p.id != id).and_then(|p| self.by_id.get(&p.id)).copied();
            if let Some(page) = page
                && !self.by_id.contains_key(&id)
            {
                self.pages[page].inside.push(id.clone());
                self.by_id.insert(id, page);
            }
        }
    }

    /// The page that tells of a place.
    pub fn page(&self, id: &str) -> Option<&PlacePage> {
        self.by_id.get(id).map(|i| &self.pages[*i])
    }

    /// Paths of all pages of the reference.
    pub fn paths(&self) -> Vec<Arc<str>> {
        if self.pages.is_empty() {
            return Vec::new();
        }
        [TREE.into(), NAMES.into()].into_iter().chain(self.pages.iter().map(|p| p.permalink.clone())).collect()
    }
}
