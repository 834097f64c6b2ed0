//! Signs that some authors write where others write another one: square brackets, »quotes« that open like a separator, and
//! slashes that make a way ("Settings/Update & Security/Windows Update"). A slash is one only where each part lies below
//! the one before it: elsewhere it says "or", or makes an address.

use crate::ui::label::{self, Token};
use crate::ui::shown::holds_together;
use crate::ui::text::Unit;
use crate::ui::words::table;
use crate::ui::world::{Via, World};

/// Signs as they are written, and the ones that all other code knows them by. Both are one byte.
const SAME: &[(char, &str)] = &[('[', "("), (']', ")"), ('{', "("), ('}', ")"), ('/', "|")];

/// Whether a letter of a unit stands for one of the file.
pub(super) fn stands_for(shown: char, written: char) -> bool {
    shown == '«' && written == '»' || SAME.iter().any(|(sign, usual)| *sign == written && usual.starts_with(shown))
}

/// Writes such signs as the usual ones.
pub(super) fn as_usual(world: &World, units: &mut [Unit]) {
    for unit in units.iter_mut().filter(|u| u.line.text.contains('«')) {
        for at in openers(&unit.line.text) {
            unit.line.text.replace_range(at..at + '»'.len_utf8(), "«");
            unit.line.lower.replace_range(at..at + '»'.len_utf8(), "«");
        }
    }
    for unit in units.iter_mut().filter(|u| u.line.text.contains(['/', '[', '{'])) {
        let ways = of_ways(world, unit);
        let all = SAME.iter().flat_map(|(sign, usual)| {
            let places = unit.line.text.match_indices(*sign).map(|(at, _)| (at, *usual));
            places.filter(|(at, usual)| *usual != "|" || ways.contains(at)).collect::<Vec<_>>()
        });
        for (at, usual) in all.collect::<Vec<_>>() {
            unit.line.text.replace_range(at..=at, usual);
            unit.line.lower.replace_range(at..=at, usual);
        }
    }
}

/// Where »quotes« open: before a word, with the other sign right behind one.
fn openers(text: &str) -> Vec<usize> {
    let width = '»'.len_utf8();
    let is_opener = |at: &usize| {
        let rest = &text[at + width..];
        let close = rest.find(['«', '»']).filter(|end| rest[*end..].starts_with('«'));
        let ends = |inside: &str| inside.ends_with(|c: char| !c.is_whitespace());
        rest.starts_with(char::is_alphanumeric)
            && !text[..*at].ends_with(char::is_alphanumeric)
            && close.is_some_and(|end| ends(&rest[..end]))
    };
    text.match_indices('»').map(|(at, _)| at).filter(is_opener).collect()
}

/// A slash between two words, and which ones.
struct Slash {
    at: usize,
    /// Index of the word behind it.
    next: usize,
}

/// Where the slashes of ways stand in a unit.
fn of_ways(world: &World, unit: &Unit) -> Vec<usize> {
    let text = &unit.line.text;
    let tokens = label::tokens(text);
    let slash = |next: usize| {
        let (start, end) = (tokens[next - 1].end, tokens[next].start);
        let is_only =
            text[start..end].trim_matches([' ', '*', '"', '“', '”']) == "/" && unit.code_around(start).is_none();
        let at = text[start..end].find('/').filter(|_| is_only)?;
        Some(Slash { at: start + at, next })
    };
    let all: Vec<Slash> = (1..tokens.len()).filter_map(slash).collect();
    // "Settings/Devices or Settings/Privacy" are two.
    let parts = |t: &Token| table().rows.behind.contains(&unit.line.lower[t.start..t.end]);
    let together = |a: &Slash, b: &Slash| {
        (a.next + 1..b.next).all(|k| holds_together(&text[tokens[k - 1].end..tokens[k].start]))
            && !tokens[a.next..b.next].iter().any(parts)
    };
    let ways = all.chunk_by(together).filter(|run| {
        run.iter().enumerate().all(|(k, slash)| {
            let until = run.get(k + 1).map(|s| s.next);
            let from = k.checked_sub(1).map(|k| run[k].next);
            leads_on(world, unit, &tokens, from, slash.next, until)
        })
    });
    ways.flatten().map(|s| s.at).collect()
}

/// Whether a place that ends before a word has a child that begins with it. `from`, `until`: where the one has to begin
/// and the other to end.
fn leads_on(
    world: &World,
    unit: &Unit,
    tokens: &[Token],
    from: Option<usize>,
    next: usize,
    until: Option<usize>,
) -> bool {
    let text = &unit.line.text;
    let named = |words: &[Token]| {
        let is_one = words.windows(2).all(|w| holds_together(&text[w[0].end..w[1].start]));
        let key: Vec<&str> = words.iter().map(|t| t.key.as_str()).collect();
        if is_one { world.named(&key.join(" ")) } else { &[] }
    };
    let is_free = |start: usize, end: usize| {
        let before = text[..start].trim_end_matches(['*', '"', '“', ' ']);
        let behind = text[end..].trim_start_matches(['*', '"', '”', ' ']);
        let is_file = behind.strip_prefix('.').is_some_and(|b| b.starts_with(char::is_alphanumeric));
        !before.ends_with(['/', '\\', '.', ':', '(']) && !behind.starts_with(['/', '\\']) && !is_file
    };
    let starts = from.map_or(next.saturating_sub(4)..next, |f| f..f + 1);
    let ends = until.map_or(next + 1..(next + 7).min(tokens.len() + 1), |u| u..u + 1);
    starts.rev().any(|start| {
        let above = named(&tokens[start..next]);
        let begins = from.is_some() || is_free(tokens[start].start, tokens[start].start);
        begins
            && text[tokens[start].start..].starts_with(char::is_uppercase)
            && ends.clone().rev().any(|end| {
                let below = named(&tokens[next..end]);
                let ends = until.is_some() || is_free(0, tokens[end - 1].end);
                ends && above.iter().any(|(a, via)| {
                    let leads = |(b, via): &(usize, Via)| {
                        *via < Via::Alias
                            && (world.is_child(*a, *b)
                                || world.is_child_of_part(*a, *b)
                                || world.is_always_shown(*a) && world.is_root(*b))
                    };
                    *via < Via::Alias && below.iter().any(leads)
                })
            })
    })
}
