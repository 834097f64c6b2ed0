//! Pictures of other sites that were fetched once and belong to the project since: what `images.lock` says.
//!
//! The lock maps the address of a picture to the file that has its bytes, or to the reason why there is none. It is
//! a value like the settings: nothing here opens a file or a connection. `address` makes the many ways to write an
//! address one; `text` is the form of the file; `kind` tells pictures by their bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::source::{Source, Span};

pub mod address;
pub mod kind;
pub mod text;

pub use kind::Kind;

/// The lock in the project folder, beside the settings.
pub const LOCK_NAME: &str = "images.lock";
/// Where the files lie below the site, and below `static/`.
pub const FOLDER: &str = "images";

/// What is known of pictures on other sites.
#[derive(Clone, Debug, Default)]
pub struct Vault {
    /// By address, in the form of `address::normal`.
    pub records: BTreeMap<Arc<str>, Record>,
    /// The text of the lock, kept when a finding points into it.
    pub source: Option<Source>,
}

/// One line of the lock.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub state: State,
    /// Where the line lies in the lock; empty when it was made in this run.
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum State {
    Kept(Kept),
    Failed(Failed),
}

/// A picture whose bytes the project has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// BLAKE3 of the bytes, 64 hexadecimal digits.
    pub hash: String,
    pub kind: Kind,
    /// Length in bytes.
    pub bytes: u64,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// `2026-11-24T16:35:00Z`
    pub fetched: String,
    /// The address that the bytes came from, where it is another: the full size of a thumbnail, or a redirect.
    pub from: Option<String>,
    /// What the server called this version, for asking whether there is a newer one.
    pub etag: Option<String>,
    pub modified: Option<String>,
}

impl Kept {
    /// Path of the file below the site and below `static/`: made from what is in it, never from a remote name.
    pub fn file(&self) -> String {
        format!("{FOLDER}/{}", file_name(&self.hash, self.kind))
    }
}

/// `1f0c….png`: the first half of the hash is name enough.
pub fn file_name(hash: &str, kind: Kind) -> String {
    format!("{}.{}", &hash[..hash.len().min(NAME_DIGITS)], kind.extension())
}

const NAME_DIGITS: usize = 32;

/// Whether a file in the folder of the vault has a name that we give. Others are the author's and never touched.
pub fn is_ours(name: &str) -> bool {
    name.split_once('.').is_some_and(|(stem, extension)| {
        stem.len() == NAME_DIGITS && is_hex(stem) && Kind::ALL.iter().any(|k| k.extension() == extension)
    })
}

pub fn is_hex(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The hash of a picture as the lock has it.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// A picture that was asked for and not had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    pub cause: Failure,
    /// For people: what the server said, or what was refused.
    pub detail: String,
    /// When it was tried last.
    pub tried: String,
    /// What of the settings of the machine that asked bears on the cause, as a short hash: under other ones it is worth
    /// asking again. `None`: those that everybody has.
    pub settings: Option<String>,
}

/// Why a picture could not be had; a summary counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// 404 or 410.
    NotFound,
    /// 401, 403, and other answers that say no.
    Forbidden,
    /// 5xx.
    ServerError,
    /// 429 or 503: asked too often, or to come back much later.
    Busy,
    /// The address leads into a private network, or is none to ask.
    RefusedAddress,
    /// No such host.
    HostUnknown,
    /// The host takes no connection, or breaks it.
    Unreachable,
    Timeout,
    /// The certificate or the encryption is at fault.
    Tls,
    /// Too many, to a forbidden place, or from https to http.
    Redirect,
    /// Not HTTP as it should be.
    BadAnswer,
    TooLarge,
    /// Fewer bytes than there should be.
    CutShort,
    /// A web page or something else in place of the picture.
    NotAPicture,
    /// A picture that browsers do not show.
    Format,
    /// Upstream has other bytes than those that the lock names.
    Changed,
}

impl Failure {
    /// As in the lock.
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// For people, after a count.
    pub fn words(self) -> &'static str {
        match self {
            Failure::NotFound => "not there any more",
            Failure::Forbidden => "the server does not give it",
            Failure::ServerError => "the server has a fault",
            Failure::Busy => "the server is busy",
            Failure::RefusedAddress => "address refused",
            Failure::HostUnknown => "no such host",
            Failure::Unreachable => "host not reached",
            Failure::Timeout => "took too long",
            Failure::Tls => "no safe connection",
            Failure::Redirect => "sent elsewhere",
            Failure::BadAnswer => "answer makes no sense",
            Failure::TooLarge => "too large",
            Failure::CutShort => "cut short",
            Failure::NotAPicture => "not a picture",
            Failure::Format => "a format that is not shown",
            Failure::Changed => "changed upstream",
        }
    }

    /// Whether the network may be to blame rather than the address: no server has said anything.
    pub fn is_silence(self) -> bool {
        matches!(self, Failure::HostUnknown | Failure::Unreachable | Failure::Timeout)
    }
}

impl Vault {
    /// What is known of a written address.
    pub fn find(&self, written: &str) -> Option<&Record> {
        if self.records.is_empty() {
            return None;
        }
        self.records.get(address::normal(written)?.as_str())
    }

    /// The pictures that the project has, by address.
    pub fn kept(&self) -> impl Iterator<Item = (&Arc<str>, &Kept, Span)> {
        self.records.iter().filter_map(|(address, record)| match &record.state {
            State::Kept(kept) => Some((address, kept, record.span)),
            State::Failed(_) => None,
        })
    }
}
