//! The facts line of a guide and what lists say of it: platforms, time, rights, dates.

use jiff::civil::Date;
use serde::Serialize;

use crate::document::front_matter::{FrontMatter, Review, Verified};
use crate::guide::{Guide, Platform};
use crate::site::Site;
use crate::wording::Words;

/// One fact, told in a word or two. `kind` is its class and icon.
#[derive(Debug, Serialize)]
pub struct Fact {
    pub kind: &'static str,
    pub text: String,
    pub date: Option<Day>,
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
        let (name, number) = family(&p.name);
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        (name.to_owned(), whole.parse::<u32>().unwrap_or(u32::MAX), part.to_owned())
    });
    platforms.iter().map(|p| PlatformView { id: p.id.to_string(), name: p.name.to_string() }).collect()
}

/// The same in a few words: "Windows 7, 10, 11".
pub fn applies_to(platforms: &[Platform]) -> String {
    let mut words = String::new();
    let mut before = "";
    let platforms = self::platforms(platforms);
    for platform in &platforms {
        let (name, number) = family(&platform.name);
        if !words.is_empty() {
            words.push_str(", ");
        }
        let known = !number.is_empty() && name == before;
        words.push_str(if known { number } else { &platform.name });
        before = name;
    }
    words
}

/// "Windows 8.1" -> "Windows " and "8.1".
fn family(name: &str) -> (&str, &str) {
    name.split_at(name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len()))
}

/// What stands under the title, platforms apart.
pub fn facts(site: &Site, guide: &Guide, words: &Words) -> Vec<Fact> {
    let front = &guide.front;
    let mut facts = Vec::new();
    let plain = |kind, text: String| Fact { kind, text, date: None };
    if let Some(minutes) = front.minutes {
        facts.push(plain("time", words.fill("about", &[("time", &duration(minutes, words))])));
    }
    if front.admin {
        facts.push(plain("admin", words.get("admin").to_owned()));
    }
    if let Some(verified) = &front.verified {
        facts.push(verified_fact(site, verified, words));
    }
    // On the day it was verified: said once.
    let verified = front.verified.as_ref().and_then(|v| v.on);
    if let Some(date) = changed(front).filter(|date| verified != Some(*date)) {
        let text = words.get("updated").to_owned();
        facts.push(Fact { kind: "date", text, date: Some(day(date, words)) });
    }
    if let Some(due) = review_due(front) {
        let text = words.get("review").to_owned();
        facts.push(Fact { kind: "review", text, date: Some(day(due, words)) });
    }
    facts
}

/// The day by which the guide is to be read again: so many days after it was last reviewed, verified or changed.
/// Whether that day has come is for the reader's clock to say; a page is made once and read for years.
pub fn review_due(front: &FrontMatter) -> Option<Date> {
    let Review { on, every, .. } = front.review.as_ref()?;
    let last = (*on).max(front.verified.as_ref().and_then(|v| v.on)).or_else(|| changed(front))?;
    last.checked_add(jiff::Span::new().try_days((*every)?).ok()?).ok()
}

/// Who is asked about the guide.
pub fn owner(front: &FrontMatter) -> Option<&str> {
    front.owner.as_deref().or_else(|| front.review.as_ref()?.owner.as_deref())
}

fn verified_fact(site: &Site, verified: &Verified, words: &Words) -> Fact {
    let mut text = match &verified.release {
        Some(release) => words.fill("verified_on", &[("release", &release_name(site, release))]),
        None => words.get("verified").to_owned(),
    };
    if let Some(by) = &verified.by {
        text.push(' ');
        text.push_str(&words.fill("by", &[("name", by)]));
    }
    // Last stands the day, for which the reader's clock has other words.
    if verified.on.is_some() {
        text.push(',');
    }
    Fact { kind: "verified", text, date: verified.on.map(|on| day(on, words)) }
}

