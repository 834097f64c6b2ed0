//! The `guidepost` program: parses its arguments and turns the outcome into an exit code.

fn main() {}
