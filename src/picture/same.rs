//! Whether two files show the same picture: saved once more as JPEG, in another container, or by another program.
//!
//! Two screenshots that differ in a word, in a frame around a button or in a row that is lit are two pictures. So
//! nothing is taken for the same by a summary of it: `Look` only says which ones are worth being compared, and
//! `compare` looks at every pixel. What saving with loss leaves behind is noise, which is gone in the mean of a few
//! pixels; a stroke of a letter is not.

#[cfg(feature = "images")]
use crate::picture::decode::Canvas;

/// What a picture is like from afar, kept so that it need not be decoded to know that it is another one.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    alpha: bool,
    /// It was saved without loss.
    pub exact: bool,
    /// It has a table of few colors, which another copy may have had more of.
    pub palette: bool,
    /// How bright each part of it is, of eight by eight.
    cells: Vec<u8>,
}

/// Cells on a side.
#[cfg(feature = "images")]
const CELLS: usize = 8;
/// How much the brightness of a cell may differ, of 255.
const NEAR_CELL: u8 = 2;

/// What the mean of three by three pixels may differ, of 255. Windows saved at a quality of 80 stay below this; the dot
/// of an `i` makes 20 and more.
#[cfg(feature = "images")]
const FEW: i32 = 11;
/// The same for a block of eight by eight: in a row that is lit a little all pixels differ, by 6 and more.
#[cfg(feature = "images")]
const BLOCK: i32 = 4;
/// The same for the color of a block, which is saved more coarsely.
#[cfg(feature = "images")]
const BLOCK_COLOR: i32 = 8;

impl Look {
    #[cfg(feature = "images")]
    pub(super) fn of(canvas: &Canvas, exact: bool, palette: bool) -> Look {
        let (w, h) = (canvas.width as usize, canvas.height as usize);
        let mut sums = [[0u64; 2]; CELLS * CELLS];
        for y in 0..h {
            for x in 0..w {
                let cell = &mut sums[y * CELLS / h * CELLS + x * CELLS / w];
                cell[0] += light(canvas, x, y) as u64;
                cell[1] += 1;
            }
        }
        let cells = sums.iter().map(|[sum, count]| (sum / (*count).max(1)) as u8).collect();
        Look { width: canvas.width, height: canvas.height, alpha: canvas.alpha, exact, palette, cells }
    }

    /// Whether it is worth comparing the pixels. Of a picture with few colors and one saved with loss nobody can say which
    /// is the better.
    pub fn is_near(&self, other: &Look) -> bool {
        let unclear = |a: &Look, b: &Look| a.palette && !b.palette && !b.exact;
        if unclear(self, other) || unclear(other, self) {
            return false;
        }
        let near = |(a, b): (&u8, &u8)| a.abs_diff(*b) <= NEAR_CELL;
        (self.width, self.height, self.alpha) == (other.width, other.height, other.alpha)
            && self.cells.len() == other.cells.len()
            && self.cells.iter().zip(&other.cells).all(near)
    }
}

/// The channels of a pixel: how bright, how blue, how red, how much it covers.
#[cfg(feature = "images")]
fn channels(canvas: &Canvas, x: usize, y: usize) -> [i32; 4] {
    let size = if canvas.alpha { 4 } else { 3 };
    let at = (y * canvas.width as usize + x) * size;
    let alpha = if canvas.alpha { i32::from(canvas.pixels[at + 3]) } else { 255 };
    // Where nothing is seen the color does not matter.
    let [r, g, b] = [0, 1, 2].map(|i| (i32::from(canvas.pixels[at + i]) * alpha + 127) / 255);
    let light = (299 * r + 587 * g + 114 * b) / 1000;
    [light, b - light, r - light, alpha]
}

#[cfg(feature = "images")]
fn light(canvas: &Canvas, x: usize, y: usize) -> i32 {
    channels(canvas, x, y)[0]
}

/// Whether no pixel differs in more than the noise of saving with loss.
#[cfg(feature = "images")]
pub(super) fn compare(a: &Canvas, b: &Canvas) -> bool {
    if (a.width, a.height, a.alpha) != (b.width, b.height, b.alpha) {
        return false;
    }
    a.pixels == b.pixels || {
        let [few, block, color] = differences(a, b);
        few <= FEW && block <= BLOCK && color <= BLOCK_COLOR
    }
}

/// The largest difference in the mean of three by three pixels, in that of a block, and in the color of a block.
/// Stops as soon as one is too large.
#[cfg(feature = "images")]
fn differences(a: &Canvas, b: &Canvas) -> [i32; 3] {
    let (w, h) = (a.width as usize, a.height as usize);
    let mut most = [0; 3];
    // Three rows of brightness, from the last one up, and the sums of the blocks of a band.
    let mut rows = [vec![0; w], vec![0; w], vec![0; w]];
    let mut band = vec![[0i32; 4]; w.div_ceil(8)];
    for y in 0..h {
        rows.rotate_left(1);
        for x in 0..w {
            let (p, q) = (channels(a, x, y), channels(b, x, y));
            let differs: [i32; 4] = std::array::from_fn(|i| p[i] - q[i]);
            rows[2][x] = differs[0];
            band[x / 8].iter_mut().zip(differs).for_each(|(sum, d)| *sum += d);
        }
        if y >= 2 {
            for x in 2..w {
                let sum: i32 = rows.iter().map(|row| row[x - 2] + row[x - 1] + row[x]).sum();
                most[0] = most[0].max(sum.abs() / 9);
            }
        }
        if y % 8 == 7 || y + 1 == h {
            let tall = y as i32 % 8 + 1;
            for (x, sums) in band.iter_mut().enumerate() {
                let count = (w - x * 8).min(8) as i32 * tall;
                let sums = std::mem::take(sums).map(|sum| sum.abs() / count);
                most[1] = most[1].max(sums[0]).max(sums[3]);
                most[2] = most[2].max(sums[1]).max(sums[2]);
            }
            if most[0] > FEW || most[1] > BLOCK || most[2] > BLOCK_COLOR {
                break;
            }
        }
    }
    most
}

