//! What comes of good, odd and hostile files. Every picture is drawn here.
#![cfg(feature = "images")]

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Frame, ImageBuffer, ImageFormat, Rgb, RgbImage, RgbaImage};

use super::exif::Orientation;
use super::*;

/// A window with sharp edges and little letters, on a ground of its own color.
pub fn window(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x / 3 + y / 5) % 7 {
        _ if y < 24 => Rgb([0, 103, 192]),
        0 if x % 90 < 60 && y % 20 < 10 => Rgb([32, 32, 32]),
        _ => Rgb([243, 243, 243]),
    })
}

/// Like a photograph: no two pixels alike.
pub fn photograph(width: u32, height: u32) -> RgbImage {
    let mut seed = 1u32;
    RgbImage::from_fn(width, height, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (seed >> 27) as u8;
        Rgb([(x * 200 / width) as u8 + noise, (y * 200 / height) as u8 + noise, 60 + noise])
    })
}

pub fn save(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).unwrap();
    bytes
}

fn of(bytes: &[u8], name: &str) -> Developed {
    develop(bytes, name, &ImagesConfig::default())
}

fn made(version: &Version) -> &[u8] {
    match &version.bytes {
        Content::Made(bytes) => bytes,
        Content::Original => panic!("not made"),
    }
}

fn pixels(version: &Version) -> DynamicImage {
    image::load_from_memory(made(version)).unwrap()
}

fn rules(developed: &Developed) -> Vec<&str> {
    developed.faults.iter().map(|f| f.rule.as_str()).collect()
}

/// Puts a part behind the first two bytes of a JPEG.
fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, marker];
    bytes.extend((data.len() as u16 + 2).to_be_bytes());
    bytes.extend(data);
    bytes.extend(&jpeg[2..]);
    bytes
}

/// Puts a part behind the header of a PNG.
fn with_chunk(png: &[u8], name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut bytes = png[..33].to_vec();
    bytes.extend((data.len() as u32).to_be_bytes());
    bytes.extend(name);
    bytes.extend(data);
    bytes.extend(crc(name, data).to_be_bytes());
    bytes.extend(&png[33..]);
    bytes
}

fn crc(name: &[u8], data: &[u8]) -> u32 {
    !name.iter().chain(data).fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}

#[test]
fn a_screenshot_becomes_exact_and_a_photograph_small() {
    let picture = window(1920, 1080);
    let png = save(picture.clone(), ImageFormat::Png);
    let developed = of(&png, "a.png");
    let largest = developed.versions.last().unwrap();
    assert_eq!((largest.size, largest.kind), (Some((1920, 1080)), Kind::WebP));
    assert!(pixels(largest).into_rgb8() == picture, "the whole picture is exact");
    let sizes: Vec<usize> = developed.versions.iter().map(|v| made(v).len()).collect();
    assert!(sizes.is_sorted() && *sizes.last().unwrap() < png.len(), "{sizes:?} of {}", png.len());

    let photo = jpeg(&photograph(1600, 900), 95);
    let developed = of(&photo, "a.jpg");
    let widths: Vec<_> = developed.versions.iter().map(|v| v.size.unwrap()).collect();
    assert_eq!(widths, [(480, 270), (960, 540), (1600, 900)]);
    assert!(made(&developed.versions[2]).len() < photo.len());
}

#[test]
fn nothing_grows() {
    let small = save(window(300, 200), ImageFormat::Png);
    let developed = of(&small, "a.png");
    assert_eq!(developed.versions.len(), 1);
    let again = made(&developed.versions[0]).to_vec();
    assert!(again.len() < small.len());
    // What is a good WebP already stays what it is.
    let stays = Version { size: Some((300, 200)), kind: Kind::WebP, bytes: Content::Original };
    assert_eq!(of(&again, "a.webp").versions, [stays]);
}

