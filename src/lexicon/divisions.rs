//! Reads the tables of divisions: those in force, those that ended, since when they are, and where.

use std::collections::HashMap;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::Sense;
use super::table::{BadRow, cells, rows, values};
use crate::model::division::Listed;
use crate::model::{Code, Division, Divisions, Level};

const STANDING: &str = "divisions.tsv";
const FORMER: &str = "former.tsv";
const SINCE: &str = "since.tsv";
const CENTRES: &str = "centres.tsv";

/// The cells of a row.
struct Row<'t> {
    code: &'t str,
    level: &'t str,
    name: &'t str,
    short: &'t str,
    parent: &'t str,
    from: Option<i16>,
    to: Option<u16>,
    successors: &'t str,
}

#[derive(Deserialize)]
struct Since {
    code: String,
    from: i16,
}

#[derive(Deserialize)]
struct Centre {
    code: String,
    longitude: String,
    latitude: String,
}

/// Reads the tables; `text` gives each by its name.
///
/// # Errors
/// A row whose code, level, year or place does not hold.
pub fn read<'t>(text: impl Fn(&str) -> &'t str) -> Result<Divisions, BadRow> {
    let since: Vec<Since> = rows(SINCE, text(SINCE))?;
    let since: HashMap<&str, i16> = since.iter().map(|row| (row.code.as_str(), row.from)).collect();
    let centres: Vec<Centre> = rows(CENTRES, text(CENTRES))?;
    let mut centre = HashMap::new();
    for row in &centres {
        let degrees = |text: &str, most: f64| text.parse().is_ok_and(|value: f64| value.abs() <= most);
        if !degrees(&row.longitude, 180.0) || !degrees(&row.latitude, 90.0) {
            return Err(bad(CENTRES, &row.code, "these are no degrees"));
        }
        centre.insert(row.code.as_str(), (row.longitude.clone(), row.latitude.clone()));
    }
    let mut listed = Vec::new();
    cells(STANDING, text(STANDING), |[code, level, name, short, parent]| {
        let from = since.get(code).copied();
        let row = Row { code, level, name, short, parent, from, to: None, successors: "" };
        listed.push(division(STANDING, &row, centre.remove(code))?);
        Ok(())
    })?;
    cells(FORMER, text(FORMER), |[code, level, name, short, parent, from, to, successors]| {
        let to = to.parse().map_err(|_| bad(FORMER, name, "a division that ended has the year of its end"))?;
        let row = Row { code, level, name, short, parent, from: from.parse().ok(), to: Some(to), successors };
        listed.push(division(FORMER, &row, None)?);
        Ok(())
    })?;
    Ok(Divisions::new(listed))
}

fn bad(table: &str, row: &str, reason: &str) -> BadRow {
    BadRow { table: table.to_owned(), line: 0, reason: format!("{row}: {reason}") }
}

/// The names by which divisions are found in a text. A name that a division bears is that division's to the reader: what
/// it meant in the year of the page, resolution says. Of those that ended, counties go by their full names alone: a short
/// one that no county bears today is a word more often.
pub fn names(divisions: &Divisions) -> Vec<(&str, Sense)> {
    fn of((row, division): (u32, &Division)) -> impl Iterator<Item = (&str, Sense)> {
        let short = division.short.iter().filter(|short| **short != division.name);
        let short = short.map(move |short| (short.as_str(), Sense::ShortDivision(row)));
        std::iter::once((division.name.as_str(), Sense::Division(row))).chain(short)
    }
    let (standing, former): (Vec<_>, Vec<_>) = divisions.iter().partition(|(_, division)| division.to.is_none());
    let mut names: Vec<(&str, Sense)> = standing.into_iter().flat_map(of).collect();
    let borne: FxHashSet<&str> = names.iter().map(|(name, _)| *name).collect();
    let short_county =
        |row: &Sense| matches!(row, Sense::ShortDivision(row) if divisions.get(*row).level >= Level::County);
    let former = former.into_iter().flat_map(of);
    names.extend(former.filter(|(name, sense)| !borne.contains(name) && !short_county(sense)));
    names
}

/// One row's division, with the codes of those that it points at.
fn division(table: &str, row: &Row<'_>, centre: Option<(String, String)>) -> Result<Listed, BadRow> {
    let level = match row.level {
        "country" => Level::Country,
        "province" => Level::Province,
        "prefecture" => Level::Prefecture,
        "county" => Level::County,
        "township" => Level::Township,
        "zone" => Level::Zone,
        other => return Err(bad(table, row.name, &format!("{other:?} is no level"))),
    };
    let read = |text: &str| text.parse::<Code>().map_err(|e| bad(table, row.name, &e.to_string()));
    let code = read(row.code)?;
    let successors = values(row.successors).map(read).collect::<Result<_, _>>()?;
    let mut short: Vec<String> = values(row.short).map(str::to_owned).collect();
    // 威宁自治县: the name without its peoples.
    for end in ["自治县", "自治旗", "自治州"] {
        if let Some(bare) = short.iter().min_by_key(|name| name.len()).filter(|_| row.name.ends_with(end)) {
            short.push(format!("{bare}{end}"));
        }
    }
    Ok(Listed {
        parent: row.parent.parse().ok(),
        successors,
        division: Division {
            code: row.to.map_or(code, |year| code.until(year)),
            level,
            short,
            parent: None,
            from: row.from,
            to: row.to.map(u16::cast_signed),
            centre,
            successors: Vec::new(),
            name: row.name.to_owned(),
        },
    })
}
