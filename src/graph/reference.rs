//! The ontology as quads: classes and properties, and the concepts that facts point at.

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad};

use super::error::StoreError;
use super::vocabulary as v;

macro_rules! files {
    ($($name:literal),*) => {
        /// The files of the ontology by name.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ontology/", $name)))),*];
    };
}

files!("fangzhi.ttl", "concepts.ttl", "events.ttl", "roles.ttl", "codebooks.ttl");

/// The file of other people's codes, which no fact points at.
const CODEBOOKS: &str = "codebooks.ttl";

/// All of it in the reference graph; the concepts (event types, kinds of body, bands, roles) with their names stand
/// among the facts too, so that no question needs a graph to name them.
pub(super) fn quads() -> Result<Vec<Quad>, StoreError> {
    let (mut quads, mut named) = (Vec::new(), Vec::new());
    for (name, text) in FILES {
        let parser = RdfParser::from_format(RdfFormat::Turtle).with_default_graph(v::REFERENCE);
        let parsed: Result<Vec<Quad>, _> = parser.for_slice(text.as_bytes()).collect();
        let mut parsed = parsed.map_err(|e| StoreError::Ontology(format!("{name}: {e}")))?;
        // Class expressions stay in the file: their nodes have no names that would be the same at each opening.
        parsed.retain(|quad| !quad.subject.is_blank_node() && !quad.object.is_blank_node());
        if *name != CODEBOOKS {
            named.extend(names(&parsed));
        }
        quads.extend(parsed);
    }
    quads.extend(named);
    Ok(quads)
}

/// The names of the concepts of a file, and what is wider than each, as facts.
fn names(quads: &[Quad]) -> Vec<Quad> {
    let is_concept = |quad: &&Quad| quad.predicate == v::TYPE && quad.object == v::CONCEPT.into_owned().into();
    let concepts: BTreeSet<String> = quads.iter().filter(is_concept).map(|quad| quad.subject.to_string()).collect();
    quads
        .iter()
        .filter(|quad| [v::PREF_LABEL, v::BROADER].iter().any(|property| quad.predicate == *property))
        .filter(|quad| concepts.contains(&quad.subject.to_string()))
        .map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() })
        .collect()
}
