//! What a file is, by its bytes: never by its name or by what a server calls it.
//!
//! A picture is told by its first bytes, measured by its header and followed to its end without being decoded, so
//! that one that was cut short on its way is seen.

use imagesize::ImageType;
use serde::{Deserialize, Serialize};

use crate::picture;

/// The pictures that the vault keeps: those that browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Png,
    Jpeg,
    Gif,
    Webp,
    Avif,
    Bmp,
    Ico,
    /// A drawing; the vault keeps what is left of it when it has been made harmless.
    Svg,
}

impl Kind {
    pub const ALL: &[Kind] =
        &[Kind::Png, Kind::Jpeg, Kind::Gif, Kind::Webp, Kind::Avif, Kind::Bmp, Kind::Ico, Kind::Svg];

    pub fn extension(self) -> &'static str {
        match self {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::Gif => "gif",
            Kind::Webp => "webp",
            Kind::Avif => "avif",
            Kind::Bmp => "bmp",
            Kind::Ico => "ico",
            Kind::Svg => "svg",
        }
    }
}

/// A picture as its bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub kind: Kind,
    /// In pixels.
    pub width: u32,
    pub height: u32,
}

/// Why bytes are no picture to keep; the words go on from "it is".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    Empty,
    /// A web page: many hosts send one in place of a picture that is gone or not to be shown elsewhere.
    WebPage,
    /// It may hold scripts and ask other hosts for things, and has to be cleaned first.
    Drawing,
    /// A picture, but of a kind that browsers do not show.
    NotShown(&'static str),
    /// Compressed bytes, which we did not ask for and do not open.
    Compressed,
    Unknown,
    /// The header of a known kind, and no sense in it.
    Broken,
    /// More pixels than any screenshot has.
    TooManyPixels(u64, u64),
    CutShort,
}

/// Longest side, in pixels.
const LONGEST_SIDE: u64 = 65_535;
/// Most pixels: decoding four bytes of each takes 400 MB.
const MOST_PIXELS: u64 = 100_000_000;

/// Looks at the bytes of a whole file.
pub fn look(bytes: &[u8]) -> Result<Look, NotKept> {
    if bytes.is_empty() {
        return Err(NotKept::Empty);
    }
    let kind = match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => Kind::Png,
        Ok(ImageType::Jpeg) => Kind::Jpeg,
        Ok(ImageType::Gif) => Kind::Gif,
        Ok(ImageType::Webp) => Kind::Webp,
        Ok(ImageType::Bmp) => Kind::Bmp,
        Ok(ImageType::Ico) => Kind::Ico,
        Ok(ImageType::Heif(imagesize::Compression::Av1)) => Kind::Avif,
        Ok(ImageType::Heif(_)) => return Err(NotKept::NotShown("HEIC")),
        Ok(ImageType::Tiff) => return Err(NotKept::NotShown("TIFF")),
        Ok(ImageType::Jxl) => return Err(NotKept::NotShown("JPEG XL")),
        Ok(ImageType::Psd) => return Err(NotKept::NotShown("PSD")),
        Ok(_) => return Err(NotKept::NotShown("of a rare format")),
        Err(_) => return Err(text(bytes)),
    };
    let size = imagesize::blob_size(bytes).map_err(|_| broken(bytes, kind))?;
    let (width, height) = (size.width as u64, size.height as u64);
    if width == 0 || height == 0 {
        return Err(NotKept::Broken);
    }
    if width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS {
        return Err(NotKept::TooManyPixels(width, height));
    }
    if !is_whole(bytes, kind) {
        return Err(NotKept::CutShort);
    }
    Ok(Look { kind, width: width as u32, height: height as u32 })
}

fn broken(bytes: &[u8], kind: Kind) -> NotKept {
    if is_whole(bytes, kind) { NotKept::Broken } else { NotKept::CutShort }
}

/// What bytes are that are no picture.
fn text(bytes: &[u8]) -> NotKept {
    if bytes.starts_with(&[0x1f, 0x8b]) || bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return NotKept::Compressed;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let begins = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !begins.starts_with('<') {
        return NotKept::Unknown;
    }
    match (head.find("<svg"), head.find("<html").or(head.find("<!doctype html"))) {
        (Some(svg), Some(html)) if html < svg => NotKept::WebPage,
        (Some(_), _) => NotKept::Drawing,
        _ => NotKept::WebPage,
    }
}

