//! Whether a guide is still to be trusted: on which release it was verified, and when it is to be read again.
//!
//! The date of today comes from outside; nothing here knows a clock.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::document::fence::{self, Fenced};
use crate::document::front_matter::{self, FrontMatter, Stamp};
use crate::guide::Guide;
use crate::native::front;
use crate::source::{Source, Span};
use crate::ui::refresh::Edit;
use crate::ui::stamp::Held;
use crate::ui::{Catalogues, Release};

/// Why a guide wants to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Its next review was due on this day.
    ReviewDue { since: String },
    /// The release it was verified on gets no updates any more in any edition, since this day.
    ReleaseEnded { release: String, since: String },
    /// It names a release that nobody knows.
    UnknownRelease { release: String },
    /// A picture or a step was verified on a release that gets no updates any more.
    StampEnded { what: String, release: String, since: String },
    /// A picture or a step changed since it was verified: the whole sentence.
    StampOutdated { what: String },
    /// It says that reviews are wanted, and of none that it took place.
    NeverReviewed,
}

impl Reason {
    pub fn sentence(&self) -> String {
        match self {
            Reason::ReviewDue { since } => format!("its review was due on {since}"),
            Reason::ReleaseEnded { release, since } => format!("verified on {release}, without updates since {since}"),
            Reason::StampEnded { what, release, since } => {
                format!("{what} is of {release}, without updates since {since}")
            }
            Reason::StampOutdated { what } => what.clone(),
            Reason::UnknownRelease { release } => format!("verified on `{release}`, a release that nobody knows"),
            Reason::NeverReviewed => "wants reviews and says of none when it was".to_owned(),
        }
    }
}

/// What a guide and its stamps say, held against the date of today. The release of a guide counts for the steps that
/// have none of their own.
pub fn reasons_of(guide: &Guide, held: &Held, catalogues: &Catalogues, today: Date) -> Vec<Reason> {
    let mut out = reasons(&guide.front, catalogues, today);
    let mut steps = guide.steps().peekable();
    if steps.peek().is_some() && steps.all(|s| held.steps.contains_key(s.anchor.as_str())) {
        out.retain(|r| !matches!(r, Reason::ReleaseEnded { .. }));
    }
    let pictures = held.pictures.iter().filter_map(|(r, v)| {
        let url = &guide.references.get(*r as usize)?.url;
        Some((format!("the picture `{url}`"), *v))
    });
    let steps = held.steps.iter().map(|(anchor, v)| (format!("the step `{anchor}`"), *v));
    for (what, verified) in pictures.chain(steps) {
        let Some(name) = verified.release.as_deref() else { continue };
        match catalogues.find(name) {
            None => out.push(Reason::UnknownRelease { release: name.to_owned() }),
            Some(release) => {
                if let Some(since) = ended(release, today) {
                    out.push(Reason::StampEnded { what, release: release.short.clone(), since: since.to_string() });
                }
            }
        }
    }
    out.extend(held.lost.iter().map(|lost| Reason::StampOutdated { what: lost.sentence() }));
    out.sort();
    out.dedup();
    out
}

/// The last day on which a release got updates in any edition, if that is over.
fn ended(release: &Release, today: Date) -> Option<Date> {
    release.support.map(|s| s.enterprise.map_or(s.home, |e| e.max(s.home))).filter(|last| *last < today)
}

/// What a guide says about itself, held against the date of today.
pub fn reasons(front: &FrontMatter, catalogues: &Catalogues, today: Date) -> Vec<Reason> {
    let mut out = Vec::new();
    let verified = front.verified.as_ref();
    if let Some(name) = verified.and_then(|v| v.release.as_deref()) {
        match catalogues.find(name) {
            None => out.push(Reason::UnknownRelease { release: name.to_owned() }),
            Some(release) => {
                if let Some(last) = ended(release, today) {
                    out.push(Reason::ReleaseEnded { release: release.short.clone(), since: last.to_string() });
                }
            }
        }
    }
    if let Some((review, every)) = front.review.as_ref().and_then(|r| Some((r, r.every?))) {
        // Whoever followed it to the end has read it too.
        match review.on.into_iter().chain(verified.and_then(|v| v.on)).max() {
            None => out.push(Reason::NeverReviewed),
            Some(last) => {
                let due = last.checked_add(i64::from(every).days()).unwrap_or(Date::MAX);
                if due < today {
                    out.push(Reason::ReviewDue { since: due.to_string() });
                }
            }
        }
    }
    out
}

