//! Asking a store: SPARQL, named questions, events by who, what, where and when, and what a fact stands on.

pub mod argument;
pub mod check;
pub mod days;
pub mod difference;
pub mod evidence;
pub mod explain;
pub mod fill;
pub mod find;
pub mod judgement;
pub mod look;
pub mod question;
pub mod run;
pub mod table;

pub use days::Days;
pub use evidence::Statement;
pub use find::{Finding, Search, find};
pub use question::{Question, questions};
pub use run::{Answer, QueryError, ask};
pub use table::Table;
