//! New entries of a catalogue or a file of changes, put into its text: what stands there keeps its order, its comments
//! and its form.

use crate::ui::catalogue::Place;
use crate::ui::change::Change;

/// Why nothing can be put in.
pub type Refusal = String;

/// The text of a catalogue with one more place. `text`: of the file; empty: there is none yet.
pub fn place(text: &str, release: &str, place: &Place) -> Result<String, Refusal> {
    let text = if text.trim().is_empty() { format!("release: {release}\nplaces:\n") } else { text.to_owned() };
    let mut lines = vec![format!("id: {}", scalar(&place.id)), format!("label: {}", scalar(&place.label))];
    lines.extend(place.parent.iter().map(|p| format!("parent: {}", scalar(p))));
    lines.push(format!("kind: {}", place.kind.name()));
    lines.extend(place.address.iter().map(|a| format!("address: {}", scalar(a))));
    lines.extend(place.command.iter().map(|c| format!("command: {}", scalar(c))));
    let list = |key: &str, names: &[std::sync::Arc<str>]| {
        let names: Vec<String> = names.iter().map(|n| scalar(n)).collect();
        (!names.is_empty()).then(|| format!("{key}: [{}]", names.join(", ")))
    };
    lines.extend(list("more_addresses", &place.more_addresses));
    lines.extend(list("keys", &place.keys));
    lines.extend(list("formerly", &place.formerly));
    lines.extend(list("aliases", &place.aliases));
    if place.confidence != Default::default() {
        lines.push(format!("confidence: {}", place.confidence.name()));
    }
    lines.extend(list("source", &place.source));
    lines.extend(place.note.iter().map(|n| format!("note: {}", scalar(n))));
    append(&text, "places", &lines)
}

/// The text of a file of changes with one more.
pub fn change(text: &str, change: &Change) -> Result<String, Refusal> {
    let text = if text.trim().is_empty() { "changes:\n".to_owned() } else { text.to_owned() };
    let kind = format!("{:?}", change.kind).to_lowercase();
    let mut lines = vec![format!("id: {}", scalar(&change.id)), format!("kind: {kind}")];
    lines.push(format!("between: [{}, {}]", scalar(&change.between.0), scalar(&change.between.1)));
    lines.extend(change.place.iter().map(|p| format!("place: {}", scalar(p))));
    if !change.into.is_empty() {
        lines.push("into:".to_owned());
        for into in &change.into {
            let words: Vec<String> = into.words.iter().map(|w| scalar(w)).collect();
            let words = if words.is_empty() { String::new() } else { format!(", words: [{}]", words.join(", ")) };
            lines.push(format!("  - {{place: {}{words}}}", scalar(&into.place)));
        }
    }
    lines.extend(change.note.iter().map(|n| format!("note: {}", scalar(n))));
    append(&text, "changes", &lines)
}

/// The text with one more alias of an entry that is in it; `None`: it has no such entry.
pub fn alias(text: &str, id: &str, alias: &str) -> Option<Result<String, Refusal>> {
    let mut at = 0;
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            (start, line)
        })
        .collect();
    let is_id = |line: &str| {
        let value = line.trim_start().trim_start_matches("- ").trim_start().strip_prefix("id:");
        value.is_some_and(|v| v.trim().trim_matches(['"', '\'']) == id)
    };
    let Some(first) = lines.iter().position(|(_, line)| is_id(line)) else {
        // `- {id: a, …}` has the id too, and no line of its own for aliases.
        let flow = lines.iter().any(|(_, l)| {
            l.trim_start().trim_start_matches("- ").starts_with('{') && l.contains(&format!("id: {id},"))
        });
        return flow.then(|| Err(format!("`{id}` is written in one line with braces; put the alias in by hand")));
    };
    let line = lines[first].1;
    let indent = line.find("id:").unwrap_or(0);
    let begins = |line: &str| line.trim_start().starts_with("- ") && line.find('-').is_some_and(|i| i < indent);
    let entry_start = (0..=first).rev().find(|i| begins(lines[*i].1)).unwrap_or(first);
    let ends = |line: &str| begins(line) || line.starts_with(|c: char| c.is_alphabetic());
    let end = (entry_start + 1..lines.len()).find(|i| ends(lines[*i].1)).unwrap_or(lines.len());
    let own = (entry_start..end).find(|i| lines[*i].1.trim_start().starts_with("aliases:"));
    let new = scalar(alias);
    let insert = |at: usize, what: &str| Ok(format!("{}{what}{}", &text[..at], &text[at..]));
    Some(match own {
        Some(i) => {
            let (start, line) = lines[i];
            match line.rfind(']') {
                Some(close) => {
                    let empty = line[..close].trim_end().ends_with('[');
                    insert(start + close, &if empty { new } else { format!(", {new}") })
                }
                // A list in lines of its own: one more behind it.
                None => {
                    let deeper = |line: &str| line.trim_start().starts_with("- ");
                    let last = (i + 1..end).take_while(|k| deeper(lines[*k].1)).last();
                    let Some(last) = last else { return Some(Err(format!("the aliases of `{id}` have no list"))) };
                    let dash = lines[last].1.find('-').unwrap_or(0);
                    let (at, before) = end_of_line(lines[last]);
                    insert(at, &format!("{before}{}- {new}\n", " ".repeat(dash)))
                }
            }
        }
        None => {
            let (at, before) = end_of_line(lines[first]);
            insert(at, &format!("{before}{}aliases: [{new}]\n", " ".repeat(indent)))
        }
    })
}

