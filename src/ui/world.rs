//! Two releases side by side: every place of either, and every name by which a guide may mean it.

use std::sync::Arc;

use ahash::{HashMap, HashSet};

use crate::ui::called::Called;
use crate::ui::catalogue::{Catalogue, Confidence, Kind, Place};
use crate::ui::change::{Change, ChangeKind};
use crate::ui::label;
use crate::ui::release::Release;
use crate::ui::words::table;

/// Index of a place in a `World`.
pub type NodeIndex = usize;

/// A place in both releases, or in one of them.
#[derive(Debug)]
pub struct Node {
    pub id: Arc<str>,
    pub from: Option<Side>,
    pub to: Option<Side>,
    /// Where a menu entry or an icon leads: the page with the same address.
    pub leads_to: Option<NodeIndex>,
}

/// A place as one release has it.
#[derive(Debug)]
pub struct Side {
    pub place: Place,
    pub key: String,
    pub parent: Option<NodeIndex>,
}

impl Node {
    pub fn kind(&self) -> Kind {
        self.from.as_ref().or(self.to.as_ref()).map_or(Kind::Page, |s| s.place.kind)
    }

    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        self.from.iter().chain(&self.to)
    }

    pub fn label(&self) -> &str {
        self.sides().next().map_or("", |s| &s.place.label)
    }
}

/// How a name belongs to a place, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via {
    /// Its label in the new release (and maybe in the old one).
    To,
    /// Its label in the old release only, or one it had before.
    From,
    /// What writers call it.
    Alias,
}

/// Two releases side by side. With the same release on both sides it only knows names.
#[derive(Debug)]
pub struct World {
    pub from: Release,
    pub to: Release,
    /// By which words a text names the two.
    pub called: Called,
    pub nodes: Vec<Node>,
    pub changes: Vec<Change>,
    by_id: HashMap<Arc<str>, NodeIndex>,
    /// Key of a name -> the places it may mean, in the order of the catalogues.
    names: HashMap<String, Vec<(NodeIndex, Via)>>,
    /// First word of a key -> words of the longest key that begins with it.
    longest: HashMap<String, usize>,
    /// Commands and addresses in lower case, chords as `Win+I`.
    openers: HashMap<String, NodeIndex>,
    /// Those of the new release.
    opens_now: HashSet<String>,
    /// What chords open in the old release and in the new one.
    chords: HashMap<String, (Option<NodeIndex>, Option<NodeIndex>)>,
    /// Which places a layout change is about.
    layouts: HashMap<NodeIndex, Vec<usize>>,
    /// With which words those begin that say where a place stands.
    layout_words: Vec<Arc<str>>,
}

/// Whether what writers call a place is its old name, when it has another one now: written otherwise (`Some(true)`), or
/// with a noun of the screen behind it (`Some(false)`).
fn old_name(node: &Node, alias: &str) -> Option<bool> {
    let (Some(old), Some(new)) = (&node.from, &node.to) else { return None };
    let key = label::key(alias);
    let squeezed = |key: &str| key.replace(' ', "");
    if old.key == new.key || key == new.key {
        return None;
    }
    if squeezed(&key) == squeezed(&old.key) {
        return Some(true);
    }
    let noun = key.strip_prefix(&*old.key)?.strip_prefix(' ')?;
    table().rows.nouns.contains(noun).then_some(false)
}

impl World {
    pub fn new(from: &Catalogue, to: &Catalogue, changes: Vec<Change>) -> World {
        let mut world = World {
            from: from.release.clone(),
            to: to.release.clone(),
            called: Called::default(),
            nodes: Vec::new(),
            changes,
            by_id: HashMap::default(),
            names: HashMap::default(),
            longest: HashMap::default(),
            openers: HashMap::default(),
            opens_now: HashSet::default(),
            chords: HashMap::default(),
            layouts: HashMap::default(),
            layout_words: Vec::new(),
        };
        let ids = from.places().iter().chain(to.places().iter().filter(|p| from.place(&p.id).is_none()));
        for place in ids {
            if world.by_id.insert(place.id.clone(), world.nodes.len()).is_none() {
                world.nodes.push(Node { id: place.id.clone(), from: None, to: None, leads_to: None });
            }
        }
        for index in 0..world.nodes.len() {
            let id = world.nodes[index].id.clone();
            let side = |c: &Catalogue, w: &World| {
                let place = c.place(&id)?.clone();
                let parent = c.parent(&place).and_then(|p| w.by_id.get(&p.id).copied());
                Some(Side { key: label::key(&place.label), parent, place })
            };
            (world.nodes[index].from, world.nodes[index].to) = (side(from, &world), side(to, &world));
        }
        world.name_all();
        world.called = Called::new(&world.from, &world.to, &|name| world.names.contains_key(&label::key(name)));
        world.open_all();
        world.lay_out(from, to);
        world
    }

    /// Tells it of the other releases of the system, oldest first, as a text may name them too.
    pub fn among(mut self, line: &[&Release]) -> World {
        let names = &self.names;
        self.called.know(line, &|name| names.contains_key(&label::key(name)));
        self
    }

