//! The administrative divisions of China, from the country to the township, as one tree, with those that ended.
//!
//! A division that ended (襄樊市, 许昌县) is a row of its own, with its code and parent of that time, the years of its
//! validity, and what it became. Of a year a name means the division that bore it then; a fact about a division that
//! ended counts today where all that it became lies.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Code, Level};

/// One division.
#[derive(Clone, Debug)]
pub struct Division {
    /// Its code.
    pub code: Code,
    /// Its level.
    pub level: Level,
    /// Full name: 恩施土家族苗族自治州.
    pub name: String,
    /// Short names: 恩施州, 恩施.
    pub short: Vec<String>,
    /// The division above it, a row of the same table; of one that ended, the one above it at its end.
    pub parent: Option<u32>,
    /// The year from which it is what it is; none if it is older than the tables, which begin in 1985.
    pub from: Option<i16>,
    /// The year in which it ended; none of one in force.
    pub to: Option<i16>,
    /// Longitude and latitude of its centre as written in the table, in degrees.
    pub centre: Option<(String, String)>,
    /// What it became: rows of the same table.
    pub successors: Vec<u32>,
}

/// A division before the rows of its parent and successors are known.
#[derive(Clone, Debug)]
pub struct Listed {
    /// All else.
    pub division: Division,
    /// Code of the one above it.
    pub parent: Option<Code>,
    /// Codes of what it became.
    pub successors: Vec<Code>,
}

/// All divisions, by row.
#[derive(Debug, Default)]
pub struct Divisions {
    rows: Vec<Division>,
    by_code: FxHashMap<Code, u32>,
    /// The last division that bore a code which none bears now.
    by_old_code: FxHashMap<Code, u32>,
    /// Those that ended, by each of their names.
    former: FxHashMap<String, Vec<u32>>,
    /// Of those that ended, all that they lay in, and lie in through what they became; they themselves first.
    above: FxHashMap<u32, Vec<u32>>,
}

impl Divisions {
    /// The tree of these divisions.
    pub fn new(listed: Vec<Listed>) -> Self {
        let by_code: FxHashMap<Code, u32> = (0..).zip(&listed).map(|(at, one)| (one.division.code, at)).collect();
        let row = |code: &Code| by_code.get(code).copied();
        let rows: Vec<Division> = listed
            .into_iter()
            .map(|one| Division {
                parent: one.parent.as_ref().and_then(row),
                successors: one.successors.iter().filter_map(row).collect(),
                ..one.division
            })
            .collect();
        let mut divisions = Self { rows, by_code, ..Self::default() };
        let former: Vec<u32> = divisions.iter().filter(|(_, one)| one.to.is_some()).map(|(row, _)| row).collect();
        for &row in &former {
            let division = divisions.rows[row as usize].clone();
            let latest = divisions.by_old_code.entry(division.code.now()).or_insert(row);
            if divisions.rows[*latest as usize].to < division.to {
                *latest = row;
            }
            for name in std::iter::once(division.name).chain(division.short) {
                divisions.former.entry(name).or_default().push(row);
            }
        }
        divisions.above = former.iter().map(|&row| (row, divisions.above_former(row, former.len()))).collect();
        divisions
    }

    /// The division in row `index`.
    ///
    /// # Panics
    /// If there is no such row; indices come from this table alone.
    pub fn get(&self, index: u32) -> &Division {
        &self.rows[index as usize]
    }

    /// The row of a code: of the division that bears it or, if none does, of the last that bore it.
    pub fn find(&self, code: Code) -> Option<u32> {
        self.by_code.get(&code).or_else(|| self.by_old_code.get(&code)).copied()
    }

    /// The division of a code.
    pub fn of(&self, code: Code) -> Option<&Division> {
        self.find(code).map(|index| self.get(index))
    }

