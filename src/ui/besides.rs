//! Where a name is put right in the steps of a guide, its title, its headings and the text around them follow.
//!
//! A name alone says little there, so nothing is looked for that no step speaks of: the same words, letter by letter, as
//! a proposal already changes, and only where all proposals about that place agree.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::document::parse::Document;
use crate::guide::words::begins_with_verb;
use crate::source::{Source, Span};
use crate::ui::reference::Certainty;
use crate::ui::refresh::{Edit, Finding, FindingKind, Proposal, Resolved};
use crate::ui::text::UnitKind;
use crate::ui::words::table;
use crate::ui::world::World;

/// Old words and new ones, with a finding that says so.
struct Renaming<'a> {
    old: &'a str,
    new: &'a str,
    finding: &'a Finding,
}

/// The findings outside of the steps that follow from those in `found`.
pub(super) fn find(
    world: &World,
    document: &Document,
    source: &Source,
    of: &Resolved,
    found: &[Finding],
) -> Vec<Finding> {
    let mut out = Vec::new();
    // The word on a button is any word elsewhere: "## Run the troubleshooter" is what is done there.
    let is_place = |r: &Renaming| {
        let node = world.index(&r.finding.change).map(|n| &world.nodes[n]);
        node.is_some_and(|n| !n.kind().is_inside()) && !begins_with_verb(r.old) && !r.new.contains([',', '>'])
    };
    for renaming in renamings(source, found).into_iter().filter(is_place) {
        // "Apps & features or Installed apps": who gives both names means both.
        let gives_both = |text: &str| places(text, renaming.new).next().is_some();
        let rows: HashSet<usize> = of.units.iter().filter(|u| gives_both(&u.line.text)).filter_map(|u| u.row).collect();
        let mut add = |span: Span, text: &str| {
            let taken = |f: &Finding| {
                let own = f.fix.edit().map_or(f.span, |e| e.span.join(f.span));
                own.start < span.end && span.start < own.end
            };
            if !speaks_of_before(world, text) && !found.iter().chain(&out).any(taken) {
                out.push(Finding {
                    span,
                    fix: Proposal::Edit(Edit { span, text: renaming.new.to_owned() }),
                    certainty: Certainty::Likely,
                    ..renaming.finding.clone()
                });
            }
        };
        for (span, line) in lines_of_front_matter(document, source) {
            for at in places(line, renaming.old).filter(|_| !gives_both(line)) {
                add(Span::new(span + at, span + at + renaming.old.len()), line);
            }
        }
        for (i, unit) in of.units.iter().enumerate().filter(|(_, u)| u.kind != UnitKind::Item) {
            // A name whose scope is known was judged already.
            let judged = |start: usize, end: usize| {
                let scoped =
                    of.mentions.iter().zip(&of.scopes.of).filter(|(m, scope)| m.unit == i && !scope.is_empty());
                scoped.into_iter().any(|(m, _)| m.start < end && start < m.end)
            };
            let both = gives_both(&unit.line.text) || unit.row.is_some_and(|row| rows.contains(&row));
            for at in places(&unit.line.text, renaming.old).filter(|_| !both) {
                let end = at + renaming.old.len();
                if !judged(at, end)
                    && let Some(span) = unit.exact(at, end, &source.text)
                {
                    add(span, &unit.line.text);
                }
            }
        }
    }
    out
}

/// What the findings call otherwise, each place once, if all that is said of it agrees.
fn renamings<'a>(source: &'a Source, found: &'a [Finding]) -> Vec<Renaming<'a>> {
    let mut of: BTreeMap<&Arc<str>, Vec<&Finding>> = BTreeMap::new();
    found.iter().for_each(|f| of.entry(&f.change).or_default().push(f));
    let simple = |finding: &'a Finding| {
        let edit = finding.fix.edit().filter(|_| finding.kind == FindingKind::Renamed)?;
        let old = source.text.get(edit.span.range())?;
        // One word may be any word; marks are no part of a name, and mean something in front matter.
        let marked = |text: &str| text.contains(['*', '_', '`', '[', '(', '>', '<', '"', '#', ':', '\\', '\n']);
        let named = old.contains(' ') && !marked(old) && !marked(&edit.text) && !edit.text.is_empty();
        named.then(|| Renaming { old, new: &edit.text, finding })
    };
    let agreed = |findings: Vec<&'a Finding>| {
        let renamings: Option<Vec<Renaming>> =
            findings.into_iter().filter(|f| f.fix != Proposal::Together).map(simple).collect();
        let mut renamings = renamings?;
        let new = renamings.first()?.new;
        if renamings.iter().any(|r| r.new != new) {
            return None;
        }
        renamings.sort_by_key(|r| r.old);
        renamings.dedup_by_key(|r| r.old);
        Some(renamings)
    };
    of.into_values().filter_map(agreed).flatten().collect()
}

/// The lines of the front matter that readers see, and where each begins.
fn lines_of_front_matter<'a>(document: &Document, source: &'a Source) -> Vec<(usize, &'a str)> {
    let range = document.front_span.range();
    let Some(text) = source.text.get(range.clone()) else { return Vec::new() };
    let mut at = range.start;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        if ["title:", "description:", "excerpt:", "summary:"].iter().any(|key| line.starts_with(key)) {
            out.push((at, line));
        }
        at += line.len();
    }
    out
}

/// Where the words stand as words of their own.
pub(super) fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .map(|(i, _)| i)
        .filter(move |i| !is_part(text[..*i].chars().next_back()) && !is_part(text[i + words.len()..].chars().next()))
}

/// "Windows 10 called it …", "formerly …": the old name is meant.
fn speaks_of_before(world: &World, text: &str) -> bool {
    let lower = text.to_lowercase();
    let platform = world.from.platform.replace('-', " ");
    // Of one platform, its name is in every sentence.
    let of_old = world.called.shared.is_none() && !platform.is_empty() && lower.contains(&platform);
    of_old || world.called.is_old(text) || table().rows.past.iter().any(|word| lower.contains(word.as_str()))
}
