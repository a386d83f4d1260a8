//! How far each claim of a record can be trusted.
//!
//! A claim is described by features: the rule that made it and what stands around it. `ontology/lexicon/confidence.tsv` has
//! a weight for each, made by `fangzhi score --calibrate` from pages that people annotated; their sum tells the share of
//! right claims among those described alike, and that share its band. Nothing here knows what an extractor does inside:
//! a new rule is a new feature, and counts as soon as the table is made again.

mod acts;
mod names;

use crate::lexicon::{Lexicon, weights::Sum};
use crate::model::{ClaimAt, ClaimKind, Confidence, Record};

/// A claim with its features.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    /// Which claim.
    pub claim: ClaimAt,
    /// What is known of it, as the table names it.
    pub features: Vec<String>,
}

/// Takes the features of one claim as they are told. A feature is said in parts, so that none is a string of its own
/// unless someone keeps it.
trait Telling {
    /// One feature.
    fn say(&mut self, parts: &[&str]);
}

impl Telling for Vec<String> {
    fn say(&mut self, parts: &[&str]) {
        self.push(parts.concat());
    }
}

impl Telling for Sum<'_> {
    fn say(&mut self, parts: &[&str]) {
        self.add(parts);
    }
}

/// Describes the claims of a page's record number `article`.
pub fn describe(record: &Record, article: usize, lexicon: &Lexicon) -> Vec<Described> {
    let described = |claim| {
        let mut features = Vec::new();
        tell(record, claim, lexicon, &mut features);
        Described { claim: ClaimAt { article, ..claim }, features }
    };
    claims(record).into_iter().map(described).collect()
}

/// Gives each claim of a record its confidence, and leaves out the events that are more likely wrong than worth a look.
pub fn weigh(record: &mut Record, lexicon: &Lexicon) {
    let mut words = String::new();
    let mut told = vec![true; record.events.len()];
    for claim in claims(record) {
        let mut sum = lexicon.weights.sum(claim.kind, &mut words);
        tell(record, claim, lexicon, &mut sum);
        let confidence = sum.confidence();
        if claim.kind == ClaimKind::Event {
            told[claim.item] = sum.is_told();
        }
        if let Some(held) = held(record, claim) {
            *held = confidence;
        }
    }
    let mut told = told.into_iter();
    record.events.retain(|_| told.next().unwrap_or(true));
}

/// What a record claims: posts before their person, events and figures behind the names that they use.
fn claims(record: &Record) -> Vec<ClaimAt> {
    let at = |kind, item, post| ClaimAt { kind, article: 0, item, post };
    let mut found = Vec::new();
    for (item, person) in record.people.iter().enumerate() {
        found.extend((0..person.posts.len()).map(|post| at(ClaimKind::Post, item, post)));
        found.push(at(ClaimKind::Person, item, 0));
    }
    for (kind, count) in [
        (ClaimKind::Organisation, record.orgs.len()),
        (ClaimKind::Place, record.places.len()),
        (ClaimKind::Event, record.events.len()),
        (ClaimKind::Figure, record.figures.len()),
    ] {
        found.extend((0..count).map(|item| at(kind, item, 0)));
    }
    found
}

/// Tells the features of one claim.
fn tell(record: &Record, claim: ClaimAt, lexicon: &Lexicon, telling: &mut impl Telling) {
    let item = claim.item;
    match claim.kind {
        ClaimKind::Person => names::person(&record.people[item], lexicon, telling),
        ClaimKind::Post => {
            let person = &record.people[item];
            names::person(person, lexicon, telling);
            names::post(&person.posts[claim.post], lexicon, telling);
        }
        ClaimKind::Organisation => names::body(&record.orgs[item], record, telling),
        ClaimKind::Place => names::place(&record.places[item], record, telling),
        ClaimKind::Event => acts::event(record, item, telling),
        ClaimKind::Figure => acts::figure(&record.figures[item], record, telling),
    }
}

/// A small number as it is written.
fn digits(number: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"][number.min(12)]
}

/// Where a record keeps the confidence of a claim.
fn held(record: &mut Record, claim: ClaimAt) -> Option<&mut Confidence> {
    let item = claim.item;
    Some(match claim.kind {
        ClaimKind::Person => &mut record.people.get_mut(item)?.ground.confidence,
        ClaimKind::Post => &mut record.people.get_mut(item)?.posts.get_mut(claim.post)?.ground.confidence,
        ClaimKind::Organisation => &mut record.orgs.get_mut(item)?.confidence,
        ClaimKind::Place => &mut record.places.get_mut(item)?.confidence,
        ClaimKind::Event => &mut record.events.get_mut(item)?.ground.confidence,
        ClaimKind::Figure => &mut record.figures.get_mut(item)?.ground.confidence,
    })
}
