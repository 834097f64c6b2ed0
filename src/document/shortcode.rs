//! Marks that other site generators put between Markdown: tags of Hexo and Liquid (`{% note %}`), shortcodes of Hugo
//! (`{{< figure >}}`), containers (`:::tip`), keys (`++ctrl+c++`), boxes and tabs by indent (`!!! note`, `=== "Windows 11"`), lists of
//! attributes (`{width=50%}`), captions and contents of WordPress.
//!
//! Each becomes the Markdown or HTML that says the same. What is known by none of the lists goes: no reader sees it in
//! the site it was written for.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use crate::document::html_blocks::note_named;
use crate::document::html_scan;
use crate::document::mend::Mend;
use crate::document::ticks::skip_code_span;

/// What every mark has one of.
const SIGNS: &[&str] = &[
    "{%",
    "{{",
    ":::",
    "!!! ",
    "??? ",
    "???+ ",
    "=== \"",
    "){",
    "{:",
    "{#",
    "{ #",
    "[caption",
    "[toc]",
    "[TOC]",
    "[[toc]]",
    "[[TOC]]",
    "[[_TOC_]]",
    "<TabItem",
    "<Aside",
    "++",
];

/// Whether anything here could be found in an article: asked once, so that nearly all articles pay nothing more.
pub fn may_hold(body: &str) -> bool {
    static SEARCH: OnceLock<AhoCorasick> = OnceLock::new();
    SEARCH.get_or_init(|| AhoCorasick::new(SIGNS).expect("a few short words")).is_match(body)
}

/// What belongs in the place of the marks of one line, in order; `line` without its end.
pub fn in_line(line: &str) -> Vec<Mend> {
    let mut out = Vec::new();
    let bare = line.trim();
    let begins = bare.starts_with(['<', ':', '[', '{']) || bare.starts_with("import ");
    if !begins && memchr::memchr3(b'{', b'`', b'[', line.as_bytes()).is_none() && !line.contains('+') {
        return out;
    }
    let indent = &line[..line.len() - line.trim_start().len()];
    let whole = indent.len()..line.trim_end().len();
    if matches!(bare, "[toc]" | "[TOC]" | "[[_TOC_]]" | "{:toc}" | "{: toc}" | "[[toc]]" | "[[TOC]]") {
        return vec![(whole, String::new())];
    }
    if let Some(instead) = component(bare, indent).or_else(|| container(bare, indent)) {
        return vec![(whole, instead)];
    }
    let mut at = 0;
    while let Some(i) = line[at..].find(['{', '`', '[', '+']).map(|i| at + i) {
        let rest = &line[i..];
        if rest.starts_with('`') {
            // Code that shows such a mark is left alone.
            at = skip_code_span(line, i, line.len()).0;
            continue;
        }
        match mark(line, i, indent) {
            Some((range, instead)) => {
                at = range.end;
                out.push((range, instead));
            }
            None => at = i + 1,
        }
    }
    out
}

/// "++ctrl+alt+del++", keys as MkDocs writes them. "C++" and "i++" are none.
fn key_caps(line: &str, i: usize) -> Option<Mend> {
    let inside = line[i..].strip_prefix("++")?;
    let end = inside.find("++")?;
    let names: Vec<&str> = inside[..end].split('+').collect();
    let is_name = |name: &&str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let apart = !line[..i].ends_with(|c: char| c.is_alphanumeric() || c == '+');
    let one = names.len() > 1 || names[0].len() > 2 || names[0].starts_with('f');
    if !apart || !one || !names.iter().all(is_name) {
        return None;
    }
    let caps: Vec<String> = names
        .iter()
        .map(|name| {
            let (first, rest) = name.split_at(1);
            format!("<kbd>{}{}</kbd>", first.to_uppercase(), rest.replace('-', " "))
        })
        .collect();
    Some((i..i + "++".len() + end + "++".len(), caps.join("+")))
}

