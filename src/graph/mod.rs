//! From records to a store of quads: vocabulary, contributions of articles, segments on disk, and the facts folded from
//! them.
//!
//! An article's evidence stands in a named graph of its own. The facts that it supports are kept beside it in the
//! segments and folded with those of all other articles into the default graph whenever a store is opened.

pub mod build;
mod claims;
pub mod contribution;
pub mod decisions;
mod entities;
pub mod error;
mod evidence;
pub mod fold;
pub mod identity;
mod index;
mod loading;
pub mod lock;
pub mod manifest;
pub mod quads;
pub mod reference;
mod restore;
pub mod segment;
pub mod store;
pub mod texts;
mod time;
pub mod vocabulary;
mod whereabouts;

pub use build::{Build, Plan, Summary, Ticket};
pub use contribution::Contribution;
pub use decisions::{Decision, Decisions, Verdict};
pub use error::StoreError;
pub use manifest::Manifest;
pub use quads::{Detail, contributions};
pub use restore::restore;
pub use store::{Ready, Store};
pub use texts::PageText;
