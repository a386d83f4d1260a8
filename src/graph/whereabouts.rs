//! Where a fact counts: `fz:at` leads from it to its places and to every division that these lie in, so that one look
//! at an index finds all facts of a province. A fact without a place counts where its bodies have their seat.

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;

use super::contribution::About;
use super::vocabulary as v;
use crate::model::{Code, Divisions, Record, iri};

/// Tells where a fact counts that is about the things `iris` of `record`, or, where none of these is a place, about
/// the bodies among `bodies`.
pub(super) fn tell<'a>(
    about: &mut About<'_>,
    record: &Record,
    divisions: &Divisions,
    iris: impl IntoIterator<Item = &'a String>,
    bodies: impl IntoIterator<Item = &'a String>,
) {
    let mut areas = BTreeSet::new();
    for place in iris.into_iter().filter_map(|iri| record.places.iter().find(|place| place.iri == *iri)) {
        areas.insert(place.iri.clone());
        areas.extend(above(divisions, place.within.or(place.code)));
    }
    if areas.is_empty() {
        for body in bodies.into_iter().filter_map(|iri| record.orgs.iter().find(|body| body.iri == *iri)) {
            areas.extend(above(divisions, body.home));
        }
    }
    for area in areas {
        about.is(v::AT, NamedNode::new_unchecked(area));
    }
}

/// The IRIs of a division and of all where a fact about it counts.
fn above(divisions: &Divisions, code: Option<Code>) -> Vec<String> {
    let row = code.and_then(|code| divisions.find(code));
    row.into_iter().flat_map(|row| divisions.above(row)).map(|row| iri::division(divisions.get(row).code)).collect()
}
