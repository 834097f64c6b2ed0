//! What opens something else in the new release, or nothing: Win+A opened the Action Center, and opens Quick settings;
//! `ms-settings:tabletmode` opened a page that is gone.

use std::collections::BTreeMap;

use crate::guide::keys;
use crate::ui::events;
use crate::ui::judge::Judge;
use crate::ui::reference::{Certainty, Mention};
use crate::ui::refresh::{Edit, FindingKind, Proposal};
use crate::ui::text::{Unit, UnitKind};
use crate::ui::world::{NodeIndex, Via, World};

/// The chords of an article that open something else in the new release, the commands and addresses that have nothing to open.
pub fn find(world: &World, units: &[Unit]) -> Vec<Mention> {
    let mut out = Vec::new();
    for (unit, u) in units.iter().enumerate().filter(|(_, u)| !matches!(u.kind, UnitKind::Heading(_))) {
        let mention = |start: usize, end: usize, node: NodeIndex| Mention {
            unit,
            start,
            end,
            node,
            via: Via::From,
            certainty: Certainty::Certain,
            path: None,
            above: None,
            switching: false,
        };
        // Nearly no line has a chord.
        if u.line.lower.contains("win") || u.line.text.contains('⊞') {
            let changed = |c: &keys::Chord| Some(world.changed_chord(&c.text())?.0);
            let chords = keys::find(&u.line).into_iter();
            out.extend(chords.filter_map(|c| Some(mention(c.start, c.end, changed(&c)?))));
        }
        let gone = |(start, end): &(usize, usize)| world.gone_opener(&u.line.text[*start..*end]);
        let typed = events::typed(&u.line).into_iter();
        let found: BTreeMap<usize, Mention> =
            typed.filter_map(|range| Some((range.0, mention(range.0, range.1, gone(&range)?)))).collect();
        out.extend(found.into_values());
    }
    out
}

impl Judge<'_> {
    /// What opens something else now, or nothing.
    pub(super) fn openers(&mut self) {
        let world = self.world;
        for i in self.resolved.mentions.len()..self.resolved.mentions.len() + self.resolved.openers.len() {
            let m = self.mention(i);
            if let Some(old) = world.gone_opener(self.written(i)).filter(|_| self.is_concerned(i)) {
                self.gone(i, old);
                continue;
            }
            let Some((old, new)) = world.changed_chord(&keys_of(self.unit(i), m)).filter(|_| self.is_concerned(i))
            else {
                continue;
            };
            let goal = match world.split(old) {
                Some(change) => self.chosen(i, change),
                None => Some(old),
            };
            let (chord, name) = (keys_of(self.unit(i), m), world.nodes[old].label().to_owned());
            // The chord is right for what the step goes on to speak of.
            if goal.is_some() && goal == new {
                continue;
            }
            let keys = |n: NodeIndex| world.nodes[n].to.as_ref().and_then(|s| s.place.keys.first());
            let own = goal.and_then(keys).filter(|k| last_key(k).0 == last_key(&chord).0);
            let opens = new.and_then(|n| self.new_label(n));
            let short = &world.to.short;
            let reason = match opens {
                Some(label) => format!("{chord} opens {label} in {short}, no longer {name}"),
                None => format!("{chord} does not open {name} in {short}"),
            };
            let span = self.unit(i).exact(m.end - last_key(&chord).1.len(), m.end, &self.source.text);
            let fix = match (own, span) {
                (Some(own), Some(span)) => Proposal::Edit(Edit { span, text: last_key(own).1.to_owned() }),
                _ => {
                    let label = self.new_label(old);
                    let more = label.zip(keys(old)).map_or(String::new(), |(l, k)| format!("; {l} is opened by {k}"));
                    Proposal::Person(reason.clone() + &more)
                }
            };
            self.push(i, world.nodes[old].id.clone(), FindingKind::Moved, reason, fix);
        }
    }

    /// A command or an address of a place that the new release does not have.
    fn gone(&mut self, i: usize, old: NodeIndex) {
        let world = self.world;
        let (short, name, opener) = (&world.to.short, world.nodes[old].label(), self.written(i));
        let reason = format!("{opener} opens {name}, which {short} does not have any more");
        // What has come in its place, and what opens that.
        let goal = world.split(old).and_then(|change| self.chosen(i, change));
        let open = |n: NodeIndex| {
            world.nodes[n].to.as_ref().and_then(|s| s.place.address.as_ref().or(s.place.command.as_ref()))
        };
        let more = goal.and_then(|n| Some((self.new_label(n)?, open(n)))).map(|(label, by)| match by {
            Some(by) => format!("; {label} is opened by {by}"),
            None => format!("; look for {label}"),
        });
        let fix = Proposal::Person(reason.clone() + &more.unwrap_or_default());
        self.push(i, world.nodes[old].id.clone(), FindingKind::Removed, reason, fix);
    }
}

/// The chord that a mention stands for, as the catalogues write it.
fn keys_of(unit: &Unit, m: &Mention) -> String {
    keys::find(&unit.line).into_iter().find(|c| c.start == m.start).map(|c| c.text()).unwrap_or_default()
}

/// `Win+` and `A`.
fn last_key(chord: &str) -> (&str, &str) {
    chord.rsplit_once('+').map_or(("", chord), |(_, key)| chord.split_at(chord.len() - key.len()))
}
