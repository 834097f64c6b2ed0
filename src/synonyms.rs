//! `content/synonyms.yaml`: words that the readers of a site use for one another.
//!
//! ```yaml
//! - ticket, request, incident        # each finds the others
//! - [sign in, log on]                # the same, as a YAML list
//! - mfp: printer, scanner            # who types "mfp" finds printers; who types "printer" finds printers only
//! ```
//!
//! Reading the file happens in `disk`; this module turns text into groups and faults. What search knows without the
//! file is data of `output::search`. A fault costs its own group and nothing else.

use std::collections::HashSet;

use serde_yaml::Value;

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::source::{Source, Span};

/// Path below the content folder.
pub const FILE: &str = "synonyms.yaml";

/// Longest file that is read, in bytes.
const LIMIT: usize = 256 * 1024;
/// The groups travel in the one file that every query loads, so there is an end to them.
const GROUPS: usize = 500;
const NAMES: usize = 12;
/// Words of one name: "remote desktop connection".
const WORDS: usize = 4;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// The file, for reports that show its lines.
    pub source: Option<Source>,
    pub groups: Vec<Group>,
}

/// Names, each of one word or a few, that mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub names: Vec<String>,
    /// Whoever types the first name finds the others, and not the other way round.
    pub one_way: bool,
}

impl Synonyms {
    /// The groups of a file and what is wrong with it.
    pub fn parse(source: &Source) -> (Synonyms, Vec<Diagnostic>) {
        let (groups, faults) = Self::groups(source);
        (Synonyms { source: Some(source.clone()), groups }, faults)
    }

    fn groups(source: &Source) -> (Vec<Group>, Vec<Diagnostic>) {
        if source.text.len() > LIMIT {
            let message = format!("the file has more than {} KiB", LIMIT / 1024);
            return (Vec::new(), vec![fault(source, Severity::Error, None, message)]);
        }
        let items = match serde_yaml::from_str::<Value>(&source.text) {
            Ok(Value::Null) => return Default::default(),
            Ok(Value::Sequence(items)) => items,
            Ok(_) => {
                let message = "the file is not a list".to_owned();
                let help = "begin each line with `- `, as in `- kid, child`";
                return (Vec::new(), vec![fault(source, Severity::Error, None, message).help(help)]);
            }
            Err(e) => {
                let message = e.to_string();
                let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
                let span = e.location().map(|l| line_at(&source.text, l.index()));
                let help = "put names with `:`, `#` or quotes in quotes";
                return (Vec::new(), vec![fault(source, Severity::Error, span, message).help(help)]);
            }
        };
        let places = places(&source.text);
        let mut faults = Vec::new();
        let mut groups = Vec::new();
        for (i, item) in items.iter().enumerate() {
            // In a flow list (`[[a, b], [c, d]]`) items have no lines of their own.
            let place = if places.len() == items.len() { Some(places[i]) } else { None };
            let mut tell = |name: Option<&str>, message: String, help: &str| {
                let span =
                    place.map(|p| name.and_then(|n| find(&source.text, p, n)).unwrap_or(first_line(&source.text, p)));
                faults.push(fault(source, Severity::Warning, span, message).help(help));
            };
            if i == GROUPS {
                let help = "keep the groups that readers need most";
                tell(None, format!("more than {GROUPS} groups; those from here on have no effect"), help);
                break;
            }
            let written = place.map_or(&*source.text, |p| &source.text[p.start as usize..p.end as usize]);
            if is_rewritten(item, written) {
                tell(None, "a code that YAML takes for a number".into(), "put it in quotes, as in `\"0x80070643\"`");
                continue;
            }
            match names_of(item) {
                Some((names, one_way)) => groups.extend(sound(names, one_way, &mut tell)),
                None => tell(None, "not a group of names".into(), "write it as `- kid, child` or `- mfp: printer`"),
            }
        }
        (groups, faults)
    }
}

/// The names of an item, and whether they lead one way only.
fn names_of(item: &Value) -> Option<(Vec<String>, bool)> {
    if let Value::Mapping(map) = item {
        let (key, value) = map.iter().next().filter(|_| map.len() == 1)?;
        let mut names = vec![text_of(key)?];
        names.extend(list_of(value)?);
        return Some((names, true));
    }
    Some((list_of(item)?, false))
}

/// Whether a number in the item is not what was written: `0x5` becomes 5, `007` seven.
fn is_rewritten(item: &Value, written: &str) -> bool {
    match item {
        Value::Number(number) => !written.contains(&number.to_string()) || written.contains("0x"),
        Value::Sequence(items) => items.iter().any(|i| is_rewritten(i, written)),
        Value::Mapping(map) => map.iter().any(|(k, v)| is_rewritten(k, written) || is_rewritten(v, written)),
        _ => false,
    }
}

fn list_of(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Sequence(items) => items.iter().map(text_of).collect(),
        _ => Some(text_of(value)?.split(',').map(str::to_owned).collect()),
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        // YAML takes `on`, `no` for something else only in old versions; here they are texts already.
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}

