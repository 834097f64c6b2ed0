//! Targets that stand without a verb of their own: addresses in running text, names in a row with one that was found,
//! commands and paths that fill a line.

use crate::guide::action::{Found, Taken};
use crate::guide::command::{is_command, is_file_path};
use crate::guide::line::{Line, Run, Style};
use crate::guide::set_off::sends_reader;
use crate::guide::words::{self, words};
use crate::guide::{TargetKind, marker};

/// "Go to its site: https://a.example/": addresses that are no links, behind a verb of going or getting.
pub fn addresses(line: &Line, taken: &Taken) -> Vec<Found> {
    let mut out = Vec::new();
    for sign in memchr::memmem::find_iter(line.text.as_bytes(), "://") {
        let start = line.text[..sign].trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let length = line.text[sign..].find(char::is_whitespace).unwrap_or(line.text.len() - sign);
        let text = line.text[start..sign + length].trim_end_matches(['.', ',', ';', ':', ')', '”', '"']);
        let end = start + text.len();
        let is_web = matches!(&line.lower[start..sign], "http" | "https");
        if is_web && end > sign + 3 && taken.is_free(start, end) && sends_reader(line, start) {
            out.push(Found { start, end, kind: TargetKind::Link, text: text.to_owned(), context: false });
        }
    }
    out
}

/// "**Portrait**, **Landscape** or **Square**": bold names in a row with one that was found are of its kind.
pub fn in_a_row(line: &Line, found: &[Found], taken: &Taken) -> Vec<Found> {
    let runs: Vec<&Run> = line.runs.iter().filter(|r| r.style == Style::Strong).collect();
    if runs.len() < 2 || found.iter().all(|f| f.kind != TargetKind::Ui) {
        return Vec::new();
    }
    let joined = |a: &Run, b: &Run| {
        let between = line.text.get(a.end..b.start).unwrap_or(".").trim().trim_start_matches(',').trim();
        let comma = line.text[a.start..a.end].trim_end().ends_with(',');
        matches!(between, "and" | "or" | "/") || between.is_empty() && (comma || b.start > a.end + 1)
    };
    let of = |run: &Run| found.iter().find(|f| f.kind == TargetKind::Ui && run.start <= f.start && f.end <= run.end);
    let mut out: Vec<Found> = Vec::new();
    for row in runs.chunk_by(|a, b| joined(a, b)).filter(|row| row.len() >= 2) {
        let Some(context) = row.iter().find_map(|r| of(r)).map(|f| f.context) else { continue };
        for run in row.iter().filter(|r| of(r).is_none() && taken.is_free(r.start, r.end)) {
            let raw = &line.text[run.start..run.end];
            let text = raw.trim_matches([' ', ',', '.', ':', ';', '”', '“', '"']);
            let is_name = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && text.split(' ').count() <= 8
                && !words().not_names.are(text)
                && !words().verbs.contains_key(&text.to_lowercase())
                && !marker::is_way(text)
                && !is_command(text);
            let Some(at) = raw.find(text).filter(|_| is_name) else { continue };
            let (start, end) = (run.start + at, run.start + at + text.len());
            out.push(Found { start, end, kind: TargetKind::Ui, text: text.to_owned(), context });
        }
    }
    out
}

/// A command or path that fills a line of its own inside the paragraph.
pub fn lines_of_their_own(line: &Line) -> Vec<Found> {
    let mut out = Vec::new();
    // "sfc /scannow" as the whole of a line, though nothing sets it off.
    let first = &line.text[..line.breaks.first().copied().unwrap_or(line.text.len())];
    let name = first.trim_start().split(' ').next().unwrap_or("");
    let bare = line.runs.iter().all(|r| r.start >= first.len());
    let whole = bare && words().commands.contains(name) && is_command(first.trim());
    let starts: Vec<usize> = whole.then_some(0).into_iter().chain(line.breaks.iter().copied()).collect();
    for (k, start) in starts.iter().enumerate() {
        let end = starts.get(k + 1).copied().unwrap_or(line.text.len());
        let text = line.text[*start..end].trim();
        // A sentence with something set off in it is a sentence.
        let has_runs = line.runs.iter().any(|r| r.start >= *start && r.end <= end && r.end - r.start < text.len());
        if text.is_empty() || text.len() > 400 || has_runs && words::begins_with_verb(text) {
            continue;
        }
        let begin = *start + line.text[*start..end].find(text).unwrap_or(0);
        let kind = if is_command(text) {
            TargetKind::Command
        } else if is_file_path(text) && !text.trim_start_matches(char::is_alphabetic).contains(", ") {
            TargetKind::File
        } else {
            continue;
        };
        out.push(Found { start: begin, end: begin + text.len(), kind, text: text.to_owned(), context: false });
    }
    out
}
