//! A row of tokens that knows its plain text.
//!
//! Nearly every question about a line is asked of its text, several times over; it is put together once, when
//! it is asked for first, and again only after the tokens were changed.

use std::cell::OnceCell;
use std::ops::Deref;

use crate::document::inline::{Inline, plain};

/// Tokens of one line or paragraph.
#[derive(Clone, Debug, Default)]
pub struct Row {
    tokens: Vec<Inline>,
    plain: OnceCell<String>,
}

impl Row {
    /// What a reader sees, as `inline::plain` gives it.
    pub fn plain(&self) -> &str {
        self.plain.get_or_init(|| plain(&self.tokens))
    }

    /// The tokens, to be changed.
    pub fn edit(&mut self) -> &mut Vec<Inline> {
        self.plain.take();
        &mut self.tokens
    }

    pub fn into_tokens(self) -> Vec<Inline> {
        self.tokens
    }
}

impl From<Vec<Inline>> for Row {
    fn from(tokens: Vec<Inline>) -> Row {
        Row { tokens, plain: OnceCell::new() }
    }
}

impl Deref for Row {
    type Target = [Inline];

    fn deref(&self) -> &[Inline] {
        &self.tokens
    }
}
