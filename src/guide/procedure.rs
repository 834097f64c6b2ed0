//! Which marked lines are steps, and which steps belong together.
//!
//! One rule for every form of marker: a run begins at a marked line; pictures join the step they follow; text
//! between two markers joins the step above it when the numbers go on, and parts two procedures when they
//! begin again. What stands behind the last step is text of the section.

use crate::document::inline::{self, Inline, Kind, Mark};
use crate::guide::bullets::{self, ends_open, has_picture, last_sentences, mentions_action};
use crate::guide::marker::{self, Scheme};
use crate::guide::remark;
use crate::guide::row::Row;
use crate::guide::unit::{Unit, UnitKind, is_all_bold, is_all_link};
use crate::guide::words::{self, words};
use crate::guide::{Guess, GuessKind};
use crate::source::Span;

/// A step before it is written: its line and what belongs to it.
#[derive(Debug)]
pub struct Draft {
    pub row: Row,
    pub rest: Vec<Unit>,
    pub span: Span,
    /// The number that is printed, for the rule about numbering.
    pub printed: u32,
    /// Its line is a heading: a name, whose words act on nothing unless they are set off.
    pub heading: bool,
}

/// The body of a section in order.
#[derive(Debug)]
pub enum Part {
    Unit(Unit),
    /// An ordered list that is no procedure.
    List(Vec<Draft>),
    Steps(Vec<Draft>),
}

/// Puts the units of one section together. `heading` and `english` help to tell steps from other lists.
///
/// `sister`: the section before it, under the same heading, has bullets that are steps.
pub fn assemble(units: Vec<Unit>, heading: &str, english: bool, sister: bool, guesses: &mut Vec<Guess>) -> Vec<Part> {
    let units = bullets::that_are_steps(units, bullets::Above { heading, sister }, english, guesses);
    let mut out: Vec<Part> = Vec::new();
    let mut run: Vec<Draft> = Vec::new();
    let mut schemes: Vec<Scheme> = Vec::new();
    // What came behind the last step: its own if the run goes on, the section's if not.
    let mut pending: Vec<Unit> = Vec::new();
    let within = within_steps(&units);
    for (i, unit) in units.into_iter().enumerate() {
        match unit.kind {
            UnitKind::Marked { marker, row, rest }
                if marker.scheme == Scheme::Letter && schemes.last().is_some_and(|s| *s != Scheme::Letter)
                    || within.contains(&i) =>
            {
                // "a. …" under a numbered step: a substep of it. What stands between two substeps is the first one's.
                match run.last_mut().and_then(|d| d.rest.last_mut()).map(|u| &mut u.kind) {
                    Some(UnitKind::Marked { rest, .. }) if within.contains(&i) => rest.append(&mut pending),
                    _ => give_pending(&mut run, &mut pending),
                }
                if let Some(last) = run.last_mut() {
                    last.span = last.span.join(unit.span);
                    last.rest.push(Unit { kind: UnitKind::Marked { marker, row, rest }, span: unit.span });
                }
            }
            UnitKind::Marked { marker, row, rest } => {
                let (row, rest) = instruction_first(row, rest);
                let is_heading = marker.scheme == Scheme::Heading;
                let draft = Draft { row, rest, span: unit.span, printed: marker.n, heading: is_heading };
                if let Some(last) = run.last().map(|d| d.printed) {
                    let is_remark = |u: &Unit| match &u.kind {
                        UnitKind::Quote { alert, .. } => alert.is_some(),
                        UnitKind::Text(row) => remark::of(row).is_some(),
                        _ => false,
                    };
                    let says_something = pending
                        .iter()
                        .any(|u| !matches!(u.kind, UnitKind::Pictures(_) | UnitKind::Rule) && !is_remark(u));
                    let starts_again = marker.n == 1 && last >= 1 && !(run.len() == 1 && run[0].row.is_empty());
                    // "1) … 2) …" and then "1. … 2. …": two lists, whatever lies between. Markdown keeps two lists
                    // apart that nothing parts only when their markers differ.
                    let other_form = schemes.last().is_some_and(|s| match marker.scheme {
                        Scheme::Row => pending.is_empty(),
                        Scheme::Item if *s == Scheme::Item => pending.is_empty(),
                        scheme => run.len() >= 2 && *s != scheme,
                    });
                    if starts_again && (says_something || other_form) {
                        // "Next, empty the cache. Here’s how:" tells of the list that begins here.
                        let tells = |u: &mut Unit| matches!(&u.kind, UnitKind::Text(row) if ends_open(row));
                        let next = pending.pop_if(tells);
                        close_run(&mut run, &mut schemes, &mut out, &mut pending, heading, english, guesses);
                        out.extend(next.map(Part::Unit));
                    } else {
                        if starts_again || marker.n != last + 1 {
                            guesses.push(Guess { kind: GuessKind::Numbering, span: unit.span });
                        }
                        give_pending(&mut run, &mut pending);
                    }
                }
                schemes.push(marker.scheme);
                run.push(draft);
            }
            UnitKind::Text(row) if run.last().is_some_and(|d| d.row.is_empty()) => {
                // A marker alone in its paragraph: this is its text.
                if let Some(last) = run.last_mut() {
                    last.span = last.span.join(unit.span);
                    last.row = row;
                }
            }
            kind => {
                let unit = Unit { kind, span: unit.span };
                if run.is_empty() {
                    out.push(Part::Unit(unit));
                } else {
                    pending.push(unit);
                }
            }
        }
    }
    close_run(&mut run, &mut schemes, &mut out, &mut pending, heading, english, guesses);
    out
}

