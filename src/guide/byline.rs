//! Lines that say who wrote an article and when, and the box about that person.

use crate::guide::Reference;
use crate::guide::residue::bare;
use crate::guide::unit::{Unit, UnitKind};

/// Whether a line only says who wrote the article, or when; or heads the box about the one who did. `below`: what follows.
pub fn signs(text: &str, below: &[Unit]) -> bool {
    let date_below =
        || matches!(below.first().map(|u| &u.kind), Some(UnitKind::Text(row)) if is_byline(bare(row.plain())));
    is_byline(text) || name_before_role(text).is_some() || (writer(text).is_some() || is_name(text)) && date_below()
}

/// "Ann · Editor", and below it "Ann is an editor who likes to help."
pub fn box_follows(text: &str, below: &[Unit]) -> bool {
    let Some(name) = name_before_role(text) else { return false };
    matches!(below.first().map(|u| &u.kind), Some(UnitKind::Text(row))
        if row.plain().trim_start().strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')))
}

/// "By Ann / Updated on May 31, 2024", "Ann | Mar 20, 2024", "by Ann Updated on …": who wrote it and when, on a line of its
/// own.
fn is_byline(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 90 || text.ends_with(['.', ':', '?', '!']) {
        return false;
    }
    if says_when(text).is_some_and(|name| name.is_empty() || writer(name).is_some()) {
        return true;
    }
    let Some((name, rest)) = text.split_once(['|', '/', '·']) else { return false };
    let rest = rest.trim();
    let named = name.split_whitespace().count() <= 4
        && name.starts_with(char::is_alphabetic)
        && !name.contains(['(', '<', '\\', ':']);
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = rest.get(..3).is_some_and(|m| MONTHS.contains(&m.to_lowercase().as_str()));
    let dated = says_when(rest).is_some_and(str::is_empty) || month && rest.split_whitespace().count() <= 4;
    named && has_year(rest) && dated
}

/// What stands before "Updated on" and its date, if nothing but a date stands behind.
fn says_when(text: &str) -> Option<&str> {
    const SAYS: &[&str] = &[
        "updated on ",
        "last updated",
        "published on ",
        "posted on ",
        "l'ultimo aggiornamento ",
        "ultimo aggiornamento ",
        "aktualisiert am ",
        "zuletzt aktualisiert",
        "mis à jour le ",
        "dernière mise à jour ",
        "última actualización ",
    ];
    let lower = text.to_lowercase();
    let (at, says) = SAYS.iter().find_map(|says| Some((lower.find(says)?, says)))?;
    let date = lower.get(at + says.len()..)?;
    let only_date = date.split_whitespace().count() <= 5 && has_year(date);
    only_date.then(|| text.get(..at)).flatten().map(|name| name.trim_end_matches([' ', '|', '/', '·', ',']))
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && (n.starts_with("20") || n.starts_with("19")))
}

/// "by Ann Smith": the name of the one who wrote it.
fn writer(text: &str) -> Option<&str> {
    let (word, name) = text.trim().split_once(' ')?;
    let by = ["by", "von", "par", "da", "por", "door"].iter().any(|w| word.eq_ignore_ascii_case(w));
    (by && is_name(name)).then_some(name)
}

fn is_name(text: &str) -> bool {
    let words = text.split_whitespace();
    words.clone().count() <= 3
        && words.clone().all(|w| w.starts_with(char::is_uppercase))
        && text.ends_with(char::is_alphanumeric)
}

/// "Ann Smith · Editor": the head of the box about the one who wrote it.
fn name_before_role(text: &str) -> Option<&str> {
    let (name, role) = text.split_once(" · ")?;
    let role = role.trim().to_lowercase();
    let known =
        ["editor", "author", "writer", "editore", "autore", "redakteur", "autor", "éditeur", "auteur", "redactor"];
    (name.split_whitespace().count() <= 3 && known.contains(&role.as_str())).then_some(name)
}

/// The face of the one whom a byline names: the only picture there, with that name as its words or its file.
pub fn is_face(unit: &Unit, byline: &str, references: &[Reference]) -> bool {
    let UnitKind::Pictures(list) = &unit.kind else { return false };
    let [picture] = list.as_slice() else { return false };
    let picture = &references[*picture as usize];
    let name = says_when(byline).filter(|name| !name.is_empty()).unwrap_or(byline);
    let name = writer(name).unwrap_or(name).split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let file = picture.url.rsplit('/').next().unwrap_or("").split('.').next().unwrap_or("");
    name.len() > 2 && [picture.text.trim(), file].iter().any(|word| word.eq_ignore_ascii_case(name))
}
