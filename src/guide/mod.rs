//! What the author meant: a guide made of sections, tasks, steps, images and links.
//!
//! These are the types that every later stage reads. They hold what a page, the search index and the
//! JSON export need, and no syntax tree: HTML lies ready in pieces whose links are filled in when the
//! whole site is known. Lowering accepts every document and never fails.

pub mod about;
pub mod action;
pub mod alt;
mod alt_acts;
pub mod anchor;
pub mod block;
pub mod bullets;
mod byline;
pub mod command;
pub mod cut;
pub mod english;
mod field;
pub mod headings;
pub mod html;
pub mod keys;
pub mod line;
mod lone;
pub mod lower;
pub mod marker;
pub mod named;
mod needs;
pub mod path;
pub mod piece;
pub mod platform;
pub mod procedure;
pub mod promotion;
pub mod reach;
pub mod references;
pub mod remark;
pub mod residue;
pub mod row;
pub mod row_pictures;
pub mod set_off;
pub mod unit;
pub mod verb;
pub mod ways;
pub mod words;

use std::sync::Arc;

use serde::Serialize;

use crate::document::front_matter::FrontMatter;
use crate::source::Span;

pub use english::is_foreign_line;

/// One document understood as help.
#[derive(Clone, Debug, Default)]
pub struct Guide {
    /// From the front matter, else the first heading, else the file name.
    pub title: String,
    /// One sentence or two for lists, search results and `<meta name=description>`; may be empty.
    pub summary: String,
    pub front: FrontMatter,
    /// Where the front matter lies, fences included; empty at 0 when there is none.
    pub front_span: Span,
    /// What the guide applies to: front matter, else what title, tags and headings say. Sorted.
    pub platforms: Vec<Platform>,
    /// What the reader needs before the first step, each a paragraph: from the front matter, then from the text.
    pub prerequisites: Vec<Piece>,
    /// In the order of the article. The first may have no heading (the introduction).
    pub sections: Vec<Section>,
    /// Every link and image of the body, numbered; holes in pieces point here.
    pub references: Vec<Reference>,
    /// Index into `references` of the picture that stands for the guide, if the introduction has one.
    pub lead_image: Option<u32>,
    /// The links of "Also read" blocks, taken out of the body, in the order written.
    pub also_read: Vec<AlsoRead>,
    /// What was taken out of the body, and why. In order.
    pub junk: Vec<Junk>,
    /// Readings that rest on a guess.
    pub guesses: Vec<Guess>,
    /// Words of running text and steps.
    pub words: u32,
    /// As `lang` says, else by its commonest words.
    pub english: bool,
    /// Places of the catalogues that the text names, in its order; holes of places point here. Lowering knows no
    /// catalogue: `ui::named` puts them in.
    pub places: Vec<NamedPlace>,
}

impl Guide {
    /// The sections that hold at least one step.
    pub fn tasks(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|s| s.procedures().next().is_some())
    }

    /// The heading that names the task of a section: its own, or that of the section it resumes.
    pub fn task_heading<'a>(&'a self, section: &'a Section) -> Option<&'a Heading> {
        section.heading.as_ref().or_else(|| self.sections.get(section.resumes?)?.heading.as_ref())
    }

    /// Every step of the guide with its substeps, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.sections.iter().flat_map(|s| s.procedures()).flat_map(|p| p.steps.iter())
    }
}

/// A heading and what stands under it, up to the next heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// `None` for the introduction, and for a section that `resumes` another.
    pub heading: Option<Heading>,
    /// A section without a heading of its own that goes on with an earlier one, after its subsections:
    /// the index of that one. Its heading names the task.
    pub resumes: Option<usize>,
    /// Platforms named by the heading ("Windows 10"); empty: as the guide.
    pub platforms: Vec<Platform>,
    /// The heading names one of several ways to the same end ("Method 2", "Fix 3").
    pub alternative: bool,
    pub body: Vec<Item>,
    pub span: Span,
}

impl Section {
    pub fn procedures(&self) -> impl Iterator<Item = &Procedure> {
        self.body.iter().filter_map(|i| match i {
            Item::Procedure(p) => Some(p),
            _ => None,
        })
    }
}

#[derive(Clone, Debug, Default)]
pub struct Heading {
    /// 2 to 6 in the page, whatever the article had; never skips a level.
    pub level: u8,
    pub text: String,
    /// Inline HTML of the heading.
    pub html: Piece,
    /// Unique in the page, ASCII-safe, made from the text.
    pub anchor: String,
    pub span: Span,
}

/// One thing under a heading.
#[derive(Clone, Debug)]
pub enum Item {
    /// Paragraphs, lists, tables, code: block HTML.
    Prose(Piece),
    Note(Note),
    /// A picture of the section, not of a step: index into `references`.
    Figure(u32),
    Procedure(Procedure),
}

/// Steps that follow one another.
#[derive(Clone, Debug, Default)]
pub struct Procedure {
    pub steps: Vec<Step>,
}

/// One step: what to do, then its pictures and remarks.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// Position from 1, whatever number the article prints.
    pub n: u32,
    /// `step-3` in the first procedure, `step-2-3` in the second …; substeps `step-3a`. Unique in the page.
    pub anchor: String,
    /// The instruction as plain text: markup removed, commands and paths verbatim.
    pub text: String,
    /// The instruction as inline HTML.
    pub html: Piece,
    /// A title the author gave the step, part of `text` as well ("Step 2. Locate your files").
    pub title: Option<String>,
    /// What belongs to the step after the instruction, in order.
    pub parts: Vec<StepPart>,
    pub actions: Vec<Action>,
    /// From its marker to the end of its last part.
    pub span: Span,
    /// Platforms the step alone is for; empty: as the section.
    pub platforms: Vec<Platform>,
}

