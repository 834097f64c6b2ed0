//! What the catalogue of faults says of front matter (FM) and of addresses and links (LK): one row, one input, and
//! what must come of it. All rows lie in one project, so that each also shows that the others still build.

use std::collections::BTreeMap;
use std::sync::Arc;

use guidepost::diagnostic::{Diagnostic, Severity};
use guidepost::disk::{self, Overrides};
use guidepost::memo::Memo;
use guidepost::output::OutputFile;
use guidepost::pipeline::{self, Build};

use crate::project::{GUIDE, Project, stderr};

/// What becomes of an article.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fate {
    /// Published under this title.
    Page(&'static str),
    Withheld,
}
use Fate::{Page, Withheld};

/// Id, the article, what becomes of it, and each finding that must be there: its rule and words of its message.
type Row = (&'static str, Vec<u8>, Fate, &'static [(&'static str, &'static str)]);

const SYNTAX: &str = "front-matter-syntax";
const KIND: &str = "front-matter-type";
const BODY: &str = "\n1. Click **Start**.\n2. Click **Power**.\n";

fn front(yaml: &str) -> Vec<u8> {
    format!("---\n{yaml}\n---\n{BODY}").into_bytes()
}

fn built(project: &Project) -> Build {
    let overrides = Overrides { project: Some(project.path("")), ..Overrides::default() };
    let (opened, _) = disk::Project::open(&overrides).expect("a project");
    let snapshot = disk::read(&opened).expect("a snapshot");
    pipeline::build(&snapshot, &Memo::default(), &|_| {})
}

fn pages(build: &Build) -> BTreeMap<Arc<str>, String> {
    let text = |(path, file): (&Arc<str>, &OutputFile)| match file {
        OutputFile::Bytes(bytes) => Some((path.clone(), String::from_utf8_lossy(bytes).into_owned())),
        OutputFile::Copy(_) => None,
    };
    build.bundle.files.iter().filter_map(text).collect()
}

fn title(html: &str) -> &str {
    html.split_once("<h1>").and_then(|(_, rest)| rest.split_once("</h1>")).map_or("", |(title, _)| title)
}

