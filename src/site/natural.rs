//! The order in which people look for names that hold numbers: "Windows 8" stands before "Windows 10".

/// A name that is sorted by the size of the numbers in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Natural {
    key: String,
    pub name: String,
}

impl Natural {
    pub fn new(name: String) -> Natural {
        Natural { key: key(&name), name }
    }
}

/// What texts are sorted by, as bytes. Upper case is told from lower case: fold before.
pub fn key(text: &str) -> String {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut key = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(at);
        let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let digits = number[..end].trim_start_matches('0');
        // The longer number is the larger one. Past nine digits it is none that people count by.
        key.push_str(before);
        key.push(char::from(b'0' + digits.len().min(9) as u8));
        key.push_str(digits);
        rest = &number[end..];
    }
    key + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_by_their_size() {
        let sorted = [
            "",
            "0x1",
            "1 a",
            "02 a",
            "2 b",
            "10",
            "a",
            "windows",
            "windows 7",
            "windows 10",
            "windows 10 22h2",
            "windows 10 23h2",
            "windows 11",
            "windows 95",
            "windows x",
        ];
        let mut names = sorted.map(|n| Natural::new(n.into()));
        names.reverse();
        names.sort();
        assert_eq!(names.map(|n| n.name), sorted);
        assert_ne!(Natural::new("07".into()), Natural::new("7".into()), "they are two names");
    }
}
