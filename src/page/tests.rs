//! What a reader or a browser would notice in the rendered pages.

use scraper::{Html, Selector};

use super::{fixture, plan, view};
use crate::diagnostic::Root;
use crate::site::Site;
use crate::source::Source;
use crate::template::Templates;
use crate::theme;
use crate::wording::Words;

fn rendered(site: &Site) -> Vec<(String, String)> {
    let templates = Templates::load(&[], &super::frame::words(site)).unwrap_or_else(|e| panic!("{e:#?}"));
    let render = |page: &super::Page| {
        let html = templates.render(&view(page, site)).unwrap_or_else(|e| panic!("{}: {e:#?}", page.path));
        (page.path.to_string(), String::from_utf8(html).expect("UTF-8"))
    };
    plan(site).iter().map(render).collect()
}

fn values(html: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("selector");
    html.select(&selector).filter_map(|e| e.attr(attribute)).map(str::to_owned).collect()
}

fn count(html: &Html, selector: &str) -> usize {
    html.select(&Selector::parse(selector).expect("selector")).count()
}

#[test]
fn no_page_has_inline_script_or_style_and_every_page_has_the_policy() {
    for (path, text) in rendered(&fixture::site()) {
        let html = Html::parse_document(&text);
        assert_eq!(
            count(&html, "style, [style], script:not([src]), [onclick], [onload], [integrity], [crossorigin]"),
            0,
            "{path}"
        );
        assert_eq!(count(&html, "meta[http-equiv=Content-Security-Policy]"), 1, "{path}");
        assert_eq!(count(&html, "h1"), 1, "{path}");
        assert_eq!(count(&html, "main"), 1, "{path}");
    }
}

#[test]
fn every_address_is_relative_and_resolves() {
    let site = fixture::large_site(350);
    let pages = rendered(&site);
    let mut there: Vec<String> = pages.iter().map(|(p, _)| p.clone()).collect();
    there.extend(site.assets.keys().map(|a| a.to_string()));
    there.extend(theme::assets().iter().map(|a| a.path.to_string()));
    there.extend(
        [theme::SITE_CSS, theme::SITE_JS, "assets/search.js", "assets/search-page.js", "assets/search.css"]
            .map(String::from),
    );
    there.sort();
    for (path, text) in &pages {
        let html = Html::parse_document(text);
        let ids: Vec<String> = values(&html, "[id]", "id");
        let base = url::Url::parse("x://site/").and_then(|u| u.join(path)).expect("path");
        let mut addresses = values(&html, "a:not([rel~=external])", "href");
        addresses.extend(values(&html, "link:not([rel=canonical])", "href"));
        addresses.extend(values(&html, "img, script", "src"));
        for address in addresses {
            assert!(!address.starts_with('/') && !address.contains("//"), "{path}: {address}");
            if let Some(anchor) = address.strip_prefix('#') {
                assert!(ids.iter().any(|i| i == anchor), "{path}: {address}");
                continue;
            }
            let to = base.join(&address).expect("address");
            let to = percent_encoding::percent_decode_str(to.path().trim_start_matches('/')).decode_utf8_lossy();
            assert!(there.binary_search(&to.to_string()).is_ok(), "{path}: {address} -> {to}");
        }
    }
}

#[test]
fn ids_are_unique_and_steps_are_real_lists() {
    for (path, text) in rendered(&fixture::site()) {
        let html = Html::parse_document(&text);
        let mut ids = values(&html, "[id]", "id");
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path}");
        if path.ends_with("clear-queue.html") {
            assert_eq!(count(&html, "ol.steps > li.step"), 10);
            assert_eq!(count(&html, "ol.substeps > li.substep"), 3);
            assert_eq!(values(&html, "ol.steps > li.step", "id")[..3], ["step-1", "step-2", "step-3"]);
            assert_eq!(count(&html, "figure.shot img[width][height]"), 3);
            assert_eq!(count(&html, "figure.shot img[loading=lazy]"), 2, "the first is loaded at once");
        }
    }
}

