//! A picture made to fit, for a page that carries its pictures in itself.
//!
//! To fit is to search: fewer pixels, less quality. What was encoded once is kept, and the search leaps to where the size
//! is likely, so that even many questions cost a few encodings.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[cfg(feature = "images")]
use std::collections::BTreeMap;

use crate::config::ImagesConfig;
use crate::picture::{Content, Version, develop};
#[cfg(feature = "images")]
use crate::picture::{Kind, LEAST_WIDTH, decode, decode::Canvas, encode, strip};

/// A picture as it can go into a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    pub bytes: Vec<u8>,
    /// Such as `image/webp`.
    pub media_type: &'static str,
    pub size: Option<(u32, u32)>,
}

/// What there is of a picture between its best and its smallest.
pub struct Fitting {
    /// As the file is, clean.
    original: Fitted,
    /// `None`: it cannot be made smaller, such as an animation or a drawing.
    #[cfg(feature = "images")]
    pixels: Option<Pixels>,
}

impl Fitting {
    /// `None`: it cannot be shown.
    pub fn of(bytes: &[u8]) -> Option<Fitting> {
        catch_unwind(AssertUnwindSafe(|| attempt(bytes))).ok().flatten()
    }

    /// With all its pixels, exact or nearly so.
    pub fn best(&self) -> &Fitted {
        #[cfg(feature = "images")]
        if let Some(best) = self.pixels.as_ref().and_then(|pixels| pixels.best.as_ref()) {
            return best;
        }
        &self.original
    }

    /// The smallest there is of it.
    pub fn least(&mut self) -> Cow<'_, Fitted> {
        #[cfg(feature = "images")]
        if let Some(pixels) = &mut self.pixels {
            let least = catch_unwind(AssertUnwindSafe(|| pixels.least())).ok().flatten();
            if let Some(least) = least.filter(|least| least.bytes.len() < self.best().bytes.len()) {
                return Cow::Owned(least);
            }
        }
        Cow::Borrowed(self.best())
    }

    /// The best of it that has at most `budget` bytes: first all its pixels, then a lower quality, then fewer pixels.
    pub fn within(&mut self, budget: usize) -> Option<Cow<'_, Fitted>> {
        if self.best().bytes.len() <= budget {
            return Some(Cow::Borrowed(self.best()));
        }
        #[cfg(feature = "images")]
        if let Some(pixels) = &mut self.pixels {
            let found = catch_unwind(AssertUnwindSafe(|| pixels.within(budget))).ok().flatten();
            return found.map(Cow::Owned);
        }
        None
    }
}

fn attempt(bytes: &[u8]) -> Option<Fitting> {
    let settings = ImagesConfig { process: false, ..ImagesConfig::default() };
    let Version { size, kind, bytes: made } = develop(bytes, "", &settings).versions.pop()?;
    let whole = match made {
        Content::Original => bytes.to_vec(),
        Content::Made(made) => made,
    };
    let original = Fitted { bytes: whole, media_type: kind.media_type(), size };
    Some(Fitting {
        #[cfg(feature = "images")]
        pixels: Pixels::of(bytes, kind, &original.bytes),
        original,
    })
}

/// How a picture is encoded: of a hundred, or without loss.
#[cfg(feature = "images")]
type Quality = Option<u8>;

/// From good to small.
#[cfg(feature = "images")]
const QUALITIES: [u8; 4] = [88, 80, 70, 55];

#[cfg(feature = "images")]
struct Pixels {
    kind: Kind,
    /// The clean file, for its pixels: kept packed, because a page may show hundreds.
    file: Vec<u8>,
    /// What was told of it, without its bytes.
    stripped: strip::Stripped,
    /// With all its pixels; `None`: the file itself is smaller.
    best: Option<Fitted>,
    /// Widths it is made in, from its own down.
    widths: Vec<u32>,
    /// What was encoded so far; `None`: it cannot be.
    made: BTreeMap<(u32, Quality), Option<Fitted>>,
    /// Without loss it is smaller than with the most, as large plain areas are.
    is_plain: bool,
}