/// IM15: the same picture in other files.
#[test]
fn the_same_pixels_in_another_container_are_one_file() {
    let picture = window(640, 480);
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> =
        ImageBuffer::from_fn(640, 480, |x, y| Rgb(picture.get_pixel(x, y).0.map(|c| u16::from(c) * 257)));
    let covered = RgbaImage::from_fn(640, 480, |x, y| {
        let [r, g, b] = picture.get_pixel(x, y).0;
        image::Rgba([r, g, b, 255])
    });
    let one = of(&save(picture, ImageFormat::Png), "a.png").versions;
    assert_eq!(of(&save(DynamicImage::ImageRgb16(deep), ImageFormat::Png), "b.png").versions, one, "16 bits");
    assert_eq!(of(&save(covered, ImageFormat::Png), "c.png").versions, one, "an alpha channel that covers all");
}

/// IM11, IM12: turned by a camera, with its place and its owner.
#[test]
fn pictures_stand_upright_and_say_no_more_than_that() {
    // Four fields, so that every way to turn it is another picture.
    let fields = RgbImage::from_fn(320, 160, |x, y| match (x < 160, y < 80) {
        (true, true) => Rgb([250, 20, 20]),
        (false, true) => Rgb([20, 250, 20]),
        (true, false) => Rgb([20, 20, 250]),
        (false, false) => Rgb([250, 250, 250]),
    });
    let plain = jpeg(&fields, 98);
    // The color of the upper left corner once upright, and whether it is the near one on the long side.
    let corner = ["red", "green", "white", "blue", "red", "blue", "white", "green"];
    for n in 1..=8u8 {
        let mut exif = Orientation(n).block();
        exif.extend(b"GPS 52.5200 N, written by Jane Doe");
        let developed = of(&with_segment(&plain, 0xe1, &exif), "a.jpg");
        let version = developed.versions.last().unwrap();
        let upright = pixels(version).into_rgb8();
        assert_eq!(version.size, Some(if n >= 5 { (160, 320) } else { (320, 160) }), "{n}");
        assert_eq!(version.size, Some(upright.dimensions()));
        let name = match upright.get_pixel(8, 8).0.map(|c| c > 128) {
            [true, false, false] => "red",
            [false, true, false] => "green",
            [false, false, true] => "blue",
            [true, true, true] => "white",
            other => panic!("{other:?}"),
        };
        assert_eq!(name, corner[n as usize - 1], "orientation {n}");
        assert!(memchr::memmem::find(made(version), b"Jane").is_none());
    }
}

