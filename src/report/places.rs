//! Catalogues of places for people.

use std::collections::BTreeMap;

use serde_json::json;

use crate::report::human::safe;
use crate::report::plural;
use crate::ui::diff::{Difference, DifferenceKind};
use crate::ui::release::Evidence;
use crate::ui::{Catalogue, Place, Release, tree as places};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const END: &str = "\u{1b}[0m";

/// One line a release.
pub fn releases(all: &[Release]) -> String {
    let row = |r: &Release| {
        let until = r.support.map_or(String::new(), |s| {
            let more = s.enterprise.map_or(String::new(), |e| format!(" (Enterprise {e})"));
            format!("updates until {}{more}", s.home)
        });
        let weak = if r.evidence == Evidence::Weak { "  weak evidence" } else { "" };
        format!("{BOLD}{:<18}{END} {:<38} {DIM}{until}{weak}{END}\n", safe(&r.release), safe(&r.name))
    };
    all.iter().map(row).collect()
}

/// One line a place: id and way.
pub fn list(catalogue: &Catalogue) -> String {
    let row = |p: &Place| format!("{:<44} {}\n", safe(&p.id), safe(&catalogue.path(p)));
    catalogue.places().iter().map(row).collect()
}

/// The places below one of them, or all, indented.
pub fn tree(catalogue: &Catalogue, root: Option<&str>) -> String {
    let row = |(depth, place): (usize, &Place)| {
        let address = place.address.as_ref().or(place.command.as_ref()).map_or(String::new(), |a| format!("  {a}"));
        let indent = "  ".repeat(depth);
        format!("{indent}{}{DIM}  {}{}{END}\n", safe(&place.label), safe(&place.id), safe(&address))
    };
    below(catalogue, root).into_iter().map(row).collect()
}

pub fn tree_json(catalogue: &Catalogue, root: Option<&str>) -> serde_json::Value {
    let row = |(depth, place): (usize, &Place)| json!({ "depth": depth, "place": place });
    json!(below(catalogue, root).into_iter().map(row).collect::<Vec<_>>())
}

fn below<'a>(catalogue: &'a Catalogue, root: Option<&str>) -> Vec<(usize, &'a Place)> {
    let all = places::walk(catalogue);
    let Some(root) = root else { return all };
    let Some(start) = all.iter().position(|(_, p)| *p.id == *root) else { return Vec::new() };
    let depth = all[start].0;
    let below = all[start + 1..].iter().take_while(|(d, _)| *d > depth);
    std::iter::once(&all[start]).chain(below).map(|(d, p)| (d - depth, *p)).collect()
}

/// A place through all releases.
pub fn one(id: &str, catalogues: &[Catalogue]) -> String {
    let mut out = format!("{BOLD}{}{END}\n", safe(id));
    for catalogue in catalogues {
        let name = &catalogue.release.short;
        let Some(place) = catalogue.place(id) else {
            out += &format!("\n{BOLD}{}{END}  {DIM}not there{END}\n", safe(name));
            continue;
        };
        out += &format!("\n{BOLD}{}{END}  {}\n", safe(name), safe(&catalogue.path(place)));
        let mut line = |label: &str, text: String| {
            if !text.is_empty() {
                out += &format!("  {DIM}{label:<10}{END} {}\n", safe(&text));
            }
        };
        let joined = |list: &[std::sync::Arc<str>]| list.join(", ");
        line("address", place.address.iter().chain(&place.more_addresses).cloned().collect::<Vec<_>>().join(", "));
        line("command", place.command.as_deref().unwrap_or("").to_owned());
        line("keys", joined(&place.keys));
        line("formerly", joined(&place.formerly));
        line("also", joined(&place.aliases));
        line("sure", format!("{} ({})", place.confidence.name(), joined(&place.source)));
        line("note", place.note.as_deref().unwrap_or("").to_owned());
    }
    out
}

/// What differs, by kind.
pub fn differences(from: &Release, to: &Release, found: &[Difference]) -> String {
    let mut kinds: BTreeMap<DifferenceKind, Vec<&Difference>> = BTreeMap::new();
    for difference in found {
        kinds.entry(difference.kind).or_default().push(difference);
    }
    let mut out = String::new();
    for (kind, list) in kinds {
        out += &format!("{BOLD}{} ({}){END}\n", kind.name(), list.len());
        for d in list {
            let path = |s: &Option<crate::ui::diff::Side>| s.as_ref().map_or_else(String::new, |s| s.path.clone());
            let arrow = match (path(&d.from), path(&d.to)) {
                (a, b) if a.is_empty() && b.is_empty() => d.note.as_deref().unwrap_or(&d.id).to_owned(),
                (a, b) if a.is_empty() => b,
                (a, b) if b.is_empty() => a,
                (a, b) => format!("{a}  →  {b}"),
            };
            out += &format!("  {}  {DIM}{}, {}{END}\n", safe(&arrow), safe(&d.id), d.confidence.name());
        }
    }
    out + &format!("{} between {} and {}\n", plural(found.len(), "difference"), safe(&from.name), safe(&to.name))
}
