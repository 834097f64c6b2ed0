//! Code in color: source text in, escaped HTML with a dozen short classes out.
//!
//! The syntaxes are syntect's; their hundreds of scopes are folded into the classes of `CLASSES`, so that
//! the style sheet stays small. The set is loaded when the first block with a known language comes by.
//! Whatever goes wrong, the code is shown plain.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::source::Span;

/// Longer code is shown plain: nobody reads colors in it, and some syntaxes take quadratic time.
const LONGEST_CODE: usize = 64 * 1024;
const LONGEST_LINE: usize = 4 * 1024;

/// Names that authors write after the fence -> the token syntect finds the syntax by.
const NAMES: &[(&str, &str)] = &[
    ("powershell", "ps1"),
    ("pwsh", "ps1"),
    ("posh", "ps1"),
    ("ps", "ps1"),
    ("cmd", "bat"),
    ("batch", "bat"),
    ("dos", "bat"),
    ("reg", "ini"),
    ("registry", "ini"),
    ("inf", "ini"),
    ("xaml", "xml"),
    ("console", "sh"),
    ("shell", "sh"),
    ("jsonc", "json"),
    ("csharp", "cs"),
    ("kql", ""),
    ("text", ""),
    ("txt", ""),
    ("plain", ""),
    ("plaintext", ""),
    ("none", ""),
];

/// Scope -> class, the first that is a prefix wins; innermost scopes are asked first.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "comment"),
    ("punctuation.definition.comment", "comment"),
    ("punctuation.definition.string", "string"),
    ("punctuation.definition.variable", "variable"),
    ("punctuation.definition.keyword", "keyword"),
    ("constant.numeric", "number"),
    ("constant.character.escape", "constant"),
    ("constant", "constant"),
    ("string.unquoted", ""),
    ("string", "string"),
    ("keyword.operator", "operator"),
    ("keyword", "keyword"),
    ("storage.type", "type"),
    ("storage", "keyword"),
    ("support.function", "function"),
    ("entity.name.function", "function"),
    ("variable.function", "function"),
    ("entity.name.tag", "keyword"),
    ("entity.name.section", "keyword"),
    ("entity.name.command", "function"),
    ("entity.other.attribute-name", "variable"),
    ("entity.name", "type"),
    ("entity.other", "type"),
    ("support", "type"),
    ("variable", "variable"),
    ("punctuation", "punctuation"),
];

/// The inside of `<code>` for `code`, escaped, with `<span class="gp-…">` around what has a color.
pub fn code_html(lang: &str, code: &str) -> String {
    colored(lang, code).unwrap_or_else(|| {
        let mut html = String::with_capacity(code.len() + code.len() / 8);
        push_escaped(&mut html, code);
        html
    })
}

/// `None`: no such language, too long, or the syntax stumbled.
fn colored(lang: &str, code: &str) -> Option<String> {
    if lang.is_empty() || code.len() > LONGEST_CODE || code.lines().any(|l| l.len() > LONGEST_LINE) {
        return None;
    }
    let set = syntaxes();
    let mut state = ParseState::new(find(set, lang)?);
    let mut stack = ScopeStack::new();
    let mut tokens: Vec<(&'static str, Span)> = Vec::new();
    let mut start = 0;
    for line in LinesWithEndings::from(code) {
        let mut done = 0;
        for (at, op) in state.parse_line(line, set).ok()? {
            push_token(&mut tokens, class_of(&stack), start + done, start + at);
            done = at;
            stack.apply(&op).ok()?;
        }
        push_token(&mut tokens, class_of(&stack), start + done, start + line.len());
        start += line.len();
    }
    Some(spans(code, &tokens))
}

fn push_token(tokens: &mut Vec<(&'static str, Span)>, class: &'static str, start: usize, end: usize) {
    if start >= end {
        return;
    }
    match tokens.last_mut() {
        Some((last, span)) if *last == class => span.end = end as u32,
        _ => tokens.push((class, Span::new(start, end))),
    }
}

fn spans(code: &str, tokens: &[(&'static str, Span)]) -> String {
    let mut html = String::with_capacity(code.len() * 3);
    for (class, span) in tokens {
        let text = &code[span.range()];
        if class.is_empty() || text.trim().is_empty() {
            push_escaped(&mut html, text);
        } else {
            html.push_str("<span class=\"gp-");
            html.push_str(class);
            html.push_str("\">");
            push_escaped(&mut html, text);
            html.push_str("</span>");
        }
    }
    html
}

fn class_of(stack: &ScopeStack) -> &'static str {
    static SCOPES: OnceLock<Vec<(Scope, &'static str)>> = OnceLock::new();
    let scopes =
        SCOPES.get_or_init(|| CLASSES.iter().filter_map(|(s, c)| Scope::new(s).ok().map(|s| (s, *c))).collect());
    let mut innermost = stack.as_slice().iter().rev();
    let found = innermost.find_map(|scope| scopes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)));
    found.map_or("", |(_, class)| class)
}

fn find<'a>(set: &'a SyntaxSet, lang: &str) -> Option<&'a SyntaxReference> {
    let lang = lang.to_ascii_lowercase();
    let token = NAMES.iter().find(|(name, _)| *name == lang).map_or(lang.as_str(), |(_, token)| token);
    if token.is_empty() { None } else { set.find_syntax_by_token(token) }
}

fn syntaxes() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

fn push_escaped(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(html: &str) -> String {
        scraper::Html::parse_fragment(html).root_element().text().collect()
    }

    #[test]
    fn windows_languages_get_colors_and_keep_their_text() {
        for (lang, code, class) in [
            ("powershell", "Get-Service -Name 'Spooler' # the queue\n$x = 3\n", "gp-comment"),
            ("bat", "@echo off\nREM stop it\nnet stop spooler & del /q \"%windir%\\x\"\n", "gp-"),
            ("cmd", "set A=1\nif exist x goto end\n", "gp-keyword"),
            ("reg", "[HKEY_CURRENT_USER\\Software]\n\"Name\"=dword:00000001\n", "gp-"),
            ("ini", "; note\n[a]\nb=1\n", "gp-comment"),
            ("json", "{\"a\": [1, true]}", "gp-number"),
            ("xml", "<a b=\"c\">&amp;</a>", "gp-"),
            ("yaml", "a: 1 # b\n", "gp-comment"),
        ] {
            let html = code_html(lang, code);
            assert!(html.contains(class), "{lang}: {html}");
            assert_eq!(text_of(&html), code, "{lang}");
        }
    }

    #[test]
    fn unknown_and_overlong_code_is_plain() {
        assert_eq!(code_html("nosuch", "<b> & \"c\""), "&lt;b&gt; &amp; &quot;c&quot;");
        assert_eq!(code_html("", "x"), "x");
        let long = "# x\n".repeat(20_000);
        assert_eq!(code_html("powershell", &long), long);
    }
}
