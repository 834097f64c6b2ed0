//! Junk that can be told only among the units of the whole article: the title said again, tables of contents,
//! tag lists, breadcrumbs, share buttons, vendor footers, paragraphs that come twice.

use ahash::HashSet;

use crate::document::inline::{Inline, Kind};
use crate::document::junk::{self, patterns};
use crate::guide::byline;
use crate::guide::marker;
use crate::guide::promotion;
use crate::guide::row::Row;
use crate::guide::unit::{Bullet, Unit, UnitKind, is_all_bold, is_all_link};
use crate::guide::{AlsoRead, Junk, JunkKind, Reference};
use crate::source::Span;

/// Takes junk out of the units of an article; links to other articles go to `also_read`.
pub fn remove(
    units: Vec<Unit>,
    title: &str,
    references: &[Reference],
    junk: &mut Vec<Junk>,
    also_read: &mut Vec<AlsoRead>,
) -> Vec<Unit> {
    let units = title_again(units, title, junk);
    let units = footers(units, references, junk, also_read);
    let units = contents(units, references, junk);
    let units = lists_of_links(units, references, junk);
    let units = promotion::remove(units, references, junk, also_read);
    let units = repeated(units, junk);
    second_title(units, junk)
}

fn take(junk: &mut Vec<Junk>, kind: JunkKind, span: Span) {
    junk.push(Junk { kind, span });
}

/// Text for comparing: letters and digits only.
fn squeezed(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase()));
        let mut out = String::with_capacity(text.len());
        out.extend(kept);
        return out;
    }
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The first headings when they say the title.
fn title_again(units: Vec<Unit>, title: &str, junk: &mut Vec<Junk>) -> Vec<Unit> {
    let title = squeezed(title);
    let mut seen_text = 0;
    units
        .into_iter()
        .filter(|unit| match &unit.kind {
            UnitKind::Heading { row, .. } if seen_text < 3 && squeezed(row.plain()) == title => {
                take(junk, JunkKind::TitleAgain, unit.span);
                false
            }
            UnitKind::Text(_) | UnitKind::Marked { .. } => {
                seen_text += 1;
                true
            }
            _ => true,
        })
        .collect()
}

/// A first heading over nothing, with another of its level behind it: a second title.
fn second_title(mut units: Vec<Unit>, junk: &mut Vec<Junk>) -> Vec<Unit> {
    let shows = |u: &Unit| !matches!(u.kind, UnitKind::Rule);
    let Some(first) = units.iter().position(shows) else { return units };
    let UnitKind::Heading { level, .. } = units[first].kind else { return units };
    let next = units[first + 1..].iter().find(|u| shows(u)).map(|u| &u.kind);
    // Over "1. Open it" it is the task.
    let is_title = |next: u8, row: &Row| next <= level && marker::leading(row).is_none();
    if matches!(next, Some(UnitKind::Heading { level: next, row, .. }) if is_title(*next, row)) {
        take(junk, JunkKind::TitleAgain, units.remove(first).span);
    }
    units
}

/// Whether a heading offers something for download and nothing but a few words and links stands under it.
fn is_offer(heading: &str, below: &[Unit]) -> bool {
    let end = below.iter().position(|u| matches!(u.kind, UnitKind::Heading { .. })).unwrap_or(below.len());
    let words = |u: &Unit| match &u.kind {
        UnitKind::Text(row) => Some(row.plain().split_whitespace().count()),
        UnitKind::Pictures(_) | UnitKind::Rule | UnitKind::Html(_) => Some(0),
        _ => None,
    };
    let few = || below[..end].iter().map(words).sum::<Option<usize>>().is_some_and(|n| n <= 40);
    patterns().short_paragraph_start.begin(bare(heading)) && few()
}

/// "[Driver Mender](shop) mends every driver in no time!": a short call that begins with the link to a shop.
fn is_advert(row: &Row, references: &[Reference]) -> bool {
    let first = row.iter().find(|t| !matches!(t.kind, Kind::Open(_)));
    let shop =
        matches!(first.map(|t| &t.kind), Some(Kind::LinkOpen(r)) if junk::is_affiliate(&references[*r as usize].url));
    shop && row.plain().ends_with('!') && row.plain().split_whitespace().count() <= 25
}

fn is_picture(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Pictures(_))
}

/// "Ann Smith / Acme News" right under a picture: whose it is.
fn is_credit(text: &str) -> bool {
    let text = text.trim();
    let Some((name, owner)) = text.split_once(" / ") else { return false };
    let is_name = |text: &str| {
        let words = text.split_whitespace().count();
        (1..=4).contains(&words) && text.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase()))
    };
    is_name(name) && is_name(owner) && !text.ends_with(['.', ':', '!', '?'])
}

