//! Queries in processes of their own, which can be limited and killed: oxigraph's cancellation is looked at when the
//! store is read, and a cartesian product, a path with open ends or a long sort does not read it.
//!
//! One process, the *keeper*, is forked from the server before it has threads. It holds the store in the memory that all
//! share, copied only where somebody writes, and waits. Each query comes to it over a socket, and it forks a process for
//! that query alone (`child`): no second copy of the store, no start-up to wait for, nothing to refill after a kill. The
//! process ends with its answer; it is killed by its limits, or when the other end of the socket closes, because the
//! client left, the time was up (`client`) or the server died.

mod child;
mod client;
mod keeper;

use std::io;

use serde::{Deserialize, Serialize};

pub use client::Apart;

use super::pages::{Asked, Chrome};

/// What is to be done apart.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Job {
    /// A query of the SPARQL protocol.
    Sparql(Query),
    /// A question that is written already: its page, or its table where `wanted` names a format.
    Question {
        /// It.
        asked: Asked,
        /// How the table may be written.
        wanted: Wanted,
    },
    /// A network: its page, or a file of it where `format` names one.
    Network {
        /// It.
        asked: Asked,
        /// The file.
        format: Option<String>,
    },
    /// All triples of a graph; the default graph where none is named.
    Graph {
        /// IRI of the graph.
        graph: Option<String>,
        /// How the answer may be written.
        wanted: Wanted,
    },
}

/// A query with its dataset.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Query {
    /// SPARQL.
    pub text: String,
    /// Graphs whose union is the default graph. Where these and the named graphs are empty, the query's own dataset holds.
    pub default_graphs: Vec<String>,
    /// Named graphs that can be asked.
    pub named_graphs: Vec<String>,
    /// How the answer may be written.
    pub wanted: Wanted,
    /// What surrounds the answer where it is a page.
    pub page: Option<Chrome>,
}

/// How an answer may be written: by name (`format=csv`), else by the header `Accept`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Wanted {
    /// A file's extension.
    pub format: Option<String>,
    /// The header's value; empty takes anything.
    pub accept: String,
}

/// What comes before an answer, or all of it where it is a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    /// Status of HTTP.
    status: u16,
    /// Media type.
    media: String,
    /// Why there is no answer.
    problem: Option<String>,
}

/// Largest frame, in bytes; an answer is cut into as many as it takes.
const LARGEST_FRAME: usize = 64 * 1024;

/// A message on the socket: its length in four bytes, then its bytes. An empty one ends an answer.
fn write_frame(out: &mut impl io::Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_be_bytes())?;
    out.write_all(bytes)
}

fn read_frame(from: &mut impl io::Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let mut bytes = vec![0; u32::from_be_bytes(length) as usize];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}
