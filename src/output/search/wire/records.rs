//! `r<first guide>`: what a result shows of some guides that follow one another.

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
    /// Category paths of this shard.
    pub k: Vec<String>,
    /// Platform names of this shard.
    pub l: Vec<String>,
}

/// One guide before it is put in its shard.
pub struct Shown {
    pub title: String,
    pub permalink: String,
    pub category: String,
    pub platforms: Vec<String>,
    pub trust: Trust,
}

impl Records {
    pub fn new(guides: &[Shown]) -> Records {
        let mut records = Records::default();
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
