//! The ontology as quads: classes and properties, and the tree of event types.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};

use super::error::StoreError;
use super::vocabulary as v;

/// The files of the ontology by name.
pub const FILES: &[(&str, &str)] = &[
    ("fangzhi.ttl", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/fangzhi.ttl"))),
    ("events.ttl", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/events.ttl"))),
];

/// All of it in the reference graph; the concepts (event types, kinds of body, bands, roles) with their names stand
/// among the facts too, so that no question needs a graph to name them.
pub(super) fn quads() -> Result<Vec<Quad>, StoreError> {
    let mut quads = Vec::new();
    for (name, text) in FILES {
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(text.as_bytes()) {
            let quad = quad.map_err(|e| StoreError::Ontology(format!("{name}: {e}")))?;
            quads.push(Quad { graph_name: v::REFERENCE.into(), ..quad });
        }
    }
    let concepts: Vec<_> = quads
        .iter()
        .filter(|quad| quad.predicate == v::TYPE && quad.object == v::CONCEPT.into_owned().into())
        .map(|quad| quad.subject.clone())
        .collect();
    let named: Vec<Quad> = quads
        .iter()
        .filter(|quad| [v::PREF_LABEL, v::BROADER].iter().any(|property| quad.predicate == *property))
        .filter(|quad| concepts.contains(&quad.subject))
        .map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() })
        .collect();
    quads.extend(named);
    Ok(quads)
}