/// "1. Clean it:", "Step 1: …", "Step 2: …", "2. Close it": lines that count in another way between two numbers that go on
/// are the substeps of the first. Behind the last number they are, if they were before.
fn within_steps(units: &[Unit]) -> Vec<usize> {
    let marked = units.iter().enumerate().filter_map(|(i, u)| match u.kind {
        UnitKind::Marked { marker, .. } => Some((i, marker)),
        _ => None,
    });
    let marked: Vec<(usize, marker::Marker)> = marked.collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some((_, outer)) = marked.get(at) {
        at += 1;
        let Some((_, first)) = marked.get(at) else { break };
        if first.n != 1
            || first.scheme == outer.scheme
            || [outer.scheme, first.scheme].iter().any(|s| matches!(s, Scheme::Letter | Scheme::Row | Scheme::Heading))
        {
            continue;
        }
        let inner = marked[at..].iter().take_while(|(_, m)| m.scheme == first.scheme).count();
        let in_order = marked[at..at + inner].iter().enumerate().all(|(k, (_, m))| m.n as usize == k + 1);
        let goes_on = marked.get(at + inner).is_some_and(|(_, m)| m.scheme == outer.scheme && m.n == outer.n + 1);
        let last = at + inner == marked.len() && !out.is_empty();
        if in_order && (goes_on || last) && (inner >= 2 || first.scheme == Scheme::Word) {
            out.extend(marked[at..at + inner].iter().map(|(i, _)| *i));
            at += inner;
        }
    }
    out
}

/// A step may begin with a warning, a picture or code: its line is the first text behind them.
fn instruction_first(row: Row, mut rest: Vec<Unit>) -> (Row, Vec<Unit>) {
    let is_remark = remark::of(&row).is_some();
    if !row.is_empty() && !is_remark {
        return (row, rest);
    }
    let is_line = |u: &Unit| matches!(&u.kind, UnitKind::Text(row) if remark::of(row).is_none());
    let before = rest.iter().take_while(|u| {
        matches!(u.kind, UnitKind::Quote { .. } | UnitKind::Pictures(_) | UnitKind::Code { .. })
            || !is_line(u) && matches!(u.kind, UnitKind::Text(_))
    });
    let at = before.count();
    match rest.get(at).is_some_and(is_line).then(|| rest.remove(at).kind) {
        Some(UnitKind::Text(line)) => {
            if is_remark {
                let span = inline::span_of(&row);
                rest.insert(0, Unit { kind: UnitKind::Text(row), span });
            }
            (line, rest)
        }
        _ => (row, rest),
    }
}

