//! `guidepost ui add`: a place, an alias or a change put into the project's own catalogue, if the whole stays sound.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use crate::cli::init::create;
use crate::cli::{Exit, Failure, ProjectArguments, say_err, ui};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Project};
use crate::report::human::safe;
use crate::source::{Source, Span};
use crate::ui::catalogue::{Kind, Place};
use crate::ui::change::{Change, ChangeKind, Into};
use crate::ui::refresh::Edit;
use crate::ui::{CHANGES, Catalogues, Confidence, FOLDER, Release, add, patch};

#[derive(Args)]
pub struct Add {
    /// Id of the place, new or known: `settings.apps.installed`
    id: String,
    /// The release it is in, as in `24h2`, or a new name for a system of your own
    #[arg(long, value_name = "RELEASE")]
    release: String,
    /// What the screen says; a place that is known needs none
    #[arg(long)]
    label: Option<String>,
    /// Id of the place it is reached from
    #[arg(long, value_name = "ID")]
    parent: Option<String>,
    /// As in the manual: `settings-page`, `page`, `control` … [default: page]
    #[arg(long, value_parser = kind)]
    kind: Option<Kind>,
    /// What opens it: `ms-settings:display`
    #[arg(long)]
    address: Option<String>,
    /// What opens it from the Run box
    #[arg(long)]
    command: Option<String>,
    /// Keys that open it: `Win+I`; may be given several times
    #[arg(long)]
    keys: Vec<String>,
    /// What writers call it; may be given several times
    #[arg(long = "alias", value_name = "NAME")]
    aliases: Vec<String>,
    /// What the screen said before; may be given several times
    #[arg(long, value_name = "NAME")]
    formerly: Vec<String>,
    /// What people should know
    #[arg(long)]
    note: Option<String>,
    /// How sure it is: `seen`, `documented`, `listed`, `article` or `inferred` [default: seen]
    #[arg(long, value_parser = confidence)]
    confidence: Option<Confidence>,
    /// Where it comes from; may be given several times
    #[arg(long = "source", value_name = "NAME")]
    sources: Vec<String>,
    #[command(flatten)]
    project: ProjectArguments,
}

#[derive(Args)]
pub struct AddChange {
    /// Id of the change: `split.list`
    id: String,
    #[arg(long, value_parser = change_kind)]
    kind: ChangeKind,
    /// The last release with the old state
    #[arg(long, value_name = "RELEASE")]
    from: String,
    /// The first release with the new one
    #[arg(long, value_name = "RELEASE")]
    to: String,
    /// The place that changed
    #[arg(long, value_name = "ID")]
    place: String,
    /// Where it went, with words of steps that mean it: `payroll.people=person,employee`; may be given several times
    #[arg(long, value_name = "ID[=WORDS]")]
    into: Vec<String>,
    /// What people should know
    #[arg(long)]
    note: Option<String>,
    #[command(flatten)]
    project: ProjectArguments,
}

fn kind(text: &str) -> Result<Kind, String> {
    serde_yaml::from_str(text)
        .map_err(|_| "the manual names the kinds: settings-page, page, control, switch …".to_owned())
}

fn confidence(text: &str) -> Result<Confidence, String> {
    serde_yaml::from_str(text).map_err(|_| "seen, documented, listed, article or inferred".to_owned())
}

fn change_kind(text: &str) -> Result<ChangeKind, String> {
    match serde_yaml::from_str(text) {
        Ok(ChangeKind::Layout) | Err(_) => Err("split, merged or flow; a layout is written by hand".to_owned()),
        Ok(kind) => Ok(kind),
    }
}

