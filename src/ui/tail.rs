//! A page that stands before its way: "Click **Typing** in **Settings > Devices**".

use crate::source::Span;
use crate::ui::events::{self, Event};
use crate::ui::judge::Judge;
use crate::ui::label::{self, Token};
use crate::ui::reference::{Certainty, Mention, Name, Walk};
use crate::ui::refresh::{Edit, Finding, FindingKind, Proposal};
use crate::ui::shown::begins_with_separator;
use crate::ui::text::Unit;
use crate::ui::words::table;
use crate::ui::world::{NodeIndex, Via};

/// Words that say that a page lies in what follows.
pub(super) const LIES_IN: &[&str] = &["in", "of", "from", "under", "within", "inside", "on"];

/// What may stand before them, beside the nouns of the screen.
const AROUND: &[&str] = &["the", "a", "your", "list", "left", "right", "side"];

/// Words behind a name that say what it lies in.
pub(super) struct Tail {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) root: NodeIndex,
    /// A name stands before it.
    pub(super) used: bool,
}

impl Tail {
    /// Whether it stands behind a name that ends here, with at most a noun between, "tool", "page", or a bracket that gives
    /// another name: "Stock (Orders on Desk 3) in Desk".
    pub(super) fn follows(&self, unit: &Unit, end: usize) -> bool {
        let Some(between) = unit.line.text.get(end..self.start) else { return false };
        let between = without_bracket(between);
        if between.len() > 30 {
            return false;
        }
        let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let nouns = &table().rows.nouns;
        let separated = begins_with_separator(between) || between.contains([',', '.', ';', ':']);
        !separated && words.all(|w| nouns.contains(&*w.to_lowercase()))
    }
}

impl Walk<'_> {
    /// Where a unit says behind a name what it lies in: "the Display page of Settings".
    pub(super) fn tails(&self, tokens: &[Token]) -> Vec<Tail> {
        let mut out = Vec::new();
        for j in 1..tokens.len().saturating_sub(1) {
            // "on Desktop" says where something lies, and no program.
            if !LIES_IN.contains(&tokens[j].key.as_str()) || tokens[j].key == "on" {
                continue;
            }
            let mut k = j + 1;
            while k + 1 < tokens.len() && matches!(tokens[k].key.as_str(), "the" | "your" | "window") {
                k += 1;
            }
            let most = self.world.longest(&tokens[k].key).min(tokens.len() - k).min(3);
            let found = (1..=most).rev().find_map(|length| {
                let words: Vec<&str> = tokens[k..k + length].iter().map(|t| t.key.as_str()).collect();
                let named = self.world.named(&words.join(" "));
                let root = named.iter().map(|n| n.0).find(|n| self.world.nodes[*n].sides().all(|s| s.parent.is_none()));
                root.map(|root| (root, tokens[k + length - 1].end))
            });
            out.extend(found.map(|(root, end)| Tail { start: tokens[j].start, end, root, used: false }));
        }
        out
    }

    /// The page right before a name that is said to lie in it: "**Typing** in **Devices**".
    pub(super) fn page_before(&self, index: usize, unit: &Unit, name: &Name) -> Option<NodeIndex> {
        let page = self.found.last().filter(|m| m.unit == index && m.path.is_none())?;
        leads_into(unit.line.text.get(page.end..name.start)?).then_some(page.node)
    }

    /// Lets a page lie at the end of the way that stands right behind it.
    pub(super) fn page_of_way(&mut self, unit: &Unit) {
        let Some(last) = self.found.len().checked_sub(1) else { return };
        let own = &self.found[last];
        let same = |k: &usize| *k == last || own.path.is_some() && self.found[*k].path == own.path;
        let start = (0..=last).rev().take_while(same).last().unwrap_or(last);
        // A root by itself is read before its page is.
        if start == last && self.world.nodes[own.node].sides().all(|s| s.parent.is_none()) {
            return;
        }
        let way = &self.found[start];
        let stands_before = |end: usize| {
            let between = unit.line.text.get(end..way.start);
            between.is_some_and(|b| leads_into(without_bracket(b)))
        };
        let (world, above) = (self.world, self.world.target(own.node));
        // The way tells which place is meant.
        let meant = |key: &str| {
            let mut below = world.named(key).iter().filter(|(n, via)| *via < Via::Alias && world.is_below(above, *n));
            below.next().copied().filter(|_| below.next().is_none())
        };
        // "Rates (Tables on Desk 3) in Desk": the name before the bracket.
        let is_page = |k: &usize| {
            let page = &self.found[*k];
            page.unit == own.unit && page.path.is_none() && stands_before(page.end)
        };
        if let Some(head) = (0..start).rev().take(2).find(is_page) {
            let page = &self.found[head];
            let known = (page.node, page.via);
            let written = label::key(&unit.line.text[page.start..page.end]);
            let found = if world.is_below(above, page.node) { Some(known) } else { meant(&written) };
            let Some((node, via)) = found else { return };
            let leads = self.nearest_above(node, start..last + 1);
            let page = &mut self.found[head];
            (page.node, page.via, page.above) = (node, via, leads);
            self.go_to(node);
        } else if let Some((node, via)) =
            self.waiting.as_ref().filter(|n| stands_before(n.end)).and_then(|n| meant(&n.key))
        {
            let above = self.nearest_above(node, start..last + 1).map(|a| a + 1);
            let (own, Some(name)) = (own.unit, self.waiting.take()) else { return };
            // What stands behind moves by one place.
            let moved = |at: usize| if at >= start { at + 1 } else { at };
            self.found.iter_mut().for_each(|m| m.above = m.above.map(moved));
            self.root = moved(self.root);
            let (start_of, end, switching) = (name.start, name.end, name.switching);
            let mention = Mention {
                unit: own,
                start: start_of,
                end,
                node,
                via,
                certainty: Certainty::Likely,
                path: None,
                above,
                switching,
            };
            self.found.insert(start, mention);
            self.go_to(node);
        }
    }
}

