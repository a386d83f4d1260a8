//! Identity: which things of different articles are one, judged by stated rules with weights and by people, and applied
//! while a store is opened. Segments keep the things as articles made them, so every judgement can be taken back.
//!
//! What people decided (`decisions.tsv`) comes first. Then the rules, kind by kind: near pairs are found by keys, never
//! by comparing all with all; the rules that hold give each pair a score; pairs above one threshold are one, best first,
//! unless that would join what a person parted; pairs between two thresholds are left open for people. Judgements of both
//! sorts stand in the graph `graph/decisions`.

mod apply;
mod articles;
mod bodies;
pub(super) mod classes;
mod events;
mod people;
mod places;
mod record;
mod reprints;
mod rules;
mod seen;
mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::store::Store as Engine;

use super::decisions::{Decisions, Verdict};
use super::error::StoreError;
use classes::Classes;
pub use rules::Kind;
use rules::Rules;
use seen::{Link, Seen};

/// Two things that may be one.
#[derive(Clone, Debug, PartialEq)]
struct Candidate {
    left: u32,
    right: u32,
    /// The rules that hold of them.
    rules: Vec<&'static str>,
    /// Whether they share a key by which all that have it are one.
    by_key: bool,
}

/// What a rule made of two things.
struct Judged {
    left: u32,
    right: u32,
    kind: Kind,
    score: f64,
    rules: Vec<&'static str>,
    by_key: bool,
    is_one: bool,
}

/// Gathers what identity needs of the quads of a store, then judges.
pub(super) struct Identity(Seen);

impl Identity {
    /// Nothing gathered yet.
    pub fn new() -> Self {
        Self(Seen::new())
    }

    /// Takes note of a quad as segments hold it, told by the article of these digits.
    pub fn note(&mut self, quad: &oxigraph::model::Quad, article: &str) {
        self.0.note(quad, article);
    }

    /// Judges what was gathered, makes one in the engine what is one, and tells the judgements.
    pub fn settle(mut self, engine: &Engine, decisions: &Decisions) -> Result<(), StoreError> {
        for row in &decisions.rows {
            self.0.number(&row.left);
            if row.verdict.joins_two() {
                self.0.number(&row.right);
            }
        }
        let seen = self.0.sorted();
        let mut classes = Classes::of(seen.count());
        let unsure = decide(&seen, decisions, &mut classes);
        let judged = judge(&seen, engine, &unsure, &mut classes)?;
        let replaced = replaced(&seen, &classes);
        apply::merge(engine, &seen, &replaced)?;
        let reprints = articles::reprints(&seen, &classes);
        reprints::tell_once(engine, &seen, &reprints)?;
        apply::rename(engine, decisions, &seen, &replaced)?;
        record::tell(engine, &seen, decisions, &judged, &replaced, &reprints)
    }
}

/// What people decided: the pairs that they were unsure of.
fn decide(seen: &Seen, decisions: &Decisions, classes: &mut Classes) -> BTreeSet<(u32, u32)> {
    let pairs = |wanted: Verdict| {
        let rows = decisions.rows.iter().filter(move |row| row.verdict == wanted);
        rows.filter_map(|row| Some((seen.known(&row.left)?, seen.known(&row.right)?)))
    };
    for (left, right) in pairs(Verdict::Negative) {
        classes.part(left, right);
    }
    // One that contradicts the negatives is not followed; `fangzhi check` tells of it.
    for (left, right) in pairs(Verdict::Positive) {
        classes.join(left, right);
    }
    pairs(Verdict::Unsure).map(|(left, right)| (left.min(right), left.max(right))).collect()
}

