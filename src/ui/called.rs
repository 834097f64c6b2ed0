//! By which words a text names one of two releases: "Windows 11 22H2", "22H2", "Desk 3", "Desk 3 and 4".
//!
//! The platforms of Windows are known by their names wherever they stand. Everything else is called as its catalogue
//! says: by its title, its short name, its id and the names of releases that look the same.

use std::ops::Range;
use std::sync::Arc;

use crate::guide::platform::Platforms;
use crate::ui::phrases::goes_with;
use crate::ui::release::Release;

/// What two releases are called.
#[derive(Debug, Default)]
pub struct Called {
    /// What sets the two apart: the platform, or the release where both are of one platform.
    pub from: Arc<str>,
    pub to: Arc<str>,
    /// The platform of both, which tells nothing.
    pub shared: Option<Arc<str>>,
    /// For a place in a sentence: "on Windows 10", "on Windows 11 22H2".
    pub old_name: String,
    /// Words of a name and whose it is, longest first.
    names: Vec<(Vec<String>, Arc<str>)>,
    /// The releases of the system that are known, oldest first.
    line: Vec<Arc<str>>,
}

/// Words of a release that name nothing.
const FILLERS: &[&str] = &["version", "release"];

impl Called {
    /// `is_place`: whether words are the name of a place, which tells nothing of a release.
    pub fn new(from: &Release, to: &Release, is_place: &dyn Fn(&str) -> bool) -> Called {
        let alike = from.platform == to.platform;
        let id = |r: &Release| -> Arc<str> {
            if alike || r.platform.is_empty() { r.release.as_str().into() } else { r.platform.as_str().into() }
        };
        let old_name = if alike { from.short.clone() } else { from.platform_name() };
        let mut called = Called { from: id(from), to: id(to), old_name, ..Called::default() };
        if from.release == to.release {
            return called;
        }
        called.shared = (alike && !from.platform.is_empty()).then(|| from.platform.as_str().into());
        let is_windows = |r: &Release| Platforms::default().named(&r.platform).is_some();
        for (release, id) in [(from, &called.from), (to, &called.to)] {
            // A platform of Windows is found by its own name, and "22H2" alone may be of either.
            if !alike && is_windows(release) {
                continue;
            }
            for name in names_of(release, alike) {
                if !is_place(&name.join(" ")) {
                    called.names.push((name, id.clone()));
                }
            }
        }
        let both: Vec<_> = called.names.clone();
        called.names.retain(|(name, id)| both.iter().all(|(n, i)| n != name || i == id));
        called.names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        called.names.dedup();
        called.line = vec![called.from.clone(), called.to.clone()];
        called
    }

    /// Adds the other releases of the same system: what is for one of them is for neither of the two. `line`: oldest first.
    pub fn know(&mut self, line: &[&Release], is_place: &dyn Fn(&str) -> bool) {
        let ours = |r: &Release| [&self.from, &self.to].into_iter().find(|id| r.is_called(id) || r.platform == ***id);
        let mut known: Vec<Arc<str>> = Vec::new();
        let mut names = Vec::new();
        for release in line {
            if let Some(id) = ours(release) {
                known.push(id.clone());
                continue;
            }
            let alike = self.shared.is_some();
            let is_other = self.shared.as_ref().is_some_and(|s| **s != *release.platform);
            if is_other || self.names.is_empty() {
                continue;
            }
            let id: Arc<str> = release.release.as_str().into();
            known.push(id.clone());
            let own = names_of(release, alike).into_iter().filter(|n| !is_place(&n.join(" ")));
            names.extend(own.filter(|n| self.names.iter().all(|(known, _)| known != n)).map(|n| (n, id.clone())));
        }
        if known.contains(&self.from) && known.contains(&self.to) {
            (self.line, _) = (known, self.names.extend(names));
            self.names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
    }

    /// Whether a release is this one or an earlier one.
    fn is_until(&self, id: &Arc<str>, last: &Arc<str>) -> bool {
        let place = |id: &Arc<str>| self.line.iter().position(|k| k == id);
        place(id) <= place(last)
    }

    /// Where a text names the releases, and which; names that belong together are one place.
    pub fn places(&self, text: &str) -> Vec<(Range<usize>, Vec<Arc<str>>)> {
        // Between platforms of Windows there are none, and nearly every guide is read between those.
        if self.names.is_empty() {
            return Vec::new();
        }
        let lower = text.to_lowercase();
        // A letter that is longer in small would move every place behind it.
        let lower = if lower.len() == text.len() { lower } else { text.to_ascii_lowercase() };
        if !self.names.iter().any(|(name, _)| lower.contains(&*name[0])) {
            return Vec::new();
        }
        let words = words(&lower);
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some((mut next, name, id)) = self.name_at(&lower, &words, at) else {
                at += 1;
                continue;
            };
            let mut ids = vec![id.clone()];
            let mut last = name;
            while let Some((end, name, id)) = self.joined_at(&lower, &words, next, last) {
                ids.push(id.clone());
                (next, last) = (end, name);
            }
            let range = words[at].start..words[next - 1].end;
            let begins = |all: &[&str]| goes_with(&lower[range.end..], all);
            if lower[range.end..].starts_with('+') || begins(&["later", "newer", "higher", "above", "up"]) {
                let includes = ids.iter().any(|id| self.is_until(id, &self.to));
                ids.extend(includes.then(|| self.to.clone()));
            } else if begins(&["older", "earlier", "below", "before"]) {
                let includes = ids.iter().any(|id| self.is_until(&self.from, id));
                ids.extend(includes.then(|| self.from.clone()));
            }
            ids.sort();
            ids.dedup();
            out.push((range, ids));
            at = next;
        }
        out
    }

