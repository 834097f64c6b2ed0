//! What holds between guides, as a reader or an author notices it. Guides are made by hand here, so that
//! these tests say nothing about reading.

use std::sync::Arc;

use guidepost::config::{Config, Duplicates};
use guidepost::document::front_matter;
use guidepost::guide::{AlsoRead, Guide, Heading, Item, Piece, Procedure, Reference, ReferenceKind, Section, Step};
use guidepost::site::{self, Entry, GuideIndex, PruneReason, RelatedTarget, Site, Target, cluster};
use guidepost::snapshot::{Asset, AssetSource};
use guidepost::source::{Source, Span};

/// A guide with this front matter, these links, one heading `#reset` and one step `#step-1`.
fn guide(path: &str, front: &str, links: &[&str]) -> Entry {
    let read = front_matter::read(&Source::from_text(path, &format!("---\n{front}\n---\n")), &|_| None);
    let mut guide = Guide { front: read.front, front_span: read.span, ..Guide::default() };
    guide.title = guide.front.title.clone().unwrap_or_else(|| path.to_owned());
    guide.references = links.iter().map(|url| reference(ReferenceKind::Link, url)).collect();
    let step = Step { n: 1, anchor: "step-1".into(), ..Step::default() };
    guide.sections = vec![Section {
        heading: Some(Heading { level: 2, text: "Reset".into(), anchor: "reset".into(), ..Heading::default() }),
        body: vec![Item::Procedure(Procedure { steps: vec![step] })],
        ..Section::default()
    }];
    Entry { source: path.into(), guide, findings: read.findings }
}

fn reference(kind: ReferenceKind, url: &str) -> Reference {
    Reference { kind, url: url.into(), text: "text".into(), title: None, span: Span::default() }
}

/// A guide with a title and a body of prose.
fn prose(path: &str, title: &str, body: &str) -> Entry {
    let mut entry = guide(path, &format!("title: \"{title}\""), &[]);
    entry.guide.sections =
        vec![Section { body: vec![Item::Prose(Piece { html: body.into(), holes: [].into() })], ..Section::default() }];
    entry
}

fn file(path: &str) -> Asset {
    Asset { path: path.into(), from: AssetSource::File(path.into()), length: 1, size: Some((640, 480)) }
}

fn link(entries: Vec<Entry>) -> Site {
    site::link(Arc::new(Config::default()), entries, vec![file("guides/images/x.png"), file("logo.svg")])
}

fn index(site: &Site, source: &str) -> GuideIndex {
    site.guides.iter().position(|g| &*g.entry.source == source).unwrap_or_else(|| panic!("{source} is not published"))
}

fn targets<'a>(site: &'a Site, source: &str) -> &'a [Target] {
    &site.guides[index(site, source)].targets
}

#[test]
fn one_guide_is_reached_by_every_way_of_writing_its_link() {
    let forms = [
        "b.md",
        "b",
        "b/",
        "./b.md",
        "/guides/b",
        "/guides/b.html",
        "../guides/b.md?z",
        "b.MD",
        "guides/b.md",
        "../b/",
        "b.html",
        "/old/b",
        "/old/b.html",
    ];
    let mut a = guide("guides/a.md", "title: A", &forms);
    a.guide.references.push(reference(ReferenceKind::Link, "./b.md?z#reset"));
    a.guide.references.push(reference(ReferenceKind::Link, "x%20y.md"));
    a.guide.references.push(reference(ReferenceKind::Link, "x y.md#step-1"));
    let b = guide("guides/b.md", "title: B\naliases: [/old/b]", &[]);
    let site = link(vec![a, b, guide("guides/x y.md", "title: X", &[])]);
    let (b, x) = (index(&site, "guides/b.md"), index(&site, "guides/x y.md"));
    let found = targets(&site, "guides/a.md");
    for (form, target) in forms.iter().zip(found) {
        assert_eq!(*target, Target::Guide { guide: b, anchor: None }, "{form}");
    }
    assert_eq!(found[forms.len()], Target::Guide { guide: b, anchor: Some("reset".into()) });
    assert_eq!(found[forms.len() + 1], Target::Guide { guide: x, anchor: None });
    assert_eq!(found[forms.len() + 2], Target::Guide { guide: x, anchor: Some("step-1".into()) });
    assert_eq!(&*site.guides[x].permalink, "guides/x-y.html");
}

