//! Words for a picture that has none, from the step that it belongs to.
//!
//! What a screenshot shows is mostly what its step has just acted on: "Settings > Accounts, Your info selected". So the
//! words are the place where the step happens and the last thing that it names before the picture. A step that names
//! nothing gives no words: a guess would be worse than silence, and the step said again is no description. A place holds
//! until something is done that may bring another window to the front: a click, a key, a wait.

use std::collections::{BTreeMap, BTreeSet};

use super::alt_acts::{Act, Role, acts, is_typed, is_value, name_of, tells};
use super::{Action, Guide, Reference, ReferenceKind, Step, TargetKind};
use crate::address;
use crate::document::html_scan;
use crate::wording::Words;

/// Whether a picture says nothing to those who cannot see it.
pub fn is_missing(reference: &Reference) -> bool {
    reference.kind == ReferenceKind::Image && reference.text.chars().all(|c| !c.is_alphanumeric())
}

/// Whether the words of a picture are the name of a file, or say only that it is one: `image`, `a.png`, "Screenshot 3".
pub fn says_nothing(reference: &Reference) -> bool {
    reference.kind == ReferenceKind::Image && (is_idle(&reference.text) || is_own_name(reference))
}

/// `img_5b99da40` over `img_5b99da40.jpg`: what a program writes where nobody has. A word that is its file's name as well
/// ("Wi-Fi") may be meant.
fn is_own_name(reference: &Reference) -> bool {
    let text = reference.text.trim();
    let path = reference.url.split(['?', '#']).next().unwrap_or("");
    let is_made = text.contains(|c: char| c == '_' || c.is_ascii_digit()) && !text.contains(char::is_whitespace);
    is_made && address::stem(address::file_name(path)) == text
}

/// Endings of the files that people and their programs save pictures in, whether or not browsers show them.
const ENDINGS: &[&str] =
    &["png", "jpg", "jpeg", "jfif", "gif", "webp", "svg", "avif", "bmp", "ico", "tif", "tiff", "heic"];

fn is_idle(text: &str) -> bool {
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
        "capture",
        "dsc",
        "unnamed",
        "alt",
        "text",
        "bild",
        "grafik",
        "at",
        "am",
        "pm",
    ];
    let text = text.trim().to_lowercase();
    let ending = text.rsplit_once('.').filter(|(_, ending)| ENDINGS.contains(ending));
    let stem = ending.map_or(&*text, |(stem, _)| stem);
    let mut words = stem.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).peekable();
    let is_file = || (ending.is_some() || html_scan::is_image_address(&text)) && !text.contains(' ');
    words.peek().is_some() && words.all(|w| WORDS.contains(&w)) || is_file()
}

/// Words for the pictures of a guide that have none or idle ones, by their index in `references`.
pub fn proposals(guide: &Guide, words: &Words) -> BTreeMap<u32, String> {
    let mut found: Vec<Proposal> = Vec::new();
    for procedure in guide.sections.iter().flat_map(|section| section.procedures()) {
        let mut place = None;
        for step in &procedure.steps {
            of_step(guide, words, step, &mut place, &mut found);
        }
    }
    // The same words for two pictures would say that one of them is there twice.
    let mut seen: BTreeSet<String> =
        guide.references.iter().filter(|r| r.kind == ReferenceKind::Image).map(|r| r.text.clone()).collect();
    let mut told = BTreeMap::new();
    for Proposal { picture, text, nth } in found {
        let again = |n: usize| match n {
            1 => text.clone(),
            n => words.fill("alt_again", &[("text", &text), ("n", &n.to_string())]),
        };
        let Some(text) = (nth..).map(again).find(|text| !seen.contains(text)).filter(|text| !is_idle(text)) else {
            continue;
        };
        seen.insert(text.clone());
        told.insert(picture, text);
    }
    told
}

/// Words for one picture, and which of the pictures it is that they are said of.
struct Proposal {
    picture: u32,
    text: String,
    nth: usize,
}

/// The window or page that the reader has before them; `None` where nobody can know.
type Place = Option<String>;

