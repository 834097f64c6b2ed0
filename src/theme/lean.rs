//! Our own scripts without what only their writers read: comments, indents, blanks.
//!
//! What every reader loads is counted in bytes (see `tests/browser/budget.test.mjs`), and what a gzip cannot take out
//! again are the blanks between all those signs. Names stay as they are: whoever reads the script of a built site
//! still can. None of our scripts has a text of several lines; a test holds them to that.

pub fn js(js: &str) -> String {
    let mut lean = String::with_capacity(js.len());
    let mut in_comment = false;
    for line in js.lines().map(str::trim) {
        in_comment |= line.starts_with("/**");
        if !in_comment {
            let line = tight(line);
            lean.push_str(&line);
            // Elsewhere the end of a line may be the end of a statement.
            if !line.is_empty() && !line.ends_with(['{', '(', '[', ',', ';']) {
                lean.push('\n');
            }
        }
        in_comment &= !line.ends_with("*/");
    }
    lean
}

/// One line of code. Texts and patterns stay as they are.
fn tight(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let in_name = out.ends_with(is_name);
        if rest.starts_with("//") {
            break;
        } else if let Some(after) = rest.strip_prefix("const ").filter(|_| !in_name) {
            // Shorter, and the same once it runs.
            out.push_str("let ");
            rest = after.trim_start_matches(' ');
            if rest.starts_with(['[', '{']) {
                out.pop();
            }
            continue;
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        } else if c == ' ' {
            rest = rest.trim_start_matches(' ');
            if let (Some(before), Some(after)) = (out.chars().next_back(), rest.chars().next())
                && parted(before, after)
            {
                out.push(' ');
            }
            continue;
        }
        let length = match c {
            '"' | '\'' => text(rest, c),
            '/' if begins_pattern(&out) => pattern(rest),
            _ => c.len_utf8(),
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether two signs would be read as one without the blank between.
fn parted(before: char, after: char) -> bool {
    is_name(before) && is_name(after) || before == after && matches!(before, '+' | '-' | '/')
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

/// Length of a text in quotes.
fn text(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |(at, c)| at + c.len_utf8())
}

/// Whether a slash behind this begins a pattern and is no division.
fn begins_pattern(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with(|c: char| "(,=:[!&|?{};+-*%~^<>".contains(c)) || before.ends_with("return")
}

/// Length of a pattern; in brackets a slash does not end it.
fn pattern(rest: &str) -> usize {
    let (mut escaped, mut bracket) = (false, false);
    let end = rest.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == '/' && !escaped && !bracket;
        match c {
            '[' if !escaped => bracket = true,
            ']' if !escaped => bracket = false,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn blanks_go_where_nothing_changes_its_meaning() {
        for (written, lean) in [
            ("/** What\n * it does. */\nconst a = b + +c; // why", "let a=b+ +c;"),
            ("  if (a) {\n    return b;\n  } else {", "if(a){return b;}else{"),
            ("const f = (a, b) =>\n  a in b\ng()", "let f=(a,b)=>\na in b\ng()\n"),
            ("say('a,  b // c', \"d \\\" = e\");", "say('a,  b // c',\"d \\\" = e\");"),
            ("x = /[/ ] = \"/.test(a) / b / /c/;", "x=/[/ ] = \"/.test(a)/b/ /c/;"),
            ("return / , /;", "return/ , /;"),
            ("try { a(); } catch (e) { /* stays */ }", "try{a();}catch(e){}\n"),
            ("for (const [a, b] of c) d();", "for(let[a,b]of c)d();"),
        ] {
            assert_eq!(super::js(written), lean, "{written}");
        }
    }
}
