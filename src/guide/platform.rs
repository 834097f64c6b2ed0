//! What a guide applies to, by the many names people give it ("win11", "Windows 10/11").

use std::collections::BTreeMap;

use crate::guide::Platform;

/// Windows releases by their spellings in tags and front matter, letters and digits only.
const WINDOWS: &[(&str, &str, &[&str])] = &[
    ("windows-11", "Windows 11", &["windows11", "win11", "w11"]),
    ("windows-10", "Windows 10", &["windows10", "win10", "w10"]),
    ("windows-8-1", "Windows 8.1", &["windows81", "win81"]),
    ("windows-8", "Windows 8", &["windows8", "win8"]),
    ("windows-7", "Windows 7", &["windows7", "win7", "w7"]),
    ("windows-server", "Windows Server", &["windowsserver"]),
];

/// The names of platforms that a site knows: the releases of Windows and those of its configuration.
#[derive(Clone, Debug, Default)]
pub struct Platforms {
    more: Vec<(Platform, Vec<String>)>,
}

impl Platforms {
    /// `configured`: name -> other spellings.
    pub fn new(configured: &BTreeMap<String, Vec<String>>) -> Platforms {
        let more = configured.iter().map(|(name, spellings)| {
            let platform = Platform { id: crate::address::slug(name).into(), name: name.as_str().into() };
            let all = spellings.iter().chain([name]).map(|s| squeezed(s)).collect();
            (platform, all)
        });
        Platforms { more: more.collect() }
    }

    /// The platform that a tag or a front matter entry names.
    pub fn named(&self, text: &str) -> Option<Platform> {
        let text = squeezed(text);
        self.more.iter().find(|(_, all)| all.contains(&text)).map(|(p, _)| p.clone()).or_else(|| {
            WINDOWS.iter().find(|(_, _, all)| all.contains(&text.as_str())).map(|(id, name, _)| windows(id, name))
        })
    }

