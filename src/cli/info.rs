//! `fangzhi info`

use std::io::Write;

use super::build::COUNTED;
use super::say::Exit;
use super::show::{Sheet, Sheets};
use super::{At, show};
use crate::analysis::coverage::{Coverage, coverage};
use crate::graph::manifest::FORMAT;
use crate::graph::{Manifest, Store, StoreError, vocabulary as v};
use crate::query::judgement::judged;
use crate::query::{Answer, ask};

#[derive(clap::Args)]
pub struct Info {
    /// What was read and gave nothing, by paper and month
    #[arg(long)]
    coverage: bool,
    /// How to write the coverage
    #[arg(long, value_enum, default_value_t = Sheets::Table, requires = "coverage")]
    format: Sheets,
    #[command(flatten)]
    at: At,
}

impl Info {
    pub fn run(&self) -> anyhow::Result<Exit> {
        if self.coverage {
            return self.coverage();
        }
        let mut out = show::out();
        let engine = if cfg!(feature = "rocksdb") { "RocksDB beside the segments" } else { "memory" };
        writeln!(out, "fangzhi {}, store format {FORMAT}, engine in {engine}", env!("CARGO_PKG_VERSION"))?;
        let folder = self.at.folder();
        if self.at.store.is_none() && matches!(Manifest::read(&folder), Err(StoreError::Missing(_))) {
            writeln!(out, "no store at {}; `fangzhi build PAGES` makes one", folder.display())?;
            out.flush()?;
            return Ok(Exit::Done);
        }
        let store = self.at.open()?;
        let manifest = store.manifest();
        let bytes: u64 = manifest.segments.values().map(|segment| segment.bytes).sum();
        writeln!(out, "{}: built by {}", folder.display(), manifest.program)?;
        writeln!(out, "snapshot 快照 {}, {} decisions", store.snapshot(), store.decisions().rows.len())?;
        let texts: u64 = manifest.segments.values().filter_map(|segment| Some(segment.texts.as_ref()?.bytes)).sum();
        writeln!(out, "{} segments, {bytes} bytes, and {texts} of the pages' text", manifest.segments.len())?;
        let quads = store.engine().len()?;
        let mut rows = vec![
            vec!["quads".to_owned(), quads.to_string()],
            vec!["pages 版面".to_owned(), manifest.pages.len().to_string()],
        ];
        for (name, class) in COUNTED {
            rows.push(vec![name.to_owned(), count(&store, class)?.to_string()]);
        }
        let reprints = store.engine().quads_for_pattern(None, Some(v::REPRINT_OF), None, None).count();
        rows.push(vec!["reprints among the articles 转载".to_owned(), reprints.to_string()]);
        let silent = manifest.pages.values().filter(|page| page.articles.is_empty()).count();
        rows.push(vec!["pages without an article".to_owned(), silent.to_string()]);
        for (name, query) in COVERAGE {
            if let Answer::Table(table) = ask(&store, query)?
                && let Some(row) = table.rows.first()
            {
                rows.push(vec![name.to_owned(), table.texts(row).collect::<Vec<_>>().join(" – ")]);
            }
        }
        for (name, judgement) in [("judged one 判为同一", v::POSITIVE), ("open 待判", v::OPEN)] {
            rows.push(vec![name.to_owned(), judged(&store, judgement)?.to_string()]);
        }
        let sum = Coverage::sum(&coverage(&store)?);
        for (name, part, whole) in [
            ("articles without a claim 无论断的文章", sum.articles_without_claim, sum.articles),
            ("articles without a place 无地方的文章", sum.articles_without_place, sum.articles),
            ("sentences without a claim 无论断的句子", sum.sentences_without_claim, sum.sentences),
        ] {
            rows.push(vec![name.to_owned(), format!("{part} of {whole}")]);
        }
        for (name, count) in [("High", sum.high), ("Medium", sum.medium), ("Low", sum.low)] {
            rows.push(vec![format!("claims {name}"), count.to_string()]);
        }
        writeln!(out, "{}", show::list(rows))?;
        writeln!(out, "`fangzhi info --coverage` tells these by paper and month")?;
        out.flush()?;
        Ok(Exit::Done)
    }

    /// The table of coverage by paper and month.
    fn coverage(&self) -> anyhow::Result<Exit> {
        let store = self.at.open()?;
        let found = coverage(&store)?;
        if self.format == Sheets::Json {
            let mut out = show::out();
            serde_json::to_writer_pretty(&mut out, &found)?;
            writeln!(out)?;
            out.flush()?;
            return Ok(Exit::Done);
        }
        let row = |c: &Coverage| {
            let numbers = [
                c.articles,
                c.articles_without_claim,
                c.articles_without_place,
                c.sentences,
                c.sentences_without_claim,
                c.high,
                c.medium,
                c.low,
            ];
            [c.paper.clone(), c.month.clone()].into_iter().chain(numbers.map(|n| n.to_string())).collect()
        };
        let columns = vec![
            "paper",
            "month",
            "articles",
            "without claim",
            "without place",
            "sentences",
            "without a claim",
            "High",
            "Medium",
            "Low",
        ];
        let title = format!("coverage 覆盖 (snapshot {})", store.snapshot());
        show::sheets(&[Sheet { title, columns, rows: found.iter().map(row).collect(), long: false }], self.format)?;
        Ok(Exit::Done)
    }
}

/// What the pages cover.
const COVERAGE: [(&str, &str); 5] = [
    ("newspapers 报纸", "SELECT (COUNT(?p) AS ?n) { ?p a schema:Newspaper }"),
    ("issues from – to 日期", "SELECT (MIN(?d) AS ?from) (MAX(?d) AS ?to) { ?p a fz:Page ; schema:datePublished ?d }"),
    ("home districts 本地", "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?p a fz:Page ; fz:homeDistrict ?d }"),
    ("events with a day 有日期的事件", "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a sem:Event ; fz:latest ?d }"),
    ("events with an actor 有行为者的事件", "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a sem:Event ; sem:hasActor ?a }"),
];

/// How many things of a class there are, in any graph.
fn count(store: &Store, class: oxigraph::model::NamedNodeRef<'_>) -> anyhow::Result<usize> {
    let quads = store.engine().quads_for_pattern(None, Some(v::TYPE), Some(class.into()), None);
    let mut found = 0;
    for quad in quads {
        quad?;
        found += 1;
    }
    Ok(found)
}
