//! What earlier builds remember, keyed by values: the text of an article gives its reading.
//!
//! A memo never changes what a build gives, only how long it takes. A single build remembers nothing.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::guide::Guide;
use crate::source::Source;

/// The readings of articles, by path and content.
#[derive(Debug, Default)]
pub struct Memo {
    /// `None`: remember nothing.
    readings: Option<Mutex<HashMap<Key, Kept>>>,
}

type Key = (Arc<str>, [u8; 32]);

#[derive(Debug)]
struct Kept {
    reading: Arc<(Guide, Vec<Diagnostic>)>,
    /// The round in which it was last used.
    round: u64,
}

impl Memo {
    /// A memo for a server, which builds again and again.
    pub fn keeping() -> Memo {
        Memo { readings: Some(Mutex::default()) }
    }

    /// The reading of a source: remembered, or made by `read` and kept. `salt` stands for everything else
    /// that a reading depends on, the settings above all.
    pub fn reading(
        &self,
        source: &Source,
        salt: &[u8],
        read: impl FnOnce() -> (Guide, Vec<Diagnostic>),
    ) -> (Guide, Vec<Diagnostic>) {
        let Some(readings) = &self.readings else { return read() };
        let mut hasher = blake3::Hasher::new();
        hasher.update(salt).update(&[0]).update(source.text.as_bytes());
        let key = (source.path.clone(), *hasher.finalize().as_bytes());
        if let Some(kept) = readings.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&key) {
            kept.round = 1;
            let reading = kept.reading.clone();
            return (*reading).clone();
        }
        let reading = Arc::new(read());
        let kept = Kept { reading: reading.clone(), round: 1 };
        readings.lock().unwrap_or_else(PoisonError::into_inner).insert(key, kept);
        (*reading).clone()
    }

    /// Forgets what the build that ends now did not use.
    pub fn end_round(&self) {
        let Some(readings) = &self.readings else { return };
        let mut readings = readings.lock().unwrap_or_else(PoisonError::into_inner);
        readings.retain(|_, kept| std::mem::take(&mut kept.round) == 1);
    }
}
