//! The number that begins a step, in every form people write it: "1)", "1.", "6）", "a)", "Step 1", "**Schritt** **2**.".
//!
//! This looks only at how a line begins. Whether the line is a step is decided where the lines around
//! it are known.

use std::borrow::Cow;

use crate::document::inline::{Inline, Kind, balance};
use crate::guide::words::words;

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    pub scheme: Scheme,
    /// The printed number; 1 for "a)".
    pub n: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// An item of a Markdown list.
    Item,
    /// A row of a table that counts steps: right behind other steps it begins a procedure of its own.
    Row,
    /// "1)", "1."
    Number,
    /// "a)"
    Letter,
    /// "Step 1", "Schritt 1."
    Word,
    /// "### Step 1", a heading of Markdown.
    Heading,
}

/// Numbers as words.
const NUMBERS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// How many characters of a line are looked at.
const LOOK: usize = 40;

/// The marker that a row begins with, and how many characters it takes, blanks behind it included.
pub fn leading(row: &[Inline]) -> Option<(Marker, usize)> {
    if !may_begin(row) {
        return None;
    }
    let mut head = String::new();
    // Where bold ends, in characters: "**Step 1.** Title" needs no other sign that the marker is over.
    let mut edge = Vec::new();
    let mut count = 0;
    for token in row {
        match &token.kind {
            Kind::Text(t) => {
                head.push_str(t);
                count += t.chars().count();
            }
            Kind::Open(_) | Kind::Close(_) | Kind::LinkOpen(_) => edge.push(count),
            _ => {
                edge.push(count);
                break;
            }
        }
        if count > LOOK {
            break;
        }
    }
    if count <= LOOK {
        edge.push(count);
    }
    in_text(&head, &edge)
}

/// Whether the first word that shows could be a marker; for nearly all rows a look at it says no.
fn may_begin(row: &[Inline]) -> bool {
    // Nearly always the word lies in one token; only a word cut by marks is put together.
    let mut word = Cow::Borrowed("");
    for token in row {
        let Kind::Text(text) = &token.kind else { continue };
        let text = if word.is_empty() { text.trim_start() } else { text };
        let letters = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
        match text.chars().next() {
            Some(c) if word.is_empty() && !c.is_alphabetic() => {
                return c.is_ascii_digit() || matches!(c, '(' | '①'..='⑳' | '🔟');
            }
            _ if word.is_empty() => word = Cow::Borrowed(&text[..letters]),
            _ => word.to_mut().push_str(&text[..letters]),
        }
        if letters < text.len() || word.len() > LOOK {
            break;
        }
    }
    word.len() == 1 || is_step_word(&word)
}

/// "Step", "Schritt", "Étape": a word that says that a number of a step follows.
fn is_step_word(word: &str) -> bool {
    // Letters beyond ASCII are as long in both cases here.
    words().step_words.iter().any(|w| {
        w.len() == word.len()
            && (w.eq_ignore_ascii_case(word)
                || !word.is_ascii() && w.chars().eq(word.chars().flat_map(char::to_lowercase)))
    })
}

