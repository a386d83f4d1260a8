//! What is still open about identity: pairs that may be one, both sides with their sentences. To decide, `fangzhi decide`.

use askama::Template;
use axum::response::Response;

use super::super::problem::Problem;
use super::cards::{Cards, Quote};
use super::{Asking, Chrome, Pager, address, render};
use crate::query::judgement::{Judgement, open, side};
use crate::query::look::Look;

/// Pairs a page.
const PAIRS: usize = 20;

/// One of two things that may be one.
struct Half {
    href: String,
    name: String,
    iri: String,
    told: Vec<String>,
    quotes: Vec<Quote>,
}

/// Two things that may be one.
struct Pair {
    judgement: Judgement,
    score: String,
    halves: Vec<Half>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page<'a> {
    c: &'a Chrome,
    pairs: Vec<Pair>,
    pager: Pager,
}

/// `/review`, most likely pairs first.
pub fn page(asking: &Asking) -> Result<Response, Problem> {
    let (c, store) = (&asking.chrome, &asking.state.store);
    let cards = Cards { look: Look::at(store), chrome: c };
    let all = open(store)?;
    let pager = Pager::of(&asking.parameters, all.len(), PAIRS);
    let mut pairs = Vec::new();
    for judgement in &all[pager.skip()..pager.until()] {
        let mut halves = Vec::new();
        for iri in [Some(&judgement.left), judgement.right.as_ref()].into_iter().flatten() {
            let side = side(store, iri)?;
            halves.push(Half {
                href: c.to(address(&side.iri)),
                iri: side.iri,
                name: side.label,
                told: side.told,
                quotes: side.evidence.iter().map(|told| cards.quote(told)).collect(),
            });
        }
        let score = judgement.score.map(|score| format!("{score:.2}")).unwrap_or_default();
        pairs.push(Pair { judgement: judgement.clone(), score, halves });
    }
    render(&Page { c, pairs, pager })
}
