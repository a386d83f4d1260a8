//! The terms of the vocabulary.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use oxigraph::model::{NamedNodeRef, Term};

use super::super::problem::Problem;
use super::{Asking, Chrome, render};
use crate::graph::vocabulary as v;
use crate::query::look::value;

const LABEL: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://www.w3.org/2000/01/rdf-schema#label");
const COMMENT: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://www.w3.org/2000/01/rdf-schema#comment");
const DEFINITION: NamedNodeRef<'static> = NamedNodeRef::new_unchecked("http://www.w3.org/2004/02/skos/core#definition");

/// A term.
#[derive(Default)]
struct Told {
    chinese: String,
    english: String,
    meaning: Vec<String>,
}

#[derive(Template)]
#[template(path = "vocabulary.html")]
struct Page<'a> {
    c: &'a Chrome,
    terms: BTreeMap<String, Told>,
}

/// `/ns`
pub fn page(asking: &Asking) -> Result<Response, Problem> {
    let mut terms: BTreeMap<String, Told> = BTreeMap::new();
    for property in [LABEL, v::PREF_LABEL, COMMENT, DEFINITION] {
        let graph = Some(v::REFERENCE.into());
        for quad in asking.state.store.engine().quads_for_pattern(None, Some(property), None, graph) {
            let quad = quad?;
            let (subject, text) = (value(&quad.subject.into()), value(&quad.object));
            let Some(local) = subject.strip_prefix(v::FZ) else { continue };
            let term = terms.entry(local.to_owned()).or_default();
            let chinese = matches!(&quad.object, Term::Literal(l) if l.language().is_some_and(|t| t.starts_with("zh")));
            match (property == LABEL || property == v::PREF_LABEL, chinese) {
                (true, true) => term.chinese = text,
                (true, false) => term.english = text,
                _ => term.meaning.push(text),
            }
        }
    }
    terms.values_mut().for_each(|term| term.meaning.sort());
    render(&Page { c: &asking.chrome, terms })
}
