//! Pictures: bytes in, the versions that a site shows out.
//!
//! What a file is, its bytes say and not its name. Limits hold before anything is decoded. A version never is
//! larger than the original, in pixels or in bytes, and never has the wrong colors: what cannot be converted
//! surely is passed on as it is, less what it tells of the author and the camera. Nothing here opens a file,
//! nothing panics, and the same bytes give the same versions on every machine.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::config::ImagesConfig;
use crate::diagnostic::Severity;

mod avif;
#[cfg(feature = "images")]
mod decode;
#[cfg(feature = "images")]
mod encode;
mod exif;
mod fitting;
mod kind;
mod same;
mod strip;
#[cfg(feature = "images")]
mod sums;
mod svg;
mod whole;

pub use fitting::{Fitted, Fitting};
pub use kind::Kind;
pub use same::Look;
pub use svg::{Cleaned, clean as clean_drawing};

/// Grows with everything that changes what `develop` gives, so that no cache hands out what it gave before.
pub const REVISION: u32 = 8;

/// Pixels of the largest picture that is decoded or shown: 400 MB as red, green, blue and alpha.
const MOST_PIXELS: u64 = 100_000_000;
/// Pixels of the longest side.
const LONGEST_SIDE: u32 = 32_767;
/// No picture is made narrower than this to fit.
pub const LEAST_WIDTH: u32 = 160;
/// A file longer than this is not read, in bytes.
pub const LONGEST_FILE: u64 = 64 * 1024 * 1024;

/// A picture ready for the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Developed {
    /// From the smallest to the largest; empty: the picture must not, or cannot, be shown.
    pub versions: Vec<Version>,
    /// The picture as it moves, when `versions` show its first frame: nothing on a page moves unasked.
    pub moving: Option<Version>,
    pub faults: Vec<Fault>,
    /// For finding the same picture in another file; `None`: it was not taken apart, or it moves.
    pub look: Option<Look>,
}

/// One file that shows the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// In pixels, as a browser shows it: turned as its EXIF says. `None`: a drawing without a size of its own.
    pub size: Option<(u32, u32)>,
    pub kind: Kind,
    pub bytes: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The file as it is.
    Original,
    Made(Vec<u8>),
}

/// Something that the author of the page should know of a picture.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fault {
    pub rule: String,
    pub severity: Severity,
    pub message: String,
    pub help: String,
}

/// Why a picture is not taken apart.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// It is whole but needs what we do not do, such as another color space: passed on.
    Foreign,
    /// It is not whole: not shown, for half a window says less than the words that stand in its place.
    Broken(String),
    /// It would harm whoever opens it: not shown.
    Refused(String),
}

impl Fault {
    fn new(rule: &str, severity: Severity, message: impl Into<String>, help: &str) -> Fault {
        Fault { rule: rule.into(), severity, message: message.into(), help: help.into() }
    }
}

/// As `develop`, without the work of making versions: the faults are the same, the only version is the picture.
pub fn examine(bytes: &[u8], name: &str, settings: &ImagesConfig) -> Developed {
    // Nothing is worth being made when it may have no bytes: decoding shows the faults, and that is all.
    let settings = ImagesConfig { quality: 0, ..settings.clone() };
    develop(bytes, name, &settings)
}

/// The versions of the picture in `bytes`; `name` is that of its file, of which only the ending matters.
pub fn develop(bytes: &[u8], name: &str, settings: &ImagesConfig) -> Developed {
    let work = || attempt(bytes, name, settings);
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| withheld("cannot be read: a decoder gave up", HELP_SAVE))
}

const HELP_SAVE: &str = "save it again as PNG or JPEG";
const HELP_TYPE: &str = "give the file the ending of its type";

fn withheld(message: impl Into<String>, help: &str) -> Developed {
    let message = format!("{}; it is not shown", message.into());
    let faults = vec![Fault::new("broken-image", Severity::Error, message, help)];
    Developed { faults, ..Developed::default() }
}

