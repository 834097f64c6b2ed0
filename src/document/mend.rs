//! What a converter broke inside one line, and what belongs there instead: signs for bullets, addresses with
//! blanks, links that were cut in two.
//!
//! Each function looks at one place of the source and gives the range to replace and its replacement.

use std::ops::Range;

/// A place in the source, and what is written there instead.
pub type Mend = (Range<usize>, String);

/// Signs that people set before the points of a list, each an item of a Markdown list.
const BULLETS: &[&str] = &["\\-", "\\*", "•", "●", "▪", "◦", "‣", "■", "➤"];

/// "\- Click it", "• Click it": a point of a list that Markdown sees as text. `line` is one line.
pub fn bullet(line: &str) -> Option<Mend> {
    let blanks = line.bytes().take(4).take_while(|b| *b == b' ').count();
    // Nearly all lines begin with something else.
    if blanks > 3 || !matches!(line.as_bytes().get(blanks), Some(b'\\' | 0xe2)) {
        return None;
    }
    let sign = BULLETS.iter().find(|s| line[blanks..].starts_with(**s))?;
    let end = blanks + sign.len();
    let gap = line[end..].bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let text = line[end + gap..].trim_end();
    // "\* Know more": a star alone marks a remark; bold behind it is bold that was cut.
    let is_point = gap > 0 && !text.is_empty() && *sign != "\\*";
    is_point.then(|| (blanks..end + gap, "* ".to_owned()))
}

/// `](#Way 1)`: the address of a place in the page, with blanks. `i` is the place of the `]`.
pub fn fragment(text: &str, i: usize, end: usize) -> Option<Mend> {
    let inside = i + 2;
    let close = inside + text[inside..end].find(')')?;
    let address = &text[inside..close];
    let is_cut = address.starts_with('#') && address.contains(' ') && !address.contains(['"', '<', '(']);
    is_cut.then(|| (inside..close, format!("<{address}>")))
}

/// "[Framewor](x)[k](x)", "[Ea](x) [sy](x)", "[Get it](x)[Get it](x)": one link that was cut in two, or written twice.
/// `i` is the place of the first `]`.
pub fn link_cut_in_two(text: &str, i: usize, start: usize, end: usize) -> Option<Mend> {
    let close = i + 2 + text[i + 2..end].find(')')?;
    let blank = usize::from(text[close + 1..end].starts_with(' '));
    let open = close + 1 + blank;
    if !text[open..end].starts_with('[') {
        return None;
    }
    let middle = open + 1 + text[open + 1..end].find(']')?;
    let address = &text[i + 1..close + 1];
    if !text[middle + 1..end].starts_with(address) {
        return None;
    }
    let first = &text[start..i];
    let first = &first[first.rfind('[')? + 1..];
    let second = &text[open + 1..middle];
    // Two links with the same words say it twice.
    let again = first == second && !first.is_empty();
    // "Driver Ea" and "sy": a few letters that are no word go on with the word before them.
    const WORDS: &[&str] =
        &["a", "an", "and", "app", "at", "by", "for", "in", "is", "it", "of", "on", "or", "the", "to"];
    let goes_on = !second.is_empty()
        && second.len() <= 3
        && second.bytes().all(|b| b.is_ascii_lowercase())
        && !WORDS.contains(&second)
        && first.ends_with(char::is_alphabetic);
    if !again && !goes_on {
        return None;
    }
    let instead = if again { String::new() } else { second.to_owned() };
    // What stands between the two brackets goes; the address of the second stays.
    Some((i..middle, instead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_signs_with_text_behind_them_are_bullets() {
        for (line, want) in [
            ("\\- Click it", Some(0..3)),
            (" •\tClick it", Some(1..5)),
            ("\\-5 degrees", None),
            ("\\- ", None),
            ("     • far in", None),
            ("\\* a remark", None),
            ("— a dash", None),
        ] {
            assert_eq!(bullet(line).map(|m| m.0), want, "{line}");
        }
    }

    #[test]
    fn a_link_goes_on_only_with_a_part_of_a_word() {
        let mended = |text: &str| {
            let i = text.find(']').unwrap();
            link_cut_in_two(text, i, 0, text.len()).map(|(range, instead)| {
                let mut out = text.to_owned();
                out.replace_range(range, &instead);
                out
            })
        };
        assert_eq!(mended("[Framewor](x)[k](x) now").as_deref(), Some("[Framework](x) now"));
        assert_eq!(mended("[Ea](x) [sy](x)").as_deref(), Some("[Easy](x)"));
        assert_eq!(mended("[Get it](x)[Get it](x)").as_deref(), Some("[Get it](x)"));
        for text in ["[Go](x) [to](x)", "[A](x) [B](x)", "[Wor](x)[d](y)", "[Firewall](x)[page](x)"] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
