//! Promotion among the units of an article: boxes that praise a product, lone links to shops, and lists of links to
//! other articles that no line of HTML announces.

use crate::document::inline::{Inline, Kind};
use crate::document::junk::{self, patterns};
use crate::guide::headings::is_titled_step;
use crate::guide::marker;
use crate::guide::unit::{Unit, UnitKind, is_all_bold, is_all_link};
use crate::guide::{AlsoRead, Junk, JunkKind, Reference};

/// Takes promotion out of the units of an article. Links to other articles go to `also_read`, as from every list of
/// them: which of them are related is told where the whole site is known.
pub fn remove(
    units: Vec<Unit>,
    references: &[Reference],
    junk: &mut Vec<Junk>,
    also_read: &mut Vec<AlsoRead>,
) -> Vec<Unit> {
    let mut drop: Vec<Option<JunkKind>> = vec![None; units.len()];
    for i in 0..units.len() {
        let UnitKind::Text(row) = &units[i].kind else { continue };
        if is_rating(row.plain())
            && let Some(range) = product_box(&units, i, references)
        {
            drop[range].fill(Some(JunkKind::Affiliate));
        } else if let Some(range) = pitch(&units, i, references, junk) {
            drop[range].fill(Some(JunkKind::Affiliate));
        } else if is_lone_shop_link(&units, i, references) {
            drop[teaser(&units, i, references)..=i].fill(Some(JunkKind::Affiliate));
        } else if names_other_articles(row) {
            drop[i] = Some(JunkKind::AlsoRead);
        } else if junk::begins_also_read(row.plain()) && row.plain().ends_with(':') && row.plain().len() <= 80 {
            // "More articles about it:" over nothing but links.
            let links = units[i + 1..].iter().take_while(|u| is_links(u)).count();
            if links > 0 {
                drop[i..=i + links].fill(Some(JunkKind::AlsoRead));
            }
        }
    }
    if let Some(from) = last_list(&units, &drop) {
        drop[from..].fill(Some(JunkKind::AlsoRead));
    }
    let mut out = Vec::with_capacity(units.len());
    for (unit, kind) in units.into_iter().zip(drop) {
        match kind {
            Some(kind) => {
                if kind == JunkKind::AlsoRead {
                    keep_links(&unit, references, also_read);
                }
                junk.push(Junk { kind, span: unit.span });
            }
            None => out.push(unit),
        }
    }
    out
}

