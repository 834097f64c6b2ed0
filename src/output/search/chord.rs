//! Key chords in any spelling: `Win + I`, `Windows key + I`, `Windows logo key and I` are all `win+i`.
//!
//! A chord begins with a key that is held (Windows, Ctrl, Alt, Shift) and goes on over `+`, over `-` after a
//! short name (`Ctrl-C`), or over "and" after the word "key". Held keys are written in a fixed order. The last key may
//! be a sign (`Win+.`, `Ctrl++`). What a query leaves out besides (`win r`) is put in by `static/search-more.js`.

use super::token::Atom;

/// Keys that are held, in the order in which a chord names them.
const HELD: [&str; 6] = ["win", "ctrl", "alt", "altgr", "shift", "fn"];

/// Spellings of keys. `static/search.js` has the same table.
const SPELLINGS: [(&str, &str); 37] = [
    ("windows", "win"),
    ("winkey", "win"),
    ("super", "win"),
    ("control", "ctrl"),
    ("escape", "esc"),
    ("delete", "del"),
    ("return", "enter"),
    ("insert", "ins"),
    ("spacebar", "space"),
    ("printscreen", "prtsc"),
    ("prtscn", "prtsc"),
    ("prtscr", "prtsc"),
    ("pgup", "pageup"),
    ("pgdn", "pagedown"),
    ("pgdown", "pagedown"),
    ("plus", "+"),
    ("minus", "-"),
    ("period", "."),
    ("dot", "."),
    ("comma", ","),
    ("semicolon", ";"),
    // German, French, Spanish, Italian; folded, so without accents.
    ("windowstaste", "win"),
    ("strg", "ctrl"),
    ("umschalt", "shift"),
    ("entf", "del"),
    ("einfg", "ins"),
    ("eingabe", "enter"),
    ("leertaste", "space"),
    ("komma", ","),
    ("maj", "shift"),
    ("suppr", "del"),
    ("echap", "esc"),
    ("mayus", "shift"),
    ("supr", "del"),
    ("maiusc", "shift"),
    ("canc", "del"),
    ("invio", "enter"),
];

/// Keys that "and" may lead to, besides those of one character and F1 to F24.
const NAMED: [&str; 12] =
    ["esc", "del", "enter", "tab", "space", "prtsc", "home", "pause", "left", "right", "up", "down"];

/// Signs that are keys. Quotes are not among them: they stand around keys.
const SIGNS: &str = ".,;:/\\=+-[]#?*<>";
/// Between "Windows" and "key".
const LOGO: [&str; 5] = ["logo", "flag", "log", "icon", "button"];

/// The chord that begins with the first atom, and how many atoms it takes.
pub(super) fn read(atoms: &[Atom]) -> Option<(String, usize)> {
    let first = atoms.first()?;
    if !HELD.contains(&key_name(first.text)) {
        return None;
    }
    let is_word = |at: usize, among: &[&str]| atoms.get(at).is_some_and(|a| is_space(a.gap) && among.contains(&a.text));
    let mut keys: Vec<&str> = Vec::new();
    let mut at = 0;
    loop {
        let written = atoms[at].text;
        let key = key_name(written);
        keys.push(key);
        at += 1;
        while key == "win" && is_word(at, &LOGO) {
            at += 1;
        }
        // "Windows-Taste" is one word in German.
        let joined = atoms.get(at).is_some_and(|a| a.gap == "-" && a.text == "taste");
        let apart = joined || is_word(at, &["key", "keys", "taste"]);
        let said_key = apart || written == "windowstaste";
        at += usize::from(apart);
        if !HELD.contains(&key) {
            break;
        }
        if let Some(sign) = sign(atoms[at - 1].after, at < atoms.len()) {
            keys.push(sign);
            break;
        }
        let Some(next) = atoms.get(at) else { break };
        if is_plus(next.gap) || (next.gap == "-" && !said_key && written == key) {
            if !is_key(next) {
                break;
            }
        } else if said_key && is_word(at, &["and", "und"]) {
            at += 1;
            if !atoms.get(at).is_some_and(|a| is_space(a.gap) && is_plain_key(a.text)) {
                at -= 1;
                break;
            }
        } else {
            break;
        }
    }
    if keys.len() < 2 {
        return None;
    }
    let (held, pressed): (Vec<&str>, Vec<&str>) = keys.into_iter().partition(|k| HELD.contains(k));
    let ordered = HELD.into_iter().filter(|h| held.contains(h)).chain(pressed);
    Some((ordered.collect::<Vec<_>>().join("+"), at))
}