pub fn place(command: Add) -> Result<Exit, Failure> {
    if !command.id.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')) {
        return Err(usage("an id is made of letters, digits, dots and hyphens: `payroll.list`"));
    }
    let files = Files::open(&command.project)?;
    let all = Catalogues::new(&files.sources);
    let release = match (all.find(&command.release), &command.label) {
        (Some(known), _) => known.clone(),
        // A system of the team's own begins with its first place.
        (None, Some(_)) if slug_like(&command.release) => {
            Release { release: command.release.clone(), ..Release::default() }
        }
        (None, _) => return Err(ui::release(&all, &command.release).err().unwrap_or(Failure::Silent(Exit::NoInput))),
    };
    let known = all.find(&release.release).and_then(|r| all.catalogue(r).0.place(&command.id).cloned());
    let arcs = |texts: &[String]| texts.iter().map(|t| Arc::from(t.as_str())).collect::<Vec<Arc<str>>>();
    let arc = |text: &Option<String>| text.as_deref().map(Arc::from);
    let only_aliases = command.label.is_none()
        && command.parent.is_none()
        && command.kind.is_none()
        && command.address.is_none()
        && command.command.is_none()
        && command.formerly.is_empty()
        && command.keys.is_empty()
        && command.sources.is_empty()
        && command.confidence.is_none()
        && command.note.is_none();
    let file = files.of_release(&release.release);
    let old_text = file.map_or("", |f| &f.text).to_owned();
    let path = file.map_or_else(|| format!("{FOLDER}/{}.yaml", release.release), |f| f.path.to_string());
    let new_text = match (&known, only_aliases) {
        (Some(_), true) if command.aliases.is_empty() => {
            return Err(usage("say what to add: --alias, --label, --parent, --address, --command, --keys or --note"));
        }
        (Some(known), true) => with_aliases(&old_text, &release, known, &arcs(&command.aliases)),
        _ if file.is_some_and(|f| has_own(f, &command.id)) => {
            let message = format!("{path} has an entry `{}` already; change it there", command.id);
            return Err(Failure::Told(Exit::Data, message, "an entry that is there is yours to edit".into()));
        }
        (None, _) if command.label.is_none() => {
            return Err(usage("a new place needs --label, and --parent unless it is a root"));
        }
        _ => {
            // A place of ours is taken over with what the command says in its stead.
            let mut place = known.unwrap_or_else(|| Place {
                id: command.id.as_str().into(),
                label: "".into(),
                formerly: Vec::new(),
                parent: None,
                kind: Kind::Page,
                address: None,
                more_addresses: Vec::new(),
                command: None,
                keys: Vec::new(),
                aliases: Vec::new(),
                confidence: Confidence::Seen,
                source: Vec::new(),
                note: None,
            });
            place.label = arc(&command.label).unwrap_or(place.label);
            place.parent = arc(&command.parent).or(place.parent);
            place.kind = command.kind.unwrap_or(place.kind);
            place.address = arc(&command.address).or(place.address);
            place.command = arc(&command.command).or(place.command);
            place.note = arc(&command.note).or(place.note);
            place.aliases.extend(arcs(&command.aliases));
            place.formerly.extend(arcs(&command.formerly));
            place.keys.extend(arcs(&command.keys));
            place.confidence = command.confidence.unwrap_or_default();
            place.source = arcs(&command.sources);
            add::place(&old_text, &release.release, &place)
        }
    };
    files.write(&path, &old_text, new_text, &command.id)
}

/// Aliases into the entry of the team's own file, or with the whole entry where it stands only in ours.
fn with_aliases(text: &str, release: &Release, known: &Place, aliases: &[Arc<str>]) -> Result<String, add::Refusal> {
    let mut out = text.to_owned();
    for alias in aliases {
        match add::alias(&out, &known.id, alias) {
            Some(new) => out = new?,
            None => {
                let mut place = known.clone();
                // The facts are still ours, and so is where they come from.
                place.aliases.extend(aliases.iter().cloned());
                return add::place(&out, &release.release, &place);
            }
        }
    }
    Ok(out)
}

fn has_own(file: &Source, id: &str) -> bool {
    crate::ui::catalogue::read(file).is_ok_and(|f| f.places.iter().any(|p| &*p.id == id))
}

