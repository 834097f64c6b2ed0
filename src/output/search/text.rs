//! The plain text of a piece of HTML.
//!
//! Pieces are ours: escaped, balanced, from the allow list. So a `<` opens a tag and an `&` an entity.

use std::borrow::Cow;

use crate::guide::Piece;

/// Tags that end no word: text goes on across them.
const INLINE: [&str; 13] = ["a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "span", "strong"];

/// What a reader sees of `piece`, without its pictures.
pub fn text_of(piece: &Piece) -> String {
    let mut text = String::with_capacity(piece.html.len());
    let mut rest = &*piece.html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let stop = if rest.starts_with('<') { '>' } else { ';' };
        let Some(end) = rest.find(stop) else { break };
        let (inside, after) = (&rest[1..end], &rest[end + 1..]);
        if stop == ';' {
            text.push_str(&entity(inside));
        } else if !INLINE.contains(&tag_name(inside)) && !text.ends_with(char::is_whitespace) && !text.is_empty() {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    text.truncate(text.trim_end().len());
    text
}

fn tag_name(inside: &str) -> &str {
    let inside = inside.trim_start_matches('/');
    &inside[..inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len())]
}

/// The named entities that escaping makes, and any numbered one.
fn entity(name: &str) -> Cow<'_, str> {
    let number = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        },
        None => None,
    };
    match (name, number.and_then(char::from_u32)) {
        (_, Some(c)) => c.to_string().into(),
        ("amp", _) => "&".into(),
        ("lt", _) => "<".into(),
        ("gt", _) => ">".into(),
        ("quot", _) => "\"".into(),
        ("apos", _) => "'".into(),
        ("nbsp", _) => " ".into(),
        _ => format!("&{name};").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_entities_are_decoded() {
        let text = |html: &str| text_of(&Piece { html: html.into(), holes: Box::default() });
        assert_eq!(text("<p>Click <b>O</b>K &amp; wait</p><p>&lt;b&gt; &#39;x&#x27;</p>"), "Click OK & wait\n<b> 'x'");
        assert_eq!(text("<ul><li>one</li><li>two</li></ul>"), "one\ntwo");
        assert_eq!(text("a &unknown; b"), "a &unknown; b");
        assert_eq!(text("a<br>b"), "a\nb");
    }
}
