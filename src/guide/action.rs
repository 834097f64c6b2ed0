//! What a step does: a verb, and the control, path, keys, text, command, file or link it acts on.
//!
//! The line is read once: keys first, then paths with separators, then what the author set off (bold,
//! quotes, code, links), then capitalized names behind a verb. Each place is taken once. The same
//! findings tell the page what to show as key caps and as a path.

use crate::document::html_scan::is_image_address;
use crate::guide::keys;
use crate::guide::line::{Line, Run, Style};
use crate::guide::words::{self, VerbClass, words};
use crate::guide::{Action, Reference, TargetKind};

/// What was found in a line.
#[derive(Debug, Default)]
pub struct Reading {
    /// In the order of the text.
    pub actions: Vec<Action>,
    /// Places to show in their own way, in order, not overlapping.
    pub shown: Vec<Shown>,
}

/// A place in `Line::text` that the page shows in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub start: usize,
    pub end: usize,
    pub how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// One key of a chord.
    Key,
    /// A chain of places; the text holds its separators.
    Path,
    /// The name of a control.
    Ui,
}

/// Reads one line. `console`: commands are typed where the reader stands.
pub fn read(line: &Line, references: &[Reference], console: bool) -> Reading {
    let mut taken = Taken::default();
    let mut found: Vec<(usize, Action)> = Vec::new();
    let mut shown = Vec::new();
    let console = console || words().consoles.iter().any(|c| words::has_phrase(&line.lower, c));
    for chord in keys::find(line) {
        for (_, start, end) in &chord.keys {
            shown.push(Shown { start: *start, end: *end, how: How::Key });
        }
        taken.take(chord.start, chord.end);
        found.push((chord.start, action(line, chord.start, chord.end, TargetKind::Keys, chord.text(), false)));
    }
    for (start, end, text) in paths(line) {
        if taken.is_free(start, end) {
            taken.take(start, end);
            shown.push(Shown { start, end, how: How::Path });
            let context = is_context(line, start);
            found.push((start, action(line, start, end, TargetKind::Path, text, context)));
        }
    }
    for run in &line.runs {
        if let Some((start, end, kind, text, context)) = set_off(line, *run, references, console) {
            if !taken.is_free(start, end) {
                continue;
            }
            taken.take(start, end);
            if kind == TargetKind::Ui {
                shown.push(Shown { start, end, how: How::Ui });
            }
            found.push((start, action(line, start, end, kind, text, context)));
        }
    }
    for (start, end, kind, text, context) in named_behind_verbs(line, &taken, console) {
        taken.take(start, end);
        found.push((start, action(line, start, end, kind, text, context)));
    }
    found.sort_by_key(|(at, _)| *at);
    shown.sort_by_key(|s| s.start);
    Reading { actions: found.into_iter().map(|(_, a)| a).collect(), shown }
}

fn action(line: &Line, start: usize, end: usize, kind: TargetKind, text: String, context: bool) -> Action {
    let verb = verb_before(line, start).map(|(v, _)| v.to_owned()).unwrap_or_default();
    Action { verb, kind, text, context, span: line.span(start, end) }
}

#[derive(Default)]
struct Taken(Vec<(usize, usize)>);

impl Taken {
    fn take(&mut self, start: usize, end: usize) {
        self.0.push((start, end));
    }

    fn is_free(&self, start: usize, end: usize) -> bool {
        self.0.iter().all(|(s, e)| end <= *s || *e <= start)
    }
}

/// The verb that governs a place: the last one before it in the same clause.
fn verb_before(line: &Line, at: usize) -> Option<(&str, &'static [VerbClass])> {
    let lower = &line.lower[..at];
    let clause = lower.rfind(['.', ';', '!', '?']).map_or(0, |i| i + 1);
    let mut starts: Vec<usize> = Vec::new();
    let mut in_word = false;
    for (i, c) in lower[clause..].char_indices() {
        let part = c.is_alphanumeric() || c == '-';
        if part && !in_word {
            starts.push(clause + i);
        }
        in_word = part;
    }
    starts.into_iter().rev().take(14).find_map(|i| {
        // A verb inside something set off is a name ("**Run** box"), unless it is all of it.
        let (verb, classes) = words::leading_verb(&lower[i..])?;
        let named =
            line.runs.iter().any(|r| r.start <= i && i + verb.len() <= r.end && r.end - r.start > verb.len() + 2);
        (!named).then_some((&line.lower[i..i + verb.len()], classes))
    })
}

