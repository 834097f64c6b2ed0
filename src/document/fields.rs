//! The values of a front matter, each read as what its field wants, each fault at its place.

use std::borrow::Cow;

use jiff::civil::Date;
use serde_yaml::{Mapping, Value};

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::front_matter::{FOREIGN, FrontMatter, KEYS, Review, Stamp, Stamped, Verified};
use crate::document::{date, fence};
use crate::guide::Platform;
use crate::source::{Source, Span};

/// Most keys a block may have.
const MOST_KEYS: usize = 1_000;

/// The fields of one block and what is wrong with them.
pub struct Fields<'a> {
    pub source: &'a Source,
    pub yaml: Span,
    /// Top-level keys in order: name, where the key stands, where its value stands.
    pub keys: Vec<fence::Key<'a>>,
    pub findings: Vec<Diagnostic>,
}

impl Fields<'_> {
    fn report(&mut self, rule: &'static str, severity: Severity, span: Span, message: String, help: &str) {
        let finding = Diagnostic::new(rule, severity, self.source.path.clone(), Some(span), message);
        self.findings.push(if help.is_empty() { finding } else { finding.help(help) });
    }

    /// YAML to a mapping. What could blow up is refused before the parser sees it.
    pub fn parse(&mut self, text: &str) -> Option<Mapping> {
        let error = |fields: &mut Self, span, message: &str, help: &str| {
            fields.report("front-matter-syntax", Severity::Error, span, message.to_owned(), help);
            None
        };
        if let Some(refusal) = fence::refuse(text, self.yaml.start as usize) {
            return error(self, refusal.span, refusal.message, refusal.help);
        }
        if self.keys.len() > MOST_KEYS {
            return error(self, self.yaml, "more than 1,000 keys in the front matter", "keep what the guide needs");
        }
        let mut doubles = Vec::new();
        for (i, key) in self.keys.iter().enumerate() {
            if let Some(first) = self.keys[..i.min(200)].iter().find(|k| k.name == key.name) {
                doubles.push((key.key, first.key, key.name.to_owned()));
            }
        }
        if !doubles.is_empty() {
            for (second, first, name) in doubles {
                let finding = Diagnostic::new(
                    "front-matter-syntax",
                    Severity::Error,
                    self.source.path.clone(),
                    Some(second),
                    format!("the key `{name}` stands here for the second time"),
                );
                self.findings.push(finding.label(first, "first here").help("keep one of the two"));
            }
            return None;
        }
        match serde_yaml::from_str::<Value>(text) {
            Ok(Value::Mapping(mapping)) => Some(mapping),
            Ok(Value::Null) => Some(Mapping::new()),
            Ok(_) => error(self, self.yaml, "the front matter is no list of `key: value` lines", KEY_VALUE),
            Err(e) => {
                let at = e.location().map_or(self.yaml.start as usize, |l| self.yaml.start as usize + l.index());
                let at = at.min(self.yaml.end as usize);
                let span = fence::rest_of_line(&self.source.text, at);
                let message = fence::without_place(&e.to_string());
                let help = fence::yaml_help(&self.source.text[span.range()], &message);
                error(self, span, &format!("cannot read this YAML: {message}"), help)
            }
        }
    }

    pub fn typed(&mut self, mapping: &Mapping, platform: &dyn Fn(&str) -> Option<Platform>) -> FrontMatter {
        let mut front = FrontMatter::default();
        for (key, value) in mapping {
            let Some(name) = scalar_text(key) else {
                self.report(
                    "front-matter-type",
                    Severity::Error,
                    self.yaml,
                    "a key of the front matter is no text".into(),
                    KEY_VALUE,
                );
                continue;
            };
            let key_span = self.keys.iter().find(|k| k.name == name).map_or(self.yaml, |k| k.key);
            let Some(known) = canonical(&name) else {
                if name == "published" {
                    front.draft |= self.flag(&name, value) == Some(false);
                } else if !FOREIGN.contains(&name.as_str()) {
                    self.unknown(&name, key_span);
                }
                continue;
            };
            let Some(value) = self.visible_part(&name, value) else { continue };
            let value = &*value;
            match known {
                "title" => front.title = self.text(&name, value),
                "date" => front.date = self.date(&name, value),
                "updated" => front.updated = self.date(&name, value),
                "tags" => front.tags = self.list(&name, value),
                "categories" => front.categories = self.paths(&name, value),
                "description" => front.description = self.text(&name, value),
                "excerpt" => front.excerpt = self.text(&name, value),
                "keywords" => front.keywords = self.list(&name, value),
                "thumbnail" => front.thumbnail = self.text(&name, value),
                "slug" => front.slug = self.slug(&name, value),
                "aliases" => front.aliases = self.list(&name, value),
                "draft" => front.draft |= self.flag(&name, value).unwrap_or(false),
                "lang" => front.lang = self.language(&name, value),
                "platforms" => front.platforms = self.platforms(&name, value, platform),
                "prerequisites" => front.prerequisites = self.sentences(&name, value),
                "owner" => front.owner = self.text(&name, value),
                "verified" => front.verified = self.verified(&name, value),
                "stamps" => front.stamps = self.stamps(&name, value),
                "review" => front.review = self.review(&name, value),
                "related" => front.related = self.list(&name, value),
                "unrelated" => front.unrelated = self.list(&name, value),
                "minutes" => {
                    front.minutes = self.number(&name, value).and_then(|n| u32::try_from(n).ok());
                }
                "admin" => front.admin = self.flag(&name, value).unwrap_or(false),
                "order" => front.order = self.number(&name, value).and_then(|n| i32::try_from(n).ok()),
                _ => {}
            }
        }
        front
    }

    fn unknown(&mut self, name: &str, span: Span) {
        let near = KEYS
            .iter()
            .flat_map(|(k, others)| std::iter::once(*k).chain(others.iter().copied()))
            .map(|k| (strsim::osa_distance(k, &name.to_lowercase()), k))
            .filter(|(d, k)| *d <= 2 && *d < k.len().min(name.len()))
            .min();
        let help = match near {
            Some((_, near)) => format!("did you mean `{near}`?"),
            None => "take it out, or see the manual for the keys that are read".to_owned(),
        };
        self.report("front-matter-key", Severity::Warning, span, format!("unknown key `{}`", visible(name)), &help);
    }

    /// Where the value of a key stands; the key itself for values that are blocks.
    fn value_span(&self, name: &str) -> Span {
        self.keys
            .iter()
            .find(|k| k.name == name)
            .map_or(self.yaml, |k| if k.value.start < k.value.end { k.value } else { k.key })
    }

    /// A part of a small mapping that holds another kind of value.
    fn wrong_part(&mut self, name: &str, part: &str, value: &Value, wanted: &str) {
        let span = self.value_span(name);
        let message = format!("`{part}` in `{name}` is {}, but it must be {wanted}", kind_of(value));
        let help = format!("write {wanted}, such as the one that holds now: `{name}: {{{part}: …}}`");
        self.report("front-matter-type", Severity::Error, span, message, &help);
    }

    fn wrong_type(&mut self, name: &str, value: &Value, wanted: &str) {
        let span = self.value_span(name);
        let message = format!("`{name}` is {}, but it must be {wanted}", kind_of(value));
        let help = if matches!(value, Value::Tagged(_)) { "custom YAML tags are not read" } else { "" };
        self.report("front-matter-type", Severity::Error, span, message, help);
    }

    /// A value without the characters that nobody sees. Those that turn the direction of writing are left out;
    /// a control character means that something else is wrong, too, and the value is not read.
    fn visible_part<'v>(&mut self, name: &str, value: &'v Value) -> Option<Cow<'v, Value>> {
        if !any_text(value, &|text| text.contains(|c: char| c.is_control() || is_bidi_control(c))) {
            return Some(Cow::Borrowed(value));
        }
        let (mut value, span) = (value.clone(), self.value_span(name));
        let (mut controls, mut turns) = (false, false);
        each_text(&mut value, &mut |text| {
            controls |= text.contains(|c: char| c.is_control() && c != '\n' && c != '\t');
            if text.contains(is_bidi_control) {
                turns = true;
                text.retain(|c| !is_bidi_control(c));
            }
        });
        let mut report = |severity, what: &str, help: &str| {
            self.report("front-matter-type", severity, span, format!("`{name}` holds {what}"), help);
        };
        if controls {
            report(Severity::Error, "a control character", "type the text anew; something invisible came with it");
        } else if turns {
            let what = "invisible characters that turn the direction of writing; they are left out";
            report(Severity::Warning, what, "type the text anew");
        }
        (!controls).then_some(Cow::Owned(value))
    }

    /// The text of a scalar, numbers and `yes` as they were written.
    fn text(&mut self, name: &str, value: &Value) -> Option<String> {
        let text = match value {
            Value::Null => return None,
            Value::String(s) => s.clone(),
            Value::Bool(_) | Value::Number(_) => self.as_written(name).or_else(|| scalar_text(value))?,
            _ => {
                self.wrong_type(name, value, "a text");
                return None;
            }
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    fn as_written(&self, name: &str) -> Option<String> {
        let key = self.keys.iter().find(|k| k.name == name)?;
        let raw = self.source.text[key.value.range()].trim();
        let raw = raw.split(" #").next().unwrap_or(raw).trim();
        (!raw.is_empty() && !raw.contains('\n')).then(|| raw.to_owned())
    }

    /// A list of short names: a YAML list, one text, or texts with commas between.
    fn list(&mut self, name: &str, value: &Value) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let mut doubles: Vec<String> = Vec::new();
        let mut push = |text: &str| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let folded = text.to_lowercase();
            if seen.contains(&folded) {
                doubles.push(text);
            } else if !text.is_empty() {
                seen.push(folded);
                out.push(text);
            }
        };
        match value {
            Value::Null => {}
            Value::Sequence(items) => {
                for item in items {
                    match item {
                        Value::Null => {
                            let span = self.value_span(name);
                            self.report(
                                "front-matter-type",
                                Severity::Warning,
                                span,
                                format!("an entry of `{name}` is empty"),
                                "take the empty entry out",
                            );
                        }
                        item => match scalar_text(item) {
                            Some(text) => push(&text),
                            None => self.wrong_type(name, item, "a list of texts"),
                        },
                    }
                }
            }
            Value::String(s) => s.split([',', '，', '、']).for_each(&mut push),
            Value::Bool(_) | Value::Number(_) => {
                push(&self.as_written(name).or_else(|| scalar_text(value)).unwrap_or_default());
            }
            _ => self.wrong_type(name, value, "a list of texts"),
        }
        if let (Some(double), "tags") = (doubles.first(), name) {
            let (span, message) = (self.value_span(name), format!("the tag `{}` stands here twice", visible(double)));
            self.report("front-matter-type", Severity::Warning, span, message, "keep one of the two");
        }
        out
    }

    /// Whole sentences: a YAML list or one text; commas do not split.
    fn sentences(&mut self, name: &str, value: &Value) -> Vec<String> {
        match value {
            Value::String(s) => vec![s.trim().to_owned()],
            value => self.list(name, value),
        }
    }

    /// Hexo's rule: a list is one path from the root down; a list of lists is several paths.
    fn paths(&mut self, name: &str, value: &Value) -> Vec<Vec<String>> {
        let Value::Sequence(items) = value else {
            return match self.list(name, value) {
                names if names.is_empty() => Vec::new(),
                names => names.into_iter().map(|n| vec![n]).collect(),
            };
        };
        let mut one = Vec::new();
        let mut paths = Vec::new();
        for item in items {
            match item {
                Value::Sequence(_) => paths.push(self.list(name, item)),
                Value::Null => {}
                item => match scalar_text(item) {
                    Some(text) if !text.trim().is_empty() => one.push(text.trim().to_owned()),
                    Some(_) => {}
                    None => self.wrong_type(name, item, "a list of texts"),
                },
            }
        }
        if !one.is_empty() {
            paths.insert(0, one);
        }
        paths.retain(|p: &Vec<String>| !p.is_empty());
        paths
    }

    fn flag(&mut self, name: &str, value: &Value) -> Option<bool> {
        match value {
            Value::Bool(b) => Some(*b),
            Value::Null => None,
            Value::String(s)
                if matches!(s.as_str(), "yes" | "no" | "on" | "off") && self.as_written(name).as_deref() == Some(s) =>
            {
                Some(matches!(s.as_str(), "yes" | "on"))
            }
            value => {
                self.wrong_type(name, value, "true or false, without quotes");
                None
            }
        }
    }

    fn number(&mut self, name: &str, value: &Value) -> Option<i64> {
        match value {
            Value::Number(n) if n.as_i64().is_some() => n.as_i64(),
            Value::Null => None,
            value => {
                self.wrong_type(name, value, "a whole number");
                None
            }
        }
    }

    fn slug(&mut self, name: &str, value: &Value) -> Option<String> {
        let text = self.text(name, value)?;
        let clean = crate::address::slug(&text);
        if clean.is_empty() || clean != text {
            let span = self.value_span(name);
            let help = if clean.is_empty() {
                "use letters, digits and -".to_owned()
            } else {
                format!("it is taken as `{clean}`")
            };
            let message = format!("`{}` is not a plain slug", visible(&text));
            self.report("front-matter-type", Severity::Warning, span, message, &help);
        }
        (!clean.is_empty()).then_some(clean)
    }

    fn language(&mut self, name: &str, value: &Value) -> Option<String> {
        let tag = self.text(name, value)?.replace('_', "-");
        let mut parts = tag.split('-');
        let is_primary = |p: &str| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic());
        let is_more = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
        if parts.next().is_some_and(is_primary) && parts.all(is_more) {
            return Some(tag);
        }
        let message = format!("`{}` is no language", visible(&tag));
        let help = "write its short name, such as `de` or `pt-BR`";
        self.report("front-matter-type", Severity::Warning, self.value_span(name), message, help);
        None
    }

    fn date(&mut self, name: &str, value: &Value) -> Option<Date> {
        let text = match value {
            Value::Null => return None,
            Value::String(s) => s.trim().to_owned(),
            Value::Number(_) => self.as_written(name).or_else(|| scalar_text(value))?,
            value => {
                self.wrong_type(name, value, "a date");
                return None;
            }
        };
        match date::parse(&text) {
            Some(date) => Some(date),
            None => {
                let span = self.value_span(name);
                self.report(
                    "front-matter-date",
                    Severity::Error,
                    span,
                    format!("`{}` is no date that exists", visible(&text)),
                    "write it as 2026-10-02, or with a time as 2026-10-02T08:30:00Z",
                );
                None
            }
        }
    }

    fn platforms(&mut self, name: &str, value: &Value, platform: &dyn Fn(&str) -> Option<Platform>) -> Vec<Platform> {
        let mut out: Vec<Platform> = self
            .list(name, value)
            .into_iter()
            .map(|text| {
                platform(&text)
                    .unwrap_or_else(|| Platform { id: crate::address::slug(&text).into(), name: text.into() })
            })
            .collect();
        out.sort();
        out.dedup();
        out
    }

    /// A part of `verified` or `review`, which are small mappings.
    fn part<'m>(&mut self, name: &str, value: &'m Value, keys: &[&str]) -> Option<&'m Mapping> {
        match value {
            Value::Null => None,
            Value::Mapping(mapping) => {
                for key in mapping.keys().filter_map(scalar_text) {
                    if !keys.contains(&key.as_str()) {
                        let span = self.value_span(name);
                        let help = format!("`{name}` takes {}", keys.join(", "));
                        self.report(
                            "front-matter-key",
                            Severity::Warning,
                            span,
                            format!("unknown key `{}` in `{name}`", visible(&key)),
                            &help,
                        );
                    }
                }
                Some(mapping)
            }
            value => {
                let wanted = format!("a mapping of {}", keys.join(", "));
                self.wrong_type(name, value, &wanted);
                None
            }
        }
    }

    fn verified(&mut self, name: &str, value: &Value) -> Option<Verified> {
        let map = self.part(name, value, &["release", "on", "by"])?;
        Some(self.verified_of(name, map))
    }

    fn verified_of(&mut self, name: &str, map: &Mapping) -> Verified {
        for (key, value) in ["release", "by"].into_iter().filter_map(|k| Some((k, map.get(k)?))) {
            if scalar_text(value).is_none() && !value.is_null() {
                let wanted = if key == "release" { "one release" } else { "a name" };
                self.wrong_part(name, key, value, wanted);
            }
        }
        Verified {
            release: map.get("release").and_then(scalar_text),
            on: map.get("on").and_then(|v| self.date(name, v)),
            by: map.get("by").and_then(scalar_text),
        }
    }

    fn stamps(&mut self, name: &str, value: &Value) -> Vec<Stamp> {
        let Value::Sequence(items) = value else {
            if !value.is_null() {
                self.wrong_type(name, value, "a list of stamps");
            }
            return Vec::new();
        };
        let mut stamps = Vec::new();
        for item in items {
            let Some(map) = self.part(name, item, &["picture", "step", "hash", "release", "on", "by"]) else {
                continue;
            };
            let text = |key: &str| map.get(key).and_then(scalar_text);
            let of = match (text("picture"), text("step")) {
                (Some(picture), None) => Some(Stamped::Picture(picture)),
                (None, Some(step)) => Some(Stamped::Step(step)),
                _ => None,
            };
            match (of, text("hash"), text("release")) {
                (Some(of), Some(hash), Some(_)) => {
                    stamps.push(Stamp { of, hash, verified: self.verified_of(name, map) });
                }
                _ => {
                    let span = self.value_span(name);
                    let message =
                        format!("an entry of `{name}` lacks its `picture` or `step`, its `hash` or its `release`");
                    let help = "let `guidepost verify` write it: it knows the hash";
                    self.report("front-matter-type", Severity::Error, span, message, help);
                }
            }
        }
        stamps
    }

    fn review(&mut self, name: &str, value: &Value) -> Option<Review> {
        let map = self.part(name, value, &["on", "by", "every", "owner"])?;
        for (key, value) in ["by", "every", "owner"].into_iter().filter_map(|k| Some((k, map.get(k)?))) {
            if scalar_text(value).is_none() && !value.is_null() {
                self.wrong_part(name, key, value, if key == "every" { "a period" } else { "a name" });
            }
        }
        let every = map.get("every").and_then(scalar_text);
        let days = every.as_deref().and_then(days);
        if let (Some(text), None) = (&every, days) {
            let span = self.value_span(name);
            self.report(
                "front-matter-type",
                Severity::Error,
                span,
                format!("`{}` is no period", visible(text)),
                "write it as 180d, 26w, 6m or 1y",
            );
        }
        Some(Review {
            on: map.get("on").and_then(|v| self.date(name, v)),
            by: map.get("by").and_then(scalar_text),
            every: days,
            owner: map.get("owner").and_then(scalar_text).map(Into::into),
        })
    }
}

