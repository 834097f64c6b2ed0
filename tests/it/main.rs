//! Everything that is tested from outside the crate, in one binary: it links once.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests make folders and run the program")]

mod reading;
mod between;
mod both;
mod catalogues;
mod chords;
mod cli;
mod config;
mod crawl;
mod dirty;
mod disk;
mod export;
mod faults;
mod elsewhere;
#[cfg(feature = "fetch")]
mod fetch;
mod formats;
mod fix;
mod fuzz;
#[cfg(feature = "fetch")]
mod hostile;
#[cfg(feature = "fetch")]
mod images_fetch;
#[cfg(feature = "lsp")]
mod lsp;
mod markup;
mod native;
mod needs;
#[cfg(feature = "images")]
mod pictures;
mod places;
mod project;
mod once;
mod properties;
mod publish;
mod refresh;
mod releases;
mod related;
mod rules;
#[cfg(feature = "images")]
mod samples;
#[cfg(feature = "serve")]
mod serve;
mod signs;
mod stamps;
mod teams;
mod tidy;
#[cfg(feature = "fetch")]
mod tls;
mod ui;
#[cfg(feature = "fetch")]
mod upstream;
mod vault;
mod ways;
