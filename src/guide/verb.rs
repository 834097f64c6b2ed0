//! What the words before a place say of it: which verb governs it, whether that is an order, and whether the place is
//! acted on or only says where.

use crate::guide::TargetKind;
use crate::guide::line::{self, Line, Run, Style};
use crate::guide::words::{self, VerbClass, words};

/// How many words lie at most between a verb and what it acts on.
const REACH: usize = 14;

/// The verb that governs a place: the last one before it in the same clause, "pressing" like "press".
pub fn verb_before(line: &Line, at: usize) -> Option<(&'static str, &'static [VerbClass])> {
    let lower = &line.lower[..at];
    let words_before = line.words_before(at);
    // Two words more than are looked at: the verb may begin there.
    let from = words_before.len().checked_sub(REACH + 2).map_or(0, |k| words_before[k].start);
    let clause = (from + clause_start(&lower[from..])).max(line_start(line, at));
    let before = words_before.iter().rev().take_while(|w| w.start >= clause).take(REACH);
    before.filter(|w| w.starts & words::VERB != 0 && !is_noun_here(line, w.start)).map(|w| w.start).find_map(|i| {
        let (mut verb, mut classes, length) = words::verb_at(&lower[i..])?;
        // "X is set to **A**, and Y is **B**": what is set to A is nothing that Y is done to.
        let passive = verb == "set" && [" is ", " are "].iter().any(|be| lower[..i].ends_with(be));
        if passive && lower[i + length..].trim_matches(['“', '"', '‘', ':', ' ']) != "to" {
            return None;
        }
        // "Uncheck Enable **God rays**": a capital right behind a verb begins a name.
        let behind_verb = line.words_before(i).last().is_some_and(|w| {
            let between = &lower[w.start..i];
            w.starts & words::VERB != 0
                && between.find(|c: char| !(c.is_alphanumeric() || c == '-')) == Some(between.len() - 1)
        });
        if behind_verb && line.text[i..].starts_with(char::is_uppercase) && !CLICKS.contains(&verb) {
            return None;
        }
        // "Right click", "hold down": the verb may begin one or two words earlier.
        let end = i + length;
        let earlier = line.words_before(i).iter().rev().take(2).take_while(|w| w.start >= clause);
        for word in earlier.filter(|w| w.starts & words::VERB != 0) {
            let longer = words::verb_at(&lower[word.start..]).filter(|(_, _, n)| word.start + n >= end);
            if let Some((v, c, _)) = longer {
                (verb, classes) = (v, c);
            }
        }
        // A verb inside something set off is a name ("**Run** box"), unless it is all of it and nothing governs it
        // ("click **Apply** and **OK**").
        let named = line.runs.iter().any(|r| {
            r.start <= i
                && end <= r.end
                // "**Select Series**": the verb of the same run is the verb of the name in it.
                && at >= r.end
                && (r.end - r.start > length + 2 || r.style != Style::Code && is_governed(line, r))
        });
        (!named).then_some((verb, classes))
    })
}

/// "the minus sign", "This run command": behind an article, and with a word behind it, a verb is a noun.
pub fn is_noun_here(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(' ');
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    // "this Uninstall key"
    let is_name = word == "this" && line.text[at..].starts_with(char::is_uppercase);
    before.len() < at
        && (line.text[at..].starts_with(char::is_lowercase) || is_name)
        && (matches!(word, "the" | "a" | "an" | "this" | "its")
            // "Change the startup type to **Automatic**"
            || line.lower[at..].starts_with("type ") && matches!(word, "startup" | "account" | "connection" | "network" | "security"))
}

