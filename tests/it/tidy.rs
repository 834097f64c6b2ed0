//! The laws of the house that no compiler keeps: layers, essays, no half-done work, a tidy top level.

use std::path::Path;

/// Modules in the order of `lib.rs`, each with those on the same step. A module uses only its own step and above.
const LAYERS: &[&[&str]] = &[
    &["source", "address", "diagnostic", "config", "synonyms", "snapshot", "highlight", "wording", "vault", "picture"],
    &["document"],
    &["guide", "memo"],
    &["native"],
    &["ui"],
    &["site"],
    &["check"],
    &["markup", "theme", "page", "template", "output", "pictures", "pipeline"],
    &["disk", "fetch", "image", "report", "lsp", "serve", "cli"],
];

/// Files of `src` that are no modules of the library.
const APART: &[&str] = &["lib", "main", "build"];

/// Uses against the order, each with its reason.
const EXCUSED: &[(&str, &str, &str)] = &[("document", "guide", "front matter names platforms, a type of `guide`")];

const TOP_LEVEL: &[&str] = &[
    ".cargo",
    ".ci",
    ".editorconfig",
    ".git",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".guidepost",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "benches",
    ".clippy.toml",
    "content",
    "deny.toml",
    "guidepost.yaml",
    "rust-toolchain.toml",
    ".rustfmt.toml",
    "site",
    "src",
    "static",
    "target",
    "templates",
    "tests",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of `src` with its path below it and its text.
fn sources() -> Vec<(String, String)> {
    let rust = |(name, bytes): (String, Vec<u8>)| {
        name.ends_with(".rs").then(|| (name, String::from_utf8(bytes).expect("UTF-8")))
    };
    crate::project::files(&root().join("src")).into_iter().filter_map(rust).collect()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn module_of(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

#[test]
fn every_module_has_its_place() {
    for (file, _) in sources() {
        let module = module_of(&file);
        assert!(APART.contains(&module) || layer(module).is_some(), "{file}: put `{module}` into LAYERS");
    }
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let module = module_of(&file);
        let Some(own) = layer(module) else { continue };
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for rest in line.split("crate::").skip(1) {
                let used: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let excused = EXCUSED.iter().any(|(by, of, _)| *by == module && *of == used);
                if layer(&used).is_some_and(|other| other > own) && !excused {
                    wrong.push(format!("src/{file}:{}: `{module}` uses `{used}`, which is below it", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_opens_with_an_essay() {
    let silent = |(file, text): (String, String)| (!text.starts_with("//! ")).then_some(file);
    assert_eq!(sources().into_iter().filter_map(silent).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn nothing_is_left_half_done() {
    let words = ["to", "unimplemen", "db"].map(|w| w.to_owned()); // Split, so that this file does not name them.
    let banned = [format!("{}do!(", words[0]), format!("{}ted!(", words[1]), format!("{}g!(", words[2])];
    for (file, text) in sources() {
        for word in &banned {
            assert!(!text.contains(word.as_str()), "{file} has {word}");
        }
    }
}

#[test]
fn the_top_level_is_short() {
    let entries = std::fs::read_dir(root()).expect("the repository").flatten();
    for name in entries.map(|e| e.file_name().to_string_lossy().into_owned()) {
        let ours = TOP_LEVEL.contains(&name.as_str()) || name.starts_with(".site.guidepost-");
        assert!(ours, "{name}: is it needed at the top level?");
    }
    assert!(root().join(".clippy.toml").is_file());
}

#[test]
fn only_the_outside_may_touch_the_outside() {
    for (file, text) in sources() {
        let outside = layer(module_of(&file)) == layer("disk") || APART.contains(&module_of(&file));
        // Tests of a module may read the files they compare with.
        let outside = outside || file.ends_with("/tests.rs");
        let allows = text.contains("clippy::disallowed_methods") || text.contains("clippy::disallowed_macros");
        assert!(outside || !allows, "{file} allows itself what only the outside may do");
    }
}
