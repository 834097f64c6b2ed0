//! Faults of `guidepost.yaml` (FS28): exit 78 with line and column, and nothing built.

use crate::project::{Project, stderr};

#[test]
fn none_or_an_empty_one_is_fine() {
    for text in ["", "\n", "# only a comment\n", "\u{feff}name: With a BOM\n", "name: Help\r\ntagline: x\r\n", "null\n"]
    {
        let project = Project::new();
        project.write("guidepost.yaml", text);
        project.run(&["build"]).code(0);
    }
}

#[test]
fn a_fault_is_78_and_has_a_place() {
    let cases = [
        ("nmae: x\n", "guidepost.yaml:1:1", "did you mean `name`"),
        ("name: x\nrelated:\n  conut: 3\n", "guidepost.yaml:3:3", "did you mean `count`"),
        ("name: [x]\n", "guidepost.yaml:1:7", "string"),
        ("name: x\nname: y\n", "guidepost.yaml:2:1", "twice"),
        ("name: x\ndrafts: maybe\n", "guidepost.yaml:2:9", "boolean"),
        ("name: \"x\n", "guidepost.yaml", "error[config]"),
        ("accent: teal\n", "guidepost.yaml:1:1", "is no color"),
        ("name: x\naccent: \"#12345\"\n", "guidepost.yaml:2:1", "is no color"),
        ("accent: #0b62c4\n", "guidepost.yaml:1", "in quotes: outside"),
        ("report_url: \"javascript:alert(1)\"\n", "guidepost.yaml:1:1", "is not linked"),
        (
            "name: x\nreport_url: \"mailto:a@b.example?subject={guide}\"\n",
            "guidepost.yaml:2:1",
            "`{guide}` in `report_url` stands for nothing",
        ),
        ("edit_url: \"https://git.example/{file}\"\n", "guidepost.yaml:1:1", "what it can say: {path}"),
        ("words:\n  hoome: x\n", "guidepost.yaml:2:3", "did you mean `home`"),
        ("categories:\n  A: {icon: prnter}\n", "guidepost.yaml:2", "printer"),
        ("a: &a [*a]\n", "guidepost.yaml", "error[config]"),
    ];
    for (text, place, words) in cases {
        let project = Project::new();
        project.write("guidepost.yaml", text);
        let said = stderr(&project.run(&["build"]).code(78));
        assert!(said.contains(place) && said.contains(words), "{text:?} gave {said}");
        assert!(!project.path("site").exists());
    }
}

#[test]
fn what_is_no_text_or_too_long_is_78() {
    let project = Project::new();
    for bytes in [b"name: \x92\n".to_vec(), vec![b'#'; 10_000_000], "ü".repeat(2_000_000).into_bytes()] {
        project.write("guidepost.yaml", bytes);
        project.run(&["build"]).code(78);
    }
}

#[test]
fn what_the_settings_name_must_be_there() {
    let project = Project::new();
    project.write("guidepost.yaml", "logo: sign.svg\ncategories:\n  Printer: {text: Paper.}\n");
    project.write("content/a.md", "---\ntitle: A\ndescription: D.\ncategories: [Printers]\n---\n\n1. Do it.\n");
    let said = stderr(&project.run(&["build"]).code(0));
    assert!(said.contains("there is no `sign.svg`") && said.contains("guidepost.yaml:1:1"), "{said}");
    assert!(said.contains("did you mean `Printers`") && said.contains("guidepost.yaml:3:3"), "{said}");
    assert!(!project.read("site/index.html").contains("sign.svg"), "no picture that is not there");

    // What lies elsewhere cannot be put there.
    for logo in ["../../etc/passwd", "https://cdn.example/sign.svg", "a/../../b.png", "C:\\\\x.png"] {
        project.write("guidepost.yaml", format!("name: x\nlogo: \"{logo}\"\n"));
        let said = stderr(&project.run(&["build"]).code(0));
        assert!(said.contains("give its path below that folder") && said.contains("guidepost.yaml:2:1"), "{said}");
        assert!(!said.contains("put the picture at"), "{said}");
    }
    project.write("guidepost.yaml", "logo: /sign.svg\n");
    assert!(stderr(&project.run(&["build"]).code(0)).contains("put the picture at `static/sign.svg`"));
    project.write("guidepost.yaml", "logo: sign.svg\n");

    project.write("static/sign.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    project.write("guidepost.yaml", "logo: sign.svg\ncategories:\n  printers: {text: Paper comes out.}\n");
    let said = stderr(&project.run(&["build"]).code(0));
    assert!(!said.contains("config"), "{said}");
    let home = project.read("site/index.html");
    assert!(home.contains("sign.svg") && home.contains("Paper comes out."), "{home}");
    assert!(project.read("site/categories/printers.html").contains("Paper comes out."));
}

#[test]
fn pages_speak_the_language_of_the_settings() {
    let project = Project::new();
    project.write(
        "content/a.md",
        "---\ntitle: A\ndescription: D.\nupdated: 2026-03-05\n---\n\n1. Click **OK**.\n2. Click **Weiter**.\n",
    );
    project.write("guidepost.yaml", "language: de-CH\neditors_page: true\nwords: {home: Zur Halle}\n");
    project.run(&["build"]);
    let page = project.read("site/a.html");
    for german in ["lang=\"de-CH\"", "Zur Halle", "Schritte kopieren", "5. März 2026", "Zum Inhalt"] {
        assert!(page.contains(german), "{german}: {page}");
    }
    assert!(project.read("site/assets/site.js").contains("Häkchen entfernen"));
    assert!(project.read("site/latest.html").contains("März 2026"));
    let report = project.read("site/_report/index.html");
    for german in ["Für die Redaktion", "2 Anleitungen · 0 Fehler · ", "Nie geprüft"] {
        assert!(report.contains(german), "{german}: {report}");
    }
    assert!(!report.contains("Never"), "{report}");
}

#[test]
fn pages_to_print_and_for_editors_are_as_the_settings_say() {
    let project = Project::new();
    project.write("content/a.md", "---\ntitle: A\ncategories: [Paper]\n---\n\n1. Do it.\n");
    project.run(&["build"]);
    assert!(project.path("site/categories/paper/print.html").exists());
    assert!(!project.path("site/_report").exists());
    project.write("guidepost.yaml", "print_pages: 0\neditors_page: true\n");
    project.run(&["build"]);
    assert!(!project.path("site/categories/paper").exists());
    let report = project.read("site/_report/index.html");
    assert!(report.contains("missing-summary") && report.contains("a.md"), "{report}");
    assert!(!report.contains("Names of places"), "{report}");
    // What each name means, and how sure that is.
    let steps = "1. Open **Settings > Apps > Installed apps**.\n2. Click **Sort by**, then open Device Manager.\n";
    project.write("content/a.md", format!("---\ntitle: A\n---\n\n{steps}"));
    project.run(&["build"]);
    let report = project.read("site/_report/index.html");
    let row = "5:29 Settings &gt; Apps &gt; Apps &amp; features | Settings &gt; Apps &gt; Installed apps (certain)";
    assert!(report.contains("Names of places") && report.contains(row), "{report}");
    assert!(report.contains("name=\"robots\" content=\"noindex\""));
    assert!(!project.read("site/index.html").contains("_report"));
}
