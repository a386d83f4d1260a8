//! People, bodies, places and indicators by name, for search by prefix or by any part.

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::{members, said, subject};
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
pub struct Thing {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub sort: Sort,
    /// Facts that it takes part in, to put the well-known first.
    pub facts: u32,
}

/// All of them.
#[derive(Default)]
pub struct Things {
    all: Vec<Thing>,
    by_iri: FxHashMap<String, u32>,
    /// Every name on a line of its own.
    names: String,
    /// Where each line begins, and whose name it is.
    lines: Vec<(usize, u32)>,
}

impl Things {
    /// Those of a store.
    pub fn of(store: &Store) -> Looked<Self> {
        let mut things = Self::default();
        for (sort, class) in
            [(Sort::Person, v::PERSON), (Sort::Body, v::ORGANIZATION), (Sort::Place, v::ADMINISTRATIVE_AREA)]
        {
            for iri in members(store, class)? {
                things.add(iri, sort);
            }
        }
        let indicators = format!("{THINGS}indicator/");
        for quad in said(store, v::INDICATOR) {
            let indicator = value(&quad?.object);
            if indicator.starts_with(&indicators) {
                let at = things.by_iri.get(&indicator).copied();
                let at = at.unwrap_or_else(|| things.add(indicator, Sort::Indicator));
                things.all[at as usize].facts += 1;
            }
        }
        for (property, main) in [(v::PREF_LABEL, true), (v::ALT_LABEL, false)] {
            for quad in said(store, property) {
                let quad = quad?;
                let Some(&at) = things.by_iri.get(&subject(&quad)) else { continue };
                let name = value(&quad.object).replace('\n', " ");
                things.lines.push((things.names.len(), at));
                things.names.push_str(&name);
                things.names.push('\n');
                if main {
                    things.all[at as usize].name = name;
                }
            }
        }
        for quad in said(store, v::MEMBER) {
            things.count(&value(&quad?.object));
        }
        Ok(things)
    }

    fn add(&mut self, iri: String, sort: Sort) -> u32 {
        let at = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.by_iri.insert(iri.clone(), at);
        self.all.push(Thing { iri, name: String::new(), sort, facts: 0 });
        at
    }

    /// One more fact with the thing `iri`; gives its number.
    pub fn count(&mut self, iri: &str) -> Option<u32> {
        let at = self.number(iri)?;
        self.all[at as usize].facts += 1;
        Some(at)
    }

    /// The number of the thing `iri`.
    pub fn number(&self, iri: &str) -> Option<u32> {
        self.by_iri.get(iri).copied()
    }

    /// The thing of a number.
    pub fn get(&self, number: u32) -> &Thing {
        &self.all[number as usize]
    }

    /// Things whose name holds `words`: those that bear it first, then those whose name begins with it, the well-known
    /// before the others.
    pub fn search(&self, words: &str) -> Vec<&Thing> {
        if words.is_empty() || words.contains('\n') {
            return Vec::new();
        }
        let mut found: Vec<(u8, u32)> = Vec::new();
        for at in memmem::find_iter(self.names.as_bytes(), words.as_bytes()) {
            let line = self.lines.partition_point(|(start, _)| *start <= at) - 1;
            let (start, thing) = self.lines[line];
            let ends = self.names.as_bytes().get(at + words.len()) == Some(&b'\n');
            let rank = match (at == start, ends) {
                (true, true) => 0,
                (true, false) => 1,
                _ => 2,
            };
            found.push((rank, thing));
        }
        // The best rank of each thing stands first among its own.
        found.sort_by_key(|(rank, thing)| (*thing, *rank));
        found.dedup_by_key(|(_, thing)| *thing);
        found.sort_by_key(|(rank, thing)| {
            let thing = self.get(*thing);
            (*rank, std::cmp::Reverse(thing.facts), thing.sort, &thing.name, &thing.iri)
        });
        found.into_iter().map(|(_, thing)| self.get(thing)).collect()
    }
}