/// Whether a place says where something is, by the words before it.
fn is_context(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ', '(']);
    let mut words_before: Vec<usize> = before.rmatch_indices(' ').take(4).map(|(i, _)| i + 1).collect();
    words_before.push(0);
    words_before.iter().any(|i| words().context_before.contains(before[(*i).min(before.len())..].trim()))
}

/// Chains with separators: "Settings > Accounts", "A \> B", "A -> B", and registry keys.
fn paths(line: &Line) -> Vec<(usize, usize, String)> {
    let mut out = Vec::new();
    registry_paths(line, &mut out);
    let text = &line.text;
    let mut at = 0;
    while let Some((start, end)) = next_separator(text, at) {
        if out.iter().any(|(s, e, _): &(usize, usize, String)| *s <= start && end <= *e) {
            at = end;
            continue;
        }
        let Some(left) = segment_before(line, start) else {
            at = end;
            continue;
        };
        let mut parts = vec![clean_segment(&text[left..start])];
        let mut stop = end;
        let mut sep_end = end;
        loop {
            match next_separator(text, sep_end).filter(|(s, _)| is_middle(line, sep_end, *s)) {
                Some((s, e)) => {
                    parts.push(clean_segment(&text[sep_end..s]));
                    sep_end = e;
                }
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
        if parts.len() >= 2 && stop > left {
            out.push((left, stop, parts.join(" > ")));
        }
        at = stop.max(sep_end);
    }
    out.sort_by_key(|p| p.0);
    out
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
        let path = line.text[start..end].trim().trim_end_matches(['.', ',']);
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
            Some((if i - start <= 2 { start } else { i }, i + 1))
        }
        _ => None,
    })?;
    Some((from + found.0, from + found.1))
}

/// Where the first name of a path begins: at the styled run that ends at the separator, or at the capitalized
/// words before it.
fn segment_before(line: &Line, separator: usize) -> Option<usize> {
    let text = &line.text[..separator];
    let end = text.trim_end().len();
    let tail = |r: &&Run| {
        let between = line.text.get(r.end..end.max(r.end)).unwrap_or("");
        r.start < end
            && (r.end >= end
                || words().nouns.contains(between.trim().trim_matches(['”', '"', '’']))
                || between.trim_matches(['”', '"', '’', ' ', '\'']).is_empty())
    };
    if let Some(run) = line
        .runs
        .iter()
        .filter(|r| !matches!(r.style, Style::Link(_)))
        .filter(tail)
        .max_by_key(|r| (r.end.min(end), std::cmp::Reverse(r.start)))
    {
        let start = run.start + (line.text[run.start..].len() - line.text[run.start..].trim_start().len());
        // Bold may begin before the path: "**Go to Settings > Apps**".
        let head = &line.lower[start..end];
        if let Some((verb, _)) = words::leading_verb(head).filter(|(v, _)| head.len() > v.len() + 2) {
            let rest = head[verb.len()..].trim_start();
            let rest = rest.strip_prefix("to ").unwrap_or(rest);
            return Some(end - rest.strip_prefix("the ").unwrap_or(rest).len());
        }
        return Some(start);
    }
    let mut start = end;
    for word in text[..end].split(' ').rev().take(5) {
        let begins = start - word.len();
        let bare = word.trim_start_matches(['“', '"', '(', '‘', '\'']);
        if bare.is_empty() || bare.ends_with([',', '.', ';', ':']) && start < end {
            break;
        }
        let small = matches!(bare, "&" | "and" | "of") && start < end;
        if !(bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || small) {
            break;
        }
        // The verb of the sentence is no part of the path.
        if words().verbs.contains_key(&bare.to_lowercase())
            && (begins == 0 || text[..begins].trim_end().ends_with(['.', ':', ',']))
            && start < end
        {
            break;
        }
        start = begins + (word.len() - bare.len());
        if start == 0 {
            break;
        }
        if begins == 0 {
            break;
        }
        start = begins + (word.len() - bare.len());
        if bare.len() < word.len() {
            break;
        }
        start = start.min(begins);
        if begins > 0 {
            start = begins;
        }
        // Step over the blank before the word.
        start = start.saturating_sub(1);
        if start == 0 {
            break;
        }
    }
    let start = start + (line.text[start..].len() - line.text[start..].trim_start().len());
    (start < end).then_some(start)
}

