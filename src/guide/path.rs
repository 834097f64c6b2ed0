//! Chains of places in running text: "Settings > Accounts", "A \\> B", "A -> B", and registry keys.
//!
//! What stands beside a separator is the name of a place: the run the author set off, else the capitalized
//! words next to it. Separators in code are operators, not paths.

use crate::guide::command::is_command;
use crate::guide::line::{Line, Run, Style};
use crate::guide::verb::{CLICKS, is_governed};
use crate::guide::words::{self, words};

/// Chains with separators: "Settings > Accounts", "A \> B", "A -> B", and registry keys.
pub fn find(line: &Line) -> Vec<(usize, usize, String)> {
    let mut out = Vec::new();
    registry_paths(line, &mut out);
    let text = &line.text;
    let mut at = 0;
    while let Some((start, end)) = next_separator(text, at) {
        if in_code(line, start) || out.iter().any(|(s, e, _): &(usize, usize, String)| *s <= start && end <= *e) {
            at = end;
            continue;
        }
        // "Right-click → **Restart**": two things to do.
        let is_place = |left: &usize| !CLICKS.contains(&text_of(line, *left, start).as_str());
        let Some(left) = segment_before(line, start).filter(is_place) else {
            at = end;
            continue;
        };
        let mut parts = vec![clean_segment(&text[left..start])];
        let mut stop = end;
        let mut sep_end = end;
        loop {
            let middle = |(s, _): &(usize, usize)| is_middle(line, sep_end, *s) && !begins_action(line, sep_end);
            match next_separator(text, sep_end).filter(middle) {
                Some((s, e)) => {
                    parts.push(clean_segment(&text[sep_end..s]));
                    stop = sep_end + text[sep_end..s].trim_end().len();
                    sep_end = e;
                }
                // "Click A > Tap B": an arrow between two things to do.
                _ if begins_action(line, sep_end) => break,
                None => {
                    if let Some(right) = segment_after(line, sep_end) {
                        parts.push(clean_segment(&text[sep_end..right]));
                        stop = right;
                    }
                    break;
                }
            }
        }
        parts.retain(|p| !p.is_empty());
        // "`services.msc` → **Enter**": what is typed, and a key.
        if parts.iter().any(|p| matches!(p.as_str(), "Enter" | "Esc") || p.ends_with(".msc") || p.ends_with(".cpl")) {
            at = end;
            continue;
        }
        if parts.len() >= 2 && stop > left {
            out.push((left, stop, parts.join(" > ")));
        }
        at = stop.max(sep_end);
    }
    out.sort_by_key(|p| p.0);
    out
}

fn text_of(line: &Line, start: usize, end: usize) -> String {
    line.lower[start..end].trim_matches([' ', '“', '”', '"']).to_owned()
}

/// `HKEY_LOCAL_MACHINE\SOFTWARE\…`, with or without "Computer\" before it.
fn registry_paths(line: &Line, out: &mut Vec<(usize, usize, String)>) {
    let mut from = 0;
    while let Some(i) = line.text[from..]
        .find("HKEY_")
        .or_else(|| line.text[from..].find("HKLM\\"))
        .or_else(|| line.text[from..].find("HKCU\\"))
        .map(|i| from + i)
    {
        let start = line.text[..i].strip_suffix("Computer\\").map_or(i, str::len);
        let run = line.runs.iter().find(|r| r.start <= start && i < r.end && !matches!(r.style, Style::Link(_)));
        // "`reg add HKLM\\…`": a command that names the key.
        let is_command = |run: &&Run| {
            let head = line.text[run.start..start].trim();
            !head.is_empty() && (run.style == Style::Code || is_command(&line.text[run.start..run.end]))
        };
        if let Some(command) = run.filter(is_command) {
            from = command.end;
            continue;
        }
        let end = match run {
            Some(run) => run.end,
            // Unstyled: to the end of the sentence; blanks inside ("Windows NT") are followed by another "\".
            None => {
                let rest = &line.text[i..];
                let mut end = rest.find([' ', ',', ';', '"', '”', ')']).unwrap_or(rest.len());
                while rest[end..].starts_with(' ')
                    && rest[end + 1..].split(' ').next().is_some_and(|w| w.contains('\\'))
                {
                    end += 1 + rest[end + 1..].find(' ').unwrap_or(rest.len() - end - 1);
                }
                i + rest[..end].trim_end_matches(['.', ':']).len()
            }
        };
        let path = line.text[start..end].trim().trim_end_matches(['.', ',', ']']);
        let parts: Vec<&str> = path.split(['\\', '>']).map(str::trim).filter(|p| !p.is_empty()).collect();
        if parts.len() >= 2 && start < end {
            out.push((start, end, parts.join(" > ")));
        }
        from = end.max(i + 5);
    }
}

