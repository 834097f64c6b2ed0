//! Messages on a pipe: a head that says the length, then JSON. Whatever comes, the next sound message is found.
//!
//! A length is believed only as far as bytes come, so that none makes us reserve memory. Line ends never stand inside
//! compact JSON, so that a head begins behind one or behind the last brace, and what lies before it is passed over.

use std::io::{self, Read, Write};

use serde_json::Value;

/// A message longer than this is passed over: the longest article is a quarter of it.
const LONGEST: usize = 64 * 1024 * 1024;
/// Of a line that is no head only so much is kept, enough to see a head at its end.
const LINE: usize = 256;
const HEAD: &[u8] = b"content-length:";

/// What came.
#[derive(Debug, PartialEq)]
pub enum Frame {
    Json(Value),
    /// Why it is no message.
    Garbled(String),
}

/// Reads messages one by one.
pub struct Reader<R> {
    inner: R,
    /// Bytes that were read and not used, from `at` on.
    held: Vec<u8>,
    at: usize,
}

impl<R: Read> Reader<R> {
    pub fn new(inner: R) -> Reader<R> {
        Reader { inner, held: Vec::new(), at: 0 }
    }

    /// The next message; `None`: nobody writes any more.
    pub fn next(&mut self) -> io::Result<Option<Frame>> {
        let length = match self.head()? {
            None => return Ok(None),
            Some(Ok(length)) => length,
            Some(Err(why)) => return Ok(Some(Frame::Garbled(why))),
        };
        let Some(body) = self.take(length)? else { return Ok(None) };
        match serde_json::from_slice(&body) {
            Ok(json) => Ok(Some(Frame::Json(json))),
            Err(e) => {
                // A length that was too great took the beginning of the next message as well.
                if let Some(next) = head_in(&body) {
                    self.put_back(&body[next..]);
                }
                Ok(Some(Frame::Garbled(format!("the message is no JSON: {e}"))))
            }
        }
    }

    /// Reads up to the end of a head and gives the length in it; `Err`: it cannot be taken.
    fn head(&mut self) -> io::Result<Option<Result<usize, String>>> {
        let mut length = None;
        let mut line: Vec<u8> = Vec::new();
        loop {
            if self.at == self.held.len() && !self.fill()? {
                return Ok(None);
            }
            let ahead = &self.held[self.at..];
            let end = memchr::memchr(b'\n', ahead);
            let part = &ahead[..end.unwrap_or(ahead.len())];
            line.extend_from_slice(&part[part.len().saturating_sub(LINE)..]);
            line.drain(..line.len().saturating_sub(LINE));
            self.at += end.map_or(ahead.len(), |end| end + 1);
            if end.is_none() {
                continue;
            }
            let trimmed = line.strip_suffix(b"\r").unwrap_or(&line);
            match (trimmed.is_empty(), length, length_in(trimmed)) {
                (true, Some(length), _) if length > LONGEST => {
                    return Ok(Some(Err(format!(
                        "a message of {length} bytes is passed over; the limit is {LONGEST}"
                    ))));
                }
                (true, Some(length), _) => return Ok(Some(Ok(length))),
                (_, _, Some(found)) => length = Some(found),
                _ => {}
            }
            line.clear();
        }
    }

    /// `length` bytes; `None`: fewer come.
    fn take(&mut self, length: usize) -> io::Result<Option<Vec<u8>>> {
        while self.held.len() - self.at < length {
            if !self.fill()? {
                return Ok(None);
            }
        }
        let body = self.held[self.at..self.at + length].to_vec();
        self.at += length;
        Ok(Some(body))
    }

    fn put_back(&mut self, bytes: &[u8]) {
        self.held.splice(..self.at, bytes.iter().copied());
        self.at = 0;
    }

    /// Holds more bytes; `false`: there are none.
    fn fill(&mut self) -> io::Result<bool> {
        self.held.drain(..self.at);
        self.at = 0;
        let mut chunk = [0; 64 * 1024];
        loop {
            match self.inner.read(&mut chunk) {
                Ok(count) => {
                    self.held.extend_from_slice(&chunk[..count]);
                    return Ok(count > 0);
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
    }
}

/// Where a head begins in a body, though the body may end before the head does.
fn head_in(body: &[u8]) -> Option<usize> {
    (0..body.len()).find(|at| {
        let here = &body[*at..body.len().min(at + HEAD.len())];
        here.eq_ignore_ascii_case(&HEAD[..here.len()])
    })
}

/// The length that a line of a head says, whatever stands before it in the line.
fn length_in(line: &[u8]) -> Option<usize> {
    let at =
        (0..line.len()).rev().find(|i| line[*i..].get(..HEAD.len()).is_some_and(|w| w.eq_ignore_ascii_case(HEAD)))?;
    std::str::from_utf8(&line[at + HEAD.len()..]).ok()?.trim().parse().ok()
}

/// Writes one message.
pub fn write(out: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read when bytes come in pieces of this size.
    fn read_in(pieces: usize, bytes: &[u8]) -> Vec<Option<i64>> {
        struct Slow<'a>(&'a [u8], usize);
        impl Read for Slow<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let count = self.1.min(self.0.len()).min(into.len());
                into[..count].copy_from_slice(&self.0[..count]);
                self.0 = &self.0[count..];
                Ok(count)
            }
        }
        let mut reader = Reader::new(Slow(bytes, pieces));
        let mut out = Vec::new();
        while let Some(frame) = reader.next().unwrap() {
            out.push(match frame {
                Frame::Json(json) => json["n"].as_i64(),
                Frame::Garbled(_) => None,
            });
        }
        out
    }

    fn framed(body: &str, length: usize) -> String {
        format!("Content-Length: {length}\r\n\r\n{body}")
    }

    #[test]
    fn a_bad_message_costs_no_other() {
        let sound = |n: usize| framed(&format!("{{\"n\":{n}}}"), 7);
        let cases = [
            ("not JSON", framed("hello", 5), 1),
            ("half a message", framed("{\"n\":5}", 3), 1),
            ("a length over its end", framed("{\"n\":5}", 20), 1),
            ("a length beyond all memory", framed("{\"n\":5}", usize::MAX), 1),
            ("a length that is none", framed("{\"n\":5}", 7).replace('7', "-7"), 0),
            ("another head first", "Content-Type: x\r\n".to_owned(), 0),
            ("blanks and noise", "\r\n\r\nnoise\n\0\u{1}\r\n\r\n".to_owned(), 0),
            ("deep JSON", framed(&"[".repeat(100_000), 100_000), 1),
        ];
        for (what, bad, garbled) in cases {
            let bytes = format!("{}{bad}{}{}", sound(1), sound(2), sound(3));
            for pieces in [1, 7, 1 << 20] {
                let mut want = vec![Some(1)];
                want.extend(vec![None; garbled]);
                want.extend([Some(2), Some(3)]);
                assert_eq!(read_in(pieces, bytes.as_bytes()), want, "{what}, {pieces} at a time");
            }
        }
        assert_eq!(read_in(5, b"Content-Length: 50\r\n\r\n{\"n\":1}"), [], "the end came first");
    }

    #[test]
    fn a_message_that_is_too_long_is_passed_over() {
        let long = framed(&format!("\"{}\"", "x".repeat(LONGEST)), LONGEST + 2);
        let bytes = format!("{long}{}", framed("{\"n\":2}", 7));
        assert_eq!(read_in(1 << 20, bytes.as_bytes()), [None, Some(2)]);
    }
}
