//! Writes the files of a bundle into a new folder, many at a time.

#![expect(clippy::disallowed_methods, reason = "layer 7: the only room that touches the disk")]

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::disk::Error;
use crate::output::{Bundle, OutputFile};
use crate::snapshot::{Asset, AssetSource};

/// Writes every file below `folder`, which must be new.
pub fn write_files(folder: &Path, bundle: &Bundle) -> Result<(), Error> {
    let files = bundle.files.iter().map(|(path, file)| Ok((place(folder, path)?, file)));
    let files: Vec<(PathBuf, &OutputFile)> = files.collect::<Result<_, Error>>()?;
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(full, _)| full.parent()).collect();
    for folder in folders {
        std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, "create", e))?;
    }
    files.par_iter().try_for_each(|(full, file)| match file {
        OutputFile::Bytes(bytes) => write(full, bytes),
        OutputFile::Copy(Asset { from: AssetSource::Bytes(bytes), .. }) => write(full, bytes),
        OutputFile::Copy(Asset { from: AssetSource::File(from), .. }) => copy(from, full),
    })
}

fn write(full: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(full, bytes).map_err(|e| Error::io(full, "write", e))
}

/// Copies the bytes, not the mode: a site is readable however private its sources are.
fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let mut source = std::fs::File::open(from).map_err(|e| Error::io(from, "read", e))?;
    let mut target = std::fs::File::create_new(to).map_err(|e| Error::io(to, "create", e))?;
    std::io::copy(&mut source, &mut target).map_err(|e| Error::io(to, "write", e))?;
    Ok(())
}

/// The place of a path of the site on disk. Part by part, so that nothing leads out and Windows gets its own `\`.
fn place(folder: &Path, path: &str) -> Result<PathBuf, Error> {
    let mut full = folder.to_path_buf();
    for part in path.split('/') {
        if matches!(part, "" | "." | "..") || part.contains(['\\', ':', '\0']) {
            return Err(Error::io(Path::new(path), "place in the site", ErrorKind::InvalidInput.into()));
        }
        full.push(part);
    }
    Ok(full)
}
