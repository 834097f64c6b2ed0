//! `guidepost ui`: the catalogues of places: lists, trees, one place through all releases, what differs between two.

use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::{Exit, Failure, Form, ProjectArguments, say_err, say_out, ui_add};
use crate::diagnostic::Severity;
use crate::disk::{self, Project};
use crate::report::human;
use crate::report::places;
use crate::ui::{Catalogue, Catalogues, Release, diff, label};

#[derive(Args)]
pub struct Ui {
    #[command(subcommand)]
    show: What,
}

#[derive(Subcommand)]
enum What {
    /// The releases; with one of them, its places
    List {
        /// As in `windows-11-24h2`, `24h2` or `10`
        release: Option<String>,
        #[command(flatten)]
        common: Common,
    },
    /// One place in every release: its label, its way, its address
    Show {
        /// Id, label, address, command or chord of a place
        place: String,
        #[command(flatten)]
        common: Common,
    },
    /// The places of a release as a tree
    Tree {
        release: String,
        /// Only what lies below this place
        place: Option<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Add a place, or another name of one, to your own catalogue
    Add(Box<ui_add::Add>),
    /// Add a change that no comparison of two releases can see
    AddChange(Box<ui_add::AddChange>),
    /// What differs between two releases
    Diff {
        from: String,
        to: String,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Args)]
struct Common {
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    #[command(flatten)]
    project: ProjectArguments,
}

pub fn run(command: Ui) -> Result<Exit, Failure> {
    match command.show {
        What::List { release, common } => list(release, &common),
        What::Show { place, common } => show(&place, &common),
        What::Tree { release, place, common } => tree(&release, place.as_deref(), &common),
        What::Add(command) => ui_add::place(*command),
        What::AddChange(command) => ui_add::change(*command),
        What::Diff { from, to, common } => differences(&from, &to, &common),
    }
}

fn list(release: Option<String>, common: &Common) -> Result<Exit, Failure> {
    let all = open(&common.project)?;
    let Some(name) = release else {
        return match common.format {
            Form::Human => say(&places::releases(all.releases())),
            Form::Json => say_json(&json!(all.releases())),
        };
    };
    let catalogue = catalogue(&all, &name)?;
    match common.format {
        Form::Human => say(&places::list(&catalogue)),
        Form::Json => {
            let rows = catalogue.places().iter().map(|p| json!({ "path": catalogue.path(p), "place": p }));
            say_json(&json!({ "release": catalogue.release, "places": rows.collect::<Vec<_>>() }))
        }
    }
}

fn show(name: &str, common: &Common) -> Result<Exit, Failure> {
    let all = open(&common.project)?;
    let catalogues: Vec<Catalogue> = all.releases().iter().map(|r| all.catalogue(r).0).collect();
    // The newest release that knows the name says which place it is; a label it had before counts more than what writers
    // call another place now.
    let key = label::key(name);
    let labeled = |c: &&Catalogue| c.places().iter().any(|p| label::key(&p.label) == key);
    let find = |c: &Catalogue| c.find(name).ok().map(|p| p.id.clone());
    let found = catalogues.iter().rev().filter(labeled).find_map(find);
    let found = found.or_else(|| catalogues.iter().rev().find_map(find));
    let Some(id) = found else {
        let near: Vec<String> = catalogues.iter().rev().filter_map(|c| c.find(name).err()).flatten().take(24).collect();
        let help = could_be(unique(near), &catalogues);
        return Err(Failure::Told(Exit::NoInput, format!("no single place is called `{name}`"), help));
    };
    match common.format {
        Form::Human => say(&places::one(&id, &catalogues)),
        Form::Json => {
            let row = |c: &Catalogue| {
                let place = c.place(&id);
                json!({ "release": c.release.release, "path": place.map(|p| c.path(p)), "place": place })
            };
            say_json(&json!({ "id": id, "releases": catalogues.iter().map(row).collect::<Vec<_>>() }))
        }
    }
}

/// The places that a name may mean, each with its way in the newest release that has it.
fn could_be(ids: Vec<String>, catalogues: &[Catalogue]) -> String {
    if ids.is_empty() {
        return "`guidepost ui list 24h2` names them all".to_owned();
    }
    let way = |id: &String| {
        let path = catalogues.iter().rev().find_map(|c| Some(c.path(c.place(id)?)));
        path.map_or_else(|| id.clone(), |path| format!("{id} ({path})"))
    };
    format!("it could be {}", ids.iter().take(8).map(way).collect::<Vec<_>>().join(", "))
}

fn tree(release: &str, place: Option<&str>, common: &Common) -> Result<Exit, Failure> {
    let all = open(&common.project)?;
    let catalogue = catalogue(&all, release)?;
    let root = match place.map(|name| catalogue.find(name)) {
        None => None,
        Some(Ok(place)) => Some(place.id.clone()),
        Some(Err(near)) => {
            let help = could_be(near, std::slice::from_ref(&catalogue));
            let message = format!("no single place of {} is called `{}`", catalogue.release.short, place.unwrap_or(""));
            return Err(Failure::Told(Exit::NoInput, message, help));
        }
    };
    match common.format {
        Form::Human => say(&places::tree(&catalogue, root.as_deref())),
        Form::Json => say_json(&places::tree_json(&catalogue, root.as_deref())),
    }
}

fn differences(from: &str, to: &str, common: &Common) -> Result<Exit, Failure> {
    let all = open(&common.project)?;
    let (old, new) = (catalogue(&all, from)?, catalogue(&all, to)?);
    let (changes, _) = all.changes(&old.release, &new.release);
    let found = diff::between(&old, &new, &changes);
    match common.format {
        Form::Human => say(&places::differences(&old.release, &new.release, &found)),
        Form::Json => {
            let (from, to) = (&old.release.release, &new.release.release);
            say_json(&json!({ "from": from, "to": to, "differences": found }))
        }
    }
}

/// The catalogues of the project, or ours where there is no project. Faults are said and do not end the command.
pub fn open(arguments: &ProjectArguments) -> Result<Catalogues, Failure> {
    // A fault in the settings is told by `build` and `check`; here the defaults will do.
    let (project, _) = Project::open(&arguments.overrides(None))?;
    let all = Catalogues::new(&disk::read_catalogues(&project)?);
    for fault in all.faults().iter().take(5) {
        say_err(&human::safe(&format!("warning: {}: {}\n", fault.file, fault.message)));
    }
    Ok(all)
}

/// Without a file that cannot be read, "nothing is affected" would be no answer.
pub fn refuse_broken(all: &Catalogues) -> Result<(), Failure> {
    let faults = all.faults();
    let Some(fault) = faults.iter().find(|f| f.rule == "ui/catalogue" && f.severity == Severity::Error) else {
        return Ok(());
    };
    let message = format!("{}: {}; nothing was compared", fault.file, fault.message);
    Err(Failure::Told(Exit::Data, message, "`guidepost check` shows the place".into()))
}

/// The release of this name, or what to write instead.
pub fn release<'a>(all: &'a Catalogues, name: &str) -> Result<&'a Release, Failure> {
    all.find(name).ok_or_else(|| {
        let message = format!("no single release is called `{name}`");
        let help = format!("did you mean {}? `guidepost ui list` names them all", all.near(name).join(", "));
        Failure::Told(Exit::NoInput, message, help)
    })
}

pub fn catalogue(all: &Catalogues, name: &str) -> Result<Catalogue, Failure> {
    Ok(all.catalogue(release(all, name)?).0)
}

fn unique(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names
}

fn say(text: &str) -> Result<Exit, Failure> {
    say_out(text).map(|()| Exit::Fine)
}

fn say_json(value: &serde_json::Value) -> Result<Exit, Failure> {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    say(&(text + "\n"))
}
