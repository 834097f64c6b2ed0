//! The front matter of a written guide: our keys with what was given or is known, then the keys of other
//! programs as their author wrote them.

use crate::document::fence;
use crate::document::front_matter::{KEYS, Review, Stamp, Stamped, Verified};
use crate::guide::Guide;
use crate::native::inline::{self, Form, Place};
use crate::native::row::{Row, Token};
use crate::native::tree;
use crate::source::Source;

/// What the guide says must be there first, as sentences of the front matter: those that stood there, then those of
/// the text up to the first with a link, which the front matter cannot hold. The others stay text.
pub fn needs(guide: &Guide) -> (Vec<String>, Vec<Row>) {
    let mut given = guide.front.prerequisites.clone();
    let of_text = guide.prerequisites.iter().skip(given.len()).map(|p| tree::row_of(guide, p));
    let mut rows: Vec<Row> = of_text.collect();
    let fits = |row: &Row| !row.iter().any(|t| matches!(t, Token::LinkOpen(_) | Token::Image(_)));
    let count = rows.iter().take_while(|r| fits(r)).count();
    given.extend(rows.drain(..count).map(|r| inline::write(&r, &guide.references, Form::House, Place::Heading)));
    (given, rows)
}

/// The block with its fences. `source` is the file the guide was read from.
pub fn write(guide: &Guide, source: &Source) -> String {
    let front = &guide.front;
    let mut out = Yaml::default();
    out.text("title", &guide.title);
    out.some("date", front.date);
    out.some("updated", front.updated);
    out.list("tags", front.tags.iter().map(String::as_str));
    match front.categories.as_slice() {
        [] => {}
        [one] => out.list("categories", one.iter().map(String::as_str)),
        // One name each are several categories when they stand in a list of lists.
        several => {
            out.line("categories:");
            for path in several {
                out.line(&format!("  - {}", flow(path.iter().map(String::as_str))));
            }
        }
    }
    out.maybe("description", front.description.as_deref());
    out.maybe("excerpt", front.excerpt.as_deref());
    out.list("keywords", front.keywords.iter().map(String::as_str));
    out.maybe("thumbnail", front.thumbnail.as_deref());
    out.maybe("slug", front.slug.as_deref());
    out.list("aliases", front.aliases.iter().map(String::as_str));
    out.list("platforms", guide.platforms.iter().map(|p| &*p.name));
    let (needs, _) = needs(guide);
    if !needs.is_empty() {
        out.line("prerequisites:");
        needs.iter().for_each(|p| out.line(&format!("  - {}", scalar(p))));
    }
    out.maybe("owner", front.owner.as_deref());
    if let Some(verified) = &front.verified {
        out.line(&format!("verified: {}", verified_flow(verified)));
    }
    if !front.stamps.is_empty() {
        stamps(&front.stamps).lines().for_each(|line| out.line(line));
    }
    if let Some(review) = &front.review {
        out.line(&format!("review: {}", review_flow(review)));
    }
    out.list("related", front.related.iter().map(String::as_str));
    out.list("unrelated", front.unrelated.iter().map(String::as_str));
    out.some("minutes", front.minutes);
    if front.admin {
        out.line("admin: true");
    }
    out.some("order", front.order);
    out.maybe("lang", front.lang.as_deref());
    if front.draft {
        out.line("draft: true");
    }
    for line in foreign(guide, source) {
        out.line(line);
    }
    format!("---\n{}---\n", out.0)
}

#[derive(Default)]
struct Yaml(String);

impl Yaml {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn text(&mut self, key: &str, value: &str) {
        self.line(&format!("{key}: {}", scalar(value)));
    }

    fn maybe(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// A number or a date: never in need of quotes.
    fn some<T: std::fmt::Display>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.line(&format!("{key}: {value}"));
        }
    }

    fn list<'a>(&mut self, key: &str, values: impl ExactSizeIterator<Item = &'a str>) {
        if values.len() > 0 {
            self.line(&format!("{key}: {}", flow(values)));
        }
    }
}

fn flow<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: Vec<String> = values.map(scalar).collect();
    format!("[{}]", values.join(", "))
}

/// The key `stamps` with its list, as whole lines.
pub fn stamps(stamps: &[Stamp]) -> String {
    let mut out = String::from("stamps:\n");
    for stamp in stamps {
        let (kind, name) = match &stamp.of {
            Stamped::Picture(url) => ("picture", url),
            Stamped::Step(anchor) => ("step", anchor),
        };
        let verified = verified_flow(&stamp.verified);
        // A hash of digits alone would be a number.
        out +=
            &format!("  - {{{kind}: {}, hash: \"{}\", {}\n", scalar(name), stamp.hash.escape_default(), &verified[1..]);
    }
    out
}

fn verified_flow(verified: &Verified) -> String {
    let release = verified.release.as_deref().map(|r| format!("release: {}", scalar(r)));
    let on = verified.on.map(|d| format!("on: {d}"));
    let by = verified.by.as_deref().map(|b| format!("by: {}", scalar(b)));
    format!("{{{}}}", [release, on, by].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

fn review_flow(review: &Review) -> String {
    let on = review.on.map(|d| format!("on: {d}"));
    let by = review.by.as_deref().map(|b| format!("by: {}", scalar(b)));
    let every = review.every.map(|days| format!("every: {days}d"));
    let owner = review.owner.as_deref().map(|o| format!("owner: {}", scalar(o)));
    format!("{{{}}}", [on, by, every, owner].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// A text as a YAML scalar, in quotes where YAML would make something else of it.
fn scalar(text: &str) -> String {
    let inner =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/' | '_' | '(' | ')' | '+' | '\'' | ';' | '’');
    let starts = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '/' | '.'));
    let ends = !text.ends_with([' ', '.']) || text.ends_with(|c: char| c.is_alphanumeric() || c == '.');
    let word = text.to_ascii_lowercase();
    let special =
        matches!(word.as_str(), "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n" | ".nan" | ".inf");
    if starts && ends && !special && text.chars().all(inner) && !text.ends_with(' ') && !text.starts_with("...") {
        return text.to_owned();
    }
    // What JSON quotes is YAML between double quotes, too.
    serde_json::to_string(text).unwrap_or_default()
}

/// The lines of keys that are not ours, comments and values below them included.
fn foreign<'a>(guide: &Guide, source: &'a Source) -> Vec<&'a str> {
    let span = guide.front_span;
    let Some(block) = source.text.get(span.range()).filter(|b| !b.is_empty()) else { return Vec::new() };
    let Some(start) = block.find('\n').map(|i| span.start as usize + i + 1) else { return Vec::new() };
    let end = block.rfind('\n').map_or(start, |i| span.start as usize + i + 1).max(start);
    let yaml = &source.text[start..end];
    let keys = fence::top_level_keys(yaml, start);
    let mut out = Vec::new();
    for (i, key) in keys.iter().enumerate() {
        let ours = KEYS.iter().any(|(k, others)| *k == key.name || others.contains(&key.name));
        if ours || keys[..i].iter().any(|k| k.name == key.name) {
            continue;
        }
        let stop = keys.get(i + 1).map_or(end, |k| k.key.start as usize);
        out.extend(source.text[key.key.start as usize..stop].trim_end().lines());
    }
    // Keys that could not be read as YAML here are no better there.
    let text = out.iter().flat_map(|l| [l, "\n"]).collect::<String>();
    let readable = fence::refuse(&text, 0).is_none() && serde_yaml::from_str::<serde_yaml::Mapping>(&text).is_ok();
    if readable { out } else { Vec::new() }
}
