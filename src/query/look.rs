//! Looking at single things of a store, without SPARQL.

use std::collections::BTreeSet;

use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::store::StorageError;

use crate::graph::{Store, vocabulary as v};

/// One value or the engine's error.
pub type Looked<T> = Result<T, StorageError>;

/// Short ways to ask the engine. Facts are looked for in the default graph.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    store: &'a Store,
}

impl<'a> Look<'a> {
    /// Looks at `store`.
    pub fn at(store: &'a Store) -> Self {
        Self { store }
    }

    /// The objects of `subject predicate ?`, sorted.
    pub fn objects(self, subject: &NamedNode, predicate: NamedNodeRef<'_>) -> Looked<Vec<Term>> {
        let graph = Some(GraphNameRef::DefaultGraph);
        let quads = self.store.engine().quads_for_pattern(Some(subject.into()), Some(predicate), None, graph);
        let mut objects = quads.map(|quad| quad.map(|quad| quad.object)).collect::<Looked<Vec<_>>>()?;
        objects.sort_by_cached_key(ToString::to_string);
        Ok(objects)
    }

    /// Those of them that are things.
    pub fn things(self, subject: &NamedNode, predicate: NamedNodeRef<'_>) -> Looked<Vec<NamedNode>> {
        let objects = self.objects(subject, predicate)?;
        Ok(objects
            .into_iter()
            .filter_map(|term| if let Term::NamedNode(node) = term { Some(node) } else { None })
            .collect())
    }

    /// The text of the first one.
    pub fn text(self, subject: &NamedNode, predicate: NamedNodeRef<'_>) -> Looked<Option<String>> {
        Ok(self.objects(subject, predicate)?.first().map(value))
    }

    /// The name of a thing, in Chinese where there is a choice; its IRI if it has none.
    pub fn label(self, thing: &NamedNode) -> Looked<String> {
        let labels = self.objects(thing, v::PREF_LABEL)?;
        let chinese =
            |term: &&Term| matches!(term, Term::Literal(l) if l.language().is_none_or(|tag| tag.starts_with("zh")));
        let found = labels.iter().find(chinese).or(labels.first());
        Ok(found.map_or_else(|| v::compact(thing.as_str()), value))
    }

    /// The subjects of `? predicate object`, sorted.
    pub fn subjects(self, predicate: NamedNodeRef<'_>, object: &Term) -> Looked<BTreeSet<NamedNode>> {
        let graph = Some(GraphNameRef::DefaultGraph);
        let quads = self.store.engine().quads_for_pattern(None, Some(predicate), Some(object.as_ref()), graph);
        quads.filter_map(|quad| quad.map(|quad| subject(&quad)).transpose()).collect()
    }

    /// The subjects of all quads with `object`, in any graph.
    pub fn about(self, object: &NamedNode) -> Looked<Vec<NamedOrBlankNode>> {
        let quads = self.store.engine().quads_for_pattern(None, None, Some(object.into()), None);
        quads.map(|quad| quad.map(|quad| quad.subject)).collect()
    }

    /// All quads with `subject`, in any graph.
    pub fn all(self, subject: &NamedNode) -> Looked<Vec<Quad>> {
        self.store.engine().quads_for_pattern(Some(subject.into()), None, None, None).collect()
    }

    /// One quad with `subject`, in any graph.
    pub fn first(self, subject: &NamedNode) -> Looked<Option<Quad>> {
        self.store.engine().quads_for_pattern(Some(subject.into()), None, None, None).next().transpose()
    }

    /// Whether `thing` is of `class`.
    pub fn is_a(self, thing: &NamedNode, class: NamedNodeRef<'_>) -> Looked<bool> {
        let quad = oxigraph::model::QuadRef::new(thing, v::TYPE, class, GraphNameRef::DefaultGraph);
        self.store.engine().contains(quad)
    }

    /// The things that `words` name: an IRI (`place:411000`), a division's code, or the name or another name of a
    /// person, body or place; if none bears it wholly, those whose names contain it.
    pub fn named(self, words: &str) -> Looked<BTreeSet<NamedNode>> {
        let iri = v::expand(words);
        if let Ok(node) = NamedNode::new(&iri)
            && !self.all(&node)?.is_empty()
        {
            return Ok([node].into());
        }
        let literal = Term::from(Literal::new_simple_literal(words));
        let mut found = BTreeSet::new();
        for property in [v::PREF_LABEL, v::ALT_LABEL, v::CODE] {
            found.extend(self.subjects(property, &literal)?);
        }
        self.keep_bearers(&mut found)?;
        if !found.is_empty() || words.is_empty() {
            return Ok(found);
        }
        for property in [v::PREF_LABEL, v::ALT_LABEL] {
            let graph = Some(GraphNameRef::DefaultGraph);
            for quad in self.store.engine().quads_for_pattern(None, Some(property), None, graph) {
                let quad = quad?;
                if matches!(&quad.object, Term::Literal(l) if l.value().contains(words)) {
                    found.extend(subject(&quad));
                }
            }
        }
        self.keep_bearers(&mut found)?;
        Ok(found)
    }

    /// Keeps people, bodies and places: events and figures have labels too.
    fn keep_bearers(self, found: &mut BTreeSet<NamedNode>) -> Looked<()> {
        let mut kept = BTreeSet::new();
        for thing in std::mem::take(found) {
            let bears = [v::PERSON, v::ORGANIZATION, v::ADMINISTRATIVE_AREA].map(|class| self.is_a(&thing, class));
            if bears.into_iter().collect::<Looked<Vec<_>>>()?.contains(&true) {
                kept.insert(thing);
            }
        }
        *found = kept;
        Ok(())
    }
}

fn subject(quad: &Quad) -> Option<NamedNode> {
    if let NamedOrBlankNode::NamedNode(node) = &quad.subject { Some(node.clone()) } else { None }
}

/// The text of a literal, the IRI of a thing.
pub fn value(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}
