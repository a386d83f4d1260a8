//! `fangzhi query`

use std::io::Read;
use std::path::Path;

use anyhow::Context;

use super::At;
use super::say::{Exit, advice};
use super::show::{self, Format};
use crate::query::ask;

#[derive(clap::Args)]
#[command(
    after_help = "The prefixes of the store are known: fz, sem, org, foaf, schema, skos, qb, sdmx-dim, sdmx-mea, \
    nif, place, role, ind, … Facts stand in the default graph.\n\nExample:\n  \
    fangzhi query 'SELECT ?v ?until WHERE { ?o a qb:Observation ; fz:indicator/skos:prefLabel \"密接者\" ; \
    sdmx-dim:refArea place:411000 ; sdmx-mea:obsValue ?v ; fz:latest ?until }'"
)]
pub struct Query {
    /// A file with SPARQL, the SPARQL itself, or - for standard input
    #[arg(value_name = "FILE or TEXT")]
    query: String,
    /// How to write the answer; triples are N-Triples in any
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    at: At,
}

impl Query {
    pub fn run(&self) -> anyhow::Result<Exit> {
        let text = self.text()?;
        let store = self.at.open()?;
        let answer = ask(&store, &text)?;
        show::answer(&answer, self.format)?;
        Ok(if answer.is_empty() { Exit::Nothing } else { Exit::Done })
    }

    fn text(&self) -> anyhow::Result<String> {
        if self.query == "-" {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).context("cannot read the query from standard input")?;
            return Ok(text);
        }
        let path = Path::new(&self.query);
        if path.is_file() {
            return std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
        }
        // A query has braces; what has none was meant as a file.
        if self.query.contains('{') {
            return Ok(self.query.clone());
        }
        Err(advice(
            format!("{} is neither a file nor SPARQL", self.query),
            "give the way to a file, or a query such as 'SELECT * WHERE { ?event a sem:Event } LIMIT 5'",
        ))
    }
}
