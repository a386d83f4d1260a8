//! Why the store says what it says of a thing.

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, NamedNode, NamedNodeRef};
use serde::Serialize;

use super::evidence::{Statement, statements};
use super::judgement::{self, Judgement};
use super::look::{Look, Looked, value};
use super::table::plain;
use crate::graph::{Store, vocabulary as v};

/// A thing with what is said of it and on what ground.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// Its IRI.
    pub iri: String,
    /// Its name.
    pub label: String,
    /// What is said of it: property, and value as read by a person.
    pub facts: Vec<(String, String)>,
    /// The claims that support it.
    pub evidence: Vec<Statement>,
    /// How articles name it, or the things that take part in it, where in other words than their names: the words, the
    /// rule that told what they mean, and the article.
    pub names: Vec<Statement>,
    /// Who judged what of it: which things of other articles are one with it, which are not, which may be.
    pub judgements: Vec<Judgement>,
    /// The facts that it takes part in, with their names and the first sentence of each.
    pub part_of: Vec<(String, String, Option<Statement>)>,
}

/// How many facts an explanation lists that a thing takes part in.
pub const SHOWN: usize = 20;

/// Explains the thing `iri`, or the one that stands for it; none if the store says nothing of it.
///
/// # Errors
/// The engine's.
pub fn explain(store: &Store, iri: &str) -> Looked<Option<Explanation>> {
    let look = Look::at(store);
    let thing = judgement::standing(store, NamedNode::new_unchecked(v::expand(iri)))?;
    let judgements = judgement::about(store, &thing)?;
    let mut quads = look.all(&thing)?;
    if quads.is_empty() && judgements.is_empty() {
        return Ok(None);
    }
    quads.sort_by_cached_key(ToString::to_string);
    let mut facts = Vec::new();
    for quad in &quads {
        if quad.predicate == v::EVIDENCE || quad.graph_name == GraphName::from(v::REFERENCE) {
            continue;
        }
        let shown = match &quad.object {
            oxigraph::model::Term::NamedNode(node) if quad.predicate != v::TYPE => {
                let label = look.label(node)?;
                let iri = v::compact(node.as_str());
                if label == iri { iri } else { format!("{label} ({iri})") }
            }
            other => plain(other),
        };
        facts.push((v::compact(quad.predicate.as_str()), shown));
    }
    facts.dedup();
    let mut names = Vec::new();
    let any_graph = |predicate: NamedNodeRef<'_>| -> Looked<BTreeSet<NamedNode>> {
        let quads = store.engine().quads_for_pattern(None, Some(predicate), Some((&thing).into()), None);
        quads.map(|quad| quad.map(|quad| NamedNode::new_unchecked(value(&quad.subject.into())))).collect()
    };
    let mut evidence = statements(look, &thing)?;
    for claim in any_graph(v::ABOUT)? {
        names.push(Statement::of(look, &claim)?);
    }
    // What takes part in an event or a figure goes by other words in the article that tells of it.
    let articles: BTreeSet<String> = evidence.iter().map(|statement| statement.article.clone()).collect();
    for quad in &quads {
        if let oxigraph::model::Term::NamedNode(part) = &quad.object
            && !articles.is_empty()
        {
            let about = store.engine().quads_for_pattern(None, Some(v::ABOUT), Some(part.into()), None);
            for claim in about.collect::<Looked<Vec<_>>>()? {
                let name = Statement::of(look, &NamedNode::new_unchecked(value(&claim.subject.into())))?;
                if articles.contains(&name.article) {
                    names.push(Statement { label: Some(look.label(part)?), ..name });
                }
            }
        }
    }
    names.sort_by(|a, b| (&a.date, &a.article, &a.trigger).cmp(&(&b.date, &b.article, &b.trigger)));
    names.dedup();
    let mut part_of = Vec::new();
    for role in [v::MEMBER, v::IN_ORGANIZATION, v::HAS_ACTOR, v::HAS_PLACE, v::REF_AREA, v::SUBJECT, v::INDICATOR] {
        for fact in any_graph(role)? {
            if part_of.len() < SHOWN {
                let first = statements(look, &fact)?.into_iter().next();
                part_of.push((v::compact(fact.as_str()), look.label(&fact)?, first));
            }
        }
    }
    part_of.dedup_by(|a, b| a.0 == b.0);
    // A claim is its own evidence.
    if evidence.is_empty() && quads.iter().any(|quad| quad.predicate == v::SENTENCE) {
        evidence.push(Statement::of(look, &thing)?);
    }
    let label = look.label(&thing)?;
    Ok(Some(Explanation { iri: thing.into_string(), label, facts, evidence, names, judgements, part_of }))
}
