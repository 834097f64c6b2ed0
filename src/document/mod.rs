//! What the author wrote: front matter and blocks, every node with its bytes, junk told from content.

pub mod date;
pub mod fence;
pub mod front_matter;
