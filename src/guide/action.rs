//! What a step does: a verb, and the control, path, keys, text, command, file or link it acts on.
//!
//! The line is read once: keys first, then paths with separators, then what the author set off (bold,
//! quotes, code, links), then names behind a verb. Each place is taken once. The same findings tell the
//! page what to show as key caps and as a path.

use crate::document::html_scan::is_image_address;
use crate::guide::command::{is_command, is_file, is_file_path, names_console};
use crate::guide::line::{self, Line, Run, Style};
use crate::guide::words::{self, VerbClass, words};
use crate::guide::{Action, Reference, TargetKind, keys, marker, named, path};

/// What was found in a line.
#[derive(Debug, Default)]
pub struct Reading {
    /// In the order of the text.
    pub actions: Vec<Action>,
    /// Places to show in their own way, in order, not overlapping.
    pub shown: Vec<Shown>,
    /// Run or the search is opened: what is typed from here on is no command.
    pub leaves_console: bool,
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

/// Where the reader stands when a line begins.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// A command interpreter is open: what is typed is a command.
    pub console: bool,
    /// The verbs of the text can be known.
    pub english: bool,
}

impl Default for Place {
    fn default() -> Place {
        Place { console: false, english: true }
    }
}

/// Something found: where, what, its text, and whether it is context only.
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub kind: TargetKind,
    pub text: String,
    pub context: bool,
}

/// What of a line of running text is shown in its own way: keys and paths.
pub fn show(line: &Line) -> Vec<Shown> {
    let keys = keys::find(line);
    let mut shown: Vec<Shown> = path::find(line)
        .into_iter()
        .filter(|(start, end, _)| keys.iter().all(|k| k.end <= *start || *end <= k.start))
        .map(|(start, end, _)| Shown { start, end, how: How::Path })
        .collect();
    shown.extend(keys.iter().flat_map(|k| &k.keys).map(|(_, start, end)| Shown {
        start: *start,
        end: *end,
        how: How::Key,
    }));
    shown.sort_by_key(|s| s.start);
    // A registry key and a chain around it are one place.
    let mut end = 0;
    shown.retain(|s| {
        let apart = s.start >= end;
        end = end.max(s.end);
        apart
    });
    shown
}

/// Reads one line.
pub fn read(line: &Line, references: &[Reference], place: Place) -> Reading {
    let mut taken = Taken::default();
    let mut found: Vec<Found> = Vec::new();
    let mut shown = Vec::new();
    for found_line in lines_of_their_own(line) {
        taken.take(found_line.start, found_line.end);
        found.push(found_line);
    }
    for chord in keys::find(line) {
        if taken.is_free(chord.start, chord.end) {
            shown.extend(chord.keys.iter().map(|(_, start, end)| Shown { start: *start, end: *end, how: How::Key }));
            taken.take(chord.start, chord.end);
            let text = chord.text();
            found.push(Found { start: chord.start, end: chord.end, kind: TargetKind::Keys, text, context: false });
        }
    }
    for (start, end, text) in path::find(line) {
        if taken.is_free(start, end) && !is_aside(line, start, end) {
            taken.take(start, end);
            shown.push(Shown { start, end, how: How::Path });
            found.push(Found { start, end, kind: TargetKind::Path, text, context: is_context(line, start) });
        }
    }
    // Whoever opens Run or the search types there, whatever console is open behind it.
    let leaves = |f: &Found| f.kind == TargetKind::Keys && matches!(f.text.as_str(), "Win+R" | "Win" | "Win+S");
    let leaves_console = found.iter().any(leaves);
    let place = Place { console: place.console && !leaves_console, ..place };
    for run in &line.runs {
        if let Some(target) = set_off(line, *run, references, place)
            && taken.is_free(target.start, target.end)
        {
            taken.take(target.start, target.end);
            // Code stays code and a quotation stays one; bold names are shown as controls.
            if target.kind == TargetKind::Ui && run.style == Style::Strong {
                shown.push(Shown { start: target.start, end: target.end, how: How::Ui });
            }
            found.push(target);
        }
    }
    for target in in_a_row(line, &found, &taken) {
        taken.take(target.start, target.end);
        shown.push(Shown { start: target.start, end: target.end, how: How::Ui });
        found.push(target);
    }
    if place.english {
        for target in named::find(line, &taken) {
            if is_aside(line, target.start, target.end) || marker::is_way(&target.text) {
                continue;
            }
            taken.take(target.start, target.end);
            found.push(target);
        }
    }
    found.sort_by_key(|f| f.start);
    shown.sort_by_key(|s| s.start);
    let action = |f: Found| Action {
        verb: verb_of(line, f.start, f.kind),
        span: line.span(f.start, f.end),
        kind: f.kind,
        text: f.text,
        context: f.context,
    };
    Reading { actions: found.into_iter().map(action).collect(), shown, leaves_console }
}