/// Where the clause begins that reaches to the end of a text: behind the last mark that ends one. A bracket that is
/// closed again ("Landscape (flipped)") and the dot of a name (".NET 3.5") end none.
pub fn clause_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut closed = 0;
    for (i, b) in bytes.iter().enumerate().rev() {
        match b {
            b')' => closed += 1,
            b'(' if closed > 0 => closed -= 1,
            b'(' | b';' | b'!' | b'?' => return i + 1,
            b'.' => {
                let before = i.checked_sub(1).map_or(b' ', |k| bytes[k]);
                let after = bytes.get(i + 1).copied().unwrap_or(b' ');
                let in_name = after.is_ascii_alphanumeric()
                    && (before == b' ' || before.is_ascii_digit() && after.is_ascii_digit());
                if !in_name {
                    return i + 1;
                }
            }
            _ => {}
        }
    }
    0
}

/// "… type **A**⏎For **B**, type …": where the line of the author begins that a place stands in, if it begins with a word
/// that opens a sentence; else 0.
fn line_start(line: &Line, at: usize) -> usize {
    let opens = |start: &&usize| {
        let rest = &line.text[**start..];
        let word = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
        let end = **start + word.len();
        let place = word == "For" || words().places.iter().any(|p| p.eq_ignore_ascii_case(word));
        end < at
            && place
            && word.starts_with(char::is_uppercase)
            && !line.runs.iter().any(|r| r.start <= **start && **start < r.end)
    };
    line.breaks.iter().filter(|b| **b < at).rfind(opens).copied().unwrap_or(0)
}

/// The verb of an action as we name it: "right click on" is "right-click". A command is typed, whatever is pressed
/// before it ("Type this and press Enter: …").
pub fn verb_of(line: &Line, at: usize, kind: TargetKind) -> String {
    let Some((mut verb, _)) = verb_before(line, at) else { return String::new() };
    if kind == TargetKind::Command && !TYPE_VERBS.contains(&verb) {
        // "press Enter:" names a key, no verb.
        let is_key =
            |w: &&line::Word| ["press ", "hit ", "press the "].iter().any(|p| line.lower[..w.start].ends_with(p));
        let typed = line.words.iter().rev().filter(|w| w.start < at && w.starts & words::VERB != 0 && !is_key(w));
        let typed = typed.filter_map(|w| words::verb_at(&line.lower[w.start..])).map(|(v, _, _)| v);
        verb = typed.into_iter().find(|v| TYPE_VERBS.contains(v)).unwrap_or(verb);
    }
    base_form(verb)
}

/// "right click on" is "right-click".
pub fn base_form(verb: &str) -> String {
    let verb = if verb.ends_with("click on") { &verb[..verb.len() - " on".len()] } else { verb };
    match verb.split_once(' ') {
        Some((side @ ("right" | "left" | "double"), "click")) => format!("{side}-click"),
        _ => verb.to_owned(),
    }
}

/// Whether a verb stands right before something set off, or another such thing with "and" or a comma between.
pub fn is_governed(line: &Line, run: &Run) -> bool {
    let before = line.lower[..run.start].trim_end_matches([' ', '“', '"', '‘', '\'']);
    let joined = [" and", " or", ",", "&"].iter().find_map(|j| before.strip_suffix(j));
    if let Some(rest) = joined {
        let end = rest.trim_end_matches([' ', ',', '”', '"']).len();
        return line.runs.iter().any(|r| r.end >= end && r.end <= run.start && r.style == run.style && r.start < end);
    }
    let bare = ["the", "on", "your"].iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before).trim_end();
    let word = bare.rsplit([' ', ',', '.']).next().unwrap_or("");
    !word.is_empty() && words().verbs.contains_key(word)
}

