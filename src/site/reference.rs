//! Where a link or an image leads.
//!
//! Authors write the same link in many ways: the file, the page, the address on the old site, only the
//! name. All of them become the same `Target`. The order of trying:
//!
//! 1. A refused scheme is refused; `#anchor` is looked up in the guide itself.
//! 2. A path is looked up from the article's folder, from the top of the content, as from a pretty address
//!    (`guides/a/` for `guides/a.md`), and last as the bare name of a guide, when only one has it.
//! 3. A web address on the host of `base_url` is a path of this site; when nothing is there it is a dead
//!    link. A web address whose host starts with the name of a top folder of the content
//!    (`https://win11.example.com/x/` beside `win11/x.md`) is that guide when the folder has it, else it
//!    stays a web address: such folders are how several old sites are gathered into one.
//!
//! 4. A picture on another site whose address is in `images.lock` is the file of the vault, as if the author had
//!    put it there.
//!
//! The case of a path matters, so that a link does not work on Windows only.

use std::sync::Arc;

use url::Url;

use crate::address::{self, UrlKind};
use crate::config::Config;
use crate::guide::{Guide, Reference, ReferenceKind, Step, marker};
use crate::site::file::Files;
use crate::site::names::{Named, Names};
use crate::site::{GuideIndex, PlacedGuide, Target};
use crate::vault::{State, Vault};

/// All that a reference can lead to.
pub struct World<'a> {
    pub config: &'a Config,
    pub guides: &'a [PlacedGuide],
    pub names: Arc<Names>,
    pub files: Files<'a>,
    pub vault: &'a Vault,
    /// `base_url`, read once.
    pub base: Option<Url>,
}

/// A web address that is a place on this site.
pub struct Local {
    /// Path below the site, decoded.
    pub path: String,
    pub fragment: Option<String>,
    /// The host is that of `base_url`: what is not found is dead, not elsewhere.
    pub ours: bool,
}

pub fn resolve(world: &World, from: GuideIndex, reference: &Reference) -> Target {
    let image = reference.kind != ReferenceKind::Link;
    let written = reference.url.trim();
    match address::check_url(written, &world.config.link_schemes) {
        UrlKind::Refused(why) => Target::Refused(why),
        UrlKind::Relative => relative(world, from, written, image),
        UrlKind::Web => match world.local(written) {
            Some(local) => match below(world, &local.path, local.fragment.as_deref(), image) {
                Some(target) => target,
                None if local.ours => Target::Missing { candidates: candidates(world, &local.path, image) },
                None => web(world, written, image),
            },
            None => web(world, written, image),
        },
    }
}

/// The file that an image of an article shows, as far as it is known without the other articles.
pub fn picture(files: &Files, vault: &Vault, source: &str, written: &str) -> Option<Arc<str>> {
    let written = written.trim();
    let found = match address::check_url(written, &[]) {
        UrlKind::Refused(_) => None,
        UrlKind::Relative => beside(source, &split(written).0).iter().flatten().find_map(|path| files.get(path)),
        UrlKind::Web => match &vault.find(written)?.state {
            State::Kept(kept) => files.get(&kept.file()),
            _ => None,
        },
    };
    match found? {
        Target::Asset { path, .. } => Some(path),
        _ => None,
    }
}

/// What a path of an article may mean: from its folder, from the top, and as from its pretty address.
fn beside(source: &str, path: &str) -> [Option<String>; 3] {
    let folder = address::folder(source);
    [address::join(folder, path), address::join("", path), address::join(address::stem(source), path)]
}

fn web(world: &World, written: &str, image: bool) -> Target {
    if image
        && let Some(State::Kept(kept)) = world.vault.find(written).map(|r| &r.state)
        && let Some(file) = world.files.get(&kept.file())
    {
        return file;
    }
    let url = if written.starts_with("//") { format!("https:{written}") } else { written.to_owned() };
    if image { Target::RemoteImage(url) } else { Target::Web(url) }
}

/// A path as written, without what stands behind `?`, and its anchor; both decoded.
pub fn split(url: &str) -> (String, Option<String>) {
    let (path, fragment) = match url.split_once('#') {
        Some((path, fragment)) => (path, Some(address::decode(fragment))),
        None => (url, None),
    };
    let path = path.split('?').next().unwrap_or("");
    let path = address::composed(address::decode(path).replace('\\', "/"));
    (path, fragment)
}

