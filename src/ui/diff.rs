//! What differs between two releases: a comparison by id, and the changes written by hand.

use std::sync::Arc;

use serde::Serialize;

use crate::ui::catalogue::{Catalogue, Confidence, Place};
use crate::ui::change::{Change, ChangeKind};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub kind: DifferenceKind,
    /// Id of the place, or of the change that was written by hand.
    pub id: Arc<str>,
    pub from: Option<Side>,
    pub to: Option<Side>,
    /// The less sure of both sides.
    pub confidence: Confidence,
    pub note: Option<Arc<str>>,
}

/// A place in one of the two releases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    pub label: Arc<str>,
    pub path: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DifferenceKind {
    /// Another label.
    Renamed,
    /// Another way.
    Moved,
    Added,
    Removed,
    Split,
    Merged,
    Layout,
    Flow,
}

impl DifferenceKind {
    pub fn name(self) -> &'static str {
        match self {
            DifferenceKind::Renamed => "renamed",
            DifferenceKind::Moved => "moved",
            DifferenceKind::Added => "added",
            DifferenceKind::Removed => "removed",
            DifferenceKind::Split => "split",
            DifferenceKind::Merged => "merged",
            DifferenceKind::Layout => "layout",
            DifferenceKind::Flow => "flow",
        }
    }
}

/// Everything that differs, in the order of the first catalogue; then what was added, then what was written by hand.
pub fn between(from: &Catalogue, to: &Catalogue, changes: &[Change]) -> Vec<Difference> {
    let mut out = Vec::new();
    let by_hand = |id: &str| {
        let told = |c: &&Change| matches!(c.kind, ChangeKind::Split | ChangeKind::Merged);
        changes.iter().filter(told).any(|c| c.place.as_deref() == Some(id))
    };
    for old in from.places() {
        match to.place(&old.id) {
            Some(new) => {
                let renamed = !same_label(&old.label, &new.label);
                let moved = old.parent != new.parent;
                if renamed || moved {
                    let kind = if moved { DifferenceKind::Moved } else { DifferenceKind::Renamed };
                    out.push(of_place(kind, Some((from, old)), Some((to, new))));
                }
            }
            None if by_hand(&old.id) => {}
            None => out.push(of_place(DifferenceKind::Removed, Some((from, old)), None)),
        }
    }
    let added = to.places().iter().filter(|new| from.place(&new.id).is_none());
    out.extend(added.map(|new| of_place(DifferenceKind::Added, None, Some((to, new)))));
    out.extend(changes.iter().map(|change| of_change(from, to, change)));
    out
}

/// Whether two labels differ in nothing but capitals, which no reader stumbles over.
pub fn same_label(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn of_place(kind: DifferenceKind, from: Option<(&Catalogue, &Place)>, to: Option<(&Catalogue, &Place)>) -> Difference {
    let side =
        |(catalogue, place): (&Catalogue, &Place)| Side { label: place.label.clone(), path: catalogue.path(place) };
    let both = || from.iter().chain(&to).map(|(_, p)| *p);
    Difference {
        kind,
        id: both().next().map(|p| p.id.clone()).unwrap_or_default(),
        confidence: both().map(|p| p.confidence).max().unwrap_or_default(),
        note: both().find_map(|p| p.note.clone()),
        from: from.map(side),
        to: to.map(side),
    }
}

fn of_change(from: &Catalogue, to: &Catalogue, change: &Change) -> Difference {
    let kind = match change.kind {
        ChangeKind::Split => DifferenceKind::Split,
        ChangeKind::Merged => DifferenceKind::Merged,
        ChangeKind::Layout => DifferenceKind::Layout,
        ChangeKind::Flow => DifferenceKind::Flow,
    };
    let old = change.place.as_deref().and_then(|id| from.place(id));
    let into: Vec<&Place> = change.into.iter().filter_map(|i| to.place(&i.place)).collect();
    let joined = |f: &dyn Fn(&Place) -> String| into.iter().map(|p| f(p)).collect::<Vec<_>>().join("; ");
    Difference {
        kind,
        id: change.id.clone(),
        from: old.map(|p| Side { label: p.label.clone(), path: from.path(p) }),
        to: (!into.is_empty())
            .then(|| Side { label: joined(&|p| p.label.to_string()).into(), path: joined(&|p| to.path(p)) }),
        confidence: change.confidence,
        note: change.note.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Catalogues;

    fn diff(from: &str, to: &str) -> Vec<Difference> {
        let all = Catalogues::new(&[]);
        let (a, b) = (all.find(from).unwrap(), all.find(to).unwrap());
        between(&all.catalogue(a).0, &all.catalogue(b).0, &all.changes(a, b).0)
    }

    #[test]
    fn a_release_differs_from_itself_in_nothing() {
        for release in Catalogues::new(&[]).releases() {
            assert_eq!(diff(&release.release, &release.release), []);
        }
    }

    #[test]
    fn what_was_renamed_moved_split_and_rearranged_is_told() {
        let all = diff("windows-10-22h2", "windows-11-24h2");
        let of = |id: &str| all.iter().find(|d| &*d.id == id).unwrap_or_else(|| panic!("nothing about {id}"));
        let renamed = of("settings.apps.installed");
        assert_eq!(renamed.kind, DifferenceKind::Renamed);
        assert_eq!(renamed.to.as_ref().unwrap().path, "Settings > Apps > Installed apps");
        assert_eq!(of("settings.system.recovery").kind, DifferenceKind::Moved);
        assert_eq!(of("split.update-security").kind, DifferenceKind::Split);
        assert_eq!(of("layout.settings-panes").kind, DifferenceKind::Layout);
        assert!(!all.iter().any(|d| &*d.id == "settings.network"), "only a capital differs");
        assert!(!all.iter().any(|d| &*d.id == "settings.update"), "told once, by the split");
    }

    #[test]
    fn a_change_between_older_releases_is_not_one_of_newer_ones() {
        let late = diff("windows-11-22h2", "windows-11-24h2");
        assert!(!late.iter().any(|d| d.kind == DifferenceKind::Layout), "{late:?}");
    }
}
