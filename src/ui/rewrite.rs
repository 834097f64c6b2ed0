//! Other words in the place of a name, in the form of the author: marks, separators, capitals, and no other byte.

use std::collections::{HashMap, HashSet};

use crate::guide::line::Style;
use crate::source::Span;
use crate::ui::judge::Judge;
use crate::ui::reference::Certainty;
use crate::ui::refresh::{Edit, Finding, Proposal};
use crate::ui::scope::Audience;
use crate::ui::shorten::VERBS;
use crate::ui::shown::behind_remark;
use crate::ui::text::UnitKind;
use crate::ui::words::table;
use crate::ui::world::NodeIndex;
use crate::ui::{label, labels, patch};

impl Judge<'_> {
    /// Other names in the place of a name.
    pub(super) fn replace(&self, i: usize, nodes: &[NodeIndex]) -> Proposal {
        let m = self.mention(i);
        let (unit, text) = (self.unit(i), &self.source.text);
        let span = unit.exact(m.start, m.end, text).or_else(|| unit.exact_over_bold(m.start, m.end, text));
        let Some(mut span) = span else {
            let over = unit.exact_out_of_bold(m.start, m.end, text);
            return match (over, nodes, self.in_form(i, nodes).pop()) {
                (Some(span), [_], Some(label)) => Proposal::Edit(Edit { span, text: label + "**" }),
                _ => Proposal::Person("marks or other signs stand inside the name".into()),
            };
        };
        let labels = self.joined(i, &self.in_form(i, nodes));
        // "Windows Administrative Tools", of which the catalogues have the last two words.
        if labels.starts_with("Windows ") && text[..span.start as usize].ends_with("Windows ") {
            span.start -= "Windows ".len() as u32;
        }
        Proposal::Edit(Edit { span, text: labels })
    }

    /// The new labels of places, in the form of a name in the text.
    pub(super) fn in_form(&self, i: usize, nodes: &[NodeIndex]) -> Vec<String> {
        let old = self.world.nodes[self.mention(i).node].label();
        let labels = nodes.iter().filter_map(|n| self.new_label(*n));
        labels.map(|new| label::in_the_form_of(self.written(i), old, new)).collect()
    }

    /// Names one behind another, as the author writes a way.
    pub(super) fn joined(&self, i: usize, labels: &[String]) -> String {
        labels.join(&self.lead(i))
    }

    /// What leads from a name to the next one.
    pub(super) fn lead(&self, i: usize) -> String {
        let (open, close) = self.marks(i);
        let path = self.mention(i).path;
        path.and_then(|path| self.separator(path)).unwrap_or_else(|| match path {
            // The marks enclose more of the way than this name.
            Some(_) if open.is_empty() != close.is_empty() => " > ".to_owned(),
            Some(_) => format!("{close} > {open}"),
            // "the **X** page" is one place, however long the way to it.
            None if self.has_noun_behind(i) => " > ".to_owned(),
            // In slanted letters only a way is sure to be one.
            None if matches!(open.as_str(), "*" | "_") => " > ".to_owned(),
            None => self.step_on(i),
        })
    }

    /// Whether a bracket right behind a name says something of it: "Devices (the second icon)". Names of a release do not.
    pub(super) fn has_remark(&self, i: usize) -> bool {
        let behind = &self.unit(i).line.text[self.mention(i).end..];
        let remark = &behind[..behind_remark(behind)];
        remark.ends_with([')', ']']) && self.world.called.ids(remark).is_empty()
    }

    /// What leads from one place to the next, each a step of its own.
    pub(super) fn step_on(&self, i: usize) -> String {
        let (open, close) = self.marks(i);
        format!("{close}, then {open}")
    }

    /// Whether a name stands before a noun of the screen: "the **Devices** page".
    fn has_noun_behind(&self, i: usize) -> bool {
        let behind = &self.unit(i).line.lower[self.mention(i).end..];
        let behind = behind.trim_start_matches(MARKS);
        let word = behind.strip_prefix(' ').and_then(|b| b.split(|c: char| !c.is_alphanumeric()).next());
        word.is_some_and(|w| table().rows.nouns.contains(w))
    }

    /// What stands between two names of a path, as written.
    pub(super) fn separator(&self, path: usize) -> Option<String> {
        let all = &self.resolved.mentions;
        let between = |i: usize| {
            let (a, b) = (&all[i - 1], &all[i]);
            let start = self.unit(i - 1).exact(a.start, a.end, &self.source.text)?.end;
            let end = self.unit(i).exact(b.start, b.end, &self.source.text)?.start;
            self.source.text.get(start as usize..end as usize)
        };
        let plain = |text: &&str| {
            let bare = text.replace("&gt;", ">");
            bare.chars().filter(|c| c.is_alphanumeric()).count() == 0 && text.len() <= 24
        };
        let pairs = (1..all.len()).filter(|i| all[*i].path == Some(path) && all[i - 1].path == Some(path));
        pairs.filter_map(between).find(plain).map(str::to_owned)
    }

    /// The marks around a name: `**` and `**`, quotes, or nothing.
    pub(super) fn marks(&self, i: usize) -> (String, String) {
        let m = self.mention(i);
        let unit = self.unit(i);
        let text = &self.source.text;
        let run = unit.line.runs.iter().find(|r| {
            matches!(r.style, Style::Strong | Style::Quoted | Style::Code) && r.start <= m.start && m.end <= r.end
        });
        let Some(span) = unit.exact(m.start, m.end, text) else { return Default::default() };
        if let Some((open, close)) = tags_around(&text[..span.start as usize], &text[span.end as usize..]) {
            return ((*open).to_owned(), (*close).to_owned());
        }
        if run.is_none() {
            // "*Administration*"
            let (before, behind) = (&text[..span.start as usize], &text[span.end as usize..]);
            let around = ["*", "_"].iter().find(|m| before.ends_with(**m) && behind.starts_with(**m));
            return around.map(|m| ((*m).to_owned(), (*m).to_owned())).unwrap_or_default();
        }
        let is_mark = |c: &char| matches!(c, '*' | '_' | '`' | '"' | '“' | '”' | '‘' | '’' | '\'');
        let open: String = text[..span.start as usize].chars().rev().take_while(is_mark).collect();
        let close: String = text[span.end as usize..].chars().take_while(is_mark).collect();
        (open.chars().rev().collect(), close)
    }

    /// Takes a name out, with what leads from it to the next.
    pub(super) fn cut(&self, i: usize, stop: usize) -> Proposal {
        let text = &self.source.text;
        let span = |i: usize| {
            let m = self.mention(i);
            self.unit(i).exact(m.start, m.end, text)
        };
        let (Some(a), Some(b)) = (span(i), span(stop)) else {
            return Proposal::Person("marks or other signs stand inside the name".into());
        };
        if a.start >= b.start {
            return Proposal::Person("the names do not stand in the order of the way".into());
        }
        // Marks that open before both stay; those between are cut in pairs.
        let between = &text[a.start as usize..b.start as usize];
        let anew =
            || Proposal::Person("the step has to be written anew: one of its places is not on the way any more".into());
        let sentence = between.contains(". ") || between.len() > 80;
        let (open, _) = self.marks(i);
        let (open_next, _) = self.marks(stop);
        if sentence || open != open_next || !only_leads_on(&text[a.end as usize..b.start as usize]) {
            return anew();
        }
        if let Some(edit) = without_place(text, a.start as usize, b.start as usize) {
            return Proposal::Edit(edit);
        }
        // "Select **X**, and on the **Y** page …": the page would stand where a name stood.
        let one_path = self.mention(i).path.is_some() && self.mention(i).path == self.mention(stop).path;
        if !one_path && self.has_noun_behind(stop) {
            return anew();
        }
        // "From the **X** menu, choose **Y**": Y is in no menu.
        let before = &self.unit(i).line.lower[..self.mention(i).start];
        let before = before.trim_end_matches(['*', '_', '"', '“', '‘', '\'', ' ']);
        let before = before.strip_suffix(" the").unwrap_or(before);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if matches!(word, "from" | "under" | "in" | "on" | "at" | "inside" | "within" | "of") {
            return anew();
        }
        Proposal::Edit(Edit { span: Span { start: a.start, end: b.start }, text: String::new() })
    }

    /// Whether a stop is the end of a path of several, and the next one is no part of it.
    pub(super) fn ends_path(&self, i: usize, next: usize) -> bool {
        let path = self.mention(i).path;
        let same = |k: usize| self.mention(k).path == path;
        path.is_some() && i < next && !same(next) && i.checked_sub(1).is_some_and(same)
    }

    /// Takes the end of a path off, behind the place that it went up in.
    pub(super) fn cut_behind(&self, last: usize, i: usize) -> Proposal {
        let text = &self.source.text;
        let span = |i: usize| {
            let m = self.mention(i);
            self.unit(i).exact(m.start, m.end, text)
        };
        let same_path = self.mention(i).path.is_some() && self.mention(i).path == self.mention(last).path;
        match (span(last), span(i)) {
            (Some(a), Some(b)) if same_path && a.end < b.start => {
                Proposal::Edit(Edit { span: Span { start: a.end, end: b.end }, text: String::new() })
            }
            _ => self.not_needed(i),
        }
    }

    /// The same of a way step by step: `from`: where its findings begin. What is done at its end is no part of it.
    pub(super) fn whole_chain(&mut self, from: usize, chain: &[usize]) {
        let is_stop =
            |f: &Finding| !f.kind.is_of_screen() && !self.world.nodes[self.mention(f.mention).node].kind().is_inside();
        let is_open = |f: &Finding| is_stop(f) && matches!(f.fix, Proposal::Person(_));
        let before = |f: &Finding| chain.contains(&f.mention) && is_open(f);
        let open = self.out[from..].iter().any(is_open) || self.out[..from].iter().any(before);
        let waits: Vec<bool> = self.out[from..].iter().map(|f| open && !f.kind.is_of_screen()).collect();
        for (finding, _) in self.out[from..].iter_mut().zip(waits).filter(|(_, waits)| *waits) {
            wait(finding, "another part of the way");
        }
    }

    /// A way that is put right in part leads nowhere: where a person has to say one stop of it, the rest waits as well.
    pub(super) fn whole_ways(&mut self) {
        let path = |f: &Finding| self.mention(f.mention).path.filter(|_| !f.kind.is_of_screen());
        let left: HashSet<usize> =
            self.out.iter().filter(|f| matches!(f.fix, Proposal::Person(_))).filter_map(path).collect();
        let waits: Vec<bool> = self.out.iter().map(|f| path(f).is_some_and(|p| left.contains(&p))).collect();
        for (finding, _) in self.out.iter_mut().zip(waits).filter(|(_, waits)| *waits) {
            wait(finding, "another part of the way");
        }
    }

    /// Where a place stands on the screen is not put right while a person has to say which place it is.
    pub(super) fn screen_waits(&mut self) {
        let asks = |f: &&Finding| !f.kind.is_of_screen() && matches!(f.fix, Proposal::Person(_));
        let open: HashSet<usize> = self.out.iter().filter(asks).map(|f| f.mention).collect();
        for finding in self.out.iter_mut().filter(|f| f.kind.is_of_screen() && open.contains(&f.mention)) {
            wait(finding, "the place that stands there");
        }
    }

    /// Prose follows the steps: where every step that names a place by its old name waits for a person, or gives both names,
    /// the prose waits too.
    pub(super) fn prose_waits(&mut self) {
        let is_step = |i: usize| self.unit(i).kind == UnitKind::Item;
        let stops: Vec<&Finding> = self.out.iter().filter(|f| !f.kind.is_of_screen()).collect();
        let edited: HashSet<NodeIndex> = stops
            .iter()
            .filter(|f| is_step(f.mention) && !matches!(f.fix, Proposal::Person(_)))
            .map(|f| self.mention(f.mention).node)
            .collect();
        let has_old_name = |i: &usize| {
            let node = &self.world.nodes[self.mention(*i).node];
            node.from.as_ref().is_some_and(|old| old.key == label::key(self.written(*i)))
        };
        let named =
            (0..self.resolved.mentions.len()).filter(|i| is_step(*i) && self.is_counted[*i]).filter(has_old_name);
        let open: HashSet<NodeIndex> =
            named.map(|i| self.mention(i).node).filter(|node| !edited.contains(node)).collect();
        let is_prose = |f: &Finding| self.unit(f.mention).kind == UnitKind::Prose && !f.kind.is_of_screen();
        let waiting: Vec<usize> = stops
            .iter()
            .filter(|f| is_prose(f) && open.contains(&self.mention(f.mention).node))
            .map(|f| f.mention)
            .collect();
        let along = |f: &Finding| {
            let path = self.mention(f.mention).path;
            is_prose(f) && waiting.iter().any(|w| *w == f.mention || path.is_some() && self.mention(*w).path == path)
        };
        let waits: Vec<bool> = self.out.iter().map(along).collect();
        for (finding, _) in self.out.iter_mut().zip(waits).filter(|(_, waits)| *waits) {
            wait(finding, "the step that names the place");
        }
    }

    /// Whether words that name no release stand in an article that has a way for the old one and a way for the new one: it
    /// has readers of both, and these words are for all of them.
    fn stands_beside_both(&self, i: usize) -> bool {
        let scopes = &self.resolved.scopes;
        let (from, to) = (&self.world.called.from, &self.world.called.to);
        from != to && scopes.of[i].is_empty() && scopes.has_way(from) && scopes.has_way(to)
    }

    /// Where words are for both platforms the old ones stay, in a bracket behind the new ones; where they are for the old
    /// one alone nothing is written. `all`: the guide says that it is for both.
    pub(super) fn keep_old_words(&mut self, all: bool) {
        let (from, to) = (self.world.called.from.clone(), self.world.called.to.clone());
        let mut findings = std::mem::take(&mut self.out);
        findings.sort_by_key(|f| f.span.start);
        let platform = self.world.called.old_name.clone();
        let mut paths: HashMap<usize, usize> = HashMap::new();
        // "Go to X, … and back to X": once in a step is enough.
        let mut told: HashSet<(usize, String, String)> = HashSet::new();
        for at in 0..findings.len() {
            let Some(edit) = findings[at].fix.edit().cloned() else { continue };
            let i = findings[at].mention;
            if findings[at].certainty == Certainty::Guess {
                let now = if edit.text.is_empty() { "nothing".to_owned() } else { format!("“{}”", edit.text) };
                let why = match labels::is_labeled(self.unit(i)) {
                    true => "the words before it may name a program",
                    false => "nothing else in the guide speaks of Windows",
                };
                findings[at].fix = Proposal::Person(format!("{now}, if this is Windows: {why}"));
                continue;
            }
            if self.resolved.scopes.is_undecided(i, self.mention(i).unit) {
                let now = if edit.text.is_empty() { "nothing".to_owned() } else { format!("“{}”", edit.text) };
                findings[at].fix =
                    Proposal::Person(format!("{now}, if this is done before the way back to {platform}"));
                continue;
            }
            let audience = if all || self.stands_beside_both(i) {
                Audience::Both
            } else {
                self.resolved.scopes.audience(i, &from, &to)
            };
            if audience == Audience::Old {
                let short = &self.world.to.short;
                let now = if edit.text.is_empty() { "nothing".to_owned() } else { format!("“{}”", edit.text) };
                findings[at].fix = Proposal::Person(format!("these words are for {platform}; {short} has {now} there"));
            }
            if audience != Audience::Both {
                continue;
            }
            let of_screen = findings[at].kind.is_of_screen();
            // A step that only the old release needs stays, and says so.
            if let Some(edit) = self.kept_for_old(i, &edit).filter(|_| self.mention(i).path.is_none()) {
                findings[at].fix = Proposal::Edit(edit);
                continue;
            }
            let path = self.mention(i).path.filter(|_| !of_screen);
            let whole = match path {
                Some(path) => self.path_span(path),
                None => Some(edit.span),
            };
            if let Some(first) = path.and_then(|p| paths.get(&p)) {
                debug_assert!(*first < at);
                findings[at].fix = Proposal::Together;
                continue;
            }
            let same = |f: &&Finding| path.is_some() && self.mention(f.mention).path == path;
            let edits: Vec<Edit> = match path {
                Some(_) => findings.iter().filter(same).filter_map(|f| f.fix.edit().cloned()).collect(),
                None => vec![edit.clone()],
            };
            let inside = |span: Span| edits.iter().all(|e| span.contains(e.span));
            let plain = !edit.span.range().is_empty() && !edit.text.is_empty() || path.is_some();
            // Marks stand around the words on both sides, or in pairs inside them.
            let paired = |s: Span| {
                let run = self.unit(i).line.runs.iter().find(|r| {
                    matches!(r.style, Style::Strong | Style::Quoted | Style::Code)
                        && r.start <= self.mention(i).start
                        && self.mention(i).end <= r.end
                });
                let marks = self.marks_around(s)?;
                (of_screen || run.is_none() || !marks.0.is_empty()).then_some((s, marks))
            };
            findings[at].fix = match whole.filter(|s| inside(*s) && plain).and_then(paired) {
                Some((span, (open, close))) => {
                    let old = &self.source.text[span.range()];
                    // "On the taskbar (in the lower left corner on Windows 10)"
                    let old = if of_screen { with_small_letter(old) } else { old.to_owned() };
                    let new = patch::apply_within(&self.source.text, span, &edits);
                    // The marks around the words belong to the old ones as well.
                    let outer = Span { start: span.start - open.len() as u32, end: span.end + close.len() as u32 };
                    let is_told = !told.insert((self.mention(i).unit, old.clone(), new.clone()));
                    let old = format!(" ({open}{old}{close} on {platform})");
                    let text = format!("{open}{new}{close}{}", if is_told { "" } else { &old });
                    Proposal::Edit(Edit { span: outer, text })
                }
                None => Proposal::Person(format!("the guide is for {platform} too: say both")),
            };
            if let Some(path) = path {
                paths.insert(path, at);
            }
        }
        self.out = findings;
    }

    /// "Click **X** (Windows 10 only)" in the place of a step that is taken out.
    fn kept_for_old(&self, i: usize, cut: &Edit) -> Option<Edit> {
        let m = self.mention(i);
        let span = self.unit(i).exact(m.start, m.end, &self.source.text)?;
        let behind = span.end as usize + self.marks(i).1.len();
        let text = format!(" ({} only)", self.world.called.old_name);
        // Without the words that lead to it, a verb is all that is left.
        let is_verb = VERBS.contains(&&*cut.text.to_lowercase());
        let taken_out = (cut.text.is_empty() || is_verb) && cut.span.contains(span);
        taken_out.then(|| Edit { span: Span::new(behind, behind), text })
    }

    /// The marks on both sides of a span: a pair, or those that open inside and close outside. `None`: what they enclose
    /// would not be whole.
    fn marks_around(&self, span: Span) -> Option<(String, String)> {
        let text = &self.source.text;
        let (before, inner, behind) = (&text[..span.start as usize], &text[span.range()], &text[span.end as usize..]);
        let pairs = [
            ("**", "**"),
            ("`", "`"),
            ("__", "__"),
            ("\"", "\""),
            ("“", "”"),
            ("‘", "’"),
            ("'", "'"),
            ("*", "*"),
            ("_", "_"),
        ];
        let here = |(open, close): &&(&str, &str)| {
            before.ends_with(open) && behind.starts_with(close) && is_whole(&format!("{open}{inner}{close}"))
        };
        if let Some((open, close)) = pairs.iter().chain(TAGS).find(here) {
            return Some(((*open).to_owned(), (*close).to_owned()));
        }
        // "**Start** > *Settings*"
        let open: String =
            before.chars().rev().take_while(|c| MARKS.contains(c)).collect::<Vec<_>>().iter().rev().collect();
        let close: String = behind.chars().take_while(|c| MARKS.contains(c)).collect();
        let all = [(String::new(), String::new()), (open, close)];
        all.into_iter().find(|(open, close)| is_whole(&format!("{open}{inner}{close}")))
    }

    /// From the first name of a path to its last.
    fn path_span(&self, path: usize) -> Option<Span> {
        let all = (0..self.resolved.mentions.len()).filter(|k| self.mention(*k).path == Some(path));
        let spans: Option<Vec<Span>> = all
            .map(|k| {
                let m = self.mention(k);
                self.unit(k).exact(m.start, m.end, &self.source.text)
            })
            .collect();
        spans?.into_iter().reduce(Span::join)
    }
}

