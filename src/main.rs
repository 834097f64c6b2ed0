//! The `guidepost` program: everything is in the library, here are only the exit code and the allocator.

/// Reading makes a great many small strings, in several threads, and the allocator of Windows is slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    guidepost::cli::main()
}
