//! Pixels to WebP: without loss where that is smaller, else with so little that small letters stay sharp.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use webp::{Encoder, WebPConfig};

use crate::config::ImagesConfig;
use crate::picture::decode::Canvas;
use crate::picture::kind::Kind;
use crate::picture::{Content, Version};

/// Widths of the smaller versions, in pixels: a phone, and the column of a page on a plain screen.
const WIDTHS: [u32; 2] = [480, 960];
/// A version is made when the picture is at least this much wider.
const WORTH: f32 = 1.2;
/// A smaller version is made when it has at most this share of the bytes: else the sharper one serves all.
const SAVING: f64 = 0.75;
/// Below this many bytes a pixel no version with loss is smaller, going by pictures of windows.
const PLAIN: f64 = 0.04;
/// WebP cannot be longer on a side.
const LONGEST_WEBP: u32 = 16_383;

/// The versions that are smaller than `original` bytes, from the narrowest up. Empty: the original is best.
pub fn versions(canvas: &Canvas, original: usize, settings: &ImagesConfig) -> Vec<Version> {
    let mut versions = Vec::new();
    let Some(whole) = smallest(canvas, settings.quality) else { return versions };
    let best = whole.len().min(original);
    let worth = |bytes: usize| bytes as f64 <= best as f64 * SAVING;
    for width in WIDTHS.into_iter().filter(|w| canvas.width as f32 >= *w as f32 * WORTH) {
        if let Some(small) = resized(canvas, width)
            && let Some(bytes) = smallest(&small, settings.quality)
            && worth(bytes.len())
        {
            versions.push(version(&small, bytes));
        }
    }
    // A wider version that is not larger than a narrower one makes that one useless.
    for i in (1..versions.len()).rev() {
        if length(&versions[i]) <= length(&versions[i - 1]) {
            versions.remove(i - 1);
        }
    }
    if whole.len() < original {
        versions.push(version(canvas, whole));
    } else if !versions.is_empty() {
        versions.clear();
    }
    versions
}

fn length(version: &Version) -> usize {
    match &version.bytes {
        Content::Original => usize::MAX,
        Content::Made(bytes) => bytes.len(),
    }
}

fn version(canvas: &Canvas, bytes: Vec<u8>) -> Version {
    Version { size: Some((canvas.width, canvas.height)), kind: Kind::WebP, bytes: Content::Made(bytes) }
}

fn smallest(canvas: &Canvas, quality: u8) -> Option<Vec<u8>> {
    let exact = encode(canvas, None)?;
    if exact.len() as f64 <= f64::from(canvas.width) * f64::from(canvas.height) * PLAIN {
        return Some(exact);
    }
    let lossy = encode(canvas, Some(quality))?;
    Some(if exact.len() <= lossy.len() { exact } else { lossy })
}

/// `quality`: of a hundred; `None`: without loss.
pub fn encode(canvas: &Canvas, quality: Option<u8>) -> Option<Vec<u8>> {
    if canvas.width > LONGEST_WEBP || canvas.height > LONGEST_WEBP {
        return None;
    }
    let mut config = WebPConfig::new().ok()?;
    config.thread_level = 0;
    match quality {
        Some(quality) => {
            config.quality = f32::from(quality.min(100));
            config.method = 4;
            // Colored letters on a ground of another color would be blurred without it.
            config.use_sharp_yuv = 1;
        }
        None => {
            config.lossless = 1;
            config.quality = 50.0;
            config.method = 2;
        }
    }
    let (w, h) = (canvas.width, canvas.height);
    let encoder = match canvas.alpha {
        true => Encoder::from_rgba(&canvas.pixels, w, h),
        false => Encoder::from_rgb(&canvas.pixels, w, h),
    };
    encoder.encode_advanced(&config).ok().map(|bytes| bytes.to_vec())
}

/// The picture `width` pixels wide, which must be less than it has.
pub fn resized(canvas: &Canvas, width: u32) -> Option<Canvas> {
    let height = (u64::from(canvas.height) * u64::from(width)).div_ceil(u64::from(canvas.width)).max(1) as u32;
    let pixel = if canvas.alpha { PixelType::U8x4 } else { PixelType::U8x3 };
    let source = ImageRef::new(canvas.width, canvas.height, &canvas.pixels, pixel).ok()?;
    let mut small = Image::new(width, height, pixel);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(&source, &mut small, &options).ok()?;
    Some(Canvas { width, height, alpha: canvas.alpha, pixels: small.into_vec() })
}
