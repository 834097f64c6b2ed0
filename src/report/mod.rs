//! Findings as text for people and for programs. Lines and columns are made here, from spans.
//!
//! Every format gets the findings already sorted and gives one text; printing is the caller's.

mod excerpt;
pub mod github;
pub mod human;
pub mod json;
pub mod affected;
pub mod places;
pub mod references;
pub mod reading;

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::snapshot::Snapshot;
use crate::source::{Source, Span};

/// What a report needs to know of the texts: their lines, and where they lie as seen from the working folder.
pub struct Texts<'a> {
    by_path: HashMap<(Root, &'a str), &'a Source>,
    folders: Folders,
}

/// The folders as they are to be shown, with `/` between parts; empty: the working folder.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    pub project: String,
    pub content: String,
    pub templates: String,
    pub statics: String,
}

/// Where a finding starts and ends, all from 1, columns in characters.
pub struct Place {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl<'a> Texts<'a> {
    pub fn new(snapshot: &'a Snapshot, folders: Folders) -> Texts<'a> {
        let documents = snapshot.documents.iter().chain(&snapshot.catalogues).map(|s| ((Root::Content, &*s.path), s));
        let templates = snapshot.templates.iter().map(|s| ((Root::Templates, &*s.path), s));
        let config = snapshot.config.source.iter().map(|s| ((Root::Project, &*s.path), s));
        let synonyms = snapshot.synonyms.source.iter().map(|s| ((Root::Content, &*s.path), s));
        let lock = snapshot.vault.source.iter().map(|s| ((Root::Project, &*s.path), s));
        Texts { by_path: documents.chain(templates).chain(config).chain(synonyms).chain(lock).collect(), folders }
    }

    pub fn source(&self, root: Root, file: &str) -> Option<&'a Source> {
        self.by_path.get(&(root, file)).copied()
    }

    /// The path as seen from the working folder.
    pub fn shown(&self, root: Root, file: &str) -> String {
        let folder = match root {
            Root::Project => &self.folders.project,
            Root::Content => &self.folders.content,
            Root::Templates => &self.folders.templates,
            Root::Static => &self.folders.statics,
        };
        match (folder.as_str(), file) {
            ("", file) => file.to_owned(),
            (folder, "") => folder.to_owned(),
            (folder, file) => format!("{}/{file}", folder.trim_end_matches('/')),
        }
    }

    pub fn place(&self, root: Root, file: &str, span: Option<Span>) -> Option<Place> {
        let (source, span) = (self.source(root, file)?, span?);
        let (line, column) = source.line_column(span.start as usize);
        let (end_line, end_column) = source.line_column(span.end as usize);
        Some(Place { line, column, end_line, end_column })
    }
}

/// How many findings of each severity.
pub fn count(findings: &[Diagnostic], severity: Severity) -> usize {
    findings.iter().filter(|d| d.severity == severity).count()
}

/// `s` where it is wanted.
pub fn plural(count: usize, word: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {word}{s}", grouped(count))
}

/// `12345` as `12,345`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