    /// The releases of Windows that a title or heading speaks of: "Windows 10 and 11", "Windows 10/11".
    pub fn in_text(&self, text: &str) -> Vec<Platform> {
        let lower = text.to_lowercase();
        let mut out = Vec::new();
        let mut from = 0;
        while let Some(i) =
            ["windows", "win"].iter().filter_map(|w| lower[from..].find(w).map(|i| from + i + w.len())).min()
        {
            let after = lower[i..].strip_prefix("dows").map_or(i, |_| i + 4);
            let mut rest = lower[after..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '®' | '™'));
            // "Windows (10, 11)"
            let inner = rest.strip_prefix('(').and_then(|r| r.split_once(')')).map_or("", |(inner, _)| inner);
            let is_list = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) || matches!(w, "and" | "or");
            if !inner.is_empty() && inner.split([' ', ',', '/', '&']).all(|w| w.is_empty() || is_list(w)) {
                rest = &rest[1..];
            }
            loop {
                let mut digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let mut number = rest[..digits].to_owned();
                if rest.starts_with("8.1") {
                    (digits, number) = (3, "8-1".to_owned());
                }
                let Some((id, name, _)) =
                    WINDOWS.iter().find(|(id, _, _)| digits > 0 && id.strip_prefix("windows-") == Some(&*number))
                else {
                    break;
                };
                if rest[digits..].starts_with(|c: char| c.is_alphanumeric())
                    || rest[digits..].starts_with('.') && rest[digits + 1..].starts_with(|c: char| c.is_ascii_digit())
                {
                    break;
                }
                out.push(windows(id, name));
                rest = rest[digits..].trim_start();
                let Some(next) = [
                    "/",
                    "and windows",
                    "and",
                    "or windows",
                    "or",
                    "&",
                    ", windows",
                    ",",
                    "(and windows",
                    "(and",
                    "(or",
                ]
                .iter()
                .find_map(|j| rest.strip_prefix(j)) else {
                    break;
                };
                // "Windows 7, 8, and 10"
                let next = next.trim_start();
                rest = next.strip_prefix("and ").or(next.strip_prefix("or ")).unwrap_or(next).trim_start();
            }
            from = after;
        }
        let is_whole = |at: usize| {
            !lower[..at].ends_with(char::is_alphanumeric) && !lower[at + 3..].starts_with(char::is_alphanumeric)
        };
        for short in ["w10", "w11"] {
            if lower.match_indices(short).any(|(at, _)| is_whole(at)) {
                out.extend(self.named(short));
            }
        }
        out.sort();
        out.dedup();
        out
    }

    /// "If you're using Windows 7:" above a list, "To do it in Windows 8, follow these steps:" above one of several
    /// lists of a section: the platforms that its steps are for.
    pub fn meant_by(&self, intro: &str, procedures: usize) -> Vec<Platform> {
        let text = intro.trim_end();
        if !text.ends_with(':') || !(text.contains("indows") || text.contains("WINDOWS")) {
            return Vec::new();
        }
        let text = text.rsplit(". ").next().unwrap_or(text);
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begins =
            |list: &[&str]| list.iter().any(|p| text.get(..p.len()).is_some_and(|t| t.eq_ignore_ascii_case(p)));
        let alone = begins(&[
            "on windows",
            "in windows",
            "for windows",
            "windows",
            "if you are",
            "if you're",
            "if you’re",
            "if you use",
        ]);
        let one_of_several = procedures >= 2 && begins(&["to ", "in ", "on ", "for "]);
        if alone || one_of_several { self.in_text(text) } else { Vec::new() }
    }

    /// "On Windows 10, click …": the step is for that platform alone.
    pub fn of_step(&self, text: &str) -> Vec<Platform> {
        let text = text.strip_prefix('(').unwrap_or(text);
        let opens = [
            "on windows",
            "in windows",
            "windows 10 only)",
            "windows 11 only)",
            "windows 10)",
            "windows 11)",
            "windows 10:",
            "windows 11:",
            "for windows",
            "if you're using windows",
            "if you are on windows",
            "if you use windows",
        ];
        if !opens.iter().any(|o| text.get(..o.len()).is_some_and(|head| head.eq_ignore_ascii_case(o))) {
            return Vec::new();
        }
        let named = self.in_text(text.split([',', ':', ')']).next().unwrap_or(""));
        // "On Windows 10: …. On Windows 11: …", "…; otherwise …": it is for the others, too.
        let all = self.in_text(text);
        let for_others = all.iter().any(|p| !named.contains(p)) || text.to_lowercase().contains(" otherwise");
        if for_others { Vec::new() } else { named }
    }
}

fn windows(id: &str, name: &str) -> Platform {
    Platform { id: id.into(), name: name.into() }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_known_by_their_many_names() {
        let platforms = Platforms::new(&BTreeMap::from([("Ward desk".to_owned(), vec!["wd".to_owned()])]));
        let names = |list: Vec<Platform>| list.iter().map(|p| p.name.to_string()).collect::<Vec<_>>();
        assert_eq!(platforms.named("win11").unwrap().id.as_ref(), "windows-11");
        assert_eq!(platforms.named("Windows 10").unwrap().name.as_ref(), "Windows 10");
        assert_eq!(platforms.named("WD").unwrap().name.as_ref(), "Ward desk");
        assert_eq!(platforms.named("printer"), None);
        assert_eq!(names(platforms.in_text("Flush DNS on Windows 10/11")), ["Windows 10", "Windows 11"]);
        assert_eq!(
            names(platforms.in_text("On Windows 10 and Windows 11, and Windows 7")),
            ["Windows 10", "Windows 11", "Windows 7"]
        );
        for text in
            ["Windows (10, 11)", "Windows® 11, and 10", "Windows11 / W10", "Win10, or 11", "Windows 10 (and 11)"]
        {
            assert_eq!(names(platforms.in_text(text)), ["Windows 10", "Windows 11"], "{text}");
        }
        assert_eq!(names(platforms.in_text("Windows 1087 and Windowed 10, windows (10 of them), form W100")), [""; 0]);
    }
}
