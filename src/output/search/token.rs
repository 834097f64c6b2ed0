//! Text into words, the way both the build and the browser cut it.
//!
//! `static/search.js` holds the same rules a second time, and two implementations of one tokenizer is the
//! main fault of searches like this one: `golden` gives the vectors that both must reproduce.
//!
//! The rules, in order:
//!
//! 1. Fold: NFKD, lower case, accents off (U+0300–036F), ß ss, æ ae, œ oe, ø o, ł l, đ d, ı i, ⊞ win; soft
//!    hyphens and zero-width characters go; curly apostrophes and Unicode hyphens become ASCII; NFC.
//! 2. Atoms: runs of letters, digits and marks. Scripts without spaces (Chinese, Japanese, Korean, Thai …)
//!    are atoms of their own and give pairs of characters.
//! 3. A key chord is one word in any spelling (see `chord`), its longer parts stay findable.
//! 4. Atoms joined by one `.`, `-`, `_` or `'` are one word with parts: `devmgmt.msc` is also `devmgmt` and
//!    `msc`. Hyphens vanish from the whole (`Wi-Fi` is `wifi`), `'s` is dropped, other apostrophes vanish.
//!    A dot joins only to 5 characters or fewer, or to digits: else it is a full stop without its space.
//! 5. `0x00000124` is also `00000124` and `0x124`; `KB5034441` is also `5034441`.
//! 6. `/f` after a space, `.net` after a space, `c++`, `c#` keep their sign and are found without it too.
//! 7. A form of more than 80 characters is no word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::chord;

/// A longer form is not something a reader types.
pub const MAX_CHARS: usize = 80;

/// One word of a text or a query: any of `names` means all of it, `parts` together mean it less surely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    pub names: Vec<String>,
    pub parts: Vec<String>,
}

/// A run of word characters in folded text, with the text between it and the run before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom<'a> {
    pub text: &'a str,
    pub gap: &'a str,
    /// The text between it and the run after.
    pub after: &'a str,
    pub spaceless: bool,
    start: usize,
}

/// The words of `text`, in order.
pub fn words(text: &str) -> Vec<Word> {
    let folded = fold(text);
    let atoms = atoms(&folded);
    let mut words = Vec::with_capacity(atoms.len());
    let mut i = 0;
    while i < atoms.len() {
        if let Some((chord, used)) = chord::read(&atoms[i..]) {
            let parts = atoms[i..i + used].iter().filter(|a| a.text.len() > 1).map(|a| a.text.to_string()).collect();
            push(&mut words, Word { names: vec![chord], parts });
            i += used;
        } else if atoms[i].spaceless {
            push(&mut words, pairs(atoms[i].text));
            i += 1;
        } else {
            let used = run_length(&atoms[i..]);
            push(&mut words, run(&folded, &atoms[i..i + used]));
            i += used;
        }
    }
    words
}

fn push(words: &mut Vec<Word>, mut word: Word) {
    let fits = |s: &String| !s.is_empty() && (s.len() <= MAX_CHARS || s.chars().count() <= MAX_CHARS);
    word.names.retain(fits);
    word.parts.retain(fits);
    if !word.names.is_empty() || !word.parts.is_empty() {
        words.push(word);
    }
}

fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower: String = text.nfkd().collect::<String>().to_lowercase();
    let mut bare = String::with_capacity(lower.len());
    for c in lower.chars() {
        match c {
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => bare.push('\''),
            '\u{2010}' | '\u{2011}' | '\u{2212}' => bare.push('-'),
            '⊞' => bare.push_str("win "),
            'ß' => bare.push_str("ss"),
            'æ' => bare.push_str("ae"),
            'œ' => bare.push_str("oe"),
            'ø' => bare.push('o'),
            'ł' => bare.push('l'),
            'đ' => bare.push('d'),
            'ı' => bare.push('i'),
            _ => bare.push(c),
        }
    }
    bare.nfc().collect()
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining_mark(c) }
}

/// Letters of scripts that put no spaces between words. Fixed ranges, so that both sides agree.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2ffff}')
}

fn atoms(text: &str) -> Vec<Atom<'_>> {
    let mut atoms: Vec<Atom> = Vec::with_capacity(text.len() / 6);
    let mut end_before = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !is_word(c) {
            continue;
        }
        let spaceless = is_spaceless(c);
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = chars.peek()
            && is_word(c)
            && is_spaceless(c) == spaceless
        {
            end = at + c.len_utf8();
            chars.next();
        }
        let gap = &text[end_before..start];
        if let Some(before) = atoms.last_mut() {
            before.after = gap;
        }
        atoms.push(Atom { text: &text[start..end], gap, after: &text[end..], spaceless, start });
        end_before = end;
    }
    atoms
}