    /// Whether a text can name the releases by words of their own.
    pub fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// A text with blanks in the places where it names the releases.
    pub fn blanked(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for (range, _) in self.places(text) {
            out.replace_range(range.clone(), &" ".repeat(range.len()));
        }
        out
    }

    /// What a text names: the two releases, and platforms of Windows.
    pub fn ids(&self, text: &str) -> Vec<Arc<str>> {
        let places = self.places(text);
        let windows =
            |text: &str| -> Vec<Arc<str>> { Platforms::default().in_text(text).into_iter().map(|p| p.id).collect() };
        let mut all = match places.is_empty() {
            true => return windows(text),
            false => windows(&self.blanked(text)),
        };
        all.extend(places.into_iter().flat_map(|(_, ids)| ids));
        all.sort();
        all.dedup();
        all
    }

    /// The release that a tag names, by nothing else in it.
    pub fn tag(&self, tag: &str) -> Option<Arc<str>> {
        let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let tag = squeezed(tag);
        self.names.iter().find(|(name, _)| squeezed(&name.concat()) == tag).map(|(_, id)| id.clone())
    }

    /// Whether a text names the old release and not the new one.
    pub fn is_old(&self, text: &str) -> bool {
        let ids = self.ids(text);
        ids.contains(&self.from) && !ids.contains(&self.to)
    }

    /// The name that begins at a word, and the word behind it.
    fn name_at(&self, lower: &str, words: &[Range<usize>], at: usize) -> Option<(usize, &[String], &Arc<str>)> {
        self.names.iter().find_map(|(name, id)| Some((matched(name, lower, words, at)?, name.as_slice(), id)))
    }

    /// " and Desk 4", " and 4", "/4" behind a name.
    fn joined_at(
        &self,
        lower: &str,
        words: &[Range<usize>],
        at: usize,
        last: &[String],
    ) -> Option<(usize, &[String], &Arc<str>)> {
        let gap = |at: usize| Some(lower[words.get(at.checked_sub(1)?)?.end..words.get(at)?.start].trim());
        let is_join = |at: usize| matches!(&lower[words[at].clone()], "and" | "or");
        let mut next = at;
        let mut joined = matches!(gap(at)?, "," | "/" | "&" | "+");
        while next < words.len() && is_join(next) && matches!(gap(next)?, "" | "," | "/") {
            (next, joined) = (next + 1, true);
        }
        if !joined || next > at && !gap(next)?.is_empty() {
            return None;
        }
        self.name_at(lower, words, next).or_else(|| {
            let head = &last[..last.len() - 1];
            let has_head = |name: &[String]| name.len() == last.len() && !head.is_empty() && name.starts_with(head);
            self.names.iter().find_map(|(name, id)| {
                let tail = name.last().filter(|_| has_head(name))?;
                (lower[words[next].clone()] == **tail).then_some((next + 1, name.as_slice(), id))
            })
        })
    }
}

