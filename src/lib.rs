//! guidepost reads how-to articles into structured steps, checks them, and renders a static help site.
//!
//! This page is the map of the house. A guide goes one way, and each stage is a plain function:
//!
//! ```text
//! disk      -> Snapshot   files as text, sizes of pictures        may fail: disk::Error
//! document  -> Document   front matter and blocks, junk apart     cannot fail
//! guide     -> Guide      tasks, steps, actions, images, links    cannot fail
//! native    -> Markdown   a guide written back in clean form      cannot fail
//! ui                      what Windows calls the places a guide names, per release
//! site      -> Site       addresses, links, categories, related   cannot fail
//! check     -> findings   what an author can mend
//! page      -> views      one typed record per template
//! template  -> HTML
//! output    -> Bundle     pages, search index, JSON, assets
//! disk      -> the folder, whole or untouched
//! ```
//!
//! A module uses only modules above it in this list. The author's faults are `diagnostic::Diagnostic`s,
//! the machine's faults are `disk::Error`s, a panic is our bug. Only the last room touches files,
//! sockets, the clock, the environment and the terminal.

// 0 words
pub mod address;
pub mod config;
pub mod diagnostic;
pub mod memo;
pub mod picture;
pub mod snapshot;
pub mod source;
pub mod synonyms;
pub mod vault;
pub mod wording;
// 1 written
pub mod document;
// 2 meant
pub mod guide;
pub mod highlight;
pub mod native;
// 3 the world
pub mod ui;
// 4 between
pub mod site;
// 5 wrong
pub mod check;
// 6 shown
pub mod markup;
pub mod theme;
pub mod page;
pub mod template;
pub mod output;
pub mod pictures;
pub mod pipeline;
// 7 outside
pub mod disk;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod report;
#[cfg(feature = "lsp")]
pub mod lsp;
#[cfg(feature = "serve")]
pub mod serve;
pub mod cli;
