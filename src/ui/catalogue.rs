//! The places of one release: what each is called, where it lies, and how sure that is.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::ui::label;
use crate::ui::release::{self, Release};

/// A file as it is written.
#[derive(Debug, Deserialize)]
pub struct File {
    #[serde(flatten)]
    pub head: Release,
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    #[serde(default)]
    pub places: Vec<Place>,
}

/// A page, a window, a menu, a button: something a guide can send its reader to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The same in every release, whatever the place is called there.
    pub id: Arc<str>,
    /// What the screen says.
    pub label: Arc<str>,
    /// What the screen said in builds before this one, and guides still say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<Arc<str>>,
    /// Id of the place it is reached from; `None`: from anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Arc<str>>,
    pub kind: Kind,
    /// `ms-settings:display`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Arc<str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more_addresses: Vec<Arc<str>>,
    /// What opens it from the Run box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<Arc<str>>,
    /// `Win+I`
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<Arc<str>>,
    /// What writers call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Arc<str>>,
    #[serde(default)]
    pub confidence: Confidence,
    /// Keys of `sources`.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub source: Vec<Arc<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    SettingsPage,
    ControlPanel,
    Console,
    Dialog,
    App,
    Start,
    Taskbar,
    Tray,
    Shell,
    /// A page of a system that is not Windows.
    Page,
    /// A heading inside a page.
    Section,
    /// A button, link, list or field inside a page.
    Control,
    /// A control that is turned on and off.
    Switch,
}

impl Kind {
    /// Inside a page rather than a page: its name says nothing away from there.
    pub fn is_inside(self) -> bool {
        matches!(self, Kind::Section | Kind::Control | Kind::Switch)
    }

    /// As in the files.
    pub fn name(self) -> &'static str {
        match self {
            Kind::SettingsPage => "settings-page",
            Kind::ControlPanel => "control-panel",
            Kind::Console => "console",
            Kind::Dialog => "dialog",
            Kind::App => "app",
            Kind::Start => "start",
            Kind::Taskbar => "taskbar",
            Kind::Tray => "tray",
            Kind::Shell => "shell",
            Kind::Page => "page",
            Kind::Section => "section",
            Kind::Control => "control",
            Kind::Switch => "switch",
        }
    }
}

/// How sure an entry is, surest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Seen on a machine by whoever wrote the entry. What a team writes about its own systems.
    #[default]
    Seen,
    /// A document of the maker says so.
    Documented,
    /// A public list or script says so.
    Listed,
    /// An article that walks through it says so.
    Article,
    /// Taken over from a neighboring release, or from common knowledge.
    Inferred,
}

impl Confidence {
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Seen => "seen",
            Confidence::Documented => "documented",
            Confidence::Listed => "listed",
            Confidence::Article => "article",
            Confidence::Inferred => "inferred",
        }
    }
}

/// `source: a` and `source: [a, b]` are both taken.
pub fn one_or_many<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Arc<str>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        One(Arc<str>),
        Many(Vec<Arc<str>>),
    }
    Ok(match Either::deserialize(from)? {
        Either::One(one) => vec![one],
        Either::Many(many) => many,
    })
}

/// Reads a whole file.
pub fn read(source: &Source) -> Result<File, Box<Diagnostic>> {
    serde_yaml::from_str(&source.text).map_err(|e| {
        let mut fault = release::explain(source, &e);
        // The reader of the file stops at the first; whoever mends it wants to know of the others as well.
        let more = other_faults(&source.text);
        if !more.is_empty() {
            fault.message += &format!("; also {}", more.join("; "));
        }
        Box::new(fault)
    })
}

/// What is wrong with the entries behind the first one that cannot be read.
fn other_faults(text: &str) -> Vec<String> {
    let Ok(serde_yaml::Value::Mapping(file)) = serde_yaml::from_str::<serde_yaml::Value>(text) else {
        return Vec::new();
    };
    let Some(serde_yaml::Value::Sequence(places)) = file.get("places") else { return Vec::new() };
    let told = |(n, place): (usize, &serde_yaml::Value)| {
        let fault = serde_yaml::from_value::<Place>(place.clone()).err()?;
        Some(format!("places[{n}]: {fault}"))
    };
    places.iter().enumerate().filter_map(told).skip(1).take(5).collect()
}