/// "Related" over one line that begins with the address of a picture: what a plug-in left of its box.
fn is_dump(name: &str, below: &[Unit]) -> bool {
    let first = below.first().map(|u| &u.kind);
    let address = matches!(first, Some(UnitKind::Text(row)) if row.plain().trim_start().starts_with("https://"));
    address && name.trim().eq_ignore_ascii_case("related")
}

/// Parts about the vendor, from their heading to the next; disclaimers and calls to share or buy.
fn footers(
    units: Vec<Unit>,
    references: &[Reference],
    junk: &mut Vec<Junk>,
    also_read: &mut Vec<AlsoRead>,
) -> Vec<Unit> {
    let mut out = Vec::with_capacity(units.len());
    let mut in_footer = false;
    // Level of the heading that begins the footer, if its entries may be headings below it.
    let mut entries_below = None;
    let mut units = units.into_iter();
    while let Some(unit) = units.next() {
        match &unit.kind {
            // "### Related articles" over "#### [Another article](…)".
            UnitKind::Heading { row, level, .. }
                if in_footer && entries_below.is_some_and(|l| *level > l) && is_all_link(row) => {}
            UnitKind::Heading { row, level, .. } => {
                // "2 thoughts on “How to …”": comments of readers.
                let name = bare(row.plain()).trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
                in_footer = patterns().footer_heading.begin(name)
                    || is_offer(row.plain(), units.as_slice())
                    || is_dump(name, units.as_slice());
                entries_below = (in_footer && *level > 0).then_some(*level);
                // The vendor's icon above its footer.
                if in_footer && let Some(icon) = out.pop_if(|u: &mut Unit| is_icon(u, references)) {
                    take(junk, JunkKind::VendorFooter, icon.span);
                }
            }
            UnitKind::Text(row) if is_credit(row.plain()) && out.last().is_some_and(is_picture) => {
                take(junk, JunkKind::VendorFooter, unit.span);
                continue;
            }
            UnitKind::Text(row) if is_advert(row, references) => {
                take(junk, JunkKind::Affiliate, unit.span);
                continue;
            }
            // The label of a button that copies the command above.
            UnitKind::Text(row) if matches!(row.plain().trim(), "Copy" | "Copy code") => {
                take(junk, JunkKind::Debris, unit.span);
                continue;
            }
            UnitKind::Text(row) if !in_footer => {
                let text = bare(row.plain());
                let signs = byline::signs(text, units.as_slice());
                if signs && let Some(face) = out.pop_if(|u: &mut Unit| byline::is_face(u, text, references)) {
                    take(junk, JunkKind::VendorFooter, face.span);
                }
                if text.len() < 80 && patterns().footer_heading.begin(text) || signs {
                    take(junk, JunkKind::VendorFooter, unit.span);
                    if byline::box_follows(text, units.as_slice())
                        && let Some(about) = units.next()
                    {
                        take(junk, JunkKind::VendorFooter, about.span);
                    }
                    continue;
                }
                let short = || text.split_whitespace().nth(8).is_none();
                if text.len() < 600 && patterns().paragraph_start.begin(text)
                    || patterns().short_paragraph_start.begin(text) && short()
                {
                    let kind = if text.to_lowercase().contains("affiliate") {
                        JunkKind::Affiliate
                    } else {
                        JunkKind::VendorFooter
                    };
                    for unit in out.split_off(promotion::teaser(&out, out.len(), references)) {
                        take(junk, JunkKind::Affiliate, unit.span);
                    }
                    take(junk, kind, unit.span);
                    continue;
                }
            }
            UnitKind::Quote { units, .. } if !in_footer => {
                let text = units.iter().find_map(|u| match &u.kind {
                    UnitKind::Text(row) => Some(bare(row.plain())),
                    _ => None,
                });
                if text.is_some_and(|t| patterns().paragraph_start.begin(t)) {
                    take(junk, JunkKind::Affiliate, unit.span);
                    continue;
                }
            }
            _ => {}
        }
        if in_footer {
            if entries_below.is_some() {
                promotion::keep_links(&unit, references, also_read);
            }
            take(junk, JunkKind::VendorFooter, unit.span);
        } else {
            out.push(unit);
        }
    }
    out
}

/// A picture that is an icon or a logo, by its address.
fn is_icon(unit: &Unit, references: &[Reference]) -> bool {
    let UnitKind::Pictures(list) = &unit.kind else { return false };
    list.iter().all(|r| {
        let url = &references[*r as usize].url;
        url.contains("/icons/")
            || url.rsplit('/').next().is_some_and(|file| file.contains("icon") || file.contains("logo"))
    })
}

