//! The checks of `queries/checks/`: questions about the whole store that must have no answer. Each gives the node that
//! breaks it as `?focus` and what is wrong with it as `?detail`; adding one is adding a file.

use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use oxigraph::store::StorageError;
use rust_embed::RustEmbed;

use super::evidence::{Statement, statements};
use super::look::{Look, Looked};
use super::question::{Question, QuestionError, embedded};
use super::run::{Answer, QueryError, ask};
use crate::graph::{Store, vocabulary as v};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/queries/checks/"]
#[include = "*.rq"]
struct Files;

/// What a check found.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Name of the check.
    pub check: String,
    /// The node that breaks it.
    pub focus: Term,
    /// What is wrong with it.
    pub detail: Option<Term>,
    /// The first statement that the node stands on, or that is about it; none where nothing leads to a sentence.
    pub statement: Option<Statement>,
}

/// Why a check cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Its question cannot be asked.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] StorageError),
}

/// All checks, by name.
///
/// # Errors
/// A head that does not hold; never as they are committed, which a test reads.
pub fn checks() -> Result<Vec<Question>, QuestionError> {
    embedded::<Files>()
}

/// What breaks `check` in `store`, in the order of its question.
///
/// # Errors
/// The question's, and the engine's.
pub fn violations(store: &Store, check: &Question) -> Result<Vec<Violation>, CheckError> {
    let Answer::Table(table) = ask(store, &check.sparql)? else { return Ok(Vec::new()) };
    let column = |name: &str| table.columns.iter().position(|column| column == name);
    let (focus, detail) = (column("focus"), column("detail"));
    let look = Look::at(store);
    let mut found = Vec::new();
    for row in &table.rows {
        let value = |at: Option<usize>| at.and_then(|at| row.get(at).cloned().flatten());
        let Some(focus) = value(focus) else { continue };
        let statement = if let Term::NamedNode(node) = &focus { statement(look, node)? } else { None };
        found.push(Violation { check: check.name.clone(), focus, detail: value(detail), statement });
    }
    Ok(found)
}

/// The statement that `node` is or stands on; else one that a fact about it stands on, or an article that names it.
fn statement(look: Look<'_>, node: &NamedNode) -> Looked<Option<Statement>> {
    if let Some(own) = own_statement(look, node)? {
        return Ok(Some(own));
    }
    let mut about = look.about(node)?;
    about.sort_by_cached_key(ToString::to_string);
    about.dedup();
    for thing in about {
        if let NamedOrBlankNode::NamedNode(thing) = thing
            && let Some(statement) = own_statement(look, &thing)?
        {
            return Ok(Some(statement));
        }
    }
    Ok(None)
}

fn own_statement(look: Look<'_>, node: &NamedNode) -> Looked<Option<Statement>> {
    let said = look.all(node)?;
    let has = |property| said.iter().any(|quad| quad.predicate.as_ref() == property);
    Ok(if has(v::EVIDENCE) {
        statements(look, node)?.into_iter().next()
    } else if has(v::RULE) || has(v::FORM) {
        Some(Statement::of(look, node)?)
    } else if has(v::ANCHOR_OF) {
        Some(Statement::of_sentence(look, node)?)
    } else if has(v::ARTICLE_KIND) {
        Some(Statement::of_article(look, node)?)
    } else {
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_reads_and_an_empty_store_passes() {
        let store = Store::in_memory([]).expect("an empty store");
        let all = checks().expect("heads");
        assert!(all.len() >= 20, "{} checks", all.len());
        for check in all {
            let told: Vec<&str> = check.columns.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(told, ["focus", "detail"], "{}", check.name);
            assert!(!check.chinese.is_empty() && !check.english.is_empty(), "{}", check.name);
            assert_eq!(check.example, format!("fangzhi check --only {}", check.name));
            assert_eq!(violations(&store, &check).expect("an answer"), [], "{}", check.name);
        }
    }
}
