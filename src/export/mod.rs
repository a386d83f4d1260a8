//! Writing a store, or a part of it, for other programs: a file a format.

pub mod dot;
pub mod rdf;