/// A text without signs before its first word.
pub fn bare(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©')
}

/// A heading's text without the number of a way or a step, for comparing with a table of contents.
fn comparable(text: &str) -> String {
    let mut text = text.trim();
    if marker::is_way(text) {
        let cut = text.find([':', '.', '–', '-', ')']).map_or(0, |i| i + 1);
        if cut > 0 && cut < text.len() && text.is_char_boundary(cut) {
            text = &text[cut..];
        }
    }
    if let Some((_, length)) = marker::in_text(text, &[]) {
        text = text.char_indices().nth(length).map_or(text, |(i, _)| &text[i..]);
    }
    squeezed(text)
}

/// Longest entry of a table of contents, in bytes.
const LONGEST_ENTRY: usize = 200;

/// Tables of contents: lists whose items are the headings below, or links into the page.
fn contents(units: Vec<Unit>, references: &[Reference], junk: &mut Vec<Junk>) -> Vec<Unit> {
    let headings: Vec<(usize, String)> = units
        .iter()
        .enumerate()
        .filter_map(|(i, u)| match &u.kind {
            UnitKind::Heading { row, .. } => Some((i, comparable(row.plain()))),
            // Which bold lines are headings is told later; an entry above that says the same says so, too.
            UnitKind::Text(row) if row.plain().len() <= 120 && is_all_bold(row) && !is_all_link(row) => {
                Some((i, comparable(row.plain())))
            }
            _ => None,
        })
        .filter(|(_, t)| t.chars().count() >= 3)
        .collect();
    let later = |at: usize, row: &Row| {
        let (is_link, text) = (is_all_link(row), row.plain());
        // An entry is a line; what is longer is text.
        if text.len() > LONGEST_ENTRY || headings.last().is_none_or(|(i, _)| *i <= at) {
            return false;
        }
        let text = comparable(text);
        text.chars().count() >= 4
            && headings.iter().any(|(i, h)| {
                *i > at
                    && (*h == text
                        || (text.len() >= 12
                            && (h.contains(&text)
                                || text.contains(h.as_str())
                                    && h.len() >= 12
                                    && (is_link || text.len() <= h.len() * 3 / 2))))
            })
    };
    let is_fragment = |row: &[Inline]| {
        is_all_link(without_remark(row))
            && row.iter().any(|t| matches!(t.kind, Kind::LinkOpen(r) if references[r as usize].url.starts_with('#')))
    };
    let mut drop = vec![false; units.len()];
    let mut i = 0;
    while i < units.len() {
        // "[**Option 1: Mend it**](…)" above "## Option 1: Mend it"
        if matches!(&units[i].kind, UnitKind::Heading { level: 0, row, .. } if is_all_link(row) && later(i, row)) {
            drop[i] = true;
            i += 1;
            continue;
        }
        if matches!(&units[i].kind, UnitKind::Text(row) if are_entries(row, references) || are_tabs(row.plain(), &headings))
        {
            drop[i] = true;
            i += 1;
            continue;
        }
        // The same in paragraphs of their own.
        let is_alone = |u: &&Unit| match &u.kind {
            UnitKind::Text(row) | UnitKind::Heading { level: 0, row, .. } => is_entry(row, references),
            _ => false,
        };
        let alone = units[i..].iter().take_while(is_alone).count();
        if alone >= 2 {
            drop[i..i + alone].fill(true);
            i += alone;
            continue;
        }
        let (end, rows) = list_run(&units, i);
        if end == i {
            i += 1;
            continue;
        }
        let count = rows.len();
        let announced = i > 0 && is_announcement(&units[i - 1]);
        let named = rows.iter().filter(|r| later(i, r)).count();
        let fragments = rows.iter().filter(|r| is_fragment(r)).count();
        let links = rows.iter().filter(|r| is_all_link(r)).count();
        let is_contents = (count >= 2 && (named * 2 > count || fragments * 2 > count))
            || (announced && links * 2 > count)
            || (count >= 3 && links == count && named > 0);
        if is_contents {
            drop[i..end].fill(true);
            if announced {
                drop[i - 1] = true;
            }
        }
        i = end;
    }
    let mut out = Vec::with_capacity(units.len());
    for (unit, drop) in units.into_iter().zip(drop) {
        if drop {
            take(junk, JunkKind::Contents, unit.span);
        } else {
            out.push(unit);
        }
    }
    out
}

