//! Findings in every form they are told in.

use guidepost::diagnostic::{Diagnostic, Severity};
use guidepost::report::{Folders, Texts, github, grouped, human, json};
use guidepost::snapshot::Snapshot;
use guidepost::source::{Source, Span};

fn with_texts<T>(act: impl FnOnce(&[Diagnostic], &Texts) -> T) -> T {
    let source = Source::from_text("a.md", "one\r\ntwo é three\r\n");
    let snapshot = Snapshot { documents: vec![source], ..Snapshot::default() };
    let texts = Texts::new(&snapshot, Folders { content: "docs".into(), ..Folders::default() });
    let span = Some(Span::new(11, 16));
    act(&[Diagnostic::new("spelling", Severity::Warning, "a.md".into(), span, "this is wrong".into())], &texts)
}

#[test]
fn all_forms_agree_on_the_place() {
    let line: serde_json::Value = with_texts(|f, t| serde_json::from_str(&json::render(f, t)).expect("JSON"));
    assert_eq!((line["line"].as_u64(), line["column"].as_u64()), (Some(2), Some(7)));
    assert_eq!((line["end_line"].as_u64(), line["end_column"].as_u64()), (Some(2), Some(12)));
    assert_eq!(line["file"], "docs/a.md");
    let annotation = with_texts(github::render);
    assert_eq!(
        annotation,
        "::warning file=docs/a.md,line=2,endLine=2,col=7,endColumn=12,title=spelling::this is wrong\n"
    );
    let text = with_texts(|f, t| human::render(f, t, 9));
    assert!(anstream::adapter::strip_str(&text).to_string().contains("docs/a.md:2:7"), "{text}");
}

#[test]
fn numbers_are_grouped() {
    assert_eq!([0, 12, 999, 1000, 1234567].map(grouped), ["0", "12", "999", "1,000", "1,234,567"]);
}
