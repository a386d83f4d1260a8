//! Running SPARQL over a store.

use oxigraph::model::Triple;
use oxigraph::sparql::{PreparedSparqlQuery, QueryEvaluationError, QueryResults, SparqlEvaluator};

use super::Table;
use crate::graph::{Store, vocabulary::PREFIXES};

/// What a query gives.
pub enum Answer {
    /// SELECT
    Table(Table),
    /// ASK
    Truth(bool),
    /// CONSTRUCT and DESCRIBE, sorted.
    Triples(Vec<Triple>),
}

impl Answer {
    /// Whether there is nothing in it; a false is an answer that counts as nothing found.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Table(table) => table.rows.is_empty(),
            Self::Truth(truth) => !truth,
            Self::Triples(triples) => triples.is_empty(),
        }
    }
}

/// Why a query gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It is no SPARQL.
    #[error("the query is no SPARQL 1.1, line {line}, column {column}: {reason}\n  {text}\n  {caret}")]
    Syntax {
        /// Counted from 1.
        line: usize,
        /// Characters before it, counted from 1.
        column: usize,
        /// What the parser would have taken there.
        reason: String,
        /// The line.
        text: String,
        /// Blanks and a mark below the place.
        caret: String,
    },
    /// It is refused as a whole.
    #[error("the query cannot be asked: {0}")]
    Refused(String),
    /// It failed while it ran.
    #[error("the query failed")]
    Failed(#[from] QueryEvaluationError),
}

impl QueryError {
    /// What the user can do.
    pub fn hint(&self) -> String {
        let prefixes: Vec<&str> = PREFIXES.iter().map(|(prefix, _)| *prefix).collect();
        match self {
            Self::Syntax { reason, .. } if reason.contains("prefix") => {
                format!("known prefixes are {}; declare others with PREFIX", prefixes.join(", "))
            }
            Self::Syntax { .. } => "`fangzhi ask` lists questions that are written already; \
                `fangzhi ask NAME --sparql` prints one to start from"
                .to_owned(),
            _ => "SPARQL 1.1 queries (SELECT, ASK, CONSTRUCT, DESCRIBE) can be asked; updates cannot".to_owned(),
        }
    }
}

/// Reads `text`. The [`PREFIXES`] are known; its own declarations come first.
///
/// # Errors
/// A text that is no SPARQL, with the place.
pub fn prepare(text: &str) -> Result<PreparedSparqlQuery, QueryError> {
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, namespace) in PREFIXES {
        evaluator = match evaluator.with_prefix(*prefix, *namespace) {
            Ok(evaluator) => evaluator,
            Err(e) => return Err(QueryError::Refused(e.to_string())),
        };
    }
    evaluator.parse_query(text).map_err(|e| syntax(text, &e.to_string()))
}

/// Asks `text` of the store, read as [`prepare`] does.
///
/// # Errors
/// A text that is no SPARQL, with the place; or an evaluation that fails.
pub fn ask(store: &Store, text: &str) -> Result<Answer, QueryError> {
    let prepared = prepare(text)?;
    Ok(match prepared.on_store(store.engine()).execute()? {
        QueryResults::Boolean(truth) => Answer::Truth(truth),
        QueryResults::Solutions(solutions) => {
            let variables = solutions.variables().to_vec();
            let mut rows = Vec::new();
            for solution in solutions {
                let solution = solution?;
                rows.push(variables.iter().map(|name| solution.get(name).cloned()).collect());
            }
            Answer::Table(Table { columns: variables.iter().map(|name| name.as_str().to_owned()).collect(), rows })
        }
        QueryResults::Graph(triples) => {
            let mut all = triples.collect::<Result<Vec<_>, _>>()?;
            all.sort_by_cached_key(ToString::to_string);
            all.dedup();
            Answer::Triples(all)
        }
    })
}

/// The parser says "error at LINE:COLUMN: expected …"; the column counts characters.
fn syntax(text: &str, message: &str) -> QueryError {
    let place = message.strip_prefix("error at ").and_then(|rest| rest.split_once(": "));
    let numbers = place.and_then(|(at, reason)| {
        let (line, column) = at.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, reason))
    });
    let Some((line, column, reason)) = numbers else { return QueryError::Refused(message.to_owned()) };
    let whole = text.lines().nth(line.saturating_sub(1)).unwrap_or("");
    // A wide character takes two columns of a terminal.
    let wide = |c: char| if c.is_ascii() { " " } else { "  " };
    let before: String = whole.chars().take(column.saturating_sub(1)).map(wide).collect();
    QueryError::Syntax { line, column, reason: shorter(reason), text: whole.to_owned(), caret: format!("{before}^") }
}

/// The parser lists every token that could stand there; the first few say enough.
fn shorter(reason: &str) -> String {
    const SHOWN: usize = 6;
    if reason.contains("Prefix not found") {
        return "a prefix that is not declared".to_owned();
    }
    let Some(list) = reason.strip_prefix("expected one of ") else { return reason.to_owned() };
    let all: Vec<&str> = list.split(", ").collect();
    if all.len() <= SHOWN {
        return reason.to_owned();
    }
    format!("expected one of {} and {} more", all[..SHOWN].join(", "), all.len() - SHOWN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let store = Store::in_memory([]).expect("an empty store");
        match ask(&store, text) {
            Ok(_) => "no error".to_owned(),
            Err(e) => format!("{e} | {}", e.hint()),
        }
    }

    #[test]
    fn errors_show_the_place() {
        for (query, said) in [
            ("SELECT ?x WHERE {\n  ?x a fz:Event\n  ?y }", "line 3"),
            ("SELECT * { ?x unknown:p ?y }", "known prefixes"),
            ("", "no SPARQL"),
            ("DELETE WHERE { ?s ?p ?o }", "no SPARQL"),
        ] {
            let error = error(query);
            assert!(error.contains(said), "{query}: {error}");
        }
    }

    #[test]
    fn prefixes_are_known() {
        assert_eq!(error("ASK { ?e a sem:Event ; sem:eventType fz:Meeting ; sem:hasPlace place:411000 }"), "no error");
        assert_eq!(error("SELECT * { ?o fz:indicator ind:密接者 }"), "no error");
    }
}
