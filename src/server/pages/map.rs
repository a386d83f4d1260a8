//! Where events took place: how many at each division and all within it, as a map and a table. There is no base map; the
//! centres of all divisions around, which the lists know, show where one is.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;

use super::super::problem::Problem;
use super::cards::Link;
use super::choice::{NAMES, choice};
use super::{Asking, Chrome, address, render};
use crate::graph::vocabulary as v;
use crate::lexicon::TABLES;

/// Levels of divisions that have a centre.
const LEVELS: [(&str, &str, &str); 3] =
    [("province", "省级", "provinces"), ("prefecture", "地级", "prefectures"), ("county", "县级", "counties")];

/// The picture's width, and its height at most.
const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 620.0;
/// Room around what is shown, as a share of its extent; at least so many degrees, so that one place has surroundings.
const ROOM: f64 = 0.12;
const LEAST: f64 = 1.2;
/// Places that have their name on the map: those with most events.
const NAMED: usize = 30;

/// A division with events.
struct Spot {
    /// Its page.
    place: Link,
    /// Its events.
    events: Link,
    /// Degrees east and north.
    longitude: f64,
    latitude: f64,
    /// Where it stands on the picture, and how large.
    x: f64,
    y: f64,
    radius: f64,
    /// Whether its name stands beside it.
    named: bool,
}

#[derive(Template)]
#[template(path = "map.html")]
struct Page<'a> {
    c: &'a Chrome,
    given: BTreeMap<&'static str, &'a str>,
    problems: Vec<String>,
    level: &'static str,
    levels: [(&'static str, &'static str, &'static str); 3],
    spots: Vec<Spot>,
    height: f64,
    /// The centres around, as a path of dots.
    around: String,
    without: usize,
}

impl Page<'_> {
    fn value(&self, name: &str) -> &str {
        self.given.get(name).copied().unwrap_or("")
    }

    fn shows(&self, level: &str) -> bool {
        self.level == level
    }
}

/// `?kind= &place= &who= &from= &to= &band= &level=`
pub fn page(asking: &Asking) -> Result<Response, Problem> {
    let (c, index) = (&asking.chrome, &asking.state.index);
    let (choice, problems) = choice(asking)?;
    let given: BTreeMap<_, _> =
        NAMES.into_iter().filter_map(|name| Some((name, asking.parameters.get(name)?.trim()))).collect();
    let mut counts = vec![0; index.things.len()];
    let mut without = 0;
    for event in index.events.chosen(&choice) {
        let at = index.events.at(event);
        at.iter().for_each(|place| counts[*place as usize] += 1);
        without += usize::from(at.is_empty());
    }
    let mut found: BTreeMap<&str, Vec<Spot>> = BTreeMap::new();
    for (number, count) in (0..).zip(counts).filter(|(_, count)| *count > 0) {
        let Some(site) = index.things.site(number) else { continue };
        let Some((level, ..)) = LEVELS.iter().find(|(name, ..)| site.level == *name) else { continue };
        let Some((longitude, latitude)) = site.centre.filter(|(_, latitude)| latitude.is_finite()) else { continue };
        let thing = index.things.get(number);
        let compact = v::compact(&thing.iri);
        let pairs = given.iter().filter(|(name, _)| **name != "place").map(|(name, value)| (*name, *value));
        let pairs = pairs.chain([("place", compact.as_str())]);
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let link = |href: String| Link { href: c.to(href), name: thing.name.to_owned(), count: Some(count) };
        found.entry(level).or_default().push(Spot {
            place: link(address(&thing.iri)),
            events: link(format!("/events?{query}")),
            longitude,
            latitude,
            x: 0.0,
            y: 0.0,
            radius: 0.0,
            named: false,
        });
    }
    // As asked for; else the highest level at which the events lie in several divisions.
    let several = LEVELS.iter().find(|(name, ..)| found.get(name).is_some_and(|spots| spots.len() > 1));
    let asked = LEVELS.iter().find(|(name, ..)| asking.parameters.get("level") == Some(name));
    let any = LEVELS.iter().rev().find(|(name, ..)| found.contains_key(name));
    let (level, ..) = *asked.or(several).or(any).unwrap_or(&LEVELS[2]);
    let mut spots = found.remove(level).unwrap_or_default();
    spots.sort_by(|a, b| (b.events.count, &a.place.name).cmp(&(a.events.count, &b.place.name)));
    let frame = Frame::of(&spots);
    let most = spots.first().and_then(|spot| spot.events.count).unwrap_or(1) as f64;
    for (at, spot) in spots.iter_mut().enumerate() {
        (spot.x, spot.y) = frame.place(spot.longitude, spot.latitude);
        spot.radius = (4.0 + 16.0 * (spot.events.count.unwrap_or(0) as f64 / most).sqrt()).round();
        spot.named = at < NAMED;
    }
    let around = if spots.is_empty() { String::new() } else { frame.centres() };
    let height = frame.height();
    render(&Page { c, given, problems, level, levels: LEVELS, spots, height, around, without })
}

