//! The one thing that is kept of what a camera wrote down: which way up the picture is.

/// 1 to 8, as EXIF counts; 1 is upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orientation(pub u8);

impl Default for Orientation {
    fn default() -> Self {
        Orientation(1)
    }
}

impl Orientation {
    /// Width and height change places.
    pub fn swaps(self) -> bool {
        self.0 >= 5
    }

    /// Of a TIFF block as JPEG, PNG and WebP carry it, with or without `Exif\0\0` before it.
    pub fn of(block: &[u8]) -> Orientation {
        read(block).filter(|n| (1..=8).contains(n)).map_or(Orientation::default(), |n| Orientation(n as u8))
    }

    /// The smallest EXIF that says the same.
    pub fn block(self) -> Vec<u8> {
        let mut block = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        block.extend([self.0, 0, 0, 0, 0, 0, 0]);
        block
    }
}

const TAG: u16 = 0x0112;

fn read(block: &[u8]) -> Option<u16> {
    let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) } as usize)
    };
    let first = long(4)?;
    let count = usize::from(short(first)?);
    let entry = (0..count).map(|n| first + 2 + 12 * n).find(|at| short(*at) == Some(TAG))?;
    short(entry + 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for n in 1..=8 {
            assert_eq!(Orientation::of(&Orientation(n).block()), Orientation(n));
        }
        for rubbish in [&b""[..], b"Exif\0\0", b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff\x01\x12"] {
            assert_eq!(Orientation::of(rubbish), Orientation(1));
        }
    }
}