impl Step {
    pub fn images(&self) -> impl Iterator<Item = u32> {
        self.parts.iter().filter_map(|p| match p {
            StepPart::Image(r) => Some(*r),
            _ => None,
        })
    }

    pub fn substeps(&self) -> impl Iterator<Item = &Step> {
        self.parts
            .iter()
            .filter_map(|p| match p {
                StepPart::Substeps(s) => Some(s),
                _ => None,
            })
            .flatten()
    }
}

#[derive(Clone, Debug)]
pub enum StepPart {
    /// A step image: index into `Guide::references`.
    Image(u32),
    /// Another paragraph, list, table or code block of the step: block HTML, and its plain text.
    Text {
        html: Piece,
        text: String,
    },
    Note(Note),
    /// What the reader should see afterwards.
    Outcome {
        html: Piece,
        text: String,
    },
    Substeps(Vec<Step>),
}

#[derive(Clone, Debug)]
pub struct Note {
    pub kind: NoteKind,
    /// Block HTML without the word "Note".
    pub html: Piece,
    pub text: String,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

/// A verb and what it acts on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Action {
    /// Base form, lower case ("click", "type"); empty when none was found.
    pub verb: String,
    pub kind: TargetKind,
    pub text: String,
    /// Where it is said rather than acted on ("in the left pane").
    pub context: bool,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    Ui,
    Path,
    Keys,
    Input,
    Command,
    File,
    Link,
}

/// HTML with holes where links and pictures go, because their addresses are known only when the whole
/// site is. The HTML is ours: escaped, balanced, from the allow list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    pub html: Box<str>,
    /// Sorted by `at`.
    pub holes: Box<[Hole]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Byte offset in `html`.
    pub at: u32,
    pub kind: HoleKind,
    /// Index into `Guide::references`, or into `Guide::places` for the name of a place.
    pub reference: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoleKind {
    LinkOpen,
    LinkClose,
    /// A picture in running text (an icon) or between the blocks of a list (a screenshot). Step images and the
    /// figures of a section are not in pieces.
    Image,
    /// Begin and end of the name of a place: `reference` is an index into `Guide::places`.
    PlaceOpen,
    PlaceClose,
}

/// The name of a place of a catalogue, as it stands in a guide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedPlace {
    pub id: Arc<str>,
    /// Of the step that names it, else of the heading it stands under; empty in the introduction.
    pub anchor: String,
    pub in_step: bool,
    /// The name and where the reader stands leave no other place.
    pub sure: bool,
    /// Sure, or a label that leaves out a stop of the way: enough to say where it lies elsewhere.
    pub leads: bool,
    /// The way it stands in goes on behind it: "**Settings > Apps** > …".
    pub goes_on: bool,
    /// What the place is called on another platform.
    pub elsewhere: Option<Elsewhere>,
    /// The releases (their ids) in which the words are not right.
    pub otherwise: Vec<Otherwise>,
    /// In the file.
    pub span: Span,
}

/// The name of a place on a platform that the words beside it are not for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Id of the platform.
    pub on: Arc<str>,
    /// Id of the platform that the words are for.
    pub written_for: Arc<str>,
    pub written: String,
    pub words: String,
}

/// A release in which the words for a place are not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// Ids of the release and its platform.
    pub release: Arc<str>,
    pub platform: Arc<str>,
    /// Id of the place that the words lead to there; `None`: nobody knows.
    pub goal: Option<Arc<str>>,
}

/// A link or an image as the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub kind: ReferenceKind,
    /// The address, entities and escapes decoded, otherwise as written.
    pub url: String,
    /// Link text or alt text, plain.
    pub text: String,
    pub title: Option<String>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    Link,
    /// A screenshot or figure.
    Image,
    /// A small picture in mid-sentence.
    Icon,
}

/// One link of an "Also read" block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlsoRead {
    pub title: String,
    pub url: String,
    pub span: Span,
}

/// Something that was left out of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Junk {
    pub kind: JunkKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum JunkKind {
    /// `<ins class="adsbygoogle">` and the like, scripts, iframes of ads.
    Ad,
    /// An affiliate block, a link wrapped in a checkout, a disclaimer.
    Affiliate,
    TrackingPixel,
    /// A frame of another site (a video): its address stays as a link.
    Embed,
    ShareLinks,
    /// A heading that says the title again.
    TitleAgain,
    /// A paragraph that stood in the introduction already.
    Repeated,
    AlsoRead,
    /// A table of contents: the page makes its own.
    Contents,
    TagList,
    Breadcrumb,
    VendorFooter,
    /// Backtick runs, broken image markup and other remains of a conversion.
    Debris,
}

/// A reading that could be wrong, for the rule that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    pub kind: GuessKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuessKind {
    /// Paragraphs with markers ("1)", "Step 2") read as steps.
    MarkerParagraphs,
    /// A bullet list read as steps.
    BulletSteps,
    /// Several steps in one paragraph, split.
    GluedSteps,
    /// Printed numbers that repeat, skip or restart.
    Numbering,
    /// A bold paragraph read as a heading.
    BoldHeading,
    /// An ordered list read as something else than steps.
    NotSteps,
}

/// What a guide, section or step applies to ("Windows 11").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, schemars::JsonSchema)]
pub struct Platform {
    /// `windows-11`: for classes, filters and addresses.
    pub id: Arc<str>,
    /// `Windows 11`: for people.
    pub name: Arc<str>,
}
