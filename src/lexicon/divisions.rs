//! Reads the table of divisions.

use super::table::{BadRow, cells, values};
use crate::model::{Code, Division, Divisions, Level};

const TABLE: &str = "divisions.tsv";

/// Reads the table.
///
/// # Errors
/// A row whose code, level or parent does not hold.
pub fn read(text: &str) -> Result<Divisions, BadRow> {
    let mut divisions = Vec::new();
    cells(TABLE, text, |row| {
        divisions.push(division(row)?);
        Ok(())
    })?;
    Ok(Divisions::new(divisions))
}

/// One row's division and the code of the one above it.
fn division([code, level, name, short, parent]: [&str; 5]) -> Result<(Division, Option<Code>), BadRow> {
    let bad = |reason: String| BadRow { table: TABLE.to_owned(), line: 0, reason: format!("{name}: {reason}") };
    let level = match level {
        "country" => Level::Country,
        "province" => Level::Province,
        "prefecture" => Level::Prefecture,
        "county" => Level::County,
        "township" => Level::Township,
        "zone" => Level::Zone,
        other => return Err(bad(format!("{other:?} is no level"))),
    };
    let code = code.parse().map_err(|e| bad(format!("{e}")))?;
    let mut short: Vec<String> = values(short).map(str::to_owned).collect();
    // 威宁自治县: the name without its peoples.
    for end in ["自治县", "自治旗", "自治州"] {
        if let Some(bare) = short.iter().min_by_key(|name| name.len()).filter(|_| name.ends_with(end)) {
            short.push(format!("{bare}{end}"));
        }
    }
    Ok((Division { code, level, short, name: name.to_owned(), parent: None }, parent.parse().ok()))
}
