//! A page that is one file: pictures, styles and scripts put into it, and no request left.
//!
//! The page is taken as its template made it, whoever wrote that template. Every address in it is looked at: a file of
//! the site goes into the page, a place of the same page stays, a page of the site becomes its full address when the
//! site has one and plain text when it has none. What would ask for anything else is left out. A policy with the
//! hashes of the page's own scripts and styles keeps it that way. Nothing here opens a file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

use crate::address;
use crate::document::html_scan::{self, Tag};
use crate::markup::escape;
use crate::page::address_on;
use crate::theme;

/// What a page is taken out of.
#[derive(Debug, Default)]
pub struct Around {
    /// Path of the page below the site.
    pub page: Arc<str>,
    /// Pages of the site that stand in this one, by path.
    pub inside: BTreeMap<Arc<str>, Inside>,
    /// Full address of the site.
    pub base: Option<String>,
}

/// Where a page of the site stands in the one that is made.
#[derive(Clone, Debug, Default)]
pub struct Inside {
    /// What its anchors begin with here.
    pub prefix: String,
    /// The anchor of its beginning; empty: that of the whole page.
    pub top: String,
}

/// The bytes of the file at a path below the site; `None` when there is none.
pub type Files<'a> = dyn FnMut(&str) -> Option<Cow<'static, [u8]>> + 'a;

/// The page as one file.
pub fn embed(html: &str, around: &Around, files: &mut Files) -> String {
    let out = String::with_capacity(html.len() * 2);
    let (late, hashes) = (Vec::new(), Hashes::default());
    let mut page = Page { around, files, out, late, hashes, policy_at: None, unlinked: false };
    page.run(html);
    page.finish()
}

/// What the policy allows, as `'sha256-…'`.
#[derive(Default)]
struct Hashes {
    scripts: Vec<String>,
    styles: Vec<String>,
}

struct Page<'a, 'f, 'g> {
    around: &'a Around,
    files: &'f mut Files<'g>,
    out: String,
    /// Scripts that wait for the end of the page.
    late: Vec<String>,
    hashes: Hashes,
    /// Where the policy goes, once the hashes are known.
    policy_at: Option<usize>,
    /// The link that is open became text.
    unlinked: bool,
}

/// What an address of the page leads to.
enum Leads {
    /// To a place of the file that is made.
    Here(String),
    /// To a file or page of the site: path and the rest of the address.
    Site(String, String),
    /// Out of the site, by a scheme of its own.
    Away,
}