fn of_step(guide: &Guide, words: &Words, step: &Step, place: &mut Place, found: &mut Vec<Proposal>) {
    let acts = acts(step);
    let mut ahead = acts.iter().peekable();
    // What the step has named since the last picture, and where that was.
    let (mut named, mut stood): (Vec<&Act>, Place) = (Vec::new(), place.clone());
    // What the last picture was about, and how many there were of it.
    let mut last: Option<(&str, usize)> = None;
    for picture in step.images() {
        let Some(reference) = guide.references.get(picture as usize) else { continue };
        while let Some(act) = ahead.next_if(|act| act.action.span.end <= reference.span.start) {
            named.push(act);
        }
        let bare = is_missing(reference) || says_nothing(reference);
        match (about(&named), last) {
            (Some(act), _) => {
                last = Some((name_of(act.action), 1));
                if bare
                    && !is_turned(&step.text, act)
                    && let Some(text) = shown(&named, &stood, words)
                {
                    found.push(Proposal { picture, text, nth: 1 });
                }
            }
            // What a picture right behind another shows of the thing is not known: only that it belongs to it.
            (None, Some((name, n))) if named.is_empty() => {
                last = Some((name, n + 1));
                if bare {
                    found.push(Proposal { picture, text: name.to_owned(), nth: n + 1 });
                }
            }
            (None, _) => last = None,
        }
        go(&named, place);
        stood.clone_from(place);
        named.clear();
    }
    named.extend(ahead);
    go(&named, place);
    // "Wait until it is done": whatever is on the screen then.
    if acts.is_empty() && step.substeps().next().is_none() {
        *place = None;
    }
    for substep in step.substeps() {
        of_step(guide, words, substep, place, found);
    }
}

/// Verbs after which the reader is elsewhere.
const OPENING: &[&str] =
    &["open", "launch", "run", "start", "go to", "go", "navigate", "navigate to", "head to", "access"];

/// Verbs after which the thing is seen to be chosen.
const SELECTING: &[&str] = &["select", "choose", "pick", "check", "tick", "mark", "highlight"];

/// Verbs of the mouse.
const CLICKING: &[&str] = &[
    "click",
    "double-click",
    "tap",
    "press",
    "hit",
    "select",
    "choose",
    "pick",
    "check",
    "uncheck",
    "tick",
    "untick",
    "turn on",
    "turn off",
    "enable",
    "disable",
    "expand",
];

/// Verbs that change something in a window and leave it where it is.
const STAYING: &[&str] = &[
    "check",
    "uncheck",
    "tick",
    "untick",
    "clear",
    "mark",
    "highlight",
    "turn on",
    "enable",
    "switch on",
    "turn off",
    "disable",
    "switch off",
    "set",
    "expand",
];

/// Where a way begins whose every part is a place.
const ROOTS: &[&str] = &["settings", "control panel", "start", "pc settings", "windows settings"];

/// Buttons that every window has: they say nothing about this one.
const COMMON: &[&str] =
    &["ok", "apply", "next", "yes", "no", "finish", "close", "continue", "save", "done", "enter", "cancel", "back"];

fn opens(action: &Action) -> bool {
    OPENING.contains(&action.verb.as_str())
}

/// Takes the reader where the actions lead. Behind a click nobody knows what window is in front.
fn go(acts: &[&Act], place: &mut Place) {
    for (i, act) in acts.iter().enumerate() {
        let action = act.action;
        let name = || Some(name_of(action).to_owned()).filter(|_| tells(action));
        let rooted = || {
            let first = action.text.split('>').next().unwrap_or("").trim().to_lowercase();
            action.kind == TargetKind::Path && ROOTS.contains(&first.as_str())
        };
        match (act.role, action.kind) {
            (Role::Aside, _) => {}
            (Role::Opened, _) => *place = name(),
            (Role::Within, TargetKind::Ui | TargetKind::Path) => {
                // "Click **X** in **Y**": the click came after all.
                let clicked = i.checked_sub(1).is_some_and(|b| acts[b].role == Role::Done && leaves(acts[b].action));
                *place = name().filter(|_| !clicked);
            }
            (Role::Field, _) => *place = None,
            (_, TargetKind::Ui | TargetKind::Path) if opens(action) || rooted() => *place = name(),
            _ if leaves(action) => *place = None,
            _ => {}
        }
    }
}

