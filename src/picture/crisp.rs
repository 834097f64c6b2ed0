//! Small lettering stays crisp: windows full of strokes go through the whole way, and each version is compared with
//! the same window as a browser would show it from the original.

use std::io::Cursor;

use image::imageops::{FilterType, resize};
use image::{DynamicImage, GrayImage, ImageFormat, Rgb, RgbImage};

use crate::config::ImagesConfig;
use crate::picture::{Content, develop};

/// Strokes of letters, one bit a pixel: seven rows of five.
const LETTERS: [[u8; 7]; 8] = [
    [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001],
    [0b11110, 0b10001, 0b11110, 0b10001, 0b10001, 0b10001, 0b11110],
    [0b01111, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b01111],
    [0b11111, 0b10000, 0b11110, 0b10000, 0b10000, 0b10000, 0b11111],
    [0b10001, 0b11001, 0b10101, 0b10011, 0b10001, 0b10001, 0b10001],
    [0b00100, 0b01010, 0b10001, 0b10001, 0b10001, 0b01010, 0b00100],
    [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100],
    [0b10001, 0b10010, 0b11100, 0b10010, 0b10001, 0b10001, 0b10001],
];

/// Color by place.
type Ground<'a> = &'a dyn Fn(u32, u32) -> [u8; 3];

/// A window of lines of small letters: a title bar, a list with a row that is lit, buttons. `ground` is what lies behind.
fn window(width: u32, height: u32, ink: [u8; 3], ground: Ground) -> RgbImage {
    let mut picture = RgbImage::from_fn(width, height, |x, y| Rgb(ground(x, y)));
    for y in 0..40.min(height) {
        for x in 0..width {
            picture.put_pixel(x, y, Rgb([0, 90, 158]));
        }
    }
    for y in 120..144.min(height) {
        for x in 30..width.saturating_sub(30) {
            picture.put_pixel(x, y, Rgb([204, 232, 255]));
        }
    }
    let mut letter = 0usize;
    for row in (14..height.saturating_sub(20)).step_by(18) {
        let ink = if row < 40 {
            [255; 3]
        } else if (120..144).contains(&row) {
            [10, 10, 40]
        } else {
            ink
        };
        for column in (40..width.saturating_sub(60)).step_by(7) {
            letter = letter.wrapping_mul(31).wrapping_add(column as usize + 7);
            // Words of several lengths, and lines that end.
            if letter.is_multiple_of(6) || column > width * (40 + row % 50) / 100 {
                continue;
            }
            for (y, bits) in LETTERS[letter % LETTERS.len()].iter().enumerate() {
                for x in 0..5 {
                    let at = (column + x, row + y as u32);
                    if bits >> (4 - x) & 1 == 1 {
                        picture.put_pixel(at.0, at.1, Rgb(ink));
                    } else if x > 0 && bits >> (5 - x) & 1 == 1 {
                        // The soft edge that systems give their letters.
                        let under = picture.get_pixel(at.0, at.1).0;
                        let mixed = [0, 1, 2].map(|i| ((u16::from(under[i]) * 2 + u16::from(ink[i])) / 3) as u8);
                        picture.put_pixel(at.0, at.1, Rgb(mixed));
                    }
                }
            }
        }
    }
    picture
}

/// Likeness of two pictures in structure, of 1, where the first has strokes: the mean over windows of 8 by 8 that overlap
/// by half, and the mean of the worst twentieth of them.
fn ssim(a: &GrayImage, b: &GrayImage) -> (f64, f64) {
    const SIDE: u32 = 8;
    // Noise and slow changes of color are below.
    const STROKES: f64 = 400.0;
    let (c1, c2) = ((0.01f64 * 255.0).powi(2), (0.03f64 * 255.0).powi(2));
    let mut found = Vec::new();
    for top in (0..a.height() - SIDE).step_by(4) {
        for left in (0..a.width() - SIDE).step_by(4) {
            let (mut sa, mut sb, mut saa, mut sbb, mut sab) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for y in top..top + SIDE {
                for x in left..left + SIDE {
                    let (p, q) = (f64::from(a.get_pixel(x, y).0[0]), f64::from(b.get_pixel(x, y).0[0]));
                    sa += p;
                    sb += q;
                    saa += p * p;
                    sbb += q * q;
                    sab += p * q;
                }
            }
            let n = f64::from(SIDE * SIDE);
            let (ma, mb) = (sa / n, sb / n);
            let (va, vb, cov) = (saa / n - ma * ma, sbb / n - mb * mb, sab / n - ma * mb);
            if va < STROKES {
                continue;
            }
            found.push((2.0 * ma * mb + c1) * (2.0 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2)));
        }
    }
    found.sort_by(f64::total_cmp);
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
    (mean(&found), mean(&found[..(found.len() / 20).max(1)]))
}

#[test]
fn small_lettering_stays_crisp_in_every_width() {
    let mut seed = 1u32;
    let noise: Vec<u8> = (0..1440 * 900)
        .map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 29) as u8
        })
        .collect();
    let wall = |x: u32, y: u32| {
        let n = noise[(y * 1440 + x) as usize];
        [(60 + x * 90 / 1440) as u8 + n, (90 + y * 80 / 900) as u8 + n, 150 + n]
    };
    let light: Ground = &|_, _| [243; 3];
    let dark: Ground = &|_, _| [32; 3];
    let tinted = |x: u32, y: u32| [230 - (x / 30) as u8, 235 - (y / 30) as u8, 245 - ((x + y) / 60) as u8];
    // The last one is what loss was made for, with letters on it.
    let windows: [(&str, [u8; 3], Ground); 4] = [
        ("light", [26; 3], light),
        ("dark", [240; 3], dark),
        ("tinted", [40; 3], &tinted),
        ("wallpaper", [250; 3], &wall),
    ];
    for (name, ink, ground) in windows {
        let picture = window(1440, 900, ink, ground);
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture.clone()).write_to(&mut bytes, ImageFormat::Png).expect("a PNG");
        let developed = develop(bytes.get_ref(), "a.png", &ImagesConfig::default());
        let whole = DynamicImage::from(picture).into_luma8();
        for version in &developed.versions {
            let (width, height) = version.size.expect("a size");
            let Content::Made(made) = &version.bytes else { continue };
            let shown = image::load_from_memory(made).expect("a picture").into_luma8();
            let meant = match width {
                1440 => whole.clone(),
                _ => resize(&whole, width, height, FilterType::Lanczos3),
            };
            let (mean, worst) = ssim(&meant, &shown);
            assert!(mean >= 0.97 && worst >= 0.9, "{name}, {width} wide: {mean:.3}, worst twentieth {worst:.3}");
        }
        assert_eq!(developed.versions.last().and_then(|v| v.size), Some((1440, 900)), "{name}");
    }
}
