//! Which sections are ways to the same end, where their headings do not say so themselves.

use crate::guide::words::{self, words};
use crate::guide::{Item, Section, piece};

/// Marks them.
pub fn mark(sections: &mut [Section]) {
    numbered_ways(sections);
    announced_ways(sections);
}

/// "1. Update the driver", "2. Run a scan" as headings of one level, under a text that says that there are several
/// solutions: ways to the same end, though no heading says "Method".
fn numbered_ways(sections: &mut [Section]) {
    for first in 0..sections.len() {
        let number = |s: &Section| s.heading.as_ref().and_then(|h| Some((h.level, heading_number(&h.text)?)));
        let Some((level, n @ (1 | 2))) = number(&sections[first]) else { continue };
        let mut members = vec![first];
        if n == 2 {
            // "Quick fix", "2. Run a scan": the first of them has a name in place of its number.
            let before = first.checked_sub(1).filter(|i| {
                sections[*i].heading.as_ref().is_some_and(|h| h.level == level && heading_number(&h.text).is_none())
                    && sections[*i].body.iter().any(|item| matches!(item, Item::Procedure(_)))
            });
            let Some(before) = before else { continue };
            members.insert(0, before);
        }
        let first = members[0];
        for (i, section) in sections.iter().enumerate().skip(members[members.len() - 1] + 1) {
            match (&section.heading, number(section)) {
                (_, Some((l, n))) if l == level && n as usize == members.len() + 1 => members.push(i),
                (Some(h), _) if h.level <= level => break,
                _ => {}
            }
        }
        let announced = sections[..first].iter().rev().take(2).any(|s| {
            s.heading.as_ref().is_some_and(|h| words().several_ways.stand_in(&h.text))
                || s.body
                    .iter()
                    .any(|i| matches!(i, Item::Prose(p) if words().several_ways.stand_in(&piece::text(&p.html))))
        });
        let has_steps = |s: &Section| s.body.iter().any(|item| matches!(item, Item::Procedure(_)));
        let title = |i: &usize| sections[*i].heading.as_ref().map_or("", |h| h.text.as_str());
        let tells = |i: &usize| {
            let name = title(i).trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ':' | ')' | ' '));
            words::begins_with_verb(name)
        };
        // Kinds, questions and uses are counted, too.
        let act = members.iter().any(|i| below(sections, *i).any(has_steps))
            || members.iter().filter(|i| tells(i)).count() * 2 >= members.len();
        let ask = members.iter().any(|i| title(i).trim_end().ends_with('?'));
        // "## Extra tips", "## After the repair": what is good to do besides, one as well as the other.
        let besides = first.checked_sub(1).and_then(|i| sections[i].heading.as_ref()).is_some_and(|h| {
            let lower = h.text.to_lowercase();
            lower.split_whitespace().any(|word| word.trim_end_matches([':', '!']) == "tips")
                || lower.starts_with("after ")
        });
        if members.len() >= 2 && announced && act && !ask && !besides {
            members.into_iter().for_each(|i| sections[i].alternative = true);
        }
    }
}

/// A section and those below it.
fn below(sections: &[Section], at: usize) -> impl Iterator<Item = &Section> {
    let level = |s: &Section| s.heading.as_ref().map_or(0, |h| h.level);
    let own = level(&sections[at]);
    let inner = sections[at + 1..].iter().take_while(move |s| level(s) > own);
    std::iter::once(&sections[at]).chain(inner)
}

/// "There are two ways you can do it:" and then two headings below, each over steps.
fn announced_ways(sections: &mut [Section]) {
    let has_steps = |s: &Section| s.body.iter().any(|i| matches!(i, Item::Procedure(_)));
    for first in 0..sections.len() {
        let above = sections[first].heading.as_ref().map_or(1, |h| h.level);
        let level = |s: &Section| s.heading.as_ref().map_or(above + 1, |h| h.level);
        let below = sections[first + 1..].iter().take_while(|s| level(s) > above).count();
        let below = first + 1..first + 1 + below;
        let Some(highest) = sections[below.clone()].iter().map(level).min() else { continue };
        let members: Vec<usize> = below.filter(|i| level(&sections[*i]) == highest).collect();
        // Behind the last of them an article goes on with its end; one among them may be told in a sentence.
        let tasks: Vec<usize> = members.iter().copied().filter(|i| below_has_steps(sections, *i)).collect();
        let last = tasks.last().map_or(0, |last| members.iter().filter(|i| *i <= last).count());
        // "If it still fails" comes after the others, not in their place.
        let after = |i: &usize| sections[*i].heading.as_ref().is_some_and(|h| h.text.to_lowercase().starts_with("if "));
        let are_tasks = tasks.len() >= 2 && tasks.len() * 4 >= last * 3 && !members[..last].iter().any(after);
        let counted = || told_number(&sections[first]).is_none_or(|n| n == last);
        if are_tasks && !has_steps(&sections[first]) && tells_ways(&sections[first]) && counted() {
            members.into_iter().take(last).for_each(|i| sections[i].alternative = true);
        }
    }
}

fn below_has_steps(sections: &[Section], at: usize) -> bool {
    below(sections, at).any(|s| s.body.iter().any(|i| matches!(i, Item::Procedure(_))))
}

/// Whether the heading of a section or its last text says that its sub-headings are ways.
fn tells_ways(section: &Section) -> bool {
    if section.heading.as_ref().is_some_and(|h| words().ways_below.stand_in(&h.text)) {
        return true;
    }
    let prose = section.body.iter().rev().find_map(|item| match item {
        Item::Prose(prose) => Some(prose),
        _ => None,
    });
    prose.is_some_and(|prose| words().ways_below.stand_in(&piece::text(&prose.html)))
}

/// How many ways the last text of a section says there are: "There are two ways".
fn told_number(section: &Section) -> Option<usize> {
    let Some(Item::Prose(prose)) = section.body.iter().rev().find(|item| matches!(item, Item::Prose(_))) else {
        return None;
    };
    let text = piece::text(&prose.html).to_lowercase();
    const NUMBERS: &[(&str, usize)] = &[("two", 2), ("2", 2), ("three", 3), ("3", 3), ("four", 4), ("4", 4)];
    let said =
        |word: &str| ["ways", "methods", "options"].iter().any(|thing| text.contains(&format!("{word} {thing}")));
    NUMBERS.iter().find(|(word, _)| said(word)).map(|(_, n)| *n)
}

/// The number that a heading begins with: "2. Update", "3: Scan".
fn heading_number(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    (rest.starts_with([':', '.', ')']) && digits <= 2).then(|| text[..digits].parse().ok()).flatten()
}
