//! The words of `words.yaml`: what tells a name of Windows from a name of something else.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::ui::label;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    pub products: Vec<String>,
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
}

pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Rows = serde_yaml::from_str(include_str!("words.yaml")).expect("words.yaml is part of the program");
        let products = rows.products.iter().map(|p| label::key(p)).collect();
        Table { rows, products }
    })
}