/// Whether a name is spoken of without being acted on: its state is looked at, it is the name of the trouble, or the
/// sentence says not to do it.
pub fn is_aside(line: &Line, start: usize, end: usize) -> bool {
    let after = line.text[end..].trim_start_matches(['”', '"', '’', '\'', ' ', '*']);
    if words().troubles.begin(after) {
        return true;
    }
    let by_pronoun = acted_on_later(line, end).is_some();
    let looked_at = |(verb, _): (&str, _)| words().looks.contains(verb) || is_found(line, start, verb);
    if verb_before(line, start).is_some_and(looked_at) && !words().states.begin(after) && !by_pronoun {
        return true;
    }
    if is_noted(line, start) || is_case_of_outcome(line, start) {
        return true;
    }
    // "Hold the **up key**, which is usually a **function key**"
    let clause = &line.lower[clause_start(&line.lower[..start])..start];
    let which = clause.rfind(", which is ").map(|i| &clause[i..]);
    if which.is_some_and(|rest| !rest[2..].contains([',', ':']) && !rest.contains(" and ")) {
        return true;
    }
    if acts_itself(line, start, after) || is_so_anyway(line, start, after) {
        return true;
    }
    let before = &line.text[..start];
    if is_state_looked_at(line, start) || is_subject_of_case(line, start, after) {
        return true;
    }
    // "depending on whether you want to install **X**": a question, nothing to do.
    let asked = line.questions().iter().rfind(|i| **i < start);
    if asked.is_some_and(|i| !line.lower[*i..start].contains([',', '.', ';', '!', '?'])) {
        return true;
    }
    let no = line.negations().iter().rfind(|no| no.end <= start);
    no.is_some_and(|no| {
        let between = &before[no.end..];
        let same_clause = !before[no.start..].contains(['.', ';', '!', '?']);
        let except = line.lower[no.start..].starts_with("except");
        // "except A, B and C": a verb behind "and" begins what is to be done.
        let done = |(i, joint): (usize, &str)| words::begins_with_verb(&between[i + joint.len()..]);
        let goes_on = !between.match_indices(" and ").chain(between.match_indices(" then ")).any(done);
        same_clause && (except && goes_on || !between.contains([',', ':']) && !between.contains(" and "))
    })
}

/// "Scroll down until you see **X** and click it": the verb that acts on what was named last, by its pronoun.
pub fn acted_on_later(line: &Line, end: usize) -> Option<&'static str> {
    let later = line.words.iter().filter(|w| w.start >= end && w.starts & words::VERB != 0).take(4);
    let next = line.runs.iter().find(|r| r.start >= end).map_or(line.text.len(), |r| r.start);
    later.filter(|w| w.start < next).find_map(|w| {
        let (verb, classes, length) = words::verb_at(&line.lower[w.start..])?;
        let rest = line.lower[w.start + length..].trim_start();
        let rest = rest.strip_prefix("on ").unwrap_or(rest);
        let is_it = rest
            .strip_prefix("it")
            .is_some_and(|r| !r.starts_with(char::is_alphanumeric) && !r.starts_with(['\'', '’']));
        let is_press = classes.iter().any(|c| matches!(c, VerbClass::Select | VerbClass::Press));
        (is_it && is_press && !line.lower[..w.start].trim_end().ends_with(" to")).then_some(verb)
    })
}

/// "You will find **X** under **Y**": it is told where it lies.
fn is_found(line: &Line, start: usize, verb: &str) -> bool {
    if !matches!(verb, "find" | "locate") {
        return false;
    }
    let clause = &line.lower[clause_start(&line.lower[..start])..start];
    clause.rfind(verb).is_some_and(|i| {
        let head = clause[..i].trim_end();
        ["you will", "you'll", "you’ll", "you would", "you'd", "until you"].iter().any(|told| head.ends_with(told))
    })
}

/// "Note that the **X** button is gray", "Notice the **X** button": it is only spoken of.
fn is_noted(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    let bare = [" the", " your"].iter().find_map(|article| before.strip_suffix(article)).unwrap_or(before);
    let clause = bare[clause_start(bare)..].trim_start_matches(|c: char| !c.is_alphabetic());
    let clause = clause.strip_prefix("please ").or_else(|| clause.strip_prefix("and ")).unwrap_or(clause);
    matches!(clause, "note that" | "notice that" | "notice" | "keep in mind that" | "be aware that" | "remember that")
}