    fn name_all(&mut self) {
        let mut names: Vec<(String, NodeIndex, Via)> = Vec::new();
        for (index, node) in self.nodes.iter().enumerate() {
            let mut add = |name: &str, via| names.push((label::key(name), index, via));
            node.to.iter().for_each(|s| add(&s.place.label, Via::To));
            if let Some(side) = &node.from {
                add(&side.place.label, Via::From);
                side.place.formerly.iter().for_each(|n| add(n, Via::From));
            }
            node.to.iter().flat_map(|s| &s.place.formerly).for_each(|n| add(n, Via::From));
            for alias in node.sides().flat_map(|s| &s.place.aliases) {
                match old_name(node, alias) {
                    Some(true) => add(alias, Via::From),
                    // "Startup tab": the old name is found in it, and the noun stays.
                    Some(false) => {}
                    None => add(alias, Via::Alias),
                }
            }
        }
        for (key, index, via) in names.into_iter().filter(|(key, ..)| !key.is_empty()) {
            let first = key.split(' ').next().unwrap_or("").to_owned();
            let words = key.split(' ').count();
            let longest = self.longest.entry(first).or_default();
            *longest = (*longest).max(words);
            let list = self.names.entry(key).or_default();
            match list.iter_mut().find(|(i, _)| *i == index) {
                Some((_, known)) => *known = (*known).min(via),
                None => list.push((index, via)),
            }
        }
    }

    fn open_all(&mut self) {
        let mut openers: HashMap<String, NodeIndex> = HashMap::default();
        for (index, node) in self.nodes.iter().enumerate() {
            for place in node.sides().map(|s| &s.place) {
                let texts = place.address.iter().chain(&place.more_addresses).chain(&place.command).chain(&place.keys);
                for text in texts {
                    // The page itself before the menu entries that lead to it: it stands first in the files.
                    openers.entry(text.to_lowercase()).or_insert(index);
                }
            }
        }
        for place in self.nodes.iter().filter_map(|n| Some(&n.to.as_ref()?.place)) {
            let texts = place.address.iter().chain(&place.more_addresses).chain(&place.command);
            self.opens_now.extend(texts.map(|t| t.to_lowercase()));
        }
        for (index, node) in self.nodes.iter().enumerate() {
            for key in node.from.iter().flat_map(|s| &s.place.keys) {
                self.chords.entry(key.to_lowercase()).or_default().0.get_or_insert(index);
            }
            for key in node.to.iter().flat_map(|s| &s.place.keys) {
                self.chords.entry(key.to_lowercase()).or_default().1.get_or_insert(index);
            }
        }
        for index in 0..self.nodes.len() {
            let shortcut = matches!(self.nodes[index].kind(), Kind::Start | Kind::Tray | Kind::Taskbar | Kind::Shell);
            let address = self.nodes[index].sides().find_map(|s| s.place.address.as_ref()).map(|a| a.to_lowercase());
            let target = address.and_then(|a| openers.get(&a)).copied();
            self.nodes[index].leads_to = target.filter(|t| shortcut && *t != index);
        }
        self.openers = openers;
    }

    fn lay_out(&mut self, from: &Catalogue, to: &Catalogue) {
        for (i, change) in self.changes.iter().enumerate().filter(|(_, c)| !c.words.is_empty()) {
            let first = change.words.iter().filter_map(|w| w.was.split(' ').next().map(Arc::from));
            self.layout_words.extend(first);
            // A place that left the group in the new release stands where its new group stands.
            let stays = |p: &Place| to.place(&p.id).is_none_or(|new| change.is_about(to, new));
            for place in from.places().iter().filter(|p| change.is_about(from, p) && stays(p)) {
                self.layouts.entry(self.by_id[&place.id]).or_default().push(i);
            }
        }
        self.layout_words.sort();
        self.layout_words.dedup();
    }

    pub fn index(&self, id: &str) -> Option<NodeIndex> {
        self.by_id.get(id).copied()
    }

    /// The places that a name may mean.
    pub fn named(&self, key: &str) -> &[(NodeIndex, Via)] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    /// How many words a name that begins with this one can have at most; 0: none does.
    pub fn longest(&self, first: &str) -> usize {
        self.longest.get(first).copied().unwrap_or(0)
    }

    /// What a command, an address or a chord opens.
    pub fn opened_by(&self, text: &str) -> Option<NodeIndex> {
        self.openers.get(&text.to_lowercase()).copied()
    }

    /// What a command or an address opens in the old release, if the new one has no such place.
    pub fn gone_opener(&self, text: &str) -> Option<NodeIndex> {
        let node = self.opened_by(text)?;
        let at = &self.nodes[node];
        let is_chord = |place: &Place| place.keys.iter().any(|k| k.eq_ignore_ascii_case(text));
        let was = at.from.as_ref().is_some_and(|s| !is_chord(&s.place));
        (was && at.to.is_none() && !self.opens_now.contains(&text.to_lowercase())).then_some(node)
    }

    /// What a chord opens in the old release, if it opens something else in the new one, and what that is.
    pub fn changed_chord(&self, chord: &str) -> Option<(NodeIndex, Option<NodeIndex>)> {
        let (old, new) = *self.chords.get(&chord.to_lowercase())?;
        old.filter(|_| old != new).map(|old| (old, new))
    }

