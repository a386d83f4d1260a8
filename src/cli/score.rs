//! `fangzhi score`

use std::collections::BTreeMap;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::build::lexicon;
use super::input;
use super::say::{Exit, Say, advice};
use super::show::{self, Sheet, Sheets};
use crate::analysis::scoring::bands::{self, Share};
use crate::analysis::scoring::calibration::{Judged, Learnt, learn};
use crate::analysis::scoring::comparison::{Change, Changed, FACTS, compare};
use crate::analysis::scoring::{self, AGREED, Annotated, FOUND, Pages, Row, Scores};
use crate::confidence::{self, Described};
use crate::lexicon::{Lexicon, weights::ALL};
use crate::model::{ClaimKind, Confidence, Record};
use crate::pipeline;

#[derive(clap::Args)]
#[command(after_help = help())]
pub struct Score {
    /// Folder of annotations, one JSON file a page
    gold: PathBuf,
    /// Their texts, which are read now: a folder of pages [default: the folder `pages` beside GOLD]; or the records of a
    /// run before (.jsonl of `fangzhi extract`, - for standard input)
    pages: Option<PathBuf>,
    /// A further folder of annotations, its pages in the folder `pages` beside it
    #[arg(long, value_name = "GOLD")]
    also: Vec<PathBuf>,
    /// List what a metric missed (-), invented (+) or tells otherwise (~), with page and sentence
    #[arg(long, value_name = "METRIC", value_parser = metric)]
    errors: Vec<String>,
    /// Compare with the records of a run before: facts gained and lost
    #[arg(long, value_name = "RUN.jsonl")]
    against: Option<PathBuf>,
    /// End with code 1 if a metric falls below: events=0.7 is F1 or accuracy, events.p precision, events.r recall
    #[arg(long, value_name = "METRIC=VALUE", value_parser = floor)]
    min: Vec<Floor>,
    /// Print the table of weights that these annotations teach, as ontology/lexicon/confidence.tsv holds it; put it in a
    /// folder for --lexicon to have confidences of your own
    #[arg(long, conflicts_with_all = ["errors", "against", "format"])]
    calibrate: bool,
    /// How to write the tables
    #[arg(long, value_enum, default_value_t = Sheets::Table)]
    format: Sheets,
    /// Folder with rows to add to the word lists, files named as in ontology/lexicon
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
}

fn help() -> String {
    format!(
        "Metrics of found things: {}\nMetrics of agreement: {}\n\nExamples:\n  \
        fangzhi score gold pages --errors events\n  \
        fangzhi extract pages > before.jsonl; fangzhi score gold pages --against before.jsonl",
        FOUND.join(" "),
        AGREED.join(" ")
    )
}

fn metric(text: &str) -> Result<String, String> {
    let known = FOUND.iter().chain(AGREED).any(|name| *name == text);
    if known { Ok(text.to_owned()) } else { Err("no such metric; `fangzhi score --help` lists them".to_owned()) }
}

/// The least that a metric may be.
#[derive(Clone, Debug)]
struct Floor {
    metric: String,
    /// `p`, `r` or nothing.
    part: String,
    least: f64,
}

fn floor(text: &str) -> Result<Floor, String> {
    let (name, least) = text.split_once('=').ok_or("a floor is written METRIC=VALUE, such as events=0.7")?;
    let (name, part) = name.split_once('.').unwrap_or((name, ""));
    let metric = metric(name)?;
    let found = FOUND.contains(&name);
    if !(part.is_empty() || found && matches!(part, "p" | "r")) {
        return Err("behind a metric of found things stands .p (precision), .r (recall) or nothing".to_owned());
    }
    let least = least.parse().ok().filter(|least| (0.0..=1.0).contains(least)).ok_or("VALUE is from 0 to 1")?;
    Ok(Floor { metric, part: part.to_owned(), least })
}

impl Floor {
    /// What is measured, if it lies below.
    fn missed(&self, scores: &Scores) -> Option<f64> {
        let value = match (scores.row(&self.metric)?, self.part.as_str()) {
            (Row::Found { p, .. }, "p") => p,
            (Row::Found { r, .. }, "r") => r,
            (row, _) => row.value(),
        };
        (value + 1e-9 < self.least).then_some(value)
    }
}

/// A gold folder with what was read of its pages.
struct Set {
    gold: Pages,
    predicted: Pages,
    texts: BTreeMap<String, String>,
    /// The claims of the pages with their features; nothing of a run that was made before.
    described: Option<Vec<(String, Described)>>,
}

