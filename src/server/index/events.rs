//! Events in order of time, with what they can be chosen by.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use oxigraph::model::{GraphName, NamedNode};
use rustc_hash::FxHashMap;

use super::numbers::{Iris, Links, number};
use super::sentences::Sentences;
use super::things::Things;
use super::{in_class, said, subject};
use crate::graph::{Store, contribution::article_iri, vocabulary as v};
use crate::query::look::{Look, Looked, value};

/// An event.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    /// Its type, by number.
    pub kind: u16,
    /// 0 High, 1 Medium, 2 Low.
    pub band: u8,
    /// Whether the text gives its time; else it is the day of the paper.
    pub told: bool,
    /// First day that it may touch.
    pub first: Option<Date>,
    /// Last day; what goes on since a day goes on until it is printed.
    pub last: Option<Date>,
}

/// All events, by first day; those of no day last.
#[derive(Default)]
pub struct Events {
    /// They.
    pub rows: Vec<Row>,
    /// Their types.
    pub kinds: Vec<NamedNode>,
    iris: Iris,
    /// Who took part in each, by number of the thing.
    actors: Links,
    /// Where it counts: its places and all that these lie in.
    at: Links,
    /// The events of each thing as one who took part, and as a place.
    of_actor: Links,
    of_place: Links,
}

/// Names of the bands, by number.
pub const BANDS: [&str; 3] = ["High", "Medium", "Low"];

/// What events are chosen by; what is open fits all.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Types, by number; empty for all.
    pub kinds: Vec<u16>,
    /// Places, by number, with all within them; empty for all.
    pub places: Vec<u32>,
    /// Who took part, by number; empty for all.
    pub actors: Vec<u32>,
    /// Not over before that day.
    pub from: Option<Date>,
    /// Not begun after it.
    pub to: Option<Date>,
    /// Band, by number.
    pub band: Option<u8>,
    /// The lowest band that counts, by number.
    pub lowest: Option<u8>,
}

/// How many of the chosen events are of each sort.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    /// By type, most first, with how many are of each band.
    pub kinds: Vec<(u16, [usize; 3])>,
    /// By month, in order.
    pub months: Vec<(String, usize)>,
    /// By place, most first.
    pub places: Vec<(u32, usize)>,
    /// By who took part, most first.
    pub actors: Vec<(u32, usize)>,
    /// By band.
    pub bands: [usize; 3],
}

impl Events {
    /// Those of a store; counts them for the things that take part.
    pub fn of(store: &Store, things: &mut Things, sentences: &Sentences) -> Looked<Self> {
        let mut iris = Iris::default();
        for iri in in_class(store, v::EVENT) {
            iris.push(&iri?);
        }
        let mut rows = vec![Row { band: 2, ..Row::default() }; iris.len()];
        let mut all = Self::default();
        let mut kinds: FxHashMap<String, u16> = FxHashMap::default();
        let (mut actors, mut at) = (Vec::new(), Vec::new());
        for property in [v::EVENT_TYPE, v::EARLIEST, v::LATEST, v::BAND, v::HAS_ACTOR, v::AT] {
            for quad in said(store, property) {
                let quad = quad?;
                let Some(event) = iris.number(&subject(&quad)) else { continue };
                let (row, said) = (&mut rows[event as usize], value(&quad.object));
                match property {
                    v::EVENT_TYPE => {
                        row.kind = *kinds.entry(said.clone()).or_insert_with(|| {
                            all.kinds.push(NamedNode::new_unchecked(said));
                            u16::try_from(all.kinds.len() - 1).unwrap_or(u16::MAX)
                        });
                    }
                    v::EARLIEST => row.first = said.parse().ok(),
                    v::LATEST => row.last = said.parse().ok(),
                    v::BAND => {
                        let band = BANDS.iter().position(|band| said.strip_prefix(v::FZ) == Some(*band));
                        row.band = band.and_then(|band| u8::try_from(band).ok()).unwrap_or(2);
                    }
                    v::HAS_ACTOR => actors.extend(things.count(&said).map(|thing| (event, thing))),
                    _ => at.extend(things.count(&said).map(|thing| (event, thing))),
                }
            }
        }
        let look = Look::at(store);
        for (row, event) in rows.iter_mut().zip(0..) {
            row.told = row.first.is_some() || row.last.is_some();
            if row.last.is_none() {
                let printed = printed(look, &iris.get(event), sentences)?;
                let (first, last) = (printed.iter().min().copied(), printed.iter().max().copied());
                row.last = if row.told { row.first.max(last) } else { first };
            }
            row.first = row.first.or(row.last);
        }
        all.sort(&iris, &rows, actors, at, things.len());
        Ok(all)
    }

    /// Puts the events in order of time.
    fn sort(&mut self, iris: &Iris, rows: &[Row], actors: Vec<(u32, u32)>, at: Vec<(u32, u32)>, things: usize) {
        let mut order = iris.order();
        // Stable: those of one day and type stay in the order of their IRIs.
        order.sort_by_key(|event| {
            let row = &rows[*event as usize];
            (row.first.is_none(), row.first, row.kind)
        });
        let mut new = vec![0; order.len()];
        for (to, from) in (0..).zip(&order) {
            new[*from as usize] = to;
            self.rows.push(rows[*from as usize]);
            self.iris.push(&iris.get(*from));
        }
        self.iris.shrink();
        let links = |pairs: Vec<(u32, u32)>| {
            Links::of(order.len(), pairs.into_iter().map(|(event, thing)| (new[event as usize], thing)).collect())
        };
        (self.actors, self.at) = (links(actors), links(at));
        (self.of_actor, self.of_place) = (self.actors.turned(things), self.at.turned(things));
    }

