//! What the author set off in bold, quotes, code or a link: whether it is acted on, and what it is.

use crate::document::html_scan::is_image_address;
use crate::guide::action::{Found, Place};
use crate::guide::command::{is_command, is_file, is_file_path, names_console};
use crate::guide::field::{behind_position, is_account, is_naming, names_field, opens_position};
use crate::guide::line::{Line, Run, Style};
use crate::guide::verb::{
    TYPE_VERBS, acted_on_later, behind_box, clause_start, is_aside, is_context, is_result, stands_beside_box,
    verb_before,
};
use crate::guide::words::{self, VerbClass, words};
use crate::guide::{Reference, TargetKind, marker};

/// Something set off by the author: what it is, by its verb and its look.
pub fn set_off(line: &Line, run: Run, references: &[Reference], place: Place) -> Option<Found> {
    let raw = &line.text[run.start..run.end];
    let trimmed =
        raw.trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"' | '‘' | '’' | ',' | '\u{a0}'));
    // `reg query "HKLM\\Software"`, **Old "PIN"**: the quotation mark belongs to the name.
    let odd = |text: &str| text.bytes().filter(|b| *b == b'"').count() % 2 == 1;
    let cut = odd(trimmed) && (run.style == Style::Code || !odd(raw))
        || raw.matches('”').count() == raw.matches('“').count()
            && trimmed.matches('”').count() != trimmed.matches('“').count();
    let trimmed = if cut { raw.trim() } else { trimmed };
    // "**“Refresh.” You find it** below": the name is what is quoted.
    let quoted = trimmed.strip_prefix('“').and_then(|rest| rest.split_once('”'));
    let trimmed = quoted.filter(|(_, rest)| !rest.trim().is_empty()).map_or(trimmed, |(name, _)| name);
    // "**Songs >** Scroll down": an arrow that points on is no part of the name.
    let text = trimmed.trim_end_matches(['.', ':', ';', '>', ' ']).trim();
    // "type **chkdsk /r c:**": the colon of a drive is part of it.
    let text = if is_drive(text) && trimmed[text.len()..].starts_with(':') { &trimmed[..=text.len()] } else { text };
    if is_pointer(text) {
        return None;
    }
    // "(Click **Update All.)**": the end of a sentence is no part of the name.
    let text = if text.contains('(') { text } else { text.trim_end_matches(')').trim_end_matches(['.', ' ']) };
    let text = if matches!(run.style, Style::Link(_)) { text } else { without_box(without_article(text)) };
    // "the **number 4 key**" is the key 4.
    let key = text.strip_prefix("number ").map(|key| key.strip_suffix(" key").unwrap_or(key));
    let text = key.filter(|key| key.len() == 1 && key.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(text);
    // "**Right-click tool.exe**": the file is what is clicked.
    let text =
        text.split_once(' ').filter(|(verb, file)| verb.ends_with("-click") && is_file(file)).map_or(text, |(_, f)| f);
    // "the minus sign (**-**)"
    let sign = text.strip_prefix('(').and_then(|sign| sign.strip_suffix(')'));
    if sign.is_some_and(|sign| !sign.contains(char::is_alphanumeric)) {
        return None;
    }
    if text.is_empty() || words().not_names.are(text) || words().pointers.begin(text) || marker::is_way(text) {
        return None;
    }
    let start = run.start + raw.find(text)?;
    let end = start + text.len();
    // "_Tick_ **the box** for **X**" names X; "press A to **run the tool**" says what comes of it.
    let is_box = words().beside.iter().any(|b| b == text)
        && behind_box(line, end).is_some_and(|name| line.runs.iter().any(|r| r.start >= name && r.start <= name + 4));
    if is_box || is_purpose(line, text, run) {
        return None;
    }
    // "Drag the **Speed** slider to **30**"
    let verb = || verb_before(line, start).map(|(verb, _)| verb);
    let is_value = text.starts_with(|c: char| c.is_ascii_digit())
        && line.lower[..run.start].trim_end().ends_with(" to")
        && matches!(verb(), Some("drag" | "slide" | "move"));
    if is_value {
        return None;
    }
    // "Prior to running **Cleaner**, …", "turn the **Downloads** toggle **Off**".
    if is_only_told(line, start) && acted_on_later(line, end).is_none()
        || is_switch_position(line, run, text)
        || opens_position(line, run)
    {
        return None;
    }
    let context = is_context(line, start) && !behind_position(line, start);
    let of_site = sends_to_site_of(line, start);
    if let Style::Link(r) = run.style {
        let reference = references.get(r as usize)?;
        // "click [here]", "tap [this link]": words that only point; others are the name of a control.
        let points = text.starts_with(char::is_lowercase)
            && verb_before(line, start)
                .is_some_and(|(verb, c)| c.contains(&VerbClass::Select) && directly_behind(line, verb, start));
        // "from the official website of [Acme]"
        let goes = (of_site || !context && sends_reader(line, start) || points) && !is_image_address(&reference.url);
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
    // A link taken out that says no more than where it led: "visit this **post here**".
    if text.starts_with(char::is_lowercase) && text.ends_with(" here") {
        return None;
    }
    if is_site(text) && sends_reader(line, start) || of_site && text.starts_with(char::is_uppercase) {
        return Some(Found { start, end, kind: TargetKind::Link, text: text.to_owned(), context: false });
    }
    let kind = kind_of(line, text, run, verb, start, place)?;
    let field = kind == TargetKind::Ui
        && verb.is_some_and(|(verb, _)| enters(verb, start, line) && names_field(line, run, start, verb));
    let context = (context || field) && !matches!(kind, TargetKind::Command | TargetKind::Input);
    let text = if kind == TargetKind::Ui { text.trim_end_matches(" button") } else { text };
    if let Some(text) = tree_of_settings(text).filter(|_| kind != TargetKind::Command) {
        return Some(Found { start, end, kind: TargetKind::Path, text, context });
    }
    Some(Found { start, end, kind, text: text.to_owned(), context })
}

/// "Computer Configuration\Administrative Templates\Printers": a way through settings, no file.
fn tree_of_settings(text: &str) -> Option<String> {
    text.split_once('\\').filter(|(root, _)| root.trim().ends_with("Configuration"))?;
    let parts: Vec<&str> = text.split('\\').map(str::trim).filter(|part| !part.is_empty()).collect();
    let are_names = parts.iter().all(|part| part.starts_with(char::is_uppercase));
    (parts.len() >= 3 && are_names).then(|| parts.join(" > "))
}

/// "c", "chkdsk /r c": a letter alone ends it.
fn is_drive(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or("");
    word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// "Prior to running **X**", "in order to enable the **X**": the verb right before it is no order.
fn is_only_told(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    let before = [" the", " a", " an", " your"].iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before);
    let verb = before.rfind(' ').map_or(0, |i| i + 1);
    let head = before[..verb].trim_end();
    (words().told.iter().any(|told| head.ends_with(told.as_str())) || begins_with_before(head))
        && words::verb_at(&before[verb..]).is_some()
}

/// "Before you click X, …", "Before clicking X, …": an order stands behind. "Save all before clicking X" is one itself.
pub fn begins_with_before(head: &str) -> bool {
    let clause = head[clause_start(head)..].trim_start();
    clause == "before" || clause == "before you"
}

/// "turn the **Downloads** toggle **Off**": where the switch is to stand; what is turned was named before.
fn is_switch_position(line: &Line, run: Run, text: &str) -> bool {
    if !text.eq_ignore_ascii_case("off") && !text.eq_ignore_ascii_case("on") {
        return false;
    }
    let before = line.lower[..run.start].trim_end();
    let before = before.strip_suffix(" to").unwrap_or(before);
    let switched = ["toggle", "switch", "slider", "toggle button", "switch it", "turn it", "toggle it", "set it"]
        .iter()
        .any(|w| before.ends_with(w));
    // "switch **Overlay** to **Off**"
    let of_name = line.lower[..run.start].trim_end().ends_with(" to")
        && verb_before(line, run.start)
            .is_some_and(|(verb, _)| matches!(verb, "switch" | "turn" | "toggle" | "slide" | "set"))
        && line.runs.iter().any(|r| before.len() == r.end && r.style == run.style);
    (switched || of_name) && line.runs.iter().any(|r| r.end < run.start && r.style == run.style)
}

/// "the power button" names the power button.
fn without_article(text: &str) -> &str {
    let first = text.split(' ').next().unwrap_or("");
    let is_article = ["the", "a", "an", "any", "your"].contains(&first);
    if is_article && text.len() > first.len() + 1 { text[first.len()..].trim_start() } else { text }
}

/// "box for Sounds" is Sounds.
fn without_box(text: &str) -> &str {
    let heads = ["box for ", "box next to ", "checkbox for ", "checkbox next to ", "check box next to "];
    heads.iter().find_map(|head| text.strip_prefix(head)).map_or(text, without_article)
}

/// "to **run Command Prompt**", "and **drag the slider**": a verb in lower case with its object, set off as one.
fn is_purpose(line: &Line, text: &str, run: Run) -> bool {
    run.style == Style::Strong
        && text.starts_with(char::is_lowercase)
        && {
            let before = line.lower[..run.start].trim_end();
            before.ends_with(" to") || before.ends_with(" and") || before.ends_with(" then")
        }
        && (words::leading_verb(text).is_some_and(|(verb, _)| verb.len() < text.len())
            // "to **automatically download**"
            || text.split_once(' ').is_some_and(|(word, _)| word.ends_with("ly")))
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

/// "Lenovo’s website": a place on the web, though no link leads there any more.
pub fn is_site(text: &str) -> bool {
    // "support website of Acme"
    if ["website of ", "site of "].iter().any(|w| text.contains(w)) {
        return true;
    }
    let owner = text.rsplit_once(' ').filter(|(_, noun)| matches!(*noun, "website" | "site" | "homepage" | "webpage"));
    owner.is_some_and(|(owner, _)| owner.ends_with("'s") || owner.ends_with("’s"))
}

/// "Go to the official website of [Acme]"
fn sends_to_site_of(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end();
    let Some(before) = [" website of", " site of", " page of"].iter().find_map(|w| before.strip_suffix(w)) else {
        return false;
    };
    let kind =
        [" official", " support", " download"].iter().find_map(|kind| before.strip_suffix(kind)).unwrap_or(before);
    let verb = [" the", " a"].iter().find_map(|article| kind.strip_suffix(article)).unwrap_or(kind);
    sends_reader(line, verb.len())
}

/// "Go to [the site]": a verb of going right before the link.
pub fn sends_reader(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end();
    let from = before.rmatch_indices(' ').nth(4).map_or(0, |(i, _)| i);
    words().sends.stand_in(&before[from..])
}

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
        let opens_one = names_console(text) && !words().commands.contains(text);
        here && !opens_one && !line.names_box()
    };
    // "`Settings > System > Display`": places, though in the dress of code.
    let is_name = |part: &str| part.starts_with(|c: char| c.is_uppercase()) && !part.contains(['<', '(', '=']);
    if run.style == Style::Code && text.contains(" > ") && text.split(" > ").all(is_name) {
        return Some(TargetKind::Path);
    }
    // "Name it `Old`", "log in as `CONTOSO\\ann`".
    if run.style == Style::Code && is_naming(line, start) || is_account(text, verb, &line.lower[..start]) {
        return Some(TargetKind::Input);
    }
    if is_file(text) && (!types || verb == "copy") {
        return Some(TargetKind::File);
    }
    // "Press **F5**, or **5**".
    let presses = matches!(verb, "press" | "hit" | "hold" | "hold down" | "press and hold");
    if text.chars().count() == 1 && presses && text.chars().all(char::is_alphanumeric) {
        return Some(TargetKind::Keys);
    }
    // "Open the **Config** folder", "delete the **input** files".
    let holds_files = matches!(noun, "folder" | "folders" | "subfolder" | "sub-folder" | "directory" | "files")
        || is_called_file(line, start);
    if holds_files && !types && !classes.is_empty() {
        return Some(TargetKind::File);
    }
    if is_file_path(text) && !is_command(text) {
        return Some(TargetKind::File);
    }
    if is_command(text) {
        return Some(TargetKind::Command);
    }
    if run.style == Style::Code {
        // "(usually `.exe`)", "the value is `{0a1b}`": said of it, without a verb.
        if verb.is_empty() && (text.starts_with('{') || text.starts_with('.') && !text.contains(['\\', '/', ' '])) {
            return None;
        }
        let to_value = line.lower[..start].trim_end_matches(['“', '"', ':', ' ']).ends_with(" to");
        let is_value = matches!(verb, "set" | "change") && to_value && is_value(text);
        let selects = classes.contains(&VerbClass::Select) && !types && !is_value;
        // "`Next`" alone: the words of a button.
        let words_only = text.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '&'));
        let labels = !types && words_only && text.starts_with(char::is_uppercase) && !place.console;
        let selects = selects || labels && (verb.is_empty() || text.contains(", "));
        return Some(match () {
            () if selects => TargetKind::Ui,
            () if text.contains(char::is_alphabetic) && console() => TargetKind::Command,
            () if text.contains(' ') && !types => TargetKind::Command,
            () => TargetKind::Input,
        });
    }
    // "Use the **arrow keys**": keys by what they are.
    if matches!(&*text.to_lowercase(), "arrow keys" | "arrow key" | "function keys" | "number keys") {
        return matches!(verb, "press" | "hit" | "use" | "hold" | "hold down" | "push").then_some(TargetKind::Keys);
    }
    // "Change the value to “f048”", "name it “Anywhere”".
    let given = matches!(verb, "change" | "set" | "rename" | "name" | "modify" | "replace" | "specify");
    let to_value = line.lower[..start].trim_end_matches(['“', '"', '‘', ' ']).ends_with(" to");
    if run.style == Style::Quoted && given && (to_value || matches!(verb, "rename" | "name")) {
        return Some(TargetKind::Input);
    }
    // "Replace **X** with the letter": a part of the command above.
    if verb == "replace" && text.chars().count() == 1 {
        return None;
    }
    // "one of the keys (**F10, F2 or Del**)", "click an **item**": which one is not said.
    let is_key = |part: &str| {
        words().keys.contains_key(part) || part.len() <= 3 && part.starts_with('f') && part[1..].parse::<u8>().is_ok()
    };
    let lower = text.to_lowercase();
    let parts =
        || lower.split([',', '/']).flat_map(|part| part.split(" or ")).map(str::trim).filter(|part| !part.is_empty());
    if parts().count() >= 2 && parts().all(is_key) {
        return None;
    }
    let any = || [" a", " an"].iter().any(|a| line.lower[..run.start].trim_end().ends_with(a));
    if run.style == Style::Strong && text.starts_with(char::is_lowercase) && !text.contains(' ') && any() {
        return None;
    }
    // "Press and hold the **brightness-up key**"
    if text.ends_with(" key") && presses {
        return Some(TargetKind::Keys);
    }
    // "Name this value “Anywhere”"
    if matches!(run.style, Style::Quoted | Style::Strong) && is_naming(line, start) {
        return Some(TargetKind::Input);
    }
    // "add **20** for the value"
    if text.bytes().all(|b| b.is_ascii_digit()) && matches!(verb, "add" | "put" | "assign" | "specify" | "give") {
        return Some(TargetKind::Input);
    }
    // "Rename the file as **Old**"
    let new_name = line.lower[..start].trim_end_matches(['“', '"', '‘', ':', ' ']);
    if verb == "rename" && [" to", " as"].iter().any(|w| new_name.ends_with(w)) {
        return Some(TargetKind::Input);
    }
    // "type “Anywhere” in the **Value data** field": what is typed stands before it.
    let typed = |r: &Run| r.end < start && line.lower[..r.start].trim_end_matches(['“', '"', '‘', ' ']).ends_with(verb);
    let is_field = matches!(noun, "box" | "field" | "textbox");
    let behind_text = types && is_context(line, start) && !directly_behind(line, verb, start);
    if behind_text && (is_field || line.runs.iter().any(typed)) {
        return Some(TargetKind::Ui);
    }
    if enters(verb, start, line) && names_field(line, run, start, verb) {
        return Some(TargetKind::Ui);
    }
    // "For the **Alternate server**, type **8.8.4.4**": where to type.
    // "type **player**, then **Open file location**": a name that begins with a verb of its own.
    let then = line.lower[..run.start].trim_end().ends_with("then");
    if types && then && text.starts_with(char::is_uppercase) && words::begins_with_verb(text) && text.contains(' ') {
        return Some(TargetKind::Ui);
    }
    if types && after.starts_with(',') && is_context(line, start) && !directly_behind(line, verb, start) {
        return Some(TargetKind::Ui);
    }
    // "Change the orientation to: **Landscape**", "set the value to **0**".
    let to_name = line.lower[..start].trim_end_matches([':', ' ']).ends_with(" to");
    if run.style == Style::Strong && matches!(verb, "change" | "set" | "switch") && to_name {
        let number = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        return Some(if number { TargetKind::Input } else { TargetKind::Ui });
    }
    if types && (is_named || verb == "enter" && noun == "module") && !matches!(verb, "type" | "type in" | "input") {
        return Some(TargetKind::Ui);
    }
    if types && is_result(line, start) {
        return Some(TargetKind::Ui);
    }
    if types && !matches!(verb, "run" | "copy" | "search") {
        // "to enter **Safe Mode**" types nothing.
        if verb == "enter" && (matches!(noun, "mode" | "screen") || text.to_lowercase().ends_with(" mode")) {
            return None;
        }
        // "Enter" and "type" take text; but "enter the **Settings** menu" goes somewhere.
        if verb == "enter" && matches!(noun, "menu" | "page" | "tab" | "section" | "window" | "module" | "settings") {
            return Some(TargetKind::Ui);
        }
        let letters = text.contains(char::is_alphabetic);
        return Some(if letters && console() { TargetKind::Command } else { TargetKind::Input });
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
    let governed = classes.iter().any(|c| *c != VerbClass::Act)
        || is_named
        || behind_noun(line, start)
        || is_answer(line, start, verb);
    // What one gets or takes is rarely a control.
    let vague = matches!(verb, "get" | "take");
    let acted_on = !classes.is_empty() && !vague && directly_behind(line, verb, start);
    let context = is_context(line, start);
    let longest = if run.style == Style::Strong { 16 } else { 10 };
    let stated = words().states.begin(after) || is_stated_with_others(line, run) || is_stated_for(line, start);
    if text.split(' ').count() > longest || !(governed || acted_on || context || stated) {
        return None;
    }
    // A word of emphasis in lower case is no name.
    (text.starts_with(|c: char| !c.is_lowercase()) || governed || stated).then_some(TargetKind::Ui)
}

