//! `fangzhi build`

use std::hash::BuildHasher;
use std::io::Write;
use std::path::{Path, PathBuf};

use oxigraph::io::RdfFormat;
use oxigraph::model::{NamedNodeRef, Term};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::say::{Exit, Say, advice};
use super::{At, input, show};
use crate::graph::{Contribution, Detail, Plan, Summary, Ticket, contributions, manifest, restore, vocabulary as v};
use crate::lexicon::Lexicon;
use crate::model::Page;
use crate::pipeline;

#[derive(clap::Args)]
pub struct Build {
    /// Files of pages, folders of them, or - for JSON lines on standard input
    #[arg(
        value_name = "PATH",
        group = "given",
        required_unless_present_any = ["files_from", "sample", "repair", "remove", "decisions"]
    )]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    sources: input::Sources,
    /// Stop at the first input that is wrong
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    at: At,
    /// The sample pages that the program carries
    #[arg(long, conflicts_with = "given")]
    sample: bool,
    /// Keep every naming of a person, body or place: about twice the store
    #[arg(long)]
    mentions: bool,
    /// Folder with rows to add to the word lists, files named as in ontology/lexicon
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
    /// File of decisions to follow from now on, such as one under version control [default: decisions.tsv in the store]
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Make a new store of an export: one file, or - for standard input
    #[arg(
        long,
        value_name = "FORMAT",
        value_parser = ["nquads", "trig"],
        requires = "paths",
        conflicts_with_all = ["files_from", "names", "strict", "mentions", "lexicon", "decisions", "repair", "remove", "only"]
    )]
    from: Option<String>,
    /// Read the pages of damaged segments anew
    #[arg(long)]
    repair: bool,
    /// Take a page out again, with all that it alone supports; may be given several times
    #[arg(long, value_name = "PAGE")]
    remove: Vec<String>,
    /// Take out every page that is not among those given: the store holds these and no others
    #[arg(long, requires = "given")]
    only: bool,
}

/// The word lists, with the user's own where there are some. They last as long as the program: to give their memory back, a
/// piece a word, would hold up its end.
pub fn lexicon(folder: Option<&PathBuf>) -> anyhow::Result<&'static mut Lexicon> {
    let lexicon = match folder {
        None => Lexicon::embedded()?,
        Some(folder) if folder.is_dir() => Lexicon::with_additions(folder)?,
        Some(folder) => {
            let hint = "give a folder with files such as titles.tsv in it";
            return Err(advice(format!("{} is no folder of word lists", folder.display()), hint));
        }
    };
    Ok(Box::leak(Box::new(lexicon)))
}

impl Build {
    pub fn run(&self, say: &mut Say) -> anyhow::Result<Exit> {
        let folder = self.at.folder();
        if let Some(format) = &self.from {
            return self.restore(&folder, format);
        }
        let given = self.sources.pages(&self.paths)?;
        let mut store = crate::graph::Build::start(&folder, self.repair)?;
        store.decide_by(self.followed(&folder)?)?;
        for name in &self.remove {
            remove(&mut store, name, say)?;
        }
        let lexicon = lexicon(self.lexicon.as_ref())?;
        let detail = Detail { mentions: self.mentions };
        let reading = self.reading();
        let samples = if self.sample { input::samples() } else { Vec::new() };
        let inputs = given.into_iter().flatten().chain(samples);
        let inputs: Box<dyn Iterator<Item = _>> =
            if self.strict { Box::new(input::until_wrong(inputs)) } else { Box::new(inputs) };
        let told = fill(&mut store, inputs, lexicon, detail, &reading, &folder, say)?;
        if self.strict && say.skipped() > 0 {
            let hint =
                "mend it or take it away, and run the same command again; what is in the store is not read again";
            return Err(advice("stopped at the first input that is wrong (--strict)", hint));
        }
        if self.only && say.skipped() > 0 {
            say.warn("no page was taken out: one that could not be read now would have gone with them");
        } else if self.only {
            store.remove_unmet();
        }
        let summary = store.finish()?;
        for page in &summary.lost {
            say.warn(&format!("{page} stood in a damaged segment and was not among the pages given: build it again"));
        }
        let mut out = show::out();
        write_summary(&mut out, &told, &summary, say.skipped())?;
        let Summary { added, replaced, unchanged, removed, .. } = summary;
        let nothing = added + replaced + unchanged + removed == 0;
        Ok(if nothing && !self.repair && self.decisions.is_none() { Exit::Nothing } else { Exit::Done })
    }

