//! The site as one ZIP file, for a stick or a mail: the same bytes for the same site, on every machine.
//!
//! Files are packed as they are made, from any thread, so that only packed bytes are kept. At the end they are put
//! one after another, sorted by path, in one folder, with one time for all of them.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::{Arc, Mutex, PoisonError};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Stands at the end of each archive, so that a later run knows it may be replaced.
pub const COMMENT: &str = "made by guidepost";

/// The file that says what to do, beside the folder of the site.
pub const READ_ME: &str = "READ ME.txt";

/// Takes the files of a site, from any thread.
#[derive(Default)]
pub struct Archive {
    /// Path below the site -> an archive of this file alone.
    packed: Mutex<BTreeMap<Arc<str>, Vec<u8>>>,
    fault: Mutex<Option<String>>,
}

impl Archive {
    pub fn put(&self, path: Arc<str>, bytes: &[u8]) {
        let packed = match pack(&path, bytes) {
            Ok(packed) => packed,
            Err(fault) => {
                self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(format!("{path}: {fault}"));
                return;
            }
        };
        self.packed.lock().unwrap_or_else(PoisonError::into_inner).insert(path, packed);
    }

    /// The archive and the number of files of the site in it. `folder`: the one folder inside; `read_me`: the text for
    /// whoever opens the archive.
    pub fn finish(self, folder: &str, read_me: &str) -> Result<(Vec<u8>, usize), String> {
        if let Some(fault) = self.fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(fault);
        }
        let files = self.packed.into_inner().unwrap_or_else(PoisonError::into_inner);
        let count = files.len();
        join(files, folder, read_me).map(|bytes| (bytes, count)).map_err(|e| e.to_string())
    }
}

/// What is packed already, as the formats of pictures and fonts are, is stored.
const STORED: &[&str] = &["png", "jpg", "jpeg", "gif", "webp", "avif", "woff", "woff2", "zip", "mp4"];

fn options(path: &str) -> SimpleFileOptions {
    let extension = path.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    let method =
        if STORED.contains(&extension.as_str()) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

fn pack(path: &str, bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() / 3 + 256)));
    writer.start_file(path, options(path))?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?.into_inner())
}

fn join(files: BTreeMap<Arc<str>, Vec<u8>>, folder: &str, read_me: &str) -> zip::result::ZipResult<Vec<u8>> {
    let size = files.values().map(Vec::len).sum::<usize>();
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size + (64 << 10))));
    writer.set_comment(COMMENT)?;
    // For old editors: a mark that says UTF-8, and line ends of Windows.
    writer.start_file(READ_ME, options(READ_ME))?;
    writer.write_all(format!("\u{feff}{read_me}\n").replace('\n', "\r\n").as_bytes())?;
    for (path, packed) in files {
        let mut alone = ZipArchive::new(Cursor::new(packed))?;
        writer.raw_copy_file_rename(alone.by_index_raw(0)?, format!("{folder}/{path}"))?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn an_archive_is_the_same_in_whatever_order_it_was_filled() {
        let page = "<p>the same words again and again</p>\n".repeat(200);
        let files = [("b/ü.html", page.as_bytes()), ("a.png", b"\x89PNG"), ("b.html", b""), ("a/b.html", b"x")];
        let made = |backwards: bool| {
            let archive = Archive::default();
            let mut files = files.to_vec();
            if backwards {
                files.reverse();
            }
            files.iter().for_each(|(path, bytes)| archive.put((*path).into(), bytes));
            archive.finish("help", "Open it.\nThen read.").unwrap()
        };
        let (bytes, count) = made(false);
        assert_eq!((count, &bytes), (4, &made(true).0));
        assert!(bytes.ends_with(COMMENT.as_bytes()) && bytes.len() < 2_000, "{}", bytes.len());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["READ ME.txt", "help/a.png", "help/a/b.html", "help/b.html", "help/b/ü.html"]);
        let mut text = String::new();
        archive.by_name("help/b/ü.html").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, page);
        text.clear();
        archive.by_name("READ ME.txt").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "\u{feff}Open it.\r\nThen read.\r\n");
    }
}