#[test]
fn a_bare_name_counts_only_when_one_guide_has_it() {
    let links = ["/wi-fi", "wi-fi", "printer"];
    let site = link(vec![
        guide("a.md", "title: A", &links),
        guide("one/wi-fi.md", "title: W1", &[]),
        guide("two/wi-fi.md", "title: W2", &[]),
        guide("deep/down/printer.md", "title: P", &[]),
    ]);
    let found = targets(&site, "a.md");
    assert!(matches!(&found[1], Target::Missing { candidates } if candidates.len() == 2), "{:?}", found[1]);
    assert_eq!(found[2], Target::Guide { guide: index(&site, "deep/down/printer.md"), anchor: None });
}

#[test]
fn a_dead_link_names_what_is_near() {
    let links =
        ["add-a-pinter.md", "Add-A-Printer.md", "nothing-like-it-at-all.md", "../../outside.md", "javascript:alert(1)"];
    let site = link(vec![guide("guides/a.md", "title: A", &links), guide("guides/add-a-printer.md", "title: P", &[])]);
    let near = Target::Missing { candidates: vec!["guides/add-a-printer.md".into()] };
    let found = targets(&site, "guides/a.md");
    assert_eq!(found[0], near);
    assert_eq!(found[1], near, "case matters on a web server");
    assert_eq!(found[2], Target::Missing { candidates: vec![] });
    assert!(matches!(found[3], Target::Refused(_)), "{:?}", found[3]);
    assert!(matches!(found[4], Target::Refused(_)), "{:?}", found[4]);
}

#[test]
fn anchors_are_looked_up_on_the_page_they_lead_to() {
    let links = ["#reset", "#Reset", "#step-1", "#gone", "#", "b.md#gone"];
    let site = link(vec![guide("a.md", "title: A", &links), guide("b.md", "title: B", &[])]);
    let found = targets(&site, "a.md");
    assert_eq!(found[0], Target::Anchor("reset".into()));
    assert_eq!(found[1], Target::Anchor("reset".into()));
    assert_eq!(found[2], Target::Anchor("step-1".into()));
    assert!(matches!(found[3], Target::Missing { .. }));
    assert_eq!(found[4], Target::Guide { guide: index(&site, "a.md"), anchor: None });
    assert_eq!(found[5], Target::Guide { guide: index(&site, "b.md"), anchor: None }, "the page is right all the same");
}

#[test]
fn pictures_are_found_beside_the_article_and_from_the_top() {
    let mut a = guide("guides/a.md", "title: A", &[]);
    let urls = [
        "images/x.png",
        "/guides/images/x.png",
        "guides/images/x.png",
        "/logo.svg",
        "images/X.png",
        "https://e.example/y.png",
        "gone.png",
    ];
    a.guide.references = urls.iter().map(|u| reference(ReferenceKind::Image, u)).collect();
    let site = link(vec![a]);
    let found = targets(&site, "guides/a.md");
    for target in &found[..3] {
        assert_eq!(*target, Target::Asset { path: "guides/images/x.png".into(), size: Some((640, 480)) });
    }
    assert!(matches!(&found[3], Target::Asset { path, .. } if &**path == "logo.svg"));
    assert_eq!(found[4], Target::Missing { candidates: vec!["guides/images/x.png".into()] });
    assert_eq!(found[5], Target::RemoteImage("https://e.example/y.png".into()));
    assert_eq!(found[6], Target::Missing { candidates: vec![] });
}

#[test]
fn links_to_the_sites_own_host_are_links_inside_it() {
    let links = [
        "https://help.example.com/kb/guides/b.html#reset",
        "https://help.example.com/kb/2024/07/13/b/",
        "https://help.example.com/kb/gone/",
        "https://win11.example.net/c/",
        "https://win11.example.net/gone/",
        "https://elsewhere.example/b/",
        "//elsewhere.example/b",
        "support@elsewhere.example",
    ];
    let entries = vec![
        guide("a.md", "title: A", &links),
        guide("guides/b.md", "title: B", &[]),
        guide("win11/c.md", "title: C", &[]),
    ];
    let config = Config { base_url: Some("https://help.example.com/kb/".into()), ..Config::default() };
    let site = site::link(Arc::new(config), entries, vec![]);
    let found = targets(&site, "a.md");
    let b = index(&site, "guides/b.md");
    assert_eq!(found[0], Target::Guide { guide: b, anchor: Some("reset".into()) });
    assert_eq!(found[1], Target::Guide { guide: b, anchor: None });
    assert!(matches!(found[2], Target::Missing { .. }));
    assert_eq!(found[3], Target::Guide { guide: index(&site, "win11/c.md"), anchor: None });
    assert_eq!(found[4], Target::Web(links[4].into()));
    assert_eq!(found[5], Target::Web(links[5].into()));
    assert_eq!(found[6], Target::Web("https://elsewhere.example/b".into()));
    assert_eq!(found[7], Target::Web("mailto:support@elsewhere.example".into()));
}

