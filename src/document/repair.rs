//! Puts running text right that a converter broke: bold glued to words, blanks before full stops, words cut
//! by markup, asterisks that stayed. Only blanks and marks change; letters never do.

use crate::document::inline::{Inline, Kind, Mark, balance, has_odd_blanks, trim};
use crate::source::Span;

/// Repairs one row of tokens.
pub fn repair(row: Vec<Inline>) -> Vec<Inline> {
    let row = stray_asterisks(row);
    let mut row = balance(row);
    lone_underscores(&mut row);
    for i in 0..row.len() {
        dot_of_name(&mut row, i);
        let behind_bold = i > 0 && row[i - 1].kind == Kind::Close(Mark::Strong);
        let before_bold = row.get(i + 1).is_some_and(|t| t.kind == Kind::Open(Mark::Strong));
        if let Kind::Text(text) = &mut row[i].kind {
            glued_underscores(text, behind_bold, before_bold);
            single_backslashes(text);
        }
        // "Type`**cmd**`": bold that Markdown does not see inside code. Where blanks part the code from its sentence it
        // shows how to write.
        if matches!(&row[i].kind, Kind::Code(code) if code.starts_with("**")) {
            let glued = i > 0 && row[i - 1].visible().ends_with(char::is_alphanumeric);
            let is_blank = |t: &&Inline| !t.is_break() && t.visible().trim().is_empty();
            let ends = |t: Option<&Inline>| t.is_none_or(Inline::is_break);
            let before = row[..i].iter().rev().find(|t| !is_blank(t));
            let behind = row[i + 1..].iter().find(|t| !is_blank(t));
            let alone = ends(before) && ends(behind);
            if let Kind::Code(code) = &mut row[i].kind
                && (glued || alone)
                && let Some(inside) = code.strip_prefix("**").and_then(|c| c.strip_suffix("**"))
                && !inside.is_empty()
                && !inside.contains('*')
            {
                *code = inside.to_owned();
            }
        }
    }
    join_cut_words(&mut row);
    let mut row = blanks(row);
    trim(&mut row);
    row
}

/// `**` that Markdown left as text (it does so when a blank stands inside): bold after all, in pairs.
fn stray_asterisks(row: Vec<Inline>) -> Vec<Inline> {
    if !row.iter().any(|t| matches!(&t.kind, Kind::Text(s) if s.contains('*') && s.contains("**"))) {
        return row;
    }
    let mut out = Vec::with_capacity(row.len() + 4);
    let mut inside = false;
    for token in row {
        let Kind::Text(text) = &token.kind else {
            match token.kind {
                Kind::Open(Mark::Strong) if inside => {
                    out.push(Inline::new(Kind::Close(Mark::Strong), token.span));
                    inside = false;
                }
                _ => {}
            }
            out.push(token);
            continue;
        };
        for (i, part) in text.split("**").enumerate() {
            if i > 0 {
                inside = !inside;
                let kind = if inside { Kind::Open(Mark::Strong) } else { Kind::Close(Mark::Strong) };
                out.push(Inline::new(kind, token.span));
            }
            if !part.is_empty() {
                out.push(Inline::new(Kind::Text(part.to_owned()), token.span));
            }
        }
    }
    out
}

/// "of_ALL_ the": emphasis that Markdown does not see because it is glued to the word before. The underscores give
/// way to blanks. Names with underscores ("my_own_file") have letters on both sides of each.
fn glued_underscores(text: &mut String, behind_bold: bool, before_bold: bool) {
    if !text.contains('_') {
        return;
    }
    // "click_**Update All**_ )": the pair stands around bold.
    if before_bold && text.ends_with('_') && text[..text.len() - 1].ends_with(char::is_alphanumeric) {
        text.pop();
        text.push(' ');
    }
    if behind_bold && text.starts_with('_') && !text[1..].starts_with(char::is_alphanumeric) {
        text.remove(0);
    }
    let mut from = 0;
    while let Some(open) = text[from..].find('_').map(|i| from + i) {
        from = open + 1;
        let inside = &text[open + 1..];
        let Some(close) = inside.find('_').map(|i| open + 1 + i) else { return };
        let glued = text[..open].ends_with(char::is_alphanumeric) && inside.starts_with(char::is_alphanumeric);
        let words = &text[open + 1..close];
        let ends = !text[close + 1..].starts_with(|c: char| c.is_alphanumeric() || c == '.' || c == '\\' || c == '_');
        // A name in capitals ("VIDEO_TDR_ ") or of a file keeps its signs.
        let before = text[..open].rsplit(' ').next().unwrap_or("");
        let is_word = before.chars().all(char::is_lowercase);
        if glued && ends && is_word && !words.ends_with(' ') {
            text.replace_range(close..close + 1, "");
            text.replace_range(open..open + 1, " ");
        }
    }
}

