//! Answers that SPARQL cannot compute, from the table that a question's query gives: `@view NAME` in its head.
//!
//! A view is a function from table to table. To add one, write its file and add its row to `VIEWS`.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, Term, vocab::xsd};

use super::{brokers, communities, silent};
use crate::graph::Store;
use crate::query::fill::Filled;
use crate::query::question::{Question, QuestionError};
use crate::query::{Answer, Table};

/// What a view works on.
pub struct Given<'a> {
    /// The store.
    pub store: &'a Store,
    /// What the query gave.
    pub table: Table,
    /// The parameters as given.
    pub values: &'a BTreeMap<String, String>,
    /// The things that they named.
    pub filled: &'a Filled,
    /// At most so many rows, where the question says so.
    pub limit: usize,
}

/// From what the query gave to the answer, with what else the asker should know.
type View = fn(&Given<'_>) -> Result<(Table, Vec<String>), QuestionError>;

/// The views by name.
const VIEWS: &[(&str, View)] =
    &[("brokers", brokers::view), ("communities", communities::view), ("silent", silent::view)];

/// An answer with what the asker should know of it.
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// What the data cannot give, and how names were understood, each in Chinese and English.
    pub notes: Vec<String>,
}

/// Asks a question, through its view where it has one.
///
/// # Errors
/// A parameter that does not fit, or the engine's.
pub fn answer(
    question: &Question,
    store: &Store,
    values: &BTreeMap<String, String>,
) -> Result<Answered, QuestionError> {
    let (answer, filled) = question.ask(store, values)?;
    let view = question.view.as_ref().and_then(|name| VIEWS.iter().find(|(known, _)| known == name));
    let limit = question.parameters.iter().find(|parameter| parameter.name == "limit");
    let limit = limit.and_then(|limit| values.get("limit").unwrap_or(&limit.default).parse().ok());
    let mut notes = Vec::new();
    let answer = match (answer, view) {
        (Answer::Table(table), Some((_, view))) => {
            let given = Given { store, table, values, filled: &filled, limit: limit.unwrap_or(usize::MAX) };
            let (table, told) = view(&given)?;
            notes.extend(told);
            Answer::Table(table)
        }
        (answer, _) => answer,
    };
    if let (Answer::Table(table), Some(limit)) = (&answer, limit)
        && table.rows.len() >= limit
    {
        notes.push(format!("可能不全：至多{limit}条 | may be cut at {limit}; --param limit=N shows more"));
    }
    notes.extend(filled.notes);
    notes.extend(question.notes.iter().cloned());
    Ok(Answered { answer, notes })
}

impl Given<'_> {
    /// The value of a column in a row.
    pub fn cell<'a>(&'a self, row: &'a [Option<Term>], column: &str) -> Option<&'a Term> {
        let at = self.table.columns.iter().position(|name| name == column)?;
        row.get(at)?.as_ref()
    }

    /// Its text, empty where open.
    pub fn text(&self, row: &[Option<Term>], column: &str) -> String {
        self.cell(row, column).map(crate::query::look::value).unwrap_or_default()
    }
}

/// Words as a cell.
pub fn word(text: &str) -> Option<Term> {
    (!text.is_empty()).then(|| Literal::new_simple_literal(text).into())
}

/// A count as a cell.
pub fn number(count: usize) -> Option<Term> {
    Some(Literal::new_typed_literal(count.to_string(), xsd::INTEGER).into())
}

/// A number with two digits behind the point as a cell.
pub fn decimal(value: f64) -> Option<Term> {
    Some(Literal::new_typed_literal(format!("{value:.2}"), xsd::DECIMAL).into())
}

/// The columns of the evidence.
pub const EVIDENCE: [&str; 5] = ["sentence", "headline", "paper", "date", "confidence"];

/// The cells of the evidence of `claim`.
///
/// # Errors
/// The engine's.
pub fn evidence(store: &Store, claim: &str) -> Result<Vec<Option<Term>>, QuestionError> {
    use crate::query::look::Look;
    let claim = oxigraph::model::NamedNode::new_unchecked(claim);
    let told = crate::query::Statement::of(Look::at(store), &claim).map_err(crate::graph::StoreError::from)?;
    let typed = |text: Option<String>, datatype| text.map(|text| Literal::new_typed_literal(text, datatype).into());
    Ok(vec![
        told.sentence.as_deref().and_then(word),
        told.headline.as_deref().and_then(word),
        told.page.as_deref().and_then(word),
        typed(told.date, xsd::DATE),
        typed(told.confidence, xsd::DECIMAL),
    ])
}

/// Columns of a view's own and of the evidence.
pub fn columns(own: &[&str]) -> Vec<String> {
    own.iter().chain(&EVIDENCE).map(|&name| name.to_owned()).collect()
}