/// Lays a file over places that are there: what it names again it replaces, what it is `without` goes.
pub fn lay_over(places: &mut Vec<Place>, file: &File) {
    places.retain(|p| !file.head.without.iter().any(|w| **w == *p.id));
    let known: HashMap<Arc<str>, usize> = places.iter().enumerate().map(|(i, p)| (p.id.clone(), i)).collect();
    for place in &file.places {
        match known.get(&place.id) {
            Some(i) => places[*i] = place.clone(),
            None => places.push(place.clone()),
        }
    }
}

/// The places of a release, for look-ups.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub release: Release,
    places: Vec<Place>,
    by_id: HashMap<Arc<str>, usize>,
}

impl Catalogue {
    pub fn new(release: Release, places: Vec<Place>) -> Catalogue {
        // Of two with one id the first is the place; the fault is told elsewhere.
        let mut by_id = HashMap::new();
        for (i, place) in places.iter().enumerate() {
            by_id.entry(place.id.clone()).or_insert(i);
        }
        Catalogue { release, places, by_id }
    }

    /// In the order of the files.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    pub fn place(&self, id: &str) -> Option<&Place> {
        self.by_id.get(id).map(|i| &self.places[*i])
    }

    pub fn parent(&self, place: &Place) -> Option<&Place> {
        self.place(place.parent.as_deref()?)
    }

    /// The way to a place from its root, the place itself last.
    pub fn way<'a>(&'a self, place: &'a Place) -> Vec<&'a Place> {
        let mut way = vec![place];
        let mut at = place;
        // Parents in a ring are told by a rule; here the walk ends.
        while let Some(parent) = self.parent(at).filter(|p| !way.iter().any(|w| w.id == p.id)) {
            way.push(parent);
            at = parent;
        }
        way.reverse();
        way
    }

    /// `Settings > System > Display`
    pub fn path(&self, place: &Place) -> String {
        let labels: Vec<&str> = self.way(place).iter().map(|p| &*p.label).collect();
        labels.join(" > ")
    }

    /// The place of this id, address, command, chord or label; of several of one label the one that is a page. `Err`: ids
    /// that are near, or those it could be.
    pub fn find(&self, name: &str) -> Result<&Place, Vec<String>> {
        if let Some(place) = self.place(name) {
            return Ok(place);
        }
        let same = |text: &str| text.eq_ignore_ascii_case(name);
        let opens = |p: &&Place| {
            p.address.iter().chain(&p.more_addresses).chain(&p.command).chain(&p.keys).any(|a| same(a))
                || same(&self.path(p))
        };
        let called = |p: &&Place| same(&p.label) || p.aliases.iter().any(|a| same(a));
        if let Some(place) = self.places.iter().find(opens) {
            return Ok(place);
        }
        // A label before what writers say, as they write "&"; a page before the menus and controls that lead there.
        let key = label::key(name);
        let labeled = |p: &&Place| same(&p.label) || label::key(&p.label) == key;
        let is_page = |p: &&Place| matches!(p.kind, Kind::SettingsPage | Kind::Page);
        let by_label: Vec<&Place> = self.places.iter().filter(labeled).collect();
        let pages: Vec<&Place> = by_label.iter().copied().filter(is_page).collect();
        if let [only] = pages.as_slice() {
            return Ok(only);
        }
        let found = if by_label.is_empty() { self.places.iter().filter(called).collect() } else { by_label };
        if let [only] = found.as_slice() {
            return Ok(only);
        }
        if !found.is_empty() {
            return Err(found.iter().map(|p| p.id.to_string()).collect());
        }
        let lower = name.to_lowercase();
        let score =
            |p: &Place| strsim::jaro_winkler(&p.label.to_lowercase(), &lower).max(strsim::jaro_winkler(&p.id, &lower));
        let mut near: Vec<(f64, &Place)> = self.places.iter().map(|p| (score(p), p)).filter(|n| n.0 > 0.8).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        Err(near.into_iter().take(3).map(|(_, p)| p.id.to_string()).collect())
    }
}
