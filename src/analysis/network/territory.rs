//! Where things belong: province, prefecture and county.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::Kind;
use crate::graph::vocabulary as v;
use crate::query::look::{Look, Looked};

/// The levels by which pictures are ordered.
const LEVELS: [&str; 3] = ["province", "prefecture", "county"];

/// Looks places up, each once.
pub(super) struct Territories<'a> {
    look: Look<'a>,
    known: BTreeMap<NamedNode, Option<(usize, String)>>,
}

impl<'a> Territories<'a> {
    pub fn of(look: Look<'a>) -> Self {
        Self { look, known: BTreeMap::new() }
    }

    /// Province, prefecture and county of a thing; where several of a level are told, the first by IRI.
    pub fn of_thing(&mut self, thing: &NamedNode, kind: Kind) -> Looked<[Option<String>; 3]> {
        let look = self.look;
        let seats = |body: &NamedNode| -> Looked<Vec<NamedNode>> {
            let mut all = Vec::new();
            for seat in look.things(body, v::JURISDICTION)? {
                all.extend(look.things(&seat, v::WITHIN_ALL)?);
            }
            Ok(all)
        };
        let places = match kind {
            Kind::Event | Kind::Figure => look.things(thing, v::AT)?,
            Kind::Place => look.things(thing, v::WITHIN_ALL)?,
            Kind::Organisation => seats(thing)?,
            Kind::Post => {
                let mut all = Vec::new();
                for area in look.things(thing, v::AREA)? {
                    all.extend(look.things(&area, v::WITHIN_ALL)?);
                }
                for body in look.things(thing, v::POST_IN)? {
                    all.extend(seats(&body)?);
                }
                all
            }
            Kind::Person => {
                let mut all = Vec::new();
                for membership in look.subjects(v::MEMBER, &thing.clone().into())? {
                    all = look.things(&membership, v::AT)?;
                    if !all.is_empty() {
                        break;
                    }
                }
                all
            }
        };
        let mut found = [None, None, None];
        for place in places {
            if let Some((level, name)) = self.place(place)?
                && found[level].is_none()
            {
                found[level] = Some(name);
            }
        }
        Ok(found)
    }

    /// Level and name of a place, if it is of one of the levels.
    fn place(&mut self, place: NamedNode) -> Looked<Option<(usize, String)>> {
        if let Some(known) = self.known.get(&place) {
            return Ok(known.clone());
        }
        let text = |property: NamedNodeRef<'_>| self.look.text(&place, property);
        let level = text(v::LEVEL)?.and_then(|level| LEVELS.iter().position(|known| *known == level));
        let found = match level {
            Some(level) => Some((level, self.look.label(&place)?)),
            None => None,
        };
        self.known.insert(place, found.clone());
        Ok(found)
    }
}
