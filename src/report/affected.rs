//! What a release breaks, for people, tickets and programs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::json;

use crate::diagnostic::Root;
use crate::pipeline::Refresh;
use crate::report::human::safe;
use crate::report::{Texts, plural};
use crate::source::Span;
use crate::ui::affected::{AffectedGuide, KEPT, OldPicture, Placed, Pointer};
use crate::ui::refresh::{Edit, Proposal};
use crate::ui::{Catalogues, Release};

const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const END: &str = "\u{1b}[0m";

/// The rule of links and words that lead elsewhere once a guide is put right.
const POINTER: &str = "pointer";

/// The releases that were compared.
pub struct Names<'a> {
    /// `None`: each guide has its own.
    pub from: Option<&'a Release>,
    pub to: &'a Release,
    pub catalogues: &'a Catalogues,
}

impl Names<'_> {
    /// `Windows 10 22H2` for `windows-10-22h2`.
    fn short(&self, release: &str) -> String {
        self.catalogues.find(release).map_or_else(|| release.to_owned(), |r| r.short.clone())
    }

    fn old_name(&self) -> String {
        self.from.map_or_else(|| "what each was verified on".to_owned(), |r| r.name.clone())
    }
}

/// The findings of one change, each with its guide.
type Group<'a> = Vec<(&'a AffectedGuide, &'a Placed)>;

/// Findings by change, most frequent first.
fn by_change(found: &Refresh) -> Vec<(Arc<str>, Group<'_>)> {
    let mut groups: BTreeMap<Arc<str>, Group> = BTreeMap::new();
    for guide in &found.guides {
        for placed in &guide.findings {
            groups.entry(placed.finding.change.clone()).or_default().push((guide, placed));
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(id, list)| (std::cmp::Reverse(list.len()), id.clone()));
    groups
}

fn guides_of(list: &[(&AffectedGuide, &Placed)]) -> usize {
    list.iter().map(|(g, _)| &g.file).collect::<BTreeSet<_>>().len()
}

/// One line: how many guides, steps and screenshots.
pub fn totals(found: &Refresh, names: &Names) -> String {
    let steps: usize = found.guides.iter().map(AffectedGuide::steps).sum();
    let others = match found.of_other_systems {
        0 => String::new(),
        n => format!("; {} of other systems left out", plural(n, "article")),
    };
    format!(
        "{} of {} affected, {}; {} left to a person, {} to take again ({} to {}){others}\n",
        plural(found.guides.len(), "guide"),
        plural(found.looked_at, "article"),
        plural(steps, "step"),
        left_to_a_person(found),
        plural(pictures(found).len(), "screenshot"),
        names.old_name(),
        names.to.name
    )
}

/// What is to be done about a link or words that lead elsewhere once a guide is put right.
pub fn pointed(pointer: &Pointer) -> String {
    let now = pointer.now.as_ref().map_or_else(|| "that is gone then".to_owned(), |now| format!("it is {now} then"));
    format!("\"{}\": {now}", pointer.words)
}

/// What leads elsewhere once the proposals are written, each with the guide it leads to.
fn pointers(found: &Refresh) -> impl Iterator<Item = (&AffectedGuide, &Pointer)> {
    found.guides.iter().flat_map(|g| g.pointers.iter().map(move |p| (g, p)))
}

/// Words that somebody has to write.
pub fn left_to_a_person(found: &Refresh) -> usize {
    let person = |p: &&Placed| matches!(p.finding.fix, Proposal::Person(_));
    let pointers: usize = found.guides.iter().map(|g| g.pointers.len()).sum();
    found.guides.iter().flat_map(|g| &g.findings).filter(person).count() + pointers
}

/// The pictures that may show the old state: of each guide, its path and their addresses.
pub fn pictures(found: &Refresh) -> BTreeSet<(&str, &str)> {
    let mut all = BTreeSet::new();
    for guide in &found.guides {
        let inherited = guide.findings.iter().flat_map(|p| &p.screenshots);
        all.extend(inherited.chain(guide.pictures.iter().map(|p| &p.picture)).map(|s| (&*guide.file, s.as_str())));
    }
    all
}

/// What a proposal without words does.
fn taken(placed: &Placed) -> &'static str {
    if placed.finding.whole_step { "take out the whole step" } else { "take out" }
}

