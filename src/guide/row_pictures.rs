//! Links and pictures inside one row: which of them are junk, which pictures stand alone and which are icons in a
//! sentence.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_PAD_INDIFFERENT;

use crate::document::html_scan::is_image_address;
use crate::document::inline::{self, Inline, Kind, split, trim};
use crate::document::junk;
use crate::guide::marker;
use crate::guide::remark;
use crate::guide::unit::Flatten;
use crate::guide::{Junk, JunkKind, ReferenceKind};

impl Flatten<'_> {
    pub(super) fn tidy_stretches(&mut self, row: Vec<Inline>) -> Vec<Stretch> {
        let row = self.tidy_row(row);
        self.stretches(row)
    }

    /// Links that hold nothing go; placeholders give way to the picture they stand for.
    pub(super) fn tidy_row(&mut self, row: Vec<Inline>) -> Vec<Inline> {
        if !row.iter().any(|t| matches!(t.kind, Kind::LinkOpen(_) | Kind::Image(_))) {
            return row;
        }
        let has_text = row.iter().any(|t| !t.visible().trim().is_empty());
        let mut out: Vec<Inline> = Vec::with_capacity(row.len());
        let mut link: Option<u32> = None;
        for token in row {
            match token.kind {
                Kind::LinkOpen(r) => {
                    link = Some(r);
                    out.push(token);
                }
                Kind::LinkClose(r) => {
                    link = None;
                    match out.last().map(|t| &t.kind) {
                        Some(Kind::LinkOpen(open)) if *open == r => {
                            let span = self.references[r as usize].span;
                            let kind = if junk::is_share_link(&self.references[r as usize].url) {
                                JunkKind::ShareLinks
                            } else {
                                JunkKind::Debris
                            };
                            self.junk.push(Junk { kind, span });
                            out.pop();
                        }
                        // A link around a picture: the page makes its own.
                        Some(Kind::Image(_)) if matches!(out.iter().rev().nth(1).map(|t| &t.kind), Some(Kind::LinkOpen(open)) if *open == r) =>
                        {
                            let image = out.pop();
                            out.pop();
                            out.extend(image);
                        }
                        _ => out.push(token),
                    }
                }
                Kind::Image(r) => {
                    let span = self.references[r as usize].span;
                    if is_placeholder(&self.references[r as usize].url) {
                        match link.map(|l| self.references[l as usize].url.clone()).filter(|u| is_image_address(u)) {
                            Some(url) => self.references[r as usize].url = url,
                            None => {
                                self.junk.push(Junk { kind: JunkKind::Debris, span });
                                continue;
                            }
                        }
                    }
                    // "![Note](note.svg) It takes long.": a picture in the place of a word.
                    let word = self.references[r as usize].text.trim().to_lowercase();
                    let opens = || out.iter().all(|t| t.visible().trim().is_empty());
                    if has_text && word.len() <= 12 && remark::note_kind(&word).is_some() && opens() {
                        self.junk.push(Junk { kind: JunkKind::Debris, span });
                        let name = format!("{}: ", self.references[r as usize].text.trim());
                        out.push(Inline::new(Kind::Text(name), token.span));
                        continue;
                    }
                    let in_shop = link.is_some_and(|l| junk::is_affiliate(&self.references[l as usize].url));
                    if in_shop
                        && junk::is_shop_button(&self.references[r as usize].text, &self.references[r as usize].url)
                    {
                        self.junk.push(Junk { kind: JunkKind::Affiliate, span });
                        continue;
                    }
                    let leads_away = link.is_some_and(|l| !is_image_address(&self.references[l as usize].url));
                    if leads_away && junk::is_banner(&self.references[r as usize].url) {
                        self.junk.push(Junk { kind: JunkKind::Ad, span });
                        continue;
                    }
                    let shares = link.is_some_and(|l| junk::is_share_link(&self.references[l as usize].url));
                    if junk::is_page_furniture(self.references[r as usize].text.trim()) {
                        self.junk.push(Junk { kind: JunkKind::VendorFooter, span });
                        continue;
                    }
                    if shares || self.is_share_button(r) {
                        self.junk.push(Junk { kind: JunkKind::ShareLinks, span });
                        continue;
                    }
                    out.push(token);
                }
                _ => out.push(token),
            }
        }
        let mut out = inline::balance(out);
        trim(&mut out);
        out
    }

    fn is_share_button(&self, r: u32) -> bool {
        let reference = &self.references[r as usize];
        let alt = junk::folded(&reference.text);
        let named = junk::patterns().share_words.are(&alt) && !alt.is_empty();
        let remote_drawing = reference.url.ends_with(".svg") && reference.url.contains("//");
        named && (reference.url.contains("share") || reference.url.contains("icon") || remote_drawing)
    }

    /// Cuts a row where a line holds only pictures or ends with one; other pictures are icons in a sentence.
    fn stretches(&mut self, row: Vec<Inline>) -> Vec<Stretch> {
        self.tell_icons(&row);
        let is_picture = |flatten: &Self, t: &Inline| match t.kind {
            Kind::Image(r) => flatten.references[r as usize].kind == ReferenceKind::Image,
            _ => false,
        };
        let mut out = Vec::new();
        let mut rest = row;
        while let Some(at) = rest.iter().position(|t| is_picture(self, t)) {
            let (head, tail) = split(rest, at);
            push_row(&mut out, head);
            // Pictures side by side, with nothing but marks and blanks between, are one stretch.
            let run = tail
                .iter()
                .take_while(|t| match t.kind {
                    Kind::Image(_) => is_picture(self, t),
                    Kind::Open(_) | Kind::Close(_) | Kind::LinkOpen(_) | Kind::LinkClose(_) => true,
                    _ => t.visible().trim().is_empty(),
                })
                .count();
            let found = tail[..run].iter().filter_map(|t| if let Kind::Image(r) = t.kind { Some(r) } else { None });
            out.push(Stretch::Pictures(found.collect()));
            rest = split(tail, run).1;
            trim(&mut rest);
        }
        push_row(&mut out, rest);
        out
    }

    /// Marks the pictures that stand in the middle of a line of text as icons.
    fn tell_icons(&mut self, row: &[Inline]) {
        if !row.iter().any(Inline::is_image) {
            return;
        }
        let lines: Vec<&[Inline]> = row.split(Inline::is_break).collect();
        for (before, line, after) in lines.windows(3).map(|w| (w[0], w[1], w[2])) {
            // "the Windows logo key", its picture, "and R": three lines of one sentence.
            let alone = line.iter().any(Inline::is_image) && line.iter().all(|t| t.visible().trim().is_empty());
            let key = last_shown(before);
            let names_key = ["key", "logo", "icon"].iter().any(|w| key.ends_with(w));
            let goes_on = after.iter().map(|t| t.visible().trim_start()).find(|t| !t.is_empty());
            if alone && names_key && goes_on.is_some_and(|t| t.starts_with(|c: char| c.is_lowercase() || c == '+')) {
                for token in line {
                    if let Kind::Image(r) = token.kind {
                        self.references[r as usize].kind = ReferenceKind::Icon;
                    }
                }
            }
        }
        // "click **the Power button![](a.png)**", and in the next line "and choose": the sentence goes on behind it.
        for (line, after) in lines.windows(2).map(|w| (w[0], w[1])) {
            let Some(at) = line.iter().rposition(|t| t.is_image() || !t.visible().trim().is_empty()) else { continue };
            let Kind::Image(r) = line[at].kind else { continue };
            let goes_on = after.iter().map(|t| t.visible().trim_start()).find(|t| !t.is_empty());
            if names_icon(&line[..at]) && goes_on.is_some_and(begins_inside) {
                self.references[r as usize].kind = ReferenceKind::Icon;
            }
        }
        for line in lines {
            for (i, token) in line.iter().enumerate() {
                let Kind::Image(r) = token.kind else { continue };
                let shows = |t: &Inline| !t.visible().trim().is_empty();
                let (before, after) = (line[..i].iter().any(shows), line[i + 1..].iter().any(shows));
                let in_sentence =
                    before && after && !ends_sentence(&line[..i]) && marker::leading(&line[i + 1..]).is_none();
                if in_sentence || ((before || after) && self.looks_like_icon(token)) {
                    self.references[r as usize].kind = ReferenceKind::Icon;
                }
            }
        }
    }

    fn looks_like_icon(&self, token: &Inline) -> bool {
        let Kind::Image(r) = token.kind else { return false };
        let reference = &self.references[r as usize];
        let name = reference.url.rsplit('/').next().unwrap_or("").to_lowercase();
        name.contains("icon") || name.contains("-ico-") || name.contains("logo")
    }

    /// All pictures of a row apart.
    pub(super) fn without_pictures(&self, row: Vec<Inline>) -> (Vec<Inline>, Vec<u32>) {
        let pictures = row.iter().filter_map(|t| if let Kind::Image(r) = t.kind { Some(r) } else { None }).collect();
        let mut row = inline::balance(row.into_iter().filter(|t| !t.is_image()).collect());
        trim(&mut row);
        (row, pictures)
    }
}

