//! `images.lock` as text: one line of JSON an address, sorted, so that git shows and merges what changed.
//!
//! The first line names the format and its version. Lines of both sides of a merge may stand together: their order
//! does not matter, and of two lines for one address the newer counts. A line that makes no sense is a finding with
//! its place; whoever writes the lock anew must refuse to do so while there is one, so that nothing is lost.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Root, Severity};
use crate::source::{Source, Span};
use crate::vault::{Failed, Failure, Kept, Kind, LOCK_NAME, Record, State, Vault, address, is_hex};

/// What stands in the first line.
#[derive(Serialize, Deserialize)]
struct Head {
    guidepost: String,
    version: u32,
}

/// Read and written by this program.
const VERSION: u32 = 1;

/// A line as it is written. Which fields are there tells what it is.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failed: Option<Failure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tried: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<String>,
}

/// The records of a lock and what is wrong with its lines; the lines without fault count.
pub fn parse(source: Source) -> (Vault, Vec<Diagnostic>) {
    let mut records: BTreeMap<Arc<str>, Record> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut headed = false;
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if let Some(what) = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().find(|mark| line.starts_with(**mark)) {
            let help = "keep the lines of both sides and take the marks out; their order does not matter";
            faults.push(fault(span, format!("a mark of a merge (`{what}`) stands in the lock")).help(help));
            continue;
        }
        if !headed {
            headed = true;
            match serde_json::from_str::<Head>(line) {
                Ok(head) if head.guidepost == LOCK_NAME && head.version == VERSION => continue,
                Ok(head) if head.guidepost == LOCK_NAME => {
                    let message = format!("the lock has version {}; this guidepost reads {VERSION}", head.version);
                    let fault = fault(span, message).help("use the guidepost that wrote it, or a newer one");
                    return (Vault { records: BTreeMap::new(), source: Some(source) }, vec![fault]);
                }
                _ => {
                    let first = head();
                    faults.push(fault(span, "the first line does not name the format".into()).help(format!(
                        "put `{}` before it, or get the file back from version control",
                        first.trim_end()
                    )));
                }
            }
        } else if serde_json::from_str::<Head>(line).is_ok() {
            // A merge of two new locks keeps both first lines.
            continue;
        }
        match record(line) {
            Ok((address, state)) => {
                let record = Record { state, span };
                match records.entry(address) {
                    Entry::Vacant(place) => drop(place.insert(record)),
                    Entry::Occupied(mut place) => {
                        if is_newer(&record.state, &place.get().state) {
                            place.insert(record);
                        }
                    }
                }
            }
            Err(why) => {
                let help = "put the line right, or take it out and run `guidepost images fetch`";
                faults.push(fault(span, why).help(help));
            }
        }
    }
    (Vault { records, source: Some(source) }, faults)
}

/// Bytes that are here count for more than a failure; else the later one.
fn is_newer(new: &State, old: &State) -> bool {
    match (new, old) {
        (State::Kept(new), State::Kept(old)) => new.fetched > old.fetched,
        (State::Kept(_), State::Failed(_)) => true,
        (State::Failed(_), State::Kept(_)) => false,
        (State::Failed(new), State::Failed(old)) => new.tried > old.tried,
    }
}

fn fault(span: Span, message: String) -> Diagnostic {
    Diagnostic::new("images-lock", Severity::Error, LOCK_NAME.into(), Some(span), message).root(Root::Project)
}

fn record(line: &str) -> Result<(Arc<str>, State), String> {
    let line: Line = serde_json::from_str(line).map_err(|e| {
        let text = e.to_string();
        format!("this is no line of the lock: {}", text.split(" at line ").next().unwrap_or(&text))
    })?;
    // The key is how an article finds the line, so it has to be in the form that is looked up.
    let normal = address::normal(&line.address).ok_or_else(|| format!("`{}` cannot be fetched", line.address))?;
    if let Some(cause) = line.failed {
        let tried = line.tried.ok_or("`tried` is missing")?;
        let detail = line.detail.unwrap_or_default();
        return Ok((normal.into(), State::Failed(Failed { cause, detail, tried, settings: line.settings })));
    }
    let hash = line.hash.ok_or("`hash` is missing")?;
    if hash.len() != 64 || !is_hex(&hash) {
        return Err("`hash` is not 64 hexadecimal digits".into());
    }
    let kept = Kept {
        hash,
        kind: line.kind.ok_or("`type` is missing")?,
        bytes: line.bytes.ok_or("`bytes` is missing")?,
        width: line.width.ok_or("`width` is missing")?,
        height: line.height.ok_or("`height` is missing")?,
        fetched: line.fetched.ok_or("`fetched` is missing")?,
        from: line.from,
        etag: line.etag,
        modified: line.modified,
    };
    match line.file {
        Some(file) if file == kept.file() => Ok((normal.into(), State::Kept(kept))),
        Some(file) => Err(format!("`file` is `{file}`; by hash and type it is `{}`", kept.file())),
        None => Err("`file` is missing".into()),
    }
}

