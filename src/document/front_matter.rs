//! The YAML at the top of an article: typed fields, each fault with its line and column.
//!
//! Values are read by what our fields want, not by what YAML makes of them: `title: 1.0` is the text
//! "1.0", `tags: a, b` are two tags. Keys of Hexo, Jekyll and Hugo that mean the same are taken as ours;
//! those that mean nothing to us are passed over in silence.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::document::fence::{self, Fenced};
use crate::document::fields::Fields;
use crate::guide::Platform;
use crate::source::{Source, Span};

/// The fields we read. Lists are trimmed and free of doubles; missing text is `None`, never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    pub title: Option<String>,
    pub date: Option<Date>,
    pub updated: Option<Date>,
    pub tags: Vec<String>,
    /// Paths from the root, as in Hexo: `[os, windows 11]` is one path of two names.
    pub categories: Vec<Vec<String>>,
    pub description: Option<String>,
    pub excerpt: Option<String>,
    pub keywords: Vec<String>,
    pub thumbnail: Option<String>,
    /// Last part of the address, in place of the file name.
    pub slug: Option<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    pub draft: bool,
    /// Language of the article, as in `<html lang>`, where it is not that of the site.
    pub lang: Option<String>,
    pub platforms: Vec<Platform>,
    pub prerequisites: Vec<String>,
    pub owner: Option<String>,
    pub verified: Option<Verified>,
    /// What was verified by itself: pictures, and single steps.
    pub stamps: Vec<Stamp>,
    pub review: Option<Review>,
    /// Guides to show first among the related ones: slugs or paths.
    pub related: Vec<String>,
    /// Guides, addresses or titles never to show among the related ones.
    pub unrelated: Vec<String>,
    /// About how long it takes, in minutes.
    pub minutes: Option<u32>,
    /// Administrator rights are needed.
    pub admin: bool,
    /// Place among the guides of its category; without one: by title.
    pub order: Option<i32>,
}

/// "I followed this guide to the end on this release."
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// `windows-11-24h2`, as written.
    pub release: Option<String>,
    pub on: Option<Date>,
    pub by: Option<String>,
}

/// A picture or a step that was verified by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub of: Stamped,
    /// Of its content when it was verified; with another content it has to be verified again.
    pub hash: String,
    pub verified: Verified,
}

/// What a stamp is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stamped {
    /// A picture by its address, as the article writes it.
    Picture(String),
    /// A step by its anchor.
    Step(String),
}

/// When the guide is to be read again, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Last review.
    pub on: Option<Date>,
    pub by: Option<String>,
    /// Days between reviews.
    pub every: Option<u32>,
    pub owner: Option<Arc<str>>,
}

/// Our keys, and the other spellings that other generators use for them.
pub const KEYS: &[(&str, &[&str])] = &[
    ("title", &[]),
    ("date", &["pubdate", "publishdate"]),
    ("updated", &["lastmod", "modified", "last_modified_at"]),
    ("tags", &["tag"]),
    ("categories", &["category"]),
    ("description", &["summary"]),
    ("excerpt", &[]),
    ("keywords", &[]),
    ("thumbnail", &["image", "cover"]),
    ("slug", &[]),
    ("aliases", &["alias", "redirect_from"]),
    ("draft", &[]),
    ("lang", &["language"]),
    ("platforms", &["platform"]),
    ("prerequisites", &[]),
    ("owner", &[]),
    ("verified", &[]),
    ("stamps", &[]),
    ("review", &[]),
    ("related", &[]),
    ("unrelated", &[]),
    ("minutes", &[]),
    ("admin", &[]),
    ("order", &["weight", "nav_order", "sidebar_position"]),
];

/// Keys that other generators read and we have no use for.
pub const FOREIGN: &[&str] = &[
    "author",
    "authors",
    "comments",
    "disableNunjucks",
    "id",
    "layout",
    "menu",
    "permalink",
    "published",
    "sidebar",
    "series",
    "sitemap",
    "subtitle",
    "template",
    "toc",
    "top",
    "type",
    "url",
];

/// What the top of an article says.
#[derive(Debug, Default)]
pub struct Read {
    pub front: FrontMatter,
    /// The block with its fences; empty at 0 when there is none.
    pub span: Span,
    /// Where the body begins.
    pub body: usize,
    pub findings: Vec<Diagnostic>,
}