/// The mark that begins at `i`, and what belongs in its place.
fn mark(line: &str, i: usize, indent: &str) -> Option<Mend> {
    let rest = &line[i..];
    if rest.starts_with("[caption") {
        let begin = window(rest).find(']')? + 1;
        let end = begin + window(&rest[begin..]).find("[/caption]")?;
        return Some((i..i + end + "[/caption]".len(), captioned(&rest[begin..end])));
    }
    if rest.starts_with('+') {
        return key_caps(line, i);
    }
    let behind_address = line[..i].ends_with(')');
    let in_heading = line.trim_start().starts_with('#');
    if rest.starts_with('{') && !rest.starts_with("{%") && !rest.starts_with("{{") {
        let end = window(rest).find('}')? + 1;
        let at_end = rest[end..].trim().is_empty();
        let may = behind_address || at_end && (rest.starts_with("{:") || in_heading);
        return (may && is_attributes(&rest[1..end - 1])).then(|| (i..i + end, String::new()));
    }
    // The longer of two that begin alike stands first.
    let kinds = [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}")];
    let (open, close) = kinds.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let end = window(rest).find(close)?;
    // "{%- note -%}" takes the blanks around it away, "{{< figure />}}" has no end of its own.
    let inside = rest.get(open.len()..end)?.trim_matches('-').trim();
    let inside = inside.strip_suffix(" /").unwrap_or(inside);
    let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside.trim()));
    let words = words(inside);
    let whole = i..i + end + close.len();
    if open == "{{" {
        // "{{ site.baseurl }}/help": an address without the site's own.
        return matches!(inside, "site.baseurl" | "site.url").then(|| (whole, String::new()));
    }
    Some((whole, tag(&words, closing, indent)))
}

/// How far the end of a mark is looked for.
fn window(rest: &str) -> &str {
    const FARTHEST: usize = 2_000;
    let end = (FARTHEST.min(rest.len())..).find(|i| rest.is_char_boundary(*i)).unwrap_or(rest.len());
    &rest[..end]
}