/// "a _ [link](x) _ in it", "_It is slow._On Windows 10": a pair that Markdown does not take for emphasis, since blanks
/// stand inside or a capital is glued behind.
fn lone_underscores(row: &mut [Inline]) {
    let is_lone = |text: &str, i: usize| {
        let bytes = text.as_bytes();
        i.checked_sub(1).is_none_or(|k| bytes[k] == b' ') && bytes.get(i + 1).is_none_or(|b| *b == b' ')
    };
    let lone = |text: &str| text.match_indices('_').map(|(i, _)| i).filter(|i| is_lone(text, *i)).count();
    let mut count = 0;
    for token in row.iter_mut() {
        let Kind::Text(text) = &mut token.kind else { continue };
        if !text.contains('_') {
            continue;
        }
        count += lone(text);
        // The end of a sentence before it and a capital behind it: a sentence in italics ended there.
        let closes = |(i, _): &(usize, &str)| {
            text[..*i].ends_with(['.', '!', '?']) && text[i + 1..].starts_with(char::is_uppercase)
        };
        let Some((close, _)) = text.match_indices('_').find(closes) else { continue };
        let opens = |(i, _): &(usize, &str)| {
            (*i == 0 || text[..*i].ends_with(' ')) && text[i + 1..].starts_with(char::is_uppercase)
        };
        let Some((open, _)) = text[..close].rmatch_indices('_').find(opens) else { continue };
        text.replace_range(close..close + 1, " ");
        text.replace_range(open..open + 1, "");
    }
    if count != 2 {
        return;
    }
    for token in row.iter_mut() {
        if let Kind::Text(text) = &mut token.kind
            && lone(text) > 0
        {
            let keep = |(i, c): (usize, char)| (c != '_' || !is_lone(text, i)).then_some(c);
            *text = text.char_indices().filter_map(keep).collect();
        }
    }
}

/// "the .**Net Framework**": the dot belongs to the name.
fn dot_of_name(row: &mut [Inline], at: usize) {
    let [
        Inline { kind: Kind::Text(text), .. },
        Inline { kind: Kind::Open(Mark::Strong), .. },
        Inline { kind: Kind::Text(name), .. },
        ..,
    ] = &mut row[at..]
    else {
        return;
    };
    let is_net = name.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("net"))
        && !name[3..].starts_with(char::is_alphanumeric);
    if is_net && (text == "." || text.ends_with(" .")) {
        text.pop();
        name.insert(0, '.');
    }
}

/// `C:\\\\Users\\\\Public`: where every separator of a path is doubled, one of each was an escape too many.
fn single_backslashes(text: &mut String) {
    if !text.contains('\\') || !text.contains("\\\\") {
        return;
    }
    let is_path = |word: &str| {
        let drive = word.as_bytes().get(1) == Some(&b':') || word.starts_with("HKEY_") || word.starts_with('%');
        drive && word.contains("\\\\") && !word.replace("\\\\", "").contains('\\')
    };
    let begins = text.split(' ').any(|word| is_path(word.trim_start_matches(['"', '“', '('])));
    if begins && !text.replace("\\\\", "").contains('\\') {
        *text = text.replace("\\\\", "\\");
    }
}

