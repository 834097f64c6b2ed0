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
