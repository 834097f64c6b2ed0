//! Findings for people: the source line, carets under the fault, and what to do about it.
//!
//! Only the lines around a finding are given to the renderer, so one long file costs no more than a short one, and
//! nothing from an article can steer the terminal.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Texts, count, grouped, plural};
use crate::source::{Source, Span};

/// A line longer than this is shown around the fault only.
const LONGEST_LINE: usize = 240;

/// The first `limit` findings in full.
pub fn render(findings: &[Diagnostic], texts: &Texts, limit: usize) -> String {
    let renderer = Renderer::styled();
    let mut out = String::new();
    for finding in findings.iter().take(limit) {
        out += &renderer.render(&groups(finding, texts));
        out += "\n\n";
    }
    if findings.len() > limit {
        out += &format!("... and {} (see --max-diagnostics)\n\n", plural(findings.len() - limit, "more finding"));
    }
    out
}

/// How many findings each rule has, worst first; empty when there is nothing to sum up.
pub fn summary(findings: &[Diagnostic]) -> String {
    let mut by_rule: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in findings {
        *by_rule.entry((finding.severity, finding.rule)).or_default() += 1;
    }
    let mut rows: Vec<_> = by_rule.into_iter().collect();
    rows.sort_by_key(|((severity, rule), number)| (*severity, std::cmp::Reverse(*number), *rule));
    let name = |s| match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    rows.iter().map(|((severity, rule), n)| format!("{:>8}  {:<8} {rule}\n", grouped(*n), name(*severity))).collect()
}

/// `2 errors, 3 warnings`
pub fn totals(findings: &[Diagnostic]) -> String {
    let errors = plural(count(findings, Severity::Error), "error");
    format!("{errors}, {}", plural(count(findings, Severity::Warning), "warning"))
}

fn groups<'a>(finding: &'a Diagnostic, texts: &Texts<'a>) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(safe(&finding.message)).id(finding.rule);
    let path = safe(&texts.shown(finding.root, &finding.file));
    let source = texts.source(finding.root, &finding.file);
    let mut group = match (source, finding.span) {
        (Some(source), Some(span)) => title.element(snippet(finding, source, span, path.clone())),
        _ => title.element(Origin::path(path.clone())),
    };
    for label in finding.labels.iter().filter(|l| l.file.is_some()) {
        let file = label.file.as_deref().unwrap_or_default();
        let shown = safe(&texts.shown(finding.root, file));
        group = match texts.source(finding.root, file) {
            Some(other) => group.element(Element::from(
                Excerpt::of(other, &[label.span])
                    .snippet(shown, [(AnnotationKind::Context, label.span, label.message.as_str())]),
            )),
            None => group.element(Level::NOTE.message(safe(&format!("{}: {}", shown, label.message)))),
        };
    }
    let Some(help) = &finding.help else { return vec![group] };
    match (&finding.fix, source) {
        (Some(fix), Some(source)) => {
            let excerpt = Excerpt::of(source, &[fix.span]);
            let patch = Patch::new(excerpt.range(fix.span), safe(&fix.text));
            let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).path(path).patch(patch);
            vec![group, Level::HELP.secondary_title(safe(help)).element(snippet)]
        }
        _ => vec![group.element(Level::HELP.message(safe(help)))],
    }
}

fn snippet<'a>(finding: &'a Diagnostic, source: &Source, span: Span, path: String) -> Snippet<'a, Annotation<'a>> {
    let own = finding.labels.iter().filter(|l| l.file.is_none());
    let places = std::iter::once((AnnotationKind::Primary, span, ""));
    let places = places.chain(own.map(|l| (AnnotationKind::Context, l.span, l.message.as_str())));
    let places: Vec<_> = places.collect();
    let spans: Vec<Span> = places.iter().map(|p| p.1).collect();
    Excerpt::of(source, &spans).snippet(path, places)
}

