//! `guidepost export page` and `guidepost export print`: a guide or a category as one file, to send or to print.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that knows the clock")]

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::address::{file_name, stem};
use crate::check;
use crate::cli::{Exit, Failure, ProjectArguments, ReportArguments, day, run, say_err};
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Project};
use crate::memo::Memo;
use crate::output::single_file;
use crate::page::send::{GENERATOR, guides_of};
use crate::picture::{Fitting, Kind};
use crate::pictures;
use crate::pipeline::{self, Single};
use crate::report::{Texts, plural};
use crate::site::{GuideIndex, Site, find};
use crate::snapshot::{AssetSource, Snapshot};

#[derive(Args)]
pub struct Page {
    /// The guide: its file, its address, its title or words of the title
    guide: String,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
pub struct Print {
    /// The category: its name, or its path as in `Network/Wi-Fi`
    category: String,
    #[command(flatten)]
    common: Common,
}

#[derive(Args)]
struct Common {
    /// The file to write [default: named after the guide or category, in the working folder]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Most that the file may have, as in `2MB` or `500KB`
    #[arg(long, value_name = "SIZE", value_parser = size)]
    budget: Option<usize>,
    /// The day that the copy is dated with [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    #[command(flatten)]
    project: ProjectArguments,
    #[command(flatten)]
    report: ReportArguments,
}

pub fn page(command: Page) -> Result<Exit, Failure> {
    let mut sending = Sending::begin(&command.common)?;
    let index = find::guide(&sending.site, &command.guide).map_err(|e| sending.no_guide(&command.guide, e))?;
    sending.judge(&[index]);
    let single = pipeline::guide_to_send(&sending.snapshot, &sending.site, index, sending.today);
    let permalink = sending.site.guides[index].permalink.clone();
    sending.finish(single, stem(file_name(&permalink)), &command.common)
}

pub fn print(command: Print) -> Result<Exit, Failure> {
    let mut sending = Sending::begin(&command.common)?;
    let found = find::category(&sending.site, &command.category);
    let category =
        found.map_err(|e| not_found("category", &command.category, &e, "`categories.html` names them all"))?;
    sending.judge(&guides_of(&sending.site, category));
    let single = pipeline::booklet_to_send(&sending.snapshot, &sending.site, category, sending.today);
    let permalink = sending.site.categories[category].permalink.clone();
    sending.finish(single, stem(file_name(&permalink)), &command.common)
}

/// A project that something is taken out of.
struct Sending {
    project: Project,
    snapshot: Snapshot,
    site: Site,
    today: Date,
    /// Those of the pictures it shows, as a build tells them.
    findings: Vec<Diagnostic>,
}

impl Sending {
    fn begin(common: &Common) -> Result<Sending, Failure> {
        let project = run::open(&common.project.overrides(None), &common.report)?;
        project.require_content()?;
        let snapshot = disk::read(&project)?;
        let site = pipeline::site(&snapshot, &Memo::default(), &|_| {});
        let today = common.today.unwrap_or_else(|| jiff::Zoned::now().date());
        Ok(Sending { project, snapshot, site, today, findings: Vec::new() })
    }

    fn no_guide(&self, asked: &str, error: find::NotFound) -> Failure {
        let path = asked.replace('\\', "/");
        let withheld = self.site.withheld.iter().find(|e| path.ends_with(&*e.source));
        match withheld {
            Some(entry) => Failure::Told(
                Exit::NoInput,
                format!("`{}` is not published", entry.source),
                "a draft needs --drafts; of a fault `guidepost check` says more".into(),
            ),
            None => not_found("guide", asked, &error, "give its file, address or title"),
        }
    }

    /// Looks at the pictures of these guides, so that none is sent that the site would not show.
    fn judge(&mut self, guides: &[GuideIndex]) {
        let shelf = disk::Shelf::looking(&self.project);
        let judged = pictures::judge(&mut self.site, &shelf, guides);
        let mut findings = check::apply_levels(&self.site.config, judged);
        let of_guides = guides.iter().flat_map(|guide| check::guide(&self.site, *guide));
        findings.extend(of_guides.filter(|finding| GONE.contains(&finding.rule)));
        findings.sort();
        findings.dedup();
        self.findings = findings;
    }

