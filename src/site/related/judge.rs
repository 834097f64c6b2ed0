//! Whether a link that the author wrote is about what the guide is about, and how near it is.

use super::{Judged, Meaning, Neighborhood, Refused, host, shelf};
use crate::address::{self, UrlKind};
use crate::guide::{AlsoRead, is_foreign_line};
use crate::site::explain;
use crate::site::reference::split;
use crate::site::subject::{BANNED, Sign};
use crate::site::words::Stems;
use crate::site::{GuideIndex, PruneReason, RelatedTarget};

/// What the signs of a link, its place and its nearness must come to together for it to be on topic.
const ON_TOPIC: f32 = 3.5;
/// What it counts that a link leads to the same shelf, and what nearness counts, up to a bound.
const HERE: f32 = 1.0;
const NEARNESS: f32 = 8.0;
const MOST_NEARNESS: f32 = 3.0;
/// A guide is about a word when the word is worth this much in it; the word then says nothing against a link.
const ABOUT: f32 = 0.08;
/// How nearness is made: of the guides that the title fits, of its words, of the body it leads to.
const MEANT: f32 = 0.5;
const WORDS: f32 = 0.2;
const BODY: f32 = 0.3;
/// How much nearer a link within the shelf is than one out of it.
const SAME_SHELF: f32 = 1.3;

impl Neighborhood<'_> {
    /// How good an author's link is, or why it goes.
    pub(super) fn judge(&self, from: GuideIndex, link: &AlsoRead, stems: &mut Stems) -> Result<Judged, Refused> {
        let config = &self.world.config;
        let title = link.title.trim();
        let kind = address::check_url(&link.url, &config.link_schemes);
        if title.is_empty() {
            return Err(Refused::plain(PruneReason::Unusable, "it has no title"));
        }
        if let UrlKind::Refused(why) = kind {
            return Err(Refused::plain(PruneReason::Unusable, why));
        }
        let local = self.world.local(&link.url);
        let ours = kind == UrlKind::Relative || local.as_ref().is_some_and(|l| l.ours);
        let to = self.named(from, &link.url).or_else(|| {
            // The same article on another host: the last part of its address, then its title.
            let (path, _) = split(&link.url);
            self.world.names.by_slug(address::file_name(path.trim_matches('/'))).or_else(|| self.titled(title))
        });
        let own = self.copies[from];
        let body = to.map(|to| self.copies[to]);
        if body == Some(own) {
            return Err(Refused::plain(PruneReason::Itself, "it is this guide or a copy of it"));
        }
        if to.is_none() && ours {
            return Err(Refused::plain(PruneReason::Dead, "there is no such guide"));
        }
        if to.is_none()
            && let Some(hosts) = &config.related.hosts
            && !allowed(&link.url, hosts)
        {
            return Err(Refused::plain(PruneReason::OffSite, "`related.hosts` does not name its host"));
        }
        let source = &self.world.guides[from].entry.source;
        let here = match to {
            Some(to) => shelf(&self.world.guides[to].entry.source) == shelf(source),
            None => host(&link.url).is_some_and(|h| h.split('.').next() == Some(shelf(source))),
        };
        let mut signs = self.subjects.of(title, &link.url);
        // A word that this guide, or the one it leads to, is about says nothing against it.
        signs.retain(|sign| {
            let about = |body: GuideIndex, stems: &mut Stems| self.index.share(&sign.word, body, stems) >= ABOUT;
            sign.weight > 0
                || sign.weight <= BANNED
                || !(about(own, stems) || body.is_some_and(|body| about(body, stems)))
        });
        let sum: i32 = signs.iter().map(|s| s.weight).sum();
        let here_counts = if here { HERE } else { 0.0 };
        let off_topic = |score: Option<f32>, signs: &[Sign]| {
            let against: Vec<String> = signs.iter().filter(|s| s.weight < 0).map(explain::sign).collect();
            let mut why = match against.is_empty() {
                true if signs.is_empty() => "its title names nothing that guides are about".to_owned(),
                true => "it has little to do with this guide".to_owned(),
                false => against.join("; "),
            };
            // A link with a lower score may be kept, by a better title: say what this one would need.
            let lacks = ON_TOPIC - sum as f32 - here_counts;
            match score {
                None => {}
                Some(_) if lacks > MOST_NEARNESS => why += "; with this title no score would do",
                Some(_) => why += &format!("; with this title it would have to come to {:.2}", lacks / NEARNESS),
            }
            Refused { reason: PruneReason::OffTopic, score, why }
        };
        // Most links that go do so here, before the work begins.
        if sum as f32 + here_counts + MOST_NEARNESS < ON_TOPIC {
            return Err(off_topic(None, &signs));
        }
        let none = Meaning::default();
        let meaning = self.meanings.get(link.title.as_str()).unwrap_or(&none);
        let mine = self.index.vector(own);
        let all: f32 = meaning.bodies.iter().map(|(_, fits)| fits).sum();
        // That a title would fit this guide too says that it leads to a near one, and none is nearer than the nearest.
        let nearest = self.near[own].first().map_or(0.0, |(_, score)| *score);
        let near = |b: GuideIndex| if b == own { nearest } else { mine.likeness(self.index.vector(b)) };
        let meant: f32 =
            meaning.bodies.iter().map(|(b, fits)| fits * near(*b)).sum::<f32>() / all.max(f32::MIN_POSITIVE);
        let likeness = body.map(|body| mine.likeness(self.index.vector(body)));
        let words = self.index.title_fits(&meaning.title, own);
        let nearness = MEANT * meant + WORDS * words + BODY * likeness.unwrap_or(meant);
        let score = if here { (nearness * SAME_SHELF).min(1.0) } else { nearness };
        if sum as f32 + here_counts + (NEARNESS * score).min(MOST_NEARNESS) < ON_TOPIC {
            return Err(off_topic(Some(score), &signs));
        }
        // It stays a link of this subject, behind those that can be read.
        let is_foreign = to.map_or_else(|| is_foreign_line(title), |to| self.foreign[to]);
        let score = score * self.reads_on(from, is_foreign);
        let to = match to {
            Some(to) => RelatedTarget::Guide(to),
            None => RelatedTarget::Web { url: link.url.trim().to_owned(), title: title.to_owned() },
        };
        Ok(Judged { to, score, signs })
    }
}

/// Whether the host is one of these or below one of these.
fn allowed(url: &str, hosts: &[String]) -> bool {
    let Some(host) = host(url) else { return false };
    hosts.iter().any(|h| {
        let h = h.trim_start_matches("*.").to_ascii_lowercase();
        host == h || host.strip_suffix(h.as_str()).is_some_and(|rest| rest.ends_with('.'))
    })
}