/// `windows-11-24h2` -> `Windows 11 24H2`; a release of another system as its catalogue calls it.
pub fn release_name(site: &Site, release: &str) -> String {
    let Some(rest) = release.strip_prefix("windows-") else {
        let known = site.places.as_ref().and_then(|p| p.atlas.release(release));
        return known.map_or_else(|| release.to_owned(), |r| r.short.clone());
    };
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

fn duration(minutes: u32, words: &Words) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => words.count("minutes", m as usize),
        (h, 0) => words.count("hours", h as usize),
        (h, m) => words.fill("hours_minutes", &[("hours", &h.to_string()), ("minutes", &m.to_string())]),
    }
}

fn month(date: Date, words: &Words) -> String {
    words.get("months").split_whitespace().nth(date.month() as usize - 1).unwrap_or_default().to_owned()
}

pub fn day(date: Date, words: &Words) -> Day {
    let (day, month, year) = (date.day().to_string(), month(date, words), date.year().to_string());
    let text = words.fill("date", &[("day", &day), ("month", &month), ("year", &year)]);
    Day { iso: date.to_string(), text }
}

/// "Oct 2026"
pub fn month_of(date: Date, words: &Words) -> String {
    words.fill("month", &[("month", &month(date, words)), ("year", &date.year().to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_are_told_in_few_words() {
        let named = |names: &[&str]| -> Vec<Platform> {
            names.iter().map(|n| Platform { id: (*n).into(), name: (*n).into() }).collect()
        };
        assert_eq!(
            applies_to(&named(&["Windows 11", "Windows 10", "Windows 8.1", "Windows 8"])),
            "Windows 8, 8.1, 10, 11"
        );
        assert_eq!(
            applies_to(&named(&["Windows Server 2022", "Windows 11", "macOS"])),
            "Windows 11, Windows Server 2022, macOS"
        );
        assert_eq!(applies_to(&[]), "");
    }

    #[test]
    fn releases_and_durations_are_told_as_people_say_them() {
        let site = crate::site::link(Default::default(), Vec::new(), Vec::new());
        assert_eq!(release_name(&site, "windows-11-24h2"), "Windows 11 24H2");
        assert_eq!(release_name(&site, "windows-server-2022"), "Windows Server 2022");
        assert_eq!(release_name(&site, "Build 26100"), "Build 26100");
        let own = Default::default();
        let [english, german] = ["en", "de"].map(|l| Words::new(l, &own));
        let told = [1, 60, 95].map(|m| duration(m, &english));
        assert_eq!(told, ["1 minute", "1 hour", "1 h 35 min"]);
        assert_eq!(duration(120, &german), "2 Stunden");
        let date = Date::constant(2026, 10, 5);
        assert_eq!((day(date, &english).text, day(date, &german).text), ("Oct 5, 2026".into(), "5. Okt. 2026".into()));
    }

    #[test]
    fn a_guide_verified_on_the_day_it_changed_has_one_date() {
        let own = Default::default();
        let words = Words::new("en", &own);
        let day = Date::constant(2026, 2, 1);
        let mut guide = Guide::default();
        guide.front.updated = Some(day);
        guide.front.verified = Some(Verified { on: Some(day), ..Verified::default() });
        let site = crate::site::link(Default::default(), Vec::new(), Vec::new());
        let kinds = |guide: &Guide| facts(&site, guide, &words).iter().map(|f| f.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&guide), ["verified"]);
        guide.front.updated = Some(Date::constant(2026, 3, 1));
        assert_eq!(kinds(&guide), ["verified", "date"]);
    }

    #[test]
    fn a_review_is_due_so_many_days_after_the_last_look() {
        let (changed, verified) = (Date::constant(2026, 1, 1), Date::constant(2026, 2, 1));
        let mut front = FrontMatter { updated: Some(changed), ..FrontMatter::default() };
        assert_eq!(review_due(&front), None);
        front.review = Some(Review { every: Some(30), ..Review::default() });
        assert_eq!(review_due(&front), Some(Date::constant(2026, 1, 31)));
        front.verified = Some(Verified { on: Some(verified), ..Verified::default() });
        assert_eq!(review_due(&front), Some(Date::constant(2026, 3, 3)));
    }
}
