//! What every page has around its content: names, addresses of the theme's files, navigation, crumbs.

use serde::Serialize;

use crate::address::relative;
use crate::guide::Guide;
use crate::site::places::TREE;
use crate::site::{GuideIndex, Site};
use crate::wording::Words;

/// The head, the header and the footer of a page.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// Name of the site.
    pub site: String,
    pub language: String,
    /// `ltr` or `rtl`, from the language.
    pub direction: &'static str,
    /// What the page is called, in `<title>`; the site's name is added by the template.
    pub title: String,
    pub description: String,
    /// The way from this page to the folder of the site, ending in `/`: put it before a path below the site.
    pub root: String,
    /// Full address once hosted, when the configuration has one.
    pub canonical: Option<String>,
    pub home: String,
    pub search: String,
    pub logo: Option<String>,
    pub nav: Vec<NavLink>,
    pub crumbs: Vec<Crumb>,
    pub footer: String,
    /// Search engines are asked to leave the page out.
    pub noindex: bool,
    /// What the page shows; `<body>` has it as `page-…`.
    pub kind: &'static str,
}

#[derive(Debug, Serialize)]
pub struct NavLink {
    pub href: String,
    pub text: String,
    pub current: bool,
}

#[derive(Debug, Serialize)]
pub struct Crumb {
    pub href: String,
    pub text: String,
}

/// The links of the header: path below the site, name of its words.
const NAV: &[(&str, &str)] = &[
    ("categories.html", "categories"),
    ("a-z.html", "az"),
    ("tags.html", "tags"),
    ("latest.html", "latest"),
    (TREE, "places"),
];

/// The words of the site's pages.
pub fn words(site: &Site) -> Words<'_> {
    Words::new(&site.config.language, &site.config.words)
}

impl Frame {
    pub fn new(site: &Site, path: &str, kind: &'static str, title: impl Into<String>) -> Frame {
        let config = &site.config;
        let words = words(site);
        let has_tags = !site.tags.is_empty();
        let has_places = site.places.as_ref().is_some_and(|p| !p.pages.is_empty());
        let is_there = |to: &str| (has_tags || to != "tags.html") && (has_places || to != TREE);
        let nav = NAV.iter().filter(|(to, _)| is_there(to));
        Frame {
            site: config.name.clone(),
            language: config.language.clone(),
            direction: direction(&config.language),
            title: title.into(),
            description: String::new(),
            root: root_of(path),
            canonical: config.base_url.as_ref().map(|base| address_on(base, path)),
            home: relative(path, "index.html"),
            search: relative(path, "search.html"),
            logo: logo(site).map(|logo| relative(path, logo)),
            nav: nav
                .map(|(to, text)| NavLink {
                    href: relative(path, to),
                    text: words.get(text).to_owned(),
                    current: *to == path,
                })
                .collect(),
            crumbs: Vec::new(),
            footer: config.footer.clone(),
            noindex: false,
            kind,
        }
    }

    pub fn unlisted(mut self) -> Frame {
        self.noindex = true;
        self.canonical = None;
        self
    }

    /// A folded copy names the page that search engines are to list in its place.
    pub fn copy_of(mut self, site: &Site, kept: Option<GuideIndex>) -> Frame {
        if let (Some(kept), Some(base)) = (kept, &site.config.base_url) {
            self.canonical = Some(address_on(base, &site.guides[kept].permalink));
        }
        self
    }

    pub fn described(mut self, description: impl Into<String>) -> Frame {
        self.description = description.into();
        self
    }

    /// Crumbs down to and with `category`.
    pub fn below(mut self, site: &Site, path: &str, category: Option<usize>) -> Frame {
        let mut at = category;
        let mut seen = 0;
        while let Some(category) = at.and_then(|c| site.categories.get(c)) {
            self.crumbs.push(Crumb { href: relative(path, &category.permalink), text: category.name.clone() });
            at = category.parent;
            seen += 1;
            if seen > 32 {
                break;
            }
        }
        self.crumbs.reverse();
        self
    }
}

/// The logo, when the site has that file; settings that name another are told of in `check`.
fn logo(site: &Site) -> Option<&str> {
    let path = site.config.logo.as_ref()?.trim_start_matches('/');
    site.assets.contains_key(path).then_some(path)
}

/// The language of a text that is not in that of the site.
#[derive(Clone, Debug, Serialize)]
pub struct Lang {
    /// As in `<html lang>`.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// The language of a guide, if it is another than that of the site.
pub fn lang(site: &Site, guide: &Guide) -> Option<Lang> {
    let tag = guide.front.lang.as_ref().filter(|tag| !tag.eq_ignore_ascii_case(&site.config.language))?;
    Some(Lang { tag: tag.clone(), dir: direction(tag) })
}

fn direction(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or_default();
    if matches!(primary, "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd") { "rtl" } else { "ltr" }
}

/// `guides/net/a.html` -> `../../`
fn root_of(path: &str) -> String {
    match path.matches('/').count() {
        0 => "./".into(),
        depth => "../".repeat(depth),
    }
}

/// The full address of the page at `path`; `index.html` is left out as servers do.
pub fn address_on(base: &str, path: &str) -> String {
    let shown = path.strip_suffix("index.html").filter(|p| p.is_empty() || p.ends_with('/')).unwrap_or(path);
    let shown = if shown.is_empty() { String::new() } else { relative("index.html", shown) };
    format!("{}/{shown}", base.trim_end_matches('/'))
}