/// Whether what stands between two separators is the name of one place.
fn is_middle(line: &Line, start: usize, end: usize) -> bool {
    let text = line.text.get(start..end).unwrap_or("");
    !text.trim().is_empty() && text.len() <= 70 && !text.contains(['.', ';', '?', '!']) && !text.contains(", ")
}

/// Where the last name of a path ends.
fn segment_after(line: &Line, separator: usize) -> Option<usize> {
    let lead = line.text[separator..].len() - line.text[separator..].trim_start_matches([' ', '“', '"', '‘']).len();
    let start = separator + lead;
    // The run the separator stands in, else the run that begins right behind it.
    let run = line
        .runs
        .iter()
        .filter(|r| !matches!(r.style, Style::Link(_)))
        .find(|r| (r.start <= separator && separator < r.end) || (r.start <= start && start < r.end));
    if let Some(run) = run
        && run.end > start
    {
        let end = run.start + line.text[run.start..run.end].trim_end_matches([' ', '.', ',', ':', '”', '"']).len();
        return (end > start).then_some(end);
    }
    let mut end = start;
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
        } else if i > 0 && i < 4 && is_lower_part_of_name(name) {
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
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '-' | '=' | '(' | ')' | ',' | ':')
    })
    .trim_end_matches(" button")
    .trim()
    .to_owned()
}

type Target = (usize, usize, TargetKind, String, bool);

/// Something set off by the author: what it is, by its verb and its look.
fn set_off(line: &Line, run: Run, references: &[Reference], console: bool) -> Option<Target> {
    let raw = &line.text[run.start..run.end];
    let trimmed =
        raw.trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | ',' | '\u{a0}'));
    let text = trimmed.trim_end_matches(['.', ':', ';']).trim();
    if text.is_empty() {
        return None;
    }
    let start = run.start + raw.find(text)?;
    let end = start + text.len();
    let verb = verb_before(line, start);
    let context = is_context(line, start);
    if let Style::Link(r) = run.style {
        let reference = references.get(r as usize)?;
        // A link around bold: what it reads as is told by the bold.
        let goes = verb.is_some_and(|(v, _)| {
            matches!(
                v,
                "go to"
                    | "visit"
                    | "open"
                    | "download"
                    | "navigate to"
                    | "head to"
                    | "head over to"
                    | "access"
                    | "browse to"
            )
        });
        return (goes && !is_image_address(&reference.url) && !context)
            .then(|| (start, end, TargetKind::Link, text.to_owned(), false));
    }
    if is_title(line, run, text) || is_bare_verb(line, text, run) {
        return None;
    }
    if run.style == Style::Quoted && text.split(' ').count() > 9 {
        return None;
    }
    let kind = kind_of(line, text, run.style, verb, start, console)?;
    let context = context && !matches!(kind, TargetKind::Command | TargetKind::Input);
    let text = match kind {
        TargetKind::Ui => text.trim_end_matches(" button").to_owned(),
        _ => text.to_owned(),
    };
    Some((start, end, kind, text, context))
}

