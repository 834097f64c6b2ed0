//! Takes out of a picture what it tells beside the picture: place, author, thumbnail, text, and all that stands
//! behind its end. The pixels stay as they are, and so does what says which colors they mean.
//!
//! Walks the parts of the file without decoding any. A file that ends before its picture does is reported.

use crate::picture::avif;
use crate::picture::exif::Orientation;
use crate::picture::kind::Kind;
use crate::picture::whole;

#[derive(Debug, Default)]
pub struct Stripped {
    /// `None`: there was nothing to take out.
    pub bytes: Option<Vec<u8>>,
    /// What the EXIF of the file said.
    pub orientation: Orientation,
    pub animated: bool,
    /// Colors that are not those of a screen, told by something that we do not convert.
    pub foreign_colors: bool,
}

/// `Err`: what is wrong with the file.
pub fn strip(bytes: &[u8], kind: Kind) -> Result<Stripped, String> {
    let as_it_is = |is_whole: bool, foreign_colors: bool| {
        is_whole.then(|| (bytes.to_vec(), Stripped { foreign_colors, ..Stripped::default() }))
    };
    let stripped = match kind {
        Kind::Png => png(bytes),
        Kind::Jpeg => jpeg(bytes),
        Kind::Gif => gif(bytes),
        Kind::WebP => webp(bytes),
        Kind::Bmp => as_it_is(whole::bmp(bytes), false),
        Kind::Avif => avif::is_whole(bytes)
            .then(|| (avif::strip(bytes), Stripped { foreign_colors: true, ..Stripped::default() })),
        Kind::Ico => as_it_is(whole::icon(bytes), true),
        Kind::Svg => as_it_is(true, true),
    };
    let (out, mut stripped) = stripped.ok_or("the file ends before the picture does")?;
    stripped.bytes = (out != bytes).then_some(out);
    Ok(stripped)
}

type Walked = Option<(Vec<u8>, Stripped)>;

/// An ICC profile longer than this is none.
const LONGEST_PROFILE: usize = 4 << 20;

pub fn be32(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

const PNG_KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"acTL",
    b"fcTL", b"fdAT",
];

fn png(bytes: &[u8]) -> Walked {
    let mut out = bytes.get(..8)?.to_vec();
    let mut found = Stripped::default();
    let (mut gamma, mut named) = (None, false);
    let mut at = 8;
    loop {
        let length = be32(bytes, at)?;
        let whole = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        let data = &whole[8..8 + length];
        let name: &[u8; 4] = whole[4..8].try_into().ok()?;
        match name {
            b"eXIf" => found.orientation = Orientation::of(data),
            b"acTL" => found.animated |= be32(data, 0).is_some_and(|frames| frames > 1),
            b"gAMA" => gamma = be32(data, 0),
            b"cICP" => found.foreign_colors = true,
            b"sRGB" | b"iCCP" => named = true,
            _ => {}
        }
        if PNG_KEPT.contains(&name) && (name != b"iCCP" || length <= LONGEST_PROFILE) {
            out.extend_from_slice(whole);
        }
        at += whole.len();
        if name == b"IEND" {
            break;
        }
    }
    // Browsers heed a gamma of its own. That of a screen is 1/2.2.
    found.foreign_colors |= !named && gamma.is_some_and(|g| !(43_000..=48_000).contains(&g));
    Some((out, found))
}

