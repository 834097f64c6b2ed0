//! What the author wrote: front matter and blocks, every node with its bytes, junk told from content.

pub mod clean;
pub mod collect;
mod copied;
pub mod date;
pub mod fence;
pub mod fields;
pub mod front_matter;
pub mod html_blocks;
pub mod html_scan;
pub mod inline;
pub mod junk;
mod lines;
pub mod mend;
pub mod offsets;
pub mod parse;
pub mod phrase;
pub mod repair;
pub mod shortcode;
pub mod ticks;