/// "**R** **estart**" is "Restart"; "C lick" at the beginning is "Click".
fn join_cut_words(row: &mut Vec<Inline>) {
    let mut i = 0;
    while i + 4 < row.len() {
        let cut = matches!(
            (&row[i].kind, &row[i + 1].kind, &row[i + 2].kind, &row[i + 3].kind, &row[i + 4].kind),
            (Kind::Text(a), Kind::Close(Mark::Strong), Kind::Text(b), Kind::Open(Mark::Strong), Kind::Text(c))
                if is_cut(a, c) && b.trim().is_empty()
        ) && !is_key_between(&row[..i], row[i + 4].visible());
        if cut {
            row.drain(i + 1..i + 4);
            let tail = row.remove(i + 1);
            if let Kind::Text(text) = &mut row[i].kind {
                text.push_str(tail.visible());
            }
            row[i].span = row[i].span.join(tail.span);
        }
        i += 1;
    }
    // "click C**heck for updates**": the letter belongs to the bold.
    for i in 0..row.len().saturating_sub(2) {
        let [Inline { kind: Kind::Text(before), .. }, open, Inline { kind: Kind::Text(bold), .. }] = &mut row[i..i + 3]
        else {
            continue;
        };
        if open.kind == Kind::Open(Mark::Strong)
            && bold.starts_with(char::is_lowercase)
            && let Some(letter) = before.chars().next_back().filter(|c| c.is_uppercase() && !matches!(c, 'A' | 'I'))
            && before[..before.len() - letter.len_utf8()].ends_with(' ')
        {
            before.truncate(before.len() - letter.len_utf8());
            bold.insert(0, letter);
        }
    }
    // "**Civilizatio** n in your list": so does the letter behind it. No letter of a key, and no word of its own.
    for i in 0..row.len().saturating_sub(2) {
        let [Inline { kind: Kind::Text(bold), .. }, close, Inline { kind: Kind::Text(after), .. }] = &mut row[i..i + 3]
        else {
            continue;
        };
        if close.kind == Kind::Close(Mark::Strong)
            && let Some(letter) =
                after.strip_prefix(' ').and_then(|t| t.chars().next()).filter(|c| "dhklnst".contains(*c))
            && !after[2..].starts_with(char::is_alphanumeric)
            && !after[2..].starts_with(['\'', '’', ':', ')', '\\'])
            && bold.ends_with(char::is_lowercase)
            && !["win", "windows", "ctrl", "alt", "shift", "key", "fn", "drive"]
                .iter()
                .any(|k| bold.to_lowercase().ends_with(k))
        {
            bold.push(letter);
            after.drain(..2);
        }
    }
    let mut at_start = true;
    for token in row.iter_mut() {
        match &mut token.kind {
            Kind::Text(text) if at_start => {
                let lead = text.len() - text.trim_start().len();
                let mut chars = text[lead..].chars();
                if let (Some(first), Some(' ')) = (chars.next(), chars.next()) {
                    let rest = text[lead + first.len_utf8()..].trim_start();
                    let word_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                    // "A" and "I" are words; a capital before a capital is an abbreviation.
                    if first.is_uppercase()
                        && !matches!(first, 'A' | 'I' | 'E' | 'O' | 'Y' | 'À' | 'É')
                        && rest.starts_with(char::is_lowercase)
                        && (word_end >= 2 || first == 'G')
                    {
                        *text = format!("{}{first}{rest}", &text[..lead]);
                    }
                }
                at_start = false;
            }
            Kind::Open(_) | Kind::LinkOpen(_) => {}
            Kind::Soft | Kind::Hard => at_start = true,
            Kind::Close(_) | Kind::LinkClose(_) | Kind::Image(_) => {}
            _ => at_start = false,
        }
    }
}

/// "**Ctrl +** **R** **keys**": a letter behind a plus sign, or called a key, begins no word.
fn is_key_between(before: &[Inline], after: &str) -> bool {
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let plus =
        before.iter().rev().map(|t| t.visible().trim_end()).find(|t| !t.is_empty()).is_some_and(|t| t.ends_with('+'));
    plus || matches!(word, "key" | "keys" | "button" | "buttons")
}

fn is_cut(a: &str, c: &str) -> bool {
    let mut chars = a.chars();
    matches!((chars.next(), chars.next()), (Some(x), None) if x.is_uppercase() && !matches!(x, 'A' | 'I'))
        && c.starts_with(char::is_lowercase)
}

