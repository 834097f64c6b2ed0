//! What a file is, told from its first bytes.

use serde::{Deserialize, Serialize};

/// A type of picture that browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Png,
    Jpeg,
    Gif,
    WebP,
    Avif,
    Bmp,
    Ico,
    Svg,
}

/// Kind, its name, its media type, the endings a file of it may have; the first is the one we give.
const KINDS: &[(Kind, &str, &str, &[&str])] = &[
    (Kind::Png, "PNG", "image/png", &["png", "apng"]),
    (Kind::Jpeg, "JPEG", "image/jpeg", &["jpg", "jpeg", "jpe", "jfif", "pjpeg", "pjp"]),
    (Kind::Gif, "GIF", "image/gif", &["gif"]),
    (Kind::WebP, "WebP", "image/webp", &["webp"]),
    (Kind::Avif, "AVIF", "image/avif", &["avif", "avifs"]),
    (Kind::Bmp, "BMP", "image/bmp", &["bmp", "dib"]),
    (Kind::Ico, "icon", "image/x-icon", &["ico", "cur"]),
    (Kind::Svg, "SVG", "image/svg+xml", &["svg"]),
];

impl Kind {
    fn row(self) -> &'static (Kind, &'static str, &'static str, &'static [&'static str]) {
        KINDS.iter().find(|row| row.0 == self).unwrap_or(&KINDS[0])
    }

    pub fn name(self) -> &'static str {
        self.row().1
    }

    pub fn media_type(self) -> &'static str {
        self.row().2
    }

    /// The ending that a file of this kind gets, without the dot.
    pub fn ending(self) -> &'static str {
        self.row().3[0]
    }

    /// Whether a file of this name may be of this kind. A name without an ending promises nothing.
    pub fn has_ending(self, name: &str) -> bool {
        let Some((_, ending)) = name.rsplit_once('.') else { return true };
        self.row().3.iter().any(|own| own.eq_ignore_ascii_case(ending))
    }

    /// Whether a file of this name is a picture, going by its ending alone.
    pub fn of_name(name: &str) -> Option<Kind> {
        let (_, ending) = name.rsplit_once('.')?;
        KINDS.iter().find(|row| row.3.iter().any(|own| own.eq_ignore_ascii_case(ending))).map(|row| row.0)
    }
}

/// First bytes of what browsers do not show, and what it is called.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"8BPS", "a Photoshop file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
];

/// What bytes are that nobody knows.
pub const NOTHING: &str = "no picture";

/// The kind, or in a few words what it is instead.
pub fn of(bytes: &[u8]) -> Result<Kind, &'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"\x89PNG\r\n\x1a\n") {
        return Ok(Kind::Png);
    }
    if starts(b"\xff\xd8\xff") {
        return Ok(Kind::Jpeg);
    }
    if starts(b"GIF87a") || starts(b"GIF89a") {
        return Ok(Kind::Gif);
    }
    if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Kind::WebP);
    }
    if let Some(brand) = bytes.get(4..12).filter(|b| b.starts_with(b"ftyp")) {
        return match &brand[4..] {
            b"avif" | b"avis" => Ok(Kind::Avif),
            b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1" => Err("a HEIC picture"),
            _ => Err("a film or another file of the MP4 family"),
        };
    }
    if starts(b"BM") && bytes.len() > 26 {
        return Ok(Kind::Bmp);
    }
    if (starts(b"\0\0\x01\0") || starts(b"\0\0\x02\0")) && bytes.len() > 22 {
        return Ok(Kind::Ico);
    }
    if let Some((_, name)) = FOREIGN.iter().find(|(magic, _)| starts(magic)) {
        return Err(name);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head") {
        return Err("a web page");
    }
    if head.starts_with('<') && head.contains("<svg") {
        return Ok(Kind::Svg);
    }
    Err(NOTHING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_a_file_is() {
        assert_eq!(of(b"<?xml version='1.0'?>\n<svg xmlns='x'>"), Ok(Kind::Svg));
        assert_eq!(of(b"\0\0\0\x20ftypheic"), Err("a HEIC picture"));
        assert_eq!(of(b"\0\0\0\x20ftypavif"), Ok(Kind::Avif));
        assert_eq!(of(b"<!DOCTYPE html><p><svg>"), Err("a web page"));
        assert_eq!(of(b"just words"), Err(NOTHING));
        assert!(Kind::Jpeg.has_ending("a.JPEG") && Kind::Jpeg.has_ending("a") && !Kind::Jpeg.has_ending("a.png"));
    }
}