/// What a tag or shortcode says in Markdown or HTML, empty for what is unknown.
fn tag(words: &[Word], closing: bool, indent: &str) -> String {
    let Some((first, arguments)) = words.split_first() else { return String::new() };
    let name = first.text.to_lowercase();
    let value = |keys: &[&str]| {
        arguments.iter().find(|w| keys.contains(&w.key.as_str())).map(|w| w.text.as_str()).filter(|t| !t.is_empty())
    };
    let plain: Vec<&str> = arguments.iter().filter(|w| w.key.is_empty()).map(|w| w.text.as_str()).collect();
    let quoted: Vec<&str> =
        arguments.iter().filter(|w| w.quoted && w.key.is_empty()).map(|w| w.text.as_str()).collect();
    // "{{< /notice >}}", "{% endnote %}"
    if let Some(ended) = if closing { Some(name.as_str()) } else { name.strip_prefix("end") } {
        return match ended {
            "codeblock" | "highlight" => "```".to_owned(),
            "blockquote" | "quote" | "cq" | "centerquote" => format!("\n\n{indent}</blockquote>\n\n{indent}"),
            name if is_box(name) => format!("\n\n{indent}</div>\n\n{indent}"),
            _ => String::new(),
        };
    }
    match name.as_str() {
        "asset_img" | "img" | "image" | "figure" | "imgproc" => {
            let is_file = |w: &&Word| w.key.is_empty() && html_scan::is_image_address(&w.text);
            let named = value(&["src", "link", "url", "file"]);
            let Some(src) = named.or_else(|| arguments.iter().find(is_file).map(|w| w.text.as_str())) else {
                return String::new();
            };
            // Hexo: the title, then the text; either may be all in one pair of marks.
            let mut words: Vec<String> = Vec::new();
            for text in quoted.iter().filter(|t| !html_scan::is_image_address(t)) {
                match text.contains('"') {
                    true => words.extend(self::words(text).into_iter().filter(|w| w.quoted).map(|w| w.text)),
                    false => words.push((*text).to_owned()),
                }
            }
            let alt = value(&["alt"]).or(words.get(1).or(words.first()).map(String::as_str)).unwrap_or("");
            let title =
                value(&["caption", "title"]).or(words.get(1).and(words.first()).map(String::as_str)).unwrap_or("");
            let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", attribute(title)) };
            format!("<img src=\"{}\" alt=\"{}\"{title}>", attribute(src), attribute(alt))
        }
        "asset_link" | "asset_path" | "post_link" | "link" | "ref" | "relref" | "btn" | "button" => {
            let commas: Vec<&str> = arguments.iter().map(|w| w.text.trim_end_matches(',')).collect();
            match (name.as_str(), commas.as_slice()) {
                (_, []) => String::new(),
                ("ref" | "relref" | "asset_path", [address, ..]) | ("link", [address]) => (*address).to_owned(),
                ("post_link", [slug, title @ ..]) => {
                    format!("[{}]({slug}.md)", title.first().copied().unwrap_or(slug))
                }
                ("link", [text @ .., last]) if !last.contains("://") => match text.split_last() {
                    Some((address, text)) if address.contains("://") => format!("[{}](<{address}>)", text.join(" ")),
                    _ => String::new(),
                },
                ("link", [text @ .., address]) => format!("[{}](<{address}>)", text.join(" ")),
                ("btn" | "button", [address, text, ..]) => format!("[{text}](<{address}>)"),
                // The text stands between this and its end.
                ("btn" | "button", [name]) if !name.contains(['/', '.']) => (*name).to_owned(),
                ("btn" | "button", [_]) => String::new(),
                (_, [address, text @ ..]) => {
                    format!("[{}](<{address}>)", text.first().copied().unwrap_or(address))
                }
            }
        }
        "kbd" | "key" if !plain.is_empty() => format!("<kbd>{}</kbd>", attribute(&plain.join(" "))),
        // Hexo: "{% label primary@Restart now %}".
        "label" => {
            let text = plain.join(" ");
            text.split_once('@').map_or(text.as_str(), |(_, text)| text).to_owned()
        }
        "youtube" => match plain.first() {
            Some(id) => format!("[youtube.com](<https://www.youtube.com/watch?v={id}>)"),
            None => String::new(),
        },
        "codeblock" | "highlight" => {
            let language = arguments.iter().find_map(|w| w.text.strip_prefix("lang:")).or(value(&["lang", "language"]));
            let language = language.or(plain.first().copied().filter(|_| name == "highlight")).unwrap_or("");
            format!("```{language}")
        }
        "blockquote" | "quote" | "cq" | "centerquote" => format!("<blockquote>\n\n{indent}"),
        "tab" => match value(&["name", "header", "title"]).or(plain.first().copied()) {
            Some(title) => format!("\n\n{indent}**{title}**\n\n{indent}"),
            None => String::new(),
        },
        name if is_box(name) => {
            let kind = arguments.iter().map(|w| w.text.as_str()).find(|t| note_named(t).is_some());
            let title = value(&["title"]).or(quoted.first().copied()).filter(|t| note_named(t).is_none());
            opening(kind.unwrap_or(name), title.unwrap_or(""), indent)
        }
        _ => String::new(),
    }
}

/// Names of boxes that stand out from the text.
fn is_box(name: &str) -> bool {
    note_named(name).is_some()
        || matches!(name, "notice" | "alert" | "admonition" | "callout" | "hint" | "box" | "expand" | "details")
}

/// The beginning of a box, with its title if it has one.
fn opening(kind: &str, title: &str, indent: &str) -> String {
    let class = if note_named(kind).is_some() { format!(" class=\"{}\"", kind.to_lowercase()) } else { String::new() };
    let title = if title.is_empty() { String::new() } else { format!("**{title}**\n\n{indent}") };
    format!("<div{class}>\n\n{indent}{title}")
}