/// IM11, IM12, IM13: the same for what is not converted.
#[test]
fn what_is_passed_on_keeps_its_orientation_and_its_profile_only() {
    let settings = ImagesConfig { process: false, ..ImagesConfig::default() };
    let mut bytes = jpeg(&window(200, 100), 80);
    bytes.extend(b"<script>alert(1)</script>");
    let bytes = with_segment(&bytes, 0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>Jane</x>");
    let bytes = with_segment(&bytes, 0xfe, b"a comment by Jane");
    let bytes = with_segment(&bytes, 0xe2, b"ICC_PROFILE\0\x01\x01rest");
    let bytes = with_segment(&bytes, 0xe1, &[&Orientation(6).block()[..], b"Jane"].concat());
    let developed = develop(&bytes, "a.jpg", &settings);
    let version = &developed.versions[0];
    assert_eq!((version.size, version.kind), (Some((100, 200)), Kind::Jpeg));
    let has = |text: &[u8]| memchr::memmem::find(made(version), text).is_some();
    assert!(!has(b"Jane") && !has(b"script") && has(b"ICC_PROFILE") && has(&Orientation(6).block()));

    let png = save(window(200, 100), ImageFormat::Png);
    let said = with_chunk(&png, b"tEXt", b"Author\0Jane");
    let said = [&said[..], b"<html>"].concat();
    assert_eq!(made(&develop(&said, "a.png", &settings).versions[0]), png);
}

/// IM13: profiles and ink.
#[test]
fn colors_that_are_not_those_of_a_screen_are_converted_or_left_alone() {
    // A profile in which red and green have changed places: moxcms writes it, so it is a true one.
    let mut profile = moxcms::ColorProfile::new_srgb();
    std::mem::swap(&mut profile.red_colorant, &mut profile.green_colorant);
    let icc = profile.encode().unwrap();
    let red = RgbImage::from_pixel(300, 200, Rgb([230, 10, 10]));
    let segment = [b"ICC_PROFILE\0\x01\x01", &icc[..]].concat();
    let developed = of(&with_segment(&jpeg(&red, 95), 0xe2, &segment), "a.jpg");
    let [r, g, b] = pixels(&developed.versions[0]).into_rgb8().get_pixel(9, 9).0;
    assert!(r < 30 && g > 215 && b < 30, "{r} {g} {b}");

    let untouched = |bytes: Vec<u8>, name: &str, why: &str| {
        let developed = of(&bytes, name);
        assert!(matches!(developed.versions[..], [Version { bytes: Content::Original, .. }]), "{why}: {developed:?}");
        assert!(developed.faults.is_empty(), "{why}");
    };
    let png = save(window(900, 700), ImageFormat::Png);
    untouched(with_chunk(&png, b"gAMA", &100_000u32.to_be_bytes()), "a.png", "a gamma of its own");
    untouched(with_chunk(&png, b"cICP", &[9, 16, 0, 1]), "a.png", "HDR");
    // Four colors in the frame header: ink, whether CMYK or YCCK.
    let ink =
        with_segment(&[0xff, 0xd8, 0xff, 0xd9], 0xc0, &[8, 0, 10, 0, 10, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0]);
    untouched(ink, "a.jpg", "CMYK");
}

/// IM13: gray, tables of colors, clear pixels.
#[test]
fn gray_palette_and_clear_pictures_look_as_they_did() {
    let gray = image::GrayAlphaImage::from_fn(200, 100, |x, y| image::LumaA([x as u8, if y < 50 { 255 } else { 90 }]));
    let version = of(&save(gray.clone(), ImageFormat::Png), "a.png").versions.pop().unwrap();
    assert!(pixels(&version).into_rgba8() == DynamicImage::from(gray).into_rgba8());

    let gif = save(
        RgbaImage::from_fn(120, 80, |x, _| image::Rgba([200, 10, 10, if x < 60 { 0 } else { 255 }])),
        ImageFormat::Gif,
    );
    let version = of(&gif, "a.gif").versions.pop().unwrap();
    let shown = match version.bytes {
        Content::Made(ref bytes) => image::load_from_memory(bytes).unwrap(),
        Content::Original => image::load_from_memory(&gif).unwrap(),
    };
    // Where nothing is seen, the color does not matter.
    let seen = |picture: DynamicImage| {
        picture.into_rgba8().pixels().map(|p| if p.0[3] == 0 { [0; 4] } else { p.0 }).collect::<Vec<_>>()
    };
    assert!(seen(shown) == seen(image::load_from_memory(&gif).unwrap()));
}

/// What a browser shows of the largest version.
fn shown(bytes: &[u8], name: &str) -> DynamicImage {
    let developed = of(bytes, name);
    assert!(developed.faults.is_empty(), "{:?}", developed.faults);
    match &developed.versions.last().expect("a version").bytes {
        Content::Made(made) => image::load_from_memory(made).unwrap(),
        Content::Original => image::load_from_memory(bytes).unwrap(),
    }
}

/// A PNG of these rows, as a program of thirty years ago may have written it: `kind` is depth, color and interlacing.
fn png_of(width: u32, height: u32, kind: [u8; 3], more: &[(&[u8; 4], &[u8])], rows: &[u8]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[kind[0], kind[1], 0, 0, kind[2]]].concat();
    let length = (rows.len() as u16).to_le_bytes();
    let (a, b) = rows.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    let sum = (b << 16 | a).to_be_bytes();
    let packed = [&[0x78, 1, 1][..], &length, &length.map(|byte| !byte), rows, &sum].concat();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let parts =
        [(b"IHDR", &head[..])].into_iter().chain(more.iter().copied()).chain([(b"IDAT", &packed[..]), (b"IEND", &[])]);
    for (name, data) in parts {
        bytes.extend((data.len() as u32).to_be_bytes());
        bytes.extend(name);
        bytes.extend(data);
        bytes.extend(crc(name, data).to_be_bytes());
    }
    bytes
}

