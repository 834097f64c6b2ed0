//! A rule's manual page is its test: `bad` examples must produce the finding, `good` ones must not.

use std::sync::Arc;

use guidepost::check::{self, Check, RULES, Rule, Stage};
use guidepost::config::Config;
use guidepost::site;
use guidepost::snapshot::{Asset, AssetSource};

/// An example of a manual page: whether it is bad, and its files.
struct Example {
    bad: bool,
    files: Vec<(String, String)>,
}

/// The fences tagged `markdown bad` and `markdown good`. A line `==> path` begins another file; what
/// stands before the first one is `guides/example.md`. Files that are no Markdown are assets.
fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let fence = line.len() - line.trim_start_matches('`').len();
        let bad = match line.trim_start_matches('`') {
            "markdown bad" if fence >= 3 => true,
            "markdown good" if fence >= 3 => false,
            _ => continue,
        };
        let mut files = vec![("guides/example.md".to_owned(), String::new())];
        for line in lines.by_ref().take_while(|l| *l != "`".repeat(fence)) {
            match line.strip_prefix("==> ") {
                Some(path) => files.push((path.to_owned(), String::new())),
                None => {
                    let text = &mut files.last_mut().expect("never empty").1;
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        if files.len() > 1 && files[0].1.trim().is_empty() {
            files.remove(0);
        }
        examples.push(Example { bad, files });
    }
    examples
}

fn page(rule: &Rule) -> String {
    let path = format!("{}/content/manual/rules/{}.md", env!("CARGO_MANIFEST_DIR"), rule.name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Whether the rule finds something in these files.
fn finds(rule: &Rule, files: &[(String, String)]) -> Vec<String> {
    let (articles, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.ends_with(".md"));
    let entries = articles.iter().map(|(path, text)| guidepost::pipeline::read_one(path, text)).collect();
    let assets = others.iter().map(|(path, _)| Asset {
        path: path.as_str().into(),
        from: AssetSource::Bytes(b"".as_slice().into()),
        length: 0,
        size: Some((1, 1)),
    });
    let site = site::link(Arc::new(Config::default()), entries, assets.collect());
    let mut found = check::check(&site);
    // The day of the examples of rules that ask for one.
    let today = "2026-11-24".parse().expect("a date");
    found.extend(check::freshness(&site, &guidepost::ui::Catalogues::new(&[]), today));
    found.into_iter().filter(|f| f.rule == rule.name).map(|f| format!("{}: {}", f.file, f.message)).collect()
}

#[test]
fn every_rule_has_a_page_with_examples() {
    for rule in RULES {
        let page = page(rule);
        for part in ["title: ", "description: ", "## What it finds", "## Why", "## How to put it right"] {
            assert!(page.contains(part), "{}: no {part:?}", rule.name);
        }
        let in_articles =
            !matches!(rule.check, Check::Elsewhere(Stage::Disk | Stage::Settings | Stage::Template | Stage::Catalogue));
        let all = examples(&page);
        if in_articles {
            assert!(all.iter().any(|e| e.bad) && all.iter().any(|e| !e.bad), "{}: two examples, please", rule.name);
        } else {
            assert!(all.is_empty(), "{}: its examples cannot be run", rule.name);
        }
    }
}

#[test]
fn the_list_of_rules_names_them_all() {
    let path = format!("{}/content/manual/rules/index.md", env!("CARGO_MANIFEST_DIR"));
    let list = std::fs::read_to_string(path).unwrap();
    for rule in RULES {
        let level = format!("{:?}", rule.severity).to_lowercase();
        let row = format!("| [{0}]({0}.md) | {level} |", rule.name);
        assert!(list.contains(&row), "no row {row:?}");
    }
}

#[test]
fn every_page_of_the_rules_is_of_a_rule() {
    let folder = format!("{}/content/manual/rules", env!("CARGO_MANIFEST_DIR"));
    for (name, _) in crate::project::files(std::path::Path::new(&folder)) {
        let name = name.trim_end_matches(".md");
        assert!(name == "index" || check::rule(name).is_some(), "{name} is no rule");
    }
}

#[test]
fn the_examples_of_the_manual_are_what_the_rules_find() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (n, example) in examples(&page(rule)).iter().enumerate() {
            let found = finds(rule, &example.files);
            if example.bad == found.is_empty() {
                wrong.push(format!("{} example {}: bad is {}, found {found:?}", rule.name, n + 1, example.bad));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