/// Components of MDX on a line of their own: the label of a tab, a box, what is imported.
fn component(bare: &str, indent: &str) -> Option<String> {
    if bare.starts_with("import ") && (bare.contains(" from '") || bare.contains(" from \"")) {
        return Some(String::new());
    }
    if bare == "</Aside>" {
        return Some(format!("\n{indent}</div>\n"));
    }
    let tag = html_scan::tag(bare).filter(|tag| tag.length == bare.len() && !tag.closing)?;
    let value = |key: &str| tag.attribute(key).unwrap_or("");
    match &bare[1..] {
        rest if rest.starts_with("TabItem") => Some(format!("\n{indent}**{}**\n", value("label"))),
        rest if rest.starts_with("Aside") => {
            let kind = if value("type").is_empty() { "note" } else { value("type") };
            Some(opening(kind, value("title"), indent))
        }
        _ => None,
    }
}

/// ":::tip A title", "::: warning", ":::note[A title]", and the ":::" that ends it.
fn container(bare: &str, indent: &str) -> Option<String> {
    let name = bare.strip_prefix(":::")?.trim_start_matches(':').trim();
    if name.is_empty() {
        return Some(format!("\n{indent}</div>\n"));
    }
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(name.len());
    let title = name[end..].trim().trim_start_matches(['[', '{']).trim_end_matches([']', '}']).trim_matches('"');
    let title = if title.contains(['=', '#']) { "" } else { title };
    Some(opening(&name[..end], title, indent))
}

/// A box or tab whose end is the end of its indent.
pub struct Indented {
    /// Blanks before the mark.
    pub indent: usize,
    /// Lines without their blanks.
    pub open: String,
    pub close: &'static str,
}

/// `!!! note "A title"`, `??? tip`, `=== "Windows 11"`; `line` without its end.
pub fn indented(line: &str) -> Option<Indented> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let bare = line.trim();
    let title = |rest: &str| rest.find('"').and_then(|i| rest[i + 1..].strip_suffix('"').map(str::to_owned));
    if let Some(rest) = bare.strip_prefix("=== ") {
        let title = title(rest)?;
        return Some(Indented { indent, open: format!("**{title}**\n"), close: "" });
    }
    let rest =
        bare.strip_prefix("!!! ").or_else(|| bare.strip_prefix("???+ ")).or_else(|| bare.strip_prefix("??? "))?;
    let name = rest.split([' ', '"']).next().unwrap_or("");
    let open = opening(name, &title(rest).unwrap_or_default(), "");
    Some(Indented { indent, open: open.trim_end().to_owned() + "\n", close: "</div>\n\n" })
}

/// What closes a block of code that a tag opened, where everything is left alone.
pub fn code_end(line: &str) -> Option<&'static str> {
    let tag = line.trim_start();
    let name = tag.strip_prefix("{%").or_else(|| tag.strip_prefix("{{<")).or_else(|| tag.strip_prefix("{{%"))?;
    let name = name.trim_start_matches(['-', ' ']);
    [("codeblock", "endcodeblock"), ("highlight", "highlight")]
        .iter()
        .find(|(n, _)| name.starts_with(n))
        .map(|(_, end)| *end)
}

/// A picture with words behind it, as `[caption]` holds them.
fn captioned(inside: &str) -> String {
    let end = inside.rfind('>').map(|i| i + 1).filter(|_| inside.contains("<img"));
    match end {
        Some(end) if !inside[end..].trim().is_empty() => {
            format!("<figure>{}<figcaption>{}</figcaption></figure>", &inside[..end], inside[end..].trim())
        }
        _ => inside.to_owned(),
    }
}

