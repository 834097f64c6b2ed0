//! Printing that cannot panic: a reader that went away (`guidepost check | head`) is no fault.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the terminal")]

use std::io::{ErrorKind, Write};

use crate::cli::{Exit, Failure};

/// To standard output, colors dropped where nobody sees them.
pub fn say_out(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(e) => {
            Err(Failure::Told(Exit::Io, format!("cannot write to standard output: {e}"), "free some space".into()))
        }
    }
}

/// To standard error. When even that fails there is nobody left to tell.
pub fn say_err(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