#[test]
fn two_articles_never_share_an_address() {
    let site = link(vec![
        guide("guides/Add a printer.md", "title: One", &[]),
        guide("guides/add-a-printer.md", "title: Two", &[]),
        guide("guides/c.md", "title: Three\nslug: add-a-printer", &[]),
        guide("index.md", "title: Home", &[]),
        guide("tags/x.md", "title: Tag", &[]),
        guide("search.md", "title: Search", &[]),
        guide("ok.md", "title: Draft\ndraft: true", &[]),
    ]);
    let published: Vec<_> = site.guides.iter().map(|g| &*g.entry.source).collect();
    assert_eq!(published, ["guides/Add a printer.md"]);
    assert_eq!(site.withheld.len(), 6);
    let taken: Vec<_> = site.findings.iter().map(|f| (&*f.file, f.rule)).collect();
    let want = ["guides/add-a-printer.md", "guides/c.md", "index.md", "search.md", "tags/x.md"];
    assert_eq!(taken, want.map(|file| (file, "address-taken")));
    assert!(site.findings[0].message.contains("guides/Add a printer.md"), "{}", site.findings[0].message);
}

#[test]
fn an_alias_stands_on_nothing_that_is_there() {
    let aliases = "[/old/x, old.html, b, /a, /old/x.html, https://evil.example/, //evil.example, /search, ../up, /con/x, '/a:b', /sub/]";
    let site = link(vec![
        guide("a.md", &format!("title: A\naliases: {aliases}"), &[]),
        guide("b.md", "title: B\naliases: [/old/x]", &[]),
    ]);
    let kept: Vec<_> = site.aliases.iter().map(|(path, guide)| (&**path, *guide)).collect();
    assert_eq!(kept, [("old.html", 0), ("old/x.html", 0), ("sub/index.html", 0)]);
    let count = |rule| site.findings.iter().filter(|f| f.rule == rule).count();
    assert_eq!(count("alias-taken"), 4, "{:#?}", site.findings);
    assert_eq!(count("unusable-alias"), 5, "{:#?}", site.findings);
}

#[test]
fn files_that_differ_only_in_case_are_one_on_windows() {
    let theme = Asset { from: AssetSource::Bytes(b"x".as_slice().into()), ..file("assets/site.css") };
    let own = file("assets/site.css");
    let assets = vec![theme, own, file("a/Logo.png"), file("a/logo.png"), file("index.html")];
    let site = site::link(Arc::new(Config::default()), vec![], assets);
    assert!(matches!(site.assets["assets/site.css"].from, AssetSource::File(_)), "the user's file wins");
    assert_eq!(site.assets.len(), 2);
    assert_eq!(site.findings.len(), 2, "{:#?}", site.findings);
}

