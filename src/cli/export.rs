//! `fangzhi export`

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::say::{Exit, Say, advice};
use super::{At, show};
use crate::analysis::Network;
use crate::export::{dot, rdf};
use crate::graph::Store;
use crate::query::Search;
use crate::query::find::find;
use crate::query::look::Look;

#[derive(clap::Args)]
#[command(after_help = "Example:\n  fangzhi export dot --around 许昌市总工会 --depth 2 | dot -Tsvg > net.svg")]
pub struct Export {
    /// What to write
    #[arg(value_enum)]
    format: Format,
    /// Only the network around a name, a code or an IRI (dot)
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many links from it
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    /// Where to; - is standard output
    #[arg(long, short, value_name = "PATH", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    at: At,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The network for Graphviz
    Dot,
    /// All quads, sorted: the same store, the same bytes
    Nquads,
    /// All quads, for people
    Trig,
    /// Events with their sentences, one JSON object a line
    Jsonl,
}

impl Export {
    pub fn run(&self, say: &Say) -> anyhow::Result<Exit> {
        if self.around.is_some() && self.format != Format::Dot {
            return Err(advice("--around is for dot", "leave it out, or export dot"));
        }
        let store = self.at.open()?;
        if self.output == Path::new("-") {
            let mut out = show::out();
            let exit = self.write(&store, &mut out, say)?;
            out.flush()?;
            return Ok(exit);
        }
        let folder = self.output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let cannot = |e: std::io::Error| {
            advice(
                format!("cannot write {}: {e}", self.output.display()),
                "name a file in a folder that is there and yours",
            )
        };
        // Whole or not at all, as the store is.
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
        let mut out = std::io::BufWriter::new(&mut file);
        let exit = self.write(&store, &mut out, say)?;
        out.flush().map_err(cannot)?;
        drop(out);
        file.persist(&self.output).map_err(|e| cannot(e.error))?;
        Ok(exit)
    }

    fn write(&self, store: &Store, out: &mut impl Write, say: &Say) -> anyhow::Result<Exit> {
        match self.format {
            Format::Dot => return self.network(store, out, say),
            Format::Nquads => rdf::nquads(store, out)?,
            Format::Trig => rdf::trig(store, out)?,
            Format::Jsonl => {
                for finding in find(store, &Search::default())? {
                    serde_json::to_writer(&mut *out, &finding)?;
                    writeln!(out)?;
                }
            }
        }
        Ok(Exit::Done)
    }

    fn network(&self, store: &Store, out: &mut impl Write, say: &Say) -> anyhow::Result<Exit> {
        let mut network = Network::of(store)?;
        if let Some(name) = &self.around {
            let things = Look::at(store).named(name)?;
            network = network.around(&things, self.depth);
            if network.nodes().is_empty() {
                say.warn(&format!("nothing in the store is called {name}"));
                return Ok(Exit::Nothing);
            }
        }
        writeln!(out, "// fangzhi snapshot {}", store.snapshot())?;
        dot::write(&network, out)?;
        Ok(Exit::Done)
    }
}
