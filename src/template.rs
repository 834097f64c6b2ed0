//! Templates: views in, HTML out. What is wrong in a template is a finding with its place.
//!
//! The engine is tera. Every output is escaped unless a template says `safe`. An author's template is code we did not
//! write: it can be wrong in any way and gives a diagnostic, and it cannot write without end.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::page::View;
use crate::source::{Source, Span};
use crate::theme;
use crate::wording::Words;

pub const RULE: &str = "template";

/// No page is larger than this; a template that writes more is taken for an endless loop.
const LARGEST_PAGE: usize = 64 << 20;

/// The compiled templates of a site.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<Arc<str>, Source>,
}

impl Templates {
    /// Compiles `sources`, and the theme's templates for names that are not among them. All faults are told.
    /// Templates find the phrases of `words` under that name.
    pub fn load(sources: &[Source], words: &Words) -> Result<Templates, Vec<Diagnostic>> {
        Templates::load_but(sources, words, theme::APART)
    }

    /// The same with the templates of pages that are sent, which a site has no use for.
    pub fn load_all(sources: &[Source], words: &Words) -> Result<Templates, Vec<Diagnostic>> {
        Templates::load_but(sources, words, &[])
    }

    fn load_but(sources: &[Source], words: &Words, without: &[&str]) -> Result<Templates, Vec<Diagnostic>> {
        let mut all: BTreeMap<Arc<str>, Source> = theme::templates().into_iter().map(|s| (s.path.clone(), s)).collect();
        let theme = all.clone();
        all.extend(sources.iter().map(|s| (s.path.clone(), s.clone())));
        all.retain(|path, _| !without.contains(&&**path));

        let mut findings = Vec::new();
        // Each template by itself first: the engine stops at the first fault, an author wants to know all.
        let mut good = all.clone();
        for source in all.values() {
            if let Err(error) = parse_alone(source)
                && let ErrorKind::SyntaxError(report) = error.kind()
            {
                findings.push(fault(source.path.clone(), Some(span_of(report.span(), source)), report.message()));
                match theme.get(&source.path) {
                    Some(ours) => good.insert(source.path.clone(), ours.clone()),
                    None => good.insert(source.path.clone(), Source::from_text(source.path.clone(), "")),
                };
            }
        }
        let mut tera = engine();
        tera.global_context().insert("words", &words.all());
        if let Err(error) = tera.add_raw_templates(good.values().map(|s| (&*s.path, &*s.text))) {
            findings.extend(findings_of(&error, &good, "base.html"));
        }
        findings.sort();
        if findings.is_empty() { Ok(Templates { tera, sources: all }) } else { Err(findings) }
    }

    /// One page.
    pub fn render(&self, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.render_as(view.template(), view)
    }

    /// `record` through the template of that name.
    pub fn render_as(&self, template: &str, record: &impl Serialize) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = Page(Vec::with_capacity(16 << 10));
        let rendered = Context::from_serialize(record).and_then(|c| self.tera.render_to(template, &c, &mut page));
        match rendered {
            Ok(()) => Ok(page.0),
            Err(error) => {
                let mut findings = findings_of(&error, &self.sources, template);
                Err(Box::new(findings.swap_remove(0)))
            }
        }
    }
}

fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape);
    tera
}

/// Also escapes `'`, which the engine's own function leaves, so that attributes in single quotes are safe too.
fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            0 => b"",
            _ => continue,
        };
        out.write_all(&text.as_bytes()[done..at])?;
        out.write_all(entity)?;
        done = at + 1;
    }
    out.write_all(&text.as_bytes()[done..])
}

/// A page being written, with an end.
struct Page(Vec<u8>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_PAGE {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn parse_alone(source: &Source) -> tera::TeraResult<()> {
    // The name decides about escaping only; missing parents and components are not syntax.
    engine().add_raw_template(&source.path, &source.text)
}

/// What an error of the engine says, as findings; never empty.
fn findings_of(error: &tera::Error, sources: &BTreeMap<Arc<str>, Source>, template: &str) -> Vec<Diagnostic> {
    let whole = |file: &str, message: String| vec![fault(file.into(), None, &message)];
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = sources.get(report.filename()).map(|s| span_of(report.span(), s));
            vec![fault(report.filename().into(), span, report.message())]
        }
        ErrorKind::MissingParent { current, parent } => {
            let span = sources.get(&**current).and_then(|s| quoted(s, parent));
            vec![fault(current.as_str().into(), span, &format!("extends `{parent}`, which is not there"))]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            whole(tpl, format!("extends itself: {}", inheritance_chain.join(" -> ")))
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            whole(tpl, format!("includes itself: {}", include_chain.join(" -> ")))
        }
        ErrorKind::Io(_) => whole(template, format!("writes more than {} MB: an endless loop", LARGEST_PAGE >> 20)),
        ErrorKind::Msg(text) => {
            let found = reported(text, sources);
            if found.is_empty() { whole(template, text.lines().next().unwrap_or_default().to_owned()) } else { found }
        }
        other => whole(template, other.to_string()),
    }
}

/// Faults that the engine only gives as text: `error: message` and `--> file:line:column`, one after another.
fn reported(text: &str, sources: &BTreeMap<Arc<str>, Source>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut message = "";
    for line in text.lines() {
        if let Some(said) = line.strip_prefix("error: ") {
            message = said;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ")
            && let [column, row, file] = place.rsplitn(3, ':').collect::<Vec<_>>()[..]
            && let Some(source) = sources.get(file)
        {
            let span = offset(source, row.parse().unwrap_or(1), column.parse().unwrap_or(1));
            findings.push(fault(source.path.clone(), Some(span), message));
        }
    }
    findings
}

/// The place of a line and a column, both from 1.
fn offset(source: &Source, line: usize, column: usize) -> Span {
    let start: usize = source.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &source.text[start..];
    let at = rest.char_indices().nth(column.max(1) - 1).map_or(rest.len(), |(i, _)| i);
    span_within(start + at, start + at + 1, source)
}

fn quoted(source: &Source, name: &str) -> Option<Span> {
    let at = source.text.find(name)?;
    Some(Span::new(at, at + name.len()))
}

fn span_of(span: &tera::Span, source: &Source) -> Span {
    span_within(span.range.start, span.range.end, source)
}

fn span_within(start: usize, end: usize, source: &Source) -> Span {
    let text = &source.text;
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let start = boundary(start);
    Span::new(start, boundary(end).max(start))
}

/// In the words of the house: lower case, no full stop.
fn fault(file: Arc<str>, span: Option<Span>, message: &str) -> Diagnostic {
    let message = message.trim().trim_end_matches('.');
    let mut chars = message.chars();
    let message = chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default();
    Diagnostic::new(RULE, Severity::Error, file, span, message)
        .help("correct the template, or delete it to use the one of the theme")
        .root(Root::Templates)
}