/// Puts every row in a file of its own, builds once, and says which rows came out otherwise.
fn hold(rows: Vec<Row>) {
    let project = Project::new();
    for (id, bytes, ..) in &rows {
        project.write(&format!("content/{}.md", id.to_lowercase()), bytes);
    }
    let build = built(&project);
    let pages = pages(&build);
    assert!(build.publishable && pages.contains_key("guides/spooler.html"), "the good guide is there");
    let mut wrong = Vec::new();
    for (id, _, fate, findings) in rows {
        let file = format!("{}.md", id.to_lowercase());
        let own: Vec<&Diagnostic> = build.findings.iter().filter(|d| *d.file == *file).collect();
        let told: Vec<String> = own.iter().map(|d| format!("{} {:?}: {}", d.rule, d.severity, d.message)).collect();
        let html = pages.get(format!("{}.html", id.to_lowercase()).as_str());
        let became = html.map_or(Withheld, |html| {
            if let Page(t) = fate
                && title(html) == t
            {
                fate
            } else {
                Page("?")
            }
        });
        if became != fate {
            wrong.push(format!("{id}: {fate:?} became {became:?} {:?}, told {told:#?}", html.map(|h| title(h))));
        }
        for (rule, words) in findings {
            if !own.iter().any(|d| d.rule == *rule && d.message.contains(words)) {
                wrong.push(format!("{id}: no {rule} with {words:?} in {told:#?}"));
            }
        }
        let unasked = |d: &&&Diagnostic| d.severity == Severity::Error && !findings.iter().any(|(r, _)| *r == d.rule);
        for finding in own.iter().filter(unasked) {
            wrong.push(format!("{id}: unasked {} {}", finding.rule, finding.message));
        }
        if fate == Withheld && !own.iter().any(|d| d.severity == Severity::Error) {
            wrong.push(format!("{id}: withheld, but no error says why: {told:#?}"));
        }
        // A fault in a file has a place in it, unless it is about the whole of it.
        for finding in own.iter().filter(|d| d.rule.starts_with("front-matter-") && d.rule != "front-matter-missing") {
            if finding.span.is_none() {
                wrong.push(format!("{id}: {} has no place", finding.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn front_matter_that_is_not_there_or_not_closed() {
    hold(vec![
        (
            "FM01a",
            format!("# From the heading\n{BODY}").into(),
            Page("From the heading"),
            &[("front-matter-missing", "")],
        ),
        ("FM01b", BODY.into(), Page("Fm01b"), &[("front-matter-missing", "")]),
        ("FM03", format!("---\n---\n{BODY}").into(), Page("Fm03"), &[("missing-title", "")]),
        ("FM04", format!("---\ntitle: Open\ntags: [a]\n{BODY}").into(), Withheld, &[(SYNTAX, "never closed")]),
        ("FM05", format!("\u{feff}---\ntitle: Marked\n---\n{BODY}").into(), Page("Marked"), &[]),
        ("FM06", format!("---\ntitle: Mark within\n---\na\u{feff}b\n{BODY}").into(), Page("Mark within"), &[]),
        ("FM10", front("title: T\nreview:\n\ton: 2026-01-01"), Withheld, &[(SYNTAX, "tab")]),
        ("FM11", front("title: One\ntags: [a]\ntitle: Two"), Withheld, &[(SYNTAX, "title")]),
        ("FM21a", format!("---\ntitle: Dots\n...\n{BODY}").into(), Page("Dots"), &[]),
        ("FM21b", front("title: Block\ndescription: |\n  one\n  ---\n  two"), Page("Block"), &[]),
        (
            "FM21c",
            front("title: Words\ndescription: >-\n  *Note* this, and\n  !important &more\ntags: [a]"),
            Page("Words"),
            &[],
        ),
        ("FM22", format!("+++\ntitle = \"T\"\n+++\n{BODY}").into(), Withheld, &[(SYNTAX, "TOML")]),
        ("FM23", format!("{{\n\"title\": \"T\"\n}}\n{BODY}").into(), Withheld, &[(SYNTAX, "JSON")]),
        ("FM43a", format!("\n---\ntitle: Late\n---\n{BODY}").into(), Page("title: Late"), &[(SYNTAX, "first line")]),
        (
            "FM44",
            format!("---\n\nSome words about it.\n\n---\n{BODY}").into(),
            Page("Fm44"),
            &[(SYNTAX, "read as text")],
        ),
    ]);
}

#[test]
fn front_matter_that_means_harm() {
    let bomb = (1..10).fold("a0: &a0 [x, x]\n".to_owned(), |yaml, i| {
        format!("{yaml}a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 10].join(", "))
    });
    let keys: String = (0..20_000).map(|i| format!("k{i}:\n")).collect();
    let few_bytes: String = (0..1_500).map(|i| format!("k{i}:\n")).collect();
    hold(vec![
        ("FM16", front(&format!("title: T\n{bomb}")), Withheld, &[(SYNTAX, "aliases")]),
        ("FM17", front("title: T\na: &a [*a]"), Withheld, &[(SYNTAX, "aliases")]),
        ("FM18a", front(&format!("title: {}", "[".repeat(10_000))), Withheld, &[(SYNTAX, "too deep")]),
        (
            "FM18b",
            front(&format!("title: {}1{}", "[".repeat(10_000), "]".repeat(10_000))),
            Withheld,
            &[(SYNTAX, "too deep")],
        ),
        (
            "FM18c",
            front(&(0..2_000).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>()),
            Withheld,
            &[(SYNTAX, "")],
        ),
        ("FM19a", front("title: !!python/object:os.system ls"), Withheld, &[(SYNTAX, "tags are not read")]),
        ("FM19b", front("title: !!js/function 'function(){}'"), Withheld, &[(SYNTAX, "tags are not read")]),
        ("FM20", front("title: T\nbase: &b {draft: false}\n<<: *b"), Withheld, &[(SYNTAX, "anchors")]),
        ("FM24a", front(&format!("title: T\ndescription: {}", "x".repeat(1 << 20))), Withheld, &[(SYNTAX, "64 KB")]),
        ("FM24b", front(&format!("title: \"{}\"", "x".repeat(10 << 20))), Withheld, &[(SYNTAX, "64 KB")]),
        ("FM25a", front(&keys), Withheld, &[(SYNTAX, "")]),
        ("FM25b", front(&few_bytes), Withheld, &[(SYNTAX, "keys")]),
        ("FM29", front("title: a\0b"), Withheld, &[(SYNTAX, "NUL")]),
    ]);
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_place() {
    let mut wide = vec![0xff, 0xfe];
    wide.extend("---\ntitle: T\n---\n".encode_utf16().flat_map(u16::to_le_bytes));
    let mut big = vec![0xfe, 0xff];
    big.extend("---\ntitle: T\n---\n".encode_utf16().flat_map(u16::to_be_bytes));
    hold(vec![
        ("FM26", b"---\ntitle: a\xffb\n---\nx\n".to_vec(), Withheld, &[("encoding", "offset 12, line 2")]),
        ("FM27a", wide, Withheld, &[("encoding", "UTF-16")]),
        ("FM27b", big, Withheld, &[("encoding", "UTF-16")]),
        ("FM28", b"---\ntitle: It\x92s\n---\nx\n".to_vec(), Withheld, &[("encoding", "Windows-1252")]),
    ]);
}

#[test]
fn values_of_another_kind() {
    hold(vec![
        ("FM12", front("title: [1, 2]"), Withheld, &[(KIND, "a list, but it must be a text")]),
        ("FM13a", front("title: 123"), Page("123"), &[]),
        ("FM13b", front("title: 1.0"), Page("1.0"), &[]),
        ("FM13c", front("title: yes"), Page("yes"), &[]),
        ("FM13d", front("title: null"), Page("Fm13d"), &[("missing-title", "")]),
        ("FM13e", front("title: 0x10"), Page("0x10"), &[]),
        ("FM13f", front("title: 1e3"), Page("1e3"), &[]),
        ("FM13g", front("title: 010"), Page("010"), &[]),
        ("FM14a", front("title: T\ntags: 5"), Page("T"), &[]),
        ("FM14b", front("title: T\ntags: \"a, b\""), Page("T"), &[]),
        ("FM14c", front("title: T\ntags: [a, null, 3]"), Page("T"), &[(KIND, "an entry of `tags` is empty")]),
        ("FM14d", front("title: T\ntags: {a: b}"), Withheld, &[(KIND, "a list of texts")]),
        ("FM37", front("title: T\ndraft: \"false\""), Withheld, &[(KIND, "true or false")]),
        ("FM38", front("title: T\ntilte: x"), Page("T"), &[("front-matter-key", "tilte")]),
        ("FM41a", front("title: T\n__proto__: x\nconstructor: y"), Page("T"), &[("front-matter-key", "__proto__")]),
        ("FM41b", front("title: __proto__\ntags: [constructor, toString]"), Page("__proto__"), &[]),
        ("FM30a", front("title: \"a\u{202e}b\u{2066}c\""), Page("abc"), &[(KIND, "direction of writing")]),
        ("FM30b", front("title: T\ntags: [\"a\u{202e}b\"]"), Page("T"), &[(KIND, "direction of writing")]),
        ("FM30e", front("title: T\ncategories: [\"a\u{202e}b\", c]"), Page("T"), &[(KIND, "direction of writing")]),
        ("FM30f", front("title: T\nverified: {by: \"a\\u0007b\"}"), Withheld, &[(KIND, "control character")]),
        ("FM15", front("title: T\ntags: [Wi-Fi, ' wi-fi ', WI-FI]"), Page("T"), &[(KIND, "twice")]),
        ("FM30c", front("title: \"a\\u0007b\""), Withheld, &[(KIND, "control character")]),
        ("FM30d", front("title: T\ntags: [\"a\\u0007b\"]"), Withheld, &[(KIND, "control character")]),
        (
            "FM42",
            front("title: \"</script><!-- ]]> \\u2028 <b>x</b>\"\ntags: [\"</script>\"]"),
            Page("&lt;/script&gt;&lt;!-- ]]&gt; &lt;b&gt;x&lt;/b&gt;"),
            &[],
        ),
    ]);
}

#[test]
fn dates_are_read_or_refused_never_shifted() {
    let good = [
        "2024-01-02",
        "2024-1-2",
        "2024/01/02",
        "2024-01-02 03:04",
        "2024-01-02 03:04:05",
        "2024-01-02T03:04:05Z",
        "2024-01-02T23:04:05+02:00",
        "2024-01-02 03:04:05 +0200",
        "2024-01-02 03:04:05 UTC",
        "2024-01-02 23:04:05 -0500",
        "Jan 2, 2024",
        "2 January 2024",
        "1704164645",
        "2024-01-02 24:00:00",
        "2024-01-02 23:59:60",
        "2024-03-31T02:30:00",
    ];
    let bad = ["2024-02-30", "2024-13-01", "0000-00-00", "99999-01-01", "2024-01-02 25:00:00", "tomorrow", "[2024]"];
    let project = Project::new();
    for (i, date) in good.iter().enumerate() {
        project.write(&format!("content/good-{i}.md"), front(&format!("title: T\nupdated: {date}")));
    }
    for (i, date) in bad.iter().enumerate() {
        project.write(&format!("content/bad-{i}.md"), front(&format!("title: T\nupdated: {date}")));
    }
    let build = built(&project);
    let pages = pages(&build);
    for (i, date) in good.iter().enumerate() {
        let day = if date.contains("-03-31") { "2024-03-31" } else { "2024-01-02" };
        let html = pages.get(format!("good-{i}.html").as_str()).unwrap_or_else(|| panic!("{date} is refused"));
        assert!(html.contains(&format!("datetime=\"{day}\"")), "{date}");
    }
    for (i, date) in bad.iter().enumerate() {
        let file = format!("bad-{i}.md");
        assert!(!pages.contains_key(format!("bad-{i}.html").as_str()), "{date} is published");
        let told = build.findings.iter().find(|d| *d.file == *file && d.severity == Severity::Error);
        let told = told.unwrap_or_else(|| panic!("{date} is not told"));
        assert!(told.span.is_some() && matches!(told.rule, "front-matter-date" | "front-matter-type"), "{told:?}");
    }
}

#[test]
fn an_update_before_its_date_and_a_day_to_come() {
    hold(vec![
        ("FM35", front("title: T\ndate: 2099-01-01"), Page("T"), &[]),
        ("FM36", front("title: T\ndate: 2024-02-02\nupdated: 2024-01-01"), Page("T"), &[("updated-before-date", "")]),
    ]);
}

#[test]
fn an_empty_file_is_told_and_not_published() {
    hold(vec![
        ("FM02a", Vec::new(), Withheld, &[("empty-article", "")]),
        ("FM02b", b" \n\n".to_vec(), Withheld, &[("empty-article", "")]),
    ]);
}

#[test]
fn line_ends_make_no_difference() {
    let site = |ends: fn(&str) -> String| {
        let project = Project::empty();
        let dirty = include_str!("../../content/guides/accounts/reset-a-local-password.md");
        project.write("content/guides/spooler.md", ends(GUIDE));
        project.write("content/guides/dirty.md", ends(dirty));
        pages(&built(&project))
    };
    let mixed = |text: &str| {
        let ends = ["\n", "\r\n"].into_iter().cycle();
        text.lines().zip(ends).map(|(line, end)| format!("{line}{end}")).collect()
    };
    let lf = site(str::to_owned);
    assert!(site(|text| text.replace('\n', "\r\n")) == lf, "FM07: CRLF");
    assert!(site(|text| text.replace('\n', "\r")) == lf, "FM08: CR");
    assert!(site(mixed) == lf, "FM09: mixed");
}

#[test]
fn the_zone_of_the_machine_makes_no_difference() {
    let sites = ["Asia/Tokyo", "America/New_York"].map(|zone| {
        let project = Project::new();
        project.write("content/a.md", front("title: T\ndate: 2024-01-01 23:30\nupdated: 2024-01-02T00:10:00+09:00"));
        project.command(&["build", "--quiet"]).env("TZ", zone).assert().code(0);
        project.files("site")
    });
    assert!(sites[0] == sites[1], "FM33");
}

#[test]
fn many_equal_faults_are_counted_and_cut() {
    let project = Project::new();
    for i in 0..500 {
        project.write(&format!("content/broken-{i}.md"), "---\ntitle: \"open\n---\nx\n");
    }
    let said = stderr(&project.run(&["build", "--max-diagnostics", "7"]).code(1));
    assert!(said.contains("493 more findings") && said.contains("500 errors"), "FM45: {said}");
    assert!(said.matches("--> content/broken-").count() <= 7, "{said}");
    assert!(project.path("site/guides/spooler.html").is_file());
}

#[test]
fn a_slug_never_leads_out() {
    let long = "x".repeat(300);
    let slugs = [
        "''",
        "'.'",
        "'..'",
        "'/'",
        "a/../../b",
        "'C:\\x'",
        "'\\\\host\\s'",
        "con",
        &long,
        "'😀'",
        "'\u{202e}abc'",
        "'%2e%2e%2f'",
        "'a b'",
        "nul.txt",
        "'...'",
        "'ab. '",
    ];
    let project = Project::new();
    for (i, slug) in slugs.iter().enumerate() {
        project.write(&format!("content/f{i}/a.md"), front(&format!("title: T\nslug: {slug}")));
    }
    let build = built(&project);
    let pages = pages(&build);
    for (i, slug) in slugs.iter().enumerate() {
        let folder = format!("f{i}/");
        let own: Vec<&str> = pages.keys().filter(|p| p.starts_with(&folder)).map(|p| &**p).collect();
        let file = format!("f{i}/a.md");
        let told = build.findings.iter().any(|d| *d.file == *file && d.rule.starts_with("front-matter"));
        assert!(own.len() == 1 || told, "{slug}: {own:?} and nothing said");
        for page in own {
            let name = page.strip_prefix(&folder).and_then(|n| n.strip_suffix(".html")).expect("a page in its folder");
            assert!(
                !name.contains(['/', '\\', '%', ':']) && !name.starts_with('.') && !name.is_empty(),
                "{slug}: {page}"
            );
            assert!(disk::windows_fault(&format!("{name}.html")).is_none(), "{slug}: {page}");
            assert!(name.len() <= 200, "{slug}: {page}");
        }
    }
}

#[test]
fn aliases_stand_on_nothing_and_lead_nowhere_else() {
    hold(vec![
        ("FM40a", front("title: T\naliases: [/fm40a]"), Page("T"), &[("alias-taken", "itself")]),
        ("FM40b", front("title: T\naliases: [/guides/spooler.html]"), Page("T"), &[("alias-taken", "spooler.md")]),
        ("FM40c", front("title: T\naliases: [index.html]"), Page("T"), &[("alias-taken", "makes")]),
        ("FM40d", front("title: T\naliases: [//evil.example]"), Page("T"), &[("unusable-alias", "")]),
        ("FM40e", front("title: T\naliases: [https://evil.example/x]"), Page("T"), &[("unusable-alias", "")]),
        ("FM40f", front("title: T\naliases: ['../../x']"), Page("T"), &[("unusable-alias", "")]),
        ("LK07a", front("title: T\naliases: [/loop]"), Page("T"), &[]),
        ("LK07b", front("title: T\naliases: [/lk07a]"), Page("T"), &[("alias-taken", "lk07a.md")]),
    ]);
}

#[test]
fn two_articles_never_share_an_address() {
    let project = Project::new();
    project.write("content/one.md", front("title: One\nslug: same"));
    project.write("content/two.md", front("title: Two\nslug: same"));
    for name in ["index", "search", "tags", "404", "assets/x", "categories/x", "a-z"] {
        project.write(&format!("content/{name}.md"), front("title: T"));
    }
    let build = built(&project);
    let pages = pages(&build);
    assert_eq!(title(&pages["same.html"]), "One", "LK01");
    let taken: Vec<&Diagnostic> = build.findings.iter().filter(|d| d.rule == "address-taken").collect();
    assert!(taken.iter().any(|d| &*d.file == "two.md" && d.message.contains("one.md")), "{taken:#?}");
    for name in ["index.md", "search.md", "tags.md", "404.md", "assets/x.md", "categories/x.md", "a-z.md"] {
        assert!(taken.iter().any(|d| *d.file == *name && d.severity == Severity::Error), "LK02: {name}");
    }
    assert!(pages["index.html"].contains("page-home") && pages["search.html"].contains("page-search"));
}

#[test]
fn tags_that_look_alike_have_pages_of_their_own() {
    let project = Project::new();
    for (i, tag) in ["C", "C++", "C#", "c", ".NET", "NET", "a/b", "a b"].iter().enumerate() {
        project.write(&format!("content/t{i}.md"), front(&format!("title: Guide {i}\ntags: [\"{tag}\"]")));
    }
    let pages = pages(&built(&project));
    // `C` and `c` are one tag; `a/b` and `a b` may be.
    let listed = |i: usize| {
        let on =
            |(path, html): &(&Arc<str>, &String)| path.starts_with("tags/") && html.contains(&format!(">Guide {i}<"));
        pages.iter().filter(on).map(|(path, _)| path.clone()).collect::<Vec<_>>()
    };
    for i in 0..8 {
        assert_eq!(listed(i).len(), 1, "LK03: guide {i} is under {:?}", listed(i));
    }
    assert_eq!(listed(0), listed(3));
    for (a, b) in [(0, 1), (0, 2), (1, 2), (4, 5)] {
        assert_ne!(listed(a), listed(b), "LK03");
    }
}

#[test]
fn links_lead_somewhere_or_are_told() {
    let link = |to: &str| format!("---\ntitle: T\n---\n\n1. See [there]({to}).\n2. Click **OK**.\n").into_bytes();
    hold(vec![
        ("LK04a", link("guides/spoler.md"), Page("T"), &[("broken-link", "")]),
        ("LK04b", link("guides/spooler.md#nowhere"), Page("T"), &[("broken-anchor", "")]),
        ("LK04c", link("guides/Spooler.md"), Page("T"), &[("broken-link", "")]),
        ("LK06", link("../../outside.md"), Page("T"), &[("refused-link", "leads out of the site")]),
        ("LK08", link("#gp-made-by-script"), Page("T"), &[("broken-anchor", "")]),
        ("LK11a", link("ms-settings:windowsupdate"), Page("T"), &[]),
        ("LK11b", link("mailto:help@example.org"), Page("T"), &[]),
        ("LK11c", link("tel:+4930123"), Page("T"), &[]),
        ("LK11d", link("ms-msdt:/id"), Page("T"), &[("refused-link", "")]),
        ("LK11e", link("search-ms:query=x"), Page("T"), &[("refused-link", "")]),
        ("LK11f", link("javascript:alert(1)"), Page("T"), &[("refused-link", "")]),
        ("LK12", link("https://user:secret@host.example/"), Page("T"), &[("refused-link", "")]),
    ]);
}

/// IM18: pictures written into the article itself.
#[test]
fn a_picture_in_its_address_is_told_for_what_it_is() {
    let project = Project::empty();
    let bytes = "iVBORw0KGgo".repeat(2_000);
    project.write(
        "content/a.md",
        format!(
            "---\ntitle: T\n---\n\n1. Open it.\n\n   ![One](data:image/png;base64,{bytes})\n\n2. Close it.\n\n   \
             <img src=\"DATA:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"Two\">\n\n3. See [it](data:text/html,x).\n\n\
             4. Look.\n\n   <img src=\"data:image/svg+xml,%3Csvg%3E%3Crect width='9'/%3E%3C/svg%3E\" alt=\"Four\">\n   \
             <img src=\"data:image/svg+xml,%3Csvg viewBox='0 0 9 9'%3E%3C/svg%3E\" alt=\"Nothing\">\n"
        ),
    );
    let told = stderr(&project.run(&["check"]).code(1));
    for said in [
        "a picture of 17 KiB stands in the article itself (`data:image/png;base64,",
        "a picture of 1 KiB stands in the article itself (`data:image/svg+xml,",
        "save it as a file beside the article",
        "is a stand-in that shows next to nothing",
        "save what is written in the address as a file",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("link_schemes") && told.len() < 5_000, "{told}");
}