    /// Makes a store of an export.
    fn restore(&self, folder: &Path, format: &str) -> anyhow::Result<Exit> {
        let [file] = self.paths.as_slice() else {
            return Err(advice("an export is one file", "restore each into a store of its own"));
        };
        let format = if format == "trig" { RdfFormat::TriG } else { RdfFormat::NQuads };
        let manifest = if file.as_os_str() == "-" {
            restore(folder, std::io::stdin().lock(), format, "standard input")?
        } else {
            let opened = std::fs::File::open(file).map_err(|e| {
                advice(format!("cannot read {}: {e}", file.display()), "name a file that `fangzhi export` has written")
            })?;
            restore(folder, std::io::BufReader::new(opened), format, &file.display().to_string())?
        };
        let snapshot = manifest.restored.as_deref().unwrap_or_default();
        let mut out = show::out();
        writeln!(
            out,
            "restored 恢复: {} quads, {} pages, snapshot {snapshot}",
            manifest.quads(),
            manifest.pages.len()
        )?;
        out.flush()?;
        Ok(Exit::Done)
    }

    /// The way to the file of decisions that was named.
    fn followed(&self, folder: &Path) -> anyhow::Result<Option<String>> {
        let Some(file) = &self.decisions else { return Ok(None) };
        let way = input::way_from(folder, file);
        let missing = || {
            let hint = "make the file first; an empty one will do, and `fangzhi decide` fills it";
            advice(format!("no file of decisions at {}", file.display()), hint)
        };
        way.map(Some).ok_or_else(missing)
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

/// Takes out the page of that name, which may be its stem if one page alone bears it.
fn remove(store: &mut crate::graph::Build, name: &str, say: &mut Say) -> anyhow::Result<()> {
    let keys = store.manifest().pages_named(name);
    match keys.as_slice() {
        [] => say.lack(&format!("{name}: no such page in the store")),
        [key] => {
            store.remove(key);
        }
        several => {
            let message = format!("{} pages are named {name}", several.len());
            return Err(advice(message, format!("say which: {}", several.join(", "))));
        }
    }
    Ok(())
}

/// Reads pages into a store that is being built, and counts what they tell.
pub fn fill(
    store: &mut crate::graph::Build,
    inputs: impl Iterator<Item = input::Incoming>,
    lexicon: &Lexicon,
    detail: Detail,
    reading: &str,
    folder: &Path,
    say: &mut Say,
) -> anyhow::Result<Told> {
    let mut counted = Told::default();
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
            counted.count(&told);
            store.put(ticket, told)?;
        }
        say.advance(pages);
    }
    say.clear();
    Ok(counted)
}

/// Classes that the summary counts, with what they are called.
pub const COUNTED: [(&str, NamedNodeRef<'static>); 8] = [
    ("articles 文章", v::NEWS_ARTICLE),
    ("people 人物", v::PERSON),
    ("organisations 机构", v::ORGANIZATION),
    ("posts seen 任职", v::MEMBERSHIP),
    ("places 地方", v::ADMINISTRATIVE_AREA),
    ("events 事件", v::EVENT),
    ("figures 数据", v::OBSERVATION),
    ("sentences cited 依据句", v::NIF_SENTENCE),
];

/// How many things of each class the pages told that a build read. Of each thing no more than a hash is kept, so that
/// this may go on for millions of pages.
#[derive(Default)]
pub struct Told([FxHashSet<u64>; COUNTED.len()]);

impl Told {
    fn count(&mut self, told: &[Contribution]) {
        for triple in told.iter().flat_map(|told| told.evidence.iter().chain(&told.facts)) {
            let Term::NamedNode(class) = &triple.object else { continue };
            if triple.predicate.as_ref() == v::TYPE
                && let Some(at) = COUNTED.iter().position(|(_, counted)| class.as_ref() == *counted)
            {
                self.0[at].insert(FxBuildHasher.hash_one(&triple.subject));
            }
        }
    }
}

/// What was read, and what became of the pages.
pub fn write_summary(out: &mut impl Write, told: &Told, summary: &Summary, skipped: usize) -> anyhow::Result<()> {
    let Summary { added, replaced, unchanged, removed, .. } = summary;
    if added + replaced > 0 {
        let read = vec!["pages read 版面".to_owned(), (added + replaced).to_string()];
        let things =
            COUNTED.iter().zip(&told.0).map(|((name, _), things)| vec![(*name).to_owned(), things.len().to_string()]);
        writeln!(out, "{}", show::list(std::iter::once(read).chain(things).collect()))?;
    }
    let removed = if *removed > 0 { format!(", {removed} removed") } else { String::new() };
    writeln!(out, "pages: {added} added, {replaced} replaced, {unchanged} unchanged{removed}, {skipped} skipped")?;
    out.flush()?;
    Ok(())
}
