//! Names that are not set off: capitalized words behind a verb of selecting, opening or typing.

use crate::guide::TargetKind;
use crate::guide::action::{Found, Taken, particle_behind};
use crate::guide::command::{is_command, is_file, names_console};
use crate::guide::line::{Line, Style};
use crate::guide::reach::{ENDS, Reach, name_end, reach_behind, says_what, without_marks};
use crate::guide::set_off::{begins_with_before, is_site, sends_reader};
use crate::guide::verb::{CLICKS, behind_box, is_context, is_noun_here};
use crate::guide::words::{self, VerbClass, words};

/// Every name behind a verb, where nothing was found yet.
pub fn find(line: &Line, taken: &Taken) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut done = title_end(line);
    for i in line.words.iter().filter(|w| w.starts & words::VERB != 0).map(|w| w.start) {
        if i < done || !taken.is_free(i, i + 1) {
            continue;
        }
        let Some((verb, classes, length)) = words::verb_at(&line.lower[i..]) else { continue };
        // "the **Enable Push Messages** button": a verb in the middle of a name.
        let within = line.text[i..].starts_with(char::is_uppercase)
            && line.runs.iter().any(|r| {
                r.style == Style::Strong
                    && r.start < i
                    && i < r.end
                    && line.text[r.start..].starts_with(char::is_uppercase)
            });
        if within || is_noun_here(line, i) || is_told(line, i) || begins_name(line, i, i + length) {
            continue;
        }
        let Some(found) = behind(line, i + length, verb, classes) else { continue };
        if taken.is_free(found.start, found.end) {
            done = found.end;
            out.push(found);
        }
    }
    out
}

/// "You would be asked to restart X", "prior to running X": what the program says or what it is for, nothing to do now.
fn is_told(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end();
    words().told.iter().any(|told| before.ends_with(told.as_str())) || begins_with_before(before)
}

/// "Under Clear Data, click": a capital behind a word of place begins a name.
fn begins_name(line: &Line, start: usize, end: usize) -> bool {
    let before = line.lower[..start].trim_end();
    let place = ["under", "in", "from", "on", "called", "named"]
        .iter()
        .any(|w| before.strip_suffix(w).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')));
    place
        && line.text[start..].starts_with(char::is_uppercase)
        && line.text[end..].trim_start().starts_with(char::is_uppercase)
}

/// "Perform a clean boot: …": the name of the step opens the line; nothing is acted on there yet.
fn title_end(line: &Line) -> usize {
    let Some(colon) = line.text.find(": ") else { return 0 };
    let title = &line.text[..colon];
    // "**View Distance**: medium"
    let is_setting = line.runs.iter().any(|r| r.style == Style::Strong && r.start == 0 && r.end == colon)
        && line.text[colon + 2..].split(' ').count() <= 3;
    let is_title = title.split(' ').count() <= 9
        && !title.contains(['.', ','])
        && (line.text[colon + 2..].starts_with(char::is_uppercase) || is_setting);
    if is_title { colon } else { 0 }
}

/// What stands behind a verb, if it is a name.
fn behind(line: &Line, from: usize, verb: &str, classes: &[VerbClass]) -> Option<Found> {
    let selects = classes.iter().any(|c| matches!(c, VerbClass::Select | VerbClass::Open));
    let types = matches!(verb, "type" | "type in" | "input" | "key in" | "enter");
    // "turn Voice Chat on"
    if matches!(verb, "turn" | "switch") {
        let (start, owned) = skip_articles(line, from, false);
        let name = name_end(line, start, Reach::Capitals).filter(|end| !owned && particle_behind(line, *end).is_some());
        if let Some(end) = name {
            let text = line.text[start..end].to_owned();
            return Some(Found { start, end, kind: TargetKind::Ui, text, context: false });
        }
    }
    if !selects && !types {
        return if classes.contains(&VerbClass::Press) { pressed_button(line, from) } else { None };
    }
    let (start, owned) = skip_articles(line, from, types);
    let with_article = line.lower[from..start].split(' ').any(|w| matches!(w, "the" | "a" | "an" | "your"));
    let start = if types { start } else { name_behind_box(line, start) };
    if let Some(end) = file_name(line, start).filter(|_| !types) {
        return Some(Found {
            start,
            end,
            kind: TargetKind::File,
            text: line.text[start..end].to_owned(),
            context: false,
        });
    }
    if types && let Some(found) = typed_word(line, start, verb) {
        return Some(found);
    }
    if let Some(end) = site_end(line, start).filter(|_| sends_reader(line, start)) {
        let text = line.text[start..end].to_owned();
        return Some(Found { start, end, kind: TargetKind::Link, text, context: false });
    }
    if let Some(end) = small_name(line, start, verb).filter(|_| !owned) {
        let text = line.text[start..end].to_owned();
        let context = is_context(line, start);
        return Some(Found { start, end, kind: TargetKind::Ui, text, context });
    }
    let Some(end) = name_end(line, start, reach_behind(verb, types)) else {
        return if owned || !PRESSES.contains(&verb) { None } else { described(line, start) };
    };
    let whole = start;
    let selects_only = classes.contains(&VerbClass::Select) && !classes.contains(&VerbClass::Open);
    let text = line.text[start..end].trim();
    let bare = text.strip_prefix("Windows ").map(|t| t.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' '));
    let text = bare.filter(|t| t.eq_ignore_ascii_case("settings")).unwrap_or(text);
    if owned
        || text.eq_ignore_ascii_case("on")
        || text.eq_ignore_ascii_case("off")
        || is_stop_name(text)
        || text.ends_with("'s")
        || text.ends_with("’s")
        || is_owned(text)
        || is_kind_of_file(line, text, end)
        || selects_only && is_kind_of_media(line, text, end)
    {
        return None;
    }
    let start = end - text.len().min(end - start);
    let next =
        line.lower[end..].trim_start_matches(['”', '"', ' ']).split([' ', '.', ',']).next().unwrap_or("").to_owned();
    // "You will enter the BIOS screen" types nothing.
    if verb == "enter" && (matches!(next.as_str(), "screen" | "mode" | "environment") || text.ends_with(" Mode")) {
        return None;
    }
    let kind = match () {
        () if verb == "enter" && matches!(next.as_str(), "menu" | "page" | "settings") => TargetKind::Ui,
        () if types && is_command(text) => TargetKind::Command,
        () if types => TargetKind::Input,
        // "search for the right Acme driver": that is said of it, not typed.
        () if matches!(verb, "search for" | "search") && next != "app" && with_article => return None,
        () if matches!(verb, "search for" | "search") && next != "app" => TargetKind::Input,
        () if matches!(next.as_str(), "folder" | "folders" | "subfolder" | "directory") => TargetKind::File,
        () => TargetKind::Ui,
    };
    // "to open the Windows Settings": what stands before the whole name tells.
    let context = kind == TargetKind::Ui && (is_context(line, start) || is_context(line, whole));
    Some(Found { start, end, kind, text: text.to_owned(), context })
}

