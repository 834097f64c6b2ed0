//! Catalogues of places: what is wrong with them, what a project lays over ours, and the commands that show them.

use guidepost::check::{self, Check, RULES, Stage};
use guidepost::source::Source;
use guidepost::ui::Catalogues;

/// The fences of a manual page with this tag.
fn fences(page: &str, tag: &str) -> Vec<String> {
    let mut lines = page.lines();
    let mut out = Vec::new();
    while let Some(line) = lines.next() {
        if line == format!("```{tag}") {
            out.push(lines.by_ref().take_while(|l| *l != "```").map(|l| format!("{l}\n")).collect());
        }
    }
    out
}

#[test]
fn the_examples_of_the_manual_are_what_the_rules_for_catalogues_find() {
    let ours = RULES.iter().filter(|r| matches!(r.check, Check::Elsewhere(Stage::Catalogue)));
    for rule in ours {
        let path = format!("{}/content/manual/rules/{}.md", env!("CARGO_MANIFEST_DIR"), rule.name);
        let page = std::fs::read_to_string(&path).unwrap();
        for (tag, bad) in [("yaml bad", true), ("yaml good", false)] {
            let all = fences(&page, tag);
            assert!(!all.is_empty(), "{}: no {tag}", rule.name);
            for text in all {
                let found = Catalogues::new(&[Source::from_text("ui/payroll-7.yaml", &text)]).faults();
                let rules: Vec<&str> = found.iter().map(|d| d.rule).collect();
                assert_eq!(rules.contains(&rule.name), bad, "{}: {found:?}", rule.name);
                assert!(found.iter().all(|d| check::rule(d.rule).is_some()));
                assert!(!bad || found.iter().any(|d| d.rule == rule.name && d.span.is_some() && d.help.is_some()));
            }
        }
    }
}

#[test]
fn a_project_lays_its_places_over_ours_and_brings_systems_of_its_own() {
    let over = "release: windows-11-24h2\nplaces:\n  - id: settings.apps.installed\n    label: All apps\n    \
                parent: settings.apps\n    kind: settings-page\n";
    let mine = "release: payroll-7\nplaces:\n  - {id: payroll, label: Payroll, kind: app}\n";
    let all = Catalogues::new(&[Source::from_text("ui/over.yaml", over), Source::from_text("ui/payroll.yaml", mine)]);
    assert_eq!(all.faults(), []);
    let (catalogue, _) = all.catalogue(all.find("24h2").unwrap());
    assert_eq!(catalogue.path(catalogue.place("settings.apps.installed").unwrap()), "Settings > Apps > All apps");
    assert!(catalogue.places().len() > 400, "ours are still there");
    let (catalogue, _) = all.catalogue(all.find("payroll-7").unwrap());
    assert_eq!(catalogue.places().len(), 1);
}