/// "**Portrait**, **Landscape** or **Square**": bold names in a row with one that was found are of its kind.
fn in_a_row(line: &Line, found: &[Found], taken: &Taken) -> Vec<Found> {
    let runs: Vec<&Run> = line.runs.iter().filter(|r| r.style == Style::Strong).collect();
    if runs.len() < 2 || found.len() >= runs.len() && found.iter().all(|f| f.kind != TargetKind::Ui) {
        return Vec::new();
    }
    let joined = |a: &Run, b: &Run| {
        let between = line.text.get(a.end..b.start).unwrap_or(".").trim().trim_start_matches(',').trim();
        let comma = line.text[a.start..a.end].trim_end().ends_with(',');
        matches!(between, "and" | "or" | "/") || between.is_empty() && (comma || b.start > a.end + 1)
    };
    let of = |run: &Run| found.iter().find(|f| f.kind == TargetKind::Ui && run.start <= f.start && f.end <= run.end);
    let mut out: Vec<Found> = Vec::new();
    for row in runs.chunk_by(|a, b| joined(a, b)).filter(|row| row.len() >= 2) {
        let Some(context) = row.iter().find_map(|r| of(r)).map(|f| f.context) else { continue };
        for run in row.iter().filter(|r| of(r).is_none() && taken.is_free(r.start, r.end)) {
            let raw = &line.text[run.start..run.end];
            let text = raw.trim_matches([' ', ',', '.', ':', ';', '”', '“', '"']);
            let is_name = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && text.split(' ').count() <= 8
                && !words().not_names.are(text)
                && !words().verbs.contains_key(&text.to_lowercase())
                && !marker::is_way(text)
                && !is_command(text);
            let Some(at) = raw.find(text).filter(|_| is_name) else { continue };
            let (start, end) = (run.start + at, run.start + at + text.len());
            out.push(Found { start, end, kind: TargetKind::Ui, text: text.to_owned(), context });
        }
    }
    out
}

/// Places that are spoken for.
#[derive(Default)]
pub struct Taken(Vec<(usize, usize)>);

impl Taken {
    fn take(&mut self, start: usize, end: usize) {
        self.0.push((start, end));
    }

    pub fn is_free(&self, start: usize, end: usize) -> bool {
        self.0.iter().all(|(s, e)| end <= *s || *e <= start)
    }
}

