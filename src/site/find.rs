//! Finds a guide or a category by what a person calls it.
//!
//! A guide answers to its file, its address, an old address, the last part of either, its title, and to words of its
//! title when no other title has them all.

use super::file::fold;
use super::taxonomy::same_name;
use super::{GuideIndex, PlacedGuide, Site};
use crate::address::{file_name, stem};

/// Most names that are offered in place of one that is not there.
const OFFERED: usize = 3;

/// Nothing, or more than one thing, has that name.
#[derive(Debug, PartialEq)]
pub struct NotFound {
    /// What could be meant, best first.
    pub near: Vec<String>,
    /// All of `near` answer to the name.
    pub several: bool,
}

/// The guide that is called so.
pub fn guide(site: &Site, asked: &str) -> Result<GuideIndex, NotFound> {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    let asked = asked.trim().strip_prefix(base).filter(|rest| !rest.is_empty()).unwrap_or(asked.trim());
    let path = asked.replace('\\', "/");
    let path = path.split(['#', '?']).next().unwrap_or_default().trim_start_matches("./").trim_start_matches('/');
    let path = crate::address::decode(path);
    let ends = |whole: &str, part: &str| part == whole || part.ends_with(&format!("/{whole}"));
    let indices = |fits: &dyn Fn(&PlacedGuide) -> bool| -> Vec<GuideIndex> {
        (0..site.guides.len()).filter(|g| fits(&site.guides[*g])).collect()
    };
    let same = |a: &str, b: &str| fold(a) == fold(b);
    // A file may be named from any folder above it; the whole path wins over a part of one.
    let file = longest(site, indices(&|g| ends(&g.entry.source, &path)));
    let one = file
        .or_else(|| indices(&|g| same(&g.permalink, &path) || same(stem(&g.permalink), &path)).first().copied())
        .or_else(|| site.aliases.get(path.as_str()).copied());
    if let Some(one) = one {
        return Ok(one);
    }
    let words: Vec<String> = same_name(asked).split(' ').map(str::to_owned).collect();
    let ways: [&dyn Fn(&PlacedGuide) -> bool; 4] = [
        &|g| same_name(&g.entry.guide.title) == same_name(asked),
        &|g| same(stem(file_name(&g.permalink)), stem(&path)) || same(file_name(&g.entry.source), &path),
        &|g| same_name(&g.entry.guide.title).contains(&same_name(asked)),
        &|g| {
            let title = same_name(&g.entry.guide.title);
            words.iter().all(|w| title.contains(w.as_str()))
        },
    ];
    if words.iter().any(|w| !w.is_empty()) {
        for way in ways {
            match indices(way).as_slice() {
                [] => {}
                [one] => return Ok(*one),
                several => {
                    let near = several.iter().map(|g| site.guides[*g].entry.source.to_string());
                    return Err(NotFound { near: near.take(OFFERED + 2).collect(), several: true });
                }
            }
        }
    }
    let likeness = |g: &PlacedGuide| {
        let title = strsim::jaro_winkler(&same_name(&g.entry.guide.title), &same_name(asked));
        title.max(strsim::jaro_winkler(stem(file_name(&g.permalink)), stem(file_name(&path))))
    };
    Err(near(site.guides.iter().map(|g| (likeness(g), g.entry.source.to_string())).collect()))
}

fn longest(site: &Site, found: Vec<GuideIndex>) -> Option<GuideIndex> {
    found.into_iter().max_by_key(|g| site.guides[*g].entry.source.len())
}

/// The category of this name, or of this path: `Network/Wi-Fi`.
pub fn category(site: &Site, asked: &str) -> Result<usize, NotFound> {
    let wanted = same_name(asked);
    let paths: Vec<String> = (0..site.categories.len()).map(|c| site.category_path(c).join("/")).collect();
    if let Some(one) = paths.iter().position(|path| same_name(path) == wanted) {
        return Ok(one);
    }
    let named: Vec<usize> = (0..paths.len()).filter(|c| same_name(&site.categories[*c].name) == wanted).collect();
    match named.as_slice() {
        [one] => Ok(*one),
        [] => {
            let likeness = |c: usize| {
                strsim::jaro_winkler(&same_name(&site.categories[c].name), &wanted)
                    .max(strsim::jaro_winkler(&same_name(&paths[c]), &wanted))
            };
            Err(near(paths.iter().enumerate().map(|(c, path)| (likeness(c), path.clone())).collect()))
        }
        several => Err(NotFound { near: several.iter().map(|c| paths[*c].clone()).collect(), several: true }),
    }
}

fn near(mut scored: Vec<(f64, String)>) -> NotFound {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.dedup_by(|a, b| a.1 == b.1);
    NotFound { near: scored.into_iter().take(OFFERED).map(|(_, name)| name).collect(), several: false }
}
