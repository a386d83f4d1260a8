//! The first page, and the one on how far the store can be trusted.

use askama::Template;
use axum::response::Response;

use super::super::index::Index;
use super::super::index::events::BANDS;
use super::super::problem::Problem;
use super::cards::{Cards, Link};
use super::{Asking, Chrome, address, chosen, render};
use crate::graph::Manifest;
use crate::query::look::Look;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    c: &'a Chrome,
    index: &'a Index,
    kinds: Vec<Link>,
    places: Vec<Link>,
    actors: Vec<Link>,
    papers: Vec<(Link, usize, String)>,
    /// Whether a build has changed the store since it was opened.
    past: bool,
}

/// Counts, coverage, where to begin.
pub fn page(asking: &Asking) -> Result<Response, Problem> {
    let (c, index) = (&asking.chrome, &asking.state.index);
    let cards = Cards { look: Look::at(&asking.state.store), chrome: c };
    let all = &index.overview;
    let named = |list: &[(u32, usize)]| -> Vec<Link> {
        list.iter()
            .map(|(number, count)| {
                let thing = index.things.get(*number);
                Link { href: c.to(address(&thing.iri)), name: thing.name.to_owned(), count: Some(*count) }
            })
            .collect()
    };
    let mut kinds = Vec::new();
    for (kind, count) in &all.kinds {
        let kind = &index.events.kinds[usize::from(*kind)];
        let mut link = cards.link(kind)?;
        link.href = c.to(chosen("kind", kind.as_str().rsplit('#').next().unwrap_or_default()));
        kinds.push(Link { count: Some(count.iter().sum()), ..link });
    }
    let papers = index.papers.iter().map(|paper| {
        let link = Link { href: c.to(address(&paper.iri)), name: paper.name.clone(), count: None };
        let days =
            if paper.first == paper.last { paper.first.clone() } else { format!("{} – {}", paper.first, paper.last) };
        (link, paper.pages, days)
    });
    let (places, actors, past) = (named(&all.places), named(&all.actors), asking.state.edition.is_past());
    render(&Home { c, index, kinds, places, actors, papers: papers.collect(), past })
}

/// A type of event with how many are of each band.
struct Sure {
    kind: Link,
    count: usize,
    bands: [usize; 3],
}

#[derive(Template)]
#[template(path = "quality.html")]
struct Quality<'a> {
    c: &'a Chrome,
    manifest: &'a Manifest,
    snapshot: &'a str,
    bands: Vec<(&'static str, usize)>,
    kinds: Vec<Sure>,
    silent: usize,
}

/// Bands and coverage.
pub fn quality(asking: &Asking) -> Result<Response, Problem> {
    let (c, index) = (&asking.chrome, &asking.state.index);
    let cards = Cards { look: Look::at(&asking.state.store), chrome: c };
    let all = &index.overview;
    let mut kinds = Vec::new();
    for (number, bands) in &all.kinds {
        let kind = &index.events.kinds[usize::from(*number)];
        let mut link = cards.link(kind)?;
        link.href = c.to(chosen("kind", kind.as_str().rsplit('#').next().unwrap_or_default()));
        kinds.push(Sure { kind: link, count: bands.iter().sum(), bands: *bands });
    }
    let manifest = asking.state.store.manifest();
    render(&Quality {
        c,
        manifest,
        snapshot: asking.state.store.snapshot(),
        bands: BANDS.into_iter().zip(all.bands).collect(),
        kinds,
        silent: manifest.pages.values().filter(|page| page.articles.is_empty()).count(),
    })
}