/// The verb that governs a place: the last one before it in the same clause, "pressing" like "press".
pub fn verb_before(line: &Line, at: usize) -> Option<(&'static str, &'static [VerbClass])> {
    let lower = &line.lower[..at];
    let clause = clause_start(lower);
    let before = line.words.iter().rev().skip_while(|w| w.start >= at).take_while(|w| w.start >= clause).take(14);
    before.filter(|w| w.starts & words::VERB != 0).map(|w| w.start).find_map(|i| {
        let (mut verb, mut classes, length) = words::verb_at(&lower[i..])?;
        // "Uncheck Enable **God rays**": a capital right behind a verb begins a name.
        let behind_verb = line.words.iter().rev().find(|w| w.start < i).is_some_and(|w| {
            let between = &lower[w.start..i];
            w.starts & words::VERB != 0
                && between.find(|c: char| !(c.is_alphanumeric() || c == '-')) == Some(between.len() - 1)
        });
        if behind_verb && line.text[i..].starts_with(char::is_uppercase) && !CLICKS.contains(&verb) {
            return None;
        }
        // "Right click", "hold down": the verb may begin one or two words earlier.
        let end = i + length;
        let earlier = line.words.iter().rev().skip_while(|w| w.start >= i).take(2).take_while(|w| w.start >= clause);
        for word in earlier.filter(|w| w.starts & words::VERB != 0) {
            let longer = words::verb_at(&lower[word.start..]).filter(|(_, _, n)| word.start + n >= end);
            if let Some((v, c, _)) = longer {
                (verb, classes) = (v, c);
            }
        }
        // A verb inside something set off is a name ("**Run** box"), unless it is all of it and nothing governs it
        // ("click **Apply** and **OK**").
        let named = line.runs.iter().any(|r| {
            r.start <= i
                && end <= r.end
                // "**Select Series**": the verb of the same run is the verb of the name in it.
                && at >= r.end
                && (r.end - r.start > length + 2 || r.style != Style::Code && is_governed(line, r))
        });
        (!named).then_some((verb, classes))
    })
}

/// Where the clause begins that reaches to the end of a text: behind the last mark that ends one. A bracket that is
/// closed again ("Landscape (flipped)") and the dot of a name (".NET 3.5") end none.
fn clause_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut closed = 0;
    for (i, b) in bytes.iter().enumerate().rev() {
        match b {
            b')' => closed += 1,
            b'(' if closed > 0 => closed -= 1,
            b'(' | b';' | b'!' | b'?' => return i + 1,
            b'.' => {
                let before = i.checked_sub(1).map_or(b' ', |k| bytes[k]);
                let after = bytes.get(i + 1).copied().unwrap_or(b' ');
                let in_name = after.is_ascii_alphanumeric()
                    && (before == b' ' || before.is_ascii_digit() && after.is_ascii_digit());
                if !in_name {
                    return i + 1;
                }
            }
            _ => {}
        }
    }
    0
}

/// The verb of an action as we name it: "right click on" is "right-click". A command is typed, whatever is pressed
/// before it ("Type this and press Enter: …").
fn verb_of(line: &Line, at: usize, kind: TargetKind) -> String {
    let Some((mut verb, _)) = verb_before(line, at) else { return String::new() };
    if kind == TargetKind::Command && !TYPE_VERBS.contains(&verb) {
        // "press Enter:" names a key, no verb.
        let is_key =
            |w: &&line::Word| ["press ", "hit ", "press the "].iter().any(|p| line.lower[..w.start].ends_with(p));
        let typed = line.words.iter().rev().filter(|w| w.start < at && w.starts & words::VERB != 0 && !is_key(w));
        let typed = typed.filter_map(|w| words::verb_at(&line.lower[w.start..])).map(|(v, _, _)| v);
        verb = typed.into_iter().find(|v| TYPE_VERBS.contains(v)).unwrap_or(verb);
    }
    let verb = if verb.ends_with("click on") { &verb[..verb.len() - " on".len()] } else { verb };
    match verb.split_once(' ') {
        Some((side @ ("right" | "left" | "double"), "click")) => format!("{side}-click"),
        _ => verb.to_owned(),
    }
}

/// Whether a verb stands right before something set off, or another such thing with "and" or a comma between.
fn is_governed(line: &Line, run: &Run) -> bool {
    let before = line.lower[..run.start].trim_end_matches([' ', '“', '"']);
    let joined = [" and", " or", ",", "&"].iter().find_map(|j| before.strip_suffix(j));
    if let Some(rest) = joined {
        let end = rest.trim_end_matches([' ', ',', '”', '"']).len();
        return line.runs.iter().any(|r| r.end >= end && r.end <= run.start && r.style == run.style && r.start < end);
    }
    let bare = ["the", "on", "your"].iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before).trim_end();
    let word = bare.rsplit([' ', ',', '.']).next().unwrap_or("");
    !word.is_empty() && words().verbs.contains_key(word)
}