    /// The layout changes about a place, as indices of `changes`.
    pub fn layouts(&self, node: NodeIndex) -> &[usize] {
        self.layouts.get(&node).map_or(&[], Vec::as_slice)
    }

    /// Whether a text may say where on the screen a place stands. Few do.
    pub fn may_say_where(&self, lower: &str) -> bool {
        self.layout_words.iter().any(|w| lower.contains(&**w))
    }

    /// The split or merger of a place.
    pub fn split(&self, node: NodeIndex) -> Option<&Change> {
        let id = &self.nodes[node].id;
        self.changes.iter().find(|c| c.place.as_ref() == Some(id) && !c.into.is_empty())
    }

    /// The one place that a place became.
    pub fn successor(&self, node: NodeIndex) -> Option<NodeIndex> {
        match self.split(node)?.into.as_slice() {
            [only] => self.index(&only.place),
            _ => None,
        }
    }

    /// What leads elsewhere from a place, under the same names. A guess sends nobody to look.
    pub fn flow(&self, node: NodeIndex) -> Option<&Change> {
        let id = &self.nodes[node].id;
        let leads = |c: &&Change| c.kind == ChangeKind::Flow && c.words.is_empty() && c.place.as_ref() == Some(id);
        self.changes.iter().find(leads).filter(|c| c.confidence < Confidence::Inferred)
    }

    /// The way to a place in the old release, root first, without the place itself.
    pub fn way_from(&self, node: NodeIndex) -> Vec<NodeIndex> {
        self.way(node, |n| n.from.as_ref())
    }

    /// The same in the new release.
    pub fn way_to(&self, node: NodeIndex) -> Vec<NodeIndex> {
        self.way(node, |n| n.to.as_ref())
    }

    fn way(&self, node: NodeIndex, side: impl Fn(&Node) -> Option<&Side>) -> Vec<NodeIndex> {
        let mut way = Vec::new();
        let mut at = node;
        while let Some(parent) = side(&self.nodes[at]).and_then(|s| s.parent) {
            // Parents in a ring end the walk.
            if parent == node || way.contains(&parent) {
                break;
            }
            way.push(parent);
            at = parent;
        }
        way.reverse();
        way
    }

    /// The way to a place in words, in the old release and in the new one; once when they are the same.
    pub fn paths(&self, node: NodeIndex) -> Vec<String> {
        let words = |way: Vec<NodeIndex>, side: fn(&Node) -> Option<&Side>| {
            side(&self.nodes[node])?;
            let labels = way.into_iter().chain([node]).filter_map(|n| side(&self.nodes[n])).map(|s| &*s.place.label);
            Some(labels.collect::<Vec<_>>().join(" > "))
        };
        let old = words(self.way_from(node), |n| n.from.as_ref());
        let new = words(self.way_to(node), |n| n.to.as_ref());
        let mut out: Vec<String> = old.into_iter().chain(new).collect();
        out.dedup();
        out
    }

    pub fn is_child(&self, parent: NodeIndex, node: NodeIndex) -> bool {
        self.nodes[node].sides().any(|s| s.parent == Some(parent))
    }

    /// The place itself, or the page that an entry of a menu leads to.
    pub fn target(&self, node: NodeIndex) -> NodeIndex {
        self.nodes[node].leads_to.unwrap_or(node)
    }

    /// Whether a place is a child of one of those that another became.
    pub fn is_child_of_part(&self, whole: NodeIndex, node: NodeIndex) -> bool {
        let parts = self.split(whole).map_or(&[][..], |c| &c.into);
        parts.iter().filter_map(|p| self.index(&p.place)).any(|part| part != whole && self.is_child(part, node))
    }

    /// Whether a place is on the screen wherever the reader stands: Start and the icons of the taskbar.
    pub fn is_always_shown(&self, node: NodeIndex) -> bool {
        let up = self.nodes[node].sides().find_map(|s| s.parent).map(|p| self.nodes[p].kind());
        matches!((self.nodes[node].kind(), up), (Kind::Start | Kind::Tray, Some(Kind::Taskbar)))
    }

    /// Whether a place lies below another in either release, at any depth.
    pub fn is_below(&self, above: NodeIndex, node: NodeIndex) -> bool {
        above != node && (self.way_from(node).contains(&above) || self.way_to(node).contains(&above))
    }

    /// Whether a place can be gone to from wherever the reader stands.
    pub fn is_root(&self, node: NodeIndex) -> bool {
        let kind = self.nodes[node].kind();
        let parent = self.nodes[node].sides().find_map(|s| s.parent);
        match parent {
            None => true,
            Some(p) => {
                let up = self.nodes[p].kind();
                matches!((kind, up), (Kind::Start | Kind::Tray, Kind::Taskbar))
                    || matches!(kind, Kind::App | Kind::Console | Kind::Dialog | Kind::ControlPanel)
                        && matches!(up, Kind::Start | Kind::Taskbar | Kind::Dialog | Kind::ControlPanel | Kind::Shell)
            }
        }
    }
}
