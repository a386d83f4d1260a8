//! Which facts count: by type, place, time and band. Networks and timelines are drawn from the facts of a scope.

use std::collections::BTreeSet;

use jiff::civil::Date;
use oxigraph::model::{NamedNode, NamedNodeRef, Quad, Term};

use crate::graph::{Store, vocabulary as v};
use crate::model::Band;
use crate::query::Days;
use crate::query::look::{Look, Looked, value};

/// What is asked for; what is left open fits all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Types of events; facts that are no events have none and are not asked.
    pub types: Vec<NamedNode>,
    /// Places, each with all that lies within; an empty set fits nothing.
    pub places: Option<BTreeSet<NamedNode>>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The lowest band that counts.
    pub band: Option<Band>,
}

/// A fact with what is said of it.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its IRI.
    pub iri: NamedNode,
    /// When it took place or was seen; none if nothing tells.
    pub days: Option<Days>,
    said: Vec<Quad>,
}

impl Fact {
    /// The things that `property` leads to, sorted.
    pub fn things(&self, property: NamedNodeRef<'_>) -> Vec<NamedNode> {
        let all = self.said.iter().filter(|quad| quad.predicate == property);
        let mut things: Vec<NamedNode> = all
            .filter_map(|quad| if let Term::NamedNode(node) = &quad.object { Some(node.clone()) } else { None })
            .collect();
        things.sort();
        things
    }

    /// The least value of `property` as text.
    pub fn text(&self, property: NamedNodeRef<'_>) -> Option<String> {
        self.said.iter().filter(|quad| quad.predicate == property).map(|quad| value(&quad.object)).min()
    }

    fn of(look: Look<'_>, iri: NamedNode) -> Looked<Self> {
        let said = look.all(&iri)?;
        let mut fact = Self { iri, days: None, said };
        let (first, last) = (fact.text(v::EARLIEST), fact.text(v::LATEST));
        // A post has no time of its own: it was seen in these papers.
        let bounds = (first.or_else(|| fact.text(v::FIRST_SEEN)), last.or_else(|| fact.text(v::LAST_SEEN)));
        fact.days = Days::of_fact(look, &fact.iri, (bounds.0.as_deref(), bounds.1.as_deref()))?;
        Ok(fact)
    }
}

impl Scope {
    /// Whether it leaves all open.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// The facts of `class` that count, by IRI.
    ///
    /// # Errors
    /// The engine's.
    pub fn facts(&self, store: &Store, class: NamedNodeRef<'_>) -> Looked<Vec<Fact>> {
        let look = Look::at(store);
        let all = look.subjects(v::TYPE, &class.into_owned().into())?;
        let within = match &self.places {
            None => all,
            Some(places) => {
                let mut within = BTreeSet::new();
                for place in places {
                    within.extend(look.subjects(v::AT, &place.clone().into())?);
                }
                within.intersection(&all).cloned().collect()
            }
        };
        let facts = within.into_iter().map(|iri| Fact::of(look, iri));
        facts.filter(|fact| fact.as_ref().map_or(true, |fact| self.admits(fact))).collect()
    }

    /// Whether a place counts: all do where no place is asked for.
    ///
    /// # Errors
    /// The engine's.
    pub fn holds(&self, look: Look<'_>, place: &NamedNode) -> Looked<bool> {
        let Some(places) = &self.places else { return Ok(true) };
        Ok(look.things(place, v::WITHIN_ALL)?.iter().any(|above| places.contains(above)))
    }

    fn admits(&self, fact: &Fact) -> bool {
        let types = fact.things(v::EVENT_TYPE);
        if !self.types.is_empty() && !types.is_empty() && !types.iter().any(|kind| self.types.contains(kind)) {
            return false;
        }
        if let Some(lowest) = self.band
            && !fact.text(v::BAND).is_some_and(|band| at_least(&band, lowest))
        {
            return false;
        }
        let (from, to) = (self.from.map(|day| day.to_string()), self.to.map(|day| day.to_string()));
        from.is_none() && to.is_none()
            || fact.days.as_ref().is_some_and(|days| days.touch(from.as_deref(), to.as_deref()))
    }
}

/// Whether the band with this IRI is `lowest` or better; bands are ordered from the best on.
fn at_least(band: &str, lowest: Band) -> bool {
    let name = band.strip_prefix(v::FZ).unwrap_or(band);
    [Band::High, Band::Medium, Band::Low].into_iter().any(|known| known <= lowest && known.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_bands_count_too() {
        let counted = |lowest: Band| {
            let bands = [Band::High, Band::Medium, Band::Low];
            bands.map(|band| at_least(&format!("{}{}", v::FZ, band.name()), lowest))
        };
        assert_eq!(counted(Band::High), [true, false, false]);
        assert_eq!(counted(Band::Medium), [true, true, false]);
        assert_eq!(counted(Band::Low), [true, true, true]);
    }
}
