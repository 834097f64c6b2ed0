//! The accent color as the pages use it: readable as text and as a fill, on light and on dark ground.
//!
//! The author gives one color. It is darkened or lightened only as far as contrast asks for (WCAG AA, with
//! a little to spare), so that a good color stays what it is.

/// The darkest ground that accent text stands on in the light scheme, and the lightest one in the dark scheme.
/// Both are colors of `guidepost.css`.
const LIGHT_GROUND: Rgb = Rgb(0xeb, 0xef, 0xf4);
const DARK_GROUND: Rgb = Rgb(0x24, 0x2d, 0x38);
const LIGHT_CONTRAST: f64 = 4.6;
/// More than AA asks for: colored text on dark ground looks fainter than the figure says.
const DARK_CONTRAST: f64 = 5.6;

const DEFAULT: Rgb = Rgb(0x0b, 0x62, 0xc4);
const WHITE: Rgb = Rgb(255, 255, 255);
const BLACK: Rgb = Rgb(0, 0, 0);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Rgb(u8, u8, u8);

/// The custom properties for an accent of `#rrggbb` (or `#rgb`); any other text gives the default color.
pub fn css(accent: &str) -> String {
    let accent = parse(accent).unwrap_or(DEFAULT);
    let light = until_readable(accent, LIGHT_GROUND, BLACK, LIGHT_CONTRAST);
    let dark = until_readable(accent, DARK_GROUND, WHITE, DARK_CONTRAST);
    let on = |fill: Rgb| hex(if contrast(fill, WHITE) >= 4.5 { WHITE } else { Rgb(0x0c, 0x11, 0x17) });
    format!(
        ":root{{--accent-light:{};--on-accent-light:{};--soft-light:{};--accent-dark:{};--on-accent-dark:{};--soft-dark:{}}}\n",
        hex(light),
        on(light),
        hex(mix(light, WHITE, 0.90)),
        hex(dark),
        on(dark),
        hex(mix(dark, Rgb(0x12, 0x17, 0x1e), 0.84)),
    )
}

fn until_readable(color: Rgb, ground: Rgb, towards: Rgb, wanted: f64) -> Rgb {
    let steps = (0..=50).map(|i| mix(color, towards, f64::from(i) / 50.0));
    steps.into_iter().find(|c| contrast(*c, ground) >= wanted).unwrap_or(towards)
}

fn parse(text: &str) -> Option<Rgb> {
    crate::config::color(text).map(|[r, g, b]| Rgb(r, g, b))
}

fn hex(Rgb(r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn mix(a: Rgb, b: Rgb, of_b: f64) -> Rgb {
    let channel = |a: u8, b: u8| (f64::from(a) * (1.0 - of_b) + f64::from(b) * of_b).round() as u8;
    Rgb(channel(a.0, b.0), channel(a.1, b.1), channel(a.2, b.2))
}

/// WCAG contrast ratio, 1 to 21.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(Rgb(r, g, b): Rgb) -> f64 {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accent_becomes_readable() {
        for accent in ["#0b62c4", "#ffff00", "#000", "#ffffff", "#7f7f7f", "#ff0000", "nonsense", "#12345", "é"] {
            let color = parse(accent).unwrap_or(DEFAULT);
            assert!(
                contrast(until_readable(color, LIGHT_GROUND, BLACK, LIGHT_CONTRAST), LIGHT_GROUND) >= 4.5,
                "{accent}"
            );
            assert!(contrast(until_readable(color, DARK_GROUND, WHITE, DARK_CONTRAST), DARK_GROUND) >= 4.5, "{accent}");
            assert!(!css(accent).contains("NaN"));
        }
        assert!(css("#0b62c4").contains("--accent-light:#0b62c4"), "a good color stays: {}", css("#0b62c4"));
    }
}