/// "You'll see a report after you click **X**": what comes first is said first, and X is told of.
fn is_case_of_outcome(line: &Line, start: usize) -> bool {
    let clause = &line.lower[clause_start(&line.lower[..start])..start];
    let case =
        [" after you ", " once you ", " when you ", " as soon as you "].iter().filter_map(|c| clause.rfind(c)).max();
    let Some(case) = case else { return false };
    let outcome = clause[..case].trim_start();
    ["you'll see", "you’ll see", "you will see", "you should see"].iter().any(|see| outcome.starts_with(see))
        && !clause[case..].contains(',')
}

/// "By default, **All** is selected": there is nothing to do.
fn is_so_anyway(line: &Line, start: usize, after: &str) -> bool {
    let clause = &line.lower[clause_start(&line.lower[..start])..start];
    clause.trim_start().starts_with("by default") && states_follow(after)
}

/// Whether a state follows a name, its noun aside: "option is selected".
fn states_follow(after: &str) -> bool {
    let noun = after.split_once(' ').filter(|(word, _)| words().nouns.contains(*word)).map_or(after, |(_, rest)| rest);
    words().states.begin(noun)
}

/// "Press it so that **Acme** can help you": what is named does something, the reader does not.
fn acts_itself(line: &Line, start: usize, after: &str) -> bool {
    // "The option **X** allows you to …"
    if ["allows ", "lets ", "enables ", "helps ", "means "].iter().any(|word| after.starts_with(word)) {
        return true;
    }
    if !["can ", "will ", "is able to ", "could "].iter().any(|word| after.starts_with(word)) {
        return false;
    }
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', ' ']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    before.ends_with(" so") || before.ends_with(" so that")
}

/// "Check if X is set to **normal**", "once X is set to **Ready**": what is looked at is the state.
fn is_state_looked_at(line: &Line, start: usize) -> bool {
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', ' ']);
    let Some(head) = [" is set to", " are set to", " is", " are", " says", " shows", " reads"]
        .iter()
        .find_map(|set| before.strip_suffix(set))
    else {
        return false;
    };
    let clause = &before[clause_start(before)..];
    if before.ends_with(" set to") && words().looks.iter().any(|look| clause.contains(look.as_str())) {
        return true;
    }
    // Nothing is done between "once" and the state.
    case_of(head).is_some_and(|rest| !rest.contains(',') && words::verb_at(rest.trim_start()).is_none())
}

/// "when **X** is selected", "if the **X** button is grey": it is in some state, and that is not to be brought about.
fn is_subject_of_case(line: &Line, start: usize, after: &str) -> bool {
    let noun = after.split_once(' ').filter(|(word, _)| words().nouns.contains(*word)).map_or(after, |(_, rest)| rest);
    // "If the **X** option here is grey"
    let noun = ["here ", "there ", "now "].iter().find_map(|word| noun.strip_prefix(word)).unwrap_or(noun);
    const STATES: &[&str] =
        &["is ", "are ", "isn't ", "isn’t ", "aren't ", "says ", "shows ", "appears", "opens", "has "];
    // Nearly no name has a state behind it.
    if !STATES.iter().any(|state| noun.starts_with(state)) {
        return false;
    }
    let before = line.lower[..start].trim_end_matches(['“', '"', '‘', ' ']);
    let before = before.strip_suffix(" the").unwrap_or(before);
    // "Check if **X** is set": the reader is to look.
    let looks = |head: &str| {
        let word = head.rsplit(' ').next().unwrap_or("");
        !word.ends_with(['.', ',', '!', '?']) && words::verb_at(word).is_some()
    };
    case_of(before).is_some_and(str::is_empty) && !before.strip_suffix(" if").is_some_and(looks)
}

/// The words behind the last "when", "once", "if" of a clause.
fn case_of(before: &str) -> Option<&str> {
    let clause = &before[clause_start(before)..];
    const CASES: &[&str] = &["when", "once", "if", "until", "unless", "while"];
    let word = |i: &usize| clause[..*i].ends_with(' ') || *i == 0;
    let cases = CASES.iter().filter_map(|case| {
        let i = clause.rfind(case).filter(word)?;
        let rest = &clause[i + case.len()..];
        (rest.is_empty() || rest.starts_with(' ')).then_some((i, rest.trim_start()))
    });
    cases.max_by_key(|(i, _)| *i).map(|(_, rest)| rest)
}

