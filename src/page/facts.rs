//! The facts line of a guide and what lists say of it: platforms, time, rights, dates.

use jiff::civil::Date;
use serde::Serialize;

use crate::document::front_matter::{FrontMatter, Verified};
use crate::guide::{Guide, Platform};

/// One fact, told in a word or two. `kind` is its class and icon.
#[derive(Debug, Serialize)]
pub struct Fact {
    pub kind: &'static str,
    pub text: String,
    pub date: Option<Day>,
    pub after: String,
}

/// A day for people and for `<time datetime>`.
#[derive(Clone, Debug, Serialize)]
pub struct Day {
    pub iso: String,
    pub text: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct PlatformView {
    pub id: String,
    pub name: String,
}

/// The day the guide last changed, as far as its front matter says.
pub fn changed(front: &FrontMatter) -> Option<Date> {
    front.updated.max(front.date)
}

/// In the order of people: Windows 7 before Windows 10.
pub fn platforms(platforms: &[Platform]) -> Vec<PlatformView> {
    let mut platforms: Vec<&Platform> = platforms.iter().collect();
    platforms.sort_by_cached_key(|p| {
        let digits = p.name.find(|c: char| c.is_ascii_digit()).unwrap_or(p.name.len());
        let (name, number) = p.name.split_at(digits);
        // 8.1 comes after 8; eight digits are more than any release has.
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        (name.to_owned(), whole.parse::<u32>().unwrap_or(u32::MAX), part.to_owned())
    });
    platforms.iter().map(|p| PlatformView { id: p.id.to_string(), name: p.name.to_string() }).collect()
}

/// What stands under the title, platforms apart.
pub fn facts(guide: &Guide) -> Vec<Fact> {
    let front = &guide.front;
    let mut facts = Vec::new();
    let plain = |kind, text: String| Fact { kind, text, date: None, after: String::new() };
    if let Some(minutes) = front.minutes {
        facts.push(plain("time", format!("About {}", duration(minutes))));
    }
    if front.admin {
        facts.push(plain("admin", "Administrator needed".into()));
    }
    if let Some(verified) = &front.verified {
        facts.push(verified_fact(verified));
    }
    if let Some(date) = changed(front) {
        facts.push(Fact { kind: "date", text: "Updated".into(), date: Some(day(date)), after: String::new() });
    }
    facts
}

fn verified_fact(verified: &Verified) -> Fact {
    let mut text = "Verified".to_owned();
    if let Some(release) = &verified.release {
        text = format!("Verified on {}", release_name(release));
    }
    if verified.on.is_some() {
        text.push(',');
    }
    let after = verified.by.as_ref().map(|by| format!("by {by}")).unwrap_or_default();
    Fact { kind: "verified", text, date: verified.on.map(day), after }
}

/// `windows-11-24h2` -> `Windows 11 24H2`; anything else as written.
fn release_name(release: &str) -> String {
    let Some(rest) = release.strip_prefix("windows-") else { return release.to_owned() };
    let words: Vec<String> = rest
        .split('-')
        .map(|w| if w.starts_with(|c: char| c.is_ascii_digit()) { w.to_uppercase() } else { capital(w) })
        .collect();
    format!("Windows {}", words.join(" "))
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, 1) => "1 minute".into(),
        (0, m) => format!("{m} minutes"),
        (1, 0) => "1 hour".into(),
        (h, 0) => format!("{h} hours"),
        (h, m) => format!("{h} h {m} min"),
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub fn day(date: Date) -> Day {
    let month = MONTHS[date.month() as usize - 1];
    Day { iso: date.to_string(), text: format!("{month} {}, {}", date.day(), date.year()) }
}
