//! What an AVIF holds beside its pixels, by the boxes that frame it: whether it is whole, and its EXIF and XMP made empty.
//!
//! Places in the file are counted from its beginning, so that nothing may be cut out of its middle: what tells of the
//! author is written over, and each box stays where it was.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::picture::strip::be32;

/// An EXIF without an entry, behind the length of nothing that stands before it.
const NO_EXIF: &[u8] = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0";
const NO_XMP: &[u8] = b"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>";

/// A number of up to 8 bytes.
fn be(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(width)?).filter(|_| width <= 8)?;
    bytes.iter().try_fold(0usize, |sum, b| sum.checked_mul(256)?.checked_add(usize::from(*b)))
}

/// Where it says that its pixels lie, there they have to be. A film of pictures does not say it that simply: each of
/// its boxes has to fit.
pub fn is_whole(bytes: &[u8]) -> bool {
    let (all, fits) = boxes(bytes, 0..bytes.len());
    let meta = all.iter().find(|b| b.name == *b"meta");
    let items = meta.and_then(|meta| items(bytes, &meta.body)).unwrap_or_default();
    match items.into_iter().filter(|item| item.in_file).flat_map(|item| item.parts).map(|part| part.end).max() {
        Some(end) => end <= bytes.len(),
        None => fits && all.iter().any(|b| matches!(&b.name, b"mdat" | b"moov")),
    }
}