/// The words that a release goes by. `alike`: the other one is of the same platform.
fn names_of(release: &Release, alike: bool) -> Vec<Vec<String>> {
    let mut all = vec![release.release.as_str(), &release.name, &release.short];
    all.extend(release.also.iter().map(String::as_str));
    if !alike {
        all.push(&release.platform);
    }
    let split = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let all = words(&lower).into_iter().map(|w| lower[w].to_owned());
        all.filter(|w| !FILLERS.contains(&w.as_str())).collect()
    };
    let mut names: Vec<Vec<String>> = all.into_iter().map(split).collect();
    // "22H2" of "Windows 11 22H2"; "3" of "Desk 3" is any number.
    let platform = split(&release.platform);
    let mixed = |w: &str| w.contains(|c: char| c.is_ascii_digit()) && w.contains(char::is_alphabetic);
    let short = |n: &Vec<String>| n.strip_prefix(platform.as_slice()).map(<[String]>::to_vec);
    let tails: Vec<Vec<String>> =
        names.iter().filter(|_| alike).filter_map(short).filter(|t| t.len() == 1 && mixed(&t[0])).collect();
    // "In version 4", where the system has a name of its own. Windows counts otherwise.
    let is_windows = Platforms::default().named(&release.platform).is_some();
    let numbers: Vec<String> = names
        .iter()
        .filter(|n| !is_windows && n.len() > 1)
        .filter_map(|n| n.last().filter(|w| w.starts_with(|c: char| c.is_ascii_digit())).cloned())
        .collect();
    names.extend(numbers.iter().flat_map(|n| FILLERS.iter().map(|f| vec![(*f).to_owned(), n.clone()])));
    // One word without a number is a word of the language.
    names.retain(|n| n.len() > 1 || n.first().is_some_and(|w| mixed(w)));
    names.extend(tails);
    names.sort();
    names.dedup();
    names
}

/// The word behind a name that begins at a word: fillers may stand between its own.
fn matched(name: &[String], lower: &str, words: &[Range<usize>], at: usize) -> Option<usize> {
    let mut next = at;
    for (k, wanted) in name.iter().enumerate() {
        let is_near = |next: usize| {
            next == at
                || lower[words[next - 1].end..words[next].start]
                    .chars()
                    .all(|c| matches!(c, ' ' | ',' | '-' | '_' | '\u{a0}'))
        };
        while k > 0 && next < words.len() && is_near(next) && FILLERS.contains(&&lower[words[next].clone()]) {
            next += 1;
        }
        if next >= words.len() || !is_near(next) || lower[words[next].clone()] != **wanted {
            return None;
        }
        next += 1;
    }
    // "version 4 of Excel"
    let behind = words.get(next).map(|w| &lower[w.clone()]);
    let is_of_other = FILLERS.contains(&&*name[0]) && behind == Some("of");
    (!is_of_other).then_some(next)
}

/// The words of a text; a dot between two letters or digits is part of one.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let inner = c == '.' && text[end..].starts_with(char::is_alphanumeric);
        match out.last_mut() {
            Some(word) if word.end == at && (c.is_alphanumeric() || inner) => word.end = end,
            _ if c.is_alphanumeric() => out.push(at..end),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(release: &str, name: &str, platform: &str) -> Release {
        Release {
            release: release.into(),
            name: name.into(),
            short: name.into(),
            platform: platform.into(),
            ..Release::default()
        }
    }

    fn found(called: &Called, text: &str) -> Vec<String> {
        called.places(text).into_iter().map(|(r, ids)| format!("{} = {}", &text[r], ids.join("+"))).collect()
    }

    #[test]
    fn releases_go_by_their_title_id_and_short_name() {
        let (a, b) = (release("desk-3", "Desk 3", "desk-3"), release("desk-4", "Desk 4", "desk-4"));
        let called = Called::new(&a, &b, &|_| false);
        assert_eq!(found(&called, "On Desk 3: A. On desk-4: B"), ["Desk 3 = desk-3", "desk-4 = desk-4"]);
        assert_eq!(found(&called, "Desk 3 and 4, Desk 3/4"), ["Desk 3 and 4, Desk 3/4 = desk-3+desk-4"]);
        assert_eq!(found(&called, "Desk 3 or later"), ["Desk 3 = desk-3+desk-4"]);
        assert_eq!(found(&called, "Desk 3.5, Desk 35, the desk and 3"), [""; 0]);
        assert_eq!(found(&called, "In version 4, and release 3: C"), ["version 4, and release 3 = desk-3+desk-4"]);
        assert_eq!(found(&called, "version 4 of another program, version 4.1"), [""; 0]);
        let (a, b) = (
            release("windows-11-22h2", "Windows 11, version 22H2", "windows-11"),
            release("windows-11-24h2", "Windows 11 24H2", "windows-11"),
        );
        let called = Called::new(&a, &b, &|_| false);
        for name in ["Windows 11 22H2", "Windows 11, version 22H2", "22H2"] {
            assert_eq!(found(&called, &format!("On {name}, go")), [format!("{name} = windows-11-22h2")]);
        }
        assert_eq!(called.ids("Windows 11 22H2 and Windows 10"), ["windows-10".into(), called.from.clone()]);
        assert_eq!(called.ids("22H2 and 24H2").len(), 2);
    }
}