#[test]
fn categories_are_a_tree_and_tags_are_distinct() {
    let site = link(vec![
        guide("a.md", "title: Zed\ncategories: [OS, Windows 11]\ntags: [C, '.NET']", &[]),
        guide("b.md", "title: Alpha\ncategories: [os, 'windows  11']\ntags: [C++, NET]", &[]),
        guide("c.md", "title: Mid\ncategories: [os, Windows 11]\norder: 1\ntags: ['C#', c]", &[]),
        guide("d.md", "title: D\ncategories: [os]", &[]),
        guide("network-issues/e.md", "title: E", &[]),
        guide("f.md", "title: F", &[]),
    ]);
    let tree: Vec<_> = site.categories.iter().map(|c| (c.name.as_str(), &*c.permalink, c.total)).collect();
    assert_eq!(
        tree,
        [
            ("General", "categories/general.html", 1),
            ("Network issues", "categories/network-issues.html", 1),
            ("OS", "categories/os.html", 4),
            ("Windows 11", "categories/os/windows-11.html", 3),
        ]
    );
    let titles = |list: &[usize]| list.iter().map(|g| site.guides[*g].entry.guide.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&site.categories[3].guides), ["Mid", "Alpha", "Zed"]);
    let alpha = &site.guides[index(&site, "b.md")];
    assert_eq!(alpha.previous, Some(index(&site, "c.md")));
    assert_eq!(alpha.next, Some(index(&site, "a.md")));
    assert_eq!(site.guides[index(&site, "d.md")].previous, None);
    let tags: Vec<_> = site.tags.iter().map(|t| (t.name.as_str(), &*t.permalink, t.guides.len())).collect();
    assert_eq!(
        tags,
        [
            (".NET", "tags/net-2.html", 1),
            ("C", "tags/c.html", 2),
            ("C#", "tags/c-2.html", 1),
            ("C++", "tags/c-3.html", 1),
            ("NET", "tags/net.html", 1),
        ]
    );
}

/// Printers, wireless and sound, two each, and a copy of the first under another title.
fn neighbors() -> Vec<Entry> {
    let printer = "The printer shows as offline. Restart the print spooler service, clear the print queue and \
        remove old print jobs. Check the printer cable and set the printer as default. Spooler files lie in the \
        spool folder. A stuck job keeps the queue busy until the spooler is started again and the paper is loaded.";
    let queue = "Clear the print queue when a job is stuck. Stop the print spooler, delete the files of the spool \
        folder, start the spooler. Then print a test page on the printer and look whether the job leaves the queue.";
    let wifi = "The wireless adapter finds no network. Turn airplane mode off, forget the wireless network, restart \
        the router and update the wireless driver. The signal of the access point may be weak behind thick walls.";
    let router = "Change the channel of the router when the wireless signal is weak. Open the page of the router, \
        choose another wireless channel and restart the access point. Walls and microwave ovens weaken the signal.";
    let sound = "No sound from the speakers. Choose the output device, raise the volume mixer, restart the audio \
        service and reinstall the audio driver of the sound card. Headphones that are plugged in silence speakers.";
    let mut all = vec![
        prose("a/printer-offline.md", "Printer offline", printer),
        prose("a/copy.md", "Best ten games of the year", printer),
        prose("a/queue.md", "Clear the print queue", queue),
        prose("b/wifi.md", "No wireless network", wifi),
        prose("b/router.md", "Weak signal", router),
        prose("c/sound.md", "No sound", sound),
    ];
    let read = |title: &str, url: &str| AlsoRead { title: title.into(), url: url.into(), span: Span::default() };
    all[0].guide.also_read = vec![
        read("Ten games", "https://old.example/copy/"),
        read("Clear the print queue", "https://old.example/queue/"),
        read("The queue again", "queue.md"),
        read("Weak signal", "/b/router"),
        read("Funny videos", "https://videos.example/x/"),
        read("", "https://old.example/"),
        read("Gone", "/a/gone.md"),
    ];
    all
}

#[test]
fn related_links_are_pruned_with_a_reason_and_filled_up() {
    let site = link(neighbors());
    let printer = &site.guides[index(&site, "a/printer-offline.md")];
    let kept: Vec<_> = printer.related.kept.iter().map(|l| &l.to).collect();
    assert_eq!(kept, [&RelatedTarget::Guide(index(&site, "a/queue.md"))]);
    assert!(printer.related.kept[0].reason.contains("queue"), "{}", printer.related.kept[0].reason);
    let pruned: Vec<_> = printer.related.pruned.iter().map(|l| l.reason).collect();
    use PruneReason::*;
    assert_eq!(pruned, [Itself, Duplicate, OffTopic, OffTopic, Unusable, Dead]);
    assert!(printer.related.pruned[3].why.contains("videos"), "{}", printer.related.pruned[3].why);
    let wifi = &site.guides[index(&site, "b/wifi.md")];
    assert_eq!(wifi.related.added[0].to, RelatedTarget::Guide(index(&site, "b/router.md")));
}

