//! `fangzhi extract`

use std::io::Write;
use std::path::PathBuf;

use rayon::prelude::*;

use super::build::lexicon;
use super::input::{self, Incoming};
use super::say::{Exit, Say};
use super::show;
use crate::graph::{Detail, contributions, segment};
use crate::lexicon::Lexicon;
use crate::model::{Page, Record};
use crate::pipeline;

#[derive(clap::Args)]
pub struct Extract {
    /// Files of pages, folders of them, or - for JSON lines on standard input
    #[arg(value_name = "PATH", group = "given", required_unless_present_any = ["files_from", "sample"])]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    sources: input::Sources,
    /// N-Quads instead of JSON: facts in the default graph, evidence in a graph an article. The lines of many runs can
    /// be united; first and last sightings and bands are then still those of single articles
    #[arg(long)]
    quads: bool,
    /// With --quads: every naming of a person, body or place too
    #[arg(long, requires = "quads")]
    mentions: bool,
    /// Folder with rows to add to the word lists, files named as in ontology/lexicon
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
    /// The sample pages that the program carries
    #[arg(long, conflicts_with = "given")]
    sample: bool,
}

impl Extract {
    pub fn run(&self, say: &mut Say) -> anyhow::Result<Exit> {
        let lexicon = lexicon(self.lexicon.as_ref())?;
        if self.sample {
            self.print(input::samples().into_iter(), lexicon, say)
        } else {
            self.print(self.sources.pages(&self.paths)?.into_iter().flatten(), lexicon, say)
        }
    }

    fn print(&self, inputs: impl Iterator<Item = Incoming>, lexicon: &Lexicon, say: &mut Say) -> anyhow::Result<Exit> {
        let mut out = show::out();
        let mut articles = 0;
        say.begin("reading");
        for chunk in input::chunks(inputs) {
            let taken = chunk.len();
            if chunk.iter().any(Result::is_err) {
                out.flush()?;
            }
            let pages = input::readable(chunk, say);
            let records = pipeline::read(&pages, lexicon);
            let lines: Vec<Vec<u8>> =
                pages.par_iter().zip(&records).map(|(page, records)| self.lines(page, records, lexicon)).collect();
            for ((page, records), lines) in pages.iter().zip(&records).zip(lines) {
                if records.is_empty() {
                    say.warn(&format!("{}: no article found", page.origin));
                }
                articles += records.len();
                out.write_all(&lines)?;
            }
            say.advance(taken);
        }
        out.flush()?;
        Ok(if articles == 0 { Exit::Nothing } else { Exit::Done })
    }

    /// What is written of one page.
    fn lines(&self, page: &Page, records: &[Record], lexicon: &Lexicon) -> Vec<u8> {
        let mut lines = Vec::new();
        if self.quads {
            let detail = Detail { mentions: self.mentions };
            let told = contributions(page, records, &lexicon.divisions, detail);
            let quads = told.into_iter().flat_map(|contribution| contribution.into_public_quads());
            let mut sorted: Vec<String> = quads.map(|quad| segment::line(&quad)).collect();
            sorted.sort_unstable();
            sorted.dedup();
            lines = sorted.concat().into_bytes();
        } else {
            for record in records {
                // A record of strings and numbers always serialises into memory.
                serde_json::to_writer(&mut lines, record).ok();
                lines.push(b'\n');
            }
        }
        lines
    }
}