fn slug_like(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

pub fn change(command: AddChange) -> Result<Exit, Failure> {
    let files = Files::open(&command.project)?;
    let all = Catalogues::new(&files.sources);
    let name = |text: &str| ui::release(&all, text).map(|r| r.release.clone());
    let into = |text: &String| {
        let (place, words) = text.split_once('=').unwrap_or((text, ""));
        let words = words.split(',').map(str::trim).filter(|w| !w.is_empty()).map(Arc::from).collect();
        Into { place: place.into(), words }
    };
    let change = Change {
        id: command.id.as_str().into(),
        kind: command.kind,
        between: (name(&command.from)?, name(&command.to)?),
        place: Some(command.place.as_str().into()),
        places: Vec::new(),
        into: command.into.iter().map(into).collect(),
        words: Vec::new(),
        unless: Vec::new(),
        note: command.note.as_deref().map(Arc::from),
        by_hand: false,
        confidence: Confidence::Seen,
        source: Vec::new(),
    };
    let order = |name: &str| all.releases().iter().position(|r| r.is_called(name));
    if order(&change.between.0) >= order(&change.between.1) {
        let message = format!("{} did not come after {}", change.between.1, change.between.0);
        return Err(Failure::Told(Exit::Usage, message, "`--from` is the older release, `--to` the newer one".into()));
    }
    if change.kind != ChangeKind::Flow && change.into.is_empty() {
        return Err(usage("say where the place went: --into ID"));
    }
    let path = format!("{FOLDER}/{CHANGES}");
    let old_text = files.source(&path).map_or("", |f| &f.text).to_owned();
    files.write(&path, &old_text, add::change(&old_text, &change), &command.id)
}

fn usage(message: &str) -> Failure {
    Failure::Told(Exit::Usage, message.to_owned(), "`guidepost ui add --help` shows them all".into())
}

/// The catalogues of the project as they are.
struct Files {
    project: Project,
    sources: Vec<Source>,
}

impl Files {
    fn open(arguments: &ProjectArguments) -> Result<Files, Failure> {
        let (project, _) = Project::open(&arguments.overrides(None))?;
        project.require_content()?;
        let sources = disk::read_catalogues(&project)?;
        Ok(Files { project, sources })
    }

    fn source(&self, path: &str) -> Option<&Source> {
        self.sources.iter().find(|s| *s.path == *path)
    }

    /// The file that tells of a release. In our own repository that is the whole catalogue.
    fn of_release(&self, name: &str) -> Option<&Source> {
        self.sources
            .iter()
            .find(|s| !s.path.ends_with(CHANGES) && crate::ui::release::head(s).is_ok_and(|head| head.release == name))
    }

    /// Writes the new text of a file unless it brings a fault that was not there.
    fn write(&self, path: &str, old: &str, new: Result<String, add::Refusal>, id: &str) -> Result<Exit, Failure> {
        let new =
            new.map_err(|why| Failure::Told(Exit::Data, format!("{path}: {why}"), "nothing was changed".into()))?;
        let before = Catalogues::new(&self.sources).faults();
        let mut sources: Vec<Source> = self.sources.iter().filter(|s| *s.path != *path).cloned().collect();
        sources.push(Source::from_text(path, &new));
        let said = |d: &Diagnostic| d.message.clone();
        let old_faults: Vec<String> = before.iter().map(said).collect();
        let faults = Catalogues::new(&sources).faults();
        if let Some(fault) = faults.iter().find(|d| !old_faults.contains(&d.message)) {
            let help = fault.help.clone().unwrap_or_else(|| "the manual shows the form of a catalogue".into());
            return Err(Failure::Told(Exit::Data, format!("{}: {}", fault.rule, fault.message), help));
        }
        let full = path.split('/').fold(self.project.content.clone(), |folder: PathBuf, part| folder.join(part));
        match self.source(path) {
            None => drop(create(&full, &new)?),
            Some(source) => {
                let (full, bytes) = disk::read_bytes(&self.project, path)?;
                let changed = || {
                    let message = format!("{} changed while it was read", disk::shown(&full));
                    Failure::Told(Exit::Temporary, message, "run it again".into())
                };
                let (text, edits) = patch::to_file(&bytes, source, &insertions(old, &new)).ok_or_else(changed)?;
                disk::replace(&full, patch::apply(&text, &edits).as_bytes())?;
            }
        }
        say_err(&format!("{}: added to `{}`\n", safe(&disk::shown(&full)), safe(id)));
        Ok(Exit::Fine)
    }
}

/// What was put in, as one edit: the two texts agree before it and behind it.
fn insertions(old: &str, new: &str) -> Vec<Edit> {
    let same = |a: (char, char)| a.0 == a.1;
    let head: usize = old.chars().zip(new.chars()).take_while(|a| same(*a)).map(|(c, _)| c.len_utf8()).sum();
    let rest = old[head..].chars().rev().zip(new[head..].chars().rev());
    let tail: usize = rest.take_while(|a| same(*a)).map(|(c, _)| c.len_utf8()).sum();
    vec![Edit { span: Span::new(head, old.len() - tail), text: new[head..new.len() - tail].to_owned() }]
}