/// `width=50%`, `: .note`, `.shadow #a`: attributes, not text in braces.
fn is_attributes(inside: &str) -> bool {
    let words = words(inside.trim_start_matches(':'));
    !words.is_empty()
        && words.iter().all(|w| {
            !w.key.is_empty()
                || w.text.starts_with(['.', '#'])
                || matches!(w.text.as_str(), "toc" | "lightbox" | "lazy")
        })
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// One word of a tag: `key=text`, `"text with blanks"`.
struct Word {
    key: String,
    text: String,
    quoted: bool,
}

fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let key_end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        let (key, behind) = match rest[key_end..].strip_prefix('=') {
            Some(behind) if key_end > 0 => (&rest[..key_end], behind),
            _ => ("", rest),
        };
        let (value, quoted): (Range<usize>, bool) = match behind.chars().next() {
            Some(q @ ('"' | '\'' | '`')) if behind[1..].contains(q) => (1..1 + behind[1..].find(q).unwrap_or(0), true),
            _ => (0..behind.find(char::is_whitespace).unwrap_or(behind.len()), false),
        };
        out.push(Word { key: key.to_owned(), text: behind[value.clone()].to_owned(), quoted });
        rest = behind[value.end + usize::from(quoted)..].trim_start();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(line: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for (range, instead) in in_line(line) {
            out.push_str(&line[at..range.start]);
            out.push_str(&instead);
            at = range.end;
        }
        out + &line[at..]
    }

    #[test]
    fn marks_become_what_they_say() {
        for (line, want) in [
            ("{% asset_img menu.png \"The menu\" %}", "<img src=\"menu.png\" alt=\"The menu\">"),
            ("{% asset_img wide a.png 300 200 'T' 'A text' %}", "<img src=\"a.png\" alt=\"A text\" title=\"T\">"),
            ("{% img /images/a.png '\"T\" \"A text\"' %}", "<img src=\"/images/a.png\" alt=\"A text\" title=\"T\">"),
            ("{{< figure src=\"/a.png\" alt=\"The menu\" >}}", "<img src=\"/a.png\" alt=\"The menu\">"),
            ("{% note info %}", "<div class=\"info\">\n\n"),
            ("{% endnote %}", "\n\n</div>\n\n"),
            ("{{% notice warning %}}", "<div class=\"warning\">\n\n"),
            ("{{% /notice %}}", "\n\n</div>\n\n"),
            (":::tip Do it early", "<div class=\"tip\">\n\n**Do it early**\n\n"),
            (":::note[Mind this]", "<div class=\"note\">\n\n**Mind this**\n\n"),
            (":::", "\n</div>\n"),
            ("{% codeblock lang:powershell Get it %}", "```powershell"),
            ("{% link Help https://h.example/a true %}", "[Help](<https://h.example/a>)"),
            ("{% link Help https://h.example/a/ %}", "[Help](<https://h.example/a/>)"),
            ("{%- include ad.html -%}{{< figure src=\"a.png\" />}}", "<img src=\"a.png\" alt=\"\">"),
            ("{% post_link clear-queue 'Clear it' %}", "[Clear it](clear-queue.md)"),
            ("[a]({{< ref \"b.md\" >}}) and {{ site.baseurl }}/x", "[a](b.md) and /x"),
            ("{% include ad.html %}", ""),
            ("![a](b.png){width=\"6.2in\"} and ![c](d.png){: .big}", "![a](b.png) and ![c](d.png)"),
            (
                "[caption id=\"x\"]<img src=\"a.png\" /> The menu[/caption]",
                "<figure><img src=\"a.png\" /><figcaption>The menu</figcaption></figure>",
            ),
            ("[toc]", ""),
            ("Type `{% raw %}` here", "Type `{% raw %}` here"),
            ("Open {Start} and (this){that}", "Open {Start} and (this){that}"),
            ("{{ user }}", "{{ user }}"),
            ("## Add it {#add .x}", "## Add it "),
            ("The mark {: .x } adds a class", "The mark {: .x } adds a class"),
            ("{% code title=\"a.ps1\" %}", ""),
            ("Click {% label primary@Restart now %} and {% kbd Ctrl %}.", "Click Restart now and <kbd>Ctrl</kbd>."),
            ("<TabItem value=\"w\" label=\"Windows 11\">", "\n**Windows 11**\n"),
            ("import Tabs from '@theme/Tabs';", ""),
        ] {
            assert_eq!(rewritten(line), want, "{line}");
        }
    }

    #[test]
    fn boxes_by_indent_are_known() {
        let found = indented("    !!! warning \"Mind\"").unwrap();
        assert_eq!((found.indent, found.open.as_str()), (4, "<div class=\"warning\">\n\n**Mind**\n"));
        assert_eq!(indented("=== \"Windows 11\"").unwrap().open, "**Windows 11**\n");
        assert!(indented("=== no tab").is_none() && indented("Stop!!! note").is_none());
    }
}
