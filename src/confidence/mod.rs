//! How far each claim of a record can be trusted.
//!
//! A claim is described by features: the rule that made it and what stands around it. `ontology/lexicon/confidence.tsv` has
//! a weight for each, made by `fangzhi score --calibrate` from pages that people annotated; their sum tells the share of
//! right claims among those described alike, and that share its band. Nothing here knows what an extractor does inside:
//! a new rule is a new feature, and counts as soon as the table is made again.

mod acts;
mod names;

use std::borrow::Cow;

use crate::lexicon::Lexicon;
use crate::model::{ClaimAt, ClaimKind, Confidence, Record};

/// Something that is known of a claim, as the table names it.
pub type Feature = Cow<'static, str>;

/// A claim with its features.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    /// Which claim.
    pub claim: ClaimAt,
    /// What is known of it.
    pub features: Vec<Feature>,
}

/// Describes the claims of a page's record number `article`.
pub fn describe(record: &Record, article: usize, lexicon: &Lexicon) -> Vec<Described> {
    let at = |kind, item, post| ClaimAt { kind, article, item, post };
    let mut found = Vec::new();
    for (item, person) in record.people.iter().enumerate() {
        let features = names::person(person, lexicon);
        for (post, told) in person.posts.iter().enumerate() {
            let features = names::post(told, &features, lexicon);
            found.push(Described { claim: at(ClaimKind::Post, item, post), features });
        }
        found.push(Described { claim: at(ClaimKind::Person, item, 0), features });
    }
    for (item, body) in record.orgs.iter().enumerate() {
        found.push(Described { claim: at(ClaimKind::Organisation, item, 0), features: names::body(body, record) });
    }
    for (item, place) in record.places.iter().enumerate() {
        found.push(Described { claim: at(ClaimKind::Place, item, 0), features: names::place(place, record) });
    }
    for item in 0..record.events.len() {
        found.push(Described { claim: at(ClaimKind::Event, item, 0), features: acts::event(record, item) });
    }
    for (item, figure) in record.figures.iter().enumerate() {
        found.push(Described { claim: at(ClaimKind::Figure, item, 0), features: acts::figure(figure, record) });
    }
    found
}

/// Gives each claim of a record its confidence.
pub fn weigh(record: &mut Record, lexicon: &Lexicon) {
    for Described { claim, features } in describe(record, 0, lexicon) {
        let confidence = lexicon.weights.confidence(claim.kind, &features);
        if let Some(held) = held(record, claim) {
            *held = confidence;
        }
    }
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