/// The sign that is pressed after a `+`; none where it belongs to what follows at once.
fn sign(gap: &str, goes_on: bool) -> Option<&str> {
    let rest = gap.trim_start().strip_prefix('+')?.trim_start();
    let sign = rest.get(..1).filter(|sign| SIGNS.contains(sign))?;
    (rest.len() > 1 || !goes_on).then_some(sign)
}

fn key_name(written: &str) -> &str {
    SPELLINGS.iter().find(|(spelling, _)| *spelling == written).map_or(written, |(_, name)| name)
}

fn is_key(atom: &Atom) -> bool {
    !atom.spaceless && atom.text.chars().count() <= 12
}

fn is_plain_key(text: &str) -> bool {
    let function = text.strip_prefix('f').is_some_and(|n| !n.is_empty() && n.len() < 3 && n.parse::<u8>().is_ok());
    text.len() == 1 || function || NAMED.contains(&key_name(text)) || HELD.contains(&key_name(text))
}

fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.trim().is_empty()
}

fn is_plus(gap: &str) -> bool {
    gap.trim() == "+"
}

#[cfg(test)]
mod tests {
    use super::super::token::words;

    fn names(text: &str) -> Vec<String> {
        words(text).into_iter().flat_map(|w| w.names).collect()
    }

    #[test]
    fn every_spelling_gives_one_chord() {
        for text in
            ["Win+I", "win + i", "Windows key + I", "Windows logo key+I", "Windows logo key and I", "WINDOWS + I"]
        {
            assert_eq!(names(text), ["win+i"], "{text}");
        }
        for text in ["WinKey+V", "Super + V", "⊞+V", "⊞ + V", "Windows icon key + V", "Windows button + V"] {
            assert!(names(text).contains(&"win+v".into()), "{text}");
        }
        for text in ["Ctrl+Alt+Del", "Control + Alt + Delete", "CTRL-ALT-DEL", "Alt+Ctrl+Delete"] {
            assert_eq!(names(text), ["ctrl+alt+del"], "{text}");
        }
    }

    #[test]
    fn the_last_key_may_be_a_sign() {
        for (text, name) in [
            ("Win+.", "win+."),
            ("win + .", "win+."),
            ("Press Win+; or Win+.", "win+;"),
            ("Windows key + period", "win+."),
            ("Ctrl++", "ctrl++"),
            ("Strg++", "ctrl++"),
            ("Ctrl + Plus", "ctrl++"),
            ("Ctrl+- and more", "ctrl+-"),
            ("Ctrl + Shift + =", "ctrl+shift+="),
        ] {
            assert!(names(text).contains(&name.into()), "{text}: {:?}", names(text));
        }
        // No key is pressed here.
        for text in ["Ctrl+", "“Ctrl+” and “Alt+”", "Win+.net", "Ctrl + 'x'"] {
            assert!(names(text).iter().all(|name| !name.contains('+')), "{text}: {:?}", names(text));
        }
    }

    #[test]
    fn words_that_look_like_keys_stay_words() {
        assert_eq!(
            names("Control Panel in Windows and Office"),
            ["control", "panel", "in", "windows", "and", "office"]
        );
        assert_eq!(names("Shift key and the mouse"), ["shift", "key", "and", "the", "mouse"]);
    }

    #[test]
    fn the_words_of_a_chord_are_found_too() {
        assert_eq!(words("Windows key + R")[0].parts, ["windows", "key"]);
    }
}