fn relative(world: &World, from: GuideIndex, written: &str, image: bool) -> Target {
    let (path, fragment) = split(written);
    if !image && is_mail(&path) {
        return Target::Web(format!("mailto:{path}"));
    }
    if path.is_empty() && !image {
        return match fragment.as_deref() {
            // The top of a page needs no element of that name.
            None | Some("" | "top") => Target::Guide { guide: from, anchor: None },
            Some(fragment) => match anchor_of(&world.guides[from].entry.guide, fragment) {
                Some(anchor) => Target::Anchor(anchor),
                None => Target::Missing { candidates: near_anchors(&world.guides[from].entry.guide, fragment) },
            },
        };
    }
    let source = &world.guides[from].entry.source;
    let folder = address::folder(source);
    let tries = beside(source, &path);
    let leads_out = tries[0].is_none();
    // An empty path after joining is the top of the site; only the first reading may mean that.
    let tries = tries.iter().enumerate().filter_map(|(i, t)| t.as_deref().filter(|t| i == 0 || !t.is_empty()));
    for path in tries {
        if let Some(target) = below(world, path, fragment.as_deref(), image) {
            return target;
        }
    }
    let bare = path.trim_start_matches("./").trim_matches('/');
    if !image
        && !bare.contains('/')
        && let Some(guide) = world.names.by_slug(bare)
    {
        return to_guide(world, guide, fragment.as_deref());
    }
    if leads_out {
        return Target::Refused("the address leads out of the site");
    }
    let path = address::join(folder, &path).unwrap_or(path);
    Target::Missing { candidates: candidates(world, &path, image) }
}

/// `<support@example.com>` loses its `mailto:` in many conversions.
fn is_mail(path: &str) -> bool {
    let plain =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_+".contains(&b));
    path.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
}

/// What lies at a path below the content or the site.
fn below(world: &World, path: &str, fragment: Option<&str>, image: bool) -> Option<Target> {
    if let Some(file) = world.files.get(path) {
        return Some(file);
    }
    if image {
        return None;
    }
    match world.names.at(path)? {
        Named::Guide(guide) => Some(to_guide(world, guide, fragment)),
        Named::Page(page) => Some(Target::Page(page)),
    }
}

/// A wrong anchor still leads to the guide; the rule `broken-anchor` sees that it is gone.
fn to_guide(world: &World, guide: GuideIndex, fragment: Option<&str>) -> Target {
    let anchor = fragment.filter(|f| !f.is_empty()).and_then(|f| anchor_of(&world.guides[guide].entry.guide, f));
    Target::Guide { guide, anchor }
}

fn candidates(world: &World, path: &str, image: bool) -> Vec<String> {
    let file = world.files.near(path);
    let guides = if image { Vec::new() } else { world.names.near(path) };
    file.into_iter().chain(guides).take(3).collect()
}

/// Every anchor of a guide's page, in order.
pub fn anchors(guide: &Guide) -> Vec<&str> {
    fn add<'a>(step: &'a Step, all: &mut Vec<&'a str>) {
        all.push(&step.anchor);
        step.substeps().for_each(|s| add(s, all));
    }
    let mut all = Vec::new();
    for section in &guide.sections {
        all.extend(section.heading.iter().map(|h| h.anchor.as_str()));
        section.procedures().flat_map(|p| &p.steps).for_each(|s| add(s, &mut all));
    }
    all
}

/// The anchor that a fragment means: itself, or the one that its words make.
fn anchor_of(guide: &Guide, fragment: &str) -> Option<String> {
    let all = anchors(guide);
    let made = address::slug(fragment);
    let found = all.iter().find(|a| **a == fragment).or_else(|| all.iter().find(|a| **a == made && !made.is_empty()));
    let found = found.map(|a| a.to_string());
    found
        .or_else(|| made.strip_prefix("h-").and_then(|rest| all.iter().find(|a| **a == rest)).map(|a| a.to_string()))
        .or_else(|| anchor_of_number(guide, &made))
}