/// Whether a place says where something is, by the words before it.
pub fn is_context(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ', '(']);
    // "to open Windows **Settings**"
    let before = before.strip_suffix(" windows").unwrap_or(before);
    let bare = before.strip_suffix(" the").unwrap_or(before);
    // "Right-click on the X" acts on X.
    if ["click on", "tap on", "press on", "hit on", "look for", "search for"]
        .iter()
        .any(|v| bare.strip_suffix(" your").unwrap_or(bare).ends_with(v))
    {
        return false;
    }
    // "select all of the X" selects X.
    if bare.ends_with(" all of") || stands_beside_box(bare) {
        return false;
    }
    if is_result(line, at) {
        return true;
    }
    // No words of context are longer.
    let whole = (before.len() <= 40).then_some(0);
    before.rmatch_indices(' ').take(4).map(|(i, _)| i + 1).chain(whole).any(|i| {
        // "You need to open **X**" is what to do.
        words().context_before.contains(before[i..].trim())
            && !(before[i..].trim_start().starts_with("to ")
                && OBLIGES.iter().any(|w| before[..i].trim_end().ends_with(w)))
    })
}

/// "Press **4** to enter **Safe Mode**", "click it to view the **Audio** settings": what comes of the press.
pub fn is_result(line: &Line, at: usize) -> bool {
    let before = line.lower[..at].trim_end_matches(['“', '"', '‘', '\'', ' ']);
    let before = [" the", " your", " a"].iter().find_map(|a| before.strip_suffix(a)).unwrap_or(before);
    let head = words().results.iter().find_map(|result| before.strip_suffix(result.as_str()));
    head.filter(|head| head.ends_with(' ')).is_some_and(|head| {
        let head = head.trim_end();
        let start = clause_start(head);
        const PRESSES: &[&str] = &["press", "click", "hit", "tap", "push", "double-click", "right-click", "type"];
        let pressed = head[start..].split(' ').any(|word| PRESSES.contains(&word));
        // "Click the button to turn off the **Bar**": the button has no other name.
        let named = line.runs.iter().any(|r| r.start >= start && r.end <= head.len())
            || line
                .text
                .get(start..head.len())
                .is_some_and(|text| text.trim_start().chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit()));
        !OBLIGES.iter().any(|w| head.ends_with(w)) && pressed && named
    })
}

/// Before "to": what follows is to be done.
const OBLIGES: &[&str] = &["need", "have", "want", "going", "try", "like", "able", "sure", "remember", "forget"];

/// "The box next to X" is how people name X.
pub fn stands_beside_box(before: &str) -> bool {
    words().beside_words.iter().find_map(|p| before.strip_suffix(p.as_str())).map(str::trim_end).is_some_and(|thing| {
        words().beside.iter().any(|b| thing.strip_suffix(b.as_str()).is_some_and(|rest| rest.ends_with(' ')))
    })
}

/// Where the words go on behind "the box next to", if a place behind the box is followed by such words.
pub fn behind_box(line: &Line, end: usize) -> Option<usize> {
    let rest = line.lower[end..].strip_prefix(' ')?;
    let beside =
        words().beside_words.iter().find(|p| rest.strip_prefix(p.as_str()).is_some_and(|r| r.starts_with(' ')));
    beside.map(|p| end + 1 + p.len())
}

/// Verbs that seldom begin the name of a control.
pub const CLICKS: &[&str] = &[
    "click",
    "click on",
    "right-click",
    "double-click",
    "select",
    "choose",
    "tap",
    "tap on",
    "press",
    "hit",
    "tick",
    "check",
    "go to",
];

pub const TYPE_VERBS: &[&str] = &[
    "type",
    "type in",
    "input",
    "enter",
    "key in",
    "write",
    "paste",
    "copy and paste",
    "execute",
    "search for",
    "search",
    "insert",
    "run",
    "copy",
];
