//! Build script: the theme lies inside the binary, and cargo must see new files of it.

// A build script talks to cargo on standard output; that pipe is not closed.
#![allow(clippy::disallowed_macros)]

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=static");
}
