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
    reader(text).deserialize().map(|row| row.map_err(|error| bad(table, &error))).collect()
}

/// Hands the cells of every row to `take`, in the order of the columns, as they stand in `text`: for tables so long that a
/// copy of every row would take a good part of the start.
///
/// # Errors
/// The first row that has fewer columns, and what `take` says, with its line.
pub fn cells<'t, const COLUMNS: usize>(
    table: &str,
    text: &'t str,
    mut take: impl FnMut([&'t str; COLUMNS]) -> Result<(), BadRow>,
) -> Result<(), BadRow> {
    let rows = (1..).zip(parted(text, b'\n')).filter(|(_, row)| !row.is_empty() && !row.starts_with('#'));
    for (line, row) in rows.skip(1) {
        let mut given = parted(row.strip_suffix('\r').unwrap_or(row), b'\t');
        let mut cells = [""; COLUMNS];
        for (at, cell) in cells.iter_mut().enumerate() {
            *cell = given.next().ok_or_else(|| BadRow {
                table: table.to_owned(),
                line,
                reason: format!("{at} columns instead of {COLUMNS}"),
            })?;
        }
        take(cells).map_err(|bad| BadRow { line, ..bad })?;
    }
    Ok(())
}

/// The parts of `text` between the marks, as [`str::split`] gives them. Cells have a few bytes: looking at each is faster than a
/// search made for long texts.
fn parted(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.as_bytes().iter().position(|byte| *byte == mark);
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .comment(Some(b'#'))
        .quoting(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

fn bad(table: &str, error: &csv::Error) -> BadRow {
    BadRow { table: table.to_owned(), line: error.position().map_or(0, csv::Position::line), reason: error.to_string() }
}

/// The values of a cell that holds several, parted by `|`.
pub fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|value| !value.is_empty())
}