#[cfg(all(test, feature = "images"))]
mod tests {
    use image::codecs::jpeg::JpegEncoder;

    use super::*;
    use crate::picture::kind::Kind;
    use crate::picture::{decode, strip};

    /// A window with lines of little letters, as if drawn from a font: strokes one pixel wide on a plain ground.
    fn window() -> Canvas {
        let (width, height) = (240u32, 96u32);
        let mut canvas = Canvas { width, height, alpha: false, pixels: vec![249; (width * height * 3) as usize] };
        for (line, ink) in [(0, 20), (1, 96), (2, 118)] {
            for letter in 0..24 {
                let (x, y) = (10 + letter * 9, 12 + line * 28);
                glyph(&mut canvas, x, y, letter * 7 + line, [ink; 3]);
            }
        }
        canvas
    }

    /// One of many forms, seven pixels tall.
    fn glyph(canvas: &mut Canvas, x: u32, y: u32, form: u32, ink: [u8; 3]) {
        for i in 0..7 {
            dot(canvas, x, y + i, ink);
            if form & 1 << (i % 5) != 0 {
                dot(canvas, x + 1 + i % 4, y + i, ink);
            }
        }
    }

    fn dot(canvas: &mut Canvas, x: u32, y: u32, ink: [u8; 3]) {
        let at = (y * canvas.width + x) as usize * 3;
        canvas.pixels[at..at + 3].copy_from_slice(&ink);
    }

    fn saved(canvas: &Canvas, quality: u8) -> Canvas {
        let mut bytes = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        let kind = image::ExtendedColorType::Rgb8;
        { encoder }.encode(&canvas.pixels, canvas.width, canvas.height, kind).expect("a JPEG");
        let stripped = strip::strip(&bytes, Kind::Jpeg).expect("whole");
        decode::decode(&bytes, Kind::Jpeg, &stripped).expect("a picture")
    }

    type Change<'a> = &'a dyn Fn(&mut Canvas);

    fn changed(change: Change) -> Canvas {
        let mut canvas = window();
        change(&mut canvas);
        canvas
    }

    #[test]
    fn a_picture_saved_with_loss_is_the_same_picture() {
        let own = window();
        for quality in [82, 90, 96] {
            let again = saved(&own, quality);
            assert!(Look::of(&own, true, false).is_near(&Look::of(&again, false, false)), "{quality}");
            assert!(compare(&own, &again) && compare(&again, &own), "{quality}");
        }
        assert!(compare(&saved(&own, 90), &saved(&own, 96)));
    }

    #[test]
    fn nobody_can_say_whether_few_colors_or_loss_are_better() {
        let own = window();
        let (whole, few, lossy) =
            (Look::of(&own, true, false), Look::of(&own, false, true), Look::of(&saved(&own, 90), false, false));
        assert!(whole.is_near(&few) && few.is_near(&few));
        assert!(!few.is_near(&lossy) && !lossy.is_near(&few));
    }

    #[test]
    fn what_a_reader_would_see_makes_another_picture() {
        let frame = |canvas: &mut Canvas| (0..40).for_each(|i| dot(canvas, 60 + i, 60, [232, 17, 35]));
        let faint = |canvas: &mut Canvas| (0..40).for_each(|i| dot(canvas, 60 + i, 60, [205, 205, 205]));
        let lit = |canvas: &mut Canvas| {
            for (x, y) in (0..240).flat_map(|x| (34..58).map(move |y| (x, y))) {
                let at = (y * 240 + x) as usize * 3;
                canvas.pixels[at..at + 3].iter_mut().filter(|c| **c == 249).for_each(|c| *c = 243);
            }
        };
        let letter = |canvas: &mut Canvas| {
            (0..7).for_each(|i| (1..6).for_each(|x| dot(canvas, 10 + 9 * 12 + x, 68 + i, [249; 3])));
            glyph(canvas, 10 + 9 * 12, 68, 3, [118; 3]);
        };
        let point = |canvas: &mut Canvas| dot(canvas, 230, 74, [118; 3]);
        let blue = |canvas: &mut Canvas| {
            (0..6).for_each(|letter| glyph(canvas, 10 + letter * 9, 12, letter * 7, [0, 0, 170]));
        };
        let changes: [(&str, Change); 6] = [
            ("a frame", &frame),
            ("a faint frame", &faint),
            ("a row that is lit", &lit),
            ("a gray letter", &letter),
            ("a full stop", &point),
            ("a link", &blue),
        ];
        for (what, change) in changes {
            let other = changed(change);
            assert!(!compare(&window(), &other), "{what}");
            for quality in [82, 90] {
                assert!(!compare(&window(), &saved(&other, quality)), "{what}, saved at {quality}");
            }
        }
        let narrow = Canvas { width: 239, pixels: vec![249; 239 * 96 * 3], ..window() };
        assert!(
            !compare(&window(), &narrow) && !Look::of(&window(), true, false).is_near(&Look::of(&narrow, true, false))
        );
    }
}
