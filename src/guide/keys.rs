//! Keys and chords in running text: "Win + I", "the Windows logo key and R", "Ctrl+Shift+Esc", "press Enter".

use crate::guide::line::{Line, Run, Style};
use crate::guide::words::{self, words};

/// A chord found in a line: its keys in order, and where each stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Chord {
    pub start: usize,
    pub end: usize,
    /// Name of each key ("Win", "I") and its place in the text.
    pub keys: Vec<(String, usize, usize)>,
}

impl Chord {
    /// `Win+I`
    pub fn text(&self) -> String {
        self.keys.iter().map(|k| k.0.as_str()).collect::<Vec<_>>().join("+")
    }
}

const MODIFIERS: &[&str] = &["Win", "Ctrl", "Alt", "Shift", "Fn", "Command"];

/// Between a key that is held and the one that is pressed then.
const THEN: &[&str] =
    &[", then press ", "and then press ", "then press ", ", and press ", "and press ", ", and then ", ", then "];

/// Every chord and pressed key of a line, in order.
pub fn find(line: &Line) -> Vec<Chord> {
    let mut out: Vec<Chord> = Vec::new();
    let lower = &line.lower;
    let mut done = 0;
    // A chord begins with a key, with F and a number, or with a letter that is set off. "⊞" is no word of letters.
    let letters = line.runs.iter().filter(|r| r.end - r.start <= 12).map(|r| r.start);
    let signs = lower.match_indices('⊞').map(|(i, _)| i);
    let words = line.words.iter().filter(|w| w.starts & words::KEY != 0 || function_key(&lower[w.start..]).is_some());
    let mut places: Vec<usize> = words.map(|w| w.start).chain(letters).chain(signs).collect();
    places.sort_unstable();
    places.dedup();
    for at in places {
        if at < done || !is_word_start(lower, at) {
            continue;
        }
        if let Some(chord) = chord_at(line, at) {
            done = chord.end;
            out.push(chord);
        }
    }
    out
}

fn is_word_start(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '⊞')
        && text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '.' && c != '\\' && c != '_')
}

/// A chord that begins exactly here.
fn chord_at(line: &Line, at: usize) -> Option<Chord> {
    let lower = &line.lower;
    let (first, mut end) = named_key(lower, at).or_else(|| styled_letter(line, at))?;
    let mut keys = vec![(first.clone(), at, end)];
    while let Some((join, explicit)) = joiner(lower, end) {
        let start = join;
        // Behind "and" only a single key: "Windows and Office" is no chord.
        let next = named_key(lower, start)
            .filter(|(name, _)| explicit || name != "Home" && name != "End")
            .or_else(|| letter(lower, start));
        let Some((name, key_end)) = next else { break };
        // "Hold down Win, then press R": one chord, unless it was one before.
        if lower[end..start].contains("press ") || lower[end..start].contains("then ") {
            let modifier = |name: &str| MODIFIERS.contains(&name);
            let shown = line.text[start..].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            if !shown || modifier(&name) || name == "Enter" || !keys.iter().all(|(key, ..)| modifier(key)) {
                break;
            }
        }
        // A comma joins modifiers; behind a whole chord it begins another one.
        if lower[end..start].contains(',') && keys.iter().any(|(k, _, _)| !MODIFIERS.contains(&k.as_str())) {
            break;
        }
        let chord_so_far = MODIFIERS.contains(&keys[0].0.as_str());
        if !chord_so_far || (!explicit && !says_key(lower, at, end) && !MODIFIERS[1..].contains(&keys[0].0.as_str())) {
            break;
        }
        keys.push((name, start, key_end));
        end = key_end;
    }
    if keys.len() == 1 && !is_pressed(line, &keys[0]) {
        return None;
    }
    let end = line.lower[end..]
        .strip_prefix(" keys")
        .or_else(|| line.lower[end..].strip_prefix(" key"))
        .map_or(end, |r| lower.len() - r.len());
    Some(Chord { start: at, end, keys })
}