/// The same picture without what tells of author, camera and place; as long as it was, less what stands behind its end.
pub fn strip(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let (mut open, _) = boxes(bytes, 0..bytes.len());
    let end = open.last().map_or(bytes.len(), |last| last.body.end);
    if is_whole(&bytes[..end]) {
        out.truncate(end);
    }
    while let Some(found) = open.pop() {
        match &found.name {
            b"moov" | b"trak" => open.extend(boxes(bytes, found.body).0),
            b"uuid" | b"udta" | b"free" | b"skip" => {
                out[found.name_at..found.name_at + 4].copy_from_slice(b"free");
                blank(&mut out, found.body, &[], 0);
            }
            b"meta" => {
                let kinds = kinds_of_items(bytes, &found.body);
                for item in items(bytes, &found.body).unwrap_or_default() {
                    let (empty, fill) = match kinds.get(&item.id) {
                        Some(b"Exif") => (NO_EXIF, 0),
                        Some(b"mime" | b"uri ") => (NO_XMP, b' '),
                        _ => continue,
                    };
                    for (n, part) in item.parts.into_iter().enumerate() {
                        // One that comes in pieces has nothing in any.
                        blank(&mut out, part, if n == 0 { empty } else { &[] }, fill);
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// Writes `empty` over a part of the file, where it has the room, and fills the rest of it.
fn blank(out: &mut [u8], part: Range<usize>, empty: &[u8], fill: u8) {
    if let Some(part) = out.get_mut(part) {
        part.fill(fill);
        if let Some(head) = part.get_mut(..empty.len()) {
            head.copy_from_slice(empty);
        }
    }
}

struct Box {
    name: [u8; 4],
    name_at: usize,
    /// Where it lies in the file.
    body: Range<usize>,
}

/// Boxes of a length, a name and that many bytes in a part of the file; and whether the last one is all there.
fn boxes(file: &[u8], part: Range<usize>) -> (Vec<Box>, bool) {
    let Some(bytes) = file.get(..part.end) else { return (Vec::new(), false) };
    let mut found = Vec::new();
    let mut at = part.start;
    while at < bytes.len() {
        let head = || {
            let name = bytes.get(at + 4..at + 8)?.try_into().ok()?;
            let (length, head) = match be32(bytes, at)? {
                // Up to the end of the file; a length that needs eight bytes.
                0 => (bytes.len() - at, 8),
                1 => (be(bytes, at + 8, 8)?, 16),
                length => (length, 8),
            };
            let body = at + head..at.checked_add(length)?;
            bytes.get(body.clone())?;
            Some((Box { name, name_at: at + 4, body }, length.max(8)))
        };
        let Some((found_box, length)) = head() else { return (found, false) };
        found.push(found_box);
        at += length;
    }
    (found, !part.is_empty())
}

/// Something that a `meta` box tells of.
struct Item {
    id: usize,
    /// Its parts lie straight in the file, and not in a box of their own within `meta`.
    in_file: bool,
    /// Places in the file.
    parts: Vec<Range<usize>>,
}

/// The boxes within `meta`, behind its version.
fn within(file: &[u8], meta: &Range<usize>) -> Vec<Box> {
    boxes(file, (meta.start + 4).min(meta.end)..meta.end).0
}

/// The items of a `meta` box. `None`: there are none, or they cannot be read.
fn items(file: &[u8], meta: &Range<usize>) -> Option<Vec<Item>> {
    let within = within(file, meta);
    let body = |name: &[u8; 4]| within.iter().find(|b| b.name == *name).map(|b| b.body.clone());
    let places = file.get(body(b"iloc")?)?;
    let data = body(b"idat");
    let version = *places.first()?;
    let widths = be(places, 4, 2)?;
    let (offset, length, base) = (widths >> 12, widths >> 8 & 15, widths >> 4 & 15);
    let index = if version == 0 { 0 } else { widths & 15 };
    let wide = if version == 2 { 4 } else { 2 };
    let count = be(places, 6, wide)?;
    let mut at = 6 + wide;
    let mut items = Vec::new();
    for _ in 0..count {
        let id = be(places, at, wide)?;
        at += wide;
        let way = if version == 0 { 0 } else { be(places, at, 2)? & 15 };
        at += if version == 0 { 2 } else { 4 };
        let start = be(places, at, base)?;
        at += base;
        let count = be(places, at, 2)?;
        at += 2;
        let mut parts = Vec::new();
        for _ in 0..count {
            let from = be(places, at + index, offset)?;
            let long = be(places, at + index + offset, length)?;
            at += index + offset + length;
            if index + offset + length == 0 {
                return None;
            }
            let origin = match (way, &data) {
                (0, _) => 0,
                (1, Some(data)) => data.start,
                _ => continue,
            };
            let from = origin.checked_add(start)?.checked_add(from)?;
            parts.push(from..from.checked_add(long)?);
        }
        items.push(Item { id, in_file: way == 0, parts });
    }
    Some(items)
}

/// What the items of a `meta` box are, by their numbers.
fn kinds_of_items(file: &[u8], meta: &Range<usize>) -> BTreeMap<usize, [u8; 4]> {
    let Some(list) = within(file, meta).into_iter().find(|b| b.name == *b"iinf") else { return BTreeMap::new() };
    let count = if file.get(list.body.start) == Some(&0) { 2 } else { 4 };
    let entries = boxes(file, (list.body.start + 4 + count).min(list.body.end)..list.body.end).0;
    let kind = |entry: Box| {
        let entry = file.get(entry.body)?;
        let wide = if *entry.first()? == 3 { 4 } else { 2 };
        // Behind the number stands how the item is guarded.
        let kind = entry.get(4 + wide + 2..4 + wide + 6)?.try_into().ok()?;
        Some((be(entry, 4, wide)?, kind))
    };
    entries.into_iter().filter_map(kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"written by Jane Doe with a camera at N 52.5";

    fn frame(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&(body.len() as u32 + 8).to_be_bytes(), &name[..], body].concat()
    }

    /// An AVIF with pixels, and with EXIF beside them in the file and XMP within its `meta`.
    fn sample() -> Vec<u8> {
        let start = frame(b"ftyp", b"avif\0\0\0\0avif");
        let item = |id: u8, kind: &[u8; 4]| frame(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], &kind[..], b"\0"].concat());
        let list = [&[0, 0, 0, 0, 0, 3][..], &item(1, b"av01"), &item(2, b"Exif"), &item(3, b"mime")].concat();
        let meta = |at: u32| {
            let mut places = vec![1, 0, 0, 0, 0x44, 0, 0, 3];
            for (id, way, at, length) in [(1u8, 0u8, at, 6), (2, 0, at + 6, SECRET.len()), (3, 1, 0, SECRET.len())] {
                places.extend([0, id, 0, way, 0, 0, 0, 1]);
                places.extend(at.to_be_bytes());
                places.extend((length as u32).to_be_bytes());
            }
            let boxes = [frame(b"iinf", &list), frame(b"iloc", &places), frame(b"idat", SECRET)].concat();
            frame(b"meta", &[&[0; 4][..], &boxes].concat())
        };
        let at = (start.len() + meta(0).len() + 8) as u32;
        [start, meta(at), frame(b"mdat", &[b"pixels", SECRET].concat()), frame(b"uuid", SECRET)].concat()
    }

    #[test]
    fn nothing_tells_of_the_author_and_the_pixels_stay_where_they_are() {
        let bytes = sample();
        let told = |bytes: &[u8]| memchr::memmem::find_iter(bytes, b"Jane Doe").count();
        assert_eq!(told(&bytes), 3);
        let clean = strip(&[&bytes[..], b"\x01 and Jane Doe behind it"].concat());
        assert_eq!((told(&clean), clean.len()), (0, bytes.len()));
        assert!(is_whole(&clean));
        let pixels = |bytes: &[u8]| memchr::memmem::find(bytes, b"pixels");
        assert_eq!(pixels(&clean), pixels(&bytes));
        assert_eq!(strip(&clean), clean, "what is clean stays as it is");
    }

    #[test]
    fn senseless_boxes_are_no_panic() {
        let whole = sample();
        for fill in [0, 1, 2, 0x44, 0x7f, 0x80, 0xff] {
            for at in 0..whole.len() {
                let mut bytes = whole.clone();
                bytes[at] = fill;
                let _ = strip(&bytes);
                bytes.truncate(at);
                let _ = strip(&bytes);
            }
        }
    }
}