/// All that was compared.
#[derive(Default)]
struct Measured {
    pages: usize,
    scores: Scores,
    /// The claims that gold judges, with the confidence that they bear, where they bear one.
    borne: Vec<(ClaimKind, Confidence, bool)>,
    /// The same claims with their features, where these are known.
    judged: Vec<Judged>,
}

impl Measured {
    fn add(&mut self, set: &Set) {
        self.pages += set.gold.len();
        let scores = scoring::score(&set.gold, &set.predicted, &set.texts);
        for (page, verdicts) in &scores.verdicts {
            let articles = set.predicted.get(page).map_or(&[][..], Vec::as_slice);
            for (claim, right) in verdicts {
                if let Some(confidence) = articles.get(claim.article).and_then(|a| a.confidence(*claim)) {
                    self.borne.push((claim.kind, confidence, *right));
                }
            }
        }
        for (page, described) in set.described.iter().flatten() {
            if let Some(right) = scores.verdicts.get(page).and_then(|verdicts| verdicts.get(&described.claim)) {
                let kind = described.claim.kind;
                let features = described.features.iter().map(|feature| feature.to_string()).collect();
                self.judged.push(Judged { page: page.clone(), kind, features, right: *right });
            }
        }
        self.scores.join(scores);
    }

    fn bands(&self) -> Vec<bands::Row> {
        let described = (self.judged.len() == self.borne.len()).then_some(self.judged.as_slice());
        if self.borne.is_empty() { Vec::new() } else { bands::bands(&self.borne, described) }
    }
}

impl Score {
    pub fn run(&self, say: &mut Say) -> anyhow::Result<Exit> {
        let lexicon = lexicon(self.lexicon.as_ref())?;
        if self.calibrate {
            lexicon.weights.tell_all();
        }
        let before = self.against.as_deref().map(run_before).transpose()?;
        let (mut measured, mut scores_before) = (Measured::default(), Scores::default());
        for (at, folder) in [&self.gold].into_iter().chain(&self.also).enumerate() {
            let set = read_set(folder, self.pages.as_deref().filter(|_| at == 0), lexicon, say)?;
            measured.add(&set);
            if let Some(before) = &before {
                scores_before.join(scoring::score(&set.gold, before, &set.texts));
            }
        }
        say.clear();
        if self.calibrate {
            return calibrate(&measured);
        }
        let before = before.is_some().then_some(&scores_before);
        if self.format == Sheets::Json {
            self.json(&measured, before)?;
        } else {
            show::sheets(&self.sheets(&measured, before), self.format)?;
        }
        let mut exit = Exit::Done;
        for floor in &self.min {
            if let Some(value) = floor.missed(&measured.scores) {
                let part = if floor.part.is_empty() { String::new() } else { format!(".{}", floor.part) };
                say.fail(&format!("{}{part} is {value:.3}, below {}", floor.metric, floor.least));
                exit = Exit::Nothing;
            }
        }
        Ok(exit)
    }

    /// The metrics whose facts are compared with a run before.
    fn facts(&self) -> Vec<&str> {
        if self.errors.is_empty() { FACTS.to_vec() } else { self.errors.iter().map(String::as_str).collect() }
    }

    fn sheets(&self, measured: &Measured, before: Option<&Scores>) -> Vec<Sheet> {
        let scores = &measured.scores;
        let pages = measured.pages;
        let count = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
        let mut sheets = vec![metrics(&count, scores)];
        let bands = measured.bands();
        if !bands.is_empty() {
            sheets.push(band_sheet(&bands));
        }
        if let Some(before) = before {
            let changed = compare(before, scores, &self.facts());
            sheets.push(differences(before, scores));
            sheets.push(counts(&self.facts(), &changed));
            sheets.push(facts(&changed));
        } else if !self.errors.is_empty() {
            sheets.push(self.errors(scores));
        }
        sheets
    }

    fn errors(&self, scores: &Scores) -> Sheet {
        let mut rows = Vec::new();
        for metric in &self.errors {
            for case in scores.errors(metric).unwrap_or_default() {
                let (sign, thing) = (case.outcome.sign().to_string(), told(&case.thing, &case.instead));
                rows.push(vec![metric.clone(), sign, case.page.clone(), thing, case.sentence.clone()]);
            }
        }
        let title = "Errors: - missed, + invented, ~ told otherwise (gold → told)".to_owned();
        Sheet { title, columns: vec!["metric", "error", "page", "thing", "sentence"], rows, long: true }
    }