/// What sets words off.
const MARKS: &[char] = &['*', '_', '`', '"', '“', '”', '‘', '’'];

/// The same in HTML.
const TAGS: &[(&str, &str)] = &[
    ("<kbd>", "</kbd>"),
    ("<b>", "</b>"),
    ("<strong>", "</strong>"),
    ("<i>", "</i>"),
    ("<em>", "</em>"),
    ("<code>", "</code>"),
];

/// The tags between two texts, which enclose what stands there.
fn tags_around(before: &str, behind: &str) -> Option<&'static (&'static str, &'static str)> {
    TAGS.iter().find(|(open, close)| before.ends_with(open) && behind.starts_with(close))
}

/// Whether every mark that opens in a text closes in it as well.
fn is_whole(text: &str) -> bool {
    // The first one opens and the last one closes.
    let in_order = |(open, close): &(&str, &str)| {
        let (first, last) = (text.find(close), text.rfind(open));
        text.matches(open).count() == text.matches(close).count()
            && first.is_none_or(|at| text.find(open).is_some_and(|o| o < at))
            && last.is_none_or(|at| text.rfind(close).is_some_and(|c| at < c))
    };
    if text.contains('<') && !TAGS.iter().all(in_order) {
        return false;
    }
    let strong = text.matches("**").count();
    let single = text.matches('*').count() - 2 * strong;
    let even = |mark: char| text.matches(mark).count().is_multiple_of(2);
    // An underscore or an apostrophe inside a word is a letter of it.
    let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let opened = words.iter().filter(|w| w.starts_with('_')).count();
    let closed = words.iter().filter(|w| w.ends_with('_')).count();
    let quotes = |open: char, close: char| text.matches(open).count() == text.matches(close).count();
    strong.is_multiple_of(2)
        && single.is_multiple_of(2)
        && opened == closed
        && even('`')
        && even('"')
        && quotes('“', '”')
        && (quotes('‘', '’') || !text.contains('‘'))
}

