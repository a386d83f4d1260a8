//! What one article adds to the store: its evidence, and the facts that it supports.

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term, Triple};

use super::vocabulary as v;
use crate::model::iri::THINGS;

/// The quads of one article, before they meet those of others. The store folds the facts of all articles into one
/// default graph (see [`fold`](super::fold)); the evidence stays in the article's own graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The digits of the article's IRI, which name its graphs too.
    pub article: String,
    /// Its repaired body.
    pub body: String,
    /// The article, its sentences and claims.
    pub evidence: Vec<Triple>,
    /// The facts that the claims support, and the things that they are about.
    pub facts: Vec<Triple>,
}

impl Contribution {
    /// The IRI of the article.
    pub fn article_iri(&self) -> NamedNode {
        article_iri(&self.article)
    }

    /// The quads as a segment holds them: facts in a graph of their own, so that they can be taken back, and both graphs
    /// named for their page too, so that two pages which print one article keep what each says of it.
    pub fn into_quads(self, page: &str) -> impl Iterator<Item = Quad> {
        let Self { article, evidence, facts, .. } = self;
        let graph = move |base: &str| GraphName::from(NamedNode::new_unchecked(format!("{base}{article}/{page}")));
        let (telling, told) = (graph(v::ARTICLE_GRAPHS), graph(v::FACT_GRAPHS));
        let within = |graph: GraphName| move |triple: Triple| triple.in_graph(graph.clone());
        evidence.into_iter().map(within(telling)).chain(facts.into_iter().map(within(told)))
    }

    /// The quads as others read them: facts in the default graph, as this article alone supports them.
    pub fn into_public_quads(self) -> impl Iterator<Item = Quad> {
        let evidence = GraphName::from(NamedNode::new_unchecked(format!("{}{}", v::ARTICLE_GRAPHS, self.article)));
        let within = |graph: GraphName| move |triple: Triple| triple.in_graph(graph.clone());
        self.evidence
            .into_iter()
            .map(within(evidence))
            .chain(self.facts.into_iter().map(within(GraphName::DefaultGraph)))
    }
}

/// The IRI of an article by its digits.
pub fn article_iri(digits: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{THINGS}article/{digits}"))
}

/// Collects triples about one thing after another.
#[derive(Debug, Default)]
pub(super) struct Triples(pub Vec<Triple>);

impl Triples {
    /// Begins to speak of `subject`.
    pub fn of<'a>(&'a mut self, subject: &'a NamedNode) -> About<'a> {
        About { subject, triples: &mut self.0 }
    }
}

/// The sentences about one subject.
pub(super) struct About<'a> {
    subject: &'a NamedNode,
    triples: &'a mut Vec<Triple>,
}

impl About<'_> {
    /// `subject predicate object`.
    pub fn is(&mut self, predicate: NamedNodeRef<'_>, object: impl Into<Term>) -> &mut Self {
        self.triples.push(Triple::new(self.subject.clone(), predicate, object));
        self
    }

    /// `subject a class`.
    pub fn a(&mut self, class: NamedNodeRef<'_>) -> &mut Self {
        self.is(v::TYPE, class)
    }

    /// `subject predicate "text"`.
    pub fn says(&mut self, predicate: NamedNodeRef<'_>, text: impl Into<String>) -> &mut Self {
        self.is(predicate, Literal::new_simple_literal(text))
    }

    /// `subject predicate object`, when there is an object.
    pub fn may(&mut self, predicate: NamedNodeRef<'_>, object: Option<impl Into<Term>>) -> &mut Self {
        if let Some(object) = object {
            self.is(predicate, object);
        }
        self
    }
}

/// A term of ours by its local name.
pub(super) fn own(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{name}", v::FZ))
}

/// An IRI that readers can read: `…/id/indicator/密接者`. Characters that no IRI may hold are percent-encoded.
pub(super) fn readable(kind: &str, words: &str) -> NamedNode {
    let mut iri = format!("{THINGS}{kind}/");
    iri.extend(words.chars().map(encoded));
    NamedNode::new_unchecked(iri)
}

/// A character as our IRIs hold it: a letter or digit of any script as it is, others percent-encoded.
pub fn encoded(c: char) -> String {
    if c.is_alphanumeric() && !is_private(c) || "-_.~·".contains(c) {
        return c.to_string();
    }
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Whether RFC 3987 keeps the character out of paths.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readable_iris_are_iris() {
        for (words, end) in [("密接者", "密接者"), ("PM2.5 浓度", "PM2.5%20浓度"), ("<a>/\"", "%3Ca%3E%2F%22")]
        {
            let iri = readable("indicator", words);
            assert_eq!(iri.as_str(), format!("{THINGS}indicator/{end}"));
            assert!(NamedNode::new(iri.as_str()).is_ok(), "{iri}");
        }
    }
}