/// Whether the words between a page and a way say that the one lies in the other: "page in", "from the list under the", a
/// bracket.
fn leads_into(between: &str) -> bool {
    let lower = between.to_lowercase();
    let mut words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let nouns = &table().rows.nouns;
    while words.last().is_some_and(|w| matches!(*w, "the" | "your" | "windows")) {
        words.pop();
    }
    let says = match lower.contains('(') {
        true => !lower.contains(')'),
        false => words.pop().is_some_and(|w| LIES_IN.contains(&w)),
    };
    says && words.iter().all(|w| nouns.contains(*w) || AROUND.contains(w) || LIES_IN.contains(w))
        && !lower.contains([',', '.', ';', ':'])
        && !begins_with_separator(between)
}

/// Ways from Settings that stand before what they belong to: "**Settings > Privacy** in Teams", "on your phone". Begin and
/// end in the text of a unit.
pub(super) fn ways_elsewhere(unit: &Unit, tokens: &[Token], events: &[(usize, Event)]) -> Vec<(usize, usize)> {
    let text = &unit.line.text;
    let is_root = |t: &Token| t.key == "setting" && text[t.start..].starts_with('S');
    if !tokens.iter().any(|t| is_root(t) && begins_with_separator(&text[t.end..])) {
        return Vec::new();
    }
    let away =
        events.iter().filter(|(_, e)| matches!(e, Event::Foreign | Event::Labeled | Event::Twin | Event::Away(_)));
    let mut all: Vec<usize> = away.map(|(at, _)| *at).collect();
    // "Settings > Privacy of Edge": a program that is only named.
    let products = events::products(tokens);
    all.extend(products.iter().map(|(start, _)| *start));
    let way = |at: usize| {
        let is_before =
            |n: usize| tokens.get(n).is_some_and(|t| matches!(t.key.as_str(), "the" | "your" | "my" | "a" | "an"));
        let mut lead = tokens.iter().rposition(|t| t.end <= at)?;
        while is_before(lead) {
            lead = lead.checked_sub(1)?;
        }
        let word = tokens[lead].key.as_str();
        // "on your Dell" is a PC.
        let is_maker = |(start, end): &(usize, usize)| *start == at && !events::is_system(tokens, *start, *end);
        if !LIES_IN.contains(&word) || word == "on" && products.iter().any(is_maker) {
            return None;
        }
        let end = lead.checked_sub(1)?;
        let root = (0..=end).rev().find(|n| is_root(&tokens[*n]) && begins_with_separator(&text[tokens[*n].end..]))?;
        let inside = &text[tokens[root].start..tokens[end].end];
        let behind = &text[tokens[end].end..tokens[lead].start];
        // "… on your laptop and on your phone"
        let goes_on = inside.split(' ').any(|w| LIES_IN.contains(&w));
        let is_way = !inside.contains(['.', ';', ',', '!', '?', '(']) && !behind.contains(['.', ';', '!', '?']);
        (is_way && !goes_on).then(|| (tokens[root].start, tokens[end].end))
    };
    all.into_iter().filter_map(way).collect()
}