/// The lines that hold some spans, made safe to show without moving a byte.
struct Excerpt {
    text: String,
    /// Offset in the source of the first byte of `text`.
    start: usize,
    /// Number of the first line.
    line: usize,
}

impl Excerpt {
    fn of(source: &Source, spans: &[Span]) -> Excerpt {
        let text = &*source.text;
        let first = spans.iter().map(|s| s.start as usize).min().unwrap_or(0).min(text.len());
        let last = spans.iter().map(|s| s.end as usize).max().unwrap_or(0).clamp(first, text.len());
        let line_start = text[..floor(text, first)].rfind('\n').map_or(0, |i| i + 1);
        let line_end = text[floor(text, last)..].find('\n').map_or(text.len(), |i| floor(text, last) + i);
        let start = floor(text, line_start.max(first.saturating_sub(LONGEST_LINE)));
        let end = floor(text, line_end.min(last.max(start) + LONGEST_LINE));
        let end = if end - start > 64 * LONGEST_LINE { floor(text, start + 64 * LONGEST_LINE) } else { end };
        let (line, _) = source.line_column(start);
        Excerpt { text: blanked(&text[start..end]), start, line }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let at = |offset: u32| floor(&self.text, (offset as usize).saturating_sub(self.start));
        at(span.start)..at(span.end).max(at(span.start))
    }

    fn snippet<'a>(
        self,
        path: String,
        places: impl IntoIterator<Item = (AnnotationKind, Span, &'a str)>,
    ) -> Snippet<'a, Annotation<'a>> {
        let annotations: Vec<_> = places
            .into_iter()
            .map(|(kind, span, label)| {
                let annotation = kind.span(self.range(span));
                if label.is_empty() { annotation } else { annotation.label(safe(label)) }
            })
            .collect();
        Snippet::source(self.text).line_start(self.line).path(path).annotations(annotations)
    }
}

/// The nearest character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// C1 controls are the ones the renderer lets pass: `·` has as many bytes, so no span moves.
fn blanked(text: &str) -> String {
    text.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "·")
}

/// Controls and direction marks shown as escapes: a message may quote an article.
pub fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Folders;
    use crate::snapshot::Snapshot;

    fn render_one(text: &str, span: Span, message: &str) -> String {
        let snapshot = Snapshot { documents: vec![Source::from_text("a.md", text)], ..Snapshot::default() };
        let texts = Texts::new(&snapshot, Folders { content: "content".into(), ..Folders::default() });
        let finding = Diagnostic::new("rule-x", Severity::Error, "a.md".into(), Some(span), message.into());
        let finding = finding.help("mend it").label(Span::new(0, 3), "first here");
        anstream::adapter::strip_str(&render(&[finding], &texts, 50)).to_string()
    }

    #[test]
    fn carets_stand_under_the_fault() {
        let text = render_one("one\ntwo three\nfour\n", Span::new(8, 13), "three is wrong");
        assert!(text.contains("error[rule-x]: three is wrong"), "{text}");
        assert!(text.contains("content/a.md:2:5"), "{text}");
        assert!(text.contains("^^^^^") && text.contains("help: mend it") && text.contains("first here"), "{text}");
    }

    #[test]
    fn nothing_from_an_article_steers_the_terminal() {
        let article = "one \u{1b}[31m \u{9b}31m \u{202e}evil\n";
        let text = render_one(article, Span::new(0, 4), "quotes \u{1b}]0;x\u{7} and \u{202e}");
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7}']), "{text:?}");
    }

    #[test]
    fn any_span_can_be_shown() {
        let long = format!("é{}é\n{}", "x".repeat(5_000), "ü\n".repeat(9_000));
        for (start, end) in [(0, 0), (1, 1), (0, 20_000), (3_000, 3_001), (90_000, 90_001), (long.len(), long.len())] {
            assert!(render_one(&long, Span::new(start, end), "m").contains("rule-x"));
        }
        render_one("", Span::new(0, 0), "empty");
    }
}
