//! The offices that stand at each level of the divisions: what each is called there, what it is a part of, and which it
//! is guided by.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::table::{BadRow, rows, values};
use crate::model::division::is_municipality;
use crate::model::{Division, Level, OrganisationKind};

const TABLE: &str = "offices.tsv";

#[derive(Deserialize)]
struct Row {
    kind: OrganisationKind,
    above: String,
    province: String,
    region: String,
    municipality: String,
    prefecture: String,
    county: String,
    township: String,
    street: String,
}

/// One office, as it is called at each [`Seat`].
#[derive(Clone, Debug)]
pub struct Office {
    /// Its kind.
    pub kind: OrganisationKind,
    above: Option<usize>,
    names: [Vec<String>; 7],
}

/// The sorts of divisions whose offices differ in name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
#[allow(missing_docs, reason = "the columns of the table; its head explains them")]
pub enum Seat {
    Province,
    Region,
    Municipality,
    Prefecture,
    County,
    Township,
    Street,
}

impl Seat {
    /// The sort of a division; none for the country and for zones.
    pub fn of(division: &Division) -> Option<Self> {
        Some(match division.level {
            Level::Province if is_municipality(division.code) => Self::Municipality,
            Level::Province if division.name.ends_with("自治区") => Self::Region,
            Level::Province => Self::Province,
            Level::Prefecture => Self::Prefecture,
            Level::County => Self::County,
            Level::Township if division.name.ends_with("街道") => Self::Street,
            Level::Township => Self::Township,
            _ => return None,
        })
    }
}

/// All offices.
#[derive(Debug, Default)]
pub struct Offices {
    rows: Vec<Office>,
    by_name: FxHashMap<String, Vec<usize>>,
}

impl Offices {
    /// Reads the table.
    ///
    /// # Errors
    /// A row that does not hold, or that is a part of what no row is.
    pub fn read(text: &str) -> Result<Self, BadRow> {
        let table: Vec<Row> = rows(TABLE, text)?;
        let mut offices = Self::default();
        let mut aboves = Vec::new();
        for (at, row) in table.into_iter().enumerate() {
            let cells =
                [row.province, row.region, row.municipality, row.prefecture, row.county, row.township, row.street];
            let names = cells.map(|cell| values(&cell).map(str::to_owned).collect::<Vec<_>>());
            for name in names.iter().flatten() {
                let rows = offices.by_name.entry(name.clone()).or_default();
                if rows.last() != Some(&at) {
                    rows.push(at);
                }
            }
            offices.rows.push(Office { kind: row.kind, above: None, names });
            aboves.push(row.above);
        }
        for (at, above) in aboves.into_iter().enumerate().filter(|(_, above)| !above.is_empty()) {
            let found = offices.by_name.get(&above).and_then(|rows| rows.first()).copied();
            let missing = || BadRow { table: TABLE.to_owned(), line: 0, reason: format!("{above:?} is no office") };
            offices.rows[at].above = Some(found.ok_or_else(missing)?);
        }
        Ok(offices)
    }

    /// The office that is called `name` at such a place.
    pub fn named(&self, name: &str, seat: Seat) -> Option<&Office> {
        let rows = self.by_name.get(name)?.iter().map(|&row| &self.rows[row]);
        rows.filter(|office| office.names[seat as usize].iter().any(|own| own == name)).min_by_key(|office| {
            // 卫生健康局 is the common name in one row, and one of several in another.
            office.names[seat as usize].iter().position(|own| own == name)
        })
    }

    /// The office with the longest name that `name` goes on from: 公安局 of 公安局刑侦支队, with its part of `name`.
    pub fn whole_of<'n>(&self, name: &'n str, seat: Seat) -> Option<(&Office, &'n str)> {
        let ends = name.char_indices().map(|(at, _)| at).skip(1).collect::<Vec<_>>();
        ends.into_iter().rev().find_map(|end| {
            let (head, rest) = name.split_at(end);
            // 委员会 goes not on from 委.
            self.named(head, seat).filter(|_| !rest.starts_with("员会")).map(|office| (office, head))
        })
    }

    /// What the office is a part of at such a place, with its name there.
    pub fn above(&self, office: &Office, seat: Seat) -> Option<(&Office, &str)> {
        let above = &self.rows[office.above?];
        Some((above, above.name(seat, "")?))
    }
}

impl Office {
    /// What the office is called at such a place: as `like` where that is one of its names, else as mostly.
    pub fn name(&self, seat: Seat, like: &str) -> Option<&str> {
        let names = &self.names[seat as usize];
        names.iter().find(|name| *name == like).or(names.first()).map(String::as_str)
    }
}
