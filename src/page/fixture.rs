//! A hand-made site for tests: a few guides that hold every construct a page can show.

use std::sync::Arc;

use jiff::civil::date;

use crate::config::Config;
use crate::document::front_matter::{FrontMatter, Verified};
use crate::guide::*;
use crate::highlight::code_html;
use crate::site::*;
use crate::snapshot::{Asset, AssetSource};
use crate::source::Span;

/// Builds pieces and numbers references as lowering does.
#[derive(Default)]
struct Draft {
    guide: Guide,
    targets: Vec<Target>,
}

fn platform(n: u32) -> Platform {
    Platform { id: format!("windows-{n}").into(), name: format!("Windows {n}").into() }
}

fn text(html: &str) -> Piece {
    Piece { html: html.into(), holes: Box::new([]) }
}

impl Draft {
    fn refer(&mut self, kind: ReferenceKind, text: &str, target: Target) -> u32 {
        let url = "as/written".to_owned();
        self.guide.references.push(Reference { kind, url, text: text.into(), title: None, span: Span::default() });
        self.targets.push(target);
        self.targets.len() as u32 - 1
    }

    fn picture(&mut self, path: &str, alt: &str, size: (u32, u32)) -> u32 {
        self.refer(ReferenceKind::Image, alt, Target::Asset { path: path.into(), size: Some(size) })
    }

    /// `before` + a link + `after`.
    fn linked(&mut self, before: &str, words: &str, after: &str, target: Target) -> Piece {
        let reference = self.refer(ReferenceKind::Link, words, target);
        let at = before.len() as u32;
        let close = at + words.len() as u32;
        let holes = [
            Hole { at, kind: HoleKind::LinkOpen, reference },
            Hole { at: close, kind: HoleKind::LinkClose, reference },
        ];
        Piece { html: format!("{before}{words}{after}").into(), holes: Box::new(holes) }
    }
}

fn step(n: u32, anchor: &str, html: &str, parts: Vec<StepPart>) -> Step {
    let text = crate::guide::piece::text(html);
    Step { n, anchor: anchor.into(), text, html: self::text(html), parts, ..Step::default() }
}

fn note(kind: NoteKind, html: &str) -> Note {
    Note { kind, html: text(html), text: crate::guide::piece::text(html), span: Span::default() }
}

fn heading(level: u8, text: &str, anchor: &str) -> Option<Heading> {
    let html = Piece { html: crate::markup::escape(text).into(), holes: Box::new([]) };
    Some(Heading { level, text: text.into(), html, anchor: anchor.into(), span: Span::default() })
}

fn procedure(steps: Vec<Step>) -> Item {
    Item::Procedure(Procedure { steps })
}

fn path(names: &[&str]) -> String {
    let names = names.iter().map(|n| format!("<span class=\"ui\">{n}</span>"));
    format!("<span class=\"ui-path\">{}</span>", names.collect::<Vec<_>>().join("<span class=\"sep\">&gt;</span>"))
}

fn code(lang: &str, code: &str) -> String {
    format!("<pre class=\"code\" data-lang=\"{lang}\"><code>{}</code></pre>", code_html(lang, code))
}

