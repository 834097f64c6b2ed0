//! The check sums of a PNG: each of its chunks has one, and browsers refuse a picture for a wrong one.
//!
//! The pixels have a sum of their own within. Where that one is right nothing of the picture is lost, and the sums
//! around it are written anew.

use std::io::Cursor;

use crate::picture::strip::be32;

/// What the sums say.
pub enum Sums {
    Right,
    /// The pixels are whole: the PNG with the right sums.
    Mended(Vec<u8>),
    /// The picture is not what it was.
    Wrong,
}

/// Looks at the sums of a PNG whose chunks are all there.
pub fn look(bytes: &[u8]) -> Sums {
    let mut out = None::<Vec<u8>>;
    let mut at = 8;
    while let Some(end) = be32(bytes, at).and_then(|length| at.checked_add(8)?.checked_add(length)) {
        let (Some(summed), Some(written)) = (bytes.get(at + 4..end), bytes.get(end..end + 4)) else { break };
        let sum = crc(summed).to_be_bytes();
        if sum != *written {
            out.get_or_insert_with(|| bytes.to_vec())[end..end + 4].copy_from_slice(&sum);
        }
        at = end + 4;
    }
    match out {
        None => Sums::Right,
        Some(mended) if is_exact(&mended) => Sums::Mended(mended),
        Some(_) => Sums::Wrong,
    }
}

/// Whether the pixels are those that the program wrote which made the file.
fn is_exact(bytes: &[u8]) -> bool {
    let mut options = png::DecodeOptions::default();
    options.set_ignore_adler32(false);
    let mut decoder = png::Decoder::new_with_options(Cursor::new(bytes), options);
    decoder.set_limits(png::Limits { bytes: 64 << 20 });
    let Ok(mut reader) = decoder.read_info() else { return false };
    while let Ok(row) = reader.next_row() {
        if row.is_none() {
            return reader.finish().is_ok();
        }
    }
    false
}

fn crc(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut i = 0;
        while i < 256 {
            let (mut sum, mut bit) = (i as u32, 0);
            while bit < 8 {
                sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
                bit += 1;
            }
            table[i] = sum;
            i += 1;
        }
        table
    };
    !bytes.iter().fold(!0, |sum: u32, byte| TABLE[(sum as u8 ^ byte) as usize] ^ (sum >> 8))
}