/// What the rules make of the rest.
fn judge(
    seen: &Seen,
    engine: &Engine,
    unsure: &BTreeSet<(u32, u32)>,
    classes: &mut Classes,
) -> Result<Vec<Judged>, StoreError> {
    let rules = Rules::embedded()?;
    let mut judged = Vec::new();
    for kind in Kind::ALL {
        let candidates = match kind {
            Kind::Article => articles::candidates(seen),
            Kind::Place => places::candidates(seen),
            Kind::Body => bodies::candidates(seen, &rules),
            Kind::Person => people::candidates(seen, &rules, classes),
            Kind::Event => events::candidates(seen, classes, &|event| apply::sentence(engine, seen.iri(event))),
        };
        let score = |candidate: Candidate| Judged {
            left: candidate.left,
            right: candidate.right,
            kind,
            score: rules.score(kind, &candidate.rules),
            rules: candidate.rules,
            by_key: candidate.by_key,
            is_one: false,
        };
        let mut found: Vec<Judged> = candidates.into_iter().map(score).collect();
        found.retain(|judged| judged.score >= rules.open(kind));
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (a.left, a.right).cmp(&(b.left, b.right))));
        let torn = if kind == Kind::Person { torn(&found, rules.merge(kind)) } else { BTreeSet::new() };
        for mut pair in found {
            let is_open = unsure.contains(&(pair.left, pair.right)) || torn.contains(&(pair.left, pair.right));
            if pair.score >= rules.merge(kind) && !is_open && classes.find(pair.left) != classes.find(pair.right) {
                pair.is_one = classes.join(pair.left, pair.right);
            }
            judged.push(pair);
        }
    }
    // What became one on other ways, or was parted or left unsure by a person, is open no more.
    judged.retain(|pair| {
        let settled = classes.find(pair.left) == classes.find(pair.right) || classes.are_apart(pair.left, pair.right);
        pair.is_one || !settled && !unsure.contains(&(pair.left, pair.right))
    });
    Ok(judged)
}

/// Pairs whose one end goes as well with a third thing that does not go with the other end: an official of the province
/// who could be either of two namesakes in its cities.
fn torn(pairs: &[Judged], merge: f64) -> BTreeSet<(u32, u32)> {
    let known: BTreeSet<(u32, u32)> = pairs.iter().map(|pair| (pair.left, pair.right)).collect();
    let mut partners: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.score >= merge && !pair.by_key) {
        partners.entry(pair.left).or_default().push(pair.right);
        partners.entry(pair.right).or_default().push(pair.left);
    }
    let mut torn = BTreeSet::new();
    for (&middle, ends) in &partners {
        for (one, other) in self::pairs(ends) {
            if !known.contains(&(one, other)) {
                torn.extend([one, other].map(|end| (middle.min(end), middle.max(end))));
            }
        }
    }
    torn
}

/// For each thing that is one with others, the one that stands for them: of bodies the one with the fullest name, of
/// places the one known to lie deepest, of people one with a post, of events the one told most often; then the first by
/// IRI. Only things that the store tells of count.
fn replaced(seen: &Seen, classes: &Classes) -> BTreeMap<u32, u32> {
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let held: BTreeSet<u32> = seen.memberships().into_keys().collect();
    // Reprints stay articles of their own.
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Article) {
        for (at, _) in seen.of(kind) {
            members.entry(classes.find(at)).or_default().push(at);
        }
    }
    let rank = |at: u32| {
        let thing = seen.thing(at);
        let home = thing.to(Link::Home).count();
        match thing.kind {
            Some(Kind::Body) => (thing.label.chars().count(), usize::MAX - home),
            Some(Kind::Place) => (thing.to(Link::Within).count(), 0),
            Some(Kind::Person) => (usize::from(held.contains(&at)), 0),
            _ => (thing.articles.len(), 0),
        }
    };
    let mut replaced = BTreeMap::new();
    for class in members.into_values().filter(|class| class.len() > 1) {
        // The first of the best: numbers follow IRIs.
        let best = class.iter().copied().max_by(|a, b| rank(*a).cmp(&rank(*b)).then(b.cmp(a)));
        for (at, best) in class.iter().filter_map(|&at| best.map(|best| (at, best))).filter(|(at, best)| at != best) {
            replaced.insert(at, best);
        }
    }
    replaced
}

/// All pairs of a list, each with the lesser number first.
fn pairs(all: &[u32]) -> Vec<(u32, u32)> {
    let later = |(at, &one): (usize, &u32)| all[at + 1..].iter().map(move |&other| (one.min(other), one.max(other)));
    all.iter().enumerate().flat_map(later).collect()
}

/// The first of a list with each other: enough for rules by which all of the list are one.
fn star(all: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let first = all.first().copied();
    all.iter().skip(1).filter_map(move |&other| Some((first?, other)))
}