/// What came between two steps goes to the one above.
fn give_pending(run: &mut [Draft], pending: &mut Vec<Unit>) {
    if let Some(last) = run.last_mut() {
        for unit in pending.drain(..).filter(|u| !matches!(u.kind, UnitKind::Rule)) {
            last.span = last.span.join(unit.span);
            match last.rest.last_mut() {
                // Behind a substep a picture is the substep's.
                Some(Unit { kind: UnitKind::Marked { marker, rest, .. }, span })
                    if matches!(marker.scheme, Scheme::Letter | Scheme::Word | Scheme::Number)
                        && matches!(unit.kind, UnitKind::Pictures(_)) =>
                {
                    *span = span.join(unit.span);
                    rest.push(unit);
                }
                // So is that behind the last bullet, where bullets before it have theirs.
                Some(Unit { kind: UnitKind::Bullets(items), span })
                    if matches!(unit.kind, UnitKind::Pictures(_)) && items.iter().any(has_picture) =>
                {
                    *span = span.join(unit.span);
                    if let Some(bullet) = items.last_mut() {
                        bullet.span = bullet.span.join(unit.span);
                        bullet.rest.push(unit);
                    }
                }
                _ => last.rest.push(unit),
            }
        }
    }
}

/// Ends a run: the pictures and commands right behind its last step are the step's, the rest is the section's.
fn close_run(
    run: &mut Vec<Draft>,
    schemes: &mut Vec<Scheme>,
    out: &mut Vec<Part>,
    pending: &mut Vec<Unit>,
    heading: &str,
    english: bool,
    guesses: &mut Vec<Guess>,
) {
    let mut drafts = std::mem::take(run);
    // A number that nothing followed says nothing.
    drafts.retain(|d| !d.row.is_empty() || !d.rest.is_empty());
    let schemes = std::mem::take(schemes);
    let mut rest = std::mem::take(pending);
    if drafts.is_empty() {
        out.extend(rest.into_iter().map(Part::Unit));
        return;
    }
    let span = drafts.iter().map(|d| d.span).reduce(Span::join).unwrap_or_default();
    if !is_procedure(&drafts, &schemes, out, heading, english) {
        guesses.push(Guess { kind: GuessKind::NotSteps, span });
        out.push(Part::List(drafts));
        out.extend(rest.into_iter().map(Part::Unit));
        return;
    }
    if schemes.iter().any(|s| !matches!(s, Scheme::Item | Scheme::Row | Scheme::Heading)) {
        guesses.push(Guess { kind: GuessKind::MarkerParagraphs, span });
    }
    let is_glued = |d: &Draft| {
        let holds = |g: &Guess| g.span.start <= d.span.start && d.span.end <= g.span.end;
        guesses.iter().any(|g| g.kind == GuessKind::GluedSteps && holds(g))
    };
    // Steps that were cut out of one line have its place, all of them: one that begins a line ends where its writer says.
    let in_line = matches!(drafts.as_slice(), [.., a, b] if b.span.start < a.span.end);
    let outro = drafts.last_mut().filter(|d| in_line && d.rest.is_empty() && rest.is_empty() && is_glued(d));
    let outro = outro.and_then(cut_outro);
    let own = with_late_picture(&drafts, &rest);
    // "You should see the desktop." right behind the last step, and nothing to do in it.
    let ends_well = |u: &Unit| matches!(&u.kind, UnitKind::Text(row) if says_outcome(row.plain()) && !ends_open(row) && row.plain().len() <= 240);
    let own = own + rest[own..].iter().take_while(|u| ends_well(u)).count().min(1);
    let after = rest.split_off(own);
    give_pending(&mut drafts, &mut rest);
    out.push(Part::Steps(drafts));
    out.extend(outro.into_iter().chain(after).map(Part::Unit));
}

/// "You should see …", "**Result:** …", "✅ …": what the reader sees when it is done.
pub fn says_outcome(text: &str) -> bool {
    const LABELS: &[&str] = &["result:", "results:", "expected result:", "outcome:", "expected outcome:"];
    words().outcome.begin(text)
        || LABELS.iter().any(|label| text.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label)))
        || text.strip_prefix('✅').is_some_and(|rest| rest.starts_with(' '))
}