/// Whether a name is spoken of without being acted on: its state is looked at, it is the name of the trouble, or the
/// sentence says not to do it.
fn is_aside(line: &Line, start: usize, end: usize) -> bool {
    let after = line.text[end..].trim_start_matches(['”', '"', '’', '\'', ' ', '*']);
    if words().troubles.begin(after) {
        return true;
    }
    if verb_before(line, start).is_some_and(|(verb, _)| words().looks.contains(verb)) && !words().states.begin(after) {
        return true;
    }
    let before = &line.text[..start];
    // "depending on whether you want to install **X**": a question, nothing to do.
    let clause = &line.lower[clause_start(&line.lower[..start])..start];
    if clause.contains("whether you ") && !clause.contains(',') {
        return true;
    }
    let no = line.negations().iter().rfind(|no| no.end <= start);
    no.is_some_and(|no| {
        let between = &before[no.end..];
        let same_clause = !before[no.start..].contains(['.', ';', '!', '?']);
        let except = line.lower[no.start..].starts_with("except");
        same_clause && (except || !between.contains([',', ':']) && !between.contains(" and "))
    })
}

/// Whether a place says where something is, by the words before it.
pub fn is_context(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ', '(']);
    let bare = before.strip_suffix(" the").unwrap_or(before);
    // "Right-click on the X" acts on X.
    if ["click on", "tap on", "press on"].iter().any(|v| bare.strip_suffix(" your").unwrap_or(bare).ends_with(v)) {
        return false;
    }
    if stands_beside_box(bare) {
        return false;
    }
    let mut starts: Vec<usize> = before.rmatch_indices(' ').take(4).map(|(i, _)| i + 1).collect();
    starts.push(0);
    starts.iter().any(|i| {
        let i = (*i).min(before.len());
        // "You need to open **X**" is what to do.
        words().context_before.contains(before[i..].trim())
            && !(before[i..].trim_start().starts_with("to ")
                && OBLIGES.iter().any(|w| before[..i].trim_end().ends_with(w)))
    })
}

/// Before "to": what follows is to be done.
const OBLIGES: &[&str] = &["need", "have", "want", "going", "try", "like", "able", "sure", "remember", "forget"];

/// "The box next to X" is how people name X.
fn stands_beside_box(before: &str) -> bool {
    let beside =
        ["next to", "beside", "before", "of", "for", "in front of", "left of", "named", "labeled", "called", "on"];
    beside.iter().find_map(|p| before.strip_suffix(p)).map(str::trim_end).is_some_and(|thing| {
        words().beside.iter().any(|b| thing.strip_suffix(b.as_str()).is_some_and(|rest| rest.ends_with(' ')))
    })
}

/// A command or path that fills a line of its own inside the paragraph.
fn lines_of_their_own(line: &Line) -> Vec<Found> {
    let mut out = Vec::new();
    for (k, start) in line.breaks.iter().enumerate() {
        let end = line.breaks.get(k + 1).copied().unwrap_or(line.text.len());
        let text = line.text[*start..end].trim();
        // A sentence with something set off in it is a sentence.
        let has_runs = line.runs.iter().any(|r| r.start >= *start && r.end <= end && r.end - r.start < text.len());
        if text.is_empty() || text.len() > 400 || has_runs && words::begins_with_verb(text) {
            continue;
        }
        let begin = *start + line.text[*start..end].find(text).unwrap_or(0);
        let kind = if is_command(text) {
            TargetKind::Command
        } else if is_file_path(text) && !text.trim_start_matches(char::is_alphabetic).contains(", ") {
            TargetKind::File
        } else {
            continue;
        };
        out.push(Found { start: begin, end: begin + text.len(), kind, text: text.to_owned(), context: false });
    }
    out
}

/// Something set off by the author: what it is, by its verb and its look.
fn set_off(line: &Line, run: Run, references: &[Reference], place: Place) -> Option<Found> {
    let raw = &line.text[run.start..run.end];
    let trimmed =
        raw.trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | ',' | '\u{a0}'));
    let text = trimmed.trim_end_matches(['.', ':', ';']).trim();
    if is_pointer(text) {
        return None;
    }
    // "(Click **Update All.)**": the end of a sentence is no part of the name.
    let text = if text.contains('(') { text } else { text.trim_end_matches(')').trim_end_matches(['.', ' ']) };
    let text = if matches!(run.style, Style::Link(_)) { text } else { without_article(text) };
    if text.is_empty() || words().not_names.are(text) || words().pointers.begin(text) || marker::is_way(text) {
        return None;
    }
    let start = run.start + raw.find(text)?;
    let end = start + text.len();
    // "_Tick_ **the box** for **X**" names X; "press A to **run the tool**" says what comes of it.
    let box_of = words().beside.iter().any(|b| b == text)
        && [" for ", " next to ", " beside ", " before ", " of ", " in front of "]
            .iter()
            .any(|p| line.lower[end..].starts_with(p));
    if box_of || is_purpose(line, text, run) {
        return None;
    }
    let context = is_context(line, start);
    if let Style::Link(r) = run.style {
        let reference = references.get(r as usize)?;
        let goes = !context && sends_reader(line, start) && !is_image_address(&reference.url);
        return goes.then(|| Found { start, end, kind: TargetKind::Link, text: text.to_owned(), context: false });
    }
    // "Go to [**the site**](…)": the link is what the reader is sent to.
    let in_link = |r: &&Run| matches!(r.style, Style::Link(_)) && r.start <= run.start && run.end <= r.end;
    let link = line.runs.iter().find(in_link).filter(|link| link.end - link.start <= run.end - run.start + 2);
    if let Some(found) = link.and_then(|link| set_off(line, *link, references, place)) {
        return Some(found);
    }
    if is_title(line, run, text) || is_bare_verb(line, text, run) || is_aside(line, start, end) {
        return None;
    }
    if run.style == Style::Quoted && text.split(' ').count() > 9 {
        return None;
    }
    let verb = verb_before(line, start);
    let kind = kind_of(line, text, run, verb, start, place)?;
    let context = context && !matches!(kind, TargetKind::Command | TargetKind::Input);
    let text = if kind == TargetKind::Ui { text.trim_end_matches(" button") } else { text };
    Some(Found { start, end, kind, text: text.to_owned(), context })
}