#[test]
fn what_is_printed_waits_for_no_reader_to_come_near() {
    let pages = rendered(&fixture::site());
    let (_, text) =
        pages.iter().find(|(p, text)| p.ends_with("print.html") && text.contains("<img")).expect("a page to print");
    let html = Html::parse_document(text);
    assert!(count(&html, "figure.shot img") > 2);
    let lazy: Vec<String> =
        html.select(&Selector::parse("img[loading=lazy]").expect("selector")).map(|image| image.html()).collect();
    assert!(lazy.is_empty(), "{lazy:?}");
}

#[test]
fn a_dead_link_is_no_link_and_a_remote_picture_is_not_asked_for() {
    let pages = rendered(&fixture::site());
    let (_, text) = pages.iter().find(|(p, _)| p.ends_with("clear-queue.html")).expect("guide");
    let html = Html::parse_document(text);
    assert_eq!(count(&html, "span.dead-link"), 1);
    assert!(!text.contains("cdn.example"));
    assert!(text.contains("Picture not available offline"));
    assert_eq!(
        count(&html, "a[rel='noopener noreferrer external'][href='https://example.com/drivers?a=1&b=\"2\"']"),
        1
    );
    let summary = "Join a wireless network and stay joined.";
    let (_, wi_fi) = pages.iter().find(|(p, _)| p.ends_with("connect-wi-fi.html")).expect("guide");
    assert_eq!(wi_fi.matches(&format!("<p class=\"summary\">{summary}")).count(), 0, "said once");
}

#[test]
fn no_phrase_of_the_pages_stays_english_in_another_language() {
    let mut site = fixture::site();
    let german = Words::new("de", &site.config.words).all().into_values().map(str::to_owned).collect::<Vec<_>>();
    let english = site.config.words.clone();
    let english = Words::new("en", &english).all().into_values().map(str::to_owned).collect::<Vec<_>>();
    let mut config = (*site.config).clone();
    config.language = "de".into();
    site.config = config.into();
    let pages = rendered(&site);
    let told = |phrase: &&String| phrase.len() > 8 && !phrase.contains('{') && !german.contains(phrase);
    for phrase in english.iter().filter(told) {
        for (path, text) in &pages {
            assert!(!text.contains(&crate::markup::escape(phrase)), "{path} says `{phrase}`");
        }
    }
}

#[test]
fn a_category_shows_and_prints_the_guides_of_those_below_it() {
    let pages = rendered(&fixture::site());
    let page = |path: &str| Html::parse_document(&pages.iter().find(|(p, _)| p == path).expect(path).1);
    let category = page("categories/guides.html");
    let headings = values(&category, "h2.letter a", "href");
    assert_eq!(headings, ["guides/network.html", "guides/printers.html", "guides/updates.html"]);
    assert_eq!(count(&category, ".row"), 4);
    assert_eq!(count(&category, ".children"), 0, "the categories are named once");
    assert_eq!(count(&page("categories/guides/print.html"), "article.guide"), 4);
}

#[test]
fn no_page_grows_with_the_site() {
    let site = fixture::large_site(2000);
    let largest = rendered(&site).into_iter().max_by_key(|(_, t)| t.len()).expect("pages");
    assert!(largest.1.len() < 64 * 1024, "{}: {}", largest.0, largest.1.len());
}

#[test]
fn a_fault_in_a_template_is_told_with_its_place() {
    let none = Default::default();
    let words = crate::wording::Words::new("en", &none);
    let faults = |name: &str, text: &str| Templates::load(&[Source::from_text(name, text)], &words).expect_err("fault");
    let found = faults("guide.html", "<p>\n{% if title %}</p>");
    assert_eq!((found.len(), &*found[0].file, found[0].root), (1, "guide.html", Root::Templates));
    assert!(found[0].span.is_some());
    let text = "{% extends \"base.html\" %}\n{% block main %}{{ title | upperr }}{% endblock %}";
    let found = faults("guide.html", text);
    assert!(found[0].message.contains("upperr"), "{found:?}");
    assert_eq!(Source::from_text("x", text).line_column(found[0].span.expect("span").start as usize).0, 2);
    assert!(faults("home.html", "{% include \"../../secret\" %}")[0].message.contains("secret"));
    assert!(faults("a.html", "{% include \"a.html\" %}")[0].message.contains("includes itself"));
    assert!(faults("home.html", "{% extends \"nowhere.html\" %}")[0].span.is_some());

    let site = fixture::site();
    let text = "<h1>{{ title }}</h1>\n{{ titel }}";
    let templates = Templates::load(&[Source::from_text("guide.html", text)], &words).expect("compiles");
    let page = plan(&site).into_iter().find(|p| p.path.ends_with("clear-queue.html")).expect("page");
    let fault = templates.render(&view(&page, &site)).expect_err("unknown variable");
    assert_eq!(Source::from_text("x", text).line_column(fault.span.expect("span").start as usize), (2, 4));
}

