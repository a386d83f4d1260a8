//! The sentences of some facts: where a number or a link that stands for several leads.

use askama::Template;
use axum::response::Response;
use oxigraph::model::NamedNode;

use super::super::problem::Problem;
use super::cards::{Cards, Link, Quote};
use super::{Asking, Chrome, render};
use crate::query::look::Look;

/// Facts that a page shows; so many fit an address, too.
const MOST: usize = 60;

/// The address of the page of these facts.
pub fn of<'a>(facts: impl Iterator<Item = &'a String>) -> String {
    let facts = facts.take(MOST).map(|fact| ("fact", fact));
    format!("/evidence?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(facts).finish())
}

#[derive(Template)]
#[template(path = "evidence.html")]
struct Page<'a> {
    c: &'a Chrome,
    facts: Vec<(Link, Vec<Quote>)>,
    left_out: usize,
}

/// `/evidence?fact=IRI&fact=IRI…`
pub fn page(asking: &Asking) -> Result<Response, Problem> {
    let cards = Cards { look: Look::at(&asking.state.store), chrome: &asking.chrome };
    let asked = asking.parameters.list("fact");
    let mut facts = Vec::new();
    for iri in asked.iter().take(MOST) {
        let fact = NamedNode::new(iri).map_err(|e| Problem::new(400, format!("{iri:?} is no IRI: {e}")))?;
        facts.push((cards.link(&fact)?, cards.quotes(&fact)?));
    }
    render(&Page { c: &asking.chrome, facts, left_out: asked.len().saturating_sub(MOST) })
}