/// The next " > ", "->", "→" or "»".
fn next_separator(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let found = rest.char_indices().find_map(|(i, c)| match c {
        '→' | '»' | '›' | '⇒' => Some((i, i + c.len_utf8())),
        '>' => {
            let start = rest[..i].trim_end_matches(['-', '=']).len();
            // ">>" is one sign.
            let end = i + rest[i..].bytes().take(2).take_while(|b| *b == b'>').count();
            Some((if i - start <= 2 { start } else { i }, end))
        }
        _ => None,
    })?;
    Some((from + found.0, from + found.1))
}

/// Most bytes between a name that is set off and the separator behind it: quotation marks and a noun ("menu").
const LONGEST_NOUN: usize = 40;

/// Where the first name of a path begins: at the styled run that ends at the separator, or at the capitalized
/// words before it.
fn segment_before(line: &Line, separator: usize) -> Option<usize> {
    let text = &line.text[..separator];
    let end = text.trim_end().len();
    // Behind a sentence it is an arrow that points on.
    if text[..end].ends_with(['.', '!', '?']) {
        return None;
    }
    let tail = |r: &&Run| {
        let between = line.text.get(r.end..end.max(r.end)).unwrap_or("");
        r.start < end
            && between.len() <= LONGEST_NOUN
            && (r.end >= end
                || words().nouns.contains(between.trim().trim_matches(['”', '"', '’']))
                || between.trim_matches(['”', '"', '’', ' ', '\'']).is_empty())
    };
    if let Some(run) = names(line).filter(tail).max_by_key(|r| (r.end.min(end), std::cmp::Reverse(r.start))) {
        let start = run.start + (line.text[run.start..].len() - line.text[run.start..].trim_start().len());
        // Bold may begin before the path: "**Go to Settings > Apps**".
        let head = &line.lower[start..end];
        let bold = run.end.min(end) - start;
        // "**Start button > Settings**": the button is called Start.
        let is_noun = |verb: &str| [" button", " menu"].iter().any(|n| head[verb.len()..].starts_with(n));
        // "**Update & Security > …**", "Choose **Repair Your Computer > …**": verbs that begin a name.
        let leads = |verb: &str| GOES.contains(&verb) || CLICKS.contains(&verb);
        let leading = words::leading_verb(head).filter(|(v, _)| bold > v.len() + 2 && !is_noun(v) && leads(v));
        if let Some((verb, _)) = leading.filter(|_| !is_governed(line, run)) {
            let rest = head[verb.len()..].trim_start();
            let rest = rest.strip_prefix("to ").unwrap_or(rest);
            return Some(end - rest.strip_prefix("the ").unwrap_or(rest).len());
        }
        return Some(start);
    }
    // Unstyled: the capitalized words before the separator, back to the verb or a mark.
    let mut start = end;
    let mut edge = end;
    for word in text[..end].rsplit(' ').take(5) {
        let begins = edge - word.len();
        let bare = word.trim_start_matches(['“', '"', '(', '‘', '\'']);
        if bare.is_empty() || (edge < end && bare.ends_with([',', '.', ';', ':', ')'])) {
            break;
        }
        let named = bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        // "Apple menu > …"
        let noun = edge == end && matches!(bare, "menu" | "button" | "tab" | "icon");
        if noun && begins > 0 {
            edge = begins - 1;
            continue;
        }
        // "More tools > …": small words count when a capital one comes before them.
        let small = is_lower_part_of_name(bare) && !words().articles.contains(bare);
        if !(named || small || matches!(bare, "&" | "and" | "of")) {
            break;
        }
        let opens_sentence =
            text[..begins].trim_end().is_empty() || text[..begins].trim_end().ends_with(['.', ':', '!']);
        if edge < end && opens_sentence && words().verbs.contains_key(&bare.to_lowercase()) {
            break;
        }
        if named {
            start = begins + (word.len() - bare.len());
        }
        if bare.len() < word.len() || begins == 0 {
            break;
        }
        edge = begins - 1;
    }
    (start < end).then_some(start)
}

