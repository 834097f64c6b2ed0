//! Writes tokens and units as HTML pieces: escaped, balanced, only from our own list of elements.
//!
//! Links and pictures become holes, since nobody knows yet where they lead. Raw HTML of the author goes
//! through an allow-list cleaner first and is then rewritten the same way.

use std::collections::HashSet;
use std::sync::OnceLock;

use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use crate::document::html_scan;
use crate::document::inline::{Inline, Kind, Mark};
use crate::guide::action::{How, Shown};
use crate::guide::row::Row;
use crate::guide::unit::{Bullet, Unit, UnitKind};
use crate::guide::{Hole, HoleKind, Piece, Reference, ReferenceKind};
use crate::highlight;
use crate::source::Span;

/// Finds what is to be shown in its own way in a row.
pub type FindShown<'a> = dyn FnMut(&[Inline]) -> Vec<Shown> + 'a;

/// A piece being written.
#[derive(Default)]
pub struct Writer {
    html: String,
    holes: Vec<Hole>,
}

impl Writer {
    pub fn finish(self) -> Piece {
        Piece { html: self.html.into(), holes: self.holes.into() }
    }

    pub fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    pub fn text(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = escape_html_body_text(&mut self.html, text);
    }

    fn hole(&mut self, kind: HoleKind, reference: u32) {
        self.holes.push(Hole { at: self.html.len() as u32, kind, reference });
    }

    /// A row of tokens as inline HTML; `shown` are the keys, paths and names found in it.
    pub fn row(&mut self, row: &[Inline], shown: &[Shown]) {
        let mut at = 0;
        let mut next = shown.iter().peekable();
        let mut inside: Option<&Shown> = None;
        // Bold inside a path or key is drawn by the path or key.
        let mut hidden: Vec<bool> = Vec::new();
        for token in row {
            if inside.is_some_and(|s| at >= s.end) {
                self.close_shown(&mut inside);
            }
            match &token.kind {
                Kind::Text(text) => {
                    self.shown_text(text, &mut at, &mut inside, &mut next, false);
                }
                Kind::Code(text) => {
                    self.shown_text(text, &mut at, &mut inside, &mut next, true);
                }
                Kind::Soft => {
                    self.html.push(' ');
                    at += 1;
                }
                Kind::Hard => {
                    if inside.is_some() {
                        self.close_shown(&mut inside);
                    }
                    self.html.push_str("<br>\n");
                    at += 1;
                }
                Kind::Open(mark) => {
                    let covered = inside.is_some() || next.peek().is_some_and(|s| s.start <= at + 1 && s.end > at);
                    let hide = covered && matches!(mark, Mark::Strong | Mark::Key);
                    hidden.push(hide);
                    if !hide {
                        self.html.push_str(open_tag(*mark));
                    }
                }
                Kind::Close(mark) => {
                    if !hidden.pop().unwrap_or(false) {
                        if inside.is_some() {
                            self.close_shown(&mut inside);
                        }
                        self.html.push_str(close_tag(*mark));
                    }
                }
                Kind::LinkOpen(r) => {
                    if inside.is_some() {
                        self.close_shown(&mut inside);
                    }
                    self.hole(HoleKind::LinkOpen, *r);
                }
                Kind::LinkClose(r) => {
                    if inside.is_some() {
                        self.close_shown(&mut inside);
                    }
                    self.hole(HoleKind::LinkClose, *r);
                }
                Kind::Image(r) => self.hole(HoleKind::Image, *r),
            }
        }
        self.close_shown(&mut inside);
    }

