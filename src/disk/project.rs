//! Which folders a run is about: the project, its settings, where articles come from and where the site goes.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::ConfigFile;
use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::disk::Error;
use crate::source::Source;

/// Name of the settings file in the project folder.
pub const CONFIG_NAME: &str = "guidepost.yaml";
/// The second place for the settings: beside the articles, when the project folder has none.
const CONTENT_CONFIG_NAME: &str = "content/guidepost.yaml";

/// What the command line says about folders; `None`: the default, or what `guidepost.yaml` says.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub project: Option<PathBuf>,
    pub content: Option<PathBuf>,
    pub output: Option<PathBuf>,
    pub drafts: bool,
    /// Make the page for editors, whatever the settings say: in the preview on this machine.
    pub editors_page: bool,
}

/// The folders of one run. Paths may be relative to the working folder.
#[derive(Clone, Debug)]
pub struct Project {
    pub root: PathBuf,
    pub config: ConfigFile,
    /// Where the settings are, or would be, below `root`.
    config_name: &'static str,
    pub content: PathBuf,
    pub output: PathBuf,
}

impl Project {
    /// Finds the project and reads its settings; the findings are faults in `guidepost.yaml`.
    ///
    /// Paths given on the command line start at the working folder, those in the settings at the project.
    pub fn open(overrides: &Overrides) -> Result<(Project, Vec<Diagnostic>), Error> {
        let root = overrides.project.clone().unwrap_or_default();
        let probe = if root.as_os_str().is_empty() { Path::new(".") } else { &root };
        match std::fs::metadata(probe) {
            Ok(m) if m.is_dir() => {}
            Ok(_) => return Err(Error::io(&root, "use as project", ErrorKind::NotADirectory.into())),
            Err(e) if e.kind() == ErrorKind::NotFound => {
                return Err(Error::missing(&root, "open", "give an existing folder with --project"));
            }
            Err(e) => return Err(Error::io(&root, "open", e)),
        }
        // A folder of articles that somebody points at has no say in how the build goes.
        let own =
            overrides.content.is_none() && !root.join(CONFIG_NAME).exists() && root.join(CONTENT_CONFIG_NAME).exists();
        let config_name = if own { CONTENT_CONFIG_NAME } else { CONFIG_NAME };
        let (mut config, findings) = read_config(&root, config_name)?;
        let (drafts, editors_page) = (overrides.drafts, overrides.editors_page);
        if (drafts && !config.config.drafts) || (editors_page && !config.config.editors_page) {
            let config_now = Arc::make_mut(&mut config.config);
            config_now.drafts |= drafts;
            config_now.editors_page |= editors_page;
        }
        let content = overrides.content.clone().unwrap_or_else(|| root.join(&config.config.content));
        let output = overrides.output.clone().unwrap_or_else(|| root.join(&config.config.output));
        Ok((Project { root, config, config_name, content, output }, findings))
    }

    /// Whether there is a content folder to read, asked before anything is written.
    pub fn require_content(&self) -> Result<(), Error> {
        match std::fs::read_dir(&self.content) {
            Ok(_) => Ok(()),
            Err(e) if e.kind() == ErrorKind::NotFound => Err(Error::missing(&self.content, "read", HELP_NO_CONTENT)),
            Err(e) => Err(Error::io(&self.content, "read", e)),
        }
    }

    pub fn templates(&self) -> PathBuf {
        self.root.join("templates")
    }

    pub fn statics(&self) -> PathBuf {
        self.root.join("static")
    }

    /// Where the fetched pictures are named, beside the settings.
    pub fn images_lock(&self) -> PathBuf {
        self.root.join(crate::vault::LOCK_NAME)
    }

    pub fn config_path(&self) -> PathBuf {
        self.root.join(self.config_name)
    }
}

const HELP_NO_CONTENT: &str =
    "`guidepost init` makes a project to start from; or name the folder of your articles with --content";

/// No file means all defaults. One byte over the limit of `ConfigFile::parse` is enough to be refused there.
fn read_config(root: &Path, name: &'static str) -> Result<(ConfigFile, Vec<Diagnostic>), Error> {
    let path = &root.join(name);
    let file = match std::fs::File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok((ConfigFile::default(), Vec::new())),
        Err(e) => return Err(Error::io(path, "read", e)),
    };
    let mut bytes = Vec::new();
    file.take(1 << 20).read_to_end(&mut bytes).map_err(|e| Error::io(path, "read", e))?;
    // A longer file may end within a character; that it is too long is the fault to report.
    let bytes = if bytes.len() == 1 << 20 { String::from_utf8_lossy(&bytes).into_owned().into_bytes() } else { bytes };
    Ok(match Source::decode(name, &bytes) {
        Ok(source) => ConfigFile::parse(source),
        Err(_) => {
            let message = "the settings file is not UTF-8 text".to_owned();
            let fault = Diagnostic::new("config", Severity::Error, name.into(), None, message);
            (ConfigFile::default(), vec![fault.root(Root::Project).help("save it as UTF-8")])
        }
    })
}
