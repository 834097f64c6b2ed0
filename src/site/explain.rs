//! Why two guides are related, in a few words for people.

use crate::guide::Guide;
use crate::site::similarity::Vector;
use crate::site::words::{self, Place, Stems, Term};

/// Most words that a reason names.
const WORDS: usize = 3;

/// "same error code 0x80070643", or "also about: printer, queue".
pub fn reason(from: &Guide, to: &Guide, a: &Vector, b: &Vector, stems: &mut Stems) -> String {
    let mut shared: Vec<(Term, f32)> = a.shared(b).collect();
    shared.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    shared.truncate(WORDS * 3);
    let mut found: Vec<Option<String>> = vec![None; shared.len()];
    // The words as a person wrote them: the shortest places first, and no further than needed.
    for guide in [to, from] {
        look(&guide.title, &shared, &mut found, stems);
    }
    for places in [&[Place::Heading, Place::Target][..], &[Place::Step, Place::Body]] {
        for guide in [to, from] {
            words::body(guide, &mut |place, text| {
                if places.contains(&place) && found.iter().any(Option::is_none) {
                    look(text, &shared, &mut found, stems);
                }
            });
        }
    }
    let words: Vec<String> = found.into_iter().flatten().collect();
    if let Some(code) = words.iter().find(|w| words::is_code(w)) {
        let code = if code.starts_with("0x") { code.clone() } else { code.to_uppercase() };
        return format!("same error {code}");
    }
    match words.is_empty() {
        true => "much the same words".to_owned(),
        false => format!("also about: {}", words[..words.len().min(WORDS)].join(", ")),
    }
}

fn look(text: &str, shared: &[(Term, f32)], found: &mut [Option<String>], stems: &mut Stems) {
    words::words_of(text, &mut |word| {
        if word.len() > 2
            && let Some(term) = stems.term(word)
            && let Some(i) = shared.iter().position(|(t, _)| *t == term)
            && found[i].is_none()
        {
            found[i] = Some(word.to_owned());
        }
    });
}
