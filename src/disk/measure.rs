//! Width and height of a picture, from the first bytes of its file. Nothing is decoded.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How much of a file is looked at: first a little, then more for photographs with a long preface.
const HEADS: [u64; 2] = [16 * 1024, 1024 * 1024];
/// A side longer than this is a broken or hostile header.
const LONGEST_SIDE: usize = 65_535;
const MEASURED: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "bmp", "ico", "avif", "svg"];

/// `None` when it is not a picture we know, or its header makes no sense.
pub fn measure(path: &Path) -> Option<(u32, u32)> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if !MEASURED.contains(&extension.as_str()) {
        return None;
    }
    HEADS.iter().find_map(|length| {
        let mut head = Vec::new();
        File::open(path).ok()?.take(*length).read_to_end(&mut head).ok()?;
        measure_bytes(&head, extension == "svg")
    })
}

pub fn measure_bytes(head: &[u8], svg: bool) -> Option<(u32, u32)> {
    let (width, height) = if svg {
        svg_size(&String::from_utf8_lossy(head))?
    } else {
        let size = imagesize::blob_size(head).ok()?;
        (size.width, size.height)
    };
    let fits = |side: usize| (1..=LONGEST_SIDE).contains(&side);
    (fits(width) && fits(height)).then_some((width as u32, height as u32))
}

/// From `width` and `height` in pixels, else from `viewBox`.
fn svg_size(text: &str) -> Option<(usize, usize)> {
    let start = text.find("<svg")?;
    let tag = &text[start..];
    let tag = &tag[..tag.find('>')?];
    let pixels = |name| attribute(tag, name)?.trim_end_matches("px").trim().parse::<f32>().ok();
    let (width, height) = match (pixels("width"), pixels("height")) {
        (Some(w), Some(h)) => (w, h),
        _ => {
            let mut view = attribute(tag, "viewBox")?.split([' ', ',']).filter(|p| !p.is_empty()).skip(2);
            (view.next()?.parse().ok()?, view.next()?.parse().ok()?)
        }
    };
    Some((width.round() as usize, height.round() as usize))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let own = tag[..at].ends_with(char::is_whitespace);
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| own && matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_says_its_size() {
        let size = |text: &str| measure_bytes(text.as_bytes(), true);
        assert_eq!(size("<?xml?><svg width='640' height=\"480px\" viewBox='0 0 1 1'>"), Some((640, 480)));
        assert_eq!(size("<svg stroke-width='9' viewBox='0 0 800,600'>"), Some((800, 600)));
        assert_eq!(size("<svg width='100%' height='100%'>"), None);
        assert_eq!(size("<svg width='1e30' height='1'>"), None);
    }

    #[test]
    fn rubbish_has_no_size() {
        assert_eq!(measure_bytes(b"", false), None);
        assert_eq!(measure_bytes(b"\x89PNG\r\n\x1a\n", false), None);
    }
}