/// "select uninstall", "go to the control panel": where a name ends that is written in lower case, by what it says.
fn small_name(line: &Line, start: usize, verb: &str) -> Option<usize> {
    let rest = &line.text[start..];
    let ends = |end: usize| !rest[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '.');
    let program = words().programs.iter().find(|p| rest.starts_with(p.as_str()) && ends(p.len()));
    if let Some(program) = program {
        return Some(start + program.len());
    }
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    // "select no more than two", "click next to it": the sentence goes on with it.
    let behind = rest[end..].trim_start();
    let stops = behind.is_empty()
        || behind.starts_with(['.', ',', ';', ')', '!'])
        || ["and ", "to uninstall", "to confirm", "to continue", "when ", "again"]
            .iter()
            .any(|w| behind.starts_with(w));
    (CLICKS.contains(&verb) && words().buttons.contains(&rest[..end]) && stops).then_some(start + end)
}

/// "Press the Start button": what is pressed and called a button is no key.
fn pressed_button(line: &Line, from: usize) -> Option<Found> {
    let (start, owned) = skip_articles(line, from, false);
    if owned {
        return None;
    }
    let Some(end) = name_end(line, start, Reach::Capitals) else { return described(line, start) };
    let is_button =
        line.lower[end..].strip_prefix(" button").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let found = |end: usize| {
        let text = line.text[start..end].to_owned();
        Found { start, end, kind: TargetKind::Ui, text, context: false }
    };
    if is_button {
        return Some(found(end));
    }
    // "pressing Check for updates": no key begins with a verb and goes on.
    let first = line.lower[start..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let own_verb = words::leading_verb(&line.lower[start..]).is_some() && !words().keys.contains_key(first);
    let end = name_end(line, start, Reach::Clause).filter(|_| own_verb)?;
    line.text[start..end].contains(' ').then(|| found(end))
}

/// Verbs of pressing: behind them a control may be described by how it looks.
const PRESSES: &[&str] = &[
    "click",
    "click on",
    "tap",
    "tap on",
    "press",
    "hit",
    "select",
    "choose",
    "right-click",
    "double-click",
    "right-click on",
    "double-click on",
    "long press",
    "hover over",
];

/// "the three vertical dots", "the device icon": a control that has no name, by how it looks.
fn described(line: &Line, start: usize) -> Option<Found> {
    const LOOKS: &[&str] = &["icon", "icons", "button", "arrow", "dots", "lines"];
    const POINTERS: &[&str] = &[
        "same",
        "related",
        "relatable",
        "option",
        "second",
        "third",
        "fourth",
        "other",
        "following",
        "corresponding",
        "appropriate",
        "relevant",
        "desired",
        "first",
        "last",
        "next",
        "right",
        "left",
        "mouse",
        "radio",
        "respective",
        "resulting",
        "new",
        "specific",
        "above",
        "below",
        "app’s",
        "app's",
        "program",
        "application",
        "software",
        "desktop",
    ];
    let mut end = start;
    for word in line.text[start..].split(' ').take(4) {
        let name = without_marks(word);
        let is_word = !name.is_empty() && name.chars().all(|c| c.is_lowercase() || c == '-');
        if !is_word || POINTERS.contains(&name) || ENDS.contains(&name) || words().articles.contains(name) {
            return None;
        }
        let begins = end;
        end += usize::from(begins > start) + name.len();
        if LOOKS.contains(&name) {
            // "the arrow": it has to look like something.
            let text = line.text[start..end].to_owned();
            return (begins > start).then_some(Found { start, end, kind: TargetKind::Ui, text, context: false });
        }
        if name.len() < word.len() {
            return None;
        }
    }
    None
}

/// "Android’s settings": a word in lower case that belongs to a name.
fn is_owned(text: &str) -> bool {
    text.split_once("s ")
        .is_some_and(|(owner, rest)| owner.ends_with(['\'', '’']) && rest.starts_with(char::is_lowercase))
}

/// "tick the box for X": behind the box that stands beside a name. "The switch on the X page" names where it is.
fn name_behind_box(line: &Line, start: usize) -> usize {
    let rest = &line.lower[start..];
    let thing = words().beside.iter().find(|b| rest.strip_prefix(b.as_str()).is_some_and(|r| r.starts_with(' ')));
    let Some(behind) = thing.and_then(|thing| behind_box(line, start + thing.len())) else { return start };
    let name = skip_articles(line, behind, false).0;
    let is_place = line.lower[..behind].ends_with(" on")
        && name_end(line, name, Reach::Capitals).is_some_and(|end| {
            let noun = line.lower[end..].trim_start().split([' ', '.', ',']).next().unwrap_or("");
            matches!(noun, "page" | "screen" | "window" | "panel" | "tab" | "menu")
        });
    if is_place { start } else { name }
}

/// "Lenovo's website": where it ends.
fn site_end(line: &Line, start: usize) -> Option<usize> {
    let text = &line.text[start..];
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let ends = text.match_indices(' ').map(|(i, _)| i).chain([text.len()]).take(6);
    let bare = |end: usize| text[..end].trim_end_matches(['.', ',', ';', ':', ')']);
    ends.map(bare).find(|owner| is_site(owner)).map(|owner| start + owner.len())
}

/// Behind articles and prepositions; and whether one of them says whose it is ("your PIN").
fn skip_articles(line: &Line, from: usize, types: bool) -> (usize, bool) {
    let mut at = from;
    let mut owned = false;
    for _ in 0..4 {
        at += line.text[at..].len() - line.text[at..].trim_start_matches(' ').len();
        let word_end =
            at + line.lower[at..].find(|c: char| !(c.is_alphanumeric() || c == '\'')).unwrap_or(line.lower.len() - at);
        let word = &line.lower[at..word_end];
        // What is typed stands right behind the verb: "type it in the Value box" names where.
        let allowed =
            if types { matches!(word, "the" | "in") && at == from + 1 } else { words().articles.contains(word) };
        if !(allowed && line.text[at..].starts_with(char::is_lowercase)) {
            break;
        }
        owned |= matches!(word, "your" | "any" | "each" | "every");
        at = word_end;
    }
    at += line.text[at..].len() - line.text[at..].trim_start_matches(' ').len();
    (at, owned)
}

/// The end of a file name that begins here.
fn file_name(line: &Line, start: usize) -> Option<usize> {
    let word = line.text[start..].split(' ').next()?.trim_end_matches(['.', ',', ';', ':', ')']);
    (is_file(word) && word.len() > 4).then(|| start + word.len())
}

/// "type cmd", "type notepad,": one word in lower case behind "type".
fn typed_word(line: &Line, start: usize, verb: &str) -> Option<Found> {
    if !matches!(verb, "type" | "type in" | "enter" | "input") {
        return None;
    }
    let word = line.text[start..].split(' ').next()?;
    if let Some(end) = command_end(line, start, word) {
        let text = line.text[start..end].to_owned();
        return Some(Found { start, end, kind: TargetKind::Command, text, context: false });
    }
    let text = word.trim_end_matches(['.', ',', ';', ':', ')']);
    let rest = &line.text[start + text.len()..];
    let ends = rest.is_empty()
        || line.breaks.contains(&(start + text.len() + 1))
        || rest.starts_with(['.', ',', ';'])
        || [" and ", " in ", " into ", " to ", " then "].iter().any(|w| rest.starts_with(w));
    let is_address = text.contains('.') && text.split('.').all(|part| part.parse::<u8>().is_ok());
    let known = words().commands.contains(text)
        || is_address
        || is_file(text)
        || [".msc", ".cpl"].iter().any(|e| text.ends_with(e))
        || matches!(
            text,
            "cmd"
                | "regedit"
                | "notepad"
                | "powershell"
                | "msconfig"
                | "control"
                | "services"
                | "winver"
                | "taskmgr"
                | "explorer"
                | "calc"
        );
    let letter = text.len() == 1 && text.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    if !ends || !(known || letter) {
        return None;
    }
    let kind = TargetKind::Input;
    Some(Found { start, end: start + text.len(), kind, text: text.to_owned(), context: false })
}

/// "type BCDEDIT /SET {DEFAULT} command": where a command of several words ends that nothing sets off.
fn command_end(line: &Line, start: usize, first: &str) -> Option<usize> {
    if !words().commands.contains(&*first.to_lowercase()) {
        return None;
    }
    let rest = &line.text[start..];
    let stops = [" command", " and ", " then ", ", ", " in the ", ". "];
    let end = stops.iter().filter_map(|stop| rest.find(stop)).min().unwrap_or(rest.len());
    let text = rest[..end].trim_end_matches(['.', ',', ';', ':', ' ']);
    let has_switch = text.split(' ').skip(1).any(|word| word.starts_with(['/', '-', '{']));
    (has_switch && text.len() > first.len()).then(|| start + text.len())
}

/// "the DMG file", "the ISO output": an abbreviation that says what kind of file it is.
fn is_kind_of_file(line: &Line, text: &str, end: usize) -> bool {
    let first = text.split(' ').next().unwrap_or(text);
    let abbreviation = first.len() <= 5
        && first.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        && text != "OK"
        && text.split(' ').skip(1).all(|w| w.starts_with(char::is_lowercase));
    let behind = end - (text.len() - first.len()).min(end);
    let next = line.lower.get(behind..).unwrap_or("").trim_start().split([' ', '.', ',']).next().unwrap_or("");
    // "VLC media player" is a name: what it is called goes on.
    const KINDS: &[&str] =
        &["image", "output", "document", "video", "disk", "device", "data", "directory", "cache", "format"];
    let last = text.rsplit(' ').next().unwrap_or("");
    let is_kind = if last == first { !ENDS.contains(&next) && !says_what(next) } else { KINDS.contains(&last) };
    abbreviation && !next.is_empty() && is_kind
}

/// "the Acme movie", "Acme original video format": where something comes from, or what it is.
fn is_kind_of_media(line: &Line, text: &str, end: usize) -> bool {
    const MEDIA: &[&str] =
        &["movie", "movies", "video", "videos", "song", "songs", "music", "track", "tracks", "album", "playlist"];
    let next = line.text[end..].strip_prefix(' ').unwrap_or("").split([' ', '.', ',']).next().unwrap_or("");
    let rest = text.split_once(' ').map_or("", |(_, rest)| rest);
    let one_word = !text.contains(' ');
    let told = words::begins_with_verb(text);
    one_word && MEDIA.contains(&next) || !told && rest.starts_with(char::is_lowercase) && rest.ends_with(" format")
}

/// Capitalized words that name no control.
fn is_stop_name(text: &str) -> bool {
    const STOP: &[&str] = &[
        "Windows",
        "PC",
        "Microsoft",
        "I",
        "Step",
        "USB",
        "CD",
        "DVD",
        "It",
        "If",
        "The",
        "This",
        "Your",
        "Internet",
        "Wi-Fi",
        "OS",
        "PIN",
        "UEFI",
        "BIOS",
        "RAM",
        "SSD",
    ];
    let bare = text.strip_suffix(" settings").filter(|name| matches!(*name, "BIOS" | "UEFI")).unwrap_or(text);
    STOP.contains(&bare)
        || text.starts_with("Windows 1")
        || text.starts_with("Step ")
        || text.starts_with("Fix ")
        || text.starts_with("Method ")
        || (text.len() > 30 && names_console(text))
}