fn jpeg(bytes: &[u8]) -> Walked {
    let mut out = bytes.get(..2)?.to_vec();
    let mut found = Stripped::default();
    let mut at = 2;
    loop {
        // Fill bytes may stand before a marker.
        while bytes.get(at..at + 2)? == b"\xff\xff" {
            at += 1;
        }
        let marker = *bytes.get(at + 1).filter(|_| bytes[at] == 0xff)?;
        if marker == 0xd9 {
            out.extend_from_slice(&[0xff, 0xd9]);
            break;
        }
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            out.extend_from_slice(&bytes[at..at + 2]);
            at += 2;
            continue;
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let whole = bytes.get(at..at + 2 + length.max(2))?;
        let data = &whole[4..];
        let kept = match marker {
            0xe1 => {
                if data.starts_with(b"Exif\0\0") && found.orientation == Orientation::default() {
                    found.orientation = Orientation::of(data);
                    if found.orientation != Orientation::default() {
                        let block = found.orientation.block();
                        out.extend_from_slice(&[0xff, 0xe1]);
                        out.extend_from_slice(&(block.len() as u16 + 2).to_be_bytes());
                        out.extend_from_slice(&block);
                    }
                }
                false
            }
            0xe2 => data.starts_with(b"ICC_PROFILE\0"),
            0xe0 => data.starts_with(b"JFIF\0"),
            0xee => data.starts_with(b"Adobe"),
            0xe3..=0xef | 0xfe => false,
            // The kinds of frame: the fifth byte counts the colors, and four of them are ink.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                found.foreign_colors |= data.get(5) == Some(&4);
                true
            }
            _ => true,
        };
        if kept {
            out.extend_from_slice(whole);
        }
        at += whole.len();
        if marker == 0xda {
            // The coded pixels: up to a marker that is neither a stuffed zero nor a restart.
            let start = at;
            loop {
                at += memchr::memchr(0xff, bytes.get(at..)?)?;
                match bytes.get(at + 1)? {
                    0x00 | 0xd0..=0xd7 => at += 2,
                    0xff => at += 1,
                    _ => break,
                }
            }
            out.extend_from_slice(&bytes[start..at]);
        }
    }
    Some((out, found))
}

fn gif(bytes: &[u8]) -> Walked {
    let table = |flags: u8| if flags & 0x80 != 0 { 3usize << ((flags & 7) + 1) } else { 0 };
    let head = 13 + table(*bytes.get(10)?);
    let mut out = bytes.get(..head)?.to_vec();
    let mut found = Stripped::default();
    let mut frames = 0;
    let mut at = head;
    loop {
        let start = at;
        let kept = match *bytes.get(at)? {
            0x3b => {
                out.push(0x3b);
                break;
            }
            0x2c => {
                frames += 1;
                at += 10 + table(*bytes.get(at + 9)?) + 1;
                true
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                let name = bytes.get(at + 3..at + 14);
                at += 2;
                label == 0xf9 || (label == 0xff && matches!(name, Some(b"NETSCAPE2.0" | b"ANIMEXTS1.0")))
            }
            _ => return None,
        };
        // Blocks of up to 255 bytes, the last one empty.
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
        let whole = bytes.get(start..at)?;
        if kept {
            out.extend_from_slice(whole);
        }
    }
    found.animated = frames > 1;
    (frames > 0).then_some((out, found))
}

fn webp(bytes: &[u8]) -> Walked {
    let end = le32(bytes, 4)?.checked_add(8)?;
    let bytes = bytes.get(..end)?;
    let mut out = bytes.get(..12)?.to_vec();
    let mut found = Stripped::default();
    let mut at = 12;
    let mut flags = None;
    let mut pictures = 0;
    while at < bytes.len() {
        let length = le32(bytes, at + 4)?;
        let padded = length.checked_add(length & 1)?;
        let whole = bytes.get(at..at.checked_add(8)?.checked_add(padded)?)?;
        let data = &whole[8..8 + length];
        match &whole[..4] {
            b"VP8X" => {
                flags = Some(out.len() + 8);
                out.extend_from_slice(whole);
            }
            b"EXIF" => found.orientation = Orientation::of(data),
            b"ICCP" if length > LONGEST_PROFILE => {}
            b"ANMF" => {
                found.animated = true;
                pictures += 1;
                out.extend_from_slice(whole);
            }
            b"VP8 " | b"VP8L" => {
                pictures += 1;
                out.extend_from_slice(whole);
            }
            b"ALPH" | b"ANIM" | b"ICCP" => out.extend_from_slice(whole),
            _ => {}
        }
        at += whole.len();
    }
    if let Some(flags) = flags.and_then(|at| out.get_mut(at)) {
        // Neither EXIF nor XMP.
        *flags &= !0x0c;
    }
    let length = (out.len() - 8) as u32;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    (pictures > 0).then_some((out, found))
}
