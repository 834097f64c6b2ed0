//! What must hold for every input, for the fuzz target and for the tests alike.

use guidepost::guide::lower;
use guidepost::guide::platform::Platforms;
use guidepost::guide::{Guide, Item, Note, Piece, Step, StepPart};
use guidepost::native;
use guidepost::source::{Source, Span};

/// Reads bytes as a file of the content is read; whatever is no text is refused before.
pub fn read(bytes: &[u8]) {
    if let Ok(source) = Source::decode("a.md", bytes) {
        check(&source);
    }
}

/// Reads a text, looks at every place and every hole of the reading, and writes the guide back.
pub fn check(source: &Source) {
    let platforms = Platforms::default();
    let (guide, _) = lower::read(source, &platforms);
    sound(&guide, source);
    let written = native::write(&guide, source, &platforms);
    let again = Source::from_text("a.md", &written.text);
    sound(&lower::read(&again, &platforms).0, &again);
}

fn sound(guide: &Guide, source: &Source) {
    let inside = |span: Span, what: &str| {
        let range = span.range();
        assert!(range.start <= range.end && range.end <= source.text.len(), "{what} ends behind the text: {span:?}");
        assert!(
            source.text.is_char_boundary(range.start) && source.text.is_char_boundary(range.end),
            "{what} cuts a letter: {span:?}"
        );
    };
    for section in &guide.sections {
        inside(section.span, "section");
        for item in &section.body {
            match item {
                Item::Prose(p) => piece(p, guide),
                Item::Note(n) => note(n, guide),
                Item::Figure(r) => assert!((*r as usize) < guide.references.len()),
                Item::Procedure(p) => {
                    let mut last = 0;
                    for (i, step) in p.steps.iter().enumerate() {
                        assert_eq!(step.n as usize, i + 1);
                        assert!(step.span.start >= last, "steps come in the order of the text");
                        last = step.span.start;
                        walk(step, guide, section.span, &inside);
                    }
                }
            }
        }
    }
    for junk in &guide.junk {
        inside(junk.span, "junk");
    }
    for guess in &guide.guesses {
        inside(guess.span, "guess");
    }
    for reference in &guide.references {
        inside(reference.span, "reference");
    }
}

fn walk(step: &Step, guide: &Guide, section: Span, inside: &dyn Fn(Span, &str)) {
    inside(step.span, "step");
    assert!(section.contains(step.span), "a step lies in its section: {step:?}");
    for action in &step.actions {
        inside(action.span, "action");
    }
    piece(&step.html, guide);
    for part in &step.parts {
        match part {
            StepPart::Image(r) => assert!((*r as usize) < guide.references.len()),
            StepPart::Text { html, .. } | StepPart::Outcome { html, .. } => piece(html, guide),
            StepPart::Note(n) => note(n, guide),
            StepPart::Substeps(steps) => steps.iter().for_each(|s| walk(s, guide, section, inside)),
        }
    }
}

fn note(note: &Note, guide: &Guide) {
    piece(&note.html, guide);
}

fn piece(piece: &Piece, guide: &Guide) {
    let mut last = 0;
    for hole in &piece.holes {
        assert!(
            hole.at >= last && hole.at as usize <= piece.html.len() && piece.html.is_char_boundary(hole.at as usize)
        );
        assert!((hole.reference as usize) < guide.references.len());
        last = hole.at;
    }
    assert!(!piece.html.contains("<script"), "{}", piece.html);
}
