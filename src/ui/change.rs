//! Changes written by hand: a page split in two, pages merged, a pane that moved, a way that leads elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::ui::catalogue::{Catalogue, Confidence, Place, one_or_many};
use crate::ui::release::{self, Release};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    #[expect(dead_code, reason = "named so that other keys are refused; read by people")]
    sources: BTreeMap<String, String>,
    changes: Vec<Change>,
}

/// One change that a comparison of two catalogues cannot see.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub id: Arc<str>,
    pub kind: ChangeKind,
    /// The last release known to have the old state, and the first known to have the new one.
    pub between: (String, String),
    /// The place that was split, merged or lies on another way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Arc<str>>,
    /// Of a layout: the places it is about, by id or by their place in the tree (`settings/*/*`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Arc<str>>,
    /// Of a split or merger: where the place went.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub into: Vec<Into>,
    /// Of a layout or a flow: words that say where, and those that say it now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Words>,
    /// Of a layout: phrases with such words that say something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Arc<str>>,
    /// The step is to be written anew by a person, also where it is known where the place went: the page is now one of each
    /// app, say, and the step has to choose one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_hand: bool,
    /// For the person who has to decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Arc<str>>,
    #[serde(default)]
    pub confidence: Confidence,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_many")]
    pub source: Vec<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// One place became several.
    Split,
    /// A place went up in another one.
    Merged,
    /// A place stands elsewhere on the screen.
    Layout,
    /// A way leads elsewhere, under the same names.
    Flow,
}

/// One of the places that a place went to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Into {
    pub place: Arc<str>,
    /// What a step speaks of when it means this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Arc<str>>,
}

/// Words that say where, as they are now; without `now` a person has to write them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub was: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Arc<str>>,
}

impl Change {
    /// Whether a layout or a flow is about a place.
    pub fn is_about(&self, catalogue: &Catalogue, place: &Place) -> bool {
        self.place.as_ref() == Some(&place.id)
            || self.places.iter().any(|pattern| {
                let parts: Vec<&str> = pattern.split('/').collect();
                if parts.len() == 1 {
                    return **pattern == *place.id;
                }
                // `settings/*/*` is about pages; what stands inside a page is not reached from a pane.
                let way = catalogue.way(place);
                !place.kind.is_inside()
                    && way.len() == parts.len()
                    && parts.iter().zip(&way).all(|(part, p)| *part == "*" || **part == *p.id)
            })
    }
}

/// Those of the changes that took place between two releases. `releases`: all, in order of time.
pub fn lying_between(releases: &[Release], changes: &[Change], from: &Release, to: &Release) -> Vec<Change> {
    let order = |name: &str| releases.iter().position(|r| r.is_called(name));
    let (Some(a), Some(b)) = (order(&from.release), order(&to.release)) else { return Vec::new() };
    let lies_between = |change: &&Change| match (order(&change.between.0), order(&change.between.1)) {
        (Some(old), Some(new)) => a <= old && new <= b,
        _ => false,
    };
    changes.iter().filter(lies_between).cloned().collect()
}

/// Reads a file of changes.
pub fn read(source: &Source) -> Result<Vec<Change>, Box<Diagnostic>> {
    serde_yaml::from_str::<File>(&source.text)
        .map(|file| file.changes)
        .map_err(|e| Box::new(release::explain(source, &e)))
}