#[test]
fn the_page_for_missing_addresses_works_at_any_depth_of_a_host() {
    let mut site = fixture::site();
    let mut config = (*site.config).clone();
    config.base_url = Some("https://help.example/it/".into());
    site.config = config.into();
    let pages = rendered(&site);
    let (_, text) = pages.iter().find(|(p, _)| p == "404.html").expect("404");
    assert!(text.contains("href=\"/it/assets/guidepost.css\""), "{text}");
    let (_, text) = pages.iter().find(|(p, _)| p == "index.html").expect("home");
    assert!(text.contains("rel=\"canonical\" href=\"https://help.example/it/\""), "{text}");
}

#[test]
fn an_endless_template_ends() {
    let loops = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{{ title }}{% endfor %}{% endfor %}";
    let site = fixture::site();
    let words = super::frame::words(&site);
    let templates = Templates::load(&[Source::from_text("guide.html", loops)], &words).expect("compiles");
    let page = plan(&site).into_iter().find(|p| p.path.ends_with("clear-queue.html")).expect("page");
    assert!(templates.render(&view(&page, &site)).expect_err("endless").message.contains("endless"));
    let itself = "{% component again(a) %}{{ <again a/> }}{% endcomponent again %}{{ <again a={1}/> }}";
    let templates = Templates::load(&[Source::from_text("guide.html", itself)], &words).expect("compiles");
    assert!(templates.render(&view(&page, &site)).is_err());
}

#[test]
fn text_of_authors_is_escaped_everywhere() {
    let hostile = "\"'><img src=x onerror=alert(1)>";
    let mut site = fixture::site();
    let mut config = (*site.config).clone();
    (config.name, config.tagline, config.footer) = (hostile.into(), hostile.into(), hostile.into());
    config.example_searches = vec![hostile.into()];
    site.config = config.into();
    site.categories[2].name = hostile.into();
    site.tags[0].name = hostile.into();
    let guide = &mut site.guides[2];
    guide.entry.guide.title = hostile.into();
    guide.entry.guide.summary = hostile.into();
    guide.entry.guide.references.iter_mut().for_each(|r| (r.text, r.title) = (hostile.into(), Some(hostile.into())));
    guide.related.kept[0].reason = hostile.into();
    guide.entry.guide.sections[1].heading.as_mut().expect("heading").text = hostile.into();
    for (path, text) in rendered(&site) {
        assert_eq!(count(&Html::parse_document(&text), "[onerror]"), 0, "{path}");
    }
}

/// `GUIDEPOST_PAGES=folder cargo test write_pages -- --ignored` writes the site, to look at it.
#[test]
#[ignore = "writes files"]
#[allow(clippy::disallowed_methods)]
fn write_pages() {
    let out = std::path::PathBuf::from(std::env::var("GUIDEPOST_PAGES").expect("GUIDEPOST_PAGES"));
    let pictures = std::env::var("GUIDEPOST_PICTURES").unwrap_or_default();
    let put = |path: &str, bytes: &[u8]| {
        let to = out.join(path);
        std::fs::create_dir_all(to.parent().expect("folder")).expect("folder");
        std::fs::write(to, bytes).expect("file");
    };
    let site = fixture::large_site(350);
    rendered(&site).iter().for_each(|(path, text)| put(path, text.as_bytes()));
    for asset in theme::assets() {
        if let crate::snapshot::AssetSource::Bytes(bytes) = &asset.from {
            put(&asset.path, bytes);
        }
    }
    put(theme::SITE_JS, theme::site_js(&site.config).as_bytes());
    put(theme::SITE_CSS, theme::site_css(&site.config).as_bytes());
    for path in site.assets.keys() {
        let name = path.rsplit('/').next().unwrap_or_default();
        if let Ok(bytes) = std::fs::read(std::path::Path::new(&pictures).join(name)) {
            put(path, &bytes);
        }
    }
}