fn head() -> String {
    line(&Head { guidepost: LOCK_NAME.into(), version: VERSION })
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// The records as the text of a lock, sorted by address, LF at the end of each line.
pub fn render<'a>(records: impl IntoIterator<Item = (&'a Arc<str>, &'a Record)>) -> String {
    let mut out = head();
    for (address, record) in records {
        let address = address.to_string();
        let text = match &record.state {
            State::Kept(kept) => line(&Line {
                address,
                file: Some(kept.file()),
                hash: Some(kept.hash.clone()),
                kind: Some(kept.kind),
                bytes: Some(kept.bytes),
                width: Some(kept.width),
                height: Some(kept.height),
                fetched: Some(kept.fetched.clone()),
                from: kept.from.clone(),
                etag: kept.etag.clone(),
                modified: kept.modified.clone(),
                failed: None,
                detail: None,
                tried: None,
                settings: None,
            }),
            State::Failed(failed) => line(&Line {
                address,
                file: None,
                hash: None,
                kind: None,
                bytes: None,
                width: None,
                height: None,
                fetched: None,
                from: None,
                etag: None,
                modified: None,
                failed: Some(failed.cause),
                detail: Some(failed.detail.clone()).filter(|d| !d.is_empty()),
                tried: Some(failed.tried.clone()),
                settings: failed.settings.clone(),
            }),
        };
        out.push_str(&text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(digit: &str, fetched: &str) -> Record {
        let state = State::Kept(Kept {
            hash: digit.repeat(64),
            kind: Kind::Png,
            bytes: 9,
            width: 2,
            height: 3,
            fetched: fetched.into(),
            from: Some("https://a.example/x.png".into()),
            etag: Some("\"1\"".into()),
            modified: None,
        });
        Record { state, span: Span::default() }
    }

    fn read(text: &str) -> (BTreeMap<Arc<str>, Record>, Vec<Diagnostic>) {
        let (vault, faults) = parse(Source::from_text(LOCK_NAME, text));
        let bare = |(a, r): (Arc<str>, Record)| (a, Record { span: Span::default(), ..r });
        (vault.records.into_iter().map(bare).collect(), faults)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let failed = State::Failed(Failed {
            cause: Failure::NotFound,
            detail: "404 \"Not Found\"".into(),
            tried: "2026-11-24T10:00:00Z".into(),
            settings: Some("0123456789abcdef".into()),
        });
        let records: BTreeMap<Arc<str>, Record> = [
            ("https://a.example/x-300x200.png".into(), kept("a", "2026-11-24T10:00:00Z")),
            ("https://b.example/y.png".into(), Record { state: failed, span: Span::default() }),
        ]
        .into();
        let text = render(&records);
        assert_eq!(text.lines().count(), 3, "a line an address, and the first one");
        assert_eq!(read(&text), (records, vec![]));
    }

    #[test]
    fn both_sides_of_a_merge_count_and_the_newer_one_wins() {
        let (one, two) = (kept("a", "2026-11-24T10:00:00Z"), kept("b", "2026-11-25T10:00:00Z"));
        let side = |r: &Record| render([(&"https://a.example/x.png".into(), r)]);
        for text in [side(&one) + &side(&two), side(&two) + &side(&one)] {
            let (records, faults) = read(&text);
            assert_eq!((records["https://a.example/x.png"].clone(), faults), (two.clone(), vec![]));
        }
    }

    #[test]
    fn a_line_without_sense_has_a_place_and_the_others_count() {
        let good = render([(&"https://a.example/x.png".into(), &kept("a", "2026-11-24T10:00:00Z"))]);
        let line = good.lines().nth(1).expect("a record");
        for bad in [
            "<<<<<<< HEAD".to_owned(),
            line[..40].to_owned(),
            line.replace("images/aaaa", "../../aaaa"),
            line.replace(&"a".repeat(64), &"a".repeat(63)),
            line.replace("\"type\":\"png\"", "\"type\":\"tiff\""),
            line.replace("https://a.example/x.png\",\"file", "file:///etc/passwd\",\"file"),
            line.replace("\"bytes\":9,", ""),
            line.replace("\"bytes\":9,", "\"bytes\":9,\"size\":9,"),
        ] {
            let source = Source::from_text(LOCK_NAME, &format!("{good}\r\n{bad}\r\n"));
            let (vault, faults) = parse(source);
            assert_eq!((vault.records.len(), faults.len()), (1, 1), "{bad}");
            let place = vault.source.expect("the text").line_column(faults[0].span.expect("a place").start as usize);
            assert_eq!(place, (4, 1), "{bad}");
        }
        assert!(read("{\"guidepost\":\"images.lock\",\"version\":2}\n{}\n").1[0].message.contains("version 2"));
        assert_eq!(read(line).1.len(), 1, "without a first line the rest still counts");
    }
}