/// Whether what stands between two names says nothing but how to get from the one to the other: ", then click", ">".
pub(super) fn only_leads_on(gap: &str) -> bool {
    const WORDS: &[&str] = &[
        "then", "and", "next", "now", "after", "that", "click", "select", "choose", "tap", "open", "press", "go", "to",
        "on", "the", "into", "in", "navigate", "head", "there", "from", "here", "tab", "page", "section", "category",
        "option", "link", "button", "menu", "left", "right", "hand", "side", "pane", "sidebar", "panel", "amp",
    ];
    let words = gap.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    !gap.contains(['(', '[', '!', '<', '`', '{'])
        && words.into_iter().all(|w| WORDS.contains(&w.to_lowercase().as_str()))
}

/// `until`: what a person has to say first.
fn wait(finding: &mut Finding, until: &str) {
    if let Proposal::Edit(edit) = &finding.fix {
        let words = edit.text.replace("**", "").replace(['*', '`'], "");
        let words = words.trim_matches([' ', '>', '→', ',', '“', '”', '"']);
        let words = words.strip_suffix(", then").or(words.strip_suffix("”, then")).unwrap_or(words);
        let what = match (edit.text.is_empty(), edit.span.range().is_empty()) {
            (true, _) => "goes".to_owned(),
            (_, true) => format!("gets “{words}” as well"),
            _ => format!("becomes “{words}”"),
        };
        finding.fix = Proposal::Person(format!("this part {what}, but {until} needs a person"));
    }
}

