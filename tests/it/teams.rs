//! What a refresh does in guides to systems of a team, which no list of ours knows.

use std::sync::OnceLock;

use guidepost::source::Source;
use guidepost::ui::Catalogues;
use guidepost::ui::world::World;
use proptest::prelude::*;

use crate::ui::refreshed_in;

const SEVEN: &str = "release: wages-7\nname: Wages 7\nplatform: wages-7\nplaces:
  - {id: pay, label: Wages Desk, kind: app}
  - {id: pay.staff, label: Employees, parent: pay, kind: page}
  - {id: pay.staff.add, label: Add employee, parent: pay.staff, kind: control}
  - {id: pay.rep, label: Reports, parent: pay, kind: page}
  - {id: pay.rep.year, label: Year end, parent: pay.rep, kind: page}
  - {id: pay.rep.month, label: Month end, parent: pay.rep, kind: page}
  - {id: pay.set, label: Choices, parent: pay, kind: page}
  - {id: pay.set.tax, label: Tax tables, parent: pay.set, kind: page}
  - {id: pay.set.tax.new, label: New table, parent: pay.set.tax, kind: control}
";

const EIGHT: &str = "release: wages-8\nname: Wages 8\nplatform: wages-8\nafter: wages-7\nlike: wages-7\nplaces:
  - {id: pay.staff, label: People, parent: pay, kind: page}
  - {id: pay.staff.add, label: Add person, parent: pay.staff, kind: control}
  - {id: pay.rep.year, label: Year-end close, parent: pay, kind: page}
  - {id: pay.admin, label: Admin, parent: pay, kind: page}
  - {id: pay.set, label: Setup, parent: pay.admin, kind: page}
  - {id: pay.set.tax, label: Tax rates, parent: pay.set, kind: page}
";

/// A program of a team, one release beside the next.
fn wages() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| {
        let all = Catalogues::new(&[("ui/a.yaml", SEVEN), ("ui/b.yaml", EIGHT)].map(|(p, t)| Source::from_text(p, t)));
        assert_eq!(all.faults(), []);
        let (a, b) = (all.find("wages-7").unwrap(), all.find("wages-8").unwrap());
        World::new(&all.catalogue(a).0, &all.catalogue(b).0, all.changes(a, b).0)
    })
}

#[test]
fn a_way_whose_root_stands_behind_it_gets_every_stop() {
    let text =
        "1. From the **Year-end close** and print.\n2. Under **Choices** in **Wages Desk**, choose **Tax tables**.\n";
    let (new, left) = refreshed_in(wages(), text);
    assert_eq!(new, text, "no stop is left out");
    assert!(left.concat().contains("say the way to it"), "{left:?}");
}

#[test]
fn the_name_of_a_release_is_no_place() {
    let text =
        "1. Print it (**Year end** on Wages 7).\n2. Under **Choices** in **Wages Desk**, choose **Tax tables**.\n";
    assert_eq!(refreshed_in(wages(), text).0, text);
}

#[test]
fn a_stop_in_emphasis_that_only_the_old_release_has_is_marked_behind_it() {
    let text = "---\ntitle: Wages 7 and 8\n---\n\n1. In *Wages Desk*, under *Reports*, choose *Year end*.\n";
    let new = refreshed_in(wages(), text).0;
    assert!(new.contains("under *Reports* (Wages 7 only), choose *Year-end close* (*Year end* on Wages 7)"), "{new}");
    assert_eq!(refreshed_in(wages(), &new).0, new, "a second time");
}

/// A way as people write it; the last form is for the old release too.
fn written(way: &[&str], form: u8) -> String {
    let (root, rest) = (way[0], &way[1..]);
    let then = |mark: &str| rest[1..].join(&format!("{mark}, then {mark}"));
    match form {
        0 => format!("1. Go to **{}**.\n", way.join(" > ")),
        1 => format!("1. Go to *{}*.\n", way.join("* > *")),
        2 => way.iter().enumerate().map(|(i, w)| format!("{}. Click **{w}**.\n", i + 1)).collect(),
        3 => format!("1. In **{root}**, open **{}** and print.\n", rest.join("**, then **")),
        4 if rest.len() > 1 => format!("1. Under **{}** in **{root}**, choose **{}**.\n", rest[0], then("**")),
        5 if rest.len() > 1 => format!("1. From the **{}** menu of {root}, choose **{}**.\n", rest[0], then("**")),
        6 if rest.len() > 1 => format!("1. Open {root}.\n2. Under **{}**, choose **{}**.\n", rest[0], then("**")),
        7 => format!("1. Go to {}.\n", way.join(", ")),
        8 => format!("1. Click **{}** in **{}**.\n", way[way.len() - 1], way[..way.len().max(2) - 1].join(" > ")),
        _ => format!("1. Open “{root}” and click “{}”.\n", rest.join("”, and then “")),
    }
}