/// Whether a new thing to do stands behind an arrow. "Choose" and "Select" begin the names of some controls, too, unless
/// what they act on is set off; so do other verbs ("Uninstall a program"), unless the reader's own thing stands behind
/// them, or another arrow of the line points to a thing to do.
fn begins_action(line: &Line, at: usize) -> bool {
    match action_behind(line, at) {
        Certain::Yes => true,
        Certain::No => false,
        Certain::Perhaps => {
            let mut from = 0;
            std::iter::from_fn(|| {
                let (_, end) = next_separator(&line.text, from)?;
                from = end;
                Some(end)
            })
            .any(|end| action_behind(line, end) == Certain::Yes)
        }
    }
}

#[derive(PartialEq, Eq)]
enum Certain {
    Yes,
    Perhaps,
    No,
}

/// Whether the words behind one arrow are something to do.
fn action_behind(line: &Line, at: usize) -> Certain {
    let start = at + line.lower[at..].len() - line.lower[at..].trim_start().len();
    let Some((verb, _)) = words::leading_verb(&line.lower[start..]) else { return Certain::No };
    let end = start + verb.len();
    if line.runs.iter().any(|r| r.start <= start && end <= r.end) {
        return Certain::No;
    }
    let rest = line.text[end..].trim_start_matches([' ', '“', '"']);
    let next = rest.split(' ').next().unwrap_or("");
    // "Turn off **Automatic**"
    let set_off = line.runs.iter().any(|r| r.start >= end && r.start <= line.text.len() - rest.len());
    // "Analyze > Select any format": what is chosen is left open.
    let open = ["any", "a", "an", "your", "the"].contains(&next);
    match verb {
        "select" | "choose" | "check" | "go to" if set_off || open => Certain::Yes,
        "select" | "choose" | "check" | "go to" => Certain::No,
        _ if CLICKS.contains(&verb) || MOVES.contains(&verb) || set_off || next == "your" => Certain::Yes,
        "use" | "rename" | "type" | "enter" if open => Certain::Yes,
        _ if next.starts_with(char::is_lowercase) => Certain::Perhaps,
        _ => Certain::No,
    }
}

/// Verbs of going somewhere, which may stand in bold before a way.
const GOES: &[&str] = &[
    "open",
    "open up",
    "go to",
    "go back to",
    "navigate to",
    "head to",
    "head over to",
    "launch",
    "start",
    "access",
    "visit",
    "browse to",
    "move to",
    "proceed to",
    "return to",
    "find",
    "locate",
    "scroll to",
    "scroll down to",
];

/// Verbs that begin the name of no control.
const MOVES: &[&str] =
    &["scroll", "scroll down", "scroll down to", "scroll up", "scroll to", "drag", "drag and drop", "long press"];

/// Whether what stands between two separators is the name of one place.
fn is_middle(line: &Line, start: usize, end: usize) -> bool {
    let text = line.text.get(start..end).unwrap_or("");
    // "**Settings > A** is now **Settings > B**": one name ends and another begins.
    let bold = || line.runs.iter().filter(|r| r.style == Style::Strong);
    let parted = |a: &Run| {
        let next = bold().find(|b| b.start >= a.end && b.start < end);
        start < a.end && next.is_some_and(|b| line.text[a.end..b.start].contains(char::is_alphabetic))
    };
    !text.trim().is_empty()
        && text.len() <= 70
        && !text.contains(['.', ';', '?', '!'])
        && !text.contains(", ")
        && !bold().filter(|a| a.end < end).any(parted)
}

/// What the author set off as a name: no link, and no quotation of a sentence that sets off names of its own.
fn names(line: &Line) -> impl Iterator<Item = &Run> {
    let holds = |quote: &Run| {
        let inside = |r: &&Run| r.style == Style::Strong && quote.start <= r.start && r.end <= quote.end;
        line.runs.iter().any(|r| inside(&r) && r.end - r.start < quote.end - quote.start)
    };
    line.runs.iter().filter(move |r| match r.style {
        Style::Link(_) => false,
        Style::Quoted => !holds(r),
        _ => true,
    })
}

