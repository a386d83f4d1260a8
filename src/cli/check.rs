//! `fangzhi check`

use std::fs::File;
use std::io::{BufReader, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use anyhow::Context;
use oxigraph::io::RdfFormat;
use oxigraph::model::{Literal, Term};

use super::say::{Exit, advice};
use super::show::Format;
use super::{At, show};
use crate::graph::Store;
use crate::query::check::{Violation, checks, violations};
use crate::query::{Answer, Question, Table};

#[derive(clap::Args)]
#[command(after_help = "Exit codes: 0 nothing is wrong, 1 something is, 2 error.")]
pub struct Check {
    /// An export (N-Quads, or TriG by its ending) to check instead of a store; - for N-Quads on standard input
    #[arg(value_name = "FILE", conflicts_with = "store")]
    file: Option<PathBuf>,
    /// Only this check; can be given several times
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// List the checks and what each looks for
    #[arg(long, conflicts_with_all = ["file", "only"])]
    list: bool,
    /// Show at most so many of each check
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How to write what is wrong
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    at: At,
}

const COLUMNS: [&str; 5] = ["check", "focus", "detail", "sentence", "source"];

impl Check {
    pub fn run(&self) -> anyhow::Result<Exit> {
        let checks = self.chosen()?;
        if self.list {
            return list(&checks);
        }
        let store = self.store()?;
        let (mut rows, mut broken, mut all) = (Vec::new(), 0, 0);
        for check in &checks {
            let found = violations(&store, check).with_context(|| format!("the check {} failed", check.name))?;
            all += found.len();
            broken += usize::from(!found.is_empty());
            rows.extend(found.iter().take(self.limit.unwrap_or(found.len())).map(row));
        }
        let people = self.format == Format::Table;
        if !(people && rows.is_empty()) {
            let columns = COLUMNS.map(str::to_owned).to_vec();
            show::answer(&Answer::Table(Table { columns, rows }), self.format)?;
        }
        if people {
            let mut out = show::out();
            match all {
                0 => writeln!(out, "{} checks, nothing wrong 无异常", checks.len())?,
                _ => writeln!(out, "{all} violations 异常 of {broken} of {} checks", checks.len())?,
            }
            out.flush()?;
        }
        Ok(if all == 0 { Exit::Done } else { Exit::Nothing })
    }

    fn chosen(&self) -> anyhow::Result<Vec<Question>> {
        let mut known = checks()?;
        if let Some(unknown) = self.only.iter().find(|name| !known.iter().any(|check| check.name == **name)) {
            return Err(advice(format!("there is no check {unknown:?}"), "`fangzhi check --list` lists them"));
        }
        known.retain(|check| self.only.is_empty() || self.only.contains(&check.name));
        Ok(known)
    }

    fn store(&self) -> anyhow::Result<ManuallyDrop<Store>> {
        let Some(file) = &self.file else { return self.at.open() };
        if file.as_os_str() == "-" {
            return Ok(ManuallyDrop::new(Store::of_export(std::io::stdin().lock(), RdfFormat::NQuads)?));
        }
        let is_trig = file.extension().is_some_and(|ending| ending == "trig");
        let format = if is_trig { RdfFormat::TriG } else { RdfFormat::NQuads };
        let reader = File::open(file).map_err(|e| {
            let hint = "name a file that `fangzhi export` has written; a store is named with --store";
            advice(format!("cannot read {}: {e}", file.display()), hint)
        })?;
        let store = Store::of_export(BufReader::new(reader), format);
        Ok(ManuallyDrop::new(store.with_context(|| format!("cannot read {}", file.display()))?))
    }
}

fn row(violation: &Violation) -> Vec<Option<Term>> {
    let text = |text: String| Some(Term::from(Literal::new_simple_literal(text)));
    let statement = violation.statement.as_ref();
    vec![
        text(violation.check.clone()),
        Some(violation.focus.clone()),
        violation.detail.clone(),
        statement.and_then(|statement| statement.sentence.clone()).and_then(text),
        statement.map(|statement| statement.source()).and_then(text),
    ]
}

fn list(checks: &[Question]) -> anyhow::Result<Exit> {
    let mut out = show::out();
    let row = |check: &Question| vec![check.name.clone(), format!("{}\n{}", check.chinese, check.english)];
    writeln!(out, "{}", show::small_table(&["check", "must have no answer"], checks.iter().map(row).collect()))?;
    out.flush()?;
    Ok(Exit::Done)
}
