//! What is wrong with a catalogue that somebody edits.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};
use crate::ui::catalogue::{self, Catalogue, Place};
use crate::ui::change::Change;
use crate::ui::{Catalogues, shipped};

/// Faults of the project's files of one release; `sources`: all its files, ours too.
pub fn of_release(catalogue: &Catalogue, sources: &[Source], out: &mut Vec<Diagnostic>) {
    for source in sources.iter().filter(|s| !shipped::is_shipped(s)) {
        let Ok(file) = catalogue::read(source) else { continue };
        duplicates(source, &file.places, out);
        across_files(source, &file.places, sources, out);
        for (i, place) in file.places.iter().enumerate() {
            addresses(source, place, out);
            // Which of the entries with this id it is, where there are two by mistake.
            let nth = file.places[..i].iter().filter(|p| p.id == place.id).count();
            parent(catalogue, source, (place, nth), out);
            aliases(catalogue, source, place, out);
        }
    }
}

/// One id, two entries in one file. (One in ours as well is a place laid over another.)
fn duplicates(source: &Source, places: &[Place], out: &mut Vec<Diagnostic>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in places {
        *counts.entry(&place.id).or_default() += 1;
    }
    for (id, _) in counts.into_iter().filter(|(_, n)| *n > 1) {
        let spans = value_spans(source, "id", id);
        for again in spans.iter().skip(1) {
            let message = format!("two places have the id `{id}`");
            let mut fault =
                Diagnostic::new("ui/duplicate-id", Severity::Error, source.path.clone(), Some(*again), message)
                    .help("give the second an id of its own, or take it out");
            if let Some(first) = spans.first() {
                fault = fault.label(*first, "first here");
            }
            out.push(fault);
        }
    }
}

/// One id in two files of the project: of one release, so that the later one silently takes the place of the first.
fn across_files(source: &Source, places: &[Place], sources: &[Source], out: &mut Vec<Diagnostic>) {
    let earlier = sources.iter().filter(|s| !shipped::is_shipped(s)).take_while(|s| s.path != source.path);
    let earlier: Vec<(&Source, catalogue::File)> =
        earlier.filter_map(|s| Some((s, catalogue::read(s).ok()?))).collect();
    for place in places {
        let Some((first, _)) = earlier.iter().find(|(_, f)| f.places.iter().any(|p| p.id == place.id)) else {
            continue;
        };
        let message = format!("the place `{}` is in `{}` too", place.id, first.path);
        let span = value_spans(source, "id", &place.id).first().copied();
        out.push(
            Diagnostic::new("ui/duplicate-id", Severity::Error, source.path.clone(), span, message)
                .help("keep one of them, or give one an id of its own"),
        );
    }
}

/// An address that no page will ever link to.
fn addresses(source: &Source, place: &Place, out: &mut Vec<Diagnostic>) {
    for address in place.address.iter().chain(&place.more_addresses) {
        let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
        let opens = scheme
            .as_deref()
            .is_some_and(|s| s.starts_with("ms-") || matches!(s, "https" | "http" | "windowsdefender"));
        if !opens {
            let message = format!("the address `{address}` of `{}` opens no place", place.id);
            let span = value_spans(source, "id", &place.id).first().copied();
            let fault = Diagnostic::new("ui/catalogue", Severity::Warning, source.path.clone(), span, message);
            out.push(fault.help("write one that begins with `ms-settings:` or `https:`"));
        }
    }
}

fn parent(catalogue: &Catalogue, source: &Source, (place, nth): (&Place, usize), out: &mut Vec<Diagnostic>) {
    let Some(parent) = &place.parent else { return };
    let own = || value_spans(source, "id", &place.id).get(nth).copied();
    let span = value_spans_behind(source, (&place.id, nth), "parent").or_else(own);
    if catalogue.place(parent).is_none() {
        let message = format!("the parent `{parent}` of `{}` is no place of this release", place.id);
        let near = catalogue.find(parent).map_or_else(|near| near.first().cloned(), |p| Some(p.id.to_string()));
        // An id that only shares a few letters is no help.
        let near = near.filter(|near| strsim::jaro_winkler(near, parent) > 0.88);
        let help = near
            .map_or_else(|| "`guidepost ui list` names them all".to_owned(), |near| format!("did you mean `{near}`?"));
        out.push(Diagnostic::new("ui/unknown-parent", Severity::Error, source.path.clone(), span, message).help(help));
        return;
    }
    let mut seen: BTreeSet<&str> = BTreeSet::from([&*place.id]);
    let mut at = place;
    while let Some(up) = catalogue.parent(at) {
        if !seen.insert(&up.id) {
            if up.id == place.id {
                let message = format!("`{}` lies below itself: its way never ends at a root", place.id);
                let fault = Diagnostic::new("ui/cycle", Severity::Error, source.path.clone(), span, message);
                out.push(fault.help("give one of the places on the ring another parent"));
            }
            return;
        }
        at = up;
    }
}

