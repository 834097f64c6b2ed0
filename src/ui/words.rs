//! The words of `words.yaml`: what tells a name of Windows from a name of something else.

use ahash::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::document::phrase::Phrases;
use crate::ui::label;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    pub products: Vec<String>,
    pub common: HashSet<String>,
    pub systems: Vec<String>,
    pub twins: Vec<String>,
    pub of_windows: HashSet<String>,
    pub kinds: Vec<String>,
    pub devices: Vec<String>,
    pub programs: Vec<String>,
    pub machines: Vec<String>,
    pub ours: Vec<String>,
    pub of_a_pc: Vec<String>,
    pub behind: HashSet<String>,
    pub elsewhere: Vec<String>,
    pub enters: HashSet<String>,
    pub past: Vec<String>,
    pub renames: HashSet<String>,
    pub links: HashSet<String>,
    pub switching: Vec<String>,
    pub nouns: HashSet<String>,
    pub parts: HashSet<String>,
    pub things: HashSet<String>,
    pub gone: Vec<String>,
    pub installs: HashSet<String>,
    pub between: HashSet<String>,
    #[serde(rename = "where")]
    pub places: HashSet<String>,
}

pub struct Table {
    pub rows: Rows,
    /// The products as keys.
    pub products: HashSet<String>,
    /// Other systems as keys.
    pub systems: HashSet<String>,
    /// Systems whose settings have the names of Windows, as keys.
    pub twins: HashSet<String>,
    /// Kinds of things that are not Windows, in small letters.
    pub kinds: HashSet<String>,
    /// Of these, things that are named beside a PC.
    pub devices: HashSet<String>,
    /// Of these, programs.
    pub programs: HashSet<String>,
    /// Words for a PC, as keys.
    pub machines: HashSet<String>,
    /// Words in names of Windows, as keys.
    pub ours: HashSet<String>,
    /// Pages that programs have under the same name, as keys.
    pub elsewhere: HashSet<String>,
    /// Verbs of turning something on or off.
    pub switching: Phrases,
    /// The first words of the products: a look at one word tells nearly always that no product begins there.
    pub product_starts: HashSet<String>,
}

pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Rows = serde_yaml::from_str(include_str!("words.yaml")).expect("words.yaml is part of the program");
        let products: HashSet<String> = rows.products.iter().map(|p| label::key(p)).collect();
        let product_starts = products.iter().filter_map(|p| p.split(' ').next()).map(str::to_owned).collect();
        let keys = |list: &[String]| list.iter().map(|p| label::key(p)).collect();
        let plain = |list: &[String]| list.iter().cloned().collect();
        Table {
            products,
            product_starts,
            systems: keys(&rows.systems),
            twins: keys(&rows.twins),
            elsewhere: keys(&rows.elsewhere),
            machines: keys(&rows.machines),
            ours: keys(&rows.ours),
            kinds: plain(&rows.kinds),
            devices: plain(&rows.devices),
            programs: plain(&rows.programs),
            switching: Phrases::new(&rows.switching),
            rows,
        }
    })
}