/// "Solution 1: [Mend the driver](#s1)" on two lines or more of one paragraph: links into the page, each with
/// nothing before it but the number of a way or a step.
fn are_entries(row: &[Inline], references: &[Reference]) -> bool {
    let lines: Vec<&[Inline]> = row.split(Inline::is_break).filter(|line| !line.is_empty()).collect();
    lines.len() >= 2 && lines.iter().all(|line| is_entry(line, references))
        || entries_in_a_row(row, references).is_some_and(|from| from == 0)
}

/// A link into the page with nothing before it but the number of a way or a step.
fn is_entry(line: &[Inline], references: &[Reference]) -> bool {
    let Some(link) = line.iter().position(|t| matches!(t.kind, Kind::LinkOpen(_))) else { return false };
    let inside = matches!(line[link].kind, Kind::LinkOpen(r) if references[r as usize].url.starts_with('#'));
    let before: String = line[..link].iter().map(Inline::visible).collect();
    let before = before.trim().trim_end_matches([':', '.', ')', '-', ' ']);
    let numbered = before.is_empty() || marker::is_bare_way(before) || before.bytes().all(|b| b.is_ascii_digit());
    inside && numbered && is_all_link(&line[link..])
}

/// "Method 1: [Mend it](#m1) Method 2: [Do it again](#m2)": where the first of two links or more into the page begins,
/// the number of its way included, behind which nothing stands but such links.
fn entries_in_a_row(row: &[Inline], references: &[Reference]) -> Option<usize> {
    let links: Vec<usize> = (0..row.len()).filter(|i| matches!(row[*i].kind, Kind::LinkOpen(_))).collect();
    let inside = |i: &usize| matches!(row[*i].kind, Kind::LinkOpen(r) if references[r as usize].url.starts_with('#'));
    if links.len() < 2 || !links.iter().all(inside) {
        return None;
    }
    let mut end = links[0];
    for link in &links {
        let between: String = row[end..*link].iter().map(Inline::visible).collect();
        let name = between.trim().trim_end_matches([':', '.', ')', '-', ' ', ',', '|']);
        let numbered = name.is_empty() || marker::is_bare_way(name) || name.bytes().all(|b| b.is_ascii_digit());
        if !numbered {
            return None;
        }
        end = link + row[*link..].iter().position(|t| matches!(t.kind, Kind::LinkClose(_)))? + 1;
    }
    let behind: String = row[end..].iter().map(Inline::visible).collect();
    if behind.contains(char::is_alphanumeric) {
        return None;
    }
    let before: String = row[..links[0]].iter().map(Inline::visible).collect();
    let label = before.trim().trim_end_matches([':', '.', ')', ' ']);
    (label.is_empty() || marker::is_bare_way(label) || before.trim().ends_with(':') && label.split(' ').count() <= 3)
        .then_some(0)
}

/// "[Mend it](#m) (Recommended)": a row without the remark in brackets behind its link.
fn without_remark(row: &[Inline]) -> &[Inline] {
    match row {
        [link @ .., Inline { kind: Kind::Text(text), .. }] => {
            let text = text.trim();
            if text.starts_with('(') && text.ends_with(')') && text.len() <= 30 { link } else { row }
        }
        _ => row,
    }
}

/// "Windows 10Windows 11": labels of tabs, glued, each of which stands in a heading below.
fn are_tabs(text: &str, headings: &[(usize, String)]) -> bool {
    if text.len() > 80 || text.contains(['.', ',', ':', '?']) {
        return false;
    }
    let mut labels = vec![String::new()];
    let mut before = ' ';
    for c in text.chars() {
        if c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
            labels.push(String::new());
        }
        if let Some(last) = labels.last_mut() {
            last.push(c);
        }
        before = c;
    }
    let named = |label: &String| headings.iter().any(|(_, h)| h.contains(&squeezed(label)));
    // "WonderDesk" is one name, whatever its capitals are.
    labels.len() >= 2 && !named(&text.to_owned()) && labels.iter().all(|l| l.len() >= 5 && named(l))
}

/// Neighboring list items from `i` on: where they end, and the text of each.
fn list_run(units: &[Unit], i: usize) -> (usize, Vec<&Row>) {
    let mut rows = Vec::new();
    let mut end = i;
    for unit in &units[i..] {
        match &unit.kind {
            UnitKind::Marked { row, .. } => rows.push(row),
            UnitKind::Bullets(items) => rows.extend(items.iter().map(|b| &b.row)),
            // "[Way 1: …](#way1)" on lines of their own.
            UnitKind::Text(row) if is_all_link(row) && row.len() <= 8 => rows.push(row),
            _ => break,
        }
        end += 1;
    }
    (end, rows)
}

