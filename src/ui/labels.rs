//! Labels before a way, in a list or a table: "Tablet: Settings > Bluetooth". What is behind the name of another device or
//! program is theirs.

use crate::guide::words;
use crate::ui::events;
use crate::ui::label::{self, Token};
use crate::ui::reference::Walk;
use crate::ui::text::{Unit, UnitKind};
use crate::ui::words::table;

/// Labels that say what a line is, and not what it is about.
const REMARKS: &[&str] =
    &["note", "tip", "hint", "warning", "important", "example", "remark", "path", "location", "how"];

impl Walk<'_> {
    /// Whether the label of a unit, or the head of its row or column, is the name of something else.
    pub(super) fn is_labeled_as_theirs(&self, index: usize, units: &[Unit]) -> bool {
        let unit = &units[index];
        let own: Vec<&str> = unit.heads.iter().map(String::as_str).chain(label_of(unit)).collect();
        if own.iter().any(|l| events::is_other_device(l) || self.is_strange_app(l)) {
            return true;
        }
        // "Contoso Desk: …" beside "Windows: …"
        if own.is_empty() || own.iter().any(|l| is_pc(l)) || !own.iter().any(|l| self.is_unknown(&label::tokens(l))) {
            return false;
        }
        let together = |other: &&Unit| match unit.row {
            Some(_) => other.row.is_some(),
            None => other.kind == UnitKind::Item && other.kind == unit.kind && other.within == unit.within,
        };
        let around =
            units[..index].iter().rev().take_while(together).chain(units[index + 1..].iter().take_while(together));
        around.take(40).any(|u| label_of(u).into_iter().chain(u.heads.iter().map(String::as_str)).any(is_pc))
    }

    /// "Headset app": a program that no catalogue has.
    fn is_strange_app(&self, label: &str) -> bool {
        let tokens = label::tokens(label);
        let Some((last, name)) = tokens.split_last() else { return false };
        let of_device = matches!(name, [only] if table().devices.contains(&only.key));
        matches!(last.key.as_str(), "app" | "application") && (of_device || self.is_unknown(name))
    }

    /// Whether the label of a unit may be the name of a program: several words in capitals of which Windows has none.
    pub(super) fn may_be_labeled_as_theirs(&self, unit: &Unit) -> bool {
        label_of(unit).into_iter().chain(unit.heads.last().map(String::as_str)).any(|label| {
            let tokens = label::tokens(label);
            let is_name = tokens.iter().all(|t| label[t.start..].starts_with(char::is_uppercase));
            tokens.len() > 1 && is_name && self.is_unknown(&tokens)
        })
    }

    /// Whether no word of a name is one of Windows.
    fn is_unknown(&self, name: &[Token]) -> bool {
        let is_known = |t: &Token| {
            let key = t.key.as_str();
            !self.world.named(key).is_empty()
                || self.world.longest(key) > 0
                || table().ours.contains(key)
                || table().machines.contains(key)
                || REMARKS.contains(&key)
                || words::leading_verb(key).is_some()
        };
        !name.is_empty() && name.len() <= 3 && !name.iter().any(is_known)
    }
}

/// Whether a unit has a label, or stands in a table.
pub(super) fn is_labeled(unit: &Unit) -> bool {
    unit.row.is_some() || label_of(unit).is_some()
}

/// What stands before a colon at the begin of a unit.
fn label_of(unit: &Unit) -> Option<&str> {
    unit.line.text.split_once(':').map(|(label, _)| label).filter(|l| l.len() <= 30)
}

/// "Windows 10", "Your PC"
fn is_pc(label: &str) -> bool {
    let tokens = label::tokens(label);
    let names = |t: &Token| t.key == "window" || t.key.starts_with("win1") || table().machines.contains(&t.key);
    tokens.len() <= 3 && tokens.iter().any(names) && !tokens.iter().any(|t| t.key == "server")
}