/// Where the last name of a path ends.
fn segment_after(line: &Line, separator: usize) -> Option<usize> {
    let behind = line.text[separator..].trim_start_matches([' ', '“', '"', '‘']);
    let start = line.text.len() - behind.strip_prefix("the ").unwrap_or(behind).len();
    // The run the separator stands in, else the run that begins right behind it.
    let run = names(line).find(|r| (r.start <= separator && separator < r.end) || (r.start <= start && start < r.end));
    if let Some(run) = run
        && run.end > start
    {
        let end = run.start + line.text[run.start..run.end].trim_end_matches([' ', '.', ',', ':', '”', '"']).len();
        return (end > start).then_some(end);
    }
    let mut end = start;
    // "Apps & features", "Power & sleep": what stands behind "&" belongs to the name, whatever its letters.
    let mut joined = false;
    // "Check for updates": a name that begins with a verb has its object.
    let acts = words::leading_verb(&line.lower[start..]).is_some();
    for (i, word) in line.text[start..].split(' ').enumerate().take(8) {
        let bare = word.trim_matches(['“', '"', '”', '(', ')']);
        let ends = bare.ends_with(['.', ',', ';', ':', '!', '?']);
        let name = bare.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let small = matches!(name, "&" | "and" | "of" | "for" | "to" | "the" | "in" | "with" | "your" | "or") && i > 0;
        if name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&') || small {
            let here = end + usize::from(i > 0) + word.len();
            if small {
                // Kept only if a capitalized word follows.
                let next = line.text[here.min(line.text.len())..].trim_start();
                let goes_on = name == "&" && next.starts_with(char::is_alphabetic)
                    || acts && i == 1 && name == "for" && next.split(' ').next().is_some_and(is_object);
                if goes_on {
                    joined = true;
                    end = here;
                    continue;
                }
                if !next.starts_with(|c: char| c.is_uppercase())
                    || (name == "and"
                        && next.split(' ').next().is_some_and(|w| words().verbs.contains_key(&w.to_lowercase())))
                {
                    break;
                }
            }
            end = here;
            if ends {
                end -= word.len() - word.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '”', ')']).len();
                break;
            }
        } else if std::mem::take(&mut joined) || i > 0 && i < 4 && is_lower_part_of_name(name) {
            end += 1 + word.len() - (bare.len() - name.len());
            if ends {
                break;
            }
        } else {
            break;
        }
    }
    (end > start).then_some(end)
}

/// A word in small letters that can be what a verb before it is about: "updates" of "Check for updates".
fn is_object(word: &str) -> bool {
    is_lower_part_of_name(word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”']))
}

/// "Installed apps", "Sign-in options": a word in lower case that goes on with a name, by what it is not.
fn is_lower_part_of_name(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "and", "or", "then", "to", "in", "on", "from", "for", "if", "when", "where", "by", "at", "with", "is", "as",
        "will", "you", "which", "that", "via", "under", "page", "tab", "menu", "window", "section", "button", "path",
        "option", "so", "but", "it", "into", "again", "using", "after", "before",
    ];
    !word.is_empty()
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
        && !ENDS.contains(&word)
        && !words().verbs.contains_key(word)
}

fn clean_segment(text: &str) -> String {
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '-' | '=' | ',' | ':');
    let mut text = text.trim_matches(is_edge);
    // A bracket goes when its other half lies outside.
    if text.starts_with('(') && !text.contains(')') {
        text = text[1..].trim_start_matches(is_edge);
    }
    if text.ends_with(')') && !text.contains('(') {
        text = text[..text.len() - 1].trim_end_matches(is_edge);
    }
    let text = ["the ", "The "].iter().find_map(|a| text.strip_prefix(a)).unwrap_or(text);
    // "the Tools tab > Check" names Tools.
    let noun = text.rsplit(' ').next().unwrap_or("");
    let is_noun = matches!(noun, "button" | "tab" | "icon" | "menu" | "link" | "option");
    if is_noun && noun.len() < text.len() { text[..text.len() - noun.len()].trim().to_owned() } else { text.to_owned() }
}

fn in_code(line: &Line, at: usize) -> bool {
    line.runs.iter().any(|r| r.style == Style::Code && r.start <= at && at < r.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse::{BlockKind, parse};
    use crate::source::Source;

    fn ways(text: &str) -> Vec<String> {
        let document = parse(&Source::from_text("a.md", text), &|_| None);
        let BlockKind::Paragraph(row) = &document.blocks[0].kind else { panic!() };
        find(&Line::new(row)).into_iter().map(|(_, _, way)| way).collect()
    }

    #[test]
    fn the_last_name_of_a_plain_way_is_whole() {
        for (text, want) in [
            ("Go to Settings > Apps > Apps & features, then pick the app.", "Settings > Apps > Apps & features"),
            ("Open Settings > System > Power & sleep: it is there.", "Settings > System > Power & sleep"),
            (
                "Open Settings > System > Notifications & actions and turn it on.",
                "Settings > System > Notifications & actions",
            ),
            ("Go to Settings > Windows Update > Check for updates.", "Settings > Windows Update > Check for updates"),
            ("Go to Settings > Apps for details.", "Settings > Apps"),
            ("Go to Settings > Privacy and turn it off.", "Settings > Privacy"),
        ] {
            assert_eq!(ways(text), [want], "{text}");
        }
    }
}