    /// The number of a type.
    pub fn kind(&self, iri: &NamedNode) -> Option<u16> {
        self.kinds.iter().position(|kind| kind == iri).and_then(|at| u16::try_from(at).ok())
    }

    /// The IRI of an event, by number.
    pub fn iri(&self, event: u32) -> String {
        self.iris.get(event)
    }

    /// An event, by number.
    pub fn row(&self, event: u32) -> &Row {
        &self.rows[event as usize]
    }

    /// Who took part in an event.
    pub fn actors(&self, event: u32) -> &[u32] {
        self.actors.from(event)
    }

    /// Where it counts: its places and all that these lie in.
    pub fn at(&self, event: u32) -> &[u32] {
        self.at.from(event)
    }

    /// The events that fit, by number, which is the order of time.
    pub fn chosen(&self, choice: &Choice) -> Vec<u32> {
        let any = |wanted: &[u32], has: &[u32]| wanted.is_empty() || has.iter().any(|one| wanted.contains(one));
        let fits = |event: &u32| {
            let row = self.row(*event);
            (choice.kinds.is_empty() || choice.kinds.contains(&row.kind))
                && choice.band.is_none_or(|band| row.band == band)
                && choice.lowest.is_none_or(|lowest| row.band <= lowest)
                && any(&choice.actors, self.actors(*event))
                && any(&choice.places, self.at(*event))
                && choice.from.is_none_or(|from| row.last.is_some_and(|day| day >= from))
                && choice.to.is_none_or(|to| row.first.is_some_and(|day| day <= to))
        };
        let of = |links: &Links, things: &[u32]| {
            let mut found: Vec<u32> = things.iter().flat_map(|thing| links.from(*thing)).copied().collect();
            found.sort_unstable();
            found.dedup();
            found.retain(|event| fits(event));
            found
        };
        if !choice.actors.is_empty() {
            of(&self.of_actor, &choice.actors)
        } else if !choice.places.is_empty() {
            of(&self.of_place, &choice.places)
        } else {
            (0..number(self.rows.len())).filter(fits).collect()
        }
    }

    /// How many of `chosen` are of each sort; of places and actors, the `most` with most.
    pub fn facets(&self, chosen: &[u32], most: usize) -> Facets {
        let mut facets = Facets::default();
        let mut kinds = vec![[0; 3]; self.kinds.len()];
        let mut months: BTreeMap<(i16, i8), usize> = BTreeMap::new();
        for row in chosen.iter().map(|event| self.row(*event)) {
            let band = usize::from(row.band.min(2));
            facets.bands[band] += 1;
            if let Some(bands) = kinds.get_mut(usize::from(row.kind)) {
                bands[band] += 1;
            }
            if let Some(day) = row.first {
                *months.entry((day.year(), day.month())).or_default() += 1;
            }
        }
        facets.months =
            months.into_iter().map(|((year, month), count)| (format!("{year:04}-{month:02}"), count)).collect();
        facets.kinds = (0..).zip(kinds).filter(|(_, bands)| *bands != [0; 3]).collect();
        facets.kinds.sort_by_key(|(_, bands)| Reverse(bands.iter().sum::<usize>()));
        let counted = |links: &Links| {
            most_first(counted(chosen.iter().flat_map(|event| links.from(*event)).copied().collect()), most)
        };
        (facets.places, facets.actors) = (counted(&self.at), counted(&self.actors));
        facets
    }
}

fn counted(mut all: Vec<u32>) -> Vec<(u32, usize)> {
    all.sort_unstable();
    let mut counted: Vec<(u32, usize)> = Vec::new();
    for one in all {
        match counted.last_mut() {
            Some((last, count)) if *last == one => *count += 1,
            _ => counted.push((one, 1)),
        }
    }
    counted
}

fn most_first(mut counted: Vec<(u32, usize)>, most: usize) -> Vec<(u32, usize)> {
    counted.sort_by_key(|(_, count)| Reverse(*count));
    counted.truncate(most);
    counted
}

/// The days of the papers that tell of an event.
fn printed(look: Look<'_>, event: &str, sentences: &Sentences) -> Looked<Vec<Date>> {
    let mut days = Vec::new();
    for claim in look.things(&NamedNode::new_unchecked(event), v::EVIDENCE)? {
        let graph = look.first(&claim)?.map(|quad| quad.graph_name);
        let Some(GraphName::NamedNode(graph)) = graph else { continue };
        let digits = graph.as_str().strip_prefix(v::ARTICLE_GRAPHS).unwrap_or("");
        let article = sentences.article(article_iri(digits).as_str());
        days.extend(article.and_then(|article| article.date.parse::<Date>().ok()));
    }
    Ok(days)
}