/// Blanks between glued words, none before a full stop, never two.
fn blanks(mut row: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(row.len() + 4);
    // The last character that is seen, and whether it stands inside the token run just closed.
    let mut last: Option<char> = None;
    for i in 0..row.len() {
        // The tokens behind are still as they were; this one moves.
        let token = std::mem::replace(&mut row[i], Inline::new(Kind::Soft, Span::default()));
        let rest = &row[i + 1..];
        match token.kind {
            Kind::Open(Mark::Strong) | Kind::LinkOpen(_) | Kind::Open(Mark::Key) => {
                if last.is_some_and(ends_word) && next_visible(rest).is_some_and(begins_word) {
                    out.push(blank(token.span));
                    last = Some(' ');
                }
                out.push(token);
            }
            Kind::Code(code) => {
                // "enter`-dx11`": a switch or a path begins a word, too.
                let begins = code.starts_with(char::is_alphanumeric)
                    || last.is_some_and(char::is_lowercase) && code.len() > 2 && code.starts_with(['-', '/', '.', '%']);
                if last.is_some_and(ends_word) && begins {
                    out.push(blank(token.span));
                }
                last = code.chars().next_back().or(last);
                let glued = glued_behind(&code, rest);
                out.push(Inline::new(Kind::Code(code), token.span));
                if glued {
                    out.push(blank(token.span));
                    last = Some(' ');
                }
            }
            Kind::Close(Mark::Strong) | Kind::LinkClose(_) => {
                let at = token.span;
                out.push(token);
                let points = last == Some('…') && next_visible(rest).is_some_and(char::is_alphabetic);
                if points {
                    out.push(blank(at));
                    last = Some(' ');
                } else if last.is_some_and(char::is_alphanumeric) && starts_glued(rest) {
                    let inside = last_word_inside(&out[..out.len() - 1]);
                    if glued_behind(&inside, rest) || is_key(&out[..out.len() - 1], &inside) {
                        out.push(blank(at));
                        last = Some(' ');
                    }
                }
            }
            Kind::Text(text) => {
                let text = tidy(text, last);
                if text.is_empty() {
                    continue;
                }
                // A blank that was left before a mark that now ends in a full stop.
                if text.starts_with(['.', ',', ';', ':', '!', '?', ')']) && last == Some(' ') && closes_sentence(&text)
                {
                    // "the file **.**" has its full stop alone in bold; "the **?** icon" names a sign.
                    drop_trailing_blank(&mut out, matches!(text.as_str(), "." | ","));
                }
                last = text.chars().next_back();
                out.push(Inline::new(Kind::Text(text), token.span));
            }
            Kind::Soft | Kind::Hard => {
                last = Some(' ');
                out.push(token);
            }
            // An icon in a sentence has a blank on either side.
            Kind::Image(_) => {
                last = Some('\u{fffc}');
                out.push(token);
            }
            _ => out.push(token),
        }
    }
    out.retain(|t| !matches!(&t.kind, Kind::Text(text) if text.is_empty()));
    out
}

fn blank(span: Span) -> Inline {
    Inline::new(Kind::Text(" ".into()), Span { start: span.start, end: span.start })
}

fn ends_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ',' | ';' | ':' | ')' | '”' | '.' | '!' | '?' | '>')
}

fn begins_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '“' | '‘' | '"' | '(' | '>' | '_' | '%')
}

fn next_visible(row: &[Inline]) -> Option<char> {
    row.iter().find_map(|t| t.visible().chars().next())
}

/// The text between the last opening mark and here.
fn last_word_inside(row: &[Inline]) -> String {
    let start = row.iter().rposition(|t| matches!(t.kind, Kind::Open(_) | Kind::LinkOpen(_))).map_or(0, |i| i + 1);
    row[start..].iter().map(Inline::visible).collect()
}

/// Whether a letter or an opening mark follows at once.
fn starts_glued(after: &[Inline]) -> bool {
    next_visible(after).is_some_and(|c| c.is_alphanumeric() || c == '(' || c == '“')
}

/// Whether the next token goes on without a blank though a new word begins. "**S**tart", "`exe`s" stay whole.
fn glued_behind(inside: &str, after: &[Inline]) -> bool {
    let Some(c) = next_visible(after).filter(|_| starts_glued(after)) else { return false };
    if inside.ends_with([' ', '-', '/', '\\', '(', '“', '"', '\'']) {
        return false;
    }
    // "**Method 3. H**ow": the capital begins the word.
    let head = inside.rsplit(' ').next().filter(|w| !matches!(*w, "A" | "I")).unwrap_or(inside);
    let plus = inside.len() > head.len() && inside[..inside.len() - head.len()].trim_end().ends_with('+');
    let one_letter = c.is_lowercase()
        && !plus
        && (inside.chars().count() == 1 || head.chars().count() == 1 && head.starts_with(char::is_uppercase));
    let following: String = after.iter().map(Inline::visible).take(2).collect();
    let plural = following.starts_with('s') && !following[1..].starts_with(char::is_alphabetic);
    !(one_letter || plural)
}

