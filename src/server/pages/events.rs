//! Events by type, place, who and time, with how many there are of each.

use askama::Template;
use axum::response::Response;

use super::super::index::events::BANDS;
use super::super::problem::Problem;
use super::cards::{Cards, EventCard, Link};
use super::choice::{NAMES, choice};
use super::{Asking, Chrome, Pager, render};
use crate::graph::vocabulary as v;
use crate::query::look::{Look, Looked};

/// Events a page, and rows of a facet.
const EVENTS: usize = 30;
const FACETS: usize = 12;

#[derive(Template)]
#[template(path = "events.html")]
struct Page<'a> {
    c: &'a Chrome,
    kind: &'a str,
    place: &'a str,
    who: &'a str,
    from: &'a str,
    to: &'a str,
    band: &'a str,
    problems: Vec<String>,
    kinds: Vec<Link>,
    places: Vec<Link>,
    actors: Vec<Link>,
    months: Vec<(Link, usize)>,
    bands: Vec<Link>,
    events: Vec<EventCard>,
    pager: Pager,
    /// The same events over time, and on the map.
    timeline: String,
    map: String,
}

/// `?kind= &place= &who= &from= &to= &band=`
pub fn page(asking: &Asking) -> Result<Response, Problem> {
    let (c, index) = (&asking.chrome, &asking.state.index);
    let look = Look::at(&asking.state.store);
    let cards = Cards { look, chrome: c };
    let given = |name: &str| asking.parameters.get(name).unwrap_or("").trim();
    let [kind, place, who, from, to, band] = NAMES.map(given);
    let (choice, problems) = choice(asking)?;
    let rows = index.events.chosen(&choice);
    let pager = Pager::of(&asking.parameters, rows.len(), EVENTS);
    let all = rows.len() == index.events.rows.len();
    let counted = if all { index.overview.clone() } else { index.events.facets(&rows, FACETS) };
    let narrowed = |name: &str, value: &str| {
        let mut pairs: Vec<(&str, &str)> =
            [("kind", kind), ("place", place), ("who", who), ("from", from), ("to", to), ("band", band)]
                .into_iter()
                .filter(|(known, value)| {
                    !value.is_empty() && *known != name && !(name == "month" && matches!(*known, "from" | "to"))
                })
                .collect();
        if name == "month" {
            pairs.extend([("from", value), ("to", value)]);
        } else {
            pairs.push((name, value));
        }
        c.to(format!("/events?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()))
    };
    let things = |name: &str, list: &[(u32, usize)]| -> Vec<Link> {
        list.iter()
            .map(|(number, count)| {
                let thing = index.things.get(*number);
                Link { href: narrowed(name, &v::compact(&thing.iri)), name: thing.name.to_owned(), count: Some(*count) }
            })
            .collect()
    };
    let mut kinds = Vec::new();
    for (number, count) in &counted.kinds {
        let kind = &index.events.kinds[usize::from(*number)];
        let local = kind.as_str().rsplit('#').next().unwrap_or_default();
        kinds.push(Link { href: narrowed("kind", local), name: cards.name(kind)?, count: Some(count.iter().sum()) });
    }
    let highest = counted.months.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let months = counted.months.iter().map(|(month, count)| {
        let link = Link { href: narrowed("month", month), name: month.clone(), count: Some(*count) };
        (link, (count * 100).div_ceil(highest))
    });
    let bands = BANDS.into_iter().zip(counted.bands).map(|(name, count)| Link {
        href: narrowed("band", name),
        name: name.to_owned(),
        count: Some(count),
    });
    let shown = &rows[pager.skip()..pager.until()];
    let events = shown.iter().map(|event| cards.event(&index.events.iri(*event))).collect::<Looked<_>>()?;
    render(&Page {
        c,
        kind,
        place,
        who,
        from,
        to,
        band,
        kinds,
        places: things("place", &counted.places),
        actors: things("who", &counted.actors),
        months: months.collect(),
        bands: bands.collect(),
        problems,
        events,
        pager,
        timeline: c.to(elsewhere("/timeline", &[("what", kind), ("place", place), ("from", from), ("to", to)])),
        map: c.to(elsewhere(
            "/map",
            &[("kind", kind), ("place", place), ("who", who), ("from", from), ("to", to), ("band", band)],
        )),
    })
}

/// The address of another page with these parameters, without those left open.
fn elsewhere(page: &str, pairs: &[(&str, &str)]) -> String {
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    if query.is_empty() { page.to_owned() } else { format!("{page}?{query}") }
}
