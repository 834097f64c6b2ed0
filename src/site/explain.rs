//! Why guides are related, in words for people.

use std::fmt::Write as _;

use crate::guide::Guide;
use crate::site::similarity::{Index, Number};
use crate::site::subject::Sign;
use crate::site::words::{self, Place, Stems};
use crate::site::{GuideIndex, RelatedLink, RelatedTarget, Site};

/// Most words that a reason names.
const WORDS: usize = 3;

/// "same error code 0x80070643", or "also about: printer, queue". `a` and `b` are the bodies of the guides.
pub fn reason(from: &Guide, to: &Guide, index: &Index, (a, b): (GuideIndex, GuideIndex), stems: &mut Stems) -> String {
    let mut shared: Vec<(Number, f32)> = index.vector(a).shared(index.vector(b)).collect();
    shared.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    shared.truncate(WORDS * 2);
    let mut found: Vec<Option<String>> = vec![None; shared.len()];
    // The words as a person wrote them: the shortest places first, and no further than needed.
    for guide in [to, from] {
        look(&guide.title, index, &shared, &mut found, stems);
    }
    for places in [&[Place::Heading, Place::Target][..], &[Place::Step, Place::Body]] {
        for guide in [to, from] {
            words::body(guide, &mut |place, text| {
                if places.contains(&place) && found.iter().flatten().count() < WORDS {
                    look(text, index, &shared, &mut found, stems);
                }
            });
        }
    }
    let words: Vec<String> = found.into_iter().flatten().collect();
    if let Some(code) = words.iter().find(|w| words::is_code(w)) {
        let code = if code.starts_with("0x") { code.clone() } else { code.to_uppercase() };
        return format!("same error {code}");
    }
    match words.is_empty() {
        true => "much the same words".to_owned(),
        false => format!("also about: {}", words[..words.len().min(WORDS)].join(", ")),
    }
}

/// "about phones: oppo"
pub fn sign(sign: &Sign) -> String {
    match sign.word.as_str() {
        "" => format!("about {}", sign.about),
        word => format!("about {}: {word}", sign.about),
    }
}

fn look(text: &str, index: &Index, shared: &[(Number, f32)], found: &mut [Option<String>], stems: &mut Stems) {
    words::words_of(text, &mut |word| {
        if word.len() > 2
            && let Some(number) = stems.term(word).and_then(|term| index.number(term))
            && let Some(i) = shared.iter().position(|(t, _)| *t == number)
            && found[i].is_none()
        {
            found[i] = Some(word.to_owned());
        }
    });
}

/// Each link of a guide with what became of it and why. `name`: path, slug or title of the guide.
/// `Err`: names that are near.
pub fn related(site: &Site, name: &str) -> Result<String, Vec<String>> {
    let wanted = name.trim_start_matches("./").to_lowercase();
    let matches = |g: &crate::site::PlacedGuide| {
        let slug = crate::address::stem(crate::address::file_name(&g.permalink));
        *g.entry.source == *wanted
            || *g.permalink == *wanted
            || slug == wanted
            || g.entry.guide.title.to_lowercase() == wanted
            || g.entry.source.to_lowercase() == wanted
    };
    let Some(guide) = site.guides.iter().find(|g| matches(g)) else {
        let mut near: Vec<(f64, String)> = site
            .guides
            .iter()
            .map(|g| {
                (
                    strsim::jaro_winkler(crate::address::stem(crate::address::file_name(&g.permalink)), &wanted),
                    g.entry.source.to_string(),
                )
            })
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        return Err(near.into_iter().take(3).map(|(_, name)| name).collect());
    };
    let mut out = format!("{}\n{}\n", guide.entry.guide.title, guide.entry.source);
    let titled = |to: &RelatedTarget| match to {
        RelatedTarget::Guide(g) => format!("{} ({})", site.guides[*g].entry.guide.title, site.guides[*g].entry.source),
        RelatedTarget::Web { url, title } => format!("{title} ({url})"),
    };
    let shown = guide.related.shown(site.config.related.count);
    // Writing to a String cannot fail.
    for (what, links) in [("kept", &guide.related.kept), ("added", &guide.related.added)] {
        let place = |link: &RelatedLink| shown.iter().position(|s| std::ptr::eq(*s, link));
        let mut rows: Vec<(&RelatedLink, Option<usize>)> = links.iter().map(|link| (link, place(link))).collect();
        rows.sort_by_key(|(_, place)| place.unwrap_or(usize::MAX));
        let count = rows.iter().filter(|(_, place)| place.is_some()).count();
        let _ = match count == links.len() {
            true => writeln!(out, "\n{what}: {}", links.len()),
            false => writeln!(out, "\n{what}: {}, of which the page shows {count}", links.len()),
        };
        for (link, place) in rows {
            let _ = writeln!(out, "  {}  {}\n        {}", rounded(link.score), titled(&link.to), link.reason);
            if place.is_none() {
                let room = shown.len() < site.config.related.count;
                let why = if room { "too faint for a page that has others" } else { "others are better" };
                let _ = writeln!(out, "        not shown: {why}");
            }
        }
    }
    let _ = writeln!(out, "\npruned: {}", guide.related.pruned.len());
    for link in &guide.related.pruned {
        let reason = link.reason.name();
        let score = link.score.map_or(String::from("    "), rounded);
        let _ = writeln!(out, "  {score}  {reason:<9}  {} ({})\n        {}", link.title, link.url, link.why);
    }
    Ok(out)
}

/// A score with two digits, and no "-0.00".
fn rounded(score: f32) -> String {
    format!("{:.2}", (score * 100.0).round() / 100.0 + 0.0)
}
