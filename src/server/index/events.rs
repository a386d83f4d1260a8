//! Events in order of time, with what they can be chosen by.

use std::cmp::Reverse;

use jiff::civil::Date;
use oxigraph::model::{GraphName, NamedNode};
use rustc_hash::FxHashMap;

use super::sentences::Sentences;
use super::things::Things;
use super::{members, said, subject};
use crate::graph::{Store, contribution::article_iri, vocabulary as v};
use crate::query::look::{Look, Looked, value};

/// An event.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its IRI.
    pub iri: String,
    /// Its type, by number.
    pub kind: u16,
    /// First day that it may touch; the day of the paper where the text gives none.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
    /// 0 High, 1 Medium, 2 Low.
    pub band: u8,
    /// Who took part, by number.
    pub actors: Vec<u32>,
    /// Where it counts: its places and all that these lie in, by number.
    pub at: Vec<u32>,
}

/// All events, by first day; those of no day last.
#[derive(Default)]
pub struct Events {
    /// They.
    pub rows: Vec<Row>,
    /// Their types.
    pub kinds: Vec<NamedNode>,
    by_iri: FxHashMap<String, u32>,
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
        let mut all = Self::default();
        for (at, iri) in members(store, v::EVENT)?.into_iter().enumerate() {
            all.by_iri.insert(iri.clone(), u32::try_from(at).unwrap_or(u32::MAX));
            all.rows.push(Row { iri, ..Row::default() });
        }
        let mut kinds: FxHashMap<String, u16> = FxHashMap::default();
        for property in [v::EVENT_TYPE, v::EARLIEST, v::LATEST, v::BAND, v::HAS_ACTOR, v::AT] {
            for quad in said(store, property) {
                let quad = quad?;
                let Some(&at) = all.by_iri.get(&subject(&quad)) else { continue };
                let (row, said) = (&mut all.rows[at as usize], value(&quad.object));
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
                    v::HAS_ACTOR => row.actors.extend(things.count(&said)),
                    _ => row.at.extend(things.count(&said)),
                }
            }
        }
        let look = Look::at(store);
        for row in &mut all.rows {
            row.actors.sort_unstable();
            row.at.sort_unstable();
            if row.first.is_none() && row.last.is_none() {
                let printed = printed(look, &row.iri, sentences)?;
                (row.first, row.last) = (printed, printed);
            }
        }
        all.rows.sort_by(|a, b| {
            let key = |row: &Row| (row.first.or(row.last).is_none(), row.first.or(row.last), row.kind);
            key(a).cmp(&key(b)).then_with(|| a.iri.cmp(&b.iri))
        });
        for (at, row) in all.rows.iter().enumerate() {
            all.by_iri.insert(row.iri.clone(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        Ok(all)
    }

    /// The number of a type.
    pub fn kind(&self, iri: &NamedNode) -> Option<u16> {
        self.kinds.iter().position(|kind| kind == iri).and_then(|at| u16::try_from(at).ok())
    }

    /// The events that fit, in order.
    pub fn chosen(&self, choice: &Choice) -> Vec<&Row> {
        let any = |wanted: &[u32], has: &[u32]| wanted.is_empty() || has.iter().any(|one| wanted.contains(one));
        let fits = |row: &&Row| {
            (choice.kinds.is_empty() || choice.kinds.contains(&row.kind))
                && choice.band.is_none_or(|band| row.band == band)
                && any(&choice.actors, &row.actors)
                && any(&choice.places, &row.at)
                && choice.from.is_none_or(|from| row.last.or(row.first).is_some_and(|day| day >= from))
                && choice.to.is_none_or(|to| row.first.or(row.last).is_some_and(|day| day <= to))
        };
        self.rows.iter().filter(fits).collect()
    }
}

/// How many of `rows` are of each sort; of places and actors, the `most` with most.
pub fn facets(rows: &[&Row], most: usize) -> Facets {
    let mut facets = Facets::default();
    let (mut kinds, mut months) = (Vec::new(), Vec::new());
    let (mut places, mut actors) = (Vec::new(), Vec::new());
    for row in rows {
        kinds.push((row.kind, row.band.min(2)));
        if let Some(day) = row.first.or(row.last) {
            months.push(day.strftime("%Y-%m").to_string());
        }
        places.extend(&row.at);
        actors.extend(&row.actors);
        facets.bands[usize::from(row.band.min(2))] += 1;
    }
    facets.months = counted(months);
    for ((kind, band), count) in counted(kinds) {
        if facets.kinds.last().is_none_or(|(last, _)| *last != kind) {
            facets.kinds.push((kind, [0; 3]));
        }
        if let Some((_, bands)) = facets.kinds.last_mut() {
            bands[usize::from(band)] = count;
        }
    }
    facets.kinds.sort_by_key(|(_, bands)| Reverse(bands.iter().sum::<usize>()));
    facets.places = most_first(counted(places), most);
    facets.actors = most_first(counted(actors), most);
    facets
}

fn counted<T: Ord>(mut all: Vec<T>) -> Vec<(T, usize)> {
    all.sort_unstable();
    let mut counted: Vec<(T, usize)> = Vec::new();
    for one in all {
        match counted.last_mut() {
            Some((last, count)) if *last == one => *count += 1,
            _ => counted.push((one, 1)),
        }
    }
    counted
}

fn most_first<T>(mut counted: Vec<(T, usize)>, most: usize) -> Vec<(T, usize)> {
    counted.sort_by_key(|(_, count)| Reverse(*count));
    counted.truncate(most);
    counted
}

/// The day of the first paper that tells of an event.
fn printed(look: Look<'_>, event: &str, sentences: &Sentences) -> Looked<Option<Date>> {
    let mut days = Vec::new();
    for claim in look.things(&NamedNode::new_unchecked(event), v::EVIDENCE)? {
        let graph = look.all(&claim)?.into_iter().map(|quad| quad.graph_name).next();
        let Some(GraphName::NamedNode(graph)) = graph else { continue };
        let digits = graph.as_str().strip_prefix(v::ARTICLE_GRAPHS).unwrap_or("");
        let article = sentences.article(article_iri(digits).as_str());
        days.extend(article.and_then(|article| article.date.parse::<Date>().ok()));
    }
    Ok(days.into_iter().min())
}
