//! What is affected, as people ask for it: guides, their steps, and the screenshots of those steps.

use std::sync::Arc;

use serde::Serialize;

use crate::guide::{Guide, Step};
use crate::source::Source;
use crate::ui::refresh::{Edit, Finding};

/// A guide with something in it that a release breaks.
#[derive(Clone, Debug, Serialize)]
pub struct AffectedGuide {
    /// Path below the content folder.
    pub file: Arc<str>,
    pub title: String,
    /// The release it was written for or last verified on.
    pub from: String,
    pub findings: Vec<Placed>,
}

/// A finding with the step it stands in.
#[derive(Clone, Debug, Serialize)]
pub struct Placed {
    /// From 1.
    pub line: usize,
    /// The words concerned, as written.
    pub words: String,
    pub step: Option<StepPlace>,
    /// Pictures of the step: they may show the old state.
    pub screenshots: Vec<String>,
    #[serde(flatten)]
    pub finding: Finding,
}

/// A step by its heading and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepPlace {
    pub heading: Option<String>,
    pub number: String,
    pub anchor: String,
    pub text: String,
}

impl AffectedGuide {
    pub fn new(source: &Source, guide: &Guide, from: &str, findings: Vec<Finding>) -> AffectedGuide {
        let place = |finding: Finding| {
            let step = step_around(guide, finding.span.start);
            let screenshots = step.iter().flat_map(|(_, _, step)| step.images());
            let screenshots = screenshots.map(|r| guide.references[r as usize].url.clone()).collect();
            Placed {
                line: source.line_column(finding.span.start as usize).0,
                words: source.text[finding.span.range()].to_owned(),
                step: step.map(|(heading, number, step)| StepPlace {
                    heading,
                    number,
                    anchor: step.anchor.clone(),
                    text: step.text.clone(),
                }),
                screenshots,
                finding,
            }
        };
        AffectedGuide {
            file: source.path.clone(),
            title: guide.title.clone(),
            from: from.to_owned(),
            findings: findings.into_iter().map(place).collect(),
        }
    }

    pub fn edits(&self) -> Vec<Edit> {
        self.findings.iter().filter_map(|p| p.finding.fix.edit().cloned()).collect()
    }

    /// Steps with a finding in them; what stands outside of steps counts once.
    pub fn steps(&self) -> usize {
        let mut anchors: Vec<&str> =
            self.findings.iter().map(|p| p.step.as_ref().map_or("", |s| s.anchor.as_str())).collect();
        anchors.sort_unstable();
        anchors.dedup();
        anchors.len()
    }
}

/// The innermost step around a place, the heading of its task, and its number ("3", "3b").
fn step_around(guide: &Guide, at: u32) -> Option<(Option<String>, String, &Step)> {
    let holds = |step: &&Step| step.span.start <= at && at < step.span.end;
    for section in &guide.sections {
        let Some(step) = section.procedures().flat_map(|p| &p.steps).find(holds) else { continue };
        let heading = guide.task_heading(section).map(|h| h.text.clone());
        let (mut step, mut number) = (step, step.n.to_string());
        while let Some(inner) = step.substeps().find(holds) {
            let letter = char::from_u32(u32::from(b'a') + (inner.n.saturating_sub(1)) % 26).unwrap_or('a');
            number.push(letter);
            step = inner;
        }
        return Some((heading, number, step));
    }
    None
}
