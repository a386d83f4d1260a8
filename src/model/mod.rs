//! The nouns: what a page, an article, a reading of it and a record of facts are.
//!
//! | noun | made by | says |
//! |---|---|---|
//! | [`Page`] | `source` | the raw text and what is known of where it was printed |
//! | [`Article`] | `layout` | one report: headline, reporters, body, each aligned with the raw page |
//! | [`Reading`] | `extract` | the mentions and claims of an article, in its own words |
//! | [`Record`] | `resolve` | the same, resolved: names in full, codes, dates, IRIs |

pub mod article;
pub mod claim;
pub mod division;
pub mod event;
pub mod figure;
pub mod iri;
pub mod organisation;
pub mod page;
pub mod person;
pub mod place;
pub mod reading;
pub mod record;

pub use article::{Article, ArticleKind, Headline, Reporter, ReporterRole};
pub use claim::{Band, ClaimAt, ClaimKind, Confidence, Ground};
pub use division::{Division, Divisions};
pub use event::{Event, EventType};
pub use figure::{Approximation, Figure};
pub use organisation::{Organisation, OrganisationKind};
pub use page::{Code, Origin, Page};
pub use person::{Manner, Person, Post};
pub use place::{Level, Place};
pub use reading::Reading;
pub use record::Record;