const WAYS: &[&[&str]] = &[
    &["Wages Desk", "Employees"],
    &["Wages Desk", "Employees", "Add employee"],
    &["Wages Desk", "Reports"],
    &["Wages Desk", "Reports", "Year end"],
    &["Wages Desk", "Reports", "Month end"],
    &["Wages Desk", "Choices", "Tax tables"],
    &["Wages Desk", "Choices", "Tax tables", "New table"],
];

/// Labels of pages, in the old release and in the new one.
const LABELS: &[(&str, &str)] = &[
    ("Orders", "Sales"),
    ("Price lists", "Rates"),
    ("Stock", "Shelves"),
    ("Stock count", "Count the shelves"),
    ("Returns", "Sent back"),
    ("Suppliers", "Vendors"),
];

/// Two releases of a program: of each page its parent, whether it is called otherwise, and its new parent; 0 is the root,
/// the last one a page that only the new release has.
fn program(pages: &[(usize, bool, usize)]) -> (World, Vec<Vec<&'static str>>) {
    let id = |n: usize| format!("shop{}", if n == 0 { String::new() } else { format!(".p{n}") });
    let hall = pages.len() + 1;
    let mut old =
        "release: shop-1\nname: Shop 1\nplatform: shop-1\nplaces:\n  - {id: shop, label: Shop Desk, kind: app}\n"
            .to_owned();
    let mut new = "release: shop-2\nname: Shop 2\nplatform: shop-2\nafter: shop-1\nlike: shop-1\nplaces:\n".to_owned();
    new += &format!("  - {{id: {}, label: Great hall, parent: shop, kind: page}}\n", id(hall));
    let mut ways: Vec<Vec<&str>> = vec![vec!["Shop Desk"]];
    for (n, (parent, renamed, now)) in pages.iter().enumerate() {
        let (label, other) = LABELS[n];
        let (parent, now) = (parent % (n + 1), if *now > n { hall } else { *now });
        old += &format!("  - {{id: {}, label: {label}, parent: {}, kind: page}}\n", id(n + 1), id(parent));
        let label = if *renamed { other } else { label };
        new += &format!("  - {{id: {}, label: {label}, parent: {}, kind: page}}\n", id(n + 1), id(now));
        ways.push([ways[parent].as_slice(), &[LABELS[n].0]].concat());
    }
    let all = Catalogues::new(&[("ui/a.yaml", old), ("ui/b.yaml", new)].map(|(p, t)| Source::from_text(p, &t)));
    assert_eq!(all.faults(), []);
    let (a, b) = (all.find("shop-1").unwrap(), all.find("shop-2").unwrap());
    (World::new(&all.catalogue(a).0, &all.catalogue(b).0, all.changes(a, b).0), ways.split_off(1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_guide_to_a_program_of_a_team_needs_no_second_refresh(
        parts in prop::collection::vec((0..WAYS.len(), 0..10u8, any::<bool>()), 1..5),
        both in any::<bool>(),
    ) {
        let part = |(way, form, heading): &(usize, u8, bool)| {
            let head = if *heading { "\n## Then\n\n" } else { "\nAnd then:\n\n" };
            format!("{head}{}", written(WAYS[*way], *form))
        };
        let title = if both { "---\ntitle: Wages 7 and 8\n---\n" } else { "" };
        let text = format!("{title}{}", parts.iter().map(part).collect::<String>());
        let new = refreshed_in(wages(), &text).0;
        prop_assert_eq!(&refreshed_in(wages(), &new).0, &new, "\n{}", text);
        // No stop is lost: a way to the tables leads over all of them, or is left as it was.
        for line in new.lines().filter(|l| l.contains("Tax rates") && l.contains("Wages Desk")) {
            prop_assert!(line.contains("Admin") && line.contains("Setup"), "{}\nmade of\n{}", new, text);
        }
    }

    #[test]
    fn whatever_changes_in_a_program_one_refresh_is_enough(
        pages in prop::collection::vec((0..6usize, any::<bool>(), 0..8usize), LABELS.len()),
        parts in prop::collection::vec((any::<prop::sample::Index>(), 0..10u8, any::<bool>()), 1..4),
        both in any::<bool>(),
    ) {
        let (world, ways) = program(&pages);
        let part = |(way, form, heading): &(prop::sample::Index, u8, bool)| {
            let head = if *heading { "\n## Then\n\n" } else { "\nAnd then:\n\n" };
            format!("{head}{}", written(way.get(&ways).as_slice(), *form))
        };
        let title = if both { "---\ntitle: Shop 1 and 2\n---\n" } else { "" };
        let text = format!("{title}{}", parts.iter().map(part).collect::<String>());
        let new = refreshed_in(&world, &text).0;
        prop_assert_eq!(&refreshed_in(&world, &new).0, &new, "\n{}", text);
    }

}

#[test]
fn a_bracket_with_the_old_name_does_not_hide_what_the_way_lies_in() {
    // Orders go up in a hall, Returns in Stock.
    let hall = LABELS.len() + 1;
    let (world, _) = program(&[(0, false, hall), (0, false, 0), (1, false, hall), (0, false, 0), (1, false, 3)]);
    let text = "---\ntitle: Shop 1 and 2\n---\n\n1. Click **Shop Desk**.\n2. Click **Orders**.\n\nAnd then:\n\n\
                1. Under **Orders** in **Shop Desk**, choose **Returns**.\n";
    let new = refreshed_in(&world, text).0;
    assert!(new.contains("Under **Great hall**, then **Stock** (**Orders** on Shop 1) in **Shop Desk**"), "{new}");
    assert_eq!(refreshed_in(&world, &new).0, new, "a second time");
}

#[test]
fn a_way_behind_a_page_that_lies_deep_begins_anew() {
    // Orders go up in a hall, Price lists come out of them, Suppliers lie in Stock.
    let hall = LABELS.len() + 1;
    let pages = [(0, false, hall), (1, false, 0), (2, false, 2), (0, false, 0), (2, false, 2), (5, false, 3)];
    let (world, _) = program(&pages);
    let first = "1. Open “Shop Desk” and click “Orders”.\n\nAnd then:\n\n";
    let text = format!("{first}1. Click **Suppliers** in **Shop Desk > Orders > Price lists > Returns**.\n");
    let new = refreshed_in(&world, &text).0;
    let wanted = "1. Open “Shop Desk” and click “Great hall”, then “Orders”.\n\nAnd then:\n\n\
                  1. Click **Suppliers** in **Shop Desk > Price lists > Stock**.\n";
    assert_eq!(new, wanted);
    assert_eq!(refreshed_in(&world, &new).0, new, "a second time");
}

#[test]
fn a_way_before_a_noun_and_its_root_behind_it_is_one_way() {
    // Stock goes up in a hall and Stock count with it, Returns in Stock count.
    let hall = LABELS.len() + 1;
    let pages = [(0, false, 0), (0, false, 0), (3, false, hall), (3, false, hall), (1, false, 4), (0, false, 0)];
    let (world, _) = program(&pages);
    let text = "1. Click **Shop Desk**.\n2. Click **Stock**.\n\nAnd then:\n\n1. From the **Orders** menu of Shop Desk, \
                choose **Returns**.\n";
    let new = refreshed_in(&world, text).0;
    assert!(new.contains("From the **Great hall > Stock count** menu of Shop Desk"), "{new}");
    assert_eq!(refreshed_in(&world, &new).0, new, "a second time");
}

#[test]
fn settings_of_windows_are_none_of_a_program() {
    let text = "1. Open **Wages Desk** and print.\n2. In Windows Settings, click **Employees**.\n";
    assert_eq!(refreshed_in(wages(), text), (text.to_owned(), Vec::new()));
    let back = "1. Open **Wages Desk**.\n2. In Windows, open Wages Desk and click **Employees**.\n";
    assert_eq!(refreshed_in(wages(), back).0, back.replace("Employees", "People"));
}

#[test]
fn what_leads_to_the_next_release_of_a_program_is_for_the_one_before_it() {
    let text = |what: &str| format!("1. Open **Wages Desk** and click **Employees**.\n2. {what}\n");
    let stays = text("Choose the file to upgrade to Wages 8.");
    assert_eq!(refreshed_in(wages(), &stays).0, stays);
    let (new, _) = refreshed_in(wages(), &text("Choose a file."));
    assert_eq!(new, text("Choose a file.").replace("Employees", "People"));
}

#[test]
fn ways_with_commas_and_stops_nothing_told_apart_are_put_right_whole() {
    let (new, left) = refreshed_in(wages(), "1. Open Wages Desk, Choices, Tax tables.\n");
    assert_eq!((new.as_str(), left.len()), ("1. Open Wages Desk, Admin, Setup, Tax rates.\n", 0));
}
