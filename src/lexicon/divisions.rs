//! Reads the table of divisions.

use serde::Deserialize;

use super::table::{BadRow, rows, values};
use crate::model::{Code, Division, Divisions, Level};

const TABLE: &str = "divisions.tsv";

#[derive(Deserialize)]
struct Row {
    code: String,
    level: String,
    name: String,
    short: String,
    parent: String,
}

/// Reads the table.
///
/// # Errors
/// A row whose code, level or parent does not hold.
pub fn read(text: &str) -> Result<Divisions, BadRow> {
    let rows = rows::<Row>(TABLE, text)?;
    Ok(Divisions::new(rows.into_iter().map(division).collect::<Result<_, _>>()?))
}

/// One row's division and the code of the one above it.
fn division(row: Row) -> Result<(Division, Option<Code>), BadRow> {
    let bad = |reason: String| BadRow { table: TABLE.to_owned(), line: 0, reason: format!("{}: {reason}", row.name) };
    let level = match row.level.as_str() {
        "country" => Level::Country,
        "province" => Level::Province,
        "prefecture" => Level::Prefecture,
        "county" => Level::County,
        "township" => Level::Township,
        "zone" => Level::Zone,
        other => return Err(bad(format!("{other:?} is no level"))),
    };
    let code = row.code.parse().map_err(|e| bad(format!("{e}")))?;
    let mut short: Vec<String> = values(&row.short).map(str::to_owned).collect();
    // 威宁自治县: the name without its peoples.
    for end in ["自治县", "自治旗", "自治州"] {
        if let Some(bare) = short.iter().min_by_key(|name| name.len()).filter(|_| row.name.ends_with(end)) {
            short.push(format!("{bare}{end}"));
        }
    }
    Ok((Division { code, level, short, name: row.name, parent: None }, row.parent.parse().ok()))
}