fn is_announcement(unit: &Unit) -> bool {
    match &unit.kind {
        UnitKind::Heading { row, .. } | UnitKind::Text(row) => junk::is_contents(row.plain()),
        _ => false,
    }
}

/// Share buttons, breadcrumbs, and the tags at the end.
fn lists_of_links(units: Vec<Unit>, references: &[Reference], junk: &mut Vec<Junk>) -> Vec<Unit> {
    let last_content = units.iter().rposition(|u| !matches!(u.kind, UnitKind::Rule | UnitKind::Html(_)));
    let breadcrumb = breadcrumb_end(&units);
    let mut out = Vec::with_capacity(units.len());
    for (i, unit) in units.into_iter().enumerate() {
        if breadcrumb.as_ref().is_some_and(|r| r.contains(&i)) {
            take(junk, JunkKind::Breadcrumb, unit.span);
            continue;
        }
        if let UnitKind::Bullets(items) = &unit.kind {
            let is_share = |b: &Bullet| {
                let text = b.row.plain();
                // A picture of the article's own may stand behind a bullet.
                text.is_empty() && b.rest.iter().all(|u| is_icon(u, references))
                    || patterns().share_words.are(text)
                    || patterns().share_start.begin(text)
            };
            if items.iter().all(is_share) {
                take(junk, JunkKind::ShareLinks, unit.span);
                continue;
            }
            let is_tag =
                |b: &Bullet| is_all_link(&b.row) && b.row.plain().split_whitespace().count() <= 4 && b.rest.is_empty();
            let leads_away = |b: &Bullet| {
                b.row.iter().any(|t| matches!(t.kind, Kind::LinkOpen(r) if junk::is_affiliate(&references[r as usize].url) || references[r as usize].url.contains("/tag")))
            };
            if Some(i) == last_content && items.iter().all(is_tag) && items.iter().all(leads_away) {
                take(junk, JunkKind::TagList, unit.span);
                continue;
            }
            // "Overview, Features, Download": the menu of a vendor's site, every entry of which leads to the same shop.
            let address = |b: &Bullet| {
                let link = b.row.iter().find_map(|t| match t.kind {
                    Kind::LinkOpen(r) => Some(references[r as usize].url.as_str()),
                    _ => None,
                });
                let few = b.row.plain().split_whitespace().count() <= 3;
                link.filter(|url| few && is_all_link(&b.row) && b.rest.is_empty() && junk::is_affiliate(url))
            };
            let shop = items.first().and_then(address);
            if items.len() >= 3 && shop.is_some() && items.iter().all(|b| address(b) == shop) {
                take(junk, JunkKind::VendorFooter, unit.span);
                continue;
            }
        }
        out.push(unit);
    }
    out
}

/// A list in the first units whose items end in ">".
fn breadcrumb_end(units: &[Unit]) -> Option<std::ops::Range<usize>> {
    let start = units
        .iter()
        .take(6)
        .position(|u| matches!(&u.kind, UnitKind::Marked { row, .. } if row.plain().ends_with('>')))?;
    let mut end = start;
    while end < units.len() && matches!(&units[end].kind, UnitKind::Marked { .. }) {
        end += 1;
    }
    Some(start..end)
}

/// Paragraphs that stood in the introduction and come again later.
fn repeated(units: Vec<Unit>, junk: &mut Vec<Junk>) -> Vec<Unit> {
    let mut seen: HashSet<String> = HashSet::default();
    // The first letters of those, so that most paragraphs need no second look.
    let mut heads: Vec<[u8; 4]> = Vec::new();
    let mut headings = 0;
    let mut steps = false;
    let mut out = Vec::with_capacity(units.len());
    for unit in units {
        match &unit.kind {
            UnitKind::Heading { .. } => headings += 1,
            UnitKind::Marked { .. } => steps = true,
            UnitKind::Text(row) if row.plain().len() >= 40 => {
                let in_introduction = !steps && (headings == 0 || headings == 1 && out.len() < 8);
                let head = first_letters(row.plain());
                if in_introduction || heads.contains(&head) {
                    let text = squeezed(row.plain());
                    if seen.contains(&text) {
                        take(junk, JunkKind::Repeated, unit.span);
                        continue;
                    }
                    if in_introduction && text.len() >= 40 {
                        seen.insert(text);
                        heads.push(head);
                    }
                }
            }
            _ => {}
        }
        out.push(unit);
    }
    out
}

/// The first four bytes of a text as `squeezed` would give it.
fn first_letters(text: &str) -> [u8; 4] {
    let mut out = [0; 4];
    let letters = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    for (place, c) in out.iter_mut().zip(letters) {
        *place = c as u32 as u8;
    }
    out
}