/// "Ctrl and **R** at once": one letter behind the name of a key with "and" or a plus sign is a key, too, not the
/// beginning of a word.
fn is_key(row: &[Inline], inside: &str) -> bool {
    let start = row.iter().rposition(|t| matches!(t.kind, Kind::Open(_) | Kind::LinkOpen(_))).unwrap_or(0);
    let before = row[..start].iter().rev().map(|t| t.visible().trim_end()).find(|t| !t.is_empty()).unwrap_or("");
    if inside.chars().count() != 1 || !(before.ends_with('+') || before == "and" || before.ends_with(" and")) {
        return false;
    }
    let text: String = row[..start].iter().map(Inline::visible).collect();
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("and").trim_end().to_lowercase();
    ["key", "logo", "windows", "win", "ctrl", "control", "alt", "shift"].iter().any(|k| text.ends_with(k))
}

/// One text token: runs of blanks as one, no blank before a mark that ends a clause.
fn tidy(text: String, last: Option<char>) -> String {
    if is_tidy(&text, last) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    // What stands before the first blank in question is taken as it is.
    let bytes = text.as_bytes();
    let odd = |i: &usize| match bytes[*i] {
        b' ' => *i == 0 || bytes.get(i + 1).is_none_or(|b| !b.is_ascii_alphanumeric()),
        b => b >= 0x80 || matches!(b, b'\n' | b'\t'),
    };
    let from = (0..bytes.len()).find(odd).unwrap_or(bytes.len());
    out.push_str(&text[..from]);
    let mut chars = text[from..].chars().peekable();
    while let Some(c) = chars.next() {
        if c == ' ' || c == '\t' || c == '\u{a0}' || c == '\n' {
            let mut run = 1;
            while chars.next_if(|c| matches!(c, ' ' | '\t' | '\u{a0}' | '\n')).is_some() {
                run += 1;
            }
            let before = out.chars().next_back().or(last);
            if before == Some(' ') {
                continue;
            }
            if run == 2 && chars.peek().is_some_and(|c| c.is_lowercase()) && ends_in_cut_letter(&out) {
                continue;
            }
            if chars.peek() == Some(&')') && before.is_some_and(char::is_alphanumeric) {
                continue;
            }
            if matches!(chars.peek(), Some('.' | ',' | ';' | ':' | '!' | '?')) {
                let mut ahead = chars.clone();
                ahead.next();
                let after = ahead.next();
                if matches!(after, None | Some(' ' | '\u{a0}' | '\n' | ')' | '”' | '"')) && before.is_some() {
                    continue;
                }
            }
            out.push(' ');
        } else if c != '\u{200b}' {
            out.push(c);
        }
    }
    out
}

/// "p  ress": a letter alone that is no word of its own.
fn ends_in_cut_letter(text: &str) -> bool {
    let mut back = text.chars().rev();
    let letter = back.next().is_some_and(|c| c.is_alphabetic() && !matches!(c, 'a' | 'A' | 'I' | 'i' | 'x' | 'X'));
    letter && back.next().is_none_or(char::is_whitespace)
}

/// Whether `tidy` would change nothing, by a look at the bytes.
fn is_tidy(text: &str, last: Option<char>) -> bool {
    let bytes = text.as_bytes();
    let Some((first, behind)) = bytes.split_first() else { return true };
    let ends_clause = |b: u8| {
        (b == b'.') | (b == b',') | (b == b';') | (b == b':') | (b == b'!') | (b == b'?') | (b == b')') | (b == b' ')
    };
    if has_odd_blanks(bytes) || last == Some(' ') && ends_clause(*first) {
        return false;
    }
    // Every byte is looked at, so that the compiler can look at many at once.
    !bytes.iter().zip(behind).fold(false, |found, (a, b)| found | ((*a == b' ') & ends_clause(*b)))
}

fn closes_sentence(text: &str) -> bool {
    matches!(text.chars().nth(1), None | Some(' ' | ')' | '”' | '"'))
}

fn drop_trailing_blank(out: &mut [Inline], through_open: bool) {
    // Through closing marks: "**OK **." has its blank inside the bold.
    for token in out.iter_mut().rev() {
        match &mut token.kind {
            Kind::Text(text) => {
                let end = text.trim_end_matches(' ').len();
                text.truncate(end);
                // A blank alone goes, and the look goes on before it.
                if end > 0 {
                    return;
                }
            }
            Kind::Close(_) | Kind::LinkClose(_) => {}
            Kind::Open(_) if through_open => {}
            _ => return,
        }
    }
}
