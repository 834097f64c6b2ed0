//! Code whose block was lost on the way, but under which the label of its "Copy" button still stands: it becomes a
//! block again.

use std::ops::Range;

use crate::document::clean::Clean;
use crate::guide::{Junk, JunkKind};

/// Longer than any fence people write, as short as the label in whose place it may stand.
const FENCE: &str = "````\n";

/// Puts fences around the code above each label. The text is clean already: an advertisement between two lines of the
/// code is gone.
pub fn restore(clean: &mut Clean) {
    // Nearly no article has such a line.
    if memchr::memmem::find(clean.text.as_bytes(), b"\nCopy").is_none() {
        return;
    }
    for (code, label) in blocks(&clean.text).into_iter().rev() {
        let span = clean.map.span(label.clone());
        let fence = "`".repeat(label.len());
        clean.map.instead(label.clone(), span.start as usize..span.end as usize);
        clean.text.replace_range(label, &fence);
        clean.map.insert(code.start, FENCE.len());
        clean.text.insert_str(code.start, FENCE);
        clean.junk.push(Junk { kind: JunkKind::Debris, span });
    }
}

/// Paragraphs between blank lines, without the blanks around them; nothing that is fenced.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (0, false);
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        fenced ^= fence;
        if line.trim().is_empty() || fenced || fence {
            open = false;
        } else if open {
            if let Some(last) = out.last_mut() {
                last.end = end;
            }
        } else {
            out.push(at..end);
            open = true;
        }
        at += line.len();
    }
    out
}

/// The code above each label, and the label.
fn blocks(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let paragraphs = paragraphs(text);
    let mut out = Vec::new();
    // The first paragraph that no block has yet.
    let mut free = 0;
    for (i, label) in paragraphs.iter().enumerate() {
        if !matches!(&text[label.clone()], "Copy" | "Copy code") {
            continue;
        }
        let is_prose = |p: &&Range<usize>| is_prose(&text[(*p).clone()]);
        // What stands right above the button is what it copies. More of it is told by its look.
        let nearest = paragraphs[free..i].last().filter(|p| !is_prose(p) && !text[(*p).clone()].starts_with('#'));
        let nearest = nearest.or_else(|| paragraphs[free..i].last().filter(|p| is_code(&text[(*p).clone()])));
        let others = paragraphs[free..i].iter().rev().skip(1).take_while(|p| is_code(&text[(*p).clone()]));
        if let Some(nearest) = nearest {
            let start = others.last().unwrap_or(nearest).start;
            // In an item of a list it has blanks before it, and its fence would need them.
            if !text[start..].starts_with(' ') && !text[start..label.start].contains("````") {
                out.push((start..nearest.end, label.clone()));
            }
        }
        free = i + 1;
    }
    out
}

/// Sentences, a picture, a point of a list: what nobody copies into a console.
fn is_prose(paragraph: &str) -> bool {
    let last = paragraph.trim_end_matches(['*', '_', ')', '"', '”']);
    let many = paragraph.split_whitespace().nth(7).is_some();
    let marked = paragraph.split(['.', ')']).next().is_some_and(|n| {
        let n = n.trim_end_matches('\\');
        !n.is_empty() && n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit())
    });
    last.ends_with(':')
        || many && last.ends_with(['.', '?', '!']) && !is_code(paragraph)
        || paragraph.starts_with(['!', '>'])
        || paragraph.starts_with("* ")
        || paragraph.starts_with("- ")
        || marked && paragraph.contains(' ') && !is_code(paragraph)
}

/// Whether most of the lines are code, or comments with code under them.
fn is_code(paragraph: &str) -> bool {
    let lines = || paragraph.lines().map(str::trim).filter(|l| !l.is_empty());
    let code = lines().filter(|l| is_code_line(l)).count();
    let comments = lines().filter(|l| l.starts_with(['#', '\'']) || l.starts_with("//")).count();
    code > 0 && (code + comments) * 3 >= lines().count() * 2
}

/// A line that no sentence looks like: an assignment, a brace, a call, a cmdlet, a key of the registry.
fn is_code_line(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or("");
    let cmdlet = first.split_once('-').is_some_and(|(verb, noun)| {
        let word = |text: &str| text.len() > 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
        word(verb) && word(noun) && [verb, noun].iter().all(|w| w.starts_with(|c: char| c.is_ascii_uppercase()))
    });
    let keyword =
        ["dim ", "set ", "if ", "if(", "else", "end if", "foreach", "for each ", "do until", "loop", "param("]
            .iter()
            .any(|word| line.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)));
    let ends = line.ends_with(['{', '}', ';', '|', '`', ')']) || line.ends_with("= _");
    cmdlet
        || line.starts_with(['$', '}', '{'])
        || line.starts_with("HKEY_")
        || line.contains(" = ")
        || keyword && (ends || line.len() < 60 && !line.ends_with('.'))
        || ends && line.contains('(') && first.contains(['.', '('])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::clean;

    fn restored(body: &str) -> String {
        let mut out = clean::clean(body, 0);
        restore(&mut out);
        out.text
    }

    #[test]
    fn code_above_a_copy_button_is_a_block_again() {
        for (body, want) in [
            (
                "Run this:\n\n## The old one\n$name = 'Desk'\nif ($name) {\n\n    # Say it\n    Write-Host $name\n}\n\nCopy\n\nIt is said.\n",
                "Run this:\n\n````\n## The old one\n$name = 'Desk'\nif ($name) {\n\n    # Say it\n    Write-Host $name\n}\n\n````\n\nIt is said.\n",
            ),
            (
                "Use the command:\n\ndesktool /pack <folder> <file>\n\nCopy code\n\n### Next\n\nWait.\n",
                "Use the command:\n\n````\ndesktool /pack <folder> <file>\n\n`````````\n\n### Next\n\nWait.\n",
            ),
            ("## Sign it\n\nsigndesk sign /v a.cat\n\nCopy\n", "## Sign it\n\n````\nsigndesk sign /v a.cat\n\n````\n"),
        ] {
            assert_eq!(restored(body), want);
        }
    }

    #[test]
    fn a_step_that_is_called_copy_and_sentences_stay() {
        for body in [
            "1. Select the file, then open the menu with the right button.\n\nCopy\n\nPress it.\n",
            "Everything that you need for this is in the folder of the program.\n\nCopy\n",
            "## Copy\n\nPress **Ctrl+C**.\n",
            "![A menu](a.png)\n\nCopy\n",
            "```\na\n\nCopy\n```\n",
        ] {
            assert_eq!(restored(body), body);
        }
    }

    #[test]
    fn places_behind_a_restored_block_are_those_of_the_file() {
        let body = "Run this:\n\n$a = 1\n\nCopy\n\nIt is said.\n";
        let mut out = clean::clean(body, 0);
        restore(&mut out);
        let span = |word: &str| {
            let at = out.text.find(word).unwrap();
            let span = out.map.span(at..at + word.len());
            &body[span.start as usize..span.end as usize]
        };
        assert_eq!(span("Run this"), "Run this");
        assert_eq!(span("$a = 1"), "$a = 1");
        assert_eq!(span("It is said."), "It is said.");
        let junk: Vec<_> = out.junk.iter().map(|j| &body[j.span.start as usize..j.span.end as usize]).collect();
        assert_eq!(junk, ["Copy"]);
    }
}
