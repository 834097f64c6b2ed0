//! The words of `words.yaml`: what tells a name of Windows from a name of something else.

use ahash::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::ui::label;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    pub products: Vec<String>,
    pub systems: Vec<String>,
    pub elsewhere: Vec<String>,
    pub enters: HashSet<String>,
    pub switching: Vec<String>,
    pub nouns: HashSet<String>,
    pub parts: HashSet<String>,
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
    /// Pages that programs have under the same name, as keys.
    pub elsewhere: HashSet<String>,
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
        let (systems, elsewhere) = (keys(&rows.systems), keys(&rows.elsewhere));
        Table { rows, products, systems, elsewhere, product_starts }
    })
}