impl Page<'_, '_, '_> {
    fn run(&mut self, html: &str) {
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            self.out.push_str(&rest[..open]);
            rest = &rest[open..];
            let skip = if rest.starts_with("<!--") {
                // What a comment says is for those who write templates.
                rest.find("-->").map_or(rest.len(), |end| end + 3)
            } else if let Some(tag) = html_scan::tag(rest) {
                self.tag(&tag, rest)
            } else if rest.starts_with("<!") {
                let end = rest.find('>').map_or(rest.len(), |end| end + 1);
                self.out.push_str(&rest[..end]);
                end
            } else {
                self.out.push_str("&lt;");
                1
            };
            rest = &rest[skip..];
        }
        self.out.push_str(rest);
    }

    /// Writes what stands for the tag at the beginning of `rest`, and says how many bytes that took.
    fn tag(&mut self, tag: &Tag, rest: &str) -> usize {
        let after = tag.length;
        let name = tag.name.as_str();
        if tag.closing {
            match name {
                "a" if std::mem::take(&mut self.unlinked) => self.out.push_str("</span>"),
                "body" => {
                    self.late_scripts();
                    self.out.push_str("</body>");
                }
                _ => self.out.push_str(&rest[..after]),
            }
            return after;
        }
        match name {
            "head" => {
                self.out.push_str(&rest[..after]);
                self.policy_at = Some(self.out.len());
            }
            "meta" if tag.attribute("http-equiv").is_some() => {}
            "base" | "source" | "track" => {}
            "script" | "style" => return after + self.own_code(tag, &rest[after..]),
            "link" => self.link(tag),
            "a" => self.anchor(tag, &rest[after..]),
            "form" if tag.attribute("action").is_some_and(|a| matches!(self.leads(a), Leads::Site(..))) => {
                // A search that has no index here.
                return html_scan::element_end(rest, 0, tag).unwrap_or(after);
            }
            "img" => self.picture(tag),
            _ => self.write(tag, &[("src", None), ("srcset", None), ("poster", None), ("data", None)]),
        }
        after
    }

    /// The tag with some attributes in place of its own; `None`: without that attribute.
    fn write(&mut self, tag: &Tag, instead: &[(&str, Option<&str>)]) {
        let _ = write!(self.out, "<{}", tag.name);
        for (name, value) in &tag.attributes {
            let value = match instead.iter().find(|(n, _)| n == name) {
                Some((_, None)) => continue,
                Some((_, Some(value))) => value,
                // The policy would refuse them, aloud.
                None if name == "style" || name.starts_with("on") => continue,
                None => value.as_str(),
            };
            if value.is_empty() && !matches!(name.as_str(), "alt" | "value") {
                let _ = write!(self.out, " {name}");
            } else {
                let _ = write!(self.out, " {name}=\"{}\"", escape(value));
            }
        }
        self.out.push('>');
    }

    fn leads(&self, url: &str) -> Leads {
        let Some(at) = url.find(['#', '?']).or(Some(url.len())) else { return Leads::Away };
        let (path, tail) = url.split_at(at);
        let anchor = tail.split_once('#').map(|(_, anchor)| anchor);
        if path.is_empty() {
            return Leads::Here(format!("#{}", anchor.unwrap_or_default()));
        }
        let first = path.split('/').next().unwrap_or_default();
        if first.contains(':') || path.starts_with("//") {
            return Leads::Away;
        }
        let Some(path) = address::join(address::folder(&self.around.page), &address::decode(path)) else {
            return Leads::Away;
        };
        match self.around.inside.get(path.as_str()) {
            Some(inside) => Leads::Here(match anchor {
                Some(anchor) => format!("#{}{anchor}", inside.prefix),
                None => format!("#{}", inside.top),
            }),
            None => Leads::Site(path, tail.to_owned()),
        }
    }

    /// A file of the site as an address that carries it.
    fn data(&mut self, url: &str) -> Option<String> {
        match self.leads(url) {
            Leads::Site(path, _) => (self.files)(&path).map(|bytes| data_address(&path, &bytes)),
            Leads::Away if url.starts_with("data:") => Some(url.to_owned()),
            _ => None,
        }
    }

    /// A script or a style sheet that stands in the page or comes from a file. Gives the bytes behind the start tag.
    fn own_code(&mut self, tag: &Tag, behind: &str) -> usize {
        let end_tag = format!("</{}", tag.name);
        let end = find_ignoring_case(behind, &end_tag).unwrap_or(behind.len());
        let length = behind[end..].find('>').map_or(behind.len(), |close| end + close + 1);
        if tag.name == "style" {
            let css = behind[..end].to_owned();
            let page = self.around.page.clone();
            self.style(&css, &page);
            return length;
        }
        let code = match tag.attribute("src") {
            None => behind[..end].to_owned(),
            Some(url) => match self.code(url) {
                Some(code) => code,
                None => return length,
            },
        };
        let waits = tag.attribute("defer").is_some() || tag.attribute("async").is_some();
        let after_paint = tag.attribute("data-after-paint");
        if let Some(url) =
            [after_paint, tag.attribute("src")].into_iter().flatten().find(|u| u.ends_with("/guidepost.js"))
        {
            // What it would load when it is asked for.
            for name in ["copy-steps.js", "zoom.js"] {
                let asked = self.code(&url.replace("guidepost.js", name));
                self.late.extend(asked);
            }
        }
        if waits {
            self.late.push(code)
        } else {
            self.script(&code)
        }
        let shown = after_paint.and_then(|url| self.code(url));
        self.late.extend(shown);
        length
    }

    fn code(&mut self, url: &str) -> Option<String> {
        let Leads::Site(path, _) = self.leads(url) else { return None };
        (self.files)(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    fn late_scripts(&mut self) {
        for code in std::mem::take(&mut self.late) {
            self.script(&code);
        }
    }

    fn script(&mut self, code: &str) {
        // Neither may end the element, and a browser hashes LF.
        let code = lines(code).replace("</script", "<\\/script").replace("<!--", "<\\!--");
        self.hashes.scripts.push(hash(&code));
        let _ = write!(self.out, "<script>{code}</script>");
    }

    /// `at`: path of the file that the sheet comes from, which its addresses start at.
    fn style(&mut self, css: &str, at: &str) {
        let css = self.sheet(css, at).replace("</style", "<\\/style");
        self.hashes.styles.push(hash(&css));
        let _ = write!(self.out, "<style>{css}</style>");
    }

    /// A style sheet that asks for nothing: files of the site in it, others left out.
    fn sheet(&mut self, css: &str, at: &str) -> String {
        let mut out = String::with_capacity(css.len());
        let css = lines(css);
        let mut rest = css.as_str();
        loop {
            let url = rest.find("url(");
            let import = rest.find("@import");
            match (url, import) {
                (_, Some(import)) if url.is_none_or(|url| import < url) => {
                    out.push_str(&rest[..import]);
                    rest = rest[import..].find(';').map_or("", |end| &rest[import + end + 1..]);
                }
                (Some(url), _) => {
                    out.push_str(&rest[..url]);
                    rest = &rest[url + 4..];
                    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
                    let end = match quote {
                        Some(quote) => {
                            rest[1..].find(quote).and_then(|end| rest[1 + end..].find(')').map(|e| 1 + end + e))
                        }
                        None => rest.find(')'),
                    };
                    let Some(end) = end else { return out };
                    let written = rest[..end].trim().trim_matches(['"', '\'']).to_owned();
                    rest = &rest[end + 1..];
                    let address = if written.starts_with("data:") || written.starts_with('#') {
                        written
                    } else {
                        let path = address::join(address::folder(at), &address::decode(&written));
                        let data = path.and_then(|path| (self.files)(&path).map(|bytes| data_address(&path, &bytes)));
                        data.unwrap_or_else(|| "data:,".to_owned())
                    };
                    let _ = write!(out, "url(\"{}\")", address.replace('"', "%22"));
                }
                _ => {
                    out.push_str(rest);
                    return out;
                }
            }
        }
    }

    fn link(&mut self, tag: &Tag) {
        let (rel, href) = (tag.attribute("rel").unwrap_or_default(), tag.attribute("href").unwrap_or_default());
        match rel {
            "stylesheet" => {
                if let Leads::Site(path, _) = self.leads(href)
                    && let Some(bytes) = (self.files)(&path)
                {
                    self.style(&String::from_utf8_lossy(&bytes), &path);
                }
            }
            "icon" => {
                if let Some(data) = self.data(href) {
                    self.write(tag, &[("href", Some(&data))]);
                }
            }
            "canonical" => self.write(tag, &[]),
            _ => {}
        }
    }

    fn anchor(&mut self, tag: &Tag, behind: &str) {
        let Some(href) = tag.attribute("href") else { return self.write(tag, &[]) };
        let of_picture = behind.starts_with("<img") || behind.starts_with("<picture");
        match self.leads(href) {
            Leads::Away => self.write(tag, &[]),
            Leads::Here(place) => self.write(tag, &[("href", Some(&place))]),
            // Scripts make it a button that shows the picture it holds.
            Leads::Site(..) if of_picture => self.write(tag, &[("href", None), ("aria-label", None)]),
            Leads::Site(path, tail) => match &self.around.base {
                Some(base) => {
                    let address = address_on(base, &path) + &tail;
                    self.write(tag, &[("href", Some(&address))]);
                }
                None => {
                    self.unlinked = true;
                    let class = tag.attribute("class").map(|c| format!(" class=\"{}\"", escape(c))).unwrap_or_default();
                    let _ = write!(self.out, "<span{class}>");
                }
            },
        }
    }

    fn picture(&mut self, tag: &Tag) {
        let data = tag.attribute("src").and_then(|src| self.data(src));
        self.write(tag, &[("src", data.as_deref()), ("srcset", None), ("sizes", None), ("loading", None)]);
    }

    fn finish(mut self) -> String {
        self.late_scripts();
        let list = |hashes: &[String]| if hashes.is_empty() { "'none'".to_owned() } else { hashes.join(" ") };
        let policy = format!(
            "\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {}; style-src {}; \
             img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">",
            list(&self.hashes.scripts),
            list(&self.hashes.styles)
        );
        self.out.insert_str(self.policy_at.unwrap_or(0), &policy);
        self.out
    }
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len()).position(|w| w.eq_ignore_ascii_case(wanted.as_bytes()))
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(text.as_bytes())))
}

