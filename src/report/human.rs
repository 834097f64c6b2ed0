//! Findings for people: the source line, carets under the fault, and what to do about it.
//!
//! Nothing from an article can steer the terminal: texts are escaped here, source lines in `excerpt` and by the
//! renderer.

use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::report::excerpt::Excerpt;
use crate::report::{Texts, count, grouped, plural};
use crate::source::{Source, Span};

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
        (Some(source), Some(span)) => match snippet(finding, source, span, path.clone()) {
            Some(snippet) => title.element(snippet),
            None => {
                let (line, column) = source.line_column(span.start as usize);
                title.element(Origin::path(path.clone()).line(line).char_column(column))
            }
        },
        _ => title.element(Origin::path(path.clone())),
    };
    for label in finding.labels.iter().filter(|l| l.file.is_some()) {
        let file = label.file.as_deref().unwrap_or_default();
        let shown = safe(&texts.shown(Root::Content, file));
        let excerpt = texts.source(Root::Content, file).and_then(|other| Excerpt::of(other, &[label.span]));
        group = match excerpt {
            Some(excerpt) => {
                let place = (AnnotationKind::Context, label.span, label.message.as_str());
                group.element(excerpt.snippet(shown, [place]))
            }
            None => group.element(Level::NOTE.message(safe(&format!("{shown}: {}", label.message)))),
        };
    }
    let Some(help) = &finding.help else { return vec![group] };
    let edit = finding.fix.as_ref().zip(source).and_then(|(fix, s)| Some((fix, Excerpt::of(s, &[fix.span])?)));
    match edit {
        Some((fix, excerpt)) => {
            let patch = Patch::new(excerpt.range(fix.span), safe(&fix.text));
            let snippet = Snippet::source(excerpt.text).line_start(excerpt.line).path(path).patch(patch);
            vec![group, Level::HELP.secondary_title(safe(help)).element(snippet)]
        }
        None => vec![group.element(Level::HELP.message(safe(help)))],
    }
}

fn snippet<'a>(
    finding: &'a Diagnostic,
    source: &Source,
    span: Span,
    path: String,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let own = finding.labels.iter().filter(|l| l.file.is_none());
    let places = std::iter::once((AnnotationKind::Primary, span, ""));
    let places: Vec<_> = places.chain(own.map(|l| (AnnotationKind::Context, l.span, l.message.as_str()))).collect();
    let spans: Vec<Span> = places.iter().map(|p| p.1).collect();
    // Labels far from the fault are dropped rather than the fault.
    let all = Excerpt::of(source, &spans).filter(|e| e.holds(span));
    let excerpt = match all {
        Some(excerpt) => excerpt,
        None => Excerpt::of(source, &[span])?,
    };
    let held: Vec<_> = places.into_iter().filter(|p| excerpt.holds(p.1)).collect();
    Some(excerpt.snippet(path, held))
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
    fn a_place_far_right_is_right() {
        let text = format!("{}X", "é".repeat(300));
        assert!(render_one(&text, Span::new(600, 601), "m").contains("a.md:1:301"));
        let text = format!("{}X", "é".repeat(30_000));
        assert!(render_one(&text, Span::new(60_000, 60_001), "m").contains("a.md:1:30001"));
    }

    #[test]
    fn a_fix_is_shown_as_a_change() {
        let snapshot = Snapshot { documents: vec![Source::from_text("a.md", "one\ntwo\n")], ..Snapshot::default() };
        let texts = Texts::new(&snapshot, Folders::default());
        let span = Span::new(4, 7);
        let mut finding = Diagnostic::new("x", Severity::Info, "a.md".into(), Some(span), "m".into()).help("write 2");
        finding.fix = Some(crate::diagnostic::Fix { span, text: "2".into() });
        let text = anstream::adapter::strip_str(&render(&[finding], &texts, 50)).to_string();
        assert!(text.contains("help: write 2") && text.contains("+ 2"), "{text}");
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
