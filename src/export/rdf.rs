//! The whole store as RDF.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, GraphNameRef, Quad};
use oxigraph::store::StorageError;

use super::{ExportError, Imprint};
use crate::graph::{Store, StoreError, vocabulary::PREFIXES};

/// Sorted N-Quads: the same store, the same bytes.
///
/// # Errors
/// The store's and the writer's.
pub fn nquads(store: &Store, _: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    for line in store.sorted_lines()? {
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// TriG with the prefixes of the store, facts first, then graph by graph.
///
/// # Errors
/// The store's and the writer's.
pub fn trig(store: &Store, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    comment(imprint, out)?;
    write(store.engine().iter(), RdfFormat::TriG, out)
}

/// The facts as Turtle, which knows no graphs: their evidence is left out.
///
/// # Errors
/// The store's and the writer's.
pub fn turtle(store: &Store, imprint: &Imprint, out: &mut dyn Write) -> Result<(), ExportError> {
    comment(imprint, out)?;
    let facts = store.engine().quads_for_pattern(None, None, None, Some(GraphNameRef::DefaultGraph));
    write(facts, RdfFormat::Turtle, out)
}

fn comment(imprint: &Imprint, out: &mut dyn Write) -> io::Result<()> {
    imprint.lines().iter().try_for_each(|line| writeln!(out, "# {}", line.replace(['\r', '\n'], " ")))
}

fn write(
    quads: impl Iterator<Item = Result<Quad, StorageError>>,
    format: RdfFormat,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let mut quads: Vec<Quad> = quads.collect::<Result<_, _>>().map_err(StoreError::from)?;
    quads.sort_by_cached_key(|quad| {
        let graph =
            if quad.graph_name == GraphName::DefaultGraph { String::new() } else { quad.graph_name.to_string() };
        (graph, quad.subject.to_string(), quad.predicate.as_str().to_owned(), quad.object.to_string())
    });
    let mut serializer = RdfSerializer::from_format(format);
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
