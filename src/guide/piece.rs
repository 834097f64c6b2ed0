//! The plain text of a piece of HTML.
//!
//! Pieces are ours: escaped, balanced, from the allow list. So a `<` opens a tag and an `&` an entity.

use crate::document::html_scan;

/// Tags that end no word: text goes on across them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "u", "var",
];

/// Whether a tag opens a code block that shows Markdown.
fn is_example(tag: &str) -> bool {
    tag.starts_with("<pre") && tag.contains("data-lang=\"markdown")
}

/// What a reader sees of our own HTML: tags gone, entities decoded, every run of blanks one blank. Fenced Markdown
/// is left out: it shows how to write, not what the article is about.
pub fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find('>') else { break };
        if is_example(&rest[..end]) {
            // An article about articles: the words of its examples are not its own.
            rest = rest.find("</pre>").map_or("", |e| &rest[e..]);
            continue;
        }
        let inside = rest[1..end].trim_start_matches('/');
        let name = &inside[..inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len())];
        if !INLINE.contains(&name) {
            text.push(' ');
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    let mut out = String::with_capacity(text.len());
    for word in html_scan::decode_entities(&text).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Calls `f` with the parts of our own HTML between code blocks that show Markdown.
pub fn without_examples<'a>(html: &'a str, f: &mut dyn FnMut(&'a str)) {
    let mut rest = html;
    while let Some(at) = rest.find("<pre class=\"code\" data-lang=\"markdown") {
        f(&rest[..at]);
        rest = rest[at..].find("</pre>").map_or("", |end| &rest[at + end..]);
    }
    f(rest);
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn tags_go_and_entities_are_decoded() {
        assert_eq!(text("<p>Click <b>O</b>K &amp; wait</p><p>&lt;b&gt; &#39;x&#x27;</p>"), "Click OK & wait <b> 'x'");
        assert_eq!(text("<ul><li>one</li><li>two</li></ul>"), "one two");
        assert_eq!(text("a &unknown; b<br>c"), "a &unknown; b c");
        assert_eq!(text("&amp;lt;<b>re</b>start"), "&lt;restart");
    }
}