/// "to **run Command Prompt**": a verb in lower case with its object, set off as one.
fn is_purpose(line: &Line, text: &str, run: Run) -> bool {
    run.style == Style::Strong
        && text.starts_with(char::is_lowercase)
        && line.lower[..run.start].trim_end().ends_with(" to")
        && words::leading_verb(text).is_some_and(|(verb, _)| verb.len() < text.len())
}

/// "the power button" names the power button.
fn without_article(text: &str) -> &str {
    let first = text.split(' ').next().unwrap_or("");
    let is_article = ["the", "a", "an", "any", "your"].contains(&first);
    if is_article && text.len() > first.len() + 1 { text[first.len()..].trim_start() } else { text }
}

/// "1)", "Step 3", "32 seconds": a number that points somewhere or counts something.
fn is_pointer(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let rest = text[digits..].trim();
        return matches!(rest, ")" | "." | "seconds" | "minutes" | "times" | "hours" | "days");
    }
    let mut parts = text.split(' ');
    let word = parts.next().unwrap_or("");
    words().step_words.iter().any(|w| w.eq_ignore_ascii_case(word))
        && parts
            .next()
            .map(|n| n.trim_end_matches([')', '.', ':']))
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// "Go to [the site]": a verb of going right before the link.
fn sends_reader(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end();
    let from = before.rmatch_indices(' ').nth(4).map_or(0, |(i, _)| i);
    words().sends.stand_in(&before[from..])
}

/// Verbs that begin no name of a control.
const CLICKS: &[&str] =
    &["click", "click on", "select", "choose", "tap", "tap on", "press", "hit", "tick", "check", "go to"];