/// "Confirm the question with **Yes**", "answer **No**": what is pressed.
fn is_answer(line: &Line, start: usize, verb: &str) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    let with = before.ends_with(" with");
    matches!(verb, "confirm" | "answer" | "acknowledge") && (with || directly_behind(line, verb, start))
}

/// Whether a verb of typing governs a place and does not stand right before it.
fn enters(verb: &str, start: usize, line: &Line) -> bool {
    TYPE_VERBS.contains(&verb)
        && !matches!(verb, "run" | "copy" | "execute" | "search" | "search for")
        && !directly_behind(line, verb, start)
}

/// "1", "0x2", "a.example": a value that is written, no state that is chosen.
fn is_value(text: &str) -> bool {
    !text.contains(' ') && (text.contains(|c: char| c.is_ascii_digit()) || text.starts_with(char::is_lowercase))
}

/// "Open the folder **Downloads**": what it is stands before the name.
fn is_called_file(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    ["the folder", "the file", "the directory", "the subfolder"].iter().any(|noun| before.ends_with(noun))
        && !is_naming(line, start)
}

/// "“A” and “B” are turned on": the state is said of all of them.
fn is_stated_with_others(line: &Line, run: Run) -> bool {
    let mut end = run.end;
    for next in line.runs.iter().filter(|r| r.start >= run.end && r.style == run.style) {
        // Set off inside the one before it: that says nothing of others.
        let between = line.text.get(end..next.start).unwrap_or(".");
        if !matches!(between.trim_matches(['“', '”', '"', '‘', '’', ',', ' ']), "" | "and" | "or") {
            break;
        }
        end = next.end;
    }
    let after = line.text[end..].trim_start_matches(['”', '"', '’', '\'', ' ']);
    end > run.end && words().states.begin(after)
}

