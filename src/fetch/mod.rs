//! The one room that uses the network: asks for pictures of other sites, carefully and politely.
//!
//! `guard` says which hosts may be asked, `client` asks for one address, `crowd` asks for many at once without
//! crowding a host. What comes back is bytes that are a picture, or a fault with its cause; storing is the caller's.
//! Articles are not to be trusted: an address may lead into the own network, and an answer may be endless.

pub mod client;
pub mod crowd;
pub mod guard;

pub use client::{Answer, Client, Fault, Got, Settings};
pub use crowd::{Done, Heard, Job, Manners};
