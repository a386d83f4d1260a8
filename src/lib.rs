//! **fangzhi** (方志) reads Chinese local newspapers and keeps what the old gazetteers kept: the organs, the officials,
//! the places and the events, each with the sentence that says so.
//!
//! The stages, each a function from one noun to the next:
//!
//! | stage | from → to | module |
//! |---|---|---|
//! | read | bytes → [`model::Page`] | [`source`] |
//! | lay out | `Page` → [`model::Article`]s | [`layout`] |
//! | extract | `Article` → [`model::Reading`] | [`extract`] |
//! | resolve | `Reading`s of a page → [`model::Record`]s | [`resolve`] |
//! | weigh | each claim of a `Record` gets its confidence | [`confidence`] |
//! | record | `Record`s → quads in a store | `graph` |
//! | ask | store → tables, pictures, files, pages | `query`, `analysis`, `export`, `server` |

pub mod analysis;
#[cfg(feature = "cli")]
pub mod cli;
pub mod confidence;
pub mod export;
pub mod extract;
pub mod graph;
pub mod layout;
pub mod lexicon;
pub mod model;
pub mod pipeline;
pub mod query;
pub mod resolve;
#[cfg(all(unix, feature = "serve"))]
pub mod server;
pub mod source;
pub mod text;