    /// Text that may begin and end places to show, at any character.
    fn shown_text<'s>(
        &mut self,
        text: &str,
        at: &mut usize,
        inside: &mut Option<&'s Shown>,
        next: &mut std::iter::Peekable<std::slice::Iter<'s, Shown>>,
        code: bool,
    ) {
        let begin = *at;
        let end = begin + text.len();
        let mut from = begin;
        // A place that covers the code exactly is the code: no second element.
        while let Some(s) = next.peek().filter(|s| s.start < end && inside.is_none()) {
            let start = s.start.max(from);
            self.piece_of_text(&text[from - begin..start - begin], code);
            *inside = next.next();
            let stop = inside.map_or(end, |s| s.end.min(end)).max(start);
            self.open_shown(*inside);
            self.inner_text(&text[start - begin..stop - begin], *inside, code);
            from = stop;
            if inside.is_some_and(|s| s.end <= end) {
                self.close_shown(inside);
            } else {
                break;
            }
        }
        if from < end {
            if let Some(s) = *inside {
                let stop = s.end.clamp(from, end);
                self.inner_text(&text[from - begin..stop - begin], *inside, code);
                if s.end <= end {
                    self.close_shown(inside);
                    *at = begin;
                    let rest = &text[stop - begin..];
                    if !rest.is_empty() {
                        *at = stop;
                        self.shown_text(rest, at, inside, next, code);
                    }
                }
            } else {
                self.piece_of_text(&text[from - begin..], code);
            }
        }
        *at = end;
    }

    fn piece_of_text(&mut self, text: &str, code: bool) {
        if text.is_empty() {
            return;
        }
        if code {
            self.html.push_str("<code>");
            self.text(text);
            self.html.push_str("</code>");
        } else {
            self.text(text);
        }
    }

    fn inner_text(&mut self, text: &str, inside: Option<&Shown>, _code: bool) {
        if !inside.is_some_and(|s| s.how == How::Path) {
            self.text(text);
            return;
        }
        // The parts of a path and the separators between, each with one blank on both sides.
        let mut from = 0;
        for (i, c) in text.char_indices() {
            // ">>" is one sign.
            if i >= from && matches!(c, '>' | '→' | '»' | '›' | '\\') {
                let end = i + if text[i..].starts_with(">>") { 2 } else { c.len_utf8() };
                let arrow = text[from..i].ends_with(['-', '=']);
                self.path_part(text[from..i].trim_end_matches(['-', '=']).trim_end());
                self.html.push_str(" <span class=\"sep\">");
                self.text(if arrow { "->" } else { &text[i..end] });
                self.html.push_str("</span> ");
                from = end;
            }
        }
        self.path_part(if from > 0 { text[from..].trim_start() } else { &text[from..] });
    }

    fn path_part(&mut self, text: &str) {
        let lead = text.len() - text.trim_start().len();
        let name = text.trim();
        self.text(&text[..lead]);
        if !name.is_empty() {
            self.html.push_str("<span class=\"ui\">");
            self.text(name);
            self.html.push_str("</span>");
        }
        if !name.is_empty() {
            self.text(&text[lead + name.len()..]);
        }
    }

    fn open_shown(&mut self, shown: Option<&Shown>) {
        match shown.map(|s| s.how) {
            Some(How::Key) => self.html.push_str("<kbd>"),
            Some(How::Path) => self.html.push_str("<span class=\"ui-path\">"),
            Some(How::Ui) => self.html.push_str("<strong class=\"ui\">"),
            None => {}
        }
    }

    fn close_shown(&mut self, shown: &mut Option<&Shown>) {
        match shown.take().map(|s| s.how) {
            Some(How::Key) => self.html.push_str("</kbd>"),
            Some(How::Path) => self.html.push_str("</span>"),
            Some(How::Ui) => self.html.push_str("</strong>"),
            None => {}
        }
    }

    /// A code block with its language, highlighted.
    pub fn code(&mut self, language: &str, text: &str) {
        self.html.push_str("<pre class=\"code\"");
        let language = language.trim().to_lowercase();
        if !language.is_empty() && language.len() <= 30 {
            self.html.push_str(" data-lang=\"");
            let _ = escape_html(&mut self.html, &language);
            self.html.push('"');
        }
        self.html.push_str("><code>");
        self.html.push_str(&highlight::code_html(&language, text.trim_end_matches('\n')));
        self.html.push_str("</code></pre>\n");
    }

    /// Units as block HTML. `read` finds what is to be shown in a row.
    pub fn units(&mut self, units: &[Unit], references: &mut Vec<Reference>, read: &mut FindShown) {
        for unit in units {
            self.unit(unit, references, read);
        }
    }

    pub fn unit(&mut self, unit: &Unit, references: &mut Vec<Reference>, read: &mut FindShown) {
        match &unit.kind {
            UnitKind::Heading { row, .. } => self.block("<p><strong>", row, "</strong></p>\n", read),
            UnitKind::Text(row) => self.block("<p>", row, "</p>\n", read),
            UnitKind::Pictures(list) => {
                for r in list {
                    self.hole(HoleKind::Image, *r);
                    self.raw("\n");
                }
            }
            UnitKind::Marked { row, rest, .. } => {
                self.raw("<ol>\n<li>");
                self.block("", row, "\n", read);
                self.units(rest, references, read);
                self.raw("</li>\n</ol>\n");
            }
            UnitKind::Bullets(items) => self.bullets(items, references, read),
            UnitKind::Code { language, text } => self.code(language, text),
            UnitKind::Quote { units, .. } => {
                self.raw("<blockquote>\n");
                self.units(units, references, read);
                self.raw("</blockquote>\n");
            }
            UnitKind::Table { head, rows } => {
                self.raw("<div class=\"table\" tabindex=\"0\" role=\"group\"><table>\n");
                if head.iter().any(|c| !c.is_empty()) {
                    self.raw("<thead><tr>");
                    for cell in head {
                        self.block("<th scope=\"col\">", cell, "</th>", read);
                    }
                    self.raw("</tr></thead>\n");
                }
                self.raw("<tbody>\n");
                for row in rows {
                    self.raw("<tr>");
                    for cell in row {
                        self.block("<td>", cell, "</td>", read);
                    }
                    self.raw("</tr>\n");
                }
                self.raw("</tbody></table></div>\n");
            }
            UnitKind::Html(html) => self.cleaned(html, unit.span, references),
            UnitKind::Rule => self.raw("<hr>\n"),
        }
    }

    /// An ordered list that is no procedure.
    pub fn plain_list(&mut self, items: &[(&Row, &[Unit])], references: &mut Vec<Reference>, read: &mut FindShown) {
        self.raw("<ol>\n");
        for (row, rest) in items {
            self.block("<li>", row, "", read);
            self.units(rest, references, read);
            self.raw("</li>\n");
        }
        self.raw("</ol>\n");
    }

    pub fn bullets(&mut self, items: &[Bullet], references: &mut Vec<Reference>, read: &mut FindShown) {
        self.raw("<ul>\n");
        for item in items {
            self.block("<li>", &item.row, "", read);
            self.units(&item.rest, references, read);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn block(&mut self, before: &str, row: &[Inline], after: &str, read: &mut FindShown) {
        self.raw(before);
        let shown = read(row);
        self.row(row, &shown);
        self.raw(after);
    }

    /// Raw HTML by the allow list, its links and pictures turned into references.
    fn cleaned(&mut self, html: &str, span: Span, references: &mut Vec<Reference>) {
        let clean = cleaner().clean(html).to_string();
        let mut rest = clean.as_str();
        let mut links: Vec<u32> = Vec::new();
        while let Some(i) = rest.find('<') {
            self.raw(&rest[..i]);
            rest = &rest[i..];
            let Some(tag) = html_scan::tag(rest) else {
                self.raw("&lt;");
                rest = &rest[1..];
                continue;
            };
            let whole = &rest[..tag.length];
            rest = &rest[tag.length..];
            let mut refer = |kind, url: &str, text: &str| {
                references.push(Reference {
                    kind,
                    url: url.trim().to_owned(),
                    text: text.trim().to_owned(),
                    title: None,
                    span,
                });
                (references.len() - 1) as u32
            };
            match (tag.name.as_str(), tag.closing) {
                ("a", false) => {
                    let text = html_scan::text_of(&rest[..rest.find("</a>").unwrap_or(0)]);
                    let r = refer(ReferenceKind::Link, tag.attribute("href").unwrap_or(""), &text);
                    links.push(r);
                    self.hole(HoleKind::LinkOpen, r);
                }
                ("a", true) => {
                    if let Some(r) = links.pop() {
                        self.hole(HoleKind::LinkClose, r);
                    }
                }
                ("img", _) => {
                    let r = refer(ReferenceKind::Icon, tag.picture(), tag.attribute("alt").unwrap_or(""));
                    self.hole(HoleKind::Image, r);
                }
                _ => self.raw(whole),
            }
        }
        self.raw(rest);
        self.raw("\n");
    }
}

fn open_tag(mark: Mark) -> &'static str {
    match mark {
        Mark::Strong => "<strong>",
        Mark::Emphasis => "<em>",
        Mark::Strike => "<del>",
        Mark::Key => "<kbd>",
        Mark::Sub => "<sub>",
        Mark::Sup => "<sup>",
        Mark::Highlight => "<mark>",
    }
}