/// "Make sure the camera is turned on for “A” and “B”": the state that each of them is to have.
fn is_stated_for(line: &Line, start: usize) -> bool {
    let clause = &line.lower[clause_start(&line.lower[..start])..start];
    let states = ["turned on for ", "enabled for ", "turned off for ", "disabled for ", "switched on for "];
    let sure = ["make sure", "ensure", "check that", "verify that"].iter().any(|w| clause.contains(w));
    let behind = states.iter().find_map(|state| clause.rfind(state).map(|i| &clause[i + state.len()..]));
    sure && behind.is_some_and(|names| !names.contains(['.', ';']))
}

/// Whether at most an article stands between a verb and its object.
fn directly_behind(line: &Line, verb: &str, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    let bare = ["the", "a", "an", "your", "on"].iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before);
    // "delete all the **Acme folders**", "select all of the **files**"
    let all = ["all the", "all of the", "all"].iter().find_map(|all| before.strip_suffix(all));
    bare.trim_end().ends_with(verb) || all.is_some_and(|head| head.trim_end().ends_with(verb))
}

/// "the option **X**": what kind of control it is stands before the name.
fn behind_noun(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    // "Bring the cursor over **X**": the noun is what is moved there.
    let nouns = [
        "the option",
        "the checkbox",
        "the check box",
        "the button",
        "the tab",
        "pointer to",
        "pointer over",
        "pointer on",
        "cursor to",
        "cursor over",
        "cursor on",
        "mouse to",
        "mouse over",
    ];
    nouns.iter().any(|n| before.ends_with(n)) || stands_beside_box(before)
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
    let line_end = line.breaks.iter().find(|b| **b >= run.end).map_or(line.text.len(), |b| *b);
    let after = line.text[run.end..line_end.max(run.end)].trim_start();
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
