//! Categories and tags: which guides are listed where, and in which order they are read.
//!
//! A name is the same name whatever its case and blanks; the spelling of the first guide by path is shown.
//! Names that differ keep pages that differ, also when they slug alike (`C`, `C++`, `C#`): the plainest
//! has the plain address, the others get a number, in the order of their names.

use std::collections::{BTreeMap, BTreeSet};

use crate::address;
use crate::site::natural::{self, Natural};
use crate::site::{Category, GuideIndex, PlacedGuide, Tag};

/// A name without what does not tell names apart: case and the number of blanks.
pub fn same_name(name: &str) -> String {
    name.split_whitespace().map(super::file::fold).collect::<Vec<_>>().join(" ")
}

/// The category of a guide that names none: its folder, read as words.
fn from_folder(source: &str) -> String {
    let folder = address::file_name(address::folder(source));
    let words: Vec<&str> = folder.split(['-', '_', ' ']).filter(|w| !w.is_empty()).collect();
    let text = words.join(" ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "General".to_owned(),
    }
}

/// A path of names while the tree grows; the key of a node is the path of its folded names.
#[derive(Default)]
struct Node {
    name: String,
    guides: Vec<GuideIndex>,
}

/// Fills `categories`, `category`, `previous` and `next` of the guides and gives the tree.
pub fn categories(guides: &mut [PlacedGuide]) -> Vec<Category> {
    let mut nodes: BTreeMap<Vec<Natural>, Node> = BTreeMap::new();
    let mut listed: Vec<Vec<Vec<Natural>>> = vec![Vec::new(); guides.len()];
    for i in by_source(guides) {
        let guide = &guides[i].entry;
        let mut paths: Vec<Vec<String>> = guide.guide.front.categories.clone();
        paths.iter_mut().for_each(|p| p.retain(|name| !name.trim().is_empty()));
        paths.retain(|p| !p.is_empty());
        if paths.is_empty() {
            paths.push(vec![from_folder(&guide.source)]);
        }
        for path in &paths {
            let mut key = Vec::new();
            for name in path {
                key.push(Natural::new(same_name(name)));
                let node = nodes.entry(key.clone()).or_default();
                if node.name.is_empty() {
                    node.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
            if !listed[i].contains(&key) {
                listed[i].push(key);
            }
        }
        // `[os]` beside `[os, windows]` says nothing more: only the deepest one lists the guide.
        let all = listed[i].clone();
        listed[i].retain(|key| !all.iter().any(|other| other.len() > key.len() && other.starts_with(key)));
        for key in &listed[i] {
            nodes.get_mut(key).expect("made above").guides.push(i);
        }
    }
    let (mut tree, places) = tree(nodes, guides);
    for (i, keys) in listed.iter().enumerate() {
        guides[i].categories = keys.iter().map(|key| places[key]).collect();
        guides[i].category = guides[i].categories.first().copied();
    }
    neighbors(&tree, guides);
    count(&mut tree);
    tree
}

fn by_source(guides: &[PlacedGuide]) -> Vec<GuideIndex> {
    let mut order: Vec<GuideIndex> = (0..guides.len()).collect();
    order.sort_by(|a, b| guides[*a].entry.source.cmp(&guides[*b].entry.source));
    order
}

/// Guides in reading order: those with `order` by it, then the others by title.
fn reading_order(list: &mut [GuideIndex], guides: &[PlacedGuide]) {
    list.sort_by_cached_key(|i| {
        let guide = &guides[*i].entry.guide;
        (guide.front.order.is_none(), guide.front.order, natural::key(&super::file::fold(&guide.title)), *i)
    });
}

/// The nodes in the order of a depth-first walk; the keys are sorted so already, parents before children.
fn tree(nodes: BTreeMap<Vec<Natural>, Node>, guides: &[PlacedGuide]) -> (Vec<Category>, BTreeMap<Vec<Natural>, usize>) {
    let mut children: BTreeMap<&[Natural], Vec<&str>> = BTreeMap::new();
    for key in nodes.keys() {
        let (last, parent) = key.split_last().expect("never empty");
        children.entry(parent).or_default().push(&last.name);
    }
    let slugs: BTreeMap<(&[Natural], &str), String> = children
        .iter()
        .flat_map(|(parent, names)| {
            names.iter().zip(distinct_slugs(names, "category")).map(|(name, slug)| ((*parent, *name), slug))
        })
        .collect();
    let places: BTreeMap<Vec<Natural>, usize> = nodes.keys().cloned().zip(0..).collect();
    let mut tree: Vec<Category> = Vec::with_capacity(nodes.len());
    let mut folders: Vec<String> = Vec::with_capacity(nodes.len());
    for (key, node) in &nodes {
        let (last, parent_key) = key.split_last().expect("never empty");
        let parent = places.get(parent_key).copied();
        let folder = parent.map_or("categories", |p| &folders[p]);
        let folder = format!("{folder}/{}", slugs[&(parent_key, last.name.as_str())]);
        if let Some(parent) = parent {
            let here = tree.len();
            tree[parent].children.push(here);
        }
        let mut list = node.guides.clone();
        reading_order(&mut list, guides);
        tree.push(Category {
            name: node.name.clone(),
            permalink: format!("{folder}.html").into(),
            parent,
            children: Vec::new(),
            guides: list,
            total: 0,
        });
        folders.push(folder);
    }
    (tree, places)
}

/// A slug a name, none twice. Names are folded, sorted and distinct.
fn distinct_slugs(names: &[&str], empty: &str) -> Vec<String> {
    // A number alone is the address of a further page: `categories/network/2.html`.
    let slug_of = |name: &str| match address::slug(name) {
        slug if slug.is_empty() => empty.to_owned(),
        slug if slug.bytes().all(|b| b.is_ascii_digit()) => format!("{empty}-{slug}"),
        slug => slug,
    };
    let mut slugs: Vec<Option<String>> = vec![None; names.len()];
    let mut taken: BTreeSet<String> = BTreeSet::new();
    // Names that are their own slug have it, whatever comes before them.
    for (name, slug) in names.iter().zip(&mut slugs) {
        if slug_of(name) == *name && taken.insert(name.to_string()) {
            *slug = Some(name.to_string());
        }
    }
    for (name, slug) in names.iter().zip(&mut slugs) {
        if slug.is_none() {
            let plain = slug_of(name);
            let numbered = (2..).map(|n| format!("{plain}-{n}"));
            let free = std::iter::once(plain.clone()).chain(numbered).find(|s| !taken.contains(s));
            let free = free.expect("numbers do not end");
            taken.insert(free.clone());
            *slug = Some(free);
        }
    }
    slugs.into_iter().flatten().collect()
}

/// Previous and next among the guides whose main category it is.
fn neighbors(tree: &[Category], guides: &mut [PlacedGuide]) {
    for (c, category) in tree.iter().enumerate() {
        let row: Vec<GuideIndex> = category.guides.iter().copied().filter(|g| guides[*g].category == Some(c)).collect();
        for pair in row.windows(2) {
            guides[pair[0]].next = Some(pair[1]);
            guides[pair[1]].previous = Some(pair[0]);
        }
    }
}

/// Sums and neighbors anew, after guides were taken out of the lists.
pub fn recount(tree: &mut [Category], guides: &mut [PlacedGuide]) {
    guides.iter_mut().for_each(|g| (g.previous, g.next) = (None, None));
    neighbors(tree, guides);
    count(tree);
}

fn count(tree: &mut [Category]) {
    let mut below: Vec<BTreeSet<GuideIndex>> = tree.iter().map(|c| c.guides.iter().copied().collect()).collect();
    // Children stand after their parents.
    for c in (0..tree.len()).rev() {
        tree[c].total = below[c].len();
        if let Some(parent) = tree[c].parent {
            let own = std::mem::take(&mut below[c]);
            below[parent].extend(own);
        }
    }
}

/// Fills `tags` of the guides and gives the tags, sorted by name.
pub fn tags(guides: &mut [PlacedGuide]) -> Vec<Tag> {
    let mut all: BTreeMap<Natural, Node> = BTreeMap::new();
    for i in by_source(guides) {
        for name in &guides[i].entry.guide.front.tags {
            let key = same_name(name);
            if key.is_empty() {
                continue;
            }
            let node = all.entry(Natural::new(key)).or_default();
            if node.name.is_empty() {
                node.name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            if node.guides.last() != Some(&i) {
                node.guides.push(i);
            }
        }
    }
    let names: Vec<&str> = all.keys().map(|k| k.name.as_str()).collect();
    let slugs = distinct_slugs(&names, "tag");
    all.into_values()
        .zip(slugs)
        .enumerate()
        .map(|(t, (mut node, slug))| {
            reading_order(&mut node.guides, guides);
            for i in &node.guides {
                guides[*i].tags.push(t);
            }
            Tag { name: node.name, permalink: format!("tags/{slug}.html").into(), guides: node.guides }
        })
        .collect()
}
