//! The `guidepost` program: everything is in the library, here is only the exit code.

fn main() -> std::process::ExitCode {
    guidepost::cli::main()
}