/// The words behind a name without a bracket that they begin with.
pub(super) fn without_bracket(words: &str) -> &str {
    let marks = [' ', '"', '”', '’', '*', '`'];
    let bracket = words.trim_start_matches(marks).strip_prefix('(').and_then(|b| b.split_once(')'));
    bracket.filter(|(inside, _)| !inside.contains('(')).map_or(words, |(_, behind)| behind)
}

impl Judge<'_> {
    /// Whether a stop of a way stands behind the page that it leads to.
    pub(super) fn stands_behind(&self, i: usize, page: usize) -> bool {
        let m = self.mention(i);
        let is_root = m.path.is_none() && self.world.nodes[m.node].sides().all(|s| s.parent.is_none());
        page < i && self.mention(page).unit == m.unit && !is_root && self.mention(page).above.is_some_and(|a| a > page)
    }

    /// Takes stops off a way that stands behind its page. `gone`: the stops, in their order.
    pub(super) fn cut_from_tail(&self, gone: &[usize], page: usize) -> Proposal {
        let text = &self.source.text;
        let exact = |i: usize| self.unit(i).exact(self.mention(i).start, self.mention(i).end, text);
        let by_hand = || Proposal::Person("the way behind the page has to be written anew".into());
        let (Some(first), Some(end)) = (gone.first().copied(), gone.last().copied().and_then(exact)) else {
            return by_hand();
        };
        let path = self.mention(first).path;
        let last = first.checked_sub(1);
        if let Some(last) = last.filter(|l| path.is_some() && self.mention(*l).path == path) {
            return exact(last).filter(|l| l.end < end.end).map_or_else(by_hand, |l| {
                Proposal::Edit(Edit { span: Span { start: l.end, end: end.end }, text: String::new() })
            });
        }
        // "Click **Windows Update** in **Update & Security**."
        let Some(page_span) = exact(page).filter(|_| gone.len() == 1 && self.mention(first).path.is_none()) else {
            return by_hand();
        };
        let start = page_span.end as usize + self.marks(page).1.len();
        let end = end.end as usize + self.marks(first).1.len();
        let words = text.get(start..end).unwrap_or("");
        let lead = LIES_IN.iter().find(|w| words.trim_start().starts_with(&format!("{w} ")));
        match lead {
            Some(_) => Proposal::Edit(Edit { span: Span::new(start, end), text: String::new() }),
            None => by_hand(),
        }
    }

    /// New stops at the end of a way that stands behind its page.
    pub(super) fn add_to_tail(&mut self, last: usize, page: usize, came: &[NodeIndex]) {
        let (label, names) = (self.written(page).to_owned(), self.labels(came));
        let m = self.mention(last);
        let added = format!("{}{}", self.lead(last), self.joined(last, &self.in_form(last, came)));
        let is_own = |f: &Finding| f.mention == last && !f.kind.is_of_screen();
        let own = self.out.iter().rposition(is_own).and_then(|at| Some((at, self.out[at].fix.edit()?.clone())));
        let (mut reason, fix) = match (self.unit(last).exact(m.start, m.end, &self.source.text), &own) {
            (None, _) => (String::new(), Proposal::Person("marks or other signs stand inside the name".into())),
            // Its own name changes as well, or the way to it.
            (Some(span), Some((at, edit))) => {
                let name = if edit.span.end < span.end { self.written(last) } else { "" };
                let text = format!("{}{name}{added}", edit.text);
                let edit = Edit { span: Span { end: span.end, ..edit.span }, text };
                (format!("{}; ", self.out[*at].reason), Proposal::Edit(edit))
            }
            (Some(Span { end, .. }), None) => {
                (String::new(), Proposal::Edit(Edit { span: Span { start: end, end }, text: added }))
            }
        };
        reason += &format!("{label} lies one step farther, behind {names}");
        if let Some((at, _)) = own {
            self.out.remove(at);
        }
        let id = self.world.nodes[self.mention(page).node].id.clone();
        self.push(last, id, FindingKind::Moved, reason, fix);
        self.done[last] = true;
        self.alone(page, &[page]);
    }
}
