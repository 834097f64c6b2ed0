//! Runs of backticks and tildes: fences of code, spans of code, and what a converter left of them.

/// The character and length of a code fence, if the line is one.
pub fn fence_marker(line: &str) -> Option<(u8, usize)> {
    let bare = line.trim_ascii_start();
    let c = *bare.as_bytes().first()?;
    if c != b'`' && c != b'~' {
        return None;
    }
    let n = bare.bytes().take_while(|b| *b == c).count();
    let info = &bare[n..];
    (n >= 3 && !(c == b'`' && info.contains('`'))).then_some((c, n))
}

/// "1. ```": a fence that opens in the line of a list item.
pub fn fence_behind_marker(line: &str) -> Option<(u8, usize)> {
    let bare = line.trim_ascii_start();
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['*', '-', '+'] };
    fence_marker(bare[digits..].strip_prefix(signs)?.strip_prefix(' ')?)
}

/// Whether the fence is closed before the next item at the left edge.
pub fn closes_later(rest: &str, (c, n): (u8, usize)) -> bool {
    let inside = rest.lines().take(60).take_while(|l| l.is_empty() || l.starts_with([' ', '\t']));
    inside.filter_map(|l| fence_marker(l).filter(|_| is_bare_fence(l))).any(|(d, m)| c == d && m >= n)
}

pub fn is_bare_fence(line: &str) -> bool {
    line.trim().bytes().all(|b| b == b'`' || b == b'~')
}

/// Length of a run of stray backtick groups at the start of a line ("`` ```` ```` "), with blanks around.
pub fn backtick_debris(line: &str) -> Option<usize> {
    let mut at = line.len() - line.trim_start_matches(' ').len();
    if line.as_bytes().get(at) != Some(&b'`') {
        return None;
    }
    let (mut groups, mut ticks, mut least) = (0, 0, usize::MAX);
    loop {
        let n = line[at..].bytes().take_while(|b| *b == b'`').count();
        if n == 0 {
            break;
        }
        groups += 1;
        ticks += n;
        least = least.min(n);
        at += n;
        at += line[at..].bytes().take_while(|b| *b == b' ').count();
    }
    // "`` ``" is code that shows nothing; "`` ` ``" shows a backtick.
    (groups >= 2 && (ticks >= 5 || least >= 2)).then_some(at)
}

/// Behind the code span that begins at `i`, or behind its backticks when it has no end on the line; and whether it has.
pub fn skip_code_span(text: &str, i: usize, end: usize) -> (usize, bool) {
    let n = text[i..end].bytes().take_while(|b| *b == b'`').count();
    let mut at = i + n;
    while let Some(j) = text[at..end].find('`').map(|j| at + j) {
        let m = text[j..end].bytes().take_while(|b| *b == b'`').count();
        if m == n {
            return (j + m, true);
        }
        at = j + m;
    }
    (i + n, false)
}
