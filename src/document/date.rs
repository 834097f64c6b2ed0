//! Dates in the forms that Hexo, Jekyll, Hugo and people write them. The day is the one that is written:
//! no clock, no zone of this machine.

use jiff::civil::Date;

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `2026-10-02`, `2026-1-2`, `2026/01/02`, each with or without a time and a zone behind it;
/// `Oct 2, 2026`, `2 October 2026`; seconds since 1970. `None` for anything else and for days that do not exist.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() > 60 {
        return None;
    }
    if text.len() >= 9 && text.bytes().all(|b| b.is_ascii_digit()) {
        let seconds: i64 = text.parse().ok()?;
        let time = jiff::Timestamp::from_second(seconds).ok()?;
        return Some(time.to_zoned(jiff::tz::TimeZone::UTC).date());
    }
    numeric(text).or_else(|| in_words(text))
}

fn numeric(text: &str) -> Option<Date> {
    let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let (day, rest) = text.split_at(end);
    let separator = if day.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = day.split(separator).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 || !time_is_sound(rest.trim_start_matches(['T', 't', ' '])) {
        return None;
    }
    civil(year, month, day)
}

/// A time of day with an optional zone, or nothing. 24:00 and a leap second are taken; 25:00 is not.
fn time_is_sound(rest: &str) -> bool {
    let rest = rest.trim();
    if rest.is_empty() {
        return true;
    }
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.' || c == ',')).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(end);
    let mut fields = clock.split(':');
    let limits = [24.0, 59.0, 60.999_999_999];
    let mut count = 0;
    for limit in limits {
        match fields.next() {
            Some(field) => match field.replace(',', ".").parse::<f64>() {
                Ok(n) if (0.0..=limit).contains(&n) => count += 1,
                _ => return false,
            },
            None => break,
        }
    }
    let zone = zone.trim();
    let zone_is_sound = zone.is_empty()
        || zone.eq_ignore_ascii_case("z")
        || zone.eq_ignore_ascii_case("utc")
        || zone.eq_ignore_ascii_case("gmt")
        || (zone.starts_with(['+', '-']) && zone[1..].chars().all(|c| c.is_ascii_digit() || c == ':'));
    count >= 2 && fields.next().is_none() && zone_is_sound
}

fn in_words(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let [a, b, year] = words.as_slice() else { return None };
    let month = |word: &str| {
        let word = word.to_lowercase();
        let word = word.trim_end_matches('.');
        MONTHS.iter().position(|m| word.len() >= 3 && word.starts_with(m)).map(|i| (i + 1).to_string())
    };
    if year.len() != 4 {
        return None;
    }
    match (month(a), month(b)) {
        (Some(m), None) => civil(year, &m, b),
        (None, Some(m)) => civil(year, &m, a),
        _ => None,
    }
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|y| *y >= 1)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_documented_form_gives_the_written_day() {
        for text in [
            "2024-01-02",
            "2024-1-2",
            "2024/01/02",
            "2024-01-02 03:04",
            "2024-01-02 03:04:05",
            "2024-01-02T03:04:05Z",
            "2024-01-02T03:04:05.549Z",
            "2024-01-02T23:59:60+02:00",
            "2024-01-02 03:04:05 -0500",
            "2024-01-02 24:00:00 UTC",
            "Jan 2, 2024",
            "2 January 2024",
            "1704164645",
        ] {
            assert_eq!(parse(text), Date::new(2024, 1, 2).ok(), "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        for text in
            ["2024-02-30", "2024-13-01", "0000-00-00", "99999-01-01", "2024-01-02 25:00", "soon", "", "1.2.2024"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