/// As `leading`, for plain text; `edge` holds places (in characters) where a mark or the line ends.
pub fn in_text(head: &str, edge: &[usize]) -> Option<(Marker, usize)> {
    // Most lines begin with a word that counts nothing.
    let trimmed = head.trim_start();
    let letters = trimmed.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 1 && trimmed.as_bytes().get(letters).is_none_or(u8::is_ascii) && !is_step_word(&trimmed[..letters]) {
        return None;
    }
    let chars: Vec<char> = head.chars().take(LOOK + 10).collect();
    let mut i = chars.iter().take_while(|c| c.is_whitespace()).count();
    let start = i;
    if let Some((n, length)) = drawn(&chars[i..]) {
        return Some((Marker { scheme: Scheme::Number, n }, skip_blanks(&chars, i + length)));
    }
    // "(1) Open it"; "[1]" is a source.
    if chars.get(i) == Some(&'(') {
        let digits = chars[i + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
        let closed =
            chars.get(i + 1 + digits) == Some(&')') && chars.get(i + 2 + digits).is_none_or(|c| c.is_whitespace());
        if !(1..=2).contains(&digits) || !closed {
            return None;
        }
        let n = chars[i + 1..i + 1 + digits].iter().collect::<String>().parse().ok()?;
        return Some((Marker { scheme: Scheme::Number, n }, skip_blanks(&chars, i + 2 + digits)));
    }
    let word_end = i + chars[i..].iter().take_while(|c| c.is_alphabetic()).count();
    let word: String = chars[i..word_end].iter().flat_map(|c| c.to_lowercase()).collect();
    let is_word = !word.is_empty() && words().step_words.contains(&word);
    if is_word {
        i = word_end
            + chars[word_end..].iter().take_while(|c| c.is_whitespace() || matches!(c, '#' | '-' | '_' | '*')).count();
    } else if word.chars().count() == 1 && word.is_ascii() {
        // "a)" and "a. Select", but not "A." nor "I)" nor "e.g."
        let n = u32::from(word.as_bytes()[0] - b'a') + 1;
        let behind = chars.get(skip_blanks(&chars, word_end + 1));
        let dot = chars.get(word_end) == Some(&'.')
            && (edge.contains(&(word_end + 1)) || chars.get(word_end + 1).is_some_and(|c| c.is_whitespace()))
            && behind.is_some_and(|c| c.is_uppercase());
        if n <= 12 && (dot || matches!(chars.get(word_end), Some(')' | '）'))) && chars[i].is_lowercase() {
            let end = skip_blanks(&chars, word_end + 1);
            return Some((Marker { scheme: Scheme::Letter, n }, end));
        }
        return None;
    }
    let digits = chars[i..].iter().take_while(|c| c.is_ascii_digit()).count();
    let n = if is_word && digits == 0 {
        // "Step one:", "Step two –": a mark has to follow, or "Step one of the plan" would be one.
        let name: String = chars[i..].iter().take_while(|c| c.is_alphabetic()).flat_map(|c| c.to_lowercase()).collect();
        let n = NUMBERS.iter().position(|w| *w == name)? as u32 + 1;
        i += name.chars().count();
        let behind = skip_blanks(&chars, i);
        if !matches!(chars.get(behind), None | Some('.' | ':' | ')' | '-' | '–' | '—')) && !is_comma(&chars, behind)
        {
            return None;
        }
        n
    } else if digits == 0 || digits > 3 {
        return None;
    } else {
        let n = chars[i..i + digits].iter().collect::<String>().parse().ok()?;
        i += digits;
        n
    };
    if is_word {
        // "Step _2_Set it": marks of emphasis that Markdown leaves as they are.
        i += chars[i.min(chars.len())..].iter().take_while(|c| matches!(c, '_' | '*')).count();
        // "Step 2 of 5:"
        let of: String = chars[i.min(chars.len())..].iter().collect();
        if let Some(rest) = of.strip_prefix(" of ") {
            let total = rest.chars().take_while(char::is_ascii_digit).count();
            if (1..=2).contains(&total) && rest[total..].starts_with([':', '.', '-', ')']) {
                i += " of ".len() + total;
            }
        }
        // "Step 2 of the guide" is no marker; a mark, a line end or a capital says it is one.
        let mark = skip_blanks(&chars, i);
        let after = match chars.get(mark) {
            Some('.' | ':' | ')' | '-' | '–' | '—' | '）' | '：') => skip_blanks(&chars, mark + 1),
            None => mark,
            Some(',') if is_comma(&chars, mark) => skip_blanks(&chars, mark + 1),
            Some(c) if edge.contains(&i) || edge.contains(&mark) || c.is_uppercase() || mark > i + 1 => mark,
            _ => return None,
        };
        return Some((Marker { scheme: Scheme::Word, n }, after));
    }
    let mark = skip_blanks(&chars, i);
    let dot = match chars.get(mark) {
        // A bold number may close before its dot: "**2.** **Corrupted**".
        Some(c @ ('.' | ')' | '）' | '、' | '．')) if mark == i || edge.contains(&i) => *c,
        // "1: Open it", "1 – Open it"; what begins in lower case is a sum or a time.
        Some(':') if mark == i && opens_sentence(&chars, mark) => '.',
        Some('-' | '–' | '—') if mark == i + 1 && opens_sentence(&chars, mark) => '.',
        _ => return None,
    };
    let next = chars.get(mark + 1);
    let apart = match next {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some(_) if edge.contains(&(mark + 1)) => true,
        // "1.Open": a capital right behind; "1.5" and "11.exe" are no markers.
        Some(c) => c.is_uppercase() || (dot != '.' && c.is_alphabetic()),
    };
    (apart && start < LOOK).then(|| {
        let end = skip_blanks(&chars, mark + 1);
        (Marker { scheme: Scheme::Number, n }, end + said_again(&chars[end.min(chars.len())..], n))
    })
}

/// "4. Step 4 – Press it": how many characters say the number once more, in words.
fn said_again(chars: &[char], n: u32) -> usize {
    let head: String = chars.iter().collect();
    match in_text(&head, &[]) {
        Some((marker, length)) if marker.scheme == Scheme::Word && marker.n == n => length,
        _ => 0,
    }
}

/// A number drawn as one sign: "①", "1️⃣"; and how many characters it takes.
fn drawn(chars: &[char]) -> Option<(u32, usize)> {
    match chars.first()? {
        c @ '①'..='⑳' => Some((*c as u32 - '①' as u32 + 1, 1)),
        '🔟' => Some((10, 1)),
        c if c.is_ascii_digit() => {
            let variant = usize::from(chars.get(1) == Some(&'\u{fe0f}'));
            (chars.get(1 + variant) == Some(&'\u{20e3}')).then(|| (c.to_digit(10).unwrap_or(0), 2 + variant))
        }
        _ => None,
    }
}

/// A blank and a capital stand behind the mark at `at`.
fn opens_sentence(chars: &[char], at: usize) -> bool {
    chars.get(at + 1).is_some_and(|c| c.is_whitespace())
        && chars.get(skip_blanks(chars, at + 1)).is_some_and(|c| c.is_uppercase())
}

/// "Step one, press …", but not "Step one, two and three".
fn is_comma(chars: &[char], at: usize) -> bool {
    let word: String = chars.get(at + 1..).unwrap_or(&[]).iter().collect::<String>().trim_start().to_lowercase();
    let word = word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    chars.get(at) == Some(&',')
        && !word.is_empty()
        && !word.starts_with(|c: char| c.is_ascii_digit())
        && !NUMBERS.contains(&word)
        && word != "and"
}

fn skip_blanks(chars: &[char], from: usize) -> usize {
    from.min(chars.len()) + chars[from.min(chars.len())..].iter().take_while(|c| c.is_whitespace()).count()
}

/// Takes a number of characters off the front of a row; marks that then hold nothing go.
pub fn strip(row: Vec<Inline>, mut count: usize) -> Vec<Inline> {
    let mut out = Vec::with_capacity(row.len());
    for mut token in row {
        // Read as a blank.
        if count > 0 && token.is_break() {
            count -= 1;
            continue;
        }
        if count > 0
            && let Kind::Text(text) = &mut token.kind
        {
            let cut = text.char_indices().nth(count).map_or(text.len(), |(i, _)| i);
            count -= text[..cut].chars().count();
            // Where the text was repaired its bytes are not those of the file: the place stays the whole token's.
            if (token.span.end - token.span.start) as usize == text.len() {
                token.span.start += cut as u32;
            }
            text.drain(..cut);
            if text.is_empty() {
                continue;
            }
        }
        out.push(token);
    }
    let mut out = balance(out);
    crate::document::inline::trim(&mut out);
    // A dot or blank that stood between the marks of the number.
    if let Some(Inline { kind: Kind::Text(text), .. }) = out.first_mut() {
        let rest = text.trim_start_matches(['.', ':', ' ', '\u{a0}']);
        if rest.len() < text.len()
            && text.starts_with(['.', ':'])
            && !rest.is_empty()
            && !text.starts_with("..")
            && !rest.starts_with(char::is_lowercase)
        {
            *text = rest.to_owned();
        }
    }
    out
}

/// Whether a heading or bold line names one of several ways: "Method 2: …", "Fix 3 – …", "Option 1."
pub fn is_way(text: &str) -> bool {
    way(text).is_some()
}

/// The word and the number with which a way is named: "Method" and 2; 0 for a number too large.
pub fn way(text: &str) -> Option<(&str, u32)> {
    let text = text.trim();
    let word = &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())];
    if !words().way_words.iter().any(|w| w.eq_ignore_ascii_case(word)) {
        return None;
    }
    let lower = text.to_lowercase();
    let word_end = word.len();
    let rest = lower[word_end..].trim_start_matches([' ', '#', '\u{a0}']);
    let number = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let name = &rest[..number];
    let n = if name.is_empty() {
        return None;
    } else if name.bytes().all(|b| b.is_ascii_digit()) {
        name.parse().unwrap_or(0)
    } else if let Some(i) = NUMBERS.iter().position(|w| *w == name) {
        i as u32 + 1
    } else if name.len() <= 4 && name.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) {
        roman(name)
    } else {
        return None;
    };
    (!rest[number..].starts_with(char::is_alphanumeric)).then_some((word, n))
}

