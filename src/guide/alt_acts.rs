//! What the names of a step are in its sentences, for words about its pictures: done, a place, or only named.

use super::{Action, Step, StepPart, TargetKind};

/// An action with what the words around it say of it.
pub struct Act<'a> {
    pub action: &'a Action,
    pub role: Role,
    /// "do not select **X**", "to turn on **X**": what is named is not done.
    pub undone: bool,
    /// "**X** or **Y**": which of them is not known.
    pub either: bool,
}

/// What a name is in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Acted on.
    Done,
    /// What comes to the screen by what was done: "… to open **Device Manager**".
    Opened,
    /// Where it is done: "in **Device Manager**".
    Within,
    /// Where text goes: "type it in **New PIN**". No place to be.
    Field,
    /// Only named: "next to **X**", "called **X**".
    Aside,
}

/// Words behind which a name is a place. Others that make a name a mere circumstance ("next to", "called") do not.
const WITHIN: &[&str] = &["in", "on", "under", "from", "within", "inside", "into", "at the top of"];
const TO_OPEN: &[&str] = &["open", "launch", "bring up", "access", "display", "show", "invoke", "run"];
/// Nouns of things that lie in a window and are none.
const SMALL: &[&str] = &[
    "box",
    "field",
    "text",
    "bar",
    "list",
    "drop-down",
    "dropdown",
    "button",
    "option",
    "checkbox",
    "check",
    "key",
    "icon",
    "link",
    "entry",
    "value",
    "line",
    "column",
    "row",
    "file",
    "driver",
    "device",
    "adapter",
];
const NEGATIONS: &[&str] = &["not", "don't", "don’t", "never", "without", "cannot", "can't", "can’t", "avoid"];

pub fn acts(step: &Step) -> Vec<Act<'_>> {
    let text = words_of(step);
    let mut from = 0;
    let mut acts: Vec<Act> = Vec::new();
    for action in &step.actions {
        let at = text.get(from..).and_then(|rest| rest.find(action.text.trim())).map(|at| from + at);
        let between = text.get(from..at.unwrap_or(from)).unwrap_or("").to_lowercase();
        let behind = at.map_or("", |at| &text[at + action.text.trim().len()..]);
        from = at.map_or(from, |at| at + action.text.trim().len());
        // "Select **Off** for **X**": what follows has the value, and nothing is done to it.
        let owns = acts.last().is_some_and(|act| is_value(act.action)) && is_for(&between);
        acts.push(Act {
            role: if owns { Role::Aside } else { role(action, acts.last(), &between, behind) },
            undone: is_undone(action, &between),
            either: !acts.is_empty() && between.split_whitespace().any(|word| word == "or"),
            action,
        });
    }
    // A place in which something is typed is a field, unless it is called a window.
    for i in 1..acts.len() {
        if is_typed(acts[i].action) && acts[i - 1].role == Role::Within && acts[i - 1].action.kind == TargetKind::Ui {
            acts[i - 1].role = Role::Field;
        }
    }
    acts
}

/// The sentences of a step in the order of its actions.
fn words_of(step: &Step) -> String {
    let mut text = step.text.clone();
    for part in &step.parts {
        if let StepPart::Text { text: more, .. } | StepPart::Outcome { text: more, .. } = part {
            text.push('\n');
            text.push_str(more);
        }
    }
    text
}

fn is_for(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    matches!(words[..], ["for"] | ["for", "the"] | ["for", "your"])
}

/// What a setting may have: without the setting nobody knows of what.
const VALUES: &[&str] = &[
    "on",
    "off",
    "enabled",
    "disabled",
    "enable",
    "disable",
    "true",
    "false",
    "always",
    "never",
    "none",
    "default",
    "auto",
    "automatic",
    "manual",
    "high",
    "medium",
    "low",
    "normal",
    "custom",
];

pub fn is_value(action: &Action) -> bool {
    let text = name_of(action).to_lowercase();
    VALUES.contains(&&*text) || is_typed(action) && !text.contains(char::is_alphabetic)
}

fn role(action: &Action, before: Option<&Act>, between: &str, behind: &str) -> Role {
    if !action.context {
        return Role::Done;
    }
    let words = between.trim_end_matches(['“', '"', '‘', '\'', ' ', '(']);
    let words = [" the", " your"].iter().find_map(|w| words.strip_suffix(w)).unwrap_or(words).trim_end();
    let ends = |w: &str| words.strip_suffix(w).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    let next = behind.trim_start_matches(['”', '"', '’', ' ', ',']).split([' ', '.', ',', ':']).next().unwrap_or("");
    let next = next.to_lowercase();
    match () {
        () if TO_OPEN.iter().any(|w| ends(&format!("to {w}"))) => Role::Opened,
        () if !WITHIN.iter().any(|w| ends(w)) => Role::Aside,
        () if before.is_some_and(|act| is_typed(act.action)) && !is_window(&next) => Role::Field,
        () if SMALL.contains(&next.as_str()) => Role::Field,
        () => Role::Within,
    }
}

fn is_window(noun: &str) -> bool {
    matches!(noun, "window" | "dialog" | "page" | "screen" | "app")
}

pub fn is_typed(action: &Action) -> bool {
    matches!(action.kind, TargetKind::Input | TargetKind::Command)
}

/// "do not select **X**", "this helps to turn on **X**".
fn is_undone(action: &Action, between: &str) -> bool {
    let clause = between.rsplit(['.', ';', ',']).next().unwrap_or("");
    let purpose = || matches!(action.verb.as_str(), "turn on" | "enable" | "switch on" | "turn off" | "disable");
    clause.split_whitespace().any(|word| NEGATIONS.contains(&word))
        || purpose() && clause.contains(&format!("to {}", action.verb))
}

/// Longest name and longest typed text that go into words for a picture, in characters.
const LONGEST_NAME: usize = 60;
const LONGEST_TYPED: usize = 80;

/// Whether an action names something that a screenshot shows.
pub fn tells(action: &Action) -> bool {
    let limit = match action.kind {
        TargetKind::Ui | TargetKind::Path => LONGEST_NAME,
        TargetKind::Input | TargetKind::Command => LONGEST_TYPED,
        TargetKind::Keys | TargetKind::File | TargetKind::Link => return false,
    };
    let text = action.text.trim();
    // "Set it to **20**": a number is no name.
    let is_word: fn(char) -> bool = if is_typed(action) { char::is_alphanumeric } else { char::is_alphabetic };
    !text.contains('\n') && text.chars().any(is_word) && text.chars().count() <= limit
}

/// The name without the end of the sentence it stood in.
pub fn name_of(action: &Action) -> &str {
    let text = action.text.trim();
    match action.kind {
        TargetKind::Ui | TargetKind::Path => text.trim_end_matches(['.', ',', ';', ':']).trim_end(),
        _ => text,
    }
}
