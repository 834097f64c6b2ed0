//! Bytes to pixels: eight bits, the colors of a screen, upright.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::picture::kind::Kind;
use crate::picture::strip::Stripped;
use crate::picture::{LONGEST_SIDE, MOST_PIXELS, Trouble};

/// Pixels as sRGB, row by row.
#[derive(Debug)]
pub struct Canvas {
    pub width: u32,
    pub height: u32,
    /// Four bytes a pixel, the last one how much it covers, or three.
    pub alpha: bool,
    pub pixels: Vec<u8>,
}

/// Bytes that a decoder may ask for.
const MEMORY: u64 = 512 << 20;

/// Of an animation the first frame.
pub fn decode(bytes: &[u8], kind: Kind, stripped: &Stripped) -> Result<Canvas, Trouble> {
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Gif => ImageFormat::Gif,
        Kind::WebP => ImageFormat::WebP,
        Kind::Bmp => ImageFormat::Bmp,
        Kind::Avif | Kind::Ico | Kind::Svg => return Err(Trouble::Foreign),
    };
    if stripped.foreign_colors {
        return Err(Trouble::Foreign);
    }
    let fault = |e: image::ImageError| match e {
        image::ImageError::Limits(_) => Trouble::Refused("asks for more memory than it may have".into()),
        image::ImageError::Unsupported(_) => Trouble::Foreign,
        e => Trouble::Broken(plain(&e.to_string())),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MEMORY {
        return Err(Trouble::Refused(format!("says that it is {width} x {height} pixels large")));
    }
    let profile = decoder.icc_profile().map_err(fault)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(fault)?;
    let mut canvas = canvas(picture);
    if let Some(profile) = profile {
        to_screen(&mut canvas, &profile)?;
    }
    Ok(turned(canvas, stripped.orientation.0))
}

/// One line, without what a terminal would take for an order.
fn plain(message: &str) -> String {
    message.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
}

fn canvas(picture: DynamicImage) -> Canvas {
    let (width, height) = (picture.width(), picture.height());
    if !picture.color().has_alpha() {
        return Canvas { width, height, alpha: false, pixels: picture.into_rgb8().into_raw() };
    }
    let pixels = picture.into_rgba8().into_raw();
    if pixels.chunks_exact(4).any(|p| p[3] != 255) {
        return Canvas { width, height, alpha: true, pixels };
    }
    // Most screenshots have an alpha channel that says nothing.
    let pixels = pixels.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect();
    Canvas { width, height, alpha: false, pixels }
}

/// From the colors of a profile to those of a screen.
fn to_screen(canvas: &mut Canvas, profile: &[u8]) -> Result<(), Trouble> {
    let profile = ColorProfile::new_from_slice(profile).map_err(|_| Trouble::Foreign)?;
    if profile.color_space != DataColorSpace::Rgb {
        return Err(Trouble::Foreign);
    }
    let layout = if canvas.alpha { Layout::Rgba } else { Layout::Rgb };
    let screen = ColorProfile::new_srgb();
    let transform = profile
        .create_transform_8bit(layout, &screen, layout, TransformOptions::default())
        .map_err(|_| Trouble::Foreign)?;
    let mut pixels = vec![0; canvas.pixels.len()];
    transform.transform(&canvas.pixels, &mut pixels).map_err(|_| Trouble::Foreign)?;
    canvas.pixels = pixels;
    Ok(())
}

/// Upright, from what EXIF calls `orientation`.
fn turned(canvas: Canvas, orientation: u8) -> Canvas {
    if orientation == 1 {
        return canvas;
    }
    let (w, h) = (canvas.width as usize, canvas.height as usize);
    let size = if canvas.alpha { 4 } else { 3 };
    let (width, height) = if orientation >= 5 { (h, w) } else { (w, h) };
    let mut pixels = Vec::with_capacity(canvas.pixels.len());
    for y in 0..height {
        for x in 0..width {
            // Where the pixel at x, y of the upright picture lies in the stored one.
            let (sx, sy) = match orientation {
                2 => (w - 1 - x, y),
                3 => (w - 1 - x, h - 1 - y),
                4 => (x, h - 1 - y),
                5 => (y, x),
                6 => (y, h - 1 - x),
                7 => (w - 1 - y, h - 1 - x),
                8 => (w - 1 - y, x),
                _ => (x, y),
            };
            let at = (sy * w + sx) * size;
            pixels.extend_from_slice(&canvas.pixels[at..at + size]);
        }
    }
    Canvas { width: width as u32, height: height as u32, pixels, ..canvas }
}
