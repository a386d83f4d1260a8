//! `fangzhi find`

use std::io::Write;

use clap::ValueEnum;
use jiff::civil::Date;

use super::say::{Exit, advice};
use super::{At, show};
use crate::model::EventType;
use crate::query::Search;
use crate::query::evidence::Statement;
use crate::query::find::{Finding, Sighting, find, sightings};

#[derive(clap::Args)]
#[command(after_help = help())]
pub struct Find {
    /// A person, body or place that acts: a name, a part of one, a code or an IRI
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// A type (Meeting, 会议), a group of types (Governing, 治理), or words of what was done
    #[arg(long, value_name = "TYPE or WORDS")]
    what: Option<String>,
    /// A place by name or code, with all that lies within
    #[arg(long = "where", value_name = "PLACE")]
    place: Option<String>,
    /// First day, such as 2022-05-01
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: Option<Date>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How to write them
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    #[command(flatten)]
    at: At,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A paragraph each, for people
    Text,
    /// A row each, as wide as the terminal
    Table,
    /// Comma-separated
    Csv,
    /// One JSON object a line
    Jsonl,
}

fn help() -> String {
    let types: Vec<String> = EventType::ALL.iter().map(|kind| format!("{kind} {}", kind.chinese())).collect();
    format!(
        "Types: {}\n\nExamples:\n  fangzhi find --who 市总工会\n  \
        fangzhi find --where 许昌市 --from 2022-05-01 --to 2022-05-31 --what 会议",
        types.join(", ")
    )
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written 2022-05-01".to_owned())
}

impl Find {
    pub fn run(&self) -> anyhow::Result<Exit> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return Err(advice(format!("--from {from} is after --to {to}"), "give the earlier day to --from"));
        }
        let store = self.at.open()?;
        let search = Search {
            who: self.who.clone(),
            what: self.what.clone(),
            r#where: self.place.clone(),
            from: self.from,
            to: self.to,
        };
        let found = find(&store, &search)?;
        // Posts answer who, and nothing else does.
        let posts = match &self.who {
            Some(who) if self.what.is_none() && self.place.is_none() => sightings(&store, who)?,
            _ => Vec::new(),
        };
        let shown = &found[..self.limit.unwrap_or(found.len()).min(found.len())];
        let mut out = show::out();
        match self.format {
            Form::Text => text(&mut out, &posts, shown, found.len())?,
            Form::Table => {
                let names: Vec<String> = COLUMNS.iter().map(|&name| name.to_owned()).collect();
                writeln!(out, "{}", show::table(&names, shown.iter().map(row).collect()))?;
            }
            Form::Csv => {
                let mut writer = csv::Writer::from_writer(&mut out);
                writer.write_record(COLUMNS)?;
                for finding in shown {
                    writer.write_record(row(finding))?;
                }
                writer.flush()?;
            }
            Form::Jsonl => {
                for finding in shown {
                    serde_json::to_writer(&mut out, finding)?;
                    writeln!(out)?;
                }
            }
        }
        out.flush()?;
        Ok(if found.is_empty() && posts.is_empty() { Exit::Nothing } else { Exit::Done })
    }
}

const COLUMNS: [&str; 9] = ["when", "type", "who", "what", "where", "sentence", "headline", "paper", "iri"];

fn row(finding: &Finding) -> Vec<String> {
    let first = finding.evidence.first();
    let of = |part: fn(&Statement) -> Option<String>| first.and_then(part).unwrap_or_default();
    vec![
        finding.when.clone().unwrap_or_default(),
        finding.chinese.clone(),
        who(finding),
        finding.what.clone(),
        finding.r#where.join("、"),
        of(|statement| statement.sentence.clone()),
        of(|statement| statement.headline.clone()),
        of(|statement| statement.page.clone()),
        finding.iri.clone(),
    ]
}

/// 王某某（某市某局 局长）、某某公司
fn who(finding: &Finding) -> String {
    let named = |actor: &crate::query::find::Actor| match actor.posts.as_slice() {
        [] => actor.name.clone(),
        posts => format!("{}（{}）", actor.name, posts.join("；")),
    };
    finding.who.iter().map(named).collect::<Vec<_>>().join("、")
}

/// Findings as paragraphs.
pub fn text(out: &mut impl Write, posts: &[Sighting], found: &[Finding], all: usize) -> std::io::Result<()> {
    for post in posts {
        let body = post.body.as_deref().map_or_else(String::new, |body| format!("{body} "));
        let seen = match (&post.first, &post.last) {
            (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
            (Some(first), _) => first.clone(),
            _ => String::new(),
        };
        writeln!(out, "任职 Post  {}：{body}{}  见于 {seen}", post.person, post.role)?;
        statements(out, &post.evidence)?;
        writeln!(out)?;
    }
    for finding in found {
        let printed = finding.evidence.iter().find_map(|statement| statement.date.clone());
        let when = finding.when.clone().or_else(|| printed.map(|date| format!("见报 {date}")));
        let when = when.unwrap_or_else(|| "时间不详".to_owned());
        writeln!(out, "{when}  {} {}", finding.chinese, finding.r#type)?;
        for (name, value) in
            [("谁", who(finding)), ("何事", finding.what.clone()), ("何地", finding.r#where.join("、"))]
        {
            if !value.is_empty() {
                writeln!(out, "  {name}  {value}")?;
            }
        }
        statements(out, &finding.evidence)?;
        writeln!(out, "  {}\n", crate::graph::vocabulary::compact(&finding.iri))?;
    }
    if found.is_empty() && posts.is_empty() {
        writeln!(out, "nothing found 未找到")?;
    } else if all > found.len() {
        writeln!(out, "{} of {all} events", found.len())?;
    } else {
        writeln!(out, "{all} events, {} posts", posts.len())?;
    }
    Ok(())
}

/// The sentences, each with where it was printed.
pub fn statements(out: &mut impl Write, statements: &[Statement]) -> std::io::Result<()> {
    for statement in statements {
        if let Some(sentence) = &statement.sentence {
            writeln!(out, "  「{sentence}」")?;
        }
        writeln!(out, "  —— {}", statement.source())?;
    }
    Ok(())
}