fn attempt(bytes: &[u8], name: &str, settings: &ImagesConfig) -> Developed {
    if bytes.is_empty() {
        return withheld("is empty", "put the picture in its place");
    }
    let kind = match kind::of(bytes) {
        Ok(kind) => kind,
        Err(kind::NOTHING) => return withheld("is no picture by its bytes", HELP_SAVE),
        Err(other) => return withheld(format!("is {other}, which browsers do not show as a picture"), HELP_SAVE),
    };
    let mut faults = Vec::new();
    if !kind.has_ending(name) {
        let ending = name.rsplit_once('.').map_or("nothing", |(_, ending)| ending);
        let message = format!("is a picture of type {}, and its name ends in `{ending}`", kind.name());
        faults.push(Fault::new("image-type", Severity::Warning, message, HELP_TYPE));
    }
    let mut developed = match kind {
        Kind::Svg => drawing(bytes),
        kind => pixels(bytes, kind, settings),
    };
    faults.append(&mut developed.faults);
    Developed { faults, ..developed }
}

/// A drawing, cleaned of all that could act or ask for something elsewhere.
fn drawing(bytes: &[u8]) -> Developed {
    let cleaned = match svg::clean(bytes) {
        Ok(cleaned) => cleaned,
        Err(why) => return withheld(format!("is a drawing that is not taken: {why}"), "export it again as plain SVG"),
    };
    let mut faults = Vec::new();
    if !cleaned.removed.is_empty() {
        let message = format!("is a drawing; left out of it: {}", cleaned.removed.join(", "));
        faults.push(Fault::new("cleaned-image", Severity::Info, message, "export it as plain SVG, without scripts"));
    }
    let version = Version { size: cleaned.size, kind: Kind::Svg, bytes: Content::Made(cleaned.text.into_bytes()) };
    Developed { versions: vec![version], faults, ..Developed::default() }
}

/// Whether a file goes on to where the picture in it ends. `None`: it is none that is followed to its end.
pub fn is_whole(bytes: &[u8]) -> Option<bool> {
    match kind::of(bytes).ok()? {
        Kind::Svg => None,
        kind => Some(strip::strip(bytes, kind).is_ok()),
    }
}

/// Width and height as the header says, within the limits.
fn header(bytes: &[u8]) -> Result<(u32, u32), Trouble> {
    let size = imagesize::blob_size(bytes).map_err(|_| Trouble::Broken("its size cannot be told".into()))?;
    let (Ok(width), Ok(height)) = (u32::try_from(size.width), u32::try_from(size.height)) else {
        return Err(Trouble::Refused("has more pixels than can be shown".into()));
    };
    if width == 0 || height == 0 {
        return Err(Trouble::Refused(format!("is {width} x {height} pixels large")));
    }
    if width > LONGEST_SIDE || height > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Trouble::Refused(format!("says that it is {width} x {height} pixels large")));
    }
    Ok((width, height))
}

fn pixels(bytes: &[u8], kind: Kind, settings: &ImagesConfig) -> Developed {
    let size = match header(bytes) {
        Ok(size) => size,
        Err(Trouble::Refused(why)) => return withheld(why, "make it smaller, or save it again"),
        Err(_) => return withheld("is cut off at its head", HELP_SAVE),
    };
    let stripped = match strip::strip(bytes, kind) {
        Ok(stripped) => stripped,
        Err(why) => return broken(&why),
    };
    let Some((stripped, faults)) = with_right_sums(stripped, bytes, kind) else {
        return broken("a check sum is wrong");
    };
    let clean = stripped.bytes.as_deref().unwrap_or(bytes);
    let shown = if stripped.orientation.swaps() { (size.1, size.0) } else { size };
    let kept =
        Version { size: Some(shown), kind, bytes: stripped.bytes.clone().map_or(Content::Original, Content::Made) };
    let made = match settings.process {
        true => versions(clean, kind, &stripped, settings),
        false => Err(Trouble::Foreign),
    };
    match made {
        Ok((versions, look)) if !versions.is_empty() => {
            Developed { versions, moving: stripped.animated.then_some(kept), faults, look }
        }
        Ok((_, look)) => Developed { versions: vec![kept], faults, look, ..Developed::default() },
        Err(Trouble::Foreign) => Developed { versions: vec![kept], faults, ..Developed::default() },
        // A browser may play what we cannot take a frame of.
        Err(_) if stripped.animated => Developed { versions: vec![kept], faults, ..Developed::default() },
        Err(Trouble::Broken(why)) => broken(&why),
        Err(Trouble::Refused(why)) => withheld(why, HELP_SAVE),
    }
}