fn printer_guide() -> Draft {
    let mut d = Draft::default();
    let settings = d.picture(
        "guides/printers/images/add-device-11.png",
        "Settings, Bluetooth and devices, Printers and scanners",
        (985, 398),
    );
    let queue = d.picture(
        "guides/printers/images/services-spooler.png",
        "Services window with Print Spooler selected",
        (885, 353),
    );
    let tall = d.picture("guides/printers/images/printer-hostname.png", "A small dialog", (300, 560));
    let remote = d.refer(
        ReferenceKind::Image,
        "Printer queue with three documents",
        Target::RemoteImage("https://cdn.example/a.png".into()),
    );
    let gone = d.linked(
        "See also ",
        "the old page",
        ".",
        Target::Missing { candidates: vec!["guides/printers/share.md".into()] },
    );
    let deep =
        d.linked("<p>If the queue fills again, do ", "step 3", " once more.</p>", Target::Anchor("step-3".into()));
    let web = d.linked(
        "<p>The driver comes from ",
        "the maker's page",
        ", or is part of Windows.</p>",
        Target::Web("https://example.com/drivers?a=1&b=\"2\"".into()),
    );
    let icon = d.refer(
        ReferenceKind::Icon,
        "gear",
        Target::Asset { path: "guides/printers/images/gear.png".into(), size: Some((16, 16)) },
    );
    let open = Piece {
        html: "Open <span class=\"ui\">Settings</span>  with <kbd>Win</kbd>+<kbd>I</kbd>.".into(),
        holes: Box::new([Hole { at: 37, kind: HoleKind::Image, reference: icon }]),
    };
    let mut first = step(1, "step-1", "", vec![]);
    first.html = open;
    first.text = "Open Settings with Win+I.".into();
    let select = step(
        2,
        "step-2",
        &format!("Select {}.", path(&["Bluetooth &amp; devices", "Printers &amp; scanners"])),
        vec![
            StepPart::Image(settings),
            StepPart::Outcome { html: text("<p>The list of printers, yours among them.</p>"), text: String::new() },
        ],
    );
    let mut only_10 =
        step(3, "step-3", "Select <strong class=\"ui\">Open queue</strong>.", vec![StepPart::Image(remote)]);
    only_10.platforms = vec![platform(10)];
    let cancel = step(
        4,
        "step-4",
        "In the queue, cancel every document:",
        vec![
            StepPart::Substeps(vec![
                step(
                    1,
                    "step-4-1",
                    "Select <strong class=\"ui\">Printer</strong>, then <strong class=\"ui\">Cancel All Documents</strong>.",
                    vec![],
                ),
                step(2, "step-4-2", "Confirm with <strong class=\"ui\">Yes</strong>.", vec![StepPart::Image(tall)]),
                step(3, "step-4-3", "Close the window.", vec![]),
            ]),
            StepPart::Note(note(
                NoteKind::Warning,
                "<p>Documents that wait in the queue are lost. Ask before you do this on a shared printer.</p>",
            )),
        ],
    );
    let script = code(
        "powershell",
        "# Stop the spooler, empty its folder, start it again\nStop-Service -Name Spooler -Force\nGet-ChildItem \"$env:windir\\System32\\spool\\PRINTERS\" | Remove-Item -Force\nif ((Get-Service Spooler).Status -ne 'Running') { Start-Service Spooler }\n",
    );
    let batch = code(
        "bat",
        "@echo off\nREM the same in a batch file\nnet stop spooler\ndel /q /f \"%windir%\\System32\\spool\\PRINTERS\\*.*\"\nnet start spooler\n",
    );
    let reg =
        code("reg", "[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Spooler]\n\"Start\"=dword:00000002\n");
    let services = vec![
        step(
            1,
            "step-2-1",
            "Press <kbd>Win</kbd>+<kbd>R</kbd>, type <code>services.msc</code> and press <kbd>Enter</kbd>.",
            vec![],
        ),
        step(
            2,
            "step-2-2",
            "Right-click <strong class=\"ui\">Print Spooler</strong> and select <strong class=\"ui\">Restart</strong>.",
            vec![
                StepPart::Image(queue),
                StepPart::Note(note(NoteKind::Tip, "<p>Sort by name: the letter <kbd>P</kbd> jumps there.</p>")),
            ],
        ),
        step(
            3,
            "step-2-3",
            "Print a test page.",
            vec![StepPart::Outcome { html: text("<p>The page comes out within a minute.</p>"), text: String::new() }],
        ),
    ];
    let script_steps = vec![
        step(
            1,
            "step-3-1",
            "Right-click <strong class=\"ui\">Start</strong> and select <strong class=\"ui\">Terminal (Admin)</strong>.",
            vec![],
        ),
        step(
            2,
            "step-3-2",
            "Run this script:",
            vec![
                StepPart::Text { html: text(&script), text: String::new() },
                StepPart::Note(note(NoteKind::Caution, "<p>Never delete the <code>PRINTERS</code> folder itself.</p>")),
            ],
        ),
        step(3, "step-3-3", "Check the start type with <code>sc qc spooler</code>.", vec![]),
    ];
    let table = "<table><thead><tr><th>Symptom</th><th>Likely cause</th><th>Do this</th></tr></thead><tbody><tr><td>Status says <em>Deleting</em></td><td>A broken document</td><td>Way 2</td></tr><tr><td>Error 0x00000bcb</td><td>Driver is missing</td><td>Install the driver</td></tr></tbody></table>";
    let mut sections = vec![
        Section {
            body: vec![Item::Prose(text(
                "<p>A document that cannot be printed blocks all that come after it. Emptying the queue takes a few minutes and loses nothing but the documents in it.</p>",
            ))],
            ..Section::default()
        },
        Section {
            heading: heading(2, "Way 1: empty the queue in Settings", "way-1"),
            alternative: true,
            body: vec![procedure(vec![first, select, only_10, cancel])],
            ..Section::default()
        },
        Section {
            heading: heading(2, "Way 2: restart the Print Spooler", "way-2"),
            alternative: true,
            platforms: vec![platform(11)],
            body: vec![Item::Prose(text("<p>Good when the queue cannot be opened.</p>")), procedure(services)],
            ..Section::default()
        },
        Section {
            heading: heading(2, "Way 3: let a script do it", "way-3"),
            alternative: true,
            body: vec![procedure(script_steps), Item::Prose(deep)],
            ..Section::default()
        },
        Section {
            heading: heading(2, "If it happens again", "again"),
            body: vec![
                Item::Prose(text(table)),
                Item::Prose(web),
                Item::Prose(gone),
                Item::Prose(text(&batch)),
                Item::Prose(text(&reg)),
                Item::Note(note(NoteKind::Important, "<p>On a print server, tell the users first.</p>")),
                Item::Note(note(
                    NoteKind::Note,
                    "<p>Windows 11 calls the folder <em>Printers &amp; scanners</em> as well.</p>",
                )),
            ],
            ..Section::default()
        },
    ];
    sections[0].span = Span::new(0, 10);
    d.guide.title = "How to clear a stuck print queue".into();
    d.guide.summary =
        "Remove documents that block the printer, by hand or with one script, and start the Print Spooler again."
            .into();
    d.guide.platforms = vec![platform(10), platform(11)];
    d.guide.prerequisites = vec![
        text("You can sign in as an administrator."),
        text("The printer is on and connected; its cable or Wi-Fi works."),
    ];
    d.guide.sections = sections;
    d.guide.front = FrontMatter {
        minutes: Some(5),
        admin: true,
        updated: Some(date(2026, 11, 3)),
        date: Some(date(2025, 2, 1)),
        verified: Some(Verified {
            release: Some("windows-11-24h2".into()),
            on: Some(date(2026, 10, 14)),
            by: Some("Mara".into()),
        }),
        ..FrontMatter::default()
    };
    d
}

