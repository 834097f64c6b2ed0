//! Build script: the theme lies inside the binary, and cargo must see new files of it.

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=static");
}