fn kind_of(
    line: &Line,
    text: &str,
    style: Style,
    verb: Option<(&str, &[VerbClass])>,
    start: usize,
    console: bool,
) -> Option<TargetKind> {
    let classes = verb.map(|(_, c)| c).unwrap_or(&[]);
    let verb = verb.map(|(v, _)| v).unwrap_or("");
    if is_file(text)
        && !matches!(verb, "type" | "type in" | "input" | "enter" | "execute" | "run" | "search for" | "search")
    {
        return Some(TargetKind::File);
    }
    if is_file_path(text) && !is_command(text) {
        return Some(TargetKind::File);
    }
    let types = matches!(
        verb,
        "type"
            | "type in"
            | "input"
            | "enter"
            | "key in"
            | "write"
            | "paste"
            | "copy and paste"
            | "execute"
            | "search for"
            | "search"
            | "insert"
            | "run"
            | "copy"
    );
    if style == Style::Code {
        return Some(
            if is_command(text)
                || (console && !in_search_or_run(line, start) && text.contains(|c: char| c.is_alphabetic()))
            {
                TargetKind::Command
            } else if types || !text.contains(' ') {
                if classes.contains(&VerbClass::Select) && !types { TargetKind::Ui } else { TargetKind::Input }
            } else {
                TargetKind::Command
            },
        );
    }
    if types && !matches!(verb, "run" | "copy" | "search") {
        // "Enter" and "type" take text; but "enter the **Settings** menu" goes somewhere.
        let named =
            line.lower[start + text.len()..].trim_start_matches(['”', '"', ' ']).split(' ').next().unwrap_or("");
        if verb == "enter" && matches!(named, "menu" | "page" | "tab" | "section" | "window") {
            return Some(TargetKind::Ui);
        }
        if is_command(text) || (console && !in_search_or_run(line, start)) {
            return Some(TargetKind::Command);
        }
        return Some(TargetKind::Input);
    }
    if is_command(text) {
        return Some(TargetKind::Command);
    }
    if style == Style::Quoted && classes.is_empty() {
        return None;
    }
    let ends_like_sentence = text.split(' ').count() > 10;
    (!ends_like_sentence).then_some(TargetKind::Ui)
}

/// Typed into a search or Run box, where a word is a name, not a command.
fn in_search_or_run(line: &Line, _start: usize) -> bool {
    [
        "search box",
        "search bar",
        "search field",
        "run box",
        "run dialog",
        "run window",
        "start menu",
        "windows search",
        "in search",
        "search menu",
        "the run ",
        "search and",
        "into run",
        "the search",
    ]
    .iter()
    .any(|p| line.lower.contains(p))
}

/// Bold that is the title of the step: it opens the line and a colon or dash follows, or it is a sentence of its own.
fn is_title(line: &Line, run: Run, text: &str) -> bool {
    if run.style != Style::Strong || !line.text[..run.start].trim().is_empty() {
        return false;
    }
    let after = line.text[run.end..].trim_start();
    let own_end = line.text[run.start..run.end].trim_end();
    let colon = after.starts_with([':', '–', '—']) || own_end.ends_with(':');
    let all = after.is_empty() && text.split(' ').count() > 3;
    let sentence = own_end.ends_with('.') && !after.is_empty();
    (colon && !after.is_empty() || all || sentence) && text.split(' ').count() >= 2
}

/// "**Paste** it", "and **delete** the file": an emphasized verb, not a name.
fn is_bare_verb(line: &Line, text: &str, run: Run) -> bool {
    if run.style != Style::Strong {
        return false;
    }
    let lower = text.to_lowercase();
    if !words().verbs.contains_key(&lower) {
        return false;
    }
    let before = line.lower[..run.start].trim_end();
    let governed = words::leading_verb(before.rsplit([' ', ',']).next().unwrap_or("")).is_some()
        || before.ends_with(" the")
        || before.ends_with(" on")
        || before.ends_with(" hit");
    let starts_sentence = before.is_empty()
        || before.ends_with(['.', '!', ',', ';'])
        || before.ends_with(" and")
        || before.ends_with(" then")
        || before.ends_with(" to");
    let object = line.lower[run.end..].trim_start();
    let has_object =
        ["it", "the", "this", "your", "them", "all", "a", "any"].iter().any(|w| object.split(' ').next() == Some(w));
    !governed && starts_sentence && (has_object || text.starts_with(char::is_lowercase))
}

