//! Events over time: how many a day, a week or a month, as a picture, a table and a file. Counted
//! from the index: the engine would take minutes to look at the events of a large store.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use oxigraph::model::NamedNode;

use super::super::index::Index;
use super::super::index::events::{BANDS, Choice};
use super::super::problem::Problem;
use super::cards::{Cards, Link};
use super::scope::{scope, words};
use super::{Asked, Asking, Chrome, render};
use crate::analysis::Scope;
use crate::analysis::timeline::{By, Happening, Period, Series, Timeline, count, parting};
use crate::export::ExportError;
use crate::export::bars::{self, COLOURS};
use crate::graph::{Store, vocabulary as v};
use crate::model::Band;
use crate::query::look::Look;

/// Parameters of the address, besides those of the scope.
pub const GIVEN: [&str; 2] = ["per", "by"];

/// Periods that the table shows, the last ones; the file has all.
const ROWS: usize = 400;

/// A series of the picture: its name, and its colour.
struct Column {
    name: String,
    colour: &'static str,
}

/// A period with its events.
struct Row {
    /// Its first day.
    start: Date,
    /// All its events.
    all: Link,
    /// Those of each series, where there are any.
    counts: Vec<Link>,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct Page<'a> {
    c: &'a Chrome,
    asked: &'a Asked,
    bands: [&'static str; 3],
    period: Period,
    by: By,
    problems: Vec<String>,
    notes: Vec<String>,
    picture: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    query: String,
}

impl Page<'_> {
    fn value(&self, name: &str) -> &str {
        self.asked.values.get(name).map_or("", String::as_str)
    }
}

/// What is asked for: the timeline, and what is wrong with the asking.
fn found(store: &Store, index: &Index, asked: &Asked) -> Result<(Timeline, Period, By, Vec<String>), Problem> {
    let given = |name: &str| asked.values.get(name).map_or("", String::as_str);
    let period = Period::ALL.into_iter().find(|known| known.name() == given("per")).unwrap_or(Period::Week);
    let by = By::ALL.into_iter().find(|known| known.name() == given("by")).unwrap_or(By::Type);
    let (scope, problems) = scope(store, asked)?;
    let cards = Cards { look: Look::at(store), chrome: &asked.chrome };
    let events = &index.events;
    let chosen = events.chosen(&choice(index, &scope));
    let is_parting = parting_places(index, by, &chosen);
    let each = |see: &mut dyn FnMut(Happening<'_>)| {
        let mut places = Vec::new();
        for &event in &chosen {
            let row = events.row(event);
            let kind = [u32::from(row.kind)];
            let sorts = match by {
                By::Type => &kind[..],
                By::Actor => events.actors(event),
                By::Place => {
                    places.clear();
                    places.extend(events.at(event).iter().filter(|place| is_parting[**place as usize]));
                    &places[..]
                }
            };
            see(Happening { days: row.first.zip(row.last), told: row.told, sorts });
        }
    };
    let name = |sort: u32| -> Result<_, Problem> {
        if by == By::Type {
            let Some(kind) = events.kinds.get(sort as usize) else { return Ok(None) };
            return Ok(Some((kind.as_str().to_owned(), cards.name(kind)?)));
        }
        let thing = index.things.get(sort);
        Ok(Some((thing.iri, thing.name.to_owned())))
    };
    Ok((count(&each, &name, period, by, bars::MOST)?, period, by, problems))
}

/// The scope in numbers of the index.
fn choice(index: &Index, scope: &Scope) -> Choice {
    // What is not in the store is chosen all the same, and finds nothing.
    let some = |found: Vec<u32>| if found.is_empty() { vec![u32::MAX] } else { found };
    let kinds: Vec<u16> = scope.types.iter().map(|kind| index.events.kind(kind).unwrap_or(u16::MAX)).collect();
    let numbers = |places: &std::collections::BTreeSet<NamedNode>| {
        some(places.iter().filter_map(|place| index.things.number(place.as_str())).collect())
    };
    let lowest = scope.band.map(|band| match band {
        Band::High => 0,
        Band::Medium => 1,
        Band::Low => 2,
    });
    let places = scope.places.as_ref().map(numbers).unwrap_or_default();
    Choice { kinds, places, from: scope.from, to: scope.to, lowest, ..Choice::default() }
}

/// For each thing whether it is a division of the highest level at which the events lie in several.
fn parting_places(index: &Index, by: By, chosen: &[u32]) -> Vec<bool> {
    if by != By::Place {
        return Vec::new();
    }
    let mut met = vec![false; index.things.len()];
    for &event in chosen.iter().filter(|event| index.events.row(**event).first.is_some()) {
        index.events.at(event).iter().for_each(|place| met[*place as usize] = true);
    }
    let level = |place: u32| index.things.site(place).map_or("", |site| site.level.as_str());
    let levels = (0..).zip(&met).filter(|(_, met)| **met).map(|(place, _)| level(place));
    let highest = parting(levels);
    (0..).zip(met).map(|(place, met)| met && level(place) == highest).collect()
}

