//! One JSON object a line, for scripts. The fields are a promise; new ones may join them.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Texts;

#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    severity: Severity,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
    fix: Option<Edit<'a>>,
}

/// Replace the bytes from `start` to `end` of the file, counted with LF line ends and no byte order mark.
#[derive(Serialize)]
struct Edit<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

pub fn render(findings: &[Diagnostic], texts: &Texts) -> String {
    let mut out = String::new();
    for finding in findings {
        // Strings and numbers only: this cannot fail.
        out += &serde_json::to_string(&line(finding, texts)).unwrap_or_default();
        out.push('\n');
    }
    out
}

fn line<'a>(finding: &'a Diagnostic, texts: &Texts) -> Line<'a> {
    let place = texts.place(finding.root, &finding.file, finding.span);
    Line {
        rule: finding.rule,
        severity: finding.severity,
        file: texts.shown(finding.root, &finding.file),
        line: place.as_ref().map(|p| p.line),
        column: place.as_ref().map(|p| p.column),
        end_line: place.as_ref().map(|p| p.end_line),
        end_column: place.as_ref().map(|p| p.end_column),
        message: &finding.message,
        help: finding.help.as_deref(),
        fix: finding.fix.as_ref().map(|f| Edit { start: f.span.start, end: f.span.end, text: &f.text }),
    }
}
