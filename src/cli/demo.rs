//! `fangzhi demo`

use std::collections::BTreeMap;
use std::io::Write;

use super::build::{fill, write_summary};
use super::say::{Exit, Say};
use super::{input, show};
use crate::graph::{Detail, Store};
use crate::lexicon::Lexicon;
use crate::query::find::{find, sightings};
use crate::query::question::question;
use crate::query::{Answer, Search};

#[derive(clap::Args)]
pub struct Demo {}

impl Demo {
    pub fn run(&self, say: &mut Say) -> anyhow::Result<Exit> {
        let folder = tempfile::tempdir()?;
        let lexicon = Lexicon::embedded()?;
        let mut build = crate::graph::Build::start(folder.path(), false)?;
        let pages = input::samples();
        let mut out = show::out();
        writeln!(
            out,
            "方志 fangzhi reads {} sample pages: invented reports, true places, damaged as printed pages are.\n",
            pages.len()
        )?;
        let told = fill(&mut build, pages.into_iter(), &lexicon, Detail::default(), "", folder.path(), say)?;
        let summary = build.finish()?;
        write_summary(&mut out, &told, &summary, say.skipped())?;
        let store = Store::open(folder.path())?;

        heading(&mut out, "谁召开了什么会议？ Which meetings were held?", "fangzhi find --what 会议")?;
        let meetings = find(&store, &Search { what: Some("会议".to_owned()), ..Search::default() })?;
        super::find::text(&mut out, &[], &meetings[..meetings.len().min(2)], meetings.len())?;

        if let Some(person) = best_known(&store)? {
            let command = format!("fangzhi find --who {person}");
            heading(
                &mut out,
                &format!("{person}是谁，做了什么？ Who is {person}, and what did this person do?"),
                &command,
            )?;
            let search = Search { who: Some(person.clone()), ..Search::default() };
            let found = find(&store, &search)?;
            let posts = sightings(&store, &person)?;
            super::find::text(&mut out, &posts[..posts.len().min(2)], &found[..found.len().min(2)], found.len())?;
        }

        let series = question("series")?;
        heading(&mut out, &format!("{} {}", series.chinese, series.english), "fangzhi ask series")?;
        if let (Answer::Table(mut table), _) = series.ask(&store, &BTreeMap::new())? {
            table.rows.truncate(5);
            let wanted = ["indicator", "about", "value", "unit", "when", "sentence"];
            let kept: Vec<usize> =
                wanted.iter().filter_map(|name| table.columns.iter().position(|column| column == name)).collect();
            let rows = table.rows.iter().map(|row| {
                let all: Vec<String> = table.texts(row).collect();
                kept.iter().map(|&at| all[at].clone()).collect()
            });
            writeln!(out, "{}", show::small_table(&wanted, rows.collect()))?;
        }

        heading(&mut out, "下一步 What to try next", "")?;
        for (command, what) in NEXT {
            writeln!(out, "  {command}\n      {what}")?;
        }
        out.flush()?;
        Ok(Exit::Done)
    }
}

const NEXT: [(&str, &str); 6] = [
    ("fangzhi build --sample", "the same pages into a store that stays: ./fangzhi-store"),
    ("fangzhi build FOLDER", "your own pages: text files, and a pages.csv with paper, date and home place"),
    ("fangzhi ask", "the questions that are written already"),
    ("fangzhi find --where PLACE --from 2023-07-01", "events at a place and in all that lies within"),
    ("fangzhi export dot --around NAME | dot -Tsvg > net.svg", "the network around a name"),
    ("fangzhi query 'SELECT ?p { ?x a foaf:Person ; skos:prefLabel ?p }'", "SPARQL, prefixes known"),
];

fn heading(out: &mut impl Write, title: &str, command: &str) -> std::io::Result<()> {
    writeln!(out, "\n■ {title}")?;
    if !command.is_empty() {
        writeln!(out, "  $ {command}")?;
    }
    writeln!(out)
}

/// The person with most acts.
fn best_known(store: &Store) -> anyhow::Result<Option<String>> {
    let query = "SELECT ?name (COUNT(?e) AS ?n) { ?m org:member ?p . ?p skos:prefLabel ?name . ?e sem:hasActor ?p } \
        GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 1";
    let answer = crate::query::ask(store, query)?;
    let first = show::rows(&answer).and_then(|table| table.rows.first().map(|row| table.texts(row).next()));
    Ok(first.flatten().filter(|name| !name.is_empty()))
}
