//! Filling an engine: quads of segments come in, facts are folded, claims that people rejected are left out with what
//! they alone supported, and at last identity is judged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};

use oxigraph::model::{GraphName, GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, QuadRef, Term, vocab::xsd};
use oxigraph::store::Store as Engine;

use super::contribution::{Triples, own, readable};
use super::decisions::{Decisions, Verdict};
use super::error::StoreError;
use super::fold::Fold;
use super::identity::Identity;
use super::manifest::Manifest;
use super::vocabulary as v;
use super::{reference, segment};
use crate::model::Band;

/// How many quads go to the engine at a time.
const CHUNK: usize = 100_000;

/// How many are read at a time, and how many such parts ahead.
const PART: usize = 4096;
const AHEAD: usize = 16;

/// Fills an empty engine with a store's segments.
pub(super) fn fill(
    engine: &Engine,
    folder: &Path,
    manifest: &Manifest,
    decisions: &Decisions,
) -> Result<(), StoreError> {
    let mut loading = Loading { untold: manifest.untold(), ..Loading::of(engine, decisions) };
    if manifest.restored.is_some() {
        for (name, entry) in &manifest.segments {
            for quad in segment::quads(folder, name, entry)? {
                loading.carry(quad?)?;
            }
        }
        return loading.pour();
    }
    // To unpack and parse takes as long as to load, so a thread of its own does it, some parts ahead.
    std::thread::scope(|scope| {
        let (sender, parts) = sync_channel(AHEAD);
        scope.spawn(move || read(folder, manifest, &sender));
        for part in parts {
            for quad in part? {
                loading.take(quad)?;
            }
        }
        Ok::<_, StoreError>(())
    })?;
    loading.chunk.extend(run(manifest, decisions));
    loading.finish()?;
    let snapshot = readable("snapshot", &manifest.snapshot(decisions));
    let all = Literal::new_typed_literal((engine.len()? + 1).to_string(), xsd::NON_NEGATIVE_INTEGER);
    Ok(engine.insert(QuadRef::new(&snapshot, v::QUADS, &all, v::RUNS))?)
}

/// Sends the quads of all segments in parts, until all are sent, one is damaged, or nobody takes them any more.
fn read(folder: &Path, manifest: &Manifest, sender: &SyncSender<Result<Vec<Quad>, StoreError>>) {
    for (name, entry) in &manifest.segments {
        let mut quads = match segment::quads(folder, name, entry) {
            Ok(quads) => quads.peekable(),
            Err(e) => return drop(sender.send(Err(e))),
        };
        while quads.peek().is_some() {
            let part: Result<Vec<Quad>, StoreError> = quads.by_ref().take(PART).collect();
            let last = part.is_err();
            if sender.send(part).is_err() || last {
                return;
            }
        }
    }
}

/// What was built, for the graph of runs: a query over an export can say on which snapshot it ran.
fn run(manifest: &Manifest, decisions: &Decisions) -> Vec<Quad> {
    let snapshot = readable("snapshot", &manifest.snapshot(decisions));
    let mut triples = Triples::default();
    triples
        .of(&snapshot)
        .a(v::SNAPSHOT)
        .says(v::PREF_LABEL, manifest.snapshot(decisions))
        .says(v::SOFTWARE_VERSION, &manifest.program);
    triples.0.into_iter().map(|triple| triple.in_graph(v::RUNS)).collect()
}

/// Quads on their way into the engine.
pub(super) struct Loading<'a> {
    engine: &'a Engine,
    decisions: &'a Decisions,
    /// Articles, each with a page that prints it, which another page tells already.
    untold: BTreeSet<&'a str>,
    rejected: BTreeSet<&'a str>,
    /// What one thing says, while its rejected claims are looked for: segments are sorted by subject.
    subject: Vec<Quad>,
    /// Facts that lost a claim, and nodes that only such facts point at.
    weakened: BTreeSet<NamedNode>,
    hanging: BTreeSet<NamedNode>,
    fold: Fold,
    identity: Identity,
    chunk: Vec<Quad>,
}

impl<'a> Loading<'a> {
    /// Into `engine`, with what people decided.
    pub fn of(engine: &'a Engine, decisions: &'a Decisions) -> Self {
        let rejected = decisions.rows.iter().filter(|row| row.verdict == Verdict::Reject);
        Self {
            engine,
            decisions,
            untold: BTreeSet::new(),
            rejected: rejected.map(|row| row.left.as_str()).collect(),
            subject: Vec::new(),
            weakened: BTreeSet::new(),
            hanging: BTreeSet::new(),
            fold: Fold::default(),
            identity: Identity::new(),
            chunk: Vec::new(),
        }
    }

    /// A quad as segments hold it.
    pub fn take(&mut self, quad: Quad) -> Result<(), StoreError> {
        if let GraphName::NamedNode(graph) = &quad.graph_name
            && segment::printed(graph.as_str()).is_some_and(|printed| self.untold.contains(printed))
        {
            return Ok(());
        }
        if self.rejected.is_empty() {
            return self.load(quad);
        }
        if self.subject.first().is_some_and(|first| first.subject != quad.subject) {
            self.sift()?;
        }
        self.subject.push(quad);
        Ok(())
    }

