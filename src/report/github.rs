//! Annotations for GitHub Actions: `::error file=…,line=…::message`, a command a line.
//!
//! Text of an article must never become a command of its own, so every value is escaped as the runner asks.

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::Texts;

pub fn render(findings: &[Diagnostic], texts: &Texts) -> String {
    findings.iter().map(|finding| annotation(finding, texts)).collect()
}

fn annotation(finding: &Diagnostic, texts: &Texts) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let file = property(&texts.shown(finding.root, &finding.file));
    let place = texts.place(finding.root, &finding.file, finding.span).map_or(String::new(), |p| {
        let mut place = format!(",line={},endLine={}", p.line, p.end_line);
        // The runner takes columns only for a place within one line.
        if p.line == p.end_line {
            place += &format!(",col={},endColumn={}", p.column, p.end_column);
        }
        place
    });
    let message = match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    };
    format!("::{command} file={file}{place},title={}::{}\n", property(finding.rule), value(&message))
}

fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Folders;
    use crate::snapshot::Snapshot;

    #[test]
    fn text_of_an_article_is_never_a_command() {
        let finding =
            Diagnostic::new("x", Severity::Error, "a,line=9::b\n.md".into(), None, "50%\r\n::error::owned".into());
        let snapshot = Snapshot::default();
        let text = render(&[finding], &Texts::new(&snapshot, Folders::default()));
        assert_eq!(text, "::error file=a%2Cline=9%3A%3Ab%0A.md,title=x::50%25%0D%0A::error::owned\n");
    }
}