/// IM13: depths and rows in turns.
#[test]
fn every_way_to_write_a_png_shows_the_same() {
    let (width, height) = (90u32, 60u32);
    let gray = |x: u32, y: u32| (x * 7 + y * 13) as u8;
    // Interlaced: seven small pictures, each of every so many pixels.
    let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    let mut rows = Vec::new();
    for (left, top, across, down) in passes {
        for y in (top..height).step_by(down) {
            rows.push(0);
            rows.extend((left..width).step_by(across).map(|x| gray(x, y)));
        }
    }
    let interlaced = shown(&png_of(width, height, [8, 0, 1], &[], &rows), "a.png").into_luma8();
    assert!(interlaced.enumerate_pixels().all(|(x, y, pixel)| pixel.0 == [gray(x, y)]));

    // Sixteen bits a color: the upper eight are what a screen shows.
    let deep = ImageBuffer::from_fn(width, height, |x, y| Rgb([(x * 700) as u16, (y * 1000) as u16, 0x1234]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb16(deep.clone()).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let flat = shown(&bytes.into_inner(), "a.png").into_rgb8();
    let near = |deep: u16, flat: u8| (i32::from(deep) - i32::from(flat) * 257).abs() <= 257;
    assert!(deep.pixels().zip(flat.pixels()).all(|(deep, flat)| (0..3).all(|c| near(deep.0[c], flat.0[c]))));

    // A palette of two bits a pixel, whose second color is half clear and whose third cannot be seen.
    let palette = [200, 10, 10, 10, 200, 10, 10, 10, 200, 250, 250, 250];
    let row = [&[0u8][..], &[0b00_01_10_11; 23]].concat();
    let parts: [(&[u8; 4], &[u8]); 2] = [(b"PLTE", &palette), (b"tRNS", &[255, 128, 0])];
    let colors = shown(&png_of(width, height, [2, 3, 0], &parts, &row.repeat(height as usize)), "a.png").into_rgba8();
    let found: Vec<[u8; 4]> = (0..4).map(|x| colors.get_pixel(x, 30).0).collect();
    assert_eq!(
        (found[0], found[1], found[2][3], found[3]),
        ([200, 10, 10, 255], [10, 200, 10, 128], 0, [250, 250, 250, 255])
    );
}

/// IM09: what moves.
#[test]
fn an_animation_is_its_first_frame_and_moves_when_it_is_asked_to() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for shade in [0u8, 90, 180] {
        encoder.encode_frame(Frame::new(RgbaImage::from_pixel(600, 40, image::Rgba([shade, 0, 0, 255])))).unwrap();
    }
    drop(encoder);
    let moves = Version { size: Some((600, 40)), kind: Kind::Gif, bytes: Content::Original };
    let developed = of(&bytes, "a.gif");
    assert_eq!((&developed.moving, developed.faults.len()), (&Some(moves.clone()), 0));
    let still = developed.versions.last().unwrap();
    assert_eq!((still.size, still.kind), (Some((600, 40)), Kind::WebP));
    assert!(pixels(still).into_rgb8().pixels().all(|p| p.0 == [0, 0, 0]), "the first of three shades");
    // Where no picture is made anew the animation is all there is.
    let as_it_is = develop(&bytes, "a.gif", &ImagesConfig { process: false, ..ImagesConfig::default() });
    assert_eq!((as_it_is.versions, as_it_is.moving), (vec![moves], None));
    // One that cannot be decoded is left to browsers.
    let png = with_chunk(&save(window(900, 700), ImageFormat::Png), b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let developed = of(&png, "a.png");
    assert!(developed.faults.is_empty() && !developed.versions.is_empty(), "{developed:?}");
}

/// IM04: cut files.
#[test]
fn a_cut_file_is_told_of_wherever_it_ends() {
    let photo = photograph(64, 48);
    let files = [
        (save(photo.clone(), ImageFormat::Png), "a.png"),
        (jpeg(&photo, 90), "a.jpg"),
        (save(photo.clone(), ImageFormat::Gif), "a.gif"),
        (save(photo.clone(), ImageFormat::WebP), "a.webp"),
    ];
    for (bytes, name) in &files {
        assert!(of(bytes, name).faults.is_empty(), "{name} is whole");
        for part in 0..64 {
            let cut = &bytes[..bytes.len() * part / 64];
            let developed = of(cut, name);
            assert_eq!(rules(&developed), ["broken-image"], "{name}, {part}/64");
            assert!(developed.versions.is_empty(), "{name}, {part}/64: half a window is not shown");
            assert!(Fitting::of(cut).is_none());
        }
    }
}

/// IM08: wrong sums.
#[test]
fn a_wrong_check_sum_is_put_right_when_the_pixels_are_whole() {
    let photo = photograph(64, 48);
    let whole = save(photo.clone(), ImageFormat::Png);
    let (sums, pixels_at): (Vec<usize>, usize) = {
        let ends = chunks(&whole);
        (ends.iter().map(|end| end - 4).collect(), ends[0] + 200)
    };
    for process in [true, false] {
        let settings = ImagesConfig { process, ..ImagesConfig::default() };
        for at in &sums {
            let mut bad = whole.clone();
            bad[*at] ^= 1;
            let developed = develop(&bad, "a.png", &settings);
            assert_eq!(rules(&developed), ["broken-image"], "{at}");
            assert_eq!(developed.faults[0].severity, Severity::Warning);
            let shown = made(developed.versions.last().expect("it is shown"));
            assert!(process || shown == whole, "written anew");
            assert!(!process || image::load_from_memory(shown).is_ok());
        }
        // A pixel that is not what it was.
        let mut bad = whole.clone();
        bad[pixels_at] ^= 1;
        let developed = develop(&bad, "a.png", &settings);
        assert!(developed.versions.is_empty() && rules(&developed) == ["broken-image"], "{developed:?}");
        assert_eq!(developed.faults[0].severity, Severity::Error);
        assert!(develop(&whole, "a.png", &settings).faults.is_empty());
    }
}

/// Where the chunks of a PNG end.
fn chunks(png: &[u8]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 8;
    while at < png.len() {
        at += 12 + u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        ends.push(at);
    }
    ends
}

/// IM05: changed bits.
#[test]
fn a_changed_bit_harms_nobody() {
    let photo = photograph(48, 40);
    let formats = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP];
    for format in formats {
        let bytes = save(photo.clone(), format);
        let mut seed = 7usize;
        for _ in 0..400 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut bad = bytes.clone();
            bad[(seed >> 20) % bytes.len()] ^= 1 << (seed >> 60 & 7);
            for fault in of(&bad, "a.png").faults {
                assert!(!fault.message.contains("gave up"), "{format:?}: a decoder panicked");
            }
        }
    }
}