    /// Loads what one thing says: nothing of a rejected claim, and nothing that an article says of a fact for which it
    /// has rejected claims alone.
    fn sift(&mut self) -> Result<(), StoreError> {
        let mut quads = std::mem::take(&mut self.subject);
        let is_rejected = |term: &Term| matches!(term, Term::NamedNode(n) if self.rejected.contains(n.as_str()));
        if quads.first().is_some_and(|first| is_rejected(&first.subject.clone().into())) {
            return Ok(());
        }
        let evidence = |quad: &&Quad| quad.predicate == v::EVIDENCE;
        if quads.iter().filter(evidence).any(|quad| is_rejected(&quad.object)) {
            let mut stands: BTreeMap<String, bool> = BTreeMap::new();
            for quad in quads.iter().filter(evidence) {
                *stands.entry(quad.graph_name.to_string()).or_default() |= !is_rejected(&quad.object);
            }
            let (kept, gone): (Vec<Quad>, Vec<Quad>) = quads.into_iter().partition(|quad| {
                let stands = stands.get(&quad.graph_name.to_string()).copied().unwrap_or(true);
                stands && !(quad.predicate == v::EVIDENCE && is_rejected(&quad.object))
            });
            if let Some(NamedOrBlankNode::NamedNode(fact)) = gone.first().map(|quad| quad.subject.clone()) {
                self.weakened.insert(fact);
            }
            let parts =
                gone.into_iter().filter(|quad| [v::OPENGOV_POST, v::PARTICIPATION].contains(&quad.predicate.as_ref()));
            self.hanging
                .extend(parts.filter_map(|quad| if let Term::NamedNode(n) = quad.object { Some(n) } else { None }));
            quads = kept;
        }
        quads.into_iter().try_for_each(|quad| self.load(quad))
    }

    /// A quad as it is.
    fn carry(&mut self, quad: Quad) -> Result<(), StoreError> {
        self.chunk.push(quad);
        if self.chunk.len() >= CHUNK { self.pour() } else { Ok(()) }
    }

    fn load(&mut self, mut quad: Quad) -> Result<(), StoreError> {
        let GraphName::NamedNode(graph) = &quad.graph_name else { return Ok(()) };
        let Some(printed) = segment::printed(graph.as_str()) else { return Ok(()) };
        let article = printed.split('/').next().unwrap_or(printed);
        self.identity.note(&quad, article);
        if graph.as_str().starts_with(v::FACT_GRAPHS) {
            self.chunk.extend(self.fold.pass(quad));
        } else {
            quad.graph_name = NamedNode::new_unchecked(format!("{}{article}", v::ARTICLE_GRAPHS)).into();
            self.chunk.push(quad);
        }
        if self.chunk.len() >= CHUNK { self.pour() } else { Ok(()) }
    }

    fn pour(&mut self) -> Result<(), StoreError> {
        let mut loader = self.engine.bulk_loader();
        loader.load_quads(std::mem::take(&mut self.chunk))?;
        Ok(loader.commit()?)
    }

    /// The rest, what waited for others, the ontology, and the judgements.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.sift()?;
        self.chunk.extend(std::mem::take(&mut self.fold).finish());
        self.chunk.extend(reference::quads()?);
        self.pour()?;
        self.sweep()?;
        self.identity.settle(self.engine, self.decisions)
    }

    /// Takes away the posts and parts that only lost facts pointed at, and gives facts that lost a claim the band of the
    /// best that is left.
    fn sweep(&self) -> Result<(), StoreError> {
        let facts = GraphNameRef::DefaultGraph;
        let mut transaction = self.engine.start_transaction()?;
        for node in &self.hanging {
            if self.engine.quads_for_pattern(None, None, Some(node.into()), Some(facts)).next().is_none() {
                for quad in self.engine.quads_for_pattern(Some(node.into()), None, None, Some(facts)) {
                    transaction.remove(&quad?);
                }
            }
        }
        for fact in &self.weakened {
            let mut best: Vec<f32> = Vec::new();
            for claim in self.engine.quads_for_pattern(Some(fact.into()), Some(v::EVIDENCE), None, Some(facts)) {
                let Term::NamedNode(claim) = claim?.object else { continue };
                for quad in self.engine.quads_for_pattern(Some((&claim).into()), Some(v::CONFIDENCE), None, None) {
                    let Term::Literal(share) = quad?.object else { continue };
                    best.extend(share.value().parse::<f32>());
                }
            }
            let Some(best) = best.into_iter().max_by(f32::total_cmp) else { continue };
            for quad in self.engine.quads_for_pattern(Some(fact.into()), Some(v::BAND), None, Some(facts)) {
                transaction.remove(&quad?);
            }
            let band = own(Band::of(best).name());
            transaction.insert(QuadRef::new(fact, v::BAND, &band, facts));
        }
        Ok(transaction.commit()?)
    }
}