#[test]
fn no_guide_is_related_to_itself_nor_to_two_copies() {
    let site = link(neighbors());
    for (i, guide) in site.guides.iter().enumerate() {
        let links = guide.related.kept.iter().chain(&guide.related.added);
        let bodies: Vec<_> = links
            .map(|l| match l.to {
                RelatedTarget::Guide(to) => site.guides[to].same_body_as,
                _ => panic!("nothing off the site is allowed here"),
            })
            .collect();
        let mut once = bodies.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), bodies.len(), "{}", guide.entry.source);
        assert!(!bodies.contains(&site.guides[i].same_body_as), "{}", guide.entry.source);
    }
    let queue = &site.guides[index(&site, "a/queue.md")];
    assert_eq!(
        queue.related.added[0].to,
        RelatedTarget::Guide(index(&site, "a/printer-offline.md")),
        "of two copies the one whose title is true"
    );
}

#[test]
fn links_off_the_site_are_judged_by_what_can_be_known_of_them() {
    let links = [
        ("Fix the Print Spooler Error on Windows 11", "https://win11.example/spooler/"),
        ("How to Unlock an Oppo Phone", "https://win11.example/oppo/"),
        ("[Updated] Printer Drivers in Pictures for 2024", "https://x.example/printer/"),
        ("A walk in the park", "https://park.example/"),
    ];
    let related = |config: Config| {
        let mut entries = neighbors();
        entries[2].guide.also_read = links
            .iter()
            .map(|(title, url)| AlsoRead { title: title.to_string(), url: url.to_string(), span: Span::default() })
            .collect();
        let site = site::link(Arc::new(config), entries, vec![]);
        let related = site.guides[index(&site, "a/queue.md")].related.clone();
        let kept = related.kept.iter().map(|l| l.written.clone().unwrap()).collect::<Vec<_>>();
        (kept, related.pruned)
    };
    let (kept, pruned) = related(Config::default());
    assert_eq!(kept, [links[0].1]);
    assert!(pruned.iter().all(|l| l.reason == PruneReason::OffTopic), "{pruned:?}");
    assert!(pruned[0].why.contains("phones: oppo"), "{}", pruned[0].why);
    let mut config = Config::default();
    config.related.hosts = Some(vec!["x.example".into()]);
    let (kept, pruned) = related(config);
    assert!(kept.is_empty() && pruned[0].reason == PruneReason::OffSite, "only the hosts of the settings");
    let mut config = Config::default();
    config.related.off_topic = vec!["spool*".into()];
    let (kept, pruned) = related(config);
    assert!(kept.is_empty() && pruned[0].why.contains("settings"), "{pruned:?}");
}

#[test]
fn a_guide_called_unrelated_is_never_offered() {
    let added = |unrelated: &[&str]| {
        let mut entries = neighbors();
        entries[3].guide.front.unrelated = unrelated.iter().map(|u| u.to_string()).collect();
        let site = link(entries);
        let wifi = &site.guides[index(&site, "b/wifi.md")];
        let router = RelatedTarget::Guide(index(&site, "b/router.md"));
        wifi.related.kept.iter().chain(&wifi.related.added).any(|l| l.to == router)
    };
    assert!(added(&[]));
    assert!(!added(&["router"]));
}

#[test]
fn of_guides_with_the_same_text_the_best_is_kept_and_the_others_fold() {
    let mut config = Config { duplicates: Duplicates::Fold, ..Config::default() };
    let site = site::link(Arc::new(config.clone()), neighbors(), vec![]);
    let (best, copy) = (index(&site, "a/printer-offline.md"), index(&site, "a/copy.md"));
    let clusters = cluster::clusters(&site.guides);
    assert_eq!((clusters.len(), clusters[0].keep, &clusters[0].rest), (1, best, &vec![copy]));
    assert_eq!(clusters[0].why[0], "its title says what the text is about");
    assert_eq!(cluster::aliases(&site, &clusters[0]), ["/a/copy.html"]);
    assert_eq!((site.guides[copy].folded_into, site.guides[best].folded_into), (Some(best), None));
    assert!(!site.categories.iter().any(|c| c.guides.contains(&copy)));
    assert_eq!(site.categories.iter().map(|c| c.total).sum::<usize>(), 5);
    let follows = |g: &site::PlacedGuide| g.next == Some(copy) || g.previous == Some(copy);
    assert!(!site.guides.iter().any(follows), "nobody turns the page to it");
    config.duplicates = Duplicates::Show;
    let mut entries = neighbors();
    entries[1].guide.front.verified = Some(Default::default());
    let site = site::link(Arc::new(config), entries, vec![]);
    let clusters = cluster::clusters(&site.guides);
    assert_eq!((clusters[0].keep, clusters[0].why[0]), (copy, "verified"), "who followed it knows more than a title");
    assert_eq!(site.categories.iter().map(|c| c.total).sum::<usize>(), 6, "all are listed unless they fold");
}

