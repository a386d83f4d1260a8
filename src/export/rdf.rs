//! The whole store as RDF.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Quad};

use crate::graph::{Store, StoreError, vocabulary::PREFIXES};

/// Why a store cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store fails.
    #[error("the store cannot be exported")]
    Store(#[from] StoreError),
    /// The writer fails.
    #[error("the export cannot be written")]
    Write(#[from] io::Error),
}

/// Sorted N-Quads: the same store, the same bytes.
///
/// # Errors
/// The store's and the writer's.
pub fn nquads(store: &Store, out: &mut impl Write) -> Result<(), ExportError> {
    for line in store.sorted_lines()? {
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// TriG with the prefixes of the store, facts first, then graph by graph.
///
/// # Errors
/// The store's and the writer's.
pub fn trig(store: &Store, out: &mut impl Write) -> Result<(), ExportError> {
    let mut quads: Vec<Quad> = store.engine().iter().collect::<Result<_, _>>().map_err(StoreError::from)?;
    quads.sort_by_cached_key(|quad| {
        let graph =
            if quad.graph_name == GraphName::DefaultGraph { String::new() } else { quad.graph_name.to_string() };
        (graph, quad.subject.to_string(), quad.predicate.as_str().to_owned(), quad.object.to_string())
    });
    let mut serializer = RdfSerializer::from_format(RdfFormat::TriG);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(*prefix, *namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    for quad in &quads {
        writer.serialize_quad(quad)?;
    }
    writer.finish()?;
    Ok(())
}
