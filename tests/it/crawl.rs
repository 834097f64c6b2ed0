//! A crawl over the site that our own content makes: every address resolves inside it, every page is sound, and two
//! builds are the same to the byte.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use guidepost::disk::{self, Overrides, Project};
use guidepost::memo::Memo;
use guidepost::output::OutputFile;
use guidepost::pipeline::{self, Build};
use scraper::{Html, Selector};

fn build() -> Build {
    let overrides = Overrides { project: Some(env!("CARGO_MANIFEST_DIR").into()), ..Overrides::default() };
    let (project, faults) = Project::open(&overrides).expect("the project opens");
    assert!(faults.is_empty(), "{faults:?}");
    let snapshot = disk::read(&project).expect("the content is read");
    pipeline::build(&snapshot, &Memo::default(), &|_| {})
}

fn pages(build: &Build) -> BTreeMap<Arc<str>, Html> {
    let page = |(path, file): (&Arc<str>, &OutputFile)| match file {
        OutputFile::Bytes(bytes) if path.ends_with(".html") => {
            Some((path.clone(), Html::parse_document(std::str::from_utf8(bytes).expect("pages are UTF-8"))))
        }
        _ => None,
    };
    build.bundle.files.iter().filter_map(page).collect()
}

fn select(html: &Html, selector: &str) -> Vec<BTreeMap<String, String>> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector)
        .map(|e| {
            e.value()
                .attrs()
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .chain([("#name".to_owned(), e.value().name().to_owned())])
                .collect()
        })
        .collect()
}

/// The path below the site that an address on a page leads to, and its fragment; `None`: off the site.
fn target(page: &str, address: &str) -> Option<(String, String)> {
    if address.contains(':') || address.starts_with("//") {
        return None;
    }
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or("");
    let decode = |s: &str| percent_encoding::percent_decode_str(s).decode_utf8_lossy().into_owned();
    let mut parts: Vec<String> = page.split('/').map(str::to_owned).collect();
    if !path.is_empty() {
        parts.pop();
        for part in path.split('/') {
            match part {
                ".." => drop(parts.pop().expect("no address leads out of the site")),
                "." => {}
                part => parts.push(decode(part)),
            }
        }
    }
    Some((parts.join("/"), decode(fragment)))
}

#[test]
fn every_address_resolves_inside_the_site() {
    let build = build();
    let pages = pages(&build);
    assert!(pages.len() > 100, "{}", pages.len());
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, html)| (&**path, select(html, "[id]").into_iter().map(|a| a["id"].clone()).collect()))
        .collect();
    for (page, html) in &pages {
        for (selector, attribute) in [
            ("a[href]", "href"),
            ("link[href]", "href"),
            ("img[src]", "src"),
            ("script[src]", "src"),
            ("form[action]", "action"),
        ] {
            for element in select(html, selector) {
                let address = &element[attribute];
                assert!(
                    !address.starts_with('/') || &**page == "404.html",
                    "{page}: {address} does not work from a disk"
                );
                let Some((path, fragment)) = target(page, address) else {
                    assert!(attribute == "href", "{page}: {address} is asked from elsewhere");
                    continue;
                };
                assert!(build.bundle.files.contains_key(&*path), "{page}: nothing at {address}");
                if !fragment.is_empty() && !fragment.starts_with("q=") {
                    assert!(ids[&*path].contains(&fragment), "{page}: no {address}");
                }
            }
        }
    }
}

#[test]
fn every_page_is_sound() {
    for (page, html) in pages(&build()) {
        let ids: Vec<String> = select(&html, "[id]").into_iter().map(|a| a["id"].clone()).collect();
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{page}: an id comes twice");
        assert_eq!(select(&html, "h1").len(), 1, "{page}: one main heading");
        let mut level = 1;
        for heading in select(&html, "h1, h2, h3, h4, h5, h6") {
            let here = heading["#name"][1..].parse::<u32>().expect("a level");
            assert!(here <= level + 1, "{page}: h{here} under h{level}");
            level = here;
        }
        for image in select(&html, "img") {
            assert!(image.contains_key("alt"), "{page}: {image:?}");
            let sized = image.contains_key("width") && image.contains_key("height");
            assert!(sized || image["src"].ends_with(".svg"), "{page}: the page would jump: {image:?}");
        }
        for link in select(&html, "a[href^='http']") {
            assert!(link.get("rel").is_some_and(|r| r.contains("noopener")), "{page}: {link:?}");
        }
    }
}

#[test]
fn two_builds_are_equal_to_the_byte() {
    let (one, two) = (build(), rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool").install(build));
    assert_eq!(one.findings, two.findings);
    let paths = |b: &Build| b.bundle.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&one), paths(&two));
    for (path, file) in &one.bundle.files {
        if let (OutputFile::Bytes(a), OutputFile::Bytes(b)) = (file, &two.bundle.files[path]) {
            assert_eq!(a, b, "{path}");
        }
    }
}

#[test]
fn a_warm_build_is_a_cold_build() {
    let overrides = Overrides { project: Some(env!("CARGO_MANIFEST_DIR").into()), ..Overrides::default() };
    let (project, _) = Project::open(&overrides).expect("the project opens");
    let snapshot = disk::read(&project).expect("the content is read");
    let memo = Memo::keeping();
    let cold = pipeline::build(&snapshot, &memo, &|_| {});
    let warm = pipeline::build(&snapshot, &memo, &|_| {});
    for (path, file) in &cold.bundle.files {
        if let (OutputFile::Bytes(a), OutputFile::Bytes(b)) = (file, &warm.bundle.files[path]) {
            assert_eq!(a, b, "{path}");
        }
    }
}
