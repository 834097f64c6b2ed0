//! Chords that open something else in the new release: Win+A opened the Action Center, and opens Quick settings.

use crate::guide::keys;
use crate::ui::judge::Judge;
use crate::ui::reference::{Certainty, Mention};
use crate::ui::refresh::{Edit, FindingKind, Proposal};
use crate::ui::text::{Unit, UnitKind};
use crate::ui::world::{NodeIndex, Via, World};

/// The chords of an article that open something else in the new release.
pub fn find(world: &World, units: &[Unit]) -> Vec<Mention> {
    let mut out = Vec::new();
    for (unit, u) in units.iter().enumerate().filter(|(_, u)| !matches!(u.kind, UnitKind::Heading(_))) {
        // Nearly no line has one.
        if !u.line.lower.contains("win") && !u.line.text.contains('⊞') {
            continue;
        }
        for chord in keys::find(&u.line) {
            if let Some((node, _)) = world.changed_chord(&chord.text()) {
                out.push(Mention {
                    unit,
                    start: chord.start,
                    end: chord.end,
                    node,
                    via: Via::From,
                    certainty: Certainty::Certain,
                    path: None,
                    above: None,
                    switching: false,
                });
            }
        }
    }
    out
}

impl Judge<'_> {
    /// Chords that open something else now.
    pub(super) fn chords(&mut self) {
        let world = self.world;
        for i in self.resolved.mentions.len()..self.resolved.mentions.len() + self.resolved.chords.len() {
            let m = self.mention(i);
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
}

/// The chord that a mention stands for, as the catalogues write it.
fn keys_of(unit: &Unit, m: &Mention) -> String {
    keys::find(&unit.line).into_iter().find(|c| c.start == m.start).map(|c| c.text()).unwrap_or_default()
}

/// `Win+` and `A`.
fn last_key(chord: &str) -> (&str, &str) {
    chord.rsplit_once('+').map_or(("", chord), |(_, key)| chord.split_at(chord.len() - key.len()))
}