fn data_address(path: &str, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", kind(path, bytes), BASE64.encode(bytes))
}

/// The type of a file, from its first bytes or else from its name.
fn kind(path: &str, bytes: &[u8]) -> &'static str {
    const BEGIN: &[(&[u8], &str)] = &[
        (b"\x89PNG", "image/png"),
        (b"\xFF\xD8\xFF", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"BM", "image/bmp"),
        (b"wOF2", "font/woff2"),
        (b"wOFF", "font/woff"),
    ];
    if let Some((_, kind)) = BEGIN.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return kind;
    }
    match bytes.get(8..12) {
        Some(b"WEBP") => return "image/webp",
        Some(b"avif" | b"avis") => return "image/avif",
        _ => {}
    }
    match path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).as_deref() {
        Some("svg") => "image/svg+xml",
        Some("ico") => "image/x-icon",
        Some("ttf") => "font/ttf",
        Some("otf") => "font/otf",
        _ => "application/octet-stream",
    }
}

/// How many bytes a file of this length takes in the page.
pub fn embedded(length: usize) -> usize {
    length.div_ceil(3) * 4 + "data:image/png;base64,".len()
}

/// How long a file may be that takes at most `room` bytes of the page.
pub fn bytes_in(room: usize) -> usize {
    room.saturating_sub(embedded(0)) / 4 * 3
}