const KEY_VALUE: &str = "write one `key: value` a line between two lines of `---`";

fn canonical(name: &str) -> Option<&'static str> {
    KEYS.iter().find(|(k, others)| *k == name || others.contains(&name)).map(|(k, _)| *k)
}

/// Whether a text of a value, however deep, is so.
fn any_text(value: &Value, is: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => is(text),
        Value::Sequence(items) => items.iter().any(|item| any_text(item, is)),
        Value::Mapping(mapping) => mapping.values().any(|item| any_text(item, is)),
        _ => false,
    }
}

/// Shows every text of a value, however deep, to `change`.
fn each_text(value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Sequence(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Mapping(mapping) => mapping.values_mut().for_each(|item| each_text(item, change)),
        _ => {}
    }
}

fn scalar_text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        _ => None,
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a mapping",
        Value::Tagged(_) => "a value with a YAML tag",
    }
}

/// Days of `180d`, `26w`, `6m`, `1y` or a bare number of days.
fn days(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let n: u32 = text[..digits].parse().ok()?;
    let unit = match text[digits..].trim() {
        "" | "d" | "day" | "days" => 1,
        "w" | "week" | "weeks" => 7,
        "m" | "month" | "months" => 30,
        "y" | "year" | "years" => 365,
        _ => return None,
    };
    n.checked_mul(unit).filter(|d| *d > 0)
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text of the author, safe and short enough for a message.
fn visible(text: &str) -> String {
    let mut out: String = text
        .chars()
        .take(60)
        .flat_map(
            |c| if c.is_control() || is_bidi_control(c) { c.escape_unicode().collect::<Vec<_>>() } else { vec![c] },
        )
        .collect();
    if text.chars().count() > 60 {
        out.push('…');
    }
    out
}
