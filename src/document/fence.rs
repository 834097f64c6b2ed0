//! Where front matter begins and ends, and what about it is refused before a YAML parser sees it.

use crate::diagnostic::Severity;
use crate::source::Span;

/// Longest front matter we read, in bytes. Real ones have 0.5 KB.
pub const LONGEST: usize = 64 * 1024;
/// Deepest nesting of brackets and braces; parsers take seconds for thousands.
const DEEPEST: usize = 32;

/// What stands at the top of an article.
pub enum Fenced {
    None,
    /// `yaml`: between the fences; `whole`: with them; `body`: where the article goes on.
    Yaml {
        yaml: Span,
        whole: Span,
        body: usize,
    },
    Fault {
        at: Span,
        severity: Severity,
        message: &'static str,
        help: &'static str,
        body: usize,
    },
}

/// Finds the block between a first line `---` and the next line `---` or `...`.
pub fn find(text: &str) -> Fenced {
    let first = text.lines().next().unwrap_or("");
    if first.trim_end() != "---" {
        return not_yaml(text, first);
    }
    let start = first.len() + 1;
    let mut at = start.min(text.len());
    for line in text[at..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            let yaml = Span::new(start, at);
            let body = at + line.len();
            // A rule as the first line of an article, and another one later: text, not metadata.
            if !looks_like_keys(&text[yaml.range()]) {
                return Fenced::Fault {
                    at: Span::new(0, first.len()),
                    severity: Severity::Warning,
                    message: "a line `---` at the top, but no `key: value` lines under it; read as text",
                    help: "take the line out, or write the title under it as `title: …`",
                    body: 0,
                };
            }
            return Fenced::Yaml { yaml, whole: Span::new(0, at + bare.len()), body };
        }
        at += line.len();
    }
    if looks_like_keys(text.get(start..).unwrap_or("")) {
        return Fenced::Fault {
            at: Span::new(0, first.len()),
            severity: Severity::Error,
            message: "the front matter that begins here is never closed",
            help: "put a line `---` after the last key",
            body: text.len(),
        };
    }
    Fenced::None
}

fn not_yaml(text: &str, first: &str) -> Fenced {
    let fault = |at: Span, severity, message, help, body| Fenced::Fault { at, severity, message, help, body };
    if first.trim_end() == "+++" {
        return fault(
            Span::new(0, first.len()),
            Severity::Error,
            "TOML front matter is not read",
            "write it as YAML between two lines of `---`",
            text.len(),
        );
    }
    if first.trim_start() == "{" || (first.starts_with('{') && first.contains("\":")) {
        return fault(
            Span::new(0, first.len()),
            Severity::Error,
            "JSON front matter is not read",
            "write it as YAML between two lines of `---`",
            text.len(),
        );
    }
    let body = text.trim_start();
    let skipped = text.len() - body.len();
    let late = body
        .strip_prefix("---\n")
        .is_some_and(|rest| looks_like_keys(rest) && rest.lines().any(|l| l.trim_end() == "---"));
    if skipped > 0 && late {
        return fault(
            Span::new(skipped, skipped + 3),
            Severity::Warning,
            "front matter must begin in the first line; this is read as text",
            "take out what stands above it",
            0,
        );
    }
    Fenced::None
}

/// The first line that says something is `key:`, or there is none at all.
fn looks_like_keys(yaml: &str) -> bool {
    match yaml.lines().find(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#')) {
        None => true,
        Some(line) if matches!(line.trim_end(), "---" | "...") => true,
        Some(line) => {
            let line = line.trim_start();
            let key = line.split(':').next().unwrap_or("");
            line.starts_with(['{', '[', '"', '\'', '&', '*', '!', '%', '@', '`', '?'])
                || line.starts_with("- ")
                || (key.len() < line.len() && !key.is_empty() && key.len() <= 40 && !key.trim().contains(' '))
        }
    }
}

/// A top-level key of a block of YAML.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    pub name: &'a str,
    pub key: Span,
    /// The rest of the line, trimmed; empty when the value is a block below.
    pub value: Span,
}

/// Every `key:` at the left edge, with its place in the file (`base`: where the YAML begins).
pub fn top_level_keys(yaml: &str, base: usize) -> Vec<Key<'_>> {
    let mut keys = Vec::new();
    let mut at = base;
    for line in yaml.split_inclusive('\n') {
        let bare = line.trim_end();
        let begins_key = bare.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"' || c == '\'');
        if let Some(colon) =
            bare.find(':').filter(|i| begins_key && matches!(bare.as_bytes().get(i + 1), None | Some(b' ' | b'\t')))
        {
            let name = bare[..colon].trim();
            let value = bare[colon + 1..].trim_start();
            let key = Span::new(at, at + name.len());
            let value_start = at + bare.len() - value.len();
            keys.push(Key {
                name: name.trim_matches(['"', '\'']),
                key,
                value: Span::new(value_start, at + bare.len()),
            });
        }
        at += line.len();
    }
    keys
}

