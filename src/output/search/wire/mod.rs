//! The files of the index, one a module, and what they have in common.
//!
//! Every file is a classic script with one call, `guidepostSearch("t17",'…')`: the one way of getting data
//! into a page that works from a disk and from a server, in every browser, under `script-src 'self'`. The
//! second argument is JSON in a string, which browsers read faster than a literal, in ASCII, so that no
//! guess of a character set can spoil it.
//!
//! The names of all files but the root carry one hash, that of the whole index: numbers of documents and
//! lists hold within one index only, so files of two builds must never meet.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::Serialize;

pub mod facets;
pub mod records;
pub mod root;
pub mod snippets;
pub mod speller;
pub mod terms;

/// A script that hands `payload` to the page under `name`.
pub fn script(name: &str, payload: &impl Serialize) -> Vec<u8> {
    script_of_json(name, &serde_json::to_string(payload).unwrap_or_default())
}

/// The same for a payload that is JSON already.
pub fn script_of_json(name: &str, json: &str) -> Vec<u8> {
    // Thousands of scripts wait for the hash that names them: none has more room than it needs.
    let longer: usize = json.chars().map(|c| written_longer(c, c.len_utf16())).sum();
    let mut script = String::with_capacity(json.len() + longer + name.len() + "guidepostSearch(\"\",'')\n".len());
    script.push_str("guidepostSearch(\"");
    script.push_str(name);
    script.push_str("\",'");
    for c in json.chars() {
        match c {
            '\\' => script.push_str("\\\\"),
            '\'' => script.push_str("\\'"),
            ' '..='~' => script.push(c),
            _ => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| script.push_str(&format!("\\u{unit:04x}"))),
        }
    }
    script.push_str("')\n");
    script.into_bytes()
}

/// Bytes by which a character of `units` UTF-16 units grows in a script.
fn written_longer(c: char, units: usize) -> usize {
    match c {
        '\\' | '\'' => 1,
        ' '..='~' => 0,
        _ => 6 * units - c.len_utf8(),
    }
}

/// Seven bits a byte, lowest first, the high bit set on all but the last.
pub fn varint(bytes: &mut Vec<u8>, mut n: u32) {
    while n > 0x7f {
        bytes.push(n as u8 | 0x80);
        n >>= 7;
    }
    bytes.push(n as u8);
}

/// Standard base64 without padding, which `atob` reads.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(bytes)
}

/// Sorted words, each as the length it shares with the word before (one character, `0` for none, in UTF-16
/// units, at most 70) and the rest, with spaces between.
pub fn front_code<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut before = "";
    for word in words {
        let (mut units, mut bytes) = (0, 0);
        for (a, b) in before.chars().zip(word.chars()) {
            if a != b || units + a.len_utf16() > 70 {
                break;
            }
            units += a.len_utf16();
            bytes += a.len_utf8();
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push((b'0' + units as u8) as char);
        text.push_str(&word[bytes..]);
        before = word;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_ascii_and_says_what_was_put_in() {
        let script = script("r0", &"it's \"ü\" \\ 😀\n</script>");
        assert_eq!(script.capacity(), script.len());
        let script = String::from_utf8(script).unwrap();
        assert!(script.is_ascii());
        assert_eq!(
            script,
            r#"guidepostSearch("r0",'"it\'s \\"\u00fc\\" \\\\ \ud83d\ude00\\n</script>"')"#.to_owned() + "\n"
        );
    }

    #[test]
    fn encodings_are_the_known_ones() {
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE");
        assert_eq!(base64(b"M"), "TQ");
        let mut bytes = Vec::new();
        varint(&mut bytes, 300);
        assert_eq!(bytes, [0xac, 2]);
        assert_eq!(front_code(["print", "printer", "prop"].into_iter()), "0print 5er 2op");
    }
}