/// How many atoms from the first on are one word.
fn run_length(atoms: &[Atom]) -> usize {
    let joins = |a: &Atom| match a.gap {
        "-" | "_" | "'" => true,
        "." => a.text.chars().count() <= 5 || a.text.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    1 + atoms[1..].iter().take_while(|a| !a.spaceless && joins(a)).count()
}

/// The word made of joined atoms.
fn run(text: &str, atoms: &[Atom]) -> Word {
    let mut parts: Vec<String> = Vec::with_capacity(atoms.len());
    let mut whole = String::new();
    let mut only_hyphens = true;
    for (i, atom) in atoms.iter().enumerate() {
        match atom.gap {
            "'" if i > 0 => {
                if atom.text != "s" {
                    whole.push_str(atom.text);
                    if let Some(last) = parts.last_mut() {
                        last.push_str(atom.text);
                    }
                }
                continue;
            }
            gap if i > 0 => {
                only_hyphens &= gap == "-";
                whole.push_str(gap);
            }
            _ => {}
        }
        whole.push_str(atom.text);
        parts.push(atom.text.to_string());
    }
    if parts.len() == 1 {
        return single(text, atoms, whole);
    }
    // A chain of five and more is an address or a slug, not a name.
    let names = match (only_hyphens, parts.len()) {
        (true, 5..) => Vec::new(),
        (true, _) => vec![parts.concat()],
        (false, _) => vec![whole],
    };
    Word { names, parts: parts.into_iter().flat_map(code).collect() }
}

/// A word of one atom, with the sign before or after it that belongs to it.
fn single(text: &str, atoms: &[Atom], word: String) -> Word {
    let start = atoms[0].start;
    let end = atoms.last().map_or(start, |a| a.start + a.text.len());
    let before = &text[..start];
    let after = &text[end..];
    let opens = |s: &str| s.chars().next_back().is_none_or(|c| c.is_whitespace() || "([\"'".contains(c));
    let closes = |s: &str| s.chars().next().is_none_or(|c| !is_word(c));
    let sign = if before.strip_suffix('/').is_some_and(opens) && !after.starts_with('/') {
        Some(format!("/{word}"))
    } else if before.strip_suffix('.').is_some_and(opens) {
        Some(format!(".{word}"))
    } else if after.strip_prefix("++").is_some_and(closes) {
        Some(format!("{word}++"))
    } else if word.len() == 1 && after.strip_prefix('#').is_some_and(closes) {
        Some(format!("{word}#"))
    } else {
        None
    };
    match sign {
        Some(signed) => Word { names: vec![signed], parts: vec![word] },
        None => Word { names: code(word), parts: Vec::new() },
    }
}

/// A word and, for error codes and update numbers, its other spellings.
fn code(word: String) -> Vec<String> {
    if let Some(digits) = word.strip_prefix("0x")
        && digits.len() > 2
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
    {
        let short = digits.trim_start_matches('0');
        let mut names = vec![word.clone(), digits.to_string()];
        if short.len() > 1 && short.len() < digits.len() {
            names.push(format!("0x{short}"));
        }
        return names;
    }
    if let Some(number) = word.strip_prefix("kb")
        && number.len() > 4
        && number.bytes().all(|b| b.is_ascii_digit())
    {
        return vec![word.clone(), number.to_string()];
    }
    vec![word]
}

/// A stretch of a script without spaces: every two neighbors.
fn pairs(text: &str) -> Word {
    let chars: Vec<char> = text.chars().collect();
    match chars.len() {
        0..=2 => Word { names: vec![text.to_string()], parts: Vec::new() },
        _ => Word { names: Vec::new(), parts: chars.windows(2).map(|pair| pair.iter().collect()).collect() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).into_iter().flat_map(|w| w.names.into_iter().chain(w.parts)).collect()
    }

    #[test]
    fn a_file_name_is_found_whole_and_in_parts() {
        assert_eq!(forms("Run devmgmt.msc."), ["run", "devmgmt.msc", "devmgmt", "msc"]);
        assert_eq!(forms("sfc /scannow"), ["sfc", "/scannow", "scannow"]);
        assert_eq!(forms("the end.Without a space"), ["the", "end", "without", "a", "space"]);
    }

    #[test]
    fn an_error_code_is_found_in_every_spelling() {
        assert_eq!(forms("0x8004DEF5"), ["0x8004def5", "8004def5"]);
        assert_eq!(forms("(0x00000124)"), ["0x00000124", "00000124", "0x124"]);
        assert_eq!(forms("KB5034441"), ["kb5034441", "5034441"]);
        assert_eq!(forms("IRQL_NOT_LESS"), ["irql_not_less", "irql", "not", "less"]);
    }

    #[test]
    fn accents_hyphens_and_width_do_not_hide_a_word() {
        assert_eq!(forms("Wi‑Fi Wi-Fi WiFi"), ["wifi", "wi", "fi", "wifi", "wi", "fi", "wifi"]);
        assert_eq!(forms("Größe ＷＩＮＤＯＷＳ İstanbul"), ["grosse", "windows", "istanbul"]);
        assert_eq!(forms("kid’s don't"), ["kid", "dont"]);
    }

    #[test]
    fn signs_of_names_stay() {
        assert_eq!(forms("C++ and C# on .NET"), ["c++", "c", "and", "c#", "c", "on", ".net", "net"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(forms("更新プログラム"), ["更新", "新プ", "プロ", "ログ", "グラ", "ラム"]);
        assert_eq!(forms("Windows更新"), ["windows", "更新"]);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        for text in ["", "   ", "(((((", "[a-", "😀 ‍ \u{0}", "\u{202e}", "+++", "' - _ ."] {
            assert!(words(text).iter().all(|w| w.names.iter().all(|n| n == "a")), "{text:?}");
        }
        assert!(words(&"x".repeat(10_000)).is_empty());
    }
}