/// Whether another window may stand in front afterwards.
fn leaves(action: &Action) -> bool {
    !is_typed(action) && !STAYING.contains(&action.verb.as_str())
}

/// What a picture behind these actions is about.
fn about<'a>(named: &[&'a Act<'a>]) -> Option<&'a Act<'a>> {
    last_of(named).map(|i| named[i])
}

fn last_of(named: &[&Act]) -> Option<usize> {
    named.iter().rposition(|act| act.role == Role::Done && tells(act.action) && !is_common(act.action))
}

fn is_common(action: &Action) -> bool {
    let is_common = |name: &str| COMMON.contains(&name.trim().to_lowercase().as_str());
    match action.kind {
        TargetKind::Path => action.text.split('>').all(is_common),
        _ => is_common(&action.text),
    }
}

/// "from **Off** to **On**", "other than **Off**", "as your **Browser**", "off, then on again": what is named last is not
/// what is seen then, or it is a value whose setting nobody can tell from the words.
fn is_turned(text: &str, act: &Act) -> bool {
    let action = act.action;
    let lower = text.to_lowercase();
    let name = name_of(action).to_lowercase();
    let Some(at) = lower.rfind(&name).filter(|_| !is_typed(action)) else { return false };
    let head = lower[..at].trim_end_matches(['“', '"', '‘', ' ']);
    let head = [" the", " your", " a", " an"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
    let tail = &lower[at + name.len()..];
    let sets = matches!(action.verb.as_str(), "set" | "change" | "switch" | "adjust" | "toggle" | "turn");
    let behind = |words: &[&str]| words.iter().any(|word| head.ends_with(word));
    behind(&[" from", " than", " as"])
        || tail.contains(" again") && tail.contains("then ")
        || sets
            && (act.either
                || behind(&[" either", " into"])
                || tail.trim_start_matches(['”', '"', ' ']).starts_with("or "))
        || sets && !is_value(action) && behind(&[" to"])
}

/// The words for a picture that follows these actions.
fn shown(named: &[&Act], place: &Place, words: &Words) -> Option<String> {
    let last = last_of(named)?;
    let (act, before, after) = (named[last], &named[..last], &named[last + 1..]);
    // What was typed is gone when the window has come that it opens: which of the two is seen, nobody knows.
    let typed = is_typed(act.action);
    if typed && (act.either || act.undone || after.iter().any(|a| a.role == Role::Opened)) {
        return None;
    }
    let (action, name) = (act.action, name_of(act.action));
    let mut place = place.clone();
    go(before, &mut place);
    let within = after.first().or(before.last()).filter(|a| matches!(a.role, Role::Within | Role::Field));
    if let Some(within) = within.filter(|a| tells(a.action) && (a.role == Role::Within || typed)) {
        place = Some(name_of(within.action).to_owned());
    }
    if is_value(action) {
        let is_setting = |a: &&&Act| {
            a.action.kind == TargetKind::Ui && !is_value(a.action) && !is_common(a.action) && tells(a.action)
        };
        let follows = after.first().filter(|a| a.role == Role::Aside).filter(is_setting);
        let setting = follows.or_else(|| before.last().filter(|a| a.role != Role::Opened).filter(is_setting));
        place = setting.map(|setting| name_of(setting.action).to_owned()).or(place);
        place.as_ref()?;
    }
    let place = place.filter(|place| place != name);
    // "Right-click the folder and select Properties": a menu is what is seen.
    let menu = before
        .last()
        .filter(|a| a.action.verb == "right-click" && a.action.kind == TargetKind::Ui && a.role == Role::Done)
        .filter(|a| tells(a.action));
    let fill = |phrase: &str, hole: &str, value: &str| words.fill(phrase, &[(hole, value)]);
    let thing = match (action.kind, action.verb.as_str()) {
        (TargetKind::Path, _) => return Some(name.to_owned()),
        _ if act.undone || act.either => name.to_owned(),
        // "Search for **X**": that may be done in the head.
        (TargetKind::Input, "search for" | "search" | "find" | "look for") => return None,
        _ if typed => fill("alt_typed", "text", name),
        _ if opens(action) => return Some(name.to_owned()),
        (_, "turn on" | "enable" | "switch on") => fill("alt_on", "name", name),
        (_, "turn off" | "disable" | "switch off") => fill("alt_off", "name", name),
        (_, "right-click") => fill("alt_menu", "name", name),
        (_, verb) if SELECTING.contains(&verb) => fill("alt_selected", "name", name),
        _ => name.to_owned(),
    };
    let place = match menu {
        Some(menu) => Some(fill("alt_menu", "name", name_of(menu.action))),
        None => place,
    };
    Some(match place {
        Some(place) => format!("{}, {thing}", capital(&place)),
        // What is clicked lies on a screen; what is looked for or taken out may be a thing on a desk.
        None if thing == name && CLICKING.contains(&action.verb.as_str()) => fill("alt_screen", "name", name),
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
        assert_eq!(
            told,
            [
                "Settings > Accounts, Your info selected",
                // A click may have opened another window: the place is said no more.
                "Screen with Sign in instead",
                "Sync turned on",
                "“cmd” typed in",
                "cmd, picture 2",
                "Menu of Command Prompt, Run as administrator selected"
            ],
            "nothing for OK alone"
        );
    }

    #[test]
    fn a_place_is_that_of_this_step_or_of_the_step_right_before_in_the_same_window() {
        let of = |steps: &[&str]| {
            let lines = steps.iter().map(|s| format!("1. {s}\n\n   ![](a.png)\n\n")).collect::<String>();
            told("en", &format!("# A\n\n{lines}")).pop().unwrap_or_default()
        };
        assert_eq!(
            of(&["Open **Settings** > **Sound**.", "Turn on **Mono audio**."]),
            "Settings > Sound, Mono audio turned on"
        );
        assert_eq!(
            of(&["Open **Settings** > **Sound**.", "Turn on **Mono audio**.", "Click **Reset**."]),
            "Settings > Sound, Reset",
            "a switch brings no other window"
        );
        assert_eq!(of(&["Open **Sound**.", "Click **Advanced**.", "Turn on **Mono**."]), "Mono turned on");
        assert_eq!(of(&["Open **Sound**.", "Wait a minute.", "Turn on **Mono**."]), "Mono turned on");
        assert_eq!(of(&["Open **Sound**.", "Press **Esc**.", "Turn on **Mono**."]), "Mono turned on");
        let run = "Press the Windows key + R, type `main.cpl` and press Enter.";
        assert_eq!(of(&["Open **Device Manager**.", run]), "“main.cpl” typed in", "Run is not the window before");
        assert_eq!(
            of(&["In **Device Manager**, right-click **Mouse** and select **Properties**.", "Turn on **Wake**."]),
            "Wake turned on"
        );
        assert_eq!(of(&["Type `1234` in **New code**."]), "New code, “1234” typed in");
        assert_eq!(
            of(&["Type `1234` in **New code**.", "Turn on **Show it**."]),
            "Show it turned on",
            "a field is no place"
        );
        assert_eq!(of(&["In **New code**, type `1234`.", "Turn on **Show it**."]), "Show it turned on");
        assert_eq!(of(&["Turn on the switch next to **Wake**, then click **Reset**."]), "Screen with Reset");
        assert_eq!(of(&["Click **File** > **Save as**.", "Turn on **Wake**."]), "Wake turned on", "a menu is left");
    }

    #[test]
    fn a_value_is_said_of_its_setting_or_not_at_all() {
        let of = |step: &str| told("en", &format!("# A\n\n1. {step}\n\n   ![](a.png)\n")).pop();
        for (step, want) in [
            ("Make sure the **Start type** is set to **Disabled**, and click **Apply**.", Some("Start type, Disabled")),
            ("In **Lens blur**, select **Off**.", Some("Lens blur, Off selected")),
            ("Switch **ON** next to **Let programs ask**.", Some("Let programs ask turned on")),
            ("Select **Off** for **Lens blur**.", Some("Lens blur, Off selected")),
            ("Change the **Value Data** from 0 to **1**. Click **OK**.", Some("Value Data, “1” typed in")),
            ("Set it to **Disabled**.", None),
            ("Switch **Night light** from **On** to **Off**.", None),
            ("Set **Start type** to something other than **Disabled**.", None),
            ("Turn **Position** **Off**, then **On** again.", None),
            ("Change **Theme** back to **Light**.", None),
            ("Set **Theme** to **Dark** or **Light**.", None),
            ("Select **Edge** as your **Default browser**.", None),
            ("Pick **Dark** from **Choose your mode**.", None),
            ("Click **Enabled**, then select **Disabled** from the list.", None),
            ("Click **Apply**, then select **Off**.", None),
        ] {
            assert_eq!(of(step).as_deref(), want, "{step}");
        }
        let later = "# A\n\n1. Start the game.\n\n   In **Lens blur**, select **Off**.\n\n   ![](a.png)\n";
        assert_eq!(told("en", later), ["Lens blur, Off selected"], "in a later paragraph as in the first");
    }

    #[test]
    fn names_of_files_are_no_words() {
        let of = |picture: &str| {
            let step = format!("# A\n\n1. Turn on **Sync**.\n\n   {picture}\n");
            !told("en", &step).is_empty()
        };
        for alt in ["s.avif", "s.bmp", "s.SVG", "s.tif", "Screenshot 2026-03-04 at 10.11.12.png", "Capture", "DSC00042"]
        {
            assert!(of(&format!("![{alt}](x.png)")), "{alt}");
        }
        assert!(of("![img_5b99da40](pictures/img_5b99da40.jpg?w=3)") && of("![start11](start11.png)"));
        for own in ["![Wi-Fi](Wi-Fi.png)", "![The file s.avif](x.png)", "![start11](x.png)", "![Step by step](x.png)"] {
            assert!(!of(own), "{own}");
        }
    }

    #[test]
    fn what_is_not_sure_is_not_said() {
        let of = |step: &str| told("en", &format!("# A\n\n1. {step}\n\n   ![](a.png)\n")).pop();
        assert_eq!(of("Do not select **Reset**."), None);
        assert_eq!(of("Select **Left** or select **Right**.").as_deref(), Some("Screen with Right"));
        assert_eq!(of("Type `main.cpl` to open **Mouse**."), None, "Run or the window: who knows");
        assert_eq!(of("Click **Apply** > **OK**."), None);
        assert_eq!(of("Select **Old [code] \"x\"**.").as_deref(), Some("Old [code] \"x\" selected"));
        assert_eq!(of("Select **Old “x”**.").as_deref(), Some("Old “x” selected"));
        assert_eq!(of("Select “**Old**”.").as_deref(), Some("Old selected"));
    }

    #[test]
    fn words_are_in_the_language_of_the_site_and_never_the_same_twice() {
        let again = told("de", "1. Select **A**.\n\n   ![](a.png)\n\n2. Select **A**.\n\n   ![](b.png)\n");
        assert_eq!(again, ["A ausgewählt", "A ausgewählt, Bild 2"]);
        assert_eq!(told("en", "1. Click **Go on**.\n\n   ![](a.png)\n"), ["Screen with Go on"]);
        assert_eq!(told("en", "1. Click **Go on**.\n\n   ![image](a.png)\n"), ["Screen with Go on"], "idle words");
        assert_eq!(told("en", "1. Click **Go on**.\n\n   ![The window](a.png)\n"), Vec::<String>::new());
        let second = told("en", "1. Click **Go on**.\n\n   ![The window](a.png)\n   ![](b.png)\n   ![](c.png)\n");
        assert_eq!(second, ["Go on, picture 2", "Go on, picture 3"]);
    }
}
