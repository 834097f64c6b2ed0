//! `root.js`: the one file with a name that stays. It says which shard holds what.

use serde::Serialize;

#[derive(Serialize)]
pub struct Root {
    /// Format; a page that knows another says so instead of guessing.
    pub v: u32,
    /// The hash in the names of all other files.
    pub g: String,
    /// Guides, copies included.
    pub n: u32,
    /// Base64, a bit a guide, lowest first: set when it has a body of its own, clear when it is a copy of
    /// the nearest one before it that has.
    pub b: String,
    /// Front-coded: for each term shard but the first, a string that lies between the last word of the
    /// shard before and its own first word.
    pub w: String,
    /// Lists in each term shard.
    pub l: Vec<usize>,
    /// Guides in a record shard.
    pub r: usize,
    /// Words that a query can do without.
    pub s: String,
    /// Words that mean the same, see `synonyms::resolve`.
    pub y: serde_json::Value,
    /// Values in each shard of each facet: platforms, categories, tags.
    pub f: Vec<Vec<usize>>,
    /// The most used words, front-coded, and their lists: what a beginning of one or two letters may mean.
    pub c: String,
    pub d: Vec<u32>,
    /// First letters of the speller files, in order.
    pub e: String,
}