/// Why a block is not given to the parser.
pub struct Refusal {
    pub span: Span,
    pub message: &'static str,
    pub help: &'static str,
}

/// Sizes, anchors, aliases and depths that could make a parser run for minutes or fill the memory.
pub fn refuse(yaml: &str, base: usize) -> Option<Refusal> {
    if yaml.len() > LONGEST {
        let span = Span::new(base, base + yaml.find('\n').unwrap_or(0));
        return Some(Refusal {
            span,
            message: "front matter of more than 64 KB",
            help: "move the text below the front matter",
        });
    }
    if let Some(i) = yaml.find('\0') {
        return Some(Refusal {
            span: Span::new(base + i, base + i + 1),
            message: "a NUL byte in the front matter",
            help: "take it out",
        });
    }
    let mut at = base;
    let mut depth = 0usize;
    // Indent of the line whose value is the block of text below it (`description: >`).
    let mut text_under: Option<usize> = None;
    for line in yaml.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(Refusal {
                span: Span::new(at + tab, at + tab + 1),
                message: "a tab as indent",
                help: "use spaces; YAML does not allow tabs here",
            });
        }
        text_under = text_under.filter(|above| indent > *above || line.trim().is_empty());
        if text_under.is_some() && indent <= 4 * DEEPEST {
            at += line.len();
            continue;
        }
        // Inside brackets there are no such blocks, only texts that look like it.
        text_under = (depth == 0 && opens_a_text(line)).then_some(indent);
        let mut quote: Option<char> = None;
        let mut before = ' ';
        for (i, c) in line.char_indices() {
            match (quote, c) {
                (Some(q), c) if c == q => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(c),
                (None, '#') if before == ' ' => break,
                (None, '[' | '{') => {
                    depth += 1;
                    if depth > DEEPEST {
                        let span = Span::new(at + i, at + i + 1);
                        return Some(Refusal {
                            span,
                            message: "brackets nested too deep",
                            help: "a front matter needs two levels at most",
                        });
                    }
                }
                (None, ']' | '}') => depth = depth.saturating_sub(1),
                (None, '!')
                    if is_node_start(&line[..i])
                        && line[i + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '!') =>
                {
                    return Some(Refusal {
                        span: Span::new(at + i, at + i + 1),
                        message: "YAML tags are not read",
                        help: "take the tag out, or put the value between quotes if it is text",
                    });
                }
                (None, '&' | '*')
                    if is_node_start(&line[..i])
                        && line[i + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '_') =>
                {
                    return Some(Refusal {
                        span: Span::new(at + i, at + i + 1),
                        message: "YAML anchors and aliases are not read",
                        help: "write the value out, or put it between quotes if it is text",
                    });
                }
                _ => {}
            }
            before = c;
        }
        if indent > 4 * DEEPEST {
            let span = Span::new(at, at + indent);
            return Some(Refusal {
                span,
                message: "indented too deep",
                help: "a front matter needs two levels at most",
            });
        }
        at += line.len();
    }
    None
}

/// Whether the value of this line is a block of text below it: `key: |`, `- >-`.
fn opens_a_text(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    let head = line.trim_end_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
    let before = head.strip_suffix(['|', '>']).filter(|_| line.len() - head.len() <= 2);
    before.is_some_and(|before| before.ends_with(": ") || before.trim_start() == "- ")
}

/// Whether a YAML value could begin behind this text.
fn is_node_start(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    before.is_empty() || before.ends_with([':', '-', '[', ',', '{', '?']) || before.ends_with("<<:")
}

/// From a place to the end of its line; a place behind a line's end is moved to what stands before it.
pub fn rest_of_line(text: &str, at: usize) -> Span {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if at > 0 && (at == text.len() || text.as_bytes()[at] == b'\n') {
        at = text[..at].trim_end().char_indices().next_back().map_or(0, |(i, _)| i);
    }
    let end = text[at..].find('\n').map_or(text.len(), |i| at + i);
    Span::new(at, end)
}

/// The parser's words without "at line 3 column 7": the place is told by the diagnostic.
pub fn without_place(message: &str) -> String {
    let end = message.find(" at line ").unwrap_or(message.len());
    message[..end].trim().to_owned()
}

/// What to do about a fault of YAML, by what stands there.
pub fn yaml_help(line: &str, message: &str) -> &'static str {
    if message.contains("mapping values are not allowed") || line.matches(": ").count() > 1 {
        "put a text that holds a colon between quotes"
    } else if line.contains(": ''") || line.contains("''") {
        "write '' only for an apostrophe inside single quotes, or use double quotes around the text"
    } else if line.trim_start().starts_with(['@', '`', '%'])
        || line.contains(": @")
        || line.contains(": `")
        || line.contains(": %")
    {
        "put the text between quotes"
    } else if message.contains("escape") {
        "use single quotes around a text that holds a backslash"
    } else {
        "compare with a line that works, or put the text between quotes"
    }
}
