//! What an editor asks while somebody writes: a language server on standard input and output.
//!
//! The text in the editor counts, saved or not. One thread reads messages, one answers them, and one makes the site of
//! all articles now and then; between two sites only the article at hand is looked at again, so that answers come at
//! once. No message and no text ends the server: what makes no sense is refused, and the next message is taken.
//! The protocol is written out here: of its types we need a few, and a reader of messages that nothing can stop.

mod actions;
mod answers;
mod desk;
mod diagnostics;
mod document;
mod hover;
mod position;
mod rpc;
mod server;
mod symbols;
mod uri;
mod wire;

pub use server::{Options, run};