/// A picture whose check sums are right, or put right, and what was wrong with them; `None`: it is damaged.
#[cfg(feature = "images")]
fn with_right_sums(mut stripped: strip::Stripped, bytes: &[u8], kind: Kind) -> Option<(strip::Stripped, Vec<Fault>)> {
    let mut faults = Vec::new();
    if kind == Kind::Png {
        match sums::look(stripped.bytes.as_deref().unwrap_or(bytes)) {
            sums::Sums::Right => {}
            sums::Sums::Mended(mended) => {
                let message = "has a wrong check sum, for which many programs refuse it; its pixels are whole, and it is shown with the right one";
                faults.push(Fault::new("broken-image", Severity::Warning, message, HELP_SAVE));
                stripped.bytes = Some(mended);
            }
            sums::Sums::Wrong => return None,
        }
    }
    Some((stripped, faults))
}

#[cfg(not(feature = "images"))]
fn with_right_sums(stripped: strip::Stripped, _: &[u8], _: Kind) -> Option<(strip::Stripped, Vec<Fault>)> {
    Some((stripped, Vec::new()))
}

/// Browsers differ in what they show of a damaged picture: a part, a broken frame, nothing.
fn broken(why: &str) -> Developed {
    withheld(format!("is damaged: {why}"), "put a whole picture in its place")
}

#[cfg(feature = "images")]
fn versions(
    clean: &[u8],
    kind: Kind,
    stripped: &strip::Stripped,
    settings: &ImagesConfig,
) -> Result<(Vec<Version>, Option<Look>), Trouble> {
    let canvas = decode::decode(clean, kind, stripped)?;
    if settings.quality == 0 {
        return Ok((Vec::new(), None));
    }
    // The kind of colors stands in the head of a PNG.
    let palette = kind == Kind::Gif || kind == Kind::Png && clean.get(25) == Some(&3);
    let exact = !palette && (matches!(kind, Kind::Png | Kind::Bmp) || clean.get(12..16) == Some(b"VP8L"));
    let look = (!stripped.animated).then(|| Look::of(&canvas, exact, palette));
    // A frame is made whatever it weighs: the animation is loaded only when it is asked for.
    let original = if stripped.animated { usize::MAX } else { clean.len() };
    Ok((encode::versions(&canvas, original, settings), look))
}

#[cfg(not(feature = "images"))]
fn versions(_: &[u8], _: Kind, _: &strip::Stripped, _: &ImagesConfig) -> Result<(Vec<Version>, Option<Look>), Trouble> {
    Err(Trouble::Foreign)
}

/// Whether two files show the same picture to all who look at it, though not to the bit.
pub fn is_same(a: &[u8], b: &[u8]) -> bool {
    #[cfg(feature = "images")]
    {
        let canvas = |bytes: &[u8]| {
            let kind = kind::of(bytes).ok()?;
            header(bytes).ok()?;
            let stripped = strip::strip(bytes, kind).ok()?;
            decode::decode(stripped.bytes.as_deref().unwrap_or(bytes), kind, &stripped).ok()
        };
        let work = || canvas(a).zip(canvas(b)).is_some_and(|(a, b)| same::compare(&a, &b));
        catch_unwind(AssertUnwindSafe(work)).unwrap_or(false)
    }
    #[cfg(not(feature = "images"))]
    {
        a == b
    }
}

#[cfg(all(test, feature = "images"))]
mod crisp;
#[cfg(test)]
mod tests;