fn numbered(placed: &Placed) -> &'static str {
    if placed.finding.numbers.is_empty() { "" } else { ", and count the later steps anew" }
}

pub fn human(found: &Refresh, texts: &Texts, names: &Names) -> String {
    let mut out = String::new();
    for (change, list) in by_change(found) {
        let (_, first) = list[0];
        let counts = format!("{}, {}", plural(guides_of(&list), "guide"), plural(list.len(), "place"));
        let kind = first.finding.kind.name();
        let sure = first.finding.confidence.name();
        out += &format!("{BOLD}{}{END}  {kind}, {sure}  {DIM}{counts}{END}\n", safe(&change));
        for (guide, placed) in list {
            let path = texts.shown(Root::Content, &guide.file);
            let step = placed.step.as_ref().map_or(String::new(), |s| {
                let heading = s.heading.as_deref().map_or(String::new(), |h| format!(" of \"{h}\""));
                format!("  step {}{heading}", s.number)
            });
            out += &format!("  {}:{}{DIM}{}{END}\n", safe(&path), placed.line, safe(&step));
            out += &format!("    {}\n", safe(&placed.finding.reason));
            out += &match &placed.finding.fix {
                Proposal::Edit(edit) if edit.text.is_empty() => {
                    format!("    {GREEN}fix{END}  {} \"{}\"{}\n", taken(placed), safe(&placed.words), numbered(placed))
                }
                Proposal::Edit(edit) if edit.span.start == edit.span.end => {
                    let side = if edit.span.start < placed.finding.span.end { "before" } else { "behind" };
                    format!("    {GREEN}fix{END}  put \"{}\" {side} \"{}\"\n", safe(&edit.text), safe(&placed.words))
                }
                Proposal::Edit(edit) => {
                    format!("    {GREEN}fix{END}  \"{}\" -> \"{}\"\n", safe(&placed.words), safe(&edit.text))
                }
                Proposal::Person(why) => format!("    {YELLOW}a person{END}  {}\n", safe(why)),
                Proposal::Together => format!("    {GREEN}fix{END}  with the one before\n"),
            };
            for picture in &placed.screenshots {
                out += &format!("    {DIM}screenshot  {}{END}\n", safe(picture));
            }
        }
        out.push('\n');
    }
    for (guide, old) in old_pictures(found) {
        let path = texts.shown(Root::Content, &guide.file);
        let release = names.short(&old.release);
        out += &format!("{BOLD}{}{END}  {DIM}taken on {release}{END}\n", safe(&old.picture));
        let step = old.step.as_ref().map_or(String::new(), |s| format!("  step {}", s.number));
        out += &format!("  {}:{}{DIM}{step}{END}\n", safe(&path), old.line);
        out += &format!("    {YELLOW}take it again{END}  {}\n\n", safe(&old.reason));
    }
    for (guide, pointer) in pointers(found) {
        let shown = |file: &str| safe(&texts.shown(Root::Content, file));
        out += &format!(
            "{BOLD}{}:{}{END}  {DIM}leads to {}{END}\n",
            shown(&pointer.file),
            pointer.line,
            shown(&guide.file)
        );
        out += &format!("    {YELLOW}a person{END}  {}\n\n", safe(&pointed(pointer)));
    }
    out + &totals(found, names)
}

/// Pictures that were taken on a release of their own, each with its guide.
fn old_pictures(found: &Refresh) -> impl Iterator<Item = (&AffectedGuide, &OldPicture)> {
    found.guides.iter().flat_map(|g| g.pictures.iter().map(move |p| (g, p)))
}

