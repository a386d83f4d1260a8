//! Rows of terms, and how a person reads them.

use oxigraph::model::{Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use crate::graph::vocabulary::compact;

/// The solutions of a query, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Values; none where a solution leaves one open.
    pub rows: Vec<Vec<Option<Term>>>,
}

/// A term as a person reads it: a literal's text, an IRI with its prefix.
pub fn plain(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => compact(node.as_str()),
        other => other.to_string(),
    }
}

impl Table {
    /// The values of one row as text, empty where open.
    pub fn texts<'a>(&'a self, row: &'a [Option<Term>]) -> impl Iterator<Item = String> + 'a {
        row.iter().map(|term| term.as_ref().map_or_else(String::new, plain))
    }

    /// Writes the table in one of the formats of the SPARQL standards.
    ///
    /// # Errors
    /// The writer's.
    pub fn write(&self, format: QueryResultsFormat, writer: impl std::io::Write) -> std::io::Result<()> {
        let variables: Vec<Variable> = self.columns.iter().map(Variable::new_unchecked).collect();
        let serializer = QueryResultsSerializer::from_format(format);
        let mut serializer = serializer.serialize_solutions_to_writer(writer, variables.clone())?;
        for row in &self.rows {
            let bound =
                variables.iter().zip(row).filter_map(|(name, term)| Some((name.as_ref(), term.as_ref()?.as_ref())));
            serializer.serialize(bound)?;
        }
        serializer.finish()?.flush()
    }
}
