//! Everything that is tested from outside the crate, in one binary: it links once.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests make folders and run the program")]

mod reading;
mod between;
mod cli;
mod config;
mod crawl;
mod disk;
mod faults;
mod formats;
mod fuzz;
mod native;
mod places;
mod project;
mod once;
mod properties;
mod publish;
mod rules;
#[cfg(feature = "serve")]
mod serve;
mod tidy;
mod ui;