/// A list of work: one box a place, grouped by change.
pub fn markdown(found: &Refresh, texts: &Texts, names: &Names) -> String {
    let mut out = format!("# {} to {}\n\n{}\n", names.old_name(), names.to.name, totals(found, names));
    for (change, list) in by_change(found) {
        out += &format!("## {} ({})\n\n", escaped(&change), list[0].1.finding.kind.name());
        for (guide, placed) in list {
            let step = placed.step.as_ref().map_or(String::new(), |s| format!(", step {}", s.number));
            let path = texts.shown(Root::Content, &guide.file);
            let what = match &placed.finding.fix {
                Proposal::Edit(edit) if edit.text.is_empty() => {
                    format!("{} {}{}", taken(placed), code(&placed.words), numbered(placed))
                }
                Proposal::Edit(edit) => format!("{} becomes {}", code(&placed.words), code(&edit.text)),
                Proposal::Person(why) => format!("{}: {}", code(&placed.words), escaped(why)),
                Proposal::Together => format!("{}: with the one before", code(&placed.words)),
            };
            out += &format!("- [ ] {}, line {}{step}: {what}", code(&path), placed.line);
            if !placed.screenshots.is_empty() {
                let pictures: Vec<String> = placed.screenshots.iter().map(|s| code(s)).collect();
                out += &format!("; screenshots {}", pictures.join(", "));
            }
            out.push('\n');
        }
        out.push('\n');
    }
    if found.guides.iter().any(|g| !g.pictures.is_empty()) {
        out += "## Screenshots\n\n";
    }
    for (guide, old) in old_pictures(found) {
        let (path, release) = (texts.shown(Root::Content, &guide.file), names.short(&old.release));
        let step = old.step.as_ref().map_or(String::new(), |s| format!(", step {}", s.number));
        out += &format!("- [ ] {}, line {}{step}: take {} again; ", code(&path), old.line, code(&old.picture));
        out += &format!("it is of {}, and {}\n", escaped(&release), escaped(&old.reason));
    }
    if found.guides.iter().any(|g| !g.pointers.is_empty()) {
        out += "\n## Links and numbers of steps\n\n";
    }
    for (guide, pointer) in pointers(found) {
        let (from, to) = (texts.shown(Root::Content, &pointer.file), texts.shown(Root::Content, &guide.file));
        out += &format!("- [ ] {}, line {}: {}; ", code(&from), pointer.line, escaped(&pointed(pointer)));
        out += &format!("it leads to {}\n", code(&to));
    }
    out
}

/// Inline code that holds whatever stands in it.
pub fn code(text: &str) -> String {
    let text = text.replace('\n', " ");
    let ticks = "`".repeat(1 + text.split(|c| c != '`').map(str::len).max().unwrap_or(0));
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// Text that Markdown shows as it is.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(['\n', '\r'], " ").replace('*', "\\*").replace('[', "\\[").replace('<', "&lt;")
}