/// The edit that writes `verified` into the front matter; `Err`: why it cannot be written.
pub fn stamp(source: &Source, release: &str, on: Date, by: Option<&str>) -> Result<Edit, &'static str> {
    let by = by.map_or(String::new(), |name| format!(", by: {}", serde_json::Value::from(name)));
    let mut edit = set_key(source, "verified", format!("verified: {{release: {release}, on: {on}{by}}}\n"))?;
    // What people noted beside the old stamp stays: on its line, or above it where there were several.
    let mut comments: Vec<&str> = source.text[edit.span.range()].lines().filter_map(comment).collect();
    if let Some(last) = comments.pop() {
        let above: String = comments.iter().map(|c| format!("{c}\n")).collect();
        edit.text = format!("{above}{} {last}\n", edit.text.trim_end());
    }
    Ok(edit)
}

/// The comment of a line of YAML, with its `#`.
fn comment(line: &str) -> Option<&str> {
    let mut quote = None;
    let at = line.char_indices().position(|(i, c)| {
        match (quote, c) {
            // "Ada's" has none.
            (None, '"' | '\'') if line[..i].ends_with([' ', '{', '[', ',', ':']) => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        c == '#' && quote.is_none() && (i == 0 || line[..i].ends_with([' ', '\t']))
    })?;
    let start = line.char_indices().nth(at)?.0;
    Some(line[start..].trim_end())
}

/// The edit that makes these the stamps of a guide.
pub fn set_stamps(source: &Source, stamps: &[Stamp]) -> Result<Edit, &'static str> {
    // What an author wrote wrongly is not ours to throw away.
    if has_unread_stamp(source) {
        return Err("a stamp in the front matter is not whole");
    }
    let lines = if stamps.is_empty() { String::new() } else { front::stamps(stamps) };
    let mut edit = set_key(source, "stamps", lines)?;
    let old = &source.text[edit.span.range()];
    if let Some(kept) = with_lines_kept(old, stamps).filter(|_| !stamps.is_empty()) {
        edit.text = kept;
    }
    Ok(edit)
}

/// The lines of a list of stamps, in which those that stay stand as they are, with their comments. `None`: it is not
/// written item by item.
fn with_lines_kept(old: &str, stamps: &[Stamp]) -> Option<String> {
    let mut lines = old.split_inclusive('\n').peekable();
    let head = lines.next()?;
    let value = head.split_once(':')?.1.trim();
    if !(value.is_empty() || value.starts_with('#')) {
        return None;
    }
    let indent = lines.peek()?.split('-').next()?.to_owned();
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        let begins = line.strip_prefix(&*indent).is_some_and(|l| l.starts_with("- "));
        match items.last_mut() {
            Some(item) if !begins => *item += line,
            _ if begins => items.push(line.to_owned()),
            _ => return None,
        }
    }
    let mut left: Vec<&Stamp> = stamps.iter().collect();
    let mut out = head.to_owned();
    for item in items {
        let alone = Source::from_text("stamp.md", &format!("---\nstamps:\n{item}\n---\n"));
        let read = front_matter::read(&alone, &|_| None).front.stamps;
        let [stamp] = read.as_slice() else { return None };
        if let Some(at) = left.iter().position(|s| *s == stamp) {
            left.remove(at);
            out += &item;
        }
    }
    if !left.is_empty() {
        let left: Vec<Stamp> = left.into_iter().cloned().collect();
        let added = front::stamps(&left);
        let added = added.lines().skip(1).map(|l| format!("{indent}{}\n", l.trim_start()));
        out.extend(added);
    }
    Some(out)
}

/// Whether `stamps` holds something that is no stamp.
fn has_unread_stamp(source: &Source) -> bool {
    let Fenced::Yaml { yaml, .. } = fence::find(&source.text) else { return false };
    let Ok(front) = serde_yaml::from_str::<serde_yaml::Value>(&source.text[yaml.range()]) else { return false };
    let read = front_matter::read(source, &|_| None).front.stamps.len();
    match front.get("stamps") {
        None | Some(serde_yaml::Value::Null) => false,
        Some(serde_yaml::Value::Sequence(all)) => all.len() > read,
        Some(_) => true,
    }
}

