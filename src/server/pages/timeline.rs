//! Events over time: how many a day, a week or a month, as a picture, a table and a file. Made apart, since it looks at all events.

use std::io::Write;

use askama::Template;
use jiff::civil::Date;
use oxigraph::model::NamedNode;

use super::super::index::events::BANDS;
use super::super::problem::Problem;
use super::cards::{Cards, Link};
use super::scope::{scope, words};
use super::{Asked, Chrome};
use crate::analysis::timeline::{By, Period, Series, Timeline, timeline};
use crate::export::bars::{self, COLOURS};
use crate::graph::{Store, vocabulary as v};
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
fn found(store: &Store, asked: &Asked) -> Result<(Timeline, Period, By, Vec<String>), Problem> {
    let given = |name: &str| asked.values.get(name).map_or("", String::as_str);
    let period = Period::ALL.into_iter().find(|known| known.name() == given("per")).unwrap_or(Period::Week);
    let by = By::ALL.into_iter().find(|known| known.name() == given("by")).unwrap_or(By::Type);
    let (scope, problems) = scope(store, asked)?;
    Ok((timeline(store, &scope, period, by, bars::MOST)?, period, by, problems))
}

/// The page, as HTML.
///
/// # Errors
/// The engine's.
pub fn page(store: &Store, asked: &Asked) -> Result<String, Problem> {
    let c = &asked.chrome;
    let (mut found, period, by, problems) = found(store, asked)?;
    let cards = Cards { look: Look::at(store), chrome: c };
    for series in &mut found.series {
        series.name = match &series.iri {
            Some(iri) => cards.name(&NamedNode::new_unchecked(iri))?,
            None => series.name.clone(),
        };
    }
    let mut picture = Vec::new();
    let told = bars::imprint(store, &found, period, by, &words(asked));
    bars::write(&found, &told, &mut picture).map_err(|e| Problem::new(500, e.to_string()))?;
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
    page.render().map_err(|e| Problem::new(500, e.to_string()))
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

/// The media type of a file of the timeline; none where there is no such file.
pub fn media(format: &str) -> Option<&'static str> {
    match format {
        "svg" => Some("image/svg+xml"),
        "csv" => Some("text/csv; charset=utf-8"),
        _ => None,
    }
}

/// Writes the timeline as the file `format`.
///
/// # Errors
/// There is no such file, the engine's and the writer's.
pub fn file(store: &Store, asked: &Asked, format: &str, out: &mut dyn Write) -> Result<(), Problem> {
    let (found, period, by, problems) = found(store, asked)?;
    let written = match format {
        "svg" => {
            let mut imprint = bars::imprint(store, &found, period, by, &words(asked));
            imprint.notes.extend(problems);
            bars::write(&found, &imprint, out)
        }
        "csv" => bars::table(&found, out),
        _ => return Err(Problem::new(404, "a timeline is taken away as svg or csv")),
    };
    written.map_err(|e| Problem::new(500, e.to_string()))
}