/// "the Windows logo key", "the Power button": what a small picture behind it shows.
pub fn names_icon(row: &[Inline]) -> bool {
    let shown = last_shown(row).to_lowercase();
    ["key", "logo", "icon", "button"].iter().any(|noun| shown.ends_with(noun))
}

/// "and choose", "+ R": no line begins so, a sentence goes on.
pub fn begins_inside(text: &str) -> bool {
    text.starts_with('+') || ["and ", "or ", "to ", "then "].iter().any(|word| text.starts_with(word))
}

/// Whether what shows last in a row ends a sentence.
fn ends_sentence(row: &[Inline]) -> bool {
    last_shown(row).ends_with(['.', '!', '?', ':', ';'])
}

/// The text that shows last in a row.
fn last_shown(row: &[Inline]) -> &str {
    row.iter().rev().map(|t| t.visible().trim_end()).find(|t| !t.is_empty()).unwrap_or("")
}

/// A part of a row.
pub enum Stretch {
    Row(Vec<Inline>),
    Pictures(Vec<u32>),
}

fn push_row(out: &mut Vec<Stretch>, mut row: Vec<Inline>) {
    trim(&mut row);
    if !inline::is_blank(&row) {
        out.push(Stretch::Row(row));
    }
}

/// A stand-in that a page shows until its script has loaded the picture.
fn is_placeholder(url: &str) -> bool {
    url.contains("data:image/gif;base64,R0lGOD") || url.contains("data:image/svg+xml") && !draws(url) || url.is_empty()
}

