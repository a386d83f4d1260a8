//! `fangzhi timeline`

use std::io::Write;

use clap::ValueEnum;
use serde_json::json;

use super::say::{Exit, Say};
use super::scope::Within;
use super::{At, show};
use crate::analysis::timeline::{self, timeline};
use crate::export::{Imprint, bars};

#[derive(clap::Args)]
#[command(after_help = "Examples:\n  fangzhi timeline --per week --by type --place 绵阳市\n  \
    fangzhi timeline --by actor --what 会议 --format svg > meetings.svg")]
pub struct Timeline {
    /// How long a period is
    #[arg(long, value_enum, default_value_t = Per::Day)]
    per: Per,
    /// What is told apart
    #[arg(long, value_enum, default_value_t = By::Type)]
    by: By,
    /// At most so many types, places or actors; the rest is one
    #[arg(long, value_name = "N", default_value_t = bars::MOST, value_parser = several)]
    top: usize,
    /// How to write it
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,
    #[command(flatten)]
    within: Within,
    #[command(flatten)]
    at: At,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Per {
    Day,
    /// From Monday on
    Week,
    Month,
}

/// What is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    Type,
    /// The divisions right below the one that all share
    Place,
    /// An event counts for each of its actors
    Actor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people; periods without events are left out
    Table,
    /// A row for each period and each type, place or actor
    Csv,
    /// One JSON object
    Json,
    /// A picture: stacked bars
    Svg,
}

fn several(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|count| (1..=bars::MOST).contains(count)).ok_or(format!("1 to {}", bars::MOST))
}

impl Timeline {
    pub fn run(&self, say: &Say) -> anyhow::Result<Exit> {
        let store = self.at.open()?;
        let scope = self.within.scope(&store, say)?;
        let period = match self.per {
            Per::Day => timeline::Period::Day,
            Per::Week => timeline::Period::Week,
            Per::Month => timeline::Period::Month,
        };
        let by = match self.by {
            By::Type => timeline::By::Type,
            By::Place => timeline::By::Place,
            By::Actor => timeline::By::Actor,
        };
        let found = timeline(&store, &scope, period, by, self.top)?;
        let imprint = bars::imprint(&store, &found, period, by, &self.within.words());
        match self.format {
            Form::Svg => {
                let mut out = show::out();
                bars::write(&found, &imprint, &mut out)?;
                out.flush()?;
            }
            Form::Table => table(&found, &imprint)?,
            Form::Csv => {
                let mut out = show::out();
                bars::table(&found, &mut out)?;
                out.flush()?;
            }
            Form::Json => json(&found, &imprint)?,
        }
        if matches!(self.format, Form::Csv | Form::Json) {
            imprint.notes.iter().for_each(|note| say.note(note));
        }
        Ok(if found.events == 0 { Exit::Nothing } else { Exit::Done })
    }
}

fn table(found: &timeline::Timeline, imprint: &Imprint) -> anyhow::Result<()> {
    let mut columns = vec!["时间 period".to_owned(), "合计 all".to_owned()];
    columns.extend(found.series.iter().map(|series| series.name.clone()));
    let mut rows = Vec::new();
    for (at, start) in found.starts.iter().enumerate() {
        let counts: Vec<usize> = found.series.iter().map(|series| series.counts[at]).collect();
        let all: usize = counts.iter().sum();
        if all > 0 {
            let shown = counts.iter().map(|count| if *count > 0 { count.to_string() } else { String::new() });
            rows.push([found.period.written(*start), all.to_string()].into_iter().chain(shown).collect());
        }
    }
    let mut out = show::out();
    writeln!(out, "{}\n{}", imprint.title, show::table(&columns, rows))?;
    for note in &imprint.notes {
        writeln!(out, "注 Note: {note}")?;
    }
    Ok(out.flush()?)
}

fn json(found: &timeline::Timeline, imprint: &Imprint) -> anyhow::Result<()> {
    let periods: Vec<String> = found.starts.iter().map(|start| found.period.written(*start)).collect();
    let series = |series: &timeline::Series| json!({"iri": series.iri, "name": series.name, "events": series.counts});
    let series: Vec<_> = found.series.iter().map(series).collect();
    let mut out = show::out();
    let all = json!({"title": imprint.title, "snapshot": imprint.snapshot, "periods": periods, "series": series, "events": found.events,
        "counted_when_printed": found.by_paper, "left_out": found.left_out});
    writeln!(out, "{all:#}")?;
    Ok(out.flush()?)
}
