//! By which names a guide can be reached, and which names are near a wrong one.
//!
//! A guide answers to the path of its file, the path of its page, its old addresses, and, where no other
//! guide has it, to the last part of these alone. Extensions do not matter, case does: a link that works
//! on the author's Windows and fails on the web server is what this site is meant to find.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::address;
use crate::site::file::fold;
use crate::site::{GuideIndex, PlacedGuide};

/// What a name leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    Guide(GuideIndex),
    /// A page of guidepost.
    Page(Arc<str>),
}

/// The last part of an address: of one guide, or of several.
#[derive(Clone, Copy)]
enum Slug {
    One(GuideIndex),
    Many,
}

pub struct Names {
    paths: HashMap<String, Named>,
    slugs: HashMap<String, Slug>,
    /// Last part in lower case -> path of the file, for "did you mean"; several are in the order of paths.
    sounds: Vec<Sound>,
    folded: HashMap<String, GuideIndex>,
    sources: Vec<Arc<str>>,
    /// First parts of all paths.
    tops: HashMap<String, ()>,
}

/// A guide's last part and the set of its letters, so that most are passed over without comparing.
struct Sound {
    slug: String,
    letters: u64,
    guide: GuideIndex,
}

impl Names {
    pub fn new(guides: &[PlacedGuide], aliases: &BTreeMap<Arc<str>, GuideIndex>, pages: &[Arc<str>]) -> Names {
        let mut names = Names {
            paths: HashMap::with_capacity(guides.len() * 2),
            slugs: HashMap::with_capacity(guides.len() * 2),
            sounds: Vec::new(),
            folded: HashMap::with_capacity(guides.len()),
            sources: guides.iter().map(|g| g.entry.source.clone()).collect(),
            tops: HashMap::new(),
        };
        // Files first, pages second, old addresses last: where two claim one name, the surer has it.
        for (i, guide) in guides.iter().enumerate() {
            names.add(&key(&guide.entry.source), i);
            if let Some((top, _)) = guide.entry.source.split_once('/') {
                names.tops.insert(fold(top), ());
            }
        }
        for (i, guide) in guides.iter().enumerate() {
            names.add(&key(&guide.permalink), i);
            let slug = address::stem(address::file_name(&guide.permalink)).to_owned();
            names.sounds.push(Sound { letters: letters(&slug), slug, guide: i });
        }
        for page in pages {
            names.paths.entry(key(page)).or_insert_with(|| Named::Page(page.clone()));
        }
        names.paths.insert(String::new(), Named::Page("index.html".into()));
        for (path, i) in aliases {
            names.add(&key(path), *i);
        }
        names
    }

    fn add(&mut self, key: &str, guide: GuideIndex) {
        self.paths.entry(key.to_owned()).or_insert(Named::Guide(guide));
        self.folded.entry(fold(key)).or_insert(guide);
        let last = address::file_name(key);
        // `guides/wi-fi/index` is also `guides/wi-fi`.
        let last = if last == "index" && key.len() > last.len() {
            let folder = address::folder(key);
            self.paths.entry(folder.to_owned()).or_insert(Named::Guide(guide));
            address::file_name(folder)
        } else {
            last
        };
        self.slugs
            .entry(last.to_owned())
            .and_modify(|slug| match slug {
                Slug::One(other) if *other == guide => {}
                slug => *slug = Slug::Many,
            })
            .or_insert(Slug::One(guide));
    }

    /// The guide or page of exactly this path below the content or the site; the extension does not matter.
    pub fn at(&self, path: &str) -> Option<Named> {
        self.paths.get(&key(path)).or_else(|| self.paths.get(path)).cloned()
    }

    /// The only guide whose path ends in this part.
    pub fn by_slug(&self, slug: &str) -> Option<GuideIndex> {
        match self.slugs.get(&key(slug))? {
            Slug::One(guide) => Some(*guide),
            Slug::Many => None,
        }
    }

    /// Whether the content has a folder of this name at its top.
    pub fn has_top(&self, name: &str) -> bool {
        self.tops.contains_key(&fold(name))
    }

    /// Up to three paths of files that the author may have meant, the best first.
    pub fn near(&self, path: &str) -> Vec<String> {
        let mut found: Vec<GuideIndex> = self.folded.get(&fold(&key(path))).copied().into_iter().collect();
        let want = address::slug(address::file_name(&key(path)));
        let bag = letters(&want);
        let mut scored: Vec<(f64, GuideIndex)> = self
            .sounds
            .iter()
            .filter(|s| (s.letters ^ bag).count_ones() <= 5 && s.slug.len().abs_diff(want.len()) <= 3 + want.len() / 2)
            .map(|s| (strsim::jaro_winkler(&s.slug, &want), s.guide))
            .filter(|(score, _)| *score >= 0.86)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found.extend(scored.into_iter().map(|(_, guide)| guide));
        let mut paths: Vec<String> = Vec::new();
        for guide in found {
            let path = self.sources[guide].to_string();
            if paths.len() < 3 && !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths
    }
}

/// A path without extension and last `/`, in composed letters.
fn key(path: &str) -> String {
    let path = path.trim_matches('/');
    let bare = match path.rsplit_once('.') {
        Some((stem, extension)) if is_page(extension) => stem,
        _ => path,
    };
    address::composed(bare.to_owned())
}

fn is_page(extension: &str) -> bool {
    ["md", "markdown", "mdx", "html", "htm"].iter().any(|e| e.eq_ignore_ascii_case(extension))
}

/// One bit a letter or digit.
fn letters(text: &str) -> u64 {
    text.bytes().filter(u8::is_ascii_alphanumeric).fold(0, |bits, b| {
        bits | 1
            << match b {
                b'0'..=b'9' => b - b'0',
                _ => 10 + b.to_ascii_lowercase() - b'a',
            }
    })
}