/// IM06, IM07: more pixels than there is room for, and none.
#[test]
fn a_bomb_is_refused_by_its_header() {
    let png = save(window(40, 40), ImageFormat::Png);
    let sized = |width: u32, height: u32| {
        let mut bytes = png.clone();
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = crc(b"IHDR", &bytes[16..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        bytes
    };
    for (width, height) in [(30_000, 30_000), (1, 1_000_000), (0, 0), (65_535, 1), (u32::MAX, u32::MAX)] {
        let developed = of(&sized(width, height), "a.png");
        assert!(developed.versions.is_empty(), "{width} x {height}");
        assert_eq!(rules(&developed), ["broken-image"], "{width} x {height}");
        assert!(Fitting::of(&sized(width, height)).is_none());
    }
    // Text that unfolds to a gigabyte is left out before anything unfolds; so are many parts that say nothing.
    let mut busy = png.clone();
    for _ in 0..200 {
        busy = with_chunk(&busy, b"zTXt", &[b'x'; 900]);
    }
    assert_eq!(of(&busy, "a.png"), of(&png, "a.png"));
}

/// IM03, IM21: names that lie, kinds that are refused.
#[test]
fn a_file_is_what_its_bytes_are() {
    let png = save(window(300, 200), ImageFormat::Png);
    let developed = of(&png, "a.jpg");
    assert_eq!((developed.versions.len(), rules(&developed)), (1, vec!["image-type"]));
    for (bytes, name) in [
        (&b""[..], "a.png"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "a.png"),
        (b"words", "a.svg"),
        (b"\0\0\0\x20ftypheic0000", "a.heic"),
        (b"II*\0rest", "a.tif"),
    ] {
        let developed = of(bytes, name);
        assert!(developed.versions.is_empty() && rules(&developed) == ["broken-image"], "{name}: {developed:?}");
    }
}

/// IM10: drawings that act.
#[test]
fn a_drawing_is_cleaned_and_says_so() {
    let bytes =
        br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><script>x</script><rect onload="x"/></svg>"#;
    let developed = of(bytes, "a.svg");
    assert_eq!(rules(&developed), ["cleaned-image"]);
    assert_eq!(developed.versions[0].size, Some((8, 4)));
    let text = String::from_utf8_lossy(made(&developed.versions[0]));
    assert!(text.contains("<rect/>") && !text.contains("script"), "{text}");
}

/// What a machine can do must not show in what it makes.
#[test]
fn every_machine_makes_the_same_picture() {
    use fast_image_resize::images::{Image, ImageRef};
    use fast_image_resize::{CpuExtensions, FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
    let photo = photograph(777, 555);
    let source = ImageRef::new(777, 555, photo.as_raw(), PixelType::U8x3).unwrap();
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    let resize = |plain: bool| {
        let (mut small, mut resizer) = (Image::new(480, 343, PixelType::U8x3), Resizer::new());
        if plain {
            // SAFETY: every machine can do without extensions.
            unsafe { resizer.set_cpu_extensions(CpuExtensions::None) };
        }
        resizer.resize(&source, &mut small, &options).unwrap();
        small.into_vec()
    };
    assert!(resize(true) == resize(false));
}

/// IM08, IM09: files of more parts than any picture needs.
#[test]
fn a_file_of_very_many_parts_is_read_and_none_of_them_passed_on() {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        [&(data.len() as u32).to_be_bytes()[..], name, data, &crc(name, data).to_be_bytes()].concat()
    };
    let plain = save(window(64, 48), ImageFormat::Png);
    let end = plain.len() - 12;
    // Text that would unpack to a thousand times as much, and a hundred thousand chunks that say nothing.
    let text = chunk(b"zTXt", &[&b"Comment\0\0\x78\x9c"[..], &[0; 60_000]].concat());
    let parts =
        [&plain[..33], &text, &chunk(b"tEXt", b"a\0b").repeat(100_000), &plain[33..end], &plain[end..]].concat();
    let developed = of(&parts, "a.png");
    assert!(developed.faults.is_empty() && !developed.versions.is_empty());
    assert!(made(&developed.versions[0]).len() < 10_000, "and none of it is passed on");
    let gif = save(window(8, 6), ImageFormat::Gif);
    let frame = gif.iter().position(|b| *b == 0x2c).expect("a frame");
    let frames = [&gif[..frame], &gif[frame..gif.len() - 1].repeat(100_000), &[0x3b]].concat();
    assert!(!of(&frames, "a.gif").versions.is_empty());
}