/// A short guide: an introduction and `steps` plain steps.
fn short_guide(title: &str, summary: &str, steps: &[&str], day: i8) -> Draft {
    let mut d = Draft::default();
    d.guide.title = title.into();
    d.guide.summary = summary.into();
    d.guide.platforms = vec![platform(11)];
    d.guide.front.updated = Some(date(2026, 9, day));
    let steps = steps.iter().enumerate().map(|(i, s)| step(i as u32 + 1, &format!("step-{}", i + 1), s, vec![]));
    d.guide.sections = vec![
        Section { body: vec![Item::Prose(text(&format!("<p>{summary} It is quick.</p>")))], ..Section::default() },
        Section { heading: heading(2, "Steps", "steps"), body: vec![procedure(steps.collect())], ..Section::default() },
    ];
    d
}

fn place(draft: Draft, permalink: &str, category: usize) -> PlacedGuide {
    PlacedGuide {
        entry: Entry { source: permalink.replace(".html", ".md").into(), guide: draft.guide, findings: vec![] },
        permalink: permalink.into(),
        targets: draft.targets,
        related: Related::default(),
        category: Some(category),
        categories: vec![category],
        tags: vec![],
        previous: None,
        next: None,
        same_body_as: 0,
        better_copy: None,
        folded_into: None,
    }
}

fn category(
    name: &str,
    permalink: &str,
    parent: Option<usize>,
    children: &[usize],
    guides: &[usize],
    total: usize,
) -> Category {
    Category {
        name: name.into(),
        permalink: permalink.into(),
        parent,
        children: children.into(),
        guides: guides.into(),
        total,
    }
}