    fn finish(&self, single: Result<Single, Vec<Diagnostic>>, name: &str, common: &Common) -> Result<Exit, Failure> {
        let single = match single {
            Ok(single) => single,
            Err(faults) => {
                run::tell(&faults, &Texts::new(&self.snapshot, run::folders(&self.project)), &common.report)?;
                return Err(Failure::Silent(Exit::Data));
            }
        };
        run::tell(&self.findings, &Texts::new(&self.snapshot, run::folders(&self.project)), &common.report)?;
        let mut files =
            Files { site: &self.site, read: BTreeMap::new(), pictures: BTreeMap::new(), counts: true, fault: None };
        let mut html = single_file::embed(&single.html, &single.around, &mut |path| files.bytes(path));
        files.counts = false;
        if let Some(fault) = files.fault {
            return Err(fault.into());
        }
        if let Some(budget) = common.budget.filter(|budget| html.len() > *budget) {
            let length = html.len();
            html = match files.within(budget, length, &single) {
                Ok(html) => html,
                Err(least) => return Err(files.over(length, least, budget)),
            };
        }
        let path = common.output.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.html")));
        disk::save(&path, html.as_bytes(), is_ours)?;
        if !common.report.quiet {
            let pictures = plural(files.pictures().len(), "picture");
            say_err(&format!("{} with {pictures} -> {}\n", human(html.len()), disk::shown(&path)));
        }
        Ok(if pipeline::has_errors(&self.findings) { Exit::Findings } else { Exit::Fine })
    }
}

/// The rules that tell of pictures that a guide wants and the project does not have.
const GONE: [&str; 2] = ["missing-image", "remote-image"];

/// How often the rest is made smaller for what addresses of pictures take more than was thought.
const ROUNDS: usize = 4;

/// What a page shows, read once.
struct Files<'s> {
    site: &'s Site,
    /// As it goes into the page.
    read: BTreeMap<String, Vec<u8>>,
    pictures: BTreeMap<String, Shown>,
    /// The page is made for the first time.
    counts: bool,
    fault: Option<disk::Error>,
}

/// A picture of a page.
struct Shown {
    fitting: Fitting,
    /// How often the page shows it.
    times: usize,
    /// What it takes in the page with all its pixels, and as small as can be.
    most: usize,
    least: usize,
}

impl Files<'_> {
    fn bytes(&mut self, path: &str) -> Option<Cow<'static, [u8]>> {
        if let Some(bytes) = self.read.get(path) {
            if let Some(picture) = self.pictures.get_mut(path).filter(|_| self.counts) {
                picture.times += 1;
            }
            return Some(Cow::Owned(bytes.clone()));
        }
        let bytes = match single_file::made(path, &self.site.config) {
            Some(bytes) => bytes,
            None => match &self.site.assets.get(path)?.from {
                AssetSource::Bytes(bytes) => bytes.to_vec(),
                AssetSource::File(file) => match disk::read_raw(file) {
                    Ok(bytes) => bytes,
                    Err(fault) => {
                        self.fault.get_or_insert(fault);
                        return None;
                    }
                },
            },
        };
        let mut bytes = bytes;
        if !path.starts_with("assets/") && Kind::of_name(path).is_some() {
            // Upright, clean and without place and camera, as on the site. What is damaged is not shown.
            let fitting = Fitting::of(&bytes)?;
            bytes = fitting.best().bytes.clone();
            let most = single_file::embedded(bytes.len());
            self.pictures.insert(path.to_owned(), Shown { fitting, times: 1, most, least: most });
        }
        self.read.insert(path.to_owned(), bytes.clone());
        Some(Cow::Owned(bytes))
    }

    /// The page, of `length` bytes when all is shown whole, with its pictures made smaller until it fits. `Err`: how
    /// small it can become.
    fn within(&mut self, budget: usize, length: usize, single: &Single) -> Result<String, usize> {
        // The smallest first: where that is too large, nothing else needs to be tried.
        let smallest = self.show(single, &|picture| Some(picture.fitting.least().bytes.clone()));
        if smallest.len() > budget {
            return Err(smallest.len());
        }
        for picture in self.pictures.values_mut() {
            picture.least = single_file::embedded(picture.fitting.least().bytes.len());
        }
        let sum: usize = self.pictures.values().map(|p| p.times * p.most).sum();
        let mut room = budget.saturating_sub(length.saturating_sub(sum));
        for _ in 0..ROUNDS {
            let share = self.share(room);
            let html = self.show(single, &|picture| {
                let fits = picture.fitting.within(single_file::bytes_in(share));
                fits.map(|fitted| fitted.bytes.clone())
            });
            if html.len() <= budget {
                return Ok(html);
            }
            room = room.saturating_sub(html.len() - budget);
        }
        Ok(smallest)
    }

    /// The page with these pictures; one that has nothing for it is as small as can be.
    fn show(&mut self, single: &Single, of: &(dyn Fn(&mut Shown) -> Option<Vec<u8>> + Sync)) -> String {
        let made = self.pictures.par_iter_mut().map(|(path, picture)| {
            let bytes = of(picture).unwrap_or_else(|| picture.fitting.least().bytes.clone());
            (path.clone(), bytes)
        });
        let made: Vec<_> = made.collect();
        self.read.extend(made);
        single_file::embed(&single.html, &single.around, &mut |path| self.bytes(path))
    }

    /// What each picture may take in the page, so that together they take `room`, as far as that can be: small ones keep
    /// what they have, what cannot be made as small as its share takes what it needs, and the others share the rest.
    fn share(&self, room: usize) -> usize {
        let takes = |share: usize| -> usize {
            self.pictures.values().map(|p| share.clamp(p.least.min(p.most), p.most) * p.times).sum()
        };
        let (mut share, mut over) = (0, room.saturating_add(1));
        while over - share > 1 {
            let middle = share + (over - share) / 2;
            if takes(middle) <= room { share = middle } else { over = middle }
        }
        share
    }

    /// Pictures with the bytes they take in the page, largest first.
    fn pictures(&self) -> Vec<(&str, usize)> {
        let code = |path: &str| path.ends_with(".css") || path.ends_with(".js");
        let files = self.read.iter().filter(|(path, _)| !code(path) && !path.starts_with("assets/"));
        let mut all: Vec<(&str, usize)> =
            files.map(|(path, bytes)| (path.as_str(), single_file::embedded(bytes.len()))).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        all
    }

    /// What is said of a file that takes `length` bytes, and `least` when its pictures are as small as can be.
    fn over(&self, length: usize, least: usize, budget: usize) -> Failure {
        let mut pictures: Vec<(&String, &Shown)> = self.pictures.iter().collect();
        pictures.sort_by_key(|(_, picture)| std::cmp::Reverse(picture.most));
        let largest = pictures.iter().take(3).map(|(path, picture)| format!("{path} ({})", human(picture.most)));
        let largest = largest.collect::<Vec<_>>().join(", ");
        let without = length.saturating_sub(pictures.iter().map(|(_, p)| p.times * p.most).sum());
        // At their smallest, pictures are of little use. It works, for it is more than the least.
        let named = up(least + length.saturating_sub(least) / 8);
        let help = match largest.is_empty() {
            true => format!("give --budget {named} or more"),
            false => format!(
                "the largest pictures are {largest}; without any it has {}; make them smaller, or give --budget {named}",
                human(without),
            ),
        };
        let message =
            format!("the file would have {}, which is over {}; nothing was written", human(least), human(budget));
        Failure::Told(Exit::Findings, message, help)
    }
}