/// The part of the earth that is shown. Degrees of longitude are as long as they are in its middle.
struct Frame {
    west: f64,
    north: f64,
    east: f64,
    south: f64,
}

impl Frame {
    /// Around these places.
    fn of(spots: &[Spot]) -> Self {
        let by = |of: fn(&Spot) -> f64, choose: fn(f64, f64) -> f64| spots.iter().map(of).reduce(choose).unwrap_or(0.0);
        let (west, east) = (by(|spot| spot.longitude, f64::min), by(|spot| spot.longitude, f64::max));
        let (south, north) = (by(|spot| spot.latitude, f64::min), by(|spot| spot.latitude, f64::max));
        let room = |span: f64| f64::max(span * ROOM, LEAST);
        let (across, along) = (room(east - west), room(north - south));
        let mut frame = Self { west: west - across, north: north + along, east: east + across, south: south - along };
        // A tall and narrow part has its surroundings on both sides.
        let missing = frame.height() / HEIGHT;
        if missing > 1.0 {
            let more = (frame.east - frame.west) * (missing - 1.0) / 2.0;
            (frame.west, frame.east) = (frame.west - more, frame.east + more);
        }
        frame
    }

    /// Units of the picture for a degree of longitude and of latitude.
    fn scale(&self) -> (f64, f64) {
        let across = WIDTH / (self.east - self.west);
        let middle = (self.north + self.south) / 2.0;
        (across, across / middle.to_radians().cos().max(0.1))
    }

    fn height(&self) -> f64 {
        ((self.north - self.south) * self.scale().1).round()
    }

    fn place(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let (across, along) = self.scale();
        let round = |value: f64| (value * 10.0).round() / 10.0;
        (round((longitude - self.west) * across), round((self.north - latitude) * along))
    }

    /// The centres of all divisions within, as a path of dots.
    fn centres(&self) -> String {
        let table = TABLES.iter().find(|(name, _)| *name == "centres.tsv").map_or("", |(_, text)| text);
        let row = |line: &str| {
            let mut cells = line.split('\t').skip(1).map(|cell| cell.parse::<f64>().ok());
            Some((cells.next()??, cells.next()??))
        };
        let within = |(longitude, latitude): &(f64, f64)| {
            (self.west..=self.east).contains(longitude) && (self.south..=self.north).contains(latitude)
        };
        let dots = table.lines().filter_map(row).filter(within).map(|(longitude, latitude)| {
            let (x, y) = self.place(longitude, latitude);
            format!("M{x} {y}h0")
        });
        dots.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(longitude: f64, latitude: f64) -> Spot {
        let link = Link::default;
        let (x, y, radius) = (0.0, 0.0, 0.0);
        Spot { place: link(), events: link(), longitude, latitude, x, y, radius, named: false }
    }

    #[test]
    fn what_is_shown_fits_the_picture() {
        for (cause, spots) in [
            ("one place", vec![spot(104.7, 31.5)]),
            ("east and west", vec![spot(76.0, 39.5), spot(130.0, 46.0)]),
            ("north and south", vec![spot(104.0, 22.0), spot(104.1, 50.0)]),
        ] {
            let frame = Frame::of(&spots);
            assert!(frame.height() > 50.0 && frame.height() <= HEIGHT + 1.0, "{cause}: {}", frame.height());
            for spot in &spots {
                let (x, y) = frame.place(spot.longitude, spot.latitude);
                assert!(x > 0.0 && x < WIDTH && y > 0.0 && y < frame.height(), "{cause}: {x} {y}");
            }
            assert!(frame.centres().starts_with('M'), "{cause}: nothing around");
        }
    }
}
