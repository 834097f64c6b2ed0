//! `guidepost duplicates`: which guides have nearly the same text, which of them to keep, and what to do with the rest.
//!
//! By default it only says so. `--diff` and `--apply` give the guide to keep the old addresses of the others and make
//! drafts of these: they leave the site, and not a letter of them is lost.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::json;

use crate::cli::{Exit, Failure, Form, ProjectArguments, run, say_err, say_out};
use crate::diagnostic::Root;
use crate::disk::{self, Project};
use crate::memo::Memo;
use crate::pipeline;
use crate::report::human::safe;
use crate::report::{Texts, plural};
use crate::site::cluster::{self, Cluster};
use crate::site::{GuideIndex, Site};
use crate::snapshot::Snapshot;
use crate::ui::{freshness, patch};

#[derive(Args)]
pub struct Duplicates {
    /// Form of the list
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    /// Print what `--apply` would write as a patch
    #[arg(long, conflicts_with = "format")]
    diff: bool,
    /// Write the addresses of the others into the guides to keep, and make drafts of the others
    #[arg(long, conflicts_with_all = ["diff", "format"])]
    apply: bool,
    #[command(flatten)]
    project: ProjectArguments,
}

pub fn run(command: Duplicates) -> Result<Exit, Failure> {
    let (project, _) = Project::open(&command.project.overrides(None))?;
    project.require_content()?;
    let snapshot = disk::read(&project)?;
    let site = pipeline::site(&snapshot, &Memo::default(), &|_| {});
    let clusters = cluster::clusters(&site.guides);
    if command.diff || command.apply {
        change(&project, &snapshot, &site, &clusters, command.apply)?;
    } else if command.format == Form::Json {
        say_out(&(serde_json::to_string_pretty(&rows(&site, &clusters)).unwrap_or_default() + "\n"))?;
    } else {
        say_out(&list(&site, &clusters))?;
    }
    let copies: usize = clusters.iter().map(|c| c.rest.len()).sum();
    let guides = plural(site.guides.len(), "guide");
    say_err(&format!("{guides}, {} of which repeat the text of another; {} to keep\n", copies, clusters.len()));
    Ok(Exit::Fine)
}

fn list(site: &Site, clusters: &[Cluster]) -> String {
    let line = |g: GuideIndex| {
        let entry = &site.guides[g].entry;
        format!("{}  \"{}\"\n", safe(&entry.source), safe(&entry.guide.title))
    };
    let mut out = String::new();
    for cluster in clusters {
        out += &format!("keep  {}      {}\n", line(cluster.keep), cluster.why.join("; "));
        cluster.rest.iter().for_each(|g| out += &format!("  as  {}", line(*g)));
        out.push('\n');
    }
    out
}

fn rows(site: &Site, clusters: &[Cluster]) -> serde_json::Value {
    let guide = |g: GuideIndex| {
        let placed = &site.guides[g];
        json!({ "source": placed.entry.source, "page": placed.permalink, "title": placed.entry.guide.title })
    };
    let row = |c: &Cluster| {
        let copies: Vec<_> = c.rest.iter().map(|g| guide(*g)).collect();
        json!({ "keep": guide(c.keep), "why": c.why, "copies": copies, "aliases": cluster::aliases(site, c) })
    };
    clusters.iter().map(row).collect()
}

/// Shows or writes the edits, file by file. All of them are made before the first is written.
fn change(
    project: &Project,
    snapshot: &Snapshot,
    site: &Site,
    clusters: &[Cluster],
    apply: bool,
) -> Result<(), Failure> {
    let mut edits: BTreeMap<&str, (&'static str, String)> = BTreeMap::new();
    for c in clusters {
        let keep = &site.guides[c.keep].entry;
        let all = keep.guide.front.aliases.iter().cloned().chain(cluster::aliases(site, c));
        let lines: String = all.map(|a| format!("  - {}\n", serde_json::Value::from(a))).collect();
        edits.insert(&keep.source, ("aliases", format!("aliases:\n{lines}")));
        for copy in &c.rest {
            edits.insert(&site.guides[*copy].entry.source, ("draft", "draft: true\n".into()));
        }
    }
    // Paths in the patch are those of findings: from the project folder.
    let (documents, texts) = (&snapshot.documents, Texts::new(snapshot, run::folders(project)));
    let mut made = Vec::new();
    for (path, (key, lines)) in edits {
        let Ok(at) = documents.binary_search_by(|d| (*d.path).cmp(path)) else { continue };
        let edit = freshness::set_key(&documents[at], key, lines).map_err(|why| {
            let help = "mend the front matter first; `guidepost check` says where";
            Failure::Told(Exit::Data, format!("{path}: {why}"), help.into())
        })?;
        made.push((&documents[at], edit));
    }
    let mut patches = String::new();
    for (source, edit) in &made {
        let file = project.content.join(&*source.path);
        let bytes = disk::read_raw(&file)?;
        let (text, edits) = patch::to_file(&bytes, source, std::slice::from_ref(edit)).ok_or_else(|| {
            let message = format!("{} changed while it was read", disk::shown(&file));
            Failure::Told(Exit::Temporary, message, "run it again".into())
        })?;
        if apply {
            disk::replace(&file, patch::apply(&text, &edits).as_bytes())?;
        } else {
            patches += &patch::unified(&texts.shown(Root::Content, &source.path), &text, &edits);
        }
    }
    match apply {
        true => say_err(&format!("wrote {}\n", plural(made.len(), "article"))),
        false => say_out(&patches)?,
    }
    Ok(())
}