/// The page, or the file that `format` names.
///
/// # Errors
/// The engine's, or there is no such file.
pub fn page(asking: &Asking, asked: &Asked) -> Result<Response, Problem> {
    let (store, index) = (&asking.state.store, &asking.state.index);
    let (found, period, by, problems) = found(store, index, asked)?;
    let told = bars::imprint(store, &found, period, by, &words(asked));
    let mut out = Vec::new();
    let failed = |e: ExportError| Problem::new(500, e.to_string());
    let media = match asking.parameters.get("format") {
        None => {
            bars::write(&found, &told, &mut out).map_err(failed)?;
            return html(asked, Shown { found, period, by, problems, picture: out });
        }
        Some("svg") => {
            let mut told = told;
            told.notes.extend(problems);
            bars::write(&found, &told, &mut out).map_err(failed)?;
            "image/svg+xml"
        }
        Some("csv") => {
            bars::table(&found, &mut out).map_err(failed)?;
            "text/csv; charset=utf-8"
        }
        Some(_) => return Err(Problem::new(404, "a timeline is taken away as svg or csv")),
    };
    Ok(([(header::CONTENT_TYPE, media), (header::VARY, "Accept, Accept-Language")], out).into_response())
}

/// What is shown of a timeline on its page.
struct Shown {
    found: Timeline,
    period: Period,
    by: By,
    problems: Vec<String>,
    picture: Vec<u8>,
}

fn html(asked: &Asked, shown: Shown) -> Result<Response, Problem> {
    let c = &asked.chrome;
    let Shown { found, period, by, problems, picture } = shown;
    let (rows, left_out) = rows(asked, &found, by);
    let mut notes: Vec<String> = found.notes().iter().map(|note| c.half(note).to_owned()).collect();
    if left_out > 0 {
        notes.push(format!("{} {ROWS}", c.t("此处只列最后的期数：", "here the last periods:")));
    }
    let page = Page {
        c,
        asked,
        bands: BANDS,
        period,
        by,
        problems,
        notes,
        picture: String::from_utf8_lossy(&picture).into_owned(),
        columns: found
            .series
            .iter()
            .zip(COLOURS)
            .map(|(series, colour)| Column { name: series.name.clone(), colour })
            .collect(),
        rows,
        query: form_urlencoded::Serializer::new(String::new()).extend_pairs(&asked.values).finish(),
    };
    render(&page)
}

/// The last periods that have events, and how many are before them. Each number leads to its events.
fn rows(asked: &Asked, found: &Timeline, by: By) -> (Vec<Row>, usize) {
    let sum = |at: &usize| found.series.iter().map(|series| series.counts[*at]).sum::<usize>();
    let with: Vec<usize> = (0..found.starts.len()).filter(|at| sum(at) > 0).collect();
    let row = |&at: &usize| {
        let start = found.starts[at];
        let link = |iri: Option<&str>, count: usize| Link {
            href: asked.chrome.to(events(asked, found.period, start, by, iri)),
            name: found.period.written(start),
            count: Some(count),
        };
        let one = |series: &Series| match &series.iri {
            Some(iri) => link(Some(iri), series.counts[at]),
            None => Link { count: Some(series.counts[at]), ..Link::default() },
        };
        Row { start, all: link(None, sum(&at)), counts: found.series.iter().map(one).collect() }
    };
    let left_out = with.len().saturating_sub(ROWS);
    (with[left_out..].iter().map(row).collect(), left_out)
}

/// The address of the events of a period, and of one series.
fn events(asked: &Asked, period: Period, start: Date, by: By, iri: Option<&str>) -> String {
    let given = |name: &str| asked.values.get(name).cloned();
    let (mut kind, mut place, mut who) = (given("what"), given("place"), None);
    if let Some(iri) = iri {
        match by {
            By::Type => kind = Some(iri.strip_prefix(v::FZ).unwrap_or(iri).to_owned()),
            By::Place => place = Some(v::compact(iri)),
            By::Actor => who = Some(v::compact(iri)),
        }
    }
    // Where better bands count too, the page of events shows them all.
    let band = given("band").filter(|band| band == BANDS[0]);
    let [from, to] = [start, period.last(start)].map(|day| Some(day.to_string()));
    let pairs = [("kind", kind), ("place", place), ("who", who), ("from", from), ("to", to), ("band", band)];
    let pairs = pairs.into_iter().filter_map(|(name, value)| Some((name, value?)));
    format!("/events?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}
