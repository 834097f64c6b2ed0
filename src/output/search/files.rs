//! Which shard holds what, and the root that says so.

use std::ops::Range;

use rayon::prelude::*;

use super::dictionary::Dictionary;
use super::stem::Language;
use super::wire::facets::{FacetShard, Facets};
use super::wire::records::{Records, Shown, Texts};
use super::wire::root::Root;
use super::wire::speller::{Speller, Used, is_spellable};
use super::wire::terms::Terms;
use super::{IndexFile, postings, shard, wire};

/// Path of the root and its shards, below the site.
const FOLDER: &str = "assets/search";
/// Words that the root offers for a beginning of one or two letters.
const COMMON: usize = 200;

/// A file without its folder and hash.
type Shard = (String, Vec<u8>);

/// What results show of guides that follow one another.
#[derive(Default)]
pub struct GuideShards {
    shown: Vec<Shown>,
    texts: Vec<Texts>,
    /// The snippet shards.
    shards: Vec<Shard>,
}

impl GuideShards {
    /// `first` is the number of the first guide, `snippets` are JSON, one a guide, none for a copy that says nothing
    /// of its own. `heads`: those that are no copy of the nearest one before that is none; the first is one.
    pub fn new(first: usize, heads: &[bool], shown: Vec<Shown>, snippets: &[Option<String>]) -> GuideShards {
        let cuts = shard::cut(snippets.iter().map(|s| s.as_ref().map_or(0, String::len) * 2 / 5), shard::SNIPPETS);
        let shards =
            cuts.iter().filter(|guides| snippets[(*guides).clone()].iter().any(Option::is_some)).map(|guides| {
                let texts: Vec<&str> = snippets[guides.clone()].iter().map(|s| s.as_deref().unwrap_or("0")).collect();
                let json = format!("[{}]", texts.join(","));
                named(format!("x{}", first + guides.start), |name| wire::script_of_json(name, &json))
            });
        let shards = shards.collect();
        let mut original = 0;
        let back = cuts.iter().flat_map(|guides| 0..guides.len() as u32);
        let texts = back.zip(heads).zip(snippets).map(|((back, &head), own)| {
            original = if head { back } else { original };
            Texts { own: own.as_ref().map(|_| back), original: (!head).then_some(original) }
        });
        GuideShards { texts: texts.collect(), shards, shown }
    }

    pub fn append(&mut self, mut more: GuideShards) {
        self.shown.append(&mut more.shown);
        self.texts.append(&mut more.texts);
        self.shards.append(&mut more.shards);
    }

    /// Every shard, those of titles among them.
    fn shards(mut self) -> Vec<Shard> {
        let records = self.shown.par_chunks(shard::RECORDS).zip(self.texts.par_chunks(shard::RECORDS)).enumerate();
        self.shards.par_extend(records.map(|(n, (shown, texts))| {
            let records = Records::new(shown, texts);
            named(format!("r{n}"), |name| wire::script(name, &records))
        }));
        self.shards
    }
}