/// "5) Install it. If this method does not work, …" at the end of steps in one paragraph: the sentences that come after
/// all steps, cut off the last one.
fn cut_outro(draft: &mut Draft) -> Option<Unit> {
    let begins = |i: &usize| match &draft.row[*i].kind {
        Kind::Text(text) => outro_in(text, *i > 0 && inline::plain(&draft.row[..*i]).ends_with(['.', '!'])).is_some(),
        _ => false,
    };
    let at = (0..draft.row.len()).find(begins)?;
    // "If the problem persists, click **Reset**" is something to do.
    let acts =
        |t: &Inline| matches!(t.kind, Kind::Open(Mark::Strong) | Kind::Code(_) | Kind::LinkOpen(_)) || t.is_image();
    if draft.row[at + 1..].iter().any(acts) {
        return None;
    }
    let Kind::Text(text) = &draft.row[at].kind else { return None };
    let cut = outro_in(text, at > 0)?;
    let at = inline::cut_text(draft.row.edit(), at, cut);
    let (mut step, mut outro) = inline::split(std::mem::take(&mut draft.row).into_tokens(), at);
    inline::trim(&mut step);
    inline::trim(&mut outro);
    draft.row = step.into();
    let span = inline::span_of(&outro);
    draft.span.end = span.start.clamp(draft.span.start, draft.span.end);
    Some(Unit { kind: UnitKind::Text(outro.into()), span })
}

/// Where in a text a sentence begins that comes after the last step. `opens`: a sentence begins with the text.
fn outro_in(text: &str, opens: bool) -> Option<usize> {
    let blank = text.len() - text.trim_start().len();
    if opens && words().outros.begin(&text[blank..]) {
        return Some(blank);
    }
    let ends = text.match_indices(['.', '!']).filter_map(|(i, _)| text[i + 1..].strip_prefix(' ').map(|_| i + 2));
    ends.into_iter().find(|i| words().outros.begin(text[*i..].trim_start()))
}

/// How many units behind the last step are the step's own: its pictures and commands, and a paragraph or two
/// that lean on it ("Or click …", "If prompted …", "Note: …") when it has no picture yet and one follows them.
fn with_late_picture(drafts: &[Draft], rest: &[Unit]) -> usize {
    let is_picture = |u: &Unit| matches!(u.kind, UnitKind::Pictures(_));
    let own = is_own;
    let mut first = rest.iter().take_while(|u| own(u)).count();
    // Steps that are titles with a text under each: the last has its text, too.
    // "… and then:" over bullets: they say how.
    if matches!(rest.first().map(|u| &u.kind), Some(UnitKind::Bullets(_)))
        && drafts.last().is_some_and(|d| d.rest.is_empty() && announces_list(&d.row))
    {
        // A command may stand between two of them.
        let more = |u: &&Unit| own(u) || matches!(u.kind, UnitKind::Bullets(_));
        first = 1 + rest[1..].iter().take_while(more).count();
    }
    // "Click **Use these addresses:**" over "For the first, type 8.8.8.8": what to do there.
    if first == 0 && drafts.last().is_some_and(|d| d.rest.is_empty() && ends_open(&d.row)) {
        let told = rest.iter().take(4).take_while(|u| leans_on_step(u) || is_instruction(u)).count();
        first = told + rest[told..].iter().take_while(|u| own(u)).count();
    }
    if first == 0
        && are_titles(drafts)
        && let Some(UnitKind::Text(_) | UnitKind::Bullets(_)) = rest.first().map(|u| &u.kind)
    {
        first = 1 + rest[1..].iter().take_while(|u| own(u)).count();
    }
    let last = drafts.last().map_or(&[][..], |d| d.rest.as_slice());
    // A text that ends in a picture, behind steps with pictures: that of the last of them.
    if first == 0
        && last.is_empty()
        && drafts.iter().rev().nth(1).is_some_and(|d| d.rest.iter().any(is_picture))
        && !rest.first().is_some_and(turns_away)
        && let [Unit { kind: UnitKind::Text(_), span: text }, Unit { kind: UnitKind::Pictures(_), span: picture }, ..] =
            rest
        && picture.start.saturating_sub(text.end) <= LINE_END
    {
        first = 2;
    }
    let has_picture = rest[..first].iter().chain(last).any(is_picture);
    // A step that has its picture is done, unless the words say otherwise; one without waits for what shows it.
    let mut has_picture = has_picture;
    loop {
        let leans = |u: &&Unit| leans_on_step(u) || !has_picture && (is_instruction(u) || goes_on(u));
        // "You need to try some of these.", "If it fits, click **Keep**": what is clicked is still the step's.
        let clicks = rest[first..].get(1).is_some_and(|u| leans_on_step(u) && mentions_click(u));
        let text = rest[first..].iter().take_while(leans).count();
        let pictures = rest[first + text..].iter().take_while(|u| is_picture(u)).count();
        let few = if has_picture && !clicks { 1..=1 } else { 1..=2 };
        if !few.contains(&text) || pictures == 0 {
            // "Then click **OK** to save it.": the end of the step, though no picture shows it.
            let then = rest.get(first).is_some_and(|u| first_word(u).eq_ignore_ascii_case("then") && mentions_click(u));
            return first + usize::from(then);
        }
        first += text + rest[first + text..].iter().take_while(|u| own(u)).count();
        has_picture = true;
    }
}