/// Whether a file goes on to where its format ends. What stands behind the end does not matter.
fn is_whole(bytes: &[u8], kind: Kind) -> bool {
    let number = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
    match kind {
        // Chunks of a length, a name, that many bytes and a sum, up to `IEND`.
        Kind::Png => {
            let mut at = 8;
            loop {
                let (Some(length), Some(name)) = (number(at).map(u32::from_be_bytes), bytes.get(at + 4..at + 8)) else {
                    return false;
                };
                if name == b"IEND" {
                    return bytes.len() >= at + 12;
                }
                at = match (length as usize).checked_add(12).and_then(|l| l.checked_add(at)) {
                    Some(next) => next,
                    None => return false,
                };
            }
        }
        // Segments of a length up to the scan; the end is looked for behind it, for a thumbnail has an end too.
        Kind::Jpeg => {
            let mut at = 2;
            loop {
                let Some([0xff, marker]) = bytes.get(at..at + 2) else { return false };
                if *marker == 0xda {
                    return memchr::memmem::rfind(&bytes[at..], &[0xff, 0xd9]).is_some();
                }
                let Some([high, low]) = bytes.get(at + 2..at + 4) else { return false };
                let length = usize::from(u16::from_be_bytes([*high, *low])) + 2;
                at += if *marker == 0xff { 1 } else { length };
            }
        }
        Kind::Webp => number(4).map(u32::from_le_bytes).is_some_and(|l| l as usize + 8 <= bytes.len()),
        // As a build looks at them.
        Kind::Gif | Kind::Avif | Kind::Bmp | Kind::Ico => picture::is_whole(bytes) == Some(true),
        Kind::Svg => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82";

    #[test]
    fn a_picture_is_told_by_its_bytes() {
        assert_eq!(look(PNG), Ok(Look { kind: Kind::Png, width: 2, height: 3 }));
        for (bytes, want) in [
            (&b""[..], NotKept::Empty),
            (b"\n<!DOCTYPE html><svg>", NotKept::WebPage),
            (b"<p>Hotlinking is not allowed", NotKept::WebPage),
            (b"<?xml version='1.0'?><svg onload='x'/>", NotKept::Drawing),
            (b"\x1f\x8b\x08\0", NotKept::Compressed),
            (b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0", NotKept::NotShown("TIFF")),
            (b"404 not found", NotKept::Unknown),
        ] {
            assert_eq!(look(bytes), Err(want), "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_picture_cut_anywhere_is_not_kept() {
        for length in 0..PNG.len() {
            assert!(look(&PNG[..length]).is_err(), "{length}");
        }
        // A photograph with a thumbnail in its preface, which has an end of its own.
        let jpeg: &[u8] = b"\xff\xd8\xff\xe1\0\x06\xff\xd8\xff\xd9\xff\xc0\0\x0b\x08\0\x03\0\x02\x01\x01\x11\0\
            \xff\xda\0\x08\x01\x01\0\0\x3f\0\x12\x34\xff\xd9";
        let gif: &[u8] = b"GIF89a\x02\0\x03\0\0\0\0,\0\0\0\0\x02\0\x03\0\0\x02\x02\x4c\x01\0;";
        let webp: &[u8] = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x01\0\0\x02\0\0ICCP\0\0\0\0";
        for (whole, kind) in [(jpeg, Kind::Jpeg), (gif, Kind::Gif), (webp, Kind::Webp)] {
            assert_eq!(look(whole), Ok(Look { kind, width: 2, height: 3 }));
            for length in 0..whole.len() {
                assert!(look(&whole[..length]).is_err(), "{kind:?} {length}");
            }
        }
        let mut huge = PNG.to_vec();
        huge[16..20].copy_from_slice(&30_000u32.to_be_bytes());
        huge[20..24].copy_from_slice(&30_000u32.to_be_bytes());
        assert_eq!(look(&huge), Err(NotKept::TooManyPixels(30_000, 30_000)));
    }
}