/// What is unpacked while one question is answered.
#[cfg(feature = "images")]
#[derive(Default)]
struct Unpacked {
    whole: Option<Canvas>,
    small: Option<Canvas>,
}

#[cfg(feature = "images")]
impl Pixels {
    fn of(bytes: &[u8], kind: Kind, clean: &[u8]) -> Option<Pixels> {
        if kind == Kind::Svg {
            return None;
        }
        let stripped = strip::Stripped { bytes: None, ..strip::strip(bytes, kind).ok()? };
        if stripped.animated {
            return None;
        }
        let canvas = decode::decode(clean, kind, &stripped).ok()?;
        let mut widths = vec![canvas.width];
        while let Some(width) = widths.last().copied().filter(|width| *width > LEAST_WIDTH) {
            widths.push((width * 3 / 4).max(LEAST_WIDTH));
        }
        let file = clean.to_vec();
        let mut pixels = Pixels { kind, file, stripped, best: None, widths, made: BTreeMap::new(), is_plain: false };
        let mut unpacked = Unpacked { whole: Some(canvas), small: None };
        let width = pixels.widths[0];
        let exact = pixels.length(width, None, &mut unpacked);
        let lossy = pixels.length(width, Some(QUALITIES[0]), &mut unpacked);
        pixels.is_plain = exact <= lossy;
        if exact.min(lossy) < clean.len() {
            pixels.best = pixels.take(width, if exact <= lossy { None } else { Some(QUALITIES[0]) });
        }
        Some(pixels)
    }

    fn least(&mut self) -> Option<Fitted> {
        let (width, mut unpacked) = (*self.widths.last()?, Unpacked::default());
        let smallest = QUALITIES[QUALITIES.len() - 1];
        let (exact, lossy) =
            (self.length(width, None, &mut unpacked), self.length(width, Some(smallest), &mut unpacked));
        self.take(width, if exact < lossy { None } else { Some(smallest) })
    }

    fn within(&mut self, budget: usize) -> Option<Fitted> {
        let mut unpacked = Unpacked::default();
        let narrowest = self.widths.len() - 1;
        // The widest that may fit, and the next one that is known to, as places among the widths.
        let (mut from, mut fits) = (0, None);
        while from <= narrowest && fits != Some(from) {
            let at = match fits {
                Some(fits) => from + (fits - from) / 2,
                None => self.likely(from, budget),
            };
            if self.smallest(self.widths[at], &mut unpacked) <= budget { fits = Some(at) } else { from = at + 1 }
        }
        match fits {
            Some(at) => self.best_of(self.widths[at], budget, &mut unpacked),
            None => self.least().filter(|least| least.bytes.len() <= budget),
        }
    }

    /// Where to look next when nothing is known to fit and nothing before `from` does: as many pixels as the bytes of the
    /// last one that was tried would allow.
    fn likely(&self, from: usize, budget: usize) -> usize {
        let narrowest = self.widths.len() - 1;
        let Some(last) = from.checked_sub(1).map(|last| self.widths[last]) else { return 0 };
        let known = self.made.iter().filter(|((width, _), _)| *width == last).filter_map(|(_, made)| made.as_ref());
        let share = known.map(|made| made.bytes.len()).min().map_or(1.0, |length| budget as f64 / length as f64);
        let width = (f64::from(last) * share.sqrt()) as u32;
        (from..narrowest).find(|at| self.widths[*at] <= width).unwrap_or(narrowest)
    }

    /// The length of the smallest that is worth being tried in a width.
    fn smallest(&mut self, width: u32, unpacked: &mut Unpacked) -> usize {
        let lossy = self.length(width, Some(QUALITIES[QUALITIES.len() - 1]), unpacked);
        if self.is_plain { lossy.min(self.length(width, None, unpacked)) } else { lossy }
    }

    /// The best in a width that is known to have something that fits.
    fn best_of(&mut self, width: u32, budget: usize, unpacked: &mut Unpacked) -> Option<Fitted> {
        if self.is_plain && self.length(width, None, unpacked) <= budget {
            return self.take(width, None);
        }
        let [good, fair, low, least] = QUALITIES.map(Some);
        let fits =
            |pixels: &mut Pixels, quality, unpacked: &mut Unpacked| pixels.length(width, quality, unpacked) <= budget;
        let quality = if fits(self, fair, unpacked) {
            if fits(self, good, unpacked) { good } else { fair }
        } else if fits(self, low, unpacked) {
            low
        } else {
            least
        };
        self.take(width, quality)
    }

