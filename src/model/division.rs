//! The administrative divisions of China, from the country to the township, as one tree.

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
    /// The division above it, a row of the same table.
    pub parent: Option<u32>,
}

/// All divisions, by row.
#[derive(Debug, Default)]
pub struct Divisions {
    rows: Vec<Division>,
    by_code: FxHashMap<Code, u32>,
}

impl Divisions {
    /// The tree of these divisions, each with the code of the one above it.
    pub fn new(rows: Vec<(Division, Option<Code>)>) -> Self {
        let by_code: FxHashMap<Code, u32> = (0..).zip(&rows).map(|(at, (division, _))| (division.code, at)).collect();
        let above = |code: Option<Code>| code.and_then(|code| by_code.get(&code).copied());
        let rows = rows.into_iter().map(|(division, parent)| Division { parent: above(parent), ..division }).collect();
        Self { rows, by_code }
    }

    /// The division in row `index`.
    ///
    /// # Panics
    /// If there is no such row; indices come from this table alone.
    pub fn get(&self, index: u32) -> &Division {
        &self.rows[index as usize]
    }

    /// The row of a code.
    pub fn find(&self, code: Code) -> Option<u32> {
        self.by_code.get(&code).copied()
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

    /// Whether `inner` is `outer` or lies within it.
    pub fn within(&self, inner: u32, outer: u32) -> bool {
        self.chain(inner).any(|at| at == outer)
    }

    /// The one at `level` among the division and those above it.
    pub fn at_level(&self, index: u32, level: Level) -> Option<u32> {
        self.chain(index).find(|&at| self.get(at).level == level)
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
    matches!(code.province().to_string().as_str(), "110000" | "120000" | "310000" | "500000")
}
