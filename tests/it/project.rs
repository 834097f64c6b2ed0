//! A project in a folder of its own, made for one test.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use tempfile::TempDir;

pub struct Project {
    folder: TempDir,
}

/// A guide that no rule has anything against, so that a test sees its own faults only.
pub const GUIDE: &str = "---\n\
title: Restart the print spooler\n\
date: 2026-01-02\n\
updated: 2026-01-03\n\
tags: [printing]\n\
categories: [Printing]\n\
platforms: [Windows 11]\n\
description: Clears a print queue that is stuck.\n\
---\n\n\
Jobs that hang in the queue go away when the spooler starts again.\n\n\
## Restart the service\n\n\
1. Press **Windows** + **R**.\n\
2. Type `services.msc` and press **Enter**.\n\
3. Right-click **Print Spooler** and select **Restart**.\n";

impl Project {
    /// With one good guide.
    pub fn new() -> Project {
        let project = Project::empty();
        project.write("content/guides/spooler.md", GUIDE);
        project
    }

    pub fn empty() -> Project {
        Project { folder: TempDir::new().expect("a temporary folder") }
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    pub fn write(&self, below: &str, text: impl AsRef<[u8]>) {
        let path = self.path(below);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub fn read(&self, below: &str) -> String {
        let path = self.path(below);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("guidepost").expect("the program");
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Assert {
        self.command(arguments).assert()
    }

    /// Every file below a folder with its bytes, sorted.
    pub fn files(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        files(&self.path(below))
    }
}

pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(folder).expect("below").to_string_lossy().replace('\\', "/");
            found.push((below, std::fs::read(entry.path()).expect("a file")));
        }
    }
    found
}

pub fn stderr(assert: &Assert) -> String {
    String::from_utf8_lossy(&assert.get_output().stderr).into_owned()
}

pub fn stdout(assert: &Assert) -> String {
    String::from_utf8_lossy(&assert.get_output().stdout).into_owned()
}