    /// How many bytes it has in a width and quality, encoded when nobody asked before.
    fn length(&mut self, width: u32, quality: Quality, unpacked: &mut Unpacked) -> usize {
        let made = self.made.entry((width, quality)).or_insert_with(|| {
            if unpacked.whole.is_none() {
                unpacked.whole = decode::decode(&self.file, self.kind, &self.stripped).ok();
            }
            let whole = unpacked.whole.as_ref()?;
            if width < whole.width && unpacked.small.as_ref().is_none_or(|small| small.width != width) {
                unpacked.small = Some(encode::resized(whole, width)?);
            }
            let canvas = if width < whole.width { unpacked.small.as_ref()? } else { whole };
            let bytes = encode::encode(canvas, quality)?;
            let size = Some((canvas.width, canvas.height));
            Some(Fitted { bytes, media_type: Kind::WebP.media_type(), size })
        });
        made.as_ref().map_or(usize::MAX, |made| made.bytes.len())
    }

    /// What was encoded.
    fn take(&self, width: u32, quality: Quality) -> Option<Fitted> {
        self.made.get(&(width, quality))?.clone()
    }
}

#[cfg(all(test, feature = "images"))]
mod tests {
    use super::*;
    use crate::picture::tests::{jpeg, photograph, save, window};
    use image::ImageFormat;

    #[test]
    fn a_picture_fits_where_it_must() {
        let photo = jpeg(&photograph(1600, 900), 95);
        let mut fitting = Fitting::of(&photo).expect("a picture");
        let mut last = fitting.best().bytes.len();
        for budget in [2_000_000, 200_000, 60_000, 15_000, 4_000] {
            let fitted = fitting.within(budget).expect("it fits").into_owned();
            assert!(fitted.bytes.len() <= budget && fitted.bytes.len() <= last, "{budget}");
            assert!(fitted.bytes.len() >= budget.min(last) / 3, "{budget}: {} is too little", fitted.bytes.len());
            last = fitted.bytes.len();
        }
        let least = fitting.least().bytes.len();
        assert!(fitting.within(20).is_none() && fitting.within(least - 1).is_none());
        assert_eq!(fitting.within(least).map(|fitted| fitted.bytes.len()), Some(least));
        let png = save(window(640, 400), ImageFormat::Png);
        let fitted = Fitting::of(&png).expect("a picture").within(100_000).expect("it fits").into_owned();
        let read = image::load_from_memory(&fitted.bytes).expect("a picture").into_rgb8();
        assert_eq!(read, window(640, 400), "exact when there is room");
    }

    #[test]
    fn what_was_asked_before_is_not_encoded_again() {
        let photo = jpeg(&photograph(1600, 900), 95);
        let mut fitting = Fitting::of(&photo).expect("a picture");
        let encoded = |fitting: &Fitting| fitting.pixels.as_ref().map_or(0, |pixels| pixels.made.len());
        let least = fitting.least().bytes.len();
        let begun = encoded(&fitting);
        assert!(begun <= 4, "what is the smallest is known at once: {begun}");
        for budget in [least * 2, least * 2 - 90, least * 2 - 180] {
            fitting.within(budget).expect("it fits");
        }
        let searched = encoded(&fitting) - begun;
        assert!(searched <= 10, "{searched} encodings");
        fitting.within(least * 2).expect("it fits");
        assert_eq!(encoded(&fitting) - begun, searched);
        for (width, height) in [(40, 30), (161, 100), (20_000, 10)] {
            let mut odd = Fitting::of(&save(photograph(width, height), ImageFormat::Png)).expect("a picture");
            let least = odd.least().into_owned();
            assert!(least.bytes.len() <= odd.best().bytes.len(), "{width}");
            assert_eq!(odd.within(least.bytes.len()).map(Cow::into_owned), Some(least), "{width}");
        }
    }
}
