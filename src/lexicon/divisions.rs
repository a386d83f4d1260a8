//! Reads the tables of divisions: those in force, those that ended, since when they are, and where.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Sense;
use super::table::{BadRow, cells, values};
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

/// Reads the tables; `text` gives each by its name.
///
/// # Errors
/// A row whose code, level, year or place does not hold.
pub fn read<'t>(text: impl Fn(&str) -> &'t str) -> Result<Divisions, BadRow> {
    let mut since: FxHashMap<&str, i16> = FxHashMap::default();
    cells(SINCE, text(SINCE), |[code, from]| {
        since.insert(code, from.parse().map_err(|_| bad(SINCE, code, "that is no year"))?);
        Ok(())
    })?;
    let mut centre: FxHashMap<&str, (String, String)> = FxHashMap::default();
    cells(CENTRES, text(CENTRES), |[code, longitude, latitude]| {
        let degrees = |text: &str, most: f64| text.parse().is_ok_and(|value: f64| value.abs() <= most);
        if !degrees(longitude, 180.0) || !degrees(latitude, 90.0) {
            return Err(bad(CENTRES, code, "these are no degrees"));
        }
        centre.insert(code, (longitude.to_owned(), latitude.to_owned()));
        Ok(())
    })?;
    let mut listed = Vec::new();
    cells(STANDING, text(STANDING), |[code, level, name, short, parent]| {
        // What is told of years and seats is told of counties and what lies above.
        let told = code.len() == 6;
        let from = if told { since.get(code).copied() } else { None };
        let row = Row { code, level, name, short, parent, from, to: None, successors: "" };
        listed.push(division(STANDING, &row, if told { centre.remove(code) } else { None })?);
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
