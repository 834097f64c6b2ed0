//! Words that mean the same, as the page needs them: the numbers of their lists in place of the words, so that every
//! form of a word is known and nothing must be looked up.

use serde_json::{Value, json};

use super::dictionary::Dictionary;
use super::stem::Language;
use super::token;
use crate::synonyms::Group;

/// `[[name, …], …]`. A name is a list of words; a word is the number of its list, or itself where no guide has it and
/// where a query does without it. In a group that goes one way, `null` stands after the first name.
pub fn resolve(own: &[Group], common: &[Group], language: &Language, dictionary: &Dictionary) -> Value {
    let groups = own.iter().chain(common);
    groups.filter_map(|group| of_group(group, language, dictionary)).collect()
}

fn of_group(group: &Group, language: &Language, dictionary: &Dictionary) -> Option<Value> {
    let mut names: Vec<Value> = Vec::new();
    let (mut found, mut targets) = (0, 0);
    for (at, name) in group.names.iter().enumerate() {
        let words: Vec<String> = token::words(name).into_iter().filter_map(|w| w.names.into_iter().next()).collect();
        let numbers =
            words.iter().map(|word| dictionary.number(&language.stem(word)).filter(|_| !language.is_stop(word)));
        let numbers: Vec<Option<u32>> = numbers.collect();
        // What no guide has can be asked for, but not be found.
        let is_found = numbers.iter().zip(&words).all(|(n, word)| n.is_some() || language.is_stop(word))
            && numbers.iter().any(Option::is_some);
        found += usize::from(is_found);
        targets += usize::from(is_found && at > 0);
        if words.is_empty() || (!is_found && group.one_way && at > 0) {
            continue;
        }
        names.push(numbers.iter().zip(words).map(|(n, word)| n.map_or(json!(word), |n| json!(n))).collect());
        if group.one_way && at == 0 {
            names.push(Value::Null);
        }
    }
    let useful = if group.one_way { targets > 0 } else { found > 0 };
    (useful && names.len() > 1).then(|| names.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::search::record::SearchRecord;
    use crate::output::search::stem::Languages;
    use crate::output::search::weigh::Scale;

    #[test]
    fn names_become_lists_and_what_no_guide_has_stays_a_word() {
        let languages = Languages::new("en", std::iter::empty());
        let language = languages.of_site();
        let mut scale = Scale::new(&languages);
        scale.add(0, &SearchRecord { title: "Children signing in".into(), ..SearchRecord::default() });
        let dictionary = Dictionary::join(vec![scale.close()], &languages);
        let group = |names: &[&str], one_way| {
            let names = names.iter().map(|n| n.to_string()).collect();
            of_group(&Group { names, one_way }, language, &dictionary)
        };
        assert_eq!(dictionary.words.iter().map(|w| &*w.0).collect::<Vec<_>>(), ["children", "in", "signing"]);
        assert_eq!(group(&["minor", "children"], false), Some(json!([["minor"], [0]])));
        assert_eq!(group(&["log on", "sign in"], false), Some(json!([["log", "on"], [2, "in"]])));
        assert_eq!(group(&["signs", "mail", "child"], true), None, "the target is nowhere");
        assert_eq!(group(&["minor", "mail", "children"], true), Some(json!([["minor"], null, [0]])));
        assert_eq!(group(&["mail", "post"], false), None);
    }
}