/// A command line: known by its first word, a switch or a verb-noun name.
pub fn is_command(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    let Some(first) = parts.next() else { return false };
    let name = first.to_lowercase();
    let name = name.trim_end_matches(".exe");
    let more = parts.clone().next().is_some();
    let switch = parts.any(|p| {
        (p.starts_with('/') || p.starts_with('-'))
            && p.len() > 1
            && p[1..].starts_with(|c: char| c.is_alphabetic() || c == '-')
    });
    let cmdlet = first.split_once('-').is_some_and(|(v, n)| {
        v.starts_with(char::is_uppercase)
            && n.starts_with(char::is_uppercase)
            && matches!(
                v,
                "Get"
                    | "Set"
                    | "Remove"
                    | "Add"
                    | "Install"
                    | "Uninstall"
                    | "Enable"
                    | "Disable"
                    | "Start"
                    | "Stop"
                    | "Restart"
                    | "New"
                    | "Repair"
                    | "Reset"
                    | "Update"
                    | "Import"
                    | "Export"
                    | "Test"
                    | "Clear"
                    | "Invoke"
            )
    });
    let code = text.contains(" | ") || text.starts_with("$") || text.contains(" && ");
    cmdlet
        || code && more
        || (switch && first.len() > 1 && !first.ends_with(','))
            && first.is_ascii()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.\\:%\"".contains(c))
        || (more
            && words().commands.contains(name)
            && first.chars().all(|c| !c.is_uppercase())
            && !matches!(
                name,
                "start" | "copy" | "move" | "format" | "convert" | "label" | "route" | "compact" | "net" | "exit"
            ))
        || (more && matches!(name, "net" | "copy" | "format" | "start") && text.contains(['\\', ':', '/']))
}

/// A path of a file or folder: a drive, a variable, a share.
fn is_file_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drive =
        bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/');
    let variable = text.starts_with('%') && text[1..].contains('%');
    drive || variable || text.starts_with("\\\\") || (text.contains('\\') && !text.contains(' '))
}

/// A file name: a known extension at its end.
fn is_file(text: &str) -> bool {
    let Some(dot) = text.rfind('.') else { return false };
    let extension = text[dot + 1..].to_lowercase();
    dot > 0
        && !text[dot + 1..].contains(' ')
        && matches!(
            extension.as_str(),
            "exe"
                | "dll"
                | "sys"
                | "ini"
                | "reg"
                | "bat"
                | "cmd"
                | "ps1"
                | "txt"
                | "log"
                | "zip"
                | "iso"
                | "msi"
                | "inf"
                | "cab"
                | "dat"
                | "pdf"
                | "docx"
                | "xlsx"
                | "xml"
                | "json"
                | "db"
                | "dmp"
                | "otc"
                | "tmp"
                | "lnk"
                | "cfg"
                | "appx"
                | "evtx"
                | "efi"
        )
}

/// Names that are not set off: capitalized words behind a verb of selecting, opening or typing.
fn named_behind_verbs(line: &Line, taken: &Taken, console: bool) -> Vec<Target> {
    let mut out: Vec<Target> = Vec::new();
    let lower = &line.lower;
    let mut starts = Vec::new();
    let mut in_word = false;
    for (i, c) in lower.char_indices() {
        let part = c.is_alphanumeric() || c == '-';
        if part && !in_word {
            starts.push(i);
        }
        in_word = part;
    }
    let mut done = 0;
    for i in starts {
        if i < done || !taken.is_free(i, i + 1) {
            continue;
        }
        let Some((verb, classes)) = words::leading_verb(&lower[i..]) else { continue };
        let useful = classes.iter().any(|c| matches!(c, VerbClass::Select | VerbClass::Open | VerbClass::Type));
        if !useful {
            continue;
        }
        let Some((start, end)) = capitalized_after(line, i + verb.len()) else { continue };
        if !taken.is_free(start, end) {
            continue;
        }
        done = end;
        let text = line.text[start..end].trim();
        let bare = words::without_noun(text);
        if bare.is_empty() || is_stop_name(bare) {
            continue;
        }
        let kind = if is_file(bare) && !matches!(verb, "type" | "enter") {
            TargetKind::File
        } else if matches!(verb, "type" | "type in" | "input" | "key in") {
            if is_command(bare) || console && !in_search_or_run(line, start) {
                TargetKind::Command
            } else {
                TargetKind::Input
            }
        } else {
            TargetKind::Ui
        };
        out.push((start, start + bare.len(), kind, bare.to_owned(), false));
    }
    out
}

