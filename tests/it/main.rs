//! Everything that is tested from outside the crate, in one binary: it links once.

mod between;
mod cli;
mod config;
mod disk;
mod formats;
mod project;
mod publish;
mod rules;
#[cfg(feature = "serve")]
mod serve;
mod tidy;