/// The files of a site that are made for it rather than copied.
pub fn made(path: &str, config: &crate::config::Config) -> Option<Vec<u8>> {
    match path {
        theme::SITE_CSS => Some(theme::site_css(config).into_bytes()),
        theme::SITE_JS => Some(theme::site_js(config).into_bytes()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded(html: &str, base: Option<&str>) -> String {
        let place = Inside { prefix: "g2-".into(), top: "g2".into() };
        let around = Around {
            page: "guides/a.html".into(),
            inside: [("guides/b.html".into(), place)].into(),
            base: base.map(str::to_owned),
        };
        let mut files = |path: &str| match path {
            "guides/a b.png" => Some(Cow::Borrowed(&b"\x89PNG..."[..])),
            "assets/x.css" => {
                Some(Cow::Borrowed(&b"@import 'y.css';a{background:url(x.svg)}b{background:url(\"http://h/x\")}"[..]))
            }
            "assets/x.svg" => Some(Cow::Borrowed(&b"<svg/>"[..])),
            "assets/x.js" => Some(Cow::Borrowed(&b"a('</script>')\r\nb()"[..])),
            _ => None,
        };
        embed(html, &around, &mut files)
    }

    #[test]
    fn addresses_stay_in_the_file_or_name_the_site() {
        let html = r##"<a href="b.html#step-1">b</a> <a class="x" href="../c.html#y">c</a> <a href="#z">z</a> <a href="mailto:a@b">m</a> <a href="b.html">top</a>"##;
        let with = embedded(html, Some("https://help.example/kb/"));
        assert!(with.contains(r##"<a href="#g2-step-1">b</a> <a class="x" href="https://help.example/kb/c.html#y">c</a> <a href="#z">z</a> <a href="mailto:a@b">m</a> <a href="#g2">top</a>"##), "{with}");
        let without = embedded(html, None);
        assert!(without.contains(r#"<span class="x">c</span> <a"#), "{without}");
    }

    #[test]
    fn nothing_of_the_page_asks_for_anything() {
        let html = r#"<html><head><meta http-equiv="Content-Security-Policy" content="x"><base href="https://evil/">
<link rel="stylesheet" href="../assets/x.css"><script src="../assets/x.js" defer></script><script src="https://cdn/x.js"></script></head>
<body onload="x()"><form class="search" action="../search.html"><input></form><p style="color:red">
<a href="a%20b.png" aria-label="Open"><img src="a%20b.png" srcset="b.png 2x" alt="" loading="lazy"></a><img src="http://h/p.png" alt="gone"><iframe src="https://h/"></iframe></body></html>"#;
        let page = embedded(html, None);
        for gone in [
            "evil",
            "cdn",
            "srcset",
            "loading",
            "onload",
            "search",
            "style=",
            "http://h",
            "https://h",
            "@import",
            "<base",
        ] {
            assert!(!page.contains(gone), "{gone}: {page}");
        }
        assert!(
            page.contains(r#"<a><img src="data:image/png;base64,iVBORy4uLg==" alt=""></a><img alt="gone">"#),
            "{page}"
        );
        assert!(
            page.contains(r#"a{background:url("data:image/svg+xml;base64,PHN2Zy8+")}b{background:url("data:,")}"#),
            "{page}"
        );
        assert!(page.contains("<script>a('<\\/script>')\nb()</script></body>"), "late and whole: {page}");
        let hashed = hash("a('<\\/script>')\nb()");
        assert!(page.contains(&format!("script-src {hashed}; style-src 'sha256-")), "{page}");
    }

    #[test]
    fn a_script_is_named_by_what_it_says() {
        assert_eq!(hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