    /// All of them, in the table's order, with their rows.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Division)> {
        (0..).zip(&self.rows)
    }

    /// The division and those above it, nearest first, without the country.
    pub fn chain(&self, index: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(index), |&at| self.get(at).parent).filter(|&at| self.get(at).level != Level::Country)
    }

    /// Where a fact about the division counts: itself and those above it; of one that ended, also what it became and
    /// what lies above that. Of several that it was split into, only what lies above them all: nobody knows in which of
    /// them the fact took place.
    pub fn above(&self, index: u32) -> Vec<u32> {
        self.above.get(&index).cloned().unwrap_or_else(|| self.chain(index).collect())
    }

    /// `steps` bounds how often a division can have been followed by another.
    fn above_former(&self, index: u32, steps: usize) -> Vec<u32> {
        let mut found: Vec<u32> = self.chain(index).collect();
        let division = self.get(index);
        let ended = |row: &u32| self.get(*row).to.is_some();
        // What became of a division that no list tells: it stayed within what it lay in.
        let parent = division.parent.filter(ended);
        let heirs = if division.successors.is_empty() { parent.as_slice() } else { &division.successors };
        let of_heir = |row: u32| match steps.checked_sub(1) {
            Some(steps) if ended(&row) => self.above_former(row, steps),
            _ => self.chain(row).collect(),
        };
        let shared = heirs.iter().map(|&heir| of_heir(heir)).reduce(|mut all, one| {
            all.retain(|row| one.contains(row));
            all
        });
        let known: BTreeSet<u32> = found.iter().copied().collect();
        found.extend(shared.unwrap_or_default().into_iter().filter(|row| !known.contains(row)));
        found
    }

    /// What the division is today, as long as it became one other each time; itself if it is in force.
    pub fn lasting(&self, index: u32) -> u32 {
        let only = |&at: &u32| match self.get(at).successors[..] {
            [heir] => Some(heir),
            _ => None,
        };
        std::iter::successors(Some(index), only).take(self.rows.len()).last().unwrap_or(index)
    }

    /// Whether `inner` is `outer` or lies within it, or in what it became.
    pub fn within(&self, inner: u32, outer: u32) -> bool {
        let lies = |outer: u32| match self.above.get(&inner) {
            Some(above) => above.contains(&outer),
            None => self.chain(inner).any(|at| at == outer),
        };
        lies(outer) || self.get(outer).to.is_some() && lies(self.lasting(outer))
    }

    /// The one at `level` among the division and those above it.
    pub fn at_level(&self, index: u32, level: Level) -> Option<u32> {
        self.chain(index).find(|&at| self.get(at).level == level)
    }

    /// Whether the division was there in `year`; in the year of a change both are.
    pub fn is_of(&self, index: u32, year: i16) -> bool {
        let division = self.get(index);
        division.from.is_none_or(|from| from <= year) && division.to.is_none_or(|to| year <= to)
    }

    /// What `words`, which `rows` bear, mean in `year`: those that were there then and bore the name. If none was, or no
    /// year is known, those in force; if none is in force either, all that bore it.
    pub fn named(&self, rows: &[u32], words: &str, year: Option<i16>) -> Vec<u32> {
        let former = self.former.get(words).map_or(&[][..], Vec::as_slice);
        let Some(year) = year.filter(|_| !former.is_empty()) else { return rows.to_vec() };
        let more = former.iter().filter(|row| !rows.contains(row));
        let then: Vec<u32> = rows.iter().chain(more).copied().filter(|&row| self.is_of(row, year)).collect();
        // In the year of a change, what the division became.
        let superseded = |row: &u32| self.get(*row).successors.iter().any(|heir| then.contains(heir));
        let kept: Vec<u32> = then.iter().copied().filter(|row| !superseded(row)).collect();
        if kept.is_empty() { rows.to_vec() } else { kept }
    }

    /// The division that the code of today, or of that time, means in `year`: 襄樊市 for that of 襄阳市 in 2009.
    pub fn of_year(&self, code: Code, year: Option<i16>) -> Option<u32> {
        let row = self.find(code)?;
        let Some(year) = year.filter(|&year| code == code.now() && !self.is_of(row, year)) else { return Some(row) };
        let became = |old: &&u32| self.lasting(**old) == self.lasting(row) && self.is_of(**old, year);
        let mut older = self.above.keys().filter(became).filter(|&&old| self.get(old).level == self.get(row).level);
        match (older.next(), older.next()) {
            (Some(&only), None) => Some(only),
            _ => Some(row),
        }
    }

    /// The name with the places that tell it apart: a county with its prefecture (许昌市魏都区), a township with both,
    /// a county-level city with its prefecture too; the province is left out.
    pub fn full_name(&self, index: u32) -> String {
        let own = self.get(index).level;
        let mut names: Vec<&str> = self
            .chain(index)
            .map(|at| self.get(at))
            .filter(|above| above.level == own || above.level != Level::Province || is_municipality(above.code))
            .map(|above| above.name.as_str())
            .collect();
        names.reverse();
        names.concat()
    }
}

/// Whether the code is that of 北京, 天津, 上海 or 重庆, whose districts stand under the province itself.
pub fn is_municipality(code: Code) -> bool {
    matches!(code.province_digits(), 11 | 12 | 31 | 50)
}
