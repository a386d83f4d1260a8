//! `fangzhi export`

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::network::kinds;
use super::say::{Exit, Say, advice};
use super::scope::Within;
use super::{At, show};
use crate::analysis::{Network, NetworkKind};
use crate::export::sheet::{self, Sheet};
use crate::export::tables::{TABLES, Table};
use crate::export::ties::Ties;
use crate::export::{ExportError, FORMATS, Format, How, Imprint, dot};
use crate::graph::Store;
use crate::query::look::Look;

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  fangzhi export dot --around 许昌市总工会 --depth 2 | dot -Tsvg > net.svg\n  \
    fangzhi export gexf --network bodies --place 许昌市 --output bodies.gexf\n  \
    fangzhi export csv --output tables")]
pub struct Export {
    /// What to write
    #[arg(value_parser = PossibleValuesParser::new(FORMATS.iter().map(|f| PossibleValue::new(f.name).help(f.about))))]
    format: String,
    /// Which network; for csv, jsonl and parquet its nodes, links and evidence in the place of the store's tables
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    network: Option<String>,
    /// Only the network around a name, a code or an IRI
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// How many links from it
    #[arg(long, value_name = "N", default_value_t = 1, requires = "around")]
    depth: usize,
    /// At most so many nodes, those of the strongest links; 0 for all [default: 300 for dot and svg, else all]
    #[arg(long, value_name = "N")]
    nodes: Option<usize>,
    /// One table alone, such as events, to a file or standard output
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// Where to, a folder for tables; - is standard output
    #[arg(long, short, value_name = "PATH", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    within: Within,
    #[command(flatten)]
    at: At,
}

impl Export {
    pub fn run(&self, say: &Say) -> anyhow::Result<Exit> {
        let format = Format::named(&self.format).ok_or_else(|| anyhow::anyhow!("no format {}", self.format))?;
        let is_network = self.network.is_some() || self.around.is_some() || matches!(format.how, How::Network(_));
        if !is_network && (!self.within.is_open() || self.nodes.is_some()) {
            let hint = "name a network with --network, or ask with find, ask or query";
            return Err(advice("place, time, type, band and number of nodes are chosen of networks", hint));
        }
        if self.table.is_some() && !matches!(format.how, How::Table(_)) {
            return Err(advice(
                format!("{} holds no tables", format.name),
                "export csv or jsonl, or leave --table out",
            ));
        }
        if matches!(format.how, How::Quads(_)) && is_network {
            let hint = "leave --network and --around out, or choose dot, svg, graphml, gexf, csv or jsonl";
            return Err(advice(format!("{} is the whole store", format.name), hint));
        }
        let store = self.at.open()?;
        let network = if is_network { Some(self.network(&store, format, say)?) } else { None };
        if let Some((network, _)) = &network
            && network.is_empty()
        {
            say.warn("nothing in the store fits");
            return Ok(Exit::Nothing);
        }
        let ties = network.as_ref().map(|(network, _)| Ties { network, store: &store });
        let imprint = network.as_ref().map_or_else(
            || Imprint::of(&store, "方志 fangzhi: 报纸里的人、机构、地方、事件和数据 | people, bodies, places, events and figures of newspapers"),
            |(_, imprint)| imprint.clone(),
        );
        match (format.how, &ties) {
            (How::Quads(write), _) => self.file(|out| write(&store, &imprint, out))?,
            (How::Network(write), Some(ties)) => self.file(|out| write(ties, &imprint, out))?,
            (How::Network(_), None) => {}
            (How::Table(write), ties) => match &self.table {
                Some(name) => {
                    let sheet = one(&store, ties.as_ref(), name)?.alone(&imprint);
                    self.file(|out| write(&sheet, out))?;
                }
                None if self.output == Path::new("-") => {
                    let hint = "name a folder with --output, or one of them with --table";
                    return Err(advice("several tables do not fit one stream", hint));
                }
                None => {
                    let rows = sheet::folder(all(&store, ties.as_ref()), format.name, write, &imprint, &self.output)?;
                    say.note(&format!("{}: {rows}行 rows", self.output.display()));
                }
            },
        }
        Ok(Exit::Done)
    }

    /// The network that is asked for, cut to what fits, with what to say of it.
    fn network(&self, store: &Store, format: &Format, say: &Say) -> anyhow::Result<(Network, Imprint)> {
        let kind = self.network.as_deref().and_then(NetworkKind::named).unwrap_or(NetworkKind::all());
        let mut network = Network::of(store, kind, &self.within.scope(store, say)?)?;
        let mut title = format!("{} {}{}", kind.chinese, kind.english, self.within.words());
        if let Some(name) = &self.around {
            network = network.around(&Look::at(store).named(name)?, self.depth);
            title.push_str(&format!(" — {name}"));
            if network.is_empty() {
                say.warn(&format!("nothing in the network is called {name}"));
            }
        }
        let mut imprint = Imprint::of(store, title);
        let is_picture = matches!(format.name, "dot" | "svg");
        let most = match self.nodes {
            Some(0) => usize::MAX,
            Some(most) => most,
            None if is_picture => dot::MOST,
            None => usize::MAX,
        };
        let network = dot::fitting(network, most, &mut imprint);
        if let Some(note) = imprint.notes.last() {
            say.note(&format!("{note}; --nodes N"));
        }
        Ok((network, imprint))
    }

    /// Writes to standard output, or to a file, whole or not at all.
    fn file(&self, write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>) -> anyhow::Result<()> {
        if self.output == Path::new("-") {
            let mut out = show::out();
            write(&mut out)?;
            return Ok(out.flush()?);
        }
        let folder = self.output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let cannot = |e: std::io::Error| {
            advice(
                format!("cannot write {}: {e}", self.output.display()),
                "name a file in a folder that is there and yours",
            )
        };
        let mut builder = tempfile::Builder::new();
        // A temporary file is its owner's alone; what is exported is as open as any other file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder).map_err(cannot)?;
        let mut out = std::io::BufWriter::new(&mut file);
        write(&mut out)?;
        out.flush().map_err(cannot)?;
        drop(out);
        file.persist(&self.output).map_err(|e| cannot(e.error))?;
        Ok(())
    }
}

/// The tables of the network, or those of the store.
fn all<'a>(store: &'a Store, ties: Option<&'a Ties<'a>>) -> Box<dyn Iterator<Item = Result<Sheet, ExportError>> + 'a> {
    match ties {
        Some(ties) => Box::new([Ok(ties.nodes()), Ok(ties.links()), ties.evidence()].into_iter()),
        None => Box::new(TABLES.iter().map(|table| table.of(store))),
    }
}

/// One of them.
fn one(store: &Store, ties: Option<&Ties<'_>>, name: &str) -> anyhow::Result<Sheet> {
    let known: Vec<&str> = match ties {
        Some(_) => vec!["nodes", "links", "evidence"],
        None => TABLES.iter().map(|table| table.name).collect(),
    };
    let found = match ties {
        Some(ties) => match name {
            "nodes" => Some(ties.nodes()),
            "links" => Some(ties.links()),
            "evidence" => Some(ties.evidence()?),
            _ => None,
        },
        None => Table::named(name).map(|table| table.of(store)).transpose()?,
    };
    found.ok_or_else(|| advice(format!("there is no table {name}"), format!("the tables are {}", known.join(", "))))
}