/// Bytes between a text and a picture in its next line, blanks that make the line end included.
const LINE_END: u32 = 4;

/// "… and then:", "Clear the cache using these steps.": the line of a step over the list that says how.
fn announces_list(row: &Row) -> bool {
    let text = row.plain().trim_end();
    let last = last_sentences(text, 1);
    text.ends_with([':', '–', '—', '-'])
        || words().bullet_intro.stand_in(last) && !last.contains(|c: char| c.is_ascii_digit())
}

/// Whether the last step is a bold title, or every step before it has a text or a list under its line.
fn are_titles(drafts: &[Draft]) -> bool {
    let Some((last, others)) = drafts.split_last() else { return false };
    let has_text = |d: &Draft| d.rest.iter().any(|u| matches!(u.kind, UnitKind::Text(_) | UnitKind::Bullets(_)));
    if has_text(last) || !last.rest.is_empty() {
        return false;
    }
    // One list under the step before is enough for a list under this.
    let has_list = |d: &Draft| d.rest.iter().any(|u| matches!(u.kind, UnitKind::Bullets(_)));
    is_all_bold(&last.row) || others.iter().all(has_text) && (others.len() >= 2 || others.iter().any(has_list))
}

/// The first word of a text, empty for anything else.
fn first_word(unit: &Unit) -> &str {
    let UnitKind::Text(row) = &unit.kind else { return "" };
    row.plain().split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("")
}

/// "… click **Keep changes**": something is clicked, and it is set off.
fn mentions_click(unit: &Unit) -> bool {
    let UnitKind::Text(row) = &unit.kind else { return false };
    row.iter().any(|t| matches!(t.kind, Kind::Open(Mark::Strong))) && mentions_action(row.plain())
}

/// "After that, click **Go on**"
fn goes_on(unit: &Unit) -> bool {
    let UnitKind::Text(row) = &unit.kind else { return false };
    let behind = ["After that, ", "After this, "].iter().find_map(|head| row.plain().strip_prefix(head));
    behind.is_some_and(words::begins_with_verb) && mentions_click(unit)
}

/// "Still, if you have no time, …": text on another way, or on what comes after all steps.
fn turns_away(unit: &Unit) -> bool {
    let first = first_word(unit);
    let opens =
        ["still", "however", "but", "alternatively", "also", "another", "besides", "finally", "after", "once", "now"];
    opens.iter().any(|w| first.eq_ignore_ascii_case(w))
}

/// Text that makes sense only with the step above it.
fn leans_on_step(unit: &Unit) -> bool {
    let first = first_word(unit);
    let opens = ["or", "if", "then", "note", "tip", "otherwise", "you", "here", "e", "this", "when", "wait", "for"];
    opens.iter().any(|w| first.eq_ignore_ascii_case(w))
}

/// Text that tells what to do where the step leads: "Choose **Custom**", "In the new window, click …".
fn is_instruction(unit: &Unit) -> bool {
    let UnitKind::Text(row) = &unit.kind else { return false };
    let text = row.plain();
    // "After that, …" is what comes when all is done.
    let later = text.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("after"));
    !later && words::begins_with_verb(words::behind_place(text))
}