/// The edit that gives a key of the front matter another value, or puts it at its end. `line`: key and value as
/// whole lines.
pub fn set_key(source: &Source, name: &str, line: String) -> Result<Edit, &'static str> {
    let (yaml, text) = match fence::find(&source.text) {
        Fenced::Yaml { yaml, .. } => (yaml, &source.text),
        Fenced::None => return Ok(Edit { span: Span::default(), text: format!("---\n{line}---\n\n") }),
        Fenced::Fault { message, .. } => return Err(message),
    };
    let is_comment = |l: &&str| l.trim().is_empty() || l.trim_start().starts_with('#');
    if text[yaml.range()].lines().find(|l| !is_comment(l)).is_some_and(|l| l.trim_start().starts_with('{')) {
        return Err("front matter in braces, which no line can be added to");
    }
    let keys = fence::top_level_keys(&text[yaml.range()], yaml.start as usize);
    let Some(at) = keys.iter().position(|k| k.name == name) else {
        return Ok(Edit { span: Span { start: yaml.end, end: yaml.end }, text: line });
    };
    // The old value with the lines that belong to it, up to the next key, a comment at the edge, or the end.
    let start = keys[at].key.start;
    let mut end = start as usize;
    for (n, old) in text[start as usize..yaml.end as usize].split_inclusive('\n').enumerate() {
        if n > 0 && !old.starts_with([' ', '\t', '-']) {
            break;
        }
        end += old.len();
    }
    Ok(Edit { span: Span { start, end: end as u32 }, text: line })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::patch;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn reasons_of(front: &str, today: &str) -> Vec<String> {
        let text = format!("---\ntitle: x\n{front}---\n\nBody\n");
        let front = front_matter::read(&Source::from_text("a.md", &text), &|_| None).front;
        reasons(&front, &Catalogues::new(&[]), date(today)).iter().map(Reason::sentence).collect()
    }

    #[test]
    fn a_guide_is_stale_when_its_review_is_due_or_its_release_has_ended() {
        let reviewed = "verified: {release: 24h2, on: 2026-01-01}\nreview: {every: 90d}\n";
        assert_eq!(reasons_of(reviewed, "2026-04-01"), [""; 0], "the last day");
        assert_eq!(reasons_of(reviewed, "2026-04-02"), ["its review was due on 2026-04-01"]);
        let ended = "verified: {release: windows-11-21h2, on: 2026-01-01}\n";
        assert_eq!(reasons_of(ended, "2024-10-08"), [""; 0], "Enterprise still gets updates");
        assert_eq!(reasons_of(ended, "2024-10-09").len(), 1);
        assert_eq!(reasons_of("review: {every: 1y}\n", "2026-01-01").len(), 1);
        assert_eq!(reasons_of("verified: {release: windows-95}\n", "2026-01-01").len(), 1);
        assert_eq!(reasons_of("", "2026-01-01"), [""; 0], "a guide that promises nothing");
    }

    #[test]
    fn a_stamp_takes_the_place_of_the_old_one() {
        let stamped = |text: &str| {
            let edit =
                stamp(&Source::from_text("a.md", text), "windows-11-24h2", date("2026-11-24"), Some("Ada")).unwrap();
            patch::apply(text, &[edit])
        };
        let line = "verified: {release: windows-11-24h2, on: 2026-11-24, by: \"Ada\"}\n";
        assert_eq!(stamped("---\ntitle: x\n---\nBody\n"), format!("---\ntitle: x\n{line}---\nBody\n"));
        assert_eq!(stamped("Body\n"), format!("---\n{line}---\n\nBody\n"));
        for old in ["verified: {release: a}\n", "verified:\n  release: a\n  on: 2020-01-01\n"] {
            assert_eq!(stamped(&format!("---\n{old}title: x\n---\n")), format!("---\n{line}title: x\n---\n"));
        }
    }

    #[test]
    fn stamps_that_stay_keep_their_lines() {
        let old = "---\ntitle: x\nstamps: # ours\n- picture: a.png # seen by Ada\n  hash: \"aa\"\n  release: r\n- {step: s, \
                   hash: \"bb\", release: r}\n# end\nlang: en\n---\n";
        let source = Source::from_text("a.md", old);
        let mut stamps = front_matter::read(&source, &|_| None).front.stamps;
        assert_eq!(stamps.len(), 2);
        stamps[1].hash = "cc".into();
        let new = patch::apply(old, &[set_stamps(&source, &stamps).unwrap()]);
        assert_eq!(new, old.replace("- {step: s, hash: \"bb\", release: r}", "- {step: s, hash: \"cc\", release: r}"));
        assert_eq!(front_matter::read(&Source::from_text("a.md", &new), &|_| None).front.stamps, stamps);
    }
}