/// The capitalized words behind a verb, articles between passed over.
fn capitalized_after(line: &Line, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    for _ in 0..4 {
        at += line.text[at..].len() - line.text[at..].trim_start_matches(' ').len();
        let word_end =
            at + line.lower[at..].find(|c: char| !(c.is_alphanumeric() || c == '\'')).unwrap_or(line.lower.len() - at);
        if words().articles.contains(&line.lower[at..word_end]) && line.text[at..].starts_with(char::is_lowercase) {
            at = word_end;
        } else {
            break;
        }
    }
    at += line.text[at..].len() - line.text[at..].trim_start_matches(' ').len();
    let start = at;
    let mut end = at;
    for (i, word) in line.text[start..].split(' ').enumerate().take(8) {
        let name = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '”', '"']);
        let small = matches!(name, "&" | "and" | "of" | "for" | "to" | "the" | "with" | "or") && i > 0;
        let here = if i == 0 { start } else { end + 1 };
        if here >= line.text.len() && i > 0 {
            break;
        }
        if name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() && i > 0) {
            end = here + name.len();
            if name.len() < word.len() {
                break;
            }
        } else if small {
            let next = line.text.get(here + word.len()..).unwrap_or("").trim_start();
            let next_word = next.split(' ').next().unwrap_or("");
            if !next_word.starts_with(|c: char| c.is_uppercase())
                || matches!(name, "and" | "or" | "to" | "for" | "with" | "the")
                    && (words().verbs.contains_key(&next_word.to_lowercase()) || name != "and")
            {
                break;
            }
            end = here + word.len();
        } else {
            break;
        }
    }
    // A trailing small word belongs to what follows.
    let text = line.text[start..end].trim_end_matches([' ', '&']);
    let end = start + text.len();
    (end > start && line.text[start..].starts_with(|c: char| c.is_uppercase())).then_some((start, end))
}

/// Capitalized words that name no control.
fn is_stop_name(text: &str) -> bool {
    matches!(
        text,
        "Windows"
            | "PC"
            | "Microsoft"
            | "I"
            | "Windows 10"
            | "Windows 11"
            | "Step"
            | "USB"
            | "CD"
            | "DVD"
            | "It"
            | "If"
            | "The"
            | "This"
            | "Your"
            | "Internet"
            | "Wi-Fi"
            | "OS"
    ) || text.starts_with("Windows 1")
        || text.starts_with("Step ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse::{BlockKind, parse};
    use crate::source::Source;

    fn targets(text: &str) -> Vec<String> {
        let document = parse(&Source::from_text("a.md", text), &|_| None);
        let BlockKind::Paragraph(row) = &document.blocks[0].kind else { panic!() };
        let reading = read(&Line::new(row), &document.references, false);
        reading
            .actions
            .iter()
            .filter(|a| !a.context)
            .map(|a| format!("{} {}", serde_json::to_value(a.kind).unwrap().as_str().unwrap(), a.text))
            .collect()
    }

    #[test]
    fn a_step_acts_on_what_a_reader_would_say() {
        for (text, want) in [
            ("Click **Accounts**.", vec!["ui Accounts"]),
            ("Click **Your info** in **Account settings**.", vec!["ui Your info"]),
            (
                "Open the Settings app by pressing **Win** \\+ **I** on your keyboard.",
                vec!["ui Settings", "keys Win+I"],
            ),
            ("Go to **Settings > Accounts > Sign-in options**.", vec!["path Settings > Accounts > Sign-in options"]),
            (
                "Navigate to **System and Security** \\> **Security and Maintenance**.",
                vec!["path System and Security > Security and Maintenance"],
            ),
            ("Type **appwiz.cpl** into Run.", vec!["input appwiz.cpl"]),
            ("Type `ipconfig /flushdns` and press **Enter**.", vec!["command ipconfig /flushdns", "keys Enter"]),
            ("**Paste** it to any other disk drive.", vec![]),
            ("**Connect a Bluetooth Device**: pair the headset first", vec![]),
            ("Go to HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft.", vec!["path HKEY_LOCAL_MACHINE > SOFTWARE > Microsoft"]),
            ("Open “Device Manager” and click “Uninstall”", vec!["ui Device Manager", "ui Uninstall"]),
            (
                "Go to Settings > Apps > Installed apps and click Remove.",
                vec!["path Settings > Apps > Installed apps", "ui Remove"],
            ),
            ("Select Yes when the prompt appears", vec!["ui Yes"]),
            ("Go to [the vendor's site](https://a.example/x) and read", vec!["link the vendor's site"]),
            ("Wait until the scan is done.", vec![]),
        ] {
            assert_eq!(targets(text), want, "{text}");
        }
    }
}