/// A small site with every construct: guide 2 is the large one.
pub fn site() -> Site {
    let mut guides = vec![
        place(
            short_guide(
                "How to connect to a Wi-Fi network",
                "Join a wireless network and stay joined.",
                &[
                    "Select the <strong class=\"ui\">Network</strong> icon.",
                    "Select your network, then <strong class=\"ui\">Connect</strong>.",
                    "Type the key and press <kbd>Enter</kbd>.",
                ],
                2,
            ),
            "guides/network/connect-wi-fi.html",
            1,
        ),
        place(
            short_guide(
                "How to add a network printer",
                "Add a printer that others share.",
                &["Open <strong class=\"ui\">Settings</strong>.", "Select <strong class=\"ui\">Add device</strong>."],
                9,
            ),
            "guides/printers/add-printer.html",
            2,
        ),
        place(printer_guide(), "guides/printers/clear-queue.html", 2),
        place(
            short_guide(
                "Fix Windows Update error 0x80070643",
                "Make room for the recovery partition, then update again.",
                &["Run <code>reagentc /info</code>."],
                20,
            ),
            "guides/updates/0x80070643.html",
            3,
        ),
    ];
    let link = |to, reason: &str| RelatedLink { to, score: 0.5, reason: reason.into(), written: None, only_way: false };
    guides[2].related.kept = vec![
        link(RelatedTarget::Guide(1), "the same printer, from the start"),
        link(
            RelatedTarget::Web { url: "https://learn.example/spooler".into(), title: "Print spooler reference".into() },
            "linked by the author",
        ),
    ];
    guides[2].related.added =
        vec![link(RelatedTarget::Guide(0), "shares: network, queue"), link(RelatedTarget::Guide(3), "")];
    guides[2].tags = vec![0, 1];
    guides[2].previous = Some(1);
    guides[1].next = Some(2);
    guides[1].tags = vec![0];
    let config = Config {
        name: "Contoso Help".into(),
        tagline: "Short guides for the things we are asked every day.".into(),
        footer: "Contoso IT service desk, extension 4000".into(),
        example_searches: vec!["print queue".into(), "wi-fi".into(), "0x80070643".into()],
        edit_url: Some("https://git.example/edit/main/content/{path}".into()),
        report_url: Some("mailto:desk@contoso.example?subject={title}&body={page}".into()),
        ..Config::default()
    };
    let assets = guides.iter().flat_map(|g| &g.targets).filter_map(|t| match t {
        Target::Asset { path, size } => Some((
            path.clone(),
            Asset { path: path.clone(), from: AssetSource::Bytes(b"".into()), length: 0, size: *size },
        )),
        _ => None,
    });
    Site {
        vault: Default::default(),
        assets: assets.collect(),
        config: Arc::new(config),
        categories: vec![
            category("Guides", "categories/guides.html", None, &[1, 2, 3], &[], 4),
            category("Network", "categories/guides/network.html", Some(0), &[], &[0], 1),
            category("Printers", "categories/guides/printers.html", Some(0), &[], &[1, 2], 2),
            category("Updates and repair", "categories/guides/updates.html", Some(0), &[], &[3], 1),
        ],
        tags: vec![
            Tag { name: "printer".into(), permalink: "tags/printer.html".into(), guides: vec![1, 2] },
            Tag { name: "windows 11".into(), permalink: "tags/windows-11.html".into(), guides: vec![2] },
        ],
        pictures: Default::default(),
        moving: Default::default(),
        aliases: Default::default(),
        findings: vec![],
        withheld: vec![],
        places: None,
        guides,
        stamps: Default::default(),
    }
}

/// The same site with `count` more guides in one category, for lists that are cut into pages.
pub fn large_site(count: usize) -> Site {
    let mut site = site();
    let verbs =
        ["Add", "Back up", "Change", "Delete", "Enable", "Fix", "Install", "Map", "Open", "Reset", "Turn on", "Update"];
    for i in 0..count {
        let title = format!("How to {} thing number {i}", verbs[i % verbs.len()].to_lowercase());
        let draft = short_guide(
            &title,
            "One line that says what this guide is for, as lists show it.",
            &["Do it."],
            1 + (i % 28) as i8,
        );
        let index = site.guides.len();
        site.guides.push(place(draft, &format!("guides/zz/thing-{i:05}.html"), 3));
        site.categories[3].guides.push(index);
        site.categories[3].total += 1;
        site.categories[0].total += 1;
    }
    site
}
