//! `t<n>`: a stretch of the dictionary and the lists whose first word lies in it.
//!
//! ```text
//! w  the words, front-coded
//! p  base64 of:  list:varint{words}   zigzag distance from the list of the word before, the first from the
//!                                     number of the shard's first list (see the root)
//!                (df:varint length:varint){lists}
//!                bytes of the lists, see `postings`
//! ```
//!
//! A word may lead to a list of another shard (`geese` to that of `goose` where they share a stem): the page
//! finds the shard by the number of the list.

use std::ops::Range;

use serde::Serialize;

use crate::output::search::dictionary::Dictionary;
use crate::output::search::{postings, wire};

#[derive(Serialize)]
pub struct Terms {
    w: String,
    p: String,
}

impl Terms {
    pub fn new(dictionary: &Dictionary, words: Range<usize>, lists: Range<u32>) -> Terms {
        let words = &dictionary.words[words];
        let mut head = Vec::new();
        let mut before = lists.start;
        for (_, list) in words {
            let distance = i64::from(*list) - i64::from(before);
            wire::varint(&mut head, ((distance << 1) ^ (distance >> 63)) as u32);
            before = *list;
        }
        let mut bodies = Vec::new();
        for list in lists.map(|n| dictionary.list(n)) {
            let body = postings::encode(list);
            wire::varint(&mut head, list.len() as u32);
            wire::varint(&mut head, body.len() as u32);
            bodies.extend(body);
        }
        head.append(&mut bodies);
        Terms { w: wire::front_code(words.iter().map(|(w, _)| &**w)), p: wire::base64(&head) }
    }
}