fn with_small_letter(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}

/// "In **X**, click **Y**" without X is "Click **Y**": the words that lead to a place go with it, and the verb behind
/// it begins the sentence. `place` and `next`: where the names begin.
fn without_place(text: &str, place: usize, next: usize) -> Option<Edit> {
    const MARKS: &[char] = &['*', '_', '"', '“', ' '];
    let head = text[..place].trim_end_matches(MARKS);
    let head = head.strip_suffix(" the").unwrap_or(head);
    let word = ["In", "in", "On", "on", "Under", "under"].iter().find(|w| head.ends_with(**w))?;
    let start = head.len() - word.len();
    let opens = text[..start].trim_end_matches(' ').ends_with(['.', ')', '\n', '>', '!']) || start == 0;
    if text[..start].ends_with(char::is_alphanumeric) {
        return None;
    }
    let between = text[place..next].trim_end_matches(MARKS);
    let verbs = ["click on", "click", "select", "choose", "open", "tap on", "tap", "press", "go to", "navigate to"];
    let verb = verbs.iter().find(|v| between.ends_with(**v))?;
    let comma = between[..between.len() - verb.len()].trim_end_matches(' ').ends_with(',');
    let mut verb = (*verb).to_owned();
    if opens && word.starts_with(char::is_uppercase) {
        verb[..1].make_ascii_uppercase();
    }
    let end = place + between.len();
    comma.then(|| Edit { span: Span::new(start, end), text: verb })
}
