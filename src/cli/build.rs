//! `fangzhi build`

use std::path::PathBuf;

use rayon::prelude::*;

use super::say::{Exit, Say, advice};
use super::{At, input, show};
use crate::graph::{Contribution, Detail, Plan, Store, Summary, Ticket, contributions, manifest, vocabulary as v};
use crate::lexicon::Lexicon;
use crate::model::Page;
use crate::pipeline;

#[derive(clap::Args)]
pub struct Build {
    /// Text files, folders of them, or - for JSON lines on standard input
    #[arg(value_name = "PATH", required_unless_present_any = ["sample", "repair"])]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    at: At,
    /// The sample pages that the program carries
    #[arg(long, conflicts_with = "paths")]
    sample: bool,
    /// Keep every naming of a person, body or place: about twice the store
    #[arg(long)]
    mentions: bool,
    /// Folder with rows to add to the word lists, files named as in ontology/lexicon
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
    /// Read the pages of damaged segments anew
    #[arg(long)]
    repair: bool,
}

/// The word lists, with the user's own where there are some.
pub fn lexicon(folder: Option<&PathBuf>) -> anyhow::Result<Lexicon> {
    Ok(match folder {
        None => Lexicon::embedded()?,
        Some(folder) if folder.is_dir() => Lexicon::with_additions(folder)?,
        Some(folder) => {
            let hint = "give a folder with files such as titles.tsv in it";
            return Err(advice(format!("{} is no folder of word lists", folder.display()), hint));
        }
    })
}

impl Build {
    pub fn run(&self, say: &mut Say) -> anyhow::Result<Exit> {
        let folder = self.at.folder();
        let given = if self.paths.is_empty() { None } else { Some(input::pages(&self.paths)?) };
        let store = crate::graph::Build::start(&folder, self.repair)?;
        let lexicon = lexicon(self.lexicon.as_ref())?;
        let detail = Detail { mentions: self.mentions };
        let reading = self.reading();
        let samples = if self.sample { input::samples() } else { Vec::new() };
        let inputs = given.into_iter().flatten().chain(samples);
        let summary = fill(store, inputs, &lexicon, detail, &reading, &folder, say)?;
        for page in &summary.lost {
            say.warn(&format!("{page} stood in a damaged segment and was not among the pages given: build it again"));
        }
        let store = Store::open(&folder)?;
        let mut out = show::out();
        write_summary(&mut out, &store, &summary, say.skipped())?;
        let pages = summary.added + summary.replaced + summary.unchanged;
        Ok(if pages == 0 && !self.repair { Exit::Nothing } else { Exit::Done })
    }

    /// What the records depend on beside the pages.
    fn reading(&self) -> String {
        let mut all = format!("mentions={}", self.mentions);
        if let Some(folder) = &self.lexicon {
            for (name, _) in crate::lexicon::TABLES {
                let added = std::fs::read(folder.join(name)).unwrap_or_default();
                all.push_str(&manifest::hex(&added));
            }
        }
        all
    }
}

/// Reads pages into a store that is being built.
pub fn fill(
    mut store: crate::graph::Build,
    inputs: impl Iterator<Item = input::Incoming>,
    lexicon: &Lexicon,
    detail: Detail,
    reading: &str,
    folder: &std::path::Path,
    say: &mut Say,
) -> anyhow::Result<Summary> {
    say.begin("reading");
    for chunk in input::chunks(inputs) {
        let pages = chunk.len();
        let (mut planned, mut tickets): (Vec<Page>, Vec<Ticket>) = Default::default();
        for page in input::readable(chunk, say) {
            if let Plan::Read(ticket) = store.plan(&input::key(&page, folder), &page, reading) {
                planned.push(page);
                tickets.push(ticket);
            }
        }
        let records = pipeline::read(&planned, lexicon);
        let told: Vec<Vec<Contribution>> = planned
            .par_iter()
            .zip(&records)
            .map(|(page, records)| contributions(page, records, &lexicon.divisions, detail))
            .collect();
        for ((page, ticket), told) in planned.iter().zip(tickets).zip(told) {
            if told.is_empty() {
                say.warn(&format!("{}: no article found", page.origin));
            }
            store.put(ticket, told)?;
        }
        say.advance(pages);
    }
    say.clear();
    Ok(store.finish()?)
}

/// Classes that the summary counts, with what they are called.
pub const COUNTED: [(&str, oxigraph::model::NamedNodeRef<'static>); 8] = [
    ("articles 文章", v::NEWS_ARTICLE),
    ("people 人物", v::PERSON),
    ("organisations 机构", v::ORGANIZATION),
    ("posts seen 任职", v::MEMBERSHIP),
    ("places 地方", v::ADMINISTRATIVE_AREA),
    ("events 事件", v::EVENT),
    ("figures 数据", v::OBSERVATION),
    ("sentences cited 依据句", v::NIF_SENTENCE),
];

/// What the store holds, and what the build did.
pub fn write_summary(
    out: &mut impl std::io::Write,
    store: &Store,
    summary: &Summary,
    skipped: usize,
) -> anyhow::Result<()> {
    let mut rows = vec![vec!["pages 版面".to_owned(), store.manifest().pages.len().to_string()]];
    for (name, class) in COUNTED {
        rows.push(vec![name.to_owned(), count(store, class)?.to_string()]);
    }
    writeln!(out, "{}", show::list(rows))?;
    let Summary { added, replaced, unchanged, .. } = summary;
    writeln!(out, "pages: {added} added, {replaced} replaced, {unchanged} unchanged, {skipped} skipped")?;
    out.flush()?;
    Ok(())
}

/// How many things of a class there are, in any graph.
pub fn count(store: &Store, class: oxigraph::model::NamedNodeRef<'_>) -> anyhow::Result<usize> {
    let quads = store.engine().quads_for_pattern(None, Some(v::TYPE), Some(class.into()), None);
    let mut found = 0;
    for quad in quads {
        quad?;
        found += 1;
    }
    Ok(found)
}
