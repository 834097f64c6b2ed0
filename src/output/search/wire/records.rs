//! `r<number>`: what a result shows of some guides that follow one another, and where its texts lie.

use serde::Serialize;

use crate::output::search::record::Trust;

/// Columns, one value a guide, because like values side by side compress well.
#[derive(Default, Serialize)]
pub struct Records {
    /// Titles.
    pub t: Vec<String>,
    /// Permalinks below the site, not escaped.
    pub u: Vec<String>,
    /// Indices into `k`.
    pub c: Vec<u32>,
    /// Indices into `l`.
    pub p: Vec<Vec<u32>>,
    /// The day (since 1970) up to which somebody vouches for the guide; negative: by which it was to be looked at
    /// again; 0: nothing is known. Left out where that holds for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub d: Vec<i32>,
    /// How far back lies the first guide of the snippet shard, which is named after it; -1: what the original has
    /// is all there is.
    pub x: Vec<i32>,
    /// The same of the original, counted from there; 0 for what is no copy. Left out where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub o: Vec<u32>,
    /// Indices into `m`. Left out where all guides are in the language of the site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub g: Vec<u32>,
    /// Languages of this shard, as in `<html lang>`; empty: that of the site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub m: Vec<String>,
    /// Category paths of this shard.
    pub k: Vec<String>,
    /// Platform names of this shard.
    pub l: Vec<String>,
}

/// One guide before it is put in its shard.
pub struct Shown {
    pub title: String,
    pub permalink: String,
    /// As in `<html lang>`; empty: that of the site.
    pub language: String,
    pub category: String,
    pub platforms: Vec<String>,
    pub trust: Trust,
}

/// In which snippet shards the texts of a guide lie: how far before it, and before its original, the shard begins.
#[derive(Clone, Copy)]
pub struct Texts {
    pub own: Option<u32>,
    pub original: Option<u32>,
}

impl Records {
    pub fn new(guides: &[Shown], texts: &[Texts]) -> Records {
        let mut records = Records::default();
        records.x.extend(texts.iter().map(|t| t.own.map_or(-1, |back| back as i32)));
        if texts.iter().any(|t| t.original.is_some()) {
            records.o.extend(texts.iter().map(|t| t.original.unwrap_or(0)));
        }
        if guides.iter().any(|guide| !guide.language.is_empty()) {
            let languages = guides.iter().map(|guide| number(&mut records.m, &guide.language));
            records.g = languages.collect();
        }
        for guide in guides {
            records.t.push(guide.title.clone());
            records.u.push(guide.permalink.clone());
            let category = number(&mut records.k, &guide.category);
            records.c.push(category);
            let platforms = guide.platforms.iter().map(|p| number(&mut records.l, p)).collect();
            records.p.push(platforms);
            records.d.push(match guide.trust {
                Trust::Unknown => 0,
                Trust::VerifiedUntil(day) => day.max(1),
                Trust::ReviewDue(day) => -day.max(1),
            });
        }
        if records.d.iter().all(|&day| day == 0) {
            records.d.clear();
        }
        records
    }
}

/// Position of `name` in `table`, added when it is new.
fn number(table: &mut Vec<String>, name: &str) -> u32 {
    let at = table.iter().position(|n| n == name).unwrap_or_else(|| {
        table.push(name.to_string());
        table.len() - 1
    });
    at as u32
}
