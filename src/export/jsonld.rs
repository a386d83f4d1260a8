//! The whole store as JSON-LD: the prefixes of the store as its context, a thing a line, facts first, then graph by graph.
//!
//! oxigraph's own writer takes no context by this version.

use std::io::Write;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use super::{ExportError, Imprint};
use crate::graph::{Store, StoreError, vocabulary as v};

/// Writes the store: the same store, the same bytes.
///
/// # Errors
/// The store's and the writer's.
pub fn write(store: &Store, _: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    let mut quads: Vec<Quad> = store.engine().iter().collect::<Result<_, _>>().map_err(StoreError::from)?;
    quads.sort_by_cached_key(|quad| {
        // The default graph comes first: its name is the shortest.
        let graph = graph(&quad.graph_name).unwrap_or_default();
        (graph, quad.subject.to_string(), quad.predicate.as_str().to_owned(), quad.object.to_string())
    });
    let context: Map<String, Value> =
        v::PREFIXES.iter().map(|(prefix, space)| ((*prefix).to_owned(), Value::from(*space))).collect();
    writeln!(out, "{{\"@context\": {},\n\"@graph\": [", Value::from(context))?;
    let graphs: Vec<&[Quad]> = quads.chunk_by(|a, b| a.graph_name == b.graph_name).collect();
    for (at, quads) in graphs.iter().enumerate() {
        let name = quads.first().and_then(|quad| graph(&quad.graph_name));
        if let Some(name) = &name {
            writeln!(out, "{{\"@id\": {}, \"@graph\": [", Value::from(name.as_str()))?;
        }
        let things: Vec<&[Quad]> = quads.chunk_by(|a, b| a.subject == b.subject).collect();
        for (number, said) in things.iter().enumerate() {
            let end = if number + 1 < things.len() { "," } else { "" };
            writeln!(out, "{}{end}", thing(said))?;
        }
        let end = if at + 1 < graphs.len() { "," } else { "" };
        match name {
            Some(_) => writeln!(out, "]}}{end}")?,
            None => writeln!(out, "{end}")?,
        }
    }
    Ok(writeln!(out, "]}}")?)
}

fn graph(name: &GraphName) -> Option<String> {
    match name {
        GraphName::DefaultGraph => None,
        GraphName::NamedNode(node) => Some(short(node.as_str())),
        GraphName::BlankNode(node) => Some(node.to_string()),
    }
}

/// A thing with all that is said of it, property by property.
fn thing(said: &[Quad]) -> Value {
    let mut object = Map::new();
    if let Some(first) = said.first() {
        let id = match &first.subject {
            NamedOrBlankNode::NamedNode(node) => short(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        object.insert("@id".to_owned(), id.into());
    }
    for quads in said.chunk_by(|a, b| a.predicate == b.predicate) {
        let Some(property) = quads.first().map(|quad| quad.predicate.as_ref()) else { continue };
        let is_type = property == v::TYPE;
        let key = if is_type { "@type".to_owned() } else { short(property.as_str()) };
        let values = match quads {
            [one] => value(&one.object, is_type),
            several => several.iter().map(|quad| value(&quad.object, is_type)).collect(),
        };
        object.insert(key, values);
    }
    object.into()
}

fn value(term: &Term, is_type: bool) -> Value {
    match term {
        Term::NamedNode(node) if is_type => short(node.as_str()).into(),
        Term::NamedNode(node) => json!({"@id": short(node.as_str())}),
        Term::Literal(literal) => match literal.language() {
            Some(language) => json!({"@value": literal.value(), "@language": language}),
            None if literal.datatype() == xsd::STRING => literal.value().into(),
            None => json!({"@value": literal.value(), "@type": short(literal.datatype().as_str())}),
        },
        other => json!({"@id": other.to_string()}),
    }
}

/// An IRI with the longest prefix that fits; what follows may not look like an authority.
fn short(iri: &str) -> String {
    let fits =
        v::PREFIXES.iter().filter(|(_, space)| iri.strip_prefix(space).is_some_and(|rest| !rest.starts_with("//")));
    let longest = fits.max_by_key(|(_, space)| space.len());
    longest.map_or_else(|| iri.to_owned(), |(prefix, space)| format!("{prefix}:{}", &iri[space.len()..]))
}
