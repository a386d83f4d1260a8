//! `fangzhi diff`

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::say::Exit;
use super::show;
use super::show::{Sheet, Sheets};
use crate::graph::Store;
use crate::query::difference::{Difference, difference};

#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 both say the same, 1 they differ, 2 error.")]
pub struct Diff {
    /// The store before
    #[arg(value_name = "STORE")]
    before: PathBuf,
    /// The store after
    #[arg(value_name = "STORE")]
    after: PathBuf,
    /// Only counts, no list
    #[arg(long)]
    summary: bool,
    /// How to write the differences
    #[arg(long, value_enum, default_value_t = Sheets::Table)]
    format: Sheets,
}

#[derive(Serialize)]
struct Side<'a> {
    store: String,
    snapshot: &'a str,
}

#[derive(Serialize)]
struct Told<'a> {
    before: Side<'a>,
    after: Side<'a>,
    counts: BTreeMap<String, usize>,
    differences: &'a [Difference],
}

impl Diff {
    pub fn run(&self) -> anyhow::Result<Exit> {
        let open = |folder: &Path| Store::open(folder);
        let (before, after) = (open(&self.before)?, open(&self.after)?);
        let found = difference(&before, &after)?;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for one in &found {
            *counts.entry(format!("{} {}", one.kind, one.change.name())).or_default() += 1;
        }
        let shown = if self.summary { &[][..] } else { &found };
        let side = |folder: &Path, store: &'_ Store| (folder.display().to_string(), store.snapshot().to_owned());
        let (old, new) = (side(&self.before, &before), side(&self.after, &after));
        match self.format {
            Sheets::Json => {
                let told = Told {
                    before: Side { store: old.0, snapshot: &old.1 },
                    after: Side { store: new.0, snapshot: &new.1 },
                    counts,
                    differences: shown,
                };
                let mut out = show::out();
                serde_json::to_writer_pretty(&mut out, &told)?;
                writeln!(out)?;
                out.flush()?;
            }
            form => {
                let title = format!("{} (snapshot {}) → {} (snapshot {})", old.0, old.1, new.0, new.1);
                let rows = counts.iter().map(|(what, count)| vec![what.clone(), count.to_string()]).collect();
                let mut sheets = vec![Sheet { title, columns: vec!["differences", "number"], rows, long: false }];
                if !self.summary {
                    let row = |one: &Difference| {
                        let (kind, change) = (one.kind.to_owned(), one.change.name().to_owned());
                        vec![kind, change, one.label.clone(), one.detail.join("; "), one.iri.clone()]
                    };
                    let columns = vec!["kind", "change", "name", "detail", "iri"];
                    let title = "gained, lost, changed 增减变更".to_owned();
                    sheets.push(Sheet { title, columns, rows: found.iter().map(row).collect(), long: false });
                }
                if form == Sheets::Csv && !self.summary {
                    // One table is what a program reads.
                    sheets.remove(0);
                }
                show::sheets(&sheets, form)?;
            }
        }
        Ok(if found.is_empty() { Exit::Done } else { Exit::Nothing })
    }
}