/// "4.9/5"
fn is_rating(text: &str) -> bool {
    text.len() <= 8
        && text
            .trim()
            .strip_suffix("/5")
            .or_else(|| text.trim().strip_suffix("/10"))
            .is_some_and(|n| !n.trim().is_empty() && n.trim().bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}

/// The units of a box around a rating at `at`: a slogan in bold and a few words above, with a picture; its points, and
/// the call that ends it below.
fn product_box(units: &[Unit], at: usize, references: &[Reference]) -> Option<std::ops::Range<usize>> {
    let is_call = |u: &Unit| match &u.kind {
        UnitKind::Text(row) => {
            let shop = row.iter().any(|t| matches!(t.kind, Kind::LinkOpen(r) if is_shop(r, references)));
            (shop || row.plain().trim_end().ends_with('>')) && row.plain().split_whitespace().count() <= 8
        }
        _ => false,
    };
    let end = at + 1 + units[at + 1..].iter().take(4).position(is_call)?;
    if units[at..end].iter().any(|u| !matches!(u.kind, UnitKind::Text(_) | UnitKind::Bullets(_))) {
        return None;
    }
    let slogan = (at.saturating_sub(3)..at).rev().find(|i| {
        matches!(&units[*i].kind, UnitKind::Text(row) if is_all_bold(row) && row.plain().split_whitespace().count() <= 12)
    })?;
    let is_text = |u: &Unit| matches!(&u.kind, UnitKind::Text(row) if row.plain().split_whitespace().count() <= 60);
    // A line of a table has no such words.
    let praises = |u: &Unit| matches!(&u.kind, UnitKind::Text(row) if row.plain().split_whitespace().count() >= 8);
    if !units[slogan..at].iter().all(is_text) || !units[slogan + 1..at].iter().any(praises) {
        return None;
    }
    let picture = slogan > 0 && matches!(units[slogan - 1].kind, UnitKind::Pictures(_));
    Some(slogan - usize::from(picture)..end + 1)
}

/// Most words of a paragraph that only praises a product.
const LONGEST_PITCH: usize = 60;

/// The units of a pitch that ends at `at`: a paragraph whose last sentence calls to download, right over the button
/// that was taken out; with the name of the product on a line of its own above, and the picture that shows it. Where
/// steps follow it is their introduction, and right below a heading it is all the section has.
fn pitch(units: &[Unit], at: usize, references: &[Reference], junk: &[Junk]) -> Option<std::ops::Range<usize>> {
    let UnitKind::Text(row) = &units[at].kind else { return None };
    let text = row.plain().trim();
    let end = units[at].span.end;
    let button = |j: &Junk| j.kind != JunkKind::AlsoRead && (end..=end + 4).contains(&j.span.start);
    let is_line = !text.ends_with(['.', '!', '?', ':']) && text.split_whitespace().count() <= 14;
    if is_line && patterns().offer_start.begin(text) {
        let link = |u: &Unit| {
            matches!(&u.kind, UnitKind::Text(row) if is_all_link(row) && row.plain().split_whitespace().count() <= 3
                && row.iter().any(|t| matches!(t.kind, Kind::LinkOpen(r) if is_shop(r, references))))
        };
        let end = at + 1 + usize::from(units.get(at + 1).is_some_and(link));
        if end > at + 1 || junk.iter().any(button) {
            return Some(at..end);
        }
    }
    let praise = text.trim_end_matches(['.', '!', '>', ' ', '»']);
    let last = praise.rfind(['.', '!', '?']).map(|i| praise[i + 1..].trim_start())?;
    if !patterns().sales_call.begin(last) || text.split_whitespace().count() > LONGEST_PITCH || !junk.iter().any(button)
    {
        return None;
    }
    let goes_on = |u: &Unit| matches!(u.kind, UnitKind::Marked { .. } | UnitKind::Bullets(_));
    if units.get(at + 1).is_some_and(goes_on) {
        return None;
    }
    let names = |u: &Unit| {
        matches!(&u.kind, UnitKind::Text(row) if row.plain().split_whitespace().count() <= 8
            && !row.plain().trim_end().ends_with(['.', ':', '?', '!']) && marker::leading(row).is_none())
    };
    let title = at.checked_sub(1).filter(|i| names(&units[*i]));
    let caption = title.and_then(|i| match &units[i].kind {
        UnitKind::Text(row) => Some(row.plain().trim()),
        _ => None,
    });
    let shows = |u: &Unit| match &u.kind {
        UnitKind::Pictures(list) => list.iter().all(|r| Some(references[*r as usize].text.trim()) == caption),
        _ => false,
    };
    let first = title.unwrap_or(at);
    let first = first.checked_sub(1).filter(|i| title.is_some() && shows(&units[*i])).unwrap_or(first);
    let below_heading = first == 0 || matches!(units[first - 1].kind, UnitKind::Heading { .. });
    (!below_heading).then_some(first..at + 1)
}

/// Where a teaser begins that ends with the button at `at`: a banner, a slogan in bold, "1. Download; 2. Scan; 3. Update.".
pub fn teaser(units: &[Unit], at: usize, references: &[Reference]) -> usize {
    let words = |text: &str| text.split_whitespace().count();
    // Nothing but what such boxes promise: a step to follow names what it acts on.
    let is_promise = |text: &str| {
        let word = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        matches!(word.as_str(), "download" | "install" | "scan" | "update" | "fix" | "run scan" | "run" | "repair")
    };
    let tiny =
        |u: &&Unit| matches!(&u.kind, UnitKind::Marked { row, rest, .. } if rest.is_empty() && is_promise(row.plain()));
    let steps = units[..at].iter().rev().take_while(tiny).count();
    if steps < 2 {
        return at;
    }
    let slogan = |u: &&Unit| matches!(&u.kind, UnitKind::Text(row) if is_all_bold(row) && words(row.plain()) <= 10);
    let from = at - steps - units[..at - steps].iter().rev().take(2).take_while(slogan).count();
    let is_banner = |u: &Unit| match &u.kind {
        UnitKind::Pictures(list) => list.iter().all(|r| references[*r as usize].url.contains("banner")),
        _ => false,
    };
    let banner = from.checked_sub(1).is_some_and(|i| is_banner(&units[i]));
    from - usize::from(banner)
}

/// A line that is nothing but a link to a shop says nothing without it, unless it heads what follows or ends a sentence.
fn is_lone_shop_link(units: &[Unit], at: usize, references: &[Reference]) -> bool {
    let UnitKind::Text(row) = &units[at].kind else { return false };
    let shops_only = row.iter().all(|t| !matches!(t.kind, Kind::LinkOpen(r) if !is_shop(r, references)));
    let links = row.iter().filter(|t| matches!(t.kind, Kind::LinkOpen(_))).count();
    if links != 1 || !is_all_link(row) || !shops_only || row.iter().any(Inline::is_image) {
        return false;
    }
    let text = row.plain();
    // A name or two may be a cell of a table that was cut; titles of articles and calls are more.
    let is_call = text.trim_start().get(..8).is_some_and(|head| head.eq_ignore_ascii_case("download"));
    if text.split_whitespace().count() < 4 && !is_call {
        return false;
    }
    let heads = marker::is_way(text)
        || is_titled_step(row)
        || marker::leading(row).is_some()
        || text.ends_with(':')
        || matches!(units.get(at + 1).map(|u| &u.kind), Some(UnitKind::Marked { marker, .. }) if marker.n == 1);
    let next_is_text = matches!(units.get(at + 1).map(|u| &u.kind), Some(UnitKind::Text(_)));
    let is_question = text.ends_with('?') && next_is_text && is_all_bold(row);
    let announced = at.checked_sub(1).is_some_and(|i| {
        matches!(&units[i].kind, UnitKind::Text(above) | UnitKind::Marked { row: above, .. }
            if above.plain().trim_end().ends_with([':', ',']))
    });
    // Under a heading of its own it is all the section has.
    let alone = at.checked_sub(1).is_none_or(|i| matches!(units[i].kind, UnitKind::Heading { .. }))
        && !matches!(units.get(at + 1).map(|u| &u.kind), Some(UnitKind::Text(_) | UnitKind::Pictures(_)));
    !(heads || is_question || announced || alone)
}

fn is_shop(reference: u32, references: &[Reference]) -> bool {
    references.get(reference as usize).is_some_and(|r| junk::is_affiliate(&r.url))
}

/// "Also read: [One](…) | [Two](…)": the announcement and nothing but links behind it.
fn names_other_articles(row: &[Inline]) -> bool {
    let Some(link) = row.iter().position(|t| matches!(t.kind, Kind::LinkOpen(_))) else { return false };
    let before: String = row[..link].iter().map(Inline::visible).collect();
    let Some(head) = before.trim_end().strip_suffix(':') else { return false };
    junk::is_also_read(head) && is_all_link(&row[link..])
}

/// Puts the links of a unit that goes with those to other articles. An address that stands for several titles is that
/// of a shop, whatever the titles promise.
pub fn keep_links(unit: &Unit, references: &[Reference], also_read: &mut Vec<AlsoRead>) {
    for r in links_of(unit) {
        let Reference { url, text, span, .. } = &references[r as usize];
        let promises =
            references.iter().any(|other| other.url == *url && other.text != *text && !other.text.is_empty());
        if !promises && !junk::is_affiliate(url) {
            also_read.push(AlsoRead { title: text.clone(), url: url.clone(), span: *span });
        }
    }
}

/// The links of a unit that is a line or a list.
fn links_of(unit: &Unit) -> impl Iterator<Item = u32> {
    let rows: Vec<&[Inline]> = match &unit.kind {
        UnitKind::Text(row) | UnitKind::Heading { row, .. } => vec![row],
        UnitKind::Bullets(items) => items.iter().map(|b| &*b.row).collect(),
        _ => Vec::new(),
    };
    rows.into_iter().flatten().filter_map(|t| if let Kind::LinkOpen(r) = t.kind { Some(r) } else { None })
}

/// Whether a unit is nothing but links.
fn is_links(unit: &Unit) -> bool {
    match &unit.kind {
        UnitKind::Text(row) => is_all_link(row),
        UnitKind::Bullets(items) => items.iter().all(|b| is_all_link(&b.row) && b.rest.is_empty()),
        _ => false,
    }
}

/// Where the last section begins, if it is a heading over nothing but three links or more to other articles: the
/// titles of articles are whole phrases, and the heading does not speak of sources.
fn last_list(units: &[Unit], drop: &[Option<JunkKind>]) -> Option<usize> {
    let kept = |i: &usize| drop[*i].is_none() && !matches!(units[*i].kind, UnitKind::Rule | UnitKind::Html(_));
    let last = (0..units.len()).rev().find(kept)?;
    let heading = (0..=last).rev().find(|i| matches!(units[*i].kind, UnitKind::Heading { .. }))?;
    let UnitKind::Heading { row, .. } = &units[heading].kind else { return None };
    let words = |row: &[Inline]| row.iter().map(|t| t.visible().split_whitespace().count()).sum::<usize>();
    let mut counts = Vec::new();
    for unit in units[heading + 1..=last].iter().filter(|u| !matches!(u.kind, UnitKind::Rule)) {
        match &unit.kind {
            UnitKind::Text(row) if is_links(unit) => counts.push(words(row)),
            UnitKind::Bullets(items) if is_links(unit) => counts.extend(items.iter().map(|b| words(&b.row))),
            _ => return None,
        }
    }
    let name = row.plain().to_lowercase();
    let sources = ["reference", "source", "resource", "download", "link", "credit", "tool", "contact"];
    let are_titles = counts.len() >= 3 && counts.iter().sum::<usize>() >= counts.len() * 5;
    (heading > 0 && are_titles && !sources.iter().any(|w| name.contains(w))).then_some(heading)
}
