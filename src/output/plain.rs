//! HTML of ours as plain text.

/// The text of a piece of our own HTML: tags taken out, the five escapes undone, blanks made one.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |e| at + e + 1);
        // Blocks part words, inline tags do not.
        let name = rest[at..end].trim_start_matches(['<', '/']);
        if BLOCKS.iter().any(|b| name.strip_prefix(b).is_some_and(|r| r.starts_with(['>', ' ', '/']))) {
            text.push(' ');
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    let text = ESCAPES.iter().fold(text, |t, (escape, c)| if t.contains('&') { t.replace(escape, c) } else { t });
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const BLOCKS: &[&str] = &["p", "li", "ul", "ol", "br", "div", "tr", "td", "th", "pre", "table", "blockquote"];

/// `&amp;` last: what it gives must not be read again.
const ESCAPES: &[(&str, &str)] = &[("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_go_and_escapes_are_undone() {
        assert_eq!(plain("<p>Type <kbd>a &lt; b</kbd>.</p>\n<p>Then R&amp;D</p>"), "Type a < b. Then R&D");
        assert_eq!(plain("&amp;lt;<b>re</b>start<br>now"), "&lt;restart now");
    }
}