const TYPE_VERBS: &[&str] = &[
    "type",
    "type in",
    "input",
    "enter",
    "key in",
    "write",
    "paste",
    "copy and paste",
    "execute",
    "search for",
    "search",
    "insert",
    "run",
    "copy",
];

fn kind_of(
    line: &Line,
    text: &str,
    run: Run,
    verb: Option<(&str, &[VerbClass])>,
    start: usize,
    place: Place,
) -> Option<TargetKind> {
    let classes = verb.map(|(_, c)| c).unwrap_or(&[]);
    let verb = verb.map(|(v, _)| v).unwrap_or("");
    let types = TYPE_VERBS.contains(&verb);
    let after = line.lower[(start + text.len()).min(line.lower.len())..].trim_start_matches(['”', '"', '’', '\'', ' ']);
    let noun = after.split([' ', '.', ',', ';', ')']).next().unwrap_or("");
    let is_named = matches!(
        noun,
        "app" | "application" | "button" | "tab" | "menu" | "page" | "option" | "window" | "link" | "icon" | "checkbox"
    );
    // A console is where the reader stands, or named before the text; not when the text names it.
    let console = || {
        let here = place.console || named_before(line, start);
        here && !names_console(text) && !line.names_box()
    };
    if is_file(text) && !types {
        return Some(TargetKind::File);
    }
    // "Press **F5**, or **5**".
    if text.chars().count() == 1 && matches!(verb, "press" | "hit") && text.chars().all(char::is_alphanumeric) {
        return Some(TargetKind::Keys);
    }
    // "Open the **Config** folder", "delete the **input** files".
    let holds_files = matches!(noun, "folder" | "folders" | "subfolder" | "sub-folder" | "directory" | "files");
    if holds_files && !types && run.style != Style::Code && !classes.is_empty() {
        return Some(TargetKind::File);
    }
    if is_file_path(text) && !is_command(text) {
        return Some(TargetKind::File);
    }
    if is_command(text) {
        return Some(TargetKind::Command);
    }
    if run.style == Style::Code {
        let selects = classes.contains(&VerbClass::Select) && !types;
        return Some(match () {
            () if selects => TargetKind::Ui,
            () if text.contains(char::is_alphabetic) && console() => TargetKind::Command,
            () if text.contains(' ') && !types => TargetKind::Command,
            () => TargetKind::Input,
        });
    }
    // "Change the value to “f048”", "name it “Anywhere”".
    let given = matches!(verb, "change" | "set" | "rename" | "name" | "modify" | "replace" | "specify");
    let to_value = line.lower[..start].trim_end_matches(['“', '"', '‘', ' ']).ends_with(" to");
    if run.style == Style::Quoted && given && (to_value || matches!(verb, "rename" | "name")) {
        return Some(TargetKind::Input);
    }
    // "For the **Alternate server**, type **8.8.4.4**": where to type.
    if types && after.starts_with(',') && is_context(line, start) && !directly_behind(line, verb, start) {
        return Some(TargetKind::Ui);
    }
    // "Change the orientation to: **Landscape**", "set the value to **0**".
    let to_name = line.lower[..start].trim_end_matches([':', ' ']).ends_with(" to");
    if run.style == Style::Strong && matches!(verb, "change" | "set" | "switch") && to_name {
        let number = text.bytes().all(|b| b.is_ascii_digit());
        return Some(if number { TargetKind::Input } else { TargetKind::Ui });
    }
    if types && is_named && !matches!(verb, "type" | "type in" | "input") {
        return Some(TargetKind::Ui);
    }
    if types && !matches!(verb, "run" | "copy" | "search") {
        // "to enter **Safe Mode**" types nothing.
        if verb == "enter" && (matches!(noun, "mode" | "screen") || text.to_lowercase().ends_with(" mode")) {
            return None;
        }
        // "Enter" and "type" take text; but "enter the **Settings** menu" goes somewhere.
        if verb == "enter" && matches!(noun, "menu" | "page" | "tab" | "section" | "window") {
            return Some(TargetKind::Ui);
        }
        return Some(if console() { TargetKind::Command } else { TargetKind::Input });
    }
    if !place.english {
        return Some(TargetKind::Ui);
    }
    // A line that is nothing but bold text, where commands are typed.
    let whole = line.text.trim().trim_matches(['.', ':']) == text;
    let sentence = text.starts_with(char::is_uppercase) && words::begins_with_verb(text);
    if whole && !sentence && console() {
        return Some(TargetKind::Command);
    }
    let governed = classes.iter().any(|c| *c != VerbClass::Act) || is_named || behind_noun(line, start);
    // What one gets or takes is rarely a control.
    let vague = matches!(verb, "get" | "take");
    let acted_on = !classes.is_empty() && !vague && directly_behind(line, verb, start);
    let context = is_context(line, start);
    let longest = if run.style == Style::Strong { 16 } else { 10 };
    let stated = words().states.begin(after);
    if text.split(' ').count() > longest || !(governed || acted_on || context || stated) {
        return None;
    }
    // A word of emphasis in lower case is no name.
    (text.starts_with(|c: char| !c.is_lowercase()) || governed || stated).then_some(TargetKind::Ui)
}

