//! Everything that is tested from outside the crate, in one binary: it links once.

mod cli;
mod config;
mod disk;
mod formats;
mod project;
mod publish;
#[cfg(feature = "serve")]
mod serve;
mod tidy;