pub fn not_found(what: &str, asked: &str, error: &find::NotFound, else_help: &str) -> Failure {
    let names = error.near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let (message, help) = match (error.several, names.is_empty()) {
        (true, _) => (format!("more than one {what} is called `{asked}`"), format!("it could be {}", names.join(", "))),
        (false, false) => (format!("there is no {what} `{asked}`"), format!("did you mean {}?", names.join(" or "))),
        (false, true) => (format!("there is no {what} `{asked}`"), else_help.to_owned()),
    };
    Failure::Told(Exit::NoInput, message, help)
}

/// Whether a file was made by an earlier run.
fn is_ours(bytes: &[u8]) -> bool {
    let (name, _) = GENERATOR.split_once(' ').unwrap_or((GENERATOR, ""));
    let mark = format!("<meta name=\"generator\" content=\"{name} ");
    bytes.windows(mark.len()).take(1 << 20).any(|w| w == mark.as_bytes())
}

/// `2MB`, `1.5 MB`, `500KB`, `800000`: bytes, in thousands.
fn size(text: &str) -> Result<usize, String> {
    let lower = text.trim().to_lowercase();
    let at = lower.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(lower.len());
    let (number, unit) = lower.split_at(at);
    let factor = match unit.trim() {
        "" | "b" => 1.0,
        "k" | "kb" => 1e3,
        "m" | "mb" => 1e6,
        "g" | "gb" => 1e9,
        _ => return Err("give a size as in 2MB or 500KB".into()),
    };
    match number.parse::<f64>() {
        Ok(n) if n > 0.0 && n * factor < 4e9 => Ok((n * factor) as usize),
        _ => Err("give a size as in 2MB or 500KB".into()),
    }
}

/// Bytes for people, in thousands as mail programs count them.
pub fn human(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// The next size that a person would type.
fn up(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{}KB", bytes.div_ceil(10_000) * 10),
        _ => format!("{:.1}MB", bytes.div_ceil(100_000) as f64 / 10.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(
            ["2MB", "1.5 mb", "500KB", "800", "3m"].map(size),
            [Ok(2_000_000), Ok(1_500_000), Ok(500_000), Ok(800), Ok(3_000_000)]
        );
        assert!(["", "MB", "-1MB", "2 TB", "0", "1e9"].iter().all(|s| size(s).is_err()));
        assert_eq!([999, 1_001, 2_340_000].map(human), ["999 bytes", "2 KB", "2.3 MB"]);
        assert_eq!([4_321, 2_340_000].map(up), ["10KB", "2.4MB"]);
    }
}
