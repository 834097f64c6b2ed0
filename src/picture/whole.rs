//! Whether a file that is not decoded goes on to where its own lengths say that the picture ends.
//!
//! Only lengths and places are read, none of what they frame. What stands behind the end does not matter.

fn le16(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// A BMP: rows of the length that width and depth give. Compressed ones say how long they are, or end in a mark.
pub fn bmp(bytes: &[u8]) -> bool {
    let length = || {
        let pixels = le32(bytes, 10)?;
        if le32(bytes, 14)? == 12 {
            return rows(le16(bytes, 18)?, le16(bytes, 20)?, le16(bytes, 24)?)?.checked_add(pixels);
        }
        let (width, height) = (le32(bytes, 18)? as i32, le32(bytes, 22)? as i32);
        let (width, height) = (width.unsigned_abs() as usize, height.unsigned_abs() as usize);
        match (le32(bytes, 30)?, le32(bytes, 34)?) {
            (0 | 3 | 6, _) => rows(width, height, le16(bytes, 28)?)?.checked_add(pixels),
            (_, 0) => {
                let coded = bytes.get(pixels..)?;
                Some(pixels + memchr::memmem::rfind(coded, &[0, 1])? + 2)
            }
            (_, coded) => pixels.checked_add(coded),
        }
    };
    length().is_some_and(|length| length <= bytes.len())
}

/// Rows are filled up to four bytes.
fn rows(width: usize, height: usize, depth: usize) -> Option<usize> {
    width.checked_mul(depth)?.div_ceil(32).checked_mul(4)?.checked_mul(height)
}

/// An icon: a list of pictures, each of which has to be there.
pub fn icon(bytes: &[u8]) -> bool {
    let count = le16(bytes, 4).unwrap_or(0);
    let is_there = |n: usize| {
        let at = 6 + n * 16;
        let end = le32(bytes, at + 8)?.checked_add(le32(bytes, at + 12)?)?;
        Some(end <= bytes.len())
    };
    count > 0 && (0..count).all(|n| is_there(n) == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::avif::is_whole as avif;

    /// An AVIF whose pixels are `pixels`, in a box of its own or in one that goes on to the end of the file.
    fn sample(pixels: &[u8], open: bool) -> Vec<u8> {
        let frame = |name: &[u8; 4], body: &[u8]| [&(body.len() as u32 + 8).to_be_bytes(), &name[..], body].concat();
        let start = frame(b"ftyp", b"avif\0\0\0\0avif");
        let places = |at: u32| {
            let mut body = vec![0, 0, 0, 0, 0x44, 0, 0, 1, 0, 1, 0, 0, 0, 1];
            body.extend(at.to_be_bytes());
            body.extend((pixels.len() as u32).to_be_bytes());
            frame(b"meta", &[&[0; 4][..], &frame(b"iloc", &body)].concat())
        };
        let at = (start.len() + places(0).len() + 8) as u32;
        let mut data = frame(b"mdat", pixels);
        if open {
            data[..4].fill(0);
        }
        [start, places(at), data].concat()
    }

    #[test]
    fn a_picture_that_is_not_decoded_is_whole_or_it_is_cut() {
        let mut bmp_file = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x03\0\0\0\xfe\xff\xff\xff\x01\0\x18\0".to_vec();
        bmp_file.resize(54 + 2 * 12, 0);
        let mut runs = bmp_file.clone();
        (runs[28], runs[30]) = (8, 1);
        runs.truncate(54);
        runs.extend([3, 7, 0, 1]);
        let mut icon_file = b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0\x05\0\0\0\x16\0\0\0".to_vec();
        icon_file.extend([9; 5]);
        type Case = (&'static str, Vec<u8>, fn(&[u8]) -> bool);
        let cases: [Case; 5] = [
            ("AVIF", sample(b"pixels", false), avif),
            ("AVIF, open end", sample(b"pixels", true), avif),
            ("BMP", bmp_file, bmp),
            ("BMP in runs", runs, bmp),
            ("icon", icon_file, icon),
        ];
        for (name, bytes, is_whole) in cases {
            assert!(is_whole(&bytes), "{name}");
            assert!(
                is_whole(&[&bytes[..], b"and more"].concat()),
                "{name}: what stands behind the end does not matter"
            );
            for length in 0..bytes.len() {
                assert!(!is_whole(&bytes[..length]), "{name} {length}");
            }
        }
    }

    #[test]
    fn senseless_lengths_are_no_panic() {
        for fill in [0, 1, 0x44, 0x7f, 0x80, 0xff] {
            for length in 0..200 {
                for mut bytes in [sample(b"pixels", false), vec![0; 100]] {
                    bytes.resize(length.max(8), fill);
                    for at in (8..bytes.len()).step_by(7) {
                        bytes[at] = fill;
                    }
                    let _ = (avif(&bytes), bmp(&bytes), icon(&bytes));
                }
            }
        }
    }
}
