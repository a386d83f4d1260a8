//! People, bodies, places and indicators by name, for search by prefix or by any part; and where the places lie.

use memchr::memmem;
use oxigraph::model::NamedNodeRef;
use rustc_hash::FxHashMap;

use super::numbers::{Iris, number};
use super::{in_class, said, subject};
use crate::graph::{Store, vocabulary as v};
use crate::model::iri::THINGS;
use crate::query::look::{Looked, value};

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A person.
    Person,
    /// An organisation.
    Body,
    /// A division or another place.
    Place,
    /// What figures count.
    Indicator,
}

/// A thing that bears a name.
pub struct Thing<'a> {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub name: &'a str,
    /// Facts that it takes part in, to put the well-known first.
    pub facts: u32,
}

/// Where a place lies, as far as it is told.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Its level, `county` for one; empty for what is no division.
    pub level: String,
    /// Degrees east and north of its centre.
    pub centre: Option<(f64, f64)>,
}

/// What is known of a thing beside its IRI: what it is, its facts, and the line of its name.
struct Row {
    sort: Sort,
    facts: u32,
    line: u32,
}

/// All of them.
#[derive(Default)]
pub struct Things {
    iris: Iris,
    rows: Vec<Row>,
    /// Every name on a line of its own.
    names: String,
    /// Where each line begins, and whose name it is.
    lines: Vec<(u32, u32)>,
    sites: FxHashMap<u32, Site>,
}

impl Things {
    /// Those of a store.
    pub fn of(store: &Store) -> Looked<Self> {
        let mut things = Self::default();
        for (sort, class) in
            [(Sort::Person, v::PERSON), (Sort::Body, v::ORGANIZATION), (Sort::Place, v::ADMINISTRATIVE_AREA)]
        {
            for iri in in_class(store, class) {
                things.add(&iri?, sort);
            }
        }
        let indicators = format!("{THINGS}indicator/");
        for quad in said(store, v::INDICATOR) {
            let indicator = value(&quad?.object);
            if indicator.starts_with(&indicators) {
                let known = things.number(&indicator);
                let at = known.unwrap_or_else(|| things.add(&indicator, Sort::Indicator));
                things.rows[at as usize].facts += 1;
            }
        }
        things.iris.shrink();
        for (property, main) in [(v::PREF_LABEL, true), (v::ALT_LABEL, false)] {
            for quad in said(store, property) {
                let quad = quad?;
                let Some(at) = things.number(&subject(&quad)) else { continue };
                let line = number(things.lines.len());
                things.lines.push((number(things.names.len()), at));
                things.names.push_str(&value(&quad.object).replace('\n', " "));
                things.names.push('\n');
                if main {
                    things.rows[at as usize].line = line;
                }
            }
        }
        things.names.shrink_to_fit();
        things.lines.shrink_to_fit();
        for quad in said(store, v::MEMBER) {
            things.count(&value(&quad?.object));
        }
        things.place(store)?;
        Ok(things)
    }

    /// Takes note of the levels and centres of the divisions.
    fn place(&mut self, store: &Store) -> Looked<()> {
        let each = |property: NamedNodeRef<'static>| {
            said(store, property).map(|quad| quad.map(|quad| (subject(&quad), value(&quad.object))))
        };
        for told in each(v::LEVEL) {
            let (place, level) = told?;
            if let Some(at) = self.number(&place) {
                self.sites.insert(at, Site { level, centre: None });
            }
        }
        for told in each(v::LONG) {
            let (place, degrees) = told?;
            let site = self.number(&place).and_then(|at| self.sites.get_mut(&at));
            if let (Some(site), Ok(longitude)) = (site, degrees.parse()) {
                site.centre = Some((longitude, f64::NAN));
            }
        }
        for told in each(v::LAT) {
            let (place, degrees) = told?;
            let centre = self.number(&place).and_then(|at| self.sites.get_mut(&at)?.centre.as_mut());
            if let (Some(centre), Ok(latitude)) = (centre, degrees.parse()) {
                centre.1 = latitude;
            }
        }
        Ok(())
    }

    fn add(&mut self, iri: &str, sort: Sort) -> u32 {
        self.rows.push(Row { sort, facts: 0, line: u32::MAX });
        self.iris.push(iri)
    }

    /// One more fact with the thing `iri`; gives its number.
    pub fn count(&mut self, iri: &str) -> Option<u32> {
        let at = self.number(iri)?;
        self.rows[at as usize].facts += 1;
        Some(at)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many there are of one sort.
    pub fn count_of(&self, sort: Sort) -> usize {
        self.rows.iter().filter(|row| row.sort == sort).count()
    }

    /// The number of the thing `iri`.
    pub fn number(&self, iri: &str) -> Option<u32> {
        self.iris.number(iri)
    }

    /// The thing of a number.
    pub fn get(&self, number: u32) -> Thing<'_> {
        let row = &self.rows[number as usize];
        Thing { iri: self.iris.get(number), name: self.name(row), facts: row.facts }
    }

    /// Where a place lies, if that is told.
    pub fn site(&self, number: u32) -> Option<&Site> {
        self.sites.get(&number)
    }

    fn name(&self, row: &Row) -> &str {
        let at = row.line as usize;
        let Some(&(start, _)) = self.lines.get(at) else { return "" };
        let end = self.lines.get(at + 1).map_or(self.names.len(), |(next, _)| *next as usize);
        &self.names[start as usize..end - 1]
    }

    /// Things whose name holds `words`: those that bear it first, then those whose name begins with it, the well-known
    /// before the others. By number; what is shown of them is found with [`Things::get`].
    pub fn search(&self, words: &str) -> Vec<u32> {
        if words.is_empty() || words.contains('\n') {
            return Vec::new();
        }
        let mut found: Vec<(u8, u32)> = Vec::new();
        for at in memmem::find_iter(self.names.as_bytes(), words.as_bytes()) {
            let line = self.lines.partition_point(|(start, _)| *start as usize <= at) - 1;
            let (start, thing) = self.lines[line];
            let ends = self.names.as_bytes().get(at + words.len()) == Some(&b'\n');
            let rank = match (at == start as usize, ends) {
                (true, true) => 0,
                (true, false) => 1,
                _ => 2,
            };
            found.push((rank, thing));
        }
        // The best rank of each thing stands first among its own.
        found.sort_unstable_by_key(|(rank, thing)| (*thing, *rank));
        found.dedup_by_key(|(_, thing)| *thing);
        found.sort_unstable_by(|(rank, one), (other_rank, other)| {
            let [a, b] = [one, other].map(|at| &self.rows[*at as usize]);
            let (known, others) = ((*rank, b.facts, a.sort), (*other_rank, a.facts, b.sort));
            let by_name = || self.name(a).cmp(self.name(b)).then_with(|| self.iris.compare(*one, *other));
            known.cmp(&others).then_with(by_name)
        });
        found.into_iter().map(|(_, thing)| thing).collect()
    }

    /// What a thing is.
    pub fn sort(&self, number: u32) -> Sort {
        self.rows[number as usize].sort
    }
}
