//! Anchors that are unique in a page and clash with nothing the page needs for itself.

use std::collections::HashMap;

use crate::address::slug;

/// Hands out anchors in the order of the text; each takes constant time. The map is only looked up.
#[derive(Default)]
pub struct Anchors {
    used: HashMap<String, u32>,
}

impl Anchors {
    /// An anchor for a heading. Texts that slug to nothing, or to the form of a step's anchor, get a word before them.
    pub fn heading(&mut self, text: &str) -> String {
        let mut name = slug(text);
        if name.is_empty() {
            name = "section".into();
        } else if name.strip_prefix("step-").is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
            name.insert_str(0, "section-");
        }
        self.unique(name)
    }

    /// A given anchor, or with the lowest free number behind it.
    pub fn unique(&mut self, name: String) -> String {
        if let Some(count) = self.used.get(&name).copied() {
            let mut n = count + 1;
            let mut candidate = format!("{name}-{n}");
            while self.used.contains_key(&candidate) {
                n += 1;
                candidate = format!("{name}-{n}");
            }
            self.used.insert(name, n);
            self.used.insert(candidate.clone(), 1);
            return candidate;
        }
        self.used.insert(name.clone(), 1);
        name
    }
}

/// `step-3` in the first procedure, `step-2-3` in the second.
pub fn step(procedure: usize, n: u32) -> String {
    if procedure <= 1 { format!("step-{n}") } else { format!("step-{procedure}-{n}") }
}

/// The anchor of a substep: `step-3` and 2 give `step-3b`.
pub fn substep(parent: &str, n: u32) -> String {
    let mut letters = Vec::new();
    let mut n = n.max(1);
    while n > 0 {
        letters.push(b'a' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    letters.reverse();
    let digit = parent.ends_with(|c: char| c.is_ascii_digit());
    format!("{parent}{}{}", if digit { "" } else { "-" }, String::from_utf8_lossy(&letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_unique_whatever_the_headings() {
        let mut anchors = Anchors::default();
        let made: Vec<String> =
            ["Foo", "foo-2", "Foo", "Foo", "!!!", "", "Step 3", "打印"].iter().map(|t| anchors.heading(t)).collect();
        assert_eq!(made, ["foo", "foo-2", "foo-3", "foo-4", "section", "section-2", "section-step-3", "打印"]);
        assert_eq!(substep("step-3", 28), "step-3ab");
        assert_eq!(substep("step-3b", 1), "step-3b-a");
    }
}
