//! Words for a picture that has none, from the step that it belongs to.
//!
//! What a screenshot shows is mostly what its step has just acted on: "Settings > Accounts, Your info selected". So the
//! words are the place where the step happens and the last thing that it names before the picture. A step that names
//! nothing gives no words: a guess would be worse than silence, and the step said again is no description.

use std::collections::BTreeMap;

use super::{Action, Guide, Procedure, Reference, ReferenceKind, Step, TargetKind};
use crate::document::html_scan;
use crate::wording::Words;

/// Whether a picture says nothing to those who cannot see it.
pub fn is_missing(reference: &Reference) -> bool {
    reference.kind == ReferenceKind::Image && reference.text.chars().all(|c| !c.is_alphanumeric())
}

/// Whether the words of a picture are the name of its file, or say only that it is one: `image`, `a.png`, "Screenshot 3".
pub fn says_nothing(reference: &Reference) -> bool {
    const WORDS: &[&str] = &[
        "image",
        "img",
        "picture",
        "pic",
        "photo",
        "screenshot",
        "screen",
        "shot",
        "figure",
        "fig",
        "graphic",
        "untitled",
        "alt",
        "text",
        "bild",
        "grafik",
        "at",
        "am",
        "pm",
    ];
    let text = reference.text.trim().to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).peekable();
    let is_file = || html_scan::is_image_address(&text) && !text.contains(' ');
    reference.kind == ReferenceKind::Image && (words.peek().is_some() && words.all(|w| WORDS.contains(&w)) || is_file())
}

/// Words for the pictures of a guide that have none, by their index in `references`.
pub fn proposals(guide: &Guide, words: &Words) -> BTreeMap<u32, String> {
    let mut found: Vec<(u32, String)> = Vec::new();
    for procedure in guide.sections.iter().flat_map(|section| section.procedures()) {
        let mut place = None;
        of_steps(guide, words, procedure, &mut place, &mut found);
    }
    // The same words for two pictures would say that one of them is there twice.
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for reference in guide.references.iter().filter(|r| r.kind == ReferenceKind::Image) {
        *seen.entry(reference.text.clone()).or_default() += 1;
    }
    let mut told = BTreeMap::new();
    for (reference, text) in found {
        let count = seen.entry(text.clone()).or_default();
        *count += 1;
        let text = match *count {
            1 => text,
            n => words.fill("alt_again", &[("text", &text), ("n", &n.to_string())]),
        };
        told.insert(reference, text);
    }
    told
}

/// Where the reader is, and how many steps ago that was said.
type Place = Option<(String, usize)>;

/// A place that was named longer ago than this may be left by now.
const PLACE_LASTS: usize = 3;

fn of_steps(guide: &Guide, words: &Words, procedure: &Procedure, place: &mut Place, found: &mut Vec<(u32, String)>) {
    for step in &procedure.steps {
        of_step(guide, words, step, place, found);
    }
}

fn of_step(guide: &Guide, words: &Words, step: &Step, place: &mut Place, found: &mut Vec<(u32, String)>) {
    if let Some((_, age)) = place {
        *age += 1;
    }
    if place.as_ref().is_some_and(|(_, age)| *age > PLACE_LASTS) {
        *place = None;
    }
    let mut actions = step.actions.iter().filter(|action| tells(action)).peekable();
    // What the step has named since the last picture.
    let mut named: Vec<&Action> = Vec::new();
    for picture in step.images() {
        let Some(reference) = guide.references.get(picture as usize) else { continue };
        while let Some(action) = actions.next_if(|action| action.span.end <= reference.span.start) {
            named.push(action);
        }
        if is_missing(reference)
            && let Some(text) = shown(&named, place, words)
        {
            found.push((picture, text));
        }
        go(&named, place);
        named.clear();
    }
    go(&actions.collect::<Vec<_>>(), place);
    for substep in step.substeps() {
        of_step(guide, words, substep, place, found);
    }
}

/// Longest name and longest typed text that go into words for a picture, in characters.
const LONGEST_NAME: usize = 60;
const LONGEST_TYPED: usize = 80;

/// Whether an action names something that a screenshot shows.
fn tells(action: &Action) -> bool {
    let limit = match action.kind {
        TargetKind::Ui | TargetKind::Path => LONGEST_NAME,
        TargetKind::Input | TargetKind::Command => LONGEST_TYPED,
        TargetKind::Keys | TargetKind::File | TargetKind::Link => return false,
    };
    let text = action.text.trim();
    !text.contains('\n') && text.chars().any(char::is_alphanumeric) && text.chars().count() <= limit
}

/// The name without the end of the sentence it stood in.
fn name_of(action: &Action) -> &str {
    let text = action.text.trim();
    match action.kind {
        TargetKind::Ui | TargetKind::Path => text.trim_end_matches(['.', ',', ';', ':']).trim_end(),
        _ => text,
    }
}

/// Verbs after which the reader is elsewhere.
const OPENING: &[&str] =
    &["open", "launch", "run", "start", "go to", "go", "navigate", "navigate to", "head to", "access"];