/// A name that two places under one parent share: nothing in a guide can tell them apart.
fn aliases(catalogue: &Catalogue, source: &Source, place: &Place, out: &mut Vec<Diagnostic>) {
    let names = |p: &Place| -> Vec<String> {
        std::iter::once(&p.label).chain(&p.formerly).chain(&p.aliases).map(|n| n.to_lowercase()).collect()
    };
    let own = names(place);
    let rivals = catalogue.places().iter().filter(|p| {
        // A switch and a page may share a name: the verb tells them. Else the parent tells, or nothing does.
        p.id != place.id && p.parent == place.parent && p.kind.is_inside() == place.kind.is_inside()
    });
    for rival in rivals {
        if let Some(shared) = names(rival).into_iter().find(|n| own.contains(n)) {
            let span = value_spans(source, "id", &place.id).first().copied();
            let message = format!("`{}` and `{}` are both called \"{shared}\" and have one parent", place.id, rival.id);
            let fault = Diagnostic::new("ui/ambiguous-alias", Severity::Warning, source.path.clone(), span, message);
            out.push(fault.help("drop the name from one of them, or give them different parents"));
        }
    }
}

/// Changes that name releases or places that are not there.
pub fn of_changes(all: &Catalogues, source: &Source, changes: &[Change], out: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, Catalogue> = HashMap::new();
    let mut seen: BTreeSet<&Arc<str>> = BTreeSet::new();
    for change in changes {
        let span = value_spans(source, "id", &change.id).last().copied();
        let mut fault = |rule, message: String, help: String| {
            out.push(Diagnostic::new(rule, Severity::Error, source.path.clone(), span, message).help(help));
        };
        if !seen.insert(&change.id) {
            fault("ui/duplicate-id", format!("two changes have the id `{}`", change.id), "rename one of them".into());
        }
        let (old, new) = &change.between;
        for (name, ids) in [
            (old, change.place.iter().chain(change.places.iter().filter(|p| !p.contains('/'))).collect::<Vec<_>>()),
            (new, change.into.iter().map(|i| &i.place).collect()),
        ] {
            let Some(release) = all.releases().iter().find(|r| r.is_called(name)) else {
                let help = format!("releases are {}", all.near(name).join(", "));
                fault("ui/catalogue", format!("there is no release `{name}`"), help);
                continue;
            };
            let catalogue = known.entry(name.clone()).or_insert_with(|| all.catalogue(release).0);
            for id in ids {
                if catalogue.place(id).is_none() {
                    let message = format!("`{id}` is no place of {name}");
                    fault("ui/unknown-parent", message, format!("see `guidepost ui list {name}`"));
                }
            }
        }
    }
}

/// Where `key: value` stands, in order.
fn value_spans(source: &Source, key: &str, value: &str) -> Vec<Span> {
    lines(source)
        .filter_map(|(start, line)| {
            let at = line.find(key).filter(|i| line[..*i].chars().all(|c| matches!(c, ' ' | '-' | '{')))?;
            let rest = line[at + key.len()..].strip_prefix(':')?.trim_start();
            let offset = start + line.len() - rest.len();
            // "- {id: pay, label: Pay}"
            let one_line = line[..at].contains('{');
            let end = rest.find([',', '}']).filter(|_| one_line).unwrap_or(rest.len());
            let written = rest[..end].trim_end();
            (written.trim_matches(['"', '\'']) == value).then(|| Span::new(offset, offset + written.len()))
        })
        .collect()
}

/// The value of a key of an entry, given as its id and how many entries before it have the same one.
fn value_spans_behind(source: &Source, (id, nth): (&str, usize), key: &str) -> Option<Span> {
    let from = value_spans(source, "id", id).get(nth)?.end as usize;
    // "- {id: pay, parent: desk}"
    let rest = source.text[from..].lines().next().unwrap_or("");
    if let Some(at) = rest.find(&format!("{key}:")) {
        let value = &rest[at + key.len() + 1..];
        let end = value.find([',', '}']).unwrap_or(value.len());
        let start = from + at + key.len() + 1 + (value.len() - value.trim_start().len());
        return Some(Span::new(start, start + value[..end].trim().len()));
    }
    let mut entry = lines(source).skip_while(|(start, _)| *start < from);
    entry.by_ref().take_while(|(_, line)| !line.trim_start().starts_with('-')).find_map(|(start, line)| {
        let rest = line.trim_start().strip_prefix(key)?.strip_prefix(':')?;
        let offset = start + line.len() - rest.trim_start().len();
        Some(Span::new(offset, offset + rest.trim().len()))
    })
}

fn lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    source.text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches('\n'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_catalogues_have_no_faults() {
        // As files of a project, one changed by a comment, so that they are looked at.
        let own: Vec<Source> = shipped::sources()
            .iter()
            .map(|s| Source::from_text(s.path.trim_start_matches("guidepost:"), &format!("{}# mine\n", s.text)))
            .collect();
        let found: Vec<String> =
            Catalogues::new(&own).faults().iter().map(|d| format!("{} {}: {}", d.file, d.rule, d.message)).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
