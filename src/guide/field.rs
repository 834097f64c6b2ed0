//! What stands beside a text that is typed: the field it goes into, the name it gives, whom it names.

use crate::guide::line::{Line, Run, Style};
use crate::guide::verb::clause_start;
use crate::guide::words;

/// Words between what is typed and the field it goes into.
const INTO: &[&str] = &["in", "into", "inside", "within", "under", "beneath", "beside", "next to", "for", "at"];

/// "Enter your password under **Password**", "`10.0.0.1` for **Gateway**": a name behind such a word says where the text
/// goes; so does the second of two ("in **First name** and **Last name**").
pub fn names_field(line: &Line, run: Run, start: usize, verb: &str) -> bool {
    if run.style == Style::Code {
        return false;
    }
    if stands_behind(line, start, verb) {
        return true;
    }
    let before = line.lower[..start].trim_end_matches(MARKS);
    let Some(head) = before.strip_suffix(" and").or_else(|| before.strip_suffix(" or")) else { return false };
    let end = head.trim_end_matches(MARKS).len();
    let above = line.runs.iter().rfind(|r| r.end <= head.len() && r.end >= end && r.style == run.style);
    // "A in **B** and **C** in **D**": C is typed.
    let after = line.lower[run.end..].trim_start_matches(MARKS);
    let typed = INTO.iter().any(|w| after.strip_prefix(w).is_some_and(|rest| rest.starts_with(' ')));
    !typed && above.is_some_and(|r| stands_behind(line, r.start, verb))
}

/// Marks and blanks around a name.
const MARKS: &[char] = &['“', '”', '"', '‘', '’', '\'', ' '];

fn stands_behind(line: &Line, start: usize, verb: &str) -> bool {
    let before = line.lower[..start].trim_end_matches(MARKS);
    let bare = [" the", " your", " its"].iter().find_map(|article| before.strip_suffix(article)).unwrap_or(before);
    let word = |w: &&&str| bare.strip_suffix(**w).is_some_and(|rest| rest.ends_with(' ') || rest.is_empty());
    let pasted = verb.contains("paste") && (bare.ends_with(" to") || bare.ends_with(" onto"));
    // "Type in **X**": the word belongs to the verb.
    let into = INTO.iter().find(|w| word(w)).map(|w| bare[..bare.len() - w.len()].trim_end());
    pasted || into.is_some_and(|head| !head.ends_with(verb))
}

/// "Name this value “Anywhere”", "… and name it **Old**", "call it `Old`": what a new thing is to be called.
pub fn is_naming(line: &Line, start: usize) -> bool {
    let clause = line.lower[clause_start(&line.lower[..start])..start].trim_start();
    let verbs = ["name ", "call "];
    let behind = clause.rfind(',').map_or(clause, |i| clause[i + 1..].trim_start());
    let and = behind.rfind(" and ").map_or(behind, |i| &behind[i + " and ".len()..]);
    let and = and.strip_prefix("then ").unwrap_or(and);
    // "name it `A` and set its value to `1`": another verb has begun.
    let last =
        if words::begins_with_verb(and) || verbs.iter().any(|verb| and.starts_with(verb)) { and } else { behind };
    let object = verbs.iter().find_map(|verb| last.strip_prefix(verb)).unwrap_or("");
    ["it ", "this ", "the ", "your ", "that ", "them "].iter().any(|word| object.starts_with(word))
        || ["the name ", "a name of ", "the name: "].iter().any(|name| clause.ends_with(name))
            && clause.contains("give ")
}

/// "`CONTOSO\ann`", "`.\Administrator`" where somebody types or signs in: a user, no file.
pub fn is_account(text: &str, verb: &str, before: &str) -> bool {
    let Some((domain, user)) = text.split_once('\\') else { return false };
    let is_name = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '$'))
    };
    if !is_name(domain) || !is_name(user) {
        return false;
    }
    let signs = matches!(verb, "log in" | "sign in" | "log on" | "log into" | "sign into" | "login" | "logon")
        || ["log in ", "sign in ", "log on ", "logon ", "login "].iter().any(|w| before.contains(w));
    let as_user = before.trim_end_matches(MARKS).ends_with(" as");
    let of_domain = domain == "." || domain.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '-');
    let of_user = user.starts_with(char::is_lowercase) || user == "Administrator";
    signs && as_user || of_domain && of_user && matches!(verb, "enter" | "type" | "type in" | "input" | "use")
}

/// "Switch **On** next to **X**", "Turn **Off** the **X** switch": whether a name stands behind the position of its switch.
pub fn behind_position(line: &Line, start: usize) -> bool {
    const BETWEEN: &[&str] = &[
        "next", "to", "beside", "for", "the", "option", "toggle", "switch", "slider", "button", "of", "your", "named",
    ];
    let position = line.runs.iter().rfind(|r| r.end <= start && is_position(&line.text[r.start..r.end]));
    position.is_some_and(|r| {
        is_turned(line, r.start)
            && line.lower[r.end..start]
                .split_whitespace()
                .all(|w| BETWEEN.contains(&w.trim_matches(MARKS)) || w.trim_matches(MARKS).is_empty())
    })
}

/// Whether "on" or "off" stands right behind the verb of a switch, and the name of the switch behind it.
pub fn opens_position(line: &Line, run: Run) -> bool {
    is_position(&line.text[run.start..run.end])
        && is_turned(line, run.start)
        && line.runs.iter().any(|r| r.start >= run.end && behind_position(line, r.start))
}

fn is_position(text: &str) -> bool {
    let text = text.trim_matches(MARKS);
    text.eq_ignore_ascii_case("on") || text.eq_ignore_ascii_case("off")
}

fn is_turned(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(MARKS);
    ["turn", "switch", "toggle"].iter().any(|verb| {
        before.strip_suffix(verb).is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric()))
    })
}