/// Verbs after which the thing is seen to be chosen.
const SELECTING: &[&str] = &["select", "choose", "pick", "check", "tick", "mark", "highlight"];

/// Buttons that every window has: they say nothing about this one.
const COMMON: &[&str] =
    &["ok", "apply", "next", "yes", "no", "finish", "close", "continue", "save", "done", "enter", "cancel", "back"];

fn opens(action: &Action) -> bool {
    OPENING.contains(&action.verb.as_str())
}

/// Takes the reader where the actions lead.
fn go(actions: &[&Action], place: &mut Place) {
    for action in actions {
        let leads = match action.kind {
            TargetKind::Path => true,
            TargetKind::Ui => opens(action) || action.context,
            _ => false,
        };
        if leads {
            *place = Some((name_of(action).to_owned(), 0));
        }
    }
}

/// The words for a picture that follows these actions.
fn shown(named: &[&Action], place: &Place, words: &Words) -> Option<String> {
    let common = |a: &&&Action| COMMON.contains(&a.text.trim().to_lowercase().as_str());
    let last = named.iter().rposition(|a| !a.context && !common(&a))?;
    let action = named[last];
    let name = name_of(action);
    let (mut place, before) = (place.clone(), &named[..last]);
    go(before, &mut place);
    go(&named[last + 1..].iter().copied().filter(|a| a.context).collect::<Vec<_>>(), &mut place);
    let place = place.map(|(place, _)| place).filter(|place| place != name);
    // "Right-click the folder and select Properties": a menu is what is seen.
    let menu = before.last().filter(|a| a.verb == "right-click" && a.kind == TargetKind::Ui && !a.context);
    let fill = |phrase: &str, hole: &str, value: &str| words.fill(phrase, &[(hole, value)]);
    let verb = action.verb.as_str();
    let thing = match action.kind {
        TargetKind::Input | TargetKind::Command => fill("alt_typed", "text", name),
        TargetKind::Path => return Some(name.to_owned()),
        _ if opens(action) => return Some(name.to_owned()),
        _ if matches!(verb, "turn on" | "enable" | "switch on") => fill("alt_on", "name", name),
        _ if matches!(verb, "turn off" | "disable" | "switch off") => fill("alt_off", "name", name),
        _ if verb == "right-click" => fill("alt_menu", "name", name),
        _ if SELECTING.contains(&verb) => fill("alt_selected", "name", name),
        _ => name.to_owned(),
    };
    let place = match menu {
        Some(menu) => Some(fill("alt_menu", "name", name_of(menu))),
        None => place,
    };
    Some(match place {
        Some(place) => format!("{}, {thing}", capital(&place)),
        None if thing == name => fill("alt_window", "name", name),
        None => capital(&thing),
    })
}

/// A phrase of ours begins a sentence; a name stays as it is written.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::lower;
    use crate::guide::platform::Platforms;
    use crate::source::Source;

    fn told(language: &str, article: &str) -> Vec<String> {
        let (guide, _) = lower::read(&Source::from_text("a.md", article), &Platforms::default());
        proposals(&guide, &Words::new(language, &BTreeMap::new())).into_values().collect()
    }

    const ARTICLE: &str = "# A\n\n\
        1. Go to **Settings** > **Accounts** and select **Your info**.\n\n   ![](a.png)\n\n\
        2. Click **Sign in instead**.\n\n   ![](b.png)\n\n   Turn on **Sync**.\n\n   ![](c.png)\n\n\
        3. Click **OK**.\n\n   ![](d.png)\n\n\
        4. Type `cmd` and press **Enter**.\n\n   ![](e.png)\n   ![](f.png)\n\n\
        5. Right-click **Command Prompt** and select **Run as administrator**.\n\n   ![](g.png)\n";

    #[test]
    fn a_picture_shows_what_its_step_has_just_named() {
        let told = told("en", ARTICLE);
        assert_eq!(told[0], "Settings > Accounts, Your info selected");
        assert_eq!(told[1], "Settings > Accounts, Sign in instead");
        assert_eq!(told[2], "Settings > Accounts, Sync turned on");
        assert_eq!(told[3], "Settings > Accounts, “cmd” typed in");
        assert_eq!(told.last().map(String::as_str), Some("Menu of Command Prompt, Run as administrator selected"));
        assert_eq!(told.len(), 5, "nothing for OK alone, nor for a picture behind a picture: {told:?}");
    }

    #[test]
    fn words_are_in_the_language_of_the_site_and_never_the_same_twice() {
        let again = told("de", "1. Select **A**.\n\n   ![](a.png)\n\n2. Select **A**.\n\n   ![](b.png)\n");
        assert_eq!(again, ["A ausgewählt", "A ausgewählt, Bild 2"]);
        assert_eq!(told("en", "1. Click **Go on**.\n\n   ![](a.png)\n"), ["Window with Go on"]);
        assert_eq!(told("en", "1. Click **Go on**.\n\n   ![The window](a.png)\n"), Vec::<String>::new());
    }
}