#[test]
fn every_guide_that_is_near_another_is_reached() {
    let common = "Printer queue spooler paper tray toner cartridge job printer queue spooler restart service print \
        spooler printer paper job toner queue stuck offline default cable page";
    let mut entries: Vec<Entry> = (0..9)
        .map(|n| prose(&format!("a/p{n}.md"), &format!("Printer {n}"), &format!("{common} model{n} tray{n} code{n}.")))
        .collect();
    let far = "Scanner glass lid feeder resolution dots color profile sensor lamp carriage calibration twain dialog \
        preview crop rotate despeckle grain descreen export printer queue spooler";
    entries.push(prose("a/scanner.md", "Scanner", far));
    let site = link(entries);
    let reached = |g: usize| {
        let links = |from: &site::PlacedGuide| from.related.shown(5).iter().any(|l| l.to == RelatedTarget::Guide(g));
        site.guides.iter().any(links)
    };
    let orphans: Vec<_> =
        (0..site.guides.len()).filter(|g| !reached(*g)).map(|g| &site.guides[g].entry.source).collect();
    assert!(orphans.is_empty(), "{orphans:?}");
    assert!(site.guides.iter().all(|g| g.related.shown(5).len() <= 5));
}

#[test]
fn pinned_guides_come_first() {
    let mut entries = neighbors();
    entries[2].guide.front.related = vec!["b/wifi.md".into(), "sound".into(), "nowhere".into()];
    let site = link(entries);
    let queue = &site.guides[index(&site, "a/queue.md")];
    let kept: Vec<_> = queue.related.kept.iter().map(|l| l.to.clone()).collect();
    let want = ["b/wifi.md", "c/sound.md"].map(|p| RelatedTarget::Guide(index(&site, p)));
    assert_eq!(kept, want);
    assert_eq!(queue.related.pruned[0].reason, PruneReason::Dead);
}

#[test]
fn the_order_of_files_and_threads_changes_nothing() {
    let text = |site: &Site| format!("{:?} {:?} {:?} {:?}", site.guides, site.categories, site.tags, site.findings);
    let first = text(&link(neighbors()));
    let mut turned = neighbors();
    turned.reverse();
    assert_eq!(first, text(&link(turned)));
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(first, one.install(|| text(&link(neighbors()))));
}

/// Two pairs of guides: near each other within, and with little in common across.
fn pairs() -> Vec<Entry> {
    let printer = "printer queue spooler paper toner cartridge tray job offline page";
    let wireless = "router channel antenna signal airplane adapter password hotspot mesh walls";
    vec![
        prose("a/printer.md", "How to use it", &format!("{printer} firewall gateway")),
        prose("a/queue.md", "How to use it", &format!("{printer} subnet proxy")),
        prose("a/router.md", "How to use it", &format!("{wireless} firewall gateway")),
        prose("a/signal.md", "How to use it", &format!("{wireless} subnet proxy")),
    ]
}

#[test]
fn two_guides_that_lead_only_to_each_other_lead_on() {
    let site = link(pairs());
    for (from, on) in [("printer", "router"), ("queue", "signal"), ("router", "printer"), ("signal", "queue")] {
        let shown = site.guides[index(&site, &format!("a/{from}.md"))].related.shown(5);
        let to = RelatedTarget::Guide(index(&site, &format!("a/{on}.md")));
        assert!(shown.len() == 2 && shown[1].to == to, "{from}: {shown:?}");
        assert!(shown[1].score < shown[0].score / 2.0, "it would not have been added for its own sake: {shown:?}");
    }
    // Nobody is led on to where the author does not want them.
    let mut entries = pairs();
    entries[0].guide.front.unrelated = vec!["router".into()];
    let site = link(entries);
    assert_eq!(site.guides[index(&site, "a/printer.md")].related.shown(5).len(), 1);
}
