//! Reading the tables of `ontology/lexicon`: tab-separated, a head of `#` comments, one line of column names.

use serde::de::DeserializeOwned;

/// A row that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{table}, line {line}: {reason}")]
pub struct BadRow {
    /// Name of the table, such as `titles.tsv`.
    pub table: String,
    /// Line in the file, from 1; 0 where the whole table is meant.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
}

/// Reads every row of a table.
///
/// # Errors
/// The first row that has other columns than `Row` wants, or a value of another kind, with its line.
pub fn rows<Row: DeserializeOwned>(table: &str, text: &str) -> Result<Vec<Row>, BadRow> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .comment(Some(b'#'))
        .quoting(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let bad = |error: csv::Error| BadRow {
        table: table.to_owned(),
        line: error.position().map_or(0, csv::Position::line),
        reason: error.to_string(),
    };
    reader.deserialize().map(|row| row.map_err(bad)).collect()
}

/// The values of a cell that holds several, parted by `|`.
pub fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|value| !value.is_empty())
}