/// A key by one of its names, the longest first.
fn named_key(lower: &str, at: usize) -> Option<(String, usize)> {
    let rest = &lower[at..];
    let mut ends = Vec::new();
    for (i, c) in rest.char_indices().chain([(rest.len(), ' ')]) {
        if !(c.is_alphanumeric() || c == '⊞') {
            ends.push(i);
            if ends.len() == 4 || !matches!(c, ' ' | '\u{a0}') {
                break;
            }
        }
    }
    while let Some(end) = ends.pop() {
        if let Some(name) = words().keys.get(&rest[..end]) {
            return Some((name.clone(), at + end));
        }
    }
    function_key(rest).map(|(name, length)| (name, at + length))
}

fn function_key(rest: &str) -> Option<(String, usize)> {
    let digits = rest.strip_prefix('f')?;
    let n = digits.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = digits[..n].parse().ok()?;
    let ends = digits[n..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    ((1..=24).contains(&number) && ends).then(|| (format!("F{number}"), 1 + n))
}

/// A single letter, digit or sign as the second key of a chord.
fn letter(lower: &str, at: usize) -> Option<(String, usize)> {
    let c = lower[at..].chars().next()?;
    let end = at + c.len_utf8();
    let alone = lower[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    ((c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '=' | '/')) && alone && !c.is_whitespace())
        .then(|| (c.to_uppercase().collect(), end))
}

/// A bold or boxed single letter: a key when it is pressed.
fn styled_letter(line: &Line, at: usize) -> Option<(String, usize)> {
    let run = line
        .runs
        .iter()
        .find(|r| r.start == at && matches!(r.style, Style::Strong | Style::Key | Style::Code | Style::Quoted))?;
    let text = line.text[run.start..run.end].trim();
    let one = text.chars().count() == 1 && text.chars().all(char::is_alphanumeric);
    (one || run.style == Style::Key && text.len() <= 12 && !text.contains('+'))
        .then(|| (text.to_uppercase(), at + text.len()))
        .map(|(t, e)| if one { (t, e) } else { (line.text[run.start..run.end].trim().to_owned(), e) })
}

/// What joins two keys: where the next begins, and whether it is a plus sign.
fn joiner(lower: &str, at: usize) -> Option<(usize, bool)> {
    let rest = &lower[at..];
    let mut text = rest.trim_start_matches(['’', '”', '"', '\'', ' ']);
    for word in ["keys", "key", "button", "-taste", "taste"] {
        if let Some(r) = text.strip_prefix(word) {
            text = r.trim_start();
        }
    }
    let (text, explicit) = if let Some(r) = text.strip_prefix('+').or_else(|| text.strip_prefix('＋')) {
        (r, true)
    } else if let Some(r) = THEN.iter().find_map(|then| text.strip_prefix(then)) {
        (r, false)
    } else if let Some(r) = text.strip_prefix("and ").or_else(|| text.strip_prefix("& ")) {
        (r, false)
    } else if let Some(r) = text.strip_prefix(", and ") {
        (r, false)
    } else if let Some(r) = text.strip_prefix(',').filter(|r| {
        // "Ctrl, Shift and Esc": a comma joins modifiers only.
        let r = r.trim_start();
        let r = r.strip_prefix("the ").unwrap_or(r);
        ["ctrl", "alt", "shift", "control"].iter().any(|m| r.starts_with(m))
    }) {
        (r, true)
    } else {
        // "Win-R", "Ctrl-Alt-Del": a hyphen with no blanks around it.
        let r = rest.strip_prefix('-')?;
        return (r.starts_with(char::is_alphanumeric)).then_some((at + 1, false));
    };
    let text = text.trim_start_matches(' ');
    let text = text.strip_prefix("the ").unwrap_or(text);
    let text = text.trim_start_matches(['"', '“', '\'', '‘']);
    (!text.is_empty()).then_some((lower.len() - text.len(), explicit))
}

/// Whether the words of a key say that it is one ("logo key"), so that "and" may join it to the next.
fn says_key(lower: &str, start: usize, end: usize) -> bool {
    let text = &lower[start..end];
    text.contains("key")
        || text.contains("logo")
        || text.contains("win") && !text.contains("windows")
        || lower[end..].trim_start_matches(['’', '”', '"', '\'', ' ']).starts_with("key")
}

/// Whether nothing goes on behind a key that is only clicked: "click Enter to start", not "click Enter a name".
fn ends_there(after: &str) -> bool {
    let word = after.trim_start().split([' ', '.', ',']).next().unwrap_or("");
    !after.starts_with(char::is_alphanumeric) && matches!(word, "" | "to" | "and" | "on" | "button" | "key" | "again")
}

/// Whether one key alone is pressed here: set off in the text or called a key, with a verb of pressing before it.
fn is_pressed(line: &Line, key: &(String, usize, usize)) -> bool {
    let (name, start, end) = key;
    let lower = &line.lower;
    let run = line.runs.iter().find(|r| r.start <= *start && *end <= r.end + 1);
    // More text in the same bold run: "**Windows Update**", "**Enter a name**".
    if let Some(Run { start: s, end: e, style: Style::Strong | Style::Quoted | Style::Link(_) | Style::Code }) = run {
        let rest = line.text[*s..*e].trim().trim_end_matches(['.', ',', ';', ':']);
        let rest = rest.trim_matches(['‘', '’', '“', '”', '"', '\'']);
        let own = line.text[*start..*end].trim();
        let extra = rest.len().saturating_sub(own.len());
        // "**Press Enter**", "**Open it and press Enter.**": the verb is bold, too, and the key ends it.
        let told = *s < *start
            && ["press", "hit"].iter().any(|v| lower[*s..*start].trim_end().ends_with(v))
            && lower[(*end).min(*e)..*e].trim().trim_matches(['.', ',', ';', ':', '!']).is_empty();
        if told {
            return true;
        }
        let rest = rest.to_lowercase();
        let begins = rest.strip_prefix("the ").unwrap_or(&rest).starts_with(own.to_lowercase().as_str());
        if extra > 5 || extra > 0 && !(rest.ends_with("key") && begins) {
            return false;
        }
    }
    // "Press Control Panel": the word begins a name.
    let goes_on = line.text[*end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if &lower[*start..*end] == "control" && goes_on {
        return false;
    }
    let called_key = lower[*end..].trim_start_matches(['’', '”', '"', '\'', ' ']).starts_with("key")
        || ["key", "button", "logo"].iter().any(|w| lower[*start..*end].contains(w));
    let before = lower[..*start].trim_end_matches(['“', '"', '\'', '(', ' ']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    let before = before.strip_suffix(" on").or_else(|| before.strip_suffix(" on the")).unwrap_or(before);
    let pressed = [
        "press",
        "hit",
        "pressing",
        "hitting",
        "hold",
        "tap",
        "pressing and holding",
        "press and hold",
        "hold down",
        "push",
        "holding",
        "drücken sie",
        "drücke",
        "appuyez sur",
        "pulse",
        "presione",
        "premi",
        "premere",
        "pressione",
    ]
    .iter()
    .any(|v| before.ends_with(v));
    // "Press `Y` and then `Enter`"
    let then = || {
        before.strip_suffix("then").is_some_and(|head| head.rsplit('.').next().is_some_and(|s| s.contains("press ")))
    };
    let pressed = pressed || run.is_some() && name == "Enter" && then();
    // "`cmd` → **Enter**"
    let pressed = pressed || name == "Enter" && run.is_some() && before.ends_with(['→', '>', '⇒']);
    // "use **F12**"
    let pressed = pressed || function_key(&lower[*start..*end]).is_some() && before.ends_with("use");
    let clicked = matches!(name.as_str(), "Enter" | "Esc")
        && (run.is_some() && ["click", "select", "and"].iter().any(|v| before.ends_with(v))
            || before.ends_with("click") && ends_there(&lower[*end..]));
    if run.is_some_and(|r| r.style == Style::Key) {
        return true;
    }
    // "Win" alone or "Home" needs to be called a key or set off.
    let plain_word = matches!(
        name.as_str(),
        "Home" | "End" | "Space" | "Insert" | "Tab" | "Pause" | "Plus" | "Minus" | "Delete" | "Win" | "Command"
    );
    // "hit **Delete**" after a right-click is a menu item; "press Delete" is the key.
    let only_hit = before.ends_with("hit") || before.ends_with("tap") || before.ends_with("hitting");
    // "Press F2 or Delete", "F2/F10/Del": the other of two keys.
    let other_key = before.strip_suffix(" or").or(before.strip_suffix('/')).is_some_and(|b| {
        let last = b.rsplit([' ', '/']).next().unwrap_or("");
        function_key(last).is_some() || matches!(last, "esc" | "enter" | "delete" | "del")
    });
    match run {
        Some(r) if r.style != Style::Key && plain_word && only_hit && !called_key => false,
        Some(_) => pressed || called_key || clicked || other_key,
        None if other_key || clicked => true,
        None => (pressed && (!plain_word || called_key)) || (called_key && (pressed || !plain_word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::parse::{BlockKind, parse};
    use crate::source::Source;

    fn chords(text: &str) -> Vec<String> {
        let document = parse(&Source::from_text("a.md", text), &|_| None);
        let BlockKind::Paragraph(row) = &document.blocks[0].kind else { panic!() };
        find(&Line::new(row)).iter().map(Chord::text).collect()
    }

    #[test]
    fn chords_are_found_in_every_spelling() {
        for (text, want) in [
            ("Press **Win** \\+ **I** now", vec!["Win+I"]),
            ("pressing the **Win key** \\+ **I** key", vec!["Win+I"]),
            ("press the **Windows logo key**  and **R**  (at the same time)", vec!["Win+R"]),
            ("Press <kbd>Ctrl</kbd>+<kbd>Shift</kbd>+<kbd>Esc</kbd>", vec!["Ctrl+Shift+Esc"]),
            ("Press Windows+I", vec!["Win+I"]),
            ("press **Win + E** keys and hit **Enter**", vec!["Win+E", "Enter"]),
            ("Press Ctrl and A, then F8", vec!["Ctrl+A"]),
            ("press **Ctrl** , **Shift**  and **Esc**  at the same time", vec!["Ctrl+Shift+Esc"]),
            ("press **Ctrl + Alt + Up arrow** , **Ctrl + Alt + Down arrow**", vec!["Ctrl+Alt+Up", "Ctrl+Alt+Down"]),
            ("press the Windows logo key and the R key", vec!["Win+R"]),
            ("Press **F2** repeatedly", vec!["F2"]),
            ("press the **Y** key", vec!["Y"]),
            ("then hit **Enter.**", vec!["Enter"]),
            ("Press the F2/F10/Del key", vec!["F2", "F10", "Delete"]),
            ("press Win button", vec!["Win"]),
            ("press the **‘Windows’** key", vec!["Win"]),
            ("**Press Enter**", vec!["Enter"]),
            ("**Open it and press Enter.**", vec!["Enter"]),
            ("**Press Enter a name**", vec![]),
            ("hold down the **Windows logo key**, then press **R** to bring it up", vec!["Win+R"]),
            ("Press and hold the **Ctrl** key, and press **Esc**", vec!["Ctrl+Esc"]),
            ("Press **Ctrl + A**, then press **Ctrl + C**", vec!["Ctrl+A", "Ctrl+C"]),
            ("Press the **Windows key**, then press **Enter**", vec!["Win", "Enter"]),
            ("Press the Windows key, then press a few letters", vec!["Win"]),
            ("Drücken Sie **Strg+Umschalt+Esc** oder Windows-Taste + R", vec!["Ctrl+Shift+Esc", "Win+R"]),
            ("Drücken Sie **Eingabe**, dann Strg-Taste + **Entf**", vec!["Enter", "Ctrl+Delete"]),
            ("Klicken Sie auf **Eingabe**", vec![]),
            ("Appuyez sur **Maj + Suppr**", vec!["Shift+Delete"]),
            ("Restart Windows and open Office", vec![]),
            ("Open **Windows Update** in Windows 11", vec![]),
            ("Enter a name and go home", vec![]),
            ("Click **Delete** and the Home page", vec![]),
        ] {
            assert_eq!(chords(text), want, "{text}");
        }
    }
}