fn close_tag(mark: Mark) -> &'static str {
    match mark {
        Mark::Strong => "</strong>",
        Mark::Emphasis => "</em>",
        Mark::Strike => "</del>",
        Mark::Key => "</kbd>",
        Mark::Sub => "</sub>",
        Mark::Sup => "</sup>",
        Mark::Highlight => "</mark>",
    }
}

/// What of raw HTML stays. No styles, ids, classes, forms, frames or drawings; what scripts and styles hold goes too.
fn cleaner() -> &'static ammonia::Builder<'static> {
    static CLEANER: OnceLock<ammonia::Builder<'static>> = OnceLock::new();
    CLEANER.get_or_init(|| {
        let tags: HashSet<&str> = [
            "a",
            "abbr",
            "b",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "dd",
            "del",
            "details",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "hr",
            "i",
            "img",
            "kbd",
            "li",
            "mark",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "summary",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "u",
            "ul",
            "var",
        ]
        .into();
        let mut builder = ammonia::Builder::default();
        builder
            .tags(tags)
            .clean_content_tags(
                [
                    "script", "style", "noscript", "iframe", "object", "template", "svg", "math", "title", "textarea",
                    "select", "noembed", "noframes", "xmp",
                ]
                .into(),
            )
            .tag_attributes(
                [
                    ("a", ["href"].into()),
                    // All but the first two serve to find the picture; none of them is written.
                    (
                        "img",
                        [
                            "src",
                            "alt",
                            "srcset",
                            "data-src",
                            "data-lazy-src",
                            "data-original",
                            "data-lazy",
                            "data-orig-file",
                            "data-srcset",
                            "data-lazy-srcset",
                        ]
                        .into(),
                    ),
                    ("td", ["colspan", "rowspan"].into()),
                    ("th", ["colspan", "rowspan"].into()),
                    ("ol", ["start"].into()),
                ]
                .into(),
            )
            .generic_attributes(["title", "dir"].into())
            // Addresses are judged when they are resolved, by one rule for all of them.
            .url_schemes(["http", "https", "mailto", "tel", "ms-settings"].into())
            .link_rel(None)
            .strip_comments(true);
        builder
    })
}

/// A row as a piece of inline HTML.
pub fn inline_piece(row: &[Inline], shown: &[Shown]) -> Piece {
    let mut writer = Writer::default();
    writer.row(row, shown);
    writer.finish()
}