/// Reads the front matter of an article. A fault in it never hides the body nor another fault.
pub fn read(source: &Source, platform: &dyn Fn(&str) -> Option<Platform>) -> Read {
    let (yaml, whole, body) = match fence::find(&source.text) {
        Fenced::Yaml { yaml, whole, body } => (yaml, whole, body),
        Fenced::None => return Read::default(),
        Fenced::Fault { at, severity, message, help, body } => {
            let finding =
                Diagnostic::new("front-matter-syntax", severity, source.path.clone(), Some(at), message.to_owned());
            return Read { findings: vec![finding.help(help)], body, ..Read::default() };
        }
    };
    let mut read = Read { span: whole, body, ..Read::default() };
    let text = &source.text[yaml.range()];
    let mut fields = Fields { source, yaml, keys: fence::top_level_keys(text, yaml.start as usize), findings: vec![] };
    if let Some(mapping) = fields.parse(text) {
        read.front = fields.typed(&mapping, platform);
    }
    read.findings = fields.findings;
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    fn read_text(text: &str) -> Read {
        read(&Source::from_text("a.md", text), &|_| None)
    }

    fn first_fault(text: &str) -> (String, Severity, (usize, usize)) {
        let source = Source::from_text("a.md", text);
        let read = read(&source, &|_| None);
        let f = read.findings.first().unwrap_or_else(|| panic!("no finding for {text:?}"));
        (f.message.clone(), f.severity, source.line_column(f.span.unwrap().start as usize))
    }

    #[test]
    fn the_form_of_hexo_is_read() {
        let read = read_text(
            "---\ntitle: Merging\ndate: 2024-07-13T10:11:18.549Z\ntags:\n  - windows10\n  - printer\ncategories:\n  - os\n  - windows 11\nkeywords: One,Two, one\n---\n\nBody",
        );
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        assert_eq!(read.front.categories, [["os", "windows 11"]]);
        assert_eq!(read.front.keywords, ["One", "Two"]);
        assert_eq!(read.front.tags, ["windows10", "printer"]);
        assert_eq!(read.front.date, Date::new(2024, 7, 13).ok());
    }

    #[test]
    fn a_language_is_a_tag() {
        assert_eq!(read_text("---\nlang: pt_BR\n---\n").front.lang.as_deref(), Some("pt-BR"));
        assert_eq!(read_text("---\nlanguage: no\n---\n").front.lang.as_deref(), Some("no"));
        let (message, severity, at) = first_fault("---\nlang: \"de\\\" onclick=x\"\n---\n");
        assert!(message.contains("no language") && severity == Severity::Warning && at == (2, 7), "{message} {at:?}");
    }

    #[test]
    fn scalars_are_the_text_that_was_written() {
        for (yaml, want) in
            [("123", "123"), ("1.0", "1.0"), ("yes", "yes"), ("0x10", "0x10"), ("1e3", "1e3"), ("true", "true")]
        {
            assert_eq!(read_text(&format!("---\ntitle: {yaml}\n---\n")).front.title.as_deref(), Some(want));
        }
        assert_eq!(read_text("---\ntitle: null\n---\n").front.title, None);
    }

    #[test]
    fn every_fault_has_its_line_and_column() {
        for (text, says, at) in [
            ("---\ntitle: a\ntitle: b\n---\n", "second time", (3, 1)),
            ("---\ntitle: a\n\ttags: b\n---\n", "tab", (3, 1)),
            ("---\ntitle: [1, 2]\n---\n", "is a list", (2, 8)),
            ("---\ntitle: a: b\n---\n", "cannot read", (2, 9)),
            ("---\ntitle: a\nno end\n", "never closed", (1, 1)),
            ("---\ntilte: a\n---\n", "unknown key", (2, 1)),
            ("---\ndraft: \"false\"\n---\n", "true or false", (2, 8)),
            ("---\ndate: 2024-02-30\n---\n", "no date", (2, 7)),
            ("---\na: &a [*a]\n---\n", "anchors", (2, 4)),
            ("---\ntitle: !!python/object x\n---\n", "YAML tags", (2, 8)),
            ("---\ntags: [A, b, a]\n---\n", "twice", (2, 7)),
            ("+++\ntitle = 1\n+++\n", "TOML", (1, 1)),
            ("\n---\ntitle: a\n---\n", "first line", (2, 1)),
        ] {
            let (message, _, place) = first_fault(text);
            assert!(message.contains(says), "{text:?}: {message}");
            assert_eq!(place, at, "{text:?}: {message}");
        }
    }

    #[test]
    fn what_could_blow_up_is_refused() {
        let deep = format!("---\na: {}\n---\n", "[".repeat(10_000));
        assert!(first_fault(&deep).0.contains("deep"));
        let bomb = "---\na: &a [x]\nb: &b [*a,*a]\n---\n";
        assert!(first_fault(bomb).0.contains("aliases"));
        let big = format!("---\ntitle: {}\n---\n", "x".repeat(1 << 20));
        assert!(first_fault(&big).0.contains("64 KB"));
        assert!(read_text("---\ntitle: Tips & *tricks* for you\n---\n").findings.is_empty());
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let read = read_text("---\nSome words of text\n\n---\nMore\n");
        assert_eq!(read.body, 0);
        assert_eq!(read.findings[0].severity, Severity::Warning);
    }
}
