//! Writing a store, or a part of it, for other programs: a file a format, and its row in [`FORMATS`].

pub mod bars;
pub mod csv;
pub mod datapackage;
pub mod dot;
pub mod gexf;
pub mod graphml;
pub mod jsonl;
pub mod jsonld;
pub mod panel;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod rdf;
pub mod sheet;
pub mod svg;
pub mod tables;
pub mod ties;
mod xml;

use std::io::{self, Write};
use std::path::PathBuf;

use oxigraph::store::StorageError;

use crate::graph::{Store, StoreError};
use sheet::Sheet;
use ties::Ties;

/// Why an export fails.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store fails.
    #[error("the store cannot be exported")]
    Store(#[from] StoreError),
    /// The writer fails.
    #[error("the export cannot be written")]
    Write(#[from] io::Error),
    /// Graphviz is not there.
    #[error("svg is drawn by Graphviz, whose program dot is not installed")]
    NoGraphviz,
    /// Graphviz does not take what it is given.
    #[error("Graphviz draws no picture: {0}")]
    Graphviz(String),
    /// A folder of something else would be lost.
    #[error("{0} is there and holds no datapackage.json: it is no earlier export")]
    Foreign(PathBuf),
    /// A value does not fit the type of its column.
    #[error("{table}, column {column}: {value:?} is no {wanted}")]
    Value {
        /// The table.
        table: String,
        /// The column.
        column: &'static str,
        /// The value.
        value: String,
        /// The type.
        wanted: &'static str,
    },
    /// The Parquet writer fails.
    #[cfg(feature = "parquet")]
    #[error("the table cannot be written as Parquet")]
    Parquet(#[from] ::parquet::errors::ParquetError),
}

impl From<StorageError> for ExportError {
    fn from(error: StorageError) -> Self {
        Self::Store(error.into())
    }
}

impl ExportError {
    /// What the user can do.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoGraphviz => "install it (apt-get install graphviz, brew install graphviz, winget install \
                Graphviz.Graphviz), or export dot and draw it elsewhere"
                .to_owned(),
            Self::Foreign(_) => "name a folder that is not there yet".to_owned(),
            Self::Store(error) => error.hint(),
            _ => return None,
        })
    }
}

/// What an export says of itself, wherever its format has room for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// What it shows.
    pub title: String,
    /// What was left out.
    pub notes: Vec<String>,
    /// The program that wrote it.
    pub program: String,
    /// The store's name ([`Store::snapshot`]), which tells this state of it from others.
    pub snapshot: String,
}

impl Imprint {
    /// Of an export of `store` that shows `title`.
    pub fn of(store: &Store, title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            notes: Vec::new(),
            program: format!("fangzhi {}", env!("CARGO_PKG_VERSION")),
            snapshot: store.snapshot().to_owned(),
        }
    }

    /// In lines: title, notes, and what made it from what.
    pub fn lines(&self) -> Vec<String> {
        let made = format!("{}, snapshot {}", self.program, self.snapshot);
        std::iter::once(self.title.clone()).chain(self.notes.iter().cloned()).chain([made]).collect()
    }
}

/// A format.
pub struct Format {
    /// As it is asked for; files of tables end with it.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// How it is written.
    pub how: How,
}

/// How a format is written, and so what it holds.
#[derive(Clone, Copy)]
pub enum How {
    /// All quads of the store.
    Quads(fn(&Store, &Imprint, &mut dyn Write) -> Result<(), ExportError>),
    /// A network.
    Network(fn(&Ties<'_>, &Imprint, &mut dyn Write) -> Result<(), ExportError>),
    /// Tables, of the store or of a network.
    Table(fn(&Sheet, &mut dyn Write) -> Result<(), ExportError>),
}

/// The formats.
pub const FORMATS: &[Format] = &[
    Format { name: "dot", about: "a network for Graphviz", how: How::Network(dot::write) },
    Format { name: "svg", about: "a network as a picture; wants Graphviz", how: How::Network(svg::write) },
    Format { name: "graphml", about: "a network for networkx, Gephi, Cytoscape", how: How::Network(graphml::write) },
    Format { name: "gexf", about: "a network with its days, for Gephi's timeline", how: How::Network(gexf::write) },
    Format { name: "csv", about: "tables, comma-separated, with datapackage.json", how: How::Table(csv::write) },
    Format { name: "jsonl", about: "tables, one JSON object a line", how: How::Table(jsonl::write) },
    #[cfg(feature = "parquet")]
    Format { name: "parquet", about: "tables for DuckDB, pandas, R", how: How::Table(parquet::write) },
    Format { name: "nquads", about: "all quads, sorted: the same store, the same bytes", how: How::Quads(rdf::nquads) },
    Format { name: "trig", about: "all quads, for people", how: How::Quads(rdf::trig) },
    Format { name: "turtle", about: "the facts without their evidence", how: How::Quads(rdf::turtle) },
    Format { name: "jsonld", about: "all quads as JSON-LD with a context", how: How::Quads(jsonld::write) },
];

impl Format {
    /// The format called `name`.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}
