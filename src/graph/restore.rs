//! A store of what another exported as N-Quads or TriG: the quads as they are, facts folded and things judged already.
//!
//! An export tells what articles together say, not which of them said what of a thing; so a restored store can be asked and
//! exported as the first could, but no page can be added to it or taken out, and nothing decided.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::build::clear;
use super::decisions::{self, Decision, Decisions, Verdict};
use super::error::StoreError;
use super::lock::Lock;
use super::manifest::{Manifest, PageEntry};
use super::texts::Texts;
use super::{segment, vocabulary as v};
use crate::model::iri::THINGS;

/// How many lines a segment holds.
const BATCH: usize = 200_000;

/// Makes a store in `folder`, which must hold none, of the export `input`, called `name` in messages.
///
/// # Errors
/// The folder holds a store or other files, or is not writable; the export is none, or not whole.
pub fn restore(folder: &Path, input: impl Read, format: RdfFormat, name: &str) -> Result<Manifest, StoreError> {
    let lock = super::build::room(folder)?;
    if !matches!(Manifest::read(folder), Err(StoreError::Missing(_))) {
        return Err(StoreError::Taken(folder.to_owned()));
    }
    let mut manifest = Manifest::default();
    let mut told = Told::default();
    let mut lines = BTreeSet::new();
    let mut quads: u64 = 0;
    for quad in RdfParser::from_format(format).for_reader(input) {
        let quad = quad.map_err(|error| broken(name, &error))?;
        told.note(&quad);
        lines.insert(segment::line(&quad));
        quads += 1;
        if lines.len() >= BATCH {
            add(folder, &mut manifest, std::mem::take(&mut lines))?;
        }
    }
    add(folder, &mut manifest, lines)?;
    let not_whole = |reason: String| StoreError::Exported { file: name.to_owned(), line: None, reason };
    let (Some(snapshot), Some(count)) = (told.snapshot.take(), told.quads) else {
        return Err(not_whole("tells no snapshot of a store: it is no export, or it was cut short".to_owned()));
    };
    if quads != count {
        return Err(not_whole(format!("{quads} quads of {count}: it was cut short, or changed")));
    }
    manifest.program.clone_from(&told.program);
    manifest.restored = Some(snapshot);
    manifest.pages = told.pages();
    for decision in told.decisions() {
        Decisions::put(&folder.join(decisions::NAME), &decision)?;
    }
    manifest.write(folder)?;
    if let Some(_clearing) = Lock::clearing(folder) {
        clear(folder, &manifest)?;
    }
    drop(lock);
    Ok(manifest)
}

/// Writes lines as a segment. No article stands in it that could be taken out.
fn add(folder: &Path, manifest: &mut Manifest, lines: BTreeSet<String>) -> Result<(), StoreError> {
    if !lines.is_empty() {
        let (name, mut entry) = segment::write(folder, &lines, &Texts::new())?;
        entry.articles.clear();
        manifest.segments.insert(name, entry);
    }
    Ok(())
}

/// What is wrong with an export, and in which line.
fn broken(name: &str, error: &RdfParseError) -> StoreError {
    let line = match error {
        RdfParseError::Syntax(error) => error.location().map(|place| place.start.line + 1),
        RdfParseError::Io(_) => None,
    };
    let said = error.to_string();
    // The parser's own words begin with the place.
    let reason = said.strip_prefix("Parser error at ").and_then(|said| Some(said.split_once(": ")?.1));
    StoreError::Exported { file: name.to_owned(), line, reason: reason.unwrap_or(&said).to_owned() }
}

/// What an export tells of its store beside the quads.
#[derive(Default)]
struct Told {
    snapshot: Option<String>,
    program: String,
    quads: Option<u64>,
    /// Stems of files by page.
    stems: BTreeMap<String, String>,
    /// Articles, each with its page.
    articles: Vec<(String, String)>,
    /// What is said of each decision, and who is called what.
    judged: BTreeMap<String, BTreeMap<String, Term>>,
}

impl Told {
    fn note(&mut self, quad: &Quad) {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return };
        let (subject, property) = (subject.as_str(), quad.predicate.as_ref());
        let GraphName::NamedNode(graph) = &quad.graph_name else {
            if property == v::SOURCE_FILE {
                self.stems.insert(subject.to_owned(), text(&quad.object));
            }
            return;
        };
        if graph.as_ref() == v::DECISIONS {
            self.judged
                .entry(subject.to_owned())
                .or_default()
                .insert(property.as_str().to_owned(), quad.object.clone());
        } else if graph.as_ref() == v::RUNS {
            match property {
                v::PREF_LABEL => self.snapshot = Some(text(&quad.object)),
                v::SOFTWARE_VERSION => self.program = text(&quad.object),
                v::QUADS => self.quads = text(&quad.object).parse().ok(),
                _ => {}
            }
        } else if property == v::IS_PART_OF
            && let Some(digits) = subject.strip_prefix(&format!("{THINGS}article/"))
            && !digits.contains('#')
        {
            self.articles.push((text(&quad.object), digits.to_owned()));
        }
    }

    /// The pages that gave articles, by stem.
    fn pages(&self) -> BTreeMap<String, PageEntry> {
        let mut pages: BTreeMap<String, PageEntry> = BTreeMap::new();
        let mut keys: BTreeMap<&str, String> = BTreeMap::new();
        for (page, stem) in &self.stems {
            let key = (1..).map(|n| if n == 1 { stem.clone() } else { format!("{stem}~{n}") });
            let key = key.into_iter().find(|key| !pages.contains_key(key)).unwrap_or_default();
            pages.insert(key.clone(), PageEntry { input: String::new(), articles: Vec::new() });
            keys.insert(page, key);
        }
        for (page, article) in &self.articles {
            let entry = keys.get(page.as_str()).and_then(|key| pages.get_mut(key));
            entry.into_iter().for_each(|entry| entry.articles.push(article.clone()));
        }
        pages.values_mut().for_each(|entry| entry.articles.sort());
        pages
    }

    /// The decisions of people; those of rules are made anew with every opening.
    fn decisions(&self) -> Vec<Decision> {
        let decision = |(node, said): (&String, &BTreeMap<String, Term>)| {
            let of = |property: oxigraph::model::NamedNodeRef<'_>| said.get(property.as_str()).map(text);
            let judgement = of(v::JUDGEMENT)?;
            let verdict = match judgement.as_str() {
                word if word == v::POSITIVE.as_str() => Verdict::Positive,
                word if word == v::NEGATIVE.as_str() => Verdict::Negative,
                word if word == v::UNSURE.as_str() => Verdict::Unsure,
                word if word == v::REJECTED.as_str() => Verdict::Reject,
                word if word == v::RENAMED.as_str() => Verdict::Rename,
                _ => return None,
            };
            let right = of(if verdict == Verdict::Rename { v::NEW_NAME } else { v::RIGHT }).unwrap_or_default();
            let mut decision = Decision::new(verdict, &of(v::LEFT)?, &right);
            if decision.iri() != *node {
                return None;
            }
            let agent = of(v::ATTRIBUTED_TO).and_then(|agent| self.judged.get(&agent)?.get(v::PREF_LABEL.as_str()));
            decision.author = agent.map(text).unwrap_or_default();
            decision.date = of(v::DATE).unwrap_or_default();
            decision.reason = of(v::REASON).unwrap_or_default();
            decision.rule = of(v::DECIDED_BY).unwrap_or_default();
            decision.score = of(v::SCORE).unwrap_or_default();
            Some(decision)
        };
        self.judged.iter().filter_map(decision).collect()
    }
}

fn text(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}
