//! Names as they are compared: the words that count, each in one form.
//!
//! Writers say "Apps and features", "apps & feature", "Update&Security", "Network & the Internet". Capitals, plurals,
//! hyphens, "and", "the" and "&" carry nothing that tells two places apart.

/// A word that counts, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub start: usize,
    pub end: usize,
    /// In the form that is compared.
    pub key: String,
}

/// The words of a text that count, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut start = None;
    // "&" and "and" carry nothing, and neither does "the" behind one of them.
    let mut behind_and = false;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|(_, n)| *n);
        // A hyphen or an apostrophe between letters belongs to the word.
        let joins = matches!(c, '-' | '\'' | '’') && start.is_some() && next.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() || joins {
            start.get_or_insert(i);
            if next.is_some() {
                continue;
            }
        }
        let end = if c.is_alphanumeric() || joins { i + c.len_utf8() } else { i };
        if let Some(start) = start.take() {
            let key = word(&text[start..end]);
            let passed = key == "and" || behind_and && key == "the";
            behind_and = key == "and";
            if !passed {
                out.push(Token { start, end, key });
            }
        }
        behind_and |= c == '&';
    }
    out
}

/// A word in the form that is compared: lower case, without hyphens, apostrophes and the "s" of the plural.
fn word(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    if text.is_ascii() {
        key.extend(text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())));
    } else {
        key.extend(text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
    }
    if key.len() > 3 && key.ends_with('s') && !key.ends_with("ss") {
        key.pop();
    }
    if let Some(stem) = key.strip_suffix("colour") {
        key = format!("{stem}color");
    }
    key
}

/// A name in the form that is compared.
pub fn key(name: &str) -> String {
    let words: Vec<String> = tokens(name).into_iter().map(|t| t.key).collect();
    words.join(" ")
}

/// A label in the form of the words it takes the place of: all capitals, every word with a capital, "and" for "&".
pub fn in_the_form_of(written: &str, old: &str, new: &str) -> String {
    let new = if written.contains(" and ") && old.contains('&') { new.replace(" & ", " and ") } else { new.to_owned() };
    let letters = |f: &dyn Fn(char) -> bool| {
        let mut all = written.chars().filter(|c| c.is_alphabetic()).peekable();
        all.peek().is_some() && all.all(f)
    };
    // Small words stay small in a title.
    let first_letters = |text: &str| -> Vec<char> {
        let words =
            text.split_whitespace().filter(|w| !matches!(*w, "and" | "or" | "of" | "the" | "to" | "for" | "in" | "on"));
        words.filter_map(|w| w.chars().next()).filter(|c| c.is_alphabetic()).collect()
    };
    let is_title = |text: &str| first_letters(text).iter().all(|c| c.is_uppercase());
    let titled = first_letters(written).len() > 1 && is_title(written) && !is_title(old);
    if written.len() > 3 && letters(&|c: char| c.is_uppercase()) && !old.chars().all(|c| !c.is_lowercase()) {
        new.to_uppercase()
    } else if letters(&|c: char| c.is_lowercase()) && old.chars().any(char::is_uppercase) {
        new.to_lowercase()
    } else if titled {
        new.split(' ').map(capitalized).collect::<Vec<_>>().join(" ")
    } else {
        new
    }
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_for_one_label_is_one_key() {
        for text in
            ["Update & Security", "update and security", "Updates & Security", "Update&Security", "“Update & Security”"]
        {
            assert_eq!(key(text), "update security", "{text}");
        }
        assert_eq!(key("Network & the Internet"), key("Network and Internet"));
        assert_eq!(key("Wi-Fi"), key("WiFi"));
        assert_eq!(key("Windows’ Colours"), "window color");
    }

    #[test]
    fn tokens_stand_where_the_words_are() {
        let text = "Click “Apps & features”, then";
        let found: Vec<&str> = tokens(text).iter().map(|t| &text[t.start..t.end]).collect();
        assert_eq!(found, ["Click", "Apps", "features", "then"]);
    }

    #[test]
    fn a_new_label_takes_the_form_of_the_old_words() {
        let form = |written| in_the_form_of(written, "Apps & features", "Installed apps");
        assert_eq!(form("Apps & features"), "Installed apps");
        assert_eq!(form("Apps and Features"), "Installed Apps");
        assert_eq!(form("APPS & FEATURES"), "INSTALLED APPS");
        assert_eq!(form("apps & features"), "installed apps");
        assert_eq!(in_the_form_of("Privacy", "Privacy", "Privacy & security"), "Privacy & security");
        assert_eq!(in_the_form_of("HDR and color", "HDR & color", "Night & day"), "Night and day");
    }
}