/// "m2", "option-1", "step3", as writers name the ways of an article for its table of contents: the one heading that such
/// a word and number begin, else the step.
fn anchor_of_number(guide: &Guide, fragment: &str) -> Option<String> {
    let letters = &fragment[..fragment.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(fragment.len())];
    let n: u32 = fragment[letters.len()..].trim_start_matches('-').parse().ok()?;
    let headings = guide.sections.iter().filter_map(|s| s.heading.as_ref());
    let begins = |word: &str| word.get(..letters.len()).is_some_and(|head| head.eq_ignore_ascii_case(letters));
    let mut ways = headings.filter(|h| marker::way(&h.text).is_some_and(|(word, of)| of == n && begins(word)));
    match (ways.next(), ways.next()) {
        (Some(way), None) => Some(way.anchor.clone()),
        (None, _) if letters == "step" => {
            let anchor = format!("step-{n}");
            anchors(guide).contains(&anchor.as_str()).then_some(anchor)
        }
        _ => None,
    }
}

/// Up to three anchors that look like the fragment.
pub fn near_anchors(guide: &Guide, fragment: &str) -> Vec<String> {
    let want = address::slug(fragment);
    let mut scored: Vec<(f64, &str)> = anchors(guide)
        .into_iter()
        .map(|a| (strsim::jaro_winkler(a, &want), a))
        .filter(|(score, a)| *score >= 0.8 && (!a.starts_with("step-") || want.starts_with("step")))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(3).map(|(_, a)| format!("#{a}")).collect()
}

impl World<'_> {
    /// The place on this site that a web address means, by the rules at the top.
    pub fn local(&self, written: &str) -> Option<Local> {
        let url = match written.strip_prefix("//") {
            Some(rest) => Url::parse(&format!("https://{rest}")).ok()?,
            None => Url::parse(written).ok()?,
        };
        if !matches!(url.scheme(), "http" | "https") {
            return None;
        }
        let host = url.host_str()?;
        let path = address::composed(address::decode(url.path()));
        let fragment = url.fragment().map(address::decode);
        if let Some(base) = &self.base
            && base.host_str() == Some(host)
        {
            let path = path.strip_prefix(base.path()).unwrap_or(&path);
            let path = path.trim_matches('/').to_owned();
            return Some(Local { path: self.known(path, None), fragment, ours: true });
        }
        let label = host.split('.').next()?;
        if host.contains('.') && self.names.has_top(label) {
            let path = format!("{label}/{}", path.trim_matches('/'));
            return Some(Local { path: self.known(path, Some(label)), fragment, ours: false });
        }
        None
    }

    /// Old sites put dates before the name (`/2024/07/13/x/`): the name alone counts when the path is not known.
    fn known(&self, path: String, top: Option<&str>) -> String {
        if self.names.at(&path).is_some() || self.files.get(&path).is_some() {
            return path;
        }
        let last = address::file_name(&path);
        if let Some(top) = top {
            let short = format!("{top}/{last}");
            return if self.names.at(&short).is_some() { short } else { path };
        }
        match self.names.by_slug(last) {
            Some(guide) => self.guides[guide].permalink.to_string(),
            None => path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::lower;
    use crate::guide::platform::Platforms;
    use crate::source::Source;

    #[test]
    fn numbers_of_ways_lead_to_their_headings() {
        let text = "---\ntitle: T\n---\n## Method 1: Mend it\n\n1. Click **A**.\n2. Click **B**.\n\n## Method II: Renew it\n\nText.\n\n## Fix 3\n\nText.\n\n## Fix 4\n\n## Fix 4 again\n";
        let (guide, _) = lower::read(&Source::from_text("a.md", text), &Platforms::default());
        for (fragment, want) in [
            ("method-1-mend-it", Some("method-1-mend-it")),
            ("m1", Some("method-1-mend-it")),
            ("Method 2", Some("method-ii-renew-it")),
            ("2", Some("method-ii-renew-it")),
            ("F3", Some("fix-3")),
            ("h-method-1-mend-it", Some("method-1-mend-it")),
            ("step2", Some("step-2")),
            ("step3", None),
            // Two of them, and none.
            ("f4", None),
            ("x1", None),
            ("m12", None),
        ] {
            assert_eq!(anchor_of(&guide, fragment).as_deref(), want, "{fragment}");
        }
    }
}
