//! `guidepost show`: what guidepost understood of one article.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::{Exit, Failure, ProjectArguments, say_err, say_out, ui};
use crate::disk::{self, Project};
use crate::document::parse;
use crate::guide::lower;
use crate::guide::platform::Platforms;
use crate::memo::Memo;
use crate::native;
use crate::output::structured;
use crate::pipeline;
use crate::report;
use crate::report::human::safe;
use crate::report::reading::{self, Extent};
use crate::snapshot::Snapshot;
use crate::source::Source;
use crate::ui::atlas::Atlas;
use crate::ui::named::Names;
use crate::ui::refresh::{self, Resolved};
use crate::ui::world::World;

#[derive(Args)]
pub struct Show {
    /// The article
    file: PathBuf,
    /// Also say in which line each thing stands
    #[arg(long)]
    spans: bool,
    /// Also list what is left out of the page
    #[arg(long)]
    junk: bool,
    /// Show which place of Windows each name means, and how sure that is
    #[arg(long, conflicts_with_all = ["spans", "junk"])]
    ui: bool,
    /// With --ui: names as this release has them [default: that of the article and the other Windows]
    #[arg(long, value_name = "RELEASE", requires = "ui")]
    release: Option<String>,
    /// A tree for people, the guide as `export json` gives it, or the article written anew as clean Markdown
    #[arg(long, value_enum, default_value_t = Form::Tree)]
    format: Form,
    #[command(flatten)]
    project: ProjectArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Tree,
    Json,
    Markdown,
}

pub fn run(command: Show) -> Result<Exit, Failure> {
    // A fault of the settings is told by `build` and `check`; here the defaults will do.
    let (project, _) = Project::open(&command.project.overrides(None))?;
    let source = disk::read_one(&command.file)?;
    if command.ui {
        return references(&command, &source);
    }
    match command.format {
        Form::Tree => {
            let (guide, _) = lower::read(&source, &Platforms::new(&project.config.config.platforms));
            let extent = Extent { places: command.spans, junk: command.junk };
            say_out(&reading::render(&guide, &source, extent))?;
        }
        Form::Markdown => {
            let platforms = Platforms::new(&project.config.config.platforms);
            let (guide, _) = lower::read(&source, &platforms);
            let written = native::write(&guide, &source, &platforms);
            say_out(&written.text)?;
            if let Some(native::Difference { was, became }) = &written.difference {
                say_err(&format!(
                    "note: read again, this Markdown is not the same guide everywhere\n  was: {}\n  now: {}\n",
                    safe(was),
                    safe(became)
                ));
            }
        }
        Form::Json => {
            let snapshot = Snapshot { config: project.config, documents: vec![source], ..Snapshot::default() };
            let site = pipeline::site(&snapshot, &Memo::default(), &|_| {});
            if site.guides.is_empty() {
                let help = "`guidepost check` on the file says what".to_owned();
                return Err(Failure::Told(Exit::Findings, "a fault keeps this article off the site".into(), help));
            }
            let json = serde_json::to_string_pretty(&structured::guide_json(&site, 0)).unwrap_or_default();
            say_out(&(json + "\n"))?;
        }
    }
    Ok(Exit::Fine)
}

/// Which place each name of an article means.
fn references(command: &Show, source: &Source) -> Result<Exit, Failure> {
    let all = ui::open(&command.project)?;
    let said = |world: &World, resolved: &Resolved| match command.format {
        Form::Tree | Form::Markdown => report::references::human(resolved, world, source),
        Form::Json => report::references::json(resolved, world, source),
    };
    say_out(&match &command.release {
        Some(name) => {
            let release = ui::release(&all, name)?;
            let catalogue = all.catalogue(release).0;
            let world = World::new(&catalogue, &catalogue, all.changes(release, release).0);
            said(&world, &refresh::resolve(&world, source))
        }
        None => {
            let names = Names::of(&Atlas::new(&all), &parse::parse(source, &|_| None));
            said(names.lens.world(), &names.resolved)
        }
    })?;
    Ok(Exit::Fine)
}
