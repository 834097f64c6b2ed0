//! Runs the browser tests (`*.test.mjs` beside this file) over a site built from our content.
//!
//! They need Node 20, Chromium and the packages of `package-lock.json`. Where one is missing this says so, loudly,
//! and passes; with `GUIDEPOST_BROWSER=required`, as in CI, it fails.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test runs programs and prints")]

use std::path::Path;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    // `cargo test NAME` asks for other tests, `--list` for names; neither is a reason to open a browser.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|a| a == "--list" || (!a.starts_with('-') && !"browser".contains(a.as_str()))) {
        return ExitCode::SUCCESS;
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(missing) = missing(&here) {
        println!("\n*** THE BROWSER TESTS DID NOT RUN: {missing} ***");
        println!("*** install Node 20 and Chromium, then `npm ci` in tests/browser; `.ci/run` does all of it ***\n");
        let required = std::env::var("GUIDEPOST_BROWSER").is_ok_and(|v| v == "required");
        return if required { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let site = std::env::temp_dir().join(format!("guidepost-browser-{}", std::process::id()));
    let program = env!("CARGO_BIN_EXE_guidepost");
    let built = Command::new(program)
        .args(["build", "--quiet", "--project", env!("CARGO_MANIFEST_DIR"), "--output"])
        .arg(&site)
        .status();
    if !built.is_ok_and(|s| s.success()) {
        println!("the site for the browser tests could not be built without an error");
        return ExitCode::FAILURE;
    }
    let mut tests: Vec<_> = std::fs::read_dir(&here)
        .into_iter()
        .flatten()
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    let ran = Command::new("node")
        .args(["--test", "--test-reporter=spec", "--test-concurrency=1", "--test-timeout=240000"])
        .args(tests)
        .env("GUIDEPOST_SITE", &site)
        .env("GUIDEPOST_BIN", program)
        .status();
    let _ = std::fs::remove_dir_all(&site);
    if ran.is_ok_and(|s| s.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What keeps the tests from running.
fn missing(here: &Path) -> Option<&'static str> {
    let runs = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success());
    if !runs("node") {
        return Some("there is no Node");
    }
    if !["chromium", "chromium-browser", "google-chrome"].iter().any(|name| runs(name)) {
        return Some("there is no Chromium");
    }
    if ["playwright-core", "axe-core", "minisearch"].iter().any(|name| !here.join("node_modules").join(name).is_dir()) {
        return Some("the packages of tests/browser are not installed");
    }
    None
}