/// Every file of the index, sorted by path.
pub fn write(
    language: &Language,
    heads: &[bool],
    dictionary: &Dictionary,
    guides: GuideShards,
    facets: &Facets,
    same: serde_json::Value,
) -> Vec<IndexFile> {
    let terms = term_shards(dictionary);
    let mut shards = guides.shards();
    shards.par_extend(terms.par_iter().enumerate().map(|(n, shard)| {
        let terms = Terms::new(dictionary, shard.words.clone(), shard.lists.clone());
        named(format!("t{n}"), |name| wire::script(name, &terms))
    }));
    shards.par_extend((0..dictionary.lists()).into_par_iter().filter_map(|list| {
        let tail = postings::encode_tail(dictionary.list(list));
        (!tail.is_empty()).then(|| named(format!("u{list}"), |name| wire::script(name, &wire::base64(&tail))))
    }));
    let (letters, spellers) = spellers(dictionary);
    shards.extend(spellers);

    let mut values = Vec::new();
    for (facet, cut) in facets.shards(heads.len()).iter().enumerate() {
        values.push(cut.iter().map(FacetShard::len).collect());
        let files = cut.iter().enumerate();
        shards.extend(files.map(|(n, values)| named(format!("f{facet}-{n}"), |name| wire::script(name, values))));
    }
    let (common_words, common_lists) = common(dictionary, language);
    let root = Root {
        v: 4,
        g: generation(&shards),
        n: heads.len() as u32,
        b: wire::base64(&bits(heads)),
        w: wire::front_code(separators(dictionary, &terms).into_iter()),
        l: terms.iter().map(|t| t.lists.len()).collect(),
        r: shard::RECORDS,
        s: dictionary.stop.clone(),
        y: same,
        f: values,
        c: common_words,
        d: common_lists,
        e: letters,
    };
    let path = |(name, bytes): Shard| (format!("{FOLDER}/{name}.{}.js", root.g).into(), bytes);
    let mut files: Vec<IndexFile> = shards.into_iter().map(path).collect();
    files.push((format!("{FOLDER}/root.js").into(), wire::script("root", &root)));
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

fn named(name: String, script: impl FnOnce(&str) -> Vec<u8>) -> Shard {
    let bytes = script(&name);
    (name, bytes)
}

/// A stretch of the dictionary, and the lists whose first word lies in it.
struct TermShard {
    words: Range<usize>,
    lists: Range<u32>,
}

fn term_shards(dictionary: &Dictionary) -> Vec<TermShard> {
    // A list belongs to the first word that leads to it: where the numbers grow, a list begins.
    let mut seen = 0;
    let sizes = dictionary.words.iter().map(|&(ref word, list)| {
        let own = list >= seen;
        seen = seen.max(list + 1);
        let postings = dictionary.list(list).len().min(postings::FIRST_TIER);
        3 + word.len() / 3 + if own { 2 + postings * 27 / 10 } else { 0 }
    });
    let cuts = shard::cut(sizes, shard::TERMS);
    let mut start = 0;
    let with_lists = |words: Range<usize>| {
        let end = dictionary.words[words.clone()].iter().map(|(_, list)| list + 1).max().unwrap_or(0).max(start);
        let lists = start..end;
        start = end;
        TermShard { words, lists }
    };
    cuts.into_iter().map(with_lists).collect()
}

/// For each shard but the first, the shortest string that parts it from the one before.
fn separators<'d>(dictionary: &'d Dictionary, terms: &[TermShard]) -> Vec<&'d str> {
    let part = |shard: &TermShard| {
        let (before, first) = (&dictionary.words[shard.words.start - 1].0, &dictionary.words[shard.words.start].0);
        let shared = before.chars().zip(first.chars()).take_while(|(a, b)| a == b).count();
        let end = first.char_indices().nth(shared + 1).map_or(first.len(), |(at, _)| at);
        &first[..end]
    };
    terms.iter().skip(1).map(part).collect()
}

/// The most used words, in order, and their lists.
fn common(dictionary: &Dictionary, language: &Language) -> (String, Vec<u32>) {
    let letters = |w: &str| w.chars().count() > 2 && w.chars().all(char::is_alphabetic);
    let usable = |(word, _): &&(Box<str>, u32)| letters(word) && !language.is_stop(word);
    let mut words: Vec<&(Box<str>, u32)> = dictionary.words.iter().filter(usable).collect();
    // Of the forms of a word, the first and shortest stands for all.
    words.sort_by_key(|(word, list)| (std::cmp::Reverse(dictionary.list(*list).len()), *list, word.len()));
    words.dedup_by_key(|(_, list)| *list);
    words.truncate(COMMON);
    words.sort();
    (wire::front_code(words.iter().map(|(w, _)| &**w)), words.iter().map(|(_, list)| *list).collect())
}

/// First letters, and the speller file of each.
fn spellers(dictionary: &Dictionary) -> (String, Vec<Shard>) {
    let known = |&&(_, list): &&(Box<str>, u32)| match dictionary.list(list) {
        [only] => only.in_title(),
        list => !list.is_empty(),
    };
    let used = dictionary.words.iter().filter(known).map(|(word, list)| (&**word, dictionary.list(*list).len()));
    let words: Vec<Used> = used.filter(|(word, _)| is_spellable(word)).collect();
    let first = |word: &str| word.chars().next();
    let chunks = words.chunk_by(|a, b| first(a.0) == first(b.0));
    let files = chunks.clone().enumerate();
    let files = files.map(|(n, words)| named(format!("s{n}"), |name| wire::script(name, &Speller::new(words))));
    (chunks.filter_map(|words| first(words[0].0)).collect(), files.collect())
}

fn bits(heads: &[bool]) -> Vec<u8> {
    heads.chunks(8).map(|byte| byte.iter().rev().fold(0, |b, &head| b << 1 | u8::from(head))).collect()
}

/// One hash over all shards, for their names.
fn generation(shards: &[Shard]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in shards {
        hasher.update(name.as_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().to_hex()[..8].to_string()
}
