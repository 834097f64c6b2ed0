//! The head of a catalogue: which release it is of, what comes before it, how long it is supported.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

/// A version of Windows, or of anything else that guides are about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Release {
    /// `windows-11-24h2`: as in front matter and on the command line.
    pub release: String,
    /// For people: `Windows 11, version 24H2`.
    pub name: String,
    /// For a place in a sentence: `Windows 11 24H2`.
    pub short: String,
    /// Id of the platform it is a release of: `windows-11`.
    pub platform: String,
    pub build: Option<u32>,
    /// Language of the labels.
    pub language: String,
    /// Other releases that look the same: `windows-11-23h2`.
    pub also: Vec<String>,
    /// The release before it.
    pub after: Option<String>,
    /// Until when its maker mends it.
    pub support: Option<Support>,
    /// How much of it was seen.
    pub evidence: Evidence,
    /// The release that it is like, but for what the file says.
    pub like: Option<String>,
    /// Ids of places of `like` that it does not have.
    pub without: Vec<String>,
}

/// The last day with updates, by edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Home and Pro; of other systems: of all.
    pub home: Date,
    /// Enterprise and Education, where those have longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<Date>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    #[default]
    Strong,
    /// Mostly taken over from a neighbor.
    Weak,
}

impl Release {
    /// Whether it goes by this name, in its full form.
    pub fn is_called(&self, name: &str) -> bool {
        self.release == name || self.also.iter().any(|a| a == name)
    }

    /// `Windows 10` for `windows-10`.
    pub fn platform_name(&self) -> String {
        let named = crate::guide::platform::Platforms::default().named(&self.platform);
        named.map_or_else(|| self.short.clone(), |p| p.name.to_string())
    }

    /// Takes what a file of a project says over what ours said.
    pub fn lay_over(&mut self, own: &Release) {
        let text = |mine: &mut String, own: &String| {
            if !own.is_empty() {
                mine.clone_from(own);
            }
        };
        text(&mut self.name, &own.name);
        text(&mut self.short, &own.short);
        text(&mut self.platform, &own.platform);
        text(&mut self.language, &own.language);
        self.build = own.build.or(self.build);
        self.support = own.support.or(self.support);
        self.also.extend(own.also.iter().cloned());
    }
}

/// Reads the head of a file without its places.
pub fn head(source: &Source) -> Result<Release, Box<Diagnostic>> {
    let text = &source.text;
    // The two long parts stand last in every file of ours; a file that has them first is read whole.
    let cut = ["\nsources:", "\nplaces:"].iter().filter_map(|key| text.find(key)).min().unwrap_or(text.len());
    let behind = text[cut..].lines().any(|l| l.starts_with(|c: char| c.is_alphabetic()) && !is_long(l));
    let head = if behind { text } else { &text[..cut] };
    let release: Release = if behind {
        serde_yaml::from_str::<super::catalogue::File>(head).map(|f| f.head)
    } else {
        serde_yaml::from_str::<Release>(head)
    }
    .map_err(|e| Box::new(explain(source, &e)))?;
    if release.release.is_empty() {
        let message = "the catalogue does not say of which release it is".to_owned();
        let fault = Diagnostic::new("ui/catalogue", Severity::Error, source.path.clone(), None, message);
        return Err(Box::new(fault.help("begin it with `release: windows-11-24h2`")));
    }
    Ok(release)
}

/// What no file of a release says about its names: its id, and the short name is the long one.
pub fn complete(release: &mut Release) {
    if release.name.is_empty() {
        release.name.clone_from(if release.short.is_empty() { &release.release } else { &release.short });
    }
    if release.short.is_empty() {
        release.short.clone_from(&release.name);
    }
}

fn is_long(line: &str) -> bool {
    line.starts_with("places:") || line.starts_with("sources:")
}

/// A fault of YAML with its place.
pub fn explain(source: &Source, e: &serde_yaml::Error) -> Diagnostic {
    let message = e.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
    let span = e.location().map(|l| {
        let mut start = l.index().min(source.text.len());
        while !source.text.is_char_boundary(start) {
            start -= 1;
        }
        let end = source.text[start..].find('\n').map_or(source.text.len(), |i| start + i);
        Span::new(start, end)
    });
    Diagnostic::new("ui/catalogue", Severity::Error, source.path.clone(), span, message)
        .help("the manual shows the form of a catalogue")
}

/// Each release behind the one it comes after; those that come after none in the order given.
pub fn in_order(mut rest: Vec<Release>) -> Vec<Release> {
    let mut out: Vec<Release> = Vec::new();
    while !rest.is_empty() {
        let ready = |r: &Release| {
            let after = r.after.as_deref();
            after.is_none_or(|a| out.iter().any(|o| o.is_called(a)) || !rest.iter().any(|o| o.is_called(a)))
        };
        // Releases that come after each other in a ring are taken as they stand.
        let next = rest.iter().position(ready).unwrap_or(0);
        out.push(rest.remove(next));
    }
    out
}

/// The release that a person means.
pub fn find<'a>(releases: &'a [Release], name: &str) -> Option<&'a Release> {
    let wanted = squeezed(name);
    if wanted.is_empty() {
        return None;
    }
    let exact = |r: &&Release| std::iter::once(&r.release).chain(&r.also).any(|n| squeezed(n) == wanted);
    let short = |r: &&Release| {
        let names = std::iter::once(&r.release).chain(&r.also).map(|n| squeezed(n));
        names.into_iter().any(|n| n.strip_prefix("windows").is_some_and(|n| n == wanted || n.ends_with(&wanted)))
    };
    let platform = |r: &&Release| {
        let platform = squeezed(&r.platform);
        platform == wanted || platform.strip_prefix("windows").is_some_and(|p| p == wanted)
    };
    let ends: Vec<&Release> = releases.iter().filter(short).collect();
    releases
        .iter()
        .find(exact)
        .or_else(|| releases.iter().filter(platform).rfind(|r| r.evidence == Evidence::Strong))
        .or_else(|| releases.iter().rfind(platform))
        .or(if ends.len() == 1 { Some(ends[0]) } else { None })
}

fn squeezed(text: &str) -> String {
    let lower = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    lower.replace("version", "").replace("win1", "windows1").replace("windowsdows", "windows")
}

#[cfg(test)]
mod tests {
    use crate::ui::Catalogues;

    #[test]
    fn a_release_is_found_by_what_people_call_it() {
        let all = Catalogues::new(&[]);
        let found = |name: &str| all.find(name).map(|r| r.release.as_str());
        for name in ["windows-11-24h2", "11 24H2", "24h2", "Windows 11, version 24H2", "win11 24h2"] {
            assert_eq!(found(name), Some("windows-11-24h2"), "{name}");
        }
        assert_eq!(found("10"), Some("windows-10-22h2"));
        assert_eq!(found("windows-11-23h2"), Some("windows-11-22h2"), "the same places under another name");
        assert_eq!(found("22h2"), None, "10 or 11?");
        assert_eq!(found("windows 12"), None);
    }

    #[test]
    fn releases_stand_in_the_order_of_time() {
        let all = Catalogues::new(&[]);
        let names: Vec<&str> = all.releases().iter().map(|r| r.release.as_str()).collect();
        let want = ["windows-10-22h2", "windows-11-21h2", "windows-11-22h2", "windows-11-24h2", "windows-11-25h2"];
        assert_eq!(names, want);
    }
}