pub fn json(found: &Refresh, texts: &Texts, names: &Names) -> String {
    let guide = |g: &AffectedGuide| {
        let mut value = json!(g);
        value["file"] = texts.shown(Root::Content, &g.file).into();
        for (i, pointer) in g.pointers.iter().enumerate() {
            value["pointers"][i]["file"] = texts.shown(Root::Content, &pointer.file).into();
        }
        value
    };
    let value = json!({
        "from": names.from.map(|r| &r.release),
        "to": names.to.release,
        "looked_at": found.looked_at,
        "unverified": found.unverified,
        "of_other_systems": found.of_other_systems,
        "guides": found.guides.iter().map(guide).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

/// SARIF 2.1.0, with the proposals as fixes.
pub fn sarif(found: &Refresh, texts: &Texts, names: &Names) -> String {
    let mut reasons: BTreeMap<Arc<str>, &str> =
        old_pictures(found).map(|(_, old)| (old.change.clone(), old.reason.as_str())).collect();
    let changes = by_change(found);
    reasons.extend(changes.iter().map(|(change, list)| (change.clone(), list[0].1.finding.reason.as_str())));
    if pointers(found).next().is_some() {
        reasons.insert(POINTER.into(), "a link or a number of a step leads elsewhere once a guide is put right");
    }
    if found.guides.iter().any(|g| g.stamps.is_some()) {
        reasons.entry(KEPT.into()).or_insert("a screenshot shows what was put right beside it");
    }
    let rules: Vec<_> =
        reasons.iter().map(|(id, reason)| json!({ "id": id, "shortDescription": { "text": reason } })).collect();
    let results: Vec<_> = found
        .guides
        .iter()
        .flat_map(|g| g.findings.iter().map(move |p| (g, p)))
        .map(|(guide, placed)| sarif_result(guide, placed, texts))
        .chain(old_pictures(found).map(|(guide, old)| {
            let message = format!("taken on {}: {}", names.short(&old.release), old.reason);
            sarif_place(&guide.file, &old.change, &message, old.span, texts)
        }))
        .chain(pointers(found).map(|(guide, pointer)| {
            let message = format!("leads to {}: {}", texts.shown(Root::Content, &guide.file), pointed(pointer));
            sarif_place(&pointer.file, POINTER, &message, pointer.span, texts)
        }))
        .chain(found.guides.iter().filter_map(|guide| sarif_stamps(guide, texts)))
        .collect();
    let driver = json!({
        "name": "guidepost refresh",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
        "properties": { "to": names.to.release },
    });
    let value = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "results": results }],
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

fn sarif_result(guide: &AffectedGuide, placed: &Placed, texts: &Texts) -> serde_json::Value {
    let message = match &placed.finding.fix {
        Proposal::Person(why) => format!("{} ({why})", placed.finding.reason),
        _ => placed.finding.reason.clone(),
    };
    let mut result = sarif_place(&guide.file, &placed.finding.change, &message, placed.finding.span, texts);
    if let Some(edit) = placed.finding.fix.edit() {
        let edits: Vec<&Edit> = std::iter::once(edit).chain(&placed.finding.numbers).collect();
        result["fixes"] = sarif_fixes(guide, &placed.finding.reason, &edits, texts);
    }
    result
}

fn sarif_fixes(guide: &AffectedGuide, why: &str, edits: &[&Edit], texts: &Texts) -> serde_json::Value {
    let replacement = |e: &&Edit| {
        let deleted = region(&guide.file, e.span, texts);
        json!({ "deletedRegion": deleted, "insertedContent": { "text": e.text } })
    };
    let replacements: Vec<serde_json::Value> = edits.iter().map(replacement).collect();
    json!([{
        "description": { "text": why },
        "artifactChanges": [{ "artifactLocation": artifact(&guide.file, texts), "replacements": replacements }],
    }])
}

/// The stamps that keep the pictures beside words that are put right on the list.
fn sarif_stamps(guide: &AffectedGuide, texts: &Texts) -> Option<serde_json::Value> {
    let stamps = guide.stamps.as_ref()?;
    let why = "stamps keep the screenshots beside the words that are put right on the list";
    let mut result = sarif_place(&guide.file, KEPT, why, stamps.span, texts);
    result["level"] = "note".into();
    result["fixes"] = sarif_fixes(guide, why, &[stamps], texts);
    Some(result)
}

fn sarif_place(file: &str, rule: &str, message: &str, span: Span, texts: &Texts) -> serde_json::Value {
    let (artifact, region) = (artifact(file, texts), region(file, span, texts));
    json!({
        "ruleId": rule,
        "level": "warning",
        "message": { "text": message },
        "locations": [{ "physicalLocation": { "artifactLocation": artifact, "region": region } }],
    })
}

fn artifact(file: &str, texts: &Texts) -> serde_json::Value {
    let path = texts.shown(Root::Content, file);
    let parts: Vec<String> = path
        .split('/')
        .map(|p| percent_encoding::utf8_percent_encode(p, percent_encoding::NON_ALPHANUMERIC).to_string())
        .collect();
    json!({ "uri": parts.join("/").replace("%2E", ".").replace("%2D", "-").replace("%5F", "_") })
}

fn region(file: &str, span: Span, texts: &Texts) -> serde_json::Value {
    let place = texts.place(Root::Content, file, Some(span));
    place.map_or(
        json!({}),
        |p| json!({ "startLine": p.line, "startColumn": p.column, "endLine": p.end_line, "endColumn": p.end_column }),
    )
}
