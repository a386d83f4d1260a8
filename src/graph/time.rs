//! Times as the five properties that SPARQL can compare.

use oxigraph::model::{Literal, vocab::xsd};

use super::contribution::About;
use super::vocabulary as v;
use crate::text::Edtf;

/// EDTF, first and last day and month, as far as the time gives them.
pub(super) fn tell(about: &mut About<'_>, time: Option<Edtf>) {
    let Some(time) = time else { return };
    let (earliest, latest) = time.bounds();
    about
        .says(v::EDTF, time.to_string())
        .may(v::EARLIEST, earliest.map(day))
        .may(v::LATEST, latest.map(day))
        .may(v::MONTH, time.month().map(Literal::new_simple_literal));
}

/// A day as `xsd:date`.
pub(super) fn day(date: jiff::civil::Date) -> Literal {
    Literal::new_typed_literal(date.to_string(), xsd::DATE)
}

/// Whether the time pins a fact down: two articles that tell it of one time tell the same fact.
pub(super) fn is_certain(time: Option<Edtf>) -> bool {
    time.is_some_and(|time| !matches!(time.bounds(), (None, None)))
}