    fn json(&self, measured: &Measured, before: Option<&Scores>) -> anyhow::Result<()> {
        let scores = &measured.scores;
        let rows = |scores: &Scores| {
            let rows = scores.rows().map(|(metric, row)| Ok((metric.to_owned(), serde_json::to_value(row)?)));
            rows.collect::<serde_json::Result<serde_json::Map<_, _>>>()
        };
        let mut told = json!({"pages": measured.pages, "metrics": rows(scores)?, "bands": measured.bands()});
        if let Some(before) = before {
            told["before"] = rows(before)?.into();
            told["changed"] = serde_json::to_value(compare(before, scores, &self.facts()))?;
        } else {
            let mut errors = serde_json::Map::new();
            for metric in &self.errors {
                errors.insert(metric.clone(), serde_json::to_value(scores.errors(metric))?);
            }
            told["errors"] = errors.into();
        }
        let mut out = show::out();
        serde_json::to_writer_pretty(&mut out, &told)?;
        writeln!(out)?;
        Ok(out.flush()?)
    }
}

/// A thing, and what is told instead where that differs.
fn told(thing: &str, instead: &str) -> String {
    if instead.is_empty() { thing.to_owned() } else { format!("{thing} → {instead}") }
}

/// The metrics, with the columns of both sorts.
fn metrics(pages: &str, scores: &Scores) -> Sheet {
    let three = |value: f64| format!("{value:.3}");
    let row = |(metric, row): (&'static str, Row)| match row {
        Row::Found { p, r, f1, gold, predicted } => {
            let counts = [gold.to_string(), predicted.to_string()];
            [vec![metric.to_owned(), three(p), three(r), three(f1)], counts.to_vec(), vec![String::new(); 2]].concat()
        }
        Row::Agreed { accuracy, of } => {
            [vec![metric.to_owned()], vec![String::new(); 5], vec![three(accuracy), of.to_string()]].concat()
        }
    };
    Sheet {
        title: format!("Against the annotation of {pages}"),
        columns: vec!["metric", "P", "R", "F1", "gold", "predicted", "accuracy", "of"],
        rows: scores.rows().map(row).collect(),
        long: false,
    }
}

/// What each band is worth.
fn band_sheet(bands: &[bands::Row]) -> Sheet {
    let three = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.3}"));
    let cells = |share: Share| {
        let range = share.precision.map_or_else(String::new, |_| format!("{:.3}–{:.3}", share.from, share.to));
        vec![share.claims.to_string(), three(share.precision), range]
    };
    let row = |row: &bands::Row| {
        let held = row.held_out.map_or_else(|| vec![String::new(); 3], cells);
        [vec![row.kind.to_owned(), row.band.to_owned()], cells(row.borne), held].concat()
    };
    Sheet {
        title:
            "Bands: share of right claims with its 95 % interval; held out: as if their page had not been among those \
                that taught the confidence"
                .to_owned(),
        columns: vec!["kind", "band", "claims", "precision", "95 %", "held out", "precision", "95 %"],
        rows: bands.iter().map(row).collect(),
        long: false,
    }
}