/// "the option **X**": what kind of control it is stands before the name.
fn behind_noun(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    let nouns = ["the option", "the checkbox", "the check box", "the button", "the tab"];
    nouns.iter().any(|n| before.ends_with(n)) || stands_beside_box(before)
}

/// Whether at most an article stands between a verb and its object.
fn directly_behind(line: &Line, verb: &str, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    let bare = ["the", "a", "an", "your", "on"].iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before);
    bare.trim_end().ends_with(verb)
}

/// "In the Command Prompt window, type …": the console is named before the text in the same line.
fn named_before(line: &Line, start: usize) -> bool {
    const LEADS: &[&str] =
        &["in", "in the", "into", "into the", "at the", "on the", "within the", "open", "open the", "launch"];
    line.consoles().iter().take_while(|i| **i < start).any(|i| {
        let lead = line.lower[..*i].trim_end().trim_end_matches(['“', '"', '‘']).trim_end();
        LEADS.iter().any(|w| lead.strip_suffix(w).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
    })
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
        || before.ends_with(" to")
        || text.starts_with(char::is_lowercase);
    // "Locate and **Uninstall** Visual Studio": two verbs, and the name stands behind.
    let doubled = before.strip_suffix(" and").map(|b| b.rsplit([' ', ',']).next().unwrap_or(""));
    let named_behind = line.text[run.end..].trim_start().starts_with(char::is_uppercase);
    if doubled.is_some_and(|verb| words::leading_verb(verb).is_some()) && named_behind {
        return true;
    }
    let object = line.lower[run.end..].trim_start();
    let has_object =
        ["it", "the", "this", "your", "them", "all", "a", "any"].iter().any(|w| object.split(' ').next() == Some(w));
    !governed && starts_sentence && (has_object || text.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse::{BlockKind, parse};
    use crate::source::Source;

    fn targets(text: &str) -> Vec<String> {
        let document = parse(&Source::from_text("a.md", text), &|_| None);
        let BlockKind::Paragraph(row) = &document.blocks[0].kind else { panic!() };
        let reading = read(&Line::new(row), &document.references, Place::default());
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
            ("Go to the [**vendor's site**](https://a.example/x) and read", vec!["link vendor's site"]),
            ("Wait until the scan is done.", vec![]),
            ("Open the Windows Settings app.", vec!["ui Settings"]),
            ("Right-click it, and hit **Delete**.", vec!["ui Delete"]),
            ("Press F2 or Delete after restarting", vec!["keys F2", "keys Delete"]),
            ("Enter your PIN.", vec![]),
            (
                "Copy and paste this command and hit **Enter**.  \ndel /q %temp%\\*",
                vec!["keys Enter", "command del /q %temp%\\*"],
            ),
            ("Click **Update** **All** (this requires the **Pro version**)", vec!["ui Update All"]),
            ("Open it by pressing **Check for updates**", vec!["ui Check for updates"]),
            ("Click Test the program and hit Next again.", vec!["ui Test the program", "ui Next"]),
            ("Press the ‘Windows’ key +‘L’ on your keyboard", vec!["keys Win+L"]),
            ("Change the value data to “f048” and then hit OK.", vec!["input f048", "ui OK"]),
            (
                "Press the Win key and type cmd. Then right-click on Command Prompt",
                vec!["keys Win", "input cmd", "ui Command Prompt"],
            ),
            ("Click Update & Security > Troubleshoot.", vec!["path Update & Security > Troubleshoot"]),
            ("Choose Repair Your Computer > Troubleshoot.", vec!["path Repair Your Computer > Troubleshoot"]),
            ("Type `dir > list.txt`", vec!["command dir > list.txt"]),
            ("Check if the **HIDCLASS.SYS** blue screen is gone.", vec![]),
            ("If it is still there, try **Fix 2** , below. Repeat **1)** and **2)**.", vec![]),
            ("Go back to **step 2)** and click **Remove**", vec!["ui Remove"]),
            ("Make sure the box for **Fast startup (Recommended)** is cleared", vec!["ui Fast startup (Recommended)"]),
            ("Open Windows 11 Settings from the Start Menu.", vec!["ui Settings"]),
            ("Press the **Ctrl**, **Shift,** and **Esc** keys", vec!["keys Ctrl+Shift+Esc"]),
            ("Press the **Windows logo key** and**R**at the same time", vec!["keys Win+R"]),
            ("Then click C**heck for updates** .", vec!["ui Check for updates"]),
            (
                "Change it to:**Landscape,** **Portrait** or **Portrait (flipped)** for this screen, and click **OK**",
                vec!["ui Landscape", "ui Portrait", "ui Portrait (flipped)", "ui OK"],
            ),
            ("_Tick_ **the box** for **Show more**. Set the value to **0**.", vec!["ui Show more", "input 0"]),
            ("Go to **Config** folder. Delete the **input** files.", vec!["file Config", "file input"]),
            ("Press **F5** or **5** to **run Command Prompt**", vec!["keys F5", "keys 5"]),
            ("You need to open **Services**.", vec!["ui Services"]),
            ("unckeck the option **Fast startup**", vec!["ui Fast startup"]),
            ("Make sure the boxes for **A** and **B** are empty", vec!["ui A", "ui B"]),
            ("For the **Second server**, type **8.8.4.4**", vec!["input 8.8.4.4"]),
            ("Click **Windows Logs** >> **System**", vec!["path Windows Logs > System"]),
            ("Click the **Service** s tab", vec!["ui Services"]),
            ("Click “+” > Choose **Section A** > Tap **Done**.", vec!["ui +", "ui Section A", "ui Done"]),
            ("Click More tools > Clear browsing data", vec!["path More tools > Clear browsing data"]),
            ("Set the Time range to All time.", vec!["ui Time range"]),
            ("Type`**cmd**` and press Enter.", vec!["input cmd", "keys Enter"]),
            ("You should never disable **Windows Defender**.", vec![]),
            (
                "Check the box next to **Hide all services** and click **Apply** and **OK**.",
                vec!["ui Hide all services", "ui Apply", "ui OK"],
            ),
            ("Uncheck the services EXCEPT **Realtek** and **AMD**.", vec![]),
            ("Press **the power button** and (click **Update All.)**", vec!["ui power", "ui Update All"]),
            ("Click the **Start** button >**Control Panel**.", vec!["path Start > Control Panel"]),
            ("Go to **Start button > Settings**.", vec!["path Start > Settings"]),
            (
                "Click **Internet Protocol (TCP/IPv4)** > **Properties**",
                vec!["path Internet Protocol (TCP/IPv4) > Properties"],
            ),
            (
                "Make sure **Turn on fast startup (Recommended)** is unchecked.",
                vec!["ui Turn on fast startup (Recommended)"],
            ),
        ] {
            assert_eq!(targets(text), want, "{text}");
        }
    }
}