/// A picture or a command, which belongs to the step above it.
pub fn is_own(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Pictures(_) | UnitKind::Code { .. }) || is_command_line(unit)
}

fn is_command_line(unit: &Unit) -> bool {
    matches!(&unit.kind, UnitKind::Text(row) if is_command_paragraph(row))
}

/// A paragraph that is nothing but a command.
pub fn is_command_paragraph(row: &Row) -> bool {
    let all_code = || {
        row.iter().all(|t| matches!(t.kind, crate::document::inline::Kind::Code(_)) || t.visible().trim().is_empty())
    };
    let text = row.plain();
    text.len() < 200 && (all_code() || crate::guide::command::is_command(text))
}

/// Whether marked lines are the steps of a procedure.
fn is_procedure(drafts: &[Draft], schemes: &[Scheme], before: &[Part], heading: &str, english: bool) -> bool {
    if drafts.iter().all(|d| d.row.is_empty() && d.rest.is_empty()) {
        return false;
    }
    let texts: Vec<&str> = drafts.iter().map(|d| d.row.plain()).collect();
    let links = drafts.iter().filter(|d| is_all_link(&d.row)).count();
    if drafts.len() >= 2 && links == drafts.len() {
        return false;
    }
    if schemes.iter().any(|s| matches!(s, Scheme::Word | Scheme::Heading)) {
        return true;
    }
    let questions = texts.iter().filter(|t| t.trim_end().ends_with('?')).count();
    if questions * 2 > texts.len() {
        return false;
    }
    if !english {
        return true;
    }
    let (mut does, mut strict, mut told) = (0, 0, 0);
    for text in &texts {
        let begins = words::begins_with_verb(text);
        let behind = words::behind_place(text);
        strict += usize::from(begins);
        told += usize::from(if behind.len() < text.len() { words::begins_with_verb(behind) } else { begins });
        does += usize::from(begins || words::is_imperative(text) || mentions_action(text));
    }
    let intro = introduction(before.last());
    let announced = words().step_intro.stand_in(intro);
    let other = words().other_intro.stand_in(intro) || words().other_intro.stand_in(heading) && !announced;
    // "Here is how the virus works:" tells and asks for nothing.
    if intro.ends_with(" works") && !words().bullet_intro.stand_in(heading) {
        return false;
    }
    // "Some red flags to check:"
    if words().look_out.stand_in(last_sentences(intro, 1)) && !words().step_call.stand_in(intro) {
        return false;
    }
    let steps_announced = announced || words().step_heading.stand_in(heading);
    // "What it can do", "Acme Writer Features", "Your readers will be able to:": what a thing does, no steps.
    let is_name = !words::begins_with_verb(heading) && !marker::is_way(heading);
    let features = words().abilities.stand_in(intro) || is_name && words().features.stand_in(heading);
    if features && !steps_announced {
        return false;
    }
    if other && !words().step_call.stand_in(intro) {
        // What the sentence before the list says it is for, a heading "Fix 3", and pictures of the items speak for
        // steps, even where the trouble's cause was spoken of just before.
        let for_steps = has_purpose(intro)
            || marker::is_way(heading)
            || drafts.iter().any(|d| d.rest.iter().any(|u| matches!(u.kind, UnitKind::Pictures(_))));
        return if for_steps {
            told * 2 >= texts.len()
        } else {
            strict * 4 >= texts.len() * 3 && drafts.len() >= 2 && texts.iter().all(|t| t.len() < 160)
        };
    }
    does * 2 >= texts.len() && (told > 0 || does == texts.len()) || (steps_announced && does > 0)
}

/// The last two sentences of the paragraph before a list.
fn introduction(before: Option<&Part>) -> &str {
    match before {
        Some(Part::Unit(Unit { kind: UnitKind::Text(row), .. })) => last_sentences(row.plain(), 2),
        _ => "",
    }
}

/// "To fix it:", "To check whether …:": the sentence right before a list says what its steps are for.
fn has_purpose(intro: &str) -> bool {
    let last = last_sentences(intro, 1).trim_start();
    let head: String = last.chars().take(3).flat_map(char::to_lowercase).collect();
    head == "to " || words().step_intro.stand_in(last)
}