/// Behind a line, and the line end it lacks when it is the last one.
fn end_of_line((start, line): (usize, &str)) -> (usize, &'static str) {
    (start + line.len(), if line.ends_with('\n') { "" } else { "\n" })
}

/// Puts an entry behind the last one of a list on top of a file.
fn append(text: &str, key: &str, lines: &[String]) -> Result<String, Refusal> {
    let mut at = 0;
    let mut list: Option<(usize, usize)> = None;
    let mut dash = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let bare = line.trim_end();
        match &mut list {
            None if bare == format!("{key}:") => list = Some((end, end)),
            None if bare.starts_with(&format!("{key}:")) => {
                return Err(format!("`{key}` is written in one line; write it as a list in lines of its own"));
            }
            // A comment or a blank belongs to what follows it.
            Some((_, until))
                if line.starts_with([' ', '-']) && !bare.trim_start().starts_with('#') && !bare.is_empty() =>
            {
                if dash.is_none() {
                    dash = line.find('-');
                }
                *until = end;
            }
            Some((..)) if line.starts_with(|c: char| c.is_alphabetic()) => break,
            _ => {}
        }
        at = end;
    }
    let (at, mut entry) = match list {
        Some((_, at)) => (at, String::new()),
        None => (text.len(), format!("{key}:\n")),
    };
    if !text[..at].is_empty() && !text[..at].ends_with('\n') {
        entry.insert(0, '\n');
    }
    let indent = " ".repeat(dash.unwrap_or(2));
    for (i, line) in lines.iter().enumerate() {
        entry.push_str(&format!("{indent}{} {line}\n", if i == 0 { "-" } else { " " }));
    }
    Ok(format!("{}{entry}{}", &text[..at], &text[at..]))
}

/// A text as YAML: bare where that means the same, else in quotes.
fn scalar(text: &str) -> String {
    let plain = !text.is_empty()
        && text.trim() == text
        && text.starts_with(|c: char| c.is_alphanumeric())
        && !text.contains(['\n', '"', '#', ',', '[', ']', '{', '}', '\\'])
        && !text.contains(": ")
        && !text.ends_with(':')
        && serde_yaml::from_str::<serde_yaml::Value>(text).is_ok_and(|v| v.as_str() == Some(text));
    // A JSON text is a YAML text.
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::catalogue::{Confidence, Kind};

    fn a_place(id: &str, label: &str) -> Place {
        Place {
            id: id.into(),
            label: label.into(),
            formerly: vec![],
            parent: Some("payroll".into()),
            kind: Kind::Page,
            address: None,
            more_addresses: vec![],
            command: None,
            keys: vec![],
            aliases: vec!["staff: all".into(), "people".into()],
            confidence: Confidence::Seen,
            source: vec![],
            note: None,
        }
    }

    const FILE: &str = "# ours\nrelease: payroll-7\nplaces:\n    # the root\n    -   id: payroll\n        label: Payroll\n        \
                        kind: app\n\n# the end\nsources: {}\n";

    #[test]
    fn a_place_is_put_behind_the_last_one_and_nothing_else_changes() {
        let new = place(FILE, "payroll-7", &a_place("payroll.list", "Yes")).unwrap();
        let entry = "    - id: payroll.list\n      label: \"Yes\"\n      parent: payroll\n      kind: page\n      aliases: [\"staff: all\", people]\n";
        assert!(new.contains(entry) || new.contains(&entry.replace("\"Yes\"", "Yes")), "{new}");
        assert_eq!(new.replace(entry, "").replace(&entry.replace("\"Yes\"", "Yes"), ""), FILE);
        let read: crate::ui::catalogue::File = serde_yaml::from_str(&new).unwrap();
        assert_eq!(read.places[1], a_place("payroll.list", "Yes"));
        let first = place("", "payroll-7", &a_place("payroll.list", "No 7")).unwrap();
        assert!(first.starts_with("release: payroll-7\nplaces:\n  - id: payroll.list\n"), "{first}");
        assert!(place("release: a\nplaces: []\n", "a", &a_place("b", "B")).is_err());
    }

    #[test]
    fn an_alias_joins_the_others() {
        let of = |aliases: &str| {
            format!("places:\n  - label: List\n    id: a.b\n{aliases}    kind: page\n  - id: c\n    label: C\n")
        };
        let added = |aliases: &str| alias(&of(aliases), "a.b", "x, y").unwrap().unwrap();
        assert_eq!(added(""), of("    aliases: [\"x, y\"]\n"));
        assert_eq!(added("    aliases: [one]\n"), of("    aliases: [one, \"x, y\"]\n"));
        assert_eq!(added("    aliases:\n      - one\n"), of("    aliases:\n      - one\n      - \"x, y\"\n"));
        assert_eq!(alias(&of(""), "nowhere", "x"), None);
        assert!(alias("places:\n  - {id: a, label: A}\n", "a", "x").unwrap().is_err());
    }
}