/// Prints the table of weights.
fn calibrate(measured: &Measured) -> anyhow::Result<Exit> {
    if measured.judged.is_empty() {
        let hint = "give the pages themselves: records do not tell all that is known of a claim";
        return Err(advice("there is nothing to learn from", hint));
    }
    let mut out = show::out();
    let pages = measured.pages;
    write!(
        out,
        "# How far a claim can be trusted: the weights of its features. Their sum with that of `{ALL}` is the logarithm of \
         the odds\n# that it is right; claims and right tell on how many judged claims a weight stands.\n# origin: learnt \
         from {pages} annotated pages, with `fangzhi score GOLD --also GOLD --calibrate`; numbers, no text of theirs\n# \
         licence: Apache-2.0; edition: fangzhi {}\nkind\tfeature\tweight\tclaims\tright\n",
        env!("CARGO_PKG_VERSION")
    )?;
    for learnt in learn(&measured.judged.iter().collect::<Vec<_>>()) {
        let (kind, Learnt { feature, weight, claims, right, .. }) = (learnt.kind.name(), &learnt);
        writeln!(out, "{kind}\t{feature}\t{weight:.2}\t{claims}\t{right}")?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// F1 and accuracy of two runs.
fn differences(before: &Scores, after: &Scores) -> Sheet {
    let row = |((metric, old), (_, new)): ((&'static str, Row), (&'static str, Row))| {
        let (old, new) = (old.value(), new.value());
        vec![metric.to_owned(), format!("{old:.3}"), format!("{new:.3}"), format!("{:+.3}", new - old)]
    };
    Sheet {
        title: "F1 or accuracy against the run before".to_owned(),
        columns: vec!["metric", "before", "now", "difference"],
        rows: before.rows().zip(after.rows()).map(row).collect(),
        long: false,
    }
}

/// How many facts of each metric were gained and lost.
fn counts(metrics: &[&str], changed: &[Changed<'_>]) -> Sheet {
    let count = |metric: &str, change: Change| {
        changed.iter().filter(|c| c.metric == metric && c.change == change).count().to_string()
    };
    let row = |metric: &&str| {
        let counts = Change::ALL.iter().map(|change| count(metric, *change));
        [(*metric).to_owned()].into_iter().chain(counts).collect()
    };
    let columns = ["metric"].into_iter().chain(Change::ALL.iter().map(|change| change.name())).collect();
    let title = "Facts gained and lost".to_owned();
    Sheet { title, columns, rows: metrics.iter().map(row).collect(), long: false }
}

/// These facts, each with its sentence.
fn facts(changed: &[Changed<'_>]) -> Sheet {
    let row = |c: &Changed<'_>| {
        let thing = told(&c.case.thing, &c.case.instead);
        vec![c.change.name().to_owned(), c.metric.to_owned(), c.case.page.clone(), thing, c.case.sentence.clone()]
    };
    Sheet {
        title: "Each with its sentence".to_owned(),
        columns: vec!["change", "metric", "page", "fact", "sentence"],
        rows: changed.iter().map(row).collect(),
        long: true,
    }
}

/// The records of a file, or of standard input.
fn run_before(path: &Path) -> anyhow::Result<Pages> {
    if path.as_os_str() == "-" {
        return Ok(scoring::read_run("standard input", BufReader::new(std::io::stdin()))?);
    }
    let open = std::fs::File::open(path).map_err(|e| {
        advice(format!("{}: {e}", path.display()), "the records of a run are what `fangzhi extract` prints")
    })?;
    Ok(scoring::read_run(&path.display().to_string(), BufReader::new(open))?)
}

/// Reads a gold folder and its pages, or the records that were made of them.
fn read_set(folder: &Path, pages: Option<&Path>, lexicon: &Lexicon, say: &mut Say) -> anyhow::Result<Set> {
    let gold = scoring::read_gold(folder)?;
    let beside = folder.parent().unwrap_or(Path::new("")).join("pages");
    let records = |path: &&Path| {
        path.as_os_str() == "-" || path.extension().is_some_and(|e| e == "jsonl" || e == "ndjson") && path.is_file()
    };
    let mut set = Set { gold, predicted: Pages::new(), texts: BTreeMap::new(), described: None };
    if let Some(run) = pages.filter(records) {
        set.predicted = run_before(run)?;
        if beside.is_dir() {
            for page in input::pages(&[beside])?.flatten().filter(|page| set.gold.contains_key(&page.stem)) {
                set.texts.insert(page.stem, page.text);
            }
        } else {
            let message = format!("no pages in {}: places inside the names of bodies count too", beside.display());
            say.warn(&message);
        }
    } else {
        let from = pages.map_or(beside, Path::to_owned);
        if !from.exists() {
            let hint = "name the folder of the pages behind that of the annotations";
            return Err(advice(format!("{}: no such folder", from.display()), hint));
        }
        say.begin("reading");
        for chunk in input::chunks(input::pages(&[from])?) {
            let mut wanted = input::readable(chunk, say);
            wanted.retain(|page| set.gold.contains_key(&page.stem));
            say.advance(wanted.len());
            let read = pipeline::read(&wanted, lexicon);
            for (page, records) in wanted.into_iter().zip(read) {
                for (article, record) in records.iter().enumerate() {
                    let told = confidence::describe(record, article, lexicon);
                    set.described.get_or_insert_default().extend(told.into_iter().map(|d| (page.stem.clone(), d)));
                }
                let articles = records.iter().map(annotated).collect::<Result<Vec<_>, _>>()?;
                set.predicted.insert(page.stem.clone(), articles);
                set.texts.insert(page.stem, page.text);
            }
        }
    }
    let missing: Vec<&String> = set.gold.keys().filter(|page| !set.predicted.contains_key(*page)).collect();
    if missing.len() == set.gold.len() {
        let message = format!("none of the pages of {} was read", folder.display());
        return Err(advice(message, "an annotation is of the page whose file name without its ending is its \"page\""));
    }
    for page in missing {
        say.lack(&format!("{}: page {page} was not read; all that it holds counts as missed", folder.display()));
    }
    Ok(set)
}

/// A record as an annotator would have written it.
fn annotated(record: &Record) -> serde_json::Result<Annotated> {
    serde_json::from_value(serde_json::to_value(record)?)
}