/// Whether a drawing that is written into its address draws anything. The empty ones hold a place.
pub fn draws(url: &str) -> bool {
    const MARKS: &[&str] =
        &["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "image", "use"];
    let Some((head, data)) = url.split_once(',').filter(|(head, _)| head.contains("data:image/svg+xml")) else {
        return false;
    };
    let text = match head.ends_with(";base64") {
        true => text_of_base64(data),
        false => data.replace("%3C", "<").replace("%3c", "<"),
    };
    let names = text.split('<').map(|rest| rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or(""));
    names.into_iter().any(|name| MARKS.contains(&name))
}

fn text_of_base64(data: &str) -> String {
    let bare: Vec<u8> = data.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    STANDARD_PAD_INDIFFERENT
        .decode(bare)
        .map_or_else(|_| String::new(), |bytes| String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_in_an_address_is_one_when_it_draws() {
        for (url, want) in [
            ("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 6'%3E%3C/svg%3E", false),
            ("data:image/svg+xml;utf8,<svg><g><rect width='2' height='2'/></g></svg>", true),
            ("data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=", false),
            ("data:image/svg+xml;base64,PHN2Zz48cGF0aCBkPSJNMCAwaDkiLz48L3N2Zz4=", true),
            ("data:image/png;base64,PHBhdGg+", false),
            ("https://a.example/<path", false),
        ] {
            assert_eq!(draws(url), want, "{url}");
        }
    }
}