/// The group without names that can find nothing; `None` when too little is left.
fn sound(names: Vec<String>, one_way: bool, tell: &mut impl FnMut(Option<&str>, String, &str)) -> Option<Group> {
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    let (mut empty, mut spoiled) = (0, false);
    for (at, name) in names.iter().enumerate() {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let fault = if name.is_empty() {
            empty += 1;
            continue;
        } else if !name.chars().any(char::is_alphanumeric) {
            (format!("`{name}` has no letter and no digit"), "search knows words only; take it out")
        } else if name.split(' ').count() > WORDS {
            (format!("`{name}` has more than {WORDS} words"), "shorten it to what readers type")
        } else if !seen.insert(name.to_lowercase()) {
            (format!("`{name}` is there twice in one group"), "take one of them out")
        } else if kept.len() == NAMES {
            (
                format!("more than {NAMES} names in one group; `{name}` has no effect"),
                "split the group, or take some out",
            )
        } else {
            kept.push(name);
            continue;
        };
        spoiled |= one_way && at == 0;
        tell(Some(&name), fault.0, fault.1);
    }
    if empty > 0 && !kept.is_empty() {
        tell(None, "a comma with no name beside it".into(), "take the comma out, or add the name");
    }
    if kept.len() < 2 || spoiled {
        if !spoiled {
            tell(None, "a name that stands alone".into(), "add a name that means the same, after a comma");
        }
        return None;
    }
    Some(Group { names: kept, one_way })
}

fn fault(source: &Source, severity: Severity, span: Option<Span>, message: String) -> Diagnostic {
    Diagnostic::new("synonyms", severity, source.path.clone(), span, message).root(Root::Content)
}

/// From each `-` that begins an item of the outermost list to the next.
fn places(text: &str) -> Vec<Span> {
    let mut starts: Vec<usize> = Vec::new();
    let mut indent = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start().len();
        let dash = line[blank..]
            .strip_prefix('-')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        if dash && blank == *indent.get_or_insert(blank) {
            starts.push(at + blank);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect()
}

fn find(text: &str, place: Span, name: &str) -> Option<Span> {
    let item = &text[place.start as usize..place.end as usize];
    // The last one, because of two equal names the second is the fault.
    item.rfind(name).map(|at| Span::new(place.start as usize + at, place.start as usize + at + name.len()))
}

fn first_line(text: &str, place: Span) -> Span {
    let item = &text[place.start as usize..place.end as usize];
    let line = item.split('\n').next().unwrap_or(item).trim_end();
    Span::new(place.start as usize, place.start as usize + line.len())
}

fn line_at(text: &str, index: usize) -> Span {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    let start = text[..index].rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].split('\n').next().unwrap_or_default().trim_end();
    Span::new(start, start + line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of a group, and whether they go one way.
    type Read = (Vec<String>, bool);

    /// The groups, and place and message of each fault.
    fn parse(text: &str) -> (Vec<Read>, Vec<(String, String)>) {
        let source = Source::from_text(FILE, text);
        let (synonyms, faults) = Synonyms::parse(&source);
        let place = |d: &Diagnostic| d.span.map_or("", |s| &text[s.start as usize..s.end as usize]).to_owned();
        let faults = faults.iter().map(|d| (place(d), d.message.clone())).collect();
        (synonyms.groups.into_iter().map(|g| (g.names, g.one_way)).collect(), faults)
    }

    #[test]
    fn a_group_is_a_line_a_list_or_goes_one_way() {
        let (groups, faults) =
            parse("# ours\n- ticket,  service   request\n- [sign in, 43]\n- mfp: printer, scanner\n- pos:\n  - till\n");
        let group = |names: &[&str], one_way| (names.iter().map(|n| n.to_string()).collect::<Vec<_>>(), one_way);
        assert_eq!(faults, []);
        let expected = [
            group(&["ticket", "service request"], false),
            group(&["sign in", "43"], false),
            group(&["mfp", "printer", "scanner"], true),
            group(&["pos", "till"], true),
        ];
        assert_eq!(groups, expected);
        assert_eq!(parse(""), (vec![], vec![]));
        assert_eq!(parse("# nothing yet\n"), (vec![], vec![]));
    }

    #[test]
    fn a_fault_is_told_at_its_place_and_costs_its_group_only() {
        let (groups, faults) = parse(
            "- alone\n- a, !!, b, A\n- - one\n  - {two: 2}\n- kid, child,\n- how do i get my mail: mail, post\n- x: y\n- [0x5, b]\n",
        );
        let names: Vec<String> = groups.iter().map(|(names, _)| names.join("=")).collect();
        assert_eq!(names, ["a=b", "kid=child", "x=y"]);
        let expected = [
            ("- alone", "a name that stands alone"),
            ("!!", "`!!` has no letter and no digit"),
            ("A", "`A` is there twice in one group"),
            ("- - one", "not a group of names"),
            ("- kid, child,", "a comma with no name beside it"),
            ("how do i get my mail", "`how do i get my mail` has more than 4 words"),
            ("- [0x5, b]", "a code that YAML takes for a number"),
        ];
        assert_eq!(faults, expected.map(|(place, message)| (place.to_owned(), message.to_owned())));
    }

    #[test]
    fn a_file_that_is_no_list_is_told_and_nothing_of_it_is_used() {
        for text in ["kid: child\n", "- [kid\n", "- \"a\n", "just words\n", "- &a [*a, b]\n"] {
            let (groups, faults) = parse(text);
            assert!(groups.is_empty() && faults.len() == 1, "{text:?}: {faults:?}");
        }
    }
}