/// A number in Roman digits up to 39, in lower case.
fn roman(digits: &str) -> u32 {
    let value = |c: char| match c {
        'x' => 10,
        'v' => 5,
        _ => 1,
    };
    let mut sum = 0;
    let mut last = 0;
    for v in digits.chars().rev().map(value) {
        sum = if v < last { sum - v.min(sum) } else { sum + v };
        last = last.max(v);
    }
    sum
}

/// Whether a heading names one of several ways to the same end; parts and cases follow one another.
pub fn is_alternative(text: &str) -> bool {
    let word = text.trim().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    is_way(text) && !["part", "case"].iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// Whether nothing but the number of a way stands there ("Method 1:").
pub fn is_bare_way(text: &str) -> bool {
    is_way(text) && text.split_whitespace().count() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_known_in_every_dress() {
        use Scheme::{Letter, Number, Word};
        for (head, want) in [
            ("1) Click", Some((Number, 1))),
            (" 12. Open", Some((Number, 12))),
            ("6） Open", Some((Number, 6))),
            ("3.Select", Some((Number, 3))),
            ("a) Shut", Some((Letter, 1))),
            ("b. Select", Some((Letter, 2))),
            ("e.g. Here", None),
            ("Step 2 Paste", Some((Word, 2))),
            ("Step 3", Some((Word, 3))),
            ("Step two: Paste", Some((Word, 2))),
            ("(1) Open", Some((Number, 1))),
            ("(see below) Open", None),
            ("(1)x", None),
            ("[2] Open", None),
            ("① Open", Some((Number, 1))),
            ("2️⃣ Open", Some((Number, 2))),
            ("1: Open", Some((Number, 1))),
            ("1 – Open", Some((Number, 1))),
            ("1 - 3 days", None),
            ("10:30 Open", None),
            ("Step-2: Open", Some((Word, 2))),
            ("Step one of the plan", None),
            ("Step one, press it", Some((Word, 1))),
            ("Step 3, open it", Some((Word, 3))),
            ("Step 1, 2 and 3", None),
            ("Step one, two and so on", None),
            ("Passo 1. Titolo", Some((Word, 1))),
            ("Schritt 4: x", Some((Word, 4))),
            ("1.5 GB", None),
            ("2019. The year", None),
            ("11.exe", None),
            ("A. Name", None),
            ("Step 2 of the guide", None),
            ("10 things", None),
            ("I) x", None),
        ] {
            let got = in_text(head, &[head.chars().count()]).map(|(m, _)| (m.scheme, m.n));
            assert_eq!(got, want, "{head}");
        }
    }

    #[test]
    fn ways_are_told_from_titles() {
        for text in
            ["Method 2: Use it", "Fix 3 – x", "Way 3 (Recommended): y", "Option 1. z", "Solution Two: a", "Part I. b"]
        {
            assert!(is_way(text), "{text}");
        }
        for text in ["Method to use", "Fix your PC", "Tips 4 you", "Solution"] {
            assert!(!is_way(text), "{text}");
        }
    }
}
